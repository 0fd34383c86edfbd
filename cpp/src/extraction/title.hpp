#pragma once

// Which of the strings that could be the headline is it.

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "extraction/head.hpp"

namespace hansift::extraction {

struct TitleLine {
  std::size_t line = 0;
  std::string_view text;
  std::uint8_t heading = 0;
  bool linked = false;
  bool framed = false;
  bool before_fields = false;
  std::size_t until_fields = 0;  ///< lines up to the first one with fields, if it stands before that
  bool after_fields = false;     ///< right behind one of them, and none follows
  std::size_t behind = 0;        ///< number of the line of the same heading or element that goes on with it (<br> in a headline); 0: none
  std::string_view rest{};       ///< its text
  bool repeated = false;
  bool ends_sentence = false;
  std::size_t width = 0;
};

struct TitleChoice {
  static constexpr std::size_t no_line = static_cast<std::size_t>(-1);
  std::string text;
  std::size_t line = no_line;
  std::size_t rest = no_line;  ///< the line on which it goes on
};

/// `has_fields`: a line with date, source or author stands before the body.
[[nodiscard]] TitleChoice choose_title(const Head& head, const std::vector<TitleLine>& lines, bool html, bool has_fields);

/// Without any white space.
[[nodiscard]] std::string squeezed(std::string_view text);

/// Whether squeezed(text) is `key`.
[[nodiscard]] bool squeezes_to(std::string_view text, std::string_view key) noexcept;

}  // namespace hansift::extraction
