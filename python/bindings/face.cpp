#include "face.hpp"

#include <structmember.h>

#include <cstring>

namespace hansift::python {

namespace {

[[noreturn]] void throw_wrong_type(const char* what, const char* wanted, py::handle value, const char* advice) {
  std::string message = std::string(what) + " must be " + wanted + ", not " + Py_TYPE(value.ptr())->tp_name;
  throw py::type_error(message + advice);
}

}  // namespace

TupleType::TupleType(const py::module_& types, const char* name) : type_(types.attr(name)) {}

PyObject* TupleType::allocate(std::size_t count) const {
  auto* type = reinterpret_cast<PyTypeObject*>(type_.ptr());
  PyObject* made = type->tp_alloc(type, static_cast<Py_ssize_t>(count));
  if (made == nullptr) throw py::error_already_set();
  return made;
}

PyObject* TupleType::pair_of_numbers(PyObject* first, PyObject* second) const {
  PyObject* made = allocate(2);
  PyTuple_SET_ITEM(made, 0, first);
  PyTuple_SET_ITEM(made, 1, second);
  PyObject_GC_UnTrack(made);
  return made;
}

py::object TupleType::from(std::vector<py::object> items) const {
  PyObject* made = allocate(items.size());
  for (std::size_t i = 0; i < items.size(); ++i) PyTuple_SET_ITEM(made, static_cast<Py_ssize_t>(i), items[i].release().ptr());
  return py::reinterpret_steal<py::object>(made);
}

ResultType::ResultType(const py::module_& types, const char* name) : type_(types.attr(name)) {
  for (const py::handle slot : type_.attr("__slots__")) {
    // Where the slot is in an object: what its descriptor, which is not asked for each object, would do.
    const py::object descriptor = type_.attr("__dict__")[slot];
    if (Py_TYPE(descriptor.ptr()) != &PyMemberDescr_Type) throw py::type_error(std::string(name) + " must have slots");
    offsets_.push_back(reinterpret_cast<PyMemberDescrObject*>(descriptor.ptr())->d_member->offset);
  }
}

py::object ResultType::operator()(std::initializer_list<py::object> values) const {
  if (values.size() != offsets_.size()) throw py::type_error("a value for each slot");
  auto* type = reinterpret_cast<PyTypeObject*>(type_.ptr());
  auto made = py::reinterpret_steal<py::object>(type->tp_alloc(type, 0));
  if (!made) throw py::error_already_set();
  std::size_t at = 0;
  for (const py::object& value : values) {
    *reinterpret_cast<PyObject**>(reinterpret_cast<char*>(made.ptr()) + offsets_[at++]) = value.inc_ref().ptr();
  }
  return made;
}

Face::Face()
    : types(py::module_::import("hansift._types")),
      span(types, "Span"),
      edit(types, "Edit"),
      flag(types, "Flag"),
      round_trip(types, "RoundTrip"),
      rule(types, "Rule"),
      encoding_span(types, "EncodingSpan"),
      script_span(types, "ScriptSpan"),
      encoding_guess(types, "EncodingGuess"),
      block(types, "Block"),
      dropped(types, "Dropped"),
      fact(types, "Fact"),
      chunk(types, "Chunk"),
      sentence(types, "Sentence"),
      signals(types, "Signals"),
      verdict(types, "Verdict"),
      profile(types, "Profile"),
      detection(types, "Detection"),
      decoded(types, "Decoded"),
      encoded(types, "Encoded"),
      page(types, "Page"),
      cleaned(types, "Cleaned"),
      script_report(types, "ScriptReport"),
      converted(types, "Converted"),
      restored(types, "Restored"),
      unwrapped(types, "Unwrapped"),
      record(types, "Record") {}

Text text_of(py::handle value, const char* what) {
  if (!PyUnicode_Check(value.ptr())) {
    throw_wrong_type(what, "str", value, PyBytes_Check(value.ptr()) ? "; decode it first: hansift.decode(data).text" : "");
  }
  Py_ssize_t size = 0;
  const char* data = PyUnicode_AsUTF8AndSize(value.ptr(), &size);
  if (data == nullptr) throw py::error_already_set();
  return {py::reinterpret_borrow<py::object>(value), {data, static_cast<std::size_t>(size)}, PyUnicode_IS_ASCII(value.ptr()) != 0};
}

Bytes bytes_of(py::handle value, const char* what) {
  py::object object = py::reinterpret_borrow<py::object>(value);
  if (!PyBytes_Check(value.ptr())) {
    if (PyObject_CheckBuffer(value.ptr()) == 0) {
      throw_wrong_type(what, "bytes", value, PyUnicode_Check(value.ptr()) ? "; a str is decoded already" : "");
    }
    object = py::reinterpret_steal<py::object>(PyBytes_FromObject(value.ptr()));
    if (!object) throw py::error_already_set();
  }
  return {object, {PyBytes_AS_STRING(object.ptr()), static_cast<std::size_t>(PyBytes_GET_SIZE(object.ptr()))}};
}

std::string name_of(py::handle value, const char* what) {
  try {
    return std::string(text_of(value, what).utf8);
  } catch (py::error_already_set& error) {
    if (!error.matches(PyExc_UnicodeEncodeError)) throw;
    throw ConfigError(std::string(what) + ": " + std::string(py::str(py::repr(value))).substr(0, 60) + " has a lone surrogate, which no name has");
  }
}

std::string optional_name(py::handle value, const char* what) { return value.is_none() ? std::string() : name_of(value, what); }

std::vector<std::string> names_of(py::handle value, const char* what) {
  std::vector<std::string> names;
  if (PyUnicode_Check(value.ptr())) {
    names.push_back(name_of(value, what));
  } else if (!py::hasattr(value, "__iter__") || PyBytes_Check(value.ptr())) {
    throw py::type_error(std::string(what) + " must be a str or an iterable of str, not " + Py_TYPE(value.ptr())->tp_name + "; () stands for none");
  } else {
    for (const py::handle item : value) names.push_back(name_of(item, what));
  }
  return names;
}

py::str str_of(std::string_view utf8) {
  PyObject* made = PyUnicode_DecodeUTF8(utf8.data(), static_cast<Py_ssize_t>(utf8.size()), "replace");
  if (made == nullptr) throw py::error_already_set();
  return py::reinterpret_steal<py::str>(made);
}

py::object str_or_same(const Text& input, std::string_view output) {
  const bool same = input.utf8.size() == output.size() && PyUnicode_CheckExact(input.object.ptr()) &&
                    (output.empty() || std::memcmp(input.utf8.data(), output.data(), output.size()) == 0);
  return same ? input.object : py::object(str_of(output));
}

py::object str_or_none(std::string_view utf8) { return utf8.empty() ? py::object(py::none()) : py::object(str_of(utf8)); }

void convert_spans(std::string_view utf8, bool ascii, std::span<Span> spans, Unit unit) {
  if (!ascii && unit != Unit::byte) from_bytes(utf8, spans, unit);
}

Unit unit_of(py::handle name) {
  const std::string given = name_of(name, "unit");
  if (given == "codepoint") return Unit::codepoint;
  if (given == "byte") return Unit::byte;
  if (given == "utf16") return Unit::utf16;
  throw ConfigError("unknown unit '" + given.substr(0, 60) + "'; choose one of: codepoint, byte, utf16");
}

namespace {

/// Spans as objects. Where one begins where the last one ended, both share the number: half of what text without spaces would need.
class SpanMaker {
 public:
  explicit SpanMaker(const Face& face) : face_(face) {}
  [[nodiscard]] PyObject* operator()(Span span) {
    py::object begin = last_ && span.begin == last_value_ ? last_ : py::object(integer(span.begin));
    last_ = integer(span.end);
    last_value_ = span.end;
    return face_.span.pair_of_numbers(begin.release().ptr(), last_.inc_ref().ptr());
  }

 private:
  const Face& face_;
  py::object last_;
  std::size_t last_value_ = 0;
  NoCollection no_collection_;
};

}  // namespace

py::object span_object(const Face& face, Span span) {
  return py::reinterpret_steal<py::object>(face.span.pair_of_numbers(integer(span.begin).release().ptr(), integer(span.end).release().ptr()));
}

py::list spans_list(const Face& face, std::span<const Span> spans) {
  py::list made(spans.size());
  SpanMaker make(face);
  for (std::size_t i = 0; i < spans.size(); ++i) PyList_SET_ITEM(made.ptr(), static_cast<Py_ssize_t>(i), make(spans[i]));
  return made;
}

py::tuple spans_tuple(const Face& face, std::span<const Span> spans) {
  py::tuple made(spans.size());
  SpanMaker make(face);
  for (std::size_t i = 0; i < spans.size(); ++i) PyTuple_SET_ITEM(made.ptr(), static_cast<Py_ssize_t>(i), make(spans[i]));
  return made;
}

py::object rule_object(const Face& face, const Rule& rule) {
  return face.rule(str_of(rule.id), str_of(rule.reason), str_of(rule.before), str_of(rule.after), str_of(rule.since));
}

py::tuple flags_tuple(const Face& face, const std::vector<Flag>& flags, std::string_view utf8, bool ascii, Unit unit) {
  std::vector<Span> spans;
  spans.reserve(flags.size());
  for (const Flag& flag : flags) spans.push_back(flag.span);
  convert_spans(utf8, ascii, spans, unit);
  const NoCollection no_collection;
  py::tuple made(flags.size());
  for (std::size_t i = 0; i < flags.size(); ++i) {
    const std::string_view reason = flags[i].reason.empty() ? flags[i].rule->reason : std::string_view(flags[i].reason);
    made[i] = face.flag(span_object(face, spans[i]), str_of(flags[i].rule->id), str_of(reason));
  }
  return made;
}

}  // namespace hansift::python
