#pragma once

// What speaks for the sequences of a line and what against them: their cost in the languages of the encoding room's model before and after, where
// they stand, and whether the line is about mojibake.

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "cleaning/western_line.hpp"
#include "encoding/text_cost.hpp"
#include "hansift/text.hpp"

namespace hansift::cleaning {

inline constexpr std::size_t many = 6;  ///< sequences of a line whose neighbours tell nothing

/// Neighbouring sequences that may be repaired together.
struct Group {
  Span source;
  Span text;  ///< for WesternEvidence::text_of
  PageSet pages = 0;
  int gain = 0;         ///< bits
  bool counts = false;  ///< as evidence for others
};

class WesternEvidence {
 public:
  /// `line` is one of `text`; both must outlive this.
  WesternEvidence(std::string_view text, WesternLine& line) : text_(text), line_(line), pairs_(text.size()) {}

  struct Score {
    std::int64_t gain;     ///< bits
    std::size_t language;  ///< in which it is
  };
  /// What reading the line in a page gains. All groups in one language: what each would gain in a language of its own tells less.
  [[nodiscard]] Score score(std::size_t page);

  /// Of several readings of a line that has few sequences, the one with which all of it is cheapest: its words tell the language.
  [[nodiscard]] PageSet choose_in_line(std::span<const PageSet> likely, std::size_t scope);

  /// Adds the groups of the line, as it was read in `pages`, for the decision.
  void collect(PageSet pages, std::vector<Group>& groups);

  [[nodiscard]] std::string_view text_of(const Group& group) const noexcept { return group.text.of(arena_); }

 private:
  [[nodiscard]] std::int64_t foreign_controls(std::size_t page) const;
  encoding::Piece take(std::size_t first, std::size_t last);
  [[nodiscard]] bool is_apostrophe(std::size_t cell) const;
  void drop_examples(std::vector<Group>& groups, std::size_t first);
  [[nodiscard]] Group weigh(std::size_t page, std::size_t first, std::size_t last);
  void weigh_place(Group& group, std::size_t begin, std::size_t end, std::size_t count);
  [[nodiscard]] std::size_t count_different() const;
  [[nodiscard]] bool is_layer() const;
  [[nodiscard]] int doubts_of(Span source, std::size_t count, std::size_t taken, std::int64_t after) const;
  [[nodiscard]] std::size_t count_changes_of_script() const;
  [[nodiscard]] bool is_leftover(std::size_t page, std::size_t sequence, std::size_t cell, bool left) const;
  [[nodiscard]] int gain_in_context(std::size_t begin, std::size_t end);
  [[nodiscard]] bool quoted(std::size_t begin, std::size_t end) const;
  [[nodiscard]] bool is_ascii_alnum_cell(std::size_t cell) const;

  std::string_view text_;
  WesternLine& line_;
  std::size_t english_ = encoding::model().find("en");
  encoding::PairCosts pairs_;
  std::string arena_;
  std::vector<char32_t> before_, after_, wider_;
  std::vector<Span> places_;
  bool is_word_ = false;     ///< the letter that stands alone may be a word
  bool guillemets_ = false;  ///< both of them are among the sequences of the line
};

}  // namespace hansift::cleaning
