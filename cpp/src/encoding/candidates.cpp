#include "encoding/candidates.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <utility>

#include "encoding/tables.hpp"

namespace hansift::encoding {
namespace {

constexpr Cost first_margin = 45 * bit;  // out of the question after the first look

struct Entry {
  std::string_view name;
  Cost prior;                  // bits
  std::string_view languages;  // "?": unknown to the model
};

constexpr Entry entries[] = {
    {"utf-8", 0, "? zh-Hans zh-Hant ja ko en de fr ru"},
    {"gb18030", 2, "zh-Hans zh-Hant"},
    {"big5", 3, "zh-Hant"},
    {"shift_jis", 3, "ja"},
    {"euc-kr", 3, "ko"},
    {"euc-jp", 4, "ja"},
    {"euc-tw", 9, "zh-Hant"},
    {"johab", 11, "ko"},
    {"windows-1252", 3, "en de fr es pt it nl da sv nb is fi ca ga et"},
    {"windows-1251", 3, "ru uk bg be sr mk"},
    {"windows-1250", 4, "pl cs sk hu ro-cedilla hr sl"},
    {"iso-8859-2", 5, "pl cs sk hu ro-cedilla hr sl"},
    {"windows-1254", 4, "tr"},
    {"windows-1253", 4, "el"},
    {"iso-8859-7", 5, "el"},
    {"windows-1255", 4, "he"},
    {"iso-8859-8", 6, "he"},
    {"windows-1256", 4, "ar fa"},
    {"iso-8859-6", 6, "ar"},
    {"windows-1257", 5, "et lv lt"},
    {"windows-1258", 6, "vi-1258"},
    {"windows-874", 4, "th"},
    {"koi8-r", 5, "ru bg"},
    {"koi8-u", 6, "uk ru be"},
    {"iso-8859-5", 7, "ru bg be sr mk uk"},
    {"ibm866", 7, "ru be uk bg"},
    {"x-mac-cyrillic", 8, "ru bg uk be sr mk"},
    {"iso-8859-15", 5, "fr de es pt it nl fi et da sv nb is ca ga en"},
    {"iso-8859-16", 8, "ro hr sl pl hu"},
    {"iso-8859-13", 7, "lv lt et pl hr sl"},
    {"iso-8859-4", 8, "lv lt et"},
    {"iso-8859-10", 9, "is et lt nb"},
    {"iso-8859-3", 8, "mt eo tr"},
    {"cp852", 8, "pl cs sk hu ro-cedilla hr sl"},
    {"cp850", 8, "de fr es pt it nl da sv nb is fi ca"},
    {"cp437", 9, "de fr es it sv fi nl en"},
    {"cp855", 10, "ru bg sr mk"},
    {"cp857", 10, "tr"},
    {"cp775", 10, "lv lt et"},
    {"cp737", 10, "el"},
    {"cp869", 11, "el"},
    {"cp862", 10, "he"},
    {"cp720", 11, "ar"},
    {"cp860", 11, "pt"},
    {"cp861", 11, "is"},
    {"cp863", 11, "fr"},
    {"cp865", 10, "nb da"},
    {"macintosh", 7, "de fr es pt it nl da sv nb is en ca"},
    {"x-mac-ce", 9, "pl cs sk hu hr sl"},
    {"x-mac-croatian", 11, "hr sl"},
    {"x-mac-greek", 10, "el"},
    {"x-mac-turkish", 10, "tr"},
    {"x-mac-icelandic", 12, "is"},
    {"x-mac-romanian", 11, "ro"},
    {"viscii", 8, "vi"},
};

/// What bytes 80 to FF cost in each pair of single-byte encoding and language, given that a byte is one of them: how many there are is not
/// looked at, since that depends on what is beside them. One row a byte, so that a text adds up rows.
class Letters {
 public:
  static constexpr std::size_t most = 320;
  using Sums = std::array<std::uint16_t, most>;

  /// Returns the place of the new column.
  std::size_t add(const Model& words, std::size_t language, const std::array<std::uint16_t, 128>& page) {
    assert(count_ < most);
    std::array<Cost, 128> costs{};
    double mass = 0;
    for (std::size_t i = 0; i < costs.size(); ++i) {
      costs[i] = page[i] != 0 ? words.single_cost(language, page[i]) : 24 * bit;
      mass += std::exp2(-static_cast<double>(costs[i]) / bit);
    }
    const double share = -std::log2(mass) * bit;
    for (std::size_t i = 0; i < costs.size(); ++i) {
      rows_[i][count_] = static_cast<std::uint8_t>(std::max(0.0, static_cast<double>(costs[i]) - share));
    }
    return count_++;
  }
  [[nodiscard]] std::size_t count() const noexcept { return count_; }

  /// Adds the cost of every byte beyond ASCII; `sums` holds some 300 of them at most.
  void add_to(Sums& sums, std::string_view text) const noexcept {
    for (const char c : text) {
      const auto byte = static_cast<unsigned char>(c);
      if (byte < 0x80) continue;
      const auto& row = rows_[byte - 0x80];
      for (std::size_t i = 0; i < most; ++i) sums[i] = static_cast<std::uint16_t>(sums[i] + row[i]);
    }
  }

 private:
  std::array<std::array<std::uint8_t, most>, 128> rows_{};
  std::size_t count_ = 0;
};

struct Catalogue {
  std::vector<Candidate> candidates{};
  Letters letters{};
};

Catalogue make_catalogue() {
  const Model& words = model();
  Catalogue made;
  for (const Entry& entry : entries) {
    Candidate one{&codec_of(entry.name), {}, entry.prior * bit, false};
    for (std::string_view rest = entry.languages; !rest.empty();) {
      const std::size_t blank = std::min(rest.find(' '), rest.size());
      const std::string_view name = rest.substr(0, blank);
      if (name == "?") {
        one.languages.push_back(generic_language);
      } else {
        one.languages.push_back(words.find(name));
      }
      rest.remove_prefix(std::min(blank + 1, rest.size()));
    }
    assert(one.languages.size() <= most_languages);
    one.cjk = one.codec->family != Family::single_byte && one.codec->family != Family::utf8;
    if (one.codec->family == Family::single_byte) {
      one.letters = made.letters.count();
      for (const std::size_t language : one.languages) made.letters.add(words, language, single_byte_pages()[one.codec->page].high);
    }
    made.candidates.push_back(std::move(one));
  }
  return made;
}

const Catalogue& catalogue() {
  static const Catalogue made = make_catalogue();
  return made;
}

/// A look at the letters alone, to leave out most of some two hundred pairs of single-byte encoding and language.
class FirstLook {
 public:
  FirstLook(const Windows& windows, std::size_t bytes) noexcept {
    windows.each(bytes, [&](const Window& window) { catalogue().letters.add_to(sums_, window.bytes); });
    least_ = *std::min_element(sums_.begin(), sums_.begin() + static_cast<std::ptrdiff_t>(catalogue().letters.count()));
  }
  /// Languages of a candidate that pairs of letters could still make the best.
  [[nodiscard]] LanguageSet likely(const Candidate& candidate) const noexcept {
    if (candidate.codec->family != Family::single_byte) return all_languages;
    LanguageSet found = 0;
    for (std::size_t i = 0; i < candidate.languages.size(); ++i) {
      if (sums_[candidate.letters + i] <= least_ + least_ / 4 + first_margin) found = static_cast<LanguageSet>(found | 1U << i);
    }
    return found;
  }

 private:
  Letters::Sums sums_{};
  Cost least_ = 0;
};

}  // namespace

std::span<const Candidate> candidates() {
  return catalogue().candidates;
}

Scored weigh_one(const Windows& windows, std::size_t bytes, const Candidate& candidate, Cost limit, LanguageSet languages) noexcept {
  std::array<std::size_t, most_languages> those{};
  std::array<std::size_t, most_languages> place{};
  std::size_t count = 0;
  for (std::size_t i = 0; i < candidate.languages.size(); ++i) {
    if ((languages >> i & 1) == 0) continue;
    place[count] = i;
    those[count++] = candidate.languages[i];
  }
  const Prices prices = price(windows, bytes, *candidate.codec, {those.data(), count}, limit);
  Scored best{.candidate = &candidate};
  for (std::size_t i = 0; i < count; ++i) {
    if (prices.sum[i] >= best.text) continue;
    best.text = prices.sum[i];
    best.language = those[i];
    best.fits = candidate.cjk && best.language != generic_language && prices.bytes >= 80 && prices.beyond[i] < prices.bytes * 11 * bit / 2;
  }
  best.languages = 0;
  for (std::size_t i = 0; i < count; ++i) {
    if (prices.sum[i] <= best.text + first_margin) best.languages = static_cast<LanguageSet>(best.languages | 1U << place[i]);
  }
  best.sound = candidate.codec->family == Family::utf8 && prices.good >= 8 && prices.bad <= prices.good / 16;
  return best;
}

Ranking weigh(const Windows& windows, const Hints& hints) noexcept {
  constexpr std::size_t first_bytes = 192, second_bytes = 512;
  constexpr Cost second_margin = 80 * bit, last_margin = 200 * bit;
  const auto look = [&](std::size_t bytes, auto&& each, Cost margin) {
    Ranking found;
    Cost best = no_limit - margin;
    bool cjk_fits = false;
    each([&](const Candidate& one, LanguageSet languages) {
      if (languages == 0 || (cjk_fits && one.codec->family == Family::single_byte)) return;
      const Cost extra = one.prior + hints.cost(*one.codec);
      const Cost limit = best + margin > extra ? best + margin - extra : 1;
      Scored now = weigh_one(windows, bytes, one, limit, languages);
      if (now.text > limit) return;
      now.total = now.text + extra;
      best = std::min(best, now.total);
      found.list[found.count++] = now;
      cjk_fits = cjk_fits || now.fits;
    });
    auto* const begin = found.list.data();
    auto* const end = std::remove_if(begin, begin + found.count, [&](const Scored& one) { return one.total > best + margin; });
    // Few elements, and a sort that keeps the order of equals without a buffer.
    for (auto* at = begin; at != end; ++at) {
      std::rotate(std::upper_bound(begin, at, *at, [](const Scored& a, const Scored& b) { return a.total < b.total; }), at, at + 1);
    }
    found.count = static_cast<std::size_t>(end - begin);
    return found;
  };
  static_assert(std::size(entries) <= Ranking::most);
  const FirstLook letters(windows, first_bytes);
  Ranking ranking = look(
      first_bytes,
      [&](auto&& weigh) {
        for (const Candidate& one : candidates()) weigh(one, letters.likely(one));
      },
      first_margin);
  const auto look_again = [&](std::size_t bytes, Cost margin) {
    const Ranking before = ranking;
    ranking = look(
        bytes,
        [&](auto&& weigh) {
          for (const Scored& one : before.all()) weigh(*one.candidate, one.languages);
        },
        margin);
  };
  if (windows.size() > 2 * second_bytes) look_again(second_bytes, second_margin);
  if (windows.size() > first_bytes) look_again(windows.size(), last_margin);
  return ranking;
}

}  // namespace hansift::encoding
