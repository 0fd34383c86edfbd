#pragma once

// Character classes, from Unicode data (tables: cpp/data/text/classes.inc, made by cpp/tools/make_classes.py). One look-up a character.

#include <cstdint>

namespace hansift::text {

/// The scripts that hansift tells apart (Unicode property Script; `common` holds Common and Inherited).
enum class ScriptClass : std::uint8_t {
  common, latin, han, hiragana, katakana, hangul, bopomofo, cyrillic, greek, arabic, hebrew, devanagari, thai, other
};

/// Unicode property General_Category.
enum class Category : std::uint8_t {
  Lu, Ll, Lt, Lm, Lo, Mn, Mc, Me, Nd, Nl, No, Pc, Pd, Ps, Pe, Pi, Pf, Po, Sm, Sc, Sk, So, Zs, Zl, Zp, Cc, Cf, Cs, Co, Cn
};

/// Packed properties of one character.
class CharClass {
 public:
  constexpr explicit CharClass(std::uint16_t bits) noexcept : bits_(bits) {}

  [[nodiscard]] constexpr Category category() const noexcept { return static_cast<Category>(bits_ & 31); }
  [[nodiscard]] constexpr ScriptClass script() const noexcept { return static_cast<ScriptClass>(bits_ >> 5 & 15); }
  [[nodiscard]] constexpr bool wide() const noexcept { return bits_ >> 9 & 1; }                ///< East_Asian_Width W or F
  [[nodiscard]] constexpr bool white_space() const noexcept { return bits_ >> 10 & 1; }         ///< White_Space
  [[nodiscard]] constexpr bool extends() const noexcept { return bits_ >> 11 & 1; }             ///< Grapheme_Extend, ZWJ, Emoji_Modifier, SpacingMark: clings to the character before
  [[nodiscard]] constexpr bool ignorable() const noexcept { return bits_ >> 12 & 1; }           ///< Default_Ignorable_Code_Point
  [[nodiscard]] constexpr bool pictographic() const noexcept { return bits_ >> 13 & 1; }        ///< Extended_Pictographic
  [[nodiscard]] constexpr bool ideographic() const noexcept { return bits_ >> 14 & 1; }         ///< Ideographic (Han and a few others)

  [[nodiscard]] constexpr bool letter() const noexcept { return category() <= Category::Lo; }
  [[nodiscard]] constexpr bool mark() const noexcept { return category() >= Category::Mn && category() <= Category::Me; }
  [[nodiscard]] constexpr bool digit() const noexcept { return category() == Category::Nd; }
  [[nodiscard]] constexpr bool number() const noexcept { return category() >= Category::Nd && category() <= Category::No; }
  [[nodiscard]] constexpr bool punctuation() const noexcept { return category() >= Category::Pc && category() <= Category::Po; }
  [[nodiscard]] constexpr bool symbol() const noexcept { return category() >= Category::Sm && category() <= Category::So; }
  [[nodiscard]] constexpr bool upper() const noexcept { return category() == Category::Lu || category() == Category::Lt; }
  [[nodiscard]] constexpr bool lower() const noexcept { return category() == Category::Ll; }
  [[nodiscard]] constexpr bool han() const noexcept { return script() == ScriptClass::han; }
  [[nodiscard]] constexpr bool kana() const noexcept { return script() == ScriptClass::hiragana || script() == ScriptClass::katakana; }
  [[nodiscard]] constexpr bool hangul() const noexcept { return script() == ScriptClass::hangul; }
  /// A letter of a script written without spaces between words: Han, kana, Bopomofo.
  [[nodiscard]] constexpr bool cjk() const noexcept { return han() || kana() || script() == ScriptClass::bopomofo; }

 private:
  std::uint16_t bits_;
};

namespace detail {
extern const std::uint16_t class_index[];     // [code point >> 7], up to U+10FFFF
extern const std::uint16_t class_blocks[][128];
}  // namespace detail

/// An ideograph of the first block (CJK Unified Ideographs): nearly all that modern text has, told without a look into a table.
[[nodiscard]] constexpr bool is_han(char32_t value) noexcept { return value >= 0x4E00 && value <= 0x9FFF; }

/// Properties of a code point; beyond U+10FFFF those of an unassigned one.
[[nodiscard]] inline CharClass class_of(char32_t value) noexcept {
  if (value > 0x10FFFF) return CharClass(static_cast<std::uint16_t>(Category::Cn));
  return CharClass(detail::class_blocks[detail::class_index[value >> 7]][value & 127]);
}

}  // namespace hansift::text
