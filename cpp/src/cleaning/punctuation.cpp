#include <algorithm>

#include "cleaning/gloss_page.hpp"
#include "cleaning/lines.hpp"

namespace hansift::cleaning {
namespace {

enum class Side : std::uint8_t { none, space, east, latin, digit, other };

constexpr char32_t full(char32_t c) { return c + 0xFEE0; }
bool is_latin(char32_t c) { return c < 0x2E80 && text::class_of(c).letter(); }
bool is_digit(char32_t c) { return c >= '0' && c <= '9'; }
bool is_numeral(char32_t c) { return std::u32string_view(U"〇零一二三四五六七八九十百甲乙丙丁").find(c) != std::u32string_view::npos; }

Side side_of(char32_t c) {
  if (is_space(c)) return Side::space;
  if (is_digit(c)) return Side::digit;
  if (c < 0x80) return is_latin(c) ? Side::latin : Side::other;
  if (is_east_letter(c) || is_east_mark(c) || c == 0x2103 || c == 0xB7 || (c >= 0x2460 && c <= 0x24FF) || (c >= 0x3200 && c <= 0x33FF)) return Side::east;
  return is_latin(c) ? Side::latin : Side::other;
}

class Punctuation {
 public:
  Punctuation(const Editor& editor, Line& line, Document& document) : editor_(editor), line_(line), cells_(line.cells), document_(document) {}

  void run() {
    if (editor_.has(Id::punctuation_half)) return narrow();
    if (line_.marks.empty()) return;
    const Counts& n = line_.counts;
    if (!is_chinese()) return;
    protect();
    if (n.foreign > 3 * n.han && latin_words() > 3 * n.han) return;  // another language that quotes Chinese
    const auto& has = line_.ascii;
    if (editor_.has(Id::punctuation_brackets) && (has['('] || has[')'])) brackets();
    if (!has[','] && !has[';'] && !has[':'] && !has['!'] && !has['?'] && !has['.']) return;
    if (editor_.has(Id::punctuation_marks)) {
      std::size_t next = 0;
      for (const std::size_t i : line_.marks) {
        if (i < next || cells_[i].fixed || cells_[i].out != cells_[i].value) continue;
        switch (cells_[i].value) {
          case ',': case ';': case ':': pause(i); break;
          case '!': case '?': next = exclamation(i) + 1; break;
          default: break;
        }
      }
    }
    if (editor_.has(Id::punctuation_full_stop) && has['.']) full_stops();
  }

 private:
  [[nodiscard]] bool is_chinese() const {
    const Counts& n = line_.counts;
    return n.han > 0 && n.hangul * 2 < n.han && (n.hiragana < 2 || n.hiragana * 8 <= n.han) && (n.kana < 3 || n.kana * 2 <= n.han);
  }

  /// The other way round, for those who want it.
  void narrow() {
    if (!is_chinese()) return;
    for (std::size_t i = 0; i < cells_.size(); ++i) {
      if (cells_[i].value >= 0xFF01 && std::u32string_view(U"，：；！？（）").find(cells_[i].value) != std::u32string_view::npos) {
        change(i, cells_[i].value - 0xFEE0, Id::punctuation_half);
      }
    }
  }

  /// URLs, mail addresses and what stands between backticks keep their characters.
  void protect() {
    protect_faces();
    protect_glosses();
    if (line_.ascii['`']) protect_code();
    if (line_.ascii['{'] && line_.ascii['-']) protect_variants();
    if (line_.ascii[']'] && line_.ascii['(']) protect_links();
    if ((line_.ascii['/'] && line_.ascii[':']) || (line_.ascii['w'] && line_.ascii['.'])) protect_urls();
    if (line_.ascii['/'] || line_.ascii['\\'] || (line_.ascii['.'] && line_.ascii[')'])) protect_paths();
  }

  void fix(std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i) cells_[i].fixed = true;
  }

  /// Readings in brackets, and what is left of misplaced ones (gloss.cpp): pages on which these are damage can be told by them later on.
  void protect_glosses() {
    for (const std::size_t i : line_.marks) {
      if ((cells_[i].value != '(' && cells_[i].value != '?') || i + 1 >= cells_.size() || !(is_latin(cells_[i + 1].value) || cells_[i + 1].value == '(')) continue;
      const std::optional<gloss::Token> found = gloss::fitting_gloss_at(line_.span.of(editor_.source()), cells_[i].offset);
      if (!found) continue;
      for (std::size_t k = i; k < cells_.size() && cells_[k].offset < found->span.end; ++k) cells_[k].fixed = true;
    }
  }

  /// :) :-( ;) of marks, (^_^) of brackets.
  void protect_faces() {
    if (!line_.ascii['('] && !line_.ascii[')']) return;
    std::size_t open = cells_.size();  // the last bracket that was opened and is not closed
    std::size_t depth = 0;
    for (const std::size_t i : line_.marks) {
      const char32_t c = cells_[i].value;
      if (c == '(' || c == 0xFF08) {
        const std::size_t eyes = eyes_before(i);
        if (c == '(' && eyes < i && !closes(i)) {
          fix(eyes, i + 1);
          continue;
        }
        open = i;
        ++depth;
      } else if (c == ')' || c == 0xFF09) {
        const std::size_t eyes = eyes_before(i);
        if (c == ')' && eyes < i && depth == 0) fix(eyes, i + 1);
        if (depth > 0) --depth;
        if (open < i && is_face(open, i)) fix(open, i + 1);
        open = cells_.size();
      }
    }
  }
  /// Where the eyes of a face begin whose mouth is at `i`; `i` if there are none.
  [[nodiscard]] std::size_t eyes_before(std::size_t i) const {
    std::size_t at = i;
    if (at > 0 && cells_[at - 1].value == '-') --at;
    return at > 0 && (cells_[at - 1].value == ':' || cells_[at - 1].value == ';') ? at - 1 : i;
  }
  /// Whether the bracket that is opened at `i` is closed by one that is not itself a mouth.
  [[nodiscard]] bool closes(std::size_t i) const {
    const auto next = std::upper_bound(line_.marks.begin(), line_.marks.end(), i);
    const auto closing = std::find_if(next, line_.marks.end(), [&](std::size_t k) { return cells_[k].value == ')' || cells_[k].value == 0xFF09 || cells_[k].value == '('; });
    return closing != line_.marks.end() && cells_[*closing].value != '(' && eyes_before(*closing) == *closing;
  }
  /// A face in brackets: a few characters, some of them signs that no prose has there, no word among them.
  [[nodiscard]] bool is_face(std::size_t begin, std::size_t end) const {
    constexpr std::size_t widest = 12;
    if (end - begin < 3 || end - begin > widest) return false;
    std::size_t signs = 0;
    std::size_t word = 0;
    for (std::size_t i = begin + 1; i < end; ++i) {
      const char32_t c = cells_[i].value;
      const bool part = c == '_' || c == '^' || c == '>' || c == '<' || c == '`' || c == 0xFF3E || c == 0xFF3F || c == 0xFF40 || c == 0xB4 || c == 0x30FB || (c >= 0x80 && cells_[i].kind.symbol());
      signs += part ? 1 : 0;
      word = !part && cells_[i].kind.cjk() ? word + 1 : 0;
      if (word == 2) return false;
    }
    return signs >= 2 || (signs == 1 && end - begin == 4 && cells_[begin + 2].value == '_');
  }

  /// File names and paths: 报告(终稿).docx, /home/资料(旧)/说明.txt, C:\资料(旧)
  void protect_paths() {
    std::size_t done = 0;
    for (std::size_t i = 0; i < cells_.size(); ++i) {
      const char32_t c = cells_[i].value;
      if (c != '/' && c != '\\' && !(c == '.' && i > 0 && cells_[i - 1].value == ')')) continue;
      std::size_t begin = i;
      while (begin > done && !is_path_end(cells_[begin - 1].value)) --begin;
      done = i;
      while (done < cells_.size() && !is_path_end(cells_[done].value)) ++done;
      protect_path(begin, done);
      i = done;
    }
  }
  [[nodiscard]] static bool is_path_end(char32_t c) {
    if (c >= 0x4E00 && c <= 0x9FFF) return false;  // nearly all of them
    return is_space(c) || c == '"' || c == '<' || c == '>' || c == '|' || is_curly(c) || (is_east_mark(c) && c != 0xFF08 && c != 0xFF09 && c != 0x2014);
  }
  /// `begin` to `end`: without white space.
  void protect_path(std::size_t begin, std::size_t end) {
    const auto value = [&](std::size_t i) { return i < end ? cells_[i].value : 0; };
    const bool drive = is_latin(value(begin)) && value(begin + 1) == ':' && (value(begin + 2) == '\\' || value(begin + 2) == '/');
    const bool path = drive || (value(begin) == '/' && value(begin + 1) != '/') || ((value(begin) == '.' || value(begin) == '~') && value(begin + 1) == '/');
    std::size_t last = begin;  // behind what belongs to the path for certain
    std::size_t open = end;
    for (std::size_t i = begin; i < end; ++i) {
      const char32_t c = value(i);
      if (c == '/' || c == '\\') last = path ? i + 1 : last;
      if (c == '(') open = i;
      if (c != '.') continue;
      const std::size_t stop = extension_end(i, end);
      if (stop == i) continue;
      if (path) last = stop;
      else if (i > begin && value(i - 1) == ')' && open < i) fix(open, stop);  // the name of a file in running text begins nobody knows where
    }
    if (path) fix(begin, last);
  }
  /// End of the extension of a file name whose dot is at `i`; `i` if it is none.
  [[nodiscard]] std::size_t extension_end(std::size_t i, std::size_t end) const {
    std::size_t stop = i + 1;
    bool letter = false;
    while (stop < end && stop < i + 6 && cells_[stop].value < 0x80 && (is_latin(cells_[stop].value) || is_digit(cells_[stop].value))) letter |= is_latin(cells_[stop++].value);
    const bool more = stop < end && cells_[stop].value < 0x80 && (is_latin(cells_[stop].value) || is_digit(cells_[stop].value));
    return letter && stop > i + 2 && !more ? stop : i;
  }

  void protect_code() {
    bool inside = false;
    for (std::size_t i = 0; i < cells_.size(); ++i) {
      if (cells_[i].value == '`') inside = !inside;
      if (inside) cells_[i].fixed = true;
    }
    if (inside) {  // a backtick without its partner is no code
      for (std::size_t i = cells_.size(); i > 0; --i) {
        cells_[i - 1].fixed = false;
        if (cells_[i - 1].value == '`') break;
      }
    }
  }

  /// Variants of wiki markup: -{zh-cn:程序;zh-tw:程式}-
  void protect_variants() {
    for (std::size_t i = 0; i + 1 < cells_.size(); ++i) {
      if (cells_[i].value != '-' || cells_[i + 1].value != '{') continue;
      std::size_t k = i;
      while (k < cells_.size() && cells_[k].value != '}') ++k;
      if (k == cells_.size()) break;
      for (; i < k; ++i) cells_[i].fixed = true;
    }
  }

  /// Targets of Markdown links: [text](target "title")
  void protect_links() {
    for (std::size_t i = 0; i + 1 < cells_.size(); ++i) {
      if (cells_[i].value != ']' || cells_[i + 1].value != '(') continue;
      std::size_t depth = 0;
      std::size_t k = i + 1;
      for (; k < cells_.size(); ++k) {
        depth += cells_[k].value == '(' ? 1 : 0;
        if (cells_[k].value == ')' && --depth == 0) break;
      }
      if (k == cells_.size()) break;
      fix(i, k + 1);
      i = k;
    }
  }

  void protect_urls() {
    for (std::size_t i = 0; i + 3 < cells_.size(); ++i) {
      const bool scheme = cells_[i].value == ':' && cells_[i + 1].value == '/' && cells_[i + 2].value == '/';
      const bool www = cells_[i].value == 'w' && cells_[i + 1].value == 'w' && cells_[i + 2].value == 'w' && cells_[i + 3].value == '.';
      if (!scheme && !www) continue;
      for (std::size_t k = i; k > 0 && i - k < 10 && is_latin(cells_[k - 1].value) && cells_[k - 1].value < 0x80; --k) cells_[k - 1].fixed = true;
      std::size_t k = i;
      while (k < cells_.size() && cells_[k].value > 0x20 && cells_[k].value < 0x7F && cells_[k].value != '"') ++k;
      // Marks at the end of it, and a bracket that was opened before it, are not part of the URL.
      std::size_t end = k;
      const bool opened = std::any_of(cells_.begin() + static_cast<std::ptrdiff_t>(i), cells_.begin() + static_cast<std::ptrdiff_t>(k), [](const Cell& c) { return c.value == '('; });
      while (end > i + 3 && (std::u32string_view(U",;:!?.").find(cells_[end - 1].value) != std::u32string_view::npos || (cells_[end - 1].value == ')' && !opened))) --end;
      if (end == k) end = k = further(k);
      fix(i, end);
      i = k;
    }
  }

  /// Where a URL ends that goes on in East Asian letters from `k` on: behind its last / or the extension of a file, if there is one.
  [[nodiscard]] std::size_t further(std::size_t k) const {
    constexpr std::size_t farthest = 200;
    std::size_t end = k;
    bool foreign = false;  // letters that are not ASCII before
    bool opened = false;   // a bracket behind them
    for (std::size_t i = k; i < cells_.size() && i < k + farthest && !is_path_end(cells_[i].value); ++i) {
      const char32_t c = cells_[i].value;
      const bool mark = c == ',' || c == ';' || c == ':' || c == '!' || c == '?';
      if (mark && !foreign && i + 1 < cells_.size() && is_east_letter(cells_[i + 1].value)) break;  // prose behind a mark
      foreign = foreign || c >= 0x80;
      if (c == '/' || (c == ')' && opened)) end = i + 1;
      opened = foreign && (c == '(' || (opened && c != ')' && c != '/'));
      if (c == '.') end = std::max(end, extension_end(i, cells_.size()) > i ? extension_end(i, cells_.size()) : end);
    }
    return end;
  }

  /// Latin letters outside URLs and code.
  [[nodiscard]] std::size_t latin_words() const {
    return static_cast<std::size_t>(std::count_if(cells_.begin(), cells_.end(), [](const Cell& c) { return !c.fixed && c.value < 0x2E80 && c.kind.letter(); }));
  }

  /// The neighbour on the left that is not dropped; cells_.size() if there is none.
  [[nodiscard]] std::size_t left_of(std::size_t i) const {
    while (i > 0) {
      if (!cells_[--i].dropped()) return i;
    }
    return cells_.size();
  }
  [[nodiscard]] std::size_t right_of(std::size_t i) const {
    while (++i < cells_.size()) {
      if (!cells_[i].dropped()) return i;
    }
    return cells_.size();
  }
  /// The side, seen through quotation marks: 他说“好”,然后
  [[nodiscard]] Side left(std::size_t i) const {
    for (int quotes = 0; quotes < 3; ++quotes) {
      i = left_of(i);
      if (i == cells_.size()) return Side::none;
      if (!is_quote(cells_[i].out)) return side_of(cells_[i].out);
    }
    return Side::other;
  }
  [[nodiscard]] Side right(std::size_t i) const {
    for (int quotes = 0; quotes < 3; ++quotes) {
      i = right_of(i);
      if (i == cells_.size()) return Side::none;
      if (!is_quote(cells_[i].out)) return side_of(cells_[i].out);
    }
    return Side::other;
  }
  [[nodiscard]] char32_t at(std::size_t i) const { return i < cells_.size() ? cells_[i].out : 0; }

  /// The document is asked when there is something to change, not before.
  void change(std::size_t i, char32_t out, Id id) {
    if (!document_.japanese() && !document_.layout.is_form(line_.span)) line_.change(i, out, id);
  }
  void widen(std::size_t i, Id id) { change(i, full(cells_[i].value), id); }

  /// Drops one space behind `i` if text follows it.
  void close_right(std::size_t i, Id id) {
    const std::size_t space = right_of(i);
    if (space >= cells_.size() || cells_[space].out != ' ') return;
    const std::size_t next = right_of(space);
    if (next < cells_.size() && !is_space(cells_[next].out)) change(space, 0, id);
  }

  void pause(std::size_t i) {
    const char32_t mark = cells_[i].value;
    const Side before = left(i);
    const Side behind = right(i);
    const char32_t next = at(right_of(i));
    if (mark == ':' && (next == ':' || next == '/' || next == '-' || at(left_of(i)) == ':')) return;
    if (mark == ':' && (next == 'D' || next == 'P') && right(right_of(i)) == Side::none) return;  // a smiley
    // No pause stands before another mark: B:。 is a drive.
    if (std::u32string_view(U"，。、；：！？").find(next) != std::u32string_view::npos && next != 0) return;
    bool wide = false;
    if (before == Side::east) wide = behind != Side::space || beyond_space(i) != Side::none;
    else if (before == Side::none) wide = behind == Side::east && mark != ':' && line_.counts.han >= 4;
    else if (before != Side::space) wide = behind == Side::east;
    if (!wide) return;
    widen(i, Id::punctuation_marks);
    close_right(i, Id::punctuation_marks);
  }

  /// What follows the space behind `i`.
  [[nodiscard]] Side beyond_space(std::size_t i) const {
    const std::size_t space = right_of(i);
    return space < cells_.size() ? right(space) : Side::none;
  }

  /// A run of ! and ?; gives its last cell.
  std::size_t exclamation(std::size_t i) {
    std::size_t last = i;
    while (last + 1 < cells_.size() && (cells_[last + 1].value == '!' || cells_[last + 1].value == '?') && !cells_[last + 1].fixed) ++last;
    const Side before = left(i);
    const Side behind = right(last);
    const char32_t next = at(right_of(last));
    if (next == '=' || next == '[') return last;
    bool wide = before == Side::east;
    // Behind a Latin word or a number: at the end of a Chinese sentence, and ? before Chinese. (Names like Yahoo! keep theirs.)
    if (before == Side::latin || before == Side::digit || before == Side::other) {
      const bool sentence = line_.counts.han >= 4 && line_.counts.han * 2 > line_.counts.latin;
      wide = (behind == Side::none && sentence) || (behind == Side::east && (cells_[i].value == '?' || before != Side::latin));
    }
    if (!wide) return last;
    for (std::size_t k = i; k <= last; ++k) widen(k, Id::punctuation_marks);
    close_right(last, Id::punctuation_marks);
    return last;
  }

  /// Brackets in pairs; a pair has one width.
  void brackets() {
    auto& [open, pairs, single] = line_.brackets;
    open.clear();
    pairs.clear();
    single.clear();
    for (const std::size_t i : line_.marks) {
      const char32_t c = cells_[i].value;
      if (cells_[i].fixed) continue;
      if (c == '(' || c == 0xFF08) {
        open.push_back(i);
      } else if (c == ')' || c == 0xFF09) {
        if (open.empty()) {
          single.push_back(i);
        } else {
          pairs.emplace_back(open.back(), i);
          open.pop_back();
        }
      }
    }
    single.insert(single.end(), open.begin(), open.end());
    std::sort(pairs.begin(), pairs.end());
    for (const auto& [begin, end] : pairs) {
      const bool wide_begin = cells_[begin].value == 0xFF08;
      const bool wide_end = cells_[end].value == 0xFF09;
      if (wide_begin && wide_end) continue;
      if (!wide_begin && !wide_end && !wide_pair(begin, end)) continue;
      if (!wide_begin) widen(begin, Id::punctuation_brackets);
      if (!wide_end) widen(end, Id::punctuation_brackets);
    }
    for (const std::size_t i : single) {
      if (cells_[i].value != '(' && cells_[i].value != ')') continue;
      const Side outer = cells_[i].value == '(' ? left(i) : right(i);
      const Side inner = cells_[i].value == '(' ? right(i) : left(i);
      const std::size_t neighbour = cells_[i].value == '(' ? right_of(i) : left_of(i);
      if (inner == Side::east && is_east_letter(at(neighbour)) && (outer == Side::east || outer == Side::none)) widen(i, Id::punctuation_brackets);
    }
  }

  [[nodiscard]] bool wide_pair(std::size_t begin, std::size_t end) const {
    bool east_inside = false;
    bool formula = false;
    std::size_t size = 0;
    // Enough to know what is inside; a pair that spans more than this is prose.
    for (std::size_t i = begin + 1; i < end && size < 200; ++i) {
      if (cells_[i].dropped()) continue;
      ++size;
      const char32_t c = cells_[i].value;
      east_inside = east_inside || side_of(c) == Side::east;
      const char32_t next = i + 1 < end ? cells_[i + 1].value : 0;
      formula = formula || c == '=' || c == '*' || c == '^' || c == '<' || c == '>' || c == '_' || c == '|' || (c == '+' && (is_latin(next) || is_digit(next) || next == ' '));
    }
    // A space in front is a way of writing of its own: 使用 Windows (64 位) 版本
    if (size == 0 || left(begin) == Side::space) return false;
    // (1) or (a) in front of an item.
    if (left(begin) == Side::none && size <= 2 && std::all_of(&cells_[begin + 1], &cells_[end], [](const Cell& c) { return c.value < 0x80 && (is_digit(c.value) || is_latin(c.value)); })) return false;
    if (east_inside) return true;
    if (formula) return false;
    const Side before = left(begin);
    const Side behind = right(end);
    if (before != Side::east && behind != Side::east) return false;
    // f(x), O(n), H(2), sin(30): a short argument directly behind a letter
    const std::size_t neighbour = left_of(begin);
    const bool call = neighbour < cells_.size() && (is_latin(cells_[neighbour].out) || is_digit(cells_[neighbour].out));
    const bool comma = std::any_of(cells_.begin() + static_cast<std::ptrdiff_t>(begin), cells_.begin() + static_cast<std::ptrdiff_t>(begin + 1 + std::min<std::size_t>(size, 200)),
                                   [](const Cell& c) { return c.value == ','; });
    if (call && (size <= 2 || comma)) return false;
    return !(before != Side::east && before != Side::none && size <= 1);
  }

  void full_stops() {
    if (line_.counts.stops > 0 || line_.counts.han < 6) return;
    const std::size_t count = cells_.size();
    const auto stop = [&](std::size_t i) {
      if (cells_[i].value != '.' || cells_[i].fixed) return false;
      const std::size_t l = left_of(i);
      const std::size_t r = right_of(i);
      if (at(l) == '.' || at(r) == '.') return false;
      return text::class_of(at(l)).han() || (is_quote(at(l)) && left(i) == Side::east) || at(l) == 0xFF09 || at(l) == 0x300B || (at(l) == '%' && right(i) == Side::none);
    };
    const auto numbering = [&](std::size_t i) {  // 一. 第三.
      std::size_t seen = 0;
      for (std::size_t k = left_of(i); k < count && seen < 5; k = left_of(k), ++seen) {
        if (!is_numeral(at(k)) && at(k) != 0x7B2C) return false;
      }
      return seen < 5;
    };
    bool at_end = false;
    for (std::size_t i = count; i > 0; --i) {
      if (cells_[i - 1].dropped() || is_quote(cells_[i - 1].out)) continue;
      at_end = stop(i - 1) && !numbering(i - 1);
      break;
    }
    const auto prose = [&](std::size_t i) { return i >= 3 && std::all_of(&cells_[i - 3], &cells_[i], [](const Cell& cell) { return cell.kind.cjk(); }); };
    for (const std::size_t i : line_.marks) {
      if (!stop(i) || numbering(i)) continue;
      const Side behind = right(i);
      const bool last = behind == Side::none;
      const bool spaced = behind == Side::space && beyond_space(i) == Side::east;
      const bool inside = at_end && behind == Side::east && prose(i);
      if (!last && !spaced && !inside) continue;
      change(i, 0x3002, Id::punctuation_full_stop);
      close_right(i, Id::punctuation_full_stop);
    }
  }

  const Editor& editor_;
  Line& line_;
  std::vector<Cell>& cells_;
  Document& document_;
};

}  // namespace

void punctuate(const Editor& editor, Line& line, Document& document) { Punctuation(editor, line, document).run(); }

}  // namespace hansift::cleaning
