#include "hansift/cleaning.hpp"
#include "trace.hpp"

namespace hansift::python {

namespace {

/// The engine of the default options, built on first use; immutable, so one serves all threads and interpreters.
const Cleaner& standard_cleaner() {
  static const Cleaner cleaner;
  return cleaner;
}

}  // namespace

void bind_cleaning(py::module_& m, const FacePtr& face) {
  m.def("clean", [face](py::handle source, py::handle profile, py::handle disable, py::handle enable) {
    const Text text = text_of(source, "text");
    CleanOptions options{.profile = name_of(profile, "profile"), .disable = names_of(disable, "disable"), .enable = names_of(enable, "enable")};
    Cleaned cleaned = [&] {
      if (options.profile == "web" && options.disable.empty() && options.enable.empty()) {
        const Cleaner& cleaner = standard_cleaner();
        return unlocked(text.utf8.size(), [&] { return cleaner(text.utf8); });
      }
      const Cleaner cleaner(std::move(options));
      return unlocked(text.utf8.size(), [&] { return cleaner(text.utf8); });
    }();
    const py::object output = str_or_same(text, cleaned.text);
    return face->cleaned({output, flags_tuple(*face, cleaned.flags, text.utf8, text.ascii, Unit::codepoint),
                          trace_object(face, text.object, output, std::move(cleaned.trace))});
  });
}

}  // namespace hansift::python
