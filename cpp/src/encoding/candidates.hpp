#pragma once

// The encodings that are weighed against each other, each with the languages that are written in it and how rare it is.

#include <span>
#include <vector>

#include "encoding/codec.hpp"
#include "encoding/score.hpp"
#include "hansift/encoding.hpp"

namespace hansift::encoding {

struct Candidate {
  const Codec* codec;
  std::vector<std::size_t> languages;  ///< of the model, or generic_language
  Cost prior;
  bool cjk;
};

[[nodiscard]] std::span<const Candidate> candidates();

/// A candidate with its cost on some windows.
struct Scored {
  const Candidate* candidate;
  std::size_t language;
  Cost text;   ///< of the bytes
  Cost total;  ///< with priors and hints
  /// Of a double-byte reading: whether what is beyond ASCII reads as running text of the language. Nothing in an alphabet could be
  /// better on as many bytes: running text costs four or five bits a byte, bytes without order eight.
  bool fits = false;
};

/// What speaks for an encoding besides the bytes: labels and the top level domain.
class Hints {
 public:
  Hints(std::string_view bytes, const DetectOptions& options);
  [[nodiscard]] Cost cost(const Codec& codec) const noexcept;

 private:
  const Codec* declared_ = nullptr;
  const Codec* meta_ = nullptr;
  std::vector<Family> tld_{};
};

/// All candidates, the likeliest first; those that are out of the question after a first look are left out.
[[nodiscard]] std::vector<Scored> weigh(std::string_view bytes, const Hints& hints);

/// Cheapest language of a candidate for the windows.
[[nodiscard]] Scored weigh_one(std::string_view bytes, const Windows& windows, const Candidate& candidate, Cost limit = no_limit);

}  // namespace hansift::encoding
