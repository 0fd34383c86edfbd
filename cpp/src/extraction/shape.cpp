#include "extraction/shape.hpp"

#include <array>
#include <cstdint>

#include "text/classes.hpp"
#include "text/utf8.hpp"

namespace hansift::extraction {
std::size_t width_of(std::string_view text, std::size_t limit) noexcept {
  std::size_t width = 0;
  for (std::size_t i = 0; i < text.size() && width < limit;) {
    if (text::han_at(text, i) != 0) {
      width += 2;
      i += 3;
      continue;
    }
    if (static_cast<unsigned char>(text[i]) < 0x80) {
      ++width;
      ++i;
      continue;
    }
    const text::Decoded decoded = text::decode_at(text, i);
    const text::CharClass what = text::class_of(decoded.value);
    if (!what.mark()) width += what.wide() ? 2 : 1;
    i += decoded.size;
  }
  return width;
}

namespace {

/// What an ASCII character is to a shape; `dot` needs a look at its neighbours.
enum Kind : std::uint8_t { other, letter, digit, blank, stop, comma, bar, arrow, dot, kind_count };
constexpr std::array<std::uint8_t, 128> ascii_kinds = [] {
  std::array<std::uint8_t, 128> made{};
  for (unsigned char c = 'a'; c <= 'z'; ++c) made[c] = made[c - 32] = letter;
  for (unsigned char c = '0'; c <= '9'; ++c) made[c] = digit;
  for (const unsigned char c : {' ', '\t'}) made[c] = blank;
  for (const unsigned char c : {'!', '?'}) made[c] = stop;
  for (const unsigned char c : {',', ';'}) made[c] = comma;
  for (const unsigned char c : {'|', '/'}) made[c] = bar;
  made['>'] = arrow;
  made['.'] = dot;
  return made;
}();

/// Whether the full stop at `at` ends a sentence: it stands behind a letter (of a spaced script) and before the end, a blank or a quote.
bool dot_stops(std::string_view text, std::size_t at) noexcept {
  const std::size_t behind = at + 1;
  if (behind < text.size() && text[behind] != ' ' && text[behind] != '"' && static_cast<unsigned char>(text[behind]) < 0xE2) return false;
  if (at == 0) return false;
  const char32_t before = text::decode_before(text, at).value;
  if (before < 0x80) return ascii_kinds[before] == letter || before == U')' || before == U'"' || before == U'%';
  if (before >= 0x4E00 && before < 0xA000) return false;
  return text::class_of(before).letter() || before == U'”' || before == U'’' || before == U'」';
}

}  // namespace

Shape shape_of(std::string_view text) noexcept {
  Shape shape;
  std::array<std::size_t, kind_count> ascii{};
  std::size_t wide = 0;
  std::size_t wide_letters = 0;  // Han of the main block and Hangul syllables: no table is asked for those
  for (std::size_t i = 0; i < text.size();) {
    const auto byte = static_cast<unsigned char>(text[i]);
    if (byte < 0x80) {
      const std::uint8_t kind = ascii_kinds[byte];
      ++ascii[kind];
      if (kind == dot) shape.stops += dot_stops(text, i);
      ++i;
      continue;
    }
    if (text::han_at(text, i) != 0) {
      ++wide_letters;
      i += 3;
      continue;
    }
    const text::Decoded decoded = text::decode_at(text, i);
    i += decoded.size;
    const char32_t c = decoded.value;
    if (c >= 0xAC00 && c < 0xD7A4) {
      ++wide_letters;
      continue;
    }
    const text::CharClass what = text::class_of(c);
    if (what.white_space()) {
      ++shape.blanks;
      ++shape.width;
      shape.wide_blanks += what.wide();
      continue;
    }
    if (what.mark()) continue;
    ++shape.characters;
    shape.width += what.wide() ? 2 : 1;
    wide += what.wide();
    shape.letters += what.letter();
    shape.digits += what.digit();
    switch (c) {
      case U'。': case U'！': case U'？': case U'…': case U'．': case U'｡': ++shape.stops; break;
      case U'，': case U'、': case U'；': case U'﹔': case U'﹐': ++shape.commas; break;
      case U'｜': case U'·': case U'丨': case U'／': ++shape.bars; break;
      case U'›': case U'»': case U'＞': case U'→': case U'≫': case U'▸': ++shape.arrows; break;
      default: break;
    }
  }
  std::size_t visible = 0;
  for (const std::size_t count : ascii) visible += count;
  visible -= ascii[blank];
  shape.blanks += ascii[blank];
  shape.characters += visible + wide_letters;
  shape.width += visible + ascii[blank] + 2 * wide_letters;
  shape.letters += ascii[letter] + wide_letters;
  shape.digits += ascii[digit];
  shape.stops += ascii[stop];
  shape.commas += ascii[comma];
  shape.bars += ascii[bar];
  shape.arrows += ascii[arrow];
  wide += wide_letters;
  shape.mostly_wide = wide * 2 >= shape.characters;
  // The last character that is no closing mark.
  std::string_view rest = text;
  for (int k = 0; k < 6 && !rest.empty(); ++k) {
    const text::Decoded last = text::decode_before(rest, rest.size());
    const char32_t c = last.value;
    if (c == U'。' || c == U'！' || c == U'？' || c == U'…' || c == U'.' || c == U'!' || c == U'?' || c == U'；' || c == U';' || c == U'：' || c == U':' || c == U'｡') {
      shape.ends_sentence = true;
      break;
    }
    const text::Category category = text::class_of(c).category();
    if (category != text::Category::Pe && category != text::Category::Pf && c != U'"' && c != U'\'') break;
    rest.remove_suffix(last.size);
  }
  return shape;
}

}  // namespace hansift::extraction
