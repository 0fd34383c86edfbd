#include "encoding/lines.hpp"

#include <algorithm>

#include "encoding/candidates.hpp"
#include "encoding/code_costs.hpp"
#include "text/scan.hpp"

namespace hansift::encoding {
namespace {

// Bytes that are looked at, as far as it takes: sixteen characters leave one encoding in most cases, some forty show running text.
constexpr std::size_t enough = 88, line_budget = 256;
constexpr std::array<std::size_t, 3> budgets{32, enough, line_budget};
constexpr Cost switch_cost = 12 * bit;
constexpr Cost into_alphabet = 28 * bit;  // more: a few rare characters are not a change to some alphabet
constexpr Cost clear_lead = 30 * bit;     // single characters decide between two readings of a line by so much; else pairs are looked at
constexpr Cost plain_lead = 100 * bit;
constexpr std::uint32_t most_seen = 1 << 16;  // so that sums stay small; what is not plain by then never is
constexpr std::uint32_t shown = 200;      // bytes of the first lines that are looked at, to see whether they are plain
// Characters of a line that are looked at if it reads on as the lines before, and once many lines did so.
constexpr std::uint32_t glance = 32, short_glance = 12;
constexpr std::size_t steady_lines = 8;
constexpr std::uint32_t few = 8;
constexpr std::uint8_t alphabet = Lines::families.size() - 1;
// The likely ones first: the others can be given up early.
constexpr std::array<std::uint8_t, Lines::families.size()> quick_order{1, 0, 2, 4, 3, 5, alphabet, 6};

// Looks at lines that do not read on: some for any file, and one for so many bytes.
constexpr std::size_t free_looks = 512, bytes_a_look = 256;

std::uint8_t cheapest(const std::array<Cost, Lines::families.size()>& costs) noexcept {
  return static_cast<std::uint8_t>(std::min_element(costs.begin(), costs.end()) - costs.begin());
}

/// Whether two bytes beyond ASCII stand side by side: accented letters hardly ever do, double-byte text and UTF-8 always.
bool has_high_pair(std::string_view text) noexcept {
  for (std::size_t at = text::ascii_prefix(text); at + 1 < text.size(); at += 1 + text::ascii_prefix(text.substr(at + 1))) {
    if (static_cast<unsigned char>(text[at + 1]) >= 0x80) return true;
  }
  return false;
}

/// The candidates of the double-byte states and of UTF-8, in the order of Lines::families.
const std::array<Candidate, alphabet>& readings() {
  static const std::array<Candidate, alphabet> made = [] {
    std::array<Candidate, alphabet> found{};
    for (std::size_t i = 0; i < alphabet; ++i) {
      const auto all = candidates();
      found[i] = *std::find_if(all.begin(), all.end(), [&](const Candidate& one) { return one.codec->family == Lines::families[i]; });
      if (Lines::families[i] == Family::utf8) found[i].languages = {0, 1, 2, 3, generic_language};
    }
    return found;
  }();
  return made;
}

}  // namespace

void Lines::begin_with_utf8() noexcept {
  cost_.fill(switch_cost);
  cost_[0] = 0;
  cost_[alphabet] += into_alphabet;
  decided_ = true;
  state_ = 0;
  step_count_ = 0;
  runs_.clear();
  began_with_utf8_ = true;
  append(0, 0, true);
}

/// Whether the line reads as running text in the encoding of the lines before it.
bool Lines::reads_on(std::string_view line) noexcept {
  if (!decided_ || (plain_ == nullptr && seen_[state_].bytes < shown && state_ != 0 && state_ != alphabet)) return false;
  if (state_ == alphabet) {
    if (has_high_pair(line.substr(0, line_budget))) return false;
    ++runs_.back().lines;
    return true;
  }
  QuickCost found;
  add_quick_cost(families[state_], line, false, steady_ < steady_lines ? glance : short_glance, found);
  four_byte_ = four_byte_ || found.four_byte > 0;
  // A few characters say little by themselves: they have to be common ones, or the line is compared.
  const Cost usual = found.characters <= few ? found.characters * 10 * bit : found.characters * (23 * bit / 2) + 12 * bit;
  if (found.beyond > usual) {
    steady_ = 0;
    return false;
  }
  ++steady_;
  return true;
}

/// What the line costs in each state.
Lines::Costs Lines::look(std::string_view line) noexcept {
  while (!line.empty() && (line.back() == '\n' || line.back() == '\r')) line.remove_suffix(1);  // speaks for nothing
  windows_.clear();
  windows_.add(line, line_budget);
  Costs costs{};
  std::array<QuickCost, states> quick{};
  std::array<bool, states> out{};  // of the question: what is so much dearer on fewer bytes is not read on
  Cost best = 0, second = 0;
  for (const std::size_t bytes : budgets) {
    const Cost before = best;
    best = second = no_limit - plain_lead;
    for (const State i : quick_order) {
      if (out[i]) continue;
      quick[i] = quick_cost(families[i], windows_, bytes, best + plain_lead);
      costs[i] = quick[i].total();
      best = std::min(best, costs[i]);
    }
    for (State i = 0; i < states; ++i) {
      // Those keep their distance to the best.
      if (out[i]) {
        quick[i].beyond += best - before;
        costs[i] += best - before;
      }
      out[i] = costs[i] >= best + plain_lead;
    }
    const State first = cheapest(costs);
    for (State i = 0; i < states; ++i) second = i != first ? std::min(second, costs[i]) : second;
    if (windows_.size() <= bytes || (bytes == enough && second - best >= plain_lead)) break;
  }
  if (plain_ == nullptr && seen_[0].bytes < most_seen) {
    for (std::size_t i = 0; i < states; ++i) seen_[i] += quick[i];
  }
  const State found = cheapest(costs);
  four_byte_ = four_byte_ || (families[found] == Family::gb18030 && quick[found].four_byte > 0);
  // Pairs of characters are asked where the line seems to be something else than those before it, and it is not clear. (Among letters of
  // alphabets only what is clear counts: they are all one to this question.)
  if (second - best >= clear_lead || !decided_ || state_ == alphabet || found == state_) return costs;
  for (std::size_t i = 0; i < alphabet; ++i) costs[i] = weigh_one(windows_, line_budget, readings()[i]).text;
  costs[alphabet] = quick[alphabet].beyond + quick[alphabet].ascii * 6 * bit;
  return costs;
}

/// Sets plain_ if what was seen is enough.
void Lines::judge() noexcept {
  if (!decided_ || state_ == 0 || state_ == alphabet || runs_.size() > 1 || !seen_[state_].fits()) return;
  const Cost own = seen_[state_].total() + plain_lead;
  for (std::size_t i = 0; i < states; ++i) {
    if (i != state_ && families[i] != Family::single_byte && seen_[i].total() < own) return;
  }
  plain_ = readings()[state_].codec;
}

void Lines::add(std::string_view line, std::size_t begin) {
  if (reads_on(line)) return;
  // Looking costs much for a short line. Where nothing was mixed so far, there are so many looks and no more.
  if (decided_ && runs_.size() == 1 && looks_ > free_looks + begin / bytes_a_look) return;
  ++looks_;
  const Costs line_cost = look(line);
  const State best = cheapest(cost_);
  const Cost over = cost_[best] + switch_cost;
  Step step{begin, {}, has_high_pair(line.substr(0, line_budget))};
  for (State i = 0; i < states; ++i) {
    const Cost from_best = over + (i == alphabet ? into_alphabet : 0);
    step.from[i] = from_best < cost_[i] ? best : i;
    cost_[i] = std::min(from_best, cost_[i]) + line_cost[i];
  }
  const State now = cheapest(cost_);
  const Cost least = cost_[now];
  bool clear = true;
  for (State i = 0; i < states; ++i) {
    cost_[i] -= least;
    clear = clear && (i == now || cost_[i] >= switch_cost + (i == alphabet ? into_alphabet : 0));
  }
  steps_[step_count_++] = step;
  decided_ = clear || step_count_ == steps_.size();
  state_ = now;
  if (decided_) commit();
  if (plain_ == nullptr) judge();
}

/// Decides the steps so far: the last one is in the cheapest state.
void Lines::commit() {
  std::array<State, most_steps> path{};
  State state = cheapest(cost_);
  for (std::size_t i = step_count_; i-- > 0;) {
    path[i] = state;
    state = steps_[i].from[state];
  }
  for (std::size_t i = 0; i < step_count_; ++i) append(steps_[i].begin, path[i], steps_[i].has_pair);
  step_count_ = 0;
  for (State i = 0; i < states; ++i) {  // whatever comes now comes behind the cheapest
    cost_[i] = std::min(cost_[i], switch_cost + (i == alphabet ? into_alphabet : 0));
  }
}

void Lines::append(std::size_t begin, State state, bool has_pair) {
  if (runs_.empty() || runs_.back().state != state) runs_.push_back({begin, state});
  ++runs_.back().lines;
  runs_.back().lines_with_pairs += has_pair;
}

bool Lines::has_letters() noexcept {
  commit();
  return runs_.size() > 1 && std::any_of(runs_.begin(), runs_.end(), [](const Run& run) { return run.is_letters(); });
}

std::string_view Lines::name_of(const Codec& codec) const noexcept {
  return codec.family == Family::gb18030 && !four_byte_ ? "gbk" : codec.name;
}

EncodingSpans Lines::finish(const Codec& whole, const Codec& letters, std::size_t size) {
  commit();
  const bool known = std::find(families.begin(), families.end(), whole.family) != families.end();
  EncodingSpans spans;
  for (const Run& run : runs_) {
    std::string_view name = name_of(whole);
    if (run.state == 0) {
      name = "utf-8";
    } else if (run.is_letters()) {
      name = letters.name;
    } else if (run.state != alphabet && known && families[run.state] != whole.family) {
      name = name_of(*readings()[run.state].codec);
    }
    if (!spans.empty() && spans.back().encoding == name) continue;
    if (!spans.empty()) spans.back().end = run.begin;
    spans.push_back({spans.empty() ? 0 : run.begin, size, name});
  }
  if (spans.size() > 1) return spans;
  EncodingSpans one;
  one.push_back({0, size, name_of(whole)});
  return one;
}

}  // namespace hansift::encoding
