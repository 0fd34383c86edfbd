#include "hansift/pipeline.hpp"

#include <algorithm>
#include <utility>

#include "pipeline/engine.hpp"
#include "pipeline/rules.hpp"

namespace hansift {
namespace {

CleanOptions with_trace(CleanOptions options, bool trace) {
  options.trace = trace;
  return options;
}

/// Text read with the wrong code page has no words by which to tell an article, and glosses tear the words apart.
CleanOptions of_documents(CleanOptions options) {
  options.only = {"cleaning.mojibake", "cleaning.gloss"};
  return options;
}

void add_stage(Trace& trace, Trace stage) {
  if (!stage.empty()) trace.compose(std::move(stage));
}

/// Values that are names of things, not text.
bool is_text_field(std::string_view key) { return key != "url" && key != "date" && key != "language"; }

/// Whether a block of this kind stands in Page::text.
bool in_body(BlockKind kind) { return kind != BlockKind::caption; }

}  // namespace

Pipeline::Engine::Engine(Profile wanted)
    : profile(std::move(wanted)),
      repairer(of_documents(with_trace(profile.clean, profile.trace))),
      cleaner(with_trace(profile.clean, profile.trace)),
      field_cleaner(with_trace(profile.clean, false)),
      target(profile.script, profile.context) {}

std::string Pipeline::Engine::field(std::string_view text, const ScriptReport& script) const {
  std::string value = field_cleaner(text).text;
  if (profile.restore && script.script.starts_with("zh-Hant")) value = hansift::restore(value, {.trace = false}).text;
  if (const Converter* converter = target.converter_for(script)) value = (*converter)(value);
  return value;
}

void Pipeline::Engine::walk(std::string_view text, Trace decoding, Record& record) const {
  const bool traced = profile.trace;

  Page page;
  Cleaned repaired;
  if (profile.extract) {
    repaired = repairer(text);
    for (Flag& flag : repaired.flags) flag.span = decoding.to_source(flag.span);
    add_stage(decoding, std::move(repaired.trace));
    text = repaired.text;
    page = hansift::extract(text, {.format = profile.format, .trace = traced});
    record.format = page.format;
    text = page.text;
  }

  Cleaned cleaned = cleaner(text);
  record.script = identify(cleaned.text);
  record.script.spans.clear();  // of a text that is not kept
  // A page without a body still has a title to judge by.
  const ScriptReport script = cleaned.text.empty() && page.title ? identify(*page.title) : record.script;

  record.text = std::move(cleaned.text);
  Trace later = std::move(cleaned.trace);  // from the extracted text to the final one
  std::vector<Flag> restore_flags;
  Trace before_restore;
  if (profile.restore && script.script.starts_with("zh-Hant")) {
    Restored restored = hansift::restore(record.text, {.trace = traced});
    if (!restored.flags.empty()) {
      restore_flags = std::move(restored.flags);
      before_restore = later;
    }
    record.text = std::move(restored.text);
    add_stage(later, std::move(restored.trace));
  }
  if (const Converter* converter = target.converter_for(script)) {
    if (traced) {
      Converted converted = converter->convert_traced(record.text);
      record.text = std::move(converted.text);
      add_stage(later, std::move(converted.trace));
    } else {
      record.text = (*converter)(record.text);
    }
  }

  if (page.title) record.title = field(*page.title, script);
  record.metadata = std::move(page.metadata);
  for (auto& [key, value] : record.metadata) {
    if (is_text_field(key)) value = field(value, script);
  }

  if (traced) {
    record.blocks = std::move(page.blocks);
    for (Block& block : record.blocks) {
      block.span = decoding.to_source(block.span);
      if (in_body(block.kind)) {
        block.output = later.to_output(block.output);
        block.text.assign(block.output.of(record.text));
      } else {
        block.text = field(block.text, script);
      }
    }
    record.dropped = std::move(page.dropped);
    for (Dropped& dropped : record.dropped) dropped.span = decoding.to_source(dropped.span);

    for (Flag& flag : page.flags) flag.span = decoding.to_source(flag.span);

    record.trace = std::move(decoding);
    add_stage(record.trace, std::move(page.trace));
    for (Flag& flag : cleaned.flags) flag.span = record.trace.to_source(flag.span);
    for (Flag& flag : restore_flags) flag.span = record.trace.to_source(before_restore.to_source(flag.span));
    record.flags = std::move(repaired.flags);
    record.flags.insert(record.flags.end(), std::make_move_iterator(page.flags.begin()), std::make_move_iterator(page.flags.end()));
    record.flags.insert(record.flags.end(), std::make_move_iterator(cleaned.flags.begin()), std::make_move_iterator(cleaned.flags.end()));
    record.flags.insert(record.flags.end(), std::make_move_iterator(restore_flags.begin()), std::make_move_iterator(restore_flags.end()));
    std::stable_sort(record.flags.begin(), record.flags.end(), [](const Flag& a, const Flag& b) { return a.span.begin < b.span.begin; });
    add_stage(record.trace, std::move(later));
  }

  if (profile.sentences) record.sentences = split_spans(record.text, profile.split);
  record.signals = signals(record.text);
  record.verdict = judge(record.signals, profile.verdict);
  if (record.encoding == "binary") {
    record.verdict.keep = false;
    record.verdict.reasons.push_back(&pipeline::binary);
  }
  if (profile.fingerprint) record.fingerprint = hansift::fingerprint(record.text);
}

Pipeline::Pipeline(Profile profile) : engine_(std::make_unique<const Engine>(std::move(profile))) {}
Pipeline::~Pipeline() = default;
Pipeline::Pipeline(Pipeline&&) noexcept = default;
Pipeline& Pipeline::operator=(Pipeline&&) noexcept = default;

const Profile& Pipeline::profile() const noexcept { return engine_->profile; }

Record Pipeline::operator()(std::string_view bytes, const DocumentHints& hints) const {
  Decoded decoded = decode(bytes, {.encoding = {}, .declared = hints.declared, .tld = hints.tld, .trace = engine_->profile.trace});
  Record record;
  record.encoding = decoded.encoding;
  record.encoding_confidence = decoded.confidence;
  engine_->walk(decoded.text, std::move(decoded.trace), record);
  return record;
}

Record Pipeline::from_text(std::string_view text) const {
  Record record;
  record.encoding = "utf-8";
  record.encoding_confidence = 1;
  if (is_valid_utf8(text)) {
    engine_->walk(text, {}, record);
  } else {
    Decoded decoded = decode(text, {.encoding = "utf-8", .declared = {}, .tld = {}, .trace = engine_->profile.trace});
    engine_->walk(decoded.text, std::move(decoded.trace), record);
  }
  return record;
}

}  // namespace hansift
