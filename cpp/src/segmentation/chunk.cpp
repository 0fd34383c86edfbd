#include <algorithm>
#include <string>
#include <utility>

#include "hansift/error.hpp"
#include "hansift/segmentation.hpp"
#include "segmentation/events.hpp"
#include "segmentation/headings.hpp"
#include "text/classes.hpp"
#include "text/utf8.hpp"

namespace hansift {
namespace {

using namespace segmentation;

// A sentence, or a part of one that is too long.
struct Piece {
  Span span;
  Start start = Start::sentence;
  bool cut = false;  // ends inside a sentence
};

constexpr std::size_t widest_character = 4;  // bytes

// What the bound counts.
class Measure {
 public:
  Measure(std::string_view text, const ChunkOptions& options) : text_(text), options_(options) {
    limit_ = options.max_chars + options.max_bytes + options.max_tokens;
  }

  [[nodiscard]] std::size_t limit() const { return limit_; }
  [[nodiscard]] bool tokens() const { return options_.max_tokens > 0; }
  [[nodiscard]] Unit unit() const { return options_.max_bytes > 0 ? Unit::byte : Unit::codepoint; }
  [[nodiscard]] std::size_t of(Span span) const {
    const std::string_view piece = span.of(text_);
    return tokens() ? options_.count(piece) : unit() == Unit::byte ? piece.size() : count_codepoints(piece);
  }
  [[nodiscard]] bool fits(Span span) const { return of(span) <= limit_; }

  // The end of the longest beginning of `span` that fits, on an edge of a character.
  [[nodiscard]] std::size_t reach(Span span) const {
    if (tokens()) return reach_of_tokens(span);
    std::size_t at = span.begin;
    for (std::size_t count = 0; at < span.end;) {
      const std::size_t size = text::decode_at(text_, at).size;
      count += unit() == Unit::byte ? size : 1;
      if (count > limit_) break;
      at += size;
    }
    return at;
  }

 private:
  [[nodiscard]] std::size_t edge(std::size_t at) const {
    while (at < text_.size() && text::is_continuation(text_[at])) ++at;
    return at;
  }

  // By doubling and halving: few calls, and none with much more text than fits.
  [[nodiscard]] std::size_t reach_of_tokens(Span span) const {
    std::size_t fit = span.begin;
    std::size_t over = span.end;
    for (std::size_t step = std::min<std::size_t>(4 * limit_, span.size()); fit < span.end; step *= 2) {
      const std::size_t to = std::min(span.end, edge(fit + step));
      if (!fits({span.begin, to})) {
        over = to;
        break;
      }
      fit = to;
    }
    while (fit < over) {
      std::size_t middle = edge(fit + (over - fit) / 2);
      if (middle >= over || middle == fit) middle = fit + text::decode_at(text_, fit).size;
      if (middle >= over) break;
      (fits({span.begin, middle}) ? fit : over) = middle;
    }
    if (fit == span.begin) throw ConfigError("max_tokens is " + std::to_string(limit_) + ", but a single character has more tokens");
    return fit;
  }

  std::string_view text_;
  const ChunkOptions& options_;
  std::size_t limit_ = 0;
};

bool is_pause(char32_t value) {
  return value == U'；' || value == U';' || value == U'：' || value == U':' || value == U'，' || value == U',' || value == U'、';
}

// Whether the two characters are inside a word of a script with spaces.
bool in_word(char32_t left, char32_t right) {
  const auto word = [](text::CharClass c) {
    return (c.letter() || c.number()) && !c.cjk() && c.script() != text::ScriptClass::thai && c.script() != text::ScriptClass::other;
  };
  return word(text::class_of(left)) && word(text::class_of(right));
}

// Where to cut a sentence of which text[begin, reach) fits: in the second half behind the last of the sentences it quotes (`inner` has their
// ends), else behind the last pause or white space, else between two words, else between clusters, else anywhere.
std::size_t cut_at(std::string_view text, std::size_t begin, std::size_t reach, std::size_t end, const Measure& measure,
                   const std::vector<std::size_t>& inner) {
  const Span window{begin, reach};
  const std::size_t half = measure.tokens() ? count_codepoints(window.of(text)) : measure.limit();
  std::size_t stop = begin, pause = begin, word = begin, cluster = begin;
  auto next_stop = std::upper_bound(inner.begin(), inner.end(), begin);
  std::size_t count = 0;
  char32_t previous = 0;
  for (std::size_t at = begin; at < end;) {
    const text::Decoded found = text::decode_at(text, at);
    const bool edge = at > begin && !text::class_of(found.value).extends() && previous != 0x200D;
    const bool second_half = count * 2 > half;
    if (edge) {
      cluster = at;
      while (next_stop != inner.end() && *next_stop < at) ++next_stop;
      if (second_half && next_stop != inner.end() && *next_stop == at) stop = at;
      if (second_half && (is_pause(previous) || is_blank(previous) || (at >= reach && is_blank(found.value)))) pause = at;
      if (second_half && !in_word(previous, found.value)) word = at;
    }
    if (at >= reach) break;
    previous = found.value;
    count += measure.unit() == Unit::byte && !measure.tokens() ? found.size : 1;
    at += found.size;
  }
  return stop > begin ? stop : pause > begin ? pause : word > begin ? word : cluster > begin ? cluster : reach;
}

// Ends of the sentences within a sentence that quotes them.
std::vector<std::size_t> inner_ends(std::string_view text, Span sentence, SplitOptions options) {
  options.quotes = Quotes::split;
  std::vector<std::size_t> ends;
  for (const Span& inner : split_spans(sentence.of(text), options)) ends.push_back(sentence.begin + inner.end);
  return ends;
}

void cut_sentence(std::string_view text, Span sentence, const Measure& measure, const SplitOptions& options, Start start, std::vector<Piece>& pieces) {
  const std::vector<std::size_t> inner = inner_ends(text, sentence, options);
  for (std::size_t begin = sentence.begin; begin < sentence.end;) {
    const std::size_t reach = measure.reach({begin, sentence.end});
    std::size_t end = reach < sentence.end ? cut_at(text, begin, reach, sentence.end, measure, inner) : reach;
    Span piece{begin, trim_blank(text, begin, end)};
    // A counter may give more for a part than for the whole.
    while (measure.tokens() && !measure.fits(piece)) {
      end = piece.end - text::decode_before(text, piece.end).size;
      if (end <= begin) throw ConfigError("max_tokens is " + std::to_string(measure.limit()) + ", but a single character has more tokens");
      piece.end = trim_blank(text, begin, end);
    }
    if (!piece.empty()) pieces.push_back({piece, std::exchange(start, Start::sentence), end < sentence.end});
    begin = skip_blank(text.substr(0, sentence.end), end);
  }
}

class Chunker {
 public:
  Chunker(std::string_view text, const ChunkOptions& options) : options_(options), measure_(text, options) {
    const std::vector<Sentence> found = sentences(text, options.split);
    const std::vector<Start> begins = options.keep == Keep::sentences ? std::vector<Start>(found.size()) : starts(text, found);
    for (std::size_t i = 0; i < found.size(); ++i) {
      if (measure_.fits(found[i].span)) pieces_.push_back({found[i].span, begins[i], false});
      else cut_sentence(text, found[i].span, measure_, options.split, begins[i], pieces_);
    }
    // Sizes of pieces are asked for again and again: measured once, in one walk.
    for (const Piece& piece : pieces_) places_.push_back(piece.span);
    if (!measure_.tokens()) from_bytes(text, places_, measure_.unit());
    else lay_end_to_end();
    mark_blocks();
  }

  [[nodiscard]] std::vector<Span> chunks() const {
    std::vector<Span> made;
    std::size_t start = 0;
    for (std::size_t covered = 0; covered < pieces_.size();) {
      if (!made.empty()) start = overlapping(start + 1, covered);
      covered = stop_of(start, covered);
      made.push_back({pieces_[start].span.begin, pieces_[covered - 1].span.end});
    }
    return made;
  }

 private:
  // Size of pieces [first, last).
  [[nodiscard]] std::size_t size(std::size_t first, std::size_t last) const {
    if (measure_.tokens()) return measure_.of({pieces_[first].span.begin, pieces_[last - 1].span.end});
    return sum(first, last);
  }
  // The same as the sum of the pieces: exact but for tokens, of which it is an estimate that costs nothing.
  [[nodiscard]] std::size_t sum(std::size_t first, std::size_t last) const { return places_[last - 1].end - places_[first].begin; }
  [[nodiscard]] bool fits(std::size_t first, std::size_t last) const { return size(first, last) <= measure_.limit(); }

  void lay_end_to_end() {
    std::size_t at = 0;
    for (Span& place : places_) {
      const std::size_t size = measure_.of(place);
      place = {at, at + size};
      at += size;
    }
  }

  void mark_blocks() {
    barrier_.assign(pieces_.size(), 0);
    for (std::size_t i = 1; i < pieces_.size(); ++i) barrier_[i] = pieces_[i - 1].cut || (i > 1 && pieces_[i - 2].cut) ? i : barrier_[i - 1];
    block_end_.assign(pieces_.size(), pieces_.size());
    section_end_ = block_end_;
    for (std::size_t i = pieces_.size(); i-- > 1;) {
      block_end_[i - 1] = pieces_[i].start == Start::sentence ? block_end_[i] : i;
      section_end_[i - 1] = options_.keep == Keep::sections && pieces_[i].start == Start::heading ? i : section_end_[i];
    }
  }

  // What a chunk that goes on with `covered` must hold: a paragraph if it fits, else a piece.
  [[nodiscard]] std::size_t least_stop(std::size_t covered) const {
    if (options_.keep == Keep::sentences) return covered + 1;
    const bool at_border = covered == 0 || pieces_[covered].start != Start::sentence;
    return at_border && fits(covered, block_end_[covered]) ? block_end_[covered] : covered + 1;
  }

  // Where the chunk begins that goes on with `covered`: not before `first`, which only rises, so that all chunks together take one walk.
  [[nodiscard]] std::size_t overlapping(std::size_t first, std::size_t covered) const {
    if (options_.overlap == 0 || (options_.keep == Keep::sections && pieces_[covered].start == Start::heading)) return covered;
    const std::size_t needed = least_stop(covered);
    std::size_t start = std::max(first, barrier_[covered]);
    const auto too_much = [&] { return size(start, covered) > options_.overlap || !fits(start, needed); };
    // Tokens of many pieces are counted only where the sum of the pieces is small enough.
    while (start < covered && (sum(start, covered) > options_.overlap || sum(start, needed) > measure_.limit())) ++start;
    while (start < covered && too_much()) ++start;
    return start;
  }

  [[nodiscard]] std::size_t stop_of(std::size_t start, std::size_t covered) const {
    const std::size_t needed = least_stop(covered);
    const std::size_t stop = furthest(start, needed, section_end_[covered]);
    if (options_.keep == Keep::sentences || stop == pieces_.size()) return stop;
    // Back to the last border of paragraphs, if there is one.
    std::size_t border = stop;
    while (border > covered && pieces_[border].start == Start::sentence) --border;
    return border > covered ? border : stop;
  }

  // The last stop in [least, most] up to which the pieces from `start` fit.
  [[nodiscard]] std::size_t furthest(std::size_t start, std::size_t least, std::size_t most) const {
    std::size_t stop = least;
    if (!measure_.tokens()) {
      while (stop < most && fits(start, stop + 1)) ++stop;
      return stop;
    }
    // Each count costs a run of the caller's tokenizer: guess by the sum of the pieces first.
    while (stop < most && sum(start, stop + 1) <= measure_.limit()) ++stop;
    while (stop > least && !fits(start, stop)) --stop;
    while (stop < most && fits(start, stop + 1)) ++stop;
    return stop;
  }

  const ChunkOptions& options_;
  Measure measure_;
  std::vector<Piece> pieces_;
  std::vector<Span> places_;              // of the pieces in units of the bound; by tokens, as if they lay end to end
  std::vector<std::size_t> block_end_;    // end of the paragraph that a piece is of
  std::vector<std::size_t> section_end_;
  std::vector<std::size_t> barrier_;      // of what is before it, a chunk that goes on with a piece repeats nothing: a sentence was cut there
};

void check(const ChunkOptions& options) {
  const int bounds = (options.max_chars > 0) + (options.max_bytes > 0) + (options.max_tokens > 0);
  if (bounds != 1) throw ConfigError("give one of max_chars, max_bytes and max_tokens, at least 1");
  if (options.max_bytes > 0 && options.max_bytes < widest_character) {
    throw ConfigError("max_bytes is " + std::to_string(options.max_bytes) + "; a character may take 4");
  }
  if ((options.max_tokens > 0) != static_cast<bool>(options.count)) throw ConfigError("max_tokens and count belong together");
  const std::size_t limit = options.max_chars + options.max_bytes + options.max_tokens;
  if (options.overlap >= limit) {
    throw ConfigError("overlap " + std::to_string(options.overlap) + " must be less than the bound " + std::to_string(limit));
  }
}

}  // namespace

std::vector<Span> chunk(std::string_view text, const ChunkOptions& options) {
  check(options);
  return Chunker(text, options).chunks();
}

}  // namespace hansift
