// Any bytes through the whole walk: the trace leads from them to the text.

#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "hansift/pipeline.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const hansift::Pipeline pipeline = [] {
    hansift::Profile profile;
    profile.script = "zh-Hans";
    return hansift::Pipeline(profile);
  }();
  const std::string_view input(reinterpret_cast<const char*>(data), size);
  const hansift::Record record = pipeline(input);
  if (!hansift::is_valid_utf8(record.text)) std::abort();
  if (hansift::verify(input, record.text, record.trace)) std::abort();
  for (const hansift::Span sentence : record.sentences) {
    if (sentence.end > record.text.size()) std::abort();
  }
  for (const hansift::Block& block : record.blocks) {
    if (block.span.end > size || block.output.end > record.text.size()) std::abort();
  }
  return 0;
}
