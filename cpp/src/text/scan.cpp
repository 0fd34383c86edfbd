#include "text/scan.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>

#include "text/simd.hpp"

namespace hansift::text {
namespace {

std::uint64_t load8(const char* at) noexcept {
  std::uint64_t word;
  std::memcpy(&word, at, 8);
  return word;
}

std::uint8_t sweep_portable(std::string_view text, const ByteClasses& classes, std::uint8_t mask, std::uint8_t seen) noexcept {
  for (const char byte : text) {
    seen |= classes.of(static_cast<unsigned char>(byte));
    if ((seen & mask) == mask) break;
  }
  return seen & mask;
}

std::uint64_t class_bits_portable(std::string_view text, std::size_t from, const ByteClasses& classes, std::uint8_t mask) noexcept {
  std::uint64_t bits = 0;
  const std::size_t count = std::min<std::size_t>(64, text.size() - from);
  for (std::size_t i = 0; i < count; ++i) {
    bits |= static_cast<std::uint64_t>((classes.of(static_cast<unsigned char>(text[from + i])) & mask) != 0) << i;
  }
  return bits;
}

// The bytes of text[from, from + 64) and the two behind them, zeros beyond the end.
using Window = std::array<char, 66>;
Window window_at(std::string_view text, std::size_t from) noexcept {
  Window window{};
  if (from < text.size()) std::memcpy(window.data(), text.data() + from, std::min(window.size(), text.size() - from));
  return window;
}

std::uint64_t sequence_bits_portable(const char* at, const SequenceClasses& classes) noexcept {
  std::uint64_t bits = 0;
  const auto* bytes = reinterpret_cast<const unsigned char*>(at);
  for (std::size_t i = 0; i < 64; ++i) {
    const auto found = classes.first.of(bytes[i]) & classes.second.of(bytes[i + 1]) & classes.third.of(bytes[i + 2]);
    bits |= static_cast<std::uint64_t>(found != 0) << i;
  }
  return bits;
}

#if HANSIFT_X86

struct Tables {
  __m256i low;
  __m256i high;
  __m256i nibble;
};

HANSIFT_AVX2 inline Tables load_tables(const ByteClasses& classes) noexcept {
  return {_mm256_broadcastsi128_si256(_mm_load_si128(reinterpret_cast<const __m128i*>(classes.low().data()))),
          _mm256_broadcastsi128_si256(_mm_load_si128(reinterpret_cast<const __m128i*>(classes.high().data()))), _mm256_set1_epi8(15)};
}

HANSIFT_AVX2 inline __m256i classify(const char* at, const Tables& tables) noexcept {
  const __m256i bytes = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(at));
  const __m256i low = _mm256_shuffle_epi8(tables.low, _mm256_and_si256(bytes, tables.nibble));
  const __m256i high = _mm256_shuffle_epi8(tables.high, _mm256_and_si256(_mm256_srli_epi16(bytes, 4), tables.nibble));
  return _mm256_and_si256(low, high);
}

HANSIFT_AVX2 inline std::uint32_t mask_bits(__m256i classes, __m256i mask) noexcept {
  const __m256i none = _mm256_cmpeq_epi8(_mm256_and_si256(classes, mask), _mm256_setzero_si256());
  return ~static_cast<std::uint32_t>(_mm256_movemask_epi8(none));
}

HANSIFT_AVX2 std::uint8_t sweep_avx2(std::string_view text, const ByteClasses& classes, std::uint8_t mask) noexcept {
  const Tables tables = load_tables(classes);
  std::uint8_t seen = 0;
  std::size_t at = 0;
  // 16 KiB at a time, so that a text that has everything early is left early.
  while (at + 128 <= text.size()) {
    const std::size_t stop = std::min(text.size() - 127, at + 16384);
    __m256i all = _mm256_setzero_si256();
    for (; at < stop; at += 128) {
      const __m256i a = _mm256_or_si256(classify(text.data() + at, tables), classify(text.data() + at + 32, tables));
      const __m256i b = _mm256_or_si256(classify(text.data() + at + 64, tables), classify(text.data() + at + 96, tables));
      all = _mm256_or_si256(all, _mm256_or_si256(a, b));
    }
    alignas(32) std::uint64_t words[4];
    _mm256_store_si256(reinterpret_cast<__m256i*>(words), all);
    std::uint64_t word = words[0] | words[1] | words[2] | words[3];
    word |= word >> 32;
    word |= word >> 16;
    word |= word >> 8;
    seen |= static_cast<std::uint8_t>(word);
    if ((seen & mask) == mask) return mask;
  }
  if (text.size() < 32) return sweep_portable(text, classes, mask, seen);
  // The rest by 32, the last ones once more together with what stands before them.
  __m256i all = classify(text.data() + text.size() - 32, tables);
  for (; at + 32 <= text.size(); at += 32) all = _mm256_or_si256(all, classify(text.data() + at, tables));
  __m128i half = _mm_or_si128(_mm256_castsi256_si128(all), _mm256_extracti128_si256(all, 1));
  half = _mm_or_si128(half, _mm_srli_si128(half, 8));
  auto word = static_cast<std::uint64_t>(_mm_cvtsi128_si64(half));
  word |= word >> 32;
  word |= word >> 16;
  word |= word >> 8;
  return static_cast<std::uint8_t>((seen | word) & mask);
}

HANSIFT_AVX2 std::uint64_t class_bits_avx2(const char* at, const ByteClasses& classes, std::uint8_t mask) noexcept {
  const Tables tables = load_tables(classes);
  const __m256i wanted = _mm256_set1_epi8(static_cast<char>(mask));
  return mask_bits(classify(at, tables), wanted) | static_cast<std::uint64_t>(mask_bits(classify(at + 32, tables), wanted)) << 32;
}

struct SequenceTables {
  Tables first;
  Tables second;
  Tables third;
};

HANSIFT_AVX2 inline std::uint32_t sequence_bits_32(const char* at, const SequenceTables& tables) noexcept {
  const __m256i all = _mm256_and_si256(_mm256_and_si256(classify(at, tables.first), classify(at + 1, tables.second)), classify(at + 2, tables.third));
  return mask_bits(all, _mm256_set1_epi8(-1));
}

HANSIFT_AVX2 inline std::uint64_t sequence_bits_64(const char* at, const SequenceTables& tables) noexcept {
  return sequence_bits_32(at, tables) | static_cast<std::uint64_t>(sequence_bits_32(at + 32, tables)) << 32;
}

// Four offsets are written whether there are so many or not: a loop that ends with the bits would be mispredicted in most blocks.
HANSIFT_AVX2 std::size_t sequence_hits_avx2(std::string_view text, std::size_t from, std::size_t blocks, const SequenceClasses& classes,
                                            std::uint16_t* offsets) noexcept {
  const SequenceTables tables{load_tables(classes.first), load_tables(classes.second), load_tables(classes.third)};
  std::uint16_t* out = offsets;
  for (std::size_t block = 0; block < blocks; ++block) {
    const std::size_t at = from + 64 * block;
    std::uint64_t bits = at + std::tuple_size_v<Window> <= text.size() ? sequence_bits_64(text.data() + at, tables)
                                                                       : sequence_bits_64(window_at(text, at).data(), tables);
    std::uint16_t* const end = out + _mm_popcnt_u64(bits);
    do {
      for (int i = 0; i < 4; ++i, bits = _blsr_u64(bits)) *out++ = static_cast<std::uint16_t>(64 * block + _tzcnt_u64(bits));
    } while (out < end);
    out = end;
  }
  return static_cast<std::size_t>(out - offsets);
}

HANSIFT_AVX2 std::size_t find_class_avx2(std::string_view text, std::size_t from, const ByteClasses& classes, std::uint8_t mask) noexcept {
  const Tables tables = load_tables(classes);
  const __m256i wanted = _mm256_set1_epi8(static_cast<char>(mask));
  for (; from + 32 <= text.size(); from += 32) {
    const std::uint32_t bits = mask_bits(classify(text.data() + from, tables), wanted);
    if (bits != 0) return from + static_cast<std::size_t>(std::countr_zero(bits));
  }
  return from;
}

HANSIFT_AVX2 inline std::size_t sum_of_bytes(__m256i counters) noexcept {
  const __m256i four = _mm256_sad_epu8(counters, _mm256_setzero_si256());
  const __m128i two = _mm_add_epi64(_mm256_castsi256_si128(four), _mm256_extracti128_si256(four, 1));
  return static_cast<std::size_t>(_mm_cvtsi128_si64(two) + _mm_extract_epi64(two, 1));
}

// At least 32 bytes.
HANSIFT_AVX2 LeadCounts count_leads_avx2(std::string_view text) noexcept {
  LeadCounts sum;
  std::size_t at = 0;
  while (at < text.size()) {
    __m256i all = _mm256_setzero_si256(), from_e3 = all, e2 = all;
    const auto count = [&](__m256i bytes, __m256i wanted) HANSIFT_AVX2 {
      const __m256i high = _mm256_cmpgt_epi8(bytes, _mm256_set1_epi8(static_cast<char>(0xE2)));  // below 80 is above all of these
      const __m256i upper = _mm256_cmpgt_epi8(_mm256_setzero_si256(), bytes);
      const __m256i ff = _mm256_cmpeq_epi8(bytes, _mm256_set1_epi8(-1));
      all = _mm256_sub_epi8(all, _mm256_and_si256(wanted, _mm256_cmpgt_epi8(bytes, _mm256_set1_epi8(static_cast<char>(0xBF)))));
      from_e3 = _mm256_sub_epi8(from_e3, _mm256_and_si256(wanted, _mm256_andnot_si256(ff, _mm256_and_si256(high, upper))));
      e2 = _mm256_sub_epi8(e2, _mm256_and_si256(wanted, _mm256_cmpeq_epi8(bytes, _mm256_set1_epi8(static_cast<char>(0xE2)))));
    };
    // As many as counters of a byte hold.
    const std::size_t stop = std::min(text.size() - text.size() % 32, at + 32 * 254);
    for (; at < stop; at += 32) count(_mm256_loadu_si256(reinterpret_cast<const __m256i*>(text.data() + at)), _mm256_set1_epi8(-1));
    if (const std::size_t rest = text.size() - at; rest < 32) {
      // The rest is the end of the last 32 bytes.
      const __m256i places = _mm256_setr_epi8(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29,
                                              30, 31);
      const __m256i wanted = _mm256_cmpgt_epi8(places, _mm256_set1_epi8(static_cast<char>(31 - rest)));
      count(_mm256_loadu_si256(reinterpret_cast<const __m256i*>(text.data() + text.size() - 32)), wanted);
      at = text.size();
    }
    sum.all += sum_of_bytes(all);
    sum.from_e3 += sum_of_bytes(from_e3);
    sum.e2 += sum_of_bytes(e2);
  }
  return sum;
}

// Whole blocks of 32 bytes and the beginning of one more, as far as the text has them; `from` is where the count ended.
HANSIFT_AVX2 StartCounts count_starts_avx2(std::string_view text, std::size_t& from, std::size_t to) noexcept {
  StartCounts sum;
  while (from < to && from + 32 <= text.size()) {
    const std::uint32_t wanted = to - from < 32 ? (1U << (to - from)) - 1 : ~0U;
    const __m256i bytes = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(text.data() + from));
    const __m256i starts = _mm256_cmpgt_epi8(bytes, _mm256_set1_epi8(static_cast<char>(0xBF)));
    const __m256i astral = _mm256_cmpeq_epi8(_mm256_max_epu8(bytes, _mm256_set1_epi8(static_cast<char>(0xF0))), bytes);
    sum.characters += static_cast<std::size_t>(_mm_popcnt_u32(static_cast<std::uint32_t>(_mm256_movemask_epi8(starts)) & wanted));
    sum.astral += static_cast<std::size_t>(_mm_popcnt_u32(static_cast<std::uint32_t>(_mm256_movemask_epi8(astral)) & wanted));
    from = std::min(from + 32, to);
  }
  return sum;
}

HANSIFT_AVX2 std::size_t ascii_prefix_avx2(std::string_view text) noexcept {
  std::size_t at = 0;
  for (; at + 32 <= text.size(); at += 32) {
    const auto bits = static_cast<std::uint32_t>(_mm256_movemask_epi8(_mm256_loadu_si256(reinterpret_cast<const __m256i*>(text.data() + at))));
    if (bits != 0) return at + static_cast<std::size_t>(std::countr_zero(bits));
  }
  return at;
}

#endif

}  // namespace

std::uint8_t sweep(std::string_view text, const ByteClasses& classes, std::uint8_t mask) noexcept {
#if HANSIFT_X86
  if (has_avx2()) return sweep_avx2(text, classes, mask);
#endif
  return sweep_portable(text, classes, mask, 0);
}

std::size_t find_class(std::string_view text, std::size_t from, const ByteClasses& classes, std::uint8_t mask) noexcept {
#if HANSIFT_X86
  if (has_avx2()) from = find_class_avx2(text, from, classes, mask);
#endif
  while (from < text.size() && (classes.of(static_cast<unsigned char>(text[from])) & mask) == 0) ++from;
  return std::min(from, text.size());
}

std::uint64_t class_bits(std::string_view text, std::size_t from, const ByteClasses& classes, std::uint8_t mask) noexcept {
  if (from >= text.size()) return 0;
#if HANSIFT_X86
  if (from + 64 <= text.size() && has_avx2()) return class_bits_avx2(text.data() + from, classes, mask);
#endif
  return class_bits_portable(text, from, classes, mask);
}

std::size_t sequence_hits(std::string_view text, std::size_t from, std::size_t blocks, const SequenceClasses& classes,
                          std::uint16_t* offsets) noexcept {
#if HANSIFT_X86
  if (has_avx2()) return sequence_hits_avx2(text, from, blocks, classes, offsets);
#endif
  std::size_t count = 0;
  for (std::size_t block = 0; block < blocks; ++block) {
    std::uint64_t bits = sequence_bits_portable(window_at(text, from + 64 * block).data(), classes);
    for (; bits != 0; bits &= bits - 1) offsets[count++] = static_cast<std::uint16_t>(64 * block + static_cast<std::size_t>(std::countr_zero(bits)));
  }
  return count;
}

LeadCounts count_leads(std::string_view text) noexcept {
#if HANSIFT_X86
  if (text.size() >= 32 && has_avx2()) return count_leads_avx2(text);
#endif
  LeadCounts sum;
  for (const char byte : text) {
    const auto value = static_cast<unsigned char>(byte);
    sum.all += (value & 0xC0) != 0x80;
    sum.from_e3 += value >= 0xE3 && value != 0xFF;
    sum.e2 += value == 0xE2;
  }
  return sum;
}

StartCounts count_starts(std::string_view text, std::size_t from, std::size_t to) noexcept {
  StartCounts sum;
#if HANSIFT_X86
  if (has_avx2()) sum = count_starts_avx2(text, from, to);
#endif
  for (; from < to; ++from) {
    const auto byte = static_cast<unsigned char>(text[from]);
    sum.characters += (byte & 0xC0) != 0x80;
    sum.astral += byte >= 0xF0;
  }
  return sum;
}

std::size_t ascii_prefix(std::string_view text) noexcept {
  std::size_t at = 0;
#if HANSIFT_X86
  if (has_avx2()) at = ascii_prefix_avx2(text);
#endif
  while (at + 8 <= text.size() && (load8(text.data() + at) & 0x8080808080808080ULL) == 0) at += 8;
  while (at < text.size() && static_cast<unsigned char>(text[at]) < 0x80) ++at;
  return at;
}

}  // namespace hansift::text
