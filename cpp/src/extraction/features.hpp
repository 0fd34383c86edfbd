#pragma once

// What the model of lines looks at: for each line of a page a row of small numbers, the page's format among them. What the
// markup says was left in the lines by the readers.

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "extraction/looks.hpp"
#include "extraction/sheet.hpp"

namespace hansift::extraction {

/// Shares are in thousandths, distances in lines, widths in columns; all are cut at `largest`.
enum class Feature : std::uint8_t {
  width, stops, commas, digits, letters, ends_sentence, wide, bars, arrows, blanks,                                // shape
  link_share, links, bold_share, heading, kind, blank_before, bulleted, from_list, apart, region,                 // markup
  cue, opens, legal, promotion, breadcrumb, caption, mark, labelled, field_rest, field_date, field_name, field_line, excuse, truncated,  // words
  prose, from_start, from_end, place, prose_before, prose_behind, since_prose, until_prose,                        // position
  since_heading, since_opening, since_cue, until_cue, since_field, near_prose, near_links, near_dates, near_cues,
  repeats, alike, alike_prose, alike_width, alike_links,                                                           // the same elsewhere
  page_lines, page_links, page_prose, page_cues, format,                                                                      // the page
  verdict, reason, from_first, from_last, near_body,                                                               // what the rules say
  count
};
inline constexpr std::size_t feature_count = static_cast<std::size_t>(Feature::count);

/// What the rules say of a page: for each line whether it is body, and between which lines the body stands.
struct Draft {
  std::size_t first;
  std::size_t last;
};

/// Columns of features, each with room for neighbours that are not there (0) on both sides.
class Features {
 public:
  static constexpr std::size_t reach = 2;  ///< lines before and behind that a model may look at
  static constexpr std::int16_t largest = 4000;

  explicit Features(std::size_t line_count) : lines_(line_count), cells_(feature_count * (line_count + 2 * reach), 0) {}

  [[nodiscard]] std::size_t line_count() const noexcept { return lines_; }
  /// One number a line, beginning with the neighbour of the first line at `offset`.
  [[nodiscard]] const std::int16_t* column(Feature feature, int offset = 0) const noexcept {
    return cells_.data() + static_cast<std::size_t>(feature) * (lines_ + 2 * reach) + reach + offset;
  }
  void put(Feature feature, std::size_t line, std::size_t value) noexcept {
    cells_[static_cast<std::size_t>(feature) * (lines_ + 2 * reach) + reach + line] =
        value > static_cast<std::size_t>(largest) ? largest : static_cast<std::int16_t>(value);
  }

 private:
  std::size_t lines_;
  std::vector<std::int16_t> cells_;
};

/// Linear in the number of lines, but for sorting them. `format` is the number of the page's format.
[[nodiscard]] Features features_of(const Sheet& sheet, std::span<const Look> looks, const Draft& draft, std::size_t format);

[[nodiscard]] std::string_view name_of(Feature feature) noexcept;

}  // namespace hansift::extraction
