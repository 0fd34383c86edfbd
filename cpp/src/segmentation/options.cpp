#include <array>

#include "hansift/segmentation.hpp"
#include "text/choices.hpp"

namespace hansift {
namespace {

template <class Value, std::size_t Count>
Value by_name(std::string_view what, std::string_view name, const std::array<std::string_view, Count>& names) {
  for (std::size_t i = 0; i < Count; ++i) {
    if (names[i] == name) return static_cast<Value>(i);
  }
  text::throw_unknown(what, name, names);
}

}  // namespace

Quotes quotes(std::string_view name) {
  return by_name<Quotes>("quotes", name, std::array<std::string_view, 3>{"outer", "inner", "split"});
}

Newlines newlines(std::string_view name) {
  return by_name<Newlines>("newlines", name, std::array<std::string_view, 3>{"auto", "hard", "soft"});
}

SplitProfile split_profile(std::string_view name) {
  return by_name<SplitProfile>("split profile", name, std::array<std::string_view, 2>{"standard", "uax29"});
}

Keep keep(std::string_view name) {
  return by_name<Keep>("keep", name, std::array<std::string_view, 3>{"sentences", "paragraphs", "sections"});
}

std::string_view name_of(Reason reason) noexcept {
  static constexpr std::array<std::string_view, 15> names = {
      "terminator", "dot",   "ellipsis",   "quotation",  "attribution", "parenthesis", "dash",
      "semicolon",  "pause", "line_break", "blank_line", "text_end",    "cap",         "uax29",
      "list_item"};
  return names[static_cast<std::size_t>(reason)];
}

}  // namespace hansift
