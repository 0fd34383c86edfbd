#pragma once

#include <string_view>

namespace hansift::cleaning {

/// Which code page the private-use characters of a text come from, as far as that is sure.
enum class PrivateUse { unknown, gbk, hkscs };

/// GBK: Simplified text; HKSCS: text that is not Simplified. In both cases one of the code page's characters stands behind Chinese text on
/// its line: what an icon font puts at the start of a line proves nothing.
[[nodiscard]] PrivateUse private_use_of(std::string_view text);

}  // namespace hansift::cleaning
