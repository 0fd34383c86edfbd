#pragma once

// Walking UTF-8. Total: ill-formed bytes come out as U+FFFD, one per maximal ill-formed subsequence (Unicode 15, section 3.9), and the
// walk goes on behind them. Input is never assumed to be well-formed.

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace hansift::text {

inline constexpr char32_t replacement_character = 0xFFFD;

/// One step of a walk: the character and how many bytes it takes. `valid` is false for an ill-formed subsequence.
struct Decoded {
  char32_t value = 0;
  std::uint32_t size = 0;
  bool valid = true;
};

[[nodiscard]] constexpr bool is_continuation(char byte) noexcept { return (static_cast<unsigned char>(byte) & 0xC0) == 0x80; }

/// The character at `at` (which must be < text.size()).
[[nodiscard]] inline Decoded decode_at(std::string_view text, std::size_t at) noexcept {
  const auto* bytes = reinterpret_cast<const unsigned char*>(text.data()) + at;
  const std::size_t left = text.size() - at;
  const unsigned lead = bytes[0];
  if (lead < 0x80) return {static_cast<char32_t>(lead), 1, true};
  const auto follows = [&](std::size_t i) { return i < left && (bytes[i] & 0xC0) == 0x80; };
  if (lead >= 0xC2 && lead <= 0xDF) {
    if (!follows(1)) return {replacement_character, 1, false};
    return {static_cast<char32_t>((lead & 0x1F) << 6 | (bytes[1] & 0x3F)), 2, true};
  }
  if ((lead & 0xF0) == 0xE0) {
    const unsigned low = lead == 0xE0 ? 0xA0 : 0x80;
    const unsigned high = lead == 0xED ? 0x9F : 0xBF;
    if (left < 2 || bytes[1] < low || bytes[1] > high) return {replacement_character, 1, false};
    if (!follows(2)) return {replacement_character, 2, false};
    return {static_cast<char32_t>((lead & 0x0F) << 12 | (bytes[1] & 0x3Fu) << 6 | (bytes[2] & 0x3Fu)), 3, true};
  }
  if (lead >= 0xF0 && lead <= 0xF4) {
    const unsigned low = lead == 0xF0 ? 0x90 : 0x80;
    const unsigned high = lead == 0xF4 ? 0x8F : 0xBF;
    if (left < 2 || bytes[1] < low || bytes[1] > high) return {replacement_character, 1, false};
    if (!follows(2)) return {replacement_character, 2, false};
    if (!follows(3)) return {replacement_character, 3, false};
    return {static_cast<char32_t>((lead & 0x07) << 18 | (bytes[1] & 0x3Fu) << 12 | (bytes[2] & 0x3Fu) << 6 | (bytes[3] & 0x3Fu)), 4, true};
  }
  return {replacement_character, 1, false};
}

/// The character at `at` if it is one of U+4E00 to U+9FFF, the block that most text of the corpus is of, else 0. Saves the look into tables
/// where all of that block are alike.
[[nodiscard]] inline char32_t han_at(std::string_view text, std::size_t at) noexcept {
  if (text.size() - at < 3) return 0;
  const auto* bytes = reinterpret_cast<const unsigned char*>(text.data()) + at;
  const unsigned second = bytes[1] ^ 0x80u;
  const unsigned third = bytes[2] ^ 0x80u;
  const char32_t value = (bytes[0] & 0x0Fu) << 12 | second << 6 | third;
  return (bytes[0] & 0xF0) == 0xE0 && (second | third) < 0x40 && value >= 0x4E00 && value <= 0x9FFF ? value : 0;
}

/// The character that ends at `end` (0 < end <= text.size()); its size tells where it begins. Looks back at most three bytes.
[[nodiscard]] inline Decoded decode_before(std::string_view text, std::size_t end) noexcept {
  std::size_t begin = end - 1;
  const std::size_t floor = end >= 4 ? end - 4 : 0;
  while (begin > floor && is_continuation(text[begin])) --begin;
  for (; begin < end; ++begin) {
    const Decoded found = decode_at(text.substr(0, end), begin);
    if (begin + found.size == end) return found;
  }
  return {replacement_character, 1, false};
}

/// Appends a scalar value; anything else becomes U+FFFD.
inline void append_utf8(std::string& out, char32_t value) {
  if (value < 0x80) {
    out.push_back(static_cast<char>(value));
  } else if (value < 0x800) {
    const char bytes[] = {static_cast<char>(0xC0 | value >> 6), static_cast<char>(0x80 | (value & 0x3F))};
    out.append(bytes, 2);
  } else if (value < 0x10000) {
    if (value >= 0xD800 && value <= 0xDFFF) value = replacement_character;
    const char bytes[] = {static_cast<char>(0xE0 | value >> 12), static_cast<char>(0x80 | (value >> 6 & 0x3F)),
                          static_cast<char>(0x80 | (value & 0x3F))};
    out.append(bytes, 3);
  } else if (value <= 0x10FFFF) {
    const char bytes[] = {static_cast<char>(0xF0 | value >> 18), static_cast<char>(0x80 | (value >> 12 & 0x3F)),
                          static_cast<char>(0x80 | (value >> 6 & 0x3F)), static_cast<char>(0x80 | (value & 0x3F))};
    out.append(bytes, 4);
  } else {
    append_utf8(out, replacement_character);
  }
}

[[nodiscard]] constexpr std::size_t utf8_size(char32_t value) noexcept {
  return value < 0x80 ? 1 : value < 0x800 ? 2 : value < 0x10000 ? 3 : 4;
}

}  // namespace hansift::text
