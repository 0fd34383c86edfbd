#include "extraction/title.hpp"

#include <algorithm>
#include <optional>

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

namespace {

/// What the head, or the document's title, calls the article; all of it squeezed.
struct Declared {
  std::vector<std::string> titles;  ///< with all their prefixes
  std::string site;
  std::string tail;                 ///< what is left of the document's title without the headline: the site's, and no headline

  [[nodiscard]] bool has(std::string_view key) const { return std::find(titles.begin(), titles.end(), key) != titles.end(); }
  /// A title is `key` and a bracket behind it.
  [[nodiscard]] bool has_with_bracket(std::string_view key) const {
    return std::any_of(titles.begin(), titles.end(), [&](const std::string& said) { return said.starts_with(key) && opens_bracket(said, key.size()); });
  }
  [[nodiscard]] bool has_within(std::string_view key) const {
    return key.size() >= 18 && std::any_of(titles.begin(), titles.end(), [&](const std::string& said) { return said.find(key) != std::string::npos; });
  }
  [[nodiscard]] bool in_tail(std::string_view key) const { return !tail.empty() && key.size() >= 6 && tail.find(key) != std::string::npos; }
};

/// The headline in the document's title, squeezed. Which side it is is told by what the page shows: 小满的院子--外婆的腌菜坛子.
std::string headline_of(std::string_view document_title, const Head& head, const std::vector<TitleLine>& lines, bool html) {
  if (const std::vector<Cut> cuts = cuts_of(document_title); cuts.size() == 1) {
    const std::string first = squeezed(document_title.substr(0, cuts[0].mark.begin));
    std::string last = squeezed(document_title.substr(cuts[0].mark.end));
    const auto shown = [&](std::string_view side) { return std::any_of(lines.begin(), lines.end(), [&](const TitleLine& line) { return !line.linked && !line.framed && squeezes_to(line.text, side); }); };
    if (last.size() >= 6 && shown(last) && !shown(first)) return last;
  }
  return squeezed(without_site(document_title, head.site, html));
}

Declared declared_titles(const Head& head, const std::vector<TitleLine>& lines, bool html) {
  // Of text the first line may be what was the document's title.
  const bool opens = !html && !lines.empty() && lines.front().line <= 2 && behind_title_label(without_bullet(lines.front().text)).empty() && !cuts_of(lines.front().text).empty();
  const std::string_view document_title = opens ? lines.front().text : std::string_view(head.document_title);
  Declared declared;
  declared.site = squeezed(head.site);
  for (const std::string& title : head.titles) {
    for (const std::string_view prefix : prefixes(title)) declared.titles.push_back(squeezed(prefix));
  }
  for (const std::string_view prefix : prefixes(document_title)) declared.titles.push_back(squeezed(prefix));
  const std::string headline = headline_of(document_title, head, lines, html);
  const std::string whole = squeezed(document_title);
  if (!html) std::erase(declared.titles, whole);
  if (headline.size() >= whole.size()) return declared;
  if (whole.starts_with(headline)) {
    declared.tail = whole.substr(headline.size());
  } else {
    declared.tail = whole.substr(0, whole.size() - headline.size());
    declared.titles.push_back(headline);
    std::erase_if(declared.titles, [&](const std::string& text) { return text.size() <= declared.tail.size() && declared.tail.starts_with(text); });
  }
  return declared;
}

/// A line as a title.
struct Candidate {
  std::string_view text;    ///< without a label, or the forum's [求助] and the like
  bool agrees = false;      ///< with what is declared
  bool two_lines = false;   ///< the line that goes on with it is part of the headline
  int score = 0;
};

/// What its place and its markup are worth.
int worth_of_place(const TitleLine& line, bool agrees, bool html, bool has_fields) {
  int score = line.heading == 1 ? 30 : line.heading == 2 ? 14 : line.heading > 2 ? 4 : 0;
  if (line.before_fields) score += 12;
  if (line.repeated) score += html ? 4 : 20;
  if (line.framed && !agrees) score -= 30;
  if (line.linked && !agrees) score -= 20;
  if (html) return score;
  // Plain text: the line right before the fields; without fields, a lone line before the body.
  if (has_fields && line.before_fields) score += line.until_fields <= 2 ? 12 : line.until_fields <= 4 ? 8 : 6;
  if (line.after_fields) score += 10;
  if (line.heading > 1 && !agrees) score -= 14;
  // A short line that opens the page is more often its headline than anything else.
  if (!has_fields && line.heading < 2) score += line.line == 0 && line.width >= 8 && line.width <= 100 && !line.framed ? 16 : 8;
  return score;
}

/// Whether the line and the one that goes on with it are one headline, and what that is worth; 0: they are not.
int worth_of_two_lines(const TitleLine& line, std::string_view key, std::string_view both, const Declared& declared, bool html) {
  if (declared.has(both) || (!html && line.rest.starts_with("，"))) return 60;
  return declared.has(key) || declared.has(squeezed(line.rest)) || line.heading != 1 || !html ? 0 : 6;
}

std::optional<Candidate> candidate_of(const TitleLine& line, const Declared& declared, bool html, bool has_fields) {
  if (line.width < 2) return std::nullopt;
  const std::string_view labelled = behind_title_label(without_bullet(line.text));
  const std::string_view text = labelled.empty() ? line.text : labelled;
  const std::string key = squeezed(text);
  if (key.empty() || (!declared.site.empty() && key == declared.site)) return std::nullopt;
  Candidate candidate{text, false, false, labelled.empty() ? 0 : 24};
  bool agrees = false;
  if (line.behind != 0 && (line.heading == 1 || !declared.titles.empty() || line.rest.starts_with("，"))) {
    const std::string both = key + squeezed(line.rest);
    const int worth = worth_of_two_lines(line, key, both, declared, html);
    candidate.two_lines = worth > 0;
    candidate.score += worth;
    agrees = candidate.two_lines && declared.has(both);
  }
  if (!candidate.two_lines) agrees = declared.has(key);
  // [求助] and the like before the headline are the forum's.
  const std::string_view bare = agrees ? std::string_view() : without_tag(text);
  const bool tagged = !bare.empty() && declared.has(squeezed(bare));
  if (!candidate.two_lines && (agrees || tagged)) candidate.score += 60;
  else if (declared.has_with_bracket(key)) candidate.score += 50;
  else if (declared.has_within(key)) candidate.score += 35;
  if (!agrees && declared.in_tail(key)) candidate.score -= 60;
  if (!agrees && is_medium(text) && cuts_of(text).empty()) candidate.score -= 20;
  if (text.starts_with("——") || text.starts_with("--")) candidate.score -= 24;  // a subtitle
  if (line.ends_sentence && !agrees && !(line.text.ends_with("！") || line.text.ends_with("？") || line.text.ends_with("!") || line.text.ends_with("?") || line.text.ends_with("…"))) candidate.score -= 14;
  if (line.width < 10) candidate.score -= 6;
  candidate.score += worth_of_place(line, agrees, html, has_fields);
  candidate.agrees = agrees || tagged;
  if (tagged) candidate.text = bare;
  return candidate;
}

/// Whether a blank belongs between the two lines of a headline: not between ideographs.
bool parted_by_blank(std::string_view text) noexcept {
  if (static_cast<unsigned char>(text.back()) < 0x80) return true;
  return text::class_of(text::decode_before(text, text.size()).value).category() != text::Category::Lo || !shape_of(text).mostly_wide;
}

/// The title that front matter gives, and the line that shows it.
TitleChoice own_title(const std::string& title, const std::vector<TitleLine>& lines) {
  TitleChoice choice{title, TitleChoice::no_line, TitleChoice::no_line};
  const std::string key = squeezed(title);
  const auto shows = std::find_if(lines.begin(), lines.end(), [&](const TitleLine& line) { return squeezes_to(line.text, key); });
  if (shows != lines.end()) choice.line = shows->line;
  return choice;
}

}  // namespace

TitleChoice choose_title(const Head& head, const std::vector<TitleLine>& lines, bool html, bool has_fields) {
  if (head.own_title && !head.titles.empty()) return own_title(head.titles.front(), lines);
  const Declared declared = declared_titles(head, lines, html);
  const int too_little = html ? 12 : 8;
  TitleChoice choice;
  bool agreed = false;
  bool linked = false;
  int best = 0;
  for (const TitleLine& line : lines) {
    const auto candidate = candidate_of(line, declared, html, has_fields);
    if (!candidate || candidate->score <= too_little) continue;
    // Later lines are nearer to the body; among equals the nearest wins in text, the first in HTML.
    if (candidate->score < best || (html && candidate->score == best) || is_menu(line.text)) continue;
    best = candidate->score;
    agreed = candidate->agrees;
    linked = line.linked;
    choice = {std::string(candidate->text), line.line, TitleChoice::no_line};
    if (!candidate->two_lines) continue;
    choice.rest = line.behind;
    if (parted_by_blank(choice.text)) choice.text += ' ';
    choice.text.append(line.rest);
  }
  if (!html && best > 0 && !choice.text.empty()) choice.text = std::string(without_site(choice.text, head.site, false));
  if (!html || (best >= 30 && (agreed || !linked))) return choice;
  // No heading: what the head says, without the site's name.
  for (const std::string& title : head.titles) {
    const std::string_view cut = !head.site.empty() && title.size() > head.site.size() && title.ends_with(head.site) ? without_site(title, head.site, true) : std::string_view(title);
    if (!cut.empty()) return {std::string(cut), TitleChoice::no_line, TitleChoice::no_line};
  }
  if (best > 12 && (head.document_title.empty() || !linked)) return choice;
  return {std::string(without_site(head.document_title, head.site, true)), TitleChoice::no_line, TitleChoice::no_line};
}

}  // namespace hansift::extraction
