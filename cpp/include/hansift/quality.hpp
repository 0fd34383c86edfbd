#pragma once

/// The quality room: one-pass signals, verdict rules over them, exact and near-duplicate fingerprints.

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "hansift/export.hpp"
#include "hansift/text.hpp"
#include "hansift/trace.hpp"

namespace hansift {

/// What one pass over a text counts. Shares are of `chars` (white space not counted) unless they say otherwise, 0 to 1.
struct Signals {
  std::uint64_t chars = 0;        ///< code points that are not white space
  std::uint64_t han = 0;
  std::uint64_t kana = 0;
  std::uint64_t hangul = 0;
  std::uint64_t latin = 0;
  std::uint64_t letters = 0;      ///< letters of all scripts and the marks on them
  std::uint64_t digits = 0;
  std::uint64_t punctuation = 0;
  std::uint64_t symbols = 0;
  std::uint64_t replacement = 0;  ///< U+FFFD
  std::uint64_t words = 0;        ///< a run of letters of a spaced script, or one Han or kana character each 1.5 (rounded): no segmenter
  std::uint64_t lines = 0;        ///< lines with at least one character
  std::uint64_t sentences = 0;    ///< terminator runs (。！？!?. before white space), at least 1 for a text that is not empty
  double terminal_lines = 0;      ///< share of lines that end in a terminator, closers skipped
  double bullet_lines = 0;        ///< share of lines that begin with a bullet
  double ellipsis_lines = 0;      ///< share of lines that end in an ellipsis
  double short_lines = 0;         ///< share of lines with fewer than 10 characters
  double duplicate_lines = 0;     ///< share of lines that stood before
  double duplicate_line_chars = 0;
  double list_marks = 0;          ///< separators such as | · / > per char
  double keyword_chars = 0;       ///< share in lines of eight or more short items (by white space between Han or kana, or list marks) with hardly a sentence
  double loose_chars = 0;         ///< share in lines of fewer than 20 characters without a terminator
  double function_chars = 0;      ///< grammar rather than matter: 的了是不…, hiragana, Korean endings, the of and …
  // n-grams are of units: a character of Han, kana or punctuation, or a word of a spaced script. In windows of 16,383 units.
  double top_2gram = 0;           ///< share of characters that the n-gram which covers most of them covers, 0 if none stands twice
  double top_3gram = 0;
  double top_4gram = 0;
  double duplicate_5gram = 0;     ///< share of characters covered by n-grams that stood before
  double duplicate_10gram = 0;
  double distinct_chars = 0;      ///< different characters / chars
  double mean_line_chars = 0;
  double entropy = 0;             ///< of the characters, in bits

  friend bool operator==(const Signals&, const Signals&) = default;
};

[[nodiscard]] HANSIFT_API Signals signals(std::string_view text);

/// Thresholds of the verdict; the defaults are for Chinese, Japanese, Korean and Latin web text alike. Documented in docs/quality.md.
struct VerdictOptions {
  std::uint64_t min_chars = 50;
  std::uint64_t max_chars = 10'000'000;
  double min_letters = 0.4;  ///< share of characters
  double max_symbols = 0.25;
  double max_bullet_lines = 0.95;
  double max_ellipsis_lines = 0.5;
  double max_duplicate_lines = 0.5;
  double max_duplicate_line_chars = 0.5;
  double max_top_2gram = 0.40;
  double max_top_3gram = 0.40;
  double max_top_4gram = 0.40;
  double max_duplicate_10gram = 0.60;
  double min_terminal_lines = 0.0;
  double max_replacement = 0.01;
  double min_distinct_chars = 0.005;  ///< only together with `min_entropy`: long texts repeat their characters by nature
  double min_entropy = 4.0;
  double max_keyword_chars = 0.5;     ///< only where function_chars is below `min_keyword_function`
  double min_keyword_function = 0.15;
  double max_loose_chars = 0.8;       ///< only where function_chars is below `min_loose_function`
  double min_loose_function = 0.04;
};

struct Verdict {
  bool keep = true;
  std::vector<const Rule*> reasons;  ///< every rule that speaks against the text, in catalogue order
};

[[nodiscard]] HANSIFT_API Verdict judge(const Signals& signals, const VerdictOptions& options = {});

/// Exact and near-duplicate fingerprint. Texts that differ only in white space, width, case or punctuation have the same `exact`.
struct HANSIFT_API Fingerprint {
  static constexpr std::size_t permutations = 128;
  static constexpr std::size_t band_count = 16;  ///< bands of 8 values

  std::array<std::uint64_t, 2> exact{};              ///< 128-bit hash of the folded characters
  std::array<std::uint32_t, permutations> minhash{};  ///< over character 5-gram shingles of the folded text

  [[nodiscard]] std::array<std::uint64_t, band_count> bands() const noexcept;  ///< LSH keys: near-duplicates likely share one or more (95 % of pairs at similarity 0.8)
  [[nodiscard]] double similarity(const Fingerprint& other) const noexcept;    ///< estimate of the Jaccard similarity, 0 to 1
  friend bool operator==(const Fingerprint&, const Fingerprint&) = default;
};

[[nodiscard]] HANSIFT_API Fingerprint fingerprint(std::string_view text);

namespace quality {
[[nodiscard]] HANSIFT_API std::span<const Rule* const> rules() noexcept;
}  // namespace quality

}  // namespace hansift
