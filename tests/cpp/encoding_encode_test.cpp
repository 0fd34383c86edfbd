// encode(): what it writes, decode() reads.

#include <gtest/gtest.h>

#include <algorithm>

#include "hansift/encoding.hpp"
#include "hansift/error.hpp"

namespace {

using namespace hansift;
using namespace std::string_view_literals;

void append(std::string& out, char32_t c) {
  if (c < 0x80) {
    out += static_cast<char>(c);
  } else if (c < 0x800) {
    out += static_cast<char>(0xC0 | c >> 6);
    out += static_cast<char>(0x80 | (c & 0x3F));
  } else if (c < 0x10000) {
    out += static_cast<char>(0xE0 | c >> 12);
    out += static_cast<char>(0x80 | (c >> 6 & 0x3F));
    out += static_cast<char>(0x80 | (c & 0x3F));
  } else {
    out += static_cast<char>(0xF0 | c >> 18);
    out += static_cast<char>(0x80 | (c >> 12 & 0x3F));
    out += static_cast<char>(0x80 | (c >> 6 & 0x3F));
    out += static_cast<char>(0x80 | (c & 0x3F));
  }
}

/// Characters that the standard writes as others.
bool is_lossy(std::string_view label, char32_t c) {
  if (label == "gbk" || label == "gb18030") {
    constexpr char32_t reassigned[] = {0xE78D, 0xE78E, 0xE78F, 0xE790, 0xE791, 0xE792, 0xE793, 0xE794, 0xE795,
                                       0xE796, 0xE81E, 0xE826, 0xE82B, 0xE82C, 0xE832, 0xE843, 0xE854, 0xE864};
    return std::find(std::begin(reassigned), std::end(reassigned), c) != std::end(reassigned);
  }
  if (label == "iso-2022-jp") return c == 0x2212 || (c >= 0xFF61 && c <= 0xFF9F);
  if (label == "shift_jis" || label == "euc-jp") return c == 0xA5 || c == 0x203E || c == 0x2212;
  return false;
}

TEST(EncodingEncode, EveryCharacterComesBack) {
  for (const std::string_view label : encodings()) {
    if (label == "replacement") continue;
    std::string text = "x";  // so that U+FEFF is no mark
    // No code page has characters beyond plane 2.
    const bool all = label.starts_with("utf-") || label == "gb18030";
    for (char32_t c = 0; c <= (all ? 0x10FFFFU : 0x2FFFFU); ++c) {
      if ((c >= 0xD800 && c <= 0xDFFF) || is_lossy(label, c)) continue;
      append(text, c);
      if (c % 7 == 0) text += "a\n";
    }
    const Encoded first = encode(text, label);
    EXPECT_EQ(first.encoding, label);
    std::string encodable;
    std::size_t at = 0;
    for (const Span& span : first.unencodable) {
      encodable += text.substr(at, span.begin - at);
      at = span.end;
    }
    encodable += text.substr(at);
    const Encoded again = encode(encodable, label);
    EXPECT_TRUE(again.unencodable.empty()) << label;
    const Decoded back = decode(again.bytes, {.encoding = label, .trace = false});
    EXPECT_TRUE(back.replacements.empty()) << label;
    EXPECT_TRUE(back.text == encodable) << label;
    // With question marks the rest stays in step.
    EXPECT_EQ(count_codepoints(decode(first.bytes, {.encoding = label, .trace = false}).text), count_codepoints(text)) << label;
  }
}

TEST(EncodingEncode, EveryCodeThatIsWrittenIsTheStandards) {
  EXPECT_EQ(encode("€", "gbk").bytes, "\x80");
  EXPECT_EQ(encode("€", "gb18030").bytes, "\xA2\xE3");
  EXPECT_EQ(encode("\uE81E\u9FB4", "gb18030").bytes, "\xFE\x59\xFE\x59");
  EXPECT_EQ(encode("\uE7C7\u1E3F", "gb18030").bytes, "\x81\x35\xF4\x37\xA8\xBC");
  EXPECT_EQ(encode("\U0001F600", "gb18030").bytes, "\x94\x39\xFC\x36");
  EXPECT_EQ(encode("\U0001F600\uE5E5", "gbk").bytes, "??");
  // Big5: no codes of HKSCS, and the last of two for box drawing and the two numerals.
  EXPECT_EQ(encode("氹", "big5").unencodable.size(), 1U);
  EXPECT_EQ(encode("═╞十卅", "big5").bytes, "\xF9\xF9\xF9\xE9\xA4\x51\xA4\xCA"sv);
  EXPECT_EQ(encode("¥‾−ｱ", "shift_jis").bytes, "\x5C\x7E\x81\x7C\xB1");
  EXPECT_EQ(encode("¥‾−ｱ", "euc-jp").bytes, "\x5C\x7E\xA1\xDD\x8E\xB1");
  EXPECT_EQ(encode("ⅰ", "shift_jis").bytes, "\xFA\x40");
  EXPECT_EQ(encode("a¥日b本", "iso-2022-jp").bytes, "a\x1B(J\x5C\x1B$BF|\x1B(Bb\x1B$BK\\\x1B(B");
  EXPECT_EQ(encode("ｱ", "iso-2022-jp").bytes, "\x1B$B%\"\x1B(B");
  EXPECT_EQ(encode("中~\n", "hz").bytes, "~{VP~}~~\n");
  EXPECT_EQ(encode("한", "iso-2022-kr").bytes, "\x1B$)C\x0EGQ\x0F");
  EXPECT_EQ(encode("\uF7FF", "x-user-defined").bytes, "\xFF");
  EXPECT_EQ(encode("a\U0001F600", "utf-16be").bytes, "\0a\xD8\x3D\xDE\x00"sv);
  EXPECT_EQ(encode("a", "utf-32le").bytes, "a\0\0\0"sv);
}

TEST(EncodingEncode, UnencodableCharacters) {
  const Encoded replaced = encode("a瑞b\U0001F600", "windows-1252");
  EXPECT_EQ(replaced.bytes, "a?b?");
  ASSERT_EQ(replaced.unencodable.size(), 2U);
  EXPECT_EQ(replaced.unencodable[0], (Span{1, 4}));
  EXPECT_EQ(replaced.unencodable[1], (Span{5, 9}));
  EXPECT_EQ(encode("a瑞b", "windows-1252", {.errors = EncodeOptions::Errors::html}).bytes, "a&#29790;b");
  EXPECT_EQ(encode("日\x1B", "iso-2022-jp", {.errors = EncodeOptions::Errors::html}).bytes, "\x1B$BF|\x1B(B&#65533;");
  // Ill-formed text is text with U+FFFD in it.
  EXPECT_EQ(encode("a\xFF", "utf-8").bytes, "a\uFFFD");
  EXPECT_EQ(encode("a\xFFz", "gbk").unencodable, (std::vector<Span>{{1, 2}}));
  EXPECT_THROW((void)encode("a", "klingon-8"), ConfigError);
  EXPECT_THROW((void)encode("a", "replacement"), ConfigError);
  EXPECT_EQ(encode("", "gbk").bytes, "");
}

}  // namespace
