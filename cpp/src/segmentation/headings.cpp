#include "segmentation/headings.hpp"

#include <algorithm>

#include "hansift/text.hpp"
#include "text/classes.hpp"
#include "text/utf8.hpp"

namespace hansift::segmentation {
namespace {

constexpr std::size_t longest_heading = 40;  // characters
constexpr std::size_t headings_in_a_row = 3;         // a chapter, a section and a subsection; more lines of that kind are a list or verse

bool ends_line(Reason reason) { return reason >= Reason::line_break; }

bool marked_heading(std::string_view line) {
  const std::size_t marks = line.find_first_not_of('#');
  return marks != std::string_view::npos && marks >= 1 && marks <= 6 && line[marks] == ' ';
}

// A short line that does not end in a mark, and no item of a list with bullets.
bool could_be_heading(std::string_view line) {
  if (line.size() > 4 * longest_heading || count_codepoints(line) > longest_heading) return false;
  static constexpr std::u32string_view bullets = U"-*•·●○■□◆▪–—";
  if (bullets.find(text::decode_at(line, 0).value) != std::u32string_view::npos) return false;
  const text::Decoded last = text::decode_before(line, line.size());
  const text::CharClass c = text::class_of(last.value);
  return c.letter() || c.number() || c.category() == text::Category::Pe || c.category() == text::Category::Pf;
}

}  // namespace

std::vector<Start> starts(std::string_view text, const std::vector<Sentence>& sentences) {
  std::vector<Start> found(sentences.size(), Start::sentence);
  // From behind: whether a line is a heading depends on what follows.
  std::size_t headings = 0;  // directly behind the sentence that is looked at
  bool statement = false;    // behind these
  for (std::size_t i = sentences.size(); i-- > 0;) {
    const bool line_begins = i == 0 || ends_line(sentences[i - 1].reason);
    if (!line_begins) {
      headings = 0;
      statement = true;
      continue;
    }
    found[i] = Start::paragraph;
    const std::string_view line = sentences[i].span.of(text);
    const bool alone = ends_line(sentences[i].reason);
    const bool marked = alone && marked_heading(line);
    if (!marked && !(alone && could_be_heading(line))) {
      headings = 0;
      statement = true;
    } else if (marked || (statement && headings < headings_in_a_row)) {
      found[i] = Start::heading;
      if (i + 1 < found.size()) found[i + 1] = Start::sentence;
      ++headings;
    } else {
      // A list, or verse: none of it is a heading.
      // A marked heading can be the last line: then nothing stands behind the run.
      const std::size_t behind = headings > 0 ? std::min(i + headings + 2, found.size()) : i + 1;
      for (std::size_t k = i + 1; k < behind; ++k) found[k] = Start::paragraph;
      headings = 0;
      statement = false;
    }
  }
  return found;
}

}  // namespace hansift::segmentation
