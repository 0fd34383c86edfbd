#pragma once

// One function a family: decodes source[at, end) into the writer. All are total; the writer's offsets count from the start of the source.
// Rules and error handling: WHATWG Encoding Standard, sections 8 to 14; what it lacks is said at its decoder.

#include <string_view>

#include "encoding/codec.hpp"
#include "encoding/writer.hpp"

namespace hansift::encoding {

void decode_utf8(std::string_view source, std::size_t at, std::size_t end, Writer& out);
void decode_utf16(std::string_view source, std::size_t at, std::size_t end, bool big_endian, Writer& out);
void decode_utf32(std::string_view source, std::size_t at, std::size_t end, bool big_endian, Writer& out);
void decode_gb18030(std::string_view source, std::size_t at, std::size_t end, Writer& out);
void decode_big5(std::string_view source, std::size_t at, std::size_t end, Writer& out);
void decode_euc_kr(std::string_view source, std::size_t at, std::size_t end, Writer& out);
void decode_shift_jis(std::string_view source, std::size_t at, std::size_t end, Writer& out);
void decode_euc_jp(std::string_view source, std::size_t at, std::size_t end, Writer& out);
void decode_euc_tw(std::string_view source, std::size_t at, std::size_t end, Writer& out);
void decode_johab(std::string_view source, std::size_t at, std::size_t end, Writer& out);
void decode_iso_2022_jp(std::string_view source, std::size_t at, std::size_t end, Writer& out);
void decode_iso_2022_kr(std::string_view source, std::size_t at, std::size_t end, Writer& out);
void decode_iso_2022_cn(std::string_view source, std::size_t at, std::size_t end, Writer& out);
void decode_hz(std::string_view source, std::size_t at, std::size_t end, Writer& out);
void decode_single_byte(std::string_view source, std::size_t at, std::size_t end, std::size_t page, Writer& out);
void decode_user_defined(std::string_view source, std::size_t at, std::size_t end, Writer& out);

/// Decodes source[at, end) by `codec`; no byte order mark is looked for.
void decode_with(const Codec& codec, std::string_view source, std::size_t at, std::size_t end, Writer& out);

/// Number of bytes of the byte order mark of `codec` at the start of `bytes`.
[[nodiscard]] std::size_t bom_size(const Codec& codec, std::string_view bytes) noexcept;

}  // namespace hansift::encoding
