#include "segmentation/clauses.hpp"

#include <algorithm>

#include "text/classes.hpp"
#include "text/scan.hpp"
#include "text/utf8.hpp"

namespace hansift::segmentation {
namespace {

constexpr text::ByteClasses pause_classes() {
  text::ByteClasses classes;
  classes.add(0, 0x2C).add(1, 0x3A, 0x3B).add(2, 0xD8).add(3, 0xE3).add(4, 0xEF);
  return classes;
}
constexpr text::ByteClasses pause_bytes = pause_classes();

enum class Kind : std::uint8_t { none, semicolon, other, listing };

constexpr Kind kind_of(char32_t value) noexcept {
  switch (value) {
    case U';': case U'；': case U'﹔': case 0xFE14: case 0x61B: return Kind::semicolon;
    case U',': case U'，': case U'﹐': case 0xFE10: case 0x60C: case U':': case U'：': case U'﹕': case 0xFE13: return Kind::other;
    case U'、': return Kind::listing;
    default: return Kind::none;
  }
}

// The last ; of &amp; and &#12290;
bool ends_entity(std::string_view text, std::size_t at) {
  constexpr std::size_t longest = 10;
  for (std::size_t i = at; i > 0 && at - i < longest; --i) {
    const char byte = text[i - 1];
    if (byte == '&') return i < at;
    const bool name = (byte >= '0' && byte <= '9') || ((byte | 32) >= 'a' && (byte | 32) <= 'z') || byte == '#';
    if (!name) return false;
  }
  return false;
}

// Whether the mark at [at, end) parts clauses by what stands beside it.
bool parts(std::string_view text, std::size_t begin, std::size_t at, std::size_t end, char32_t mark) {
  if (at <= begin || end >= text.size()) return false;
  const text::CharClass before = text::class_of(text::decode_before(text, at).value);
  const char32_t next = text::decode_at(text, end).value;
  const text::CharClass after = text::class_of(next);
  if (mark == U'、') return before.kana() || after.kana();
  if (before.number() && after.number()) return false;
  if (mark >= 0x80) return true;
  if (mark == U';' && ends_entity(text, at)) return false;
  // An ASCII mark without a space behind it stands in an address or a formula, unless the text is written without spaces.
  return is_blank(next) || before.cjk() || after.wide();
}

// Follows the marks of a stretch and knows what is open.
class Depth {
 public:
  explicit Depth(std::span<const Event> events) : events_(events) {}

  void advance(std::size_t to) {
    for (; at_ < events_.size() && events_[at_].at < to; ++at_) {
      const Event& event = events_[at_];
      if (!event.paired() || (event.mark != Mark::opener && event.mark != Mark::closer)) continue;
      std::size_t& count = event.group == Group::quote ? quotes_ : brackets_;
      if (event.mark == Mark::opener) ++count;
      else if (count > 0) --count;
    }
  }
  [[nodiscard]] const Event* mark_at(std::size_t at) const { return at_ < events_.size() && events_[at_].at == at ? &events_[at_] : nullptr; }
  [[nodiscard]] bool in_brackets() const { return brackets_ > 0; }
  [[nodiscard]] Quotes level() const { return quotes_ > 0 ? Quotes::inner : Quotes::outer; }

 private:
  std::span<const Event> events_;
  std::size_t at_ = 0;
  std::size_t brackets_ = 0;
  std::size_t quotes_ = 0;
};

// Where what is glued to a pause ends: closing quotes and combining marks.
std::size_t glued_end(std::string_view text, std::size_t at, Depth& depth) {
  while (at < text.size()) {
    depth.advance(at);
    const Event* mark = depth.mark_at(at);
    if (mark != nullptr && mark->mark == Mark::closer && mark->group == Group::quote) {
      at = mark->end();
      continue;
    }
    const text::Decoded found = text::decode_at(text, at);
    if (mark != nullptr || !text::class_of(found.value).extends()) break;
    at += found.size;
  }
  depth.advance(at);
  return at;
}

}  // namespace

void add_pauses(std::string_view text, std::size_t begin, std::size_t end, std::span<const Event> events, Pauses wanted,
                std::vector<Boundary>& boundaries) {
  const std::string_view stretch = text.substr(0, end);
  const std::size_t sentences = boundaries.size();
  Depth depth(events);
  for (std::size_t at = begin; (at = text::find_class(stretch, at, pause_bytes)) < end;) {
    const text::Decoded found = text::decode_at(stretch, at);
    const Kind kind = found.valid ? kind_of(found.value) : Kind::none;
    const std::size_t mark = at;
    at += found.size;
    if (kind == Kind::none || (wanted == Pauses::semicolons && kind != Kind::semicolon)) continue;
    depth.advance(at);
    if (depth.in_brackets() || !parts(stretch, begin, mark, at, found.value)) continue;
    const std::size_t after = glued_end(stretch, at, depth);
    at = after;
    if (after >= end || depth.in_brackets()) continue;
    // A terminator or another pause behind this one takes its place.
    const Event* next = depth.mark_at(after);
    if ((next != nullptr && (next->ends() || next->mark == Mark::closer)) || kind_of(text::decode_at(stretch, after).value) != Kind::none) continue;
    boundaries.push_back({static_cast<std::uint32_t>(after), depth.level(), wanted == Pauses::all ? Reason::pause : Reason::semicolon});
  }
  const auto earlier = [](const Boundary& a, const Boundary& b) { return a.at < b.at; };
  std::inplace_merge(boundaries.begin(), boundaries.begin() + static_cast<std::ptrdiff_t>(sentences), boundaries.end(), earlier);
  const auto same = [](const Boundary& a, const Boundary& b) { return a.at == b.at; };
  boundaries.erase(std::unique(boundaries.begin(), boundaries.end(), same), boundaries.end());
}

}  // namespace hansift::segmentation
