#pragma once

// The conversion itself: OpenCC's semantics over the compiled table, for one configuration. Everything here is immutable.
//
// OpenCC works in passes (normalise; segment; convert stage by stage). Here it is one pass: a character is looked at once, two filters over
// the next two and three characters say whether a phrase may begin here, and only then a phrase is searched. Values of segments are
// known beforehand, because no later stage can cross the border of a segment. Between segments two stages are composed character by
// character; where a phrase of either stage may begin, both stages are run over as few characters as they need.

#include <string>
#include <string_view>
#include <vector>

#include "hansift/trace.hpp"
#include "script/table.hpp"

namespace hansift::script {

class Engine {
 public:
  explicit Engine(std::string_view config);

  /// Appends the conversion of `text` to `out`.
  void convert(std::string_view text, std::string& out) const;
  /// The same, and appends its edits; spans are relative to the start of `text` plus `source_base` and to the start of `out`.
  void convert(std::string_view text, std::string& out, std::vector<Edit>& edits, std::size_t source_base) const;

 private:
  const Table& table_;
  Config config_;
};

}  // namespace hansift::script
