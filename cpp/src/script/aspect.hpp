#pragma once

#include <cstddef>
#include <string_view>

namespace hansift::script {

/// How the 著 at text[at] of Traditional text is written in Simplified: u'着' where it is the particle behind a verb or part of a word that is
/// spelt so (穿著, 著手), u'著' in the words of writing and of what is plain to see (著作, 顯著). OpenCC's t2s leaves all of them, its tw2s knows
/// some of the words.
[[nodiscard]] char16_t simplified_aspect(std::u16string_view text, std::size_t at) noexcept;

}  // namespace hansift::script
