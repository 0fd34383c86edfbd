#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <optional>
#include <random>
#include <string>
#include <string_view>
#include <thread>
#include <utility>
#include <vector>

#include "cases.hpp"
#include "hansift/error.hpp"
#include "hansift/script.hpp"
#include "hansift/text.hpp"
#include "text/utf8.hpp"

namespace {

using namespace hansift;
using hansift::test::cases;

std::string message_of(const auto& call) {
  try {
    call();
  } catch (const ConfigError& error) {
    return error.what();
  }
  return "nothing thrown";
}

/// What every traced conversion owes: the same text, edits in order, none without effect, none over sixteen characters.
void expect_sound(std::string_view source, std::string_view expected, std::string_view output, const Trace& trace) {
  EXPECT_EQ(output, expected);
  const auto fault = verify(source, output, trace);
  EXPECT_FALSE(fault) << fault->message;
  EXPECT_LE(trace.stages().size(), 1U);
  for (const auto& stage : trace.stages()) {
    for (const Edit& edit : stage) {
      EXPECT_NE(edit.source.of(source), edit.output.of(output));
      if (is_valid_utf8(source)) {
        EXPECT_LE(count_codepoints(edit.source.of(source)), 16U);
      }
      EXPECT_TRUE(edit.rule != nullptr && edit.rule->id.substr(0, 7) == "script.");
    }
  }
}

/// Han, punctuation, ASCII, kana, description sequences, compatibility ideographs, and now and then a stray byte.
std::string random_text(std::mt19937& random, bool broken) {
  static const std::vector<std::string> pieces = {
      "头发", "内存", "服务器", "皇后", "后面", "干部", "记忆体", "記憶體", "網路", "里", "只", "隻要", "台", "SQL注入", "PN结", "A型", "SQL", "头", "发", "面",
      "，", "。", "“", "\n", " ", "a", "9", "é", "かな", "カ", "한글", "😀", "\xEF\xA4\x80", "\xF0\xAF\xA0\x80", "⿰", "⿲", "女", "尔", "\xF0\xA0\x80\x80", "埠", "說", "着", "喫", "吃",
      "﹔", "丹尼·博伊尔", "一口吃個", "一只", "系", "係", "乾隆", std::string(1, '\0')};
  static const std::vector<std::string> stray = {"\x80", "\xE5", "\xE5\xA4", "\xF0\x9F", "\xFF", "\xC0\x80", "\xED\xA0\x80", "\xE0\x81\x81", "\xF8\x88\x80\x80\x80"};
  std::string text;
  for (std::size_t i = random() % 40; i > 0; --i) text += broken && random() % 6 == 0 ? stray[random() % stray.size()] : pieces[random() % pieces.size()];
  return text;
}

TEST(Convert, Cases) {
  for (const auto& row : cases("script/convert.jsonl")) {
    SCOPED_TRACE(row["id"].get<std::string>());
    const auto input = row["input"].get<std::string>();
    const auto expected = row["expected"].get<std::string>();
    const auto config = row["config"].get<std::string>();
    for (const bool context : {false, true}) {
      if (row.contains("context") && row["context"].get<bool>() != context) continue;
      EXPECT_EQ(convert(input, config, context), expected);
      const Converted traced = Converter(config, {.context = context, .user_dictionary = {}}).convert_traced(input);
      expect_sound(input, expected, traced.text, traced.trace);
    }
  }
}

TEST(Context, Cases) {
  // Sentences written for this: most are traps of cutting, of words of one character, of names. All were right when they were listed.
  std::size_t wrong = 0, wrong_without = 0, count = 0;
  for (const auto& row : cases("script/context.jsonl")) {
    const auto input = row["input"].get<std::string>();
    const auto expected = row["expected"].get<std::string>();
    ++count;
    wrong_without += convert(input, row["config"].get<std::string>(), false) != expected;
    if (const std::string output = convert(input, row["config"].get<std::string>(), true); output != expected) {
      ++wrong;
      ADD_FAILURE() << input << " -> " << output << ", not " << expected;
    }
  }
  EXPECT_GT(count, 1000U);
  EXPECT_GT(wrong_without, count / 8) << "cases that need no context show nothing";
  EXPECT_EQ(wrong, 0U);
}

TEST(Context, DeparturesAreFlaggedWithTheirMargin) {
  const Converter converter("s2tw");
  const Converted converted = converter.convert_traced("对手表示祝贺");
  EXPECT_EQ(converted.text, "對手表示祝賀");
  ASSERT_EQ(converted.flags.size(), 1U);
  EXPECT_EQ(converted.flags[0].rule->id, "script.context.word");
  EXPECT_NE(converted.flags[0].reason.find("not 對手錶示; margin "), std::string::npos);
  EXPECT_TRUE(Converter("s2tw", {.context = false, .user_dictionary = {}}).convert_traced("对手表示祝贺").flags.empty());
}

TEST(Context, WhatIsInTheTargetScriptStays) {
  const std::string traditional = "范先生寫信給里長，講後來怎麼戴上后冠\n";
  EXPECT_EQ(convert(traditional, "s2tw"), traditional);
  EXPECT_NE(convert(traditional, "s2tw", false), traditional);
  EXPECT_EQ(convert(traditional + "后来他把头发剪了\n", "s2tw"), traditional + "後來他把頭髮剪了\n");
  const std::string simplified = "这部著作里写着乾隆年间的事\n";
  for (const std::string_view name : {"t2s", "tw2s", "tw2sp", "hk2s"}) EXPECT_EQ(convert(simplified, name), simplified) << name;
}

TEST(Context, NamesAreKnownInAllOfAText) {
  EXPECT_EQ(convert("余生说了两句。", "s2tw"), "餘生說了兩句。");
  EXPECT_EQ(convert("余生教授来了。余生说了两句。", "s2tw"), "余生教授來了。余生說了兩句。");
  EXPECT_EQ(convert("余生说了两句。余生教授来了。", "s2tw"), "余生說了兩句。余生教授來了。");
}

TEST(Context, ConvertingTwiceIsConvertingOnce) {
  std::mt19937 random(11);
  for (const std::string_view name : {"s2t", "s2tw", "s2hk", "s2twp"}) {
    for (const auto& row : cases("script/context.jsonl")) {
      if (random() % 8 != 0) continue;
      const std::string once = convert(row["input"].get<std::string>() + "这个国家的语言\n", name);
      EXPECT_EQ(convert(once, name), once) << name;
    }
  }
}

TEST(Context, OtherTextIsNotTouched) {
  for (const std::string_view text : {"Straße, naïve café", "これは東京の天気です", "한국어 텍스트", "x = f(y) // 2", "\xF0\x9F\x98\x80"}) {
    EXPECT_EQ(convert(text, "s2tw"), convert(text, "s2tw", false));
  }
}

TEST(Context, LongStretchesAreCutAndStayLinear) {
  // Characters that all stand in words with each other, more than a stretch holds.
  std::string text;
  for (int i = 0; i < 400; ++i) text += "发发表面后面里面只有";
  const std::string output = convert(text, "s2tw");
  EXPECT_EQ(count_codepoints(output), count_codepoints(text));
}

TEST(Convert, RoundTrip) {
  const RoundTrip same = Converter("s2tw").round_trip("头发和发现");
  EXPECT_EQ(same.back, "头发和发现");
  EXPECT_TRUE(same.lost.empty());
  const std::string_view source = "他們著手研究，跟著老師走";
  const RoundTrip lost = Converter("t2jp").round_trip("芸術と藝術");
  EXPECT_NE(lost.back, "芸術と藝術");
  ASSERT_FALSE(lost.lost.empty());
  EXPECT_EQ(lost.lost[0].of("芸術と藝術"), "芸");
  EXPECT_EQ(Converter("tw2s").round_trip(source).back, source);
}

TEST(Convert, EveryNameConvertsRandomTextTheSameWithAndWithoutTrace) {
  std::mt19937 random(7);
  for (const std::string_view name : conversions()) {
    const Converter converter(name);
    EXPECT_EQ(converter.config(), name);
    for (int i = 0; i < 300; ++i) {
      const std::string text = random_text(random, i % 2 == 1);
      const std::string plain = converter(text);
      if (is_valid_utf8(text)) {
        EXPECT_TRUE(is_valid_utf8(plain));
      }
      const Converted traced = converter.convert_traced(text);
      expect_sound(text, plain, traced.text, traced.trace);
    }
  }
}

/// UTF-16 of well-formed UTF-8, the slow and plain way.
std::u16string wide(std::string_view utf8) {
  std::u16string units;
  for (std::size_t at = 0; at < utf8.size();) {
    const text::Decoded next = text::decode_at(utf8, at);
    at += next.size;
    if (next.value > 0xFFFF) {
      units.push_back(static_cast<char16_t>(0xD800 + ((next.value - 0x10000) >> 10)));
      units.push_back(static_cast<char16_t>(0xDC00 + (next.value & 0x3FF)));
    } else {
      units.push_back(static_cast<char16_t>(next.value));
    }
  }
  return units;
}

/// Gives no unit more than was asked for, from memory of that size.
std::optional<std::u16string> convert_units(const Converter& convert, std::u16string_view text) {
  std::vector<char16_t> exact(text.begin(), text.end());
  std::vector<char16_t> room;
  const auto count = convert.convert_utf16({exact.data(), exact.size()}, [&](std::size_t size) {
    std::vector<char16_t> larger(size);
    std::copy_n(room.begin(), std::min(size, room.size()), larger.begin());
    room = std::move(larger);
    return room.data();
  });
  if (!count) return std::nullopt;
  return std::u16string(room.data(), *count);
}

TEST(Convert, Utf16IsConvertedAsUtf8Is) {
  std::mt19937 random(13);
  const std::vector<std::pair<std::string, std::string>> words{{"内存", "記憶體"}, {"😀", "笑"}};
  for (const std::string_view name : conversions()) {
    SCOPED_TRACE(name);
    const Converter plain(name);
    const Converter own(name, {.user_dictionary = words});
    for (int round = 0; round < 60; ++round) {
      // Long ones go over the borders of blocks at all places.
      std::string text;
      for (int i = round % 3 == 0 ? 40 : 1; i > 0; --i) text += random_text(random, false);
      for (const Converter* convert : {&plain, &own}) EXPECT_EQ(convert_units(*convert, wide(text)), wide((*convert)(text))) << text;
    }
  }
}

TEST(Convert, Utf16PhrasesAtAnyPlace) {
  const Converter convert("s2twp");
  for (const std::string_view piece : {"头发", "服务器", "内存", "皇后", "😀", "⿰女尔", "一只", "老虎", "𠀀", "PN结", "豈"}) {
    for (std::size_t before = 0; before < 300; ++before) {
      const std::string text = std::string(before, 'a') + std::string(piece) + "面";
      ASSERT_EQ(convert_units(convert, wide(text)), wide(convert(text))) << before << ' ' << piece;
    }
  }
}

TEST(Convert, HalfACharacterOfUtf16IsNotConverted) {
  const Converter convert("s2t");
  const std::u16string filler(255, u'汉');
  for (const std::u16string& half : {std::u16string(1, 0xD83D), std::u16string(1, 0xDE00), std::u16string{0xDE00, 0xD83D}}) {
    EXPECT_FALSE(convert_units(convert, half));
    EXPECT_FALSE(convert_units(convert, filler + half));
    EXPECT_FALSE(convert_units(convert, half + filler));
    EXPECT_FALSE(convert_units(convert, u"⿰" + half + filler));
  }
  EXPECT_EQ(convert_units(convert, u""), u"");
}

TEST(Convert, IllFormedBytesAreKept) {
  for (const std::string bad : {"\xFF", "\x80", "\xE5\xA4", "\xED\xA0\x80", "\xE0\x81\x81", "\xF5\x80\x80\x80"}) {
    EXPECT_EQ(convert("头" + bad + "发", "s2t"), "頭" + bad + "發");
    EXPECT_EQ(convert(bad, "s2twp"), bad);
  }
}

TEST(Convert, ExactlySizedBuffersAreNotReadBeyond) {
  const std::string text = "这里的头发和服务器\xEF\xA4\x80";
  for (std::size_t size = 0; size <= text.size(); ++size) {
    const std::vector<char> exact(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(size));
    for (const std::string_view name : {"s2t", "s2twp", "tw2sp"}) {
      EXPECT_EQ(convert({exact.data(), exact.size()}, name), convert(text.substr(0, size), name));
    }
  }
}

TEST(Convert, TargetTextStays) {
  const std::string hant = "我們在這裡討論資料庫與網路安全，皇后與后羿的故事則在後面。";
  EXPECT_EQ(convert(hant, "t2tw"), hant);
  const std::string hans = "我们在这里讨论数据库与网络安全，皇后与后羿的故事则在后面。";
  EXPECT_EQ(convert(hans, "t2s"), hans);
  for (const std::string_view name : {"s2t", "s2tw", "s2hk", "t2s"}) {
    const std::string once = convert(hans, name);
    EXPECT_EQ(convert(convert(once, name), name), convert(once, name)) << name;
  }
}

TEST(Convert, LongRunsWithoutHanAreCopied) {
  const std::string latin = std::string(100000, 'x') + "é" + std::string(50, ' ');
  EXPECT_EQ(convert(latin, "s2twp"), latin);
  EXPECT_EQ(convert(latin + "SQL注入", "s2twp"), latin + "SQL隱碼攻擊");
}

TEST(Convert, NestedDescriptionSequencesAreBounded) {
  std::string deep;
  for (int i = 0; i < 20000; ++i) deep += "⿰";
  EXPECT_EQ(convert(deep + "头", "s2t"), deep + "頭");
}

TEST(Convert, RulesOfEdits) {
  const auto rule_of = [](std::string_view text, std::string_view config) {
    const Converted converted = Converter(config).convert_traced(text);
    return converted.trace.empty() ? std::string_view() : converted.trace.stages()[0][0].rule->id;
  };
  EXPECT_EQ(rule_of("这个", "s2t"), "script.convert.character");
  EXPECT_EQ(rule_of("头发", "s2t"), "script.convert.phrase");
  EXPECT_EQ(rule_of("内存", "s2twp"), "script.convert.vocabulary");
  EXPECT_EQ(rule_of("\xEF\xA4\x80", "s2t"), "script.normalize");
}

TEST(Convert, UnknownNamesAreListed) {
  const std::string message = message_of([] { Converter("s2klingon"); });
  EXPECT_NE(message.find("'s2klingon'"), std::string::npos);
  for (const std::string_view name : conversions()) EXPECT_NE(message.find(name), std::string::npos) << name;
  EXPECT_TRUE(std::is_sorted(conversions().begin(), conversions().end()));
  EXPECT_NE(message_of([] { static_cast<void>(convert("", "")); }), "nothing thrown");
}

TEST(Convert, UserDictionary) {
  const Converter converter("s2tw", {.context = true, .user_dictionary = {{"老友", "朋友"}, {"老友记", "六人行"}, {"头", "頭頭"}, {"SQL", "數據"}}});
  const std::string text = "我看老友记，老友的头发用SQL";
  EXPECT_EQ(converter(text), "我看六人行，朋友的頭頭發用數據");
  const Converted traced = converter.convert_traced(text);
  expect_sound(text, converter(text), traced.text, traced.trace);
  EXPECT_EQ(traced.trace.stages()[0][0].rule->id, "script.convert.user");
  EXPECT_EQ(converter.options().user_dictionary.size(), 4U);
}

/// Own words put in the plain way; what is between them is left as it is by the configuration.
std::string with_own_words(const std::vector<std::pair<std::string, std::string>>& words, std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const std::pair<std::string, std::string>* best = nullptr;
    for (const auto& word : words) {
      if (text.substr(at).starts_with(word.first) && (best == nullptr || word.first.size() > best->first.size())) best = &word;
    }
    const std::size_t size = best != nullptr ? best->first.size() : text::decode_at(text, at).size;
    out += best != nullptr ? std::string_view(best->second) : text.substr(at, size);
    at += size;
  }
  return out;
}

TEST(Convert, UserDictionaryTakesTheLongestWordInUtf8AndUtf16) {
  std::mt19937 random(3);
  const std::vector<std::string> letters = {"a", "b", "ㄅ", "ㄆ", "😀", "😁", "\xF0\x9F\xA4\xA0", "é"};
  const auto word = [&](std::size_t most) {
    std::string made;
    for (std::size_t i = random() % most + 1; i > 0; --i) made += letters[random() % letters.size()];
    return made;
  };
  for (int round = 0; round < 100; ++round) {
    std::vector<std::pair<std::string, std::string>> words;
    for (std::size_t i = random() % 12 + 1; i > 0; --i) {
      const std::string from = word(4);
      if (std::none_of(words.begin(), words.end(), [&](const auto& entry) { return entry.first == from; })) words.emplace_back(from, random() % 5 == 0 ? "" : word(6));
    }
    const Converter converter("s2t", {.user_dictionary = words});
    for (int i = 0; i < 30; ++i) {
      const std::string text = word(i == 0 ? 2000 : 12);
      const std::string expected = with_own_words(words, text);
      ASSERT_EQ(converter(text), expected);
      ASSERT_EQ(convert_units(converter, wide(text)), wide(expected));
      ASSERT_EQ(converter.convert_traced(text).text, expected);
    }
  }
  EXPECT_FALSE(convert_units(Converter("s2t", {.user_dictionary = {{"a", "b"}}}), std::u16string{u'a', 0xD83D}));
}

/// The message of what loading a file with this content throws, with the folder cut off.
std::string load_message(std::string_view content) {
  const std::filesystem::path path = std::filesystem::temp_directory_path() / "hansift_script_test_words.txt";
  std::ofstream(path, std::ios::binary) << content;
  const std::string message = message_of([&] { static_cast<void>(load_user_dictionary(path.string())); });
  std::filesystem::remove(path);
  return message.starts_with(path.string()) ? message.substr(path.string().size()) : message;
}

TEST(Convert, UserDictionaryFile) {
  const std::filesystem::path path = std::filesystem::temp_directory_path() / "hansift_script_test_dictionary.txt";
  std::ofstream(path, std::ios::binary) << "\xEF\xBB\xBF# own words\r\n云端\t雲端\r\n\n干\t幹 乾 干\n云端\t雲端\n的\t";
  const auto words = load_user_dictionary(path.string());
  std::filesystem::remove(path);
  EXPECT_EQ(words, (std::vector<std::pair<std::string, std::string>>{{"云端", "雲端"}, {"干", "幹"}, {"的", ""}}));
  EXPECT_EQ(Converter("s2t", {.user_dictionary = words})("云端的干"), "雲端幹");
  EXPECT_THROW(static_cast<void>(load_user_dictionary(path.string())), IoError);
}

TEST(Convert, UserDictionaryFileMistakes) {
  EXPECT_TRUE(load_message("# x\n云 雲\n").starts_with(":2: no tab in '云 雲'"));
  EXPECT_EQ(load_message("云\t雲\n\n\t雲\n"), ":3: no word before the tab");
  EXPECT_TRUE(load_message("a\tb\tc").starts_with(":1: more than one tab"));
  EXPECT_TRUE(load_message("云\t雲\n云\t云\n").starts_with(":2: '云' becomes '云', but '雲' in line 1"));
  EXPECT_TRUE(load_message("云\t雲\n# \xFF\n").starts_with(":2: not well-formed UTF-8"));
  EXPECT_EQ(load_message(""), "nothing thrown");
}

TEST(Convert, UserDictionaryMistakes) {
  EXPECT_NE(message_of([] { Converter("s2t", {.context = true, .user_dictionary = {{"a", "b"}, {"a", "c"}}}); }).find("both 'b' and 'c'"), std::string::npos);
  EXPECT_NE(message_of([] { Converter("s2t", {.context = true, .user_dictionary = {{"", "b"}}}); }).find("empty"), std::string::npos);
  EXPECT_NE(message_of([] { Converter("s2t", {.context = true, .user_dictionary = {{"\xFF", "b"}}}); }).find("well-formed"), std::string::npos);
  EXPECT_NO_THROW(Converter("s2t", {.context = true, .user_dictionary = {{"a", "b"}, {"a", "b"}}}));
}

TEST(Convert, ThreadsShareOneConverter) {
  const Converter converter("s2twp");
  std::string text;
  for (int i = 0; i < 200; ++i) text += "服务器的内存和头发，皇后在后面。\n";
  const std::string expected = converter(text);
  std::vector<std::string> results(8);
  std::vector<std::thread> threads;
  for (auto& result : results) threads.emplace_back([&] { result = converter(text); });
  for (auto& thread : threads) thread.join();
  for (const auto& result : results) EXPECT_EQ(result, expected);
}

TEST(Identify, Cases) {
  for (const auto& row : cases("script/identify.jsonl")) {
    const ScriptReport report = identify(row["input"].get<std::string>());
    EXPECT_EQ(report.script, row["expected"].get<std::string>()) << row["id"];
    if (row.contains("language")) {
      EXPECT_EQ(report.language, row["language"].get<std::string>()) << row["id"];
    }
    EXPECT_GE(report.confidence, 0.0F);
    EXPECT_LE(report.confidence, 1.0F);
    for (const ScriptEvidence& evidence : report.evidence) EXPECT_GT(evidence.count, 0U);
  }
}

std::uint64_t evidence_of(const ScriptReport& report, std::string_view kind) {
  for (const ScriptEvidence& evidence : report.evidence) {
    if (evidence.kind == kind) return evidence.count;
  }
  return 0;
}

TEST(Identify, RegionsAreEvidence) {
  EXPECT_GE(evidence_of(identify("計程車開到捷運站，司機用軟體查路線。"), "tw"), 3U);
  EXPECT_GE(evidence_of(identify("八號風球下，的士司機和劏房住戶都去茶餐廳食蛋撻。"), "hk"), 3U);
  EXPECT_GE(evidence_of(identify("出租車司機用智能手機掃碼，黨員幹部開會。"), "cn"), 2U);
  EXPECT_GE(evidence_of(identify("他隻好后退，然后說話。"), "cn_converted"), 2U);
}

TEST(Identify, OneWordOftenIsOneWord) {
  // A name that a region spells so does not outweigh what the rest says, however often it comes.
  std::string text;
  for (int i = 0; i < 12; ++i) text += "川普說，";
  text += "人民法院的民警與公安局的黨員幹部出租車里講話，農民工也在派出所裡說“可以”。";
  EXPECT_EQ(identify(text).script, "zh-Hant-CN");
}

TEST(Identify, LongTextIsJudgedLikeAShortOne) {
  const std::string taiwan = "計程車司機把行動電話放在車上，乘客用網路查詢捷運的時刻，再以簡訊通知朋友，說公車會晚十分鐘到。";
  const std::string hong_kong = "港鐵表示，荃灣綫列車服務延誤，前往中環的乘客可以轉乘巴士或的士，屋邨居民亦可乘搭專線小巴。";
  std::string many_taiwan, many_hong_kong;
  for (int i = 0; i < 2000; ++i) {
    many_taiwan += taiwan;
    many_hong_kong += hong_kong;
  }
  for (const std::size_t size : {std::size_t{300}, std::size_t{3000}, many_taiwan.size()}) {
    EXPECT_EQ(identify(std::string_view{many_taiwan}.substr(0, size)).script, "zh-Hant-TW");
    EXPECT_EQ(identify(std::string_view{many_hong_kong}.substr(0, size)).script, "zh-Hant-HK");
  }
}

TEST(Identify, AnyBytes) {
  std::mt19937 random(11);
  for (int i = 0; i < 2000; ++i) EXPECT_FALSE(identify(random_text(random, true)).script.empty());
}

TEST(Restore, Cases) {
  for (const auto& row : cases("script/restore.jsonl")) {
    SCOPED_TRACE(row["id"].get<std::string>());
    const auto input = row["input"].get<std::string>();
    const Restored restored = restore(input);
    expect_sound(input, row["expected"].get<std::string>(), restored.text, restored.trace);
    EXPECT_EQ(restore(restored.text).text, restored.text);
    const Restored untraced = restore(input, {.trace = false});
    EXPECT_EQ(untraced.text, restored.text);
    EXPECT_TRUE(untraced.trace.empty());
  }
}

TEST(Restore, AnyBytes) {
  std::mt19937 random(13);
  for (int i = 0; i < 2000; ++i) {
    const std::string text = "這個問題還沒有答案，" + random_text(random, i % 2 == 1);
    const Restored restored = restore(text);
    expect_sound(text, restored.text, restored.text, restored.trace);
  }
}

TEST(Rules, ExamplesHold) {
  for (const Rule* rule : script::rules()) {
    SCOPED_TRACE(rule->id);
    EXPECT_FALSE(rule->reason.empty());
    std::string output;
    Trace trace;
    std::vector<Flag> flags;
    if (rule->id.starts_with("script.restore.")) {
      Restored restored = restore(rule->before);
      output = restored.text;
      trace = restored.trace;
      flags = restored.flags;
    } else {
      ConvertOptions options;
      if (rule->id == "script.convert.user") options.user_dictionary = {{std::string(rule->before), std::string(rule->after)}};
      Converted converted = Converter(rule->id.ends_with(".vocabulary") ? "s2twp" : "s2tw", options).convert_traced(rule->before);
      output = converted.text;
      trace = converted.trace;
      flags = converted.flags;
    }
    EXPECT_EQ(output, rule->after);
    if (rule->id.starts_with("script.context.") || rule->id == "script.restore.doubt") {
      ASSERT_FALSE(flags.empty());
      EXPECT_EQ(flags[0].rule, rule);
    } else {
      ASSERT_FALSE(trace.empty());
      EXPECT_EQ(trace.stages()[0][0].rule, rule);
    }
  }
}

}  // namespace
