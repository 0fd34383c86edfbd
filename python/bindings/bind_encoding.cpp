#include "hansift/encoding.hpp"

#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>

#include "face.hpp"
#include "made.hpp"

namespace hansift::python {

template <>
inline constexpr bool is_checked<Detector> = true;

namespace {

/// Names of encodings and languages as str; most are made once.
class Names {
 public:
  Names() {
    for (const std::string_view name : encodings()) made_.emplace(name, str_of(name));
    for (const std::string_view name : {"binary", "zh", "ja", "ko"}) made_.emplace(name, str_of(name));
  }
  py::object operator()(std::string_view name) const {
    if (name.empty()) return py::none();
    const auto found = made_.find(name);
    return found != made_.end() ? found->second : py::object(str_of(name));
  }

 private:
  std::unordered_map<std::string_view, py::object> made_{};
};

py::object detection_object(const Face& face, const Names& names, const Detection& found) {
  py::tuple alternatives(found.alternatives.size());
  for (std::size_t i = 0; i < found.alternatives.size(); ++i) {
    alternatives[i] = face.encoding_guess(names(found.alternatives[i].encoding), probability(found.alternatives[i].confidence));
  }
  py::tuple spans(found.spans.size());
  for (std::size_t i = 0; i < found.spans.size(); ++i) {
    const EncodingSpan& span = found.spans[i];
    spans[i] = face.encoding_span(integer(span.begin), integer(span.end), names(span.encoding));
  }
  return face.detection({names(found.encoding), probability(found.confidence), names(found.language), alternatives, spans});
}

}  // namespace

void bind_encoding(py::module_& m, const FacePtr& face) {
  const auto names = std::make_shared<const Names>();

  m.def("detect", [face, names](py::handle data, py::handle declared, py::handle tld) {
    const Bytes bytes = bytes_of(data, "data");
    const std::string label = optional_name(declared, "declared");
    const std::string domain = optional_name(tld, "tld");
    return detection_object(*face, *names, unlocked(bytes.view.size(), [&] { return detect(bytes.view, {.declared = label, .tld = domain}); }));
  });

  py::class_<Detector>(m, "Detector")
      .def(py::init([](py::handle declared, py::handle tld) {
        const std::string label = optional_name(declared, "declared");
        const std::string domain = optional_name(tld, "tld");
        return std::make_unique<Detector>(DetectOptions{.declared = label, .tld = domain});
      }))
      .def("feed",
           [](Detector& detector, py::handle data) {
             const Bytes bytes = bytes_of(data, "data");
             // The GIL stays: a detector is no object to be shared between threads, and nobody may feed it meanwhile.
             detector.feed(bytes.view);
           })
      .def("finish", [face, names](Detector& detector) { return detection_object(*face, *names, detector.finish()); });

  bind_decoding(m, face);

  m.def("encodings", [] {
    const auto all = encodings();
    py::tuple made(all.size());
    for (std::size_t i = 0; i < all.size(); ++i) made[i] = str_of(all[i]);
    return made;
  });
}

}  // namespace hansift::python
