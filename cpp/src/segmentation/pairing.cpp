#include "segmentation/pairing.hpp"

#include <algorithm>
#include <array>

#include "text/classes.hpp"
#include "text/utf8.hpp"

namespace hansift::segmentation {
namespace {

// How many open marks a closer looks through for its partner.
constexpr std::size_t reach = 8;
constexpr std::uint8_t curly_double = 3;

bool word(text::CharClass c) { return c.letter() || c.number() || c.mark(); }

// What stands on one side of a straight quote.
enum class Side : std::uint8_t { space, word, other };

Side side_of(char32_t value) {
  const text::CharClass c = text::class_of(value);
  return is_blank(value) ? Side::space : word(c) ? Side::word : Side::other;
}

// ---- Straight quotes in text without spaces, where their sides do not show: the most plausible way to read all of a segment.

// How plausible it is that a mark opens or closes, by what stands on both sides.
struct Leaning {
  int opens;
  int closes;
};

Leaning leaning(char32_t left, char32_t right) {
  constexpr std::u32string_view stops = U"，。、；！？,.;!?";
  Leaning found{0, 0};
  if (left == U'：' || left == U':') found.opens += 4, found.closes -= 3;
  else if (is_blank(left)) found.opens += is_blank(right) ? 0 : 3, found.closes -= 2;
  else if (stops.find(left) != std::u32string_view::npos) found.opens += 1, found.closes += 1;
  if (is_blank(right)) found.closes += is_blank(left) ? 0 : 3, found.opens -= 2;
  else if (stops.find(right) != std::u32string_view::npos || right == U'：') found.closes += 4, found.opens -= 4;
  return found;
}

// I, you, we: words of speech, seldom of the narration around it.
int speakers(std::string_view text) {
  int count = 0;
  for (std::size_t at = 0; at + 2 < text.size() && count < 2; ++at) {
    const std::string_view here = text.substr(at, 3);
    count += here == "我" || here == "你" || here == "咱";
  }
  return count;
}

constexpr std::size_t content_reach = 120;
constexpr int lone_mark = 4;  // what a mark without partner costs
constexpr int lone_end = 3;   // and a quotation that the segment begins or ends
constexpr std::size_t marks_at_once = 64;

// The two states of a reading and the plausibility of the best way to each.
struct Reading {
  int outside = 0;
  int inside = -lone_end;
};

// Chooses opener or closer for the marks: the best path through the states outside and inside. Returns whether it ends inside.
bool side_marks(std::string_view text, std::span<Event> events, std::span<const std::uint32_t> marks, std::size_t from, Reading reading, bool last) {
  std::array<std::array<bool, 2>, marks_at_once> from_inside{};  // the state before a mark, for the states outside and inside behind it
  for (std::size_t k = 0; k < marks.size(); ++k) {
    const Event& event = events[marks[k]];
    const char32_t left = event.at > 0 ? text::decode_before(text, event.at).value : U' ';
    const char32_t right = event.end() < text.size() ? text::decode_at(text, event.end()).value : U' ';
    const Leaning leans = leaning(left, right);
    const std::size_t length = std::min(event.at - from, content_reach);
    reading.inside += speakers(text.substr(event.at - length, length));
    from = event.end();
    const int closed = reading.inside + leans.closes, closed_alone = reading.outside + leans.closes - lone_mark;
    const int opened = reading.outside + leans.opens, opened_again = reading.inside + leans.opens - lone_mark;
    from_inside[k] = {closed >= closed_alone, opened_again > opened};
    reading = {std::max(closed, closed_alone), std::max(opened, opened_again)};
  }
  reading.inside += speakers(text.substr(from, content_reach)) - (last ? lone_end : 0);
  const bool ends_inside = reading.inside > reading.outside;
  bool in = ends_inside;
  for (std::size_t k = marks.size(); k-- > 0;) {
    events[marks[k]].mark = in ? Mark::opener : Mark::closer;
    in = from_inside[k][in ? 1 : 0];
  }
  return ends_inside;
}

void side_straights(std::string_view text, std::span<Event> events, std::size_t first, std::size_t last) {
  std::array<std::uint32_t, marks_at_once> marks{};
  std::size_t from = first > 0 ? events[first - 1].end() : 0;
  Reading reading;
  for (std::size_t i = first; i < last;) {
    std::size_t count = 0;
    for (; i < last && count < marks_at_once; ++i) {
      if (events[i].mark == Mark::straight && events[i].pair == straight_double) marks[count++] = static_cast<std::uint32_t>(i);
    }
    if (count == 0) break;
    const bool inside = side_marks(text, events, std::span(marks).first(count), from, reading, i == last);
    reading = inside ? Reading{-2 * lone_mark, 0} : Reading{0, -2 * lone_mark};
    from = events[marks[count - 1]].end();
  }
}

// The first straight double quote of the segment that has a letter at its side tells how the text is set.
bool in_east_asian_text(std::string_view text, std::span<Event> events, std::size_t first, std::size_t last) {
  for (std::size_t i = first; i < last; ++i) {
    if (events[i].mark != Mark::straight || events[i].pair != straight_double) continue;
    const char32_t left = events[i].at > 0 ? text::decode_before(text, events[i].at).value : U' ';
    const char32_t right = events[i].end() < text.size() ? text::decode_at(text, events[i].end()).value : U' ';
    const text::CharClass before = text::class_of(left), after = text::class_of(right);
    if (before.hangul() || after.hangul()) return false;
    if (before.wide() || after.wide()) return true;
    if (before.letter() || after.letter()) return false;
  }
  return false;
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
  if (in_east_asian_text(text, events, first, last)) side_straights(text, events, first, last);
  for (std::size_t i = first; i < last; ++i) {
    Event& event = events[i];
    if (event.mark == Mark::opener) {
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
      const char32_t left = event.at > 0 ? text::decode_before(text, event.at).value : U' ';
      const char32_t right = event.end() < text.size() ? text::decode_at(text, event.end()).value : U' ';
      const Side before = side_of(left);
      const Side after = side_of(right);
      bool waiting = false;
      std::size_t looked = 0;
      for (std::size_t depth = open.size(); depth > 0 && looked < reach && !waiting; --depth, ++looked) {
        waiting = events[open[depth - 1]].pair == event.pair;
      }
      const bool opens = before != Side::word && after != Side::space && (before == Side::space || event.at == 0);
      const bool closes = before != Side::space && after == Side::space;
      if (before != Side::space && text::class_of(right).hangul() && (i == first || events[i - 1].ends()) && event.at > 0) {
        // Korean puts a space before an opening quote, and glues its quotatives to a closing one.
        event.mark = Mark::closer;
        close(i);
        continue;
      }
      if (event.pair == straight_single) {
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
