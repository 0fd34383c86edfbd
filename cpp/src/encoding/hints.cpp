#include "encoding/hints.hpp"

#include <algorithm>

namespace hansift::encoding {
namespace {

char lower(char c) noexcept { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

/// The first known label behind a "charset=" of the head, else behind an "encoding=" (XML).
const Codec* meta_codec(std::string_view bytes) noexcept {
  const std::string_view head = bytes.substr(0, Hints::head_size);
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
  std::array<std::string_view, 2> names;
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

Hints::Hints(const DetectOptions& options) noexcept {
  if (!options.declared.empty()) declared_ = find_codec(options.declared);
  std::string_view tld = options.tld;
  if (!tld.empty() && tld.front() == '.') tld.remove_prefix(1);
  for (const Domain& domain : domains) {
    if (domain.tld.size() != tld.size() || !std::equal(tld.begin(), tld.end(), domain.tld.begin(), [](char c, char d) { return lower(c) == d; })) continue;
    for (const std::string_view name : domain.names) {
      if (!name.empty()) tld_[tld_count_++] = &codec_of(name);
    }
  }
}

void Hints::read_head(std::string_view head) noexcept { meta_ = meta_codec(head); }

Cost Hints::cost(const Codec& codec) const noexcept {
  Cost sum = 0;
  if (declared_ != nullptr && !same_codec(*declared_, codec)) sum += 5 * bit;
  if (meta_ != nullptr && !same_codec(*meta_, codec)) sum += 5 * bit;
  const auto* end = tld_.begin() + tld_count_;
  if (tld_count_ > 0 && std::none_of(tld_.begin(), end, [&](const Codec* one) { return same_codec(*one, codec); })) sum += 3 * bit;
  return sum;
}

}  // namespace hansift::encoding
