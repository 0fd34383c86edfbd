#pragma once

// The encodings that are weighed against each other, each with the languages that are written in it and how rare it is.

#include <array>
#include <span>
#include <vector>

#include "encoding/codec.hpp"
#include "encoding/hints.hpp"
#include "encoding/score.hpp"

namespace hansift::encoding {

struct Candidate {
  const Codec* codec;
  std::vector<std::size_t> languages;  ///< of the model, or generic_language
  Cost prior;
  bool cjk;
  std::size_t letters = 0;  ///< of a single-byte encoding: where the costs of its letters are (see candidates.cpp), language by language
};

/// Some of the languages of a candidate: bit i stands for languages[i].
using LanguageSet = std::uint16_t;
inline constexpr LanguageSet all_languages = 0xFFFF;

[[nodiscard]] std::span<const Candidate> candidates();

/// A candidate with its cost on some windows.
struct Scored {
  const Candidate* candidate = nullptr;
  std::size_t language = generic_language;
  Cost text = no_limit;   ///< of the bytes
  Cost total = no_limit;  ///< with priors and hints
  /// Of a double-byte reading: whether what is beyond ASCII reads as running text of the language. Nothing in an alphabet could be
  /// better on as many bytes: running text costs four or five bits a byte, bytes without order eight.
  bool fits = false;
  LanguageSet languages = all_languages;  ///< that are not out of the question
  bool sound = false;  ///< of UTF-8: so much is well-formed, and so little is not, that it is no chance
};

/// Candidates and their costs, the likeliest first.
struct Ranking {
  static constexpr std::size_t most = 64;
  std::array<Scored, most> list{};
  std::size_t count = 0;
  [[nodiscard]] std::span<const Scored> all() const noexcept { return {list.data(), count}; }
};

/// All candidates on the windows; those that are out of the question after a first look are left out.
[[nodiscard]] Ranking weigh(const Windows& windows, const Hints& hints) noexcept;

/// Cheapest language of a candidate for the first `bytes` bytes of the windows.
[[nodiscard]] Scored weigh_one(const Windows& windows, std::size_t bytes, const Candidate& candidate, Cost limit = no_limit,
                               LanguageSet languages = all_languages) noexcept;

}  // namespace hansift::encoding
