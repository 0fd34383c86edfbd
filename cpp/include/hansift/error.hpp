#pragma once

#include <stdexcept>

#include "hansift/export.hpp"

namespace hansift {

/// Root of everything hansift throws. Input never throws (it is reported in the result); only configuration, data files and
/// the file system do.
class HANSIFT_API Error : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
  ~Error() override;
};

/// A name or value in a configuration is wrong. The message names the value and the choices.
class HANSIFT_API ConfigError : public Error {
 public:
  using Error::Error;
  ~ConfigError() override;
};

/// A dictionary or model is missing or damaged.
class HANSIFT_API DataError : public Error {
 public:
  using Error::Error;
  ~DataError() override;
};

/// A file could not be read or written.
class HANSIFT_API IoError : public Error {
 public:
  using Error::Error;
  ~IoError() override;
};

}  // namespace hansift
