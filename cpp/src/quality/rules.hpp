#pragma once

// The catalogue entries of the quality room. They only judge, so `after` equals `before`; each example breaks its rule (quality.long with
// a threshold of 20 characters).

#include "hansift/trace.hpp"

namespace hansift::quality {

extern const Rule short_text;
extern const Rule long_text;
extern const Rule few_letters;
extern const Rule symbols;
extern const Rule replacement;
extern const Rule bullets;
extern const Rule ellipses;
extern const Rule unfinished_lines;
extern const Rule repeated_lines;
extern const Rule repeated_line_text;
extern const Rule common_pair;
extern const Rule common_triple;
extern const Rule common_quadruple;
extern const Rule repeated_text;
extern const Rule variety;
extern const Rule keywords;
extern const Rule links;

}  // namespace hansift::quality
