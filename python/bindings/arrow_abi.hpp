#pragma once

// The Arrow C data and stream interfaces, whose layout is fixed (arrow.apache.org/docs/format/CDataInterface.html), and owners of them.

#include <cstdint>
#include <utility>

extern "C" {

struct ArrowSchema {
  const char* format;
  const char* name;
  const char* metadata;
  int64_t flags;
  int64_t n_children;
  ArrowSchema** children;
  ArrowSchema* dictionary;
  void (*release)(ArrowSchema*);
  void* private_data;
};

struct ArrowArray {
  int64_t length;
  int64_t null_count;
  int64_t offset;
  int64_t n_buffers;
  int64_t n_children;
  const void** buffers;
  ArrowArray** children;
  ArrowArray* dictionary;
  void (*release)(ArrowArray*);
  void* private_data;
};

struct ArrowArrayStream {
  int (*get_schema)(ArrowArrayStream*, ArrowSchema*);
  int (*get_next)(ArrowArrayStream*, ArrowArray*);
  const char* (*get_last_error)(ArrowArrayStream*);
  void (*release)(ArrowArrayStream*);
  void* private_data;
};
}

namespace hansift::python {

inline constexpr std::int64_t arrow_flag_nullable = 2;

/// Owns one of the structs above: moved in, released once.
template <class Struct>
class Owned {
 public:
  Owned() = default;
  Owned(const Owned&) = delete;
  Owned& operator=(const Owned&) = delete;
  Owned(Owned&& other) noexcept : value(std::exchange(other.value, Struct{})) {}
  Owned& operator=(Owned&& other) noexcept {
    std::swap(value, other.value);
    return *this;
  }
  ~Owned() {
    if (value.release != nullptr) value.release(&value);
  }

  Struct value{};
};

/// Moves a struct out of a capsule: the capsule keeps a released one.
template <class Struct>
[[nodiscard]] Owned<Struct> taken(Struct& from) {
  Owned<Struct> made;
  made.value = from;
  from.release = nullptr;
  return made;
}

}  // namespace hansift::python
