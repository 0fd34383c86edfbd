#pragma once

// How likely characters follow one another in Chinese: characters.model, made by cpp/tools/make_character_model.py, which says how it is laid
// out. Text is folded to Simplified one character at a time. Costs are in eighths of a bit (-8 log2 of a probability).

#include <cstddef>
#include <cstdint>

#include "cleaning/gloss_codes.hpp"

namespace hansift::cleaning::gloss {

using Cost = std::int32_t;
inline constexpr Cost bit = 8;

using Entry = std::uint16_t;         ///< of the vocabulary
inline constexpr Entry edge_entry = 0;  ///< begin or end of a line

/// In which script a character is written.
enum class Form : std::uint8_t { both, simplified, traditional, rare_traditional };

/// The embedded file.
class Model {
 public:
  Model() noexcept;

  /// Of ASCII, or of a code of GBK.
  [[nodiscard]] Entry entry_of(Code code) const noexcept {
    if (code < 0x80) return static_cast<Entry>(at16(ascii_ + 2 * std::size_t{code}));
    return is_code(code) ? static_cast<Entry>(cell(code) & ((1u << entry_bits) - 1)) : other_;
  }
  /// What has no entry of its own.
  [[nodiscard]] Entry other_entry() const noexcept { return other_; }
  [[nodiscard]] Form form_of(Code code) const noexcept { return is_code(code) ? static_cast<Form>(cell(code) >> entry_bits) : Form::both; }
  /// Cost of an entry of which nothing else is known.
  [[nodiscard]] Cost single_cost(Entry entry) const noexcept { return data_[alone_ + entry]; }
  /// Cost of `entry` behind `last`.
  [[nodiscard]] Cost pair_cost(Entry last, Entry entry) const noexcept {
    // Where the entries behind `last` are, sorted; a search without branches, which cannot be foretold.
    std::size_t low = at32(starts_ + 4 * std::size_t{last});
    const std::size_t end = at32(starts_ + 4 * std::size_t{last} + 4);
    for (std::size_t left = end - low; left > 1;) {
      const std::size_t half = left / 2;
      low = at16(pairs_ + 2 * (low + half)) >> 4 <= entry ? low + half : low;
      left -= half;
    }
    const unsigned value = low < end ? at16(pairs_ + 2 * low) : 0xFFFFFFFF;
    return value >> 4 == entry ? data_[levels_ + (value & 15)] : data_[alone_ + entry] + data_[fallback_ + last];
  }

 private:
  static constexpr unsigned entry_bits = 14;
  [[nodiscard]] unsigned cell(Code code) const noexcept { return at16(cells_ + 2 * cell_of(code)); }
  [[nodiscard]] unsigned at16(std::size_t at) const noexcept { return static_cast<unsigned>(data_[at] | data_[at + 1] << 8); }
  [[nodiscard]] std::uint32_t at32(std::size_t at) const noexcept { return at16(at) | at16(at + 2) << 16; }

  const unsigned char* data_;
  std::size_t size_ = 0, levels_ = 0, alone_ = 0, fallback_ = 0, starts_ = 0, pairs_ = 0, ascii_ = 0, cells_ = 0;
  Entry other_ = 0;
};

[[nodiscard]] const Model& model() noexcept;

[[nodiscard]] inline Entry entry_of(Code code) noexcept { return model().entry_of(code); }
[[nodiscard]] inline Entry other_entry() noexcept { return model().other_entry(); }
[[nodiscard]] inline Form form_of(Code code) noexcept { return model().form_of(code); }
[[nodiscard]] inline Cost pair_cost(Entry last, Entry entry) noexcept { return model().pair_cost(last, entry); }
[[nodiscard]] inline Cost single_cost(Entry entry) noexcept { return model().single_cost(entry); }

}  // namespace hansift::cleaning::gloss
