#include "extraction/regions.hpp"

#include <algorithm>
#include <array>
#include <span>

#include "extraction/lexicon.hpp"

namespace hansift::extraction {
namespace {

/// What one word of a class or an id may say, as bits beside the region that it names.
enum Hint : std::uint8_t { says_content = 1, says_author = 2, says_date = 4, says_editor = 8, says_caption = 16, says_media = 32, says_verse = 64 };

constexpr std::string_view navigation_words[] = {"nav", "navbar", "navigation", "menu", "menus", "breadcrumb", "breadcrumbs", "crumb", "crumbs", "bread", "pagination", "pager", "pagenav", "pages", "topbar", "toolbar", "submenu", "sitemap", "dropdown", "weizhi", "daohang", "prev", "prevnext", "pagelist", "gnb", "lnb", "snb", "pankuzu", "skip", "channels", "toc"};
constexpr std::string_view related_words[] = {"sidebar", "side", "aside", "rightbar", "related", "relate", "relates", "recommend", "recommended", "recommends", "recommendation", "recommendations", "recom", "rank", "ranking", "ranklist", "hotlist", "hotnews", "popular", "trending", "morenews", "teaser", "teasers", "readmore", "xiangguan", "tuijian", "guess", "outbrain", "taboola", "mostread", "latest", "suggest", "suggested", "suggestions", "also", "osusume", "kanren", "archives", "widget", "widgets", "promo", "promos"};
constexpr std::string_view share_words[] = {"share", "shares", "sharing", "sharebar", "social", "socials", "bdsharebuttonbox", "bdshare", "qrcode", "qr", "erweima", "weixin", "wechat", "sns", "follow", "fenxiang", "jiathis", "addthis", "print", "subscribe", "subscription", "newsletter", "signup", "like", "dianzan", "fontsize", "zihao"};
constexpr std::string_view copyright_words[] = {"copyright", "disclaimer", "statement", "banquan", "license", "mianze", "shengming"};
constexpr std::string_view advertisement_words[] = {"ad", "ads", "adv", "advert", "adverts", "advertisement", "advertising", "adsense", "adbox", "guanggao", "gg", "sponsor", "sponsored", "banner", "dfp", "adslot", "promotion", "cookie", "cookies", "consent", "popup", "modal", "overlay", "tooltip"};
constexpr std::string_view comment_words[] = {"comment", "comments", "commentlist", "disqus", "pinglun", "cmt", "cmts", "replybox", "remark", "guestbook", "respond", "discuss", "reviews", "review", "livefyre"};
constexpr std::string_view footer_words[] = {"footer", "foot", "bottom", "btm", "footnav", "bottombar", "pagefooter", "sitefooter", "tag", "tags", "keywords", "taglist", "bio", "profile"};
constexpr std::string_view content_words[] = {"content", "article", "body", "main", "text", "story", "entry", "wrapper", "container", "has", "with"};
constexpr std::string_view author_words[] = {"author", "byline", "writer", "reporter", "zuozhe"};
constexpr std::string_view date_words[] = {"pubdate", "pubtime", "publishdate", "date", "time", "datetime", "published"};
constexpr std::string_view caption_words[] = {"caption", "figcaption", "tuzhu", "imgdesc", "legend", "picinfo", "credit", "photocredit", "imgtext", "pictext"};
constexpr std::string_view verse_words[] = {"poem", "poetry", "verse", "shi", "shici", "stanza"};

constexpr std::size_t longest_word = 24;

/// One step of the hash of a word, letter by letter.
constexpr std::uint32_t hashed(std::uint32_t hash, char c) noexcept { return hash * 31 + static_cast<unsigned char>(c); }

/// All the words above, found by one look.
class Vocabulary {
 public:
  struct Entry {
    std::string_view word{};
    const Rule* region = nullptr;
    std::uint8_t says = 0;
  };

  constexpr Vocabulary() {
    // A word of two lists names the region of the first.
    add(navigation_words, &drop_navigation, 0);
    add(comment_words, &drop_comment, 0);
    add(related_words, &drop_related, 0);
    add(share_words, &drop_share, 0);
    add(copyright_words, &drop_copyright, 0);
    add(advertisement_words, &drop_advertisement, 0);
    add(footer_words, &drop_footer, 0);
    add(content_words, nullptr, says_content);
    add(author_words, nullptr, says_author);
    add(date_words, nullptr, says_date);
    add(caption_words, nullptr, says_caption);
    add(verse_words, nullptr, says_verse);
    add({{"editor"}}, nullptr, says_editor);
    add({{"media"}}, nullptr, says_media);
  }

  [[nodiscard]] constexpr const Entry& find(std::string_view word, std::uint32_t hash) const noexcept {
    std::size_t place = hash % size;
    while (!entries_[place].word.empty() && entries_[place].word != word) place = (place + 1) % size;
    return entries_[place];
  }

 private:
  static constexpr std::size_t size = 1024;

  constexpr void add(std::span<const std::string_view> words, const Rule* region, std::uint8_t says) {
    for (const std::string_view word : words) {
      std::uint32_t hash = 0;
      for (const char c : word) hash = hashed(hash, c);
      Entry& entry = const_cast<Entry&>(find(word, hash));
      entry.word = word;
      if (entry.region == nullptr) entry.region = region;
      entry.says |= says;
    }
  }

  std::array<Entry, size> entries_{};
};

const Vocabulary& vocabulary() noexcept {
  static const Vocabulary made;
  return made;
}

/// Calls visit(entry) for each word of a class or id: cut at what is no letter and at camelCase, in lower case.
template <class Visit>
void for_each_word(const Vocabulary& known, std::string_view text, Visit&& visit) {
  std::array<char, longest_word> word{};
  std::size_t size = 0;
  std::uint32_t hash = 0;
  std::size_t seen = 0;
  const auto flush = [&] {
    if (size > 0 && size <= word.size()) visit(known.find({word.data(), size}, hash));
    size = 0;
    hash = 0;
  };
  char before = 0;
  for (const char c : text.substr(0, 200)) {
    const char small = lower(c);
    if (small < 'a' || small > 'z') {
      flush();
      if (++seen == 40) break;
    } else {
      if (c != small && before >= 'a' && before <= 'z') flush();
      if (size < word.size()) word[size] = small;
      hash = hashed(hash, small);
      ++size;
    }
    before = c;
  }
  flush();
}

Attributes attributes_of(const Document& document, const Node& node) noexcept {
  Attributes found;
  const auto take = [](std::string_view& target, std::string_view value) {
    if (target.data() == nullptr) target = value;  // of two the first counts
  };
  for (const AttributeValue& each : document.attributes_of(node)) {
    const std::string_view value = each.value.of(document.source);
    switch (each.name) {
      case Attribute::class_name: take(found.class_name, value); break;
      case Attribute::id: take(found.id, value); break;
      case Attribute::role: take(found.role, value); break;
      case Attribute::itemprop: take(found.itemprop, value); break;
      case Attribute::property: take(found.property, value); break;
      case Attribute::rel: take(found.rel, value); break;
      default: break;
    }
  }
  return found;
}

Said words_of(const Attributes& attributes, Tag tag) noexcept {
  Said said;
  const auto look = [&](const Vocabulary::Entry& entry) {
    ++said.words;
    if (said.region == nullptr) said.region = entry.region;
    if (entry.says == 0) return;
    if (entry.says & says_content) said.content = true;
    if (entry.says & says_author) said.field = Field::author;
    else if (entry.says & says_date) said.field = Field::date;
    else if (entry.says & says_editor) said.field = Field::editor;
    if ((entry.says & says_caption) || ((entry.says & says_media) && (tag == Tag::p || tag == Tag::span))) said.manner = Manner::caption;
    else if ((entry.says & says_verse) && said.manner == Manner::none) said.manner = Manner::verse;
  };
  const Vocabulary& known = vocabulary();
  for_each_word(known, attributes.class_name, look);
  const Manner manner = said.manner;
  for_each_word(known, attributes.id, look);
  said.manner = manner;
  return said;
}

Region region_by_tag(Tag tag) noexcept {
  switch (tag) {
    case Tag::nav: return {&drop_navigation, true};
    case Tag::aside: return {&drop_related, true};
    case Tag::footer: return {&drop_footer, true};
    case Tag::dialog: return {&drop_advertisement, true};
    default: return {};
  }
}

Region region_by_role(std::string_view role) noexcept {
  if (role == "navigation" || role == "menu" || role == "menubar" || role == "search") return {&drop_navigation, true};
  if (role == "complementary") return {&drop_related, true};
  if (role == "contentinfo") return {&drop_footer, true};
  if (role == "dialog" || role == "alertdialog") return {&drop_advertisement, true};
  return {};
}

Region region_of(Tag tag, const Attributes& attributes, const Said& said) noexcept {
  if (const Region region = region_by_tag(tag); region.rule != nullptr) return region;
  switch (tag) {
    case Tag::body: case Tag::html: case Tag::root: case Tag::article: case Tag::main: case Tag::h1: return {};
    default: break;
  }
  if (!is_block(tag) && tag != Tag::span && tag != Tag::a) return {};
  if (const Region region = region_by_role(attributes.role); region.rule != nullptr) return region;
  // "content-with-sidebar", "article-comments-open" are not what the last word says.
  if (said.content && said.region != &drop_comment && said.region != &drop_related && said.region != &drop_share && said.region != &drop_footer) return {};
  return {said.region, false};
}

Field field_of(Tag tag, const Attributes& attributes, const Said& said) noexcept {
  for (const std::string_view item : {attributes.itemprop, attributes.property}) {  // microdata, RDFa
    if (item == "datePublished" || item == "schema:datePublished" || item == "dc:date") return Field::date;
    if (item == "author" || item == "schema:author" || item == "dc:creator") return Field::author;
  }
  if (attributes.rel == "author") return Field::author;
  if (tag == Tag::time && said.field == Field::none) return Field::date;
  return said.words <= 4 ? said.field : Field::none;
}

Manner manner_of(Tag tag, const Said& said) noexcept {
  switch (tag) {
    case Tag::figcaption: case Tag::caption: return Manner::caption;
    case Tag::blockquote: return Manner::quotation;
    case Tag::p: case Tag::div: case Tag::span: case Tag::pre: case Tag::center: case Tag::td: case Tag::section: return said.manner;
    default: return Manner::none;
  }
}

}  // namespace

/// Many elements of a page have one class: what it says is kept, as long as no other class needs the place.
const Said& NameReader::said_by(const Attributes& attributes, Tag tag) noexcept {
  const std::string_view name = attributes.class_name;
  if (!attributes.id.empty() || name.empty()) return other_ = words_of(attributes, tag);
  const std::size_t mixed = name.size() * 7 + static_cast<unsigned char>(name.front()) + 31U * static_cast<unsigned char>(name.back()) + 5U * static_cast<unsigned char>(name[name.size() / 2]) + static_cast<std::size_t>(tag) * 13;
  Known& known = known_[mixed % known_.size()];
  if (known.tag != tag || known.class_name != name) known = {name, tag, words_of(attributes, tag)};
  return known.said;
}

Naming NameReader::read(const Document& document, const Node& node) noexcept {
  if (node.attribute_count == 0) return {region_by_tag(node.tag), node.tag == Tag::time ? Field::date : Field::none, manner_of(node.tag, {})};
  const Attributes attributes = attributes_of(document, node);
  const Said said = said_by(attributes, node.tag);
  return {region_of(node.tag, attributes, said), field_of(node.tag, attributes, said), manner_of(node.tag, said)};
}

bool is_hidden(const Document& document, const Node& node) noexcept {
  if (node.attribute_count == 0) return false;
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

}  // namespace hansift::extraction
