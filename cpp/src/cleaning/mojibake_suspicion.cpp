#include "cleaning/mojibake_suspicion.hpp"

#include <algorithm>
#include <array>

#include "cleaning/mojibake_lattice.hpp"
#include "text/scan.hpp"
#include "text/simd.hpp"
#include "text/utf8.hpp"

namespace hansift::cleaning {
namespace {

constexpr std::size_t apart = 48;  ///< bytes from one place found to the next
constexpr std::size_t back = 36, ahead = 30;  ///< bytes that are looked at more closely
constexpr unsigned limit = 16;         ///< for all characters
constexpr unsigned coarse_limit = 14;  ///< for the quick look
constexpr unsigned forgetful = 2;      ///< bytes of ASCII behind which what was before counts half
constexpr unsigned forgotten = 8;      ///< the same behind which it does not count

/// What a sample tells: how much the character speaks for mojibake by itself, whether it is kana, and whether it is a Han character that
/// Japanese does not have, which speaks for mojibake beside kana.
constexpr unsigned kana_bit = 0x80, not_japanese = 0x40, weight_bits = 0x3F;
constexpr unsigned beside_kana = 8;

/// By code point; the last ones are there for loads of four bytes.
using Weights = std::array<std::uint8_t, 0x10000 + 4>;

Weights make_weights() {
  Weights made{};
  const auto& quick = quick_costs();
  const encoding::Model& model = encoding::model();
  for (char32_t value = 0x80; value < 0x10000; ++value) {
    const unsigned cost = quick[value];
    const bool half_width = value >= 0xFF66 && value < 0xFF9E;
    unsigned weight = value < 0xA0 ? 16 : value < 0x100 ? 7 : half_width ? 6 : cost >= 17 ? 11 : cost >= 15 ? 7 : cost >= 13 ? 5 : cost >= 12 ? 3 : 0;
    // Small forms and half-width marks are rare and yet written on purpose; beside real mojibake others give it away.
    if ((value >= 0xFE50 && value <= 0xFE6B) || (value >= 0xFF61 && value <= 0xFF65)) weight = 0;
    if (value >= 0x3041 && value < 0x30FB) weight |= kana_bit;
    if (encoding::is_han(value) && model.single_cost(encoding::japanese, value) >= 18 * encoding::bit) weight |= not_japanese;
    made[value] = static_cast<std::uint8_t>(weight);
  }
  return made;
}

const Weights& weights() {
  static const Weights made = make_weights();
  return made;
}

/// A sum of the samples that forgets the earlier ones.
class Leaky {
 public:
  /// Whether what was seen so far is more than a threshold.
  [[nodiscard]] bool add(unsigned sample, unsigned threshold) noexcept {
    since_kana_ = (sample & kana_bit) != 0 ? 8 : since_kana_ - (since_kana_ != 0);
    sum_ = sum_ - (sum_ + 3) / 4 + (sample & weight_bits) + ((sample & not_japanese) != 0 && since_kana_ != 0 ? beside_kana : 0);
    return sum_ >= threshold;
  }
  void forget() noexcept { sum_ = since_kana_ = 0; }

 private:
  unsigned sum_ = 0, since_kana_ = 0;
};

/// The first suspicious place of text[begin, end), looking at every character; `end` if there is none.
std::size_t first_place(std::string_view text, std::size_t begin, std::size_t end, const Weights& table) noexcept {
  Leaky sum;
  for (std::size_t at = begin; at < end;) {
    if (text::is_continuation(text[at])) {
      ++at;
      continue;
    }
    const text::Decoded one = text::decode_at(text, at);
    if (sum.add(one.value < 0x10000 ? table[one.value] : 0, limit)) return at;
    at += one.size;
  }
  return end;
}

/// A quick look at all characters, less exact than first_place: weights are added by pairs of characters, and of what came before a half and
/// a quarter, of the pair before that one.
struct Scan {
  std::size_t at = 0;
  unsigned sum = 0;    ///< as of the last pair
  bool kana = false;   ///< in the last block
  bool suspicious = false;

  /// Adds one character.
  void add(unsigned entry) noexcept {
    sum = sum - sum / 4 + (entry & weight_bits) + ((entry & not_japanese) != 0 && kana ? beside_kana : 0);
    kana = kana || (entry & kana_bit) != 0;
    suspicious = sum >= coarse_limit;
  }
};

constexpr std::size_t block = 8;         ///< characters of three bytes that are added at once
constexpr std::size_t block_reads = 28;  ///< bytes that must be there for it
static_assert(beside_kana == not_japanese >> 3);

/// Goes over characters of three bytes with little ASCII between as long as nothing is suspicious and the text is not near its end.
void scan_wide_portable(const unsigned char* bytes, std::size_t size, const Weights& table, Scan& scan) noexcept {
  std::array<unsigned, 6> pairs = {0, scan.sum};  // two of the last block, four of this one
  while (size - scan.at >= block_reads) {
    std::array<unsigned, block> entries{};
    std::size_t count = 0;
    unsigned all = 0;
    for (; count < block; ++count) {
      const unsigned char* one = bytes + scan.at + 3 * count;
      if ((one[0] & 0xF0U) != 0xE0) break;
      all |= entries[count] = table[(one[0] & 0x0FU) << 12 | (one[1] & 0x3FU) << 6 | (one[2] & 0x3FU)];
    }
    if (count == 0) {
      unsigned run = 0;
      while (run < 12 && bytes[scan.at + run] < 0x80) ++run;
      if (run - 1 >= 11) return;
      pairs[0] >>= run / forgetful;
      pairs[1] >>= run / forgetful;
      scan.sum >>= run / forgetful;
      scan.kana = scan.kana && run < forgotten;
      scan.at += run;
      continue;
    }
    scan.at += 3 * count;
    const bool has_kana = (all & kana_bit) != 0;
    const unsigned japanese = has_kana || scan.kana ? not_japanese : 0;
    scan.kana = has_kana;
    for (std::size_t i = 0; i < 4; ++i) {
      pairs[i + 2] = 0;
      for (const unsigned entry : {entries[2 * i], entries[2 * i + 1]}) pairs[i + 2] += (entry & weight_bits) + ((entry & japanese) >> 3);
      scan.sum = pairs[i + 2] + pairs[i + 1] / 2 + pairs[i] / 4;
      scan.suspicious = scan.suspicious || scan.sum >= coarse_limit;
    }
    pairs[0] = pairs[4];
    pairs[1] = pairs[5];
    if (scan.suspicious) return;
  }
}

#if HANSIFT_X86

HANSIFT_AVX2 void scan_wide_avx2(const unsigned char* bytes, std::size_t size, const Weights& table, Scan& scan) noexcept {
  const __m256i spread = _mm256_broadcastsi128_si256(_mm_setr_epi8(2, 1, 0, -1, 5, 4, 3, -1, 8, 7, 6, -1, 11, 10, 9, -1));
  const __m256i places = _mm256_set1_epi32(0x1 | 64 << 8 | 16 << 16);
  const __m256i rows = _mm256_set1_epi32(1 | 256 << 16);
  const __m256i lanes = _mm256_setr_epi32(0, 1, 2, 3, 4, 5, 6, 7);
  const __m256i limits = _mm256_set1_epi32(coarse_limit - 1);
  __m256i before = _mm256_setr_epi64x(0, 0, 0, scan.sum);
  while (size - scan.at >= block_reads) {
    const unsigned char* from = bytes + scan.at;
    const __m256i raw = _mm256_inserti128_si256(_mm256_castsi128_si256(_mm_loadu_si128(reinterpret_cast<const __m128i*>(from))),
                                                _mm_loadu_si128(reinterpret_cast<const __m128i*>(from + 12)), 1);
    const __m256i wide = _mm256_shuffle_epi8(raw, spread);
    const __m256i leads = _mm256_cmpeq_epi32(_mm256_and_si256(wide, _mm256_set1_epi32(0x00F00000)), _mm256_set1_epi32(0x00E00000));
    const auto found = static_cast<unsigned>(_mm256_movemask_ps(_mm256_castsi256_ps(leads)));
    const auto count = static_cast<std::size_t>(__builtin_ctz(~found));
    if (count == 0) {
      // Some ASCII between is passed here, anything else and longer stretches by the caller.
      const auto high = static_cast<unsigned>(_mm_movemask_epi8(_mm256_castsi256_si128(raw)) & 0xFFF);
      const auto run = static_cast<unsigned>(__builtin_ctz(high | 0x1000));
      if (run - 1 >= 11) return;
      before = _mm256_srl_epi64(before, _mm_cvtsi32_si128(static_cast<int>(run / forgetful)));
      scan.sum = scan.sum >> run / forgetful;
      scan.kana = scan.kana && run < forgotten;
      scan.at += run;
      continue;
    }
    // A branch where an addition would do: the next load need not wait for this block then.
    if (found == 0xFF) [[likely]] {
      scan.at += 3 * block;
    } else {
      scan.at += 3 * count;
    }
    // Index into the table from the bits of the three bytes: b2 + 64 b1 and 16 b0, then b2 + 64 b1 + 4096 b0.
    const __m256i bits = _mm256_and_si256(wide, _mm256_set1_epi32(0x000F3F3F));
    const __m256i index = _mm256_madd_epi16(_mm256_maddubs_epi16(bits, places), rows);
    const __m256i use = _mm256_and_si256(_mm256_cmpgt_epi32(_mm256_set1_epi32(static_cast<int>(count)), lanes), _mm256_set1_epi32(0xFF));
    const __m256i entries = _mm256_and_si256(_mm256_i32gather_epi32(reinterpret_cast<const int*>(table.data()), index, 1), use);
    __m256i weights = _mm256_and_si256(entries, _mm256_set1_epi32(weight_bits));
    const bool has_kana = _mm256_movemask_ps(_mm256_castsi256_ps(_mm256_slli_epi32(entries, 24))) != 0;
    if (has_kana || scan.kana) weights = _mm256_add_epi32(weights, _mm256_srli_epi32(_mm256_and_si256(entries, _mm256_set1_epi32(not_japanese)), 3));
    scan.kana = has_kana;
    const __m256i pairs = _mm256_sad_epu8(weights, _mm256_setzero_si256());
    const __m256i two_before = _mm256_permute2x128_si256(before, pairs, 0x21);
    const __m256i one_before = _mm256_alignr_epi8(pairs, two_before, 8);
    const __m256i sums = _mm256_add_epi32(pairs, _mm256_add_epi32(_mm256_srli_epi32(one_before, 1), _mm256_srli_epi32(two_before, 2)));
    before = pairs;
    scan.suspicious = _mm256_movemask_epi8(_mm256_cmpgt_epi32(sums, limits)) != 0;
    scan.sum = static_cast<unsigned>(_mm256_extract_epi32(sums, 6));
    if (scan.suspicious) return;
  }
}

#endif

void scan_wide(std::string_view text, const Weights& table, Scan& scan) noexcept {
  const auto* bytes = reinterpret_cast<const unsigned char*>(text.data());
#if HANSIFT_X86
  if (text::has_avx2()) return scan_wide_avx2(bytes, text.size(), table, scan);
#endif
  scan_wide_portable(bytes, text.size(), table, scan);
}

/// Goes on until something is suspicious or the text ends.
void scan_on(std::string_view text, const Weights& table, Scan& scan) noexcept {
  while (scan.at < text.size()) {
    const unsigned lead = static_cast<unsigned char>(text[scan.at]);
    if (lead < 0x80) {
      const std::size_t run = text::ascii_prefix(text.substr(scan.at));
      scan.sum = run >= 2 * forgotten ? 0 : scan.sum >> run / forgetful;
      scan.kana = scan.kana && run < forgotten;
      scan.at += run;
      continue;
    }
    if (lead >= 0xE0 && lead < 0xF0) {
      const std::size_t before = scan.at;
      scan_wide(text, table, scan);
      if (scan.suspicious) return;
      if (scan.at != before) continue;
    }
    const text::Decoded one = text::decode_at(text, scan.at);
    const unsigned entry = one.value < 0x10000 ? table[one.value] : 0;
    scan.at += one.size;
    scan.add(entry);
    if (scan.suspicious) return;
  }
}

}  // namespace

std::vector<std::size_t> suspicious_places(std::string_view text) {
  std::vector<std::size_t> found;
  const Weights& table = weights();
  Scan scan;
  std::size_t done = 0;  // what lies before was looked at closely
  for (;;) {
    scan_on(text, table, scan);
    if (!scan.suspicious) return found;
    const std::size_t begin = std::max(done, scan.at > back ? scan.at - back : 0);
    const std::size_t end = std::min(scan.at + ahead, text.size());
    const std::size_t place = first_place(text, begin, end, table);
    if (place < end) found.push_back(place);
    done = std::max(scan.at, place < end ? std::min(place + apart, text.size()) : end);
    while (done < text.size() && text::is_continuation(text[done])) ++done;
    scan = {};
    scan.at = done;
  }
}

}  // namespace hansift::cleaning
