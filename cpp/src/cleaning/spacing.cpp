#include <algorithm>

#include "cleaning/lines.hpp"

namespace hansift::cleaning {
namespace {

constexpr std::u32string_view numerals = U"〇零一二三四五六七八九十百千万萬亿億壹贰叁肆伍陆柒捌玖拾两兩";
constexpr std::u32string_view stems = U"甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥鼠牛虎兔龙龍蛇马馬羊猴鸡雞狗猪豬";
constexpr std::u32string_view directions = U"东東南西北中春夏秋冬金木水火土日月宫商角徵羽琴棋书書画畫";
constexpr std::u32string_view kana_order = U"あいうえおアイウエオ";

/// A row of single characters that are spaced on purpose: numbers, stems and branches, directions, the vowels.
bool is_list(const std::vector<char32_t>& letters) {
  for (std::u32string_view set : {numerals, stems, directions, kana_order}) {
    if (std::all_of(letters.begin(), letters.end(), [&](char32_t c) { return set.find(c) != set.npos; })) return true;
  }
  return false;
}

bool is_close(char32_t c) { return is_east_mark(c) || is_curly(c) || c == ',' || c == ':' || c == ';' || c == '!' || c == '?' || c == '.' || c == '(' || c == ')'; }

}  // namespace

void trim(const Editor&, Line& line) {
  std::vector<Cell>& cells = line.cells;
  std::size_t first = 0;
  while (first < cells.size() && is_space(cells[first].value)) ++first;
  // The indent of a program means something; it is made of spaces and tabs and stands before ASCII.
  const bool indent = first > 0 && first < cells.size() && cells[first].value < 0x80 &&
                      std::all_of(cells.begin(), cells.begin() + static_cast<std::ptrdiff_t>(first), [](const Cell& c) { return c.value < 0x80; }) && line.in_block();
  if (!indent) {
    for (std::size_t i = 0; i < first; ++i) line.change(i, 0, Id::lines_edges);
  }
  for (std::size_t i = cells.size(); i > first && is_space(cells[i - 1].value); --i) line.change(i - 1, 0, Id::lines_edges);
}

/// Chains of single spaces with at most one East Asian letter between each two of them: what OCR and spaced-out headings leave. Phrases
/// of two and more characters break a chain, so single spaces between phrases stay.
void close_up(const Editor&, Line& line) {
  std::vector<Cell>& cells = line.cells;
  const std::size_t count = cells.size();
  const auto east = [&](std::size_t i) { return cells[i].kind.cjk() || is_close(cells[i].value); };
  const auto joint = [&](std::size_t i) {
    return cells[i].value == ' ' && !cells[i].dropped() && i > 0 && i + 1 < count && east(i - 1) && east(i + 1) &&
           (is_east_letter(cells[i - 1].value) || is_east_letter(cells[i + 1].value) || (is_close(cells[i - 1].value) && is_close(cells[i + 1].value)));
  };
  std::vector<std::size_t> chain;
  std::vector<char32_t> letters;
  std::size_t done = 0;
  for (const std::size_t i : line.spaces) {
    if (i < done || !joint(i)) continue;
    chain.assign(1, i);
    letters.clear();
    letters.push_back(cells[i - 1].value);
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
      }
    }
    letters.erase(std::remove_if(letters.begin(), letters.end(), [](char32_t c) { return !is_east_letter(c); }), letters.end());
    if (chain.size() >= shortest_chain && letters.size() >= 5 && !is_list(letters)) {
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
  if (pieces < 3 || singles < 2 || singles * 4 < pieces || is_list(letters)) return;
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
