#include "hansift/pipeline.hpp"
#include "lazy.hpp"
#include "trace.hpp"
#include "reduce.hpp"

namespace hansift::python {

namespace {

Span span_of(py::handle value) {
  if (!PyTuple_Check(value.ptr()) || PyTuple_GET_SIZE(value.ptr()) != 2) throw py::type_error("span must be a Span or a pair (begin, end)");
  const auto pair = py::reinterpret_borrow<py::tuple>(value);
  const auto begin = pair[0].cast<py::ssize_t>();
  const auto end = pair[1].cast<py::ssize_t>();
  if (begin < 0 || end < begin) {
    throw ConfigError("span " + std::to_string(begin) + ".." + std::to_string(end) + " is none; 0 <= begin <= end is needed");
  }
  return {static_cast<std::size_t>(begin), static_cast<std::size_t>(end)};
}

}  // namespace

void bind_text(py::module_& m, const FacePtr& face) {
  py::class_<Lazy>(m, "_Lazy").def("__call__", &Lazy::operator());

  py::class_<TraceObject> trace(m, "Trace", R"(All changes from a source to an output, stage by stage.

Iterating gives the edits of the flat view, `len()` their number. Offsets count in code points of a `str` and in bytes of `bytes`.

Examples
--------
>>> import hansift
>>> trace = hansift.clean("共１２元").trace
>>> [(edit.source.begin, edit.output.begin, edit.rule) for edit in trace]
[(1, 1, 'cleaning.width.letters')]
>>> trace.to_source(hansift.Span(1, 2)).begin, trace.verify()
(1, True)
)");
  trace.attr("__module__") = "hansift";
  trace
      .def_property_readonly(
          "edits", [](py::handle self) { return self.cast<const TraceObject&>().edits(self); },
          "tuple of Edit: the flat view from the first source to the last output; rules of several stages are joined by \"+\".")
      .def_property_readonly("stages", &TraceObject::stages,
                             "tuple of tuple of Edit: each stage's own edits, in UTF-8 bytes of the texts between the stages.")
      .def_property_readonly("source", &TraceObject::source, "str or bytes: what the first stage read.")
      .def_property_readonly("output", &TraceObject::output, "str: what the last stage wrote.")
      .def_property_readonly(
          "fault",
          [](const TraceObject& self) -> py::object {
            const auto fault = self.fault();
            return fault ? py::object(str_of("edit " + std::to_string(fault->edit) + ": " + fault->message)) : py::object(py::none());
          },
          "str or None: where the trace does not fit its texts.")
      .def("verify", [](const TraceObject& self) { return !self.fault(); }, "Whether the edits lead from the source to the output.")
      .def(
          "to_source", [face](const TraceObject& self, py::handle span) { return span_object(*face, self.to_source(span_of(span))); },
          py::arg("span"), "Smallest span of the source that `span` of the output came from; inside an edit all of it.")
      .def(
          "to_output", [face](const TraceObject& self, py::handle span) { return span_object(*face, self.to_output(span_of(span))); },
          py::arg("span"), "Smallest span of the output that `span` of the source became.")
      .def(
          "since",
          [](const TraceObject& self, py::ssize_t stage, py::object source) {
            if (stage < 0) throw ConfigError("stage is " + std::to_string(stage) + "; it must be at least 0");
            if (!PyBytes_Check(source.ptr())) static_cast<void>(text_of(source, "source"));
            return self.since(static_cast<std::size_t>(stage), std::move(source));
          },
          py::arg("stage"), py::arg("source"),
          "The stages from number `stage` on as a trace of their own; `source` is the text that the first of them read.")
      .def("__len__", [](py::handle self) { return py::len(self.cast<const TraceObject&>().edits(self)); })
      .def("__iter__", [](py::handle self) { return py::iter(self.cast<const TraceObject&>().edits(self)); })
      .def("__getitem__", [](py::handle self, const py::object& index) { return py::object(self.cast<const TraceObject&>().edits(self)[index]); })
      .def("__bool__", [](const TraceObject& self) { return !self.trace().empty(); })
      .def("__eq__",
           [](const TraceObject& self, py::handle other) -> py::object {
             if (!py::isinstance<TraceObject>(other)) return py::reinterpret_borrow<py::object>(Py_NotImplemented);
             const auto& that = other.cast<const TraceObject&>();
             return py::bool_(self.trace() == that.trace() && self.source().equal(that.source()) && self.output().equal(that.output()));
           })
      .def("__hash__", [](const TraceObject& self) { return py::hash(self.output()); })
      .def("__repr__",
           [](py::handle self) {
             const auto& value = self.cast<const TraceObject&>();
             return "<Trace of " + std::to_string(py::len(value.edits(self))) + " edits in " + std::to_string(value.trace().stages().size()) +
                    " stages>";
           })
      .def(py::pickle([](const TraceObject& self) { return self.state(); },
                      [face](const py::tuple& state) { return TraceObject::from_state(face, state); }));
  pickle_by_new_protocols(trace);
  reduce_to_state(trace);

  m.def("rules", [face] {
    const auto rules = catalogue();
    py::tuple made(rules.size());
    for (std::size_t i = 0; i < rules.size(); ++i) made[i] = rule_object(*face, *rules[i]);
    return made;
  });
}

}  // namespace hansift::python
