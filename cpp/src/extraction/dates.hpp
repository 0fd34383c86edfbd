#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "hansift/text.hpp"

namespace hansift::extraction {

struct FoundDate {
  std::string iso;  ///< 2021-03-05 or 2021-03-05T10:20[:30]
  Span span;        ///< in the text looked at
  bool time = false;
};

/// The first date in the first `reach` bytes (at most 400) of `text`: 2021年3月5日 10:20, 2021-03-05T10:20:30, 2021.3.5, 二〇二一年三月五日, 令和3年3月5日, 民國110年3月5日,
/// 2021년 3월 5일, March 5, 2021, 5 March 2021; full-width digits, too.
[[nodiscard]] std::optional<FoundDate> find_date(std::string_view text, std::size_t reach = 400);

/// The same if it begins with the text.
[[nodiscard]] std::optional<FoundDate> date_at_begin(std::string_view text, std::size_t reach = 400);

}  // namespace hansift::extraction
