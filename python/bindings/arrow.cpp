// Pipeline.batch: documents from any object with the Arrow PyCapsule interface, records as one. No Arrow library is needed; the work
// is done without the GIL on as many threads as wanted, and the rows come out in the order in which they went in.

#include <algorithm>
#include <atomic>
#include <exception>
#include <functional>
#include <mutex>
#include <optional>
#include <stdexcept>
#include <thread>

#include "arrow_input.hpp"
#include "arrow_output.hpp"
#include "hansift/pipeline.hpp"
#include "hansift/version.hpp"
#include "pages.hpp"
#include "reports.hpp"

namespace hansift::python {

namespace {

/// Rows that one thread takes at a time: enough to make taking them cheap, few enough to share the work evenly.
constexpr std::int64_t block_rows = 16;
/// Text of one batch, below the limit of 32-bit offsets with room for one more block.
constexpr std::size_t batch_bytes = std::size_t{1} << 30;

/// The table that comes out: its columns and its finished batches.
struct Output {
  std::shared_ptr<const OutputColumn> columns;  // without rows
  std::vector<std::shared_ptr<const OutputColumn>> batches;
  std::string metadata;
  std::int64_t rows = 0;
};

OutputColumn list_of(const char* name, OutputColumn item) {
  std::vector<OutputColumn> children;
  children.push_back(std::move(item));
  return {name, "+l", std::move(children)};
}

OutputColumn struct_of(const char* name, std::vector<OutputColumn> fields) { return {name, "+s", std::move(fields)}; }

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

/// Runs `work(block)` for all blocks on `threads` threads, the calling one among them. The first exception is thrown on.
void share(std::int64_t blocks, unsigned threads, const std::function<void(std::int64_t)>& work) {
  std::atomic<std::int64_t> next{0};
  std::exception_ptr failure;
  std::mutex failure_guard;
  const auto run = [&] {
    try {
      for (std::int64_t block; (block = next.fetch_add(1)) < blocks;) work(block);
    } catch (...) {
      next = blocks;
      const std::lock_guard lock(failure_guard);
      if (!failure) failure = std::current_exception();
    }
  };
  std::vector<std::thread> helpers;
  const auto wanted = static_cast<std::size_t>(std::min<std::int64_t>(threads, blocks));
  try {
    while (helpers.size() + 1 < wanted) helpers.emplace_back(run);
  } catch (const std::system_error&) {
    // No more threads to be had: those there are do the work.
  }
  run();
  for (std::thread& helper : helpers) helper.join();
  if (failure) std::rethrow_exception(failure);
}

void process(const Pipeline& pipeline, const InputPlan& plan, const InputBatch& batch, unsigned threads, Output& output) {
  const Writer writer(plan, batch, pipeline);
  const std::int64_t blocks = (batch.rows + block_rows - 1) / block_rows;
  std::vector<OutputColumn> parts(static_cast<std::size_t>(blocks), *output.columns);
  share(blocks, threads, [&](std::int64_t block) {
    const std::int64_t end = std::min(batch.rows, (block + 1) * block_rows);
    for (std::int64_t row = block * block_rows; row < end; ++row) writer.write(row, parts[static_cast<std::size_t>(block)]);
  });
  // One batch out for one batch in, unless its text does not fit.
  std::optional<OutputColumn> whole;
  const auto finish = [&] {
    whole->finish();
    output.batches.push_back(std::make_shared<const OutputColumn>(std::move(*whole)));
    whole.reset();
  };
  for (OutputColumn& part : parts) {
    if (whole && whole->bytes() + part.bytes() > batch_bytes) finish();
    if (whole) {
      whole->concatenate(std::move(part));
    } else {
      whole = std::move(part);
    }
  }
  if (whole) finish();
  output.rows += batch.rows;
}

/// Arrow's binary form of key-value metadata: counts and lengths as native 32-bit integers.
std::string schema_metadata() {
  const std::pair<std::string, std::string> pairs[] = {{"hansift.version", hansift::version},
                                                       {"hansift.rules_version", std::to_string(rules_version)}};
  std::string made;
  const auto number = [&](std::size_t value) {
    const auto narrow = static_cast<std::int32_t>(value);
    made.append(reinterpret_cast<const char*>(&narrow), sizeof narrow);
  };
  number(std::size(pairs));
  for (const auto& [key, value] : pairs) {
    number(key.size());
    made.append(key);
    number(value.size());
    made.append(value);
  }
  return made;
}

template <class Struct>
Struct& in_capsule(py::handle capsule, const char* name) {
  void* pointer = PyCapsule_GetPointer(capsule.ptr(), name);
  if (pointer == nullptr) throw py::error_already_set();
  return *static_cast<Struct*>(pointer);
}

/// A capsule that owns a struct which `fill` writes.
template <class Struct, class Fill>
py::object capsule_of(const char* name, Fill&& fill) {
  auto made = std::make_unique<Struct>();
  *made = Struct{};
  fill(made.get());
  PyObject* capsule = PyCapsule_New(made.get(), name, [](PyObject* self) {
    auto* held = static_cast<Struct*>(PyCapsule_GetPointer(self, PyCapsule_GetName(self)));
    if (held != nullptr && held->release != nullptr) held->release(held);
    delete held;
  });
  if (capsule == nullptr) {
    if (made->release != nullptr) made->release(made.get());
    throw py::error_already_set();
  }
  static_cast<void>(made.release());
  return py::reinterpret_steal<py::object>(capsule);
}

std::shared_ptr<const Output> batch(const Pipeline& pipeline, const py::object& arrow, const py::object& threads) {
  unsigned workers = std::max(1U, std::thread::hardware_concurrency());
  if (!threads.is_none()) {
    if (PyLong_Check(threads.ptr()) == 0) throw py::type_error(std::string("threads must be int or None, not ") + Py_TYPE(threads.ptr())->tp_name);
    const auto wanted = threads.cast<long long>();
    if (wanted < 1 || wanted > 1024) throw ConfigError("threads is " + std::to_string(wanted) + "; it must be 1 to 1024, or None for all cores");
    workers = static_cast<unsigned>(wanted);
  }
  auto output = std::make_shared<Output>();
  output->metadata = schema_metadata();
  const auto start = [&](const ArrowSchema& schema) {
    InputPlan plan = [&] {
      try {
        return InputPlan(schema);
      } catch (const std::invalid_argument& error) {
        throw py::type_error(error.what());
      }
    }();
    output->columns = std::make_shared<const OutputColumn>(make_columns(plan, schema));
    return plan;
  };
  if (py::hasattr(arrow, "__arrow_c_stream__")) {
    const py::object capsule = arrow.attr("__arrow_c_stream__")();
    auto stream = taken(in_capsule<ArrowArrayStream>(capsule, "arrow_array_stream"));
    const auto check = [&](int code) {
      if (code == 0) return;
      const char* message = stream.value.get_last_error(&stream.value);
      throw IoError(std::string("the Arrow stream failed: ") + (message == nullptr ? "no reason given" : message));
    };
    Owned<ArrowSchema> schema;
    check(stream.value.get_schema(&stream.value, &schema.value));
    const InputPlan plan = start(schema.value);
    const py::gil_scoped_release released;
    for (;;) {
      Owned<ArrowArray> array;
      check(stream.value.get_next(&stream.value, &array.value));
      if (array.value.release == nullptr) break;
      process(pipeline, plan, plan.batch(schema.value, std::move(array)), workers, *output);
    }
  } else if (py::hasattr(arrow, "__arrow_c_array__")) {
    const auto capsules = py::cast<py::tuple>(arrow.attr("__arrow_c_array__")());
    const auto schema = taken(in_capsule<ArrowSchema>(capsules[0], "arrow_schema"));
    auto array = taken(in_capsule<ArrowArray>(capsules[1], "arrow_array"));
    const InputPlan plan = start(schema.value);
    const py::gil_scoped_release released;
    process(pipeline, plan, plan.batch(schema.value, std::move(array)), workers, *output);
  } else {
    throw py::type_error(std::string("batch() takes an object with the Arrow PyCapsule interface (a table, record batch or stream), not ") +
                         Py_TYPE(arrow.ptr())->tp_name);
  }
  if (output->batches.empty()) {
    OutputColumn empty = *output->columns;
    empty.finish();
    output->batches.push_back(std::make_shared<const OutputColumn>(std::move(empty)));
  }
  return output;
}

/// The state of one exported stream.
struct StreamHolder {
  std::shared_ptr<const Output> output;
  std::size_t next = 0;
};

py::object stream_capsule(const std::shared_ptr<const Output>& output) {
  return capsule_of<ArrowArrayStream>("arrow_array_stream", [&](ArrowArrayStream* stream) {
    stream->get_schema = [](ArrowArrayStream* self, ArrowSchema* out) {
      const auto& held = *static_cast<StreamHolder*>(self->private_data);
      held.output->columns->export_schema(out, held.output->metadata);
      return 0;
    };
    stream->get_next = [](ArrowArrayStream* self, ArrowArray* out) {
      auto& held = *static_cast<StreamHolder*>(self->private_data);
      *out = ArrowArray{};
      if (held.next < held.output->batches.size()) {
        const auto& batch = held.output->batches[held.next++];
        batch->export_array(out, batch);
      }
      return 0;
    };
    stream->get_last_error = [](ArrowArrayStream*) -> const char* { return nullptr; };
    stream->release = [](ArrowArrayStream* self) {
      delete static_cast<StreamHolder*>(self->private_data);
      self->release = nullptr;
    };
    stream->private_data = new StreamHolder{output};
  });
}

py::object schema_capsule(const Output& output) {
  return capsule_of<ArrowSchema>("arrow_schema", [&](ArrowSchema* out) { output.columns->export_schema(out, output.metadata); });
}

}  // namespace

void bind_arrow(py::module_& m) {
  py::class_<Output, std::shared_ptr<Output>>(m, "ArrowBatches", R"(Records as an Arrow table, made by `Pipeline.batch`.

Any library with the Arrow PyCapsule interface reads it without a copy: `pyarrow.table(batches)`, `polars.DataFrame(batches)`.
)")
      .def("__arrow_c_stream__", [](const std::shared_ptr<Output>& self, const py::object&) { return stream_capsule(self); },
           py::arg("requested_schema") = py::none(), "The records as a stream of record batches.")
      .def("__arrow_c_schema__", [](const Output& self) { return schema_capsule(self); }, "The schema alone.")
      .def(
          "__arrow_c_array__",
          [](const Output& self, const py::object&) {
            if (self.batches.size() != 1) {
              throw ConfigError("these records are " + std::to_string(self.batches.size()) + " batches; read them as a stream (a table)");
            }
            return py::make_tuple(schema_capsule(self), capsule_of<ArrowArray>("arrow_array", [&](ArrowArray* out) {
                                    self.batches[0]->export_array(out, self.batches[0]);
                                  }));
          },
          py::arg("requested_schema") = py::none(), "The records as one record batch, if they are one.")
      .def_property_readonly("num_batches", [](const Output& self) { return self.batches.size(); }, "int: number of record batches.")
      .def("__len__", [](const Output& self) { return self.rows; })
      .def("__repr__", [](const Output& self) {
        return "<ArrowBatches of " + std::to_string(self.rows) + " records in " + std::to_string(self.batches.size()) + " batches>";
      });

  m.def("batch", [](const Pipeline& pipeline, const py::object& arrow, const py::object& threads) {
    return std::const_pointer_cast<Output>(batch(pipeline, arrow, threads));
  });
}

}  // namespace hansift::python
