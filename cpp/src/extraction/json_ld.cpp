#include "extraction/json_ld.hpp"

#include <algorithm>

#include "hansift/text.hpp"
#include "text/utf8.hpp"

namespace hansift::extraction {
namespace {

constexpr std::size_t deepest = 60;
constexpr std::size_t most_things = 1000;

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

constexpr std::size_t nothing = static_cast<std::size_t>(-1);

/// An open bracket: an object, or a list that stands for a key of one.
struct Frame {
  bool object = false;
  std::size_t thing = nothing;  ///< the object, or the one whose key the list belongs to
  std::string key;
};

class Reader {
 public:
  Reader(std::string_view text, std::size_t begin, std::vector<Thing>& things) : text_(text), begin_(begin), things_(things) {}

  void run() {
    while (at_ < text_.size()) {
      const char c = text_[at_];
      if (c == '{' || c == '[') {
        open(c == '{');
        ++at_;
      } else if (c == '}' || c == ']') {
        if (!frames_.empty()) frames_.pop_back();
        ++at_;
      } else if (c == '"') {
        take_string();
      } else {
        ++at_;
      }
    }
  }

 private:
  void open(bool object) {
    Frame frame;
    frame.object = object;
    const bool inside = !frames_.empty() && frames_.back().thing != nothing;
    if (!inside && !frames_.empty() && frames_.back().object) {
      frames_.push_back(frame);  // too deep, or too many
      return;
    }
    if (!object) {
      if (inside) {
        frame.thing = frames_.back().thing;
        frame.key = frames_.back().key;
      }
    } else if (frames_.size() < deepest && things_.size() < most_things) {
      frame.thing = things_.size();
      if (inside) {
        Thing& owner = things_[frames_.back().thing];
        const std::string& key = frames_.back().key;
        if (key == "author" || key == "creator") owner.author_things.push_back(frame.thing);
        else if (key == "publisher" || key == "isPartOf") owner.publisher_things.push_back(frame.thing);
      }
      things_.emplace_back();
    }
    frames_.push_back(std::move(frame));
  }

  void take_string() {
    const std::size_t from = at_ + 1;
    std::string value = json_string(text_, at_);
    const Span span{begin_ + from, begin_ + std::max(from, at_ - 1)};
    if (frames_.empty()) return;
    Frame& frame = frames_.back();
    std::size_t next = at_;
    skip_space(text_, next);
    if (frame.object && next < text_.size() && text_[next] == ':') {
      frame.key = std::move(value);
      at_ = next + 1;
      return;
    }
    if (frame.thing == nothing || value.empty()) return;
    Thing& thing = things_[frame.thing];
    Span unused;
    const auto set = [&](std::string& field, Span& place) {
      if (!field.empty()) return;
      field = std::move(value);
      place = span;
    };
    if (frame.key == "@type") set(thing.type, unused);
    else if (frame.key == "@id") set(thing.id, unused);
    else if (frame.key == "name") set(thing.name, thing.name_at);
    else if (frame.key == "headline") set(thing.headline, thing.headline_at);
    else if (frame.key == "datePublished" || frame.key == "dateCreated" || frame.key == "uploadDate") set(thing.date, thing.date_at);
    else if (frame.key == "inLanguage") set(thing.language, unused);
    else if (frame.key == "author" || frame.key == "creator") {
      thing.authors_at = {thing.authors.empty() ? span.begin : thing.authors_at.begin, span.end};
      thing.authors.push_back(std::move(value));
    }
    else if (frame.key == "publisher") thing.publishers.push_back(std::move(value));
  }

  std::string_view text_;
  std::size_t begin_;
  std::vector<Thing>& things_;
  std::vector<Frame> frames_;
  std::size_t at_ = 0;
};

bool is_article(std::string_view type) noexcept {
  return type.find("Article") != std::string_view::npos || type.find("Posting") != std::string_view::npos || type == "Report" || type == "Recipe" || type == "Review" || type == "Question" || type == "TechArticle";
}

bool is_organization(const Thing& thing) noexcept { return thing.type.find("Organization") != std::string::npos || thing.type == "WebSite" || thing.type == "Corporation"; }

}  // namespace

void LinkedData::read(std::string_view script, std::size_t begin) { Reader(script, begin, things_).run(); }

/// What an object that is only a reference refers to.
const Thing& LinkedData::resolved(const Thing& thing) const noexcept {
  if (!thing.name.empty() || thing.id.empty()) return thing;
  const auto found = std::find_if(things_.begin(), things_.end(), [&](const Thing& other) { return other.id == thing.id && !other.name.empty(); });
  return found == things_.end() ? thing : *found;
}

LinkedData::Article LinkedData::article() const {
  Article found;
  const Thing* best = nullptr;
  int rank = 0;
  for (const Thing& thing : things_) {
    const int own = is_article(thing.type) ? (thing.headline.empty() ? 3 : 4) : !thing.headline.empty() ? 2 : !thing.date.empty() ? 1 : 0;
    if (own > rank) {
      rank = own;
      best = &thing;
    }
  }
  for (const Thing& thing : things_) {
    if (found.language.empty()) found.language = thing.language;
    if (thing.type == "WebSite" && found.site.empty()) {
      found.site = thing.name;
      found.site_at = thing.name_at;
    }
  }
  if (best == nullptr) return found;
  found.title = !best->headline.empty() ? best->headline : rank == 3 ? best->name : std::string();
  found.title_at = !best->headline.empty() ? best->headline_at : best->name_at;
  found.date = best->date;
  found.date_at = best->date_at;
  const auto add = [&](const std::string& name) {
    if (name.empty() || name.find("://") != std::string::npos) return;
    if (!found.author.empty()) found.author += "、";
    found.author += name;
  };
  std::vector<std::string> names;
  const auto once = [&](const std::string& name) {
    if (names.size() < 12 && std::find(names.begin(), names.end(), name) == names.end()) {
      names.push_back(name);
      add(name);
    }
  };
  for (const std::string& name : best->authors) once(name);
  if (!names.empty()) found.author_at = best->authors_at;
  for (const std::size_t i : best->author_things) {
    if (names.size() >= 12) break;
    if (const Thing& author = resolved(things_[i]); !is_organization(author)) {
      if (names.empty()) found.author_at = author.name_at;
      else if (author.name_at.begin > found.author_at.begin) found.author_at.end = std::max(found.author_at.end, author.name_at.end);
      once(author.name);
    }
  }
  for (const std::size_t i : best->publisher_things) {
    const Thing& publisher = resolved(things_[i]);
    if (!publisher.name.empty() && (found.site.empty() || is_organization(publisher)) && publisher.type != "WebSite") {
      found.site = publisher.name;
      found.site_at = publisher.name_at;
    }
  }
  if (found.site.empty() && !best->publishers.empty()) found.site = best->publishers.front();
  return found;
}

}  // namespace hansift::extraction
