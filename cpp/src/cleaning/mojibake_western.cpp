// UTF-8 that was read in a single-byte code page: "Ã©" for é, "вЂ™" for ’, "Γ¥ñ" for ❤.
//
// A line is taken apart in the code pages in which something in it can be UTF-8; what is found (groups of neighbouring sequences) is judged
// by what it costs in the languages of the encoding room's model before and after. One sequence needs clear evidence of its own; where a
// document has more of the same code page, less is enough. Repeated by the caller until nothing is found: that undoes double and triple UTF-8.

#include <algorithm>
#include <span>

#include "cleaning/code_pages.hpp"
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
constexpr Triggers triggers = Triggers()
    .add(latin_lead, continuation, latin_follow)
    .add(byte(0xC3), byte(0x83), byte(' '))                                                     // Ã and the space that U+00A0 became
    .add({nibble(12), nibbles(14, 15)}, continuation, eastern_follow)                           // Greek letters
    .add({nibble(13), static_cast<std::uint16_t>(nibbles(0, 1) | nibbles(7, 11))}, continuation, eastern_follow)  // Cyrillic, Hebrew, Arabic
    .add(byte(0xD0), {nibble(8), any})                                                          // Ѐ to Џ
    .add(byte(0xD1), {nibble(9), any})                                                          // ѐ to џ
    .add(byte(0xCE), {nibble(8), any})                                                          // ΄ to Ώ
    .add(byte(0xC2), byte(0xAC), {some({12, 14}), any})                                         // ¬ of Macintosh
    .add(byte(0xE2), byte(0x88))                                                                // √ ∆
    .add(byte(0xE2), byte(0x89))                                                                // ≈
    .add(byte(0xE2), byte(0x80), {some({9, 11}), some({0, 3, 4, 10, 14})})                      // – — ‚ „ ‰
    .add(byte(0xE2), {nibble(9), nibbles(4, 7)});                                               // box drawing, ◊

/// Costs and gains are in bits here.
constexpr int alone_threshold = 16;      ///< of a group that stands for itself
constexpr int bold_threshold = 11;       ///< the same for those who would rather repair too much
constexpr int company_threshold = 8;     ///< if there is some evidence elsewhere
constexpr int crowd_threshold = -12;     ///< if there is plenty
constexpr int company = 20;
constexpr int crowd = 45;
constexpr int isolated_penalty = 10;     ///< no letter beside it
constexpr int quoted_penalty = 24;       ///< an example in quotes
constexpr int intact_penalty = 9;        ///< other letters beyond ASCII on the line are in order
constexpr std::size_t most_cells = 96;   ///< of a group that are looked at: what is longer is no accident
constexpr std::size_t most_pages = 4;    ///< that are tried on one line

struct Cell {
  char32_t value;
  std::size_t offset;
};

/// Where sequences of two, three and four characters may begin, by page.
struct Hit {
  std::size_t at;
  PageSet pages[3];
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
    if (!begins(at) && (at == 0 || !begins(at - decode_valid_before(text_, at).size))) return;
    const std::size_t found = at == 0 ? text_.npos : text_.rfind('\n', at - 1);
    const std::size_t begin = found == text_.npos ? 0 : found + 1;
    next_ = std::min(text_.find('\n', at), text_.size());
    line(begin, next_);
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
      const int threshold = elsewhere >= crowd ? crowd_threshold : elsewhere >= company ? company_threshold : alone;
      if (group.gain < threshold) continue;
      const float confidence = 1.0F - 1.0F / (2.0F + static_cast<float>(std::min(group.gain + elsewhere, 1000)));
      editor_.replace(group.source.begin, group.source.end, std::string_view(arena_).substr(group.text.begin, group.text.size()), Id::mojibake_western, confidence);
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
    if ((roles.lead[0] & follow) != 0 || (first.value == 0xC3 && second.value == ' ')) return true;
    PageSet more = (roles.lead[1] | roles.lead[2]) & follow;
    if (more == 0) return false;
    end += second.size;
    return end < text_.size() && (more & pages_.roles(decode_valid(text_, end).value).follow) != 0;
  }

  void line(std::size_t begin, std::size_t end) {
    read(begin, end);
    if (hits_.empty()) return;

    // The pages in which most of the line reads as UTF-8.
    std::array<std::size_t, page_count> covered{};
    for (const Hit& hit : hits_) {
      for (std::size_t more = 0; more < 3; ++more) each(hit.pages[more], [&](std::size_t page) { covered[page] += more + 2; });
    }
    std::array<std::size_t, page_count> order{};
    for (std::size_t i = 0; i < page_count; ++i) order[i] = i;
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return covered[a] > covered[b]; });

    best_.clear();
    best_sum_ = 0;
    std::size_t tried = 0;
    PageSet same = 0;
    for (const std::size_t page : order) {
      if (covered[page] == 0 || tried == most_pages) break;
      parse(page);
      if (sequences_.empty()) continue;
      if (tried > 0 && sequences_ == last_) {
        if (same != 0) for (Group& group : best_) group.pages |= bit_of(page);
        continue;
      }
      ++tried;
      same = judge(page) ? bit_of(page) : 0;
      std::swap(last_, sequences_);
    }
    groups_.insert(groups_.end(), best_.begin(), best_.end());
  }

  void read(std::size_t begin, std::size_t end) {
    cells_.clear();
    hits_.clear();
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
      const PageSet two = follow(i + 2);
      const Hit hit{i, {roles.lead[0] & one, roles.lead[1] & one & two, roles.lead[2] & one & two & follow(i + 3)}};
      if ((hit.pages[0] | hit.pages[1] | hit.pages[2]) != 0) hits_.push_back(hit);
    }
  }

  /// A space may be what became of a no-break space, the byte A0; it counts only beside better evidence.
  [[nodiscard]] PageSet follow(std::size_t cell) const { return pages_.roles(cells_[cell].value == ' ' ? 0xA0 : cells_[cell].value).follow; }

  /// The sequences of the line in a page.
  void parse(std::size_t page) {
    sequences_.clear();
    const PageSet bit = bit_of(page);
    std::size_t next = 0;
    for (const Hit& hit : hits_) {
      if (hit.at < next) continue;
      for (std::size_t more = 0; more < 3; ++more) {
        if ((hit.pages[more] & bit) == 0) continue;
        Sequence found{hit.at, hit.at + more + 2, 0};
        if (!decode(page, found)) break;
        next = found.end;
        sequences_.push_back(found);
        break;
      }
    }
    if (!join_surrogates()) sequences_.clear();
  }

  bool decode(std::size_t page, Sequence& sequence) const {
    const std::size_t count = sequence.end - sequence.begin;
    const unsigned lead = pages_.byte(page, cells_[sequence.begin].value);
    char32_t value = lead & (count == 2 ? 0x1Fu : count == 3 ? 0x0Fu : 0x07u);
    bool lost = false;
    bool space = false;
    for (std::size_t i = sequence.begin + 1; i < sequence.end; ++i) {
      char32_t here = cells_[i].value;
      if (here == ' ') {
        space = true;
        here = 0xA0;
      }
      const unsigned follow = here == text::replacement_character ? 0 : pages_.byte(page, here);
      lost = lost || follow == 0;
      if (i == sequence.begin + 1 && follow != 0) {
        if ((lead == 0xE0 && follow < 0xA0) || (lead == 0xF0 && follow < 0x90) || (lead == 0xF4 && follow > 0x8F)) return false;
      }
      value = value << 6 | (follow & 0x3F);
    }
    if (space) return false;
    sequence.value = lost ? text::replacement_character : value;
    return true;
  }

  /// Pairs of surrogates, each written as three bytes (CESU-8), become one character; single ones are none.
  bool join_surrogates() {
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
    return out > 0;
  }

  /// Works out what the sequences of a page would gain; keeps them as the best if it is most.
  bool judge(std::size_t page) {
    std::vector<Group>& groups = scratch_;
    groups.clear();
    const std::size_t arena = arena_.size();
    std::size_t intact = 0;
    for (std::size_t i = 0; i < size_; ++i) intact += cells_[i].value >= 0x80 ? 1 : 0;
    for (const Sequence& sequence : sequences_) intact -= std::min(intact, sequence.end - sequence.begin);

    int sum = -static_cast<int>(page);  // the later in the list, the rarer
    for (std::size_t i = 0; i < sequences_.size();) {
      std::size_t end = i + 1;
      while (end < sequences_.size() && sequences_[end].begin == sequences_[end - 1].end) ++end;
      Group group = weigh(std::span(sequences_).subspan(i, end - i));
      if (intact > 0 && sequences_.size() == 1) group.gain -= intact_penalty;
      group.pages = bit_of(page);
      if (group.gain > crowd_threshold) {
        sum += std::clamp(group.gain, -1000, 1000);
        groups.push_back(group);
      } else {
        arena_.resize(group.text.begin);
      }
      i = end;
    }
    if (sum <= best_sum_) {
      arena_.resize(arena);
      return false;
    }
    best_sum_ = sum;
    best_.swap(groups);
    return true;
  }

  Group weigh(std::span<const Sequence> sequences) {
    const std::size_t begin = sequences.front().begin;
    const std::size_t end = sequences.back().end;
    Group group;
    group.source = {cells_[begin].offset, cells_[end].offset};
    group.text.begin = arena_.size();
    for (const Sequence& sequence : sequences) text::append_utf8(arena_, sequence.value);
    group.text.end = arena_.size();

    before_.clear();
    after_.clear();
    std::size_t looked_at = begin;
    for (const Sequence& sequence : sequences) {
      if (sequence.end - begin > most_cells && !after_.empty()) break;
      after_.push_back(sequence.value);
      looked_at = sequence.end;
    }
    for (std::size_t i = begin; i < looked_at; ++i) before_.push_back(cells_[i].value);
    const char32_t left = begin > 0 ? cells_[begin - 1].value : 0;
    const char32_t right = looked_at < size_ ? cells_[looked_at].value : 0;
    group.gain = (static_cast<int>(encoding::least_cost({left, before_, right})) - static_cast<int>(encoding::least_cost({left, after_, right}))) /
                 static_cast<int>(encoding::bit);

    const char32_t behind = end < size_ ? cells_[end].value : 0;
    const bool word = is_letter(after_[0]) || after_[0] < 0x100;
    group.counts = true;
    if (sequences.size() <= 2) {
      if (word && !is_letter(left) && !is_letter(behind)) {
        group.gain -= isolated_penalty;
        group.counts = false;
      }
      if (quoted(begin, end)) {
        group.gain -= quoted_penalty;
        group.counts = false;
      }
    }
    return group;
  }

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
  std::size_t next_ = 0;
  std::vector<Cell> cells_;   ///< of the line, then four of nothing
  std::size_t size_ = 0;
  std::vector<Hit> hits_;
  std::vector<Sequence> sequences_, last_;
  std::vector<Group> best_, scratch_;
  int best_sum_ = 0;
  std::vector<char32_t> before_, after_;
  std::string arena_;
  std::vector<Group> groups_;
};

}  // namespace

void mojibake_western(Editor& editor) {
  if (!editor.has(Id::mojibake_western)) return;
  const std::string_view text = editor.source();
  Western pass(editor);
  triggers.for_each(text, [&](std::size_t at) { pass.visit(at); });
  pass.finish();
}

}  // namespace hansift::cleaning
