#pragma once

// What a page as a whole tells: whether its glosses are damage or somebody's teaching, and which characters are in the site's table.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "cleaning/gloss_codes.hpp"
#include "cleaning/gloss_model.hpp"
#include "cleaning/gloss_text.hpp"

namespace hansift::cleaning::gloss {

class Page {
 public:
  /// `glosses`: all of the text in order.
  Page(std::string_view text, const std::vector<Token>& glosses);

  /// Whether right glosses are to be removed.
  [[nodiscard]] bool damaged() const noexcept { return damaged_; }
  /// Whether the bytes behind misplaced glosses are to be put right.
  [[nodiscard]] bool shifted() const noexcept { return damaged_ && (misplaced_ > 0 || standing_); }
  /// The decoder left ASCII bytes standing that it could not pair.
  [[nodiscard]] bool standing() const noexcept { return standing_; }
  [[nodiscard]] bool traditional() const noexcept { return traditional_; }
  /// Its punctuation is that of ASCII.
  [[nodiscard]] bool folded() const noexcept { return folded_; }
  /// A character is glossed always or never.
  [[nodiscard]] bool strict() const noexcept { return strict_; }

  [[nodiscard]] unsigned glossed(Code code) const noexcept { return use_of(code).glossed; }
  /// Whether the page has the character at all.
  [[nodiscard]] bool has(Code code) const noexcept { return !places_.empty() && places_[cell_of(code)] != 0; }
  /// Whether two characters stand beside one another elsewhere (or others that look alike here: the set is a small hash).
  [[nodiscard]] bool seen(Entry last, Entry entry) const noexcept { return !pairs_.empty() && pairs_[place(last, entry)]; }
  [[nodiscard]] unsigned plain(Code code) const noexcept { return use_of(code).plain; }

 private:
  struct Use {
    std::uint16_t glossed = 0;
    std::uint16_t plain = 0;
    bool first = false;  ///< the first of all has a gloss
    Reading reading;     ///< of the first gloss
  };
  [[nodiscard]] const Use& use_of(Code code) const noexcept { return uses_[places_.empty() ? 0 : places_[cell_of(code)]]; }
  [[nodiscard]] Use& use_to_change(Code code);
  void count_glosses(std::string_view text, const std::vector<Token>& glosses);
  void count_text(std::string_view text);
  bool judge(std::string_view text) const noexcept;

  static std::size_t place(Entry last, Entry entry) noexcept { return (last * 40503u ^ entry * 2654435761u) >> 7 & (pair_places - 1); }
  static constexpr std::size_t pair_places = 1 << 17;
  void remember_pairs(std::string_view text);

  std::vector<std::uint16_t> places_;  ///< by cell: place in `uses_`, 0 if there is none
  std::vector<Use> uses_{1};           ///< the characters of the text, and nothing in front
  std::vector<bool> pairs_;  ///< by place
  struct Sums {
    std::size_t han = 0;        ///< characters of the text
    std::size_t partners = 0;   ///< right glosses on characters that a mapping to Traditional produces
    std::size_t running = 0;    ///< right glosses in clauses
    std::size_t usual = 0;      ///< right glosses with the usual reading
    std::size_t common = 0;     ///< right glosses on common characters
    std::size_t toned = 0;
    std::size_t distinct = 0;   ///< characters that have right glosses
    std::size_t plain = 0;      ///< uses of these without a gloss
    std::size_t two_readings = 0;  ///< right glosses that differ from the first one of their character
    std::size_t wrong = 0;
    std::size_t often = 0;         ///< glossed characters that occur at least twice
    std::size_t taught = 0;        ///< those of them whose first occurrence alone has a gloss, as teachers do it
    std::size_t native = 0;        ///< characters that no mapping from Simplified gives
  } sums_;
  std::size_t right_ = 0, misplaced_ = 0;
  bool damaged_ = false, standing_ = false, traditional_ = false, strict_ = false, folded_ = false;
};

/// Whether a misplaced gloss can be one where it stands: its reading is one of a character that begins with the last byte of the one before it.
[[nodiscard]] bool is_misplaced(std::string_view text, const Token& gloss) noexcept;

/// The gloss at `at`, if one is there that fits what stands before it, in its place or misplaced.
[[nodiscard]] std::optional<Token> fitting_gloss_at(std::string_view text, std::size_t at) noexcept;

/// Code of the character to which a gloss at `at` belongs: the one before it, or what the byte before an ASCII letter makes with it.
[[nodiscard]] Code base_before(std::string_view text, std::size_t at, Reading reading) noexcept;

}  // namespace hansift::cleaning::gloss
