#pragma once

// main() of every micro benchmark: refuses a build without optimisation, whose figures would mean nothing.

#include <benchmark/benchmark.h>

#include <cstdio>

#define HANSIFT_BENCH_MAIN()                                                        \
  int main(int argc, char** argv) {                                                 \
    if (!hansift_bench_is_optimised) {                                              \
      std::fputs("bench: built without optimisation; use the release preset\n", stderr); \
      return 2;                                                                     \
    }                                                                               \
    benchmark::Initialize(&argc, argv);                                             \
    if (benchmark::ReportUnrecognizedArguments(argc, argv)) return 2;               \
    benchmark::RunSpecifiedBenchmarks();                                            \
    benchmark::Shutdown();                                                          \
    return 0;                                                                       \
  }

#if defined(__OPTIMIZE__)
inline constexpr bool hansift_bench_is_optimised = true;
#else
inline constexpr bool hansift_bench_is_optimised = false;
#endif
