#pragma once

// A first, quick judgement of double-byte text: what each code costs as a single character, looked up by its two bytes. Pairs of characters
// (score.hpp) tell more, but only a few characters need them: running text costs 8 to 11 bits a character in its own encoding, 16 and more
// in another.

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "encoding/codec.hpp"
#include "encoding/model.hpp"
#include "encoding/windows.hpp"

namespace hansift::encoding {

/// What some bytes cost in an encoding.
struct QuickCost {
  Cost beyond = 0;        ///< of the characters beyond ASCII
  std::uint32_t characters = 0;  ///< beyond ASCII
  std::uint32_t bytes = 0;       ///< of these
  std::uint32_t ascii = 0;       ///< ASCII characters beside them
  std::uint32_t four_byte = 0;   ///< codes that only GB18030 has, not GBK

  QuickCost& operator+=(const QuickCost& other) noexcept {
    beyond += other.beyond;
    characters += other.characters;
    bytes += other.bytes;
    ascii += other.ascii;
    four_byte += other.four_byte;
    return *this;
  }
  static constexpr Cost ascii_cost = 9 * bit / 2;
  /// To be compared between encodings: all are charged for the same bytes.
  [[nodiscard]] Cost total() const noexcept { return beyond + ascii * ascii_cost; }
  /// Reads as running text: nothing in an alphabet could be better on as many bytes.
  [[nodiscard]] bool fits() const noexcept { return bytes >= 80 && beyond <= bytes * 13 * bit / 2; }
};

/// Adds the cost of `text` for at most so many characters beyond ASCII. `cut`: the end may be
/// inside a character, which then costs nothing. Has tables for UTF-8 and the double-byte families but
/// Johab; any other family: the price that running text of an alphabet has.
void add_quick_cost(Family family, std::string_view text, bool cut, std::uint32_t characters, QuickCost& sum) noexcept;

/// Whether double-byte text at `text` seems to have lost a byte: from its second byte on it reads as common characters, from the first as rare.
[[nodiscard]] bool lost_a_byte(Family family, std::string_view text) noexcept;
/// So many rare characters in a row make one ask.
inline constexpr unsigned rare_row = 6;
inline constexpr Cost rare_from = 13 * bit;

/// The same over the first `bytes` bytes of windows; gives up once the total is above `limit`.
[[nodiscard]] QuickCost quick_cost(Family family, const Windows& windows, std::size_t bytes, Cost limit) noexcept;

}  // namespace hansift::encoding
