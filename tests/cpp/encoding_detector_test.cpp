// Detector against detect(): the answer may not depend on how the bytes arrive, and neither allocates on the way.

#include <gtest/gtest.h>

#include <atomic>
#include <cstdlib>
#include <new>
#include <random>
#include <string>
#include <vector>

#include "hansift/encoding.hpp"
#include "hansift/error.hpp"

namespace {
std::atomic<std::size_t> allocations{0};
}  // namespace

// Out of line, so that the compiler does not take malloc and free for a mismatch.
[[gnu::noinline]] void* operator new(std::size_t size) {
  ++allocations;
  if (void* found = std::malloc(size != 0 ? size : 1)) return found;
  throw std::bad_alloc();
}
[[gnu::noinline]] void operator delete(void* place) noexcept { std::free(place); }
[[gnu::noinline]] void operator delete(void* place, std::size_t) noexcept { std::free(place); }

namespace {

using namespace hansift;
using namespace std::string_literals;
using namespace std::string_view_literals;

Detection in_pieces(std::string_view bytes, const std::vector<std::size_t>& cuts, const DetectOptions& options = {}) {
  Detector detector(options);
  std::size_t at = 0;
  for (const std::size_t cut : cuts) {
    detector.feed(bytes.substr(at, cut - at));
    at = cut;
  }
  detector.feed(bytes.substr(at));
  return detector.finish();
}

void expect_same(const Detection& found, const Detection& wanted, std::string_view what) {
  ASSERT_EQ(found.encoding, wanted.encoding) << what;
  ASSERT_EQ(found.confidence, wanted.confidence) << what;
  ASSERT_EQ(found.language, wanted.language) << what;
  ASSERT_TRUE(found.alternatives == wanted.alternatives) << what;
  ASSERT_TRUE(found.spans == wanted.spans) << what;
}

/// GBK, Big5, UTF-8, UTF-16, HZ, ISO-2022-JP, Latin, binary and what lies between, as bytes.
const std::vector<std::string> samples{
    "",
    "plain ASCII, nothing else\n",
    "\xBD\xF1\xCC\xEC\xCC\xEC\xC6\xF8\xBA\xDC\xBA\xC3\xA3\xAC\xCE\xD2\xC3\xC7\xC8\xA5\xB9\xAB\xD4\xB0\xA1\xA3\n",
    "<p>\xA4\xB5\xA4\xD1\xA4\xD1\xAE\xF0\xAB\xDC\xA6\x6E\xA1\x41\xA7\xDA\xAD\xCC\xA5\x68\xA4\xBD\xB6\xE9</p>",
    "今天天气很好。\n\xBD\xF1\xCC\xEC\xCC\xEC\xC6\xF8\xBA\xDC\xBA\xC3\n今天天气很好，我们去公园。\n",
    "\xEF\xBB\xBF" "带记号的文字",
    "\xFF\xFE" "a\0b\0\x2D\x4E"s,
    "\x2D\x4E\x87\x65\xF9\x5B\x84\x76\x0A\0\x11\x62\xEC\x4E"s,
    "~{<:Ky2;S{~}~~ and ~{NpJ)~}\n",
    "\x1B$B$3$s$K$A$O\x1B(B\n",
    "\x1B$)C\x0E\x3C\x2E\x3A\x2B\x0F\n",
    "caf\xE9 au lait, d\xE9j\xE0 vu, na\xEFve, l\x92\xE9t\xE9\n",
    "\xCF\xF0\xE8\xE2\xE5\xF2, \xEC\xE8\xF0! \xCA\xE0\xEA \xE4\xE5\xEB\xE0?\n",
    "\x89PNG\r\n\x1A\n\0\0\0\rIHDR"s,
    "\xE4\xBB\x8A\xE5\xA4",  // cut inside a character
    "\xF0\x9F\x98",
    "\x84\x31\x95\x33\x81\x30\x84\x36\xC4\xE3",
    "\xED\xA0\x80\xED\xB0\x80",
    std::string(40, '\0'),
};

TEST(Detector, EverySplitOfShortInputs) {
  for (const std::string& bytes : samples) {
    const Detection whole = detect(bytes);
    for (std::size_t first = 0; first <= bytes.size(); ++first) {
      for (std::size_t second = first; second <= bytes.size(); ++second) {
        expect_same(in_pieces(bytes, {first, second}), whole, bytes);
        if (HasFatalFailure()) return;
      }
    }
    std::vector<std::size_t> every(bytes.size());
    for (std::size_t i = 0; i < every.size(); ++i) every[i] = i;
    expect_same(in_pieces(bytes, every), whole, bytes);
    if (HasFatalFailure()) return;
  }
}

TEST(Detector, RandomSplitsOfLongInputs) {
  std::mt19937 random(7);
  for (int round = 0; round < 120; ++round) {
    // Lines of several samples, some very long, some without any line feed, with a little damage.
    std::string bytes;
    const std::size_t size = 1U << (6 + random() % 12);
    const std::size_t kinds = 1 + random() % 3;
    std::vector<std::size_t> chosen;
    for (std::size_t i = 0; i < kinds; ++i) chosen.push_back(1 + random() % (samples.size() - 1));
    while (bytes.size() < size) {
      const std::string& one = samples[chosen[random() % kinds]];
      for (std::size_t i = 0, times = 1 + random() % 60; i < times; ++i) bytes += one;
      if (random() % 2 != 0) bytes.append(random() % 5000, 'x');
      if (random() % 2 != 0) bytes += '\n';
    }
    if (random() % 2 != 0) {
      for (std::size_t i = 0; i < bytes.size() / 300; ++i) bytes[random() % bytes.size()] = static_cast<char>(random());
    }
    const DetectOptions options{.declared = random() % 2 != 0 ? "big5" : "", .tld = random() % 2 != 0 ? "jp" : ""};
    const Detection whole = detect(bytes, options);
    for (int split = 0; split < 4; ++split) {
      std::vector<std::size_t> cuts;
      for (std::size_t at = 0; (at += random() % (split == 0 ? 64 : 70000)) < bytes.size();) cuts.push_back(at);
      expect_same(in_pieces(bytes, cuts, options), whole, "round " + std::to_string(round));
      if (HasFatalFailure()) return;
    }
  }
}

TEST(Detector, IsAsNewAfterFinish) {
  Detector detector;
  for (int round = 0; round < 2; ++round) {
    for (const std::string& bytes : samples) {
      detector.feed(bytes);
      expect_same(detector.finish(), detect(bytes), bytes);
      if (HasFatalFailure()) return;
    }
  }
  EXPECT_EQ(detector.finish().encoding, "utf-8");
}

TEST(Detector, AllocatesNothing) {
  for (const std::string& bytes : samples) (void)detect(bytes);  // tables are made on first use
  Detector detector;
  for (const std::string& bytes : samples) {
    const std::size_t before = allocations;
    const Detection found = detect(bytes);
    detector.feed(bytes);
    const Detection again = detector.finish();
    if (found.spans.size() == 1) {
      EXPECT_EQ(allocations, before) << bytes;
    }
    EXPECT_EQ(found.encoding, again.encoding);
  }
}

TEST(Detector, MemoryDoesNotGrowWithTheStream) {
  const std::string line = "\xBD\xF1\xCC\xEC\xCC\xEC\xC6\xF8\xBA\xDC\xBA\xC3\xA3\xAC\xCE\xD2\xC3\xC7\xC8\xA5\xB9\xAB\xD4\xB0\xA1\xA3\n";
  std::string block;
  while (block.size() < (1U << 20)) block += line;
  Detector detector;
  (void)detect(block);  // tables are made on first use
  const std::size_t before = allocations;
  for (int i = 0; i < 64; ++i) detector.feed(block);
  const Detection found = detector.finish();
  EXPECT_EQ(allocations, before);
  EXPECT_EQ(found.encoding, "gbk");
  EXPECT_EQ(found.spans.back().end, 64 * block.size());
}

TEST(Detector, ForeignLinesInLongFiles) {
  std::string bytes;
  const std::string own = "\xBD\xF1\xCC\xEC\xCC\xEC\xC6\xF8\xBA\xDC\xBA\xC3\xA3\xAC\xCE\xD2\xC3\xC7\xC8\xA5\xB9\xAB\xD4\xB0\xC9\xA2\xB2\xBD\xA1\xA3\n";
  for (int i = 0; i < 2000; ++i) bytes += own;
  const std::size_t begin = bytes.size();
  bytes += "这一行是后来加上去的，用的是另一种编码。\n";
  const std::size_t end = bytes.size();
  for (int i = 0; i < 2000; ++i) bytes += own;
  const Detection found = detect(bytes);
  ASSERT_EQ(found.spans.size(), 3U);
  EXPECT_EQ(found.encoding, "gbk");
  EXPECT_EQ(found.spans[1], (EncodingSpan{begin, end, "utf-8"}));
}

TEST(Detector, FirstLinesOfFewCharacters) {
  // One character of UTF-8 proves nothing, eight do; what comes behind them is another matter.
  const std::string head = "(继)\n今天天气很好，我们去公园。\n";
  const std::string bytes = head + "\xBD\xF1\xCC\xEC\xCC\xEC\xC6\xF8\xBA\xDC\xBA\xC3\n";
  const Detection found = detect(bytes);
  ASSERT_EQ(found.spans.size(), 2U);
  EXPECT_EQ(found.spans[0], (EncodingSpan{0, head.size(), "utf-8"}));
  EXPECT_EQ(found.encoding, "utf-8");
}

TEST(Detector, ShortForeignLine) {
  const std::string head = "今天天气很好，我们去公园。\n今天天气很好，我们去公园。\n";
  const std::string bytes = head + "\xBA\xC3\xA1\xA3\n" + head;  // two characters
  const Detection found = detect(bytes);
  ASSERT_EQ(found.spans.size(), 3U);
  EXPECT_EQ(found.spans[1], (EncodingSpan{head.size(), head.size() + 5, "gbk"}));
}

TEST(Detector, LettersBesideDoubleByteText) {
  const std::string french = "Le march\xE9 est d\xE9j\xE0 anim\xE9, les \xE9l\xE8ves passent.\n";
  const std::string gbk = "\xBD\xF1\xCC\xEC\xCC\xEC\xC6\xF8\xBA\xDC\xBA\xC3\xA3\xAC\xCE\xD2\xC3\xC7\xC8\xA5\xB9\xAB\xD4\xB0\xC9\xA2\xB2\xBD\xA1\xA3\n";
  std::string bytes;
  for (int i = 0; i < 200; ++i) bytes += french;
  const std::size_t border = bytes.size();
  for (int i = 0; i < 3; ++i) bytes += gbk;
  Detection found = detect(bytes);
  EXPECT_EQ(found.encoding, "windows-1252");
  ASSERT_EQ(found.spans.size(), 2U);
  EXPECT_EQ(found.spans[1], (EncodingSpan{border, bytes.size(), "gbk"}));
  // The other way round, and with UTF-8 first.
  for (const std::string& first : {gbk, std::string("今天天气很好，我们去公园散步。\n")}) {
    bytes.clear();
    for (int i = 0; i < 20; ++i) bytes += first;
    const std::size_t begin = bytes.size();
    for (int i = 0; i < 5; ++i) bytes += french;
    found = detect(bytes);
    ASSERT_EQ(found.spans.size(), 2U);
    EXPECT_EQ(found.spans[1], (EncodingSpan{begin, bytes.size(), "windows-1252"}));
  }
}

TEST(Detector, WordsThatBeginLikeFormats) {
  for (const std::string_view text : {"The ftyp box is the first box of an MP4 file.\n"sv, "GIF89a is a file format."sv, "BZh is how bzip2 files begin"sv,
                                      "%PDF-1.7 is a version"sv, "RIFF and WAVE"sv}) {
    EXPECT_EQ(detect(text).encoding, "utf-8") << text;
  }
}

TEST(Detector, DomainsOfOneFamilyDiffer) {
  // Czech or Bulgarian: a domain makes its own encodings likelier, not all of one byte.
  const auto share = [](std::string_view tld, std::string_view encoding) {
    const Detection found = detect("a \xE8 b", {.tld = tld});
    if (found.encoding == encoding) return found.confidence;
    for (const EncodingGuess& guess : found.alternatives) {
      if (guess.encoding == encoding) return guess.confidence;
    }
    return 0.0F;
  };
  EXPECT_GT(share("cz", "windows-1250"), share("bg", "windows-1250"));
  EXPECT_GT(share("bg", "windows-1251"), share("cz", "windows-1251"));
}

TEST(Detector, OneDamagedByteIsNoOtherEncoding) {
  std::string text;
  for (const std::string_view character : {"\xBD\xF1"sv, "\xCC\xEC"sv, "\xB5\xC4"sv, "\xCC\xEC"sv, "\xC6\xF8"sv, "\xBA\xDC"sv, "\xBA\xC3"sv, "\xCE\xD2"sv, "\xC3\xC7"sv,
                                           "\xC8\xA5"sv, "\xB9\xAB"sv, "\xD4\xB0"sv, "\xC9\xA2"sv, "\xB2\xBD"sv}) {
    text += character;
  }
  text = text + text + text + text;  // no ASCII that would bring the reader back into step
  for (const char bad : {'\0', '\x01', '\x10', '\x1B', '\x7F'}) {
    for (std::size_t at = 0; at < text.size(); ++at) {
      std::string damaged = text;
      damaged[at] = bad;
      ASSERT_EQ(detect(damaged).encoding, "gbk") << at;
      damaged = text;
      damaged.erase(at, 1);
      ASSERT_EQ(detect(damaged).encoding, "gbk") << at;
    }
  }
}

TEST(Detector, ListsAndTemplatesAreText) {
  for (const std::string_view text : {"foo\0bar\0baz\0"sv, "-o\0a.out\0-O2\0main.c\0"sv, "PATH=~{HOME}"sv, "x ~{name~} y"sv, "~{#FFFFFF~}"sv, "~~struck~~ out"sv}) {
    EXPECT_EQ(detect(text).encoding, "utf-8") << text;
  }
  EXPECT_EQ(detect("a\0b\0c\0"sv).encoding, "utf-16le");
  EXPECT_EQ(detect("~{<:Ky2;S{~}"sv).encoding, "hz");
}

}  // namespace
