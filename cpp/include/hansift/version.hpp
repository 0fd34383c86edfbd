#pragma once

// The one home of the version: CMake and pyproject.toml read it from here.
#define HANSIFT_VERSION "0.1.0"

namespace hansift {

/// Version of the library, "MAJOR.MINOR.PATCH".
inline constexpr const char* version = HANSIFT_VERSION;

/// Version of the rules: moves whenever the text that some rule gives for some input changes. Written into every record.
inline constexpr int rules_version = 1;

}  // namespace hansift
