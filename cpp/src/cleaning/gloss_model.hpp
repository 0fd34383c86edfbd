#pragma once

// How likely characters follow one another in Chinese: characters.model, made by cpp/tools/make_character_model.py, which says how it is laid
// out. Text is folded to Simplified one character at a time. Costs are in eighths of a bit (-8 log2 of a probability).

#include <cstdint>

#include "cleaning/gloss_codes.hpp"

namespace hansift::cleaning::gloss {

/// Throws DataError if the embedded file is not what this version reads.
void check_character_model();

using Cost = std::int32_t;
inline constexpr Cost bit = 8;

using Entry = std::uint16_t;         ///< of the vocabulary
inline constexpr Entry edge_entry = 0;  ///< begin or end of a line

/// In which script a character is written.
enum class Form : std::uint8_t { both, simplified, traditional, rare_traditional };

[[nodiscard]] Entry entry_of(Code code) noexcept;  ///< ASCII, or a code of GBK
[[nodiscard]] Entry other_entry() noexcept;        ///< what has no entry of its own
[[nodiscard]] Form form_of(Code code) noexcept;

/// Cost of `entry` behind `last`.
[[nodiscard]] Cost pair_cost(Entry last, Entry entry) noexcept;
/// Cost of an entry of which nothing else is known.
[[nodiscard]] Cost single_cost(Entry entry) noexcept;

}  // namespace hansift::cleaning::gloss
