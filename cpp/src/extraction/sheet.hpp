#pragma once

// What the three readers (HTML, Markdown, plain text) make of a page: lines of visible text that know where they come from. The judge then
// says what each line is, whatever the format was.

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "extraction/rules.hpp"
#include "hansift/extraction.hpp"
#include "hansift/text.hpp"

namespace hansift::extraction {

/// A stretch of sheet text and its source. `rule` is null where both are the same bytes.
struct Run {
  std::size_t source;
  std::size_t source_size;
  std::size_t begin;
  std::size_t size;
  const Rule* rule;
};

/// `updated`: a day that is not that of publication; `relative`: one told from today (3天前).
enum class Field : std::uint8_t { none, date, updated, relative, source, author, editor, site, ignored };

/// A piece of text that the markup itself says is a field (class="author", itemprop="datePublished", <time>).
struct Hint {
  Field field;
  Span text;          ///< in the sheet
  std::string value;  ///< of an attribute (datetime="..."), if there is one
  bool certain = false;  ///< it need not look like a name
};

struct Line {
  Span text;                       ///< in the sheet, without white space at the ends
  BlockKind kind = BlockKind::paragraph;
  const Rule* drop = nullptr;      ///< why the line is not body; null: it is
  const Rule* region = nullptr;    ///< what its part of the page is said to be by the markup
  std::uint32_t container = 0;     ///< HTML: index of the innermost block element
  std::uint64_t manner = 0;        ///< HTML: kind of that element and its parent; lines of one are made alike
  std::size_t link_size = 0;       ///< bytes of it in links
  std::size_t bold_size = 0;
  std::uint16_t links = 0;
  std::uint8_t heading = 0;        ///< level, 0: none
  bool blank_before = false;       ///< text: an empty line stands before it
  bool bulleted = false;           ///< text: a bullet stood before it
  bool from_list = false;
  bool link_first = false;         ///< HTML: it begins with a link
  bool after_image = false;        ///< HTML: a picture and nothing else stands before it
  bool centred = false;            ///< HTML: by its own element
  bool apart = false;              ///< HTML: its element stands beside the one that holds the prose
};

class Sheet {
 public:
  explicit Sheet(std::string_view source_text) : source(source_text) {}

  std::string_view source;
  std::string text;
  std::vector<Run> runs;
  std::vector<Line> lines;
  std::vector<Dropped> dropped;
  std::vector<Hint> hints;
  std::vector<std::size_t> seams;  ///< where two inline elements meet without a blank: a browser may show a gap there

  [[nodiscard]] std::string_view of(const Line& line) const noexcept { return line.text.of(text); }

  /// Takes source[begin, begin + size) over as it is.
  void copy(std::size_t begin, std::size_t size);
  /// source[begin, begin + size) becomes `output`.
  void put(std::size_t begin, std::size_t size, std::string_view output, const Rule& rule);

  /// Starts a new line at the end of the sheet's text; what is appended before finish_line() belongs to it.
  void start_line();
  /// Ends the line: cuts white space at its ends and adds it to lines unless it is empty. Returns the line or null.
  Line* finish_line(const Line& properties);
  [[nodiscard]] bool line_is_empty() const noexcept { return text.size() == line_begin_; }
  [[nodiscard]] std::size_t line_begin() const noexcept { return line_begin_; }

  void drop(const Rule& rule, std::size_t begin, std::size_t end) {
    if (begin < end) dropped.push_back({&rule, {begin, end}});
  }

  /// Source of a stretch of the sheet's text.
  [[nodiscard]] Span source_of(Span span) const noexcept;
  [[nodiscard]] std::size_t first_run_at(std::size_t position) const noexcept;

 private:
  std::size_t line_begin_ = 0;
};

/// Appends source[begin, end) (text of HTML when `references`) to the open line with white space folded; `blank` carries a pending blank from
/// piece to piece.
struct Folder {
  Sheet& sheet;
  bool valid_source;            ///< the whole source is valid UTF-8
  bool pending = false;
  Span pending_source{};

  void append(std::size_t begin, std::size_t end, bool references);
  void separate(std::string_view separator, std::size_t at);
  /// Text that keeps its white space (pre); one line only.
  void append_verbatim(std::size_t begin, std::size_t end, bool references);
  void reset() noexcept { pending = false; }

 private:
  void flush_blank();
};

/// Span without white space (of any kind, also U+3000, U+00A0, zero-width) at its ends.
[[nodiscard]] Span trimmed(std::string_view text, Span span) noexcept;

}  // namespace hansift::extraction
