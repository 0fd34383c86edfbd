#pragma once

// What detection looks at: windows of a text that tell encodings apart, that is, runs with bytes beyond ASCII and a little of what is beside
// them. All storage is inside the object: detection allocates nothing.

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace hansift::encoding {

/// A run of bytes. It starts where a character starts, whatever the encoding.
struct Window {
  std::string_view bytes;
  bool cut = false;  ///< ends because of a budget, perhaps inside a character
};

class Windows {
 public:
  static constexpr std::size_t capacity = 6144;      ///< bytes
  static constexpr std::size_t most_windows = 1024;

  Windows() noexcept {}  // NOLINT: the bytes are not cleared, on purpose

  /// Adds the windows of `text` (a line or another piece that starts with a character), at most `budget` bytes of them.
  void add(std::string_view text, std::size_t budget) noexcept;
  /// Adds all of `text` as one window.
  void add_whole(std::string_view text) noexcept;
  void clear() noexcept { size_ = count_ = 0; }

  [[nodiscard]] std::size_t size() const noexcept { return size_; }
  [[nodiscard]] bool full() const noexcept { return count_ == most_windows || size_ == capacity; }
  [[nodiscard]] std::string_view bytes() const noexcept { return {bytes_.data(), size_}; }

  /// Calls visit(window) for each window of the first `limit` bytes.
  template <class Visit>
  void each(std::size_t limit, Visit&& visit) const {
    std::size_t begin = 0;
    for (std::size_t i = 0; i < count_ && begin < limit; ++i) {
      const std::size_t end = ends_[i] & ~cut_mark;
      const std::size_t stop = end < limit ? end : limit;
      visit(Window{{bytes_.data() + begin, stop - begin}, stop < end || (ends_[i] & cut_mark) != 0});
      begin = end;
    }
  }

 private:
  static constexpr std::uint16_t cut_mark = 0x8000;
  std::array<char, capacity> bytes_;
  std::array<std::uint16_t, most_windows> ends_;
  std::size_t size_ = 0;
  std::size_t count_ = 0;
};

/// A line as detection sees it: up to a line feed, or, where there is none for long, up to a place where no character is cut.
/// Returns the offset behind it, npos if that depends on bytes behind `data` and `last` is false. Bounded by `longest_line`.
[[nodiscard]] std::size_t line_end(std::string_view data, std::size_t from, bool last) noexcept;

inline constexpr std::size_t longest_line = 4096;

}  // namespace hansift::encoding
