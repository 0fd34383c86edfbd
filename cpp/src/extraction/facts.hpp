#pragma once

// What the page says of the article: gathered from its lines, its markup and its head, the best of what there is.

#include <span>
#include <string>
#include <vector>

#include "extraction/fields.hpp"
#include "extraction/looks.hpp"
#include "extraction/head.hpp"

namespace hansift::extraction {

class FactFinder {
 public:
  enum class Place { header, middle, tail };

  FactFinder(const Sheet& sheet, std::span<const Look> looks, const Head& head, PageFormat format) : sheet_(sheet), looks_(looks), head_(head), format_(format) {
    if (format != PageFormat::html && !sheet.lines.empty()) first_line_ = sheet.of(sheet.lines.front());
  }

  /// The fields of a line.
  void take(std::size_t line, Place place);
  void take_signature(std::size_t line, const Signature& signature);
  void take_author(std::size_t line, std::string name, int weight);

  /// What only the head tells: there is no article.
  void clear() { found_.clear(); }

  /// Reads what stands around the title and the lines with fields. `first`: first line of the body; `title`: the headline's, or more than there are.
  void read_header(std::size_t first, std::size_t title, std::string_view headline);
  void read_hints();

  [[nodiscard]] bool has(Field field) const noexcept;
  /// Metadata, facts and flags. `title`: as in read_header().
  void fill(Page& page, std::size_t title) const;

  // How sure a place is.
  static constexpr int by_label = 100;
  static constexpr int by_place = 60;
  static constexpr int by_signature = 45;
  static constexpr int by_dateline = 40;
  static constexpr int by_markup = 30;

 private:
  struct Found {
    Field field;
    std::string value;
    std::string other;
    int weight;
    std::size_t line;
    Span span;  ///< in the sheet
  };

  void add(Field field, std::string value, std::string other, int weight, std::size_t line, Span span);
  [[nodiscard]] const Found* best(Field field) const noexcept;
  /// What is taken, and where it stands in the source.
  struct Picked {
    std::string value;
    Span span{};
  };
  struct Reading {
    std::string date;
    bool sure;
  };

  [[nodiscard]] Picked author() const;
  [[nodiscard]] Picked date(Page& page) const;  ///< flags it if it is not certain
  [[nodiscard]] Reading one_reading(const Found& fact) const;
  [[nodiscard]] std::string signature() const;
  [[nodiscard]] bool site_in_title() const;
  [[nodiscard]] bool is_named_site(std::string_view name) const;
  [[nodiscard]] bool is_site(std::string_view name, std::size_t first) const;
  [[nodiscard]] bool is_title(std::string_view text) const;
  void read_neighbours(std::size_t line, std::size_t first, std::size_t title);

  const Sheet& sheet_;
  std::span<const Look> looks_;
  const Head& head_;
  PageFormat format_;
  std::string_view first_line_;  ///< of text: the title of the document is often left there
  std::string headline_;         ///< without white space
  std::vector<Found> found_;
};

}  // namespace hansift::extraction
