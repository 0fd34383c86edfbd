#include "segmentation/events.hpp"

#include <algorithm>
#include <array>
#include <bit>

#include "text/classes.hpp"
#include "text/scan.hpp"
#include "text/utf8.hpp"

namespace hansift::segmentation {
namespace {

// The marks by their bytes. A class is a union of rectangles of nibbles, so that a few other characters come along (: ; = _ z and the
// full-width ； ：), but none of the frequent ones: ， 、 and kana share their first bytes with 。 and the quotes.
constexpr text::SequenceClasses marks() {
  constexpr unsigned brackets = 0, plain = 1, backquote = 2, latin = 3, general = 4, east = 5, east_quotes = 6, wide = 7;
  text::SequenceClasses classes;
  classes.first.add(plain, 0x21, 0x22).add(plain, 0x27, 0x29).add(plain, 0x2E).add(backquote, 0x60);
  classes.first.add(brackets, 0x0A, 0x0D).add(brackets, 0x3F).add(brackets, 0x5B).add(brackets, 0x5D).add(brackets, 0x7B).add(brackets, 0x7D);
  for (const unsigned any : {plain, brackets, backquote}) {
    classes.second.add(any, 0x00, 0xFF);
    classes.third.add(any, 0x00, 0xFF);
  }
  classes.first.add(latin, 0xC2);  // U+0085 « »
  classes.second.add(latin, 0x85).add(latin, 0xAB).add(latin, 0xBB);
  classes.third.add(latin, 0x00, 0xFF);
  classes.first.add(general, 0xE2);  // U+2028 to U+204F, U+22EF
  classes.second.add(general, 0x80, 0x81).add(general, 0x8B);
  classes.third.add(general, 0x98, 0x99).add(general, 0x9C, 0x9E).add(general, 0xA5, 0xA6).add(general, 0xA8, 0xA9).add(general, 0xBC);
  classes.third.add(general, 0x87, 0x89).add(general, 0xAF);
  classes.first.add(east, 0xE3).add(east_quotes, 0xE3);  // U+3002 to U+301F
  classes.second.add(east, 0x80).add(east_quotes, 0x80);
  classes.third.add(east, 0x82).add(east, 0x88, 0x8F);
  classes.third.add(east_quotes, 0x90, 0x91).add(east_quotes, 0x94, 0x97).add(east_quotes, 0x9D, 0x9F);
  classes.first.add(wide, 0xEF);  // U+FE12 to U+FE5E, U+FF01 to U+FF63
  classes.second.add(wide, 0xB8, 0xB9).add(wide, 0xBC, 0xBD);
  classes.third.add(wide, 0x81, 0x84).add(wide, 0x87, 0x89).add(wide, 0x8E).add(wide, 0x92).add(wide, 0x95, 0x97).add(wide, 0x99, 0x9B).add(wide, 0x9D, 0x9F);
  classes.third.add(wide, 0xA1, 0xA3).add(wide, 0xBB).add(wide, 0xBD);
  return classes;
}
constexpr text::SequenceClasses mark_sequences = marks();

constexpr MarkKind open(Group group, std::uint8_t pair) { return {Mark::opener, group, pair}; }
constexpr MarkKind close(Group group, std::uint8_t pair) { return {Mark::closer, group, pair}; }
constexpr MarkKind terminator{Mark::terminator, Group::none, 0};

constexpr MarkKind classify(char32_t value) noexcept {
  switch (value) {
    case U'\n': case U'\r': case U'\v': case U'\f': case 0x85: case 0x2028: case 0x2029: return {Mark::line_break, Group::none, 0};
    case U'。': case U'｡': case U'！': case U'？': case U'‼': case U'⁇': case U'⁈': case U'⁉': case 0xFE12: case 0xFE15: case 0xFE16:
    case 0xFE52: case 0xFE56: case 0xFE57: return terminator;
    case U'!': case U'?': return {Mark::plain, Group::none, 0};
    case U'.': return {Mark::dot, Group::none, 0};
    case U'．': return {Mark::wide_dot, Group::none, 0};
    case U'…': case U'⋯': case U'‥': return {Mark::ellipsis, Group::none, 0};
    case U'"': case U'＂': return {Mark::straight, Group::quote, straight_double};
    case U'\'': case U'＇': return {Mark::straight, Group::quote, straight_single};
    case U'`': return open(Group::quote, straight_single);
    case U'“': return open(Group::quote, 3);
    case U'”': return close(Group::quote, 3);
    case U'‘': return open(Group::quote, 4);
    case U'’': return close(Group::quote, 4);
    case U'「': case U'｢': return open(Group::quote, 5);
    case U'」': case U'｣': return close(Group::quote, 5);
    case U'『': return open(Group::quote, 6);
    case U'』': return close(Group::quote, 6);
    case U'﹁': return open(Group::quote, 7);
    case U'﹂': return close(Group::quote, 7);
    case U'﹃': return open(Group::quote, 8);
    case U'﹄': return close(Group::quote, 8);
    case U'«': return open(Group::quote, 9);
    case U'»': return close(Group::quote, 9);
    case U'〝': return open(Group::quote, 10);
    case U'〞': case U'〟': return close(Group::quote, 10);
    case U'„': return open(Group::quote, 3);
    case U'《': return open(Group::title, 11);
    case U'》': return close(Group::title, 11);
    case U'〈': return open(Group::title, 12);
    case U'〉': return close(Group::title, 12);
    case U'【': case U'〖': return open(Group::title, 13);
    case U'】': case U'〗': return close(Group::title, 13);
    case U'〔': case U'﹝': return open(Group::title, 14);
    case U'〕': case U'﹞': return close(Group::title, 14);
    case U'[': case U'［': return open(Group::title, square_bracket);
    case U']': case U'］': return close(Group::title, square_bracket);
    case U'{': case U'｛': return open(Group::title, 16);
    case U'}': case U'｝': return close(Group::title, 16);
    case U'(': case U'（': case U'﹙': return open(Group::paren, 17);
    case U')': case U'）': case U'﹚': return close(Group::paren, 17);
    default: return {};
  }
}

/// A mark as it is written: how many bytes it takes, and whether it depends on what stands around it (a line break, or . \' ! ? ` in a word).
struct Written {
  MarkKind kind{};
  std::uint8_t size : 7 = 0;
  bool dependent : 1 = false;
};

// All places that the sweep hits, by a row (the first bytes) and a column (the low six bits of the last byte). There is no branch on what a
// mark is, since no processor could predict it.
class Marks {
 public:
  constexpr Marks() {
    rows_[ascii_row] = 0;
    rows_[ascii_row + 1] = 1;
    fill(0, 0, 1);
    fill(1, 64, 1);
    std::uint8_t row = 2;
    for (const unsigned second : {0x80U, 0x81U, 0x8BU}) add(row++, second & 63, (second & 63U) << 6 | 0x2000U, 3);           // E2
    for (const unsigned second : {0xB8U, 0xB9U, 0xBCU, 0xBDU}) add(row++, second & 63, (second & 63U) << 6 | 0xF000U, 3);   // EF
    add(row++, east_row, 0x3000, 3);                                                                                          // E3 80
    for (const unsigned second : {0x85U, 0xABU, 0xBBU}) {  // C2: whatever the third byte is
      rows_[second & 63] = row;
      for (Written& mark : marks_[row]) mark = written(second, 2);
      ++row;
    }
  }

  /// The mark that begins with these bytes, where the sweep hit.
  [[nodiscard]] const Written& of(unsigned lead, unsigned second, unsigned third) const noexcept {
    const unsigned wide = lead < 0x80 ? 0 : ~0U;  // a mask: compilers make a branch of ?:
    const unsigned row = (~wide & (ascii_row + (lead >> 6))) | (wide & ((second & 63) + (lead == 0xE3) * east_row));
    return marks_[rows_[row]][((~wide & lead) | (wide & third)) & 63];
  }

 private:
  static constexpr unsigned east_row = 64;
  static constexpr unsigned ascii_row = 128;

  static constexpr Written written(char32_t value, std::uint8_t size) {
    const MarkKind kind = classify(value);
    const bool in_word = value == U'.' || value == U'\'' || value == U'!' || value == U'?' || value == U'`';
    return {kind, size, in_word || kind.mark == Mark::line_break};
  }
  constexpr void fill(std::uint8_t row, char32_t first, std::uint8_t size) {
    for (char32_t i = 0; i < 64; ++i) marks_[row][i] = written(first + i, size);
  }
  constexpr void add(std::uint8_t row, unsigned index, char32_t first, std::uint8_t size) {
    rows_[index] = row;
    fill(row, first, size);
  }

  std::array<std::uint8_t, 130> rows_{};
  std::array<std::array<Written, 64>, 13> marks_{};
};
constexpr Marks all_marks;

constexpr bool ascii_letter(char byte) noexcept { return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z'); }
// it rained.The street: a small letter or a digit before the dot, a capital behind it.
constexpr bool glued_start(char before, char after) noexcept {
  return after >= 'A' && after <= 'Z' && ((before >= 'a' && before <= 'z') || (before >= '0' && before <= '9'));
}
constexpr bool ascii_word(char byte) noexcept { return ascii_letter(byte) || (byte >= '0' && byte <= '9'); }

// Whether a mark that follows the last event directly is part of it. A run of terminators is one event. Of a run of equal quotes or brackets
// the second and all behind it are one, and so are single straight quotes from the first on. Footnotes in a row are one group: there, an
// opener joins the closer of a pair that holds no mark.
bool joins_last(const std::vector<Event>& events, const MarkKind& kind, std::uint32_t size) {
  if (events.empty() || kind.mark == Mark::line_break) return false;
  const Event& last = events.back();
  if (last.pair != kind.pair) return false;
  if (last.mark == kind.mark && (is_end(kind.mark) || kind.pair == straight_single)) return true;
  if (events.size() < 2) return false;
  const Event& earlier = events[events.size() - 2];
  if (last.mark == kind.mark) return earlier.mark == kind.mark && earlier.pair == kind.pair && earlier.end() == last.at;
  return kind.mark == Mark::opener && kind.pair == square_bracket && size == 1 && last.mark == Mark::closer && last.size == 1 &&
         earlier.mark == Mark::opener && earlier.pair == square_bracket && earlier.size == 1;
}

// `so' and ``so'': the opening quotes of typewriters.
bool opens_typewritten(std::string_view text, std::size_t begin, std::size_t at) {
  const char before = at > begin ? text[at - 1] : ' ', after = at + 1 < text.size() ? text[at + 1] : ' ';
  return (before == ' ' || before == '\n' || before == '`') && (ascii_letter(after) || after == '`' || (after == ' ' && before == '`'));
}

// Inside a number, an address or a word the marks of ASCII are none.
bool in_word(std::string_view text, std::size_t begin, std::size_t at) {
  if (text[at] == '`') return !opens_typewritten(text, begin, at);
  // A row of quotes with spaces between them is an ornament.
  if (text[at] == '\'' && at > begin + 1 && at + 2 < text.size() && text.substr(at - 2, 5) == "' ' '") return true;
  if (at == begin || at + 1 >= text.size() || !ascii_word(text[at + 1])) return false;
  const char before = text[at - 1];
  return text[at] == '.' ? before != '.' && !glued_start(before, text[at + 1]) : ascii_word(before);
}

// A text of marks only is told from prose by its first thousands: room for the rest at once, which is not touched before it is needed,
// instead of copy after copy.
void make_room(std::vector<Event>& events, std::size_t read, std::size_t size) {
  constexpr std::size_t enough_to_tell = 4096;
  if (events.size() < enough_to_tell) return;
  const std::size_t ahead = std::min(size - read, 15 * read);
  const double density = static_cast<double>(events.size()) / static_cast<double>(read);
  events.reserve(events.size() + events.size() / 8 + static_cast<std::size_t>(density * static_cast<double>(ahead)));
}

}  // namespace

void Scanner::load(std::size_t from) {
  const std::size_t blocks = std::min(window / 64, (text_.size() - from + 63) / 64);
  count_ = text::sequence_hits(text_, from, blocks, mark_sequences, hits_.data());
  hit_ = 0;
  loaded_ = from;
  loaded_end_ = std::min(from + 64 * blocks, text_.size());
}

// Of a run of ASCII marks that begins at `at`, what is behind the first byte and was swept; it counts as visited.
std::uint32_t Scanner::rest_of_run(std::size_t at, Mark mark) {
  const char first = text_[at];
  if (static_cast<unsigned char>(first) >= 0x80) return 0;
  std::uint32_t count = 0;
  for (; hit_ < count_ && loaded_ + hits_[hit_] == at + 1 + count; ++hit_, ++count) {
    const char byte = text_[at + 1 + count];
    if (byte != first && !(mark == Mark::plain && (byte == '!' || byte == '?'))) break;
  }
  return count;
}

bool Scanner::next(Paragraph& paragraph) {
  auto& [whole, begin, events, breaks] = paragraph;
  events.clear();
  breaks.clear();
  begin_ = skip_blank(text_, begin_);
  const std::size_t size = text_.size();
  if (begin_ >= size) return false;
  begin = begin_;
  if (begin_ >= loaded_end_) load(begin_);
  while (hit_ < count_ && loaded_ + hits_[hit_] < begin_) ++hit_;
  std::size_t line_end = std::string_view::npos;  // end of the last line break
  std::size_t mark_end = 0;                       // of the last event, from the beginning of the paragraph; 0: none
  for (;; load(loaded_end_)) {
    while (hit_ < count_) {
      const std::size_t at = loaded_ + hits_[hit_++];
      const auto byte_at = [&](std::size_t i) { return static_cast<unsigned char>(text_[std::min(i, size - 1)]); };
      const Written& found = all_marks.of(byte_at(at), byte_at(at + 1), byte_at(at + 2));
      const MarkKind kind = found.kind;
      std::uint32_t mark_size = found.size;
      const auto mark_at = static_cast<std::uint32_t>(at - begin);
      if (kind.mark == Mark::none) continue;
      if (found.dependent) {
        if (kind.mark != Mark::line_break) {
          if (in_word(text_, begin, at)) continue;
        } else {
          if (text_[at] == '\n' && at > begin && text_[at - 1] == '\r') continue;  // the second half of CR LF
          if (text_[at] == '\r' && at + 1 < size && text_[at + 1] == '\n') mark_size = 2;
          const std::size_t from = line_end;
          line_end = at + mark_size;
          const bool blank_line = from != std::string_view::npos && skip_blank(text_.substr(0, at), from) >= at;
          if (blank_line || mark_at > longest_) {
            // The paragraph ends before the break that came before the blank line.
            whole = text_.substr(begin, blank_line ? events.back().at : mark_at);
            if (blank_line) {
              events.pop_back();
              breaks.pop_back();
            }
            begin_ = line_end;
            return true;
          }
          breaks.push_back(static_cast<std::uint32_t>(events.size()));
        }
      }
      if (mark_at == mark_end && joins_last(events, kind, mark_size)) {
        Event& last = events.back();
        if (last.mark != kind.mark) {
          events.pop_back();  // the closer before: [1][2] is one group
          mark_end = 0;
        } else {
          last.size += mark_size + rest_of_run(at, kind.mark);
          mark_end = last.end();
        }
        continue;
      }
      if (is_end(kind.mark)) mark_size += rest_of_run(at, kind.mark);
      mark_end = mark_at + mark_size;
      if (events.size() == events.capacity()) make_room(events, at - begin, size - begin);
      events.push_back({mark_at, mark_size, no_mate, kind.mark, kind.group, kind.pair});
    }
    if (loaded_end_ >= size) break;
    if (loaded_end_ - begin > longest_ + break_reach) {
      cut(paragraph);
      return true;
    }
  }
  whole = text_.substr(begin);
  begin_ = size;
  return true;
}

// Ends the paragraph where the sweep is, between two characters.
void Scanner::cut(Paragraph& paragraph) {
  std::size_t end = loaded_end_;
  for (int i = 0; i < 3 && text::is_continuation(text_[end]); ++i) --end;
  paragraph.text = text_.substr(begin_, end - begin_);
  while (!paragraph.events.empty() && paragraph.events.back().end() > paragraph.text.size()) paragraph.events.pop_back();
  while (!paragraph.breaks.empty() && paragraph.breaks.back() >= paragraph.events.size()) paragraph.breaks.pop_back();
  begin_ = end;
}

}  // namespace hansift::segmentation
