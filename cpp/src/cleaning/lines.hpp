#pragma once

// One line as an array of characters: what the rules that need its context work on.

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <utility>
#include <vector>

#include "cleaning/editor.hpp"
#include "cleaning/layout.hpp"
#include "text/classes.hpp"

namespace hansift::cleaning {

/// One character of the line and what becomes of it.
struct Cell {
  char32_t value = 0;
  char32_t out = 0;          ///< value, another character, or 0: dropped
  std::uint32_t offset = 0;  ///< bytes from the start of the line
  text::CharClass kind{0};   ///< of value
  Id id = Id::count;         ///< rule of the change
  bool fixed = false;        ///< part of a URL or of inline code

  [[nodiscard]] bool dropped() const noexcept { return out == 0; }
};

/// The parts of a document that a line's rules ask for; worked out when first asked.
class Document {
 public:
  explicit Document(std::string_view text) : layout(text), text_(text) {}
  /// Enough hiragana to be Japanese: its ASCII punctuation is a matter of style.
  [[nodiscard]] bool japanese();
  Layout layout;

 private:
  std::string_view text_;
  bool known_ = false;
  bool japanese_ = false;
};

/// Letters that stand apart one by one, at least, before their spaces are taken for damage: spaces of the chain.
inline constexpr std::size_t shortest_chain = 5;

/// How many characters of a kind a line has.
struct Counts {
  std::size_t han = 0;
  std::size_t hangul = 0;
  std::size_t hiragana = 0;
  std::size_t kana = 0;  ///< hiragana, too
  std::size_t latin = 0;
  std::size_t stops = 0;    ///< U+3002
  std::size_t foreign = 0;  ///< letters that are not East Asian, Latin ones, too
};

/// Places of brackets in the cells of a line; kept from line to line for their memory.
struct Brackets {
  std::vector<std::size_t> open;
  std::vector<std::pair<std::size_t, std::size_t>> pairs;
  std::vector<std::size_t> single;
};

class Line {
 public:
  std::vector<Cell> cells;
  std::array<bool, 128> ascii{};  ///< which ASCII characters it has
  std::vector<std::uint32_t> marks;   ///< cells of ASCII , : ; ! ? . ( ) and of full-width brackets
  std::vector<std::uint32_t> spaces;  ///< cells of U+0020
  Counts counts;
  Brackets brackets;

  Span span;  ///< bytes of the text

  /// Takes the line `where` of `text` apart.
  void read(std::string_view text, Span where);

  void change(std::size_t at, char32_t out, Id id) {
    cells[at].out = out;
    cells[at].id = id;
    first_changed_ = std::min(first_changed_, at);
    last_changed_ = std::max(last_changed_, at);
  }
  /// The cells among which the changed ones are: [first_changed(), last_changed()], empty if none is.
  [[nodiscard]] std::size_t first_changed() const noexcept { return first_changed_; }
  [[nodiscard]] std::size_t last_changed() const noexcept { return last_changed_; }

 private:
  std::size_t first_changed_ = 0;
  std::size_t last_changed_ = 0;
};

/// White space inside a line: what goes at its ends and may stand between words. Unlike text/blanks.hpp without line breaks, which end the line,
/// and without zero-width characters and U+1680 (Ogham), which rules of their own and a script need.
[[nodiscard]] constexpr bool is_space(char32_t c) noexcept {
  return c == ' ' || c == '\t' || c == 0xA0 || c == 0x3000 || (c >= 0x2000 && c <= 0x200A) || c == 0x202F || c == 0x205F;
}

[[nodiscard]] constexpr bool is_east_mark(char32_t c) noexcept {
  return (c >= 0x3001 && c <= 0x3003) || (c >= 0x3008 && c <= 0x3011) || (c >= 0x3014 && c <= 0x301F) || c == 0xFF0C || c == 0xFF1A || c == 0xFF1B ||
         c == 0xFF01 || c == 0xFF1F || c == 0xFF08 || c == 0xFF09 || c == 0xFF5E || c == 0x2014 || c == 0x2026 || c == 0xFF05 || c == 0xFF0E;
}

[[nodiscard]] inline bool is_east_letter(char32_t c) noexcept { return c >= 0x2E80 && text::class_of(c).cjk(); }
[[nodiscard]] constexpr bool is_curly(char32_t c) noexcept { return c == 0x2018 || c == 0x2019 || c == 0x201C || c == 0x201D; }

/// A quotation mark, straight or curly.
[[nodiscard]] constexpr bool is_quote(char32_t c) noexcept { return c == '"' || c == '\'' || is_curly(c); }

void trim(Line& line, Document& document);
void close_up(Line& line);
void close_justified(Line& line);
void close_numbers(Line& line);
void punctuate(const Editor& editor, Line& line, Document& document);

}  // namespace hansift::cleaning
