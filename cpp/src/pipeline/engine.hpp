#pragma once

// What a pipeline builds once.

#include "hansift/pipeline.hpp"
#include "pipeline/target.hpp"

namespace hansift {

struct Pipeline::Engine {
  explicit Engine(Profile wanted);

  /// The walk from decoded text on. `record` has what decoding knows; `decoding` leads from the raw bytes to `text`.
  void walk(std::string_view text, Trace decoding, Record& record) const;

  /// A title or a value of the metadata: cleaned, restored and converted like the body.
  [[nodiscard]] std::string field(std::string_view text, const ScriptReport& script) const;

  Profile profile;
  Cleaner repairer;       // what has to be undone before a page can be read: damage of the whole document
  Cleaner cleaner;
  Cleaner field_cleaner;  // without trace
  pipeline::Target target;
};

}  // namespace hansift
