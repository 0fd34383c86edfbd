#include "extraction/title.hpp"

#include <algorithm>

#include "extraction/labels.hpp"
#include "extraction/menus.hpp"
#include "extraction/names.hpp"
#include "extraction/words.hpp"
#include "text/classes.hpp"
#include "text/utf8.hpp"

namespace hansift::extraction {
namespace {

/// A separator of a document's title.
struct Cut {
  Span mark;
  bool loose;  ///< as often a part of the headline: a bar in full width, a single dash
};

/// Where the title may be cut: "老渡口停航_新闻_河口网".
std::vector<Cut> cuts_of(std::string_view title) {
  std::vector<Cut> found;
  for (std::size_t i = 0; i < title.size() && found.size() < 12;) {
    const text::Decoded c = text::decode_at(title, i);
    std::size_t end = i + c.size;
    std::size_t count = 1;
    while (end < title.size() && count < 4 && (text::decode_at(title, end).value == c.value)) {
      end += c.size;
      ++count;
    }
    const bool blank_before = i > 0 && title[i - 1] == ' ';
    const bool blank_behind = end < title.size() && title[end] == ' ';
    const char32_t v = c.value;
    const bool always = v == U'_' || v == U'|' || v == U'»' || v == U'«' || (count >= 2 && (v == U'-' || v == U'>' || v == U'<' || v == U':'));
    const bool bar = v == U'｜' || v == U'丨' || v == U'┃' || v == U'│';
    const bool spaced = blank_before && blank_behind && (v == U'-' || v == U'–' || v == U'—' || v == U'·' || v == U':' || v == U'>' || v == U'<' || v == U'/' || v == U'•' || v == U'~');
    const bool glued = !blank_before && count == 1 && (v == U'-' || v == U'–') && i > 0 && static_cast<unsigned char>(title[i - 1]) >= 0x80;
    if (i > 0 && end < title.size() && (always || bar || spaced || glued)) found.push_back({{i, end}, bar || glued});
    i = end;
  }
  return found;
}

/// The title and what stands before each of its separators.
std::vector<std::string_view> prefixes(std::string_view title) {
  std::vector<std::string_view> found{title};
  for (const Cut& cut : cuts_of(title)) found.push_back(trimmed(title, {0, cut.mark.begin}).of(title));
  return found;
}

/// A document's title without the names of channel and site behind it, or before it. `known`: the site's name, may be empty; `sure`: the title
/// is known to have one (that of an HTML page), so that the last piece goes whatever it is.
std::string_view without_site(std::string_view title, std::string_view known, bool sure) {
  constexpr std::size_t widest_channel = 12;
  const std::vector<Cut> cuts = cuts_of(title);
  if (cuts.empty()) return title;
  const auto piece = [&](std::size_t begin, std::size_t end) { return trimmed(title, {begin, end}).of(title); };
  const auto is_site = [&](std::string_view text) { return (!known.empty() && text == known) || is_medium(text); };
  const std::string_view first = piece(0, cuts.front().mark.begin);
  const std::string_view last = piece(cuts.back().mark.end, title.size());
  if (is_site(first) && !is_site(last)) return piece(cuts.front().mark.end, title.size());
  const std::string_view before = piece(0, cuts.back().mark.begin);
  // The longer side is the headline where neither looks like a site.
  if (sure && cuts.size() == 1 && !is_site(last) && width_of(last) > 2 * width_of(first) && width_of(last) > 16) return last;
  const bool plain = !cuts.back().loose && width_of(last) <= 24 && shape_of(last).stops == 0 && shape_of(last).commas == 0;
  if (!is_site(last) && !plain && !(sure && width_of(last) <= 30)) return title;
  std::size_t kept = cuts.size() - 1;
  const auto sign = [&](std::size_t i) { return trimmed(title, cuts[i].mark).of(title); };
  while (kept > 0 && sign(kept - 1) == sign(cuts.size() - 1) && width_of(piece(cuts[kept - 1].mark.end, cuts[kept].mark.begin)) <= widest_channel) --kept;
  return kept == cuts.size() - 1 ? before : piece(0, cuts[kept].mark.begin);
}

bool declares(const std::vector<std::string>& declared, std::string_view key) { return std::find(declared.begin(), declared.end(), key) != declared.end(); }

std::string_view without_bullet(std::string_view text) noexcept {
  for (const std::string_view mark : {"* ", "- ", "• ", "· ", "+ "}) {
    if (text.starts_with(mark)) return trimmed(text, {mark.size(), text.size()}).of(text);
  }
  return text;
}

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
    if (text[i] > ' ' && text[i] < 0x7F) {
      out.push_back(text[i++]);
      continue;
    }
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
  // What the head declares, in all its prefixes, squeezed. Of text the first line may be what was the document's title.
  const bool opens = !html && !lines.empty() && lines.front().line <= 2 && behind_title_label(without_bullet(lines.front().text)).empty() && !cuts_of(lines.front().text).empty();
  const std::string_view document_title = opens ? lines.front().text : std::string_view(head.document_title);
  std::vector<std::string> declared;
  for (const std::string& title : head.titles) {
    for (const std::string_view prefix : prefixes(title)) declared.push_back(squeezed(prefix));
  }
  for (const std::string_view prefix : prefixes(document_title)) declared.push_back(squeezed(prefix));
  const std::string site = squeezed(head.site);
  // What is left of the document's title without the headline is the site's, and no headline.
  std::string headline = squeezed(without_site(document_title, head.site, html));
  // Which side is the headline is told by what the page shows: 小满的院子--外婆的腌菜坛子.
  if (const std::vector<Cut> cuts = cuts_of(document_title); cuts.size() == 1) {
    const std::string first = squeezed(document_title.substr(0, cuts[0].mark.begin));
    const std::string last = squeezed(document_title.substr(cuts[0].mark.end));
    const auto shown = [&](std::string_view side) { return std::any_of(lines.begin(), lines.end(), [&](const TitleLine& line) { return !line.linked && !line.framed && squeezes_to(line.text, side); }); };
    if (last.size() >= 6 && shown(last) && !shown(first)) headline = last;
  }
  const std::string whole = squeezed(document_title);
  std::string tail;
  if (!html) declared.erase(std::remove(declared.begin(), declared.end(), whole), declared.end());
  if (headline.size() < whole.size()) {
    if (whole.starts_with(headline)) {
      tail = whole.substr(headline.size());
    } else {
      tail = whole.substr(0, whole.size() - headline.size());
      declared.push_back(headline);
      std::erase_if(declared, [&](const std::string& text) { return text.size() <= tail.size() && tail.starts_with(text); });
    }
  }
  const auto in_tail = [&](std::string_view key) { return !tail.empty() && key.size() >= 6 && tail.find(key) != std::string::npos; };

  bool agreed = false;
  bool linked = false;
  int best = 0;
  for (const TitleLine& line : lines) {
    if (line.width < 2) continue;
    const std::string_view labelled = behind_title_label(without_bullet(line.text));
    const std::string_view text = labelled.empty() ? line.text : labelled;
    const std::string key = squeezed(text);
    if (key.empty() || (!site.empty() && key == site)) continue;
    int score = labelled.empty() ? 0 : 24;
    // A headline on two lines.
    std::string both;
    if (line.behind != 0 && (line.heading == 1 || !declared.empty() || line.rest.starts_with("，"))) {
      both = squeezed(line.rest);
      both.insert(0, key);
      const bool said = declares(declared, both) || (!html && line.rest.starts_with("，"));
      if (!said && (declares(declared, key) || declares(declared, squeezed(line.rest)) || line.heading != 1 || !html)) both.clear();
      else score += said ? 60 : 6;
    }
    const bool agrees = !both.empty() ? declares(declared, both) : declares(declared, key);
    // [求助] and the like before the headline are the forum's.
    const std::string_view bare = agrees ? std::string_view() : without_tag(text);
    const bool tagged = !bare.empty() && declares(declared, squeezed(bare));
    if (both.empty() && (agrees || tagged)) score += 60;
    else if (std::any_of(declared.begin(), declared.end(), [&](const std::string& said) { return said.starts_with(key) && opens_bracket(said, key.size()); })) score += 50;
    else if (key.size() >= 18 && std::any_of(declared.begin(), declared.end(), [&](const std::string& said) { return said.find(key) != std::string::npos; })) score += 35;
    if (!agrees && in_tail(key)) score -= 60;
    if (!agrees && is_medium(text) && cuts_of(text).empty()) score -= 20;
    if (text.starts_with("——") || text.starts_with("--")) score -= 24;  // a subtitle
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
      if (has_fields && line.before_fields) score += line.until_fields <= 2 ? 12 : line.until_fields <= 4 ? 8 : 6;
      if (line.after_fields) score += 10;
      if (line.heading > 1 && !agrees) score -= 14;
      // A short line that opens the page is more often its headline than anything else.
      if (!has_fields && line.heading < 2) score += line.line == 0 && line.width >= 8 && line.width <= 100 && !line.framed ? 16 : 8;
    }
    if (score <= 12 - (html ? 0 : 4)) continue;
    // Later lines are nearer to the body; among equals the nearest wins in text, the first in HTML.
    if ((score > best || (!html && score == best)) && !is_menu(line.text)) {
      best = score;
      choice.text = std::string(tagged ? bare : text);
      choice.line = line.line;
      choice.rest = TitleChoice::no_line;
      agreed = agrees || tagged;
      linked = line.linked;
      if (!both.empty()) {
        choice.rest = line.behind;
        const bool blank = static_cast<unsigned char>(text.back()) < 0x80 || text::class_of(text::decode_before(text, text.size()).value).category() != text::Category::Lo || !shape_of(text).mostly_wide;
        if (blank) choice.text += ' ';
        choice.text.append(line.rest);
      }
    }
  }
  if (!html && best > 0 && !choice.text.empty()) choice.text = std::string(without_site(choice.text, head.site, false));
  if ((best >= 30 && (agreed || !linked)) || (!html && best > 0)) return choice;
  if (!html) return choice;
  // No heading: what the head says, without the site's name.
  for (const std::string& title : head.titles) {
    const std::string_view cut = !head.site.empty() && title.size() > head.site.size() && title.ends_with(head.site) ? without_site(title, head.site, true) : std::string_view(title);
    if (!cut.empty()) return {std::string(cut), TitleChoice::no_line, TitleChoice::no_line};
  }
  if (best > 12 && (head.document_title.empty() || !linked)) return choice;
  return {std::string(without_site(head.document_title, head.site, true)), TitleChoice::no_line, TitleChoice::no_line};
}

}  // namespace hansift::extraction
