#pragma once

// White space as the contract of spans counts it, and what is as empty: White_Space, U+200B, U+FEFF. Told from the bytes, without decoding.

#include <cstddef>
#include <string_view>

#include "text/classes.hpp"

namespace hansift::text {

/// Size of the character at `at` if it is white space (see above), else 0.
[[nodiscard]] inline std::size_t blank_size(std::string_view text, std::size_t at) noexcept {
  const auto byte = [&](std::size_t i) { return at + i < text.size() ? static_cast<unsigned char>(text[at + i]) : 0U; };
  const unsigned lead = byte(0);
  if (lead <= ' ') return lead == ' ' || (lead >= 9 && lead <= 13) ? 1 : 0;
  if (lead < 0xC2 || (lead > 0xE3 && lead != 0xEF)) return 0;  // ASCII and nearly all Han
  const unsigned second = byte(1), third = byte(2);
  switch (lead) {
    case 0xC2: return second == 0x85 || second == 0xA0 ? 2 : 0;
    case 0xE1: return second == 0x9A && third == 0x80 ? 3 : 0;
    case 0xE2: {
      if (second != 0x80) return second == 0x81 && third == 0x9F ? 3 : 0;
      return (third >= 0x80 && third <= 0x8B) || third == 0xA8 || third == 0xA9 || third == 0xAF ? 3 : 0;
    }
    case 0xE3: return second == 0x80 && third == 0x80 ? 3 : 0;
    case 0xEF: return second == 0xBB && third == 0xBF ? 3 : 0;
    default: return 0;
  }
}
[[nodiscard]] inline bool is_blank(char32_t value) noexcept {
  if (value < 0x80) return value == U' ' || (value >= 9 && value <= 13);
  return class_of(value).white_space() || value == 0x200B || value == 0xFEFF;
}
/// First byte at or behind `at` that does not begin a blank character; text.size() if there is none.
[[nodiscard]] inline std::size_t skip_blank(std::string_view text, std::size_t at) noexcept {
  while (at < text.size()) {
    const std::size_t size = blank_size(text, at);
    if (size == 0) break;
    at += size;
  }
  return at;
}
/// End of the last character before `end` that is not blank; `floor` if there is none.
[[nodiscard]] inline std::size_t trim_blank(std::string_view text, std::size_t floor, std::size_t end) noexcept {
  const std::string_view part = text.substr(0, end);
  while (end > floor) {
    // All blank characters of more bytes end in a continuation.
    const auto last = static_cast<unsigned char>(text[end - 1]);
    std::size_t size = 0;
    if (last < 0x80) size = blank_size(part, end - 1);
    else if (last < 0xC0 && end >= floor + 2 && blank_size(part, end - 2) == 2) size = 2;
    else if (last < 0xC0 && end >= floor + 3 && blank_size(part, end - 3) == 3) size = 3;
    if (size == 0) break;
    end -= size;
  }
  return end;
}

}  // namespace hansift::text
