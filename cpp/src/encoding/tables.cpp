#include "encoding/tables.hpp"

#include <algorithm>

#include "embedded/encoding_cns11643.hpp"
#include "embedded/encoding_double_byte.hpp"
#include "encoding/gbk.hpp"

namespace hansift::encoding {
namespace {

struct Range {
  std::uint32_t pointer, code_point;
};
constexpr Range gb18030_ranges[] = {
#include "gb18030_ranges.inc"
};

constexpr SingleByte pages[] = {
#include "single_byte.inc"
#include "code_pages.inc"
};

constexpr std::size_t cns_planes = 8;

DoubleByte make_double_byte() noexcept {
  const auto* at = reinterpret_cast<const unsigned char*>(embedded::encoding_double_byte().data());
  const auto take = [&at](const Shape& shape) {
    const Block block{at};
    at += 2 * shape.cells();
    return block;
  };
  DoubleByte found;
  found.gbk = take(gbk_shape);
  found.big5 = take(big5_shape);
  found.euc_kr = take(euc_kr_shape);
  found.sjis_low = take(sjis_low_shape);
  found.sjis_high = take(sjis_high_shape);
  found.jis0208 = take(jis_shape);
  found.jis0212 = take(jis_shape);
  found.big5_astral = Block{at};
  found.cns = Block{reinterpret_cast<const unsigned char*>(embedded::encoding_cns11643().data())};
  found.cns_astral = found.cns.data + 2 * cns_planes * jis_shape.cells();
  return found;
}

// Johab spells a syllable as three numbers of five bits: initial, vowel, final (KS X 1001, annex 3). -1: no such number, 0: filler.
constexpr std::int8_t johab_initial[32] = {-1, 0,  1,  2,  3,  4,  5,  6,  7,  8,  9,  10, 11, 12, 13, 14,
                                           15, 16, 17, 18, 19, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1};
constexpr std::int8_t johab_vowel[32] = {-1, -1, 0,  1,  2,  3,  4,  5,  -1, -1, 6,  7,  8,  9,  10, 11,
                                         -1, -1, 12, 13, 14, 15, 16, 17, -1, -1, 18, 19, 20, 21, -1, -1};
constexpr std::int8_t johab_final[32] = {-1, 0,  1,  2,  3,  4,  5,  6,  7,  8,  9,  10, 11, 12, 13, 14,
                                         15, 16, -1, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, -1, -1};
// Compatibility jamo (U+3130 + n) of the initials and finals that stand alone.
constexpr std::uint8_t initial_jamo[20] = {0, 1, 2, 4, 7, 8, 9, 17, 18, 19, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30};
constexpr std::uint8_t final_jamo[28] = {0,  1,  2,  3,  4,  5,  6,  7,  9,  10, 11, 12, 13, 14,
                                         15, 16, 17, 18, 20, 21, 22, 23, 24, 26, 27, 28, 29, 30};

}  // namespace

const DoubleByte& double_byte() noexcept {
  static const DoubleByte found = make_double_byte();
  return found;
}

std::uint32_t cns_code_point(unsigned plane, unsigned row, unsigned cell) noexcept {
  if (plane == 15) {
    plane = cns_planes;  // planes 8 to 14 are empty
  } else if (plane >= cns_planes) {
    return 0;
  }
  if (plane < 1 || row < 0xA1 || row > 0xFE || cell < 0xA1 || cell > 0xFE) return 0;
  const DoubleByte& tables = double_byte();
  const std::size_t index = (plane - 1) * jis_shape.cells() + (row - 0xA1) * std::size_t{94} + (cell - 0xA1);
  const std::uint32_t low = tables.cns.at(index);
  return (tables.cns_astral[index / 8] >> (index % 8) & 1) != 0 ? 0x20000 + low : low;
}

std::uint32_t gb18030_four_byte(std::uint32_t pointer) noexcept {
  const Range* end = std::end(gb18030_ranges);
  const Range* found = std::upper_bound(std::begin(gb18030_ranges), end, pointer, [](std::uint32_t p, const Range& r) { return p < r.pointer; }) - 1;
  return found->code_point == 0 ? 0 : found->code_point + (pointer - found->pointer);
}

std::uint32_t gb18030_pointer(char32_t value) noexcept {
  // The ranges rise by pointers, and not always by code points.
  for (const Range* range = std::begin(gb18030_ranges); range + 1 != std::end(gb18030_ranges); ++range) {
    const std::uint32_t offset = value - range->code_point;
    if (range->code_point != 0 && value >= range->code_point && offset < range[1].pointer - range->pointer) return range->pointer + offset;
  }
  return no_pointer;
}

std::uint32_t johab_code_point(unsigned lead, unsigned trail) noexcept {
  if (lead >= 0x84 && lead <= 0xD3) {
    if (trail < 0x41 || trail == 0x7F || trail == 0x80 || trail == 0xFF) return 0;
    const unsigned code = lead << 8 | trail;
    const int initial = johab_initial[code >> 10 & 31];
    const int vowel = johab_vowel[code >> 5 & 31];
    const int final = johab_final[code & 31];
    if (initial < 0 || vowel < 0 || final < 0) return 0;
    if (initial > 0 && vowel > 0) return 0xAC00U + static_cast<unsigned>(((initial - 1) * 21 + vowel - 1) * 28 + final);
    if (initial > 0 && final == 0) return 0x3130U + initial_jamo[initial];
    if (initial == 0 && vowel > 0 && final == 0) return 0x314EU + static_cast<unsigned>(vowel);
    if (initial == 0 && vowel == 0 && final > 0) return 0x3130U + final_jamo[final];
    return 0;
  }
  // Symbols and Hanja: the rows of KS X 1001, two a lead byte.
  const bool symbols = lead >= 0xD9 && lead <= 0xDE;
  if (!symbols && (lead < 0xE0 || lead > 0xF9)) return 0;
  if (trail < 0x31 || (trail > 0x7E && trail < 0x91) || trail == 0xFF) return 0;
  const unsigned cell = trail < 0x91 ? trail - 0x31 : trail - 0x43;
  const unsigned row = (symbols ? 2 * (lead - 0xD9) : 2 * lead - 0x197) + (cell >= 94 ? 1 : 0);
  return lookup(double_byte().euc_kr, euc_kr_shape, row + 0xA1, cell % 94 + 0xA1);
}

char32_t gbk_character(unsigned lead, unsigned trail) noexcept { return lookup(double_byte().gbk, gbk_shape, lead, trail); }

std::span<const SingleByte> single_byte_pages() noexcept { return pages; }

}  // namespace hansift::encoding
