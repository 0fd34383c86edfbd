#include "hansift/segmentation.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <map>
#include <random>
#include <set>
#include <sstream>

#include "cases.hpp"
#include "hansift/error.hpp"
#include "text/classes.hpp"
#include "text/utf8.hpp"

#ifdef HANSIFT_HAVE_ICU
#include <unicode/brkiter.h>
#include <unicode/uchar.h>
#include <unicode/uversion.h>
#endif

namespace hansift {
namespace {

constexpr std::array<Quotes, 3> levels = {Quotes::outer, Quotes::inner, Quotes::split};

bool blank(char32_t value) { return value == 0x200B || value == 0xFEFF || text::class_of(value).white_space(); }

std::size_t visible(std::string_view text) {
  std::size_t count = 0;
  for (std::size_t at = 0; at < text.size();) {
    const text::Decoded found = text::decode_at(text, at);
    count += !blank(found.value);
    at += found.size;
  }
  return count;
}

std::set<std::size_t> ends(std::string_view text, const SplitOptions& options) {
  std::set<std::size_t> found;
  for (const Span& span : split_spans(text, options)) found.insert(span.end);
  return found;
}

// The contract of split_spans.
void check_spans(std::string_view text, const std::vector<Span>& spans) {
  std::size_t cursor = 0;
  for (const Span& span : spans) {
    ASSERT_LE(cursor, span.begin);
    ASSERT_LT(span.begin, span.end);
    ASSERT_LE(span.end, text.size());
    EXPECT_EQ(visible(text.substr(cursor, span.begin - cursor)), 0U) << text;
    const text::Decoded first = text::decode_at(text, span.begin);
    EXPECT_FALSE(blank(first.value)) << text;
    EXPECT_FALSE(blank(text::decode_before(text, span.end).value)) << text;
    if (span.begin > 0 && text::class_of(first.value).extends()) {
      EXPECT_TRUE(blank(text::decode_before(text, span.begin).value)) << "cuts a cluster: " << text;
    }
    cursor = span.end;
  }
  EXPECT_EQ(visible(text.substr(cursor)), 0U) << text;
}

std::string random_text(std::mt19937& random) {
  static const std::array<std::vector<std::string>, 7> alphabets = {{
      {"。", "！", "？", "｡", "．", ".", "!", "?", "…", "......", "，", "、", "；", "：", ",", ":"},
      {"“", "”", "‘", "’", "「", "」", "『", "』", "《", "》", "（", "）", "(", ")", "[", "]", "【", "】", "\"", "'", "«", "»"},
      {" ", "\t", "\n", "\r", "\n\n", "\xE3\x80\x80", "\xC2\xA0", "\xE2\x80\x8B", "\xEF\xBB\xBF", "\xE2\x80\xA8", "\xC2\x85"},
      {"天", "我", "你", "说", "道", "问", "的", "了", "一", "二", "と", "の", "가", "라고"},
      {"a", "b", "X", "Mr", "0", "9", "é", "said "},
      {"\xCC\x81", "\xE2\x80\x8D", "\xEF\xB8\x8F", "😀", "👩", "🏽", "𠮷"},
      {"\xFF", "\xE3\x80", "\xC2", "~", "～", "—", "-", "\xEF\xBF\xBD", "\xEF\xBC"},
  }};
  std::string text;
  const std::size_t length = random() % 40;
  const std::size_t favourite = random() % alphabets.size();
  for (std::size_t i = 0; i < length; ++i) {
    const auto& alphabet = alphabets[random() % 3 == 0 ? favourite : random() % alphabets.size()];
    text += alphabet[random() % alphabet.size()];
  }
  return text;
}

// Marks of a case: required or free at outer, inner, split.
struct Mark {
  std::string_view sign;
  std::string_view meaning;  // r required, f free, - forbidden
};
constexpr std::array<Mark, 5> marks = {{{"│", "rrr"}, {"╎", "-rr"}, {"╏", "--r"}, {"┊", "fff"}, {"┆", "-ff"}}};

TEST(Segmentation, Sentences) {
  for (const test::Case& record : test::cases("segmentation/sentences.jsonl")) {
    const std::string marked = record["marked"];
    std::string text;
    std::vector<std::pair<std::size_t, std::string_view>> wanted;
    for (std::size_t at = 0; at < marked.size();) {
      const auto mark = std::find_if(marks.begin(), marks.end(), [&](const Mark& m) { return marked.compare(at, m.sign.size(), m.sign) == 0; });
      if (mark != marks.end()) {
        wanted.emplace_back(text.size(), mark->meaning);
        at += mark->sign.size();
      } else {
        text += marked[at++];
      }
    }
    const std::size_t total = visible(text);
    for (std::size_t level = 0; level < levels.size(); ++level) {
      std::set<std::size_t> required, found;
      std::set<std::size_t> open;
      for (const auto& [at, meaning] : wanted) {
        const std::size_t position = visible(std::string_view(text).substr(0, at));
        if (meaning[level] == 'r') required.insert(position);
        if (meaning[level] == 'f') open.insert(position);
      }
      const std::vector<Span> spans = split_spans(text, {.quotes = levels[level]});
      check_spans(text, spans);
      for (const Span& span : spans) {
        const std::size_t position = visible(std::string_view(text).substr(0, span.end));
        if (position < total && !open.contains(position)) found.insert(position);
      }
      EXPECT_EQ(found, required) << record["id"] << " level " << level << ": " << record["why"];
    }
  }
}

TEST(Segmentation, Newlines) {
  for (const test::Case& record : test::cases("segmentation/newlines.jsonl")) {
    const std::string text = record["input"];
    const auto found = split(text, {.newlines = newlines(record["newlines"].get<std::string>())});
    const auto expected = record["expected"].get<std::vector<std::string>>();
    EXPECT_EQ(std::vector<std::string>(found.begin(), found.end()), expected) << record["id"];
  }
}

TEST(Segmentation, Names) {
  EXPECT_EQ(quotes("inner"), Quotes::inner);
  EXPECT_EQ(newlines("auto"), Newlines::automatic);
  EXPECT_EQ(split_profile("uax29"), SplitProfile::uax29);
  try {
    (void)quotes("outside");
    FAIL();
  } catch (const ConfigError& error) {
    EXPECT_STREQ(error.what(), "unknown quotes 'outside'; choose one of: outer, inner, split");
  }
  EXPECT_THROW((void)newlines(""), ConfigError);
  EXPECT_THROW((void)split_profile("icu"), ConfigError);
}

TEST(Segmentation, ContractOnRandomText) {
  std::mt19937 random(20260711);
  for (int round = 0; round < 20000; ++round) {
    const std::string text = random_text(random);
    for (const Newlines mode : {Newlines::automatic, Newlines::hard, Newlines::soft}) {
      std::set<std::size_t> previous;
      for (const Quotes level : levels) {
        const SplitOptions options{.quotes = level, .newlines = mode};
        check_spans(text, split_spans(text, options));
        const std::set<std::size_t> now = ends(text, options);
        EXPECT_TRUE(std::includes(now.begin(), now.end(), previous.begin(), previous.end())) << "levels do not nest: " << text;
        previous = now;
      }
    }
    if (HasFatalFailure() || HasNonfatalFailure()) break;
  }
}

TEST(Segmentation, ParagraphsAreIndependent) {
  std::mt19937 random(7);
  for (int round = 0; round < 3000; ++round) {
    const std::string first = "天" + random_text(random) + "a";
    const std::string second = "地" + random_text(random) + "b";
    std::vector<Span> expected = split_spans(first);
    for (Span span : split_spans(second)) expected.push_back({span.begin + first.size() + 2, span.end + first.size() + 2});
    ASSERT_EQ(split_spans(first + "\n\n" + second), expected) << first << "|" << second;
  }
}

TEST(Segmentation, Chunks) {
  for (const test::Case& record : test::cases("segmentation/chunks.jsonl")) {
    const std::string text = record["input"];
    std::vector<std::string> found;
    for (const Span& span : chunk(text, {.max_chars = record["max_chars"], .overlap = record["overlap"]})) found.emplace_back(span.of(text));
    EXPECT_EQ(found, record["expected"].get<std::vector<std::string>>()) << record["id"];
  }
  EXPECT_THROW((void)chunk("天", {}), ConfigError);
  EXPECT_THROW((void)chunk("天", {.max_chars = 5, .overlap = 5}), ConfigError);
}

TEST(Segmentation, ChunksCoverRandomText) {
  std::mt19937 random(11);
  for (int round = 0; round < 5000; ++round) {
    const std::string text = to_valid_utf8(random_text(random) + random_text(random));
    const std::size_t limit = 1 + random() % 20;
    const std::size_t overlap = random() % limit;
    std::size_t covered = 0;
    Span last{0, 0};
    for (const Span& span : chunk(text, {.max_chars = limit, .overlap = overlap})) {
      ASSERT_LE(count_codepoints(span.of(text)), limit) << text;
      ASSERT_TRUE(last.empty() || (span.begin > last.begin && span.end > last.end)) << text;
      if (span.begin < covered) {
        ASSERT_LE(count_codepoints(std::string_view(text).substr(span.begin, covered - span.begin)), overlap) << text;
      } else {
        ASSERT_EQ(visible(std::string_view(text).substr(covered, span.begin - covered)), 0U) << text;
      }
      covered = span.end;
      last = span;
    }
    ASSERT_EQ(visible(std::string_view(text).substr(covered)), 0U) << text;
  }
}

TEST(Segmentation, UnicodeTestFile) {
  std::ifstream file("/usr/share/unicode/auxiliary/SentenceBreakTest.txt");
  if (!file) GTEST_SKIP() << "unicode-data is not installed";
  std::size_t lines = 0;
  for (std::string line; std::getline(file, line);) {
    line = line.substr(0, line.find('#'));
    std::istringstream fields(line);
    std::string text;
    std::vector<std::size_t> wanted;
    for (std::string field; fields >> field;) {
      if (field == "÷") wanted.push_back(text.size());
      else if (field != "×") text::append_utf8(text, static_cast<char32_t>(std::stoul(field, nullptr, 16)));
    }
    if (wanted.empty()) continue;
    std::vector<std::size_t> found = {0};
    for (const Span& span : split_spans(text, {.profile = SplitProfile::uax29})) found.push_back(span.end);
    EXPECT_EQ(found, wanted) << line;
    ++lines;
  }
  EXPECT_GE(lines, 502U);
}

#ifdef HANSIFT_HAVE_ICU
TEST(Segmentation, SameAsIcuOnRandomText) {
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<icu::BreakIterator> iterator(icu::BreakIterator::createSentenceInstance(icu::Locale::getRoot(), status));
  ASSERT_TRUE(U_SUCCESS(status));
  // Some of each class; ICU 72 has the data of Unicode 15.
  std::map<int, std::vector<char32_t>> classes;
  for (char32_t c = 1; c < 0x3000; ++c) {
    auto& members = classes[u_getIntPropertyValue(static_cast<UChar32>(c), UCHAR_SENTENCE_BREAK)];
    if (members.size() < 40) members.push_back(c);
  }
  std::vector<std::vector<char32_t>> alphabet;
  for (auto& [value, members] : classes) alphabet.push_back(members);
  std::mt19937 random(3);
  for (int round = 0; round < 50000; ++round) {
    std::string text;
    const std::size_t length = 1 + random() % 24;
    for (std::size_t i = 0; i < length; ++i) {
      const auto& members = alphabet[random() % alphabet.size()];
      text::append_utf8(text, members[random() % members.size()]);
    }
    std::vector<Span> found = split_spans(text, {.profile = SplitProfile::uax29});
    from_bytes(text, found, Unit::utf16);
    const icu::UnicodeString wide = icu::UnicodeString::fromUTF8(text);
    iterator->setText(wide);
    std::vector<Span> wanted;
    std::size_t begin = static_cast<std::size_t>(iterator->first());
    for (int end = iterator->next(); end != icu::BreakIterator::DONE; end = iterator->next()) {
      wanted.push_back({begin, static_cast<std::size_t>(end)});
      begin = static_cast<std::size_t>(end);
    }
    ASSERT_EQ(found, wanted) << text;
  }
}
#endif

TEST(Segmentation, LinearOnHostileText) {
  const auto seconds = [](const std::string& text, const SplitOptions& options) {
    const auto begin = std::chrono::steady_clock::now();
    (void)split_spans(text, options);
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
  };
  for (const std::string_view unit : {"a.a", "....", ". . ", "…", "。", "!?", "U.S.", "Mr. ", "“", "”", "“”", "“（”）", "\"", "' ", "(", "[1]", "（他说，",
                                      "a", " ", "\n", "\r\n", "\xCC\x81", "👩\xE2\x80\x8D", "～", "。)", ".)", "“走。”他慢慢地", "天，\n", ". [1", "…我", "，……",
                                      "“\"", "!Han", "A. ", "一．", "\xE3\x80", "\xFF",
                                      "• 2) ", "b) ", "1. a 2. b ", "“。", "说\"我", "。\"", "x.The ", ". :) ", "at 5 a.m. ", "` ", ".` ", "。……", "! . "}) {
    std::string text;
    while (text.size() < (1U << 20)) text += unit;
    for (const SplitProfile profile : {SplitProfile::standard, SplitProfile::uax29}) {
      // A quadratic step would take minutes; the bound leaves room for sanitizers and busy machines.
      EXPECT_LT(seconds(text, {.quotes = Quotes::split, .profile = profile}), 5.0) << unit;
    }
  }
}

}  // namespace
}  // namespace hansift
