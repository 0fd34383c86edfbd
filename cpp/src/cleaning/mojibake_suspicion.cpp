#include "cleaning/mojibake_suspicion.hpp"

#include <algorithm>
#include <array>
#include <cstring>

#include "cleaning/mojibake_lattice.hpp"
#include "text/utf8.hpp"

namespace hansift::cleaning {
namespace {

constexpr std::size_t stride = 6;  ///< bytes from sample to sample: every other ideograph
constexpr std::size_t apart = 48;  ///< bytes from one place found to the next
constexpr std::size_t back = 36, ahead = 30;  ///< bytes that are looked at more closely
constexpr unsigned limit = 16;         ///< for all characters
constexpr unsigned coarse_limit = 9;   ///< for the samples

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
    // Small forms and half-width marks are rare and yet written on purpose; beside real mojibake others give it away.
    if ((value >= 0xFE50 && value <= 0xFE6B) || (value >= 0xFF61 && value <= 0xFF65)) weight = 0;
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

/// A sum of the samples that forgets the earlier ones.
class Leaky {
 public:
  /// Whether what was seen so far is more than a threshold.
  [[nodiscard]] bool add(unsigned sample, unsigned threshold) noexcept {
    since_kana_ = (sample & kana) != 0 ? 8 : since_kana_ - (since_kana_ != 0);
    sum_ = sum_ - (sum_ + 3) / 4 + (sample & weight_bits) + ((sample & not_japanese) != 0 && since_kana_ != 0 ? beside_kana : 0);
    return sum_ >= threshold;
  }
  void forget() noexcept { sum_ = since_kana_ = 0; }

 private:
  unsigned sum_ = 0, since_kana_ = 0;
};

/// The first suspicious place of text[begin, end), looking at every character; `end` if there is none.
std::size_t first_place(std::string_view text, std::size_t begin, std::size_t end, const std::array<std::uint8_t, 0x10000>& table) noexcept {
  Leaky sum;
  for (std::size_t at = begin; at < end;) {
    if (text::is_continuation(text[at])) {
      ++at;
      continue;
    }
    const text::Decoded one = text::decode_at(text, at);
    if (sum.add(one.value < 0x10000 ? table[one.value] : 0, limit)) return at;
    at += one.size;
  }
  return end;
}

}  // namespace

std::vector<std::size_t> suspicious_places(std::string_view text) {
  std::vector<std::size_t> found;
  const auto& table = weights();
  const auto* bytes = reinterpret_cast<const unsigned char*>(text.data());
  std::size_t done = 0;
  Leaky sum;
  const auto look_closer = [&](std::size_t at) {
    const std::size_t begin = std::max(done, at > back ? at - back : 0);
    const std::size_t end = std::min(at + ahead, text.size());
    const std::size_t place = first_place(text, begin, end, table);
    if (place < end) found.push_back(place);
    sum.forget();
    done = place < end ? std::max(place + apart, at) : end;
    return done;
  };
  std::size_t at = 0;
  while (text.size() - at >= 16) {
    std::uint64_t two[2];
    std::memcpy(two, bytes + at, sizeof two);
    if (((two[0] | two[1]) & 0x8080808080808080U) == 0) {
      sum.forget();
      at += 16;
      continue;
    }
    at = sum.add(weight_at(bytes + at, table), coarse_limit) ? look_closer(at) : at + stride;
    if (at > text.size()) at = text.size();
  }
  if (done < text.size()) {
    const std::size_t place = first_place(text, std::max(done, at > back ? at - back : 0), text.size(), table);
    if (place < text.size()) found.push_back(place);
  }
  return found;
}

}  // namespace hansift::cleaning
