// decode(): which bytes are decoded with what.

#include "encoding/decoders.hpp"
#include "hansift/encoding.hpp"
#include "text/choices.hpp"

namespace hansift {
namespace encoding {

void decode_with(const Codec& codec, std::string_view source, std::size_t at, std::size_t end, Writer& out) {
  switch (codec.family) {
    case Family::utf8: return decode_utf8(source, at, end, out);
    case Family::utf16le: return decode_utf16(source, at, end, false, out);
    case Family::utf16be: return decode_utf16(source, at, end, true, out);
    case Family::utf32le: return decode_utf32(source, at, end, false, out);
    case Family::utf32be: return decode_utf32(source, at, end, true, out);
    case Family::gb18030: return decode_gb18030(source, at, end, out);
    case Family::big5: return decode_big5(source, at, end, out);
    case Family::euc_kr: return decode_euc_kr(source, at, end, out);
    case Family::shift_jis: return decode_shift_jis(source, at, end, out);
    case Family::euc_jp: return decode_euc_jp(source, at, end, out);
    case Family::euc_tw: return decode_euc_tw(source, at, end, out);
    case Family::johab: return decode_johab(source, at, end, out);
    case Family::iso_2022_jp: return decode_iso_2022_jp(source, at, end, out);
    case Family::iso_2022_kr: return decode_iso_2022_kr(source, at, end, out);
    case Family::iso_2022_cn: return decode_iso_2022_cn(source, at, end, out);
    case Family::hz: return decode_hz(source, at, end, out);
    case Family::single_byte: return decode_single_byte(source, at, end, codec.page, out);
    case Family::user_defined: return decode_user_defined(source, at, end, out);
    case Family::replacement:
      if (at < end) out.bad(at, end - at);
      return;
  }
}

std::size_t bom_size(const Codec& codec, std::string_view bytes) noexcept {
  std::string_view mark;
  switch (codec.family) {
    case Family::utf8: mark = "\xEF\xBB\xBF"; break;
    case Family::utf16le: mark = "\xFF\xFE"; break;
    case Family::utf16be: mark = "\xFE\xFF"; break;
    case Family::utf32le: mark = std::string_view("\xFF\xFE\0\0", 4); break;
    case Family::utf32be: mark = std::string_view("\0\0\xFE\xFF", 4); break;
    case Family::gb18030: mark = "\x84\x31\x95\x33"; break;
    default: return 0;
  }
  return bytes.substr(0, mark.size()) == mark ? mark.size() : 0;
}

namespace {

void run(std::string_view bytes, std::span<const EncodingSpan> spans, bool traced, Decoded& result) {
  result.text.reserve(bytes.size() + bytes.size() / 2 + 16);
  Writer out(bytes, result, traced);
  for (const EncodingSpan& span : spans) {
    // Bytes that are no text are shown as UTF-8: what is ASCII in them stays readable.
    const Codec& codec = codec_of(span.encoding == "binary" ? "utf-8" : span.encoding);
    std::size_t at = span.begin;
    if (at == 0) {
      const std::size_t mark = bom_size(codec, bytes);
      if (mark > 0) out.drop(0, mark, bom_rule);
      at = mark;
    }
    decode_with(codec, bytes, at, span.end, out);
  }
  out.finish();
}

}  // namespace
}  // namespace encoding

Decoded decode(std::string_view bytes, const DecodeOptions& options) {
  Decoded result;
  if (!options.encoding.empty()) {
    const encoding::Codec* codec = encoding::find_codec(options.encoding);
    if (codec == nullptr) text::throw_unknown("encoding", options.encoding, encodings());
    result.encoding = codec->name;
    result.confidence = 1.0F;
    const EncodingSpan all{0, bytes.size(), codec->name};
    encoding::run(bytes, {&all, 1}, options.trace, result);
    return result;
  }
  const Detection found = detect(bytes, {.declared = options.declared, .tld = options.tld});
  result.encoding = found.encoding;
  result.confidence = found.confidence;
  encoding::run(bytes, found.spans, options.trace, result);
  return result;
}

}  // namespace hansift
