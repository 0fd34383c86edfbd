#pragma once

// Words, senses and names by which the script room chooses in context: one read-only block made by cpp/tools/compile_context_table.py and
// embedded in the library. Views point into it. Offsets are in bytes from its start, numbers little-endian, strings UTF-16.

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <utility>

namespace hansift::script {

struct ContextHeader {
  char magic[8];
  std::uint32_t byte_order, layout, size;
  std::uint32_t char_index, char_blocks, simple_index, simple_blocks;
  std::uint32_t adjacent, adjacent_log2, words, word_slots, spellings, pool;
  std::uint32_t units, forms, filters, keys, patterns, cues, class_index, class_members;
  std::uint32_t taiwan_words, taiwan_slots, mainland_words, mainland_slots, taiwan_pairs, taiwan_pairs_log2, mainland_pairs, mainland_pairs_log2;
  std::uint32_t titles, first_taiwan, first_mainland, unit_count;
  std::uint32_t variants, variant_count, tolerated, tolerated_count, standard, standard_count, bits, taiwan, taiwan_count, hong_kong, hong_kong_count;
};

/// Which vocabulary takes part.
enum class Vocabulary : std::uint8_t { none, taiwan, mainland };

/// What is known of a character: bits 0-7 its cost as a word, 8-17 number of its unit + 1, 18 trigger, 19 and 20 a word of the regional
/// vocabulary begins with it, 21 surname, 24-31 its cost in a given name (255: never). Costs are in eighths of a natural logarithm.
struct Character {
  std::uint32_t bits;
  [[nodiscard]] float cost() const noexcept { return static_cast<float>(bits & 255) * 0.125F; }
  [[nodiscard]] std::uint32_t unit() const noexcept { return (bits >> 8 & 1023) - 1; }
  [[nodiscard]] bool trigger() const noexcept { return (bits & 1U << 18) != 0; }
  [[nodiscard]] bool begins_word_of(Vocabulary which) const noexcept {
    return which != Vocabulary::none && (bits >> (which == Vocabulary::taiwan ? 19 : 20) & 1) != 0;
  }
  [[nodiscard]] bool surname() const noexcept { return (bits & 1U << 21) != 0; }
  [[nodiscard]] bool in_names() const noexcept { return bits >> 24 != 255; }
  [[nodiscard]] bool common_in_names() const noexcept { return bits >> 24 < 52; }  // one in 660
  [[nodiscard]] bool usual_in_names() const noexcept { return bits >> 24 < 66; }  // one in 3,800 characters of given names
  [[nodiscard]] float name_cost() const noexcept { return static_cast<float>(bits >> 24) * 0.125F; }
};

/// A dictionary word: bits 0-7 cost, 8-12 length of the longest word with its first two characters, 13 a word at all, 14 one of OpenCC's
/// phrases, 15 a unit, 16-31 number of the unit, or of the spelling (0: that of the characters one by one).
struct Entry {
  std::uint32_t bits;
  [[nodiscard]] float cost() const noexcept { return static_cast<float>(bits & 255) * 0.125F; }
  [[nodiscard]] std::uint32_t longest() const noexcept { return bits >> 8 & 31; }
  [[nodiscard]] bool word() const noexcept { return (bits & 1U << 13) != 0; }
  [[nodiscard]] bool opencc() const noexcept { return (bits & 1U << 14) != 0; }
  [[nodiscard]] bool unit() const noexcept { return (bits & 1U << 15) != 0; }
  [[nodiscard]] std::uint32_t value() const noexcept { return bits >> 16; }
};

/// A word of a vocabulary: bits 0-15 number of its unit + 1 (0: no word), 16-19, of two characters, length of the longest word beginning with them.
struct VocabularyEntry {
  std::uint32_t bits;
  [[nodiscard]] bool word() const noexcept { return (bits & 0xFFFF) != 0; }
  [[nodiscard]] std::uint32_t unit() const noexcept { return (bits & 0xFFFF) - 1; }
  [[nodiscard]] std::uint32_t longest() const noexcept { return bits >> 16; }
};

/// A character or word of several forms, with the evidence for each.
struct SenseUnit {
  std::uint32_t cue_filter;                ///< of the first characters of its cues; 0: it has none
  std::uint32_t left_filter, right_filter;  ///< of the keys
  std::uint32_t first_form, end_form;
  std::uint32_t left_keys, right_keys, end_keys;  ///< patterns by the character at their left, at their right
  std::uint32_t first_cue, end_cue;
  std::uint32_t key;  ///< in the pool
  /// Whether anything around it can matter.
  [[nodiscard]] bool evident() const noexcept { return (left_filter | right_filter | cue_filter) != 0; }
};

struct SenseForm {
  std::uint32_t text;  ///< in the pool
  std::int16_t prior;    ///< in sixteenths of a natural logarithm
  std::uint16_t share;   ///< the negative logarithm of its share where there is no evidence, in sixteenths
  std::uint32_t surname;
};

/// A character and what it is put to: the number of a group, or another character.
struct Mapped {
  char16_t from, to;
};

struct SenseKey {
  std::uint32_t key;  ///< a character, or one of the special elements
  std::uint32_t pattern;
};

struct SenseCue {
  char16_t first;       ///< of its text
  std::int16_t weight;  ///< in sixteenths of a natural logarithm
  std::uint32_t bits;   ///< 0-3 the form it speaks for, 4-31 its text in the pool
  [[nodiscard]] std::size_t form() const noexcept { return bits & 15; }
};
static_assert(sizeof(SenseUnit) == 44 && sizeof(SenseForm) == 12 && sizeof(SenseCue) == 8 && sizeof(SenseKey) == 8 && sizeof(Mapped) == 4);

// Elements of a pattern that are no character; a set bit 31 makes the rest the number of a class of strings.
inline constexpr std::uint32_t border_element = 1;  ///< the end of a clause
inline constexpr std::uint32_t han_element = 2;
inline constexpr std::uint32_t name_element = 3;  ///< a character of given names
inline constexpr std::uint32_t class_bit = 1U << 31;

/// Han of the basic plane, of which alone the dictionary's stretches consist.
[[nodiscard]] constexpr bool is_han(char16_t unit) noexcept { return unit >= 0x3400 && unit <= 0x9FFF; }

/// Hash of a word, character by character; compile_context_table.py has the same.
[[nodiscard]] constexpr std::uint64_t hash_unit(std::uint64_t value, char16_t unit) noexcept {
  value = (value + unit) * 0x9E3779B97F4A7C15ULL;
  return value ^ value >> 29;
}

/// A set of characters that may say yes too often.
struct KeyFilter {
  std::array<std::uint64_t, 8> words;
  [[nodiscard]] bool has(std::uint32_t key) const noexcept {
    const std::uint64_t bit = key * 0x9E3779B97F4A7C15ULL >> 55;
    return (words[bit >> 6] >> (bit & 63) & 1) != 0;
  }
};

class ContextTable {
 public:
  /// The embedded table. DataError if it was made for another byte order or layout.
  [[nodiscard]] static const ContextTable& instance();

  [[nodiscard]] Character character(char16_t unit) const noexcept { return {char_blocks_[static_cast<std::size_t>(char_index_[unit >> 8]) << 8 | (unit & 255)]}; }
  /// Bits of the characters at which something may be in question: ambiguous ones, and beginnings of words of the vocabulary.
  using Questions = std::array<std::uint64_t, 1024>;
  [[nodiscard]] const Questions& questions(Vocabulary vocabulary) const noexcept { return bits_[static_cast<std::size_t>(vocabulary)]; }
  /// The Simplified form of a character, itself if it has no other.
  [[nodiscard]] char16_t simple(char16_t unit) const noexcept {
    const char16_t found = simple_blocks_[static_cast<std::size_t>(simple_index_[unit >> 8]) << 8 | (unit & 255)];
    return found == 0 ? unit : found;
  }
  /// Whether a Traditional character is no error where another one is usual: editors use them side by side.
  [[nodiscard]] bool acceptable(char16_t written, char16_t usual) const noexcept {
    if (written == usual) return true;
    const char16_t group = mapped(variants_, written);
    return (group != 0 && group == mapped(variants_, usual)) || mapped(tolerated_, written) == usual || mapped(taiwan_, usual) == written ||
           mapped(hong_kong_, usual) == written;
  }
  /// The spelling of OpenCC's standard for a regional one.
  [[nodiscard]] char16_t standard(char16_t unit) const noexcept {
    if ((bits_[3][unit >> 6] >> (unit & 63) & 1) == 0) return unit;
    const char16_t found = mapped(standard_, unit);
    return found == 0 ? unit : found;
  }
  /// The spelling of a region for OpenCC's.
  [[nodiscard]] char16_t regional(char16_t unit, bool hong_kong) const noexcept {
    const char16_t found = mapped(hong_kong ? hong_kong_ : taiwan_, unit);
    return found == 0 ? unit : found;
  }
  /// False: no word has these two characters side by side. Otherwise asks for the memory of word(), which is rarely near.
  [[nodiscard]] bool adjacent(char16_t first, char16_t second) const noexcept {
    const std::uint64_t value = hash_unit(hash_unit(0, first), second);
    const std::uint64_t* filter = adjacent_ + 2 * (value >> adjacent_shift_);
    if (!both_bits(filter[0], value)) return false;
    if (both_bits(filter[1], value)) __builtin_prefetch(words_.home(value));
    return true;
  }
  /// False: no word begins with the two characters of this hash.
  [[nodiscard]] bool begins(std::uint64_t hash) const noexcept { return both_bits(adjacent_[2 * (hash >> adjacent_shift_) + 1], hash); }
  [[nodiscard]] Entry word(std::uint64_t hash) const noexcept { return {words_.find(hash)}; }
  /// What the vocabulary has for two characters.
  [[nodiscard]] VocabularyEntry vocabulary_pair(Vocabulary which, std::uint64_t hash) const noexcept {
    if (which == Vocabulary::none) return {0};
    const VocabularyTable& table = vocabularies_[static_cast<std::size_t>(which) - 1];
    return {both_bits(table.pairs[hash >> table.shift], hash) ? table.words.find(hash) : 0};
  }
  /// For more of them; not for Vocabulary::none.
  [[nodiscard]] VocabularyEntry vocabulary(Vocabulary which, std::uint64_t hash) const noexcept {
    return {vocabularies_[static_cast<std::size_t>(which) - 1].words.find(hash)};
  }

  [[nodiscard]] std::u16string_view spelling(std::uint32_t number) const noexcept { return string(spellings_[number] & ~(3U << 30)); }
  /// Whether it is that of a person, place or work: then the writer knows it best.
  [[nodiscard]] bool proper(std::uint32_t number) const noexcept { return (spellings_[number] & 1U << 30) != 0; }
  /// OpenCC's own, where the table knows better.
  [[nodiscard]] std::u16string_view opencc_spelling(std::uint32_t number) const noexcept {
    return (spellings_[number] & class_bit) != 0 ? string(spellings_[number + 1]) : spelling(number);
  }

  [[nodiscard]] const SenseUnit& unit(std::uint32_t number) const noexcept { return units_[number]; }
  [[nodiscard]] std::u16string_view key(const SenseUnit& unit) const noexcept { return string(unit.key); }
  /// First and end of the units of a vocabulary.
  [[nodiscard]] std::pair<std::uint32_t, std::uint32_t> vocabulary_units(Vocabulary which) const noexcept {
    switch (which) {
      case Vocabulary::none: break;
      case Vocabulary::taiwan: return {first_taiwan_, first_mainland_};
      case Vocabulary::mainland: return {first_mainland_, unit_count_};
    }
    return {0, 0};
  }
  [[nodiscard]] std::span<const SenseForm> forms(const SenseUnit& unit) const noexcept { return {forms_ + unit.first_form, unit.end_form - unit.first_form}; }
  [[nodiscard]] const KeyFilter& filter(std::uint32_t number) const noexcept { return filters_[number]; }
  [[nodiscard]] std::u16string_view text(const SenseForm& form) const noexcept { return string(form.text); }
  [[nodiscard]] std::span<const SenseKey> left_keys(const SenseUnit& unit) const noexcept { return {keys_ + unit.left_keys, unit.right_keys - unit.left_keys}; }
  [[nodiscard]] std::span<const SenseKey> right_keys(const SenseUnit& unit) const noexcept { return {keys_ + unit.right_keys, unit.end_keys - unit.right_keys}; }
  [[nodiscard]] std::span<const SenseCue> cues(const SenseUnit& unit) const noexcept { return {cues_ + unit.first_cue, unit.end_cue - unit.first_cue}; }
  [[nodiscard]] std::u16string_view text(const SenseCue& cue) const noexcept { return string(cue.bits >> 4); }
  /// Head word (bits 0-3 form, 4-7 and 8-11 elements at the left and right, 16-31 weight in sixteenths) and the elements, outwards.
  [[nodiscard]] const std::uint32_t* pattern(std::uint32_t at) const noexcept { return patterns_ + at; }
  /// Whether a text begins with a title of persons.
  [[nodiscard]] bool titled(std::u16string_view text) const {
    return any_member(titles_, [text](std::u16string_view title) { return text.starts_with(title); });
  }
  /// Members of a class, longest first.
  template <class Visit>
  bool any_member(std::uint32_t element, Visit&& visit) const {
    const std::uint32_t* members = class_members_ + class_index_[element & ~class_bit];
    for (std::uint32_t i = 1; i <= members[0]; ++i) {
      if (visit(string(members[i]))) return true;
    }
    return false;
  }

 private:
  explicit ContextTable(std::string_view data);
  [[nodiscard]] std::u16string_view string(std::uint32_t at) const noexcept { return {pool_ + at + 1, pool_[at]}; }
  static bool both_bits(std::uint64_t word, std::uint64_t hash) noexcept { return (word >> (hash & 63) & word >> (hash >> 6 & 63) & 1) != 0; }
  static char16_t mapped(std::span<const Mapped> map, char16_t unit) noexcept {
    const auto found = std::lower_bound(map.begin(), map.end(), unit, [](const Mapped& m, char16_t wanted) { return m.from < wanted; });
    return found != map.end() && found->from == unit ? found->to : u'\0';
  }
  struct WordSlot {
    std::uint32_t print, payload;
  };
  /// Open addressing without an end to go round: behind the `count` homes there is room for the last ones' entries, and an empty slot.
  struct WordTable {
    const WordSlot* slots;
    std::uint64_t count;
    [[nodiscard]] const WordSlot* home(std::uint64_t hash) const noexcept { return slots + ((hash & 0xFFFFFFFF) * count >> 32); }
    /// The payload, or 0.
    [[nodiscard]] std::uint32_t find(std::uint64_t hash) const noexcept {
      for (const WordSlot* slot = home(hash);; ++slot) {
        if (slot->payload == 0) return 0;
        if (slot->print == hash >> 32) return slot->payload;
      }
    }
  };
  struct VocabularyTable {
    WordTable words;
    const std::uint64_t* pairs;  ///< a filter of what the words begin with
    std::uint32_t shift;
  };

  const std::uint8_t* char_index_;
  const std::uint32_t* char_blocks_;
  const std::uint8_t* simple_index_;
  const char16_t* simple_blocks_;
  const std::uint64_t* adjacent_;
  WordTable words_;
  std::array<VocabularyTable, 2> vocabularies_;  // as Vocabulary has them
  const std::uint32_t* spellings_;
  const char16_t* pool_;
  const SenseUnit* units_;
  const SenseForm* forms_;
  const KeyFilter* filters_;
  const SenseKey* keys_;
  const std::uint32_t* patterns_;
  const SenseCue* cues_;
  const std::uint32_t *class_index_, *class_members_;
  const Questions* bits_;  // for each vocabulary, and of what standard() changes
  std::span<const Mapped> variants_, tolerated_, standard_, taiwan_, hong_kong_;
  std::uint32_t adjacent_shift_, titles_, first_taiwan_, first_mainland_, unit_count_;
};

}  // namespace hansift::script
