#pragma once

// Where decoders put their text: a scratch block that is appended to the result, and the trace beside it.

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "encoding/pairs.hpp"
#include "encoding/private_use.hpp"
#include "encoding/rules.hpp"
#include "hansift/encoding.hpp"
#include "text/utf8.hpp"

namespace hansift::encoding {

/// What is done about private-use characters of the encoding that is being decoded.
struct PrivateUseCare {
  PrivateUse policy = PrivateUse::keep;
  char32_t (*standard)(char32_t) noexcept = nullptr;  ///< 0 if Unicode has no character for it

  /// For an encoding: UTF-8, UTF-16 and UTF-32 are no code pages, what is private there was meant so.
  [[nodiscard]] static PrivateUseCare of(Family family, PrivateUse policy) noexcept;
};

/// Flags a private-use character: why it is looked at.
[[nodiscard]] Flag private_use_flag(Span source, char32_t value);

class Writer {
 public:
  struct Settings {
    bool traced = false;
    std::size_t source_base = 0;  ///< offset of the piece in its stream
    std::size_t output_base = 0;  ///< bytes of text that went before
  };

  /// `source` is the piece of the stream that `at` of all functions counts in; what is recorded counts in the stream.
  Writer(std::string_view source, Decoded& result, const Settings& settings)
      : source_(source), result_(result), traced_(settings.traced), source_base_(settings.source_base), output_base_(settings.output_base) {}
  Writer(const Writer&) = delete;
  Writer& operator=(const Writer&) = delete;
  ~Writer() = default;

  static constexpr bool wide = false;

  void care(const PrivateUseCare& care) noexcept { care_ = care; }

  /// Makes room for at least `slack` bytes at cursor(); call before writing there.
  void reserve() {
    if (cursor_ > limit()) spill();
  }
  /// Bytes may be written here up to `slack` beyond limit(). Then advance().
  [[nodiscard]] char* cursor() noexcept { return cursor_; }
  [[nodiscard]] char* limit() noexcept { return scratch_.data() + scratch_.size() - slack; }
  void advance(char* to) noexcept { cursor_ = to; }

  /// Offset in the piece's text of the next byte.
  [[nodiscard]] std::size_t output() const noexcept { return result_.text.size() + static_cast<std::size_t>(cursor_ - scratch_.data()); }

  /// Bytes that are UTF-8 already.
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
    if (care_.policy != PrivateUse::keep && is_private_use(value)) return put_private(value, at, size, begin);
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
    const std::size_t source = source_base_ + at;
    result_.replacements.push_back({{source, source + size}, {output_base_ + begin, output_base_ + begin + 3}});
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

  /// Decodes by the tables as far as they go; returns where that is.
  std::size_t pairs(Family family, std::string_view source, std::size_t at);

  /// Appends what is left; call once, at the end.
  void finish();

  static constexpr std::size_t slack = 3 * pair_block + 16;

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
  void put_private(char32_t value, std::size_t at, std::size_t size, std::size_t begin);
  void spill();
  std::size_t traced_pairs(const PairTables& tables, std::string_view source, std::size_t at);
  void extend(std::size_t at, std::size_t width, std::size_t begin, std::size_t written, std::size_t cells);
  void whole(std::size_t at, std::size_t size, std::size_t begin, const Rule& rule);
  void close_run();

  std::string_view source_;
  Decoded& result_;
  bool traced_;
  std::size_t source_base_, output_base_;
  PrivateUseCare care_{};
  std::array<char, 16384> scratch_;
  char* cursor_ = scratch_.data();
  // The row of equal cells that is open.
  Span run_source_{}, run_output_{};
  std::size_t run_width_ = 0, run_written_ = 0, run_cells_ = 0;
  std::vector<Edit> edits_{};
};

}  // namespace hansift::encoding
