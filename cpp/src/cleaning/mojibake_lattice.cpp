#include "cleaning/mojibake_lattice.hpp"

#include <algorithm>

#include "text/classes.hpp"
#include "text/scan.hpp"
#include "text/utf8.hpp"

namespace hansift::cleaning {
namespace {

using encoding::bit;

constexpr std::size_t alphabet = 4;
constexpr Cost lost_cost = 14 * bit;        ///< of U+FFFD and private-use characters as they stand
constexpr Cost written_loss = 24 * bit;     ///< U+FFFD that was already there when the text was misread

/// ASCII costs the same in good text and in bad.
Cost ascii_cost(char32_t value) noexcept {
  const bool plain = (value >= 'a' && value <= 'z') || (value >= 'A' && value <= 'Z') || (value >= '0' && value <= '9') || value == ' ';
  return (plain ? 5 : 6) * bit;
}

/// Latin-1 letters and symbols as text has them: small letters in words, capitals at their beginning, symbols alone.
Cost latin_cost(char32_t last, char32_t value) noexcept {
  if (value >= 0x80 && value < 0xA0) return 22 * bit;
  const text::CharClass kind = text::class_of(value);
  const text::CharClass before = text::class_of(last);
  const bool beside = last >= 0x80 && last < 0x2000;
  if (kind.lower()) {
    if (last < 0x80) return (before.lower() ? 6 : before.upper() ? 7 : 8) * bit;
    return (before.letter() ? 9 : 12) * bit;
  }
  if (kind.upper()) {
    if (before.lower()) return 18 * bit;
    return (beside ? 10 : 8) * bit;
  }
  if (value == 0xA0) return 9 * bit;
  return (beside ? 15 : before.letter() ? 12 : 10) * bit;
}

bool is_east_asian(char32_t value) noexcept {
  return (value >= 0x2E80 && value < 0xA000) || (value >= 0xAC00 && value < 0xD7B0) || (value >= 0xE000 && value < 0xFB00) || value >= 0xFE10;
}

bool is_punctuation(char32_t value) noexcept { return (value >= 0x2000 && value < 0x2070) || value == 0x20AC || value == 0x2122; }

/// Cost of a character in an alphabet that is not looked at more closely: letters of one block follow one another.
Cost alphabet_cost(char32_t last, char32_t value) noexcept {
  if (value < 0x250 || value == 0x2C6 || value == 0x2DC) return latin_cost(last, value);
  if (is_punctuation(value)) return (value >= 0x2018 && value <= 0x2026 ? 9 : 11) * bit;
  if ((value >= 0x2000 && value < 0x2C00) || (value >= 0x3000 && value < 0x3040) || (value >= 0x3200 && value < 0x3400)) return 10 * bit;
  if (is_east_asian(value)) return 26 * bit;
  return (last >> 7 == value >> 7 ? 6 : last < 0x80 ? 8 : 14) * bit;
}

/// The same for what a chain has made. Two-byte sequences of UTF-8 are made by chance of many a pair, so single letters of an alphabet are
/// no evidence: only what stands among its like is cheap.
Cost made_alphabet_cost(char32_t last, char32_t value) noexcept {
  if (value >= 0x40000) return 60 * bit;  // nobody writes characters of these planes
  const Cost usual = alphabet_cost(last, value);
  if (value < 0x180) {
    const bool in_word = text::class_of(last).letter() && last < 0x180;
    return usual + (in_word ? 0 : 4) * bit;
  }
  if (is_punctuation(value)) return usual;
  const bool common = (value >= 0x370 && value < 0x460) || (value >= 0x5D0 && value < 0x660) || (value >= 0xE00 && value < 0xE80) || (value >= 0x1EA0 && value < 0x1F00);
  return std::max(usual, (common && last >> 8 == value >> 8 ? 6U : 18U) * bit);
}

/// Half-width katakana is as good as full-width.
char32_t widened(char32_t value) noexcept {
  static constexpr char16_t wide[] = u"\u3002\u300C\u300D\u3001\u30FB\u30F2\u30A1\u30A3\u30A5\u30A7\u30A9\u30E3\u30E5\u30E7\u30C3\u30FC\u30A2\u30A4\u30A6"
                                     u"\u30A8\u30AA\u30AB\u30AD\u30AF\u30B1\u30B3\u30B5\u30B7\u30B9\u30BB\u30BD\u30BF\u30C1\u30C4\u30C6\u30C8\u30CA\u30CB"
                                     u"\u30CC\u30CD\u30CE\u30CF\u30D2\u30D5\u30D8\u30DB\u30DE\u30DF\u30E0\u30E1\u30E2\u30E4\u30E6\u30E8\u30E9\u30EA\u30EB"
                                     u"\u30EC\u30ED\u30EF\u30F3";
  return value - 0xFF61 < 0x3D ? wide[value - 0xFF61] : value;
}

/// U+FFFD and private-use characters may be there for other reasons (lost text, fonts of icons).
bool is_no_evidence(char32_t value) noexcept { return value == text::replacement_character || encoding::is_private_use(value); }

/// Forms that other rules map to ordinary characters: radicals, compatibility ideographs, small and vertical punctuation.
bool is_form(char32_t value) noexcept { return (value >= 0x2E80 && value < 0x2FE0) || (value >= 0xF900 && value < 0xFB00) || (value >= 0xFE30 && value < 0xFE70); }

/// What a character costs in running text, or somewhat more; of those that stand for half an ideograph when misread, half of that.
Cost usual_cost(char32_t value, bool half_width) noexcept {
  if (value < 0x250 || half_width) return 11 * bit / 2;
  return (value >= 0x3041 && value < 0x30FF ? 7 : 11) * bit;
}

/// Of characters that are lost: no cheaper than U+FFFD as it stands, and what is known of their bytes is no evidence for them.
Cost cost_of_loss(const Step& step) noexcept {
  const unsigned known = step.tokens - 1U;
  return (12 * step.lost + 3 * known + step.penalty) * bit;
}

std::array<std::uint8_t, 0x10000> make_quick_costs() {
  std::array<std::uint8_t, 0x10000> made{};
  const encoding::Model& model = encoding::model();
  for (char32_t value = 0; value < 0x10000; ++value) {
    Cost least = value < 0x80 ? ascii_cost(value) : std::min(alphabet_cost(' ', value), alphabet_cost(value, value));
    if (value >= 0x80) {
      for (std::size_t language = 0; language < alphabet; ++language) least = std::min(least, model.single_cost(language, widened(value)) + (value - 0xFF61 < 4 ? 7 * bit : 0));
    }
    made[value] = static_cast<std::uint8_t>(std::min<Cost>(least / bit, 26));
  }
  return made;
}

}  // namespace

const std::array<std::uint8_t, 0x10000>& quick_costs() {
  static const std::array<std::uint8_t, 0x10000> made = make_quick_costs();
  return made;
}

Lattice::Range Lattice::languages_of(Writing writing) noexcept {
  switch (writing) {
    case Writing::gbk: return {encoding::hans, encoding::hant + 1};
    case Writing::big5: return {encoding::hant, encoding::hant + 1};
    case Writing::shift_jis:
    case Writing::euc_jp: return {encoding::japanese, encoding::japanese + 1};
    case Writing::euc_kr: return {encoding::korean, encoding::korean + 1};
    case Writing::utf8: break;
  }
  return {0, languages};
}

Lattice::Costs Lattice::price(Range range, const Character& last, const Character& now, bool made) noexcept {
  Costs costs;
  if (now.value < 0x80) {
    costs.fill(ascii_cost(now.value));
    return costs;
  }
  costs.fill(never);
  const encoding::Model& model = encoding::model();
  for (std::size_t language = range.first; language < std::min(range.last, alphabet); ++language) {
    costs[language] = model.cost(language, last.symbol, now.symbol, now.value);
  }
  if (range.last > alphabet) costs[alphabet] = made ? made_alphabet_cost(last.value, now.value) : alphabet_cost(last.value, now.value);
  return costs;
}

Lattice::Costs Lattice::price_of_step(Range range, const Character& last, const Step& step, const Character& now) noexcept {
  if (step.lost == 0 && step.value != text::replacement_character) return price(range, last, now, true);
  Costs costs;
  costs.fill(step.lost != 0 ? cost_of_loss(step) : written_loss);
  return costs;
}

Lattice::Costs Lattice::price_of_source(std::size_t at) const noexcept {
  constexpr Character start{0, ' ', {}, false};
  const Character& now = characters_[at];
  if (is_no_evidence(now.value) || now.value - 0xFF9E < 2) {
    Costs costs;
    costs.fill(is_no_evidence(now.value) ? lost_cost : 4 * bit);
    return costs;
  }
  const Character& last = at == 0 ? start : characters_[at - 1];
  // Ideographs without Hangul about are not Korean.
  const bool korean = has_hangul_ || !encoding::is_han(now.value);
  Costs costs = price({0, korean ? languages : encoding::korean}, last, now, false);
  if (!korean) costs[alphabet] = alphabet_cost(last.value, now.value);
  // Half-width katakana is written in words, hardly ever with half-width punctuation or letters between.
  const bool punctuation = now.half_width && !text::class_of(now.value).kana() && now.value != 0x30FC && now.value != 0x30FB;
  const bool beside_letter = (now.half_width && last.value < 0x80 && last.value != ' ') || (last.half_width && now.value < 0x80 && now.value != ' ');
  if (punctuation || beside_letter) {
    for (Cost& cost : costs) cost += (punctuation ? 7 : 3) * bit;
  }
  if (is_form(now.value)) {
    for (Cost& cost : costs) cost = std::min(cost, (now.value >= 0xFE30 ? 7 : 12) * bit);
  }
  // Bopomofo, which the model does not have, stands in groups.
  const auto bopomofo = [](char32_t value) { return value - 0x3105 < 0x2B || (value >= 0x2C7 && value < 0x2DA); };
  if (bopomofo(now.value)) costs[alphabet] = (bopomofo(last.value) ? 6 : 11) * bit;
  // What repeats itself is no text, and no mojibake of text either.
  if (now.value >= 0x80) {
    for (std::size_t period = 1; period <= 3 && period <= at; ++period) {
      if (characters_[at - period].value != now.value || now.half_width) continue;
      for (Cost& cost : costs) cost = std::min(cost, 5 * bit);
    }
  }
  return costs;
}

Lattice::Lattice(std::string_view line) {
  const encoding::Model& model = encoding::model();
  const auto& quick = quick_costs();
  const std::size_t count = text::count_starts(line, 0, line.size()).characters;
  characters_.resize(count + 1);
  light_.resize(count + 1);
  Cost sum = 0;
  Character* now = characters_.data();
  for (std::size_t at = 0; at < line.size(); ++now) {
    const text::Decoded one = text::decode_at(line, at);
    light_[static_cast<std::size_t>(now - characters_.data())] = sum;
    *now = {static_cast<std::uint32_t>(at), one.value, model.symbol(one.value), false};
    at += one.size;
    if (one.value - 0x4E00 < 0x5200) {  // nearly all of them
      sum += quick[one.value] * bit;
      continue;
    }
    if (one.value - 0xFF61 < 0x3D) {
      now->value = widened(one.value);
      now->symbol = model.symbol(now->value);
    }
    now->half_width = one.value - 0xFF61 < 0x3F;
    has_hangul_ = has_hangul_ || one.value - 0xAC00 < 11172;
    sum += is_form(one.value) ? 9 * bit : is_no_evidence(one.value) ? lost_cost : (one.value < 0x10000 ? quick[one.value] : 20U) * bit;
  }
  light_.back() = sum;
  characters_.back() = {static_cast<std::uint32_t>(line.size()), ' ', {}, false};
}

Lattice::Character Lattice::made_character(char32_t value) noexcept { return {0, value, encoding::model().symbol(value), false}; }

Cost Lattice::least_price(std::size_t at) {
  const Costs& costs = source_price(at);
  return *std::min_element(costs.begin(), costs.end());
}

Cost Lattice::usual_price(std::size_t at) {
  const Character& now = characters_[at];
  if (!encoding::is_han(now.value) || at == 0) return least_price(at);
  for (std::size_t period = 1; period <= 3 && period <= at; ++period) {
    if (characters_[at - period].value == now.value) return least_price(at);
  }
  const encoding::Model& model = encoding::model();
  const encoding::Symbol before = characters_[at - 1].symbol;
  const bool plain = now.value - 0x4E00 < 0x5200 && !(before.ascii && before.letter);
  const auto price = [&](std::size_t language) {
    return plain ? model.ideograph_cost(language, before.value, now.symbol.value) : model.cost(language, before, now.symbol, now.value);
  };
  Cost least = price(language_);
  if (least <= usual_cost(now.value, false)) return least;
  for (std::size_t language = 0; language < (has_hangul_ ? alphabet : encoding::korean); ++language) {
    const Cost cost = price(language);
    if (cost >= least) continue;
    least = cost;
    language_ = language;
  }
  return least;
}

Lattice::Oddness Lattice::oddness() {
  Oddness best;
  Cost sum = 0;
  std::size_t begin = 0;
  for (std::size_t at = 0; at + 1 < characters_.size(); ++at) {
    if (characters_[at].value < 0x80) continue;
    const Cost usual = usual_cost(characters_[at].value, characters_[at].half_width);
    const Cost cost = usual_price(at);
    if (sum == 0) begin = characters_[at].offset;
    sum = sum + cost > usual ? sum + cost - usual : 0;
    if (sum > best.cost) best = {sum, {begin, characters_[at + 1].offset}};
  }
  return best;
}

/// Kadane's sum of what the characters cost as they stand, less what the other reading costs.
template <class GoodCost, class BadCost>
Lattice::Stretch Lattice::best_stretch(Writing writing, const std::vector<Token>& tokens, Stretch within, GoodCost good, BadCost bad) const {
  const encoding::DoubleByte& tables = encoding::double_byte();
  Stretch best{0, within.first, within.first, 0, 0};
  int sum = 0;
  std::size_t begin = within.first;
  Cost made = 0;
  std::size_t steps = 0;
  for (std::size_t at = within.first; at < within.last;) {
    if (sum == 0) {
      begin = at;
      made = 0;
      steps = 0;
    }
    if (tokens[at].value == Token::wall) {
      sum = 0;
      ++at;
      continue;
    }
    const Step step = first_step(tables, writing, tokens, at);
    // A character is counted where its last byte is.
    const Cost cost = bad(step);
    made += cost;
    ++steps;
    sum = std::max(sum + static_cast<int>(good(tokens[at].character, tokens[at + step.tokens].character)) - static_cast<int>(cost), 0);
    at += step.tokens;
    if (sum > static_cast<int>(best.gain)) best = {static_cast<Cost>(sum), begin, at, made, steps};
  }
  return best;
}

Lattice::Stretch Lattice::promise(Writing writing, const std::vector<Token>& tokens, std::size_t from) const {
  const Stretch all{0, from, tokens.size() - 1, 0, 0};
  const auto& quick = quick_costs();
  const auto good = [&](std::size_t first, std::size_t last) { return light_[last] - light_[first]; };
  const auto bad = [&](const Step& step) {
    if (step.lost != 0) return cost_of_loss(step);
    if (step.value == text::replacement_character) return written_loss;
    return (step.value < 0x10000 ? quick[step.value] : 20U) * bit;
  };
  // One loop for each encoding, as most of the time of rejecting good text goes here.
  switch (writing) {
    case Writing::utf8: return best_stretch(Writing::utf8, tokens, all, good, bad);
    case Writing::gbk: return best_stretch(Writing::gbk, tokens, all, good, bad);
    case Writing::big5: return best_stretch(Writing::big5, tokens, all, good, bad);
    case Writing::shift_jis: return best_stretch(Writing::shift_jis, tokens, all, good, bad);
    case Writing::euc_jp: return best_stretch(Writing::euc_jp, tokens, all, good, bad);
    case Writing::euc_kr: break;
  }
  return best_stretch(Writing::euc_kr, tokens, all, good, bad);
}

Lattice::Stretch Lattice::estimate(Writing writing, const std::vector<Token>& tokens, const Stretch& promise) {
  const Range range = languages_of(writing);
  Character last = made_character(' ');
  const auto good = [&](std::size_t first, std::size_t end) {
    Cost sum = 0;
    for (; first < end; ++first) sum += least_price(first);
    return sum;
  };
  // Pairs go together as single characters do, but not exactly. The first step must be one of those of the promise.
  const Stretch within{0, promise.first, std::min(promise.last + 8, tokens.size() - 1), 0, 0};
  return best_stretch(writing, tokens, within, good, [&](const Step& step) {
    const Character now = made_character(step.value);
    const Costs costs = price_of_step(range, last, step, now);
    last = now;
    return *std::min_element(costs.begin() + static_cast<std::ptrdiff_t>(range.first), costs.begin() + static_cast<std::ptrdiff_t>(range.last));
  });
}

const Lattice::Costs& Lattice::source_price(std::size_t at) {
  constexpr Cost unknown = never + 1;
  if (prices_.empty()) {
    Costs costs;
    costs.fill(unknown);
    prices_.assign(characters_.size(), costs);
  }
  if (prices_[at][0] == unknown) prices_[at] = price_of_source(at);
  return prices_[at];
}

}  // namespace hansift::cleaning
