#include "segmentation/sentences.hpp"

#include <algorithm>

#include "segmentation/dots.hpp"
#include "segmentation/speech.hpp"
#include "text/classes.hpp"
#include "text/utf8.hpp"

namespace hansift::segmentation {
namespace {

constexpr std::size_t none = static_cast<std::size_t>(-1);

bool one_of(char32_t value, std::u32string_view set) { return set.find(value) != std::u32string_view::npos; }
bool is_dash(char32_t value) { return value == U'—' || value == U'─' || value == U'―' || value == U'–' || value == U'⸺'; }

// What clings to a terminator apart from closers and footnotes (R2).
bool clings(char32_t value) {
  if (value < 0x80) return value == U'~';
  if (value == U'～' || value == 0xB9 || value == 0xB2 || value == 0xB3 || (value >= 0x2070 && value <= 0x2079)) return true;
  const text::CharClass c = text::class_of(value);
  return c.extends() || (c.pictographic() && value != U'‼' && value != U'⁉' && value != 0xA9 && value != 0xAE);
}

bool ascii_small(char byte) { return byte >= 'a' && byte <= 'z'; }
bool ascii_capital(char byte) { return byte >= 'A' && byte <= 'Z'; }
bool ascii_digit(char byte) { return byte >= '0' && byte <= '9'; }

// The end of :-) and its like at `at`, if a blank or the end follows; `at` if there is none.
std::size_t smiley_end(std::string_view text, std::size_t at) {
  std::size_t i = at;
  if (i + 1 >= text.size() || std::string_view(":;=").find(text[i]) == std::string_view::npos) return at;
  ++i;
  if (text[i] == '-' || text[i] == '\'') ++i;
  const std::size_t mouth = i;
  while (i < text.size() && i < mouth + 4 && std::string_view("()DPpOo|/*]").find(text[i]) != std::string_view::npos) ++i;
  return i > mouth && (i == text.size() || is_blank(text::decode_at(text, i).value)) ? i : at;
}

// The number at [begin, end), or the place of the letter there in the alphabet; 0 if it is neither.
int item_number(std::string_view text, std::size_t begin, std::size_t end) {
  if (end == begin + 1 && ascii_small(text[begin])) return text[begin] - 'a' + 1;
  int number = 0;
  for (std::size_t i = begin; i < end; ++i) {
    if (!ascii_digit(text[i])) return 0;
    number = number * 10 + (text[i] - '0');
  }
  return number;
}

bool is_bullet(char32_t value) { return one_of(value, U"•⁃◦‣·"); }

// I, I'm, I've ...: written with a capital wherever it stands.
bool is_capital_anyway(std::string_view text, std::size_t at) {
  const std::string_view word = word_at(text, at);
  return word == "I" || word.substr(0, 2) == "I'" || text.substr(at, 4) == "I’";
}

// The end of a footnote mark like [3] or [注 2] at `at`; `at` if there is none.
std::size_t footnote_end(std::string_view text, std::size_t at) {
  std::size_t i = at + 1;
  if (text.substr(i, 3) == "注" || text.substr(i, 3) == "註") i += 3;
  std::size_t digits = 0;
  for (; i < text.size() && i < at + 16; ++i) {
    const char byte = text[i];
    if (byte >= '0' && byte <= '9') ++digits;
    else if (byte == ']') return digits > 0 ? i + 1 : at;
    else if (byte != '-' && byte != ',' && byte != ' ') return at;
  }
  return at;
}

// The end of the footnotes glued to each other at `at`.
std::size_t notes_end(std::string_view text, std::size_t at) {
  while (at < text.size() && text[at] == '[') {
    const std::size_t end = footnote_end(text, at);
    if (end == at) break;
    at = end;
  }
  return at;
}

}  // namespace

SentenceFinder::Next SentenceFinder::peek(std::size_t at) const {
  if (at + 1 < text_.size() && text_[at] == ' ' && plain_text(text_[at + 1])) return {at + 1, text::decode_at(text_, at + 1).value, true};
  if (at < text_.size() && plain_text(text_[at])) return {at, text::decode_at(text_, at).value, false};
  bool breaks_only = true;
  std::size_t i = at;
  while (i < text_.size()) {
    const text::Decoded found = text::decode_at(text_, i);
    if (!is_blank(found.value)) {
      const bool wide = text::class_of(found.value).wide();
      return {i, found.value, i > at && !(breaks_only && wide)};
    }
    breaks_only = breaks_only && (found.value == U'\n' || found.value == U'\r');
    i += found.size;
  }
  return {text_.size(), 0, i > at};
}

const Event* SentenceFinder::event_at(std::size_t at, std::size_t& cursor) const {
  while (cursor < last_ && (events_[cursor].at < at || events_[cursor].mark == Mark::line_break)) ++cursor;
  return cursor < last_ && events_[cursor].at == at ? &events_[cursor] : nullptr;
}

void SentenceFinder::add(std::size_t at, Quotes level) {
  found_.push_back({static_cast<std::uint32_t>(at), level, level == Quotes::split ? Reason::attribution : reason_});
  sentence_ = skip_blank(text_, at);
  item_ = {};
}

bool SentenceFinder::glued_to_mark(std::size_t i) const {
  if (i == first_ || events_[i - 1].end() != events_[i].at) return false;
  return events_[i - 1].mark == Mark::opener || events_[i - 1].mark == Mark::closer;
}

void SentenceFinder::push(std::size_t i) {
  Event& event = events_[i];
  bool fresh = event.at <= sentence_;
  // Behind another quote or bracket there is nothing to read.
  const bool glued = !fresh && glued_to_mark(i);
  const std::size_t before_end = fresh || glued ? event.at : trim_blank(text_, sentence_, event.at);
  const char32_t before = glued ? U'\'' : before_end > sentence_ ? text::decode_before(text_, before_end).value : 0;
  if (event.group == Group::paren) {
    event.stand_alone = fresh;
  } else if (event.group == Group::quote) {
    fresh = fresh || before == 0 || (!glued && (one_of(before, U"：:，,。！？!?…⋯") || is_dash(before)));
    if (!fresh && i > first_) {
      // A quotation directly behind another is of its kind; one that opens another begins with it.
      const Event& previous = events_[i - 1];
      if (previous.end() == before_end) {
        if (previous.mark == Mark::closer && previous.paired() && previous.group == Group::quote) {
          fresh = events_[previous.mate].stand_alone;
        } else if (previous.mark == Mark::closer && previous.paired()) {
          fresh = sentence_ <= skip_blank(text_, begin_);  // a dateline or a by-line in brackets opens the paragraph
        } else if (previous.mark == Mark::opener) {
          fresh = !previous.paired() || previous.group == Group::quote;
        }
      }
    } else if (i > first_) {
      const Event& previous = events_[i - 1];
      if (previous.end() == event.at && previous.mark == Mark::closer && previous.paired() && previous.group == Group::quote) {
        fresh = events_[previous.mate].stand_alone;
      }
    }
    event.stand_alone = fresh;
    event.introduced = !glued && one_of(before, U"：:，,");
  }
  groups_.push_back(static_cast<std::uint32_t>(i));
  if (event.group == Group::quote) {
    ++quotes_;
    // Inside, a sentence begins.
    if (event.stand_alone) sentence_ = std::max(sentence_, event.end());
  } else {
    ++shut_;
  }
}

void SentenceFinder::pop(std::size_t i) {
  const Event& opener = events_[events_[i].mate];
  if (groups_.empty()) return;
  groups_.pop_back();
  if (opener.group == Group::quote) --quotes_;
  else --shut_;
}

// A particle that ends statements stands before `end`, and enough before it for a statement.
bool SentenceFinder::ends_with_particle(std::size_t end) const {
  static constexpr std::u32string_view particles = U"啊丫吧嘛啦囉喇哦喔了";
  if (end < sentence_ + 9) return false;
  return one_of(text::decode_before(text_, end).value, particles) || text_.substr(end - 6, 6) == "而已";
}

bool SentenceFinder::ends_at_ellipsis(std::size_t begin, std::size_t after, const Next& next) const {
  if (next.value == 0) return true;
  if (!next.spaced && one_of(next.value, U"，、；：,;:")) return false;
  if (next.value == U'等' && !next.spaced) return false;
  const text::CharClass follows = text::class_of(next.value);
  // Introduction ..... 12
  if (next.spaced && next.value < 0x80 && ascii_digit(text_[next.at])) {
    const std::size_t behind = std::min(text_.find_first_not_of("0123456789", next.at), text_.size());
    if (skip_blank(text_, behind) >= text_.size()) return false;
  }
  if (next.spaced && !follows.lower()) {
    return !(begin > begin_ && text_[begin - 1] == ' ' && follows.cjk()) && !is_capital_anyway(text_, next.at);
  }
  if (follows.script() == text::ScriptClass::latin) {
    if (next.spaced) return is_address(text_, next.at);
    return follows.upper() && begin > sentence_ && text::class_of(text::decode_before(text_, begin).value).lower();
  }
  if (!next.spaced && next.value < 0x80 && follows.punctuation()) return false;
  if (begin <= sentence_) return false;
  // A stammer repeats what was before.
  const text::Decoded before = text::decode_before(text_, begin);
  if (before.value == next.value) return false;
  for (std::size_t size = 6; size <= 12; size += 3) {
    if (begin >= sentence_ + size && text_.substr(begin - size, size) == text_.substr(next.at, size)) return false;
  }
  if (is_particle(text_, after, next.spaced) || is_continuation_word(text_, after)) return false;
  if (opens_statement(text_, next.at) || ends_with_particle(begin)) return true;
  // A statement of two clauses before, and a statement with its own subject or another two clauses after.
  const std::size_t back = std::max(sentence_, begin > 160 ? begin - 160 : 0);
  const std::string_view said = text_.substr(back, begin - back);
  const bool two_clauses = said.find("，") != std::string_view::npos || said.find(',') != std::string_view::npos;
  const std::string_view coming = text_.substr(next.at, 160);
  const bool long_statement = coming.size() >= 60 && coming.substr(0, 60).find("。") == std::string_view::npos &&
                              coming.substr(0, 60).find("…") == std::string_view::npos;
  static constexpr std::u32string_view subjects = U"我你您他她它咱这這那有";
  return two_clauses && coming.size() >= 12 && (one_of(next.value, subjects) || long_statement || coming.find("，") != std::string_view::npos ||
                                                 coming.find(',') != std::string_view::npos);
}

// A dash at `at`, and a small letter behind it: who speaks, as Spanish and Russian set it. Where the words begin; none if they do not.
std::size_t SentenceFinder::behind_dash(std::size_t at) const {
  if (at >= text_.size()) return none;
  const text::Decoded dash = text::decode_at(text_, at);
  const std::size_t words = skip_blank(text_, at + dash.size);
  if (!is_dash(dash.value) && (dash.value != U'-' || words == at + dash.size)) return none;
  return words < text_.size() && text::class_of(text::decode_at(text_, words).value).lower() ? words : none;
}

// The same where a space follows: a comma, a closing quote that stands alone, or a small letter behind a mark that belongs to a name.
bool SentenceFinder::runs_on_behind_space(Run run, std::size_t begin, std::size_t end, std::size_t after, const Next& next) const {
  if (next.value == U',' || behind_dash(next.at) != none) return true;
  if (next.value == U'"' || next.value == U'\'') {
    std::size_t behind = next.at;
    while (behind < text_.size() && behind < next.at + 4 && (text_[behind] == '"' || text_[behind] == '\'')) ++behind;
    const Next further = peek(behind);
    return further.value == 0 ||
           (further.spaced && (one_of(further.value, U",.;:") || text::class_of(further.value).lower()));
  }
  const text::CharClass follows = text::class_of(next.value);
  if (run != Run::plain || !follows.lower() || follows.script() != text::ScriptClass::latin || is_address(text_, next.at)) return false;
  if (end >= begin + 3 && text_[end - 1] == '.') return true;  // what?... where is it
  if (begin <= sentence_ || is_informal(text_, sentence_)) return false;
  if (text_[begin - 1] == ' ') return true;  // tokenised
  if (text_[begin] != '!' || after != begin + 1) return false;
  // Yahoo! is: a name, not the first word.
  std::size_t word = begin;
  while (word > sentence_ && begin - word < 16 && (ascii_small(text_[word - 1]) || ascii_capital(text_[word - 1]))) --word;
  return word > sentence_ && word < begin && ascii_capital(text_[word]);
}

// Reads the marker of a list item whose dot or bracket is at `mark`: its number or letter, with the bullet before it.
SentenceFinder::Item SentenceFinder::item_at(std::size_t mark) const {
  // The end of a word is the most frequent case.
  if (mark <= sentence_) return {};
  const bool letter = ascii_small(text_[mark - 1]) && (mark == sentence_ + 1 || is_blank(static_cast<unsigned char>(text_[mark - 2])));
  if (!letter && !ascii_digit(text_[mark - 1])) return {};
  std::size_t token = mark;
  while (token > sentence_ && mark - token < 2 && (ascii_digit(text_[token - 1]) || ascii_small(text_[token - 1]))) --token;
  Item item{token, item_number(text_, token, mark), letter, false, text_[mark]};
  if (token == sentence_) return item;
  std::size_t before = token;
  text::Decoded left = text::decode_before(text_, before);
  if (left.value == U' ' && before - 1 > sentence_ && is_bullet(text::decode_before(text_, before - 1).value)) {
    left = text::decode_before(text_, --before);
  }
  item.bullet = is_bullet(left.value);
  if (item.bullet) item.begin = before - left.size;
  return item;
}

// Items of a list within a sentence. One that a colon introduces, 出门前：1. 关灯；2. 锁门, is only told from a sentence that ends in a
// number; before one that follows the item before it without a mark, 1. ... 2. ..., stands a boundary.
bool SentenceFinder::next_item(std::size_t mark) {
  if (shut_ > 0) return false;
  const Item item = item_at(mark);
  if (item.number == 0) return false;
  if (item.begin <= sentence_) {
    item_ = item;
    return false;  // what opens a sentence is told by the dot itself
  }
  if (mark + 1 < text_.size() && text_[mark] == '.' && text_[mark + 1] != ')' && text_[mark + 1] != ' ' &&
      static_cast<unsigned char>(text_[mark + 1]) < 0x80) {
    return false;
  }
  const std::size_t before_end = trim_blank(text_, sentence_, item.begin);
  const char32_t before = before_end > sentence_ ? text::decode_before(text_, before_end).value : 0;
  const bool glued = before_end == item.begin;
  const bool first = item.number == 1 && (before == U'：' || (before == U':' && !glued));
  const bool counts_on = item.number == item_.number + 1 && item.number > 1 && item.letter == item_.letter && item.bullet == item_.bullet &&
                         item.mark == item_.mark;
  if (!first && !counts_on) return false;
  const bool boundary = counts_on && !glued && !one_of(before, U"；;，、");
  if (!first && !boundary && !one_of(before, U"；;，,、")) return false;
  if (boundary) {
    reason_ = Reason::list_item;
    add(before_end, quotes_ > 0 ? Quotes::inner : Quotes::outer);
  }
  item_ = item;
  return true;
}

// Whether the text plainly runs on behind a terminator.
bool SentenceFinder::goes_on(Run run, std::size_t begin, std::size_t end, std::size_t after, const Next& next) const {
  if (next.spaced) return runs_on_behind_space(run, begin, end, after, next);
  if (one_of(next.value, U"，、；：,;:")) return true;
  // A dash opens the next turn where one opened this one.
  if (is_dash(next.value)) return !is_dash(text::decode_at(text_, sentence_).value);
  if (after > end && is_particle(text_, after, false)) return true;  // behind a closer that lost its opener
  if (next.value == U'の' || next.value == U'を' || next.value == U'的') return is_particle(text_, after, false);
  if (text::class_of(next.value).hangul() && is_particle(text_, after, false)) return true;
  if (run == Run::plain && after == begin + 1) {
    const text::CharClass follows = text::class_of(next.value);
    const text::Decoded previous = begin > begin_ ? text::decode_before(text_, begin) : text::Decoded{};
    const text::CharClass before = text::class_of(previous.value);
    const bool east = before.cjk() || before.hangul();
    if (one_of(next.value, U"=&/")) return !east;
    if (follows.script() == text::ScriptClass::latin || follows.digit()) return !east || (text_[begin] == '?' && follows.lower());
    // Yahoo!奇摩: a name in Latin letters at the mark, and Han glued to it.
    if (text_[begin] == '!' && follows.han() && before.lower()) {
      std::size_t word = begin;
      while (word > sentence_ && begin - word < 16 && (text_[word - 1] | 32) >= 'a' && (text_[word - 1] | 32) <= 'z') --word;
      return word < begin && begin - word >= 3 && word > sentence_ && text_[word] >= 'A' && text_[word] <= 'Z';
    }
  }
  return false;
}

// A comma stands in the first 160 bytes of the sentence at `at`, not at once.
bool SentenceFinder::has_comma(std::size_t at) const {
  const std::string_view window = text_.substr(at, 160);
  const std::size_t comma = std::min(window.find("，"), window.find(','));
  return comma != std::string_view::npos && comma >= 12 && comma < std::min(window.find("。"), window.find("！"));
}

// Behind an embedded quotation that ends in a full stop: the text up to the next mark is long enough for a sentence, and its first
// character does not tie it to the quotation.
bool SentenceFinder::new_sentence(std::size_t at) const {
  static constexpr std::u32string_view tying = U"作为為是和與与及或而一来來去后後的等之就便才却卻了着著过過，、；：,;:中里裡上下还還也都并並";
  static constexpr std::u32string_view tying_before_comma = U"当當在";  // 当……时， opens a sentence
  std::size_t count = 0;
  char32_t first = 0;
  for (std::size_t i = at; i < text_.size() && count < 8; ++count) {
    const text::Decoded found = text::decode_at(text_, i);
    if (count == 0 && (one_of(found.value, tying) || (one_of(found.value, tying_before_comma) && !has_comma(at)))) return false;
    if (count == 1 && one_of(first, U"这這") && one_of(found.value, U"句一种種个個番些话話样樣")) return false;
    if (count == 0) first = found.value;
    if (one_of(found.value, U"。！？!?")) return false;
    i += found.size;
  }
  return count >= 8 && !is_particle(text_, at, false) && !is_attribution(text_, at, 1);
}

void SentenceFinder::behind_quotation(Run run, std::size_t begin, const Event& opener, const Next& next, std::size_t after, std::size_t cursor, Quotes level) {
  const text::CharClass follows = text::class_of(next.value);
  const Event* mark = event_at(next.at, cursor);
  const bool opens_quote = mark != nullptr && mark->mark == Mark::opener && mark->group == Group::quote;
  const bool opens_paren = mark != nullptr && mark->mark == Mark::opener && mark->group == Group::paren;
  if (!opener.stand_alone) {
    // Behind an embedded one only where a sentence plainly starts.
    const bool stop = run == Run::dot || (run == Run::strong && (text_.substr(begin, 3) == "。" || text_.substr(begin, 3) == "｡"));
    const bool plain_start = next.spaced && ((follows.upper() && (stop || !is_attribution(text_, next.at))) || opens_quote ||
                                             (follows.hangul() && stop && !is_particle(text_, next.at, true)));
    const auto subject = [&] {
      return follows.cjk() && (one_of(next.value, U"他她它我") || opens_statement(text_, next.at) || introduces_speech(text_, next.at));
    };
    const bool new_one = (stop && opens_quote) || ((stop ? follows.cjk() || follows.number() : subject()) && new_sentence(next.at));
    if (plain_start || new_one) add(after, level);
    return;
  }
  if (opens_quote || (opens_paren && mark->paired())) return add(after, level);
  const bool opens_title = mark != nullptr && mark->mark == Mark::opener;
  if (!opens_title && !next.spaced && (follows.punctuation() || is_dash(next.value)) && next.value != U'•') return;
  if (is_particle(text_, next.at, next.spaced)) return;
  if (const std::size_t words = behind_dash(next.at); words != none) {
    if (is_attribution(text_, words)) add(after, Quotes::split);
    return;
  }
  const bool english_stop = run == Run::dot && follows.upper();
  const bool attribution = opener.introduced ? is_second_attribution(text_, next.at) : is_attribution(text_, next.at);
  if (attribution && !english_stop) return add(after, Quotes::split);
  if (follows.lower() && follows.script() == text::ScriptClass::latin) return;
  if (is_continuation_word(text_, next.at)) return;
  add(after, level);
}

void SentenceFinder::decide(Run run, std::size_t begin, std::size_t end, std::size_t after, std::size_t closed, std::size_t cursor) {
  if (shut_ > 0) return;
  const Next next = peek(after);
  if (next.value == 0) return;
  const Quotes level = quotes_ > 0 ? Quotes::inner : Quotes::outer;
  if (run == Run::plain && text_[begin] == '?' && begin > sentence_ && text_[begin - 1] == ':') return;  // a lost byte (R11)
  reason_ = run == Run::dot ? Reason::dot : run == Run::ellipsis ? Reason::ellipsis : Reason::terminator;
  if (closed != none && events_[closed].group == Group::quote) reason_ = Reason::quotation;
  if (closed != none && events_[closed].group == Group::paren) reason_ = Reason::parenthesis;
  if (run == Run::dot) {
    if (next_item(begin)) return;
    // A dot before closers is judged by what is before it.
    if (!dot_ends_sentence(text_, sentence_, begin, end, after)) {
      const bool quoted = closed != none && events_[closed].group == Group::quote;
      if (!quoted || !dot_ends_sentence(text_.substr(0, end), sentence_, begin, end, end)) return;
    }
  } else if (run == Run::ellipsis && closed == none) {
    if (ends_at_ellipsis(begin, after, next)) add(after, level);
    return;
  }
  if (closed == none) {
    if (!goes_on(run, begin, end, after, next)) add(after, level);
    return;
  }
  const Event& opener = events_[closed];
  if (opener.group == Group::paren) {
    if (opener.stand_alone && (next.spaced || !text::class_of(next.value).punctuation() || event_at(next.at, cursor) != nullptr)) add(after, level);
    return;
  }
  behind_quotation(run, begin, opener, next, after, cursor, level);
}

// Text follows directly, no mark and no blank.
bool SentenceFinder::opens_text(std::size_t at) const {
  return at < text_.size() && text::class_of(text::decode_at(text_, at).value).letter();
}

// Typewriter and tokenised text put spaces between the marks of a run: . . . and ! ?
bool SentenceFinder::spaced_mark(std::size_t at, std::size_t cursor) const {
  if (cursor >= last_ || events_[cursor].at != at) return false;
  const Event& event = events_[cursor];
  if (event.mark != Mark::dot && event.mark != Mark::plain) return false;
  return event.end() >= text_.size() || !text::class_of(text::decode_at(text_, event.end()).value).letter();
}

// The end of what belongs to a run of terminators and is no mark itself (R2): what clings, footnotes behind a space, smileys, the space
// before a French closer. `at` if nothing does. All but what clings ends the run.
std::size_t SentenceFinder::past_glued(std::size_t at, std::size_t cursor, bool& in_run) const {
  const text::Decoded found = text::decode_at(text_, at);
  if (clings(found.value)) return at + found.size;
  if (found.value == U'`') {
    // The closing quote of typewriters, unless it opens.
    const std::size_t behind = std::min(text_.find_first_not_of('`', at), text_.size());
    if (behind > at + 2 || (behind < text_.size() && !is_blank(text::decode_at(text_, behind).value))) return at;
    in_run = false;
    return behind;
  }
  if (!is_blank(found.value)) return at;
  const std::size_t next = skip_blank(text_, at);
  if (found.value == U' ') {
    const std::size_t smiley = smiley_end(text_, next);
    const bool bracket = cursor < last_ && events_[cursor].at < smiley && events_[cursor].paired();
    if (smiley > next && !bracket) {
      in_run = false;
      return smiley;
    }
    const std::size_t note = notes_end(text_, at + 1);
    if (note > at + 1 && (note == text_.size() || is_blank(text::decode_at(text_, note).value) || text_[note] == '[')) {
      in_run = false;
      return note;
    }
  }
  // French spacing: a closer may stand behind a space, if it has its opener or no word is glued to it.
  const bool closer = cursor < last_ && events_[cursor].mark == Mark::closer && events_[cursor].at == next && next - at <= 6;
  if (!closer || events_[cursor].paired()) return closer ? next : at;
  const std::size_t behind = events_[cursor].end();
  const text::CharClass glued = text::class_of(behind < text_.size() ? text::decode_at(text_, behind).value : U' ');
  return events_[cursor].group == Group::quote && !glued.letter() ? next : at;
}

// The most frequent cases, with the answer that the long way gives, too.
bool SentenceFinder::decide_at_a_glance(std::size_t i) {
  const Event& event = events_[i];
  const std::size_t behind = event.end();
  if (behind >= text_.size()) return true;  // the end of the segment is one anyway
  bool stop = false;
  if (event.mark == Mark::dot && event.size == 1) {
    if (text_[behind] == ',') return true;
    const Glance glance = glance_at_dot(text_, sentence_, event.at);
    if (glance == Glance::unknown) return false;
    stop = glance == Glance::stop;
  } else if (event.mark == Mark::terminator && plain_text(text_[behind]) && static_cast<unsigned char>(text_[behind]) >= 0x80) {
    if (text_.substr(behind, 3) == "的") return false;
    stop = true;
  } else if (event.mark == Mark::terminator && i + 1 < last_ && events_[i + 1].at == behind && events_[i + 1].mark == Mark::opener &&
             events_[i + 1].pair != square_bracket) {
    stop = true;
  } else {
    return false;
  }
  if (stop && shut_ == 0) {
    reason_ = event.mark == Mark::dot ? Reason::dot : Reason::terminator;
    add(behind, quotes_ > 0 ? Quotes::inner : Quotes::outer);
  }
  return true;
}

std::size_t SentenceFinder::terminators(std::size_t i) {
  if (decide_at_a_glance(i)) return i + 1;
  // The last run of terminators, and what was closed behind it.
  Run run = Run::dot;
  std::size_t begin = events_[i].at;
  std::size_t end = begin;
  std::size_t closed = none;
  std::size_t at = begin;
  std::size_t cursor = i;
  std::size_t spaced_dots = 0;
  bool in_run = false;
  bool titled = false;  // closers of titles behind the run: what they hold ends no sentence (R3)
  while (at < text_.size()) {
    const Event* event = event_at(at, cursor);
    if (event != nullptr && event->ends()) {
      // 。……他: the ellipsis opens what follows.
      if (in_run && event->mark == Mark::ellipsis && text_.substr(begin, at - begin) == "。" && opens_text(event->end())) break;
      const Run kind = event->mark == Mark::terminator ? Run::strong
                       : event->mark == Mark::plain    ? Run::plain
                       : event->mark == Mark::ellipsis ? Run::ellipsis
                       : event->size >= (event->mark == Mark::dot ? 3U : 9U) ? Run::ellipsis : Run::dot;
      if (!in_run) {
        begin = at;
        run = kind;
        closed = none;
        titled = false;
      } else {
        run = std::min(run, kind);
      }
      in_run = true;
      at = end = event->end();
      ++cursor;
      continue;
    }
    if (event != nullptr && event->mark == Mark::closer) {
      if (event->paired()) {
        closed = event->mate;
        titled = titled || events_[closed].group == Group::title;
        pop(cursor);
      }
      in_run = false;
      at = event->end();
      ++cursor;
      continue;
    }
    if (event != nullptr && event->mark == Mark::opener && event->pair == square_bracket && text_[at] == '[') {
      const std::size_t note = notes_end(text_, at);
      if (note > at) {
        at = note;
        in_run = false;
        continue;
      }
    }
    if (event != nullptr || plain_text(text_[at]) || (text_[at] == ' ' && at + 1 < text_.size() && plain_text(text_[at + 1]))) break;
    if (text_[at] == ' ' && in_run && spaced_mark(at + 1, cursor)) {
      spaced_dots += text_[at + 1] == '.' && text_[at - 1] == '.';
      ++at;
      continue;
    }
    const std::size_t further = past_glued(at, cursor, in_run);
    if (further == at) break;
    at = further;
  }
  if (run == Run::dot && spaced_dots > 0) run = Run::ellipsis;
  if (!titled) decide(run, begin, end, at, closed, cursor);
  while (cursor < last_ && events_[cursor].at < at) ++cursor;
  return cursor;
}

// Speech broken off by a dash: a boundary if another quotation opens directly behind it.
void SentenceFinder::dash_closed(std::size_t i) {
  const Event& closer = events_[i];
  const Event& opener = events_[closer.mate];
  if (shut_ > 0 || !opener.stand_alone || opener.group != Group::quote || closer.at <= begin_ || glued_to_mark(i)) return;
  if (!is_dash(text::decode_before(text_, closer.at).value)) return;
  const Next next = peek(closer.end());
  std::size_t cursor = i + 1;
  const Event* mark = event_at(next.at, cursor);
  if (mark != nullptr && mark->mark == Mark::opener && mark->group == Group::quote) {
    reason_ = Reason::dash;
    add(closer.end(), quotes_ > 0 ? Quotes::inner : Quotes::outer);
  }
}

void SentenceFinder::run(std::string_view text, std::size_t begin, std::size_t end, std::span<Event> events, std::size_t first,
                         std::size_t last) {
  text_ = text.substr(0, end);
  events_ = events;
  begin_ = begin;
  first_ = first;
  last_ = last;
  sentence_ = skip_blank(text_, begin);
  item_ = {};
  groups_.clear();
  shut_ = quotes_ = 0;
  for (std::size_t i = first; i < last;) {
    const Event& event = events_[i];
    if (event.ends()) {
      i = terminators(i);
      continue;
    }
    if (event.paired()) {
      if (event.mark == Mark::opener) {
        push(i);
      } else if (event.mark == Mark::closer) {
        pop(i);
        dash_closed(i);
      }
    } else if (event.mark == Mark::opener && event.at <= sentence_) {
      sentence_ = std::max(sentence_, event.end());
    } else if (event.mark == Mark::closer && event.size == 1 && text_[event.at] == ')') {
      next_item(event.at);
    }
    ++i;
  }
}

}  // namespace hansift::segmentation
