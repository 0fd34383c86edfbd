#pragma once

// The conversion itself: OpenCC's semantics over the compiled table, for one configuration. Everything here is immutable.
//
// OpenCC works in passes (normalise; segment; convert stage by stage). Here it is one pass: a character is looked at once, two filters over
// the next two and three characters say whether a phrase may begin here, and only then a phrase is searched. Values of segments are
// known beforehand, because no later stage can cross the border of a segment. What two stages make of the text between segments is known as
// well: whatever does not go character by character is an entry of its own (cpp/tools/script_gaps.py), which matches there like any other.

#include <algorithm>
#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "hansift/trace.hpp"
#include "script/table.hpp"

namespace hansift::script {

/// Memory for at least this many units of UTF-16; what was there so far is kept.
using GrowUnits = std::function<char16_t*(std::size_t)>;

/// Output of several pieces behind one another. Memory is asked for as if it were one.
class UnitPieces {
 public:
  UnitPieces(const GrowUnits& grow, std::size_t expected) : grow_(grow), expected_(expected) {}
  /// Memory behind what was put so far.
  [[nodiscard]] char16_t* room(std::size_t units) {
    if (capacity_ - size_ < units) {
      capacity_ = std::max(size_ + units, capacity_ == 0 ? expected_ + expected_ / 16 + 512 : capacity_ + capacity_ / 4);
      memory_ = grow_(capacity_);
    }
    return memory_ + size_;
  }
  void advance(std::size_t units) noexcept { size_ += units; }
  void append(std::u16string_view units) {
    std::copy(units.begin(), units.end(), room(units.size()));
    advance(units.size());
  }
  [[nodiscard]] std::size_t size() const noexcept { return size_; }

 private:
  const GrowUnits& grow_;
  std::size_t expected_;
  char16_t* memory_ = nullptr;
  std::size_t size_ = 0;
  std::size_t capacity_ = 0;
};

/// What one step took of its text, and how many bytes of it were looked at.
struct Step {
  std::size_t size = 0;
  std::size_t reach = 0;
  bool normalize = false;  ///< nothing was done: the text has to be normalised first
};

class Engine {
 public:
  explicit Engine(std::string_view config);

  /// Appends the conversion of `text` to `out`.
  void convert(std::string_view text, std::string& out) const;
  /// The same, and appends its edits; spans are relative to the start of `text` plus `source_base` and to the start of `out`.
  void convert(std::string_view text, std::string& out, std::vector<Edit>& edits, std::size_t source_base) const;

  /// UTF-16 to UTF-16 (units.cpp). Number of units; nothing if `text` has half a character.
  [[nodiscard]] std::optional<std::size_t> convert(std::u16string_view text, const GrowUnits& grow) const;

  /// Appends what becomes of the first character, or of the phrase that begins with it, of a window into a longer text.
  [[nodiscard]] Step step(std::string_view window, std::string& out) const;

 private:
  const Table& table_;
  Config config_;
};

/// Appends the UTF-8 of `units`; false where half a character is met.
[[nodiscard]] bool append_utf8(std::string& out, std::u16string_view units);
/// Writes the units of well-formed UTF-8 and returns their number; there must be room for one a byte.
std::size_t write_units(char16_t* out, std::string_view utf8) noexcept;

}  // namespace hansift::script
