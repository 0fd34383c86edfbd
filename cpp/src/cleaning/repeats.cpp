// Repeated lines and paragraphs, kept once. A set of views finds them: hashed, and compared when hashes agree.

#include <algorithm>
#include <unordered_set>

#include "cleaning/passes.hpp"

namespace hansift::cleaning {
namespace {

/// The next line from `at`: [at, end) without its break.
std::size_t line_end(std::string_view text, std::size_t at) { return std::min(text.find('\n', at), text.size()); }

std::string_view trimmed(std::string_view line) {
  const std::size_t first = line.find_first_not_of(" \t");
  return first == line.npos ? std::string_view() : line.substr(first, line.find_last_not_of(" \t") + 1 - first);
}

void repeated_lines(Editor& editor) {
  const std::string_view text = editor.source();
  std::unordered_set<std::string_view> seen;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = line_end(text, at);
    const std::string_view line = trimmed(text.substr(at, end - at));
    if (!line.empty() && !seen.insert(line).second) editor.remove(at - 1, end, Id::lines_repeated);  // with the break in front: it is not the first line
    at = end + 1;
  }
}

void repeated_paragraphs(Editor& editor) {
  const std::string_view text = editor.source();
  std::unordered_set<std::string_view> seen;
  for (std::size_t at = 0; at < text.size();) {
    // A paragraph: lines up to a blank one, then the blank ones.
    std::size_t end = at;
    std::size_t next = at;
    while (next < text.size()) {
      const std::size_t stop = line_end(text, next);
      if (trimmed(text.substr(next, stop - next)).empty()) break;
      end = stop;
      next = std::min(stop + 1, text.size());
    }
    while (next < text.size()) {
      const std::size_t stop = line_end(text, next);
      if (!trimmed(text.substr(next, stop - next)).empty()) break;
      next = std::min(stop + 1, text.size());
    }
    if (end > at && !seen.insert(text.substr(at, end - at)).second) editor.remove(at, next, Id::paragraphs_repeated);
    at = next;
  }
}

}  // namespace

void repeats(Editor& editor) {
  if (editor.has(Id::lines_repeated)) repeated_lines(editor);
  else if (editor.has(Id::paragraphs_repeated)) repeated_paragraphs(editor);
}

}  // namespace hansift::cleaning
