#pragma once

// Work on Arrow data row by row: batches from any object with the Arrow PyCapsule interface in, columns out, without the GIL and on as many
// threads as wanted; the rows come out in the order in which they went in.

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "arrow_input.hpp"
#include "arrow_output.hpp"
#include "face.hpp"
#include "made.hpp"

namespace hansift::python {

/// The column or table that comes out: its columns and its finished batches.
struct ArrowBatches {
  std::shared_ptr<const OutputColumn> columns;  // without rows
  std::vector<std::shared_ptr<const OutputColumn>> batches;
  std::string metadata;
  std::int64_t rows = 0;
};

template <>
inline constexpr bool is_checked<ArrowBatches> = true;

[[nodiscard]] OutputColumn list_of(const char* name, OutputColumn item);
[[nodiscard]] OutputColumn struct_of(const char* name, std::vector<OutputColumn> fields);

/// How many threads the caller wants: None is one a core.
[[nodiscard]] unsigned worker_count(const py::object& threads);

/// Writes rows [0, rows) of a batch with `write(row, column)`, which is called from several threads for different columns, and puts them
/// behind the rows of `out`.
void write_rows(std::int64_t rows, unsigned threads, const std::function<void(std::int64_t, OutputColumn&)>& write, ArrowBatches& out);

/// Calls `start(schema)`, which sets the columns of `out`, and then `each(schema, array)` for each batch of `arrow` without the GIL.
void read_batches(const py::object& arrow, const char* function, ArrowBatches& out, const std::function<void(const ArrowSchema&)>& start,
                  const std::function<void(const ArrowSchema&, Owned<ArrowArray>)>& each);

/// A capsule that owns a struct which `fill` writes.
template <class Struct, class Fill>
py::object capsule_of(const char* name, Fill&& fill) {
  auto made = std::make_unique<Struct>();
  *made = Struct{};
  fill(made.get());
  PyObject* capsule = PyCapsule_New(made.get(), name, [](PyObject* self) {
    auto* held = static_cast<Struct*>(PyCapsule_GetPointer(self, PyCapsule_GetName(self)));
    if (held != nullptr && held->release != nullptr) held->release(held);
    delete held;
  });
  if (capsule == nullptr) {
    if (made->release != nullptr) made->release(made.get());
    throw py::error_already_set();
  }
  static_cast<void>(made.release());
  return py::reinterpret_steal<py::object>(capsule);
}

void bind_arrow_batches(py::module_& m);

}  // namespace hansift::python
