#pragma once

// One look into the table of GBK, for rooms that undo what happened to its bytes.

namespace hansift::encoding {

/// The character of a two-byte code of GBK (WHATWG index gb18030); 0 if there is none.
[[nodiscard]] char32_t gbk_character(unsigned lead, unsigned trail) noexcept;

}  // namespace hansift::encoding
