#pragma once

// The page as a light tree that knows where each piece stands in the source. The HTML parser's own types stay in dom.cpp.
//
// The tree is what an extractor needs and no more: nodes in source order, implied end tags, void and raw-text elements. It makes no element
// that the source does not have and moves nothing, so the text of the tree is the text of the source in its order.

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "hansift/text.hpp"

namespace hansift::extraction {

enum class Tag : std::uint8_t {
  text, comment, root, inline_other, block_other,
  html, head, body, title, meta, link, base, script, style, template_tag, noscript, svg, math, object, iframe, audio, video, canvas,
  form, input, select, option, button, textarea, label, fieldset,
  nav, aside, footer, header, main, article, section, div, center, details, summary, dialog, address, hgroup,
  h1, h2, h3, h4, h5, h6, p, br, hr, pre, blockquote, ul, ol, li, dl, dt, dd, figure, figcaption, img,
  table, caption, colgroup, thead, tbody, tfoot, tr, td, th,
  a, b, strong, em, i, span, font, time, code, ruby, rb, rt, rp, rtc, del, sup, wbr,
};

/// The attributes that say something to an extractor.
enum class Attribute : std::uint8_t { class_name, id, style, hidden, role, href, rel, content, name, property, itemprop, datetime, type, lang, align };

struct AttributeValue {
  Attribute name;
  Span value;  ///< as it stands in the source, without quotes, references unresolved
};

struct Node {
  Tag tag = Tag::root;
  std::uint32_t parent = 0;
  std::uint32_t end = 0;          ///< index behind the last node of the subtree
  std::size_t begin = 0;          ///< source: first byte of the start tag or of the text
  std::size_t open_end = 0;       ///< source: behind the start tag
  std::size_t close = 0;          ///< source: behind the end tag, or where the element was closed
  std::uint32_t first_attribute = 0;
  std::uint32_t attribute_count = 0;
};

struct Document {
  std::string_view source;
  std::vector<Node> nodes;  ///< in source order; nodes[0] is the root
  std::vector<AttributeValue> attributes;
  Span cut{};  ///< a tag that the end of the source cuts off, and all it took with it (a quote that is never closed)
  mutable std::vector<std::uint64_t> kinds;  ///< of kind_of(), one a node, 0 where nobody asked yet; a document belongs to one call

  [[nodiscard]] std::span<const AttributeValue> attributes_of(const Node& node) const noexcept { return std::span(attributes).subspan(node.first_attribute, node.attribute_count); }
  /// Raw value of an attribute; nullptr-like empty view if it is not there (data() == nullptr).
  [[nodiscard]] std::string_view attribute(const Node& node, Attribute name) const noexcept {
    for (const AttributeValue& found : attributes_of(node)) {
      if (found.name == name) return found.value.of(source);
    }
    return {};
  }
  [[nodiscard]] bool has(const Node& node, Attribute name) const noexcept { return attribute(node, name).data() != nullptr; }
};

/// Total; linear; nesting beyond a fixed depth is flattened.
[[nodiscard]] Document parse(std::string_view source);

[[nodiscard]] bool is_block(Tag tag) noexcept;

[[nodiscard]] constexpr std::uint64_t mixed(std::uint64_t seed, std::uint64_t value) noexcept {
  const std::uint64_t hash = (seed ^ value) * 0x9E3779B97F4A7C15ULL;
  return hash ^ hash >> 31;
}

/// A hash of tag and first class of an element; numbers in the class ("post-17") and classes of position ("first") do not count.
[[nodiscard]] std::uint64_t kind_of(const Document& document, const Node& node) noexcept;

/// A character reference at text[at] (which is '&'): its length in the source (0: none) and its UTF-8.
struct Reference {
  std::size_t size = 0;
  std::string_view value;
  char buffer[8];
};
void read_reference(std::string_view text, std::size_t at, Reference& found) noexcept;

/// `text` with its references resolved and white space folded to single blanks, without blanks at the ends; valid UTF-8.
[[nodiscard]] std::string resolved(std::string_view text);

}  // namespace hansift::extraction
