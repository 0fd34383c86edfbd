#pragma once

// Line breaks (R6): which of them are boundaries.

#include <vector>

#include "hansift/segmentation.hpp"
#include "segmentation/events.hpp"
#include "text/wrapping.hpp"

namespace hansift::segmentation {

class LineJudge {
 public:
  /// Sets `boundary` of the line breaks of a paragraph.
  void judge(Paragraph& paragraph, Newlines mode);

 private:
  std::vector<text::WrappedLine> lines_;  // kept for the next paragraph
};

}  // namespace hansift::segmentation
