#pragma once

// The rules of the room and the sets in which a Plan holds them. The catalogue (rules.cpp) is in the order of Id.

#include <cstdint>
#include <span>
#include <string_view>

#include "hansift/trace.hpp"

namespace hansift::cleaning {

enum class Id : std::uint8_t {
  utf8,
  escape_entity, escape_unicode, escape_bytes, escape_percent, escape_quoted_printable, escape_json,
  mojibake_utf8, mojibake_double_byte, mojibake_latin, mojibake_western, mojibake_bold, mojibake_single_byte,
  gloss_pinyin, gloss_bytes, gloss_lost,
  control_ansi, control_c0, control_windows_1252, control_c1,
  invisible_zero_width, invisible_joiner, invisible_bidi, invisible_soft_hyphen, invisible_byte_order_mark, invisible_tag, invisible_variation,
  loss_replacement, loss_rubbish, loss_question_marks, loss_private_use, loss_unsettled,
  private_gbk, private_hkscs,
  forms_radical, forms_ideograph, forms_small, forms_vertical, forms_ligature, forms_digraph, forms_middle_dot,
  nfc,
  width_letters, width_english, width_katakana, width_all,
  lines_breaks, lines_edges, lines_wrapped, lines_repeated, paragraphs_repeated,
  spaces_no_break, spaces_characters, spaces_justified, spaces_numbers,
  punctuation_marks, punctuation_brackets, punctuation_full_stop, punctuation_half,
  quotes_straight,
  ruby_interlinear, ruby_readings,
  count
};

class RuleSet {
 public:
  constexpr RuleSet() = default;
  constexpr RuleSet& add(Id id) { bits_ |= bit(id); return *this; }
  constexpr RuleSet& remove(Id id) { bits_ &= ~bit(id); return *this; }
  [[nodiscard]] constexpr bool has(Id id) const noexcept { return (bits_ & bit(id)) != 0; }
  /// Any rule from `first` to `last`.
  [[nodiscard]] constexpr bool any(Id first, Id last) const noexcept {
    return (bits_ & ((bit(last) << 1) - bit(first))) != 0;
  }

 private:
  [[nodiscard]] static constexpr std::uint64_t bit(Id id) noexcept { return std::uint64_t{1} << static_cast<unsigned>(id); }
  std::uint64_t bits_ = 0;
};

[[nodiscard]] const Rule& rule(Id id) noexcept;

/// The rules of a profile; ConfigError for an unknown one.
[[nodiscard]] RuleSet profile_rules(std::string_view profile);

/// Changes the rules of punctuation to a width ("keep", "full", "half"; empty: no change); ConfigError for an unknown one.
void set_punctuation(RuleSet& rules, std::string_view width);

/// The rules named by a rule id or by a family (everything before a dot); ConfigError if there is none.
[[nodiscard]] RuleSet named_rules(std::string_view name);

/// The same to enable: of a family without the rules that are for those who ask for them by id, as they undo others or change good text.
[[nodiscard]] RuleSet rules_to_enable(std::string_view name);

static_assert(static_cast<unsigned>(Id::count) <= 64, "a RuleSet has 64 bits");

}  // namespace hansift::cleaning
