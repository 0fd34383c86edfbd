#include "encoding/spans.hpp"

#include <algorithm>
#include <array>

#include "encoding/candidates.hpp"
#include "hansift/text.hpp"
#include "text/scan.hpp"

namespace hansift::encoding {
namespace {

constexpr std::size_t line_budget = 256;
constexpr Cost clear = 40 * bit;          // so much cheaper is a line under another encoding before it counts
constexpr Cost switch_cost = 14 * bit;

/// What a line of a mixed file may be.
std::vector<Candidate> choices(const Codec& whole) {
  std::vector<Candidate> made;
  bool has_whole = false;
  for (const Candidate& one : candidates()) {
    const bool is_whole = one.codec->family == whole.family && one.codec->page == whole.page;
    if (one.codec->family == Family::euc_tw || one.codec->family == Family::johab) {
      if (!is_whole) continue;
    } else if (one.codec->family == Family::single_byte && !is_whole) {
      continue;
    }
    has_whole = has_whole || is_whole;
    made.push_back(one);
    if (one.codec->family == Family::utf8) made.back().languages = {0, 1, 2, 3, generic_language};
  }
  if (!has_whole) made.clear();
  return made;
}

struct Line {
  std::size_t begin, end;
  Windows windows;
};

std::size_t line_end(std::string_view bytes, std::size_t at) noexcept {
  const std::size_t found = bytes.find('\n', at);
  return found == std::string_view::npos ? bytes.size() : found + 1;
}

/// The windows of one line, in offsets of the file.
Windows line_windows(std::string_view bytes, std::size_t begin, std::size_t end, std::size_t budget) {
  Windows found = sample(bytes.substr(begin, end - begin), budget);
  for (Span& window : found) window = {window.begin + begin, window.end + begin};
  return found;
}

/// Whether some line is clearly not `whole`: every line is tried as UTF-8, some with the model.
bool is_mixed(std::string_view bytes, const std::vector<Candidate>& those, const Codec& whole) {
  const auto mine = std::find_if(those.begin(), those.end(), [&](const Candidate& c) { return c.codec->family == whole.family && c.codec->page == whole.page; });
  std::size_t tries = whole.family == Family::single_byte ? 0 : 12;
  std::size_t number = 0;
  const bool is_utf8 = whole.family == Family::utf8;
  for (std::size_t at = 0; at < bytes.size();) {
    // Go to the next line with a byte beyond ASCII.
    const std::size_t high = at + text::ascii_prefix(bytes.substr(at));
    if (high >= bytes.size()) break;
    const std::size_t feed = bytes.rfind('\n', high);
    const std::size_t begin = feed == std::string_view::npos || feed < at ? at : feed + 1;
    const std::size_t end = line_end(bytes, high);
    const bool valid = is_valid_utf8(bytes.substr(high, end - high));
    // Where the answer is UTF-8, valid lines are right; where it is not, they are suspect. Others are looked at now and then.
    const bool suspect = valid != is_utf8;
    if (suspect || (!is_utf8 && tries > 0 && number % 3 == 0)) {
      const Windows windows = line_windows(bytes, begin, end, suspect ? line_budget : 96);
      const Cost own = weigh_one(bytes, windows, *mine).text;
      if (own > clear) {
        for (const Candidate& one : those) {
          if (&one != &*mine && weigh_one(bytes, windows, one, own - clear).text < own - clear) return true;
        }
      }
      if (!suspect) --tries;
    }
    ++number;
    at = end;
  }
  return false;
}

}  // namespace

std::vector<EncodingSpan> find_spans(std::string_view bytes, const Codec& whole) {
  const std::vector<EncodingSpan> one{{0, bytes.size(), whole.name}};
  if (bytes.find('\n') == std::string_view::npos) return one;
  const std::vector<Candidate> those = choices(whole);
  if (those.empty() || !is_mixed(bytes, those, whole)) return one;

  // Viterbi over the lines: cheapest way to read all of them, a change of encoding costs.
  const std::size_t states = those.size();
  std::vector<std::uint64_t> cost(states, 0);
  std::vector<std::vector<std::uint8_t>> from;
  std::vector<Span> lines;
  for (std::size_t at = 0; at < bytes.size();) {
    const std::size_t end = line_end(bytes, at);
    if (text::ascii_prefix(bytes.substr(at, end - at)) < end - at) {
      const Windows windows = line_windows(bytes, at, end, line_budget);
      const auto cheapest = static_cast<std::size_t>(std::min_element(cost.begin(), cost.end()) - cost.begin());
      const std::uint64_t over = cost[cheapest] + switch_cost;
      std::vector<std::uint8_t> back(states);
      for (std::size_t i = 0; i < states; ++i) {
        back[i] = static_cast<std::uint8_t>(over < cost[i] ? cheapest : i);
        cost[i] = std::min(over, cost[i]) + weigh_one(bytes, windows, those[i], 4000 * bit).text;
      }
      from.push_back(std::move(back));
      lines.push_back({at, end});
    } else if (!lines.empty()) {
      lines.back().end = end;
    }
    at = end;
  }
  std::vector<EncodingSpan> spans;
  auto state = static_cast<std::size_t>(std::min_element(cost.begin(), cost.end()) - cost.begin());
  std::vector<std::size_t> path(lines.size());
  for (std::size_t i = lines.size(); i-- > 0;) {
    path[i] = state;
    state = from[i][state];
  }
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const std::string_view name = those[path[i]].codec->family == Family::gb18030 && whole.family == Family::gb18030 ? whole.name : those[path[i]].codec->name;
    if (!spans.empty() && spans.back().encoding == name) {
      spans.back().end = lines[i].end;
    } else {
      spans.push_back({spans.empty() ? 0 : spans.back().end, lines[i].end, name});
    }
  }
  if (spans.empty()) return one;
  spans.back().end = bytes.size();
  return spans;
}

}  // namespace hansift::encoding
