#pragma once

// Names of persons and of media, told by their form.

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "hansift/text.hpp"

namespace hansift::extraction {

/// Letters, and not too many of them, with what may stand inside of names.
[[nodiscard]] bool is_name(std::string_view text) noexcept;

/// One name of a person: a Chinese, Japanese or Korean one that begins with a common surname, or two to four capitalized words.
[[nodiscard]] bool is_person(std::string_view text) noexcept;

/// The name of a newspaper, a station, an agency, a site: told by its last word.
[[nodiscard]] bool is_medium(std::string_view text) noexcept;


/// Without the office before it and marks around it: 本报记者 王小河 -> 王小河.
[[nodiscard]] std::string tidy_name(std::string_view text);

/// Without blanks and separators at its ends.
[[nodiscard]] std::string_view stripped(std::string_view value) noexcept;

/// A word that says what somebody is: 记者, 기자, 通讯员. Its size at the begin or the end of a text; 0 if there is none.
[[nodiscard]] std::size_t role_at_begin(std::string_view text) noexcept;
[[nodiscard]] std::size_t role_at_end(std::string_view text) noexcept;

/// The names that stand at text[at], one behind the other.
struct Names {
  std::vector<Span> names;
  std::size_t end = 0;       ///< behind the last of them and of words that say what they are
  bool sentence = false;     ///< what follows makes it the begin of a sentence
  [[nodiscard]] std::string joined(std::string_view text) const;
};
/// `sure`: a label says that there is one, so that the first may be anything short (a nick).
[[nodiscard]] Names read_names(std::string_view text, std::size_t at, bool sure);

}  // namespace hansift::extraction
