#pragma once

// Paragraphs and headings among the sentences of a text, for chunks that keep them together.

#include <string_view>
#include <vector>

#include "hansift/segmentation.hpp"

namespace hansift::segmentation {

/// What begins with a sentence.
enum class Start : std::uint8_t { sentence, paragraph, heading };

/// One for each sentence. What follows a heading is no start: it belongs to the heading.
[[nodiscard]] std::vector<Start> starts(std::string_view text, const std::vector<Sentence>& sentences);

}  // namespace hansift::segmentation
