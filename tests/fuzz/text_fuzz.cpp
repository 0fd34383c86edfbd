// Any bytes through UTF-8 validation, offsets and byte classes.

#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "hansift/text.hpp"
#include "text/scan.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view input(reinterpret_cast<const char*>(data), size);
  const std::size_t good = hansift::valid_prefix(input);
  const std::string repaired = hansift::to_valid_utf8(input);
  if (good > size || !hansift::is_valid_utf8(repaired)) std::abort();
  if (good == size && repaired != input) std::abort();
  const std::size_t characters = hansift::count_codepoints(repaired);
  hansift::Span spans[1] = {{0, repaired.size()}};
  hansift::from_bytes(repaired, spans, hansift::Unit::codepoint);
  if (spans[0].end != characters) std::abort();
  hansift::to_bytes(repaired, spans, hansift::Unit::codepoint);
  if (spans[0].end != repaired.size()) std::abort();
  constexpr auto classes = hansift::text::ByteClasses().add(0, '&').add(1, 0xC2).add(2, 0x00, 0x1F);
  std::uint8_t seen = 0;
  hansift::text::for_each_class(input, classes, 0xFF, [&](std::size_t at) { seen |= classes.of(data[at]); });
  if (seen != hansift::text::sweep(input, classes)) std::abort();
  return 0;
}
