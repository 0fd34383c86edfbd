// UTF-8 that was read in a single-byte code page: "Ã©" for é, "вЂ™" for ’, "Γ¥ñ" for ❤.
//
// A line is taken apart in the code pages in which something in it can be UTF-8; what is found (groups of neighbouring sequences) is judged
// by what it costs in the languages of the encoding room's model before and after. One sequence needs clear evidence of its own; where a
// document has more of the same code page, less is enough. Repeated by the caller until nothing is found: that undoes double and triple UTF-8.

#include <algorithm>
#include <array>
#include <numeric>
#include <span>

#include "cleaning/passes.hpp"
#include "cleaning/scan_back.hpp"
#include "cleaning/survey.hpp"
#include "cleaning/western_evidence.hpp"
#include "cleaning/western_line.hpp"

namespace hansift::cleaning {
namespace {

constexpr std::uint16_t any = 0xFFFF;

constexpr std::uint16_t some(std::initializer_list<unsigned> values) {
  unsigned set = 0;
  for (const unsigned value : values) set |= 1u << value;
  return static_cast<std::uint16_t>(set);
}

/// A character that can begin a sequence in some code page before one that can go on with it; where the second one tells more, that one
/// alone. In text of one alphabet few places are hit.
constexpr ByteSet latin_lead = {nibble(12), nibbles(3, 6)};
constexpr ByteSet latin_follow = {some({12, 14}), some({2, 3, 4, 5, 6, 11, 15})};
constexpr ByteSet eastern_follow = {some({12, 14}), nibbles(2, 3)};
constexpr ByteSet continuation = {nibbles(8, 11), any};
constexpr ByteSet ascii_letter = {nibbles(4, 7), any};
constexpr Triggers triggers = Triggers()
    .add(latin_lead, continuation, latin_follow)
    .add(byte(0xC3), byte(0x83), byte(' '))                                                     // Ã and the space that U+00A0 became
    .add({nibble(12), nibbles(14, 15)}, continuation, eastern_follow)                           // Greek letters
    .add({nibble(13), static_cast<std::uint16_t>(nibbles(0, 1) | nibbles(6, 11))}, continuation, eastern_follow)  // Cyrillic, Hebrew, Arabic
    .add(byte(0xD0), {nibble(8), any})                                                          // Ѐ to Џ
    .add(byte(0xD1), {nibble(9), any})                                                          // ѐ to џ
    .add(byte(0xCE), {nibble(8), any})                                                          // ΄ to Ώ
    .add(ascii_letter, {nibble(12), nibbles(14, 15)})                                           // other alphabets at a Latin letter
    .add(ascii_letter, {nibble(13), nibbles(0, 11)})
    .add(byte(0xC6), byte(0x92), {nibble(13), nibbles(0, 1)})                                   // ƒ before Cyrillic of Macintosh
    .add(byte(0xC2), byte(0xAC), {some({12, 14}), any})                                         // ¬ of Macintosh
    .add(byte(0xE2), byte(0x88))                                                                // √ ∆
    .add(byte(0xE2), byte(0x89))                                                                // ≈
    .add(byte(0xE2), byte(0x80), {some({9, 11}), some({0, 3, 4, 10, 14})})                      // – — ‚ „ ‰
    .add(byte(0xE2), {nibble(9), nibbles(4, 7)});                                               // box drawing, ◊

/// Costs and gains are in bits here.
constexpr int alone_threshold = 16;      ///< of a group that stands for itself
constexpr int bold_threshold = 9;        ///< the same for those who would rather repair too much
constexpr int least_threshold = -12;     ///< however much evidence there is elsewhere, half of which is taken off the threshold
constexpr int company = 20;              ///< of a line whose lost bytes are worth a look
constexpr std::size_t most_scope = 256;  ///< characters from the first hit of a line on that decide on the page
constexpr std::size_t dense = 64, dense_scope = 64;  ///< the same where there are so many hits
constexpr std::size_t most_pages = 4;    ///< that are tried on one line

class Western {
 public:
  explicit Western(Editor& editor) : editor_(editor), text_(editor.source()), line_(text_), evidence_(text_, line_) {}

  void visit(std::size_t at) {
    if (at < next_) return;
    const bool ascii = static_cast<unsigned char>(text_[at]) < 0x80;
    if (!begins(at + (ascii ? 1 : 0)) && (ascii || at == 0 || !begins(at - decode_valid_before(text_, at).size))) return;
    const Span found = line_around(text_, at);
    next_ = found.end;
    line(found.begin, found.end);
  }

  /// Decides and writes the edits.
  void finish() {
    std::array<int, page_count> evidence{};
    for (const Group& group : groups_) {
      if (group.counts && group.gain > 0) each(group.pages, [&](std::size_t page) { evidence[page] = std::min(evidence[page] + group.gain, 1 << 20); });
    }
    const int alone = editor_.has(Id::mojibake_bold) ? bold_threshold : alone_threshold;
    for (const Group& group : groups_) {
      int elsewhere = 0;
      each(group.pages, [&](std::size_t page) { elsewhere = std::max(elsewhere, evidence[page] - (group.counts ? group.gain : 0)); });
      const int threshold = std::max(alone - elsewhere / 2, least_threshold);
      if (group.gain < threshold) continue;
      const bool plain = editor_.has(Id::mojibake_western) && group.gain >= std::max(alone_threshold - elsewhere / 2, least_threshold);
      const Id id = plain || !editor_.has(Id::mojibake_bold) ? Id::mojibake_western : Id::mojibake_bold;
      const float confidence = 1.0F - 1.0F / (2.0F + static_cast<float>(std::min(group.gain + elsewhere, 1000)));
      editor_.replace(group.source.begin, group.source.end, evidence_.text_of(group), id, confidence);
    }
  }

 private:
  template <class Act>
  static void each(PageSet pages, Act&& act) {
    for (; pages != 0; pages &= pages - 1) act(static_cast<std::size_t>(__builtin_ctz(pages)));
  }

  [[nodiscard]] bool begins(std::size_t at) const {
    const text::Decoded first = decode_valid(text_, at);
    const Roles& roles = pages_.roles(first.value);
    if ((roles.lead[0] | roles.lead[1] | roles.lead[2]) == 0) return false;
    std::size_t end = at + first.size;
    if (end >= text_.size()) return false;
    const text::Decoded second = decode_valid(text_, end);
    const PageSet follow = pages_.roles(second.value).follow;
    if (first.value == 0xC3 && second.value == ' ') return true;
    end += second.size;
    if (const PageSet pages = roles.lead[0] & follow; pages != 0 && !in_word(at, end, pages)) return true;
    const PageSet more = (roles.lead[1] | roles.lead[2]) & follow;
    if (more == 0 || end >= text_.size()) return false;
    const text::Decoded third = decode_valid(text_, end);
    const PageSet pages = more & pages_.roles(third.value).follow;
    return pages != 0 && !in_word(at, end + third.size, pages);
  }

  /// Whether the characters [at, end) are letters of another alphabet than the Latin one in a longer word of it: in mojibake sequences follow
  /// one another.
  [[nodiscard]] bool in_word(std::size_t at, std::size_t end, PageSet pages) const {
    const text::ScriptClass script = text::class_of(decode_valid(text_, at).value).script();
    if (script == text::ScriptClass::latin) return false;
    const auto same = [&](char32_t value) { return is_letter(value) && text::class_of(value).script() == script; };
    for (std::size_t i = at; i < end;) {
      const text::Decoded found = decode_valid(text_, i);
      if (!same(found.value)) return false;
      i += found.size;
    }
    const text::Decoded right = end < text_.size() ? decode_valid(text_, end) : text::Decoded{};
    const char32_t more = end + right.size < text_.size() ? decode_valid(text_, end + right.size).value : 0;
    const Roles& next = pages_.roles(right.value);
    if (right.value >= 0x80 && ((next.lead[0] | next.lead[1] | next.lead[2]) & pages_.roles(more).follow & pages) != 0) return false;
    const char32_t left = at > 0 ? decode_valid_before(text_, at).value : 0;
    return same(right.value) || (same(left) && (pages_.roles(left).follow & pages) == 0);
  }

  void line(std::size_t begin, std::size_t end) {
    line_.read(begin, end);
    if (line_.hits().empty()) return;
    Choice choice = choose();
    // Sequences that lost a byte are read in the company of others; Ã behind a letter may be one all alone.
    const bool in_company = choice.gain >= company;
    if (choice.pages == 0 && !line_.has_lone_a()) return;
    if (choice.pages == 0) choice.pages = bit_of(windows_1252_page);
    const auto page = static_cast<std::size_t>(__builtin_ctz(choice.pages));
    line_.parse(page, line_.size(), {.spaces = choice.gain == 0 || (line_.has_weak_hits() && in_company), .ends = in_company});
    if (!line_.sequences().empty() && line_.fills_line(page, line_.size())) evidence_.collect(choice.pages, groups_);
  }

  /// The pages in which something of the line reads as UTF-8: of how many characters, and those with most of it first.
  struct Pages {
    std::array<std::size_t, page_count> covered{}, order{};
  };
  [[nodiscard]] Pages possible_pages() const {
    Pages found;
    for (const Hit& hit : line_.hits()) {
      for (std::size_t more = 0; more < hit.sound; ++more) each(hit.pages[more], [&](std::size_t page) { found.covered[page] += more + 2; });
    }
    std::iota(found.order.begin(), found.order.end(), std::size_t{0});
    std::stable_sort(found.order.begin(), found.order.end(), [&](std::size_t a, std::size_t b) { return found.covered[a] > found.covered[b]; });
    return found;
  }

  /// Pages that read the line the same, and what that gains.
  struct Choice {
    PageSet pages = 0;
    std::int64_t gain = 0;
  };
  [[nodiscard]] Choice choose() {
    const std::vector<Hit>& hits = line_.hits();
    const std::size_t scope = hits.front().at + (hits.size() > dense ? dense_scope : most_scope);
    const auto [covered, order] = possible_pages();
    const std::size_t top = covered[order[0]];
    line_.language = french_;
    Choice best;
    std::array<PageSet, most_pages> likely{};  // what gains something, pages that read the same together
    std::size_t likely_count = 0;
    std::size_t tried = 0;
    bool taken = false;
    bool whole = false;  // the first page leaves nothing beyond ASCII over
    for (const std::size_t page : order) {
      // A page in which far less of the line is UTF-8 is not the one.
      if (covered[page] == 0 || tried == most_pages || 4 * covered[page] < 3 * top || (whole && covered[page] < top)) break;
      line_.parse(page, scope);
      if (line_.sequences().empty() || !line_.fills_line(page, scope)) continue;
      whole = whole || (tried == 0 && line_.takes_all(scope));
      if (tried > 0 && line_.sequences() == last_) {
        if (taken) likely[likely_count - 1] |= bit_of(page);
        continue;
      }
      ++tried;
      const WesternEvidence::Score found = evidence_.score(page);
      taken = found.gain > 0;
      if (taken) likely[likely_count++] = bit_of(page);
      if (found.gain > best.gain) {
        best = {bit_of(page), found.gain};
        line_.language = found.language;
      }
      std::swap(last_, line_.sequences());
    }
    for (std::size_t i = 0; i < likely_count; ++i) {
      if ((likely[i] & best.pages) != 0) best.pages = likely[i];
    }
    if (likely_count > 1 && hits.size() < many) best.pages = evidence_.choose_in_line(std::span(likely).first(likely_count), scope);
    return best;
  }

  Editor& editor_;
  std::string_view text_;
  WesternLine line_;
  WesternEvidence evidence_;
  const CodePages& pages_ = code_pages();
  std::size_t french_ = encoding::model().find("fr");  ///< the language of à
  std::size_t next_ = 0;
  std::vector<Sequence> last_;  ///< of the page that was tried before
  std::vector<Group> groups_;
};

}  // namespace

const Triggers& western_triggers() noexcept { return triggers; }

void mojibake_western(Editor& editor) {
  if (!editor.any(Id::mojibake_western, Id::mojibake_bold)) return;
  Western pass(editor);
  editor.survey().for_each(Sweep::western, [&](std::size_t at) { pass.visit(at); });
  pass.finish();
}

}  // namespace hansift::cleaning
