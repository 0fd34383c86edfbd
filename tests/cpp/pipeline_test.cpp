#include "hansift/pipeline.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>
#include <set>

#include "cases.hpp"
#include "hansift/error.hpp"

namespace {

using namespace hansift;
using hansift::test::cases;

std::string bytes_of(const std::string& path) {
  std::ifstream file(std::string(HANSIFT_TEST_DATA) + "/pipeline/" + path, std::ios::binary);
  EXPECT_TRUE(file) << path;
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

Pipeline pipeline_for(std::string script, bool trace = true) {
  Profile profile;
  profile.script = std::move(script);
  profile.trace = trace;
  return Pipeline(std::move(profile));
}

void expect_sound(std::string_view raw, const Record& record) {
  EXPECT_TRUE(is_valid_utf8(record.text));
  const auto fault = verify(raw, record.text, record.trace);
  EXPECT_FALSE(fault) << fault->message << " at edit " << fault->edit;
  for (const auto& stage : record.trace.stages()) EXPECT_FALSE(stage.empty());
  std::size_t end = 0;
  for (const Block& block : record.blocks) {
    EXPECT_LE(block.span.begin, block.span.end);
    EXPECT_LE(block.span.end, raw.size());
    EXPECT_LE(block.output.end, record.text.size());
    if (block.output.empty()) continue;
    EXPECT_EQ(block.text, block.output.of(record.text));
    EXPECT_GE(block.output.begin, end);
    end = block.output.end;
  }
  for (const Dropped& dropped : record.dropped) EXPECT_LE(dropped.span.end, raw.size());
  for (const Flag& flag : record.flags) EXPECT_LE(flag.span.end, raw.size());
  end = 0;
  for (const Span sentence : record.sentences) {
    EXPECT_GE(sentence.begin, end);
    EXPECT_FALSE(sentence.empty());
    end = sentence.end;
  }
  EXPECT_LE(end, record.text.size());
}

void expect_same(const Record& a, const Record& b) {
  EXPECT_EQ(a.text, b.text);
  EXPECT_EQ(a.title, b.title);
  EXPECT_EQ(a.metadata, b.metadata);
  EXPECT_EQ(a.encoding, b.encoding);
  EXPECT_EQ(a.encoding_confidence, b.encoding_confidence);
  EXPECT_EQ(a.script.script, b.script.script);
  EXPECT_EQ(a.script.language, b.script.language);
  EXPECT_EQ(a.script.evidence, b.script.evidence);
  EXPECT_EQ(a.blocks, b.blocks);
  EXPECT_EQ(a.dropped, b.dropped);
  EXPECT_EQ(a.sentences, b.sentences);
  EXPECT_EQ(a.signals, b.signals);
  EXPECT_EQ(a.verdict.reasons, b.verdict.reasons);
  EXPECT_EQ(a.fingerprint, b.fingerprint);
  EXPECT_EQ(a.flags, b.flags);
  EXPECT_EQ(a.trace, b.trace);
}

TEST(Pipeline, PagesEndToEnd) {
  const Pipeline walk{Profile{}};
  for (const auto& one : cases("pipeline/pages.jsonl")) {
    SCOPED_TRACE(one["id"].get<std::string>());
    const auto& expected = one["expected"];
    const std::string raw = bytes_of(one["input"]);
    const Record record = walk(raw);
    expect_sound(raw, record);
    EXPECT_EQ(record.encoding, expected["encoding"].get<std::string>());
    EXPECT_EQ(record.title, expected["title"].get<std::string>());
    EXPECT_EQ(record.text, expected["text"].get<std::string>());
    EXPECT_TRUE(record.script.script.starts_with(expected["script"].get<std::string>())) << record.script.script;
    EXPECT_EQ(record.script.language, expected["language"].get<std::string>());
    EXPECT_TRUE(record.verdict.keep) << record.verdict.reasons.front()->id;
    EXPECT_EQ(record.format, PageFormat::html);
    EXPECT_FALSE(record.dropped.empty());
    EXPECT_EQ(record.rules_version, rules_version);
    EXPECT_GE(record.sentences.size(), 5u);
  }
}

TEST(Pipeline, BlocksLeadBackToTheBytesTheyCameFrom) {
  const Pipeline walk = pipeline_for("zh-Hans");
  for (const char* name : {"gbk", "big5", "utf8"}) {
    SCOPED_TRACE(name);
    const std::string raw = bytes_of(std::string("pages/") + name + ".html");
    const Record record = walk(raw);
    expect_sound(raw, record);
    int seen = 0;
    for (const Block& block : record.blocks) {
      if (block.kind != BlockKind::paragraph) continue;
      ++seen;
      // The bytes of the block, decoded by themselves, are the paragraph before conversion.
      const Decoded piece = decode(block.span.of(raw), {.encoding = record.encoding});
      const Decoded origin = decode(record.trace.to_source(block.output).of(raw), {.encoding = record.encoding});
      EXPECT_NE(piece.text.find(origin.text), std::string::npos) << piece.text << " / " << origin.text;
      EXPECT_EQ(record.encoding == "big5" ? convert(origin.text, "zh-Hans") : origin.text, block.text);
    }
    EXPECT_EQ(seen, 3);
  }
}

TEST(Pipeline, ConvertsChineseAndNothingElse) {
  const Pipeline simplified = pipeline_for("zh-Hans");
  const Pipeline taiwan = pipeline_for("zh-Hant-TW");
  const Pipeline plain{Profile{}};
  const std::string hans = plain(bytes_of("pages/gbk.html")).text;
  const std::string hant = plain(bytes_of("pages/big5.html")).text;
  EXPECT_EQ(simplified(bytes_of("pages/big5.html")).text, convert(hant, "zh-Hans"));
  EXPECT_EQ(simplified(bytes_of("pages/big5.html")).title, "秋天的河边小镇");
  EXPECT_EQ(simplified(bytes_of("pages/gbk.html")).text, hans);
  EXPECT_EQ(taiwan(bytes_of("pages/gbk.html")).text, convert(hans, "zh-Hant-TW"));
  for (const char* name : {"sjis", "euckr"}) {
    const std::string raw = bytes_of(std::string("pages/") + name + ".html");
    for (const Pipeline* walk : {&simplified, &taiwan}) expect_same((*walk)(raw), plain(raw));
  }
  // What a conversion reads counts, not only what it is called.
  EXPECT_EQ(pipeline_for("tw2sp")(bytes_of("pages/gbk.html")).text, hans);
  EXPECT_EQ(pipeline_for("s2twp")(bytes_of("pages/big5.html")).text, hant);
}

TEST(Pipeline, TraceOffGivesTheSameText) {
  const Pipeline on = pipeline_for("zh-Hans");
  const Pipeline off = pipeline_for("zh-Hans", false);
  for (const auto& one : cases("pipeline/pages.jsonl")) {
    const std::string raw = bytes_of(one["input"]);
    Record with = on(raw);
    const Record without = off(raw);
    EXPECT_TRUE(without.trace.empty());
    EXPECT_TRUE(without.blocks.empty());
    with.trace = {};
    with.blocks.clear();
    with.dropped.clear();
    with.flags.clear();
    expect_same(with, without);
  }
}

TEST(Pipeline, SameRecordsWhateverTheThreads) {
  const Pipeline walk = pipeline_for("zh-Hans");
  std::vector<std::string> store;
  for (const auto& one : cases("pipeline/pages.jsonl")) store.push_back(bytes_of(one["input"]));
  std::mt19937_64 random(1);
  for (int i = 0; i < 30; ++i) {
    std::string noise = store[random() % 5].substr(0, random() % 600);
    for (int j = 0; j < 5 && !noise.empty(); ++j) noise[random() % noise.size()] = static_cast<char>(random());
    store.push_back(noise);
  }
  store.emplace_back();
  std::vector<std::string_view> documents(store.begin(), store.end());
  std::vector<Record> expected;
  for (const std::string_view document : documents) expected.push_back(walk(document));
  for (const unsigned threads : {0U, 1U, 2U, 3U, 8U, 100U}) {
    const std::vector<Record> records = walk.batch(documents, threads);
    ASSERT_EQ(records.size(), expected.size());
    for (std::size_t i = 0; i < records.size(); ++i) expect_same(records[i], expected[i]);
  }
  EXPECT_TRUE(walk.batch({}, 4).empty());
}

TEST(Pipeline, EmptyInput) {
  const Pipeline walk = pipeline_for("zh-Hans");
  for (const std::string_view raw : {"", " ", "\n\n", "\xEF\xBB\xBF", "<html></html>"}) {
    const Record record = walk(raw);
    expect_sound(raw, record);
    EXPECT_EQ(record.signals.chars, 0u);
    EXPECT_TRUE(record.sentences.empty());
    EXPECT_FALSE(record.verdict.keep);
  }
}

TEST(Pipeline, BinaryInputIsDroppedForThatReason) {
  std::mt19937_64 random(2);
  std::string raw = "\x89PNG\r\n\x1A\n";
  raw.append(1, '\0');
  for (int i = 0; i < 5000; ++i) raw.push_back(static_cast<char>(random()));
  const Pipeline walk{Profile{}};
  const Record record = walk(raw);
  expect_sound(raw, record);
  EXPECT_FALSE(record.verdict.keep);
  EXPECT_EQ(record.encoding, "binary");
  ASSERT_FALSE(record.verdict.reasons.empty());
  EXPECT_EQ(record.verdict.reasons.back()->id, "pipeline.binary");
}

TEST(Pipeline, AnyBytesHaveASoundTrace) {
  const Pipeline walk = pipeline_for("zh-Hans");
  std::mt19937_64 random(3);
  std::vector<std::string> pages;
  for (const auto& one : cases("pipeline/pages.jsonl")) pages.push_back(bytes_of(one["input"]));
  static const std::string parts[] = {"&amp;", "<p>", "</div>", "\xE4\xB8\xAD", "\xC2\xA0", "\xD6\xD0", "&#20013;", "\xFF", "\xEF\xBF\xBD", "...", "，", ",", "\xE2\x80\x8B", "\n\n", "# ", "<script>"};
  for (int round = 0; round < 300; ++round) {
    std::string raw = pages[random() % pages.size()];
    raw = raw.substr(random() % raw.size(), 200 + random() % 1500);
    for (int j = 0; j < 12; ++j) raw.insert(random() % raw.size(), parts[random() % std::size(parts)]);
    SCOPED_TRACE(round);
    expect_sound(raw, walk(raw));
    expect_sound(raw, walk.from_text(raw));
  }
}

TEST(Pipeline, DecodedText) {
  Profile profile;
  profile.extract = false;
  const Pipeline walk{profile};
  const std::string text = "第一行。\n第二行。";
  const Record record = walk.from_text(text);
  EXPECT_EQ(record.text, text);
  EXPECT_EQ(record.encoding, "utf-8");
  EXPECT_EQ(record.encoding_confidence, 1);
  EXPECT_TRUE(record.trace.empty());
  EXPECT_EQ(record.sentences.size(), 2u);
}

TEST(Pipeline, OptionsAreObeyed) {
  Profile profile;
  profile.sentences = false;
  profile.fingerprint = false;
  profile.verdict.min_chars = 1'000'000;
  const std::string raw = bytes_of("pages/gbk.html");
  const Record record = Pipeline(profile)(raw);
  EXPECT_TRUE(record.sentences.empty());
  EXPECT_FALSE(record.fingerprint);
  EXPECT_FALSE(record.verdict.keep);
  const Record minimal = Pipeline(Profile::named("minimal"))(raw);
  EXPECT_NE(minimal.text.find("<h1>"), std::string::npos);
  expect_sound(raw, minimal);
}

TEST(Pipeline, WrongConfiguration) {
  Profile profile;
  profile.script = "zh-Latn";
  EXPECT_THROW(Pipeline{profile}, ConfigError);
  profile.script = "";
  profile.clean.profile = "wep";
  EXPECT_THROW(Pipeline{profile}, ConfigError);
  EXPECT_THROW(static_cast<void>(Profile::named("wobble")), ConfigError);
}

TEST(Profile, SurvivesToml) {
  for (const std::string_view name : {"web", "minimal"}) {
    const Profile profile = Profile::named(name);
    EXPECT_EQ(profile.name, name);
    EXPECT_EQ(Profile::from_toml(profile.to_toml()).to_toml(), profile.to_toml());
  }
  Profile profile;
  profile.name = "my \"own\"\\\n\t\x01profile 语料";
  profile.format = PageFormat::markdown;
  profile.extract = profile.restore = profile.context = profile.sentences = profile.fingerprint = profile.trace = false;
  profile.script = "zh-Hant-TW";
  profile.split = {Quotes::split, Newlines::soft, SplitProfile::uax29};
  profile.verdict.min_chars = 7;
  profile.verdict.max_symbols = 1.0 / 3;
  profile.verdict.max_replacement = 1e-9;
  profile.clean.disable = {std::string(cleaning::rules().front()->id)};
  const Profile again = Profile::from_toml(profile.to_toml());
  EXPECT_EQ(again.name, profile.name);
  EXPECT_EQ(again.format, profile.format);
  EXPECT_EQ(again.clean.disable, profile.clean.disable);
  EXPECT_EQ(again.split.quotes, Quotes::split);
  EXPECT_EQ(again.split.newlines, Newlines::soft);
  EXPECT_EQ(again.split.profile, SplitProfile::uax29);
  EXPECT_EQ(again.verdict.min_chars, 7u);
  EXPECT_EQ(again.verdict.max_symbols, 1.0 / 3);
  EXPECT_EQ(again.to_toml(), profile.to_toml());
}

TEST(Profile, DefaultsAndBase) {
  EXPECT_EQ(Profile::from_toml("").to_toml(), Profile{}.to_toml());
  const Profile profile = Profile::from_toml("base = \"minimal\"\nname = \"mine\"\n[verdict]\nmax_symbols = 1\n");
  EXPECT_EQ(profile.name, "mine");
  EXPECT_FALSE(profile.extract);
  EXPECT_EQ(profile.verdict.max_symbols, 1.0);
}

TEST(Profile, ErrorsNameLineKeyAndChoices) {
  for (const auto& one : cases("pipeline/profile_errors.jsonl")) {
    try {
      static_cast<void>(Profile::from_toml(one["input"].get<std::string>()));
      ADD_FAILURE() << one["id"] << ": no error";
    } catch (const ConfigError& error) {
      for (const auto& part : one["expected"]) {
        EXPECT_NE(std::string(error.what()).find(part.get<std::string>()), std::string::npos) << one["id"] << ": " << error.what();
      }
    }
  }
}

TEST(Profile, Files) {
  const auto path = std::filesystem::temp_directory_path() / "hansift_profile_test.toml";
  std::ofstream(path) << "name = \"file\"\n[verdict]\nmin_chars = 3\n";
  EXPECT_EQ(Profile::from_file(path.string()).verdict.min_chars, 3u);
  std::ofstream(path) << "nme = 1\n";
  try {
    static_cast<void>(Profile::from_file(path.string()));
    ADD_FAILURE() << "no error";
  } catch (const ConfigError& error) {
    EXPECT_NE(std::string(error.what()).find("hansift_profile_test.toml"), std::string::npos);
  }
  std::filesystem::remove(path);
  EXPECT_THROW(static_cast<void>(Profile::from_file(path.string())), IoError);
}

TEST(Catalogue, RulesOfAllRoomsInWalkOrder) {
  std::set<std::string_view> ids;
  std::vector<std::string_view> rooms;
  for (const Rule* rule : catalogue()) {
    EXPECT_TRUE(ids.insert(rule->id).second) << rule->id << " stands twice";
    EXPECT_FALSE(rule->reason.empty()) << rule->id;
    const std::string_view room = rule->id.substr(0, rule->id.find('.'));
    if (rooms.empty() || rooms.back() != room) rooms.push_back(room);
  }
  EXPECT_EQ(rooms, (std::vector<std::string_view>{"encoding", "extraction", "cleaning", "script", "segmentation", "quality", "pipeline"}));
}

TEST(Catalogue, EveryRuleOfATraceIsInIt) {
  const auto all = catalogue();
  const Pipeline walk = pipeline_for("zh-Hans");
  for (const auto& one : cases("pipeline/pages.jsonl")) {
    const Record record = walk(bytes_of(one["input"]));
    for (const auto& stage : record.trace.stages()) {
      for (const Edit& edit : stage) EXPECT_NE(std::find(all.begin(), all.end(), edit.rule), all.end()) << edit.rule->id;
    }
  }
}

}  // namespace
