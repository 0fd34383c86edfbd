#pragma once

// What a page says of itself outside its text: the head of HTML, front matter.

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "extraction/dom.hpp"
#include "hansift/extraction.hpp"

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

void read_head(const Document& document, Head& head);
/// The day in the path of an address (/2020/06/16/); empty if there is none.
[[nodiscard]] std::string date_of_address(std::string_view address);
/// Front matter at the start of `source`: where it ends (0: there is none).
[[nodiscard]] std::size_t read_front_matter(std::string_view source, Head& head);

}  // namespace hansift::extraction
