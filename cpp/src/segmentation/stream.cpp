#include <algorithm>
#include <string>

#include "hansift/error.hpp"
#include "hansift/segmentation.hpp"
#include "segmentation/events.hpp"
#include "segmentation/lines.hpp"
#include "segmentation/pairing.hpp"
#include "text/classes.hpp"
#include "text/scan.hpp"
#include "text/utf8.hpp"

namespace hansift {
namespace {

using namespace segmentation;

// What is taken in before it is looked at.
constexpr std::size_t slice_bytes = std::size_t{64} << 10;
// No rule looks further ahead than this; what ends earlier before the cap is decided.
constexpr std::size_t look_ahead = 512;
// The longest character: with so many bytes the first one is complete.
constexpr std::size_t whole_character = 4;

constexpr text::ByteClasses breaks() {
  text::ByteClasses classes;
  classes.add(0, 0x0A, 0x0D).add(1, 0xC2).add(2, 0xE2);
  return classes;
}
constexpr text::ByteClasses break_bytes = breaks();

// Size of the line break at `at`, 0 if there is none. `cut` if the text ends before that is known.
std::size_t break_size(std::string_view text, std::size_t at, bool& cut) {
  const auto byte = [&](std::size_t i) { return i < text.size() ? static_cast<unsigned char>(text[i]) : 0U; };
  if (byte(at) < 0x80) return 1;
  const bool second = at + 1 < text.size();
  if (byte(at) == 0xC2) {
    cut = !second;
    return byte(at + 1) == 0x85 ? 2 : 0;
  }
  cut = !second || (byte(at + 1) == 0x80 && at + 2 >= text.size());
  return byte(at + 1) == 0x80 && (byte(at + 2) == 0xA8 || byte(at + 2) == 0xA9) ? 3 : 0;
}

// Where a quotation begins that the window does not close, if it may still go on: one that is longer than half of the window has lost its end.
std::size_t open_quotation(std::string_view window, Newlines newlines) {
  Paragraph paragraph;
  LineJudge lines;
  std::vector<std::uint32_t> open;
  if (!Scanner(window).next(paragraph)) return window.size();
  lines.judge(paragraph, newlines);
  std::vector<Event>& events = paragraph.events;
  std::size_t first = 0;
  for (const std::uint32_t line_break : paragraph.breaks) {
    if (events[line_break].boundary) first = line_break + 1;
  }
  pair_marks(paragraph.text, events, first, events.size(), open);
  for (std::size_t i = first; i < events.size(); ++i) {
    const std::size_t at = paragraph.offset + events[i].at;
    if (at > window.size() / 2 && events[i].mark == Mark::opener && events[i].group == Group::quote && !events[i].paired()) return at;
  }
  return window.size();
}

}  // namespace

SentenceStream::SentenceStream(const SplitOptions& options, std::size_t paragraph_cap, Unit unit)
    : options_(options), cap_(paragraph_cap), unit_(unit) {
  if (cap_ < least_cap) throw ConfigError("paragraph_cap is " + std::to_string(cap_) + "; it must be at least " + std::to_string(least_cap));
}

// Where the paragraph at the start of `window` ends, the break behind it included; none if that is not in the window.
std::size_t SentenceStream::paragraph_end(std::string_view window) {
  const bool lines = options_.profile == SplitProfile::uax29;  // there, every separator ends a paragraph
  while ((scanned_ = text::find_class(window, scanned_, break_bytes)) < window.size()) {
    const std::size_t at = scanned_;
    bool cut = false;
    const std::size_t size = break_size(window, at, cut);
    if (cut || (lines && window[at] == '\r' && at + 1 == window.size())) break;
    scanned_ = at + std::max<std::size_t>(size, 1);
    if (size == 0) continue;
    if (lines) {
      const bool separates = window[at] != '\v' && window[at] != '\f';
      const bool half = window[at] == '\r' && window[at + 1] == '\n';
      if (separates && !half) return scanned_;
      continue;
    }
    if (window[at] == '\n' && at > 0 && window[at - 1] == '\r') {
      line_end_ = scanned_;  // CR LF is one break
      continue;
    }
    const std::size_t before = line_end_;
    line_end_ = scanned_;
    if (before != none && skip_blank(window.substr(0, at), before) >= at) return scanned_;
  }
  return none;
}

void SentenceStream::give(const std::vector<Sentence>& found, std::size_t end, std::vector<Item>& out) {
  const std::string_view text = std::string_view(held_).substr(given_, end);
  std::vector<Span> spans;
  for (const Sentence& sentence : found) spans.push_back(sentence.span);
  from_bytes(text, spans, unit_);
  for (std::size_t i = 0; i < found.size(); ++i) {
    out.push_back({std::string(found[i].span.of(text)), {position_ + spans[i].begin, position_ + spans[i].end}, found[i].reason});
  }
  position_ += unit_ == Unit::byte ? end : unit_ == Unit::utf16 ? count_utf16(text) : count_codepoints(text);
  given_ += end;
  scanned_ = 0;
  line_end_ = none;
  fresh_ = true;
}

void SentenceStream::give(std::size_t end, std::vector<Item>& out) {
  give(sentences(std::string_view(held_).substr(given_, end), options_), end, out);
}

void SentenceStream::give_capped(std::vector<Item>& out) {
  const std::string_view window = std::string_view(held_).substr(given_, cap_);
  std::vector<Sentence> found = sentences(window, options_);
  const bool standard = options_.profile == SplitProfile::standard;
  if (found.size() > 1) {
    found.pop_back();  // it may go on
    while (found.size() > 1 && found.back().span.end + look_ahead > cap_) found.pop_back();
    const std::size_t open = standard ? open_quotation(window, options_.newlines) : cap_;
    if (found.front().span.end <= open) {
      while (found.back().span.end > open) found.pop_back();
    }
    const std::size_t end = found.back().span.end;
    return give(found, end, out);
  }
  // One sentence fills the window. Cut it behind its last clause, or before the last cluster, whose end may be behind the window.
  std::size_t end = cap_;
  while (end > cap_ / 2) {
    const text::Decoded last = text::decode_before(window, end);
    end -= last.size;
    if (last.valid && !text::class_of(last.value).extends() && last.value != 0x200D) break;
  }
  if (standard) {
    const std::vector<Span> parts = clauses(window.substr(0, end), options_.newlines);
    if (parts.size() > 1 && parts[parts.size() - 2].end > cap_ / 2) end = parts[parts.size() - 2].end;
  }
  found = sentences(window.substr(0, end), options_);
  if (!found.empty()) found.back().reason = Reason::cap;
  give(found, end, out);
}

void SentenceStream::drain(std::vector<Item>& out) {
  for (;;) {
    if (fresh_ && options_.profile != SplitProfile::uax29) {
      const std::string_view rest = std::string_view(held_).substr(given_);
      std::size_t blank = 0;
      while (blank + whole_character <= rest.size()) {
        const text::Decoded found = text::decode_at(rest, blank);
        if (!is_blank(found.value)) break;
        blank += found.size;
      }
      give({}, blank, out);
      if (blank + whole_character > rest.size()) break;
    }
    fresh_ = false;
    const std::string_view window = std::string_view(held_).substr(given_, cap_);
    if (const std::size_t end = paragraph_end(window); end != none) {
      give(end, out);
    } else if (window.size() == cap_) {
      give_capped(out);
    } else {
      break;
    }
  }
  held_.erase(0, given_);
  given_ = 0;
}

std::vector<SentenceStream::Item> SentenceStream::feed(std::string_view piece) {
  std::vector<Item> out;
  while (!piece.empty()) {
    held_.append(piece.substr(0, slice_bytes));
    piece.remove_prefix(std::min(slice_bytes, piece.size()));
    drain(out);
  }
  return out;
}

std::vector<SentenceStream::Item> SentenceStream::finish() {
  std::vector<Item> out;
  give(held_.size(), out);
  held_.clear();
  given_ = position_ = 0;
  return out;
}

}  // namespace hansift
