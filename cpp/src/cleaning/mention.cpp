#include "cleaning/mention.hpp"

#include <algorithm>
#include <array>
#include <bitset>

#include "cleaning/scan_back.hpp"
#include "text/utf8.hpp"

namespace hansift::cleaning {
namespace {

/// What a word of naming is about.
enum Kind : unsigned {
  damage = 1,    ///< mojibake, and nothing else
  turning = 2,   ///< that one thing is shown in place of another
  coding = 4,    ///< encodings and character sets
  escaping = 8,  ///< escapes, entities and the names of what is escaped
};

struct Word {
  std::string_view text;  ///< ASCII in lower case
  unsigned kind;
};

constexpr std::array words = std::to_array<Word>({
    {"mojibake", damage}, {"garbled", damage}, {"gibberish", damage}, {"weird character", damage}, {"strange character", damage}, {"zeichensalat", damage},
    {"caractères bizarres", damage}, {"caracteres extraños", damage}, {"caracteres raros", damage}, {"krzaczk", damage}, {"ракозябр", damage},
    {"乱码", damage}, {"亂碼", damage}, {"文字化け", damage}, {"문자 깨짐", damage}, {"글자 깨짐", damage}, {"깨져", damage}, {"깨진", damage},

    {"instead of", turning}, {"rather than", turning}, {"become", turning}, {"turns into", turning}, {"turn into", turning}, {"turned into", turning}, {"show up as", turning},
    {"shows up as", turning}, {"displayed as", turning}, {"displays as", turning}, {"shown as", turning}, {"rendered as", turning}, {"looks like", turning},
    {"look like", turning}, {"appear as", turning}, {"appears as", turning}, {"read as", turning}, {"statt", turning}, {"anstelle", turning},
    {"au lieu d", turning}, {"à la place d", turning}, {"en lugar de", turning}, {"en vez de", turning}, {"em vez de", turning}, {"invece di", turning},
    {"al posto d", turning}, {"вместо", turning}, {"замість", turning}, {"zamiast", turning}, {"místo", turning}, {"yerine", turning},
    {"变成", turning}, {"變成", turning}, {"变为", turning}, {"變為", turning}, {"显示为", turning}, {"顯示為", turning}, {"显示成", turning}, {"顯示成", turning}, {"读成", turning},
    {"讀成", turning}, {"当成", turning}, {"當成", turning}, {"看到", turning}, {"而不是", turning}, {"と表示", turning}, {"のように表示", turning}, {"になる", turning}, {"になって", turning},
    {"になり", turning}, {"に化け", turning}, {"로 표시", turning}, {"로 보", turning}, {"대신", turning},

    {"encoding", coding}, {"encode", coding}, {"decod", coding}, {"charset", coding}, {"character set", coding}, {"character class", coding}, {"utf-8", coding}, {"utf8", coding},
    {"unicode", coding}, {"latin-1", coding}, {"latin1", coding}, {"iso-8859", coding}, {"iso8859", coding}, {"windows-125", coding}, {"cp125", coding},
    {"koi8", coding}, {"gbk", coding}, {"gb2312", coding}, {"gb18030", coding}, {"big5", coding}, {"shift_jis", coding}, {"shift-jis", coding}, {"sjis", coding},
    {"euc-", coding}, {"regex", coding}, {"regular expression", coding}, {"kodierung", coding}, {"encodage", coding}, {"codificac", coding}, {"codificaç", coding},
    {"codifica", coding}, {"одировк", coding}, {"编码", coding}, {"編碼", coding}, {"解码", coding}, {"解碼", coding}, {"字符集", coding}, {"字元集", coding}, {"正则", coding}, {"正則", coding},
    {"正規表現", coding}, {"エンコード", coding}, {"文字コード", coding}, {"인코딩", coding},

    {"转义", escaping}, {"轉義", escaping}, {"跳脱字", escaping}, {"跳脫字", escaping}, {"字符实体", escaping}, {"字符實體", escaping}, {"字元實體", escaping}, {"实体引用", escaping},
    {"实体名", escaping}, {"实体编号", escaping}, {"实体编码", escaping}, {"html实体", escaping}, {"html 实体", escaping}, {"html實體", escaping}, {"html 實體", escaping},
    {"常用实体", escaping}, {"百分号编码", escaping}, {"百分號編碼", escaping}, {"url编码", escaping}, {"url 编码", escaping}, {"url編碼", escaping}, {"url 編碼", escaping},
    {"换行符", escaping}, {"換行符", escaping}, {"制表符", escaping}, {"空格符", escaping}, {"小于号", escaping}, {"小於號", escaping}, {"大于号", escaping}, {"大於號", escaping}, {"和号", escaping},
    {"版权符号", escaping}, {"版權符號", escaping}, {"商标符号", escaping}, {"不换行空格", escaping}, {"不间断空格", escaping}, {"不断行空格", escaping},
    {"html entit", escaping}, {"character entit", escaping}, {"entity name", escaping}, {"entity reference", escaping}, {"character reference", escaping}, {"entity number", escaping},
    {"escape sequence", escaping}, {"escape code", escaping}, {"escape character", escaping}, {"is escaped", escaping}, {"are escaped", escaping}, {"unicode escape", escaping},
    {"percent-encod", escaping}, {"percent encod", escaping}, {"url encod", escaping}, {"url-encod", escaping}, {"urlencod", escaping}, {"quoted-printable", escaping},
    {"ampersand", escaping}, {"less-than sign", escaping}, {"less than sign", escaping}, {"greater-than sign", escaping}, {"greater than sign", escaping}, {"non-breaking space", escaping}, {"nonbreaking space", escaping},
    {"エスケープ", escaping}, {"実体参照", escaping}, {"文字参照", escaping}, {"パーセントエンコ", escaping}, {"urlエンコ", escaping}, {"url エンコ", escaping}, {"이스케이프", escaping}, {"엔티티", escaping},
    {"url 인코딩", escaping}, {"url인코딩", escaping},
});

/// What stands directly behind an example of an escape ...
constexpr std::array naming_behind = std::to_array<std::string_view>({
    "表示", "代表", "意为", "是指", "指的是", "对应", "對應", "即为", "的意思", "代替", "stands for", "stand for", "represents", "denotes", "means", "is written for", "bedeutet", "steht für", "bezeichnet", "signifie", "correspond", "représente", "significa", "corresponde", "corrisponde", "означает",
    "обозначает", "соответствует", "oznacza", "を表", "を意味",
    "と書く", "と書き", "と書け", "と記述", "は「", "は改行", "を使", "으로 이스케이프", "로 이스케이프", "을 뜻", "를 뜻"});
/// ... or directly before it.
constexpr std::array naming_before = std::to_array<std::string_view>({
    "写作", "寫作", "写成", "寫成", "写为", "寫為", "记作", "記作", "表示为", "表示為", "转义为", "轉義為", "转义成", "轉義成", "编码为", "編碼為", "编码成", "編碼成", "编码是", "編碼是", "替换为", "替換為",
    "替换成", "替換成", "转换为", "轉換為", "转换成", "轉換成", "变成", "變成", "对应", "實體", "实体", "字符", "转义", "空格", "written as", "write", "type", "encoded as", "escaped as", "escape", "entity", "represented as",
    "becomes", "become", "into", "replace", "replaced by", "replaced with", "schreibt man", "l'entité", "entité", "entidad", "entità", "сущность", "мнемоника", "エスケープは", "では", "になります", "엔티티"});
/// Verbs that name only where more speaks for it behind the example: "use &lt; for", "用 &lt; 代替".
constexpr std::array using_before = std::to_array<std::string_view>({"use", "using", "用", "输入", "輸入", "以"});
constexpr std::array using_behind = std::to_array<std::string_view>({"for", "to", "instead", "when", "来", "來", "代替", "表示", "替代", "实现", "實現"});

constexpr char lower(char c) noexcept { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

/// Words by their first byte, and which pairs of first bytes there are.
struct Index {
  std::bitset<65536> pairs;
  std::array<std::vector<const Word*>, 256> by_byte;
  Index() {
    for (const Word& word : words) {
      pairs.set(static_cast<unsigned char>(word.text[0]) * 256U + static_cast<unsigned char>(word.text[1]));
      by_byte[static_cast<unsigned char>(word.text[0])].push_back(&word);
    }
  }
};

bool matches(std::string_view text, std::size_t at, std::string_view word) noexcept {
  if (text.size() - at < word.size()) return false;
  for (std::size_t i = 0; i < word.size(); ++i) {
    if (lower(text[at + i]) != word[i]) return false;
  }
  return true;
}

/// The mark that closes what `value` opens; 0 if it opens nothing.
char32_t closing(char32_t value) noexcept {
  switch (value) {
    case '"': case '\'': case '`': case 0x2019: return value;
    case '(': return ')';
    case '[': return ']';
    case 0x2018: return 0x2019;
    case 0x201A: return 0x2018;
    case 0x201C: return 0x201D;
    case 0x201E: return 0x201C;
    case 0xAB: return 0xBB;
    case 0xBB: return 0xAB;
    case 0x300C: return 0x300D;
    case 0x300E: return 0x300F;
    case 0x3010: return 0x3011;
    case 0xFF08: return 0xFF09;
    default: return 0;
  }
}

/// Whether marks that belong together stand around `place`, with no more than `slack` characters between: a repair may miss the last ones of an
/// example.
bool enclosed(std::string_view line, Span place, unsigned slack) noexcept {
  std::size_t at = place.begin;
  char32_t close = 0;
  for (unsigned i = 0; i <= slack && at > 0 && close == 0; ++i) {
    const text::Decoded left = decode_valid_before(line, at);
    at -= left.size;
    close = closing(left.value);
    if (left.value == ' ' || (close == 0 && is_east_asian(left.value) && !text::class_of(left.value).letter())) return false;
  }
  if (close == 0) return false;
  at = place.end;
  for (unsigned i = 0; i <= slack && at < line.size(); ++i) {
    const text::Decoded right = decode_valid(line, at);
    if (right.value == close || (close == 0x201C && right.value == 0x201D)) return true;
    if (right.value == ' ') return false;
    at += right.size;
  }
  return false;
}

/// Whether no word and no other escape touches it on either side.
bool is_apart(char32_t value) noexcept {
  if (value == 0) return true;
  const text::CharClass found = text::class_of(value);
  return !found.letter() && !found.number() && !found.mark() && value != '&' && value != ';' && value != '%' && value != '\\' && value != '_' && value != '=' && value != '-';
}
char32_t left_of(std::string_view line, std::size_t at) noexcept { return at == 0 ? 0 : decode_valid_before(line, at).value; }
char32_t right_of(std::string_view line, std::size_t at) noexcept { return at >= line.size() ? 0 : decode_valid(line, at).value; }

/// Whether the place is a cell of a table, between bars or tabs or at the edge of the line.
bool is_cell(std::string_view line, Span place) noexcept {
  std::size_t begin = place.begin;
  std::size_t end = place.end;
  while (begin > 0 && line[begin - 1] == ' ' && place.begin - begin < 8) --begin;
  while (end < line.size() && line[end] == ' ' && end - place.end < 8) ++end;
  const auto is_bar = [](char c) { return c == '|' || c == '\t'; };
  const bool left = begin > 0 && is_bar(line[begin - 1]);
  const bool right = end < line.size() && is_bar(line[end]);
  return (left || begin == 0) && (right || end == line.size()) && (left || right);
}

bool apart(std::string_view line, Span place) noexcept { return is_apart(left_of(line, place.begin)) && is_apart(right_of(line, place.end)); }

/// The rest of the line behind blanks and a mark that closes an example.
std::string_view what_follows(std::string_view line, std::size_t at) noexcept {
  for (unsigned i = 0; i < 3 && at < line.size(); ++i) {
    const text::Decoded found = decode_valid(line, at);
    if (found.value != ' ' && found.value != '"' && found.value != '\'' && found.value != '`' && found.value != 0x201D && found.value != 0x300D && found.value != ')') break;
    at += found.size;
  }
  std::size_t end = std::min(line.size(), at + 40);
  while (end < line.size() && text::is_continuation(line[end])) --end;
  return line.substr(at, end - at);
}
std::string_view what_precedes(std::string_view line, std::size_t at) noexcept {
  for (unsigned i = 0; i < 3 && at > 0; ++i) {
    const text::Decoded found = decode_valid_before(line, at);
    if (found.value != ' ' && found.value != '"' && found.value != '\'' && found.value != '`' && found.value != 0x201C && found.value != 0x300C && found.value != '(' &&
        found.value != ':' && found.value != 0xFF1A) break;
    at -= found.size;
  }
  std::size_t begin = at > 40 ? at - 40 : 0;
  while (text::is_continuation(line[begin])) ++begin;
  return line.substr(begin, at - begin);
}

/// Whether a letter or digit is the last character.
bool is_word(std::string_view text) noexcept {
  if (text.empty()) return false;
  const text::CharClass found = text::class_of(decode_valid_before(text, text.size()).value);
  return found.letter() || found.number();
}

/// Between two words an ampersand is what it is.
bool is_between_words(std::string_view line, Span place) noexcept {
  const std::string_view follows = what_follows(line, place.end);
  return is_word(what_precedes(line, place.begin)) && is_word(follows.substr(0, follows.empty() ? 0 : decode_valid(follows, 0).size));
}

template <std::size_t size>
bool begins_with(std::string_view text, const std::array<std::string_view, size>& list) noexcept {
  return std::any_of(list.begin(), list.end(), [&](std::string_view word) { return matches(text, 0, word) && (word.size() == text.size() || !is_ascii_alnum(word.back()) || !is_ascii_alnum(text[word.size()])); });
}
template <std::size_t size>
bool ends_with(std::string_view text, const std::array<std::string_view, size>& list) noexcept {
  return std::any_of(list.begin(), list.end(), [&](std::string_view word) {
    if (text.size() < word.size() || !matches(text, text.size() - word.size(), word)) return false;
    return text.size() == word.size() || !is_ascii_alnum(word[0]) || !is_ascii_alnum(text[text.size() - word.size() - 1]);
  });
}

/// Letters; an ideograph counts as three.
std::size_t count_letters(std::string_view text) noexcept {
  std::size_t count = 0;
  for (std::size_t at = 0; at < text.size();) {
    const text::Decoded found = decode_valid(text, at);
    const text::CharClass kind = text::class_of(found.value);
    count += kind.letter() ? (found.value >= 0x2E80 ? 3 : 1) : 0;
    at += found.size;
  }
  return count;
}

constexpr std::size_t reach = 160;  ///< bytes on either side that are looked at

/// Cuts to at most `reach` bytes, at characters.
std::string_view last_of(std::string_view text) noexcept {
  if (text.size() <= reach) return text;
  std::size_t begin = text.size() - reach;
  while (begin < text.size() && text::is_continuation(text[begin])) ++begin;
  return text.substr(begin);
}
std::string_view first_of(std::string_view text) noexcept {
  if (text.size() <= reach) return text;
  std::size_t end = reach;
  while (end > 0 && text::is_continuation(text[end])) --end;
  return text.substr(0, end);
}

/// Whether `meant` stands by itself, or in marks, somewhere in `text`.
bool stands_in(std::string_view text, std::string_view meant, bool marks_only) noexcept {
  for (std::size_t at = text.find(meant); at != text.npos; at = text.find(meant, at + 1)) {
    const Span place{at, at + meant.size()};
    if (enclosed(text, place, 0) || is_cell(text, place) || (!marks_only && apart(text, place))) return true;
  }
  return false;
}

std::size_t count_characters(std::string_view text) noexcept {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) { return !text::is_continuation(c); }));
}

}  // namespace

void Mentions::find_words() {
  static const Index index;
  known_ = true;
  for (std::size_t at = 0; at + 1 < line_.size(); ++at) {
    const auto first = static_cast<unsigned char>(lower(line_[at]));
    if (!index.pairs[first * 256U + static_cast<unsigned char>(lower(line_[at + 1]))]) continue;
    for (const Word* word : index.by_byte[first]) {
      if (matches(line_, at, word->text)) found_.push_back({at, at + word->text.size(), word->kind});
    }
  }
}

unsigned Mentions::near(Span place, std::size_t before, std::size_t behind) {
  if (!known_) find_words();
  const std::size_t from = place.begin > before ? place.begin - before : 0;
  unsigned kinds = 0;
  auto found = std::lower_bound(found_.begin(), found_.end(), from, [](const Found& word, std::size_t value) { return word.begin < value; });
  for (; found != found_.end() && found->begin < place.end + behind; ++found) {
    if (found->end <= place.begin || found->begin >= place.end) kinds |= found->kinds;
  }
  return kinds;
}

bool Mentions::of_mojibake(std::span<const Span> damaged, std::size_t which, std::string_view meant) {
  const Span place = damaged[which];
  const bool in_marks = enclosed(line_, place, 6);
  const bool alone = apart(line_, place);
  if (!in_marks && !alone) return false;
  // Sound text that could speak of it.
  std::size_t from = place.begin > reach ? place.begin - reach : 0;
  while (from < place.begin && text::is_continuation(line_[from])) ++from;
  std::size_t to = std::min(line_.size(), place.end + reach);
  while (to < line_.size() && text::is_continuation(line_[to])) --to;
  std::size_t sound = count_letters(line_.substr(from, to - from));
  for (const Span& other : damaged) {
    if (other.end <= from || other.begin >= to) continue;
    const std::size_t begin = std::max(from, other.begin);
    sound -= std::min(sound, count_letters(line_.substr(begin, std::min(to, other.end) - begin)));
  }
  if (2 * sound < count_letters(meant) + 2) return false;

  const unsigned kinds = near(place, reach, reach);
  if ((kinds & damage) != 0) return true;
  if (in_marks && (kinds & (turning | coding)) != 0) return true;
  const std::size_t size = count_characters(meant);
  if ((kinds & (turning | coding)) != 0 && (size <= 2 || (near(place, 30, 12) & turning) != 0)) return true;
  return stands_in(last_of(line_.substr(0, place.begin)), meant, size > 1 && !alone) || stands_in(first_of(line_.substr(place.end)), meant, false);
}

bool Mentions::of_escape(Span place, std::string_view meant) {
  const bool in_marks = enclosed(line_, place, 0);
  const std::string_view precedes = what_precedes(line_, place.begin);
  const std::string_view follows = what_follows(line_, place.end);
  const bool named_before = ends_with(precedes, naming_before);
  const bool named_behind = begins_with(follows, naming_behind);
  const bool used = ends_with(precedes, using_before) && begins_with(follows, using_behind);
  const bool left = in_marks || is_apart(left_of(line_, place.begin)) || named_before || used;
  const bool right = in_marks || is_apart(right_of(line_, place.end)) || named_behind || used;
  if (!left || !right) return false;
  if (named_before || named_behind || used) return true;
  const text::CharClass first = text::class_of(meant.empty() ? 0 : decode_valid(meant, 0).value);
  const bool ampersand = meant == "&" && is_between_words(line_, place);
  if ((!ampersand || in_marks) && (near(place, 100, 100) & escaping) != 0) return true;
  if (first.white_space() || meant.empty() || ampersand || (first.punctuation() && !is_cell(line_, place))) return false;
  const bool ascii = static_cast<unsigned char>(meant[0]) < 0x80;
  return stands_in(last_of(line_.substr(0, place.begin)), meant, ascii) || stands_in(first_of(line_.substr(place.end)), meant, ascii);
}

bool Mentions::stands_apart(Span place, std::string_view meant) const {
  return apart(line_, place) && !(meant == "&" && is_between_words(line_, place));
}

}  // namespace hansift::cleaning
