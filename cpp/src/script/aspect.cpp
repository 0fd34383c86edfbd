#include "script/aspect.hpp"

#include <algorithm>
#include <array>

#include "script/context_table.hpp"

namespace hansift::script {
namespace {

constexpr std::size_t longest = 4;  ///< characters of a word that is looked for
constexpr std::size_t reach = 4;    ///< characters on both sides that are cut into words

// What the dictionary does not count as words.
constexpr std::array<std::u16string_view, 6> written = {u"所著", u"著有", u"昭著", u"大著", u"共著", u"知著"};

/// Cost of the cheapest cut into words of the characters around text[at], with `unit` there and others as in Simplified.
float cheapest_cut(const ContextTable& table, std::u16string_view text, std::size_t at, char16_t unit) noexcept {
  std::size_t begin = at, end = at + 1;
  while (begin > 0 && at - begin < reach && is_han(text[begin - 1])) --begin;
  while (end < text.size() && end - at <= reach && is_han(text[end])) ++end;
  std::array<float, 2 * reach + 2> cost{};
  const std::size_t size = end - begin;
  for (std::size_t to = 1; to <= size; ++to) cost[to] = 1e6F;
  for (std::size_t from = 0; from < size; ++from) {
    std::uint64_t hash = 0;
    for (std::size_t i = from; i < size && i < from + longest; ++i) {
      const char16_t now = begin + i == at ? unit : table.simple(text[begin + i]);
      hash = hash_unit(hash, now);
      float word = 0;
      if (i == from) {
        word = table.character(now).cost();
      } else if (const Entry entry = table.word(hash); entry.word()) {
        word = entry.cost();
      } else {
        continue;
      }
      cost[i + 1] = std::min(cost[i + 1], cost[from] + word);
    }
  }
  return cost[size];
}

bool is_written(std::u16string_view text, std::size_t at) noexcept {
  if (at + 1 < text.size() && text[at + 1] == u'《') return true;
  return std::any_of(written.begin(), written.end(), [&](std::u16string_view word) {
    const std::size_t place = word.find(u'著');
    return at >= place && text.substr(at - place, word.size()) == word;
  });
}

}  // namespace

char16_t simplified_aspect(std::u16string_view text, std::size_t at) noexcept {
  if (is_written(text, at)) return u'著';
  const ContextTable& table = ContextTable::instance();
  return cheapest_cut(table, text, at, u'著') < cheapest_cut(table, text, at, u'着') ? u'著' : u'着';
}

}  // namespace hansift::script
