#pragma once

// The user's own words: found leftmost, longest first, in UTF-8 and in UTF-16. A text without any is looked through once, with a look at
// a small table for each character; only where the first two of a word stand, words are compared.

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <type_traits>
#include <unordered_map>
#include <utility>
#include <vector>

#include "script/table.hpp"

namespace hansift::script {

template <class Char>
class WordSet {
 public:
  using View = std::basic_string_view<Char>;
  struct Word {
    std::basic_string<Char> from, to;
  };

  WordSet() = default;
  /// No word may be empty, and none come twice.
  explicit WordSet(std::vector<Word> words);

  [[nodiscard]] bool empty() const noexcept { return words_.empty(); }

  /// Calls piece(begin, end) for text between own words and word(begin, end, to) for these, in order.
  template <class Piece, class Replace>
  void split(View text, Piece&& piece, Replace&& replace) const {
    std::size_t begin = 0;
    for (std::size_t at = 0; at < text.size() && !empty();) {
      const Letter next = letter(text, at);
      const Word* found = (flags_[next.value & 0xFFFF] & begins) != 0 ? find(text, at, next) : nullptr;
      if (found == nullptr) {
        at += next.size;
        continue;
      }
      if (begin != at) piece(begin, at);
      begin = at + found->from.size();
      replace(at, begin, View(found->to));
      at = begin;
    }
    if (begin != text.size()) piece(begin, text.size());
  }

 private:
  /// A character of UTF-8, a unit of UTF-16. An ill-formed byte is no letter of any word: its value is that of a character, its bytes are not.
  struct Letter {
    std::uint32_t value, size;
  };
  struct Range {
    std::size_t begin = 0, end = 0;
  };

  // Of a value modulo 2^16, and of a pair's hash.
  static constexpr std::uint8_t begins = 1;  ///< a word begins with it
  static constexpr std::uint8_t alone = 2;   ///< it is a word
  static constexpr std::uint8_t pair = 4;    ///< a word begins with the pair

  [[nodiscard]] static Letter letter(View text, std::size_t at) noexcept {
    if constexpr (std::is_same_v<Char, char>) {
      const text::Decoded next = decode(text, at);
      return {static_cast<std::uint32_t>(next.value), next.size};
    } else {
      return {text[at], 1};
    }
  }
  /// The first two letters of a word in one number; for a word of one letter, that.
  [[nodiscard]] static std::uint64_t head_of(View word) noexcept {
    const Letter first = letter(word, 0);
    return first.size == word.size() ? first.value : head(first, letter(word, first.size));
  }
  [[nodiscard]] static std::uint64_t head(Letter first, Letter second) noexcept { return first.value | (std::uint64_t{second.value} + 1) << 32; }
  [[nodiscard]] static std::size_t pair_flag(std::uint64_t head) noexcept { return head * 0x9E3779B97F4A7C15ULL >> 48; }

  [[nodiscard]] const Word* find(View text, std::size_t at, Letter first) const {
    if (const std::size_t behind = at + first.size; behind < text.size()) {
      const std::uint64_t both = head(first, letter(text, behind));
      if ((flags_[pair_flag(both)] & pair) != 0) {
        if (const Word* found = find(text, at, both)) return found;
      }
    }
    return (flags_[first.value & 0xFFFF] & alone) != 0 ? find(text, at, std::uint64_t{first.value}) : nullptr;
  }
  [[nodiscard]] const Word* find(View text, std::size_t at, std::uint64_t head) const {
    const auto range = heads_.find(head);
    if (range == heads_.end()) return nullptr;
    for (std::size_t i = range->second.begin; i != range->second.end; ++i) {
      if (text.compare(at, words_[i].from.size(), words_[i].from) == 0) return &words_[i];
    }
    return nullptr;
  }

  std::vector<Word> words_;  // by their heads, longest first
  std::unordered_map<std::uint64_t, Range> heads_;
  std::vector<std::uint8_t> flags_;
};

class UserDictionary {
 public:
  using Entries = std::vector<std::pair<std::string, std::string>>;

  /// ConfigError if a word is empty or not well-formed, or would become two things.
  explicit UserDictionary(const Entries& entries);

  [[nodiscard]] bool empty() const noexcept { return bytes_.empty(); }

  /// As WordSet::split.
  template <class Piece, class Replace>
  void split(std::string_view text, Piece&& piece, Replace&& replace) const {
    bytes_.split(text, piece, replace);
  }
  template <class Piece, class Replace>
  void split(std::u16string_view text, Piece&& piece, Replace&& replace) const {
    units_.split(text, piece, replace);
  }

 private:
  WordSet<char> bytes_;
  WordSet<char16_t> units_;
};

}  // namespace hansift::script
