#pragma once

// Stage 3: one pass over the events of a segment (the text between two boundary line breaks) that finds the boundaries of all three
// levels at once: each boundary carries the lowest level that has it, so the levels nest by construction.

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "hansift/segmentation.hpp"
#include "segmentation/events.hpp"

namespace hansift::segmentation {

struct Boundary {
  std::uint32_t at;
  Quotes level;
  Reason reason;
};

class SentenceFinder {
 public:
  explicit SentenceFinder(std::vector<Boundary>& found) : found_(found) {}

  /// Events [first, last) lie in text[begin, end); pairing is done. Appends the boundaries inside, not that at the end.
  void run(std::string_view text, std::size_t begin, std::size_t end, std::span<Event> events, std::size_t first, std::size_t last);

 private:
  enum class Run : std::uint8_t { strong, plain, ellipsis, dot };
  struct Next {
    std::size_t at;
    char32_t value;   // 0 at the end
    bool spaced;
  };
  /// The marker of a list item.
  struct Item {
    std::size_t begin = 0;
    int number = 0;  ///< 0: there is none
    bool letter = false;
    bool bullet = false;
    char mark = 0;  ///< first byte of the dot or bracket
  };

  [[nodiscard]] Next peek(std::size_t at) const;
  [[nodiscard]] const Event* event_at(std::size_t at, std::size_t& cursor) const;
  [[nodiscard]] bool glued_to_mark(std::size_t i) const;
  void push(std::size_t i);
  void pop(std::size_t i);
  bool decide_at_a_glance(std::size_t i);
  std::size_t terminators(std::size_t i);
  void dash_closed(std::size_t i);
  void decide(Run run, std::size_t begin, std::size_t end, std::size_t after, std::size_t closed, std::size_t cursor);
  void behind_quotation(Run run, std::size_t begin, const Event& opener, const Next& next, std::size_t after, std::size_t cursor, Quotes level);
  [[nodiscard]] bool ends_at_ellipsis(std::size_t begin, std::size_t after, const Next& next) const;
  [[nodiscard]] bool new_sentence(std::size_t at) const;
  [[nodiscard]] bool goes_on(Run run, std::size_t begin, std::size_t end, std::size_t after, const Next& next) const;
  [[nodiscard]] bool runs_on_behind_space(Run run, std::size_t begin, std::size_t end, std::size_t after, const Next& next) const;
  [[nodiscard]] bool spaced_mark(std::size_t at, std::size_t cursor) const;
  [[nodiscard]] bool opens_text(std::size_t at) const;
  [[nodiscard]] bool has_comma(std::size_t at) const;
  [[nodiscard]] bool ends_with_particle(std::size_t end) const;
  [[nodiscard]] std::size_t past_glued(std::size_t at, std::size_t cursor, bool& in_run) const;
  [[nodiscard]] std::size_t behind_dash(std::size_t at) const;
  [[nodiscard]] Item item_at(std::size_t mark) const;
  bool next_item(std::size_t mark);
  void add(std::size_t at, Quotes level);

  std::vector<Boundary>& found_;
  std::string_view text_;  // ends where the segment ends
  std::span<Event> events_;
  std::size_t begin_ = 0;
  std::size_t last_ = 0;
  std::size_t first_ = 0;
  std::size_t sentence_ = 0;   // where the current sentence begins, at any level
  std::vector<std::uint32_t> groups_;
  Item item_;                  // the last one of a list in this sentence
  std::size_t shut_ = 0;       // open groups that hold no boundary
  std::size_t quotes_ = 0;     // open quotations
  Reason reason_ = Reason::terminator;  // of the boundary that is being decided on
};

}  // namespace hansift::segmentation
