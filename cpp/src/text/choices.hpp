#pragma once

// The one way in which a wrong name in a configuration is reported: the value and the choices.

#include <string>
#include <string_view>

#include "hansift/error.hpp"

namespace hansift::text {

/// Throws ConfigError: "unknown <what> '<value>'; choose one of: a, b, c". Long values are cut at 60 bytes.
template <class Names>
[[noreturn]] void throw_unknown(std::string_view what, std::string_view value, const Names& names) {
  std::string message = "unknown ";
  message.append(what).append(" '");
  if (value.size() > 60) {
    std::size_t cut = 60;
    while (cut > 0 && (static_cast<unsigned char>(value[cut]) & 0xC0) == 0x80) --cut;
    message.append(value.substr(0, cut)).append("...");
  } else {
    message.append(value);
  }
  message.append("'; choose one of: ");
  bool first = true;
  for (const auto& name : names) {
    if (!first) message.append(", ");
    message.append(name);
    first = false;
  }
  throw ConfigError(message);
}

}  // namespace hansift::text
