#include <cstdlib>

#include "face.hpp"
#include "hansift/version.hpp"

namespace hansift::python {
namespace {

void raise(const char* type, const char* message) {
  const py::object found = py::module_::import("hansift.errors").attr(type);
  PyErr_SetString(found.ptr(), message);
}

/// The exceptions are classes of hansift.errors, looked up when one is raised: the module keeps no state of its own.
void translate(std::exception_ptr thrown) {
  try {
    if (thrown) std::rethrow_exception(thrown);
  } catch (const ConfigError& error) {
    raise("ConfigError", error.what());
  } catch (const DataError& error) {
    raise("DataError", error.what());
  } catch (const IoError& error) {
    raise("IoError", error.what());
  } catch (const Error& error) {
    raise("Error", error.what());
  }
}

}  // namespace
}  // namespace hansift::python

// No mutable global anywhere: the types live in the interpreter that loads the module, engines are immutable.
PYBIND11_MODULE(_core, m, pybind11::mod_gil_not_used(), pybind11::multiple_interpreters::per_interpreter_gil()) {
  using namespace hansift::python;
  py::options options;
  options.disable_function_signatures();
  py::register_local_exception_translator(translate);
  const auto face = std::make_shared<const Face>();
  m.attr("__version__") = hansift::version;
  m.attr("rules_version") = hansift::rules_version;
  bind_text(m, face);
  bind_encoding(m, face);
  bind_extraction(m, face);
  bind_cleaning(m, face);
  bind_script(m, face);
  bind_segmentation(m, face);
  bind_sentences(m, face);
  bind_quality(m, face);
  bind_pipeline(m, face);
  bind_arrow(m);
}
