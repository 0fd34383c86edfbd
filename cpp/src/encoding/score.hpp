#pragma once

// What bytes cost under an encoding and a language: the sum over their characters. All candidates are charged for the same bytes, so that
// costs can be compared; damage costs some bits and never rules a candidate out.

#include <limits>
#include <string_view>
#include <vector>

#include "encoding/codec.hpp"
#include "encoding/model.hpp"
#include "hansift/text.hpp"

namespace hansift::encoding {

/// Parts of the input, in order. Each starts at a place where a character starts, whatever the encoding.
using Windows = std::vector<Span>;

inline constexpr std::size_t generic_language = std::numeric_limits<std::size_t>::max();
inline constexpr Cost no_limit = std::numeric_limits<Cost>::max();

/// A character of the windows as a codec reads it.
struct Unit {
  char32_t value;
  Symbol last, now;   ///< symbols of the character before it and of itself
  std::uint8_t size;  ///< in bytes
  bool opens;         ///< the first of a window
};

/// Reads the windows with `codec` into `units`, once for all languages.
void read(std::string_view bytes, const Windows& windows, const Codec& codec, std::vector<Unit>& units);

/// Cost of what was read in `language` (or generic_language). Gives up once it is above `limit`.
[[nodiscard]] Cost score(const std::vector<Unit>& units, const Codec& codec, std::size_t language, Cost limit = no_limit);

/// The parts of `bytes` that tell encodings apart: runs with bytes beyond ASCII and a little of what is beside them; about `budget` bytes,
/// from the beginning, the middle and the end.
[[nodiscard]] Windows sample(std::string_view bytes, std::size_t budget);

[[nodiscard]] inline std::size_t total(const Windows& windows) noexcept {
  std::size_t sum = 0;
  for (const Span& window : windows) sum += window.size();
  return sum;
}

}  // namespace hansift::encoding
