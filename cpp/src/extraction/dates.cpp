#include "extraction/dates.hpp"

#include <algorithm>
#include <array>
#include <cstdio>

#include "text/utf8.hpp"

namespace hansift::extraction {
namespace {

constexpr std::size_t longest_reach = 400;

/// Digits and separators in one form; offsets kept. Of at most `longest_reach` bytes, decoded as far as it is looked at: most places are
/// no date, and that shows soon.
class Text {
 public:
  explicit Text(std::string_view text) noexcept : text_(text) {}

  /// The i-th character; 0 behind the last one.
  [[nodiscard]] char32_t operator[](std::size_t i) const noexcept {
    return read_to(i) ? characters_[i].value : 0;
  }
  /// Where it begins; the size of the text behind the last one.
  [[nodiscard]] std::size_t offset(std::size_t i) const noexcept {
    return read_to(i) ? characters_[i].at : text_.size();
  }
  [[nodiscard]] bool ends_before(std::size_t i) const noexcept { return !read_to(i); }

 private:
  struct Character {
    char32_t value;
    std::uint32_t at;
  };

  bool read_to(std::size_t i) const noexcept {
    while (count_ <= i && next_ < text_.size()) {
      const text::Decoded decoded = text::decode_at(text_, next_);
      char32_t c = decoded.value;
      if (c >= 0xFF10 && c <= 0xFF19) c = c - 0xFF10 + U'0';
      else if (c == 0xFF1A) c = U':';
      else if (c == 0xFF0D || c == 0x2010 || c == 0x2011 || c == 0x2013) c = U'-';
      else if (c == 0xFF0F) c = U'/';
      else if (c == 0xFF0E) c = U'.';
      else if (c == 0x3000 || c == 0xA0 || c == U'\t') c = U' ';
      else if (c >= U'A' && c <= U'Z') c += 32;
      characters_[count_++] = {c, static_cast<std::uint32_t>(next_)};
      next_ += decoded.size;
    }
    return i < count_;
  }

  std::string_view text_;
  mutable std::array<Character, longest_reach> characters_;
  mutable std::size_t count_ = 0;
  mutable std::size_t next_ = 0;
};

bool is_digit(char32_t c) noexcept { return c >= U'0' && c <= U'9'; }

void skip_blanks(const Text& text, std::size_t& i) noexcept {
  for (int k = 0; k < 4 && text[i] == U' '; ++k) ++i;
}

/// 1 to `most` digits.
std::optional<int> number(const Text& text, std::size_t& i, int most) noexcept {
  int value = 0;
  int count = 0;
  while (count < most && is_digit(text[i])) {
    value = value * 10 + static_cast<int>(text[i] - U'0');
    ++i;
    ++count;
  }
  if (count == 0) return std::nullopt;
  return value;
}

int han_digit(char32_t c) noexcept {
  switch (c) {
    case U'〇': case U'零': case U'○': case U'Ｏ': return 0;
    case U'一': case U'元': return 1;
    case U'二': return 2;
    case U'三': return 3;
    case U'四': return 4;
    case U'五': return 5;
    case U'六': return 6;
    case U'七': return 7;
    case U'八': return 8;
    case U'九': return 9;
    default: return -1;
  }
}

/// 十二, 二十, 三十一, 五; or digits.
std::optional<int> small_number(const Text& text, std::size_t& i) noexcept {
  if (is_digit(text[i])) return number(text, i, 2);
  int value = 0;
  const int first = han_digit(text[i]);
  if (first > 0 && text[i] != U'元') {
    value = first;
    ++i;
  }
  if (text[i] == U'十') {
    ++i;
    value = value == 0 ? 10 : value * 10;
    const int last = han_digit(text[i]);
    if (last > 0) {
      value += last;
      ++i;
    }
  }
  if (value == 0) return std::nullopt;
  return value;
}

bool is_day(int year, int month, int day) noexcept {
  static constexpr std::array<int, 13> days{0, 31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  return year >= 1900 && year <= 2099 && month >= 1 && month <= 12 && day >= 1 && day <= days[static_cast<std::size_t>(month)];
}

bool word_at(const Text& text, std::size_t i, std::u32string_view word) noexcept {
  for (std::size_t k = 0; k < word.size(); ++k) {
    if (text[i + k] != word[k]) return false;
  }
  return true;
}

constexpr std::array<std::u32string_view, 12> months{U"jan", U"feb", U"mar", U"apr", U"may", U"jun", U"jul", U"aug", U"sep", U"oct", U"nov", U"dec"};

/// "march", "mar.", "mar": the month; i goes behind it.
int month_word(const Text& text, std::size_t& i) noexcept {
  for (std::size_t m = 0; m < months.size(); ++m) {
    if (!word_at(text, i, months[m])) continue;
    std::size_t k = i + 3;
    while (text[k] >= U'a' && text[k] <= U'z' && k < i + 10) ++k;
    if (text[k] == U'.') ++k;
    if (text[k] != U' ' && text[k] != U',' && text[k] != U'-') return 0;
    i = k;
    return static_cast<int>(m + 1);
  }
  return 0;
}

struct Parts {
  int year = 0;
  int month = 0;
  int day = 0;
};

/// A date that begins at i; i goes behind it.
bool date_at(const Text& text, std::size_t& i, Parts& parts) {
  std::size_t k = i;
  int year = 0;
  bool era = false;
  // Eras: 令和 平成 昭和, 民國 民国.
  if ((word_at(text, k, U"令和") || word_at(text, k, U"平成") || word_at(text, k, U"昭和") || word_at(text, k, U"民國") || word_at(text, k, U"民国"))) {
    const int base = text[k] == U'令' ? 2018 : text[k] == U'平' ? 1988 : text[k] == U'昭' ? 1925 : 1911;
    k += 2;
    skip_blanks(text, k);
    std::optional<int> count;
    if (text[k] == U'元') {
      ++k;
      count = 1;
    } else {
      count = number(text, k, 3);
    }
    if (!count) return false;
    year = base + *count;
    era = true;
  } else if (is_digit(text[k])) {
    const std::size_t first = k;
    const auto value = number(text, k, 8);
    if (k - first == 8 && value) {  // 20210305, only if it is one
      parts = {*value / 10000, *value / 100 % 100, *value % 100};
      if (is_digit(text[k]) || !is_day(parts.year, parts.month, parts.day) || parts.year < 1980) return false;
      i = k;
      return true;
    }
    if (k - first != 4) {
      // 5 March 2021
      if (k - first > 2) return false;
      if (word_at(text, k, U"st") || word_at(text, k, U"nd") || word_at(text, k, U"rd") || word_at(text, k, U"th")) k += 2;
      if (text[k] != U' ' && text[k] != U'-') return false;
      ++k;
      const int month = month_word(text, k);
      if (month == 0) return false;
      while (text[k] == U' ' || text[k] == U',' || text[k] == U'-') ++k;
      const auto late = number(text, k, 4);
      if (!late || !is_day(*late, month, *value)) return false;
      parts = {*late, month, *value};
      i = k;
      return true;
    }
    year = *value;
  } else if (han_digit(text[k]) >= 0 && (text[k] == U'二' || text[k] == U'一')) {
    int count = 0;
    for (; count < 4 && han_digit(text[k]) >= 0; ++count, ++k) year = year * 10 + han_digit(text[k]);
    if (count != 4 || text[k] != U'年') return false;
  } else {
    // March 5, 2021
    const int month = month_word(text, k);
    if (month == 0) return false;
    skip_blanks(text, k);
    const auto day = number(text, k, 2);
    if (!day) return false;
    if (word_at(text, k, U"st") || word_at(text, k, U"nd") || word_at(text, k, U"rd") || word_at(text, k, U"th")) k += 2;
    while (text[k] == U' ' || text[k] == U',') ++k;
    const auto late = number(text, k, 4);
    if (!late || !is_day(*late, month, *day)) return false;
    parts = {*late, month, *day};
    i = k;
    return true;
  }
  skip_blanks(text, k);
  const char32_t separator = text[k];
  if (era && separator != U'年') return false;
  if (separator != U'年' && separator != U'-' && separator != U'/' && separator != U'.' && separator != U'년') return false;
  ++k;
  skip_blanks(text, k);
  const auto month = small_number(text, k);
  if (!month) return false;
  skip_blanks(text, k);
  if (separator == U'年' ? text[k] != U'月' && text[k] != U'-' : separator == U'년' ? text[k] != U'월' : text[k] != separator) return false;
  ++k;
  skip_blanks(text, k);
  const auto day = small_number(text, k);
  if (!day || is_digit(text[k])) return false;
  if (text[k] == U'日' || text[k] == U'號' || text[k] == U'号' || text[k] == U'일') ++k;
  else if (separator == U'.' && text[k] == U'.') ++k;
  if (!is_day(year, *month, *day)) return false;
  parts = {year, *month, *day};
  i = k;
  return true;
}

struct Clock {
  int hour = 0;
  int minute = 0;
  int second = -1;
};

/// A time of day right behind a date.
bool time_at(const Text& text, std::size_t& i, Clock& clock) {
  std::size_t k = i;
  if (text[k] == U't' && is_digit(text[k + 1])) ++k;
  for (int n = 0; n < 3 && (text[k] == U' ' || text[k] == U','); ++n) ++k;
  // （三）, (Wed), 星期三, (金)
  if ((text[k] == U'(' || text[k] == U'（') && (text[k + 2] == U')' || text[k + 2] == U'）')) k += 3;
  else if (word_at(text, k, U"星期") || word_at(text, k, U"周")) k += text[k] == U'周' ? 2 : 3;
  for (int n = 0; n < 3 && (text[k] == U' ' || text[k] == U','); ++n) ++k;
  if (word_at(text, k, U"at ")) k += 3;
  bool afternoon = false;
  if (word_at(text, k, U"下午") || word_at(text, k, U"午後") || word_at(text, k, U"오후") || word_at(text, k, U"晚上")) {
    afternoon = true;
    k += 2;
  } else if (word_at(text, k, U"上午") || word_at(text, k, U"午前") || word_at(text, k, U"오전") || word_at(text, k, U"早上")) {
    k += 2;
  }
  skip_blanks(text, k);
  const auto hour = number(text, k, 2);
  if (!hour || *hour > 24) return false;
  if (text[k] != U':' && text[k] != U'时' && text[k] != U'時' && text[k] != U'点' && text[k] != U'點' && text[k] != U'시') return false;
  const bool words = text[k] != U':';
  ++k;
  if (words) skip_blanks(text, k);
  const auto minute = number(text, k, 2);
  if (!minute) {
    if (!words) return false;
    clock = {*hour, 0, -1};
  } else {
    if (*minute > 59) return false;
    if (text[k] == U'分' || text[k] == U'분') ++k;
    clock = {*hour, *minute, -1};
    if (text[k] == U':' && is_digit(text[k + 1])) {
      ++k;
      const auto second = number(text, k, 2);
      if (second && *second <= 60) clock.second = *second;
    }
  }
  std::size_t behind = k;
  skip_blanks(text, behind);
  if (word_at(text, behind, U"pm") || word_at(text, behind, U"p.m")) {
    afternoon = true;
    k = behind + 2;
  } else if (word_at(text, behind, U"am") && !(text[behind + 2] >= U'a' && text[behind + 2] <= U'z')) {
    if (clock.hour == 12) clock.hour = 0;
    k = behind + 2;
  }
  if (afternoon && clock.hour < 12) clock.hour += 12;
  if (clock.hour == 24) clock.hour = 0;
  // Time zones: +08:00, +0800, Z, .000
  if (text[k] == U'.' && is_digit(text[k + 1])) {
    ++k;
    while (is_digit(text[k])) ++k;
  }
  behind = k;
  skip_blanks(text, behind);
  if ((text[behind] == U'+' || text[behind] == U'-') && is_digit(text[behind + 1]) && is_digit(text[behind + 2])) {
    behind += 3;
    if (text[behind] == U':') ++behind;
    if (is_digit(text[behind]) && is_digit(text[behind + 1])) k = behind + 2;
  } else if (text[k] == U'z') {
    ++k;
  }
  i = k;
  return true;
}

/// The first `reach` bytes, whole characters.
std::string_view head_of(std::string_view text, std::size_t reach) noexcept {
  std::size_t cut = std::min({reach, text.size(), longest_reach});
  while (cut > 0 && cut < text.size() && text::is_continuation(text[cut])) --cut;
  return text.substr(0, cut);
}

/// Whether a date may begin with this.
bool may_open(const Text& text, std::size_t i) {
  const char32_t c = text[i];
  if (is_digit(c)) return i == 0 || !is_digit(text[i - 1]);
  if (c >= U'a' && c <= U's') return i == 0 || !(text[i - 1] >= U'a' && text[i - 1] <= U'z');
  return c == U'二' || c == U'一' || c == U'令' || c == U'平' || c == U'昭' || c == U'民';
}

/// The date that begins at i, and a time of day behind it.
std::optional<FoundDate> read_date(const Text& text, std::size_t i) {
  std::size_t k = i;
  Parts parts;
  if (!date_at(text, k, parts)) return std::nullopt;
  FoundDate found;
  std::array<char, 64> buffer{};
  std::snprintf(buffer.data(), buffer.size(), "%04d-%02d-%02d", parts.year, parts.month, parts.day);
  found.iso = buffer.data();
  Clock clock;
  if (time_at(text, k, clock)) {
    found.time = true;
    std::snprintf(buffer.data(), buffer.size(), "T%02d:%02d", clock.hour, clock.minute);
    found.iso += buffer.data();
    if (clock.second >= 0) {
      std::snprintf(buffer.data(), buffer.size(), ":%02d", clock.second);
      found.iso += buffer.data();
    }
  }
  found.span = {text.offset(i), text.offset(k)};
  return found;
}

}  // namespace

std::optional<FoundDate> find_date(std::string_view whole, std::size_t reach) {
  const Text text(head_of(whole, reach));
  for (std::size_t i = 0; !text.ends_before(i); ++i) {
    if (!may_open(text, i)) continue;
    if (auto found = read_date(text, i)) return found;
  }
  return std::nullopt;
}

std::optional<FoundDate> date_at_begin(std::string_view whole, std::size_t reach) {
  const Text text(head_of(whole, reach));
  return may_open(text, 0) ? read_date(text, 0) : std::nullopt;
}

}  // namespace hansift::extraction
