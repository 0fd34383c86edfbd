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

}  // namespace

SentenceFinder::Next SentenceFinder::peek(std::size_t at) const {
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
  found_.push_back({at, level, level == Quotes::split ? Reason::attribution : reason_});
  sentence_ = skip_blank(text_, at);
}

void SentenceFinder::push(std::size_t i) {
  Event& event = events_[i];
  bool fresh = event.at <= sentence_;
  const std::size_t before_end = fresh ? event.at : trim_blank(text_, sentence_, event.at);
  const char32_t before = before_end > sentence_ ? text::decode_before(text_, before_end).value : 0;
  if (event.group == Group::paren) {
    event.stand_alone = fresh;
  } else if (event.group == Group::quote) {
    fresh = fresh || before == 0 || one_of(before, U"：:，,。！？!?…⋯") || is_dash(before);
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
    event.introduced = one_of(before, U"：:，,");
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

bool SentenceFinder::ends_at_ellipsis(std::size_t begin, std::size_t after, const Next& next) const {
  if (next.value == 0) return true;
  if (!next.spaced && one_of(next.value, U"，、；：,;:")) return false;
  if (next.value == U'等' && !next.spaced) return false;
  if (next.spaced && !text::class_of(next.value).lower()) return !(begin > begin_ && text_[begin - 1] == ' ' && text::class_of(next.value).cjk());
  const text::CharClass follows = text::class_of(next.value);
  if (follows.script() == text::ScriptClass::latin) return next.spaced && follows.upper();
  if (begin <= sentence_) return false;
  // A stammer repeats what was before.
  const text::Decoded before = text::decode_before(text_, begin);
  if (before.value == next.value) return false;
  for (std::size_t size = 6; size <= 12; size += 3) {
    if (begin >= sentence_ + size && text_.substr(begin - size, size) == text_.substr(next.at, size)) return false;
  }
  if (is_particle(text_, after, next.spaced) || is_continuation_word(text_, after)) return false;
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

// Whether the text plainly runs on behind a terminator.
bool SentenceFinder::goes_on(Run run, std::size_t begin, std::size_t after, const Next& next) const {
  if (next.spaced) {
    if (run != Run::plain) return false;
    // Yahoo! is; but not: what? i see
    const text::CharClass follows = text::class_of(next.value);
    return follows.lower() && follows.script() == text::ScriptClass::latin && (next.value != U'i' || text_.substr(next.at, 2) != "i ") && text_[begin] == '!' && after == begin + 1;
  }
  if (one_of(next.value, U"，、；：,;:") || is_dash(next.value)) return true;
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

// Behind an embedded quotation that ends in a full stop: the text up to the next mark is long enough for a sentence, and its first
// character does not tie it to the quotation.
bool SentenceFinder::new_sentence(std::size_t at) const {
  static constexpr std::u32string_view tying = U"作为為当當是和与與及或而一来來去后後的等之就便才却卻了着著过過，、；：,;:在中里裡上下还還也都并並";
  std::size_t count = 0;
  char32_t first = 0;
  for (std::size_t i = at; i < text_.size() && count < 8; ++count) {
    const text::Decoded found = text::decode_at(text_, i);
    if (count == 0 && one_of(found.value, tying)) return false;
    if (count == 1 && one_of(first, U"这這") && one_of(found.value, U"句一种種个個番些话話样樣")) return false;
    if (count == 0) first = found.value;
    if (one_of(found.value, U"。！？!?")) return false;
    i += found.size;
  }
  return count >= 8 && !is_particle(text_, at, false) && !is_attribution(text_, at);
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
    const bool subject = one_of(next.value, U"他她它我");
    const bool new_one = (stop && opens_quote) || ((stop ? follows.cjk() || follows.number() : subject) && new_sentence(next.at));
    if (plain_start || new_one) add(after, level);
    return;
  }
  if (opens_quote || (opens_paren && mark->paired())) return add(after, level);
  const bool opens_title = mark != nullptr && mark->mark == Mark::opener;
  if (!opens_title && !next.spaced && (follows.punctuation() || is_dash(next.value)) && next.value != U'•') return;
  if (is_particle(text_, next.at, next.spaced)) return;
  const bool english_stop = run == Run::dot && follows.upper();
  if (!opener.introduced && !english_stop && is_attribution(text_, next.at)) return add(after, Quotes::split);
  if (follows.lower() && follows.script() == text::ScriptClass::latin) return;
  if (is_continuation_word(text_, next.at)) return;
  add(after, level);
}

void SentenceFinder::decide(Run run, std::size_t begin, std::size_t end, std::size_t after, std::size_t closed, std::size_t cursor) {
  if (shut_ > 0) return;
  const Next next = peek(after);
  if (next.value == 0) return;
  const Quotes level = quotes_ > 0 ? Quotes::inner : Quotes::outer;
  reason_ = run == Run::dot ? Reason::dot : run == Run::ellipsis ? Reason::ellipsis : Reason::terminator;
  if (closed != none && events_[closed].group == Group::quote) reason_ = Reason::quotation;
  if (closed != none && events_[closed].group == Group::paren) reason_ = Reason::parenthesis;
  if (run == Run::dot) {
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
    if (!goes_on(run, begin, after, next)) add(after, level);
    return;
  }
  const Event& opener = events_[closed];
  if (opener.group == Group::title) return;
  if (opener.group == Group::paren) {
    if (opener.stand_alone && (next.spaced || !text::class_of(next.value).punctuation() || event_at(next.at, cursor) != nullptr)) add(after, level);
    return;
  }
  behind_quotation(run, begin, opener, next, after, cursor, level);
}

std::size_t SentenceFinder::terminators(std::size_t i) {
  // The last run of terminators, and what was closed behind it.
  Run run = Run::dot;
  std::size_t begin = events_[i].at;
  std::size_t end = begin;
  std::size_t closed = none;
  std::size_t at = begin;
  std::size_t cursor = i;
  bool in_run = false;
  while (at < text_.size()) {
    const Event* event = event_at(at, cursor);
    if (event != nullptr && event->ends()) {
      const Run kind = event->mark == Mark::terminator ? Run::strong
                       : event->mark == Mark::plain    ? Run::plain
                       : event->mark == Mark::ellipsis ? Run::ellipsis
                       : event->size >= (event->mark == Mark::dot ? 3U : 9U) ? Run::ellipsis : Run::dot;
      if (!in_run) {
        begin = at;
        run = kind;
        closed = none;
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
        pop(cursor);
      }
      in_run = false;
      at = event->end();
      ++cursor;
      continue;
    }
    if (event != nullptr && event->mark == Mark::opener && event->pair == 15 && text_[at] == '[') {
      const std::size_t note = footnote_end(text_, at);
      if (note > at) {
        at = note;
        in_run = false;
        continue;
      }
    }
    if (event != nullptr) break;
    const text::Decoded found = text::decode_at(text_, at);
    if (clings(found.value)) {
      at += found.size;
      continue;
    }
    // French spacing: a closer that has its opener may stand behind a space.
    if (found.value == U' ' && text_.substr(at, 2) == " [") {
      const std::size_t note = footnote_end(text_, at + 1);
      if (note > at + 1 && (note == text_.size() || is_blank(text::decode_at(text_, note).value) || text_[note] == '[')) {
        at = note;
        in_run = false;
        continue;
      }
    }
    if (cursor < last_ && events_[cursor].mark == Mark::closer && events_[cursor].paired() && is_blank(found.value) &&
        events_[cursor].at - at <= 6 && skip_blank(text_, at) == events_[cursor].at) {
      at = events_[cursor].at;
      continue;
    }
    break;
  }
  decide(run, begin, end, at, closed, cursor);
  while (cursor < last_ && events_[cursor].at < at) ++cursor;
  return cursor;
}

// Speech broken off by a dash: a boundary if another quotation opens directly behind it.
void SentenceFinder::dash_closed(std::size_t i) {
  const Event& closer = events_[i];
  const Event& opener = events_[closer.mate];
  if (shut_ > 0 || !opener.stand_alone || opener.group != Group::quote || closer.at <= begin_) return;
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
    }
    ++i;
  }
}

}  // namespace hansift::segmentation
