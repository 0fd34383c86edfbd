#pragma once

// Many words looked for at once. Lines are short and the lists of words long, so a line is read once for all words of a list: the first
// character of each place is looked up, and only words that begin with it are compared.

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace hansift::extraction {

[[nodiscard]] constexpr char lower(char c) noexcept { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

/// ASCII in lower case.
[[nodiscard]] std::string lowered(std::string_view text);

/// Case of ASCII is ignored; `word` is in lower case.
[[nodiscard]] constexpr bool starts_with(std::string_view text, std::string_view word) noexcept {
  if (text.size() < word.size()) return false;
  for (std::size_t i = 0; i < word.size(); ++i) {
    if (lower(text[i]) != word[i]) return false;
  }
  return true;
}

/// Bytes of the character that begins with `lead`, in well-formed text.
[[nodiscard]] constexpr std::size_t step_of(char lead) noexcept {
  const auto byte = static_cast<unsigned char>(lead);
  return byte < 0xC0 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4;
}

class Lexicon {
 public:
  struct Entry {
    std::string_view word;
    std::uint16_t number;  ///< the caller's
  };

  /// Words of at least two bytes, the ASCII in them in lower case.
  explicit Lexicon(std::span<const Entry> words);

  /// The next place from `at` on where a word may begin, by its first byte; the size of the text if there is none.
  [[nodiscard]] std::size_t next(std::string_view text, std::size_t at) const noexcept {
    while (at < text.size() && !begins_[static_cast<unsigned char>(text[at])]) ++at;
    return at;
  }

  /// Those words that may begin at text[at], in their order: first letters or the first character agree, the rest is to be compared.
  [[nodiscard]] std::span<const Entry> at(std::string_view text, std::size_t at) const noexcept {
    if (!begins_[static_cast<unsigned char>(text[at])]) return {};
    const std::uint32_t key = key_of(text, at);
    const std::uint32_t bit = key * 0x9E3779B1U >> 19;
    if ((filter_[bit >> 6] >> (bit & 63) & 1) == 0) return {};
    return find(key);
  }

 private:
  struct Cell {
    std::uint32_t key = 0;
    std::uint16_t begin = 0;
    std::uint16_t end = 0;
  };

  /// Three bytes of a character that has them, two of others and of ASCII (there in one case); never 0 at a word.
  static std::uint32_t key_of(std::string_view text, std::size_t at) noexcept {
    const auto* bytes = reinterpret_cast<const unsigned char*>(text.data()) + at;
    const std::size_t left = text.size() - at;
    const std::uint32_t lead = bytes[0];
    const std::uint32_t second = left > 1 ? bytes[1] : 0U;
    if (lead < 0xE0) return lead | second << 8 | (lead < 0x80 ? 0x2020U : 0U);
    return lead | second << 8 | (left > 2 ? bytes[2] : 0U) << 16;
  }
  [[nodiscard]] std::span<const Entry> find(std::uint32_t key) const noexcept;

  std::array<bool, 256> begins_{};  ///< first bytes
  std::array<std::uint64_t, 128> filter_{};
  std::vector<Entry> entries_;
  std::vector<Cell> cells_;
};

/// The quick no to the question whether a text ends in one of some words: its last character is none of their last.
class Endings {
 public:
  explicit Endings(std::span<const std::string_view> words);
  [[nodiscard]] bool may_end(std::string_view text) const noexcept { return !text.empty() && !last_.at(text, last_character(text)).empty(); }

 private:
  static std::size_t last_character(std::string_view text) noexcept {
    std::size_t at = text.size() - 1;
    while (at > 0 && (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80) --at;
    return at;
  }
  Lexicon last_;
};

}  // namespace hansift::extraction
