#include <benchmark/benchmark.h>

#include <cstdlib>
#include <string>
#include <vector>

#ifdef HANSIFT_HAVE_ICU
#include <unicode/ubrk.h>
#include <unicode/ustring.h>
#endif
#if __has_include(<dlfcn.h>)
#include <dlfcn.h>
#endif

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

#ifdef HANSIFT_HAVE_ICU
// The sentence iterator of ICU over UTF-16 that is there already. Bytes are those of the same text in UTF-8, so that rates compare.
void icu(benchmark::State& state, const std::string& text, const char* locale) {
  std::u16string utf16(text.size(), u'\0');
  std::int32_t size = 0;
  UErrorCode error = U_ZERO_ERROR;
  u_strFromUTF8(utf16.data(), static_cast<std::int32_t>(utf16.size()), &size, text.data(), static_cast<std::int32_t>(text.size()), &error);
  UBreakIterator* iterator = ubrk_open(UBRK_SENTENCE, locale, nullptr, 0, &error);
  for (auto _ : state) {
    std::vector<std::int32_t> ends;
    ubrk_setText(iterator, utf16.data(), size, &error);
    for (std::int32_t at = ubrk_first(iterator); at != UBRK_DONE; at = ubrk_next(iterator)) ends.push_back(at);
    benchmark::DoNotOptimize(ends);
  }
  ubrk_close(iterator);
  if (U_FAILURE(error)) state.SkipWithError(u_errorName(error));
  state.SetBytesProcessed(static_cast<std::int64_t>(state.iterations() * text.size()));
}
#endif

#if __has_include(<dlfcn.h>)
// blingfire by its C interface, a line at a time as it wants it: HANSIFT_BLINGFIRE_LIBRARY is the path of libblingfiretokdll.so, which its
// Python package brings along.
void blingfire(benchmark::State& state, const std::string& text) {
  using Split = int(const char*, int, char*, int);
  const char* path = std::getenv("HANSIFT_BLINGFIRE_LIBRARY");
  void* library = path != nullptr ? dlopen(path, RTLD_NOW | RTLD_LOCAL) : nullptr;
  auto* split_line = library != nullptr ? reinterpret_cast<Split*>(dlsym(library, "TextToSentences")) : nullptr;
  if (split_line == nullptr) return state.SkipWithError("HANSIFT_BLINGFIRE_LIBRARY is not set");
  std::vector<char> out(8192);
  for (auto _ : state) {
    for (std::size_t at = 0, end = 0; at < text.size(); at = end + 1) {
      end = text.find('\n', at);
      benchmark::DoNotOptimize(split_line(text.data() + at, static_cast<int>(end - at), out.data(), static_cast<int>(out.size())));
    }
  }
  state.SetBytesProcessed(static_cast<std::int64_t>(state.iterations() * text.size()));
}
#endif

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
#ifdef HANSIFT_HAVE_ICU
BENCHMARK_CAPTURE(icu, chinese, chinese, "zh");
BENCHMARK_CAPTURE(icu, english, english, "en");
#endif
#if __has_include(<dlfcn.h>)
BENCHMARK_CAPTURE(blingfire, chinese, chinese);
BENCHMARK_CAPTURE(blingfire, english, english);
#endif
BENCHMARK(chunk);
BENCHMARK(stream);
BENCHMARK(clauses);
BENCHMARK(unwrap);

}  // namespace

BENCHMARK_MAIN();
