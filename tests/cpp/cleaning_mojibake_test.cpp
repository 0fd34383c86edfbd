// Mojibake with a double-byte code page on either side: sentences of our own are damaged with the decoders of the encoding room and must come back.

#include <gtest/gtest.h>

#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "cleaning/mojibake_reading.hpp"
#include "cleaning_contract.hpp"
#include "hansift/cleaning.hpp"
#include "hansift/encoding.hpp"

namespace hansift {
namespace {

std::string misread(std::string_view text, std::string_view written, std::string_view read) {
  const Encoded bytes = encode(text, written);
  EXPECT_TRUE(bytes.unencodable.empty()) << text << " in " << written;
  return decode(bytes.bytes, {.encoding = read}).text;
}

struct Accident {
  std::string_view written, read;
  std::vector<std::string_view> sentences;
};

const std::vector<std::string_view> simplified = {"昨天下午我们在河边散步，看到很多人在钓鱼。", "请大家把手机调成静音，会议马上开始！", "他从小就喜欢画画，后来成了一名建筑师。"};
const std::vector<std::string_view> traditional = {"昨天下午我們在河邊散步，看到很多人在釣魚。", "請大家把手機調成靜音，會議馬上開始！", "這間餐廳的牛肉麵非常好吃，價格也不貴。"};
const std::vector<std::string_view> japanese = {"昨日の午後は川のそばを散歩しました。", "この店のラーメンはとても美味しいです。", "会議は明日の朝九時から始まります。"};
const std::vector<std::string_view> korean = {"어제 오후에 우리는 강가를 산책했다.", "이 식당의 국수는 아주 맛있습니다.", "회의는 내일 아침 아홉 시에 시작합니다."};

std::vector<Accident> accidents() {
  return {{"gbk", "windows-1252", simplified}, {"gbk", "big5", simplified},         {"gbk", "euc-kr", simplified},   {"big5", "windows-1252", traditional},
          {"big5", "gb18030", traditional},    {"shift_jis", "windows-1252", japanese}, {"shift_jis", "gb18030", japanese}, {"euc-jp", "windows-1252", japanese},
          {"euc-kr", "windows-1252", korean},  {"euc-kr", "gb18030", korean},         {"utf-8", "gb18030", simplified}, {"utf-8", "gb18030", traditional},
          {"utf-8", "shift_jis", japanese}};
}

/// The text with `gone` in the place of what the decoder lost, or without it.
bool same_but_for_losses(std::string_view text, std::string_view answer) {
  std::size_t at = 0, in = 0;
  constexpr std::string_view lost = "\xEF\xBF\xBD";
  while (at < text.size()) {
    const std::size_t size = (text[at] & 0x80) == 0 ? 1 : (text[at] & 0x20) == 0 ? 2 : 3;
    if (answer.substr(in, size) == text.substr(at, size)) {
      in += size;
    } else if (answer.substr(in, 3) == lost) {
      in += 3;
    } else {
      return false;
    }
    at += size;
  }
  return in == answer.size();
}

TEST(Mojibake, WholeTextsComeBack) {
  const Cleaner cleaner;
  for (const Accident& accident : accidents()) {
    for (const std::string_view sentence : accident.sentences) {
      const std::string damaged = misread(sentence, accident.written, accident.read);
      const Cleaned done = cleaner(damaged);
      EXPECT_TRUE(same_but_for_losses(sentence, done.text)) << accident.written << " as " << accident.read << "\n" << damaged << "\n" << done.text;
      if (damaged.find("\xEF\xBF\xBD") == std::string::npos) {
        EXPECT_EQ(done.text, sentence);
      } else {
        EXPECT_FALSE(done.flags.empty()) << damaged;
      }
      test::check_contract(cleaner, damaged);
    }
  }
}

TEST(Mojibake, LinesInGoodTextComeBack) {
  const Cleaner cleaner;
  for (const Accident& accident : accidents()) {
    const std::string_view good = simplified[1];
    const std::string damaged = misread(accident.sentences[0], accident.written, accident.read);
    const Cleaned done = cleaner(std::string(good) + "\n" + damaged + "\n" + std::string(good));
    ASSERT_TRUE(done.text.starts_with(std::string(good) + "\n")) << done.text;
    ASSERT_TRUE(done.text.ends_with("\n" + std::string(good))) << done.text;
    EXPECT_TRUE(same_but_for_losses(accident.sentences[0], std::string_view(done.text).substr(good.size() + 1, done.text.size() - 2 * good.size() - 2)));
    for (const ComposedEdit& edit : done.trace.edits()) {
      EXPECT_GE(edit.source.begin, good.size() + 1);
      EXPECT_LE(edit.source.end, good.size() + 1 + damaged.size());
    }
  }
}

TEST(Mojibake, SpansInALineComeBack) {
  const Cleaner cleaner;
  for (const auto& [written, read] : {std::pair("gbk", "windows-1252"), std::pair("utf-8", "gb18030")}) {
    const std::string damaged = misread("欢迎光临本站", written, read);
    EXPECT_EQ(cleaner("公告：" + damaged + "，祝大家愉快。").text, "公告：欢迎光临本站，祝大家愉快。") << read;
  }
}

TEST(Mojibake, ChainsComeBack) {
  const Cleaner cleaner;
  const std::string latin = misread("下面是本周的新闻摘要", "gbk", "windows-1252");
  EXPECT_EQ(cleaner(misread(latin, "utf-8", "windows-1252")).text, "下面是本周的新闻摘要");
  EXPECT_EQ(cleaner(misread(latin, "utf-8", "gb18030")).text, "下面是本周的新闻摘要");
  const std::string twice = misread(misread("下面是本周的新闻摘要", "utf-8", "gb18030"), "utf-8", "gb18030");
  EXPECT_TRUE(same_but_for_losses("下面是本周的新闻摘要", cleaner(twice).text)) << cleaner(twice).text;
}

TEST(Mojibake, LostBytesAreNeverGuessed) {
  const Cleaner cleaner;
  // An odd number of bytes: the last one of the last character is lost.
  const std::string damaged = misread("我们下次再见吧", "utf-8", "gb18030");
  ASSERT_NE(damaged.find("\xEF\xBF\xBD"), std::string::npos);
  const Cleaned done = cleaner(damaged);
  EXPECT_EQ(done.text, "我们下次再见\xEF\xBF\xBD");
  ASSERT_EQ(done.flags.size(), 1U);
  EXPECT_EQ(done.flags[0].rule->id, "cleaning.loss.replacement");
}

TEST(Mojibake, AShortLineNeedsTheOthers) {
  const Cleaner cleaner;
  const std::string line = misread("회의", "euc-kr", "gb18030");
  EXPECT_EQ(cleaner(line).text, line) << "two characters that are not rare are no evidence";
  EXPECT_EQ(cleaner(misread(korean[0], "euc-kr", "gb18030") + "\n" + line).text, std::string(korean[0]) + "\n회의");
}

TEST(Mojibake, SwitchesOff) {
  CleanOptions options;
  options.profile = "minimal";
  const std::string damaged = misread(simplified[0], "gbk", "big5");
  EXPECT_EQ(clean(damaged, options).text, damaged);
}

TEST(Mojibake, StepsTellLossesFromCharacters) {
  using namespace cleaning;
  // E4 BD, U+FFFD for A0 E5, A5 BD: two characters are lost.
  const std::vector<Token> tokens = unread(Reading::gbk, std::string("浣") + "\xEF\xBF\xBD" + "ソ");
  ASSERT_EQ(tokens[2].value, Token::lost);
  const Steps steps = steps_at(Writing::utf8, tokens, 0);
  ASSERT_GE(steps.size, 1U);
  EXPECT_EQ(steps.list[0].lost, 2);
  EXPECT_EQ(steps.list[0].tokens, 5);
  EXPECT_EQ(steps_at(Writing::utf8, tokens, tokens.size() - 1).size, 0U);
}

TEST(Mojibake, TheQuickStepIsTheFirstOne) {
  using namespace cleaning;
  std::mt19937 random(7);
  for (int round = 0; round < 20000; ++round) {
    std::vector<Token> tokens;
    const auto size = static_cast<std::uint32_t>(2 + random() % 6);
    for (std::uint32_t i = 0; i < size; ++i) {
      const unsigned kind = random() % 20;
      const auto value = static_cast<std::uint16_t>(kind == 0 ? Token::lost : kind == 1 && i > 0 ? Token::wall : kind == 2 ? '?' : kind < 5 ? random() % 128 : 128 + random() % 128);
      const auto other = static_cast<std::uint16_t>(random() % 10 == 0 ? 128 + random() % 128 : Token::wall);
      tokens.push_back({value, other, random() % 2 == 0, i});
    }
    tokens.push_back({Token::wall, Token::wall, true, size});
    for (const Writing writing : {Writing::utf8, Writing::gbk, Writing::big5, Writing::shift_jis, Writing::euc_jp, Writing::euc_kr}) {
      const Step quick = first_step(encoding::double_byte(), writing, tokens, 0);
      const Step first = steps_at(writing, tokens, 0).list[0];
      EXPECT_EQ(quick.tokens, first.tokens);
      EXPECT_EQ(quick.lost, first.lost);
      EXPECT_EQ(quick.penalty, first.penalty);
      EXPECT_EQ(quick.value, first.value);
    }
  }
}

TEST(Mojibake, RandomPiecesKeepThePromises) {
  std::mt19937 random(20250101);
  const Cleaner cleaner;
  std::vector<std::string> pieces = {"\n", " ", "a", "7", "?", "\xEF\xBF\xBD", "锟斤拷", "中", "ｱ", "À", "\xC2\x81", "\xEE\x80\x80", "€", "한", "\xC2\xA0"};
  for (const Accident& accident : accidents()) {
    const std::string damaged = misread(accident.sentences[0], accident.written, accident.read);
    for (const std::size_t size : {6U, 15U, 40U}) {
      std::size_t cut = std::min<std::size_t>(size, damaged.size());
      while (cut < damaged.size() && (damaged[cut] & 0xC0) == 0x80) ++cut;
      pieces.push_back(damaged.substr(0, cut));
    }
    pieces.emplace_back(accident.sentences[1]);
  }
  for (int round = 0; round < 400; ++round) {
    std::string text;
    for (std::size_t count = 1 + random() % 12; count > 0; --count) text += pieces[random() % pieces.size()];
    test::check_contract(cleaner, text);
  }
}

TEST(Mojibake, LongLinesAreCutAndStillComeBack) {
  const Cleaner cleaner;
  std::string expected;
  while (expected.size() < 40000) expected.append(simplified[expected.size() % 3]);
  EXPECT_EQ(cleaner(misread(expected, "gbk", "windows-1252")).text, expected);
}

}  // namespace
}  // namespace hansift
