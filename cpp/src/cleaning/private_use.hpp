#pragma once

#include <string_view>

namespace hansift::cleaning {

/// Which script the Chinese of a text is in, by its most frequent characters; what private-use code points mean depends on it.
enum class ChineseScript { unknown, simplified, traditional };

[[nodiscard]] ChineseScript chinese_script(std::string_view text);

/// What GB 18030-2022 (for code page 936) or Big5-HKSCS (for code page 950) has where the older code page had a private-use character;
/// 0 if nothing.
[[nodiscard]] char32_t from_gbk_private(char32_t value) noexcept;
[[nodiscard]] char32_t from_hkscs_private(char32_t value) noexcept;

}  // namespace hansift::cleaning
