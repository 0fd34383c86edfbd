#include "text/wrapping.hpp"

#include <algorithm>

#include "text/classes.hpp"
#include "text/utf8.hpp"

namespace hansift::text {
namespace {

/// White space and what is as empty.
bool is_blank(char32_t value) { return value == 0x200B || value == 0xFEFF || class_of(value).white_space(); }

std::size_t trimmed_end(std::string_view text, std::size_t begin, std::size_t end) {
  while (end > begin) {
    const char last = text[end - 1];
    if (last > ' ' && last < 0x7F) break;
    const Decoded found = decode_before(text, end);
    if (!is_blank(found.value) || found.size > end - begin) break;
    end -= found.size;
  }
  return end;
}

// Longer lines are not the work of a wrapping program.
constexpr std::size_t longest_wrapped = 1200;
constexpr int narrowest_block = 40;

void measure(std::string_view text, WrappedLine& line) {
  if (line.columns >= 0) return;
  const std::size_t end = trimmed_end(text, line.begin, line.end);
  int characters = 0;
  int wide = 0;
  int narrow_marks = 0;
  // Counters of one byte let the compiler count sixteen bytes at once.
  for (std::size_t block = line.begin; block < end; block += 240) {
    const std::size_t block_end = std::min(end, block + 240);
    std::uint8_t firsts = 0, wides = 0, marks = 0;
    for (std::size_t at = block; at < block_end; ++at) {
      const auto byte = static_cast<unsigned char>(text[at]);
      firsts = static_cast<std::uint8_t>(firsts + ((byte & 0xC0) != 0x80));
      wides = static_cast<std::uint8_t>(wides + (byte >= 0xE3 && byte != 0xFF));
      marks = static_cast<std::uint8_t>(marks + (byte == 0xE2));
    }
    characters += firsts;
    wide += wides;
    narrow_marks += marks;
  }
  line.wide = wide * 2 > characters;
  line.characters = characters;
  line.columns = characters + wide + (line.wide ? narrow_marks : 0);
}

}  // namespace

bool opens_item(std::string_view line) {
  if (line.empty()) return false;
  std::size_t at = 0;
  while (at < line.size() && is_blank(decode_at(line, at).value)) at += decode_at(line, at).size;
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
