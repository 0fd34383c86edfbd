#include <utility>

#include "hansift/segmentation.hpp"
#include "segmentation/events.hpp"
#include "segmentation/lines.hpp"
#include "segmentation/rules.hpp"
#include "text/classes.hpp"
#include "text/utf8.hpp"

namespace hansift {
namespace {

using namespace segmentation;

// Calls give(begin, end, breaks) for each paragraph, with the line breaks inside it as byte spans of the text.
template <class Give>
void each_paragraph(std::string_view text, Newlines newlines, Give&& give) {
  Paragraph paragraph;
  LineJudge lines;
  std::vector<Span> breaks;
  Scanner scanner(text);
  while (scanner.next(paragraph)) {
    lines.judge(paragraph, newlines);
    const std::string_view block = paragraph.text;
    const std::size_t offset = paragraph.offset;
    std::size_t from = 0;
    const auto emit = [&](std::size_t to) {
      const std::size_t begin = skip_blank(block.substr(0, to), from);
      const std::size_t end = trim_blank(block, begin, to);
      if (begin < end) give(Span{offset + begin, offset + end}, breaks);
      breaks.clear();
    };
    for (const std::uint32_t i : paragraph.breaks) {
      const Event& event = paragraph.events[i];
      if (event.boundary) {
        emit(event.at);
        from = event.end();
      } else {
        breaks.push_back({offset + event.at, offset + event.end()});
      }
    }
    emit(block.size());
  }
}

bool joins_without_space(char32_t value) {
  const text::CharClass c = text::class_of(value);
  return c.cjk() || (c.wide() && !c.hangul());
}

// Calls join(gap, glue) for each line break inside a paragraph, with the white space around it: it becomes nothing or a space.
template <class Join>
void each_joint(std::string_view text, Newlines newlines, Join&& join) {
  each_paragraph(text, newlines, [&](Span span, const std::vector<Span>& breaks) {
    for (const Span& line_break : breaks) {
      if (line_break.begin <= span.begin || line_break.end >= span.end) continue;
      const std::size_t before = trim_blank(text, span.begin, line_break.begin);
      const std::size_t after = skip_blank(text.substr(0, span.end), line_break.end);
      join(Span{before, after}, joins_without_space(text::decode_before(text, before).value) && joins_without_space(text::decode_at(text, after).value));
    }
  });
}

}  // namespace

std::vector<Span> paragraphs(std::string_view text, Newlines newlines) {
  std::vector<Span> found;
  each_paragraph(text, newlines, [&](Span span, const std::vector<Span>&) { found.push_back(span); });
  return found;
}

std::string unwrap(std::string_view text, Newlines newlines) {
  std::string made;
  made.reserve(text.size());
  std::size_t done = 0;
  each_joint(text, newlines, [&](Span gap, bool glue) {
    made.append(text, done, gap.begin - done);
    if (!glue) made.push_back(' ');
    done = gap.end;
  });
  made.append(text, done);
  return made;
}

Unwrapped unwrap_traced(std::string_view text, Newlines newlines) {
  std::vector<Edit> edits;
  std::size_t shorter = 0;  // than the source, so far
  each_joint(text, newlines, [&](Span gap, bool glue) {
    const std::size_t begin = gap.begin - shorter;
    const Span output{begin, begin + (glue ? 0 : 1)};
    edits.push_back({gap, output, &unwrap_line});
    shorter += gap.size() - output.size();
  });
  return {unwrap(text, newlines), Trace(std::move(edits))};
}

}  // namespace hansift
