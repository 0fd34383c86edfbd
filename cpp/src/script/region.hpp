#pragma once

// Which Traditional it is: what words, pairs of characters and a converter's wrong choices say of the region.

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace hansift::script {

/// Sums over a text, in tenths of a natural logarithm; against Taiwan.
struct RegionSigns {
  std::int64_t mainland = 0;       // words and pairs
  std::int64_t hong_kong = 0;
  std::int64_t wrong_choices = 0;  // characters that were hardly meant
  std::uint64_t wrong = 0;         // number of these
  std::uint64_t taiwan_words = 0, hong_kong_words = 0, mainland_words = 0;  // plain ones
  std::uint64_t han = 0;           // characters looked at
  bool both_tai = false;           // 台 beside 臺, which editors choose once and converters by the word
};

/// Looks at the first `most` bytes. One pass.
[[nodiscard]] RegionSigns region_signs(std::string_view text, std::size_t most);

}  // namespace hansift::script
