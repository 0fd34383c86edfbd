#include "extraction/line_model.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <string>

#include "embedded/extraction_lines.hpp"
#include "hansift/error.hpp"

namespace hansift::extraction {
namespace {

constexpr std::size_t page_feature_count = static_cast<std::size_t>(PageFeature::count);
constexpr std::array<std::string_view, page_feature_count> page_names{"body_lines",  "body_width",  "body_prose", "body_score", "best_score", "draft_lines",
                                                                      "draft_width", "draft_score", "page_lines", "page_links", "page_prose", "page_cues", "format",
                                                                      "page_excuses", "page_dates", "page_truncated", "page_fields", "page_headings", "titled",
                                                                      "draft_prose", "draft_widest"};

/// The part of `text` before the next `end`, which is taken off it.
std::string_view next_of(std::string_view& text, char end) noexcept {
  const std::size_t at = std::min(text.find(end), text.size());
  const std::string_view part = text.substr(0, at);
  text.remove_prefix(std::min(at + 1, text.size()));
  return part;
}

[[noreturn]] void refuse(std::string_view what) { throw DataError("the model of lines cannot be read at \"" + std::string(what.substr(0, 60)) + "\""); }

template <class Number>
Number number_of(std::string_view text) {
  if (text.starts_with('+')) text.remove_prefix(1);
  Number value{};
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size()) refuse(text);
  return value;
}

std::uint8_t feature_named(std::string_view name, bool of_page) {
  for (std::size_t i = 0; i < (of_page ? page_feature_count : feature_count); ++i) {
    if ((of_page ? page_names[i] : name_of(static_cast<Feature>(i))) == name) return static_cast<std::uint8_t>(i);
  }
  refuse(name);
}

constexpr std::int16_t link_line = 800;  // thousandths of a line that is a link
constexpr std::int64_t html_format = 1;  // of Feature::format
constexpr std::int64_t title_reason = 3;  // of Feature::reason

/// "width@-1>24"
Question question_of(std::string_view text, bool of_page) {
  std::string_view name = next_of(text, '>');
  const std::string_view feature = next_of(name, '@');
  const int offset = name.empty() ? 0 : number_of<int>(name);
  if (offset < -static_cast<int>(Features::reach) || offset > static_cast<int>(Features::reach) || (of_page && offset != 0)) refuse(feature);
  return {feature_named(feature, of_page), static_cast<std::int8_t>(offset), number_of<std::int16_t>(text)};
}

void read_tree(Trees& trees, std::string_view questions, std::string_view leaves, bool of_page) {
  Trees::Tree tree{trees.questions.size(), 0, trees.leaves.size()};
  for (std::string_view rest = questions; !rest.empty(); ++tree.depth) trees.questions.push_back(question_of(next_of(rest, ' '), of_page));
  std::size_t count = 0;
  for (std::string_view rest = leaves; !rest.empty(); ++count) trees.leaves.push_back(number_of<std::int16_t>(next_of(rest, ' ')));
  if (tree.depth > 8 || count != std::size_t{1} << tree.depth) refuse(questions);
  trees.trees.push_back(tree);
}

}  // namespace

std::string_view name_of(PageFeature feature) noexcept { return page_names[static_cast<std::size_t>(feature)]; }

const LineModel& LineModel::get() {
  static const LineModel model(embedded::extraction_lines());
  return model;
}

LineModel::LineModel(std::string_view table) {
  Trees* open = nullptr;
  while (!table.empty()) {
    std::string_view row = next_of(table, '\n');
    const std::string_view what = next_of(row, '\t');
    if (what == "scale") {
      scale_ = number_of<std::int32_t>(row);
    } else if (what == "trust") {
      trust_ = number_of<std::int32_t>(row);
    } else if (what == "inner_trust") {
      inner_trust_ = number_of<std::int32_t>(row);
    } else if (what == "page_trust") {
      page_trust_ = number_of<std::int32_t>(row);
    } else if (what == "lines" || what == "page") {
      open = what == "lines" ? &lines_ : &page_;
      open->bias = number_of<std::int32_t>(row);
    } else if (what == "tree" && open != nullptr) {
      const std::string_view questions = next_of(row, '\t');
      read_tree(*open, questions, row, open == &page_);
    } else if (!what.empty() && !what.starts_with('#')) {
      refuse(what);
    }
  }
  if (lines_.trees.empty() || page_.trees.empty() || scale_ <= 0) refuse("its end");
}

std::vector<std::int32_t> LineModel::scores_of(const Features& features) const {
  const std::size_t n = features.line_count();
  std::vector<std::int32_t> scores(n, lines_.bias);
  std::vector<std::uint8_t> answers(n);
  // Tree by tree and question by question, so that the compiler compares many lines at once.
  for (const Trees::Tree& tree : lines_.trees) {
    std::fill(answers.begin(), answers.end(), std::uint8_t{0});
    for (std::size_t bit = 0; bit < tree.depth; ++bit) {
      const Question& question = lines_.questions[tree.first_question + bit];
      const std::int16_t* column = features.column(static_cast<Feature>(question.feature), question.offset);
      for (std::size_t i = 0; i < n; ++i) answers[i] = static_cast<std::uint8_t>(answers[i] | (column[i] > question.threshold) << bit);
    }
    const std::int16_t* leaves = lines_.leaves.data() + tree.first_leaf;
    for (std::size_t i = 0; i < n; ++i) scores[i] += leaves[answers[i]];
  }
  return scores;
}

bool LineModel::has_article(const Features& features, const std::vector<std::int32_t>& scores) const {
  std::array<std::int64_t, page_feature_count> sums{};
  const auto sum = [&](PageFeature feature) -> std::int64_t& { return sums[static_cast<std::size_t>(feature)]; };
  const auto cell = [&](Feature feature, std::size_t i) -> std::int64_t { return features.column(feature)[i]; };
  for (std::size_t i = 0; i < scores.size(); ++i) {
    sum(PageFeature::page_excuses) += cell(Feature::excuse, i);
    sum(PageFeature::page_dates) += cell(Feature::field_date, i);
    sum(PageFeature::page_truncated) += cell(Feature::truncated, i);
    sum(PageFeature::page_fields) += cell(Feature::field_line, i);
    sum(PageFeature::page_headings) += cell(Feature::heading, i) != 0 && cell(Feature::link_share, i) < 500;
    sum(PageFeature::titled) += cell(Feature::reason, i) == title_reason;
    const std::int64_t evidence = std::clamp(scores[i] + 8 * scale_, 0, 16 * scale_) / 2;
    sum(PageFeature::best_score) = std::max(sum(PageFeature::best_score), evidence);
    if (scores[i] > 0) {
      ++sum(PageFeature::body_lines);
      sum(PageFeature::body_width) += cell(Feature::width, i);
      sum(PageFeature::body_prose) += cell(Feature::prose, i);
      sum(PageFeature::body_score) += evidence;
    }
    if (cell(Feature::verdict, i) == 2) {
      ++sum(PageFeature::draft_lines);
      sum(PageFeature::draft_width) += cell(Feature::width, i);
      sum(PageFeature::draft_score) += evidence;
      if (cell(Feature::prose, i) != 0 && cell(Feature::truncated, i) == 0) {
        ++sum(PageFeature::draft_prose);
        sum(PageFeature::draft_widest) = std::max(sum(PageFeature::draft_widest), cell(Feature::width, i));
      }
    }
  }
  sum(PageFeature::body_score) /= std::max<std::int64_t>(1, sum(PageFeature::body_lines));
  sum(PageFeature::draft_score) /= std::max<std::int64_t>(1, sum(PageFeature::draft_lines));
  sum(PageFeature::page_lines) = cell(Feature::page_lines, 0);
  sum(PageFeature::page_links) = cell(Feature::page_links, 0);
  sum(PageFeature::page_prose) = cell(Feature::page_prose, 0);
  sum(PageFeature::page_cues) = cell(Feature::page_cues, 0);
  sum(PageFeature::format) = cell(Feature::format, 0);
  std::int64_t score = page_.bias;
  for (const Trees::Tree& tree : page_.trees) {
    std::size_t answers = 0;
    for (std::size_t bit = 0; bit < tree.depth; ++bit) {
      const Question& question = page_.questions[tree.first_question + bit];
      answers |= static_cast<std::size_t>(std::min<std::int64_t>(sums[question.feature], Features::largest) > question.threshold) << bit;
    }
    score += page_.leaves[tree.first_leaf + answers];
  }
  // Text that nothing stands around is no list of pages, nor are several sentences that are not cut short.
  const bool framed = sum(PageFeature::page_cues) > 0 || sum(PageFeature::page_links) > 0 || sum(PageFeature::page_dates) > 0 || sum(PageFeature::draft_width) < 120;
  const bool lists = sum(PageFeature::draft_prose) < 3 || sum(PageFeature::page_truncated) >= 2 || sum(PageFeature::page_links) >= 250 || sum(PageFeature::page_dates) >= 4;
  // Below a headline several lines that are no headlines of others, as of verse.
  const bool headed = sum(PageFeature::titled) > 0 && sum(PageFeature::draft_lines) >= 3 && sum(PageFeature::page_excuses) == 0 &&
                      sum(PageFeature::page_truncated) < 2 && sum(PageFeature::page_dates) < 3 && sum(PageFeature::format) == html_format;
  return score > -page_trust_ || !framed || !lists || headed;
}

/// The line's words or the markup around it say that it is no body; where it stands does not count against that.
bool LineModel::says_otherwise(const Features& features, std::size_t line) noexcept {
  for (const Feature fact : {Feature::cue, Feature::legal, Feature::promotion, Feature::breadcrumb, Feature::mark, Feature::region}) {
    if (features.column(fact)[line] != 0) return true;
  }
  return features.column(Feature::link_share)[line] > link_line;
}

std::vector<bool> LineModel::body_of(const Features& features) const {
  const std::size_t n = features.line_count();
  std::vector<bool> draft(n);
  std::size_t wide = 0;
  for (std::size_t i = 0; i < n; ++i) {
    draft[i] = features.column(Feature::verdict)[i] == 2;
    wide += static_cast<std::size_t>(features.column(Feature::wide)[i]);
  }
  if (std::find(draft.begin(), draft.end(), true) == draft.end() || wide * 2 < n) return draft;
  const std::vector<std::int32_t> scores = scores_of(features);
  if (!has_article(features, scores)) return std::vector<bool>(n);
  std::vector<bool> body(n);
  bool any = false;
  const std::int16_t* wide_line = features.column(Feature::wide);
  const std::int16_t* letters = features.column(Feature::letters);
  const std::int16_t* width = features.column(Feature::width);
  const std::int16_t* near_body = features.column(Feature::near_body);
  const std::int16_t* near_dates = features.column(Feature::near_dates);
  const std::int16_t* near_cues = features.column(Feature::near_cues);
  for (std::size_t i = 0; i < n; ++i) {
    if (draft[i] && wide_line[i] == 0 && width[i] >= 20 && letters[i] >= 600) {
      body[i] = any = true;  // other scripts are left to the rules here, too
      continue;
    }
    const bool inner = near_body[i] == 1000 && near_dates[i] == 0 && near_cues[i] == 0;
    body[i] = draft[i] ? scores[i] + (inner ? inner_trust_ : trust_) > 0 : scores[i] > 0 && !says_otherwise(features, i);
    any = any || body[i];
  }
  return any ? body : draft;  // an article, but no line of it is sure
}

}  // namespace hansift::extraction
