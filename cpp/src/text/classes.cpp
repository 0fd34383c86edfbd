#include "text/classes.hpp"

namespace hansift::text::detail {

#include "../../data/text/classes.inc"

}  // namespace hansift::text::detail
