#pragma once

// Which conversion brings a text of a given script to the script that the profile asks for.

#include <optional>
#include <string>
#include <string_view>

#include "hansift/script.hpp"

namespace hansift::pipeline {

/// The converters of one target, built once. A text that is in the target script already, or in none that the conversion reads, gets none:
/// Japanese and Korean are never converted, and Simplified Chinese never runs through a conversion from Traditional.
class Target {
 public:
  /// `name` is an OpenCC configuration, a BCP 47 target, or empty for no conversion. ConfigError if it is unknown.
  Target(const std::string& name, bool context);

  /// The converter for a text of which identify() says this; null if the text stays as it is.
  [[nodiscard]] const Converter* converter_for(const ScriptReport& report) const noexcept;

 private:
  std::string variant_;  // BCP 47 target, else empty
  std::optional<Converter> from_simplified_;
  std::optional<Converter> from_traditional_;
  std::optional<Converter> from_japanese_;
};

}  // namespace hansift::pipeline
