#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "hansift/text.hpp"

namespace hansift::extraction {

struct FoundDate {
  std::string iso;    ///< 2021-03-05 or 2021-03-05T10:20[:30]
  std::string other;  ///< the other reading of digits that have two: 05/03/2021 by month and day, 94/05/05 counted from 1912; empty if there is one
  Span span;          ///< in the text looked at
  bool time = false;
  bool short_year = false;  ///< two digits of a year: hardly a date where nothing else says so
};

/// The first date in the first `reach` bytes (at most 400) of `text`: 2021年3月5日 10:20, 2021-03-05T10:20:30, 2021.3.5, 二〇二一年三月五日, 令和3年3月5日, 民國110年3月5日,
/// 110-03-05, 2021년 3월 5일, March 5, 2021, 5 March 2021, 05/03/2021; full-width digits, too. Never one with a short year.
[[nodiscard]] std::optional<FoundDate> find_date(std::string_view text, std::size_t reach = 400);

/// The same if it begins with the text; also with a short year.
[[nodiscard]] std::optional<FoundDate> date_at_begin(std::string_view text, std::size_t reach = 400);

/// Bytes of a date that is told from today at the begin of the text: 3天前, 2 hours ago, 昨天 10:20; 0 if there is none.
[[nodiscard]] std::size_t relative_date_at_begin(std::string_view text);

}  // namespace hansift::extraction
