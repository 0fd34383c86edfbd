#include "extraction/names.hpp"

#include <algorithm>
#include <bitset>
#include <iterator>
#include <span>

#include "extraction/dates.hpp"
#include "extraction/labels.hpp"
#include "extraction/lexicon.hpp"
#include "extraction/roles.hpp"
#include "extraction/shape.hpp"
#include "extraction/sheet.hpp"
#include "text/classes.hpp"
#include "text/utf8.hpp"

namespace hansift::extraction {
namespace {

constexpr std::size_t most_names = 12;
constexpr std::size_t most_pieces = 40;  ///< names, marks between them, words that say what somebody is
constexpr std::size_t most_roles = 4;
constexpr std::size_t widest_nick = 30;

/// Common Chinese surnames: a bit for each character of U+4E00 to U+9FFF.
const std::bitset<0x5200>& surname_characters() {
  static constexpr std::u32string_view surnames =
      U"王李张張刘劉陈陳杨楊黄黃赵趙吴吳周徐孙孫马馬朱胡郭何高林罗羅郑鄭梁谢謝宋唐许許韩韓冯馮邓鄧曹彭曾肖田董袁潘于蒋蔣蔡余杜叶葉程苏蘇魏吕呂丁任沈姚卢盧姜崔钟鍾谭譚陆陸汪范石廖贾賈夏韦韋付傅方白邹鄒孟熊秦邱江尹薛闫阎段雷侯龙龍史陶黎贺賀顾顧毛郝龚龔邵万萬钱錢严嚴武戴莫孔向汤湯温康施文牛樊葛邢安齐齊易乔喬伍庞龐颜顏倪庄莊聂聶章鲁魯岳翟殷詹申欧歐耿关關兰蘭焦俞左柳甘祝包宁寧尚符舒阮柯纪紀梅童凌毕畢单裴霍涂成苗谷盛曲翁冉骆駱蓝藍路游辛靳管柴蒙鲍鮑华華喻祁蒲房滕屈饶饒解牟艾尤阳陽时時穆农農司卓古吉缪繆简簡车車项項连連芦麦麥褚娄婁窦竇戚岑景党宫宮费費卜冷晏席卫衛米柏宗瞿桂全佟应應臧闵苟邬邊边卞姬师師和仇栾隋商刁沙荣榮巫寇桑郎甄丛仲虞敖巩明佘池查麻苑迟遲邝萧蕭賴赖";
  static const std::bitset<0x5200> found = [] {
    std::bitset<0x5200> made;
    for (const char32_t c : surnames) made.set(c - 0x4E00);
    return made;
  }();
  return found;
}

constexpr std::u32string_view korean_surnames = U"김이박최정강조윤장임한오서신권황안송전홍유고문양손배백허남심노하곽성차주우구민류나진지엄채원천방공현함변염여추도소석선설마길연위표명기반";

constexpr std::string_view japanese_surnames[] = {
    "佐藤", "鈴木", "高橋", "田中", "伊藤", "渡辺", "渡邊", "山本", "中村", "小林", "加藤", "吉田", "山田", "佐々木", "山口", "松本", "井上", "木村", "林", "斎藤", "斉藤", "清水", "山崎", "森", "池田", "橋本", "阿部", "石川", "山下", "中島", "石井", "小川", "前田", "岡田", "長谷川", "藤田", "後藤", "近藤", "村上", "遠藤", "青木", "坂本", "福田", "太田", "西村", "藤井", "金子", "岡本", "藤原", "三浦", "中野", "中川", "原田", "松田", "竹内", "小野", "田村", "中山", "和田", "石田", "森田", "上田", "原", "内田", "柴田", "酒井", "宮崎", "横山", "高木", "安藤", "宮本", "大野", "小島", "工藤", "谷口", "今井", "高田", "丸山", "増田", "杉山", "村田", "大塚", "小山", "藤本", "平野", "新井", "河野", "上野", "武田", "野口", "松井", "千葉", "菅原", "岩崎", "久保", "木下", "佐野", "野村", "松尾", "菊地", "市川", "杉本", "大谷", "古川", "島田", "水野", "桜井", "高野", "吉川", "西田", "菊池", "飯田", "西川", "小松", "北村", "安田", "五十嵐", "川口", "平田", "関", "中田", "服部", "東", "岩田", "川崎", "福島", "本田", "辻", "樋口", "永井", "秋山", "山内", "中西", "田口", "川上", "吉村"};

// Last words of the names of media and of sites.
constexpr std::string_view medium_tails[] = {
    "日报", "日報", "晚报", "晚報", "晨报", "晨報", "时报", "時報", "周报", "週報", "早报", "早報", "商报", "商報", "都市报", "快报", "快報", "导报", "導報", "参阅报", "电视报", "青年报", "法制报", "法治报", "电子报", "電子報", "周刊", "週刊", "月刊", "半月刊", "双周刊", "雙週刊", "杂志", "雜誌", "新闻网", "新聞網", "新闻社", "新聞社", "在线", "在線", "线上", "線上", "热线", "之家", "百科", "大全", "频道", "頻道", "平台", "小站", "书屋", "書屋", "文库", "一线", "一線", "书院", "电视台", "電視台", "广播电台", "電台", "电台", "卫视", "衛視", "電視",
    "通讯社", "通訊社", "新华社", "新華社", "中央社", "新聞", "新闻", "传媒", "傳媒", "融媒", "融媒体", "融媒体中心", "发布", "客户端", "公众号", "观察", "觀察", "观察网", "论坛", "博客", "部落格", "網誌", "网", "網", "报", "報", "生活誌", "專訊", "观点", "觀點", "资讯", "資訊", "中国", "参考", "參考", "参考消息", "财经", "財經", "官网", "門戶網站", "门户网站", "人民政府", "人民政府网", "教育局", "委员会", "办公室", "读书会", "出版社", "編集部", "编辑部", "ブログ", "マガジン", "ナビ", "ライフ", "図鑑", "手帖",
    "タイムズ", "ニュース", "放送", "通信", "テレビ", "ラジオ", "ジャーナル", "オンライン", "デジタル", "経済", "スポーツ", "ホームページ", "公式サイト", "支局", "プレス", "ウェブ",
    "일보", "신문", "방송", "뉴스", "통신", "저널", "타임스", "타임즈", "투데이", "경제", "닷컴", "데일리", "미디어", "매거진", "시청", "군청", "구청", "도청"};
constexpr std::string_view medium_heads[] = {"週刊", "周刊", "月刊", "주간", "월간", "新华", "新華", "聯合", "联合早报", "共同", "時事", "연합"};
constexpr std::string_view latin_medium_words[] = {"times", "news", "post", "herald", "courier", "weekly", "daily", "journal", "gazette", "tribune", "review", "magazine", "chronicle", "observer", "guardian", "reuters", "press", "radio", "tv", "television", "media", "wire", "today", "online", "globe", "mail", "standard", "express", "echo", "star", "sun", "telegraph", "mirror", "argus", "mercury", "sentinel", "examiner", "register", "dispatch", "bulletin", "monitor", "blog", "council", "kitchen", "agency", "xinhua", "bbc", "cnn", "afp", "ap", "upi"};

/// Words in lower case inside of names: Maya van Doyle, Maria di Rossi.
constexpr std::string_view name_particles[] = {"de", "del", "della", "der", "di", "da", "dos", "du", "van", "von", "la", "al", "bin"};

bool is_particle(std::string_view word) noexcept { return std::find(std::begin(name_particles), std::end(name_particles), word) != std::end(name_particles); }

// Words that begin as names do.
constexpr std::string_view no_names[] = {
    "查询", "查詢", "简体", "簡體", "关注", "關注", "关于", "關於", "关闭", "關閉", "高清", "高考", "高校", "高铁", "金融", "金属", "文化", "文学", "文章", "文体", "文艺", "文字", "文娱", "文明", "文旅", "文件", "时尚", "時尚", "时间", "時間", "时事", "時事", "时政", "時政", "时评", "车友", "车市", "車市", "房产", "房產", "房价", "安全", "安装", "方法", "方案", "成功", "成都", "成人", "成绩", "成果", "万象", "游戏", "遊戲", "游记", "遊記", "景点", "景區", "景区", "党建", "党务", "党政", "黨建",
    "司法", "单位", "包装", "常见", "应用", "應用", "应急", "纪实", "紀實", "纪检", "纪录片", "农业", "农村", "農業", "农民", "农产品", "白酒", "路线", "路況", "路况", "田径", "江湖", "江苏", "江西", "黄金", "黃金", "黄山", "石油", "华人", "華人", "华语", "龙虎榜", "贺卡", "贺岁", "凌晨", "宁夏", "武汉", "武器", "武术", "温州", "温度", "溫度", "康复", "钱包", "顾问", "顧問", "连载", "連載", "连接", "連接", "曲艺", "明星", "明天", "明细", "全部", "全文", "全国", "全球", "全景", "都市", "于是", "马上", "馬上", "马经", "馬經", "周刊", "周边", "周末", "周报", "张贴", "張貼", "申请", "申請", "申报", "管理", "管理员", "柴油", "师资", "米其林", "沙发", "沙發", "商城", "商业", "商務", "商务", "商品", "商家", "项目", "習近", "向导", "程序", "程式", "许可", "許可", "易车", "谈判", "左右", "石化", "林业", "林業", "池塘", "水利", "丁香", "雷达", "章程", "章节", "章節", "毛巾", "元旦", "古典", "古玩", "古诗", "车辆", "車輛", "平安", "国家", "施工", "叶子", "花边", "和谐", "任务", "任務", "范文", "薛定谔", "卫生", "衛生", "卫视", "代码", "仙侠", "徐州", "常州", "杭州", "郑州", "鄭州", "广州", "苏州", "蘇州",
    "조회수", "조회", "추천수", "최신순", "정치", "정보", "이전글", "이미지", "이벤트", "신문사", "유튜브", "공감수", "전체글", "전자책", "한국어", "박물관", "오피니", "고객님", "주식회", "안내문", "마이크", "장바구", "기자님", "표준어", "지난글", "설문조"};

constexpr std::span<const std::string_view> roles[] = {reporter_words, correspondent_words, writer_words};

bool is_hangul(char32_t c) noexcept { return c >= 0xAC00 && c <= 0xD7A3; }
bool is_han(char32_t c) noexcept { return (c >= 0x4E00 && c <= 0x9FFF) || c == U'々'; }
bool is_kana(char32_t c) noexcept { return c >= 0x3041 && c <= 0x30FE; }
bool is_capital(char c) noexcept { return c >= 'A' && c <= 'Z'; }

/// Words to be looked up by how a text begins.
template <class Words>
Lexicon lexicon_of(const Words& words) {
  std::vector<Lexicon::Entry> entries;
  for (const std::string_view word : words) entries.push_back({word, 0});
  return Lexicon(entries);
}

/// Size of the longest of the words with which the text begins.
std::size_t longest_at_begin(std::string_view text, const Lexicon& lexicon) noexcept {
  std::size_t longest = 0;
  if (text.empty()) return longest;
  for (const Lexicon::Entry& entry : lexicon.at(text, 0)) {
    if (entry.word.size() > longest && starts_with(text, entry.word)) longest = entry.word.size();
  }
  return longest;
}

std::size_t japanese_surname(std::string_view text) noexcept {
  static const Lexicon lexicon = lexicon_of(japanese_surnames);
  return longest_at_begin(text, lexicon);
}

bool is_no_name(std::string_view text) noexcept {
  static const Lexicon lexicon = lexicon_of(no_names);
  return text.size() <= 9 && longest_at_begin(text, lexicon) == text.size();
}

template <class Words>
std::size_t starts_with_one(std::string_view text, const Words& words) noexcept {
  std::size_t longest = 0;
  for (const std::string_view word : words) {
    if (word.size() > longest && starts_with(text, word)) longest = word.size();
  }
  return longest;
}

template <class Words>
std::size_t ends_with_one(std::string_view text, const Words& words) noexcept {
  std::size_t longest = 0;
  for (const std::string_view word : words) {
    if (word.size() > longest && text.size() >= word.size() && starts_with(text.substr(text.size() - word.size()), word)) longest = word.size();
  }
  return longest;
}

struct Letters {
  std::size_t all = 0, han = 0, kana = 0, hangul = 0, latin = 0, other = 0, blanks = 0;
};

Letters count(std::string_view text) noexcept {
  Letters found;
  for (std::size_t i = 0; i < text.size();) {
    if (text[i] > ' ' && text[i] < 0x7F) {
      const char small = lower(text[i++]);
      ++found.all;
      ++(small >= 'a' && small <= 'z' ? found.latin : found.other);
      continue;
    }
    const text::Decoded c = text::decode_at(text, i);
    i += c.size;
    if (is_blank(c.value)) {
      ++found.blanks;
      continue;
    }
    ++found.all;
    if (is_han(c.value)) ++found.han;
    else if (is_hangul(c.value)) ++found.hangul;
    else if (is_kana(c.value)) ++found.kana;
    else if (text::class_of(c.value).letter()) ++found.latin;
    else ++found.other;
  }
  return found;
}

/// Capitalized words, initials among them: "J. R. Okafor", "Maya van Doyle".
bool is_latin_name(std::string_view text) noexcept {
  std::size_t words = 0;
  std::size_t capitals = 0;
  for (std::size_t i = 0; i < text.size();) {
    const std::size_t end = std::min(text.find(' ', i), text.size());
    const std::string_view word = text.substr(i, end - i);
    i = end + 1;
    if (word.empty()) continue;
    ++words;
    if (is_capital(word[0]) || static_cast<unsigned char>(word[0]) >= 0x80) ++capitals;
    else if (!is_particle(word)) return false;
    for (const char c : word) {
      if (!(lower(c) >= 'a' && lower(c) <= 'z') && c != '.' && c != '-' && c != '\'' && static_cast<unsigned char>(c) < 0x80) return false;
    }
  }
  return capitals >= 2 && words <= 4 && text.size() <= 60;
}

/// What stands between two names: it ends a piece.
bool joins(char32_t c) noexcept { return c == U'、' || c == U'，' || c == U',' || c == U'&' || c == U'＆' || c == U'·' || c == U'・' || c == U'‧' || is_slash(c); }

bool ends_piece(char32_t c) noexcept {
  return joins(c) || is_blank(c) || is_colon(c) || c == U';' || c == U'；' || c == U'。' || c == U'•' || c == U'！' || c == U'？' || c == U'“' || c == U'”' || c == U'「' || c == U'《' || c == U'—' || c == U'–' ||
         text::class_of(c).category() == text::Category::Ps || text::class_of(c).category() == text::Category::Pe;
}

/// Whether a foreign name goes on behind its dot: 安娜·贝尔.
bool dotted_name(std::string_view text, std::size_t begin, std::size_t dot) noexcept {
  const Letters before = count(text.substr(begin, dot - begin));
  if (before.all == 0 || before.han != before.all || is_person(text.substr(begin, dot - begin))) return false;
  const std::size_t next = dot + text::decode_at(text, dot).size;
  return next < text.size() && is_han(text::decode_at(text, next).value) && !label_at(text, next);
}

std::size_t piece_end(std::string_view text, std::size_t at) noexcept {
  std::size_t i = at;
  while (i < text.size()) {
    const text::Decoded c = text::decode_at(text, i);
    if ((c.value == U'·' || c.value == U'・') && dotted_name(text, at, i)) {
      i += c.size;
      continue;
    }
    if (ends_piece(c.value)) break;
    if (i > at && c.value >= 0x80) {  // a label may follow without a blank: 王小河编辑：李山
      const FoundLabel label = label_at(text, i);
      if (label.colon && label.size >= 6) break;
      if ((label.field == Field::date || label.field == Field::updated) && date_at_begin(text.substr(label.value), 60)) break;
    }
    if (i > at && ((c.value >= U'0' && c.value <= U'9') || c.value == U'二' || c.value == U'民' || c.value == U'令' || c.value == U'平') && date_at_begin(text.substr(i), 60)) break;
    i += c.size;
  }
  return i;
}

/// 記者王小河／台北報導
bool is_place_of_report(std::string_view piece) noexcept {
  return (piece.ends_with("報導") || piece.ends_with("报道") || piece.ends_with("報道"));
}

/// Capitalized words with single blanks between them.
std::size_t latin_end(std::string_view text, std::size_t at) noexcept {
  std::size_t end = piece_end(text, at);
  for (int words = 1; words < 4 && end + 1 < text.size() && text[end] == ' '; ++words) {
    const std::size_t next = end + 1;
    const std::size_t behind = piece_end(text, next);
    if (behind == next || label_at(text, next) || date_at_begin(text.substr(next), 60)) break;
    const std::string_view word = text.substr(next, behind - next);
    if (!is_capital(word[0]) && static_cast<unsigned char>(word[0]) != 0xC3 && !is_particle(word)) break;
    end = behind;
  }
  return end;
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

bool is_person(std::string_view text) noexcept {
  if (text.size() < 4 || text.size() > 60) return false;
  if (is_no_name(text)) return false;
  const text::Decoded first = text::decode_at(text, 0);
  const Letters letters = count(text);
  if (letters.other > 0) return letters.latin == letters.all - letters.other && is_latin_name(text);
  if (letters.hangul == letters.all) return letters.blanks == 0 && letters.all == 3 && korean_surnames.find(first.value) != std::u32string_view::npos;
  if (letters.latin == letters.all) return is_latin_name(text);
  if (!is_han(first.value) || letters.all < 2 || letters.all > 7) return false;
  if (const std::size_t size = japanese_surname(text); size > 0 && size < text.size()) {
    const Letters rest = count(text.substr(size));
    if (rest.all >= 1 && rest.all <= 4 && rest.latin == 0 && letters.blanks <= 1) return true;
  }
  if (letters.blanks > 0 || letters.han != letters.all || letters.all > 4) return false;
  if (text.starts_with("欧阳") || text.starts_with("歐陽") || text.starts_with("司马") || text.starts_with("司馬") || text.starts_with("上官") || text.starts_with("诸葛") || text.starts_with("皇甫")) return letters.all >= 3;
  return letters.all <= 3 && first.value >= 0x4E00 && first.value <= 0x9FFF && surname_characters()[first.value - 0x4E00];
}

bool is_medium(std::string_view text) noexcept {
  const std::size_t width = width_of(text, 60);
  if (width < 5 || width > 40 || first_of_words(text, reporter_stems) != std::string_view::npos) return false;
  const Letters letters = count(text);
  if (letters.latin + letters.other == letters.all) {
    const std::size_t last = text.rfind(' ');
    const std::string_view word = last == std::string_view::npos ? text : text.substr(last + 1);
    return is_capital(text[0]) && std::any_of(std::begin(latin_medium_words), std::end(latin_medium_words), [&](std::string_view each) { return word.size() == each.size() && starts_with(word, each); });
  }
  if (letters.blanks > 0 || letters.other > 2) return false;
  static const Endings endings(medium_tails);
  if (starts_with_one(text, medium_heads) > 0 && letters.all >= 4) return true;
  if (!endings.may_end(text)) return false;
  const std::size_t tail = ends_with_one(text, medium_tails);
  return tail > 0 && (tail < text.size() || tail >= 9);
}

std::string_view stripped(std::string_view value) noexcept {
  const Span span = trimmed(value, {0, value.size()});
  value = span.of(value);
  const auto separates = [](char32_t c) { return is_slash(c) || c == U'·' || c == U'•' || c == U'，' || c == U',' || c == U'；' || c == U';' || c == U'-' || c == U'—' || c == U'–' || c == U'、' || is_blank(c); };
  while (!value.empty()) {
    const text::Decoded last = text::decode_before(value, value.size());
    if (separates(last.value) || last.value == U'.' || last.value == U'。' || is_colon(last.value)) value.remove_suffix(last.size);
    else break;
  }
  while (!value.empty()) {
    const text::Decoded first = text::decode_at(value, 0);
    if (first.value != U'・' && !separates(first.value)) break;
    value.remove_prefix(first.size);
  }
  return value;
}

std::size_t role_at_begin(std::string_view text) noexcept {
  static const Lexicon lexicon = [] {
    std::vector<Lexicon::Entry> entries;
    for (const std::span<const std::string_view> words : roles) {
      for (const std::string_view word : words) entries.push_back({word, 0});
    }
    return Lexicon(entries);
  }();
  return longest_at_begin(text, lexicon);
}

std::size_t role_at_end(std::string_view text) noexcept {
  std::size_t longest = 0;
  for (const std::span<const std::string_view> words : roles) longest = std::max(longest, ends_with_one(text, words));
  return longest;
}

std::string tidy_name(std::string_view text) {
  std::string_view value = stripped(text);
  static constexpr std::string_view prefixes[] = {"本报", "本報", "本网", "本網", "本刊", "首席", "实习", "特约", "全媒体", "见习", "文/", "文／", "文｜", "作者", "图文", "：", ":", "/"};
  for (bool again = true; again;) {
    again = false;
    std::size_t size = role_at_begin(value);
    for (const std::string_view prefix : prefixes) size = std::max(size, value.starts_with(prefix) ? prefix.size() : 0);
    if (size == 0 || size >= value.size()) break;
    value = stripped(value.substr(size));
    again = true;
  }
  for (std::size_t size = role_at_end(value); size > 0 && size < value.size(); size = role_at_end(value)) value = stripped(value.substr(0, value.size() - size));
  for (const std::string_view suffix : {"/文", "／文"}) {
    if (value.ends_with(suffix) && value.size() > suffix.size()) value = stripped(value.substr(0, value.size() - suffix.size()));
  }
  return std::string(value);
}

std::string Names::joined(std::string_view text) const {
  std::string out;
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (i > 0) {
      const std::string_view between = text.substr(names[i - 1].end, names[i].begin - names[i - 1].end);
      // What stood between them stays, but for words that say what somebody is.
      out += between.size() <= 6 && between.find("and") == std::string_view::npos ? between : std::string_view("、");
    }
    out += names[i].of(text);
  }
  return out;
}

Names read_names(std::string_view text, std::size_t at, bool sure) {
  Names found;
  found.end = at;
  std::size_t i = at;
  bool wants_more = true;  // a comma or a label stands before
  bool comma = false;
  std::size_t roles_seen = 0;
  for (std::size_t pieces = 0; i < text.size() && found.names.size() < most_names && pieces < most_pieces; ++pieces) {
    const std::size_t begin = skip_blanks(text, i);
    if (begin >= text.size()) break;
    const text::Decoded c = text::decode_at(text, begin);
    if (joins(c.value)) {
      if (found.names.empty() && !is_slash(c.value)) break;
      const std::size_t next = skip_blanks(text, begin + c.size);
      if (c.value == U'|' || c.value == U'｜') break;
      wants_more = true;
      comma = comma || c.value == U'，' || c.value == U',';
      i = next;
      continue;
    }
    const std::string_view rest = text.substr(begin);
    if (!found.names.empty() && is_place_of_report(text.substr(begin, piece_end(text, begin) - begin))) break;
    if (!found.names.empty() && starts_with(rest, "and ")) {
      wants_more = true;
      i = begin + 4;
      continue;
    }
    if (const FoundLabel label = label_at(text, begin); label && label.field != Field::author && !found.names.empty()) break;
    if (const std::size_t role = roles_seen < most_roles ? role_at_begin(rest) : 0; role > 0) {
      ++roles_seen;
      const std::size_t behind = begin + role;
      if (behind >= text.size() || ends_piece(text::decode_at(text, behind).value) || is_person(text.substr(behind, piece_end(text, behind) - behind))) {
        const FoundLabel label = label_at(text, begin);
        if (label.colon && !found.names.empty() && label.field != Field::author) break;
        i = label && label.colon ? label.value : behind;
        if (i < text.size() && is_colon(text::decode_at(text, i).value)) i += text::decode_at(text, i).size;
        found.end = i;
        wants_more = true;
        continue;
      }
    }
    const bool latin = static_cast<unsigned char>(text[begin]) < 0x80 || (c.value < 0x250 && text::class_of(c.value).letter());
    std::size_t end = latin ? latin_end(text, begin) : piece_end(text, begin);
    if (end == begin) break;
    std::string_view piece = text.substr(begin, end - begin);
    // 王小河报道, 오세린기자
    std::size_t tail = role_at_end(piece);
    if (tail >= piece.size() || (tail > 0 && !is_person(piece.substr(0, piece.size() - tail)))) tail = 0;
    piece.remove_suffix(tail);
    if (is_blank(end < text.size() ? text::decode_at(text, end).value : 0) && !latin && tail == 0) {
      // 伊藤 大輔: the two together are one, where the second alone is none.
      const std::size_t next = skip_blanks(text, end);
      const std::size_t behind = piece_end(text, next);
      const std::string_view both = text.substr(begin, behind - begin);
      const bool surname = japanese_surname(piece) == piece.size();
      if (behind > next && (surname || !is_person(text.substr(next, behind - next))) && !label_at(text, next) && role_at_begin(text.substr(next)) == 0 && is_person(both) && width_of(piece, 20) <= 6) {
        end = behind;
        piece = both;
      }
    }
    const bool person = is_person(piece);
    if (end < text.size() && is_colon(text::decode_at(text, end).value) && !found.names.empty()) break;  // it is a label that we do not know
    if (!person && !(found.names.empty() && sure && width_of(piece, 80) <= widest_nick)) {
      found.sentence = comma && wants_more && !is_medium(piece);
      break;
    }
    if (!found.names.empty() && is_medium(piece)) break;
    found.names.push_back({begin, begin + piece.size()});
    found.end = i = end;
    wants_more = false;
  }
  return found;
}

}  // namespace hansift::extraction
