#include "cleaning/letter_rows.hpp"

#include <algorithm>
#include <array>

#include "cleaning/scan_back.hpp"
#include "encoding/reverse.hpp"

namespace hansift::cleaning {
namespace {

bool is_east_asian_letter(char32_t value) noexcept { return (value >= 0x2E80 && value < 0x3000) || (value >= 0x3400 && value < 0xD7B0); }

/// The steps of a row from code to code.
class CodeSteps {
 public:
  void add(std::uint32_t code) noexcept {
    if (last_ != 0) {
      ++steps_;
      up_ += code > last_ ? 1 : 0;
    } else {
      first_ = code;
    }
    last_ = code;
  }
  [[nodiscard]] bool in_order() const noexcept {
    constexpr std::size_t fewest = 8, fewest_close = 4;  // steps that are told from chance
    constexpr std::uint32_t close = 0x300;               // three rows
    if (steps_ >= fewest && 10 * up_ >= 9 * steps_) return true;
    return steps_ >= fewest_close && up_ == steps_ && last_ - first_ < close;
  }

 private:
  std::uint32_t first_ = 0, last_ = 0;
  std::size_t steps_ = 0, up_ = 0;
};

}  // namespace

bool is_code_row(std::string_view text) {
  using encoding::Family;
  constexpr std::array<Family, 4> families = {Family::euc_jp, Family::euc_kr, Family::gb18030, Family::big5};
  CodeSteps unicode;
  std::array<CodeSteps, families.size()> others;
  for (std::size_t at = 0; at < text.size();) {
    const text::Decoded found = decode_valid(text, at);
    at += found.size;
    if (!is_east_asian_letter(found.value)) continue;
    unicode.add(found.value);
    for (std::size_t i = 0; i < families.size(); ++i) {
      if (const std::uint32_t code = encoding::reverse_table({"", families[i]})[found.value]; code != 0) others[i].add(code);
    }
  }
  return unicode.in_order() || std::any_of(others.begin(), others.end(), [](const CodeSteps& steps) { return steps.in_order(); });
}

bool is_half_width(std::string_view text) noexcept {
  bool any = false;
  for (std::size_t at = 0; at < text.size();) {
    const text::Decoded found = decode_valid(text, at);
    at += found.size;
    if (is_east_asian_letter(found.value)) return false;
    any = any || (found.value >= 0xFF66 && found.value < 0xFF9E);
  }
  return any;
}

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
