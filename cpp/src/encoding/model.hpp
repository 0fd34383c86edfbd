#pragma once

// The language model: what a character costs behind another, in eighths of a bit (-8 log2 of its probability).
//
// language.model: "HSLM", number of languages, number of slots, size of the unigrams, offset of each language's unigrams (32-bit little-endian);
// unigrams: runs of {first code point, count (16 bit each), costs}, 255 = unknown, until a run of count 0; one byte of fingerprint a slot
// (0 = empty), then four bits of cost a slot, in bits. A bigram is in the slot of its hash or the next one.

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "encoding/private_use.hpp"
#include "text/classes.hpp"

namespace hansift::encoding {

using Cost = std::uint32_t;
inline constexpr Cost bit = 8;  ///< costs are in eighths of a bit
inline constexpr std::size_t hans = 0, hant = 1, japanese = 2, korean = 3;  ///< places in language.model
inline constexpr unsigned unknown = 255;  ///< no cost is known: the language does not have the symbol

/// Quotation marks, dashes and ellipses: in alphabets they stand where ASCII punctuation could. Opening ones do not stand behind a letter,
/// closing ones not before one; the apostrophe and the dashes may, and guillemets open in one language and close in another.
enum class Typographic : std::uint8_t { none, opening, closing, neutral };

/// Symbols stand for characters: lower case, '0' for digits, ' ' for white space and ASCII punctuation.
struct Symbol {
  std::uint16_t value = ' ';
  bool upper = false;
  bool ascii = true;
  bool letter = false;  ///< of an alphabet with case, or an ASCII letter
  Typographic mark = Typographic::none;
};

/// A language's costs of single symbols: two levels by the high byte of the code point.
class Unigrams {
 public:
  Unigrams();
  [[nodiscard]] unsigned at(std::uint16_t symbol) const noexcept { return rows_[pages_[symbol >> 8] * std::size_t{256} + (symbol & 0xFF)]; }
  void set(std::uint16_t symbol, std::uint8_t cost);

 private:
  std::array<std::uint8_t, 256> pages_{};
  std::vector<std::uint8_t> rows_;
};

class Model {
 public:
  Model();

  [[nodiscard]] std::size_t size() const noexcept { return unigrams_.size(); }
  [[nodiscard]] std::string_view name(std::size_t language) const noexcept;
  /// Index of a language, which must be there.
  [[nodiscard]] std::size_t find(std::string_view name) const noexcept;
  [[nodiscard]] static constexpr bool is_cjk(std::size_t language) noexcept { return language < 4; }
  /// Whether a language is written in another alphabet than the Latin one.
  [[nodiscard]] bool has_own_alphabet(std::size_t language) const noexcept { return own_alphabet_[language]; }

  [[nodiscard]] Symbol symbol(char32_t value) const noexcept;

  /// Cost of `value` (whose symbol is `now`) behind `last` in a language.
  [[nodiscard]] Cost cost(std::size_t language, Symbol last, Symbol now, char32_t value) const noexcept;

  /// The same of an ideograph of the block U+4E00 to U+9FFF in one of the languages that have them, `last` being no ASCII letter.
  [[nodiscard]] Cost ideograph_cost(std::size_t language, std::uint16_t last, std::uint16_t now) const noexcept;

  /// Cost of a character of which nothing else is known.
  [[nodiscard]] Cost single_cost(std::size_t language, char32_t value) const noexcept;

  /// Cost in a language that the model does not know: characters of the block before them are cheap.
  [[nodiscard]] static Cost generic_cost(char32_t last, char32_t value) noexcept;
  /// Punctuation that all scripts use.
  [[nodiscard]] static bool is_common(char32_t value) noexcept;

 private:
  [[nodiscard]] int bigram(std::size_t language, std::uint16_t first, std::uint16_t second) const noexcept;
  std::vector<Unigrams> unigrams_;
  std::vector<bool> own_alphabet_;
  std::vector<std::uint16_t> lower_;  ///< by code point below 0x2000; 0: has no case, itself: lower case
  std::uint64_t slots_ = 0;
  const unsigned char* prints_ = nullptr;
  const unsigned char* costs_ = nullptr;
};

// The inner loop of detection: inline, since it runs for every character in every language of every candidate.

using text::is_han;
/// Full-width digits and letters: East Asian code pages have them at the same codes, so they may not tell languages apart.
[[nodiscard]] inline bool is_wide_letter(char32_t value) noexcept {
  return (value >= 0xFF10 && value <= 0xFF19) || (value >= 0xFF21 && value <= 0xFF3A) || (value >= 0xFF41 && value <= 0xFF5A);
}
inline constexpr Cost wide_letter_cost = 9 * bit;
[[nodiscard]] inline bool is_control(char32_t value) noexcept {
  return (value < 0x20 && value != '\t' && value != '\n' && value != '\r' && value != '\f') || (value >= 0x7F && value < 0xA0);
}

inline Symbol Model::symbol(char32_t value) const noexcept {
  if (value >= 0x2000) {
    Typographic mark = Typographic::none;
    if (value - 0x2010 < 0x30) {
      const std::uint64_t place = std::uint64_t{1} << (value - 0x2010);
      constexpr std::uint64_t opening = 0x20000005D00, closing = 0x40000002000, neutral = 0x400218;  // 2018 201A 201B 201C 201E 2039; 201D 203A; 2013 2014 2019 2026
      mark = (opening & place) != 0 ? Typographic::opening : (closing & place) != 0 ? Typographic::closing : (neutral & place) != 0 ? Typographic::neutral : mark;
    }
    return {static_cast<std::uint16_t>(value < 0x10000 ? value : 0xFFFD), false, false, false, mark};
  }
  const std::uint16_t lower = lower_[value];
  if (lower != 0) return {lower, lower != value, value < 0x80, true};
  if (value >= 0x80) return {static_cast<std::uint16_t>(value), false, false, false, value == 0xAB || value == 0xBB ? Typographic::neutral : Typographic::none};
  return {static_cast<std::uint16_t>(value - '0' < 10 ? '0' : ' '), false, true, false};
}

inline int Model::bigram(std::size_t language, std::uint16_t first, std::uint16_t second) const noexcept {
  std::uint32_t key = first * 0x9E3779B1U ^ second * 0x85EBCA77U ^ (static_cast<std::uint32_t>(language) + 1) * 0xC2B2AE3DU;
  key ^= key >> 15;
  key *= 0x2C1B3C6DU;
  key ^= key >> 13;
  const std::size_t slot = key * slots_ >> 32;
  const unsigned mark = (key & 0xFF) != 0 ? key & 0xFF : 1;
  for (std::size_t at = slot; at < slot + 2; ++at) {
    if (prints_[at] == mark) return costs_[at / 2] >> (at % 2 * 4) & 15;
  }
  return -1;
}

/// Cost of a character that a language does not have.
[[nodiscard]] inline Cost unknown_cost(std::size_t language, char32_t value) noexcept {
  if (is_private_use(value)) return 25 * bit;
  if (is_han(value)) return (Model::is_cjk(language) ? 20 : 22) * bit;
  return (value >= 0x2000 && value < 0x2200) || (value >= 0xA0 && value < 0xC0) ? 16 * bit : 20 * bit;
}

inline Cost Model::single_cost(std::size_t language, char32_t value) const noexcept {
  if (is_control(value)) return 22 * bit;
  if (is_cjk(language) && is_wide_letter(value)) return wide_letter_cost;
  const unsigned one = unigrams_[language].at(symbol(value).value);
  return one == unknown ? unknown_cost(language, value) : one;
}

inline Cost Model::cost(std::size_t language, Symbol last, Symbol now, char32_t value) const noexcept {
  if (value == 0xFFFD) return 24 * bit;
  if (is_control(value)) return 22 * bit;
  if (is_cjk(language) && now.ascii) {
    // What ASCII there is beside CJK is markup, Latin words and numbers: not a matter of the language.
    if (last.ascii) return now.letter ? 5 * bit : 6 * bit;
    if (language == korean && value == ' ') return 3 * bit;  // Korean is written with blanks between words
    return now.letter ? 11 * bit : 8 * bit;
  }
  if (is_cjk(language) && is_wide_letter(value)) return wide_letter_cost;
  const std::uint16_t before = last.mark != Typographic::none && !is_cjk(language) ? ' ' : last.value;
  if (now.mark != Typographic::none && !is_cjk(language)) {
    const int two = bigram(language, before, ' ');
    return 5 * bit + (two >= 0 ? static_cast<Cost>(two) * bit : 4 * bit) + (last.letter && now.mark == Typographic::opening ? 7 * bit : 0);
  }
  if (now.ascii && now.value != ' ' && has_own_alphabet(language)) {
    // Latin words and numbers in text of another alphabet: not a matter of the language, either.
    if (now.value == '0') return 6 * bit;
    return (last.letter ? (last.ascii ? 5 : 13) : 8) * bit;
  }
  Cost base = 0;
  const unsigned one = unigrams_[language].at(now.value);
  if (one == unknown) {
    base = unknown_cost(language, value);
  } else {
    const int two = bigram(language, before, now.value);
    base = two >= 0 ? static_cast<Cost>(two) * bit + 2 : one + 2 * bit;
    if (now.value == ' ' && now.ascii) {
      base += value == ' ' || value == '\n' ? 4 : 4 * bit;
    } else if (now.value == '0' && now.ascii) {
      base += 3 * bit;
    }
  }
  // Han or Cyrillic in the middle of a Latin word is what a lone accented letter looks like in another encoding.
  if (last.ascii && last.letter && (is_cjk(language) || has_own_alphabet(language))) base += (is_cjk(language) ? 3 : 5) * bit;
  if (now.upper) {
    base += last.upper ? 2 * bit : last.letter ? 11 * bit : 3 * bit;
  } else if (now.letter && last.upper) {
    base += 4;
  }
  if (now.letter && last.mark == Typographic::closing) base += 7 * bit;
  return base;
}

inline Cost Model::ideograph_cost(std::size_t language, std::uint16_t last, std::uint16_t now) const noexcept {
  const unsigned one = unigrams_[language].at(now);
  if (one == unknown) return 20 * bit;
  const int two = bigram(language, last, now);
  return two >= 0 ? static_cast<Cost>(two) * bit + 2 : one + 2 * bit;
}

/// The model; made on first use. (So are the tables of the functions of this room that are noexcept: without memory for them there is no going on.)
[[nodiscard]] const Model& model();

}  // namespace hansift::encoding
