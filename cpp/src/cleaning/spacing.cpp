#include <algorithm>

#include "cleaning/gloss_codes.hpp"
#include "cleaning/gloss_model.hpp"
#include "cleaning/lines.hpp"

namespace hansift::cleaning {
namespace {

/// What lessons and tables write one by one: numbers, stems and branches, directions, colours, the body, kin, nature, animals, food, opposites.
constexpr std::u32string_view listed = U"〇零一二三四五六七八九十百千万萬亿億壹贰叁肆伍陆柒捌玖拾两兩甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥鼠牛虎兔龙龍蛇马馬羊猴鸡雞狗猪豬"
    U"东東西南北中春夏秋冬金木水火土日月宫商角徵羽琴棋书書画畫红紅橙黄黃绿綠青蓝藍紫黑白灰粉棕心肝脾肺肾腎耳目口鼻舌牙手足爸妈媽爷爺奶哥姐弟妹叔姑天地山石田河海云雲风風雨雪雷电電霜花草树樹鸟鳥鱼魚虫蟲猫貓犬大小上下左右禾苗林井米竹刀弓车車舟门門人口"
    U"高矮胖瘦长長短冷热熱新旧舊快慢轻輕重盐鹽糖醋酱醬油姜蒜面麵菜肉蛋奶茶酒酸甜苦辣咸鹹笔筆墨纸紙砚硯";
/// What running text has every few words.
constexpr std::u32string_view particles = U"的了是在和与與有不这這我们們你他她它也很于於为為之及都到说說要会會对對从從着將将被把而以第本其所或请請勿各该該此";
constexpr std::u32string_view surnames = U"王李张張刘劉陈陳杨楊赵趙黄黃周吴吳徐孙孫胡朱高林何郭马馬罗羅梁宋郑鄭谢謝韩韓唐冯馮于董萧蕭程曹袁邓鄧许許傅沈曾彭吕呂苏蘇卢盧蒋蔣蔡贾賈丁魏薛叶葉阎閻余潘杜戴夏钟鐘汪田任姜范方石姚谭譚廖邹鄒熊金陆陸郝孔白崔康毛邱秦江史顾顧侯邵孟龙龍万萬段雷钱錢汤湯尹黎易常武乔喬贺賀赖賴龚龔文";

bool is_in(char32_t value, std::u32string_view set) { return set.find(value) != set.npos; }

/// How many eighths of a bit `right` gains by standing behind `left`.
gloss::Cost gain(char32_t left, char32_t right) {
  const gloss::Code first = gloss::encode(left), second = gloss::encode(right);
  const gloss::Entry last = first == 0 ? gloss::other_entry() : gloss::entry_of(first);
  const gloss::Entry entry = second == 0 ? gloss::other_entry() : gloss::entry_of(second);
  return last == gloss::other_entry() || entry == gloss::other_entry() ? 0 : gloss::single_cost(entry) - gloss::pair_cost(last, entry);
}

/// Names of two characters, surname first.
bool is_list_of_names(const std::vector<char32_t>& letters) {
  if (letters.size() < 6 || letters.size() % 2 != 0) return false;
  for (std::size_t i = 0; i < letters.size(); i += 2) {
    if (!is_in(letters[i], surnames)) return false;
  }
  return true;
}

/// Names set in a row, those of two characters as wide as those of three: 李 伟 张晓明 王 芳. What stands before the last mark is their heading.
bool are_spaced_names(const Line& line) {
  const std::vector<Cell>& cells = line.cells;
  std::size_t names = 0;
  std::size_t width = 0;    // letters since the name began
  std::size_t spaces = 0;
  std::size_t begin = cells.size();
  while (begin > 0 && (is_east_letter(cells[begin - 1].value) || cells[begin - 1].value == ' ')) --begin;
  for (std::size_t i = begin; i <= cells.size(); ++i) {
    const bool letter = i < cells.size() && cells[i].value != ' ';
    if (letter) {
      if (width == 0 && !is_in(cells[i].value, surnames)) return false;
      ++width;
      continue;
    }
    if (width == 1 && i < cells.size() && spaces == 0) {  // a surname apart from its name
      ++spaces;
      continue;
    }
    if (width == 0) continue;
    if (width < 2 || width > 3) return false;
    ++names;
    width = spaces = 0;
  }
  return names >= 3;
}

/// Whether characters that stand apart one by one are running text, in which they follow from one another, and no list.
/// `marks`: there is punctuation between them.
bool is_running(const std::vector<char32_t>& letters, bool marks) {
  const auto count = [&](auto&& fits) { return static_cast<std::size_t>(std::count_if(letters.begin(), letters.end(), fits)); };
  const std::size_t kana = count([](char32_t c) { return text::class_of(c).kana(); });
  if (kana == letters.size()) {  // the syllabary; words otherwise
    std::size_t rising = 0;
    for (std::size_t i = 1; i < letters.size(); ++i) rising += letters[i] > letters[i - 1] && letters[i] - letters[i - 1] <= 6 ? 1 : 0;
    return 3 * rising < 2 * (letters.size() - 1);
  }
  if (kana > 0) return true;
  if (count([](char32_t c) { return text::class_of(c).script() == text::ScriptClass::bopomofo; }) > 0) return false;
  if (count([](char32_t c) { return is_in(c, listed); }) == letters.size()) return false;
  if (marks) return true;
  if (is_list_of_names(letters)) return false;
  gloss::Cost sum = 0;
  for (std::size_t i = 1; i < letters.size(); ++i) sum += gain(letters[i - 1], letters[i]);
  const std::size_t small = count([](char32_t c) { return is_in(c, particles); });
  const gloss::Cost enough = small == 0 ? 2 * gloss::bit : 8 * small < letters.size() ? gloss::bit : 0;
  return sum >= enough * static_cast<gloss::Cost>(letters.size() - 1);
}

bool is_close(char32_t c) { return is_east_mark(c) || is_curly(c) || c == ',' || c == ':' || c == ';' || c == '!' || c == '?' || c == '.' || c == '(' || c == ')'; }

}  // namespace

void trim(Line& line, Document& document) {
  std::vector<Cell>& cells = line.cells;
  std::size_t first = 0;
  while (first < cells.size() && is_space(cells[first].value)) ++first;
  // The indent of a program means something; it is made of spaces and tabs.
  const bool indent = first > 0 && first < cells.size() &&
                      std::all_of(cells.begin(), cells.begin() + static_cast<std::ptrdiff_t>(first), [](const Cell& c) { return c.value < 0x80; }) && document.layout.keeps_indent(line.span);
  if (!indent) {
    for (std::size_t i = 0; i < first; ++i) line.change(i, 0, Id::lines_edges);
  }
  for (std::size_t i = cells.size(); i > first && is_space(cells[i - 1].value); --i) line.change(i - 1, 0, Id::lines_edges);
}

/// Chains of single spaces with at most one East Asian letter between each two of them: what OCR and spaced-out headings leave. Phrases
/// of two and more characters break a chain, so single spaces between phrases stay.
void close_up(Line& line) {
  std::vector<Cell>& cells = line.cells;
  const std::size_t count = cells.size();
  const auto east = [&](std::size_t i) { return cells[i].kind.cjk() || is_close(cells[i].value); };
  const auto joint = [&](std::size_t i) {
    return cells[i].value == ' ' && !cells[i].dropped() && i > 0 && i + 1 < count && east(i - 1) && east(i + 1) &&
           (is_east_letter(cells[i - 1].value) || is_east_letter(cells[i + 1].value) || (is_close(cells[i - 1].value) && is_close(cells[i + 1].value)));
  };
  std::vector<std::size_t> chain;
  std::vector<char32_t> letters;
  bool marks = false;
  std::size_t done = 0;
  for (const std::size_t i : line.spaces) {
    if (i < done || !joint(i)) continue;
    chain.assign(1, i);
    letters.clear();
    letters.push_back(cells[i - 1].value);
    marks = false;
    std::size_t last = i;
    for (std::size_t k = i + 1; k < count; ++k) {
      if (joint(k)) {
        chain.push_back(k);
        last = k;
      } else if (is_east_letter(cells[k].value)) {
        if (cells[k].value != 0 && k > 0 && is_east_letter(cells[k - 1].value)) break;  // two letters side by side: a phrase
        letters.push_back(cells[k].value);
      } else if (!is_close(cells[k].value) || k - last > 4) {
        break;
      } else {
        marks = marks || cells[k].value != 0x3001;
      }
    }
    letters.erase(std::remove_if(letters.begin(), letters.end(), [](char32_t c) { return !is_east_letter(c); }), letters.end());
    if (chain.size() >= shortest_chain && letters.size() >= 5 && is_running(letters, marks)) {
      for (const std::size_t k : chain) line.change(k, 0, Id::spaces_characters);
    }
    done = last + 1;
  }
}

/// Justified lines and OCR put spaces anywhere: 我 们今天 去 公园. That they stand inside words shows in single characters between two of
/// them, which phrases set apart on purpose rarely are.
void close_justified(Line& line) {
  std::vector<Cell>& cells = line.cells;
  const auto inner = [&](std::size_t i) { return i > 0 && i + 1 < cells.size() && !cells[i].dropped() && is_east_letter(cells[i - 1].value) && is_east_letter(cells[i + 1].value); };
  std::size_t pieces = 0;
  std::size_t singles = 0;
  std::size_t last = cells.size();
  std::vector<char32_t> letters;
  for (const std::size_t i : line.spaces) {
    if (!inner(i)) continue;
    ++pieces;
    if (last + 2 == i || (pieces == 1 && i == 1)) {
      ++singles;
      letters.push_back(cells[i - 1].value);
    }
    last = i;
  }
  if (pieces < 3 || are_spaced_names(line) || singles < 2 || singles * 4 < pieces || std::all_of(letters.begin(), letters.end(), [](char32_t c) { return is_in(c, listed); })) return;
  for (const std::size_t i : line.spaces) {
    if (inner(i)) line.change(i, 0, Id::spaces_justified);
  }
}

/// 20.67 万, 2023 年 5 月, 35 岁
void close_numbers(Line& line) {
  constexpr std::u32string_view units = U"万萬亿億千百兆年月日号號时時点點分秒岁歲人名个個次倍元角米吨噸斤克里层層页頁章节節届屆位件条條张張台辆輛座";
  std::vector<Cell>& cells = line.cells;
  for (const std::size_t i : line.spaces) {
    if (i == 0 || i + 1 >= cells.size() || cells[i].dropped()) continue;
    const bool number = cells[i - 1].value >= '0' && cells[i - 1].value <= '9';
    if (number && units.find(cells[i + 1].value) != units.npos) line.change(i, 0, Id::spaces_numbers);
  }
}

}  // namespace hansift::cleaning
