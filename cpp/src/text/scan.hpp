#pragma once

// The trigger sweep: which of up to eight classes of bytes a text has, and where the next one is, at memory speed.
//
// A class is a set of byte values. Classification is the two-nibble shuffle (Langdale and Lemire, "Parsing gigabytes of JSON per second",
// 2019): class bits of byte b = low[b & 15] & high[b >> 4]. Not every set of bytes can be written so; ByteClasses::build finds a cover
// that may hold more bytes than asked (never fewer), and the caller checks a hit exactly anyway.
// Vectorised with AVX2 where the processor has it (chosen at run time), portable code otherwise.

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace hansift::text {

class ByteClasses {
 public:
  /// No byte in any class.
  constexpr ByteClasses() = default;

  /// Adds bytes first..last to class `bit` (0 to 7). The class is a union of rectangles of nibbles: bytes that share the high nibble of
  /// one added range and the low nibble of another of the same class may be hit, too. Give such ranges different classes to keep them apart.
  constexpr ByteClasses& add(unsigned bit, unsigned first, unsigned last) {
    for (unsigned byte = first; byte <= last; ++byte) {
      low_[byte & 15] = static_cast<std::uint8_t>(low_[byte & 15] | 1u << bit);
      high_[byte >> 4] = static_cast<std::uint8_t>(high_[byte >> 4] | 1u << bit);
    }
    return *this;
  }
  constexpr ByteClasses& add(unsigned bit, unsigned byte) { return add(bit, byte, byte); }

  [[nodiscard]] constexpr std::uint8_t of(unsigned char byte) const noexcept {
    return static_cast<std::uint8_t>(low_[byte & 15] & high_[byte >> 4]);
  }
  [[nodiscard]] constexpr const std::array<std::uint8_t, 16>& low() const noexcept { return low_; }
  [[nodiscard]] constexpr const std::array<std::uint8_t, 16>& high() const noexcept { return high_; }

 private:
  alignas(16) std::array<std::uint8_t, 16> low_{};
  alignas(16) std::array<std::uint8_t, 16> high_{};
};

/// The classes that occur in `text`, as an OR of bits. Stops early once all bits of `mask` were seen.
[[nodiscard]] std::uint8_t sweep(std::string_view text, const ByteClasses& classes, std::uint8_t mask = 0xFF) noexcept;

/// Offset of the first byte at or behind `from` that is in a class of `mask`; text.size() if there is none.
[[nodiscard]] std::size_t find_class(std::string_view text, std::size_t from, const ByteClasses& classes, std::uint8_t mask = 0xFF) noexcept;

/// Writes into `hits` one bit a byte of text[from, from + 64) (bit i = byte from + i is in a class of `mask`); bytes beyond the end are 0.
[[nodiscard]] std::uint64_t class_bits(std::string_view text, std::size_t from, const ByteClasses& classes, std::uint8_t mask = 0xFF) noexcept;

/// Classes of sequences of up to three bytes, such as the characters of UTF-8: a place has the classes that its byte has in `first`, the
/// byte behind it in `second` and the one behind that in `third`. A class whose sequences are shorter takes any byte in the tables that it
/// does not need. Covers as ByteClasses do, so that a hit is still to be checked; but the frequent characters that share their first bytes
/// with those looked for are told apart without a branch.
struct SequenceClasses {
  ByteClasses first;
  ByteClasses second;
  ByteClasses third;
};

/// Writes where text[from, from + 64 * blocks) has such places, as offsets from `from` in order, and returns how many there are.
/// `offsets` has room for 64 * blocks + hits_slack; blocks is at most 1024, `from` at most text.size().
[[nodiscard]] std::size_t sequence_hits(std::string_view text, std::size_t from, std::size_t blocks, const SequenceClasses& classes,
                                        std::uint16_t* offsets) noexcept;
inline constexpr std::size_t hits_slack = 4;

/// Calls visit(offset) for every byte in a class of `mask`, in order.
template <class Visit>
void for_each_class(std::string_view text, const ByteClasses& classes, std::uint8_t mask, Visit&& visit) {
  for (std::size_t from = 0; from < text.size(); from += 64) {
    for (std::uint64_t bits = class_bits(text, from, classes, mask); bits != 0; bits &= bits - 1) {
      visit(from + static_cast<std::size_t>(__builtin_ctzll(bits)));
    }
  }
}

/// Of the characters of UTF-8 in `text`, by their first bytes: all, those from U+3000 on (first byte E3 or higher, but FF), and those of the
/// block before (E2: general punctuation, symbols). Bytes that no character begins with but FF count as characters if they are above BF.
struct LeadCounts {
  std::size_t all = 0;
  std::size_t from_e3 = 0;
  std::size_t e2 = 0;
};
[[nodiscard]] LeadCounts count_leads(std::string_view text) noexcept;

/// How many characters, and how many of those from U+10000 on, begin in text[from, to). Unlike a count of the part alone it may read what is
/// behind `to`, so that short parts cost little.
struct StartCounts {
  std::size_t characters = 0;
  std::size_t astral = 0;
};
[[nodiscard]] StartCounts count_starts(std::string_view text, std::size_t from, std::size_t to) noexcept;

/// Length of the ASCII run at the start of `text`.
[[nodiscard]] std::size_t ascii_prefix(std::string_view text) noexcept;

}  // namespace hansift::text
