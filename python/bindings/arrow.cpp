// Pipeline.batch: documents from any object with the Arrow PyCapsule interface, records as one. No Arrow library is needed; the work
// is done without the GIL on as many threads as wanted, and the rows come out in the order in which they went in.

#include <optional>
#include <stdexcept>

#include "arrow_batches.hpp"
#include "hansift/pipeline.hpp"
#include "hansift/version.hpp"
#include "pages.hpp"
#include "reports.hpp"

namespace hansift::python {

namespace {

double rounded(float value) { return std::round(static_cast<double>(value) * 1e6) / 1e6; }

/// The schema of docs/schema.md: names and meanings as in Record.to_dict().
OutputColumn make_columns(const InputPlan& plan, const ArrowSchema& input) {
  std::vector<OutputColumn> columns;
  if (plan.id >= 0) {
    const std::string_view format = input.children[plan.id]->format;
    const bool number = input.children[plan.id]->dictionary == nullptr && format.size() == 1 && format.find_first_of("cCsSiIlL") == 0;
    columns.emplace_back("id", number ? (format == "L" ? "L" : "l") : "u");
  }
  if (plan.url >= 0) columns.emplace_back("url", "u");
  columns.emplace_back("text", "u");
  columns.emplace_back("title", "u");
  std::vector<OutputColumn> entries;
  entries.push_back(struct_of("entries", {{"key", "u"}, {"value", "u"}}));
  columns.emplace_back("metadata", "+m", std::move(entries));
  columns.emplace_back("encoding", "u");
  columns.emplace_back("encoding_confidence", "g");
  columns.emplace_back("format", "u");
  columns.emplace_back("script", "u");
  columns.emplace_back("script_confidence", "g");
  columns.emplace_back("keep", "b");
  columns.push_back(list_of("reasons", {"item", "u"}));
  columns.push_back(list_of("sentences", struct_of("item", {{"begin", "i"}, {"end", "i"}})));
  std::vector<OutputColumn> fields;
  each_signal(Signals{}, [&](const char* name, auto value) {
    fields.emplace_back(name, std::is_floating_point_v<decltype(value)> ? "g" : "l");
  });
  columns.push_back(struct_of("signals", std::move(fields)));
  columns.emplace_back("fingerprint", "u");
  columns.push_back(list_of("bands", {"item", "L"}));
  columns.push_back(list_of("flags", struct_of("item", {{"begin", "l"}, {"end", "l"}, {"rule", "u"}, {"reason", "u"}})));
  columns.emplace_back("version", "u");
  columns.emplace_back("rules_version", "i");
  return struct_of("", std::move(columns));
}

/// The last label of the host of a URL: "cn" of "https://www.example.com.cn:8080/page".
std::string tld_of(std::string_view url) {
  const std::size_t scheme = url.find("://");
  if (scheme == std::string_view::npos) return {};
  std::string_view host = url.substr(scheme + 3);
  host = host.substr(0, host.find_first_of("/?#"));
  if (const std::size_t user = host.rfind('@'); user != std::string_view::npos) host.remove_prefix(user + 1);
  host = host.substr(0, host.find(':'));
  const std::size_t dot = host.rfind('.');
  if (dot == std::string_view::npos || dot + 1 == host.size()) return {};
  std::string label(host.substr(dot + 1));
  for (char& letter : label) letter = letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter + 32) : letter;
  return label;
}

/// Writes rows into a block of columns.
class Writer {
 public:
  Writer(const InputPlan& plan, const InputBatch& batch, const Pipeline& pipeline) : plan_(plan), batch_(batch), pipeline_(pipeline) {}

  void write(std::int64_t row, OutputColumn& out) const {
    std::size_t at = 0;
    if (plan_.id >= 0) pass_on(*batch_.id, row, out.child(at++));
    if (plan_.url >= 0) pass_on(*batch_.url, row, out.child(at++));
    if (batch_.row_is_null(row)) {
      while (at < columns_behind_ + static_cast<std::size_t>(plan_.id >= 0) + static_cast<std::size_t>(plan_.url >= 0)) {
        out.child(at++).append_null();
      }
    } else {
      write(record(row), batch_.document->text(row), out, at);
    }
    out.close_row();
  }

 private:
  static constexpr std::size_t columns_behind_ = 17;

  [[nodiscard]] Record record(std::int64_t row) const {
    const std::string_view document = batch_.document->text(row);
    if (plan_.is_text) return pipeline_.from_text(document);
    std::string tld;
    if (batch_.url && !batch_.url->is_null(row)) tld = tld_of(batch_.url->text(row));
    const bool declared = batch_.charset && !batch_.charset->is_null(row);
    return pipeline_(document, {.declared = declared ? batch_.charset->text(row) : std::string_view(), .tld = tld});
  }

  static void pass_on(const InputColumn& from, std::int64_t row, OutputColumn& out) {
    if (from.is_null(row)) {
      out.append_null();
    } else if (from.is_integer()) {
      out.append_number(from.integer(row));
    } else if (const std::string_view value = from.text(row); is_valid_utf8(value)) {
      out.append(value);
    } else {
      out.append(to_valid_utf8(value));
    }
  }

  void write(Record record, std::string_view document, OutputColumn& out, std::size_t at) const {
    out.child(at++).append(record.text);
    if (record.title) {
      out.child(at++).append(*record.title);
    } else {
      out.child(at++).append_null();
    }
    OutputColumn& metadata = out.child(at++);
    for (const auto& [key, value] : merged(std::move(record.metadata))) {
      metadata.child(0).child(0).append(key);
      metadata.child(0).child(1).append(value);
      metadata.child(0).close_row();
    }
    metadata.close_row();
    out.child(at++).append(record.encoding);
    out.child(at++).append_number(rounded(record.encoding_confidence));
    out.child(at++).append(hansift::name_of(record.format));
    out.child(at++).append(record.script.script);
    out.child(at++).append_number(rounded(record.script.confidence));
    out.child(at++).append_bool(record.verdict.keep);
    OutputColumn& reasons = out.child(at++);
    for (const Rule* rule : record.verdict.reasons) reasons.child(0).append(rule->id);
    reasons.close_row();
    OutputColumn& sentences = out.child(at++);
    from_bytes(record.text, record.sentences, Unit::codepoint);
    for (const Span& sentence : record.sentences) {
      sentences.child(0).child(0).append_number(static_cast<std::int32_t>(sentence.begin));
      sentences.child(0).child(1).append_number(static_cast<std::int32_t>(sentence.end));
      sentences.child(0).close_row();
    }
    sentences.close_row();
    OutputColumn& signals = out.child(at++);
    std::size_t field = 0;
    each_signal(record.signals, [&](const char*, auto value) { signals.child(field++).append_number(value); });
    signals.close_row();
    if (record.fingerprint) {
      out.child(at++).append(exact_digits(*record.fingerprint));
      OutputColumn& bands = out.child(at++);
      for (const std::uint64_t band : record.fingerprint->bands()) bands.child(0).append_number(band);
      bands.close_row();
    } else {
      out.child(at++).append_null();
      out.child(at++).append_null();
    }
    write_flags(record, document, out.child(at++));
    out.child(at++).append(hansift::version);
    out.child(at++).append_number(static_cast<std::int32_t>(record.rules_version));
  }

  void write_flags(const Record& record, std::string_view document, OutputColumn& out) const {
    std::vector<Span> spans;
    for (const Flag& flag : record.flags) spans.push_back(flag.span);
    if (plan_.is_text && is_valid_utf8(document)) from_bytes(document, spans, Unit::codepoint);
    for (std::size_t i = 0; i < spans.size(); ++i) {
      out.child(0).child(0).append_number(static_cast<std::int64_t>(spans[i].begin));
      out.child(0).child(1).append_number(static_cast<std::int64_t>(spans[i].end));
      out.child(0).child(2).append(record.flags[i].rule->id);
      out.child(0).child(3).append(record.flags[i].reason.empty() ? record.flags[i].rule->reason : std::string_view(record.flags[i].reason));
      out.child(0).close_row();
    }
    out.close_row();
  }

  const InputPlan& plan_;
  const InputBatch& batch_;
  const Pipeline& pipeline_;
};

std::shared_ptr<ArrowBatches> batch(const Pipeline& pipeline, const py::object& arrow, const py::object& threads) {
  const unsigned workers = worker_count(threads);
  auto output = std::make_shared<ArrowBatches>();
  std::optional<InputPlan> plan;
  const auto start = [&](const ArrowSchema& schema) {
    try {
      plan.emplace(schema);
    } catch (const std::invalid_argument& error) {
      throw py::type_error(error.what());
    }
    output->columns = std::make_shared<const OutputColumn>(make_columns(*plan, schema));
  };
  read_batches(arrow, "batch", *output, start, [&](const ArrowSchema& schema, Owned<ArrowArray> array) {
    const InputBatch rows = plan->batch(schema, std::move(array));
    const Writer writer(*plan, rows, pipeline);
    write_rows(rows.rows, workers, [&](std::int64_t row, OutputColumn& out) { writer.write(row, out); }, *output);
  });
  return output;
}

}  // namespace

void bind_arrow(py::module_& m) {
  bind_arrow_batches(m);
  m.def("batch", &batch);
}

}  // namespace hansift::python
