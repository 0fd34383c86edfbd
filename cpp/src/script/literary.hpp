#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace hansift::script {

/// Whether a line is literary Chinese: some of its function words and none of the spoken language's, or verses of five or seven. Its words are short, its spelling is older, and what neighbours say in modern prose does not hold there.
inline bool literary(std::u16string_view line) noexcept {
  enum : std::uint8_t { spoken = 1, old = 2, formal = 4 };
  static const auto kinds = [] {
    std::array<std::uint8_t, 0x5200> made{};
    for (const char16_t unit : std::u16string_view(u"的了們们這这那是在吗嗎呢吧很都和把被給给讓让個个就還还没沒")) made[unit - 0x4E00U] = spoken;
    for (const char16_t unit : std::u16string_view(u"曰矣乎焉哉兮吾汝岂豈遂弗邪余尔爾")) made[unit - 0x4E00U] = old;
    for (const char16_t unit : std::u16string_view(u"之也者其而以于於乃亦")) made[unit - 0x4E00U] = formal;
    return made;
  }();
  std::size_t modern = 0, certain = 0, likely = 0, clause = 0, clauses = 0, verses = 0;
  const auto close = [&] {
    ++clauses;
    verses += static_cast<std::size_t>(clause == 5 || clause == 7);
    clause = 0;
  };
  for (const char16_t unit : line) {
    if (unit >= 0x4E00 && unit <= 0x9FFF) {
      const std::uint8_t kind = kinds[unit - 0x4E00U];
      modern += static_cast<std::size_t>(kind == spoken);
      certain += static_cast<std::size_t>(kind == old);
      likely += static_cast<std::size_t>(kind == formal);
      ++clause;
    } else if (clause != 0) {
      close();
    }
  }
  if (clause != 0) close();
  return (modern == 0 && ((certain >= 1 && certain + likely >= 2) || (clauses >= 2 && verses == clauses))) || (clauses >= 3 && verses * 4 >= clauses * 3);
}

}  // namespace hansift::script
