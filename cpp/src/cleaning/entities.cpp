#include "cleaning/entities.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>

#include "cleaning/scan_back.hpp"
#include "text/utf8.hpp"
#include "text/windows_1252.hpp"

namespace hansift::cleaning {
namespace {

#include "../../data/cleaning/entities.inc"

/// Names that are written without the semicolon and are no word, no query parameter and no identifier of a program.
constexpr std::array<std::string_view, 13> open_names = {"bdquo", "hellip", "laquo", "ldquo", "lsquo", "mdash", "middot", "nbsp", "ndash", "raquo", "rdquo", "rsquo", "sbquo"};

/// Names that could be an identifier or a parameter, too: without the semicolon only where a word of text ends.
constexpr std::array<std::string_view, 12> word_names = {"amp", "bull", "copy", "deg", "euro", "gt", "lt", "para", "quot", "reg", "sect", "trade"};

/// Ends of the names of accented letters (&eacute &Uuml &ccedil ...), as HTML lists them for use without the semicolon.
constexpr std::array<std::string_view, 7> letter_ends = {"acute", "grave", "circ", "tilde", "uml", "cedil", "slash"};

bool is_letter_name(std::string_view name) {
  if (name == "szlig" || name == "AElig" || name == "aelig" || name == "aring" || name == "Aring") return true;
  return std::any_of(letter_ends.begin(), letter_ends.end(), [&](std::string_view end) { return name.size() == end.size() + 1 && name.ends_with(end); });
}

/// Whether the name that a zero byte ends comes before `key`. (Names are short: faster than calls of the library.)
bool comes_before(const char* name, std::string_view key) noexcept {
  for (std::size_t i = 0; i < key.size(); ++i) {
    if (name[i] != key[i]) return name[i] < key[i];
  }
  return false;
}

/// Where the names begin that have the first letter `i`, and those behind.
constexpr std::array<std::uint16_t, 129> first_letters = [] {
  std::array<std::uint16_t, 129> begins{};
  std::size_t at = 0;
  for (std::size_t letter = 0; letter < begins.size(); ++letter) {
    while (at < std::size(entity_offsets) && static_cast<std::size_t>(entity_text[entity_offsets[at]]) < letter) ++at;
    begins[letter] = static_cast<std::uint16_t>(at);
  }
  return begins;
}();

/// What the name (letters and digits, not empty) means; empty if nothing.
std::string_view named(std::string_view name) {
  const auto letter = static_cast<std::size_t>(name[0]);
  const auto* last = entity_offsets + first_letters[letter + 1];
  const auto* found = std::lower_bound(entity_offsets + first_letters[letter], last, name,
                                       [](std::uint16_t offset, std::string_view key) { return comes_before(entity_text + offset, key); });
  if (found == last || name != entity_text + *found) return {};
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
  // East Asian text in decimal: what follows is no digit and may be a letter of a word.
  if (!closed && (value < 0xA0 || (i < text.size() && is_ascii_alnum(text[i]) && (hex || value < 0x2E80)))) return {};
  return {i + (closed ? 1 : 0), value};
}

/// The name text[at, end), which no semicolon follows.
Entity open_entity(std::string_view text, std::size_t at, std::size_t end) {
  const std::string_view name = text.substr(at, end - at);
  const char next = end < text.size() ? text[end] : ' ';
  const bool open = std::find(open_names.begin(), open_names.end(), name) != open_names.end() || is_letter_name(name);
  const bool word = std::find(word_names.begin(), word_names.end(), name) != word_names.end();
  if (!open && !word) return {};
  if (std::string_view("=_-[.(").find(next) != std::string_view::npos && name != "nbsp") return {};
  if (word) {
    const char before = at >= 2 ? text[at - 2] : ' ';  // what the ampersand stands behind
    if (is_graphic(next) || std::string_view("(,=&|*[").find(before) != std::string_view::npos) return {};
    // "a, &lt" is an argument, "Tom &amp Jerry" text.
    if (before == ' ' && at >= 3 && std::string_view("(,=&|*[").find(text[at - 3]) != std::string_view::npos) return {};
  }
  return {end, std::string(named(name))};
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
    number.value = text::windows_1252(number.value);
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
    if (!meaning.empty()) return {i + 1, std::string(meaning)};
    return name == "NBSP" || name == "Nbsp" ? Entity{i + 1, std::string(named("nbsp"))} : Entity{};
  }
  if (name.starts_with("nbsp")) i = at + 4;  // nothing else begins so
  return open_entity(text, at, i);
}

}  // namespace

Entity read_entity(std::string_view text, std::size_t at) {
  // The ampersand may itself be escaped, any number of times.
  std::size_t i = at + 1;
  for (bool more = i < text.size() && (text[i] == 'a' || text[i] == '#'); more;) {
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
