#include "cleaning/mojibake_doubt.hpp"

#include <algorithm>

#include "cleaning/alphabet_reading.hpp"
#include "cleaning/letter_rows.hpp"
#include "cleaning/mention.hpp"

namespace hansift::cleaning {
namespace {

constexpr Cost sure = 40 * encoding::bit;  ///< gain of a segment beside which others are not asked
constexpr Cost clear = 6 * encoding::bit;  ///< by which the reading in an alphabet must be dearer

/// Whether a short piece reads as well as Cyrillic, Greek ... as it does in a double-byte code page.
bool is_alphabet(std::string_view source) {
  const std::string bytes = windows_1252_bytes(source);
  if (bytes.size() < 4 || bytes.size() == most_sampled) return false;
  const AlphabetReading alphabet = cheapest_alphabet(bytes);
  return alphabet.page != nullptr && alphabet.cost < cheapest_double_byte(bytes) + clear;
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
    if (is_letter_row(source) || is_letter_row(segments[i].text) || is_all_jamo(source) || is_few_signs(source)) continue;
    if ((may_be_alphabet && is_alphabet(source)) || mentions.of_mojibake(damaged, i, segments[i].text)) continue;
    if (kept != i) segments[kept] = std::move(segments[i]);
    ++kept;
  }
  segments.resize(kept);
}

}  // namespace hansift::cleaning
