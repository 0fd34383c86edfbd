#include "cleaning/gloss_page.hpp"

#include <algorithm>
#include <array>

#include "cleaning/gloss_model.hpp"
#include "cleaning/scan_back.hpp"

namespace hansift::cleaning::gloss {
namespace {

constexpr Cost common_cost = 13 * bit;     ///< the two thousand commonest characters cost less
constexpr std::size_t clause_plain = 3;    ///< a gloss stands in running text if its clause has so many characters without a gloss
constexpr std::size_t clause_han = 5;      ///< and so many in all
constexpr std::size_t clause_bytes = 120;  ///< how far to look for them

using text::is_han;

/// Marks between clauses and items of a list, full-width or not.
bool ends_clause(char32_t value) noexcept {
  switch (value) {
    case '\n': case ',': case ':': case ';': case '?': case '!': case '"': case 0x3001: case 0x3002: case 0xFF0C: case 0xFF1A: case 0xFF1B: case 0xFF1F:
    case 0xFF01: case 0x201C: case 0x201D: case 0x300C: case 0x300D: case 0x300A: case 0x300B: return true;
    default: return false;
  }
}

/// Whether a gloss stands in a clause of running text, not in a list of words or a verse with a gloss to each character.
bool in_running_text(std::string_view text, Span gloss) noexcept {
  std::size_t plain = 0, glossed = 0;
  const std::size_t floor = gloss.begin > clause_bytes ? gloss.begin - clause_bytes : 0;
  bool bracket = true;  // a gloss follows
  for (std::size_t at = gloss.begin; at > floor;) {
    const text::Decoded now = decode_valid_before(text, at);
    if (ends_clause(now.value)) break;
    if (is_han(now.value)) ++(bracket ? glossed : plain);
    at -= now.size;
    bracket = now.value == '(' || now.value == 0xFF08;
  }
  bool han = false;  // the character before
  for (std::size_t at = gloss.end; at < std::min(text.size(), gloss.end + clause_bytes);) {
    const text::Decoded now = decode_valid(text, at);
    if (han) ++(now.value == '(' || now.value == 0xFF08 ? glossed : plain);
    han = is_han(now.value);
    if (ends_clause(now.value)) break;
    at += now.size;
  }
  return plain + han >= clause_plain && plain + glossed + han >= clause_han;
}

/// 第三課
bool has_lesson_number(std::string_view text) noexcept {
  constexpr std::string_view ordinal = "第";
  for (std::size_t at = text.find(ordinal); at != text.npos; at = text.find(ordinal, at + 1)) {
    std::size_t end = at + ordinal.size();
    for (std::size_t steps = 0; steps < 4 && end < text.size(); ++steps) {
      const text::Decoded now = decode_valid(text, end);
      if (now.value == U'课' || now.value == U'課') return steps > 0;
      if (!(now.value >= '0' && now.value <= '9') && std::u32string_view(U"一二三四五六七八九十百").find(now.value) == std::u32string_view::npos) break;
      end += now.size;
    }
  }
  return false;
}

/// Words of lessons and dictionaries.
bool is_about_reading(std::string_view text) noexcept {
  constexpr std::array<std::string_view, 24> words = {"拼音", "读音", "讀音", "多音字", "注音", "声调", "聲調", "生词", "生詞", "普通话水平", "生字", "课文", "課文", "造句",
                                                      "字卡", "读本", "讀本", "识字", "識字", "童话", "童話", "练习：", "練習：", "練習一"};
  return std::ranges::any_of(words, [&](std::string_view word) { return text.find(word) != std::string_view::npos; }) || has_lesson_number(text);
}

/// A pronoun of Traditional text that has the form of another one in Simplified.
bool is_native(char32_t value) noexcept { return value == U'牠' || value == U'妳' || value == U'祂'; }

}  // namespace

Code base_before(std::string_view text, std::size_t at, Reading reading) noexcept {
  if (at == 0) return 0;
  const text::Decoded last = decode_valid_before(text, at);
  if (last.value >= 0x80) {
    const Code code = encode(last.value);
    return code != 0 && reading_rank(code, reading) >= 0 ? code : Code{0};
  }
  if (last.value < first_trail || at < 2) return 0;
  std::size_t end = at - 1;
  if (text[end - 1] == ')') {  // the character before has a gloss of its own
    const std::size_t open = text.substr(0, end).rfind('(');
    if (open == std::string_view::npos || open == 0 || end - open > 16) return 0;
    end = open;
  }
  const Code before = encode(decode_valid_before(text, end).value);
  if (before == 0 || !is_lead(trail_of(before))) return 0;
  const Code code = code_of(trail_of(before), static_cast<unsigned>(last.value));
  return reading_rank(code, reading) >= 0 ? code : Code{0};
}

bool is_misplaced(std::string_view text, const Token& gloss) noexcept {
  if (gloss.span.begin == 0) return false;
  const char32_t value = decode_valid_before(text, gloss.span.begin).value;
  const Code before = value >= 0x80 ? encode(value) : Code{0};
  if (before == 0 || !is_lead(trail_of(before))) return false;
  const std::span<const Code> found = characters_read(gloss.reading.syllable);
  return std::ranges::any_of(found, [&](Code code) { return lead_of(code) == trail_of(before) && reading_rank(code, gloss.reading) >= 0; });
}

std::optional<Token> fitting_gloss_at(std::string_view text, std::size_t at) noexcept {
  std::optional<Token> found = gloss_at(text, at);
  if (found && !(found->shape == Shape::gloss ? base_before(text, at, found->reading) != 0 : is_misplaced(text, *found))) found.reset();
  return found;
}

Page::Page(std::string_view text, const std::vector<Token>& glosses) {
  std::size_t standing = 0;
  std::size_t bracketed = 0;
  for (const Token& gloss : glosses) {
    misplaced_ += gloss.shape != Shape::gloss;
    bracketed += gloss.shape == Shape::gloss;
    standing += gloss.shape == Shape::standing;
  }
  if (bracketed < 3) return;
  count_glosses(text, glosses);
  count_text(text);
  traditional_ = 2 * sums_.partners > right_;
  strict_ = sums_.plain * 25 <= right_;
  standing_ = 2 * standing > misplaced_ || (misplaced_ == 0 && text.find("??") != std::string_view::npos);
  damaged_ = judge(text);
  if (shifted()) remember_pairs(text);
}

Page::Use& Page::use_to_change(Code code) {
  std::uint16_t& place = places_[cell_of(code)];
  if (place == 0) {
    place = static_cast<std::uint16_t>(uses_.size());
    uses_.emplace_back();
  }
  return uses_[place];
}

void Page::count_glosses(std::string_view text, const std::vector<Token>& glosses) {
  places_.assign(cell_count, 0);
  for (const Token& gloss : glosses) {
    if (gloss.shape != Shape::gloss) continue;
    const Code base = base_before(text, gloss.span.begin, gloss.reading);
    if (base == 0) {
      ++sums_.wrong;
      continue;
    }
    ++right_;
    const int rank = reading_rank(base, gloss.reading);
    Use& use = use_to_change(base);
    if (use.glossed == 0) {
      use.reading = gloss.reading;
      ++sums_.distinct;
    }
    sums_.two_readings += !(use.reading == gloss.reading);
    use.glossed = static_cast<std::uint16_t>(std::min<unsigned>(use.glossed + 1u, 0xFFFF));
    sums_.partners += form_of(base) >= Form::traditional;
    sums_.usual += rank == 0;
    sums_.common += single_cost(entry_of(base)) < common_cost;
    sums_.toned += gloss.reading.tone != 0;
    sums_.running += in_running_text(text, gloss.span);
  }
}

void Page::count_text(std::string_view text) {
  std::size_t commas[2] = {0, 0};  // of ASCII, full-width
  for (std::size_t at = 0; at < text.size();) {
    const text::Decoded now = decode_valid(text, at);
    at += now.size;
    if (!is_han(now.value)) continue;
    ++sums_.han;
    sums_.native += is_native(now.value);
    if (at < text.size()) {
      commas[0] += text[at] == ',';
      commas[1] += text.substr(at).starts_with("\uFF0C");
    }
    const Code code = encode(now.value);
    if (code == 0) continue;
    const bool bracket = at < text.size() && (text[at] == '(' || text.substr(at).starts_with("\uFF08"));
    Use& use = use_to_change(code);
    if (bracket && use.glossed != 0) {
      use.first = use.first || use.plain == 0;
      continue;
    }
    use.plain = static_cast<std::uint16_t>(std::min<unsigned>(use.plain + 1u, 0xFFFF));
    sums_.plain += use.glossed != 0;
  }
  for (const Use& use : uses_) {
    if (use.glossed == 0 || use.glossed + use.plain < 2) continue;
    ++sums_.often;
    sums_.taught += use.glossed == 1 && use.first;
  }
  folded_ = commas[0] > commas[1];
}

void Page::remember_pairs(std::string_view text) {
  pairs_.assign(pair_places, false);
  Entry last = edge_entry;
  bool glossed = false;
  for (std::size_t at = 0; at < text.size();) {
    const text::Decoded now = decode_valid(text, at);
    at += now.size;
    if (now.value < 0x80) {  // a gloss between two characters separates them not
      glossed = now.value == '(' || (glossed && now.value != '\n');
      if (!glossed) last = edge_entry;
      if (now.value == ')') glossed = false;
      continue;
    }
    if (glossed && !is_han(now.value)) continue;
    const Code code = encode(now.value);
    const Entry entry = code == 0 ? other_entry() : entry_of(code);
    if (is_han(now.value) && last != edge_entry) pairs_[place(last, entry)] = true;
    last = is_han(now.value) ? entry : edge_entry;
    glossed = false;
  }
}

bool Page::judge(std::string_view text) const noexcept {
  const Sums& s = sums_;
  if (right_ < 3 || 2 * right_ > s.han || 4 * s.wrong > right_ || s.two_readings * 20 > right_) return false;
  // Who teaches glosses a character where it comes first, a machine everywhere or anywhere.
  const bool teaches = 3 * s.taught > 2 * s.often;
  // Glosses on characters that a 1:1 mapping produces and on no others: these are half of the characters at most in running text.
  if (5 * s.partners >= 4 * right_) {
    const bool only = 20 * s.partners >= 19 * right_ && !teaches && 2 * s.running > right_ && 3 * s.common >= right_;
    const bool always = only && 12 * s.plain <= right_;
    if (always && right_ >= 12 && s.often >= 2) return true;
    if (is_about_reading(text)) return false;
    // Pronouns of Traditional text say little by themselves: people write them in Simplified, too.
    const std::size_t fewest = s.native > 0 ? 8 : 4;
    return misplaced_ > 0 || (always && right_ >= fewest) || (only && right_ >= 12 && s.often >= 3);  // the last one: here and there
  }
  // Simplified text, here and there a gloss: common characters, usual readings, in clauses.
  const bool prose = 5 * s.running >= 3 * right_ && 2 * s.common >= right_ && 5 * s.usual >= 3 * right_ && s.distinct >= 3;
  const std::size_t enough = 2 * s.toned > right_ ? 10 : 5;
  if (!prose || (teaches && s.often >= 3 && 2 * s.toned > right_) || 3 * right_ > s.han || right_ < enough) return false;
  return right_ >= 3 * enough || !is_about_reading(text);
}

}  // namespace hansift::cleaning::gloss
