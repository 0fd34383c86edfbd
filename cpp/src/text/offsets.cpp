#include <algorithm>

#include "hansift/text.hpp"
#include "text/scan.hpp"
#include "text/utf8.hpp"

namespace hansift {
namespace {

/// Walks a text and knows where it is in bytes and in the other unit. Forward steps cost the distance; a step back starts anew.
class Cursor {
 public:
  Cursor(std::string_view text, Unit unit) : text_(text), unit_(unit) {}

  std::size_t from_byte(std::size_t byte) {
    byte = std::min(byte, text_.size());
    if (byte < byte_) byte_ = other_ = 0;
    const text::StartCounts between = text::count_starts(text_, byte_, byte);
    other_ += between.characters + (unit_ == Unit::utf16 ? between.astral : 0);
    byte_ = byte;
    return other_;
  }

  std::size_t to_byte(std::size_t other) {
    if (other < other_) byte_ = other_ = 0;
    // Whole blocks while they surely do not reach the goal: a block of n bytes has at most n units.
    while (other - other_ >= block && byte_ + block <= text_.size()) {
      const std::string_view part = text_.substr(byte_, block);
      other_ += unit_ == Unit::codepoint ? count_codepoints(part) : count_utf16(part);
      byte_ += block;
    }
    // The blocks may have ended inside a character, which was then counted by its lead byte.
    while (byte_ < text_.size() && text::is_continuation(text_[byte_])) ++byte_;
    while (other_ < other && byte_ < text_.size()) {
      const auto lead = static_cast<unsigned char>(text_[byte_]);
      const std::size_t units = unit_ == Unit::utf16 && lead >= 0xF0 ? 2 : 1;
      if (other_ + units > other) break;  // inside a surrogate pair
      other_ += units;
      ++byte_;
      while (byte_ < text_.size() && text::is_continuation(text_[byte_])) ++byte_;
    }
    return byte_;
  }

 private:
  static constexpr std::size_t block = 1024;
  std::string_view text_;
  Unit unit_;
  std::size_t byte_ = 0;
  std::size_t other_ = 0;
};

}  // namespace

void from_bytes(std::string_view text, std::span<Span> spans, Unit unit) {
  if (unit == Unit::byte) return;
  Cursor cursor(text, unit);
  for (Span& span : spans) {
    span.begin = cursor.from_byte(span.begin);
    span.end = cursor.from_byte(span.end);
  }
}

void to_bytes(std::string_view text, std::span<Span> spans, Unit unit) {
  if (unit == Unit::byte) return;
  Cursor cursor(text, unit);
  for (Span& span : spans) {
    span.begin = cursor.to_byte(span.begin);
    span.end = cursor.to_byte(span.end);
  }
}

}  // namespace hansift
