#include "quality/fold.hpp"

#include <array>
#include <memory>

#include "quality/walk.hpp"
#include "text/classes.hpp"
#include "text/utf8.hpp"

namespace hansift::quality {
namespace {

// Half-width katakana U+FF66 to U+FF9D, in their order.
constexpr std::array<std::uint16_t, 56> katakana{
    0x30F2, 0x30A1, 0x30A3, 0x30A5, 0x30A7, 0x30A9, 0x30E3, 0x30E5, 0x30E7, 0x30C3, 0x30FC, 0x30A2, 0x30A4, 0x30A6, 0x30A8, 0x30AA, 0x30AB, 0x30AD, 0x30AF,
    0x30B1, 0x30B3, 0x30B5, 0x30B7, 0x30B9, 0x30BB, 0x30BD, 0x30BF, 0x30C1, 0x30C4, 0x30C6, 0x30C8, 0x30CA, 0x30CB, 0x30CC, 0x30CD, 0x30CE, 0x30CF, 0x30D2,
    0x30D5, 0x30D8, 0x30DB, 0x30DE, 0x30DF, 0x30E0, 0x30E1, 0x30E2, 0x30E4, 0x30E6, 0x30E8, 0x30E9, 0x30EA, 0x30EB, 0x30EC, 0x30ED, 0x30EF, 0x30F3};

/// The kana with the sound mark that follows it in half-width text ("ﾊﾞ" is バ), or 0.
char32_t voiced(char32_t kana, char32_t mark) noexcept {
  if (mark == 0xFF9E) {
    if (kana == 0x30A6) return 0x30F4;
    if (kana >= 0x30AB && kana <= 0x30C1 && (kana & 1) == 1) return kana + 1;
    if (kana == 0x30C4 || kana == 0x30C6 || kana == 0x30C8) return kana + 1;
  }
  if (kana >= 0x30CF && kana <= 0x30DB && (kana - 0x30CF) % 3 == 0) return kana + (mark == 0xFF9E ? 1 : 2);
  return 0;
}

/// Simple lower case of the scripts that have one on the web: Latin, Greek, Cyrillic, Armenian, fullwidth is folded before.
char32_t lower(char32_t value) noexcept {
  if (value >= 'A' && value <= 'Z') return value + 32;
  if (value < 0xC0) return value;
  if (value <= 0xDE) return value == 0xD7 ? value : value + 32;
  if (value >= 0x100 && value <= 0x137) return value == 0x130 ? U'i' : value == 0x131 ? value : value | 1;
  if (value >= 0x139 && value <= 0x148) return (value & 1) == 1 ? value + 1 : value;
  if (value >= 0x14A && value <= 0x177) return value | 1;
  if (value == 0x178) return 0xFF;
  if (value >= 0x179 && value <= 0x17E) return (value & 1) == 1 ? value + 1 : value;
  if (value == 0x1A0 || value == 0x1AF) return value + 1;
  if (value >= 0x1CD && value <= 0x1DC) return (value & 1) == 1 ? value + 1 : value;
  if (value >= 0x391 && value <= 0x3AB && value != 0x3A2) return value + 32;
  if (value == 0x3C2) return 0x3C3;
  if (value >= 0x400 && value <= 0x40F) return value + 80;
  if (value >= 0x410 && value <= 0x42F) return value + 32;
  if (value >= 0x460 && value <= 0x481) return value | 1;
  if (value >= 0x531 && value <= 0x556) return value + 48;
  if (value >= 0x1E00 && value <= 0x1E95) return value | 1;
  if (value >= 0x1EA0 && value <= 0x1EFF) return value | 1;
  return value;
}

const std::array<std::uint16_t, 0x10000>& fold_table() {
  static const auto table = [] {
    auto made = std::make_unique<std::array<std::uint16_t, 0x10000>>();
    for (char32_t value = 0; value < 0x10000; ++value) (*made)[value] = static_cast<std::uint16_t>(fold(value));
    return made;
  }();
  return *table;
}

}  // namespace

char32_t fold(char32_t value) noexcept {
  if (value >= 0xFF01 && value <= 0xFF5E) value -= 0xFEE0;
  else if (value >= 0xFF66 && value <= 0xFF9D) return katakana[value - 0xFF66];
  else if (value >= 0xFFE0 && value <= 0xFFE1) value = 0xA2 + (value - 0xFFE0);
  else if (value == 0xFFE5) value = 0xA5;
  else if (value == 0xFFE6) value = 0x20A9;
  if (value == 0xFF9E || value == 0xFF9F) return 0;
  const text::CharClass properties = text::class_of(value);
  using text::Category;
  const Category category = properties.category();
  if (properties.white_space() || properties.ignorable() || properties.punctuation() || category == Category::Sk || category == Category::Cc ||
      category == Category::Cf) {
    return 0;
  }
  return lower(value);
}

std::size_t Folder::next(char32_t* out, std::size_t capacity) noexcept {
  const std::array<std::uint16_t, 0x10000>& table = fold_table();
  std::size_t count = 0;
  while (at_ < text_.size() && count < capacity) {
    const text::Decoded step = next_character(text_, at_);
    at_ += step.size;
    char32_t folded = step.value < 0x10000 ? table[step.value] : fold(step.value);
    if (folded == 0) continue;
    if (step.value >= 0xFF73 && step.value <= 0xFF8E && at_ < text_.size()) {
      const text::Decoded mark = next_character(text_, at_);
      if (mark.value == 0xFF9E || mark.value == 0xFF9F) {
        if (const char32_t composed = voiced(folded, mark.value)) folded = composed;
      }
    }
    out[count++] = folded;
  }
  return count;
}

}  // namespace hansift::quality
