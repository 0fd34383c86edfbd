#pragma once

// Bounded looks around a position: is it inside a URL, inside inline code, beside East Asian text?

#include <algorithm>
#include <string_view>

#include "hansift/text.hpp"
#include "text/classes.hpp"
#include "text/utf8.hpp"

namespace hansift::cleaning {

/// The character at `at` of text that is known to be well-formed, as it is in every pass.
[[nodiscard]] inline text::Decoded decode_valid(std::string_view text, std::size_t at) noexcept {
  const auto* bytes = reinterpret_cast<const unsigned char*>(text.data()) + at;
  const char32_t lead = bytes[0];
  if (lead < 0x80) return {lead, 1, true};
  if (lead < 0xE0) return {(lead & 31) << 6 | (bytes[1] & 63u), 2, true};
  if (lead < 0xF0) return {(lead & 15) << 12 | (bytes[1] & 63u) << 6 | (bytes[2] & 63u), 3, true};
  return {(lead & 7) << 18 | (bytes[1] & 63u) << 12 | (bytes[2] & 63u) << 6 | (bytes[3] & 63u), 4, true};
}

/// The character that ends at `end`, likewise.
[[nodiscard]] inline text::Decoded decode_valid_before(std::string_view text, std::size_t end) noexcept {
  do --end;
  while (text::is_continuation(text[end]));
  return decode_valid(text, end);
}

[[nodiscard]] constexpr bool is_graphic(char c) noexcept { return c > 0x20 && c < 0x7F; }
[[nodiscard]] constexpr bool is_ascii_digit(char c) noexcept { return c >= '0' && c <= '9'; }
[[nodiscard]] constexpr bool is_ascii_letter(char c) noexcept { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
[[nodiscard]] constexpr bool is_ascii_alnum(char c) noexcept { return is_ascii_digit(c) || is_ascii_letter(c); }
[[nodiscard]] constexpr int hex_value(char c) noexcept {
  return is_ascii_digit(c) ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

/// The line that has the byte `at`, without its break.
[[nodiscard]] inline Span line_around(std::string_view text, std::size_t at) noexcept {
  const std::size_t found = at == 0 ? text.npos : text.rfind('\n', at - 1);
  return {found == text.npos ? 0 : found + 1, std::min(text.find('\n', at), text.size())};
}

/// The run of graphic ASCII that ends at `at`, at most 400 bytes of it.
[[nodiscard]] inline std::string_view word_before(std::string_view text, std::size_t at) noexcept {
  std::size_t begin = at;
  while (begin > 0 && at - begin < 400 && is_graphic(text[begin - 1]) && text[begin - 1] != '<' && text[begin - 1] != '>' && text[begin - 1] != '"') --begin;
  return text.substr(begin, at - begin);
}

[[nodiscard]] inline bool in_url(std::string_view text, std::size_t at) noexcept {
  const std::string_view word = word_before(text, at);
  if (word.size() < 3) return false;
  return word.find("://") != word.npos || word.find("www.") != word.npos || word.find("mailto:") != word.npos;
}

/// An odd number of ` before it on its line (400 bytes are looked at).
[[nodiscard]] inline bool in_code_span(std::string_view text, std::size_t at) noexcept {
  bool inside = false;
  for (std::size_t i = at; i > 0 && at - i < 400 && text[i - 1] != '\n'; --i) inside ^= text[i - 1] == '`';
  return inside;
}

/// A letter of Han, kana, Bopomofo or Hangul, or punctuation that belongs to them.
[[nodiscard]] inline bool is_east_asian(char32_t value) noexcept {
  const text::CharClass found = text::class_of(value);
  return found.cjk() || found.hangul() || (value >= 0x3000 && value <= 0x303F) || (value >= 0xFF00 && value <= 0xFFEF);
}

}  // namespace hansift::cleaning
