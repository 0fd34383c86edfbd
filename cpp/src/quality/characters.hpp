#pragma once

// What the signals need to know of a character, one byte each: a flat table of the Basic Multilingual Plane, made from the classes of
// the text room on first use (64 KiB; the part that a text touches stays in the first-level cache).

#include <array>
#include <cstdint>

namespace hansift::quality {

enum class Kind : std::uint8_t { space, newline, han, kana, hangul, latin, letter, mark, digit, punctuation, symbol, replacement, other };

class CharInfo {
 public:
  constexpr CharInfo() = default;
  constexpr CharInfo(Kind kind, bool function, bool special) noexcept
      : bits_(static_cast<std::uint8_t>(static_cast<unsigned>(kind) | (function ? 0x40u : 0u) | (special ? 0x80u : 0u))) {}

  [[nodiscard]] constexpr Kind kind() const noexcept { return static_cast<Kind>(bits_ & 0x0F); }
  /// Grammar rather than matter: hiragana, the function characters of Chinese, the last syllable of a Korean word that is an ending.
  [[nodiscard]] constexpr bool function() const noexcept { return (bits_ & 0x40) != 0; }
  /// Has a mark_of() other than none.
  [[nodiscard]] constexpr bool special() const noexcept { return (bits_ & 0x80) != 0; }

 private:
  std::uint8_t bits_ = static_cast<std::uint8_t>(Kind::other);
};

/// What a punctuation mark or symbol does in a line.
enum class Mark : std::uint8_t {
  none,
  terminator,        ///< ends a sentence wherever it stands: the wide ones
  ascii_terminator,  ///< ends one before white space, a closer or the end
  ellipsis,
  closer,
  list,              ///< stands between the items of a menu: | / > and the like
  bullet,            ///< at the begin of a line
  ascii_bullet,      ///< the same if white space follows
};

[[nodiscard]] Mark mark_of(char32_t value) noexcept;

[[nodiscard]] CharInfo classify(char32_t value) noexcept;

/// classify() of the first 65,536 code points.
[[nodiscard]] const std::array<CharInfo, 0x10000>& character_table();

/// Whether a lower-case Latin word of up to eight letters, packed first letter lowest, is a function word.
[[nodiscard]] bool is_function_word(std::uint64_t packed) noexcept;

}  // namespace hansift::quality
