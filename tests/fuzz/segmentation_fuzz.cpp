// libFuzzer entry: the contract of split_spans and chunk on any bytes.

#include <cstdint>
#include <cstdlib>

#include "hansift/segmentation.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size < 2) return 0;
  const std::string_view text(reinterpret_cast<const char*>(data) + 2, size - 2);
  hansift::SplitOptions options;
  options.quotes = static_cast<hansift::Quotes>(data[0] % 3);
  options.newlines = static_cast<hansift::Newlines>(data[0] / 3 % 3);
  options.profile = data[0] >= 128 ? hansift::SplitProfile::uax29 : hansift::SplitProfile::standard;
  std::size_t cursor = 0;
  for (const hansift::Span& span : hansift::split_spans(text, options)) {
    if (span.begin < cursor || span.begin >= span.end || span.end > text.size()) std::abort();
    cursor = span.end;
  }
  hansift::ChunkOptions chunks;
  chunks.max_chars = 1 + data[1] % 64;
  chunks.overlap = data[1] / 64U % chunks.max_chars;
  chunks.split = options;
  cursor = 0;
  for (const hansift::Span& span : hansift::chunk(text, chunks)) {
    if (span.empty() || span.end <= cursor || span.end > text.size()) std::abort();
    cursor = span.end;
  }
  return 0;
}
