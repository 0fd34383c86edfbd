#pragma once

// The way back over wrong decoders: what bytes a text was, if it is what a wrong code page made of them, and what another encoding makes of
// these bytes. Both are tables of the encoding room, read the other way round.

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

#include "cleaning/rules.hpp"
#include "encoding/tables.hpp"

namespace hansift::cleaning {

/// How a text was read by mistake. The last ones are chains: text read as Latin-1, written as UTF-8, and read wrongly again.
enum class Reading : std::uint8_t {
  western, gbk, big5, old_big5, shift_jis, euc_jp, euc_kr,
  western_utf8_western, western_utf8_gbk, western_utf8_big5, western_utf8_shift_jis, western_utf8_euc_kr,
  count
};

/// Characters that Big5 had at other codes in its first Unicode tables (Reading::old_big5), which many decoders still follow.
[[nodiscard]] bool is_moved_in_big5(char32_t value) noexcept;

/// How it was written.
enum class Writing : std::uint8_t { utf8, gbk, big5, shift_jis, euc_jp, euc_kr };

struct Chain {
  Reading reading;
  Writing writing;
  Id rule;
  std::uint8_t rarity;  ///< in bits: how much rarer than the usual accidents
};
[[nodiscard]] const std::vector<Chain>& chains();

/// A byte of the text as it was written, or what there is in its place.
struct Token {
  static constexpr std::uint16_t lost = 256;   ///< U+FFFD: one or two bytes
  static constexpr std::uint16_t wall = 257;   ///< a character that the reading cannot have given
  std::uint16_t value = wall;
  std::uint16_t other = wall;  ///< the byte that it may be as well, where the code page has the character twice
  bool starts = false;       ///< a character of the text begins here
  std::uint32_t character = 0;  ///< number of that character, or of the one that the byte is of

  [[nodiscard]] bool byte() const noexcept { return value < 256; }
};

/// The bytes that a reading had before it when it made `text`; a last wall stands at the end.
[[nodiscard]] std::vector<Token> unread(Reading reading, std::string_view text);

/// The reading that was the last one of a chain.
[[nodiscard]] Reading outer_reading(Reading reading) noexcept;
/// Whether the bytes have some characters of Latin-1 in UTF-8.
[[nodiscard]] bool is_latin_in_utf8(const std::vector<Token>& tokens) noexcept;

/// Whether the bytes have what text in that encoding is hardly ever without: kana, in Japanese.
[[nodiscard]] bool may_be(Writing writing, const std::vector<Token>& tokens) noexcept;

/// One way to go on reading: some tokens that are one character, or up to two characters of which bytes are lost.
struct Step {
  std::uint8_t tokens = 0;
  std::uint8_t lost = 0;     ///< characters that are lost; then `value` is U+FFFD
  std::uint8_t penalty = 0;  ///< bits for what had to be assumed
  char32_t value = 0;
};
inline constexpr std::size_t most_steps = 4;
struct Steps {
  std::array<Step, most_steps> list;
  std::size_t size = 0;
  void add(std::size_t tokens, unsigned lost, unsigned penalty, char32_t value) noexcept {
    if (size < most_steps) list[size++] = {static_cast<std::uint8_t>(tokens), static_cast<std::uint8_t>(lost), static_cast<std::uint8_t>(penalty), value};
  }
};

/// The ways to go on at `at`, none at a wall. The first one is the most regular.
[[nodiscard]] Steps steps_at(Writing writing, const std::vector<Token>& tokens, std::size_t at) noexcept;

/// The character of a pair of bytes in a double-byte encoding; 0 if there is none.
[[nodiscard]] inline char32_t pair_value(const encoding::DoubleByte& tables, Writing writing, unsigned lead, unsigned trail) noexcept {
  using namespace encoding;
  switch (writing) {
    case Writing::gbk: return lookup(tables.gbk, gbk_shape, lead, trail);
    case Writing::big5: return lead < 0xA1 ? 0 : big5_code_point(lookup(tables.big5, big5_shape, lead, trail));
    case Writing::shift_jis:
      if (lead - 0xA0U < 0x40) return 0;
      return lead < 0xA0 ? lookup(tables.sjis_low, sjis_low_shape, lead, trail) : lookup(tables.sjis_high, sjis_high_shape, lead, trail);
    case Writing::euc_jp: return lead == 0x8E && trail - 0xA1 < 0x3F ? 0xFF61 - 0xA1 + trail : lookup(tables.jis0208, jis_shape, lead, trail);
    case Writing::euc_kr: return lookup(tables.euc_kr, euc_kr_shape, lead, trail);
    case Writing::utf8: break;
  }
  return 0;
}

/// Bits for a byte that is wrong or missing although the text does not show it.
inline constexpr unsigned malformed_bits = 12;

/// The first of these steps, quicker where nothing is known to be lost and no character has two codes. Not at a wall.
[[nodiscard]] inline Step first_step(const encoding::DoubleByte& tables, Writing writing, const std::vector<Token>& tokens, std::size_t at) noexcept {
  constexpr Step wrong{1, 1, malformed_bits, 0xFFFD};
  constexpr Step wrong_two{2, 1, malformed_bits, 0xFFFD};
  const auto continues = [](unsigned value) { return value - 0x80U < 0x40; };
  const unsigned lead = tokens[at].value;
  if (lead < 0x80 && (lead != '?' || writing != Writing::utf8)) return {1, 0, 0, lead};
  const Token& second = tokens[at + 1];
  const unsigned next = second.value;
  if (writing == Writing::utf8) {
    // Without the leads that do not go with all continuations.
    const bool two = lead - 0xC2 < 30, three = lead - 0xE1 < 15 && lead != 0xED;
    if (two && continues(next)) return {2, 0, 0, (lead & 0x1F) << 6 | (next & 0x3F)};
    if (three && continues(next)) {
      const unsigned last = tokens[at + 2].value;
      if (continues(last)) return {3, 0, 0, (lead & 0x0F) << 12 | (next & 0x3F) << 6 | (last & 0x3F)};
    }
    if (lead - 0x80 < 0x42 && tokens[at].other == Token::wall) return wrong;
    if ((two || three) && next - 0xC0 < 0x40 && tokens[at].other == Token::wall && second.other == Token::wall) return wrong;
  } else if (lead < 256 && next < 256) {
    if (writing == Writing::shift_jis && lead - 0xA1 < 0x3F) return {1, 0, 0, 0xFF61 - 0xA1 + lead};
    const char32_t value = pair_value(tables, writing, lead, next);
    if (value != 0) return {2, 0, 0, value};
    // The bytes that are characters by themselves, or half of one of three bytes, are left to the other function.
    const bool special = lead == 0x80 || lead == 0x8F;
    if (!special && next != '?' && tokens[at].other == Token::wall && second.other == Token::wall) {
      const unsigned first_lead = writing == Writing::euc_jp || writing == Writing::big5 ? 0xA1 : 0x81;
      const bool is_lead = lead - first_lead <= (writing == Writing::shift_jis ? 0xFCU : 0xFEU) - first_lead && !(writing == Writing::shift_jis && lead == 0xA0);
      return is_lead && next >= 0x80 ? wrong_two : wrong;
    }
  }
  return steps_at(writing, tokens, at).list[0];
}

}  // namespace hansift::cleaning
