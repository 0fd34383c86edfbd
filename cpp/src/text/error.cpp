#include "hansift/error.hpp"

namespace hansift {

// Out-of-line, so that the type information of an exception lives in one library and catches match across shared objects.
Error::~Error() = default;
ConfigError::~ConfigError() = default;
DataError::~DataError() = default;
IoError::~IoError() = default;

}  // namespace hansift
