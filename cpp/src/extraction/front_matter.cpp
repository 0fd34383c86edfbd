// Front matter of Markdown pages: YAML between lines of "---", TOML between lines of "+++". A subset: scalars and lists, nothing nested.

#include <algorithm>

#include "extraction/dates.hpp"
#include "extraction/head.hpp"
#include "extraction/lexicon.hpp"
#include "extraction/sheet.hpp"

namespace hansift::extraction {
namespace {

std::string_view trim(std::string_view text) noexcept { return trimmed(text, {0, text.size()}).of(text); }

/// A scalar without its quotes; a flow list joined by commas.
std::string scalar(std::string_view value) {
  value = trim(value);
  if (value.size() >= 2 && value.front() == '[' && value.back() == ']') {
    std::string joined;
    std::string_view rest = value.substr(1, value.size() - 2);
    while (!rest.empty()) {
      std::size_t comma = std::min(rest.find(','), rest.size());
      const std::string piece = scalar(rest.substr(0, comma));
      if (!piece.empty()) {
        if (!joined.empty()) joined += ", ";
        joined += piece;
      }
      rest.remove_prefix(std::min(comma + 1, rest.size()));
    }
    return joined;
  }
  if (value.size() >= 2 && (value.front() == '"' || value.front() == '\'') && value.back() == value.front()) {
    const char quote = value.front();
    value = value.substr(1, value.size() - 2);
    std::string out;
    for (std::size_t i = 0; i < value.size(); ++i) {
      if (quote == '"' && value[i] == '\\' && i + 1 < value.size() && (value[i + 1] == '"' || value[i + 1] == '\\')) ++i;
      else if (quote == '\'' && value[i] == '\'' && i + 1 < value.size() && value[i + 1] == '\'') ++i;
      out.push_back(value[i]);
    }
    return out;
  }
  // A comment behind a blank is no part of a plain scalar.
  if (const std::size_t mark = value.find(" #"); mark != std::string_view::npos) value = trim(value.substr(0, mark));
  return std::string(value);
}

/// `at`: where the value stands in the source.
void keep(Head& head, std::string_view key_text, std::string_view raw, Span at) {
  const std::string key = lowered(trim(key_text));
  const std::string value = to_valid_utf8(scalar(raw));
  if (value.empty() || key.empty()) return;
  const auto set = [&](std::string& field, Span& place) {
    if (!field.empty()) return;
    field = value;
    place = at;
  };
  if (key == "title") {
    if (head.titles.empty()) {
      head.titles.push_back(value);
      head.at.title = at;
      head.own_title = true;
    }
  } else if (key == "date" || key == "published" || key == "publishdate" || key == "pubdate" || key == "created") {
    if (head.date.empty()) {
      if (const auto date = find_date(value)) {
        head.at.date = at;
        // Midnight is what a generator writes for "no time".
        head.date = date->iso.ends_with("T00:00") || date->iso.ends_with("T00:00:00") ? date->iso.substr(0, 10) : date->iso;
      }
    }
  } else if (key == "author" || key == "authors") {
    set(head.author, head.at.author);
  } else if (key == "source") {
    set(head.source, head.at.source);
  } else if (key == "editor") {
    set(head.editor, head.at.editor);
  } else if (key == "lang" || key == "language") {
    set(head.language, head.at.language);
  } else if (key == "url" || key == "canonical" || key == "canonical_url") {
    set(head.url, head.at.url);
  } else if (key == "site" || key == "site_name") {
    set(head.site, head.at.site);
  } else {
    const std::string name = to_valid_utf8(trim(key_text));
    const bool known = std::any_of(head.other.begin(), head.other.end(), [&](const auto& entry) { return entry.first == name; });
    if (!known && head.other.size() < 200) head.other.emplace_back(name, value);
  }
}

}  // namespace

std::size_t read_front_matter(std::string_view source, Head& head) {
  std::size_t at = source.starts_with("\xEF\xBB\xBF") ? 3 : 0;
  const std::string_view fence = source.substr(at, 3);
  const bool yaml = fence == "---";
  if (!yaml && fence != "+++") return 0;
  const auto line_end = [&](std::size_t from) { return std::min(source.find('\n', from), source.size()); };
  std::size_t end = line_end(at);
  if (!trim(source.substr(at + 3, end - at - 3)).empty()) return 0;
  // First look for the closing fence: without it this is no front matter. Bounded, so that a page of fences stays cheap.
  const std::size_t limit = std::min(source.size(), at + 65536);
  std::size_t closing = 0;
  std::size_t pairs = 0;
  for (std::size_t from = end + 1; from < limit; from = line_end(from) + 1) {
    const std::string_view line = trim(source.substr(from, line_end(from) - from));
    if (line == fence || (yaml && line == "...")) {
      closing = from;
      break;
    }
    if (line.find(yaml ? ':' : '=') != std::string_view::npos) ++pairs;
  }
  if (closing == 0 || pairs == 0) return 0;
  std::string key;
  std::string list;
  Span listed{};
  const auto offset = [source](std::string_view piece) { return static_cast<std::size_t>(piece.data() - source.data()); };
  for (std::size_t from = end + 1; from < closing; from = line_end(from) + 1) {
    const std::string_view whole = source.substr(from, line_end(from) - from);
    const std::string_view line = trim(whole);
    if (line.empty() || line.front() == '#') continue;
    if (!key.empty() && line.starts_with("- ")) {  // an item of the list above
      if (!list.empty()) list += ", ";
      list += scalar(line.substr(2));
      listed = {listed.empty() ? offset(line) : listed.begin, offset(line) + line.size()};
      continue;
    }
    if (!key.empty() && !list.empty()) keep(head, key, list, listed);
    key.clear();
    list.clear();
    if (yaml && !whole.empty() && (whole.front() == ' ' || whole.front() == '\t')) continue;  // nested: not read
    if (line.front() == '[') break;                                                            // a TOML table
    const std::size_t mark = line.find(yaml ? ':' : '=');
    if (mark == std::string_view::npos) continue;
    const std::string_view value = trim(line.substr(mark + 1));
    if (value.empty()) key = std::string(trim(line.substr(0, mark)));
    else keep(head, line.substr(0, mark), value, {offset(value), offset(value) + value.size()});
    listed = {};
  }
  if (!key.empty() && !list.empty()) keep(head, key, list, listed);
  return std::min(line_end(closing) + 1, source.size());
}

}  // namespace hansift::extraction
