#include "cleaning/survey.hpp"

#include <array>

namespace hansift::cleaning {
namespace {

constexpr std::size_t passes = static_cast<std::size_t>(Sweep::count);

std::array<const Triggers*, passes> all_triggers() noexcept {
  return {&single_byte_triggers(), &western_triggers(), &gloss_triggers(), &character_triggers(), &line_triggers()};
}

}  // namespace

const Triggers& Survey::triggers_of(Sweep pass) noexcept { return *all_triggers()[static_cast<std::size_t>(pass)]; }

void Survey::look() {
  blocks_.resize((text_.size() + 63) / 64);
  static const TriggerSets sets(all_triggers());
  sets.look(text_, blocks_);
}

}  // namespace hansift::cleaning
