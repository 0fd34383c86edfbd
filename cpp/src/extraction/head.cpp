// What the head of an HTML page says: meta elements, <title>, <link rel=canonical>, JSON-LD.

#include <algorithm>
#include <array>

#include "extraction/dates.hpp"
#include "extraction/json_ld.hpp"
#include "extraction/lexicon.hpp"
#include "extraction/head.hpp"

namespace hansift::extraction {
namespace {

template <class Words>
bool is_one(std::string_view key, const Words& words) noexcept {
  return std::find(std::begin(words), std::end(words), key) != std::end(words);
}

// Names of meta elements: of Open Graph, Dublin Core, Highwire (citation_), trackers, and of content management systems of authorities.
constexpr std::string_view title_keys[] = {"og:title", "articletitle", "headline", "twitter:title", "dc.title", "dcterms.title", "citation_title", "parsely-title", "sailthru.title"};
constexpr std::string_view date_keys[] = {
    "article:published_time", "datepublished", "pubdate", "publishdate", "publish_date", "publish-date", "publication_date", "publishtime", "weibo: article:create_at", "weibo:article:create_at", "article.published", "article.created",
    "og:published_time", "og:article:published_time", "dc.date.issued", "dcterms.issued", "dc.date", "dcterms.date", "dcterms.created", "dc.date.created", "citation_publication_date", "citation_online_date", "citation_date", "parsely-pub-date", "sailthru.date",
    "apub:time", "bt:pubdate", "originalpublicationdate", "displaydate", "ptime", "date", "article_date_original", "cxenseparse:recs:publishtime", "firstpublishtime"};
constexpr std::string_view author_keys[] = {"citation_author", "parsely-author", "sailthru.author", "byl", "bt:author", "cxenseparse:author", "article_author", "dable:author"};
constexpr std::string_view signed_keys[] = {"author", "article:author", "dc.creator", "dcterms.creator", "og:article:author"};
constexpr std::string_view source_keys[] = {"contentsource", "source", "article:source", "content_source"};
constexpr std::string_view site_keys[] = {"og:site_name", "sitename", "application-name"};
constexpr std::string_view language_keys[] = {"content-language", "dc.language", "dcterms.language", "og:locale", "language"};

class HeadReader {
 public:
  HeadReader(const Document& document, Head& head) : document_(document), head_(head) {}

  void run() {
    for (std::uint32_t i = 1; i < document_.nodes.size(); ++i) take(i);
    const LinkedData::Article linked = linked_.article();
    // Best first: what is written for others to quote, then the rest in the order of the page.
    if (!linked.title.empty()) {
      if (!open_graph_) head_.at.title = linked.title_at;
      titles_.insert(titles_.begin() + (open_graph_ ? 1 : 0), linked.title);
    }
    head_.titles = std::move(titles_);
    if (const auto date = find_date(linked.date); date && (head_.date.empty() || head_.date.size() <= 10)) {
      head_.date = date->iso;
      head_.at.date = linked.date_at;
    }
    if (!linked.author.empty()) {
      head_.author = linked.author;
      head_.at.author = linked.author_at;
    }
    if (head_.site.empty()) {
      head_.site = linked.site;
      head_.at.site = linked.site_at;
    }
    if (head_.language.empty()) head_.language = linked.language;
    head_.address_date = date_of_address(head_.url);
  }

 private:
  void take(std::uint32_t i) {
    const Node& node = document_.nodes[i];
    switch (node.tag) {
      case Tag::html:
        if (head_.language.empty()) set(head_.language, head_.at.language, document_.attribute(node, Attribute::lang).substr(0, 40));
        break;
      case Tag::title:
        if (head_.document_title.empty()) head_.document_title = resolved(text_in(i).substr(0, 2000));
        break;
      case Tag::link:
        if (head_.url.empty() && lowered(document_.attribute(node, Attribute::rel)) == "canonical") set(head_.url, head_.at.url, document_.attribute(node, Attribute::href).substr(0, 2000));
        break;
      case Tag::meta: take_meta(node); break;
      case Tag::script:
        if (lowered(document_.attribute(node, Attribute::type)) == "application/ld+json") linked_.read(text_in(i), place(text_in(i)).begin);
        break;
      default: break;
    }
  }

  [[nodiscard]] Span place(std::string_view raw) const noexcept {
    if (raw.data() == nullptr) return {};
    const auto begin = static_cast<std::size_t>(raw.data() - document_.source.data());
    return {begin, begin + raw.size()};
  }

  void set(std::string& field, Span& at, std::string_view raw) const {
    field = resolved(raw);
    at = place(raw);
  }

  [[nodiscard]] std::string_view text_in(std::uint32_t i) const noexcept {
    if (i + 1 >= document_.nodes[i].end || document_.nodes[i + 1].tag != Tag::text) return {};
    const Node& text = document_.nodes[i + 1];
    return document_.source.substr(text.begin, text.close - text.begin);
  }

  void take_meta(const Node& node) {
    const std::string_view content = document_.attribute(node, Attribute::content);
    if (content.empty()) return;
    std::string key = lowered(document_.attribute(node, Attribute::property));
    if (key.empty()) key = lowered(document_.attribute(node, Attribute::name));
    if (key.empty()) key = lowered(document_.attribute(node, Attribute::itemprop));
    if (key.empty()) return;
    const std::string value = resolved(content.substr(0, 2000));
    if (value.empty()) return;
    const Span at = place(content);
    const bool address = value.find("://") != std::string::npos;
    if (is_one(key, title_keys)) {
      if (titles_.empty() || (key == "og:title" && !open_graph_)) head_.at.title = at;
      if (titles_.size() < 8) titles_.insert(key == "og:title" && !open_graph_ ? titles_.begin() : titles_.end(), value);
      open_graph_ = open_graph_ || key == "og:title";
    } else if (is_one(key, date_keys)) {
      const auto date = find_date(value);
      if (date && (head_.date.empty() || (head_.date.size() <= 10 && date->iso.starts_with(head_.date)))) {
        head_.date = date->iso;
        head_.at.date = at;
      }
    } else if (is_one(key, author_keys) || (key == "twitter:data1" && by_label_)) {
      if (!address) add_name(head_.author, head_.at.author, lowered(value.substr(0, 3)) == "by " ? value.substr(3) : value, at);
    } else if (is_one(key, signed_keys)) {
      if (!address) add_name(head_.signature, head_.at.signature, value, at);
    } else if (is_one(key, source_keys)) {
      if (head_.source.empty() && !address) {
        head_.source = value;
        head_.at.source = at;
      }
    } else if (is_one(key, site_keys)) {
      if (head_.site.empty() || key == "og:site_name") {
        head_.site = value;
        head_.at.site = at;
      }
    } else if (key == "og:url") {
      if (head_.url.empty()) {
        head_.url = value;
        head_.at.url = at;
      }
    } else if (is_one(key, language_keys)) {
      if (head_.language.empty()) {
        head_.language = value;
        head_.at.language = at;
      }
    } else if (key == "twitter:label1") {
      const std::string label = lowered(value);
      by_label_ = label.find("written by") != std::string::npos || label == "by" || label == "author" || value == "作者" || value == "撰文" || value == "執筆者" || value == "글쓴이";
    }
  }

  /// One more of several authors.
  static void add_name(std::string& names, Span& at, const std::string& name, Span span) {
    if (names.size() >= 200 || names.find(name) != std::string::npos) return;
    at = names.empty() ? span : Span{at.begin, span.end};
    if (!names.empty()) names += "、";
    names += name;
  }

  const Document& document_;
  Head& head_;
  LinkedData linked_;
  std::vector<std::string> titles_;
  bool open_graph_ = false;
  bool by_label_ = false;
};

}  // namespace

std::string date_of_address(std::string_view address) {
  const auto digit = [](char c) { return c >= '0' && c <= '9'; };
  const std::size_t host = address.find("://");
  const std::size_t path = address.find('/', host == std::string_view::npos ? 0 : host + 3);
  if (path == std::string_view::npos) return {};
  address = address.substr(path, 300);
  // /2020/06/16/, /2020-06/16/, /2020/0616/, /20200616/
  for (std::size_t i = 0; i + 9 < address.size(); ++i) {
    if (address[i] != '/' || (address[i + 1] != '2' && address[i + 1] != '1')) continue;
    std::string digits;
    std::size_t k = i + 1;
    while (k < address.size() && digits.size() < 9 && (digit(address[k]) || ((address[k] == '/' || address[k] == '-') && (digits.size() == 4 || digits.size() == 6)))) {
      if (digit(address[k])) digits += address[k];
      ++k;
    }
    if (digits.size() < 8 || (digits.size() == 9) || (k < address.size() && digit(address[k]))) continue;
    if (const auto date = date_at_begin(digits.substr(0, 8))) return date->iso;
  }
  return {};
}

void read_head(const Document& document, Head& head) { HeadReader(document, head).run(); }

}  // namespace hansift::extraction
