#include "wide_str.hpp"

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <utility>

namespace hansift::python {
namespace {

constexpr std::size_t block_size = 32;

constexpr bool is_half(char16_t unit) noexcept { return (unit & 0xF800) == 0xD800; }

std::size_t count_astral(const Py_UCS4* from, std::size_t size) noexcept {
  std::size_t count = 0;
  for (std::size_t at = 0; at < size;) {
    const std::size_t end = std::min(size, at + 4096);
    std::uint32_t here = 0;
    for (; at < end; ++at) here += static_cast<std::uint32_t>(from[at] > 0xFFFF);
    count += here;
  }
  return count;
}

std::size_t count_leads(std::u16string_view units) noexcept {
  std::size_t count = 0;
  for (std::size_t at = 0; at < units.size();) {
    const std::size_t end = std::min(units.size(), at + 4096);
    std::uint16_t here = 0;
    for (; at < end; ++at) here = static_cast<std::uint16_t>(here + ((units[at] & 0xFC00) == 0xD800 ? 1 : 0));
    count += here;
  }
  return count;
}

bool is_narrow(std::u16string_view units) noexcept {
  return std::none_of(units.begin(), units.end(), [](char16_t unit) { return unit > 0xFF; });
}

void narrow(const Py_UCS4* from, std::size_t size, char16_t* out) noexcept {
  for (std::size_t at = 0; at < size;) {
    const std::size_t end = std::min(size, at + block_size);
    std::uint32_t bits = 0;
    for (std::size_t i = at; i < end; ++i) bits |= from[i];
    if (bits <= 0xFFFF) {
      for (; at < end; ++at) *out++ = static_cast<char16_t>(from[at]);
      continue;
    }
    for (; at < end; ++at) {
      if (from[at] > 0xFFFF) {
        *out++ = static_cast<char16_t>(0xD800 + ((from[at] - 0x10000) >> 10));
        *out++ = static_cast<char16_t>(0xDC00 + (from[at] & 0x3FF));
      } else {
        *out++ = static_cast<char16_t>(from[at]);
      }
    }
  }
}

void widen(std::u16string_view units, Py_UCS4* out) noexcept {
  for (std::size_t at = 0; at < units.size();) {
    const std::size_t end = std::min(units.size(), at + block_size);
    std::uint16_t halves = 0;
    for (std::size_t i = at; i < end; ++i) halves = static_cast<std::uint16_t>(halves | (is_half(units[i]) ? 1 : 0));
    if (halves == 0) {
      for (; at < end; ++at) *out++ = units[at];
      continue;
    }
    for (; at < end; ++at) {
      if (is_half(units[at])) {
        *out++ = 0x10000U + ((units[at] & 0x3FFU) << 10) + (units[at + 1] & 0x3FFU);
        ++at;
      } else {
        *out++ = units[at];
      }
    }
  }
}

}  // namespace

std::u16string_view units_of(py::handle text, std::u16string& room) {
  const auto size = static_cast<std::size_t>(PyUnicode_GET_LENGTH(text.ptr()));
  if (PyUnicode_KIND(text.ptr()) == PyUnicode_2BYTE_KIND) return {reinterpret_cast<const char16_t*>(PyUnicode_2BYTE_DATA(text.ptr())), size};
  const Py_UCS4* from = PyUnicode_4BYTE_DATA(text.ptr());
  room.resize(size + count_astral(from, size));
  narrow(from, size, room.data());
  return room;
}

const char16_t* WideStr::data() const noexcept {
  return made_ == nullptr ? short_.data() : reinterpret_cast<const char16_t*>(PyUnicode_2BYTE_DATA(made_));
}

char16_t* WideStr::grow(std::size_t units) {
  if (made_ == nullptr && units <= short_.size()) return short_.data();
  const py::gil_scoped_acquire held;
  const auto size = static_cast<Py_ssize_t>(units);
  if (made_ == nullptr) {
    made_ = PyUnicode_New(size, 0xFFFF);
    if (made_ == nullptr) throw py::error_already_set();
    std::memcpy(PyUnicode_2BYTE_DATA(made_), short_.data(), sizeof short_);
  } else if (PyUnicode_Resize(&made_, size) != 0) {
    throw py::error_already_set();
  }
  return reinterpret_cast<char16_t*>(PyUnicode_2BYTE_DATA(made_));
}

py::str str_of_units(std::u16string_view units, bool surrogates) {
  PyObject* made = nullptr;
  // A str is kept as narrow as its widest character allows; this is what makes equal texts compare and hash equal.
  if (const std::size_t astral = surrogates ? count_leads(units) : 0; astral != 0) {
    made = PyUnicode_New(static_cast<Py_ssize_t>(units.size() - astral), 0x10FFFF);
    if (made != nullptr) widen(units, PyUnicode_4BYTE_DATA(made));
  } else if (is_narrow(units)) {
    made = PyUnicode_FromKindAndData(PyUnicode_2BYTE_KIND, units.data(), static_cast<Py_ssize_t>(units.size()));
  } else {
    made = PyUnicode_New(static_cast<Py_ssize_t>(units.size()), 0xFFFF);
    if (made != nullptr) std::memcpy(PyUnicode_2BYTE_DATA(made), units.data(), units.size() * sizeof(char16_t));
  }
  if (made == nullptr) throw py::error_already_set();
  return py::reinterpret_steal<py::str>(made);
}

py::object WideStr::finish(std::size_t count) {
  const std::u16string_view written = units(count);
  if (made_ == nullptr || is_narrow(written) || count_leads(written) != 0) return str_of_units(written, true);
  if (PyUnicode_Resize(&made_, static_cast<Py_ssize_t>(count)) != 0) throw py::error_already_set();
  return py::reinterpret_steal<py::object>(std::exchange(made_, nullptr));
}

}  // namespace hansift::python
