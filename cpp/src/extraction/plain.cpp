// Plain crawled text: one line of the source is one line of the sheet.

#include <algorithm>

#include "extraction/readers.hpp"
#include "text/utf8.hpp"

namespace hansift::extraction {
namespace {

/// Bytes of a bullet and the blanks behind it at the start of a line; 0 if there is none.
std::size_t bullet_size(std::string_view line) noexcept {
  std::size_t at = 0;
  while (at < line.size() && (line[at] == ' ' || line[at] == '\t')) ++at;
  for (const std::string_view mark : {"•", "●", "▪", "◆", "‣", "\u00B7"}) {
    if (!line.substr(at).starts_with(mark)) continue;
    std::size_t behind = at + mark.size();
    while (behind < line.size() && (line[behind] == ' ' || line[behind] == '\t')) ++behind;
    return behind > at + mark.size() ? behind : 0;
  }
  return 0;
}

}  // namespace

void read_plain(Sheet& sheet, std::size_t begin, std::size_t end) {
  const std::string_view source = sheet.source;
  Folder folder{sheet, is_valid_utf8(source.substr(begin, end - begin))};
  bool blank_before = false;
  std::size_t at = begin;
  std::size_t next_return = 0;  // most texts have none, so that it is looked for once
  while (at < end) {
    if (next_return < at || at == begin) next_return = std::min(source.find('\r', at), end);
    const std::size_t stop = std::min(source.substr(0, next_return).find('\n', at), next_return);
    const std::string_view line = source.substr(at, stop - at);
    Line properties;
    properties.blank_before = blank_before;
    const std::size_t bullet = bullet_size(line);
    if (bullet > 0) {
      properties.bulleted = true;
      properties.from_list = true;
      const Span mark = trimmed(line, {0, bullet});
      sheet.drop(drop_mark, at + mark.begin, at + mark.end);
    }
    sheet.start_line();
    folder.append_verbatim(at + bullet, stop, false);
    if (sheet.finish_line(properties) != nullptr) {
      blank_before = false;
    } else {
      // What is left of a line without text: zero-width characters, NUL.
      const Span rest = trimmed(line, {0, line.size()});
      sheet.drop(drop_mark, at + rest.begin, at + rest.end);
      blank_before = true;
    }
    at = stop + (stop < end && source.substr(stop, 2) == "\r\n" ? 2 : 1);
  }
}

}  // namespace hansift::extraction
