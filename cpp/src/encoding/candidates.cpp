#include "encoding/candidates.hpp"

#include <algorithm>

namespace hansift::encoding {
namespace {

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
    {"iso-8859-3", 9, "tr"},
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

std::vector<Candidate> make_candidates() {
  const Model& words = model();
  std::vector<Candidate> made;
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
    one.cjk = one.codec->family != Family::single_byte && one.codec->family != Family::utf8;
    made.push_back(one);
  }
  return made;
}

}  // namespace

std::span<const Candidate> candidates() {
  static const std::vector<Candidate> made = make_candidates();
  return made;
}

Scored weigh_one(const Windows& windows, std::size_t bytes, const Candidate& candidate, Cost limit) noexcept {
  const Prices prices = price(windows, bytes, *candidate.codec, candidate.languages, limit);
  Scored best{.candidate = &candidate};
  for (std::size_t i = 0; i < candidate.languages.size(); ++i) {
    if (prices.sum[i] >= best.text) continue;
    best.text = prices.sum[i];
    best.language = candidate.languages[i];
    best.fits = candidate.cjk && best.language != generic_language && prices.bytes >= 80 && prices.beyond[i] < prices.bytes * 11 * bit / 2;
  }
  best.sound = candidate.codec->family == Family::utf8 && prices.good >= 8 && prices.bad <= prices.good / 16;
  return best;
}

Ranking weigh(const Windows& windows, const Hints& hints) noexcept {
  constexpr std::size_t first_bytes = 192;
  constexpr Cost first_margin = 45 * bit;   // out of the question after the first look
  constexpr Cost last_margin = 200 * bit;
  Ranking ranking;
  const auto look = [&](std::size_t bytes, auto&& each, Cost margin) {
    Ranking found;
    Cost best = no_limit - margin;
    bool cjk_fits = false;
    each([&](const Candidate& one) {
      if (cjk_fits && one.codec->family == Family::single_byte) return;
      const Cost extra = one.prior + hints.cost(*one.codec);
      const Cost limit = best + margin > extra ? best + margin - extra : 1;
      Scored now = weigh_one(windows, bytes, one, limit);
      if (now.text > limit) return;
      now.total = now.text + extra;
      best = std::min(best, now.total);
      found.list[found.count++] = now;
      cjk_fits = cjk_fits || now.fits;
    });
    const auto begin = found.list.begin();
    const auto end = std::remove_if(begin, begin + static_cast<std::ptrdiff_t>(found.count), [&](const Scored& one) { return one.total > best + margin; });
    // Few elements, and a sort that keeps the order of equals without a buffer.
    for (auto at = begin; at != end; ++at) {
      std::rotate(std::upper_bound(begin, at, *at, [](const Scored& a, const Scored& b) { return a.total < b.total; }), at, at + 1);
    }
    found.count = static_cast<std::size_t>(end - begin);
    return found;
  };
  static_assert(std::size(entries) <= Ranking::most);
  ranking = look(first_bytes, [](auto&& weigh) { for (const Candidate& one : candidates()) weigh(one); }, first_margin);
  if (windows.size() > first_bytes) {
    const Ranking first = ranking;
    ranking = look(windows.size(), [&](auto&& weigh) { for (const Scored& one : first.all()) weigh(*one.candidate); }, last_margin);
  }
  return ranking;
}

}  // namespace hansift::encoding
