#include "encoding/text_cost.hpp"

#include <algorithm>
#include <array>

#include "text/classes.hpp"

namespace hansift::encoding {
namespace {

constexpr std::size_t most_languages = 64;
constexpr Cost symbol_cost = 12 * bit;

/// Signs that belong to no language: they are as likely in one as in another.
bool is_sign(char32_t value) noexcept {
  if (value < 0xA1) return false;
  const text::CharClass found = text::class_of(value);
  return found.symbol() || found.pictographic() || found.category() == text::Category::Cf || found.category() == text::Category::No ||
         (value < 0xC0 && value != 0xAA && value != 0xB5 && value != 0xBA);
}

using Sums = std::array<Cost, most_languages>;

/// Sums by language, then that of a language that the model does not know.
std::size_t add_costs(const Piece& piece, Sums& sums) noexcept {
  const Model& known = model();
  const std::size_t languages = std::min(known.size(), most_languages - 1);
  char32_t last = piece.before;
  const auto add = [&](char32_t value) {
    const Symbol before = known.symbol(last == 0 ? ' ' : last);
    const Symbol now = known.symbol(value);
    const bool sign = is_sign(value);
    for (std::size_t i = 0; i < languages; ++i) {
      const Cost cost = known.cost(i, before, now, value);
      sums[i] += sign ? std::min(cost, symbol_cost) : cost;
    }
    // Alphabets that the model knows are not for the language that it does not know.
    const Cost generic = value >= 0x80 && value < 0x530 ? 20 * bit : Model::generic_cost(last, value);
    sums[languages] += sign ? std::min(generic, symbol_cost) : generic;
    last = value;
  };
  for (const char32_t value : piece.text) add(value);
  if (piece.behind != 0) add(piece.behind);
  return languages + 1;
}

}  // namespace

Cost least_cost(const Piece& piece) noexcept {
  Sums sums{};
  const std::size_t count = add_costs(piece, sums);
  return *std::min_element(sums.begin(), sums.begin() + static_cast<std::ptrdiff_t>(count));
}

Cost cost_in(std::size_t language, const Piece& piece) noexcept {
  Sums sums{};
  add_costs(piece, sums);
  return sums[language];
}

std::size_t cheapest_language(const Piece& piece) noexcept {
  Sums sums{};
  const std::size_t count = add_costs(piece, sums) - 1;
  return static_cast<std::size_t>(std::min_element(sums.begin(), sums.begin() + static_cast<std::ptrdiff_t>(count)) - sums.begin());
}

}  // namespace hansift::encoding
