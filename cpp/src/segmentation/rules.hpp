#pragma once

#include "hansift/trace.hpp"

namespace hansift::segmentation {

inline constexpr Rule unwrap_line{"segmentation.unwrap", "a line break inside a paragraph is the work of a wrapping program", "山高路远，\n我们慢慢走。",
                                  "山高路远，我们慢慢走。", "0.1.0"};

}  // namespace hansift::segmentation
