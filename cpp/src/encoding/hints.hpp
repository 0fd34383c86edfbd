#pragma once

// What speaks for an encoding besides the bytes: labels and the top level domain.

#include <array>
#include <string_view>

#include "encoding/codec.hpp"
#include "encoding/model.hpp"
#include "hansift/encoding.hpp"

namespace hansift::encoding {

class Hints {
 public:
  explicit Hints(const DetectOptions& options) noexcept;

  /// Reads the label in the first bytes of a page ("charset=" of HTML, "encoding=" of XML).
  void read_head(std::string_view head) noexcept;
  static constexpr std::size_t head_size = 2048;

  /// What a codec costs because the hints speak against it.
  [[nodiscard]] Cost cost(const Codec& codec) const noexcept;

 private:
  const Codec* declared_ = nullptr;
  const Codec* meta_ = nullptr;
  std::array<const Codec*, 2> tld_{};
  std::size_t tld_count_ = 0;
};

}  // namespace hansift::encoding
