#pragma once

// Symbols are hidden by default; HANSIFT_API marks the public ones of a shared library.
#if defined(_WIN32)
#define HANSIFT_API
#else
#define HANSIFT_API __attribute__((visibility("default")))
#endif
