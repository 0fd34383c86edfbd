// libFuzzer entry: the contract of split_spans, chunk, clauses and streams on any bytes.

#include <cstdint>
#include <cstdlib>
#include <utility>
#include <vector>

#include "hansift/segmentation.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size < 2) return 0;
  const std::string_view text(reinterpret_cast<const char*>(data) + 2, size - 2);
  hansift::SplitOptions options;
  options.quotes = static_cast<hansift::Quotes>(data[0] % 3);
  options.newlines = static_cast<hansift::Newlines>(data[0] / 3 % 3);
  options.profile = data[0] >= 128 ? hansift::SplitProfile::uax29 : hansift::SplitProfile::standard;
  std::size_t cursor = 0;
  for (const hansift::Span& span : hansift::split_spans(text, options)) {
    if (span.begin < cursor || span.begin >= span.end || span.end > text.size()) std::abort();
    cursor = span.end;
  }
  options.semicolons = data[1] % 2 == 1;
  // A stream cut where the input says gives the whole.
  const std::vector<hansift::Sentence> whole = hansift::sentences(text, options);
  hansift::SentenceStream stream(options);
  std::vector<hansift::SentenceStream::Item> streamed;
  for (std::size_t at = 0; at < text.size(); at += 1 + data[1]) {
    for (auto& item : stream.feed(text.substr(at, 1 + data[1]))) streamed.push_back(std::move(item));
  }
  for (auto& item : stream.finish()) streamed.push_back(std::move(item));
  if (streamed.size() != whole.size()) std::abort();
  for (std::size_t i = 0; i < whole.size(); ++i) {
    if (streamed[i].span != whole[i].span || streamed[i].reason != whole[i].reason) std::abort();
  }
  cursor = 0;
  for (const hansift::Span& span : hansift::clauses(text, options.newlines)) {
    if (span.begin < cursor || span.empty() || span.end > text.size()) std::abort();
    cursor = span.end;
  }
  (void)hansift::unwrap(text, options.newlines);
  hansift::ChunkOptions chunks;
  chunks.max_chars = 1 + data[1] % 64;
  chunks.overlap = data[1] / 64U % chunks.max_chars;
  chunks.split = options;
  chunks.keep = static_cast<hansift::Keep>(data[1] % 3);
  cursor = 0;
  for (const hansift::Span& span : hansift::chunk(text, chunks)) {
    if (span.empty() || span.end <= cursor || span.end > text.size()) std::abort();
    cursor = span.end;
  }
  return 0;
}
