#include "extraction/shape.hpp"

#include "text/classes.hpp"
#include "text/utf8.hpp"

namespace hansift::extraction {
namespace {

/// Whether U+4E00 to U+9FFF, the characters that most lines are of, begins at `at`. No table is asked for those.
bool han_at(std::string_view text, std::size_t at) noexcept {
  if (text.size() - at < 3) return false;
  const auto* bytes = reinterpret_cast<const unsigned char*>(text.data()) + at;
  return bytes[0] >= 0xE4 && bytes[0] <= 0xE9 && (bytes[1] & 0xC0) == 0x80 && (bytes[2] & 0xC0) == 0x80 && (bytes[0] > 0xE4 || bytes[1] >= 0xB8);
}

}  // namespace

std::size_t width_of(std::string_view text, std::size_t limit) noexcept {
  std::size_t width = 0;
  for (std::size_t i = 0; i < text.size() && width < limit;) {
    if (han_at(text, i)) {
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

Shape shape_of(std::string_view text) noexcept {
  Shape shape;
  std::size_t wide = 0;
  std::size_t han = 0;
  bool after_letter = false;
  for (std::size_t i = 0; i < text.size();) {
    if (const std::size_t begin = i; han_at(text, i)) {
      do i += 3;
      while (i < text.size() && han_at(text, i));
      han += (i - begin) / 3;
      after_letter = false;
      continue;
    }
    const unsigned char byte = static_cast<unsigned char>(text[i]);
    if (byte < 0x80) {
      const char c = text[i];
      ++i;
      if (c == ' ' || c == '\t') {
        ++shape.blanks;
        ++shape.width;
        after_letter = false;
        continue;
      }
      ++shape.characters;
      ++shape.width;
      const bool letter = (c | 32) >= 'a' && (c | 32) <= 'z';
      const bool digit = c >= '0' && c <= '9';
      shape.letters += letter;
      shape.digits += digit;
      if (c == '!' || c == '?') {
        ++shape.stops;
      } else if (c == '.') {
        if (after_letter && (i == text.size() || text[i] == ' ' || text[i] == '"' || static_cast<unsigned char>(text[i]) >= 0xE2)) ++shape.stops;
      } else if (c == ',' || c == ';') {
        ++shape.commas;
      } else if (c == '|' || c == '/') {
        ++shape.bars;
      } else if (c == '>') {
        ++shape.arrows;
      }
      after_letter = letter || c == ')' || c == '"' || c == '%';
      continue;
    }
    const text::Decoded decoded = text::decode_at(text, i);
    i += decoded.size;
    const char32_t c = decoded.value;
    after_letter = false;
    if (c >= 0xAC00 && c < 0xD7A4) {
      ++shape.characters;
      shape.width += 2;
      ++wide;
      ++shape.letters;
      after_letter = true;
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
    after_letter = what.letter() || c == U'”' || c == U'’' || c == U'」';
    switch (c) {
      case U'。': case U'！': case U'？': case U'…': case U'．': case U'｡': ++shape.stops; break;
      case U'，': case U'、': case U'；': case U'﹔': case U'﹐': ++shape.commas; break;
      case U'｜': case U'·': case U'丨': case U'／': ++shape.bars; break;
      case U'›': case U'»': case U'＞': case U'→': case U'≫': case U'▸': ++shape.arrows; break;
      default: break;
    }
  }
  shape.characters += han;
  shape.width += 2 * han;
  shape.letters += han;
  wide += han;
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
