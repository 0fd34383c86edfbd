#include <algorithm>
#include <optional>

#include "cleaning/entities.hpp"
#include "cleaning/passes.hpp"
#include "cleaning/scan_back.hpp"
#include "hansift/text.hpp"
#include "text/scan.hpp"

namespace hansift::cleaning {
namespace {

constexpr text::ByteClasses marks = text::ByteClasses().add(0, '&').add(1, '\\').add(2, '%').add(3, '=');

/// One escape or run of escapes of a line and the text that it stands for.
struct Piece {
  Span span;
  std::string text;
  Id id;
};

int hex_pair(std::string_view text, std::size_t at, bool upper_only = false) {
  if (at + 2 > text.size()) return -1;
  const int high = hex_value(text[at]);
  const int low = hex_value(text[at + 1]);
  if (high < 0 || low < 0) return -1;
  if (upper_only && (text[at] >= 'a' || text[at + 1] >= 'a')) return -1;
  return high * 16 + low;
}

/// A character that an escape may be decoded to: no control character, and none that could begin another escape.
bool decodable(char32_t value) {
  if (value < 0x80) return value >= 0x20 && value < 0x7F && value != '\\' && value != '%' && value != '&' && value != '=' && value != '`';
  return value >= 0xA0 && value <= 0x10FFFF && (value < 0xD800 || value > 0xDFFF) && value != text::replacement_character;
}

/// `data` as UTF-8, if it is well-formed and everything in it may be decoded.
bool spells(std::string_view data) {
  for (std::size_t at = 0; at < data.size();) {
    const text::Decoded found = text::decode_at(data, at);
    if (!found.valid || !decodable(found.value)) return false;
    at += found.size;
  }
  return true;
}

std::size_t count_east_asian(std::string_view data) {
  std::size_t count = 0;
  for (std::size_t at = 0; at < data.size();) {
    const text::Decoded found = text::decode_at(data, at);
    count += is_east_asian(found.value) ? 1 : 0;
    at += found.size;
  }
  return count;
}

/// Escapes of code: in a character class ([\u4e00-\u9fff]), or at the start of a quoted string that is assigned or passed on.
bool is_code(std::string_view line, std::size_t begin, std::size_t end) {
  if (begin > 0 && (line[begin - 1] == '[' || line[begin - 1] == '\\')) return true;
  if (end + 2 < line.size() && line[end] == '-' && (line[end + 1] == '\\' || line[end + 1] == '%')) return true;
  if (begin > 0 && (line[begin - 1] == '"' || line[begin - 1] == '\'')) {
    std::size_t i = begin - 1;
    if (i > 0 && (line[i - 1] == 'b' || line[i - 1] == 'u' || line[i - 1] == 'r' || line[i - 1] == '\\')) return true;
    while (i > 0 && line[i - 1] == ' ') --i;
    return i == 0 || std::string_view("=:(,[{+<>!&|").find(line[i - 1]) != std::string_view::npos;
  }
  return false;
}

bool beside_path(std::string_view line, std::size_t begin, std::size_t end) {
  if (in_url(line, begin)) return true;
  const std::string_view word = word_before(line, begin);
  if (!word.empty() && (std::string_view("/?=&@#_~").find(word.back()) != std::string_view::npos || word.find('/') != word.npos)) return true;
  return end < line.size() && (std::string_view("/?&=#_").find(line[end]) != std::string_view::npos ||
                               (line[end] == '.' && end + 1 < line.size() && is_ascii_letter(line[end + 1])));
}

/// Reads \uXXXX or %uXXXX at `at`: one UTF-16 unit; -1 if there is none.
int unit_at(std::string_view line, std::size_t at, char mark) {
  if (at + 6 > line.size() || line[at] != mark || line[at + 1] != 'u') return -1;
  const int high = hex_pair(line, at + 2);
  const int low = hex_pair(line, at + 4);
  return high < 0 || low < 0 ? -1 : high * 256 + low;
}

std::optional<Piece> read_units(std::string_view line, std::size_t at) {
  const char mark = line[at];
  Piece piece{{at, at}, {}, Id::escape_unicode};
  while (true) {
    const int unit = unit_at(line, piece.span.end, mark);
    if (unit < 0) break;
    auto value = static_cast<char32_t>(unit);
    std::size_t size = 6;
    if (value >= 0xD800 && value <= 0xDBFF) {
      const int low = unit_at(line, piece.span.end + 6, mark);
      if (low >= 0xDC00 && low <= 0xDFFF) {
        value = 0x10000 + ((value - 0xD800) << 10) + (static_cast<char32_t>(low) - 0xDC00);
        size = 12;
      }
    }
    if (!decodable(value)) break;
    text::append_utf8(piece.text, value);
    piece.span.end += size;
  }
  if (piece.span.empty()) return std::nullopt;
  return piece;
}

/// Reads a run of \xXX, %XX or =XX; in quoted-printable a run goes on behind a soft line break. A run that spells nothing has an empty text:
/// it is left out as a whole, so that no byte is looked at twice.
std::optional<Piece> read_bytes(std::string_view text, std::size_t at, std::string_view mark, Id id, std::size_t most) {
  Piece piece{{at, at}, {}, id};
  const bool printable = id == Id::escape_quoted_printable;
  for (std::size_t i = at; i < text.size() && i - at < most;) {
    if (!text.substr(i).starts_with(mark)) break;
    if (const int value = hex_pair(text, i + mark.size(), printable); value >= 0) {
      piece.text.push_back(static_cast<char>(value));
      i += mark.size() + 2;
      piece.span.end = i;
    } else if (printable && text.substr(i).starts_with("=\n")) {
      i += 2;
    } else if (printable && text.substr(i).starts_with("=\r\n")) {
      i += 3;
    } else {
      break;
    }
  }
  if (piece.text.empty()) return std::nullopt;
  if (!spells(piece.text)) piece.text.clear();
  return piece;
}

/// The escapes of one line, if together they clearly spell East Asian text.
void escaped_line(Editor& editor, std::string_view line, std::size_t line_begin) {
  std::vector<Piece> pieces;
  std::size_t count = 0;
  for (std::size_t at = 0; at < line.size();) {
    std::optional<Piece> piece;
    if (line[at] == '\\') {
      if (editor.has(Id::escape_unicode)) piece = read_units(line, at);
      if (!piece && editor.has(Id::escape_bytes)) piece = read_bytes(line, at, "\\x", Id::escape_bytes, line.size());
    } else if (line[at] == '%') {
      if (editor.has(Id::escape_unicode)) piece = read_units(line, at);
      if (!piece && editor.has(Id::escape_percent)) piece = read_bytes(line, at, "%", Id::escape_percent, line.size());
    }
    if (!piece) {
      ++at;
      continue;
    }
    if (line[at] == '\\') {
      if (is_code(line, piece->span.begin, piece->span.end)) return;  // one such escape says that the line is code
      if (in_code_span(line, at)) return;
    }
    if (line[at] == '%' && beside_path(line, piece->span.begin, piece->span.end)) {
      // The rest of a URL stays, too.
      at = piece->span.end;
      while (at < line.size() && is_graphic(line[at])) ++at;
      continue;
    }
    at = piece->span.end;
    if (piece->text.empty()) continue;
    count += count_east_asian(piece->text);
    pieces.push_back(std::move(*piece));
  }
  if (count < 2) return;
  for (const Piece& piece : pieces) editor.replace(line_begin + piece.span.begin, line_begin + piece.span.end, piece.text, piece.id);
}

/// Quoted-printable is a property of the document: soft breaks go only where runs spell text.
class QuotedPrintable {
 public:
  explicit QuotedPrintable(std::string_view text) : text_(text) {}

  [[nodiscard]] bool in_use() {
    if (!known_) {
      known_ = true;
      std::size_t count = 0;
      for (std::size_t at = text_.find('='); at != text_.npos && count < 2; at = text_.find('=', at)) {
        const auto piece = read_bytes(text_, at, "=", Id::escape_quoted_printable, 4096);
        if (piece) count += count_east_asian(piece->text);
        at = piece ? piece->span.end : at + 1;
      }
      in_use_ = count >= 2;
    }
    return in_use_;
  }

 private:
  std::string_view text_;
  bool known_ = false;
  bool in_use_ = false;
};

/// Handles the '=' at `at`; gives where to go on.
std::size_t quoted_printable(Editor& editor, QuotedPrintable& document, std::size_t at) {
  const std::string_view text = editor.source();
  const bool soft = text.substr(at).starts_with("=\n") || text.substr(at).starts_with("=\r\n");
  if (!soft && hex_pair(text, at + 1, true) < 0) return at + 1;
  if (!document.in_use()) return at + 1;
  if (const auto piece = read_bytes(text, at, "=", Id::escape_quoted_printable, 65536); piece && !in_url(text, at)) {
    if (piece->text.empty()) return piece->span.end;
    if (count_east_asian(piece->text) > 0 || static_cast<unsigned char>(piece->text[0]) >= 0x80) {
      editor.replace(piece->span.begin, piece->span.end, piece->text, piece->id);
      return piece->span.end;
    }
  }
  if (soft) {
    const std::size_t end = at + (text[at + 1] == '\r' ? 3 : 2);
    editor.remove(at, end, Id::escape_quoted_printable);
    return end;
  }
  if (text.substr(at).starts_with("=3D") && !in_url(text, at)) {
    editor.replace(at, at + 3, "=", Id::escape_quoted_printable);
    return at + 3;
  }
  return at + 1;
}

/// Whether the '&' at `at` belongs to a URL or to code.
bool keeps_ampersand(std::string_view text, std::size_t at, bool named, bool backticks) {
  if (in_url(text, at) || (backticks && in_code_span(text, at))) return true;
  if (!named) return false;
  std::size_t i = at;
  while (i > 0 && text[i - 1] == ' ') --i;
  return i > 0 && i < at && text[i - 1] == '=';  // p = &copy;
}

}  // namespace

void escapes(Editor& editor) {
  const std::string_view text = editor.source();
  std::uint8_t wanted = 0;
  if (editor.has(Id::escape_entity)) wanted |= 1;
  if (editor.any(Id::escape_unicode, Id::escape_bytes)) wanted |= 2;
  if (editor.has(Id::escape_unicode) || editor.has(Id::escape_percent)) wanted |= 4;
  if (editor.has(Id::escape_quoted_printable)) wanted |= 8;
  if (wanted == 0 || text::sweep(text, marks, wanted) == 0) return;

  std::size_t next = 0;  // everything before is done
  std::size_t line_end = 0;
  QuotedPrintable document(text);
  const bool backticks = text.find('`') != text.npos;
  text::for_each_class(text, marks, wanted, [&](std::size_t at) {
    if (at < next) return;
    if (text[at] == '&') {
      const Entity entity = read_entity(text, at);
      if (entity.end <= at || keeps_ampersand(text, at, text[at + 1] != '#', backticks)) return;
      editor.replace(at, entity.end, entity.text, Id::escape_entity);
      next = entity.end;
    } else if (text[at] == '=') {
      next = quoted_printable(editor, document, at);
    } else if (at >= line_end) {
      // The first \ or % of its line: what it means is decided for the whole line. Edits that entities made before it stay in front.
      const std::size_t begin = text.rfind('\n', at) == text.npos ? 0 : text.rfind('\n', at) + 1;
      line_end = std::min(text.find('\n', at), text.size());
      const std::size_t from = std::max(begin, editor.floor());
      const std::size_t before = editor.floor();
      escaped_line(editor, text.substr(from, line_end - from), from);
      if (editor.floor() != before) next = editor.floor();
    }
  });
}

}  // namespace hansift::cleaning
