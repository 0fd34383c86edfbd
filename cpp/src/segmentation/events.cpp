#include "segmentation/events.hpp"

#include <algorithm>
#include <array>
#include <bit>

#include "text/classes.hpp"
#include "text/scan.hpp"
#include "text/utf8.hpp"

namespace hansift::segmentation {
namespace {

// Events count in 32 bits: what has no blank line for so long is cut at a mark.
constexpr std::size_t longest_paragraph = 0xFF000000U;

constexpr text::ByteClasses marks() {
  text::ByteClasses classes;
  classes.add(0, 0x0A, 0x0D).add(1, 0x21, 0x22).add(1, 0x27, 0x29).add(1, 0x2E).add(2, 0x3F);
  classes.add(3, 0x5B).add(3, 0x5D).add(3, 0x7B).add(3, 0x7D);
  classes.add(4, 0xC2).add(5, 0xE2, 0xE3).add(5, 0xEF).add(6, 0x60);
  return classes;
}
constexpr text::ByteClasses mark_bytes = marks();

struct Kind {
  Mark mark = Mark::none;
  Group group = Group::none;
  std::uint8_t pair = 0;
};

constexpr Kind open(Group group, std::uint8_t pair) { return {Mark::opener, group, pair}; }
constexpr Kind close(Group group, std::uint8_t pair) { return {Mark::closer, group, pair}; }
constexpr Kind terminator{Mark::terminator, Group::none, 0};

constexpr Kind classify(char32_t value) noexcept {
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

/// classify() of the 64 characters from `first` on.
constexpr std::array<Kind, 64> kinds_from(char32_t first) noexcept {
  std::array<Kind, 64> kinds{};
  for (char32_t i = 0; i < 64; ++i) kinds[i] = classify(first + i);
  return kinds;
}

// Where nearly all marks stand.
constexpr std::array<std::array<Kind, 64>, 2> ascii_kinds{kinds_from(0), kinds_from(64)};
constexpr std::array<Kind, 64> general_kinds = kinds_from(0x2000);
constexpr std::array<Kind, 64> east_kinds = kinds_from(0x3000);
constexpr std::array<std::array<Kind, 64>, 2> wide_kinds{kinds_from(0xFF00), kinds_from(0xFF40)};

/// The kinds of the 64 characters of three bytes that begin so; nullptr where there is no table.
const Kind* kinds_behind(unsigned lead, unsigned second) noexcept {
  if (second == 0x80) return lead == 0xE2 ? general_kinds.data() : lead == 0xE3 ? east_kinds.data() : nullptr;
  return lead == 0xEF && (second == 0xBC || second == 0xBD) ? wide_kinds[second - 0xBC].data() : nullptr;
}

Kind kind_of(char32_t value) noexcept { return value < 0x80 ? ascii_kinds[value >> 6][value & 63] : classify(value); }

constexpr bool ascii_letter(char byte) noexcept { return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z'); }
// it rained.The street: a small letter or a digit before the dot, a capital behind it.
constexpr bool glued_start(char before, char after) noexcept {
  return after >= 'A' && after <= 'Z' && ((before >= 'a' && before <= 'z') || (before >= '0' && before <= '9'));
}
constexpr bool ascii_word(char byte) noexcept { return ascii_letter(byte) || (byte >= '0' && byte <= '9'); }

// `so' and ``so'': the opening quotes of typewriters.
bool opens_typewritten(std::string_view text, std::size_t begin, std::size_t at) {
  const char before = at > begin ? text[at - 1] : ' ', after = at + 1 < text.size() ? text[at + 1] : ' ';
  return (before == ' ' || before == '\n' || before == '`') && (ascii_letter(after) || after == '`' || (after == ' ' && before == '`'));
}

// A run of terminators is one event. Of a run of equal quotes or brackets the second and all behind it are one, and so are single
// straight quotes from the first on.
bool same_run(const std::vector<Event>& events, const Event& event) {
  if (event.mark == Mark::line_break || events.empty()) return false;
  const Event& last = events.back();
  if (last.mark != event.mark || last.pair != event.pair || last.end() != event.at || last.size > 0x7FFFFFF0U) return false;
  if (event.ends() || event.pair == straight_single) return true;
  if (events.size() < 2) return false;
  const Event& earlier = events[events.size() - 2];
  return earlier.mark == event.mark && earlier.pair == event.pair && earlier.end() == last.at;
}

// Footnotes in a row: an opener glued to the closer of a pair that holds no mark.
bool continues_notes(const std::vector<Event>& events, const Event& event) {
  if (event.mark != Mark::opener || event.pair != square_bracket || events.size() < 2) return false;
  const Event& closer = events.back();
  const Event& opener = events[events.size() - 2];
  return closer.mark == Mark::closer && closer.pair == square_bracket && closer.size == 1 && closer.end() == event.at && event.size == 1 &&
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

bool Scanner::next(std::vector<Event>& events, std::string_view& paragraph, std::size_t& begin) {
  events.clear();
  begin_ = skip_blank(text_, begin_);
  if (begin_ >= text_.size()) return false;
  if (!loaded_ || begin_ >= block_ + 64) {
    block_ = begin_ & ~std::size_t{63};
    bits_ = text::class_bits(text_, block_, mark_bytes);
    loaded_ = true;
  }
  if (begin_ > block_) bits_ &= ~std::uint64_t{0} << (begin_ - block_);
  begin = begin_;
  const char* bytes = text_.data();
  const std::size_t size = text_.size();
  std::size_t line_end = std::string_view::npos;  // end of the last line break
  for (; block_ < size; block_ += 64, bits_ = text::class_bits(text_, block_, mark_bytes)) {
    while (bits_ != 0) {
      const std::size_t at = block_ + static_cast<std::size_t>(std::countr_zero(bits_));
      bits_ &= bits_ - 1;
      const auto lead = static_cast<unsigned char>(bytes[at]);
      if (at - begin > longest_paragraph) {
        bits_ |= std::uint64_t{1} << (at - block_);
        paragraph = text_.substr(begin, at - begin);
        begin_ = at;
        return true;
      }
      Event event;
      event.at = static_cast<std::uint32_t>(at - begin);
      if (lead < 0x80) {
        event.size = 1;
        const bool word_follows = at + 1 < size && ascii_word(bytes[at + 1]);
        if (word_follows && at > begin) {
          // Inside a number, an address or a word: the most frequent case is settled here.
          if (lead == '.' && bytes[at - 1] != '.' && !glued_start(bytes[at - 1], bytes[at + 1])) continue;
          if (lead == '\'' && ascii_word(bytes[at - 1])) continue;
          if ((lead == '?' || lead == '!') && ascii_word(bytes[at - 1])) continue;
        }
        if (lead == '`' && !opens_typewritten(text_, begin, at)) continue;
        if (lead == '\r' && at + 1 < size && bytes[at + 1] == '\n') {
          event.size = 2;
          if (bits_ != 0) bits_ &= bits_ - 1;
        } else if (lead == '\n' && at > begin && bytes[at - 1] == '\r') {
          continue;  // the second half of CR LF in another block
        }
      } else {
        const unsigned second = at + 1 < size ? static_cast<unsigned char>(bytes[at + 1]) : 0;
        if (lead == 0xE3 ? second != 0x80 : lead == 0xEF && (second < 0xB8 || second == 0xBE || second == 0xBB)) continue;
        if (lead == 0xE2 && second != 0x80 && second != 0x81 && second != 0x8B) continue;
        const Kind* kinds = kinds_behind(lead, second);
        const unsigned third = at + 2 < size ? static_cast<unsigned char>(bytes[at + 2]) : 0;
        Kind kind;
        if (kinds != nullptr && third >= 0x80 && third < 0xC0) {
          kind = kinds[third & 63];
          event.size = 3;
        } else {
          const text::Decoded found = text::decode_at(text_, at);
          if (!found.valid) continue;
          kind = kind_of(found.value);
          event.size = found.size;
        }
        if (kind.mark == Mark::none) continue;
        event.mark = kind.mark;
        event.group = kind.group;
        event.pair = kind.pair;
      }
      if (lead < 0x80) {
        const Kind kind = kind_of(lead);
        event.mark = kind.mark;
        event.group = kind.group;
        event.pair = kind.pair;
      }
      if (event.mark == Mark::line_break) {
        const std::size_t from = line_end;
        line_end = at + event.size;
        if (from != std::string_view::npos && skip_blank(text_.substr(0, at), from) >= at) {
          // A blank line: the paragraph ends before the break that came before it.
          paragraph = text_.substr(begin, events.back().at);
          events.pop_back();
          begin_ = line_end;
          return true;
        }
      } else if (continues_notes(events, event)) {
        events.pop_back();  // the closer before: [1][2] is one group
        continue;
      } else if (same_run(events, event)) {
        events.back().size += event.size + rest_of_run(at, event.mark);  // a run is one event
        continue;
      }
      if (event.ends()) event.size += rest_of_run(at, event.mark);
      if (events.size() == events.capacity()) make_room(events, at - begin, size - begin);
      events.push_back(event);
    }
    if (block_ + 64 >= size) break;
  }
  paragraph = text_.substr(begin);
  begin_ = size;
  return true;
}

}  // namespace hansift::segmentation
