#pragma once

#include <array>

namespace hansift::text {

/// The characters of windows-1252 at bytes 80 to 9F (WHATWG index); at the five that it leaves open the control character of that number. Also
/// what HTML makes of the references &#128; to &#159; (HTML Standard, "Numeric character reference end state").
inline constexpr std::array<char16_t, 32> windows_1252_high = {
    0x20AC, 0x81, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x8D, 0x017D, 0x8F,
    0x90, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D, 0x017E, 0x0178};

/// What the control character `value` (U+0080 to U+009F) is as a byte of windows-1252; others are themselves.
[[nodiscard]] constexpr char32_t windows_1252(char32_t value) noexcept { return value >= 0x80 && value < 0xA0 ? windows_1252_high[value - 0x80] : value; }

}  // namespace hansift::text
