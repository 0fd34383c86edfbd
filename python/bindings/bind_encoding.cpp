#include "decoding.hpp"
#include "hansift/encoding.hpp"

namespace hansift::python {

void bind_encoding(py::module_& m, const FacePtr& face) {
  m.def("detect", [face](py::handle data, py::handle declared, py::handle tld) {
    const Bytes bytes = bytes_of(data, "data");
    const std::string label = optional_name(declared, "declared");
    const std::string domain = optional_name(tld, "tld");
    const Detection found = unlocked(bytes.view.size(), [&] { return detect(bytes.view, {.declared = label, .tld = domain}); });
    py::tuple alternatives(found.alternatives.size());
    for (std::size_t i = 0; i < found.alternatives.size(); ++i) {
      alternatives[i] = face->encoding_guess(str_of(found.alternatives[i].encoding), probability(found.alternatives[i].confidence));
    }
    py::tuple spans(found.spans.size());
    for (std::size_t i = 0; i < found.spans.size(); ++i) {
      const EncodingSpan& span = found.spans[i];
      spans[i] = face->encoding_span(integer(span.begin), integer(span.end), str_of(span.encoding));
    }
    return face->detection({str_of(found.encoding), probability(found.confidence), str_or_none(found.language), alternatives, spans});
  });

  bind_decoding(m, face);

  m.def("encodings", [] {
    const auto names = encodings();
    py::tuple made(names.size());
    for (std::size_t i = 0; i < names.size(); ++i) made[i] = str_of(names[i]);
    return made;
  });
}

}  // namespace hansift::python
