#include "cleaning/mojibake_suspicion.hpp"

#include <algorithm>
#include <array>
#include <cstring>

#include "cleaning/mojibake_lattice.hpp"
#include "text/utf8.hpp"

namespace hansift::cleaning {
namespace {

constexpr std::size_t stride = 3;  ///< bytes from sample to sample: every ideograph
constexpr unsigned limit = 16;

/// What a sample tells: how much the character speaks for mojibake by itself, whether it is kana, and whether it is a Han character that
/// Japanese does not have, which speaks for mojibake beside kana.
constexpr unsigned kana = 0x80, not_japanese = 0x40, weight_bits = 0x3F;
constexpr unsigned beside_kana = 8;

std::array<std::uint8_t, 0x10000> make_weights() {
  std::array<std::uint8_t, 0x10000> made{};
  const auto& quick = quick_costs();
  const encoding::Model& model = encoding::model();
  for (char32_t value = 0x80; value < 0x10000; ++value) {
    const unsigned cost = quick[value];
    const bool half_width = value >= 0xFF66 && value < 0xFF9E;
    unsigned weight = value < 0xA0 ? 16 : value < 0x100 ? 7 : half_width ? 6 : cost >= 17 ? 11 : cost >= 15 ? 7 : cost >= 13 ? 5 : cost >= 12 ? 3 : 0;
    if (value >= 0x3041 && value < 0x30FB) weight |= kana;
    if (encoding::is_han(value) && model.single_cost(encoding::japanese, value) >= 18 * encoding::bit) weight |= not_japanese;
    made[value] = static_cast<std::uint8_t>(weight);
  }
  return made;
}

const std::array<std::uint8_t, 0x10000>& weights() {
  static const std::array<std::uint8_t, 0x10000> made = make_weights();
  return made;
}

/// The character that begins at `at` or up to two bytes behind it.
unsigned weight_at(const unsigned char* bytes, const std::array<std::uint8_t, 0x10000>& table) noexcept {
  unsigned skip = (bytes[0] & 0xC0) == 0x80 ? 1 : 0;
  skip += skip != 0 && (bytes[1] & 0xC0) == 0x80 ? 1 : 0;
  const unsigned lead = bytes[skip];
  if (lead >= 0xE0 && lead < 0xF0) return table[(lead & 0x0F) << 12 | (bytes[skip + 1] & 0x3FU) << 6 | (bytes[skip + 2] & 0x3FU)];
  if (lead >= 0xC2 && lead < 0xE0) return table[(lead & 0x1F) << 6 | (bytes[skip + 1] & 0x3FU)];
  return 0;
}

}  // namespace

std::vector<Span> suspicious_lines(std::string_view text) {
  std::vector<Span> found;
  const auto& table = weights();
  const auto* bytes = reinterpret_cast<const unsigned char*>(text.data());
  unsigned sum = 0;
  const auto hit = [&](std::size_t at) {
    const std::size_t floor = found.empty() ? 0 : found.back().end;
    const std::size_t before = at == 0 ? std::string_view::npos : text.rfind('\n', at - 1);
    const std::size_t begin = before == std::string_view::npos ? 0 : before + 1;
    const std::size_t end = std::min(text.find('\n', at), text.size());
    if (end > floor || found.empty()) found.push_back({std::max(begin, floor), end});
    return end;
  };
  unsigned since_kana = 0;
  const auto look = [&](unsigned sample) {
    since_kana = (sample & kana) != 0 ? 8 : since_kana - (since_kana != 0);
    sum = sum - (sum + 3) / 4 + (sample & weight_bits) + ((sample & not_japanese) != 0 && since_kana != 0 ? beside_kana : 0);
    return sum >= limit;
  };
  for (std::size_t at = 0; at < text.size(); at += stride) {
    unsigned sample = 0;
    if (text.size() - at >= stride + 3) {
      sample = weight_at(bytes + at, table);
    } else {  // the end of the text, with zero bytes behind it
      unsigned char last[stride + 6] = {};
      std::memcpy(last, bytes + at, text.size() - at);
      sample = weight_at(last, table);
    }
    if (!look(sample)) continue;
    at = std::max(hit(at), at);
    sum = 0;
  }
  return found;
}

}  // namespace hansift::cleaning
