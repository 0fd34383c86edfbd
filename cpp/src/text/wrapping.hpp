#pragma once

// Is a block of lines the work of a wrapping program (mail, plain-text books, OCR)? Then its line breaks mean nothing.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace hansift::text {

/// One line of a text, in bytes, without its break. What was measured is kept, so that no line is measured twice.
struct WrappedLine {
  std::uint32_t begin;
  std::uint32_t end;
  std::uint32_t tag = 0;  ///< the caller's
  int columns = -1;       ///< a wide character takes two; -1: not yet measured
  int characters = 0;
  bool wide = false;      ///< most of its characters are East Asian
};

/// Lines first to last (last included, at least three) that are equally wide, except that the last one may be shorter.
struct WrappedBlock {
  std::size_t first;
  std::size_t last;
};

/// The first block at or behind line `from`. Linear over the calls if each goes on behind the block that the one before it gave.
[[nodiscard]] std::optional<WrappedBlock> next_wrapped_block(std::string_view text, std::span<WrappedLine> lines, std::size_t from);

/// An item of a list begins here: no wrapping program put it on a new line.
[[nodiscard]] bool opens_item(std::string_view line);

}  // namespace hansift::text
