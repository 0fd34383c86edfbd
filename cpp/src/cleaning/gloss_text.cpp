#include "cleaning/gloss_text.hpp"

#include "cleaning/scan_back.hpp"

namespace hansift::cleaning::gloss {
namespace {

constexpr std::string_view wide_open = "\uFF08", wide_close = "\uFF09";

}  // namespace

std::optional<Token> gloss_at(std::string_view text, std::size_t at) noexcept {
  std::size_t inside = at;
  Shape shape = Shape::gloss;
  std::string_view close = ")";
  if (text[at] == '(') {
    ++inside;
  } else if (text[at] == '?') {
    ++inside;
    shape = Shape::eaten;
    if (inside < text.size() && text[inside] == '(') {
      ++inside;
      shape = Shape::standing;
    }
  } else if (text.substr(at).starts_with(wide_open)) {
    inside += wide_open.size();
    close = wide_close;
  } else {
    return std::nullopt;
  }
  const std::optional<ParsedReading> parsed = parse_reading(text.substr(inside, 16));
  if (!parsed) return std::nullopt;
  const std::size_t end = inside + parsed->size;
  if (!text.substr(end).starts_with(close)) return std::nullopt;
  return Token{{at, end + close.size()}, shape, 0, parsed->reading};
}

void tokenize(std::string_view text, std::size_t begin, std::size_t end, std::vector<Token>& tokens) {
  const std::string_view line = text.substr(0, end);
  for (std::size_t at = begin; at < end;) {
    if (std::optional<Token> gloss = gloss_at(line, at)) {
      tokens.push_back(*gloss);
      at = gloss->span.end;
      continue;
    }
    const text::Decoded now = decode_valid(line, at);
    const Code code = now.value < 0x80 ? static_cast<Code>(now.value) : encode(now.value);
    tokens.push_back({{at, at + now.size}, now.value == '?' ? Shape::question : Shape::character, code, {}});
    at += now.size;
  }
}

}  // namespace hansift::cleaning::gloss
