#pragma once

/// The cleaning room: repair (undo damage), then tidy (normalise).

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "hansift/export.hpp"
#include "hansift/text.hpp"
#include "hansift/trace.hpp"

namespace hansift {

/// Which rules run: a named profile, then `disable` and `enable` by rule id ("cleaning.width.letters") or family ("cleaning.width").
/// Profiles (docs/cleaning.md): "web" (default: all repairs, tidying that no reader would object to; lines stay as they are), "minimal" (only
/// what is no text: control and invisible characters, ill-formed UTF-8), "books" (web, and wrapped lines are joined), "ocr" (books, and
/// spaces inside words go), "ftfy" (what ftfy would do to Latin text), "none" (no rule at all). A TOML file: Profile::from_file(path).clean.
/// ConfigError names an unknown profile, rule or width and the choices.
struct CleanOptions {
  std::string profile = "web";
  std::vector<std::string> disable;
  std::vector<std::string> enable;  ///< of a family without the rules that undo others or change good text (docs/cleaning.md): those by id
  std::vector<std::string> only;  ///< if not empty: of the rules that the others give, those named here (ids or families)
  /// Width of , : ; ! ? ( ) in Chinese: "keep" (as it is), "full" (ASCII marks become full-width), "half" (full-width ones become ASCII);
  /// empty: as the profile has it. Japanese is left alone by all of them. Applied before `disable` and `enable`.
  std::string punctuation;
  bool trace = true;
};

struct Cleaned {
  std::string text;         ///< well-formed UTF-8
  std::vector<Flag> flags;  ///< what was seen and not repaired; spans in the input
  Trace trace;              ///< from the input to `text`
};

/// The rule engine. Immutable, safe to share between threads; construction may throw ConfigError, cleaning never throws on input.
/// clean(clean(x)) == clean(x). Linear in the text but for single lines of several megabytes of mojibake; a text in which no rule finds
/// anything to look at is copied.
class HANSIFT_API Cleaner {
 public:
  explicit Cleaner(CleanOptions options = {});
  ~Cleaner();
  Cleaner(Cleaner&&) noexcept;
  Cleaner& operator=(Cleaner&&) noexcept;

  [[nodiscard]] Cleaned operator()(std::string_view text) const;
  [[nodiscard]] const CleanOptions& options() const noexcept;

 private:
  struct Plan;
  std::unique_ptr<const Plan> plan_;
};

/// Cleaner(options)(text). Building a Cleaner is cheap (microseconds); keep one for many texts all the same.
[[nodiscard]] HANSIFT_API Cleaned clean(std::string_view text, const CleanOptions& options = {});

namespace cleaning {
[[nodiscard]] HANSIFT_API std::span<const Rule* const> rules() noexcept;
[[nodiscard]] HANSIFT_API std::span<const std::string_view> profiles() noexcept;
}  // namespace cleaning

}  // namespace hansift
