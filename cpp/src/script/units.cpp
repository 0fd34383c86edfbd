// Conversion of UTF-16, the form in which Python keeps Chinese text. A character is a unit and most become one unit, so text goes through in
// blocks: first every unit is mapped by itself, then the filters tell where an entry may begin, and only these places are looked at. A phrase
// that becomes as many characters as it has - nearly all do - is put over what the map has written. Whatever else can happen is left to
// the engine over UTF-8, which gets a window of the text and does one step.

#include <algorithm>
#include <array>
#include <cstring>

#include "script/engine.hpp"
#include "text/utf8.hpp"

namespace hansift::script {
namespace {

constexpr std::size_t block_size = 256;
constexpr std::size_t first_window = 256;  // a description sequence has at most 64 characters
constexpr std::uint32_t special_flags = odd_flag | normalize_flag | description_flag | surrogate_flag;

constexpr bool is_lead(char16_t unit) noexcept { return (unit & 0xFC00) == 0xD800; }
constexpr bool is_trail(char16_t unit) noexcept { return (unit & 0xFC00) == 0xDC00; }
constexpr bool is_surrogate(char16_t unit) noexcept { return (unit & 0xF800) == 0xD800; }
constexpr char32_t whole(char16_t lead, char16_t trail) noexcept {
  return 0x10000U + (static_cast<char32_t>(lead & 0x3FF) << 10) + (trail & 0x3FF);
}

struct UnitMatch {
  std::size_t size = 0;  ///< in units of the text; 0: none
  Match match;
};

class UnitRun {
 public:
  enum class Outcome { done, ill_formed, normalize };

  UnitRun(const Engine& engine, const Config& config, std::u16string_view text, const GrowUnits& grow)
      : engine_(engine), config_(config), text_(text), grow_(grow) {
    room(text.size() + text.size() / 16 + block_size);
  }

  [[nodiscard]] Outcome go() {
    for (std::size_t at = 0; at < text_.size() && outcome_ == Outcome::done;) at = block(at);
    return outcome_;
  }
  [[nodiscard]] std::size_t size() const noexcept { return used_; }

 private:
  struct Block {
    const char16_t* in;                            // with two units behind it
    std::array<std::uint32_t, block_size> entries;
    std::array<std::uint16_t, block_size> places;  // where an entry may begin or a unit is special
    std::array<const Slot*, block_size> slots;     // what the phrases have for the pairs there
    std::size_t place_count = 0;
  };

  using Flagged = std::array<std::uint16_t, block_size>;  // units that begin something or are special

  char16_t* room(std::size_t units) {
    if (capacity_ - used_ < units) {
      capacity_ = used_ + units + used_ / 4;
      out_ = grow_(capacity_);
    }
    return out_ + used_;
  }

  /// Writes what `size` units become by themselves, and finds the places to look at. Branch-free; memory is asked for before it is needed.
  void map(Block& block, std::size_t size, char16_t* out) const noexcept {
    const CharacterMap characters = config_.composed;  // as locals: what is stored below cannot change them
    const char16_t* const in = block.in;
    Flagged flagged;
    std::size_t count = 0;
    for (std::size_t i = 0; i < size; ++i) {
      const std::uint32_t entry = characters.word(in[i]);
      block.entries[i] = entry;
      flagged[count] = static_cast<std::uint16_t>(i);
      count += static_cast<std::size_t>(entry > becomes_bits);
    }
    // The bits of two characters' UTF-8 that differ are, in other places, those of their numbers. What odd ones get here, step() writes again.
    std::uint32_t all = 0;
    for (std::size_t i = 0; i < size; ++i) {
      out[i] = static_cast<char16_t>(in[i] ^ three_value(block.entries[i]));
      all |= block.entries[i];
    }
    const std::size_t found = (all & special_flags) != 0 ? find_places<true>(block, flagged, count) : find_places<false>(block, flagged, count);
    block.place_count = found;
    for (std::size_t k = 0; k < found; ++k) {
      block.slots[k] = config_.phrases.slot(in[block.places[k]], in[block.places[k] + 1]);
      if (block.slots[k] != nullptr) config_.phrases.prefetch_tails(*block.slots[k]);
    }
  }

  /// Which of the flagged units are places to look at: half of all characters begin something, but few pairs do.
  template <bool with_special>
  [[nodiscard]] std::size_t find_places(Block& block, Flagged& flagged, std::size_t count) const noexcept {
    const HeadFilter head_filter = config_.heads;
    const HashFilter pairs = config_.pairs;
    const HashFilter triples = config_.triples;
    const char16_t* const in = block.in;
    const auto is_special = [&](std::size_t i) { return with_special ? block.entries[i] & special_flags : 0; };
    std::size_t heads = 0;
    for (std::size_t k = 0; k < count; ++k) {
      const std::size_t i = flagged[k];
      flagged[heads] = static_cast<std::uint16_t>(i);
      std::uint32_t units;
      std::memcpy(&units, in + i, sizeof units);
      heads += static_cast<std::size_t>((static_cast<unsigned>(head_filter.has(units)) | is_special(i)) != 0);
    }
    std::size_t found = 0;
    for (std::size_t k = 0; k < heads; ++k) {
      const std::size_t i = flagged[k];
      const std::uint64_t pair = hash_pair(in[i], in[i + 1]);
      config_.phrases.prefetch(in[i], in[i + 1]);  // for the third of them that are places
      block.places[found] = static_cast<std::uint16_t>(i);
      found += static_cast<std::size_t>((static_cast<unsigned>(pairs.has(pair)) | static_cast<unsigned>(triples.has(hash_triple(pair, in[i + 2]))) |
                                         is_special(i)) != 0);
    }
    return found;
  }

  /// Converts up to block_size units from `at` on and returns where to go on.
  std::size_t block(std::size_t at) {
    Block block;
    std::array<char16_t, block_size + 2> last;
    const std::size_t size = std::min(text_.size() - at, block_size);
    block.in = text_.data() + at;
    if (text_.size() - at < last.size()) {
      last.fill(0);
      std::memcpy(last.data(), block.in, (text_.size() - at) * sizeof(char16_t));
      block.in = last.data();
    }
    map(block, size, room(block_size));
    std::size_t done = skip_;
    std::size_t moved = 0;  // how much longer (modulo the word size: or shorter) the output is than the input, in this block
    skip_ = 0;
    for (std::size_t k = 0; k < block.place_count; ++k) {
      const std::size_t i = block.places[k];
      if (i < done) continue;
      const std::uint32_t entry = block.entries[i];
      if ((entry & special_flags) != 0) {
        if ((entry & surrogate_flag) != 0) {
          if (!is_lead(block.in[i]) || !is_trail(block.in[i + 1])) {
            outcome_ = Outcome::ill_formed;
            return at;
          }
          if (config_.composed.word(whole(block.in[i], block.in[i + 1])) == 0) {
            done = i + 2;
            continue;
          }
        }
        used_ += moved + i;
        return step(at + i);
      }
      UnitMatch found = is_lead(block.in[i + 1]) ? find(config_.phrases, at + i, text_.size())
                                                 : find(config_.phrases, block.slots[k], at + i, at + i + 2, text_.size());
      if (found.size == 0) found = between(at + i, at + (k + 1 < block.place_count ? block.places[k + 1] : size));
      if (found.size == 0) continue;
      if (found.match.plain) {
        done = i + found.size;
        continue;
      }
      const std::size_t becomes = write_units(value_.data(), found.match.value.text);
      done = i + found.size;
      char16_t* const from = room(block_size + moved + becomes) + moved + i;
      if (becomes != found.size && done < block_size) {
        // What follows in this block is mapped already: it moves.
        std::memmove(from + becomes, from + found.size, (block_size - done) * sizeof(char16_t));
      }
      std::memcpy(from, value_.data(), becomes * sizeof(char16_t));
      if (done > block_size) {
        used_ += moved + i + becomes;
        return at + done;
      }
      moved += becomes - found.size;
    }
    used_ += size + moved;
    if (done > block_size) skip_ = done - block_size;  // of a phrase that is what the map makes of it, or half a character
    return at + size;
  }

  /// The character at `at`, or 0 where there is none.
  [[nodiscard]] char32_t character(std::size_t at) const noexcept {
    if (at >= text_.size()) return 0;
    if (is_lead(text_[at]) && at + 1 < text_.size() && is_trail(text_[at + 1])) return whole(text_[at], text_[at + 1]);
    return text_[at];
  }

  /// The longest key at `at` that ends at or before `limit`.
  [[nodiscard]] UnitMatch find(const Lexicon& lexicon, std::size_t at, std::size_t limit) const noexcept {
    const char32_t first = character(at);
    const std::size_t second_at = at + (first > 0xFFFF ? 2 : 1);
    const char32_t second = character(second_at);
    const std::size_t behind_at = second_at + (second > 0xFFFF ? 2 : 1);
    return find(lexicon, lexicon.slot(first, second), at, behind_at, limit);
  }
  [[nodiscard]] UnitMatch find(const Lexicon& lexicon, const Slot* slot, std::size_t at, std::size_t behind_at, std::size_t limit) const noexcept {
    if (slot == nullptr || behind_at > limit) return {};
    // Most keys are two characters: the filter of longer ones is asked before any of these is compared.
    if (at + 2 >= text_.size() || !config_.triples.has(hash_triple(hash_pair(text_[at], text_[at + 1]), text_[at + 2]))) {
      if (slot->word == 0) return {};
      return {behind_at - at, lexicon.alone(*slot, 0)};
    }
    std::array<char, 136> behind;  // the longest tail and what longest() reads at once
    std::size_t size = 0;
    for (std::size_t i = behind_at, want = lexicon.longest_tail(*slot); size < want && i < limit;) {
      const char32_t next = character(i);
      if (is_surrogate(static_cast<char16_t>(next)) && next <= 0xFFFF) break;
      size += write(behind.data() + size, next);
      i += next > 0xFFFF ? 2 : 1;
    }
    UnitMatch found;
    found.match = lexicon.longest(*slot, 0, behind.data(), size, size);
    if (found.match.size != 0 || slot->word != 0) {
      found.size = behind_at - at + units_of({behind.data(), found.match.size});
    }
    return found;
  }

  /// The longest key of the gaps that ends before a phrase begins. No phrase begins behind `at` and before `known`.
  [[nodiscard]] UnitMatch between(std::size_t at, std::size_t known) const noexcept {
    const UnitMatch found = find(config_.gaps, at, text_.size());
    for (std::size_t inside = known; inside < at + found.size; ++inside) {
      if (find(config_.phrases, inside, text_.size()).size != 0) return find(config_.gaps, at, inside);
    }
    return found;
  }

  static std::size_t write(char* out, char32_t value) noexcept {
    if (value < 0x80) {
      out[0] = static_cast<char>(value);
      return 1;
    }
    if (value < 0x800) {
      out[0] = static_cast<char>(0xC0 | value >> 6);
      out[1] = static_cast<char>(0x80 | (value & 0x3F));
      return 2;
    }
    if (value < 0x10000) {
      out[0] = static_cast<char>(0xE0 | value >> 12);
      out[1] = static_cast<char>(0x80 | (value >> 6 & 0x3F));
      out[2] = static_cast<char>(0x80 | (value & 0x3F));
      return 3;
    }
    out[0] = static_cast<char>(0xF0 | value >> 18);
    out[1] = static_cast<char>(0x80 | (value >> 12 & 0x3F));
    out[2] = static_cast<char>(0x80 | (value >> 6 & 0x3F));
    out[3] = static_cast<char>(0x80 | (value & 0x3F));
    return 4;
  }

  static std::size_t units_of(std::string_view utf8) noexcept {
    std::size_t count = 0;
    for (const char byte : utf8) {
      count += static_cast<std::size_t>(!text::is_continuation(byte)) + static_cast<std::size_t>(static_cast<unsigned char>(byte) >= 0xF0);
    }
    return count;
  }

  /// One step of the engine over UTF-8. The window grows until nothing behind it can matter.
  std::size_t step(std::size_t at) {
    for (std::size_t units = first_window;; units *= 8) {
      std::u16string_view window = text_.substr(at, units);
      const bool all = window.size() == text_.size() - at;
      if (!all && is_lead(window.back())) window.remove_suffix(1);
      window_.clear();
      if (!append_utf8(window_, window)) {
        outcome_ = Outcome::ill_formed;
        return at;
      }
      piece_.clear();
      const Step taken = engine_.step(window_, piece_);
      if (taken.normalize) {
        outcome_ = Outcome::normalize;
        return at;
      }
      if (!all && taken.reach > window_.size()) continue;
      used_ += write_units(room(piece_.size()), piece_);
      return at + units_of(std::string_view(window_).substr(0, taken.size));
    }
  }

  const Engine& engine_;
  const Config& config_;
  std::u16string_view text_;
  const GrowUnits& grow_;
  char16_t* out_ = nullptr;
  std::size_t used_ = 0;
  std::size_t capacity_ = 0;
  std::size_t skip_ = 0;  // units of the next block that a phrase has taken
  Outcome outcome_ = Outcome::done;
  std::array<char16_t, 128> value_;
  std::string window_, piece_;  // of step()
};

}  // namespace

bool append_utf8(std::string& out, std::u16string_view units) {
  for (std::size_t at = 0; at < units.size(); ++at) {
    char32_t value = units[at];
    if (is_surrogate(units[at])) {
      if (!is_lead(units[at]) || at + 1 == units.size() || !is_trail(units[at + 1])) return false;
      value = whole(units[at], units[at + 1]);
      ++at;
    }
    text::append_utf8(out, value);
  }
  return true;
}

std::size_t write_units(char16_t* out, std::string_view utf8) noexcept {
  std::size_t size = 0;
  for (std::size_t at = 0; at < utf8.size();) {
    if (utf8.size() - at >= 3 && (static_cast<unsigned char>(utf8[at]) & 0xF0) == 0xE0) {
      const auto byte = [&](std::size_t i) { return static_cast<unsigned>(static_cast<unsigned char>(utf8[at + i])); };
      out[size++] = static_cast<char16_t>((byte(0) & 0x0F) << 12 | (byte(1) & 0x3F) << 6 | (byte(2) & 0x3F));
      at += 3;
      continue;
    }
    const text::Decoded next = decode(utf8, at);
    at += next.size;
    if (next.value > 0xFFFF) {
      out[size++] = static_cast<char16_t>(0xD800 + ((next.value - 0x10000) >> 10));
      out[size++] = static_cast<char16_t>(0xDC00 + (next.value & 0x3FF));
    } else {
      out[size++] = static_cast<char16_t>(next.value);
    }
  }
  return size;
}

std::optional<std::size_t> Engine::convert(std::u16string_view text, const GrowUnits& grow) const {
  UnitRun run(*this, config_, text, grow);
  switch (run.go()) {
    case UnitRun::Outcome::done: return run.size();
    case UnitRun::Outcome::ill_formed: return std::nullopt;
    case UnitRun::Outcome::normalize: break;
  }
  std::string utf8;
  if (!append_utf8(utf8, text)) return std::nullopt;
  std::string converted;
  convert(utf8, converted);
  return write_units(grow(converted.size()), converted);
}

}  // namespace hansift::script
