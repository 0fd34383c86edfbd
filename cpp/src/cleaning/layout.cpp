#include "cleaning/layout.hpp"

#include <algorithm>
#include <bit>
#include <iterator>

#include "cleaning/scan_back.hpp"
#include "cleaning/statement.hpp"
#include "text/scan.hpp"

namespace hansift::cleaning {
namespace {

/// As much of a line tells what it is.
constexpr std::size_t looked_at = 400;
/// The indent of code in Markdown.
constexpr std::size_t block_indent = 4;
/// Lines to pass on the way to one that is not blank.
constexpr std::size_t most_steps = 6;

/// Marks of a programming language or a markup; prose has none of them.
constexpr std::string_view signs[] = {"(\"", "\")", "('", "')", "();", "==", "!=", "+=", "=>", "->", "</", "/>", "::", "&&", "||", "${",
                                      "\": ", "\":\"", "= \"", "='", "=\"", "){", ") {", "*/", "/*", "; //", ";//", "; do", "; then", "; done", "}{"};
constexpr text::ByteClasses sign_starts = [] {
  text::ByteClasses set;
  for (std::string_view sign : signs) {
    const auto first = static_cast<unsigned char>(sign[0]);
    set.add(first >> 4 & 7, first);
  }
  return set;
}();
/// Words that begin a line of a program.
constexpr std::string_view openers[] = {"def ", "class ", "import ", "from ", "return", "#include", "if (", "for (", "while (", "//", "elif ", "else:", "try:", "print(", "var ", "let ", "const ", "#!/", "<?"};
/// Words that do so if the line ends with a colon as well, and words of databases.
constexpr std::string_view heads[] = {"for ", "if ", "while ", "with ", "except", "switch ", "case ", "finally:", "async "};
constexpr std::string_view queries[] = {"SELECT ", "INSERT ", "UPDATE ", "DELETE ", "CREATE ", "ALTER ", "DROP "};
constexpr std::string_view levels[] = {"INFO", "WARN", "ERROR", "DEBUG", "TRACE", "FATAL", "NOTICE", "[", "CRITICAL"};

/// `text` is not empty.
template <class Words>
bool starts_with_any(std::string_view text, const Words& words) {
  return std::any_of(std::begin(words), std::end(words), [&](std::string_view word) { return word[0] == text[0] && text.starts_with(word); });
}

constexpr bool is_name(char c) noexcept { return is_ascii_alnum(c) || c == '_' || c == '$' || c == '@' || static_cast<unsigned char>(c) >= 0x80; }
constexpr bool is_lower(char c) noexcept { return c >= 'a' && c <= 'z'; }

bool has_sign(std::string_view line) {
  for (std::size_t from = 0; from < line.size(); from += 64) {
    for (std::uint64_t bits = text::class_bits(line, from, sign_starts); bits != 0; bits &= bits - 1) {
      if (starts_with_any(line.substr(from + static_cast<std::size_t>(std::countr_zero(bits))), signs)) return true;
    }
  }
  return false;
}

/// A command line: options in front, or a word and options behind it.
bool is_command(std::string_view line) {
  const auto option = [&](std::size_t at) {
    if (at >= line.size() || line[at] != '-') return false;
    const std::size_t name = line.substr(at).starts_with("--") ? at + 2 : at + 1;
    if (name >= line.size() || !is_ascii_letter(line[name])) return false;
    std::size_t end = name;
    while (end < line.size() && end < name + 4 && is_ascii_letter(line[end])) ++end;
    return name == at + 2 || end == line.size() || line[end] == ' ' || line[end] == ',';
  };
  if (option(0) || line.starts_with("$ ")) return true;
  if (!is_lower(line[0])) return false;
  const std::size_t at = line.find(" -");
  return at != line.npos && at < 40 && option(at + 1) && std::all_of(line.begin(), line.begin() + static_cast<std::ptrdiff_t>(at), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

/// \name in front, \name{ or \name[ anywhere, as in LaTeX; "  # " behind a statement; a command with options behind a semicolon.
bool has_command(std::string_view line) {
  if (line.size() > 1 && line[0] == '\\' && is_ascii_letter(line[1])) return true;
  for (std::size_t at = line.find('\\'); at != line.npos; at = line.find('\\', at + 1)) {
    std::size_t end = at + 1;
    while (end < line.size() && is_ascii_letter(line[end])) ++end;
    if (end > at + 1 && end < line.size() && (line[end] == '{' || line[end] == '[')) return true;
  }
  const std::size_t comment = line.find("  # ");
  if (comment != line.npos && comment > 0 && line.substr(0, comment).find('=') != line.npos) return true;
  for (std::size_t at = line.find("; "); at != line.npos; at = line.find("; ", at + 1)) {
    std::size_t end = at + 2;
    while (end < line.size() && is_lower(line[end])) ++end;
    if (end > at + 2 && line.substr(end).starts_with(" -")) return true;
  }
  return false;
}

/// 2023-05-01 12:03:11 and a level, also in brackets.
bool is_log(std::string_view line) {
  std::size_t at = !line.empty() && line[0] == '[' ? 1 : 0;
  const std::size_t begin = at;
  std::size_t colons = 0;
  while (at < line.size() && at < begin + 32 && (is_ascii_digit(line[at]) || std::string_view("-/:., TZ+").find(line[at]) != std::string_view::npos)) colons += line[at++] == ':';
  if (colons < 2 || at < begin + 8) return false;
  while (at < line.size() && (line[at] == ']' || line[at] == ' ')) ++at;
  return at < line.size() && starts_with_any(line.substr(at), levels);
}

/// `line` has no white space at its ends and is not empty.
bool is_code(std::string_view line) {
  if (has_sign(line)) return true;
  const char first = line.front(), last = line.back();
  if (last == '{' || last == '}') return true;
  if (last == ';') {
    if (line.size() > 1 && static_cast<unsigned char>(line[line.size() - 2]) < 0x80) return true;
    std::size_t name = 0;
    while (name < line.size() && (is_ascii_alnum(line[name]) || line[name] == '_' || line[name] == '-' || line[name] == '$')) ++name;
    if (name > 0 && name + 1 < line.size() && (line.substr(name).starts_with(": ") || line.substr(name).starts_with(" = ") || line[name] == '=' || line[name] == '(')) return true;
  }
  if (has_command(line)) return true;
  if (static_cast<unsigned char>(first) >= 0x80) return false;
  if (starts_with_any(line, openers) || (last == ':' && starts_with_any(line, heads))) return true;
  return starts_with_any(line, queries) || is_command(line) || is_log(line);
}

bool is_sentence_end(std::string_view line) {
  const text::Decoded last = decode_valid_before(line, line.size());
  return std::u32string_view(U".!?。！？…”」；").find(last.value) != std::u32string_view::npos;
}

/// End of the name (or key) that begins a line, without white space in it; at most 60 bytes.
std::size_t name_end(std::string_view line) {
  std::size_t at = 0;
  while (at < line.size() && at < 60 && (is_name(line[at]) || line[at] == '.' || line[at] == '-')) ++at;
  return at;
}

void read_fields(std::string_view line, LineForm& form) {
  std::array<bool, 4> east{}, any{};
  const auto close = [&](std::size_t which) {
    if (any[which] && !east[which] && form.separators[which] < 32) form.no_words[which] |= std::uint32_t{1} << form.separators[which];
    east[which] = any[which] = false;
  };
  constexpr std::string_view marks = ",;|\t";
  for (const char c : line) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte >= 0xE3) east.fill(true);
    const std::size_t which = byte < 0x80 ? marks.find(c) : marks.npos;
    for (std::size_t i = 0; i < 4; ++i) any[i] = any[i] || (i != which && c != ' ');
    if (which == marks.npos) continue;
    close(which);
    if (form.separators[which] < 255) ++form.separators[which];
  }
  for (std::size_t i = 0; i < 4; ++i) close(i);
}

void read_key(std::string_view line, LineForm& form) {
  if (line.size() > 2 && (line[0] == '-' || line[0] == '*') && line[1] == ' ') {
    form.item = true;
    line.remove_prefix(2);
  } else {
    std::size_t digits = 0;
    while (digits < line.size() && digits < 4 && is_ascii_digit(line[digits])) ++digits;
    form.item = digits > 0 && (line.substr(digits).starts_with(". ") || line.substr(digits).starts_with(") "));
  }
  const std::size_t end = name_end(line);
  if (end == 0 || end >= line.size()) return;
  const std::string_view rest = line.substr(end);
  form.assigns = rest.starts_with(" = ") || rest.starts_with(" += ") || rest.starts_with(" -= ") || rest.starts_with(" *= ") || rest.starts_with(" := ");
  form.equals = rest[0] == '=' && rest.size() > 1 && rest[1] != ' ';
  form.calls = (rest[0] == '(' && (line.back() == ')' || line.ends_with(");"))) || (rest[0] == ' ' && line.back() == ';' && is_ascii_letter(line[0]));
  if (rest[0] != ':' || (rest.size() > 1 && rest[1] != ' ')) return;
  form.key = true;
  form.plain_key = is_lower(line[0]) && std::all_of(line.begin(), line.begin() + static_cast<std::ptrdiff_t>(end), [](char c) { return is_lower(c) || is_ascii_digit(c) || c == '_' || c == '-' || c == '.'; });
  form.flow = rest.size() > 3 && ((rest[2] == '[' && rest.back() == ']') || (rest[2] == '{' && rest.back() == '}'));
}

/// As much of a line as is looked at, without white space at the end of the line.
std::string_view head_of(std::string_view line) {
  while (!line.empty() && (line.back() == ' ' || line.back() == '\t')) line.remove_suffix(1);
  std::size_t end = std::min(line.size(), looked_at);
  while (end > 0 && end < line.size() && text::is_continuation(line[end])) --end;
  return line.substr(0, end);
}

LineForm read_form(std::string_view text, Span span) {
  LineForm form;
  form.span = span;
  std::string_view line = span.of(text);
  form.indent = static_cast<std::uint32_t>(std::min(line.find_first_not_of(" \t"), line.size()));
  line.remove_prefix(form.indent);
  while (!line.empty() && (line.back() == ' ' || line.back() == '\t')) line.remove_suffix(1);
  if (line.empty()) return form;
  form.ends_sentence = is_sentence_end(line);
  form.opens = line.back() == ':';
  line = head_of(line);
  form.statement = is_statement(line, form.indent > 0);
  form.code = form.statement || is_code(line);
  form.section = line.front() == '[' && line.back() == ']' && line.find(' ') == line.npos;
  read_key(line, form);
  form.calls = form.calls || line.starts_with("# ");
  read_fields(line, form);
  return form;
}

/// White space of ASCII only, here and where indents are counted: programs and settings have no other.
bool is_blank_line(std::string_view text, Span line) { return line.of(text).find_first_not_of(" \t\r") == std::string_view::npos; }

/// Whether the lines around it are worth a look.
bool may_be_form(const LineForm& line) {
  return line.opens || line.assigns || line.calls || line.item || line.key || line.equals || line.separators[2] > 1 || line.separators[3] > 0 ||
         (!line.ends_sentence && (line.separators[0] > 0 || line.separators[1] > 0));
}

using Around = std::span<const LineForm* const>;

/// Lines in a row with as many of one separator, in which a field is a number or a word in Latin letters each time; the first line may be a header.
bool is_table(Around lines, std::size_t self) {
  for (std::size_t which = 0; which < 4; ++which) {
    const LineForm& line = *lines[self];
    const std::size_t count = line.separators[which];
    const bool marks = which < 2;  // , and ; which prose has as well
    if (count < (which == 2 ? 2U : 1U) || (marks && line.ends_sentence)) continue;
    std::size_t first = self, last = self;
    const auto fits = [&](std::size_t i) { return lines[i] != nullptr && lines[i]->separators[which] == count && !(marks && lines[i]->ends_sentence); };
    while (first > 0 && fits(first - 1)) --first;
    while (last + 1 < lines.size() && fits(last + 1)) ++last;
    const std::size_t rows = last - first + 1;
    if (!marks) {
      if (rows >= 2) return true;
      continue;
    }
    if (rows < 2 || (rows == 2 && count < 3)) continue;
    std::uint32_t typed = ~std::uint32_t{0};
    for (std::size_t i = rows > 2 ? first + 1 : first; i <= last; ++i) typed &= lines[i]->no_words[which];
    if (typed != 0) return true;
  }
  return false;
}

/// INI and properties: key=value, or [section], above or below.
bool has_neighbours_with_equals(Around lines, std::size_t self) {
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (i != self && lines[i] != nullptr && (lines[i]->equals || lines[i]->section)) return true;
  }
  return false;
}

/// YAML, front matter, INI.
bool is_settings(Around lines, std::size_t self) {
  const LineForm& line = *lines[self];
  if (line.equals) return has_neighbours_with_equals(lines, self) || line.separators[1] > 0;
  if (!line.key && !line.item) return false;
  if (line.flow) return true;
  bool plain = line.plain_key;
  std::size_t keys = 0;
  for (const LineForm* other : lines) {
    if (other == nullptr || !other->key) continue;
    ++keys;
    plain = plain || other->plain_key;
  }
  if (line.key && plain && keys >= 2) return true;
  // A key that stands alone, and deeper below it others or items.
  for (std::size_t i = 0; i + 1 < lines.size(); ++i) {
    const LineForm* parent = lines[i];
    const LineForm* child = lines[i + 1];
    if (parent == nullptr || child == nullptr || !parent->key || !parent->opens) continue;
    if (child->indent > parent->indent && (child->key || child->item)) return true;
  }
  return false;
}

bool is_program(Around lines, std::size_t self) {
  const LineForm& line = *lines[self];
  if (line.code) return true;
  const LineForm* behind = self + 1 < lines.size() ? lines[self + 1] : nullptr;
  const auto statement = [](const LineForm* other) { return other != nullptr && (other->code || other->assigns || other->calls); };
  if (line.opens && statement(behind) && behind->indent > line.indent) return true;
  if (!line.assigns && !line.calls) return false;
  for (std::size_t i = self; i > 0 && lines[i - 1] != nullptr && lines[i - 1]->indent <= line.indent; --i) {
    if (lines[i - 1]->indent < line.indent) {
      if (lines[i - 1]->opens) return true;
      break;
    }
  }
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (i != self && lines[i] != nullptr && (lines[i]->code || lines[i]->assigns)) return true;
  }
  return false;
}

/// Whether the line is part of an indented block that a statement among the lines before belongs to.
bool goes_on(Around lines, std::size_t self) {
  for (std::size_t i = self + 1; i-- > 0;) {
    if (lines[i] == nullptr || lines[i]->indent < block_indent) return false;
    if (lines[i]->statement) return true;
  }
  return false;
}

/// A line that begins with three or more ` or ~, indented or not.
struct Fence {
  std::size_t begin;  ///< of the line
  std::size_t length;
  char mark;
  bool bare;  ///< nothing stands behind the marks
};

/// The fence in the line around `found`, where three marks are; length 0 if there is none.
Fence fence_at(std::string_view text, std::size_t found) {
  Fence fence{found, 0, text[found], false};
  while (fence.begin > 0 && (text[fence.begin - 1] == ' ' || text[fence.begin - 1] == '\t') && found - fence.begin < 64) --fence.begin;
  if (fence.begin > 0 && text[fence.begin - 1] != '\n') return fence;
  const std::size_t behind = std::min(text.find_first_not_of(fence.mark, found), text.size());
  std::size_t end = std::min(text.find('\n', behind), text.size());
  const std::string_view rest = text.substr(behind, end - behind);
  if (fence.mark == '`' && rest.find('`') != rest.npos) return fence;  // ```code``` in a line
  fence.length = behind - found;
  fence.bare = rest.find_first_not_of(" \t\r") == rest.npos;
  return fence;
}

bool closes(const Fence& last, const Fence& first) { return last.bare && last.mark == first.mark && last.length >= first.length; }

/// The lines of fences in order.
std::vector<Fence> read_fences(std::string_view text) {
  std::vector<Fence> fences;
  for (const std::string_view marks : {"```", "~~~"}) {
    const auto old = static_cast<std::ptrdiff_t>(fences.size());
    for (std::size_t found = text.find(marks); found != text.npos; found = text.find(marks, found + marks.size())) {
      if (const Fence fence = fence_at(text, found); fence.length > 0) fences.push_back(fence);
    }
    std::inplace_merge(fences.begin(), fences.begin() + old, fences.end(), [](const Fence& x, const Fence& y) { return x.begin < y.begin; });
  }
  return fences;
}

/// Where the lines of fences begin, in pairs: one that opens, and one of as many of the same marks or more that closes. What is never closed is none.
std::vector<std::size_t> find_fences(std::string_view text) {
  const std::vector<Fence> fences = read_fences(text);
  std::vector<bool> closed(fences.size());  // whether one behind closes it
  std::size_t longest_behind[2] = {};
  for (std::size_t i = fences.size(); i-- > 0;) {
    std::size_t& longest = longest_behind[fences[i].mark == '~'];
    closed[i] = longest >= fences[i].length;
    if (fences[i].bare) longest = std::max(longest, fences[i].length);
  }
  std::vector<std::size_t> pairs;
  for (std::size_t i = 0; i < fences.size(); ++i) {
    if (!closed[i]) continue;
    std::size_t last = i + 1;
    while (!closes(fences[last], fences[i])) ++last;
    pairs.insert(pairs.end(), {fences[i].begin, fences[last].begin});
    i = last;
  }
  return pairs;
}

}  // namespace

void Layout::find(Span line) {
  while (place_ < window_.size() && window_[place_].span.begin < line.begin) ++place_;
  if (place_ < window_.size() && window_[place_].span == line) return;
  if (place_ == window_.size() && !window_.empty() && window_.size() < remembered && window_.back().span.end + 1 == line.begin) {
    window_.push_back(read_form(text_, line));
    return;
  }
  window_.assign(1, read_form(text_, line));
  place_ = 0;
  looked_back_ = false;
}

void Layout::look_back() {
  looked_back_ = true;
  std::vector<LineForm> before;  // nearest first
  std::size_t begin = window_.front().span.begin;
  for (std::size_t steps = 0; before.size() < reach && begin > 0 && steps < most_steps; ++steps) {
    const Span line = line_around(text_, begin - 1);
    begin = line.begin;
    if (!is_blank_line(text_, line)) before.push_back(read_form(text_, line));
  }
  window_.insert(window_.begin(), before.rbegin(), before.rend());
  place_ += before.size();
}

bool Layout::extend() {
  std::size_t end = window_.back().span.end;
  for (std::size_t steps = 0; end < text_.size() && steps < most_steps; ++steps) {
    const Span behind{end + 1, std::min(text_.find('\n', end + 1), text_.size())};
    end = behind.end;
    if (is_blank_line(text_, behind)) continue;
    window_.push_back(read_form(text_, behind));
    return true;
  }
  return false;
}

Layout::Around Layout::around(Span line) {
  find(line);
  if (place_ < reach && !looked_back_) look_back();
  if (window_.size() > remembered && place_ > reach) {
    window_.erase(window_.begin(), window_.begin() + static_cast<std::ptrdiff_t>(place_ - reach));
    place_ = reach;
  }
  while (window_.size() <= place_ + reach && extend()) {
  }
  Around lines{};
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (place_ + i >= reach && place_ + i - reach < window_.size()) lines[i] = &window_[place_ + i - reach];
  }
  return lines;
}

/// Between two lines of ``` or ~~~ of Markdown, or one of the two.
bool Layout::fenced(std::size_t at) {
  if (!fences_) fences_ = find_fences(text_);
  const auto next = std::ranges::upper_bound(*fences_, at);
  return (next - fences_->begin()) % 2 == 1 || (next != fences_->begin() && *std::prev(next) == at);
}

bool Layout::is_form(Span line) {
  if (asked_ == line) return answer_;
  asked_ = line;
  find(line);
  answer_ = window_[place_].code;
  if (answer_) return true;
  if (!may_be_form(window_[place_])) return answer_ = fenced(line.begin);
  const Around lines = around(line);
  answer_ = is_program(lines, reach) || is_settings(lines, reach) || is_table(lines, reach) || fenced(line.begin);
  return answer_;
}

bool Layout::is_code(Span line) {
  std::string_view body = line.of(text_);
  const std::size_t indent = std::min(body.find_first_not_of(" \t"), body.size());
  body.remove_prefix(indent);
  if (is_statement(head_of(body), indent > 0) || fenced(line.begin)) return true;
  if (indent >= block_indent && goes_on(around(line), reach)) return true;
  // Settings: an identifier (no variable of one letter), = and a value, more than once.
  const std::size_t name = name_end(body);
  if (name < 2 || name + 1 >= body.size() || !is_ascii_letter(body[0])) return false;
  if (body[name] == '=' && body[name + 1] != ' ') return has_neighbours_with_equals(around(line), reach);
  if (!body.substr(name).starts_with(" = ")) return false;
  const Around lines = around(line);
  return (lines[reach - 1] != nullptr && lines[reach - 1]->assigns) || (lines[reach + 1] != nullptr && lines[reach + 1]->assigns);
}

bool Layout::keeps_indent(Span line) {
  if (is_form(line)) return true;
  const Around lines = around(line);
  if (goes_on(lines, reach)) return true;
  const LineForm* before = lines[reach - 1];
  if (before == nullptr) return false;
  if (before->code) return true;
  for (std::size_t i = 0; lines[reach]->item && i < reach; ++i) {
    if (lines[i] != nullptr && lines[i]->item && lines[i]->indent < lines[reach]->indent) return true;
  }
  return false;
}

}  // namespace hansift::cleaning
