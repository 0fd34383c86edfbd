#include "extraction/facts.hpp"

#include <algorithm>

#include "extraction/dates.hpp"
#include "extraction/labels.hpp"
#include "extraction/lexicon.hpp"
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

const FactFinder::Found* FactFinder::best(Field field) const noexcept {
  const Found* best = nullptr;
  for (const Found& fact : found_) {
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
    if (value.field == Field::none || value.field == Field::ignored) continue;
    const bool is_date = value.field == Field::date || value.field == Field::updated || value.field == Field::relative;
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
    if (is_slash(before) || before == U'_' || before == U'-' || before == U'–' || before == U'—' || before == U'>' || before == U'»' || before == U'·') return true;
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

bool FactFinder::is_title(std::string_view text) const { return !headline_.empty() && squeezes_to(text, headline_); }

/// Lines beside one with a date that are nothing but a name or a medium.
void FactFinder::read_neighbours(std::size_t line, std::size_t first, std::size_t title) {
  constexpr std::size_t reach = 3;
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
      if (is_title(text)) break;
      if (is_medium(text) || is_named_site(text)) add(Field::source, std::string(text), {}, weight, i, where.text);
      else if (const Names names = read_names(text, 0, false); !names.names.empty() && names.end == text.size()) add(Field::author, names.joined(text), {}, weight, i, where.text);
      else break;
    }
  }
}

void FactFinder::read_header(std::size_t first, std::size_t title, std::string_view headline) {
  headline_ = squeezed(headline);
  const bool titled = title < looks_.size();
  // A date near below the headline is the article's, one above it far away is not.
  for (Found& fact : found_) {
    if (fact.field != Field::date || fact.line >= first || !titled) continue;
    const std::size_t away = fact.line > title ? fact.line - title : title - fact.line;
    if (fact.line > title) fact.weight += away <= 4 ? 15 : 5;
    else if (away > 2) fact.weight -= 15;
  }
  // A bare date far above the headline among links is that of the visit.
  std::erase_if(found_, [](const Found& fact) { return fact.field == Field::date && fact.weight <= by_place - 50; });
  for (std::size_t i = 0; i < std::min(first, looks_.size()); ++i) {
    const Look& look = looks_[i];
    if (!look.field_line || sheet_.lines[i].region != nullptr || look.linked) continue;
    if ((titled && i + 4 < title) || sheet_.lines[i].link_size * 3 > sheet_.lines[i].text.size()) continue;
    const FieldLine& fields = look.fields;
    if (!fields.dated() && !fields.has(Field::author) && !fields.has(Field::source)) continue;
    for (const Loose& loose : fields.loose) {
      const std::string_view word = loose.span.of(sheet_.of(sheet_.lines[i]));
      const Span span{sheet_.lines[i].text.begin + loose.span.begin, sheet_.lines[i].text.begin + loose.span.end};
      if (!fields.has(Field::source) && !is_title(word) && is_site(word, first)) add(Field::source, std::string(word), {}, by_place, i, span);
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
    } else if (hint.field == Field::editor) {
      // The element in which a page is written is called an editor as well: only a name is one.
      const Names names = read_names(value, 0, false);
      if (!names.names.empty() && names.end == value.size()) add(Field::editor, names.joined(value), {}, weight, 0, span);
    }
  }
}

/// Of a date that can be read in two ways the one that something else on the page agrees with, or that pages of its language write.
FactFinder::Reading FactFinder::one_reading(const Found& fact) const {
  if (fact.other.empty()) return {fact.value, true};
  for (const std::string& told : {head_.date, head_.address_date}) {
    if (told.size() < 10) continue;
    if (fact.value.starts_with(std::string_view(told).substr(0, 10))) return {fact.value, true};
    if (fact.other.starts_with(std::string_view(told).substr(0, 10))) return {fact.other, true};
  }
  // Two digits of a year: pages of Taiwan count from 1912.
  if (year_of(fact.other) != year_of(fact.value)) return {year_of(fact.other) >= 1990 && is_traditional(sheet_.text) ? fact.other : fact.value, true};
  // Day and month. Only American pages put the month first; but most pages in English that do not say which they are are American.
  std::string language;
  for (const char c : head_.language) language += c == '_' ? '-' : lower(c);
  if (language.starts_with("en-us")) return {fact.other, true};
  if (!language.empty() && language != "en") return {fact.value, true};
  if (is_mostly_wide(sheet_.text)) return {fact.value, true};
  return {fact.other, false};
}

FactFinder::Picked FactFinder::date(Page& page) const {
  const Found* published = best(Field::date);
  const Found* updated = best(Field::updated);
  const bool late = published == nullptr || (updated != nullptr && published->weight < by_place - 10);
  if (late) published = updated;
  Picked picked;
  if (published != nullptr) {
    const Reading reading = one_reading(*published);
    picked = {reading.date, sheet_.source_of(published->span)};
    for (const Found& fact : found_) {  // the same day, with its time
      if (fact.field == Field::date && picked.value.size() == 10 && fact.value.size() > 10 && fact.value.starts_with(picked.value)) picked = {fact.value, sheet_.source_of(fact.span)};
    }
    if (head_.date.empty()) {
      if (!reading.sure) page.flags.push_back({picked.span, &date_ambiguous, {}});
      if (late) page.flags.push_back({picked.span, &date_updated, {}});
    }
  }
  if (!head_.date.empty()) return head_.date.size() <= 10 && picked.value.size() > 10 && picked.value.starts_with(head_.date) ? picked : Picked{head_.date, head_.at.date};
  if (picked.value.empty() && !head_.address_date.empty()) return {head_.address_date, head_.at.url};
  if (const Found* relative = best(Field::relative); relative != nullptr && picked.value.empty()) page.flags.push_back({sheet_.source_of(relative->span), &date_relative, {}});
  return picked;
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

FactFinder::Picked FactFinder::author() const {
  const Found* first = best(Field::author);
  Picked told{head_.author, head_.at.author};
  if (head_.author.empty() || is_named_site(head_.author)) told = {signature(), head_.at.signature};
  if (!told.value.empty() && (first == nullptr || format_ == PageFormat::markdown || first->weight <= by_place)) return told;
  if (first == nullptr) return {};
  Picked picked{first->value, sheet_.source_of(first->span)};
  if (first->weight < by_label - 10) return picked;
  // 记者 张三 / 通讯员 李四, each with a label of its own, on one line or on the next.
  for (const Found& fact : found_) {
    const std::size_t away = fact.line > first->line ? fact.line - first->line : first->line - fact.line;
    if (&fact == first || fact.field != Field::author || fact.weight != first->weight || away > 1) continue;
    if (picked.value.find(fact.value) != std::string::npos || fact.value.find(picked.value) != std::string::npos) continue;
    picked.value += "、" + fact.value;
    const Span span = sheet_.source_of(fact.span);
    picked.span = {std::min(picked.span.begin, span.begin), std::max(picked.span.end, span.end)};
  }
  return picked;
}

void FactFinder::fill(Page& page, std::size_t title) const {
  const auto put = [&page](std::string_view key, Picked picked) {
    if (picked.value.empty()) return;
    page.facts.push_back({std::string(key), picked.value, picked.span});
    if (key != "title") page.metadata.emplace_back(std::string(key), std::move(picked.value));
  };
  const auto visible = [&](Field field, const std::string& said, Span at) {
    const Found* fact = best(field);
    return fact == nullptr ? Picked{said, at} : Picked{fact->value, sheet_.source_of(fact->span)};
  };
  if (page.title) put("title", {*page.title, title < sheet_.lines.size() ? sheet_.source_of(sheet_.lines[title].text) : head_.at.title});
  put("date", date(page));
  const Picked source = visible(Field::source, head_.source, head_.at.source);
  Picked name = author();
  const bool signs_as_site = !name.value.empty() && ((!head_.site.empty() && squeezed(name.value) == squeezed(head_.site)) || name.value == source.value);
  Picked editor = visible(Field::editor, head_.editor, head_.at.editor);
  // A name beside a date that the markup calls the editor's.
  const Found* const wrote = best(Field::author);
  const bool edits = !name.value.empty() && name.span == editor.span && wrote != nullptr && wrote->weight <= by_place;
  put("source", source);
  if (!signs_as_site && !edits) put("author", std::move(name));
  put("editor", std::move(editor));
  put("site", {head_.site, head_.at.site});
  put("language", {head_.language, head_.at.language});
  put("url", {head_.url, head_.at.url});
  for (const auto& [key, value] : head_.other) page.metadata.emplace_back(key, value);
}

}  // namespace hansift::extraction
