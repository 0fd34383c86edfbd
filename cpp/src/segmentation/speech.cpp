#include "segmentation/speech.hpp"

#include <algorithm>
#include <array>
#include <bitset>

#include "segmentation/dots.hpp"
#include "segmentation/events.hpp"
#include "text/classes.hpp"
#include "text/utf8.hpp"

namespace hansift::segmentation {
namespace {

constexpr std::size_t attribution_reach = 256;
constexpr std::size_t most_words = 6;  // of a script with spaces, before the verb

template <std::size_t Count>
bool starts_with_any(std::string_view text, const std::array<std::string_view, Count>& words) {
  return std::any_of(words.begin(), words.end(), [&](std::string_view word) { return text.substr(0, word.size()) == word; });
}

bool one_of(char32_t value, std::u32string_view set) { return set.find(value) != std::u32string_view::npos; }

// Words of speech that need no look at their neighbours. Simplified and Traditional.
constexpr std::array<std::string_view, 108> long_words = {
    "表示", "介绍", "介紹", "回忆", "回憶", "感慨", "坦言", "直言", "强调", "強調", "指出", "认为", "認為", "透露", "解释", "解釋",
    "补充", "補充", "宣布", "宣佈", "声称", "聲稱", "呼吁", "呼籲", "提醒", "建议", "建議", "回应", "回應", "回复", "回覆", "感叹",
    "感嘆", "嘟囔", "嘟哝", "咕哝", "自语", "自語", "质问", "質問", "追问", "追問", "反问", "反問", "询问", "詢問", "吩咐", "命令",
    "请求", "請求", "催促", "警告", "抱怨", "埋怨", "惊呼", "驚呼", "高呼", "大呼", "记下", "記下", "写下", "寫下", "评论", "評論",
    "评价", "評價", "坦承", "承认", "承認", "告诉", "告訴", "报道", "報導", "總結說", "赞叹", "讚嘆", "心想", "暗想", "默念", "嘀咕",
    "嚷嚷", "留言", "发誓", "發誓", "说道", "說道", "说完", "說完", "说罢", "說罷", "畅谈", "暢談", "谈起", "談起", "谈到", "談到", "问话", "問話", "喊声", "喊聲", "叫声", "叫聲", "言った", "言って", "言う", "言い", "尋ね", "つぶや"};
constexpr std::array sorted_words = [] {
  auto all = long_words;
  std::sort(all.begin(), all.end());
  return all;
}();
constexpr std::array<std::string_view, 11> japanese = {"呟", "答え", "聞いた", "話した", "述べ", "叫ん", "叫び", "訊", "ささや", "語った", "話す"};
constexpr std::array<std::string_view, 16> korean = {"말했", "말하", "말한", "물었", "물어", "외쳤", "외치", "답했",
                                                     "대답", "전했", "밝혔", "소리쳤", "소리치", "생각했", "덧붙", "설명했"};

// One-character verbs of speech, the characters before and behind them that make another word of them.
struct Verb {
  std::u32string_view verb;
  std::u32string_view not_after;
  std::u32string_view not_before;
  bool anywhere;  // also in the middle of a clause
};
constexpr std::array<Verb, 13> verbs = {{
    {U"说說", U"小传傳学學听聽邪", U"明法服的", false},
    {U"道", U"知味街频頻通渠轨軌跑车車铁鐵人难難一大小茶隧黑赤力公", U"路理德具教士歉", false},
    {U"问問", U"学學访訪顾顧疑慰", U"题題卷世候", false},
    {U"答", U"报報", U"案卷", false},
    {U"喊吼嚷骂罵嗌", U"", U"", true},
    {U"叫", U"名", U"做作", false},
    {U"讲講", U"演", U"台座究义義师師", false},
    {U"写寫", U"编編", U"作字", false},
    {U"想", U"理思梦夢幻设設联聯", U"象像法要念", false},
    {U"念唸", U"概观觀纪紀信理怀懷想", U"头頭", false},
    {U"唱", U"演合", U"片", false},
    {U"劝勸哄", U"", U"", false},
    {U"曰云", U"", U"南", false},
}};
constexpr std::u32string_view after_verb = U"，,。.！!？?：:；;…道着著了起出过過得在给給向一我你您他她它咱";

constexpr std::array<std::string_view, 46> english = {
    "said", "says", "say", "asked", "asks", "replied", "replies", "cried", "shouted", "whispered", "added", "adds", "answered", "exclaimed",
    "muttered", "murmured", "called", "yelled", "continued", "explained", "explains", "told", "wrote", "writes", "thought", "screamed",
    "insisted", "agreed", "admitted", "announced", "remarked", "observed", "sighed", "wondered", "begged", "demanded", "warned", "snapped",
    "declared", "shrieked", "growled", "hissed", "noted", "urged", "began", "repeated"};
// French, German, Spanish, Italian, Portuguese, Dutch, Swedish.
constexpr std::array<std::string_view, 41> european = {
    "dit", "demanda", "répondit", "cria", "murmura", "ajouta", "répliqua", "demande", "sagte", "sagt", "fragte", "fragt", "rief",
    "antwortete", "flüsterte", "meinte", "erwiderte", "schrie", "dijo", "preguntó", "respondió", "gritó", "contestó", "murmuró", "añadió",
    "disse", "chiese", "rispose", "gridò", "domandò", "perguntou", "respondeu", "gritou", "zei", "vroeg", "riep", "antwoordde", "fluisterde", "frågade", "svarade", "sade"};
constexpr std::array<std::string_view, 11> russian = {"сказа", "спроси", "ответи", "крикну", "шепну", "прошепт", "воскликну", "замети", "добави", "подума", "говори"};

constexpr std::array latin_verbs = [] {
  std::array<std::string_view, english.size() + european.size()> all;
  std::copy(european.begin(), european.end(), std::copy(english.begin(), english.end(), all.begin()));
  std::sort(all.begin(), all.end());
  return all;
}();
bool spaced_verb(std::string_view word, text::ScriptClass script) {
  return script == text::ScriptClass::latin ? std::binary_search(latin_verbs.begin(), latin_verbs.end(), word) : starts_with_any(word, russian);
}

bool stops(char32_t value) { return one_of(value, U"。｡！？!?\n\r《"); }

/// The characters at which a look for words of speech has anything to do; at all others of the scripts of East Asia it goes on.
struct Notable {
  std::bitset<0x10000> any, opens_word, verb;
  std::bitset<0x1000> perhaps;  // `any` by the low bits: small enough to stay in the cache

  Notable() {
    const auto add = [&](std::string_view word) { opens_word.set(text::decode_at(word, 0).value); };
    for (const std::string_view word : long_words) add(word);
    for (const std::string_view word : japanese) add(word);
    for (const std::string_view word : korean) add(word);
    for (const Verb& one : verbs) {
      for (const char32_t c : one.verb) verb.set(c);
    }
    any = opens_word | verb;
    for (const char32_t c : std::u32string_view(U"“「『‘\"。｡！？!?\n\r《．，没沒未と次以こ")) any.set(c);
    for (std::size_t c = 0; c < any.size(); ++c) perhaps[c & 0xFFF] = perhaps[c & 0xFFF] || any[c];
  }
};
const Notable& notable() {
  static const Notable made;
  return made;
}
bool is_notable(char32_t value) { return value < 0x2E80 || (value < 0x10000 && notable().any[value]); }

bool is_negation(std::string_view word) { return word == "ne" || word == "nicht" || word == "non" || word == "не" || word == "nobody" || word == "Nobody"; }

// “…”彼は、終わったと言った: what is said stands before the verb, と or 고 between them, and is not the quotation.
bool says_something_else(std::string_view window, std::size_t verb) {
  static constexpr std::u32string_view endings = U"たるだいうくすつぬむぐぶか";
  static constexpr std::u32string_view quotatives = U"다라자냐";
  if (verb < 7) return false;
  std::size_t at = verb;
  const bool spaced = window[at - 1] == ' ';
  if (spaced) --at;
  const text::Decoded particle = text::decode_before(window, at);
  const char32_t before = text::decode_before(window, at - particle.size).value;
  return spaced ? particle.value == U'고' && one_of(before, quotatives) : particle.value == U'と' && one_of(before, endings);
}

// Japanese that says what another quotation or clause holds: 次のように述べた。 終わったと彼は言う。
bool announces(std::string_view window, std::size_t at, char32_t here, char32_t before) {
  static constexpr std::array<std::string_view, 4> ways = {"次のよう", "以下のよう", "このよう", "こう"};
  if (here != U'と') return (here == U'次' || here == U'以' || here == U'こ') && starts_with_any(window.substr(at), ways);
  const std::size_t behind = at + 3;
  return one_of(before, U"ただるう") && behind < window.size() && text::class_of(text::decode_at(window, behind).value).script() != text::ScriptClass::hiragana;
}

// The size of the word of speech in Han, kana or Hangul at `at`; 0 if there is none.
std::size_t verb_at(std::string_view window, std::size_t at, text::Decoded here, char32_t before) {
  if (one_of(before, U"不無无")) return 0;
  const std::string_view rest = window.substr(at);
  const text::CharClass c = text::class_of(here.value);
  const auto followed_by = [&](std::size_t behind, std::u32string_view set) {
    return behind < window.size() && one_of(text::decode_at(window, behind).value, set);
  };
  if (here.value >= 0x10000) return 0;
  const bool opens_word = notable().opens_word[here.value];
  const auto first_character = [](std::string_view a, std::string_view b) { return a.substr(0, 3) < b.substr(0, 3); };
  const auto [begin, end] = opens_word ? std::equal_range(sorted_words.begin(), sorted_words.end(), rest, first_character)
                                       : std::pair{sorted_words.end(), sorted_words.end()};
  for (auto found = begin; found != end; ++found) {
    const std::string_view word = *found;
    if (rest.substr(0, word.size()) != word) continue;
    const std::size_t behind = at + word.size();
    if (followed_by(behind, U"录錄员員者")) return 0;  // a noun
    // 他认为酒吧消失了: an opinion that follows is not the quotation.
    const bool opinion = word == "认为" || word == "認為";
    if (opinion && behind < window.size() && text::class_of(text::decode_at(window, behind).value).han()) return 0;
    return c.kana() && says_something_else(window, at) ? 0 : word.size();
  }
  if (opens_word && (starts_with_any(rest, japanese) || (c.hangul() && starts_with_any(rest, korean)))) return says_something_else(window, at) ? 0 : here.size;
  if (!notable().verb[here.value]) return 0;
  const std::size_t next_at = at + here.size;
  const char32_t next = next_at < window.size() ? text::decode_at(window, next_at).value : U'。';
  for (const Verb& verb : verbs) {
    if (one_of(here.value, verb.verb) && !one_of(before, verb.not_after) && !one_of(next, verb.not_before) &&
        (verb.anywhere || one_of(next, after_verb) || one_of(next, U"“「\"『"))) {
      return here.size;
    }
  }
  return 0;
}

struct Attribution {
  std::size_t verb = 0;    // where the first word of speech begins
  std::size_t behind = 0;  // and ends; 0 if there is none
  std::size_t end = 0;     // where the look ended
  bool stopped = false;    // at a terminator
};

// Looks for a word of speech in the first `clauses` clauses from `at` on.
Attribution find_attribution(std::string_view text, std::size_t at, std::size_t clauses) {
  const std::string_view window = text.substr(at, attribution_reach);
  Attribution found;
  char32_t before = 0;
  std::size_t words = 0, commas = 0;
  bool clause_open = true;
  bool denied = false;  // nobody answered
  std::size_t i = 0;
  const auto found_at = [&](std::size_t size) {
    if (found.behind == 0 && !denied && size > 0) found.verb = at + i, found.behind = at + i + size;
  };
  const Notable& characters = notable();
  while (i < window.size()) {
    // Nearly all characters.
    if (const char32_t han = text::han_at(window, i); han != 0 && !characters.perhaps[han & 0xFFF]) {
      before = han;
      i += 3;
      continue;
    }
    const text::Decoded here = text::decode_at(window, i);
    if (!here.valid) break;
    if (!is_notable(here.value)) {
      before = here.value;
      i += here.size;
      continue;
    }
    if (here.value == U' ' && (before == U'：' || before == U':')) {
      ++i;
      continue;
    }
    if (one_of(here.value, U"“「『‘\"")) {
      // Behind a colon the clause belongs to the next quotation.
      if (before == U'：' || before == U':') return {};
      if (found.behind > 0 || before == U'，' || before == U',' || i == 0) break;
      before = here.value;
      i += here.size;
      continue;
    }
    found.stopped = stops(here.value) || here.value == U'.' || here.value == U'．';
    if (found.stopped) break;
    const text::CharClass c = text::class_of(here.value);
    if (here.value == U'，' || here.value == U',') {
      if (++commas == clauses && found.behind == 0) break;
      clause_open = clause_open && (here.value != U',' || words == 0);
    } else if (c.han() || c.hangul() || c.kana()) {
      denied = denied || one_of(here.value, U"没沒未") || announces(window, i, here.value, before);
      if (found.behind == 0 && !denied) found_at(verb_at(window, i, here, before));
    } else if (c.script() == text::ScriptClass::latin || c.script() == text::ScriptClass::cyrillic) {
      const std::string_view word = word_at(window, i);
      if (!word.empty()) {
        denied = denied || is_negation(word);
        if (words == most_words) break;
        if (clause_open && spaced_verb(word, c.script())) found_at(word.size());
        ++words;
        before = U'a';
        i += word.size();
        continue;
      }
    }
    before = here.value;
    i += here.size;
  }
  found.end = at + std::min(i, window.size());
  return found;
}

}  // namespace

bool is_attribution(std::string_view text, std::size_t at, std::size_t clauses) { return find_attribution(text, at, clauses).behind > 0; }

bool is_bare_attribution(std::string_view text, std::size_t at) {
  constexpr std::size_t longest = 60, behind_verb = 6;
  // 念 and 记下 tell what one did with the words, rather than whose they are.
  static constexpr std::u32string_view speaks = U"说說道问問答喊表补補报報告回解讲講叫";
  const Attribution found = find_attribution(text.substr(0, at + longest + 3), at, 1);
  if (found.behind == 0 || found.verb == at || !found.stopped || found.end - at > longest || found.end - found.behind > behind_verb) return false;
  const char32_t verb = text::decode_at(text, found.verb).value;
  return !text::class_of(verb).han() || one_of(verb, speaks);
}

bool is_second_attribution(std::string_view text, std::size_t at) {
  static constexpr std::array<std::string_view, 6> reports = {"补充", "補充", "报道", "報道", "報導", "表示"};
  if (!is_bare_attribution(text, at)) return false;
  const Attribution found = find_attribution(text, at, 1);
  return !text::class_of(text::decode_at(text, found.verb).value).han() || starts_with_any(text.substr(found.verb), reports);
}

bool is_particle(std::string_view text, std::size_t at, bool spaced) {
  static constexpr std::array<std::string_view, 12> korean_quotatives = {"라고", "이라고", "하고 ", "라는", "이라는", "라며",
                                                                         "이라며", "라면서", "하며 ", "고 ", "는 ", "라 "};
  static constexpr std::array<std::string_view, 11> tied = {"的", "之", "等", "了", "呢", "吗", "嗎", "似的", "一样", "一樣", "而已"};
  static constexpr std::array<std::string_view, 18> not_tied = {"的确", "的確", "的士", "之前", "之后", "之後", "了解", "呢個",
                                                                "呢位", "呢間", "呢對", "呢啲", "呢種", "呢次", "呢度", "呢兩", "呢幾", "呢三"};
  // “砰！”地一声: of all words with 地 only this one is tied.
  static constexpr std::array<std::string_view, 9> tied_adverb = {"地一", "地叫", "地喊", "地笑", "地说", "地說", "地哭", "地响", "地響"};
  static constexpr std::array<std::string_view, 15> japanese_particles = {"と", "って", "という", "の", "を", "が", "は", "に",
                                                                          "も", "で", "へ", "や", "から", "まで", "だ"};
  static constexpr std::array<std::string_view, 19> japanese_words = {"とても", "とき", "ところ", "とにかく", "はい", "はっ", "はじ", "では", "でも",
                                                                      "がん",   "がっ", "にわ",   "にっこ",   "もう", "もし", "もち", "もっと", "やが", "だが"};
  const std::string_view rest = text.substr(std::min(at, text.size()), 24);
  if (starts_with_any(rest, korean_quotatives)) return true;
  if (spaced) return false;
  if (rest.substr(0, 3) == "地") return starts_with_any(rest, tied_adverb);
  if (starts_with_any(rest, tied)) return !starts_with_any(rest, not_tied);
  return starts_with_any(rest, japanese_particles) && !starts_with_any(rest, japanese_words);
}

bool opens_statement(std::string_view text, std::size_t at) {
  static constexpr std::array<std::string_view, 34> words = {
      "不好意思", "对不起", "對不起", "多谢", "多謝", "谢谢", "謝謝", "好的", "是的", "莫非", "难道", "難道", "究竟", "截至", "到目前", "到现在", "到現在",
      "目前", "然而", "但是", "不过",   "不過",   "因此", "所以", "此外", "另外", "随后", "隨後", "接着", "接著", "同时", "同時", "于是", "於是"};
  return starts_with_any(text.substr(std::min(at, text.size()), 12), words);
}

bool introduces_speech(std::string_view text, std::size_t at) {
  static constexpr std::array<std::string_view, 4> next_acts = {"然后", "然後", "随即", "隨即"};
  const std::string_view window = text.substr(std::min(at, text.size()), attribution_reach);
  if (starts_with_any(window, next_acts)) return false;  // the same speaker goes on
  for (std::size_t i = 0; i < window.size();) {
    const text::Decoded here = text::decode_at(window, i);
    if (stops(here.value)) return false;
    i += here.size;
    if (here.value == U'：' || here.value == U':') return i < window.size() && one_of(text::decode_at(window, i).value, U"“「『\"");
  }
  return false;
}

bool is_continuation_word(std::string_view text, std::size_t at) {
  static constexpr std::array<std::string_view, 5> words = {"就", "便", "才", "却", "卻"};
  return starts_with_any(text.substr(std::min(at, text.size()), 6), words);
}

}  // namespace hansift::segmentation
