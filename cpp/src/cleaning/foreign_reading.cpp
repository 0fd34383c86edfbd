#include "cleaning/foreign_reading.hpp"

#include <algorithm>
#include <array>
#include <unordered_set>

#include "cleaning/alphabet_reading.hpp"
#include "cleaning/code_pages.hpp"
#include "cleaning/scan_back.hpp"
#include "encoding/text_cost.hpp"
#include "hansift/encoding.hpp"
#include "text/classes.hpp"
#include "text/scan.hpp"
#include "text/utf8.hpp"

namespace hansift::cleaning {
namespace {

using encoding::bit;
using encoding::Cost;

constexpr std::array<std::string_view, 9> alphabet_names = {"windows-1251", "koi8-r", "ibm866", "koi8-u", "windows-1253", "iso-8859-5", "x-mac-cyrillic", "cp855", "iso-8859-7"};
constexpr std::array<std::string_view, 5> double_byte_names = {"gbk", "big5", "euc-kr", "shift_jis", "euc-jp"};

constexpr std::size_t fewest = 4;          ///< characters of a word
constexpr std::size_t fewest_odd = 8;      ///< characters of all odd words, from which on they are looked at
constexpr std::size_t fewest_sure = 10;    ///< the same to repair them
constexpr std::size_t many_oddities = 4;   ///< in one word
constexpr Cost clear = 24 * bit;           ///< that it must gain to be seen
constexpr Cost most_of_text = 23 * bit / 2;  ///< an ideograph, to be text
constexpr Cost least_gain = 3 * bit / 2;   ///< a character as it stands, to be repaired

/// A letter, a sign, a mark that stands at letters in good text, or something else.
enum class Kind : std::uint8_t { lower, upper, sign, mark, other };

Kind kind_of(char32_t value) noexcept {
  const text::CharClass found = text::class_of(value);
  if (found.lower()) return Kind::lower;
  if (found.upper()) return Kind::upper;
  // What good text has at letters without a space: also lines of tables and the dots of units.
  const bool usual = value == 0x2502 || value == 0x2551 || value == 0xAB || value == 0xBB || value == 0xA0 || value == 0xB7 || (value >= 0x2010 && value < 0x2030) || value == 0x2116 || value == 0x301 || value == 0xB0;
  return usual ? Kind::mark : found.letter() ? Kind::other : Kind::sign;
}

/// How often a word has what words do not have: capitals behind small letters, signs between letters.
struct Oddities {
  std::size_t count = 0, signs = 0;
};
Oddities oddities_of(std::string_view word) noexcept {
  Oddities odd;
  Kind last = Kind::other;
  bool inside = false;  // a mark behind a letter
  for (std::size_t at = 0; at < word.size();) {
    const text::Decoded found = decode_valid(word, at);
    at += found.size;
    const Kind now = kind_of(found.value);
    const bool letter = last == Kind::lower || last == Kind::upper;
    const bool is_letter = now == Kind::lower || now == Kind::upper;
    const bool sign = (now == Kind::sign && letter) || (last == Kind::sign && is_letter);
    odd.count += sign || (now == Kind::upper && last == Kind::lower) || (last == Kind::mark && inside && is_letter) ? 1 : 0;
    inside = now == Kind::mark && letter;
    odd.signs += sign ? 1 : 0;
    last = now;
  }
  return odd;
}

std::size_t page_index(std::string_view name) noexcept { return static_cast<std::size_t>(std::find(page_names.begin(), page_names.end(), name) - page_names.begin()); }

/// The bytes of a word in a page; nothing if a character is not in it.
std::string bytes_of(std::string_view word, std::size_t page) {
  std::string bytes;
  for (std::size_t at = 0; at < word.size();) {
    const text::Decoded found = decode_valid(word, at);
    at += found.size;
    const std::uint8_t byte = code_pages().byte(page, found.value);
    if (byte == 0) return {};
    bytes.push_back(static_cast<char>(byte));
  }
  return bytes;
}

std::vector<char32_t> characters_of(std::string_view text, std::size_t most) {
  std::vector<char32_t> characters;
  for (std::size_t at = 0; at < text.size() && characters.size() < most;) {
    const text::Decoded found = decode_valid(text, at);
    characters.push_back(found.value);
    at += found.size;
  }
  return characters;
}

/// Runs of characters beyond ASCII that are odd.
struct OddWords {
  std::vector<Span> words;
  std::vector<Span> others;      ///< runs that are not odd
  std::size_t other_characters = 0;
  std::size_t characters = 0;  ///< of different ones: the same once more is no more evidence
  bool signs = false;          ///< or so many capitals inside that they are no names of firms
};
OddWords odd_words(std::string_view line) {
  OddWords found;
  std::unordered_set<std::string_view> known;
  for (std::size_t at = 0; at < line.size();) {
    if (static_cast<unsigned char>(line[at]) < 0x80) {
      ++at;
      continue;
    }
    const std::size_t first = at;
    while (at < line.size() && static_cast<unsigned char>(line[at]) >= 0x80) ++at;
    const std::string_view word = line.substr(first, at - first);
    const std::size_t size = text::count_starts(word, 0, word.size()).characters;
    const Oddities odd = oddities_of(word);
    if (size < fewest || 6 * odd.count < size) {
      found.others.push_back({first, at});
      found.other_characters += size;
      continue;
    }
    found.words.push_back({first, at});
    found.characters += known.insert(word).second ? size : 0;
    found.signs = found.signs || odd.signs != 0 || odd.count >= many_oddities;
  }
  return found;
}

/// Whether most of the bytes are UTF-8, which another rule reads.
bool is_utf8(const std::vector<std::string>& words) noexcept {
  std::size_t size = 0, sound = 0;
  for (const std::string_view bytes : words) {
    size += bytes.size();
    for (std::size_t at = 0; at < bytes.size();) {
      const text::Decoded found = text::decode_at(bytes, at);
      sound += found.valid ? found.size : 0;
      at += found.size;
    }
  }
  return 3 * sound >= 2 * size;
}

/// Whether the bytes are in order: a code table.
bool is_row(const std::vector<std::string>& words) noexcept {
  std::size_t steps = 0, up = 0;
  for (const std::string& bytes : words) {
    for (std::size_t i = 1; i < bytes.size(); ++i) up += static_cast<unsigned char>(bytes[i]) > static_cast<unsigned char>(bytes[i - 1]) ? 1 : 0;
    steps += bytes.size() - 1;
  }
  return 10 * up >= 9 * steps;
}

struct Try {
  std::vector<std::string> texts;
  Cost cost = 0;
  std::size_t characters = 0;
  bool whole = true;
};

/// `most`: characters that the cost is of.
Try decode_words(const std::vector<std::string>& words, std::string_view name, std::size_t most) {
  Try found;
  std::string all;
  for (const std::string& bytes : words) {
    Decoded decoded = decode(bytes, {.encoding = name, .trace = false});
    found.whole = found.whole && decoded.replacements.empty();
    all.append(decoded.text);
    found.texts.push_back(std::move(decoded.text));
  }
  const std::vector<char32_t> read = characters_of(all, most);
  found.cost = encoding::least_cost({0, read, 0});
  found.characters = read.size();
  return found;
}

}  // namespace

ForeignReading read_foreign(std::string_view line) {
  ForeignReading result;
  const OddWords odd = odd_words(line);
  const std::vector<Span>& words = odd.words;
  const std::size_t count = odd.characters;
  // Names of firms have capitals inside, but no signs.
  if (count < fewest_odd || !odd.signs) return result;
  std::string sample;
  for (const Span& word : words) sample.append(word.of(line));
  std::vector<char32_t> stands = characters_of(sample, most_sampled);
  Cost least = encoding::least_cost({0, stands, 0});
  if (least < clear) return result;
  const Cost as_it_stands = least;
  std::string_view page_of_result, name_of_result;
  std::array<std::vector<std::string>, alphabet_names.size()> all;
  for (std::size_t i = 0; i < alphabet_names.size(); ++i) {
    for (const Span& word : words) all[i].push_back(bytes_of(word.of(line), page_index(alphabet_names[i])));
    if (std::any_of(all[i].begin(), all[i].end(), [](const std::string& one) { return one.empty(); })) all[i].clear();
    if (!all[i].empty() && (is_utf8(all[i]) || is_row(all[i]))) return {};
  }
  for (std::size_t i = 0; i < alphabet_names.size(); ++i) {
    const std::vector<std::string>& bytes = all[i];
    const std::string_view page = alphabet_names[i];
    if (bytes.empty()) continue;
    for (const std::string_view name : double_byte_names) {
      // An ideograph stands for two letters.
      Try found = decode_words(bytes, name, (stands.size() + 1) / 2);
      if (found.cost + clear >= as_it_stands || found.cost >= least) continue;
      least = found.cost;
      const bool is_text = found.whole && count >= fewest_sure && found.cost <= most_of_text * found.characters &&
                           as_it_stands - found.cost >= least_gain * stands.size();
      result = {words, std::move(found.texts), is_text};
      page_of_result = page;
      name_of_result = name;
    }
    if (result.sure) break;
  }
  // Short words between numbers are no evidence, but in such company they are of the same kind.
  if (result.sure && 2 * odd.other_characters <= count) {
    for (const Span& word : odd.others) {
      const std::string bytes = bytes_of(word.of(line), page_index(page_of_result));
      Try found = decode_words({bytes}, name_of_result, most_sampled);
      if (bytes.empty() || !found.whole) continue;
      const auto place = std::lower_bound(result.words.begin(), result.words.end(), word.begin, [](const Span& one, std::size_t begin) { return one.begin < begin; });
      result.texts.insert(result.texts.begin() + (place - result.words.begin()), std::move(found.texts[0]));
      result.words.insert(place, word);
    }
  }
  return result;
}

}  // namespace hansift::cleaning
