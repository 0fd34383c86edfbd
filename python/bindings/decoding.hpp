#pragma once

#include "face.hpp"

namespace hansift::python {

/// decode, Decoder and encode: the half of the encoding room behind detection.
void bind_decoding(py::module_& m, const FacePtr& face);

}  // namespace hansift::python
