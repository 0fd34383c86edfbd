#include "cleaning/lines.hpp"

#include <algorithm>

#include "cleaning/passes.hpp"
#include "cleaning/triggers.hpp"
#include "text/utf8.hpp"

namespace hansift::cleaning {
namespace {

constexpr std::uint16_t above_ascii = nibbles(8, 15);
constexpr ByteSet marks_2 = {nibble(2), static_cast<std::uint16_t>(nibble(1) | nibbles(8, 9) | nibble(12) | nibble(14))};  // ! ( ) , .
constexpr ByteSet marks_3 = {nibble(3), static_cast<std::uint16_t>(nibbles(10, 11) | nibble(15))};                         // : ; ?
constexpr ByteSet blank = {static_cast<std::uint16_t>(nibble(0) | nibble(2)), static_cast<std::uint16_t>(nibble(0) | nibble(9))};  // tab, space

/// ASCII punctuation or a space beside what is not ASCII, white space at the ends of lines, ideographic spaces, runs of question marks.
/// Text in which none of these occurs is not looked at.
constexpr Triggers triggers = Triggers()
    .add(marks_2, {above_ascii, 0xFFFF})
    .add(marks_3, {above_ascii, 0xFFFF})
    .add({above_ascii, 0xFFFF}, marks_2)
    .add({above_ascii, 0xFFFF}, marks_3)
    .add({above_ascii, 0xFFFF}, byte(' '), {above_ascii, 0xFFFF})
    .add(byte('\n'), blank)
    .add(blank, byte('\n'))
    .add(byte(0xE3), byte(0x80), byte(0x80))
    .add(byte('?'), byte('?'), byte('?'));

/// Marks of a programming language; prose has none of them.
bool is_code(std::string_view line) {
  constexpr std::string_view signs[] = {"(\"", "\")", "('", "')", "();", "==", "!=", "+=", "=>", "->", "</", "/>", "::", "&&", "||", "${", "\": ", "\":\"", "= \"", "='", "=\"", "){", ") {", "*/", "/*"};
  for (std::string_view sign : signs) {
    if (line.find(sign) != line.npos) return true;
  }
  const std::size_t last = line.find_last_not_of(" \t");
  if (last == line.npos) return false;
  if (line[last] == '{' || line[last] == '}') return true;
  if (line[last] == ';' && last > 0 && static_cast<unsigned char>(line[last - 1]) < 0x80) return true;
  const std::string_view rest = line.substr(line.find_first_not_of(" \t"));
  for (std::string_view word : {"def ", "class ", "import ", "from ", "return", "#include", "if (", "for (", "while (", "//", "elif ", "else:", "try:", "print(", "var ", "let ", "const "}) {
    if (rest.starts_with(word)) return true;
  }
  return false;
}

class Lines {
 public:
  explicit Lines(Editor& editor) : editor_(editor), text_(editor.source()), document_(text_) {}

  void visit(std::size_t at) {
    if (text_[at] == '\n') ++at;  // white space at the start of the line behind
    if (at < next_ || at >= text_.size()) return;
    const std::size_t found = at == 0 ? text_.npos : text_.rfind('\n', at - 1);
    const std::size_t begin = found == text_.npos ? 0 : found + 1;
    const std::size_t end = std::min(text_.find('\n', at), text_.size());
    next_ = end + 1;
    work(begin, end);
  }

 private:
  void work(std::size_t begin, std::size_t end) {
    const std::string_view source = text_.substr(begin, end - begin);
    question_marks(source, begin);
    line_.cells.clear();
    for (std::size_t at = 0; at < source.size();) {
      const text::Decoded found = text::decode_at(source, at);
      line_.cells.push_back({found.value, found.value, static_cast<std::uint32_t>(at), Id::count, false});
      at += found.size;
    }
    line_.code = is_code(source);
    line_.block = line_.code || (begin > 0 && is_code(line_before(begin)));
    if (editor_.has(Id::lines_edges)) trim(editor_, line_);
    if (editor_.has(Id::spaces_characters)) close_up(editor_, line_);
    if (editor_.any(Id::punctuation_marks, Id::punctuation_full_stop) && !line_.code) punctuate(editor_, line_, document_);
    emit(begin, end);
  }

  [[nodiscard]] std::string_view line_before(std::size_t begin) const {
    const std::size_t found = begin < 2 ? text_.npos : text_.rfind('\n', begin - 2);
    const std::size_t first = found == text_.npos ? 0 : found + 1;
    return text_.substr(first, begin - 1 - first);
  }

  /// Neighbouring changes by the same rule become one edit.
  void emit(std::size_t begin, std::size_t end) {
    const std::vector<Cell>& cells = line_.cells;
    for (std::size_t i = 0; i < cells.size();) {
      if (cells[i].out == cells[i].value) {
        ++i;
        continue;
      }
      const std::size_t first = i;
      std::string with;
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
  std::size_t next_ = 0;
};

}  // namespace

bool Document::japanese() {
  if (known_) return japanese_;
  known_ = true;
  constexpr std::size_t enough = std::size_t{1} << 16;
  std::size_t hiragana = 0;
  std::size_t han = 0;
  for (std::size_t at = 0; at < text_.size() && at < enough;) {
    const text::Decoded found = text::decode_at(text_, at);
    const text::CharClass kind = text::class_of(found.value);
    hiragana += kind.script() == text::ScriptClass::hiragana ? 1 : 0;
    han += kind.han() ? 1 : 0;
    at += found.size;
  }
  japanese_ = hiragana >= 4 && hiragana * 8 > han;
  return japanese_;
}

void lines(Editor& editor) {
  if (!editor.any(Id::lines_edges, Id::lines_edges) && !editor.any(Id::spaces_characters, Id::punctuation_full_stop) && !editor.has(Id::loss_question_marks)) return;
  const std::string_view text = editor.source();
  if (text.empty()) return;
  Lines pass(editor);
  if (is_space(text::decode_at(text, 0).value)) pass.visit(0);
  triggers.for_each(text, [&](std::size_t at) { pass.visit(at); });
  if (is_space(text::decode_before(text, text.size()).value)) pass.visit(text.size() - 1);
}

}  // namespace hansift::cleaning
