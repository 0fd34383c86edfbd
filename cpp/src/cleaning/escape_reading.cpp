#include "cleaning/escape_reading.hpp"

#include "cleaning/scan_back.hpp"
#include "encoding/text_cost.hpp"
#include "hansift/encoding.hpp"
#include "text/utf8.hpp"

namespace hansift::cleaning {
namespace {

/// A character that an escape may be decoded to: no control character, and none that could begin another escape.
bool decodable(char32_t value) {
  if (value < 0x80) return value >= 0x20 && value < 0x7F && value != '\\' && value != '%' && value != '&' && value != '=' && value != '`';
  return value >= 0xA0 && value <= 0x10FFFF && (value < 0xD800 || value > 0xDFFF) && value != text::replacement_character;
}

/// What running Chinese text costs a character at most; other bytes read as GBK cost more.
constexpr encoding::Cost most_cost = 12 * encoding::bit;
/// So many characters decide.
constexpr std::size_t most_characters = 64;

/// The bytes of escapes as GBK, the other encoding that Chinese pages escape: texts for all of them if they read as Chinese together.
bool read_as_gbk(std::vector<Piece>& pieces) {
  std::vector<std::string> texts;
  std::vector<char32_t> sample;
  std::size_t good = 0;
  std::size_t bad = 0;  // cut off in the middle of a character, or no text at all
  for (const Piece& piece : pieces) {
    texts.emplace_back();
    if (piece.bytes.empty()) continue;
    Decoded decoded = decode(piece.bytes, {.encoding = "gbk", .trace = false});
    if (!decoded.replacements.empty() || !spells(decoded.text)) {
      ++bad;
      continue;
    }
    ++good;
    for (std::size_t at = 0; at < decoded.text.size() && sample.size() < most_characters;) {
      const text::Decoded found = decode_valid(decoded.text, at);
      if (found.value >= 0x80) sample.push_back(found.value);
      at += found.size;
    }
    texts.back() = std::move(decoded.text);
  }
  if (sample.size() < 2 || 8 * bad > good || encoding::least_cost({0, sample, 0}) > sample.size() * most_cost) return false;
  for (std::size_t i = 0; i < pieces.size(); ++i) {
    if (!pieces[i].bytes.empty()) pieces[i].text = std::move(texts[i]);
  }
  return true;
}

/// Reads \uXXXX, \\uXXXX or %uXXXX at `at`: one UTF-16 unit; -1 if there is none.
int unit_at(std::string_view line, std::size_t at, std::string_view mark) {
  if (at >= line.size() || !line.substr(at).starts_with(mark)) return -1;
  const int high = hex_pair(line, at + mark.size());
  const int low = hex_pair(line, at + mark.size() + 2);
  return high < 0 || low < 0 ? -1 : high * 256 + low;
}

/// \UXXXXXXXX, as Python writes it; -1 if there is none.
std::int64_t long_unit_at(std::string_view line, std::size_t at) {
  if (!line.substr(at).starts_with("\\U00")) return -1;
  std::int64_t value = 0;
  for (std::size_t i = at + 4; i < at + 10; i += 2) {
    const int pair = hex_pair(line, i);
    if (pair < 0) return -1;
    value = value * 256 + pair;
  }
  return value;
}

template <class Wanted>
std::size_t count_if(std::string_view data, Wanted wanted) {
  std::size_t count = 0;
  for (std::size_t at = 0; at < data.size();) {
    const text::Decoded found = text::decode_at(data, at);
    count += wanted(found.value) ? 1 : 0;
    at += found.size;
  }
  return count;
}

}  // namespace

int hex_pair(std::string_view text, std::size_t at, bool upper_only) {
  if (at + 2 > text.size()) return -1;
  const int high = hex_value(text[at]);
  const int low = hex_value(text[at + 1]);
  if (high < 0 || low < 0) return -1;
  if (upper_only && (text[at] >= 'a' || text[at + 1] >= 'a')) return -1;
  return high * 16 + low;
}

bool spells(std::string_view data) {
  for (std::size_t at = 0; at < data.size();) {
    const text::Decoded found = text::decode_at(data, at);
    if (!found.valid || !decodable(found.value)) return false;
    at += found.size;
  }
  return true;
}

std::size_t count_east_asian(std::string_view data) { return count_if(data, [](char32_t value) { return is_east_asian(value); }); }

std::size_t count_letters(std::string_view data) {
  return count_if(data, [](char32_t value) { return value >= 0x80 && text::class_of(value).letter(); });
}

void read_pieces(std::vector<Piece>& pieces) {
  bool utf8 = true;
  std::size_t east_asian = 0;
  for (const Piece& piece : pieces) {
    if (piece.bytes.empty()) continue;
    utf8 = utf8 && !piece.text.empty();
    east_asian += count_east_asian(piece.text);
  }
  if (!utf8 || east_asian == 0) read_as_gbk(pieces);
}

std::optional<Piece> read_units(std::string_view line, std::size_t at) {
  const std::string_view mark = line[at] == '%' ? "%u" : line.substr(at).starts_with("\\\\u") ? "\\\\u" : "\\u";
  Piece piece{{at, at}, {}, Id::escape_unicode};
  while (true) {
    auto value = static_cast<char32_t>(0);
    std::size_t size = mark.size() + 4;
    if (const int unit = unit_at(line, piece.span.end, mark); unit >= 0) {
      value = static_cast<char32_t>(unit);
      if (value >= 0xD800 && value <= 0xDBFF) {
        const int low = unit_at(line, piece.span.end + size, mark);
        if (low >= 0xDC00 && low <= 0xDFFF) {
          value = 0x10000 + ((value - 0xD800) << 10) + (static_cast<char32_t>(low) - 0xDC00);
          size *= 2;
        }
      }
    } else if (const std::int64_t unit_32 = piece.span.end < line.size() ? long_unit_at(line, piece.span.end) : -1; unit_32 >= 0) {
      value = static_cast<char32_t>(unit_32);
      size = 10;
    } else {
      break;
    }
    if (!decodable(value)) break;
    text::append_utf8(piece.text, value);
    piece.span.end += size;
  }
  if (piece.span.empty()) return std::nullopt;
  return piece;
}

/// Reads a run of \xXX, %XX or =XX; in quoted-printable a run goes on behind a soft line break. A run that is no UTF-8 has an empty text.
std::optional<Piece> read_bytes(std::string_view text, std::size_t at, std::string_view mark, Id id, std::size_t most) {
  Piece piece{{at, at}, {}, id};
  const bool printable = id == Id::escape_quoted_printable;
  for (std::size_t i = at; i < text.size() && i - at < most;) {
    if (!text.substr(i).starts_with(mark) || (piece.bytes.empty() && i - at > 6)) break;
    if (const int value = hex_pair(text, i + mark.size(), printable); value >= 0) {
      piece.bytes.push_back(static_cast<char>(value));
      i += mark.size() + 2;
      piece.span.end = i;
    } else if (printable && text.substr(i).starts_with("=\n")) {
      i += 2;
    } else if (printable && text.substr(i).starts_with("=\r\n")) {
      i += 3;
    } else {
      break;
    }
  }
  if (piece.bytes.empty()) return std::nullopt;
  if (spells(piece.bytes)) piece.text = piece.bytes;
  return piece;
}

/// The run of %XX at `at` as GBK, of whose characters the second byte may be ASCII and not be escaped.
Piece read_percent_gbk(std::string_view line, std::size_t at) {
  Piece piece{{at, at}, {}, Id::escape_percent};
  bool half = false;
  for (std::size_t i = at; i < line.size();) {
    if (const int value = line[i] == '%' ? hex_pair(line, i + 1) : -1; value >= 0) {
      piece.bytes.push_back(static_cast<char>(value));
      half = !half && value > 0x80;
      i += 3;
    } else if (half && line[i] >= 0x40 && line[i] < 0x7F) {
      piece.bytes.push_back(line[i]);
      half = false;
      ++i;
    } else {
      break;
    }
    piece.span.end = i;
  }
  return piece;
}

/// \ooo in octal, as git and shells write paths.
std::optional<Piece> read_octal(std::string_view line, std::size_t at) {
  Piece piece{{at, at}, {}, Id::escape_bytes};
  const auto digit = [&](std::size_t i) { return line[i] >= '0' && line[i] <= '7' ? line[i] - '0' : -1; };
  for (std::size_t i = at; i + 4 <= line.size() && line[i] == '\\' && line[i + 1] <= '3' && digit(i + 1) >= 2 && digit(i + 2) >= 0 && digit(i + 3) >= 0; i += 4) {
    piece.bytes.push_back(static_cast<char>(digit(i + 1) * 64 + digit(i + 2) * 8 + digit(i + 3)));
    piece.span.end = i + 4;
  }
  if (piece.bytes.empty()) return std::nullopt;
  if (spells(piece.bytes)) piece.text = piece.bytes;
  return piece;
}

/// A backslash escape of JSON strings at `at` (\n \r \t \/ \"); a carriage return goes with the line feed behind it.
std::optional<Piece> read_json(std::string_view line, std::size_t at) {
  if (at + 1 >= line.size()) return std::nullopt;
  Piece piece{{at, at + 2}, {}, Id::escape_json};
  switch (line[at + 1]) {
    case 'n': piece.text = "\n"; break;
    case 'r':
      piece.text = "\n";
      if (line.substr(at + 2).starts_with("\\n")) piece.span.end += 2;
      break;
    case 't': piece.text = "\t"; break;
    case '/': piece.text = "/"; break;
    case '"': piece.text = "\""; break;
    default: return std::nullopt;
  }
  return piece;
}

}  // namespace hansift::cleaning
