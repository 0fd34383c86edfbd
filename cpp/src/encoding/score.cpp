#include "encoding/score.hpp"

#include <algorithm>

#include "encoding/code_costs.hpp"
#include "encoding/tables.hpp"
#include "text/utf8.hpp"

namespace hansift::encoding {
namespace {

struct Step {
  char32_t value;
  std::size_t size;
};
constexpr char32_t bad = text::replacement_character;

inline unsigned byte_at(std::string_view bytes, std::size_t at) noexcept { return static_cast<unsigned char>(bytes[at]); }

/// A pair as `value` has it; an unmapped one is one bad character (as the decoders have it).
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

/// Rare characters must be dearer than their bytes without any order: numbers in 16 or 32 bits hop from script to script and are full
/// of controls, text is not.
Cost wide_cost(Cost cost, char32_t value, Cost size) noexcept {
  if (cost < 16 * bit) return cost;
  return value == bad ? size * 12 * bit : cost >= 22 * bit ? size * 30 * bit : cost * std::max<Cost>(size, 2) / 2;
}

/// The characters of the windows as `next` reads them, each charged in all languages at once.
template <bool wide, class Next>
void price_with(const Windows& windows, std::size_t bytes, Family family, const Next& next, std::span<const std::size_t> languages, Cost limit,
                Prices& prices) {
  const Model& words = model();
  bool over = false;
  windows.each(bytes, [&](const Window& window) {
    if (over) return;
    const std::string_view text = window.bytes;
    Symbol last{};
    char32_t last_value = ' ';
    unsigned rare = 0;    // characters in a row that no language here has often
    std::size_t run = 0;  // characters beyond ASCII in a row
    bool in_word = false;   // an ASCII letter stood before them
    // One Han character in a Latin word is what an accented letter looks like in a double-byte encoding; here the run has ended.
    const auto end_run = [&](bool letter_follows) {
      if (!wide && run == 1 && (in_word || letter_follows)) {
        for (std::size_t i = 0; i < languages.size(); ++i) {
          if (languages[i] < words.size() && Model::is_cjk(languages[i])) prices.sum[i] += 6 * bit;
        }
      }
    };
    for (std::size_t at = 0; at < text.size();) {
      const unsigned byte = byte_at(text, at);
      const Step one = !wide && byte < 0x80 ? Step{byte, 1} : next(text, at);
      if (one.value == bad && window.cut && text.size() - at < 4) break;
      const Symbol now = words.symbol(one.value);
      Cost least = no_limit;
      for (std::size_t i = 0; i < languages.size(); ++i) {
        Cost cost = languages[i] == generic_language ? Model::generic_cost(last_value, one.value) : words.cost(languages[i], last, now, one.value);
        if constexpr (wide) cost = wide_cost(cost, one.value, static_cast<Cost>(one.size));
        least = std::min(least, cost);
        prices.sum[i] += cost;
        if (one.value >= 0x80) prices.beyond[i] += cost;
      }
      if (one.value < 0x80) {
        end_run(now.letter);
        run = 0;
      } else {
        if (run++ == 0) in_word = last.ascii && last.letter;
        prices.bytes += static_cast<Cost>(one.size);
        ++(one.value == bad ? prices.bad : prices.good);
        if (!Model::is_common(one.value)) last_value = one.value;
      }
      last = now;
      at += one.size;
      rare = one.value >= 0x80 && least >= rare_from ? rare + 1 : 0;
      if (!wide && rare == rare_row) {
        rare = 0;
        if (at < text.size() && byte_at(text, at) >= 0x80 && lost_a_byte(family, text.substr(at))) {
          for (std::size_t i = 0; i < languages.size(); ++i) {
            prices.sum[i] += 24 * bit;
            prices.beyond[i] += 24 * bit;
          }
          ++prices.bytes;
          ++prices.bad;
          ++at;
        }
      }
    }
    end_run(false);
    over = std::all_of(prices.sum.begin(), prices.sum.begin() + static_cast<std::ptrdiff_t>(languages.size()), [&](Cost sum) { return sum > limit; });
  });
}

}  // namespace

Prices price(const Windows& windows, std::size_t bytes, const Codec& codec, std::span<const std::size_t> languages, Cost limit) noexcept {
  Prices prices;
  const auto narrow = [&](const auto& next) { price_with<false>(windows, bytes, codec.family, next, languages, limit, prices); };
  const auto wide = [&](const auto& next) { price_with<true>(windows, bytes, codec.family, next, languages, limit, prices); };
  switch (codec.family) {
    case Family::utf16le: wide(Wide<false, 2>{}); break;
    case Family::utf16be: wide(Wide<true, 2>{}); break;
    case Family::utf32le: wide(Wide<false, 4>{}); break;
    case Family::utf32be: wide(Wide<true, 4>{}); break;
    case Family::gb18030: narrow(Gb18030{}); break;
    case Family::big5: narrow(Big5{}); break;
    case Family::euc_kr: narrow(EucKr{}); break;
    case Family::shift_jis: narrow(ShiftJis{}); break;
    case Family::euc_jp: narrow(EucJp{}); break;
    case Family::euc_tw: narrow(EucTw{}); break;
    case Family::johab: narrow(Johab{}); break;
    case Family::single_byte: narrow(Page{&single_byte_pages()[codec.page].high}); break;
    default: narrow(Utf8{}); break;
  }
  return prices;
}

}  // namespace hansift::encoding
