#include <algorithm>
#include <optional>

#include "cleaning/normal.hpp"
#include "cleaning/passes.hpp"
#include "cleaning/private_use.hpp"
#include "encoding/private_use.hpp"
#include "cleaning/scan_back.hpp"
#include "cleaning/triggers.hpp"
#include "text/classes.hpp"
#include "text/utf8.hpp"
#include "text/windows_1252.hpp"

namespace hansift::cleaning {
namespace {

enum class Form : std::uint8_t { radical, ideograph, small, vertical, katakana };

struct FormEntry {
  std::uint32_t code;
  Form form;
  std::uint32_t value;
};

#include "../../data/cleaning/forms.inc"

constexpr std::uint16_t all = 0xFFFF;

/// Where this pass may have work. Han, kana, Hangul syllables, ordinary East Asian punctuation, curly quotes, dashes, precomposed Latin,
/// Cyrillic and emoji are not among it (a few neighbours are, and cost one look-up).
constexpr Triggers triggers = Triggers()
    .add({nibbles(0, 1), static_cast<std::uint16_t>(nibbles(0, 8) | nibbles(11, 15))})                       // C0 controls
    .add({static_cast<std::uint16_t>(nibble(1) | nibbles(12, 13)), nibbles(6, 15)})                          // more of C0; C6 to DF: marks
    .add(byte(0xC2), {nibbles(8, 10), all})                                                                  // C1, no-break space, soft hyphen
    .add({nibble(14), nibbles(0, 1)})                                                                        // E0, E1: marks of many scripts, jamo
    .add(byte(0xE2), byte(0x80), {static_cast<std::uint16_t>(nibble(8) | nibble(10)), static_cast<std::uint16_t>(nibbles(0, 2) | nibbles(8, 15))})
    .add(byte(0xE2), {static_cast<std::uint16_t>(nibble(8) | nibbles(10, 11)),
                      static_cast<std::uint16_t>(nibble(1) | nibbles(3, 5) | nibble(7) | nibbles(10, 15))})  // operators, radicals
    .add(byte(0xE3), {nibble(8), static_cast<std::uint16_t>(nibble(0) | nibble(2))},
         {nibbles(8, 9), static_cast<std::uint16_t>(nibble(0) | nibbles(9, 10))})                            // U+3099, U+309A
    .add({nibble(14), static_cast<std::uint16_t>(nibble(5) | nibble(7) | nibble(9))},
         {static_cast<std::uint16_t>(nibbles(8, 9) | nibble(11)), static_cast<std::uint16_t>(nibble(1) | nibbles(3, 4))},
         {nibbles(9, 10), static_cast<std::uint16_t>(nibble(11) | nibble(15))})                              // E5 B1 AF, E7 83 AB, E9 94 9F: rubbish
    .add(byte(0xE3), byte(0x80), {nibble(10), nibbles(10, 15)})                                              // U+302A to U+302F
    .add({nibble(14), nibble(10)}, {nibbles(9, 10), all})                                                    // EA: marks
    .add({static_cast<std::uint16_t>(nibble(14) | nibble(7)), nibbles(14, 15)},
         {static_cast<std::uint16_t>(nibbles(0, 10) | nibbles(12, 15)), all})                                // DEL, private use, compatibility
    .add(byte(0xEF), {nibble(11), static_cast<std::uint16_t>(nibbles(8, 9) | nibble(11) | nibbles(13, 15))})  // forms, U+FEFF, selectors, small letters, half-width, U+FFFD
    .add(byte(0xEF), byte(0xBC), {nibbles(10, 11), all})                                                     // full-width capitals
    .add(byte(0xEF), byte(0xBC), {nibble(9), nibbles(0, 9)})                                                 // full-width digits
    .add(byte(0xEE))                                                                                         // private use
    .add({nibble(15), all});                                                                                 // beyond the BMP

/// With rules.width.all and quotes every full-width mark and curly quote matters.
constexpr Triggers more_triggers = Triggers()
    .add(byte(0xEF), byte(0xBC))
    .add(byte(0xE3), byte(0x80), byte(0x80))
    .add(byte(0xE2), byte(0x80), {nibble(9), nibbles(8, 15)})
    .add({nibble(12), static_cast<std::uint16_t>(nibbles(4, 5) | nibble(7))}, {static_cast<std::uint16_t>(nibble(8) | nibble(11)), all});  // digraphs

const FormEntry* form_of(char32_t value) {
  const auto* found = std::lower_bound(std::begin(form_table), std::end(form_table), value, [](const FormEntry& e, char32_t key) { return e.code < key; });
  return found != std::end(form_table) && found->code == value ? found : nullptr;
}

std::string utf8(char32_t value) {
  std::string out;
  text::append_utf8(out, value);
  return out;
}

bool is_wide_alnum(char32_t c) { return (c >= 0xFF10 && c <= 0xFF19) || (c >= 0xFF21 && c <= 0xFF3A) || (c >= 0xFF41 && c <= 0xFF5A); }
bool is_half_katakana(char32_t c) { return c >= 0xFF66 && c <= 0xFF9D; }
bool is_half_mark(char32_t c) { return c == 0xFF9E || c == 0xFF9F; }
/// Scripts in which zero-width characters belong to the spelling.
bool joins(char32_t value) {
  const text::CharClass found = text::class_of(value);
  if (!found.letter() && !found.mark()) return false;
  switch (found.script()) {
    case text::ScriptClass::arabic:
    case text::ScriptClass::devanagari:
    case text::ScriptClass::thai:
    case text::ScriptClass::other: return true;
    case text::ScriptClass::common: return found.mark() && value >= 0x0600;
    default: return false;
  }
}
bool is_right_to_left(char32_t c) {
  return (c >= 0x0590 && c <= 0x08FF) || (c >= 0xFB1D && c <= 0xFDFF) || (c >= 0xFE70 && c <= 0xFEFC) || (c >= 0x10800 && c <= 0x10FFF) ||
         (c >= 0x1E800 && c <= 0x1EFFF);
}
bool is_emoji_part(char32_t c) {
  return text::class_of(c).pictographic() || (c >= 0x1F1E6 && c <= 0x1F1FF) || (c >= 0x1F3FB && c <= 0x1F3FF) || c == 0x20E3;
}

class Characters {
 public:
  explicit Characters(Editor& editor) : editor_(editor), text_(editor.source()) {}

  void visit(std::size_t at) {
    if (at < next_) return;
    const text::Decoded found = decode_valid(text_, at);
    next_ = at + found.size;
    if (found.value < 0x80) {
      control(at, found.value);
    } else {
      other(at, found.value, at + found.size);
    }
  }

 private:
  /// The character before `at`; 0 at the start.
  [[nodiscard]] char32_t before(std::size_t at) const { return at == 0 ? 0 : decode_valid_before(text_, at).value; }
  [[nodiscard]] char32_t behind(std::size_t at) const { return at >= text_.size() ? 0 : decode_valid(text_, at).value; }

  /// Nothing but blanks up to the end of the line (16 bytes are looked at).
  [[nodiscard]] bool ends_line(std::size_t at) const {
    const std::size_t end = std::min(text_.size(), at + 16);
    while (at < end && (text_[at] == ' ' || text_[at] == '\t')) ++at;
    return at == text_.size() || text_[at] == '\n' || text_[at] == '\r';
  }

  void drop(std::size_t begin, std::size_t end, Id id) {
    if (editor_.has(id)) editor_.remove(begin, end, id);
    next_ = std::max(next_, end);
  }
  void put(std::size_t begin, std::size_t end, std::string_view with, Id id) {
    if (editor_.has(id)) editor_.replace(begin, end, with, id);
    next_ = std::max(next_, end);
  }

  void control(std::size_t at, char32_t value) {
    if (value == '\r') {
      put(at, at + (behind(at + 1) == '\n' ? 2 : 1), "\n", Id::lines_breaks);
    } else if (value == 0x0B || value == 0x0C) {
      put(at, at + 1, "\n", Id::lines_breaks);
    } else if (value == 0x1B) {
      const std::size_t end = editor_.has(Id::control_ansi) ? escape_sequence(at) : at;
      if (end > at) drop(at, end, Id::control_ansi);
      else drop(at, at + 1, Id::control_c0);
    } else if ((value < 0x20 && value != '\t' && value != '\n') || value == 0x7F) {
      drop(at, at + 1, Id::control_c0);
    }
  }

  /// End of the terminal sequence (ECMA-48) at the ESC `at`; `at` if it is none. At most 256 bytes.
  [[nodiscard]] std::size_t escape_sequence(std::size_t at) const {
    std::size_t i = at + 1;
    if (i >= text_.size()) return at;
    const std::size_t most = std::min(text_.size(), at + 256);
    if (text_[i] == '[') {
      for (++i; i < most && text_[i] >= 0x20 && text_[i] <= 0x3F;) ++i;
      return i < most && text_[i] >= 0x40 && text_[i] <= 0x7E ? i + 1 : at;
    }
    if (text_[i] == ']') {
      for (++i; i < most && text_[i] != '\n'; ++i) {
        if (text_[i] == 0x07) return i + 1;
        if (text_[i] == 0x1B && i + 1 < most && text_[i + 1] == '\\') return i + 2;
      }
      return at;
    }
    if (text_[i] == '(' || text_[i] == ')') return i + 1 < most && text_[i + 1] > 0x20 ? i + 2 : at;
    return std::string_view("=>78DEHMNOZc").find(text_[i]) != std::string_view::npos ? i + 1 : at;
  }

  void other(std::size_t at, char32_t value, std::size_t end) {
    switch (value) {
      case 0x2028: case 0x2029: return put(at, end, "\n", Id::lines_breaks);
      case 0xA0: return put(at, end, " ", Id::spaces_no_break);
      case 0xAD:
        if (editor_.has(Id::lines_wrapped) && ends_line(end)) return;  // lines are joined first, see unwrap.cpp
        return drop(at, end, Id::invisible_soft_hyphen);
      case 0xFEFF: return drop(at, end, Id::invisible_byte_order_mark);
      case 0xFFFD: return replacement(at);
      case 0xFFF9: case 0xFFFB: return drop(at, end, Id::ruby_interlinear);
      case 0xFFFA: return annotation(at, end);
      case 0x2022: case 0x22C5: case 0x0387:
        if (editor_.has(Id::forms_middle_dot) && text::class_of(before(at)).han() && text::class_of(behind(end)).han()) return put(at, end, "\xC2\xB7", Id::forms_middle_dot);
        break;
      case 0x200B:
        if (!joins(before(at)) && !joins(behind(end))) drop(at, end, Id::invisible_zero_width);
        return;
      case 0x200C: case 0x200D: return joiner(at, value, end);
      case 0x2060: case 0x2061: case 0x2062: case 0x2063: case 0x2064: return drop(at, end, Id::invisible_zero_width);
      case 0x061C: case 0x200E: case 0x200F: case 0x202A: case 0x202B: case 0x202C: case 0x202D: case 0x202E:
      case 0x2066: case 0x2067: case 0x2068: case 0x2069:
        if (!right_to_left_line(at)) drop(at, end, Id::invisible_bidi);
        return;
      case 0x951F: case 0x70EB: case 0x5C6F: return rubbish(at);
      default: break;
    }
    if (value >= 0x80 && value <= 0x9F) return c1(at, value, end);
    if ((value >= 0xFE00 && value <= 0xFE0F) || (value >= 0xE0100 && value <= 0xE01EF)) return selector(at, value, end);
    if (value >= 0xE0000 && value <= 0xE007F) return tag(at, end);
    if ((value >= 0xE000 && value <= 0xF8FF) || value >= 0xF0000) return private_use(at, value, end);
    if (editor_.has(Id::quotes_straight) && straight_quote(at, value, end)) return;
    if (value == 0x3000 && editor_.has(Id::width_all)) return put(at, end, " ", Id::width_all);
    if (value >= 0xFB00 && value <= 0xFB06) return ligature(at, value, end);
    if (editor_.has(Id::forms_digraph) && digraph(at, value, end)) return;
    if (value >= 0xFF01 && value <= 0xFF5E) return wide(at, value, end);
    if (value >= 0xFF61 && value <= 0xFF9F) return half_katakana(at);
    const bool has_form = (value >= 0x2E80 && value <= 0x2FDF) || (value >= 0xF900 && value <= 0xFAFF) || (value >= 0xFE10 && value <= 0xFE6B) || value >= 0x2F800;
    if (const FormEntry* form = has_form ? form_of(value) : nullptr; form != nullptr) {
      constexpr Id ids[] = {Id::forms_radical, Id::forms_ideograph, Id::forms_small, Id::forms_vertical};
      const Id id = ids[static_cast<std::size_t>(form->form)];
      if (editor_.has(id) && !(id == Id::forms_vertical && is_of_face(value, at, end))) return put(at, end, utf8(form->value), id);
    }
    if (editor_.has(Id::nfc)) normalize(at, value, end);
  }

  /// A vertical bracket with no letter, digit or mark on the side of what it encloses, as faces have them.
  [[nodiscard]] bool is_of_face(char32_t value, std::size_t at, std::size_t end) const {
    const bool opens = value >= 0xFE35 && value <= 0xFE48 && value % 2 == 1;
    const bool closes = value >= 0xFE36 && value <= 0xFE48 && value % 2 == 0;
    if ((!opens && !closes) || value == 0xFE45 || value == 0xFE46) return false;
    const char32_t inner = opens ? behind(end) : before(at);
    const bool mark = (inner >= 0x3001 && inner <= 0x3011) || (inner >= 0xFE10 && inner <= 0xFE19) || (inner >= 0xFE30 && inner <= 0xFE44 && inner % 2 == value % 2) ||
                      inner == 0xFF01 || inner == 0xFF1F || inner == 0xFF0C || inner == 0x2026;
    return !(mark || text::class_of(inner).letter() || text::class_of(inner).cjk() || (inner >= '0' && inner <= '9') || inner == '\n');
  }

  /// What browsers do with bytes 80 to 9F of a page that says Latin-1 is to read them as code page 1252; five of them mean nothing there.
  /// Beside Latin-1 letters it is no stray byte but a piece of something longer, and goes.
  void c1(std::size_t at, char32_t value, std::size_t end) {
    const auto latin_1 = [](char32_t c) { return c >= 0x80 && c <= 0xFF && (c >= 0xA0 || text::windows_1252(c) == c) && c != 0xE9 && c != 0xE0 && c != 0xE8; };
    const char32_t meant = text::windows_1252(value);
    if (meant != value && editor_.has(Id::control_windows_1252) && !latin_1(before(at)) && !latin_1(behind(end))) {
      return put(at, end, utf8(meant), Id::control_windows_1252);
    }
    if (value == 0x85) return put(at, end, "\n", Id::lines_breaks);
    drop(at, end, Id::control_c1);
  }

  void replacement(std::size_t at) {
    std::size_t end = at;
    while (text_.substr(end).starts_with("\xEF\xBF\xBD")) end += 3;
    if (editor_.has(Id::loss_replacement)) editor_.flag(at, end, Id::loss_replacement, "characters that were lost before");
    next_ = end;
  }

  /// What stands between the separator `at` and the terminator of an interlinear annotation; at most 256 bytes of one line.
  void annotation(std::size_t at, std::size_t end) {
    const std::string_view rest = text_.substr(end, 256);
    const std::size_t last = rest.find("\xEF\xBF\xBB");
    const bool whole = last != rest.npos && rest.substr(0, last).find('\n') == rest.npos;
    drop(at, whole ? end + last + 3 : end, Id::ruby_interlinear);
  }

  void rubbish(std::size_t at) {
    std::size_t end = at;
    const auto run = [&](std::string_view piece) {
      for (end = at; text_.substr(end).starts_with(piece);) end += piece.size();
      return end > at;
    };
    const bool found = run("锟斤拷") || run("锟斤") || ((run("烫") || run("屯")) && filled(at, end));
    if (found && editor_.has(Id::loss_rubbish)) editor_.flag(at, end, Id::loss_rubbish, "what is left of lost text");
    next_ = std::max(end, at + 3);
  }

  /// Whether a character stands in a row because memory was filled with it, or because somebody calls out how hot it is: long runs, or
  /// shorter ones beside what is no text of East Asia.
  [[nodiscard]] bool filled(std::size_t begin, std::size_t end) const {
    const std::size_t count = (end - begin) / 3;
    if (count >= 6) return true;
    const auto odd = [](char32_t c) { return c == U'烫' || c == U'屯' || c == 0xFFFD || (c > 0x20 && c < 0x80 && !text::class_of(c).punctuation()) || (c >= 0x80 && c < 0x2000); };
    return count >= 3 && (odd(before(begin)) || odd(behind(end)));
  }

  void joiner(std::size_t at, char32_t value, std::size_t end) {
    const char32_t left = before(at);
    const char32_t right = behind(end);
    if (joins(left) || joins(right)) return;
    const bool left_emoji = is_emoji_part(left) || left == 0xFE0F || (left >= 0xE0020 && left <= 0xE007F);
    if (value == 0x200D && left_emoji && is_emoji_part(right)) return;
    drop(at, end, Id::invisible_joiner);
  }

  /// Whether the line of `at` has a right-to-left letter; looked up once a line.
  [[nodiscard]] bool right_to_left_line(std::size_t at) {
    if (at >= line_end_) {
      const Span line = line_around(text_, at);
      std::size_t i = line.begin;
      line_end_ = line.end;
      line_is_rtl_ = false;
      while (i < line_end_ && !line_is_rtl_) {
        if (static_cast<unsigned char>(text_[i]) < 0xD6) {
          ++i;
          continue;
        }
        const text::Decoded c = decode_valid(text_, i);
        line_is_rtl_ = is_right_to_left(c.value) && text::class_of(c.value).letter();
        i += c.size;
      }
      line_end_ = std::max(line_end_, at + 1);
    }
    return line_is_rtl_;
  }

  void selector(std::size_t at, char32_t value, std::size_t end) {
    const char32_t base = before(at);
    const text::CharClass found = text::class_of(base);
    if (value == 0xFE0E || value == 0xFE0F) {
      if (is_emoji_part(base) || found.symbol() || (base < 0x80 && (found.digit() || base == '#' || base == '*'))) return;
      if (base == 0x203C || base == 0x2049 || base == 0x3030 || base == 0x303D) return;
    } else if (value < 0xFE0E && base > 0x7F && !found.cjk()) {
      if (found.symbol() || found.script() == text::ScriptClass::other) return;  // standardized variants of mathematical symbols, Phags-pa, ...
    }
    drop(at, end, Id::invisible_variation);
  }

  /// Tags: U+1F3F4, letters, U+E007F is the flag of a region; anything else is invisible rubbish.
  void tag(std::size_t at, std::size_t end) {
    while (end < text_.size() && end - at < 256 && behind(end) >= 0xE0000 && behind(end) <= 0xE007F) end += 4;
    const bool flag = before(at) == 0x1F3F4 && end - at >= 12 && end - at <= 32 && decode_valid_before(text_, end).value == 0xE007F;
    next_ = end;
    if (!flag) drop(at, end, Id::invisible_tag);
  }

  void private_use(std::size_t at, char32_t value, std::size_t end) {
    if (!private_) private_ = private_use_of(text_);
    const auto known = [&](char32_t c) -> char32_t {
      switch (*private_) {
        case PrivateUse::gbk: return editor_.has(Id::private_gbk) ? encoding::from_gbk_private(c) : 0;
        case PrivateUse::hkscs: return editor_.has(Id::private_hkscs) ? encoding::from_hkscs_private(c) : 0;
        default: return 0;
      }
    };
    if (const char32_t meant = known(value); meant != 0) {
      return put(at, end, utf8(meant), *private_ == PrivateUse::gbk ? Id::private_gbk : Id::private_hkscs);
    }
    if (!editor_.has(Id::loss_private_use)) return;
    while (end < text_.size() && end - at < 256) {
      const char32_t c = behind(end);
      if (!((c >= 0xE000 && c <= 0xF8FF) || c >= 0xF0000)) break;
      if (known(c) != 0) break;
      end += text::utf8_size(c);
    }
    next_ = end;
    editor_.flag(at, end, Id::loss_private_use, "private-use characters of an unknown font or code page");
  }

  bool straight_quote(std::size_t at, char32_t value, std::size_t end) {
    if (value >= 0x2018 && value <= 0x201B) return put(at, end, "'", Id::quotes_straight), true;
    if (value >= 0x201C && value <= 0x201F) return put(at, end, "\"", Id::quotes_straight), true;
    return false;
  }

  /// Two letters that code pages had as one character.
  bool digraph(std::size_t at, char32_t value, std::size_t end) {
    constexpr std::pair<char32_t, std::string_view> pairs[] = {
        {0x132, "IJ"}, {0x133, "ij"}, {0x149, "\xE2\x80\x99n"}, {0x1C4, "D\xC5\xBD"}, {0x1C5, "D\xC5\xBE"}, {0x1C6, "d\xC5\xBE"}, {0x1C7, "LJ"}, {0x1C8, "Lj"},
        {0x1C9, "lj"}, {0x1CA, "NJ"}, {0x1CB, "Nj"}, {0x1CC, "nj"}, {0x1F1, "DZ"}, {0x1F2, "Dz"}, {0x1F3, "dz"}};
    for (const auto& [code, letters] : pairs) {
      if (code == value) return put(at, end, letters, Id::forms_digraph), true;
    }
    return false;
  }

  void ligature(std::size_t at, char32_t value, std::size_t end) {
    constexpr std::string_view letters[] = {"ff", "fi", "fl", "ffi", "ffl", "st", "st"};
    put(at, end, letters[value - 0xFB00], Id::forms_ligature);
  }

  /// Full-width ASCII. A line that is nothing else (and has a word in it) is English and becomes ASCII as a whole.
  void wide(std::size_t at, char32_t value, std::size_t end) {
    if (editor_.has(Id::width_all)) return put(at, end, utf8(value - 0xFEE0), Id::width_all);
    if (!is_wide_alnum(value)) return;
    if (editor_.has(Id::width_english) && at >= wide_checked_) {
      const auto [line, line_end] = line_around(text_, at);
      wide_checked_ = std::max(line_end, at + 1);
      if (wide_english(line, wide_checked_)) {
        std::string ascii;
        std::size_t i = std::max(line, editor_.floor());
        const std::size_t from = i;
        while (i < wide_checked_) {
          const text::Decoded c = decode_valid(text_, i);
          text::append_utf8(ascii, c.value == 0x3000 ? U' ' : c.value >= 0xFF01 && c.value <= 0xFF5E ? c.value - 0xFEE0 : c.value);
          i += c.size;
        }
        return put(from, wide_checked_, ascii, Id::width_english);
      }
    }
    if (!editor_.has(Id::width_letters)) return;
    // The whole run, with the full stops and hyphens inside it.
    std::string ascii;
    std::size_t i = at;
    while (i < text_.size()) {
      const text::Decoded c = decode_valid(text_, i);
      const bool inner = (c.value == 0xFF0E || c.value == 0xFF0D) && is_wide_alnum(behind(i + c.size));
      if (!is_wide_alnum(c.value) && !inner) break;
      ascii.push_back(static_cast<char>(c.value - 0xFEE0));
      i += c.size;
    }
    put(at, i, ascii, Id::width_letters);
  }

  [[nodiscard]] bool wide_english(std::size_t begin, std::size_t end) const {
    std::size_t letters = 0;
    std::size_t longest = 0;
    std::size_t run = 0;
    std::size_t alnum = 0;
    bool spaced = false;
    while (begin < end) {
      const text::Decoded c = decode_valid(text_, begin);
      begin += c.size;
      alnum += is_wide_alnum(c.value) ? 1 : 0;
      spaced = spaced || (c.value == 0x3000 && alnum > 0);
      const bool letter = is_wide_alnum(c.value) && c.value >= 0xFF21;
      letters += letter ? 1 : 0;
      run = letter ? run + 1 : 0;
      longest = std::max(longest, run);
      const bool fits = (c.value >= 0xFF01 && c.value <= 0xFF5E) || c.value == 0x3000 || (c.value >= 0x20 && c.value < 0x7F);
      if (!fits) return false;
    }
    return (letters >= 4 && longest >= 3) || (letters >= 2 && alnum >= 8 && spaced);
  }

  /// Half-width katakana with its punctuation and voicing marks. A single letter beside nothing Japanese is part of a drawing: (ﾟДﾟ)ﾉ
  void half_katakana(std::size_t at) {
    std::size_t end = at;
    std::size_t letters = 0;
    while (end < text_.size()) {
      const char32_t c = behind(end);
      if (c < 0xFF61 || c > 0xFF9F) break;
      letters += is_half_katakana(c) ? 1 : 0;
      end += 3;
    }
    next_ = end;
    if (!editor_.has(Id::width_katakana)) return;
    const auto japanese = [](char32_t c) { return text::class_of(c).cjk(); };
    if (letters < 2 && !japanese(before(at)) && !japanese(behind(end))) return;
    std::string out;
    for (std::size_t i = at; i < end;) {
      const char32_t c = behind(i);
      i += 3;
      char32_t wide_form = c == 0xFF70 ? 0x30FC : form_of(c)->value;
      const char32_t mark = i < end ? behind(i) : 0;
      if (is_half_katakana(c) && is_half_mark(mark)) {
        const std::string pair = utf8(wide_form) + (mark == 0xFF9E ? "\xE3\x82\x99" : "\xE3\x82\x9A");
        const std::string composed = compose(pair);
        if (composed.size() == 3) {
          out += composed;
          i += 3;
          continue;
        }
      }
      text::append_utf8(out, wide_form);
    }
    editor_.replace(at, end, out, Id::width_katakana);
  }

  /// Normalizes the piece around a character that may need it: from the last boundary before it to the next one behind it.
  void normalize(std::size_t at, char32_t value, std::size_t end) {
    const NormalRecord& record = normal_of(value);
    if (record.quick == 0 && record.combining == 0) return;
    std::size_t begin = at;
    const std::size_t floor = std::max(normal_floor_, editor_.floor());
    if (!is_boundary(value) || record.quick == 1) {
      while (begin > floor) {
        const text::Decoded c = decode_valid_before(text_, begin);
        begin -= c.size;
        if (is_boundary(c.value)) break;
      }
    }
    while (end < text_.size()) {
      const text::Decoded c = decode_valid(text_, end);
      if (is_boundary(c.value)) break;
      if (owned_by_other_rule(c.value)) break;
      end += c.size;
    }
    next_ = end;
    normal_floor_ = end;
    const std::string_view piece = text_.substr(begin, end - begin);
    if (is_normal(piece)) return;
    editor_.replace(begin, end, compose(piece), Id::nfc);
  }

  /// Compatibility ideographs are normalization's work only as far as their own rule does not do it.
  [[nodiscard]] bool owned_by_other_rule(char32_t value) const {
    return editor_.has(Id::forms_ideograph) && ((value >= 0xF900 && value <= 0xFAFF) || (value >= 0x2F800 && value <= 0x2FA1F));
  }

  /// The quick check: everything yes and in order.
  [[nodiscard]] static bool is_normal(std::string_view piece) {
    std::uint8_t last = 0;
    for (std::size_t i = 0; i < piece.size();) {
      const text::Decoded c = decode_valid(piece, i);
      const NormalRecord& record = normal_of(c.value);
      if (record.quick != 0) return false;
      if (record.combining != 0 && record.combining < last) return false;
      last = record.combining;
      i += c.size;
    }
    return true;
  }

  Editor& editor_;
  std::string_view text_;
  std::size_t next_ = 0;
  std::size_t line_end_ = 0;
  bool line_is_rtl_ = false;
  std::size_t wide_checked_ = 0;
  std::size_t normal_floor_ = 0;
  std::optional<PrivateUse> private_;
};

}  // namespace

const Triggers& character_triggers() noexcept { return triggers; }

void characters(Editor& editor) {
  if (!editor.any(Id::control_ansi, Id::ruby_interlinear)) return;
  Characters pass(editor);
  if (editor.has(Id::width_all) || editor.has(Id::quotes_straight) || editor.has(Id::forms_digraph)) {
    const std::string_view text = editor.source();
    for (std::size_t from = 0; from < text.size(); from += 64) {
      for (std::uint64_t bits = triggers.hits(text, from) | more_triggers.hits(text, from); bits != 0; bits &= bits - 1) {
        pass.visit(from + static_cast<std::size_t>(__builtin_ctzll(bits)));
      }
    }
  } else {
    editor.survey().for_each(Sweep::characters, [&](std::size_t at) { pass.visit(at); });
  }
}

}  // namespace hansift::cleaning
