#pragma once

// Which lines may hold mojibake with a double-byte code page: a look at every few bytes of the text, so that good text passes near memory speed.

#include <string_view>
#include <vector>

#include "hansift/text.hpp"

namespace hansift::cleaning {

/// The lines (without their line feeds) in which characters are rarer than text of any language has them for long. May name good lines
/// (texts of rare characters), hardly misses a damaged one of more than six characters.
[[nodiscard]] std::vector<Span> suspicious_lines(std::string_view text);

}  // namespace hansift::cleaning
