#include "hansift/segmentation.hpp"
#include "face.hpp"

namespace hansift::python {

namespace {

SplitOptions split_options(py::handle quotes, py::handle newlines, py::handle profile) {
  return {hansift::quotes(text_of(quotes, "quotes").utf8), hansift::newlines(text_of(newlines, "newlines").utf8),
          profile.is_none() ? SplitProfile::standard : split_profile(text_of(profile, "profile").utf8)};
}

py::object substring(const Text& text, Span codepoints) {
  PyObject* piece = PyUnicode_Substring(text.object.ptr(), static_cast<Py_ssize_t>(codepoints.begin), static_cast<Py_ssize_t>(codepoints.end));
  if (piece == nullptr) throw py::error_already_set();
  return py::reinterpret_steal<py::object>(piece);
}

std::size_t amount(py::handle value, const char* what) {
  if (PyLong_Check(value.ptr()) == 0 || PyBool_Check(value.ptr()) != 0) {
    throw py::type_error(std::string(what) + " must be int, not " + Py_TYPE(value.ptr())->tp_name);
  }
  int overflow = 0;
  const long long number = PyLong_AsLongLongAndOverflow(value.ptr(), &overflow);
  if (overflow > 0) return static_cast<std::size_t>(-1) / 8;
  if (overflow < 0 || number < 0) throw ConfigError(std::string(what) + " is negative; it counts code points");
  return static_cast<std::size_t>(number);
}

}  // namespace

void bind_segmentation(py::module_& m, const FacePtr& face) {
  m.def("split", [](py::handle source, py::handle quotes, py::handle newlines, py::handle profile) {
    const Text text = text_of(source, "text");
    const SplitOptions options = split_options(quotes, newlines, profile);
    const std::vector<Span> spans = unlocked(text.utf8.size(), [&] {
      auto found = split_spans(text.utf8, options);
      convert_spans(text.utf8, text.ascii, found, Unit::codepoint);
      return found;
    });
    py::list made(spans.size());
    for (std::size_t i = 0; i < spans.size(); ++i) {
      PyList_SET_ITEM(made.ptr(), static_cast<Py_ssize_t>(i), substring(text, spans[i]).release().ptr());
    }
    return made;
  });

  m.def("split_spans", [face](py::handle source, py::handle unit, py::handle quotes, py::handle newlines, py::handle profile) {
    const Text text = text_of(source, "text");
    const Unit wanted = unit_of(unit);
    const SplitOptions options = split_options(quotes, newlines, profile);
    const std::vector<Span> spans = unlocked(text.utf8.size(), [&] {
      auto found = split_spans(text.utf8, options);
      convert_spans(text.utf8, text.ascii, found, wanted);
      return found;
    });
    py::list made(spans.size());
    const NoCollection no_collection;
    for (std::size_t i = 0; i < spans.size(); ++i) {
      PyList_SET_ITEM(made.ptr(), static_cast<Py_ssize_t>(i), span_object(*face, spans[i]).release().ptr());
    }
    return made;
  });

  m.def("chunk", [face](py::handle source, py::handle max_chars, py::handle overlap, py::handle quotes, py::handle newlines,
                        py::handle profile) {
    const Text text = text_of(source, "text");
    const ChunkOptions options{amount(max_chars, "max_chars"), amount(overlap, "overlap"), split_options(quotes, newlines, profile)};
    const std::vector<Span> spans = unlocked(text.utf8.size(), [&] {
      auto found = chunk(text.utf8, options);
      convert_spans(text.utf8, text.ascii, found, Unit::codepoint);
      return found;
    });
    py::list made(spans.size());
    const NoCollection no_collection;
    for (std::size_t i = 0; i < spans.size(); ++i) {
      PyList_SET_ITEM(made.ptr(), static_cast<Py_ssize_t>(i),
                      face->chunk(substring(text, spans[i]), span_object(*face, spans[i])).release().ptr());
    }
    return made;
  });
}

}  // namespace hansift::python
