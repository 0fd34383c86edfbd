#pragma once

/// The text room: what every other room stands on. Spans, UTF-8 and character classes.
/// Edits and traces are in trace.hpp.

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

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
