#include "cleaning/triggers.hpp"

#include <cstring>

#include "text/simd.hpp"

namespace hansift::cleaning {
namespace {

#if HANSIFT_X86

HANSIFT_AVX2 inline __m256i table(const std::uint8_t* values) noexcept {
  return _mm256_broadcastsi128_si256(_mm_load_si128(reinterpret_cast<const __m128i*>(values)));
}

HANSIFT_AVX2 inline __m256i classify(__m256i low, __m256i high, const std::uint8_t* lows, const std::uint8_t* highs) noexcept {
  return _mm256_and_si256(_mm256_shuffle_epi8(table(lows), low), _mm256_shuffle_epi8(table(highs), high));
}

/// Reads bytes[0, 66).
template <class Tables>
HANSIFT_AVX2 std::uint64_t hits_avx2(const char* bytes, const Tables& lows, const Tables& highs, bool two) noexcept {
  const __m256i mask = _mm256_set1_epi8(15);
  std::uint64_t found = 0;
  for (unsigned half = 0; half < 2; ++half) {
    __m256i one = _mm256_set1_epi8(-1);
    __m256i other = one;
    for (unsigned place = 0; place < 3; ++place) {
      const __m256i now = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(bytes + 32 * half + place));
      const __m256i low = _mm256_and_si256(now, mask);
      const __m256i high = _mm256_and_si256(_mm256_srli_epi16(now, 4), mask);
      one = _mm256_and_si256(one, classify(low, high, lows[0][place].data(), highs[0][place].data()));
      if (two) other = _mm256_and_si256(other, classify(low, high, lows[1][place].data(), highs[1][place].data()));
    }
    if (two) one = _mm256_or_si256(one, other);
    const auto none = static_cast<std::uint32_t>(_mm256_movemask_epi8(_mm256_cmpeq_epi8(one, _mm256_setzero_si256())));
    found |= static_cast<std::uint64_t>(~none) << (32 * half);
  }
  return found;
}

#endif

}  // namespace

#if HANSIFT_X86

HANSIFT_AVX2 std::size_t Triggers::any_hits_avx2(std::string_view text, std::span<const Triggers* const> all, std::span<std::uint8_t> blocks) noexcept {
  const __m256i mask = _mm256_set1_epi8(15);
  std::size_t block = 0;
  for (; block * 64 + 66 <= text.size(); ++block) {
    const char* bytes = text.data() + block * 64;
    __m256i low[2][3], high[2][3];
    for (unsigned half = 0; half < 2; ++half) {
      for (unsigned place = 0; place < 3; ++place) {
        const __m256i now = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(bytes + 32 * half + place));
        low[half][place] = _mm256_and_si256(now, mask);
        high[half][place] = _mm256_and_si256(_mm256_srli_epi16(now, 4), mask);
      }
    }
    unsigned found = 0;
    for (std::size_t i = 0; i < all.size(); ++i) {
      __m256i any = _mm256_setzero_si256();
      for (unsigned t = 0; t < (all[i]->count_ > 8 ? 2U : 1U); ++t) {
        __m256i here[2] = {_mm256_set1_epi8(-1), _mm256_set1_epi8(-1)};
        for (unsigned place = 0; place < 3; ++place) {
          const __m256i lows = table(all[i]->low_[t][place].data()), highs = table(all[i]->high_[t][place].data());
          for (unsigned half = 0; half < 2; ++half) {
            here[half] = _mm256_and_si256(here[half], _mm256_and_si256(_mm256_shuffle_epi8(lows, low[half][place]), _mm256_shuffle_epi8(highs, high[half][place])));
          }
        }
        any = _mm256_or_si256(any, _mm256_or_si256(here[0], here[1]));
      }
      found |= static_cast<unsigned>(_mm256_testz_si256(any, any) == 0) << i;
    }
    blocks[block] = static_cast<std::uint8_t>(found);
  }
  return block;
}

#endif

void Triggers::any_hits(std::string_view text, std::span<const Triggers* const> all, std::span<std::uint8_t> blocks) noexcept {
  std::size_t block = 0;
#if HANSIFT_X86
  if (text::has_avx2()) block = any_hits_avx2(text, all, blocks);
#endif
  for (; block * 64 < text.size(); ++block) {
    blocks[block] = 0;
    for (std::size_t i = 0; i < all.size(); ++i) blocks[block] = static_cast<std::uint8_t>(blocks[block] | (all[i]->hits(text, block * 64) != 0) << i);
  }
}

std::uint64_t Triggers::hits_portable(const char* bytes) const noexcept {
  std::uint64_t found = 0;
  for (unsigned i = 0; i < 64; ++i) {
    std::uint8_t all[2] = {0xFF, 0xFF};
    for (unsigned place = 0; place < 3; ++place) {
      const auto value = static_cast<unsigned char>(bytes[i + place]);
      for (unsigned t = 0; t < 2; ++t) all[t] &= static_cast<std::uint8_t>(low_[t][place][value & 15] & high_[t][place][value >> 4]);
    }
    found |= static_cast<std::uint64_t>((all[0] | all[1]) != 0) << i;
  }
  return found;
}

std::uint64_t Triggers::hits(std::string_view text, std::size_t from) const noexcept {
  char tail[66] = {};
  const char* bytes = text.data() + from;
  const std::size_t left = text.size() - from;
  if (left < 66) {
    std::memcpy(tail, bytes, left);
    bytes = tail;
  }
#if HANSIFT_X86
  std::uint64_t found = text::has_avx2() ? hits_avx2(bytes, low_, high_, count_ > 8) : hits_portable(bytes);
#else
  std::uint64_t found = hits_portable(bytes);
#endif
  if (left < 64) found &= (std::uint64_t{1} << left) - 1;
  return found;
}

}  // namespace hansift::cleaning
