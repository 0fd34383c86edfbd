#pragma once

/// The segmentation room: sentences, clauses, paragraphs, and length-bounded chunks that follow them. What a sentence is:
/// docs/segmentation.md.

#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "hansift/export.hpp"
#include "hansift/text.hpp"
#include "hansift/trace.hpp"

namespace hansift {

/// outer: a quotation stays with the sentence that carries it. inner: also split inside quotations. split: also between a quotation
/// and its attribution. The levels nest.
enum class Quotes : std::uint8_t { outer, inner, split };

/// What a single line break is. automatic: decided per block (heading, list item, wrapped paragraph); hard: always a boundary;
/// soft: only blank lines are.
enum class Newlines : std::uint8_t { automatic, hard, soft };

/// standard: the rules of docs/segmentation.md. uax29: the default sentence rules of UAX #29 and nothing else; quotes and newlines
/// are ignored and white space belongs to the sentence before it.
enum class SplitProfile : std::uint8_t { standard, uax29 };

struct SplitOptions {
  Quotes quotes = Quotes::outer;
  Newlines newlines = Newlines::automatic;
  SplitProfile profile = SplitProfile::standard;
  bool semicolons = false;  ///< a semicolon ends a sentence, too (not with uax29)
};

/// Why a sentence ends where it does.
enum class Reason : std::uint8_t {
  terminator,   ///< 。！？ and the like
  dot,          ///< a full stop of a script with spaces
  ellipsis,
  quotation,    ///< a quotation that stands alone ends
  attribution,  ///< who speaks follows (Quotes::split)
  parenthesis,  ///< a parenthesis that is a sentence of its own ends
  dash,         ///< speech broken off, and another speaks
  semicolon,    ///< by option
  pause,        ///< a comma, colon or semicolon between clauses (clauses())
  line_break,
  blank_line,
  text_end,
  cap,          ///< a stream's paragraph is longer than its cap
  uax29,        ///< a rule of UAX #29
  list_item,    ///< the next item of a list in a line begins
};
[[nodiscard]] HANSIFT_API std::string_view name_of(Reason reason) noexcept;

struct Sentence {
  Span span;
  Reason reason = Reason::text_end;
  friend bool operator==(const Sentence&, const Sentence&) = default;
};

/// By name ("outer", "inner", "split"; "auto", "hard", "soft"; "standard", "uax29"). ConfigError for another name.
[[nodiscard]] HANSIFT_API Quotes quotes(std::string_view name);
[[nodiscard]] HANSIFT_API Newlines newlines(std::string_view name);
[[nodiscard]] HANSIFT_API SplitProfile split_profile(std::string_view name);

/// Sentences of `text` as byte spans: in order, not empty, not overlapping, none begins or ends with white space (but see uax29);
/// between them lies white space only. Linear, with bounded look-around.
[[nodiscard]] HANSIFT_API std::vector<Span> split_spans(std::string_view text, const SplitOptions& options = {});

/// The same as views into `text`.
[[nodiscard]] HANSIFT_API std::vector<std::string_view> split(std::string_view text, const SplitOptions& options = {});

/// The same with the reason for the end of each.
[[nodiscard]] HANSIFT_API std::vector<Sentence> sentences(std::string_view text, const SplitOptions& options = {});

/// Sentences of a text that comes in pieces, cut anywhere, also inside a character. Whatever the pieces, the sentences are those of the
/// whole text as long as no paragraph (text between blank lines) is longer than the cap. From a longer one, the sentences that the first
/// `paragraph_cap` bytes decide are given out, and a sentence as long as that is cut (Reason::cap); this, too, depends on the text alone.
/// Holds no more than the cap and 64 KB of text.
class HANSIFT_API SentenceStream {
 public:
  struct Item {
    std::string text;
    Span span;  ///< in the whole text, in the unit asked for
    Reason reason = Reason::text_end;
    friend bool operator==(const Item&, const Item&) = default;
  };

  static constexpr std::size_t default_cap = std::size_t{1} << 20;
  static constexpr std::size_t least_cap = 1024;  ///< room for all look-around

  /// ConfigError for a cap below least_cap.
  explicit SentenceStream(const SplitOptions& options = {}, std::size_t paragraph_cap = default_cap, Unit unit = Unit::byte);

  /// The sentences that are certain now and were not before.
  [[nodiscard]] std::vector<Item> feed(std::string_view piece);
  /// The rest. The next feed() begins a new text.
  [[nodiscard]] std::vector<Item> finish();

 private:
  void drain(std::vector<Item>& out);
  void give(std::size_t end, std::vector<Item>& out);
  void give_capped(std::vector<Item>& out);
  void give(const std::vector<Sentence>& found, std::size_t end, std::vector<Item>& out);
  [[nodiscard]] std::size_t paragraph_end(std::string_view window);

  SplitOptions options_;
  std::size_t cap_;
  Unit unit_;
  std::string held_;              // from the start of the paragraph on
  std::size_t given_ = 0;         // of held_, bytes that are done
  std::size_t scanned_ = 0;       // of held_, bytes that were looked through for line breaks
  std::size_t line_end_ = none;   // end of the last line break
  bool fresh_ = true;             // white space at the start has not been dropped yet
  std::size_t position_ = 0;      // of the paragraph in the whole text, in units
  static constexpr std::size_t none = static_cast<std::size_t>(-1);
};

/// Clauses: the sentences of Quotes::split, cut behind commas, colons and semicolons, too, where these stand outside brackets and are no
/// part of a number, a time or an address; 、 where kana stand beside it. Spans as of split_spans().
[[nodiscard]] HANSIFT_API std::vector<Span> clauses(std::string_view text, Newlines newlines = Newlines::automatic);

/// Paragraphs: text between line breaks that are boundaries (see Newlines); a hard-wrapped block is one.
[[nodiscard]] HANSIFT_API std::vector<Span> paragraphs(std::string_view text, Newlines newlines = Newlines::automatic);

/// `text` with each line break inside a paragraph, and the white space around it, made nothing between Han, kana and full-width marks,
/// else a space. All other line breaks stay as they are.
[[nodiscard]] HANSIFT_API std::string unwrap(std::string_view text, Newlines newlines = Newlines::automatic);

struct Unwrapped {
  std::string text;
  Trace trace;  ///< one edit for each line break that went
};
/// The same with its trace.
[[nodiscard]] HANSIFT_API Unwrapped unwrap_traced(std::string_view text, Newlines newlines = Newlines::automatic);

/// What a chunk keeps together beside sentences. paragraphs: a paragraph that fits is not cut, and a heading stays with what follows.
/// sections: the same, and a heading begins a chunk.
enum class Keep : std::uint8_t { sentences, paragraphs, sections };
[[nodiscard]] HANSIFT_API Keep keep(std::string_view name);

/// The size of a text in the caller's tokens; must not shrink when the text grows, or chunks come out shorter than they could be.
using TokenCounter = std::function<std::size_t(std::string_view)>;

/// Exactly one of the bounds is given (ConfigError).
struct ChunkOptions {
  std::size_t max_chars = 0;   ///< upper bound of a chunk in code points
  std::size_t overlap = 0;     ///< a chunk may repeat whole sentences of the one before, up to this size in the unit of the bound; < bound
  SplitOptions split{};
  std::size_t max_bytes = 0;   ///< upper bound in bytes of UTF-8; at least 4, so that every character fits
  std::size_t max_tokens = 0;  ///< upper bound in tokens
  TokenCounter count{};        ///< with max_tokens
  Keep keep = Keep::sentences;
};

/// Sentence-aligned, length-bounded pieces as byte spans. Greedy; a sentence is cut only if it alone is longer than the bound, then, in the
/// second half of the window, behind the last sentence that it quotes, else at the last clause mark or white space, else between words, else
/// between character clusters. Cover all but
/// white space. ConfigError if a single character has more than max_tokens tokens.
[[nodiscard]] HANSIFT_API std::vector<Span> chunk(std::string_view text, const ChunkOptions& options);

namespace segmentation {
[[nodiscard]] HANSIFT_API std::span<const Rule* const> rules() noexcept;
}  // namespace segmentation

}  // namespace hansift
