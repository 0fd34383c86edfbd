#pragma once

// Codes of GBK as numbers, lead << 8 | trail, and their cells (rows 81 to FE, columns 40 to FE). The damage of glossed pages happened to the
// bytes of this encoding.

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>

namespace hansift::cleaning::gloss {

using Code = std::uint16_t;

inline constexpr unsigned first_lead = 0x81, last_lead = 0xFE, first_trail = 0x40, last_trail = 0xFE;
inline constexpr std::size_t columns = last_trail - first_trail + 1;
inline constexpr std::size_t cell_count = (last_lead - first_lead + 1) * columns;

[[nodiscard]] constexpr bool is_lead(unsigned byte) noexcept { return byte >= first_lead && byte <= last_lead; }
[[nodiscard]] constexpr bool is_trail(unsigned byte) noexcept { return byte >= first_trail && byte <= last_trail && byte != 0x7F; }
[[nodiscard]] constexpr Code code_of(unsigned lead, unsigned trail) noexcept { return static_cast<Code>(lead << 8 | trail); }
[[nodiscard]] constexpr unsigned lead_of(Code code) noexcept { return code >> 8; }
[[nodiscard]] constexpr unsigned trail_of(Code code) noexcept { return code & 0xFF; }
/// Needs is_lead and is_trail of its bytes.
[[nodiscard]] constexpr std::size_t cell_of(Code code) noexcept { return (lead_of(code) - first_lead) * columns + (trail_of(code) - first_trail); }
[[nodiscard]] constexpr bool is_code(Code code) noexcept { return is_lead(lead_of(code)) && is_trail(trail_of(code)); }

/// A set of first bytes.
class Leads {
 public:
  constexpr void add(unsigned lead) noexcept { bits_[lead >> 6 & 1] |= std::uint64_t{1} << (lead & 63); }
  [[nodiscard]] constexpr bool has(unsigned lead) const noexcept { return lead >= 0x80 && (bits_[lead >> 6 & 1] >> (lead & 63) & 1) != 0; }
  [[nodiscard]] constexpr int size() const noexcept { return std::popcount(bits_[0]) + std::popcount(bits_[1]); }
  [[nodiscard]] constexpr Leads operator&(const Leads& other) const noexcept {
    Leads both;
    both.bits_ = {bits_[0] & other.bits_[0], bits_[1] & other.bits_[1]};
    return both;
  }
  /// Calls visit(lead) for each, in order.
  template <class Visit>
  constexpr void for_each(Visit&& visit) const {
    for (unsigned half = 0; half < 2; ++half) {
      for (std::uint64_t bits = bits_[half]; bits != 0; bits &= bits - 1) visit(0x80 + 64 * half + static_cast<unsigned>(std::countr_zero(bits)));
    }
  }

 private:
  std::array<std::uint64_t, 2> bits_{};  ///< of 80 to BF, of C0 to FF
};

/// Two-byte code of a character; 0 if it has none.
[[nodiscard]] Code encode(char32_t value) noexcept;

using Characters = std::array<char16_t, cell_count>;  ///< by cell
[[nodiscard]] const Characters& characters() noexcept;

/// Character of a code; 0 if it has none or one for private use, which is what sites drop.
[[nodiscard]] inline char32_t decode(Code code) noexcept {
  static const Characters& all = characters();
  return is_code(code) ? all[cell_of(code)] : char32_t{0};
}

}  // namespace hansift::cleaning::gloss
