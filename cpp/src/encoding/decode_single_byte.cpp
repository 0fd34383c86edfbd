// One byte a character: the single-byte family and x-user-defined.

#include "encoding/decoders.hpp"
#include "encoding/tables.hpp"
#include "text/scan.hpp"

namespace hansift::encoding {
namespace {

template <class Map>
void decode_bytes(std::string_view source, std::size_t at, std::size_t end, Writer& out, const Map& map) {
  source = source.substr(0, end);
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
}

}  // namespace

void decode_single_byte(std::string_view source, std::size_t at, std::size_t end, std::size_t page, Writer& out) {
  const auto& high = single_byte_pages()[page].high;
  decode_bytes(source, at, end, out, [&high](unsigned byte) { return static_cast<char32_t>(high[byte - 0x80]); });
}

void decode_user_defined(std::string_view source, std::size_t at, std::size_t end, Writer& out) {
  decode_bytes(source, at, end, out, [](unsigned byte) { return static_cast<char32_t>(0xF780 + byte - 0x80); });
}

}  // namespace hansift::encoding
