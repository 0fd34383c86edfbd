#pragma once

// What a glossed text is made of: characters with their codes, and glosses in the shapes that the damage gives them.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "cleaning/gloss_codes.hpp"
#include "cleaning/gloss_readings.hpp"
#include "hansift/text.hpp"

namespace hansift::cleaning::gloss {

enum class Shape : std::uint8_t {
  character,
  question,  ///< a question mark, or what a decoder made of a pair that it could not decode
  gloss,     ///< (py), also in full-width brackets
  eaten,     ///< ?py): the bracket went with the byte before it
  standing,  ///< ?(py): the decoder left the bracket standing
};

struct Token {
  Span span;  ///< bytes of the text
  Shape shape = Shape::character;
  Code code = 0;  ///< of a character: ASCII or GBK; 0: neither
  Reading reading{};
};

[[nodiscard]] constexpr bool is_gloss(Shape shape) noexcept { return shape >= Shape::gloss; }

/// The gloss that begins at `at`, if one does. Looks at a dozen bytes.
[[nodiscard]] std::optional<Token> gloss_at(std::string_view text, std::size_t at) noexcept;

/// The tokens of text[begin, end), which has no line break.
void tokenize(std::string_view text, std::size_t begin, std::size_t end, std::vector<Token>& tokens);

}  // namespace hansift::cleaning::gloss
