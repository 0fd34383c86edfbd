#include "extraction/rules.hpp"

#include <array>

#include "hansift/extraction.hpp"

namespace hansift::extraction {

// `before` is a whole source, `after` the text of its page.
#define HANSIFT_RULE(name, id, reason, before, after) const Rule name{"extraction." id, reason, before, after, "0.1.0"}

HANSIFT_RULE(rule_markup, "markup", "tags and the marks of Markdown are not text; each block becomes one line",
             "<html><body><p>春天<b>来了</b>，河面上的冰化了。</p><p>孩子们跑到岸边去看水，一直看到天黑。</p></body></html>",
             "春天来了，河面上的冰化了。\n孩子们跑到岸边去看水，一直看到天黑。");
HANSIFT_RULE(rule_reference, "reference", "a character reference stands for its character",
             "<html><body><p>水温升到 30&deg;C 时，&#x9C7C;苗就不再进食了，这时要换水。</p></body></html>",
             "水温升到 30°C 时，鱼苗就不再进食了，这时要换水。");
HANSIFT_RULE(rule_space, "space", "white space of the markup is folded, indents and empty lines go",
             "<html><body><p>\n  他说今天   不去了，\n  明天一早再走也不迟。</p></body></html>", "他说今天 不去了， 明天一早再走也不迟。");
HANSIFT_RULE(rule_ill_formed, "ill_formed", "bytes that are no UTF-8 become U+FFFD",
             "<html><body><p>这一行里有一个坏掉的字\xFF，其余的都还好好的。</p></body></html>", "这一行里有一个坏掉的字\xEF\xBF\xBD，其余的都还好好的。");

HANSIFT_RULE(drop_navigation, "drop.navigation", "menus, breadcrumbs, pagers: ways to other pages",
             "首页 > 新闻 > 正文\n老渡口的船今天停了，因为河水涨得太高，船夫说要等三天。\n上一篇：山里的邮局", "老渡口的船今天停了，因为河水涨得太高，船夫说要等三天。");
HANSIFT_RULE(drop_related, "drop.related", "teasers of other articles",
             "老渡口的船今天停了，因为河水涨得太高，船夫说要等三天。\n相关阅读\n山里的邮局还开着吗", "老渡口的船今天停了，因为河水涨得太高，船夫说要等三天。");
HANSIFT_RULE(drop_share, "drop.share", "buttons and calls to share, scan, subscribe, print",
             "老渡口的船今天停了，因为河水涨得太高，船夫说要等三天。\n扫一扫分享到微信", "老渡口的船今天停了，因为河水涨得太高，船夫说要等三天。");
HANSIFT_RULE(drop_copyright, "drop.copyright", "copyright, licence and disclaimer lines",
             "老渡口的船今天停了，因为河水涨得太高，船夫说要等三天。\n版权所有 未经授权不得转载", "老渡口的船今天停了，因为河水涨得太高，船夫说要等三天。");
HANSIFT_RULE(drop_metadata, "drop.metadata", "date, source, author and editor lines: kept as metadata",
             "2021年3月5日 来源：河口日报\n老渡口的船今天停了，因为河水涨得太高，船夫说要等三天。", "老渡口的船今天停了，因为河水涨得太高，船夫说要等三天。");
HANSIFT_RULE(drop_title, "drop.title", "the headline: kept as the title",
             "老渡口停航\n2021年3月5日 来源：河口日报\n老渡口的船今天停了，因为河水涨得太高，船夫说要等三天。", "老渡口的船今天停了，因为河水涨得太高，船夫说要等三天。");
HANSIFT_RULE(drop_duplicate_title, "drop.duplicate_title", "the headline once more",
             "老渡口停航\n2021年3月5日 来源：河口日报\n老渡口的船今天停了，因为河水涨得太高，船夫说要等三天。\n老渡口停航", "老渡口的船今天停了，因为河水涨得太高，船夫说要等三天。");
HANSIFT_RULE(drop_caption, "drop.caption", "the line under a picture: kept as a block of kind caption",
             "老渡口的船今天停了，因为河水涨得太高，船夫说要等三天。\n停在岸边的船。（王小河摄）\n河对岸的人只好绕到上游的桥，多走两个小时的路。",
             "老渡口的船今天停了，因为河水涨得太高，船夫说要等三天。\n河对岸的人只好绕到上游的桥，多走两个小时的路。");
HANSIFT_RULE(drop_byline, "drop.byline", "the signature: kept as metadata",
             "2021年3月5日 来源：河口日报\n老渡口的船今天停了，因为河水涨得太高，船夫说要等三天。（王小河）", "老渡口的船今天停了，因为河水涨得太高，船夫说要等三天。");
HANSIFT_RULE(drop_advertisement, "drop.advertisement", "advertisements and promotions",
             "<html><body><p>老渡口的船今天停了，因为河水涨得太高，船夫说要等三天。</p><div class=\"advert\">春季大促销，全场五折，买一送一，先到先得！</div></body></html>",
             "老渡口的船今天停了，因为河水涨得太高，船夫说要等三天。");
HANSIFT_RULE(drop_script, "drop.script", "scripts are not text",
             "<html><body><script>var a = 1;</script><p>老渡口的船今天停了，因为河水涨得太高，船夫说要等三天。</p></body></html>",
             "老渡口的船今天停了，因为河水涨得太高，船夫说要等三天。");
HANSIFT_RULE(drop_style, "drop.style", "style sheets are not text",
             "<html><body><style>p { color: red }</style><p>老渡口的船今天停了，因为河水涨得太高，船夫说要等三天。</p></body></html>",
             "老渡口的船今天停了，因为河水涨得太高，船夫说要等三天。");
HANSIFT_RULE(drop_hidden, "drop.hidden", "text that a browser does not show",
             "<html><body><p style=\"display:none\">看不见的字</p><p>老渡口的船今天停了，因为河水涨得太高，船夫说要等三天。</p></body></html>",
             "老渡口的船今天停了，因为河水涨得太高，船夫说要等三天。");
HANSIFT_RULE(drop_comment, "drop.comment", "what readers said about the article",
             "<html><body><p>老渡口的船今天停了，因为河水涨得太高，船夫说要等三天。</p><div class=\"comments\"><p>写得真好，我小时候坐过那条船。</p></div></body></html>",
             "老渡口的船今天停了，因为河水涨得太高，船夫说要等三天。");
HANSIFT_RULE(drop_list_page, "drop.list_page", "the page lists other pages and has no article of its own",
             "<html><body><ul><li><a href=\"1\">山里的邮局还开着吗</a></li><li><a href=\"2\">老渡口停航</a></li></ul></body></html>", "");
HANSIFT_RULE(drop_form, "drop.form", "fields and buttons",
             "<html><body><p>老渡口的船今天停了，因为河水涨得太高，船夫说要等三天。</p><button>提交</button></body></html>",
             "老渡口的船今天停了，因为河水涨得太高，船夫说要等三天。");
HANSIFT_RULE(drop_embedded, "drop.embedded", "drawings, formulae, players and other embedded things",
             "<html><body><p>老渡口的船今天停了，因为河水涨得太高，船夫说要等三天。</p><svg><text>图</text></svg></body></html>",
             "老渡口的船今天停了，因为河水涨得太高，船夫说要等三天。");
HANSIFT_RULE(drop_ruby, "drop.ruby", "readings beside the characters",
             "<html><body><p><ruby>渡<rp>(</rp><rt>わた</rt><rp>)</rp></ruby>し船は今日は休みです。川の水が高すぎるからです。</p></body></html>",
             "渡し船は今日は休みです。川の水が高すぎるからです。");
HANSIFT_RULE(drop_markup_comment, "drop.markup_comment", "comments in the markup",
             "<html><body><!-- 正文开始 --><p>老渡口的船今天停了，因为河水涨得太高，船夫说要等三天。</p></body></html>",
             "老渡口的船今天停了，因为河水涨得太高，船夫说要等三天。");
HANSIFT_RULE(drop_footer, "drop.footer", "the foot of the page: addresses, licences, counters",
             "<html><body><p>老渡口的船今天停了，因为河水涨得太高，船夫说要等三天。</p><footer>河口县河堤路八号 电话：0000-0000</footer></body></html>",
             "老渡口的船今天停了，因为河水涨得太高，船夫说要等三天。");
HANSIFT_RULE(drop_outside, "drop.outside", "outside the part of the page that holds the article",
             "<html><body><div><a href=\"1\">山里的邮局</a> 河口</div><div><p>老渡口的船今天停了，因为河水涨得太高，船夫说要等三天。</p>"
             "<p>河对岸的人只好绕到上游的桥，多走两个小时的路。</p></div></body></html>",
             "老渡口的船今天停了，因为河水涨得太高，船夫说要等三天。\n河对岸的人只好绕到上游的桥，多走两个小时的路。");
HANSIFT_RULE(drop_post, "drop.post", "names, times, counters and buttons around the posts of a thread",
             "<html><body><div><div class=\"p\"><b>老船夫</b><br><i>2021-03-05 10:20</i><div>河水涨得太高了，船今天不开。</div></div>"
             "<div class=\"p\"><b>过路人</b><br><i>2021-03-05 11:02</i><div>那就等三天再来，谢谢您告诉我。</div></div></div></body></html>",
             "河水涨得太高了，船今天不开。\n那就等三天再来，谢谢您告诉我。");
HANSIFT_RULE(drop_site, "drop.site", "the line stands on many pages of the site (SiteModel)",
             "老渡口的船今天停了，因为河水涨得太高，船夫说要等三天。\n我们讲河口的人和事，一讲就是三十年。", "老渡口的船今天停了，因为河水涨得太高，船夫说要等三天。");
HANSIFT_RULE(drop_mark, "drop.mark", "lines that only separate, and bullets",
             "老渡口的船今天停了，因为河水涨得太高，船夫说要等三天。\n----------\n河对岸的人只好绕到上游的桥，多走两个小时的路。",
             "老渡口的船今天停了，因为河水涨得太高，船夫说要等三天。\n河对岸的人只好绕到上游的桥，多走两个小时的路。");

HANSIFT_RULE(date_relative, "date.relative", "flag: the page tells its date only from the day of the visit (3天前), so that it has none",
             "老渡口停航\n王小河 3天前\n老渡口的船今天停了，因为河水涨得太高，船夫说要等三天。", "老渡口的船今天停了，因为河水涨得太高，船夫说要等三天。");
HANSIFT_RULE(date_ambiguous, "date.ambiguous", "flag: day and month of the date may be the other way round; nothing on the page tells",
             "The ferry stops\nPublished 05/03/2021\nThe ferry at the old landing does not run today, because the river is too high, and the ferryman says it may be three days.",
             "The ferry at the old landing does not run today, because the river is too high, and the ferryman says it may be three days.");
HANSIFT_RULE(date_updated, "date.updated", "flag: the date is that of an update, for the page tells no other",
             "老渡口停航\n更新时间：2021-03-05 来源：河口日报\n老渡口的船今天停了，因为河水涨得太高，船夫说要等三天。", "老渡口的船今天停了，因为河水涨得太高，船夫说要等三天。");

#undef HANSIFT_RULE

std::span<const Rule* const> rules() noexcept {
  static constexpr std::array all{
      &rule_markup, &rule_reference, &rule_space, &rule_ill_formed, &drop_navigation, &drop_related, &drop_share, &drop_copyright,
      &drop_metadata, &drop_title, &drop_duplicate_title, &drop_caption, &drop_byline, &drop_advertisement, &drop_script, &drop_style,
      &drop_hidden, &drop_comment, &drop_list_page, &drop_form, &drop_embedded, &drop_ruby, &drop_markup_comment, &drop_footer,
      &drop_outside, &drop_post, &drop_site, &drop_mark, &date_relative, &date_ambiguous, &date_updated};
  return all;
}

}  // namespace hansift::extraction
