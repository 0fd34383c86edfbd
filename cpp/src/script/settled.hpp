#pragma once

#include <array>
#include <cstdint>
#include <string_view>

#include "script/context_table.hpp"

namespace hansift::script {

/// Stretches that are known to stay as they are, wherever they stand: text says the same words again and again. A table of 256 KB of hashes,
/// kept by each thread from text to text. What falls out of it is looked at again, so it changes nothing but time, if only such stretches
/// are added of which nothing around them could have made something else.
class Settled {
 public:
  /// `purpose`: a number for what is asked of a stretch.
  explicit Settled(std::uint64_t purpose) noexcept : purpose_((purpose + 1) << 32) {}

  [[nodiscard]] bool knows(std::u16string_view stretch) noexcept {
    hash_ = purpose_;
    for (const char16_t unit : stretch) hash_ = hash_unit(hash_, unit);
    return place() == hash_;
  }
  /// The one that was asked for last.
  void add() noexcept { place() = hash_; }

 private:
  [[nodiscard]] std::uint64_t& place() const noexcept {
    static thread_local std::array<std::uint64_t, 32768> kept{};
    return kept[hash_ >> 49];
  }
  std::uint64_t purpose_, hash_ = 0;
};

}  // namespace hansift::script
