#pragma once

// What a line is by its form and by the lines around it: prose, or a piece of a program, of settings, of a table, of a log, in which marks
// and indents mean something.

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "hansift/text.hpp"

namespace hansift::cleaning {

/// The form of one line, read from its first bytes.
struct LineForm {
  Span span;                    ///< bytes of the text
  std::uint32_t indent = 0;     ///< spaces and tabs in front
  bool code = false;            ///< nothing but a line of a program, a log, a markup
  bool statement = false;       ///< beyond doubt (statement.hpp)
  bool assigns = false;         ///< name = value, with spaces: of a program if a neighbour is
  bool calls = false;           ///< name(...) or a comment: likewise
  bool opens = false;           ///< ends with :
  bool item = false;            ///< begins with - or * and a space
  bool key = false;             ///< key: value, or a key alone
  bool plain_key = false;       ///< the key is an identifier in lower case
  bool flow = false;            ///< the value is [ ... ] or { ... }
  bool equals = false;          ///< key=value, without spaces
  bool section = false;         ///< [name]
  bool ends_sentence = false;
  std::array<std::uint8_t, 4> separators{};  ///< how many of , ; | and tab
  std::array<std::uint32_t, 4> no_words{};   ///< by separator: bit i is set if field i has something and no East Asian character
};

/// Asked line by line; looks at three lines before and behind and remembers what it saw. Linear.
class Layout {
 public:
  explicit Layout(std::string_view text) : text_(text) {}

  /// Whether the line is no prose.
  [[nodiscard]] bool is_form(Span line);
  /// Whether it is code beyond doubt, so that escapes in it mean themselves: a statement, a line of a fenced block, an indented line below
  /// a statement, one of several settings.
  [[nodiscard]] bool is_code(Span line);
  /// Whether its indent means something: no prose, or an item of a list below another one.
  [[nodiscard]] bool keeps_indent(Span line);

 private:
  static constexpr std::size_t reach = 3;
  static constexpr std::size_t remembered = 64;

  /// Lines around one, blank ones left out; nullptr beyond the ends. lines[reach] is the line itself.
  using Around = std::array<const LineForm*, 2 * reach + 1>;
  [[nodiscard]] Around around(Span line);
  /// Makes window_[place_] the line.
  void find(Span line);
  /// Adds the lines before the window.
  void look_back();
  /// Adds the line behind the window; false if there is none near.
  bool extend();
  [[nodiscard]] bool fenced(std::size_t at);

  std::string_view text_;
  std::vector<LineForm> window_;  ///< lines in a row, blank ones left out
  std::size_t place_ = 0;
  bool looked_back_ = false;
  std::optional<std::vector<std::size_t>> fences_;  ///< where the lines of ``` and ~~~ begin, in pairs
  Span asked_{1, 0};
  bool answer_ = false;
};

}  // namespace hansift::cleaning
