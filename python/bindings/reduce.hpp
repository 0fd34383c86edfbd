#pragma once

// object.__reduce__ asks pybind11's base class for an instance, which ends the process. Classes that are pickled by their state answer for
// themselves; __reduce_ex__ of any protocol comes by here, too.

#include <pybind11/pybind11.h>

namespace hansift::python {

template <class Class>
void reduce_to_state(Class& type) {
  type.def("__reduce__", [](const pybind11::object& self) {
    const pybind11::object make = pybind11::module_::import("copyreg").attr("__newobj__");
    return pybind11::make_tuple(make, pybind11::make_tuple(pybind11::type::of(self)), self.attr("__getstate__")());
  });
}

}  // namespace hansift::python
