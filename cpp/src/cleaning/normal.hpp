#pragma once

// Canonical normalization (Unicode 15, section 3.11), from tables of our own. Han, kana and Hangul syllables have no work here.

#include <cstdint>
#include <string>
#include <string_view>

namespace hansift::cleaning {

enum class Quick : std::uint8_t { yes, maybe, no };

struct NormalRecord {
  std::uint16_t pool;       ///< where the full decomposition begins
  std::uint8_t combining;   ///< canonical combining class
  std::uint8_t quick;       ///< Quick
  std::uint8_t size;        ///< of the decomposition; 0 = none
};

[[nodiscard]] const NormalRecord& normal_of(char32_t value) noexcept;

/// A character that begins a piece which normalization treats by itself.
[[nodiscard]] inline bool is_boundary(char32_t value) noexcept {
  const NormalRecord& record = normal_of(value);
  return record.combining == 0 && record.quick == 0;
}

/// NFC of `piece`.
[[nodiscard]] std::string compose(std::string_view piece);

}  // namespace hansift::cleaning
