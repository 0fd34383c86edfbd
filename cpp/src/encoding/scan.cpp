#include "encoding/scan.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "encoding/code_costs.hpp"
#include "text/scan.hpp"
#include "text/utf8.hpp"

namespace hansift::encoding {
namespace {

constexpr std::size_t binary_head = 1024;
constexpr std::size_t short_text = 160;       // UTF-16 without control characters is only looked for in so few bytes
constexpr std::size_t sound_characters = 8;   // of UTF-8 beyond ASCII
constexpr std::size_t first_windows = 2048;
constexpr std::size_t line_windows = 256, later_line_windows = 128;

Detection certain(std::size_t size, std::string_view name, float confidence, std::string_view language = {}) {
  Detection found{name, confidence, language, {}, {}};
  found.spans.push_back({0, size, name});
  return found;
}

std::string_view public_language(std::size_t language) noexcept {
  if (language >= model().size()) return {};
  const std::string_view name = model().name(language);
  return name.substr(0, name.find('-'));
}

std::string_view language_of(Family family) noexcept {
  switch (family) {
    case Family::shift_jis:
    case Family::euc_jp:
    case Family::iso_2022_jp: return "ja";
    case Family::euc_kr:
    case Family::iso_2022_kr: return "ko";
    default: return "zh";
  }
}

struct Wide {
  std::string_view name;
  float confidence;
};

/// UTF-16, UTF-32 or binary, if the head reads better so than as text of single bytes; else empty. `ranking`: of the windows of the text, whose
/// best three stand for all; without one all candidates are tried.
Wide wide_or_binary(std::string_view head, const Controls& found, const Ranking* ranking) noexcept {
  head = head.substr(0, binary_head);
  Windows windows;
  windows.add_whole(head);
  const std::size_t all = windows.size();
  Cost narrow = no_limit;
  const auto try_narrow = [&](const Candidate& one) {
    const Scored now = weigh_one(windows, all, one, narrow);
    if (now.text < no_limit - one.prior) narrow = std::min(narrow, now.text + one.prior);
  };
  if (found.all > 0 && text::ascii_prefix(head) == head.size()) {
    // Words between separators: lists of a shell, records of old formats.
    narrow = 0;
    for (const char c : head) {
      const bool separator = c == 0 || c == 1 || c == 2 || c == '\b' || (c >= 0x1C && c <= 0x1F);
      narrow += separator ? 12 * bit : c < ' ' ? 24 * bit : (c >= 'a' && c <= 'z') || c == ' ' ? 5 * bit : 8 * bit;
    }
  } else if (ranking != nullptr) {
    for (const Scored& one : ranking->all().first(std::min<std::size_t>(ranking->count, 3))) try_narrow(*one.candidate);
  } else {
    for (const Candidate& one : candidates()) try_narrow(one);
  }
  std::array<std::pair<std::string_view, Cost>, 5> wide{};
  constexpr std::array<std::string_view, 4> names{"utf-16le", "utf-16be", "utf-32le", "utf-32be"};
  constexpr std::array<std::size_t, 5> languages{generic_language, 0, 1, 2, 3};
  for (std::size_t i = 0; i < names.size(); ++i) {
    const Prices prices = price(windows, all, codec_of(names[i]), languages, no_limit);
    wide[i] = {names[i], *std::min_element(prices.sum.begin(), prices.sum.begin() + languages.size()) + 10 * bit};
  }
  // Bytes without any order. Without many controls it is text, if of a kind that is not known.
  wide[4] = {"binary", found.all * 50 > all || found.nul > 3 ? static_cast<Cost>(all) * 8 * bit + 12 * bit : no_limit};
  const auto* best = std::min_element(wide.begin(), wide.end(), [](const auto& a, const auto& b) { return a.second < b.second; });
  if (best->second >= narrow) return {};
  Cost second = narrow;
  for (const auto& other : wide) {
    if (&other != best) second = std::min(second, other.second);
  }
  const double gap = static_cast<double>(std::min<Cost>(second - best->second, 400 * bit)) / bit;
  return {best->first, static_cast<float>(1 / (1 + std::exp2(-gap / 2)))};
}

/// Whether ASCII bytes, taken two by two, are common characters of CJK: "B0D0n0h0" is four kana in UTF-16. English is full of rare ones.
bool may_be_wide(std::string_view text) noexcept {
  constexpr std::size_t enough = 16;
  if (text.size() < 6 || text.size() % 2 != 0) return false;
  Windows windows;
  windows.add_whole(text.substr(0, enough));
  const Cost limit = static_cast<Cost>(windows.size()) * 11 * bit / 2;
  constexpr std::array<std::size_t, 3> languages{0, 2, 3};
  for (const std::string_view name : {"utf-16le", "utf-16be"}) {
    const Prices prices = price(windows, enough, codec_of(name), languages, limit);
    if (*std::min_element(prices.sum.begin(), prices.sum.begin() + languages.size()) <= limit) return true;
  }
  return false;
}

/// Probabilities from costs, and the answer.
Detection decide(const Windows& windows, const Ranking& ranking) {
  const Scored& best = ranking.list[0];
  // Characters are not independent and the model is not the text's own: the longer the text, the more the bits are worth less.
  const double temperature = 1.5 + static_cast<double>(windows.size()) / 250;
  double sum = 0;
  double own = 0;
  Detection found;
  for (const Scored& one : ranking.all()) sum += std::exp2(-static_cast<double>(one.total - best.total) / bit / temperature);
  for (const Scored& one : ranking.all()) {
    const double weight = std::exp2(-static_cast<double>(one.total - best.total) / bit / temperature);
    // The same characters under another name: not a different answer.
    if (&one == &best || (one.language == best.language && one.text == best.text)) {
      own += weight;
    } else if (found.alternatives.size() < 5 && weight / sum >= 1e-4) {
      found.alternatives.push_back({one.candidate->codec->name, static_cast<float>(weight / sum)});
    }
  }
  found.encoding = best.candidate->codec->name;
  found.confidence = static_cast<float>(own / sum);
  if (best.candidate->codec->family != Family::utf8) found.language = public_language(best.language);
  return found;
}

}  // namespace

void Scan::start(std::string_view head) {
  started_ = true;
  mark_ = marked(head);
  if (!mark_.empty() && mark_ != "utf-8") {
    settled_ = mark_;
    settled_confidence_ = 0.999F;
    return;
  }
  if (has_magic(head)) {
    settled_ = "binary";
    settled_confidence_ = 0.99F;
    return;
  }
  head = head.substr(0, binary_head);
  const Controls found = controls(head);
  if (found.all == 0 || !mark_.empty()) return;
  Escapes escapes;
  if (escapes.read(head) == head.size() && !escapes.name().empty()) return;  // shifts in and out are controls, too
  const Wide wide = wide_or_binary(head, found, nullptr);
  settled_ = wide.name;
  settled_confidence_ = wide.confidence;
}

std::size_t Scan::run(std::string_view data, std::size_t base, bool last) {
  if (!started_) start(data.substr(0, head_size));
  bool going = settled_.empty();
  while (going && at_ - base < data.size()) {
    switch (kind_) {
      case Kind::ascii:
        at_ += escapes_.read(data.substr(at_ - base));
        if (at_ - base < data.size()) kind_ = Kind::few;
        break;
      case Kind::sound: going = pass_utf8(data, base, last); break;
      default: going = next_line(data, base, last); break;
    }
  }
  if (!settled_.empty()) at_ = base + data.size();
  return at_ - base > look_back ? at_ - base - look_back : 0;
}

/// Begin of the line of `at_`: behind a line feed or the line before, `otherwise` if that is too far away.
std::size_t Scan::line_begin(std::string_view data, std::size_t base, std::size_t otherwise) const noexcept {
  const std::size_t floor = std::max(line_floor_, at_ - std::min(at_, look_back));
  const std::size_t feed = data.substr(floor - base, at_ - floor).rfind('\n');
  if (feed != std::string_view::npos) return floor + feed + 1;
  return floor == line_floor_ ? floor : otherwise;
}

/// Deals with the next line that has bytes beyond ASCII. False if more bytes are needed.
bool Scan::next_line(std::string_view data, std::size_t base, bool last) {
  at_ += text::ascii_prefix(data.substr(at_ - base));
  if (at_ - base == data.size()) return true;
  const std::size_t begin = line_begin(data, base, at_ - std::min<std::size_t>(at_, 16));
  const std::size_t end = line_end(data, begin - base, last);
  if (end == std::string_view::npos) return false;
  take(data.substr(begin - base, end - (begin - base)), begin);
  at_ = line_floor_ = base + end;
  return true;
}

void Scan::take(std::string_view line, std::size_t begin) {
  if (kind_ == Kind::few) {
    const std::size_t valid = valid_prefix(line);
    for (std::size_t i = 0; i < valid; ++i) utf8_characters_ += static_cast<unsigned char>(line[i]) >= 0xC0;
    if (valid < line.size()) {
      kind_ = Kind::other;
    } else if (utf8_characters_ >= sound_characters) {
      kind_ = Kind::sound;
    }
  }
  if (kind_ == Kind::sound) return;
  lines_.add(line, begin);
  if (lines_.in_alphabet() && letters_.size() < first_windows) letters_.add(line, line_windows);
  if (lines_.plain() != nullptr) return;
  if (sample_.size() < first_windows) {
    sample_.add(line, line_windows);
  } else if (begin >= next_sample_) {
    sample_.add(line, later_line_windows);
    next_sample_ = 2 * begin;
  }
}

/// Well-formed UTF-8 at memory speed. False if more bytes are needed.
bool Scan::pass_utf8(std::string_view data, std::size_t base, bool last) {
  const std::string_view rest = data.substr(at_ - base);
  const std::size_t valid = valid_prefix(rest);
  at_ += valid;
  if (valid == rest.size()) return true;
  // A character that is cut by the end of the data may go on.
  const text::Decoded cut = text::decode_at(rest, valid);
  if (valid + cut.size == rest.size() && static_cast<unsigned char>(rest[valid]) >= 0xC2 && static_cast<unsigned char>(rest[valid]) <= 0xF4) {
    if (last) at_ += cut.size;  // a cut end is no damage
    return last;
  }
  lines_.begin_with_utf8();
  kind_ = Kind::other;
  line_floor_ = line_begin(data, base, at_);
  return true;
}

Detection Scan::finish(std::string_view head, std::size_t size, Hints hints) {
  if (!settled_.empty()) return certain(size, settled_, settled_confidence_);
  if (kind_ == Kind::ascii) {
    if (const std::string_view name = escapes_.name(); !name.empty()) return certain(size, name, 0.995F, language_of(codec_of(name).family));
    if (size <= short_text && may_be_wide(head)) {
      if (const Wide wide = wide_or_binary(head, {}, nullptr); !wide.name.empty()) return certain(size, wide.name, wide.confidence);
    }
    return certain(size, "utf-8", 0.999F);
  }
  if (kind_ == Kind::sound || (kind_ == Kind::few && !mark_.empty())) return certain(size, "utf-8", 0.999F);
  Detection found = judge(head, size, hints);
  if (!found.spans.empty()) return found;
  if (kind_ == Kind::few && found.encoding == "utf-8") {
    found.spans.push_back({0, size, found.encoding});
    return found;
  }
  const Codec& whole = codec_of(found.encoding);
  found.spans = lines_.finish(whole, whole.family != Family::single_byte && lines_.has_letters() ? letters_codec(hints) : whole, size);
  found.encoding = lines_.name_of(whole);
  for (EncodingGuess& guess : found.alternatives) guess.encoding = lines_.name_of(codec_of(guess.encoding));
  if (found.spans.size() == 1) return found;
  // The file is called by what most of it is, and the shares of its encodings take the place of probabilities.
  SmallVector<std::pair<std::string_view, std::size_t>, Lines::families.size()> shares;
  for (const EncodingSpan& span : found.spans) {
    auto* same = std::find_if(shares.begin(), shares.end(), [&](const auto& share) { return share.first == span.encoding; });
    if (same == shares.end()) {
      shares.push_back({span.encoding, span.end - span.begin});
    } else {
      same->second += span.end - span.begin;
    }
  }
  auto* most = std::max_element(shares.begin(), shares.end(), [](const auto& a, const auto& b) { return a.second < b.second; });
  if (most->first != found.encoding) {
    found.encoding = most->first;
    found.language = {};
  }
  const auto share = [&](const auto& one) { return static_cast<float>(static_cast<double>(one.second) / static_cast<double>(size)); };
  found.confidence = share(*most);
  found.alternatives.clear();
  std::sort(shares.begin(), shares.end(), [](const auto& a, const auto& b) { return a.second > b.second; });
  for (const auto& one : shares) {
    if (one.first != found.encoding) found.alternatives.push_back({one.first, share(one)});
  }
  return found;
}

/// The encoding of the lines of letters in a file that is something else for the most part.
const Codec& Scan::letters_codec(const Hints& hints) const noexcept {
  const Ranking ranking = weigh(letters_, hints);
  for (const Scored& one : ranking.all()) {
    if (one.candidate->codec->family == Family::single_byte) return *one.candidate->codec;
  }
  return codec_of("windows-1252");
}

/// The encoding of most of the text by the language model; spans are filled only if there is nothing to be said about lines.
Detection Scan::judge(std::string_view head, std::size_t size, Hints& hints) {
  if (lines_.began_with_utf8()) return {"utf-8", 0.998F, {}, {}, {}};
  if (const Codec* plain = lines_.plain(); plain != nullptr) return {plain->name, 0.9999F, language_of(plain->family), {}, {}};
  hints.read_head(head);
  const Ranking ranking = weigh(sample_, hints);
  if (size <= short_text && mark_.empty()) {
    if (const Wide wide = wide_or_binary(head, controls(head), &ranking); !wide.name.empty()) return certain(size, wide.name, wide.confidence);
  }
  if (ranking.count == 0) return certain(size, "windows-1252", 0.1F);
  for (const Scored& one : ranking.all()) {
    if (one.sound) return {"utf-8", 0.998F, {}, {}, {}};
  }
  return decide(sample_, ranking);
}

}  // namespace hansift::encoding
