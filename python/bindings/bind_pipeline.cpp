#include <algorithm>

#include "hansift/pipeline.hpp"
#include "lazy.hpp"
#include "made.hpp"
#include "pages.hpp"
#include "profile.hpp"
#include "reports.hpp"
#include "trace.hpp"

namespace hansift::python {

template <>
inline constexpr bool is_checked<Pipeline> = true;

namespace {

/// A record and what its lazy parts need: the raw input, in which spans count.
struct RecordData {
  py::object source;
  std::string_view view;
  bool ascii;
  Unit unit;
  Record record;
};

py::object record_object(const FacePtr& face, py::object source, std::string_view view, bool ascii, Unit unit, Record made) {
  const auto data = std::make_shared<RecordData>(RecordData{std::move(source), view, ascii, unit, std::move(made)});
  Record& record = data->record;
  const py::object text = str_of(record.text);
  return face->record({
      text,
      record.title ? py::object(str_of(*record.title)) : py::object(py::none()),
      metadata_dict(record.metadata),
      str_of(record.encoding),
      probability(record.encoding_confidence),
      str_of(hansift::name_of(record.format)),
      script_object(*face, record.script),
      lazy([face, data] { return blocks_tuple(*face, data->record.blocks, data->view, data->ascii, data->unit, data->record.text); }),
      lazy([face, data] { return dropped_tuple(*face, data->record.dropped, data->view, data->ascii, data->unit); }),
      lazy([face, data] {
        std::vector<Span> spans = data->record.sentences;
        convert_spans(data->record.text, false, spans, Unit::codepoint);
        return spans_tuple(*face, spans);
      }),
      lazy([face, data] { return signals_object(*face, data->record.signals); }),
      verdict_object(*face, record.verdict),
      record.fingerprint ? py::cast(*record.fingerprint) : py::object(py::none()),
      lazy([face, data] { return flags_tuple(*face, data->record.flags, data->view, data->ascii, data->unit); }),
      trace_object(face, data->source, text, std::move(record.trace)),
      py::int_(record.rules_version),
  });
}

}  // namespace

void bind_pipeline(py::module_& m, const FacePtr& face) {
  py::class_<Pipeline, std::shared_ptr<Pipeline>>(m, "Pipeline")
      .def(py::init([](const py::dict& settings) {
        Profile profile = profile_of(settings);
        const py::gil_scoped_release released;
        return std::make_shared<Pipeline>(std::move(profile));
      }))
      .def("__call__",
           [face](const Pipeline& self, py::handle document, py::handle declared, py::handle tld) {
             if (PyUnicode_Check(document.ptr())) {
               const Text text = text_of(document, "data");
               Record made = unlocked(text.utf8.size(), [&] { return self.from_text(text.utf8); });
               return record_object(face, text.object, text.utf8, text.ascii, Unit::codepoint, std::move(made));
             }
             const Bytes bytes = bytes_of(document, "data");
             const std::string label = optional_name(declared, "declared");
             const std::string domain = optional_name(tld, "tld");
             Record made = unlocked(bytes.view.size(), [&] { return self(bytes.view, {.declared = label, .tld = domain}); });
             return record_object(face, bytes.object, bytes.view, true, Unit::byte, std::move(made));
           })
      .def("profile", [face](const Pipeline& self) { return profile_object(*face, self.profile()); })
      .def("to_toml", [](const Pipeline& self) { return str_of(self.profile().to_toml()); });

  m.def("profile_named", [face](py::handle name) { return profile_object(*face, Profile::named(name_of(name, "profile"))); });
  m.def("profile_from_file", [face](py::handle path) { return profile_object(*face, Profile::from_file(name_of(path, "profile"))); });
}

}  // namespace hansift::python
