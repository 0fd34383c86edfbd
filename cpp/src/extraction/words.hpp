#pragma once

// The words by which boilerplate can be told, as features: what a line says it is. The judge weighs them with length, place and links.

#include <cstddef>
#include <string_view>

#include "extraction/rules.hpp"
#include "extraction/shape.hpp"

namespace hansift::extraction {

struct Cue {
  const Rule* rule = nullptr;  ///< null: the line says nothing of the kind
  bool opens = false;          ///< the line is the heading of a part (related articles, comments) that goes on behind it
  bool glued = false;          ///< a letter follows the word at once, so that it may begin a sentence: 上一篇讲了…
  bool contact = false;        ///< how somebody can be reached
};

/// What the shape and the words of one line say. Words are looked for when they are first asked for, all lists in one pass, and once.
/// Looks at the line it was made of, which has to stay.
class LineWords {
 public:
  explicit LineWords(std::string_view line) noexcept : line_(line), shape_(shape_of(line)) {}

  [[nodiscard]] const Shape& shape() const noexcept { return shape_; }

  /// What a short line (a button, a menu entry, a heading of a list) says.
  [[nodiscard]] Cue cue() noexcept {
    scan();
    return cue_;
  }
  /// A request to scan, follow, subscribe, download; may be a sentence.
  [[nodiscard]] bool is_promotion() noexcept {
    scan();
    return promotion_;
  }
  /// The page says that it has nothing to show: what was looked for is missing, or has to be paid or logged in for.
  [[nodiscard]] bool is_excuse() noexcept {
    scan();
    return excuse_;
  }
  /// A disclaimer or copyright notice, which may be long: needs two words that go together.
  [[nodiscard]] bool is_legal_notice() noexcept;
  /// The line shows the way to the page: 首页 > 新闻 > 正文.
  [[nodiscard]] bool is_breadcrumb() noexcept;
  /// The line says of itself that it is under a picture: （…摄）, 资料图, 図1, photo by.
  [[nodiscard]] bool is_caption() const noexcept;

 private:
  static constexpr std::size_t cue_bytes = 600;  // longer lines are no cues

  /// The line without marks at its ends.
  std::string_view subject() noexcept;
  void scan() noexcept;

  std::string_view line_;
  std::string_view subject_{};
  Shape shape_;
  Cue cue_{};
  bool scanned_ = false;
  bool promotion_ = false;
  bool excuse_ = false;
};

/// An office or a firm: …办公室, …委员会.
[[nodiscard]] bool is_office(std::string_view line) noexcept;

}  // namespace hansift::extraction
