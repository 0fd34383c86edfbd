#pragma once

// The catalogue entries of the encoding room.
//
// The text before is bytes, so examples are written "name: bytes": a label, a colon, a space, then the bytes, those outside printable
// ASCII as \xHH and the backslash as \x5C. `after` is the text.

#include "hansift/trace.hpp"

namespace hansift::encoding {

extern const Rule transcode_rule;
extern const Rule replacement_rule;
extern const Rule bom_rule;
extern const Rule escape_rule;
extern const Rule private_use_rule;

}  // namespace hansift::encoding
