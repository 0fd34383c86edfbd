// What the model of lines is shown, for its training.
//
//     extraction_features < PAGES > ROWS
//
// PAGES: for each page a line "FORMAT SIZE" and SIZE bytes. ROWS: a line of names; for each page a line "page", then a line for each of its
// lines: the features, separated by tabs, and its text last.

#include <iostream>
#include <string>

#include "extraction/judge.hpp"
#include "extraction/sheet.hpp"
#include "hansift/extraction.hpp"

namespace {

using namespace hansift;
using extraction::Feature;

void write_page(const std::string& source, PageFormat format) {
  Page page;
  extraction::Sheet sheet(source);
  const extraction::Features features = extraction::judge_page(sheet, {.format = format}, page);
  std::string out = "page\n";
  for (std::size_t i = 0; i < features.line_count(); ++i) {
    for (std::size_t k = 0; k < extraction::feature_count; ++k) out += std::to_string(features.column(static_cast<Feature>(k))[i]) + '\t';
    for (const char c : sheet.of(sheet.lines[i])) out.push_back(c == '\t' || c == '\n' || c == '\r' ? ' ' : c);
    out.push_back('\n');
  }
  std::cout << out;
}

}  // namespace

int main() {
  std::ios::sync_with_stdio(false);
  for (std::size_t k = 0; k < extraction::feature_count; ++k) std::cout << extraction::name_of(static_cast<Feature>(k)) << '\t';
  std::cout << "text\n";
  std::string format;
  std::size_t size = 0;
  while (std::cin >> format >> size) {
    std::cin.get();
    std::string source(size, '\0');
    std::cin.read(source.data(), static_cast<std::streamsize>(size));
    write_page(source, page_format(format));
  }
}
