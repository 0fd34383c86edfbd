#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "hansift/script.hpp"
#include "script/damage.hpp"
#include "script/engine.hpp"
#include "script/lattice.hpp"
#include "script/literary.hpp"
#include "script/rules.hpp"
#include "script/settled.hpp"
#include "script/strays.hpp"
#include "script/table.hpp"

namespace hansift {
namespace script {
namespace {

// A damaged text is read as its writer meant it: in Simplified characters, which every converter began with, what stands there being one
// more piece of evidence. A character changes where the reading that changes it is better by a margin in spite of that.
constexpr float least_margin = 1.2F;   // natural logarithms
constexpr float literary_margin = 7.0F;       // in literary text, whose words are short and whose spelling is older
constexpr float lone_literary_margin = 12.0F;  // and there for a character that is no part of a word
constexpr float repeated_margin = 5.0F;     // for a character of both scripts that is no part of a word, if nothing beside it speaks and the text
                                            // has it there again and again: so do names
constexpr std::size_t repeated_reach = 2000;  // characters looked through for that
constexpr float cantonese_margin = 8.0F;    // Cantonese has uses of its own for 係 and others
constexpr float margin_against_word = 5.0F;
constexpr float doubtful = -1.0F;      // what another form may be worse by, as it is not written so

struct SmallForm {
  char32_t from;
  char16_t to;
};
constexpr std::array<SmallForm, 7> small_forms{{{0xFE50, u'，'}, {0xFE51, u'、'}, {0xFE52, u'。'}, {0xFE54, u'；'}, {0xFE55, u'：'}, {0xFE56, u'？'}, {0xFE57, u'！'}}};

/// What a configuration makes of a single character; itself where that is not one of three bytes.
char16_t character_of(const Config& config, char16_t unit) {
  const std::uint32_t entry = config.composed.word(unit);
  if ((entry & odd_flag) != 0 || (entry & becomes_bits) == 0) return unit;
  std::string utf8;
  text::append_utf8(utf8, unit);
  utf8.push_back('\0');
  const std::uint32_t word = load4(utf8.data()) ^ (entry & becomes_bits);
  return is_three(word) ? static_cast<char16_t>(three_value(word)) : unit;
}

/// A text as the lattice reads it.
class Restorer {
 public:
  Restorer(std::string_view text, std::size_t begin, std::size_t end, std::vector<Damage>& found) : text_(text.substr(0, end)), byte_(begin), found_(found) {
    // One unit a character, whatever its size.
    written_.reserve((end - begin) / 3 + 16);
    simple_.reserve((end - begin) / 3 + 16);
    for (std::size_t at = begin; at < end;) {
      if (const auto byte = static_cast<unsigned char>(text_[at]); byte < 0x80) {
        add(static_cast<char16_t>(byte));
        ++at;
        continue;
      }
      const text::Decoded next = decode(text_, at);
      at += next.size;
      add(next.valid && next.value <= 0xFFFF ? static_cast<char16_t>(next.value) : u'\uFFFD');
    }
  }

  void go() {
    const bool old_text = mostly_literary();
    std::size_t floor = 0, line_end = 0;
    for (std::size_t at = 0; at < written_.size(); ++at) {
      if (at >= line_end) {
        line_end = this->line_end(at);
        const std::u16string_view line = std::u16string_view(written_).substr(at, line_end - at);
        if (simplified(line) || glossed(line)) {
          at = floor = line_end;
          --at;
          continue;
        }
        style_ = cantonese(line) ? Style::cantonese : old_text || literary(line) ? Style::literary : Style::modern;
      }
      const char16_t unit = written_[at];
      if (unit >= 0xFE50 && unit <= 0xFE57) small_form(at);
      if (!is_han(unit)) continue;
      if (!table_.character(simple_[at]).trigger()) {
        remnant(at);
        continue;
      }
      const auto [first, last] = lattice_.stretch(simple_, floor, at, simple_.size());
      const bool titled = lattice_.titled_behind(simple_, first, last);
      if (titled || !settled_.knows(std::u16string_view(written_).substr(first, last - first))) {
        lattice_.glance(simple_, first, last, written_);
        if (!fits()) {
          lattice_.read(simple_, first, last, written_);
          decide(first, at);
        } else if (!leave(first, at) && !titled && lattice_.context_free()) {
          settled_.add();
        }
      }
      floor = last;
      at = last - 1;
    }
  }

 private:
  /// Whether readings in Latin letters stand behind characters, 後(hòu): they cut the words that would decide, and have to go first.
  [[nodiscard]] static bool glossed(std::u16string_view line) noexcept {
    std::size_t glosses = 0;
    for (std::size_t at = 1; at + 1 < line.size(); ++at) {
      const bool bracket = line[at] == u'（' || line[at] == u'(';
      glosses += static_cast<std::size_t>(bracket && is_han(line[at - 1]) && line[at + 1] >= 'a' && line[at + 1] < 0x250);
    }
    return glosses >= 3;
  }

  /// Whether a line is another text, in Simplified characters, and no damaged one.
  [[nodiscard]] static bool simplified(std::u16string_view line) noexcept {
    const ScriptCounts counts = script_counts(line);
    return counts.simplified > counts.traditional;
  }

  [[nodiscard]] std::size_t line_end(std::size_t at) const noexcept { return std::min(written_.find(u'\n', at), written_.size() - 1) + 1; }

  /// Whether most of a text is in literary lines: then headings and prefaces are of the same kind.
  [[nodiscard]] bool mostly_literary() const noexcept {
    std::size_t old = 0;
    for (std::size_t at = 0; at < written_.size(); at = line_end(at)) {
      const std::size_t size = line_end(at) - at;
      if (literary(std::u16string_view(written_).substr(at, size))) old += size;
    }
    return 2 * old > written_.size();
  }

  [[nodiscard]] bool cantonese(std::u16string_view line) const noexcept {
    return std::any_of(line.begin(), line.end(), [this](char16_t unit) { return (classes_.class_of(unit) & cantonese_class) != 0; });
  }

  void small_form(std::size_t at) {
    if (at == 0 || !is_han(written_[at - 1])) return;
    for (const SmallForm& form : small_forms) {
      if (form.from == written_[at]) note(at, form.to, &restore_form, 1.0F);
    }
  }

  /// A character of Simplified spelling that has only one Traditional one. In old texts the same shapes (黄 却 强) are variants.
  void remnant(std::size_t at) {
    if (style_ == Style::literary || written_[at] != simple_[at] || (classes_.class_of(written_[at]) & hans_class) == 0) return;
    const char16_t right = character_of(traditional_, written_[at]);
    if (right != written_[at] && !table_.acceptable(written_[at], right)) note(at, right, &restore_under, 0.99F);
  }

  [[nodiscard]] bool fits() const noexcept {
    for (const Edge* edge : lattice_.path()) {
      for (std::size_t at = edge->begin; at < edge->end; ++at) {
        if (!lattice_.fits(*edge, at)) return false;
      }
    }
    return true;
  }

  enum class Style { modern, literary, cantonese };

  /// A stretch whose ambiguous characters stay. True if there is something to say of it all the same.
  bool leave(std::size_t first, std::size_t seen) {
    const std::size_t before = found_.size();
    for (const Edge* edge : lattice_.path()) {
      for (std::size_t at = first + edge->begin; at < first + edge->end; ++at) {
        if (at > seen && !table_.character(simple_[at]).trigger()) remnant(at);
      }
      if (edge->kind == EdgeKind::sense && edge->end - edge->begin == 1 && edge->ahead < -doubtful) note(first + edge->begin, written_[first + edge->begin], &restore_doubt, 0.5F);
    }
    return found_.size() != before;
  }

  /// Judges a stretch. What is not ambiguous was seen already before `seen`.
  void decide(std::size_t first, std::size_t seen) {
    for (const Edge* edge : lattice_.path()) {
      for (std::size_t at = edge->begin; at < edge->end; ++at) {
        const char16_t right = lattice_.becomes(*edge, at), was = written_[first + at];
        if (!table_.character(simple_[first + at]).trigger()) {
          if (first + at > seen) remnant(first + at);
          continue;
        }
        if (right == 0) continue;
        const Lattice::Staying stays = lattice_.staying(at, was);
        const float margin = lattice_.fits(*edge, at) ? 0 : stays.cost - lattice_.best();
        // What a word of the dictionary explains is hardly ever wrong.
        const bool explained = stays.edge != nullptr && stays.edge->kind == EdgeKind::word;
        const bool under = was == simple_[first + at];
        if (margin >= (explained ? margin_against_word : needed(*edge, under, first + at))) {
          note(first + at, right, under ? &restore_under : &restore_over, 1.0F / (1.0F + std::exp(-margin)));
        } else if (!explained && in_doubt(at, stays.cost)) {
          note(first + at, was, &restore_doubt, 0.5F);
        }
      }
    }
  }

  /// Whether the text around has the character at least twice more beside one of its neighbours.
  [[nodiscard]] bool repeated(std::size_t at) const noexcept {
    const std::size_t begin = at < repeated_reach ? 0 : at - repeated_reach;
    const std::u16string_view around = std::u16string_view(written_).substr(begin, 2 * repeated_reach);
    const auto count = [&](std::size_t from) {
      const std::u16string_view pair = std::u16string_view(written_).substr(from, 2);
      if (pair.size() < 2 || !is_han(pair[0]) || !is_han(pair[1])) return 0;
      int found = 0;
      for (std::size_t i = around.find(pair); i != std::u16string_view::npos && found < 3; i = around.find(pair, i + 2)) ++found;
      return found;
    };
    return (at > 0 && count(at - 1) >= 3) || count(at) >= 3;
  }

  /// By how much a reading has to be better.
  [[nodiscard]] float needed(const Edge& edge, bool under, std::size_t at) const noexcept {
    const bool lone = edge.kind == EdgeKind::sense && edge.end - edge.begin == 1;
    switch (style_) {
      case Style::modern: return lone && under && edge.evidence <= 0 && repeated(at) ? repeated_margin : least_margin;
      case Style::literary: return lone ? lone_literary_margin : literary_margin;
      case Style::cantonese: break;
    }
    return cantonese_margin;
  }

  /// Whether another form would be the better one, were it not written so.
  [[nodiscard]] bool in_doubt(std::size_t at, float stays) const noexcept {
    for (const Edge& edge : lattice_.edges()) {
      if (edge.begin <= at && at < edge.end && lattice_.through(edge) + doubtful < stays && !lattice_.fits(edge, at)) return true;
    }
    return false;
  }

  void add(char16_t unit) {
    const char16_t standard = is_han(unit) ? table_.standard(unit) : unit;
    written_.push_back(standard);
    simple_.push_back(is_han(unit) ? table_.simple(standard) : unit);
  }

  /// Notes come in the order of the text.
  void note(std::size_t at, char16_t right, const Rule* rule, float confidence) {
    std::size_t size = decode(text_, byte_).size;
    for (; unit_ < at; ++unit_) {
      byte_ += size;
      size = decode(text_, byte_).size;
    }
    found_.push_back({{byte_, byte_ + size}, right, rule, confidence});
  }

  const ContextTable& table_ = ContextTable::instance();
  const Table& classes_ = Table::instance();
  const Config traditional_ = classes_.config("s2t");
  Lattice lattice_{table_, Vocabulary::none};
  Settled settled_{0};
  std::u16string written_, simple_;
  Style style_ = Style::modern;  // of the line that is read
  std::string_view text_;
  std::size_t byte_, unit_ = 0;  // of what was noted last
  std::vector<Damage>& found_;
};

}  // namespace

void find_damages(std::string_view text, std::size_t begin, std::size_t end, std::vector<Damage>& found) { Restorer(text, begin, end, found).go(); }

}  // namespace script

Restored restore(std::string_view text, const RestoreOptions& options) {
  Restored result;
  std::vector<script::Damage> damages;
  const std::string_view script = script::identify_with_damages(text, damages).script;
  if (!script.starts_with("zh-Hant")) {
    damages.clear();
  } else if (text.size() > script::region_bytes) {
    damages.clear();
    script::find_damages(text, 0, text.size(), damages);
  }
  const script::ContextTable& table = script::ContextTable::instance();
  const bool hong_kong = script == "zh-Hant-HK";
  result.text.reserve(text.size());
  std::size_t copied = 0;
  std::vector<Edit> edits;
  for (const script::Damage& damage : damages) {
    if (damage.rule == &script::restore_doubt) {
      result.flags.push_back({damage.span, damage.rule, std::string(damage.rule->reason)});
      continue;
    }
    assert(damage.span.begin >= copied);
    result.text.append(text.substr(copied, damage.span.begin - copied));
    const std::size_t begin = result.text.size();
    text::append_utf8(result.text, table.regional(damage.right, hong_kong));
    if (options.trace) edits.push_back({damage.span, {begin, result.text.size()}, damage.rule, 1, damage.confidence});
    copied = damage.span.end;
  }
  result.text.append(text.substr(copied));
  script::cover_strays(text, result.text, edits);
  result.trace = Trace(std::move(edits));
  return result;
}

}  // namespace hansift
