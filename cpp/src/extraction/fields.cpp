#include "extraction/fields.hpp"

#include <algorithm>
#include <array>
#include <bitset>
#include <vector>

#include "extraction/dates.hpp"
#include "extraction/lexicon.hpp"
#include "extraction/words.hpp"
#include "text/classes.hpp"
#include "text/utf8.hpp"

namespace hansift::extraction {
namespace {

enum : std::uint8_t { colon = 1, slash = 2, blank = 4, bare = 8 };  // what may stand between the label and its value

struct Label {
  std::string_view word;
  Field field;
  std::uint8_t joints;
};

constexpr Label labels[] = {
    {"发布时间", Field::date, colon | blank}, {"发布日期", Field::date, colon | blank}, {"發佈日期", Field::date, colon | blank}, {"發佈時間", Field::date, colon | blank},
    {"發布日期", Field::date, colon | blank}, {"發布時間", Field::date, colon | blank}, {"发表时间", Field::date, colon | blank}, {"发表日期", Field::date, colon | blank},
    {"成文日期", Field::ignored, colon | blank}, {"发文日期", Field::date, colon | blank}, {"上传时间", Field::date, colon}, {"录入时间", Field::date, colon}, {"时间", Field::date, colon}, {"時間", Field::date, colon},
    {"日期", Field::date, colon}, {"发布于", Field::date, colon | blank | bare}, {"发表于", Field::date, colon | blank | bare}, {"發表於", Field::date, colon | blank | bare}, {"發佈於", Field::date, colon | blank | bare}, {"发布", Field::date, colon},
    {"公開日", Field::date, colon | blank}, {"公開", Field::date, colon}, {"投稿日", Field::date, colon | blank}, {"掲載日", Field::date, colon | blank}, {"配信", Field::date, colon}, {"作成日", Field::date, colon | blank}, {"입력", Field::date, colon | blank}, {"등록일", Field::date, colon | blank}, {"등록", Field::date, colon | blank}, {"작성일", Field::date, colon | blank}, {"승인", Field::date, colon | blank}, {"기사입력", Field::date, colon | blank},
    {"published on", Field::date, colon | blank}, {"published", Field::date, colon | blank}, {"posted on", Field::date, colon | blank}, {"date", Field::date, colon},
    {"更新时间", Field::ignored, colon | blank}, {"更新日期", Field::ignored, colon | blank}, {"更新時間", Field::ignored, colon | blank}, {"最后更新", Field::ignored, colon | blank}, {"最後更新", Field::ignored, colon | blank}, {"最終更新", Field::ignored, colon | blank}, {"更新日", Field::ignored, colon | blank}, {"更新", Field::ignored, colon}, {"최종수정", Field::ignored, colon | blank}, {"수정", Field::ignored, colon | blank}, {"수정일", Field::ignored, colon | blank}, {"updated on", Field::ignored, colon | blank}, {"updated", Field::ignored, colon | blank}, {"last updated", Field::ignored, colon | blank},
    {"信息来源", Field::source, colon | blank}, {"文章来源", Field::source, colon | blank}, {"稿件来源", Field::source, colon | blank}, {"新闻来源", Field::source, colon | blank}, {"内容来源", Field::source, colon | blank}, {"资料来源", Field::source, colon}, {"来源网站", Field::source, colon},
    {"来源于", Field::source, colon}, {"来源", Field::source, colon | slash | blank}, {"來源", Field::source, colon | slash | blank}, {"新聞來源", Field::source, colon}, {"资讯来源", Field::source, colon}, {"稿源", Field::source, colon | blank}, {"出处", Field::source, colon}, {"出處", Field::source, colon}, {"转自", Field::source, colon}, {"轉自", Field::source, colon}, {"转载自", Field::source, colon}, {"轉載自", Field::source, colon}, {"原载", Field::source, colon}, {"原载于", Field::source, colon}, {"摘自", Field::source, colon}, {"供稿单位", Field::source, colon}, {"发布机构", Field::source, colon | blank}, {"发文机关", Field::source, colon | blank}, {"信息提供", Field::source, colon}, {"首发", Field::source, colon}, {"首發", Field::source, colon}, {"出典", Field::source, colon}, {"提供元", Field::source, colon}, {"提供", Field::source, colon}, {"発行元", Field::source, colon}, {"담당부서", Field::source, colon | blank}, {"제공", Field::source, colon}, {"출처", Field::source, colon | blank}, {"source", Field::source, colon},
    {"责任编辑", Field::editor, colon | slash | blank}, {"責任編輯", Field::editor, colon | slash | blank}, {"责任校对", Field::ignored, colon | blank}, {"值班编辑", Field::editor, colon | slash | blank}, {"执行编辑", Field::editor, colon | blank}, {"网络编辑", Field::editor, colon | blank}, {"本期编辑", Field::editor, colon | blank}, {"本文编辑", Field::editor, colon | blank}, {"本版责编", Field::editor, colon | blank}, {"责编", Field::editor, colon | slash | blank}, {"責編", Field::editor, colon | slash | blank}, {"编辑", Field::editor, colon | slash | blank}, {"編輯", Field::editor, colon | slash | blank}, {"核稿編輯", Field::editor, colon | blank}, {"编审", Field::ignored, colon | slash}, {"主编", Field::ignored, colon | slash}, {"校对", Field::editor, colon | slash | blank}, {"校對", Field::editor, colon | slash | blank}, {"审核", Field::ignored, colon | slash | blank}, {"审校", Field::ignored, colon | slash}, {"复审", Field::ignored, colon | slash}, {"终审", Field::ignored, colon | slash}, {"初审", Field::ignored, colon | slash}, {"一审", Field::ignored, colon | slash}, {"二审", Field::ignored, colon | slash}, {"三审", Field::ignored, colon | slash}, {"监制", Field::ignored, colon | slash}, {"監製", Field::ignored, colon | slash}, {"排版", Field::ignored, colon | slash | blank}, {"美编", Field::ignored, colon | slash}, {"编校", Field::editor, colon | slash}, {"編集", Field::editor, colon | slash}, {"편집", Field::editor, colon | blank}, {"editor", Field::editor, colon}, {"edited by", Field::editor, colon | blank},
    {"文章作者", Field::author, colon | blank}, {"本文作者", Field::author, colon | blank}, {"作者", Field::author, colon | slash | blank}, {"撰文", Field::author, colon | slash | blank}, {"撰稿", Field::author, colon | slash | blank}, {"供稿", Field::author, colon | slash}, {"执笔", Field::author, colon | slash}, {"執筆", Field::author, colon | slash}, {"采写", Field::author, colon | slash}, {"文图", Field::author, colon | slash}, {"图文", Field::author, colon | slash}, {"文字", Field::author, colon | slash}, {"文", Field::author, colon | slash}, {"图", Field::ignored, colon | slash}, {"圖", Field::ignored, colon | slash}, {"摄影", Field::ignored, colon | slash}, {"攝影", Field::ignored, colon | slash}, {"楼主", Field::author, colon | blank}, {"发帖人", Field::author, colon | blank}, {"提问者", Field::author, colon | blank}, {"提問者", Field::author, colon | blank}, {"質問者", Field::author, colon | blank}, {"投稿者", Field::author, colon}, {"通讯员", Field::author, colon | blank}, {"通訊員", Field::author, colon | blank}, {"实习记者", Field::author, colon | blank | bare}, {"本报记者", Field::author, colon | blank | bare}, {"本報記者", Field::author, colon | blank | bare}, {"本网记者", Field::author, colon | blank | bare}, {"记者", Field::author, colon | slash | blank | bare}, {"記者", Field::author, colon | slash | blank | bare}, {"发布者", Field::author, colon}, {"发布人", Field::author, colon}, {"译者", Field::ignored, colon | slash}, {"著者", Field::author, colon | slash}, {"筆者", Field::author, colon}, {"ライター", Field::author, colon}, {"取材・文", Field::author, colon | slash}, {"기자명", Field::author, colon | blank}, {"글쓴이", Field::author, colon | blank}, {"작성자", Field::author, colon | blank}, {"글", Field::author, colon | slash}, {"기자", Field::author, colon}, {"written by", Field::author, colon | blank}, {"by", Field::author, colon | blank}, {"author", Field::author, colon},
    {"阅读量", Field::ignored, colon | blank}, {"阅读数", Field::ignored, colon | blank}, {"阅读次数", Field::ignored, colon | blank}, {"阅读", Field::ignored, colon | blank}, {"浏览次数", Field::ignored, colon | blank}, {"浏览量", Field::ignored, colon | blank}, {"浏览", Field::ignored, colon | blank}, {"瀏覽", Field::ignored, colon | blank}, {"点击数", Field::ignored, colon | blank}, {"点击率", Field::ignored, colon | blank}, {"点击量", Field::ignored, colon | blank}, {"点击", Field::ignored, colon}, {"人气", Field::ignored, colon | blank}, {"人氣", Field::ignored, colon | blank}, {"访问量", Field::ignored, colon | blank}, {"查看", Field::ignored, colon}, {"回复", Field::ignored, colon}, {"回覆", Field::ignored, colon}, {"评论数", Field::ignored, colon | blank}, {"评论", Field::ignored, colon}, {"字号", Field::ignored, colon | blank}, {"字体", Field::ignored, colon | blank}, {"字体大小", Field::ignored, colon}, {"分享到", Field::ignored, colon | blank}, {"分享", Field::ignored, colon}, {"字数", Field::ignored, colon}, {"分类", Field::ignored, colon}, {"分類", Field::ignored, colon}, {"栏目", Field::ignored, colon}, {"所属栏目", Field::ignored, colon}, {"标签", Field::ignored, colon}, {"索引号", Field::ignored, colon | blank}, {"文号", Field::ignored, colon | blank}, {"主题词", Field::ignored, colon}, {"有效性", Field::ignored, colon}, {"조회수", Field::ignored, colon | blank}, {"조회", Field::ignored, colon | blank}, {"댓글", Field::ignored, colon | blank}, {"추천", Field::ignored, colon | blank}, {"閲覧数", Field::ignored, colon | blank}, {"views", Field::ignored, colon},
};

constexpr std::string_view buttons[] = {"打印", "分享", "收藏", "字号", "字體", "大", "中", "小", "关闭", "投稿", "转发", "评论", "我要评论", "【", "[", "保存", "纠错", "A+", "A-", "A", "+", "-"};

struct Cursor {
  std::string_view text;
  std::size_t at = 0;
  [[nodiscard]] bool end() const noexcept { return at >= text.size(); }
  [[nodiscard]] text::Decoded peek() const noexcept { return text::decode_at(text, at); }
};

bool is_blank(char32_t c) noexcept { return c == U' ' || c == U'\t' || c == 0x3000 || c == 0xA0 || c == 0x2003 || c == 0x2002; }
bool is_colon(char32_t c) noexcept { return c == U':' || c == U'：' || c == U'︰' || c == U'﹕' || c == U'∶'; }
bool is_slash(char32_t c) noexcept { return c == U'/' || c == U'／' || c == U'|' || c == U'｜' || c == U'丨' || c == U'│'; }
bool is_separator(char32_t c) noexcept {
  return is_slash(c) || c == U'·' || c == U'•' || c == U'，' || c == U',' || c == U'；' || c == U';' || c == U'-' || c == U'—' || c == U'–' || c == U'、';
}
bool is_bracket(char32_t c) noexcept {
  const text::Category category = text::class_of(c).category();
  return category == text::Category::Ps || category == text::Category::Pe;
}

std::size_t skip_blanks(std::string_view text, std::size_t at) noexcept {
  while (at < text.size()) {
    const text::Decoded c = text::decode_at(text, at);
    if (!is_blank(c.value)) break;
    at += c.size;
  }
  return at;
}

/// Length of `word` at text[at], where single blanks between its wide characters are allowed (来　源); 0 if it is not there.
std::size_t match_word(std::string_view text, std::size_t at, std::string_view word) noexcept {
  std::size_t i = at;
  for (std::size_t k = 0; k < word.size();) {
    if (i >= text.size()) return 0;
    const bool wide = static_cast<unsigned char>(word[k]) >= 0x80;
    if (wide && k > 0) {
      const std::size_t behind = skip_blanks(text, i);
      if (behind > i + 12) return 0;
      i = behind;
      if (i >= text.size()) return 0;
    }
    const std::size_t size = wide ? text::decode_at(word, k).size : 1;
    if (i + size > text.size()) return 0;
    for (std::size_t n = 0; n < size; ++n) {
      if (lower(text[i + n]) != word[k + n]) return 0;
    }
    i += size;
    k += size;
  }
  return i - at;
}

struct FoundLabel {
  const Label* label = nullptr;
  std::size_t value = 0;  ///< where the value begins
  bool glued = false;     ///< nothing stands between label and value: 记者王小明, but also 记者离开的时候
};

const Lexicon& label_lexicon() {
  static const Lexicon lexicon([] {
    std::vector<Lexicon::Entry> entries;
    for (std::uint16_t i = 0; i < std::size(labels); ++i) entries.push_back({labels[i].word, i});
    return entries;
  }());
  return lexicon;
}

/// The longest label at text[at] with an allowed joint behind it.
FoundLabel label_at(std::string_view text, std::size_t at) noexcept {
  FoundLabel best;
  std::size_t longest = 0;
  for (const Lexicon::Entry& entry : label_lexicon().at(text, at)) {
    const Label& label = labels[entry.number];
    if (label.word.size() <= longest) continue;
    const std::size_t size = match_word(text, at, label.word);
    if (size == 0) continue;
    std::size_t behind = skip_blanks(text, at + size);
    const bool gap = behind > at + size;
    bool joined = false;
    bool glued = false;
    if (behind < text.size()) {
      const text::Decoded c = text::decode_at(text, behind);
      if ((label.joints & colon) && is_colon(c.value)) {
        behind += c.size;
        joined = true;
      } else if ((label.joints & slash) && (is_slash(c.value) || c.value == U'・')) {
        behind += c.size;
        joined = true;
      } else if (gap && (label.joints & blank)) {
        joined = true;
      } else if (!gap && (label.joints & bare)) {
        joined = glued = true;
      }
    }
    if (!joined) continue;
    best = {&label, skip_blanks(text, behind), glued};
    longest = label.word.size();
  }
  return best;
}

bool is_button(std::string_view token) noexcept {
  static const Lexicon lexicon([] {
    std::vector<Lexicon::Entry> entries;
    for (const std::string_view word : buttons) entries.push_back({word, 0});
    return entries;
  }());
  if (token.empty()) return false;
  const auto candidates = lexicon.at(token, 0);
  return std::any_of(candidates.begin(), candidates.end(), [&](const Lexicon::Entry& entry) { return token == entry.word || (entry.word.size() > 3 && token.starts_with(entry.word)); });
}

/// Bytes with which a blank or a slash may begin.
constexpr std::array<bool, 256> may_end_token = [] {
  std::array<bool, 256> set{};
  for (const unsigned char byte : {0x20, 0x09, 0x2F, 0x7C, 0xC2, 0xE2, 0xE3, 0xE4, 0xEF}) set[byte] = true;
  return set;
}();

std::size_t token_end(std::string_view text, std::size_t at) noexcept {
  while (at < text.size()) {
    if (!may_end_token[static_cast<unsigned char>(text[at])]) {
      ++at;
      continue;
    }
    const text::Decoded c = text::decode_at(text, at);
    if (is_blank(c.value) || is_slash(c.value)) break;
    at += c.size;
  }
  return at;
}

/// Whether the last character before text[at] that is no white space is a slash.
bool behind_slash(std::string_view text, std::size_t at) noexcept {
  const Span before = trimmed(text, {0, at});
  return !before.empty() && is_slash(text::decode_before(text, before.end).value);
}

/// The name of a newspaper, a station, an agency. `width` is the token's, here and below.
bool is_medium(std::string_view token, std::size_t width) noexcept {
  static constexpr std::string_view tails[] = {"日报", "日報", "晚报", "晚報", "晨报", "时报", "時報", "周报", "早报", "商报", "周刊", "週刊", "杂志", "雜誌", "杂志》", "新闻网", "新聞網", "在线", "电视台", "電視台", "通讯社", "通訊社", "新华社", "新華社", "新聞", "新闻", "传媒", "网", "報"};
  static const Endings endings(tails);
  if (width < 6 || width > 28 || !endings.may_end(token) || token.find("记者") != std::string_view::npos) return false;
  return std::any_of(std::begin(tails), std::end(tails), [&](std::string_view tail) { return token.ends_with(tail) && token.size() > tail.size(); });
}

/// Where the value that begins at `at` ends.
std::size_t value_end(std::string_view text, std::size_t at, Field field) noexcept {
  std::size_t i = at;
  while (i < text.size()) {
    const text::Decoded c = text::decode_at(text, i);
    if (is_slash(c.value) && (field != Field::source || c.value != U'/')) return i;
    if (c.value == U'】' || c.value == U']' || c.value == U'）' || c.value == U')') {
      // Its own bracket stays: 新华社（北京）
      const std::string_view value = text.substr(at, i - at);
      if (value.find(c.value == U'】' ? "【" : c.value == U']' ? "[" : c.value == U'）' ? "（" : "(") == std::string_view::npos) return i;
    }
    if (c.value == U'【' || c.value == U'[' || c.value == U'。' || c.value == U'；' || c.value == U';' || c.value == U'•') return i;
    if (is_blank(c.value)) {
      const std::size_t next = skip_blanks(text, i);
      if (next >= text.size()) return i;
      if (field == Field::ignored) return i;
      if (label_at(text, next).label != nullptr) return i;
      const std::string_view token = text.substr(next, token_end(text, next) - next);
      if (is_button(token)) return i;
      const char first = text[next];
      if (first >= '0' && first <= '9') return i;
      const bool latin = i > at && static_cast<unsigned char>(text[i - 1]) < 0x80 && static_cast<unsigned char>(first) < 0x80;
      if (field == Field::source) {
        if (!latin) return i;
      } else if (!latin && ((!is_name(token) && width_of(token, 20) > 2) || is_medium(token, width_of(token, 40)))) {
        return i;
      }
      i = next;
      continue;
    }
    // 作者：王小河编辑：李山: a label with a colon may follow without a blank.
    if (i > at && static_cast<unsigned char>(text[i]) >= 0xC0) {
      const FoundLabel next = label_at(text, i);
      if (next.label != nullptr && next.label->word.size() >= 6) {
        const text::Decoded joint = text::decode_before(text, next.value);
        if (is_colon(joint.value)) return i;
      }
    }
    i += c.size;
  }
  return i;
}

std::string_view stripped(std::string_view value) noexcept {
  const Span span = trimmed(value, {0, value.size()});
  value = span.of(value);
  while (!value.empty()) {
    const text::Decoded last = text::decode_before(value, value.size());
    if (is_separator(last.value) || last.value == U'.' || last.value == U'。' || is_blank(last.value) || is_colon(last.value)) value.remove_suffix(last.size);
    else break;
  }
  while (!value.empty()) {
    const text::Decoded first = text::decode_at(value, 0);
    if (first.value != U'・' && first.value != U'·' && first.value != U'、' && first.value != U'-' && !is_slash(first.value) && !is_blank(first.value)) break;
    value.remove_prefix(first.size);
  }
  return value;
}

}  // namespace

bool is_name(std::string_view token) noexcept {
  std::size_t wide = 0;
  std::size_t narrow = 0;
  for (std::size_t i = 0; i < token.size();) {
    const text::Decoded c = text::decode_at(token, i);
    i += c.size;
    if (c.value == U'·' || c.value == U'・' || c.value == U'.' || c.value == U'-' || c.value == U' ' || c.value == U'、' || c.value == U'，' || c.value == U',') continue;
    const text::CharClass what = text::class_of(c.value);
    if (!what.letter()) return false;
    if (what.wide()) ++wide;
    else ++narrow;
  }
  return (wide >= 1 && wide <= 16 && narrow <= 20) || (wide == 0 && narrow >= 2 && narrow <= 40);
}

std::string tidy_name(std::string_view text) {
  std::string_view value = stripped(text);
  static constexpr std::string_view prefixes[] = {"本报", "本報", "本网", "本網", "本刊", "首席", "实习", "特约", "全媒体", "见习", "记者", "記者", "通讯员", "通訊員", "编辑", "撰稿", "文/", "文／", "文｜", "作者", "图文", "評論員", "评论员", "：", ":", "/"};
  for (bool again = true; again;) {
    again = false;
    for (const std::string_view prefix : prefixes) {
      if (value.starts_with(prefix) && value.size() > prefix.size()) {
        value.remove_prefix(prefix.size());
        value = stripped(value);
        again = true;
      }
    }
  }
  for (const std::string_view suffix : {" 기자", " 記者", " 报道", " 報導", " 摄影报道", " 整理", "/文", "／文", "记者", "記者"}) {
    if (value.ends_with(suffix) && value.size() > suffix.size()) value = stripped(value.substr(0, value.size() - suffix.size()));
  }
  return std::string(value);
}

namespace {

/// Common surnames: a bit for each character of U+4E00 to U+9FFF.
const std::bitset<0x5200>& surname_characters() {
  static constexpr std::u32string_view surnames =
      U"王李张張刘劉陈陳杨楊黄黃赵趙吴吳周徐孙孫马馬朱胡郭何高林罗羅郑鄭梁谢謝宋唐许許韩韓冯馮邓鄧曹彭曾肖田董袁潘于蒋蔣蔡余杜叶葉程苏蘇魏吕呂丁任沈姚卢盧姜崔钟鍾谭譚陆陸汪范石廖贾賈夏韦韋付傅方白邹鄒孟熊秦邱江尹薛闫阎段雷侯龙龍史陶黎贺賀顾顧毛郝龚龔邵万萬钱錢严嚴武戴莫孔向汤湯温康施文牛樊葛邢安齐齊易乔喬伍庞龐颜顏倪庄莊聂聶章鲁魯岳翟殷詹申欧歐耿关關兰蘭焦俞左柳甘祝包宁寧尚符舒阮柯纪紀梅童凌毕畢单裴霍涂成苗谷盛曲翁冉骆駱蓝藍路游辛靳管柴蒙鲍鮑华華喻祁蒲房滕屈饶饒解牟艾尤阳陽时時穆农農司卓古吉缪繆简簡车車项項连連芦麦麥褚娄婁窦竇戚岑景党宫宮费費卜冷晏席卫衛米柏宗瞿桂全佟应應臧闵苟邬邊边卞姬师師和仇栾隋商刁沙荣榮巫寇桑郎甄丛仲虞敖巩明佘池查麻苑迟遲邝";
  static const std::bitset<0x5200> found = [] {
    std::bitset<0x5200> made;
    for (const char32_t c : surnames) made.set(c - 0x4E00);
    return made;
  }();
  return found;
}

/// One or more Chinese names that begin with a common surname.
bool has_surname(std::string_view token, std::size_t width) {
  if (width < 4 || width > 30 || token.size() < 6) return false;
  const char32_t first = text::decode_at(token, 0).value;
  if (first < 0x4E00 || first > 0x9FFF || !surname_characters()[first - 0x4E00]) return false;
  return (width <= 6 || token.find("、") != std::string_view::npos) && is_name(token);
}

}  // namespace

FieldLine read_fields(std::string_view line) {
  FieldLine result;
  if (line.size() > 400) return result;
  const bool colons = line.find(':') != std::string_view::npos || line.find("：") != std::string_view::npos || line.find("∶") != std::string_view::npos;
  std::size_t at = 0;
  std::size_t parts = 0;
  std::string loose_source;
  std::string loose_author;
  while (at < line.size()) {
    const text::Decoded c = text::decode_at(line, at);
    if (is_blank(c.value) || is_separator(c.value) || is_bracket(c.value) || c.value == U'■' || c.value == U'□' || c.value == U'●') {
      at += c.size;
      continue;
    }
    const FoundLabel label = label_at(line, at);
    if (label.label != nullptr) {
      const Field field = label.label->field;
      if (parts == 0) result.starts_labelled = true;
      ++parts;
      if (field == Field::date || field == Field::ignored) {
        if (const auto date = find_date(line.substr(label.value), 60); date && date->span.begin <= 12) {
          result.found.push_back({field, date->iso, true});
          result.labelled = true;
          at = label.value + date->span.end;
          continue;
        }
      }
      if (label.value < line.size() && label_at(line, label.value).label != nullptr) {  // a label without a value
        result.labelled = true;
        at = label.value;
        continue;
      }
      std::size_t end = value_end(line, label.value, field);
      const std::string_view value = stripped(line.substr(label.value, end - label.value));
      if (field != Field::date) {
        const bool person = field == Field::author || field == Field::editor;
        const auto surname_first = [](std::string_view token) { return has_surname(token, width_of(token, 40)); };
        const auto has = [value](std::string_view mark) { return value.find(mark) != std::string_view::npos; };
        // A name has no sentence in it; glued to its label it begins with a surname, else it is the verb of a sentence about a reporter.
        const bool stopped = end < line.size() && line.substr(end).starts_with("。");
        const bool sentence = stopped || has("，") || has("。") || has("！") || has("？") || (label.glued && !surname_first(value.substr(0, token_end(value, 0))));
        const bool told = field == Field::source && stopped && has("，");  // what a river's water comes from
        const bool odd = told || (person && (sentence || has(":") || has("：") || find_date(value, 80)));
        if (!value.empty() && !odd && width_of(value, 200) <= 70) {
          result.found.push_back({field, field == Field::author || field == Field::editor ? tidy_name(value) : std::string(value), true});
          result.labelled = true;
        } else {
          if (value.empty()) result.labelled = true;
          result.rest += width_of(value, 400);
        }
      } else {
        result.rest += width_of(value, 400);
      }
      at = std::max(end, at + c.size);
      continue;
    }
    if ((c.value >= U'0' && c.value <= U'9') || (c.value >= U'０' && c.value <= U'９') || c.value == U'二' || c.value == U'令' || c.value == U'平' || c.value == U'民' || (c.value | 32) == U'j' ||
        (c.value < 128 && (c.value | 32) >= U'a' && (c.value | 32) <= U's')) {
      if (const auto date = date_at_begin(line.substr(at), 60)) {
        result.found.push_back({Field::date, date->iso, false});
        at += date->span.end;
        ++parts;
        // 2021-03-05 修正 and the like go with the date.
        continue;
      }
    }
    std::size_t end = token_end(line, at);
    if (end == at) end = at + c.size;
    // A label may follow a word without a blank: 河口网来源：
    for (std::size_t i = at + c.size; colons && i < end;) {
      const text::Decoded inner = text::decode_at(line, i);
      if (const FoundLabel next = label_at(line, i); next.label != nullptr && next.label->word.size() >= 6 && is_colon(text::decode_before(line, next.value).value)) {
        end = i;
        break;
      }
      i += inner.size;
    }
    const std::string_view token = line.substr(at, end - at);
    const std::size_t width = width_of(token, 400);
    bool paper = false;
    if (result.has(Field::author) && behind_slash(line, at)) {
      for (const std::string_view tail : {"報", "报", "社", "網", "网", "台", "周刊", "週刊"}) paper = paper || token.ends_with(tail);
    }
    if (!paper && parts < 8 && is_medium(token, width)) loose_source = std::string(token);
    else if (!paper && parts < 8 && has_surname(token, width)) loose_author = std::string(token);
    if (result.unlabelled.empty() && width >= 6 && width <= 24 && !is_button(token) && is_name(token)) result.unlabelled = std::string(token);
    if (paper && width <= 24) result.found.push_back({Field::source, std::string(token), false});
    else if (!is_button(token)) result.rest += width;
    // 오세린 기자
    if (token == "기자" && parts <= 1 && at > 0) {
      const std::string_view name = stripped(line.substr(0, at));
      if (width_of(name, 20) <= 10 && is_name(name)) {
        result.found.push_back({Field::author, std::string(name), true});
        result.labelled = true;
        result.rest = 0;
      }
    }
    at = end;
    ++parts;
  }
  // Beside a date a medium or a name needs no label.
  if (result.has(Field::date) && result.rest <= 40) {
    if (!loose_source.empty() && !result.has(Field::source)) {
      result.found.push_back({Field::source, loose_source, false});
      result.rest -= std::min(result.rest, width_of(loose_source, 60));
    }
    if (!loose_author.empty() && !result.has(Field::author)) {
      result.found.push_back({Field::author, loose_author, false});
      result.rest -= std::min(result.rest, width_of(loose_author, 60));
    }
  }
  // A date that stands somewhere inside.
  if (!result.has(Field::date) && line.size() <= 200 && std::count_if(line.begin(), line.end(), [](char c) { return c >= '0' && c <= '9'; }) >= 6) {
    if (const auto date = find_date(line, 200); date && (date->time || result.labelled) && !date->iso.empty()) {
      bool used = false;
      for (const FieldValue& value : result.found) used = used || value.value == date->iso;
      if (!used) {
        result.found.push_back({Field::date, date->iso, false});
        const std::size_t width = width_of(date->span.of(line), 60);
        result.rest -= std::min(result.rest, width);
      }
    }
  }
  return result;
}

std::string dateline_author(std::string_view line) {
  const std::string_view head = line.substr(0, 160);
  static constexpr std::string_view openers[] = {"（", "(", "〔", "【", "["};
  static constexpr std::string_view titles[] = {"记者", "記者", "通讯员", "通訊員"};
  std::size_t open = std::string_view::npos;
  std::size_t width = 0;
  for (const std::string_view opener : openers) {
    const std::size_t at = head.find(opener);
    if (at < open) {
      open = at;
      width = opener.size();
    }
  }
  if (open == std::string_view::npos || open > 90) return {};
  std::size_t close = std::string_view::npos;
  for (const std::string_view closer : {"）", ")", "〕", "】", "]"}) close = std::min(close, head.find(closer, open));
  if (close == std::string_view::npos) return {};
  std::string_view inside = head.substr(open + width, close - open - width);
  std::size_t at = std::string_view::npos;
  for (const std::string_view title : titles) at = std::min(at, inside.find(title));
  if (at == std::string_view::npos || at > 24) return {};
  std::string names;
  std::string_view rest = inside.substr(at);
  while (!rest.empty()) {
    for (const std::string_view title : titles) {
      if (rest.starts_with(title)) rest.remove_prefix(title.size());
    }
    rest.remove_prefix(skip_blanks(rest, 0));
    std::size_t end = 0;
    while (end < rest.size()) {
      const text::Decoded c = text::decode_at(rest, end);
      if (is_blank(c.value) || is_slash(c.value) || c.value == U'、' || c.value == U'，' || c.value == U',') break;
      bool title_here = false;
      for (const std::string_view title : titles) title_here = title_here || (end > 0 && rest.substr(end).starts_with(title));
      if (title_here) break;
      end += c.size;
    }
    std::string_view name = rest.substr(0, end);
    for (const std::string_view tail : {"摄影报道", "报道", "報導", "報道", "文/图", "文／图"}) {
      if (name.ends_with(tail)) name.remove_suffix(tail.size());
    }
    if (!name.empty() && is_name(name) && width_of(name, 40) <= 20) {
      if (!names.empty()) names += "、";
      names += name;
    }
    if (end < rest.size() && is_slash(text::decode_at(rest, end).value)) break;  // what follows is the place
    rest.remove_prefix(end);
    while (!rest.empty()) {
      const text::Decoded c = text::decode_at(rest, 0);
      if (!is_blank(c.value) && c.value != U'、' && c.value != U'，' && c.value != U',') break;
      rest.remove_prefix(c.size);
    }
  }
  return names;
}

std::optional<Signature> signature_of(std::string_view line) {
  const text::Decoded last = line.empty() ? text::Decoded{} : text::decode_before(line, line.size());
  std::string_view opener;
  if (last.value == U'）') opener = "（";
  else if (last.value == U')') opener = "(";
  else if (last.value == U'〕') opener = "〔";
  else if (last.value == U'】') opener = "【";
  else return std::nullopt;
  const std::size_t reach = line.size() > 240 ? line.size() - 240 : 0;
  const std::size_t open = line.rfind(opener);
  if (open == std::string_view::npos || open < reach) return std::nullopt;
  const std::string_view inside = line.substr(open + opener.size(), line.size() - last.size - open - opener.size());
  const std::string_view before = trimmed(line, {0, open}).of(line);
  if (inside.empty()) return std::nullopt;
  if (!before.empty()) {
    const Shape shape = shape_of(before.substr(before.size() > 300 ? before.size() - 300 : 0));
    if (!shape.ends_sentence) return std::nullopt;
  }
  const FieldLine fields = read_fields(inside);
  if (fields.labelled && fields.rest <= 8) {
    Signature found{open, {}, {}, {}};
    for (const FieldValue& value : fields.found) {
      std::string* target = value.field == Field::author ? &found.author : value.field == Field::source ? &found.source : value.field == Field::editor ? &found.editor : nullptr;
      if (target == nullptr) continue;
      if (!target->empty()) *target += "、";
      *target += value.value;
    }
    if (!found.author.empty() || !found.source.empty() || !found.editor.empty()) return found;
  }
  if (width_of(inside, 200) > 80) return std::nullopt;
  // Only names, perhaps behind an office and a colon.
  std::string_view names = inside;
  std::size_t mark = std::string_view::npos;
  for (const std::string_view sign : {"：", ":"}) {
    if (const std::size_t at = inside.find(sign); at != std::string_view::npos) mark = std::min(mark, at + sign.size());
  }
  const bool office = mark != std::string_view::npos;
  if (office) {
    if (!is_office(inside.substr(0, mark - (inside[mark - 1] == ':' ? 1 : 3))) && width_of(inside.substr(0, mark), 60) > 40) return std::nullopt;
    names = inside.substr(mark);
  }
  std::size_t count = 0;
  std::size_t at = 0;
  while (at < names.size()) {
    const text::Decoded c = text::decode_at(names, at);
    if (is_blank(c.value) || c.value == U'、' || c.value == U'，' || c.value == U',' || is_slash(c.value)) {
      at += c.size;
      continue;
    }
    std::size_t end = at;
    while (end < names.size()) {
      const text::Decoded d = text::decode_at(names, end);
      if (is_blank(d.value) || d.value == U'、' || d.value == U'，' || d.value == U',' || is_slash(d.value)) break;
      end += d.size;
    }
    const std::string_view token = names.substr(at, end - at);
    const std::string name = tidy_name(token);
    const std::size_t width = width_of(name, 60);
    const bool title = name.empty() || token == "记者" || token == "記者" || token == "通讯员" || token == "通訊員" || token.starts_with("本报") || token.starts_with("本報");
    if (!title && (!is_name(name) || width > 8 + (name.find("·") != std::string::npos ? 14u : 0u))) return std::nullopt;
    ++count;
    at = end;
  }
  if (count == 0 || count > 12) return std::nullopt;
  // Words in brackets behind a sentence may be a remark: (完), (图), (续), (下), (待续).
  if (count == 1 && !office) {
    static constexpr std::string_view remarks[] = {"完", "续", "續", "待续", "待續", "未完", "下", "上", "中", "图", "圖", "全文", "掌声", "笑", "略", "下同", "終わり", "おわり", "了", "完结", "略去", "注", "节选", "有删节", "有删改"};
    if (std::find(std::begin(remarks), std::end(remarks), names) != std::end(remarks)) return std::nullopt;
    if (width_of(names, 20) < 4) return std::nullopt;
  }
  std::string author = office ? std::string(inside) : tidy_name(inside);
  return Signature{open, std::move(author), {}, {}};
}

}  // namespace hansift::extraction
