#include "cleaning/mojibake_doubt.hpp"

#include <algorithm>

#include "cleaning/alphabet_reading.hpp"
#include "cleaning/letter_rows.hpp"
#include "cleaning/mention.hpp"
#include "cleaning/scan_back.hpp"

namespace hansift::cleaning {
namespace {

constexpr Cost sure = 40 * encoding::bit;  ///< gain of a segment beside which others are not asked
constexpr Cost sure_of_kana = 22 * encoding::bit;  ///< the same of one that stands for half-width katakana
constexpr Cost quotation = 14 * encoding::bit;     ///< more for each pair of half-width brackets
constexpr Cost clear = 6 * encoding::bit;  ///< by which the reading in an alphabet must be dearer

/// Whether a short piece reads as well as Cyrillic, Greek ... as it does in a double-byte code page.
bool is_alphabet(std::string_view source) {
  const std::string bytes = windows_1252_bytes(source);
  if (bytes.size() < 4 || bytes.size() == most_sampled) return false;
  const AlphabetReading alphabet = cheapest_alphabet(bytes);
  return alphabet.page != nullptr && alphabet.cost < cheapest_double_byte(bytes) + clear;
}

/// Whether there are signs that faces are drawn with, beside half-width katakana: (*´Д`), (･∀･).
bool has_face(std::string_view line) noexcept {
  for (std::size_t at = 0; at < line.size();) {
    const text::Decoded found = decode_valid(line, at);
    at += found.size;
    if (found.value == 0xB4 || (found.value >= 0x370 && found.value < 0x530) || (found.value >= 0x2200 && found.value < 0x2300)) return true;
  }
  return false;
}

/// Pairs of half-width brackets with something between them.
Cost quoted_half_width(std::string_view source) noexcept {
  constexpr std::string_view open = "\xEF\xBD\xA2", close = "\xEF\xBD\xA3";
  Cost pairs = 0;
  for (std::size_t at = source.find(open); at != std::string_view::npos;) {
    const std::size_t end = source.find(close, at);
    if (end == std::string_view::npos) break;
    const std::size_t next = source.find(open, at + open.size());
    pairs += end > at + open.size() && next > end ? 1 : 0;
    at = next;
  }
  return pairs;
}

}  // namespace

void drop_doubtful(std::string_view line, bool western, std::vector<Segment>& segments) {
  if (segments.empty()) return;
  std::vector<Span> damaged;
  for (const Segment& segment : segments) damaged.push_back({segment.begin, segment.end});
  Mentions mentions(line);
  const auto is_proof = [](const Segment& segment) { return segment.gain >= sure; };
  const bool may_be_alphabet = western && std::none_of(segments.begin(), segments.end(), is_proof);
  std::size_t kept = 0;
  for (std::size_t i = 0; i < damaged.size(); ++i) {
    const std::string_view source = damaged[i].of(line);
    // Rows of ideographs in the order of one code page come out in the order of the other one.
    if (is_letter_row(source) || is_letter_row(segments[i].text) || is_code_row(source) || is_all_jamo(source) || is_few_signs(source)) continue;
    // Ideographs misread as nothing but half-width katakana are no less rare than katakana that says something, with or without a face.
    if (is_half_width(source) && (segments[i].gain < sure_of_kana + quoted_half_width(source) * quotation || has_face(line))) continue;
    if ((may_be_alphabet && is_alphabet(source)) || mentions.of_mojibake(damaged, i, segments[i].text)) continue;
    if (kept != i) segments[kept] = std::move(segments[i]);
    ++kept;
  }
  segments.resize(kept);
}

}  // namespace hansift::cleaning
