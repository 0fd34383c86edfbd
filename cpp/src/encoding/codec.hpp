#pragma once

// What an encoding is: its name, its family of decoders, and its table within the family.

#include <cstdint>
#include <string_view>

namespace hansift::encoding {

enum class Family : std::uint8_t {
  utf8,
  utf16le,
  utf16be,
  utf32le,
  utf32be,
  gb18030,
  big5,
  euc_kr,
  shift_jis,
  euc_jp,
  euc_tw,
  johab,
  iso_2022_jp,
  iso_2022_kr,
  iso_2022_cn,
  hz,
  single_byte,
  user_defined,
  replacement,
};

struct Codec {
  std::string_view name;
  Family family;
  std::uint8_t page = 0;  ///< index into single_byte_pages(), for Family::single_byte
};

/// The codec of a label (as canonical_encoding); null if there is none.
[[nodiscard]] const Codec* find_codec(std::string_view label) noexcept;

/// The codec of a canonical name that hansift itself wrote.
[[nodiscard]] const Codec& codec_of(std::string_view canonical) noexcept;

}  // namespace hansift::encoding
