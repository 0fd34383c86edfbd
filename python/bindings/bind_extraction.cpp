#include "hansift/extraction.hpp"

#include <algorithm>

#include "lazy.hpp"
#include "pages.hpp"
#include "trace.hpp"

namespace hansift::python {

Metadata merged(Metadata metadata) {
  Metadata made;
  for (auto& [key, value] : metadata) {
    const auto same = std::find_if(made.begin(), made.end(), [&name = key](const auto& pair) { return pair.first == name; });
    if (same == made.end()) {
      made.emplace_back(std::move(key), std::move(value));
    } else {
      same->second.append("、").append(value);
    }
  }
  return made;
}

py::dict metadata_dict(const Metadata& metadata) {
  py::dict made;
  for (const auto& [key, value] : merged(metadata)) made[str_of(key)] = str_of(value);
  return made;
}

py::tuple blocks_tuple(const Face& face, const std::vector<Block>& blocks, std::string_view source, bool source_ascii, Unit source_unit,
                       std::string_view text) {
  std::vector<Span> spans;
  std::vector<Span> outputs;
  spans.reserve(blocks.size());
  outputs.reserve(blocks.size());
  for (const Block& block : blocks) {
    spans.push_back(block.span);
    outputs.push_back(block.output);
  }
  convert_spans(source, source_ascii, spans, source_unit);
  convert_spans(text, false, outputs, Unit::codepoint);
  py::tuple made(blocks.size());
  for (std::size_t i = 0; i < blocks.size(); ++i) {
    made[i] = face.block(str_of(hansift::name_of(blocks[i].kind)), str_of(blocks[i].text), span_object(face, spans[i]),
                         span_object(face, outputs[i]));
  }
  return made;
}

py::tuple dropped_tuple(const Face& face, const std::vector<Dropped>& dropped, std::string_view source, bool source_ascii,
                        Unit source_unit) {
  std::vector<Span> spans;
  spans.reserve(dropped.size());
  for (const Dropped& piece : dropped) spans.push_back(piece.span);
  convert_spans(source, source_ascii, spans, source_unit);
  py::tuple made(dropped.size());
  for (std::size_t i = 0; i < dropped.size(); ++i) made[i] = face.dropped(str_of(dropped[i].reason()), span_object(face, spans[i]));
  return made;
}

void bind_extraction(py::module_& m, const FacePtr& face) {
  m.def("extract", [face](py::handle source, py::handle format) {
    const Text text = text_of(source, "source");
    const PageFormat wanted = page_format(name_of(format, "format"));
    const auto page = std::make_shared<Page>(unlocked(text.utf8.size(), [&] { return extract(text.utf8, {.format = wanted}); }));
    const py::object body = str_or_same(text, page->text);
    // `text` keeps the str alive, and the str its UTF-8.
    const py::object blocks = lazy([face, text, page] {
      return blocks_tuple(*face, page->blocks, text.utf8, text.ascii, Unit::codepoint, page->text);
    });
    const py::object dropped = lazy([face, text, page] {
      return dropped_tuple(*face, page->dropped, text.utf8, text.ascii, Unit::codepoint);
    });
    const py::object title = page->title ? py::object(str_of(*page->title)) : py::object(py::none());
    return face->page({title, metadata_dict(page->metadata), blocks, dropped, body, str_of(hansift::name_of(page->format)),
                       trace_object(face, text.object, body, std::move(page->trace))});
  });
}

}  // namespace hansift::python
