#pragma once

// Words that decide what a dot is (R8): abbreviations of the languages with spaces, and words that begin sentences. One table for all
// languages, for texts come without a language; a word is listed only if its reading is the same in all of them.

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace hansift::segmentation {

enum class Abbreviation : std::uint8_t {
  none,
  bound,    ///< stands before what it belongs to: Mr. Dr. cf. vgl.
  counted,  ///< stands before a number: No. p. Fig.
  unit,     ///< stands behind a number: lb. oz. ft.
  end,      ///< may end a sentence, if one plainly starts: Inc. etc. Jan.
};

inline constexpr std::size_t longest_abbreviation = 8;  // in bytes

/// `word` without its dot. Capitals throughout count as one capital (INC. is Inc.).
[[nodiscard]] Abbreviation abbreviation(std::string_view word) noexcept;

/// A word with dots inside that runs on: e.g, i.e, z.B.
[[nodiscard]] bool runs_on(std::string_view dotted) noexcept;

/// The word begins sentences and seldom is a name (The, He, In ...).
[[nodiscard]] bool is_sentence_starter(std::string_view word) noexcept;

/// The word can be the subject or the head of a sentence even in texts without capitals (i, they, please ...).
[[nodiscard]] bool is_small_starter(std::string_view word) noexcept;

/// A preposition that begins a phrase of time or place (At 5 a.m. ...).
[[nodiscard]] bool is_preposition(std::string_view word) noexcept;

/// German month, which a day with a dot precedes (3. Oktober).
[[nodiscard]] bool is_german_month(std::string_view word) noexcept;
/// Whether a number with a dot behind this word is an ordinal in German.
[[nodiscard]] bool takes_german_ordinal(std::string_view word) noexcept;

}  // namespace hansift::segmentation
