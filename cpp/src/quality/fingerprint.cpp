#include <xxhash.h>

#include <algorithm>
#include <bit>
#include <cstring>

#include "hansift/quality.hpp"
#include "quality/fold.hpp"
#include "text/simd.hpp"

namespace hansift {
namespace quality {
namespace {

constexpr std::size_t shingle = 5;
constexpr std::size_t block = 2048;  // folded characters at a time: stays in the first-level cache
using Values = std::array<std::uint32_t, Fingerprint::permutations>;

constexpr std::uint64_t next_random(std::uint64_t& state) {
  // splitmix64 (Steele, Lea and Flood, "Fast splittable pseudorandom number generators", 2014)
  std::uint64_t value = state += 0x9E3779B97F4A7C15ULL;
  value = (value ^ value >> 30) * 0xBF58476D1CE4E5B9ULL;
  value = (value ^ value >> 27) * 0x94D049BB133111EBULL;
  return value ^ value >> 31;
}

/// Odd multipliers: x -> a * x mod 2^32 is a permutation of the 32-bit numbers. The values x are hashes already, so each permutation picks
/// every shingle of a set with the same probability, and the share of equal minima estimates the Jaccard similarity without bias.
constexpr Values make_multipliers() {
  Values made{};
  std::uint64_t state = 0x68616E73696674ULL;
  for (std::uint32_t& value : made) value = static_cast<std::uint32_t>(next_random(state) >> 32) | 1u;
  return made;
}
alignas(64) constexpr Values multipliers = make_multipliers();

/// Hashes of the shingles that begin at text[0, count): independent of one another, so the processor overlaps them.
void hash_shingles(const char32_t* text, std::size_t count, std::uint32_t* out) noexcept {
  for (std::size_t i = 0; i < count; ++i) {
    std::uint64_t value = text[i] * 0x9E3779B97F4A7C15ULL + text[i + 1] * 0xC2B2AE3D27D4EB4FULL + text[i + 2] * 0x165667B19E3779F9ULL +
                          text[i + 3] * 0xD6E8FEB86659FD93ULL + text[i + 4] * 0xFF51AFD7ED558CCDULL;
    value = (value ^ value >> 32) * 0xBF58476D1CE4E5B9ULL;
    value = (value ^ value >> 29) * 0x94D049BB133111EBULL;
    out[i] = static_cast<std::uint32_t>(value >> 32);
  }
}

void take_minima_portable(const std::uint32_t* hashes, std::size_t count, Values& minima) noexcept {
  for (std::size_t i = 0; i < count; ++i) {
    const std::uint32_t hash = hashes[i];
    for (std::size_t p = 0; p < minima.size(); ++p) minima[p] = std::min(minima[p], multipliers[p] * hash);
  }
}

#if HANSIFT_X86
/// Four vectors of permutations at a time stay in registers while all hashes of a block pass.
HANSIFT_AVX2 void take_minima_avx2(const std::uint32_t* hashes, std::size_t count, Values& minima) noexcept {
  constexpr std::size_t lanes = 8;
  for (std::size_t p = 0; p < minima.size(); p += 4 * lanes) {
    const auto* factors = reinterpret_cast<const __m256i*>(multipliers.data() + p);
    auto* kept = reinterpret_cast<__m256i*>(minima.data() + p);
    const __m256i a0 = _mm256_loadu_si256(factors), a1 = _mm256_loadu_si256(factors + 1);
    const __m256i a2 = _mm256_loadu_si256(factors + 2), a3 = _mm256_loadu_si256(factors + 3);
    __m256i m0 = _mm256_loadu_si256(kept), m1 = _mm256_loadu_si256(kept + 1), m2 = _mm256_loadu_si256(kept + 2), m3 = _mm256_loadu_si256(kept + 3);
    for (std::size_t i = 0; i < count; ++i) {
      const __m256i x = _mm256_set1_epi32(static_cast<int>(hashes[i]));
      m0 = _mm256_min_epu32(m0, _mm256_mullo_epi32(a0, x));
      m1 = _mm256_min_epu32(m1, _mm256_mullo_epi32(a1, x));
      m2 = _mm256_min_epu32(m2, _mm256_mullo_epi32(a2, x));
      m3 = _mm256_min_epu32(m3, _mm256_mullo_epi32(a3, x));
    }
    _mm256_storeu_si256(kept, m0);
    _mm256_storeu_si256(kept + 1, m1);
    _mm256_storeu_si256(kept + 2, m2);
    _mm256_storeu_si256(kept + 3, m3);
  }
}
#endif

void take_minima(const std::uint32_t* hashes, std::size_t count, Values& minima) noexcept {
#if HANSIFT_X86
  if (text::has_avx2()) return take_minima_avx2(hashes, count, minima);
#endif
  take_minima_portable(hashes, count, minima);
}

/// XXH3 over the characters as little-endian 32-bit numbers, so that every platform gets the same value.
void feed(XXH3_state_t& state, char32_t* characters, std::size_t count) {
  if constexpr (std::endian::native == std::endian::big) {
    for (std::size_t i = 0; i < count; ++i) characters[i] = static_cast<char32_t>(__builtin_bswap32(characters[i]));
  }
  XXH3_128bits_update(&state, characters, count * sizeof(char32_t));
  if constexpr (std::endian::native == std::endian::big) {
    for (std::size_t i = 0; i < count; ++i) characters[i] = static_cast<char32_t>(__builtin_bswap32(characters[i]));
  }
}

}  // namespace
}  // namespace quality

Fingerprint fingerprint(std::string_view text) {
  using namespace quality;
  Fingerprint result;
  result.minhash.fill(0xFFFFFFFFu);
  XXH3_state_t state;
  XXH3_128bits_reset(&state);

  // The last four characters of a block begin the next one, so that shingles span blocks.
  char32_t characters[block + shingle - 1] = {};
  std::uint32_t hashes[block];
  std::size_t carried = 0;
  bool any = false;
  Folder folder(text);
  while (const std::size_t fresh = folder.next(characters + carried, block)) {
    feed(state, characters + carried, fresh);
    const std::size_t have = carried + fresh;
    if (have >= shingle) {
      const std::size_t count = have - shingle + 1;
      hash_shingles(characters, count, hashes);
      take_minima(hashes, count, result.minhash);
      any = true;
      std::memmove(characters, characters + count, (shingle - 1) * sizeof(char32_t));
      carried = shingle - 1;
    } else {
      carried = have;
    }
  }
  if (!any && carried > 0) {
    // Fewer than five characters: one shingle of all of them.
    std::fill(characters + carried, characters + shingle, char32_t{0});
    hash_shingles(characters, 1, hashes);
    take_minima(hashes, 1, result.minhash);
  }
  const XXH128_hash_t hash = XXH3_128bits_digest(&state);
  result.exact = {hash.high64, hash.low64};
  return result;
}

std::array<std::uint64_t, Fingerprint::band_count> Fingerprint::bands() const noexcept {
  constexpr std::size_t rows = permutations / band_count;
  std::array<std::uint64_t, band_count> keys{};
  for (std::size_t band = 0; band < band_count; ++band) {
    // The number of the band goes in, so that keys of all bands may share one table.
    std::uint64_t key = 0x9E3779B97F4A7C15ULL * (band + 1);
    for (std::size_t row = 0; row < rows; ++row) {
      key = (key ^ minhash[band * rows + row]) * 0xBF58476D1CE4E5B9ULL;
      key ^= key >> 29;
    }
    keys[band] = key * 0x94D049BB133111EBULL;
    keys[band] ^= keys[band] >> 32;
  }
  return keys;
}

double Fingerprint::similarity(const Fingerprint& other) const noexcept {
  std::size_t equal = 0;
  for (std::size_t i = 0; i < permutations; ++i) equal += minhash[i] == other.minhash[i];
  return static_cast<double>(equal) / static_cast<double>(permutations);
}

}  // namespace hansift
