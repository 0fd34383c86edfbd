#pragma once

// Results that a room gives alone and that a Record carries, too.

#include <utility>

#include "face.hpp"
#include "hansift/quality.hpp"
#include "hansift/script.hpp"

namespace hansift::python {

[[nodiscard]] py::object script_object(const Face& face, const ScriptReport& report);
[[nodiscard]] py::object signals_object(const Face& face, const Signals& signals);
[[nodiscard]] py::object verdict_object(const Face& face, const Verdict& verdict);
/// 32 hexadecimal digits.
[[nodiscard]] std::string exact_digits(const Fingerprint& fingerprint);

// A new field must be named below and in hansift._types.
static_assert(sizeof(Signals) == 31 * 8);

/// Every field of Signals with its name, in the order of the header.
template <class Take>
void each_signal(const Signals& s, Take&& take) {
  take("chars", s.chars);
  take("han", s.han);
  take("kana", s.kana);
  take("hangul", s.hangul);
  take("latin", s.latin);
  take("letters", s.letters);
  take("digits", s.digits);
  take("punctuation", s.punctuation);
  take("symbols", s.symbols);
  take("replacement", s.replacement);
  take("words", s.words);
  take("lines", s.lines);
  take("sentences", s.sentences);
  take("terminal_lines", s.terminal_lines);
  take("bullet_lines", s.bullet_lines);
  take("ellipsis_lines", s.ellipsis_lines);
  take("short_lines", s.short_lines);
  take("duplicate_lines", s.duplicate_lines);
  take("duplicate_line_chars", s.duplicate_line_chars);
  take("list_marks", s.list_marks);
  take("keyword_chars", s.keyword_chars);
  take("loose_chars", s.loose_chars);
  take("function_chars", s.function_chars);
  take("top_2gram", s.top_2gram);
  take("top_3gram", s.top_3gram);
  take("top_4gram", s.top_4gram);
  take("duplicate_5gram", s.duplicate_5gram);
  take("duplicate_10gram", s.duplicate_10gram);
  take("distinct_chars", s.distinct_chars);
  take("mean_line_chars", s.mean_line_chars);
  take("entropy", s.entropy);
}

}  // namespace hansift::python
