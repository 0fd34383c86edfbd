#pragma once

// One function a family: decodes `source` from `at` on into `out` and returns where it stopped, which is the end of the source unless the
// source is not the last piece of its stream and ends inside a sequence: then the caller brings the bytes from there on again with the next
// piece. All are total. Each is made for the two outputs, Writer (UTF-8) and UnitWriter (UTF-16); nothing depends on how a stream is cut.
// Rules and error handling: WHATWG Encoding Standard, sections 8 to 14; what it lacks is said at its decoder.

#include <cstdint>
#include <string_view>

#include "encoding/codec.hpp"

namespace hansift::encoding {

/// What a decoder remembers between two pieces of a stream.
struct State {
  std::uint8_t mode = 0;     ///< of the encodings with escapes: the character set that is switched on
  bool fresh_escape = false; ///< ISO-2022-JP: the standard's output flag
  char sets[3] = {'A', 'H', 'I'};  ///< ISO-2022-CN: what SO, SS2 and SS3 lead to, by the last byte of the designation
  std::uint64_t swallowed = 0;     ///< replacement: bytes that one U+FFFD will stand for
};

template <class Out>
std::size_t decode_utf8(std::string_view source, std::size_t at, bool last, State& state, Out& out);
template <class Out>
std::size_t decode_utf16(std::string_view source, std::size_t at, bool last, bool big_endian, Out& out);
template <class Out>
std::size_t decode_utf32(std::string_view source, std::size_t at, bool last, bool big_endian, Out& out);
/// GB18030 and GBK, Big5, EUC-KR, Shift_JIS, EUC-JP, EUC-TW, Johab.
template <class Out>
std::size_t decode_double_byte(Family family, std::string_view source, std::size_t at, bool last, Out& out);
template <class Out>
std::size_t decode_iso_2022_jp(std::string_view source, std::size_t at, bool last, State& state, Out& out);
template <class Out>
std::size_t decode_iso_2022_kr(std::string_view source, std::size_t at, bool last, State& state, Out& out);
template <class Out>
std::size_t decode_iso_2022_cn(std::string_view source, std::size_t at, bool last, State& state, Out& out);
template <class Out>
std::size_t decode_hz(std::string_view source, std::size_t at, bool last, State& state, Out& out);
template <class Out>
std::size_t decode_single_byte(std::string_view source, std::size_t at, std::size_t page, Out& out);
template <class Out>
std::size_t decode_user_defined(std::string_view source, std::size_t at, Out& out);

/// Decodes by `codec`; no byte order mark is looked for.
template <class Out>
std::size_t decode_with(const Codec& codec, std::string_view source, std::size_t at, bool last, State& state, Out& out);

/// The byte order mark of `codec`; empty if it has none.
[[nodiscard]] std::string_view byte_order_mark(const Codec& codec) noexcept;

}  // namespace hansift::encoding
