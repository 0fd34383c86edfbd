#pragma once

#include <string>
#include <string_view>

namespace hansift::cleaning {

/// What an entity at `at` (an '&') stands for and where it ends; end == at if there is none that may be decoded.
struct Entity {
  std::size_t end = 0;
  std::string text;
};

/// Reads &name; &#1234; &#x12ab; also escaped twice (&amp;#1234;), and without its semicolon where no other reading is possible.
[[nodiscard]] Entity read_entity(std::string_view text, std::size_t at);

}  // namespace hansift::cleaning
