#pragma once

// How a short stretch of Han is cut into words, and what each of them becomes: the cheapest path through all words that the dictionary
// finds there. A character that stands alone is judged by its neighbours and by cues in its sentence (cpp/data/script/senses).

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <utility>

#include "script/context_table.hpp"

namespace hansift::script {

enum class EdgeKind : std::uint8_t {
  plain,       ///< a word or character of which nothing has to be chosen
  word,        ///< a dictionary word with a spelling
  sense,       ///< a form of a unit
  name,        ///< a surname and a given name
  vocabulary,  ///< a form of a unit of the regional vocabulary
};

struct Edge {
  std::uint8_t begin, end;  ///< in the stretch
  EdgeKind kind;
  std::uint8_t form;      ///< of `unit`; unjudged where glance() has not looked yet
  std::uint16_t unit;
  std::uint16_t spelling;  ///< number of a word's spelling; 0: that of its characters
  float cost;
  float ahead;     ///< of a form that glance() judged: by how much it is better than the next one
  float evidence;  ///< of a form that read() judged: what speaks for it, its prior left out
};

[[nodiscard]] constexpr std::uint32_t name_key(char16_t surname, char16_t next) noexcept { return static_cast<std::uint32_t>(surname) << 16 | next; }

class Lattice {
 public:
  static constexpr std::size_t longest_stretch = 48;  ///< characters
  static constexpr std::size_t longest_word = 8;      ///< characters of a word of a vocabulary
  static constexpr std::uint8_t unjudged = 255;

  Lattice(const ContextTable& table, Vocabulary vocabulary) noexcept : table_(table), vocabulary_(vocabulary) {}

  /// Names that the text is known to have, sorted: the surname in the upper half, what follows it in the lower.
  void know(std::span<const std::uint32_t> names) noexcept { names_ = names; }

  /// As far as words reach over the borders between characters: the stretch around text[at], not before `floor` nor behind `end`.
  [[nodiscard]] std::pair<std::size_t, std::size_t> stretch(std::u16string_view text, std::size_t floor, std::size_t at, std::size_t end) const noexcept;

  /// Whether a title that reaches behind the stretch may make a name of its end.
  [[nodiscard]] bool titled_behind(std::u16string_view text, std::size_t first, std::size_t last) const noexcept;

  /// Reads text[begin, end), at most longest_stretch units, all Han. Linear in it, with bounded looks at what is around.
  /// `written` is empty, or the same text in Traditional, which a reading departs from only for good reason.
  void read(std::u16string_view text, std::size_t begin, std::size_t end, std::u16string_view written = {}) noexcept;

  /// The same without what is not needed for the cheapest path: of a unit it has only the best form, and that only where a path may
  /// take it. Whether the text is converted otherwise than by OpenCC comes out the same, margins do not.
  void glance(std::u16string_view text, std::size_t begin, std::size_t end, std::u16string_view written = {}) noexcept;
  /// Whether the last glance needed nothing but the stretch itself: the same stretch comes out the same everywhere.
  [[nodiscard]] bool context_free() const noexcept { return context_free_; }

  /// Edges in the order of their beginnings.
  [[nodiscard]] std::span<const Edge> edges() const noexcept { return {edges_.data(), count_}; }
  /// Those of the cheapest path.
  [[nodiscard]] std::span<const Edge* const> path() const noexcept { return {path_.data(), path_size_}; }
  /// Characters of the stretch.
  [[nodiscard]] std::size_t size() const noexcept { return size_; }
  [[nodiscard]] float best() const noexcept { return forward_[size_]; }
  /// Cost of the cheapest path through an edge.
  [[nodiscard]] float through(const Edge& edge) const noexcept { return forward_[edge.begin] + edge.cost + backward_[edge.end]; }
  /// What the character at `at` of the stretch becomes on an edge that covers it; 0 where the edge has nothing to say.
  [[nodiscard]] char16_t becomes(const Edge& edge, std::size_t at) const noexcept;
  /// What OpenCC's longest match from the left makes of the stretch, character by character; 0 where that is not in question.
  [[nodiscard]] std::span<const char16_t> without_context() const noexcept { return {greedy_.data(), size_}; }

  /// The cheapest path on which a character stays something, and the edge that it stands on; null where there is none.
  struct Staying {
    float cost;
    const Edge* edge;
  };
  [[nodiscard]] Staying staying(std::size_t at, char16_t stays) const noexcept;

  /// Whether what an edge makes of the character at `at` is what is written there, or as good.
  [[nodiscard]] bool fits(const Edge& edge, std::size_t at) const noexcept;

  /// Whether OpenCC's longest match cuts the stretch before `at`.
  [[nodiscard]] bool cut(std::size_t at) const noexcept { return (cuts_ >> at & 1) != 0; }

  /// What a character becomes without any context; 0 if it is not ambiguous.
  [[nodiscard]] char16_t by_character(char16_t unit) const noexcept;

 private:
  static constexpr std::size_t most_edges = 1024;
  static constexpr std::size_t most_forms = 8;
  struct Scores {
    std::array<float, most_forms> cost;      ///< of each form: the negative logarithm of its share
    std::array<float, most_forms> evidence;  ///< for each form, priors left out
  };

  void start(std::u16string_view text, std::size_t begin, std::size_t end, std::u16string_view written, bool lazy) noexcept;
  void judge(Edge& edge) noexcept;
  void words_at(std::size_t at) noexcept;
  void single(std::size_t at) noexcept;
  void names_at(std::size_t at, Character surname) noexcept;
  void greedy() noexcept;
  void search_forward() noexcept;
  void search_backward() noexcept;
  /// False: there is no room.
  bool add(std::size_t begin, std::size_t end, EdgeKind kind, float cost, std::uint32_t unit = 0, std::uint32_t form = 0, std::uint32_t spelling = 0) noexcept;
  void add_forms(std::size_t begin, std::size_t end, EdgeKind kind, std::uint32_t unit, float cost) noexcept;
  [[nodiscard]] Scores score(const SenseUnit& unit, std::size_t begin, std::size_t end) const noexcept;
  [[nodiscard]] bool side(const std::uint32_t* elements, std::uint32_t count, std::size_t at, bool left) const noexcept;
  [[nodiscard]] float departure(const Edge& edge) const noexcept;
  [[nodiscard]] bool border(std::size_t at, bool left) const noexcept;

  const ContextTable& table_;
  Vocabulary vocabulary_;
  std::span<const std::uint32_t> names_;
  std::u16string_view text_, written_;
  std::size_t begin_ = 0, size_ = 0;
  std::array<Edge, most_edges> edges_;
  std::size_t count_ = 0;
  std::array<float, longest_stretch + 1> forward_, backward_;
  std::array<const Edge*, longest_stretch> path_;
  std::size_t path_size_ = 0;
  std::array<char16_t, longest_stretch> greedy_;
  struct Key {
    std::uint32_t size;
    Entry entry;
  };
  std::array<Key, longest_stretch> keys_;  // OpenCC's longest phrase at each place
  std::uint64_t cuts_ = 0;
  bool lazy_ = false, context_free_ = false;
};

}  // namespace hansift::script
