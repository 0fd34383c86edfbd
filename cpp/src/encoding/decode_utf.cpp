// UTF-8, UTF-16 and UTF-32.

#include "encoding/decoders.hpp"
#include "encoding/unit_writer.hpp"
#include "encoding/writer.hpp"
#include "hansift/text.hpp"
#include "text/utf8.hpp"

namespace hansift::encoding {

template <class Out>
std::size_t decode_utf8(std::string_view source, std::size_t at, bool last, State&, Out& out) {
  const std::size_t end = source.size();
  // An ill-formed sequence that the end of the piece cuts off, and that what follows may complete.
  const auto unfinished = [&](const text::Decoded& one) {
    const auto lead = static_cast<unsigned char>(source[at]);
    const std::uint32_t needed = lead < 0xC2 || lead > 0xF4 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    return at + one.size == end && one.size < needed;
  };
  while (at < end) {
    const std::size_t valid = valid_prefix(source.substr(at));
    out.copy(at, valid);
    at += valid;
    // Damage comes in rows: step over all of it here rather than restart the vectorised check for each byte.
    while (at < end) {
      const text::Decoded one = text::decode_at(source, at);
      if (one.valid) break;
      if (!last && unfinished(one)) return at;
      out.bad(at, one.size);
      at += one.size;
    }
  }
  return at;
}

namespace {

inline unsigned byte_at(std::string_view source, std::size_t at) noexcept { return static_cast<unsigned char>(source[at]); }

inline char32_t unit16(std::string_view source, std::size_t at, bool big) noexcept {
  const unsigned first = byte_at(source, at), second = byte_at(source, at + 1);
  return big ? first << 8 | second : second << 8 | first;
}

inline char32_t unit32(std::string_view source, std::size_t at, bool big) noexcept {
  const char32_t first = unit16(source, at, big), second = unit16(source, at + 2, big);
  return big ? first << 16 | second : second << 16 | first;
}

/// Rows of the two widths that make up nearly all text.
std::size_t utf16_rows(std::string_view source, std::size_t at, bool big, Writer& out) {
  out.reserve();
  const std::size_t end = source.size();
  const std::size_t wide_at = at;
  char* p = out.cursor();
  char* const limit = out.limit();
  for (; at + 2 <= end && p < limit; at += 2) {
    const char32_t unit = unit16(source, at, big);
    if (unit < 0x800 || unit - 0xD800 < 0x800) break;
    p[0] = static_cast<char>(0xE0 | unit >> 12);
    p[1] = static_cast<char>(0x80 | (unit >> 6 & 0x3F));
    p[2] = static_cast<char>(0x80 | (unit & 0x3F));
    p += 3;
  }
  out.advance(p);
  out.run(wide_at, 2, 3, (at - wide_at) / 2);
  const std::size_t ascii_at = at;
  for (; at + 2 <= end && p < limit; at += 2) {
    const char32_t unit = unit16(source, at, big);
    if (unit >= 0x80) break;
    *p++ = static_cast<char>(unit);
  }
  out.advance(p);
  out.run(ascii_at, 2, 1, (at - ascii_at) / 2);
  return at;
}

}  // namespace

template <class Out>
std::size_t decode_utf16(std::string_view source, std::size_t at, bool last, bool big, Out& out) {
  const std::size_t end = source.size();
  while (at + 2 <= end) {
    if constexpr (!Out::wide) {
      const std::size_t next = utf16_rows(source, at, big, out);
      if (next > at) {
        at = next;
        continue;
      }
    }
    const char32_t unit = unit16(source, at, big);
    if (unit - 0xD800 >= 0x800) {
      out.put(unit, at, 2);
      at += 2;
    } else if (unit >= 0xDC00) {
      out.bad(at, 2);
      at += 2;
    } else if (at + 4 > end) {
      break;
    } else {
      const char32_t low = unit16(source, at + 2, big);
      if (low - 0xDC00 < 0x400) {
        out.put(0x10000 + ((unit - 0xD800) << 10) + (low - 0xDC00), at, 4);
        at += 4;
      } else {
        out.bad(at, 2);
        at += 2;
      }
    }
  }
  if (at == end || !last) return at;
  out.bad(at, end - at);  // an odd byte, or a high surrogate with or without one: one error
  return end;
}

/// UTF-32 is not in the standard; a surrogate or a number beyond U+10FFFF is one U+FFFD, and so is what is left at the end.
template <class Out>
std::size_t decode_utf32(std::string_view source, std::size_t at, bool last, bool big, Out& out) {
  const std::size_t end = source.size();
  for (; at + 4 <= end; at += 4) {
    const char32_t value = unit32(source, at, big);
    if (value > 0x10FFFF || value - 0xD800 < 0x800) {
      out.bad(at, 4);
    } else {
      out.put(value, at, 4);
    }
  }
  if (at == end || !last) return at;
  out.bad(at, end - at);
  return end;
}

template std::size_t decode_utf8(std::string_view, std::size_t, bool, State&, Writer&);
template std::size_t decode_utf8(std::string_view, std::size_t, bool, State&, UnitWriter&);
template std::size_t decode_utf16(std::string_view, std::size_t, bool, bool, Writer&);
template std::size_t decode_utf16(std::string_view, std::size_t, bool, bool, UnitWriter&);
template std::size_t decode_utf32(std::string_view, std::size_t, bool, bool, Writer&);
template std::size_t decode_utf32(std::string_view, std::size_t, bool, bool, UnitWriter&);

}  // namespace hansift::encoding
