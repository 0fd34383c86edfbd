#include "arrow_input.hpp"

#include <cstring>
#include <stdexcept>

#include "hansift/error.hpp"

namespace hansift::python {

namespace {

bool bit(const void* bitmap, std::int64_t at) noexcept {
  return (static_cast<const std::uint8_t*>(bitmap)[at / 8] >> (at % 8) & 1) != 0;
}

bool null_at(const ArrowArray& array, std::int64_t at) noexcept {
  return array.null_count != 0 && array.n_buffers > 0 && array.buffers[0] != nullptr && !bit(array.buffers[0], at);
}

std::string_view format_of(const ArrowSchema& schema) noexcept { return schema.format; }

bool is_integer_format(std::string_view format) noexcept { return format.size() == 1 && std::strchr("cCsSiIlL", format[0]) != nullptr; }

bool is_string_format(std::string_view format) noexcept { return format == "u" || format == "U" || format == "vu"; }

bool is_binary_format(std::string_view format) noexcept {
  return format == "z" || format == "Z" || format == "vz" || format.starts_with("w:");
}

/// The format of the values, behind a dictionary or not.
std::string_view value_format(const ArrowSchema& schema) noexcept {
  return schema.dictionary != nullptr ? schema.dictionary->format : schema.format;
}

bool readable_document(const ArrowSchema& schema) noexcept {
  return is_string_format(value_format(schema)) || is_binary_format(value_format(schema));
}

bool is_text_document(const ArrowSchema& schema) noexcept { return is_string_format(value_format(schema)); }

}  // namespace

bool InputColumn::readable(const ArrowSchema& schema) noexcept {
  return readable_document(schema) || (schema.dictionary == nullptr && is_integer_format(schema.format));
}

InputColumn::InputColumn(const ArrowSchema& schema, const ArrowArray& array, std::int64_t first)
    : array_(array), first_(first + array.offset) {
  const std::string_view format = format_of(schema);
  if (is_integer_format(format)) {
    layout_ = Layout::integers;
    static constexpr std::string_view order = "cCsSiIlL";
    const std::size_t place = order.find(format[0]);
    width_ = static_cast<std::uint8_t>(1U << (place / 2));
    signed_ = place % 2 == 0;
    unsigned64_ = format == "L";
    if (schema.dictionary != nullptr) dictionary_.emplace_back(*schema.dictionary, *array.dictionary, 0);
  } else if (format == "U" || format == "Z") {
    layout_ = Layout::offsets64;
  } else if (format == "vu" || format == "vz") {
    layout_ = Layout::views;
  } else if (format.starts_with("w:")) {
    layout_ = Layout::fixed;
    fixed_ = static_cast<std::size_t>(std::stoul(std::string(format.substr(2))));
  }
}

bool InputColumn::is_integer() const noexcept { return layout_ == Layout::integers && dictionary_.empty(); }

bool InputColumn::is_null(std::int64_t row) const noexcept {
  if (null_at(array_, at(row))) return true;
  return !dictionary_.empty() && dictionary_[0].is_null(integer(row));
}

std::int64_t InputColumn::integer(std::int64_t row) const noexcept {
  const auto* data = static_cast<const char*>(array_.buffers[1]) + at(row) * width_;
  const auto load = [&](auto value) {
    std::memcpy(&value, data, sizeof value);
    return static_cast<std::int64_t>(value);
  };
  switch (width_) {
    case 1: return signed_ ? load(std::int8_t{}) : load(std::uint8_t{});
    case 2: return signed_ ? load(std::int16_t{}) : load(std::uint16_t{});
    case 4: return signed_ ? load(std::int32_t{}) : load(std::uint32_t{});
    default: return load(std::int64_t{});
  }
}

std::string_view InputColumn::text(std::int64_t row) const noexcept {
  if (!dictionary_.empty()) return dictionary_[0].text(integer(row));
  const std::int64_t place = at(row);
  const auto between = [&](auto begin, auto end) -> std::string_view {
    if (end <= begin) return {};
    return {static_cast<const char*>(array_.buffers[2]) + begin, static_cast<std::size_t>(end - begin)};
  };
  switch (layout_) {
    case Layout::offsets32: {
      const auto* offsets = static_cast<const std::int32_t*>(array_.buffers[1]);
      return between(offsets[place], offsets[place + 1]);
    }
    case Layout::offsets64: {
      const auto* offsets = static_cast<const std::int64_t*>(array_.buffers[1]);
      return between(offsets[place], offsets[place + 1]);
    }
    case Layout::views: {
      // 16 bytes a value: length, then up to 12 bytes inline, or a prefix, the number of a buffer and an offset.
      const char* view = static_cast<const char*>(array_.buffers[1]) + place * 16;
      std::int32_t parts[4];
      std::memcpy(parts, view, sizeof parts);
      const auto size = static_cast<std::size_t>(parts[0]);
      if (size <= 12) return {view + 4, size};
      return {static_cast<const char*>(array_.buffers[2 + parts[2]]) + parts[3], size};
    }
    case Layout::fixed: return {static_cast<const char*>(array_.buffers[1]) + static_cast<std::size_t>(place) * fixed_, fixed_};
    case Layout::integers: break;
  }
  return {};
}

bool InputBatch::row_is_null(std::int64_t row) const noexcept {
  return null_at(array.value, row + array.value.offset) || document->is_null(row);
}

InputPlan::InputPlan(const ArrowSchema& schema) {
  const std::string_view format = format_of(schema);
  if (format != "+s") {
    // A bare array is the documents.
    is_struct = false;
    if (!readable_document(schema)) {
      throw std::invalid_argument("the array has Arrow type '" + std::string(format) + "'; documents are binary or string");
    }
    is_text = is_text_document(schema);
    return;
  }
  std::string names;
  for (int i = 0; i < schema.n_children; ++i) {
    const std::string_view name = schema.children[i]->name == nullptr ? "" : schema.children[i]->name;
    names.append(names.empty() ? "" : ", ").append(name);
    if (name == "raw") document = i;
    if (name == "text" && document < 0) {
      document = i;
      is_text = true;
    }
    if (name == "id") id = i;
    if (name == "url") url = i;
    if (name == "charset") charset = i;
  }
  if (document >= 0 && std::string_view(schema.children[document]->name) == "raw") is_text = false;
  if (document < 0) throw ConfigError("no column 'raw' (bytes) or 'text' (decoded text) among: " + (names.empty() ? "(none)" : names));
  const auto check = [&](int column, bool integers, const char* wanted) {
    if (column < 0) return;
    const ArrowSchema& child = *schema.children[column];
    if (!InputColumn::readable(child) || (!integers && !readable_document(child))) {
      throw std::invalid_argument("column '" + std::string(child.name) + "' has Arrow type '" + child.format + "'; it must be " + wanted);
    }
  };
  check(document, false, "binary or string");
  check(id, true, "string, binary or integer");
  check(url, false, "string");
  check(charset, false, "string");
}

InputBatch InputPlan::batch(const ArrowSchema& schema, Owned<ArrowArray> array) const {
  InputBatch made;
  made.array = std::move(array);
  const ArrowArray& root = made.array.value;
  made.rows = root.length;
  if (!is_struct) {
    made.document.emplace(schema, root, 0);
    return made;
  }
  const auto column = [&](int at) -> std::optional<InputColumn> {
    if (at < 0) return std::nullopt;
    return InputColumn(*schema.children[at], *root.children[at], root.offset);
  };
  made.document = column(document);
  made.id = column(id);
  made.url = column(url);
  made.charset = column(charset);
  return made;
}

}  // namespace hansift::python
