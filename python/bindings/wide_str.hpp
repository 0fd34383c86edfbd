#pragma once

// UTF-16 from and to the memory of str. CPython keeps a text with one, two or four bytes a character, as its widest character needs; Chinese
// has two, and then nothing has to be encoded or decoded. The loops go by blocks without a branch inside, so compilers vectorise them.

#include <array>
#include <string>
#include <string_view>

#include "face.hpp"

namespace hansift::python {

/// The units of a str with two or four bytes a character (half characters as they are); `room` is used for the latter.
[[nodiscard]] std::u16string_view units_of(py::handle text, std::u16string& room);

/// The str of well-formed UTF-16; `surrogates`: whether some characters may take two units.
[[nodiscard]] py::str str_of_units(std::u16string_view units, bool surrogates);

/// A str in the making: UTF-16 is written straight into it. Short text is put together here first, and a str made that fits.
class WideStr {
 public:
  WideStr() = default;
  WideStr(const WideStr&) = delete;
  WideStr& operator=(const WideStr&) = delete;
  ~WideStr() { Py_XDECREF(made_); }

  /// Memory for so many units; what was there is kept. May be called without holding the interpreter.
  char16_t* grow(std::size_t units);
  [[nodiscard]] std::u16string_view units(std::size_t count) const noexcept { return {data(), count}; }
  /// The first `count` units, which must be well-formed, as a str.
  [[nodiscard]] py::object finish(std::size_t count);

 private:
  [[nodiscard]] const char16_t* data() const noexcept;
  std::array<char16_t, 1024> short_;
  PyObject* made_ = nullptr;
};

}  // namespace hansift::python
