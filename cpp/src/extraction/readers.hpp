#pragma once

// The three readers: source to sheet. They say where text is, not what it is worth.

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "extraction/dom.hpp"
#include "extraction/features.hpp"
#include "extraction/sheet.hpp"
#include "extraction/words.hpp"

namespace hansift::extraction {

/// What a page says of itself outside its text (head of HTML, front matter).
struct Head {
  std::vector<std::string> titles;        ///< best first: og:title, JSON-LD headline
  std::string document_title;             ///< <title>, perhaps with the site's name
  std::string date;                       ///< ISO 8601
  std::string address_date;               ///< a day in the page's address: the last evidence
  std::string author;
  std::string signature;                  ///< who signs the page in its head: its author, or as often the site
  std::string source;
  std::string editor;
  std::string site;
  std::string language;
  std::string url;
  /// Where in the source these stand; empty: nowhere in one piece.
  struct Places {
    Span title, date, author, signature, source, editor, site, language, url;
  } at;
  bool own_title = false;                 ///< titles[0] is the article's by declaration (front matter)
  Metadata other;                         ///< unknown keys of front matter
};

void read_plain(Sheet& sheet, std::size_t begin, std::size_t end);
void read_markdown(Sheet& sheet, Head& head);
/// `offset`: where document.source begins in the sheet's source (islands of HTML in Markdown).
void read_html(Sheet& sheet, const Document& document, std::size_t offset = 0);
void read_head(const Document& document, Head& head);
/// The day in the path of an address (/2020/06/16/); empty if there is none.
[[nodiscard]] std::string date_of_address(std::string_view address);
/// Front matter at the start of `source`: where it ends (0: there is none).
[[nodiscard]] std::size_t read_front_matter(std::string_view source, Head& head);

/// `words` are those of the lines of the sheet, here and in judge().
/// Marks lines outside the part of the page that holds the article as dropped; returns false if the page has no article.
void choose_article(Sheet& sheet, const Document& document, std::span<LineWords> words);

/// Lists of teasers of other articles, by their form: their lines get a region. Runs before choose_article().
void mark_teasers(Sheet& sheet, const Document& document, std::span<LineWords> words);

/// Posts of a forum or answers to a question: what stands around their words is dropped, the first one's name and time become hints. Runs behind
/// choose_article().
void read_thread(Sheet& sheet, const Document& document, std::span<LineWords> words);

/// Says for each line what it is; fills title and metadata. Returns what the model of lines was shown.
Features judge(Sheet& sheet, std::span<LineWords> words, const Head& head, Page& page);

/// Reads the sheet's source and judges it.
Features judge_page(Sheet& sheet, const ExtractOptions& options, Page& page);

/// Builds text, blocks, dropped and trace from the judged sheet.
void assemble(Sheet& sheet, bool trace, Page& page);

}  // namespace hansift::extraction
