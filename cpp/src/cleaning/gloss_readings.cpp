#include "cleaning/gloss_readings.hpp"

#include <array>
#include <cstring>
#include <vector>

#include "embedded/cleaning_pinyin.hpp"
#include "hansift/error.hpp"
#include "text/utf8.hpp"

namespace hansift::cleaning::gloss {
namespace {

constexpr std::size_t longest_syllable = 7;  ///< letters; a syllable has a slot of eight bytes

struct Letter {
  char letter = 0;
  std::uint8_t tone = 0;
};

/// A letter of pinyin: a letter without its mark, and the tone that the mark stands for.
Letter letter_of(char32_t value) noexcept {
  if (value >= U'a' && value <= U'z') return {static_cast<char>(value), 0};
  struct Row {
    char letter;
    std::array<char16_t, 4> marked;
  };
  static constexpr Row rows[] = {{'a', {0x101, 0xE1, 0x1CE, 0xE0}}, {'e', {0x113, 0xE9, 0x11B, 0xE8}}, {'i', {0x12B, 0xED, 0x1D0, 0xEC}},
                                 {'o', {0x14D, 0xF3, 0x1D2, 0xF2}}, {'u', {0x16B, 0xFA, 0x1D4, 0xF9}}, {'v', {0x1D6, 0x1D8, 0x1DA, 0x1DC}},
                                 {'n', {0, 0x144, 0x148, 0x1F9}},   {'m', {0, 0x1E3F, 0, 0}}};
  for (const Row& row : rows) {
    for (unsigned tone = 0; tone < 4; ++tone) {
      if (row.marked[tone] == value) return {row.letter, static_cast<std::uint8_t>(tone + 1)};
    }
  }
  switch (value) {
    case 0xFC: return {'v', 0};
    case 0xEA: return {'e', 0};
    case 0x251: return {'a', 0};  // the script a and g of phonetic fonts
    case 0x261: return {'g', 0};
    default: return {};
  }
}

/// The embedded table and its inverse.
class Table {
 public:
  Table() {
    const std::string_view file = embedded::cleaning_pinyin();
    data_ = reinterpret_cast<const unsigned char*>(file.data());
    syllables_ = at16(4);
    const std::size_t count = at32(6);
    starts_ = 10 + syllables_ * std::size_t{8};
    readings_ = starts_ + 2 * (cell_count + 1);
    first_.assign(syllables_ + 1u, 0);
    std::vector<std::uint16_t> seen(syllables_, 0xFFFF);
    const auto each = [&](auto&& visit) {
      for (unsigned lead = first_lead; lead <= last_lead; ++lead) {
        for (unsigned trail = first_trail; trail <= last_trail; ++trail) {
          const Code code = code_of(lead, trail);
          for (std::size_t i = begin(code), end = this->end(code); i < end; ++i) visit(code, at16(readings_ + 2 * i) >> 3);
        }
      }
    };
    each([&](Code, unsigned syllable) { ++first_[syllable + 1]; });
    for (std::size_t i = 1; i < first_.size(); ++i) first_[i] += first_[i - 1];
    characters_.resize(count);
    std::vector<std::uint32_t> next(first_.begin(), first_.end() - 1);
    each([&](Code code, unsigned syllable) { characters_[next[syllable]++] = code; });
  }

  [[nodiscard]] std::size_t begin(Code code) const noexcept { return at16(starts_ + 2 * cell_of(code)); }
  [[nodiscard]] std::size_t end(Code code) const noexcept { return at16(starts_ + 2 * cell_of(code) + 2); }
  [[nodiscard]] Reading reading(std::size_t index) const noexcept {
    const unsigned value = at16(readings_ + 2 * index);
    return {static_cast<std::uint16_t>(value >> 3), static_cast<std::uint8_t>(value & 7)};
  }
  /// Index of a syllable (padded with zeros); -1: there is none.
  [[nodiscard]] int find(const std::array<char, 8>& name) const noexcept {
    std::size_t low = 0, high = syllables_;
    while (low < high) {
      const std::size_t middle = (low + high) / 2;
      const int order = std::memcmp(data_ + 10 + 8 * middle, name.data(), 8);
      if (order == 0) return static_cast<int>(middle);
      (order < 0 ? low : high) = order < 0 ? middle + 1 : middle;
    }
    return -1;
  }
  [[nodiscard]] std::span<const Code> characters(std::uint16_t syllable) const noexcept {
    return std::span(characters_).subspan(first_[syllable], first_[syllable + 1u] - first_[syllable]);
  }

 private:
  [[nodiscard]] unsigned at16(std::size_t at) const noexcept { return data_[at] | data_[at + 1] << 8; }
  [[nodiscard]] std::uint32_t at32(std::size_t at) const noexcept { return at16(at) | at16(at + 2) << 16; }

  const unsigned char* data_ = nullptr;
  unsigned syllables_ = 0;
  std::size_t starts_ = 0, readings_ = 0;
  std::vector<std::uint32_t> first_;
  std::vector<Code> characters_;
};

const Table& table() {
  static const Table made;
  return made;
}

}  // namespace

void check_pinyin_table() {
  const std::string_view file = embedded::cleaning_pinyin();
  const auto byte = [&](std::size_t at) { return static_cast<std::size_t>(static_cast<unsigned char>(file[at])); };
  const bool header = file.starts_with("HSPY") && file.size() >= 10;
  const std::size_t syllables = header ? byte(4) | byte(5) << 8 : 0;
  const std::size_t count = header ? byte(6) | byte(7) << 8 | byte(8) << 16 | byte(9) << 24 : 0;
  if (header && 10 + 8 * syllables + 2 * (cell_count + 1) + 2 * count == file.size()) return;
  throw DataError("cleaning: the embedded pinyin.table is damaged or of another version; build again");
}

std::optional<ParsedReading> parse_reading(std::string_view text) noexcept {
  std::array<char, 8> name{};
  std::size_t letters = 0, at = 0;
  std::uint8_t tone = 0;
  while (at < text.size()) {
    const text::Decoded now = text::decode_at(text, at);
    const Letter letter = letter_of(now.value);
    if (letter.letter == 0) break;
    if (letters == longest_syllable || (letter.tone != 0 && tone != 0)) return std::nullopt;
    name[letters++] = letter.letter;
    if (letter.tone != 0) tone = letter.tone;
    at += now.size;
  }
  if (letters == 0) return std::nullopt;
  const int found = table().find(name);
  if (found < 0) return std::nullopt;
  return ParsedReading{{static_cast<std::uint16_t>(found), tone}, at};
}

int reading_rank(Code code, Reading reading) noexcept {
  if (!is_code(code)) return -1;
  const std::size_t begin = table().begin(code), end = table().end(code);
  for (std::size_t i = begin; i < end; ++i) {
    const Reading known = table().reading(i);
    if (known.syllable == reading.syllable && (reading.tone == 0 || known.tone == reading.tone)) return static_cast<int>(i - begin);
  }
  return -1;
}

std::span<const Code> characters_read(std::uint16_t syllable) noexcept { return table().characters(syllable); }

}  // namespace hansift::cleaning::gloss
