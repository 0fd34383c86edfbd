#pragma once

// Run-time dispatch for x86-64: code marked HANSIFT_AVX2 is compiled for AVX2 and may only be called when has_avx2() is true.
// On other processors the portable code runs.

#if defined(__x86_64__) && (defined(__GNUC__) || defined(__clang__))
#define HANSIFT_X86 1
#define HANSIFT_AVX2 __attribute__((target("avx2,bmi,bmi2,lzcnt,popcnt")))
#include <immintrin.h>
#else
#define HANSIFT_X86 0
#endif

namespace hansift::text {

#if HANSIFT_X86
[[nodiscard]] inline bool has_avx2() noexcept {
  static const bool found = __builtin_cpu_supports("avx2") && __builtin_cpu_supports("bmi2");
  return found;
}
#endif

}  // namespace hansift::text
