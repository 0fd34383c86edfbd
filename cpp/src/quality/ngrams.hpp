#pragma once

// Repetition inside a text: the n-grams that cover most of it, and what stood before. Over units: a Han, kana or punctuation character, or
// a whole word of a spaced script, so that ten units are about as much text in every script.
//
// Memory is bounded: a text is taken in windows of at most 16,383 units, and tables are no larger than the text asks for. Repetition
// across windows is not seen; shares of several windows are added up.

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace hansift::quality {

/// Counts keys of one n-gram length. A cell holds 16 bits of the key beside a count; the cell's place gives another 10 to 15, so two
/// n-grams are taken for one about once in 2^26 pairs.
class NgramCounts {
 public:
  void reset(std::size_t cells) { cells_.assign(cells, 0); mask_ = cells - 1; }

  /// Adds one and returns how often the key was seen, this time included; saturates at 65,535.
  std::uint32_t add(std::uint64_t hash) noexcept {
    const auto tag = static_cast<std::uint32_t>(hash >> 48) << 16;
    for (std::size_t at = static_cast<std::size_t>(hash >> 20) & mask_;; at = (at + 1) & mask_) {
      std::uint32_t& cell = cells_[at];
      if (cell == 0) return cell = tag | 1, 1;
      if ((cell & 0xFFFF0000u) == tag) {
        if ((cell & 0xFFFFu) != 0xFFFFu) ++cell;
        return cell & 0xFFFFu;
      }
    }
  }

 private:
  std::vector<std::uint32_t> cells_;
  std::size_t mask_ = 0;
};

/// Where a key stood last: 18 bits of the key and 14 of the place in a cell.
class NgramPlaces {
 public:
  static constexpr std::uint32_t none = 0xFFFFFFFF;

  void reset(std::size_t cells) { cells_.assign(cells, none); mask_ = cells - 1; }

  /// Stores the place (below 16,383) and returns the one before it, or `none`.
  std::uint32_t exchange(std::uint64_t hash, std::uint32_t place) noexcept {
    const auto tag = static_cast<std::uint32_t>(hash >> 46) << 14;
    for (std::size_t at = static_cast<std::size_t>(hash >> 20) & mask_;; at = (at + 1) & mask_) {
      std::uint32_t& cell = cells_[at];
      if (cell == none) return cell = tag | place, none;
      if ((cell & ~0x3FFFu) == tag) {
        const std::uint32_t before = cell & 0x3FFFu;
        cell = tag | place;
        return before;
      }
    }
  }

 private:
  std::vector<std::uint32_t> cells_;
  std::size_t mask_ = 0;
};

class Ngrams {
 public:
  /// `units` is how many units the text has at most, as far as one can tell; more are taken in further windows.
  void begin(std::size_t units) {
    cells_ = std::clamp<std::size_t>(std::bit_ceil(2 * units + 2), 64, max_cells);
    window_ = std::min<std::size_t>(cells_ / 2, 16383);  // places have 14 bits, and the last value stands for none
    totals_ = {};
    open_window();
  }

  void add(std::uint64_t unit, std::uint32_t unit_chars) {
    if (used_ == window_) {
      close_window();
      open_window();
    }
    const std::uint64_t value = spread(unit);
    const std::size_t slot = used_ & 15;
    position_ += unit_chars;
    ends_[slot] = position_;
    ++used_;
    // hash(n units) = hash(the first n - 1) * base + value
    const std::uint64_t h5 = h4_ * base + value;
    h4_ = h3_ * base + value;
    h3_ = h2_ * base + value;
    h2_ = h1_ * base + value;
    h1_ = value;
    if (used_ < 2) return;
    count(pairs_, h2_, 2, top_[0]);
    if (used_ < 3) return;
    count(triples_, h3_, 3, top_[1]);
    if (used_ < 4) return;
    count(quadruples_, h4_, 4, top_[2]);
    if (used_ < 5) return;
    // A row that goes on where it went on last time is longer: rows of ten need no table of their own.
    const std::uint32_t before = places_.exchange(finish_hash(h5), static_cast<std::uint32_t>(used_ - 1));
    if (before == NgramPlaces::none) {
      row_ = 0;
      return;
    }
    row_ = row_ != 0 && before == last_place_ + 1 ? row_ + 1 : 5;
    last_place_ = before;
    cover(5, covered_[0], totals_.duplicate_5gram);
    if (row_ >= 10) cover(10, covered_[1], totals_.duplicate_10gram);
  }

  /// Characters covered, over all windows.
  struct Totals {
    std::array<std::uint64_t, 3> top{};
    std::uint64_t duplicate_5gram = 0;
    std::uint64_t duplicate_10gram = 0;
  };

  Totals finish() {
    close_window();
    return totals_;
  }

 private:
  static constexpr std::size_t max_cells = 32768;
  static constexpr std::uint64_t base = 0x9E3779B97F4A7C15ULL;

  static std::uint64_t spread(std::uint64_t value) noexcept {
    value = (value ^ value >> 32) * 0xD6E8FEB86659FD93ULL;
    return value ^ value >> 29;
  }
  /// The high bits of a polynomial hash are good, the low ones are not: mix once more before use.
  static std::uint64_t finish_hash(std::uint64_t value) noexcept { return (value ^ value >> 31) * 0xFF51AFD7ED558CCDULL; }

  /// Characters of the last n units.
  [[nodiscard]] std::uint64_t chars_of(std::size_t n) const noexcept { return position_ - (used_ > n ? ends_[(used_ - n - 1) & 15] : 0); }

  void count(NgramCounts& counts, std::uint64_t hash, std::size_t n, std::uint64_t& top) {
    const std::uint32_t seen = counts.add(finish_hash(hash));
    // What stands once repeats nothing.
    if (seen > 1) top = std::max(top, seen * chars_of(n));
  }

  /// The last n units stood before.
  void cover(std::size_t n, std::uint64_t& covered, std::uint64_t& total) {
    total += position_ - std::max(covered, position_ - chars_of(n));
    covered = position_;
  }

  void open_window() {
    for (NgramCounts* counts : {&pairs_, &triples_, &quadruples_}) counts->reset(cells_);
    places_.reset(cells_);
    row_ = last_place_ = 0;
    used_ = 0;
    position_ = 0;
    top_ = {};
    covered_ = {};
    h1_ = h2_ = h3_ = h4_ = 0;
  }

  void close_window() {
    // n-grams of one unit overlap themselves ("......"): no more than all of it.
    for (std::size_t i = 0; i < top_.size(); ++i) totals_.top[i] += std::min(top_[i], position_);
  }

  NgramCounts pairs_, triples_, quadruples_;
  NgramPlaces places_;
  std::uint32_t row_ = 0;         ///< units of the repeated row that ends here, 0 for none
  std::uint32_t last_place_ = 0;  ///< where it ended last time
  std::size_t cells_ = 0;
  std::size_t window_ = 0;
  std::size_t used_ = 0;
  std::uint64_t position_ = 0;  ///< characters of the window so far
  std::uint64_t h1_ = 0, h2_ = 0, h3_ = 0, h4_ = 0;
  std::array<std::uint64_t, 16> ends_{};
  std::array<std::uint64_t, 3> top_{};
  std::array<std::uint64_t, 2> covered_{};
  Totals totals_{};
};

}  // namespace hansift::quality
