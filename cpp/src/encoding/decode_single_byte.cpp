// One byte a character: the single-byte family and x-user-defined.

#include "encoding/decoders.hpp"
#include "encoding/tables.hpp"
#include "encoding/unit_writer.hpp"
#include "encoding/writer.hpp"
#include "text/scan.hpp"

namespace hansift::encoding {
namespace {

template <class Out, class Map>
std::size_t decode_bytes(std::string_view source, std::size_t at, Out& out, const Map& map) {
  const std::size_t end = source.size();
  while (at < end) {
    const unsigned byte = static_cast<unsigned char>(source[at]);
    if (byte < 0x80) {
      std::size_t stop = at + 1;
      const std::size_t near = end - at < 16 ? end : at + 16;
      while (stop < near && static_cast<unsigned char>(source[stop]) < 0x80) ++stop;
      if (stop == near && stop < end) stop += text::ascii_prefix(source.substr(stop));
      out.copy(at, stop - at);
      at = stop;
      continue;
    }
    const char32_t value = map(byte);
    if (value == 0) {
      out.bad(at, 1);
    } else {
      out.put(value, at, 1);
    }
    ++at;
  }
  return at;
}

}  // namespace

template <class Out>
std::size_t decode_single_byte(std::string_view source, std::size_t at, std::size_t page, Out& out) {
  const auto& high = single_byte_pages()[page].high;
  return decode_bytes(source, at, out, [&high](unsigned byte) { return static_cast<char32_t>(high[byte - 0x80]); });
}

template <class Out>
std::size_t decode_user_defined(std::string_view source, std::size_t at, Out& out) {
  return decode_bytes(source, at, out, [](unsigned byte) { return static_cast<char32_t>(0xF780 + byte - 0x80); });
}

template std::size_t decode_single_byte(std::string_view, std::size_t, std::size_t, Writer&);
template std::size_t decode_single_byte(std::string_view, std::size_t, std::size_t, UnitWriter&);
template std::size_t decode_user_defined(std::string_view, std::size_t, Writer&);
template std::size_t decode_user_defined(std::string_view, std::size_t, UnitWriter&);

}  // namespace hansift::encoding
