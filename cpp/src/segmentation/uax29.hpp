#pragma once

// The default sentence boundary rules of UAX #29 (Unicode 15.0): SB1 to SB998, and nothing else.

#include <string_view>
#include <vector>

#include "hansift/text.hpp"

namespace hansift::segmentation {

/// Spans that cover the text completely.
[[nodiscard]] std::vector<Span> uax29_spans(std::string_view text);

}  // namespace hansift::segmentation
