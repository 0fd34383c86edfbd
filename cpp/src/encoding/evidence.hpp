#pragma once

// What bytes tell without a language model: marks, escapes, magic numbers, control characters.

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace hansift::encoding {

/// Encoding of a byte order mark; empty if there is none. Looks at four bytes.
[[nodiscard]] std::string_view marked(std::string_view bytes) noexcept;

/// Whether the bytes start as a well-known kind of binary file does.
[[nodiscard]] bool has_magic(std::string_view bytes) noexcept;

/// Reads escape sequences (ISO-2022) and HZ in ASCII that arrives in pieces.
class Escapes {
 public:
  /// Reads up to the first byte beyond ASCII; returns how many bytes that were. Memory speed where there is no escape.
  std::size_t read(std::string_view bytes) noexcept;
  /// Encoding of the escapes that were read; empty if there are none that hold together.
  [[nodiscard]] std::string_view name() const noexcept;

 private:
  enum class Mode : unsigned char { text, tilde, escape, row, cell, closing };
  void step(unsigned char byte) noexcept;
  void close_hz() noexcept;
  Mode mode_ = Mode::text;
  unsigned row_ = 0;               ///< first byte of a pair in HZ
  unsigned sequence_ = 0;          ///< bytes behind the last ESC, the newest in the low eight bits
  unsigned sequence_size_ = 0;
  std::string_view escaped_{};     ///< encoding of the first known sequence
  unsigned hz_pairs_ = 0;            ///< in segments that were closed
  unsigned hz_open_pairs_ = 0;       ///< in the segment that is open
  std::uint64_t hz_cost_ = 0;        ///< of all pairs, as characters of Simplified Chinese
  bool hz_broken_ = false;
};

/// Number of C0 control characters that text does not have, and of them NUL.
struct Controls {
  std::size_t all = 0, nul = 0;
};
[[nodiscard]] Controls controls(std::string_view bytes) noexcept;

}  // namespace hansift::encoding
