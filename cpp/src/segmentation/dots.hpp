#pragma once

// Dots (R8): where `.` and `．` end a sentence. Local rules and a list of abbreviations, for any language with spaces.

#include <cstddef>
#include <string_view>

namespace hansift::segmentation {

/// `text[begin, end)` is a dot or two; `after` is where what is glued to it ends. `sentence` is where the sentence begins.
/// Looks back and ahead by a bounded number of bytes.
[[nodiscard]] bool dot_ends_sentence(std::string_view text, std::size_t sentence, std::size_t begin, std::size_t end, std::size_t after);

/// The dot at `dot`, with a space behind it, belongs to an abbreviation that stands before what it belongs to.
[[nodiscard]] bool is_bound_abbreviation(std::string_view text, std::size_t sentence, std::size_t dot);

/// The sentence that begins at `sentence` does without capitals, so that a small letter may begin the next one.
[[nodiscard]] bool is_informal(std::string_view text, std::size_t sentence);

/// A web address begins at `at`.
[[nodiscard]] bool is_address(std::string_view text, std::size_t at);

/// The Latin word at `at`, with its apostrophes; a bounded number of bytes of it.
[[nodiscard]] std::string_view word_at(std::string_view text, std::size_t at);

}  // namespace hansift::segmentation
