#include "cleaning/letter_rows.hpp"

#include <algorithm>

#include "cleaning/scan_back.hpp"

namespace hansift::cleaning {

bool is_letter_row(std::string_view text) noexcept {
  constexpr std::size_t fewest = 4, fewest_up = 5;  // steps that are told from chance
  std::size_t steps = 0;
  std::size_t up = 0, down = 0;  // to a code that is a little higher, or lower
  std::size_t close = 0;  // to the next code, or the one behind it: capitals and small letters take turns in many alphabets
  char32_t last = 0;
  std::size_t word = 0;  // letters since the last separator
  for (std::size_t at = 0; at < text.size();) {
    const text::Decoded found = decode_valid(text, at);
    at += found.size;
    if (found.value < 0x80 || found.value == 0xA0 || found.value == 0x3001 || found.value == 0xFF0C) {
      if (word > 1) last = 0;  // the row begins anew; where letters stand one by one it goes on
      word = 0;
      continue;
    }
    if (last != 0) {
      ++steps;
      const bool higher = found.value > last;
      const char32_t step = higher ? found.value - last : last - found.value;
      (higher ? up : down) += step > 0 && step <= 32 ? 1 : 0;
      close += step > 0 && step <= 2 ? 1 : 0;
    }
    last = found.value;
    ++word;
  }
  return (steps >= fewest && 2 * close >= steps) || (steps >= fewest_up && 20 * std::max(up, down) >= 19 * steps);
}

bool is_few_signs(std::string_view text) noexcept {
  constexpr std::size_t most = 12;
  std::size_t count = 0;
  for (std::size_t at = 0; at < text.size() && count < most;) {
    const text::Decoded found = decode_valid(text, at);
    at += found.size;
    const bool ascii = found.value < 0x80;
    const bool sign = found.value >= 0xA0 && found.value < 0xC0;
    if (ascii ? is_ascii_letter(static_cast<char>(found.value)) : !sign) return false;
    count += sign ? 1 : 0;
  }
  return count < most;
}

bool is_all_jamo(std::string_view text) noexcept {
  bool any = false;
  for (std::size_t at = 0; at < text.size();) {
    const text::Decoded found = decode_valid(text, at);
    at += found.size;
    if (found.value < 0x80 || found.value == 0x3000) continue;
    if (found.value < 0x3131 || found.value > 0x318E) return false;
    any = true;
  }
  return any;
}

}  // namespace hansift::cleaning
