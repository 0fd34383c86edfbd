#include "hansift/extraction.hpp"

#include <algorithm>
#include <mutex>
#include <shared_mutex>

#include "lazy.hpp"
#include "pages.hpp"
#include "reduce.hpp"
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

py::tuple facts_tuple(const Face& face, const std::vector<Fact>& facts, std::string_view source, bool source_ascii, Unit source_unit) {
  std::vector<Span> spans;
  spans.reserve(facts.size());
  for (const Fact& fact : facts) spans.push_back(fact.span);
  convert_spans(source, source_ascii, spans, source_unit);
  py::tuple made(facts.size());
  for (std::size_t i = 0; i < facts.size(); ++i) made[i] = face.fact(str_of(facts[i].key), str_of(facts[i].value), span_object(face, spans[i]));
  return made;
}

namespace {

/// A model that learns in one thread and is used in others: those wait.
struct SharedSite {
  SiteModel model;
  std::shared_mutex mutex;
};

std::string saved(SharedSite& site) {
  const std::shared_lock lock(site.mutex);
  return site.model.save();
}

}  // namespace

template <>
inline constexpr bool is_checked<SharedSite> = true;

void bind_extraction(py::module_& m, const FacePtr& face) {
  py::class_<SharedSite> sites(m, "SiteModel", R"(The frame of a site, learnt from several of its pages.

Lines that stand on many pages (at least two, and a fifth of all; numbers aside) are no article. Give it at least three pages with
`add`, then pass it to `extract(source, site=model)`, for these pages and others. At most 65,536 lines are remembered (about 3 MB).
Picklable. Threads may share it.

Examples
--------
>>> import hansift
>>> site = hansift.SiteModel()
>>> for story in ("老渡口停航三天。", "山里的邮局还开着。", "米铺要涨价了。"):
...     site.add(f"<p>{story}</p><p>本站内容，欢迎转载。</p>")
>>> site.pages, site.knows("本站内容，欢迎转载。"), site.knows("老渡口停航三天。")
(3, True, False)
)");
  sites.attr("__module__") = "hansift";
  sites.def(py::init<>())
      .def("add", [](SharedSite& self, py::handle source, py::handle format) {
        const Text text = text_of(source, "source");
        const PageFormat wanted = page_format(name_of(format, "format"));
        const py::gil_scoped_release released;
        const std::lock_guard lock(self.mutex);
        self.model.add(text.utf8, wanted);
      }, py::arg("source"), py::kw_only(), py::arg("format") = "auto", "Learn one more page.")
      .def("knows", [](SharedSite& self, py::handle line) {
        const Text text = text_of(line, "line");
        const std::shared_lock lock(self.mutex);
        return self.model.knows(text.utf8);
      }, py::arg("line"), "Whether the line stands on at least two pages and on a fifth of all; False until three pages were learnt.")
      .def_property_readonly("pages", [](SharedSite& self) {
        const std::shared_lock lock(self.mutex);
        return self.model.pages();
      }, "int: how many pages were learnt.")
      .def("__repr__", [](SharedSite& self) {
        const std::shared_lock lock(self.mutex);
        return "<SiteModel of " + std::to_string(self.model.pages()) + " pages>";
      })
      .def(py::pickle([](SharedSite& self) { return py::bytes(saved(self)); },
                      [](const py::bytes& state) {
                        auto made = std::make_unique<SharedSite>();
                        made->model = SiteModel::load(std::string_view(state));
                        return made;
                      }));
  pickle_by_new_protocols(sites);
  reduce_to_state(sites);

  m.def("extract", [face](py::handle source, py::handle format, py::handle site, py::handle keep) {
    const Text text = text_of(source, "source");
    const std::vector<std::string> reasons = names_of(keep, "keep");
    if (!site.is_none() && !py::isinstance<SharedSite>(site)) throw py::type_error("site must be SiteModel or None");
    SharedSite* const shared = site.is_none() ? nullptr : &site.cast<SharedSite&>();
    ExtractOptions options{.format = page_format(name_of(format, "format")), .site = shared == nullptr ? nullptr : &shared->model, .keep = {reasons.begin(), reasons.end()}};
    const auto page = std::make_shared<Page>(unlocked(text.utf8.size(), [&] {
      const auto lock = shared == nullptr ? std::shared_lock<std::shared_mutex>() : std::shared_lock(shared->mutex);
      return extract(text.utf8, options);
    }));
    const py::object body = str_or_same(text, page->text);
    // `text` keeps the str alive, and the str its UTF-8.
    const py::object blocks = lazy([face, text, page] {
      return blocks_tuple(*face, page->blocks, text.utf8, text.ascii, Unit::codepoint, page->text);
    });
    const py::object dropped = lazy([face, text, page] {
      return dropped_tuple(*face, page->dropped, text.utf8, text.ascii, Unit::codepoint);
    });
    const py::object facts = lazy([face, text, page] {
      return facts_tuple(*face, page->facts, text.utf8, text.ascii, Unit::codepoint);
    });
    const py::object flags = lazy([face, text, page] { return flags_tuple(*face, page->flags, text.utf8, text.ascii, Unit::codepoint); });
    const py::object title = page->title ? py::object(str_of(*page->title)) : py::object(py::none());
    return face->page({title, metadata_dict(page->metadata), blocks, dropped, facts, flags, body, str_of(hansift::name_of(page->format)),
                       trace_object(face, text.object, body, std::move(page->trace))});
  });
}

}  // namespace hansift::python
