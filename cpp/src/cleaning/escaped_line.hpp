#pragma once

#include <string_view>

#include "cleaning/editor.hpp"
#include "cleaning/mention.hpp"

namespace hansift::cleaning {

/// Decides what the backslashes and percent signs of a line are, as a whole: somebody's text that was escaped, or code, URLs, paths and examples of
/// escapes, which stay. `line` begins at byte `begin` of the document; `mentions` is about it and what stands before it, from byte `line_begin` on.
/// `code`: by its form or by the lines around it the line is code; of such lines only data that hold running text are read.
void unescape_line(Editor& editor, std::string_view line, std::size_t begin, Mentions& mentions, std::size_t line_begin, bool code);

}  // namespace hansift::cleaning
