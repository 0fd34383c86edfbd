#include "quality/rules.hpp"

#include <array>

#include "hansift/quality.hpp"

namespace hansift::quality {
namespace {

#define HANSIFT_MENU "首页\n新闻中心\n产品展示\n下载专区\n客户留言\n联系方式\n网站地图\n友情链接\n会员登录\n招聘信息\n公司简介\n技术支持"
#define HANSIFT_TAGS "手机 电脑 相机 耳机 音箱 键盘 鼠标 平板 路由器 充电器 数据线 存储卡"
#define HANSIFT_LINE "点这里下载最新版本\n"
#define HANSIFT_PAIR "哈哈哈哈哈哈哈哈哈哈哈哈"

}  // namespace

// A rule judges a whole text and changes nothing: `after` is `before`.
#define HANSIFT_QUALITY_RULE(name, id, reason, example) const Rule name{id, reason, example, example, "0.1.0"}

HANSIFT_QUALITY_RULE(short_text, "quality.short", "fewer characters than a text worth keeping has: a stub, an error page, a title alone", "页面不存在");
HANSIFT_QUALITY_RULE(long_text, "quality.long", "more characters than any page has: a dump or a runaway generator",
                     "第一章的内容在这里，后面还有许多许多章没有列出来。");
HANSIFT_QUALITY_RULE(few_letters, "quality.letters", "digits and marks rather than letters: tables of figures, log output, encoded data",
                     "2024-05-01 12:00:00 1024 2048 4096\n2024-05-01 12:00:01 1025 2049 4097");
HANSIFT_QUALITY_RULE(symbols, "quality.symbols", "too many symbols: decoration, emoji walls, broken formulas", "★☆★☆★☆ 活动 ★☆★☆★☆ 开始 ★☆★☆★☆");
HANSIFT_QUALITY_RULE(replacement, "quality.replacement", "characters that could not be decoded make the text unreliable",
                     "\xE8\xBF\x99\xEF\xBF\xBD\xEF\xBF\xBD\xE6\x98\xAF\xEF\xBF\xBD\xE4\xB8\xAA\xEF\xBF\xBD\xEF\xBF\xBD");
HANSIFT_QUALITY_RULE(bullets, "quality.bullets", "nearly every line is an item of a list", "• 苹果\n• 香蕉\n• 橙子\n• 葡萄");
HANSIFT_QUALITY_RULE(ellipses, "quality.ellipses", "lines that end in an ellipsis: a list of teasers, not their texts",
                     "本市今日举行会议……\n专家谈健康饮食……\n周末天气预报……");
HANSIFT_QUALITY_RULE(unfinished_lines, "quality.unfinished", "too few lines end in a sentence (off unless min_terminal_lines is set)",
                     "关于我们\n加入我们\n联系我们");
HANSIFT_QUALITY_RULE(repeated_lines, "quality.repeated.lines", "lines that stood before in the same text", HANSIFT_LINE HANSIFT_LINE HANSIFT_LINE);
HANSIFT_QUALITY_RULE(repeated_line_text, "quality.repeated.line_text", "too much of the text is in lines that stood before",
                     HANSIFT_LINE HANSIFT_LINE HANSIFT_LINE);
HANSIFT_QUALITY_RULE(common_pair, "quality.repeated.pair", "one pair of characters or words makes up much of the text", HANSIFT_PAIR);
HANSIFT_QUALITY_RULE(common_triple, "quality.repeated.triple", "one triple of characters or words makes up much of the text", HANSIFT_PAIR);
HANSIFT_QUALITY_RULE(common_quadruple, "quality.repeated.quadruple", "one row of four characters or words makes up much of the text", HANSIFT_PAIR);
HANSIFT_QUALITY_RULE(repeated_text, "quality.repeated.text", "rows of ten characters or words that stood before make up much of the text",
                     "欢迎光临本店选购各种商品，欢迎光临本店选购各种商品，欢迎光临本店选购各种商品");
HANSIFT_QUALITY_RULE(variety, "quality.variety", "next to no different characters: filler",
                     HANSIFT_PAIR HANSIFT_PAIR HANSIFT_PAIR HANSIFT_PAIR HANSIFT_PAIR HANSIFT_PAIR HANSIFT_PAIR HANSIFT_PAIR HANSIFT_PAIR HANSIFT_PAIR
                     HANSIFT_PAIR HANSIFT_PAIR HANSIFT_PAIR HANSIFT_PAIR HANSIFT_PAIR HANSIFT_PAIR HANSIFT_PAIR HANSIFT_PAIR HANSIFT_PAIR HANSIFT_PAIR);
HANSIFT_QUALITY_RULE(keywords, "quality.keywords", "rows of words without grammar: tags, keyword spam", HANSIFT_TAGS);
HANSIFT_QUALITY_RULE(links, "quality.links", "short loose lines without grammar: a menu or a link farm", HANSIFT_MENU);

std::span<const Rule* const> rules() noexcept {
  static constexpr std::array<const Rule*, 17> all{
      &short_text, &long_text, &few_letters, &symbols, &replacement, &bullets, &ellipses, &unfinished_lines, &repeated_lines, &repeated_line_text,
      &common_pair, &common_triple, &common_quadruple, &repeated_text, &variety, &keywords, &links};
  return all;
}

}  // namespace hansift::quality
