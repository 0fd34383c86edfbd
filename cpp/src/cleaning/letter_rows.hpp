#pragma once

#include <string_view>

namespace hansift::cleaning {

/// Whether well-formed `text` is a row of letters in the order of their codes ("ÀÁÂÃÄÅ", "À, È, Ì, Ò, Ù", "¡¢£¤") and not text: no reading makes words of it.
/// What is ASCII only separates. Linear.
[[nodiscard]] bool is_letter_row(std::string_view text) noexcept;

/// Whether well-formed `text` is a row of East Asian characters in the order of a code: of Unicode (radicals), of JIS X 0208 and KS X 1001 (by reading), of
/// GB 2312 and Big5 (by reading, by strokes). Also with gaps, as lists for practice have them. Linear.
[[nodiscard]] bool is_code_row(std::string_view text);

/// Whether there are letters of half-width katakana, and no other East Asian letters. Linear.
[[nodiscard]] bool is_half_width(std::string_view text) noexcept;

/// Whether there is nothing but signs of Latin-1 (¹²³, ¼½¾) beyond ASCII, and few of them. Linear.
[[nodiscard]] bool is_few_signs(std::string_view text) noexcept;

/// Whether there is nothing but single letters of Hangul (ㄱㄴㄷ, ㅋㅋㅋ) beyond ASCII: a keyboard, an alphabet or laughter. Linear.
[[nodiscard]] bool is_all_jamo(std::string_view text) noexcept;

}  // namespace hansift::cleaning
