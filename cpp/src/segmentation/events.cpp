#include "segmentation/events.hpp"

#include <algorithm>
#include <array>
#include <bit>

#include "text/classes.hpp"
#include "text/scan.hpp"
#include "text/utf8.hpp"

namespace hansift::segmentation {
namespace {

// The marks by their bytes. A class is a union of rectangles of nibbles, so that a few other characters come along (; = _ and the full-width
// ； ：), but none of the frequent ones: ， 、 and kana share their first bytes with 。 and the quotes.
constexpr text::SequenceClasses marks() {
  constexpr unsigned breaks = 0, plain = 1, brackets = 2, latin = 3, general = 4, east = 5, east_quotes = 6, wide = 7;
  text::SequenceClasses classes;
  classes.first.add(breaks, 0x0A, 0x0D).add(plain, 0x21, 0x22).add(plain, 0x27, 0x29).add(plain, 0x2E).add(brackets, 0x3F);
  classes.first.add(brackets, 0x5B).add(brackets, 0x5D).add(brackets, 0x7B).add(brackets, 0x7D);
  for (const unsigned any : {breaks, plain, brackets}) {
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
  classes.third.add(wide, 0x81, 0x84).add(wide, 0x87, 0x89).add(wide, 0x8E).add(wide, 0x92).add(wide, 0x95, 0x97).add(wide, 0x99, 0x9F);
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

/// classify() of the 64 characters from `first` on.
constexpr std::array<MarkKind, 64> kinds_from(char32_t first) noexcept {
  std::array<MarkKind, 64> kinds{};
  for (char32_t i = 0; i < 64; ++i) kinds[i] = classify(first + i);
  return kinds;
}

// Where nearly all marks stand.
constexpr std::array<std::array<MarkKind, 64>, 2> ascii_kinds{kinds_from(0), kinds_from(64)};
constexpr std::array<MarkKind, 64> general_kinds = kinds_from(0x2000);
constexpr std::array<MarkKind, 64> east_kinds = kinds_from(0x3000);
constexpr std::array<std::array<MarkKind, 64>, 2> wide_kinds{kinds_from(0xFF00), kinds_from(0xFF40)};

/// The kinds of the 64 characters of three bytes that begin so; nullptr where there is no table.
const MarkKind* kinds_behind(unsigned lead, unsigned second) noexcept {
  if (second == 0x80) return lead == 0xE2 ? general_kinds.data() : lead == 0xE3 ? east_kinds.data() : nullptr;
  return lead == 0xEF && (second == 0xBC || second == 0xBD) ? wide_kinds[second - 0xBC].data() : nullptr;
}

constexpr bool ascii_letter(char byte) noexcept { return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z'); }
// it rained.The street: a small letter or a digit before the dot, a capital behind it.
constexpr bool glued_start(char before, char after) noexcept {
  return after >= 'A' && after <= 'Z' && ((before >= 'a' && before <= 'z') || (before >= '0' && before <= '9'));
}
constexpr bool ascii_word(char byte) noexcept { return ascii_letter(byte) || (byte >= '0' && byte <= '9'); }

// A run of terminators is one event. Of a run of equal quotes or brackets the second and all behind it are one, and so are single
// straight quotes from the first on.
// `event` follows the last one directly.
bool same_run(const std::vector<Event>& events, const MarkKind& event) {
  const Event& last = events.back();
  if (last.mark != event.mark || last.pair != event.pair) return false;
  if (is_end(event.mark) || event.pair == straight_single) return true;
  if (events.size() < 2) return false;
  const Event& earlier = events[events.size() - 2];
  return earlier.mark == event.mark && earlier.pair == event.pair && earlier.end() == last.at;
}

// Footnotes in a row: an opener glued to the closer of a pair that holds no mark. `event` follows the last one directly.
bool continues_notes(const std::vector<Event>& events, Mark mark, std::uint8_t pair, std::uint32_t size) {
  if (mark != Mark::opener || pair != square_bracket || size != 1 || events.size() < 2) return false;
  const Event& closer = events.back();
  const Event& opener = events[events.size() - 2];
  return closer.mark == Mark::closer && closer.pair == square_bracket && closer.size == 1 &&
         opener.mark == Mark::opener && opener.pair == square_bracket && opener.size == 1;
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

bool is_wide_blank(char32_t value) noexcept {
  return value == 0x200B || value == 0xFEFF || text::class_of(value).white_space();
}

std::size_t skip_blanks(std::string_view text, std::size_t at) noexcept {
  while (at < text.size()) {
    const text::Decoded found = text::decode_at(text, at);
    if (!is_blank(found.value)) break;
    at += found.size;
  }
  return at;
}

std::size_t trim_blanks(std::string_view text, std::size_t floor, std::size_t end) noexcept {
  while (end > floor) {
    const text::Decoded found = text::decode_before(text, end);
    if (!is_blank(found.value) || found.size > end - floor) break;
    end -= found.size;
  }
  return end;
}

// Of a run of ASCII marks that begins at `at`, what is behind the first byte and in the same block; it counts as visited.
std::uint32_t Scanner::rest_of_run(std::size_t at, Mark mark) {
  const char first = text_[at];
  if (static_cast<unsigned char>(first) >= 0x80) return 0;
  std::uint32_t count = 0;
  for (; bits_ != 0; bits_ &= bits_ - 1, ++count) {
    const std::size_t next = block_ + static_cast<std::size_t>(std::countr_zero(bits_));
    if (next != at + 1 + count) break;
    const char byte = text_[next];
    if (byte != first && !(mark == Mark::plain && (byte == '!' || byte == '?'))) break;
  }
  return count;
}

void Scanner::load(std::size_t block) {
  const std::size_t blocks = std::min(hits_.size(), (text_.size() - block + 63) / 64);
  text::sequence_bits(text_, block, mark_sequences, std::span(hits_).first(blocks));
  loaded_ = block;
  loaded_end_ = block + 64 * blocks;
}

void Scanner::enter(std::size_t block) {
  if (block >= loaded_end_) load(block);
  block_ = block;
  bits_ = hits_[(block - loaded_) / 64];
}

// The mark at `at`; `Mark::none` if there is none. Those inside numbers, addresses and words are none.
inline Scanner::Found Scanner::mark_at(std::size_t at, std::size_t begin) const {
  const char* bytes = text_.data();
  const std::size_t size = text_.size();
  const auto lead = static_cast<unsigned char>(bytes[at]);
  if (lead < 0x80) {
    if (at + 1 < size && at > begin) {
      const char before = bytes[at - 1], after = bytes[at + 1];
      if (ascii_word(after)) {
        if (lead == '.' && before != '.' && !glued_start(before, after)) return {};
        if ((lead == '\'' || lead == '?' || lead == '!') && ascii_word(before)) return {};
      }
      // A quote with spaces around it has no side.
      if (lead == '\'' && before == ' ' && after == ' ') return {};
    }
    const bool two = lead == '\r' && at + 1 < size && bytes[at + 1] == '\n';
    return {two ? 2U : 1U, ascii_kinds[lead >> 6][lead & 63]};
  }
  const unsigned second = at + 1 < size ? static_cast<unsigned char>(bytes[at + 1]) : 0;
  const unsigned third = at + 2 < size ? static_cast<unsigned char>(bytes[at + 2]) : 0;
  const MarkKind* kinds = kinds_behind(lead, second);
  if (kinds != nullptr && third >= 0x80 && third < 0xC0) return {3, kinds[third & 63]};
  const text::Decoded found = text::decode_at(text_, at);
  return found.valid ? Found{found.size, classify(found.value)} : Found{};
}

bool Scanner::next(std::vector<Event>& events, std::string_view& paragraph, std::size_t& begin) {
  events.clear();
  begin_ = skip_blank(text_, begin_);
  const std::size_t size = text_.size();
  if (begin_ >= size) return false;
  begin = begin_;
  if (begin_ >= block_ + 64 || loaded_end_ == 0) enter(begin_ & ~std::size_t{63});
  if (begin_ > block_) bits_ &= ~std::uint64_t{0} << (begin_ - block_);
  std::size_t line_end = std::string_view::npos;  // end of the last line break
  std::size_t mark_end = 0;                       // of the last event, from the beginning of the paragraph; 0: none
  for (;; enter(block_ + 64)) {
    while (bits_ != 0) {
      const std::size_t at = block_ + static_cast<std::size_t>(std::countr_zero(bits_));
      bits_ &= bits_ - 1;
      const Found found = mark_at(at, begin);
      const auto [mark, group, pair] = found.kind;
      if (mark == Mark::none) continue;
      const auto event_at = static_cast<std::uint32_t>(at - begin);
      std::uint32_t event_size = found.size;
      if (mark == Mark::line_break) {
        if (event_size == 2 && text_[at] == '\r') {
          if (bits_ != 0) bits_ &= bits_ - 1;
        } else if (text_[at] == '\n' && at > begin && text_[at - 1] == '\r') {
          continue;  // the second half of CR LF in another block
        }
        const std::size_t from = line_end;
        line_end = at + event_size;
        const bool blank_line = from != std::string_view::npos && skip_blank(text_.substr(0, at), from) >= at;
        if (blank_line || event_at > longest_) {
          // The paragraph ends before the break that came before the blank line.
          paragraph = text_.substr(begin, blank_line ? events.back().at : event_at);
          if (blank_line) events.pop_back();
          begin_ = line_end;
          return true;
        }
      } else {
        if (event_at == mark_end && mark_end != 0) {
          if (continues_notes(events, mark, pair, event_size)) {
            events.pop_back();  // the closer before: [1][2] is one group
            mark_end = 0;
            continue;
          }
          if (same_run(events, found.kind)) {
            Event& run = events.back();
            run.size += event_size + rest_of_run(at, mark);  // a run is one event
            mark_end = run.end();
            continue;
          }
        }
        if (is_end(mark)) event_size += rest_of_run(at, mark);
      }
      mark_end = event_at + event_size;
      if (events.size() == events.capacity()) make_room(events, at - begin, size - begin);
      Event& event = events.emplace_back();
      event.at = event_at;
      event.size = event_size;
      event.mark = mark;
      event.group = group;
      event.pair = pair;
    }
    if (block_ + 64 >= size) break;
    if (block_ - begin > longest_ + break_reach) {
      std::size_t cut = block_ + 64;
      while (text::is_continuation(text_[cut]) && cut > block_ + 60) --cut;
      while (!events.empty() && begin + events.back().end() > cut) events.pop_back();
      paragraph = text_.substr(begin, cut - begin);
      begin_ = cut;
      return true;
    }
  }
  paragraph = text_.substr(begin);
  begin_ = size;
  return true;
}

}  // namespace hansift::segmentation
