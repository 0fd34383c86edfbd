#pragma once

// Choosing in context: where a conversion should depart from what OpenCC's longest match gives.
//
// Most text has one reading, and the fast engine converts it. Only where a character of several forms (or a word of the regional vocabulary)
// stands is the stretch around it cut into words by a lattice; where its cheapest path is better than OpenCC's cut by a margin, the
// words of the stretch are converted one by one instead.

#include <cstddef>
#include <cstdint>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "hansift/trace.hpp"
#include "script/engine.hpp"
#include "script/lattice.hpp"

namespace hansift::script {

enum class Treatment : std::uint8_t {
  becomes,   ///< another text
  stays,     ///< it is in the target script
  regional,  ///< it is Traditional, and takes the spelling of the region
};

/// A piece of the text that is converted apart from what stands beside it.
struct Choice {
  std::size_t begin, end;  ///< in units of the text
  Treatment treatment;
  std::u16string text;  ///< what becomes of it
  const Rule* rule;        ///< null where it comes out as OpenCC has it
  float margin = 0;        ///< by how much the reading is better, in natural logarithms
  std::u16string instead;  ///< what OpenCC would have made of it, where that is another text
};

class Context {
 public:
  explicit Context(std::string_view config, const Engine& engine);

  /// The choices for a text, in order; they do not overlap. `choices` is empty before.
  void choose(std::u16string_view text, std::vector<Choice>& choices) const;

  /// From OpenCC's standard to the spelling of the region.
  [[nodiscard]] const Engine& regional() const noexcept { return regional_; }

 private:
  enum class Direction { none, to_traditional, to_simplified };
  class Reader;
  void choose_aspect(std::u16string_view text, std::size_t begin, std::size_t end, std::vector<Choice>& choices) const;

  Direction direction_;
  Vocabulary vocabulary_;
  const Engine& engine_;
  Engine plain_;     // to OpenCC's standard Traditional, character by character and phrase by phrase
  Engine regional_;
  bool spells_;      // whether regional_ has anything to do
  bool aspect_;      // whether 著 is decided word by word
  // What OpenCC makes of the words of the vocabulary, by their number: made when it is first asked for.
  [[nodiscard]] const std::u16string& alone(std::uint32_t unit) const;
  mutable std::once_flag alone_made_;
  mutable std::vector<std::u16string> alone_;
};

}  // namespace hansift::script
