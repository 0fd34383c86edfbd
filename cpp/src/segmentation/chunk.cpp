#include <string>

#include "hansift/error.hpp"
#include "hansift/segmentation.hpp"
#include "segmentation/events.hpp"
#include "text/classes.hpp"
#include "text/utf8.hpp"

namespace hansift {
namespace {

using namespace segmentation;

struct Piece {
  Span span;
  std::size_t first;  // code points from the start of the text
  std::size_t last;
  bool cut = false;   // ends inside a sentence
};

// Cuts a sentence that is too long: at the last clause mark or white space of the second half of the window, else between clusters.
void cut_sentence(std::string_view text, Span sentence, std::size_t first, std::size_t limit, std::vector<Piece>& pieces) {
  std::size_t begin = sentence.begin;
  while (begin < sentence.end) {
    std::size_t at = begin;
    std::size_t count = 0;
    std::size_t clause = 0, clause_count = 0;    // behind the last clause mark or before the last white space
    std::size_t whole = 0, whole_count = 0;      // last edge of a cluster
    char32_t previous = 0;
    while (at < sentence.end && count < limit) {
      const text::Decoded found = text::decode_at(text, at);
      const text::CharClass c = text::class_of(found.value);
      if (count > 0 && !c.extends() && previous != 0x200D) {
        whole = at;
        whole_count = count;
      }
      at += found.size;
      ++count;
      if (count * 2 > limit) {
        switch (found.value) {
          case U'；': case U';': case U'：': case U':': case U'，': case U',': case U'、':
            clause = at;
            clause_count = count;
            break;
          default:
            if (is_blank(found.value)) {
              clause = at;
              clause_count = count;
            }
        }
      }
      previous = found.value;
    }
    std::size_t end = at;
    std::size_t taken = count;
    if (at < sentence.end) {
      const text::Decoded after = text::decode_at(text, at);
      const bool inside = text::class_of(after.value).extends() || previous == 0x200D;
      const auto follows_mark = [&](std::size_t where) {
        return where == 0 || (where < sentence.end && text::class_of(text::decode_at(text, where).value).extends());
      };
      if (clause > begin && !follows_mark(clause)) {
        end = clause;
        taken = clause_count;
      } else if (inside && whole > begin) {
        end = whole;
        taken = whole_count;
      }
    }
    const std::size_t visible_end = trim_blank(text, begin, end);
    if (visible_end > begin) {
      std::size_t lost = 0;
      for (std::size_t i = visible_end; i < end; ++i) lost += !text::is_continuation(text[i]);
      pieces.push_back({{begin, visible_end}, first, first + taken - lost, end < sentence.end});
    }
    first += taken;
    begin = end;
    while (begin < sentence.end) {
      const text::Decoded found = text::decode_at(text, begin);
      if (!is_blank(found.value)) break;
      begin += found.size;
      ++first;
    }
  }
}

}  // namespace

std::vector<Span> chunk(std::string_view text, const ChunkOptions& options) {
  if (options.max_chars == 0) throw ConfigError("max_chars is 0; it must be at least 1");
  if (options.overlap >= options.max_chars) {
    throw ConfigError("overlap " + std::to_string(options.overlap) + " must be less than max_chars " + std::to_string(options.max_chars));
  }
  std::vector<Piece> pieces;
  std::size_t at = 0;
  std::size_t count = 0;
  for (const Span& sentence : split_spans(text, options.split)) {
    for (; at < sentence.begin; ) { at += text::decode_at(text, at).size; ++count; }
    const std::size_t first = count;
    for (; at < sentence.end; ) { at += text::decode_at(text, at).size; ++count; }
    if (count - first <= options.max_chars) {
      pieces.push_back({sentence, first, count, false});
    } else {
      cut_sentence(text, sentence, first, options.max_chars, pieces);
    }
  }
  std::vector<Span> chunks;
  std::size_t covered = 0;  // pieces before this one are in a chunk
  while (covered < pieces.size()) {
    std::size_t start = covered;
    // Repeat whole sentences of the chunk before, as far as the next piece still fits behind them.
    if (!chunks.empty()) {
      while (start > 0 && pieces[start - 1].span.begin > chunks.back().begin && !pieces[start - 1].cut &&
             (start < 2 || !pieces[start - 2].cut) &&
             pieces[covered - 1].last - pieces[start - 1].first <= options.overlap &&
             pieces[covered].last - pieces[start - 1].first <= options.max_chars) {
        --start;
      }
    }
    std::size_t stop = covered + 1;
    while (stop < pieces.size() && pieces[stop].last - pieces[start].first <= options.max_chars) ++stop;
    chunks.push_back({pieces[start].span.begin, pieces[stop - 1].span.end});
    covered = stop;
  }
  return chunks;
}

}  // namespace hansift
