#include "arrow_output.hpp"

#include <algorithm>
#include <limits>

#include "hansift/error.hpp"

namespace hansift::python {

namespace {

/// What the release callback of an exported struct frees.
struct SchemaHolder {
  std::string name, format, metadata;
  std::vector<ArrowSchema> children;
  std::vector<ArrowSchema*> pointers;
};

struct ArrayHolder {
  std::shared_ptr<const OutputColumn> root;
  std::vector<const void*> buffers;
  std::vector<ArrowArray> children;
  std::vector<ArrowArray*> pointers;
};

template <class Struct, class Holder>
void release(Struct* released) {
  auto* holder = static_cast<Holder*>(released->private_data);
  for (Struct& child : holder->children) {
    if (child.release != nullptr) child.release(&child);
  }
  released->release = nullptr;
  delete holder;
}

// Buffers of arrays without rows must not be null pointers for every reader.
constexpr std::int64_t nothing[1] = {0};

std::size_t width_of(std::string_view format) noexcept {
  if (format == "i" || format == "I" || format == "f") return 4;
  return format == "l" || format == "L" || format == "g" ? 8 : 0;
}

}  // namespace

OutputColumn::OutputColumn(std::string name, std::string format, std::vector<OutputColumn> children)
    : name_(std::move(name)), format_(std::move(format)), children_(std::move(children)), fixed_(width_of(format_)) {
  if (has_offsets()) offsets_.push_back(0);
}

bool OutputColumn::has_offsets() const noexcept { return format_ == "u" || format_ == "z" || format_ == "+l" || format_ == "+m"; }

void OutputColumn::append_null() {
  valid_.push_back(false);
  if (has_offsets()) offsets_.push_back(offsets_.back());
  if (format_ == "b") {
    data_.push_back('\0');
  } else {
    data_.append(fixed_, '\0');
  }
  if (format_ == "+s") {
    for (OutputColumn& child : children_) child.append_null();
  }
}

void OutputColumn::append(std::string_view text) {
  data_.append(text);
  offsets_.push_back(static_cast<std::int64_t>(data_.size()));
  valid_.push_back(true);
}

void OutputColumn::append_bool(bool value) {
  data_.push_back(value ? '\1' : '\0');
  valid_.push_back(true);
}

void OutputColumn::close_row() {
  if (has_offsets()) offsets_.push_back(children_[0].rows());
  valid_.push_back(true);
}

void OutputColumn::concatenate(OutputColumn&& other) {
  const std::int64_t shift = has_offsets() ? offsets_.back() : 0;
  for (std::size_t i = 1; i < other.offsets_.size(); ++i) offsets_.push_back(other.offsets_[i] + shift);
  data_.append(other.data_);
  valid_.insert(valid_.end(), other.valid_.begin(), other.valid_.end());
  for (std::size_t i = 0; i < children_.size(); ++i) children_[i].concatenate(std::move(other.children_[i]));
  other = OutputColumn(other.name_, other.format_);
}

std::size_t OutputColumn::bytes() const noexcept {
  std::size_t most = data_.size();
  for (const OutputColumn& child : children_) most = std::max(most, child.bytes());
  return most;
}

void OutputColumn::finish() {
  const std::size_t rows = valid_.size();
  null_count_ = static_cast<std::int64_t>(std::count(valid_.begin(), valid_.end(), false));
  const auto pack = [rows](auto&& is_set) {
    std::vector<std::uint8_t> bits((rows + 7) / 8, 0);
    for (std::size_t i = 0; i < rows; ++i) {
      if (is_set(i)) bits[i / 8] = static_cast<std::uint8_t>(bits[i / 8] | 1U << (i % 8));
    }
    return bits;
  };
  if (null_count_ != 0) validity_ = pack([&](std::size_t i) { return valid_[i]; });
  if (format_ == "b") {
    const auto bits = pack([&](std::size_t i) { return data_[i] != 0; });
    data_.assign(bits.begin(), bits.end());
  }
  if (has_offsets()) {
    if (offsets_.back() > std::numeric_limits<std::int32_t>::max()) throw DataError("one row is larger than Arrow's 2 GB of a string column");
    packed_offsets_.assign(offsets_.begin(), offsets_.end());
    offsets_ = {};
  }
  for (OutputColumn& child : children_) child.finish();
}

void OutputColumn::export_schema(ArrowSchema* out, const std::string& metadata) const {
  auto holder = std::make_unique<SchemaHolder>();
  holder->name = name_;
  holder->format = format_;
  holder->metadata = metadata;
  holder->children.resize(children_.size());
  for (std::size_t i = 0; i < children_.size(); ++i) {
    children_[i].export_schema(&holder->children[i]);
    holder->pointers.push_back(&holder->children[i]);
  }
  if (format_ == "+m") {
    // The entries of a map and its keys are never null, and readers insist on the schema's saying so.
    holder->children[0].flags = 0;
    holder->children[0].children[0]->flags = 0;
  }
  *out = ArrowSchema{};
  out->format = holder->format.c_str();
  out->name = holder->name.c_str();
  out->metadata = metadata.empty() ? nullptr : holder->metadata.data();
  out->flags = arrow_flag_nullable;
  out->n_children = static_cast<std::int64_t>(children_.size());
  out->children = holder->pointers.data();
  out->release = release<ArrowSchema, SchemaHolder>;
  out->private_data = holder.release();
}

void OutputColumn::export_array(ArrowArray* out, const std::shared_ptr<const OutputColumn>& root) const {
  auto holder = std::make_unique<ArrayHolder>();
  holder->root = root;
  holder->children.resize(children_.size());
  for (std::size_t i = 0; i < children_.size(); ++i) {
    children_[i].export_array(&holder->children[i], root);
    holder->pointers.push_back(&holder->children[i]);
  }
  holder->buffers.push_back(validity_.empty() ? nullptr : validity_.data());
  if (has_offsets()) holder->buffers.push_back(packed_offsets_.data());
  if (children_.empty()) holder->buffers.push_back(data_.empty() ? static_cast<const void*>(nothing) : data_.data());
  *out = ArrowArray{};
  out->length = rows();
  out->null_count = null_count_;
  out->n_buffers = static_cast<std::int64_t>(holder->buffers.size());
  out->n_children = static_cast<std::int64_t>(children_.size());
  out->buffers = holder->buffers.data();
  out->children = holder->pointers.data();
  out->release = release<ArrowArray, ArrayHolder>;
  out->private_data = holder.release();
}

}  // namespace hansift::python
