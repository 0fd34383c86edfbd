#pragma once

// Stage 1: the marks of a text that can matter to a sentence, in order. About one in fifty bytes of prose; no other text is looked at but by
// the sweep.

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "text/blanks.hpp"
#include "text/scan.hpp"

namespace hansift::segmentation {

enum class Mark : std::uint8_t {
  none,
  terminator,  ///< 。！？ and the like: always a terminator
  plain,       ///< ASCII ! ?
  dot,         ///< .
  wide_dot,    ///< ．
  ellipsis,    ///< … ⋯
  opener,
  closer,
  straight,    ///< " or ': which side it is, pairing decides
  line_break,
};

/// What an opener opens. `title` groups never hold a boundary; `paren` may be a sentence of its own; `quote` by rule R4.
enum class Group : std::uint8_t { none, title, paren, quote };

inline constexpr std::uint32_t no_mate = 0xFFFFFFFFU;

/// What a mark is.
struct MarkKind {
  Mark mark = Mark::none;
  Group group = Group::none;
  std::uint8_t pair = 0;  ///< which opener belongs to which closer
};

[[nodiscard]] constexpr bool is_end(Mark mark) noexcept { return mark >= Mark::terminator && mark <= Mark::ellipsis; }

struct Event {
  std::uint32_t at = 0;  ///< from the beginning of the paragraph
  std::uint32_t size = 0;
  std::uint32_t mate = no_mate;  ///< index of the other half of a pair; no_mate makes the mark transparent
  Mark mark = Mark::none;
  Group group = Group::none;
  std::uint8_t pair = 0;           ///< which opener belongs to which closer
  bool stand_alone : 1 = false;  ///< of the opener of a quotation (R4), or a parenthesis that begins a sentence (R3)
  bool introduced : 1 = false;   ///< of a quotation: the words before it say whose it is
  bool boundary : 1 = false;     ///< of a line break

  [[nodiscard]] std::size_t end() const noexcept { return std::size_t{at} + size; }
  [[nodiscard]] bool paired() const noexcept { return mate != no_mate; }
  [[nodiscard]] bool ends() const noexcept { return is_end(mark); }
};

static_assert(sizeof(Event) == 16, "a text of marks only is all events: what they weigh is what it costs");

/// The pair number of the straight quotes, whose side is not known yet.
inline constexpr std::uint8_t straight_double = 1;
inline constexpr std::uint8_t straight_single = 2;
inline constexpr std::uint8_t square_bracket = 15;

/// Letters and digits of ASCII, and the first bytes of nearly all Han: no mark and nothing that clings, told without decoding.
[[nodiscard]] constexpr bool plain_text(char byte) noexcept {
  const auto value = static_cast<unsigned char>(byte);
  return (value >= '0' && value <= '9') || ((value | 32) >= 'a' && (value | 32) <= 'z') || (value >= 0xE4 && value <= 0xE9);
}

using text::blank_size;
using text::is_blank;
using text::skip_blank;
using text::trim_blank;

/// Text between blank lines, and its marks.
struct Paragraph {
  std::string_view text;
  std::size_t offset = 0;              ///< where it begins in the whole text
  std::vector<Event> events;           ///< with offsets from there
  std::vector<std::uint32_t> breaks;   ///< which of the events are line breaks
};

/// Reads one paragraph after the other. Events count in 32 bits: a paragraph longer than `longest` bytes ends at its next line break, or, if
/// the next `break_reach` bytes have none, between two characters.
class Scanner {
 public:
  static constexpr std::size_t break_reach = std::size_t{1} << 20;
  static constexpr std::size_t longest_paragraph = 0xFF000000U;

  explicit Scanner(std::string_view text, std::size_t longest = longest_paragraph) : text_(text), longest_(longest) {}
  /// False at the end of the text.
  bool next(Paragraph& paragraph);

 private:
  static constexpr std::size_t window = 2048;  // is swept at once: its hits stay in the cache

  void load(std::size_t from);
  void cut(Paragraph& paragraph);
  std::uint32_t rest_of_run(std::size_t at, Mark mark);

  std::string_view text_;
  std::size_t longest_;
  std::size_t begin_ = 0;       // of the paragraph
  std::size_t loaded_ = 0;      // the window that was swept
  std::size_t loaded_end_ = 0;
  std::size_t hit_ = 0;         // the first one that was not visited
  std::size_t count_ = 0;
  std::array<std::uint16_t, window + text::hits_slack> hits_;  // offsets from loaded_
};

}  // namespace hansift::segmentation
