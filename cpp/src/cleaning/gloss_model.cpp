#include "cleaning/gloss_model.hpp"

#include "embedded/cleaning_characters.hpp"
#include "hansift/error.hpp"

namespace hansift::cleaning::gloss {

CharacterModel::CharacterModel(std::string_view file) noexcept : data_(reinterpret_cast<const unsigned char*>(file.data())) {
  const std::size_t size = at32(4);
  const std::size_t pair_count = at32(8);
  levels_ = 12;
  alone_ = levels_ + 16;
  fallback_ = alone_ + size;
  starts_ = fallback_ + size;
  pairs_ = starts_ + 4 * (size + 1);
  ascii_ = pairs_ + 2 * pair_count;
  cells_ = ascii_ + 256;
  if (cells_ <= file.size()) other_ = static_cast<Entry>(at16(ascii_ + 2 * 1));  // a control character is nothing in particular
}

bool CharacterModel::fits(std::string_view file) noexcept {
  if (!file.starts_with("HSCM") || file.size() < 12) return false;
  const CharacterModel model(file);
  return model.cells_ + 2 * cell_count == file.size() && model.at32(model.pairs_ - 4) == model.at32(8);
}

const CharacterModel& character_model() noexcept {
  static const CharacterModel made(embedded::cleaning_characters());
  return made;
}

void check_character_model() {
  if (!CharacterModel::fits(embedded::cleaning_characters())) throw DataError("cleaning: the embedded characters.model is damaged or of another version; build again");
}

}  // namespace hansift::cleaning::gloss
