#include "cleaning/gloss_codes.hpp"

#include <array>
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

/// Characters by cell, those of the Basic Multilingual Plane that are not for private use: a look-up here is the search's commonest step.
struct Characters {
  std::array<char16_t, cell_count> values{};

  Characters() {
    for (unsigned lead = first_lead; lead <= last_lead; ++lead) {
      for (unsigned trail = first_trail; trail <= last_trail; ++trail) {
        const char32_t value = is_trail(trail) ? encoding::gbk_character(lead, trail) : 0;
        if (value <= 0xFFFF && !is_private(value)) values[cell_of(code_of(lead, trail))] = static_cast<char16_t>(value);
      }
    }
  }
};

const Characters& characters() {
  static const std::unique_ptr<const Characters> made = std::make_unique<const Characters>();
  return *made;
}

}  // namespace

Code encode(char32_t value) noexcept { return value < 0x10000 && !is_private(value) ? static_cast<Code>(codes()[value]) : Code{0}; }

char32_t decode(Code code) noexcept { return is_code(code) ? characters().values[cell_of(code)] : char32_t{0}; }

}  // namespace hansift::cleaning::gloss
