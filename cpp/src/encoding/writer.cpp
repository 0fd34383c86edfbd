#include "encoding/writer.hpp"

#include <cstdio>
#include <cstring>
#include <limits>

namespace hansift::encoding {

PrivateUseCare PrivateUseCare::of(Family family, PrivateUse policy) noexcept {
  switch (family) {
    case Family::utf8:
    case Family::utf16le:
    case Family::utf16be:
    case Family::utf32le:
    case Family::utf32be:
    case Family::replacement: return {};
    case Family::gb18030:
    case Family::hz:
    case Family::iso_2022_cn: return {policy, from_gbk_private};
    default: return {policy, nullptr};
  }
}

Flag private_use_flag(Span source, char32_t value) {
  char reason[64];
  std::snprintf(reason, sizeof reason, "the encoding has the private-use character U+%04X here", static_cast<unsigned>(value));
  return {source, &private_use_rule, reason};
}

void Writer::put_private(char32_t value, std::size_t at, std::size_t size, std::size_t begin) {
  if (care_.policy == PrivateUse::flag) {
    result_.flags.push_back(private_use_flag({source_base_ + at, source_base_ + at + size}, value));
  } else if (const char32_t meant = care_.standard != nullptr ? care_.standard(value) : 0; meant != 0) {
    encode(meant);
    if (traced_) whole(at, size, begin, private_use_rule);
    return;
  }
  encode(value);
  note(at, size, begin);
}

void Writer::spill() {
  result_.text.append(scratch_.data(), static_cast<std::size_t>(cursor_ - scratch_.data()));
  cursor_ = scratch_.data();
}

std::size_t Writer::pairs(Family family, std::string_view source, std::size_t at) {
  const PairTables tables = utf8_pairs(family);
  if (traced_) return traced_pairs(tables, source, at);
  for (;;) {
    reserve();
    const PairStop stop = pairs_to_utf8(tables, source, at, cursor_, limit());
    at = stop.at;
    if (stop.room) return at;
  }
}

std::size_t Writer::traced_pairs(const PairTables& tables, std::string_view source, std::size_t at) {
  constexpr std::size_t block = 1024;
  PairRun runs[block + pair_block + 4];
  for (;;) {
    reserve();
    std::size_t begin = output();
    PairRun* run_end = runs;
    const PairStop stop = pairs_to_utf8(tables, source, at, cursor_, limit(), run_end, runs + block);
    for (const PairRun* run = runs; run != run_end; ++run) {
      const std::size_t cells = run->cells;
      const std::size_t width = run->width;
      const std::size_t written = run->written;
      if (width == 1 && written == 1) {
        // ASCII: nothing to tell.
      } else if (width == written) {
        for (std::size_t i = 0; i < cells; ++i) extend(at + i * width, width, begin + i * written, written, 1);
      } else {
        extend(at, width, begin, written, cells);
      }
      at += cells * width;
      begin += cells * written;
    }
    if (stop.room) return at;
  }
}

void Writer::close_run() {
  if (run_cells_ == 0) return;
  edits_.push_back({run_source_, run_output_, &transcode_rule, static_cast<std::uint32_t>(run_cells_), 1.0F});
  run_cells_ = 0;
}

void Writer::extend(std::size_t at, std::size_t width, std::size_t begin, std::size_t written, std::size_t cells) {
  if (width == written) {
    // A two-byte code may happen to be the UTF-8 of its character: then nothing changes and there is nothing to tell.
    const char* out = begin >= result_.text.size() ? scratch_.data() + (begin - result_.text.size()) : result_.text.data() + begin;
    if (cells == 1 && std::memcmp(out, source_.data() + at, width) == 0) return;
  }
  at += source_base_;
  begin += output_base_;
  if (run_cells_ > 0 && run_source_.end == at && run_output_.end == begin && run_width_ == width && run_written_ == written &&
      run_cells_ + cells <= std::numeric_limits<std::uint32_t>::max()) {
    run_source_.end += width * cells;
    run_output_.end += written * cells;
    run_cells_ += cells;
    return;
  }
  close_run();
  run_source_ = {at, at + width * cells};
  run_output_ = {begin, begin + written * cells};
  run_width_ = width;
  run_written_ = written;
  run_cells_ = cells;
}

void Writer::whole(std::size_t at, std::size_t size, std::size_t begin, const Rule& rule) {
  // Malformed bytes that are themselves the UTF-8 of U+FFFD stay as they are.
  if (&rule == &replacement_rule && source_.substr(at, size) == "\xEF\xBF\xBD") return;
  close_run();
  at += source_base_;
  edits_.push_back({{at, at + size}, {output_base_ + begin, output_base_ + output()}, &rule, 1, 1.0F});
}

void Writer::finish() {
  spill();
  close_run();
  if (!edits_.empty()) result_.trace = Trace(std::move(edits_));
}

}  // namespace hansift::encoding
