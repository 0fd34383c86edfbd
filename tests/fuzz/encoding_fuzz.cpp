// libFuzzer entry of the encoding room: detects, then decodes with every encoding, in one piece, in several and into UTF-16, encodes again,
// and checks what must hold for any bytes.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "hansift/encoding.hpp"
#include "hansift/text.hpp"

namespace {

void require(bool held) {
  if (!held) std::abort();
}

/// Cut where the bytes themselves say, a stream gives the same text and the same replacements.
void check_stream(std::string_view bytes, const hansift::Decoded& whole, const hansift::DecodeOptions& options) {
  hansift::Decoder decoder(options);
  std::string text;
  std::size_t lost = 0;
  const auto take = [&](const std::string& piece) {
    text += piece;
    for (const hansift::Replacement& one : decoder.replacements()) require(lost < whole.replacements.size() && one == whole.replacements[lost++]);
  };
  for (std::size_t at = 0; at < bytes.size();) {
    const std::size_t size = 1 + static_cast<unsigned char>(bytes[at]) % 67;
    take(decoder.feed(bytes.substr(at, size)));
    at += size;
  }
  take(decoder.finish());
  require(text == whole.text && lost == whole.replacements.size());
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const hansift::Detection found = hansift::detect(bytes);
  require(found.confidence >= 0 && found.confidence <= 1);
  std::size_t at = 0;
  for (const hansift::EncodingSpan& span : found.spans) {
    require(span.begin == at && span.end >= at);
    at = span.end;
  }
  require(at == size);
  // However the bytes arrive, the answer is the same.
  hansift::Detector detector;
  const std::size_t piece = size != 0 ? 1 + data[0] % 37 : 1;
  for (std::size_t from = 0; from < size; from += piece) detector.feed(bytes.substr(from, piece));
  require(detector.finish() == found);
  const hansift::Decoded guessed = hansift::decode(bytes);
  require(hansift::is_valid_utf8(guessed.text));
  require(!hansift::verify(bytes, guessed.text, guessed.trace));
  check_stream(bytes, guessed, {.spans = found.spans});
  for (const std::string_view name : hansift::encodings()) {
    const hansift::Decoded traced = hansift::decode(bytes, {.encoding = name});
    require(hansift::is_valid_utf8(traced.text));
    require(!hansift::verify(bytes, traced.text, traced.trace));
    require(hansift::decode(bytes, {.encoding = name, .trace = false}).text == traced.text);
    check_stream(bytes, traced, {.encoding = name});
    std::u16string units(size, u'\0');
    const hansift::DecodedUnits wide = hansift::decode_units(bytes, units.data(), {.encoding = name});
    require(wide.size == hansift::count_utf16(traced.text) && wide.replacements.size() == traced.replacements.size());
    if (name == "replacement") continue;
    // What was written is read again.
    const hansift::Encoded encoded = hansift::encode(guessed.text, name);
    const hansift::Decoded back = hansift::decode(encoded.bytes, {.encoding = name});
    require(back.replacements.empty());
  }
  return 0;
}
