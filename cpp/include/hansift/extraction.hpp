#pragma once

/// The extraction room: a page of HTML, Markdown or plain crawled text to title, metadata and blocks.

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "hansift/export.hpp"
#include "hansift/text.hpp"
#include "hansift/trace.hpp"

namespace hansift {

enum class PageFormat : std::uint8_t { automatic, html, markdown, text };

/// "auto", "html", "markdown", "text". ConfigError for another name.
[[nodiscard]] HANSIFT_API PageFormat page_format(std::string_view name);
[[nodiscard]] HANSIFT_API std::string_view name_of(PageFormat format) noexcept;

/// What a block is. A caption is not part of Page::text; all others are, one line each. Title and lines of metadata are no blocks: they are dropped
/// with that reason, and Page::facts says what they told.
enum class BlockKind : std::uint8_t { caption, heading, paragraph, list_item, quotation, table_row, code, verse };
[[nodiscard]] HANSIFT_API std::string_view name_of(BlockKind kind) noexcept;

struct Block {
  BlockKind kind = BlockKind::paragraph;
  std::string text;   ///< characters as on the page: references resolved, white space of the markup folded, nothing repaired
  Span span;          ///< bytes of the source that the block came from
  Span output;        ///< where it stands in Page::text; empty for kinds that are not part of it
  friend bool operator==(const Block&, const Block&) = default;
};

/// A piece of the page that is in no block, and why.
struct Dropped {
  const Rule* rule;   ///< catalogue entry, e.g. "extraction.drop.navigation"
  Span span;          ///< bytes of the source
  [[nodiscard]] std::string_view reason() const noexcept;  ///< last part of the rule's id: "navigation"
  friend bool operator==(const Dropped&, const Dropped&) = default;
};

/// Ordered key -> value. Keys the room fills itself: date (ISO 8601, with the time of day where the page gives it), source, author,
/// editor, site, language, url. Other keys come from front matter as they stand there.
using Metadata = std::vector<std::pair<std::string, std::string>>;

/// Title or metadata as the page gives it, and where.
struct Fact {
  std::string key;    ///< "title", or a key of Metadata that the room fills itself
  std::string value;
  Span span;          ///< bytes of the source that it was read from, markup inside it too; empty where it does not stand there in one piece
  friend bool operator==(const Fact&, const Fact&) = default;
};

/// The frame of a site, learnt from several of its pages: lines that stand on many of them (numbers aside) are no article. Give it at least
/// three pages; then pass it to extract() for these and others. Memory: at most 64 Ki lines are remembered (about 3 MB), those on few pages
/// give way. add() is not thread-safe; a model that is not changed may be shared.
class HANSIFT_API SiteModel {
 public:
  SiteModel();
  ~SiteModel();
  SiteModel(SiteModel&&) noexcept;
  SiteModel& operator=(SiteModel&&) noexcept;

  /// Learns one more page. Total; linear.
  void add(std::string_view source, PageFormat format = PageFormat::automatic);
  [[nodiscard]] std::size_t pages() const noexcept;
  /// Whether the line stands on at least two pages and on a fifth of all. False until the model has seen three pages.
  [[nodiscard]] bool knows(std::string_view line) const noexcept;

  /// The model as bytes; the same bytes for the same pages in any order, as long as nothing had to give way.
  [[nodiscard]] std::string save() const;
  /// DataError if the bytes are no saved model.
  [[nodiscard]] static SiteModel load(std::string_view saved);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

struct ExtractOptions {
  PageFormat format = PageFormat::automatic;
  bool trace = true;
  const SiteModel* site = nullptr;        ///< must stay alive during the call
  std::vector<std::string_view> keep{};   ///< reasons (Dropped::reason) for which lines are not to be dropped, or "caption": they become part of the
                                          ///< text. ConfigError for another word; keep_reasons() lists them
};

/// The reasons that ExtractOptions::keep takes.
[[nodiscard]] HANSIFT_API std::span<const std::string_view> keep_reasons() noexcept;

struct Page {
  std::optional<std::string> title;  ///< the article's own headline; nothing if the page shows none
  Metadata metadata;
  std::vector<Block> blocks;         ///< in page order
  std::vector<Dropped> dropped;      ///< sorted by span
  std::vector<Fact> facts;           ///< title and metadata once more, each with its span
  std::vector<Flag> flags;           ///< dates that were not certain; spans in the source
  std::string text;                  ///< the body, one line a block, LF between; empty if the page has no article
  PageFormat format = PageFormat::text;  ///< what the source was taken for
  Trace trace;                       ///< from the source to `text`
};

/// Finds the article. `source` is UTF-8 text; ill-formed sequences are treated as U+FFFD. Total; linear; bounded stack.
[[nodiscard]] HANSIFT_API Page extract(std::string_view source, const ExtractOptions& options = {});

namespace extraction {
[[nodiscard]] HANSIFT_API std::span<const Rule* const> rules() noexcept;
}  // namespace extraction

}  // namespace hansift
