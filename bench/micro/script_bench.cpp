// Conversion, identification and restoring on text of our own, in bytes a second. Ratios against peers are in bench/peers.

#include "bench_main.hpp"

#include <string>

#include "hansift/script.hpp"

namespace {

std::string repeated(std::string_view piece, std::size_t size) {
  std::string text;
  while (text.size() < size) text += piece;
  return text;
}

constexpr std::string_view hans =
    "我们在服务器上安装了新的软件，内存也扩充到三十二兆。她的头发很长，站在皇后大道的后面等公共汽车。\n"
    "这个项目已经进行了5年，参加的人越来越多，2024年发布了第3版。里面的面条很好吃，只有周末才供应。\n";
constexpr std::string_view hant =
    "我們在伺服器上安裝了新的軟體，記憶體也擴充到三十二兆。她的頭髮很長，站在皇后大道的後面等公車。\n"
    "這個計畫已經進行了5年，參加的人越來越多，2024年發布了第3版。裡面的麵條很好吃，只有週末才供應。\n";
constexpr std::string_view latin = "The quick brown fox jumps over the lazy dog; a second sentence follows the first one without any hurry.\n";

void convert_text(benchmark::State& state, const char* config, std::string_view piece, bool traced) {
  const hansift::Converter converter(config);
  const std::string text = repeated(piece, static_cast<std::size_t>(state.range(0)));
  for (auto _ : state) {
    if (traced) benchmark::DoNotOptimize(converter.convert_traced(text));
    else benchmark::DoNotOptimize(converter(text));
  }
  state.SetBytesProcessed(static_cast<std::int64_t>(state.iterations() * text.size()));
}
BENCHMARK_CAPTURE(convert_text, s2t, "s2t", hans, false)->Arg(1024)->Arg(1 << 20);
BENCHMARK_CAPTURE(convert_text, s2tw, "s2tw", hans, false)->Arg(1024)->Arg(1 << 20);
BENCHMARK_CAPTURE(convert_text, s2twp, "s2twp", hans, false)->Arg(1024)->Arg(1 << 20);
BENCHMARK_CAPTURE(convert_text, s2hk, "s2hk", hans, false)->Arg(1024)->Arg(1 << 20);
BENCHMARK_CAPTURE(convert_text, t2s, "t2s", hant, false)->Arg(1024)->Arg(1 << 20);
BENCHMARK_CAPTURE(convert_text, tw2sp, "tw2sp", hant, false)->Arg(1024)->Arg(1 << 20);
BENCHMARK_CAPTURE(convert_text, s2twp_traced, "s2twp", hans, true)->Arg(1 << 20);
BENCHMARK_CAPTURE(convert_text, latin, "s2twp", latin, false)->Arg(1 << 20);

void identify_text(benchmark::State& state, std::string_view piece) {
  const std::string text = repeated(piece, 1 << 20);
  for (auto _ : state) benchmark::DoNotOptimize(hansift::identify(text));
  state.SetBytesProcessed(static_cast<std::int64_t>(state.iterations() * text.size()));
}
BENCHMARK_CAPTURE(identify_text, hans, hans);
BENCHMARK_CAPTURE(identify_text, hant, hant);
BENCHMARK_CAPTURE(identify_text, latin, latin);

void restore_text(benchmark::State& state) {
  const std::string text = repeated(hant, 1 << 20);
  for (auto _ : state) benchmark::DoNotOptimize(hansift::restore(text));
  state.SetBytesProcessed(static_cast<std::int64_t>(state.iterations() * text.size()));
}
BENCHMARK(restore_text);

void first_use(benchmark::State& state) {
  for (auto _ : state) benchmark::DoNotOptimize(hansift::Converter("s2twp")("内存"));
}
BENCHMARK(first_use);

}  // namespace

HANSIFT_BENCH_MAIN()
