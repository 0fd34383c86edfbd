// Text of another alphabet whose code page was read as Latin-1 or windows-1252: "Ïðèâåò" for Привет. Nearly every word is nothing but
// accented letters then, as no word is in a language of the Latin alphabet. A line is judged as a whole.

#include <algorithm>
#include <array>

#include "cleaning/alphabet_reading.hpp"
#include "cleaning/code_pages.hpp"
#include "cleaning/foreign_reading.hpp"
#include "cleaning/letter_rows.hpp"
#include "cleaning/mention.hpp"
#include "cleaning/passes.hpp"
#include "cleaning/scan_back.hpp"
#include "cleaning/triggers.hpp"
#include "encoding/text_cost.hpp"
#include "text/utf8.hpp"

namespace hansift::cleaning {
namespace {

/// Two letters of Latin-1 in a row; Cyrillic and Greek letters before a sign of Latin-1 or a line of a table.
constexpr ByteSet alphabet = {static_cast<std::uint16_t>(nibble(12) | nibble(13)), static_cast<std::uint16_t>(nibbles(0, 1) | nibbles(14, 15))};
constexpr ByteSet any_byte = {nibbles(8, 11), 0xFFFF};
constexpr Triggers triggers = Triggers()
    .add(byte(0xC3), any_byte, byte(0xC3))
    .add(alphabet, any_byte, byte(0xC2))
    .add(alphabet, any_byte, byte(0xE2));

constexpr std::size_t fewest_letters = 8;     ///< that are judged
constexpr std::size_t most_row = 400;         ///< bytes in which letters in the order of their codes are looked for
constexpr encoding::Cost clear = 16 * encoding::bit;  ///< by which a double-byte reading must be dearer

struct Word {
  std::size_t begin, end;  ///< bytes of the text
};

class SingleByte {
 public:
  explicit SingleByte(Editor& editor) : editor_(editor), text_(editor.source()), pages_(code_pages()) {}

  void visit(std::size_t at) {
    if (at < next_) return;
    if (static_cast<unsigned char>(text_[at]) != 0xC3) {
      visit_foreign(at);
      return;
    }
    // Four in a row: hardly a word has so many.
    std::size_t end = at;
    while (end + 1 < text_.size() && end - at < 8 && static_cast<unsigned char>(text_[end]) == 0xC3) end += 2;
    if (end - at < 8) return;
    const Span found = line_around(text_, at);
    next_ = found.end;
    line(found.begin, found.end);
  }

 private:
  /// A letter of another alphabet before a sign.
  void visit_foreign(std::size_t at) {
    if (at < next_foreign_ || !editor_.has(Id::mojibake_latin)) return;
    const char32_t sign = decode_valid(text_, at + 2).value;
    // Quotation marks, no-break spaces and dashes are what good text has.
    if (sign == 0xBB || sign == 0xAB || sign == 0xA0 || (sign >= 0x2010 && sign < 0x2030) || sign > 0x2600) return;
    const Span found = line_around(text_, at);
    next_foreign_ = found.end;
    const ForeignReading reading = read_foreign(found.of(text_));
    if (reading.words.empty()) return;
    Mentions mentions(found.of(text_));
    for (std::size_t i = 0; i < reading.words.size(); ++i) {
      if (mentions.of_mojibake(reading.words, i, reading.texts[i])) continue;
      const std::size_t begin = found.begin + reading.words[i].begin, end = found.begin + reading.words[i].end;
      if (reading.sure) {
        editor_.replace(begin, end, reading.texts[i], Id::mojibake_latin, 0.95F);
      } else {
        editor_.flag(begin, end, Id::mojibake_latin, "looks like text of another code page");
      }
    }
  }

  void line(std::size_t begin, std::size_t end) {
    if (editor_.floor() > begin || !editor_.has(Id::mojibake_single_byte)) return;
    find_words(begin, end);
    if (letters_ < fewest_letters || letters_ < 2 * others_ || !varied()) return;
    const std::string_view row = text_.substr(words_.front().begin, std::min(words_.back().end, words_.front().begin + most_row) - words_.front().begin);
    if (is_letter_row(row)) return;
    const std::string bytes = sample_bytes();
    const AlphabetReading best = cheapest_alphabet(bytes);
    if (best.page == nullptr || encoding::least_cost({0, sample_, 0}) < 2 * best.cost) return;
    // Short titles of Chinese look like Cyrillic, too: where the other reading is not clearly worse, it is left to the rule for that one.
    if (cheapest_double_byte(bytes) < best.cost + clear) return;
    for (const Word& word : words_) {
      std::string with;
      for (std::size_t at = word.begin; at < word.end;) {
        const text::Decoded found = decode_valid(text_, at);
        at += found.size;
        const unsigned byte = pages_.byte(windows_1252_page, found.value);
        const char32_t meant = byte >= 0x80 ? best.page->high[byte - 0x80] : 0;
        text::append_utf8(with, meant != 0 ? meant : found.value);
      }
      editor_.replace(word.begin, word.end, with, Id::mojibake_single_byte, 0.99F);
    }
  }

  /// Runs of characters beyond ASCII that windows-1252 has and that do not touch another letter, and a sample of what is in them.
  void find_words(std::size_t begin, std::size_t end) {
    words_.clear();
    sample_.clear();
    letters_ = others_ = 0;
    for (std::size_t at = begin; at < end;) {
      const text::Decoded found = decode_valid(text_, at);
      if (found.value < 0x80 || pages_.byte(windows_1252_page, found.value) == 0) {
        others_ += text::class_of(found.value).letter() ? 1 : 0;
        at += found.size;
        continue;
      }
      const std::size_t first = at;
      std::size_t count = 0;
      const std::size_t sampled = sample_.size();
      if (sampled > 0 && sampled < most_sampled) sample_.push_back(' ');
      while (at < end) {
        const text::Decoded next = decode_valid(text_, at);
        if (next.value < 0x80 || pages_.byte(windows_1252_page, next.value) == 0) break;
        count += next.value >= 0xC0 ? 1 : 0;
        if (sample_.size() < most_sampled) sample_.push_back(next.value);
        at += next.size;
      }
      const auto is_letter = [](char32_t value) { return text::class_of(value).letter(); };
      const bool touches = (first > begin && is_letter(decode_valid_before(text_, first).value)) || (at < end && is_letter(decode_valid(text_, at).value));
      if (touches) {
        sample_.resize(sampled);
        others_ += count;
      } else {
        letters_ += count;
        words_.push_back({first, at});
      }
    }
  }

  /// Words of a language have several letters.
  [[nodiscard]] bool varied() const {
    std::array<bool, 256> seen{};
    std::size_t count = 0;
    for (const char32_t value : sample_) {
      const std::uint8_t byte = pages_.byte(windows_1252_page, value);
      count += byte >= 0x80 && !seen[byte] ? 1 : 0;
      seen[byte] = true;
    }
    return count >= 5;
  }

  [[nodiscard]] std::string sample_bytes() const {
    std::string bytes;
    for (const char32_t value : sample_) bytes.push_back(static_cast<char>(value < 0x80 ? value : pages_.byte(windows_1252_page, value)));
    return bytes;
  }

  Editor& editor_;
  std::string_view text_;
  const CodePages& pages_;
  std::size_t next_ = 0, next_foreign_ = 0;
  std::vector<Word> words_;
  std::vector<char32_t> sample_;
  std::size_t letters_ = 0;  ///< of the words
  std::size_t others_ = 0;   ///< letters outside
};

}  // namespace

const Triggers& single_byte_triggers() noexcept { return triggers; }

void mojibake_single_byte(Editor& editor) {
  if (!editor.has(Id::mojibake_single_byte) && !editor.has(Id::mojibake_latin)) return;
  SingleByte pass(editor);
  editor.survey().for_each(Sweep::single_byte, [&](std::size_t at) { pass.visit(at); });
}

}  // namespace hansift::cleaning
