#pragma once

// The compiled dictionaries: one read-only block made by cpp/tools/compile_script_table.py and embedded in the library. Nothing is parsed;
// views point into it. Offsets are in bytes from the start of the block, sections are 64-byte aligned, numbers little-endian.

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

#include "text/utf8.hpp"

namespace hansift::script {

/// Flags in the high byte of a character's word. The low three bytes are its UTF-8 bytes XOR those of what it becomes (0: unchanged).
inline constexpr std::uint32_t odd_flag = 1U << 24;          ///< becomes something that is not three bytes: low bytes index the odd values
inline constexpr std::uint32_t normalize_flag = 2U << 24;    ///< compatibility ideograph: the text has to be normalised first
inline constexpr std::uint32_t description_flag = 4U << 24;  ///< operator of an ideographic description sequence

inline constexpr std::uint32_t begins_flag = 8U << 24;       ///< an entry of two and more characters begins with it
inline constexpr std::uint32_t surrogate_flag = 16U << 24;   ///< half a character of UTF-16
inline constexpr std::uint32_t becomes_bits = 0xFFFFFF;

inline constexpr std::uint32_t by_character = 1U << 23;  ///< the value is that of the characters one by one

/// Class bits of a character, for identify().
inline constexpr std::uint8_t hans_class = 1;
inline constexpr std::uint8_t hant_class = 2;
inline constexpr std::uint8_t taiwan_class = 4;
inline constexpr std::uint8_t hong_kong_class = 8;
inline constexpr std::uint8_t cantonese_class = 16;
inline constexpr std::uint8_t region_class = 32;  ///< the character alone is in the model of regions

struct Slot {            // of a hash table of the first two characters of the keys
  std::uint32_t first;   // bits 0-20 the first character (0: empty slot), 21-31 number of longer keys
  std::uint32_t second;  // the second character
  std::uint32_t word;    // bits 0-22 value number + 1 of the pair itself (0: the pair alone is no key), 23 by_character
  std::uint32_t tails;   // index of the first longer key; they are sorted by length, longest first
};

struct Tail {           // what follows the pair in a longer key
  std::uint64_t bytes;  // its first eight bytes
  std::uint32_t value;  // bits 0-22 value number, 23 by_character, 24-31 number of bytes
  std::uint32_t rest;   // offset of its ninth byte in the pool
};

struct ConfigRecord {
  char name[8];
  std::uint32_t ascii_run;  // most ASCII characters that a key begins with
  std::uint32_t composed;
  std::uint32_t head_filter, head_log2, pair_filter, pair_log2, triple_filter, triple_log2;
  std::uint32_t slots, tails, slots_log2, values;
  std::uint32_t gap_slots, gap_tails, gap_log2, gap_values;
};

/// One to four characters of the model of regions, with weights in tenths of a natural logarithm.
struct RegionEntry {
  std::uint32_t check;            // the low half of its hash; 0: empty slot
  std::int8_t mainland;           // for the mainland, against Taiwan
  std::int8_t hong_kong;          // for Hong Kong, against Taiwan
  std::int8_t first, second;      // of a pair: what it says of its first and its second character being a converter's wrong choice
};
static_assert(sizeof(Slot) == 16 && sizeof(Tail) == 16 && sizeof(RegionEntry) == 8 && sizeof(ConfigRecord) == 72);

struct Header {
  char magic[8];
  std::uint32_t byte_order, layout, size;
  std::uint32_t record_count, records, normal_characters, blocks, odd_values, pool;
  std::uint32_t region_entries, region_log2, region_filter, region_filter_log2;
  std::uint32_t classes;
};
static_assert(sizeof(Header) == 64);

[[nodiscard]] inline std::uint32_t load4(const char* at) noexcept {
  std::uint32_t word;
  std::memcpy(&word, at, 4);
  return word;
}

[[nodiscard]] constexpr std::uint64_t hash_pair(std::uint64_t first, std::uint64_t second) noexcept {
  return first * 0x9E3779B97F4A7C15ULL + second * 0xC2B2AE3D27D4EB4FULL;
}
[[nodiscard]] constexpr std::uint64_t hash_triple(std::uint64_t pair, std::uint64_t third) noexcept {
  return pair + third * 0x165667B19E3779F9ULL;
}

/// Of one character more behind three.
[[nodiscard]] constexpr std::uint64_t hash_fourth(std::uint64_t triple, std::uint64_t fourth) noexcept {
  return triple + fourth * 0x27D4EB2F165667C5ULL;
}

/// A set of hashes that may say yes too often: two bits a hash in one word of 64 (a blocked Bloom filter).
struct HashFilter {
  const std::uint64_t* words = nullptr;
  std::uint32_t shift = 0;
  [[nodiscard]] bool has(std::uint64_t hash) const noexcept {
    const std::uint64_t word = words[hash >> shift];
    return (word >> (hash >> 44 & 63) & word >> (hash >> 38 & 63) & 1) != 0;
  }
};

/// The same for pairs of UTF-16 units, with one bit a pair: it is asked for nearly every character.
struct HeadFilter {
  const std::uint32_t* words = nullptr;
  std::uint32_t shift = 0;
  [[nodiscard]] bool has(std::uint32_t units) const noexcept {
    const auto bit = static_cast<std::uint32_t>(units * 0x9E3779B97F4A7C15ULL >> shift);
    return (words[bit >> 5] >> (bit & 31) & 1) != 0;
  }
};

/// What words, pairs and single characters say of the region.
class RegionModel {
 public:
  RegionModel(HashFilter filter, const RegionEntry* entries, std::uint32_t log2) noexcept
      : filter_(filter), entries_(entries), shift_(64 - log2), mask_((1U << log2) - 1) {}

  /// The number of the entry with this hash, or `none`.
  [[nodiscard]] std::uint32_t find(std::uint64_t hash) const noexcept { return filter_.has(hash) ? look_up(hash) : none; }
  [[nodiscard]] const RegionEntry& operator[](std::uint32_t number) const noexcept { return entries_[number]; }

  static constexpr std::uint32_t none = 0xFFFFFFFF;
  static constexpr std::uint32_t most = 1U << 15;  ///< slots

 private:
  [[nodiscard]] std::uint32_t look_up(std::uint64_t hash) const noexcept {
    const auto check = static_cast<std::uint32_t>(hash);
    for (auto at = static_cast<std::uint32_t>(hash >> shift_);; at = (at + 1) & mask_) {
      if (entries_[at].check == check) return at;
      if (entries_[at].check == 0) return none;
    }
  }

  HashFilter filter_;
  const RegionEntry* entries_;
  std::uint32_t shift_;
  std::uint32_t mask_;
};

/// What single characters become.
struct CharacterMap {
  const std::uint16_t* index = nullptr;
  const std::uint32_t* blocks = nullptr;
  [[nodiscard]] std::uint32_t word(std::uint32_t value) const noexcept {
    return blocks[(static_cast<std::size_t>(index[value >> 8]) << 8) + (value & 255)];
  }
};

/// A value: bytes in the pool. `vocabulary` marks a phrase that a configuration without regional words converts otherwise.
struct Value {
  std::string_view text;
  bool vocabulary = false;
};

struct Match {
  std::size_t size = 0;  ///< in bytes of the text; 0: none
  bool plain = false;    ///< the value is that of the characters one by one, all of three bytes; `value` is empty then
  Value value;
};

/// A character and what it takes, as the lexicon wants it.
struct Head {
  char32_t first = 0;
  std::uint32_t first_size = 0;
  char32_t second = 0;
  std::uint32_t second_size = 0;  ///< 0: there is no second character
  bool valid = true;              ///< the first one is well-formed
};

/// Three-byte shape: lead 1110xxxx and two continuation bytes; `word` holds four bytes.
[[nodiscard]] inline bool is_three(std::uint32_t word) noexcept { return (word & 0xC0C0F0) == 0x8080E0; }
[[nodiscard]] inline std::uint32_t three_value(std::uint32_t word) noexcept {
  return (word & 0x0F) << 12 | (word >> 2 & 0x0FC0) | (word >> 16 & 0x3F);
}

[[nodiscard, gnu::noinline]] text::Decoded decode_rest(std::string_view text, std::size_t at) noexcept;

/// text::decode_at with the common case in line.
[[nodiscard, gnu::always_inline]] inline text::Decoded decode(std::string_view text, std::size_t at) noexcept {
  if (text.size() - at >= 4) {
    const std::uint32_t word = load4(text.data() + at);
    if ((word & 0x80) == 0) return {static_cast<char32_t>(word & 0x7F), 1, true};
    if (is_three(word)) {
      const std::uint32_t value = three_value(word);
      if (value >= 0x800 && (value & 0xF800) != 0xD800) return {static_cast<char32_t>(value), 3, true};
    }
  }
  return decode_rest(text, at);
}

[[nodiscard]] inline Head head_at(std::string_view text, std::size_t at) noexcept {
  const text::Decoded first = decode(text, at);
  Head head{first.value, first.size, 0, 0, first.valid};
  if (first.valid && at + first.size < text.size()) {
    const text::Decoded second = decode(text, at + first.size);
    if (second.valid) {
      head.second = second.value;
      head.second_size = second.size;
    }
  }
  return head;
}

/// Keys of two and more characters, found by longest match.
class Lexicon {
 public:
  Lexicon() = default;
  Lexicon(const char* base, std::uint32_t slots, std::uint32_t tails, std::uint32_t log2, std::uint32_t values, const char* pool) noexcept
      : slots_(reinterpret_cast<const Slot*>(base + slots)), tails_(reinterpret_cast<const Tail*>(base + tails)),
        values_(reinterpret_cast<const std::uint32_t*>(base + values)), pool_(pool), shift_(64 - log2), mask_((1U << log2) - 1) {}

  [[nodiscard]] const Slot* slot(char32_t first, char32_t second) const noexcept {
    const auto a = static_cast<std::uint32_t>(first);
    const auto b = static_cast<std::uint32_t>(second);
    for (auto at = static_cast<std::uint32_t>(hash_pair(a, b) >> shift_);; at = (at + 1) & mask_) {
      const Slot& found = slots_[at];
      if (found.first == 0) return nullptr;
      if ((found.first & 0x1FFFFF) == a && found.second == b) return &found;
    }
  }

  /// Calls visit(slot) for every slot that is filled.
  template <class Visit>
  void each_slot(Visit&& visit) const {
    for (std::size_t i = 0; i <= mask_; ++i) {
      if (slots_[i].first != 0) visit(slots_[i]);
    }
  }

  /// Bytes behind the pair that the longest key of a slot has.
  [[nodiscard]] std::size_t longest_tail(const Slot& slot) const noexcept { return slot.first >> 21 == 0 ? 0 : tails_[slot.tails].value >> 24; }

  /// Asks for the memory of slot(first, second), which is rarely near.
  void prefetch(char32_t first, char32_t second) const noexcept {
    __builtin_prefetch(slots_ + (hash_pair(static_cast<std::uint32_t>(first), static_cast<std::uint32_t>(second)) >> shift_));
  }
  void prefetch_tails(const Slot& slot) const noexcept { __builtin_prefetch(tails_ + slot.tails); }

  /// The pair of a slot, if it is a key and takes `pair` bytes.
  [[nodiscard]] Match alone(const Slot& found, std::size_t pair) const noexcept {
    if (found.word == 0) return {};
    return match(pair, found.word - 1);
  }
  /// The longest key of a slot whose pair takes `pair` bytes; `left` bytes behind it may be matched, `readable` be read.
  [[nodiscard]] Match longest(const Slot& found, std::size_t pair, const char* behind, std::size_t left, std::size_t readable) const noexcept {
    if (const std::uint32_t count = found.first >> 21; count != 0) {
      std::uint64_t next = 0;
      std::memcpy(&next, behind, readable >= 8 ? 8 : readable);
      for (const Tail *tail = tails_ + found.tails, *stop = tail + count; tail != stop; ++tail) {
        const std::size_t size = tail->value >> 24;
        if (size > left) continue;
        if (size >= 8) {
          if (next != tail->bytes || std::memcmp(behind + 8, pool_ + tail->rest, size - 8) != 0) continue;
        } else if (((next ^ tail->bytes) << (64 - 8 * size)) != 0) {
          continue;
        }
        return match(pair + size, tail->value & 0xFFFFFF);
      }
    }
    return alone(found, pair);
  }

  /// The longest key at `at` that ends at or before `limit`.
  [[nodiscard]] Match find(std::string_view text, std::size_t at, const Head& head, std::size_t limit) const noexcept {
    if (head.second_size == 0) return {};
    const Slot* found = slot(head.first, head.second);
    if (found == nullptr) return {};
    const std::size_t pair = head.first_size + head.second_size;
    if (at + pair > limit) return {};
    return longest(*found, pair, text.data() + at + pair, limit - at - pair, text.size() - at - pair);
  }
  [[nodiscard]] Match find(std::string_view text, std::size_t at, std::size_t limit) const noexcept {
    return find(text, at, head_at(text, at), limit);
  }

 private:
  [[nodiscard]] Match match(std::size_t size, std::uint32_t number) const noexcept {
    if ((number & by_character) != 0) return {size, true, {}};
    const std::uint32_t word = values_[number];
    return {size, false, {{pool_ + (word & 0xFFFFFF), word >> 24 & 0x7F}, (word >> 31) != 0}};
  }

  const Slot* slots_ = nullptr;
  const Tail* tails_ = nullptr;
  const std::uint32_t* values_ = nullptr;
  const char* pool_ = nullptr;
  std::uint32_t shift_ = 0;
  std::uint32_t mask_ = 0;
};

/// One configuration as views into the table.
struct Config {
  std::string_view name;
  std::uint32_t ascii_run = 0;
  CharacterMap composed;
  HeadFilter heads;           ///< the first two units of all keys
  HashFilter pairs, triples;  ///< keys of two characters, the first three of longer ones: both are asked where `heads` says yes
  Lexicon phrases;            ///< of the only stage, or of the segmentation with the values after both stages
  Lexicon gaps;               ///< what else matches where no phrase begins at or inside it: what two stages make of the text between segments
};

class Table {
 public:
  /// The embedded table. DataError if it was made for another byte order or layout.
  [[nodiscard]] static const Table& instance();

  [[nodiscard]] Config config(std::string_view name) const noexcept;  ///< the name must be known
  [[nodiscard]] CharacterMap normal() const noexcept { return characters(header().normal_characters); }
  [[nodiscard]] RegionModel regions() const noexcept {
    const Header& h = header();
    return {{reinterpret_cast<const std::uint64_t*>(base_ + h.region_filter), 64 - h.region_filter_log2},
            reinterpret_cast<const RegionEntry*>(base_ + h.region_entries), h.region_log2};
  }
  /// Class bits of a character of the basic plane.
  [[nodiscard]] std::uint8_t class_of(std::uint32_t value) const noexcept {
    const auto* index = reinterpret_cast<const std::uint8_t*>(base_ + header().classes);
    return index[256 + (static_cast<std::size_t>(index[value >> 8]) << 8) + (value & 255)];
  }
  [[nodiscard]] std::string_view odd(std::uint32_t word) const noexcept {
    const std::uint32_t value = reinterpret_cast<const std::uint32_t*>(base_ + header().odd_values)[word & 0xFFFFFF];
    return {base_ + header().pool + (value & 0xFFFFFF), value >> 24};
  }

 private:
  explicit Table(std::string_view data);
  [[nodiscard]] const Header& header() const noexcept { return *reinterpret_cast<const Header*>(base_); }
  [[nodiscard]] CharacterMap characters(std::uint32_t offset) const noexcept {
    return {reinterpret_cast<const std::uint16_t*>(base_ + offset), reinterpret_cast<const std::uint32_t*>(base_ + header().blocks)};
  }
  const char* base_;
};

/// How many characters of a text exist in one script only.
struct ScriptCounts {
  std::size_t simplified = 0, traditional = 0;
};
[[nodiscard]] inline ScriptCounts script_counts(std::u16string_view text) noexcept {
  const Table& table = Table::instance();
  ScriptCounts counts;
  for (const char16_t unit : text) {
    const std::uint8_t bits = table.class_of(unit);
    counts.simplified += static_cast<std::size_t>((bits & hans_class) != 0);
    counts.traditional += static_cast<std::size_t>((bits & hant_class) != 0);
  }
  return counts;
}

}  // namespace hansift::script
