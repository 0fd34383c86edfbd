#include "cleaning/gloss_model.hpp"

#include "embedded/cleaning_characters.hpp"

namespace hansift::cleaning::gloss {

Model::Model() noexcept : data_(reinterpret_cast<const unsigned char*>(embedded::cleaning_characters().data())) {
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

const Model& model() noexcept {
  static const Model made;
  return made;
}

}  // namespace hansift::cleaning::gloss
