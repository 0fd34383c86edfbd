#pragma once

// Undoes what misplaced glosses did to the bytes of a line.
//
// A gloss between the two bytes of a character shifts everything behind it by one byte until a single byte or another gloss puts it right.
// Seen in the shifted part is always (second byte of a character, first byte of the next). The search walks over the tokens with the first
// byte of the character under way in hand; where a byte was lost it tries all that fit the reading and the model, and keeps the best.

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "cleaning/gloss_model.hpp"
#include "cleaning/gloss_page.hpp"
#include "cleaning/gloss_text.hpp"

namespace hansift::cleaning::gloss {

/// What became of some tokens in a row.
struct Repair {
  std::size_t first = 0, last = 0;  ///< tokens [first, last)
  std::string text;                 ///< what stands there now
  bool shifted = false;             ///< false: a gloss in its place, which goes
  Cost margin = 0;                  ///< how much worse the next best solution is
  std::vector<std::size_t> lost;    ///< tokens that ate an ASCII character
};

/// Bounds the work of a text whatever is in it: looks into the model that the costly guesses may take. A whole page of torn characters takes
/// about a million.
class Budget {
 public:
  explicit Budget(std::size_t text_size) : left_(4'000'000 + 8 * text_size) {}
  [[nodiscard]] bool used_up() const noexcept { return left_ < 1000; }
  /// Whether there is that much left; takes it.
  bool take(std::size_t looks) noexcept {
    if (left_ < looks) return false;
    left_ -= looks;
    return true;
  }

 private:
  std::size_t left_;
};

class Search {
 public:
  Search(const Page& page, Budget& budget) : page_(page), budget_(budget) {}

  /// Repairs from tokens[from] on, until nothing is under way any more; returns the token behind. Appends to `repairs`.
  std::size_t run(std::span<const Token> tokens, std::size_t from, std::vector<Repair>& repairs);

 private:
  static constexpr std::uint32_t none = 0xFFFFFFFF;
  static constexpr Cost unlimited = 1 << 28;

  /// What one token became; a chain of them is a solution.
  struct Node {
    std::uint32_t parent = none;
    std::uint32_t token = 0;
    Code out[2] = {0, 0};
    bool kept = false;     ///< as it is
    bool shifted = false;  ///< part of a shifted run
    bool lost = false;     ///< ate an ASCII character behind out[0]
  };
  struct State {
    Cost cost = 0;
    Cost margin = 0;
    std::uint32_t node = none;
    Entry last = 0;       ///< of the character before
    Code hidden = 0;      ///< the character before
    std::uint8_t before = 0;  ///< last byte of the character before that
    std::uint8_t lead = 0;    ///< first byte of the character under way; 0: aligned; awaits_mark: see aligned()
    bool literal = false;     ///< took a misplaced gloss for what it says
    Code split = 0;           ///< the character whose gloss stands between the bytes of the one under way
  };

  void begin(std::size_t at);
  void step(std::size_t at);
  void aligned(const State& state, std::size_t at);
  void shifted(const State& state, std::size_t at);
  void dropped(const State& state, std::size_t at, bool twice);
  void dropped(const State& state, const Leads& leads, std::size_t at, bool again);
  void behind_dropped(const State& state, const Leads& leads, std::size_t at, std::span<const Code> ends);
  void lost_pair(const State& state, std::size_t at);
  void eaten_ascii(const State& state, std::size_t at);
  void eaten(const State& state, std::size_t at, Code code);
  [[nodiscard]] bool at_end(std::size_t at) const noexcept { return at >= tokens_.size(); }
  /// Cost of a character behind another. `glossed`: it has its gloss, or nothing tells whether it should have one.
  /// Beyond `limit` the cost need not be exact.
  [[nodiscard]] Cost cost_of(Entry last, Code code, bool glossed, Cost limit = unlimited) const noexcept;
  /// Whether a character under way that has no gloss behind it may be in the table all the same: the glosses were put in in the order of codes.
  [[nodiscard]] static bool excused(const State& state, Code code) noexcept { return state.split != 0 && state.split < code; }
  [[nodiscard]] bool gloss_follows(std::size_t at) const noexcept { return at + 1 < tokens_.size() && tokens_[at + 1].shape == Shape::gloss; }
  [[nodiscard]] Cost gloss_cost(Code code, Reading reading) const noexcept;
  /// Adds a successor: the characters `one` and `two` (0: none) were completed.
  void add(const State& state, std::size_t at, Node node, Cost cost, unsigned lead, Code split = 0, Code mark = 0);
  /// The same, and gives the successor instead of keeping it: more of the same token follows.
  [[nodiscard]] State between(const State& state, std::size_t at, Code code, Cost cost);
  void add_kept(const State& state, std::size_t at, Cost cost);
  enum Group : unsigned { in_step, under_way, as_it_is, groups };
  [[nodiscard]] static Group group_of(const State& state) noexcept { return state.literal ? as_it_is : state.lead != 0 ? under_way : in_step; }
  /// What a step from `state` may cost, if it ends with that first byte under way, to be among the best; negative: nothing may.
  [[nodiscard]] Cost room(const State& state, unsigned lead) const noexcept;
  /// Whether a state of that cost may be among the best of its group.
  bool hopeful(Group group, Cost cost) noexcept;
  void prune(bool narrow);
  void finish(std::size_t end, std::vector<Repair>& repairs);

  /// What decides which states are kept, beside the states themselves, which are large.
  struct Ranked {
    std::uint64_t place = 0;  ///< equal: the same state but for the way to it
    Cost cost = 0;
    std::uint32_t state = 0;  ///< of `next_`
    Cost margin = 0;
  };

  const Page& page_;
  Budget& budget_;
  std::span<const Token> tokens_;
  std::vector<Node> nodes_;
  std::vector<State> now_, next_;
  std::vector<Ranked> ranked_;
  Cost best_[groups] = {};  ///< of `next_`
};

}  // namespace hansift::cleaning::gloss
