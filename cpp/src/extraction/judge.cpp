// What each line of the page is: body, title, field, caption, or boilerplate and of which kind.
//
// The body is found from its prose (lines with the length and punctuation of sentences that say nothing of the page itself). What stands
// between the first and the last line of prose is body unless it says otherwise of itself; what stands before and behind it has to be
// near it and free of marks of the frame. Where the formats differ (what a link or a heading is worth, where a title may stand), it
// asks for the format of the page. Then the model of lines (line_model.hpp) corrects where the body is and whether there is one.

#include <algorithm>
#include <map>
#include <utility>

#include "extraction/facts.hpp"
#include "extraction/features.hpp"
#include "extraction/fields.hpp"
#include "extraction/judge.hpp"
#include "extraction/line_model.hpp"
#include "extraction/looks.hpp"
#include "extraction/roles.hpp"
#include "extraction/title.hpp"

namespace hansift::extraction {
namespace {

bool stays(BlockKind kind) noexcept { return kind == BlockKind::code || kind == BlockKind::table_row; }

class Judge {
 public:
  Judge(Sheet& sheet, std::span<LineWords> words, const Head& head, Page& page)
      : sheet_(sheet), lines_(sheet.lines), head_(head), page_(page), looks_(look_at(sheet, words)), facts_(sheet, looks_, head, page.format) {}

  Features run() {
    const bool found = find_body();
    if (found) {
      judge_title();
      judge_header();
      judge_middle();
      judge_tail();
    } else {
      drop_all();
    }
    Features features = features_of(sheet_, looks_, found ? Draft{first_, last_} : Draft{lines_.size(), 0}, static_cast<std::size_t>(page_.format));
    if (found && weigh(features)) {
      cut_signature();
      finish_header();
    } else {
      page_.title.reset();
      if (head_.own_title) page_.title = head_.titles.front();
    }
    facts_.fill(page_, title_.line);
    return features;
  }

 private:
  std::string_view text(std::size_t i) const noexcept { return sheet_.of(lines_[i]); }
  bool live(std::size_t i) const noexcept { return lines_[i].drop == nullptr; }

  /// Lets the model correct what the rules say of the lines. False if there is no article.
  bool weigh(const Features& features) {
    const std::vector<bool> body = LineModel::get().body_of(features);
    if (std::find(body.begin(), body.end(), true) == body.end()) {
      for (std::size_t i = 0; i < lines_.size(); ++i) {
        if (live(i) || is_title_line(i)) lines_[i].drop = &drop_list_page;
      }
      facts_.clear();
      return false;
    }
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      Line& line = lines_[i];
      if (line.kind == BlockKind::caption) continue;
      if (line.drop == nullptr) {
        if (!body[i]) line.drop = &drop_reason(i);
      } else if (body[i] && may_return(line)) {
        line.drop = nullptr;
      }
    }
    while (first_ < last_ && !live(first_)) ++first_;
    while (last_ > first_ && !live(last_)) --last_;
    for (std::size_t i = lines_.size(); i-- > last_ + 1;) {
      if (live(i)) {
        last_ = i;
        break;
      }
    }
    return true;
  }

  /// Titles, fields, names and buttons of posts and lines of the site's frame are facts; only where a line stands can be weighed.
  static bool may_return(const Line& line) noexcept {
    for (const Rule* fact : {&drop_title, &drop_duplicate_title, &drop_metadata, &drop_byline, &drop_post, &drop_site}) {
      if (line.drop == fact) return false;
    }
    return true;
  }

  /// Why a line that the model takes for something else than body is dropped.
  const Rule& drop_reason(std::size_t i) const noexcept {
    if (lines_[i].region != nullptr) return *lines_[i].region;
    if (looks_[i].frame()) return looks_[i].frame_rule();
    if (looks_[i].field_line) return drop_metadata;
    return looks_[i].linked ? drop_related : drop_outside;
  }

  /// First and last line of prose; false if the page has no article.
  bool find_body() {
    const std::size_t none = lines_.size();
    first_ = none;
    std::size_t prose_width = 0;
    std::size_t linked = 0;
    std::size_t quiet = 0;  // lines that could be verse or a list
    std::size_t quiet_width = 0;
    limit_ = comments_begin();
    for (std::size_t i = 0; i < limit_; ++i) {
      if (!live(i)) continue;
      const Look& look = looks_[i];
      if (look.linked) ++linked;
      if (look.prose) {
        if (first_ == none) first_ = i;
        last_ = i;
        prose_width += look.shape.width;
      } else if (!look.linked && !look.frame() && !look.field_line) {
        ++quiet;
        quiet_width += look.shape.width;
      }
    }
    if (excused(prose_width)) return false;
    if (first_ == none || prose_width < 40) {
      if (quiet < 3 || quiet_width < 24 || (quiet_width < 60 && linked > 6) || (quiet_width >= 60 && linked > quiet)) return first_ != none && prose_width >= 24 && linked <= 4;
      return find_quiet_body() || (first_ != none && prose_width >= 24 && linked <= 4);
    }
    // A heading of related articles or of comments, or a legal notice, ends the body if most of the prose stands before it.
    std::size_t before = 0;
    for (std::size_t i = first_; i <= last_; ++i) {
      if (!live(i)) continue;
      if (looks_[i].prose) before += looks_[i].shape.width;
      const bool heading = looks_[i].cue.opens && before * 2 >= prose_width && looks_[i].shape.width <= 40;
      if (heading || (looks_[i].legal && before * 10 >= prose_width * 6)) {
        std::size_t end = i;
        while (end > first_ && !(live(end) && looks_[end].prose)) --end;
        last_ = end;
        break;
      }
    }
    skip_to_header(prose_width);
    return true;
  }

  /// A line of prose may stand above the headline (an advertisement, a call to subscribe), and a headline may look like prose: where soon a
  /// headline and a line of fields follow, with nearly all of the prose behind them, the body begins there.
  void skip_to_header(std::size_t prose_width) {
    constexpr std::size_t reach = 8;
    std::size_t passed = 0;
    std::size_t headline = lines_.size();
    for (std::size_t i = first_; i < last_ && i <= first_ + reach; ++i) {
      const Look& look = looks_[i];
      if (!live(i)) continue;
      if (look.field_line && headline < i && i - headline <= 4 && (look.fields.dated() || look.fields.has(Field::updated) || look.fields.starts_labelled)) {
        std::size_t next = i + 1;
        while (next <= last_ && !(live(next) && looks_[next].prose)) ++next;
        if (next <= last_ && passed * 3 <= prose_width) first_ = next;
        return;
      }
      const bool stops = look.shape.ends_sentence && !text(i).ends_with("？") && !text(i).ends_with("！") && !text(i).ends_with("?") && !text(i).ends_with("!");
      if (!stops && !look.frame() && !look.field_line && !look.linked && look.shape.width >= 4 && look.shape.width <= 100) headline = i;
      else if (look.prose) passed += look.shape.width;
    }
  }

  /// The heading of the readers' comments, if something that may be an article stands before it.
  std::size_t comments_begin() const {
    std::size_t width = 0;
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      if (!live(i)) continue;
      const Look& look = looks_[i];
      if (look.cue.opens && look.cue.rule == &drop_comment && width >= 100 && look.shape.width <= 40) return i;
      if (!look.linked && !look.frame() && !look.field_line) width += look.shape.width;
    }
    return lines_.size();
  }

  /// Verse, lists, tables: the longest run of lines that are no frame.
  bool find_quiet_body() {
    std::size_t best = 0;
    std::size_t begin = 0;
    std::size_t run_begin = 0;
    std::size_t run_last = 0;
    std::size_t width = 0;
    const auto close = [&] {
      if (width > best) {
        best = width;
        begin = run_begin;
        last_ = run_last;
      }
      width = 0;
    };
    for (std::size_t i = 0; i < limit_; ++i) {
      if (!live(i)) continue;
      const Look& look = looks_[i];
      if (look.linked || look.frame() || look.field_line) {
        close();
        continue;
      }
      if (width == 0) run_begin = i;
      run_last = i;
      width += look.shape.width;
    }
    close();
    if (best < 60 && !(best >= 24 && stands_alone(begin))) return false;
    first_ = begin;
    narrow_quiet_body();
    return true;
  }

  /// Verse stands in elements of one kind; what stands in others around it is apart.
  void narrow_quiet_body() {
    if (page_.format != PageFormat::html || last_ - first_ > 400) return;
    std::map<std::uint64_t, std::pair<std::size_t, std::size_t>> by_manner;  // lines, columns
    std::size_t all = 0;
    for (std::size_t i = first_; i <= last_; ++i) {
      if (!live(i)) continue;
      auto& [count, width] = by_manner[lines_[i].manner];
      ++count;
      width += looks_[i].shape.width;
      all += looks_[i].shape.width;
    }
    const auto largest = std::max_element(by_manner.begin(), by_manner.end(), [](const auto& a, const auto& b) { return a.second.second < b.second.second; });
    if (largest->second.first < 4 || largest->second.second * 10 < all * 7) return;
    const auto of_it = [&](std::size_t i) { return live(i) && lines_[i].manner == largest->first; };
    for (; !of_it(first_); ++first_) lines_[first_].apart = live(first_);
    for (; !of_it(last_); --last_) lines_[last_].apart = live(last_);
    for (std::size_t i = last_ + 1; i < lines_.size(); ++i) lines_[i].apart = lines_[i].apart || (live(i) && lines_[i].manner != largest->first && lines_[i].kind == BlockKind::paragraph);
  }

  /// Three short lines alike right below a heading, as a haiku.
  bool stands_alone(std::size_t begin) const noexcept {
    if (last_ < begin + 2 || last_ > begin + 12 || page_.format != PageFormat::html) return false;
    std::size_t alike = 0;
    for (std::size_t i = begin; i <= last_; ++i) alike += lines_[i].container == lines_[last_].container || lines_[i].manner == lines_[last_].manner;
    const bool below = lines_[begin].heading != 0 || (begin > 0 && lines_[begin - 1].heading != 0 && !looks_[begin - 1].linked);
    return below && alike >= 3;
  }

  /// The page says that it has nothing to show, and shows no more than that.
  bool excused(std::size_t prose_width) const noexcept {
    std::size_t excuses = 0;
    bool begun = false;  // behind what could be text only what stands in it counts
    for (std::size_t i = 0; i < limit_; ++i) {
      if (!live(i) && (begun || lines_[i].drop != &drop_outside)) continue;
      begun = begun || (live(i) && !looks_[i].linked && !looks_[i].frame() && !looks_[i].excuse && lines_[i].heading == 0);
      if (live(i) && looks_[i].prose && !looks_[i].excuse && excuses == 0) return false;
      if (!looks_[i].excuse) continue;
      ++excuses;
      prose_width -= std::min(prose_width, live(i) && looks_[i].prose ? looks_[i].shape.width : 0);
    }
    return excuses > 0 && prose_width < longest_beside_excuse;
  }

  static constexpr std::size_t longest_beside_excuse = 100;  ///< columns

  void drop_all() {
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      if (!live(i)) continue;
      lines_[i].drop = looks_[i].frame() ? &looks_[i].frame_rule() : looks_[i].field_line ? &drop_metadata : &drop_list_page;
    }
  }

  bool is_header_line(std::size_t i) const {
    const FieldLine& fields = looks_[i].fields;
    return looks_[i].field_line && lines_[i].region == nullptr && (fields.dated() || fields.has(Field::updated) || fields.has(Field::source) || fields.has(Field::author));
  }

  void judge_title() {
    std::vector<TitleLine> candidates;
    // Lines before the body, the nearest ones; headings anywhere before it count more.
    bool has_fields = false;
    std::vector<std::size_t> until(std::min(first_, lines_.size()), 0);  // lines up to the next one with fields; 0: there is none
    for (std::size_t i = until.size(); i-- > 0;) {
      if (i + 1 < until.size() && is_header_line(i + 1)) until[i] = 1;
      else if (i + 1 < until.size() && until[i + 1] != 0) until[i] = until[i + 1] + 1;
      has_fields = has_fields || is_header_line(i);
    }
    for (std::size_t i = 0; i < lines_.size() && i <= first_ + 3; ++i) {
      const Look& look = looks_[i];
      const Line& line = lines_[i];
      if (look.shape.width > 160 || look.breadcrumb || look.mark || look.field_line || line.kind == BlockKind::table_row) continue;
      if (i >= first_ && line.heading == 0) continue;
      if (look.prose && line.heading == 0) continue;
      TitleLine candidate;
      candidate.line = i;
      candidate.text = text(i);
      candidate.heading = line.heading;
      candidate.linked = look.linked;
      candidate.framed = look.frame() || line.region != nullptr;
      candidate.until_fields = i < until.size() ? until[i] : 0;
      candidate.before_fields = candidate.until_fields > 0;
      candidate.after_fields = i > 0 && i < until.size() && until[i] == 0 && is_header_line(i - 1) && !look.shape.ends_sentence && !look.caption && look.shape.width <= 80;
      if (i + 1 < lines_.size() && (line.container != 0 || page_.format == PageFormat::text) && lines_[i + 1].container == line.container && lines_[i + 1].heading == line.heading && looks_[i + 1].shape.width <= 100 && !looks_[i + 1].field_line) {
        candidate.behind = i + 1;
        candidate.rest = text(i + 1);
      }
      candidate.repeated = repeated(i);
      candidate.width = look.shape.width;
      candidate.ends_sentence = look.shape.ends_sentence;
      candidates.push_back(candidate);
      if (candidates.size() > 400) break;
    }
    const bool html = page_.format == PageFormat::html;
    title_ = choose_title(head_, candidates, html, has_fields);
    if (!title_.text.empty()) page_.title = title_.text;
    if (!page_.title) return;
    begin_behind_title();
    if (title_.rest < lines_.size()) {
      lines_[title_.rest].drop = &drop_title;
      title_lines_.push_back(title_.rest);
    }
    if (title_.line < lines_.size() && !squeezes_to(text(title_.line), squeezed(*page_.title))) {  // with a label, a tag or the site's name
      lines_[title_.line].drop = &drop_title;
      title_lines_.push_back(title_.line);
      seen_title_ = true;
    }
    const std::string key = squeezed(*page_.title);
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      if (lines_[i].text.size() > page_.title->size() * 2 + 60 || !squeezes_to(text(i), key)) continue;
      if (i > first_ && i < last_ && lines_[i].heading == 0) continue;
      if (i == title_.line || (!seen_title_ && live(i))) {
        lines_[i].drop = seen_title_ ? &drop_duplicate_title : &drop_title;
        seen_title_ = true;
      } else {
        lines_[i].drop = &drop_duplicate_title;
      }
      title_lines_.push_back(i);
    }
  }

  /// A sentence about the site may stand above the headline.
  void begin_behind_title() {
    constexpr std::size_t most = 80;  // columns
    if (title_.line >= lines_.size() || title_.line <= first_ || title_.line >= last_ || lines_[title_.line].heading == 0) return;
    std::size_t before = 0;
    for (std::size_t i = first_; i < title_.line; ++i) before += live(i) ? looks_[i].shape.width : 0;
    std::size_t next = title_.line + 1;
    while (next <= last_ && !(live(next) && looks_[next].prose)) ++next;
    if (before <= most && next <= last_) first_ = next;
  }

  /// The line's text stands on another line of the page, too.
  bool repeated(std::size_t i) const {
    if (lines_.size() > 3000 || looks_[i].shape.width < 12) return false;
    std::size_t looked_at = 0;
    for (std::size_t k = lines_.size(); k-- > 0 && looked_at < 40; ++looked_at) {
      if (k != i && text(k) == text(i)) return true;
    }
    for (std::size_t k = 0; k < lines_.size() && k < 12; ++k) {
      if (k != i && text(k) == text(i)) return true;
    }
    return false;
  }

  bool is_title_line(std::size_t i) const { return std::find(title_lines_.begin(), title_lines_.end(), i) != title_lines_.end(); }

  void judge_header() {
    // The header ends with the last line before the prose that belongs to the frame.
    header_end_ = 0;
    for (std::size_t i = 0; i < first_; ++i) {
      const Look& look = looks_[i];
      if (look.field_line || look.frame() || look.linked || is_title_line(i)) {
        if (live(i) || is_title_line(i) || look.field_line) header_end_ = i + 1;
      }
      if (look.field_line && (lines_[i].region == nullptr || look.fields.labelled || (i > title_.line && i - title_.line <= 3))) facts_.take(i, FactFinder::Place::header);
    }
    const bool html = page_.format == PageFormat::html;
    for (std::size_t i = 0; i < first_; ++i) {
      if (!live(i)) continue;
      const Look& look = looks_[i];
      Line& line = lines_[i];
      if (look.field_line) line.drop = &drop_metadata;
      else if (look.frame()) line.drop = &look.frame_rule();
      else if (look.linked) line.drop = &drop_navigation;
      else if (line.apart && line.kind != BlockKind::caption && line.heading == 0) line.drop = &drop_outside;
      else if (look.caption && i >= header_end_) line.kind = BlockKind::caption;
      else if (i < header_end_ && !(html && stays(line.kind))) line.drop = &drop_outside;
      else if (i < first_ && byline(i)) line.drop = &drop_byline;
    }
  }

  /// A line of names or an office between the header and the first sentence.
  bool byline(std::size_t i) {
    const std::string_view words = text(i);
    const Look& look = looks_[i];
    if (look.shape.width > 110 || (look.shape.stops > 0 && !look.marked) || lines_[i].heading != 0) return false;
    bool marked = look.marked;
    for (const std::string_view mark : {"●", "◆", "○"}) marked = marked || words.starts_with(mark);
    marked = marked || (first_of_words(words, dateline_stems) != std::string_view::npos && look.shape.width <= 60 && look.shape.commas == 0);
    if (marked) {
      if (!facts_.has(Field::author)) {
        const std::size_t at = first_of_words(words, reporter_stems);
        const std::string_view names = words.substr(at == std::string_view::npos ? 0 : at);
        facts_.take_author(i, tidy_name(names), FactFinder::by_place);
      }
      return true;
    }
    if (is_office(words) && i <= header_end_ + 1 && !facts_.has(Field::author) && (page_.title || header_end_ > 0)) {
      facts_.take_author(i, std::string(words), FactFinder::by_place);
      return true;
    }
    return false;
  }

  void judge_middle() {
    for (std::size_t i = first_; i <= last_; ++i) {
      if (!live(i)) continue;
      const Look& look = looks_[i];
      Line& line = lines_[i];
      if (line.kind == BlockKind::code) continue;
      if (names_picture(i)) line.kind = BlockKind::caption;
      if (look.caption && line.kind != BlockKind::caption && line.heading == 0) line.kind = BlockKind::caption;
      if (look.prose || line.kind == BlockKind::caption) continue;
      if (look.mark && look.shape.characters < 60) {
        line.drop = &drop_mark;
      } else if (look.legal || look.promotion || look.breadcrumb) {
        line.drop = &look.frame_rule();
      } else if (look.cue.rule != nullptr && !(line.heading != 0 && !look.cue.opens) && look.shape.width <= 60 && line.kind != BlockKind::table_row) {
        line.drop = look.cue.rule;
      } else if (look.linked && page_.format != PageFormat::text && line.links > 0 && line.heading == 0 && line.kind != BlockKind::table_row) {
        line.drop = look.shape.ends_sentence && look.shape.width > 60 ? nullptr : &drop_related;
      } else if (look.field_line && line.kind != BlockKind::table_row && look.fields.labelled && look.fields.starts_labelled && (look.fields.has(Field::editor) || look.fields.found.size() >= 2 || i < first_ + 2)) {
        facts_.take(i, FactFinder::Place::middle);
        line.drop = &drop_metadata;
      }
    }
  }

  /// A few centred words between a picture and the text that goes on.
  bool names_picture(std::size_t i) const noexcept {
    const Line& line = lines_[i];
    const Look& look = looks_[i];
    return line.after_image && line.centred && line.kind == BlockKind::paragraph && look.shape.width <= 60 && look.shape.stops == 0 && !look.linked && i < last_ && looks_[i + 1].prose;
  }

  /// One of several lines with dates that are no sentences: headlines of other articles.
  bool listed_with_date(std::size_t i) const noexcept {
    const auto dated = [&](std::size_t k) { return k < lines_.size() && looks_[k].fields.has(Field::date) && !looks_[k].shape.ends_sentence && looks_[k].shape.width <= 110; };
    return dated(i) && (dated(i + 1) || (i > 0 && dated(i - 1))) && (dated(i + 2) || (i > 0 && dated(i - 1) && dated(i + 1)) || (i > 1 && dated(i - 1) && dated(i - 2)));
  }

  /// How to reach somebody, right behind the text and made as its last line is.
  bool contact_of_text(std::size_t i, std::size_t body_end) const noexcept {
    const Line& line = lines_[i];
    return looks_[i].cue.contact && line.region == nullptr && !line.apart && i == body_end + 1 && line.manner == lines_[body_end].manner && line.manner != 0 && line.links == 0;
  }

  void judge_tail() {
    const Rule* section = nullptr;  // why everything from here on is not body
    bool closed = false;            // behind a heading of related articles or comments nothing is read
    std::size_t body_end = last_;
    for (std::size_t i = last_ + 1; i < lines_.size(); ++i) {
      const Look& look = looks_[i];
      Line& line = lines_[i];
      if (!closed && (look.field_line || (look.fields.labelled && look.fields.rest <= 20)) && (line.region == nullptr || line.region == &drop_footer || line.region == &drop_outside) && i <= last_ + 24) {
        facts_.take(i, FactFinder::Place::tail);
      }
      if (look.cue.opens) closed = true;
      if (!live(i)) continue;
      if (line.kind == BlockKind::code) continue;
      if (look.field_line && (look.fields.labelled || section != nullptr)) {
        line.drop = &drop_metadata;
        if (section == nullptr) section = &drop_footer;
        continue;
      }
      if (section == nullptr && contact_of_text(i, body_end)) {
        body_end = i;
        continue;
      }
      if (look.address) {
        line.drop = &drop_byline;
        continue;
      }
      if (listed_with_date(i) && page_.format != PageFormat::markdown) {
        line.drop = section = &drop_related;
        continue;
      }
      if (look.frame() && !(look.mark && section == nullptr)) {
        line.drop = &look.frame_rule();
        section = look.cue.opens ? look.cue.rule : section == nullptr || section == &drop_footer ? (line.drop == &drop_navigation ? &drop_footer : &look.frame_rule()) : section;
        continue;
      }
      if (look.mark) {
        line.drop = &drop_mark;
        continue;
      }
      if (section != nullptr) {
        line.drop = section;
        continue;
      }
      if (look.linked && page_.format != PageFormat::text) {
        line.drop = &drop_related;
        section = &drop_related;
        continue;
      }
      if (line.apart && line.kind != BlockKind::caption) {
        line.drop = &drop_outside;
        continue;
      }
      if (look.caption) {
        line.kind = BlockKind::caption;
        continue;
      }
      if (const auto signature = signature_of(text(i)); signature && signature->begin == 0) {
        facts_.take_signature(i, *signature);
        line.drop = &drop_byline;
        continue;
      }
      body_end = i;
    }
    last_ = body_end;
  }

  void cut_signature() {
    std::size_t looked_at = 0;
    for (std::size_t i = std::min(last_ + 1, lines_.size()); i-- > first_ && looked_at < 4;) {
      Line& line = lines_[i];
      if (!live(i) || line.kind == BlockKind::code || line.kind == BlockKind::caption) continue;
      ++looked_at;
      const auto signature = signature_of(text(i));
      if (!signature) continue;
      facts_.take_signature(i, *signature);
      const Span cut{line.text.begin + signature->begin, line.text.end};
      const Span span = sheet_.source_of(cut);
      if (signature->begin == 0) {
        line.drop = &drop_byline;
        continue;
      }
      sheet_.drop(drop_byline, span.begin, span.end);
      line.text = trimmed(sheet_.text, {line.text.begin, cut.begin});
      break;
    }
  }

  void finish_header() {
    facts_.read_header(first_, title_.line, page_.title ? std::string_view(*page_.title) : std::string_view());
    std::size_t looked_at = 0;
    for (std::size_t i = first_; i < lines_.size() && looked_at < 2; ++i) {
      if (!live(i)) continue;
      ++looked_at;
      if (std::string name = dateline_author(text(i)); !name.empty()) {
        facts_.take_author(i, std::move(name), FactFinder::by_dateline);
        break;
      }
    }
    facts_.read_hints();
  }

  Sheet& sheet_;
  std::vector<Line>& lines_;
  const Head& head_;
  Page& page_;
  std::vector<Look> looks_;
  std::size_t first_ = 0;
  std::size_t last_ = 0;
  std::size_t limit_ = 0;  ///< no body from here on
  std::size_t header_end_ = 0;
  TitleChoice title_;
  bool seen_title_ = false;
  std::vector<std::size_t> title_lines_;
  FactFinder facts_;
};

}  // namespace

Features judge(Sheet& sheet, std::span<LineWords> words, const Head& head, Page& page) { return Judge(sheet, words, head, page).run(); }

}  // namespace hansift::extraction
