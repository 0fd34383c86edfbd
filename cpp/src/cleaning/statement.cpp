#include "cleaning/statement.hpp"

#include <algorithm>

#include "cleaning/scan_back.hpp"

namespace hansift::cleaning {
namespace {

/// Words in front of a quoted string.
constexpr std::string_view quoting[] = {"return", "print",  "yield",   "throw",  "raise",  "case",  "const", "let",    "var",   "static",  "import",
                                        "export", "msgid",  "msgstr",  "echo",   "printf", "curl",  "wget",  "sed",    "grep",  "awk",     "perl",
                                        "python", "alias",  "private", "public", "String", "char",  "auto",  "require", "define", "assert", "msgctxt"};
/// Words of databases, each with one that follows somewhere behind.
constexpr std::string_view queries[][2] = {{"SELECT ", " FROM "}, {"INSERT ", " VALUES"}, {"UPDATE ", " SET "}, {"DELETE ", " FROM "}, {"DELETE FROM ", " WHERE "}};
/// Directives of servers, and prompts.
constexpr std::string_view fronts[] = {"RewriteRule ", "RewriteCond ", "Redirect ", "RedirectMatch ", "RedirectPermanent ", "AliasMatch ", "$ ", ">>> ", "... ", "#include "};
/// Ends of statements.
constexpr std::string_view ends[] = {"\";", "';", "\");", "');", "();", "];", "};", "){", ") {", "*/"};

constexpr bool is_name(char c) noexcept { return is_ascii_alnum(c) || c == '_'; }
constexpr bool is_quote(char c) noexcept { return c == '"' || c == '\''; }
bool has_quote(std::string_view text) noexcept { return text.find('"') != text.npos || text.find('\'') != text.npos; }

/// name = "...", name[] = {...}, name='...'; also behind a word ("const char name") and with a prefix of the string.
bool assigns(std::string_view line) {
  const std::size_t equals = line.substr(0, 60).find('=');
  if (equals == line.npos || equals == 0 || equals + 1 >= line.size()) return false;
  std::string_view name = line.substr(0, equals);
  if (!is_name(name[0]) || !std::all_of(name.begin(), name.end(), [](char c) { return is_name(c) || std::string_view(" .[]*$:+").find(c) != std::string_view::npos; })) return false;
  std::size_t at = equals + 1;
  while (at < line.size() && line[at] == ' ') ++at;
  for (std::size_t prefix = at; prefix < line.size() && prefix < at + 3; ++prefix) {
    if (is_quote(line[prefix])) return true;
    if (!is_ascii_letter(line[prefix]) && line[prefix] != '$') break;
  }
  return at < line.size() && (line[at] == '{' || line[at] == '[');
}

/// name("...", name('...', name(/.../: a call with a literal; also of a function that takes a prefixed one.
bool calls(std::string_view line) {
  for (std::size_t at = line.find('('); at != line.npos; at = line.find('(', at + 1)) {
    if (at == 0 || !is_name(line[at - 1]) || at + 1 >= line.size()) continue;
    if (is_quote(line[at + 1]) || line[at + 1] == '/') return true;
    if (at + 2 < line.size() && is_ascii_letter(line[at + 1]) && is_quote(line[at + 2])) return true;
  }
  return false;
}

/// "key": value, at the start or behind a bracket.
bool is_entry(std::string_view line) {
  std::size_t at = 0;
  while (at < line.size() && (line[at] == '{' || line[at] == '[' || line[at] == ' ') && at < 8) ++at;
  if (at + 1 >= line.size() || line[at] != '"') return false;
  const std::size_t close = line.find("\":", at + 1);
  if (close == line.npos) return false;
  std::size_t value = close + 2;
  while (value < line.size() && line[value] == ' ') ++value;
  return value == line.size() || std::string_view("\"{[-").find(line[value]) != std::string_view::npos || is_ascii_digit(line[value]);
}

/// Words of ASCII in lower case, an option among the first four, and a string or a path behind.
bool is_command(std::string_view line) {
  std::size_t at = 0;
  for (unsigned words = 0; words < 4 && at < line.size(); ++words) {
    if (words > 0 && line[at] == '-' && at + 1 < line.size() && (is_ascii_letter(line[at + 1]) || line[at + 1] == '-')) return line.substr(at).find_first_of("\"'/$<>|") != line.npos;
    const std::size_t first = at;
    while (at < line.size() && ((line[at] >= 'a' && line[at] <= 'z') || is_ascii_digit(line[at]) || line[at] == '-' || line[at] == '_' || line[at] == '.')) ++at;
    if (at == first || at >= line.size() || line[at] != ' ') return false;
    ++at;
  }
  return false;
}

/// A word of a program and a quoted string behind it: return "...", msgstr "...", echo -e '...'.
bool quotes(std::string_view line) {
  for (const std::string_view word : quoting) {
    if (!line.starts_with(word) || line.size() == word.size() || is_name(line[word.size()])) continue;
    std::string_view rest = line.substr(word.size());
    const std::size_t quote = rest.find_first_of("\"'");
    if (quote == rest.npos) return false;
    // Nothing but a name, an operator or an option between.
    return std::all_of(rest.begin(), rest.begin() + static_cast<std::ptrdiff_t>(quote), [](char c) { return static_cast<unsigned char>(c) < 0x80 && c != ',' && c != '&' && c != ';' && c != '\\' && c != '%'; });
  }
  return false;
}

}  // namespace

bool is_statement(std::string_view line, bool indented) {
  if (line.empty()) return false;
  const auto starts = [&](std::string_view front) { return line.starts_with(front); };
  if (std::any_of(std::begin(fronts), std::end(fronts), starts)) return true;
  for (const std::string_view end : ends) {
    if (line.ends_with(end)) return true;
  }
  for (const auto& [verb, behind] : queries) {
    if (starts(verb) && line.find(behind) != line.npos) return true;
  }
  if (line.back() == '{' && line.size() > 1 && line[line.size() - 2] == ' ' && static_cast<unsigned char>(line[0]) < 0x80) return true;
  if (indented) {
    if (line.find("</") != line.npos || line.find("/>") != line.npos) return true;
    if (line.size() > 3 && is_quote(line[0]) && (line.back() == line[0] || (line.back() == ',' && line[line.size() - 2] == line[0]))) return true;
  }
  return (has_quote(line) && (assigns(line) || is_entry(line) || is_command(line) || quotes(line))) || calls(line);
}

}  // namespace hansift::cleaning
