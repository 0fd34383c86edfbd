#include "hansift/segmentation.hpp"

#include "face.hpp"
#include "split_options.hpp"
#include "trace.hpp"

namespace hansift::python {

std::size_t amount(py::handle value, const char* what) {
  if (PyLong_Check(value.ptr()) == 0 || PyBool_Check(value.ptr()) != 0) {
    throw py::type_error(std::string(what) + " must be int, not " + Py_TYPE(value.ptr())->tp_name);
  }
  int overflow = 0;
  const long long number = PyLong_AsLongLongAndOverflow(value.ptr(), &overflow);
  if (overflow > 0) return static_cast<std::size_t>(-1) / 8;
  if (overflow < 0 || number < 0) throw ConfigError(std::string(what) + " is negative; it counts parts of a text");
  return static_cast<std::size_t>(number);
}

namespace {

py::object substring(const Text& text, Span codepoints) {
  PyObject* piece = PyUnicode_Substring(text.object.ptr(), static_cast<Py_ssize_t>(codepoints.begin), static_cast<Py_ssize_t>(codepoints.end));
  if (piece == nullptr) throw py::error_already_set();
  return py::reinterpret_steal<py::object>(piece);
}

// The spans that `find` makes of a text, in `unit`.
template <class Find>
std::vector<Span> spans_in(const Text& text, Unit unit, Find&& find) {
  return unlocked(text.utf8.size(), [&] {
    std::vector<Span> found = find(text.utf8);
    convert_spans(text.utf8, text.ascii, found, unit);
    return found;
  });
}

template <class Make>
py::list list_of_spans(const std::vector<Span>& spans, Make&& make) {
  py::list made(spans.size());
  const NoCollection no_collection;
  for (std::size_t i = 0; i < spans.size(); ++i) PyList_SET_ITEM(made.ptr(), static_cast<Py_ssize_t>(i), make(spans[i]).release().ptr());
  return made;
}

template <class Find>
py::list pieces(const Text& text, Find&& find) {
  return list_of_spans(spans_in(text, Unit::codepoint, find), [&](Span span) { return substring(text, span); });
}

template <class Find>
py::list spans(const Face& face, const Text& text, py::handle unit, Find&& find) {
  return spans_list(face, spans_in(text, unit_of(unit), find));
}

std::size_t optional_amount(py::handle value, const char* what) {
  if (value.is_none()) return 0;
  const std::size_t given = amount(value, what);
  if (given == 0) throw ConfigError(std::string(what) + " is 0; it must be at least 1");
  return given;
}

/// The caller's function on a piece of text. Called with the GIL held.
TokenCounter counter_of(const py::object& function) {
  if (function.is_none()) return {};
  if (PyCallable_Check(function.ptr()) == 0) throw py::type_error(std::string("count must be callable, not ") + Py_TYPE(function.ptr())->tp_name);
  return [&function](std::string_view piece) { return amount(function(str_of(piece)), "what count returns"); };
}

}  // namespace

void bind_segmentation(py::module_& m, const FacePtr& face) {
  m.def("split", [](py::handle source, py::handle quotes, py::handle newlines, py::handle profile, py::handle semicolons) {
    const Text text = text_of(source, "text");
    const SplitOptions options = split_options(quotes, newlines, profile, semicolons);
    return pieces(text, [&](std::string_view utf8) { return split_spans(utf8, options); });
  });

  m.def("split_spans", [face](py::handle source, py::handle unit, py::handle quotes, py::handle newlines, py::handle profile, py::handle semicolons) {
    const Text text = text_of(source, "text");
    const SplitOptions options = split_options(quotes, newlines, profile, semicolons);
    return spans(*face, text, unit, [&](std::string_view utf8) { return split_spans(utf8, options); });
  });

  m.def("clauses", [](py::handle source, py::handle newlines) {
    const Text text = text_of(source, "text");
    return pieces(text, [mode = newlines_of(newlines)](std::string_view utf8) { return clauses(utf8, mode); });
  });

  m.def("clause_spans", [face](py::handle source, py::handle unit, py::handle newlines) {
    const Text text = text_of(source, "text");
    return spans(*face, text, unit, [mode = newlines_of(newlines)](std::string_view utf8) { return clauses(utf8, mode); });
  });

  m.def("paragraphs", [](py::handle source, py::handle newlines) {
    const Text text = text_of(source, "text");
    return pieces(text, [mode = newlines_of(newlines)](std::string_view utf8) { return paragraphs(utf8, mode); });
  });

  m.def("paragraph_spans", [face](py::handle source, py::handle unit, py::handle newlines) {
    const Text text = text_of(source, "text");
    return spans(*face, text, unit, [mode = newlines_of(newlines)](std::string_view utf8) { return paragraphs(utf8, mode); });
  });

  m.def("unwrap", [](py::handle source, py::handle newlines) {
    const Text text = text_of(source, "text");
    return str_or_same(text, unlocked(text.utf8.size(), [&, mode = newlines_of(newlines)] { return unwrap(text.utf8, mode); }));
  });

  m.def("unwrap_traced", [face](py::handle source, py::handle newlines) {
    const Text text = text_of(source, "text");
    Unwrapped unwrapped = unlocked(text.utf8.size(), [&, mode = newlines_of(newlines)] { return unwrap_traced(text.utf8, mode); });
    const py::object output = str_or_same(text, unwrapped.text);
    return face->unwrapped({output, trace_object(face, text.object, output, std::move(unwrapped.trace))});
  });

  m.def("chunk", [face](py::handle source, py::handle max_chars, py::handle max_bytes, py::handle max_tokens, const py::object& count,
                        py::handle overlap, py::handle keep, py::handle quotes, py::handle newlines, py::handle profile, py::handle semicolons) {
    const Text text = text_of(source, "text");
    const ChunkOptions options{.max_chars = optional_amount(max_chars, "max_chars"),
                               .overlap = amount(overlap, "overlap"),
                               .split = split_options(quotes, newlines, profile, semicolons),
                               .max_bytes = optional_amount(max_bytes, "max_bytes"),
                               .max_tokens = optional_amount(max_tokens, "max_tokens"),
                               .count = counter_of(count),
                               .keep = hansift::keep(text_of(keep, "keep").utf8)};
    std::vector<Span> found;
    if (options.count) {
      found = chunk(text.utf8, options);
      convert_spans(text.utf8, text.ascii, found, Unit::codepoint);
    } else {
      found = spans_in(text, Unit::codepoint, [&](std::string_view utf8) { return chunk(utf8, options); });
    }
    return list_of_spans(found, [&](Span span) { return face->chunk(substring(text, span), span_object(*face, span)); });
  });
}

}  // namespace hansift::python
