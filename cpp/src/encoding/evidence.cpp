#include "encoding/evidence.hpp"

#include "encoding/tables.hpp"

namespace hansift::encoding {

using namespace std::string_view_literals;

std::string_view marked(std::string_view bytes) noexcept {
  if (bytes.substr(0, 3) == "\xEF\xBB\xBF"sv) return "utf-8";
  if (bytes.size() % 4 == 0 && bytes.substr(0, 4) == "\xFF\xFE\0\0"sv) return "utf-32le";
  if (bytes.substr(0, 4) == "\0\0\xFE\xFF"sv) return "utf-32be";
  if (bytes.substr(0, 2) == "\xFF\xFE"sv) return "utf-16le";
  if (bytes.substr(0, 2) == "\xFE\xFF"sv) return "utf-16be";
  if (bytes.substr(0, 4) == "\x84\x31\x95\x33"sv) return "gb18030";
  return {};
}

bool has_magic(std::string_view bytes) noexcept {
  for (const std::string_view magic :
       {"\x89PNG\r\n\x1A\n"sv, "GIF87a"sv, "GIF89a"sv, "\xFF\xD8\xFF"sv, "PK\x03\x04"sv, "PK\x05\x06"sv, "\x1F\x8B\x08"sv, "BZh9"sv, "BZh1"sv,
        "\xFD\x37zXZ\0"sv, "7z\xBC\xAF\x27\x1C"sv, "\x7F" "ELF"sv, "%PDF-"sv, "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"sv, "\xCA\xFE\xBA\xBE"sv,
        "\0asm"sv, "OggS\0"sv, "wOFF"sv, "wOF2"sv, "Rar!\x1A\x07"sv, "\x28\xB5\x2F\xFD"sv, "ID3\x03"sv, "ID3\x04"sv, "SQLite format 3\0"sv,
        "fLaC\0"sv, "\0\0\x01\0"sv}) {
    if (bytes.substr(0, magic.size()) == magic) return true;
  }
  if (bytes.substr(0, 4) == "RIFF"sv && bytes.size() >= 12) {
    const std::string_view kind = bytes.substr(8, 4);
    return kind == "WAVE"sv || kind == "AVI "sv || kind == "WEBP"sv;
  }
  return bytes.size() >= 12 && bytes.substr(4, 4) == "ftyp"sv;
}

namespace {

/// Whether the bytes between ~{ and ~} (or the end of the line) are all GB 2312.
bool is_hz(std::string_view bytes) noexcept {
  std::size_t good = 0;
  for (std::size_t at = bytes.find("~{"); at != std::string_view::npos; at = bytes.find("~{", at)) {
    at += 2;
    while (at + 1 < bytes.size() && bytes[at] != '~' && bytes[at] != '\n') {
      const auto row = static_cast<unsigned char>(bytes[at]), cell = static_cast<unsigned char>(bytes[at + 1]);
      if (row < 0x21 || row > 0x77 || cell < 0x21 || cell > 0x7E || lookup(double_byte().gbk, gbk_shape, row + 0x80U, cell + 0x80U) == 0) return false;
      ++good;
      at += 2;
    }
    if (at < bytes.size() && bytes[at] == '~' && (at + 1 == bytes.size() || bytes[at + 1] != '}')) return false;
  }
  return good > 0;
}

}  // namespace

std::string_view escaped(std::string_view bytes) noexcept {
  for (std::size_t at = bytes.find('\x1B'); at != std::string_view::npos; at = bytes.find('\x1B', at + 1)) {
    const std::string_view three = bytes.substr(at, 3), four = bytes.substr(at, 4);
    if (three == "\x1B$B"sv || three == "\x1B$@"sv || three == "\x1B(J"sv || three == "\x1B(I"sv) return "iso-2022-jp";
    if (four == "\x1B$)C"sv) return "iso-2022-kr";
    if (four == "\x1B$)A"sv || four == "\x1B$)G"sv || four == "\x1B$)E"sv) return "iso-2022-cn";
  }
  return is_hz(bytes) ? "hz"sv : ""sv;
}

Controls controls(std::string_view bytes) noexcept {
  Controls found;
  for (const char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x20 && byte != '\t' && byte != '\n' && byte != '\r' && byte != '\f' && byte != 0x1B) {
      ++found.all;
      if (byte == 0) ++found.nul;
    }
  }
  return found;
}

}  // namespace hansift::encoding
