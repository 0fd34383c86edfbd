#include "cleaning/gloss_codes.hpp"

#include <memory>

#include "encoding/gbk.hpp"

namespace hansift::cleaning::gloss {

CodeTable::CodeTable() {
  for (unsigned lead = first_lead; lead <= last_lead; ++lead) {
    for (unsigned trail = first_trail; trail <= last_trail; ++trail) {
      const char32_t value = is_trail(trail) ? encoding::gbk_character(lead, trail) : 0;
      if (value == 0 || value > 0xFFFF || (value >= 0xE000 && value < 0xF900)) continue;
      const Code code = code_of(lead, trail);
      characters_[cell_of(code)] = static_cast<char16_t>(value);
      if (codes_[value] == 0) codes_[value] = code;
    }
  }
}

const CodeTable& code_table() {
  static const std::unique_ptr<const CodeTable> made = std::make_unique<const CodeTable>();
  return *made;
}

}  // namespace hansift::cleaning::gloss
