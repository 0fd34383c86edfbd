#include "cleaning/escaped_line.hpp"

#include <optional>
#include <vector>

#include "cleaning/escape_reading.hpp"
#include "cleaning/scan_back.hpp"

namespace hansift::cleaning {
namespace {

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
    return !shut || end + 1 == line.size() || std::string_view(",;)]}:").find(line[end + 1]) != std::string_view::npos ||
           (line[end + 1] == '.' && end + 2 < line.size() && is_ascii_letter(line[end + 2]));
  }
  if (std::string_view("=:(,[{+<>!&|").find(line[i - 1]) == std::string_view::npos) return false;
  // Of a pair it may be the second one: 'file:'\uXXXX
  bool open = true;
  for (std::size_t k = begin - 1; k > 0 && begin - k < 400; --k) open ^= line[k - 1] == quote;
  return open;
}

/// Whether `at` is inside a string literal of a program: behind an opening quotation mark that stands where programs have one, with the closing one
/// before something of a program. (400 bytes are looked at on either side.)
bool in_literal(std::string_view line, std::size_t at) {
  const std::size_t least = at > 400 ? at - 400 : 0;
  for (const char quote : {'"', '\''}) {
    std::size_t open = line.npos;
    for (std::size_t i = least; i < at; ++i) {
      if (line[i] == quote && (i == 0 || line[i - 1] != '\\')) open = open == line.npos ? i : line.npos;
    }
    if (open == line.npos) continue;
    std::size_t before = open;
    while (before > 0 && is_ascii_letter(line[before - 1]) && open - before < 2) --before;  // b"...", rb'...'
    while (before > 0 && (line[before - 1] == ' ' || line[before - 1] == '\t')) --before;
    const bool opens = before == 0 || std::string_view("=:(,[{+<>!&|").find(line[before - 1]) != std::string_view::npos;
    const std::size_t close = line.substr(0, at + 400).find(quote, at);
    if (close == line.npos) continue;
    if (close + 2 == line.size() && line[close + 1] == ';') return true;  // the end of a statement
    if (!opens) continue;
    std::size_t behind = close + 1;
    while (behind < line.size() && line[behind] == ' ') ++behind;
    if (behind == line.size() || std::string_view(behind == close + 1 ? ",;)]}:.+" : "+\\}]").find(line[behind]) != std::string_view::npos) return true;
  }
  return false;
}

/// Whether a slash in the run of graphic ASCII `word` makes it a path: it begins with one, or a name of lower-case letters or a dot stands
/// before it. (人/平方公里 in escapes is none.)
bool has_path(std::string_view word) {
  const std::size_t slash = word.find('/');
  if (slash == word.npos) return false;
  if (slash == 0 || word[slash - 1] == '^') return true;
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
  if (!word.empty() && (std::string_view("?=&@#_~^").find(word.back()) != std::string_view::npos || has_path(word))) return true;
  if (end >= line.size()) return false;
  const char next = end + 1 < line.size() ? line[end + 1] : ' ';
  if (line[end] == '.') return next >= 'a' && next <= 'z';  // .html
  if (line[end] == '/' || line[end] == '?') return is_ascii_letter(next);
  return std::string_view("&=#_$").find(line[end]) != std::string_view::npos;
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

/// Whether the line begins as an object or array of JSON that has strings, and ends as one.
bool is_data(std::string_view line) {
  while (!line.empty() && (line.back() == ' ' || line.back() == '\r')) line.remove_suffix(1);
  if (line.size() < 2 || (line.back() != '}' && line.back() != ']')) return false;
  return line.starts_with("{\"") || line.starts_with("[{\"") || line.starts_with("[\"");
}

/// The escapes of one line: what there is, and whether it is the writing of somebody's text or belongs to code.
class EscapedLine {
 public:
  EscapedLine(Editor& editor, std::string_view line, std::size_t begin, Mentions& mentions, std::size_t line_begin, bool code)
      : editor_(editor), line_(line), begin_(begin), mentions_(mentions), line_begin_(line_begin), code_(code), data_(is_data(line)) {}

  void work() {
    if ((code_ && !data_) || !collect()) return;
    read_pieces(pieces_);
    if (code_ && !tells()) return;
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
      if (piece.id != Id::escape_json && is_example(piece)) continue;
      editor_.replace(begin_ + piece.span.begin, begin_ + piece.span.end, piece.text, piece.id);
    }
  }

 private:
  [[nodiscard]] bool is_example(const Piece& piece) {
    const std::size_t offset = begin_ - line_begin_;
    return mentions_.of_escape({offset + piece.span.begin, offset + piece.span.end}, piece.text);
  }

  /// Whether the escapes hold running text (sentences of East Asian letters), not labels and names.
  [[nodiscard]] bool tells() const {
    std::size_t letters = 0;
    std::size_t stops = 0;
    for (const Piece& piece : pieces_) {
      letters += count_east_asian(piece.text);
      for (const std::string_view stop : {"。", "，", "！", "？"}) {
        for (std::size_t at = piece.text.find(stop); at != std::string::npos; at = piece.text.find(stop, at + stop.size())) ++stops;
      }
    }
    return letters >= 40 && stops >= 2 && letters <= 60 * stops;
  }

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
        if (!quoted && (is_code(line_, begin, end) || in_literal(line_, begin))) {  // one such escape says that the line is code
          if (!data_) return false;
          code_ = true;
        }
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
        foreign_ = foreign_ || (!follows_escape(at) && in_path(at));
      }
      pieces_.push_back(std::move(*piece));
      at = end;
    }
    return !pieces_.empty();
  }

  [[nodiscard]] bool follows_escape(std::size_t at) const { return !pieces_.empty() && pieces_.back().span.end == at; }

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
    if (in_literal(line_, pieces_.front().span.begin)) return false;
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
  std::size_t begin_;       ///< of line_ in the document
  Mentions& mentions_;
  std::size_t line_begin_;  ///< of what mentions_ is about
  bool code_;               ///< so the line stays, unless it is data that tell a story
  bool data_;
  std::vector<Piece> pieces_;
  bool backslashes_ = false;  ///< characters are escaped with backslashes
  bool foreign_ = false;      ///< backslashes that are none of JSON's
};

}  // namespace

void unescape_line(Editor& editor, std::string_view line, std::size_t begin, Mentions& mentions, std::size_t line_begin, bool code) {
  EscapedLine(editor, line, begin, mentions, line_begin, code).work();
}

}  // namespace hansift::cleaning
