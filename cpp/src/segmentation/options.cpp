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

}  // namespace hansift
