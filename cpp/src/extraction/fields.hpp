#pragma once

// Lines that say when, where and by whom: "2021年3月5日 10:20 来源：河口日报 作者：王小河".

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "extraction/names.hpp"
#include "extraction/sheet.hpp"

namespace hansift::extraction {

struct FieldValue {
  Field field;
  std::string value;
  bool labelled;      ///< a label stood before it (a bare date has none)
  Span span{};        ///< in the line
  std::string other{};  ///< the other reading of a date, if it has two
};

/// A piece beside the fields that nothing says of what it is.
struct Loose {
  enum class Form : std::uint8_t { word, person, medium };
  Span span;
  Form form;
};

struct FieldLine {
  std::vector<FieldValue> found;
  std::vector<Loose> loose;
  std::size_t rest = 0;      ///< display width of what is neither label nor value
  bool labelled = false;
  bool starts_labelled = false;

  [[nodiscard]] bool has(Field field) const noexcept {
    for (const FieldValue& value : found) {
      if (value.field == field) return true;
    }
    return false;
  }
  /// A date of any kind.
  [[nodiscard]] bool dated() const noexcept { return has(Field::date) || has(Field::relative); }
};

/// Lines of more than 400 bytes have no fields. `closely`: find names and media without labels, too.
[[nodiscard]] FieldLine read_fields(std::string_view line, bool closely = true);

/// 本报讯（记者王小河）…, 〔記者王小河／河口報導〕…: the names in the bracket that opens the first sentence.
[[nodiscard]] std::string dateline_author(std::string_view line);

/// A signature in brackets behind the last sentence: where it begins, and what it says.
struct Signature {
  std::size_t begin;
  std::string author;
  std::string source;
  std::string editor;
};
[[nodiscard]] std::optional<Signature> signature_of(std::string_view line);

}  // namespace hansift::extraction
