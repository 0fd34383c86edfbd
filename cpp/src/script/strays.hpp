#pragma once

#include <string_view>
#include <vector>

#include "hansift/text.hpp"
#include "hansift/trace.hpp"
#include "text/utf8.hpp"

namespace hansift::script {

/// In ill-formed text stray continuation bytes may stand right behind an edit; whoever looks at bytes alone would say that the edit cuts
/// a character. They are kept as they are, and the edit covers them. Costs a validation of the source, nothing else where it is sound.
inline void cover_strays(std::string_view source, std::string_view output, std::vector<Edit>& edits) {
  if (edits.empty() || is_valid_utf8(source)) return;
  for (Edit& edit : edits) {
    while (edit.source.end < source.size() && edit.output.end < output.size() && text::is_continuation(source[edit.source.end])) {
      ++edit.source.end;
      ++edit.output.end;
    }
  }
}

}  // namespace hansift::script
