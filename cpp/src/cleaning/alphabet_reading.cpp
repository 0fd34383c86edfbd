#include "cleaning/alphabet_reading.hpp"

#include <algorithm>
#include <limits>

#include "cleaning/code_pages.hpp"
#include "cleaning/scan_back.hpp"
#include "encoding/text_cost.hpp"
#include "hansift/encoding.hpp"

namespace hansift::cleaning {
namespace {

constexpr std::array<std::string_view, 9> alphabet_names = {"windows-1251", "koi8-r",     "windows-1253", "windows-1255", "windows-1256",
                                                            "iso-8859-5",   "iso-8859-6", "ibm866",       "windows-874"};
constexpr std::size_t high_pages = 7;  ///< of which nearly all letters are bytes from C0 on
constexpr std::array<std::string_view, 5> double_byte_names = {"gbk", "big5", "euc-kr", "shift_jis", "euc-jp"};

constexpr encoding::Cost most_cost = 13 * encoding::bit / 2;  ///< a letter, of running text

using Pages = std::array<const encoding::SingleByte*, alphabet_names.size()>;

const Pages& alphabet_pages() {
  static const Pages made = [] {
    Pages pages{};
    std::transform(alphabet_names.begin(), alphabet_names.end(), pages.begin(), [](std::string_view name) { return &page_named(name); });
    return pages;
  }();
  return made;
}

std::vector<char32_t> characters_of(std::string_view text) {
  std::vector<char32_t> characters;
  for (std::size_t at = 0; at < text.size();) {
    const text::Decoded found = decode_valid(text, at);
    characters.push_back(found.value);
    at += found.size;
  }
  return characters;
}

/// The cheapest reading that costs less than `most` a character.
AlphabetReading cheapest(std::string_view bytes, encoding::Cost most) {
  AlphabetReading best{nullptr, static_cast<encoding::Cost>(bytes.size()) * most};
  const auto count_from = [&](unsigned least) { return std::count_if(bytes.begin(), bytes.end(), [&](char c) { return static_cast<unsigned char>(c) >= least; }); };
  const bool mostly_high = 4 * count_from(0xC0) >= 3 * count_from(0x80);
  std::vector<char32_t> read;
  for (std::size_t i = 0; i < alphabet_names.size(); ++i) {
    const encoding::SingleByte* page = alphabet_pages()[i];
    if (!mostly_high && i < high_pages) continue;
    read.clear();
    for (const char c : bytes) {
      const auto byte = static_cast<unsigned char>(c);
      read.push_back(byte < 0x80 ? byte : page->high[byte - 0x80]);
      if (read.back() == 0 && byte != 0) break;
    }
    if (read.size() < bytes.size() || (!read.empty() && read.back() == 0)) continue;
    const encoding::Cost cost = encoding::least_cost({0, read, 0});
    if (cost < best.cost) best = {page, cost};
  }
  return best;
}

}  // namespace

AlphabetReading cheapest_alphabet(std::string_view bytes) {
  // Where no page makes anything of the beginning, the rest need not be looked at.
  constexpr std::size_t beginning = 24, first_word = 10;
  if (bytes.size() > 2 * beginning) {
    if (cheapest(bytes.substr(0, first_word), most_cost * 3 / 2).page == nullptr) return {};
    if (cheapest(bytes.substr(0, beginning), most_cost * 5 / 4).page == nullptr) return {};
  }
  return cheapest(bytes, most_cost);
}

encoding::Cost cheapest_double_byte(std::string_view bytes) {
  encoding::Cost least = std::numeric_limits<encoding::Cost>::max();
  for (const std::string_view name : double_byte_names) {
    Decoded decoded = decode(bytes, {.encoding = name, .trace = false});
    if (!decoded.replacements.empty()) {
      const Span first = decoded.replacements.front().output;
      if (first.end < decoded.text.size()) continue;
      decoded.text.resize(first.begin);
    }
    const std::vector<char32_t> read = characters_of(decoded.text);
    least = std::min(least, encoding::least_cost({0, read, 0}));
  }
  return least;
}

std::string windows_1252_bytes(std::string_view text) {
  std::string bytes;
  for (std::size_t at = 0; at < text.size() && bytes.size() < most_sampled;) {
    const text::Decoded found = decode_valid(text, at);
    at += found.size;
    const unsigned byte = found.value < 0x80 ? found.value : code_pages().byte(windows_1252_page, found.value);
    if (byte == 0) return {};
    bytes.push_back(static_cast<char>(byte));
  }
  return bytes;
}

}  // namespace hansift::cleaning
