#pragma once

// Columns that grow row by row, and their export through the Arrow C interfaces.

#include <cstdint>
#include <cstring>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "arrow_abi.hpp"

namespace hansift::python {

/// A growing Arrow array of any type used here: strings, numbers, booleans, lists, structs, maps.
class OutputColumn {
 public:
  OutputColumn(std::string name, std::string format, std::vector<OutputColumn> children = {});

  void append_null();
  void append(std::string_view text);
  void append(const char* text) { append(std::string_view(text)); }
  void append_bool(bool value);
  template <class Number>
  void append_number(Number value) {
    char bytes[sizeof value];
    std::memcpy(bytes, &value, sizeof value);
    data_.append(bytes, sizeof value);
    valid_.push_back(true);
  }
  /// A list, map or struct whose children have been filled for this row.
  void close_row();

  /// Puts the rows of `other`, a column of the same type, behind those of this one.
  void concatenate(OutputColumn&& other);
  /// Packs the buffers; no row can be added after it.
  void finish();

  [[nodiscard]] OutputColumn& child(std::size_t i) { return children_[i]; }
  [[nodiscard]] std::int64_t rows() const noexcept { return static_cast<std::int64_t>(valid_.size()); }
  [[nodiscard]] std::size_t bytes() const noexcept;  ///< of the largest string buffer in it

  /// Exports what `finish` packed. `root` keeps the memory alive.
  void export_schema(ArrowSchema* out, const std::string& metadata = {}) const;
  void export_array(ArrowArray* out, const std::shared_ptr<const OutputColumn>& root) const;

 private:
  [[nodiscard]] bool has_offsets() const noexcept;

  std::string name_;
  std::string format_;
  std::vector<OutputColumn> children_;
  std::vector<bool> valid_;
  std::string data_;
  std::vector<std::int64_t> offsets_;  // of strings, lists, maps
  std::size_t fixed_ = 0;              // bytes of a number
  // Made by finish().
  std::vector<std::uint8_t> validity_;
  std::vector<std::int32_t> packed_offsets_;
  std::int64_t null_count_ = 0;
};

}  // namespace hansift::python
