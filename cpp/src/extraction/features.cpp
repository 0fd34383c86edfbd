#include "extraction/features.hpp"

#include <algorithm>
#include <utility>

#include "extraction/site_lines.hpp"

namespace hansift::extraction {
namespace {

constexpr std::array<std::string_view, feature_count> names{
    "width", "stops", "commas", "digits", "letters", "ends_sentence", "wide", "bars", "arrows", "blanks",
    "link_share", "links", "bold_share", "heading", "kind", "blank_before", "bulleted", "from_list", "apart", "region",
    "cue", "opens", "legal", "promotion", "breadcrumb", "caption", "mark", "labelled", "field_rest", "field_date", "field_name", "field_line", "excuse", "truncated",
    "prose", "from_start", "from_end", "place", "prose_before", "prose_behind", "since_prose", "until_prose",
    "since_heading", "since_opening", "since_cue", "until_cue", "since_field", "near_prose", "near_links", "near_dates", "near_cues",
    "repeats", "alike", "alike_prose", "alike_width", "alike_links",
    "page_lines", "page_links", "page_prose", "page_cues", "format",
    "verdict", "reason", "from_first", "from_last", "near_body"};

/// Numbers of reasons, so that those which mean much the same are neighbours; 0 is none.
constexpr std::array<const Rule*, 20> reasons{&drop_byline,     &drop_metadata, &drop_title, &drop_duplicate_title, &drop_caption, &drop_post,  &drop_outside,
                                              &drop_comment,    &drop_related,  &drop_footer, &drop_copyright,       &drop_share,   &drop_advertisement,
                                              &drop_navigation, &drop_site,     &drop_list_page, &drop_form,         &drop_mark,    &drop_embedded, &drop_hidden};

std::size_t number_of(const Rule* rule) noexcept {
  if (rule == nullptr) return 0;
  return 1 + static_cast<std::size_t>(std::find(reasons.begin(), reasons.end(), rule) - reasons.begin());
}

constexpr std::size_t first_kind = 2;  ///< the number of BlockKind::caption in the table of the model

std::size_t share(std::size_t part, std::size_t whole) noexcept { return whole == 0 ? 0 : std::min<std::size_t>(part * 1000 / whole, 1000); }

class FeatureReader {
 public:
  FeatureReader(const Sheet& sheet, std::span<const Look> looks) : sheet_(sheet), lines_(sheet.lines), looks_(looks), features_(looks.size()) {}

  Features read(const Draft& draft, std::size_t format) {
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      read_shape(i);
      read_markup(i);
      read_words(i);
      read_draft(i, draft);
    }
    read_position();
    read_surroundings();
    read_repetition();
    read_page(format);
    return std::move(features_);
  }

 private:
  void put(Feature feature, std::size_t line, std::size_t value) noexcept { features_.put(feature, line, value); }

  void read_shape(std::size_t i) noexcept {
    const Shape& shape = looks_[i].shape;
    put(Feature::width, i, shape.width);
    put(Feature::stops, i, shape.stops);
    put(Feature::commas, i, shape.commas);
    put(Feature::digits, i, share(shape.digits, shape.characters));
    put(Feature::letters, i, share(shape.letters, shape.characters));
    put(Feature::ends_sentence, i, shape.ends_sentence);
    put(Feature::wide, i, shape.mostly_wide);
    put(Feature::bars, i, shape.bars);
    put(Feature::arrows, i, shape.arrows);
    put(Feature::blanks, i, shape.blanks);
  }

  void read_markup(std::size_t i) noexcept {
    const Line& line = lines_[i];
    put(Feature::link_share, i, share(line.link_size, line.text.size()));
    put(Feature::links, i, line.links);
    put(Feature::bold_share, i, share(line.bold_size, line.text.size()));
    put(Feature::heading, i, line.heading);
    put(Feature::kind, i, first_kind + static_cast<std::size_t>(line.kind));
    put(Feature::blank_before, i, line.blank_before);
    put(Feature::bulleted, i, line.bulleted);
    put(Feature::from_list, i, line.from_list);
    put(Feature::apart, i, line.apart);
    put(Feature::region, i, number_of(line.region));
  }

  void read_words(std::size_t i) noexcept {
    const Look& look = looks_[i];
    put(Feature::cue, i, number_of(look.cue.rule));
    put(Feature::opens, i, look.cue.opens);
    put(Feature::legal, i, look.legal);
    put(Feature::promotion, i, look.promotion);
    put(Feature::breadcrumb, i, look.breadcrumb);
    put(Feature::caption, i, look.caption);
    put(Feature::mark, i, look.mark || look.marked);
    const FieldLine& fields = look.fields;
    put(Feature::labelled, i, fields.labelled ? 1U + fields.starts_labelled : 0U);
    put(Feature::field_rest, i, fields.rest);
    put(Feature::field_date, i, fields.has(Field::date));
    put(Feature::field_name, i, fields.has(Field::source) || fields.has(Field::author) || fields.has(Field::editor));
    put(Feature::field_line, i, look.field_line);
    put(Feature::excuse, i, look.excuse);
    put(Feature::truncated, i, look.truncated);
    put(Feature::prose, i, look.prose);
  }

  void read_draft(std::size_t i, const Draft& draft) noexcept {
    const Line& line = lines_[i];
    put(Feature::verdict, i, in_draft(i) ? 2 : line.drop == nullptr ? 1 : 0);
    put(Feature::reason, i, number_of(line.drop));
    put(Feature::from_first, i, i >= draft.first ? 200 + std::min<std::size_t>(i - draft.first, 200) : 200 - std::min<std::size_t>(draft.first - i, 200));
    put(Feature::from_last, i, i >= draft.last ? 200 + std::min<std::size_t>(i - draft.last, 200) : 200 - std::min<std::size_t>(draft.last - i, 200));
  }

  [[nodiscard]] bool in_draft(std::size_t i) const noexcept { return lines_[i].drop == nullptr && lines_[i].kind != BlockKind::caption; }

  void read_position() noexcept {
    const std::size_t n = lines_.size();
    constexpr std::size_t never = Features::largest;
    std::size_t width = 0, prose = never, heading = never, opening = never, cue = never, field = never;
    for (std::size_t i = 0; i < n; ++i) {
      put(Feature::from_start, i, i);
      put(Feature::from_end, i, n - 1 - i);
      put(Feature::place, i, share(i, n));
      put(Feature::prose_before, i, width);
      put(Feature::since_prose, i, prose);
      put(Feature::since_heading, i, heading);
      put(Feature::since_opening, i, opening);
      put(Feature::since_cue, i, cue);
      put(Feature::since_field, i, field);
      const Look& look = looks_[i];
      width = std::min<std::size_t>(width + (look.prose ? look.shape.width : 0), never);
      prose = look.prose ? 1 : prose + 1;
      heading = lines_[i].heading != 0 ? 1 : heading + 1;
      opening = look.cue.opens ? 1 : opening + 1;
      cue = look.frame() ? 1 : cue + 1;
      field = look.field_line ? 1 : field + 1;
    }
    width = 0;
    prose = cue = never;
    for (std::size_t i = n; i-- > 0;) {
      put(Feature::prose_behind, i, width);
      put(Feature::until_prose, i, prose);
      put(Feature::until_cue, i, cue);
      width = std::min<std::size_t>(width + (looks_[i].prose ? looks_[i].shape.width : 0), never);
      prose = looks_[i].prose ? 1 : prose + 1;
      cue = looks_[i].frame() ? 1 : cue + 1;
    }
  }

  /// Shares among the lines around a line.
  void read_surroundings() noexcept {
    constexpr std::size_t around = 4;
    const std::size_t n = lines_.size();
    std::size_t prose = 0, links = 0, body = 0, dates = 0, cues = 0;
    const auto count = [&](std::size_t i, std::size_t by) {
      prose += by * looks_[i].prose;
      links += by * looks_[i].linked;
      body += by * in_draft(i);
      dates += by * looks_[i].fields.has(Field::date);
      cues += by * looks_[i].frame();
    };
    for (std::size_t i = 0; i < std::min(around, n); ++i) count(i, 1);
    for (std::size_t i = 0; i < n; ++i) {
      if (i + around < n) count(i + around, 1);
      if (i > around) count(i - around - 1, std::size_t{0} - 1);
      const std::size_t seen = std::min(i + around, n - 1) - (i > around ? i - around : 0) + 1;
      put(Feature::near_prose, i, share(prose, seen));
      put(Feature::near_links, i, share(links, seen));
      put(Feature::near_body, i, share(body, seen));
      put(Feature::near_dates, i, share(dates, seen));
      put(Feature::near_cues, i, share(cues, seen));
    }
  }

  /// Calls visit(group) with the numbers of the lines that have a key in common.
  template <class Visit>
  void for_each_group(std::vector<std::pair<std::uint64_t, std::size_t>>& keys, Visit&& visit) {
    std::sort(keys.begin(), keys.end());
    for (auto begin = keys.begin(); begin != keys.end();) {
      const auto end = std::find_if(begin, keys.end(), [&](const auto& entry) { return entry.first != begin->first; });
      visit(std::span(begin, end));
      begin = end;
    }
  }

  void read_repetition() {
    constexpr std::size_t longest = 240;  // bytes; longer lines do not repeat but by intent
    std::vector<std::pair<std::uint64_t, std::size_t>> keys;
    keys.reserve(lines_.size());
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      const std::string_view text = sheet_.of(lines_[i]);
      if (text.size() <= longest) keys.emplace_back(line_key(text), i);
    }
    for_each_group(keys, [&](auto group) {
      for (const auto& [key, i] : group) put(Feature::repeats, i, group.size() - 1);
    });
    keys.clear();
    for (std::size_t i = 0; i < lines_.size(); ++i) keys.emplace_back(lines_[i].manner, i);
    for_each_group(keys, [&](auto group) {
      std::size_t prose = 0, width = 0, linked = 0;
      for (const auto& [key, i] : group) {
        prose += looks_[i].prose;
        linked += looks_[i].linked;
        width += looks_[i].shape.width;
      }
      for (const auto& [key, i] : group) {
        put(Feature::alike, i, group.size());
        put(Feature::alike_prose, i, share(prose, group.size()));
        put(Feature::alike_links, i, share(linked, group.size()));
        put(Feature::alike_width, i, width / group.size());
      }
    });
  }

  void read_page(std::size_t format) noexcept {
    std::size_t prose = 0, linked = 0, cues = 0;
    for (const Look& look : looks_) {
      prose += look.prose;
      cues += look.frame();
      linked += look.linked;
    }
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      put(Feature::page_lines, i, lines_.size());
      put(Feature::page_prose, i, share(prose, lines_.size()));
      put(Feature::page_cues, i, share(cues, lines_.size()));
      put(Feature::page_links, i, share(linked, lines_.size()));
      put(Feature::format, i, format);
    }
  }

  const Sheet& sheet_;
  const std::vector<Line>& lines_;
  std::span<const Look> looks_;
  Features features_;
};

}  // namespace

std::string_view name_of(Feature feature) noexcept { return names[static_cast<std::size_t>(feature)]; }

Features features_of(const Sheet& sheet, std::span<const Look> looks, const Draft& draft, std::size_t format) {
  return FeatureReader(sheet, looks).read(draft, format);
}

}  // namespace hansift::extraction
