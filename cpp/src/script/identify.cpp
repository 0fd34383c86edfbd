#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <string_view>
#include <vector>

#include "hansift/script.hpp"
#include "script/damage.hpp"
#include "script/region.hpp"
#include "script/rules.hpp"
#include "script/table.hpp"
#include "text/classes.hpp"
#include "text/scan.hpp"

namespace hansift {
namespace {

using script::Table;

// A text of any length is judged by what it says on average, so a long one is sampled no differently from a short one; only the search for
// damages and regional words is bounded (region_bytes), because more of them would not change the answer.

struct Counts {
  std::uint64_t han = 0, kana = 0, hangul = 0, letters = 0;
  std::array<std::uint64_t, 32> classes{};  // Han by their class bits: one addition a character and no branch
  std::uint64_t hans = 0, hant = 0, taiwan = 0, hong_kong = 0, cantonese = 0;  // the sums of these
  std::uint64_t curly_quotes = 0, corner_quotes = 0, middle_dots = 0;
};

Counts count(std::string_view text) {
  const Table& table = Table::instance();
  Counts counts;
  bool after_han = false;
  for (std::size_t at = 0; at < text.size();) {
    const auto lead = static_cast<unsigned char>(text[at]);
    if (lead < 0x80) {
      // Letters of a run of ASCII are not told apart from its other characters: other scripts are compared by weight only.
      const std::size_t run = text::ascii_prefix(text.substr(at));
      counts.letters += run;
      at += run;
      after_han = false;
      continue;
    }
    // Rows of Han.
    while (text.size() - at >= 4) {
      const std::uint32_t word = script::load4(text.data() + at);
      const std::uint32_t han = script::three_value(word);
      if (!script::is_three(word) || han - 0x3400 > 0x9FFF - 0x3400) break;
      ++counts.classes[table.class_of(han) & 31];
      after_han = true;
      at += 3;
    }
    if (at == text.size() || static_cast<unsigned char>(text[at]) < 0x80) continue;
    const text::Decoded next = script::decode(text, at);
    at += next.size;
    const char32_t value = next.value;
    if (!next.valid || value < 0x1100) {
      counts.middle_dots += value == 0xB7 && after_han;
      ++counts.letters;
      after_han = false;
    } else if (value >= 0x3400 && value <= 0x9FFF) {
      ++counts.classes[table.class_of(static_cast<std::uint32_t>(value)) & 31];
      after_han = true;
    } else {
      after_han = false;
      counts.curly_quotes += value == 0x201C;
      counts.corner_quotes += value == 0x300C;
      if (value >= 0x3041 && value <= 0x30FF && value != 0x30FB && value != 0x30FC) ++counts.kana;
      else if ((value >= 0xAC00 && value <= 0xD7A3) || (value >= 0x1100 && value <= 0x11FF) || (value >= 0x3130 && value <= 0x318F)) ++counts.hangul;
      else if (value >= 0xFF66 && value <= 0xFF9D) ++counts.kana;
      else if (value >= 0x20000 && value <= 0x3FFFF) ++counts.han;
      else if (text::class_of(value).letter()) ++counts.letters;
    }
  }
  for (std::size_t bits = 0; bits < counts.classes.size(); ++bits) {
    const std::uint64_t number = counts.classes[bits];
    counts.han += number;
    if ((bits & script::hans_class) != 0) counts.hans += number;
    if ((bits & script::hant_class) != 0) counts.hant += number;
    if ((bits & script::taiwan_class) != 0) counts.taiwan += number;
    if ((bits & script::hong_kong_class) != 0) counts.hong_kong += number;
    if ((bits & script::cantonese_class) != 0) counts.cantonese += number;
  }
  return counts;
}

/// Behind the next line feed or full stop.
std::size_t piece_end(std::string_view text, std::size_t at) noexcept {
  while (at < text.size()) {
    if (text[at] == '\n') return at + 1;
    const std::string_view rest = text.substr(at, 3);
    if (rest == "。" || rest == "！" || rest == "？") return at + 3;
    ++at;
  }
  return at;
}

/// Sentences and lines of a mixed text by script. What does not tell its script goes with what stands before it.
std::vector<ScriptSpan> spans_of(std::string_view text) {
  std::vector<ScriptSpan> spans;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = piece_end(text, begin);
    const Counts counts = count(text.substr(begin, end - begin));
    const std::string_view script = counts.hans > counts.hant ? "zh-Hans" : counts.hant > counts.hans ? "zh-Hant" : spans.empty() ? "" : spans.back().script;
    if (!spans.empty() && spans.back().script.empty()) spans.back().script = script;
    if (!spans.empty() && spans.back().script == script) {
      spans.back().span.end = end;
    } else {
      spans.push_back({{begin, end}, script});
    }
    begin = end;
  }
  return spans;
}

float logistic(double odds) { return static_cast<float>(1.0 / (1.0 + std::exp(-odds))); }

/// The variant of text that is known to be Traditional, and in natural logarithms how sure that is.
std::string_view variant(const Counts& counts, const script::RegionSigns& signs, std::size_t damages, double& odds) {
  const double han = static_cast<double>(counts.han);
  // The weights below are those of a regression on stretches of 200 characters.
  const double stretches = std::max(0.5, static_cast<double>(signs.han) / 200);
  const auto some = [&](std::uint64_t number, double weight) { return weight * std::min(2 * stretches, static_cast<double>(number)); };
  // Quotation marks and the dot in foreign names are the mainland's or the island's; converters leave them.
  const double marks = some(counts.curly_quotes, 2.0) + some(counts.middle_dots, 0.7) - some(counts.corner_quotes, 0.9);
  // Words of one text say much the same, the more so the longer it is; hence the fraction.
  const double words = static_cast<double>(signs.mainland) / 10 * 0.42 / std::pow(std::max(1.0, stretches), 0.25);
  const double wrong = std::max(static_cast<double>(signs.wrong_choices) / 10 * 0.9, 3.5 * static_cast<double>(damages));
  const double region = words + wrong + marks + (signs.both_tai ? 1.2 : 0.0) - 0.95 * stretches;
  // The signs are those of the beginning of a long text, the counts those of all of it.
  const double part = std::min(1.0, static_cast<double>(signs.han) / std::max(1.0, han));
  const double hong_kong = part * (2.5 * static_cast<double>(counts.cantonese) + 2.0 * static_cast<double>(counts.hong_kong) - 1.5 * static_cast<double>(counts.taiwan)) +
                           static_cast<double>(signs.hong_kong) / 10 * 0.45;
  // Others, too, write of Hong Kong.
  if (hong_kong > region && hong_kong > 1.2 + 1.3 * stretches) {
    odds = hong_kong - std::max(0.0, region);
    return "zh-Hant-HK";
  }
  odds = std::abs(region);
  if (region > 0) return "zh-Hant-CN";
  // Nothing says Hong Kong or conversion in a text long enough to say it.
  if (region < -2 || counts.taiwan > 0 || han >= 80) return "zh-Hant-TW";
  return "zh-Hant";
}

}  // namespace

ScriptReport identify(std::string_view text) {
  std::vector<script::Damage> damages;
  return script::identify_with_damages(text, damages);
}

namespace script {

ScriptReport identify_with_damages(std::string_view text, std::vector<Damage>& damages) {
  ScriptReport report;
  const Counts counts = count(text);
  const auto note = [&](std::string_view kind, std::uint64_t number) {
    if (number != 0) report.evidence.push_back({kind, number});
  };
  note("han", counts.han);
  note("hans_only", counts.hans);
  note("hant_only", counts.hant);
  note("kana", counts.kana);
  note("hangul", counts.hangul);

  // Kana among Han: names and の on Chinese pages are few, Japanese has a kana for every two Han at least.
  report.script = "other";
  if (counts.kana > 0 && counts.kana * 6 >= counts.han) {
    if (counts.letters <= 12 * (counts.kana + counts.han)) report.language = counts.kana + counts.han > 2 * counts.hangul ? "ja" : "ko";
    report.confidence = logistic(1.0 + static_cast<double>(counts.kana));
    return report;
  }
  if (counts.hangul > 0 && counts.hangul * 3 >= counts.han) {
    if (counts.letters <= 12 * counts.hangul) report.language = "ko";
    report.confidence = logistic(1.0 + static_cast<double>(counts.hangul));
    return report;
  }
  if (counts.han == 0 || counts.letters > 30 * counts.han) {
    report.confidence = counts.han == 0 ? 1.0F : 0.8F;
    return report;
  }
  report.language = "zh";
  const double hans = static_cast<double>(counts.hans);
  const double hant = static_cast<double>(counts.hant);
  if (counts.hans + counts.hant == 0) {
    report.script = "zh";
    report.confidence = logistic(static_cast<double>(counts.han) / 4 - 1);
    return report;
  }
  const double low = std::min(hans, hant);
  // A few characters of the other script are quotations and slips; more than a tenth of what tells the script is another text.
  if (low >= 3 && low >= 0.12 * (hans + hant)) {
    report.script = "mixed";
    report.confidence = logistic(low - 2);
    report.spans = spans_of(text);
    return report;
  }
  if (hans > hant) {
    report.script = "zh-Hans";
    report.confidence = logistic((hans - 4 * hant) * 1.5);
    return report;
  }
  if (hans == hant) {
    report.script = "mixed";
    report.confidence = 0.5F;
    report.spans = spans_of(text);
    return report;
  }
  find_damages(text, 0, std::min(text.size(), region_bytes), damages);
  const auto damaged = static_cast<std::size_t>(std::count_if(damages.begin(), damages.end(), [](const Damage& d) { return d.rule != &restore_doubt && d.confidence > 0.97F; }));
  const RegionSigns signs = region_signs(text, region_bytes);
  note("tw", counts.taiwan + signs.taiwan_words);
  note("hk", counts.hong_kong + counts.cantonese + signs.hong_kong_words);
  note("cn", signs.mainland_words);
  note("cn_converted", std::max<std::uint64_t>(damaged, signs.wrong));
  double odds = 0;
  report.script = variant(counts, signs, damaged, odds);
  report.confidence = std::min(logistic((hant - 4 * hans) * 1.5), report.script == "zh-Hant" ? 1.0F : logistic(odds));
  return report;
}

}  // namespace script
}  // namespace hansift
