// From the judged sheet to the page: text, blocks, what was dropped, and the trace that leads from the source to the text.

#include <algorithm>

#include "extraction/judge.hpp"

namespace hansift::extraction {
namespace {

bool in_text(BlockKind kind) noexcept { return kind != BlockKind::caption; }

/// Writes edits for what lies between two copied stretches.
class Tracer {
 public:
  Tracer(std::string_view source, const std::vector<Dropped>& dropped, Trace& trace) : source_(source), dropped_(dropped), trace_(trace) {}

  /// source[from, to) became `output`, which begins at `where` in the text.
  void gap(std::size_t from, std::size_t to, std::size_t where, std::string_view output, const Rule* rule) {
    // A line break or blank that is in the source, too, is no edit.
    if (output.size() == 1 && from < to) {
      if (source_[from] == output[0]) {
        ++from;
        ++where;
        output = {};
      } else if (source_[to - 1] == output[0]) {
        --to;
        output = {};
      }
    }
    if (from == to && output.empty()) return;
    trace_.append({{from, to}, {where, where + output.size()}, rule != nullptr ? rule : rule_for({from, to})});
  }

 private:
  const Rule* rule_for(Span span) {
    while (at_ < dropped_.size() && dropped_[at_].span.end <= span.begin) ++at_;
    // Of several reasons the first; markup if it is only tags.
    if (at_ < dropped_.size() && dropped_[at_].span.begin < span.end) return dropped_[at_].rule;
    for (const char c : span.of(source_)) {
      if (c != ' ' && c != '\t' && c != '\n' && c != '\r') return &rule_markup;
    }
    return &rule_space;
  }

  std::string_view source_;
  const std::vector<Dropped>& dropped_;
  std::size_t at_ = 0;
  Trace& trace_;
};

/// A span of ill-formed source may begin or end inside what looks like a character; spans of the page never do.
void sort_and_join(std::vector<Dropped>& dropped) {
  std::sort(dropped.begin(), dropped.end(), [](const Dropped& a, const Dropped& b) {
    return a.span.begin != b.span.begin ? a.span.begin < b.span.begin : a.span.end > b.span.end;
  });
  std::vector<Dropped> kept;
  kept.reserve(dropped.size());
  for (const Dropped& piece : dropped) {
    if (!kept.empty() && piece.span.begin < kept.back().span.end) {
      if (piece.span.end <= kept.back().span.end) continue;  // inside the one before
      kept.push_back({piece.rule, {kept.back().span.end, piece.span.end}});
      continue;
    }
    kept.push_back(piece);
  }
  dropped = std::move(kept);
}

/// In text and Markdown every character that is not blank lies in a block or in something dropped: what is left over are marks.
void account(std::string_view source, const std::vector<Block>& blocks, std::vector<Dropped>& dropped) {
  std::vector<Span> taken;
  taken.reserve(blocks.size() + dropped.size());
  for (const Block& block : blocks) taken.push_back(block.span);
  for (const Dropped& piece : dropped) taken.push_back(piece.span);
  std::sort(taken.begin(), taken.end());
  const std::size_t before = dropped.size();
  std::size_t at = 0;
  const auto fill = [&](std::size_t end) {
    if (at >= end) return;
    const Span rest = trimmed(source, {at, end});
    if (!rest.empty()) dropped.push_back({&drop_mark, rest});
  };
  for (const Span span : taken) {
    fill(span.begin);
    at = std::max(at, span.end);
  }
  fill(source.size());
  if (dropped.size() != before) sort_and_join(dropped);
}

}  // namespace

void assemble(Sheet& sheet, bool trace, Page& page) {
  std::size_t total = 0;
  std::size_t kept = 0;
  for (const Line& line : sheet.lines) {
    if (line.drop == nullptr && in_text(line.kind)) {
      total += line.text.size() + 1;
      ++kept;
    }
  }
  page.text.reserve(total);
  page.blocks.reserve(kept + 4);
  for (const Line& line : sheet.lines) {
    if (line.text.empty()) continue;
    const Span span = sheet.source_of(line.text);
    if (line.drop != nullptr) {
      sheet.drop(*line.drop, span.begin, span.end);
      continue;
    }
    Block block{line.kind, std::string(sheet.of(line)), span, {}};
    if (in_text(line.kind)) {
      if (!page.text.empty()) page.text.push_back('\n');
      block.output = {page.text.size(), page.text.size() + block.text.size()};
      page.text += block.text;
    } else {
      block.output = {page.text.size(), page.text.size()};
    }
    page.blocks.push_back(std::move(block));
  }
  sort_and_join(sheet.dropped);
  if (page.format != PageFormat::html) account(sheet.source, page.blocks, sheet.dropped);
  page.dropped = std::move(sheet.dropped);
  if (!trace) return;

  // Captions are not part of the text: for the trace they are dropped, too.
  std::vector<Dropped> reasons;
  reasons.reserve(page.dropped.size());
  reasons = page.dropped;
  bool mixed = false;
  for (const Block& block : page.blocks) {
    if (in_text(block.kind)) continue;
    reasons.push_back({&drop_caption, block.span});
    mixed = true;
  }
  if (mixed) sort_and_join(reasons);

  Tracer tracer(sheet.source, reasons, page.trace);
  std::size_t at_source = 0;  // behind the last stretch that was traced
  std::size_t at_text = 0;
  for (const Line& line : sheet.lines) {
    if (line.drop != nullptr || !in_text(line.kind) || line.text.empty()) continue;
    const std::size_t begin = at_text == 0 ? 0 : at_text + 1;
    bool first = true;
    for (std::size_t i = sheet.first_run_at(line.text.begin); i < sheet.runs.size() && sheet.runs[i].begin < line.text.end; ++i) {
      const Run& run = sheet.runs[i];
      const std::size_t from = std::max(run.begin, line.text.begin);
      const std::size_t to = std::min(run.begin + run.size, line.text.end);
      std::size_t source = run.source;
      std::size_t source_end = run.source + run.source_size;
      if (run.rule == nullptr) {
        source += from - run.begin;
        source_end = source + (to - from);
      }
      const std::size_t output = begin + (from - line.text.begin);
      if (first) {
        tracer.gap(at_source, source, at_text, begin > at_text ? std::string_view(page.text).substr(at_text, 1) : std::string_view(), nullptr);
        first = false;
      } else if (source > at_source) {
        tracer.gap(at_source, source, output, {}, nullptr);
      }
      if (run.rule != nullptr) tracer.gap(source, source_end, output, std::string_view(page.text).substr(output, to - from), run.rule);
      at_source = source_end;
    }
    at_text = begin + line.text.size();
  }
  tracer.gap(at_source, sheet.source.size(), at_text, {}, nullptr);
}

}  // namespace hansift::extraction
