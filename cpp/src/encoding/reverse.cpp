#include "encoding/reverse.hpp"

#include <mutex>
#include <utility>

#include "encoding/tables.hpp"

namespace hansift::encoding {
namespace {

using Table = std::unique_ptr<const ReverseTable>;

/// Visits (lead, trail) of a shape in the order of the standard's pointers.
template <class Visit>
void for_pairs(const Shape& shape, const Visit& visit) {
  for (unsigned lead = shape.first_lead; lead <= shape.last_lead; ++lead) {
    for (unsigned trail = shape.first_trail; trail <= shape.last_trail; ++trail) visit(lead, trail);
  }
}

Table make_gbk() {
  auto made = std::make_unique<ReverseTable>();
  for_pairs(gbk_shape, [&](unsigned lead, unsigned trail) { made->add(lookup(double_byte().gbk, gbk_shape, lead, trail), lead << 8 | trail); });
  return made;
}

Table make_big5() {
  auto made = std::make_unique<ReverseTable>();
  for_pairs(big5_shape, [&](unsigned lead, unsigned trail) {
    if (lead < 0xA1) return;  // HKSCS only: read, never written
    const char32_t value = big5_code_point(lookup(double_byte().big5, big5_shape, lead, trail));
    // Of these the last code is the one in use.
    const bool later = value == 0x2550 || value == 0x255E || value == 0x2561 || value == 0x256A || value == 0x5341 || value == 0x5345;
    made->add(value, lead << 8 | trail, later);
  });
  return made;
}

Table make_euc_kr() {
  auto made = std::make_unique<ReverseTable>();
  for_pairs(euc_kr_shape, [&](unsigned lead, unsigned trail) { made->add(lookup(double_byte().euc_kr, euc_kr_shape, lead, trail), lead << 8 | trail); });
  return made;
}

Table make_shift_jis() {
  auto made = std::make_unique<ReverseTable>();
  made->add(0x80, 0x80);
  made->add(0xA5, 0x5C);
  made->add(0x203E, 0x7E);
  for (unsigned byte = 0xA1; byte <= 0xDF; ++byte) made->add(0xFF61 - 0xA1 + byte, byte);
  for_pairs(sjis_low_shape, [&](unsigned lead, unsigned trail) { made->add(lookup(double_byte().sjis_low, sjis_low_shape, lead, trail), lead << 8 | trail); });
  for_pairs(sjis_high_shape, [&](unsigned lead, unsigned trail) {
    // Left out: what NEC selected of IBM's characters, which have codes of their own behind them, and the user-defined rows.
    if ((lead >= 0xED && lead <= 0xEF) || (lead >= 0xF0 && lead <= 0xF9)) return;
    made->add(lookup(double_byte().sjis_high, sjis_high_shape, lead, trail), lead << 8 | trail);
  });
  made->add(0x2212, (*made)[0xFF0D]);
  return made;
}

Table make_euc_jp() {
  auto made = std::make_unique<ReverseTable>();
  made->add(0xA5, 0x5C);
  made->add(0x203E, 0x7E);
  for (unsigned byte = 0xA1; byte <= 0xDF; ++byte) made->add(0xFF61 - 0xA1 + byte, 0x8E00 | byte);
  for_pairs(jis_shape, [&](unsigned lead, unsigned trail) { made->add(lookup(double_byte().jis0208, jis_shape, lead, trail), lead << 8 | trail); });
  made->add(0x2212, (*made)[0xFF0D]);
  return made;
}

Table make_euc_tw() {
  auto made = std::make_unique<ReverseTable>();
  for (unsigned plane = 1; plane <= 16; ++plane) {
    for_pairs(jis_shape, [&](unsigned row, unsigned cell) {
      made->add(cns_code_point(plane, row, cell), plane == 1 ? row << 8 | cell : 0x8EA00000 + (plane << 16 | row << 8 | cell));
    });
  }
  return made;
}

Table make_johab() {
  auto made = std::make_unique<ReverseTable>();
  for_pairs({0x84, 0xF9, 0x31, 0xFE}, [&](unsigned lead, unsigned trail) {
    const char32_t value = johab_code_point(lead, trail);
    // A consonant by itself is written as an initial if it can be one.
    made->add(value, lead << 8 | trail, lead >= 0x88 && lead <= 0xD3 && value >= 0x3131 && value <= 0x314E);
  });
  return made;
}

Table make_single_byte(std::size_t page) {
  auto made = std::make_unique<ReverseTable>();
  const auto& high = single_byte_pages()[page].high;
  for (unsigned byte = 0x80; byte <= 0xFF; ++byte) made->add(high[byte - 0x80], byte);
  return made;
}

}  // namespace

const ReverseTable& reverse_table(const Codec& codec) {
  switch (codec.family) {
    case Family::gb18030:
    case Family::hz: {
      static const Table made = make_gbk();
      return *made;
    }
    case Family::big5: {
      static const Table made = make_big5();
      return *made;
    }
    case Family::euc_kr:
    case Family::iso_2022_kr: {
      static const Table made = make_euc_kr();
      return *made;
    }
    case Family::shift_jis: {
      static const Table made = make_shift_jis();
      return *made;
    }
    case Family::euc_jp:
    case Family::iso_2022_jp: {
      static const Table made = make_euc_jp();
      return *made;
    }
    case Family::euc_tw:
    case Family::iso_2022_cn: {
      static const Table made = make_euc_tw();
      return *made;
    }
    case Family::johab: {
      static const Table made = make_johab();
      return *made;
    }
    default: break;
  }
  struct Page {
    std::once_flag once;
    Table table;
  };
  static std::vector<Page> pages(single_byte_pages().size());
  Page& page = pages[codec.page];
  std::call_once(page.once, [&] { page.table = make_single_byte(codec.page); });
  return *page.table;
}

std::uint32_t gb18030_private_code(char32_t value) noexcept {
  constexpr std::pair<char32_t, std::uint32_t> kept[] = {
      {0xE78D, 0xA6D9}, {0xE78E, 0xA6DA}, {0xE78F, 0xA6DB}, {0xE790, 0xA6DC}, {0xE791, 0xA6DD}, {0xE792, 0xA6DE},
      {0xE793, 0xA6DF}, {0xE794, 0xA6EC}, {0xE795, 0xA6ED}, {0xE796, 0xA6F3}, {0xE81E, 0xFE59}, {0xE826, 0xFE61},
      {0xE82B, 0xFE66}, {0xE82C, 0xFE67}, {0xE832, 0xFE6D}, {0xE843, 0xFE7E}, {0xE854, 0xFE90}, {0xE864, 0xFEA0}};
  for (const auto& [private_use, code] : kept) {
    if (private_use == value) return code;
  }
  return 0;
}

std::uint32_t gb18030_four_byte_code(char32_t value) noexcept {
  const std::uint32_t pointer = gb18030_pointer(value);
  if (pointer == no_pointer) return 0;
  const std::uint32_t high = (0x81 + pointer / 12600) << 24 | (0x30 + pointer / 1260 % 10) << 16;
  return high | (0x81 + pointer / 10 % 126) << 8 | (0x30 + pointer % 10);
}

}  // namespace hansift::encoding
