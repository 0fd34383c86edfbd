#pragma once

// hansift.Trace: the C++ trace together with the two texts it leads between, so that it can count in their units and prove itself.

#include "face.hpp"
#include "made.hpp"

namespace hansift::python {

class TraceObject {
 public:
  TraceObject(FacePtr face, py::object source, py::object output, Trace trace)
      : face_(std::move(face)), source_(std::move(source)), output_(std::move(output)), trace_(std::move(trace)) {}

  [[nodiscard]] const py::object& source() const noexcept { return source_; }
  [[nodiscard]] const py::object& output() const noexcept { return output_; }
  [[nodiscard]] const Trace& trace() const noexcept { return trace_; }

  /// The flat view as a tuple of Edit, made on the first call. `self` is the Python object that holds this one.
  [[nodiscard]] py::tuple edits(py::handle self) const;
  /// Stage by stage, in UTF-8 bytes: the texts between the stages are not kept.
  [[nodiscard]] py::tuple stages() const;
  [[nodiscard]] Span to_source(Span output) const;
  [[nodiscard]] Span to_output(Span source) const;
  [[nodiscard]] std::optional<TraceFault> fault() const;
  /// The stages from `first` on, over the text between.
  [[nodiscard]] TraceObject since(std::size_t first, py::object source) const;

  [[nodiscard]] py::tuple state() const;
  [[nodiscard]] static TraceObject from_state(FacePtr face, const py::tuple& state);

 private:
  FacePtr face_;
  py::object source_;  // str, or bytes where the first stage decodes
  py::object output_;  // str
  Trace trace_;
  mutable py::object edits_;
};

template <>
inline constexpr bool is_checked<TraceObject> = true;

[[nodiscard]] py::object trace_object(const FacePtr& face, py::object source, py::object output, Trace trace);

}  // namespace hansift::python
