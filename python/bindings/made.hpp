#pragma once

// `cls.__new__(cls)` gives an object that holds nothing yet. pybind11 lets any method read it; where a type says that it is checked, methods
// raise TypeError instead. Constructors and unpickling do not come by here.

#include <pybind11/pybind11.h>

#include <string>

namespace hansift::python {

/// Specialize it before the first use of the type in a binding.
template <class T>
inline constexpr bool is_checked = false;

}  // namespace hansift::python

namespace pybind11::detail {

template <class T>
class type_caster<T, enable_if_t<hansift::python::is_checked<T>>> : public type_caster_base<T> {
 public:
  bool load(handle source, bool convert) {
    if (source && isinstance<T>(source) && reinterpret_cast<instance*>(source.ptr())->get_value_and_holder().value_ptr() == nullptr) {
      throw type_error(std::string(Py_TYPE(source.ptr())->tp_name) + " was made without __init__; call the class instead of __new__");
    }
    return type_caster_base<T>::load(source, convert);
  }
};

}  // namespace pybind11::detail
