#pragma once

/// The text room: what every other room stands on. Spans, UTF-8 and character classes.
/// Edits and traces are in trace.hpp.

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "hansift/export.hpp"

namespace hansift {

/// Half-open range [begin, end). In C++ always in bytes of the stage's own input and on character boundaries.
struct Span {
  std::size_t begin = 0;
  std::size_t end = 0;

  [[nodiscard]] constexpr std::size_t size() const noexcept { return end - begin; }
  [[nodiscard]] constexpr bool empty() const noexcept { return begin == end; }
  [[nodiscard]] constexpr std::string_view of(std::string_view text) const noexcept { return text.substr(begin, end - begin); }
  friend constexpr bool operator==(const Span&, const Span&) = default;
  friend constexpr auto operator<=>(const Span&, const Span&) = default;
};

/// A sequence that keeps up to `few` elements inside and moves to the heap only beyond that: for results that nearly always are short.
template <class T, std::size_t few>
class SmallVector {
 public:
  [[nodiscard]] std::size_t size() const noexcept { return many_.empty() ? count_ : many_.size(); }
  [[nodiscard]] bool empty() const noexcept { return size() == 0; }
  [[nodiscard]] const T* data() const noexcept { return many_.empty() ? few_.data() : many_.data(); }
  [[nodiscard]] T* data() noexcept { return many_.empty() ? few_.data() : many_.data(); }
  [[nodiscard]] const T* begin() const noexcept { return data(); }
  [[nodiscard]] const T* end() const noexcept { return data() + size(); }
  [[nodiscard]] T* begin() noexcept { return data(); }
  [[nodiscard]] T* end() noexcept { return data() + size(); }
  [[nodiscard]] const T& operator[](std::size_t i) const noexcept { return data()[i]; }
  [[nodiscard]] T& operator[](std::size_t i) noexcept { return data()[i]; }
  [[nodiscard]] const T& front() const noexcept { return data()[0]; }
  [[nodiscard]] const T& back() const noexcept { return data()[size() - 1]; }
  [[nodiscard]] T& back() noexcept { return data()[size() - 1]; }

  void push_back(T value) {
    if (many_.empty() && count_ < few) {
      few_[count_++] = std::move(value);
      return;
    }
    if (many_.empty()) {
      many_.reserve(4 * few);
      many_.assign(few_.begin(), few_.end());
    }
    many_.push_back(std::move(value));
  }
  void clear() noexcept {
    many_.clear();
    count_ = 0;
  }

  friend bool operator==(const SmallVector& a, const SmallVector& b) { return std::equal(a.begin(), a.end(), b.begin(), b.end()); }

 private:
  std::array<T, few> few_{};
  std::size_t count_ = 0;
  std::vector<T> many_{};  ///< all elements, once there are more than `few`
};

/// What an offset counts. C++ works in bytes, Python's str in code points, Java and JavaScript in UTF-16 units.
enum class Unit : std::uint8_t { byte, codepoint, utf16 };

/// Number of leading bytes of `text` that are well-formed UTF-8 (Unicode 15, table 3-7): text.size() if all of it is.
/// Vectorised; linear.
[[nodiscard]] HANSIFT_API std::size_t valid_prefix(std::string_view text) noexcept;

[[nodiscard]] inline bool is_valid_utf8(std::string_view text) noexcept { return valid_prefix(text) == text.size(); }

/// `text` with every maximal ill-formed subsequence replaced by U+FFFD, as the WHATWG decoder does.
[[nodiscard]] HANSIFT_API std::string to_valid_utf8(std::string_view text);

/// Number of code points of well-formed UTF-8 (counts the bytes that are no continuation bytes). Vectorised.
[[nodiscard]] HANSIFT_API std::size_t count_codepoints(std::string_view text) noexcept;

/// Number of UTF-16 units of well-formed UTF-8.
[[nodiscard]] HANSIFT_API std::size_t count_utf16(std::string_view text) noexcept;

/// Turns byte spans of `text` into spans in `unit`, in place. One pass if the offsets rise, else one pass per fall.
HANSIFT_API void from_bytes(std::string_view text, std::span<Span> spans, Unit unit);

/// Turns spans in `unit` into byte spans of `text`, in place. Offsets beyond the end become the end; an offset inside a
/// surrogate pair becomes that of the character.
HANSIFT_API void to_bytes(std::string_view text, std::span<Span> spans, Unit unit);

}  // namespace hansift
