// libFuzzer entry of the extraction room: any bytes, all formats; the page must be sound.

#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "hansift/extraction.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view source(reinterpret_cast<const char*>(data), size);
  for (const hansift::PageFormat format : {hansift::PageFormat::automatic, hansift::PageFormat::html, hansift::PageFormat::markdown, hansift::PageFormat::text}) {
    hansift::ExtractOptions options;
    options.format = format;
    const hansift::Page page = hansift::extract(source, options);
    if (!hansift::is_valid_utf8(page.text)) std::abort();
    if (hansift::verify(source, page.text, page.trace)) std::abort();
    for (const hansift::Block& block : page.blocks) {
      if (block.span.end > size || block.span.begin > block.span.end || !hansift::is_valid_utf8(block.text)) std::abort();
    }
    options.trace = false;
    if (hansift::extract(source, options).text != page.text) std::abort();
  }
  return 0;
}
