#include "hansift/script.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "reports.hpp"
#include "trace.hpp"
#include "wide_str.hpp"

namespace hansift::python {
namespace {

/// In a str of two bytes a character every surrogate is half of one, whatever stands beside it.
bool has_half_character(py::handle source) noexcept {
  if (PyUnicode_KIND(source.ptr()) != PyUnicode_2BYTE_KIND) return false;
  const Py_UCS2* units = PyUnicode_2BYTE_DATA(source.ptr());
  unsigned found = 0;
  for (Py_ssize_t i = 0, size = PyUnicode_GET_LENGTH(source.ptr()); i < size; ++i) found |= static_cast<unsigned>((units[i] & 0xF800U) == 0xD800U);
  return found != 0;
}

/// Chinese text never becomes UTF-8 here: it goes from the units of one str to those of the next. The rest goes the usual way: Latin-1 is
/// kept with one byte a character, and half a character has to raise.
py::object converted(const Converter& converter, py::handle source) {
  if (PyUnicode_Check(source.ptr()) && PyUnicode_KIND(source.ptr()) != PyUnicode_1BYTE_KIND && !has_half_character(source)) {
    std::u16string room;
    const std::u16string_view units = units_of(source, room);
    WideStr made;
    const std::optional<std::size_t> count =
        unlocked(2 * units.size(), [&] { return converter.convert_utf16(units, [&](std::size_t size) { return made.grow(size); }); });
    if (count) {
      if (PyUnicode_CheckExact(source.ptr()) && made.units(*count) == units) return py::reinterpret_borrow<py::object>(source);
      return made.finish(*count);
    }
  }
  const Text text = text_of(source, "text");
  return str_or_same(text, unlocked(text.utf8.size(), [&] { return converter(text.utf8); }));
}

/// The Converter of an object of its class. One that was made without __init__ has none.
const Converter& held_converter(PyObject* object) {
  const py::detail::value_and_holder held = reinterpret_cast<py::detail::instance*>(object)->get_value_and_holder();
  if (!held.holder_constructed()) throw py::type_error("Converter.__init__ was not called");
  return *held.value_ptr<Converter>();
}

const Converter& converter_of(py::handle object) {
  if (!py::isinstance<Converter>(object)) throw py::type_error("this is a method of a Converter");
  return held_converter(object.ptr());
}

/// Converter.__call__ in the slot of the type: for short texts, what stands between the interpreter and a bound method takes as long as the
/// conversion. Other arguments than one by position are left to that method, and so is what goes wrong: there it does again, and is raised.
PyObject* call_converter(PyObject* self, PyObject* arguments, PyObject* named) {
  if (named == nullptr && PyTuple_GET_SIZE(arguments) == 1) {
    try {
      return converted(held_converter(self), PyTuple_GET_ITEM(arguments, 0)).release().ptr();
    } catch (...) {
      PyErr_Clear();
    }
  }
  PyObject* convert = PyObject_GetAttrString(self, "_convert");
  if (convert == nullptr) return nullptr;
  PyObject* made = PyObject_Call(convert, arguments, named);
  Py_DECREF(convert);
  return made;
}

}  // namespace

py::object script_object(const Face& face, const ScriptReport& report) {
  py::dict evidence;
  for (const ScriptEvidence& item : report.evidence) evidence[str_of(item.kind)] = py::int_(item.count);
  const py::object language = report.language.empty() ? py::object(py::none()) : py::object(str_of(report.language));
  py::tuple spans(report.spans.size());
  for (std::size_t i = 0; i < report.spans.size(); ++i) {
    const ScriptSpan& one = report.spans[i];
    spans[i] = face.script_span(py::int_(one.span.begin), py::int_(one.span.end), str_of(one.script));
  }
  return face.script_report({str_of(report.script), language, probability(report.confidence), evidence, spans});
}

void bind_script(py::module_& m, const FacePtr& face) {
  m.def("identify", [face](py::handle source) {
    const Text text = text_of(source, "text");
    ScriptReport report = unlocked(text.utf8.size(), [&] { return identify(text.utf8); });
    std::vector<Span> spans;
    for (const ScriptSpan& one : report.spans) spans.push_back(one.span);
    convert_spans(text.utf8, text.ascii, spans, Unit::codepoint);
    for (std::size_t i = 0; i < spans.size(); ++i) report.spans[i].span = spans[i];
    return script_object(*face, report);
  });

  m.def("convert", [](py::handle source, py::handle config, bool context) {
    return converted(converter(name_of(config, "config"), context), source);
  });

  m.def("conversions", [] {
    const auto names = conversions();
    py::tuple made(names.size());
    for (std::size_t i = 0; i < names.size(); ++i) made[i] = str_of(names[i]);
    return made;
  });

  m.def("load_user_dictionary", [](py::handle path) {
    py::dict words;
    for (const auto& [from, to] : load_user_dictionary(std::string(bytes_of(path, "path").view))) words[str_of(from)] = str_of(to);
    return words;
  });

  py::class_<Converter>(m, "Converter", py::custom_type_setup([](PyHeapTypeObject* type) { type->ht_type.tp_call = call_converter; }))
      .def(py::init([](py::handle config, bool context, const py::dict& words) {
        ConvertOptions options;
        options.context = context;
        for (const auto& [from, to] : words) {
          options.user_dictionary.emplace_back(name_of(from, "user_dictionary key"), name_of(to, "user_dictionary value"));
        }
        const std::string name = name_of(config, "config");
        const py::gil_scoped_release released;
        return std::make_unique<Converter>(name, std::move(options));
      }))
      .def("_convert", [](py::handle self, py::handle source) { return converted(converter_of(self), source); }, py::arg("text"))
      .def("convert_traced", [face](py::handle self, py::handle source) {
        const Converter& converter = converter_of(self);
        const Text text = text_of(source, "text");
        Converted converted = unlocked(text.utf8.size(), [&] { return converter.convert_traced(text.utf8); });
        const py::object output = str_or_same(text, converted.text);
        return face->converted({output, flags_tuple(*face, converted.flags, text.utf8, text.ascii, Unit::codepoint),
                                trace_object(face, text.object, output, std::move(converted.trace))});
      })
      .def("round_trip", [face](py::handle self, py::handle source) {
        const Converter& converter = converter_of(self);
        const Text text = text_of(source, "text");
        RoundTrip trip = unlocked(text.utf8.size(), [&] { return converter.round_trip(text.utf8); });
        convert_spans(text.utf8, text.ascii, trip.lost, Unit::codepoint);
        return face->round_trip(str_of(trip.text), str_or_same(text, trip.back), spans_tuple(*face, trip.lost));
      });

  m.def("restore", [face](py::handle source) {
    const Text text = text_of(source, "text");
    Restored restored = unlocked(text.utf8.size(), [&] { return restore(text.utf8); });
    const py::object output = str_or_same(text, restored.text);
    return face->restored({output, flags_tuple(*face, restored.flags, text.utf8, text.ascii, Unit::codepoint),
                           trace_object(face, text.object, output, std::move(restored.trace))});
  });
}

}  // namespace hansift::python
