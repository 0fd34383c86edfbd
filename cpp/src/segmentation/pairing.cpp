#include "segmentation/pairing.hpp"

#include <algorithm>
#include <array>

#include "segmentation/dots.hpp"
#include "segmentation/speech.hpp"
#include "text/classes.hpp"
#include "text/utf8.hpp"

namespace hansift::segmentation {
namespace {

// How many open marks a closer looks through for its partner.
constexpr std::size_t reach = 8;
constexpr std::uint8_t curly_double = 3;
constexpr std::uint8_t guillemet = 9;

bool word(text::CharClass c) { return c.letter() || c.number() || c.mark(); }

// What stands on one side of a straight quote.
enum class Side : std::uint8_t { space, word, other };

Side side_of(char32_t value) {
  const text::CharClass c = text::class_of(value);
  return is_blank(value) ? Side::space : word(c) ? Side::word : Side::other;
}

// The last character before `at` and the first one from `at` on; a space where there is none.
char32_t left_of(std::string_view text, std::size_t at) {
  if (at == 0) return U' ';
  const auto last = static_cast<unsigned char>(text[at - 1]);
  return last < 0x80 ? last : text::decode_before(text, at).value;
}
char32_t right_of(std::string_view text, std::size_t at) {
  if (at >= text.size()) return U' ';
  const auto first = static_cast<unsigned char>(text[at]);
  return first < 0x80 ? first : text::decode_at(text, at).value;
}

// ---- Straight quotes in text without spaces, or with spaces on both sides of them (tokenised): their sides do not show, and the most
// ---- plausible way to read all of a segment decides.

// How plausible it is that a mark opens or closes, by what stands on both sides.
struct Leaning {
  int opens;
  int closes;
};

Leaning leaning(std::string_view text, const Event& event) {
  constexpr std::u32string_view stops = U"，。、；！？,.;!?";
  char32_t left = left_of(text, event.at), right = right_of(text, event.end());
  Leaning found{0, 0};
  if (is_blank(left) && is_blank(right)) {
    // Tokenised: what stands behind the spaces counts.
    const std::size_t before = trim_blank(text, 0, event.at), after = skip_blank(text, event.end());
    left = left_of(text, before), right = right_of(text, after);
    if (left == U':') found.opens += 4, found.closes -= 3;
    if (before == 0) found.opens += 2, found.closes -= 2;
    if (text::class_of(right).lower()) found.closes += 2;
    else if (left == U',') found.opens += 2;
    const bool ellipsis = text.substr(after, 2) == "..";
    if (after >= text.size() || (!ellipsis && stops.find(right) != std::u32string_view::npos)) found.closes += 4, found.opens -= 4;
    return found;
  }
  // In scripts with spaces, one space tells.
  const auto ascii_at = [&](std::size_t at) { return at < text.size() && static_cast<unsigned char>(text[at]) < 0x80; };
  const int side = ascii_at(trim_blank(text, 0, event.at) - 1) && ascii_at(skip_blank(text, event.end())) ? 6 : 2;
  if (left == U'：' || left == U':') found.opens += 4, found.closes -= 3;
  else if (is_blank(left)) found.opens += 3, found.closes -= side;
  else if (stops.find(left) != std::u32string_view::npos) found.opens += 1, found.closes += 1;
  if (is_blank(right)) found.closes += 3, found.opens -= side;
  else if (stops.find(right) != std::u32string_view::npos || right == U'：') found.closes += 4, found.opens -= 4;
  else if (found.closes > 0 && is_bare_attribution(text, event.end())) found.closes += 3;
  return found;
}

// I, you, we: words of speech, seldom of the narration around it.
int speakers(std::string_view text) {
  int count = 0;
  for (std::size_t at = 0; at + 2 < text.size() && count < 2; ++at) {
    // The last byte of each of them, which few other characters have.
    const auto last = static_cast<unsigned char>(text[at + 2]);
    if (last != 0x91 && last != 0xA0 && last != 0xB1) continue;
    const std::string_view here = text.substr(at, 3);
    count += here == "我" || here == "你" || here == "咱";
  }
  return count;
}

constexpr std::size_t content_reach = 120;
constexpr int lone_mark = 4;    // what a mark without partner costs
constexpr int opened_again = 5;
constexpr int lone_end = 3;     // and a quotation that the segment begins or ends
constexpr int nested_mark = 6;  // and a quotation in a quotation
constexpr int impossible = -1000000;
constexpr std::size_t marks_at_once = 64;

// The states of a reading, by the number of open quotations, and the plausibility of the best way to each.
constexpr std::size_t depths = 3;
using Reading = std::array<int, depths>;

// One step of the best way: the depth before the mark, and which it is.
struct Step {
  std::uint8_t from = 0;
  bool opens = false;
};
using Steps = std::array<Step, depths>;

// What a mark makes of a reading.
Reading read_mark(const Reading& before, Leaning leans, Steps& steps) {
  Reading after{impossible, impossible, impossible};
  const auto go = [&](std::size_t from, std::size_t to, bool opens, int cost) {
    const int score = before[from] + (opens ? leans.opens : leans.closes) - cost;
    if (score > after[to]) after[to] = score, steps[to] = {static_cast<std::uint8_t>(from), opens};
  };
  go(1, 0, false, 0);
  go(0, 0, false, lone_mark);
  go(0, 1, true, 0);
  go(1, 1, true, opened_again);
  go(2, 1, false, 0);
  go(1, 2, true, nested_mark);
  return after;
}

// Chooses opener or closer for the marks: the best path through the states. Returns the depth at its end.
std::size_t side_marks(std::string_view text, std::span<Event> events, std::span<const std::uint32_t> marks, std::size_t from, Reading reading,
                       bool last) {
  std::array<Steps, marks_at_once> ways{};
  const auto inside = [&](int plausible) {
    for (std::size_t depth = 1; depth < depths; ++depth) reading[depth] += plausible;
  };
  for (std::size_t k = 0; k < marks.size(); ++k) {
    const Event& event = events[marks[k]];
    const std::size_t length = std::min(event.at - from, content_reach);
    inside(speakers(text.substr(event.at - length, length)));
    from = event.end();
    reading = read_mark(reading, leaning(text, event), ways[k]);
  }
  inside(speakers(text.substr(from, content_reach)));
  if (last) reading[1] -= lone_end, reading[2] -= 2 * lone_end;
  const std::size_t end = static_cast<std::size_t>(std::max_element(reading.begin(), reading.end()) - reading.begin());
  for (std::size_t k = marks.size(), depth = end; k-- > 0;) {
    const Step step = ways[k][depth];
    events[marks[k]].mark = step.opens ? Mark::opener : Mark::closer;
    depth = step.from;
  }
  return end;
}

// The marks of one kind, `is_one`, a handful at a time.
template <class IsOne>
void side_straights(std::string_view text, std::span<Event> events, std::size_t first, std::size_t last, IsOne&& is_one) {
  std::array<std::uint32_t, marks_at_once> marks{};
  std::size_t from = first > 0 ? events[first - 1].end() : 0;
  Reading reading{0, -lone_end, impossible};
  for (std::size_t i = first; i < last;) {
    std::size_t count = 0;
    for (; i < last && count < marks_at_once; ++i) {
      if (events[i].mark == Mark::straight && is_one(events[i])) marks[count++] = static_cast<std::uint32_t>(i);
    }
    if (count == 0) break;
    const std::size_t depth = side_marks(text, events, std::span(marks).first(count), from, reading, i == last);
    reading.fill(-2 * lone_mark);
    reading[depth] = 0;
    from = events[marks[count - 1]].end();
  }
}

bool is_wide(char32_t value) {
  const text::CharClass c = text::class_of(value);
  return c.wide() && !c.hangul();
}
bool with_spaces(std::string_view text, const Event& event) {
  return is_blank(left_of(text, event.at)) && is_blank(right_of(text, event.end()));
}

// What stands behind the spaces of a mark is of a script with spaces.
bool between_words(std::string_view text, const Event& event) {
  return !is_wide(left_of(text, trim_blank(text, 0, event.at))) && !is_wide(right_of(text, skip_blank(text, event.end())));
}

// 's, 're and the like, parted from their word.
bool is_clitic(std::string_view text, std::size_t at) {
  static constexpr std::array<std::string_view, 9> clitics = {"s", "re", "ve", "ll", "d", "m", "t", "em", "n"};
  return std::find(clitics.begin(), clitics.end(), word_at(text, at)) != clitics.end();
}

// How the text of a segment is set, as far as that matters to straight quotes.
enum class Setting : std::uint8_t { spaced, east_asian, tokenised };

// The first straight quote that has a letter at its side, or spaces on both, tells.
Setting setting_of(std::string_view text, std::span<const Event> events, std::size_t first, std::size_t last) {
  for (std::size_t i = first; i < last; ++i) {
    if (events[i].mark != Mark::straight) continue;
    const char32_t left = left_of(text, events[i].at), right = right_of(text, events[i].end());
    const text::CharClass before = text::class_of(left), after = text::class_of(right);
    if (before.hangul() || after.hangul()) return Setting::spaced;
    if (before.wide() || after.wide()) return Setting::east_asian;
    if (with_spaces(text, events[i]) && between_words(text, events[i])) return Setting::tokenised;
    if (events[i].pair == straight_double && (before.letter() || after.letter())) return Setting::spaced;
  }
  return Setting::spaced;
}

// Finds openers and closers among the straight quotes whose sides do not show.
void side_by_reading(std::string_view text, std::span<Event> events, std::size_t first, std::size_t last) {
  const Setting setting = setting_of(text, events, first, last);
  if (setting == Setting::spaced) return;
  if (setting == Setting::tokenised) {
    // '' is one mark; a single one behind a letter is an apostrophe.
    for (std::size_t i = first; i < last; ++i) {
      if (events[i].mark == Mark::straight && events[i].pair == straight_single && events[i].size == 2) events[i].pair = straight_double;
    }
  }
  side_straights(text, events, first, last, [](const Event& event) { return event.pair == straight_double; });
  side_straights(text, events, first, last, [&](const Event& event) {
    if (event.pair != straight_single) return false;
    if (setting == Setting::east_asian) return is_wide(left_of(text, event.at)) || is_wide(right_of(text, event.end()));
    const std::size_t before = trim_blank(text, 0, event.at);
    const bool right_blank = is_blank(right_of(text, event.end()));
    if (before < event.at && !right_blank) return !is_clitic(text, event.end());
    return right_blank && between_words(text, event) && (with_spaces(text, event) ? left_of(text, before) != U's' : !word(text::class_of(left_of(text, before))));
  });
}

// ``so'' is a quotation, `code` is none: no other mark like it before a closing one.
bool opens_typewritten(std::string_view text, const Event& event) {
  constexpr std::size_t reach_of_code = 200;
  const std::string_view rest = text.substr(event.end(), reach_of_code);
  return event.size <= 2 && rest.find('`') > rest.find('\'');
}

// ---- Marks that stand on the other side than their shape says.

bool is_end(std::string_view text, std::size_t at) { return skip_blank(text, at) >= text.size(); }

// “ where nothing follows: it was meant to close.
bool closes_at_end(std::string_view text, const Event& event) {
  return event.group == Group::quote && event.at > 0 && is_end(text, event.end()) &&
         std::u32string_view(U"。！？!?.…").find(left_of(text, trim_blank(text, 0, event.at))) != std::u32string_view::npos;
}

// ”Hej” and »Hallo«: the closer of other languages opens a word of a script with spaces.
bool opens_word(std::string_view text, const Event& event) {
  if ((event.pair != curly_double && event.pair != guillemet) || !is_blank(left_of(text, event.at))) return false;
  const text::CharClass after = text::class_of(right_of(text, event.end()));
  return after.letter() && !after.cjk() && !after.hangul();
}

}  // namespace

void pair_marks(std::string_view text, std::span<Event> events, std::size_t first, std::size_t last, std::vector<std::uint32_t>& open) {
  open.clear();
  const auto close_as = [&](std::size_t i, std::uint8_t pair) {
    std::size_t looked = 0;
    for (std::size_t depth = open.size(); depth > 0 && looked < reach; --depth, ++looked) {
      Event& opener = events[open[depth - 1]];
      if (opener.pair != pair) continue;
      opener.mate = static_cast<std::uint32_t>(i);
      events[i].mate = open[depth - 1];
      open.resize(depth - 1);
      return true;
    }
    return false;
  };
  // “…" and "…” are pairs, too, where nothing better is open.
  const auto close = [&](std::size_t i) {
    const std::uint8_t pair = events[i].pair;
    if (close_as(i, pair)) return;
    if (pair == curly_double) close_as(i, straight_double);
    else if (pair == straight_double) close_as(i, curly_double);
  };
  // Whether a mark of the pair is open, set as `opens`.
  const auto waits = [&](std::uint8_t pair, std::string_view opens) {
    std::size_t looked = 0;
    for (std::size_t depth = open.size(); depth > 0 && looked < reach; --depth, ++looked) {
      const Event& opener = events[open[depth - 1]];
      if (opener.pair == pair && (opens.empty() || text.substr(opener.at, opens.size()) == opens)) return true;
    }
    return false;
  };
  side_by_reading(text, events, first, last);
  bool german = false;  // „ was seen: without it nothing needs to be looked for at “
  for (std::size_t i = first; i < last; ++i) {
    Event& event = events[i];
    if (event.mark == Mark::opener && text[event.at] == '`') {
      if (!opens_typewritten(text, event)) continue;
      if (event.size == 2) event.pair = straight_double;
      open.push_back(static_cast<std::uint32_t>(i));
    } else if (event.mark == Mark::opener) {
      // „Hallo“ and »Hallo«.
      german = german || (event.pair == curly_double && text.substr(event.at, 3) == "„");
      const bool closes = (german && event.pair == curly_double && waits(curly_double, "„") && text.substr(event.at, 3) == "“") ||
                          (event.pair == guillemet && !is_blank(left_of(text, event.at)) && waits(guillemet, "»"));
      if (closes || (i + 1 == last && closes_at_end(text, event))) {
        event.mark = Mark::closer;
        close(i);
      } else {
        open.push_back(static_cast<std::uint32_t>(i));
      }
    } else if (event.mark == Mark::closer && opens_word(text, event) && !waits(event.pair, {})) {
      event.mark = Mark::opener;
      open.push_back(static_cast<std::uint32_t>(i));
    } else if (event.mark == Mark::closer) {
      if (event.pair == 4 && event.at > 0 && event.end() < text.size()) {
        // An apostrophe between letters.
        const text::CharClass before = text::class_of(text::decode_before(text, event.at).value);
        const text::CharClass after = text::class_of(text::decode_at(text, event.end()).value);
        if (before.script() == text::ScriptClass::latin && after.script() == text::ScriptClass::latin) continue;
      }
      close(i);
    } else if (event.mark == Mark::straight) {
      const char32_t left = left_of(text, event.at);
      const char32_t right = right_of(text, event.end());
      const Side before = side_of(left);
      const Side after = side_of(right);
      const bool waiting = waits(event.pair, {});
      const bool opens = before != Side::word && after != Side::space && (before == Side::space || event.at == 0);
      const bool closes = before != Side::space && after == Side::space;
      if (before != Side::space && text::class_of(right).hangul() && (i == first || events[i - 1].ends()) && event.at > 0) {
        // Korean puts a space before an opening quote, and glues its quotatives to a closing one.
        event.mark = Mark::closer;
        close(i);
        continue;
      }
      if (event.pair == straight_single) {
        if ((with_spaces(text, event) && event.at > 0) || (before == Side::space && is_clitic(text, event.end()) && after == Side::word)) continue;
        // Mostly an apostrophe: a quote only where its side is plain.
        if (waiting && before != Side::space && after != Side::word) {
          event.mark = Mark::closer;
          close(i);
        } else if (!waiting && after == Side::space && (event.at == 0 || left == U'\n')) {
          event.mark = Mark::opener;  // ' Well, ...
          open.push_back(static_cast<std::uint32_t>(i));
        } else if (!waiting && before != Side::word && after == Side::word && !text::class_of(right).number()) {
          event.mark = Mark::opener;
          open.push_back(static_cast<std::uint32_t>(i));
        } else if (!waiting && closes) {
          event.mark = Mark::closer;
        }
        continue;
      }
      if (waiting ? opens : !closes) {
        event.mark = Mark::opener;
        open.push_back(static_cast<std::uint32_t>(i));
      } else {
        event.mark = Mark::closer;
        if (waiting || closes) close(i);
      }
    }
  }
}

}  // namespace hansift::segmentation
