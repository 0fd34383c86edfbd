#pragma once

// Private-use code points that code pages used for want of characters in Unicode, and the characters that Unicode has for them now.

#include <cstdint>

namespace hansift::encoding {

[[nodiscard]] constexpr bool is_private_use(char32_t value) noexcept { return (value >= 0xE000 && value <= 0xF8FF) || value >= 0xF0000; }

/// What GB 18030-2022 (for code page 936) or Big5-HKSCS (for code page 950) has where the older code page had a private-use character;
/// 0 if nothing.
[[nodiscard]] char32_t from_gbk_private(char32_t value) noexcept;
[[nodiscard]] char32_t from_hkscs_private(char32_t value) noexcept;

}  // namespace hansift::encoding
