#pragma once

// The language model: what a character costs behind another, in eighths of a bit (-8 log2 of its probability).
//
// language.model: "HSLM", number of languages, number of slots, size of the unigrams, offset of each language's unigrams (32-bit little-endian);
// unigrams: runs of {first code point, count (16 bit each), costs}, 255 = unknown, until a run of count 0; one byte of fingerprint a slot
// (0 = empty), then four bits of cost a slot, in bits. A bigram is in the slot of its hash or the next one.

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

namespace hansift::encoding {

using Cost = std::uint32_t;
inline constexpr Cost bit = 8;  ///< costs are in eighths of a bit

/// Symbols stand for characters: lower case, '0' for digits, ' ' for white space and ASCII punctuation.
struct Symbol {
  std::uint16_t value = ' ';
  bool upper = false;
  bool ascii = true;
  bool letter = false;  ///< of an alphabet with case, or an ASCII letter
};

/// A language's costs of single symbols: two levels by the high byte of the code point.
class Unigrams {
 public:
  Unigrams();
  [[nodiscard]] unsigned at(std::uint16_t symbol) const noexcept { return rows_[pages_[symbol >> 8] * std::size_t{256} + (symbol & 0xFF)]; }
  void set(std::uint16_t symbol, std::uint8_t cost);

 private:
  std::array<std::uint8_t, 256> pages_{};
  std::vector<std::uint8_t> rows_;
};

class Model {
 public:
  Model();

  [[nodiscard]] std::size_t size() const noexcept { return unigrams_.size(); }
  [[nodiscard]] std::string_view name(std::size_t language) const noexcept;
  /// Index of a language; size() if there is none.
  [[nodiscard]] std::size_t find(std::string_view name) const noexcept;
  [[nodiscard]] static constexpr bool is_cjk(std::size_t language) noexcept { return language < 4; }

  [[nodiscard]] Symbol symbol(char32_t value) const noexcept;

  /// Cost of `value` (whose symbol is `now`) behind `last` in a language.
  [[nodiscard]] Cost cost(std::size_t language, Symbol last, Symbol now, char32_t value) const noexcept;

  /// Cost in a language that the model does not know: characters of the block before them are cheap.
  [[nodiscard]] static Cost generic_cost(char32_t last, char32_t value) noexcept;
  /// Punctuation that all scripts use.
  [[nodiscard]] static bool is_common(char32_t value) noexcept;

 private:
  [[nodiscard]] int bigram(std::size_t language, std::uint16_t first, std::uint16_t second) const noexcept;
  std::vector<Unigrams> unigrams_;
  std::vector<std::uint16_t> lower_;  ///< by code point below 0x2000; 0: has no case, itself: lower case
  std::uint64_t slots_ = 0;
  const unsigned char* prints_ = nullptr;
  const unsigned char* costs_ = nullptr;
};

/// The model; made on first use.
[[nodiscard]] const Model& model();

}  // namespace hansift::encoding
