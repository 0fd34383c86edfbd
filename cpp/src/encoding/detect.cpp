// detect(): the order in which evidence is heard, and the probability of the answer.

#include <algorithm>
#include <array>
#include <cmath>

#include "encoding/candidates.hpp"
#include "encoding/decoders.hpp"
#include "encoding/evidence.hpp"
#include "encoding/spans.hpp"
#include "hansift/encoding.hpp"
#include "text/scan.hpp"
#include "text/utf8.hpp"

namespace hansift {
namespace encoding {
namespace {

constexpr std::size_t head_size = 1024;

Detection certain(std::string_view bytes, std::string_view name, float confidence, std::string_view language = {}) {
  return {name, confidence, language, {}, {{0, bytes.size(), name}}};
}

std::string_view public_language(std::size_t language) noexcept {
  if (language >= model().size()) return {};
  const std::string_view name = model().name(language);
  return name.substr(0, name.find('-'));
}

std::string_view language_of(std::string_view escaped_name) noexcept {
  return escaped_name == "iso-2022-jp" ? "ja" : escaped_name == "iso-2022-kr" ? "ko" : "zh";
}

/// UTF-16, UTF-32 or binary, where the head of the bytes allows it; else empty. All is charged for the same bytes.
struct Wide {
  std::string_view name;
  float confidence;
};
Wide wide_or_binary(std::string_view bytes) {
  const std::string_view head = bytes.substr(0, head_size);
  const Controls found = controls(head);
  const std::size_t ascii = text::ascii_prefix(head);
  if (found.all == 0 && (head.size() > 160 || ascii == head.size())) return {};
  const Windows windows{{0, std::min(head.size(), bytes.size() == head.size() ? head.size() : head.size() / 4 * 4)}};
  const auto size = static_cast<Cost>(windows[0].size());

  Cost narrow = no_limit;
  for (const Candidate& one : candidates()) {
    const Cost prior = one.prior;
    const Scored now = weigh_one(bytes, windows, one, narrow);
    if (now.text < no_limit - prior) narrow = std::min(narrow, now.text + prior);
  }
  std::array<std::pair<std::string_view, Cost>, 5> wide{};
  std::size_t at = 0;
  for (const std::string_view name : {"utf-16le", "utf-16be", "utf-32le", "utf-32be"}) {
    const Candidate one{&codec_of(name), {generic_language, 0, 1, 2, 3}, 0, true};
    wide[at++] = {name, weigh_one(bytes, windows, one).text + 10 * bit};
  }
  // Bytes without any order. Without many controls it is text, if of a kind that is not known.
  wide[4] = {"binary", found.all * 50 > head.size() || found.nul > 3 ? size * 8 * bit + 12 * bit : no_limit};
  const auto best = std::min_element(wide.begin(), wide.end(), [](const auto& a, const auto& b) { return a.second < b.second; });
  if (best->second >= narrow) return {};
  Cost second = narrow;
  for (const auto& other : wide) {
    if (&other != &*best) second = std::min(second, other.second);
  }
  const double gap = static_cast<double>(std::min<Cost>(second - best->second, 400 * bit)) / bit;
  return {best->first, static_cast<float>(1 / (1 + std::exp2(-gap / 2)))};
}

/// Whether the bytes have a code that only GB18030 has, not GBK.
bool has_four_byte_code(std::string_view bytes) noexcept {
  const std::string_view head = bytes.substr(0, 65536);
  for (std::size_t at = 0; at + 3 < head.size(); ++at) {
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(head[at + i]); };
    if (byte(0) < 0x80) continue;
    if (byte(1) - 0x30U < 10 && byte(2) >= 0x81 && byte(3) - 0x30U < 10) return true;
    if (byte(1) >= 0x40) ++at;
  }
  return false;
}

/// Probabilities from costs, and the answer.
Detection decide(std::string_view bytes, const std::vector<Scored>& scored) {
  const Scored& best = scored.front();
  const double size = static_cast<double>(total(sample(bytes, 2048)));
  // Characters are not independent and the model is not the text's own: the longer the text, the more the bits are worth less.
  const double temperature = 1.5 + size / 250;
  double sum = 0;
  double own = 0;
  Detection found;
  for (const Scored& one : scored) {
    const double weight = std::exp2(-static_cast<double>(one.total - best.total) / bit / temperature);
    sum += weight;
    // The same characters under another name: not a different answer.
    if (&one == &best || (one.language == best.language && one.text == best.text)) {
      own += weight;
    } else {
      found.alternatives.push_back({one.candidate->codec->name, static_cast<float>(weight)});
    }
  }
  found.encoding = best.candidate->codec->name;
  if (best.candidate->codec->family == Family::gb18030 && !has_four_byte_code(bytes)) found.encoding = "gbk";
  found.confidence = static_cast<float>(own / sum);
  for (EncodingGuess& guess : found.alternatives) guess.confidence = static_cast<float>(guess.confidence / sum);
  std::erase_if(found.alternatives, [](const EncodingGuess& guess) { return guess.confidence < 1e-4F; });
  if (found.alternatives.size() > 5) found.alternatives.resize(5);
  if (best.candidate->codec->family != Family::utf8) found.language = public_language(best.language);
  return found;
}

/// Characters of UTF-8 beyond ASCII and errors among them, in the first 64 KB behind the leading ASCII.
struct Utf8Count {
  std::size_t good = 0, bad = 0;
};
Utf8Count count_utf8(std::string_view bytes) noexcept {
  Utf8Count found;
  bytes = bytes.substr(0, 65536);
  for (std::size_t at = 0; at < bytes.size();) {
    const std::size_t valid = valid_prefix(bytes.substr(at));
    for (std::size_t i = at; i < at + valid; ++i) found.good += static_cast<unsigned char>(bytes[i]) >= 0xC0;
    at += valid;
    if (bytes.size() - at > 3) ++found.bad;  // the last character may be cut
    ++at;
    while (at < bytes.size() && text::is_continuation(bytes[at])) ++at;
    if (found.bad > 64 && found.bad > found.good / 8) break;
  }
  return found;
}

}  // namespace
}  // namespace encoding

Detection detect(std::string_view bytes, const DetectOptions& options) {
  using namespace encoding;
  const std::string_view mark = marked(bytes);
  const bool valid = is_valid_utf8(bytes);
  if (!mark.empty() && (mark != "utf-8" || valid)) return certain(bytes, mark, 0.999F);
  const std::size_t ascii = text::ascii_prefix(bytes);
  if (has_magic(bytes)) return certain(bytes, "binary", 0.99F);
  if (ascii == bytes.size()) {
    if (const std::string_view name = escaped(bytes); !name.empty()) return certain(bytes, name, 0.995F, language_of(name));
  }
  if (mark.empty()) {
    if (const Wide wide = wide_or_binary(bytes); !wide.name.empty()) return certain(bytes, wide.name, wide.confidence);
  }
  if (ascii == bytes.size()) return certain(bytes, "utf-8", 0.999F);
  // So much that is well-formed is no chance; a little damage does not change that.
  const Utf8Count utf8 = count_utf8(bytes.substr(ascii));
  const bool plainly_utf8 = utf8.good >= 8 && utf8.bad <= utf8.good / 16;
  if (valid && plainly_utf8) return certain(bytes, "utf-8", 0.999F);
  Detection found;
  if (plainly_utf8) {
    found = certain(bytes, "utf-8", 0.998F);
  } else {
    const std::vector<Scored> scored = weigh(bytes, Hints(bytes, options));
    if (scored.empty()) return certain(bytes, "windows-1252", 0.1F);
    found = decide(bytes, scored);
  }
  found.spans = valid && found.encoding == "utf-8" ? std::vector<EncodingSpan>{{0, bytes.size(), found.encoding}}
                                                   : find_spans(bytes, codec_of(found.encoding));
  if (found.spans.size() > 1) {
    // The file is called by what most of it is.
    std::vector<EncodingGuess> share;
    for (const EncodingSpan& span : found.spans) {
      const auto same = std::find_if(share.begin(), share.end(), [&](const EncodingGuess& g) { return g.encoding == span.encoding; });
      const auto size = static_cast<float>(span.end - span.begin);
      if (same == share.end()) {
        share.push_back({span.encoding, size});
      } else {
        same->confidence += size;
      }
    }
    const auto most = std::max_element(share.begin(), share.end(), [](const auto& a, const auto& b) { return a.confidence < b.confidence; });
    if (most->encoding != found.encoding) {
      found.encoding = most->encoding;
      found.language = {};
    }
    std::erase_if(found.alternatives, [&](const EncodingGuess& guess) { return guess.encoding == found.encoding; });
  } else if (!found.spans.empty()) {
    found.encoding = found.spans.front().encoding;
  }
  return found;
}

}  // namespace hansift
