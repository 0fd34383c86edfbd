#pragma once

// From code points to codes: the decode tables read backwards, made on first use. Which of several codes of a character is taken is the
// encoder's business (WHATWG Encoding Standard, sections 10 to 13).

#include <array>
#include <cstdint>
#include <memory>
#include <vector>

#include "encoding/codec.hpp"

namespace hansift::encoding {

/// Code point -> code, whose bytes are those of the number from the highest that is not zero on. 0: none.
class ReverseTable {
 public:
  [[nodiscard]] std::uint32_t operator[](char32_t value) const noexcept {
    const std::size_t page = value >> 8;
    if (page >= pages_.size() || pages_[page] == nullptr) return 0;
    return (*pages_[page])[value & 0xFF];
  }
  /// `replace`: this code rather than the first.
  void add(char32_t value, std::uint32_t code, bool replace = false) {
    if (value == 0) return;
    auto& page = pages_[value >> 8];
    if (page == nullptr) page = std::make_unique<std::array<std::uint32_t, 256>>();
    std::uint32_t& cell = (*page)[value & 0xFF];
    if (cell == 0 || replace) cell = code;
  }

 private:
  std::array<std::unique_ptr<std::array<std::uint32_t, 256>>, 0x1100> pages_{};
};

/// The table of an encoding: what is not ASCII. GB18030: two-byte codes only.
[[nodiscard]] const ReverseTable& reverse_table(const Codec& codec);

/// Code of a private-use character whose code the 2022 edition of GB18030 gave to another one: it is still written so. 0: none.
[[nodiscard]] std::uint32_t gb18030_private_code(char32_t value) noexcept;

/// Four-byte code of GB18030; 0: none.
[[nodiscard]] std::uint32_t gb18030_four_byte_code(char32_t value) noexcept;

}  // namespace hansift::encoding
