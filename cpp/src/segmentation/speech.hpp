#pragma once

// Words that stand around quotations (R4): attributions, particles, continuations.

#include <cstddef>
#include <string_view>

namespace hansift::segmentation {

/// What begins at `at`, directly behind a quotation, says in its first `clauses` clauses whose words these are. Looks ahead at most 256 bytes.
[[nodiscard]] bool is_attribution(std::string_view text, std::size_t at, std::size_t clauses = 3);

/// The short sentence at `at` says nothing else: 他说。 小王答道。
[[nodiscard]] bool is_bare_attribution(std::string_view text, std::size_t at);

/// The same behind a quotation whose speaker was named before: only of words that report it again.
[[nodiscard]] bool is_second_attribution(std::string_view text, std::size_t at);

/// A particle, quotative or suffix stands at `at` that ties what is before it to what follows.
[[nodiscard]] bool is_particle(std::string_view text, std::size_t at, bool spaced);

/// A phrase stands at `at` that begins a statement: an apology, thanks, a conjunction between sentences.
[[nodiscard]] bool opens_statement(std::string_view text, std::size_t at);

/// The sentence at `at` names a speaker and, behind a colon, what is said: 小王说：“…”. Looks ahead at most 256 bytes.
[[nodiscard]] bool introduces_speech(std::string_view text, std::size_t at);

/// A word stands at `at` that cannot begin a sentence.
[[nodiscard]] bool is_continuation_word(std::string_view text, std::size_t at);

}  // namespace hansift::segmentation
