#include <algorithm>
#include <unordered_set>

#include "cleaning/mojibake_lattice.hpp"
#include "text/utf8.hpp"

namespace hansift::cleaning {
namespace {

using encoding::bit;

constexpr Cost most_of_text = 16 * bit;  ///< of a character in text that is likely at all
constexpr Cost most_of_words = 23 * bit / 2;  ///< the same of ideographs in words; others need more evidence
constexpr Cost more_for_no_words = 5 * bit;
constexpr Cost change_of_language = 10 * bit;
constexpr std::uint8_t from_other_side = 0x80;

}  // namespace

/// The search. Good text goes by characters, mojibake by tokens; each place has the least cost in each language and where it came from.
class Lattice::Segments {
 public:
  Segments(Lattice& lattice, Writing writing, const std::vector<Token>& tokens, const Threshold& threshold)
      : lattice_(lattice), writing_(writing), tokens_(tokens), threshold_(threshold), range_(languages_of(writing)), count_(lattice.characters_.size() - 1),
        good_(count_ + 1), plain_(count_ + 1, 0), bad_(tokens.size()) {
    const auto& characters = lattice.characters_;
    last_high_ = count_;
    while (first_high_ < count_ && characters[first_high_].value < 0x80) ++first_high_;
    while (last_high_ > first_high_ && characters[last_high_ - 1].value < 0x80) --last_high_;
    good_[0].cost.fill(0);
  }

  [[nodiscard]] std::vector<Segment> run() {
    for (std::size_t at = 0; at < tokens_.size(); ++at) {
      if (tokens_[at].starts) {
        while (at_good_ < tokens_[at].character) advance();
        leave(at);
        if (tokens_[at].value != Token::wall) enter(at);
      }
      if (tokens_[at].value != Token::wall) go_on(at);
    }
    while (at_good_ < count_) advance();
    return trace_back();
  }

 private:
  using From = std::array<std::uint8_t, languages>;  ///< a language, or from_other_side | language
  struct Good {
    Costs cost{};
    From from{};
    std::uint32_t token = 0;  ///< where the mojibake ends from which it came
  };
  struct Bad {
    Bad() { cost.fill(never); }
    Costs cost;
    From from{};
    std::uint32_t back = 0;  ///< token where the step began
    Step step;               ///< that leads here
    Character last{};        ///< its character
  };

  // A change at the beginning or the end of the line is no coincidence.
  [[nodiscard]] Cost into_at(std::size_t character) const noexcept { return threshold_.change / (character <= first_high_ ? 4 : 2); }
  [[nodiscard]] Cost out_of_at(std::size_t character) const noexcept { return threshold_.change / (character >= last_high_ ? 4 : 2); }

  [[nodiscard]] static std::size_t best_of(const Costs& costs, Range among = {0, languages}) noexcept {
    std::size_t best = among.first;
    for (std::size_t l = among.first; l < among.last; ++l) best = costs[l] < costs[best] ? l : best;
    return best;
  }

  /// Adds what a character costs; the language may change before it.
  static void add(const Costs& before, const Costs& more, Range range, Costs& after, From& from) noexcept {
    const std::size_t best = best_of(before, range);
    for (std::size_t l = range.first; l < range.last; ++l) {
      const bool stay = before[l] <= before[best] + change_of_language;
      after[l] = (stay ? before[l] : before[best] + change_of_language) + more[l];
      from[l] = static_cast<std::uint8_t>(stay ? l : best);
    }
  }

  /// One more character of good text; beside it, what the line costs without mojibake.
  void advance() {
    constexpr Range all{0, languages};
    const Costs& price = lattice_.source_price(at_good_);
    add(good_[at_good_].cost, price, all, good_[at_good_ + 1].cost, good_[at_good_ + 1].from);
    Costs next{};
    From from{};
    add(pure_, price, all, next, from);
    pure_ = next;
    plain_[++at_good_] = pure_[best_of(pure_)];
  }

  /// Out of mojibake, at the beginning of a character.
  void leave(std::size_t at) noexcept {
    const Bad& node = bad_[at];
    const std::size_t best = best_of(node.cost, range_);
    if (node.cost[best] >= never) return;
    const Cost cost = node.cost[best] + out_of_at(at_good_);
    Good& good = good_[at_good_];
    for (std::size_t l = 0; l < languages; ++l) {
      if (cost >= good.cost[l]) continue;
      good.cost[l] = cost;
      good.from[l] = static_cast<std::uint8_t>(from_other_side | best);
      good.token = static_cast<std::uint32_t>(at);
    }
  }

  /// Into it.
  void enter(std::size_t at) noexcept {
    Bad& node = bad_[at];
    const std::size_t best_bad = best_of(node.cost, range_);
    const std::size_t best_good = best_of(good_[at_good_].cost);
    const Cost entered = good_[at_good_].cost[best_good] + into_at(at_good_);
    bool first = false;
    for (std::size_t l = range_.first; l < range_.last; ++l) {
      if (entered >= node.cost[l]) continue;
      first = first || l == best_bad || node.cost[best_bad] >= entered;
      node.cost[l] = entered;
      node.from[l] = static_cast<std::uint8_t>(from_other_side | best_good);
    }
    if (first) node.last = at_good_ == 0 ? Character{0, ' ', {}, false} : lattice_.characters_[at_good_ - 1];
  }

  /// All ways to read on in mojibake.
  void go_on(std::size_t at) {
    const Bad& node = bad_[at];
    if (node.cost[best_of(node.cost, range_)] >= never) return;
    Steps steps = steps_at(writing_, tokens_, at);
    if (steps.size > 1 && steps.list[0].lost == 0 && steps.list[1].lost == 0) choose(at, node.last, steps);
    for (std::size_t i = 0; i < steps.size; ++i) {
      const Step& step = steps.list[i];
      const Character now = made_character(step.value);
      Costs found;
      found.fill(never);
      From from{};
      add(node.cost, price_of_step(range_, node.last, step, now), range_, found, from);
      Bad& next = bad_[at + step.tokens];
      // One way into each place: its step and its last character are kept once.
      if (found[best_of(found, range_)] >= next.cost[best_of(next.cost, range_)]) continue;
      next.cost = found;
      next.from = from;
      next.back = static_cast<std::uint32_t>(at);
      next.step = step;
      next.last = now;
    }
  }

  /// Keeps that of several readings of a character (Token::other) that goes best with its neighbours.
  void choose(std::size_t at, const Character& last, Steps& steps) const noexcept;

  [[nodiscard]] std::vector<Segment> trace_back() const {
    std::vector<Segment> result;
    std::size_t language = best_of(good_[count_].cost);
    for (std::size_t place = count_; place > 0;) {
      const std::uint8_t from = good_[place].from[language];
      if ((from & from_other_side) == 0) {
        language = from;
        --place;
        continue;
      }
      Path path = path_to(good_[place].token, from & ~unsigned{from_other_side});
      const std::size_t first = tokens_[path.token].character;
      Segment segment = segment_of(path, first, place);
      if (keeps(segment, path, first, place)) result.push_back(std::move(segment));
      place = first;
      language = path.language;
    }
    std::reverse(result.begin(), result.end());
    return result;
  }

  /// The steps of a piece of mojibake.
  struct Path {
    std::vector<std::size_t> tokens;  ///< where they end, the last one first
    std::vector<Cost> costs;          ///< of them
    std::size_t token = 0;            ///< where the first one begins
    std::size_t language = 0;         ///< of the good text before
    Cost cost = 0;
  };

  [[nodiscard]] Path path_to(std::size_t token, std::size_t language) const {
    Path path;
    const Cost cost_at_end = bad_[token].cost[language];
    while ((bad_[token].from[language] & from_other_side) == 0) {
      const Cost behind = bad_[token].cost[language];
      path.tokens.push_back(token);
      language = bad_[token].from[language];
      token = bad_[token].back;
      path.costs.push_back(behind - bad_[token].cost[language]);
    }
    path.token = token;
    path.language = bad_[token].from[language] & ~unsigned{from_other_side};
    path.cost = cost_at_end - bad_[token].cost[language];
    return path;
  }

  /// Characters [first, last) as the path reads them.
  [[nodiscard]] Segment segment_of(const Path& path, std::size_t first, std::size_t last) const {
    const auto& characters = lattice_.characters_;
    Segment segment;
    segment.begin = characters[first].offset;
    segment.end = characters[last].offset;
    const Cost as_it_stands = plain_[last] - plain_[first];
    segment.gain = as_it_stands > path.cost ? as_it_stands - path.cost : 0;
    Segment::Part part{segment.begin, 0, 0, 0, false};
    Said said;
    Cost part_cost = 0;
    std::size_t part_first = first;
    for (std::size_t i = path.tokens.size(); i-- > 0;) {
      const Step& step = bad_[path.tokens[i]].step;
      part_cost += path.costs[i];
      for (unsigned n = 0; n < std::max<unsigned>(step.lost, 1); ++n) text::append_utf8(segment.text, step.value);
      segment.lost += step.lost;
      segment.made += step.lost == 0 && step.value >= 0x80;
      part.lost = part.lost || step.lost != 0;
      const Token& behind = tokens_[path.tokens[i]];
      if (!behind.starts) continue;
      part.end = characters[behind.character].offset;
      part.last = static_cast<std::uint32_t>(segment.text.size());
      segment.parts.push_back(part);
      part = {part.end, 0, part.last, 0, false};
      const Cost stands = plain_[behind.character] - plain_[part_first];
      if (said.again(characters, part_first, behind.character) && stands > part_cost) segment.gain -= std::min(segment.gain, stands - part_cost);
      part_first = behind.character;
      part_cost = 0;
    }
    return segment;
  }

  /// What a segment said before: the same word once more is no more evidence.
  class Said {
   public:
    /// Whether the source characters [first, last), or the few letters that end with them, were there before.
    [[nodiscard]] bool again(const std::vector<Character>& characters, std::size_t first, std::size_t last) {
      bool all = true;
      for (; first < last; ++first) {
        const char32_t value = characters[first].value;
        // An ideograph tells as much as four letters.
        const bool wide = value >= 0x2E80 && !characters[first].half_width;
        recent_ = recent_ << 16 | (value < 0x80 ? ' ' : value & 0xFFFF);
        all = !seen_.insert(wide ? value : recent_).second && all;
      }
      return all;
    }

   private:
    std::uint64_t recent_ = ' ';
    std::unordered_set<std::uint64_t> seen_;
  };

  /// Whether there is enough evidence; takes the cost of the changes from the gain.
  [[nodiscard]] bool keeps(Segment& segment, const Path& path, std::size_t first, std::size_t last) const noexcept {
    const Cost changes = into_at(first) + out_of_at(last);
    // What comes out must be text, unless it is a layer of UTF-8 that may have been misread before.
    const bool likely = writing_ == Writing::utf8 || path.cost <= most_of_text * path.tokens.size();
    const Cost asked = changes + threshold_.gain + (is_no_words(segment, path) ? more_for_no_words : 0);
    if (segment.gain < asked || segment.lost > segment.made + 3 || !likely) return false;
    segment.gain -= changes;
    return true;
  }

  /// Whether rare ideographs turn into others that do not follow from one another.
  [[nodiscard]] bool is_no_words(const Segment& segment, const Path& path) const noexcept {
    constexpr std::size_t most = 8;  // characters that may be a word or two
    if (writing_ == Writing::utf8 || segment.made < 2 || segment.lost > 0) return false;
    Cost made = 0;
    std::array<char32_t, most> known;
    std::size_t count = 0;
    for (std::size_t i = 0; i < path.tokens.size(); ++i) {
      const char32_t value = bad_[path.tokens[i]].step.value;
      if (value >= 0x80 && value < 0x3400) return false;
      if (value < 0x80) continue;
      made += path.costs[i];
      const auto end = known.begin() + static_cast<std::ptrdiff_t>(count);
      if (std::find(known.begin(), end, value) != end) continue;
      if (count == most) return false;
      known[count++] = value;
    }
    return made > most_of_words * segment.made;
  }

  Lattice& lattice_;
  Writing writing_;
  const std::vector<Token>& tokens_;
  Threshold threshold_;
  Range range_;
  std::size_t count_;  ///< characters
  std::size_t first_high_ = 0, last_high_ = 0;  ///< characters beyond ASCII are among [first_high_, last_high_)
  std::size_t at_good_ = 0;  ///< characters that good text has gone over
  std::vector<Good> good_;   ///< before each character, and at the end
  std::vector<Cost> plain_;  ///< the same without mojibake, in the best language
  Costs pure_{};             ///< its last, in each language
  std::vector<Bad> bad_;     ///< before each token
};

void Lattice::Segments::choose(std::size_t at, const Character& last, Steps& steps) const noexcept {
  std::size_t best = 0;
  Cost least = never;
  for (std::size_t i = 0; i < steps.size; ++i) {
    const Character now = made_character(steps.list[i].value);
    const Costs costs = price(range_, last, now, true);
    const Steps next = steps_at(writing_, tokens_, at + steps.list[i].tokens);
    for (std::size_t n = 0; n < std::max<std::size_t>(next.size, 1); ++n) {
      const bool known = next.size > 0 && next.list[n].lost == 0;
      const Character then = made_character(known ? next.list[n].value : U' ');
      const Costs more = price(range_, now, then, true);
      for (std::size_t l = range_.first; l < range_.last; ++l) {
        if (costs[l] + more[l] >= least) continue;
        least = costs[l] + more[l];
        best = i;
      }
    }
  }
  steps.list[0] = steps.list[best];
  steps.size = 1;
}

std::vector<Segment> Lattice::segments(Writing writing, const std::vector<Token>& tokens, const Threshold& threshold) {
  return Segments(*this, writing, tokens, threshold).run();
}

}  // namespace hansift::cleaning
