#pragma once

/// The pipeline room: composes the rooms. Bytes in, records out.

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "hansift/cleaning.hpp"
#include "hansift/encoding.hpp"
#include "hansift/export.hpp"
#include "hansift/extraction.hpp"
#include "hansift/quality.hpp"
#include "hansift/script.hpp"
#include "hansift/segmentation.hpp"
#include "hansift/text.hpp"
#include "hansift/trace.hpp"
#include "hansift/version.hpp"

namespace hansift {

/// Everything that decides what a record looks like: which rules, which thresholds. Read from TOML (docs/profile.md) or built in.
struct Profile {
  std::string name = "web";
  PageFormat format = PageFormat::automatic;
  bool extract = true;             ///< false: the whole text is the body
  CleanOptions clean{};
  bool restore = true;             ///< mend mis-converted Traditional before converting
  /// Target of conversion (BCP 47 or OpenCC configuration); empty: leave the script as it is. Only Chinese text that is not in the target
  /// script is converted, only by a conversion that reads its script, and never Japanese or Korean.
  std::string script;
  bool context = true;             ///< as ConvertOptions::context
  SplitOptions split{};
  bool sentences = true;
  VerdictOptions verdict{};
  bool fingerprint = true;
  bool trace = true;               ///< false: records have no trace, blocks, dropped pieces or flags (all that points into the raw bytes)

  /// A built-in profile by name: "web", "minimal". ConfigError names the choices.
  [[nodiscard]] static HANSIFT_API Profile named(std::string_view name);
  /// From TOML text. ConfigError with line and key for anything unknown or of the wrong type.
  [[nodiscard]] static HANSIFT_API Profile from_toml(std::string_view toml);
  /// From a file. IoError if it cannot be read.
  [[nodiscard]] static HANSIFT_API Profile from_file(const std::string& path);
  /// The same profile as TOML; from_toml(to_toml()) gives it back.
  [[nodiscard]] HANSIFT_API std::string to_toml() const;
};

/// Hints about one document that came with it from the crawl.
struct DocumentHints {
  std::string_view declared{};  ///< charset of the HTTP header
  std::string_view tld{};
};

/// One document, as docs/schema.md describes it.
struct Record {
  std::string text;                       ///< the body: decoded, extracted, cleaned, converted
  std::optional<std::string> title;       ///< cleaned and converted like the text
  Metadata metadata;                      ///< values cleaned and converted like the text
  std::string_view encoding;
  float encoding_confidence = 0;
  PageFormat format = PageFormat::text;
  ScriptReport script;                    ///< of the text before conversion
  std::vector<Block> blocks;              ///< title, captions and body in page order; `span` in bytes of the raw input, `output` in `text`
  std::vector<Dropped> dropped;           ///< spans in bytes of the raw input
  std::vector<Span> sentences;            ///< bytes of `text`
  Signals signals;
  Verdict verdict;
  std::optional<Fingerprint> fingerprint;
  std::vector<Flag> flags;                ///< spans in bytes of the raw input
  Trace trace;                            ///< from the raw bytes to `text`: decode, extract, clean, restore, convert; no empty stages
  int rules_version = hansift::rules_version;
};

/// The whole walk. Immutable, safe to share between threads. Construction may throw ConfigError; documents never throw.
class HANSIFT_API Pipeline {
 public:
  explicit Pipeline(Profile profile = {});
  ~Pipeline();
  Pipeline(Pipeline&&) noexcept;
  Pipeline& operator=(Pipeline&&) noexcept;

  /// Raw crawled bytes to a record.
  [[nodiscard]] Record operator()(std::string_view bytes, const DocumentHints& hints = {}) const;

  /// Text that is decoded already.
  [[nodiscard]] Record from_text(std::string_view text) const;

  /// Records of `documents`, in their order whatever `threads` is; 0 = all cores.
  [[nodiscard]] std::vector<Record> batch(std::span<const std::string_view> documents, unsigned threads = 0) const;

  [[nodiscard]] const Profile& profile() const noexcept;

 private:
  struct Engine;
  std::unique_ptr<const Engine> engine_;
};

namespace pipeline {
[[nodiscard]] HANSIFT_API std::span<const Rule* const> rules() noexcept;
}  // namespace pipeline

/// The catalogue: the rules of all rooms, in the order of the walk.
[[nodiscard]] HANSIFT_API std::span<const Rule* const> catalogue();

}  // namespace hansift
