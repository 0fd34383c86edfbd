#include <algorithm>
#include <iterator>
#include <string>
#include <utility>
#include <vector>

#include "hansift/pipeline.hpp"
#include "trace.hpp"

namespace hansift::python {

namespace {

/// The engine of the default options, built on first use; immutable, so one serves all threads and interpreters.
const Cleaner& standard_cleaner() {
  static const Cleaner cleaner;
  return cleaner;
}

/// `profile`: a built-in one, or a file of settings, of which the table [clean] counts.
CleanOptions clean_options(std::string profile, std::vector<std::string> disable, std::vector<std::string> enable, std::string punctuation) {
  CleanOptions options;
  if (profile.ends_with(".toml")) options = Profile::from_file(profile).clean;
  else options.profile = std::move(profile);
  std::move(disable.begin(), disable.end(), std::back_inserter(options.disable));
  std::move(enable.begin(), enable.end(), std::back_inserter(options.enable));
  if (!punctuation.empty()) options.punctuation = std::move(punctuation);
  options.trace = true;
  return options;
}

bool is_standard(const CleanOptions& options) {
  return options.profile == "web" && options.disable.empty() && options.enable.empty() && options.punctuation.empty();
}

}  // namespace

void bind_cleaning(py::module_& m, const FacePtr& face) {
  m.def("clean", [face](py::handle source, py::handle profile, py::handle disable, py::handle enable, py::handle punctuation) {
    const Text text = text_of(source, "text");
    CleanOptions options = clean_options(name_of(profile, "profile"), names_of(disable, "disable"), names_of(enable, "enable"), name_of(punctuation, "punctuation"));
    Cleaned cleaned = [&] {
      if (is_standard(options)) {
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
