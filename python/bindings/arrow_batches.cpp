#include "arrow_batches.hpp"

#include <algorithm>
#include <atomic>
#include <exception>
#include <mutex>
#include <optional>
#include <thread>

#include "hansift/error.hpp"
#include "hansift/version.hpp"

namespace hansift::python {

namespace {

/// Rows that one thread takes at a time: enough to make taking them cheap, few enough to share the work evenly.
constexpr std::int64_t block_rows = 16;
/// Text of one batch, below the limit of 32-bit offsets with room for one more block.
constexpr std::size_t batch_bytes = std::size_t{1} << 30;

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

/// The state of one exported stream.
struct StreamHolder {
  std::shared_ptr<const ArrowBatches> output;
  std::size_t next = 0;
};

py::object stream_capsule(const std::shared_ptr<const ArrowBatches>& output) {
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

py::object schema_capsule(const ArrowBatches& output) {
  return capsule_of<ArrowSchema>("arrow_schema", [&](ArrowSchema* out) { output.columns->export_schema(out, output.metadata); });
}

}  // namespace

OutputColumn list_of(const char* name, OutputColumn item) {
  std::vector<OutputColumn> children;
  children.push_back(std::move(item));
  return {name, "+l", std::move(children)};
}

OutputColumn struct_of(const char* name, std::vector<OutputColumn> fields) { return {name, "+s", std::move(fields)}; }

unsigned worker_count(const py::object& threads) {
  if (threads.is_none()) return std::max(1U, std::thread::hardware_concurrency());
  if (PyLong_Check(threads.ptr()) == 0) throw py::type_error(std::string("threads must be int or None, not ") + Py_TYPE(threads.ptr())->tp_name);
  const auto wanted = threads.cast<long long>();
  if (wanted < 1 || wanted > 1024) throw ConfigError("threads is " + std::to_string(wanted) + "; it must be 1 to 1024, or None for all cores");
  return static_cast<unsigned>(wanted);
}

void write_rows(std::int64_t rows, unsigned threads, const std::function<void(std::int64_t, OutputColumn&)>& write, ArrowBatches& out) {
  const std::int64_t blocks = (rows + block_rows - 1) / block_rows;
  std::vector<OutputColumn> parts(static_cast<std::size_t>(blocks), *out.columns);
  share(blocks, threads, [&](std::int64_t block) {
    const std::int64_t end = std::min(rows, (block + 1) * block_rows);
    for (std::int64_t row = block * block_rows; row < end; ++row) write(row, parts[static_cast<std::size_t>(block)]);
  });
  // One batch out for one batch in, unless its text does not fit.
  std::optional<OutputColumn> whole;
  const auto finish = [&] {
    whole->finish();
    out.batches.push_back(std::make_shared<const OutputColumn>(std::move(*whole)));
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
  out.rows += rows;
}

void read_batches(const py::object& arrow, const char* function, ArrowBatches& out, const std::function<void(const ArrowSchema&)>& start,
                  const std::function<void(const ArrowSchema&, Owned<ArrowArray>)>& each) {
  out.metadata = schema_metadata();
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
    start(schema.value);
    const py::gil_scoped_release released;
    for (;;) {
      Owned<ArrowArray> array;
      check(stream.value.get_next(&stream.value, &array.value));
      if (array.value.release == nullptr) break;
      each(schema.value, std::move(array));
    }
  } else if (py::hasattr(arrow, "__arrow_c_array__")) {
    const auto capsules = py::cast<py::tuple>(arrow.attr("__arrow_c_array__")());
    const auto schema = taken(in_capsule<ArrowSchema>(capsules[0], "arrow_schema"));
    auto array = taken(in_capsule<ArrowArray>(capsules[1], "arrow_array"));
    start(schema.value);
    const py::gil_scoped_release released;
    each(schema.value, std::move(array));
  } else {
    throw py::type_error(std::string(function) + "() takes an object with the Arrow PyCapsule interface (a table, record batch or stream), not " +
                         Py_TYPE(arrow.ptr())->tp_name);
  }
  if (out.batches.empty()) {
    OutputColumn empty = *out.columns;
    empty.finish();
    out.batches.push_back(std::make_shared<const OutputColumn>(std::move(empty)));
  }
}

void bind_arrow_batches(py::module_& m) {
  py::class_<ArrowBatches, std::shared_ptr<ArrowBatches>>(m, "ArrowBatches", R"(What `Pipeline.batch` (a table of records) and `split_batch` (a column of lists) make.

Any library with the Arrow PyCapsule interface reads it without a copy: `pyarrow.table(batches)`, `polars.DataFrame(batches)`;
`pyarrow.chunked_array(column)`, `polars.Series(column)`.
)")
      .def("__arrow_c_stream__", [](const std::shared_ptr<ArrowBatches>& self, const py::object&) { return stream_capsule(self); },
           py::arg("requested_schema") = py::none(), "The records as a stream of record batches.")
      .def("__arrow_c_schema__", [](const ArrowBatches& self) { return schema_capsule(self); }, "The schema alone.")
      .def(
          "__arrow_c_array__",
          [](const ArrowBatches& self, const py::object&) {
            if (self.batches.size() != 1) {
              throw ConfigError("these records are " + std::to_string(self.batches.size()) + " batches; read them as a stream (a table)");
            }
            return py::make_tuple(schema_capsule(self), capsule_of<ArrowArray>("arrow_array", [&](ArrowArray* out) {
                                    self.batches[0]->export_array(out, self.batches[0]);
                                  }));
          },
          py::arg("requested_schema") = py::none(), "The records as one record batch, if they are one.")
      .def_property_readonly("num_batches", [](const ArrowBatches& self) { return self.batches.size(); }, "int: number of record batches.")
      .def("__len__", [](const ArrowBatches& self) { return self.rows; })
      .def("__repr__", [](const ArrowBatches& self) {
        return "<ArrowBatches of " + std::to_string(self.rows) + " records in " + std::to_string(self.batches.size()) + " batches>";
      });
}

}  // namespace hansift::python
