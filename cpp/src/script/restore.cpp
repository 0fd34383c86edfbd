#include "hansift/script.hpp"
namespace hansift { Restored restore(std::string_view text, const RestoreOptions&) { return {std::string(text), {}, {}}; } }
