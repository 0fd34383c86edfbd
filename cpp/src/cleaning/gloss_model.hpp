#pragma once

// How likely characters follow one another in Chinese: characters.model, made by cpp/tools/make_character_model.py, which says how it is laid
// out. Text is folded to Simplified one character at a time. Costs are in eighths of a bit (-8 log2 of a probability).

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "cleaning/gloss_codes.hpp"

namespace hansift::cleaning::gloss {

/// Throws DataError if the embedded file is not what this version reads.
void check_character_model();

using Cost = std::int32_t;
inline constexpr Cost bit = 8;

using Entry = std::uint16_t;         ///< of the vocabulary
inline constexpr Entry edge_entry = 0;  ///< begin or end of a line

/// In which script a character is written.
enum class Form : std::uint8_t { both, simplified, traditional, rare_traditional };

/// The embedded file, read where it lies.
class CharacterModel {
 public:
  explicit CharacterModel(std::string_view file) noexcept;
  /// Whether a file is of this kind and as long as its parts.
  [[nodiscard]] static bool fits(std::string_view file) noexcept;

  [[nodiscard]] Entry other() const noexcept { return other_; }
  [[nodiscard]] unsigned cell(Code code) const noexcept { return at16(cells_ + 2 * cell_of(code)); }
  [[nodiscard]] Entry ascii(unsigned value) const noexcept { return static_cast<Entry>(at16(ascii_ + 2 * value)); }
  [[nodiscard]] Cost alone(Entry entry) const noexcept { return data_[alone_ + entry]; }
  [[nodiscard]] Cost pair(Entry last, Entry entry) const noexcept {
    // The entries behind `last` are sorted: a search without branches, as these cannot be foretold.
    std::size_t low = at32(starts_ + 4 * std::size_t{last});
    const std::size_t end = at32(starts_ + 4 * std::size_t{last} + 4);
    for (std::size_t left = end - low; left > 1;) {
      const std::size_t half = left / 2;
      low = at16(pairs_ + 2 * (low + half)) >> 4 <= entry ? low + half : low;
      left -= half;
    }
    const unsigned value = low < end ? at16(pairs_ + 2 * low) : 0xFFFFFFFF;
    return value >> 4 == entry ? data_[levels_ + (value & 15)] : alone(entry) + data_[fallback_ + last];
  }

  static constexpr unsigned entry_bits = 14;  ///< of a cell

 private:
  [[nodiscard]] unsigned at16(std::size_t at) const noexcept { return data_[at] | data_[at + 1] << 8; }
  [[nodiscard]] std::uint32_t at32(std::size_t at) const noexcept { return at16(at) | at16(at + 2) << 16; }

  const unsigned char* data_;
  std::size_t levels_ = 0, alone_ = 0, fallback_ = 0, starts_ = 0, pairs_ = 0, ascii_ = 0, cells_ = 0;
  Entry other_ = 0;
};

[[nodiscard]] const CharacterModel& character_model() noexcept;

/// What has no entry of its own.
[[nodiscard]] inline Entry other_entry() noexcept {
  static const Entry other = character_model().other();
  return other;
}
/// Of ASCII, or of a code of GBK.
[[nodiscard]] inline Entry entry_of(Code code) noexcept {
  static const CharacterModel& model = character_model();
  if (code < 0x80) return model.ascii(code);
  return is_code(code) ? static_cast<Entry>(model.cell(code) & ((1u << CharacterModel::entry_bits) - 1)) : model.other();
}
[[nodiscard]] inline Form form_of(Code code) noexcept {
  static const CharacterModel& model = character_model();
  return is_code(code) ? static_cast<Form>(model.cell(code) >> CharacterModel::entry_bits) : Form::both;
}
/// Cost of `entry` behind `last`.
[[nodiscard]] inline Cost pair_cost(Entry last, Entry entry) noexcept {
  static const CharacterModel& model = character_model();
  return model.pair(last, entry);
}
/// Cost of an entry of which nothing else is known.
[[nodiscard]] inline Cost single_cost(Entry entry) noexcept {
  static const CharacterModel& model = character_model();
  return model.alone(entry);
}

}  // namespace hansift::cleaning::gloss
