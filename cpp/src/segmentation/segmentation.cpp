#include "hansift/segmentation.hpp"

#include <memory>
#include <utility>

#include "segmentation/clauses.hpp"
#include "segmentation/events.hpp"
#include "segmentation/lines.hpp"
#include "segmentation/pairing.hpp"
#include "segmentation/sentences.hpp"
#include "segmentation/stops.hpp"
#include "segmentation/uax29.hpp"

namespace hansift {
namespace {

using namespace segmentation;

// What one call needs and the next can use again: a paragraph costs no allocation but that of the result.
struct Scratch {
  Paragraph paragraph;
  LineJudge lines;
  std::vector<Boundary> boundaries;
  std::vector<std::uint32_t> open;
  SentenceFinder finder{boundaries};
};

// The scratch of this thread, unless that is in use (a call from within a call) or grew on an unusual text.
class BorrowedScratch {
 public:
  BorrowedScratch() : held_(std::exchange(kept_, nullptr)) {
    if (!held_) held_ = std::make_unique<Scratch>();
  }
  ~BorrowedScratch() {
    if (held_->paragraph.events.capacity() <= most_events) kept_ = std::move(held_);
  }
  BorrowedScratch(const BorrowedScratch&) = delete;
  BorrowedScratch& operator=(const BorrowedScratch&) = delete;
  [[nodiscard]] Scratch& get() const { return *held_; }

 private:
  static constexpr std::size_t most_events = std::size_t{1} << 14;
  static thread_local std::unique_ptr<Scratch> kept_;
  std::unique_ptr<Scratch> held_;
};
thread_local std::unique_ptr<Scratch> BorrowedScratch::kept_;

// Calls give(span, reason) for each sentence.
template <class Give>
void each_sentence(std::string_view text, const SplitOptions& options, Pauses pauses, Give&& give) {
  const BorrowedScratch scratch;
  Scratch& own = scratch.get();  // names of their own: clang 14 captures no structured binding
  Paragraph& paragraph = own.paragraph;
  LineJudge& lines = own.lines;
  std::vector<Boundary>& boundaries = own.boundaries;
  std::vector<std::uint32_t>& open = own.open;
  SentenceFinder& finder = own.finder;
  const auto& events = paragraph.events;
  const auto& breaks = paragraph.breaks;
  Scanner scanner(text);
  while (scanner.next(paragraph)) {
    add_stops(paragraph);
    const std::string_view whole = paragraph.text;
    std::size_t from = 0;
    const auto emit = [&](std::size_t to, Reason reason) {
      const std::size_t begin = skip_blank(whole.substr(0, to), from);
      const std::size_t end = trim_blank(whole, begin, to);
      if (begin < end) give(Span{paragraph.offset + begin, paragraph.offset + end}, reason);
      from = to;
    };
    lines.judge(paragraph, options.newlines);
    const Reason last_reason = paragraph.offset + whole.size() < text.size() ? Reason::blank_line : Reason::text_end;
    // Segments end at the line breaks that are boundaries.
    for (std::size_t line = 0, first = 0; from < whole.size(); ++line) {
      while (line < breaks.size() && !events[breaks[line]].boundary) ++line;
      const bool at_end = line >= breaks.size();
      const std::size_t last = at_end ? events.size() : breaks[line];
      const std::size_t begin = from, end = at_end ? whole.size() : events[last].at;
      boundaries.clear();
      if (first < last) {
        pair_marks(whole.substr(0, end), paragraph.events, first, last, open);
        finder.run(whole, begin, end, paragraph.events, first, last);
      }
      if (pauses != Pauses::none) add_pauses(whole, begin, end, std::span(events).subspan(first, last - first), pauses, boundaries);
      for (const Boundary& boundary : boundaries) {
        if (boundary.level <= options.quotes) emit(boundary.at, boundary.reason);
      }
      emit(end, at_end ? last_reason : Reason::line_break);
      if (at_end) break;
      first = last + 1;
      from = events[last].end();
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
