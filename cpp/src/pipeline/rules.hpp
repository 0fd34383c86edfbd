#pragma once

#include "hansift/trace.hpp"

namespace hansift::pipeline {

extern const Rule binary;

}  // namespace hansift::pipeline
