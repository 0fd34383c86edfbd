#pragma once

// Where the passes have to look: the triggers of all of them in one sweep over a text, for each block of 64 bytes. Good text is read once
// so instead of once for each pass.

#include <cstdint>
#include <string_view>
#include <vector>

#include "cleaning/triggers.hpp"

namespace hansift::cleaning {

/// The passes that take part.
enum class Sweep : std::uint8_t { single_byte, western, glosses, characters, lines, count };

class Survey {
 public:
  /// The text must outlive the survey.
  explicit Survey(std::string_view text) : text_(text) {}

  /// Calls visit(offset) for every place at which a pattern of the pass's triggers begins, in order.
  template <class Visit>
  void for_each(Sweep pass, Visit&& visit) {
    if (blocks_.empty()) look();
    for (std::size_t i = 0; i < blocks_.size(); ++i) {
      if ((blocks_[i] >> static_cast<unsigned>(pass) & 1) == 0) continue;
      const std::size_t from = i * 64;
      for (std::uint64_t bits = triggers_of(pass).hits(text_, from); bits != 0; bits &= bits - 1) visit(from + static_cast<std::size_t>(__builtin_ctzll(bits)));
    }
  }

 private:
  [[nodiscard]] static const Triggers& triggers_of(Sweep pass) noexcept;
  void look();

  std::string_view text_;
  std::vector<std::uint8_t> blocks_;  ///< of each block the passes that have a hit in it, a bit each
};

// The triggers, where the passes are.
[[nodiscard]] const Triggers& single_byte_triggers() noexcept;
[[nodiscard]] const Triggers& western_triggers() noexcept;
[[nodiscard]] const Triggers& gloss_triggers() noexcept;
[[nodiscard]] const Triggers& character_triggers() noexcept;
[[nodiscard]] const Triggers& line_triggers() noexcept;

}  // namespace hansift::cleaning
