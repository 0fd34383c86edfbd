#include "cleaning/western_line.hpp"

#include <algorithm>
#include <array>

#include "cleaning/scan_back.hpp"
#include "encoding/text_cost.hpp"
#include "text/utf8.hpp"

namespace hansift::cleaning {
namespace {

constexpr std::size_t most_run = 64;  ///< neighbours of a group that are looked at

bool is_latin(char32_t value) { return is_letter(value) && text::class_of(value).script() == text::ScriptClass::latin; }

}  // namespace

void WesternLine::read(std::size_t begin, std::size_t end) {
  cells_.clear();
  hits_.clear();
  weak_ = lone_a_ = false;
  for (std::size_t at = begin; at < end;) {
    const text::Decoded found = decode_valid(text_, at);
    cells_.push_back({found.value, at});
    at += found.size;
  }
  size_ = cells_.size();
  for (int i = 0; i < 4; ++i) cells_.push_back({0, end});
  for (std::size_t i = 0; i < size_; ++i) {
    if (cells_[i].value < 0x80) continue;
    const Roles& roles = pages_.roles(cells_[i].value);
    if ((roles.lead[0] | roles.lead[1] | roles.lead[2]) == 0) continue;
    const PageSet one = follow(i + 1);
    if (one == 0) continue;
    const PageSet two = cells_[i + 2].value == '?' ? one : follow(i + 2);
    Hit hit{i, {roles.lead[0] & one, roles.lead[1] & one & two, roles.lead[2] & one & two & follow(i + 3)}, 0};
    if ((hit.pages[0] | hit.pages[1] | hit.pages[2]) == 0) continue;
    while (hit.sound < 3 && cells_[i + 1 + hit.sound].value >= 0x80) ++hit.sound;
    for (std::size_t more = hit.sound; more < 3; ++more) weak_ = weak_ || hit.pages[more] != 0;
    hits_.push_back(hit);
    lone_a_ = lone_a_ || (cells_[i].value == 0xC3 && cells_[i + 1].value == ' ' && i > 0 && is_ascii_lower(cells_[i - 1].value));
  }
}

void WesternLine::parse(std::size_t page, std::size_t scope, Losses losses) {
  sequences_.clear();
  parsed_ = std::min(scope, size_);
  const PageSet bit = bit_of(page);
  std::size_t next = 0;
  for (const Hit& hit : hits_) {
    if (hit.at >= scope) break;
    if (hit.at < next) continue;
    // A byte that became a space is not looked for behind a sound letter.
    const bool behind_letter = hit.at > next && cells_[hit.at - 1].value >= 0x80 && is_letter(cells_[hit.at - 1].value);
    for (std::size_t more = 0; more < (losses.spaces && !behind_letter ? 3 : hit.sound); ++more) {
      if ((hit.pages[more] & bit) == 0) continue;
      Sequence found{hit.at, hit.at + more + 2, 0};
      if (!decode(page, found, losses.spaces)) break;
      if (losses.ends) add_cut_before(page, next, found);
      sequences_.push_back(found);
      if (losses.ends) add_cut_behind(page);
      next = sequences_.back().end;
      break;
    }
  }
  join_surrogates();
}

std::size_t WesternLine::cut_at(std::size_t page, std::size_t at) const {
  const Roles& roles = pages_.roles(cells_[at].value);
  const PageSet bit = bit_of(page);
  const std::size_t whole = (roles.lead[2] & bit) != 0 ? 4 : (roles.lead[1] & bit) != 0 ? 3 : (roles.lead[0] & bit) != 0 ? 2 : 0;
  std::size_t size = 1;
  while (size < whole && cells_[at + size].value >= 0x80 && (pages_.roles(cells_[at + size].value).follow & bit) != 0) ++size;
  return size < whole ? size : 0;
}

/// Whether what stands at a sequence of this value and is none itself is no letter of its own: it is one of three bytes or more, or of another
/// alphabet.
bool WesternLine::is_company(const Sequence& sequence) noexcept { return sequence.end - sequence.begin >= 3 || sequence.value >= 0x370; }

void WesternLine::add_cut_behind(std::size_t page) {
  if (!is_company(sequences_.back())) return;
  while (true) {
    const std::size_t at = sequences_.back().end;
    const std::size_t size = cut_at(page, at);
    // A space may be the last byte of two: of à, of a no-break space, of Р, but hardly of Ѡ.
    const unsigned lead = pages_.byte(page, cells_[at].value);
    if (size == 0 || (size == 1 && cells_[at + 1].value == ' ' && lead < 0xE0 && lead != 0xD1)) return;
    sequences_.push_back({at, at + size, text::replacement_character});
  }
}

void WesternLine::add_cut_before(std::size_t page, std::size_t done, const Sequence& found) {
  if (!is_company(found)) return;
  for (std::size_t size = found.value < 0x2000 ? 1 : 2; size <= 3 && found.begin >= done + size; ++size) {
    if (cut_at(page, found.begin - size) != size) continue;
    sequences_.push_back({found.begin - size, found.begin, text::replacement_character});
    return;
  }
}

bool WesternLine::decode(std::size_t page, Sequence& sequence, bool weak) const {
  const std::size_t count = sequence.end - sequence.begin;
  const unsigned lead = pages_.byte(page, cells_[sequence.begin].value);
  char32_t value = lead & (count == 2 ? 0x1Fu : count == 3 ? 0x0Fu : 0x07u);
  bool lost = false;
  for (std::size_t i = sequence.begin + 1; i < sequence.end; ++i) {
    char32_t here = cells_[i].value;
    if (here < 0x80) {
      if (!weak) return false;
      here = here == ' ' ? 0xA0 : text::replacement_character;
    }
    const unsigned follow = here == text::replacement_character ? 0 : pages_.byte(page, here);
    lost = lost || follow == 0;
    if (i == sequence.begin + 1 && follow != 0) {
      if ((lead == 0xE0 && follow < 0xA0) || (lead == 0xF0 && follow < 0x90) || (lead == 0xF4 && follow > 0x8F)) return false;
    }
    value = value << 6 | (follow & 0x3F);
  }
  sequence.value = lost ? text::replacement_character : value;
  if (cells_[sequence.end - 1].value == ' ' && !lost) keep_space(sequence);
  // Of a closing quotation mark the last byte is gone more often than a dagger's became a space.
  if (sequence.value == 0x2020 && cells_[sequence.end - 1].value == ' ') {
    sequence.value = text::replacement_character;
    --sequence.end;
  }
  return true;
}

/// The space behind "Ã" may be the byte A0 or a space that swallowed it: then it stays.
void WesternLine::keep_space(Sequence& sequence) const {
  const std::size_t at = sequence.end;
  if (sequence.value != 0xE0 || at >= size_ || cells_[at].value == ' ') return;  // of the letters that end in A0 only à is a word
  const char32_t left = sequence.begin > 0 ? cells_[sequence.begin - 1].value : ' ';
  const char32_t right = cells_[at].value;
  const char32_t more = at + 1 < size_ ? cells_[at + 1].value : ' ';
  const std::array<char32_t, 3> with = {sequence.value, ' ', right};
  const std::array<char32_t, 2> without = {sequence.value, right};
  encoding::LanguageCosts kept;
  encoding::LanguageCosts gone;
  kept.add({left, with, more});
  gone.add({left, without, more});
  if (kept.in(language) <= gone.in(language) + 2 * encoding::bit) --sequence.end;
}

/// Pairs of surrogates, each written as three bytes (CESU-8), become one character; single ones are none.
void WesternLine::join_surrogates() {
  std::size_t out = 0;
  for (std::size_t i = 0; i < sequences_.size(); ++i) {
    Sequence sequence = sequences_[i];
    if (sequence.value >= 0xD800 && sequence.value <= 0xDFFF) {
      const Sequence* low = i + 1 < sequences_.size() ? &sequences_[i + 1] : nullptr;
      if (low == nullptr || low->begin != sequence.end || sequence.value > 0xDBFF || low->value < 0xDC00 || low->value > 0xDFFF) continue;
      sequence.value = 0x10000 + ((sequence.value - 0xD800) << 10) + (low->value - 0xDC00);
      sequence.end = low->end;
      ++i;
    }
    sequences_[out++] = sequence;
  }
  sequences_.resize(out);
}

bool WesternLine::fills_line(std::size_t page, std::size_t scope) {
  std::size_t covered = 0;
  std::size_t odds = 0;
  std::size_t next = 0;
  const std::size_t end = std::min(size_, scope);
  std::size_t hit = 0;
  for (std::size_t i = 0; i < end;) {
    if (next < sequences_.size() && sequences_[next].begin == i) {
      covered += sequences_[next].end - i;
      i = sequences_[next++].end;
      continue;
    }
    while (hit < hits_.size() && hits_[hit].at < i) ++hit;
    if (hit < hits_.size() && hits_[hit].at == i) {
      // A sequence that lost a byte to a space is no odd letter.
      std::size_t more = hits_[hit].sound;
      while (more < 3 && (hits_[hit].pages[more] & bit_of(page)) == 0) ++more;
      if (more < 3) {
        i += more + 2;
        continue;
      }
    }
    const char32_t value = cells_[i].value;
    if (value >= 0x80 && ((i > 0 && cells_[i - 1].value >= 0x80) || cells_[i + 1].value >= 0x80) && pages_.byte(page, value) != 0) {
      odds += is_latin(value) || (value < 0xC0 && value != 0xA0) ? 1 : 0;
    }
    ++i;
  }
  odds_ = odds;
  return odds <= std::max<std::size_t>(2, covered / 4);
}

bool WesternLine::takes_all(std::size_t scope) const {
  std::size_t left = 0;
  for (std::size_t i = 0; i < std::min(size_, scope); ++i) left += cells_[i].value >= 0x80 ? 1 : 0;
  for (const Sequence& sequence : sequences_) left -= std::min(left, sequence.end - sequence.begin);
  return left == 0;
}

/// Whether the sequences [first, last) take up most of the run of letters beyond ASCII in which they stand. In text of another damage, or of
/// none, they are chance hits among others that fit into no sequence.
bool WesternLine::fills_run(std::size_t page, std::size_t first, std::size_t last) const {
  const std::size_t covered = sequences_[last - 1].end - sequences_[first].begin;
  const auto odd = [&](std::size_t cell) {
    const text::CharClass found = text::class_of(cells_[cell].value);
    return found.letter() || found.category() == text::Category::Cc;
  };
  const auto in_run = [&](std::size_t cell) { return cells_[cell].value >= 0x80 && pages_.byte(page, cells_[cell].value) != 0; };
  std::size_t odds = 0;
  std::size_t others = 0;  // sequences that the run has as well
  std::size_t next = first;
  for (std::size_t i = sequences_[first].begin; i > 0 && in_run(i - 1) && sequences_[first].begin - i < most_run;) {
    if (next > 0 && sequences_[next - 1].end == i) {
      others += i - sequences_[next - 1].begin;
      i = sequences_[--next].begin;
    } else {
      odds += odd(--i) ? 1 : 0;
    }
  }
  next = last;
  const std::size_t end = sequences_[last - 1].end;
  for (std::size_t i = end; i < parsed_ && in_run(i) && i - end < most_run;) {
    if (next < sequences_.size() && sequences_[next].begin == i) {
      others += sequences_[next].end - i;
      i = sequences_[next++].end;
    } else {
      odds += odd(i++) ? 1 : 0;
    }
  }
  return 3 * odds <= covered + others;
}

}  // namespace hansift::cleaning
