#pragma once

// Files that mix encodings by line.

#include <vector>

#include "encoding/codec.hpp"
#include "hansift/encoding.hpp"

namespace hansift::encoding {

/// The spans of a file whose encoding is `whole` for the most part. One span unless lines are clearly something else.
[[nodiscard]] std::vector<EncodingSpan> find_spans(std::string_view bytes, const Codec& whole);

}  // namespace hansift::encoding
