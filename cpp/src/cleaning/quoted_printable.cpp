#include "cleaning/quoted_printable.hpp"

#include <vector>

#include "cleaning/scan_back.hpp"
#include "hansift/encoding.hpp"

namespace hansift::cleaning {

bool QuotedPrintable::in_use() {
  if (!known_) decide();
  return in_use_;
}

std::optional<Piece> QuotedPrintable::read(std::size_t at) const {
  std::optional<Piece> piece = read_bytes(text_, at, "=", Id::escape_quoted_printable, 65536);
  if (piece && gbk_) {
    piece->text.clear();
    Decoded decoded = decode(piece->bytes, {.encoding = "gbk", .trace = false});
    if (decoded.replacements.empty() && spells(decoded.text)) piece->text = std::move(decoded.text);
  }
  return piece;
}

/// A sample of the runs decides.
void QuotedPrintable::decide() {
  known_ = true;
  std::vector<Piece> pieces;
  for (std::size_t at = text_.find('='); at != text_.npos && pieces.size() < 64; at = text_.find('=', at)) {
    std::optional<Piece> piece = read_bytes(text_, at, "=", Id::escape_quoted_printable, 4096);
    at = piece ? piece->span.end : at + 1;
    if (piece) pieces.push_back(std::move(*piece));
  }
  const auto count = [&] {
    std::size_t sum = 0;
    for (const Piece& piece : pieces) sum += count_east_asian(piece.text);
    return sum;
  };
  const std::size_t utf8 = count();
  read_pieces(pieces);
  const std::size_t read = count();
  gbk_ = read != utf8;
  in_use_ = read >= 2;
}

std::size_t QuotedPrintable::visit(Editor& editor, std::size_t at) {
  const std::string_view text = text_;
  const bool soft = text.substr(at).starts_with("=\n") || text.substr(at).starts_with("=\r\n");
  if (!soft && hex_pair(text, at + 1, true) < 0) return at + 1;
  if (!in_use()) return at + 1;
  if (const auto piece = read(at); piece && !in_url(text, at)) {
    if (piece->text.empty()) return piece->span.end;
    if (count_east_asian(piece->text) > 0 || static_cast<unsigned char>(piece->text[0]) >= 0x80) {
      editor.replace(piece->span.begin, piece->span.end, piece->text, piece->id);
      return piece->span.end;
    }
  }
  if (soft) {
    const std::size_t end = at + (text[at + 1] == '\r' ? 3 : 2);
    editor.remove(at, end, Id::escape_quoted_printable);
    return end;
  }
  if (text.substr(at).starts_with("=3D") && !in_url(text, at)) {
    editor.replace(at, at + 3, "=", Id::escape_quoted_printable);
    return at + 3;
  }
  return at + 1;
}

}  // namespace hansift::cleaning
