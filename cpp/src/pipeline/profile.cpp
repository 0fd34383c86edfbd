#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <string>
#include <type_traits>

#if __has_include(<toml++/toml.hpp>)
#include <toml++/toml.hpp>
#else
#include <toml++/toml.h>
#endif

#include "hansift/pipeline.hpp"
#include "pipeline/thresholds.hpp"
#include "text/choices.hpp"

namespace hansift {
namespace {

constexpr std::array<std::string_view, 2> profile_names{"web", "minimal"};
constexpr std::array<std::string_view, 3> quote_names{"outer", "inner", "split"};
constexpr std::array<std::string_view, 3> newline_names{"auto", "hard", "soft"};
constexpr std::array<std::string_view, 2> split_profile_names{"standard", "uax29"};

template <class Enum, std::size_t N>
std::string_view name_in(const std::array<std::string_view, N>& names, Enum value) {
  return names[static_cast<std::size_t>(value)];
}

std::string where(const toml::node& node) { return "profile, line " + std::to_string(node.source().begin.line) + ": "; }

/// Reads the keys of one table; keys that nobody asked for are errors.
class Reader {
 public:
  Reader(const toml::table& table, std::string prefix) : table_(table), prefix_(std::move(prefix)) {}

  template <class Value>
  void read(std::string_view key, Value& value) {
    if (const toml::node* node = find(key)) assign(*node, key, value);
  }

  /// A string that `parse` turns into a value, or refuses with ConfigError.
  template <class Value, class Parse>
  void read_name(std::string_view key, Value& value, Parse parse) {
    const toml::node* node = find(key);
    if (node == nullptr) return;
    std::string name;
    assign(*node, key, name);
    try {
      value = parse(name);
    } catch (const ConfigError& error) {
      throw ConfigError(where(*node) + full(key) + ": " + error.what());
    }
  }

  /// Strings of which `check` refuses the wrong ones with ConfigError.
  template <class Check>
  void read_names(std::string_view key, std::vector<std::string>& value, Check check) {
    const toml::node* node = find(key);
    if (node == nullptr) return;
    assign(*node, key, value);
    for (std::size_t i = 0; i < value.size(); ++i) {
      try {
        check(value[i]);
      } catch (const ConfigError& error) {
        throw ConfigError(where((*node->as_array())[i]) + full(key) + ": " + error.what());
      }
    }
  }

  [[nodiscard]] const toml::table* table(std::string_view key) {
    const toml::node* node = find(key);
    if (node == nullptr) return nullptr;
    if (!node->is_table()) wrong_type(*node, key, "a table");
    return node->as_table();
  }

  void finish() const {
    for (const auto& [key, node] : table_) {
      if (std::find(known_.begin(), known_.end(), key.str()) != known_.end()) continue;
      try {
        text::throw_unknown("key", full(key.str()), known_);
      } catch (const ConfigError& error) {
        const auto line = key.source().begin.line != 0 ? key.source().begin.line : node.source().begin.line;
        throw ConfigError("profile, line " + std::to_string(line) + ": " + error.what());
      }
    }
  }

 private:
  const toml::node* find(std::string_view key) {
    known_.push_back(key);
    return table_.get(key);
  }

  [[nodiscard]] std::string full(std::string_view key) const { return prefix_.empty() ? std::string(key) : prefix_ + "." + std::string(key); }

  [[noreturn]] void wrong_type(const toml::node& node, std::string_view key, std::string_view wanted) const {
    std::string found;
    switch (node.type()) {
      case toml::node_type::table: found = "a table"; break;
      case toml::node_type::array: found = "an array"; break;
      case toml::node_type::string: found = "a string"; break;
      case toml::node_type::integer: found = "an integer"; break;
      case toml::node_type::floating_point: found = "a number"; break;
      case toml::node_type::boolean: found = "a boolean"; break;
      default: found = "a date or time"; break;
    }
    throw ConfigError(where(node) + "key '" + full(key) + "' must be " + std::string(wanted) + ", not " + found);
  }

  void assign(const toml::node& node, std::string_view key, bool& value) const {
    if (!node.is_boolean()) wrong_type(node, key, "true or false");
    value = node.as_boolean()->get();
  }
  void assign(const toml::node& node, std::string_view key, std::string& value) const {
    if (!node.is_string()) wrong_type(node, key, "a string");
    value = node.as_string()->get();
  }
  void assign(const toml::node& node, std::string_view key, std::vector<std::string>& value) const {
    if (!node.is_array()) wrong_type(node, key, "an array of strings");
    value.clear();
    for (const toml::node& item : *node.as_array()) {
      if (!item.is_string()) wrong_type(item, key, "an array of strings");
      value.push_back(item.as_string()->get());
    }
  }
  void assign(const toml::node& node, std::string_view key, std::uint64_t& value) const {
    if (!node.is_integer()) wrong_type(node, key, "a whole number");
    if (node.as_integer()->get() < 0) throw ConfigError(where(node) + "key '" + full(key) + "' must not be negative");
    value = static_cast<std::uint64_t>(node.as_integer()->get());
  }
  void assign(const toml::node& node, std::string_view key, double& value) const {
    if (!node.is_number()) wrong_type(node, key, "a number");
    value = *node.value<double>();
    if (!(value >= 0) || std::isinf(value)) throw ConfigError(where(node) + "key '" + full(key) + "' must be a number of at least 0");
  }

  const toml::table& table_;
  std::string prefix_;
  std::vector<std::string_view> known_;
};

void append_string(std::string& out, std::string_view value) {
  out += '"';
  for (const char byte : value) {
    const auto code = static_cast<unsigned char>(byte);
    if (byte == '"' || byte == '\\') {
      out += '\\';
      out += byte;
    } else if (code < 0x20 || code == 0x7F) {
      char escape[8];
      std::snprintf(escape, sizeof escape, "\\u%04X", static_cast<unsigned>(code));
      out += escape;
    } else {
      out += byte;
    }
  }
  out += '"';
}

/// Writes `key = value` lines.
class Writer {
 public:
  void section(std::string_view name) { out_.append("\n[").append(name).append("]\n"); }
  void write(std::string_view key, std::string_view value) {
    begin(key);
    append_string(out_, value);
    out_ += '\n';
  }
  void write(std::string_view key, const std::string& value) { write(key, std::string_view(value)); }
  void write(std::string_view key, bool value) {
    begin(key);
    out_ += value ? "true\n" : "false\n";
  }
  void write(std::string_view key, std::uint64_t value) {
    begin(key);
    out_ += std::to_string(value) + "\n";
  }
  void write(std::string_view key, double value) {
    begin(key);
    char digits[32];
    const auto end = std::to_chars(digits, digits + sizeof digits, value).ptr;
    const std::string_view shortest(digits, static_cast<std::size_t>(end - digits));
    out_.append(shortest);
    if (shortest.find_first_of(".e") == std::string_view::npos) out_ += ".0";
    out_ += '\n';
  }
  void write(std::string_view key, const std::vector<std::string>& values) {
    begin(key);
    out_ += '[';
    for (std::size_t i = 0; i < values.size(); ++i) {
      if (i != 0) out_ += ", ";
      append_string(out_, values[i]);
    }
    out_ += "]\n";
  }
  [[nodiscard]] std::string take() { return std::move(out_); }

 private:
  void begin(std::string_view key) { out_.append(key).append(" = "); }
  std::string out_;
};

}  // namespace

Profile Profile::named(std::string_view name) {
  Profile profile;
  if (name == "web") return profile;
  if (name == "minimal") {
    // Bytes to text and nothing that judges or rewrites: the page as it is, without what is no text at all.
    profile.name = "minimal";
    profile.extract = false;
    profile.clean.profile = "minimal";
    profile.restore = false;
    return profile;
  }
  text::throw_unknown("profile", name, profile_names);
}

Profile Profile::from_toml(std::string_view source) {
  toml::table root;
  try {
    root = toml::parse(source);
  } catch (const toml::parse_error& error) {
    throw ConfigError("profile, line " + std::to_string(error.source().begin.line) + ": no TOML: " + std::string(error.description()));
  }
  Reader top(root, "");
  Profile profile;
  top.read_name("base", profile, [](std::string_view built_in) { return named(built_in); });
  top.read("name", profile.name);
  top.read_name("format", profile.format, page_format);
  top.read("extract", profile.extract);
  top.read("restore", profile.restore);
  const auto converter_name = [](const std::string& target) {
    if (!target.empty()) static_cast<void>(Converter(target));
    return target;
  };
  top.read_name("script", profile.script, converter_name);
  top.read("context", profile.context);
  top.read("sentences", profile.sentences);
  top.read("fingerprint", profile.fingerprint);
  top.read("trace", profile.trace);
  if (const toml::table* table = top.table("clean")) {
    Reader clean(*table, "clean");
    // A cleaner is made of each value alone, so that an error names the line it is in.
    const auto tried = [](auto CleanOptions::* member) {
      return [member](const std::string& name) {
        CleanOptions options;
        if constexpr (std::is_same_v<std::remove_cvref_t<decltype(options.*member)>, std::string>) options.*member = name;
        else options.*member = {name};
        static_cast<void>(Cleaner(options));
        return name;
      };
    };
    clean.read_name("profile", profile.clean.profile, tried(&CleanOptions::profile));
    clean.read_names("disable", profile.clean.disable, tried(&CleanOptions::disable));
    clean.read_names("enable", profile.clean.enable, tried(&CleanOptions::enable));
    clean.read_name("punctuation", profile.clean.punctuation, tried(&CleanOptions::punctuation));
    clean.finish();
  }
  if (const toml::table* table = top.table("split")) {
    Reader split(*table, "split");
    split.read_name("quotes", profile.split.quotes, quotes);
    split.read_name("newlines", profile.split.newlines, newlines);
    split.read_name("profile", profile.split.profile, split_profile);
    split.finish();
  }
  if (const toml::table* table = top.table("verdict")) {
    Reader verdict(*table, "verdict");
    for (const pipeline::Threshold& threshold : pipeline::thresholds) {
      if (threshold.count != nullptr) verdict.read(threshold.name, profile.verdict.*threshold.count);
      else verdict.read(threshold.name, profile.verdict.*threshold.share);
    }
    verdict.finish();
  }
  top.finish();
  return profile;
}

Profile Profile::from_file(const std::string& path) {
  std::error_code unknown;
  std::ifstream file;
  if (!std::filesystem::is_directory(path, unknown)) file.open(path, std::ios::binary);  // a directory opens, and fails when it is read
  else file.setstate(std::ios::failbit);
  const std::string source{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
  if (!file) throw IoError("cannot read the profile '" + path + "': give the path of a TOML file (docs/profile.md)");
  try {
    return from_toml(source);
  } catch (const ConfigError& error) {
    throw ConfigError(path + ": " + error.what());
  }
}

std::string Profile::to_toml() const {
  Writer out;
  out.write("name", name);
  out.write("format", name_of(format));
  out.write("extract", extract);
  out.write("restore", restore);
  out.write("script", script);
  out.write("context", context);
  out.write("sentences", sentences);
  out.write("fingerprint", fingerprint);
  out.write("trace", trace);
  out.section("clean");
  out.write("profile", clean.profile);
  out.write("disable", clean.disable);
  out.write("enable", clean.enable);
  out.write("punctuation", clean.punctuation);
  out.section("split");
  out.write("quotes", name_in(quote_names, split.quotes));
  out.write("newlines", name_in(newline_names, split.newlines));
  out.write("profile", name_in(split_profile_names, split.profile));
  out.section("verdict");
  for (const pipeline::Threshold& threshold : pipeline::thresholds) {
    if (threshold.count != nullptr) out.write(threshold.name, verdict.*threshold.count);
    else out.write(threshold.name, verdict.*threshold.share);
  }
  return out.take();
}

}  // namespace hansift
