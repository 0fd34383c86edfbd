#pragma once

// A Profile as flat settings: the names under which Python code gives and pickles them.

#include "face.hpp"
#include "hansift/pipeline.hpp"

namespace hansift::python {

/// All settings of `profile` as a hansift.Profile (a named tuple).
[[nodiscard]] py::object profile_object(const Face& face, const Profile& profile);

/// The defaults with `settings` written over them. ConfigError names an unknown setting or a value of the wrong type.
[[nodiscard]] Profile profile_of(const py::dict& settings);

}  // namespace hansift::python
