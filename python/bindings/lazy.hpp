#pragma once

// Parts of a result that few callers look at (blocks, sentences, flags) are made when they are first asked for.

#include <functional>
#include <utility>

#include "face.hpp"
#include "made.hpp"

namespace hansift::python {

/// Called by the property of the result class, which then keeps the answer. Calling it twice gives equal answers.
class Lazy {
 public:
  explicit Lazy(std::function<py::object()> make) : make_(std::move(make)) {}
  [[nodiscard]] py::object operator()() const { return make_(); }

 private:
  std::function<py::object()> make_;
};

template <>
inline constexpr bool is_checked<Lazy> = true;

template <class Make>
[[nodiscard]] py::object lazy(Make&& make) {
  return py::cast(Lazy(std::forward<Make>(make)));
}

}  // namespace hansift::python
