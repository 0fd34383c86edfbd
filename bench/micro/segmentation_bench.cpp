#include <benchmark/benchmark.h>

#include <string>

#include "hansift/segmentation.hpp"

namespace {

std::string repeated(std::string_view unit) {
  std::string text;
  while (text.size() < (1U << 21)) text += unit;
  return text;
}

const std::string chinese = repeated(
    "湖边的小镇这几年变化很大，老街修了新的石板路，沿河的旧仓库也改成了书店和茶馆。住在这里的人说，从前一到晚上就没有灯，如今游客来了，"
    "夜里也很热闹。“你看，桥那边就是新开的市集，”卖茶的老人笑着说，“周末的时候人更多。”他的孙女今年考上了大学，打算学建筑。\n");
const std::string english = repeated(
    "The little town by the lake has changed a great deal in recent years, and its old street has a new pavement. People who live here say "
    "that there was no light at night, but now Mr. Brown's shop stays open until 10 p.m. on most days. \"Look at the bridge,\" he said.\n");

void split(benchmark::State& state, const std::string& text, hansift::SplitProfile profile) {
  hansift::SplitOptions options;
  options.profile = profile;
  for (auto _ : state) benchmark::DoNotOptimize(hansift::split_spans(text, options));
  state.SetBytesProcessed(static_cast<std::int64_t>(state.iterations() * text.size()));
}

void chunk(benchmark::State& state) {
  hansift::ChunkOptions options;
  options.max_chars = 400;
  for (auto _ : state) benchmark::DoNotOptimize(hansift::chunk(chinese, options));
  state.SetBytesProcessed(static_cast<std::int64_t>(state.iterations() * chinese.size()));
}

void stream(benchmark::State& state) {
  for (auto _ : state) {
    hansift::SentenceStream sentences;
    for (std::size_t at = 0; at < chinese.size(); at += 5000) benchmark::DoNotOptimize(sentences.feed(std::string_view(chinese).substr(at, 5000)));
    benchmark::DoNotOptimize(sentences.finish());
  }
  state.SetBytesProcessed(static_cast<std::int64_t>(state.iterations() * chinese.size()));
}

void clauses(benchmark::State& state) {
  for (auto _ : state) benchmark::DoNotOptimize(hansift::clauses(chinese));
  state.SetBytesProcessed(static_cast<std::int64_t>(state.iterations() * chinese.size()));
}

void unwrap(benchmark::State& state) {
  for (auto _ : state) benchmark::DoNotOptimize(hansift::unwrap(chinese));
  state.SetBytesProcessed(static_cast<std::int64_t>(state.iterations() * chinese.size()));
}

BENCHMARK_CAPTURE(split, chinese, chinese, hansift::SplitProfile::standard);
BENCHMARK_CAPTURE(split, english, english, hansift::SplitProfile::standard);
BENCHMARK_CAPTURE(split, chinese_uax29, chinese, hansift::SplitProfile::uax29);
BENCHMARK(chunk);
BENCHMARK(stream);
BENCHMARK(clauses);
BENCHMARK(unwrap);

}  // namespace

BENCHMARK_MAIN();
