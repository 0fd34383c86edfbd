#include "hansift/extraction.hpp"

#include <algorithm>
#include <random>
#include <set>
#include <string>

#include "cases.hpp"
#include "extraction/lexicon.hpp"
#include "hansift/error.hpp"

namespace hansift {
namespace {

using test::Case;

/// What holds for every page, whatever the source was.
void expect_sound(std::string_view source, const Page& page, const std::string& what, ExtractOptions options = {}) {
  const auto fault = verify(source, page.text, page.trace);
  EXPECT_FALSE(fault) << what << ": edit " << fault->edit << ": " << fault->message;
  EXPECT_TRUE(is_valid_utf8(page.text)) << what;
  for (const std::vector<Edit>& stage : page.trace.stages()) {
    for (const Edit& edit : stage) {
      ASSERT_NE(edit.rule, nullptr);
      EXPECT_NE(edit.source.of(source), edit.output.of(page.text)) << what << ": an edit that changes nothing, " << edit.rule->id;
    }
  }
  std::string joined;
  for (const Block& block : page.blocks) {
    ASSERT_LE(block.span.begin, block.span.end) << what;
    ASSERT_LE(block.span.end, source.size()) << what;
    EXPECT_TRUE(is_valid_utf8(block.text)) << what;
    const bool body = block.kind != BlockKind::caption;
    if (body) {
      EXPECT_EQ(block.output.of(page.text), block.text) << what;
      if (!joined.empty()) joined += '\n';
      joined += block.text;
    } else {
      EXPECT_TRUE(block.output.empty()) << what;
    }
  }
  EXPECT_EQ(joined, page.text) << what;
  for (std::size_t i = 0; i < page.dropped.size(); ++i) {
    const Dropped& piece = page.dropped[i];
    ASSERT_NE(piece.rule, nullptr);
    ASSERT_LT(piece.span.begin, piece.span.end) << what;
    ASSERT_LE(piece.span.end, source.size()) << what;
    if (i > 0) {
      EXPECT_LE(page.dropped[i - 1].span.end, piece.span.begin) << what;
    }
    EXPECT_FALSE(piece.reason().empty());
  }
  for (const Fact& fact : page.facts) {
    ASSERT_LE(fact.span.begin, fact.span.end) << what;
    ASSERT_LE(fact.span.end, source.size()) << what;
    EXPECT_TRUE(is_valid_utf8(fact.value)) << what;
    if (is_valid_utf8(source)) {
      EXPECT_TRUE(is_valid_utf8(fact.span.of(source))) << what << ": " << fact.key;
    }
    if (fact.key == "title") {
      EXPECT_EQ(fact.value, page.title.value_or("")) << what;
    } else {
      EXPECT_TRUE(std::any_of(page.metadata.begin(), page.metadata.end(), [&](const auto& pair) { return pair.first == fact.key && pair.second == fact.value; })) << what;
    }
  }
  for (const Flag& flag : page.flags) {
    ASSERT_LE(flag.span.begin, flag.span.end) << what;
    ASSERT_LE(flag.span.end, source.size()) << what;
  }
  if (page.format != PageFormat::html) {
    std::vector<bool> seen(source.size(), false);
    const auto cover = [&](Span span) { std::fill(seen.begin() + static_cast<std::ptrdiff_t>(span.begin), seen.begin() + static_cast<std::ptrdiff_t>(span.end), true); };
    for (const Block& block : page.blocks) cover(block.span);
    for (const Dropped& piece : page.dropped) cover(piece.span);
    for (std::size_t i = 0; i < source.size(); ++i) {
      const unsigned char c = static_cast<unsigned char>(source[i]);
      if (c > ' ' && c < 0x7F) {
        EXPECT_TRUE(seen[i]) << what << ": byte " << i << " is in no block and not dropped";
      }
    }
  }
  options.trace = false;
  const Page again = extract(source, options);
  EXPECT_EQ(again.text, page.text) << what << ": the trace changes the text";
  EXPECT_TRUE(again.trace.empty());
}

void run_cases(const std::string& file) {
  for (const Case& item : test::cases("extraction/" + file)) {
    const std::string id = item.at("id");
    SCOPED_TRACE(file + ": " + id);
    const std::string source = item.at("input");
    const Case& expected = item.at("expected");
    ExtractOptions options;
    if (item.contains("format")) options.format = page_format(item.at("format").get<std::string>());
    const Page page = extract(source, options);
    expect_sound(source, page, id, options);
    if (expected.contains("text")) {
      EXPECT_EQ(page.text, expected.at("text").get<std::string>());
    }
    if (expected.contains("format")) {
      EXPECT_EQ(name_of(page.format), expected.at("format").get<std::string>());
    }
    if (expected.contains("title")) {
      const Case& title = expected.at("title");
      EXPECT_EQ(page.title.value_or("(none)"), title.is_null() ? "(none)" : title.get<std::string>());
    }
    if (expected.contains("metadata")) {
      for (const auto& [key, value] : expected.at("metadata").items()) {
        std::string found;
        for (const auto& [name, text] : page.metadata) {
          if (name == key) found = text;
        }
        EXPECT_EQ(found, value.is_null() ? std::string() : value.get<std::string>()) << key;
      }
    }
    if (expected.contains("flags")) {
      std::vector<std::string> flags;
      for (const Flag& flag : page.flags) flags.emplace_back(flag.rule->id);
      EXPECT_EQ(flags, expected.at("flags").get<std::vector<std::string>>());
    }
    if (expected.contains("shown")) {  // what stands in the source where a fact was read from
      for (const auto& [key, value] : expected.at("shown").items()) {
        const auto fact = std::find_if(page.facts.begin(), page.facts.end(), [&key = key](const Fact& each) { return each.key == key; });
        ASSERT_NE(fact, page.facts.end()) << key;
        EXPECT_EQ(fact->span.of(source), value.get<std::string>()) << key;
      }
    }
    if (expected.contains("kinds")) {
      std::vector<std::string> kinds;
      for (const Block& block : page.blocks) kinds.emplace_back(name_of(block.kind));
      EXPECT_EQ(kinds, expected.at("kinds").get<std::vector<std::string>>());
    }
    if (expected.contains("captions")) {
      std::vector<std::string> captions;
      for (const Block& block : page.blocks) {
        if (block.kind == BlockKind::caption) captions.push_back(block.text);
      }
      EXPECT_EQ(captions, expected.at("captions").get<std::vector<std::string>>());
    }
    if (expected.contains("dropped")) {
      for (const auto& [text, reason] : expected.at("dropped").items()) {
        const std::size_t at = source.find(text);
        ASSERT_NE(at, std::string::npos);
        const auto piece = std::find_if(page.dropped.begin(), page.dropped.end(), [&](const Dropped& d) { return d.span.begin <= at && at < d.span.end; });
        ASSERT_NE(piece, page.dropped.end()) << text << " is not dropped";
        EXPECT_EQ(piece->reason(), reason.get<std::string>()) << text;
      }
    }
  }
}

TEST(Extraction, Html) { run_cases("html.jsonl"); }
TEST(Extraction, Markdown) { run_cases("markdown.jsonl"); }
TEST(Extraction, Text) { run_cases("text.jsonl"); }
TEST(Extraction, Metadata) { run_cases("metadata.jsonl"); }
TEST(Extraction, WhatIsArticle) { run_cases("articles.jsonl"); }
TEST(Extraction, Titles) { run_cases("titles.jsonl"); }
TEST(Extraction, Dates) { run_cases("dates.jsonl"); }
TEST(Extraction, Names) { run_cases("names.jsonl"); }
TEST(Extraction, Heads) { run_cases("heads.jsonl"); }

TEST(ExtractionRules, ExamplesHold) {
  std::set<std::string_view> ids;
  for (const Rule* rule : extraction::rules()) {
    EXPECT_TRUE(ids.insert(rule->id).second) << rule->id;
    EXPECT_TRUE(rule->id.starts_with("extraction."));
    EXPECT_FALSE(rule->reason.empty());
    SiteModel site;
    for (int i = 0; i < 3; ++i) site.add(rule->before.substr(rule->before.rfind('\n') + 1));
    const ExtractOptions options{.site = rule->id == "extraction.drop.site" ? &site : nullptr};
    const Page page = extract(rule->before, options);
    EXPECT_EQ(page.text, rule->after) << rule->id;
    expect_sound(rule->before, page, std::string(rule->id), options);
    bool named = false;
    for (const Dropped& piece : page.dropped) named = named || piece.rule == rule;
    for (const Flag& flag : page.flags) named = named || flag.rule == rule;
    for (const ComposedEdit& edit : page.trace.edits()) named = named || std::find(edit.rules.begin(), edit.rules.end(), rule) != edit.rules.end();
    EXPECT_TRUE(named) << rule->id << " does not occur in the page of its own example";
  }
}

TEST(Extraction, SiteModelLearnsTheFrame) {
  const auto page = [](std::string_view body) {
    return "<html><body><div>河口网，讲河口的故事。</div><div><p>" + std::string(body) + "</p><p>本站已有 " + std::to_string(body.size()) +
           " 位读者，欢迎您常来坐坐，也带朋友来。</p></div></body></html>";
  };
  const std::vector<std::string> pages{page("老渡口的船今天停了，因为河水涨得太高，船夫说要等三天。"), page("河对岸的人只好绕到上游的桥，多走两个小时的路。"),
                                       page("镇上的米铺说，三天以后船要是还不开，就得从山那边运米了。"), page("三天以后水退了，船又开了，大家都松了一口气。")};
  SiteModel site;
  EXPECT_FALSE(site.knows("河口网，讲河口的故事。"));
  for (const std::string& source : pages) site.add(source);
  EXPECT_EQ(site.pages(), 4U);
  EXPECT_TRUE(site.knows("本站已有 12345 位读者，欢迎您常来坐坐，也带朋友来。"));
  const Page found = extract(pages[0], {.site = &site});
  EXPECT_EQ(found.text, "老渡口的船今天停了，因为河水涨得太高，船夫说要等三天。");
  expect_sound(pages[0], found, "site", {.site = &site});
  const SiteModel again = SiteModel::load(site.save());
  EXPECT_EQ(again.save(), site.save());
  EXPECT_EQ(extract(pages[1], {.site = &again}).text, "河对岸的人只好绕到上游的桥，多走两个小时的路。");
  EXPECT_THROW((void)SiteModel::load("something else"), DataError);
  EXPECT_THROW((void)SiteModel::load(site.save() + "x"), DataError);
}

TEST(Extraction, SiteModelIsBounded) {
  SiteModel site;
  for (int i = 0; i < 40; ++i) {
    std::string source = "每一页都有这一行，讲的是河口的事。\n";
    for (int k = 0; k < 4000; ++k) {
      for (int v = i * 4000 + k, n = 0; n < 5; ++n, v /= 26) source.push_back(static_cast<char>('a' + v % 26));
      source.push_back('\n');
    }
    site.add(source, PageFormat::text);
  }
  EXPECT_LE(site.save().size(), (std::size_t{1} << 16) * 12 + 12);
  EXPECT_TRUE(site.knows("每一页都有这一行，讲的是河口的事。"));
  // One long page takes no more, and what stands on many pages stays.
  std::string long_page;
  for (int k = 0; k < 200000; ++k) {
    for (int v = k, n = 0; n < 6; ++n, v /= 26) long_page.push_back(static_cast<char>('A' + v % 26));
    long_page.push_back('\n');
  }
  site.add(long_page, PageFormat::text);
  EXPECT_LE(site.save().size(), (std::size_t{1} << 16) * 12 + 12);
  EXPECT_TRUE(site.knows("每一页都有这一行，讲的是河口的事。"));
}

TEST(Extraction, KeepsWhatIsAskedFor) {
  const std::string source = "<html><body><p>老渡口的船今天停了，因为河水涨得太高，船夫说要等三天。</p><figure><img><figcaption>停在岸边的船</figcaption></figure>"
                             "<p>河对岸的人只好绕到上游的桥，多走两个小时的路。</p><div class=\"comments\"><p>写得真好，我小时候坐过那条船。</p></div></body></html>";
  const Page page = extract(source, {.keep = {"comment", "caption"}});
  EXPECT_EQ(page.text, "老渡口的船今天停了，因为河水涨得太高，船夫说要等三天。\n停在岸边的船\n河对岸的人只好绕到上游的桥，多走两个小时的路。\n写得真好，我小时候坐过那条船。");
  expect_sound(source, page, "keep", {.keep = {"comment", "caption"}});
  EXPECT_THROW((void)extract(source, {.keep = {"everything"}}), ConfigError);
  for (const std::string_view reason : keep_reasons()) EXPECT_NO_THROW((void)extract(source, {.keep = {reason}})) << reason;
}

TEST(ExtractionRules, EveryReasonIsInTheCatalogue) {
  std::set<const Rule*> known(extraction::rules().begin(), extraction::rules().end());
  for (const char* file : {"extraction/html.jsonl", "extraction/markdown.jsonl", "extraction/text.jsonl", "extraction/articles.jsonl"}) {
    for (const Case& item : test::cases(file)) {
      const Page page = extract(item.at("input").get<std::string>());
      for (const Dropped& piece : page.dropped) EXPECT_TRUE(known.contains(piece.rule)) << piece.rule->id;
      for (const ComposedEdit& edit : page.trace.edits()) {
        for (const Rule* rule : edit.rules) EXPECT_TRUE(known.contains(rule)) << rule->id;
      }
    }
  }
}

TEST(ExtractionOptions, Names) {
  for (const char* name : {"auto", "html", "markdown", "text"}) EXPECT_EQ(name_of(page_format(name)), name);
  try {
    static_cast<void>(page_format("pdf"));
    FAIL() << "no ConfigError";
  } catch (const ConfigError& error) {
    EXPECT_NE(std::string(error.what()).find("'pdf'"), std::string::npos);
    EXPECT_NE(std::string(error.what()).find("markdown"), std::string::npos);
  }
}

TEST(ExtractionHostile, Empty) {
  for (const char* source : {"", " ", "\n\n\n", "\xEF\xBB\xBF"}) {
    for (const PageFormat format : {PageFormat::automatic, PageFormat::html, PageFormat::markdown, PageFormat::text}) {
      ExtractOptions options;
      options.format = format;
      const Page page = extract(source, options);
      EXPECT_TRUE(page.text.empty());
      EXPECT_FALSE(page.title);
      EXPECT_FALSE(verify(source, page.text, page.trace));
    }
  }
}

TEST(ExtractionHostile, DrawingsEndBeforeTheText) {
  const std::string text = "<p>老渡口的船今天停了，因为河水涨得太高，两岸的人只好绕道走上游的石桥。</p><p>船工说，等水退了，最早后天才能再开船。</p>";
  for (const char* drawing : {"<svg/>", "<svg class=\"i\"/>", "<math/>", "<svg><style/></svg>", "<svg><defs><script/></defs></svg>", "<svg><title/></svg>", "<svg><path d=\"M0\">",
                              "<svg><g><svg><path d=\"M0\">", "<svg><foreignObject><div>图中字</div></foreignObject></svg>", "<svg><style>p{}</style><text>图中字</text></svg>"}) {
    ExtractOptions options;
    options.format = PageFormat::html;
    const std::string source = std::string("<html><body><article><h1>渡口停航</h1>") + drawing + text + text + "</article></body></html>";
    const Page page = extract(source, options);
    EXPECT_NE(page.text.find("老渡口的船"), std::string::npos) << drawing;
    EXPECT_NE(page.text.find("再开船。"), std::string::npos) << drawing;
    EXPECT_EQ(page.text.find("图中字"), std::string::npos) << drawing;
    EXPECT_FALSE(verify(source, page.text, page.trace)) << drawing;
  }
}

/// A quote that is never closed takes the rest of the page, as in a browser: it is accounted for.
TEST(ExtractionHostile, WhatAnOpenQuoteTakesIsDropped) {
  ExtractOptions options;
  options.format = PageFormat::html;
  const std::string before = "<html><body><p>老渡口的船今天停了，因为河水涨得太高，两岸的人只好绕道走上游的石桥。</p>";
  const std::string source = before + "<p class=\"x>船工说，等水退了，最早后天才能再开船。</p></body></html>";
  const Page page = extract(source, options);
  ASSERT_FALSE(page.dropped.empty());
  EXPECT_EQ(page.dropped.back().reason(), "hidden");
  EXPECT_EQ(page.dropped.back().span, (Span{before.size(), source.size()}));
  EXPECT_FALSE(verify(source, page.text, page.trace));
}

std::string repeated(std::string_view piece, std::size_t count) {
  std::string out;
  out.reserve(piece.size() * count);
  for (std::size_t i = 0; i < count; ++i) out += piece;
  return out;
}

TEST(ExtractionHostile, ParserBreakers) {
  std::vector<std::string> sources;
  for (const char* piece : {"<div>", "<b><i>", "<table><tr><td>", "</p>", "<!--", "<a href=x>字", "<p>字", "<ul><li>字", "<ruby>字<rt>zi", "&", "&#", "&amp;lt;", "[a](", "![", "`", "**", "_a_", "> ", "- ", "# ", "| a ", "---\n",
                            "来源：", "责任编辑：\n", "2024-01-01 ", "（王小河）", "记者", "首页 > ", "<script>", "<title>", "<svg><math>", "「", "\xE2\x80\xAE"}) {
    sources.push_back(repeated(piece, 10000));
  }
  sources.push_back(std::string(1 << 17, '<'));
  sources.push_back(std::string(1 << 17, '\0'));
  sources.push_back("<p " + repeated("a=1 ", 20000) + ">字");
  sources.push_back("<html><body>" + repeated("<div><p>字", 100000) + repeated("</div>", 100000));
  sources.push_back(repeated("老渡口的船今天停了，因为河水涨得太高。", 5000));
  for (const std::string& source : sources) {
    for (const PageFormat format : {PageFormat::automatic, PageFormat::html, PageFormat::markdown, PageFormat::text}) {
      ExtractOptions options;
      options.format = format;
      const Page page = extract(source, options);
      const auto fault = verify(source, page.text, page.trace);
      EXPECT_FALSE(fault) << source.substr(0, 40) << " as " << name_of(format) << ": " << fault->message;
      EXPECT_TRUE(is_valid_utf8(page.text));
    }
  }
}

/// Pages of the case files, cut, shuffled and with bytes changed.
TEST(ExtractionHostile, DamagedPages) {
  std::mt19937 random(20240305);
  for (const char* file : {"extraction/html.jsonl", "extraction/markdown.jsonl", "extraction/text.jsonl", "extraction/metadata.jsonl", "extraction/articles.jsonl"}) {
    for (const Case& item : test::cases(file)) {
      const std::string source = item.at("input");
      for (int round = 0; round < 12; ++round) {
        std::string damaged = source.substr(random() % (source.size() / 2 + 1));
        damaged.resize(damaged.size() - random() % (damaged.size() / 2 + 1));
        for (int k = 0; k < round && !damaged.empty(); ++k) damaged[random() % damaged.size()] = static_cast<char>(random() % 256);
        const std::string id = item.at("id").get<std::string>() + " round " + std::to_string(round);
        for (const PageFormat format : {PageFormat::automatic, PageFormat::html, PageFormat::markdown, PageFormat::text}) {
          ExtractOptions options;
          options.format = format;
          const Page page = extract(damaged, options);
          const auto fault = verify(damaged, page.text, page.trace);
          ASSERT_FALSE(fault) << id << " as " << name_of(format) << ": " << fault->message << "\n" << damaged;
          ASSERT_TRUE(is_valid_utf8(page.text)) << id;
        }
      }
    }
  }
}

/// Many text nodes behind <pre> and no line break: each is read to its own end, not to that of the page.
TEST(ExtractionHostile, PreformattedPiecesAreLinear) {
  std::string page;
  while (page.size() < (std::size_t{4} << 20)) page += "<pre>&&&&&&&&";
  EXPECT_EQ(extract(page, {.format = PageFormat::html, .trace = false}).format, PageFormat::html);
}

/// At every place of random texts: the words that a comparison with all of them finds, in their order.
TEST(ExtractionWords, LexiconFindsWhatComparisonsFind) {
  using extraction::Lexicon;
  const std::vector<std::string_view> alphabet{"a", "B", "b", "Y", "by", " ", "/", "\xC2\xA9", "\xE9\xA6\x96", "\xE9\xA1\xB5", "\xE9\xA1\xB6", "\xEA\xB8\x80", "\xF0\x9F\x98\x80"};
  std::mt19937 random(7);
  const auto text_of = [&](std::size_t most) {
    std::string text;
    for (std::size_t i = 1 + random() % most; i > 0; --i) text += alphabet[random() % alphabet.size()];
    return text;
  };
  for (int round = 0; round < 300; ++round) {
    std::vector<std::string> words;
    while (words.size() < 40) {
      std::string word = text_of(4);
      for (char& letter : word) letter = extraction::lower(letter);
      if (word.size() >= 2) words.push_back(word);
    }
    std::vector<Lexicon::Entry> entries;
    for (std::uint16_t i = 0; i < words.size(); ++i) entries.push_back({words[i], i});
    const Lexicon lexicon(entries);
    const std::string text = text_of(60);
    for (std::size_t at = 0; at < text.size(); at += extraction::step_of(text[at])) {
      const std::string_view rest = std::string_view(text).substr(at);
      std::vector<std::uint16_t> found;
      for (const Lexicon::Entry& entry : lexicon.at(text, at)) {
        if (extraction::starts_with(rest, entry.word)) found.push_back(entry.number);
      }
      std::vector<std::uint16_t> expected;
      for (std::uint16_t i = 0; i < words.size(); ++i) {
        if (extraction::starts_with(rest, words[i])) expected.push_back(i);
      }
      ASSERT_EQ(found, expected) << text << " at " << at;
    }
  }
}

}  // namespace
}  // namespace hansift
