#include "cleaning/code_pages.hpp"

#include <algorithm>
#include <cstdio>
#include <cstdlib>

#include "text/utf8.hpp"

namespace hansift::cleaning {

const encoding::SingleByte& page_named(std::string_view name) noexcept {
  const auto pages = encoding::single_byte_pages();
  const auto found = std::find_if(pages.begin(), pages.end(), [&](const encoding::SingleByte& page) { return page.name == name; });
  if (found == pages.end()) {
    std::fprintf(stderr, "hansift: no code page %.*s\n", static_cast<int>(name.size()), name.data());
    std::abort();
  }
  return *found;
}

CodePages::CodePages() : roles_(256) {
  for (auto& bytes : bytes_) bytes.assign(256, 0);
  for (std::size_t page = 0; page < page_count; ++page) {
    const auto& high = page_named(page_names[page]).high;
    for (unsigned i = 0; i < 128; ++i) {
      if (i < 32) has_[page][i] = high[i] >= 0xA0;
      if (high[i] >= 0x80) add(page, high[i], static_cast<std::uint8_t>(0x80 + i));
    }
    for (unsigned byte = 0x80; byte < 0xA0; ++byte) add(page, byte, static_cast<std::uint8_t>(byte));
    // A byte that the decoder could not read may have been any one that follows a lead.
    roles_[slot(text::replacement_character)].follow |= PageSet{1} << page;
  }
}

void CodePages::add(std::size_t page, char32_t value, std::uint8_t byte) {
  const auto row_of = [&](char32_t character) {
    std::uint8_t& row = rows_[character >> 8];
    if (row == 0) {
      row = static_cast<std::uint8_t>(roles_.size() / 256);
      roles_.resize(roles_.size() + 256);
      for (auto& bytes : bytes_) bytes.resize(roles_.size(), 0);
    }
  };
  row_of(value);
  row_of(text::replacement_character);
  const std::size_t at = slot(value);
  if (bytes_[page][at] != 0) return;
  bytes_[page][at] = byte;
  const PageSet bit = PageSet{1} << page;
  if (byte < 0xC0) roles_[at].follow |= bit;
  else if (byte >= 0xC2 && byte < 0xE0) roles_[at].lead[0] |= bit;
  else if (byte >= 0xE0 && byte < 0xF0) roles_[at].lead[1] |= bit;
  else if (byte >= 0xF0 && byte < 0xF5) roles_[at].lead[2] |= bit;
}

const CodePages& code_pages() {
  static const CodePages made;
  return made;
}

}  // namespace hansift::cleaning
