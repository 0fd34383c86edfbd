// Hard-wrapped lines are joined where a block of them is evenly wide (text/wrapping.hpp). A break stays in front of an item of a list, an
// indent, a heading, and where one sentence of East Asian text ends and the next one begins: there a paragraph may end, and sentences are
// as well off in lines of their own.

#include <algorithm>
#include <string>
#include <unordered_set>
#include <vector>

#include "cleaning/lines.hpp"
#include "cleaning/passes.hpp"
#include "cleaning/scan_back.hpp"
#include "text/wrapping.hpp"

namespace hansift::cleaning {
namespace {

constexpr char32_t soft_hyphen = 0xAD;

/// Ends a sentence of East Asian text, or stands behind one that has ended.
bool ends_sentence(char32_t c) { return std::u32string_view(U"。！？…：；”」』").find(c) != std::u32string_view::npos; }

class Unwrap {
 public:
  explicit Unwrap(Editor& editor) : editor_(editor), text_(editor.source()) {}

  void run() {
    std::vector<text::WrappedLine> lines;
    for (std::size_t at = 0; at <= text_.size();) {
      const std::size_t end = std::min(text_.find('\n', at), text_.size());
      if (blank(at, end)) {
        paragraph(lines);
      } else {
        lines.push_back({.begin = static_cast<std::uint32_t>(at), .end = static_cast<std::uint32_t>(end)});
      }
      at = end + 1;
    }
    paragraph(lines);
  }

 private:
  [[nodiscard]] bool blank(std::size_t begin, std::size_t end) const { return skip(begin, end) == end; }

  [[nodiscard]] std::size_t skip(std::size_t begin, std::size_t end) const {
    while (begin < end && is_space(decode_valid(text_, begin).value)) begin += decode_valid(text_, begin).size;
    return begin;
  }
  [[nodiscard]] std::size_t trim(std::size_t begin, std::size_t end) const {
    while (end > begin && is_space(decode_valid_before(text_, end).value)) end -= decode_valid_before(text_, end).size;
    return end;
  }

  void paragraph(std::vector<text::WrappedLine>& lines) {
    std::size_t next = 0;  // the first line that was not asked
    for (auto block = text::next_wrapped_block(text_, lines, 0); block; block = text::next_wrapped_block(text_, lines, block->last + 1)) {
      for (; next < block->first; ++next) drop_soft_hyphen(lines[next]);
      for (; next < block->last; ++next) {
        if (!join(lines[next], lines[next + 1])) drop_soft_hyphen(lines[next]);
      }
    }
    for (; next < lines.size(); ++next) drop_soft_hyphen(lines[next]);
    lines.clear();
  }

  /// At the end of a line that stays (`characters` leaves it for this).
  void drop_soft_hyphen(const text::WrappedLine& line) {
    const std::size_t end = trim(line.begin, line.end);
    if (end > line.begin && decode_valid_before(text_, end).value == soft_hyphen && editor_.has(Id::invisible_soft_hyphen)) editor_.remove(end - 2, end, Id::invisible_soft_hyphen);
  }

  /// Whether two lines became one.
  bool join(const text::WrappedLine& line, const text::WrappedLine& next) {
    const std::size_t end = trim(line.begin, line.end);
    const std::size_t begin = skip(next.begin, next.end);
    if (begin > next.begin || heading(text_.substr(begin, next.end - begin))) return false;
    const char32_t left = decode_valid_before(text_, end).value;
    const char32_t right = decode_valid(text_, begin).value;
    const text::CharClass before = text::class_of(left);
    const text::CharClass behind = text::class_of(right);
    if (before.hangul() || behind.hangul()) return false;  // wrapped between words or inside them: nothing tells
    if (line.wide && (ends_sentence(left) || std::u32string_view(U"“「『—").find(right) != std::u32string_view::npos)) return false;
    const auto put = [&](std::size_t from, std::string_view with) {
      editor_.replace(from, begin, with, Id::lines_wrapped);
      return true;
    };
    if (left == soft_hyphen) return put(editor_.has(Id::invisible_soft_hyphen) ? end - 2 : end, "");
    if (before.cjk() || behind.cjk() || before.wide() || behind.wide()) return put(end, "");
    return (left == '-' && hyphenated(line.begin, end, begin, next.end)) || put(end, " ");
  }

  /// 第三章, 第十二回: a line of its own, even below a full one.
  [[nodiscard]] static bool heading(std::string_view line) {
    if (!line.starts_with("第")) return false;
    for (std::size_t at = 3; at < line.size() && at < 24;) {
      const text::Decoded found = decode_valid(line, at);
      if (std::u32string_view(U"章回节節卷部集篇").find(found.value) != std::u32string_view::npos) return true;
      if (std::u32string_view(U"〇零一二三四五六七八九十百千0123456789 ").find(found.value) == std::u32string_view::npos) return false;
      at += found.size;
    }
    return false;
  }

  /// A word that was divided: the hyphen goes unless the text has the word with it elsewhere and never without.
  bool hyphenated(std::size_t line, std::size_t end, std::size_t begin, std::size_t next_end) {
    std::size_t first = end - 1;
    while (first > line && is_ascii_letter(text_[first - 1])) --first;
    std::size_t last = begin;
    while (last < next_end && is_ascii_letter(text_[last])) ++last;
    const std::string left(text_.substr(first, end - 1 - first));
    const std::string right(text_.substr(begin, last - begin));
    if (left.empty() || right.empty()) return false;
    if (first > line && text_[first - 1] == '-') return editor_.replace(end, begin, "", Id::lines_wrapped), true;  // mother-in-\nlaw
    const bool lower = right[0] >= 'a' && right[0] <= 'z';
    const bool whole = words().contains(left + right);
    const bool kept = !lower || left.size() < 2 || (!whole && words().contains(left + "-" + right));
    if (kept) editor_.replace(end, begin, "", Id::lines_wrapped);
    else editor_.replace(end - 1, begin, "", Id::lines_wrapped, whole ? 1.0F : 0.8F);
    return true;
  }

  /// The words of the text, those with a hyphen inside as well; taken apart when first asked for.
  const std::unordered_set<std::string>& words() {
    if (!words_.empty()) return words_;
    words_.emplace();
    for (std::size_t at = 0; at < text_.size();) {
      std::size_t end = at;
      while (end < text_.size() && (is_ascii_letter(text_[end]) || (text_[end] == '-' && end > at && end + 1 < text_.size() && is_ascii_letter(text_[end + 1])))) ++end;
      if (end > at) words_.emplace(text_.substr(at, end - at));
      at = end + 1;
    }
    return words_;
  }

  Editor& editor_;
  std::string_view text_;
  std::unordered_set<std::string> words_;
};

}  // namespace

void unwrap(Editor& editor) {
  constexpr std::size_t longest = std::size_t{1} << 31;  // places of lines have 32 bits
  if (editor.has(Id::lines_wrapped) && editor.source().size() < longest) Unwrap(editor).run();
}

}  // namespace hansift::cleaning
