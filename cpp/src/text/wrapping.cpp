#include "text/wrapping.hpp"

#include <algorithm>

#include "text/blanks.hpp"
#include "text/scan.hpp"
#include "text/utf8.hpp"

namespace hansift::text {
namespace {

// Longer lines are not the work of a wrapping program.
constexpr std::size_t longest_wrapped = 1200;
constexpr int narrowest_block = 40;

void measure(std::string_view text, WrappedLine& line) {
  if (line.columns >= 0) return;
  const std::size_t end = trim_blank(text, line.begin, line.end);
  const LeadCounts leads = count_leads(text.substr(line.begin, end - line.begin));
  line.wide = leads.from_e3 * 2 > leads.all;
  line.characters = static_cast<int>(leads.all);
  line.columns = static_cast<int>(leads.all + leads.from_e3 + (line.wide ? leads.e2 : 0));
}

}  // namespace

bool opens_item(std::string_view line) {
  if (line.empty()) return false;
  const std::size_t at = skip_blank(line, 0);
  if (at >= line.size()) return false;
  const Decoded first = decode_at(line, at);
  const std::string_view rest = line.substr(at + first.size);
  switch (first.value) {
    case U'-': case U'*': case U'•': case U'·': case U'●': case U'○': case U'■': case U'□': case U'◆': case U'▪':
      return !rest.empty() && is_blank(decode_at(rest, 0).value);
    default: break;
  }
  if (first.value >= 0x2460 && first.value <= 0x2473) return true;
  std::size_t digits = at;
  while (digits < line.size() && digits < at + 3 && line[digits] >= '0' && line[digits] <= '9') ++digits;
  if (digits == at || digits >= line.size() || line[at] == '0') return false;
  const Decoded mark = decode_at(line, digits);
  if (mark.value == U'、' || mark.value == U'．') return true;
  return (mark.value == U'.' || mark.value == U')') && digits + 1 < line.size() && line[digits + 1] == ' ';
}

std::optional<WrappedBlock> next_wrapped_block(std::string_view text, std::span<WrappedLine> lines, std::size_t from) {
  for (std::size_t i = from; i + 2 < lines.size();) {
    const auto short_enough = [&](const WrappedLine& line) { return line.end - line.begin <= longest_wrapped; };
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
      WrappedLine& line = lines[last + 1];
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
      WrappedLine& line = lines[last + 1];
      measure(text, line);
      const bool narrower = by_columns ? line.columns <= high : line.characters <= many;
      if (narrower && !opens_item(text.substr(line.begin, line.end - line.begin))) ++last;
    }
    if (last >= i + 2) return WrappedBlock{i, last};
    i = std::max(last, i + 1);
  }
  return std::nullopt;
}

}  // namespace hansift::text
