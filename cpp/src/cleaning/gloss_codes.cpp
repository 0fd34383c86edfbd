#include "cleaning/gloss_codes.hpp"

#include <array>
#include <memory>

#include "encoding/gbk.hpp"

namespace hansift::cleaning::gloss {
namespace {

/// Both directions for the Basic Multilingual Plane, made once.
struct Tables {
  std::array<char16_t, cell_count> characters{};
  std::array<Code, 0x10000> codes{};

  Tables() {
    for (unsigned lead = first_lead; lead <= last_lead; ++lead) {
      for (unsigned trail = first_trail; trail <= last_trail; ++trail) {
        const char32_t value = is_trail(trail) ? encoding::gbk_character(lead, trail) : 0;
        if (value == 0 || value > 0xFFFF || (value >= 0xE000 && value < 0xF900)) continue;
        const Code code = code_of(lead, trail);
        characters[cell_of(code)] = static_cast<char16_t>(value);
        if (codes[value] == 0) codes[value] = code;
      }
    }
  }
};

const Tables& tables() {
  static const std::unique_ptr<const Tables> made = std::make_unique<const Tables>();
  return *made;
}

}  // namespace

Code encode(char32_t value) noexcept { return value < 0x10000 ? tables().codes[value] : Code{0}; }

char32_t decode(Code code) noexcept { return is_code(code) ? tables().characters[cell_of(code)] : char32_t{0}; }

}  // namespace hansift::cleaning::gloss
