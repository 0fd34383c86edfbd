#include "hansift/encoding.hpp"

#include <gtest/gtest.h>

#include <map>
#include <random>
#include <set>

#include "cases.hpp"
#include "hansift/error.hpp"

namespace {

using namespace hansift;
using namespace std::string_view_literals;

/// Bytes written as text: \xHH stands for a byte.
std::string bytes_of(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] == '\\' && at + 3 < text.size() && text[at + 1] == 'x') {
      out.push_back(static_cast<char>(std::stoi(std::string(text.substr(at + 2, 2)), nullptr, 16)));
      at += 3;
    } else {
      out.push_back(text[at]);
    }
  }
  return out;
}

/// Everything that must hold for any bytes and any encoding.
void check(std::string_view bytes, const Decoded& found, std::string_view label) {
  ASSERT_TRUE(is_valid_utf8(found.text)) << label;
  const auto fault = verify(bytes, found.text, found.trace);
  ASSERT_FALSE(fault) << label << ": edit " << fault->edit << ": " << fault->message;
  std::size_t last = 0;
  for (const Replacement& one : found.replacements) {
    ASSERT_EQ(one.output.of(found.text), "\uFFFD"sv) << label;
    ASSERT_FALSE(one.source.empty()) << label;
    ASSERT_GE(one.source.begin, last) << label;
    ASSERT_LE(one.source.end, bytes.size()) << label;
    last = one.source.end;
    if (one.source.of(bytes) != "\uFFFD"sv) {
      ASSERT_EQ(found.trace.to_source(one.output), one.source) << label;
    }
  }
}

void check_decode(std::string_view bytes, std::string_view label) {
  const Decoded traced = decode(bytes, {.encoding = label});
  check(bytes, traced, label);
  const Decoded plain = decode(bytes, {.encoding = label, .trace = false});
  ASSERT_EQ(plain.text, traced.text) << label;
  ASSERT_EQ(plain.replacements, traced.replacements) << label;
  ASSERT_TRUE(plain.trace.empty()) << label;
  // Edits: equal cells, something changed in each.
  for (const auto& stage : traced.trace.stages()) {
    for (const Edit& edit : stage) {
      ASSERT_NE(edit.source.of(bytes), edit.output.of(traced.text)) << label;
      ASSERT_EQ(edit.source.size() % edit.cells, 0U) << label;
      ASSERT_EQ(edit.output.size() % edit.cells, 0U) << label;
    }
  }
}

void check_detect(std::string_view bytes) {
  const Detection found = detect(bytes);
  ASSERT_TRUE(found.encoding == "binary" || canonical_encoding(found.encoding) == found.encoding) << found.encoding;
  ASSERT_GE(found.confidence, 0.0F);
  ASSERT_LE(found.confidence, 1.0F);
  std::size_t at = 0;
  ASSERT_FALSE(found.spans.empty());
  for (const EncodingSpan& span : found.spans) {
    ASSERT_EQ(span.begin, at);
    ASSERT_GE(span.end, span.begin);
    at = span.end;
  }
  ASSERT_EQ(at, bytes.size());
  for (const EncodingGuess& guess : found.alternatives) ASSERT_NE(guess.encoding, found.encoding);
  const Decoded text = decode(bytes);
  ASSERT_EQ(text.encoding, found.encoding);
  check(bytes, text, "detected");
}

/// Text in an encoding, by looking the bytes of every character up in what decode() says: no other library is asked.
class Encoder {
 public:
  explicit Encoder(std::string_view label) : label_(label) {
    const auto learn = [&](const std::string& code) {
      const Decoded found = decode(code, {.encoding = label, .trace = false});
      if (found.replacements.empty() && count_codepoints(found.text) == 1) codes_.emplace(found.text, code);
    };
    for (int a = 0; a < 256; ++a) learn({static_cast<char>(a)});
    for (int a = 0x81; a < 256; ++a) {
      for (int b = 0x40; b < 256; ++b) learn({static_cast<char>(a), static_cast<char>(b)});
    }
  }
  std::string operator()(std::string_view text) const {
    std::string out;
    for (std::size_t at = 0; at < text.size();) {
      std::size_t size = 1;
      while (at + size < text.size() && (static_cast<unsigned char>(text[at + size]) & 0xC0) == 0x80) ++size;
      const auto found = codes_.find(std::string(text.substr(at, size)));
      EXPECT_NE(found, codes_.end()) << text.substr(at, size) << " is not in " << label_;
      if (found != codes_.end()) out += found->second;
      at += size;
    }
    return out;
  }

 private:
  std::string_view label_;
  std::map<std::string, std::string> codes_;
};

TEST(Encoding, Labels) {
  for (const auto& one : test::cases("encoding/labels.jsonl")) {
    const std::string label = one["input"];
    const auto found = canonical_encoding(label);
    if (one["expected"].is_null()) {
      EXPECT_FALSE(found) << label;
    } else {
      EXPECT_EQ(found.value_or("none"), one["expected"].get<std::string>()) << label;
    }
  }
  const auto names = encodings();
  EXPECT_TRUE(std::is_sorted(names.begin(), names.end()));
  EXPECT_EQ(std::set<std::string_view>(names.begin(), names.end()).size(), names.size());
  for (const std::string_view name : names) EXPECT_EQ(canonical_encoding(name), name);
}

TEST(Encoding, UnknownLabelIsAConfigError) {
  try {
    (void)decode("x", {.encoding = "klingon-8"});
    FAIL();
  } catch (const ConfigError& error) {
    const std::string message = error.what();
    EXPECT_NE(message.find("klingon-8"), std::string::npos);
    EXPECT_NE(message.find("gb18030"), std::string::npos);
  }
  EXPECT_EQ(decode("x", {.declared = "klingon-8"}).text, "x");
}

TEST(Encoding, DecodeCases) {
  for (const auto& one : test::cases("encoding/decode.jsonl")) {
    const std::string bytes = bytes_of(one["input"].get<std::string>());
    const std::string label = one["encoding"];
    EXPECT_EQ(decode(bytes, {.encoding = label}).text, one["expected"].get<std::string>()) << one["id"];
    check_decode(bytes, label);
  }
}

TEST(Encoding, RuleExamples) {
  ASSERT_FALSE(encoding::rules().empty());
  for (const Rule* rule : encoding::rules()) {
    const std::size_t colon = rule->before.find(": ");
    ASSERT_NE(colon, std::string_view::npos) << rule->id;
    const std::string bytes = bytes_of(rule->before.substr(colon + 2));
    const Decoded found = decode(bytes, {.encoding = rule->before.substr(0, colon), .private_use = PrivateUse::standard});
    EXPECT_EQ(found.text, rule->after) << rule->id;
    bool used = false;
    for (const ComposedEdit& edit : found.trace.edits()) {
      for (const Rule* one : edit.rules) used = used || one == rule;
    }
    EXPECT_TRUE(used) << rule->id;
  }
}

TEST(Encoding, DetectCases) {
  for (const auto& one : test::cases("encoding/detect.jsonl")) {
    const std::string text = one["input"];
    const std::string label = one["encoding"];
    std::string bytes = one.value("raw", false) || label == "utf-8" ? bytes_of(text) : Encoder(label)(text);
    const std::string declared = one.value("declared", "");
    const Detection found = detect(bytes, {.declared = declared});
    const std::string expected = one.value("expected", label);
    EXPECT_EQ(found.encoding, expected) << one["id"] << " " << found.confidence;
    EXPECT_EQ(found.language, one.value("language", std::string(found.language))) << one["id"];
    check_detect(bytes);
    if (!one.value("damage", false)) continue;
    // Damaged: a byte in forty replaced.
    std::mt19937 random(7);
    for (std::size_t at = 11; at < bytes.size(); at += 40) bytes[at] = static_cast<char>(random() % 256);
    EXPECT_EQ(detect(bytes).encoding, expected) << one["id"] << " damaged";
    check_detect(bytes);
  }
}

TEST(Encoding, WholeRowIsOneEdit) {
  const Decoded found = decode("a\xD6\xD0\xCE\xC4\x62", {.encoding = "gbk"});
  const auto edits = found.trace.edits();
  ASSERT_EQ(edits.size(), 1U);
  EXPECT_EQ(edits[0].cells, 2U);
  EXPECT_EQ(found.trace.to_source({4, 7}), (Span{3, 5}));
  EXPECT_TRUE(decode("没有损坏的文字。", {.encoding = "utf-8"}).trace.empty());
}

TEST(Encoding, Utf16AndUtf32RoundTheirMarks) {
  const Decoded found = decode("\xFF\xFE\x2D\x4E\x87\x65"sv);
  EXPECT_EQ(found.text, "中文");
  EXPECT_EQ(found.encoding, "utf-16le");
  EXPECT_EQ(decode("\0\0\xFE\xFF\0\0\x4E\x2D"sv).text, "中");
  EXPECT_EQ(decode("\xEF\xBB\xBF" "abc").text, "abc");
  EXPECT_EQ(decode("").text, "");
  EXPECT_EQ(detect("").encoding, "utf-8");
}

TEST(Encoding, WrongLabelsDoNotWin) {
  const Encoder gbk("gbk");
  const std::string page = gbk("<html><head><meta charset=\"utf-8\"></head><body>今天的天气很好，我们一起去公园散步吧。</body></html>");
  EXPECT_EQ(detect(page, {.declared = "iso-8859-1"}).encoding, "gbk");
  EXPECT_EQ(detect(page, {.declared = "big5", .tld = "tw"}).encoding, "gbk");
}

TEST(Encoding, MixedLines) {
  const Encoder gbk("gbk");
  const std::string first = gbk("第一行是用国标编码写的，内容很普通。\n");
  const std::string second = "第二行却是用统一码写的，内容也很普通。\n";
  const std::string third = gbk("第三行又回到了国标编码，还是很普通。\n");
  const std::string bytes = "head\n" + first + second + "\n" + third;
  const Detection found = detect(bytes);
  ASSERT_EQ(found.spans.size(), 3U);
  EXPECT_EQ(found.spans[1], (EncodingSpan{5 + first.size(), 5 + first.size() + second.size() + 1, "utf-8"}));
  const Decoded text = decode(bytes);
  EXPECT_EQ(text.text, "head\n第一行是用国标编码写的，内容很普通。\n" + second + "\n第三行又回到了国标编码，还是很普通。\n");
  EXPECT_TRUE(text.replacements.empty());
  check_detect(bytes);
}

TEST(Encoding, EveryShortStringInEveryEncoding) {
  for (const std::string_view label : encodings()) {
    // Every byte alone, then every pair: each on a line of its own, so that one call has them all.
    std::string all;
    for (int a = 0; a < 256; ++a) {
      const std::string one{static_cast<char>(a)};
      check_decode(one, label);
      if (HasFatalFailure()) return;
      for (int b = 0; b < 256; ++b) {
        all += static_cast<char>(a);
        all += static_cast<char>(b);
        all += '\n';
      }
    }
    check_decode(all, label);
    if (HasFatalFailure()) return;
  }
}

TEST(Encoding, RandomBytes) {
  std::mt19937 random(42);
  const std::string_view pool = "\x1B$B(J)A~{}\x0E\x0F\x81\x30\x84\x39\xA1\xFE\x8E\x8F\xC2\xD8\xDC\xE4\xB8\xAD\xEF\xBB\xBF\xFF\xFE\n a0"sv;
  for (int round = 0; round < 300; ++round) {
    std::string bytes(random() % 96, '\0');
    for (char& c : bytes) c = random() % 3 != 0 ? pool[random() % pool.size()] : static_cast<char>(random() % 256);
    for (const std::string_view label : encodings()) {
      check_decode(bytes, label);
      if (HasFatalFailure()) return;
    }
    check_detect(bytes);
    if (HasFatalFailure()) return;
  }
  std::string large(70000, '\0');
  for (char& c : large) c = static_cast<char>(random() % 256);
  EXPECT_EQ(detect(large).encoding, "binary");
  check_detect(large);
  for (const std::string_view label : encodings()) check_decode(large, label);
}

TEST(Encoding, EveryPairIsDetectedWithoutACrash) {
  for (int a = 0; a < 256; ++a) {
    check_detect(std::string{static_cast<char>(a)});
    for (int b = 0; b < 256; b += 5) check_detect(std::string{static_cast<char>(a), static_cast<char>(b)});
    if (HasFatalFailure()) return;
  }
}

}  // namespace
