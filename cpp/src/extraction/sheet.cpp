#include "extraction/sheet.hpp"

#include <algorithm>
#include <array>

#include "extraction/dom.hpp"
#include "text/classes.hpp"
#include "text/utf8.hpp"

namespace hansift::extraction {
namespace {

enum : std::uint8_t { plain, space, other };

/// Bytes at which the folder has to stop: white space, NUL, '&', and everything beyond ASCII if the source is not known to be valid.
constexpr std::array<std::uint8_t, 256> stops = [] {
  std::array<std::uint8_t, 256> table{};
  for (unsigned char c : {' ', '\t', '\n', '\r', '\f', '\v', '\0'}) table[c] = space;
  table[static_cast<unsigned char>('&')] = other;
  return table;
}();

bool is_edge(char32_t value) noexcept {
  if (value == 0xFEFF || value == 0x200B || value == 0) return true;
  return text::class_of(value).white_space();
}

}  // namespace

Span trimmed(std::string_view text, Span span) noexcept {
  while (span.begin < span.end) {
    const text::Decoded first = text::decode_at(text.substr(0, span.end), span.begin);
    if (!is_edge(first.value)) break;
    span.begin += first.size;
  }
  while (span.begin < span.end) {
    const text::Decoded last = text::decode_before(text.substr(0, span.end), span.end);
    if (!is_edge(last.value) || span.begin + last.size > span.end) break;
    span.end -= last.size;
  }
  return span;
}

void Sheet::copy(std::size_t begin, std::size_t size) {
  if (size == 0) return;
  if (!runs.empty()) {
    Run& last = runs.back();
    if (last.rule == nullptr && last.source + last.source_size == begin && last.begin + last.size == text.size() && text.size() != line_begin_) {
      last.source_size += size;
      last.size += size;
      text.append(source.substr(begin, size));
      return;
    }
  }
  runs.push_back({begin, size, text.size(), size, nullptr});
  text.append(source.substr(begin, size));
}

void Sheet::put(std::size_t begin, std::size_t size, std::string_view output, const Rule& rule) {
  if (output.empty()) return;
  runs.push_back({begin, size, text.size(), output.size(), &rule});
  text.append(output);
}

void Sheet::start_line() {
  if (!text.empty() && text.back() != '\n') text.push_back('\n');
  line_begin_ = text.size();
}

Line* Sheet::finish_line(const Line& properties) {
  const Span span = trimmed(text, {line_begin_, text.size()});
  if (span.empty()) {
    start_line();
    return nullptr;
  }
  lines.push_back(properties);
  lines.back().text = span;
  start_line();
  return &lines.back();
}

std::size_t Sheet::first_run_at(std::size_t position) const noexcept {
  const auto behind = std::upper_bound(runs.begin(), runs.end(), position, [](std::size_t p, const Run& run) { return p < run.begin + run.size; });
  return static_cast<std::size_t>(behind - runs.begin());
}

Span Sheet::source_of(Span span) const noexcept {
  if (span.empty() || runs.empty()) return {};
  const Run& first = runs[std::min(first_run_at(span.begin), runs.size() - 1)];
  const Run& last = runs[std::min(first_run_at(span.end - 1), runs.size() - 1)];
  Span found{first.source, last.source + last.source_size};
  if (first.rule == nullptr) found.begin += span.begin - first.begin;
  if (last.rule == nullptr) found.end = last.source + (span.end - last.begin);
  return found;
}

void Folder::flush_blank() {
  if (!pending) return;
  pending = false;
  if (sheet.line_is_empty()) return;
  if (pending_source.size() == 1 && pending_source.of(sheet.source) == " ") sheet.copy(pending_source.begin, 1);
  else sheet.put(pending_source.begin, pending_source.size(), " ", rule_space);
}

void Folder::append(std::size_t begin, std::size_t end, bool references) {
  const std::string_view source = sheet.source.substr(0, end);
  std::size_t at = begin;
  Reference reference;
  while (at < end) {
    std::size_t stop = at;
    if (valid_source) {
      const auto what = [&](std::size_t i) { return stops[static_cast<unsigned char>(source[i])]; };
      // A single blank between two words stays what it is.
      while (stop < end && (what(stop) == plain || (source[stop] == ' ' && stop > at && stop + 1 < end && what(stop + 1) == plain))) ++stop;
    } else {
      while (stop < end && stops[static_cast<unsigned char>(source[stop])] == plain) {
        const text::Decoded decoded = text::decode_at(source, stop);
        if (!decoded.valid) break;
        stop += decoded.size;
      }
    }
    if (stop > at) {
      flush_blank();
      sheet.copy(at, stop - at);
      at = stop;
      continue;
    }
    const std::uint8_t what = stops[static_cast<unsigned char>(source[at])];
    if (what == space) {
      std::size_t behind = at;
      while (behind < end && stops[static_cast<unsigned char>(source[behind])] == space) ++behind;
      if (pending) pending_source.end = behind;
      else pending_source = {at, behind};
      pending = true;
      at = behind;
    } else if (what == other) {
      if (references) read_reference(source, at, reference);
      else reference.size = 0;
      if (reference.size == 0) {
        flush_blank();
        sheet.copy(at, 1);
        ++at;
      } else if (reference.value == " " || reference.value == "\n" || reference.value == "\t") {
        if (pending) pending_source.end = at + reference.size;
        else pending_source = {at, at + reference.size};
        pending = true;
        at += reference.size;
      } else {
        flush_blank();
        sheet.put(at, reference.size, reference.value, rule_reference);
        at += reference.size;
      }
    } else {
      flush_blank();
      const text::Decoded decoded = text::decode_at(source, at);
      sheet.put(at, decoded.size, "\xEF\xBF\xBD", rule_ill_formed);
      at += decoded.size;
    }
  }
}

void Folder::separate(std::string_view separator, std::size_t at) {
  pending = false;
  if (!sheet.line_is_empty()) sheet.put(at, 0, separator, rule_markup);
}

void Folder::append_verbatim(std::size_t begin, std::size_t end, bool references) {
  const std::string_view source = sheet.source.substr(0, end);
  Reference reference;
  std::size_t at = begin;
  std::size_t next_nul = std::min(source.find('\0', at), end);
  while (at < end) {
    std::size_t stop = at;
    if (valid_source) {
      if (next_nul < at) next_nul = std::min(source.find('\0', at), end);
      stop = next_nul;
      if (references) stop = std::min(source.substr(0, stop).find('&', at), stop);
    }
    while (!valid_source && stop < end && !(references && source[stop] == '&') && source[stop] != '\0') {
      const text::Decoded decoded = text::decode_at(source, stop);
      if (!decoded.valid) break;
      stop += decoded.size;
    }
    if (stop > at) {
      sheet.copy(at, stop - at);
      at = stop;
      continue;
    }
    reference.size = 0;
    if (source[at] == '&') {
      read_reference(source, at, reference);
      if (reference.size > 0 && reference.value != "\n") sheet.put(at, reference.size, reference.value, rule_reference);
      else if (reference.size == 0) sheet.copy(at, 1);
      at += std::max<std::size_t>(reference.size, 1);
    } else if (source[at] == '\0') {
      ++at;
    } else {
      const text::Decoded decoded = text::decode_at(source, at);
      sheet.put(at, decoded.size, "\xEF\xBF\xBD", rule_ill_formed);
      at += decoded.size;
    }
  }
}

}  // namespace hansift::extraction
