// The encodings that switch character sets: ISO-2022-JP, ISO-2022-KR, ISO-2022-CN and HZ.

#include "encoding/decoders.hpp"
#include "encoding/tables.hpp"
#include "encoding/unit_writer.hpp"
#include "encoding/writer.hpp"

namespace hansift::encoding {
namespace {

inline unsigned byte_at(std::string_view source, std::size_t at) noexcept { return static_cast<unsigned char>(source[at]); }

inline bool starts(std::string_view source, std::size_t at, std::string_view what) noexcept { return source.substr(at, what.size()) == what; }

/// The source ends inside what may become `what`.
inline bool begins(std::string_view source, std::size_t at, std::string_view what) noexcept {
  const std::size_t left = source.size() - at;
  return left < what.size() && source.substr(at) == what.substr(0, left);
}

/// An unescaped byte: copied if it is ASCII and no control of the encoding.
template <class Out>
std::size_t plain(std::string_view source, std::size_t at, Out& out) {
  const unsigned byte = byte_at(source, at);
  if (byte >= 0x80 || byte == 0x0E || byte == 0x0F || byte == 0x1B) {
    out.bad(at, 1);
  } else {
    out.copy(at, 1);
  }
  return at + 1;
}

inline bool is_graphic(unsigned byte) noexcept { return byte - 0x21 < 94; }

/// A two-byte character of the set `value(row, cell)` (bytes 21 to 7E): returns where it ends, or `at` if its second byte is yet to come.
template <class Out, class Value>
std::size_t pair(std::string_view source, std::size_t at, bool last, Out& out, const Value& value) {
  if (at + 1 == source.size() && !last) return at;
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
std::uint32_t jis_x_0208(unsigned row, unsigned cell) noexcept { return lookup(double_byte().jis0208, jis_shape, row + 0x80, cell + 0x80); }

enum JapaneseMode : std::uint8_t { ascii, roman, katakana, wide };

/// The mode that the escape sequence at `at` switches to; -1 if it is none, -2 if it may become one.
int japanese_escape(std::string_view source, std::size_t at, bool last) noexcept {
  constexpr std::pair<std::string_view, JapaneseMode> known[] = {
      {"\x1B(B", ascii}, {"\x1B(J", roman}, {"\x1B(I", katakana}, {"\x1B$@", wide}, {"\x1B$B", wide}};
  for (const auto& [sequence, mode] : known) {
    if (starts(source, at, sequence)) return mode;
    if (!last && begins(source, at, sequence)) return -2;
  }
  return -1;
}

}  // namespace

template <class Out>
std::size_t decode_iso_2022_jp(std::string_view source, std::size_t at, bool last, State& state, Out& out) {
  const std::size_t end = source.size();
  while (at < end) {
    const unsigned byte = byte_at(source, at);
    if (byte == 0x1B) {
      const int next = japanese_escape(source, at, last);
      if (next == -2) return at;
      if (next == -1) {
        out.bad(at, 1);
        ++at;
        state.fresh_escape = false;
        continue;
      }
      state.mode = static_cast<std::uint8_t>(next);
      // An escape right behind an escape is an error.
      if (state.fresh_escape) {
        out.bad(at, 3);
      } else {
        out.drop(at, 3, escape_rule);
      }
      state.fresh_escape = true;
      at += 3;
      continue;
    }
    switch (state.mode) {
      case roman:
        if (byte == 0x5C || byte == 0x7E) {
          out.put(byte == 0x5C ? 0xA5 : 0x203E, at, 1);
          ++at;
        } else {
          at = plain(source, at, out);
        }
        break;
      case katakana:
        if (byte - 0x21 < 0x3F) {
          out.put(0xFF61 - 0x21 + byte, at, 1);
        } else {
          out.bad(at, 1);
        }
        ++at;
        break;
      case wide:
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
          const std::size_t next = pair(source, at, last, out, jis_x_0208);
          if (next == at) return at;
          at = next;
        }
        break;
      default: at = plain(source, at, out); break;
    }
    state.fresh_escape = false;
  }
  return at;
}

/// RFC 1557. ESC $ ) C announces KS X 1001, SO and SI switch; a line end switches back to ASCII.
template <class Out>
std::size_t decode_iso_2022_kr(std::string_view source, std::size_t at, bool last, State& state, Out& out) {
  constexpr std::string_view designation = "\x1B$)C";
  const std::size_t end = source.size();
  while (at < end) {
    const unsigned byte = byte_at(source, at);
    if (starts(source, at, designation)) {
      out.drop(at, 4, escape_rule);
      at += 4;
    } else if (!last && begins(source, at, designation)) {
      return at;
    } else if (byte == 0x0E || byte == 0x0F) {
      state.mode = byte == 0x0E;
      out.drop(at, 1, escape_rule);
      ++at;
    } else if (state.mode != 0 && is_graphic(byte)) {
      const std::size_t next = pair(source, at, last, out, ks_x_1001);
      if (next == at) return at;
      at = next;
    } else {
      if (byte == '\n' || byte == '\r') state.mode = 0;
      at = plain(source, at, out);
    }
  }
  return at;
}

namespace {

/// Code point in the set that a designation names: A is GB 2312, G to M are planes 1 to 7 of CNS 11643.
std::uint32_t chinese(char set, unsigned row, unsigned cell) noexcept {
  if (set == 'A') return gb2312(row, cell);
  return set >= 'G' && set <= 'M' ? cns_code_point(static_cast<unsigned>(set - 'G' + 1), row | 0x80, cell | 0x80) : 0;
}

}  // namespace

/// RFC 1922. ESC $ ) chooses GB 2312 (A) or CNS 11643 plane 1 (G) for SO, ESC $ * plane 2 (H) for SS2 (ESC N), and ESC $ + planes 3 to 7
/// (I to M, of ISO-2022-CN-EXT) for SS3 (ESC O). A line end switches back to ASCII; the choices stay, for files that were joined or cut.
template <class Out>
std::size_t decode_iso_2022_cn(std::string_view source, std::size_t at, bool last, State& state, Out& out) {
  const std::size_t end = source.size();
  while (at < end) {
    const unsigned byte = byte_at(source, at);
    if (byte == 0x1B) {
      const std::size_t left = end - at;
      const char second = left > 1 ? source[at + 1] : '\0';
      const bool shift = second == 'N' || second == 'O';
      const bool designates = second == '$' && (left == 2 || (source[at + 2] >= ')' && source[at + 2] <= '+'));
      if (left < 4 && !last && (left == 1 || shift || designates)) return at;
      if (left >= 4 && designates) {
        state.sets[source[at + 2] - ')'] = source[at + 3];
        out.drop(at, 4, escape_rule);
        at += 4;
        continue;
      }
      const std::uint32_t value =
          left >= 4 && shift ? chinese(state.sets[second == 'N' ? 1 : 2], byte_at(source, at + 2) & 0x7F, byte_at(source, at + 3) & 0x7F) : 0;
      if (value == 0) {
        out.bad(at, 1);
        ++at;
      } else {
        out.put(value, at, 4);
        at += 4;
      }
    } else if (byte == 0x0E || byte == 0x0F) {
      state.mode = byte == 0x0E;
      out.drop(at, 1, escape_rule);
      ++at;
    } else if (state.mode != 0 && is_graphic(byte)) {
      const std::size_t next =
          pair(source, at, last, out, [&state](unsigned row, unsigned cell) { return chinese(state.sets[0], row, cell); });
      if (next == at) return at;
      at = next;
    } else {
      if (byte == '\n' || byte == '\r') state.mode = 0;
      at = plain(source, at, out);
    }
  }
  return at;
}

/// RFC 1843. ~{ and ~} switch, ~~ is a tilde, a tilde before a line end joins the lines; a line end switches back to ASCII.
template <class Out>
std::size_t decode_hz(std::string_view source, std::size_t at, bool last, State& state, Out& out) {
  const std::size_t end = source.size();
  while (at < end) {
    const unsigned byte = byte_at(source, at);
    if (byte == '~' && at + 1 == end && !last) return at;
    const char next = at + 1 < end ? source[at + 1] : '\0';
    if (byte == '~' && (next == '{' || next == '}')) {
      state.mode = next == '{';
      out.drop(at, 2, escape_rule);
      at += 2;
    } else if (byte == '~' && state.mode == 0 && next == '~') {
      out.copy(at, 1);
      out.drop(at + 1, 1, escape_rule);
      at += 2;
    } else if (byte == '~' && state.mode == 0 && next == '\n') {
      out.drop(at, 2, escape_rule);
      at += 2;
    } else if (state.mode != 0 && is_graphic(byte)) {
      const std::size_t behind = pair(source, at, last, out, gb2312);
      if (behind == at) return at;
      at = behind;
    } else {
      // A lone tilde, as in an address, is copied: not in the RFC, but no damage either.
      if (byte == '\n') state.mode = 0;
      at = plain(source, at, out);
    }
  }
  return at;
}

template std::size_t decode_iso_2022_jp(std::string_view, std::size_t, bool, State&, Writer&);
template std::size_t decode_iso_2022_jp(std::string_view, std::size_t, bool, State&, UnitWriter&);
template std::size_t decode_iso_2022_kr(std::string_view, std::size_t, bool, State&, Writer&);
template std::size_t decode_iso_2022_kr(std::string_view, std::size_t, bool, State&, UnitWriter&);
template std::size_t decode_iso_2022_cn(std::string_view, std::size_t, bool, State&, Writer&);
template std::size_t decode_iso_2022_cn(std::string_view, std::size_t, bool, State&, UnitWriter&);
template std::size_t decode_hz(std::string_view, std::size_t, bool, State&, Writer&);
template std::size_t decode_hz(std::string_view, std::size_t, bool, State&, UnitWriter&);

}  // namespace hansift::encoding
