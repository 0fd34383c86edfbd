// Series: elements of one kind side by side that hold text of one form each. Two kinds of them are known by their form alone, without a word:
//
// - The posts of a thread, in a forum or below a question. What stands around the words of each of them (name, time, number, counters, buttons)
//   stands at the same place of every post and is never prose; so places are judged, not lines.
// - Teasers of other articles: each has a line of link at the same place, and the page has prose enough outside of them.

#include <algorithm>
#include <map>
#include <unordered_map>

#include "extraction/dates.hpp"
#include "extraction/fields.hpp"
#include "extraction/structure.hpp"

namespace hansift::extraction {
namespace {

constexpr std::size_t deepest = 12;  ///< levels from an element with text up to the member of a series that holds it
constexpr std::size_t shortest_headline = 24;  ///< columns of a link that may be one
constexpr std::size_t widest_label = 60;  ///< columns of a line that is looked at for a time or a name

bool is_prose(const Shape& shape) noexcept { return shape.ends_sentence || shape.stops >= 1 || (shape.commas >= 1 && shape.width >= 30); }

bool is_digit(char c) noexcept { return c >= '0' && c <= '9'; }

/// The digits of a text as one number; of many digits the last ones.
std::uint64_t number_in(std::string_view text) noexcept {
  std::uint64_t value = 0;
  for (const char c : text) {
    if (is_digit(c)) value = value * 10 + static_cast<std::uint64_t>(c - '0');
  }
  return value;
}

/// Whether two texts with digits differ in these alone.
bool same_but_digits(std::string_view a, std::string_view b) noexcept {
  const auto next = [](std::string_view text, std::size_t& at) {
    if (at >= text.size()) return '\0';
    if (!is_digit(text[at])) return text[at++];
    while (at < text.size() && is_digit(text[at])) ++at;
    return '0';
  };
  bool digits = false;
  for (std::size_t i = 0, k = 0;;) {
    const char c = next(a, i);
    if (c != next(b, k)) return false;
    if (c == '\0') return digits;
    digits = digits || c == '0';
  }
}

/// Lines at the same place of several members of a series.
struct Place {
  std::size_t posts = 0;
  std::uint32_t last_post = 0;
  std::size_t lines = 0;
  std::size_t timed = 0;    ///< lines with a date
  std::size_t beside = 0;   ///< lines with a date and something else
  std::size_t linked = 0;   ///< lines that are links, as long as headlines are, or begin with such a one
  std::size_t truncated = 0;  ///< lines that end in dots
  bool prose = false;
  bool heading = false;
  bool differs = false;     ///< its lines do not all say the same
  bool counter = true;      ///< they differ in nothing but a number, and do not just number the posts
  std::uint64_t number = 0; ///< of the last line
  std::string_view first;   ///< the first line
  std::size_t line = 0;     ///< its number
};

/// Elements of one kind in one parent.
struct Series {
  std::uint32_t parent = 0;
  std::uint64_t kind = 0;
  std::uint32_t last = 0;
  std::size_t count = 0;  ///< of those that hold prose
  std::size_t width = 0;  ///< of their prose
};

using Places = std::map<std::uint64_t, Place>;

class SeriesReader {
 public:
  SeriesReader(Sheet& sheet, const Document& document, std::span<LineWords> words) : sheet_(sheet), document_(document), words_(words) {}

  void find_thread() {
    for (const Series& series : widest(false)) {
      if (series.count >= 2 && series.width * 2 >= page_width_ && read_thread(series)) return;
    }
  }

  void find_teasers() {
    for (const Series& series : widest(true)) {
      const std::size_t others = page_width_ - std::min(series.width, page_width_);
      if (series.count >= fewest_teasers && others <= shortest_rest && series.width <= longest_teaser * series.count && lists_pages(series)) {
        for (Line& line : sheet_.lines) line.drop = &drop_list_page;
        return;
      }
      if (series.count >= fewest_teasers && others >= shortest_article && others * 3 >= page_width_ && series.width <= longest_teaser * series.count) mark_teasers(series);
    }
  }

 private:
  static constexpr std::uint32_t none = 0;

  [[nodiscard]] std::uint64_t kind(std::uint32_t node) const noexcept { return kind_of(document_, document_.nodes[node]); }

  static constexpr std::size_t fewest_teasers = 4;
  static constexpr std::size_t longest_teaser = 330;    ///< columns on average, with the headline: more is a part of the article
  static constexpr std::size_t shortest_article = 240;  ///< columns
  static constexpr std::size_t shortest_rest = 120;     ///< columns: no more of prose stands beside the teasers of a page that only lists others
  static constexpr std::size_t most_series = 8;         ///< a page has few of them that matter

  /// With most prose first. `links`: long links count as prose.
  std::vector<Series> widest(bool links) {
    std::vector<Series> found = all(links);
    std::erase_if(found, [](const Series& series) { return series.count < 2; });
    std::sort(found.begin(), found.end(), [](const Series& a, const Series& b) { return a.width != b.width ? a.width > b.width : a.parent < b.parent; });
    if (found.size() > most_series) found.resize(most_series);
    return found;
  }

  [[nodiscard]] bool linked(std::size_t i) const noexcept { return sheet_.lines[i].link_size * 2 > sheet_.lines[i].text.size(); }

  std::vector<Series> all(bool links) {
    std::unordered_map<std::uint64_t, std::size_t> known;
    std::vector<Series> found;
    std::size_t before = 0;
    for (std::size_t i = 0; i < sheet_.lines.size(); ++i) {
      const Line& line = sheet_.lines[i];
      const Shape& shape = words_[i].shape();
      // Readers' comments below an article are no thread.
      if (!links && before >= 100 && shape.width <= 40 && words_[i].cue().opens) break;
      if (line.region != nullptr || line.kind == BlockKind::code) continue;
      const bool headline = links && linked(i) && shape.width >= shortest_headline;
      if (!headline && (line.heading != 0 || linked(i) || !is_prose(shape))) continue;
      before += shape.width;
      page_width_ += shape.width;
      std::uint32_t node = line.container;
      for (std::size_t level = 0; level < deepest && node != 0; ++level) {
        const std::uint32_t parent = document_.nodes[node].parent;
        const std::uint64_t own = kind(node);
        const auto [entry, fresh] = known.try_emplace(mixed(own, parent), found.size());
        if (fresh) found.push_back({parent, own, none, 0, 0});
        Series& series = found[entry->second];
        if (series.last != node) ++series.count;
        series.last = node;
        series.width += shape.width;
        node = parent;
      }
    }
    return found;
  }

  /// The member that a line stands in, and its place there; none if it stands in none.
  std::uint32_t member_of(const Series& series, const Line& line, std::uint64_t& place) const noexcept {
    place = 0;
    std::uint32_t node = line.container;
    for (std::size_t level = 0; level < deepest && node != 0; ++level) {
      const std::uint32_t parent = document_.nodes[node].parent;
      const std::uint64_t own = kind(node);
      if (parent == series.parent && own == series.kind) return node;
      place = mixed(place, own);
      node = parent;
    }
    return none;
  }

  using Inside = std::vector<std::pair<std::size_t, std::uint64_t>>;  ///< lines in members, and their places

  Inside look_at(const Series& series, Places& places) {
    Inside inside;
    for (std::size_t i = 0; i < sheet_.lines.size(); ++i) {
      const Line& line = sheet_.lines[i];
      if (line.region != nullptr) continue;
      std::uint64_t at = 0;
      const std::uint32_t member = member_of(series, line, at);
      if (member == none) continue;
      inside.emplace_back(i, at);
      note(places[at], line, i, member);
    }
    return inside;
  }

  /// Nearly each member has a headline that is a link, and goes on elsewhere or says when it was written: so no list inside an article does.
  bool lists_pages(const Series& series) {
    Places places;
    look_at(series, places);
    std::size_t headed = 0, cut = 0, timed = 0;
    for (const auto& [at, place] : places) {
      headed = std::max(headed, place.linked);
      cut = std::max(cut, place.truncated);
      timed = std::max(timed, place.timed);
    }
    return headed * 10 >= series.count * 8 && std::max(cut, timed) * 10 >= series.count * 6;
  }

  void mark_teasers(const Series& series) {
    Places places;
    const Inside inside = look_at(series, places);
    const bool headed = std::any_of(places.begin(), places.end(), [&](const auto& entry) { return entry.second.linked * 10 >= series.count * 6; });
    if (!headed) return;
    for (const auto& [i, at] : inside) sheet_.lines[i].region = &drop_related;
  }

  bool read_thread(const Series& series) {
    Places places;
    const Inside inside = look_at(series, places);
    if (!is_thread(places)) return false;
    auto next = inside.begin();
    for (std::size_t i = 0; i < sheet_.lines.size(); ++i) {
      Line& line = sheet_.lines[i];
      if (next == inside.end() || next->first != i) {
        // Between and around the posts there may be the question; all else is the forum's.
        if (line.drop == nullptr && line.heading == 0 && line.kind == BlockKind::paragraph && !is_prose(words_[i].shape())) line.drop = &drop_outside;
        continue;
      }
      const Place& place = places[(next++)->second];
      if (place.prose || place.heading || line.kind == BlockKind::code || line.kind == BlockKind::caption || line.kind == BlockKind::table_row) {
        if (line.drop == &drop_outside) line.drop = nullptr;
        line.apart = false;
      } else {
        line.drop = &drop_post;
      }
    }
    take_fields(places, inside.empty() ? none : inside.front().first);
    return true;
  }

  void note(Place& place, const Line& line, std::size_t number, std::uint32_t post) {
    const std::string_view text = sheet_.of(line);
    const Shape& shape = words_[number].shape();
    if (place.last_post != post) ++place.posts;
    place.last_post = post;
    if (place.lines++ == 0) {
      place.first = text;
      place.line = number;
    }
    place.differs = place.differs || text != place.first;
    const std::uint64_t value = number_in(text);
    place.counter = place.counter && same_but_digits(text, place.first) && (place.lines == 1 || value != place.number + 1);
    place.number = value;
    place.heading = place.heading || line.heading != 0;
    const bool leads = line.link_first && line.links == 1 && line.link_size >= 2 * shortest_headline;
    if (leads || (linked(number) && shape.width >= shortest_headline)) ++place.linked;
    if (text.ends_with("…") || text.ends_with("...")) ++place.truncated;
    if (const auto date = shape.width <= widest_label && shape.digits >= 3 ? find_date(text) : std::nullopt) {
      ++place.timed;
      if (width_of(text) > width_of(date->span.of(text)) + 8) ++place.beside;
    } else {
      place.prose = place.prose || is_prose(shape) || line.kind == BlockKind::code;
    }
  }

  /// At one place every post says when it was written or how many liked it, and at another, or beside it, something else that is no prose.
  static bool is_thread(const Places& places) {
    std::size_t told = 0, others = 0;
    bool spoken = false;
    for (const auto& [at, place] : places) {
      spoken = spoken || (place.prose && place.posts >= 2);
      if (place.posts < 2 || place.prose || place.heading) continue;
      if (place.timed >= 2 && place.timed * 10 >= place.posts * 6) {
        ++told;
        if (place.beside >= 2 || place.lines >= place.timed + 2) ++others;
      } else if (place.counter && place.differs) {
        ++told;
      } else {
        ++others;
      }
    }
    return spoken && told >= 1 && told + others >= 2;
  }

  /// Who wrote the first post, and when.
  void take_fields(const Places& places, std::size_t first) {
    const Place* name = nullptr;
    const Place* time = nullptr;
    for (const auto& [at, place] : places) {
      if (place.prose || place.heading || place.posts < 2) continue;
      if (place.timed >= 2) {
        if (time == nullptr || place.line < time->line) time = &place;
      } else if (place.differs && words_[place.line].shape().width <= 24 && words_[place.line].shape().digits < 4 && place.line <= first + 12 &&
                 words_[place.line].cue().rule == nullptr && (name == nullptr || place.line < name->line)) {
        name = &place;
      }
    }
    if (time != nullptr) sheet_.hints.push_back({Field::date, sheet_.lines[time->line].text, {}, true});
    if (name == nullptr) return;
    // Up to where the next inline element begins.
    Span span = sheet_.lines[name->line].text;
    const auto seam = std::upper_bound(sheet_.seams.begin(), sheet_.seams.end(), span.begin);
    if (seam != sheet_.seams.end() && *seam < span.end) span.end = *seam;
    sheet_.hints.push_back({Field::author, span, {}, true});
  }

  Sheet& sheet_;
  const Document& document_;
  std::span<LineWords> words_;
  std::size_t page_width_ = 0;  ///< of the prose of the page
};

}  // namespace

void read_thread(Sheet& sheet, const Document& document, std::span<LineWords> words) { SeriesReader(sheet, document, words).find_thread(); }
void mark_teasers(Sheet& sheet, const Document& document, std::span<LineWords> words) { SeriesReader(sheet, document, words).find_teasers(); }

}  // namespace hansift::extraction
