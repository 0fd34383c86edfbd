// encode(): text to bytes.

#include "encoding/reverse.hpp"
#include "encoding/tables.hpp"
#include "hansift/encoding.hpp"
#include "hansift/error.hpp"
#include "hansift/text.hpp"
#include "text/choices.hpp"
#include "text/utf8.hpp"

namespace hansift {
namespace encoding {
namespace {

/// The bytes so far, the set that an encoding with escapes is in, and what could not be written.
class Encoder {
 public:
  Encoder(const Codec& codec, const EncodeOptions& options, Encoded& result)
      : codec_(codec), html_(options.errors == EncodeOptions::Errors::html), result_(result), table_(has_table() ? &reverse_table(codec) : nullptr),
        gb2312_(codec.family == Family::iso_2022_cn ? &reverse_table({"hz", Family::hz}) : nullptr) {}

  void run(std::string_view text) {
    if (codec_.family == Family::utf8 && is_valid_utf8(text)) {
      result_.bytes.assign(text);
      return;
    }
    result_.bytes.reserve(text.size() + 16);
    for (std::size_t at = 0; at < text.size();) {
      at = rows(text, at);
      if (at == text.size()) break;
      const text::Decoded one = text::decode_at(text, at);
      if (!put(one.value)) {
        result_.unencodable.push_back({at, at + one.size});
        instead(one.value);
      }
      at += one.size;
    }
    leave();
  }

 private:
  enum Mode : std::uint8_t { ascii, roman, wide };

  [[nodiscard]] bool has_table() const noexcept {
    switch (codec_.family) {
      case Family::utf8:
      case Family::utf16le:
      case Family::utf16be:
      case Family::utf32le:
      case Family::utf32be:
      case Family::user_defined:
      case Family::replacement: return false;
      default: return true;
    }
  }

  [[nodiscard]] bool copies_ascii() const noexcept {
    switch (codec_.family) {
      case Family::utf16le:
      case Family::utf16be:
      case Family::utf32le:
      case Family::utf32be:
      case Family::iso_2022_jp:
      case Family::iso_2022_kr:
      case Family::iso_2022_cn:
      case Family::hz: return false;
      default: return true;
    }
  }

  /// The quick way: ASCII, and characters of three bytes of UTF-8 that have a code of two. Returns where it stopped.
  std::size_t rows(std::string_view text, std::size_t at) {
    if (!copies_ascii()) return at;
    const auto* bytes = reinterpret_cast<const unsigned char*>(text.data());
    const std::size_t end = text.size();
    char block[2048];
    for (;;) {
      char* p = block;
      char* const limit = block + sizeof block - 2;
      while (at < end && p < limit) {
        const unsigned lead = bytes[at];
        if (lead < 0x80) {
          *p++ = static_cast<char>(lead);
          ++at;
          continue;
        }
        if (table_ == nullptr || (lead & 0xF0) != 0xE0 || end - at < 3 || (bytes[at + 1] & 0xC0) != 0x80 || (bytes[at + 2] & 0xC0) != 0x80) break;
        const char32_t value = (lead & 0x0F) << 12 | (bytes[at + 1] & 0x3FU) << 6 | (bytes[at + 2] & 0x3FU);
        // Overlong forms, surrogates and the private-use area, of which the encodings have their own ideas, go the careful way.
        if (value < 0x800 || (value >= 0xD800 && value < 0xF900) || value == 0x20AC) break;
        const std::uint32_t found = (*table_)[value];
        if (found - 0x100 > 0xFFFF - 0x100) break;
        p[0] = static_cast<char>(found >> 8);
        p[1] = static_cast<char>(found);
        p += 2;
        at += 3;
      }
      result_.bytes.append(block, static_cast<std::size_t>(p - block));
      if (p < limit) return at;
    }
  }

  void byte(std::uint32_t value) { result_.bytes.push_back(static_cast<char>(value)); }
  void two(std::uint32_t value) {
    byte(value >> 8);
    byte(value & 0xFF);
  }
  void code(std::uint32_t value) {
    if (value > 0xFFFFFF) byte(value >> 24);
    if (value > 0xFFFF) byte(value >> 16 & 0xFF);
    if (value > 0xFF) byte(value >> 8 & 0xFF);
    byte(value & 0xFF);
  }
  void units(char32_t value, bool big) {
    const auto unit = [&](std::uint32_t u) { two(big ? u : (u & 0xFF) << 8 | u >> 8); };
    if (value < 0x10000) return unit(value);
    unit(0xD7C0 + (value >> 10));
    unit(0xDC00 + (value & 0x3FF));
  }

  /// False if the encoding does not have the character.
  bool put(char32_t value) {
    if (value < 0x80 && copies_ascii()) return byte(value), true;
    switch (codec_.family) {
      case Family::utf8: text::append_utf8(result_.bytes, value); return true;
      case Family::utf16le: units(value, false); return true;
      case Family::utf16be: units(value, true); return true;
      case Family::utf32le:
        for (unsigned i = 0; i < 4; ++i) byte(value >> 8 * i & 0xFF);
        return true;
      case Family::utf32be:
        for (unsigned i = 4; i-- > 0;) byte(value >> 8 * i & 0xFF);
        return true;
      case Family::user_defined:
        if (value < 0xF780 || value > 0xF7FF) return false;
        byte(value - 0xF780 + 0x80);
        return true;
      case Family::iso_2022_jp: return put_iso_2022_jp(value);
      case Family::iso_2022_kr: return put_iso_2022_kr(value);
      case Family::iso_2022_cn: return put_iso_2022_cn(value);
      case Family::hz: return put_hz(value);
      case Family::gb18030: return put_gb18030(value);
      default: break;
    }
    const std::uint32_t found = (*table_)[value];
    if (found == 0) return false;
    code(found);
    return true;
  }

  bool put_gb18030(char32_t value) {
    if (value == 0xE5E5) return false;  // the standard keeps A3A0, which was its code, for the ideographic space
    const bool gbk = codec_.name == "gbk";
    if (gbk && value == 0x20AC) {
      byte(0x80);
      return true;
    }
    std::uint32_t found = gb18030_private_code(value);
    if (found == 0) found = (*table_)[value];
    if (found == 0 && !gbk) found = gb18030_four_byte_code(value);
    if (found == 0) return false;
    code(found);
    return true;
  }

  bool put_iso_2022_jp(char32_t value) {
    if (value == 0x0E || value == 0x0F || value == 0x1B) {
      if (mode_ == wide) leave();
      return false;
    }
    if (value < 0x80 && (mode_ == ascii || (mode_ == roman && value != 0x5C && value != 0x7E))) return byte(value), true;
    if (value == 0xA5 || value == 0x203E) {
      escape(roman, "\x1B(J");
      return byte(value == 0xA5 ? 0x5C : 0x7E), true;
    }
    if (value < 0x80) return leave(), byte(value), true;
    if (value - 0xFF61 < 0x3F) value = full_width_katakana[value - 0xFF61];
    const std::uint32_t found = (*table_)[value];
    if (found < 0xA1A1 || found > 0xFFFF) {
      if (mode_ == wide) leave();
      return false;
    }
    escape(wide, "\x1B$B");
    two(found & 0x7F7F);
    return true;
  }

  bool put_iso_2022_kr(char32_t value) {
    if (value < 0x80) {
      if (value == 0x0E || value == 0x0F || value == 0x1B) return leave(), false;
      leave();
      byte(value);
      return true;
    }
    const std::uint32_t found = (*table_)[value];
    if (found < 0xA1A1 || (found & 0xFF) < 0xA1) return leave(), false;  // KS X 1001, without the syllables that were added to it
    if (result_.bytes.empty() || !announced_) result_.bytes.insert(0, "\x1B$)C");  // once, at the start
    announced_ = true;
    if (mode_ != wide) byte(0x0E);
    mode_ = wide;
    two(found & 0x7F7F);
    return true;
  }

  bool put_iso_2022_cn(char32_t value) {
    if (value < 0x80) {
      if (value == 0x0E || value == 0x0F || value == 0x1B) return leave(), false;
      leave();
      byte(value);
      // A line end forgets what was chosen.
      if (value == '\n' || value == '\r') sets_[0] = sets_[1] = sets_[2] = 0;
      return true;
    }
    char set = 'A';
    std::uint32_t found = (*gb2312_)[value];
    if (found < 0xA1A1 || (found & 0xFF) < 0xA1) {
      found = (*table_)[value];
      if (found == 0) return leave(), false;
      const unsigned plane = found > 0xFFFF ? (found >> 16 & 0xFF) - 0xA0 : 1;
      if (plane > 7) return leave(), false;
      set = static_cast<char>('G' + plane - 1);
    }
    const unsigned slot = set == 'H' ? 1 : set >= 'I' ? 2 : 0;
    if (sets_[slot] != set) {
      sets_[slot] = set;
      result_.bytes.append("\x1B$").push_back(static_cast<char>(')' + slot));
      byte(static_cast<unsigned char>(set));
    }
    if (slot > 0) {
      result_.bytes.append(slot == 1 ? "\x1BN" : "\x1BO");
    } else if (mode_ != wide) {
      mode_ = wide;
      byte(0x0E);
    }
    two(found & 0x7F7F);
    return true;
  }

  bool put_hz(char32_t value) {
    if (value < 0x80) {
      if (value == 0x0E || value == 0x0F || value == 0x1B) return leave(), false;
      leave();
      if (value == '~') byte('~');
      byte(value);
      return true;
    }
    const std::uint32_t found = (*table_)[value];
    // Row 7E begins with a tilde, which is an escape.
    if (found < 0xA1A1 || (found & 0xFF) < 0xA1 || found >= 0xFE00) return leave(), false;
    if (mode_ != wide) result_.bytes.append("~{");
    mode_ = wide;
    two(found & 0x7F7F);
    return true;
  }

  void escape(Mode mode, std::string_view sequence) {
    if (mode_ != mode) result_.bytes.append(sequence);
    mode_ = mode;
  }

  /// Back to ASCII.
  void leave() {
    if (mode_ == ascii) return;
    mode_ = ascii;
    switch (codec_.family) {
      case Family::iso_2022_jp: result_.bytes.append("\x1B(B"); break;
      case Family::hz: result_.bytes.append("~}"); break;
      default: byte(0x0F); break;
    }
  }

  void instead(char32_t value) {
    if (!html_) {
      put('?');
      return;
    }
    // The controls that switch character sets are never named, lest somebody write them out.
    if (value == 0x0E || value == 0x0F || value == 0x1B) value = text::replacement_character;
    for (const char c : "&#" + std::to_string(static_cast<std::uint32_t>(value)) + ";") put(static_cast<unsigned char>(c));
  }

  // Index ISO-2022-JP katakana: full-width forms of U+FF61 to U+FF9F.
  static constexpr char16_t full_width_katakana[] =
      u"\u3002\u300C\u300D\u3001\u30FB\u30F2\u30A1\u30A3\u30A5\u30A7\u30A9\u30E3\u30E5\u30E7\u30C3\u30FC\u30A2\u30A4\u30A6\u30A8\u30AA"
      u"\u30AB\u30AD\u30AF\u30B1\u30B3\u30B5\u30B7\u30B9\u30BB\u30BD\u30BF\u30C1\u30C4\u30C6\u30C8\u30CA\u30CB\u30CC\u30CD\u30CE\u30CF"
      u"\u30D2\u30D5\u30D8\u30DB\u30DE\u30DF\u30E0\u30E1\u30E2\u30E4\u30E6\u30E8\u30E9\u30EA\u30EB\u30EC\u30ED\u30EF\u30F3\u309B\u309C";

  const Codec& codec_;
  bool html_;
  Encoded& result_;
  const ReverseTable* table_;
  const ReverseTable* gb2312_;
  Mode mode_ = ascii;
  bool announced_ = false;
  char sets_[3] = {0, 0, 0};
};

}  // namespace
}  // namespace encoding

Encoded encode(std::string_view text, std::string_view label, const EncodeOptions& options) {
  const encoding::Codec* codec = encoding::find_codec(label);
  if (codec == nullptr) text::throw_unknown("encoding", label, encodings());
  if (codec->family == encoding::Family::replacement) throw ConfigError("'replacement' only decodes; choose another encoding");
  Encoded result;
  result.encoding = codec->name;
  encoding::Encoder(*codec, options, result).run(text);
  return result;
}

}  // namespace hansift
