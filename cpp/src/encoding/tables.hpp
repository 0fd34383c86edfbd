#pragma once

// The code tables. Double-byte blocks are dense: one row a lead byte, 16-bit code points, 0 where nothing is mapped.
// Source: WHATWG Encoding Standard, "Indexes"; see cpp/data/encoding/README.md.

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

namespace hansift::encoding {

/// A dense block of little-endian 16-bit code points.
struct Block {
  const unsigned char* data = nullptr;
  [[nodiscard]] std::uint32_t at(std::size_t index) const noexcept {
    return static_cast<std::uint32_t>(data[2 * index] | data[2 * index + 1] << 8);
  }
};

/// Shape of a double-byte block: lead and trail bytes it has rows and columns for.
struct Shape {
  unsigned first_lead, last_lead, first_trail, last_trail;
  [[nodiscard]] constexpr unsigned columns() const noexcept { return last_trail - first_trail + 1; }
  [[nodiscard]] constexpr std::size_t cells() const noexcept { return (last_lead - first_lead + 1) * std::size_t{columns()}; }
};

inline constexpr Shape gbk_shape{0x81, 0xFE, 0x40, 0xFE};
inline constexpr Shape big5_shape{0x87, 0xFE, 0x40, 0xFE};
inline constexpr Shape euc_kr_shape{0x81, 0xFE, 0x41, 0xFE};
inline constexpr Shape sjis_low_shape{0x81, 0x9F, 0x40, 0xFC};
inline constexpr Shape sjis_high_shape{0xE0, 0xFC, 0x40, 0xFC};
inline constexpr Shape jis_shape{0xA1, 0xFE, 0xA1, 0xFE};

struct DoubleByte {
  Block gbk, big5, euc_kr, sjis_low, sjis_high, jis0208, jis0212;
  Block big5_astral;  ///< low 16 bits of the plane-2 characters that entries D800 + n of `big5` stand for
  Block cns;          ///< planes 1 to 7 and 15 of CNS 11643
  const unsigned char* cns_astral = nullptr;  ///< one bit a cell of `cns`: plane 2 of Unicode
};

[[nodiscard]] const DoubleByte& double_byte() noexcept;

[[nodiscard]] inline std::uint32_t lookup(const Block& block, const Shape& shape, unsigned lead, unsigned trail) noexcept {
  if (lead - shape.first_lead > shape.last_lead - shape.first_lead || trail - shape.first_trail > shape.last_trail - shape.first_trail) return 0;
  return block.at((lead - shape.first_lead) * std::size_t{shape.columns()} + (trail - shape.first_trail));
}

/// Code point of a Big5 entry, resolving the plane-2 ones.
[[nodiscard]] inline std::uint32_t big5_code_point(std::uint32_t entry) noexcept {
  return entry - 0xD800 < 0x800 ? 0x20000 + double_byte().big5_astral.at(entry - 0xD800) : entry;
}

/// Code point of a plane of CNS 11643 (1 to 7 and 15 have characters); bytes A1 to FE each. 0 if not mapped.
[[nodiscard]] std::uint32_t cns_code_point(unsigned plane, unsigned row, unsigned cell) noexcept;

/// Code point of a four-byte GB18030 code, by its pointer; 0 if not mapped.
[[nodiscard]] std::uint32_t gb18030_four_byte(std::uint32_t pointer) noexcept;

/// Pointer of the four-byte GB18030 code of a code point; no_pointer if there is none.
inline constexpr std::uint32_t no_pointer = 0xFFFFFFFF;
[[nodiscard]] std::uint32_t gb18030_pointer(char32_t value) noexcept;

/// Code point of a Johab code; 0 if not mapped.
[[nodiscard]] std::uint32_t johab_code_point(unsigned lead, unsigned trail) noexcept;

struct SingleByte {
  std::string_view name;
  std::array<std::uint16_t, 128> high;  ///< code points of 80 to FF, 0 where not mapped
};

/// All single-byte encodings; the order is that of the generated files.
[[nodiscard]] std::span<const SingleByte> single_byte_pages() noexcept;

}  // namespace hansift::encoding
