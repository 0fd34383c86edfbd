// Readings that ruby annotations leave in plain text: 漢字《かんじ》 (the notation of Aozora Bunko, with ｜ before a base that begins inside a
// run of ideographs) and tags of <ruby> markup.

#include "cleaning/passes.hpp"
#include "cleaning/scan_back.hpp"

namespace hansift::cleaning {
namespace {

/// Bytes of a reading or of a base at most.
constexpr std::size_t longest = 256;

bool is_reading(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const text::Decoded found = decode_valid(text, at);
    if (!text::class_of(found.value).kana() && found.value != 0x30FC && found.value != 0x30FB) return false;
    at += found.size;
  }
  return !text.empty();
}

/// The ｜ in front of the base that ends at `end`; `end` if there is none.
std::size_t base_mark(std::string_view text, std::size_t end) {
  for (std::size_t at = end; at > 0 && end - at < longest;) {
    const text::Decoded found = decode_valid_before(text, at);
    at -= found.size;
    if (found.value == 0xFF5C) return at;
    if (!text::class_of(found.value).letter()) break;
  }
  return end;
}

void bracket(Editor& editor, std::size_t at) {
  const std::string_view text = editor.source();
  const std::string_view rest = text.substr(at + 3, longest);
  const std::size_t close = rest.find("》");
  if (close == rest.npos || !is_reading(rest.substr(0, close)) || at == 0) return;
  const std::size_t mark = base_mark(text, at);
  if (mark == at && !text::class_of(decode_valid_before(text, at).value).han()) return;
  if (mark < at) editor.remove(mark, mark + 3, Id::ruby_readings);
  editor.remove(at, at + 3 + close + 3, Id::ruby_readings);
}

/// A tag of ruby markup at the '<' `at`: with its content if that is a reading or a bracket for browsers without ruby.
void tag(Editor& editor, std::size_t at) {
  const std::string_view rest = editor.source().substr(at, longest);
  for (const std::string_view name : {"<ruby>", "</ruby>", "<rb>", "</rb>", "<rbc>", "</rbc>", "<rtc>", "</rtc>", "</rt>", "</rp>"}) {
    if (rest.starts_with(name)) return editor.remove(at, at + name.size(), Id::ruby_readings);
  }
  for (const std::string_view name : {"<rt>", "<rp>"}) {
    if (!rest.starts_with(name)) continue;
    const std::size_t next = rest.find('<', name.size());
    const std::string_view close = name == "<rt>" ? "</rt>" : "</rp>";
    const std::size_t end = next == rest.npos ? name.size() : rest.substr(next).starts_with(close) ? next + close.size() : next;
    return editor.remove(at, at + end, Id::ruby_readings);
  }
}

}  // namespace

void readings(Editor& editor) {
  if (!editor.has(Id::ruby_readings)) return;
  const std::string_view text = editor.source();
  const auto next_tag = [&](std::size_t from) {
    while ((from = text.find('<', from)) != text.npos && !text.substr(from).starts_with("<r") && !text.substr(from).starts_with("</r")) ++from;
    return from;
  };
  std::size_t tag_at = next_tag(0);
  std::size_t bracket_at = text.find("《");
  while (tag_at != text.npos || bracket_at != text.npos) {
    if (tag_at < bracket_at) {
      tag(editor, tag_at);
      tag_at = next_tag(tag_at + 1);
    } else {
      bracket(editor, bracket_at);
      bracket_at = text.find("《", bracket_at + 3);
    }
  }
}

}  // namespace hansift::cleaning
