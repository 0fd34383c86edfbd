#pragma once

// The folding of fingerprints: what two copies of one text may differ in is taken away. White space, invisible characters, punctuation and
// free-standing accents are dropped, widths and cases made one. Not a normalization form: no decomposition, no script conversion.

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace hansift::quality {

/// The folded character; 0 = dropped.
[[nodiscard]] char32_t fold(char32_t value) noexcept;

/// Folds a text block by block; no allocation.
class Folder {
 public:
  explicit Folder(std::string_view text) noexcept : text_(text) {}

  /// Writes up to `capacity` folded characters and returns how many; 0 only at the end of the text.
  [[nodiscard]] std::size_t next(char32_t* out, std::size_t capacity) noexcept;

 private:
  std::string_view text_;
  std::size_t at_ = 0;
};

}  // namespace hansift::quality
