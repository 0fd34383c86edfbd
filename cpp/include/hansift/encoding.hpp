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
  float confidence = 0;        ///< probability, 0 to 1, that `encoding` decodes the bytes to the right text; of a mixed file: its share of the bytes
  std::string_view language;   ///< BCP 47 ("zh", "ja", "ko", "en", ...); empty where it was not looked at, as in UTF-8
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

/// What becomes of private-use characters that a code page has for want of better ones (not those of UTF-8, UTF-16 and UTF-32).
enum class PrivateUse : std::uint8_t {
  keep,      ///< as the WHATWG standard decodes
  standard,  ///< the character that Unicode has for them now, where it has one: an edit of the trace
  flag,      ///< kept, and reported in `flags`
};

struct DecodeOptions {
  std::string_view encoding{};  ///< label to decode with; empty: detect. ConfigError if unknown
  std::string_view declared{};  ///< as DetectOptions
  std::string_view tld{};       ///< as DetectOptions
  bool trace = true;            ///< record the trace
  /// What to decode with where, as Detection::spans has it, instead of detecting: one behind the other from 0 on (ConfigError if not); bytes beyond
  /// the last one go with it. Not looked at if `encoding` is given.
  std::span<const EncodingSpan> spans{};
  PrivateUse private_use = PrivateUse::keep;
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
  std::vector<Flag> flags;      ///< private-use characters, with PrivateUse::flag; spans of the input
};

/// Decodes by the WHATWG rules (error handling included: as many U+FFFD as the standard says). Total; linear.
[[nodiscard]] HANSIFT_API Decoded decode(std::string_view bytes, const DecodeOptions& options = {});

/// Text in a buffer of the caller's, as decode_units() leaves it.
struct DecodedUnits {
  std::size_t size = 0;              ///< units written
  bool surrogates = false;           ///< some characters took two units
  std::string_view encoding;         ///< as Decoded
  float confidence = 0;              ///< as Decoded
  std::vector<Replacement> replacements;  ///< `output` counts units
  std::vector<Flag> flags;           ///< as Decoded
};

/// As decode(), into UTF-16 and without a trace: for callers whose strings are UTF-16. `units` must have room for bytes.size() units;
/// there are never more.
[[nodiscard]] HANSIFT_API DecodedUnits decode_units(std::string_view bytes, char16_t* units, const DecodeOptions& options = {});

/// Decodes a stream piece by piece. However the stream is cut, text, replacements and flags are those of one decode() over all of it;
/// offsets count from the start of the stream. Memory: the text of the last piece, and the few bytes of a sequence that is not complete.
/// Not to be shared between threads; move-only.
class HANSIFT_API Decoder {
 public:
  /// `encoding` or `spans` must be given (ConfigError): a stream cannot be detected before it was read. `trace` is not looked at.
  explicit Decoder(const DecodeOptions& options);
  Decoder(Decoder&&) noexcept;
  Decoder& operator=(Decoder&&) noexcept;
  ~Decoder();

  /// The text of the next bytes, as far as it is certain.
  [[nodiscard]] std::string feed(std::string_view bytes);
  /// Ends the stream: what a sequence that was cut off becomes. The next feed() begins another stream.
  [[nodiscard]] std::string finish();

  /// The same into UTF-16, as decode_units(); `units` must have room for bytes.size() + held_back units. A stream is read by one of the two
  /// pairs of functions.
  [[nodiscard]] DecodedUnits feed_units(std::string_view bytes, char16_t* units);
  [[nodiscard]] DecodedUnits finish_units(char16_t* units);
  static constexpr std::size_t held_back = 32;

  [[nodiscard]] std::string_view encoding() const noexcept;
  /// Of the last feed() or finish() only, so that memory stays bounded. Points into the decoder until the next call.
  [[nodiscard]] std::span<const Replacement> replacements() const noexcept;
  [[nodiscard]] std::span<const Flag> flags() const noexcept;
  /// Of all streams so far.
  [[nodiscard]] std::size_t replacement_count() const noexcept;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

// Encoding.

struct EncodeOptions {
  /// What stands for a character that the encoding does not have.
  enum class Errors : std::uint8_t {
    replace,  ///< "?"
    html,     ///< its number as HTML writes it, "&#29790;": what browsers do in forms
  };
  Errors errors = Errors::replace;
};

struct Encoded {
  std::string bytes;             ///< no byte order mark is added
  std::string_view encoding;     ///< canonical name
  std::vector<Span> unencodable; ///< bytes of the text, one span a character
};

/// Encodes by the WHATWG rules; UTF-16, UTF-32 and the encodings outside the standard as decode() reads them. ConfigError if `label` is
/// unknown, or "replacement", which only decodes. Ill-formed UTF-8 in `text` counts as U+FFFD. Linear.
[[nodiscard]] HANSIFT_API Encoded encode(std::string_view text, std::string_view label, const EncodeOptions& options = {});

namespace encoding {
/// The catalogue entries of this room.
[[nodiscard]] HANSIFT_API std::span<const Rule* const> rules() noexcept;
}  // namespace encoding

}  // namespace hansift
