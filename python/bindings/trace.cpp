#include "trace.hpp"

#include <pybind11/critical_section.h>

#include <algorithm>
#include <optional>

#include "hansift/pipeline.hpp"

namespace hansift::python {

namespace {

/// One side of a trace: bytes count in bytes, str in code points.
struct Side {
  std::string_view view;
  bool ascii = true;
  Unit unit = Unit::byte;
};

Side side_of(const py::object& object) {
  if (PyBytes_Check(object.ptr())) {
    return {{PyBytes_AS_STRING(object.ptr()), static_cast<std::size_t>(PyBytes_GET_SIZE(object.ptr()))}, true, Unit::byte};
  }
  const Text text = text_of(object, "text");
  return {text.utf8, text.ascii, Unit::codepoint};
}

/// The parts of the names or reasons of several rules as one str.
template <class Part>
py::str joined(const std::vector<const Rule*>& rules, const char* between, Part part) {
  if (rules.size() == 1) return str_of(part(*rules.front()));
  std::string all;
  for (const Rule* rule : rules) {
    if (!all.empty()) all.append(between);
    all.append(part(*rule));
  }
  return str_of(all);
}

const Rule* rule_named(std::string_view id) {
  for (const Rule* rule : catalogue()) {
    if (rule->id == id) return rule;
  }
  throw DataError("this hansift has no rule '" + std::string(id.substr(0, 60)) + "'; the trace was made by another version");
}

}  // namespace

py::tuple TraceObject::edits(py::handle self) const {
  const py::scoped_critical_section guard{self};
  if (edits_) return py::reinterpret_borrow<py::tuple>(edits_);
  const std::vector<ComposedEdit> composed = trace_.edits();
  std::vector<Span> sources;
  std::vector<Span> outputs;
  sources.reserve(composed.size());
  outputs.reserve(composed.size());
  for (const ComposedEdit& edit : composed) {
    sources.push_back(edit.source);
    outputs.push_back(edit.output);
  }
  const Side source = side_of(source_);
  const Side output = side_of(output_);
  convert_spans(source.view, source.ascii, sources, source.unit);
  convert_spans(output.view, output.ascii, outputs, output.unit);
  py::tuple made(composed.size());
  py::object id;
  py::object reason;
  const std::vector<const Rule*>* last = nullptr;
  for (std::size_t i = 0; i < composed.size(); ++i) {
    // Neighbouring edits mostly share their rule: so do they share the two strings.
    if (last == nullptr || *last != composed[i].rules) {
      last = &composed[i].rules;
      id = joined(*last, "+", [](const Rule& rule) { return rule.id; });
      reason = joined(*last, "; ", [](const Rule& rule) { return rule.reason; });
    }
    PyTuple_SET_ITEM(made.ptr(), static_cast<Py_ssize_t>(i),
                     face_->edit(span_object(*face_, sources[i]), span_object(*face_, outputs[i]), py::object(id), py::object(reason),
                                 probability(composed[i].confidence))
                         .release()
                         .ptr());
  }
  if (!edits_) edits_ = made;
  return py::reinterpret_borrow<py::tuple>(edits_);
}

py::tuple TraceObject::stages() const {
  py::tuple made(trace_.stages().size());
  std::size_t at = 0;
  for (const std::vector<Edit>& stage : trace_.stages()) {
    py::tuple edits(stage.size());
    for (std::size_t i = 0; i < stage.size(); ++i) {
      edits[i] = face_->edit(span_object(*face_, stage[i].source), span_object(*face_, stage[i].output), str_of(stage[i].rule->id),
                             str_of(stage[i].rule->reason), probability(stage[i].confidence));
    }
    made[at++] = edits;
  }
  return made;
}

Span TraceObject::to_source(Span output) const {
  const Side from = side_of(output_);
  const Side to = side_of(source_);
  if (from.unit != Unit::byte && !from.ascii) to_bytes(from.view, {&output, 1}, from.unit);
  output.end = std::min(output.end, from.view.size());
  output.begin = std::min(output.begin, output.end);
  Span found = trace_.to_source(output);
  convert_spans(to.view, to.ascii, {&found, 1}, to.unit);
  return found;
}

Span TraceObject::to_output(Span source) const {
  const Side from = side_of(source_);
  const Side to = side_of(output_);
  if (from.unit != Unit::byte && !from.ascii) to_bytes(from.view, {&source, 1}, from.unit);
  source.end = std::min(source.end, from.view.size());
  source.begin = std::min(source.begin, source.end);
  Span found = trace_.to_output(source);
  convert_spans(to.view, to.ascii, {&found, 1}, to.unit);
  return found;
}

std::optional<TraceFault> TraceObject::fault() const {
  const Side source = side_of(source_);
  const Side output = side_of(output_);
  return unlocked(source.view.size(), [&] { return verify(source.view, output.view, trace_); });
}

TraceObject TraceObject::since(std::size_t first, py::object source) const {
  const auto stages = trace_.stages();
  if (first > stages.size()) {
    throw ConfigError("the trace has " + std::to_string(stages.size()) + " stages; there is none from " + std::to_string(first) + " on");
  }
  Trace rest;
  for (const std::vector<Edit>& stage : stages.subspan(first)) rest.compose(Trace(stage));
  return {face_, std::move(source), output_, std::move(rest)};
}

py::tuple TraceObject::state() const {
  py::list stages;
  for (const std::vector<Edit>& stage : trace_.stages()) {
    py::list edits;
    for (const Edit& edit : stage) {
      edits.append(py::make_tuple(edit.source.begin, edit.source.end, edit.output.begin, edit.output.end, str_of(edit.rule->id), edit.cells,
                                  edit.confidence));
    }
    stages.append(edits);
  }
  return py::make_tuple(source_, output_, stages);
}

TraceObject TraceObject::from_state(FacePtr face, const py::tuple& state) {
  if (state.size() != 3) throw DataError("the state of a Trace has three parts, not " + std::to_string(state.size()));
  Trace trace;
  for (const py::handle stage : state[2]) {
    std::vector<Edit> edits;
    for (const py::handle item : stage) {
      const auto parts = py::cast<py::tuple>(item);
      if (parts.size() != 7) throw DataError("an edit in the state of a Trace has seven parts");
      const auto number = [&](std::size_t i) { return parts[i].cast<std::size_t>(); };
      edits.push_back({{number(0), number(1)},
                       {number(2), number(3)},
                       rule_named(name_of(parts[4], "rule")),
                       parts[5].cast<std::uint32_t>(),
                       parts[6].cast<float>()});
    }
    trace.compose(Trace(std::move(edits)));
  }
  return {std::move(face), state[0], state[1], std::move(trace)};
}

py::object trace_object(const FacePtr& face, py::object source, py::object output, Trace trace) {
  return py::cast(TraceObject(face, std::move(source), std::move(output), std::move(trace)));
}

}  // namespace hansift::python
