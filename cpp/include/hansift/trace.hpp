#pragma once

/// What changed, where, and by which rule: Rule, Edit, Flag, Trace.

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "hansift/export.hpp"
#include "hansift/text.hpp"

namespace hansift {

/// One entry of the rule catalogue. Rules are constants with static lifetime; an edit points to its rule.
/// `before` and `after` are the rule's example and its first test; a rule that only flags has after == before.
struct Rule {
  std::string_view id;      ///< "room.rule" or "room.family.rule", e.g. "cleaning.gloss"
  std::string_view reason;  ///< one line: what is changed and why
  std::string_view before;  ///< example input
  std::string_view after;   ///< what becomes of it
  std::string_view since;   ///< version that brought it
};

/// One change. Everything outside the edits of a trace is identical in source and output.
struct Edit {
  Span source;         ///< in bytes of the source
  Span output;         ///< in bytes of the output
  const Rule* rule;    ///< never null
  /// The edit is a row of `cells` equal pieces: source.size() / cells bytes became output.size() / cells bytes, each by itself.
  /// 1 for ordinary edits; decoders use it so that a run of Han in GBK (2 bytes) to UTF-8 (3 bytes) is one edit with exact positions.
  std::uint32_t cells = 1;
  float confidence = 1.0F;  ///< probability, 0 to 1, that the edit is right; 1 for rules that are certain

  friend bool operator==(const Edit&, const Edit&) = default;
};

/// Damage that was seen and not (wholly) repaired. The span is in bytes of the stage's input.
struct Flag {
  Span span;
  const Rule* rule;
  std::string reason;  ///< what was seen there, one line

  friend bool operator==(const Flag&, const Flag&) = default;
};

/// An edit of a composed trace: spans from the first source to the last output, and the rules of all stages that took part.
struct ComposedEdit {
  Span source;
  Span output;
  std::vector<const Rule*> rules;  ///< in the order of the stages, each once
  std::uint32_t cells = 1;         ///< as Edit::cells; more than 1 only where one decoder edit was left whole
  float confidence = 1.0F;         ///< the lowest of the edits taken together

  friend bool operator==(const ComposedEdit&, const ComposedEdit&) = default;
};

/// Where a trace does not fit its texts.
struct TraceFault {
  std::size_t edit;     ///< index into edits(); edits().size() = behind the last one
  std::string message;
};

/// All changes from a source to an output, stage by stage.
///
/// A trace is a list of stages, each a sorted list of non-overlapping edits in its own coordinates. Composition puts the stages
/// behind one another, so it is associative by construction and loses nothing; `edits()` gives the flat view from the first
/// source to the last output. Cheap to move; value semantics.
class HANSIFT_API Trace {
 public:
  /// The identity: no stage, no edit.
  Trace() = default;

  /// A trace of one stage. Edits must be sorted and must not overlap (asserted).
  explicit Trace(std::vector<Edit> edits);

  /// Adds an edit behind the last one of the last stage (a first stage is made if there is none).
  void append(const Edit& edit);

  /// This trace, then `next`, whose source is this one's output.
  void compose(Trace next);
  [[nodiscard]] friend Trace compose(Trace first, Trace next) {
    first.compose(std::move(next));
    return first;
  }

  [[nodiscard]] bool empty() const noexcept;
  [[nodiscard]] std::span<const std::vector<Edit>> stages() const noexcept { return stages_; }

  /// The flat view: edits from the first source to the last output, sorted, not overlapping. Edits of different stages that
  /// overlap are joined into one; edits that only touch are not. O(edits * stages).
  [[nodiscard]] std::vector<ComposedEdit> edits() const;

  /// Smallest source range that the output range came from. Inside an edit: the whole edit, or its cell.
  /// O(log edits) a stage.
  [[nodiscard]] Span to_source(Span output) const;

  /// Smallest output range that the source range became.
  [[nodiscard]] Span to_output(Span source) const;

  friend bool operator==(const Trace&, const Trace&) = default;

 private:
  std::vector<std::vector<Edit>> stages_;
};

/// Checks that `trace` leads from `source` to `output`: spans in order and in range, on both sides equal outside the edits.
/// Empty if it does. O(source + output).
[[nodiscard]] HANSIFT_API std::optional<TraceFault> verify(std::string_view source, std::string_view output, const Trace& trace);

}  // namespace hansift
