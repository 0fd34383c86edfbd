#pragma once

// What short pieces of text cost in the languages of the model: how a repair is told from the text that it would replace.

#include <array>
#include <cstddef>
#include <span>

#include "encoding/model.hpp"

namespace hansift::encoding {

/// A piece of text with the characters around it (0: none).
struct Piece {
  char32_t before = 0;
  std::span<const char32_t> text;
  char32_t behind = 0;
};

/// Sums by language of the costs of pieces, in eighths of a bit. Signs that any language may use (currency, arrows, emoji, single Greek letters
/// ...) cost the same in all of them. A last place stands for a language that the model does not know.
class LanguageCosts {
 public:
  /// Adds a piece, and that `behind` follows it. O(characters x languages).
  void add(const Piece& piece) noexcept;
  LanguageCosts& operator+=(const LanguageCosts& other) noexcept {
    for (std::size_t i = 0; i < most_languages; ++i) sums_[i] += other.sums_[i];
    return *this;
  }
  [[nodiscard]] Cost least() const noexcept { return sums_[cheapest()]; }
  [[nodiscard]] std::size_t cheapest() const noexcept;
  [[nodiscard]] Cost in(std::size_t language) const noexcept { return sums_[language]; }

 private:
  static constexpr std::size_t most_languages = 64;
  std::array<Cost, most_languages> sums_{};
};

[[nodiscard]] inline Cost least_cost(const Piece& piece) noexcept {
  LanguageCosts costs;
  costs.add(piece);
  return costs.least();
}

}  // namespace hansift::encoding
