#include "hansift/segmentation.hpp"

#include "segmentation/events.hpp"
#include "segmentation/lines.hpp"
#include "segmentation/pairing.hpp"
#include "segmentation/sentences.hpp"
#include "segmentation/uax29.hpp"

namespace hansift {
namespace {

using namespace segmentation;

std::vector<Span> standard_spans(std::string_view text, const SplitOptions& options) {
  std::vector<Span> spans;
  std::vector<Event> events;
  std::vector<Boundary> boundaries;
  std::vector<std::uint32_t> open;
  SentenceFinder finder(boundaries);
  Scanner scanner(text);
  std::string_view paragraph;
  std::size_t offset = 0;
  while (scanner.next(events, paragraph, offset)) {
    std::size_t from = 0;
    const auto emit = [&](std::size_t to) {
      const std::size_t begin = skip_blank(paragraph.substr(0, to), from);
      const std::size_t end = trim_blank(paragraph, begin, to);
      if (begin < end) spans.push_back({offset + begin, offset + end});
      from = to;
    };
    judge_breaks(paragraph, events, options.newlines);
    std::size_t begin = 0;
    for (std::size_t first = 0, last = 0; begin < paragraph.size(); first = last + 1) {
      last = first;
      while (last < events.size() && !events[last].boundary) ++last;
      const std::size_t end = last < events.size() ? events[last].at : paragraph.size();
      boundaries.clear();
      if (first < last) {
        pair_marks(paragraph.substr(0, end), events, first, last, open);
        finder.run(paragraph, begin, end, events, first, last);
      }
      for (const Boundary& boundary : boundaries) {
        if (boundary.level <= options.quotes) emit(boundary.at);
      }
      emit(end);
      if (last >= events.size()) break;
      begin = events[last].end();
      from = begin;
    }
  }
  return spans;
}

}  // namespace

std::vector<Span> split_spans(std::string_view text, const SplitOptions& options) {
  return options.profile == SplitProfile::uax29 ? uax29_spans(text) : standard_spans(text, options);
}

std::vector<std::string_view> split(std::string_view text, const SplitOptions& options) {
  const std::vector<Span> spans = split_spans(text, options);
  std::vector<std::string_view> sentences;
  sentences.reserve(spans.size());
  for (const Span& span : spans) sentences.push_back(span.of(text));
  return sentences;
}

}  // namespace hansift
