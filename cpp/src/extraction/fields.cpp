#include "extraction/fields.hpp"

#include <algorithm>
#include <array>

#include "extraction/dates.hpp"
#include "extraction/labels.hpp"
#include "extraction/roles.hpp"
#include "extraction/shape.hpp"
#include "text/classes.hpp"
#include "text/utf8.hpp"

namespace hansift::extraction {
namespace {

constexpr std::size_t longest_line = 400;   ///< bytes
constexpr std::size_t date_reach = 60;      ///< bytes behind a label
constexpr std::size_t widest_source = 70;
constexpr std::size_t most_loose = 8;
constexpr std::size_t widest_word = 48;      ///< columns
constexpr std::size_t widest_rest = 80;      ///< columns of words beside the fields of a line

/// Where the last thing stands that may join a label to its value in the middle of a word: a colon, a sign of equality, 记者. 0: nowhere.
std::size_t last_joint(std::string_view line) noexcept {
  for (std::size_t i = line.size(); i-- > 1;) {
    const char c = line[i];
    if (c == ':' || c == '=') return i;
    if (c != '\xEF' && c != '\xE8' && c != '\xE2') continue;
    const std::string_view rest = line.substr(i, 6);
    if (rest.starts_with("：") || rest.starts_with("＝") || rest.starts_with("∶") || size_of_word(rest, reporter_stems) == rest.size()) return i;
  }
  return 0;
}

bool is_separator(char32_t c) noexcept {
  return is_slash(c) || c == U'·' || c == U'•' || c == U'，' || c == U',' || c == U'；' || c == U';' || c == U'-' || c == U'—' || c == U'–' || c == U'、' || c == U'‖' || c == U'■' || c == U'□' || c == U'●' || c == U'◎';
}
bool is_bracket(char32_t c) noexcept {
  const text::Category category = text::class_of(c).category();
  return category == text::Category::Ps || category == text::Category::Pe;
}
bool is_digit(char32_t c) noexcept { return (c >= U'0' && c <= U'9') || (c >= U'０' && c <= U'９'); }

/// Where a date may begin; most characters are none.
bool may_open_date(char32_t c) noexcept {
  if (c < 0x80) {
    if (is_digit(c)) return true;
    const char32_t small = c | 32;  // months and days of the week
    return small == U'j' || small == U'f' || small == U'm' || small == U'a' || small == U's' || small == U'o' || small == U'n' || small == U'd' || small == U'w' || small == U't' || small == U'y';
  }
  switch (c) {
    case U'二': case U'一': case U'令': case U'平': case U'昭': case U'大': case U'明': case U'民': case U'中':
    case U'刚': case U'剛': case U'昨': case U'前': case U'今': case U'어': case U'방': return true;
    default: return c >= U'０' && c <= U'９';
  }
}

/// Where a date may begin in the middle of a word: 王小河2021-03-05.
bool may_begin_date(char32_t c) noexcept { return is_digit(c) || c == U'二' || c == U'令' || c == U'平' || c == U'昭' || c == U'民' || c == U'中'; }

/// Bytes with which something may begin that ends a word; behind the last joint of a line, and before it (where any wide character may begin a label).
constexpr std::array<std::array<bool, 256>, 2> may_end_word = [] {
  std::array<std::array<bool, 256>, 2> sets{};
  for (const unsigned char byte : {' ', '\t', '/', '|', ',', '=', '(', ')', '[', ']', '{', '}', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9'}) sets[0][byte] = true;
  for (const unsigned char byte : {0xC2, 0xE2, 0xE3, 0xEF}) sets[0][byte] = true;
  sets[0][0xE4] = true;  // 丨
  sets[1] = sets[0];
  for (std::size_t byte = 0xC0; byte < 256; ++byte) sets[1][byte] = true;
  return sets;
}();

class LineReader {
 public:
  /// `close`: look at what the words beside the fields are. Most lines have no fields, and need not be looked at so closely.
  LineReader(std::string_view line, bool close) : line_(line), close_(close), last_joint_(last_joint(line)) {}

  [[nodiscard]] bool wants_closer_look() const noexcept {
    return role_seen_ || (words_seen_ && result_.rest <= widest_rest && (result_.labelled || result_.dated() || result_.has(Field::updated)));
  }

  FieldLine read() {
    while (at_ < line_.size()) {
      const text::Decoded c = text::decode_at(line_, at_);
      const char32_t small = c.value | 32;
      if (small >= U'a' && small <= U'z') {
        take_word();
      } else if (is_blank(c.value) || is_separator(c.value) || is_bracket(c.value) || is_colon(c.value)) {
        at_ += c.size;
      } else {
        take_word();
      }
    }
    if (close_) settle_loose();
    find_inner_date();
    return result_;
  }

 private:
  void take_word() {
    if (const FoundLabel label = label_at(line_, at_); label && !inside_phrase(label)) take_label(label);
    else if (!take_date() && !take_role()) take_token();
  }

  void add(Field field, std::string value, bool labelled, Span span, std::string other = {}) {
    result_.found.push_back({field, std::move(value), labelled, span, std::move(other)});
    result_.labelled = result_.labelled || labelled;
  }

  void take_label(const FoundLabel& label) {
    take_poster(label);
    if (parts_++ == 0) result_.starts_labelled = true;
    if (label.value >= line_.size()) {
      result_.labelled = true;
      at_ = line_.size();
      return;
    }
    switch (label.field) {
      case Field::date: case Field::updated: take_labelled_date(label); break;
      case Field::author: case Field::editor: take_people(label); break;
      case Field::source: take_source(label); break;
      default: take_ignored(label); break;
    }
  }

  /// "Ads by Example", 좋은 글 잘 봤습니다: a word that only a blank joins to its value is no label behind other words.
  [[nodiscard]] bool inside_phrase(const FoundLabel& label) const noexcept {
    if (label.colon || label.glued || !last_ || (label.field != Field::author && label.field != Field::editor && label.field != Field::source)) return false;
    if (label.value > 0 && is_slash(text::decode_before(line_, label.value).value)) return false;
    return last_->form == Loose::Form::word && skip_blanks(line_, last_->span.end) == at_ && role_at_begin(line_.substr(at_)) == 0;
  }

  /// 山里的猫 发表于 2021-03-05: who stands before the verb.
  void take_poster(const FoundLabel& label) {
    const std::string_view word = label.size >= 3 ? line_.substr(at_ + label.size - 3, 3) : std::string_view();
    if (label.field != Field::date || (word != "于" && word != "於") || !last_ || result_.has(Field::author)) return;
    const Loose last = *last_;
    const std::string_view name = last.span.of(line_);
    if (skip_blanks(line_, last.span.end) != at_ || width_of(name, 60) > 30 || name == "本文" || name == "最后" || name == "首次" || name == "最初") return;
    add(Field::author, std::string(name), true, last.span);
    result_.rest -= std::min(result_.rest, width_of(name, 60));
    forget_last();
  }

  void forget_last() {
    if (!result_.loose.empty() && result_.loose.back().span == last_->span) result_.loose.pop_back();
    last_.reset();
  }

  void take_labelled_date(const FoundLabel& label) {
    const std::string_view behind = line_.substr(label.value);
    if (const auto near = date_at_begin(behind, date_reach)) {
      add(label.field, near->iso, true, moved(near->span, label.value), near->other);
      at_ = label.value + near->span.end;
    } else if (const std::size_t size = relative_date_at_begin(behind); size > 0) {
      add(Field::relative, std::string(behind.substr(0, size)), true, {label.value, label.value + size});
      at_ = label.value + size;
    } else if (const auto date = find_date(behind, date_reach); date && date->span.begin <= 12) {
      add(label.field, date->iso, true, moved(date->span, label.value), date->other);
      at_ = label.value + date->span.end;
    } else if (label_at(line_, label.value)) {
      result_.labelled = true;
      at_ = label.value;
    } else {
      pass(label.value, token_end(label.value));
    }
  }

  /// Names behind 作者, 编辑, By. What goes on as a sentence is none: 记者离开的时候.
  void take_people(const FoundLabel& label) {
    if (const FoundLabel next = label_at(line_, label.value); next.colon || (next && next.field != Field::author)) {  // a label without a value
      result_.labelled = true;
      at_ = label.value;
      return;
    }
    if (const auto date = date_at_begin(line_.substr(label.value), date_reach)) {
      result_.labelled = true;
      at_ = label.value;
      return;
    }
    const Names names = read_names(line_, label.value, !label.glued);
    const bool anonymous = !names.names.empty() && is_nobody(names.names.front().of(line_));
    if (names.names.empty() || names.sentence || goes_on(names, label)) {
      pass(label.value, std::max(token_end(label.value), names.end));
      return;
    }
    at_ = names.end;
    result_.labelled = true;
    if (!anonymous) add(label.field, names.joined(line_), true, {names.names.front().begin, names.names.back().end});
    // 记者王小河／青溪日報, 記者王小河／台北報導: what follows the slash is the paper or the place.
    const std::size_t next = skip_blanks(line_, at_);
    if (label.field == Field::author && next < line_.size() && is_slash(text::decode_at(line_, next).value)) {
      const std::size_t begin = skip_blanks(line_, next + text::decode_at(line_, next).size);
      const std::size_t end = token_end(begin);
      const std::string_view token = line_.substr(begin, end - begin);
      if (token.ends_with("報導") || token.ends_with("报道") || token.ends_with("報道")) at_ = end;
    }
  }

  static bool is_nobody(std::string_view name) noexcept {
    for (const std::string_view word : {"佚名", "未知", "匿名", "不详", "不詳", "网络", "無", "无", "本站", "原创", "转载", "admin", "Admin", "administrator"}) {
      if (name == word) return true;
    }
    return false;
  }

  /// Whether what stands behind the names makes them words of a sentence.
  [[nodiscard]] bool goes_on(const Names& names, const FoundLabel& label) const noexcept {
    const std::size_t next = skip_blanks(line_, names.end);
    if (next >= line_.size()) return false;
    const text::Decoded c = text::decode_at(line_, next);
    const bool first_sure = is_person(names.names.front().of(line_));
    if (c.value == U'！' || c.value == U'？' || c.value == U'“' || c.value == U'「') return true;
    if (c.value == U'。' || c.value == U'，' || c.value == U',') return !first_sure && c.value != U',';
    if (next == names.end) return !is_separator(c.value) && !is_bracket(c.value) && !may_begin_date(c.value) && !label_at(line_, next) && !is_colon(c.value) && !first_sure;
    if (c.value < 0x80 || label.colon || !text::class_of(c.value).letter()) return false;
    // 글쓴이 조영호은 북원군에서 산다: words go on.
    return !first_sure && !label_at(line_, next) && role_at_begin(line_.substr(next)) == 0 && !may_begin_date(c.value) && token_end(token_end(next)) > next && count_tokens(next) >= 2;
  }

  [[nodiscard]] std::size_t count_tokens(std::size_t at) const noexcept {
    std::size_t count = 0;
    while (at < line_.size() && count < 4) {
      at = skip_blanks(line_, at);
      const std::size_t end = token_end(at);
      if (end == at) break;
      if (label_at(line_, at) || date_at_begin(line_.substr(at), date_reach)) break;
      ++count;
      at = end;
    }
    return count;
  }

  void take_source(const FoundLabel& label) {
    if (const FoundLabel next = label_at(line_, label.value); next.colon || next.glued) {
      result_.labelled = true;
      at_ = label.value;
      return;
    }
    const std::size_t end = source_end(label.value);
    const std::string_view value = stripped(line_.substr(label.value, end - label.value));
    const std::size_t begin = value.empty() ? end : static_cast<std::size_t>(value.data() - line_.data());
    const bool stopped = end < line_.size() && line_.substr(end).starts_with("。");
    // What a river's water comes from is told in a sentence.
    const std::size_t book = value.starts_with("《") ? value.find("》") : std::string_view::npos;
    const std::string_view volume = book == std::string_view::npos ? std::string_view() : value.substr(book + 3);
    const bool cited = volume.starts_with("卷") || volume.starts_with("第") || volume.starts_with("，");  // 《县志》卷三: a book that the text quotes
    const bool spoken = !value.empty() && value[0] >= 'a' && value[0] <= 'z' && value.find('.') == std::string_view::npos;  // the parish register
    const bool told = cited || spoken || (stopped && value.find("，") != std::string_view::npos) || (label.glued && !is_medium(value) && stopped);
    if (value.empty() || told || width_of(value, 200) > widest_source) {
      pass(label.value, std::max(end, label.value));
      if (value.empty()) result_.labelled = true;
      return;
    }
    at_ = end;
    result_.labelled = true;
    if (!is_nobody(value)) add(Field::source, std::string(value), true, {begin, begin + value.size()});
  }

  [[nodiscard]] std::size_t source_end(std::size_t at) const noexcept {
    std::size_t i = at;
    while (i < line_.size()) {
      const text::Decoded c = text::decode_at(line_, i);
      if (is_slash(c.value) && c.value != U'/') return i;
      if (c.value == U'】' || c.value == U']' || c.value == U'）' || c.value == U')') {
        // Its own bracket stays: 新华社（北京）
        const std::string_view value = line_.substr(at, i - at);
        if (value.find(c.value == U'】' ? "【" : c.value == U']' ? "[" : c.value == U'）' ? "（" : "(") == std::string_view::npos) return i;
      }
      if (c.value == U'【' || c.value == U'[' || c.value == U'。' || c.value == U'；' || c.value == U';' || c.value == U'•') return i;
      if ((c.value == U'（' || c.value == U'(') && label_at(line_, skip_blanks(line_, i + c.size))) return i;
      if (is_blank(c.value)) {
        const std::size_t next = skip_blanks(line_, i);
        if (next >= line_.size() || label_at(line_, next)) return i;
        const char first = line_[next];
        // Of words in Latin letters several may be one name.
        const bool latin = i > at && static_cast<unsigned char>(line_[i - 1]) < 0x80 && static_cast<unsigned char>(first) < 0x80;
        if (!latin || is_button(line_.substr(next, token_end(next) - next)) || date_at_begin(line_.substr(next), date_reach)) return i;
        i = next;
        continue;
      }
      if (i > at && c.value >= 0x80) {
        if (const FoundLabel next = label_at(line_, i); next.colon && next.size >= 6) return i;
      }
      if (i > at && may_begin_date(c.value) && date_at_begin(line_.substr(i), date_reach)) return i;
      i += c.size;
    }
    return i;
  }

  void take_ignored(const FoundLabel& label) {
    result_.labelled = true;
    at_ = label.value;
    if (label_at(line_, label.value) || date_at_begin(line_.substr(label.value), date_reach)) return;
    at_ = std::max(at_, token_end(label.value));
    result_.found.push_back({Field::ignored, std::string(line_.substr(label.value, at_ - label.value)), true, {label.value, at_}, {}});
  }

  [[nodiscard]] std::size_t relative_size(std::size_t at) const {
    // A number tells a date only before one of these.
    if (is_digit(text::decode_at(line_, at).value) && line_.find("前") == std::string_view::npos && line_.find("ago") == std::string_view::npos && line_.find("전") == std::string_view::npos) return 0;
    return relative_date_at_begin(line_.substr(at));
  }

  bool take_date() {
    if (!may_open_date(text::decode_at(line_, at_).value)) return false;
    const std::string_view rest = line_.substr(at_);
    if (const auto date = date_at_begin(rest, date_reach)) {
      // Two digits of a year are none where nothing is beside them.
      const bool alone = at_ + date->span.end >= line_.size() && parts_ == 0;
      if (!date->short_year || date->time || alone) {
        add(Field::date, date->iso, false, moved(date->span, at_), date->other);
        at_ += date->span.end;
        ++parts_;
        return true;
      }
    }
    if (const std::size_t size = relative_size(at_); size > 0) {
      add(Field::relative, std::string(rest.substr(0, size)), false, {at_, at_ + size});
      at_ += size;
      ++parts_;
      return true;
    }
    return false;
  }

  /// 王小河 发表于, 오세린 기자: the name before the word that says what it is.
  bool take_role() {
    const std::size_t size = role_at_begin(line_.substr(at_));
    if (size == 0 || !last_) return false;
    role_seen_ = true;
    if (!close_) return false;
    const std::size_t end = at_ + size;
    if (end < line_.size()) {
      const text::Decoded c = text::decode_at(line_, end);
      if (!is_blank(c.value) && !is_separator(c.value) && !is_bracket(c.value) && !is_colon(c.value)) return false;
    }
    const Loose last = *last_;
    const std::string_view name = last.span.of(line_);
    const bool hangul = line_.substr(at_).starts_with("기자") && width_of(name, 20) <= 14 && is_name(name);
    if ((last.form != Loose::Form::person && !hangul) || skip_blanks(line_, last.span.end) != at_) return false;
    add(Field::author, std::string(name), true, last.span);
    result_.rest -= std::min(result_.rest, width_of(name, 60));
    forget_last();
    at_ = end;
    return true;
  }

  void take_token() {
    const std::size_t begin = at_;
    const std::size_t end = std::max(token_end(begin), begin + text::decode_at(line_, begin).size);
    std::size_t stop = end;
    std::string_view token = line_.substr(begin, end - begin);
    Loose::Form form = Loose::Form::word;
    // Names of several words: Harlow Bay News, 伊藤 大輔.
    const Names names = close_ ? read_names(line_, begin, false) : Names{};
    if (!close_) {
      stop = end;
    } else if (const std::size_t phrase = latin_phrase(begin); phrase > end && is_medium(line_.substr(begin, phrase - begin))) {
      stop = phrase;
      form = Loose::Form::medium;
    } else if (is_medium(token)) {
      form = Loose::Form::medium;
    } else if (!names.names.empty() && names.names.front().begin == begin && names.end >= end) {
      stop = names.names.back().end;
      form = Loose::Form::person;
    }
    ++parts_;
    at_ = stop;
    for (const std::string_view account : {"官方账号", "官方号", "官方帳號"}) {
      if (static_cast<unsigned char>(token.back()) < 0x80) break;
      if (token.ends_with(account) && token.size() > account.size() + 3) {
        stop -= account.size();
        form = Loose::Form::medium;
      }
    }
    token = line_.substr(begin, stop - begin);
    if (is_button(token) || (close_ && is_counter(token)) || token.find('@') != std::string_view::npos) return;
    const std::size_t width = width_of(token, 400);
    result_.rest += width;
    if (width > widest_word) return;
    words_seen_ = true;
    last_ = Loose{{begin, stop}, form};
    if (close_ && result_.loose.size() < most_loose) result_.loose.push_back(*last_);
  }

  /// A label whose number a script was to fill in.
  [[nodiscard]] bool is_counter(std::string_view token) const {
    if (parts_ < 2 || token.size() > 24) return false;
    const std::string labelled = std::string(token) + "：";
    const FoundLabel label = label_at(labelled + "0", 0);
    return label.field == Field::ignored && label.value == labelled.size();
  }

  /// Words in Latin letters with single blanks between them, each with a capital.
  [[nodiscard]] std::size_t latin_phrase(std::size_t at) const noexcept {
    std::size_t end = at;
    std::size_t best = at;
    for (int words = 0; words < 5 && end < line_.size(); ++words) {
      const std::size_t begin = words == 0 ? end : end + 1;
      if (begin >= line_.size() || line_[begin] < 'A' || line_[begin] > 'Z' || (words > 0 && line_[end] != ' ')) break;
      if (date_at_begin(line_.substr(begin), date_reach)) break;
      end = token_end(begin);
      if (end == begin) break;
      if (is_medium(line_.substr(at, end - at))) best = end;
    }
    return best;
  }

  /// Where the word that begins at `at` ends: at a blank, a mark, a label or a date.
  [[nodiscard]] std::size_t token_end(std::size_t at) const noexcept {
    std::size_t i = at;
    char32_t before = 0;
    while (i < line_.size()) {
      if (!may_end_word[i <= last_joint_ && last_joint_ != 0][static_cast<unsigned char>(line_[i])]) {
        before = static_cast<unsigned char>(line_[i]);
        ++i;
        continue;
      }
      const text::Decoded c = text::decode_at(line_, i);
      if (is_blank(c.value) || is_slash(c.value) || is_bracket(c.value) || c.value == U'•' || c.value == U'‖' || c.value == U',' || c.value == U'，' || c.value == U'、' || c.value == U'=' || c.value == U'＝') break;
      if (i > at) {
        if (last_joint_ != 0 && i <= last_joint_ && c.value >= 0x80) {
          const FoundLabel next = label_at(line_, i);
          if (next && (next.colon ? next.size >= 6 : next.field == Field::author && is_medium(line_.substr(at, i - at)))) break;
        }
        if (may_begin_date(c.value) && !is_digit(before) && before != U'.' && before != U'-' && (date_at_begin(line_.substr(i), date_reach) || relative_size(i) > 0)) break;
      }
      before = c.value;
      i += c.size;
    }
    return i;
  }

  void pass(std::size_t begin, std::size_t end) {
    result_.rest += width_of(line_.substr(begin, end - begin), 400);
    at_ = std::max(end, begin);
    if (at_ == begin && at_ < line_.size()) at_ += text::decode_at(line_, at_).size;
  }

  /// Beside a date a medium or a name needs no label.
  void settle_loose() {
    if (!(result_.dated() || result_.has(Field::updated) || result_.has(Field::author)) || result_.rest > 60) return;
    const auto take = [&](Loose::Form form, Field field) {
      if (result_.has(field)) return;
      const auto found = std::find_if(result_.loose.begin(), result_.loose.end(), [&](const Loose& loose) { return loose.form == form; });
      if (found == result_.loose.end()) return;
      const std::string_view value = found->span.of(line_);
      result_.found.push_back({field, std::string(value), false, found->span, {}});
      result_.rest -= std::min(result_.rest, width_of(value, 60));
      result_.loose.erase(found);
    };
    take(Loose::Form::medium, Field::source);
    if (result_.dated() || result_.has(Field::updated)) take(Loose::Form::person, Field::author);
  }

  /// A date that stands somewhere inside.
  void find_inner_date() {
    if (result_.has(Field::date) || line_.size() > 200 || std::count_if(line_.begin(), line_.end(), [](char c) { return c >= '0' && c <= '9'; }) < 6) return;
    const auto date = find_date(line_, 200);
    if (!date || !(date->time || result_.labelled)) return;
    if (std::any_of(result_.found.begin(), result_.found.end(), [&](const FieldValue& value) { return value.span.begin < date->span.end && date->span.begin < value.span.end; })) return;
    result_.found.push_back({Field::date, date->iso, false, date->span, date->other});
    result_.rest -= std::min(result_.rest, width_of(date->span.of(line_), 60));
  }

  static Span moved(Span span, std::size_t by) noexcept { return {span.begin + by, span.end + by}; }

  std::string_view line_;
  bool close_;
  std::size_t last_joint_;
  bool role_seen_ = false;
  bool words_seen_ = false;
  std::optional<Loose> last_;  ///< the word before, as long as nothing stands behind it
  std::size_t at_ = 0;
  std::size_t parts_ = 0;
  FieldLine result_;
};

}  // namespace

FieldLine read_fields(std::string_view line, bool closely) {
  if (line.size() > longest_line) return {};
  LineReader quick(line, false);
  FieldLine fields = quick.read();
  return closely && quick.wants_closer_look() ? LineReader(line, true).read() : fields;
}

}  // namespace hansift::extraction
