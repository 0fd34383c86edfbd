// Which part of an HTML page holds the article: the subtree whose lines are worth most. Lines of prose are worth their length, lines of
// links and the parts that the markup calls navigation and the like cost; so the best subtree reaches as far as the article and no farther.

#include <algorithm>
#include <map>
#include <unordered_map>

#include "extraction/structure.hpp"
#include "extraction/words.hpp"

namespace hansift::extraction {
namespace {

struct Worth {
  std::int64_t value = 0;
  bool prose = false;
  bool linked = false;
};

Worth worth_of(const Sheet& sheet, const Line& line, LineWords& words, bool trust_regions) {
  const std::string_view text = sheet.of(line);
  const Shape& shape = words.shape();
  Worth worth;
  worth.linked = line.link_size * 2 > text.size();
  const auto width = static_cast<std::int64_t>(std::min<std::size_t>(shape.width, 1200));
  if (trust_regions && line.region != nullptr) {
    worth.value = -std::min<std::int64_t>(10 + width / 8, 60);
    return worth;
  }
  if (worth.linked) {
    worth.value = -20 - std::min<std::int64_t>(width / 2, 40);
    return worth;
  }
  const bool sentence = (shape.stops >= 1 || shape.commas >= 2) && shape.width >= 24;
  if (line.kind == BlockKind::code) {
    worth.value = width / 3 + 4;
  } else if (sentence && (shape.ends_sentence || shape.width >= 60)) {
    worth.prose = true;
    worth.value = width;
    if (text.size() <= 600 && (words.is_legal_notice() || words.is_promotion() || words.cue().rule == &drop_copyright)) {
      worth.value = -10;
      worth.prose = false;
    }
  } else if (text.size() <= 600 && (!sentence || shape.width < 60) && words.cue().rule != nullptr) {
    worth.value = -15;
  } else if (line.heading != 0) {
    worth.value = 8;
  } else {
    worth.value = std::min<std::int64_t>(width / 4, 20) - 2;
  }
  // A link inside a short line makes it less of a paragraph.
  if (line.links > 0 && !worth.prose) worth.value -= 10;
  return worth;
}

/// Lists of teasers that are no series of elements: a line of link, a few words about it beside it, the next line of link. Three of them in a
/// row are no accident.
void mark_plain_teasers(Sheet& sheet, const Document& document, const std::vector<Worth>& worth) {
  std::vector<Line>& lines = sheet.lines;
  // About as far below their common ancestor: not so a list inside the text, and the paragraph behind it.
  const auto beside = [&](const Line& a, const Line& b) {
    int below_a = 0, below_b = 0;
    for (std::uint32_t first = a.container, second = b.container; first != second && below_a + below_b <= 10;) {
      const bool deeper = first > second;  // nodes are in source order, so ancestors come first
      (deeper ? below_a : below_b) += 1;
      (deeper ? first : second) = document.nodes[deeper ? first : second].parent;
    }
    return below_a + below_b <= 10 && below_a - below_b <= 1 && below_b - below_a <= 1;
  };
  const auto is_head = [&](std::size_t i) { return worth[i].linked && lines[i].text.size() >= 12; };
  for (std::size_t i = 0; i < lines.size();) {
    if (!is_head(i)) {
      ++i;
      continue;
    }
    std::size_t heads = 0;
    std::size_t at = i;
    std::size_t end = i;
    while (at < lines.size() && is_head(at)) {
      std::size_t next = at + 1;
      std::size_t size = 0;
      bool prose = false;
      while (next < lines.size() && next <= at + 4 && !is_head(next) && size <= 500) {
        size += lines[next].text.size();
        prose = prose || (worth[next].prose && beside(lines[at], lines[next]));
        ++next;
      }
      const bool last = next >= lines.size() || !is_head(next);
      if (!prose && !last) break;
      if (last && heads < 2) break;
      if (last) {
        // Of what follows the last head only its first words belong to it.
        end = at + 1;
        if (end < lines.size() && beside(lines[at], lines[end])) ++end;
        if (end > at + 1 && end < lines.size() && lines[end].text.size() <= 60) ++end;
        if (prose) ++heads;
        break;
      }
      ++heads;
      end = next;
      at = next;
    }
    if (heads >= 3) {
      for (std::size_t k = i; k < end; ++k) {
        if (lines[k].region == nullptr) lines[k].region = &drop_related;
      }
    }
    i = std::max(end, i + 1);
  }
}

/// Verse and lists: many short lines side by side that are made alike and are no links. Together they are worth as much as prose.
void raise_runs(const Sheet& sheet, std::span<LineWords> words, std::vector<Worth>& worth) {
  constexpr std::size_t fewest = 4;
  constexpr std::size_t fewest_of_one = 3;  // in one element
  const auto quiet = [&](std::size_t i) {
    const Line& line = sheet.lines[i];
    return !worth[i].linked && !worth[i].prose && line.region == nullptr && line.links == 0 && line.kind != BlockKind::caption && words[i].cue().rule == nullptr;
  };
  for (std::size_t begin = 0; begin < sheet.lines.size();) {
    std::size_t end = begin;
    while (end < sheet.lines.size() && quiet(end) && sheet.lines[end].manner == sheet.lines[begin].manner) ++end;
    if (end - begin >= fewest || (end - begin >= fewest_of_one && sheet.lines[begin].container == sheet.lines[end - 1].container)) {
      for (std::size_t i = begin; i < end; ++i) worth[i].value = std::max(worth[i].value, static_cast<std::int64_t>(std::min<std::size_t>(words[i].shape().width, 100)));
    }
    begin = std::max(end, begin + 1);
  }
}

constexpr std::size_t least_flow_lines = 3;
constexpr std::int64_t least_flow = 300;  ///< columns
constexpr std::int64_t least_cut_flow = 150;  ///< of lines in one element

/// The elements in which the paragraphs of the article stand; what stands beside them (tags, buttons, notices) is marked as apart.
void mark_apart(Sheet& sheet, const Document& document, const std::vector<Worth>& worth) {
  const auto& nodes = document.nodes;
  std::map<std::uint32_t, std::int64_t> own;     // prose by innermost block element
  std::map<std::uint64_t, std::int64_t> around;  // by that element's parent, or all parents of a class
  std::unordered_map<std::uint32_t, std::size_t> lines;
  std::int64_t all = 0;
  std::size_t prose_lines = 0;
  const auto group = [&](std::uint32_t node) { return document.has(nodes[node], Attribute::class_name) ? kind_of(document, nodes[node]) : node; };
  for (std::size_t i = 0; i < sheet.lines.size(); ++i) {
    const Line& line = sheet.lines[i];
    if (line.drop != nullptr || !worth[i].prose) continue;
    all += worth[i].value;
    ++prose_lines;
    own[line.container] += worth[i].value;
    around[group(nodes[line.container].parent)] += worth[i].value;
    ++lines[line.container];
  }
  // Of recipes, questions with answers and the like much stands outside of what little prose there is.
  if (prose_lines < least_flow_lines || all < least_cut_flow) return;
  // Lines of one element, cut by <br>; or elements side by side.
  std::vector<std::uint64_t> flows;
  const bool cut = std::any_of(own.begin(), own.end(), [&](const auto& entry) {
    if (lines[entry.first] < 2 || entry.second * 2 < all) return false;
    flows.push_back(entry.first);
    return true;
  });
  if (!cut) {
    if (all < least_flow) return;
    std::int64_t held = 0;
    for (const auto& [key, value] : around) {
      if (value * 5 < all) continue;
      flows.push_back(key);
      held += value;
    }
    if (held * 10 < all * 6) return;
  }
  // From the root down: in a flow is what stands in an element of one.
  std::vector<bool> flowing(nodes.size(), false);
  for (std::uint32_t i = 0; i < nodes.size(); ++i) {
    if (nodes[i].tag == Tag::text || nodes[i].tag == Tag::comment) continue;
    flowing[i] = (i != 0 && flowing[nodes[i].parent]) || std::find(flows.begin(), flows.end(), cut ? i : group(i)) != flows.end();
  }
  bool begun = false;
  for (std::size_t i = 0; i < sheet.lines.size(); ++i) {
    Line& line = sheet.lines[i];
    if (line.drop != nullptr) continue;
    begun = begun || flowing[line.container];
    line.apart = !flowing[line.container] && (begun || !worth[i].prose);  // a lead may stand before
  }
}

}  // namespace

void choose_article(Sheet& sheet, const Document& document, std::span<LineWords> words) {
  const auto& nodes = document.nodes;
  if (sheet.lines.empty()) return;
  // Are the class names to be trusted? Not if they call the larger part of the page's prose a sidebar or a footer.
  std::size_t named = 0;
  std::size_t free = 0;
  std::vector<Worth> worth(sheet.lines.size());
  for (std::size_t i = 0; i < sheet.lines.size(); ++i) {
    worth[i] = worth_of(sheet, sheet.lines[i], words[i], false);
    if (!worth[i].prose) continue;
    (sheet.lines[i].region != nullptr ? named : free) += static_cast<std::size_t>(worth[i].value);
  }
  const bool trust = named <= free * 5 || free > 1500;
  if (!trust) {
    for (Line& line : sheet.lines) line.region = nullptr;
  }
  mark_plain_teasers(sheet, document, worth);
  raise_runs(sheet, words, worth);
  std::vector<std::int64_t> sum(nodes.size(), 0);
  for (std::size_t i = 0; i < sheet.lines.size(); ++i) {
    if (sheet.lines[i].region != nullptr) worth[i] = worth_of(sheet, sheet.lines[i], words[i], true);
    sum[sheet.lines[i].container] += worth[i].value;
  }
  for (std::size_t i = nodes.size(); i-- > 1;) sum[nodes[i].parent] += sum[i];
  std::uint32_t best = 0;
  for (std::uint32_t i = 1; i < nodes.size(); ++i) {
    if (sum[i] > 0 && (sum[i] > sum[best] || (sum[i] == sum[best] && i < nodes[best].end))) best = i;
  }
  const std::uint32_t end = best == 0 ? static_cast<std::uint32_t>(nodes.size()) : nodes[best].end;
  for (Line& line : sheet.lines) {
    if (line.region != nullptr) {
      line.drop = line.region;
    } else if (line.container < best || line.container >= end) {
      line.drop = &drop_outside;
    }
  }
  mark_apart(sheet, document, worth);
}

}  // namespace hansift::extraction
