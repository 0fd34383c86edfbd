#pragma once

// The three readers: source to sheet. They say where text is, not what it is worth.

#include <cstddef>

#include "extraction/dom.hpp"
#include "extraction/head.hpp"
#include "extraction/sheet.hpp"

namespace hansift::extraction {

void read_plain(Sheet& sheet, std::size_t begin, std::size_t end);
/// `head` is filled from front matter.
void read_markdown(Sheet& sheet, Head& head);
/// `offset`: where document.source begins in the sheet's source (islands of HTML in Markdown).
void read_html(Sheet& sheet, const Document& document, std::size_t offset = 0);

}  // namespace hansift::extraction
