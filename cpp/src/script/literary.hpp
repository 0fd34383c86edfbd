#pragma once

#include <cstddef>
#include <string_view>

namespace hansift::script {

/// Whether a line is literary Chinese: some of its function words and none of the spoken language's, or verses of five or seven. Its words are short, its spelling is older, and what neighbours say in modern prose does not hold there.
inline bool literary(std::u16string_view line) noexcept {
  constexpr std::u16string_view spoken = u"的了们們这這那是在吗嗎呢吧很都和把被给給让讓个個就还還没沒";
  constexpr std::u16string_view old = u"曰矣乎焉哉兮吾汝岂豈遂弗邪余尔爾";
  constexpr std::u16string_view old_or_formal = u"之也者其而以于於乃亦";
  std::size_t modern = 0, certain = 0, likely = 0, clause = 0, clauses = 0, verses = 0;
  for (const char16_t unit : line) {
    if (unit >= 0x3400 && unit <= 0x9FFF) {
      modern += static_cast<std::size_t>(spoken.find(unit) != std::u16string_view::npos);
      certain += static_cast<std::size_t>(old.find(unit) != std::u16string_view::npos);
      likely += static_cast<std::size_t>(old_or_formal.find(unit) != std::u16string_view::npos);
      ++clause;
    } else if (clause != 0) {
      ++clauses;
      verses += static_cast<std::size_t>(clause == 5 || clause == 7);
      clause = 0;
    }
  }
  return (modern == 0 && certain >= 1 && certain + likely >= 2) || (clauses >= 3 && verses * 4 >= clauses * 3);
}

}  // namespace hansift::script
