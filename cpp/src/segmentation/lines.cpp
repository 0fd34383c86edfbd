#include "segmentation/lines.hpp"

#include <algorithm>

#include "text/classes.hpp"
#include "text/scan.hpp"
#include "text/utf8.hpp"

namespace hansift::segmentation {
namespace {

using Line = LineJudge::Line;

// Longer lines are not the work of a wrapping program.
constexpr std::size_t longest_wrapped = 1200;
constexpr int narrowest_block = 40;

void measure(std::string_view text, Line& line) {
  if (line.columns >= 0) return;
  const std::size_t end = trim_blank(text, line.begin, line.end);
  const text::LeadCounts leads = text::count_leads(text.substr(line.begin, end - line.begin));
  line.wide = leads.from_e3 * 2 > leads.all;
  line.characters = static_cast<int>(leads.all);
  line.columns = static_cast<int>(leads.all + leads.from_e3 + (line.wide ? leads.e2 : 0));
}

// Whether the last character may be a comma or a colon, told from its last byte.
bool may_lead_on(char last) {
  return last == ',' || last == ':' || last == '\x8C' || last == '\x81' || last == '\x9A';
}

// An item of a list or a turn of a dialogue begins here: no wrapping program put it on a new line.
bool opens_item(std::string_view line) {
  if (line.empty()) return false;
  const std::size_t at = skip_blank(line, 0);
  if (at >= line.size()) return false;
  const text::Decoded first = text::decode_at(line, at);
  const std::string_view rest = line.substr(at + first.size);
  switch (first.value) {
    case U'-': case U'*': case U'•': case U'·': case U'●': case U'○': case U'■': case U'□': case U'◆': case U'▪':
      return !rest.empty() && is_blank(text::decode_at(rest, 0).value);
    default: break;
  }
  if (first.value >= 0x2460 && first.value <= 0x2473) return true;
  std::size_t digits = at;
  while (digits < line.size() && digits < at + 3 && line[digits] >= '0' && line[digits] <= '9') ++digits;
  if (digits == at || digits >= line.size() || line[at] == '0') return false;
  const text::Decoded mark = text::decode_at(line, digits);
  if (mark.value == U'、' || mark.value == U'．') return true;
  return (mark.value == U'.' || mark.value == U')') && digits + 1 < line.size() && line[digits + 1] == ' ';
}

}  // namespace

void LineJudge::judge(Paragraph& paragraph, Newlines mode) {
  auto& events = paragraph.events;
  const std::string_view text = paragraph.text;
  if (mode == Newlines::soft || paragraph.breaks.empty()) return;
  if (mode == Newlines::hard) {
    for (const std::uint32_t i : paragraph.breaks) events[i].boundary = true;
    return;
  }
  std::vector<Line>& lines = lines_;
  lines.clear();
  std::uint32_t begin = 0;
  for (const std::uint32_t i : paragraph.breaks) {
    lines.push_back({begin, events[i].at});
    begin = static_cast<std::uint32_t>(events[i].end());
  }
  lines.push_back({begin, static_cast<std::uint32_t>(text.size())});

  for (std::size_t i = 0; i + 1 < lines.size(); ++i) {
    Event& event = events[paragraph.breaks[i]];
    event.boundary = true;
    const std::size_t end = trim_blank(text, lines[i].begin, lines[i].end);
    if (end == lines[i].begin || !may_lead_on(text[end - 1])) continue;
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
  for (std::size_t i = 0; i + 2 < lines.size();) {
    const auto short_enough = [&](const Line& line) { return line.end - line.begin <= longest_wrapped; };
    if (!short_enough(lines[i]) || lines[i].end - lines[i].begin < narrowest_block / 2 || !short_enough(lines[i + 1])) {
      ++i;
      continue;
    }
    measure(text, lines[i]);
    if (lines[i].columns < narrowest_block) {
      ++i;
      continue;
    }
    const int slack = lines[i].wide ? 4 : 16;
    int low = lines[i].columns, high = low;
    int few = lines[i].characters, many = few;
    bool by_columns = true, by_characters = lines[i].wide;
    std::size_t last = i;
    while (last + 1 < lines.size()) {
      Line& line = lines[last + 1];
      if (!short_enough(line) || opens_item(text.substr(line.begin, line.end - line.begin))) break;
      measure(text, line);
      const bool columns = by_columns && line.columns >= narrowest_block && std::max(high, line.columns) - std::min(low, line.columns) <= slack;
      const bool characters = by_characters && std::max(many, line.characters) - std::min(few, line.characters) <= 2;
      if (!columns && !characters) break;
      by_columns = columns;
      by_characters = characters;
      low = std::min(low, line.columns);
      high = std::max(high, line.columns);
      few = std::min(few, line.characters);
      many = std::max(many, line.characters);
      ++last;
    }
    // The last line may be shorter.
    if (last > i && last + 1 < lines.size() && short_enough(lines[last + 1])) {
      Line& line = lines[last + 1];
      measure(text, line);
      const bool narrower = by_columns ? line.columns <= high : line.characters <= many;
      if (narrower && !opens_item(text.substr(line.begin, line.end - line.begin))) ++last;
    }
    if (last >= i + 2) {
      for (std::size_t k = i; k < last; ++k) events[paragraph.breaks[k]].boundary = false;
      i = last + 1;
    } else {
      i = std::max(last, i + 1);
    }
  }
}

}  // namespace hansift::segmentation
