#pragma once

// Arguments that the functions of the segmentation room share.

#include "face.hpp"
#include "hansift/segmentation.hpp"

namespace hansift::python {

[[nodiscard]] inline Newlines newlines_of(py::handle name) { return hansift::newlines(text_of(name, "newlines").utf8); }

[[nodiscard]] inline SplitOptions split_options(py::handle quotes, py::handle newlines, py::handle profile, py::handle semicolons) {
  return {.quotes = hansift::quotes(text_of(quotes, "quotes").utf8),
          .newlines = newlines_of(newlines),
          .profile = profile.is_none() ? SplitProfile::standard : split_profile(text_of(profile, "profile").utf8),
          .semicolons = semicolons.cast<bool>()};
}

/// A whole number that is not negative.
[[nodiscard]] std::size_t amount(py::handle value, const char* what);

}  // namespace hansift::python
