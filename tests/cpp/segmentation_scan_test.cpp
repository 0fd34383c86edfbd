// The scan: which marks it sees, where paragraphs end, and what it does with a paragraph that is longer than its offsets can count.

#include <gtest/gtest.h>

#include <random>
#include <string>

#include "segmentation/events.hpp"
#include "text/classes.hpp"
#include "text/utf8.hpp"

namespace hansift::segmentation {
namespace {

std::vector<Event> events_of(std::string_view text) {
  Scanner scanner(text);
  Paragraph paragraph;
  return scanner.next(paragraph) ? paragraph.events : std::vector<Event>{};
}

TEST(Scanner, SeesTheMarksAndNothingElse) {
  const std::u32string marks =
      U"\n\r\v\f\u0085\u2028\u2029!?.\"'()[]{}"
      U"。｡！？．…⋯‥‼⁇⁈⁉\uFE12\uFE15\uFE16\uFE52\uFE56\uFE57＂＇“”‘’「」｢｣『』﹁﹂﹃﹄«»〝〞〟„《》〈〉【】〖〗〔〕﹝﹞［］｛｝（）﹙﹚";
  for (char32_t value = 1; value < 0x30000; ++value) {
    if (value >= 0xD800 && value < 0xE000) continue;
    std::string text = "一";
    text::append_utf8(text, value);
    text += "二";
    const std::vector<Event> found = events_of(text);
    ASSERT_EQ(found.size(), marks.find(value) != std::u32string::npos ? 1U : 0U) << static_cast<unsigned>(value);
    if (found.empty()) continue;
    EXPECT_EQ(found[0].at, 3U);
    EXPECT_EQ(found[0].size, text::utf8_size(value));
  }
}

TEST(Scanner, SeesAMarkWhereverItStands) {
  for (const std::string mark : {"。", "“", "?", "»", "＂", "\u2029", "（"}) {
    for (std::size_t before = 1; before < 4200; before += before < 200 ? 1 : 61) {
      const std::string text = std::string(before, 'a') + mark + "二";
      const std::vector<Event> found = events_of(text);
      ASSERT_EQ(found.size(), 1U) << before << mark;
      ASSERT_EQ(found[0].at, before);
      ASSERT_TRUE(events_of(text.substr(0, before + mark.size() - 1)).empty());  // a part of it is none
    }
  }
}

TEST(Scanner, WhiteSpaceIsThatOfTheTables) {
  for (char32_t value = 1; value < 0x30000; ++value) {
    if (value >= 0xD800 && value < 0xE000) continue;
    std::string text;
    text::append_utf8(text, value);
    const bool blank = text::class_of(value).white_space() || value == 0x200B || value == 0xFEFF;
    ASSERT_EQ(is_blank(value), blank) << static_cast<unsigned>(value);
    ASSERT_EQ(blank_size(text, 0), blank ? text.size() : 0U) << static_cast<unsigned>(value);
    ASSERT_EQ(skip_blank(text, 0), blank ? text.size() : 0U);
    ASSERT_EQ(trim_blank("一" + text, 3, 3 + text.size()), blank ? 3U : 3 + text.size());
  }
}

// The paragraphs of a text under a bound: they are in order, white space alone is between them, none is cut inside a character, and their
// events lie in them.
std::vector<std::string_view> paragraphs_of(std::string_view text, std::size_t longest) {
  Scanner scanner(text, longest);
  Paragraph paragraph;
  std::vector<std::string_view> found;
  std::size_t at = 0;
  while (scanner.next(paragraph)) {
    EXPECT_LE(at, paragraph.offset);
    EXPECT_EQ(skip_blank(text, at), paragraph.offset);
    EXPECT_FALSE(text::is_continuation(paragraph.text.front()));
    std::size_t done = 0;
    for (const Event& event : paragraph.events) {
      EXPECT_LE(done, event.at);
      done = event.end();
    }
    EXPECT_LE(done, paragraph.text.size());
    for (const std::uint32_t i : paragraph.breaks) EXPECT_EQ(paragraph.events.at(i).mark, Mark::line_break);
    at = paragraph.offset + paragraph.text.size();
    found.push_back(paragraph.text);
  }
  EXPECT_EQ(skip_blank(text, at), text.size());
  return found;
}

TEST(Scanner, TooLongAParagraphEndsAtALineBreak) {
  std::string text;
  for (int i = 0; i < 100; ++i) text += "天亮了。我们走吧。\n";
  EXPECT_EQ(paragraphs_of(text, text.size()).size(), 1U);
  const auto found = paragraphs_of(text, 200);
  ASSERT_GT(found.size(), 5U);
  for (const std::string_view paragraph : found) EXPECT_LT(paragraph.size(), 200U + 28U);
}

TEST(Scanner, TooLongALineEndsBetweenCharacters) {
  std::string text = "a";
  while (text.size() < 2 * Scanner::break_reach) text += "天亮了。“走吧！”";
  const auto found = paragraphs_of(text, 1000);
  ASSERT_EQ(found.size(), 2U);
  EXPECT_GE(found[0].size(), 1000 + Scanner::break_reach);
  EXPECT_LT(found[0].size(), 1000 + Scanner::break_reach + 8192);
}

TEST(Scanner, BoundsHoldForRandomText) {
  std::mt19937 random(7);
  const std::vector<std::string> pieces = {"。", "“", "”", "...", "!?", "\r\n", "\n", "\r", "\n\n", " ", "\u3000", "天", "a", "[1]", "\u0085", "\xE3"};
  for (int round = 0; round < 300; ++round) {
    std::string text;
    for (int i = 0; i < 1500; ++i) text += pieces[random() % pieces.size()];
    paragraphs_of(text, random() % 300);
  }
}

}  // namespace
}  // namespace hansift::segmentation
