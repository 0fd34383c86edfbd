#include "segmentation/lines.hpp"

#include "text/utf8.hpp"

namespace hansift::segmentation {
namespace {

// Whether the last character may be a comma or a colon, told from its last byte.
bool may_lead_on(char last) { return last == ',' || last == ':' || last == '\x8C' || last == '\x81' || last == '\x9A'; }

}  // namespace

void LineJudge::judge(Paragraph& paragraph, Newlines mode) {
  auto& events = paragraph.events;
  const std::string_view text = paragraph.text;
  if (mode == Newlines::soft || paragraph.breaks.empty()) return;
  if (mode == Newlines::hard) {
    for (const std::uint32_t i : paragraph.breaks) events[i].boundary = true;
    return;
  }
  lines_.clear();
  std::uint32_t begin = 0;
  for (const std::uint32_t i : paragraph.breaks) {
    lines_.push_back({.begin = begin, .end = events[i].at, .tag = i});
    begin = static_cast<std::uint32_t>(events[i].end());
  }
  lines_.push_back({.begin = begin, .end = static_cast<std::uint32_t>(text.size()), .tag = static_cast<std::uint32_t>(events.size())});

  for (std::size_t i = 0; i + 1 < lines_.size(); ++i) {
    Event& event = events[lines_[i].tag];
    event.boundary = true;
    const std::size_t end = trim_blank(text, lines_[i].begin, lines_[i].end);
    if (end == lines_[i].begin || !may_lead_on(text[end - 1])) continue;
    const char32_t last = text::decode_before(text, end).value;
    if (last == U'，' || last == U',' || last == U'、') {
      event.boundary = false;
    } else if (last == U'：' || last == U':') {
      const std::size_t next = skip_blank(text, event.end());
      if (next >= text.size()) continue;
      const char32_t first = text::decode_at(text, next).value;
      event.boundary = first != U'“' && first != U'「' && first != U'『' && first != U'"';
    }
  }

  // Wrapped blocks: grow each as far as its lines stay equally wide.
  for (auto block = text::next_wrapped_block(text, lines_, 0); block; block = text::next_wrapped_block(text, lines_, block->last + 1)) {
    for (std::size_t k = block->first; k < block->last; ++k) events[lines_[k].tag].boundary = false;
  }
}

}  // namespace hansift::segmentation
