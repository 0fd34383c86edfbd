#include "profile.hpp"

#include <type_traits>

namespace hansift::python {

namespace {

// The names of enumerators, since the library has only the way from name to value.
constexpr const char* quotes_names[] = {"outer", "inner", "split"};
constexpr const char* newlines_names[] = {"auto", "hard", "soft"};
constexpr const char* splitter_names[] = {"standard", "uax29"};

// A new threshold must be named below and in hansift._types.
static_assert(sizeof(VerdictOptions) == 20 * 8);

/// Visits every setting with its name: `visit(name, member)`. One list, so that reading and writing cannot disagree.
template <class AnyProfile, class Visit>
void each_setting(AnyProfile& p, Visit&& visit) {
  visit("name", p.name);
  visit("format", p.format);
  visit("extract", p.extract);
  visit("clean", p.clean.profile);
  visit("disable", p.clean.disable);
  visit("enable", p.clean.enable);
  visit("punctuation", p.clean.punctuation);
  visit("restore", p.restore);
  visit("script", p.script);
  visit("context", p.context);
  visit("sentences", p.sentences);
  visit("quotes", p.split.quotes);
  visit("newlines", p.split.newlines);
  visit("splitter", p.split.profile);
  visit("fingerprint", p.fingerprint);
  visit("trace", p.trace);
  visit("min_chars", p.verdict.min_chars);
  visit("max_chars", p.verdict.max_chars);
  visit("min_letters", p.verdict.min_letters);
  visit("max_symbols", p.verdict.max_symbols);
  visit("max_bullet_lines", p.verdict.max_bullet_lines);
  visit("max_ellipsis_lines", p.verdict.max_ellipsis_lines);
  visit("max_duplicate_lines", p.verdict.max_duplicate_lines);
  visit("max_duplicate_line_chars", p.verdict.max_duplicate_line_chars);
  visit("max_top_2gram", p.verdict.max_top_2gram);
  visit("max_top_3gram", p.verdict.max_top_3gram);
  visit("max_top_4gram", p.verdict.max_top_4gram);
  visit("max_duplicate_10gram", p.verdict.max_duplicate_10gram);
  visit("min_terminal_lines", p.verdict.min_terminal_lines);
  visit("max_replacement", p.verdict.max_replacement);
  visit("min_distinct_chars", p.verdict.min_distinct_chars);
  visit("min_entropy", p.verdict.min_entropy);
  visit("max_keyword_chars", p.verdict.max_keyword_chars);
  visit("min_keyword_function", p.verdict.min_keyword_function);
  visit("max_loose_chars", p.verdict.max_loose_chars);
  visit("min_loose_function", p.verdict.min_loose_function);
}

py::object object_of(const std::string& value) { return str_of(value); }
py::object object_of(bool value) { return py::bool_(value); }
py::object object_of(std::uint64_t value) { return py::int_(value); }
py::object object_of(double value) { return py::float_(value); }
py::object object_of(PageFormat value) { return str_of(hansift::name_of(value)); }
py::object object_of(Quotes value) { return str_of(quotes_names[static_cast<std::size_t>(value)]); }
py::object object_of(Newlines value) { return str_of(newlines_names[static_cast<std::size_t>(value)]); }
py::object object_of(SplitProfile value) { return str_of(splitter_names[static_cast<std::size_t>(value)]); }
py::object object_of(const std::vector<std::string>& values) {
  py::tuple made(values.size());
  for (std::size_t i = 0; i < values.size(); ++i) made[i] = str_of(values[i]);
  return made;
}

[[noreturn]] void throw_wrong(const char* name, py::handle value, const char* wanted) {
  std::string shown = py::cast<std::string>(py::repr(value));
  if (shown.size() > 60) shown = std::string("a ") + Py_TYPE(value.ptr())->tp_name;
  throw ConfigError(std::string(name) + " is " + shown + "; it must be " + wanted);
}

void read(const char* name, py::handle value, std::string& member) {
  if (value.is_none()) {
    member.clear();
  } else if (PyUnicode_Check(value.ptr())) {
    member = name_of(value, name);
  } else {
    throw_wrong(name, value, "a str");
  }
}

void read(const char* name, py::handle value, bool& member) {
  if (!PyBool_Check(value.ptr())) throw_wrong(name, value, "True or False");
  member = value.ptr() == Py_True;
}

void read(const char* name, py::handle value, std::uint64_t& member) {
  const bool whole = PyLong_Check(value.ptr()) && !PyBool_Check(value.ptr());
  const unsigned long long number = whole ? PyLong_AsUnsignedLongLong(value.ptr()) : 0;
  if (!whole || PyErr_Occurred() != nullptr) {
    PyErr_Clear();
    throw_wrong(name, value, "an int of at least 0");
  }
  member = number;
}

void read(const char* name, py::handle value, double& member) {
  if (PyBool_Check(value.ptr()) || (!PyFloat_Check(value.ptr()) && !PyLong_Check(value.ptr()))) throw_wrong(name, value, "a number");
  const double number = PyFloat_AsDouble(value.ptr());
  if (PyErr_Occurred() != nullptr || std::isnan(number)) {
    PyErr_Clear();
    throw_wrong(name, value, "a number");
  }
  member = number;
}

void read(const char* name, py::handle value, std::vector<std::string>& member) {
  if (PyUnicode_Check(value.ptr()) == 0 && py::hasattr(value, "__iter__") == false) throw_wrong(name, value, "rule ids");
  member = names_of(value, name);
}

std::string choice(const char* name, py::handle value) {
  if (!PyUnicode_Check(value.ptr())) throw_wrong(name, value, "a str");
  return name_of(value, name);
}

void read(const char* name, py::handle value, PageFormat& member) { member = page_format(choice(name, value)); }
void read(const char* name, py::handle value, Quotes& member) { member = quotes(choice(name, value)); }
void read(const char* name, py::handle value, Newlines& member) { member = newlines(choice(name, value)); }
void read(const char* name, py::handle value, SplitProfile& member) { member = split_profile(choice(name, value)); }

}  // namespace

py::object profile_object(const Face& face, const Profile& profile) {
  std::vector<py::object> values;
  each_setting(profile, [&](const char*, const auto& member) { values.push_back(object_of(member)); });
  return face.profile.from(std::move(values));
}

Profile profile_of(const py::dict& settings) {
  Profile profile;
  for (const auto& setting_and_value : settings) {
    // No structured binding: clang 14 cannot capture one.
    const std::string name = name_of(setting_and_value.first, "name of a setting");
    const py::handle value = setting_and_value.second;
    bool known = false;
    std::string choices;
    each_setting(profile, [&](const char* setting, auto& member) {
      choices.append(choices.empty() ? "" : ", ").append(setting);
      if (name != setting) return;
      read(setting, value, member);
      known = true;
    });
    if (!known) throw ConfigError("unknown setting '" + name.substr(0, 60) + "' of a pipeline; choose one of: " + choices);
  }
  profile.clean.trace = profile.trace;
  return profile;
}

}  // namespace hansift::python
