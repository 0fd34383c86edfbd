// Names and labels. Source: WHATWG Encoding Standard, "Names and labels", and the usual names of what it does not have.

#include <algorithm>
#include <array>
#include <cassert>
#include <vector>

#include "encoding/codec.hpp"
#include "encoding/tables.hpp"
#include "hansift/encoding.hpp"

namespace hansift {
namespace encoding {
namespace {

struct Label {
  std::string_view label, name;
};
constexpr Label labels[] = {
#include "labels.inc"
};

constexpr Codec multi_byte[] = {
    {"utf-8", Family::utf8},           {"utf-16le", Family::utf16le},         {"utf-16be", Family::utf16be},
    {"utf-32le", Family::utf32le},     {"utf-32be", Family::utf32be},         {"gbk", Family::gb18030},
    {"gb18030", Family::gb18030},      {"big5", Family::big5},                {"euc-kr", Family::euc_kr},
    {"shift_jis", Family::shift_jis},  {"euc-jp", Family::euc_jp},            {"euc-tw", Family::euc_tw},
    {"johab", Family::johab},          {"iso-2022-jp", Family::iso_2022_jp},  {"iso-2022-kr", Family::iso_2022_kr},
    {"iso-2022-cn", Family::iso_2022_cn}, {"hz", Family::hz},                 {"x-user-defined", Family::user_defined},
    {"replacement", Family::replacement},
};

struct Registry {
  std::vector<Codec> codecs;              // sorted by name
  std::vector<std::string_view> names;    // the same, names only
};

Registry make_registry() {
  Registry made;
  made.codecs.assign(std::begin(multi_byte), std::end(multi_byte));
  const auto pages = single_byte_pages();
  for (std::size_t page = 0; page < pages.size(); ++page) {
    made.codecs.push_back({pages[page].name, Family::single_byte, static_cast<std::uint8_t>(page)});
    // Visual and logical Hebrew have the same table (the standard tells them apart by their names).
    if (pages[page].name == "iso-8859-8") made.codecs.push_back({"iso-8859-8-i", Family::single_byte, static_cast<std::uint8_t>(page)});
  }
  std::sort(made.codecs.begin(), made.codecs.end(), [](const Codec& a, const Codec& b) { return a.name < b.name; });
  for (const Codec& codec : made.codecs) made.names.push_back(codec.name);
  return made;
}

const Registry& registry() {
  static const Registry made = make_registry();
  return made;
}

const Codec* by_name(std::string_view name) noexcept {
  const auto& codecs = registry().codecs;
  const auto found = std::lower_bound(codecs.begin(), codecs.end(), name, [](const Codec& c, std::string_view n) { return c.name < n; });
  return found != codecs.end() && found->name == name ? &*found : nullptr;
}

}  // namespace

const Codec* find_codec(std::string_view label) noexcept {
  constexpr std::string_view white = "\t\n\f\r ";
  const std::size_t begin = label.find_first_not_of(white);
  if (begin == std::string_view::npos) return nullptr;
  label = label.substr(begin, label.find_last_not_of(white) - begin + 1);
  std::array<char, 32> lower{};
  if (label.size() > lower.size()) return nullptr;
  std::transform(label.begin(), label.end(), lower.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  const std::string_view key(lower.data(), label.size());
  const auto* end = std::end(labels);
  const auto* found = std::lower_bound(std::begin(labels), end, key, [](const Label& l, std::string_view k) { return l.label < k; });
  return found != end && found->label == key ? by_name(found->name) : nullptr;
}

const Codec& codec_of(std::string_view canonical) noexcept {
  const Codec* found = by_name(canonical);
  assert(found != nullptr);
  return *found;
}

}  // namespace encoding

std::optional<std::string_view> canonical_encoding(std::string_view label) noexcept {
  const encoding::Codec* found = encoding::find_codec(label);
  return found != nullptr ? std::optional(found->name) : std::nullopt;
}

std::span<const std::string_view> encodings() noexcept { return encoding::registry().names; }

}  // namespace hansift
