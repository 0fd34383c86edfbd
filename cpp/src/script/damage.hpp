#pragma once

// Spellings that only a converter leaves in Traditional text. restore() mends them, identify() takes them as a sign of conversion.

#include <cstddef>
#include <string_view>
#include <vector>

#include "hansift/script.hpp"
#include "hansift/trace.hpp"

namespace hansift::script {

struct Damage {
  Span span;       // one character, in bytes
  char16_t right;  // what it should be in OpenCC's standard; the character itself where that is in doubt
  const Rule* rule;
  float confidence;
};

/// Appends the damages in text[begin, end), in order; where the text is doubtful and context does not decide, one that changes nothing.
void find_damages(std::string_view text, std::size_t begin, std::size_t end, std::vector<Damage>& found);

/// identify(), which looks for damages in the first `region_bytes` bytes of Traditional text: `found` gets them.
inline constexpr std::size_t region_bytes = 1 << 16;
ScriptReport identify_with_damages(std::string_view text, std::vector<Damage>& found);

}  // namespace hansift::script
