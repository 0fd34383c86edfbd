#pragma once

// What all bindings share: the Python types that results are made of, str and bytes arguments, spans, the GIL.

#include <pybind11/pybind11.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <initializer_list>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "hansift/error.hpp"
#include "hansift/text.hpp"
#include "hansift/trace.hpp"

namespace hansift::python {

namespace py = pybind11;

/// A tuple subclass of hansift._types. Made without a call into Python: an instance is its items and nothing else.
class TupleType {
 public:
  TupleType(const py::module_& types, const char* name);

  template <class... Items>
  [[nodiscard]] py::object operator()(Items&&... items) const {
    PyObject* made = allocate(sizeof...(items));
    Py_ssize_t at = 0;
    (PyTuple_SET_ITEM(made, at++, std::forward<Items>(items).release().ptr()), ...);
    return py::reinterpret_steal<py::object>(made);
  }

  [[nodiscard]] py::object from(std::vector<py::object> items) const;

  /// A pair of whole numbers, which can be part of no cycle: the garbage collector is not told of it, and never looks at it. New references
  /// are taken over.
  [[nodiscard]] PyObject* pair_of_numbers(PyObject* first, PyObject* second) const;

 private:
  [[nodiscard]] PyObject* allocate(std::size_t count) const;
  py::object type_;
};

/// A result class of hansift._types: slots that only we write.
class ResultType {
 public:
  ResultType(const py::module_& types, const char* name);

  /// Values in the order of the class's __slots__.
  [[nodiscard]] py::object operator()(std::initializer_list<py::object> values) const;

 private:
  py::object type_;
  std::vector<Py_ssize_t> offsets_;  ///< of the slots, in their order
};

/// The Python types, looked up once for each interpreter that loads the module.
struct Face {
  Face();
  py::module_ types;
  TupleType span, edit, flag, round_trip, rule, encoding_span, script_span, encoding_guess, block, dropped, fact, chunk, sentence, signals, verdict, profile;
  ResultType detection, decoded, encoded, page, cleaned, script_report, converted, restored, unwrapped, record;
};
using FacePtr = std::shared_ptr<const Face>;

/// A str argument and its UTF-8, which CPython keeps with the str. Valid as long as `object` is referenced.
struct Text {
  py::object object;
  std::string_view utf8;
  bool ascii = false;
};

/// A bytes-like argument. Other buffers than bytes are copied once.
struct Bytes {
  py::object object;
  std::string_view view;
};

/// Refuses everything but str (TypeError) and lone surrogates (UnicodeEncodeError with the index).
[[nodiscard]] Text text_of(py::handle value, const char* what);
/// Refuses everything but bytes, bytearray and other buffers of bytes (TypeError).
[[nodiscard]] Bytes bytes_of(py::handle value, const char* what);
/// A str argument as a string of our own.
[[nodiscard]] std::string name_of(py::handle value, const char* what);
/// The same, empty for None.
[[nodiscard]] std::string optional_name(py::handle value, const char* what);
/// A str (one) or an iterable of str (many).
[[nodiscard]] std::vector<std::string> names_of(py::handle value, const char* what);

[[nodiscard]] py::str str_of(std::string_view utf8);
/// The argument itself if nothing changed: no second copy of a clean text.
[[nodiscard]] py::object str_or_same(const Text& input, std::string_view output);
[[nodiscard]] py::object str_or_none(std::string_view utf8);

/// Probabilities are float in C++; as Python floats they are rounded, so that 0.9F reads 0.9.
[[nodiscard]] inline py::float_ probability(float value) { return py::float_(std::round(static_cast<double>(value) * 1e6) / 1e6); }

[[nodiscard]] inline py::int_ integer(std::size_t value) { return py::int_(value); }

/// Byte spans of `utf8` in `unit`; nothing to do where a character is a byte.
void convert_spans(std::string_view utf8, bool ascii, std::span<Span> spans, Unit unit);
[[nodiscard]] Unit unit_of(py::handle name);

/// The old pickle protocols make objects in a way that pybind11 cannot stop with an exception: no protocol below 2.
template <class Class>
void pickle_by_new_protocols(Class& type) {
  type.def("__reduce_ex__", [](const py::object& self, int protocol) {
    return py::module_::import("builtins").attr("object").attr("__reduce_ex__")(self, std::max(protocol, 2));
  });
}

/// While it lives, no garbage collection starts. Each span is an object that a collection looks at, and making n of them would start so many
/// that the time for one grows with n. Nothing that is made here can be garbage yet.
class NoCollection {
 public:
  NoCollection() : was_on_(PyGC_Disable() != 0) {}
  ~NoCollection() {
    if (was_on_) PyGC_Enable();
  }
  NoCollection(const NoCollection&) = delete;
  NoCollection& operator=(const NoCollection&) = delete;

 private:
  bool was_on_;
};

[[nodiscard]] py::object span_object(const Face& face, Span span);
[[nodiscard]] py::list spans_list(const Face& face, std::span<const Span> spans);
[[nodiscard]] py::tuple spans_tuple(const Face& face, std::span<const Span> spans);
[[nodiscard]] py::object rule_object(const Face& face, const Rule& rule);
/// Flags with their spans turned from bytes of `utf8` into `unit`.
[[nodiscard]] py::tuple flags_tuple(const Face& face, const std::vector<Flag>& flags, std::string_view utf8, bool ascii, Unit unit);

/// Runs C++ work without the GIL if it is long enough to be worth the switch (about 10 microseconds).
template <class Work>
auto unlocked(std::size_t input_bytes, Work&& work) {
  if (input_bytes < 2048) return work();
  const py::gil_scoped_release released;
  return work();
}

// Register calls, one a room, in the order in which the data walks.
void bind_text(py::module_& m, const FacePtr& face);
void bind_encoding(py::module_& m, const FacePtr& face);
void bind_decoding(py::module_& m, const FacePtr& face);  // the other half of the same room
void bind_extraction(py::module_& m, const FacePtr& face);
void bind_cleaning(py::module_& m, const FacePtr& face);
void bind_script(py::module_& m, const FacePtr& face);
void bind_segmentation(py::module_& m, const FacePtr& face);
void bind_sentences(py::module_& m, const FacePtr& face);  // the other half of the same room: streams, columns, arrays
void bind_quality(py::module_& m, const FacePtr& face);
void bind_pipeline(py::module_& m, const FacePtr& face);
void bind_arrow(py::module_& m);

}  // namespace hansift::python
