#pragma once

/// The segmentation room: sentences, and length-bounded chunks that follow them. What a sentence is: docs/segmentation.md.

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "hansift/export.hpp"
#include "hansift/text.hpp"

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

struct ChunkOptions {
  std::size_t max_chars = 0;  ///< upper bound of a chunk in code points; must be at least 1 (ConfigError)
  std::size_t overlap = 0;    ///< a chunk may repeat up to this many code points of whole sentences of the one before; < max_chars
  SplitOptions split{};
};

/// Sentence-aligned, length-bounded pieces as byte spans. Greedy; a sentence is cut only if it alone is longer than max_chars, then at
/// the last clause mark or white space of the second half of the window, else between character clusters. Cover all but white space.
[[nodiscard]] HANSIFT_API std::vector<Span> chunk(std::string_view text, const ChunkOptions& options);

}  // namespace hansift
