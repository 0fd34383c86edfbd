#include "encoding/writer.hpp"

#include <cstring>
#include <limits>

namespace hansift::encoding {

void Writer::spill() {
  result_.text.append(scratch_.data(), static_cast<std::size_t>(cursor_ - scratch_.data()));
  cursor_ = scratch_.data();
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
  edits_.push_back({{at, at + size}, {begin, output()}, &rule, 1, 1.0F});
}

void Writer::finish() {
  spill();
  close_run();
  if (!edits_.empty()) result_.trace = Trace(std::move(edits_));
}

}  // namespace hansift::encoding
