#pragma once

// Files that mix encodings: which encoding each line is in. The cheapest reading of all lines is sought (Viterbi), where a change of encoding
// costs; lines arrive one by one, and what no later line can change is decided at once, so that memory is bounded by the answer.

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "encoding/code_costs.hpp"
#include "encoding/codec.hpp"
#include "encoding/model.hpp"
#include "encoding/windows.hpp"
#include "hansift/encoding.hpp"

namespace hansift::encoding {

class Lines {
 public:
  Lines() noexcept {}  // NOLINT: steps are not cleared, on purpose

  /// What a line may be; single_byte stands for all encodings of alphabets.
  static constexpr std::array families{Family::utf8,      Family::gb18030, Family::big5,       Family::shift_jis,
                                       Family::euc_kr,    Family::euc_jp,  Family::euc_tw,     Family::single_byte};

  /// All before the first line that is added is UTF-8.
  void begin_with_utf8() noexcept;

  /// A line with bytes beyond ASCII, and its offset in the input.
  void add(std::string_view line, std::size_t begin);

  [[nodiscard]] bool began_with_utf8() const noexcept { return began_with_utf8_; }
  /// Whether the last line seems to be letters of an alphabet.
  [[nodiscard]] bool in_alphabet() const noexcept { return state_ == states - 1; }

  /// A double-byte encoding in which the lines are running text, while no other comes near; null if that cannot be said.
  [[nodiscard]] const Codec* plain() const noexcept { return plain_; }

  /// Spans of an input of `size` bytes that is `whole` unless its lines say otherwise; `letters`: the encoding of lines of letters, if some
  /// are not `whole`.
  [[nodiscard]] EncodingSpans finish(const Codec& whole, const Codec& letters, std::size_t size);
  /// Whether some lines are letters of an alphabet and some are not.
  [[nodiscard]] bool has_letters() noexcept;
  /// The name of a codec in the answer: GBK and GB18030 decode alike, and are told apart by whether a code of four bytes was seen.
  [[nodiscard]] std::string_view name_of(const Codec& codec) const noexcept;

 private:
  using State = std::uint8_t;
  static constexpr std::size_t states = families.size();
  static constexpr std::size_t most_steps = 64;
  using Costs = std::array<Cost, states>;
  struct Step {
    std::size_t begin;
    std::array<State, states> from;
    bool has_pair;  ///< two bytes beyond ASCII stand side by side in the line
  };
  struct Run {
    std::size_t begin = 0;
    State state = 0;
    std::size_t lines = 0, lines_with_pairs = 0;  ///< of letters: how many
    /// Accented letters stand alone. Rare double-byte characters may look like letters, too.
    [[nodiscard]] bool is_letters() const noexcept { return state == states - 1 && lines_with_pairs * 4 <= lines; }
    friend bool operator==(const Run&, const Run&) = default;
  };

  [[nodiscard]] bool reads_on(std::string_view line) noexcept;
  [[nodiscard]] Costs look(std::string_view line) noexcept;
  void judge() noexcept;
  void commit();
  void append(std::size_t begin, State state, bool has_pair);

  Costs cost_{0, 2 * bit, 3 * bit, 3 * bit, 3 * bit, 4 * bit, 9 * bit, 3 * bit};  // as the priors of the candidates
  bool began_with_utf8_ = false;
  bool decided_ = false;  // which state the last line is in
  State state_ = 0;
  std::array<Step, most_steps> steps_;  // that are not decided; the first step_count_ are filled
  std::size_t step_count_ = 0;
  SmallVector<Run, 2> runs_{};
  std::array<QuickCost, states> seen_{};  // of the lines that were looked at
  const Codec* plain_ = nullptr;
  bool four_byte_ = false;
  std::size_t steady_ = 0;  // lines that read on, in a row
  std::size_t looks_ = 0;
  Windows windows_{};
};

}  // namespace hansift::encoding
