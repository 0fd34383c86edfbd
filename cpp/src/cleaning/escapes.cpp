// Escapes in text: finds the marks that begin them and asks, by kind, what they mean where they stand.

#include <algorithm>
#include <optional>

#include "cleaning/entities.hpp"
#include "cleaning/escaped_line.hpp"
#include "cleaning/layout.hpp"
#include "cleaning/mention.hpp"
#include "cleaning/passes.hpp"
#include "cleaning/quoted_printable.hpp"
#include "cleaning/scan_back.hpp"
#include "text/scan.hpp"

namespace hansift::cleaning {
namespace {

constexpr text::ByteClasses marks = text::ByteClasses().add(0, '&').add(1, '\\').add(2, '%').add(3, '=');
constexpr std::size_t longest_tag = 60;  ///< bytes of an escaped tag of HTML

/// The line around the place that is looked at, and what it says.
class Surroundings {
 public:
  explicit Surroundings(std::string_view text) : text_(text), layout_(text) {}

  /// Places come in order.
  void move_to(std::size_t at) {
    if (mentions_ && at < span_.end) return;
    const std::size_t before = at == 0 ? text_.npos : text_.rfind('\n', at - 1);
    in_table_ = heads_line_ && before != text_.npos && before == span_.end;
    heads_line_ = example_ = false;
    span_ = {before == text_.npos ? 0 : before + 1, std::min(text_.find('\n', at), text_.size())};
    mentions_.emplace(line());
    list_.reset();
    code_.reset();
  }

  [[nodiscard]] std::size_t begin() const noexcept { return span_.begin; }
  [[nodiscard]] std::size_t end() const noexcept { return span_.end; }
  [[nodiscard]] std::string_view line() const { return span_.of(text_); }
  [[nodiscard]] Mentions& mentions() noexcept { return *mentions_; }

  /// Whether the line is code, in which escapes mean themselves.
  [[nodiscard]] bool is_code() {
    if (!code_) code_ = layout_.is_code(span_);
    return *code_;
  }

  /// Whether the entity at [at, end) is an example of one.
  [[nodiscard]] bool is_example(std::size_t at, const Entity& entity) {
    const Span tag = tag_around(at, entity);
    const Span place{tag.begin - begin(), tag.end - begin()};
    const std::string_view meant = tag.begin == at && tag.end == entity.end ? std::string_view(entity.text) : std::string_view();
    if (!list_) list_ = is_list();
    // Where one is an example, others that stand apart are, and those at the head of the next lines.
    const bool head = place.begin == 0 && place.end < span_.size() && (line()[place.end] == '\t' || line()[place.end] == ' ' || line()[place.end] == '|');
    const bool found = *list_ || mentions_->of_escape(place, meant) || (example_ && mentions_->stands_apart(place, meant)) || (head && in_table_);
    example_ = example_ || found;
    heads_line_ = heads_line_ || (found && head);
    return found;
  }

 private:
  /// From &lt; to &gt; if the entity is one of them and a short tag without blanks stands between; else the entity.
  [[nodiscard]] Span tag_around(std::size_t at, const Entity& entity) const {
    const std::string_view here = line();
    const std::size_t from = at - begin();
    if (entity.text == "<") {
      const std::size_t close = here.substr(0, from + longest_tag).find("&gt;", entity.end - begin());
      if (close != here.npos && plain(here.substr(entity.end - begin(), close - (entity.end - begin())))) return {at, begin() + close + 4};
    } else if (entity.text == ">") {
      const std::size_t least = from > longest_tag ? from - longest_tag : 0;
      const std::size_t open = here.substr(least, from - least).rfind("&lt;");
      if (open != here.npos && plain(here.substr(least + open + 4, from - least - open - 4))) return {begin() + least + open, entity.end};
    }
    return {at, entity.end};
  }
  static bool plain(std::string_view name) {
    return !name.empty() && std::all_of(name.begin(), name.end(), [](char c) { return is_ascii_alnum(c) || c == '/' || c == '!' || c == '-'; });
  }

  /// Whether there is nothing on the line but different marks in escapes, with separators between: a list of entities.
  [[nodiscard]] bool is_list() const {
    const std::string_view here = line();
    std::string first;
    std::size_t count = 0;
    bool different = false;
    for (std::size_t at = 0; at < here.size();) {
      if (here[at] != '&') {
        const text::Decoded found = decode_valid(here, at);
        if (std::u32string_view(U" 	,|/、，").find(found.value) == std::u32string_view::npos) return false;
        at += found.size;
        continue;
      }
      const Entity entity = read_entity(here, at);
      if (entity.end <= at || entity.text.empty() || text::class_of(decode_valid(entity.text, 0).value).letter()) return false;
      if (entity.end < here.size() && here[entity.end] == '&') return false;
      different = different || (count > 0 && entity.text != first);
      if (count++ == 0) first = entity.text;
      at = entity.end;
    }
    return count >= 2 && different;
  }

  std::string_view text_;
  Layout layout_;
  Span span_;
  std::optional<Mentions> mentions_;
  std::optional<bool> list_;
  std::optional<bool> code_;
  bool example_ = false;     ///< the line has one
  bool heads_line_ = false;  ///< at its head
  bool in_table_ = false;    ///< the line before has one at its head
};

/// Whether `at` is inside a tag, among its attributes: <a title="A &amp; B">. (400 bytes before are looked at.)
bool in_tag(std::string_view text, std::size_t at) {
  const std::size_t least = at > 400 ? at - 400 : 0;
  bool attribute = false;
  for (std::size_t i = at; i > least && text[i - 1] != '\n' && text[i - 1] != '>'; --i) {
    if (text[i - 1] == '<') return attribute && is_ascii_letter(text[i]);
    attribute = attribute || (text[i - 1] == '=' && (text[i] == '"' || text[i] == '\''));
  }
  return false;
}

/// Alone between straight quotes: a value of a program.
bool is_quoted(std::string_view text, std::size_t begin, std::size_t end) {
  return begin > 0 && end < text.size() && (text[begin - 1] == '\'' || text[begin - 1] == '"') && text[end] == text[begin - 1];
}

/// The entity `run` and those that follow it directly, as one: in a row none stands apart, so that none can be an example.
Entity read_run(std::string_view text, Entity run) {
  while (run.end < text.size() && text[run.end] == '&') {
    const Entity next = read_entity(text, run.end);
    if (next.end <= run.end) break;
    run.text += next.text;
    run.end = next.end;
  }
  return run;
}

/// Whether the '&' at `at` belongs to a URL or to code.
bool keeps_ampersand(std::string_view text, std::size_t at, bool named, bool backticks) {
  if (in_url(text, at) || (backticks && in_code_span(text, at))) return true;
  if (!named) return false;
  std::size_t i = at;
  while (i > 0 && text[i - 1] == ' ') --i;
  return i > 0 && i < at && text[i - 1] == '=';  // p = &copy;
}

}  // namespace

void escapes(Editor& editor) {
  const std::string_view text = editor.source();
  std::uint8_t wanted = 0;
  if (editor.has(Id::escape_entity)) wanted |= 1;
  if (editor.any(Id::escape_unicode, Id::escape_bytes) || editor.has(Id::escape_json)) wanted |= 2;
  if (editor.has(Id::escape_unicode) || editor.has(Id::escape_percent)) wanted |= 4;
  if (editor.has(Id::escape_quoted_printable)) wanted |= 8;
  if (wanted == 0 || text::sweep(text, marks, wanted) == 0) return;

  std::size_t next = 0;  // everything before is done
  std::size_t line_end = 0;
  QuotedPrintable document(text);
  Surroundings around(text);
  const bool backticks = text.find('`') != text.npos;
  const bool tags = text.find('<') != text.npos;
  text::for_each_class(text, marks, wanted, [&](std::size_t at) {
    if (at < next) return;
    if (text[at] == '&') {
      const Entity entity = read_entity(text, at);
      if (entity.end <= at || keeps_ampersand(text, at, text[at + 1] != '#', backticks)) return;
      around.move_to(at);
      next = entity.end;
      if (around.is_code() || is_quoted(text, at, entity.end) || (tags && in_tag(text, at))) return;
      if (const Entity run = read_run(text, entity); run.end > entity.end) {
        next = run.end;
        editor.replace(at, run.end, run.text, Id::escape_entity);
      } else if (!around.is_example(at, entity)) {
        editor.replace(at, entity.end, entity.text, Id::escape_entity);
      }
    } else if (text[at] == '=') {
      next = document.visit(editor, at);
    } else if (at >= line_end) {
      // The first \ or % of its line: what it means is decided for the whole line. Edits that entities made before it stay in front.
      around.move_to(at);
      line_end = around.end();
      const std::size_t from = std::max(around.begin(), editor.floor());
      const std::size_t before = editor.floor();
      unescape_line(editor, text.substr(from, line_end - from), from, around.mentions(), around.begin(), around.is_code());
      if (editor.floor() != before) next = editor.floor();
    }
  });
}

}  // namespace hansift::cleaning
