#include "segmentation/rules.hpp"

#include <array>
#include <span>

#include "hansift/segmentation.hpp"

namespace hansift::segmentation {

std::span<const Rule* const> rules() noexcept {
  static constexpr std::array<const Rule*, 1> all{&unwrap_line};
  return all;
}

}  // namespace hansift::segmentation
