#pragma once

#include <string_view>

namespace hansift::extraction {

/// A line of nothing but names of channels, buttons and sizes of letters: "首页新闻体育财经", "Text size A A A", "小 中 大 列印 轉寄". Such a line is no headline,
/// though it stands where one does.
[[nodiscard]] bool is_menu(std::string_view line) noexcept;

}  // namespace hansift::extraction
