#include "extraction/facts.hpp"

#include <algorithm>

#include "extraction/dates.hpp"
#include "extraction/labels.hpp"
#include "extraction/menus.hpp"
#include "extraction/title.hpp"
#include "text/utf8.hpp"

namespace hansift::extraction {
namespace {

/// Characters that only Traditional Chinese writes against those of Simplified; kana and Hangul count for neither.
bool is_traditional(std::string_view text) noexcept {
  static constexpr std::u32string_view traditional = U"這們來時發國會說個為於與對後從學過還種長開無進動經現間實點關當";
  static constexpr std::u32string_view simplified = U"这们来时发国会说个为于与对后从学过还种长开无进动经现间实点关当";
  std::size_t yes = 0;
  std::size_t no = 0;
  text = text.substr(0, 12000);
  for (std::size_t i = 0; i < text.size();) {
    const text::Decoded c = text::decode_at(text, i);
    i += c.size;
    if (c.value < 0x3041 || (c.value > 0x30FE && c.value < 0x4E00) || c.value > 0x9FFF) continue;
    if (c.value <= 0x30FE) ++no;
    else if (traditional.find(c.value) != std::u32string_view::npos) ++yes;
    else if (simplified.find(c.value) != std::u32string_view::npos) ++no;
  }
  return yes > no;
}

bool is_mostly_wide(std::string_view text) noexcept { return shape_of(text.substr(0, 4000)).mostly_wide; }

/// `text` is `name`, or little more.
bool begins_with_all(std::string_view text, std::string_view name) noexcept { return text.starts_with(name) && width_of(text, 60) <= width_of(name) + 8; }

int year_of(std::string_view iso) noexcept { return iso.size() < 4 ? 0 : (iso[0] - '0') * 1000 + (iso[1] - '0') * 100 + (iso[2] - '0') * 10 + (iso[3] - '0'); }

}  // namespace

void FactFinder::add(Field field, std::string value, std::string other, int weight, std::size_t line, Span span) {
  if (!value.empty()) found_.push_back({field, std::move(value), std::move(other), weight, line, span});
}

const FactFinder::Fact* FactFinder::best(Field field) const noexcept {
  const Fact* best = nullptr;
  for (const Fact& fact : found_) {
    if (fact.field == field && (best == nullptr || fact.weight > best->weight)) best = &fact;
  }
  return best;
}

bool FactFinder::has(Field field) const noexcept { return best(field) != nullptr; }

void FactFinder::take(std::size_t line, Place place) {
  const FieldLine& fields = looks_[line].fields;
  const Line& where = sheet_.lines[line];
  const bool beside_links = looks_[line].linked || where.link_size * 3 > where.text.size();
  for (const FieldValue& value : fields.found) {
    if (value.field == Field::none || value.field == Field::ignored || value.field == Field::relative) continue;
    const bool is_date = value.field == Field::date || value.field == Field::updated;
    if (place != Place::header && is_date && (!value.labelled || has(value.field))) continue;
    if (is_date && !value.labelled && is_menu(sheet_.of(where))) continue;  // today's, above the channels
    int weight = value.labelled ? by_label : by_place;
    if (is_date && !value.labelled) {
      // Of bare dates the one beside other fields, or at least not among links.
      if (fields.labelled) weight += 20;
      if (beside_links) weight -= 40;
      if (where.region != nullptr) weight -= 30;
      if (value.value.size() > 10) weight += 1;
    } else if (!value.labelled && beside_links) {
      continue;
    }
    if (place == Place::middle) weight -= 5;
    if (place == Place::tail) weight -= 10;
    add(value.field, value.value, value.other, weight, line, {where.text.begin + value.span.begin, where.text.begin + value.span.end});
  }
}

void FactFinder::take_signature(std::size_t line, const Signature& signature) {
  const Span span = sheet_.lines[line].text;
  add(Field::author, signature.author, {}, by_signature, line, span);
  add(Field::source, signature.source, {}, by_signature, line, span);
  add(Field::editor, signature.editor, {}, by_signature, line, span);
}

void FactFinder::take_author(std::size_t line, std::string name, int weight) { add(Field::author, std::move(name), {}, weight, line, sheet_.lines[line].text); }

/// Whether it is what the page calls its site: in its head, or at the end of its title.
bool FactFinder::is_named_site(std::string_view name) const {
  if (name.empty()) return false;
  if (begins_with_all(head_.site, name)) return true;
  for (const std::string_view title : {std::string_view(head_.document_title), first_line_}) {
    const std::size_t at = title.rfind(name);
    if (at == std::string_view::npos || at == 0 || !begins_with_all(title.substr(at), name)) continue;
    const Span head = trimmed(title, {0, at});
    if (head.empty()) continue;
    const char32_t before = text::decode_before(title, head.end).value;
    if (is_slash(before) || before == U'_' || before == U'-' || before == U'–' || before == U'—' || before == U'>' || before == U'»' || before == U'·' || (before == U':' && at > 1)) return true;
  }
  return head_.document_title.size() > name.size() && head_.document_title.starts_with(name) && head_.document_title.substr(name.size(), 3) == " - ";
}

bool FactFinder::is_site(std::string_view name, std::size_t first) const {
  if (name.empty()) return false;
  if (is_named_site(name)) return true;
  const auto begins = [name](std::string_view text) { return begins_with_all(text, name); };
  for (std::size_t i = 0; i < first && i < 80; ++i) {
    if (sheet_.lines[i].drop != nullptr && !looks_[i].field_line && begins(sheet_.of(sheet_.lines[i]))) return true;
  }
  return false;
}

/// Lines beside one with a date that are nothing but a name or a medium.
void FactFinder::read_neighbours(std::size_t line, std::size_t first, std::size_t title) {
  constexpr std::size_t reach = 3;
  const bool titled = title < looks_.size();
  for (const bool back : {true, false}) {
    for (std::size_t n = 1; n <= reach; ++n) {
      if (back ? n > line : line + n >= std::min(first, looks_.size())) break;
      const std::size_t i = back ? line - n : line + n;
      const Look& look = looks_[i];
      const Line& where = sheet_.lines[i];
      if (i == title || where.heading != 0 || where.region != nullptr || look.breadcrumb || look.shape.width > 44 || look.shape.stops > 0) break;
      if (look.field_line || look.fields.labelled || is_button(sheet_.of(where))) continue;
      if (is_menu(sheet_.of(where))) break;
      const std::string_view text = sheet_.of(where);
      const int weight = by_place - 5 - static_cast<int>(n);
      if (look.linked && (is_named_site(text) || title > looks_.size())) break;  // the way to the front page
      if (titled && squeezes_to(text, squeezed(sheet_.of(sheet_.lines[title])))) break;
      if (is_medium(text) || is_named_site(text)) add(Field::source, std::string(text), {}, weight, i, where.text);
      else if (const Names names = read_names(text, 0, false); !names.names.empty() && names.end == text.size()) add(Field::author, names.joined(text), {}, weight, i, where.text);
      else break;
    }
  }
}

void FactFinder::read_header(std::size_t first, std::size_t title) {
  const bool titled = title < looks_.size();
  // A date near below the headline is the article's, one above it far away is not.
  for (Fact& fact : found_) {
    if (fact.field != Field::date || fact.line >= first || !titled) continue;
    const std::size_t away = fact.line > title ? fact.line - title : title - fact.line;
    if (fact.line > title) fact.weight += away <= 4 ? 15 : 5;
    else if (away > 2) fact.weight -= 15;
  }
  // A bare date far above the headline among links is that of the visit.
  std::erase_if(found_, [](const Fact& fact) { return fact.field == Field::date && fact.weight <= by_place - 50; });
  for (std::size_t i = 0; i < std::min(first, looks_.size()); ++i) {
    const Look& look = looks_[i];
    if (!look.field_line || sheet_.lines[i].region != nullptr || look.linked) continue;
    if ((titled && i + 4 < title) || sheet_.lines[i].link_size * 3 > sheet_.lines[i].text.size()) continue;
    const FieldLine& fields = look.fields;
    if (!fields.dated() && !fields.has(Field::author) && !fields.has(Field::source)) continue;
    for (const Loose& loose : fields.loose) {
      const std::string_view word = loose.span.of(sheet_.of(sheet_.lines[i]));
      const Span span{sheet_.lines[i].text.begin + loose.span.begin, sheet_.lines[i].text.begin + loose.span.end};
      if (!fields.has(Field::source) && is_site(word, first)) add(Field::source, std::string(word), {}, by_place, i, span);
    }
    if (!has(Field::source) || !has(Field::author)) read_neighbours(i, first, title);
  }
}

void FactFinder::read_hints() {
  for (const Hint& hint : sheet_.hints) {
    const Span span = trimmed(sheet_.text, hint.text);
    const std::string value = hint.value.empty() ? std::string(span.of(sheet_.text)) : hint.value;
    const int weight = by_markup + (hint.certain ? 5 : 0);
    if (hint.field == Field::date) {
      if (const auto date = find_date(value, 80)) add(Field::date, date->iso, date->other, weight, 0, span);
    } else if (hint.field == Field::author && width_of(value, 100) <= 40) {
      if (hint.certain) {
        add(Field::author, value, {}, weight, 0, span);
      } else {
        const FieldLine fields = read_fields(value);
        const auto said = std::find_if(fields.found.begin(), fields.found.end(), [](const FieldValue& each) { return each.field == Field::author; });
        std::string name = said != fields.found.end() ? said->value : fields.labelled || fields.dated() ? std::string() : tidy_name(value);
        if (is_name(name) && !is_medium(name) && !is_named_site(name)) add(Field::author, std::move(name), {}, weight, 0, span);
      }
    }
  }
}

/// Of a date that can be read in two ways the one that something else on the page agrees with, or that pages of its language write.
std::string FactFinder::one_reading(const Fact& fact) const {
  if (fact.other.empty()) return fact.value;
  for (const std::string& told : {head_.date, head_.address_date}) {
    if (told.size() < 10) continue;
    if (fact.value.starts_with(std::string_view(told).substr(0, 10))) return fact.value;
    if (fact.other.starts_with(std::string_view(told).substr(0, 10))) return fact.other;
  }
  const int gap = year_of(fact.other) - year_of(fact.value);
  if (gap != 0) return year_of(fact.other) >= 1990 && is_traditional(sheet_.text) ? fact.other : fact.value;
  // Day and month. Of English only the American one puts the month first, but most pages that do not say which are American.
  const std::string_view language = head_.language;
  const auto is = [language](std::string_view tag) { return language.size() >= tag.size() && squeezed(language.substr(0, tag.size())) == tag; };
  const bool says = !language.empty();
  const bool american = is("en-US") || is("en_US") || is("en-us") || (says ? language == "en" : !is_mostly_wide(sheet_.text));
  return american ? fact.other : fact.value;
}

std::string FactFinder::date() const {
  const Fact* published = best(Field::date);
  const Fact* updated = best(Field::updated);
  if (published == nullptr || (updated != nullptr && published->weight < by_place - 10)) published = updated;
  std::string visible = published == nullptr ? std::string() : one_reading(*published);
  for (const Fact& fact : found_) {  // the same day, with its time
    if (fact.field == Field::date && visible.size() == 10 && fact.value.size() > 10 && fact.value.starts_with(visible)) visible = fact.value;
  }
  if (head_.date.empty()) return visible.empty() ? head_.address_date : visible;
  return head_.date.size() <= 10 && visible.size() > 10 && visible.starts_with(head_.date) ? visible : head_.date;
}

/// The name under which the page is signed in its head, if it is one of a person or stands on the page where the author's does.
std::string FactFinder::signature() const {
  const std::string& name = head_.signature;
  if (name.empty() || is_named_site(name) || is_medium(name)) return {};
  const Names names = read_names(name, 0, false);
  if (!names.names.empty() && names.end == name.size()) return name;
  // A nick: if the site is known to have another name.
  const bool known = !head_.site.empty() || site_in_title();
  return known && width_of(name, 60) <= 24 && !is_site(name, std::min<std::size_t>(looks_.size(), 12)) ? name : std::string();
}

/// The document's title has something behind the headline: the site's name.
bool FactFinder::site_in_title() const {
  const std::string_view title = head_.document_title;
  return title.find(" - ") != std::string_view::npos || title.find(" | ") != std::string_view::npos || title.find('_') != std::string_view::npos || title.find(" – ") != std::string_view::npos || title.find(" · ") != std::string_view::npos || title.find("｜") != std::string_view::npos;
}

std::string FactFinder::author() const {
  const Fact* first = best(Field::author);
  const bool front_matter = format_ == PageFormat::markdown;
  const std::string told = !head_.author.empty() && !is_named_site(head_.author) ? head_.author : signature();
  if (!told.empty() && (first == nullptr || front_matter || first->weight <= by_place)) return told;
  if (first == nullptr) return {};
  std::string joined = first->value;
  if (first->weight < by_label - 10) return joined;
  // 记者 张三 / 通讯员 李四, each with a label of its own, on one line or on the next.
  for (const Fact& fact : found_) {
    const std::size_t away = fact.line > first->line ? fact.line - first->line : first->line - fact.line;
    if (&fact != first && fact.field == Field::author && fact.weight == first->weight && away <= 1 && joined.find(fact.value) == std::string::npos && fact.value.find(joined) == std::string::npos) joined += "、" + fact.value;
  }
  return joined;
}

void FactFinder::fill(Page& page) const {
  const auto put = [&](std::string_view key, const std::string& value) {
    if (!value.empty()) page.metadata.emplace_back(std::string(key), value);
  };
  const auto visible = [&](Field field, const std::string& said) {
    const Fact* fact = best(field);
    return fact == nullptr ? said : fact->value;
  };
  put("date", date());
  std::string source = visible(Field::source, head_.source);
  put("source", source);
  std::string name = author();
  const bool signs_as_site = !name.empty() && ((!head_.site.empty() && squeezed(name) == squeezed(head_.site)) || name == source);
  if (!signs_as_site) put("author", name);
  put("editor", visible(Field::editor, head_.editor));
  put("site", head_.site);
  put("language", head_.language);
  put("url", head_.url);
  for (const auto& [key, value] : head_.other) page.metadata.emplace_back(key, value);
}

}  // namespace hansift::extraction
