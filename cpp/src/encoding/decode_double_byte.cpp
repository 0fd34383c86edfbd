// The encodings of one to four bytes a character without escapes: GB18030 and GBK, Big5, EUC-KR, Shift_JIS, EUC-JP, EUC-TW, Johab.
//
// All share one frame: the tables take what they have (pairs.hpp), and the careful step of the encoding takes one character of any kind
// where they stop. A step that needs bytes which are yet to come returns where it began.

#include "encoding/decoders.hpp"
#include "encoding/tables.hpp"
#include "encoding/unit_writer.hpp"
#include "encoding/writer.hpp"

namespace hansift::encoding {
namespace {

/// The bytes of one step.
template <class Out>
struct Step {
  std::string_view source;
  bool last;
  Out& out;

  [[nodiscard]] unsigned byte(std::size_t at) const noexcept { return static_cast<unsigned char>(source[at]); }
  [[nodiscard]] bool has(std::size_t at) const noexcept { return at < source.size(); }

  std::size_t bad(std::size_t at, std::size_t size) const {
    out.bad(at, size);
    return at + size;
  }
  std::size_t put(char32_t value, std::size_t at, std::size_t size) const {
    out.put(value, at, size);
    return at + size;
  }
  /// The source ends inside a sequence that has begun at `at`: damage if nothing follows.
  [[nodiscard]] std::size_t cut(std::size_t at) const { return last ? bad(at, source.size() - at) : at; }
  /// A pair as the index has it; 0 is none: then an ASCII trail byte is read again, any other is lost with its lead.
  [[nodiscard]] std::size_t pair(std::uint32_t value, std::size_t at) const {
    return value != 0 ? put(value, at, 2) : bad(at, byte(at + 1) < 0x80 ? 1 : 2);
  }
};

template <class Out>
std::size_t step_gb18030(const Step<Out>& s, std::size_t at, unsigned lead) {
  if (lead == 0x80) return s.put(0x20AC, at, 1);
  if (lead == 0xFF) return s.bad(at, 1);
  if (!s.has(at + 1)) return s.cut(at);
  const unsigned second = s.byte(at + 1);
  if (second - 0x30 >= 10) return s.pair(lookup(double_byte().gbk, gbk_shape, lead, second), at);
  // Four bytes. If the third or the fourth is wrong, the bytes behind the lead are read again.
  if ((s.has(at + 2) && s.byte(at + 2) - 0x81 > 0x7D) || (s.has(at + 3) && s.byte(at + 3) - 0x30 > 9)) return s.bad(at, 1);
  if (!s.has(at + 3)) return s.cut(at);
  const std::uint32_t pointer = (((lead - 0x81) * 10 + second - 0x30) * 126 + s.byte(at + 2) - 0x81) * 10 + s.byte(at + 3) - 0x30;
  const std::uint32_t value = gb18030_four_byte(pointer);
  return value == 0 ? s.bad(at, 4) : s.put(value, at, 4);
}

template <class Out>
std::size_t step_big5(const Step<Out>& s, std::size_t at, unsigned lead) {
  if (lead == 0x80 || lead == 0xFF) return s.bad(at, 1);
  if (!s.has(at + 1)) return s.cut(at);
  const unsigned trail = s.byte(at + 1);
  if (lead == 0x88 && (trail == 0x62 || trail == 0x64 || trail == 0xA3 || trail == 0xA5)) {
    // HKSCS has letters that Unicode writes as two characters.
    s.out.put_pair(trail < 0x80 ? 0xCA : 0xEA, trail == 0x62 || trail == 0xA3 ? 0x304 : 0x30C, at, 2);
    return at + 2;
  }
  return s.pair(big5_code_point(lookup(double_byte().big5, big5_shape, lead, trail)), at);
}

template <class Out>
std::size_t step_euc_kr(const Step<Out>& s, std::size_t at, unsigned lead) {
  if (lead == 0x80 || lead == 0xFF) return s.bad(at, 1);
  if (!s.has(at + 1)) return s.cut(at);
  return s.pair(lookup(double_byte().euc_kr, euc_kr_shape, lead, s.byte(at + 1)), at);
}

template <class Out>
std::size_t step_shift_jis(const Step<Out>& s, std::size_t at, unsigned lead) {
  if (lead == 0x80) return s.put(0x80, at, 1);
  if (lead - 0xA1 < 0x3F) return s.put(0xFF61 - 0xA1 + lead, at, 1);
  if (lead == 0xA0 || lead >= 0xFD) return s.bad(at, 1);
  if (!s.has(at + 1)) return s.cut(at);
  const DoubleByte& tables = double_byte();
  const unsigned trail = s.byte(at + 1);
  return s.pair(lead < 0xA0 ? lookup(tables.sjis_low, sjis_low_shape, lead, trail) : lookup(tables.sjis_high, sjis_high_shape, lead, trail), at);
}

template <class Out>
std::size_t step_euc_jp(const Step<Out>& s, std::size_t at, unsigned lead) {
  if (lead != 0x8E && lead != 0x8F && (lead < 0xA1 || lead == 0xFF)) return s.bad(at, 1);
  if (!s.has(at + 1)) return s.cut(at);
  const unsigned second = s.byte(at + 1);
  if (lead == 0x8E && second - 0xA1 < 0x3F) return s.put(0xFF61 - 0xA1 + second, at, 2);
  if (lead == 0x8F && second >= 0xA1 && second != 0xFF) {
    if (!s.has(at + 2)) return s.cut(at);
    const unsigned third = s.byte(at + 2);
    const std::uint32_t value = lookup(double_byte().jis0212, jis_shape, second, third);
    return value != 0 ? s.put(value, at, 3) : s.bad(at, third < 0x80 ? 2 : 3);
  }
  return s.pair(lookup(double_byte().jis0208, jis_shape, lead, second), at);
}

/// Not in the standard. Two bytes: plane 1 of CNS 11643; 8E A1..B0 and two bytes: planes 1 to 16.
template <class Out>
std::size_t step_euc_tw(const Step<Out>& s, std::size_t at, unsigned lead) {
  if (lead != 0x8E && (lead < 0xA1 || lead == 0xFF)) return s.bad(at, 1);
  if (!s.has(at + 1)) return s.cut(at);
  const unsigned second = s.byte(at + 1);
  if (lead == 0x8E) {
    if (second - 0xA1 >= 16) return s.bad(at, 1);
    std::size_t size = 2;
    while (size < 4 && s.has(at + size) && s.byte(at + size) - 0xA1 < 94) ++size;
    if (size < 4) return s.has(at + size) ? s.bad(at, size) : s.cut(at);
    const std::uint32_t value = cns_code_point(second - 0xA0, s.byte(at + 2), s.byte(at + 3));
    return value == 0 ? s.bad(at, 4) : s.put(value, at, 4);
  }
  return s.pair(cns_code_point(1, lead, second), at);
}

/// Not in the standard. KS X 1001, annex 3; ASCII is ASCII.
template <class Out>
std::size_t step_johab(const Step<Out>& s, std::size_t at, unsigned lead) {
  if (lead < 0x84 || lead > 0xF9) return s.bad(at, 1);
  if (!s.has(at + 1)) return s.cut(at);
  return s.pair(johab_code_point(lead, s.byte(at + 1)), at);
}

}  // namespace

template <class Out>
std::size_t decode_double_byte(Family family, std::string_view source, std::size_t at, bool last, Out& out) {
  const Step<Out> s{source, last, out};
  while (at < source.size()) {
    at = out.pairs(family, source, at);
    if (at == source.size()) break;
    const unsigned lead = s.byte(at);
    std::size_t next = at + 1;
    if (lead < 0x80) {
      out.copy(at, 1);
    } else {
      switch (family) {
        case Family::gb18030: next = step_gb18030(s, at, lead); break;
        case Family::big5: next = step_big5(s, at, lead); break;
        case Family::euc_kr: next = step_euc_kr(s, at, lead); break;
        case Family::shift_jis: next = step_shift_jis(s, at, lead); break;
        case Family::euc_jp: next = step_euc_jp(s, at, lead); break;
        case Family::euc_tw: next = step_euc_tw(s, at, lead); break;
        default: next = step_johab(s, at, lead); break;
      }
    }
    if (next == at) break;
    at = next;
  }
  return at;
}

template std::size_t decode_double_byte(Family, std::string_view, std::size_t, bool, Writer&);
template std::size_t decode_double_byte(Family, std::string_view, std::size_t, bool, UnitWriter&);

}  // namespace hansift::encoding
