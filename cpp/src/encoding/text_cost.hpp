#pragma once

// What short pieces of text cost in the languages of the model: how a repair is told from the text that it would replace.

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "encoding/model.hpp"

namespace hansift::encoding {

/// A piece of text with the characters around it (0: none).
struct Piece {
  char32_t before = 0;
  std::span<const char32_t> text;
  char32_t behind = 0;
};

inline constexpr std::size_t most_languages = 64;

/// What characters cost behind others in all languages, kept for one text: where an alphabet has many languages the same pairs come again and again.
/// Not shared between threads.
class PairCosts {
 public:
  using Costs = std::array<std::uint16_t, most_languages>;
  /// For a text of so many bytes.
  explicit PairCosts(std::size_t size) : size_(size) {}
  /// In the languages of a set; what stands at others is not defined.
  [[nodiscard]] const Costs& of(char32_t last, char32_t value, std::uint64_t languages);

 private:
  struct Row {
    char32_t last = 0, value = 0;
    std::uint64_t languages = 0;
    Costs costs{};
  };
  std::size_t size_;
  std::vector<Row> rows_;  ///< by hash; a power of two, made on first use
};

/// Sums by language of the costs of pieces, in eighths of a bit. Signs that any language may use (currency, arrows, emoji, single Greek letters
/// ...) cost the same in all of them. A last place stands for a language that the model does not know.
class LanguageCosts {
 public:
  /// Adds a piece, and that `behind` follows it. O(characters x languages).
  void add(const Piece& piece) noexcept;
  /// The same by way of `pairs`.
  void add(const Piece& piece, PairCosts& pairs);
  LanguageCosts& operator+=(const LanguageCosts& other) noexcept {
    for (std::size_t i = 0; i < most_languages; ++i) sums_[i] += other.sums_[i];
    return *this;
  }
  [[nodiscard]] Cost least() const noexcept { return sums_[cheapest()]; }
  [[nodiscard]] std::size_t cheapest() const noexcept;
  [[nodiscard]] Cost in(std::size_t language) const noexcept { return sums_[language]; }

 private:
  std::array<Cost, most_languages> sums_{};
};

[[nodiscard]] inline Cost least_cost(const Piece& piece) noexcept {
  LanguageCosts costs;
  costs.add(piece);
  return costs.least();
}

[[nodiscard]] inline Cost least_cost(const Piece& piece, PairCosts& pairs) {
  LanguageCosts costs;
  costs.add(piece, pairs);
  return costs.least();
}

}  // namespace hansift::encoding
