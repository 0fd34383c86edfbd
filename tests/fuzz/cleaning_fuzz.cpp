// Any bytes, any set of rules: no crash, well-formed output, idempotent, a trace that proves itself.

#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "hansift/cleaning.hpp"
#include "hansift/text.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size < 6) return 0;
  hansift::CleanOptions options;
  options.profile = std::string(hansift::cleaning::profiles()[data[0] % hansift::cleaning::profiles().size()]);
  const auto rules = hansift::cleaning::rules();
  // Five bytes say which rules of the profile are turned off.
  for (std::size_t i = 0; i < rules.size() && i < 40; ++i) {
    if ((data[1 + i / 8] >> (i % 8) & 1) != 0) options.disable.emplace_back(rules[i]->id);
  }
  const std::string_view source(reinterpret_cast<const char*>(data) + 6, size - 6);
  const hansift::Cleaner cleaner(options);
  const hansift::Cleaned once = cleaner(source);
  if (!hansift::is_valid_utf8(once.text) || hansift::verify(source, once.text, once.trace) || cleaner(once.text).text != once.text) std::abort();
  return 0;
}
