#include "cleaning/rules.hpp"

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
    {"cleaning.gloss.pinyin", "glosses of pinyin go from pages that a machine glossed; those of lessons, dictionaries and single words stay", "老師(shī)說(shuō)這本書(shū)很有意思，學(xué)生們(men)都愛(ài)看。", "老師說這本書很有意思，學生們都愛看。", "0.1.0"},
    {"cleaning.gloss.bytes", "what such glosses did to the bytes around them is undone", "老師(shī)說(shuō)這本書很有意思，學(xué)生們(men)都愛看。下午大家?guī)瞎P記本。", "老師(shī)說(shuō)這本書很有意思，學(xué)生們(men)都愛看。下午大家帶上筆記本。", "0.1.0"},
    {"cleaning.gloss.lost", "what such glosses destroyed for good is flagged; where they ate an ASCII character, U+FFFD stands for it", "老師(shī)說(shuō)這本書很有意思，學(xué)生們(men)都愛看。請大家?guī)?本書來。", "老師(shī)說(shuō)這本書很有意思，學(xué)生們(men)都愛看。請大家?guī)?本書來。", "0.1.0"},
    {"cleaning.escape.entity", "HTML entities, also escaped twice, become the character; not inside URLs and code", "&#20013;&amp;ldquo;&copy;", "中“©", "0.1.0"},
    {"cleaning.escape.unicode", "\\uXXXX and %uXXXX that spell East Asian text become the character; not in code", "\\u4e2d\\u6587", "中文", "0.1.0"},
    {"cleaning.escape.bytes", "\\xXX that spell East Asian text in UTF-8 become the character; not in code", "\\xe4\\xb8\\xad\\xe6\\x96\\x87", "中文", "0.1.0"},
    {"cleaning.escape.percent", "%XX that spell East Asian text in UTF-8 become the character; not inside URLs", "%E4%B8%AD%E6%96%87", "中文", "0.1.0"},
    {"cleaning.escape.quoted_printable", "=XX that spell East Asian text in UTF-8 become the character, soft line breaks go", "=E4=B8=AD=\n=E6=96=87", "中文", "0.1.0"},
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
    {"cleaning.private.gbk", "private-use characters of code page 936 become what GB 18030-2022 assigns, in Simplified text", "这\xEE\xA0\x9A来", "这㑳来", "0.1.0"},
    {"cleaning.private.hkscs", "private-use characters of code page 950 become what Big5-HKSCS assigns, in Traditional text", "佢\xEE\xAF\xB3來", "佢氹來", "0.1.0"},
    {"cleaning.forms.radical", "characters of the radical blocks become the ideograph", "⼤⻅", "大见", "0.1.0"},
    {"cleaning.forms.ideograph", "compatibility ideographs become the unified one", "\xEF\xA4\x8A", "金", "0.1.0"},
    {"cleaning.forms.small", "small forms become the ordinary mark", "好﹐是﹖", "好，是？", "0.1.0"},
    {"cleaning.forms.vertical", "forms for vertical lines become the ordinary mark", "︽论语︾", "《论语》", "0.1.0"},
    {"cleaning.forms.ligature", "Latin ligatures become letters", "ﬁnd oﬃce", "find office", "0.1.0"},
    {"cleaning.nfc", "canonical composition (NFC)", "cafe\xCC\x81", "café", "0.1.0"},
    {"cleaning.width.letters", "full-width letters and digits, and . - between them, become ASCII", "ＡＢＣ１２３", "ABC123", "0.1.0"},
    {"cleaning.width.english", "a line wholly in full-width English becomes ASCII, punctuation and all", "Ｈｅｌｌｏ，　ｗｏｒｌｄ！", "Hello, world!", "0.1.0"},
    {"cleaning.width.katakana", "half-width katakana become full-width", "ﾃﾞｰﾀ", "データ", "0.1.0"},
    {"cleaning.width.all", "all full-width ASCII and the ideographic space become ASCII, as ftfy does it", "好，是", "好,是", "0.1.0"},
    {"cleaning.lines.breaks", "CR, CR LF, form feed, U+0085, U+2028 and U+2029 become LF", "一\r\n二", "一\n二", "0.1.0"},
    {"cleaning.lines.edges", "white space at the ends of a line goes, indents too; indents of code stay", "\xE3\x80\x80\xE3\x80\x80中文 \n", "中文\n", "0.1.0"},
    {"cleaning.spaces.no_break", "no-break spaces become spaces", "a\xC2\xA0" "b", "a b", "0.1.0"},
    {"cleaning.spaces.characters", "spaces between all characters of East Asian text go; single spaces between phrases stay", "今 天 的 天 气 很 好", "今天的天气很好", "0.1.0"},
    {"cleaning.punctuation.marks", "ASCII , : ; ! ? in Chinese become full-width", "今天天气很好,我们去公园玩吧!", "今天天气很好，我们去公园玩吧！", "0.1.0"},
    {"cleaning.punctuation.brackets", "ASCII brackets in Chinese become full-width, both of a pair", "这个城市(位于南方)很大", "这个城市（位于南方）很大", "0.1.0"},
    {"cleaning.punctuation.full_stop", "ASCII full stops in Chinese become 。", "今天天气很好，我们去公园玩.", "今天天气很好，我们去公园玩。", "0.1.0"},
    {"cleaning.quotes.straight", "curly quotes become straight, as ftfy does it", "“a”", "\"a\"", "0.1.0"},
}};

struct Pointers {
  std::array<const Rule*, rule_count> list{};
  constexpr Pointers() {
    for (std::size_t i = 0; i < rule_count; ++i) list[i] = &catalogue[i];
  }
};
constexpr Pointers pointers;

constexpr std::array<std::string_view, 4> profile_names = {"web", "minimal", "none", "ftfy"};

constexpr Id id_at(std::size_t index) { return static_cast<Id>(index); }

}  // namespace

const Rule& rule(Id id) noexcept { return catalogue[static_cast<std::size_t>(id)]; }

RuleSet profile_rules(std::string_view profile) {
  RuleSet set;
  if (profile == "none") return set;
  if (profile == "web") {
    for (std::size_t i = 0; i < rule_count; ++i) set.add(id_at(i));
    return set.remove(Id::width_all).remove(Id::quotes_straight);
  }
  if (profile == "minimal") {
    for (Id id : {Id::utf8, Id::control_ansi, Id::control_c0, Id::control_c1, Id::invisible_zero_width, Id::invisible_joiner, Id::invisible_bidi,
                  Id::invisible_soft_hyphen, Id::invisible_byte_order_mark, Id::invisible_tag, Id::invisible_variation}) {
      set.add(id);
    }
    return set;
  }
  if (profile == "ftfy") {
    for (Id id : {Id::utf8, Id::escape_entity, Id::control_ansi, Id::control_c0, Id::control_windows_1252, Id::invisible_byte_order_mark, Id::forms_ligature,
                  Id::forms_ideograph, Id::nfc, Id::width_letters, Id::width_katakana, Id::width_all, Id::lines_breaks, Id::quotes_straight}) {
      set.add(id);
    }
    return set;
  }
  text::throw_unknown("cleaning profile", profile, profile_names);
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

std::span<const Rule* const> rules() noexcept { return pointers.list; }
std::span<const std::string_view> profiles() noexcept { return profile_names; }

}  // namespace hansift::cleaning
