#include "cleaning/mojibake_reading.hpp"

#include <algorithm>
#include <bitset>
#include <utility>

#include "encoding/private_use.hpp"
#include "encoding/reverse.hpp"
#include "text/scan.hpp"
#include "text/utf8.hpp"
#include "text/windows_1252.hpp"

namespace hansift::cleaning {
namespace {

using encoding::Family;

// ---------------------------------------------------------------- reading backwards
/// Latin-1 and code page 1252 at once: they do not contradict each other. 0: not a byte of them.
unsigned western_byte(char32_t value) noexcept {
  if (value <= 0xFF) return value;
  for (unsigned i = 0; i < 32; ++i) {
    if (text::windows_1252_high[i] == value) return 0x80 + i;
  }
  return 0;
}

/// Private-use characters of the user-defined rows of the code pages 950, 932 and 949 (Microsoft's mapping, rows one behind another).
std::uint32_t user_defined(Family family, char32_t value) noexcept {
  if (value < 0xE000 || value > 0xF8FF) return 0;
  const unsigned place = value - 0xE000;
  if (family == Family::shift_jis) {
    if (value == 0xF8F0) return 0xA0;
    if (value >= 0xF8F1 && value <= 0xF8F3) return 0xFD + (value - 0xF8F1);
    if (place >= 10 * 188) return 0;
    const unsigned trail = place % 188;
    return (0xF0 + place / 188) << 8 | (trail + (trail < 63 ? 0x40 : 0x41));
  }
  if (family == Family::euc_kr) return place < 94 ? 0xC9A1 + place : place < 188 ? 0xFEA1 + (place - 94) : 0;
  if (family != Family::big5) return 0;
  struct Rows {
    char32_t first;
    unsigned lead, rows;
  };
  for (const Rows& part : {Rows{0xE000, 0xFA, 5}, Rows{0xE311, 0x8E, 19}, Rows{0xEEB8, 0x81, 13}}) {
    if (value < part.first || value - part.first >= part.rows * 157) continue;
    const unsigned cell = (value - part.first) % 157;
    return (part.lead + (value - part.first) / 157) << 8 | (cell + (cell < 63 ? 0x40 : 0x62));
  }
  // C6A1 to C8FE begins in the middle of a row.
  if (value < 0xF6B1 || value > 0xF848) return 0;
  const unsigned cell = (value - 0xF6B1) + 63;
  return (0xC6 + cell / 157) << 8 | (cell % 157 + (cell % 157 < 63 ? 0x40 : 0x62));
}

/// Where code page 932 and Big5 have a character twice, the code that is not written: characters, sorted, and codes.
using Doubles = std::vector<std::pair<char32_t, std::uint16_t>>;

Doubles find_doubles(Family family) {
  using namespace encoding;
  const ReverseTable& table = reverse_table({"", family});
  Doubles found;
  const auto add = [&](const Shape& shape, const Block& block) {
    for (unsigned lead = shape.first_lead; lead <= shape.last_lead; ++lead) {
      for (unsigned trail = shape.first_trail; trail <= shape.last_trail; ++trail) {
        const std::uint32_t entry = lookup(block, shape, lead, trail);
        const char32_t value = family == Family::big5 ? big5_code_point(entry) : entry;
        const std::uint32_t code = value == 0 ? 0 : table[value];
        if (code != 0 && code != (lead << 8 | trail)) found.emplace_back(value, static_cast<std::uint16_t>(lead << 8 | trail));
      }
    }
  };
  if (family == Family::big5) {
    add({0xA1, 0xFE, 0x40, 0xFE}, Block{double_byte().big5.data + 2 * (0xA1 - big5_shape.first_lead) * std::size_t{big5_shape.columns()}});
  } else {
    add(sjis_low_shape, double_byte().sjis_low);
    add(sjis_high_shape, double_byte().sjis_high);
  }
  std::stable_sort(found.begin(), found.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  return found;
}

/// Kana, Cyrillic letters and circled numbers at C6A1 to C7FC as the first Unicode tables of Big5 had them, which many decoders still follow.
/// (Unicode Consortium, BIG5.TXT.) The standard has the same characters at other codes.
std::uint16_t old_big5_code(char32_t value) noexcept {
  struct Run {
    char16_t first;
    std::uint8_t count;
    std::uint16_t cell;  ///< from C640, 157 a row
  };
  static constexpr Run runs[] = {{0x30FE, 1, 63},  {0x309D, 2, 64},   {0x3005, 1, 66},   {0x3041, 83, 67}, {0x30A1, 86, 150}, {0x414, 2, 236},   {0x401, 1, 238},
                                 {0x416, 7, 239}, {0x423, 19, 246}, {0x451, 1, 265}, {0x436, 26, 266}, {0x2460, 10, 292}, {0x2474, 10, 302}};
  for (const Run& run : runs) {
    if (value - run.first >= run.count) continue;
    const unsigned cell = run.cell + (value - run.first);
    return static_cast<std::uint16_t>((0xC6 + cell / 157) << 8 | (cell % 157 + (cell % 157 < 63 ? 0x40 : 0x62)));
  }
  return 0;
}

/// Symbols for which decoders disagree: the character of the standard.
char32_t standard_symbol(char32_t value) noexcept {
  static constexpr std::pair<char16_t, char16_t> symbols[] = {{0x301C, 0xFF5E}, {0x223C, 0xFF5E}, {0x2016, 0x2225}, {0x2212, 0xFF0D}, {0xA2, 0xFFE0}, {0xA3, 0xFFE1},
                                                              {0xA5, 0xFFE5},   {0xAC, 0xFFE2},   {0x203E, 0xAF},   {0x2022, 0x2027}, {0x2014, 0x2015}, {0x30FB, 0xB7},
                                                              {0xFF64, 0xFE51}, {0xFF0F, 0x2215}, {0xFF3C, 0xFE68}};
  for (const auto& [other, standard] : symbols) {
    if (other == value) return standard;
  }
  return value;
}

/// The second code of a character that Big5 or code page 932 has twice.
class OtherCodes {
 public:
  explicit OtherCodes(Family family) : doubles_(find_doubles(family)) {
    // Kana and the like have one code in practice.
    for (const auto& [value, code] : doubles_) {
      if (value >= 0x80 && value < 0x10000 && !(value >= 0x3040 && value < 0x3100) && !(value >= 0xFF61 && value < 0xFFA0)) has_.set(value);
    }
  }
  /// 0 if it has one.
  [[nodiscard]] unsigned operator[](char32_t value) const noexcept {
    if (value >= 0x10000 || !has_[value]) return 0;
    return std::lower_bound(doubles_.begin(), doubles_.end(), value, [](const auto& pair, char32_t wanted) { return pair.first < wanted; })->second;
  }

 private:
  Doubles doubles_;
  std::bitset<0x10000> has_;
};

/// Null for encodings that have no character twice.
const OtherCodes* other_codes(Family family) {
  if (family == Family::shift_jis) {
    static const OtherCodes made(Family::shift_jis);
    return &made;
  }
  if (family == Family::big5) {
    static const OtherCodes made(Family::big5);
    return &made;
  }
  return nullptr;
}

struct Character {
  char32_t value;
  std::uint32_t number;  ///< in the text
  bool starts;
};

Family family_of(Reading reading) noexcept {
  switch (reading) {
    case Reading::gbk:
    case Reading::western_utf8_gbk: return Family::gb18030;
    case Reading::big5:
    case Reading::old_big5:
    case Reading::western_utf8_big5: return Family::big5;
    case Reading::shift_jis:
    case Reading::western_utf8_shift_jis: return Family::shift_jis;
    case Reading::euc_jp: return Family::euc_jp;
    case Reading::euc_kr:
    case Reading::western_utf8_euc_kr: return Family::euc_kr;
    default: return Family::single_byte;
  }
}

/// Where a euro sign stands, code page 936 had the byte 80 or the pair A2 E3. In UTF-8 the bytes around it tell: A2 may be the last byte of a
/// character, then E3 begins the next one; 80 goes on with a character.
bool euro_is_pair(const std::vector<Token>& tokens, const encoding::ReverseTable& table, std::string_view text, std::size_t next) noexcept {
  std::size_t back = 1;
  while (back <= 3 && back <= tokens.size() && tokens[tokens.size() - back].value - 0x80U < 0x40) ++back;
  const unsigned lead = back <= tokens.size() ? tokens[tokens.size() - back].value : 0;
  const std::size_t size = lead < 0xC2 || lead > 0xF4 ? 0 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
  if (size <= back) return true;
  if (size > back + 1 || next >= text.size()) return false;
  const std::uint32_t code = table[text::decode_at(text, next).value];
  return code != 0 && (code >> 8 & 0xC0) == 0x80;
}

void put(std::vector<Token>& out, std::uint32_t code, Character from) {
  if (code > 0xFF && code <= 0xFFFF) [[likely]] {
    out.push_back({static_cast<std::uint16_t>(code >> 8), Token::wall, from.starts, from.number});
    out.push_back({static_cast<std::uint16_t>(code & 0xFF), Token::wall, false, from.number});
    return;
  }
  unsigned size = code > 0xFFFFFF ? 4 : code > 0xFFFF ? 3 : 1;
  for (bool starts = from.starts; size-- > 0; starts = false) {
    out.push_back({static_cast<std::uint16_t>(code >> 8 * size & 0xFF), Token::wall, starts, from.number});
  }
}

/// The bytes of characters beyond ASCII in one reading.
class Codes {
 public:
  explicit Codes(Reading reading) : reading_(reading), family_(family_of(reading)), table_(encoding::reverse_table({"", family_})) {}

  [[nodiscard]] const encoding::ReverseTable& table() const noexcept { return table_; }
  [[nodiscard]] Family family() const noexcept { return family_; }

  /// 0 if the reading cannot have given it.
  [[nodiscard]] std::uint32_t operator[](char32_t value) const noexcept {
    if (reading_ == Reading::old_big5) {
      if (const std::uint16_t old = old_big5_code(value); old != 0) return old;
    }
    if (family_ == Family::gb18030 && encoding::is_private_use(value)) {
      if (value == 0xE5E5) return 0xA3A0;
      if (value == 0xE7C7) return 0xA8BC;
      if (const std::uint32_t code = encoding::gb18030_private_code(value); code != 0) return code;
    }
    if (const std::uint32_t code = table_[value]; code != 0) return code;
    if (value >= 0x4E00 && value < 0xE000) return 0;
    if (const std::uint32_t code = user_defined(family_, value); code != 0) return code;
    if (family_ == Family::shift_jis && value == 0xA0) return 0xA0;
    return table_[standard_symbol(value)];
  }

 private:
  Reading reading_;
  Family family_;
  const encoding::ReverseTable& table_;
};

void unread_double_byte(Reading reading, std::string_view text, std::vector<Token>& out) {
  const Codes codes(reading);
  const OtherCodes* others = other_codes(codes.family());
  const encoding::ReverseTable* plain = reading == Reading::old_big5 || others != nullptr ? nullptr : &codes.table();
  std::uint32_t number = 0;
  for (std::size_t at = 0; at < text.size();) {
    const text::Decoded one = text::decode_at(text, at);
    const Character from{one.value, number++, true};
    at += one.size;
    if (one.value < 0x80) {
      put(out, one.value, from);
      continue;
    }
    if (plain != nullptr && one.value - 0x4E00 < 0x5200) {  // nearly all of them; their codes are pairs
      if (const std::uint32_t code = (*plain)[one.value]; code != 0) {
        put(out, code, from);
        continue;
      }
    }
    if (one.value == text::replacement_character) {
      out.push_back({Token::lost, Token::wall, true, from.number});
      continue;
    }
    std::uint32_t code = codes[one.value];
    if (one.value == 0x20AC && codes.family() == Family::gb18030 && !euro_is_pair(out, codes.table(), text, at)) code = 0x80;
    if (code == 0) {
      out.push_back({Token::wall, Token::wall, true, from.number});
      continue;
    }
    put(out, code, from);
    if (others == nullptr || code <= 0xFF) continue;
    if (const unsigned other = (*others)[one.value]; other != 0) {
      out[out.size() - 2].other = static_cast<std::uint16_t>(other >> 8);
      out.back().other = static_cast<std::uint16_t>(other & 0xFF);
    }
  }
}

void unread_western(const std::vector<Character>& text, std::vector<Token>& out) {
  for (const Character& one : text) {
    const unsigned byte = western_byte(one.value);
    const bool gone = one.value == text::replacement_character;
    out.push_back({static_cast<std::uint16_t>(gone ? Token::lost : byte == 0 && one.value != 0 ? Token::wall : byte), Token::wall, one.starts, one.number});
  }
}

/// Bytes as UTF-8: what is not well-formed comes out as a noncharacter, which no code page has.
std::vector<Character> read_utf8(const std::vector<Token>& tokens) {
  std::vector<Character> out;
  out.reserve(tokens.size());
  for (std::size_t at = 0; at < tokens.size();) {
    const Token& first = tokens[at];
    char bytes[4] = {};
    std::size_t size = 0;
    while (size < 4 && at + size < tokens.size() && tokens[at + size].byte()) {
      bytes[size] = static_cast<char>(tokens[at + size].value);
      ++size;
    }
    if (size == 0) {
      out.push_back({first.value == Token::lost ? text::replacement_character : char32_t{0xFFFF}, first.character, first.starts});
      ++at;
      continue;
    }
    const text::Decoded one = text::decode_at({bytes, size}, 0);
    const bool known = one.valid && one.value != text::replacement_character;
    out.push_back({known ? one.value : char32_t{0xFFFF}, first.character, first.starts});
    at += one.valid ? one.size : 1;
  }
  return out;
}

std::vector<Character> characters_of(std::string_view text) {
  std::vector<Character> out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const text::Decoded one = text::decode_at(text, at);
    out.push_back({one.value, static_cast<std::uint32_t>(out.size()), true});
    at += one.size;
  }
  return out;
}

// ---------------------------------------------------------------- reading again
constexpr char32_t gone = text::replacement_character;
constexpr unsigned assumed_bits = 3;     ///< what U+FFFD stands for is not the first thing to think of
constexpr unsigned single_bits = 7;      ///< U+FFFD for one byte although the next is not ASCII
constexpr unsigned odd_bits = 14;               ///< U+FFFD for a single byte in the middle of others
constexpr unsigned unmarked_bits = 10;   ///< a question mark may be one
constexpr unsigned cut_bits = 4;         ///< the last bytes of a character are missing at the end of the line, or before ASCII

/// ASCII that a broken decoder put for bytes that it could not read.
constexpr bool is_mark(unsigned value) noexcept { return value == Token::lost || value == '?'; }

/// Whether what is left of a character there would be ASCII by itself: as a rule the character is a good one.
bool leaves_ascii(const std::vector<Token>& tokens, std::size_t at) noexcept { return at < tokens.size() && !tokens[at].starts && tokens[at].value < 0x80; }

/// Whether the character there is a mark of the rows A1 and A3, in which GBK, Big5 and KS X 1001 have their punctuation: more likely a sound one
/// than the rest of a character of which bytes are gone.
bool is_punctuation(const std::vector<Token>& tokens, std::size_t at) noexcept {
  return at + 1 < tokens.size() && tokens[at].starts && !tokens[at + 1].starts && (tokens[at].value == 0xA1 || tokens[at].value == 0xA3);
}

/// Whether the text, or its part beyond ASCII, ends before `at`: decoders that find half a character there drop it.
bool is_cut(const std::vector<Token>& tokens, std::size_t at) noexcept {
  return at + 1 >= tokens.size() || (tokens[at].starts && tokens[at].value < 0x80);
}

Steps utf8_steps(const std::vector<Token>& tokens, std::size_t at) noexcept {
  Steps out;
  const auto value_at = [&](std::size_t i) -> unsigned { return i < tokens.size() ? tokens[i].value : unsigned{Token::wall}; };
  const auto continues = [&](std::size_t i) { return value_at(i) - 0x80U < 0x40; };
  const unsigned lead = value_at(at);
  if (lead == Token::wall) return out;
  if (lead < 0x80) {
    out.add(1, 0, 0, lead);
    if (lead != '?' || !continues(at + 1)) return out;
  }
  if (lead >= 0xC2 && lead <= 0xF4) {
    char bytes[4] = {static_cast<char>(lead), 0, 0, 0};
    std::size_t known = 1;
    while (known < 4 && continues(at + known)) {
      bytes[known] = static_cast<char>(value_at(at + known));
      ++known;
    }
    const text::Decoded one = text::decode_at({bytes, known}, 0);
    if (one.valid) {
      out.add(one.size, 0, 0, one.value);
    }
    // The same with the other codes of characters that have two.
    bool doubled = false;
    for (std::size_t i = 0; i < 4 && at + i < tokens.size(); ++i) {
      const bool other = tokens[at + i].other < 256;
      doubled = doubled || other;
      bytes[i] = static_cast<char>(other ? tokens[at + i].other : value_at(at + i) & 0xFF);
    }
    if (doubled) {
      const text::Decoded two = text::decode_at({bytes, std::min<std::size_t>(4, tokens.size() - 1 - at)}, 0);
      if (two.valid && two.value >= 0x80) out.add(two.size, 0, 0, two.value);
    }
    if (out.size > 0) return out;
    const std::size_t size = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    if (one.size < known) {  // a continuation that cannot be: this lead is wrong
      out.add(one.size, 1, malformed_bits, gone);
      return out;
    }
    if (!is_mark(value_at(at + known))) {
      out.add(known, 1, is_cut(tokens, at + known) ? cut_bits : malformed_bits, gone);
      return out;
    }
    // The mark is the rest of this character, and perhaps the beginning of the next one.
    const bool visible = value_at(at + known) == Token::lost;
    std::size_t after = 0;
    while (after < 3 && continues(at + known + 1 + after)) ++after;
    const unsigned penalty = visible ? 0 : unmarked_bits;
    const bool sound = is_punctuation(tokens, at + known + 1);
    out.add(known + 1 + after, known + 1 + after <= size ? 1 : 2, penalty + (sound || leaves_ascii(tokens, at + known + 1 + after) ? odd_bits : 0), gone);
    if (after != 0) out.add(known + 1, 1, penalty + (sound ? 0 : assumed_bits), gone);
    return out;
  }
  if (is_mark(lead)) {
    std::size_t after = 0;
    while (after < 3 && continues(at + 1 + after)) ++after;
    out.add(1 + after, 1, lead == '?' ? unmarked_bits : 0, gone);
    if (after != 0) out.add(1, 1, assumed_bits, gone);
    return out;
  }
  out.add(1, 1, malformed_bits, gone);
  return out;
}

/// Whether an ASCII byte can be the second of a pair.
bool is_ascii_trail(Writing writing, unsigned value) noexcept {
  if (writing == Writing::euc_jp || value >= 0x7F) return false;
  return value >= 0x40 && (writing != Writing::euc_kr || (value >= 0x41 && value <= 0x5A) || (value >= 0x61 && value <= 0x7A));
}

Steps pair_steps(Writing writing, const std::vector<Token>& tokens, std::size_t at) noexcept {
  Steps out;
  const auto value_at = [&](std::size_t i) -> unsigned { return i < tokens.size() ? tokens[i].value : unsigned{Token::wall}; };
  const auto can_trail = [&](unsigned value) { return (value >= 0x80 && value < 0xFF) || (value < 0x80 && is_ascii_trail(writing, value)); };
  // Big5 and Shift_JIS have many trail bytes in ASCII, the others hardly any of common characters.
  const bool ascii_usual = writing == Writing::big5 || writing == Writing::shift_jis;
  const unsigned lead = value_at(at);
  const unsigned next = value_at(at + 1);
  if (lead == Token::wall) return out;
  if (lead < 0x80) {
    out.add(1, 0, 0, lead);
    return out;
  }
  if (lead == Token::lost) {
    if (next < 0x80 && is_ascii_trail(writing, next) && ascii_usual) out.add(2, 1, 0, gone);
    out.add(1, 1, 0, gone);
    if (next >= 0x80 && next < 0xFF) out.add(2, 1, odd_bits, gone);
    return out;
  }
  if (writing == Writing::shift_jis && lead - 0xA1U < 0x3F) {
    out.add(1, 0, 0, 0xFF61 - 0xA1 + lead);
    return out;
  }
  if (writing == Writing::gbk && lead == 0x80) {
    out.add(1, 0, 0, 0x20AC);
    return out;
  }
  if (writing == Writing::euc_jp && lead == 0x8F && next >= 0xA1 && next < 0xFF && value_at(at + 2) < 0xFF) {
    const char32_t value = encoding::lookup(encoding::double_byte().jis0212, encoding::jis_shape, next, value_at(at + 2));
    if (value != 0) {
      out.add(3, 0, 0, value);
      return out;
    }
  }
  const bool is_lead = lead >= (writing == Writing::euc_jp || writing == Writing::big5 ? 0xA1U : 0x81U) && lead <= (writing == Writing::shift_jis ? 0xFCU : 0xFEU) &&
                       !(writing == Writing::shift_jis && lead == 0xA0);
  const auto try_pair = [&](unsigned first, unsigned second) {
    const char32_t value = first < 256 && second < 256 ? pair_value(encoding::double_byte(), writing, first, second) : 0;
    if (value != 0) out.add(2, 0, 0, value);
  };
  try_pair(lead, next);
  if (at + 1 < tokens.size() && (tokens[at].other < 256 || tokens[at + 1].other < 256)) {
    const unsigned other_lead = tokens[at].other, other_next = tokens[at + 1].other;
    try_pair(other_lead, other_next);
    try_pair(other_lead, next);
    try_pair(lead, other_next);
  }
  if (out.size > 0) return out;
  if (!is_lead) {
    out.add(1, 1, malformed_bits, gone);
    return out;
  }
  if (next == Token::lost) {
    // Decoders take two bytes for one U+FFFD if the second is not ASCII.
    const unsigned behind = value_at(at + 2);
    out.add(2, 1, behind >= 0x80 && behind < 256 ? single_bits : 0, gone);
    if (can_trail(behind)) out.add(3, 2, leaves_ascii(tokens, at + 3) ? odd_bits : 0, gone);
    return out;
  }
  if (next == '?') out.add(2, 1, unmarked_bits, gone);
  out.add(next < 0x80 || next >= 256 ? 1 : 2, 1, at + 2 == tokens.size() ? cut_bits : malformed_bits, gone);
  return out;
}

}  // namespace

bool is_moved_in_big5(char32_t value) noexcept { return old_big5_code(value) != 0; }

const std::vector<Chain>& chains() {
  static const std::vector<Chain> made = [] {
    std::vector<Chain> list;
    const auto add = [&](Reading reading, std::initializer_list<Writing> writings, Id rule, std::uint8_t rarity) {
      for (const Writing writing : writings) list.push_back({reading, writing, rule, rarity});
    };
    using enum Writing;
    add(Reading::western, {gbk, big5, shift_jis, euc_jp, euc_kr}, Id::mojibake_latin, 0);
    add(Reading::gbk, {utf8}, Id::mojibake_utf8, 0);
    add(Reading::old_big5, {utf8}, Id::mojibake_utf8, 0);
    add(Reading::big5, {utf8}, Id::mojibake_utf8, 0);
    add(Reading::shift_jis, {utf8}, Id::mojibake_utf8, 0);
    add(Reading::euc_kr, {utf8}, Id::mojibake_utf8, 0);
    add(Reading::euc_jp, {utf8}, Id::mojibake_utf8, 3);
    add(Reading::gbk, {big5, shift_jis, euc_jp, euc_kr}, Id::mojibake_double_byte, 0);
    add(Reading::old_big5, {gbk, shift_jis, euc_jp, euc_kr}, Id::mojibake_double_byte, 0);
    add(Reading::big5, {gbk}, Id::mojibake_double_byte, 0);
    add(Reading::shift_jis, {gbk, euc_jp}, Id::mojibake_double_byte, 0);
    add(Reading::euc_kr, {gbk}, Id::mojibake_double_byte, 0);
    add(Reading::big5, {shift_jis, euc_jp, euc_kr}, Id::mojibake_double_byte, 3);
    add(Reading::shift_jis, {big5, euc_kr}, Id::mojibake_double_byte, 3);
    add(Reading::euc_kr, {big5, shift_jis}, Id::mojibake_double_byte, 3);
    add(Reading::euc_jp, {shift_jis}, Id::mojibake_double_byte, 3);
    add(Reading::western_utf8_western, {gbk, big5, shift_jis, euc_jp, euc_kr}, Id::mojibake_latin, 2);
    for (const Reading reading : {Reading::western_utf8_gbk, Reading::western_utf8_big5, Reading::western_utf8_shift_jis, Reading::western_utf8_euc_kr}) {
      add(reading, {gbk, big5, shift_jis, euc_jp, euc_kr}, Id::mojibake_double_byte, 4);
    }
    return list;
  }();
  return made;
}

Reading outer_reading(Reading reading) noexcept {
  switch (reading) {
    case Reading::western_utf8_western: return Reading::western;
    case Reading::western_utf8_gbk: return Reading::gbk;
    case Reading::western_utf8_big5: return Reading::big5;
    case Reading::western_utf8_shift_jis: return Reading::shift_jis;
    case Reading::western_utf8_euc_kr: return Reading::euc_kr;
    default: return reading;
  }
}

bool is_latin_in_utf8(const std::vector<Token>& tokens) noexcept {
  std::size_t count = 0;
  for (std::size_t at = 0; at + 1 < tokens.size(); ++at) count += (tokens[at].value & ~1U) == 0xC2 && tokens[at + 1].value - 0x80U < 0x40;
  return count >= 4;
}

bool may_be(Writing writing, const std::vector<Token>& tokens) noexcept {
  if (writing != Writing::shift_jis && writing != Writing::euc_jp) return true;
  const unsigned hiragana = writing == Writing::shift_jis ? 0x82 : 0xA4;  // the row; that of katakana is the next
  return std::any_of(tokens.begin(), tokens.end(), [&](const Token& token) { return (token.value & ~1U) == hiragana; });
}

std::vector<Token> unread(Reading reading, std::string_view text) {
  std::vector<Token> out;
  out.reserve(text.size() + 1);
  if (reading == Reading::western) {
    unread_western(characters_of(text), out);
  } else if (reading == Reading::western_utf8_western) {
    std::vector<Token> outer;
    unread_western(characters_of(text), outer);
    unread_western(read_utf8(outer), out);
  } else if (reading < Reading::western_utf8_western) {
    unread_double_byte(reading, text, out);
  } else {
    std::vector<Token> outer;
    unread_double_byte(reading, text, outer);
    unread_western(read_utf8(outer), out);
  }
  out.push_back({Token::wall, Token::wall, true, static_cast<std::uint32_t>(text::count_starts(text, 0, text.size()).characters)});
  return out;
}

Steps steps_at(Writing writing, const std::vector<Token>& tokens, std::size_t at) noexcept {
  return writing == Writing::utf8 ? utf8_steps(tokens, at) : pair_steps(writing, tokens, at);
}

}  // namespace hansift::cleaning
