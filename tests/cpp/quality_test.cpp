#include "hansift/quality.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <map>
#include <random>
#include <set>
#include <string>
#include <thread>

#include "cases.hpp"
#include "quality/fold.hpp"
#include "text/utf8.hpp"

namespace {

using namespace hansift;
using hansift::test::cases;

/// Every signal by name.
std::map<std::string, double> named(const Signals& s) {
  const auto count = [](std::uint64_t value) { return static_cast<double>(value); };
  return {{"chars", count(s.chars)}, {"han", count(s.han)}, {"kana", count(s.kana)}, {"hangul", count(s.hangul)}, {"latin", count(s.latin)},
          {"letters", count(s.letters)}, {"digits", count(s.digits)}, {"punctuation", count(s.punctuation)}, {"symbols", count(s.symbols)},
          {"replacement", count(s.replacement)}, {"words", count(s.words)}, {"lines", count(s.lines)}, {"sentences", count(s.sentences)},
          {"terminal_lines", s.terminal_lines}, {"bullet_lines", s.bullet_lines}, {"ellipsis_lines", s.ellipsis_lines}, {"short_lines", s.short_lines},
          {"duplicate_lines", s.duplicate_lines}, {"duplicate_line_chars", s.duplicate_line_chars}, {"list_marks", s.list_marks},
          {"keyword_chars", s.keyword_chars}, {"loose_chars", s.loose_chars}, {"function_chars", s.function_chars}, {"top_2gram", s.top_2gram},
          {"top_3gram", s.top_3gram}, {"top_4gram", s.top_4gram}, {"duplicate_5gram", s.duplicate_5gram}, {"duplicate_10gram", s.duplicate_10gram},
          {"distinct_chars", s.distinct_chars}, {"mean_line_chars", s.mean_line_chars}, {"entropy", s.entropy}};
}

std::set<std::string> reasons(const Verdict& verdict) {
  std::set<std::string> ids;
  for (const Rule* rule : verdict.reasons) ids.emplace(rule->id);
  return ids;
}

/// Random text: prose of several scripts, marks, white space, and bytes that are no UTF-8.
std::string random_text(std::mt19937_64& random, std::size_t pieces) {
  static const std::string parts[] = {"的", "天气", "。", "，", "word", " ", "\n", "12", "カナ", "한국은", "|", "……", "!", "...", "\xE5\xA4", "\xFF", "😀", "\r\n", "\u3000", "é"};
  std::string text;
  for (std::size_t i = 0; i < pieces; ++i) text += parts[random() % std::size(parts)];
  return text;
}

TEST(Quality, SignalsOfHandCountedTexts) {
  for (const auto& one : cases("quality/signals.jsonl")) {
    const auto found = named(signals(one["input"].get<std::string>()));
    for (const auto& [name, value] : one["expected"].items()) {
      ASSERT_TRUE(found.contains(name)) << name;
      EXPECT_NEAR(found.at(name), value.get<double>(), 1e-12) << one["id"] << ": " << name << " (" << one["why"] << ")";
    }
  }
}

TEST(Quality, Verdicts) {
  for (const auto& one : cases("quality/verdict.jsonl")) {
    const Verdict verdict = judge(signals(one["input"].get<std::string>()));
    EXPECT_EQ(reasons(verdict), one["expected"].get<std::set<std::string>>()) << one["id"] << ": " << one["why"];
    EXPECT_EQ(verdict.keep, verdict.reasons.empty());
  }
}

TEST(Quality, ExampleOfEachRuleBreaksIt) {
  std::set<std::string_view> ids;
  for (const Rule* rule : quality::rules()) {
    EXPECT_TRUE(ids.insert(rule->id).second) << rule->id;
    EXPECT_TRUE(rule->id.starts_with("quality.")) << rule->id;
    EXPECT_EQ(rule->before, rule->after);
    VerdictOptions options;
    if (rule->id == "quality.long") options.max_chars = 20;
    if (rule->id == "quality.unfinished") options.min_terminal_lines = 0.1;
    EXPECT_TRUE(reasons(judge(signals(rule->before), options)).contains(std::string(rule->id))) << rule->id;
  }
}

TEST(Quality, ReasonsComeInCatalogueOrder) {
  VerdictOptions all;
  all.min_chars = 1'000'000;
  all.max_chars = 0;
  all.min_letters = 2;
  all.max_symbols = all.max_replacement = all.max_bullet_lines = all.max_ellipsis_lines = -1;
  all.min_terminal_lines = 2;
  all.max_duplicate_lines = all.max_duplicate_line_chars = all.max_top_2gram = all.max_top_3gram = all.max_top_4gram = all.max_duplicate_10gram = -1;
  all.min_distinct_chars = 2;
  all.min_entropy = 100;
  all.max_keyword_chars = all.max_loose_chars = -1;
  all.min_keyword_function = all.min_loose_function = 2;
  const Verdict verdict = judge(signals("今天天气很好。"), all);
  EXPECT_TRUE(std::equal(verdict.reasons.begin(), verdict.reasons.end(), quality::rules().begin(), quality::rules().end()));
}

TEST(Quality, SharesAreSharesWhateverTheInput) {
  std::mt19937_64 random(1);
  for (int round = 0; round < 2000; ++round) {
    const std::string text = random_text(random, random() % 200);
    const Signals s = signals(text);
    EXPECT_EQ(s, signals(text));  // no state is left behind
    EXPECT_LE(s.letters + s.digits + s.punctuation + s.symbols + s.replacement, s.chars);
    const auto all = named(s);
    for (const char* share : {"terminal_lines", "bullet_lines", "ellipsis_lines", "short_lines", "duplicate_lines", "duplicate_line_chars", "list_marks",
                              "keyword_chars", "loose_chars", "function_chars", "top_2gram", "top_3gram", "top_4gram", "duplicate_5gram",
                              "duplicate_10gram", "distinct_chars"}) {
      EXPECT_GE(all.at(share), 0) << share;
      EXPECT_LE(all.at(share), 1) << share;
      EXPECT_FALSE(std::isnan(all.at(share))) << share;
    }
    EXPECT_GE(s.entropy, 0);
    EXPECT_LE(s.duplicate_10gram, s.duplicate_5gram + 1e-12);
  }
}

TEST(Quality, LongTextsAreTakenInWindows) {
  std::mt19937_64 random(2);
  std::string once;
  for (int i = 0; i < 60'000; ++i) text::append_utf8(once, static_cast<char32_t>(0x4E00 + random() % 20'000));
  EXPECT_LT(signals(once).duplicate_5gram, 0.01);
  std::string line;
  for (int i = 0; i < 100; ++i) text::append_utf8(line, static_cast<char32_t>(0x4E00 + random() % 20'000));
  std::string again;
  for (int i = 0; i < 1000; ++i) again += line;
  EXPECT_GT(signals(again).duplicate_10gram, 0.98);
  EXPECT_NEAR(signals(again).top_4gram, 0.04, 0.001);
}

TEST(Quality, ExactFingerprints) {
  for (const auto& one : cases("quality/fingerprint.jsonl")) {
    const Fingerprint first = fingerprint(one["input"].get<std::string>());
    const Fingerprint other = fingerprint(one["other"].get<std::string>());
    if (one["expected"] == "exact") EXPECT_EQ(first, other) << one["id"];
    else EXPECT_NE(first.exact, other.exact) << one["id"];
  }
}

TEST(Quality, FingerprintIsTheSameOnEveryPlatform) {
  // XXH3 of the folded characters as little-endian 32-bit numbers; computed once, must never change within a major version.
  const Fingerprint empty = fingerprint("");
  EXPECT_EQ(empty.exact, (std::array<std::uint64_t, 2>{0x99AA06D3014798D8ULL, 0x6001C324468D497FULL}));  // XXH3_128bits of nothing
  EXPECT_EQ(empty, fingerprint(" \n，。"));
  EXPECT_EQ(empty.minhash[0], 0xFFFFFFFFu);
}

TEST(Quality, BlocksOfAFingerprintDoNotMatter) {
  // The reference: all folded characters at once, every permutation's minimum over all shingles, in plain loops.
  std::mt19937_64 random(3);
  for (const std::size_t pieces : {0, 1, 3, 7, 50, 3000, 9000}) {
    const std::string text = random_text(random, pieces);
    std::vector<char32_t> whole(text.size() + 1);
    quality::Folder folder(text);
    std::size_t count = 0;
    while (const std::size_t more = folder.next(whole.data() + count, 1)) count += more;
    std::vector<char32_t> blocks(text.size() + 1);
    quality::Folder again(text);
    EXPECT_EQ(again.next(blocks.data(), blocks.size()), count);
    EXPECT_EQ(whole, blocks);
    std::string doubled;
    for (std::size_t i = 0; i < count; ++i) text::append_utf8(doubled, whole[i]);
    EXPECT_EQ(fingerprint(doubled), fingerprint(text));  // folding is idempotent
  }
}

TEST(Quality, SimilarityEstimatesJaccardWithoutBias) {
  std::mt19937_64 random(4);
  for (const double wanted : {0.5, 0.75, 0.85, 0.95}) {
    double error = 0;
    double square = 0;
    constexpr int rounds = 300;
    for (int round = 0; round < rounds; ++round) {
      // Two sets of shingles with an exact Jaccard similarity: texts of distinct characters that share a beginning.
      const std::size_t size = 400;
      const auto common = static_cast<std::size_t>(std::lround(2 * wanted * size / (1 + wanted)));
      std::string first;
      std::string second;
      const auto base = static_cast<char32_t>(0x20000 + random() % 20'000);
      for (std::size_t i = 0; i < size + 4; ++i) {
        text::append_utf8(first, base + static_cast<char32_t>(i));
        text::append_utf8(second, base + static_cast<char32_t>(i < common + 4 ? i : i + 10'000));
      }
      const double exact = static_cast<double>(common) / static_cast<double>(2 * size - common);
      const double off = fingerprint(first).similarity(fingerprint(second)) - exact;
      error += off;
      square += off * off;
    }
    // Mean within four standard errors; spread that of 128 independent values.
    const double spread = std::sqrt(wanted * (1 - wanted) / 128);
    EXPECT_LT(std::abs(error / rounds), 4 * spread / std::sqrt(rounds)) << wanted;
    EXPECT_LT(std::sqrt(square / rounds), 1.2 * spread) << wanted;
  }
}

TEST(Quality, NearDuplicatesShareABand) {
  std::mt19937_64 random(5);
  std::string text;
  for (int i = 0; i < 600; ++i) text::append_utf8(text, static_cast<char32_t>(0x4E00 + random() % 3000));
  int shared = 0;
  int strange = 0;
  for (int round = 0; round < 200; ++round) {
    std::string changed = text;
    changed.replace((random() % 600) * 3, 3, "异");
    std::string other;
    for (int i = 0; i < 600; ++i) text::append_utf8(other, static_cast<char32_t>(0x4E00 + random() % 3000));
    const auto bands = fingerprint(text).bands();
    const auto near = fingerprint(changed).bands();
    const auto far = fingerprint(other).bands();
    bool hit = false;
    for (std::size_t band = 0; band < bands.size(); ++band) {
      hit = hit || bands[band] == near[band];
      strange += bands[band] == far[band];
    }
    shared += hit;
  }
  EXPECT_EQ(shared, 200);
  EXPECT_EQ(strange, 0);
  EXPECT_EQ(fingerprint(text).similarity(fingerprint(text)), 1.0);
}

TEST(Quality, ThreadsDoNotShareState) {
  std::mt19937_64 random(6);
  std::vector<std::string> texts;
  for (int i = 0; i < 40; ++i) texts.push_back(random_text(random, 300));
  std::vector<Signals> expected;
  for (const std::string& text : texts) expected.push_back(signals(text));
  std::vector<std::thread> threads;
  for (int t = 0; t < 8; ++t) {
    threads.emplace_back([&] {
      for (std::size_t i = 0; i < texts.size(); ++i) EXPECT_EQ(signals(texts[i]), expected[i]);
    });
  }
  for (std::thread& thread : threads) thread.join();
}

}  // namespace
