#include "pipeline/target.hpp"

namespace hansift::pipeline {

Target::Target(const std::string& name, bool context) {
  if (name.empty()) return;
  const auto make = [context](std::string_view config) { return Converter(config, ConvertOptions{context, {}}); };
  if (name == "zh-Hans") {
    from_traditional_ = make(name);
    variant_ = name;
  } else if (name == "zh-Hant" || name == "zh-Hant-TW" || name == "zh-Hant-HK") {
    from_simplified_ = make(name);
    if (name == "zh-Hant-TW") from_traditional_ = make("t2tw");
    if (name == "zh-Hant-HK") from_traditional_ = make("t2hk");
    variant_ = name;
  } else if (name.starts_with("jp2")) {
    from_japanese_ = make(name);
  } else if (name.starts_with("s2")) {
    from_simplified_ = make(name);
  } else {
    // t2*, tw2*, hk2* and "ja"; names that are unknown throw here.
    from_traditional_ = make(name);
  }
}

const Converter* Target::converter_for(const ScriptReport& report) const noexcept {
  const std::string_view script = report.script;
  const auto pointer = [](const std::optional<Converter>& converter) { return converter ? &*converter : nullptr; };
  if (!variant_.empty() && script == variant_) return nullptr;
  if (script == "zh-Hans") return pointer(from_simplified_);
  if (script.starts_with("zh-Hant")) return pointer(from_traditional_);
  // Simplified stays as it is on the way to Simplified, so a text of both can take that way as a whole; the way back would harm its other half.
  if (script == "mixed" && variant_ == "zh-Hans") return pointer(from_traditional_);
  if (report.language == "ja") return pointer(from_japanese_);
  return nullptr;
}

}  // namespace hansift::pipeline
