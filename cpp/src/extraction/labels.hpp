#pragma once

// Words that say what stands behind them: 来源：…, 作者/…, 입력 …, By …

#include <cstddef>
#include <string_view>

#include "extraction/sheet.hpp"

namespace hansift::extraction {

/// A label found in a line.
struct FoundLabel {
  Field field = Field::none;
  std::size_t size = 0;    ///< of the label itself; 0: there is none
  std::size_t value = 0;   ///< where the value begins
  bool colon = false;      ///< a colon stands between the two
  bool glued = false;      ///< nothing does: 记者王小明, but also 记者离开的时候
  explicit operator bool() const noexcept { return size > 0; }
};

/// The longest label at text[at] with what may stand between it and its value.
[[nodiscard]] FoundLabel label_at(std::string_view text, std::size_t at) noexcept;

/// What readers click on beside the fields: 打印, 字号, A+.
[[nodiscard]] bool is_button(std::string_view token) noexcept;

/// What follows a label of a headline (标题：, 件名：, 제목 :); empty if the line has none.
[[nodiscard]] std::string_view behind_title_label(std::string_view line) noexcept;

// Characters that separate.
[[nodiscard]] bool is_blank(char32_t c) noexcept;
[[nodiscard]] bool is_colon(char32_t c) noexcept;
[[nodiscard]] bool is_slash(char32_t c) noexcept;
[[nodiscard]] std::size_t skip_blanks(std::string_view text, std::size_t at) noexcept;

}  // namespace hansift::extraction
