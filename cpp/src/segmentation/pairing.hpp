#pragma once

// Stage 2: which opener belongs to which closer. What has no partner stays transparent, so that one lost quote never swallows a text.

#include <span>
#include <string_view>
#include <vector>

#include "segmentation/events.hpp"

namespace hansift::segmentation {

/// Sets `mate` of the openers and closers among events[first, last), and turns straight quotes into openers or closers.
/// `open` is scratch space.
void pair_marks(std::string_view text, std::span<Event> events, std::size_t first, std::size_t last, std::vector<std::uint32_t>& open);

}  // namespace hansift::segmentation
