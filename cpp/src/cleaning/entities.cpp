#include "cleaning/entities.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>

#include "cleaning/scan_back.hpp"
#include "text/utf8.hpp"

namespace hansift::cleaning {
namespace {

#include "../../data/cleaning/entities.inc"

/// Names that are written without the semicolon and are no word, no query parameter and no identifier of a program.
constexpr std::array<std::string_view, 9> open_names = {"bdquo", "hellip", "ldquo", "lsquo", "mdash", "nbsp", "ndash", "rdquo", "rsquo"};

/// What browsers make of &#128; to &#159;: code page 1252 (HTML Standard, "Numeric character reference end state").
constexpr std::array<char16_t, 32> code_page_1252 = {
    0x20AC, 0x81, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x8D, 0x017D, 0x8F,
    0x90, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D, 0x017E, 0x0178};

std::string_view named(std::string_view name) {
  const auto* found = std::lower_bound(std::begin(entity_offsets), std::end(entity_offsets), name,
                                       [](std::uint16_t offset, std::string_view key) { return std::string_view(entity_text + offset) < key; });
  if (found == std::end(entity_offsets) || name != entity_text + *found) return {};
  return entity_text + *found + name.size() + 1;
}

struct Number {
  std::size_t end = 0;
  char32_t value = 0;
};

/// "#1234;" or "#x12ab;" at `at`. Without the semicolon only above ASCII and before something that is no digit.
Number numeric(std::string_view text, std::size_t at) {
  if (at + 2 >= text.size() || text[at] != '#') return {};
  const bool hex = text[at + 1] == 'x' || text[at + 1] == 'X';
  std::size_t i = at + (hex ? 2 : 1);
  const std::size_t first = i;
  char32_t value = 0;
  for (; i < text.size() && i - first < 9; ++i) {
    const int digit = hex ? hex_value(text[i]) : is_ascii_digit(text[i]) ? text[i] - '0' : -1;
    if (digit < 0) break;
    value = std::min<char32_t>(value * (hex ? 16 : 10) + static_cast<char32_t>(digit), 0x110000);
  }
  if (i == first) return {};
  const bool closed = i < text.size() && text[i] == ';';
  if (!closed && (value < 0xA0 || (i < text.size() && is_ascii_alnum(text[i])))) return {};
  return {i + (closed ? 1 : 0), value};
}

Entity body(std::string_view text, std::size_t at) {
  if (at >= text.size()) return {};
  if (text[at] == '#') {
    Number number = numeric(text, at);
    if (number.end == 0) return {};
    // Two halves of a UTF-16 pair, written one by one.
    if (number.value >= 0xD800 && number.value <= 0xDBFF && text.substr(number.end).starts_with("&#")) {
      const Number low = numeric(text, number.end + 1);
      if (low.end != 0 && low.value >= 0xDC00 && low.value <= 0xDFFF) {
        number = {low.end, 0x10000 + ((number.value - 0xD800) << 10) + (low.value - 0xDC00)};
      }
    }
    if (number.value == 0 || number.value > 0x10FFFF || (number.value >= 0xD800 && number.value <= 0xDFFF)) return {};
    if (number.value >= 0x80 && number.value < 0xA0) number.value = windows_1252(number.value);
    Entity found{number.end, {}};
    text::append_utf8(found.text, number.value);
    return found;
  }
  std::size_t i = at;
  while (i < text.size() && i - at < 32 && is_ascii_alnum(text[i])) ++i;
  const std::string_view name = text.substr(at, i - at);
  if (name.empty()) return {};
  if (i < text.size() && text[i] == ';') {
    const std::string_view meaning = named(name);
    return meaning.empty() ? Entity{} : Entity{i + 1, std::string(meaning)};
  }
  if (std::find(open_names.begin(), open_names.end(), name) == open_names.end()) return {};
  if (i < text.size() && (text[i] == '=' || text[i] == '_' || text[i] == '-' || text[i] == '[' || text[i] == '.' || text[i] == '(')) return {};
  return {i, std::string(named(name))};
}

}  // namespace

char32_t windows_1252(char32_t value) noexcept { return value >= 0x80 && value < 0xA0 ? code_page_1252[value - 0x80] : value; }

Entity read_entity(std::string_view text, std::size_t at) {
  // The ampersand may itself be escaped, any number of times.
  std::size_t i = at + 1;
  for (bool more = true; more;) {
    more = false;
    for (std::string_view again : {"amp;", "#38;", "#038;", "#x26;"}) {
      if (text.substr(i).starts_with(again)) {
        i += again.size();
        more = true;
      }
    }
  }
  Entity found = body(text, i);
  if (found.end == 0) return i == at + 1 ? Entity{at, {}} : Entity{i, "&"};
  return found;
}

}  // namespace hansift::cleaning
