#pragma once

// Dots (R8): where `.` and `．` end a sentence. Local rules and a list of abbreviations, for any language with spaces.

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace hansift::segmentation {

/// `text[begin, end)` is a dot or two; `after` is where what is glued to it ends. `sentence` is where the sentence begins.
/// Looks back and ahead by a bounded number of bytes.
[[nodiscard]] bool dot_ends_sentence(std::string_view text, std::size_t sentence, std::size_t begin, std::size_t end, std::size_t after);

/// What is told of most dots at a glance: `bound` belongs to an abbreviation that stands before what it belongs to; `stop` ends a
/// sentence, with a word before and a space and a capital behind it.
enum class Glance : std::uint8_t { unknown, bound, stop };
[[nodiscard]] Glance glance_at_dot(std::string_view text, std::size_t sentence, std::size_t dot);

/// The sentence that begins at `sentence` does without capitals, so that a small letter may begin the next one.
[[nodiscard]] bool is_informal(std::string_view text, std::size_t sentence);

/// A web address begins at `at`.
[[nodiscard]] bool is_address(std::string_view text, std::size_t at);

/// The Latin word at `at`, with its apostrophes; a bounded number of bytes of it.
[[nodiscard]] std::string_view word_at(std::string_view text, std::size_t at);

}  // namespace hansift::segmentation
