#pragma once

// The passes, in the order in which they run. Each reads well-formed UTF-8 and writes edits; a pass none of whose triggers occur costs one
// sweep. Passes that repair a whole document (mojibake, glosses) belong before `characters`.

#include "cleaning/editor.hpp"

namespace hansift::cleaning {

void escapes(Editor& editor);
void mojibake_single_byte(Editor& editor);
void mojibake_western(Editor& editor);
void mojibake_eastern(Editor& editor);
void glosses(Editor& editor);
void characters(Editor& editor);
void readings(Editor& editor);
void unwrap(Editor& editor);
void lines(Editor& editor);
void repeats(Editor& editor);

}  // namespace hansift::cleaning
