#pragma once

// Where there may be mojibake with a double-byte code page: a quick look at all characters, and a closer one where
// they are rare, so that good text passes near memory speed.

#include <cstddef>
#include <string_view>
#include <vector>

namespace hansift::cleaning {

/// Places (bytes of `text`, in order, at least 48 apart) behind characters that are rarer than text of any language has them in a row. Good text of
/// rare characters has such places, too; mojibake of more than six characters hardly ever has none.
[[nodiscard]] std::vector<std::size_t> suspicious_places(std::string_view text);

}  // namespace hansift::cleaning
