#include "cleaning/mention.hpp"

#include <algorithm>
#include <array>
#include <bitset>

#include "cleaning/mention_words.hpp"
#include "cleaning/scan_back.hpp"
#include "text/utf8.hpp"

namespace hansift::cleaning {
namespace {

constexpr char lower(char c) noexcept { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

/// Words by their first byte, and which pairs of first bytes there are.
struct Index {
  std::bitset<65536> pairs;
  std::array<std::vector<const NamingWord*>, 256> by_byte;
  Index() {
    for (const NamingWord& word : naming_words) {
      pairs.set(static_cast<unsigned char>(word.text[0]) * 256U + static_cast<unsigned char>(word.text[1]));
      by_byte[static_cast<unsigned char>(word.text[0])].push_back(&word);
    }
  }
};

bool matches(std::string_view text, std::size_t at, std::string_view word) noexcept {
  if (text.size() - at < word.size()) return false;
  for (std::size_t i = 0; i < word.size(); ++i) {
    if (lower(text[at + i]) != word[i]) return false;
  }
  return true;
}

constexpr bool contains(std::u32string_view set, char32_t value) noexcept { return set.find(value) != set.npos; }

/// The mark that closes what `value` opens; 0 if it opens nothing.
char32_t closing(char32_t value) noexcept {
  switch (value) {
    case '"': case '\'': case '`': case 0x2019: return value;
    case '(': return ')';
    case '[': return ']';
    case 0x2018: return 0x2019;
    case 0x201A: return 0x2018;
    case 0x201C: return 0x201D;
    case 0x201E: return 0x201C;
    case 0xAB: return 0xBB;
    case 0xBB: return 0xAB;
    case 0x300C: return 0x300D;
    case 0x300E: return 0x300F;
    case 0x3010: return 0x3011;
    case 0xFF08: return 0xFF09;
    default: return 0;
  }
}

/// Whether marks that belong together stand around `place`, with no more than `slack` characters between: a repair may miss the last ones of an
/// example.
bool enclosed(std::string_view line, Span place, unsigned slack) noexcept {
  std::size_t at = place.begin;
  char32_t close = 0;
  for (unsigned i = 0; i <= slack && at > 0 && close == 0; ++i) {
    const text::Decoded left = decode_valid_before(line, at);
    at -= left.size;
    close = closing(left.value);
    if (left.value == ' ' || (close == 0 && is_east_asian(left.value) && !text::class_of(left.value).letter())) return false;
  }
  if (close == 0) return false;
  at = place.end;
  for (unsigned i = 0; i <= slack && at < line.size(); ++i) {
    const text::Decoded right = decode_valid(line, at);
    if (right.value == close || (close == 0x201C && right.value == 0x201D)) return true;
    if (right.value == ' ') return false;
    at += right.size;
  }
  return false;
}

/// Whether no word and no other escape touches it on either side.
bool is_apart(char32_t value) noexcept {
  if (value == 0) return true;
  switch (value) {
    case '&': case ';': case '%': case '\\': case '_': case '=': case '-': return false;
    default: break;
  }
  const text::CharClass found = text::class_of(value);
  return !found.letter() && !found.number() && !found.mark();
}
char32_t left_of(std::string_view line, std::size_t at) noexcept { return at == 0 ? 0 : decode_valid_before(line, at).value; }
char32_t right_of(std::string_view line, std::size_t at) noexcept { return at >= line.size() ? 0 : decode_valid(line, at).value; }

/// Whether the place is a cell of a table, between bars or tabs or at the edge of the line.
bool is_cell(std::string_view line, Span place) noexcept {
  std::size_t begin = place.begin;
  std::size_t end = place.end;
  while (begin > 0 && line[begin - 1] == ' ' && place.begin - begin < 8) --begin;
  while (end < line.size() && line[end] == ' ' && end - place.end < 8) ++end;
  const auto is_bar = [](char c) { return c == '|' || c == '\t'; };
  const bool left = begin > 0 && is_bar(line[begin - 1]);
  const bool right = end < line.size() && is_bar(line[end]);
  return (left || begin == 0) && (right || end == line.size()) && (left || right);
}

bool apart(std::string_view line, Span place) noexcept { return is_apart(left_of(line, place.begin)) && is_apart(right_of(line, place.end)); }

/// The rest of the line behind blanks and a mark that closes an example.
std::string_view what_follows(std::string_view line, std::size_t at) noexcept {
  for (unsigned i = 0; i < 3 && at < line.size(); ++i) {
    const text::Decoded found = decode_valid(line, at);
    if (!contains(U" \"'`)”」", found.value)) break;
    at += found.size;
  }
  std::size_t end = std::min(line.size(), at + 40);
  while (end < line.size() && text::is_continuation(line[end])) --end;
  return line.substr(at, end - at);
}
std::string_view what_precedes(std::string_view line, std::size_t at) noexcept {
  for (unsigned i = 0; i < 3 && at > 0; ++i) {
    const text::Decoded found = decode_valid_before(line, at);
    if (!contains(U" \"'`(“「:：", found.value)) break;
    at -= found.size;
  }
  std::size_t begin = at > 40 ? at - 40 : 0;
  while (text::is_continuation(line[begin])) ++begin;
  return line.substr(begin, at - begin);
}

/// Whether a letter or digit is the last character.
bool is_word(std::string_view text) noexcept {
  if (text.empty()) return false;
  const text::CharClass found = text::class_of(decode_valid_before(text, text.size()).value);
  return found.letter() || found.number();
}

/// Between two words an ampersand is what it is.
bool is_between_words(std::string_view line, Span place) noexcept {
  const std::string_view follows = what_follows(line, place.end);
  return is_word(what_precedes(line, place.begin)) && is_word(follows.substr(0, follows.empty() ? 0 : decode_valid(follows, 0).size));
}

/// The pairs of bytes with which words of a list begin (or end), so that most text is rejected by one look.
class Edges {
 public:
  template <std::size_t size>
  Edges(const std::array<std::string_view, size>& list, bool ends) {
    for (const std::string_view word : list) pairs_.set(ends ? key(word[word.size() - 2], word.back()) : key(word[0], word[1]));
  }
  [[nodiscard]] bool begin(std::string_view text) const noexcept { return text.size() >= 2 && pairs_[key(text[0], text[1])]; }
  [[nodiscard]] bool end(std::string_view text) const noexcept { return text.size() >= 2 && pairs_[key(text[text.size() - 2], text.back())]; }

 private:
  static std::size_t key(char a, char b) noexcept { return static_cast<unsigned char>(lower(a)) * 256U + static_cast<unsigned char>(lower(b)); }
  std::bitset<65536> pairs_;
};

template <std::size_t size>
bool begins_with(std::string_view text, const std::array<std::string_view, size>& list) noexcept {
  return std::any_of(list.begin(), list.end(), [&](std::string_view word) {
    return matches(text, 0, word) && (word.size() == text.size() || !is_ascii_alnum(word.back()) || !is_ascii_alnum(text[word.size()]));
  });
}
template <std::size_t size>
bool ends_with(std::string_view text, const std::array<std::string_view, size>& list) noexcept {
  return std::any_of(list.begin(), list.end(), [&](std::string_view word) {
    if (text.size() < word.size() || !matches(text, text.size() - word.size(), word)) return false;
    return text.size() == word.size() || !is_ascii_alnum(word[0]) || !is_ascii_alnum(text[text.size() - word.size() - 1]);
  });
}

bool ends_naming(std::string_view text) noexcept {
  static const Edges edges(naming_before, true);
  return edges.end(text) && ends_with(text, naming_before);
}
bool begins_naming(std::string_view text) noexcept {
  static const Edges edges(naming_behind, false);
  return edges.begin(text) && begins_with(text, naming_behind);
}

bool begins_using(std::string_view text) noexcept {
  static const Edges edges(using_behind, false);
  return edges.begin(text) && begins_with(text, using_behind);
}

/// Letters; an ideograph counts as three.
std::size_t count_letters(std::string_view text) noexcept {
  std::size_t count = 0;
  for (std::size_t at = 0; at < text.size();) {
    const text::Decoded found = decode_valid(text, at);
    const text::CharClass kind = text::class_of(found.value);
    count += kind.letter() ? (found.value >= 0x2E80 ? 3 : 1) : 0;
    at += found.size;
  }
  return count;
}

constexpr std::size_t reach = 160;  ///< bytes on either side that are looked at

/// Cuts to at most `reach` bytes, at characters.
std::string_view last_of(std::string_view text) noexcept {
  if (text.size() <= reach) return text;
  std::size_t begin = text.size() - reach;
  while (begin < text.size() && text::is_continuation(text[begin])) ++begin;
  return text.substr(begin);
}
std::string_view first_of(std::string_view text) noexcept {
  if (text.size() <= reach) return text;
  std::size_t end = reach;
  while (end > 0 && text::is_continuation(text[end])) --end;
  return text.substr(0, end);
}

/// Whether `meant` stands by itself, or in marks, somewhere in `text`.
bool stands_in(std::string_view text, std::string_view meant, bool marks_only) noexcept {
  for (std::size_t at = text.find(meant); at != text.npos; at = text.find(meant, at + 1)) {
    const Span place{at, at + meant.size()};
    if (enclosed(text, place, 0) || is_cell(text, place) || (!marks_only && apart(text, place))) return true;
  }
  return false;
}

std::size_t count_characters(std::string_view text) noexcept {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) { return !text::is_continuation(c); }));
}

}  // namespace

void Mentions::find_words() {
  static const Index index;
  known_ = true;
  for (std::size_t at = 0; at + 1 < line_.size(); ++at) {
    const auto first = static_cast<unsigned char>(lower(line_[at]));
    if (!index.pairs[first * 256U + static_cast<unsigned char>(lower(line_[at + 1]))]) continue;
    for (const NamingWord* word : index.by_byte[first]) {
      if (matches(line_, at, word->text)) found_.push_back({at, at + word->text.size(), word->kind});
    }
  }
}

unsigned Mentions::near(Span place, std::size_t before, std::size_t behind) {
  if (!known_) find_words();
  const std::size_t from = place.begin > before ? place.begin - before : 0;
  unsigned kinds = 0;
  auto found = std::lower_bound(found_.begin(), found_.end(), from, [](const Found& word, std::size_t value) { return word.begin < value; });
  for (; found != found_.end() && found->begin < place.end + behind; ++found) {
    if (found->end <= place.begin || found->begin >= place.end) kinds |= found->kinds;
  }
  return kinds;
}

bool Mentions::of_mojibake(std::span<const Span> damaged, std::size_t which, std::string_view meant) {
  const Span place = damaged[which];
  const bool in_marks = enclosed(line_, place, 6);
  const bool alone = apart(line_, place);
  if (!in_marks && !alone) return false;
  // Sound text that could speak of it.
  std::size_t from = place.begin > reach ? place.begin - reach : 0;
  while (from < place.begin && text::is_continuation(line_[from])) ++from;
  std::size_t to = std::min(line_.size(), place.end + reach);
  while (to < line_.size() && text::is_continuation(line_[to])) --to;
  std::size_t sound = count_letters(line_.substr(from, to - from));
  auto other = std::lower_bound(damaged.begin(), damaged.end(), from, [](const Span& span, std::size_t value) { return span.end <= value; });
  for (; other != damaged.end() && other->begin < to; ++other) {
    const std::size_t begin = std::max(from, other->begin);
    sound -= std::min(sound, count_letters(line_.substr(begin, std::min(to, other->end) - begin)));
  }
  if (2 * sound < count_letters(meant) + 2) return false;

  const unsigned kinds = near(place, reach, reach);
  const text::CharClass first = text::class_of(meant.empty() ? 0 : decode_valid(meant, 0).value);
  if (in_marks && (kinds & (damage | turning | coding)) != 0) return true;
  // A dash or a quotation mark stands apart anyway: the word must be right beside it.
  if ((near(place, 40, 20) & (damage | turning)) != 0) return true;
  if (!first.letter()) return false;
  const std::size_t size = count_characters(meant);
  if ((kinds & damage) != 0 || ((kinds & (turning | coding)) != 0 && size <= 2)) return true;
  const std::string_view left = last_of(line_.substr(0, place.begin));
  const std::string_view right = first_of(line_.substr(place.end));
  // The word that it stands for; in East Asia without spaces around it.
  if (size >= 2 && first.cjk() && (left.find(meant) != left.npos || right.find(meant) != right.npos)) return true;
  return stands_in(left, meant, size > 1 && !alone) || stands_in(right, meant, false);
}

bool Mentions::of_escape(Span place, std::string_view meant) {
  const bool in_marks = enclosed(line_, place, 0);
  const std::string_view follows = what_follows(line_, place.end);
  const bool named_behind = begins_naming(follows);
  const bool using_it = begins_using(follows);
  if (!in_marks && !named_behind && !using_it && !is_apart(right_of(line_, place.end))) return false;  // in most texts it ends here
  const std::string_view precedes = what_precedes(line_, place.begin);
  const bool named_before = ends_naming(precedes);
  const bool used = using_it && ends_with(precedes, using_before);
  const bool left = in_marks || is_apart(left_of(line_, place.begin)) || named_before || used;
  const bool right = in_marks || is_apart(right_of(line_, place.end)) || named_behind || used;
  if (!left || !right) return false;
  if (named_before || named_behind || used) return true;
  const text::CharClass first = text::class_of(meant.empty() ? 0 : decode_valid(meant, 0).value);
  const bool ampersand = meant == "&" && is_between_words(line_, place);
  const unsigned wanted = escaping | (meant.empty() ? tagging : 0U);
  if ((!ampersand || in_marks) && (near(place, 100, 100) & wanted) != 0) return true;
  if (first.white_space() || meant.empty() || ampersand || (first.punctuation() && !is_cell(line_, place))) return false;
  const bool ascii = static_cast<unsigned char>(meant[0]) < 0x80;
  return stands_in(last_of(line_.substr(0, place.begin)), meant, ascii) || stands_in(first_of(line_.substr(place.end)), meant, ascii);
}

bool Mentions::stands_apart(Span place, std::string_view meant) const {
  return apart(line_, place) && !(meant == "&" && is_between_words(line_, place));
}

}  // namespace hansift::cleaning
