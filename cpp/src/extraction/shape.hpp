#pragma once

// What a line looks like, whatever its words are.

#include <cstddef>
#include <string_view>

namespace hansift::extraction {

/// Display width: 2 for wide characters, 1 for others, marks 0.
[[nodiscard]] std::size_t width_of(std::string_view text, std::size_t limit = 100000) noexcept;

struct Shape {
  std::size_t characters = 0;    ///< without white space
  std::size_t width = 0;
  std::size_t stops = 0;         ///< 。！？!? and full stops behind letters
  std::size_t commas = 0;        ///< ，、,；;：
  std::size_t digits = 0;
  std::size_t letters = 0;
  std::size_t bars = 0;          ///< | ｜ · / between words
  std::size_t arrows = 0;        ///< > » → and the like
  std::size_t blanks = 0;
  std::size_t wide_blanks = 0;   ///< of them U+3000, which `width` counts as 1
  bool ends_sentence = false;    ///< last character (behind closing quotes and brackets) ends a sentence
  bool mostly_wide = false;

  /// As width_of() counts.
  [[nodiscard]] std::size_t columns() const noexcept { return width + wide_blanks; }
};
[[nodiscard]] Shape shape_of(std::string_view text) noexcept;

}  // namespace hansift::extraction
