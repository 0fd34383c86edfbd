#include "extraction/title.hpp"

#include <algorithm>

#include "extraction/words.hpp"
#include "text/classes.hpp"
#include "text/utf8.hpp"

namespace hansift::extraction {
namespace {

/// A document title cut at its separators: "老渡口停航_新闻_河口网" has three prefixes.
std::vector<std::string_view> prefixes(std::string_view title) {
  std::vector<std::string_view> found{title};
  for (std::size_t i = 0; i < title.size() && found.size() < 12;) {
    const text::Decoded c = text::decode_at(title, i);
    const bool spaced = i > 0 && title[i - 1] == ' ' && i + c.size < title.size() && title[i + c.size] == ' ';
    const bool always = c.value == U'_' || c.value == U'|' || c.value == U'｜' || c.value == U'»' || c.value == U'«' || c.value == U'丨';
    if (i > 0 && (always || (spaced && (c.value == U'-' || c.value == U'–' || c.value == U'—' || c.value == U'·' || c.value == U':' || c.value == U'>' || c.value == U'<')) ||
                  (!spaced && c.value == U'-' && static_cast<unsigned char>(title[i - 1]) >= 0x80))) {
      found.push_back(trimmed(title, {0, i}).of(title));
    }
    i += c.size;
  }
  return found;
}

bool declares(const std::vector<std::string>& declared, std::string_view key) { return std::find(declared.begin(), declared.end(), key) != declared.end(); }

/// A bracket stands there: 巷口的灯（作者）.
bool opens_bracket(std::string_view text, std::size_t at) noexcept {
  return at < text.size() && text::class_of(text::decode_at(text, at).value).category() == text::Category::Ps;
}

/// What follows a short word in brackets at the beginning; empty if there is none.
std::string_view without_tag(std::string_view text) noexcept {
  if (!opens_bracket(text, 0)) return {};
  for (std::size_t i = 0; i < text.size() && i < 24;) {
    const text::Decoded c = text::decode_at(text, i);
    i += c.size;
    if (text::class_of(c.value).category() == text::Category::Pe) return trimmed(text, {i, text.size()}).of(text);
  }
  return {};
}

}  // namespace

std::string squeezed(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size();) {
    const text::Decoded c = text::decode_at(text, i);
    if (!text::class_of(c.value).white_space()) out.append(text.substr(i, c.size));
    i += c.size;
  }
  return out;
}

bool squeezes_to(std::string_view text, std::string_view key) noexcept {
  std::size_t at = 0;
  for (std::size_t i = 0; i < text.size();) {
    const text::Decoded c = text::decode_at(text, i);
    if (!text::class_of(c.value).white_space()) {
      if (key.substr(at, c.size) != text.substr(i, c.size)) return false;
      at += c.size;
    }
    i += c.size;
  }
  return at == key.size();
}

TitleChoice choose_title(const Head& head, const std::vector<TitleLine>& lines, bool html, bool has_fields) {
  TitleChoice choice;
  if (head.own_title && !head.titles.empty()) {
    choice.text = head.titles.front();
    const std::string key = squeezed(choice.text);
    for (const TitleLine& line : lines) {
      if (squeezes_to(line.text, key)) {
        choice.line = line.line;
        break;
      }
    }
    return choice;
  }
  // What the head declares, in all its prefixes, squeezed.
  std::vector<std::string> declared;
  for (const std::string& title : head.titles) {
    for (const std::string_view prefix : prefixes(title)) declared.push_back(squeezed(prefix));
  }
  for (const std::string_view prefix : prefixes(head.document_title)) declared.push_back(squeezed(prefix));
  const std::string site = squeezed(head.site);
  // Of the two sides of the first separator of the document's title the shorter is the site's name or the channel, the longer the headline.
  std::string tail;
  std::string headline;
  if (const auto parts = prefixes(head.document_title); parts.size() > 1) {
    const std::string whole = squeezed(head.document_title);
    const std::string first = squeezed(parts[1]);
    tail = whole.substr(std::min(first.size(), whole.size()));
    if (tail.size() > first.size() * 2) {
      headline = tail;
      tail = first;
      std::erase(declared, first);
    }
  }

  int best = 0;
  for (const TitleLine& line : lines) {
    if (line.width < 2) continue;
    const std::string key = squeezed(line.text);
    if (key.empty() || (!site.empty() && key == site)) continue;
    int score = 0;
    const bool agrees = declares(declared, key);
    // [求助] and the like before the headline are the forum's.
    const std::string_view bare = agrees ? std::string_view() : without_tag(line.text);
    const bool tagged = !bare.empty() && declares(declared, squeezed(bare));
    if (agrees || tagged) score += 60;
    else if (std::any_of(declared.begin(), declared.end(), [&](const std::string& text) { return text.starts_with(key) && opens_bracket(text, key.size()); })) score += 50;
    else if (key.size() >= 18 && std::any_of(declared.begin(), declared.end(), [&](const std::string& text) { return text.find(key) != std::string::npos; })) score += 35;
    if (!agrees && !headline.empty() && headline.ends_with(key) && key.size() * 2 > headline.size()) score += 50;
    else if (!agrees && !tail.empty() && tail.ends_with(key)) score -= 60;
    if (line.heading == 1) score += 30;
    else if (line.heading == 2) score += 14;
    else if (line.heading > 2) score += 4;
    if (line.before_fields) score += 12;
    if (line.repeated) score += html ? 4 : 20;
    if (line.framed && !agrees) score -= 30;
    if (line.linked && !agrees) score -= 20;
    if (line.ends_sentence && !agrees && !(line.text.ends_with("！") || line.text.ends_with("？") || line.text.ends_with("!") || line.text.ends_with("?") || line.text.ends_with("…"))) score -= 14;
    if (line.width < 10) score -= 6;
    if (!html) {
      // Plain text: the line right before the fields; without fields, a lone line before the body.
      if (has_fields && line.before_fields) score += 6;
      if (line.heading > 1 && !agrees) score -= 14;
      // A short line that opens the page is more often its headline than anything else.
      if (!has_fields && line.heading < 2) score += line.line == 0 && line.width >= 8 && line.width <= 100 && !line.framed ? 16 : 8;
    }
    if (score <= 12 - (html ? 0 : 4)) continue;
    // Later lines are nearer to the body; among equals the nearest wins in text, the first in HTML.
    if (score > best || (!html && score == best)) {
      best = score;
      choice.text = std::string(tagged ? bare : line.text);
      choice.line = line.line;
    }
  }
  if (best >= 30 || (!html && best > 0)) return choice;
  if (!html) return choice;
  // No heading: what the head says, without the site's name.
  for (const std::string& title : head.titles) {
    std::string_view cut = title;
    for (const std::string_view prefix : prefixes(title)) {
      if (!head.site.empty() && prefix.size() < title.size() && title.ends_with(head.site)) cut = prefix;
    }
    if (!cut.empty()) return {std::string(cut), TitleChoice::no_line};
  }
  if (best > 12) return choice;
  const auto parts = prefixes(head.document_title);
  if (parts.size() > 1) return {std::string(parts[1]), TitleChoice::no_line};
  return {head.document_title, TitleChoice::no_line};
}

}  // namespace hansift::extraction
