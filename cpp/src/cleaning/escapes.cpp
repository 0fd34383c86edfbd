#include <algorithm>
#include <optional>

#include "cleaning/entities.hpp"
#include "cleaning/passes.hpp"
#include "cleaning/scan_back.hpp"
#include "encoding/text_cost.hpp"
#include "hansift/encoding.hpp"
#include "hansift/text.hpp"
#include "text/scan.hpp"

namespace hansift::cleaning {
namespace {

constexpr text::ByteClasses marks = text::ByteClasses().add(0, '&').add(1, '\\').add(2, '%').add(3, '=');

/// One escape or run of escapes of a line and the text that it stands for.
struct Piece {
  Span span;
  std::string text;   ///< empty: none that may be told
  Id id;
  std::string bytes{};  ///< that were escaped, if bytes were and not characters
  bool certain = false;   ///< whatever the rest of the line is
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

std::size_t count_letters(std::string_view data) {
  std::size_t count = 0;
  for (std::size_t at = 0; at < data.size();) {
    const text::Decoded found = text::decode_at(data, at);
    count += found.value >= 0x80 && text::class_of(found.value).letter() ? 1 : 0;
    at += found.size;
  }
  return count;
}

/// What running Chinese text costs a character at most; other bytes read as GBK cost more.
constexpr encoding::Cost most_cost = 12 * encoding::bit;
/// So many characters decide.
constexpr std::size_t most_characters = 64;

/// The bytes of escapes as GBK, the other encoding that Chinese pages escape: texts for all of them if they read as Chinese together.
bool read_as_gbk(std::vector<Piece>& pieces) {
  std::vector<std::string> texts;
  std::vector<char32_t> sample;
  std::size_t good = 0;
  std::size_t bad = 0;  // cut off in the middle of a character, or no text at all
  for (const Piece& piece : pieces) {
    texts.emplace_back();
    if (piece.bytes.empty()) continue;
    Decoded decoded = decode(piece.bytes, {.encoding = "gbk", .trace = false});
    if (!decoded.replacements.empty() || !spells(decoded.text)) {
      ++bad;
      continue;
    }
    ++good;
    for (std::size_t at = 0; at < decoded.text.size() && sample.size() < most_characters;) {
      const text::Decoded found = decode_valid(decoded.text, at);
      if (found.value >= 0x80) sample.push_back(found.value);
      at += found.size;
    }
    texts.back() = std::move(decoded.text);
  }
  if (sample.size() < 2 || 8 * bad > good || encoding::least_cost({0, sample, 0}) > sample.size() * most_cost) return false;
  for (std::size_t i = 0; i < pieces.size(); ++i) {
    if (!pieces[i].bytes.empty()) pieces[i].text = std::move(texts[i]);
  }
  return true;
}

/// Which encoding the escaped bytes of a line (or message) are in. UTF-8 proves itself, unless there is next to nothing of it.
void read_pieces(std::vector<Piece>& pieces) {
  bool utf8 = true;
  std::size_t east_asian = 0;
  for (const Piece& piece : pieces) {
    if (piece.bytes.empty()) continue;
    utf8 = utf8 && !piece.text.empty();
    east_asian += count_east_asian(piece.text);
  }
  if (!utf8 || east_asian == 0) read_as_gbk(pieces);
}

/// Escapes of code: in a character class ([\u4e00-\u9fff]), or at the start of a quoted string that is assigned or passed on.
bool is_code(std::string_view line, std::size_t begin, std::size_t end) {
  if (begin > 0 && (line[begin - 1] == '[' || line[begin - 1] == '\\')) return true;
  if (end + 2 < line.size() && line[end] == '-' && (line[end + 1] == '\\' || line[end + 1] == '%')) return true;
  if (begin == 0 || (line[begin - 1] != '"' && line[begin - 1] != '\'')) return false;
  const char quote = line[begin - 1];
  std::size_t i = begin - 1;
  if (i > 0 && (line[i - 1] == 'b' || line[i - 1] == 'u' || line[i - 1] == 'r' || line[i - 1] == '\\')) return true;
  while (i > 0 && line[i - 1] == ' ') --i;
  if (i == 0) {
    // The line may be a literal, or begin with a quoted word.
    const bool shut = end < line.size() && line[end] == quote;
    return !shut || end + 1 == line.size() || std::string_view(",;)]}:").find(line[end + 1]) != std::string_view::npos;
  }
  if (std::string_view("=:(,[{+<>!&|").find(line[i - 1]) == std::string_view::npos) return false;
  // Of a pair it may be the second one: 'file:'\uXXXX
  bool open = true;
  for (std::size_t k = begin - 1; k > 0 && begin - k < 400; --k) open ^= line[k - 1] == quote;
  return open;
}

/// Whether a slash in the run of graphic ASCII `word` makes it a path: it begins with one, or a name of lower-case letters or a dot stands
/// before it. (人/平方公里 in escapes is none.)
bool has_path(std::string_view word) {
  const std::size_t slash = word.find('/');
  if (slash == word.npos) return false;
  if (slash == 0) return true;
  std::size_t letters = 0;
  for (std::size_t i = slash; i > 0; --i) {
    const char c = word[i - 1];
    if (c == '.') return true;
    if (c < 'a' || c > 'z') break;
    ++letters;
  }
  return letters >= 3;
}

/// Whether an escape is part of a URL or path.
bool beside_path(std::string_view line, std::size_t begin, std::size_t end) {
  if (in_url(line, begin)) return true;
  const std::string_view word = word_before(line, begin);
  if (!word.empty() && (std::string_view("?=&@#_~").find(word.back()) != std::string_view::npos || has_path(word))) return true;
  if (end >= line.size()) return false;
  const char next = end + 1 < line.size() ? line[end + 1] : ' ';
  if (line[end] == '.') return next >= 'a' && next <= 'z';  // .html
  if (line[end] == '/' || line[end] == '?') return is_ascii_letter(next);
  return std::string_view("&=#_").find(line[end]) != std::string_view::npos;
}

/// Reads \uXXXX, \\uXXXX or %uXXXX at `at`: one UTF-16 unit; -1 if there is none.
int unit_at(std::string_view line, std::size_t at, std::string_view mark) {
  if (at >= line.size() || !line.substr(at).starts_with(mark)) return -1;
  const int high = hex_pair(line, at + mark.size());
  const int low = hex_pair(line, at + mark.size() + 2);
  return high < 0 || low < 0 ? -1 : high * 256 + low;
}

/// \UXXXXXXXX, as Python writes it; -1 if there is none.
std::int64_t long_unit_at(std::string_view line, std::size_t at) {
  if (!line.substr(at).starts_with("\\U00")) return -1;
  std::int64_t value = 0;
  for (std::size_t i = at + 4; i < at + 10; i += 2) {
    const int pair = hex_pair(line, i);
    if (pair < 0) return -1;
    value = value * 256 + pair;
  }
  return value;
}

std::optional<Piece> read_units(std::string_view line, std::size_t at) {
  const std::string_view mark = line[at] == '%' ? "%u" : line.substr(at).starts_with("\\\\u") ? "\\\\u" : "\\u";
  Piece piece{{at, at}, {}, Id::escape_unicode};
  while (true) {
    auto value = static_cast<char32_t>(0);
    std::size_t size = mark.size() + 4;
    if (const int unit = unit_at(line, piece.span.end, mark); unit >= 0) {
      value = static_cast<char32_t>(unit);
      if (value >= 0xD800 && value <= 0xDBFF) {
        const int low = unit_at(line, piece.span.end + size, mark);
        if (low >= 0xDC00 && low <= 0xDFFF) {
          value = 0x10000 + ((value - 0xD800) << 10) + (static_cast<char32_t>(low) - 0xDC00);
          size *= 2;
        }
      }
    } else if (const std::int64_t unit_32 = piece.span.end < line.size() ? long_unit_at(line, piece.span.end) : -1; unit_32 >= 0) {
      value = static_cast<char32_t>(unit_32);
      size = 10;
    } else {
      break;
    }
    if (!decodable(value)) break;
    text::append_utf8(piece.text, value);
    piece.span.end += size;
  }
  if (piece.span.empty()) return std::nullopt;
  return piece;
}

/// Reads a run of \xXX, %XX or =XX; in quoted-printable a run goes on behind a soft line break. A run that is no UTF-8 has an empty text.
std::optional<Piece> read_bytes(std::string_view text, std::size_t at, std::string_view mark, Id id, std::size_t most) {
  Piece piece{{at, at}, {}, id};
  const bool printable = id == Id::escape_quoted_printable;
  for (std::size_t i = at; i < text.size() && i - at < most;) {
    if (!text.substr(i).starts_with(mark) || (piece.bytes.empty() && i - at > 6)) break;
    if (const int value = hex_pair(text, i + mark.size(), printable); value >= 0) {
      piece.bytes.push_back(static_cast<char>(value));
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
  if (piece.bytes.empty()) return std::nullopt;
  if (spells(piece.bytes)) piece.text = piece.bytes;
  return piece;
}

/// The run of %XX at `at` as GBK, of whose characters the second byte may be ASCII and not be escaped.
Piece read_percent_gbk(std::string_view line, std::size_t at) {
  Piece piece{{at, at}, {}, Id::escape_percent};
  bool half = false;
  for (std::size_t i = at; i < line.size();) {
    if (const int value = line[i] == '%' ? hex_pair(line, i + 1) : -1; value >= 0) {
      piece.bytes.push_back(static_cast<char>(value));
      half = !half && value > 0x80;
      i += 3;
    } else if (half && line[i] >= 0x40 && line[i] < 0x7F) {
      piece.bytes.push_back(line[i]);
      half = false;
      ++i;
    } else {
      break;
    }
    piece.span.end = i;
  }
  return piece;
}

/// \ooo in octal, as git and shells write paths.
std::optional<Piece> read_octal(std::string_view line, std::size_t at) {
  Piece piece{{at, at}, {}, Id::escape_bytes};
  const auto digit = [&](std::size_t i) { return line[i] >= '0' && line[i] <= '7' ? line[i] - '0' : -1; };
  for (std::size_t i = at; i + 4 <= line.size() && line[i] == '\\' && line[i + 1] <= '3' && digit(i + 1) >= 2 && digit(i + 2) >= 0 && digit(i + 3) >= 0; i += 4) {
    piece.bytes.push_back(static_cast<char>(digit(i + 1) * 64 + digit(i + 2) * 8 + digit(i + 3)));
    piece.span.end = i + 4;
  }
  if (piece.bytes.empty()) return std::nullopt;
  if (spells(piece.bytes)) piece.text = piece.bytes;
  return piece;
}

/// A backslash escape of JSON strings at `at` (\n \r \t \/ \"); a carriage return goes with the line feed behind it.
std::optional<Piece> read_json(std::string_view line, std::size_t at) {
  if (at + 1 >= line.size()) return std::nullopt;
  Piece piece{{at, at + 2}, {}, Id::escape_json};
  switch (line[at + 1]) {
    case 'n': piece.text = "\n"; break;
    case 'r':
      piece.text = "\n";
      if (line.substr(at + 2).starts_with("\\n")) piece.span.end += 2;
      break;
    case 't': piece.text = "\t"; break;
    case '/': piece.text = "/"; break;
    case '"': piece.text = "\""; break;
    default: return std::nullopt;
  }
  return piece;
}

/// Whether a sentence ends at `at`.
bool ends_sentence(std::string_view line, std::size_t at) {
  if (at == 0) return false;
  const char32_t value = decode_valid_before(line, at).value;
  switch (value) {
    case 0x3002: case 0xFF01: case 0xFF1F: case 0xFF1B: case 0xFF1A: case 0x201D: case 0x300D: case 0x300F: case 0x2026: case 0xFF09: return true;
    case '.': case '!': case '?': case ':': return true;
    default: return false;
  }
}

/// The escapes of one line: what there is, and whether it is the writing of somebody's text or belongs to code.
class EscapedLine {
 public:
  EscapedLine(Editor& editor, std::string_view line, std::size_t begin) : editor_(editor), line_(line), begin_(begin) {}

  void work() {
    if (!collect()) return;
    read_pieces(pieces_);
    std::size_t east_asian = 0;
    std::size_t letters = 0;
    for (const Piece& piece : pieces_) {
      if (piece.id == Id::escape_json) continue;
      east_asian += count_east_asian(piece.text);
      letters += count_letters(piece.text);
    }
    const bool spelled = east_asian >= 2 || letters >= 3;
    const bool json = !foreign_ && ((spelled && backslashes_) || breaks_lines());
    for (const Piece& piece : pieces_) {
      if (piece.text.empty() || (piece.id == Id::escape_json ? !json && !piece.certain : !spelled)) continue;
      editor_.replace(begin_ + piece.span.begin, begin_ + piece.span.end, piece.text, piece.id);
    }
  }

 private:
  std::optional<Piece> piece_at(std::size_t at) {
    std::optional<Piece> piece;
    if (line_[at] == '%') {
      if (editor_.has(Id::escape_unicode)) piece = read_units(line_, at);
      if (!piece && editor_.has(Id::escape_percent)) {
        piece = read_bytes(line_, at, "%", Id::escape_percent, line_.size());
        if (piece && piece->text.empty()) piece = read_percent_gbk(line_, at);
      }
    } else if (line_[at] == '\\') {
      if (editor_.has(Id::escape_unicode)) piece = read_units(line_, at);
      if (!piece && editor_.has(Id::escape_bytes)) piece = read_bytes(line_, at, "\\x", Id::escape_bytes, line_.size());
      if (!piece && editor_.has(Id::escape_bytes)) piece = read_octal(line_, at);
      if (piece) backslashes_ = true;
      if (!piece && editor_.has(Id::escape_json)) piece = read_json(line_, at);
      if (!piece) foreign_ = true;
    }
    return piece;
  }

  /// False if the line is code.
  bool collect() {
    std::size_t spelled_to = 0;  // end of the last escaped character; \" may follow it and go on with the next
    for (std::size_t at = 0; at < line_.size();) {
      std::optional<Piece> piece = line_[at] == '\\' || line_[at] == '%' ? piece_at(at) : std::nullopt;
      if (!piece) {
        ++at;
        continue;
      }
      const auto [begin, end] = piece->span;
      if (line_[at] == '\\' && piece->id != Id::escape_json) {
        const bool quoted = begin >= 2 && begin - 2 == spelled_to && line_[begin - 1] == '"' && line_[begin - 2] == '\\';
        if (!quoted && is_code(line_, begin, end)) return false;  // one such escape says that the line is code
        spelled_to = end;
        if (in_code_span(line_, at)) return false;
      }
      if (line_[at] == '%' && beside_path(line_, begin, end)) {
        // The rest of a URL stays, too.
        at = end;
        while (at < line_.size() && is_graphic(line_[at])) ++at;
        continue;
      }
      if (piece->id == Id::escape_json) {
        piece->certain = line_[at + 1] == '/' && in_escaped_url(at);
        foreign_ = foreign_ || in_path(at);
      }
      pieces_.push_back(std::move(*piece));
      at = end;
    }
    return !pieces_.empty();
  }

  /// A Windows path or a command of TeX: letters before or behind that the escape would tear from their word.
  [[nodiscard]] bool in_path(std::size_t at) const {
    const std::string_view word = word_before(line_, at);
    return word.find(":\\") != word.npos || word.starts_with("\\\\") || (line_[at + 1] != '/' && line_[at + 1] != '"' && !word.empty() && is_ascii_alnum(word.back()));
  }

  /// Line breaks written as \n between sentences, more than once, in a line that is neither code nor quotes it.
  [[nodiscard]] bool breaks_lines() const {
    std::size_t breaks = 0;
    std::size_t sentences = 0;
    bool east_asian = false;
    for (const Piece& piece : pieces_) {
      if (piece.id != Id::escape_json || piece.text != "\n") continue;
      ++breaks;
      const bool after_break = piece.span.begin >= 2 && line_[piece.span.begin - 1] == 'n' && line_[piece.span.begin - 2] == '\\';
      sentences += after_break || ends_sentence(line_, piece.span.begin) ? 1 : 0;
      if (piece.span.begin > 0) east_asian = east_asian || is_east_asian(decode_valid_before(line_, piece.span.begin).value);
      if (piece.span.end < line_.size()) east_asian = east_asian || is_east_asian(decode_valid(line_, piece.span.end).value);
    }
    if (breaks < 2 || 2 * sentences < breaks || (!east_asian && sentences < breaks)) return false;
    for (const std::string_view sign : {"`", "(\"", "('", "= \"", "=\"", "= '", "printf", "echo ", "%s", "%d"}) {
      if (line_.find(sign) != line_.npos) return false;
    }
    return true;
  }

  /// http:\/\/example.org\/a is a URL as JSON writes it; in regular expressions and in JSON itself something else stands before it.
  [[nodiscard]] bool in_escaped_url(std::size_t at) const {
    const std::string_view word = word_before(line_, at);
    const std::size_t scheme = word.find("http");
    if (scheme == word.npos || (scheme > 0 && std::string_view("/^(|\\").find(word[scheme - 1]) != std::string_view::npos)) return false;
    const std::string_view rest = word.substr(scheme + (word.substr(scheme).starts_with("https") ? 5 : 4));
    return (rest == ":" || rest.starts_with(":\\/")) && line_.find("\":") == line_.npos;
  }

  Editor& editor_;
  std::string_view line_;
  std::size_t begin_;
  std::vector<Piece> pieces_;
  bool backslashes_ = false;  ///< characters are escaped with backslashes
  bool foreign_ = false;      ///< backslashes that are none of JSON's
};

/// Quoted-printable is a property of the document: soft breaks go only where runs spell text.
class QuotedPrintable {
 public:
  explicit QuotedPrintable(std::string_view text) : text_(text) {}

  [[nodiscard]] bool in_use() {
    if (!known_) decide();
    return in_use_;
  }

  /// The run at `at`; its text is empty if it spells nothing.
  [[nodiscard]] std::optional<Piece> read(std::size_t at) const {
    std::optional<Piece> piece = read_bytes(text_, at, "=", Id::escape_quoted_printable, 65536);
    if (piece && gbk_) {
      piece->text.clear();
      Decoded decoded = decode(piece->bytes, {.encoding = "gbk", .trace = false});
      if (decoded.replacements.empty() && spells(decoded.text)) piece->text = std::move(decoded.text);
    }
    return piece;
  }

 private:
  /// A sample of the runs decides.
  void decide() {
    known_ = true;
    std::vector<Piece> pieces;
    for (std::size_t at = text_.find('='); at != text_.npos && pieces.size() < 64; at = text_.find('=', at)) {
      std::optional<Piece> piece = read_bytes(text_, at, "=", Id::escape_quoted_printable, 4096);
      at = piece ? piece->span.end : at + 1;
      if (piece) pieces.push_back(std::move(*piece));
    }
    const auto count = [&] {
      std::size_t sum = 0;
      for (const Piece& piece : pieces) sum += count_east_asian(piece.text);
      return sum;
    };
    const std::size_t utf8 = count();
    read_pieces(pieces);
    const std::size_t read = count();
    gbk_ = read != utf8;
    in_use_ = read >= 2;
  }

  std::string_view text_;
  bool known_ = false;
  bool in_use_ = false;
  bool gbk_ = false;
};

/// Handles the '=' at `at`; gives where to go on.
std::size_t quoted_printable(Editor& editor, QuotedPrintable& document, std::size_t at) {
  const std::string_view text = editor.source();
  const bool soft = text.substr(at).starts_with("=\n") || text.substr(at).starts_with("=\r\n");
  if (!soft && hex_pair(text, at + 1, true) < 0) return at + 1;
  if (!document.in_use()) return at + 1;
  if (const auto piece = document.read(at); piece && !in_url(text, at)) {
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
  if (editor.any(Id::escape_unicode, Id::escape_bytes) || editor.has(Id::escape_json)) wanted |= 2;
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
      EscapedLine(editor, text.substr(from, line_end - from), from).work();
      if (editor.floor() != before) next = editor.floor();
    }
  });
}

}  // namespace hansift::cleaning
