#pragma once

// From the sheet that a reader made to the page.

#include <span>

#include "extraction/features.hpp"
#include "extraction/head.hpp"
#include "extraction/sheet.hpp"
#include "extraction/words.hpp"

namespace hansift::extraction {

/// Says for each line what it is; fills title and metadata. `words` are those of the lines. Returns what the model of lines was shown.
Features judge(Sheet& sheet, std::span<LineWords> words, const Head& head, Page& page);

/// Reads the sheet's source and judges it.
Features judge_page(Sheet& sheet, const ExtractOptions& options, Page& page);

/// Builds text, blocks, dropped and trace from the judged sheet.
void assemble(Sheet& sheet, bool trace, Page& page);

}  // namespace hansift::extraction
