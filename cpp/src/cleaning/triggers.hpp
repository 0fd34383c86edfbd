#pragma once

// Positions at which one of up to 16 patterns of three bytes begins, found at memory speed. A pattern is a set of first, of second and of
// third bytes, each a rectangle of nibbles; the search (the idea of Teddy in Hyperscan: shuffles for three neighbouring bytes, and'ed) gives
// every place where all three match and no other. What a hit means is checked by the caller. The text must be well-formed UTF-8:
// patterns use that a lead byte is followed by continuations.

#include <array>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace hansift::cleaning {

/// High and low nibbles of a set of bytes, as bit sets.
struct ByteSet {
  std::uint16_t high = 0xFFFF;
  std::uint16_t low = 0xFFFF;
};

class Triggers {
 public:
  constexpr Triggers& add(ByteSet first, ByteSet second = {}, ByteSet third = {}) {
    const unsigned table = count_ / 8;
    const auto bit = static_cast<std::uint8_t>(1u << (count_ % 8));
    const std::array<ByteSet, 3> parts = {first, second, third};
    for (unsigned place = 0; place < 3; ++place) {
      for (unsigned nibble = 0; nibble < 16; ++nibble) {
        if (parts[place].high >> nibble & 1) high_[table][place][nibble] |= bit;
        if (parts[place].low >> nibble & 1) low_[table][place][nibble] |= bit;
      }
    }
    ++count_;
    return *this;
  }

  /// One bit for each byte of text[from, from + 64) at which a pattern begins. Behind the end of the text there are zero bytes.
  [[nodiscard]] std::uint64_t hits(std::string_view text, std::size_t from) const noexcept;

  template <class Visit>
  void for_each(std::string_view text, Visit&& visit) const {
    for (std::size_t from = 0; from < text.size(); from += 64) {
      for (std::uint64_t bits = hits(text, from); bits != 0; bits &= bits - 1) {
        visit(from + static_cast<std::size_t>(__builtin_ctzll(bits)));
      }
    }
  }

 private:
  friend class TriggerSets;
  [[nodiscard]] std::uint64_t hits_portable(const char* bytes) const noexcept;
  /// A pattern's set of bytes at one of its three places.
  [[nodiscard]] constexpr ByteSet part(unsigned pattern, unsigned place) const noexcept {
    ByteSet found{0, 0};
    for (unsigned nibble = 0; nibble < 16; ++nibble) {
      found.high = static_cast<std::uint16_t>(found.high | (high_[pattern / 8][place][nibble] >> pattern % 8 & 1) << nibble);
      found.low = static_cast<std::uint16_t>(found.low | (low_[pattern / 8][place][nibble] >> pattern % 8 & 1) << nibble);
    }
    return found;
  }

  using Table = std::array<std::array<std::uint8_t, 16>, 3>;
  alignas(16) std::array<Table, 2> high_{};
  alignas(16) std::array<Table, 2> low_{};
  unsigned count_ = 0;
};

/// Up to eight sets of triggers, of which one sweep tells which have a hit in a block of 64 bytes. Their patterns are mixed and sorted by
/// length: bytes that no pattern of a table asks about are not looked at.
class TriggerSets {
 public:
  explicit TriggerSets(std::span<const Triggers* const> sets);

  /// Sets bit i of blocks[b] if set i has a hit in text[64 b, 64 b + 64), for all blocks of the text; in the last one it may be a hit
  /// behind the end.
  void look(std::string_view text, std::span<std::uint8_t> blocks) const noexcept;

 private:
  struct Table {
    Triggers patterns;                      ///< up to eight
    unsigned places = 0;                    ///< that they ask about
    std::array<std::uint8_t, 8> members{};  ///< patterns of each set
  };
  void look_avx2(std::string_view text, std::span<std::uint8_t> blocks) const noexcept;
  [[nodiscard]] std::uint8_t look_portable(const char* bytes) const noexcept;

  std::vector<Table> tables_;
};

/// Nibbles first..last as a bit set; several ranges are or'ed.
constexpr std::uint16_t nibbles(unsigned first, unsigned last) { return static_cast<std::uint16_t>((2u << last) - (1u << first)); }
constexpr std::uint16_t nibble(unsigned value) { return nibbles(value, value); }
/// Exactly one byte.
constexpr ByteSet byte(unsigned value) { return {nibble(value >> 4), nibble(value & 15)}; }

}  // namespace hansift::cleaning
