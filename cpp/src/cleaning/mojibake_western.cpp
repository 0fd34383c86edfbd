// UTF-8 that was read in a single-byte code page: "Ã©" for é, "вЂ™" for ’, "Γ¥ñ" for ❤.
//
// A line is taken apart in the code pages in which something in it can be UTF-8; what is found (groups of neighbouring sequences) is judged
// by what it costs in the languages of the encoding room's model before and after. One sequence needs clear evidence of its own; where a
// document has more of the same code page, less is enough. Repeated by the caller until nothing is found: that undoes double and triple UTF-8.

#include <algorithm>
#include <limits>
#include <span>

#include "cleaning/alphabet_reading.hpp"
#include "cleaning/code_pages.hpp"
#include "cleaning/mention.hpp"
#include "cleaning/passes.hpp"
#include "cleaning/scan_back.hpp"
#include "cleaning/triggers.hpp"
#include "encoding/text_cost.hpp"
#include "text/utf8.hpp"

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
constexpr int isolated_penalty = 8;      ///< no letter beside a letter
constexpr int stuck_bonus = 8;           ///< a sign that a letter touches
constexpr std::size_t many = 6;          ///< sequences on a line
constexpr std::size_t most_context = 40; ///< characters around a letter that stands alone
constexpr int quoted_penalty = 24;       ///< an example in quotes
constexpr int odd_letter_penalty = 5;    ///< for each letter on the line that stands among others and fits into no sequence
constexpr int intact_penalty = 20;       ///< the only one on a line whose other characters beyond ASCII are in order
constexpr encoding::Cost rare = 17 * encoding::bit;  ///< of a character that no language has
constexpr encoding::Cost dear = 9 * encoding::bit;   ///< of a character of running text
constexpr std::size_t most_doubted = 8;  ///< sequences that may be double-byte text
constexpr int unlikely_penalty = 10;     ///< what no language writes: aBc, a single Han character in a Latin word
constexpr std::size_t most_sequences = 16;  ///< of a group that are looked at
constexpr std::size_t most_scope = 256;  ///< characters from the first hit of a line on that decide on the page
constexpr std::size_t most_run = 64;     ///< neighbours of a group that are looked at
constexpr std::size_t most_pages = 4;    ///< that are tried on one line

struct Cell {
  char32_t value;
  std::size_t offset;
};

/// Where sequences of two, three and four characters may begin, by page. The first `sound` of the three lengths have no ASCII character in
/// place of a byte that was lost.
struct Hit {
  std::size_t at;
  PageSet pages[3];
  std::size_t sound;
};

struct Sequence {
  std::size_t begin, end;  ///< cells
  char32_t value;
  friend bool operator==(const Sequence&, const Sequence&) = default;
};

struct Group {
  Span source;
  Span text;  ///< in the arena
  PageSet pages = 0;
  int gain = 0;
  bool counts = false;  ///< as evidence for others
};

constexpr PageSet bit_of(std::size_t page) { return PageSet{1} << page; }
bool is_letter(char32_t value) { return value != 0 && text::class_of(value).letter(); }
bool is_quote(char32_t value) {
  return value == '"' || value == '\'' || value == '`' || (value >= 0x2018 && value <= 0x201F) || value == 0xAB || value == 0xBB ||
         (value >= 0x300C && value <= 0x300F);
}

class Western {
 public:
  explicit Western(Editor& editor) : editor_(editor), text_(editor.source()), pages_(code_pages()) {}

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
      editor_.replace(group.source.begin, group.source.end, std::string_view(arena_).substr(group.text.begin, group.text.size()), id, confidence);
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
    read(begin, end);
    if (hits_.empty()) return;

    // The pages in which most of the line reads as UTF-8.
    std::array<std::size_t, page_count> covered{};
    for (const Hit& hit : hits_) {
      for (std::size_t more = 0; more < hit.sound; ++more) each(hit.pages[more], [&](std::size_t page) { covered[page] += more + 2; });
    }
    std::array<std::size_t, page_count> order{};
    for (std::size_t i = 0; i < page_count; ++i) order[i] = i;
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return covered[a] > covered[b]; });

    PageSet best = 0;
    language_ = french_;
    std::int64_t most = 0;
    std::size_t tried = 0;
    std::array<PageSet, most_pages> likely{};  // what gains something, pages that read the same together
    std::size_t likely_count = 0;
    bool taken = false;
    bool whole = false;  // the first page leaves nothing beyond ASCII over
    const std::size_t scope = hits_.front().at + most_scope;
    for (const std::size_t page : order) {
      // A page in which far less of the line is UTF-8 is not the one.
      const std::size_t top = covered[order[0]];
      if (covered[page] == 0 || tried == most_pages || 4 * covered[page] < 3 * top || (whole && covered[page] < top)) break;
      parse(page, false, scope);
      if (sequences_.empty() || !fills_line(page, scope)) continue;
      whole = whole || (tried == 0 && takes_all(scope));
      if (tried > 0 && sequences_ == last_) {
        if (taken) likely[likely_count - 1] |= bit_of(page);
        continue;
      }
      ++tried;
      const std::int64_t found = score(page);
      taken = found > 0;
      if (taken) likely[likely_count++] = bit_of(page);
      if (found > most) {
        most = found;
        language_ = scored_language_;
        best = bit_of(page);
      }
      std::swap(last_, sequences_);
    }
    for (std::size_t i = 0; i < likely_count; ++i) {
      if ((likely[i] & best) != 0) best = likely[i];
    }
    if (likely_count > 1 && hits_.size() < many) best = choose_in_line(std::span(likely).first(likely_count), scope);
    // Sequences that lost a byte are read in the company of others; Ã behind a letter may be one all alone.
    const bool weak = weak_ && most >= company;
    if (best == 0 && !lone_a_) return;
    if (best == 0) best = 1;
    const auto page = static_cast<std::size_t>(__builtin_ctz(best));
    parse(page, weak || most == 0, size_, most >= company);
    if (!sequences_.empty() && fills_line(page, size_)) collect(best);
  }

  void read(std::size_t begin, std::size_t end) {
    cells_.clear();
    hits_.clear();
    weak_ = lone_a_ = false;
    for (std::size_t at = begin; at < end;) {
      const text::Decoded found = decode_valid(text_, at);
      cells_.push_back({found.value, at});
      at += found.size;
    }
    size_ = cells_.size();
    for (int i = 0; i < 4; ++i) cells_.push_back({0, end});
    for (std::size_t i = 0; i < size_; ++i) {
      if (cells_[i].value < 0x80) continue;
      const Roles& roles = pages_.roles(cells_[i].value);
      if ((roles.lead[0] | roles.lead[1] | roles.lead[2]) == 0) continue;
      const PageSet one = follow(i + 1);
      if (one == 0) continue;
      const PageSet two = cells_[i + 2].value == '?' ? one : follow(i + 2);
      Hit hit{i, {roles.lead[0] & one, roles.lead[1] & one & two, roles.lead[2] & one & two & follow(i + 3)}, 0};
      if ((hit.pages[0] | hit.pages[1] | hit.pages[2]) == 0) continue;
      while (hit.sound < 3 && cells_[i + 1 + hit.sound].value >= 0x80) ++hit.sound;
      for (std::size_t more = hit.sound; more < 3; ++more) weak_ = weak_ || hit.pages[more] != 0;
      hits_.push_back(hit);
      lone_a_ = lone_a_ || (cells_[i].value == 0xC3 && cells_[i + 1].value == ' ' && i > 0 && is_ascii_lower(cells_[i - 1].value));
    }
  }

  /// A space may be what became of a no-break space, the byte A0.
  [[nodiscard]] PageSet follow(std::size_t cell) const { return pages_.roles(cells_[cell].value == ' ' ? 0xA0 : cells_[cell].value).follow; }
  static bool is_ascii_lower(char32_t value) { return value >= 'a' && value <= 'z'; }

  /// The sequences of the line in a page. `weak`: such that have lost a byte to a space or a question mark, too; `in_company`: such that have lost
  /// their last bytes, at others.
  void parse(std::size_t page, bool weak, std::size_t scope, bool in_company = false) {
    sequences_.clear();
    const PageSet bit = bit_of(page);
    std::size_t next = 0;
    for (const Hit& hit : hits_) {
      if (hit.at >= scope) break;
      if (hit.at < next) continue;
      // A byte that became a space is not looked for behind a sound letter.
      const bool behind_letter = hit.at > next && cells_[hit.at - 1].value >= 0x80 && is_letter(cells_[hit.at - 1].value);
      for (std::size_t more = 0; more < (weak && !behind_letter ? 3 : hit.sound); ++more) {
        if ((hit.pages[more] & bit) == 0) continue;
        Sequence found{hit.at, hit.at + more + 2, 0};
        if (!decode(page, found, weak)) break;
        if (in_company) add_cut_before(page, next, found.begin);
        sequences_.push_back(found);
        if (in_company) add_cut_behind(page);
        next = sequences_.back().end;
        break;
      }
    }
    join_surrogates();
  }

  /// What is left at `at` of a sequence whose last bytes are gone: its length, 0 if it is none. The next cell does not go on with it.
  [[nodiscard]] std::size_t cut_at(std::size_t page, std::size_t at) const {
    const Roles& roles = pages_.roles(cells_[at].value);
    const PageSet bit = bit_of(page);
    const std::size_t whole = (roles.lead[2] & bit) != 0 ? 4 : (roles.lead[1] & bit) != 0 ? 3 : (roles.lead[0] & bit) != 0 ? 2 : 0;
    std::size_t size = 1;
    while (size < whole && cells_[at + size].value >= 0x80 && (pages_.roles(cells_[at + size].value).follow & bit) != 0) ++size;
    return size < whole ? size : 0;
  }

  /// Between sound sequences of three bytes or more, or behind the last one, the rest of one is no letter of its own.
  void add_cut_behind(std::size_t page) {
    const Sequence last = sequences_.back();
    if (last.end - last.begin < 3) return;
    const std::size_t size = cut_at(page, last.end);
    // A space may be the last byte of two.
    const bool spaced = size == 1 && cells_[last.end + 1].value == ' ' && (pages_.roles(cells_[last.end].value).lead[0] & bit_of(page)) != 0;
    if (size != 0 && !spaced) sequences_.push_back({last.end, last.end + size, text::replacement_character});
  }
  void add_cut_before(std::size_t page, std::size_t done, std::size_t begin) {
    for (std::size_t size = 2; size <= 3 && begin >= done + size; ++size) {
      if (cut_at(page, begin - size) != size) continue;
      sequences_.push_back({begin - size, begin, text::replacement_character});
      return;
    }
  }

  bool decode(std::size_t page, Sequence& sequence, bool weak) const {
    const std::size_t count = sequence.end - sequence.begin;
    const unsigned lead = pages_.byte(page, cells_[sequence.begin].value);
    char32_t value = lead & (count == 2 ? 0x1Fu : count == 3 ? 0x0Fu : 0x07u);
    bool lost = false;
    for (std::size_t i = sequence.begin + 1; i < sequence.end; ++i) {
      char32_t here = cells_[i].value;
      if (here < 0x80) {
        if (!weak) return false;
        here = here == ' ' ? 0xA0 : text::replacement_character;
      }
      const unsigned follow = here == text::replacement_character ? 0 : pages_.byte(page, here);
      lost = lost || follow == 0;
      if (i == sequence.begin + 1 && follow != 0) {
        if ((lead == 0xE0 && follow < 0xA0) || (lead == 0xF0 && follow < 0x90) || (lead == 0xF4 && follow > 0x8F)) return false;
      }
      value = value << 6 | (follow & 0x3F);
    }
    sequence.value = lost ? text::replacement_character : value;
    if (cells_[sequence.end - 1].value == ' ' && !lost) keep_space(sequence);
    // Of a closing quotation mark the last byte is gone more often than a dagger's became a space.
    if (sequence.value == 0x2020 && cells_[sequence.end - 1].value == ' ') {
      sequence.value = text::replacement_character;
      --sequence.end;
    }
    return true;
  }

  /// The space behind "Ã" may be the byte A0 or a space that swallowed it: then it stays.
  void keep_space(Sequence& sequence) const {
    const std::size_t at = sequence.end;
    if (sequence.value != 0xE0 || at >= size_ || cells_[at].value == ' ') return;  // of the letters that end in A0 only à is a word
    const char32_t left = sequence.begin > 0 ? cells_[sequence.begin - 1].value : ' ';
    const char32_t right = cells_[at].value;
    const char32_t more = at + 1 < size_ ? cells_[at + 1].value : ' ';
    const std::array<char32_t, 3> with = {sequence.value, ' ', right};
    const std::array<char32_t, 2> without = {sequence.value, right};
    encoding::LanguageCosts kept;
    encoding::LanguageCosts gone;
    kept.add({left, with, more});
    gone.add({left, without, more});
    if (kept.in(language_) <= gone.in(language_) + 2 * encoding::bit) --sequence.end;
  }

  /// Pairs of surrogates, each written as three bytes (CESU-8), become one character; single ones are none.
  void join_surrogates() {
    std::size_t out = 0;
    for (std::size_t i = 0; i < sequences_.size(); ++i) {
      Sequence sequence = sequences_[i];
      if (sequence.value >= 0xD800 && sequence.value <= 0xDFFF) {
        const Sequence* low = i + 1 < sequences_.size() ? &sequences_[i + 1] : nullptr;
        if (low == nullptr || low->begin != sequence.end || sequence.value > 0xDBFF || low->value < 0xDC00 || low->value > 0xDFFF) continue;
        sequence.value = 0x10000 + ((sequence.value - 0xD800) << 10) + (low->value - 0xDC00);
        sequence.end = low->end;
        ++i;
      }
      sequences_[out++] = sequence;
    }
    sequences_.resize(out);
  }

  /// Calls act(first, last) for each group of neighbouring sequences that may be one.
  template <class Act>
  void each_group(std::size_t page, Act&& act) const {
    for (std::size_t i = 0; i < sequences_.size();) {
      std::size_t end = i + 1;
      while (end < sequences_.size() && sequences_[end].begin == sequences_[end - 1].end) ++end;
      if (fills_run(page, i, end)) act(i, end);
      i = end;
    }
  }

  /// What reading the line in a page gains, in bits. All groups in one language: what each would gain in a language of its own tells less.
  std::int64_t score(std::size_t page) {
    encoding::LanguageCosts after;
    std::int64_t before = 0;
    each_group(page, [&](std::size_t first, std::size_t last) {
      const encoding::Piece piece = take(first, last);
      before += encoding::least_cost({piece.before, before_, piece.behind});
      after.add(piece);
    });
    scored_language_ = after.cheapest();
    return (before - static_cast<std::int64_t>(after.least())) / encoding::bit - static_cast<std::int64_t>(page) - foreign_controls(page);
  }

  /// Of several readings of a line that has few sequences, the one with which all of it is cheapest: its words tell the language.
  PageSet choose_in_line(std::span<const PageSet> likely, std::size_t scope) {
    PageSet best = 0;
    std::int64_t least = std::numeric_limits<std::int64_t>::max();
    for (const PageSet pages : likely) {
      const auto page = static_cast<std::size_t>(__builtin_ctz(pages));
      parse(page, false, scope);
      wider_.clear();
      std::size_t next = 0;
      for (std::size_t i = 0; i < std::min(size_, scope);) {
        const bool here = next < sequences_.size() && sequences_[next].begin == i;
        wider_.push_back(here ? sequences_[next].value : cells_[i].value);
        i = here ? sequences_[next++].end : i + 1;
      }
      encoding::LanguageCosts costs;
      costs.add({' ', wider_, ' '});
      const std::int64_t cost = costs.least() + encoding::bit * (static_cast<std::int64_t>(page) + foreign_controls(page));
      if (cost >= least) continue;
      least = cost;
      best = pages;
      language_ = costs.cheapest();
    }
    return best;
  }

  /// Bits that it costs a page if control characters stand where it has characters: then Latin-1 or one of its relatives was read.
  [[nodiscard]] std::int64_t foreign_controls(std::size_t page) const {
    std::int64_t count = 0;
    for (const Sequence& sequence : sequences_) {
      for (std::size_t i = sequence.begin + 1; i < sequence.end; ++i) count += pages_.replaces_control(page, cells_[i].value) ? 1 : 0;
    }
    return 4 * count;
  }

  /// Fills before_ and after_ with the sequences [first, last); gives the repaired piece.
  encoding::Piece take(std::size_t first, std::size_t last) {
    before_.clear();
    after_.clear();
    for (std::size_t i = first; i < last; ++i) after_.push_back(sequences_[i].value);
    const std::size_t begin = sequences_[first].begin;
    const std::size_t end = sequences_[last - 1].end;
    for (std::size_t i = begin; i < end; ++i) before_.push_back(cells_[i].value);
    return {begin > 0 ? cells_[begin - 1].value : 0, after_, end < size_ ? cells_[end].value : 0};
  }

  /// Notes the groups of the line for the decision.
  void collect(PageSet pages) {
    std::size_t intact = 0;
    std::size_t next = 0;
    for (std::size_t i = 0; i < size_; ++i) {
      while (next < sequences_.size() && sequences_[next].end <= i) ++next;
      const bool inside = next < sequences_.size() && sequences_[next].begin <= i;
      intact += !inside && cells_[i].value >= 0x80 && !is_apostrophe(i) ? 1 : 0;
    }
    const auto has = [&](char32_t value) { return std::any_of(sequences_.begin(), sequences_.end(), [&](const Sequence& found) { return found.value == value; }); };
    guillemets_ = has(0xAB) && has(0xBB);
    const std::size_t noted = groups_.size();
    const auto page = static_cast<std::size_t>(__builtin_ctz(pages));
    each_group(page, [&](std::size_t first, std::size_t last) {
      Group group = weigh(page, first, last);
      if (intact > 0 && sequences_.size() == 1 && sequences_[0].end - sequences_[0].begin == 2) group.gain -= intact_penalty;
      group.gain -= static_cast<int>(std::min<std::size_t>(odds_, 20)) * odd_letter_penalty;
      group.pages = pages;
      groups_.push_back(group);
    });
    drop_examples(noted);
  }

  /// Between two letters, as sound text has it.
  [[nodiscard]] bool is_apostrophe(std::size_t cell) const {
    return cells_[cell].value == 0x2019 && cell > 0 && is_letter(cells_[cell - 1].value) && is_letter(cells_[cell + 1].value);
  }

  /// Takes away those of the groups from `first` on, which are those of the line, that are examples in a text about mojibake.
  void drop_examples(std::size_t first) {
    if (first == groups_.size()) return;
    const std::size_t begin = cells_[0].offset;
    places_.clear();
    for (std::size_t i = first; i < groups_.size(); ++i) places_.push_back({groups_[i].source.begin - begin, groups_[i].source.end - begin});
    Mentions mentions(text_.substr(begin, cells_[size_].offset - begin));
    std::size_t kept = first;
    for (std::size_t i = first; i < groups_.size(); ++i) {
      const std::string_view meant = std::string_view(arena_).substr(groups_[i].text.begin, groups_[i].text.size());
      if (!mentions.of_mojibake(places_, i - first, meant)) groups_[kept++] = groups_[i];
    }
    groups_.resize(kept);
  }

  /// Whether most Latin letters beyond ASCII that stand in a row belong to sequences. Double-byte text that was read as Latin-1 is full of rows
  /// in which only a few do.
  [[nodiscard]] bool fills_line(std::size_t page, std::size_t scope) {
    std::size_t covered = 0;
    std::size_t odds = 0;
    std::size_t next = 0;
    const std::size_t end = std::min(size_, scope);
    std::size_t hit = 0;
    for (std::size_t i = 0; i < end;) {
      if (next < sequences_.size() && sequences_[next].begin == i) {
        covered += sequences_[next].end - i;
        i = sequences_[next++].end;
        continue;
      }
      while (hit < hits_.size() && hits_[hit].at < i) ++hit;
      if (hit < hits_.size() && hits_[hit].at == i) {
        // A sequence that lost a byte to a space is no odd letter.
        std::size_t more = hits_[hit].sound;
        while (more < 3 && (hits_[hit].pages[more] & bit_of(page)) == 0) ++more;
        if (more < 3) {
          i += more + 2;
          continue;
        }
      }
      const char32_t value = cells_[i].value;
      if (value >= 0x80 && ((i > 0 && cells_[i - 1].value >= 0x80) || cells_[i + 1].value >= 0x80) && pages_.byte(page, value) != 0) {
        odds += is_latin(value) || (value < 0xC0 && value != 0xA0) ? 1 : 0;
      }
      ++i;
    }
    odds_ = odds;
    return odds <= std::max<std::size_t>(2, covered / 4);
  }

  /// Whether the sequences take up all characters beyond ASCII.
  [[nodiscard]] bool takes_all(std::size_t scope) const {
    std::size_t left = 0;
    for (std::size_t i = 0; i < std::min(size_, scope); ++i) left += cells_[i].value >= 0x80 ? 1 : 0;
    for (const Sequence& sequence : sequences_) left -= std::min(left, sequence.end - sequence.begin);
    return left == 0;
  }

  /// Whether the sequences [first, last) take up most of the run of letters beyond ASCII in which they stand. In text of another damage, or of
  /// none, they are chance hits among others that fit into no sequence.
  [[nodiscard]] bool fills_run(std::size_t page, std::size_t first, std::size_t last) const {
    const std::size_t covered = sequences_[last - 1].end - sequences_[first].begin;
    const auto odd = [&](std::size_t cell) {
      const text::CharClass found = text::class_of(cells_[cell].value);
      return found.letter() || found.category() == text::Category::Cc;
    };
    const auto in_run = [&](std::size_t cell) { return cells_[cell].value >= 0x80 && pages_.byte(page, cells_[cell].value) != 0; };
    std::size_t odds = 0;
    std::size_t others = 0;  // sequences that the run has as well
    std::size_t next = first;
    for (std::size_t i = sequences_[first].begin; i > 0 && in_run(i - 1) && sequences_[first].begin - i < most_run;) {
      if (next > 0 && sequences_[next - 1].end == i) {
        others += i - sequences_[next - 1].begin;
        i = sequences_[--next].begin;
      } else {
        odds += odd(--i) ? 1 : 0;
      }
    }
    next = last;
    const std::size_t end = sequences_[last - 1].end;
    for (std::size_t i = end; i < size_ && in_run(i) && i - end < most_run;) {
      if (next < sequences_.size() && sequences_[next].begin == i) {
        others += sequences_[next].end - i;
        i = sequences_[next++].end;
      } else {
        odds += odd(i++) ? 1 : 0;
      }
    }
    return 3 * odds <= covered + others;
  }

  Group weigh(std::size_t page, std::size_t first, std::size_t last) {
    const std::size_t begin = sequences_[first].begin;
    const std::size_t end = sequences_[last - 1].end;
    Group group;
    group.source = {cells_[begin].offset, cells_[end].offset};
    group.text.begin = arena_.size();
    for (std::size_t i = first; i < last; ++i) text::append_utf8(arena_, sequences_[i].value);
    group.text.end = arena_.size();

    // A part of a long group stands for all of it.
    const std::size_t taken = std::min(last, first + most_sequences);
    const encoding::Piece piece = take(first, taken);
    const std::int64_t before = encoding::least_cost({piece.before, before_, piece.behind});
    const auto after = static_cast<std::int64_t>(encoding::least_cost(piece));
    const std::int64_t gain = (before - after) / encoding::bit;
    auto count = static_cast<std::int64_t>(last - first);
    const auto different = static_cast<std::int64_t>(count_different());
    // The same again and again is no evidence, and lines are drawn so.
    if (gain > 0 && count > 4 * different) count = different == 1 && is_sign(cells_[begin].value) ? 0 : different;
    group.gain = static_cast<int>(std::clamp<std::int64_t>(gain * count / static_cast<std::int64_t>(taken - first), -10000, 10000));
    group.counts = true;
    const int doubts = doubts_of(group.source, last - first, taken - first, after);
    if (doubts > 0 && !is_layer()) group.gain -= doubts;
    if (last - first <= 2) weigh_place(group, begin, end, last - first);
    if (last - first <= 2 && (is_leftover(page, first, begin, true) || is_leftover(page, last, end, false))) group.gain -= intact_penalty * (last - first == 1 ? 4 : 1);
    return group;
  }

  /// Different characters of after_, as far as four.
  [[nodiscard]] std::size_t count_different() const {
    std::array<char32_t, 4> seen{};
    std::size_t count = 0;
    for (const char32_t value : after_) {
      if (std::find(seen.begin(), seen.begin() + static_cast<std::ptrdiff_t>(count), value) != seen.begin() + static_cast<std::ptrdiff_t>(count)) continue;
      seen[count++] = value;
      if (count == seen.size()) break;
    }
    return count;
  }

  /// Whether what comes out may have been read wrongly itself: it has characters of one page only.
  [[nodiscard]] bool is_layer() const {
    const auto has_all = [&](std::size_t page) {
      return std::all_of(after_.begin(), after_.end(), [&](char32_t value) { return value < 0x80 || pages_.byte(page, value) != 0; });
    };
    for (std::size_t page = 0; page < page_count; ++page) {
      if (has_all(page)) return true;
    }
    return false;
  }

  /// Bits that speak against a group of `count` sequences of which the first `taken` cost `after`: cheaper than nonsense is not enough.
  [[nodiscard]] int doubts_of(Span source, std::size_t count, std::size_t taken, std::int64_t after) const {
    int doubts = 2 * unlikely_penalty * static_cast<int>(count_changes_of_script());
    if (taken > 2 && after > static_cast<std::int64_t>(taken) * rare) doubts += 4 * unlikely_penalty;
    if (taken == count && count <= most_doubted && after > static_cast<std::int64_t>(count) * dear) {
      // Short titles of Chinese that were read as Latin-1 look like UTF-8 in some page.
      const std::string bytes = windows_1252_bytes(source.of(text_));
      if (bytes.size() >= 4 && cheapest_double_byte(bytes) < after) doubts += 8 * unlikely_penalty;
    }
    return doubts;
  }

  /// How often the script of the letters in after_ changes, as far as four; the scripts of East Asia are one.
  [[nodiscard]] std::size_t count_changes_of_script() const {
    std::size_t count = 0;
    char32_t last = 0;
    for (const char32_t value : after_) {
      if (!is_letter(value)) {
        if (value == ' ' || value == 0xA0) last = 0;
        continue;
      }
      const bool eastern = value >= 0x2E80 || last >= 0x2E80;
      count += last != 0 && !eastern && text::class_of(value).script() != text::class_of(last).script() ? 1 : 0;
      if (count == 4) break;
      last = value;
    }
    return count;
  }

  /// Whether a character that touches the group at `cell`, on its left or right side, fits into no sequence, not even one that was cut off.
  [[nodiscard]] bool is_leftover(std::size_t page, std::size_t sequence, std::size_t cell, bool left) const {
    if (left) return cell > 0 && (sequence == 0 || sequences_[sequence - 1].end != cell) && is_high(cells_[cell - 1].value);
    return cell < size_ && (sequence == sequences_.size() || sequences_[sequence].begin != cell) && is_high(cells_[cell].value) && cut_at(page, cell) < 2;
  }
  static bool is_high(char32_t value) { return value > 0xA0 && value < 0x100; }

  /// Where a short group stands says whether it is likely.
  void weigh_place(Group& group, std::size_t begin, std::size_t end, std::size_t count) {
    const char32_t left = begin > 0 ? cells_[begin - 1].value : 0;
    const char32_t behind = end < size_ ? cells_[end].value : 0;
    const char32_t first = after_.front();
    const text::CharClass found = text::class_of(first);
    if (is_sign(cells_[begin].value) && is_letter(left)) group.gain += stuck_bonus;
    const bool quote = opens_or_closes(first, left, behind) || (guillemets_ && (first == 0xAB || first == 0xBB));
    is_word_ = false;
    if ((found.letter() || (first < 0x100 && first != 0xA0 && !quote)) && !is_letter(left) && !is_letter(behind)) {
      // In a line of many sequences the neighbours are damaged themselves and tell nothing.
      if (sequences_.size() < many) group.gain = gain_in_context(begin, end);
      group.gain -= count > 1 || is_word_ ? isolated_penalty / 4 : isolated_penalty;
      group.counts = false;
    }
    if (quoted(begin, end)) {
      group.gain -= quoted_penalty;
      group.counts = false;
    }
    if (count > 1) return;
    const bool latin = is_latin(left) || is_latin(behind);
    const bool capitals = begin > 1 && text::class_of(left).upper() && text::class_of(cells_[begin - 2].value).upper();
    if ((capitals && found.lower()) || (latin && found.letter() && found.script() != text::ScriptClass::latin && found.script() != text::ScriptClass::greek) ||
        (cells_[end - 1].value == 0xA0 && first != 0xE0 && first != 0xA0) || is_rare(first)) {
      group.gain -= unlikely_penalty;
      group.counts = false;
    }
    // Two letters that turn into a sign are two letters.
    if (is_letter(cells_[begin].value) && is_letter(cells_[begin + 1].value) && first < 0x100 && !found.letter()) group.gain -= 2 * unlikely_penalty;
  }

  /// Whether the quotation mark or inverted mark `value` stands where such marks stand.
  static bool opens_or_closes(char32_t value, char32_t left, char32_t behind) {
    const auto open = [](char32_t c) { return c == 0 || c == ' ' || c == '(' || c == '"'; };
    const auto shut = [](char32_t c) { return c == 0 || c == ' ' || c == ')' || c == '"' || c == '.' || c == ',' || c == ';' || c == ':'; };
    if (value == 0xAB || value == 0xBB) return open(left) ? !shut(behind) : shut(behind) && left != '`';
    return (value == 0xA1 || value == 0xBF) && open(left) && !shut(behind);
  }

  /// A character that no language has, as far as is known.
  static bool is_rare(char32_t value) {
    if (value == text::replacement_character || (value >= 0x530 && is_letter(value) && !is_latin(value))) return false;
    const std::array<char32_t, 1> one = {value};
    return encoding::least_cost({' ', one, 0}) >= rare;
  }
  static bool is_sign(char32_t value) { return text::class_of(value).symbol() && value >= 0x2200; }

  /// A letter that stands alone is a word in one language and nothing in another: what is around it tells which language it is.
  [[nodiscard]] int gain_in_context(std::size_t begin, std::size_t end) {
    const std::size_t first = begin > most_context ? begin - most_context : 0;
    const std::size_t last = std::min(size_, end + most_context);
    const auto cost_with = [&](const std::vector<char32_t>& middle) {
      wider_.clear();
      for (std::size_t cell = first; cell < begin; ++cell) wider_.push_back(cells_[cell].value);
      wider_.insert(wider_.end(), middle.begin(), middle.end());
      for (std::size_t cell = end; cell < last; ++cell) wider_.push_back(cells_[cell].value);
      encoding::LanguageCosts costs;
      costs.add({' ', wider_, ' '});
      return costs;
    };
    const encoding::LanguageCosts before = cost_with(before_);
    const encoding::LanguageCosts after = cost_with(after_);
    const std::size_t around = cost_with({}).cheapest();
    // Between two words it may be one of them, though not of English.
    const auto word_ends = [&](std::size_t space, std::size_t letter) { return cells_[space].value == ' ' && is_ascii_lower(cells_[letter].value); };
    is_word_ = begin > 1 && end + 1 < size_ && word_ends(begin - 1, begin - 2) && word_ends(end, end + 1) && around != english_;
    const encoding::Cost cost = around == english_ ? after.in(english_) : after.least();
    return static_cast<int>((static_cast<std::int64_t>(before.least()) - static_cast<std::int64_t>(cost)) / encoding::bit);
  }
  static bool is_latin(char32_t value) { return is_letter(value) && text::class_of(value).script() == text::ScriptClass::latin; }

  /// Whether quotation marks stand directly around the word.
  [[nodiscard]] bool quoted(std::size_t begin, std::size_t end) const {
    const std::size_t first = begin > 30 ? begin - 30 : 0;
    while (begin > first && is_ascii_alnum_cell(begin - 1)) --begin;
    const std::size_t last = std::min(size_, end + 30);
    while (end < last && is_ascii_alnum_cell(end)) ++end;
    return begin > 0 && end < size_ && is_quote(cells_[begin - 1].value) && is_quote(cells_[end].value);
  }
  [[nodiscard]] bool is_ascii_alnum_cell(std::size_t cell) const {
    return cells_[cell].value < 0x80 && is_ascii_alnum(static_cast<char>(cells_[cell].value));
  }

  Editor& editor_;
  std::string_view text_;
  const CodePages& pages_;
  std::size_t french_ = encoding::model().find("fr");  ///< the language of à
  std::size_t english_ = encoding::model().find("en");
  std::size_t next_ = 0;
  std::vector<Cell> cells_;   ///< of the line, then four of nothing
  std::size_t size_ = 0;
  std::vector<Hit> hits_;
  std::vector<Sequence> sequences_, last_;
  std::size_t odds_ = 0;  ///< letters that fit into no sequence, of the page that was tried last
  std::size_t scored_language_ = 0, language_ = 0;  ///< of the page that was scored last, of the best one
  bool weak_ = false;    ///< the line has weak hits
  bool lone_a_ = false;  ///< a word that ends in Ã
  std::vector<char32_t> before_, after_, wider_;
  bool is_word_ = false;     ///< the letter that stands alone may be a word
  bool guillemets_ = false;  ///< both of them are among the sequences of the line
  std::string arena_;
  std::vector<Group> groups_;
  std::vector<Span> places_;
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
