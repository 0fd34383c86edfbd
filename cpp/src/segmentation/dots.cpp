#include "segmentation/dots.hpp"

#include <algorithm>
#include <array>
#include <cstdint>

#include "segmentation/events.hpp"
#include "text/classes.hpp"
#include "text/utf8.hpp"

namespace hansift::segmentation {
namespace {

constexpr std::size_t token_reach = 24;

// Never the end of a sentence if a name, a number or anything else follows.
constexpr std::array<std::string_view, 46> titles = {
    "Adm", "Brig", "Capt", "Cmdr", "Col", "Cpl", "Dr",   "Drs", "Fr",  "Ft",  "Gen", "Gov", "Hon", "Lt",   "Maj", "Messrs",
    "Mlle", "Mme", "Mr",   "Mrs",  "Ms",  "Mt",  "Prof", "Rep", "Rev", "Sen", "Sgt", "Sr",  "St",  "Supt", "Sra", "approx",
    "cf",   "ca",  "eg",   "ie",   "viz", "vs",  "Atty", "Pvt", "Dist", "Insp", "Msgr", "Pres", "Supp", "Univ"};
// Before a number only.
constexpr std::array<std::string_view, 26> counted = {"No", "Nos", "no", "nos", "p", "pp", "Fig", "fig", "Figs", "Eq", "eq", "Vol", "vol",
                                                      "Ch", "ch", "Sec", "sec", "Art", "art", "Nr", "nr", "Ver", "ver", "Bd", "par", "chap"};
// The end of a sentence only if one plainly starts.
constexpr std::array<std::string_view, 48> others = {
    "Inc",  "Ltd",  "Co",  "Corp", "Bros", "Jr",  "etc", "al", "Jan", "Feb", "Mar", "Apr", "Jun", "Jul", "Aug", "Sep",
    "Sept", "Oct",  "Nov", "Dec",  "Mon",  "Tue", "Wed", "Thu", "Fri", "Sat", "Ave", "Blvd", "Rd", "Dept", "Est", "est",
    "ed",   "eds",  "min", "max",  "Esq",  "PhD", "Tues", "Thurs", "Calif", "Mass", "Penn", "Conn", "Assn", "Gmbh", "Pty", "Pte"};
constexpr std::array<std::string_view, 75> starters = {
    "The",  "He",    "She",   "It",    "They",    "We",    "You",     "This", "That",  "These", "Those", "There", "In",
    "On",   "At",    "But",   "And",   "However", "When",  "While",   "If",   "After", "Before", "His",  "Her",   "Its",
    "Their", "My",   "Our",   "A",     "An",      "As",    "For",     "So",   "Then",  "What",  "Who",   "Why",   "How",
    "Where", "Since", "Although", "Because", "Not", "Now", "Here", "Some", "Many", "Most", "One", "No", "Yes", "Please",
    "Also", "With", "From", "To", "By", "I", "Each", "Let", "Do", "Did", "Does", "Was", "Were", "Is", "Are", "Can", "Could",
    "Would", "Will", "Should", "Have", "Had"};

constexpr std::size_t longest_word = 8;

/// A word of up to eight bytes as a number; 0 for longer ones.
constexpr std::uint64_t packed(std::string_view word) {
  std::uint64_t value = 0;
  if (word.size() > longest_word) return 0;
  for (const char letter : word) value = value << 8 | static_cast<unsigned char>(letter);
  return value;
}

/// A list of words that is asked at every dot: sorted numbers instead of strings.
template <std::size_t Count>
constexpr std::array<std::uint64_t, Count> sorted(const std::array<std::string_view, Count>& words) {
  std::array<std::uint64_t, Count> made{};
  for (std::size_t i = 0; i < Count; ++i) made[i] = packed(words[i]);
  std::sort(made.begin(), made.end());
  return made;
}
constexpr auto title_set = sorted(titles);
constexpr auto counted_set = sorted(counted);
constexpr auto other_set = sorted(others);
constexpr auto starter_set = sorted(starters);

template <std::size_t Count>
bool in(std::string_view word, const std::array<std::uint64_t, Count>& words) {
  const std::uint64_t value = packed(word);
  return value != 0 && std::binary_search(words.begin(), words.end(), value);
}

bool ascii_letter(char byte) { return ((byte | 32) >= 'a' && (byte | 32) <= 'z'); }
bool ascii_digit(char byte) { return byte >= '0' && byte <= '9'; }

}  // namespace

bool is_starter(std::string_view text, std::size_t at) {
  std::size_t end = at;
  while (end < text.size() && end < at + 10 && ascii_letter(text[end])) ++end;
  return end > at && in(text.substr(at, end - at), starter_set);
}

bool dot_ends_sentence(std::string_view text, std::size_t sentence, std::size_t begin, std::size_t end, std::size_t after) {
  if (begin <= sentence) return false;
  // Tokenised text has a space before the dot.
  const bool apart = text[begin - 1] == ' ' && begin - 1 > sentence;
  const text::Decoded previous = text::decode_before(text, apart ? begin - 1 : begin);
  const text::CharClass before = text::class_of(previous.value);
  const std::size_t next_at = skip_blank(text, after);
  const bool spaced = next_at > after;
  const char32_t next = next_at < text.size() ? text::decode_at(text, next_at).value : 0;
  const text::CharClass follows = text::class_of(next);
  const bool at_end = next_at >= text.size();
  const bool opener = follows.category() == text::Category::Ps || follows.category() == text::Category::Pi || next == U'"' || next == U'\'';
  if (apart && (!(spaced || at_end) || follows.lower() || previous.value == U'.')) return false;
  // A number that a line break cuts.
  if (before.number() && follows.number() && spaced && (text[after] == '\n' || text[after] == '\r')) return false;
  const bool full_width = text::decode_at(text, begin).value == U'．';

  if (before.cjk() || before.hangul()) {
    if (!at_end && !spaced && after == end && !follows.cjk() && !opener && !follows.pictographic()) {
      if (full_width) return follows.number() || follows.upper();
      return before.hangul() && follows.hangul();
    }
    if (follows.lower()) return false;
    // 一．二．: a numeral at the start is a list number.
    if (begin - sentence <= 6 && !spaced) {
      static constexpr std::u32string_view numerals = U"一二三四五六七八九十";
      bool list = true;
      for (std::size_t at = sentence; at < begin && list;) {
        const text::Decoded one = text::decode_at(text, at);
        list = numerals.find(one.value) != std::u32string_view::npos;
        at += one.size;
      }
      if (list) return false;
    }
    return true;
  }
  const bool closes = before.category() == text::Category::Pe || before.category() == text::Category::Pf || previous.value == U'"' ||
                      previous.value == U'\'' || previous.value == U'%' || previous.value == U'％' || before.category() == text::Category::Sc ||
                      before.symbol();
  if (!before.letter() && !before.number() && !before.mark() && !closes) return false;
  if (!at_end && !spaced && after == end && !follows.cjk() && !opener && !(full_width && closes && follows.number())) return false;
  if (follows.lower()) return false;
  if (!spaced && after == end && next == U'(' ) return false;  // f.(x)
  if (closes) return true;

  // The token before the dot.
  std::size_t token = begin;
  const std::size_t floor = std::max(sentence, begin > token_reach ? begin - token_reach : 0);
  bool inner_dot = false;
  while (token > floor) {
    const char byte = text[token - 1];
    if (static_cast<unsigned char>(byte) < 0x80) {
      if (byte == '.') inner_dot = true;
      else if (!ascii_letter(byte) && !ascii_digit(byte)) break;
      --token;
    } else {
      const text::Decoded letter = text::decode_before(text, token);
      if (text::class_of(letter.value).script() != text::ScriptClass::latin || token - floor < letter.size) break;
      token -= letter.size;
    }
  }
  const std::string_view word = text.substr(token, begin - token);
  if (word.empty()) return true;
  const bool starts_plainly = spaced && (is_starter(text, next_at) || follows.cjk());
  if (std::all_of(word.begin(), word.end(), ascii_digit)) {
    // A list number at the start of a sentence.
    return !(token == sentence && word.size() <= 3);
  }
  if (word.size() == 1 && ascii_letter(word[0])) {
    if (token == sentence) return false;  // a. b. or the initial of a name
    return starts_plainly;
  }
  if (inner_dot) {
    const std::size_t last = word.rfind('.');
    const std::string_view tail = word.substr(last + 1);
    const bool acronym = std::none_of(word.begin(), word.end(), ascii_digit) && (tail.size() <= 1 || (tail.size() <= 2 && last <= 2));
    if (acronym) {
      if (word == "e.g" || word == "i.e") return false;
      return at_end || starts_plainly;
    }
    return true;
  }
  if (word.size() <= 7) {
    if (in(word, title_set)) return false;
    if (in(word, counted_set) && follows.number()) return false;
    if (in(word, other_set)) return at_end || starts_plainly || (opener && spaced);
  }
  return true;
}

}  // namespace hansift::segmentation
