// The model of lines: its table, its determinism, and that rows of features mean what their names say.

#include <gtest/gtest.h>

#include <random>
#include <set>
#include <string>
#include <vector>

#include "extraction/features.hpp"
#include "extraction/line_model.hpp"
#include "extraction/judge.hpp"
#include "hansift/error.hpp"
#include "hansift/extraction.hpp"

namespace hansift {
namespace {

using extraction::Feature;
using extraction::Features;
using extraction::LineModel;

Features features_of_page(const std::string& source, PageFormat format) {
  Page page;
  extraction::Sheet sheet(source);
  return extraction::judge_page(sheet, {.format = format}, page);
}

constexpr std::string_view small_table =
    "scale\t256\ntrust\t120\npage_trust\t0\nlines\t-10\ntree\twidth>20 prose@-1>0\t-300 300 -100 500\npage\t5\ntree\tbody_lines>0\t-50 50\n";

TEST(LineModel, BuiltInTableIsWhole) {
  const LineModel& model = LineModel::get();
  EXPECT_GE(model.lines().trees.size(), 20U);
  EXPECT_GE(model.page().trees.size(), 5U);
}

TEST(LineModel, FeatureNamesAreDistinct) {
  std::set<std::string_view> names;
  for (std::size_t i = 0; i < extraction::feature_count; ++i) {
    EXPECT_FALSE(extraction::name_of(static_cast<Feature>(i)).empty());
    names.insert(extraction::name_of(static_cast<Feature>(i)));
  }
  EXPECT_EQ(names.size(), extraction::feature_count);
}

TEST(LineModel, ReadsQuestionsWithOffsets) {
  const LineModel model(small_table);
  ASSERT_EQ(model.lines().questions.size(), 2U);
  EXPECT_EQ(model.lines().questions[1].feature, static_cast<std::uint8_t>(Feature::prose));
  EXPECT_EQ(model.lines().questions[1].offset, -1);
  EXPECT_EQ(model.lines().bias, -10);
}

Features wide_page(std::initializer_list<std::size_t> widths) {
  Features features(widths.size());
  std::size_t i = 0;
  for (const std::size_t width : widths) {
    features.put(Feature::width, i, width);
    features.put(Feature::wide, i++, 1);
  }
  return features;
}

TEST(LineModel, WeighsLinesAgainstTheRules) {
  const LineModel model(small_table);
  Features features = wide_page({30, 30, 9, 9});
  EXPECT_EQ(model.body_of(features), std::vector<bool>(4)) << "the rules found no article";
  features.put(Feature::verdict, 2, 2);
  EXPECT_EQ(model.body_of(features), (std::vector<bool>{true, true, false, false}));
  features.put(Feature::prose, 1, 1);  // -110 behind prose, which the rules' word outweighs
  EXPECT_EQ(model.body_of(features), (std::vector<bool>{true, true, true, false}));
  EXPECT_TRUE(model.body_of(Features(0)).empty());
}

TEST(LineModel, LeavesOtherScriptsToTheRules) {
  Features features(2);
  features.put(Feature::width, 0, 30);
  features.put(Feature::verdict, 1, 2);
  EXPECT_EQ(LineModel(small_table).body_of(features), (std::vector<bool>{false, true}));
}

TEST(LineModel, RefusesDamagedTables) {
  for (const std::string_view table : {"", "lines\t0\n", "nonsense\t1\n", "lines\t0\ntree\tno_such>1\t0 1\npage\t0\ntree\tbody_lines>0\t0 1\n",
                                       "lines\t0\ntree\twidth>1\t0 1 2\npage\t0\ntree\tbody_lines>0\t0 1\n", "lines\t0\ntree\twidth@9>1\t0 1\npage\t0\ntree\tbody_lines>0\t0 1\n"}) {
    EXPECT_THROW(LineModel{table}, DataError) << table;
  }
}

TEST(Features, SayWhatTheyAreCalled) {
  const Features features = features_of_page("一条短行\n这一行是一句完整的话，它有逗号，也有句号，而且写得足够长，所以算作正文。\n第12页\n第13页\n", PageFormat::text);
  ASSERT_EQ(features.line_count(), 4U);
  EXPECT_EQ(features.column(Feature::width)[0], 8);
  EXPECT_EQ(features.column(Feature::prose)[1], 1);
  EXPECT_EQ(features.column(Feature::since_prose)[3], 2);
  EXPECT_EQ(features.column(Feature::until_prose)[0], 1);
  EXPECT_EQ(features.column(Feature::repeats)[2], 1);  // numbers aside
  EXPECT_EQ(features.column(Feature::prose, -1)[2], 1);
  EXPECT_EQ(features.column(Feature::width, -1)[0], 0);
}

TEST(Features, AreTheSameEachTimeAndStayInRange) {
  std::mt19937 random(3);
  const std::vector<std::string> pieces{"<p>", "</p>", "<div class=\"x1\">", "</div>", "<a href=\"/\">", "</a>", "首页", "来源：河边日报 2020-03-04", "一句话，有逗号。", "\n", "# ", "|", "<li>", "©", "\xFF"};
  for (int round = 0; round < 300; ++round) {
    std::string source;
    for (int k = 0; k < 60; ++k) source += pieces[random() % pieces.size()];
    for (const PageFormat format : {PageFormat::html, PageFormat::markdown, PageFormat::text}) {
      const Features first = features_of_page(source, format);
      const Features second = features_of_page(source, format);
      ASSERT_EQ(first.line_count(), second.line_count());
      for (std::size_t k = 0; k < extraction::feature_count; ++k) {
        for (std::size_t i = 0; i < first.line_count(); ++i) {
          const std::int16_t value = first.column(static_cast<Feature>(k))[i];
          ASSERT_EQ(value, second.column(static_cast<Feature>(k))[i]);
          ASSERT_GE(value, 0);
          ASSERT_LE(value, Features::largest);
        }
      }
      ASSERT_EQ(LineModel::get().body_of(first), LineModel::get().body_of(second));
    }
  }
}

}  // namespace
}  // namespace hansift
