#include "text/utf8.hpp"

#include <algorithm>
#include <bit>

#include "hansift/text.hpp"
#include "text/scan.hpp"
#include "text/simd.hpp"

namespace hansift {
namespace {

/// The slow, plain reference; also finishes what the vector code leaves.
std::size_t valid_prefix_portable(std::string_view text, std::size_t at) noexcept {
  while (at < text.size()) {
    if (static_cast<unsigned char>(text[at]) < 0x80) {
      at += text::ascii_prefix(text.substr(at));
      continue;
    }
    const text::Decoded found = text::decode_at(text, at);
    if (!found.valid) return at;
    at += found.size;
  }
  return at;
}

#if HANSIFT_X86

// Keiser and Lemire, "Validating UTF-8 in less than one instruction per byte" (2021): three nibble look-ups find every error that two
// neighbouring bytes can show, a saturating comparison the third and fourth bytes that must be continuations. The error bits:
constexpr std::uint8_t too_short = 1 << 0;    // lead byte, then no continuation
constexpr std::uint8_t too_long = 1 << 1;     // ASCII, then a continuation
constexpr std::uint8_t overlong_3 = 1 << 2;   // E0 80..9F
constexpr std::uint8_t too_large = 1 << 3;    // F4 90.., F5..
constexpr std::uint8_t surrogate = 1 << 4;    // ED A0..BF
constexpr std::uint8_t overlong_2 = 1 << 5;   // C0, C1
constexpr std::uint8_t overlong_4 = 1 << 6;   // F0 80..8F; shares its bit with too_large of F5.. 1000
constexpr std::uint8_t too_large_1000 = 1 << 6;
constexpr std::uint8_t two_continuations = 1 << 7;
constexpr std::uint8_t carry = too_short | too_long | two_continuations;

alignas(16) constexpr std::uint8_t first_high[16] = {
    too_long, too_long, too_long, too_long, too_long, too_long, too_long, too_long,
    two_continuations, two_continuations, two_continuations, two_continuations,
    too_short | overlong_2, too_short, too_short | overlong_3 | surrogate, too_short | too_large | too_large_1000 | overlong_4};
alignas(16) constexpr std::uint8_t first_low[16] = {
    carry | overlong_3 | overlong_2 | overlong_4, carry | overlong_2, carry, carry,
    carry | too_large, carry | too_large | too_large_1000, carry | too_large | too_large_1000, carry | too_large | too_large_1000,
    carry | too_large | too_large_1000, carry | too_large | too_large_1000, carry | too_large | too_large_1000, carry | too_large | too_large_1000,
    carry | too_large | too_large_1000, carry | too_large | too_large_1000 | surrogate, carry | too_large | too_large_1000, carry | too_large | too_large_1000};
alignas(16) constexpr std::uint8_t second_high[16] = {
    too_short, too_short, too_short, too_short, too_short, too_short, too_short, too_short,
    too_long | overlong_2 | two_continuations | overlong_3 | too_large_1000 | overlong_4,
    too_long | overlong_2 | two_continuations | overlong_3 | too_large,
    too_long | overlong_2 | two_continuations | surrogate | too_large,
    too_long | overlong_2 | two_continuations | surrogate | too_large,
    too_short, too_short, too_short, too_short};

HANSIFT_AVX2 inline __m256i table(const std::uint8_t* values) noexcept {
  return _mm256_broadcastsi128_si256(_mm_load_si128(reinterpret_cast<const __m128i*>(values)));
}

template <int N>
HANSIFT_AVX2 inline __m256i previous(__m256i now, __m256i before) noexcept {
  return _mm256_alignr_epi8(now, _mm256_permute2x128_si256(before, now, 0x21), 16 - N);
}

/// Number of leading bytes, a multiple of 32, that are surely well-formed apart from a last character that may be cut.
HANSIFT_AVX2 std::size_t valid_blocks(std::string_view text) noexcept {
  const __m256i nibble = _mm256_set1_epi8(15);
  const __m256i high_1 = table(first_high);
  const __m256i low_1 = table(first_low);
  const __m256i high_2 = table(second_high);
  __m256i before = _mm256_setzero_si256();
  bool open = false;  // the block before was not ASCII: its last character may reach into this one
  std::size_t at = 0;
  for (; at + 32 <= text.size(); at += 32) {
    const __m256i now = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(text.data() + at));
    const bool ascii = _mm256_movemask_epi8(now) == 0;
    if (!(ascii && !open)) {
      const __m256i one = previous<1>(now, before);
      const __m256i error = _mm256_and_si256(
          _mm256_and_si256(_mm256_shuffle_epi8(high_1, _mm256_and_si256(_mm256_srli_epi16(one, 4), nibble)),
                           _mm256_shuffle_epi8(low_1, _mm256_and_si256(one, nibble))),
          _mm256_shuffle_epi8(high_2, _mm256_and_si256(_mm256_srli_epi16(now, 4), nibble)));
      const __m256i third = _mm256_subs_epu8(previous<2>(now, before), _mm256_set1_epi8(static_cast<char>(0xE0 - 0x80)));
      const __m256i fourth = _mm256_subs_epu8(previous<3>(now, before), _mm256_set1_epi8(static_cast<char>(0xF0 - 0x80)));
      const __m256i must = _mm256_and_si256(_mm256_or_si256(third, fourth), _mm256_set1_epi8(static_cast<char>(0x80)));
      if (_mm256_testz_si256(_mm256_xor_si256(must, error), _mm256_set1_epi8(-1)) == 0) return at;
    }
    before = now;
    open = !ascii;
  }
  return at;
}

HANSIFT_AVX2 std::size_t count_starts_avx2(std::string_view text, std::size_t& at) noexcept {
  std::size_t count = 0;
  const __m256i last_continuation = _mm256_set1_epi8(static_cast<char>(0xBF));
  for (; at + 32 <= text.size(); at += 32) {
    const __m256i bytes = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(text.data() + at));
    count += static_cast<std::size_t>(std::popcount(static_cast<std::uint32_t>(_mm256_movemask_epi8(_mm256_cmpgt_epi8(bytes, last_continuation)))));
  }
  return count;
}

HANSIFT_AVX2 std::size_t count_astral_avx2(std::string_view text, std::size_t& at) noexcept {
  std::size_t count = 0;
  const __m256i lead = _mm256_set1_epi8(static_cast<char>(0xF0));
  for (; at + 32 <= text.size(); at += 32) {
    const __m256i bytes = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(text.data() + at));
    const __m256i hit = _mm256_cmpeq_epi8(_mm256_max_epu8(bytes, lead), bytes);
    count += static_cast<std::size_t>(std::popcount(static_cast<std::uint32_t>(_mm256_movemask_epi8(hit))));
  }
  return count;
}

#endif

}  // namespace

std::size_t valid_prefix(std::string_view text) noexcept {
  std::size_t at = 0;
#if HANSIFT_X86
  if (text::has_avx2()) {
    at = valid_blocks(text);
    // Back to the last character start: that character may be cut, or be where the error begins.
    for (std::size_t back = 1; back <= 4 && back <= at; ++back) {
      if (!text::is_continuation(text[at - back])) {
        at -= back;
        break;
      }
    }
  }
#endif
  return valid_prefix_portable(text, at);
}

std::string to_valid_utf8(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  while (!text.empty()) {
    const std::size_t good = valid_prefix(text);
    out.append(text.substr(0, good));
    text.remove_prefix(good);
    if (text.empty()) break;
    text::append_utf8(out, text::replacement_character);
    text.remove_prefix(text::decode_at(text, 0).size);
  }
  return out;
}

std::size_t count_codepoints(std::string_view text) noexcept {
  std::size_t at = 0;
  std::size_t count = 0;
#if HANSIFT_X86
  if (text::has_avx2()) count = count_starts_avx2(text, at);
#endif
  return count + static_cast<std::size_t>(std::count_if(text.begin() + static_cast<std::ptrdiff_t>(at), text.end(),
                                                        [](char byte) { return !text::is_continuation(byte); }));
}

std::size_t count_utf16(std::string_view text) noexcept {
  std::size_t at = 0;
  std::size_t astral = 0;
#if HANSIFT_X86
  if (text::has_avx2()) astral = count_astral_avx2(text, at);
#endif
  astral += static_cast<std::size_t>(std::count_if(text.begin() + static_cast<std::ptrdiff_t>(at), text.end(),
                                                   [](char byte) { return static_cast<unsigned char>(byte) >= 0xF0; }));
  return count_codepoints(text) + astral;
}

}  // namespace hansift
