#include "encoding/evidence.hpp"

#include <algorithm>
#include <initializer_list>

#include "encoding/model.hpp"
#include "encoding/tables.hpp"
#include "text/scan.hpp"

namespace hansift::encoding {

using namespace std::string_view_literals;

std::string_view marked(std::string_view bytes) noexcept {
  if (bytes.substr(0, 3) == "\xEF\xBB\xBF"sv) return "utf-8";
  if (bytes.substr(0, 4) == "\xFF\xFE\0\0"sv) return "utf-32le";
  if (bytes.substr(0, 4) == "\0\0\xFE\xFF"sv) return "utf-32be";
  if (bytes.substr(0, 2) == "\xFF\xFE"sv) return "utf-16le";
  if (bytes.substr(0, 2) == "\xFE\xFF"sv) return "utf-16be";
  if (bytes.substr(0, 4) == "\x84\x31\x95\x33"sv) return "gb18030";
  return {};
}

bool has_magic(std::string_view bytes) noexcept {
  if (bytes.empty()) return false;
  // Those that are words, too, count only where something follows that is no text.
  const std::string_view head = bytes.substr(0, 64);
  const bool binary = std::any_of(head.begin(), head.end(), [](char c) { return static_cast<unsigned char>(c) < 9 || static_cast<unsigned char>(c) >= 0x80; });
  const auto starts = [&](std::initializer_list<std::string_view> those) {
    return std::any_of(those.begin(), those.end(), [&](std::string_view magic) { return bytes.substr(0, magic.size()) == magic; });
  };
  // Most text is told by its first byte.
  switch (static_cast<unsigned char>(bytes.front())) {
    case 0x00: return starts({"\0asm"sv, "\0\0\x01\0"sv}) || (bytes.size() >= 12 && bytes[1] == 0 && bytes.substr(4, 4) == "ftyp"sv);
    case 0x1F: return starts({"\x1F\x8B\x08"sv});
    case '%': return binary && starts({"%PDF-"sv});
    case 0x28: return starts({"\x28\xB5\x2F\xFD"sv});
    case '7': return starts({"7z\xBC\xAF\x27\x1C"sv});
    case 'B': return bytes.size() >= 10 && starts({"BZh"sv}) && bytes.substr(4, 6) == "1AY&SY"sv;
    case 'G': return binary && starts({"GIF87a"sv, "GIF89a"sv});
    case 'I': return starts({"ID3\x03"sv, "ID3\x04"sv});
    case 'O': return starts({"OggS\0"sv});
    case 'P': return starts({"PK\x03\x04"sv, "PK\x05\x06"sv});
    case 'R': {
      const std::string_view kind = bytes.size() >= 12 ? bytes.substr(8, 4) : ""sv;
      return starts({"Rar!\x1A\x07"sv}) || (binary && starts({"RIFF"sv}) && (kind == "WAVE"sv || kind == "AVI "sv || kind == "WEBP"sv));
    }
    case 'S': return starts({"SQLite format 3\0"sv});
    case 'f': return starts({"fLaC\0"sv});
    case 'w': return binary && starts({"wOFF"sv, "wOF2"sv});
    case 0x7F: return starts({"\x7F" "ELF"sv});
    case 0x89: return starts({"\x89PNG\r\n\x1A\n"sv});
    case 0xCA: return starts({"\xCA\xFE\xBA\xBE"sv});
    case 0xD0: return starts({"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"sv});
    case 0xFD: return starts({"\xFD\x37zXZ\0"sv});
    case 0xFF: return starts({"\xFF\xD8\xFF"sv});
    default: return false;
  }
}

namespace {

constexpr unsigned high_class = 1, escape_class = 2, tilde_class = 4;
constexpr text::ByteClasses control_classes = text::ByteClasses().add(0, 0x00, 0x1F);
constexpr text::ByteClasses classes = text::ByteClasses().add(0, 0x80, 0xFF).add(1, 0x1B).add(2, '~');

}  // namespace

std::size_t Escapes::read(std::string_view bytes) noexcept {
  std::size_t at = 0;
  while (at < bytes.size()) {
    if (mode_ == Mode::text) at = text::find_class(bytes, at, classes, high_class | escape_class | tilde_class);
    if (at >= bytes.size() || static_cast<unsigned char>(bytes[at]) >= 0x80) return at;
    step(static_cast<unsigned char>(bytes[at++]));
  }
  return at;
}

void Escapes::step(unsigned char byte) noexcept {
  if (byte == 0x1B) {
    hz_broken_ = hz_broken_ || mode_ == Mode::row || mode_ == Mode::cell;
    mode_ = Mode::escape;
    sequence_ = sequence_size_ = 0;
    return;
  }
  switch (mode_) {
    case Mode::text:
      if (byte == '~') mode_ = Mode::tilde;
      return;
    case Mode::tilde:
      mode_ = byte == '{' ? Mode::row : Mode::text;
      return;
    case Mode::escape: {
      sequence_ = sequence_ << 8 | byte;
      ++sequence_size_;
      std::string_view found;
      if (sequence_size_ == 2 && (sequence_ == 0x2442 || sequence_ == 0x2440 || sequence_ == 0x284A || sequence_ == 0x2849)) found = "iso-2022-jp";
      if (sequence_size_ == 3 && sequence_ == 0x242943) found = "iso-2022-kr";
      if (sequence_size_ == 3 && (sequence_ == 0x242941 || sequence_ == 0x242947 || sequence_ == 0x242945)) found = "iso-2022-cn";
      if (escaped_.empty()) escaped_ = found;
      if (!found.empty() || sequence_size_ == 3) mode_ = Mode::text;
      return;
    }
    case Mode::row:
      if (byte == '\n') {
        close_hz();
        mode_ = Mode::text;
      } else if (byte == '~') {
        mode_ = Mode::closing;
      } else {
        row_ = byte;
        mode_ = Mode::cell;
      }
      return;
    case Mode::cell:
      if (const char32_t value = row_ >= 0x21 && row_ <= 0x77 && byte >= 0x21 && byte <= 0x7E
                                     ? lookup(double_byte().gbk, gbk_shape, row_ + 0x80U, byte + 0x80U) : 0;
          value == 0) {
        hz_broken_ = true;
      } else {
        ++hz_open_pairs_;
        hz_cost_ += model().single_cost(hans, value);
      }
      mode_ = Mode::row;
      return;
    case Mode::closing:
      hz_broken_ = hz_broken_ || byte != '}';
      close_hz();
      mode_ = Mode::text;
      return;
  }
}

std::string_view Escapes::name() const noexcept {
  if (!escaped_.empty()) return escaped_;
  // Chinese, not a template or a password: segments are closed, the characters are common ones.
  const std::uint64_t pairs = hz_pairs_ + hz_open_pairs_;
  return hz_pairs_ > 0 && !hz_broken_ && hz_cost_ <= pairs * 17 * bit ? "hz"sv : ""sv;
}

void Escapes::close_hz() noexcept {
  hz_pairs_ += hz_open_pairs_;
  hz_open_pairs_ = 0;
}

Controls controls(std::string_view bytes) noexcept {
  Controls found;
  text::for_each_class(bytes, control_classes, 1, [&](std::size_t at) {
    const auto byte = static_cast<unsigned char>(bytes[at]);
    if (byte != '\t' && byte != '\n' && byte != '\r' && byte != '\f' && byte != 0x1B) {
      ++found.all;
      if (byte == 0) ++found.nul;
    }
  });
  return found;
}

}  // namespace hansift::encoding
