// Signals and fingerprints over prose in Chinese, English and a mix, in bytes a second.

#include <string>

#include "bench_main.hpp"
#include "hansift/quality.hpp"

namespace {

/// Prose-like text without a corpus: sentences drawn from words by a fixed generator, so that n-grams repeat about as they do in a page.
std::string prose(bool chinese, std::size_t bytes) {
  static constexpr const char* han[] = {"今天", "的", "天气", "很好", "我们", "去", "公园", "散步", "看见", "一", "只", "小鸟", "它", "在", "树上", "唱歌", "孩子",
                                        "们", "高兴", "地", "跑", "来", "老师", "说", "学校", "将", "举办", "运动会", "城市", "发展", "经济", "文化", "历史"};
  static constexpr const char* latin[] = {"the", "weather", "is", "fine", "today", "and", "we", "walk", "in", "park", "a", "small", "bird", "sings", "on", "tree",
                                          "children", "run", "happily", "teacher", "said", "that", "school", "will", "hold", "sports", "day", "next", "week"};
  std::string text;
  std::uint64_t state = 7;
  std::size_t words = 0;
  while (text.size() < bytes) {
    state = state * 6364136223846793005ULL + 1442695040888963407ULL;
    const std::size_t pick = static_cast<std::size_t>(state >> 33);
    if (chinese) text += han[pick % std::size(han)];
    else text.append(latin[pick % std::size(latin)]).append(" ");
    if (++words % 11 == 0) text += chinese ? "，" : ", ";
    if (words % 37 == 0) text += chinese ? "。" : ". ";
    if (words % 150 == 0) text += "\n";
  }
  return text;
}

void run_signals(benchmark::State& state, bool chinese) {
  const std::string text = prose(chinese, static_cast<std::size_t>(state.range(0)));
  for (auto _ : state) benchmark::DoNotOptimize(hansift::signals(text));
  state.SetBytesProcessed(static_cast<std::int64_t>(state.iterations()) * static_cast<std::int64_t>(text.size()));
}

void run_fingerprint(benchmark::State& state, bool chinese) {
  const std::string text = prose(chinese, static_cast<std::size_t>(state.range(0)));
  for (auto _ : state) benchmark::DoNotOptimize(hansift::fingerprint(text));
  state.SetBytesProcessed(static_cast<std::int64_t>(state.iterations()) * static_cast<std::int64_t>(text.size()));
}

BENCHMARK_CAPTURE(run_signals, chinese, true)->Arg(3'000)->Arg(30'000)->Arg(1'000'000);
BENCHMARK_CAPTURE(run_signals, english, false)->Arg(3'000)->Arg(30'000)->Arg(1'000'000);
BENCHMARK_CAPTURE(run_fingerprint, chinese, true)->Arg(3'000)->Arg(1'000'000);
BENCHMARK_CAPTURE(run_fingerprint, english, false)->Arg(3'000)->Arg(1'000'000);

}  // namespace

HANSIFT_BENCH_MAIN()
