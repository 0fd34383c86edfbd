#include "cleaning/gloss_model.hpp"

#include <string_view>

#include "embedded/cleaning_characters.hpp"
#include "hansift/error.hpp"

namespace hansift::cleaning::gloss {
namespace {

constexpr unsigned entry_bits = 14;

/// Where the parts of the embedded file are.
class Model {
 public:
  Model() noexcept : data_(reinterpret_cast<const unsigned char*>(embedded::cleaning_characters().data())) {
    size_ = at32(4);
    const std::size_t pair_count = at32(8);
    levels_ = 12;
    alone_ = levels_ + 16;
    fallback_ = alone_ + size_;
    starts_ = fallback_ + size_;
    pairs_ = starts_ + 4 * (size_ + 1);
    ascii_ = pairs_ + 2 * pair_count;
    cells_ = ascii_ + 256;
    other_ = static_cast<Entry>(at16(ascii_ + 2 * 1));  // a control character is nothing in particular
  }

  /// Whether the file is of this kind and as long as its parts.
  [[nodiscard]] static bool fits(std::string_view file) noexcept {
    if (!file.starts_with("HSCM") || file.size() < 12) return false;
    const Model model;
    return model.cells_ + 2 * cell_count == file.size() && model.at32(model.pairs_ - 4) == model.at32(8);
  }

  [[nodiscard]] Entry other() const noexcept { return other_; }
  [[nodiscard]] unsigned cell(Code code) const noexcept { return at16(cells_ + 2 * cell_of(code)); }
  [[nodiscard]] Entry ascii(unsigned value) const noexcept { return static_cast<Entry>(at16(ascii_ + 2 * value)); }
  [[nodiscard]] Cost alone(Entry entry) const noexcept { return data_[alone_ + entry]; }
  [[nodiscard]] Cost pair(Entry last, Entry entry) const noexcept {
    std::size_t low = at32(starts_ + 4 * std::size_t{last}), high = at32(starts_ + 4 * std::size_t{last} + 4);
    while (low < high) {
      const std::size_t middle = (low + high) / 2;
      const unsigned value = at16(pairs_ + 2 * middle);
      if (value >> 4 == entry) return data_[levels_ + (value & 15)];
      (value >> 4 < entry ? low : high) = value >> 4 < entry ? middle + 1 : middle;
    }
    return alone(entry) + data_[fallback_ + last];
  }

 private:
  [[nodiscard]] unsigned at16(std::size_t at) const noexcept { return data_[at] | data_[at + 1] << 8; }
  [[nodiscard]] std::uint32_t at32(std::size_t at) const noexcept { return at16(at) | at16(at + 2) << 16; }

  const unsigned char* data_;
  std::size_t size_ = 0, levels_ = 0, alone_ = 0, fallback_ = 0, starts_ = 0, pairs_ = 0, ascii_ = 0, cells_ = 0;
  Entry other_ = 0;
};

const Model& model() noexcept {
  static const Model made;
  return made;
}

}  // namespace

void check_character_model() {
  if (!Model::fits(embedded::cleaning_characters())) throw DataError("cleaning: the embedded characters.model is damaged or of another version; build again");
}

Entry entry_of(Code code) noexcept {
  if (code < 0x80) return model().ascii(code);
  return is_code(code) ? static_cast<Entry>(model().cell(code) & ((1u << entry_bits) - 1)) : model().other();
}

Entry other_entry() noexcept { return model().other(); }

Form form_of(Code code) noexcept { return is_code(code) ? static_cast<Form>(model().cell(code) >> entry_bits) : Form::both; }

Cost pair_cost(Entry last, Entry entry) noexcept { return model().pair(last, entry); }
Cost single_cost(Entry entry) noexcept { return model().alone(entry); }

}  // namespace hansift::cleaning::gloss
