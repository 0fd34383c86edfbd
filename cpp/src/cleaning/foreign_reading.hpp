#pragma once

// Double-byte text that was read in a code page of another alphabet: "ЦР№ъИЛГс" for 中国人民. Letters of that alphabet stand in an order of case that no
// language has, with signs between them.

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "hansift/text.hpp"

namespace hansift::cleaning {

/// What the odd words of a line are in the cheapest double-byte code page.
struct ForeignReading {
  std::vector<Span> words;          ///< in bytes of the line
  std::vector<std::string> texts;   ///< of each
  bool sure = false;                ///< they are text, and all bytes are there; else the line only looks damaged
};

/// Nothing if the line has few odd words, or if they are as likely as they stand. O(line) for the first `most_sampled` characters; the
/// rest is only decoded.
[[nodiscard]] ForeignReading read_foreign(std::string_view line);

}  // namespace hansift::cleaning
