#pragma once

// Line breaks (R6): which of them are boundaries.

#include <cstdint>
#include <vector>

#include "hansift/segmentation.hpp"
#include "segmentation/events.hpp"

namespace hansift::segmentation {

class LineJudge {
 public:
  struct Line {
    std::uint32_t begin;
    std::uint32_t end;
    int columns = -1;  ///< -1: not measured yet
    int characters = 0;
    bool wide = false;
  };

  /// Sets `boundary` of the line breaks of a paragraph.
  void judge(Paragraph& paragraph, Newlines mode);

 private:
  std::vector<Line> lines_;  // kept for the next paragraph
};

}  // namespace hansift::segmentation
