#pragma once

// A line as characters that may be bytes of UTF-8 in one of many single-byte code pages: where sequences can begin, and what they are in a page.

#include <cstddef>
#include <string_view>
#include <vector>

#include "cleaning/code_pages.hpp"
#include "encoding/model.hpp"
#include "text/classes.hpp"

namespace hansift::cleaning {

struct WesternCell {
  char32_t value;
  std::size_t offset;
};

/// Where sequences of two, three and four characters may begin, by page. The first `sound` of the three lengths have no ASCII character in
/// place of a byte that was lost.
struct Hit {
  std::size_t at;
  PageSet pages[3];
  std::size_t sound;
};

struct Sequence {
  std::size_t begin, end;  ///< cells
  char32_t value;
  friend bool operator==(const Sequence&, const Sequence&) = default;
};

/// Sequences that are read although bytes of them are gone.
struct Losses {
  bool spaces = false;  ///< that became a space or a question mark
  bool ends = false;    ///< the last ones, where the sequence stands at others
};

[[nodiscard]] constexpr PageSet bit_of(std::size_t page) noexcept { return PageSet{1} << page; }
[[nodiscard]] inline bool is_letter(char32_t value) noexcept { return value != 0 && text::class_of(value).letter(); }
[[nodiscard]] constexpr bool is_ascii_lower(char32_t value) noexcept { return value >= 'a' && value <= 'z'; }

class WesternLine {
 public:
  explicit WesternLine(std::string_view text) : text_(text), pages_(code_pages()) {}

  /// Takes text[begin, end) apart and finds the hits.
  void read(std::size_t begin, std::size_t end);

  /// Finds the sequences that begin before the cell `scope` in a page.
  void parse(std::size_t page, std::size_t scope, Losses losses = {});

  [[nodiscard]] const CodePages& pages() const noexcept { return pages_; }
  [[nodiscard]] std::size_t size() const noexcept { return size_; }
  /// Also of the four cells of nothing behind the last one.
  [[nodiscard]] const WesternCell& cell(std::size_t at) const noexcept { return cells_[at]; }
  [[nodiscard]] const std::vector<Hit>& hits() const noexcept { return hits_; }
  [[nodiscard]] bool has_weak_hits() const noexcept { return weak_; }
  [[nodiscard]] bool has_lone_a() const noexcept { return lone_a_; }
  [[nodiscard]] std::vector<Sequence>& sequences() noexcept { return sequences_; }
  [[nodiscard]] const std::vector<Sequence>& sequences() const noexcept { return sequences_; }
  /// Letters that fit into no sequence, as fills_line() counted them.
  [[nodiscard]] std::size_t odds() const noexcept { return odds_; }

  /// Whether most Latin letters beyond ASCII that stand in a row belong to sequences. Double-byte text that was read as Latin-1 is full of rows
  /// in which only a few do.
  [[nodiscard]] bool fills_line(std::size_t page, std::size_t scope);
  /// Whether the sequences take up all characters beyond ASCII.
  [[nodiscard]] bool takes_all(std::size_t scope) const;
  /// What is left at `at` of a sequence whose last bytes are gone: its length, 0 if it is none. The next cell does not go on with it.
  [[nodiscard]] std::size_t cut_at(std::size_t page, std::size_t at) const;

  /// Calls act(first, last) for each group of neighbouring sequences that may be one.
  template <class Act>
  void each_group(std::size_t page, Act&& act) const {
    for (std::size_t i = 0; i < sequences_.size();) {
      std::size_t end = i + 1;
      while (end < sequences_.size() && sequences_[end].begin == sequences_[end - 1].end) ++end;
      if (fills_run(page, i, end)) act(i, end);
      i = end;
    }
  }

  std::size_t language = 0;  ///< that spaces behind "Ã" are judged by

 private:
  /// A space may be what became of a no-break space, the byte A0.
  [[nodiscard]] PageSet follow(std::size_t cell) const { return pages_.roles(cells_[cell].value == ' ' ? 0xA0 : cells_[cell].value).follow; }
  bool decode(std::size_t page, Sequence& sequence, bool weak) const;
  void keep_space(Sequence& sequence) const;
  [[nodiscard]] static bool is_company(const Sequence& sequence) noexcept;
  /// Add what is left of sequences at a sound one; `done`: the cell from which on none has been found.
  void add_cut_behind(std::size_t page);
  void add_cut_before(std::size_t page, std::size_t done, const Sequence& found);
  void join_surrogates();
  [[nodiscard]] bool fills_run(std::size_t page, std::size_t first, std::size_t last) const;

  std::string_view text_;
  const CodePages& pages_;
  std::vector<WesternCell> cells_;  ///< of the line, then four of nothing
  std::size_t size_ = 0;
  std::vector<Hit> hits_;
  std::vector<Sequence> sequences_;
  std::size_t parsed_ = 0;  ///< cells among which sequences_ are
  std::size_t odds_ = 0;
  bool weak_ = false;    ///< the line has hits of which a byte is lost
  bool lone_a_ = false;  ///< a word that ends in Ã
};

}  // namespace hansift::cleaning
