#pragma once

// text::decode_at with the two commonest cases inlined: ASCII, and the three-byte characters that most of CJK is.

#include <cstddef>
#include <string_view>

#include "text/utf8.hpp"

namespace hansift::quality {

[[nodiscard]] inline text::Decoded next_character(std::string_view text, std::size_t at) noexcept {
  const auto* bytes = reinterpret_cast<const unsigned char*>(text.data()) + at;
  const unsigned lead = bytes[0];
  if (lead < 0x80) return {static_cast<char32_t>(lead), 1, true};
  // E1 to EC, EE and EF take any two continuation bytes.
  if (lead > 0xE0 && lead < 0xF0 && lead != 0xED && text.size() - at >= 3) {
    const unsigned second = bytes[1] ^ 0x80u;
    const unsigned third = bytes[2] ^ 0x80u;
    if ((second | third) < 0x40) return {static_cast<char32_t>((lead & 0x0F) << 12 | second << 6 | third), 3, true};
  }
  return text::decode_at(text, at);
}

}  // namespace hansift::quality
