// Detection and decoding of pages in several encodings, and of a megabyte.

#include <string>
#include <string_view>

#include "bench_main.hpp"
#include "hansift/encoding.hpp"

namespace {

using hansift::DecodeOptions;

std::string page(std::string_view encoding, std::size_t bytes) {
  const std::string_view text =
      "今天的天气很好，我们一起去公园散步；孩子们在草地上放风筝，老人坐在长椅上聊天。\n"
      "镇上的图书馆新添了两台电脑，读者可以检索馆藏，也可以预约座位。\n";
  const std::string_view letters =
      "Утром на рынке шумно, и дети бегут в школу между рядами.\nВ библиотеке появились два новых компьютера.\n";
  const std::string once = hansift::encode(encoding == "windows-1251" ? letters : text, encoding).bytes;
  std::string made;
  while (made.size() < bytes) made += once;
  return made;
}

void set_bytes(benchmark::State& state, const std::string& data) {
  state.SetBytesProcessed(static_cast<std::int64_t>(state.iterations()) * static_cast<std::int64_t>(data.size()));
}

void detect(benchmark::State& state, std::string_view encoding) {
  const std::string data = page(encoding, static_cast<std::size_t>(state.range(0)));
  for (auto _ : state) benchmark::DoNotOptimize(hansift::detect(data).confidence);
  set_bytes(state, data);
}
BENCHMARK_CAPTURE(detect, gbk, "gbk")->Arg(200)->Arg(4096)->Arg(1 << 20);
BENCHMARK_CAPTURE(detect, utf_8, "utf-8")->Arg(200)->Arg(4096)->Arg(1 << 20);
BENCHMARK_CAPTURE(detect, windows_1251, "windows-1251")->Arg(200)->Arg(4096)->Arg(1 << 20);

/// Detection included.
void decode(benchmark::State& state, std::string_view encoding) {
  const std::string data = page(encoding, 1 << 20);
  for (auto _ : state) benchmark::DoNotOptimize(hansift::decode(data, {.trace = false}).text.data());
  set_bytes(state, data);
}
BENCHMARK_CAPTURE(decode, gbk, "gbk");
BENCHMARK_CAPTURE(decode, utf_8, "utf-8");
BENCHMARK_CAPTURE(decode, windows_1251, "windows-1251");

}  // namespace

HANSIFT_BENCH_MAIN()
