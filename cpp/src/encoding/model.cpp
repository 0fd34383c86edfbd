#include "encoding/model.hpp"

#include <cassert>

#include "embedded/encoding_model.hpp"

namespace hansift::encoding {
namespace {

constexpr std::string_view language_names[] = {
#include "languages.inc"
};
struct CasePair {
  std::uint16_t upper, lower;
};
constexpr CasePair case_pairs[] = {
#include "case_pairs.inc"
};
std::uint32_t word(const unsigned char* at) noexcept {
  return static_cast<std::uint32_t>(at[0]) | static_cast<std::uint32_t>(at[1]) << 8 | static_cast<std::uint32_t>(at[2]) << 16 |
         static_cast<std::uint32_t>(at[3]) << 24;
}

/// Characters that one language mixes freely; the Latin blocks are one.
char32_t block(char32_t value) noexcept { return value < 0x250 || (value >= 0x1E00 && value < 0x1F00) ? 0 : value >> 7; }

}  // namespace

Unigrams::Unigrams() : rows_(256, unknown) {}

void Unigrams::set(std::uint16_t symbol, std::uint8_t cost) {
  std::uint8_t& page = pages_[symbol >> 8];
  if (page == 0) {
    page = static_cast<std::uint8_t>(rows_.size() / 256);
    rows_.resize(rows_.size() + 256, unknown);
  }
  rows_[page * std::size_t{256} + (symbol & 0xFF)] = cost;
}

Model::Model() : lower_(0x2000, 0) {
  const auto* data = reinterpret_cast<const unsigned char*>(embedded::encoding_model().data());
  const std::size_t languages = word(data + 4);
  slots_ = word(data + 8);
  const std::size_t size = word(data + 12);
  const unsigned char* unigrams = data + 16 + 4 * languages;
  unigrams_.resize(languages);
  own_alphabet_.resize(languages);
  for (std::size_t language = 0; language < languages; ++language) {
    const unsigned char* at = unigrams + word(data + 16 + 4 * language);
    for (unsigned count = 0; (count = at[2] | static_cast<unsigned>(at[3]) << 8) != 0; at += 4 + count) {
      const unsigned first = at[0] | static_cast<unsigned>(at[1]) << 8;
      for (unsigned i = 0; i < count; ++i) {
        if (at[4 + i] != unknown) unigrams_[language].set(static_cast<std::uint16_t>(first + i), at[4 + i]);
      }
    }
  }
  for (const std::string_view name : {"ru", "uk", "bg", "be", "sr", "mk", "el", "he", "ar", "fa", "th"}) own_alphabet_[find(name)] = true;
  prints_ = unigrams + size;
  costs_ = prints_ + slots_ + 1;
  for (unsigned c = 'a'; c <= 'z'; ++c) lower_[c] = lower_[c - 32] = static_cast<std::uint16_t>(c);
  for (const CasePair& pair : case_pairs) {
    lower_[pair.upper] = pair.lower;
    if (pair.lower < lower_.size()) lower_[pair.lower] = pair.lower;
  }
}

std::string_view Model::name(std::size_t language) const noexcept { return language_names[language]; }

std::size_t Model::find(std::string_view name) const noexcept {
  for (std::size_t i = 0; i < unigrams_.size(); ++i) {
    if (language_names[i] == name) return i;
  }
  assert(false && "no such language");
  return 0;
}

Cost Model::generic_cost(char32_t last, char32_t value) noexcept {
  if (value == 0xFFFD) return 24 * bit;
  if (is_control(value)) return 40 * bit;
  if (is_private_use(value) || value >= 0x20000 || (value >= 0xFDD0 && value < 0xFDF0) || (value & 0xFFFE) == 0xFFFE) return 26 * bit;
  if (value < 0x80) {
    const Cost beside = is_han(last) ? 6 * bit : 0;
    return (value >= 'a' && value <= 'z' ? 5 * bit : value == ' ' || value == '\n' ? 4 * bit : 8 * bit) + beside;
  }
  if (is_han(value)) return 20 * bit;  // the languages that have them are known
  if (is_common(value)) return 12 * bit;
  return block(value) == block(last) ? 7 * bit : 18 * bit;
}

bool Model::is_common(char32_t value) noexcept {
  return (value >= 0x2000 && value < 0x2070) || (value >= 0x3000 && value < 0x3040) || (value >= 0xFF00 && value < 0xFF60);
}

const Model& model() {
  static const Model made;
  return made;
}

}  // namespace hansift::encoding
