#include "cleaning/lines.hpp"

#include <algorithm>
#include <bit>

#include "cleaning/passes.hpp"
#include "cleaning/scan_back.hpp"
#include "cleaning/triggers.hpp"
#include "text/scan.hpp"
#include "text/utf8.hpp"

namespace hansift::cleaning {
namespace {

constexpr std::uint16_t above_ascii = nibbles(8, 15);
constexpr ByteSet marks_2 = {nibble(2), static_cast<std::uint16_t>(nibble(1) | nibbles(8, 9) | nibble(12) | nibble(14))};  // ! ( ) , .
constexpr ByteSet marks_3 = {nibble(3), static_cast<std::uint16_t>(nibbles(10, 11) | nibble(15))};                         // : ; ?
constexpr ByteSet blank_or_break = {static_cast<std::uint16_t>(nibble(0) | nibble(2)), static_cast<std::uint16_t>(nibble(0) | nibbles(9, 10))};  // tab, LF, space

/// ASCII punctuation or a space beside what is not ASCII, white space at the ends of lines, ideographic spaces, runs of question marks.
/// Text in which none of these occurs is not looked at. (Eight patterns: with more the search takes twice as long.)
constexpr Triggers triggers = Triggers()
    .add(marks_2, {above_ascii, 0xFFFF})
    .add(marks_3, {above_ascii, 0xFFFF})
    .add({above_ascii, 0xFFFF}, marks_2)
    .add({above_ascii, 0xFFFF}, marks_3)
    .add({above_ascii, 0xFFFF}, byte(' '), {above_ascii, 0xFFFF})
    .add(blank_or_break, blank_or_break)
    .add(byte(0xE3), byte(0x80), byte(0x80))
    .add(byte('?'), byte('?'), byte('?'));

/// With the rules that few texts ask for, full-width marks and spaces in front of ideographs matter as well.
constexpr Triggers more_triggers = Triggers().add(byte(0xEF), byte(0xBC)).add(byte(' '), {above_ascii, 0xFFFF});

/// What the bytes say of the line they stand in: a mark that may have to be widened, a character that may be Han or kana or stand beside
/// them (not Hangul), a space. Text of neither of the first two kinds is none of the rules' business.
constexpr std::uint8_t kind_mark = 1 | 2;
constexpr std::uint8_t kind_east = 4 | 8;
constexpr std::uint8_t kind_space = 16;
constexpr text::ByteClasses byte_kinds = [] {
  text::ByteClasses kinds;
  for (const char mark : std::string_view("!(),.")) kinds.add(0, static_cast<unsigned char>(mark));
  for (const char mark : std::string_view(":;?")) kinds.add(1, static_cast<unsigned char>(mark));
  return kinds.add(2, 0xE2, 0xE9).add(2, 0xEF).add(3, 0xF0, 0xF4).add(4, ' ');
}();

/// Longer lines than any text has are left as they are: the offsets of a line have 32 bits.
constexpr std::size_t most_line_bytes = std::size_t{1} << 31;

class Lines {
 public:
  explicit Lines(Editor& editor) : editor_(editor), text_(editor.source()), document_(text_) {}

  /// A place at which a trigger begins. The rectangle of `blank_or_break` has ) and * as well: those are no white space.
  void visit(std::size_t at) {
    if (at + 1 < next_) return;
    const auto byte = static_cast<unsigned char>(text_[at]);
    const unsigned next = at + 1 < text_.size() ? static_cast<unsigned char>(text_[at + 1]) : 0;
    if (byte == '\n') {  // white space at the start of the line behind
      ++at;
      if (next != ' ' && next != '\t') return;
    } else if (byte <= ' ' || byte == '*') {
      if (next < 0x80 && next != '\n') return;  // white space inside a line
      if (byte == '*') return;
    } else if (byte == ')' && next < 0x80) {
      return;
    }
    visit_line(at);
  }

  /// The line that has the byte `at`.
  void visit_line(std::size_t at) {
    if (at < next_) return;
    const auto [begin, end] = line_around(text_, at);
    next_ = end + 1;
    work(begin, end);
  }

 private:
  /// Whether any rule may find work in a line; most lines that have a trigger have none.
  [[nodiscard]] bool has_work(std::string_view source) const {
    if (source.empty()) return false;
    const std::uint8_t seen = text::sweep(source, byte_kinds);
    if ((seen & kind_mark) != 0 && (seen & kind_east) != 0 && editor_.any(Id::punctuation_marks, Id::punctuation_full_stop)) return true;
    if ((seen & kind_east) != 0 && editor_.has(Id::punctuation_half)) return true;
    if ((seen & kind_space) != 0 && (seen & kind_east) != 0) {
      if (editor_.any(Id::spaces_justified, Id::spaces_numbers)) return true;
      if (editor_.has(Id::spaces_characters) && has_joints(source)) return true;
    }
    return editor_.has(Id::lines_edges) && (is_space(decode_valid(source, 0).value) || is_space(decode_valid_before(source, source.size()).value));
  }

  /// Whether there are spaces enough that East Asian letters or marks may stand around.
  [[nodiscard]] static bool has_joints(std::string_view source) {
    std::size_t joints = 0;
    for (std::size_t from = 0; from < source.size() && joints < shortest_chain; from += 64) {
      const std::uint64_t spaces = text::class_bits(source, from, byte_kinds, kind_space);
      const std::uint64_t others = text::class_bits(source, from + 1, byte_kinds, kind_mark | kind_east);
      joints += static_cast<std::size_t>(std::popcount(spaces & others));
    }
    return joints >= shortest_chain;
  }

  void work(std::size_t begin, std::size_t end) {
    const std::string_view source = text_.substr(begin, end - begin);
    if (source.size() > most_line_bytes) return;
    question_marks(source, begin);
    if (!has_work(source)) return;
    line_.read(text_, {begin, end});
    if (editor_.has(Id::lines_edges)) trim(line_, document_);
    if (editor_.has(Id::spaces_characters) && line_.spaces.size() >= shortest_chain) close_up(line_);
    if (editor_.has(Id::spaces_justified)) close_justified(line_);
    if (editor_.has(Id::spaces_numbers)) close_numbers(line_);
    if (editor_.any(Id::punctuation_marks, Id::punctuation_half)) punctuate(editor_, line_, document_);
    emit(begin, end);
  }

  /// Neighbouring changes by the same rule become one edit.
  void emit(std::size_t begin, std::size_t end) {
    const std::vector<Cell>& cells = line_.cells;
    for (std::size_t i = line_.first_changed(); i <= line_.last_changed() && i < cells.size();) {
      if (cells[i].out == cells[i].value) {
        ++i;
        continue;
      }
      const std::size_t first = i;
      std::string& with = with_;
      with.clear();
      for (; i < cells.size() && cells[i].out != cells[i].value && cells[i].id == cells[first].id; ++i) {
        if (!cells[i].dropped()) text::append_utf8(with, cells[i].out);
      }
      editor_.replace(begin + cells[first].offset, i < cells.size() ? begin + cells[i].offset : end, with, cells[first].id);
    }
  }

  /// A line of nothing but question marks (and digits, spaces, ASCII marks) was text in an encoding that had no room for it.
  void question_marks(std::string_view source, std::size_t begin) {
    if (!editor_.has(Id::loss_question_marks)) return;
    std::size_t marks = 0;
    std::size_t longest = 0;
    std::size_t run = 0;
    for (const char c : source) {
      if (static_cast<unsigned char>(c) >= 0x80 || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')) return;
      marks += c == '?' ? 1 : 0;
      run = c == '?' ? run + 1 : 0;
      longest = std::max(longest, run);
    }
    if (longest < 3 || marks < 4 || 2 * marks < source.size()) return;
    const std::size_t first = source.find('?');
    editor_.flag(begin + first, begin + source.rfind('?') + 1, Id::loss_question_marks, "a line of question marks");
  }

  Editor& editor_;
  std::string_view text_;
  Document document_;
  Line line_;
  std::string with_;  // of the edit that is made
  std::size_t next_ = 0;
};

}  // namespace

const Triggers& line_triggers() noexcept { return triggers; }

void Line::read(std::string_view text, Span where) {
  const std::string_view source = where.of(text);
  span = where;
  ascii.fill(false);
  first_changed_ = source.size();
  last_changed_ = 0;
  cells.resize(source.size());
  Cell* cell = cells.data();
  const text::CharClass han = text::class_of(0x4E00);
  std::size_t ideographs = 0;
  std::array<std::size_t, 16> scripts{};
  counts.foreign = 0;
  counts.stops = 0;
  marks.clear();
  spaces.clear();
  for (std::size_t at = 0; at < source.size(); ++cell) {
    const text::Decoded found = decode_valid(source, at);
    *cell = {.value = found.value, .out = found.value, .offset = static_cast<std::uint32_t>(at), .kind = han, .id = Id::count, .fixed = false};
    at += found.size;
    if (found.value >= 0x4E00 && found.value <= 0x9FFF) {
      ++ideographs;
      continue;
    }
    cell->kind = text::class_of(found.value);
    const auto index = static_cast<std::uint32_t>(cell - cells.data());
    if (found.value < 0x80) {
      ascii[found.value] = true;
      if (found.value == ' ') spaces.push_back(index);
      else if ((byte_kinds.of(static_cast<unsigned char>(found.value)) & kind_mark) != 0) marks.push_back(index);
    } else if (found.value == 0x3002) {
      ++counts.stops;
    } else if (found.value == 0xFF08 || found.value == 0xFF09) {
      marks.push_back(index);
    }
    ++scripts[static_cast<std::size_t>(cell->kind.script())];
    counts.foreign += found.value < 0x2E80 && cell->kind.letter() ? 1 : 0;
  }
  cells.resize(static_cast<std::size_t>(cell - cells.data()));
  const auto count = [&](text::ScriptClass script) { return scripts[static_cast<std::size_t>(script)]; };
  counts.han = ideographs + count(text::ScriptClass::han);
  counts.hangul = count(text::ScriptClass::hangul);
  counts.hiragana = count(text::ScriptClass::hiragana);
  counts.kana = counts.hiragana + count(text::ScriptClass::katakana);
  counts.latin = count(text::ScriptClass::latin);
}

bool Document::japanese() {
  if (known_) return japanese_;
  known_ = true;
  // By lead bytes: E3 81 begins two thirds of the hiragana, E4 to E9 nearly all Han. Counters of one byte, so that a compiler counts many
  // at once.
  constexpr std::size_t enough = std::size_t{1} << 16;
  const std::string_view text = text_.substr(0, enough);
  std::size_t hiragana = 0;
  std::size_t han = 0;
  for (std::size_t block = 0; block + 1 < text.size(); block += 240) {
    const std::size_t count = std::min<std::size_t>(240, text.size() - 1 - block);
    const char* bytes = text.data() + block;
    std::uint8_t leads = 0;
    std::uint8_t pairs = 0;
    for (std::size_t i = 0; i < count; ++i) {
      const auto byte = static_cast<unsigned char>(bytes[i]);
      leads = static_cast<std::uint8_t>(leads + (static_cast<std::uint8_t>(byte - 0xE4) <= 5));
      pairs = static_cast<std::uint8_t>(pairs + ((byte == 0xE3) & (static_cast<unsigned char>(bytes[i + 1]) == 0x81)));
    }
    han += leads;
    hiragana += pairs;
  }
  japanese_ = hiragana >= 3 && hiragana * 10 > han;
  return japanese_;
}

void lines(Editor& editor) {
  if (!editor.has(Id::lines_edges) && !editor.any(Id::spaces_characters, Id::punctuation_half) && !editor.has(Id::loss_question_marks)) return;
  const std::string_view text = editor.source();
  if (text.empty()) return;
  Lines pass(editor);
  if (is_space(decode_valid(text, 0).value)) pass.visit_line(0);
  if (editor.has(Id::punctuation_half) || editor.any(Id::spaces_justified, Id::spaces_numbers)) {
    for (std::size_t from = 0; from < text.size(); from += 64) {
      const std::uint64_t more = more_triggers.hits(text, from);
      for (std::uint64_t bits = triggers.hits(text, from) | more; bits != 0; bits &= bits - 1) {
        const std::size_t at = from + static_cast<std::size_t>(std::countr_zero(bits));
        if ((more & bits & (0 - bits)) != 0) pass.visit_line(at);
        else pass.visit(at);
      }
    }
  } else {
    editor.survey().for_each(Sweep::lines, [&](std::size_t at) { pass.visit(at); });
  }
  if (is_space(decode_valid_before(text, text.size()).value)) pass.visit_line(text.size() - 1);
}

}  // namespace hansift::cleaning
