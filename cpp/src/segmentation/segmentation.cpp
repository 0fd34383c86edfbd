#include "hansift/segmentation.hpp"

#include "segmentation/clauses.hpp"
#include "segmentation/events.hpp"
#include "segmentation/lines.hpp"
#include "segmentation/pairing.hpp"
#include "segmentation/sentences.hpp"
#include "segmentation/uax29.hpp"

namespace hansift {
namespace {

using namespace segmentation;

// Calls give(span, reason) for each sentence.
template <class Give>
void each_sentence(std::string_view text, const SplitOptions& options, Pauses pauses, Give&& give) {
  std::vector<Event> events;
  std::vector<Boundary> boundaries;
  std::vector<std::uint32_t> open;
  SentenceFinder finder(boundaries);
  Scanner scanner(text);
  std::string_view paragraph;
  std::size_t offset = 0;
  while (scanner.next(events, paragraph, offset)) {
    std::size_t from = 0;
    const auto emit = [&](std::size_t to, Reason reason) {
      const std::size_t begin = skip_blank(paragraph.substr(0, to), from);
      const std::size_t end = trim_blank(paragraph, begin, to);
      if (begin < end) give(Span{offset + begin, offset + end}, reason);
      from = to;
    };
    judge_breaks(paragraph, events, options.newlines);
    const Reason last_reason = offset + paragraph.size() < text.size() ? Reason::blank_line : Reason::text_end;
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
      if (pauses != Pauses::none) add_pauses(paragraph, begin, end, std::span(events).subspan(first, last - first), pauses, boundaries);
      for (const Boundary& boundary : boundaries) {
        if (boundary.level <= options.quotes) emit(boundary.at, boundary.reason);
      }
      emit(end, last < events.size() ? Reason::line_break : last_reason);
      if (last >= events.size()) break;
      begin = events[last].end();
      from = begin;
    }
  }
}

Pauses pauses_of(const SplitOptions& options) { return options.semicolons ? Pauses::semicolons : Pauses::none; }

}  // namespace

std::vector<Span> split_spans(std::string_view text, const SplitOptions& options) {
  if (options.profile == SplitProfile::uax29) return uax29_spans(text);
  std::vector<Span> spans;
  each_sentence(text, options, pauses_of(options), [&](Span span, Reason) { spans.push_back(span); });
  return spans;
}

std::vector<Sentence> sentences(std::string_view text, const SplitOptions& options) {
  std::vector<Sentence> found;
  if (options.profile == SplitProfile::uax29) {
    for (const Span& span : uax29_spans(text)) found.push_back({span, Reason::uax29});
    return found;
  }
  each_sentence(text, options, pauses_of(options), [&](Span span, Reason reason) { found.push_back({span, reason}); });
  return found;
}

std::vector<Span> clauses(std::string_view text, Newlines newlines) {
  std::vector<Span> spans;
  each_sentence(text, {.quotes = Quotes::split, .newlines = newlines}, Pauses::all, [&](Span span, Reason) { spans.push_back(span); });
  return spans;
}

std::vector<std::string_view> split(std::string_view text, const SplitOptions& options) {
  const std::vector<Span> spans = split_spans(text, options);
  std::vector<std::string_view> found;
  found.reserve(spans.size());
  for (const Span& span : spans) found.push_back(span.of(text));
  return found;
}

}  // namespace hansift
