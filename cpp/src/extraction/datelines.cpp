// Who wrote it, as the text itself says: in the bracket that opens the first sentence, and in the one behind the last.

#include <algorithm>

#include "extraction/fields.hpp"
#include "extraction/labels.hpp"
#include "extraction/words.hpp"
#include "text/classes.hpp"
#include "text/utf8.hpp"

namespace hansift::extraction {

std::string dateline_author(std::string_view line) {
  const std::string_view head = line.substr(0, 160);
  static constexpr std::string_view openers[] = {"（", "(", "〔", "【", "["};
  static constexpr std::string_view titles[] = {"记者", "記者", "通讯员", "通訊員"};
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
  std::size_t at = std::string_view::npos;
  for (const std::string_view title : titles) at = std::min(at, inside.find(title));
  if (at == std::string_view::npos || at > 24) return {};
  std::string names;
  std::string_view rest = inside.substr(at);
  while (!rest.empty()) {
    for (const std::string_view title : titles) {
      if (rest.starts_with(title)) rest.remove_prefix(title.size());
    }
    rest.remove_prefix(skip_blanks(rest, 0));
    std::size_t end = 0;
    while (end < rest.size()) {
      const text::Decoded c = text::decode_at(rest, end);
      if (is_blank(c.value) || is_slash(c.value) || c.value == U'、' || c.value == U'，' || c.value == U',') break;
      bool title_here = false;
      for (const std::string_view title : titles) title_here = title_here || (end > 0 && rest.substr(end).starts_with(title));
      if (title_here) break;
      end += c.size;
    }
    std::string_view name = rest.substr(0, end);
    for (const std::string_view tail : {"摄影报道", "报道", "報導", "報道", "文/图", "文／图"}) {
      if (name.ends_with(tail)) name.remove_suffix(tail.size());
    }
    if (!name.empty() && is_name(name) && width_of(name, 40) <= 20) {
      if (!names.empty()) names += "、";
      names += name;
    }
    if (end < rest.size() && is_slash(text::decode_at(rest, end).value)) break;  // what follows is the place
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
  std::string_view opener;
  if (last.value == U'）') opener = "（";
  else if (last.value == U')') opener = "(";
  else if (last.value == U'〕') opener = "〔";
  else if (last.value == U'】') opener = "【";
  else return std::nullopt;
  const std::size_t reach = line.size() > 240 ? line.size() - 240 : 0;
  const std::size_t open = line.rfind(opener);
  if (open == std::string_view::npos || open < reach) return std::nullopt;
  const std::string_view inside = line.substr(open + opener.size(), line.size() - last.size - open - opener.size());
  const std::string_view before = trimmed(line, {0, open}).of(line);
  if (inside.empty()) return std::nullopt;
  if (!before.empty()) {
    const Shape shape = shape_of(before.substr(before.size() > 300 ? before.size() - 300 : 0));
    if (!shape.ends_sentence) return std::nullopt;
  }
  const FieldLine fields = read_fields(inside);
  if (fields.labelled && fields.rest <= 8) {
    Signature found{open, {}, {}, {}};
    for (const FieldValue& value : fields.found) {
      std::string* target = value.field == Field::author ? &found.author : value.field == Field::source ? &found.source : value.field == Field::editor ? &found.editor : nullptr;
      if (target == nullptr) continue;
      if (!target->empty()) *target += "、";
      *target += value.value;
    }
    if (!found.author.empty() || !found.source.empty() || !found.editor.empty()) return found;
  }
  if (width_of(inside, 200) > 80) return std::nullopt;
  // Only names, perhaps behind an office and a colon.
  std::string_view names = inside;
  std::size_t mark = std::string_view::npos;
  for (const std::string_view sign : {"：", ":"}) {
    if (const std::size_t at = inside.find(sign); at != std::string_view::npos) mark = std::min(mark, at + sign.size());
  }
  const bool office = mark != std::string_view::npos;
  if (office) {
    if (!is_office(inside.substr(0, mark - (inside[mark - 1] == ':' ? 1 : 3))) && width_of(inside.substr(0, mark), 60) > 40) return std::nullopt;
    names = inside.substr(mark);
  }
  std::size_t count = 0;
  std::size_t at = 0;
  while (at < names.size()) {
    const text::Decoded c = text::decode_at(names, at);
    if (is_blank(c.value) || c.value == U'、' || c.value == U'，' || c.value == U',' || is_slash(c.value)) {
      at += c.size;
      continue;
    }
    std::size_t end = at;
    while (end < names.size()) {
      const text::Decoded d = text::decode_at(names, end);
      if (is_blank(d.value) || d.value == U'、' || d.value == U'，' || d.value == U',' || is_slash(d.value)) break;
      end += d.size;
    }
    const std::string_view token = names.substr(at, end - at);
    const std::string name = tidy_name(token);
    const std::size_t width = width_of(name, 60);
    const bool title = name.empty() || token == "记者" || token == "記者" || token == "通讯员" || token == "通訊員" || token.starts_with("本报") || token.starts_with("本報");
    if (!title && (!is_name(name) || width > 8 + (name.find("·") != std::string::npos ? 14u : 0u))) return std::nullopt;
    ++count;
    at = end;
  }
  if (count == 0 || count > 12) return std::nullopt;
  // Words in brackets behind a sentence may be a remark: (完), (图), (续), (下), (待续).
  if (count == 1 && !office) {
    static constexpr std::string_view remarks[] = {"完", "续", "續", "待续", "待續", "未完", "下", "上", "中", "图", "圖", "全文", "掌声", "笑", "略", "下同", "終わり", "おわり", "了", "完结", "略去", "注", "节选", "有删节", "有删改"};
    if (std::find(std::begin(remarks), std::end(remarks), names) != std::end(remarks)) return std::nullopt;
    if (width_of(names, 20) < 4) return std::nullopt;
  }
  std::string author = office ? std::string(inside) : tidy_name(inside);
  return Signature{open, std::move(author), {}, {}};
}

}  // namespace hansift::extraction
