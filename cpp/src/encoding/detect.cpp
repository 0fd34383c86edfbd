#include "hansift/encoding.hpp"
namespace hansift { Detection detect(std::string_view b, const DetectOptions&) { Detection d; d.encoding = "utf-8"; d.spans = {{0,b.size(),"utf-8"}}; return d; } }
