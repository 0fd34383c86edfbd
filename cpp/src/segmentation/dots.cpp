#include "segmentation/dots.hpp"

#include <algorithm>

#include "segmentation/abbreviations.hpp"
#include "segmentation/events.hpp"
#include "text/classes.hpp"
#include "text/utf8.hpp"

namespace hansift::segmentation {
namespace {

constexpr std::size_t token_reach = 24;
constexpr std::size_t word_reach = 16;
constexpr std::size_t clause_reach = 160;

bool ascii_small(char byte) { return byte >= 'a' && byte <= 'z'; }
bool ascii_capital(char byte) { return byte >= 'A' && byte <= 'Z'; }
bool ascii_letter(char byte) { return ascii_small(static_cast<char>(byte | 32)); }
bool ascii_digit(char byte) { return byte >= '0' && byte <= '9'; }

bool all(std::string_view word, bool (*is)(char)) { return std::all_of(word.begin(), word.end(), is); }

bool spaced_script(text::CharClass c) {
  return c.script() == text::ScriptClass::latin || c.script() == text::ScriptClass::cyrillic || c.script() == text::ScriptClass::greek;
}

/// One dot and what stands around it.
class Dot {
 public:
  Dot(std::string_view text, std::size_t sentence, std::size_t begin, std::size_t end, std::size_t after);
  [[nodiscard]] bool ends_sentence() const;

 private:
  [[nodiscard]] bool behind_east() const;
  [[nodiscard]] bool behind_number(std::string_view digits, std::size_t token) const;
  [[nodiscard]] bool in_numeric_date(std::string_view digits, std::size_t token) const;
  [[nodiscard]] std::string_view word_before(std::size_t token) const;
  [[nodiscard]] bool behind_letter(std::string_view letter, std::size_t token) const;
  [[nodiscard]] bool behind_dotted(std::string_view word, std::size_t token) const;
  [[nodiscard]] bool behind_word(std::string_view word) const;
  [[nodiscard]] bool starts_small(std::string_view word) const;
  [[nodiscard]] bool starts_glued(std::string_view word, bool inner_dot) const;
  [[nodiscard]] bool starts_plainly() const;
  [[nodiscard]] bool opens_item(std::size_t token) const;
  [[nodiscard]] bool begins_with_preposition(std::size_t token) const;
  [[nodiscard]] bool next_is_initial() const;
  [[nodiscard]] std::size_t token_begin(bool& inner_dot) const;

  std::string_view text_;
  std::size_t sentence_, begin_, end_, after_;
  std::size_t token_end_;  // of what is before the dot
  std::size_t next_at_;
  bool apart_, spaced_, at_end_, opener_ = false;
  char32_t previous_ = 0, next_ = 0;
  text::CharClass before_{0}, follows_{0};
};

Dot::Dot(std::string_view text, std::size_t sentence, std::size_t begin, std::size_t end, std::size_t after)
    : text_(text), sentence_(sentence), begin_(begin), end_(end), after_(after) {
  // Tokenised text has a space before the dot.
  apart_ = text[begin - 1] == ' ' && begin - 1 > sentence;
  token_end_ = apart_ ? begin - 1 : begin;
  previous_ = text::decode_before(text, token_end_).value;
  before_ = text::class_of(previous_);
  next_at_ = skip_blank(text, after);
  spaced_ = next_at_ > after;
  at_end_ = next_at_ >= text.size();
  next_ = at_end_ ? 0 : text::decode_at(text, next_at_).value;
  follows_ = text::class_of(next_);
  opener_ = follows_.category() == text::Category::Ps || follows_.category() == text::Category::Pi || next_ == U'"' || next_ == U'\'';
}

bool Dot::behind_east() const {
  const bool full_width = text::decode_at(text_, begin_).value == U'．';
  if (!at_end_ && !spaced_ && after_ == end_ && !follows_.cjk() && !opener_ && !follows_.pictographic()) {
    if (full_width) return follows_.number() || follows_.upper();
    return before_.hangul() && follows_.hangul();
  }
  if (follows_.lower()) return is_address(text_, next_at_);
  // 一．二．: a numeral at the start is a list number.
  if (begin_ - sentence_ > 6 || spaced_) return true;
  static constexpr std::u32string_view numerals = U"一二三四五六七八九十";
  for (std::size_t at = sentence_; at < begin_;) {
    const text::Decoded one = text::decode_at(text_, at);
    if (numerals.find(one.value) == std::u32string_view::npos) return true;
    at += one.size;
  }
  return false;
}

std::size_t Dot::token_begin(bool& inner_dot) const {
  std::size_t token = token_end_;
  const std::size_t floor = std::max(sentence_, token_end_ > token_reach ? token_end_ - token_reach : 0);
  while (token > floor) {
    const char byte = text_[token - 1];
    if (static_cast<unsigned char>(byte) < 0x80) {
      if (byte == '.') inner_dot = true;
      else if (!ascii_letter(byte) && !ascii_digit(byte)) break;
      --token;
    } else {
      const text::Decoded letter = text::decode_before(text_, token);
      if (!spaced_script(text::class_of(letter.value)) || token - floor < letter.size) break;
      token -= letter.size;
    }
  }
  return token;
}

// Nothing but a bullet stands between the beginning of the sentence and the token: it is the number of an item.
bool Dot::opens_item(std::size_t token) const {
  if (token == sentence_) return true;
  if (token - sentence_ > 6) return false;
  std::size_t at = sentence_;
  const text::Decoded bullet = text::decode_at(text_, at);
  if (bullet.value != U'•' && bullet.value != U'⁃' && bullet.value != U'-' && bullet.value != U'*' && bullet.value != U'·') return false;
  at = skip_blank(text_, at + bullet.size);
  return at == token;
}

// Whether a phrase of time or place opens the clause: its subject is still to come (At 5 a.m. Mr. Brown ...).
bool Dot::begins_with_preposition(std::size_t token) const {
  const std::size_t floor = std::max(sentence_, token > clause_reach ? token - clause_reach : 0);
  std::size_t clause = floor;
  for (std::size_t at = token; at > floor; --at) {
    if (text_[at - 1] == ':' && at < token && text_[at] == ' ') {
      clause = at;
      break;
    }
  }
  clause = skip_blank(text_, clause);
  return clause >= token || is_preposition(word_at(text_, clause));
}

// A. B.: one capital and a dot.
bool Dot::next_is_initial() const {
  return next_at_ + 1 < text_.size() && ascii_capital(text_[next_at_]) && text_[next_at_ + 1] == '.';
}

bool Dot::starts_plainly() const {
  return spaced_ && (follows_.cjk() || (!next_is_initial() && is_sentence_starter(word_at(text_, next_at_))));
}

// Sentences that begin with a small letter: in a text that does without capitals, or behind a full word with a plain subject.
bool Dot::starts_small(std::string_view word) const {
  if (!spaced_) return false;
  if (is_address(text_, next_at_)) return true;
  if (apart_ || word.size() < 2 || abbreviation(word) != Abbreviation::none) return false;
  if (is_informal(text_, sentence_)) return true;
  return word.size() >= 3 && all(word, ascii_small) && is_small_starter(word_at(text_, next_at_));
}

// No space behind the dot: "it rained.The street was wet".
bool Dot::starts_glued(std::string_view word, bool inner_dot) const {
  if (after_ != end_ || !follows_.upper() || inner_dot || word.size() < 2) return false;
  const bool full = all(word, ascii_small) || all(word, ascii_digit) || (word.size() >= 4 && all(word.substr(1), ascii_small));
  const std::string_view next = word_at(text_, next_at_);
  const std::size_t next_end = next_at_ + next.size();
  if (!full || next_end >= text_.size()) return false;
  if (text_[next_end] == '.') return next.size() > 1 && abbreviation(next) == Abbreviation::bound;
  const std::size_t apostrophe = next.find('\'');
  return text_[next_end] == ' ' && is_sentence_starter(next.substr(0, apostrophe));
}

bool Dot::behind_number(std::string_view digits, std::size_t token) const {
  if (opens_item(token) && digits.size() <= 3) return false;
  if (in_numeric_date(digits, token)) return false;
  if (digits.size() > 2) return true;
  return !is_german_month(word_at(text_, next_at_)) && !(follows_.upper() && takes_german_ordinal(word_before(token)));
}

// 1985. 3. 2. as Korean writes it: a dot behind a year with a month behind it, or behind a month or day with a number and a dot before it.
bool Dot::in_numeric_date(std::string_view digits, std::size_t token) const {
  const auto number_and_dot = [&](std::size_t at) {
    std::size_t end = at;
    while (end < text_.size() && end < at + 3 && ascii_digit(text_[end])) ++end;
    return end > at && end < at + 3 && end < text_.size() && text_[end] == '.';
  };
  if (digits.size() == 4) return spaced_ && number_and_dot(next_at_);
  if (digits.size() > 2) return false;
  if (token < 3 || text_[token - 1] != ' ' || text_[token - 2] != '.') return false;
  std::size_t begin = token - 2;
  while (begin > 0 && token - begin < 7 && ascii_digit(text_[begin - 1])) --begin;
  const std::size_t size = token - 2 - begin;
  if (size == 4) return true;
  return (size == 1 || size == 2) && begin >= 2 && text_[begin - 1] == ' ' && text_[begin - 2] == '.';
}

// The word before a number, letters only.
std::string_view Dot::word_before(std::size_t token) const {
  if (token == 0 || text_[token - 1] != ' ') return {};
  std::size_t begin = token - 1;
  while (begin > 0 && token - begin < 12 && ascii_letter(text_[begin - 1])) --begin;
  return text_.substr(begin, token - 1 - begin);
}

bool Dot::behind_letter(std::string_view letter, std::size_t token) const {
  if (opens_item(token)) return false;  // a. b. or the initial of a name
  if (text_[token - 1] == '\'' || (token >= 3 && text_.substr(token - 3, 3) == "’")) return true;  // didn't.
  const text::CharClass script = text::class_of(text::decode_at(letter, 0).value);
  if (script.script() == text::ScriptClass::cyrillic && !script.upper()) return !follows_.number() && abbreviation(letter) != Abbreviation::bound;
  // 8 h. and 12 l.: a unit.
  if (script.lower() && token >= 2 && text_[token - 1] == ' ' && ascii_digit(text_[token - 2])) return !follows_.number();
  // The second initial of a name in kana.
  if (follows_.script() == text::ScriptClass::katakana) return false;
  return starts_plainly();
}

bool Dot::behind_dotted(std::string_view word, std::size_t token) const {
  const std::size_t last = word.rfind('.');
  const std::size_t tail = word.size() - last - 1;
  const bool acronym = std::none_of(word.begin(), word.end(), ascii_digit) && (tail <= 1 || (tail <= 2 && last <= 2));
  if (!acronym) return true;
  if (runs_on(word)) return false;
  if (at_end_ || end_ - begin_ == 2) return true;
  if (opens_item(token) && word == "P.S") return false;
  static constexpr std::string_view times = " a.m p.m A.M P.M B.C A.D C.E B.C.E ";
  const std::size_t listed = times.find(word);
  if (listed != std::string_view::npos && times[listed - 1] == ' ' && times[listed + word.size()] == ' ') {
    if (begins_with_preposition(token)) return starts_plainly();
    const std::string_view next = word_at(text_, next_at_);
    const bool zone = next.size() > 1 && all(next, ascii_capital);
    return spaced_ && !zone && !next_is_initial() && (follows_.upper() || (follows_.number() && (word.back() | 32) == 'm') || (opener_ && next_ != U'(') || follows_.cjk());
  }
  // Degrees: of a person named before a comma, or at the end.
  const bool degree = word == "Ph.D" || word == "M.D" || word == "J.D" || word == "M.B.A" || (word.size() == 4 && word.substr(0, 3) == "LL.");
  if (degree && follows_.upper()) return token < 2 || text_[token - 2] != ',';
  return starts_plainly();
}

bool Dot::behind_word(std::string_view word) const {
  switch (abbreviation(word)) {
    case Abbreviation::bound: return false;
    case Abbreviation::counted: {
      const std::string_view next = word_at(text_, next_at_);
      const bool roman = !next.empty() && next.find_first_not_of("IVXLC") == std::string_view::npos && next != "I";
      return !follows_.number() && !roman;
    }
    case Abbreviation::unit: return !follows_.number();
    case Abbreviation::end: return at_end_ || starts_plainly() || (spaced_ && opener_ && next_ != U'(');
    case Abbreviation::none: break;
  }
  return !(word == "PS" && token_end_ - sentence_ == 2);
}

bool Dot::ends_sentence() const {
  if (apart_ && (!(spaced_ || at_end_) || follows_.lower() || previous_ == U'.')) return false;
  // A number that a line break cuts.
  if (before_.number() && follows_.number() && spaced_ && (text_[after_] == '\n' || text_[after_] == '\r')) return false;
  if (before_.cjk() || before_.hangul()) return behind_east();
  if (next_ == U',' || (previous_ == U'°' && follows_.number())) return false;

  const bool full_width = text::decode_at(text_, begin_).value == U'．';
  const bool closes = before_.category() == text::Category::Pe || before_.category() == text::Category::Pf || previous_ == U'“' || previous_ == U'"' ||
                      previous_ == U'\'' || previous_ == U'—' || previous_ == U'%' || previous_ == U'％' || before_.category() == text::Category::Sc || before_.symbol();
  if (!before_.letter() && !before_.number() && !before_.mark() && !closes) return false;
  if (!at_end_ && !spaced_ && after_ == end_ && !follows_.cjk() && !opener_ && !(full_width && closes && follows_.number())) {
    if (closes || !follows_.upper()) return false;
    bool inner_dot = false;
    const std::size_t token = token_begin(inner_dot);
    return starts_glued(text_.substr(token, token_end_ - token), inner_dot);
  }
  if (!spaced_ && after_ == end_ && next_ == U'(') return false;  // f.(x)
  if (closes) return !follows_.lower() || (spaced_ && is_informal(text_, sentence_));

  bool inner_dot = false;
  const std::size_t token = token_begin(inner_dot);
  const std::string_view word = text_.substr(token, token_end_ - token);
  if (follows_.lower()) return !inner_dot && starts_small(word);
  if (word.empty()) return true;
  if (all(word, ascii_digit)) return behind_number(word, token);
  if (inner_dot) return behind_dotted(word, token);
  if (text::decode_at(word, 0).size == word.size()) return behind_letter(word, token);
  return behind_word(word);
}

}  // namespace

std::string_view word_at(std::string_view text, std::size_t at) {
  std::size_t end = at;
  while (end < text.size() && end < at + word_reach) {
    const char byte = text[end];
    const bool inner = byte == '\'' && end > at && end + 1 < text.size() && ascii_letter(text[end + 1]);
    if (!ascii_letter(byte) && !inner) {
      if (static_cast<unsigned char>(byte) < 0x80) break;
      const text::Decoded letter = text::decode_at(text, end);
      if (!spaced_script(text::class_of(letter.value))) break;
      end += letter.size;
      continue;
    }
    ++end;
  }
  return text.substr(std::min(at, text.size()), end - std::min(at, text.size()));
}

bool is_address(std::string_view text, std::size_t at) {
  const std::string_view rest = text.substr(std::min(at, text.size()), 8);
  return rest.substr(0, 7) == "http://" || rest == "https://" || rest.substr(0, 4) == "www.";
}

Glance glance_at_dot(std::string_view text, std::size_t sentence, std::size_t dot) {
  if (dot + 2 >= text.size() || text[dot + 1] != ' ' || !plain_text(text[dot + 2])) return Glance::unknown;
  std::size_t token = dot;
  while (token > sentence && dot - token < token_reach && ascii_letter(text[token - 1])) --token;
  if (token > sentence && text[token - 1] != ' ') return Glance::unknown;
  const std::string_view word = text.substr(token, dot - token);
  const Abbreviation kind = abbreviation(word);
  if (kind == Abbreviation::bound) return Glance::bound;
  const bool stop = kind == Abbreviation::none && word.size() > 2 && ascii_capital(text[dot + 2]);
  return stop ? Glance::stop : Glance::unknown;
}

bool is_informal(std::string_view text, std::size_t sentence) {
  return sentence < text.size() && ascii_small(text[sentence]) && !is_address(text, sentence);
}

bool dot_ends_sentence(std::string_view text, std::size_t sentence, std::size_t begin, std::size_t end, std::size_t after) {
  return begin > sentence && Dot(text, sentence, begin, end, after).ends_sentence();
}

}  // namespace hansift::segmentation
