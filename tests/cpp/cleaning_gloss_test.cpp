// Glossed pages: the parts of the repair, its guards, and its promises on damaged text put together at random. Whole cases are in
// tests/data/cleaning.

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <string>
#include <vector>

#include "cleaning/gloss_codes.hpp"
#include "cleaning/gloss_model.hpp"
#include "cleaning/gloss_readings.hpp"
#include "cleaning/gloss_text.hpp"
#include "cleaning_contract.hpp"
#include "hansift/cleaning.hpp"
#include "text/utf8.hpp"

namespace hansift {
namespace {

using namespace cleaning::gloss;

Code code(const char* character) { return encode(text::decode_at(character, 0).value); }

/// A page that shows what it is, in front of a line under test.
const std::string page = "老師(shī)說(shuō)這本書很有意思，學(xué)生們(men)都愛看。\n";

std::string line_of(const std::string& line) { return clean(page + line).text.substr(std::string("老師說這本書很有意思，學生們都愛看。\n").size()); }

TEST(GlossCodes, BothWays) {
  std::size_t count = 0;
  for (unsigned lead = first_lead; lead <= last_lead; ++lead) {
    for (unsigned trail = first_trail; trail <= last_trail; ++trail) {
      const Code now = code_of(lead, trail);
      const char32_t value = decode(now);
      if (value == 0) continue;
      EXPECT_FALSE(value >= 0xE000 && value < 0xF900);
      EXPECT_EQ(decode(encode(value)), value);
      ++count;
    }
  }
  EXPECT_GT(count, 21000U);
  EXPECT_EQ(code("國"), 0x87F8);
  EXPECT_EQ(encode(U'ü'), 0xA8B9);
  EXPECT_EQ(encode(U'é'), 0xA8A6);
  EXPECT_EQ(encode(0xE000), 0);
}

TEST(GlossReadings, AreParsedWithAndWithoutTones) {
  const auto fits = [](const char* character, const char* written) {
    const auto parsed = parse_reading(written);
    return parsed && parsed->size == std::string(written).size() && reading_rank(code(character), parsed->reading) >= 0;
  };
  for (const char* written : {"lái", "lai", "lɑi"}) EXPECT_TRUE(fits("來", written)) << written;
  for (const char* written : {"lü", "lv", "lǜ"}) EXPECT_TRUE(fits("綠", written)) << written;
  EXPECT_TRUE(fits("長", "cháng"));
  EXPECT_TRUE(fits("長", "zhǎng"));
  EXPECT_TRUE(fits("們", "men"));
  EXPECT_FALSE(fits("來", "lài2"));
  EXPECT_FALSE(fits("來", "lán"));
  EXPECT_FALSE(fits("長", "chǎng"));
  for (const char* written : {"", "b", "the", "páí", "zhuangg", "Lái", "來"}) EXPECT_FALSE(parse_reading(written)) << written;
}

TEST(GlossModel, WordsAreCheaperThanChance) {
  const auto cost = [](const char* first, const char* second) { return pair_cost(entry_of(code(first)), entry_of(code(second))); };
  EXPECT_LT(cost("學", "生"), cost("生", "學"));
  EXPECT_LT(cost("學", "生"), 6 * bit);
  EXPECT_EQ(entry_of(code("學")), entry_of(code("学")));
  EXPECT_EQ(entry_of(code("著")), entry_of(code("着")));
  EXPECT_EQ(form_of(code("學")), Form::traditional);
  EXPECT_EQ(form_of(code("学")), Form::simplified);
  EXPECT_EQ(form_of(code("人")), Form::both);
}

TEST(GlossText, ShapesOfGlosses) {
  const auto shape = [](std::string_view text) { return gloss_at(text, 0) ? static_cast<int>(gloss_at(text, 0)->shape) : -1; };
  EXPECT_EQ(shape("(lái)"), static_cast<int>(Shape::gloss));
  EXPECT_EQ(shape("（lái）"), static_cast<int>(Shape::gloss));
  EXPECT_EQ(shape("?lái)"), static_cast<int>(Shape::eaten));
  EXPECT_EQ(shape("?(lái)"), static_cast<int>(Shape::standing));
  for (const char* text : {"(lái", "(lái）", "(lái lái)", "()", "?", "(", "lái)", "(a b)", "（"}) EXPECT_EQ(shape(text), -1) << text;
}

TEST(Gloss, NarrowBeamWouldLoseIt) {
  // The pair between the two glosses was dropped; at first other characters look better.
  EXPECT_EQ(line_of("做事要勇?lián)?dāng)，不要怕。"), "做事要勇擔當，不要怕。");
}

TEST(Gloss, WrongReadingsStay) { EXPECT_NE(line_of("大家都來(gāng)了。").find("gāng"), std::string::npos); }

TEST(Gloss, RulesAreSwitched) {
  const std::string text = page + "下午大家?guī)瞎P記本。";
  CleanOptions options;
  options.disable = {"cleaning.gloss", "cleaning.punctuation"};
  EXPECT_EQ(clean(text, options).text, text);
  options.disable = {"cleaning.gloss.bytes", "cleaning.punctuation"};
  const Cleaned kept = clean(text, options);
  EXPECT_NE(kept.text.find("家?guī)瞎"), std::string::npos);
  ASSERT_FALSE(kept.flags.empty());
  EXPECT_EQ(kept.flags.front().rule->id, "cleaning.gloss.lost");
}

TEST(Gloss, WhatIsGoneIsFlagged) {
  const std::string text = page + "下午大家?guī)е?本書來。";
  const Cleaned done = clean(text);
  bool flagged = false;
  for (const Flag& flag : done.flags) flagged |= flag.rule->id == "cleaning.gloss.lost" && text[flag.span.begin] == '?';
  EXPECT_TRUE(flagged);
  EXPECT_NE(done.text.find("\xEF\xBF\xBD本書來"), std::string::npos);
}

TEST(Gloss, ContractHoldsOnDamageAtRandom) {
  static const std::vector<std::string> parts = {"書(shū)", "學(xué)", "們(men)", "?qǐng)", "?(guī)", "?dāng)", "?", "??", "(", ")", "（lái）", "來(lái)", "來(lai)", "蚋", "锸", "堑驴", "喜好",
                                                 "大家", "他們", "P(guān)", "W", "@", "1", ",", "，", "。", "\n", " ", "か", "é", "\xEF\xBF\xBD", "a", "日", "報", "𠀀", "(guī)", "今年P(guān)"};
  std::mt19937 random(11);
  const Cleaner cleaner;
  for (int round = 0; round < 240; ++round) {
    std::string text = round % 3 == 0 ? "" : page;
    for (std::size_t i = 0; i < 1 + random() % 30; ++i) text += parts[random() % parts.size()];
    const Cleaned once = cleaner(text);
    ASSERT_TRUE(is_valid_utf8(once.text)) << text;
    ASSERT_FALSE(verify(text, once.text, once.trace)) << text;
    ASSERT_EQ(cleaner(once.text).text, once.text) << text;
    for (const Flag& flag : once.flags) ASSERT_LE(flag.span.end, text.size());
  }
}

TEST(Gloss, HostilePagesAreLinear) {
  for (const char* part : {"書(shū)", "日?qǐng)", "日?qǐng)蚋锸堑驴怂_", "日?qǐng)蚋?", "日?qǐng)蚋?\n", "?(guī)", "今年P(guān)", "（", "?"}) {
    test::check_linear(Cleaner(), page, part, 4000);
  }
}

TEST(Lines, HostileLayoutsAreLinear) {
  for (const char* part : {"甲,1,乙\n", "键:\n  值: 好,是\n", "甲 = 乙,\n", "- 好,是\n", "\n\n好,\n", "```\n好,\n", "好,:)", "好,(a)", "好 ", "/好(a).b,好", "http://好,"}) {
    test::check_linear(Cleaner(), "", part, 16000);
  }
}

TEST(Gloss, WhereTheyStandTellsTeachersFromMachines) {
  const std::string head = "我們(men)的老師(shī)來(lái)了，學(xué)校的書(shū)也到了，";
  const auto untouched = [](const std::string& text) { return clean(text).text == text; };
  EXPECT_FALSE(untouched(head + "大家都很高興。"));                                   // on a few characters, each time
  EXPECT_TRUE(untouched(head + "老師說我們要在學校看書，下次再來。"));                  // only where they come first
  EXPECT_TRUE(untouched(head + "大家都很高興，小貓也來(lái)了，牠跑得很快。"));            // 牠 comes of no mapping
  EXPECT_TRUE(untouched("第三課\n" + head + "大家都很高興。"));
  EXPECT_TRUE(untouched("今日(きょう)は漢字（かんじ）を勉強（べんきょう）します。"));
  EXPECT_TRUE(untouched("漢字(한자)와 大學(대학)은 國家(국가)의 言語(언어)다."));
}

}  // namespace
}  // namespace hansift
