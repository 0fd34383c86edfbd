#include "segmentation/stops.hpp"

#include <algorithm>
#include <iterator>
#include <vector>

#include "text/scan.hpp"
#include "text/utf8.hpp"

namespace hansift::segmentation {
namespace {

constexpr std::size_t beginning = 64;

constexpr text::ByteClasses leads() {
  text::ByteClasses classes;
  classes.add(0, 0xD6).add(0, 0xD8).add(0, 0xDB).add(1, 0xE0, 0xE1);
  return classes;
}
constexpr text::ByteClasses lead_bytes = leads();

// SentenceTerminal of Unicode, of the scripts that are written today.
bool is_stop(char32_t value) {
  switch (value) {
    case 0x0589:               // Armenian
    case 0x061F: case 0x06D4:  // Arabic
    case 0x0964: case 0x0965:  // Devanagari, Bengali and other Indic scripts
    case 0x104A: case 0x104B:  // Myanmar
    case 0x1362: case 0x1367: case 0x1368:  // Ethiopic
    case 0x17D4: case 0x17D5:  // Khmer
      return true;
    default: return false;
  }
}

}  // namespace

void add_stops(Paragraph& paragraph) {
  const std::string_view text = paragraph.text;
  std::size_t at = text::find_class(text.substr(0, beginning), 0, lead_bytes);
  if (at >= std::min(text.size(), beginning)) return;
  std::vector<Event> stops;
  for (; at < text.size(); at = text::find_class(text, at + 1, lead_bytes)) {
    const text::Decoded found = text::decode_at(text, at);
    if (!found.valid || !is_stop(found.value)) continue;
    Event stop;
    stop.at = static_cast<std::uint32_t>(at);
    stop.size = found.size;
    stop.mark = Mark::terminator;
    stops.push_back(stop);
  }
  if (stops.empty()) return;
  std::vector<Event> all;
  all.reserve(paragraph.events.size() + stops.size());
  std::merge(paragraph.events.begin(), paragraph.events.end(), stops.begin(), stops.end(), std::back_inserter(all),
             [](const Event& a, const Event& b) { return a.at < b.at; });
  paragraph.events.swap(all);
  paragraph.breaks.clear();
  for (std::size_t i = 0; i < paragraph.events.size(); ++i) {
    if (paragraph.events[i].mark == Mark::line_break) paragraph.breaks.push_back(static_cast<std::uint32_t>(i));
  }
}

}  // namespace hansift::segmentation
