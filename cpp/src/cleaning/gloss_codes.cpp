#include "cleaning/gloss_codes.hpp"

#include <memory>

#include "encoding/gbk.hpp"
#include "encoding/reverse.hpp"

namespace hansift::cleaning::gloss {
namespace {

using encoding::ReverseTable;

constexpr bool is_private(char32_t value) noexcept { return value >= 0xE000 && value < 0xF900; }

const ReverseTable& codes() {
  static const ReverseTable& table = encoding::reverse_table({"", encoding::Family::gb18030});
  return table;
}

/// Those of the Basic Multilingual Plane that are not for private use.
std::unique_ptr<const Characters> make_characters() {
  auto made = std::make_unique<Characters>();
  for (unsigned lead = first_lead; lead <= last_lead; ++lead) {
    for (unsigned trail = first_trail; trail <= last_trail; ++trail) {
      const char32_t value = is_trail(trail) ? encoding::gbk_character(lead, trail) : 0;
      (*made)[cell_of(code_of(lead, trail))] = value <= 0xFFFF && !is_private(value) ? static_cast<char16_t>(value) : u'\0';
    }
  }
  return made;
}

}  // namespace

Code encode(char32_t value) noexcept { return value < 0x10000 && !is_private(value) ? static_cast<Code>(codes()[value]) : Code{0}; }

const Characters& characters() noexcept {
  static const std::unique_ptr<const Characters> made = make_characters();
  return *made;
}

}  // namespace hansift::cleaning::gloss
