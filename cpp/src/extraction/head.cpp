// What the head of an HTML page says: meta elements, <title>, <link rel=canonical>, JSON-LD.

#include <algorithm>

#include "extraction/dates.hpp"
#include "extraction/fields.hpp"
#include "extraction/readers.hpp"
#include "text/utf8.hpp"

namespace hansift::extraction {
namespace {

std::string lower(std::string_view text) {
  std::string out(text);
  for (char& c : out) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
  }
  return out;
}

/// The JSON string that begins at text[at] == '"'; `at` goes behind it.
std::string json_string(std::string_view text, std::size_t& at) {
  std::string out;
  ++at;
  while (at < text.size() && text[at] != '"' && out.size() < 4000) {
    if (text[at] != '\\' || at + 1 >= text.size()) {
      out.push_back(text[at++]);
      continue;
    }
    const char escape = text[at + 1];
    at += 2;
    if (escape == 'n' || escape == 't' || escape == 'r') {
      out.push_back(' ');
    } else if (escape == 'u' && at + 4 <= text.size()) {
      const auto hex = [&](std::size_t from) {
        char32_t value = 0;
        for (std::size_t i = from; i < from + 4; ++i) {
          const char c = text[i];
          value = value * 16 + static_cast<char32_t>(c >= '0' && c <= '9' ? c - '0' : (c | 32) >= 'a' && (c | 32) <= 'f' ? (c | 32) - 'a' + 10 : 0);
        }
        return value;
      };
      char32_t value = hex(at);
      at += 4;
      if (value >= 0xD800 && value < 0xDC00 && at + 6 <= text.size() && text[at] == '\\' && text[at + 1] == 'u') {
        const char32_t low = hex(at + 2);
        if (low >= 0xDC00 && low < 0xE000) {
          value = 0x10000 + ((value - 0xD800) << 10) + (low - 0xDC00);
          at += 6;
        }
      }
      text::append_utf8(out, value);
    } else {
      out.push_back(escape);
    }
  }
  if (at < text.size()) ++at;
  return to_valid_utf8(out);
}

void skip_space(std::string_view text, std::size_t& at) noexcept {
  while (at < text.size() && (text[at] == ' ' || text[at] == '\n' || text[at] == '\t' || text[at] == '\r')) ++at;
}

/// One pass over JSON-LD without building it: keys and the names inside "author" and "publisher".
void read_json_ld(std::string_view text, Head& head) {
  enum class Inside { nothing, author, publisher };
  Inside inside = Inside::nothing;
  int depth = 0;
  int inside_depth = 0;
  for (std::size_t at = 0; at < text.size();) {
    const char c = text[at];
    if (c == '{' || c == '[') ++depth;
    if (c == '}' || c == ']') {
      --depth;
      if (depth <= inside_depth) inside = Inside::nothing;
    }
    if (c != '"') {
      ++at;
      continue;
    }
    const std::string key = json_string(text, at);
    skip_space(text, at);
    if (at >= text.size() || text[at] != ':') continue;
    ++at;
    skip_space(text, at);
    if (at >= text.size()) return;
    if (key == "author" || key == "publisher") {
      if (text[at] == '"') {
        std::string value = json_string(text, at);
        if (key == "author" && head.author.empty()) head.author = std::move(value);
      } else {
        inside = key == "author" ? Inside::author : Inside::publisher;
        inside_depth = depth;
      }
      continue;
    }
    if (text[at] != '"') continue;
    const std::string value = json_string(text, at);
    if (key == "headline") {
      if (!value.empty()) head.titles.push_back(value);
    } else if (key == "datePublished") {
      if (const auto date = find_date(value); date && head.date.empty()) head.date = date->iso;
    } else if (key == "name") {
      if (inside == Inside::author) {
        if (!head.author.empty() && head.author.find(value) == std::string::npos) head.author += "、";
        if (head.author.find(value) == std::string::npos) head.author += value;
      } else if (inside == Inside::publisher && head.site.empty()) {
        head.site = value;
      }
    }
  }
}

}  // namespace

void read_head(const Document& document, Head& head) {
  std::string open_graph;
  std::string plain_author;
  for (std::uint32_t i = 1; i < document.nodes.size(); ++i) {
    const Node& node = document.nodes[i];
    switch (node.tag) {
      case Tag::html:
        if (head.language.empty()) head.language = resolved(document.attribute(node, Attribute::lang).substr(0, 40));
        break;
      case Tag::title:
        if (head.document_title.empty() && i + 1 < document.nodes.size() && document.nodes[i + 1].tag == Tag::text && i + 1 < node.end) {
          const Node& text = document.nodes[i + 1];
          head.document_title = resolved(document.source.substr(text.begin, std::min<std::size_t>(text.close - text.begin, 2000)));
        }
        break;
      case Tag::link:
        if (head.url.empty() && lower(document.attribute(node, Attribute::rel)) == "canonical") head.url = resolved(document.attribute(node, Attribute::href).substr(0, 2000));
        break;
      case Tag::meta: {
        const std::string_view content = document.attribute(node, Attribute::content);
        if (content.empty()) break;
        std::string key = lower(document.attribute(node, Attribute::property));
        if (key.empty()) key = lower(document.attribute(node, Attribute::name));
        if (key.empty()) key = lower(document.attribute(node, Attribute::itemprop));
        if (key.empty()) break;
        const std::string value = resolved(content.substr(0, 2000));
        if (value.empty()) break;
        if (key == "og:title" || key == "articletitle" || key == "headline") {
          if (open_graph.empty()) open_graph = value;
        } else if (key == "og:site_name" || key == "sitename") {
          head.site = value;
        } else if (key == "og:url") {
          if (head.url.empty()) head.url = value;
        } else if (key == "article:published_time" || key == "datepublished" || key == "pubdate" || key == "publishdate" || key == "weibo: article:create_at" || key == "article.published" || key == "dc.date.issued" || key == "og:published_time") {
          if (const auto date = find_date(value)) {
            if (head.date.empty() || head.date.size() <= 10) head.date = date->iso;
          }
        } else if (key == "author" || key == "article:author" || key == "dc.creator") {
          if (plain_author.empty() && value.find("://") == std::string::npos) plain_author = value;
        } else if (key == "contentsource" || key == "source") {
          if (head.source.empty()) head.source = value;
        } else if (key == "content-language" && head.language.empty()) {
          head.language = value;
        }
        break;
      }
      case Tag::script: {
        if (lower(document.attribute(node, Attribute::type)) != "application/ld+json") break;
        if (i + 1 < node.end && document.nodes[i + 1].tag == Tag::text) {
          const Node& text = document.nodes[i + 1];
          read_json_ld(document.source.substr(text.begin, text.close - text.begin), head);
        }
        break;
      }
      default: break;
    }
  }
  if (!open_graph.empty()) head.titles.insert(head.titles.begin(), open_graph);
  if (head.author.empty()) head.author = plain_author;
}

}  // namespace hansift::extraction
