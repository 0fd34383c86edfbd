#pragma once

// Pauses: commas, colons and semicolons, which part clauses and, by option, sentences.

#include <span>
#include <string_view>
#include <vector>

#include "segmentation/events.hpp"
#include "segmentation/sentences.hpp"

namespace hansift::segmentation {

enum class Pauses : std::uint8_t { none, semicolons, all };

/// Adds a boundary behind each pause of text[begin, end) that is outside brackets; `events` are those of this stretch, with pairing done.
/// The boundaries stay in order, one at a place.
void add_pauses(std::string_view text, std::size_t begin, std::size_t end, std::span<const Event> events, Pauses wanted,
                std::vector<Boundary>& boundaries);

}  // namespace hansift::segmentation
