// Sentences in other forms than lists of str and Span: with reasons, from a stream, as an array of offsets, as an Arrow column.

#include <cstring>
#include <functional>
#include <limits>
#include <memory>
#include <mutex>
#include <optional>

#include "arrow_batches.hpp"
#include "face.hpp"
#include "made.hpp"
#include "reduce.hpp"
#include "split_options.hpp"

namespace hansift::python {
namespace {

/// Offsets of sentences in one block of memory: rows of begin and end, for NumPy through the buffer protocol and for Arrow as fixed-size lists.
class Offsets {
 public:
  explicit Offsets(std::vector<Span> spans) : spans_(std::make_shared<const std::vector<Span>>(std::move(spans))) {}

  [[nodiscard]] std::size_t size() const { return spans_->size(); }
  [[nodiscard]] Span at(py::ssize_t i) const {
    const auto count = static_cast<py::ssize_t>(size());
    if (i < 0) i += count;
    if (i < 0 || i >= count) throw py::index_error("no such sentence");
    return (*spans_)[static_cast<std::size_t>(i)];
  }
  [[nodiscard]] py::buffer_info buffer() const {
    static_assert(sizeof(Span) == 2 * sizeof(std::int64_t) && sizeof(std::size_t) == sizeof(std::int64_t));
    const auto rows = static_cast<py::ssize_t>(size());
    constexpr auto width = static_cast<py::ssize_t>(sizeof(std::int64_t));
    return {const_cast<Span*>(spans_->data()), width, py::format_descriptor<std::int64_t>::format(), 2, {rows, py::ssize_t{2}}, {2 * width, width}, true};
  }
  [[nodiscard]] const std::vector<Span>& spans() const { return *spans_; }
  void export_array(ArrowArray* out) const;
  static void export_schema(ArrowSchema* out);

 private:
  std::shared_ptr<const std::vector<Span>> spans_;
};

}  // namespace

template <>
inline constexpr bool is_checked<Offsets> = true;

namespace {

/// What an exported array of offsets keeps alive, and the one child it has.
struct OffsetsHolder {
  std::shared_ptr<const std::vector<Span>> spans;
  const void* buffers[2] = {nullptr, nullptr};
  ArrowArray child{};
  ArrowArray* children[1] = {&child};
};

struct OffsetsSchema {
  ArrowSchema child{};
  ArrowSchema* children[1] = {&child};
};

template <class Struct>
void release_nothing(Struct* released) {
  released->release = nullptr;
}

template <class Struct, class Holder>
void release_holder(Struct* released) {
  auto* holder = static_cast<Holder*>(released->private_data);
  if (holder->child.release != nullptr) holder->child.release(&holder->child);
  released->release = nullptr;
  delete holder;
}

void Offsets::export_array(ArrowArray* out) const {
  static constexpr Span nothing{};
  auto* holder = new OffsetsHolder{spans_};
  holder->buffers[1] = spans_->empty() ? &nothing : spans_->data();
  holder->child.length = static_cast<std::int64_t>(2 * size());
  holder->child.n_buffers = 2;
  holder->child.buffers = holder->buffers;
  // A reader may move the child out and release it alone: it holds the memory itself.
  auto* owner = new OffsetsHolder{spans_};
  owner->buffers[1] = holder->buffers[1];
  holder->child.buffers = owner->buffers;
  holder->child.private_data = owner;
  holder->child.release = [](ArrowArray* child) {
    delete static_cast<OffsetsHolder*>(child->private_data);
    child->release = nullptr;
  };
  out->length = static_cast<std::int64_t>(size());
  out->n_buffers = 1;
  out->buffers = holder->buffers;
  out->n_children = 1;
  out->children = holder->children;
  out->private_data = holder;
  out->release = release_holder<ArrowArray, OffsetsHolder>;
}

void Offsets::export_schema(ArrowSchema* out) {
  auto* holder = new OffsetsSchema;
  holder->child.format = "l";
  holder->child.name = "item";
  holder->child.release = release_nothing<ArrowSchema>;
  out->format = "+w:2";
  out->name = "";
  out->n_children = 1;
  out->children = holder->children;
  out->private_data = holder;
  out->release = release_holder<ArrowSchema, OffsetsSchema>;
}

/// The column of texts: an array of strings, or one column of a table.
struct TextColumn {
  int child = -1;

  TextColumn(const ArrowSchema& schema, const std::string& name) {
    const ArrowSchema* column = &schema;
    if (std::string_view(schema.format) == "+s") {
      for (int i = 0; i < schema.n_children && child < 0; ++i) {
        if (schema.children[i]->name != nullptr && name == schema.children[i]->name) child = i;
      }
      if (child < 0) throw ConfigError("no column '" + name.substr(0, 60) + "'");
      column = schema.children[child];
    }
    const std::string_view format = column->dictionary != nullptr ? column->dictionary->format : column->format;
    if (format != "u" && format != "U" && format != "vu") {
      throw py::type_error("split_batch() takes strings, not Arrow type '" + std::string(format) + "'");
    }
  }

  [[nodiscard]] InputBatch batch(const ArrowSchema& schema, Owned<ArrowArray> array) const {
    InputBatch made;
    made.array = std::move(array);
    const ArrowArray& root = made.array.value;
    made.rows = root.length;
    if (child < 0) made.document.emplace(schema, root, 0);
    else made.document.emplace(*schema.children[child], *root.children[child], root.offset);
    return made;
  }
};

void write_spans(std::string_view text, const SplitOptions& options, Unit unit, OutputColumn& out) {
  if (text.size() > static_cast<std::size_t>(std::numeric_limits<std::int32_t>::max())) throw DataError("one text is larger than 2 GB");
  std::vector<Span> spans = split_spans(text, options);
  from_bytes(text, spans, unit);
  OutputColumn& item = out.child(0);
  for (const Span& span : spans) {
    item.child(0).append_number(static_cast<std::int32_t>(span.begin));
    item.child(1).append_number(static_cast<std::int32_t>(span.end));
    item.close_row();
  }
  out.close_row();
}

void write_texts(std::string_view text, const SplitOptions& options, OutputColumn& out) {
  for (const std::string_view sentence : split(text, options)) out.child(0).append(sentence);
  out.close_row();
}

std::shared_ptr<ArrowBatches> split_batch(const py::object& arrow, const std::string& column, bool texts, Unit unit, const SplitOptions& options,
                                          const py::object& threads) {
  const unsigned workers = worker_count(threads);
  auto output = std::make_shared<ArrowBatches>();
  OutputColumn item = texts ? OutputColumn("item", "u") : struct_of("item", {{"begin", "i"}, {"end", "i"}});
  output->columns = std::make_shared<const OutputColumn>(list_of("sentences", std::move(item)));
  std::optional<TextColumn> plan;
  const auto start = [&](const ArrowSchema& schema) { plan.emplace(schema, column); };
  read_batches(arrow, "split_batch", *output, start, [&](const ArrowSchema& schema, Owned<ArrowArray> array) {
    const InputBatch rows = plan->batch(schema, std::move(array));
    const auto write = [&](std::int64_t row, OutputColumn& out) {
      if (rows.row_is_null(row)) out.append_null();
      else if (texts) write_texts(rows.document->text(row), options, out);
      else write_spans(rows.document->text(row), options, unit, out);
    };
    write_rows(rows.rows, workers, write, *output);
  });
  return output;
}

/// A stream that two threads may call without breaking it; what they get is their affair.
class GuardedStream {
 public:
  GuardedStream(const SplitOptions& options, std::size_t paragraph_cap, Unit unit) : stream_(options, paragraph_cap, unit) {}

  template <class Work>
  auto with(Work&& work) {
    const py::gil_scoped_release released;
    const std::lock_guard lock(mutex_);
    return work(stream_);
  }

 private:
  SentenceStream stream_;
  std::mutex mutex_;
};

}  // namespace

template <>
inline constexpr bool is_checked<GuardedStream> = true;

namespace {

py::list items_list(const Face& face, const std::vector<SentenceStream::Item>& items) {
  py::list made(items.size());
  const NoCollection no_collection;
  for (std::size_t i = 0; i < items.size(); ++i) {
    py::object item = face.sentence(str_of(items[i].text), span_object(face, items[i].span), str_of(name_of(items[i].reason)));
    PyList_SET_ITEM(made.ptr(), static_cast<Py_ssize_t>(i), item.release().ptr());
  }
  return made;
}

}  // namespace

void bind_sentences(py::module_& m, const FacePtr& face) {
  py::class_<Offsets> offsets(m, "Offsets", py::buffer_protocol(), R"(Where the sentences of a text are, made by `split_offsets`.

`numpy.asarray(offsets)` is an array of shape (n, 2) and type int64, begin and end of each sentence; `pyarrow.array(offsets)` the same as lists
of two. Neither copies.
)");
  offsets
      .def_buffer([](const Offsets& self) { return self.buffer(); })
      .def("__len__", &Offsets::size)
      .def("__eq__", [](const Offsets& self, const Offsets& other) { return self.spans() == other.spans(); }, py::is_operator())
      .def("__hash__",
           [](const Offsets& self) {
             return std::hash<std::string_view>{}({reinterpret_cast<const char*>(self.spans().data()), self.size() * sizeof(Span)});
           })
      .def(py::pickle([](const Offsets& self) { return py::bytes(reinterpret_cast<const char*>(self.spans().data()), self.size() * sizeof(Span)); },
                      [](const py::bytes& state) {
                        const std::string_view bytes = state;
                        std::vector<Span> spans(bytes.size() / sizeof(Span));
                        if (!spans.empty()) std::memcpy(spans.data(), bytes.data(), spans.size() * sizeof(Span));
                        return Offsets(std::move(spans));
                      }))
      .def("__getitem__", [face](const Offsets& self, py::ssize_t i) { return span_object(*face, self.at(i)); })
      .def("__arrow_c_schema__", [](const Offsets&) { return capsule_of<ArrowSchema>("arrow_schema", Offsets::export_schema); }, "The type.")
      .def(
          "__arrow_c_array__",
          [](const Offsets& self, const py::object&) {
            return py::make_tuple(capsule_of<ArrowSchema>("arrow_schema", Offsets::export_schema),
                                  capsule_of<ArrowArray>("arrow_array", [&](ArrowArray* out) { self.export_array(out); }));
          },
          py::arg("requested_schema") = py::none(), "The offsets as an array of lists of two.")
      .def("__repr__", [](const Offsets& self) { return "<Offsets of " + std::to_string(self.size()) + " sentences>"; });

  pickle_by_new_protocols(offsets);
  reduce_to_state(offsets);

  m.def("split_offsets", [](py::handle source, py::handle unit, py::handle quotes, py::handle newlines, py::handle profile, py::handle semicolons) {
    const Text text = text_of(source, "text");
    const Unit wanted = unit_of(unit);
    const SplitOptions options = split_options(quotes, newlines, profile, semicolons);
    return Offsets(unlocked(text.utf8.size(), [&] {
      std::vector<Span> found = split_spans(text.utf8, options);
      convert_spans(text.utf8, text.ascii, found, wanted);
      return found;
    }));
  });

  m.def("sentences", [face](py::handle source, py::handle unit, py::handle quotes, py::handle newlines, py::handle profile, py::handle semicolons) {
    const Text text = text_of(source, "text");
    const Unit wanted = unit_of(unit);
    const SplitOptions options = split_options(quotes, newlines, profile, semicolons);
    std::vector<Sentence> found;
    const std::vector<Span> spans = unlocked(text.utf8.size(), [&] {
      found = sentences(text.utf8, options);
      std::vector<Span> made;
      made.reserve(found.size());
      for (const Sentence& sentence : found) made.push_back(sentence.span);
      convert_spans(text.utf8, text.ascii, made, wanted);
      return made;
    });
    py::list made(spans.size());
    const NoCollection no_collection;
    for (std::size_t i = 0; i < spans.size(); ++i) {
      py::object item = face->sentence(str_of(found[i].span.of(text.utf8)), span_object(*face, spans[i]), str_of(name_of(found[i].reason)));
      PyList_SET_ITEM(made.ptr(), static_cast<Py_ssize_t>(i), item.release().ptr());
    }
    return made;
  });

  m.def("split_batch", [](const py::object& arrow, py::handle column, py::handle output, py::handle unit, py::handle quotes, py::handle newlines,
                          py::handle profile, py::handle semicolons, const py::object& threads) {
    const std::string form = name_of(output, "output");
    if (form != "spans" && form != "text") throw ConfigError("unknown output '" + form.substr(0, 60) + "'; choose one of: spans, text");
    return split_batch(arrow, name_of(column, "column"), form == "text", unit_of(unit), split_options(quotes, newlines, profile, semicolons), threads);
  });

  py::class_<GuardedStream>(m, "SentenceStream")
      .def(py::init([](py::handle unit, py::handle paragraph_cap, py::handle quotes, py::handle newlines, py::handle profile, py::handle semicolons) {
        return std::make_unique<GuardedStream>(split_options(quotes, newlines, profile, semicolons), amount(paragraph_cap, "paragraph_cap"),
                                               unit_of(unit));
      }))
      .def("feed", [face](GuardedStream& self, py::handle piece) {
        const Text text = text_of(piece, "text");
        return items_list(*face, self.with([&](SentenceStream& stream) { return stream.feed(text.utf8); }));
      })
      .def("finish", [face](GuardedStream& self) { return items_list(*face, self.with([](SentenceStream& stream) { return stream.finish(); })); });
}

}  // namespace hansift::python
