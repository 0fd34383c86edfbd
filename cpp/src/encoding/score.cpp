#include "encoding/score.hpp"

#include <algorithm>

#include "encoding/tables.hpp"
#include "text/scan.hpp"
#include "text/utf8.hpp"

namespace hansift::encoding {
namespace {

struct Step {
  char32_t value;
  std::size_t size;
};
constexpr char32_t bad = text::replacement_character;

inline unsigned byte_at(std::string_view bytes, std::size_t at) noexcept { return static_cast<unsigned char>(bytes[at]); }

/// A pair as `value` has it; an unmapped one is one bad character (see bad_pair in decode_double_byte.cpp).
template <class Value>
Step pair(std::string_view bytes, std::size_t at, unsigned first_lead, unsigned last_lead, const Value& value) noexcept {
  const unsigned lead = byte_at(bytes, at);
  if (lead < first_lead || lead > last_lead || at + 1 >= bytes.size()) return {bad, 1};
  const unsigned trail = byte_at(bytes, at + 1);
  const std::uint32_t found = value(lead, trail);
  return found != 0 ? Step{found, 2} : Step{bad, trail < 0x80 ? std::size_t{1} : std::size_t{2}};
}

// The next character that is not ASCII, by family. Slower and plainer than the decoders: they write text, these only look.
struct Utf8 {
  Step operator()(std::string_view bytes, std::size_t at) const noexcept {
    const text::Decoded one = text::decode_at(bytes, at);
    return {one.value, one.size};
  }
};
struct Gb18030 {
  Block table = double_byte().gbk;
  Step operator()(std::string_view bytes, std::size_t at) const noexcept {
    if (byte_at(bytes, at) == 0x80) return {0x20AC, 1};
    if (at + 3 < bytes.size() && byte_at(bytes, at + 1) - 0x30 < 10) {
      const unsigned a = byte_at(bytes, at), b = byte_at(bytes, at + 1), c = byte_at(bytes, at + 2), d = byte_at(bytes, at + 3);
      if (c - 0x81 > 0x7D || d - 0x30 > 9 || a == 0xFF) return {bad, 1};
      const std::uint32_t value = gb18030_four_byte((((a - 0x81) * 10 + b - 0x30) * 126 + c - 0x81) * 10 + d - 0x30);
      return {value != 0 ? value : bad, 4};
    }
    return pair(bytes, at, 0x81, 0xFE, [this](unsigned lead, unsigned trail) { return lookup(table, gbk_shape, lead, trail); });
  }
};
struct Big5 {
  Block table = double_byte().big5;
  Step operator()(std::string_view bytes, std::size_t at) const noexcept {
    return pair(bytes, at, 0x81, 0xFE, [this](unsigned lead, unsigned trail) { return big5_code_point(lookup(table, big5_shape, lead, trail)); });
  }
};
struct EucKr {
  Block table = double_byte().euc_kr;
  Step operator()(std::string_view bytes, std::size_t at) const noexcept {
    return pair(bytes, at, 0x81, 0xFE, [this](unsigned lead, unsigned trail) { return lookup(table, euc_kr_shape, lead, trail); });
  }
};
struct ShiftJis {
  Block low = double_byte().sjis_low, high = double_byte().sjis_high;
  Step operator()(std::string_view bytes, std::size_t at) const noexcept {
    const unsigned lead = byte_at(bytes, at);
    if (lead - 0xA1 < 0x3F) return {0xFF61 - 0xA1 + lead, 1};
    return pair(bytes, at, 0x81, 0xFC, [this](unsigned l, unsigned t) {
      return l < 0xA0 ? lookup(low, sjis_low_shape, l, t) : lookup(high, sjis_high_shape, l, t);
    });
  }
};
struct EucJp {
  Block jis0208 = double_byte().jis0208, jis0212 = double_byte().jis0212;
  Step operator()(std::string_view bytes, std::size_t at) const noexcept {
    const unsigned lead = byte_at(bytes, at);
    if (lead == 0x8E && at + 1 < bytes.size() && byte_at(bytes, at + 1) - 0xA1 < 0x3F) return {0xFF61 - 0xA1 + byte_at(bytes, at + 1), 2};
    if (lead == 0x8F && at + 2 < bytes.size() && byte_at(bytes, at + 1) >= 0xA1) {
      const std::uint32_t value = lookup(jis0212, jis_shape, byte_at(bytes, at + 1), byte_at(bytes, at + 2));
      return {value != 0 ? value : bad, value == 0 && byte_at(bytes, at + 2) < 0x80 ? std::size_t{2} : std::size_t{3}};
    }
    return pair(bytes, at, 0x8E, 0xFE, [this](unsigned l, unsigned t) { return lookup(jis0208, jis_shape, l, t); });
  }
};
struct EucTw {
  Step operator()(std::string_view bytes, std::size_t at) const noexcept {
    if (byte_at(bytes, at) == 0x8E && at + 3 < bytes.size() && byte_at(bytes, at + 1) - 0xA1 < 16) {
      const std::uint32_t value = cns_code_point(byte_at(bytes, at + 1) - 0xA0, byte_at(bytes, at + 2), byte_at(bytes, at + 3));
      return {value != 0 ? value : bad, 4};
    }
    return pair(bytes, at, 0xA1, 0xFE, [](unsigned lead, unsigned trail) { return cns_code_point(1, lead, trail); });
  }
};
struct Johab {
  Step operator()(std::string_view bytes, std::size_t at) const noexcept { return pair(bytes, at, 0x84, 0xF9, johab_code_point); }
};
struct Page {
  const std::array<std::uint16_t, 128>* high;
  Step operator()(std::string_view bytes, std::size_t at) const noexcept {
    const char32_t value = (*high)[byte_at(bytes, at) - 0x80];
    return {value != 0 ? value : bad, 1};
  }
};
template <bool Big, std::size_t Size>
struct Wide {
  Step operator()(std::string_view bytes, std::size_t at) const noexcept {
    if (at + Size > bytes.size()) return {bad, bytes.size() - at};
    char32_t value = 0;
    for (std::size_t i = 0; i < Size; ++i) value = value << 8 | byte_at(bytes, Big ? at + i : at + Size - 1 - i);
    if (Size == 2 && value - 0xD800 < 0x400 && at + 4 <= bytes.size()) {
      const char32_t low = Big ? byte_at(bytes, at + 2) << 8 | byte_at(bytes, at + 3) : byte_at(bytes, at + 3) << 8 | byte_at(bytes, at + 2);
      if (low - 0xDC00 < 0x400) return {0x10000 + ((value - 0xD800) << 10) + (low - 0xDC00), 4};
    }
    if (value - 0xD800 < 0x800 || value > 0x3FFFF) return {bad, Size};  // planes 4 and up: nothing, or private use
    return {value, Size};
  }
};

template <bool AsciiIsOneByte, class Next>
void read_with(std::string_view bytes, const Windows& windows, const Next& next, std::vector<Unit>& units) {
  const Model& words = model();
  for (const Span& window : windows) {
    const bool middle = window.begin > 0 && byte_at(bytes, window.begin - 1) < 0x80;
    Symbol last = middle ? words.symbol(byte_at(bytes, window.begin - 1)) : Symbol{};
    bool opens = true;
    for (std::size_t at = window.begin; at < window.end;) {
      const unsigned byte = byte_at(bytes, at);
      const Step one = AsciiIsOneByte && byte < 0x80 ? Step{byte, 1} : next(bytes, at);
      const Symbol now = words.symbol(one.value);
      units.push_back({one.value, last, now, static_cast<std::uint8_t>(one.size), opens});
      last = now;
      opens = false;
      at += one.size;
    }
  }
}

/// Rare characters must be dearer than their bytes without any order: numbers in 16 or 32 bits hop from script to script and are full
/// of controls, text is not.
Cost wide_cost(const Unit& one, Cost cost) noexcept {
  if (cost < 16 * bit) return cost;
  const Cost size = one.size;
  return one.value == bad ? size * 12 * bit : cost >= 22 * bit ? size * 30 * bit : cost * std::max<Cost>(size, 2) / 2;
}

}  // namespace

void read(std::string_view bytes, const Windows& windows, const Codec& codec, std::vector<Unit>& units) {
  units.clear();
  switch (codec.family) {
    case Family::utf16le: return read_with<false>(bytes, windows, Wide<false, 2>{}, units);
    case Family::utf16be: return read_with<false>(bytes, windows, Wide<true, 2>{}, units);
    case Family::utf32le: return read_with<false>(bytes, windows, Wide<false, 4>{}, units);
    case Family::utf32be: return read_with<false>(bytes, windows, Wide<true, 4>{}, units);
    case Family::gb18030: return read_with<true>(bytes, windows, Gb18030{}, units);
    case Family::big5: return read_with<true>(bytes, windows, Big5{}, units);
    case Family::euc_kr: return read_with<true>(bytes, windows, EucKr{}, units);
    case Family::shift_jis: return read_with<true>(bytes, windows, ShiftJis{}, units);
    case Family::euc_jp: return read_with<true>(bytes, windows, EucJp{}, units);
    case Family::euc_tw: return read_with<true>(bytes, windows, EucTw{}, units);
    case Family::johab: return read_with<true>(bytes, windows, Johab{}, units);
    case Family::single_byte: return read_with<true>(bytes, windows, Page{&single_byte_pages()[codec.page].high}, units);
    default: return read_with<true>(bytes, windows, Utf8{}, units);
  }
}

Cost score(const std::vector<Unit>& units, const Codec& codec, std::size_t language, Cost limit) {
  const bool wide = codec.family == Family::utf16le || codec.family == Family::utf16be || codec.family == Family::utf32le || codec.family == Family::utf32be;
  const Model& words = model();
  Cost sum = 0;
  char32_t last_value = ' ';
  for (const Unit& one : units) {
    Cost cost = 0;
    if (language == generic_language) {
      if (one.opens) last_value = ' ';
      cost = Model::generic_cost(last_value, one.value);
      if (one.value >= 0x80 && !Model::is_common(one.value)) last_value = one.value;
    } else {
      cost = words.cost(language, one.last, one.now, one.value);
    }
    sum += wide ? wide_cost(one, cost) : cost;
    if (sum > limit) break;
  }
  return sum;
}

namespace {

/// Adds windows of [from, end) up to `budget` bytes.
void take(std::string_view bytes, std::size_t from, std::size_t end, std::size_t budget, Windows& windows) {
  constexpr std::size_t beside = 4;  // ASCII bytes kept before a run (words of Latin letters) and behind it
  std::size_t used = 0;
  std::size_t at = from;
  while (at < end && used < budget) {
    at += text::ascii_prefix(bytes.substr(at, end - at));
    if (at >= end) return;
    const std::size_t longest = std::min<std::size_t>(1024, budget - used);
    std::size_t stop = at + 1;
    std::size_t last = at;  // the last byte beyond ASCII
    while (stop < end && stop - last <= beside && stop - at < longest) {
      if (byte_at(bytes, stop) >= 0x80) last = stop;
      ++stop;
    }
    const std::size_t floor = windows.empty() || windows.back().end < from ? from : windows.back().end;
    const std::size_t begin = at - floor > beside ? at - beside : floor;
    windows.push_back({begin, stop});
    used += stop - begin;
    // Cut in the middle of a run: the next window starts behind a byte that ends a character in every encoding.
    if (stop < end && stop - last <= beside) {
      while (stop < end && byte_at(bytes, stop) >= 0x30) ++stop;
    }
    at = stop;
  }
}

}  // namespace

Windows sample(std::string_view bytes, std::size_t budget) {
  Windows windows;
  constexpr std::size_t whole = 4;  // up to so many times the budget, take all of it in order
  if (bytes.size() <= budget * whole) {
    take(bytes, 0, bytes.size(), budget, windows);
    return windows;
  }
  // Beginning, middle and end; a line feed is a place where no character is cut.
  take(bytes, 0, bytes.size(), budget / 2, windows);
  for (const std::size_t third : {bytes.size() / 2, bytes.size() - bytes.size() / 8}) {
    std::size_t from = bytes.find('\n', third);
    if (from == std::string_view::npos || from - third > 4096) continue;
    if (!windows.empty() && from < windows.back().end) continue;
    take(bytes, from, bytes.size(), budget / 4, windows);
  }
  return windows;
}

}  // namespace hansift::encoding
