#pragma once

// What a model of a site remembers of a page: its lines.

#include <cstdint>
#include <functional>
#include <string_view>

#include "hansift/extraction.hpp"

namespace hansift::extraction {

/// A hash of a line without white space and with all numbers alike; 0 for lines of less than two characters that are neither.
[[nodiscard]] std::uint64_t line_key(std::string_view line) noexcept;

/// All visible lines of a page, in order.
void for_each_line(std::string_view source, PageFormat format, const std::function<void(std::string_view)>& visit);

}  // namespace hansift::extraction
