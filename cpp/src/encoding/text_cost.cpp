#include "encoding/text_cost.hpp"

#include <algorithm>
#include <limits>

#include "text/classes.hpp"

namespace hansift::encoding {
namespace {

constexpr Cost never = std::numeric_limits<Cost>::max();

/// What a sign costs that belongs to no language and is as likely in one as in another; `never` for other characters.
Cost sign_cost(char32_t value) noexcept {
  if (value < 0xA1) return never;
  const text::CharClass found = text::class_of(value);
  if (value == 0x3BC) return 11 * bit;  // as the micro sign
  if (value >= 0x391 && value <= 0x3C9) return 14 * bit;  // in formulas and names of things
  if (found.pictographic() || (value >= 0x2600 && value < 0x27C0) || (value >= 0x2190 && value < 0x2200)) return 13 * bit;
  if (value == 0xA4 || value == 0xA6 || value == 0xA8 || value == 0xAF || value == 0xB8) return 16 * bit;  // hardly ever alone
  if (value < 0x100 && (found.symbol() || value < 0xC0) && value != 0xAA && value != 0xB5 && value != 0xBA) return 12 * bit;
  if (value == 0x2122 || found.category() == text::Category::Sc || (value >= 0x2200 && value < 0x2270)) return 12 * bit;
  if (value >= 0x2500 && value < 0x2600) return 13 * bit;
  return found.symbol() || found.category() == text::Category::No ? 18 * bit : never;
}

}  // namespace

void LanguageCosts::add(const Piece& piece) noexcept {
  const Model& known = model();
  const std::size_t languages = std::min(known.size(), most_languages - 1);
  char32_t last = piece.before;
  const auto step = [&](char32_t value) {
    const Symbol before = known.symbol(last == 0 ? ' ' : last);
    const Symbol now = known.symbol(value);
    const Cost most = sign_cost(value);
    for (std::size_t i = 0; i < languages; ++i) sums_[i] += std::min(known.cost(i, before, now, value), most);
    // The alphabets that the model knows are not for the language that it does not know.
    sums_[languages] += std::min(value >= 0x80 && value < 0x530 ? 20 * bit : Model::generic_cost(last, value), most);
    last = value;
  };
  for (const char32_t value : piece.text) step(value);
  if (piece.behind != 0) step(piece.behind);
}

std::size_t LanguageCosts::cheapest() const noexcept {
  const std::size_t count = std::min(model().size(), most_languages - 1) + 1;
  return static_cast<std::size_t>(std::min_element(sums_.begin(), sums_.begin() + static_cast<std::ptrdiff_t>(count)) - sums_.begin());
}

}  // namespace hansift::encoding
