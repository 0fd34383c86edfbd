#include "encoding/private_use.hpp"

#include <algorithm>
#include <cstddef>
#include <iterator>

namespace hansift::encoding {
namespace {

struct PrivateEntry {
  std::uint16_t code;
  std::uint32_t value;
};

#include "private_use.inc"

template <std::size_t N>
char32_t look_up(const PrivateEntry (&table)[N], char32_t value) noexcept {
  const auto* found = std::lower_bound(std::begin(table), std::end(table), value, [](const PrivateEntry& e, char32_t key) { return e.code < key; });
  return found != std::end(table) && found->code == value ? found->value : 0;
}

}  // namespace

char32_t from_gbk_private(char32_t value) noexcept { return look_up(private_gbk, value); }
char32_t from_hkscs_private(char32_t value) noexcept { return look_up(private_hkscs, value); }

}  // namespace hansift::encoding
