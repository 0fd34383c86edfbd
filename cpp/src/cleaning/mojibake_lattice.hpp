#pragma once

// Which parts of a line are mojibake of one chain: the cheapest way to explain the line, character by character, either as text in one of
// the languages of the model, or as bytes of such text that were read wrongly. Changing between the two costs a fixed number of bits, so
// that a few rare characters are no evidence. (A Viterbi search over the positions of the bytes: linear in the line.)

#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

#include "cleaning/mojibake_reading.hpp"
#include "encoding/model.hpp"
#include "hansift/text.hpp"

namespace hansift::cleaning {

using encoding::Cost;

/// What is asked of a repair.
struct Threshold {
  Cost change = 0;  ///< of going into mojibake and out of it, together; half of it where that is at the beginning or the end of the line
  Cost gain = 0;    ///< that a segment must have beyond that
};

/// A part of the text that is explained better as mojibake.
struct Segment {
  std::uint32_t begin = 0, end = 0;  ///< in bytes of the line
  Cost gain = 0;                     ///< eighths of a bit, beyond the cost of the changes
  std::uint32_t lost = 0, made = 0;  ///< characters: lost ones, and others beyond ASCII
  struct Part {
    std::uint32_t begin, end;  ///< in bytes of the line
    std::uint32_t first, last;  ///< of `text`
    bool lost;
  };
  std::vector<Part> parts;  ///< pieces that begin and end at characters of the source and of the output
  std::string text;
};

class Lattice {
 public:
  /// Prepares a line, or part of one.
  explicit Lattice(std::string_view line);

  /// The oddest stretch of the line: where it is, and by how many bits it costs more than text does as a rule.
  struct Oddness {
    Cost cost = 0;
    Span span;
  };
  [[nodiscard]] Oddness oddness();
  /// Tokens [first, last) that a chain explains best, and what it may gain there.
  struct Stretch {
    Cost gain = 0;
    std::size_t first = 0, last = 0;
    Cost made = 0;          ///< what the characters that it makes cost
    std::size_t steps = 0;  ///< how many they are
  };
  /// Estimates of it, if characters begin at token `from`: `promise` by single characters, `estimate` about there by pairs of them. Losses
  /// and characters with two codes are read in the most regular way.
  [[nodiscard]] Stretch promise(Writing writing, const std::vector<Token>& tokens, std::size_t from = 0) const;
  [[nodiscard]] Stretch estimate(Writing writing, const std::vector<Token>& tokens, const Stretch& promise);
  /// The segments in which the chain is better than the text as it stands.
  [[nodiscard]] std::vector<Segment> segments(Writing writing, const std::vector<Token>& tokens, const Threshold& threshold);

 private:
  class Segments;
  static constexpr Cost never = std::numeric_limits<Cost>::max() / 4;
  static constexpr std::size_t languages = 5;  // hans, hant, japanese, korean, an alphabet
  using Costs = std::array<Cost, languages>;
  struct Character {
    std::uint32_t offset;
    char32_t value;
    encoding::Symbol symbol;
    bool half_width;  ///< katakana; `value` is the full-width character
  };
  struct Range {
    std::size_t first, last;
  };
  [[nodiscard]] static Range languages_of(Writing writing) noexcept;
  [[nodiscard]] static Costs price(Range range, const Character& last, const Character& now, bool made) noexcept;
  [[nodiscard]] static Character made_character(char32_t value) noexcept;
  [[nodiscard]] static Costs price_of_step(Range range, const Character& last, const Step& step, const Character& now) noexcept;
  [[nodiscard]] Costs price_of_source(std::size_t at) const noexcept;
  [[nodiscard]] const Costs& source_price(std::size_t at);
  [[nodiscard]] Cost least_price(std::size_t at);
  /// The same, or more where one language finds the character usual: the others are not asked then, as looks into the model are what
  /// good text costs.
  [[nodiscard]] Cost usual_price(std::size_t at);
  template <class GoodCost, class BadCost>
  [[nodiscard]] Stretch best_stretch(Writing writing, const std::vector<Token>& tokens, Stretch within, GoodCost good, BadCost bad) const;

  std::vector<Character> characters_;  // and one behind the end
  std::vector<Cost> light_;            // quick costs of all characters before each, and of all
  bool has_hangul_ = false;
  std::vector<Costs> prices_;          // of the characters that were asked for
  std::size_t language_ = 0;           // that found the last one usual
};

/// Least cost of a character among the languages with Han, kana and Hangul, in bits; letters of alphabets cost the same.
[[nodiscard]] const std::array<std::uint8_t, 0x10000>& quick_costs();

}  // namespace hansift::cleaning
