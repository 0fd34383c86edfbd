#include "cleaning/gloss_search.hpp"

#include <algorithm>
#include <array>

#include "text/classes.hpp"
#include "text/utf8.hpp"

namespace hansift::cleaning::gloss {
namespace {

// What events cost, in eighths of a bit: rough rates of the damage; the model decides.
constexpr Cost misplaced_gloss = 2 * bit;
constexpr Cost literal_misplaced = 40 * bit;  ///< a question mark, pinyin and a bracket that mean just that
constexpr Cost literal_gloss = 25 * bit;
constexpr Cost eaten_cost = 3 * bit;
constexpr Cost fold_cost = 6 * bit;
constexpr Cost rare_han = 22 * bit;
constexpr Cost symbol = 24 * bit;
constexpr Cost foreign = 18 * bit;            ///< a character that GBK does not have
constexpr Cost wrong_script = 7 * bit;
constexpr Cost rare_form = 2 * bit;
constexpr Cost rare_in_tables = 3 * bit;
constexpr Cost never_glossed = 7 * bit;       ///< a gloss on a character that stands without one elsewhere
constexpr Cost should_be_glossed = 7 * bit;   ///< the reverse
constexpr Cost not_in_table = 1 * bit;
constexpr Cost other_reading = 2 * bit;
constexpr Cost not_folded = 5 * bit;          ///< an ASCII mark on a page with full-width ones
constexpr Cost seen_bonus = bit;              ///< a character that the page has elsewhere
constexpr Cost seen_pair_bonus = 4 * bit;     ///< a pair of them

constexpr std::size_t widths[] = {24, 128, 2};  ///< states that are kept, by Search::Group
constexpr Cost margins[] = {22 * bit, 26 * bit, 10 * bit};
constexpr std::size_t eaten_states = 32;      ///< best states for which a question mark may have eaten an ASCII character
constexpr std::size_t lost_states = 4;        ///< and that it stands for a pair in no table
constexpr std::size_t eaten_looks = 800;
constexpr std::size_t twice_firsts = 2;       ///< characters behind which a second dropped pair is considered
constexpr Cost well_known = 5 * bit;          ///< so cheap a next character needs no other explanation
constexpr std::size_t drop_states = 6;        ///< best states for which dropped pairs are considered
constexpr std::size_t drop_firsts = 4;        ///< characters that may have been cut by a dropped pair, of each
constexpr std::uint8_t awaits_mark = 1;       ///< State::lead: the mark that was folded follows
constexpr Cost unreachable = 1 << 28;
constexpr Code lost_mark = 0xFFFD;

constexpr int fewest_dropped = 8;     ///< second bytes behind which fewer first bytes make such pairs are not considered

/// Second byte of the full-width mark that was folded to an ASCII one; 0: none is. First is A3.
unsigned folded_trail(Code ascii) noexcept {
  switch (ascii) {
    case ',': return 0xAC;
    case ':': return 0xBA;
    case ';': return 0xBB;
    case '?': return 0xBF;
    case '!': return 0xA1;
    default: return 0;
  }
}

/// A mark that stands for a full-width one where a page folds these.
bool is_folding(Code ascii) noexcept { return folded_trail(ascii) != 0 || ascii == '('; }

using text::is_han;

/// For each second byte of a character the first bytes of the next with which it makes a pair that nothing stands for (private use).
struct DroppedPairs {
  std::array<Leads, 256> leads;
  std::array<Leads, 256> known;  ///< for each second byte the first bytes with which it makes a character that has an entry
  std::vector<std::uint8_t> trails;
  DroppedPairs() {
    for (unsigned trail = first_lead; trail <= last_lead; ++trail) {
      for (unsigned lead = first_lead; lead <= last_lead; ++lead) {
        if (decode(code_of(trail, lead)) == 0) leads[trail].add(lead);
      }
      if (leads[trail].size() > fewest_dropped) trails.push_back(static_cast<std::uint8_t>(trail));
    }
    for (unsigned trail = first_trail; trail <= last_trail; ++trail) {
      for (unsigned lead = first_lead; lead <= last_lead; ++lead) {
        if (is_trail(trail) && entry_of(code_of(lead, trail)) != other_entry()) known[trail].add(lead);
      }
    }
  }
};

const DroppedPairs& dropped_pairs() {
  static const DroppedPairs made;
  return made;
}

/// Characters and marks that cost at most so much alone.
std::vector<Code> cheaper_than(Cost limit, bool marks_only) {
  std::vector<Code> found;
  for (unsigned lead = first_lead; lead <= last_lead; ++lead) {
    for (unsigned trail = first_trail; trail <= last_trail; ++trail) {
      const Code code = code_of(lead, trail);
      const char32_t value = decode(code);
      if (value == 0 || entry_of(code) == other_entry() || single_cost(entry_of(code)) >= limit || (marks_only && is_han(value))) continue;
      if (value < 0xFF10 || value > 0xFF5A || value == 0xFF1A || value == 0xFF1B || value == 0xFF1F) found.push_back(code);  // no full-width letters
    }
  }
  return found;
}

/// Most of a text; half of it; its marks.
const std::vector<Code>& common_characters() {
  static const std::vector<Code> made = cheaper_than(11 * bit, false);
  return made;
}
const std::vector<Code>& common_ends() {
  static const std::vector<Code> made = cheaper_than(9 * bit, false);
  return made;
}
const std::vector<Code>& common_marks() {
  static const std::vector<Code> made = cheaper_than(14 * bit, true);
  return made;
}

/// Those of them whose second byte may be in a dropped pair.
const std::vector<Code>& common_before_dropped() {
  static const std::vector<Code> made = [] {
    std::vector<Code> found = common_characters();
    std::erase_if(found, [](Code code) { return dropped_pairs().leads[trail_of(code)].size() <= fewest_dropped; });
    return found;
  }();
  return made;
}

}  // namespace

Cost Search::cost_of(Entry last, Code code, bool glossed, Cost limit) const noexcept {
  const Entry entry = entry_of(code);
  if (code < 0x80) return pair_cost(last, entry);
  const char32_t value = decode(code);
  const bool full_width = value > 0xFF00 && folded_trail(static_cast<Code>(value - 0xFEE0)) == 0 && value != 0xFF08 && value != 0xFF09;
  Cost cost = entry == other_entry() || full_width ? (is_han(value) ? rare_han : symbol) : pair_cost(last, entry);
  if (!is_han(value) || cost > limit + seen_pair_bonus) return cost;
  const Form form = form_of(code);
  if (page_.traditional() ? form == Form::simplified : form >= Form::traditional) cost += wrong_script;
  if (page_.traditional() && form == Form::rare_traditional) cost += rare_form;
  if (page_.has(code)) {
    if (!glossed && page_.strict() && page_.glossed(code) != 0) cost += should_be_glossed;
    if (!page_.seen(last, entry)) return cost - std::min(cost, seen_bonus);
  } else if (!page_.seen(last, entry)) {
    return cost;
  }
  return cost - std::min(cost, seen_pair_bonus);
}

Cost Search::gloss_cost(Code code, Reading reading) const noexcept {
  Cost cost = reading_rank(code, reading) == 0 ? 0 : other_reading;
  if (page_.glossed(code) != 0) return cost;
  cost += page_.plain(code) != 0 && page_.strict() ? never_glossed : not_in_table;
  if (page_.traditional() && form_of(code) < Form::traditional) cost += wrong_script;
  if (entry_of(code) == other_entry() || form_of(code) == Form::rare_traditional) cost += rare_in_tables;
  return cost;
}

Cost Search::room(const State& state, unsigned lead) const noexcept {
  const Group group = state.literal ? as_it_is : lead != 0 ? under_way : in_step;
  return std::min(best_[group] + margins[group] - state.cost, unlimited);
}

bool Search::hopeful(Group group, Cost cost) noexcept {
  if (cost - best_[group] > margins[group]) return false;
  best_[group] = std::min(best_[group], cost);
  return true;
}

/// `mark`: an ASCII character that may have been eaten behind; only its place in the context counts.
void Search::add(const State& state, std::size_t at, Node node, Cost cost, unsigned lead, Code split, Code mark) {
  State next = state;
  next.cost += cost;
  next.lead = static_cast<std::uint8_t>(lead);
  next.split = split;
  if (!hopeful(group_of(next), next.cost)) return;
  for (const Code code : {node.out[0], node.out[1], mark}) {
    if (code == 0) continue;
    next.before = static_cast<std::uint8_t>(next.hidden & 0xFF);
    next.hidden = code;
    next.last = entry_of(code);
  }
  node.parent = state.node;
  node.token = static_cast<std::uint32_t>(at);
  next.node = static_cast<std::uint32_t>(nodes_.size());
  nodes_.push_back(node);
  next_.push_back(next);
}

Search::State Search::between(const State& state, std::size_t at, Code code, Cost cost) {
  State next = state;
  next.cost += cost;
  next.before = static_cast<std::uint8_t>(state.hidden & 0xFF);
  next.hidden = code;
  next.last = entry_of(code);
  next.split = 0;
  next.node = static_cast<std::uint32_t>(nodes_.size());
  Node node;
  node.parent = state.node;
  node.token = static_cast<std::uint32_t>(at);
  node.shifted = true;
  node.out[0] = code;
  nodes_.push_back(node);
  return next;
}

void Search::add_kept(const State& state, std::size_t at, Cost cost) {
  const Token& token = tokens_[at];
  const Code code = token.shape == Shape::question ? Code{'?'} : token.code;
  State now = state;
  now.literal |= token.shape >= Shape::eaten;
  if (code == 0) {  // nothing that has a code: no byte of it is in reach
    now.last = other_entry();
    now.hidden = 0;
    now.before = 0;
  }
  Node node;
  node.kept = true;
  node.out[0] = code;
  add(now, at, node, cost, 0);
}

void Search::aligned(const State& state, std::size_t at) {
  const Token& token = tokens_[at];
  switch (token.shape) {
    case Shape::character:
      add_kept(state, at, token.code == 0 ? foreign : cost_of(state.last, token.code, true));
      return;
    case Shape::question: {
      add_kept(state, at, cost_of(state.last, '?', true));
      // A full-width mark that was folded across the boundary of two characters took the first byte of the character before with it.
      if (!page_.standing() || at + 1 >= tokens_.size() || folded_trail(tokens_[at + 1].shape == Shape::question ? '?' : tokens_[at + 1].code) == 0) return;
      for (unsigned lead = first_lead; lead <= last_lead; ++lead) {
        const Code code = code_of(lead, 0xA3);
        if (decode(code) == 0 || entry_of(code) == other_entry()) continue;
        Node node;
        node.shifted = true;
        node.out[0] = code;
        add(state, at, node, fold_cost + cost_of(state.last, code, false), awaits_mark);
      }
      return;
    }
    case Shape::gloss: {
      const Code base = state.hidden >= 0x80 ? state.hidden
                        : state.hidden >= first_trail && is_lead(state.before) ? code_of(state.before, state.hidden) : Code{0};
      if (base != 0 && reading_rank(base, token.reading) >= 0) {
        add(state, at, {}, gloss_cost(base, token.reading), 0);
      } else {
        add_kept(state, at, literal_gloss);
      }
      return;
    }
    case Shape::eaten:
    case Shape::standing: {
      add_kept(state, at, literal_misplaced);
      const unsigned trail = trail_of(state.hidden);
      if (state.hidden < 0x80 || !is_lead(trail)) return;
      for (unsigned lead = first_lead; lead <= last_lead; ++lead) {
        const Code code = code_of(trail, lead);
        if (!is_trail(lead) || reading_rank(code, token.reading) < 0) continue;
        Node node;
        node.shifted = true;
        add(state, at, node, misplaced_gloss + gloss_cost(code, token.reading), lead, code);
      }
      return;
    }
  }
}

void Search::shifted(const State& state, std::size_t at) {
  const Token& token = tokens_[at];
  Node node;
  node.shifted = true;
  if (state.lead == awaits_mark) {
    const unsigned trail = folded_trail(token.shape == Shape::question ? '?' : token.code);
    if (trail != 0) add(state, at, node, 0, trail);
    return;
  }
  const auto complete = [&](unsigned trail, bool glossed) -> Cost {
    node.out[0] = code_of(state.lead, trail);
    return decode(node.out[0]) == 0 ? -1 : cost_of(state.last, node.out[0], glossed || excused(state, node.out[0]));
  };
  switch (token.shape) {
    case Shape::character: {
      if (token.code == 0) return;
      if (token.code >= 0x80) {
        const Cost cost = complete(lead_of(token.code), false);
        if (cost < 0) return;
        const unsigned second = trail_of(token.code);
        if (is_lead(second)) return add(state, at, node, cost, second);
        if (second < 0x80) {
          node.out[1] = static_cast<Code>(second);
          add(state, at, node, cost + cost_of(entry_of(node.out[0]), node.out[1], true), 0);
        }
        return;
      }
      if (is_trail(token.code)) {  // the second byte was one of ASCII and stands alone
        const Cost cost = complete(token.code, gloss_follows(at));
        if (cost >= 0) add(state, at, node, cost, 0);
        return;
      }
      if (const unsigned trail = folded_trail(token.code); trail != 0 && page_.standing()) {  // a mark folded across a boundary
        const Cost cost = complete(0xA3, false);
        if (cost >= 0) add(state, at, node, cost + fold_cost, trail);
      }
      return;
    }
    case Shape::question: return;  // see step()
    case Shape::gloss: {  // by the byte under way and the one before it, which a gloss behind them does not put right
      const unsigned first = trail_of(state.hidden);
      if (state.hidden < 0x80 || !is_trail(state.lead) || !is_lead(first)) return;
      const Code base = code_of(first, state.lead);
      if (reading_rank(base, token.reading) >= 0) add(state, at, node, gloss_cost(base, token.reading), state.lead);
      return;
    }
    case Shape::eaten:
    case Shape::standing:
      for (const Code code : characters_read(token.reading.syllable)) {
        if (lead_of(code) != state.lead || reading_rank(code, token.reading) < 0) continue;
        const Cost cost = complete(trail_of(code), true);
        if (cost >= 0) add(state, at, node, cost + gloss_cost(code, token.reading), 0);
      }
      return;
  }
}

/// A question mark may stand for a pair in the shifted part that is in no table: the second byte of a character is 80, as that of some very
/// common ones, and any first byte follows.
void Search::lost_pair(const State& state, std::size_t at) {
  const Code first = code_of(state.lead, 0x80);
  if (at_end(at + 1) || !is_han(decode(first))) return;
  const Token& token = tokens_[at + 1];
  const unsigned second = token.code >= 0x80 ? lead_of(token.code) : token.code;
  if (token.shape == Shape::gloss || (token.shape == Shape::character && !is_trail(second))) return;
  const Cost cost = cost_of(state.last, first, excused(state, first));
  for (unsigned lead = first_lead; lead <= last_lead; ++lead) {
    if (token.shape == Shape::character && (!is_han(decode(code_of(lead, second))) || entry_of(code_of(lead, second)) == other_entry())) continue;
    Node node;
    node.shifted = true;
    node.out[0] = first;
    add(state, at, node, cost, lead);
  }
}

/// A question mark that ate the second byte of a character and an ASCII one, which nothing can tell, or the end of the line.
void Search::eaten_ascii(const State& state, std::size_t at) {
  for (unsigned trail = first_lead; trail <= last_lead; ++trail) {
    const Code code = code_of(state.lead, trail);
    if (decode(code) != 0) eaten(state, at, code);
  }
}

void Search::eaten(const State& state, std::size_t at, Code code) {
  const bool end = at_end(at + 1);
  const bool stands = page_.standing() && !end && tokens_[at + 1].shape != Shape::gloss && tokens_[at + 1].code < 0x40;
  const Cost limit = room(state, 0);
  const Cost cost = cost_of(state.last, code, excused(state, code), limit) + eaten_cost;
  if (cost > limit) return;
  Node node;
  node.shifted = true;
  node.out[0] = code;
  const Entry entry = entry_of(code);
  if (end || stands) return add(state, at, node, cost + (end ? pair_cost(entry, edge_entry) : 0), 0);
  node.lost = true;
  // What may have been eaten, for the sake of the context.
  static constexpr Code marks[] = {'\n', ',', '0', ' ', '(', ':'};
  for (const Code mark : marks) {
    const Cost more = cost + (is_folding(mark) && !page_.folded() ? not_folded : 0);
    if (more <= room(state, 0)) add(state, at, node, more + pair_cost(entry, entry_of(mark)), 0, 0, mark);
  }
}

/// A pair before this token that was dropped: it ended a character and began the one that the token completes.
void Search::dropped(const State& state, std::size_t at, bool twice) {
  const Token& token = tokens_[at];
  const bool letter = token.shape == Shape::character && token.code < 0x80;
  if (token.shape == Shape::gloss || (token.shape == Shape::character && token.code == 0) || (letter && !is_trail(token.code))) return;
  Leads leads;
  leads.add(state.lead);
  dropped(state, leads, at, twice);
}

/// `leads`: what the first byte of the character under way may be.
void Search::dropped(const State& state, const Leads& leads, std::size_t at, bool again) {
  // The few characters that fit best.
  struct First {
    Cost cost;
    Code code;
  };
  std::array<First, drop_firsts> best;
  std::size_t count = 0;
  const auto consider = [&](Code code) {
    if (decode(code) == 0) return;
    First now{cost_of(state.last, code, excused(state, code)), code};
    for (std::size_t i = 0; i < count; ++i) {
      if (now.cost < best[i].cost) std::swap(now, best[i]);
    }
    if (count < best.size()) best[count++] = now;
  };
  if (leads.size() == 1) {
    for (const std::uint8_t trail : dropped_pairs().trails) leads.for_each([&](unsigned lead) { consider(code_of(lead, trail)); });
  } else {
    for (const Code code : common_before_dropped()) {
      if (leads.has(lead_of(code))) consider(code);
    }
  }
  for (std::size_t i = 0; i < count && budget_.take(200); ++i) {
    if (best[i].cost > std::max(room(state, 0), room(state, first_lead))) continue;
    const Leads& next = dropped_pairs().leads[trail_of(best[i].code)];
    const State behind = between(state, at, best[i].code, best[i].cost);
    behind_dropped(behind, next, at, again ? common_ends() : common_marks());
    if (again && i < twice_firsts) dropped(behind, next, at, false);
  }
}

/// The character that a token completes behind a dropped pair: its first byte is one of `leads`.
/// `ends`: what it may be if a question mark ate its second byte, as nothing else tells.
void Search::behind_dropped(const State& state, const Leads& leads, std::size_t at, std::span<const Code> ends) {
  const Token& token = tokens_[at];
  Node node;
  node.shifted = true;
  const auto complete = [&](Code code, bool glossed, Cost more, unsigned lead) {
    const Cost limit = room(state, lead) - more;
    if (limit < 0 || decode(code) == 0) return;
    node.out[0] = code;
    add(state, at, node, more + cost_of(state.last, code, glossed, limit), lead);
  };
  const auto begins = [&](Code code) { return leads.has(lead_of(code)); };
  if (is_gloss(token.shape)) {
    for (const Code code : characters_read(token.reading.syllable)) {
      if (begins(code) && reading_rank(code, token.reading) >= 0) complete(code, true, gloss_cost(code, token.reading), 0);
    }
    return;
  }
  if (token.shape == Shape::question) {
    for (const Code code : ends) {
      if (is_lead(trail_of(code)) && begins(code)) eaten(state, at, code);
    }
    return;
  }
  if (token.code < 0x80) return leads.for_each([&](unsigned lead) { complete(code_of(lead, token.code), gloss_follows(at), 0, 0); });
  const unsigned rest = trail_of(token.code);
  (leads & dropped_pairs().known[lead_of(token.code)]).for_each([&](unsigned lead) {
    const Code code = code_of(lead, lead_of(token.code));
    if (is_lead(rest)) {
      complete(code, false, 0, rest);
    } else if (rest < 0x80 && decode(code) != 0) {
      node.out[0] = static_cast<Code>(rest);
      const State letter = between(state, at, code, cost_of(state.last, code, false));
      add(letter, at, node, cost_of(letter.last, node.out[0], true), 0);
    }
  });
}

void Search::prune(bool narrow) {
  ranked_.clear();
  for (const State& s : next_) {
    if (s.cost - best_[group_of(s)] > margins[group_of(s)]) continue;
    const std::uint64_t place = std::uint64_t{s.literal} << 48 | std::uint64_t{s.before} << 40 | std::uint64_t{s.split} << 24 | std::uint64_t{s.lead} << 16 | s.hidden;
    ranked_.push_back({place, s.cost, static_cast<std::uint32_t>(&s - next_.data()), s.margin});
  }
  // The best way to the same place; by how much the next one is worse goes with it.
  std::ranges::sort(ranked_, [](const Ranked& a, const Ranked& b) { return a.place != b.place ? a.place < b.place : a.cost != b.cost ? a.cost < b.cost : a.state < b.state; });
  std::size_t count = 0;
  for (const Ranked& one : ranked_) {
    if (count > 0 && ranked_[count - 1].place == one.place) {
      ranked_[count - 1].margin = std::min(ranked_[count - 1].margin, one.cost - ranked_[count - 1].cost);
    } else {
      ranked_[count++] = one;
    }
  }
  ranked_.resize(count);
  std::ranges::sort(ranked_, [](const Ranked& a, const Ranked& b) { return a.cost != b.cost ? a.cost < b.cost : a.place < b.place; });
  now_.clear();
  std::size_t kept[groups] = {};
  for (const Ranked& one : ranked_) {
    const Group group = group_of(next_[one.state]);
    if (++kept[group] > widths[group] / (narrow ? 8 : 1) + (narrow ? 1 : 0)) continue;
    now_.push_back(next_[one.state]);
    now_.back().margin = one.margin;
  }
  next_.clear();
}

void Search::step(std::size_t at) {
  std::ranges::fill(best_, unreachable);
  const bool narrow = !budget_.take(16 * now_.size());
  std::size_t row = 0;  // place among the states under way, best first
  for (const State& state : now_) {
    if (state.lead == 0) {
      aligned(state, at);
      continue;
    }
    shifted(state, at);
    if (state.lead == awaits_mark) continue;
    if (tokens_[at].shape == Shape::question) {
      if (row < (narrow ? 1 : lost_states)) lost_pair(state, at);
      if (row == 0 || (row < eaten_states && budget_.take(eaten_looks))) eaten_ascii(state, at);
    }
    if (row < drop_states && best_[under_way] - state.cost > well_known) dropped(state, at, row == 0);
    ++row;
  }
  prune(narrow);
}

void Search::begin(std::size_t at) {
  State state;
  state.margin = 1 << 20;
  state.last = edge_entry;
  const auto character = [&](std::size_t i) { return tokens_[i].shape == Shape::question ? Code{'?'} : tokens_[i].code; };
  // Glosses stand between the characters and separate none of them.
  const auto skip_glosses = [&] {
    while (at > 0 && tokens_[at - 1].shape == Shape::gloss) --at;
    return at > 0 && tokens_[at - 1].shape < Shape::gloss;
  };
  if (skip_glosses()) {
    state.hidden = character(--at);
    state.last = state.hidden == 0 ? other_entry() : entry_of(state.hidden);
    if (skip_glosses()) state.before = static_cast<std::uint8_t>(character(at - 1) & 0xFF);
  }
  now_.assign(1, state);
  next_.clear();
  nodes_.clear();
}

std::size_t Search::run(std::span<const Token> tokens, std::size_t from, std::vector<Repair>& repairs) {
  tokens_ = tokens;
  begin(from);
  std::size_t at = from;
  while (at < tokens.size() && (at == from || now_.size() > 1 || now_.front().lead != 0) && !budget_.used_up()) step(at++);
  std::erase_if(now_, [](const State& s) { return s.lead != 0; });
  if (now_.empty()) return at;
  finish(at, repairs);
  return at;
}

void Search::finish(std::size_t end, std::vector<Repair>& repairs) {
  std::vector<std::uint32_t> path;
  const State& best = now_.front();
  Cost margin = best.margin;
  if (now_.size() > 1) margin = std::min(margin, now_[1].cost - best.cost);
  for (std::uint32_t node = best.node; node != none; node = nodes_[node].parent) path.push_back(node);
  std::ranges::reverse(path);
  bool open = false;  // the last repair may go on
  for (const std::uint32_t index : path) {
    const Node& node = nodes_[index];
    if (node.kept) {
      open = false;
      continue;
    }
    if (!open || !node.shifted || !repairs.back().shifted) {
      repairs.push_back({});
      repairs.back().first = node.token;
      repairs.back().shifted = node.shifted;
      repairs.back().margin = node.shifted ? margin : 1 << 20;
      open = true;
    }
    Repair& repair = repairs.back();
    repair.last = std::min<std::size_t>(node.token + 1, end);
    for (const Code code : node.out) {
      if (code != 0) text::append_utf8(repair.text, code < 0x80 ? code : decode(code));
    }
    if (node.lost) {
      text::append_utf8(repair.text, lost_mark);
      repair.lost.push_back(node.token);
    }
  }
}

}  // namespace hansift::cleaning::gloss
