#include "cleaning/statement.hpp"

#include <algorithm>

#include "cleaning/scan_back.hpp"

namespace hansift::cleaning {
namespace {

/// Words in front of a quoted string.
constexpr std::string_view quoting[] = {"return", "print", "yield", "throw", "raise", "case", "import",  "export", "msgid", "msgstr", "msgctxt", "echo",  "printf", "puts",
                                        "curl",   "wget",  "sed",   "grep",  "awk",   "perl", "require", "define", "assert", "alias", "MsgBox",  "include"};
/// Words of databases, each with one that follows somewhere behind.
constexpr std::string_view queries[][2] = {{"SELECT ", " FROM "}, {"INSERT ", " VALUES"}, {"UPDATE ", " SET "}, {"DELETE ", " FROM "}, {"DELETE FROM ", " WHERE "}};
/// Directives of servers, prompts, of the preprocessor and of templates.
constexpr std::string_view fronts[] = {"RewriteRule ", "RewriteCond ", "Redirect ", "RedirectMatch ", "RedirectPermanent ", "AliasMatch ", ">>> ", "#include ", "#define ", "<?php ", "<?="};
/// Ends of statements.
constexpr std::string_view ends[] = {"\";", "';", "();", "];", "};", "){", ") {", "*/"};

constexpr std::size_t most_bytes = 400;  ///< of a line that are given

/// $ and a command.
bool is_prompt(std::string_view line) { return line.size() > 4 && line.starts_with("$ ") && ((line[2] >= 'a' && line[2] <= 'z') || line[2] == '.' || line[2] == '/'); }

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

/// AI("artificial intelligence")是: a gloss in prose.
bool is_glossed(std::string_view line, std::size_t open) {
  std::size_t name = open;
  while (name > 0 && is_ascii_letter(line[name - 1])) --name;
  if (name > 0 && static_cast<unsigned char>(line[name - 1]) >= 0x80) return true;
  const std::size_t close = line.find(line[open + 1], open + 2);
  return close + 2 < line.size() && close != line.npos && line[close + 1] == ')' && static_cast<unsigned char>(line[close + 2]) >= 0x80;
}

/// name("...", name('...', name(/.../, name(f"...": a call with a literal, or name(..., "...");
bool calls(std::string_view line) {
  for (std::size_t at = line.find('('); at != line.npos; at = line.find('(', at + 1)) {
    if (at == 0 || !is_name(line[at - 1]) || at + 1 >= line.size()) continue;
    if (is_quote(line[at + 1]) && is_glossed(line, at)) continue;
    if (is_quote(line[at + 1]) || line[at + 1] == '/' || line.ends_with("\");") || line.ends_with("');")) return true;
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

/// -x, -xyz or --name; "-known" is a word.
bool is_option(std::string_view word) {
  if (word.size() < 2) return false;
  if (word[1] == '-') return true;
  std::size_t end = 1;
  while (end < word.size() && is_ascii_letter(word[end])) ++end;
  return end > 1 && end <= 5 && (end == word.size() || word[end] == ' ' || word[end] == '=');
}

/// Words of ASCII in lower case, an option among the first four, and a string or a path behind.
bool is_command(std::string_view line) {
  std::size_t at = 0;
  for (unsigned words = 0; words < 4 && at < line.size(); ++words) {
    if (words > 0 && line[at] == '-' && is_option(line.substr(at))) return line.substr(at).find_first_of("\"'/$<>|") != line.npos;
    const std::size_t first = at;
    while (at < line.size() && ((line[at] >= 'a' && line[at] <= 'z') || is_ascii_digit(line[at]) || line[at] == '-' || line[at] == '_' || line[at] == '.')) ++at;
    if (at == first || at >= line.size() || line[at] != ' ') return false;
    ++at;
  }
  return false;
}

/// Whether a literal begins at `at` (a prefix of two letters may stand in front) and something of a program or nothing follows it.
bool is_literal(std::string_view line, std::size_t at) {
  for (unsigned prefix = 0; prefix < 2 && at < line.size() && (is_ascii_letter(line[at]) || line[at] == '$'); ++prefix) ++at;
  if (at >= line.size() || !is_quote(line[at])) return false;
  const char quote = line[at];
  std::size_t close = at + 1;
  while (close < line.size() && line[close] != quote) close += line[close] == '\\' ? 2 : 1;
  if (close >= line.size()) return line.size() >= most_bytes;  // cut
  while (++close < line.size() && line[close] == ' ') {
  }
  return close >= line.size() || std::string_view(";:,)]}+|>.\"\\").find(line[close]) != std::string_view::npos;
}

/// A word of a program and a literal behind it: return "...", msgstr "...", echo -e '...'.
bool quotes(std::string_view line) {
  for (const std::string_view word : quoting) {
    if (!line.starts_with(word) || line.size() == word.size() || line[word.size()] != ' ') continue;
    std::size_t at = word.size() + 1;
    while (at < line.size() && line[at] == '-') {
      at = line.find(' ', at);
      if (at != line.npos) ++at;
    }
    return at < line.size() && is_literal(line, at);
  }
  return false;
}

/// key: "..." of YAML, the key in lower case.
bool is_setting(std::string_view line) {
  if (line.starts_with("- ")) line.remove_prefix(2);
  std::size_t at = 0;
  while (at < line.size() && ((line[at] >= 'a' && line[at] <= 'z') || line[at] == '_' || line[at] == '-')) ++at;
  return at > 0 && line.substr(at).starts_with(": \"") && line.size() > at + 4 && line.find('"', at + 3) == line.size() - 1;
}

}  // namespace

bool is_statement(std::string_view line, bool indented) {
  if (line.empty()) return false;
  const auto starts = [&](std::string_view front) { return line.starts_with(front); };
  if (std::any_of(std::begin(fronts), std::end(fronts), starts) || is_prompt(line)) return true;
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
  return (has_quote(line) && (assigns(line) || is_entry(line) || is_command(line) || quotes(line) || is_setting(line))) || calls(line);
}

}  // namespace hansift::cleaning
