#include "cleaning/rules.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "hansift/cleaning.hpp"
#include "text/choices.hpp"

namespace hansift::cleaning {
namespace {

constexpr std::size_t rule_count = static_cast<std::size_t>(Id::count);

// Invisible characters of the examples are written as escapes.
constexpr std::array<Rule, rule_count> catalogue = {{
    {"cleaning.utf8", "bytes that are no UTF-8 become U+FFFD and are flagged; the output is always well-formed", "a\xFF" "b", "a\xEF\xBF\xBD" "b", "0.1.0"},
    {"cleaning.escape.entity", "HTML entities, also escaped twice, become the character; not inside URLs and code", "&#20013;&amp;ldquo;&copy;", "中“©", "0.1.0"},
    {"cleaning.escape.unicode", "\\uXXXX and %uXXXX that spell East Asian text become the character; not in code", "\\u4e2d\\u6587", "中文", "0.1.0"},
    {"cleaning.escape.bytes", "\\xXX and octal \\ooo that spell East Asian text in UTF-8 or GBK become the character; not in code", "\\xe4\\xb8\\xad\\xe6\\x96\\x87", "中文", "0.1.0"},
    {"cleaning.escape.percent", "%XX that spell East Asian text in UTF-8 or GBK become the character; not inside URLs", "%E4%B8%AD%E6%96%87", "中文", "0.1.0"},
    {"cleaning.escape.quoted_printable", "=XX that spell East Asian text in UTF-8 or GBK become the character, soft line breaks go", "=E4=B8=AD=\n=E6=96=87", "中文", "0.1.0"},
    {"cleaning.escape.json", "\\n, \\t, \\/ and \\\" become what they mean in JSON, in lines that are text written so; not in code and paths", "第一段。\\n第二段。\\n第三段。", "第一段。\n第二段。\n第三段。", "0.1.0"},
    {"cleaning.mojibake.utf8", "UTF-8 that was read as GBK, Big5, Shift_JIS, EUC-JP or EUC-KR is read as UTF-8; a character of which bytes are lost becomes U+FFFD", "灞变笂鐨勯洩杩樻病鏈夊寲", "山上的雪还没有化", "0.1.0"},
    {"cleaning.mojibake.double_byte", "text of one double-byte code page that was read as another is read as what it was", "芞抎奩婓悝苺腔陲晚", "图书馆在学校的东边", "0.1.0"},
    {"cleaning.mojibake.latin", "text of a double-byte code page that was read as Latin-1, Windows-1252 or in a code page of Cyrillic or Greek is read as what it was; flagged where that is not sure", "Çë°Ñ´°»§¹ØÉÏ", "请把窗户关上", "0.1.0"},
    {"cleaning.mojibake.western", "UTF-8 that was read in a single-byte code page (windows-1252, Macintosh, cp437 ...), once or several times, is read again", "le cafÃ© d’Ã©tÃ©", "le café d’été", "0.1.0"},
    {"cleaning.mojibake.bold", "less evidence is enough for cleaning.mojibake.western: what ftfy would repair", "ARÃŠTE", "ARÊTE", "0.1.0"},
    {"cleaning.mojibake.single_byte", "text in a code page of another alphabet that was read as Latin-1 is read again", "Äîáðûé äåíü, äîðîãèå äðóçüÿ", "Добрый день, дорогие друзья", "0.1.0"},
    {"cleaning.gloss.pinyin", "glosses of pinyin go from pages that a machine glossed; those of lessons, dictionaries and single words stay", "老師(shī)說(shuō)這本書(shū)很有意思，學(xué)生們(men)都愛(ài)看。", "老師說這本書很有意思，學生們都愛看。", "0.1.0"},
    {"cleaning.gloss.bytes", "what such glosses did to the bytes around them is undone", "老師(shī)說(shuō)這本書很有意思，學(xué)生們(men)都愛看。下午大家?guī)瞎P記本。", "老師(shī)說(shuō)這本書很有意思，學(xué)生們(men)都愛看。下午大家帶上筆記本。", "0.1.0"},
    {"cleaning.gloss.lost", "what such glosses destroyed for good is flagged; where they ate an ASCII character, U+FFFD stands for it", "老師(shī)說(shuō)這本書很有意思，學(xué)生們(men)都愛看。請大家?guī)?本書來。", "老師(shī)說(shuō)這本書很有意思，學(xué)生們(men)都愛看。請大家?guī)?本書來。", "0.1.0"},
    {"cleaning.control.ansi", "terminal escape sequences (colours, cursor) go", "\x1B[31m红\x1B[0m", "红", "0.1.0"},
    {"cleaning.control.c0", "control characters that are no white space go", "a\x01" "b", "ab", "0.1.0"},
    {"cleaning.control.windows_1252", "control characters that are bytes of code page 1252 become its quotes and dashes, as in browsers", "it\xC2\x92s", "it’s", "0.1.0"},
    {"cleaning.control.c1", "control characters U+0080 to U+009F go", "中\xC2\x9D文", "中文", "0.1.0"},
    {"cleaning.invisible.zero_width", "zero-width spaces, word joiners and invisible operators go, except in scripts that break lines at them", "中\xE2\x80\x8B文", "中文", "0.1.0"},
    {"cleaning.invisible.joiner", "joiners and non-joiners go, except in emoji and in scripts that spell with them", "中\xE2\x80\x8D文", "中文", "0.1.0"},
    {"cleaning.invisible.bidi", "marks of writing direction go from lines that have no right-to-left letters", "\xE2\x80\x8E中文", "中文", "0.1.0"},
    {"cleaning.invisible.soft_hyphen", "soft hyphens go", "hy\xC2\xADphen", "hyphen", "0.1.0"},
    {"cleaning.invisible.byte_order_mark", "U+FEFF goes, wherever it is", "\xEF\xBB\xBF中文", "中文", "0.1.0"},
    {"cleaning.invisible.tag", "tag characters go, except in the flags of regions", "a\xF3\xA0\x81\xA1" "b", "ab", "0.1.0"},
    {"cleaning.invisible.variation", "variation selectors go from Han and kana; they stay on emoji and symbols", "中\xEF\xB8\x8F文", "中文", "0.1.0"},
    {"cleaning.loss.replacement", "U+FFFD: a character was lost before; flagged", "中\xEF\xBF\xBD", "中\xEF\xBF\xBD", "0.1.0"},
    {"cleaning.loss.rubbish", "what is left of lost text (锟斤拷, 烫烫烫, 屯屯屯); flagged", "锟斤拷锟斤拷", "锟斤拷锟斤拷", "0.1.0"},
    {"cleaning.loss.question_marks", "a line of question marks: the text was lost before; flagged", "?????? ????", "?????? ????", "0.1.0"},
    {"cleaning.loss.private_use", "private-use characters of an unknown font or code page; flagged", "\xEF\x80\x85", "\xEF\x80\x85", "0.1.0"},
    {"cleaning.loss.unsettled", "a text that is not the same twice after twelve rounds, as if it was damaged more often than can be undone; left as it is, flagged",
     "", "", "0.1.0"},
    {"cleaning.private.gbk", "private-use characters of code page 936 become what GB 18030-2022 assigns, in Simplified text", "这\xEE\xA0\x9A来", "这㑳来", "0.1.0"},
    {"cleaning.private.hkscs", "private-use characters of code page 950 become what Big5-HKSCS assigns, in Traditional text", "佢\xEE\xAF\xB3來", "佢氹來", "0.1.0"},
    {"cleaning.forms.radical", "characters of the radical blocks become the ideograph", "⼤⻅", "大见", "0.1.0"},
    {"cleaning.forms.ideograph", "compatibility ideographs become the unified one", "\xEF\xA4\x8A", "金", "0.1.0"},
    {"cleaning.forms.small", "small forms become the ordinary mark", "好﹐是﹖", "好，是？", "0.1.0"},
    {"cleaning.forms.vertical", "forms for vertical lines become the ordinary mark", "︽论语︾", "《论语》", "0.1.0"},
    {"cleaning.forms.ligature", "Latin ligatures become letters", "ﬁnd oﬃce", "find office", "0.1.0"},
    {"cleaning.forms.digraph", "Latin digraphs that are one character become two letters, as ftfy does it", "ǈubav ĳs", "Ljubav ijs", "0.1.0"},
    {"cleaning.forms.middle_dot", "a bullet, dot operator or Greek semicolon dot between two ideographs becomes the middle dot of names", "列夫•托尔斯泰", "列夫·托尔斯泰", "0.1.0"},
    {"cleaning.nfc", "canonical composition (NFC)", "cafe\xCC\x81", "café", "0.1.0"},
    {"cleaning.width.letters", "full-width letters and digits, and . - between them, become ASCII", "ＡＢＣ１２３", "ABC123", "0.1.0"},
    {"cleaning.width.english", "a line wholly in full-width English becomes ASCII, punctuation and all", "Ｈｅｌｌｏ，　ｗｏｒｌｄ！", "Hello, world!", "0.1.0"},
    {"cleaning.width.katakana", "half-width katakana become full-width", "ﾃﾞｰﾀ", "データ", "0.1.0"},
    {"cleaning.width.all", "all full-width ASCII and the ideographic space become ASCII, as ftfy does it", "好，是", "好,是", "0.1.0"},
    {"cleaning.lines.breaks", "CR, CR LF, form feed, U+0085, U+2028 and U+2029 become LF", "一\r\n二", "一\n二", "0.1.0"},
    {"cleaning.lines.edges", "white space at the ends of a line goes, indents too; indents of code stay", "\xE3\x80\x80\xE3\x80\x80中文 \n", "中文\n", "0.1.0"},
    {"cleaning.lines.wrapped", "lines of an evenly wrapped block are joined: East Asian ones without a space, others with one, hyphenation undone; not before items, headings and speech",
     "那年夏天我住在海边的一个小村子里，每天早上都能听见渔船出\n海的声音，到了傍晚又看着它们一条一条地回来，码头上总是站\n满了人。", "那年夏天我住在海边的一个小村子里，每天早上都能听见渔船出海的声音，到了傍晚又看着它们一条一条地回来，码头上总是站满了人。", "0.1.0"},
    {"cleaning.lines.repeated", "a line that stood before goes", "返回首页\n今天天气很好。\n返回首页\n", "返回首页\n今天天气很好。\n", "0.1.0"},
    {"cleaning.paragraphs.repeated", "a paragraph (lines between blank lines) that stood before goes", "一\n二\n\n三\n\n一\n二\n", "一\n二\n\n三\n\n", "0.1.0"},
    {"cleaning.spaces.no_break", "no-break spaces become spaces", "a\xC2\xA0" "b", "a b", "0.1.0"},
    {"cleaning.spaces.characters", "spaces between all characters of East Asian text go; single spaces between phrases stay", "今 天 的 天 气 很 好", "今天的天气很好", "0.1.0"},
    {"cleaning.spaces.justified", "spaces inside words of East Asian text go from lines in which single characters stand between spaces", "我 们今天 去 公园 里玩了 一 个下午", "我们今天去公园里玩了一个下午", "0.1.0"},
    {"cleaning.spaces.numbers", "a space between a number and the Chinese unit behind it goes", "共 20.67 万元", "共 20.67万元", "0.1.0"},
    {"cleaning.punctuation.marks", "ASCII , : ; ! ? in Chinese become full-width", "今天天气很好,我们去公园玩吧!", "今天天气很好，我们去公园玩吧！", "0.1.0"},
    {"cleaning.punctuation.brackets", "ASCII brackets in Chinese become full-width, both of a pair", "这个城市(位于南方)很大", "这个城市（位于南方）很大", "0.1.0"},
    {"cleaning.punctuation.full_stop", "ASCII full stops in Chinese become 。", "今天天气很好，我们去公园玩.", "今天天气很好，我们去公园玩。", "0.1.0"},
    {"cleaning.punctuation.half", "full-width ， ： ； ！ ？ （ ） in Chinese become ASCII; in place of the other rules of punctuation", "你好，是吗？（是）", "你好,是吗?(是)", "0.1.0"},
    {"cleaning.quotes.straight", "curly quotes become straight, as ftfy does it", "“a”", "\"a\"", "0.1.0"},
    {"cleaning.ruby.interlinear", "interlinear annotations (U+FFF9 to U+FFFB) go, the annotated text stays", "\xEF\xBF\xB9漢字\xEF\xBF\xBAかんじ\xEF\xBF\xBB", "漢字", "0.1.0"},
    {"cleaning.ruby.readings", "readings in kana behind ideographs go: 漢字《かんじ》 and what is left of <ruby> markup", "漢字《かんじ》の<ruby>読<rt>よ</rt></ruby>み", "漢字の読み", "0.1.0"},
}};

struct Pointers {
  std::array<const Rule*, rule_count> list{};
  constexpr Pointers() {
    for (std::size_t i = 0; i < rule_count; ++i) list[i] = &catalogue[i];
  }
};
constexpr Pointers pointers;

constexpr std::array<std::string_view, 6> profile_names = {"web", "minimal", "books", "ocr", "ftfy", "none"};

/// Rules that run only if they are asked for, by `enable` or by the profile "ftfy".
constexpr Id by_choice[] = {Id::width_all, Id::quotes_straight, Id::punctuation_half, Id::lines_repeated, Id::paragraphs_repeated, Id::ruby_readings, Id::mojibake_bold, Id::forms_digraph};

constexpr Id id_at(std::size_t index) { return static_cast<Id>(index); }

}  // namespace

const Rule& rule(Id id) noexcept { return catalogue[static_cast<std::size_t>(id)]; }

RuleSet profile_rules(std::string_view profile) {
  RuleSet set;
  if (profile == "none") return set;
  const bool wrapped = profile == "books" || profile == "ocr";
  if (profile == "web" || wrapped) {
    for (std::size_t i = 0; i < rule_count; ++i) set.add(id_at(i));
    for (const Id id : by_choice) set.remove(id);
    if (!wrapped) set.remove(Id::lines_wrapped).remove(Id::spaces_numbers);
    if (profile != "ocr") set.remove(Id::spaces_justified);
    return set;
  }
  if (profile == "minimal") {
    for (Id id : {Id::utf8, Id::control_ansi, Id::control_c0, Id::control_c1, Id::invisible_zero_width, Id::invisible_joiner, Id::invisible_bidi,
                  Id::invisible_soft_hyphen, Id::invisible_byte_order_mark, Id::invisible_tag, Id::invisible_variation}) {
      set.add(id);
    }
    return set;
  }
  if (profile == "ftfy") {
    for (Id id : {Id::utf8, Id::escape_entity, Id::mojibake_western, Id::mojibake_bold, Id::mojibake_single_byte, Id::control_ansi, Id::control_c0, Id::control_windows_1252, Id::invisible_byte_order_mark, Id::forms_ligature, Id::forms_digraph,
                  Id::forms_ideograph, Id::nfc, Id::width_letters, Id::width_katakana, Id::width_all, Id::lines_breaks, Id::quotes_straight}) {
      set.add(id);
    }
    return set;
  }
  text::throw_unknown("cleaning profile", profile, profile_names);
}

void set_punctuation(RuleSet& rules, std::string_view width) {
  constexpr std::array<std::string_view, 3> widths = {"keep", "full", "half"};
  if (width.empty()) return;
  if (std::find(widths.begin(), widths.end(), width) == widths.end()) text::throw_unknown("width of punctuation", width, widths);
  rules.remove(Id::punctuation_marks).remove(Id::punctuation_brackets).remove(Id::punctuation_full_stop).remove(Id::punctuation_half);
  if (width == "full") rules.add(Id::punctuation_marks).add(Id::punctuation_brackets).add(Id::punctuation_full_stop);
  if (width == "half") rules.add(Id::punctuation_half);
}

RuleSet named_rules(std::string_view name) {
  RuleSet set;
  bool found = false;
  for (std::size_t i = 0; i < rule_count; ++i) {
    const std::string_view id = catalogue[i].id;
    if (id == name || (id.size() > name.size() && id.starts_with(name) && id[name.size()] == '.')) {
      set.add(id_at(i));
      found = true;
    }
  }
  if (found) return set;
  std::vector<std::string_view> choices;
  for (const Rule& entry : catalogue) choices.push_back(entry.id);
  text::throw_unknown("cleaning rule", name, choices);
}

RuleSet rules_to_enable(std::string_view name) {
  RuleSet set = named_rules(name);
  for (const Id id : by_choice) {
    if (rule(id).id != name) set.remove(id);
  }
  return set;
}

std::span<const Rule* const> rules() noexcept { return pointers.list; }
std::span<const std::string_view> profiles() noexcept { return profile_names; }

}  // namespace hansift::cleaning
