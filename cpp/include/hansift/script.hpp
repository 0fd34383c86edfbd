#pragma once

/// The script room: which script a text is in, conversion between scripts, and mending what converters broke.

#include <cstddef>
#include <cstdint>
#include <functional>
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

struct ScriptEvidence {
  std::string_view kind;  ///< what was counted: "hans_only", "hant_only", "tw", "hk", "cn", "cn_converted", "kana", "hangul", "han", ...
  std::uint64_t count = 0;
  friend bool operator==(const ScriptEvidence&, const ScriptEvidence&) = default;
};

struct ScriptSpan {
  Span span;                ///< in bytes
  std::string_view script;  ///< "zh-Hans", "zh-Hant"
  friend bool operator==(const ScriptSpan&, const ScriptSpan&) = default;
};

struct ScriptReport {
  /// "zh-Hans", "zh-Hant-TW", "zh-Hant-HK", "zh-Hant-CN" (Traditional made from mainland text by a converter), "zh-Hant" (variant
  /// unknown), "zh" (Han, but nothing tells the script), "mixed" (Simplified and Traditional), "other" (no Chinese).
  std::string_view script;
  std::string_view language;  ///< "zh", "ja", "ko", or empty where the script does not tell it
  float confidence = 0;
  std::vector<ScriptEvidence> evidence;
  std::vector<ScriptSpan> spans;  ///< of a mixed text: sentences and lines by script, as long as possible; they tile it. Empty otherwise
};

/// Identifies script and variant. Linear; memory speed on Latin text; Traditional text is read once more for damages and for words of its region,
/// in its first 64 KB.
[[nodiscard]] HANSIFT_API ScriptReport identify(std::string_view text);

struct ConvertOptions {
  /// Choose among the forms of ambiguous characters, and of the words that a region has in some senses only, by the sentence; leave lines alone
  /// that are in the target script already. False: the output is that of libopencc 1.4.2, byte by byte.
  bool context = true;
  /// Own words (from, to), applied before all others, longest first. ConfigError on a conflict (one `from`, two `to`) or an empty `from`.
  std::vector<std::pair<std::string, std::string>> user_dictionary;
};

/// Own words from a file in OpenCC's text format: word, tab, what it becomes, on each line; of several candidates with spaces between them the
/// first counts. Empty lines and lines that begin with '#' are skipped. IoError if the file cannot be read; ConfigError with file and line
/// if any line has no or more than one tab, no word, a second meaning of a word, or is not well-formed UTF-8.
[[nodiscard]] HANSIFT_API std::vector<std::pair<std::string, std::string>> load_user_dictionary(const std::string& path);

struct Converted {
  std::string text;
  /// Where context departs from what OpenCC's longest match gives, whether the text changes there or stays: what it becomes, what it would
  /// have become, and by how much the reading is better, in natural logarithms.
  std::vector<Flag> flags;
  Trace trace;
};

/// A text converted and converted back.
struct RoundTrip {
  std::string text;         ///< converted
  std::string back;         ///< and back again
  std::vector<Span> lost;   ///< in the source: what did not come back as it was
};

/// A conversion: OpenCC's configuration names (s2t s2tw s2twp s2hk s2hkp t2s t2tw t2hk t2jp tw2s tw2sp tw2t hk2s hk2sp hk2t jp2t) or a
/// BCP 47 target (zh-Hans, zh-Hant, zh-Hant-TW, zh-Hant-HK, ja; with -x-words behind zh-Hans, zh-Hant-TW, zh-Hant-HK the words of the region, too). With `context` off and without a user dictionary the output is byte-identical to libopencc 1.4.2.
/// Immutable, safe to share between threads; ConfigError for an unknown name.
class HANSIFT_API Converter {
 public:
  explicit Converter(std::string_view config, ConvertOptions options = {});
  ~Converter();
  Converter(Converter&&) noexcept;
  Converter& operator=(Converter&&) noexcept;

  [[nodiscard]] std::string operator()(std::string_view text) const;
  [[nodiscard]] Converted convert_traced(std::string_view text) const;
  /// Converts there and back, by the configuration that leads the other way (s2twp and tw2sp, t2jp and jp2t, ...) without own words.
  [[nodiscard]] RoundTrip round_trip(std::string_view text) const;
  /// The same for UTF-16, which is faster: no character has to be put together from bytes. `grow(n)` gives memory for n units, with as
  /// much of what the memory it gave before holds as fits; it may throw. Returns how many units were written; nothing if `text` is ill-formed.
  [[nodiscard]] std::optional<std::size_t> convert_utf16(std::u16string_view text, const std::function<char16_t*(std::size_t)>& grow) const;
  [[nodiscard]] std::string_view config() const noexcept;
  [[nodiscard]] const ConvertOptions& options() const noexcept;

 private:
  struct Engine;
  std::unique_ptr<const Engine> engine_;
};

/// Converters without a user dictionary, built once and kept.
[[nodiscard]] HANSIFT_API const Converter& converter(std::string_view config, bool context = true);

/// converter(config, context)(text).
[[nodiscard]] HANSIFT_API std::string convert(std::string_view text, std::string_view config, bool context = true);

/// Names that Converter takes, sorted.
[[nodiscard]] HANSIFT_API std::span<const std::string_view> conversions() noexcept;

struct RestoreOptions {
  bool trace = true;
};

struct Restored {
  std::string text;
  std::vector<Flag> flags;  ///< where another form would be usual and context does not decide; the text is left as it is there
  Trace trace;
};

/// Mends Traditional text that a converter broke (over-conversion, under-conversion, small forms). Text that is not Traditional
/// Chinese is returned as it is.
[[nodiscard]] HANSIFT_API Restored restore(std::string_view text, const RestoreOptions& options = {});

namespace script {
[[nodiscard]] HANSIFT_API std::span<const Rule* const> rules() noexcept;
}  // namespace script

}  // namespace hansift
