#include "extraction/regions.hpp"

#include <algorithm>
#include <array>
#include <span>

#include "extraction/lexicon.hpp"

namespace hansift::extraction {
namespace {

/// Calls visit(word) for each word of a class or id: cut at what is no letter or digit and at camelCase, in lower case.
template <class Visit>
void for_each_word(std::string_view text, Visit&& visit) {
  std::array<char, 24> word{};
  std::size_t size = 0;
  std::size_t seen = 0;
  const auto flush = [&] {
    if (size > 0 && size <= word.size()) visit(std::string_view(word.data(), size));
    size = 0;
  };
  for (std::size_t i = 0; i < text.size() && i < 200 && seen < 40; ++i) {
    const char c = text[i];
    const bool letter = (lower(c) >= 'a' && lower(c) <= 'z');
    if (!letter) {
      flush();
      ++seen;
      continue;
    }
    if (c >= 'A' && c <= 'Z' && i > 0 && text[i - 1] >= 'a' && text[i - 1] <= 'z') flush();
    if (size < word.size()) word[size] = lower(c);
    ++size;
  }
  flush();
}

template <class Words>
bool contains(const Words& words, std::string_view word) noexcept {
  return std::find(std::begin(words), std::end(words), word) != std::end(words);
}

constexpr std::string_view navigation_words[] = {"nav", "navbar", "navigation", "menu", "menus", "breadcrumb", "breadcrumbs", "crumb", "crumbs", "bread", "pagination", "pager", "pagenav", "pages", "topbar", "toolbar", "submenu", "sitemap", "dropdown", "weizhi", "daohang", "prev", "prevnext", "pagelist", "gnb", "lnb", "snb", "pankuzu", "skip", "channels", "toc"};
constexpr std::string_view related_words[] = {"sidebar", "side", "aside", "rightbar", "related", "relate", "relates", "recommend", "recommended", "recommends", "recommendation", "recommendations", "recom", "rank", "ranking", "ranklist", "hotlist", "hotnews", "popular", "trending", "morenews", "teaser", "teasers", "readmore", "xiangguan", "tuijian", "guess", "outbrain", "taboola", "mostread", "latest", "suggest", "suggested", "suggestions", "also", "osusume", "kanren", "archives", "widget", "widgets", "promo", "promos"};
constexpr std::string_view share_words[] = {"share", "shares", "sharing", "sharebar", "social", "socials", "bdsharebuttonbox", "bdshare", "qrcode", "qr", "erweima", "weixin", "wechat", "sns", "follow", "fenxiang", "jiathis", "addthis", "print", "subscribe", "subscription", "newsletter", "signup", "like", "dianzan", "fontsize", "zihao"};
constexpr std::string_view copyright_words[] = {"copyright", "disclaimer", "statement", "banquan", "license", "mianze", "shengming"};
constexpr std::string_view advertisement_words[] = {"ad", "ads", "adv", "advert", "adverts", "advertisement", "advertising", "adsense", "adbox", "guanggao", "gg", "sponsor", "sponsored", "banner", "dfp", "adslot", "promotion", "cookie", "cookies", "consent", "popup", "modal", "overlay", "tooltip"};
constexpr std::string_view comment_words[] = {"comment", "comments", "commentlist", "disqus", "pinglun", "cmt", "cmts", "replybox", "remark", "guestbook", "respond", "discuss", "reviews", "review", "livefyre"};
constexpr std::string_view footer_words[] = {"footer", "foot", "bottom", "btm", "footnav", "bottombar", "pagefooter", "sitefooter", "tag", "tags", "keywords", "taglist", "bio", "profile"};

}  // namespace

Region region_of(const Document& document, const Node& node) noexcept {
  switch (node.tag) {
    case Tag::nav: return {&drop_navigation, true};
    case Tag::aside: return {&drop_related, true};
    case Tag::footer: return {&drop_footer, true};
    case Tag::dialog: return {&drop_advertisement, true};
    case Tag::body: case Tag::html: case Tag::root: case Tag::article: case Tag::main: case Tag::h1: return {};
    default: break;
  }
  if (!is_block(node.tag) && node.tag != Tag::span && node.tag != Tag::a) return {};
  if (const std::string_view role = document.attribute(node, Attribute::role); !role.empty()) {
    if (role == "navigation" || role == "menu" || role == "menubar" || role == "search") return {&drop_navigation, true};
    if (role == "complementary") return {&drop_related, true};
    if (role == "contentinfo") return {&drop_footer, true};
    if (role == "dialog" || role == "alertdialog") return {&drop_advertisement, true};
  }
  const Rule* found = nullptr;
  bool content = false;
  const auto look = [&](std::string_view word) {
    if (word == "content" || word == "article" || word == "body" || word == "main" || word == "text" || word == "story" || word == "entry" || word == "wrapper" || word == "container" || word == "has" || word == "with") content = true;
    if (found != nullptr) return;
    if (contains(navigation_words, word)) found = &drop_navigation;
    else if (contains(comment_words, word)) found = &drop_comment;
    else if (contains(related_words, word)) found = &drop_related;
    else if (contains(share_words, word)) found = &drop_share;
    else if (contains(copyright_words, word)) found = &drop_copyright;
    else if (contains(advertisement_words, word)) found = &drop_advertisement;
    else if (contains(footer_words, word)) found = &drop_footer;
  };
  for_each_word(document.attribute(node, Attribute::class_name), look);
  for_each_word(document.attribute(node, Attribute::id), look);
  // "content-with-sidebar", "article-comments-open" are not what the last word says.
  if (content && found != &drop_comment && found != &drop_related && found != &drop_share && found != &drop_footer) return {};
  if (content && node.tag == Tag::div && found == &drop_comment) return {found, false};
  return {found, false};
}

bool is_hidden(const Document& document, const Node& node) noexcept {
  if (document.has(node, Attribute::hidden)) return true;
  const std::string_view style = document.attribute(node, Attribute::style);
  if (style.empty()) return false;
  std::array<char, 160> squeezed{};
  std::size_t size = 0;
  for (const char c : style) {
    if (c == ' ' || c == '\t' || c == '\n' || c == '\r') continue;
    if (size == squeezed.size()) break;
    squeezed[size++] = lower(c);
  }
  const std::string_view text(squeezed.data(), size);
  return text.find("display:none") != std::string_view::npos ||
         text.starts_with("font-size:0") || text.find(";font-size:0") != std::string_view::npos;
}

Field field_of(const Document& document, const Node& node) noexcept {
  for (const Attribute name : {Attribute::itemprop, Attribute::property}) {  // microdata, RDFa
    const std::string_view item = document.attribute(node, name);
    if (item == "datePublished" || item == "schema:datePublished" || item == "dc:date") return Field::date;
    if (item == "author" || item == "schema:author" || item == "dc:creator") return Field::author;
  }
  if (document.attribute(node, Attribute::rel) == "author") return Field::author;
  Field found = Field::none;
  std::size_t words = 0;
  const auto look = [&](std::string_view word) {
    ++words;
    if (word == "author" || word == "byline" || word == "writer" || word == "reporter" || word == "zuozhe") found = Field::author;
    else if (word == "pubdate" || word == "pubtime" || word == "publishdate" || word == "date" || word == "time" || word == "datetime" || word == "published") found = Field::date;
    else if (word == "editor") found = Field::editor;
  };
  for_each_word(document.attribute(node, Attribute::class_name), look);
  for_each_word(document.attribute(node, Attribute::id), look);
  if (node.tag == Tag::time && found == Field::none) return Field::date;
  return words <= 4 ? found : Field::none;
}

Manner manner_of(const Document& document, const Node& node) noexcept {
  if (node.tag == Tag::figcaption || node.tag == Tag::caption) return Manner::caption;
  if (node.tag == Tag::blockquote) return Manner::quotation;
  Manner found = Manner::none;
  const auto look = [&](std::string_view word) {
    if (word == "caption" || word == "figcaption" || word == "tuzhu" || word == "imgdesc" || (word == "media" && (node.tag == Tag::p || node.tag == Tag::span)) || word == "legend" || word == "picinfo" || word == "credit" || word == "photocredit" || word == "imgtext" || word == "pictext") found = Manner::caption;
    else if (found == Manner::none && (word == "poem" || word == "poetry" || word == "verse" || word == "shi" || word == "shici" || word == "stanza")) found = Manner::verse;
  };
  if (node.tag == Tag::p || node.tag == Tag::div || node.tag == Tag::span || node.tag == Tag::pre || node.tag == Tag::center || node.tag == Tag::td || node.tag == Tag::section) {
    for_each_word(document.attribute(node, Attribute::class_name), look);
  }
  return found;
}

}  // namespace hansift::extraction
