#include "encoding/pairs.hpp"

#include <algorithm>
#include <bit>
#include <cstring>
#include <memory>

#include "encoding/private_use.hpp"
#include "encoding/tables.hpp"
#include "text/simd.hpp"

namespace hansift::encoding {
namespace {

#if defined(__GNUC__)
#define HANSIFT_INLINE [[gnu::always_inline]] inline
#else
#define HANSIFT_INLINE inline
#endif

// --- tables --------------------------------------------------------------------------------------------------------------------------

constexpr std::size_t table_size = 0x10000;

constexpr bool leads_shift_jis(unsigned byte) noexcept { return (byte ^ 0x20) - 0xA1 < 0x3C; }

/// Code point of the pair in the index of `family`; 0 if there is none.
std::uint32_t index_value(Family family, unsigned lead, unsigned trail) noexcept {
  const DoubleByte& tables = double_byte();
  switch (family) {
    case Family::gb18030: return lookup(tables.gbk, gbk_shape, lead, trail);
    case Family::big5: return big5_code_point(lookup(tables.big5, big5_shape, lead, trail));
    case Family::euc_kr: return lookup(tables.euc_kr, euc_kr_shape, lead, trail);
    case Family::shift_jis:
      return lead < 0xA0 ? lookup(tables.sjis_low, sjis_low_shape, lead, trail) : lookup(tables.sjis_high, sjis_high_shape, lead, trail);
    case Family::euc_jp:
      return lead == 0x8E ? (trail - 0xA1 < 0x3F ? 0xFF61 - 0xA1 + trail : 0) : lookup(tables.jis0208, jis_shape, lead, trail);
    case Family::euc_tw: return cns_code_point(1, lead, trail);
    case Family::johab: return johab_code_point(lead, trail);
    default: return 0;
  }
}

/// What the bytes begin with, if the quick way may take it: one unit of UTF-16, and nothing that the private-use policy wants to see.
std::uint16_t quick_value(Family family, unsigned lead, unsigned trail) noexcept {
  if (lead < 0x80) return static_cast<std::uint16_t>(lead);
  if (family == Family::shift_jis && !leads_shift_jis(lead)) {
    return static_cast<std::uint16_t>(lead == 0x80 ? 0x80 : lead - 0xA1 < 0x3F ? 0xFF61 - 0xA1 + lead : 0);
  }
  const std::uint32_t value = index_value(family, lead, trail);
  return value > 0xFFFF || is_private_use(value) ? 0 : static_cast<std::uint16_t>(value);
}

std::unique_ptr<std::uint16_t[]> make_units(Family family) {
  auto made = std::make_unique<std::uint16_t[]>(table_size);
  for (std::size_t code = 0; code < table_size; ++code) {
    made[code] = quick_value(family, static_cast<unsigned>(code >> 8), static_cast<unsigned>(code & 0xFF));
  }
  return made;
}

std::unique_ptr<std::uint32_t[]> make_utf8(Family family) {
  auto made = std::make_unique<std::uint32_t[]>(table_size);
  for (std::size_t code = 0; code < table_size; ++code) {
    const auto lead = static_cast<unsigned>(code >> 8);
    const unsigned value = quick_value(family, lead, static_cast<unsigned>(code & 0xFF));
    if (value == 0) continue;
    unsigned char bytes[4] = {};
    unsigned written = 0;
    if (value < 0x80) {
      bytes[written++] = static_cast<unsigned char>(value);
    } else if (value < 0x800) {
      bytes[written++] = static_cast<unsigned char>(0xC0 | value >> 6);
      bytes[written++] = static_cast<unsigned char>(0x80 | (value & 0x3F));
    } else {
      bytes[written++] = static_cast<unsigned char>(0xE0 | value >> 12);
      bytes[written++] = static_cast<unsigned char>(0x80 | (value >> 6 & 0x3F));
      bytes[written++] = static_cast<unsigned char>(0x80 | (value & 0x3F));
    }
    const unsigned width = family == Family::shift_jis ? (leads_shift_jis(lead) ? 2 : 1) : lead < 0x80 ? 1 : 2;
    bytes[3] = static_cast<unsigned char>(width << 4 | written);
    std::memcpy(&made[code], bytes, 4);
  }
  return made;
}

template <Family family>
const std::uint32_t* utf8_table() {
  static const auto made = make_utf8(family);
  return made.get();
}

template <Family family>
const std::uint16_t* unit_table() {
  static const auto made = make_units(family);
  return made.get();
}

// --- the walk ------------------------------------------------------------------------------------------------------------------------

/// The last byte in memory of an entry of the UTF-8 table.
HANSIFT_INLINE unsigned sizes_of(std::uint32_t entry) noexcept {
  return std::endian::native == std::endian::little ? entry >> 24 : entry & 0xFF;
}

HANSIFT_INLINE std::size_t code_at(const unsigned char* at) noexcept { return static_cast<std::size_t>(at[0]) << 8 | at[1]; }

/// One bit a byte of at[0, 64): could lead a pair.
template <bool shift_jis>
HANSIFT_INLINE std::uint64_t lead_bits(const unsigned char* at) noexcept {
  std::uint64_t bits = 0;
#if HANSIFT_X86
  for (unsigned lane = 0; lane < 4; ++lane) {
    __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i*>(at + 16 * lane));
    if constexpr (shift_jis) {
      const __m128i offset = _mm_sub_epi8(_mm_xor_si128(bytes, _mm_set1_epi8(0x20)), _mm_set1_epi8(static_cast<char>(0xA1)));
      bytes = _mm_cmpeq_epi8(_mm_min_epu8(offset, _mm_set1_epi8(0x3B)), offset);
    }
    bits |= static_cast<std::uint64_t>(static_cast<unsigned>(_mm_movemask_epi8(bytes))) << 16 * lane;
  }
#else
  for (unsigned i = 0; i < 64; ++i) bits |= static_cast<std::uint64_t>(shift_jis ? leads_shift_jis(at[i]) : at[i] >= 0x80) << i;
#endif
  return bits;
}

/// Which of 64 bytes start a character, if the first one does and every lead takes the next byte with it. In a row of leads every other
/// one is a trail; adding the odd starts of rows to the rows tells the two parities apart without a loop (the same trick finds escaped
/// quotes: Langdale and Lemire, "Parsing gigabytes of JSON per second", 2019).
HANSIFT_INLINE std::uint64_t start_bits(std::uint64_t leads) noexcept {
  constexpr std::uint64_t even = 0x5555555555555555;
  const std::uint64_t behind = leads << 1;
  const std::uint64_t odd_starts = leads & ~behind & ~even;
  const std::uint64_t trails = (even ^ ((leads + odd_starts) << 1)) & behind;
  return ~trails;
}

/// The characters of a block. Every 64 bytes have 32 starts or more, so that a loop of fixed length over them needs no branch that depends
/// on the text; the walk goes on at the 33rd.
constexpr unsigned block_cells = 32;

/// `out.ascii(at)` writes 64 bytes of ASCII, `out.cells(at, starts)` the first 32 characters of `starts`, which it takes away: it returns
/// how many it wrote, fewer if the table does not have one. `out.one(code)` writes a character and is false if the table does not have it.
/// `out.room()`: a block may be written.
template <bool shift_jis, class Out>
HANSIFT_INLINE PairStop walk(std::string_view source, std::size_t from, Out& out) {
  const auto* bytes = reinterpret_cast<const unsigned char*>(source.data());
  const unsigned char* at = bytes + from;
  const unsigned char* const end = bytes + source.size();
  const auto offset = [bytes](const unsigned char* p) { return static_cast<std::size_t>(p - bytes); };
  while (end - at > 64) {
    if (!out.room()) return {offset(at), false};
    const std::uint64_t leads = lead_bits<shift_jis>(at);
    if (leads == 0 && (!shift_jis || lead_bits<false>(at) == 0)) {
      out.ascii(at);
      at += 64;
      continue;
    }
    std::uint64_t starts = start_bits(leads);
    // The last byte may lead a pair that ends in the next block.
    const std::uint64_t straddle = (starts & leads) >> 63;
    const unsigned written = out.cells(at, starts);
    if (written < block_cells) {
      starts = start_bits(leads);
      for (unsigned i = 0; i < written; ++i) starts &= starts - 1;
      return {offset(at) + static_cast<std::size_t>(std::countr_zero(starts)), true};
    }
    at += starts != 0 ? static_cast<std::uint64_t>(std::countr_zero(starts)) : 64 + straddle;
  }
  if (!out.room()) return {offset(at), false};
  while (end - at > 1) {
    if (!out.one(code_at(at))) break;
    at += shift_jis ? 1 + leads_shift_jis(*at) : 1 + (*at >> 7);
  }
  return {offset(at), true};
}

/// The first 32 characters of `starts`, one by one.
template <class Out>
HANSIFT_INLINE unsigned each_cell(Out& out, const unsigned char* at, std::uint64_t& starts) {
  for (unsigned i = 0; i < block_cells; ++i) {
    if (!out.one(code_at(at + std::countr_zero(starts)))) return i;
    starts &= starts - 1;
  }
  return block_cells;
}

struct Utf8 {
  const std::uint32_t* table;
  char* p;
  const char* limit;
  HANSIFT_INLINE bool room() const noexcept { return p <= limit; }
  HANSIFT_INLINE bool one(std::size_t code) noexcept {
    const std::uint32_t entry = table[code];
    if (entry == 0) return false;
    std::memcpy(p, &entry, 4);
    p += sizes_of(entry) & 15;
    return true;
  }
  HANSIFT_INLINE void ascii(const unsigned char* at) noexcept {
    std::memcpy(p, at, 64);
    p += 64;
  }
  HANSIFT_INLINE unsigned cells(const unsigned char* at, std::uint64_t& starts) noexcept { return each_cell(*this, at, starts); }
};

struct TracedUtf8 {
  const std::uint32_t* table;
  char* p;
  const char* limit;
  PairRun* runs;
  const PairRun* run_limit;
  std::uint32_t count = 0;
  unsigned sizes = 0;
  HANSIFT_INLINE bool room() const noexcept { return p <= limit && runs <= run_limit; }
  HANSIFT_INLINE bool one(std::size_t code) noexcept {
    const std::uint32_t entry = table[code];
    if (entry == 0) return false;
    std::memcpy(p, &entry, 4);
    const unsigned found = sizes_of(entry);
    p += found & 15;
    if (found != sizes) {
      close();
      sizes = found;
    }
    ++count;
    return true;
  }
  HANSIFT_INLINE void ascii(const unsigned char* at) noexcept {
    close();
    sizes = 0;
    std::memcpy(p, at, 64);
    p += 64;
    *runs++ = {64, 1, 1};
  }
  HANSIFT_INLINE unsigned cells(const unsigned char* at, std::uint64_t& starts) noexcept { return each_cell(*this, at, starts); }
  HANSIFT_INLINE void close() noexcept {
    if (count > 0) *runs++ = {count, static_cast<std::uint8_t>(sizes >> 4), static_cast<std::uint8_t>(sizes & 15)};
    count = 0;
  }
};

struct Units {
  const std::uint16_t* table;
  char16_t* p;
  HANSIFT_INLINE bool room() const noexcept { return true; }
  HANSIFT_INLINE bool one(std::size_t code) noexcept {
    const std::uint16_t entry = table[code];
    if (entry == 0) return false;
    *p++ = static_cast<char16_t>(entry);
    return true;
  }
  HANSIFT_INLINE void ascii(const unsigned char* at) noexcept {
    for (unsigned i = 0; i < 64; ++i) p[i] = at[i];
    p += 64;
  }
  HANSIFT_INLINE unsigned cells(const unsigned char* at, std::uint64_t& starts) noexcept {
#if HANSIFT_X86
    for (unsigned i = 0; i < block_cells; ++i) {
      p[i] = static_cast<char16_t>(table[code_at(at + std::countr_zero(starts))]);
      starts &= starts - 1;
    }
    // What is missing is looked for afterwards, in all of the block at once.
    __m128i zero = _mm_setzero_si128();
    __m128i missing = zero;
    for (unsigned i = 0; i < block_cells; i += 8) {
      missing = _mm_or_si128(missing, _mm_cmpeq_epi16(_mm_loadu_si128(reinterpret_cast<const __m128i*>(p + i)), zero));
    }
    unsigned written = block_cells;
    if (_mm_movemask_epi8(missing) != 0) written = static_cast<unsigned>(std::find(p, p + block_cells, u'\0') - p);
    p += written;
    return written;
#else
    return each_cell(*this, at, starts);
#endif
  }
};

#if HANSIFT_X86
template <bool shift_jis, class Out>
HANSIFT_AVX2 PairStop walk_bmi(std::string_view source, std::size_t from, Out& out) {
  Out local = out;  // in registers
  const PairStop stop = walk<shift_jis>(source, from, local);
  out = local;
  return stop;
}
#endif

template <bool shift_jis, class Out>
PairStop walk_portable(std::string_view source, std::size_t from, Out& out) {
  Out local = out;
  const PairStop stop = walk<shift_jis>(source, from, local);
  out = local;
  return stop;
}

template <class Out>
PairStop dispatch(bool shift_jis, std::string_view source, std::size_t from, Out& out) {
#if HANSIFT_X86
  if (text::has_avx2()) return shift_jis ? walk_bmi<true>(source, from, out) : walk_bmi<false>(source, from, out);
#endif
  return shift_jis ? walk_portable<true>(source, from, out) : walk_portable<false>(source, from, out);
}

}  // namespace

PairTables utf8_pairs(Family family) {
  switch (family) {
    case Family::gb18030: return {utf8_table<Family::gb18030>(), nullptr, false};
    case Family::big5: return {utf8_table<Family::big5>(), nullptr, false};
    case Family::euc_kr: return {utf8_table<Family::euc_kr>(), nullptr, false};
    case Family::shift_jis: return {utf8_table<Family::shift_jis>(), nullptr, true};
    case Family::euc_jp: return {utf8_table<Family::euc_jp>(), nullptr, false};
    case Family::euc_tw: return {utf8_table<Family::euc_tw>(), nullptr, false};
    default: return {utf8_table<Family::johab>(), nullptr, false};
  }
}

PairTables unit_pairs(Family family) {
  switch (family) {
    case Family::gb18030: return {nullptr, unit_table<Family::gb18030>(), false};
    case Family::big5: return {nullptr, unit_table<Family::big5>(), false};
    case Family::euc_kr: return {nullptr, unit_table<Family::euc_kr>(), false};
    case Family::shift_jis: return {nullptr, unit_table<Family::shift_jis>(), true};
    case Family::euc_jp: return {nullptr, unit_table<Family::euc_jp>(), false};
    case Family::euc_tw: return {nullptr, unit_table<Family::euc_tw>(), false};
    default: return {nullptr, unit_table<Family::johab>(), false};
  }
}

PairStop pairs_to_utf8(const PairTables& tables, std::string_view source, std::size_t at, char*& out, const char* limit) {
  Utf8 sink{tables.utf8, out, limit};
  const PairStop stop = dispatch(tables.shift_jis, source, at, sink);
  out = sink.p;
  return stop;
}

PairStop pairs_to_utf8(const PairTables& tables, std::string_view source, std::size_t at, char*& out, const char* limit, PairRun*& runs,
                       const PairRun* run_limit) {
  TracedUtf8 sink{tables.utf8, out, limit, runs, run_limit};
  const PairStop stop = dispatch(tables.shift_jis, source, at, sink);
  sink.close();
  out = sink.p;
  runs = sink.runs;
  return stop;
}

PairStop pairs_to_units(const PairTables& tables, std::string_view source, std::size_t at, char16_t*& out) {
  Units sink{tables.units, out};
  const PairStop stop = dispatch(tables.shift_jis, source, at, sink);
  out = sink.p;
  return stop;
}

}  // namespace hansift::encoding
