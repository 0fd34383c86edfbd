#include "cleaning/triggers.hpp"

#include <algorithm>
#include <cstring>

#include "text/simd.hpp"

namespace hansift::cleaning {
namespace {

/// A block and the two bytes behind it, zero behind the end of the text.
class Padded {
 public:
  [[nodiscard]] const char* at(std::string_view text, std::size_t from) noexcept {
    const std::size_t left = text.size() - from;
    if (left >= sizeof tail_) return text.data() + from;
    std::memset(tail_, 0, sizeof tail_);
    std::memcpy(tail_, text.data() + from, left);
    return tail_;
  }

 private:
  char tail_[66];
};

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

TriggerSets::TriggerSets(std::span<const Triggers* const> sets) {
  struct Pattern {
    std::array<ByteSet, 3> parts;
    unsigned places;
    std::size_t set;
  };
  constexpr auto asks = [](ByteSet part) { return part.high != 0xFFFF || part.low != 0xFFFF; };
  std::vector<Pattern> patterns;
  for (std::size_t set = 0; set < sets.size(); ++set) {
    for (unsigned i = 0; i < sets[set]->count_; ++i) {
      Pattern made{{sets[set]->part(i, 0), sets[set]->part(i, 1), sets[set]->part(i, 2)}, 3, set};
      while (made.places > 1 && !asks(made.parts[made.places - 1])) --made.places;
      patterns.push_back(made);
    }
  }
  std::ranges::stable_sort(patterns, {}, &Pattern::places);
  tables_.resize((patterns.size() + 7) / 8);
  for (std::size_t i = 0; i < patterns.size(); ++i) {
    Table& table = tables_[i / 8];
    table.patterns.add(patterns[i].parts[0], patterns[i].parts[1], patterns[i].parts[2]);
    table.places = patterns[i].places;
    table.members[patterns[i].set] |= static_cast<std::uint8_t>(1U << i % 8);
  }
}

#if HANSIFT_X86

HANSIFT_AVX2 void TriggerSets::look_avx2(std::string_view text, std::span<std::uint8_t> blocks) const noexcept {
  const __m256i mask = _mm256_set1_epi8(15);
  for (std::size_t block = 0; block * 64 < text.size(); ++block) {
    Padded padded;
    const char* bytes = padded.at(text, block * 64);
    __m256i low[2][3], high[2][3];
    for (unsigned half = 0; half < 2; ++half) {
      for (unsigned place = 0; place < 3; ++place) {
        const __m256i now = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(bytes + 32 * half + place));
        low[half][place] = _mm256_and_si256(now, mask);
        high[half][place] = _mm256_and_si256(_mm256_srli_epi16(now, 4), mask);
      }
    }
    unsigned found = 0;
    for (const Table& one : tables_) {
      const auto at_place = [&](unsigned place, unsigned half) HANSIFT_AVX2 {
        return _mm256_and_si256(_mm256_shuffle_epi8(table(one.patterns.low_[0][place].data()), low[half][place]), _mm256_shuffle_epi8(table(one.patterns.high_[0][place].data()), high[half][place]));
      };
      __m256i here[2] = {at_place(0, 0), at_place(0, 1)};
      if (one.places > 1) {
        for (unsigned half = 0; half < 2; ++half) here[half] = _mm256_and_si256(here[half], at_place(1, half));
      }
      if (one.places > 2) {
        for (unsigned half = 0; half < 2; ++half) here[half] = _mm256_and_si256(here[half], at_place(2, half));
      }
      const __m256i any = _mm256_or_si256(here[0], here[1]);
      if (_mm256_testz_si256(any, any) != 0) continue;
      for (unsigned set = 0; set < one.members.size(); ++set) {
        const __m256i members = _mm256_set1_epi8(static_cast<char>(one.members[set]));
        found |= static_cast<unsigned>(_mm256_testz_si256(any, members) == 0) << set;
      }
    }
    blocks[block] = static_cast<std::uint8_t>(found);
  }
}

#endif

std::uint8_t TriggerSets::look_portable(const char* bytes) const noexcept {
  unsigned found = 0;
  for (const Table& table : tables_) {
    unsigned all = 0;
    for (unsigned i = 0; i < 64; ++i) {
      unsigned here = 0xFF;
      for (unsigned place = 0; place < table.places; ++place) {
        const auto value = static_cast<unsigned char>(bytes[i + place]);
        here &= static_cast<unsigned>(table.patterns.low_[0][place][value & 15] & table.patterns.high_[0][place][value >> 4]);
      }
      all |= here;
    }
    for (unsigned set = 0; set < table.members.size(); ++set) found |= static_cast<unsigned>((all & table.members[set]) != 0) << set;
  }
  return static_cast<std::uint8_t>(found);
}

void TriggerSets::look(std::string_view text, std::span<std::uint8_t> blocks) const noexcept {
#if HANSIFT_X86
  if (text::has_avx2()) return look_avx2(text, blocks);
#endif
  for (std::size_t block = 0; block * 64 < text.size(); ++block) {
    Padded padded;
    blocks[block] = look_portable(padded.at(text, block * 64));
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
  Padded padded;
  const char* bytes = padded.at(text, from);
  const std::size_t left = text.size() - from;
#if HANSIFT_X86
  std::uint64_t found = text::has_avx2() ? hits_avx2(bytes, low_, high_, count_ > 8) : hits_portable(bytes);
#else
  std::uint64_t found = hits_portable(bytes);
#endif
  if (left < 64) found &= (std::uint64_t{1} << left) - 1;
  return found;
}

}  // namespace hansift::cleaning
