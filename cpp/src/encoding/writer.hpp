#pragma once

// Where decoders put their text: a scratch block that is appended to the result, and the trace beside it.

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "encoding/rules.hpp"
#include "hansift/encoding.hpp"
#include "text/utf8.hpp"

namespace hansift::encoding {

class Writer {
 public:
  /// `source` is all of the input: offsets of the trace count from its start.
  Writer(std::string_view source, Decoded& result, bool traced) : source_(source), result_(result), traced_(traced) {}
  Writer(const Writer&) = delete;
  Writer& operator=(const Writer&) = delete;
  ~Writer() = default;

  /// Makes room for at least `slack` bytes at cursor(); call before writing there.
  void reserve() {
    if (cursor_ > limit()) spill();
  }
  /// Bytes may be written here up to `slack` beyond limit(). Then advance().
  [[nodiscard]] char* cursor() noexcept { return cursor_; }
  [[nodiscard]] char* limit() noexcept { return scratch_.data() + scratch_.size() - slack; }
  void advance(char* to) noexcept { cursor_ = to; }

  /// Offset in the text of the next byte.
  [[nodiscard]] std::size_t output() const noexcept { return result_.text.size() + static_cast<std::size_t>(cursor_ - scratch_.data()); }

  /// Bytes that are text already.
  void copy(std::size_t at, std::size_t size) {
    if (size <= 64) {
      reserve();
      for (std::size_t i = 0; i < size; ++i) cursor_[i] = source_[at + i];
      cursor_ += size;
    } else {
      spill();
      result_.text.append(source_.data() + at, size);
    }
  }

  /// One character from source[at, at + size).
  void put(char32_t value, std::size_t at, std::size_t size) {
    reserve();
    const std::size_t begin = output();
    encode(value);
    note(at, size, begin);
  }

  /// Two characters that one code stands for.
  void put_pair(char32_t first, char32_t second, std::size_t at, std::size_t size) {
    reserve();
    const std::size_t begin = output();
    encode(first);
    encode(second);
    note(at, size, begin);
  }

  /// Bytes that no character corresponds to.
  void bad(std::size_t at, std::size_t size) {
    reserve();
    const std::size_t begin = output();
    encode(text::replacement_character);
    result_.replacements.push_back({{at, at + size}, {begin, begin + 3}});
    if (traced_) whole(at, size, begin, replacement_rule);
  }

  /// Bytes that are no part of the text.
  void drop(std::size_t at, std::size_t size, const Rule& rule) {
    if (traced_) whole(at, size, output(), rule);
  }

  /// Says that the `cells` characters before the cursor came from source[at, at + cells * width), each `written` bytes long.
  void run(std::size_t at, std::size_t width, std::size_t written, std::size_t cells) {
    if (traced_ && cells > 0) extend(at, width, output() - written * cells, written, cells);
  }

  /// Appends what is left; call once, at the end.
  void finish();

  static constexpr std::size_t slack = 80;

 private:
  void encode(char32_t value) noexcept {
    char* p = cursor_;
    if (value < 0x80) {
      *p++ = static_cast<char>(value);
    } else if (value < 0x800) {
      *p++ = static_cast<char>(0xC0 | value >> 6);
      *p++ = static_cast<char>(0x80 | (value & 0x3F));
    } else if (value < 0x10000) {
      *p++ = static_cast<char>(0xE0 | value >> 12);
      *p++ = static_cast<char>(0x80 | (value >> 6 & 0x3F));
      *p++ = static_cast<char>(0x80 | (value & 0x3F));
    } else {
      *p++ = static_cast<char>(0xF0 | value >> 18);
      *p++ = static_cast<char>(0x80 | (value >> 12 & 0x3F));
      *p++ = static_cast<char>(0x80 | (value >> 6 & 0x3F));
      *p++ = static_cast<char>(0x80 | (value & 0x3F));
    }
    cursor_ = p;
  }
  void note(std::size_t at, std::size_t size, std::size_t begin) {
    if (traced_) extend(at, size, begin, output() - begin, 1);
  }
  void spill();
  void extend(std::size_t at, std::size_t width, std::size_t begin, std::size_t written, std::size_t cells);
  void whole(std::size_t at, std::size_t size, std::size_t begin, const Rule& rule);
  void close_run();

  std::string_view source_;
  Decoded& result_;
  bool traced_;
  std::array<char, 16384> scratch_;
  char* cursor_ = scratch_.data();
  // The row of equal cells that is open.
  Span run_source_{}, run_output_{};
  std::size_t run_width_ = 0, run_written_ = 0, run_cells_ = 0;
  std::vector<Edit> edits_{};
};

}  // namespace hansift::encoding
