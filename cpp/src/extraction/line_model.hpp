#pragma once

// The model of lines: what the evidence says of each line (is it body?) and of the page (is there an article?). Its trees are symmetric: a row
// of questions, and a value for each row of answers; they are read from cpp/data/extraction/lines.model.tsv, made by
// cpp/tools/make_extraction_model.py.

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "extraction/features.hpp"

namespace hansift::extraction {

/// Asks whether a feature of a line `offset` lines away (of a page: a number of it) is larger than a threshold.
struct Question {
  std::uint8_t feature;
  std::int8_t offset;
  std::int16_t threshold;
};

/// Sums of leaves over trees; `scale` of them are one of the logarithm of the odds.
struct Trees {
  struct Tree {
    std::size_t first_question;
    std::size_t depth;
    std::size_t first_leaf;
  };
  std::int32_t bias = 0;
  std::vector<Tree> trees;
  std::vector<Question> questions;
  std::vector<std::int16_t> leaves;
};

/// What is summed up over a page.
enum class PageFeature : std::uint8_t {
  body_lines, body_width, body_prose, body_score, best_score, draft_lines, draft_width, draft_score, page_lines, page_links, page_prose, page_cues, format, page_excuses,
  page_dates, page_truncated, page_fields, page_headings, titled, draft_prose, draft_widest, count
};
[[nodiscard]] std::string_view name_of(PageFeature feature) noexcept;

class LineModel {
 public:
  /// The one that is built in; read once. Safe to share between threads.
  [[nodiscard]] static const LineModel& get();
  /// DataError if it is no table of this kind or names a feature that there is none of.
  explicit LineModel(std::string_view table);

  /// For each line whether it is body; none is if the page has no article. Pages that are not mostly in wide characters are left to the rules:
  /// the model was not shown real ones, and they differ most from those that it was shown. Linear in lines times trees.
  [[nodiscard]] std::vector<bool> body_of(const Features& features) const;

  [[nodiscard]] const Trees& lines() const noexcept { return lines_; }
  [[nodiscard]] const Trees& page() const noexcept { return page_; }

 private:
  [[nodiscard]] std::vector<std::int32_t> scores_of(const Features& features) const;
  [[nodiscard]] static bool says_otherwise(const Features& features, std::size_t line) noexcept;
  [[nodiscard]] bool has_article(const Features& features, const std::vector<std::int32_t>& scores) const;

  std::int32_t scale_ = 256;     ///< of scores: so many are one of the logarithm of the odds
  std::int32_t trust_ = 0;       ///< what the rules' word for body counts beyond what the trees make of it
  std::int32_t inner_trust_ = 0; ///< the same inside the body: for a line that has nothing else around it, nor dates or marks of the frame
  std::int32_t page_trust_ = 0;  ///< and their word for an article
  Trees lines_;
  Trees page_;
};

}  // namespace hansift::extraction
