// The encodings that switch character sets: ISO-2022-JP, ISO-2022-KR, ISO-2022-CN and HZ.

#include "encoding/decoders.hpp"
#include "encoding/tables.hpp"

namespace hansift::encoding {
namespace {

inline unsigned byte_at(std::string_view source, std::size_t at) noexcept { return static_cast<unsigned char>(source[at]); }

inline bool starts(std::string_view source, std::size_t at, std::string_view what) noexcept { return source.substr(at, what.size()) == what; }

/// An unescaped byte: copied if it is ASCII and no control of the encoding.
inline std::size_t plain(std::string_view source, std::size_t at, Writer& out) {
  const unsigned byte = byte_at(source, at);
  if (byte >= 0x80 || byte == 0x0E || byte == 0x0F || byte == 0x1B) {
    out.bad(at, 1);
  } else {
    out.copy(at, 1);
  }
  return at + 1;
}

inline bool is_graphic(unsigned byte) noexcept { return byte - 0x21 < 94; }

/// A two-byte character of the set `value(row, cell)` (bytes 21 to 7E): returns where it ends.
template <class Value>
std::size_t pair(std::string_view source, std::size_t at, Writer& out, const Value& value) {
  if (at + 1 == source.size() || !is_graphic(byte_at(source, at + 1))) {
    out.bad(at, 1);
    return at + 1;
  }
  const std::uint32_t found = value(byte_at(source, at), byte_at(source, at + 1));
  if (found == 0) {
    out.bad(at, 2);
  } else {
    out.put(found, at, 2);
  }
  return at + 2;
}

std::uint32_t gb2312(unsigned row, unsigned cell) noexcept { return lookup(double_byte().gbk, gbk_shape, row + 0x80, cell + 0x80); }
std::uint32_t ks_x_1001(unsigned row, unsigned cell) noexcept { return lookup(double_byte().euc_kr, euc_kr_shape, row + 0x80, cell + 0x80); }

}  // namespace

void decode_iso_2022_jp(std::string_view source, std::size_t at, std::size_t end, Writer& out) {
  enum class State { ascii, roman, katakana, wide };
  source = source.substr(0, end);
  State state = State::ascii;
  bool fresh_escape = false;  // the standard's output flag: an escape right behind an escape is an error
  while (at < end) {
    const unsigned byte = byte_at(source, at);
    if (byte == 0x1B) {
      const unsigned second = at + 1 < end ? byte_at(source, at + 1) : 0;
      const unsigned third = at + 2 < end ? byte_at(source, at + 2) : 0;
      bool known = true;
      State next = State::ascii;
      if (second == 0x28 && third == 0x4A) {
        next = State::roman;
      } else if (second == 0x28 && third == 0x49) {
        next = State::katakana;
      } else if (second == 0x24 && (third == 0x40 || third == 0x42)) {
        next = State::wide;
      } else if (second != 0x28 || third != 0x42) {
        known = false;
      }
      if (!known) {
        out.bad(at, 1);
        ++at;
        fresh_escape = false;
        continue;
      }
      state = next;
      if (fresh_escape) {
        out.bad(at, 3);
      } else {
        out.drop(at, 3, escape_rule);
      }
      fresh_escape = true;
      at += 3;
      continue;
    }
    fresh_escape = false;
    switch (state) {
      case State::roman:
        if (byte == 0x5C || byte == 0x7E) {
          out.put(byte == 0x5C ? 0xA5 : 0x203E, at, 1);
          ++at;
        } else {
          at = plain(source, at, out);
        }
        break;
      case State::katakana:
        if (byte - 0x21 < 0x3F) {
          out.put(0xFF61 - 0x21 + byte, at, 1);
        } else {
          out.bad(at, 1);
        }
        ++at;
        break;
      case State::wide:
        if (!is_graphic(byte)) {
          out.bad(at, 1);
          ++at;
        } else if (at + 1 < end && byte_at(source, at + 1) == 0x1B) {
          out.bad(at, 1);  // the escape is looked at next
          ++at;
        } else if (at + 1 < end && !is_graphic(byte_at(source, at + 1))) {
          out.bad(at, 2);
          at += 2;
        } else {
          at = pair(source, at, out, [](unsigned row, unsigned cell) {
            return lookup(double_byte().jis0208, jis_shape, row + 0x80, cell + 0x80);
          });
        }
        break;
      case State::ascii:
        at = plain(source, at, out);
        break;
    }
  }
}

/// RFC 1557. ESC $ ) C announces KS X 1001, SO and SI switch; a line end switches back to ASCII.
void decode_iso_2022_kr(std::string_view source, std::size_t at, std::size_t end, Writer& out) {
  source = source.substr(0, end);
  bool shifted = false;
  while (at < end) {
    const unsigned byte = byte_at(source, at);
    if (starts(source, at, "\x1B$)C")) {
      out.drop(at, 4, escape_rule);
      at += 4;
    } else if (byte == 0x0E || byte == 0x0F) {
      shifted = byte == 0x0E;
      out.drop(at, 1, escape_rule);
      ++at;
    } else if (shifted && is_graphic(byte)) {
      at = pair(source, at, out, ks_x_1001);
    } else {
      if (byte == '\n' || byte == '\r') shifted = false;
      at = plain(source, at, out);
    }
  }
}

/// RFC 1922. ESC $ ) A or G choose GB 2312 or CNS plane 1 for SO, ESC $ * H plane 2 for SS2 (ESC N); a line end forgets all of them.
void decode_iso_2022_cn(std::string_view source, std::size_t at, std::size_t end, Writer& out) {
  source = source.substr(0, end);
  bool shifted = false;
  char set = 'A';
  while (at < end) {
    const unsigned byte = byte_at(source, at);
    if (byte == 0x1B && at + 3 < end && source[at + 1] == '$' && (source[at + 2] == ')' || source[at + 2] == '*' || source[at + 2] == '+')) {
      if (source[at + 2] == ')') set = source[at + 3];
      out.drop(at, 4, escape_rule);
      at += 4;
    } else if (byte == 0x1B && at + 3 < end && source[at + 1] == 'N') {
      const std::uint32_t value = cns_code_point(2, byte_at(source, at + 2) | 0x80, byte_at(source, at + 3) | 0x80);
      if (value == 0) {
        out.bad(at, 1);
        ++at;
      } else {
        out.put(value, at, 4);
        at += 4;
      }
    } else if (byte == 0x0E || byte == 0x0F) {
      shifted = byte == 0x0E;
      out.drop(at, 1, escape_rule);
      ++at;
    } else if (shifted && is_graphic(byte)) {
      if (set == 'G') {
        at = pair(source, at, out, [](unsigned row, unsigned cell) { return cns_code_point(1, row | 0x80, cell | 0x80); });
      } else if (set == 'A') {
        at = pair(source, at, out, gb2312);
      } else {
        at = pair(source, at, out, [](unsigned, unsigned) { return std::uint32_t{0}; });
      }
    } else {
      if (byte == '\n' || byte == '\r') shifted = false;
      at = plain(source, at, out);
    }
  }
}

/// RFC 1843. ~{ and ~} switch, ~~ is a tilde, a tilde before a line end joins the lines; a line end switches back to ASCII.
void decode_hz(std::string_view source, std::size_t at, std::size_t end, Writer& out) {
  source = source.substr(0, end);
  bool shifted = false;
  while (at < end) {
    const unsigned byte = byte_at(source, at);
    const char next = at + 1 < end ? source[at + 1] : '\0';
    if (byte == '~' && (next == '{' || next == '}')) {
      shifted = next == '{';
      out.drop(at, 2, escape_rule);
      at += 2;
    } else if (byte == '~' && !shifted && next == '~') {
      out.copy(at, 1);
      out.drop(at + 1, 1, escape_rule);
      at += 2;
    } else if (byte == '~' && !shifted && next == '\n') {
      out.drop(at, 2, escape_rule);
      at += 2;
    } else if (shifted && is_graphic(byte)) {
      at = pair(source, at, out, gb2312);
    } else if (byte == '~' && !shifted && at + 1 < end) {
      out.copy(at, 1);  // a lone tilde, as in an address: not in the RFC, but no damage either
      ++at;
    } else {
      if (byte == '\n') shifted = false;
      at = plain(source, at, out);
    }
  }
}

}  // namespace hansift::encoding
