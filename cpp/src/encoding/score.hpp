#pragma once

// What bytes cost under an encoding and a language: the sum over their characters. All candidates are charged for the same bytes, so that
// costs can be compared; damage costs some bits and never rules a candidate out.

#include <array>
#include <limits>
#include <span>

#include "encoding/codec.hpp"
#include "encoding/model.hpp"
#include "encoding/windows.hpp"

namespace hansift::encoding {

inline constexpr std::size_t generic_language = std::numeric_limits<std::size_t>::max();
inline constexpr Cost no_limit = std::numeric_limits<Cost>::max();
inline constexpr std::size_t most_languages = 16;  ///< of one candidate

/// Costs of what was read, by language.
struct Prices {
  std::array<Cost, most_languages> sum{};     ///< of all characters
  std::array<Cost, most_languages> beyond{};  ///< of those beyond ASCII
  Cost bytes = 0;                             ///< that these take
  Cost good = 0, bad = 0;                     ///< characters beyond ASCII, well-formed and malformed
};

/// Prices of the first `bytes` bytes of the windows, read with `codec`, in each of `languages` (of the model, or generic_language; at most
/// most_languages). Gives up at the end of a window once all are above `limit`.
[[nodiscard]] Prices price(const Windows& windows, std::size_t bytes, const Codec& codec, std::span<const std::size_t> languages,
                           Cost limit = no_limit) noexcept;

}  // namespace hansift::encoding
