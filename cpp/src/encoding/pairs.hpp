#pragma once

// The quick way through the encodings of one and two bytes a character: one look-up by the two bytes at a character's start gives what to
// write. ASCII and pairs of bytes are treated alike, so that text which mixes them (Korean, Japanese, markup) has no branch a character.

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "encoding/codec.hpp"

namespace hansift::encoding {

/// Tables over (first byte << 8 | second byte); 0: not here, see the careful step of the encoding. Made on first use.
struct PairTables {
  const std::uint32_t* utf8;   ///< three bytes of UTF-8, then bytes taken << 4 | bytes written
  const std::uint16_t* units;  ///< UTF-16
  bool shift_jis;              ///< which bytes lead a pair: all beyond 7F, or those of Shift_JIS
};

/// What a table writes: `utf8` or `units` is null if it was not asked for.
[[nodiscard]] PairTables utf8_pairs(Family family);
[[nodiscard]] PairTables unit_pairs(Family family);

/// Equally wide characters in a row.
struct PairRun {
  std::uint32_t cells;
  std::uint8_t width;    ///< bytes taken by each
  std::uint8_t written;  ///< bytes written for each
};

/// Where a walk stopped.
struct PairStop {
  std::size_t at;   ///< offset in the source
  bool room;        ///< true: at a character that is not in the table, or fewer than two bytes before the end; false: no room
};

inline constexpr std::size_t pair_block = 64;  ///< characters that are written between two looks at the room that is left

/// Writes from `out` while out <= limit; up to 3 * pair_block + 1 bytes beyond it.
PairStop pairs_to_utf8(const PairTables& tables, std::string_view source, std::size_t at, char*& out, const char* limit);
/// The same, and appends to the runs from `runs` while runs <= run_limit; up to pair_block + 2 beyond it. A run may be split.
PairStop pairs_to_utf8(const PairTables& tables, std::string_view source, std::size_t at, char*& out, const char* limit, PairRun*& runs,
                       const PairRun* run_limit);
/// Writes at most one unit a byte.
PairStop pairs_to_units(const PairTables& tables, std::string_view source, std::size_t at, char16_t*& out);

}  // namespace hansift::encoding
