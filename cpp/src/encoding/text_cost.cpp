#include "encoding/text_cost.hpp"

#include <algorithm>
#include <bit>
#include <limits>

#include "text/classes.hpp"

namespace hansift::encoding {
namespace {

constexpr Cost never = std::numeric_limits<Cost>::max();

/// What a sign costs that belongs to no language and is as likely in one as in another; `never` for other characters.
Cost sign_cost(char32_t value) noexcept {
  if (value < 0xA1) return never;
  const text::CharClass found = text::class_of(value);
  if (value == 0x3BC) return 11 * bit;  // as the micro sign
  if (value >= 0x391 && value <= 0x3C9) return 14 * bit;  // in formulas and names of things
  if (found.pictographic() || (value >= 0x2600 && value < 0x27C0) || (value >= 0x2190 && value < 0x2200)) return 13 * bit;
  if (value == 0xA4 || value == 0xA6 || value == 0xA8 || value == 0xAF || value == 0xB8) return 16 * bit;  // hardly ever alone
  if (value < 0x100 && (found.symbol() || value < 0xC0) && value != 0xAA && value != 0xB5 && value != 0xBA) return 12 * bit;
  if (value == 0x2122 || found.category() == text::Category::Sc || (value >= 0x2200 && value < 0x2270)) return 12 * bit;
  if (value >= 0x2500 && value < 0x2600) return 13 * bit;
  return found.symbol() || found.category() == text::Category::No ? 18 * bit : never;
}

bool is_ascii_letter(char32_t value) noexcept { return (value | 32) >= 'a' && (value | 32) <= 'z'; }

/// The languages of the model by the letters they are written with, as bit masks.
struct Scripts {
  std::uint64_t all = 0, latin = 0, cyrillic = 0, arabic = 0, greek = 0, hebrew = 0, thai = 0, chinese = 0, japanese = 0, korean = 0;
  Scripts() {
    const Model& known = model();
    const auto bit_of = [&](std::string_view name) { return std::uint64_t{1} << known.find(name); };
    for (std::size_t i = 0; i < known.size(); ++i) all |= std::uint64_t{1} << i;
    chinese = bit_of("zh-Hans") | bit_of("zh-Hant");
    japanese = bit_of("ja");
    korean = bit_of("ko");
    for (const std::string_view name : {"ru", "uk", "bg", "be", "sr", "mk"}) cyrillic |= bit_of(name);
    arabic = bit_of("ar") | bit_of("fa");
    greek = bit_of("el");
    hebrew = bit_of("he");
    thai = bit_of("th");
    latin = all & ~(chinese | japanese | korean | cyrillic | arabic | greek | hebrew | thai);
  }
};

/// The languages that may have a character.
std::uint64_t languages_of(const Scripts& scripts, char32_t value) noexcept {
  if (value < 0x80) return 0;
  const text::CharClass found = text::class_of(value);
  switch (found.script()) {
    case text::ScriptClass::latin: return scripts.latin;
    case text::ScriptClass::cyrillic: return scripts.cyrillic;
    case text::ScriptClass::greek: return scripts.greek;
    case text::ScriptClass::arabic: return scripts.arabic;
    case text::ScriptClass::hebrew: return scripts.hebrew;
    case text::ScriptClass::thai: return scripts.thai;
    case text::ScriptClass::han: return scripts.chinese | scripts.japanese | scripts.korean;
    case text::ScriptClass::hiragana:
    case text::ScriptClass::katakana: return scripts.japanese;
    case text::ScriptClass::hangul: return scripts.korean;
    default: return 0;
  }
}

std::size_t language_count() noexcept { return std::min(model().size(), most_languages - 1); }

/// The languages that are looked at closely. Those of other scripts than the piece has cannot be cheaper than those of its own; they are charged for
/// rare characters throughout.
std::uint64_t languages_of(const Piece& piece) noexcept {
  static const Scripts scripts;
  std::uint64_t wanted = languages_of(scripts, piece.before) | languages_of(scripts, piece.behind);
  bool ascii = is_ascii_letter(piece.before) || is_ascii_letter(piece.behind);
  for (const char32_t value : piece.text) {
    wanted |= languages_of(scripts, value);
    ascii = ascii || is_ascii_letter(value);
  }
  return wanted == 0 || ascii ? wanted | scripts.latin : wanted;
}

Cost cost_elsewhere(char32_t value, Cost most) noexcept { return std::min(value < 0x80 ? 6 * bit : 20 * bit, most); }

/// In a language that the model does not know; the alphabets that it knows are not for that.
Cost cost_unknown(char32_t last, char32_t value, Cost most) noexcept {
  return std::min(value >= 0x80 && value < 0x530 ? 20 * bit : Model::generic_cost(last, value), most);
}

/// Calls act(last, value) for the characters of a piece and the one behind it.
template <class Act>
void each_pair(const Piece& piece, Act&& act) {
  char32_t last = piece.before;
  for (const char32_t value : piece.text) {
    act(last, value);
    last = value;
  }
  if (piece.behind != 0) act(last, piece.behind);
}

}  // namespace

const PairCosts::Costs& PairCosts::of(char32_t last, char32_t value, std::uint64_t languages) {
  if (rows_.empty()) rows_.resize(std::bit_ceil(std::clamp<std::size_t>(size_ / 8, 64, 4096)));
  const std::uint32_t hash = (last * 0x9E3779B1U ^ value * 0x85EBCA77U) >> 20;
  Row& row = rows_[hash & (rows_.size() - 1)];
  if (row.last == last && row.value == value && row.languages == languages) return row.costs;
  row.last = last;
  row.value = value;
  row.languages = languages;
  const Model& known = model();
  const Symbol before = known.symbol(last == 0 ? ' ' : last);
  const Symbol now = known.symbol(value);
  const Cost most = sign_cost(value);
  for (std::uint64_t left = languages; left != 0; left &= left - 1) {
    const auto i = static_cast<std::size_t>(__builtin_ctzll(left));
    row.costs[i] = static_cast<std::uint16_t>(std::min(known.cost(i, before, now, value), most));
  }
  row.costs[language_count()] = static_cast<std::uint16_t>(cost_unknown(last, value, most));
  return row.costs;
}

void LanguageCosts::add(const Piece& piece, PairCosts& pairs) {
  constexpr int many = 12;  // languages for which a row of all pays
  const std::uint64_t wanted = languages_of(piece);
  if (__builtin_popcountll(wanted) < many) {
    add(piece);
    return;
  }
  std::array<Cost, most_languages> sums{};
  Cost others = 0;
  each_pair(piece, [&](char32_t last, char32_t value) {
    const PairCosts::Costs& costs = pairs.of(last, value, wanted);
    for (std::size_t i = 0; i < most_languages; ++i) sums[i] += costs[i];
    others += cost_elsewhere(value, sign_cost(value));
  });
  const std::size_t languages = language_count();
  for (std::size_t i = 0; i <= languages; ++i) sums_[i] += i == languages || (wanted >> i & 1) != 0 ? sums[i] : others;
}

void LanguageCosts::add(const Piece& piece) noexcept {
  const Model& known = model();
  const std::size_t languages = language_count();
  const std::uint64_t wanted = languages_of(piece);
  Cost others = 0;
  each_pair(piece, [&](char32_t last, char32_t value) {
    const Symbol before = known.symbol(last == 0 ? ' ' : last);
    const Symbol now = known.symbol(value);
    const Cost most = sign_cost(value);
    for (std::uint64_t left = wanted; left != 0; left &= left - 1) {
      const auto i = static_cast<std::size_t>(__builtin_ctzll(left));
      sums_[i] += std::min(known.cost(i, before, now, value), most);
    }
    others += cost_elsewhere(value, most);
    sums_[languages] += cost_unknown(last, value, most);
  });
  for (std::size_t i = 0; i < languages; ++i) {
    if ((wanted >> i & 1) == 0) sums_[i] += others;
  }
}

std::size_t LanguageCosts::cheapest() const noexcept {
  const std::size_t count = language_count() + 1;
  return static_cast<std::size_t>(std::min_element(sums_.begin(), sums_.begin() + static_cast<std::ptrdiff_t>(count)) - sums_.begin());
}

}  // namespace hansift::encoding
