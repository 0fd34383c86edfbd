#pragma once

// Blocks, dropped pieces and metadata: the same in a Page and in a Record.

#include "face.hpp"
#include "hansift/extraction.hpp"

namespace hansift::python {

/// Every key once: the values of one that comes more often (several authors) are joined by "、".
[[nodiscard]] Metadata merged(Metadata metadata);
[[nodiscard]] py::dict metadata_dict(const Metadata& metadata);
[[nodiscard]] py::tuple blocks_tuple(const Face& face, const std::vector<Block>& blocks, std::string_view source, bool source_ascii,
                                     Unit source_unit, std::string_view text);
[[nodiscard]] py::tuple facts_tuple(const Face& face, const std::vector<Fact>& facts, std::string_view source, bool source_ascii, Unit source_unit);
[[nodiscard]] py::tuple dropped_tuple(const Face& face, const std::vector<Dropped>& dropped, std::string_view source, bool source_ascii,
                                      Unit source_unit);

}  // namespace hansift::python
