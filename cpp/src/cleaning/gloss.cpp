// Glosses of pinyin in pages that were glossed by a machine, and what they did to the bytes around them.

#include <algorithm>
#include <optional>
#include <string_view>
#include <vector>

#include "cleaning/gloss_page.hpp"
#include "cleaning/gloss_search.hpp"
#include "cleaning/gloss_text.hpp"
#include "cleaning/passes.hpp"
#include "cleaning/triggers.hpp"

namespace hansift::cleaning {
namespace {

using gloss::Page;
using gloss::Repair;
using gloss::Shape;
using gloss::Token;

constexpr gloss::Cost certain = 7 * gloss::bit;  ///< a solution that is so much better than the next one is not flagged

/// A bracket or a question mark before a letter of pinyin, and any full-width bracket.
constexpr Triggers openings = [] {
  constexpr ByteSet small_letters{nibbles(6, 7), 0xFFFF};
  constexpr ByteSet marked_letters{nibble(0xC), nibbles(3, 9)};
  Triggers made;
  made.add(byte('('), small_letters).add(byte('('), marked_letters).add(byte('?'), small_letters).add(byte('?'), marked_letters);
  return made.add(byte(0xEF), byte(0xBC), byte(0x88));
}();

std::vector<Token> find_glosses(Editor& editor) {
  const std::string_view text = editor.source();
  std::vector<Token> found;
  editor.survey().for_each(Sweep::glosses, [&](std::size_t at) {
    if (!found.empty() && at < found.back().span.end) return;
    std::optional<Token> gloss = gloss::gloss_at(text, at);
    if (!gloss) return;
    if (gloss->shape == Shape::gloss && at > 0 && text[at] == '(' && text[at - 1] == '?') {
      gloss->shape = Shape::standing;
      --gloss->span.begin;
    }
    found.push_back(*gloss);
  });
  return found;
}

void remove_right(Editor& editor, const Token& token) {
  if (editor.has(Id::gloss_pinyin) && token.shape == Shape::gloss && gloss::base_before(editor.source(), token.span.begin, token.reading) != 0) {
    editor.remove(token.span.begin, token.span.end, Id::gloss_pinyin);
  }
}

/// Probability that a solution is right which is `margin` better than the next one.
float confidence(gloss::Cost margin) {
  const gloss::Cost bits = std::min(margin / gloss::bit, 10);
  return 1.0F - 0.5F / static_cast<float>(1 << std::max(bits, 0));
}

void apply(Editor& editor, const std::vector<Token>& tokens, const Repair& repair) {
  const std::size_t begin = tokens[repair.first].span.begin, end = tokens[repair.last - 1].span.end;
  if (!repair.shifted) {
    if (editor.has(Id::gloss_pinyin)) editor.remove(begin, end, Id::gloss_pinyin);
    return;
  }
  editor.replace(begin, end, repair.text, Id::gloss_bytes, confidence(repair.margin));
  for (const std::size_t token : repair.lost) {
    if (editor.has(Id::gloss_lost)) editor.flag_gone(tokens[token].span.begin, tokens[token].span.end, Id::gloss_lost, "an ASCII character or a line break was eaten here");
  }
  if (repair.margin < certain) editor.flag_gone(begin, end, Id::gloss_bytes, "not the only way to read what is left of the bytes");
}

void flag_misplaced(Editor& editor, const Token& token) {
  if (editor.has(Id::gloss_lost)) editor.flag_gone(token.span.begin, token.span.end, Id::gloss_lost, "what a misplaced gloss destroyed here is not undone");
}

/// What looks like a misplaced gloss on a page that does not show enough to be repaired.
void flag_doubtful(Editor& editor, const std::vector<Token>& found) {
  if (!editor.has(Id::gloss_lost)) return;
  for (const Token& token : found) {
    if (token.shape == Shape::gloss || !gloss::is_misplaced(editor.source(), token)) continue;
    editor.flag(token.span.begin, token.span.end, Id::gloss_lost, "looks like a misplaced gloss, too little evidence to undo it");
  }
}

/// A line of a page whose bytes are to be put right.
void repair_line(Editor& editor, const Page& page, gloss::Search& search, const gloss::Budget& budget, std::size_t begin, std::size_t end) {
  std::vector<Token> tokens;
  gloss::tokenize(editor.source(), begin, end, tokens);
  std::vector<Repair> repairs;
  for (std::size_t at = 0; at < tokens.size();) {
    const Token& token = tokens[at];
    const bool suspect = token.shape == Shape::eaten || token.shape == Shape::standing || (token.shape == Shape::question && page.standing());
    if (!suspect || budget.used_up()) {
      if (suspect && token.shape != Shape::question) flag_misplaced(editor, token);
      else remove_right(editor, token);
      ++at;
      continue;
    }
    repairs.clear();
    const std::size_t next = search.run(tokens, at, repairs);
    for (const Repair& repair : repairs) apply(editor, tokens, repair);
    if (token.shape != Shape::question && (repairs.empty() || repairs.front().first != at)) flag_misplaced(editor, token);
    at = next;
  }
}

}  // namespace

const Triggers& gloss_triggers() noexcept { return openings; }

void glosses(Editor& editor) {
  if (!editor.any(Id::gloss_pinyin, Id::gloss_lost)) return;
  const std::string_view text = editor.source();
  const std::vector<Token> found = find_glosses(editor);
  if (found.empty()) return;
  const Page page(text, found);
  if (!page.damaged()) return flag_doubtful(editor, found);
  if (!page.shifted() || !editor.has(Id::gloss_bytes)) {
    for (const Token& token : found) {
      remove_right(editor, token);
      if (token.shape != Shape::gloss) flag_misplaced(editor, token);
    }
    return;
  }
  gloss::Budget budget(text.size());
  gloss::Search search(page, budget);
  for (std::size_t begin = 0, next = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    while (next < found.size() && found[next].span.end <= begin) ++next;
    const bool glossed = next < found.size() && found[next].span.begin < end;
    if (glossed || page.standing()) repair_line(editor, page, search, budget, begin, end);
    begin = end + 1;
  }
}

}  // namespace hansift::cleaning
