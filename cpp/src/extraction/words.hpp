#pragma once

// The words by which boilerplate can be told, as features: what a line says it is. The judge weighs them with length, place and links.

#include <cstdint>
#include <string_view>

#include "extraction/rules.hpp"

namespace hansift::extraction {

struct Cue {
  const Rule* rule = nullptr;  ///< null: the line says nothing of the kind
  bool opens = false;          ///< the line is the heading of a part (related articles, comments) that goes on behind it
};

/// What a short line (a button, a menu entry, a heading of a list) says.
[[nodiscard]] Cue cue_of(std::string_view line) noexcept;

/// A disclaimer or copyright notice, which may be long: needs two words that go together.
[[nodiscard]] bool is_legal_notice(std::string_view line) noexcept;

/// A request to scan, follow, subscribe, download; may be a sentence.
[[nodiscard]] bool is_promotion(std::string_view line) noexcept;

/// The line shows the way to the page: 首页 > 新闻 > 正文.
[[nodiscard]] bool is_breadcrumb(std::string_view line) noexcept;

/// The line says of itself that it is under a picture: （…摄）, 资料图, 図1, photo by.
[[nodiscard]] bool is_caption(std::string_view line) noexcept;

/// An office or a firm: …办公室, …委员会.
[[nodiscard]] bool is_office(std::string_view line) noexcept;

/// Display width: 2 for wide characters, 1 for others, marks 0.
[[nodiscard]] std::size_t width_of(std::string_view text, std::size_t limit = 100000) noexcept;

struct Shape {
  std::size_t characters = 0;    ///< without white space
  std::size_t width = 0;
  std::size_t stops = 0;         ///< 。！？!? and full stops behind letters
  std::size_t commas = 0;        ///< ，、,；;：
  std::size_t digits = 0;
  std::size_t letters = 0;
  std::size_t bars = 0;          ///< | ｜ · / between words
  std::size_t blanks = 0;
  bool ends_sentence = false;    ///< last character (behind closing quotes and brackets) ends a sentence
  bool mostly_wide = false;
};
[[nodiscard]] Shape shape_of(std::string_view text) noexcept;

}  // namespace hansift::extraction
