#pragma once

// What escapes spell: \uXXXX, \xXX, octal, %XX, =XX and those of JSON, one by one or in runs. What a line means by them is decided elsewhere.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cleaning/rules.hpp"
#include "hansift/text.hpp"

namespace hansift::cleaning {

/// One escape or run of escapes and the text that it stands for.
struct Piece {
  Span span;
  std::string text;   ///< empty: none that may be told
  Id id;
  std::string bytes{};  ///< that were escaped, if bytes were and not characters
  bool certain = false;   ///< whatever the rest of the line is
};

/// The byte that two hexadecimal digits at `at` are; -1 if there are none.
[[nodiscard]] int hex_pair(std::string_view text, std::size_t at, bool upper_only = false);

/// Whether `data` is well-formed UTF-8 of characters that an escape may stand for.
[[nodiscard]] bool spells(std::string_view data);

[[nodiscard]] std::size_t count_east_asian(std::string_view data);
/// Letters beyond ASCII.
[[nodiscard]] std::size_t count_letters(std::string_view data);

/// Runs that begin at `at`; in a run of bytes that is no UTF-8 the text is empty. At most `most` bytes are read.
[[nodiscard]] std::optional<Piece> read_units(std::string_view line, std::size_t at);
[[nodiscard]] std::optional<Piece> read_bytes(std::string_view text, std::size_t at, std::string_view mark, Id id, std::size_t most);
[[nodiscard]] Piece read_percent_gbk(std::string_view line, std::size_t at);
[[nodiscard]] std::optional<Piece> read_octal(std::string_view line, std::size_t at);
[[nodiscard]] std::optional<Piece> read_json(std::string_view line, std::size_t at);

/// Decides which encoding the escaped bytes of a line (or message) are in, and sets the texts accordingly. UTF-8 proves itself, unless there is next
/// to nothing of it.
void read_pieces(std::vector<Piece>& pieces);

}  // namespace hansift::cleaning
