#include <algorithm>
#include <array>
#include <iterator>
#include <utility>

#include "cleaning/editor.hpp"
#include "cleaning/gloss_model.hpp"
#include "cleaning/gloss_readings.hpp"
#include "cleaning/passes.hpp"
#include "cleaning/rules.hpp"
#include "hansift/cleaning.hpp"
#include "text/utf8.hpp"

namespace hansift {

using cleaning::Editor;
using cleaning::Id;
using cleaning::RuleSet;

namespace {

struct Pass {
  void (*run)(Editor&);
  bool layered;  ///< undoes one layer of damage: after a change the passes begin anew
};
/// In the order of passes.hpp.
constexpr std::array<Pass, 10> passes = {{{cleaning::escapes, false},
                                          {cleaning::mojibake_single_byte, true},
                                          {cleaning::mojibake_western, true},
                                          {cleaning::mojibake_eastern, true},
                                          {cleaning::glosses, false},
                                          {cleaning::characters, false},
                                          {cleaning::readings, false},
                                          {cleaning::unwrap, false},
                                          {cleaning::lines, false},
                                          {cleaning::repeats, false}}};

/// How often all passes may run over one text until none of them finds anything. Real text needs at most two (the second one to see that
/// nothing is left), texts escaped several times a few more.
constexpr std::size_t max_rounds = 12;

void replace_ill_formed(Editor& editor, bool flagged) {
  const std::string_view source = editor.source();
  for (std::size_t at = valid_prefix(source); at < source.size(); at += valid_prefix(source.substr(at))) {
    const std::size_t size = text::decode_at(source, at).size;
    if (flagged) editor.flag(at, at + size, Id::utf8, "no UTF-8");
    editor.replace(at, at + size, "\xEF\xBF\xBD", Id::utf8);
    at += size;
  }
}

struct Settled {
  bool done = false;     ///< every pass has seen the text as it is and found nothing
  bool changed = false;
  std::string text;      ///< if changed
  std::vector<Flag> flags;  ///< spans in the text as it is now
  std::vector<Flag> gone;   ///< of all rounds, of what was edited away: spans in the source
  Trace trace;
};

/// Runs the passes in turn until each has seen the final text and found nothing. That makes cleaning idempotent whatever the rules do to
/// one another; a text that does not settle is left as it is, which is idempotent as well.
Settled settle(std::string_view start, RuleSet rules, const Trace& before) {
  Settled result;
  result.trace = before;
  std::array<std::vector<Flag>, passes.size()> flags;
  cleaning::Memory memory;
  cleaning::Survey survey(start);
  std::size_t quiet = 0;  // passes in a row that found nothing
  std::size_t which = 0;
  for (std::size_t turn = 0; turn < max_rounds * passes.size() && quiet < passes.size(); ++turn) {
    Editor editor(result.changed ? std::string_view(result.text) : start, rules, memory, survey);
    passes[which].run(editor);
    flags[which] = std::move(editor.flags());
    for (Flag& flag : editor.gone()) result.gone.push_back({result.trace.to_source(flag.span), flag.rule, std::move(flag.reason)});
    ++quiet;
    // What was read wrongly twice must not be tidied halfway.
    const bool again = editor.changed() && passes[which].layered;
    which = again ? 0 : (which + 1) % passes.size();
    if (!editor.changed()) continue;
    quiet = 0;
    std::string next = editor.take_output();
    result.text = std::move(next);
    survey = cleaning::Survey(result.text);
    result.trace.compose(Trace(editor.take_edits()));
    result.changed = true;
  }
  result.done = quiet == passes.size();
  for (std::vector<Flag>& found : flags) std::move(found.begin(), found.end(), std::back_inserter(result.flags));
  return result;
}

/// Adds the flags of the last round to those of ill-formed bytes (in order), in coordinates of the source; a U+FFFD that stands for such
/// bytes is not flagged again.
void add_flags(std::vector<Flag>& flags, std::vector<Flag>& found, const Trace& trace) {
  const std::size_t known = flags.size();
  for (Flag& flag : found) {
    flag.span = trace.to_source(flag.span);
    if (flag.rule == &cleaning::rule(Id::loss_replacement)) {
      const auto end = flags.begin() + static_cast<std::ptrdiff_t>(known);
      const auto at = std::upper_bound(flags.begin(), end, flag.span.begin, [](std::size_t value, const Flag& other) { return value < other.span.end; });
      if (at != end && at->span.begin <= flag.span.begin) continue;
    }
    flags.push_back(std::move(flag));
  }
}

}  // namespace

struct Cleaner::Plan {
  CleanOptions options;
  RuleSet rules;
};

Cleaner::Cleaner(CleanOptions options) {
  [[maybe_unused]] static const bool checked = (cleaning::gloss::check_character_model(), cleaning::gloss::check_pinyin_table(), true);
  RuleSet rules = cleaning::profile_rules(options.profile);
  cleaning::set_punctuation(rules, options.punctuation);
  const auto each = [](RuleSet named, auto&& act) {
    for (std::size_t i = 0; i < static_cast<std::size_t>(Id::count); ++i) {
      if (named.has(static_cast<Id>(i))) act(static_cast<Id>(i));
    }
  };
  for (const std::string& name : options.disable) each(cleaning::named_rules(name), [&](Id id) { rules.remove(id); });
  for (const std::string& name : options.enable) each(cleaning::rules_to_enable(name), [&](Id id) { rules.add(id); });
  if (!options.only.empty()) {
    RuleSet wanted;
    for (const std::string& name : options.only) each(cleaning::named_rules(name), [&](Id id) { wanted.add(id); });
    each(rules, [&](Id id) {
      if (!wanted.has(id)) rules.remove(id);
    });
  }
  // Of two that undo one another the one that was asked for stays.
  if (rules.has(Id::punctuation_half)) rules.remove(Id::punctuation_marks).remove(Id::punctuation_brackets).remove(Id::punctuation_full_stop);
  plan_ = std::make_unique<const Plan>(Plan{std::move(options), rules});
}

Cleaner::~Cleaner() = default;
Cleaner::Cleaner(Cleaner&&) noexcept = default;
Cleaner& Cleaner::operator=(Cleaner&&) noexcept = default;

const CleanOptions& Cleaner::options() const noexcept { return plan_->options; }

Cleaned Cleaner::operator()(std::string_view source) const {
  const RuleSet rules = plan_->rules;
  Cleaned result;

  // Ill-formed bytes first: everything behind works on well-formed text.
  std::string well_formed;
  std::string_view start = source;
  Trace trace;
  if (valid_prefix(source) < source.size()) {
    cleaning::Memory memory;
    cleaning::Survey survey(source);
    Editor editor(source, rules, memory, survey);
    replace_ill_formed(editor, rules.has(Id::utf8));
    result.flags = std::move(editor.flags());
    well_formed = editor.take_output();
    start = well_formed;
    trace = Trace(editor.take_edits());
  }

  Settled settled = settle(start, rules, trace);
  if (settled.done) {
    result.flags.insert(result.flags.end(), std::make_move_iterator(settled.gone.begin()), std::make_move_iterator(settled.gone.end()));
    std::ranges::stable_sort(result.flags, {}, [](const Flag& flag) { return flag.span.begin; });
    add_flags(result.flags, settled.flags, settled.trace);
    result.text = settled.changed ? std::move(settled.text) : std::string(start);
  } else {
    result.flags.push_back({{0, source.size()}, &cleaning::rule(Id::loss_unsettled), {}});
    result.text = std::string(start);
    settled.trace = std::move(trace);
  }
  std::stable_sort(result.flags.begin(), result.flags.end(), [](const Flag& a, const Flag& b) { return a.span < b.span; });
  // What stays in the text is seen in every round.
  const auto same = [](const Flag& a, const Flag& b) { return a.span == b.span && a.rule == b.rule && a.reason == b.reason; };
  result.flags.erase(std::unique(result.flags.begin(), result.flags.end(), same), result.flags.end());
  if (plan_->options.trace) result.trace = std::move(settled.trace);
  return result;
}

Cleaned clean(std::string_view text, const CleanOptions& options) { return Cleaner(options)(text); }

}  // namespace hansift
