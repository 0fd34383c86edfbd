// UTF-8 read in single-byte code pages, and escapes: what the rules promise on any input.

#include <gtest/gtest.h>

#include <random>
#include <string>
#include <vector>

#include "cleaning/code_pages.hpp"
#include "cleaning_contract.hpp"
#include "hansift/cleaning.hpp"
#include "text/windows_1252.hpp"

namespace hansift {
namespace {

TEST(Western, HoldsOnRandomPieces) {
  static const std::vector<std::string> pieces = {"Ã", "Â", "â", "€", "™", "œ", "©", "¤", "\xC2\x81", "\xC2\x9D", "\xC2\xA0", " ", "ã", "ä", "å", "ð", "Ÿ", "˜",
                                                  "Р", "С", "вЂ", "љ", "√", "∏", "‚Äô", "├", "┤", "Γ", "Ç", "╨", "и", "\xEF\xBF\xBD", "?", "a", "e", "\n", "\"",
                                                  "é", "中", "文", "Î", "Ï", "ñ", "\\n", "\\u4e2d", "\\", "%D6%D0", "%E4", "=CE", "=\n", "&eacute", "&nbsp", "。"};
  std::mt19937 random(1912);
  CleanOptions options;
  const Cleaner web(options);
  options.profile = "ftfy";
  const Cleaner ftfy(options);
  for (int i = 0; i < 6000; ++i) {
    std::string text;
    for (std::size_t n = 1 + random() % 30; n > 0; --n) text += pieces[random() % pieces.size()];
    test::check_contract(web, text);
    test::check_contract(ftfy, text);
    if (HasFatalFailure()) return;
  }
}

TEST(Western, LayersOfAnyDepthComeBack) {
  const Cleaner cleaner;
  const std::string good = "Les élèves dînent à l’ombre des chênes.";
  std::string text = good;
  for (int layer = 1; layer <= 4; ++layer) {
    std::string worse;  // each byte as a character of Latin-1
    for (const char byte : text) {
      const auto value = static_cast<unsigned char>(byte);
      if (value < 0x80) worse += byte;
      else (worse += static_cast<char>(0xC0 | value >> 6)) += static_cast<char>(0x80 | (value & 0x3F));
    }
    text = worse;
    EXPECT_EQ(cleaner(text).text, good) << layer;
  }
}

TEST(Western, EvidenceElsewhereCarriesWeakPlaces) {
  EXPECT_EQ(clean("Â« Oui Â»").text, "« Oui »");
  EXPECT_EQ(clean("Ã© seul").text, "Ã© seul");
  EXPECT_EQ(clean("Ã© seul\nLes Ã©lÃ¨ves dÃ®nent prÃ¨s de l’Ã©glise").text, "é seul\nLes élèves dînent près de l’église");
}

/// The room `text` may not use the tables of `encoding` and has those 32 characters itself.
TEST(Western, BothTablesOfWindows1252AreTheSame) {
  const auto& high = cleaning::page_named("windows-1252").high;
  for (unsigned i = 0; i < 32; ++i) EXPECT_EQ(high[i], text::windows_1252_high[i]) << i;
}

/// What asks for evidence around each place, on one line that is all such places.
TEST(Evidence, HostileLinesAreLinear) {
  const Cleaner cleaner;
  for (std::string_view piece : {" Ã© ", "“Ã©” ", "乱码“Ã©” ", "Ã©, é ", "&lt; ", "&lt;p&gt; 表示", "转义 &amp; ", "| &lt; | < ", "ÀÁÂÃ ", "ÃÕÂÊÔ", "æÂ­¥ã", "Ñ", "ÑÐ¸", "ㅋㅋ ",
                                 "写作 %E4%B8%AD ", "“\\u4e2d”写作 ", "encoding charset 编码 Ã¼ ", "(ä¸Â­æ–‡) 编码 "}) {
    std::string text;
    while (text.size() < 100000) text += piece;
    const Cleaned done = cleaner(text);
    EXPECT_FALSE(verify(text, done.text, done.trace)) << piece;
    EXPECT_EQ(cleaner(done.text).text, done.text) << piece;
    test::check_linear(cleaner, "", piece, 100000 / piece.size());
  }
}

TEST(Evidence, RandomTextsAboutDamage) {
  static const std::vector<std::string> pieces = {"Ã©", "é", "“", "”", "\"", "`", "(", ")", " ", "|", "\t", "&lt;", "&gt;", "&amp;", "&copy;", "©", "&#20013;", "中", "\\u4e2d", "%E4%B8%AD",
                                                  "表示", "写作", "乱码", "转义", "instead of", "stands for", "UTF-8", "浣犲ソ", "你好", "ä½", "\xC2\xA0å¥½", "ã€", "Ñ", "Ð¸", "ÀÁÂÃÄÅ", "ㄱㄴㄷㄹㅁ",
                                                  "Ïðèâåò", "ÐÂÎÅÖÐÐÄ", "\n", "\\n", "，", "a"};
  std::mt19937 random(2718);
  const Cleaner cleaner;
  for (int i = 0; i < 4000; ++i) {
    std::string text;
    for (std::size_t n = 1 + random() % 16; n > 0; --n) text += pieces[random() % pieces.size()];
    test::check_contract(cleaner, text);
    if (HasFatalFailure()) return;
  }
}

}  // namespace
}  // namespace hansift
