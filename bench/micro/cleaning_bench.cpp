// Cleaning of text that is clean already, against memcpy, and of text with a little damage in every line.

#include <benchmark/benchmark.h>

#include <cstring>
#include <string>
#include <vector>

#include "hansift/cleaning.hpp"

namespace {

/// Ordinary clean prose: digits, Latin words with their punctuation, full-width punctuation, curly quotes, line feeds.
std::string clean_prose() {
  const std::string paragraph =
      "二〇二三年十月，城里新开了一家书店，店主姓陈，今年42岁。他说：“我从小就喜欢看书，现在终于有了自己的地方！”\n"
      "书店一共有3层，面积约1,200平方米，每天10:00开门，22:30关门；周末会请作者来讲课，（需要预约）门票每张35.5元。\n"
      "墙上写着一句英文：Books are a uniquely portable magic, aren't they? 旁边是《红楼梦》和《百年孤独》的海报……\n"
      "常来的人里有学生、老师、工程师，也有从别的城市来的游客。有人问：这里能待多久？店主答：想待多久，就待多久。\n";
  std::string text;
  while (text.size() < (1u << 20)) text += paragraph;
  return text;
}

std::string damaged_prose() {
  const std::string paragraph = "\xE3\x80\x80\xE3\x80\x80今天天气很好,我们去公园玩.门票(成人)只要１０元!&nbsp;&ldquo;真便宜&rdquo;,她说:那里有⼀座桥\xE2\x80\x8B。\r\n";
  std::string text;
  while (text.size() < (1u << 20)) text += paragraph;
  return text;
}

void copy(benchmark::State& state) {
  const std::string text = clean_prose();
  for (auto _ : state) {
    std::string other(text);
    benchmark::DoNotOptimize(other.data());
  }
  state.SetBytesProcessed(static_cast<std::int64_t>(state.iterations() * text.size()));
}
BENCHMARK(copy);

void run(benchmark::State& state, const std::string& text, bool trace) {
  hansift::CleanOptions options;
  options.trace = trace;
  const hansift::Cleaner cleaner(options);
  for (auto _ : state) {
    auto done = cleaner(text);
    benchmark::DoNotOptimize(done);
  }
  state.SetBytesProcessed(static_cast<std::int64_t>(state.iterations() * text.size()));
}
void clean_text(benchmark::State& state) { run(state, clean_prose(), true); }
void damaged_text(benchmark::State& state) { run(state, damaged_prose(), true); }
BENCHMARK(clean_text);
BENCHMARK(damaged_text);

}  // namespace

BENCHMARK_MAIN();
