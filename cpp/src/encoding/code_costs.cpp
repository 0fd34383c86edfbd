#include "encoding/code_costs.hpp"

#include <algorithm>
#include <array>
#include <cstring>
#include <vector>

#include "encoding/score.hpp"
#include "encoding/tables.hpp"
#include "text/scan.hpp"
#include "text/utf8.hpp"

namespace hansift::encoding {
namespace {

constexpr Cost bad_cost = 24 * bit;
constexpr Cost rare_cost = 20 * bit;
constexpr Cost alphabet_cost = 7 * bit;  // a letter of an alphabet
constexpr std::uint32_t all_characters = ~0U;

/// Cost of a character in the cheapest of some languages.
std::uint8_t cheapest(char32_t value, std::size_t first, std::size_t last) noexcept {
  if (value == 0) return 255;
  Cost best = 254;
  for (std::size_t language = first; language <= last; ++language) best = std::min(best, model().single_cost(language, value));
  return static_cast<std::uint8_t>(best);
}

/// Costs of a double-byte block, one byte a code; 255 stands for a code that is not mapped.
template <Shape shape>
struct Codes {
  std::vector<std::uint8_t> costs{};

  /// `value(i)`: code point of the i-th code; languages `first` to `last`.
  template <class Value>
  void fill(std::size_t first, std::size_t last, const Value& value) {
    costs.resize(shape.cells());
    for (std::size_t i = 0; i < costs.size(); ++i) costs[i] = cheapest(value(i), first, last);
  }
  [[nodiscard]] Cost at(unsigned lead, unsigned trail) const noexcept {
    const unsigned row = lead - shape.first_lead, column = trail - shape.first_trail;
    if (row > shape.last_lead - shape.first_lead || column > shape.last_trail - shape.first_trail) return 255;
    return costs[row * shape.columns() + column];
  }
};

struct Tables {
  Codes<gbk_shape> gbk;
  Codes<big5_shape> big5;
  Codes<sjis_low_shape> sjis_low;
  Codes<sjis_high_shape> sjis_high;
  Codes<euc_kr_shape> euc_kr;
  Codes<jis_shape> euc_jp, cns;
  std::array<std::uint8_t, 64> half_width{};

  Tables() {
    const DoubleByte& blocks = double_byte();
    gbk.fill(hans, hant, [&](std::size_t i) { return blocks.gbk.at(i); });
    big5.fill(hant, hant, [&](std::size_t i) { return big5_code_point(blocks.big5.at(i)); });
    sjis_low.fill(japanese, japanese, [&](std::size_t i) { return blocks.sjis_low.at(i); });
    sjis_high.fill(japanese, japanese, [&](std::size_t i) { return blocks.sjis_high.at(i); });
    euc_kr.fill(korean, korean, [&](std::size_t i) { return blocks.euc_kr.at(i); });
    euc_jp.fill(japanese, japanese, [&](std::size_t i) { return blocks.jis0208.at(i); });
    cns.fill(hant, hant, [&](std::size_t i) { return cns_code_point(1, static_cast<unsigned>(i / 94) + 0xA1, static_cast<unsigned>(i % 94) + 0xA1); });
    for (std::size_t i = 0; i < half_width.size(); ++i) half_width[i] = cheapest(static_cast<char32_t>(0xFF61 + i), japanese, japanese);
  }
};

const Tables& tables() noexcept {
  static const Tables made;
  return made;
}

struct Price {
  Cost cost;
  unsigned size;
};

inline unsigned byte_at(std::string_view text, std::size_t at) noexcept { return static_cast<unsigned char>(text[at]); }

/// One pair; an unmapped one is one bad character (as the decoders have it).
template <Shape shape>
inline Price pair(const Codes<shape>& codes, std::string_view text, std::size_t at) noexcept {
  if (at + 1 >= text.size()) return {255, 1};
  const unsigned trail = byte_at(text, at + 1);
  const Cost cost = codes.at(byte_at(text, at), trail);
  // A branch, not a choice: where the next character begins must not wait for the table.
  if (cost == 255) [[unlikely]] return {255, trail < 0x80 ? 1U : 2U};
  return {cost, 2};
}

// One character beyond ASCII, by family; cost 255: malformed.
struct QuickGb {
  static constexpr bool two_bytes = true;
  const Codes<gbk_shape>& codes = tables().gbk;
  Price operator()(std::string_view text, std::size_t at) const noexcept {
    if (at + 1 < text.size() && byte_at(text, at + 1) - 0x30 < 10) {
      if (at + 3 < text.size() && byte_at(text, at + 2) >= 0x81 && byte_at(text, at + 3) - 0x30 < 10) return {rare_cost, 4};
      return {255, 1};
    }
    return pair(codes, text, at);
  }
};
template <Shape shape>
struct QuickPair {
  static constexpr bool two_bytes = true;
  const Codes<shape>& codes;
  Price operator()(std::string_view text, std::size_t at) const noexcept { return pair(codes, text, at); }
};
struct QuickSjis {
  static constexpr bool two_bytes = true;
  const Codes<sjis_low_shape>& low = tables().sjis_low;
  const Codes<sjis_high_shape>& high = tables().sjis_high;
  const std::array<std::uint8_t, 64>& half = tables().half_width;
  Price operator()(std::string_view text, std::size_t at) const noexcept {
    const unsigned lead = byte_at(text, at);
    if (lead - 0xA1 < 0x3F) return {half[lead - 0xA1], 1};
    return lead < 0xA0 ? pair(low, text, at) : pair(high, text, at);
  }
};
struct QuickEucJp {
  static constexpr bool two_bytes = true;
  const Codes<jis_shape>& codes = tables().euc_jp;
  const std::array<std::uint8_t, 64>& half = tables().half_width;
  Price operator()(std::string_view text, std::size_t at) const noexcept {
    const unsigned lead = byte_at(text, at);
    if (lead == 0x8E && at + 1 < text.size() && byte_at(text, at + 1) - 0xA1 < 0x3F) return {half[byte_at(text, at + 1) - 0xA1], 2};
    if (lead == 0x8F && at + 2 < text.size() && byte_at(text, at + 1) >= 0xA1 && byte_at(text, at + 2) >= 0xA1) return {rare_cost, 3};
    return pair(codes, text, at);
  }
};
struct QuickEucTw {
  static constexpr bool two_bytes = true;
  const Codes<jis_shape>& codes = tables().cns;
  Price operator()(std::string_view text, std::size_t at) const noexcept {
    if (byte_at(text, at) == 0x8E && at + 3 < text.size() && byte_at(text, at + 1) - 0xA1 < 16) return {18 * bit, 4};
    return pair(codes, text, at);
  }
};
struct QuickUtf8 {
  static constexpr bool two_bytes = false;
  const Model& words = model();
  Price operator()(std::string_view text, std::size_t at) const noexcept {
    const text::Decoded one = text::decode_at(text, at);
    if (!one.valid) return {255, one.size};
    // Letters of the alphabets are dear in CJK languages; that they are well-formed is what speaks for UTF-8.
    Cost cost = 12 * bit;
    if (one.value >= 0x2E80) {
      cost = rare_cost;
      for (std::size_t language = 0; language < 4; ++language) cost = std::min(cost, words.single_cost(language, one.value));
    }
    return {cost, one.size};
  }
};
struct QuickAlphabet {
  static constexpr bool two_bytes = false;
  Price operator()(std::string_view, std::size_t) const noexcept { return {alphabet_cost, 1}; }
};

template <class Next>
bool out_of_step(const Next& next, std::string_view text) noexcept {
  constexpr unsigned ahead = 6;
  const auto cost_from = [&](std::size_t at) {
    Cost sum = 0;
    for (unsigned i = 0; i < ahead; ++i) {
      if (at >= text.size() || byte_at(text, at) < 0x80) return no_limit;  // in step again soon, or too little to say
      const Price one = next(text, at);
      sum += one.cost == 255 ? bad_cost : one.cost;
      at += one.size;
    }
    return sum;
  };
  const Cost shifted = cost_from(1);
  return shifted != no_limit && shifted + bad_cost + 12 * bit < cost_from(0);
}

template <class Next>
void add(const Next& next, std::string_view text, bool cut, std::uint32_t characters, Cost limit, QuickCost& total) noexcept {
  QuickCost sum = total;
  unsigned rare = 0;
  for (std::size_t at = 0; at < text.size();) {
    if (byte_at(text, at) < 0x80) {
      // Long runs of ASCII are the same in all encodings.
      if (std::uint64_t eight = 0; text.size() - at >= 8 && (std::memcpy(&eight, text.data() + at, 8), (eight & 0x8080808080808080U) == 0)) {
        at += text::ascii_prefix(text.substr(at));
        continue;
      }
      ++sum.ascii;
      ++at;
      continue;
    }
    if (sum.characters >= characters || sum.beyond > limit) break;
    const Price one = next(text, at);
    ++sum.characters;
    if (one.cost == 255) [[unlikely]] {
      if (cut && text.size() - at < 4) break;
      sum.beyond += bad_cost;
      sum.bytes += one.size;
      at += one.size;
      continue;
    }
    sum.beyond += one.cost;
    sum.four_byte += one.size == 4;
    sum.bytes += one.size;
    at += one.size;
    rare = one.cost >= rare_from ? rare + 1 : 0;
    if (rare == rare_row) [[unlikely]] {
      rare = 0;
      if constexpr (Next::two_bytes) {
        if (at < text.size() && byte_at(text, at) >= 0x80 && out_of_step(next, text.substr(at))) {
          sum.beyond += bad_cost;
          ++sum.bytes;
          ++at;
        }
      }
    }
  }
  total = sum;
}

void add_family(Family family, std::string_view text, bool cut, std::uint32_t characters, Cost limit, QuickCost& sum) noexcept {
  switch (family) {
    case Family::utf8: return add(QuickUtf8{}, text, cut, characters, limit, sum);
    case Family::gb18030: return add(QuickGb{}, text, cut, characters, limit, sum);
    case Family::big5: return add(QuickPair<big5_shape>{tables().big5}, text, cut, characters, limit, sum);
    case Family::shift_jis: return add(QuickSjis{}, text, cut, characters, limit, sum);
    case Family::euc_kr: return add(QuickPair<euc_kr_shape>{tables().euc_kr}, text, cut, characters, limit, sum);
    case Family::euc_jp: return add(QuickEucJp{}, text, cut, characters, limit, sum);
    case Family::euc_tw: return add(QuickEucTw{}, text, cut, characters, limit, sum);
    default: return add(QuickAlphabet{}, text, cut, characters, limit, sum);
  }
}

}  // namespace

bool lost_a_byte(Family family, std::string_view text) noexcept {
  switch (family) {
    case Family::gb18030: return out_of_step(QuickGb{}, text);
    case Family::big5: return out_of_step(QuickPair<big5_shape>{tables().big5}, text);
    case Family::shift_jis: return out_of_step(QuickSjis{}, text);
    case Family::euc_kr: return out_of_step(QuickPair<euc_kr_shape>{tables().euc_kr}, text);
    case Family::euc_jp: return out_of_step(QuickEucJp{}, text);
    case Family::euc_tw: return out_of_step(QuickEucTw{}, text);
    default: return false;
  }
}

void add_quick_cost(Family family, std::string_view text, bool cut, std::uint32_t characters, QuickCost& sum) noexcept {
  add_family(family, text, cut, characters, no_limit, sum);
}

QuickCost quick_cost(Family family, const Windows& windows, std::size_t bytes, Cost limit) noexcept {
  QuickCost sum;
  windows.each(bytes, [&](const Window& window) {
    if (sum.total() <= limit) add_family(family, window.bytes, window.cut, all_characters, limit, sum);
  });
  return sum;
}

}  // namespace hansift::encoding
