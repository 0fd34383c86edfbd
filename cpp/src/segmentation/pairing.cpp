#include "segmentation/pairing.hpp"

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
  // A closer whose opener stands in an earlier paragraph shifts the parity of the straight quotes. The quotes whose side is plain
  // tell whether the first of them closes.
  std::size_t first_straight = last;
  int straights = 0;
  int first_closes = 0;
  for (std::size_t i = first; i < last; ++i) {
    if (events[i].mark != Mark::straight || events[i].pair != straight_double) continue;
    const bool even = straights++ % 2 == 0;
    if (even && straights == 1) first_straight = i;
    const char32_t left = events[i].at > 0 ? text::decode_before(text, events[i].at).value : U' ';
    const char32_t right = events[i].end() < text.size() ? text::decode_at(text, events[i].end()).value : U' ';
    const bool opens = left == U'：' || left == U':' || (is_blank(left) && !is_blank(right));
    const bool closes = right == U'，' || right == U'。' || right == U',' || right == U'.' || right == U'、' || (!is_blank(left) && is_blank(right));
    if (opens != closes) first_closes += closes == even ? 1 : -1;
  }
  // Where they do not tell, a first one glued to a terminator and without a partner closes: one that opens has its partner here.
  const bool glued = straights > 0 && events[first_straight].at > 0 && first_straight > first && events[first_straight - 1].ends() &&
                     events[first_straight - 1].end() == events[first_straight].at;
  const bool shifted = first_closes > 0 ? straights % 2 == 1 || glued : first_closes == 0 && straights % 2 == 1 && glued;
  if (shifted) events[first_straight].mark = Mark::closer;
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
