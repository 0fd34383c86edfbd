#pragma once

// The passes, in the order in which they run. Each reads well-formed UTF-8 and writes edits; a pass none of whose triggers occur costs one
// sweep. Behind each pass stand its rules (without "cleaning."); cleaning.utf8 and loss.unsettled are the cleaner's own.
// Passes that repair a whole document (mojibake, glosses) belong before `characters`.

#include "cleaning/editor.hpp"

namespace hansift::cleaning {

void escapes(Editor& editor);               // escape.*
void mojibake_single_byte(Editor& editor);  // mojibake.single_byte; .latin for double-byte text in pages of Cyrillic or Greek
void mojibake_western(Editor& editor);      // mojibake.western, .bold
void mojibake_eastern(Editor& editor);      // mojibake.utf8, .double_byte, .latin
void glosses(Editor& editor);               // gloss.*
void characters(Editor& editor);            // control.*, invisible.*, loss.* but for .question_marks and .unsettled, private.*, forms.*, nfc, width.*,
                                            // lines.breaks, spaces.no_break, quotes.straight, ruby.interlinear
void readings(Editor& editor);              // ruby.readings
void unwrap(Editor& editor);                // lines.wrapped; soft hyphens at ends of lines (invisible.soft_hyphen)
void lines(Editor& editor);                 // lines.edges, spaces.* but for .no_break, punctuation.*, loss.question_marks
void repeats(Editor& editor);               // lines.repeated, paragraphs.repeated

}  // namespace hansift::cleaning
