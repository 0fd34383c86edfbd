#include "cleaning/normal.hpp"

#include <algorithm>
#include <vector>

#include "text/utf8.hpp"

namespace hansift::cleaning {
namespace {

struct NormalPair {
  std::uint32_t first;
  std::uint32_t second;
  std::uint32_t composed;
};

#include "../../data/cleaning/normal.inc"

constexpr char32_t syllables = 0xAC00, leads = 0x1100, vowels = 0x1161, tails = 0x11A7;
constexpr char32_t lead_count = 19, vowel_count = 21, tail_count = 28;

struct Character {
  char32_t value;
  std::uint8_t combining;
};

void decompose(char32_t value, std::vector<Character>& out) {
  if (value >= syllables && value < syllables + lead_count * vowel_count * tail_count) {
    const char32_t index = value - syllables;
    out.push_back({leads + index / (vowel_count * tail_count), 0});
    out.push_back({vowels + index % (vowel_count * tail_count) / tail_count, 0});
    if (index % tail_count != 0) out.push_back({tails + index % tail_count, 0});
    return;
  }
  const NormalRecord& record = normal_of(value);
  if (record.size == 0) {
    out.push_back({value, record.combining});
    return;
  }
  for (unsigned i = 0; i < record.size; ++i) {
    const char32_t part = normal_pool[record.pool + i];
    out.push_back({part, normal_of(part).combining});
  }
}

/// The composite of two characters; 0 if there is none.
char32_t composite(char32_t first, char32_t second) {
  if (first >= leads && first < leads + lead_count && second >= vowels && second < vowels + vowel_count) {
    return syllables + ((first - leads) * vowel_count + (second - vowels)) * tail_count;
  }
  if (first >= syllables && first < syllables + lead_count * vowel_count * tail_count && (first - syllables) % tail_count == 0 &&
      second > tails && second < tails + tail_count) {
    return first + (second - tails);
  }
  const auto* found = std::lower_bound(std::begin(normal_pairs), std::end(normal_pairs), std::pair(first, second),
                                       [](const NormalPair& pair, const auto& key) { return std::pair<char32_t, char32_t>(pair.first, pair.second) < key; });
  return found != std::end(normal_pairs) && found->first == first && found->second == second ? found->composed : 0;
}

}  // namespace

const NormalRecord& normal_of(char32_t value) noexcept {
  if (value > 0x10FFFF) return normal_records[0];
  return normal_records[normal_blocks[normal_index[value >> 7]][value & 127]];
}

std::string compose(std::string_view piece) {
  std::vector<Character> characters;
  for (std::size_t at = 0; at < piece.size();) {
    const text::Decoded found = text::decode_at(piece, at);
    decompose(found.value, characters);
    at += found.size;
  }
  // Canonical order: runs of marks sorted by class, stable.
  for (auto begin = characters.begin(); begin != characters.end();) {
    if (begin->combining == 0) {
      ++begin;
      continue;
    }
    const auto end = std::find_if(begin, characters.end(), [](const Character& c) { return c.combining == 0; });
    std::stable_sort(begin, end, [](const Character& a, const Character& b) { return a.combining < b.combining; });
    begin = end;
  }
  // Composition (definition D117): a character joins the last starter unless something blocks it.
  std::size_t kept = 0;
  std::size_t starter = characters.size();
  for (const Character character : characters) {
    if (starter < kept) {
      const bool adjacent = starter + 1 == kept;
      const bool blocked = !adjacent && characters[kept - 1].combining >= character.combining;
      if (!blocked) {
        if (const char32_t joined = composite(characters[starter].value, character.value); joined != 0) {
          characters[starter].value = joined;
          continue;
        }
      }
    }
    if (character.combining == 0) starter = kept;
    characters[kept++] = character;
  }
  std::string out;
  for (std::size_t i = 0; i < kept; ++i) text::append_utf8(out, characters[i].value);
  return out;
}

}  // namespace hansift::cleaning
