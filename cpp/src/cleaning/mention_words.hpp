#pragma once

// Words by which a text about mojibake and escapes gives itself away. Stems, so that inflected forms are found, too.

#include <array>
#include <string_view>

namespace hansift::cleaning {

/// What a word of naming is about.
enum Kind : unsigned {
  damage = 1,    ///< mojibake, and nothing else
  turning = 2,   ///< that one thing is shown in place of another
  coding = 4,    ///< encodings and character sets
  escaping = 8,  ///< escapes, entities and the names of what is escaped
  tagging = 16,  ///< tags of HTML
};

struct NamingWord {
  std::string_view text;  ///< ASCII in lower case; two bytes at least
  unsigned kind;
};

inline constexpr std::array naming_words = std::to_array<NamingWord>({
    {"mojibake", damage}, {"garbled", damage}, {"gibberish", damage}, {"weird character", damage}, {"strange character", damage},
    {"zeichensalat", damage}, {"caractères bizarres", damage}, {"caracteres extraños", damage}, {"caracteres raros", damage}, {"krzaczk", damage},
    {"ракозябр", damage}, {"乱码", damage}, {"亂碼", damage}, {"文字化け", damage}, {"문자 깨짐", damage}, {"글자 깨짐", damage}, {"깨져", damage}, {"깨진", damage},

    {"instead of", turning}, {"rather than", turning}, {"become", turning}, {"turns into", turning}, {"turn into", turning},
    {"turned into", turning}, {"show up as", turning}, {"shows up as", turning}, {"displayed as", turning}, {"displays as", turning},
    {"shown as", turning}, {"rendered as", turning}, {"looks like", turning}, {"look like", turning}, {"appear as", turning},
    {"appears as", turning}, {"read as", turning}, {"statt", turning}, {"anstelle", turning}, {"au lieu d", turning}, {"à la place d", turning},
    {"en lugar de", turning}, {"en vez de", turning}, {"em vez de", turning}, {"invece di", turning}, {"al posto d", turning}, {"вместо", turning},
    {"замість", turning}, {"zamiast", turning}, {"místo", turning}, {"yerine", turning}, {"变成", turning}, {"變成", turning}, {"变为", turning},
    {"變為", turning}, {"显示为", turning}, {"顯示為", turning}, {"显示成", turning}, {"顯示成", turning}, {"读成", turning}, {"讀成", turning}, {"当成", turning},
    {"當成", turning}, {"看到", turning}, {"而不是", turning}, {"と表示", turning}, {"のように表示", turning}, {"になる", turning}, {"になって", turning},
    {"になり", turning}, {"に化け", turning}, {"로 표시", turning}, {"로 보", turning}, {"대신", turning},

    {"encoding", coding}, {"encode", coding}, {"decod", coding}, {"charset", coding}, {"character set", coding}, {"character class", coding},
    {"utf-8", coding}, {"utf8", coding}, {"unicode", coding}, {"latin-1", coding}, {"latin1", coding}, {"iso-8859", coding}, {"iso8859", coding},
    {"windows-125", coding}, {"cp125", coding}, {"koi8", coding}, {"gbk", coding}, {"gb2312", coding}, {"gb18030", coding}, {"big5", coding},
    {"shift_jis", coding}, {"shift-jis", coding}, {"sjis", coding}, {"euc-", coding}, {"regex", coding}, {"regular expression", coding},
    {"kodierung", coding}, {"encodage", coding}, {"codificac", coding}, {"codificaç", coding}, {"codifica", coding}, {"одировк", coding},
    {"编码", coding}, {"編碼", coding}, {"解码", coding}, {"解碼", coding}, {"字符集", coding}, {"字元集", coding}, {"正则", coding}, {"正則", coding},
    {"正規表現", coding}, {"エンコード", coding}, {"文字コード", coding}, {"인코딩", coding},

    {"转义", escaping}, {"轉義", escaping}, {"跳脱字", escaping}, {"跳脫字", escaping}, {"字符实体", escaping}, {"字符實體", escaping}, {"字元實體", escaping},
    {"实体引用", escaping}, {"实体名", escaping}, {"实体编号", escaping}, {"实体编码", escaping}, {"html实体", escaping}, {"html 实体", escaping},
    {"html實體", escaping}, {"html 實體", escaping}, {"常用实体", escaping}, {"百分号编码", escaping}, {"百分號編碼", escaping}, {"url编码", escaping},
    {"url 编码", escaping}, {"url編碼", escaping}, {"url 編碼", escaping}, {"换行符", escaping}, {"換行符", escaping}, {"制表符", escaping}, {"空格符", escaping},
    {"小于号", escaping}, {"小於號", escaping}, {"大于号", escaping}, {"大於號", escaping}, {"和号", escaping}, {"版权符号", escaping}, {"版權符號", escaping},
    {"商标符号", escaping}, {"不换行空格", escaping}, {"不间断空格", escaping}, {"不断行空格", escaping}, {"html entit", escaping}, {"character entit", escaping},
    {"entity name", escaping}, {"entity reference", escaping}, {"character reference", escaping}, {"entity number", escaping},
    {"escape sequence", escaping}, {"escape code", escaping}, {"escape character", escaping}, {"is escaped", escaping}, {"are escaped", escaping},
    {"unicode escape", escaping}, {"percent-encod", escaping}, {"percent encod", escaping}, {"url encod", escaping}, {"url-encod", escaping},
    {"urlencod", escaping}, {"quoted-printable", escaping}, {"ampersand", escaping}, {"less-than sign", escaping}, {"less than sign", escaping},
    {"greater-than sign", escaping}, {"greater than sign", escaping}, {"non-breaking space", escaping}, {"nonbreaking space", escaping},
    {"エスケープ", escaping}, {"実体参照", escaping}, {"文字参照", escaping}, {"パーセントエンコ", escaping}, {"urlエンコ", escaping}, {"url エンコ", escaping},
    {"이스케이프", escaping}, {"엔티티", escaping}, {"url 인코딩", escaping}, {"url인코딩", escaping}, {"引号", escaping}, {"引號", escaping}, {"引用符", escaping},

    {"标签", tagging}, {"標籤", tagging}, {"タグ", tagging}, {"태그", tagging}, {"the tag", tagging}, {"tags", tagging}, {" element", tagging}
});

/// What stands directly behind an example of an escape ...
inline constexpr std::array naming_behind = std::to_array<std::string_view>({
    "表示", "代表", "意为", "是指", "指的是", "对应", "對應", "即为", "的意思", "代替", "stands for", "stand for", "represents", "denotes", "means", "is written for",
    "is the code", "is the entity", "is an entity", "is used", "renders as", "bedeutet", "steht für", "bezeichnet", "signifie", "correspond",
    "représente", "significa", "corresponde", "corrisponde", "означает", "обозначает", "соответствует", "oznacza", "を表", "を意味", "と書く", "と書き", "と書け",
    "と記述", "は「", "は改行", "を使", "으로 이스케이프", "로 이스케이프", "을 뜻", "를 뜻"
});
/// ... or directly before it.
inline constexpr std::array naming_before = std::to_array<std::string_view>({
    "写作", "寫作", "写成", "寫成", "写为", "寫為", "记作", "記作", "表示为", "表示為", "转义为", "轉義為", "转义成", "轉義成", "编码为", "編碼為", "编码成", "編碼成", "编码是", "編碼是", "替换为",
    "替換為", "替换成", "替換成", "转换为", "轉換為", "转换成", "轉換成", "变成", "變成", "对应", "實體", "实体", "字符", "转义", "空格", "written as", "write", "type", "encoded as",
    "escaped as", "escape", "entity", "represented as", "becomes", "become", "into", "replace", "replaced by", "replaced with", "schreibt man",
    "l'entité", "entité", "entidad", "entità", "сущность", "мнемоника", "エスケープは", "では", "になります", "엔티티"
});

/// Verbs that name only where more speaks for it behind the example: "use &lt; for", "用 &lt; 代替".
inline constexpr std::array using_before = std::to_array<std::string_view>({
    "use", "using", "用", "输入", "輸入", "以"
});
inline constexpr std::array using_behind = std::to_array<std::string_view>({
    "for", "to", "instead", "when", "来", "來", "代替", "表示", "替代", "实现", "實現"
});

}  // namespace hansift::cleaning
