#pragma once

// Letters of Latin-1 as bytes of something else: of a code page of another alphabet ("Ïðèâåò" for Привет), or of a double-byte one
// ("ÐÂÎÅ" for 新闻). The rules for either ask here what the other reading would cost.

#include <string>
#include <string_view>

#include "encoding/model.hpp"
#include "encoding/tables.hpp"

namespace hansift::cleaning {

inline constexpr std::size_t most_sampled = 96;  ///< characters that decide

struct AlphabetReading {
  const encoding::SingleByte* page = nullptr;  ///< none if no page has all of the bytes, or what they read is no running text
  encoding::Cost cost = 0;
};

/// The cheapest reading of `bytes` (ASCII stands for itself) in a code page of Cyrillic, Greek, Hebrew, Arabic or Thai, if it is one of
/// running text.
[[nodiscard]] AlphabetReading cheapest_alphabet(std::string_view bytes);

/// What the cheapest reading of `bytes` in a double-byte code page costs; a character cut off at the end is left out. The greatest cost if none
/// can read them.
[[nodiscard]] encoding::Cost cheapest_double_byte(std::string_view bytes);

/// The bytes of the first `most_sampled` characters of `text` in windows-1252; nothing if one is not in it.
[[nodiscard]] std::string windows_1252_bytes(std::string_view text);

}  // namespace hansift::cleaning
