#pragma once

// Documents from somebody else's Arrow memory: read in place, never copied.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "arrow_abi.hpp"

namespace hansift::python {

/// One column of strings, bytes or whole numbers. Rows count from the start of the batch.
class InputColumn {
 public:
  /// How the values lie in memory.
  enum class Layout : std::uint8_t { offsets32, offsets64, views, fixed, integers };

  InputColumn(const ArrowSchema& schema, const ArrowArray& array, std::int64_t first);

  /// Whether a column of this format can be read.
  [[nodiscard]] static bool readable(const ArrowSchema& schema) noexcept;

  [[nodiscard]] bool is_null(std::int64_t row) const noexcept;
  [[nodiscard]] std::string_view text(std::int64_t row) const noexcept;  ///< must not be null, nor a column of integers
  [[nodiscard]] std::int64_t integer(std::int64_t row) const noexcept;
  [[nodiscard]] bool is_integer() const noexcept;
  [[nodiscard]] bool is_unsigned64() const noexcept { return unsigned64_; }

 private:
  [[nodiscard]] std::int64_t at(std::int64_t row) const noexcept { return row + first_; }

  ArrowArray array_;  // a copy of the struct; the buffers belong to the batch
  std::int64_t first_;
  Layout layout_ = Layout::offsets32;
  std::uint8_t width_ = 0;  // of integers, in bytes
  bool signed_ = true;
  bool unsigned64_ = false;
  std::size_t fixed_ = 0;
  std::vector<InputColumn> dictionary_;  // none or one: the values of a dictionary-encoded column
};

/// One batch of rows and the columns in it that the pipeline reads.
struct InputBatch {
  Owned<ArrowArray> array;
  std::int64_t rows = 0;
  std::optional<InputColumn> document;  ///< raw bytes, or text
  std::optional<InputColumn> id, url, charset;

  [[nodiscard]] bool row_is_null(std::int64_t row) const noexcept;
};

/// Which columns of a schema play which part; positions of children, -1 if there is none.
struct InputPlan {
  bool is_struct = true;
  bool is_text = false;  ///< the document is text that is decoded already
  int document = -1, id = -1, url = -1, charset = -1;

  /// ConfigError if there is no document column; std::invalid_argument if a column has a type that cannot be read.
  explicit InputPlan(const ArrowSchema& schema);
  [[nodiscard]] InputBatch batch(const ArrowSchema& schema, Owned<ArrowArray> array) const;
};

}  // namespace hansift::python
