#include "script/lattice.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace hansift::script {
namespace {

constexpr float unknown = std::numeric_limits<float>::infinity();
constexpr std::size_t left_reach = 16;       // characters that a stretch begins before what is in question
constexpr std::size_t cue_reach = 15;        // characters on each side
constexpr float diminishing = 0.6F;          // the second match of a kind counts this much of its weight, the third the square of it
constexpr float support_share = 0.5F;        // how much evidence for a form speaks for a character that stands alone
constexpr float most_support = 3.0F;
constexpr float departure_cost = 1.0F;       // of a character in a word that is not what the writer wrote
constexpr float name_departure_cost = 5.0F;  // of a surname, if only a given name speaks for it
constexpr float lone_under_cost = 2.0F;     // of one that stands alone and is a Simplified one, too
constexpr float lone_over_cost = 3.5F;      // of one that stands alone otherwise
constexpr float uncounted_word = 14.5F;      // cost of a unit that no dictionary counts
constexpr float name_cost = 5.0F;            // of a person being named here
constexpr float known_name = 5.0F;           // evidence for a surname before what followed it elsewhere in the text
constexpr float titled_name = 6.0F;          // what a title behind it takes off
constexpr float surname_share = 0.55F;       // of a surname's cost as a word
constexpr std::array<float, 2> given_cost{1.5F, 0.3F};  // of given names of one and of two characters

bool ends_sentence(char16_t unit) noexcept {
  return unit == u'。' || unit == u'！' || unit == u'？' || unit == u'!' || unit == u'?' || unit == u'\n';
}

bool punctuation(char16_t unit) noexcept {
  if (unit < 0x80) return !((unit >= '0' && unit <= '9') || ((unit | 32) >= 'a' && (unit | 32) <= 'z'));
  return (unit >= 0x2000 && unit <= 0x206F) || (unit >= 0x3000 && unit <= 0x3004) || (unit >= 0x3008 && unit <= 0x3020) || unit == 0x30FB || unit == 0xB7 ||
         (unit >= 0xFE30 && unit <= 0xFE6F) || (unit >= 0xFF01 && unit <= 0xFF0F) || (unit >= 0xFF1A && unit <= 0xFF20) || (unit >= 0xFF3B && unit <= 0xFF40) ||
         (unit >= 0xFF5B && unit <= 0xFF65);
}

/// How much cheaper evidence for its form makes a character that stands alone.
float support(float evidence) noexcept { return std::clamp(evidence * support_share, 0.0F, most_support); }

/// A sum in which each further match of a kind counts less.
struct Diminishing {
  void add(float weight) noexcept {
    if (weight < 0) {
      against_ += weight;
      return;
    }
    // Kept sorted, largest first; what falls out of the end would count next to nothing.
    for (float& kept : largest_) {
      if (weight > kept) std::swap(weight, kept);
    }
  }
  [[nodiscard]] float sum() const noexcept {
    float sum = against_, share = 1;
    for (const float weight : largest_) {
      sum += weight * share;
      share *= diminishing;
    }
    return sum;
  }

  std::array<float, 6> largest_;
  float against_;
};

}  // namespace

char16_t Lattice::by_character(char16_t unit) const noexcept {
  const Character character = table_.character(unit);
  if (!character.trigger()) return 0;
  return table_.text(table_.forms(table_.unit(character.unit())).front()).front();
}

std::pair<std::size_t, std::size_t> Lattice::stretch(std::u16string_view text, std::size_t floor, std::size_t at, std::size_t end) const noexcept {
  std::size_t first = at, last = at + 1;
  while (first > floor && at - first < left_reach && is_han(text[first - 1]) && table_.adjacent(text[first - 1], text[first])) --first;
  // A given name is no word.
  std::size_t given = table_.character(text[at]).surname() ? 2 : 0;
  while (last < end && last - first < longest_stretch && is_han(text[last])) {
    if (given == 0 && !table_.adjacent(text[last - 1], text[last])) break;
    given = table_.character(text[last]).surname() ? 2 : given - static_cast<std::size_t>(given != 0);
    ++last;
  }
  return {first, last};
}

bool Lattice::titled_behind(std::u16string_view text, std::size_t first, std::size_t last) const noexcept {
  constexpr std::size_t longest_title = 4, longest_name = 3;
  const std::size_t from = last - std::min(last - first, longest_name + longest_title);
  for (std::size_t at = from; at < last; ++at) {
    if (!table_.character(text[at]).surname()) continue;
    for (std::size_t title = at + 2; title <= at + longest_name && title < text.size(); ++title) {
      if (title + longest_title > last && table_.titled(text.substr(title))) return true;
    }
  }
  return false;
}

void Lattice::start(std::u16string_view text, std::size_t begin, std::size_t end, std::u16string_view written, bool lazy) noexcept {
  text_ = text;
  written_ = written;
  begin_ = begin;
  size_ = end - begin;
  count_ = 0;
  lazy_ = lazy;
  for (std::size_t at = 0; at < size_; ++at) {
    keys_[at].size = 1;
    single(at);
    words_at(at);
  }
  greedy();
}

void Lattice::read(std::u16string_view text, std::size_t begin, std::size_t end, std::u16string_view written) noexcept {
  start(text, begin, end, written, false);
  search_forward();
  search_backward();
}

void Lattice::glance(std::u16string_view text, std::size_t begin, std::size_t end, std::u16string_view written) noexcept {
  start(text, begin, end, written, true);
  context_free_ = true;
  for (bool again = true; again;) {
    search_forward();
    again = false;
    for (const Edge* edge : path()) {
      if (edge->form == unjudged) {
        judge(edges_[static_cast<std::size_t>(edge - edges_.data())]);
        again = true;
        context_free_ = false;
      }
    }
  }
}

void Lattice::judge(Edge& edge) noexcept {
  const SenseUnit& unit = table_.unit(edge.unit);
  const Scores scores = score(unit, edge.begin, edge.end);
  const float cost = edge.cost + most_support;
  Edge best = edge;
  best.cost = best.ahead = unknown;
  for (std::uint32_t form = 0; form < unit.end_form - unit.first_form; ++form) {
    edge.form = static_cast<std::uint8_t>(form);
    edge.cost = cost + scores.cost[form] - support(scores.evidence[form]);
    if (!written_.empty()) edge.cost += departure(edge);
    if (edge.cost < best.cost) {
      edge.ahead = best.cost - edge.cost;
      best = edge;
    } else {
      best.ahead = std::min(best.ahead, edge.cost - best.cost);
    }
  }
  edge = best;
}

bool Lattice::add(std::size_t begin, std::size_t end, EdgeKind kind, float cost, std::uint32_t unit, std::uint32_t form, std::uint32_t spelling) noexcept {
  // Room for a single edge of every character that is still to come, so that there is always a path.
  const bool needed = end == begin + 1;
  if (count_ + (needed ? 0 : (size_ - begin) * most_forms) >= most_edges) return false;
  edges_[count_++] = {static_cast<std::uint8_t>(begin),  static_cast<std::uint8_t>(end),       kind, static_cast<std::uint8_t>(form),
                      static_cast<std::uint16_t>(unit), static_cast<std::uint16_t>(spelling), cost, unknown, 0};
  if (!written_.empty() && kind != EdgeKind::plain && form != unjudged) edges_[count_ - 1].cost += departure(edges_[count_ - 1]);
  return true;
}

bool Lattice::fits(const Edge& edge, std::size_t at) const noexcept {
  if (!table_.character(text_[begin_ + at]).trigger()) return true;
  const char16_t right = becomes(edge, at), was = written_[begin_ + at];
  if (right == 0 || table_.acceptable(was, right)) return true;
  return edge.kind == EdgeKind::word && edge.spelling != 0 && table_.proper(edge.spelling) && was == text_[begin_ + at];
}

float Lattice::departure(const Edge& edge) const noexcept {
  float cost = 0;
  for (std::size_t at = edge.begin; at < edge.end; ++at) {
    if (fits(edge, at)) continue;
    const bool simplified = written_[begin_ + at] == text_[begin_ + at];
    cost += edge.kind == EdgeKind::name ? name_departure_cost : edge.end - edge.begin > 1 ? departure_cost : simplified ? lone_under_cost : lone_over_cost;
  }
  return cost;
}

Lattice::Staying Lattice::staying(std::size_t at, char16_t stays) const noexcept {
  Staying found{unknown, nullptr};
  for (const Edge& edge : edges()) {
    if (edge.begin > at || at >= edge.end || through(edge) >= found.cost) continue;
    const char16_t right = becomes(edge, at);
    if (right == stays || (!written_.empty() && right != 0 && fits(edge, at))) found = {through(edge), &edge};
  }
  return found;
}

void Lattice::add_forms(std::size_t begin, std::size_t end, EdgeKind kind, std::uint32_t unit, float cost) noexcept {
  const SenseUnit& sense = table_.unit(unit);
  if (lazy_ && sense.evident()) {
    add(begin, end, kind, cost - most_support, unit, unjudged);
    return;
  }
  const Scores scores = score(sense, begin, end);
  for (std::uint32_t form = 0; form < sense.end_form - sense.first_form; ++form) {
    if (add(begin, end, kind, cost + scores.cost[form] - support(scores.evidence[form]), unit, form)) edges_[count_ - 1].evidence = scores.evidence[form];
  }
}

void Lattice::single(std::size_t at) noexcept {
  const Character character = table_.character(text_[begin_ + at]);
  if (!character.trigger()) {
    add(at, at + 1, EdgeKind::plain, character.cost());
    return;
  }
  add_forms(at, at + 1, EdgeKind::sense, character.unit(), character.cost());
  if (character.surname()) names_at(at, character);
}

void Lattice::names_at(std::size_t at, Character surname) noexcept {
  const SenseUnit& unit = table_.unit(surname.unit());
  const auto forms = table_.forms(unit);
  std::uint32_t form = 0;
  while (forms[form].surname == 0) ++form;
  float cost = name_cost + surname.cost() * surname_share;
  bool common = true;
  for (std::size_t given = 0; given < 2 && at + given + 1 < size_; ++given) {
    const Character next = table_.character(text_[begin_ + at + given + 1]);
    if (!next.in_names()) return;
    cost += next.name_cost();
    common = common && next.common_in_names();
    // A title behind it makes any name of it.
    const bool titled = table_.titled(text_.substr(begin_ + at + given + 2));
    if (!common && !titled) continue;
    add(at, at + given + 2, EdgeKind::name, cost + given_cost[given] - (titled ? titled_name : 0), surname.unit(), form);
  }
}

void Lattice::words_at(std::size_t at) noexcept {
  if (at + 1 >= size_) return;
  std::uint64_t hash = hash_unit(hash_unit(0, text_[begin_ + at]), text_[begin_ + at + 1]);
  const bool regional = table_.character(text_[begin_ + at]).begins_word_of(vocabulary_);
  const Entry pair = table_.begins(hash) ? table_.word(hash) : Entry{0};
  const VocabularyEntry regional_pair = regional ? table_.vocabulary_pair(vocabulary_, hash) : VocabularyEntry{0};
  const std::size_t longest = std::min<std::size_t>(size_ - at, std::max(pair.longest(), regional_pair.longest()));
  for (std::size_t size = 2; size <= longest; ++size) {
    if (size > 2) hash = hash_unit(hash, text_[begin_ + at + size - 1]);
    const Entry entry = size == 2 ? pair : table_.word(hash);
    // Another word may have the same print.
    if (!entry.unit() && entry.value() != 0 && table_.spelling(entry.value()).size() != size) continue;
    if (entry.opencc() && (!entry.unit() || table_.key(table_.unit(entry.value())).size() == size)) keys_[at] = {static_cast<std::uint32_t>(size), entry};
    const VocabularyEntry found = size == 2 ? regional_pair : size <= regional_pair.longest() ? table_.vocabulary(vocabulary_, hash) : VocabularyEntry{0};
    if (found.word()) {
      add_forms(at, at + size, EdgeKind::vocabulary, found.unit(), entry.word() ? entry.cost() : uncounted_word);
    } else if (entry.unit() && table_.key(table_.unit(entry.value())).size() == size) {
      add_forms(at, at + size, EdgeKind::sense, entry.value(), entry.cost());
    } else if (entry.word() && !entry.unit()) {
      bool ambiguous = entry.value() != 0;
      for (std::size_t i = at; i < at + size && !ambiguous; ++i) ambiguous = table_.character(text_[begin_ + i]).trigger();
      add(at, at + size, ambiguous ? EdgeKind::word : EdgeKind::plain, entry.cost(), 0, 0, entry.value());
    }
  }
}

bool Lattice::border(std::size_t at, bool left) const noexcept {
  if (left ? at == 0 : at == text_.size()) return true;
  return punctuation(text_[left ? at - 1 : at]);
}

bool Lattice::side(const std::uint32_t* elements, std::uint32_t count, std::size_t at, bool left) const noexcept {
  for (std::uint32_t i = 0; i < count; ++i) {
    const std::uint32_t element = elements[i];
    if (element == border_element) {
      if (!border(at, left)) return false;
      continue;
    }
    if ((element & class_bit) != 0) {
      const std::u16string_view rest = left ? text_.substr(0, at) : text_.substr(at);
      std::size_t size = 0;
      if (!table_.any_member(element, [&](std::u16string_view member) {
            size = member.size();
            return left ? rest.ends_with(member) : rest.starts_with(member);
          })) {
        return false;
      }
      at = left ? at - size : at + size;
      continue;
    }
    if (left ? at == 0 : at == text_.size()) return false;
    const char16_t unit = text_[left ? at - 1 : at];
    const bool fits = element == han_element ? is_han(unit) : element == name_element ? table_.character(unit).usual_in_names() : unit == element;
    if (!fits) return false;
    at = left ? at - 1 : at + 1;
  }
  return true;
}

Lattice::Scores Lattice::score(const SenseUnit& unit, std::size_t begin, std::size_t end) const noexcept {
  const std::size_t from = begin_ + begin, to = begin_ + end;
  const auto forms = table_.forms(unit);
  std::array<Diminishing, most_forms> patterns, cues;
  for (std::size_t i = 0; i < forms.size(); ++i) patterns[i] = cues[i] = {};
  bool any = false;
  const auto look = [&](std::span<const SenseKey> keys, const KeyFilter& filter, std::uint32_t key) {
    if (!filter.has(key)) return;
    for (auto at = std::lower_bound(keys.begin(), keys.end(), key, [](const SenseKey& k, std::uint32_t wanted) { return k.key < wanted; });
         at != keys.end() && at->key == key; ++at) {
      const std::uint32_t* pattern = table_.pattern(at->pattern);
      const std::uint32_t left = *pattern >> 4 & 15, right = *pattern >> 8 & 15;
      if (side(pattern + 1, left, from, true) && side(pattern + 1 + left, right, to, false)) {
        any = true;
        patterns[*pattern & 15].add(static_cast<float>(static_cast<std::int16_t>(*pattern >> 16)) / 16);
      }
    }
  };
  const auto look_at = [&](std::span<const SenseKey> keys, const KeyFilter& filter, bool left) {
    const std::size_t at = left ? from : to;
    if (border(at, left)) look(keys, filter, border_element);
    if (left ? at == 0 : at == text_.size()) return;
    const char16_t unit_there = text_[left ? at - 1 : at];
    if (unit_there < ' ') return;  // their numbers are those of the special elements
    look(keys, filter, unit_there);
    if (!is_han(unit_there)) return;
    look(keys, filter, han_element);
    if (table_.character(unit_there).usual_in_names()) look(keys, filter, name_element);
  };
  if (unit.left_filter != 0) look_at(table_.left_keys(unit), table_.filter(unit.left_filter), true);
  if (unit.right_filter != 0) look_at(table_.right_keys(unit), table_.filter(unit.right_filter), false);
  if (!names_.empty() && to == from + 1 && to < text_.size() && std::binary_search(names_.begin(), names_.end(), name_key(text_[from], text_[to]))) {
    for (std::size_t i = 0; i < forms.size(); ++i) {
      if (forms[i].surname != 0) patterns[i].add(known_name);
    }
    any = true;
  }

  if (unit.cue_filter != 0) {
    const auto all = table_.cues(unit);
    const KeyFilter& firsts = table_.filter(unit.cue_filter);
    std::size_t low = from, high = to;
    while (low > 0 && from - low < cue_reach && !ends_sentence(text_[low - 1])) --low;
    while (high < text_.size() && high - to < cue_reach && !ends_sentence(text_[high])) ++high;
    std::array<const SenseCue*, 24> counted;
    std::size_t number = 0;
    const auto look_in = [&](std::size_t start, std::size_t stop) {
      for (std::size_t at = start; at < stop; ++at) {
        if (!firsts.has(text_[at])) continue;
        for (auto cue = std::lower_bound(all.begin(), all.end(), text_[at], [](const SenseCue& c, char16_t wanted) { return c.first < wanted; });
             cue != all.end() && cue->first == text_[at]; ++cue) {
          if (!text_.substr(at, stop - at).starts_with(table_.text(*cue))) continue;
          const auto end_counted = counted.begin() + static_cast<std::ptrdiff_t>(number);
          if (number == counted.size() || std::find(counted.begin(), end_counted, &*cue) != end_counted) continue;
          counted[number++] = &*cue;
          any = true;
          cues[cue->form()].add(static_cast<float>(cue->weight) / 16);
        }
      }
    };
    look_in(low, from);
    look_in(to, high);
  }

  Scores scores;
  if (!any) {
    for (std::size_t i = 0; i < forms.size(); ++i) {
      scores.evidence[i] = 0;
      scores.cost[i] = static_cast<float>(forms[i].share) / 16;
    }
    return scores;
  }
  float highest = -unknown, sum = 0;
  for (std::size_t i = 0; i < forms.size(); ++i) {
    scores.evidence[i] = patterns[i].sum() + cues[i].sum();
    scores.cost[i] = static_cast<float>(forms[i].prior) / 16 + scores.evidence[i];
    highest = std::max(highest, scores.cost[i]);
  }
  for (std::size_t i = 0; i < forms.size(); ++i) sum += std::exp(scores.cost[i] - highest);
  const float whole = highest + std::log(sum);
  for (std::size_t i = 0; i < forms.size(); ++i) scores.cost[i] = whole - scores.cost[i];
  return scores;
}

void Lattice::greedy() noexcept {
  cuts_ = std::uint64_t{1} << size_;
  for (std::size_t at = 0; at < size_;) {
    cuts_ |= std::uint64_t{1} << at;
    const Key key = keys_[at];
    std::u16string_view phrase;  // empty: that of its characters
    if (key.size > 1) {
      phrase = key.entry.unit() ? table_.text(table_.forms(table_.unit(key.entry.value())).front())
               : key.entry.value() != 0 ? table_.opencc_spelling(key.entry.value()) : std::u16string_view{};
    }
    for (std::size_t i = 0; i < key.size; ++i) {
      const char16_t unit = text_[begin_ + at + i];
      greedy_[at + i] = !table_.character(unit).trigger() ? u'\0' : !phrase.empty() ? phrase[i] : by_character(unit);
    }
    at += key.size;
  }
}

void Lattice::search_forward() noexcept {
  std::array<const Edge*, longest_stretch + 1> arrives;
  std::fill_n(forward_.begin(), size_ + 1, unknown);
  forward_[0] = 0;
  for (const Edge& edge : edges()) {
    if (const float cost = forward_[edge.begin] + edge.cost; cost < forward_[edge.end]) {
      forward_[edge.end] = cost;
      arrives[edge.end] = &edge;
    }
  }
  path_size_ = 0;
  for (std::size_t at = size_; at > 0; at = arrives[at]->begin) path_[path_size_++] = arrives[at];
  std::reverse(path_.begin(), path_.begin() + static_cast<std::ptrdiff_t>(path_size_));
}

void Lattice::search_backward() noexcept {
  std::fill_n(backward_.begin(), size_ + 1, unknown);
  backward_[size_] = 0;
  for (std::size_t i = count_; i-- > 0;) {
    const Edge& edge = edges_[i];
    backward_[edge.begin] = std::min(backward_[edge.begin], edge.cost + backward_[edge.end]);
  }
}

char16_t Lattice::becomes(const Edge& edge, std::size_t at) const noexcept {
  const char16_t unit = text_[begin_ + at];
  const std::size_t inside = at - edge.begin;
  switch (edge.kind) {
    case EdgeKind::plain: return 0;
    case EdgeKind::word: return !table_.character(unit).trigger() ? u'\0' : edge.spelling == 0 ? by_character(unit) : table_.spelling(edge.spelling)[inside];
    case EdgeKind::name:
      if (inside > 0) return !table_.character(unit).trigger() ? u'\0' : written_.empty() ? by_character(unit) : written_[begin_ + at];
      [[fallthrough]];
    case EdgeKind::sense: {
      const std::u16string_view form = table_.text(table_.forms(table_.unit(edge.unit))[edge.form]);
      return inside < form.size() ? form[inside] : u'\0';
    }
    case EdgeKind::vocabulary: return 0;
  }
  return 0;
}

}  // namespace hansift::script
