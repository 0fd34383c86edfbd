#include "segmentation/lines.hpp"

#include <algorithm>

#include "text/utf8.hpp"
#include "text/wrapping.hpp"

namespace hansift::segmentation {

void judge_breaks(std::string_view text, std::vector<Event>& events, Newlines mode) {
  if (mode == Newlines::soft) return;
  if (mode == Newlines::hard) {
    for (Event& event : events) event.boundary = event.mark == Mark::line_break;
    return;
  }
  const auto breaks = std::count_if(events.begin(), events.end(), [](const Event& event) { return event.mark == Mark::line_break; });
  if (breaks == 0) return;
  std::vector<text::WrappedLine> lines;
  lines.reserve(static_cast<std::size_t>(breaks) + 1);
  std::uint32_t begin = 0;
  for (std::uint32_t i = 0; i < events.size(); ++i) {
    if (events[i].mark != Mark::line_break) continue;
    lines.push_back({.begin = begin, .end = events[i].at, .tag = i});
    begin = static_cast<std::uint32_t>(events[i].end());
  }
  lines.push_back({.begin = begin, .end = static_cast<std::uint32_t>(text.size()), .tag = static_cast<std::uint32_t>(events.size())});

  for (std::size_t i = 0; i + 1 < lines.size(); ++i) {
    Event& event = events[lines[i].tag];
    const std::size_t end = trim_blank(text, lines[i].begin, lines[i].end);
    event.boundary = true;
    if (end == lines[i].begin) continue;
    const char32_t last = text::decode_before(text, end).value;
    const std::size_t next = skip_blank(text, event.end());
    if (last == U'，' || last == U',' || last == U'、') {
      event.boundary = false;
    } else if ((last == U'：' || last == U':') && next < text.size()) {
      const char32_t first = text::decode_at(text, next).value;
      event.boundary = first != U'“' && first != U'「' && first != U'『' && first != U'"';
    }
  }

  // Wrapped blocks: grow each as far as its lines stay equally wide.
  for (auto block = text::next_wrapped_block(text, lines, 0); block; block = text::next_wrapped_block(text, lines, block->last + 1)) {
    for (std::size_t k = block->first; k < block->last; ++k) events[lines[k].tag].boundary = false;
  }
}

}  // namespace hansift::segmentation
