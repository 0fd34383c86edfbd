#pragma once

#include <string_view>

namespace hansift::cleaning {

/// Whether a line is a statement of a program, a command or an entry of data beyond doubt: what stands in it stays as it is. Narrower than the
/// form of a line (layout.hpp), since prose with &amp; in it has ->, :: or == too. `line` has no white space at its ends; at most
/// its first 400 bytes are given; `indented`: white space stood in front.
[[nodiscard]] bool is_statement(std::string_view line, bool indented);

}  // namespace hansift::cleaning
