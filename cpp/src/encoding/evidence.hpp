#pragma once

// What bytes tell without a language model: marks, escapes, magic numbers, control characters.

#include <cstddef>
#include <string_view>

namespace hansift::encoding {

/// Encoding of a byte order mark; empty if there is none.
[[nodiscard]] std::string_view marked(std::string_view bytes) noexcept;

/// Whether the bytes start as a well-known kind of binary file does.
[[nodiscard]] bool has_magic(std::string_view bytes) noexcept;

/// Encoding of escape sequences in bytes that are all ASCII; empty if there are none that hold together.
[[nodiscard]] std::string_view escaped(std::string_view bytes) noexcept;

/// Number of C0 control characters that text does not have, and of them NUL.
struct Controls {
  std::size_t all = 0, nul = 0;
};
[[nodiscard]] Controls controls(std::string_view bytes) noexcept;

}  // namespace hansift::encoding
