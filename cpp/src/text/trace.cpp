#include "hansift/trace.hpp"

#include <algorithm>
#include <cassert>
#include <utility>

#include "text/utf8.hpp"

namespace hansift {
namespace {

using Member = Span Edit::*;

/// Maps a range of one side of a stage to the other. `from` and `to` are the members of Edit that name the sides.
Span map_range(const std::vector<Edit>& edits, Span range, Member from, Member to) {
  const auto shift = [&](std::size_t position, const Edit& before) { return position + ((before.*to).end - (before.*from).end); };

  // Begin: behind everything that ends at it, so that text deleted (or inserted) right before stays out.
  std::size_t begin = range.begin;
  auto after = std::upper_bound(edits.begin(), edits.end(), range.begin, [&](std::size_t p, const Edit& e) { return p < (e.*from).begin; });
  if (after != edits.begin()) {
    const Edit& edit = *std::prev(after);
    const Span side = edit.*from;
    if (range.begin < side.end) {
      const std::size_t cell = (range.begin - side.begin) / (side.size() / edit.cells);
      begin = (edit.*to).begin + cell * ((edit.*to).size() / edit.cells);
    } else {
      begin = shift(range.begin, edit);
    }
  }

  // End: before everything that begins at it.
  std::size_t end = range.end;
  auto at = std::lower_bound(edits.begin(), edits.end(), range.end, [&](const Edit& e, std::size_t p) { return (e.*from).end < p; });
  if (at != edits.end() && ((*at).*from).begin < range.end) {
    const Span side = (*at).*from;
    const std::size_t width = side.size() / at->cells;
    const std::size_t cells = (range.end - side.begin + width - 1) / width;
    end = ((*at).*to).begin + cells * (((*at).*to).size() / at->cells);
  } else if (at != edits.begin()) {
    end = shift(range.end, *std::prev(at));
  }

  // An empty range at a deletion: what was deleted there.
  if (begin > end) std::swap(begin, end);
  return {begin, end};
}

void add_rules(std::vector<const Rule*>& rules, const std::vector<const Rule*>& more) {
  for (const Rule* rule : more) {
    if (std::find(rules.begin(), rules.end(), rule) == rules.end()) rules.push_back(rule);
  }
}

/// Cuts the first `cells` cells off `edit` and returns them.
ComposedEdit take_cells(ComposedEdit& edit, std::uint32_t cells) {
  ComposedEdit head = edit;
  const std::size_t source = edit.source.size() / edit.cells * cells;
  const std::size_t output = edit.output.size() / edit.cells * cells;
  head.cells = cells;
  head.source.end = edit.source.begin + source;
  head.output.end = edit.output.begin + output;
  edit.cells -= cells;
  edit.source.begin += source;
  edit.output.begin += output;
  return head;
}

/// Joins the edits of two neighbouring stages. `first` leads from the source to a middle text, `next` from there to the output.
std::vector<ComposedEdit> join(std::vector<ComposedEdit> first, const std::vector<Edit>& next) {
  if (first.empty()) {
    first.reserve(next.size());
    for (const Edit& edit : next) first.push_back({edit.source, edit.output, {edit.rule}, edit.cells, edit.confidence});
    return first;
  }
  std::vector<ComposedEdit> joined;
  joined.reserve(first.size() + next.size());
  std::size_t i = 0;
  std::size_t j = 0;
  // What to add to a middle position outside the edits to get one of the source or of the output (modulo 2^64).
  std::size_t to_source = 0;
  std::size_t to_output = 0;

  const auto emit_first = [&](const ComposedEdit& edit) {
    joined.push_back(edit);
    joined.back().output = {edit.output.begin + to_output, edit.output.end + to_output};
    to_source = edit.source.end - edit.output.end;
  };

  while (i < first.size() || j < next.size()) {
    if (j == next.size() || (i < first.size() && first[i].output.end <= next[j].source.begin)) {
      emit_first(first[i++]);
      continue;
    }
    if (i == first.size() || next[j].source.end <= first[i].output.begin) {
      const Edit& edit = next[j++];
      joined.push_back({{edit.source.begin + to_source, edit.source.end + to_source}, edit.output, {edit.rule}, edit.cells, edit.confidence});
      to_output = edit.output.end - edit.source.end;
      continue;
    }
    // They overlap. Cells before the overlap stay an edit of their own.
    if (first[i].cells > 1 && next[j].source.begin > first[i].output.begin) {
      const std::size_t width = first[i].output.size() / first[i].cells;
      const auto before = static_cast<std::uint32_t>((next[j].source.begin - first[i].output.begin) / width);
      if (before > 0) {
        emit_first(take_cells(first[i], before));
        continue;
      }
    }
    ComposedEdit group;
    const std::size_t low = std::min(first[i].output.begin, next[j].source.begin);
    group.source.begin = first[i].output.begin == low ? first[i].source.begin : low + to_source;
    group.output.begin = next[j].source.begin == low ? next[j].output.begin : low + to_output;
    std::vector<const Rule*> later;
    std::size_t high = low;
    const auto reaches = [&](std::size_t begin) { return begin < high || high == low; };
    for (bool grown = true; grown;) {
      grown = false;
      while (i < first.size() && reaches(first[i].output.begin)) {
        ComposedEdit piece = first[i];
        if (piece.cells > 1) {
          const std::size_t until = std::max(high, next[j < next.size() ? j : j - 1].source.end);
          const std::size_t width = piece.output.size() / piece.cells;
          const std::size_t needed = (until - piece.output.begin + width - 1) / width;
          if (until > piece.output.begin && needed < piece.cells) piece = take_cells(first[i], static_cast<std::uint32_t>(std::max<std::size_t>(needed, 1)));
          else ++i;
        } else {
          ++i;
        }
        add_rules(group.rules, piece.rules);
        group.confidence = std::min(group.confidence, piece.confidence);
        to_source = piece.source.end - piece.output.end;
        high = std::max(high, piece.output.end);
        grown = true;
      }
      while (j < next.size() && reaches(next[j].source.begin)) {
        add_rules(later, {next[j].rule});
        group.confidence = std::min(group.confidence, next[j].confidence);
        to_output = next[j].output.end - next[j].source.end;
        high = std::max(high, next[j].source.end);
        ++j;
        grown = true;
      }
    }
    add_rules(group.rules, later);
    group.source.end = high + to_source;
    group.output.end = high + to_output;
    joined.push_back(std::move(group));
  }
  return joined;
}

bool on_border(std::string_view text, std::size_t at) { return at >= text.size() || !text::is_continuation(text[at]); }

}  // namespace

Trace::Trace(std::vector<Edit> edits) {
  if (!edits.empty()) stages_.push_back(std::move(edits));
}

void Trace::append(const Edit& edit) {
  if (stages_.empty()) stages_.emplace_back();
  std::vector<Edit>& last = stages_.back();
  assert(edit.rule != nullptr && edit.cells > 0);
  assert(last.empty() || (last.back().source.end <= edit.source.begin && last.back().output.end <= edit.output.begin));
  last.push_back(edit);
}

void Trace::compose(Trace next) {
  stages_.insert(stages_.end(), std::make_move_iterator(next.stages_.begin()), std::make_move_iterator(next.stages_.end()));
}

bool Trace::empty() const noexcept {
  return std::all_of(stages_.begin(), stages_.end(), [](const auto& stage) { return stage.empty(); });
}

std::vector<ComposedEdit> Trace::edits() const {
  std::vector<ComposedEdit> flat;
  for (const auto& stage : stages_) flat = join(std::move(flat), stage);
  return flat;
}

Span Trace::to_source(Span output) const {
  for (auto stage = stages_.rbegin(); stage != stages_.rend(); ++stage) output = map_range(*stage, output, &Edit::output, &Edit::source);
  return output;
}

Span Trace::to_output(Span source) const {
  for (const auto& stage : stages_) source = map_range(stage, source, &Edit::source, &Edit::output);
  return source;
}

std::optional<TraceFault> verify(std::string_view source, std::string_view output, const Trace& trace) {
  const std::vector<ComposedEdit> edits = trace.edits();
  std::size_t at_source = 0;
  std::size_t at_output = 0;
  for (std::size_t i = 0; i < edits.size(); ++i) {
    const ComposedEdit& edit = edits[i];
    if (edit.source.begin < at_source || edit.source.end < edit.source.begin || edit.source.end > source.size() ||
        edit.output.begin < at_output || edit.output.end < edit.output.begin || edit.output.end > output.size()) {
      return TraceFault{i, "edit out of order or out of range"};
    }
    if (edit.cells == 0 || edit.source.size() % edit.cells != 0 || edit.output.size() % edit.cells != 0) {
      return TraceFault{i, "edit does not consist of its cells"};
    }
    if (!on_border(output, edit.output.begin) || !on_border(output, edit.output.end)) return TraceFault{i, "edit cuts a character"};
    if (Span{at_source, edit.source.begin}.of(source) != Span{at_output, edit.output.begin}.of(output)) {
      return TraceFault{i, "text differs before the edit"};
    }
    at_source = edit.source.end;
    at_output = edit.output.end;
  }
  if (source.substr(at_source) != output.substr(at_output)) return TraceFault{edits.size(), "text differs behind the last edit"};
  return std::nullopt;
}

}  // namespace hansift
