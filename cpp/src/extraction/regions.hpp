#pragma once

// What the markup says a part of the page is: by its tag, its role, the words of its class and id.

#include <array>

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

/// What is looked at of an element's attributes.
struct Attributes {
  std::string_view class_name{}, id{}, role{}, itemprop{}, property{}, rel{};
};

/// What the words of the class and the id say.
struct Said {
  const Rule* region = nullptr;  ///< the first that is named
  bool content = false;
  Field field = Field::none;     ///< the last that is named
  std::size_t words = 0;
  Manner manner = Manner::none;  ///< by the class alone
};

/// What an element says of itself; its class and id are read once for all of it.
struct Naming {
  Region region;
  Field field = Field::none;  ///< class="author", itemprop="datePublished"
  Manner manner = Manner::none;
};

/// Reads elements of one document.
class NameReader {
 public:
  [[nodiscard]] Naming read(const Document& document, const Node& node) noexcept;

 private:
  struct Known {
    std::string_view class_name{};
    Tag tag = Tag::root;
    Said said{};
  };
  const Said& said_by(const Attributes& attributes, Tag tag) noexcept;

  std::array<Known, 64> known_{};
  Said other_{};
};

}  // namespace hansift::extraction
