#pragma once

/// The encoding room: bytes to text.

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "hansift/export.hpp"
#include "hansift/text.hpp"
#include "hansift/trace.hpp"

namespace hansift {

// An encoding is named by its canonical label in lower case: the WHATWG name ("utf-8", "gb18030", "gbk", "big5", "euc-kr",
// "shift_jis", "windows-1252", ...), else "utf-32le", "utf-32be", "hz", "euc-tw", ...; "binary" for bytes that are no text.
// Names in results have static lifetime.

/// The canonical name for a label ("GB2312" -> "gbk", "latin1" -> "windows-1252"), case and outer white space ignored; empty if
/// hansift does not know it. Source: WHATWG Encoding Standard, "Names and labels".
[[nodiscard]] HANSIFT_API std::optional<std::string_view> canonical_encoding(std::string_view label) noexcept;

/// Names of all encodings that decode() takes, sorted.
[[nodiscard]] HANSIFT_API std::span<const std::string_view> encodings() noexcept;

struct EncodingSpan {
  std::size_t begin = 0;  ///< bytes of the input
  std::size_t end = 0;
  std::string_view encoding;
  friend bool operator==(const EncodingSpan&, const EncodingSpan&) = default;
};

struct EncodingGuess {
  std::string_view encoding;
  float confidence = 0;
  friend bool operator==(const EncodingGuess&, const EncodingGuess&) = default;
};

using EncodingSpans = SmallVector<EncodingSpan, 1>;
using EncodingGuesses = SmallVector<EncodingGuess, 5>;

struct DetectOptions {
  std::string_view declared{};  ///< label from HTTP or a catalogue: a hint, overruled by the bytes; unknown labels are ignored
  std::string_view tld{};       ///< top level domain of the page, "cn", "tw", "jp": a hint
};

struct Detection {
  std::string_view encoding;   ///< canonical name; "binary" if the bytes are no text
  float confidence = 0;        ///< probability, 0 to 1, that `encoding` decodes the bytes to the right text
  std::string_view language;   ///< BCP 47 ("zh", "ja", "ko", "en", ...) or empty if it makes no difference
  EncodingGuesses alternatives;  ///< runners-up, at most five, best first, without `encoding`
  EncodingSpans spans;           ///< tile the input; one span unless the file mixes encodings
  friend bool operator==(const Detection&, const Detection&) = default;
};

/// Names the encoding of `bytes`. Total: any bytes, any size; linear. Allocates nothing unless the file mixes encodings.
[[nodiscard]] HANSIFT_API Detection detect(std::string_view bytes, const DetectOptions& options = {});

/// detect() for bytes that come in pieces: the answer is that of one call, however they are cut. Uses about 60 KB, whatever the size of
/// the input. Not thread-safe; one a stream.
class HANSIFT_API Detector {
 public:
  explicit Detector(const DetectOptions& options = {});
  ~Detector();
  Detector(Detector&&) noexcept;
  Detector& operator=(Detector&&) noexcept;

  void feed(std::string_view bytes);
  /// The answer for all that was fed. Afterwards the detector is as new.
  [[nodiscard]] Detection finish();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

struct DecodeOptions {
  std::string_view encoding{};  ///< label to decode with; empty: detect. ConfigError if unknown
  std::string_view declared{};  ///< as DetectOptions
  std::string_view tld{};       ///< as DetectOptions
  bool trace = true;            ///< record the trace
};

/// Bytes that no character corresponds to, and the U+FFFD that stands for them.
struct Replacement {
  Span source;  ///< bytes of the input
  Span output;  ///< bytes of the text
  friend bool operator==(const Replacement&, const Replacement&) = default;
};

struct Decoded {
  std::string text;             ///< well-formed UTF-8; a byte order mark of the encoding is dropped
  std::string_view encoding;    ///< canonical name
  float confidence = 0;         ///< 1 if the caller named the encoding
  std::vector<Replacement> replacements;
  Trace trace;                  ///< from the bytes to the text
};

/// Decodes by the WHATWG rules (error handling included: as many U+FFFD as the standard says). Total; linear.
[[nodiscard]] HANSIFT_API Decoded decode(std::string_view bytes, const DecodeOptions& options = {});

namespace encoding {
/// The catalogue entries of this room.
[[nodiscard]] HANSIFT_API std::span<const Rule* const> rules() noexcept;
}  // namespace encoding

}  // namespace hansift
