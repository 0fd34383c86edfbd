#include "pipeline/rules.hpp"

#include <array>
#include <vector>

#include "hansift/pipeline.hpp"

namespace hansift {
namespace pipeline {

const Rule binary{"pipeline.binary", "the bytes are no text: a picture, an archive, a program",
                  "\x89PNG\r\n\x1A\n", "\x89PNG\r\n\x1A\n", "0.1.0"};

std::span<const Rule* const> rules() noexcept {
  static constexpr std::array<const Rule*, 1> all{&binary};
  return all;
}

}  // namespace pipeline

std::span<const Rule* const> catalogue() {
  static const std::vector<const Rule*> all = [] {
    std::vector<const Rule*> rules;
    for (const auto& room : {encoding::rules(), extraction::rules(), cleaning::rules(), script::rules(), segmentation::rules(), quality::rules(),
                             pipeline::rules()}) {
      rules.insert(rules.end(), room.begin(), room.end());
    }
    return rules;
  }();
  return all;
}

}  // namespace hansift
