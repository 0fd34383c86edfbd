#include "script/context.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>

#include "script/aspect.hpp"
#include "script/literary.hpp"
#include "script/rules.hpp"
#include "script/settled.hpp"
#include "script/table.hpp"

namespace hansift::script {
namespace {

constexpr float least_margin = 0.7F;       // natural logarithms by which another reading has to be better
constexpr float certain_name = 3.0F;       // by which a surname has to be better than the character's other forms
constexpr float literary_margin = 6.0F;    // in literary text

std::u16string converted(const Engine& engine, std::u16string_view piece) {
  std::u16string out;
  const std::optional<std::size_t> size = engine.convert(piece, [&](std::size_t units) {
    out.resize(units);
    return out.data();
  });
  if (!size) return std::u16string(piece);
  out.resize(*size);
  return out;
}

/// Whether a text has characters that exist in one script only.
bool has_script(std::u16string_view text, std::uint8_t script) noexcept {
  const Table& table = Table::instance();
  return std::any_of(text.begin(), text.end(), [&](char16_t unit) { return (table.class_of(unit) & script) != 0; });
}

bool ends_line(char16_t unit) noexcept { return unit == u'\n' || unit == u'\r' || unit == 0x0B || unit == 0x85 || unit == 0x2028 || unit == 0x2029; }
bool ends_sentence(char16_t unit) noexcept { return unit == u'。' || unit == u'！' || unit == u'？' || ends_line(unit); }

/// Behind the next unit that ends a piece.
template <class Ends>
std::size_t piece_end(std::u16string_view text, std::size_t at, std::size_t end, Ends ends) noexcept {
  while (at < end && !ends(text[at])) ++at;
  return std::min(at + 1, end);
}

/// What besides Han OpenCC's phrases have: letters, digits, the dot in names.
bool in_phrases(char16_t unit) noexcept {
  return unit == 0xB7 || (unit >= '0' && unit <= '9') || ((unit | 32) >= 'a' && (unit | 32) <= 'z') || (unit >= 0x3040 && unit <= 0x30FF);
}

const Rule* rule_of(EdgeKind kind) noexcept {
  switch (kind) {
    case EdgeKind::sense: return &context_sense;
    case EdgeKind::name: return &context_name;
    case EdgeKind::vocabulary: return &context_vocabulary;
    case EdgeKind::plain:
    case EdgeKind::word: break;
  }
  return &context_word;
}

}  // namespace

/// One text.
class Context::Reader {
 public:
  Reader(const Context& context, std::u16string_view text, std::u16string_view skeleton, std::vector<Choice>& choices) noexcept
      : context_(context), text_(text), skeleton_(skeleton), choices_(&choices), lattice_(table_, context.vocabulary_) {}

  void go(std::size_t begin, std::size_t end) {
    std::size_t floor = begin;
    const ContextTable::Questions& questions = table_.questions(context_.vocabulary_);
    const char16_t* const units = skeleton_.data();
    for (std::size_t at = begin; at < end; ++at) {
      if ((questions[units[at] >> 6] >> (units[at] & 63) & 1) == 0) continue;
      if (context_.vocabulary_ != Vocabulary::none && !in_question(at)) continue;
      const auto [first, last] = lattice_.stretch(skeleton_, floor, at, end);
      std::uint64_t names = 0;
      const bool titled = lattice_.titled_behind(skeleton_, first, last);
      if (titled || !settled_.knows(skeleton_.substr(first, last - first))) {
        lattice_.glance(skeleton_, first, last);
        if (context_.direction_ == Direction::to_traditional) names = note_names(first);
        if (differs()) {
          lattice_.read(skeleton_, first, last);
          decide(first);
        } else if (!titled && names == 0 && lattice_.context_free()) {
          settled_.add();
        }
      }
      note_doubts(first, last, names);
      floor = last;
      at = last - 1;
    }
  }

  /// Reads once more where a name stands that is certain elsewhere in the text.
  void revise() {
    if (names_.empty()) return;
    std::sort(names_.begin(), names_.end());
    lattice_.know(names_);
    std::vector<Choice> revised;
    auto old = choices_->begin();
    std::vector<Choice>* const all = std::exchange(choices_, &revised);
    std::size_t done = 0;
    for (const Doubt& doubt : doubts_) {
      if (doubt.first < done || !std::binary_search(names_.begin(), names_.end(), doubt.name)) continue;
      for (; old != all->end() && old->begin < doubt.first; ++old) revised.push_back(std::move(*old));
      while (old != all->end() && old->begin < doubt.last) ++old;
      lattice_.read(skeleton_, doubt.first, doubt.last);
      decide(doubt.first);
      done = doubt.last;
    }
    revised.insert(revised.end(), std::move_iterator(old), std::move_iterator(all->end()));
    *all = std::move(revised);
    choices_ = all;
  }

 private:
  struct Doubt {
    std::uint32_t name;
    std::size_t first, last;  // the stretch
  };

  /// Surnames that are certain, with what follows them. A bit for each place in the stretch.
  std::uint64_t note_names(std::size_t first) {
    std::uint64_t found = 0;
    for (const Edge* edge : lattice_.path()) {
      const std::size_t at = first + edge->begin;
      if (at + 1 >= skeleton_.size() || !table_.character(skeleton_[at]).surname()) continue;
      const bool lone = edge->kind == EdgeKind::sense && edge->end == edge->begin + 1;
      if (edge->kind == EdgeKind::name || (lone && table_.forms(table_.unit(edge->unit))[edge->form].surname != 0 && edge->ahead >= certain_name)) {
        names_.push_back(name_key(skeleton_[at], skeleton_[at + 1]));
        found |= std::uint64_t{1} << edge->begin;
      }
    }
    return found;
  }

  /// Every other character that may be a surname, if another place of the text says that it is.
  void note_doubts(std::size_t first, std::size_t last, std::uint64_t names) {
    if (context_.direction_ != Direction::to_traditional) return;
    for (std::size_t at = first; at < last && at + 1 < skeleton_.size(); ++at) {
      if (table_.character(skeleton_[at]).surname() && (names >> (at - first) & 1) == 0) doubts_.push_back({name_key(skeleton_[at], skeleton_[at + 1]), first, last});
    }
  }

  /// Whether an ambiguous character stands there, or a word of the vocabulary begins.
  [[nodiscard]] bool in_question(std::size_t at) const noexcept {
    if (context_.vocabulary_ != Vocabulary::mainland && table_.character(skeleton_[at]).trigger()) return true;
    if (at + 1 >= skeleton_.size()) return false;
    std::uint64_t hash = hash_unit(hash_unit(0, skeleton_[at]), skeleton_[at + 1]);
    const VocabularyEntry pair = table_.vocabulary_pair(context_.vocabulary_, hash);
    if (pair.word()) return true;
    for (std::size_t size = 3; size <= pair.longest() && at + size <= skeleton_.size(); ++size) {
      hash = hash_unit(hash, skeleton_[at + size - 1]);
      if (table_.vocabulary(context_.vocabulary_, hash).word()) return true;
    }
    return false;
  }

  /// Whether the cheapest path may say something else than OpenCC does.
  [[nodiscard]] bool differs() const {
    for (const Edge* edge : lattice_.path()) {
      if (edge->kind == EdgeKind::plain || context_.direction_ != Direction::to_traditional) continue;
      for (std::size_t at = edge->begin; at < edge->end; ++at) {
        const char16_t becomes = lattice_.becomes(*edge, at);
        if (becomes != 0 && becomes != lattice_.without_context()[at]) return true;
      }
    }
    if (context_.vocabulary_ == Vocabulary::none) return false;
    for (const Edge& edge : lattice_.edges()) {
      if (edge.kind == EdgeKind::vocabulary && !as_opencc(edge)) return true;
    }
    return false;
  }

  /// Whether a word of the vocabulary is on the path, cut out by OpenCC too, and in the form that this gives it; or not on it, and not cut through.
  [[nodiscard]] bool as_opencc(const Edge& edge) const {
    for (const Edge* taken : lattice_.path()) {
      if (taken == &edge) return lattice_.cut(edge.begin) && lattice_.cut(edge.end) && form(edge) == context_.alone(edge.unit);
      if (taken->begin > edge.begin && taken->begin < edge.end) return false;
    }
    return true;
  }

  /// By how much the cheapest path is better than the cheapest on which the character stays what OpenCC makes of it.
  [[nodiscard]] float margin_at(std::size_t at, char16_t stays) const noexcept {
    return std::min(lattice_.staying(at, stays).cost - lattice_.best(), 20.0F);
  }

  [[nodiscard]] float vocabulary_margin(const Edge& edge, std::u16string_view stays) const noexcept {
    float other = lattice_.best() + 20;
    for (const Edge& another : lattice_.edges()) {
      if (another.kind == EdgeKind::vocabulary && another.begin == edge.begin && another.end == edge.end && form(another) == stays) {
        other = std::min(other, lattice_.through(another));
      }
    }
    return other - lattice_.best();
  }

  [[nodiscard]] std::u16string_view form(const Edge& edge) const noexcept { return table_.text(table_.forms(table_.unit(edge.unit))[edge.form]); }

  /// By how much the cheapest path is better than the cheapest one that cuts the text otherwise where this edge begins.
  [[nodiscard]] float cut_margin(const Edge& edge) const noexcept {
    float other = lattice_.best() + 20;
    for (const Edge& another : lattice_.edges()) {
      if (another.begin <= edge.begin && edge.begin < another.end && (another.begin != edge.begin || another.end != edge.end)) {
        other = std::min(other, lattice_.through(another));
      }
    }
    return other - lattice_.best();
  }

  /// By how much this edge of the path is better than what OpenCC does; 0 where they say the same.
  [[nodiscard]] float margin(const Edge& edge, std::size_t first) const {
    if (edge.kind == EdgeKind::vocabulary) {
      const std::u16string stays = converted(context_.engine_, text_.substr(first + edge.begin, edge.end - edge.begin));
      return stays == form(edge) ? 0 : vocabulary_margin(edge, stays);
    }
    if (context_.direction_ != Direction::to_traditional) return 0;
    float most = 0;
    for (std::size_t at = edge.begin; at < edge.end; ++at) {
      const char16_t becomes = lattice_.becomes(edge, at), stays = lattice_.without_context()[at];
      if (becomes != 0 && becomes != stays) most = std::max(most, margin_at(at, stays));
    }
    return most;
  }

  /// The same for words of the vocabulary that OpenCC cuts otherwise: those of the path, and those that the path cuts through.
  [[nodiscard]] float vocabulary_cut() const noexcept {
    float most = 0;
    for (const Edge& edge : lattice_.edges()) {
      if (edge.kind != EdgeKind::vocabulary) continue;
      for (const Edge* taken : lattice_.path()) {
        if (taken == &edge) most = std::max(most, cut_margin(edge));
        if (taken->begin > edge.begin && taken->begin < edge.end) most = std::max(most, lattice_.through(edge) - lattice_.best());
      }
    }
    return most;
  }

  /// The line around a place, as far as it says something of the text.
  [[nodiscard]] bool in_literary_line(std::size_t at) const noexcept {
    constexpr std::size_t reach = 60;
    std::size_t begin = at, end = at;
    while (begin > 0 && at - begin < reach && text_[begin - 1] != u'\n') --begin;
    while (end < text_.size() && end - at < reach && text_[end] != u'\n') ++end;
    return literary(text_.substr(begin, end - begin));
  }

  /// Whether the stretch may be part of what only OpenCC's engine knows: a phrase with characters that are not Han beside it, an ideographic
  /// description sequence around it.
  [[nodiscard]] bool inside_more(std::size_t first, std::size_t last) const noexcept {
    constexpr std::size_t longest_description = 64;  // as the engine has it
    if (first > 0 && in_phrases(skeleton_[first - 1]) && table_.adjacent(skeleton_[first - 1], skeleton_[first])) return true;
    if (last < skeleton_.size() && in_phrases(skeleton_[last]) && table_.adjacent(skeleton_[last - 1], skeleton_[last])) return true;
    const std::u16string_view before = text_.substr(first < longest_description ? 0 : first - longest_description, std::min(first, longest_description));
    return std::any_of(before.begin(), before.end(), [](char16_t unit) { return unit >= 0x2FF0 && unit <= 0x2FFF; });
  }

  void decide(std::size_t first) {
    const float needed = in_literary_line(first) ? literary_margin : least_margin;
    float most = 0;
    const auto path = lattice_.path();
    std::array<float, Lattice::longest_stretch> margins;
    for (std::size_t i = 0; i < path.size(); ++i) {
      margins[i] = margin(*path[i], first);
      most = std::max(most, margins[i]);
    }
    const std::size_t kept = choices_->size();
    if (most < needed) {
      if (context_.vocabulary_ == Vocabulary::none) return;
      most = vocabulary_cut();
      if (most < needed) return;
    }
    if (inside_more(first, first + lattice_.size())) return;
    std::u16string whole;
    for (std::size_t i = 0; i < path.size(); ++i) {
      choose(*path[i], first, margins[i]);
      whole += choices_->back().text;
    }
    // Much of what is cut otherwise comes out the same.
    const std::size_t begin = (*choices_)[kept].begin, end = choices_->back().end;
    if (converted(context_.engine_, text_.substr(begin, end - begin)) == whole) choices_->resize(kept);
  }

  void choose(const Edge& edge, std::size_t first, float better) {
    const std::size_t begin = first + edge.begin, end = first + edge.end;
    const std::u16string_view piece = text_.substr(begin, end - begin);
    Choice choice{begin, end, Treatment::becomes, becomes(edge, piece), nullptr, 0, {}};
    if (better > 0) {
      choice.instead = without_context(edge, piece);
      if (choice.instead != choice.text) {
        choice.rule = rule_of(edge.kind);
        choice.margin = better;
      }
    }
    choices_->push_back(std::move(choice));
  }

  /// What OpenCC makes of the piece of an edge where it stands.
  [[nodiscard]] std::u16string without_context(const Edge& edge, std::u16string_view piece) const {
    if (edge.kind == EdgeKind::vocabulary) return converted(context_.engine_, piece);
    std::u16string instead;
    for (std::size_t i = 0; i < piece.size(); ++i) {
      const char16_t unit = lattice_.without_context()[edge.begin + i];
      instead += unit == 0 ? converted(context_.engine_, piece.substr(i, 1)) : context_.spells_ ? converted(context_.regional_, {&unit, 1}) : std::u16string(1, unit);
    }
    return instead;
  }

  [[nodiscard]] std::u16string becomes(const Edge& edge, std::u16string_view piece) const {
    if (edge.kind == EdgeKind::vocabulary) return std::u16string(form(edge));
    const std::u16string alone = converted(context_.engine_, piece);
    if (edge.kind == EdgeKind::plain || context_.direction_ == Direction::to_simplified) return alone;
    const std::u16string spelled = spelling(edge, piece);
    // Where only the cut matters, OpenCC's own conversion of the word knows its regional form too.
    if (converted(context_.plain_, piece) == spelled) return alone;
    return context_.spells_ ? converted(context_.regional_, spelled) : spelled;
  }

  /// A word in OpenCC's standard.
  [[nodiscard]] std::u16string spelling(const Edge& edge, std::u16string_view piece) const {
    if (edge.kind == EdgeKind::word && edge.spelling != 0) return std::u16string(table_.spelling(edge.spelling));
    std::u16string spelled;
    if (edge.kind != EdgeKind::word) spelled = form(edge);
    for (std::size_t i = spelled.size(); i < piece.size(); ++i) spelled += converted(context_.plain_, piece.substr(i, 1));
    return spelled;
  }

  const ContextTable& table_ = ContextTable::instance();
  const Context& context_;
  std::u16string_view text_, skeleton_;
  std::vector<Choice>* choices_;
  std::vector<std::uint32_t> names_;  // as Lattice wants them
  std::vector<Doubt> doubts_;
  Lattice lattice_;
  Settled settled_{1 + static_cast<std::uint64_t>(context_.vocabulary_)};
};

Context::Context(std::string_view config, const Engine& engine)
    : direction_(config.starts_with("s2") ? Direction::to_traditional
                 : config.find("2s") != std::string_view::npos ? Direction::to_simplified : Direction::none),
      vocabulary_(config == "s2twp" ? Vocabulary::taiwan : config == "tw2sp" ? Vocabulary::mainland : Vocabulary::none),
      engine_(engine),
      plain_("s2t"),
      regional_(config.starts_with("s2hk") ? "t2hk" : "t2tw"),
      spells_(config != "s2t"),
      aspect_(config == "t2s" || config == "tw2s") {}

const std::u16string& Context::alone(std::uint32_t unit) const {
  const ContextTable& table = ContextTable::instance();
  const auto [first, end] = table.vocabulary_units(vocabulary_);
  std::call_once(alone_made_, [&, first = first, end = end] {
    alone_.reserve(end - first);
    for (std::uint32_t number = first; number < end; ++number) {
      const std::u16string_view key = table.key(table.unit(number));
      // The mainland's words are known by their Simplified characters, and stand in the text in Traditional ones.
      alone_.push_back(converted(engine_, direction_ == Direction::to_traditional ? std::u16string(key) : converted(regional_, converted(plain_, key))));
    }
  });
  return alone_[unit - first];
}

void Context::choose_aspect(std::u16string_view text, std::size_t begin, std::size_t end, std::vector<Choice>& choices) const {
  for (std::size_t at = text.find(u'著', begin); at < end; at = text.find(u'著', at + 1)) {
    const char16_t becomes = simplified_aspect(text, at);
    // OpenCC sees the phrase around it.
    const std::size_t from = std::max(begin, at - std::min<std::size_t>(at, 3)), to = std::min(end, at + 4);
    const std::u16string alone = converted(engine_, text.substr(from, to - from));
    const char16_t instead = alone.size() == to - from ? alone[at - from] : becomes;
    if (instead == becomes) continue;
    choices.push_back({at, at + 1, Treatment::becomes, std::u16string(1, becomes), &context_word, 1, std::u16string(1, instead)});
  }
}

void Context::choose(std::u16string_view text, std::vector<Choice>& choices) const {
  if (direction_ == Direction::none) return;
  const bool to_traditional = direction_ == Direction::to_traditional;
  // What is in the target script already must not be taken for the other one: line by line, where the text has such lines at all.
  const bool mixed = has_script(text, to_traditional ? hant_class : hans_class);
  if (!mixed && !to_traditional && vocabulary_ == Vocabulary::none) {
    if (aspect_) choose_aspect(text, 0, text.size(), choices);
    return;
  }
  std::u16string simple;
  if (!to_traditional && vocabulary_ != Vocabulary::none) {
    const ContextTable& table = ContextTable::instance();
    simple.resize(text.size());
    std::transform(text.begin(), text.end(), simple.begin(), [&table](char16_t unit) { return table.simple(unit); });
  }
  Reader reader(*this, text, simple.empty() ? text : std::u16string_view(simple), choices);
  if (!mixed) {
    reader.go(0, text.size());
    reader.revise();
    return;
  }
  // A piece that is in the target script, and in no other.
  const auto stays = [&](std::size_t begin, std::size_t end) {
    const ScriptCounts own = script_counts(text.substr(begin, end - begin));
    return (to_traditional ? own.traditional : own.simplified) >= 1 && (to_traditional ? own.simplified : own.traditional) == 0;
  };
  const auto leave = [&](std::size_t begin, std::size_t end) {
    choices.push_back({begin, end, to_traditional && spells_ ? Treatment::regional : Treatment::stays, {}, &context_already, 0, {}});
  };
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = piece_end(text, begin, text.size(), ends_line);
    if (stays(begin, end)) {
      leave(begin, end);
      begin = end;
      continue;
    }
    // Sentences of both scripts in one line.
    for (std::size_t from = begin; from < end;) {
      std::size_t to = piece_end(text, from, end, ends_sentence);
      if (stays(from, to)) {
        leave(from, to);
      } else if (to_traditional || vocabulary_ != Vocabulary::none) {
        // As long as possible: what stands in the sentence before may be a cue.
        while (to < end && !stays(to, piece_end(text, to, end, ends_sentence))) to = piece_end(text, to, end, ends_sentence);
        reader.go(from, to);
      } else if (aspect_) {
        choose_aspect(text, from, to, choices);
      }
      from = to;
    }
    begin = end;
  }
  reader.revise();
}

}  // namespace hansift::script
