#pragma once

#include <optional>
#include <string_view>

#include "cleaning/editor.hpp"
#include "cleaning/escape_reading.hpp"

namespace hansift::cleaning {

/// Quoted-printable is a property of the document: soft breaks go only where runs spell text.
class QuotedPrintable {
 public:
  explicit QuotedPrintable(std::string_view text) : text_(text) {}

  /// Handles the '=' at `at`; gives where to go on.
  std::size_t visit(Editor& editor, std::size_t at);

 private:
  [[nodiscard]] bool in_use();
  /// The run at `at`; its text is empty if it spells nothing.
  [[nodiscard]] std::optional<Piece> read(std::size_t at) const;
  void decide();

  std::string_view text_;
  bool known_ = false;
  bool in_use_ = false;
  bool gbk_ = false;
};

}  // namespace hansift::cleaning
