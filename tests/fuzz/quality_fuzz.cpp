// Any bytes through signals, the verdict and the fingerprint.

#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "hansift/quality.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view input(reinterpret_cast<const char*>(data), size);
  const hansift::Signals signals = hansift::signals(input);
  if (signals.chars > size || signals.duplicate_5gram > 1 || signals.top_2gram > 1) std::abort();
  const hansift::Verdict verdict = hansift::judge(signals);
  if (verdict.keep != verdict.reasons.empty()) std::abort();
  const hansift::Fingerprint print = hansift::fingerprint(input);
  if (print.similarity(print) != 1) std::abort();
  return 0;
}
