#include "quality/characters.hpp"

#include <algorithm>
#include <memory>
#include <string_view>
#include <vector>

#include "text/classes.hpp"
#include "text/utf8.hpp"

namespace hansift::quality {
namespace {

// Closed classes of grammar, from general knowledge of the languages: particles, pronouns, copulas, prepositions, conjunctions, adverbs
// of degree and negation. Both scripts; the last row is what literary Chinese uses instead.
constexpr std::string_view chinese_function =
    "的一是不了有我他她它这這那个個们們来來到和与與及或就也都而且但因所以为為被把让讓给給从從向對对於于由没沒很更最还還又再"
    "之其此将將已并並如若们得着著过過去说說你您什么麼怎哪吗嗎呢吧啊"
    "乃焉哉兮何曰矣者无無非莫未欲復复亦則则既誰谁孰";

// Syllables on which Korean words end when a particle or an ending closes them.
constexpr std::string_view korean_endings = "은는이가을를의에도로와과다요고서지며면게만들한할된인";

constexpr std::string_view latin_function[] = {
    "a", "an", "the", "of", "to", "in", "on", "at", "by", "for", "with", "from", "as", "and", "or", "but", "not", "no", "if", "than", "that",
    "this", "these", "those", "it", "its", "is", "are", "was", "were", "be", "been", "has", "have", "had", "do", "does", "did", "can", "could",
    "will", "would", "should", "may", "might", "must", "he", "she", "they", "we", "you", "i", "his", "her", "their", "our", "your", "my", "which",
    "who", "what", "when", "where", "how", "there", "so", "then", "also", "into", "about", "after", "before", "because", "between", "through",
    "der", "die", "das", "und", "ein", "eine", "ist", "nicht", "mit", "von", "zu", "den", "dem", "des", "auf", "im", "sich", "auch", "es", "ich",
    "le", "la", "les", "un", "une", "et", "est", "en", "du", "que", "qui", "dans", "pour", "pas", "sur", "ce", "il", "elle", "au", "aux",
    "el", "los", "las", "y", "una", "por", "con", "para", "se", "su", "lo", "del", "al", "como", "o", "os", "do", "da", "em", "um", "uma", "com",
    "di", "che", "e", "per", "non", "sono", "gli", "nel", "della"};

constexpr std::uint64_t pack(std::string_view word) {
  std::uint64_t packed = 0;
  for (std::size_t i = 0; i < word.size(); ++i) packed |= static_cast<std::uint64_t>(static_cast<unsigned char>(word[i])) << (8 * i);
  return packed;
}

std::vector<char32_t> characters(std::string_view text) {
  std::vector<char32_t> found;
  for (std::size_t at = 0; at < text.size();) {
    const text::Decoded step = text::decode_at(text, at);
    found.push_back(step.value);
    at += step.size;
  }
  std::sort(found.begin(), found.end());
  return found;
}

bool is_function_character(char32_t value) {
  static const std::vector<char32_t> chinese = characters(chinese_function);
  static const std::vector<char32_t> korean = characters(korean_endings);
  return std::binary_search(chinese.begin(), chinese.end(), value) || std::binary_search(korean.begin(), korean.end(), value);
}

Kind kind_of(char32_t value, text::CharClass properties) {
  using text::ScriptClass;
  if (value == 0xFFFD) return Kind::replacement;
  if (value == '\n' || value == '\r' || value == 0x0B || value == 0x0C || value == 0x85 || value == 0x2028 || value == 0x2029) return Kind::newline;
  // Invisible characters count as white space: they are no matter of a text.
  if (properties.white_space() || properties.ignorable()) return Kind::space;
  if (value == 0x30FC || value == 0xFF70 || properties.kana()) return properties.letter() ? Kind::kana : Kind::mark;
  if (properties.han()) return Kind::han;
  if (properties.letter()) {
    if (properties.hangul()) return Kind::hangul;
    return properties.script() == ScriptClass::latin ? Kind::latin : Kind::letter;
  }
  if (properties.mark()) return Kind::mark;
  if (properties.number()) return Kind::digit;
  if (properties.punctuation()) return Kind::punctuation;
  if (properties.symbol()) return Kind::symbol;
  return Kind::other;
}

}  // namespace

Mark mark_of(char32_t value) noexcept {
  switch (value) {
    case 0x3002: case 0xFF61: case 0xFF01: case 0xFF1F: case 0xFF0E: return Mark::terminator;
    case '.': case '!': case '?': case 0x203C: case 0x2047: case 0x2048: case 0x2049: return Mark::ascii_terminator;
    case 0x2026: case 0x22EF: return Mark::ellipsis;
    case '"': case '\'': case ')': case ']': case '}': case 0x2019: case 0x201D: case 0xBB: case 0x300D: case 0x300F: case 0x3011: case 0x300B:
    case 0x3009: case 0x3015: case 0x3017: case 0xFF09: case 0xFF3D: case 0xFF5D: case 0xFF02: case 0xFF63: return Mark::closer;
    case '|': case '/': case '>': case '\\': case 0xB7: case 0x30FB: case 0xFF65: case 0xFF5C: case 0xFF0F: case 0xFF1E: case 0x203A: case 0x2192:
    case 0x4E28: case 0x2502: case 0xA6: case 0x2223: return Mark::list;
    case 0x2022: case 0x2023: case 0x25AA: case 0x25AB: case 0x25A0: case 0x25A1: case 0x25CF: case 0x25CB: case 0x25C6: case 0x25C7: case 0x2605:
    case 0x2606: case 0x203B: case 0x25BA: case 0x25B6: case 0x25CE: case 0x2043: return Mark::bullet;
    case '-': case '*': case '+': case 0x2013: case 0x2014: return Mark::ascii_bullet;
    default: return Mark::none;
  }
}

CharInfo classify(char32_t value) noexcept {
  const Kind kind = kind_of(value, text::class_of(value));
  const bool hiragana = value >= 0x3041 && value <= 0x309F && kind == Kind::kana;
  const bool grammar = hiragana || ((kind == Kind::han || kind == Kind::hangul) && is_function_character(value));
  return {kind, grammar, mark_of(value) != Mark::none};
}

const std::array<CharInfo, 0x10000>& character_table() {
  static const auto table = [] {
    auto made = std::make_unique<std::array<CharInfo, 0x10000>>();
    for (char32_t value = 0; value < 0x10000; ++value) (*made)[value] = classify(value);
    return made;
  }();
  return *table;
}

bool is_function_word(std::uint64_t packed) noexcept {
  // Open addressing over 512 cells; three quarters of them are empty.
  struct Table {
    std::array<std::uint64_t, 512> cells{};
    static std::size_t home(std::uint64_t key) noexcept { return static_cast<std::size_t>(key * 0x9E3779B97F4A7C15ULL >> 55); }
    Table() {
      for (const std::string_view word : latin_function) {
        std::size_t at = home(pack(word));
        while (cells[at] != 0 && cells[at] != pack(word)) at = (at + 1) & 511;
        cells[at] = pack(word);
      }
    }
  };
  static const Table table;
  for (std::size_t at = Table::home(packed); table.cells[at] != 0; at = (at + 1) & 511) {
    if (table.cells[at] == packed) return true;
  }
  return false;
}

}  // namespace hansift::quality
