#pragma once

// What can be told of a line by itself: its form, what its words say of it, the fields it holds.

#include <span>
#include <vector>

#include "extraction/fields.hpp"
#include "extraction/sheet.hpp"
#include "extraction/words.hpp"

namespace hansift::extraction {

struct Look {
  Shape shape;
  Cue cue;
  FieldLine fields;
  bool legal = false;
  bool promotion = false;
  bool breadcrumb = false;
  bool caption = false;
  bool excuse = false;
  bool address = false;  ///< of e-mail, and nothing else
  bool truncated = false;  ///< ends in dots: the rest stands elsewhere
  bool linked = false;   ///< mostly links
  bool prose = false;
  bool mark = false;     ///< no letter or digit at all
  bool field_line = false;
  bool marked = false;   ///< a square or a ring before a line that is no sentence: a byline or a button

  [[nodiscard]] bool frame() const noexcept { return cue.rule != nullptr || legal || promotion || breadcrumb || mark; }
  [[nodiscard]] const Rule& frame_rule() const noexcept {
    if (breadcrumb) return drop_navigation;
    if (cue.rule != nullptr) return *cue.rule;
    if (legal) return drop_copyright;
    if (promotion) return drop_share;
    return drop_mark;
  }
};

/// Looks at each line of the sheet; `words` are those of its lines. Linear in the size of the text.
[[nodiscard]] std::vector<Look> look_at(const Sheet& sheet, std::span<LineWords> words);

}  // namespace hansift::extraction
