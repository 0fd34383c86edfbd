// The text room: UTF-8, offsets, byte classes, character classes, traces.

#include <gtest/gtest.h>

#include <random>
#include <string>
#include <vector>

#include "hansift/error.hpp"
#include "hansift/text.hpp"
#include "hansift/trace.hpp"
#include "text/choices.hpp"
#include "text/classes.hpp"
#include "text/scan.hpp"
#include "text/utf8.hpp"

namespace hansift {
namespace {

using Random = std::mt19937;

std::size_t below(Random& random, std::size_t limit) { return std::uniform_int_distribution<std::size_t>(0, limit - 1)(random); }

/// Well-formedness by table 3-7 of the Unicode standard, written as plainly as possible: the reference.
std::size_t plain_valid_prefix(std::string_view text) {
  const auto in = [&](std::size_t at, unsigned low, unsigned high) {
    return at < text.size() && static_cast<unsigned char>(text[at]) >= low && static_cast<unsigned char>(text[at]) <= high;
  };
  std::size_t at = 0;
  while (at < text.size()) {
    if (in(at, 0x00, 0x7F)) at += 1;
    else if (in(at, 0xC2, 0xDF) && in(at + 1, 0x80, 0xBF)) at += 2;
    else if (in(at, 0xE0, 0xE0) && in(at + 1, 0xA0, 0xBF) && in(at + 2, 0x80, 0xBF)) at += 3;
    else if (in(at, 0xE1, 0xEC) && in(at + 1, 0x80, 0xBF) && in(at + 2, 0x80, 0xBF)) at += 3;
    else if (in(at, 0xED, 0xED) && in(at + 1, 0x80, 0x9F) && in(at + 2, 0x80, 0xBF)) at += 3;
    else if (in(at, 0xEE, 0xEF) && in(at + 1, 0x80, 0xBF) && in(at + 2, 0x80, 0xBF)) at += 3;
    else if (in(at, 0xF0, 0xF0) && in(at + 1, 0x90, 0xBF) && in(at + 2, 0x80, 0xBF) && in(at + 3, 0x80, 0xBF)) at += 4;
    else if (in(at, 0xF1, 0xF3) && in(at + 1, 0x80, 0xBF) && in(at + 2, 0x80, 0xBF) && in(at + 3, 0x80, 0xBF)) at += 4;
    else if (in(at, 0xF4, 0xF4) && in(at + 1, 0x80, 0x8F) && in(at + 2, 0x80, 0xBF) && in(at + 3, 0x80, 0xBF)) at += 4;
    else break;
  }
  return at;
}

char32_t random_scalar(Random& random) {
  switch (below(random, 6)) {
    case 0: return static_cast<char32_t>(below(random, 0x80));
    case 1: return static_cast<char32_t>(0x80 + below(random, 0x780));
    case 2: return static_cast<char32_t>(0x4E00 + below(random, 0x5000));
    case 3: return static_cast<char32_t>(0xE000 + below(random, 0x2000));
    case 4: return static_cast<char32_t>(0x10000 + below(random, 0x100000));
    default: return static_cast<char32_t>(0x3000 + below(random, 0x100));
  }
}

std::string random_text(Random& random, std::size_t characters) {
  std::string text;
  for (std::size_t i = 0; i < characters; ++i) text::append_utf8(text, random_scalar(random));
  return text;
}

// --- UTF-8 -----------------------------------------------------------------------------------------------------------------------

TEST(Utf8, AgreesWithTheReferenceOnAllShortSequences) {
  // Bytes that stand at every border of the table.
  const unsigned char borders[] = {0x00, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0, 0xC1, 0xC2, 0xDF, 0xE0, 0xE1, 0xEC, 0xED, 0xEE, 0xEF, 0xF0, 0xF1, 0xF3, 0xF4, 0xF5, 0xFF};
  constexpr std::size_t n = std::size(borders);
  for (std::size_t code = 0; code < n * n * n * n; ++code) {
    std::string text;
    for (std::size_t rest = code, i = 0; i < 4; ++i, rest /= n) text.push_back(static_cast<char>(borders[rest % n]));
    ASSERT_EQ(valid_prefix(text), plain_valid_prefix(text)) << code;
    // The same in the middle of a block of the vector code, and across the border of one.
    for (const std::size_t before : {std::size_t{30}, std::size_t{40}}) {
      const std::string longer = std::string(before, 'a') + text + std::string(70, 'b');
      ASSERT_EQ(valid_prefix(longer), plain_valid_prefix(longer)) << code << " behind " << before;
    }
  }
}

TEST(Utf8, AgreesWithTheReferenceOnDamagedText) {
  Random random(1);
  for (int round = 0; round < 20000; ++round) {
    std::string text = random_text(random, below(random, 120));
    for (std::size_t damages = below(random, 3); damages > 0 && !text.empty(); --damages) {
      text[below(random, text.size())] = static_cast<char>(below(random, 256));
    }
    if (!text.empty() && below(random, 4) == 0) text.resize(below(random, text.size()));
    ASSERT_EQ(valid_prefix(text), plain_valid_prefix(text)) << round;
    const std::string repaired = to_valid_utf8(text);
    ASSERT_TRUE(is_valid_utf8(repaired));
    if (is_valid_utf8(text)) {
      ASSERT_EQ(repaired, text);
    }
  }
}

TEST(Utf8, GivesOneReplacementForEachMaximalSubsequence) {
  EXPECT_EQ(to_valid_utf8("\xE4\xBD"), "\uFFFD");
  EXPECT_EQ(to_valid_utf8("\xE4\xBD" "a"), "\uFFFD" "a");
  EXPECT_EQ(to_valid_utf8("\xF0\x9F\x98"), "\uFFFD");
  EXPECT_EQ(to_valid_utf8("\xE0\x80\x80"), "\uFFFD\uFFFD\uFFFD");
  EXPECT_EQ(to_valid_utf8("\xED\xA0\x80"), "\uFFFD\uFFFD\uFFFD");
  EXPECT_EQ(to_valid_utf8("\xFF\xFE"), "\uFFFD\uFFFD");
  EXPECT_EQ(to_valid_utf8(""), "");
}

TEST(Utf8, WalksForwardAndBackTheSame) {
  Random random(2);
  for (int round = 0; round < 2000; ++round) {
    std::string text = random_text(random, 1 + below(random, 30));
    if (below(random, 2) == 0) text[below(random, text.size())] = static_cast<char>(below(random, 256));
    for (std::size_t at = 0; at < text.size();) {
      const text::Decoded step = text::decode_at(text, at);
      ASSERT_GE(step.size, 1U);
      ASSERT_LE(at + step.size, text.size());
      at += step.size;
      if (step.valid) {
        ASSERT_EQ(text::decode_before(text, at).value, step.value);
      }
    }
    for (std::size_t end = text.size(); end > 0;) {
      const text::Decoded step = text::decode_before(text, end);
      ASSERT_GE(step.size, 1U);
      ASSERT_LE(step.size, end);
      end -= step.size;
    }
  }
}

// --- Offsets ---------------------------------------------------------------------------------------------------------------------

TEST(Offsets, GoThereAndBackInEveryUnit) {
  Random random(3);
  for (int round = 0; round < 500; ++round) {
    const std::string text = random_text(random, below(random, 3000));
    std::vector<std::size_t> borders{0};
    for (std::size_t at = 0; at < text.size(); borders.push_back(at)) at += text::decode_at(text, at).size;
    std::vector<Span> spans;
    for (int i = 0; i < 20; ++i) {
      const std::size_t a = borders[below(random, borders.size())];
      const std::size_t b = borders[below(random, borders.size())];
      spans.push_back({std::min(a, b), std::max(a, b)});
    }
    for (const Unit unit : {Unit::byte, Unit::codepoint, Unit::utf16}) {
      std::vector<Span> there = spans;
      from_bytes(text, there, unit);
      for (std::size_t i = 0; i < spans.size(); ++i) {
        const std::string_view before = std::string_view(text).substr(0, spans[i].begin);
        const std::size_t expected = unit == Unit::byte ? before.size() : unit == Unit::codepoint ? count_codepoints(before) : count_utf16(before);
        ASSERT_EQ(there[i].begin, expected);
      }
      to_bytes(text, there, unit);
      ASSERT_EQ(there, spans);
    }
  }
}

TEST(Offsets, BeyondTheEndAndInsideAPairAreBounded) {
  const std::string text = "a\xF0\x9F\x98\x80" "b";  // a, U+1F600, b
  std::vector<Span> spans{{2, 99}};                // 2 is inside the surrogate pair
  to_bytes(text, spans, Unit::utf16);
  EXPECT_EQ(spans[0], (Span{1, 6}));
  EXPECT_EQ(count_codepoints(text), 3U);
  EXPECT_EQ(count_utf16(text), 4U);
}

// --- Byte classes ----------------------------------------------------------------------------------------------------------------

TEST(Scan, FastAndPlainAgree) {
  constexpr text::ByteClasses classes = text::ByteClasses().add(0, '&').add(1, '0', '9').add(2, 0xC2).add(3, 0xEF).add(7, 0x00, 0x1F);
  Random random(4);
  for (int round = 0; round < 3000; ++round) {
    std::string text(below(random, 400), '\0');
    const bool rare = below(random, 2) == 0;
    for (char& byte : text) byte = static_cast<char>(rare && below(random, 50) != 0 ? 'a' : below(random, 256));
    const auto mask = static_cast<std::uint8_t>(1 + below(random, 255));
    std::vector<std::size_t> expected;
    std::uint8_t seen = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
      const auto found = static_cast<std::uint8_t>(classes.of(static_cast<unsigned char>(text[i])) & mask);
      seen = static_cast<std::uint8_t>(seen | found);
      if (found != 0) expected.push_back(i);
    }
    ASSERT_EQ(text::sweep(text, classes, mask), seen);
    std::vector<std::size_t> visited;
    text::for_each_class(text, classes, mask, [&](std::size_t at) { visited.push_back(at); });
    ASSERT_EQ(visited, expected);
    std::size_t at = text::find_class(text, 0, classes, mask);
    for (const std::size_t place : expected) {
      ASSERT_EQ(at, place);
      at = text::find_class(text, place + 1, classes, mask);
    }
    ASSERT_EQ(at, text.size());
  }
}

TEST(Scan, SequencesAreFoundByAllTheirBytes) {
  text::SequenceClasses classes;  // a space, or the two characters E3 80 82 and E3 80 8C
  classes.first.add(0, ' ').add(1, 0xE3);
  classes.second.add(0, 0x00, 0xFF).add(1, 0x80);
  classes.third.add(0, 0x00, 0xFF).add(1, 0x82).add(1, 0x8C);
  Random random(5);
  std::vector<std::uint16_t> hits(1024 + text::hits_slack);
  for (int round = 0; round < 3000; ++round) {
    std::string text(below(random, 400), 'a');
    for (char& byte : text) byte = "a \xE3\x80\x82\x8C\x81z"[below(random, 8)];
    std::vector<std::uint16_t> expected;
    const std::size_t from = below(random, text.size() + 1);
    for (std::size_t i = from; i < text.size(); ++i) {
      const std::string_view three = std::string_view(text).substr(i, 3);
      if (text[i] == ' ' || three == "\xE3\x80\x82" || three == "\xE3\x80\x8C") expected.push_back(static_cast<std::uint16_t>(i - from));
    }
    const std::size_t blocks = (text.size() - from + 63) / 64;
    const std::size_t count = text::sequence_hits(text, from, blocks, classes, hits.data());
    ASSERT_EQ(std::vector<std::uint16_t>(hits.begin(), hits.begin() + static_cast<std::ptrdiff_t>(count)), expected);
  }
  EXPECT_EQ(text::sequence_hits(std::string(640, ' '), 0, 10, classes, hits.data()), 640U);
}

TEST(Scan, LeadsAreCounted) {
  Random random(6);
  for (int round = 0; round < 2000; ++round) {
    std::string text(below(random, round % 100 == 0 ? 20000 : 300), '\0');
    for (char& byte : text) byte = static_cast<char>(below(random, 256));
    text::LeadCounts expected;
    for (const char byte : text) {
      const auto value = static_cast<unsigned char>(byte);
      expected.all += value < 0x80 || value > 0xBF;
      expected.from_e3 += value >= 0xE3 && value < 0xFF;
      expected.e2 += value == 0xE2;
    }
    const text::LeadCounts found = text::count_leads(text);
    ASSERT_EQ(found.all, expected.all);
    ASSERT_EQ(found.from_e3, expected.from_e3);
    ASSERT_EQ(found.e2, expected.e2);
  }
}

TEST(Scan, StartsOfPartsAreCounted) {
  Random random(8);
  for (int round = 0; round < 2000; ++round) {
    std::string text(1 + below(random, 200), '\0');
    for (char& byte : text) byte = static_cast<char>(below(random, 256));
    const std::size_t from = below(random, text.size()), to = from + below(random, text.size() - from + 1);
    const std::string_view part = std::string_view(text).substr(from, to - from);
    const text::StartCounts found = text::count_starts(text, from, to);
    ASSERT_EQ(found.characters, count_codepoints(part));
    ASSERT_EQ(found.characters + found.astral, count_utf16(part));
  }
}

TEST(Scan, ClassesHoldWhatWasAdded) {
  constexpr text::ByteClasses classes = text::ByteClasses().add(0, '&').add(1, '0', '9');
  EXPECT_EQ(classes.of('&'), 1);
  for (unsigned char digit = '0'; digit <= '9'; ++digit) EXPECT_EQ(classes.of(digit), 2);
  EXPECT_EQ(classes.of('a'), 0);
  EXPECT_EQ(text::ascii_prefix(std::string(100, 'x') + "\xC3"), 100U);
  EXPECT_EQ(text::ascii_prefix(""), 0U);
}

// --- Character classes -----------------------------------------------------------------------------------------------------------

TEST(Classes, KnowTheirCharacters) {
  using text::class_of;
  EXPECT_TRUE(class_of(U'中').han());
  EXPECT_TRUE(class_of(U'中').wide());
  EXPECT_TRUE(class_of(U'𠮷').han());
  EXPECT_TRUE(class_of(U'の').kana());
  EXPECT_TRUE(class_of(U'ﾊ').kana());
  EXPECT_TRUE(class_of(U'한').hangul());
  EXPECT_TRUE(class_of(U'，').punctuation());
  EXPECT_TRUE(class_of(U'，').wide());
  EXPECT_FALSE(class_of(U'“').wide());
  EXPECT_TRUE(class_of(U'　').white_space());
  EXPECT_TRUE(class_of(U'\u0301').extends());
  EXPECT_TRUE(class_of(U'\u200D').extends());
  EXPECT_TRUE(class_of(U'\u200D').ignorable());
  EXPECT_TRUE(class_of(U'😀').pictographic());
  EXPECT_TRUE(class_of(U'Ж').upper());
  EXPECT_EQ(class_of(U'ü').script(), text::ScriptClass::latin);
  EXPECT_EQ(class_of(U'5').category(), text::Category::Nd);
  EXPECT_EQ(class_of(0xE000).category(), text::Category::Co);
  EXPECT_EQ(class_of(0x110000).category(), text::Category::Cn);
  EXPECT_EQ(class_of(0xFFFFFFFF).category(), text::Category::Cn);
}

// --- Traces ----------------------------------------------------------------------------------------------------------------------

const Rule rule_a{"cleaning.a", "", "", "", "0.1.0"};
const Rule rule_b{"cleaning.b", "", "", "", "0.1.0"};
const Rule rule_c{"script.c", "", "", "", "0.1.0"};

/// Applies random edits (replacements, deletions, insertions, rows of cells) to a text.
struct Stage {
  std::string output;
  std::vector<Edit> edits;
};

Stage random_stage(Random& random, const std::string& source, const Rule& rule) {
  Stage stage;
  std::size_t at = 0;
  while (true) {
    // A few characters unchanged.
    for (std::size_t keep = below(random, 6); keep > 0 && at < source.size(); --keep) {
      const std::size_t size = text::decode_at(source, at).size;
      stage.output.append(source, at, size);
      at += size;
    }
    if (at >= source.size() && below(random, 2) == 0) break;
    Edit edit{{at, at}, {stage.output.size(), stage.output.size()}, &rule};
    if (below(random, 4) == 0) {
      // Cells: a row of equally sized characters, each replaced by one of another size.
      const std::size_t size = at < source.size() ? text::decode_at(source, at).size : 0;
      std::uint32_t cells = 0;
      while (size > 0 && at < source.size() && text::decode_at(source, at).size == size && cells < 5) {
        at += size;
        ++cells;
        stage.output += below(random, 2) == 0 ? "\u00E9" : "\u00E8";
      }
      edit.cells = std::max<std::uint32_t>(cells, 1);
    } else {
      for (std::size_t taken = below(random, 4); taken > 0 && at < source.size(); --taken) at += text::decode_at(source, at).size;
      stage.output += random_text(random, below(random, 3));
    }
    edit.source.end = at;
    edit.output.end = stage.output.size();
    if (!edit.source.empty() || !edit.output.empty()) stage.edits.push_back(edit);
    if (at >= source.size()) break;
  }
  return stage;
}

TEST(Trace, ComposesVerifiesAndMapsForRandomEdits) {
  Random random(5);
  for (int round = 0; round < 5000; ++round) {
    const std::string source = random_text(random, below(random, 40));
    const Stage a = random_stage(random, source, rule_a);
    const Stage b = random_stage(random, a.output, rule_b);
    const Stage c = random_stage(random, b.output, rule_c);
    const Trace ta(a.edits), tb(b.edits), tc(c.edits);
    ASSERT_FALSE(verify(source, a.output, ta)) << verify(source, a.output, ta)->message;

    const Trace left = compose(compose(ta, tb), tc);
    const Trace right = compose(ta, compose(tb, tc));
    ASSERT_EQ(left, right);
    const auto fault = verify(source, c.output, left);
    ASSERT_FALSE(fault) << "round " << round << ", edit " << fault->edit << ": " << fault->message;

    const std::vector<ComposedEdit> flat = left.edits();
    for (const ComposedEdit& edit : flat) {
      ASSERT_FALSE(edit.rules.empty());
      ASSERT_GE(edit.cells, 1U);
    }
    // Any range maps to a range of the other side.
    for (int i = 0; i < 4 && !c.output.empty(); ++i) {
      const std::size_t begin = below(random, c.output.size());
      const Span back = left.to_source({begin, begin + below(random, c.output.size() - begin + 1)});
      ASSERT_LE(back.begin, back.end);
      ASSERT_LE(back.end, source.size());
      const Span forth = left.to_output(back);
      ASSERT_LE(forth.begin, forth.end);
      ASSERT_LE(forth.end, c.output.size());
    }
    // A character outside all edits maps to the same character, there and back.
    std::size_t at_source = 0;
    std::size_t at_output = 0;
    const auto check_identity = [&](std::size_t until) {
      while (at_output < until) {
        const std::size_t size = text::decode_at(c.output, at_output).size;
        const Span place{at_output, at_output + size};
        ASSERT_EQ(left.to_source(place), (Span{at_source, at_source + size}));
        ASSERT_EQ(left.to_output({at_source, at_source + size}), place);
        at_output += size;
        at_source += size;
      }
    };
    for (const ComposedEdit& edit : flat) {
      check_identity(edit.output.begin);
      at_source = edit.source.end;
      at_output = edit.output.end;
    }
    check_identity(c.output.size());
  }
}

TEST(Trace, NoticesThatATextDoesNotFit) {
  Trace trace({{{1, 2}, {1, 3}, &rule_a}});
  EXPECT_FALSE(verify("abc", "axxc", trace));
  EXPECT_TRUE(verify("abc", "axxd", trace));
  EXPECT_TRUE(verify("abd", "axxc", trace));
  EXPECT_TRUE(verify("abc", "bxxc", trace));
  EXPECT_TRUE(verify("a", "axxc", trace));
  EXPECT_FALSE(verify("same", "same", Trace{}));
  EXPECT_TRUE(verify("same", "sane", Trace{}));
  Trace cut({{{0, 1}, {0, 1}, &rule_a}});
  EXPECT_TRUE(verify("a\xB8\xAD", "中", cut).has_value());
}

TEST(Trace, CellsArePlacesOfTheirOwn) {
  // Three Han characters from GBK (2 bytes each) to UTF-8 (3 bytes each); then the second one is replaced.
  const Trace decode({{{0, 6}, {0, 9}, &rule_a, 3}});
  EXPECT_EQ(decode.to_source({3, 6}), (Span{2, 4}));
  EXPECT_EQ(decode.to_output({4, 6}), (Span{6, 9}));
  EXPECT_EQ(decode.to_source({4, 5}), (Span{2, 4}));
  const Trace both = compose(decode, Trace({{{3, 6}, {3, 4}, &rule_b}}));
  const std::vector<ComposedEdit> flat = both.edits();
  ASSERT_EQ(flat.size(), 3U);
  EXPECT_EQ(flat[0], (ComposedEdit{{0, 2}, {0, 3}, {&rule_a}, 1, 1.0F}));
  EXPECT_EQ(flat[1], (ComposedEdit{{2, 4}, {3, 4}, {&rule_a, &rule_b}, 1, 1.0F}));
  EXPECT_EQ(flat[2], (ComposedEdit{{4, 6}, {4, 7}, {&rule_a}, 1, 1.0F}));
}

TEST(Trace, TextDeletedBetweenCharactersBelongsToNeither) {
  const Trace trace({{{1, 4}, {1, 1}, &rule_a}});  // "axxxb" -> "ab"
  EXPECT_EQ(trace.to_source({0, 1}), (Span{0, 1}));
  EXPECT_EQ(trace.to_source({1, 2}), (Span{4, 5}));
  EXPECT_EQ(trace.to_source({0, 2}), (Span{0, 5}));
  EXPECT_EQ(trace.to_source({1, 1}), (Span{1, 4}));
  EXPECT_EQ(trace.to_output({2, 3}), (Span{1, 1}));
}

// --- Errors ----------------------------------------------------------------------------------------------------------------------

TEST(Errors, NameTheValueAndTheChoices) {
  const std::vector<std::string_view> names{"hans", "hant"};
  try {
    text::throw_unknown("script", "zh-tw2", names);
    FAIL();
  } catch (const Error& error) {
    EXPECT_STREQ(error.what(), "unknown script 'zh-tw2'; choose one of: hans, hant");
  }
  EXPECT_THROW(text::throw_unknown("script", std::string(1000, 'x'), names), ConfigError);
}

}  // namespace
}  // namespace hansift
