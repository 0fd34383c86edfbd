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

  /// A double-byte encoding in which the lines are running text, while no other comes near; null if that cannot be said.
  [[nodiscard]] const Codec* plain() const noexcept { return plain_; }
  /// Whether a code was seen that only GB18030 has, not GBK.
  [[nodiscard]] bool has_four_byte_code() const noexcept { return four_byte_; }

  /// Spans of an input of `size` bytes that is `whole` unless its lines say otherwise.
  [[nodiscard]] EncodingSpans finish(const Codec& whole, std::size_t size);

 private:
  using State = std::uint8_t;
  static constexpr std::size_t states = families.size();
  using Costs = std::array<Cost, states>;
  struct Step {
    std::size_t begin;
    std::array<State, states> from;
  };
  struct Run {
    std::size_t begin = 0;
    State state = 0;
    friend bool operator==(const Run&, const Run&) = default;
  };

  [[nodiscard]] bool reads_on(std::string_view line) noexcept;
  [[nodiscard]] Costs look(std::string_view line) noexcept;
  void judge() noexcept;
  void commit();
  void append(std::size_t begin, State state);

  Costs cost_{0, 2 * bit, 3 * bit, 3 * bit, 3 * bit, 4 * bit, 9 * bit, 3 * bit};  // as the priors of the candidates
  bool began_with_utf8_ = false;
  bool decided_ = false;  // which state the last line is in
  State state_ = 0;
  std::array<Step, 64> steps_;  // that are not decided; the first step_count_ are filled
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
