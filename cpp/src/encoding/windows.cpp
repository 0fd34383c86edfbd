#include "encoding/windows.hpp"

#include <algorithm>
#include <cstring>

#include "text/scan.hpp"

namespace hansift::encoding {
namespace {

constexpr std::size_t beside = 4;  // ASCII bytes kept before a run (words of Latin letters) and behind it
constexpr std::size_t usual_line = 512;

inline bool is_ascii(char byte) noexcept { return static_cast<signed char>(byte) >= 0; }

}  // namespace

void Windows::add(std::string_view text, std::size_t budget) noexcept {
  const std::size_t limit = std::min(capacity, size_ + budget);
  std::size_t floor = 0;  // what is before belongs to a window already
  std::size_t at = 0;
  while (count_ < most_windows && size_ < limit) {
    at += text::ascii_prefix(text.substr(at));
    if (at >= text.size()) return;
    const std::size_t begin = at - floor > beside ? at - beside : floor;
    std::size_t behind = 0;  // ASCII bytes since the last other one
    const std::size_t stop = std::min(text.size(), begin + (limit - size_));
    for (; at < stop && behind <= beside; ++at) behind = is_ascii(text[at]) ? behind + 1 : 0;
    if (behind > beside) --at;
    if (at > stop) at = stop;
    std::memcpy(bytes_.data() + size_, text.data() + begin, at - begin);
    size_ += at - begin;
    ends_[count_++] = static_cast<std::uint16_t>(size_ | (at == stop && stop < text.size() && behind <= beside ? cut_mark : 0));
    floor = at;
  }
}

void Windows::add_whole(std::string_view text) noexcept {
  if (full() || text.empty()) return;
  const std::size_t size = std::min(text.size(), capacity - size_);
  std::memcpy(bytes_.data() + size_, text.data(), size);
  size_ += size;
  ends_[count_++] = static_cast<std::uint16_t>(size_ | (size < text.size() ? cut_mark : 0));
}

std::size_t line_end(std::string_view data, std::size_t from, bool last) noexcept {
  const std::size_t reach = std::min(data.size(), from + longest_line);
  const void* feed = std::memchr(data.data() + from, '\n', reach - from);
  if (feed != nullptr) return static_cast<std::size_t>(static_cast<const char*>(feed) - data.data()) + 1;
  if (reach < from + longest_line) return last ? reach : std::string_view::npos;
  // A byte below 30 is the second byte of no character, nor is one behind another ASCII byte.
  for (std::size_t at = from + usual_line; at < reach; ++at) {
    if (static_cast<unsigned char>(data[at]) < 0x30 || (is_ascii(data[at]) && is_ascii(data[at - 1]))) return at + 1;
  }
  return reach;
}

}  // namespace hansift::encoding
