#pragma once

// Which bytes a character stands for in the single-byte code pages that UTF-8 is often read with, and which part of a UTF-8 sequence such a
// byte may be. All pages at once: a set of pages is a bit mask, so that one look-up a character tells in which pages two or three
// neighbours can be a sequence. Computed from the tables of the encoding room.

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

#include "encoding/tables.hpp"

namespace hansift::cleaning {

using PageSet = std::uint32_t;

/// In the order in which they are preferred where they read the same. Bytes 80 to 9F may stand as the control characters U+0080 to U+009F in
/// any of them, which makes windows-1252 Latin-1, too, and windows-1254 ISO-8859-9.
inline constexpr std::array<std::string_view, 27> page_names = {
    "windows-1252", "windows-1250", "windows-1251", "windows-1254", "macintosh",    "windows-1257", "iso-8859-2", "cp437",  "cp850",
    "ibm866",       "koi8-r",       "koi8-u",       "windows-1253", "windows-1255", "windows-1256", "cp852",      "windows-1258", "x-mac-cyrillic", "iso-8859-15",
    "cp775", "iso-8859-13", "iso-8859-7", "iso-8859-5", "cp855", "cp737", "cp862", "iso-8859-4"};
inline constexpr std::size_t page_count = page_names.size();
inline constexpr std::size_t windows_1252_page = 0;
inline constexpr std::size_t usual_pages = 19;  ///< those behind are rare accidents, for which more evidence is asked

/// A single-byte page of the encoding room. A name that it does not have is a mistake in a list of this room: the program ends at first use.
[[nodiscard]] const encoding::SingleByte& page_named(std::string_view name) noexcept;

/// The pages in which the byte of a character can begin a UTF-8 sequence of two, three or four bytes, or go on with one.
struct Roles {
  PageSet lead[3] = {0, 0, 0};
  PageSet follow = 0;
};

class CodePages {
 public:
  CodePages();
  [[nodiscard]] const Roles& roles(char32_t value) const noexcept { return roles_[slot(value)]; }
  /// The byte of a character beyond ASCII; 0 if the page does not have it.
  [[nodiscard]] std::uint8_t byte(std::size_t page, char32_t value) const noexcept { return bytes_[page][slot(value)]; }

  /// Whether `value` is a control character in place of which the page has a character (windows-1252 and -1254 count as Latin-1 and -5).
  [[nodiscard]] bool replaces_control(std::size_t page, char32_t value) const noexcept {
    return value >= 0x80 && value < 0xA0 && page_names[page] != "windows-1252" && page_names[page] != "windows-1254" && has_[page][value - 0x80];
  }

 private:
  [[nodiscard]] std::size_t slot(char32_t value) const noexcept { return value < 0x10000 ? rows_[value >> 8] * std::size_t{256} + (value & 0xFF) : 0; }
  void add(std::size_t page, char32_t value, std::uint8_t byte);

  std::array<std::uint8_t, 256> rows_{};
  std::vector<Roles> roles_;
  std::array<std::vector<std::uint8_t>, page_count> bytes_;
  std::array<std::array<bool, 32>, page_count> has_{};  ///< a character at 80 to 9F
};

/// Made on first use.
[[nodiscard]] const CodePages& code_pages();

}  // namespace hansift::cleaning
