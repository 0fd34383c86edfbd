// The encodings of one to four bytes a character without escapes: GB18030 and GBK, Big5, EUC-KR, Shift_JIS, EUC-JP, EUC-TW, Johab.
//
// All share one frame: ASCII is copied in runs; rows of two-byte characters that take three bytes of UTF-8 go through one table look-up
// each; everything else takes the careful step of its encoding.

#include "encoding/decoders.hpp"
#include "encoding/tables.hpp"
#include "text/scan.hpp"

namespace hansift::encoding {
namespace {

inline unsigned byte_at(std::string_view source, std::size_t at) noexcept { return static_cast<unsigned char>(source[at]); }

/// End of the ASCII run at `at`. Short runs are the rule between CJK characters, so the vectorised scan waits for a long one.
inline std::size_t ascii_end(std::string_view source, std::size_t at) noexcept {
  const std::size_t near = source.size() - at < 16 ? source.size() : at + 16;
  for (; at < near; ++at) {
    if (byte_at(source, at) >= 0x80) return at;
  }
  return at + text::ascii_prefix(source.substr(at));
}

/// `fast(lead, trail)`: code point of a pair if it is in U+0800 to U+FFFF, else something below 0x800.
/// `step(at)`: decodes one character of any kind that does not start with ASCII, and returns where it ends.
template <class Fast, class Step>
void decode_rows(std::string_view source, std::size_t at, Writer& out, const Fast& fast, const Step& step) {
  const std::size_t end = source.size();
  const auto* bytes = reinterpret_cast<const unsigned char*>(source.data());
  while (at < end) {
    if (bytes[at] < 0x80) {
      const std::size_t stop = ascii_end(source, at);
      out.copy(at, stop - at);
      at = stop;
      continue;
    }
    out.reserve();
    const std::size_t begin = at;
    char* p = out.cursor();
    char* const limit = out.limit();
    while (at + 1 < end && p < limit) {
      const std::uint32_t value = fast(bytes[at], bytes[at + 1]);
      if (value < 0x800) break;
      p[0] = static_cast<char>(0xE0 | value >> 12);
      p[1] = static_cast<char>(0x80 | (value >> 6 & 0x3F));
      p[2] = static_cast<char>(0x80 | (value & 0x3F));
      p += 3;
      at += 2;
    }
    if (at > begin) {
      out.advance(p);
      out.run(begin, 2, 3, (at - begin) / 2);
    } else {
      at = step(at);
    }
  }
}

/// A pair that is not mapped: an ASCII trail byte is read again, any other is lost with its lead.
inline std::size_t bad_pair(std::string_view source, std::size_t at, Writer& out) {
  const std::size_t size = byte_at(source, at + 1) < 0x80 ? 1 : 2;
  out.bad(at, size);
  return at + size;
}

/// A pair of bytes as the index has it; 0 is none.
std::size_t put_pair(std::uint32_t value, std::string_view source, std::size_t at, Writer& out) {
  if (value == 0) return bad_pair(source, at, out);
  out.put(value, at, 2);
  return at + 2;
}

}  // namespace

void decode_gb18030(std::string_view source, std::size_t from, std::size_t end, Writer& out) {
  source = source.substr(0, end);
  const Block table = double_byte().gbk;
  const auto pair = [table](unsigned lead, unsigned trail) { return lookup(table, gbk_shape, lead, trail); };
  const auto step = [&](std::size_t at) -> std::size_t {
    const unsigned lead = byte_at(source, at);
    if (lead == 0x80) {
      out.put(0x20AC, at, 1);
      return at + 1;
    }
    if (lead == 0xFF || at + 1 == end) {
      out.bad(at, 1);
      return at + 1;
    }
    const unsigned second = byte_at(source, at + 1);
    if (second - 0x30 < 10) {
      if ((at + 2 < end && byte_at(source, at + 2) - 0x81 > 0x7D) || (at + 3 < end && byte_at(source, at + 3) - 0x30 > 9)) {
        out.bad(at, 1);  // the bytes behind the lead are read again
        return at + 1;
      }
      if (at + 3 >= end) {
        out.bad(at, end - at);
        return end;
      }
      const std::uint32_t pointer =
          (((lead - 0x81) * 10 + second - 0x30) * 126 + byte_at(source, at + 2) - 0x81) * 10 + byte_at(source, at + 3) - 0x30;
      const std::uint32_t value = gb18030_four_byte(pointer);
      if (value == 0) {
        out.bad(at, 4);
      } else {
        out.put(value, at, 4);
      }
      return at + 4;
    }
    const std::uint32_t value = pair(lead, second);
    if (value == 0) return bad_pair(source, at, out);
    out.put(value, at, 2);
    return at + 2;
  };
  decode_rows(source, from, out, pair, step);
}

void decode_big5(std::string_view source, std::size_t from, std::size_t end, Writer& out) {
  source = source.substr(0, end);
  const Block table = double_byte().big5;
  const auto fast = [table](unsigned lead, unsigned trail) {
    const std::uint32_t value = lookup(table, big5_shape, lead, trail);
    return value - 0xD800 < 0x800 ? 0 : value;  // plane 2
  };
  const auto step = [&](std::size_t at) -> std::size_t {
    const unsigned lead = byte_at(source, at);
    if (lead == 0x80 || lead == 0xFF || at + 1 == end) {
      out.bad(at, 1);
      return at + 1;
    }
    const unsigned trail = byte_at(source, at + 1);
    if (lead == 0x88 && (trail == 0x62 || trail == 0x64 || trail == 0xA3 || trail == 0xA5)) {
      // HKSCS has letters that Unicode writes as two characters.
      out.put_pair(trail < 0x80 ? 0xCA : 0xEA, trail == 0x62 || trail == 0xA3 ? 0x304 : 0x30C, at, 2);
      return at + 2;
    }
    const std::uint32_t value = big5_code_point(lookup(table, big5_shape, lead, trail));
    if (value == 0) return bad_pair(source, at, out);
    out.put(value, at, 2);
    return at + 2;
  };
  decode_rows(source, from, out, fast, step);
}

void decode_euc_kr(std::string_view source, std::size_t from, std::size_t end, Writer& out) {
  source = source.substr(0, end);
  const Block table = double_byte().euc_kr;
  const auto pair = [table](unsigned lead, unsigned trail) { return lookup(table, euc_kr_shape, lead, trail); };
  const auto step = [&](std::size_t at) -> std::size_t {
    const unsigned lead = byte_at(source, at);
    if (lead == 0x80 || lead == 0xFF || at + 1 == end) {
      out.bad(at, 1);
      return at + 1;
    }
    return put_pair(pair(lead, byte_at(source, at + 1)), source, at, out);
  };
  decode_rows(source, from, out, pair, step);
}

void decode_shift_jis(std::string_view source, std::size_t from, std::size_t end, Writer& out) {
  source = source.substr(0, end);
  const Block low = double_byte().sjis_low;
  const Block high = double_byte().sjis_high;
  const auto pair = [low, high](unsigned lead, unsigned trail) {
    return lead < 0xA0 ? lookup(low, sjis_low_shape, lead, trail) : lookup(high, sjis_high_shape, lead, trail);
  };
  const auto step = [&](std::size_t at) -> std::size_t {
    const unsigned lead = byte_at(source, at);
    if (lead == 0x80 || lead - 0xA1 < 0x3F) {
      out.put(lead == 0x80 ? 0x80 : 0xFF61 - 0xA1 + lead, at, 1);
      return at + 1;
    }
    if (lead == 0xA0 || lead >= 0xFD || at + 1 == end) {
      out.bad(at, 1);
      return at + 1;
    }
    return put_pair(pair(lead, byte_at(source, at + 1)), source, at, out);
  };
  decode_rows(source, from, out, pair, step);
}

void decode_euc_jp(std::string_view source, std::size_t from, std::size_t end, Writer& out) {
  source = source.substr(0, end);
  const Block jis0208 = double_byte().jis0208;
  const Block jis0212 = double_byte().jis0212;
  const auto pair = [jis0208](unsigned lead, unsigned trail) { return lookup(jis0208, jis_shape, lead, trail); };
  const auto step = [&](std::size_t at) -> std::size_t {
    const unsigned lead = byte_at(source, at);
    if (lead != 0x8E && lead != 0x8F && (lead < 0xA1 || lead == 0xFF)) {
      out.bad(at, 1);
      return at + 1;
    }
    if (at + 1 == end) {
      out.bad(at, 1);
      return end;
    }
    const unsigned second = byte_at(source, at + 1);
    if (lead == 0x8E && second - 0xA1 < 0x3F) {
      out.put(0xFF61 - 0xA1 + second, at, 2);
      return at + 2;
    }
    if (lead == 0x8F && second >= 0xA1 && second != 0xFF) {
      if (at + 2 == end) {
        out.bad(at, 2);
        return end;
      }
      const std::uint32_t value = lookup(jis0212, jis_shape, second, byte_at(source, at + 2));
      const std::size_t size = value == 0 && byte_at(source, at + 2) < 0x80 ? 2 : 3;
      if (value == 0) {
        out.bad(at, size);
      } else {
        out.put(value, at, size);
      }
      return at + size;
    }
    const std::uint32_t value = pair(lead, second);
    if (value == 0) return bad_pair(source, at, out);
    out.put(value, at, 2);
    return at + 2;
  };
  decode_rows(source, from, out, pair, step);
}

/// Not in the standard. Two bytes: plane 1 of CNS 11643; 8E A1..B0 and two bytes: planes 1 to 16, of which 1 and 2 are known here.
void decode_euc_tw(std::string_view source, std::size_t from, std::size_t end, Writer& out) {
  source = source.substr(0, end);
  const auto fast = [](unsigned lead, unsigned trail) {
    const std::uint32_t value = cns_code_point(1, lead, trail);
    return value > 0xFFFF ? 0 : value;
  };
  const auto step = [&](std::size_t at) -> std::size_t {
    const unsigned lead = byte_at(source, at);
    if (lead == 0x8E && at + 1 < end && byte_at(source, at + 1) - 0xA1 < 16) {
      std::size_t size = 2;
      while (size < 4 && at + size < end && byte_at(source, at + size) - 0xA1 < 94) ++size;
      const std::uint32_t value =
          size < 4 ? 0 : cns_code_point(byte_at(source, at + 1) - 0xA0, byte_at(source, at + 2), byte_at(source, at + 3));
      if (value == 0) {
        out.bad(at, size);
      } else {
        out.put(value, at, size);
      }
      return at + size;
    }
    if (lead < 0xA1 || lead == 0xFF || at + 1 == end) {
      out.bad(at, 1);
      return at + 1;
    }
    const std::uint32_t value = cns_code_point(1, lead, byte_at(source, at + 1));
    if (value == 0) return bad_pair(source, at, out);
    out.put(value, at, 2);
    return at + 2;
  };
  decode_rows(source, from, out, fast, step);
}

/// Not in the standard. KS X 1001, annex 3; ASCII is ASCII.
void decode_johab(std::string_view source, std::size_t from, std::size_t end, Writer& out) {
  source = source.substr(0, end);
  const auto step = [&](std::size_t at) -> std::size_t {
    const unsigned lead = byte_at(source, at);
    if (lead < 0x84 || lead > 0xF9 || at + 1 == end) {
      out.bad(at, 1);
      return at + 1;
    }
    const std::uint32_t value = johab_code_point(lead, byte_at(source, at + 1));
    if (value == 0) return bad_pair(source, at, out);
    out.put(value, at, 2);
    return at + 2;
  };
  decode_rows(source, from, out, johab_code_point, step);
}

}  // namespace hansift::encoding
