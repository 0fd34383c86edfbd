#pragma once

// The fields of VerdictOptions by name: what [verdict] of a profile may hold.

#include <string_view>

#include "hansift/quality.hpp"

namespace hansift::pipeline {

struct Threshold {
  std::string_view name;
  std::uint64_t VerdictOptions::*count;  ///< one of the two is set
  double VerdictOptions::*share;
};

inline constexpr Threshold thresholds[] = {
    {"min_chars", &VerdictOptions::min_chars, nullptr},
    {"max_chars", &VerdictOptions::max_chars, nullptr},
    {"min_letters", nullptr, &VerdictOptions::min_letters},
    {"max_symbols", nullptr, &VerdictOptions::max_symbols},
    {"max_bullet_lines", nullptr, &VerdictOptions::max_bullet_lines},
    {"max_ellipsis_lines", nullptr, &VerdictOptions::max_ellipsis_lines},
    {"max_duplicate_lines", nullptr, &VerdictOptions::max_duplicate_lines},
    {"max_duplicate_line_chars", nullptr, &VerdictOptions::max_duplicate_line_chars},
    {"max_top_2gram", nullptr, &VerdictOptions::max_top_2gram},
    {"max_top_3gram", nullptr, &VerdictOptions::max_top_3gram},
    {"max_top_4gram", nullptr, &VerdictOptions::max_top_4gram},
    {"max_duplicate_10gram", nullptr, &VerdictOptions::max_duplicate_10gram},
    {"min_terminal_lines", nullptr, &VerdictOptions::min_terminal_lines},
    {"max_replacement", nullptr, &VerdictOptions::max_replacement},
    {"min_distinct_chars", nullptr, &VerdictOptions::min_distinct_chars},
    {"min_entropy", nullptr, &VerdictOptions::min_entropy},
    {"max_keyword_chars", nullptr, &VerdictOptions::max_keyword_chars},
    {"min_keyword_function", nullptr, &VerdictOptions::min_keyword_function},
    {"max_loose_chars", nullptr, &VerdictOptions::max_loose_chars},
    {"min_loose_function", nullptr, &VerdictOptions::min_loose_function},
};

}  // namespace hansift::pipeline
