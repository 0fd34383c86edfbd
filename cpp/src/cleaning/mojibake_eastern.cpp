// Mojibake with a double-byte code page on either side: text that was read by the wrong decoder, sometimes twice.
//
// Lines that look odd (suspicion) are tried with every chain of wrong reading and true writing; the lattice says which part of the line the
// chain explains better, and by how many bits. A chain that was proved on one line of a document needs less evidence on the others: a page
// is rarely read wrongly in two ways.

#include <algorithm>
#include <bitset>
#include <cmath>
#include <iterator>
#include <optional>

#include "cleaning/mojibake_lattice.hpp"
#include "cleaning/mojibake_reading.hpp"
#include "cleaning/mojibake_suspicion.hpp"
#include "cleaning/passes.hpp"
#include "text/scan.hpp"
#include "text/utf8.hpp"

namespace hansift::cleaning {
namespace {

using encoding::bit;

constexpr std::size_t longest_piece = 6144;      ///< bytes of a line that are looked at together
constexpr std::size_t longest_edit = 96;         ///< bytes of the source
constexpr std::size_t most_tried = 4;            ///< chains that the lattice is asked about, of those that promise most
constexpr Threshold unproved{24 * bit, 8 * bit};
constexpr Threshold proved{14 * bit, 2 * bit};
constexpr Cost surely = 40 * bit;                ///< gain that proves a chain for the document

struct Repair {
  const Chain* chain = nullptr;
  std::vector<Segment> segments;
  Cost gain = 0;  ///< of all segments, beyond the changes
};

/// A line, or part of a long one.
struct Piece {
  Span span;
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
  explicit Repairer(Editor& editor) : editor_(editor) {}

  /// Looks at the suspicious lines; if a chain was proved, at all others, too.
  void run(const std::vector<Span>& suspicious) {
    std::vector<Piece> pieces;
    for (const Span& line : suspicious) add_pieces(line, pieces);
    for (Piece& piece : pieces) {
      piece.repair = examine(view(piece), false);
      if (piece.repair.gain >= surely) proved_[index_of(*piece.repair.chain)] = true;
    }
    if (proved_.any()) {
      add_other_lines(suspicious, pieces);
      for (Piece& piece : pieces) {
        if (piece.repair.gain >= surely) continue;
        Repair again = examine(view(piece), true);
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

  [[nodiscard]] Repair examine(std::string_view text, bool only_proved) {
    const Kinds kinds = kinds_of(text);
    const Lattice lattice(text);
    std::array<std::optional<std::vector<Token>>, static_cast<std::size_t>(Reading::count)> read;
    const auto tokens = [&](Reading reading) -> const std::vector<Token>& {
      auto& made = read[static_cast<std::size_t>(reading)];
      if (!made) made = Unreader::tokens(reading, text);
      return *made;
    };
    const auto attempt = [&](const Chain& chain) {
      Threshold threshold = only_proved ? proved : unproved;
      threshold.gain += chain.rarity * bit;
      Repair repair{&chain, lattice.segments(chain.writing, tokens(chain.reading), threshold), 0};
      for (const Segment& segment : repair.segments) repair.gain += segment.gain;
      return repair;
    };
    if (!only_proved && last_ != nullptr) {
      Repair repair = attempt(*last_);
      if (repair.gain >= surely && covers(repair, text)) return repair;
    }
    std::vector<std::pair<Cost, const Chain*>> tried;
    for (const Chain& chain : chains()) {
      if (!editor_.has(chain.rule) || (only_proved && !proved_[index_of(chain)])) continue;
      const bool western = chain.reading == Reading::western || chain.reading == Reading::western_utf8_western;
      if (western ? kinds.western < 2 : kinds.eastern < 1) continue;
      if (chain.reading == Reading::old_big5 && kinds.moved_in_big5 == 0) continue;
      const Cost promise = lattice.promise(chain.writing, tokens(chain.reading));
      if (promise >= (only_proved ? 4 : 12) * bit) tried.emplace_back(promise, &chain);
    }
    std::stable_sort(tried.begin(), tried.end(), [](const auto& a, const auto& b) { return a.first > b.first; });
    if (tried.size() > most_tried) tried.resize(most_tried);
    Repair best;
    for (const auto& [promise, chain] : tried) {
      Repair repair = attempt(*chain);
      if (!repair.segments.empty() && repair.gain > best.gain) best = std::move(repair);
    }
    if (best.chain != nullptr && best.gain >= surely) last_ = best.chain;
    return best;
  }

  /// Whether little beside ASCII is left outside the segments.
  [[nodiscard]] static bool covers(const Repair& repair, std::string_view text) {
    std::size_t outside = 0, at = 0;
    const auto count = [&](std::size_t end) {
      for (; at < end; ++at) outside += static_cast<unsigned char>(text[at]) >= 0x80;
    };
    for (const Segment& segment : repair.segments) {
      count(segment.begin);
      at = segment.end;
    }
    count(text.size());
    return outside * 16 <= text.size();
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
  void add_pieces(Span line, std::vector<Piece>& pieces) const {
    const std::string_view source = editor_.source();
    while (line.size() > longest_piece) {
      std::size_t cut = line.begin + longest_piece;
      const std::size_t least = line.begin + longest_piece / 2;
      while (cut > least && static_cast<unsigned char>(source[cut]) >= 0x80) --cut;
      if (cut == least) {
        cut = line.begin + longest_piece;
        while (text::is_continuation(source[cut])) --cut;
      }
      pieces.push_back({{line.begin, cut}, {}});
      line.begin = cut;
    }
    pieces.push_back({line, {}});
  }

  /// The lines between the suspicious ones that are not ASCII; all pieces are in order then.
  void add_other_lines(const std::vector<Span>& suspicious, std::vector<Piece>& pieces) const {
    const std::string_view source = editor_.source();
    std::vector<Piece> others;
    std::size_t next = 0;
    for (std::size_t begin = 0; begin < source.size();) {
      if (next < suspicious.size() && suspicious[next].begin <= begin) {
        begin = std::max(begin, suspicious[next++].end) + 1;
        continue;
      }
      const std::size_t limit = next < suspicious.size() ? suspicious[next].begin : source.size();
      const Span line{begin, std::min(source.find('\n', begin), limit)};
      if (text::ascii_prefix(line.of(source)) < line.size()) add_pieces(line, others);
      begin = line.end + 1;
    }
    const auto middle = static_cast<std::ptrdiff_t>(pieces.size());
    pieces.insert(pieces.end(), std::make_move_iterator(others.begin()), std::make_move_iterator(others.end()));
    std::inplace_merge(pieces.begin(), pieces.begin() + middle, pieces.end(), [](const Piece& a, const Piece& b) { return a.span.begin < b.span.begin; });
  }

  Editor& editor_;
  std::bitset<64> proved_;
  const Chain* last_ = nullptr;
};

}  // namespace

void mojibake_eastern(Editor& editor) {
  if (!editor.any(Id::mojibake_utf8, Id::mojibake_latin)) return;
  const std::vector<Span> suspicious = suspicious_lines(editor.source());
  if (!suspicious.empty()) Repairer(editor).run(suspicious);
}

}  // namespace hansift::cleaning
