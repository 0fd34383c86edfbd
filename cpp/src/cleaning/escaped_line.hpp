#pragma once

#include <string_view>

#include "cleaning/editor.hpp"
#include "cleaning/mention.hpp"

namespace hansift::cleaning {

/// Decides what the backslashes and percent signs of a line are, as a whole: somebody's text that was escaped, or code, URLs, paths and examples of
/// escapes, which stay. `line` begins at byte `begin` of the document; `mentions` is about it and what stands before it, from byte `line_begin` on.
void unescape_line(Editor& editor, std::string_view line, std::size_t begin, Mentions& mentions, std::size_t line_begin);

}  // namespace hansift::cleaning
