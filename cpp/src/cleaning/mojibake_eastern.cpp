// Mojibake with a double-byte code page on either side: text that was read by the wrong decoder, sometimes twice.
//
// Lines that look odd (suspicion) are tried with every chain of wrong reading and true writing; the lattice says which part of the line the
// chain explains better, and by how many bits. A chain that was proved on one line of a document needs less evidence on the others: a page
// is rarely read wrongly in two ways.

#include <algorithm>
#include <bitset>
#include <cassert>
#include <cmath>
#include <optional>
#include <span>
#include <string>
#include <unordered_set>

#include "cleaning/mojibake_doubt.hpp"
#include "cleaning/mojibake_lattice.hpp"
#include "cleaning/mojibake_reading.hpp"
#include "cleaning/mojibake_suspicion.hpp"
#include "cleaning/passes.hpp"
#include "cleaning/scan_back.hpp"
#include "text/scan.hpp"
#include "text/utf8.hpp"

namespace hansift::cleaning {
namespace {

using encoding::bit;

constexpr std::size_t longest_piece = 6144;      ///< bytes of a line that are looked at together
constexpr std::size_t longest_edit = 96;         ///< bytes of the source
constexpr std::size_t most_tried = 3;            ///< chains that the lattice is asked about, of those that promise most
constexpr Threshold unproved{24 * bit, 11 * bit};
constexpr Threshold proved{14 * bit, 2 * bit};
constexpr std::size_t before_place = 48, behind_place = 48;  ///< bytes of a window
constexpr std::size_t most_windows = 12;          ///< of a piece
constexpr std::size_t margin = 18;               ///< bytes beside the oddest stretch
constexpr Cost odd = 18 * bit;                   ///< oddness below which a window is good text
constexpr Cost very_odd = 24 * bit;              ///< the same but for chains that make ordinary characters
constexpr Cost promising = 13 * bit, hopeful = 18 * bit;  ///< promise and estimate below which a chain is not tried
constexpr Cost ordinary = 25 * bit / 2;          ///< what characters of text read as Latin-1 cost on average, from `few` on
constexpr std::size_t few = 10;
constexpr Cost obvious = 48 * bit;               ///< estimate at which no other window is needed
constexpr Cost surely = 40 * bit;                ///< gain that proves a chain for the document

struct Repair {
  const Chain* chain = nullptr;
  std::vector<Segment> segments;
  Cost gain = 0;  ///< of all segments, beyond the changes
};

/// A line, or part of a long one, and the suspicious places in it.
struct Piece {
  Span span;
  std::span<const std::size_t> places;
  Repair repair;
};

/// What kinds of characters a piece has: decides which readings can have made it.
struct Kinds {
  unsigned western = 0, eastern = 0, moved_in_big5 = 0;
};

Kinds kinds_of(std::string_view piece) noexcept {
  Kinds kinds;
  for (std::size_t at = 0; at < piece.size();) {
    const text::Decoded one = text::decode_at(piece, at);
    at += one.size;
    if (one.value >= 0x80 && one.value < 0x100) ++kinds.western;
    if (one.value >= 0x2E80) ++kinds.eastern;
    if (one.value >= 0x80 && is_moved_in_big5(one.value)) ++kinds.moved_in_big5;
  }
  return kinds;
}

class Repairer {
 public:
  explicit Repairer(Editor& editor) : editor_(editor) { assert(chains().size() <= proved_.size()); }

  /// Looks at the lines with suspicious places; if a chain was proved, at all others, too.
  void run(std::span<const std::size_t> places) {
    std::vector<Piece> pieces = suspicious_pieces(places);
    for (Piece& piece : pieces) {
      piece.repair = examine(piece);
      if (piece.repair.gain >= surely) proved_[index_of(*piece.repair.chain)] = true;
    }
    if (proved_.any()) {
      add_other_lines(pieces);
      for (Piece& piece : pieces) {
        if (piece.repair.gain >= surely) continue;
        Repair again = examine_for_proved(piece);
        if (again.gain > piece.repair.gain) piece.repair = std::move(again);
      }
    }
    for (const Piece& piece : pieces) {
      if (piece.repair.chain != nullptr) write(piece);
    }
  }

 private:
  [[nodiscard]] std::string_view view(const Piece& piece) const { return piece.span.of(editor_.source()); }
  [[nodiscard]] static std::size_t index_of(const Chain& chain) { return static_cast<std::size_t>(&chain - chains().data()); }

  /// The tokens of a text, by reading, made when they are asked for.
  class Tokens {
   public:
    explicit Tokens(std::string_view text) : text_(text) {}
    [[nodiscard]] const std::vector<Token>& operator[](Reading reading) {
      auto& made = made_[static_cast<std::size_t>(reading)];
      if (!made) made = unread(reading, text_);
      return *made;
    }
    /// Whether the bytes have some characters of Latin-1 in UTF-8.
    [[nodiscard]] bool latin_in_utf8(Reading reading) {
      auto& known = latin_[static_cast<std::size_t>(reading)];
      if (!known) known = is_latin_in_utf8((*this)[reading]);
      return *known;
    }

   private:
    std::string_view text_;
    std::array<std::optional<std::vector<Token>>, static_cast<std::size_t>(Reading::count)> made_;
    std::array<std::optional<bool>, static_cast<std::size_t>(Reading::count)> latin_;
  };

  /// What a chain may gain in a window.
  struct Promise {
    Cost estimate;
    const Chain* chain;
    std::string_view window;
  };
  using Promises = std::vector<Promise>;

  [[nodiscard]] Repair attempt(const Chain& chain, Lattice& lattice, Tokens& tokens, Threshold threshold) const {
    threshold.gain += chain.rarity * bit;
    Repair repair{&chain, lattice.segments(chain.writing, tokens[chain.reading], threshold), 0};
    repair.gain = gain_of(repair.segments);
    return repair;
  }

  [[nodiscard]] Repair examine(const Piece& piece) {
    const std::string_view text = view(piece);
    // Where the suspicious places are depends on what stands before the piece.
    std::string key(text);
    for (const std::size_t place : piece.places) key.append(1, '\n').append(std::to_string(place - piece.span.begin));
    if (editor_.memory().known('p', key)) return {};
    Repair repair = search(piece);
    drop_doubtful(text, repair, false);
    if (repair.gain == 0) editor_.memory().add('p', key);
    return repair;
  }

  [[nodiscard]] Repair search(const Piece& piece) {
    const std::string_view text = view(piece);
    Tokens tokens(text);
    std::optional<Lattice> whole;
    const auto attempt_here = [&](const Chain& chain) {
      if (!whole) whole.emplace(text);
      return attempt(chain, *whole, tokens, unproved);
    };
    if (last_ != nullptr) {
      Repair repair = attempt_here(*last_);
      if (repair.gain >= surely && covers(repair, piece)) return repair;
    }
    Promises promises;
    std::size_t seen = 0;
    for (std::size_t i = 0, windows = 0; i < piece.places.size() && windows < most_windows; ++windows) {
      const Span window = window_at(text, piece.places[i] - piece.span.begin, seen);
      if (look(window.of(text), promises) >= obvious) break;
      seen = window.end;
      while (i < piece.places.size() && piece.places[i] - piece.span.begin < seen) ++i;
    }
    Repair best;
    const auto keep_better = [&](const Chain& chain) {
      Repair repair = attempt_here(chain);
      if (repair.gain > best.gain) best = std::move(repair);
    };
    const bool moved = !promises.empty() && kinds_of(text).moved_in_big5 != 0;
    for (const auto& [estimate, chain, window] : most_promising(promises)) {
      // Most promises of good text break where the window is looked at closely; then the line need not be.
      if (!explains(*chain, window)) continue;
      // The characters in which the two tables of Big5 differ may stand outside the window.
      for (const Chain& other : chains()) {
        if (moved && chain->reading == Reading::big5 && other.reading == Reading::old_big5 && other.writing == chain->writing) keep_better(other);
      }
      keep_better(*chain);
    }
    if (best.gain >= surely) last_ = best.chain;
    return best;
  }

  [[nodiscard]] bool explains(const Chain& chain, std::string_view window) const {
    Lattice lattice(window);
    Tokens tokens(window);
    return attempt(chain, lattice, tokens, unproved).gain > 0;
  }

  /// Only the chains that were proved, of which less is asked.
  [[nodiscard]] Repair examine_for_proved(const Piece& piece) const {
    const std::string_view text = view(piece);
    const Kinds kinds = kinds_of(text);
    Lattice lattice(text);
    Tokens tokens(text);
    Repair best;
    for (const Chain& chain : chains()) {
      if (!proved_[index_of(chain)] || !possible(chain, kinds) || lattice.promise(chain.writing, tokens[chain.reading]).gain < 4 * bit) continue;
      Repair repair = attempt(chain, lattice, tokens, proved);
      if (repair.gain > best.gain) best = std::move(repair);
    }
    drop_doubtful(text, best, true);
    return best;
  }

  /// The same piece twice is no more evidence than once.
  [[nodiscard]] static Cost gain_of(const std::vector<Segment>& segments) {
    Cost gain = 0;
    std::unordered_set<std::string_view> counted;
    for (const Segment& segment : segments) gain += counted.insert(segment.text).second ? segment.gain : 0;
    return gain;
  }

  static void drop_doubtful(std::string_view text, Repair& repair, bool is_proved) {
    if (repair.chain == nullptr) return;
    cleaning::drop_doubtful(text, repair.chain->reading == Reading::western && !is_proved, repair.segments);
    repair.gain = gain_of(repair.segments);
    if (repair.segments.empty()) repair.chain = nullptr;
  }

  [[nodiscard]] static bool possible(const Chain& chain, const Kinds& kinds) noexcept {
    if (chain.reading == Reading::old_big5) return kinds.moved_in_big5 != 0;
    return chain.reading == Reading::western || chain.reading == Reading::western_utf8_western ? kinds.western >= 2 : kinds.eastern >= 1;
  }

  /// EUC-KR, EUC-JP and GBK have their common characters at the same bytes, so that one read as another is not very odd; nor is Big5 read as GBK.
  [[nodiscard]] static bool makes_ordinary(const Chain& chain) noexcept {
    if (chain.reading == Reading::gbk && chain.writing == Writing::big5) return true;
    const bool wrote = chain.writing == Writing::gbk || chain.writing == Writing::euc_kr || chain.writing == Writing::euc_jp;
    return wrote && (chain.reading == Reading::gbk || chain.reading == Reading::euc_kr || chain.reading == Reading::euc_jp);
  }

  /// Adds what the chains promise in a window; returns the most.
  [[nodiscard]] Cost look(std::string_view wide, Promises& promises) const {
    if (editor_.memory().known('w', wide)) return 0;
    const std::size_t before = promises.size();
    const Cost most = weigh(wide, promises);
    if (promises.size() == before) editor_.memory().add('w', wide);
    return most;
  }

  [[nodiscard]] Cost weigh(std::string_view wide, Promises& promises) const {
    const Lattice::Oddness oddness = Lattice(wide).oddness();
    if (oddness.cost < odd) return 0;
    const std::string_view window = beside(wide, oddness.span).of(wide);
    Lattice lattice(window);
    const Kinds kinds = kinds_of(window);
    Tokens tokens(window);
    Cost most = 0;
    for (const Chain& chain : chains()) {
      if (!editor_.has(chain.rule) || !possible(chain, kinds) || (oddness.cost < very_odd && !makes_ordinary(chain))) continue;
      if (chain.reading >= Reading::western_utf8_western && !tokens.latin_in_utf8(outer_reading(chain.reading))) continue;
      const std::vector<Token>& made = tokens[chain.reading];
      if (!may_be(chain.writing, made)) continue;
      // Where single bytes were read, a window may begin in the middle of a pair.
      const bool single = chain.reading == Reading::western || chain.reading == Reading::shift_jis;
      for (std::size_t from = 0; from < (single && chain.writing != Writing::utf8 ? 2 : 1); ++from) {
        const Lattice::Stretch promise = lattice.promise(chain.writing, made, from);
        if (promise.gain < promising) continue;
        // Bytes at random make characters at random.
        const auto at_random = [&](const Lattice::Stretch& stretch) {
          return chain.writing != Writing::utf8 && kinds.western > kinds.eastern && stretch.steps >= few && stretch.made > ordinary * stretch.steps;
        };
        if (at_random(promise)) continue;
        const Lattice::Stretch closer = lattice.estimate(chain.writing, made, promise);
        const Cost estimate = closer.gain;
        if (estimate < hopeful || at_random(closer)) continue;
        most = std::max(most, estimate);
        promises.push_back({estimate, &chain, wide});
      }
    }
    return most;
  }

  [[nodiscard]] static Promises most_promising(const Promises& promises) {
    Promises chosen = promises;
    std::stable_sort(chosen.begin(), chosen.end(), [](const Promise& a, const Promise& b) { return a.estimate > b.estimate; });
    const auto twice = [&](std::size_t i) {
      return std::any_of(chosen.begin(), chosen.begin() + static_cast<std::ptrdiff_t>(i), [&](const Promise& earlier) { return earlier.chain == chosen[i].chain; });
    };
    for (std::size_t i = 1; i < chosen.size() && i <= most_tried; ++i) {
      while (i < chosen.size() && twice(i)) chosen.erase(chosen.begin() + static_cast<std::ptrdiff_t>(i));
    }
    if (chosen.size() > most_tried) chosen.resize(most_tried);
    return chosen;
  }

  /// Some characters on both sides of a suspicious place, behind what was seen before; it begins behind a blank if there is one.
  [[nodiscard]] static Span window_at(std::string_view text, std::size_t place, std::size_t seen) noexcept {
    std::size_t begin = place;
    const std::size_t floor = std::max(seen, begin > before_place ? begin - before_place : 0);
    while (begin > floor && static_cast<unsigned char>(text[begin - 1]) > ' ') --begin;
    while (begin > 0 && begin < text.size() && text::is_continuation(text[begin])) --begin;
    std::size_t end = std::min(place + behind_place, text.size());
    while (end < text.size() && text::is_continuation(text[end])) ++end;
    return {begin, end};
  }

  /// A span and some characters before and behind it.
  [[nodiscard]] static Span beside(std::string_view text, Span span) noexcept {
    std::size_t begin = span.begin > margin ? span.begin - margin : 0;
    while (begin > 0 && text::is_continuation(text[begin])) --begin;
    std::size_t end = std::min(span.end + margin, text.size());
    while (end < text.size() && text::is_continuation(text[end])) ++end;
    return {begin, end};
  }

  /// Whether all suspicious places lie in what is repaired.
  [[nodiscard]] static bool covers(const Repair& repair, const Piece& piece) noexcept {
    std::size_t next = 0;
    for (const std::size_t place : piece.places) {
      const std::size_t at = place - piece.span.begin;
      while (next < repair.segments.size() && repair.segments[next].end + 12 < at) ++next;
      if (next == repair.segments.size() || at < repair.segments[next].begin) return false;
    }
    return true;
  }

  void write(const Piece& piece) {
    const std::string_view source = editor_.source();
    const Repair& repair = piece.repair;
    const std::size_t offset = piece.span.begin;
    for (const Segment& segment : repair.segments) {
      const auto confidence = static_cast<float>(1.0 - std::exp2(-static_cast<double>(segment.gain) / bit / 8));
      const std::string_view text = segment.text;
      const auto same = [&](const Segment::Part& part) {
        return source.substr(offset + part.begin, part.end - part.begin) == text.substr(part.first, part.last - part.first);
      };
      for (std::size_t i = 0; i < segment.parts.size();) {
        const Segment::Part& first = segment.parts[i];
        std::size_t next = i + 1;
        if (!same(first)) {
          while (next < segment.parts.size() && !same(segment.parts[next]) && segment.parts[next].lost == first.lost &&
                 segment.parts[next].end - first.begin <= longest_edit) {
            ++next;
          }
          const Segment::Part& last = segment.parts[next - 1];
          editor_.replace(offset + first.begin, offset + last.end, text.substr(first.first, last.last - first.first), repair.chain->rule, confidence);
        }
        i = next;
      }
    }
  }

  /// A long line is cut behind ASCII, or anywhere between characters.
  void add_pieces(Span line, std::span<const std::size_t> places, std::vector<Piece>& pieces) const {
    const std::string_view source = editor_.source();
    while (!line.empty()) {
      std::size_t cut = line.end;
      if (line.size() > longest_piece) {
        cut = line.begin + longest_piece;
        const std::size_t least = line.begin + longest_piece / 2;
        while (cut > least && static_cast<unsigned char>(source[cut]) >= 0x80) --cut;
        if (cut == least) cut = line.begin + longest_piece;
        while (text::is_continuation(source[cut])) --cut;
      }
      const auto inside = std::lower_bound(places.begin(), places.end(), cut) - places.begin();
      pieces.push_back({{line.begin, cut}, places.first(static_cast<std::size_t>(inside)), {}});
      places = places.subspan(static_cast<std::size_t>(inside));
      line.begin = cut;
    }
  }

  [[nodiscard]] std::vector<Piece> suspicious_pieces(std::span<const std::size_t> places) const {
    const std::string_view source = editor_.source();
    std::vector<Piece> pieces;
    while (!places.empty()) {
      const std::size_t place = places.front();
      const Span line = line_around(source, place);
      const auto inside = static_cast<std::size_t>(std::lower_bound(places.begin(), places.end(), line.end) - places.begin());
      add_pieces(line, places.first(inside), pieces);
      places = places.subspan(inside);
    }
    return pieces;
  }

  /// The other lines that are not ASCII; all pieces are in order then.
  void add_other_lines(std::vector<Piece>& pieces) const {
    const std::string_view source = editor_.source();
    std::vector<Piece> all;
    std::size_t next = 0;
    for (std::size_t begin = 0; begin < source.size();) {
      if (next < pieces.size() && pieces[next].span.begin == begin) {
        begin = pieces[next].span.end;
        all.push_back(std::move(pieces[next++]));
        continue;
      }
      const std::size_t limit = next < pieces.size() ? pieces[next].span.begin : source.size();
      const Span line{begin, std::min(source.find('\n', begin), limit)};
      if (text::ascii_prefix(line.of(source)) < line.size()) add_pieces(line, {}, all);
      begin = line.end + 1;
    }
    pieces = std::move(all);
  }

  Editor& editor_;
  std::bitset<64> proved_;
  const Chain* last_ = nullptr;
};

}  // namespace

void mojibake_eastern(Editor& editor) {
  if (!editor.any(Id::mojibake_utf8, Id::mojibake_latin)) return;
  const std::vector<std::size_t> places = suspicious_places(editor.source());
  if (!places.empty()) Repairer(editor).run(places);
}

}  // namespace hansift::cleaning
