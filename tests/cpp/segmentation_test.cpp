#include "hansift/segmentation.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <iterator>
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
      {"“", "”", "‘", "’", "「", "」", "『", "』", "《", "》", "（", "）", "(", ")", "[", "]", "【", "】", "\"", "'", "«", "»", "„", "`", "``"},
      {" ", "\t", "\n", "\r", "\n\n", "\xE3\x80\x80", "\xC2\xA0", "\xE2\x80\x8B", "\xEF\xBB\xBF", "\xE2\x80\xA8", "\xC2\x85"},
      {"天", "我", "你", "说", "道", "问", "的", "了", "一", "二", "と", "の", "가", "라고"},
      {"a", "b", "X", "Mr", "0", "9", "é", "said "},
      {"\xCC\x81", "\xE2\x80\x8D", "\xEF\xB8\x8F", "😀", "👩", "🏽", "𠮷", "؟", "س", "।", "क"},
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

// sentences.jsonl goes by the rules, genres.jsonl by what people write.
class SentencesOf : public testing::TestWithParam<const char*> {};
INSTANTIATE_TEST_SUITE_P(Segmentation, SentencesOf, testing::Values("segmentation/sentences.jsonl", "segmentation/genres.jsonl"));

TEST_P(SentencesOf, AreThoseOfTheGold) {
  for (const test::Case& record : test::cases(GetParam())) {
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

TEST(Segmentation, Reasons) {
  const auto reasons = [](std::string_view text, const SplitOptions& options = {}) {
    std::vector<Reason> found;
    for (const Sentence& sentence : sentences(text, options)) found.push_back(sentence.reason);
    return found;
  };
  using enum Reason;
  EXPECT_EQ(reasons("天亮了。走吧"), (std::vector{terminator, text_end}));
  EXPECT_EQ(reasons("It rained. Nobody came."), (std::vector{dot, text_end}));
  EXPECT_EQ(reasons("序\n天亮了\n\n走吧"), (std::vector{line_break, blank_line, text_end}));
  EXPECT_EQ(reasons("“走吧！”门开了。"), (std::vector{quotation, text_end}));
  EXPECT_EQ(reasons("“走吧！”他说。", {.quotes = Quotes::split}), (std::vector{attribution, text_end}));
  EXPECT_EQ(reasons("他笑了。（大家也笑了。）天亮了。"), (std::vector{terminator, parenthesis, text_end}));
  EXPECT_EQ(reasons("山高；水长。", {.semicolons = true}), (std::vector{semicolon, text_end}));
  EXPECT_EQ(reasons("天。地。", {.profile = SplitProfile::uax29}), (std::vector{uax29, uax29}));
  EXPECT_EQ(name_of(blank_line), "blank_line");
  EXPECT_EQ(name_of(uax29), "uax29");
}

TEST(Segmentation, SentencesAreThoseOfSplit) {
  std::mt19937 random(19);
  for (int round = 0; round < 5000; ++round) {
    const std::string text = random_text(random);
    for (const SplitProfile profile : {SplitProfile::standard, SplitProfile::uax29}) {
      const SplitOptions options{.quotes = levels[random() % 3], .profile = profile, .semicolons = random() % 2 == 0};
      std::vector<Span> spans;
      for (const Sentence& sentence : sentences(text, options)) spans.push_back(sentence.span);
      ASSERT_EQ(spans, split_spans(text, options)) << text;
    }
  }
}

TEST(Segmentation, Semicolons) {
  const auto found = [](std::string_view text, Quotes level = Quotes::outer) { return split(text, {.quotes = level, .semicolons = true}); };
  using Texts = std::vector<std::string_view>;
  EXPECT_EQ(found("山高；水长；路远。"), (Texts{"山高；", "水长；", "路远。"}));
  EXPECT_EQ(found("It rained; nobody went out."), (Texts{"It rained;", "nobody went out."}));
  EXPECT_EQ(found("他说：“山高；水长。”"), (Texts{"他说：“山高；水长。”"}));
  EXPECT_EQ(found("他说：“山高；水长。”", Quotes::inner), (Texts{"他说：“山高；", "水长。”"}));
  EXPECT_EQ(found("两处（甲；乙）都好。"), (Texts{"两处（甲；乙）都好。"}));
  EXPECT_EQ(found("写作&amp; 也行，a;b也行。"), (Texts{"写作&amp; 也行，a;b也行。"}));
  EXPECT_EQ(found("山高；"), (Texts{"山高；"}));
  EXPECT_EQ(split("山高；水长。"), (Texts{"山高；水长。"}));
}

TEST(Segmentation, Clauses) {
  const auto found = [](std::string_view text) {
    std::vector<std::string_view> pieces;
    for (const Span& span : clauses(text)) pieces.push_back(span.of(text));
    return pieces;
  };
  using Texts = std::vector<std::string_view>;
  EXPECT_EQ(found("雨停了，天亮了；走吧。路很长。"), (Texts{"雨停了，", "天亮了；", "走吧。", "路很长。"}));
  EXPECT_EQ(found("他说：“好，走吧！”"), (Texts{"他说：", "“好，", "走吧！”"}));
  EXPECT_EQ(found("“好，”他说。"), (Texts{"“好，”", "他说。"}));
  EXPECT_EQ(found("苹果、梨和桃（共1,000斤，12：30送到）都卖完了。"), (Texts{"苹果、梨和桃（共1,000斤，12：30送到）都卖完了。"}));
  EXPECT_EQ(found("今日は、いい天気です。"), (Texts{"今日は、", "いい天気です。"}));
  EXPECT_EQ(found("See http://a.org:80/b,c, then go."), (Texts{"See http://a.org:80/b,c,", "then go."}));
  EXPECT_TRUE(found(" \n").empty());
}

TEST(Segmentation, ClausesNestInRandomText) {
  std::mt19937 random(23);
  for (int round = 0; round < 5000; ++round) {
    const std::string text = random_text(random) + "，" + random_text(random) + "; " + random_text(random);
    const std::vector<Span> spans = clauses(text);
    check_spans(text, spans);
    std::set<std::size_t> now;
    for (const Span& span : spans) now.insert(span.end);
    const std::set<std::size_t> coarse = ends(text, {.quotes = Quotes::split});
    ASSERT_TRUE(std::includes(now.begin(), now.end(), coarse.begin(), coarse.end())) << text;
    for (const Quotes level : levels) {
      const SplitOptions options{.quotes = level, .semicolons = true};
      check_spans(text, split_spans(text, options));
      const std::set<std::size_t> cut = ends(text, options), plain = ends(text, {.quotes = level});
      ASSERT_TRUE(std::includes(cut.begin(), cut.end(), plain.begin(), plain.end())) << text;
    }
    if (HasFatalFailure() || HasNonfatalFailure()) break;
  }
}

TEST(Segmentation, Paragraphs) {
  const auto found = [](std::string_view text, Newlines mode = Newlines::automatic) {
    std::vector<std::string_view> pieces;
    for (const Span& span : paragraphs(text, mode)) pieces.push_back(span.of(text));
    return pieces;
  };
  using Texts = std::vector<std::string_view>;
  EXPECT_EQ(found("序\n 天亮了。走吧。\r\n\r\n路很长。\n"), (Texts{"序", "天亮了。走吧。", "路很长。"}));
  EXPECT_EQ(found("甲\n乙\n\n丙", Newlines::soft), (Texts{"甲\n乙", "丙"}));
  EXPECT_EQ(found("甲，\n乙", Newlines::hard), (Texts{"甲，", "乙"}));
  EXPECT_EQ(found("甲，\n乙"), (Texts{"甲，\n乙"}));
  EXPECT_TRUE(found("").empty());
}

TEST(Segmentation, ExamplesOfTheRules) {
  for (const Rule* rule : segmentation::rules()) EXPECT_EQ(unwrap(rule->before), rule->after) << rule->id;
}

TEST(Segmentation, Unwrap) {
  EXPECT_EQ(unwrap("春天\n  来了，use \nPython\n\n\n夏天", Newlines::soft), "春天来了，use Python\n\n\n夏天");
  EXPECT_EQ(unwrap("한국\n사람", Newlines::soft), "한국 사람");
  EXPECT_EQ(unwrap("天，\n"), "天，\n");
  EXPECT_EQ(unwrap("甲\n乙"), "甲\n乙");
  EXPECT_EQ(unwrap(""), "");
  std::string line;
  for (int i = 0; i < 25; ++i) line += "山";
  EXPECT_EQ(unwrap("题\n\n" + line + "\n" + line + "\n" + line + "\n水。"), "题\n\n" + line + line + line + "水。");
  std::mt19937 random(29);
  for (int round = 0; round < 3000; ++round) {
    const std::string text = random_text(random) + "\n" + random_text(random);
    for (const Newlines mode : {Newlines::automatic, Newlines::hard, Newlines::soft}) {
      const std::string joined = unwrap(text, mode);
      const Unwrapped traced = unwrap_traced(text, mode);
      ASSERT_EQ(traced.text, joined);
      ASSERT_FALSE(verify(text, joined, traced.trace)) << text;
      if (is_valid_utf8(text)) {
        ASSERT_TRUE(is_valid_utf8(joined));
        ASSERT_EQ(visible(joined), visible(text)) << text;
      }
      check_spans(text, paragraphs(text, mode));
    }
    ASSERT_EQ(unwrap(text, Newlines::hard), text);
  }
}

std::vector<SentenceStream::Item> streamed(std::string_view text, SentenceStream& stream, std::mt19937& random, std::size_t longest) {
  std::vector<SentenceStream::Item> found;
  const auto take = [&](std::vector<SentenceStream::Item> items) { std::move(items.begin(), items.end(), std::back_inserter(found)); };
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t size = random() % (longest + 1);
    take(stream.feed(text.substr(at, size)));
    at += std::min(size, text.size() - at);
  }
  take(stream.finish());
  return found;
}

TEST(Segmentation, StreamsAreTheWhole) {
  std::mt19937 random(31);
  static constexpr std::array<std::string_view, 9> joints = {"\n\n", "\r\n\r\n", "\n \n", "\n", "\r", "\u2029\u2028", "\u0085\u3000\n", "。", "\f"};
  for (int round = 0; round < 4000; ++round) {
    std::string text;
    for (int part = 0; part < 6; ++part) text.append(random_text(random)).append(joints[random() % joints.size()]);
    const SplitOptions options{.quotes = levels[random() % 3],
                               .newlines = static_cast<Newlines>(random() % 3),
                               .profile = static_cast<SplitProfile>(random() % 2),
                               .semicolons = random() % 2 == 0};
    std::vector<SentenceStream::Item> wanted;
    for (const Sentence& sentence : sentences(text, options)) wanted.push_back({std::string(sentence.span.of(text)), sentence.span, sentence.reason});
    SentenceStream stream(options);
    for (const std::size_t longest : {1, 3, 40}) ASSERT_EQ(streamed(text, stream, random, longest), wanted) << text;
    SentenceStream wide(options, SentenceStream::default_cap, Unit::codepoint);
    const auto items = streamed(text, wide, random, 7);
    std::vector<Span> spans = split_spans(text, options);
    from_bytes(text, spans, Unit::codepoint);
    ASSERT_EQ(items.size(), spans.size());
    for (std::size_t i = 0; i < spans.size(); ++i) ASSERT_EQ(items[i].span, spans[i]) << text;
  }
}

TEST(Segmentation, CappedStreamsKeepQuotations) {
  const auto first = [](const std::string& text) {
    SentenceStream stream({}, 4 * SentenceStream::least_cap);
    std::string given;
    for (const SentenceStream::Item& item : stream.feed(text)) given = item.text;
    return given;
  };
  std::string sentence, quoted, clause;
  for (int i = 0; i < 150; ++i) sentence += "山路很长。";
  for (int i = 0; i < 150; ++i) quoted += "雨还在下。";
  for (int i = 0; i < 300; ++i) clause += "过了一山，";
  // What the cap cuts ends before a quotation that goes on behind it.
  EXPECT_EQ(first(sentence + "路上无人。她说：“" + quoted + "”天黑了。"), "路上无人。");
  // One sentence that fills the window ends with a clause.
  EXPECT_TRUE(first(clause).ends_with("过了一山，"));
}

TEST(Segmentation, StreamsHaveACap) {
  EXPECT_THROW(SentenceStream({}, 100), ConfigError);
  std::mt19937 random(37);
  for (int round = 0; round < 300; ++round) {
    // Paragraphs beyond the cap: the answer depends on the text alone, and nothing is lost.
    std::string text;
    while (text.size() < 6000) text += random() % 20 == 0 ? "\n\n" : random() % 9 == 0 ? "。" : to_valid_utf8(random_text(random));
    if (round % 3 == 0) std::erase(text, '\n');
    const SplitOptions options{.profile = static_cast<SplitProfile>(round % 2)};
    SentenceStream stream(options, SentenceStream::least_cap);
    const auto once = streamed(text, stream, random, text.size());
    ASSERT_EQ(streamed(text, stream, random, 1), once);
    ASSERT_EQ(streamed(text, stream, random, 600), once);
    std::vector<Span> spans;
    for (const SentenceStream::Item& item : once) {
      ASSERT_EQ(item.text, item.span.of(text));
      ASSERT_LE(item.text.size(), SentenceStream::least_cap);
      spans.push_back(item.span);
    }
    std::size_t covered = 0;
    for (const Span& span : spans) {
      ASSERT_EQ(visible(std::string_view(text).substr(covered, span.begin - covered)), 0U);
      covered = span.end;
    }
    ASSERT_EQ(visible(std::string_view(text).substr(covered)), 0U);
  }
  SentenceStream stream({}, SentenceStream::least_cap);
  const auto cut = stream.feed(std::string(3000, 'a'));
  ASSERT_EQ(cut.size(), 2U);
  EXPECT_EQ(cut[0].reason, Reason::cap);
  EXPECT_TRUE(stream.feed("\n\n ").size() == 1);
  EXPECT_TRUE(stream.finish().empty());
}

TEST(Segmentation, ChunksByBytesAndTokens) {
  const auto found = [](std::string_view text, const ChunkOptions& options) {
    std::vector<std::string_view> pieces;
    for (const Span& span : chunk(text, options)) pieces.push_back(span.of(text));
    return pieces;
  };
  using Texts = std::vector<std::string_view>;
  const TokenCounter words = [](std::string_view text) { return static_cast<std::size_t>(std::count(text.begin(), text.end(), ' ') + 1); };
  EXPECT_EQ(found("天亮了。走吧。", {.max_bytes = 12}), (Texts{"天亮了。", "走吧。"}));
  EXPECT_EQ(found("天亮了。走吧。", {.max_bytes = 4}), (Texts{"天", "亮", "了", "。", "走", "吧", "。"}));
  EXPECT_EQ(found("It rained. We went. All of us left.", {.max_tokens = 4, .count = words}), (Texts{"It rained. We went.", "All of us left."}));
  EXPECT_EQ(found("We saw all of it. So we left.", {.max_tokens = 3, .count = words}), (Texts{"We saw all", "of it.", "So we left."}));
  EXPECT_EQ(found("我们用transformer框架", {.max_chars = 16}), (Texts{"我们用transformer框架"}));
  EXPECT_EQ(found("我们用的是transformers框架", {.max_chars = 8}), (Texts{"我们用的是", "transfor", "mers框架"}));
  EXPECT_THROW((void)chunk("天", {.max_chars = 5, .max_bytes = 5}), ConfigError);
  EXPECT_THROW((void)chunk("天", {.max_bytes = 3}), ConfigError);
  EXPECT_THROW((void)chunk("天", {.max_tokens = 3}), ConfigError);
  EXPECT_THROW((void)chunk("天", {.max_chars = 3, .count = words}), ConfigError);
  EXPECT_THROW((void)chunk("天", {.max_tokens = 3, .count = [](std::string_view) { return std::size_t{4}; }}), ConfigError);
}

TEST(Segmentation, ChunksKeepParagraphs) {
  const auto found = [](std::string_view text, std::size_t limit, Keep keep, std::size_t overlap = 0) {
    std::vector<std::string_view> pieces;
    for (const Span& span : chunk(text, {.max_chars = limit, .overlap = overlap, .keep = keep})) pieces.push_back(span.of(text));
    return pieces;
  };
  using Texts = std::vector<std::string_view>;
  const std::string_view text = "天亮了。走吧。\n\n路很长。山很高。\n\n第二章\n\n水很深。回家吧。";
  EXPECT_EQ(found(text, 13, Keep::sentences), (Texts{"天亮了。走吧。\n\n路很长。", "山很高。\n\n第二章", "水很深。回家吧。"}));
  EXPECT_EQ(found(text, 13, Keep::paragraphs), (Texts{"天亮了。走吧。", "路很长。山很高。", "第二章\n\n水很深。回家吧。"}));
  EXPECT_EQ(found(text, 17, Keep::paragraphs), (Texts{"天亮了。走吧。\n\n路很长。山很高。", "第二章\n\n水很深。回家吧。"}));
  EXPECT_EQ(found(text, 99, Keep::sections), (Texts{"天亮了。走吧。\n\n路很长。山很高。", "第二章\n\n水很深。回家吧。"}));
  EXPECT_EQ(found(text, 15, Keep::paragraphs, 4), (Texts{"天亮了。走吧。", "走吧。\n\n路很长。山很高。", "第二章\n\n水很深。回家吧。"}));
  EXPECT_EQ(found("第二章\n水很深。回家吧。", 8, Keep::paragraphs), (Texts{"第二章\n水很深。", "回家吧。"}));
  // Verse has no headings.
  EXPECT_EQ(found("春眠不觉晓\n处处闻啼鸟\n夜来风雨声\n花落知多少\n这是一首诗。", 17, Keep::sections),
            (Texts{"春眠不觉晓\n处处闻啼鸟\n夜来风雨声", "花落知多少\n这是一首诗。"}));
  // A marked heading with nothing behind it, and a line that begins like a list before it.
  EXPECT_EQ(found("- 列表\n# 尾", 4, Keep::sections), (Texts{"- 列表", "# 尾"}));
}

TEST(Segmentation, BoundsHoldOnRandomText) {
  std::mt19937 random(41);
  for (int round = 0; round < 4000; ++round) {
    const std::string text = to_valid_utf8(random_text(random) + "\n\n" + random_text(random) + "\n" + random_text(random));
    ChunkOptions options;
    options.keep = static_cast<Keep>(random() % 3);
    const std::size_t limit = 4 + random() % 30;
    options.overlap = random() % limit;
    // Neither additive nor quite monotone, like real tokenizers.
    const TokenCounter odd = [](std::string_view piece) { return (count_codepoints(piece) + 1) / 2 + (piece.ends_with("a") ? 1 : 0); };
    TokenCounter size;
    switch (round % 3) {
      case 0: options.max_chars = limit; size = [](std::string_view piece) { return count_codepoints(piece); }; break;
      case 1: options.max_bytes = limit; size = [](std::string_view piece) { return piece.size(); }; break;
      default: options.max_tokens = limit; options.count = size = odd;
    }
    std::size_t covered = 0;
    Span last{0, 0};
    for (const Span& span : chunk(text, options)) {
      ASSERT_LE(size(span.of(text)), limit) << text;
      ASSERT_TRUE(last.empty() || (span.begin > last.begin && span.end > last.end)) << text;
      if (span.begin < covered) ASSERT_LE(size(std::string_view(text).substr(span.begin, covered - span.begin)), options.overlap) << text;
      else ASSERT_EQ(visible(std::string_view(text).substr(covered, span.begin - covered)), 0U) << text;
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

TEST(Segmentation, LinearBesideTheSplitter) {
  const auto seconds = [](const auto& work) {
    const auto begin = std::chrono::steady_clock::now();
    work();
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
  };
  const TokenCounter characters = [](std::string_view text) { return count_codepoints(text); };
  for (const std::string_view unit : {"天\n", "第一章\n", "# a\n", "“走。”", "a b ", "；", "，“", "、か", "&", "\r", " ", "\xCC\x81", "\xE3", "天，\n"}) {
    std::string text;
    while (text.size() < (1U << 19)) text += unit;
    EXPECT_LT(seconds([&] { (void)clauses(text); }), 3.0) << unit;
    EXPECT_LT(seconds([&] { (void)unwrap(text, Newlines::soft); }), 3.0) << unit;
    EXPECT_LT(seconds([&] { (void)chunk(text, {.max_chars = 90000, .overlap = 89999, .keep = Keep::sections}); }), 3.0) << unit;
    EXPECT_LT(seconds([&] { (void)chunk(text, {.overlap = 50, .max_tokens = 200, .count = characters, .keep = Keep::paragraphs}); }), 3.0) << unit;
    EXPECT_LT(seconds([&] {
                SentenceStream stream({}, 1U << 16);
                for (std::size_t at = 0; at < text.size(); at += 7) (void)stream.feed(std::string_view(text).substr(at, 7));
                (void)stream.finish();
              }), 3.0) << unit;
  }
}

}  // namespace
}  // namespace hansift
