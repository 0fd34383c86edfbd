#pragma once

// Whether a line speaks of mojibake or of an escape ("“Ã©” is what é becomes", "&lt; 表示小于号") instead of being damaged there. An example
// stands apart from the words around it, and something near it says so: a word of naming, or the character that it stands for.

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "hansift/text.hpp"

namespace hansift::cleaning {

/// Judges places of one line. What the line says is looked up once, when the first place that stands apart asks for it: linear in the line.
class Mentions {
 public:
  explicit Mentions(std::string_view line) : line_(line) {}

  /// Whether damaged[which], which reads `meant`, is an example of mojibake. `damaged`: all such places of the line, in order.
  [[nodiscard]] bool of_mojibake(std::span<const Span> damaged, std::size_t which, std::string_view meant);

  /// Whether the escape (or run of escapes) at `place`, which stands for `meant`, is an example of one.
  [[nodiscard]] bool of_escape(Span place, std::string_view meant);

  /// Whether no word and no other escape touches the place, and it is no ampersand between two words.
  [[nodiscard]] bool stands_apart(Span place, std::string_view meant) const;

 private:
  struct Found {
    std::size_t begin, end;
    unsigned kinds;
  };
  void find_words();
  /// The kinds of words of naming within so many bytes.
  [[nodiscard]] unsigned near(Span place, std::size_t before, std::size_t behind);

  std::string_view line_;
  bool known_ = false;
  std::vector<Found> found_;
};

}  // namespace hansift::cleaning
