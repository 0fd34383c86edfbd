#pragma once

// Line breaks (R6): which of them are boundaries.

#include <string_view>
#include <vector>

#include "hansift/segmentation.hpp"
#include "segmentation/events.hpp"

namespace hansift::segmentation {

/// Sets `boundary` of the line breaks of a paragraph.
void judge_breaks(std::string_view text, std::vector<Event>& events, Newlines mode);

}  // namespace hansift::segmentation
