#include "extraction/lexicon.hpp"

#include <algorithm>
#include <bit>

namespace hansift::extraction {

std::string lowered(std::string_view text) {
  std::string out(text);
  for (char& c : out) c = lower(c);
  return out;
}

Lexicon::Lexicon(std::span<const Entry> words) : entries_(words.begin(), words.end()), cells_(std::bit_ceil(2 * words.size() + 2)) {
  std::stable_sort(entries_.begin(), entries_.end(), [](const Entry& a, const Entry& b) { return key_of(a.word, 0) < key_of(b.word, 0); });
  for (std::size_t begin = 0, end = 0; begin < entries_.size(); begin = end) {
    const std::uint32_t key = key_of(entries_[begin].word, 0);
    while (end < entries_.size() && key_of(entries_[end].word, 0) == key) ++end;
    const std::uint32_t bit = key * 0x9E3779B1U >> 19;
    filter_[bit >> 6] |= std::uint64_t{1} << (bit & 63);
    const auto first = static_cast<unsigned char>(entries_[begin].word[0]);
    begins_[first] = true;
    if (first >= 'a' && first <= 'z') begins_[first - 32U] = true;
    std::size_t place = bit & (cells_.size() - 1);
    while (cells_[place].key != 0) place = (place + 1) & (cells_.size() - 1);
    cells_[place] = {key, static_cast<std::uint16_t>(begin), static_cast<std::uint16_t>(end)};
  }
}

std::span<const Lexicon::Entry> Lexicon::find(std::uint32_t key) const noexcept {
  for (std::size_t place = (key * 0x9E3779B1U >> 19) & (cells_.size() - 1); cells_[place].key != 0; place = (place + 1) & (cells_.size() - 1)) {
    if (cells_[place].key == key) return std::span(entries_).subspan(cells_[place].begin, cells_[place].end - cells_[place].begin);
  }
  return {};
}

Endings::Endings(std::span<const std::string_view> words) : last_([&] {
        std::vector<Lexicon::Entry> found;
        for (const std::string_view word : words) found.push_back({word.substr(last_character(word)), 0});
        return found;
      }()) {}

}  // namespace hansift::extraction
