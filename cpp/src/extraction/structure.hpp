#pragma once

// Which part of an HTML page is the article, by its form and with hardly a word (article.cpp, series.cpp). `words` are those of the lines of the sheet.

#include <span>

#include "extraction/dom.hpp"
#include "extraction/sheet.hpp"
#include "extraction/words.hpp"

namespace hansift::extraction {

/// Marks lines outside the part of the page that holds the article as dropped.
void choose_article(Sheet& sheet, const Document& document, std::span<LineWords> words);

/// Lists of teasers of other articles, by their form: their lines get a region. Runs before choose_article().
void mark_teasers(Sheet& sheet, const Document& document, std::span<LineWords> words);

/// Posts of a forum or answers to a question: what stands around their words is dropped, the first one's name and time become hints. Runs behind
/// choose_article().
void read_thread(Sheet& sheet, const Document& document, std::span<LineWords> words);

}  // namespace hansift::extraction
