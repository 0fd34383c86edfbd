#pragma once

// Readings of characters in pinyin: pinyin.table, made by cpp/tools/make_pinyin_table.py, which says how it is laid out.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "cleaning/gloss_codes.hpp"

namespace hansift::cleaning::gloss {

/// Throws DataError if the embedded file is not what this version reads.
void check_pinyin_table();

/// A syllable and its tone. Tone 0 is the neutral one, or none was written.
struct Reading {
  std::uint16_t syllable = 0;
  std::uint8_t tone = 0;
  friend bool operator==(const Reading&, const Reading&) = default;
};

/// A syllable at the start of a text and how many bytes it takes; letters with or without a tone mark, u with diaeresis also written v.
struct ParsedReading {
  Reading reading;
  std::size_t size = 0;
};
[[nodiscard]] std::optional<ParsedReading> parse_reading(std::string_view text) noexcept;

/// Place of a reading among those of a character, 0 for the usual one; -1: it is none. A reading without tone stands for any tone.
[[nodiscard]] int reading_rank(Code code, Reading reading) noexcept;

/// Characters that have a syllable among their readings, whatever the tone, in the order of their codes.
[[nodiscard]] std::span<const Code> characters_read(std::uint16_t syllable) noexcept;

}  // namespace hansift::cleaning::gloss
