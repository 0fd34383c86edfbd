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

char lower(char c) noexcept { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

/// The label behind the first "charset=" (or XML's "encoding=") of the head.
const Codec* meta_codec(std::string_view bytes) noexcept {
  const std::string_view head = bytes.substr(0, 2048);
  for (const std::string_view key : {std::string_view("charset"), std::string_view("encoding")}) {
    for (std::size_t at = 0; at + key.size() < head.size(); ++at) {
      at = head.find_first_of(key[0] == 'c' ? "cC" : "eE", at);
      if (at == std::string_view::npos || at + key.size() >= head.size()) break;
      if (!std::equal(key.begin(), key.end(), head.begin() + static_cast<std::ptrdiff_t>(at), [](char k, char c) { return k == lower(c); })) continue;
      std::size_t from = head.find_first_not_of(" \t", at + key.size());
      if (from == std::string_view::npos || head[from] != '=') continue;
      from = head.find_first_not_of(" \t\"'", from + 1);
      if (from == std::string_view::npos) return nullptr;
      const std::size_t to = std::min(head.find_first_of("\"' \t\r\n;>/?", from), head.size());
      if (const Codec* found = find_codec(head.substr(from, to - from)); found != nullptr) return found;
    }
  }
  return nullptr;
}

struct Domain {
  std::string_view tld;
  std::array<std::string_view, 3> names;
};
constexpr Domain domains[] = {
    {"cn", {"gb18030"}}, {"sg", {"gb18030"}}, {"tw", {"big5"}}, {"hk", {"big5"}}, {"mo", {"big5"}}, {"jp", {"shift_jis", "euc-jp"}},
    {"kr", {"euc-kr"}}, {"ru", {"windows-1251", "koi8-r"}}, {"ua", {"windows-1251", "koi8-u"}}, {"by", {"windows-1251"}}, {"bg", {"windows-1251"}},
    {"pl", {"windows-1250", "iso-8859-2"}}, {"cz", {"windows-1250", "iso-8859-2"}}, {"sk", {"windows-1250", "iso-8859-2"}},
    {"hu", {"windows-1250", "iso-8859-2"}}, {"ro", {"windows-1250", "iso-8859-2"}}, {"hr", {"windows-1250", "iso-8859-2"}},
    {"si", {"windows-1250", "iso-8859-2"}}, {"gr", {"windows-1253", "iso-8859-7"}}, {"tr", {"windows-1254"}}, {"il", {"windows-1255"}},
    {"th", {"windows-874"}}, {"vn", {"windows-1258"}}, {"lt", {"windows-1257"}}, {"lv", {"windows-1257"}}, {"ee", {"windows-1257"}},
    {"ir", {"windows-1256"}}, {"sa", {"windows-1256"}}, {"eg", {"windows-1256"}},
};

bool same_codec(const Codec& a, const Codec& b) noexcept { return a.family == b.family && a.page == b.page; }

}  // namespace

std::span<const Candidate> candidates() {
  static const std::vector<Candidate> made = make_candidates();
  return made;
}

Hints::Hints(std::string_view bytes, const DetectOptions& options) : meta_(meta_codec(bytes)) {
  if (!options.declared.empty()) declared_ = find_codec(options.declared);
  std::string_view tld = options.tld;
  if (!tld.empty() && tld.front() == '.') tld.remove_prefix(1);
  for (const Domain& domain : domains) {
    if (domain.tld.size() != tld.size() || !std::equal(tld.begin(), tld.end(), domain.tld.begin(), [](char c, char d) { return lower(c) == d; })) continue;
    for (const std::string_view name : domain.names) {
      if (!name.empty()) tld_.push_back(codec_of(name).family);
    }
  }
}

Cost Hints::cost(const Codec& codec) const noexcept {
  Cost sum = 0;
  if (declared_ != nullptr && !same_codec(*declared_, codec)) sum += 5 * bit;
  if (meta_ != nullptr && !same_codec(*meta_, codec)) sum += 5 * bit;
  if (!tld_.empty() && std::find(tld_.begin(), tld_.end(), codec.family) == tld_.end()) sum += 3 * bit;
  return sum;
}

Scored weigh_one(std::string_view bytes, const Windows& windows, const Candidate& candidate, Cost limit) {
  thread_local std::vector<Unit> units;  // scratch: nothing of it outlives the call
  read(bytes, windows, *candidate.codec, units);
  Scored best{&candidate, generic_language, no_limit, no_limit};
  for (const std::size_t language : candidate.languages) {
    const Cost cost = score(units, *candidate.codec, language, std::min(limit, best.text));
    if (cost < best.text) {
      best.text = cost;
      best.language = language;
    }
  }
  if (candidate.cjk && best.text < no_limit && best.language != generic_language) {
    Cost beyond = 0;
    std::size_t size = 0;
    for (const Unit& one : units) {
      if (one.value < 0x80) continue;
      beyond += model().cost(best.language, one.last, one.now, one.value);
      size += one.size;
    }
    best.fits = size >= 80 && beyond < size * 11 * bit / 2;
  }
  return best;
}

std::vector<Scored> weigh(std::string_view bytes, const Hints& hints) {
  constexpr Cost first_margin = 45 * bit;   // out of the question after the first look
  constexpr Cost last_margin = 200 * bit;
  std::vector<Scored> found;
  const auto look = [&](const Windows& windows, std::span<const Candidate* const> those, Cost margin) {
    std::vector<Scored> scored;
    Cost best = no_limit - margin;
    bool cjk_fits = false;
    for (const Candidate* one : those) {
      if (cjk_fits && one->codec->family == Family::single_byte) continue;
      const Cost extra = one->prior + hints.cost(*one->codec);
      const Cost limit = best + margin > extra ? best + margin - extra : 1;
      Scored now = weigh_one(bytes, windows, *one, limit);
      if (now.text > limit) continue;
      now.total = now.text + extra;
      best = std::min(best, now.total);
      scored.push_back(now);
      cjk_fits = cjk_fits || now.fits;
    }
    std::erase_if(scored, [&](const Scored& one) { return one.total > best + margin; });
    std::stable_sort(scored.begin(), scored.end(), [](const Scored& a, const Scored& b) { return a.total < b.total; });
    return scored;
  };
  std::vector<const Candidate*> those;
  for (const Candidate& one : candidates()) those.push_back(&one);
  const Windows first = sample(bytes, 192);
  found = look(first, those, first_margin);
  const Windows second = sample(bytes, 2048);
  if (total(second) > total(first)) {
    those.clear();
    for (const Scored& one : found) those.push_back(one.candidate);
    found = look(second, those, last_margin);
  }
  return found;
}

}  // namespace hansift::encoding
