#pragma once

/// All of hansift, in the order in which the data walks.

#include "hansift/error.hpp"
#include "hansift/text.hpp"
#include "hansift/trace.hpp"

#include "hansift/encoding.hpp"
#include "hansift/extraction.hpp"
#include "hansift/cleaning.hpp"
#include "hansift/script.hpp"
#include "hansift/segmentation.hpp"
#include "hansift/quality.hpp"

#include "hansift/pipeline.hpp"
#include "hansift/version.hpp"
