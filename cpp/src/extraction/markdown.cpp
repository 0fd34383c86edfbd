// Markdown to lines: the blocks and marks that pages in the wild use. Where Markdown is ambiguous the text stays as it is.

#include <algorithm>

#include "extraction/dates.hpp"
#include "extraction/lexicon.hpp"
#include "extraction/readers.hpp"
#include "extraction/words.hpp"
#include "text/utf8.hpp"

namespace hansift::extraction {
namespace {

bool is_blank(char c) noexcept { return c == ' ' || c == '\t'; }

bool is_word(std::string_view text, std::size_t at) noexcept {
  if (at >= text.size()) return false;
  const unsigned char c = static_cast<unsigned char>(text[at]);
  return c >= 0x80 || (c >= '0' && c <= '9') || ((c | 32) >= 'a' && (c | 32) <= 'z');
}

/// The line opens a block of HTML.
bool opens_html(std::string_view line) noexcept {
  std::size_t at = line.find_first_not_of(" \t");
  if (at == std::string_view::npos || line[at] != '<') return false;
  ++at;
  if (line.substr(at).starts_with("!--")) return true;
  if (at < line.size() && line[at] == '/') ++at;
  std::size_t end = at;
  while (end < line.size() && end < at + 12 && ((lower(line[end]) >= 'a' && lower(line[end]) <= 'z') || (line[end] >= '0' && line[end] <= '9'))) ++end;
  if (end == at || (end < line.size() && line[end] != '>' && line[end] != '/' && !is_blank(line[end]))) return false;
  static constexpr std::string_view names[] = {"p", "div", "table", "tbody", "thead", "tr", "td", "th", "ul", "ol", "li", "dl", "dt", "dd", "section", "article", "center", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "pre", "figure", "figcaption", "script", "style", "iframe", "details", "header", "footer", "nav", "aside", "main", "form", "hr", "body", "html"};
  for (const std::string_view name : names) {
    if (name.size() == end - at && std::equal(name.begin(), name.end(), line.begin() + static_cast<std::ptrdiff_t>(at), [](char a, char b) { return a == lower(b); })) return true;
  }
  return false;
}

class Reader {
 public:
  Reader(Sheet& sheet, Head& head) : sheet_(sheet), head_(head), source_(sheet.source), folder_{sheet, is_valid_utf8(sheet.source)} {}

  void run() {
    std::size_t at = read_front_matter(source_, head_);
    sheet_.drop(drop_metadata, 0, at);
    at = read_dump_header(at);
    sheet_.start_line();
    while (at < source_.size()) at = take_line(at);
    flush();
  }

 private:
  std::size_t line_end(std::size_t at) const noexcept { return std::min(source_.find('\n', at), source_.size()); }
  std::string_view line_at(std::size_t at) const noexcept {
    std::string_view line = source_.substr(at, line_end(at) - at);
    if (line.ends_with('\r')) line.remove_suffix(1);
    return line;
  }

  /// "Title: ...", "URL Source: ...", "Published Time: ...", "Markdown Content:" of pages that a reader service wrote.
  std::size_t read_dump_header(std::size_t begin) {
    std::size_t at = begin;
    std::size_t behind = begin;
    bool url = false;
    std::string title;
    std::string date;
    std::string address;
    for (int k = 0; k < 12 && at < source_.size(); ++k) {
      const std::string_view line = line_at(at);
      const std::size_t next = std::min(line_end(at) + 1, source_.size());
      if (line.starts_with("Title: ")) {
        title = resolved(line.substr(7));
      } else if (line.starts_with("URL Source: ")) {
        address = resolved(line.substr(12));
        url = true;
      } else if (line.starts_with("Published Time: ")) {
        if (const auto found = find_date(line)) date = found->iso;
      } else if (line.starts_with("Markdown Content:")) {
        behind = next;
        break;
      } else if (!trimmed(line, {0, line.size()}).empty()) {
        break;
      }
      at = next;
    }
    if (behind == begin || !url) return begin;
    head_.document_title = title;
    if (head_.url.empty()) head_.url = address;
    if (head_.date.empty()) head_.date = date;
    sheet_.drop(drop_metadata, begin, behind);
    return behind;
  }

  std::size_t take_line(std::size_t at) {
    const std::size_t end = line_end(at);
    const std::size_t next = std::min(end + 1, source_.size());
    const std::string_view line = line_at(at);
    std::size_t indent = 0;
    while (indent < line.size() && is_blank(line[indent])) ++indent;
    std::string_view rest = line.substr(indent);
    std::size_t begin = at + indent;
    const std::size_t stop = at + line.size();
    if (trimmed(rest, {0, rest.size()}).empty()) {
      flush();
      return next;
    }
    if (rest.starts_with("```") || rest.starts_with("~~~")) return take_fence(at, rest.substr(0, 3));
    if (opens_html(line)) return take_html(at);
    if (is_rule(rest)) {
      flush();
      sheet_.drop(drop_mark, begin, stop);
      return next;
    }
    // Quotation marks, then list marks, then the text.
    Line properties;
    bool marked = false;
    while (rest.starts_with('>')) {
      std::size_t size = 1;
      while (size < rest.size() && is_blank(rest[size])) ++size;
      rest.remove_prefix(size);
      begin += size;
      properties.kind = BlockKind::quotation;
      marked = true;
    }
    if (rest.empty()) {
      flush();
      sheet_.drop(drop_mark, at, stop);
      return next;
    }
    std::size_t hashes = 0;
    while (hashes < rest.size() && rest[hashes] == '#') ++hashes;
    if (hashes >= 1 && hashes <= 6 && (hashes == rest.size() || is_blank(rest[hashes]))) {
      flush();
      properties.kind = BlockKind::heading;
      properties.heading = static_cast<std::uint8_t>(hashes);
      std::size_t last = stop;
      while (last > begin + hashes && (source_[last - 1] == '#' || is_blank(source_[last - 1]))) --last;
      if (last <= begin + hashes) sheet_.drop(drop_mark, begin, stop);
      else take_text(begin + hashes, last);
      properties_ = properties;
      flush();
      return next;
    }
    if (rest.starts_with('|')) return take_row(begin, stop, next);
    std::size_t bullet = 0;
    if ((rest[0] == '*' || rest[0] == '-' || rest[0] == '+') && rest.size() > 1 && is_blank(rest[1])) bullet = 1;
    if (bullet > 0) {
      flush();
      while (bullet < rest.size() && is_blank(rest[bullet])) ++bullet;
      begin += bullet;
      if (properties.kind == BlockKind::paragraph) properties.kind = BlockKind::list_item;
      properties.from_list = true;
      marked = true;
    } else {
      std::size_t digits = 0;
      while (digits < rest.size() && digits < 3 && rest[digits] >= '0' && rest[digits] <= '9') ++digits;
      if (digits > 0 && digits + 1 < rest.size() && (rest[digits] == '.' || rest[digits] == ')') && is_blank(rest[digits + 1])) {
        flush();
        if (properties.kind == BlockKind::paragraph) properties.kind = BlockKind::list_item;
        properties.from_list = true;
        marked = true;
      }
    }
    if (rest.starts_with("![") || rest.starts_with("[![")) {
      if (const std::size_t behind = take_image(begin, stop); behind == stop) {
        flush();
        return next;
      }
    }
    if (!sheet_.line_is_empty()) {
      // The text goes on in the next line of the source, or a new line begins.
      const std::size_t width = shape_of(source_.substr(last_begin_, std::min<std::size_t>(last_end_ - last_begin_, 400))).width;
      const bool ended = shape_of(source_.substr(last_begin_, last_end_ - last_begin_)).ends_sentence;
      if (marked || hard_break_ || width < 40 || width > 130 || ended) {
        flush();
      } else {
        const bool wide = static_cast<unsigned char>(source_[last_end_ - 1]) >= 0x80 && static_cast<unsigned char>(rest[0]) >= 0x80;
        if (!wide) {
          folder_.pending = true;
          folder_.pending_source = {last_end_, begin};
        }
      }
    }
    if (sheet_.line_is_empty()) properties_ = properties;
    std::size_t last = stop;
    hard_break_ = line.ends_with("  ") || line.ends_with('\\');
    if (line.ends_with('\\')) --last;
    take_text(begin, last);
    last_begin_ = begin;
    last_end_ = last;
    while (last_end_ > begin && is_blank(source_[last_end_ - 1])) --last_end_;
    if (last_end_ == begin) last_end_ = last;
    if (hard_break_) flush();
    return next;
  }

  /// A thematic break or the underline of a heading.
  static bool is_rule(std::string_view rest) noexcept {
    std::size_t count = 0;
    for (const char c : rest) {
      if (is_blank(c)) continue;
      if (c != rest[0] || (c != '-' && c != '*' && c != '_' && c != '=')) return false;
      ++count;
    }
    return count >= 3;
  }

  std::size_t take_fence(std::size_t at, std::string_view fence) {
    flush();
    std::size_t next = std::min(line_end(at) + 1, source_.size());
    sheet_.drop(drop_mark, at, line_end(at));
    while (next < source_.size()) {
      const std::string_view line = line_at(next);
      const std::size_t first = std::min(line.find_first_not_of(" \t"), line.size());
      const std::size_t from = next;
      next = std::min(line_end(next) + 1, source_.size());
      if (line.substr(first).starts_with(fence)) {
        sheet_.drop(drop_mark, from, from + line.size());
        break;
      }
      sheet_.start_line();
      folder_.append_verbatim(from, from + line.size(), false);
      Line properties;
      properties.kind = BlockKind::code;
      const std::size_t begin = sheet_.line_begin();
      if (Line* made = sheet_.finish_line(properties)) made->text.begin = begin;
    }
    return next;
  }

  /// A line that is but a link of Markdown, as converters leave it below HTML.
  static bool is_link(std::string_view line) noexcept { return (line.starts_with('[') || line.starts_with("![")) && line.find("](") != std::string_view::npos && line.find('<') == std::string_view::npos; }

  /// HTML up to the next empty line.
  std::size_t take_html(std::size_t at) {
    flush();
    std::size_t end = at;
    while (end < source_.size() && !trimmed(line_at(end), {0, line_at(end).size()}).empty() && !is_link(line_at(end))) end = std::min(line_end(end) + 1, source_.size());
    const Document document = parse(source_.substr(at, end - at));
    read_html(sheet_, document, at);
    sheet_.start_line();
    return end;
  }

  std::size_t take_row(std::size_t begin, std::size_t stop, std::size_t next) {
    flush();
    bool separator = true;
    for (const char c : source_.substr(begin, stop - begin)) separator = separator && (c == '|' || c == '-' || c == ':' || is_blank(c));
    if (separator) {
      sheet_.drop(drop_mark, begin, stop);
      return next;
    }
    std::size_t at = begin + 1;
    while (at < stop) {
      const std::size_t bar = std::min(source_.find('|', at), stop);
      take_text(at, bar);
      folder_.reset();
      if (bar + 1 < stop) folder_.separate("\t", bar);
      at = bar + 1;
    }
    properties_ = {};
    properties_.kind = BlockKind::table_row;
    flush();
    return next;
  }

  /// A line that begins with an image: where the image ends. What its text says becomes a caption, unless it is a link (a logo, a button).
  std::size_t take_image(std::size_t begin, std::size_t stop) {
    const std::string_view line = source_.substr(begin, stop - begin);
    const bool linked = line.starts_with("[![");
    const std::size_t text_begin = linked ? 3 : 2;
    const std::size_t text_end = line.find("](");
    if (text_end == std::string_view::npos || text_end > 600) return begin;
    std::size_t close = line.find(')', text_end);
    if (close == std::string_view::npos) return begin;
    if (linked) {
      if (!line.substr(close + 1).starts_with("](")) return begin;
      close = line.find(')', close + 1);
      if (close == std::string_view::npos) return begin;
    }
    std::size_t behind = begin + close + 1;
    while (behind < stop && is_blank(source_[behind])) ++behind;
    if (behind != stop) return behind;
    flush();
    std::string_view alt = line.substr(text_begin, std::max(text_end, text_begin) - text_begin);
    std::size_t skip = 0;
    if (alt.starts_with("Image ")) {
      skip = 6;
      while (skip < alt.size() && alt[skip] >= '0' && alt[skip] <= '9') ++skip;
      if (alt.substr(skip).starts_with(": ")) skip += 2;
      else skip = alt.size();
    }
    if (linked || shape_of(alt.substr(skip)).letters < 4) {
      sheet_.drop(drop_embedded, begin, stop);
      return behind;
    }
    sheet_.drop(drop_embedded, begin, begin + text_begin + skip);
    sheet_.drop(drop_embedded, begin + text_end, stop);
    folder_.append(begin + text_begin + skip, begin + text_end, true);
    properties_ = {};
    properties_.kind = BlockKind::caption;
    flush();
    return behind;
  }

  /// Inline marks of a stretch of the source: emphasis, code, links, images, tags, escapes, references. What is text is copied, marks are left out.
  class Inline {
   public:
    Inline(Reader& reader, std::size_t begin, std::size_t stop) : reader_(reader), line_(reader.source_.substr(0, stop)), begin_(begin), from_(begin), at_(begin) {
      const std::string_view text = line_.substr(begin);
      stars_ = static_cast<std::size_t>(std::count(text.begin(), text.end(), '*'));
      bars_ = static_cast<std::size_t>(std::count(text.begin(), text.end(), '_'));
      last_round_ = last_of(')');
      last_tick_ = last_of('`');
      last_angle_ = last_of('>');
    }

    void read() {
      while (at_ < line_.size()) {
        if (link_end_ != 0 && at_ >= link_end_) {
          copy(link_end_);
          from_ = at_ = std::max(at_, link_behind_);
          link_end_ = 0;
        } else if (!take_mark()) {
          ++at_;
        }
      }
      copy(line_.size());
    }

   private:
    /// NUL at the end.
    char next() const noexcept { return at_ + 1 < line_.size() ? line_[at_ + 1] : '\0'; }
    /// Where the last one stands, 0 if there is none. Looked for once, so that a mark that nothing closes costs no search.
    std::size_t last_of(char mark) const noexcept {
      const std::size_t at = line_.substr(begin_).rfind(mark);
      return at == std::string_view::npos ? 0 : begin_ + at;
    }
    /// Where `mark` stands before `bound`; npos if nowhere.
    std::size_t find_before(std::size_t bound, std::string_view mark, std::size_t from) const noexcept { return line_.substr(0, std::min(line_.size(), bound)).find(mark, from); }

    void copy(std::size_t to) {
      const std::size_t before = reader_.sheet_.text.size();
      if (from_ < to) reader_.folder_.append(from_, to, true);
      if (link_end_ != 0) reader_.link_size_ += reader_.sheet_.text.size() - before;
      from_ = to;
    }
    /// Copies what stands before the mark, and goes on at `to`.
    void leave_out(std::size_t to) {
      copy(at_);
      from_ = at_ = to;
    }

    /// False: the character is text.
    bool take_mark() {
      switch (line_[at_]) {
        case '\\': return take_escape();
        case '`': take_code(); return true;
        case '*': return stars_ >= 2 && take_emphasis('*');
        case '_': return bars_ >= 2 && take_emphasis('_');
        case '~':
          if (next() != '~') return false;
          leave_out(at_ + 2);
          return true;
        case '[': return take_link(false);
        case '!': return next() == '[' && take_link(true);
        case '<': return take_tag();
        default: return false;
      }
    }

    bool take_escape() {
      const char escaped = next();
      if (at_ + 1 >= line_.size() || static_cast<unsigned char>(escaped) >= 0x80 || is_word(line_, at_ + 1) || is_blank(escaped)) return false;
      copy(at_);
      from_ = at_ + 1;
      at_ += 2;
      return true;
    }

    void take_code() {
      std::size_t ticks = 1;
      while (at_ + ticks < line_.size() && line_[at_ + ticks] == '`') ++ticks;
      const bool may_close = last_tick_ >= at_ + 2 * ticks && ticks <= 3;
      const std::size_t close = may_close ? line_.find(std::string_view("```", ticks), at_ + ticks) : std::string_view::npos;
      copy(at_);
      if (close == std::string_view::npos) {
        at_ += ticks;
        return;
      }
      reader_.folder_.append(at_ + ticks, close, false);
      from_ = at_ = close + ticks;
    }

    /// A row of marks between blanks is text, one of bars inside a word, too.
    bool take_emphasis(char mark) {
      std::size_t behind = at_ + 1;
      while (behind < line_.size() && line_[behind] == mark) ++behind;
      const bool flanks = (at_ > begin_ && !is_blank(line_[at_ - 1])) || (behind < line_.size() && !is_blank(line_[behind]));
      const bool inside = mark == '_' && at_ > begin_ && is_word(line_, at_ - 1) && is_word(line_, behind);
      if (flanks && !inside) leave_out(behind);
      else at_ = behind;
      return true;
    }

    /// [text](address): the text; of an image nothing; of [![image](a)](b) nothing either.
    bool take_link(bool image) {
      if (link_end_ != 0 || last_round_ <= at_) return false;
      const std::size_t text = at_ + (image ? 2 : 1);
      const std::size_t bracket = find_before(text + 600, "](", text);
      if (bracket == std::string_view::npos) return false;
      const std::size_t close = find_before(bracket + 2000, ")", bracket + 2);
      if (close == std::string_view::npos) return false;
      if (image) {
        leave_out(close + 1);
        return true;
      }
      ++reader_.links_;
      if (line_.substr(text).starts_with("![") && line_.substr(close + 1, 2) == "](") {
        if (const std::size_t outer = find_before(close + 2000, ")", close + 1); outer != std::string_view::npos) {
          leave_out(outer + 1);
          return true;
        }
      }
      leave_out(text);
      link_end_ = bracket;
      link_behind_ = close + 1;
      return true;
    }

    /// <https://…>: its address is text; <br> ends the line; other tags go.
    bool take_tag() {
      if (last_angle_ <= at_) return false;
      const std::string_view rest = line_.substr(at_ + 1, 10);
      const bool address = rest.starts_with("http") || rest.starts_with("//");
      const bool tag = !rest.empty() && (rest[0] == '/' || rest[0] == '!' || (lower(rest[0]) >= 'a' && lower(rest[0]) <= 'z'));
      const std::size_t close = address || tag ? find_before(at_ + 2000, ">", at_) : std::string_view::npos;
      if (close == std::string_view::npos) return false;
      copy(at_);
      if (address) {
        const std::size_t before = reader_.sheet_.text.size();
        reader_.folder_.append(at_ + 1, close, false);
        reader_.link_size_ += reader_.sheet_.text.size() - before;
        ++reader_.links_;
      } else if (rest.starts_with("br")) {
        const Line kept = reader_.properties_;
        reader_.flush();
        reader_.properties_ = kept;
      }
      from_ = at_ = close + 1;
      return true;
    }

    Reader& reader_;
    std::string_view line_;  ///< the source up to the end of the stretch
    std::size_t begin_;
    std::size_t from_;       ///< what is not yet copied begins here
    std::size_t at_;
    std::size_t link_end_ = 0;     ///< the text of a link ends here ...
    std::size_t link_behind_ = 0;  ///< ... and the link itself here
    std::size_t stars_ = 0;
    std::size_t bars_ = 0;
    std::size_t last_round_ = 0;
    std::size_t last_tick_ = 0;
    std::size_t last_angle_ = 0;
  };

  void take_text(std::size_t begin, std::size_t stop) { Inline(*this, begin, stop).read(); }

  void flush() {
    folder_.reset();
    if (!sheet_.line_is_empty()) {
      properties_.link_size = link_size_;
      properties_.links = static_cast<std::uint16_t>(std::min<std::size_t>(links_, 60000));
      sheet_.finish_line(properties_);
    } else {
      sheet_.start_line();
    }
    properties_ = {};
    link_size_ = 0;
    links_ = 0;
    hard_break_ = false;
  }

  Sheet& sheet_;
  Head& head_;
  std::string_view source_;
  Folder folder_;
  Line properties_;
  std::size_t link_size_ = 0;
  std::size_t links_ = 0;
  std::size_t last_begin_ = 0;
  std::size_t last_end_ = 0;
  bool hard_break_ = false;
};

}  // namespace

void read_markdown(Sheet& sheet, Head& head) { Reader(sheet, head).run(); }

}  // namespace hansift::extraction
