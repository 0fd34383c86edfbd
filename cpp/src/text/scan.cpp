#include "text/scan.hpp"

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

HANSIFT_AVX2 std::size_t find_class_avx2(std::string_view text, std::size_t from, const ByteClasses& classes, std::uint8_t mask) noexcept {
  const Tables tables = load_tables(classes);
  const __m256i wanted = _mm256_set1_epi8(static_cast<char>(mask));
  for (; from + 32 <= text.size(); from += 32) {
    const std::uint32_t bits = mask_bits(classify(text.data() + from, tables), wanted);
    if (bits != 0) return from + static_cast<std::size_t>(std::countr_zero(bits));
  }
  return from;
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
