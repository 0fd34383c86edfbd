#include "hansift/quality.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdlib>
#include <memory>
#include <new>

#include "quality/characters.hpp"
#include "quality/ngrams.hpp"
#include "quality/walk.hpp"

namespace hansift {
namespace quality {
namespace {

/// How often each character stands in the text. The 4.25 MiB are address space: only pages of characters that occur are ever touched.
class CharacterCounts {
 public:
  CharacterCounts() : counts_(static_cast<std::uint32_t*>(std::calloc(0x110000, sizeof(std::uint32_t)))) {
    if (counts_ == nullptr) throw std::bad_alloc();
  }

  void add(char32_t value) {
    if (counts_.get()[value]++ == 0) seen_.push_back(value);
  }

  /// Number of different characters and their entropy in bits; ready for the next text.
  std::pair<std::uint64_t, double> finish(std::uint64_t total) {
    double sum = 0;
    for (const char32_t value : seen_) {
      const double count = counts_.get()[value];
      sum += count * (count < 256 ? small_log2(static_cast<std::size_t>(count)) : std::log2(count));
      counts_.get()[value] = 0;
    }
    const std::uint64_t different = seen_.size();
    seen_.clear();
    const double all = static_cast<double>(total);
    return {different, different < 2 ? 0 : std::log2(all) - sum / all};
  }

 private:
  struct Free {
    void operator()(void* memory) const noexcept { std::free(memory); }
  };
  static double small_log2(std::size_t value) {
    static const std::array<double, 256> table = [] {
      std::array<double, 256> made{};
      for (std::size_t i = 1; i < made.size(); ++i) made[i] = std::log2(static_cast<double>(i));
      return made;
    }();
    return table[value];
  }

  std::unique_ptr<std::uint32_t, Free> counts_;
  std::vector<char32_t> seen_;
};

/// Lines that stood before, by hash. At most 65,536 cells and eight probes: where more lines differ, the oldest are forgotten.
class LineSet {
 public:
  void begin(std::size_t lines) { cells_.assign(std::clamp<std::size_t>(std::bit_ceil(2 * lines + 2), 16, 65536), 0); }

  bool add(std::uint64_t hash) noexcept {
    hash |= 1;
    const std::size_t mask = cells_.size() - 1;
    const std::size_t home = static_cast<std::size_t>(hash >> 20) & mask;
    for (std::size_t probe = 0; probe < 8; ++probe) {
      std::uint64_t& cell = cells_[(home + probe) & mask];
      if (cell == hash) return true;
      if (cell == 0) return cell = hash, false;
    }
    cells_[home] = hash;
    return false;
  }

 private:
  std::vector<std::uint64_t> cells_;
};

struct Scratch {
  CharacterCounts characters;
  LineSet lines;
  Ngrams ngrams;
};

/// One scratch arena a thread: it holds no state between texts.
Scratch& scratch() {
  thread_local Scratch own;
  return own;
}

constexpr bool unspaced(Kind kind) noexcept { return kind == Kind::han || kind == Kind::kana; }

/// Line-wise state of the pass.
class Scanner {
 public:
  Scanner(std::string_view text, Scratch& memory) : text_(text), memory_(memory) {
    // A guess that sizes the tables: a unit is one wide character or at least two ASCII ones as a rule (more units open further windows).
    const std::size_t characters = count_codepoints(text);
    const std::size_t wide = std::min(characters, (text.size() - characters) / 2 + 1);
    memory_.ngrams.begin(wide + (characters - wide) / 2);
    memory_.lines.begin(characters / 8);
  }

  Signals run() {
    const std::array<CharInfo, 0x10000>& table = character_table();
    for (std::size_t at = 0; at < text_.size();) {
      const text::Decoded step = next_character(text_, at);
      at += step.size;
      const CharInfo info = step.value < 0x10000 ? table[step.value] : classify(step.value);
      const Kind kind = info.kind();
      if (kind <= Kind::newline) {
        if (word_chars_ != 0) end_word();
        run_of_terminators_ = false;
        if (kind == Kind::newline) end_line();
        else gap_ = true;
        continue;
      }
      visible(step.value, info, at);
    }
    if (word_chars_ != 0) end_word();
    end_line();
    return finish();
  }

 private:
  enum class Tail : std::uint8_t { other, terminator, dots, ellipsis };

  void visible(char32_t value, CharInfo info, std::size_t behind) {
    const Kind kind = info.kind();
    memory_.characters.add(value);
    line_hash_ = (line_hash_ ^ value) * 0x9E3779B97F4A7C15ULL;
    line_hash_ ^= line_hash_ >> 29;
    if (line_chars_++ == 0) {
      first_ = info.special() ? mark_of(value) : Mark::none;
      first_end_ = behind;
    }
    if (unspaced(kind)) {
      if (word_chars_ != 0) end_word();
      if (gap_ && unspaced(last_)) separate();
      ++(kind == Kind::han ? found_.han : found_.kana);
      function_ += info.function();
      memory_.ngrams.add(value, 1);
      tail_ = Tail::other;
      run_of_terminators_ = false;
      after_separator_ = false;
      if (info.special()) note(value, behind);
    } else if (kind <= Kind::digit) {
      in_word(value, kind, info);
      tail_ = Tail::other;
      run_of_terminators_ = false;
      after_separator_ = false;
    } else {
      if (word_chars_ != 0) end_word();
      // A row of one mark (======, ……) is a line drawn, not a text repeated: one unit.
      if (value != previous_) memory_.ngrams.add(value, 1);
      switch (kind) {
        case Kind::punctuation: ++found_.punctuation; break;
        case Kind::symbol: ++found_.symbols; break;
        case Kind::replacement: ++found_.replacement; break;
        default: ++others_; break;
      }
      if (info.special()) {
        note(value, behind);
      } else {
        tail_ = Tail::other;
        run_of_terminators_ = false;
        after_separator_ = false;
      }
    }
    last_ = kind;
    previous_ = value;
    gap_ = false;
  }

  void in_word(char32_t value, Kind kind, CharInfo info) {
    if (word_chars_ == 0) word_ = word_packed_ = word_letters_ = 0;
    word_ = (word_ ^ value) * 0xFF51AFD7ED558CCDULL;
    word_ ^= word_ >> 32;
    // Lower case of ASCII; other letters spoil the packed word on purpose.
    word_packed_ = word_chars_ < 8 && value < 0x80 ? word_packed_ | static_cast<std::uint64_t>(value | 0x20u) << (8 * word_chars_) : ~0ULL;
    ++word_chars_;
    switch (kind) {
      case Kind::hangul: ++found_.hangul; break;
      case Kind::latin: ++found_.latin; break;
      case Kind::digit: ++found_.digits; return;
      case Kind::letter: ++other_letters_; break;
      default: ++marks_; return;
    }
    ++word_letters_;
    ending_ = kind == Kind::hangul && info.function();
  }

  void end_word() {
    if (word_letters_ != 0) {
      ++spaced_words_;
      if (ending_ && word_letters_ > 1) ++function_;
      else if (word_letters_ == word_chars_ && word_chars_ <= 8 && is_function_word(word_packed_)) function_ += word_chars_;
    }
    memory_.ngrams.add(word_, word_chars_);
    word_chars_ = 0;
    ending_ = false;
  }

  /// A character with a mark: sentences, line ends, separators.
  void note(char32_t value, std::size_t behind) {
    const Mark mark = mark_of(value);
    if (mark == Mark::closer) return;  // neither ends nor begins anything
    bool terminates = mark == Mark::terminator;
    if (mark == Mark::ascii_terminator) {
      const unsigned char next = behind < text_.size() ? static_cast<unsigned char>(text_[behind]) : ' ';
      terminates = next <= ' ' || next >= 0x80 || next == '"' || next == '\'' || next == ')' || next == ']';
    }
    if (terminates) {
      if (!run_of_terminators_) ++found_.sentences, ++line_sentences_;
      run_of_terminators_ = true;
    } else if (mark != Mark::ascii_terminator) {
      run_of_terminators_ = false;
    }
    switch (mark) {
      case Mark::terminator:
      case Mark::ascii_terminator:
        if (value == '.' || value == 0x3002) {
          dots_ = tail_ == Tail::dots || (tail_ == Tail::ellipsis && dots_ > 0) ? dots_ + 1 : 1;
          tail_ = dots_ >= 3 ? Tail::ellipsis : Tail::dots;
        } else {
          tail_ = Tail::terminator;
        }
        break;
      case Mark::ellipsis:
        tail_ = Tail::ellipsis;
        dots_ = 0;
        break;
      case Mark::list:
        ++list_marks_;
        separate();
        after_separator_ = true;
        [[fallthrough]];
      default: tail_ = Tail::other; break;
    }
  }

  void separate() {
    if (!after_separator_ && line_chars_ > 1) ++separators_;
  }

  void end_line() {
    gap_ = false;
    run_of_terminators_ = false;
    if (line_chars_ != 0) {
      ++found_.lines;
      found_.chars += line_chars_;
      terminal_ += tail_ != Tail::other;
      ellipsis_ += tail_ == Tail::ellipsis;
      short_ += line_chars_ < 10;
      bullet_ += first_ == Mark::bullet ||
                 (first_ == Mark::ascii_bullet && first_end_ < text_.size() && (text_[first_end_] == ' ' || text_[first_end_] == '\t'));
      if (memory_.lines.add(line_hash_)) {
        ++duplicate_;
        duplicate_chars_ += line_chars_;
      }
      // Eight or more items of eight characters or fewer on average, and hardly a sentence among them: keywords, not prose.
      const std::uint64_t items = separators_ + 1;
      if (items >= 8 && line_chars_ <= 8 * items && line_sentences_ * 8 <= items) keyword_chars_ += line_chars_;
      if (tail_ == Tail::other && line_chars_ < 20) loose_chars_ += line_chars_;
    }
    line_chars_ = line_hash_ = separators_ = line_sentences_ = 0;
    tail_ = Tail::other;
    after_separator_ = false;
    last_ = Kind::newline;
  }

  Signals finish() {
    Signals& s = found_;
    const Ngrams::Totals repeats = memory_.ngrams.finish();
    const auto [different, entropy] = memory_.characters.finish(s.chars);
    if (s.chars == 0) return s;
    const double chars = static_cast<double>(s.chars);
    const double lines = static_cast<double>(s.lines);
    const auto of_chars = [chars](std::uint64_t count) { return static_cast<double>(count) / chars; };
    const auto of_lines = [lines](std::uint64_t count) { return static_cast<double>(count) / lines; };
    s.letters = s.han + s.kana + s.hangul + s.latin + other_letters_ + marks_;
    s.words = spaced_words_ + (2 * (s.han + s.kana) + 1) / 3;
    s.sentences = s.sentences == 0 ? 1 : s.sentences;
    s.terminal_lines = of_lines(terminal_);
    s.bullet_lines = of_lines(bullet_);
    s.ellipsis_lines = of_lines(ellipsis_);
    s.short_lines = of_lines(short_);
    s.duplicate_lines = of_lines(duplicate_);
    s.duplicate_line_chars = of_chars(duplicate_chars_);
    s.list_marks = of_chars(list_marks_);
    s.keyword_chars = of_chars(keyword_chars_);
    s.loose_chars = of_chars(loose_chars_);
    s.function_chars = of_chars(function_);
    s.top_2gram = of_chars(repeats.top[0]);
    s.top_3gram = of_chars(repeats.top[1]);
    s.top_4gram = of_chars(repeats.top[2]);
    s.duplicate_5gram = of_chars(repeats.duplicate_5gram);
    s.duplicate_10gram = of_chars(repeats.duplicate_10gram);
    s.distinct_chars = of_chars(different);
    s.mean_line_chars = chars / lines;
    s.entropy = entropy;
    return s;
  }

  std::string_view text_;
  Scratch& memory_;
  Signals found_{};

  // The line
  std::uint64_t line_chars_ = 0, line_hash_ = 0, separators_ = 0, line_sentences_ = 0;
  std::size_t first_end_ = 0;
  std::uint32_t dots_ = 0;
  Mark first_ = Mark::none;
  Tail tail_ = Tail::other;
  Kind last_ = Kind::newline;
  char32_t previous_ = 0;
  bool gap_ = false, run_of_terminators_ = false, after_separator_ = false;

  // The word
  std::uint64_t word_ = 0, word_packed_ = 0;
  std::uint32_t word_chars_ = 0, word_letters_ = 0;
  bool ending_ = false;

  // Sums
  std::uint64_t other_letters_ = 0, marks_ = 0, others_ = 0, spaced_words_ = 0, function_ = 0, list_marks_ = 0, keyword_chars_ = 0, loose_chars_ = 0;
  std::uint64_t terminal_ = 0, ellipsis_ = 0, short_ = 0, bullet_ = 0, duplicate_ = 0, duplicate_chars_ = 0;
};

}  // namespace
}  // namespace quality

Signals signals(std::string_view text) { return quality::Scanner(text, quality::scratch()).run(); }

}  // namespace hansift
