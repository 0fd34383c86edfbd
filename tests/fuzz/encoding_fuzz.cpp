// libFuzzer entry of the encoding room: detects, then decodes with every encoding, and checks what must hold for any bytes.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "hansift/encoding.hpp"
#include "hansift/text.hpp"

namespace {

void require(bool held) {
  if (!held) std::abort();
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
  for (const std::string_view name : hansift::encodings()) {
    const hansift::Decoded traced = hansift::decode(bytes, {.encoding = name});
    require(hansift::is_valid_utf8(traced.text));
    require(!hansift::verify(bytes, traced.text, traced.trace));
    require(hansift::decode(bytes, {.encoding = name, .trace = false}).text == traced.text);
  }
  return 0;
}
