#include "hansift/cleaning.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <string>
#include <thread>
#include <vector>

#ifdef HANSIFT_TEST_ICU
#include <unicode/normalizer2.h>
#endif

#include "cases.hpp"
#include "cleaning_contract.hpp"
#include "cleaning/normal.hpp"
#include "cleaning/survey.hpp"
#include "cleaning/triggers.hpp"
#include "hansift/error.hpp"
#include "hansift/text.hpp"
#include "text/utf8.hpp"

namespace hansift {
namespace {

CleanOptions only(std::string_view id) {
  CleanOptions options;
  options.profile = "none";
  options.enable = {std::string(id)};
  return options;
}

using test::check_contract;

/// Pieces that the rules are about, put together at random: what a fuzzer needs long to find.
std::string random_text(std::mt19937& random, std::size_t pieces) {
  static const std::vector<std::string> parts = {
      "&amp;", "&#20013;", "&", "amp;", "#38;", "lt;", "&nbsp", "&copy;", "\\u4e2d", "\\u6587", "\\", "u", "\\xe4\\xb8\\xad", "%E4%B8%AD", "%", "%u6587", "25",
      "=E4=B8=AD", "=", "=\n", "=3D", "\x1B[31m", "\x1B", "[", "\x01", "\x7F", "\r", "\n", "\r\n", "\xC2\x85", "\xC2\xA0", "\xC2\xAD", "\xE2\x80\x8B",
      "\xE2\x80\x8D", "\xE2\x80\x8E", "\xE2\x80\xA8", "\xEF\xBB\xBF", "\xEF\xB8\x8F", "\xF3\xA0\x84\x80", "\xF3\xA0\x81\xA1", "\xEF\xBF\xBD", "\xEE\x9D\xAC",
      "\xEF\x80\x85", "⼀", "金", "\xEF\xA4\x8A", "﹐", "︽", "ﬁ", "e\xCC\x81", "\xCC\xA3", "\xE1\x84\x80", "\xE1\x85\xA1", "\xE1\x86\xA8", "か\xE3\x82\x99", "Ａ", "１", "．", "！",
      "\xE3\x80\x80", "ｶ", "ﾞ", "ﾟ", " ", "  ", "\t", ",", ":", ";", "!", "?", "(", ")", ".", "。", "，", "（", "）", "“", "”", "\"", "'", "a", "Z", "9", "0", "http://a.b/?c=",
      "中", "文", "们", "這", "的", "の", "は", "カ", "한", "글", "《", "》", "｜", "<ruby>", "<rt>", "</rt>", "\xEF\xBF\xB9", "\xEF\xBF\xBA", "\xEF\xBF\xBB", "•", "20.5 万", "中文字很多很多的一行，写得满满的没有空，", "some words of one line that is rather long and hy-", "😀", "👩", "🏴", "`", "锟斤拷", "烫烫烫", "屯", "???", "\xFF", "\xE4\xB8", "\x80", "क", "\xE0\xA5\x8D", "ا", "א", "ﷺ"};
  std::string text;
  for (std::size_t i = 0; i < pieces; ++i) text += parts[random() % parts.size()];
  return text;
}

TEST(Catalogue, ExamplesAreTheFirstTests) {
  for (const Rule* rule : cleaning::rules()) {
    const Cleaned done = clean(rule->before, only(rule->id));
    EXPECT_EQ(done.text, rule->after) << rule->id;
    if (rule->id == "cleaning.loss.unsettled") continue;  // no text is known that does not settle
    if (rule->before == rule->after) {
      ASSERT_EQ(done.flags.size(), 1U) << rule->id;
      EXPECT_EQ(done.flags[0].rule, rule);
    } else {
      ASSERT_FALSE(done.trace.edits().empty()) << rule->id;
      for (const ComposedEdit& edit : done.trace.edits()) EXPECT_EQ(edit.rules, std::vector<const Rule*>{rule});
    }
    CleanOptions without;
    without.profile = "none";
    if (rule->id != "cleaning.utf8") {
      EXPECT_EQ(clean(rule->before, without).text, rule->before) << rule->id;
    }
  }
}

TEST(Catalogue, IdsAreUniqueAndOrdered) {
  std::vector<std::string_view> ids;
  for (const Rule* rule : cleaning::rules()) {
    EXPECT_TRUE(rule->id.starts_with("cleaning."));
    EXPECT_FALSE(rule->reason.empty());
    EXPECT_EQ(rule->since, "0.1.0");
    ids.push_back(rule->id);
  }
  std::sort(ids.begin(), ids.end());
  EXPECT_EQ(std::adjacent_find(ids.begin(), ids.end()), ids.end());
}

TEST(Options, FamiliesAndErrors) {
  CleanOptions options;
  options.disable = {"cleaning.width"};
  EXPECT_EQ(clean("ＡＢ１２", options).text, "ＡＢ１２");
  options.enable = {"cleaning.width.letters"};
  EXPECT_EQ(clean("ＡＢ１２", options).text, "AB12");
  const auto message = [](const CleanOptions& wrong) {
    try {
      (void)Cleaner(wrong);
    } catch (const ConfigError& error) {
      return std::string(error.what());
    }
    return std::string();
  };
  CleanOptions profile;
  profile.profile = "all";
  EXPECT_EQ(message(profile), "unknown cleaning profile 'all'; choose one of: web, minimal, books, ocr, ftfy, none");
  for (std::string_view name : {"cleaning.widt", "cleaning.width.", "", "width"}) {
    CleanOptions rule;
    rule.disable = {std::string(name)};
    EXPECT_NE(message(rule).find("unknown cleaning rule '" + std::string(name) + "'; choose one of: cleaning.utf8"), std::string::npos) << name;
  }
}

class CaseFile : public testing::TestWithParam<std::string> {};

TEST_P(CaseFile, GivesWhatIsExpected) {
  for (const test::Case& entry : test::cases("cleaning/" + GetParam())) {
    const auto input = entry.at("input").get<std::string>();
    const std::string expected = entry.contains("expected") ? entry.at("expected").get<std::string>() : input;
    CleanOptions options;
    if (entry.contains("profile")) options.profile = entry.at("profile").get<std::string>();
    if (entry.contains("punctuation")) options.punctuation = entry.at("punctuation").get<std::string>();
    if (entry.contains("disable")) options.disable = entry.at("disable").get<std::vector<std::string>>();
    if (entry.contains("enable")) options.enable = entry.at("enable").get<std::vector<std::string>>();
    const Cleaner cleaner(options);
    const Cleaned done = cleaner(input);
    EXPECT_EQ(done.text, expected) << entry.at("id");
    if (entry.contains("flag")) {
      ASSERT_FALSE(done.flags.empty()) << entry.at("id");
      EXPECT_EQ(done.flags[0].rule->id, entry.at("flag").get<std::string>()) << entry.at("id");
    } else {
      EXPECT_TRUE(done.flags.empty()) << entry.at("id");
    }
    check_contract(cleaner, input);
  }
}
INSTANTIATE_TEST_SUITE_P(Cleaning, CaseFile, testing::Values("repairs.jsonl", "western.jsonl", "no_harm.jsonl", "evidence.jsonl", "escapes.jsonl", "flags.jsonl", "profiles.jsonl"),
                         [](const auto& each) { return each.param.substr(0, each.param.find('.')); });

TEST(Contract, HoldsOnRandomTextAndRandomRules) {
  std::mt19937 random(20240607);
  const auto rules = cleaning::rules();
  for (int round = 0; round < 60; ++round) {
    CleanOptions options;
    options.profile = std::string(cleaning::profiles()[random() % cleaning::profiles().size()]);
    for (int i = 0; i < 6; ++i) {
      if (random() % 2 != 0) options.disable.emplace_back(rules[random() % rules.size()]->id);
      if (random() % 2 != 0) options.enable.emplace_back(rules[random() % rules.size()]->id);
    }
    if (round < 10) options = CleanOptions{};
    const Cleaner cleaner(options);
    for (int i = 0; i < 150; ++i) {
      check_contract(cleaner, random_text(random, 1 + random() % 40));
      if (HasFatalFailure()) return;
    }
  }
}

TEST(Contract, HoldsOnRandomBytes) {
  std::mt19937 random(7);
  const Cleaner cleaner;
  for (int i = 0; i < 3000; ++i) {
    std::string bytes(random() % 40, '\0');
    for (char& byte : bytes) byte = static_cast<char>(random() % 3 == 0 ? random() % 256 : 0x80 + random() % 0x70);
    check_contract(cleaner, bytes);
    if (HasFatalFailure()) return;
  }
}

TEST(Options, WidthsOfPunctuation) {
  CleanOptions options;
  options.punctuation = "wide";
  try {
    (void)Cleaner(options);
    FAIL();
  } catch (const ConfigError& error) {
    EXPECT_STREQ(error.what(), "unknown width of punctuation 'wide'; choose one of: keep, full, half");
  }
  options.punctuation = "half";
  options.enable = {"cleaning.punctuation.marks"};  // the other way round: one of them only
  EXPECT_EQ(clean("好，好,", options).text, "好,好,");
}

/// Rules that look at more than one line, on everything that could make them go over a text again and again.
TEST(Contract, RulesOfManyLinesAreLinear) {
  CleanOptions options;
  options.profile = "ocr";
  options.enable = {"cleaning.lines.repeated", "cleaning.ruby"};
  const Cleaner cleaner(options);
  for (std::string_view piece : {"<r", "</r", "《", "《あ", "｜字", "<rt>", "一 二 ", "我们 的 好 ", "第一", "\n", "一\n", "一\n\n", "wo-\nrd\n", "\xEF\xBF\xBA", "•", "9 万", "12 ",
                                 "中文字很多很多的一行，写得满满的一行又一行也没有空白的地方，", "中文字很多很多的一行，写得满满的一行又一行也没有空白的地方，\n",
                                 "some words of one line that is rather long and then some hy-\n"}) {
    std::string text;
    while (text.size() < 200000) text += piece;
    const Cleaned done = cleaner(text);
    EXPECT_FALSE(verify(text, done.text, done.trace)) << piece;
    EXPECT_EQ(cleaner(done.text).text, done.text) << piece;
    test::check_linear(cleaner, "", piece, 200000 / piece.size());
  }
}

TEST(Contract, LongHostileTextsAreLinear) {
  const Cleaner cleaner;
  for (std::string_view piece : {"&amp;", "&#38;#38;", "&", "%E4", "=E4=", "\\u4e2d", "(", ")", "(中", "中 ", "? ", ",中", "\xCC\x81", "\xE2\x80\x8D", "\x1B]", "\xF3\xA0\x81\xA1", "`",
                                 "ｶ", "\xEE\x80\x80", "Ａ ", "http://", "中.", "\"中\",", "\xE2\x80\x8E", "=\n", "\r", "Ã", "Ã©", "Ã ", "aÃ©", "\"Ã©\"", "â€\xEF\xBF\xBD", "├┤", "РџСЂ", "Äîáðûé ", "\\n", "中。\\n", "\\u4e2d\\n", "&eacute", "&lt;", "\"&lt;", "<a &lt;", "<a b=\"&lt;x", "&lt;p&gt;", "\"\\u4e2d", "    \"&lt;a\n", "a=&lt;\n", "~~~\n&lt;a\n", "f(\"&lt;a", "{\"a\":\"\\u4e2d\"}\n"}) {
    std::string text;
    while (text.size() < 30000) text += piece;
    const Cleaned done = cleaner(text);
    EXPECT_TRUE(is_valid_utf8(done.text));
    EXPECT_EQ(cleaner(done.text).text, done.text) << piece;
    test::check_linear(cleaner, "", piece, 100000 / piece.size());
  }
}

TEST(Contract, OneCleanerManyThreads) {
  const Cleaner cleaner;
  std::mt19937 random(3);
  const std::string text = random_text(random, 3000);
  const std::string expected = cleaner(text).text;
  std::vector<std::thread> threads;
  std::vector<std::string> found(8);
  for (std::string& one : found) threads.emplace_back([&] { one = cleaner(text).text; });
  for (std::thread& thread : threads) thread.join();
  for (const std::string& one : found) EXPECT_EQ(one, expected);
}

TEST(Triggers, VectorAndPlainCodeAgree) {
  constexpr cleaning::Triggers set = cleaning::Triggers()
      .add(cleaning::byte('a'), cleaning::byte('b'), cleaning::byte('c')).add({cleaning::nibbles(8, 15), 0xFFFF}, cleaning::byte(' '));
  std::mt19937 random(11);
  for (int i = 0; i < 2000; ++i) {
    std::string text(random() % 150, ' ');
    for (char& byte : text) byte = "abc \xE4"[random() % 5];
    std::vector<std::size_t> found;
    set.for_each(text, [&](std::size_t at) { found.push_back(at); });
    std::vector<std::size_t> expected;
    for (std::size_t at = 0; at < text.size(); ++at) {
      const bool space = static_cast<unsigned char>(text[at]) >= 0x80 && at + 1 < text.size() && text[at + 1] == ' ';
      if (text.substr(at, 3) == "abc" || space) expected.push_back(at);
    }
    ASSERT_EQ(found, expected);
  }
}

/// One sweep for all passes finds the places that each of them would find alone.
TEST(Survey, MissesNoPlace) {
  using cleaning::Sweep;
  const std::vector<std::pair<Sweep, const cleaning::Triggers*>> passes = {{Sweep::single_byte, &cleaning::single_byte_triggers()},
                                                                           {Sweep::western, &cleaning::western_triggers()},
                                                                           {Sweep::glosses, &cleaning::gloss_triggers()},
                                                                           {Sweep::characters, &cleaning::character_triggers()},
                                                                           {Sweep::lines, &cleaning::line_triggers()}};
  std::mt19937 random(12);
  std::vector<std::size_t> places(passes.size());
  for (int i = 0; i < 500; ++i) {
    std::string text;
    for (int k = 0; k < 6; ++k) {
      const std::string part = random_text(random, random() % 10);
      text.append(part, 0, valid_prefix(part)).append(random() % 3 == 0 ? "ÔÚÕâ" : "字(zì)");
    }
    cleaning::Survey survey(text);
    for (const auto& [pass, triggers] : passes) {
      std::vector<std::size_t> found, expected;
      survey.for_each(pass, [&](std::size_t at) { found.push_back(at); });
      triggers->for_each(text, [&](std::size_t at) { expected.push_back(at); });
      ASSERT_EQ(found, expected);
      places[static_cast<std::size_t>(pass)] += expected.size();
    }
  }
  for (const std::size_t count : places) EXPECT_GT(count, 0U);
}

/// The sweep must not miss a character that has a rule of its own, wherever it stands in a block of 64 bytes.
TEST(Characters, NoneIsOverlooked) {
  const Cleaner cleaner;
  std::size_t place = 0;
  for (char32_t value = 0x80; value <= 0x10FFFF; ++value) {
    const bool private_use = (value >= 0xE000 && value <= 0xF8FF) || value >= 0xF0000;
    const bool goes = (value >= 0x80 && value < 0xA0) || value == 0xAD || value == 0xFEFF || (value >= 0xFE00 && value <= 0xFE0F) ||
                      (value >= 0xE0000 && value <= 0xE007F) || (value >= 0xE0100 && value <= 0xE01EF) || (value >= 0x2060 && value <= 0x2064);
    const bool form = (value >= 0x2F00 && value <= 0x2FD5) || (value >= 0xFF10 && value <= 0xFF19) || (value >= 0xFF66 && value <= 0xFF9D) ||
                      (value >= 0xFF21 && value <= 0xFF3A) || (value >= 0xFF41 && value <= 0xFF5A) || (value >= 0xFB00 && value <= 0xFB06);
    if (!private_use && !goes && !form && value != 0xFFFD && value != 0xA0) continue;
    std::string source(place++ % 67, 'x');
    source += "中";
    text::append_utf8(source, value);
    source += "文";
    const Cleaned done = cleaner(source);
    ASSERT_TRUE(done.text != source || !done.flags.empty()) << std::hex << static_cast<unsigned>(value);
  }
}

#ifdef HANSIFT_TEST_ICU
std::string icu_nfc(const std::string& text) {
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* normalizer = icu::Normalizer2::getNFCInstance(status);
  std::string out;
  normalizer->normalize(icu::UnicodeString::fromUTF8(text), status).toUTF8String(out);
  EXPECT_TRUE(U_SUCCESS(status));
  return out;
}

TEST(Nfc, EveryCharacterAsIcu) {
  const Cleaner cleaner(only("cleaning.nfc"));
  for (char32_t value = 1; value <= 0x10FFFF; ++value) {
    if (value >= 0xD800 && value <= 0xDFFF) continue;
    std::string text = "x";
    text::append_utf8(text, value);
    ASSERT_EQ(cleaner(text).text, icu_nfc(text)) << std::hex << static_cast<unsigned>(value);
  }
}

TEST(Nfc, RandomTextAsIcu) {
  // Characters that normalization is about, and some that it is not.
  std::vector<char32_t> pool;
  for (char32_t value = 1; value <= 0x30000; ++value) {
    if (!(value >= 0xD800 && value <= 0xDFFF) && !cleaning::is_boundary(value)) pool.push_back(value);
  }
  for (char32_t value : U"aeiouxé중가각かカ中文अكא ") {
    if (value != 0) pool.insert(pool.end(), 20, value);
  }
  const Cleaner cleaner(only("cleaning.nfc"));
  std::mt19937 random(5);
  for (int i = 0; i < 30000; ++i) {
    std::string text;
    for (std::size_t k = 1 + random() % 10; k > 0; --k) text::append_utf8(text, pool[random() % pool.size()]);
    ASSERT_EQ(cleaner(text).text, icu_nfc(text)) << text;
  }
}
#endif

}  // namespace
}  // namespace hansift
