#pragma once

#include <string_view>
#include <vector>

#include "cleaning/mojibake_lattice.hpp"

namespace hansift::cleaning {

/// Takes away the segments of a line that a chain explains and that are no damage all the same: rows of letters in the order of their codes, single
/// letters of Hangul, examples of mojibake in a text about it, and what reads as well in an alphabet. `western`: the line was read in
/// windows-1252, and nothing else of the document proves it.
void drop_doubtful(std::string_view line, bool western, std::vector<Segment>& segments);

}  // namespace hansift::cleaning
