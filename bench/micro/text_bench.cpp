// The primitives of the text room beside memcpy, the physical limit.

#include <cstring>
#include <string>
#include <vector>

#include "bench_main.hpp"
#include "hansift/text.hpp"
#include "text/scan.hpp"

namespace {

std::string chinese(std::size_t bytes) {
  const std::string sentence = "今天的天气很好，我们一起去公园散步；孩子们在草地上放风筝，老人坐在长椅上聊天。\n";
  std::string text;
  while (text.size() < bytes) text += sentence;
  return text;
}

void set_bytes(benchmark::State& state, const std::string& text) {
  state.SetBytesProcessed(static_cast<std::int64_t>(state.iterations()) * static_cast<std::int64_t>(text.size()));
}

void memory_copy(benchmark::State& state) {
  const std::string text = chinese(1 << 20);
  std::vector<char> to(text.size());
  for (auto _ : state) {
    std::memcpy(to.data(), text.data(), text.size());
    benchmark::DoNotOptimize(to.data());
    benchmark::ClobberMemory();
  }
  set_bytes(state, text);
}
BENCHMARK(memory_copy);

void validate(benchmark::State& state) {
  const std::string text = chinese(1 << 20);
  for (auto _ : state) benchmark::DoNotOptimize(hansift::valid_prefix(text));
  set_bytes(state, text);
}
BENCHMARK(validate);

void count_characters(benchmark::State& state) {
  const std::string text = chinese(1 << 20);
  for (auto _ : state) benchmark::DoNotOptimize(hansift::count_codepoints(text));
  set_bytes(state, text);
}
BENCHMARK(count_characters);

void trigger_sweep(benchmark::State& state) {
  const std::string text = chinese(1 << 20);
  constexpr auto classes = hansift::text::ByteClasses().add(0, '&').add(1, 0xC2).add(2, 0x0E, 0x1F);
  for (auto _ : state) benchmark::DoNotOptimize(hansift::text::sweep(text, classes));
  set_bytes(state, text);
}
BENCHMARK(trigger_sweep);

}  // namespace

HANSIFT_BENCH_MAIN()
