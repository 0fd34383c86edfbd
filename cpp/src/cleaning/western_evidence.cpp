#include "cleaning/western_evidence.hpp"

#include <algorithm>
#include <array>
#include <limits>

#include "cleaning/alphabet_reading.hpp"
#include "cleaning/mention.hpp"
#include "cleaning/scan_back.hpp"
#include "text/utf8.hpp"

namespace hansift::cleaning {
namespace {

constexpr int isolated_penalty = 8;      ///< no letter beside a letter
constexpr int stuck_bonus = 8;           ///< a sign that a letter touches
constexpr std::size_t most_context = 40; ///< characters around a letter that stands alone
constexpr int quoted_penalty = 24;       ///< an example in quotes
constexpr encoding::Cost rare = 17 * encoding::bit;  ///< of a character that no language has
constexpr encoding::Cost dear = 9 * encoding::bit;   ///< of a character of running text
constexpr std::size_t most_doubted = 8;  ///< sequences that may be double-byte text
constexpr int unlikely_penalty = 10;     ///< what no language writes: aBc, a single Han character in a Latin word
constexpr std::size_t most_sequences = 16;  ///< of a group that are looked at
constexpr int odd_letter_penalty = 5;    ///< for each letter on the line that stands among others and fits into no sequence
constexpr int intact_penalty = 20;       ///< the only one on a line whose other characters beyond ASCII are in order

bool is_quote(char32_t value) {
  return value == '"' || value == '\'' || value == '`' || (value >= 0x2018 && value <= 0x201F) || value == 0xAB || value == 0xBB ||
         (value >= 0x300C && value <= 0x300F);
}

bool is_latin(char32_t value) { return is_letter(value) && text::class_of(value).script() == text::ScriptClass::latin; }

/// Whether the quotation mark or inverted mark `value` stands where such marks stand.
bool opens_or_closes(char32_t value, char32_t left, char32_t behind) {
  const auto open = [](char32_t c) { return c == 0 || c == ' ' || c == '(' || c == '"'; };
  const auto shut = [](char32_t c) { return c == 0 || c == ' ' || c == ')' || c == '"' || c == '.' || c == ',' || c == ';' || c == ':'; };
  if (value == 0xAB || value == 0xBB) return open(left) ? !shut(behind) : shut(behind) && left != '`';
  return (value == 0xA1 || value == 0xBF) && open(left) && !shut(behind);
}

/// A character that no language has, as far as is known.
bool is_rare(char32_t value) {
  if (value == text::replacement_character || (value >= 0x530 && is_letter(value) && !is_latin(value))) return false;
  const std::array<char32_t, 1> one = {value};
  return encoding::least_cost({' ', one, 0}) >= rare;
}

bool is_sign(char32_t value) { return text::class_of(value).symbol() && value >= 0x2200; }

/// A character of Latin-1 beyond ASCII.
bool is_high(char32_t value) { return value > 0xA0 && value < 0x100; }

}  // namespace

WesternEvidence::Score WesternEvidence::score(std::size_t page) {
  encoding::LanguageCosts after;
  std::int64_t before = 0;
  line_.each_group(page, [&](std::size_t first, std::size_t last) {
    const encoding::Piece piece = take(first, last);
    before += encoding::least_cost({piece.before, before_, piece.behind}, pairs_);
    after.add(piece, pairs_);
  });
  const std::int64_t gain = (before - static_cast<std::int64_t>(after.least())) / encoding::bit - static_cast<std::int64_t>(page) - foreign_controls(page);
  return {gain, after.cheapest()};
}

PageSet WesternEvidence::choose_in_line(std::span<const PageSet> likely, std::size_t scope) {
  PageSet best = 0;
  std::int64_t least = std::numeric_limits<std::int64_t>::max();
  for (const PageSet pages : likely) {
    const auto page = static_cast<std::size_t>(__builtin_ctz(pages));
    line_.parse(page, scope);
    wider_.clear();
    std::size_t next = 0;
    for (std::size_t i = 0; i < std::min(line_.size(), scope);) {
      const bool here = next < line_.sequences().size() && line_.sequences()[next].begin == i;
      wider_.push_back(here ? line_.sequences()[next].value : line_.cell(i).value);
      i = here ? line_.sequences()[next++].end : i + 1;
    }
    encoding::LanguageCosts costs;
    costs.add({' ', wider_, ' '}, pairs_);
    const std::int64_t cost = costs.least() + encoding::bit * (static_cast<std::int64_t>(page) + foreign_controls(page));
    if (cost >= least) continue;
    least = cost;
    best = pages;
    line_.language = costs.cheapest();
  }
  return best;
}

/// Bits that it costs a page if control characters stand where it has characters: then Latin-1 or one of its relatives was read.
std::int64_t WesternEvidence::foreign_controls(std::size_t page) const {
  std::int64_t count = 0;
  for (const Sequence& sequence : line_.sequences()) {
    for (std::size_t i = sequence.begin + 1; i < sequence.end; ++i) count += line_.pages().replaces_control(page, line_.cell(i).value) ? 1 : 0;
  }
  return 4 * count;
}

/// Fills before_ and after_ with the sequences [first, last); gives the repaired piece.
encoding::Piece WesternEvidence::take(std::size_t first, std::size_t last) {
  before_.clear();
  after_.clear();
  for (std::size_t i = first; i < last; ++i) after_.push_back(line_.sequences()[i].value);
  const std::size_t begin = line_.sequences()[first].begin;
  const std::size_t end = line_.sequences()[last - 1].end;
  for (std::size_t i = begin; i < end; ++i) before_.push_back(line_.cell(i).value);
  return {begin > 0 ? line_.cell(begin - 1).value : 0, after_, end < line_.size() ? line_.cell(end).value : 0};
}

void WesternEvidence::collect(PageSet pages, std::vector<Group>& groups) {
  std::size_t intact = 0;
  std::size_t next = 0;
  for (std::size_t i = 0; i < line_.size(); ++i) {
    while (next < line_.sequences().size() && line_.sequences()[next].end <= i) ++next;
    const bool inside = next < line_.sequences().size() && line_.sequences()[next].begin <= i;
    intact += !inside && line_.cell(i).value >= 0x80 && !is_apostrophe(i) ? 1 : 0;
  }
  const auto has = [&](char32_t value) { return std::any_of(line_.sequences().begin(), line_.sequences().end(), [&](const Sequence& found) { return found.value == value; }); };
  guillemets_ = has(0xAB) && has(0xBB);
  const std::size_t noted = groups.size();
  const auto page = static_cast<std::size_t>(__builtin_ctz(pages));
  line_.each_group(page, [&](std::size_t first, std::size_t last) {
    Group group = weigh(page, first, last);
    if (intact > 0 && line_.sequences().size() == 1 && line_.sequences()[0].end - line_.sequences()[0].begin == 2) group.gain -= intact_penalty;
    group.gain -= static_cast<int>(std::min<std::size_t>(line_.odds(), 20)) * odd_letter_penalty;
    if (page >= usual_pages) group.gain -= unlikely_penalty;
    group.pages = pages;
    groups.push_back(group);
  });
  drop_examples(groups, noted);
}

/// Between two letters, as sound text has it.
bool WesternEvidence::is_apostrophe(std::size_t cell) const {
  return line_.cell(cell).value == 0x2019 && cell > 0 && is_letter(line_.cell(cell - 1).value) && is_letter(line_.cell(cell + 1).value);
}

/// Takes away those of the groups from `first` on, which are those of the line, that are examples in a text about mojibake.
void WesternEvidence::drop_examples(std::vector<Group>& groups, std::size_t first) {
  if (first == groups.size()) return;
  const std::size_t begin = line_.cell(0).offset;
  places_.clear();
  for (std::size_t i = first; i < groups.size(); ++i) places_.push_back({groups[i].source.begin - begin, groups[i].source.end - begin});
  Mentions mentions(text_.substr(begin, line_.cell(line_.size()).offset - begin));
  std::size_t kept = first;
  for (std::size_t i = first; i < groups.size(); ++i) {
    const std::string_view meant = std::string_view(arena_).substr(groups[i].text.begin, groups[i].text.size());
    if (!mentions.of_mojibake(places_, i - first, meant)) groups[kept++] = groups[i];
  }
  groups.resize(kept);
}

Group WesternEvidence::weigh(std::size_t page, std::size_t first, std::size_t last) {
  const std::size_t begin = line_.sequences()[first].begin;
  const std::size_t end = line_.sequences()[last - 1].end;
  Group group;
  group.source = {line_.cell(begin).offset, line_.cell(end).offset};
  group.text.begin = arena_.size();
  for (std::size_t i = first; i < last; ++i) text::append_utf8(arena_, line_.sequences()[i].value);
  group.text.end = arena_.size();

  // A part of a long group stands for all of it.
  const std::size_t taken = std::min(last, first + most_sequences);
  const encoding::Piece piece = take(first, taken);
  const std::int64_t before = encoding::least_cost({piece.before, before_, piece.behind}, pairs_);
  const auto after = static_cast<std::int64_t>(encoding::least_cost(piece, pairs_));
  const std::int64_t gain = (before - after) / encoding::bit;
  auto count = static_cast<std::int64_t>(last - first);
  const auto different = static_cast<std::int64_t>(count_different());
  // The same again and again is no evidence, and lines are drawn so.
  if (gain > 0 && count > 4 * different) count = different == 1 && is_sign(line_.cell(begin).value) ? 0 : different;
  group.gain = static_cast<int>(std::clamp<std::int64_t>(gain * count / static_cast<std::int64_t>(taken - first), -10000, 10000));
  group.counts = true;
  const int doubts = doubts_of(group.source, last - first, taken - first, after);
  if (doubts > 0 && !is_layer()) group.gain -= doubts;
  if (last - first <= 2) weigh_place(group, begin, end, last - first);
  if (last - first <= 2 && (is_leftover(page, first, begin, true) || is_leftover(page, last, end, false))) group.gain -= intact_penalty * (last - first == 1 ? 4 : 1);
  return group;
}

/// Different characters of after_, as far as four.
std::size_t WesternEvidence::count_different() const {
  std::array<char32_t, 4> seen{};
  std::size_t count = 0;
  for (const char32_t value : after_) {
    if (std::find(seen.begin(), seen.begin() + static_cast<std::ptrdiff_t>(count), value) != seen.begin() + static_cast<std::ptrdiff_t>(count)) continue;
    seen[count++] = value;
    if (count == seen.size()) break;
  }
  return count;
}

/// Whether what comes out may have been read wrongly itself: it has characters of one page only.
bool WesternEvidence::is_layer() const {
  const auto has_all = [&](std::size_t page) {
    return std::all_of(after_.begin(), after_.end(), [&](char32_t value) { return value < 0x80 || line_.pages().byte(page, value) != 0; });
  };
  for (std::size_t page = 0; page < page_count; ++page) {
    if (has_all(page)) return true;
  }
  return false;
}

/// Bits that speak against a group of `count` sequences of which the first `taken` cost `after`: cheaper than nonsense is not enough.
int WesternEvidence::doubts_of(Span source, std::size_t count, std::size_t taken, std::int64_t after) const {
  int doubts = 2 * unlikely_penalty * static_cast<int>(count_changes_of_script());
  if (taken > 2 && after > static_cast<std::int64_t>(taken) * rare) doubts += 4 * unlikely_penalty;
  if (taken == count && count <= most_doubted && after > static_cast<std::int64_t>(count) * dear) {
    // Short titles of Chinese that were read as Latin-1 look like UTF-8 in some page.
    const std::string bytes = windows_1252_bytes(source.of(text_));
    if (bytes.size() >= 4 && cheapest_double_byte(bytes) < after) doubts += 8 * unlikely_penalty;
  }
  return doubts;
}

/// How often the script of the letters in after_ changes, as far as four; the scripts of East Asia are one.
std::size_t WesternEvidence::count_changes_of_script() const {
  std::size_t count = 0;
  char32_t last = 0;
  for (const char32_t value : after_) {
    if (!is_letter(value)) {
      if (value == ' ' || value == 0xA0) last = 0;
      continue;
    }
    const bool eastern = value >= 0x2E80 || last >= 0x2E80;
    count += last != 0 && !eastern && text::class_of(value).script() != text::class_of(last).script() ? 1 : 0;
    if (count == 4) break;
    last = value;
  }
  return count;
}

/// Whether a character that touches the group at `cell`, on its left or right side, fits into no sequence, not even one that was cut off.
bool WesternEvidence::is_leftover(std::size_t page, std::size_t sequence, std::size_t cell, bool left) const {
  if (left) return cell > 0 && (sequence == 0 || line_.sequences()[sequence - 1].end != cell) && is_high(line_.cell(cell - 1).value);
  const bool free = sequence == line_.sequences().size() || line_.sequences()[sequence].begin != cell;
  return free && cell < line_.size() && is_high(line_.cell(cell).value) && line_.cut_at(page, cell) < 2;
}

/// Where a short group stands says whether it is likely.
void WesternEvidence::weigh_place(Group& group, std::size_t begin, std::size_t end, std::size_t count) {
  const char32_t left = begin > 0 ? line_.cell(begin - 1).value : 0;
  const char32_t behind = end < line_.size() ? line_.cell(end).value : 0;
  const char32_t first = after_.front();
  const text::CharClass found = text::class_of(first);
  if (is_sign(line_.cell(begin).value) && is_letter(left)) group.gain += stuck_bonus;
  const bool quote = opens_or_closes(first, left, behind) || (guillemets_ && (first == 0xAB || first == 0xBB));
  is_word_ = false;
  if ((found.letter() || (first < 0x100 && first != 0xA0 && !quote)) && !is_letter(left) && !is_letter(behind)) {
    // In a line of many sequences the neighbours are damaged themselves and tell nothing.
    if (line_.sequences().size() < many) group.gain = gain_in_context(begin, end);
    group.gain -= count > 1 || is_word_ ? isolated_penalty / 4 : isolated_penalty;
    group.counts = false;
  }
  if (quoted(begin, end)) {
    group.gain -= quoted_penalty;
    group.counts = false;
  }
  if (count > 1) return;
  const bool latin = is_latin(left) || is_latin(behind);
  const bool capitals = begin > 1 && text::class_of(left).upper() && text::class_of(line_.cell(begin - 2).value).upper();
  if ((capitals && found.lower()) || (latin && found.letter() && found.script() != text::ScriptClass::latin && found.script() != text::ScriptClass::greek) ||
      (line_.cell(end - 1).value == 0xA0 && first != 0xE0 && first != 0xA0) || is_rare(first)) {
    group.gain -= unlikely_penalty;
    group.counts = false;
  }
  // Two letters that turn into a sign are two letters.
  if (is_letter(line_.cell(begin).value) && is_letter(line_.cell(begin + 1).value) && first < 0x100 && !found.letter()) group.gain -= 2 * unlikely_penalty;
}

/// A letter that stands alone is a word in one language and nothing in another: what is around it tells which language it is.
int WesternEvidence::gain_in_context(std::size_t begin, std::size_t end) {
  const std::size_t first = begin > most_context ? begin - most_context : 0;
  const std::size_t last = std::min(line_.size(), end + most_context);
  const auto cost_with = [&](const std::vector<char32_t>& middle) {
    wider_.clear();
    for (std::size_t cell = first; cell < begin; ++cell) wider_.push_back(line_.cell(cell).value);
    wider_.insert(wider_.end(), middle.begin(), middle.end());
    for (std::size_t cell = end; cell < last; ++cell) wider_.push_back(line_.cell(cell).value);
    encoding::LanguageCosts costs;
    costs.add({' ', wider_, ' '}, pairs_);
    return costs;
  };
  const encoding::LanguageCosts before = cost_with(before_);
  const encoding::LanguageCosts after = cost_with(after_);
  const std::size_t around = cost_with({}).cheapest();
  // Between two words it may be one of them, though not of English.
  const auto word_ends = [&](std::size_t space, std::size_t letter) { return line_.cell(space).value == ' ' && is_ascii_lower(line_.cell(letter).value); };
  is_word_ = begin > 1 && end + 1 < line_.size() && word_ends(begin - 1, begin - 2) && word_ends(end, end + 1) && around != english_;
  const encoding::Cost cost = around == english_ ? after.in(english_) : after.least();
  return static_cast<int>((static_cast<std::int64_t>(before.least()) - static_cast<std::int64_t>(cost)) / encoding::bit);
}

/// Whether quotation marks stand directly around the word.
bool WesternEvidence::quoted(std::size_t begin, std::size_t end) const {
  const std::size_t first = begin > 30 ? begin - 30 : 0;
  while (begin > first && is_ascii_alnum_cell(begin - 1)) --begin;
  const std::size_t last = std::min(line_.size(), end + 30);
  while (end < last && is_ascii_alnum_cell(end)) ++end;
  return begin > 0 && end < line_.size() && is_quote(line_.cell(begin - 1).value) && is_quote(line_.cell(end).value);
}

bool WesternEvidence::is_ascii_alnum_cell(std::size_t cell) const {
  return line_.cell(cell).value < 0x80 && is_ascii_alnum(static_cast<char>(line_.cell(cell).value));
}

}  // namespace hansift::cleaning
