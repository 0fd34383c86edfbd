// libFuzzer: any bytes through every conversion, identify and restore. The first byte chooses the conversion.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>
#include <vector>

#include "hansift/script.hpp"
#include "hansift/text.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace hansift;
  static const std::vector<Converter> converters = [] {
    std::vector<Converter> made;
    for (const std::string_view name : conversions()) made.emplace_back(name);
    return made;
  }();
  if (size == 0) return 0;
  const Converter& converter = converters[data[0] % converters.size()];
  const std::string_view text(reinterpret_cast<const char*>(data) + 1, size - 1);
  const std::string plain = converter(text);
  const Converted traced = converter.convert_traced(text);
  if (traced.text != plain || verify(text, traced.text, traced.trace)) std::abort();
  if (is_valid_utf8(text) && !is_valid_utf8(plain)) std::abort();
  if (identify(text).script.empty()) std::abort();
  const Restored restored = restore(text);
  if (verify(text, restored.text, restored.trace)) std::abort();
  return 0;
}
