// Who wrote it, as the text itself says: in the bracket that opens the first sentence, and in the one behind the last.

#include <algorithm>

#include "extraction/fields.hpp"
#include "extraction/labels.hpp"
#include "extraction/roles.hpp"
#include "extraction/words.hpp"
#include "text/classes.hpp"
#include "text/utf8.hpp"

namespace hansift::extraction {

namespace {

/// [청하일보 박수빈 기자] …, (서울=연합뉴스) 박수빈 기자 = …
std::string korean_dateline(std::string_view head) {
  constexpr std::string_view reporter = " 기자";
  const std::size_t at = head.find(reporter);
  if (at == std::string_view::npos) return {};
  const std::string_view behind = head.substr(skip_blanks(head, at + reporter.size()));
  if (!behind.starts_with("]") && !behind.starts_with("=") && !behind.starts_with("】")) return {};
  const std::size_t blank = head.rfind(' ', at - 1);
  const std::size_t bracket = head.find_last_of("[])=", at - 1);
  std::size_t begin = 0;
  for (const std::size_t mark : {blank, bracket}) begin = mark == std::string_view::npos ? begin : std::max(begin, mark + 1);
  const std::string_view name = head.substr(begin, at - begin);
  return is_name(name) && width_of(name, 40) <= 16 ? std::string(name) : std::string();
}

/// Behind the last sentence, without a bracket: …말했다. 박수빈 기자, … raining. – Clara Carter
std::optional<Signature> bare_signature(std::string_view line) {
  const auto last = static_cast<unsigned char>(line.empty() ? 0 : line.back());
  if (last >= 0x80 ? !line.ends_with("자") : (last | 32) < 'a' || (last | 32) > 'z') return std::nullopt;
  std::string_view text = line;
  if (const std::size_t blank = text.rfind(' '); blank != std::string_view::npos && text.substr(blank).find('@') != std::string_view::npos) text = trimmed(text, {0, blank}).of(text);
  constexpr std::string_view reporter = " 기자";
  if (text.ends_with(reporter)) {
    const std::string_view rest = text.substr(0, text.size() - reporter.size());
    const std::size_t blank = rest.rfind(' ');
    const std::size_t begin = blank == std::string_view::npos ? 0 : blank + 1;
    const std::string_view name = rest.substr(begin);
    if (!is_name(name) || width_of(name, 40) > 16 || (begin > 0 && !shape_of(trimmed(rest, {begin > 300 ? begin - 300 : 0, begin}).of(rest)).ends_sentence)) return std::nullopt;
    return Signature{begin, std::string(name), {}, {}};
  }
  for (const std::string_view dash : {" – ", " — "}) {
    const std::size_t at = text.rfind(dash);
    if (at == std::string_view::npos || text.size() - at > 120 || at == 0) continue;
    const Names names = read_names(text, at + dash.size(), false);
    const bool latin = at + dash.size() < text.size() && static_cast<unsigned char>(text[at + dash.size()]) < 0x80;
    if (latin && names.end == text.size() && !names.names.empty() && shape_of(text.substr(at > 200 ? at - 200 : 0, std::min<std::size_t>(at, 200))).ends_sentence) return Signature{at, names.joined(text), {}, {}};
  }
  return std::nullopt;
}

/// （资料图）, (File photo): who owns a picture.
bool is_picture_credit(std::string_view inside) noexcept {
  for (const std::string_view word : {"图", "圖", "照", "写真", "사진", "摄", "攝", "photo", "Photo", "image", "Image"}) {
    if (inside.find(word) != std::string_view::npos) return true;
  }
  return false;
}

/// The bracket that ends with `closer`; empty if it closes none.
std::string_view opener_of(char32_t closer) noexcept {
  switch (closer) {
    case U'）': return "（";
    case U')': return "(";
    case U'〕': return "〔";
    case U'】': return "【";
    case U']': return "[";
    default: return {};
  }
}

/// What labels in the bracket say; nothing if they say something else, or not all of it.
std::optional<Signature> labelled_signature(std::string_view inside, std::size_t open) {
  const FieldLine fields = read_fields(inside);
  if (!fields.labelled || fields.rest > 8) return std::nullopt;
  Signature found{open, {}, {}, {}};
  for (const FieldValue& value : fields.found) {
    std::string* target = value.field == Field::author ? &found.author : value.field == Field::source ? &found.source : value.field == Field::editor ? &found.editor : nullptr;
    if (target == nullptr) continue;
    if (!target->empty()) *target += "、";
    *target += value.value;
  }
  if (found.author.empty() && found.source.empty() && found.editor.empty()) return std::nullopt;
  return found;
}

/// Behind the first colon; 0 if there is none.
std::size_t behind_colon(std::string_view text) noexcept {
  std::size_t behind = 0;
  for (const std::string_view sign : {"：", ":"}) {
    if (const std::size_t at = text.find(sign); at != std::string_view::npos && (behind == 0 || at + sign.size() < behind)) behind = at + sign.size();
  }
  return behind;
}

bool parts_names(char32_t c) noexcept { return is_blank(c) || c == U'、' || c == U'，' || c == U',' || is_slash(c); }

/// The text is nothing but names and words of office: how many; 0 if it is not.
std::size_t count_names(std::string_view text) {
  std::size_t count = 0;
  for (std::size_t at = 0; at < text.size();) {
    if (const text::Decoded c = text::decode_at(text, at); parts_names(c.value)) {
      at += c.size;
      continue;
    }
    std::size_t end = at;
    while (end < text.size()) {
      const text::Decoded c = text::decode_at(text, end);
      if (parts_names(c.value)) break;
      end += c.size;
    }
    const std::string_view token = text.substr(at, end - at);
    const std::string name = tidy_name(token);
    const bool title = name.empty() || size_of_word(token, dateline_stems) == token.size() || token.starts_with("本报") || token.starts_with("本報");
    if (!title && (!is_name(name) || width_of(name, 60) > 8 + (name.find("·") != std::string::npos ? 14u : 0u))) return 0;
    ++count;
    at = end;
  }
  return count;
}

/// Words in brackets behind a sentence may be a remark: (完), (图), (续), (下), (待续).
bool is_remark(std::string_view inside) noexcept {
  static constexpr std::string_view remarks[] = {"完", "续", "續", "待续", "待續", "未完", "下", "上", "中", "图", "圖", "全文", "掌声", "笑", "略", "下同", "終わり", "おわり", "了", "完结", "略去", "注", "节选", "有删节", "有删改"};
  return std::find(std::begin(remarks), std::end(remarks), inside) != std::end(remarks);
}

}  // namespace

std::string dateline_author(std::string_view line) {
  const std::string_view head = line.substr(0, 160);
  if (std::string name = korean_dateline(head); !name.empty()) return name;
  static constexpr std::string_view openers[] = {"（", "(", "〔", "【", "["};
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
  const std::size_t at = first_of_words(inside, dateline_stems);
  if (at == std::string_view::npos || at > 24) return {};
  std::string names;
  std::string_view rest = inside.substr(at);
  while (!rest.empty()) {
    for (std::size_t size = size_of_word(rest, dateline_stems); size > 0; size = size_of_word(rest, dateline_stems)) rest.remove_prefix(size);
    rest.remove_prefix(skip_blanks(rest, 0));
    std::size_t end = 0;
    while (end < rest.size()) {
      const text::Decoded c = text::decode_at(rest, end);
      if (is_blank(c.value) || is_slash(c.value) || c.value == U'、' || c.value == U'，' || c.value == U',') break;
      if (end > 0 && size_of_word(rest.substr(end), dateline_stems) > 0) break;
      end += c.size;
    }
    std::string_view name = rest.substr(0, end);
    bool reports = false;
    for (const std::string_view tail : {"摄影报道", "报道", "報導", "報道", "文/图", "文／图"}) {
      if (!name.ends_with(tail)) continue;
      name.remove_suffix(tail.size());
      reports = true;
    }
    const bool place = reports && !names.empty() && !is_person(name);  // 記者王小河 山城報導
    if (!place && !name.empty() && is_name(name) && width_of(name, 40) <= 20) {
      if (!names.empty()) names += "、";
      names += name;
    }
    if (end < rest.size() && is_slash(text::decode_at(rest, end).value)) {  // a second name, or the place
      const std::string_view behind = rest.substr(end + text::decode_at(rest, end).size);
      if (const Names more = read_names(behind, 0, false); more.names.empty()) break;
      rest.remove_prefix(end + text::decode_at(rest, end).size);
      continue;
    }
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
  const std::string_view opener = opener_of(last.value);
  if (opener.empty()) return bare_signature(line);
  const std::size_t reach = line.size() > 240 ? line.size() - 240 : 0;
  const std::size_t open = line.rfind(opener);
  if (open == std::string_view::npos || open < reach) return std::nullopt;
  const std::string_view inside = line.substr(open + opener.size(), line.size() - last.size - open - opener.size());
  const std::string_view before = trimmed(line, {0, open}).of(line);
  if (inside.empty()) return std::nullopt;
  if (!before.empty() && !shape_of(before.substr(before.size() > 300 ? before.size() - 300 : 0)).ends_sentence) return std::nullopt;
  if (auto labelled = labelled_signature(inside, open)) return labelled;
  if (width_of(inside, 200) > 80 || is_picture_credit(inside)) return std::nullopt;
  // Only names, perhaps behind an office and a colon.
  const std::size_t behind = behind_colon(inside);
  const bool office = behind != 0;
  if (office && !is_office(inside.substr(0, behind - (inside[behind - 1] == ':' ? 1 : 3))) && width_of(inside.substr(0, behind), 60) > 40) return std::nullopt;
  const std::size_t count = count_names(inside.substr(behind));
  if (count == 0 || count > 12) return std::nullopt;
  if (count == 1 && !office && (is_remark(inside) || width_of(inside, 20) < 4)) return std::nullopt;
  return Signature{open, office ? std::string(inside) : tidy_name(inside), {}, {}};
}

}  // namespace hansift::extraction
