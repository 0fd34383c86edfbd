#pragma once

// What a short piece of text costs in the languages of the model: how a repair is told from the text that it would replace.

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

/// Cost of the piece (and of `behind` following it) in the language in which that is least; eighths of a bit. Symbols that any language
/// may use (currency, arrows, emoji …) cost the same in all of them. O(characters x languages).
[[nodiscard]] Cost least_cost(const Piece& piece) noexcept;

/// The same in one language (of the model).
[[nodiscard]] Cost cost_in(std::size_t language, const Piece& piece) noexcept;

/// The language in which the piece costs least.
[[nodiscard]] std::size_t cheapest_language(const Piece& piece) noexcept;

}  // namespace hansift::encoding
