#pragma once

// What the markup says a part of the page is: by its tag, its role, the words of its class and id.

#include "extraction/dom.hpp"
#include "extraction/sheet.hpp"

namespace hansift::extraction {

struct Region {
  const Rule* rule = nullptr;  ///< null: nothing said
  bool certain = false;        ///< said by a tag or role, not by a class name
};
/// A browser does not show it.
[[nodiscard]] bool is_hidden(const Document& document, const Node& node) noexcept;

enum class Manner : std::uint8_t { none, caption, quotation, verse };

/// What an element says of itself; its class and id are read once for all of it.
struct Naming {
  Region region;
  Field field = Field::none;  ///< class="author", itemprop="datePublished"
  Manner manner = Manner::none;
};
[[nodiscard]] Naming naming_of(const Document& document, const Node& node) noexcept;

}  // namespace hansift::extraction
