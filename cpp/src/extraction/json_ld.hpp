#pragma once

// JSON-LD: what schema.org objects of the page say of its article.

#include <string>
#include <string_view>
#include <vector>

#include "hansift/text.hpp"

namespace hansift::extraction {

/// An object, as far as it matters.
struct Thing {
  std::string type;      ///< the first "@type"
  std::string id;
  std::string name;
  std::string headline;
  std::string date;      ///< as it is written
  std::string language;
  std::vector<std::string> authors;       ///< names that are told right here
  std::vector<std::size_t> author_things;
  Span headline_at{}, date_at{}, name_at{}, authors_at{};  ///< in the source
  std::vector<std::string> publishers;
  std::vector<std::size_t> publisher_things;
};

/// What all scripts of a page say together.
class LinkedData {
 public:
  /// Total: what is broken is read as far as it goes. Linear; of objects nested deeper than 60 nothing is kept.
  /// `begin`: where the script begins in the source.
  void read(std::string_view script, std::size_t begin);

  struct Article {
    std::string title;
    std::string date;
    std::string author;  ///< several joined by 、; none that is an organization
    std::string site;
    std::string language;
    Span title_at{}, date_at{}, author_at{}, site_at{};
  };
  [[nodiscard]] Article article() const;

 private:
  [[nodiscard]] const Thing& resolved(const Thing& thing) const noexcept;
  std::vector<Thing> things_;
};

}  // namespace hansift::extraction
