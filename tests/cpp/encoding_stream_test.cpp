// Decoder and decode_units() against decode(): one implementation, three ways in.

#include <gtest/gtest.h>

#include <random>

#include "hansift/encoding.hpp"
#include "hansift/error.hpp"

namespace {

using namespace hansift;
using namespace std::string_view_literals;

/// Bytes that mean something to some encoding, and others.
std::string hostile(std::mt19937& random, std::size_t size) {
  constexpr std::string_view pool = "\x1B$B(J)A*H+INO~{}\x0E\x0F\x81\x30\x84\x39\x95\xA1\xFE\x8E\x8F\xA2\xC2\xD8\xDC\xE4\xB8\xAD\xEF\xBB\xBF\xFF\xFE\0\n a0"sv;
  std::string bytes(size, '\0');
  for (char& c : bytes) c = random() % 3 != 0 ? pool[random() % pool.size()] : static_cast<char>(random() % 256);
  return bytes;
}

/// Text of the encoding with a little of everything: escapes, marks, long rows of pairs and of ASCII.
std::string plausible(std::mt19937& random, std::string_view label, std::size_t size) {
  std::u32string text;
  while (text.size() < size) {
    const unsigned kind = random() % 5;
    for (unsigned i = 0, count = random() % (kind == 0 ? 150 : 12); i < count; ++i) {
      text += static_cast<char32_t>(kind < 2 ? 0x20 + random() % 0x5F : kind == 2 ? 0x4E00 + random() % 0x5000 : kind == 3 ? 0x3041 + random() % 80 : 0xAC00 + random() % 11172);
    }
  }
  std::string utf8;
  for (const char32_t c : text) {
    if (c < 0x80) {
      utf8 += static_cast<char>(c);
    } else {
      utf8 += static_cast<char>(0xE0 | c >> 12);
      utf8 += static_cast<char>(0x80 | (c >> 6 & 0x3F));
      utf8 += static_cast<char>(0x80 | (c & 0x3F));
    }
  }
  return canonical_encoding(label) == "replacement" ? utf8 : encode(utf8, label).bytes;
}

struct Streamed {
  std::string text;
  std::vector<Replacement> replacements;
  std::vector<Flag> flags;
};

Streamed stream(Decoder& decoder, std::string_view bytes, const std::vector<std::size_t>& cuts) {
  Streamed all;
  const auto take = [&](std::string piece) {
    all.text += piece;
    all.replacements.insert(all.replacements.end(), decoder.replacements().begin(), decoder.replacements().end());
    all.flags.insert(all.flags.end(), decoder.flags().begin(), decoder.flags().end());
  };
  std::size_t at = 0;
  for (const std::size_t cut : cuts) {
    take(decoder.feed(bytes.substr(at, cut - at)));
    at = cut;
  }
  take(decoder.feed(bytes.substr(at)));
  take(decoder.finish());
  return all;
}

void same(const Streamed& found, const Decoded& whole, std::string_view label, std::string_view bytes, std::size_t cut) {
  ASSERT_EQ(found.text, whole.text) << label << " cut at " << cut << " of " << testing::PrintToString(bytes);
  ASSERT_EQ(found.replacements, whole.replacements) << label << " cut at " << cut << " of " << testing::PrintToString(bytes);
  ASSERT_EQ(found.flags, whole.flags) << label;
}

TEST(EncodingStream, EverySplitOfShortInputs) {
  std::mt19937 random(3);
  for (const std::string_view label : encodings()) {
    const DecodeOptions options{.encoding = label, .private_use = PrivateUse::flag};
    Decoder decoder(options);
    for (int round = 0; round < 120; ++round) {
      std::string bytes = round % 3 == 0 ? plausible(random, label, 4) : hostile(random, random() % 14);
      if (round % 7 == 0) bytes.insert(0, round % 2 == 0 ? "\x84\x31\x95\x33"sv : "\xFF\xFE\0\0"sv);
      if (round % 11 == 0) bytes.insert(0, "\xEF\xBB\xBF");
      bytes.resize(std::min<std::size_t>(bytes.size(), 40));
      const Decoded whole = decode(bytes, options);
      std::vector<std::size_t> each;
      for (std::size_t cut = 0; cut <= bytes.size(); ++cut) {
        same(stream(decoder, bytes, {cut}), whole, label, bytes, cut);
        if (HasFatalFailure()) return;
        each.push_back(cut);
      }
      same(stream(decoder, bytes, each), whole, label, bytes, 0);
      if (HasFatalFailure()) return;
    }
  }
}

TEST(EncodingStream, RandomSplitsOfLongInputs) {
  std::mt19937 random(4);
  for (const std::string_view label : encodings()) {
    const DecodeOptions options{.encoding = label};
    Decoder decoder(options);
    for (int round = 0; round < 6; ++round) {
      const std::string bytes = round < 3 ? plausible(random, label, 9000) : hostile(random, 6000) + plausible(random, label, 600);
      const Decoded whole = decode(bytes, options);
      std::vector<std::size_t> cuts;
      for (std::size_t at = 0; (at += random() % (round % 2 == 0 ? 900 : 70)) < bytes.size();) cuts.push_back(at);
      same(stream(decoder, bytes, cuts), whole, label, bytes.substr(0, 40), cuts.size());
      if (HasFatalFailure()) return;
      ASSERT_EQ(decoder.encoding(), label);
    }
  }
}

TEST(EncodingStream, FollowsTheSpansOfAMixedFile) {
  std::mt19937 random(5);
  for (int round = 0; round < 200; ++round) {
    std::string bytes;
    std::vector<EncodingSpan> spans;
    for (unsigned i = 0, count = 1 + random() % 5; i < count; ++i) {
      constexpr std::string_view names[] = {"gbk", "utf-8", "big5", "binary", "iso-2022-jp", "utf-16le", "replacement"};
      const std::string piece = hostile(random, random() % 40);
      spans.push_back({bytes.size(), bytes.size() + piece.size(), names[random() % std::size(names)]});
      bytes += piece;
    }
    if (round % 3 == 0) bytes += hostile(random, 10);  // beyond the last span
    const DecodeOptions options{.spans = spans};
    const Decoded whole = decode(bytes, options);
    Decoder decoder(options);
    for (std::size_t cut = 0; cut <= bytes.size(); ++cut) {
      same(stream(decoder, bytes, {cut, std::min(bytes.size(), cut + random() % 9)}), whole, "spans", bytes, cut);
      if (HasFatalFailure()) return;
    }
    const auto fault = verify(bytes, whole.text, whole.trace);
    ASSERT_FALSE(fault) << fault->message;
  }
}

TEST(EncodingStream, AStreamHoldsBackAFewBytesOnly) {
  Decoder decoder({.encoding = "gb18030"});
  EXPECT_EQ(decoder.feed("\xD6"), "");
  EXPECT_EQ(decoder.feed("\xD0\x81\x30\x81"), "中");
  EXPECT_EQ(decoder.feed("\x30"), "\xC2\x80");
  EXPECT_EQ(decoder.feed("a\xFF"), "a\uFFFD");
  ASSERT_EQ(decoder.replacements().size(), 1U);
  EXPECT_EQ(decoder.replacements()[0], (Replacement{{7, 8}, {6, 9}}));
  EXPECT_EQ(decoder.feed("b\x81"), "b");
  EXPECT_TRUE(decoder.replacements().empty());
  EXPECT_EQ(decoder.finish(), "\uFFFD");
  EXPECT_EQ(decoder.replacement_count(), 2U);
  // Another stream: offsets begin anew.
  EXPECT_EQ(decoder.feed("\x80\xFF"), "€\uFFFD");
  EXPECT_EQ(decoder.replacements()[0], (Replacement{{1, 2}, {3, 6}}));
}

TEST(EncodingStream, NeedsAnEncoding) {
  EXPECT_THROW(Decoder({}), ConfigError);
  EXPECT_THROW(Decoder({.encoding = "klingon-8"}), ConfigError);
  const EncodingSpan gap[] = {{0, 3, "gbk"}, {4, 9, "utf-8"}};
  EXPECT_THROW(Decoder({.spans = gap}), ConfigError);
  const EncodingSpan unknown[] = {{0, 3, "klingon-8"}};
  EXPECT_THROW((void)decode("abc", {.spans = unknown}), ConfigError);
}

/// UTF-8 of UTF-16.
std::string utf8_of(const std::u16string& units) {
  std::string bytes(reinterpret_cast<const char*>(units.data()), 2 * units.size());
  const bool little = "\x01\0"sv == std::string_view(reinterpret_cast<const char*>(u"\x0001"), 2);
  std::string text = decode(bytes, {.encoding = little ? "utf-16le" : "utf-16be", .trace = false}).text;
  return text;
}

TEST(EncodingStream, UnitsAreTheSameText) {
  std::mt19937 random(6);
  for (const std::string_view label : encodings()) {
    for (int round = 0; round < 40; ++round) {
      const std::string bytes = "a" + (round % 2 == 0 ? plausible(random, label, random() % 900) : hostile(random, random() % 600));
      const DecodeOptions options{.encoding = label, .private_use = round % 3 == 0 ? PrivateUse::standard : PrivateUse::flag};
      const Decoded whole = decode(bytes, options);
      std::u16string units(bytes.size(), u'\0');
      const DecodedUnits found = decode_units(bytes, units.data(), options);
      ASSERT_LE(found.size, bytes.size());
      units.resize(found.size);
      // A mark at the start would be taken for one.
      if (!units.empty() && (units[0] == 0xFEFF || units[0] == 0xFFFE)) continue;
      ASSERT_EQ(utf8_of(units), whole.text) << label;
      ASSERT_EQ(found.replacements.size(), whole.replacements.size()) << label;
      for (std::size_t i = 0; i < found.replacements.size(); ++i) ASSERT_EQ(found.replacements[i].source, whole.replacements[i].source) << label;
      ASSERT_EQ(found.flags, whole.flags) << label;
      ASSERT_EQ(found.encoding, label);
      for (const Replacement& one : found.replacements) ASSERT_EQ(units.substr(one.output.begin, one.output.size()), u"\uFFFD");
      // And in pieces.
      Decoder decoder(options);
      std::u16string pieces;
      std::vector<Replacement> lost;
      for (std::size_t at = 0; at <= bytes.size();) {
        const std::string_view piece = std::string_view(bytes).substr(at, 1 + random() % 50);
        std::u16string room(piece.size() + Decoder::held_back, u'\0');
        const DecodedUnits part = piece.empty() ? decoder.finish_units(room.data()) : decoder.feed_units(piece, room.data());
        pieces.append(room, 0, part.size);
        lost.insert(lost.end(), part.replacements.begin(), part.replacements.end());
        at += std::max<std::size_t>(piece.size(), 1);
      }
      ASSERT_EQ(pieces, units) << label;
      ASSERT_EQ(lost, found.replacements) << label;
    }
  }
}

TEST(EncodingStream, TablesAgreeWithTheCarefulSteps) {
  // A character by itself is too short for the tables' blocks: what a block makes of many must be what each one is.
  for (const std::string_view label : {"gb18030", "big5", "euc-kr", "shift_jis", "euc-jp", "euc-tw", "johab"}) {
    std::string all, expected;
    for (unsigned lead = 1; lead < 256; ++lead) {
      for (unsigned trail = 0x21; trail < 256; ++trail) {
        const std::string code{static_cast<char>(lead), static_cast<char>(trail), '\n'};
        all += code;
        expected += decode(code, {.encoding = label, .trace = false}).text;
      }
    }
    EXPECT_EQ(decode(all, {.encoding = label, .trace = false}).text, expected) << label;
    EXPECT_EQ(decode(all, {.encoding = label}).text, expected) << label;
  }
}

TEST(EncodingStream, PrivateUse) {
  const std::string_view bytes = "a\xFE\x51\xAA\xA1z"sv;  // U+E816, which Unicode has as U+20087 now, and U+E000, which is anybody's
  const Decoded kept = decode(bytes, {.encoding = "gbk"});
  EXPECT_EQ(kept.text, "a\uE816\uE000z");
  EXPECT_TRUE(kept.flags.empty());
  const Decoded standard = decode(bytes, {.encoding = "gbk", .private_use = PrivateUse::standard});
  EXPECT_EQ(standard.text, "a\U00020087\uE000z");
  EXPECT_FALSE(verify(bytes, standard.text, standard.trace));
  ASSERT_EQ(standard.trace.edits().size(), 2U);
  EXPECT_EQ(standard.trace.edits()[0].rules[0]->id, "encoding.private_use");
  const Decoded flagged = decode(bytes, {.encoding = "gbk", .private_use = PrivateUse::flag});
  EXPECT_EQ(flagged.text, kept.text);
  ASSERT_EQ(flagged.flags.size(), 2U);
  EXPECT_EQ(flagged.flags[0].span, (Span{1, 3}));
  EXPECT_EQ(flagged.flags[0].rule->id, "encoding.private_use");
  EXPECT_NE(flagged.flags[0].reason.find("U+E816"), std::string::npos);
  EXPECT_EQ(flagged.flags[1].span, (Span{3, 5}));
  // What is private in UTF-8 was meant so.
  EXPECT_TRUE(decode("\uE816", {.encoding = "utf-8", .private_use = PrivateUse::flag}).flags.empty());
}

}  // namespace
