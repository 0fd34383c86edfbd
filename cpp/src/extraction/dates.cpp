#include "extraction/dates.hpp"

#include <algorithm>
#include <array>

#include "extraction/lexicon.hpp"
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

/// Three letters as one number, to be compared at once; 0 if one of them is none.
constexpr std::uint32_t packed(char32_t a, char32_t b, char32_t c) noexcept {
  const auto letter = [](char32_t each) { return each >= U'a' && each <= U'z'; };
  return letter(a) && letter(b) && letter(c) ? static_cast<std::uint32_t>(a << 16 | b << 8 | c) : 0;
}
constexpr std::uint32_t packed(std::u32string_view word) noexcept { return packed(word[0], word[1], word[2]); }
std::uint32_t packed(const Text& text, std::size_t i) noexcept { return packed(text[i], text[i + 1], text[i + 2]); }

/// The month whose name begins with these letters; 0: none.
int month_of(std::uint32_t letters) noexcept {
  switch (letters) {
    case packed(U"jan"): return 1;
    case packed(U"feb"): return 2;
    case packed(U"mar"): return 3;
    case packed(U"apr"): return 4;
    case packed(U"may"): return 5;
    case packed(U"jun"): return 6;
    case packed(U"jul"): return 7;
    case packed(U"aug"): return 8;
    case packed(U"sep"): return 9;
    case packed(U"oct"): return 10;
    case packed(U"nov"): return 11;
    case packed(U"dec"): return 12;
    default: return 0;
  }
}

bool opens_weekday(std::uint32_t letters) noexcept {
  switch (letters) {
    case packed(U"mon"): case packed(U"tue"): case packed(U"wed"): case packed(U"thu"): case packed(U"fri"): case packed(U"sat"): case packed(U"sun"): return true;
    default: return false;
  }
}

/// "march", "mar.", "mar": the month; i goes behind it.
int month_word(const Text& text, std::size_t& i) noexcept {
  const int month = month_of(packed(text, i));
  if (month == 0) return 0;
  std::size_t k = i + 3;
  while (text[k] >= U'a' && text[k] <= U'z' && k < i + 10) ++k;
  if (text[k] == U'.') ++k;
  if (text[k] != U' ' && text[k] != U',' && text[k] != U'-') return 0;
  i = k;
  return month;
}

struct Parts {
  int year = 0;
  int month = 0;
  int day = 0;
};

/// A date as it was read, and how it could be read otherwise.
struct Reading {
  Parts parts;
  Parts other;  ///< year 0: there is no other
  bool short_year = false;
};

constexpr int first_year_of_republic = 1911;  // year 1 is the next

struct Era {
  std::u32string_view name;
  int before;  ///< the year before its first
};
constexpr std::array<Era, 7> eras{{{U"令和", 2018}, {U"平成", 1988}, {U"昭和", 1925}, {U"大正", 1911}, {U"明治", 1867}, {U"民國", first_year_of_republic}, {U"民国", first_year_of_republic}}};

bool is_day(const Parts& parts) noexcept { return is_day(parts.year, parts.month, parts.day); }

bool is_separator(char32_t c) noexcept { return c == U'/' || c == U'-' || c == U'.'; }

/// "sunday, ", "mon. ": i goes behind it.
void skip_weekday(const Text& text, std::size_t& i) noexcept {
  if (!opens_weekday(packed(text, i))) return;
  std::size_t k = i + 3;
  while (text[k] >= U'a' && text[k] <= U'z' && k < i + 9) ++k;
  if (text[k] == U',' || text[k] == U'.') ++k;
  if (text[k] != U' ') return;
  skip_blanks(text, k);
  i = k;
}

/// 05/03/2021, 5.3.2021: `first` and a separator are read.
bool day_first(const Text& text, std::size_t& k, int first, Reading& found) noexcept {
  const char32_t separator = text[k];
  if (!is_separator(separator)) return false;
  ++k;
  const auto second = number(text, k, 2);
  if (!second || text[k] != separator) return false;
  ++k;
  const std::size_t begin = k;
  const auto year = number(text, k, 4);
  if (!year || k - begin != 4 || is_digit(text[k])) return false;
  const Parts by_day{*year, *second, first};
  const Parts by_month{*year, first, *second};
  if (!is_day(by_day) && !is_day(by_month)) return false;
  found.parts = is_day(by_day) ? by_day : by_month;
  if (is_day(by_day) && is_day(by_month) && first != *second && separator != U'.') found.other = by_month;
  return true;
}

/// 110-03-05 is counted by the Republic of China; 21-03-05 by the century or, on pages of Taiwan, by the Republic. `year` is read.
bool short_year(const Text& text, std::size_t& k, int year, std::size_t digits, Reading& found) noexcept {
  const char32_t separator = text[k];
  if (!is_separator(separator)) return false;
  ++k;
  std::size_t begin = k;
  const auto month = number(text, k, 2);
  if (!month || (digits == 2 && k - begin != 2) || text[k] != separator) return false;
  ++k;
  begin = k;
  const auto day = number(text, k, 2);
  if (!day || (digits == 2 && k - begin != 2) || is_digit(text[k]) || (text[k] == separator && is_digit(text[k + 1]))) return false;
  const Parts republic{year + first_year_of_republic, *month, *day};
  if (digits == 3) {
    found.parts = republic;
    return year >= 100 && year < 140 && is_day(republic);
  }
  found.short_year = true;
  found.parts = {year < 40 ? 2000 + year : 1900 + year, *month, *day};
  found.other = republic;
  return is_day(found.parts) && is_day(republic);
}

/// 令和3, 民國110, 令和元: the year; k goes behind it.
std::optional<int> year_of_era(const Text& text, std::size_t& k, const Era& era) noexcept {
  k += 2;
  skip_blanks(text, k);
  if (text[k] == U'元') {
    ++k;
    return era.before + 1;
  }
  const auto count = number(text, k, 3);
  if (!count) return std::nullopt;
  return era.before + *count;
}

/// 二〇二一年: the year; k goes to 年.
std::optional<int> year_in_han(const Text& text, std::size_t& k) noexcept {
  int year = 0;
  int count = 0;
  for (; count < 4 && han_digit(text[k]) >= 0; ++count, ++k) year = year * 10 + han_digit(text[k]);
  if (count != 4 || text[k] != U'年') return std::nullopt;
  return year;
}

void skip_ordinal(const Text& text, std::size_t& k) noexcept {
  for (const std::u32string_view ending : {U"st", U"nd", U"rd", U"th"}) {
    if (word_at(text, k, ending)) {
      k += 2;
      return;
    }
  }
}

/// 20210305, only if it is one: the digits are read.
bool compact_date(const Text& text, std::size_t k, int digits, Parts& parts) noexcept {
  parts = {digits / 10000, digits / 100 % 100, digits % 100};
  return !is_digit(text[k]) && is_day(parts) && parts.year >= 1980;
}

/// 5 March 2021: the day is read.
bool day_then_month(const Text& text, std::size_t& k, int day, Parts& parts) noexcept {
  skip_ordinal(text, k);
  if (text[k] != U' ' && text[k] != U'-') return false;
  ++k;
  const int month = month_word(text, k);
  if (month == 0) return false;
  while (text[k] == U' ' || text[k] == U',' || text[k] == U'-') ++k;
  const auto year = number(text, k, 4);
  if (!year || !is_day(*year, month, day)) return false;
  parts = {*year, month, day};
  return true;
}

/// March 5, 2021
bool month_then_day(const Text& text, std::size_t& k, Parts& parts) noexcept {
  const int month = month_word(text, k);
  if (month == 0) return false;
  skip_blanks(text, k);
  const auto day = number(text, k, 2);
  if (!day) return false;
  skip_ordinal(text, k);
  while (text[k] == U' ' || text[k] == U',') ++k;
  const auto year = number(text, k, 4);
  if (!year || !is_day(*year, month, *day)) return false;
  parts = {*year, month, *day};
  return true;
}

/// A number that is no year of four digits begins it, and is read: 05/03/2021, 110-03-05, 5 March 2021.
bool short_number_first(const Text& text, std::size_t& k, int number_read, std::size_t digits, Reading& found) noexcept {
  if (is_separator(text[k])) {
    std::size_t behind = k;
    bool read = digits <= 2 && day_first(text, behind, number_read, found);
    if (!read && (digits == 2 || digits == 3)) {
      behind = k;
      read = short_year(text, behind, number_read, digits, found);
    }
    if (read) {
      k = behind;
      return true;
    }
    found = {};
  }
  return digits <= 2 && day_then_month(text, k, number_read, found.parts);
}

/// Month and day behind a year of four digits, of an era or in Han: 年3月5日, -03-05, . 3. 5. Of an era only 年 goes on.
bool month_and_day(const Text& text, std::size_t& k, int year, bool era, Parts& parts) noexcept {
  skip_blanks(text, k);
  const char32_t separator = text[k];
  if (era && separator != U'年') return false;
  if (separator != U'年' && separator != U'년' && !is_separator(separator)) return false;
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
  return true;
}

/// A date that begins at i, without what may stand before it; i goes behind it.
bool date_from(const Text& text, std::size_t& i, Reading& found) noexcept {
  const auto era = text[i] < 0x80 ? eras.end() : std::find_if(eras.begin(), eras.end(), [&](const Era& each) { return word_at(text, i, each.name); });
  std::optional<int> year;
  if (era != eras.end()) {
    year = year_of_era(text, i, *era);
  } else if (is_digit(text[i])) {
    const std::size_t first = i;
    year = number(text, i, 8);
    const std::size_t digits = i - first;
    if (digits == 8) return compact_date(text, i, *year, found.parts);
    if (digits != 4) return short_number_first(text, i, *year, digits, found);
  } else if (text[i] == U'二' || text[i] == U'一') {
    year = year_in_han(text, i);
  } else {
    return month_then_day(text, i, found.parts);
  }
  return year && month_and_day(text, i, *year, era != eras.end(), found.parts);
}

/// A date that begins at i, perhaps behind a day of the week or 中華; i goes behind it if there is one.
bool date_at(const Text& text, std::size_t& i, Reading& found) noexcept {
  std::size_t k = i;
  if (text[k] >= U'a' && text[k] <= U'z') skip_weekday(text, k);
  else if (word_at(text, k, U"中華民") || word_at(text, k, U"中华民")) k += 2;
  if (!date_from(text, k, found)) return false;
  i = k;
  return true;
}

struct Clock {
  int hour = 0;
  int minute = 0;
  int second = -1;
};

/// （三）, (Wed), (星期三), 星期三, 週三, 水曜日: i goes behind it.
void skip_day_of_week(const Text& text, std::size_t& i) noexcept {
  std::size_t k = i;
  skip_blanks(text, k);
  const bool bracket = text[k] == U'(' || text[k] == U'（';
  if (bracket) ++k;
  const std::size_t begin = k;
  static constexpr std::u32string_view days = U"一二三四五六日月火水木金土월화수목금토일";
  const auto day = [&](std::size_t at) { return text[at] != 0 && days.find(text[at]) != std::u32string_view::npos; };
  if ((word_at(text, k, U"星期") || word_at(text, k, U"礼拜") || word_at(text, k, U"禮拜")) && day(k + 2)) k += 3;
  else if ((text[k] == U'周' || text[k] == U'週') && day(k + 1)) k += 2;
  else if (day(k) && (word_at(text, k + 1, U"曜日") || word_at(text, k + 1, U"요일"))) k += 3;
  else if (bracket && day(k)) k += 1;
  else if (bracket && text[k] >= U'a' && text[k] <= U'z') k += 3;
  if (k == begin || (bracket && text[k] != U')' && text[k] != U'）')) return;
  i = bracket ? k + 1 : k;
}

/// A time of day right behind a date.
bool time_at(const Text& text, std::size_t& i, Clock& clock) {
  std::size_t k = i;
  if (text[k] == U't' && is_digit(text[k + 1])) ++k;
  for (int n = 0; n < 3 && (text[k] == U' ' || text[k] == U','); ++n) ++k;
  for (int n = 0; n < 4 && (text[k] == U' ' || text[k] == U',' || text[k] == U'|'); ++n) ++k;
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
  const auto half = [&](char32_t first) -> std::size_t {
    if (text[behind] != first) return 0;
    const std::size_t size = word_at(text, behind + 1, U".m.") ? 4 : word_at(text, behind + 1, U".m") ? 3 : text[behind + 1] == U'm' ? 2 : 0;
    return text[behind + size] >= U'a' && text[behind + size] <= U'z' ? 0 : size;
  };
  if (const std::size_t size = half(U'p'); size > 0) {
    afternoon = true;
    k = behind + size;
  } else if (const std::size_t first = half(U'a'); first > 0) {
    if (clock.hour == 12) clock.hour = 0;
    k = behind + first;
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
  } else {
    for (const std::u32string_view zone : {U"gmt", U"utc", U"jst", U"kst", U"cst", U"hkt", U"est", U"edt", U"pst", U"bst"}) {
      if (word_at(text, behind, zone) && !(text[behind + 3] >= U'a' && text[behind + 3] <= U'z')) k = behind + 3;
    }
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
  if (c >= U'a' && c <= U'w') {
    if (i > 0 && text[i - 1] >= U'a' && text[i - 1] <= U'z') return false;
    const std::uint32_t letters = packed(text, i);
    return month_of(letters) != 0 || opens_weekday(letters);
  }
  return c == U'二' || c == U'一' || c == U'令' || c == U'平' || c == U'昭' || c == U'民' || c == U'中' || c == U'大' || c == U'明';
}

void append_number(std::string& text, int value, int digits) {
  const std::size_t begin = text.size();
  text.append(static_cast<std::size_t>(digits), '0');
  for (std::size_t i = text.size(); i-- > begin; value /= 10) text[i] = static_cast<char>('0' + value % 10);
}

std::string iso_of(const Parts& parts, const std::optional<Clock>& clock) {
  std::string iso;
  iso.reserve(20);
  append_number(iso, parts.year, 4);
  append_number(iso += '-', parts.month, 2);
  append_number(iso += '-', parts.day, 2);
  if (!clock) return iso;
  append_number(iso += 'T', clock->hour, 2);
  append_number(iso += ':', clock->minute, 2);
  if (clock->second >= 0) append_number(iso += ':', clock->second, 2);
  return iso;
}

/// The date that begins at i, and a time of day behind it.
std::optional<FoundDate> read_date(const Text& text, std::size_t i) {
  std::size_t k = i;
  Reading reading;
  if (!date_at(text, k, reading)) return std::nullopt;
  FoundDate found;
  skip_day_of_week(text, k);
  Clock clock;
  found.time = time_at(text, k, clock);
  const std::optional<Clock> told = found.time ? std::optional(clock) : std::nullopt;
  found.iso = iso_of(reading.parts, told);
  if (reading.other.year != 0) found.other = iso_of(reading.other, told);
  found.short_year = reading.short_year;
  found.span = {text.offset(i), text.offset(k)};
  return found;
}

}  // namespace

std::optional<FoundDate> find_date(std::string_view whole, std::size_t reach) {
  const Text text(head_of(whole, reach));
  for (std::size_t i = 0; !text.ends_before(i); ++i) {
    if (!may_open(text, i)) continue;
    if (auto found = read_date(text, i); found && !found->short_year) return found;
  }
  return std::nullopt;
}

std::optional<FoundDate> date_at_begin(std::string_view whole, std::size_t reach) {
  if (whole.empty()) return std::nullopt;
  const auto small = [&](std::size_t i) { return i < whole.size() ? static_cast<char32_t>(static_cast<unsigned char>(lower(whole[i]))) : 0; };
  if (small(0) >= U'a' && small(0) <= U'z') {
    const std::uint32_t letters = packed(small(0), small(1), small(2));
    if (month_of(letters) == 0 && !opens_weekday(letters)) return std::nullopt;
  }
  const Text text(head_of(whole, reach));
  return may_open(text, 0) ? read_date(text, 0) : std::nullopt;
}

std::size_t relative_date_at_begin(std::string_view whole) {
  if (whole.empty()) return 0;
  const char first = whole[0];
  if (static_cast<unsigned char>(first) < 0x80 && !(first >= '0' && first <= '9') && (first | 32) != 'j' && (first | 32) != 'y') return 0;
  const Text text(head_of(whole, 60));
  std::size_t k = 0;
  if (text[0] == 0 || (is_digit(text[0]) && is_digit(text[1]) && is_digit(text[2]) && is_digit(text[3]))) return 0;
  for (const std::u32string_view word : {U"刚刚", U"剛剛", U"昨天", U"前天", U"昨日", U"今天", U"어제", U"방금", U"just now", U"yesterday"}) {
    if (!word_at(text, 0, word)) continue;
    k = word.size();
    Clock clock;
    time_at(text, k, clock);
    return text.offset(k);
  }
  if (!is_digit(text[0]) || !number(text, k, 3) || is_digit(text[k])) return 0;
  skip_blanks(text, k);
  static constexpr std::array<std::u32string_view, 20> units{U"秒钟", U"秒鐘", U"秒", U"分钟", U"分鐘", U"分", U"小时", U"小時", U"時間", U"天", U"日", U"周", U"週間", U"週", U"个月", U"個月", U"か月", U"ヶ月", U"年", U"月"};
  for (const std::u32string_view unit : units) {
    if (!word_at(text, k, unit)) continue;
    std::size_t behind = k + unit.size();
    skip_blanks(text, behind);
    if (text[behind] == U'前') return text.offset(behind + 1);
  }
  for (const std::u32string_view unit : {U"초", U"분", U"시간", U"일", U"주", U"개월", U"년"}) {
    if (!word_at(text, k, unit)) continue;
    std::size_t behind = k + unit.size();
    skip_blanks(text, behind);
    if (text[behind] == U'전') return text.offset(behind + 1);
  }
  for (const std::u32string_view unit : {U"second", U"minute", U"min", U"hour", U"day", U"week", U"month", U"year"}) {
    if (!word_at(text, k, unit)) continue;
    std::size_t behind = k + unit.size();
    if (text[behind] == U's') ++behind;
    skip_blanks(text, behind);
    if (word_at(text, behind, U"ago")) return text.offset(behind + 3);
  }
  return 0;
}

}  // namespace hansift::extraction
