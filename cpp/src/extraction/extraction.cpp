#include "hansift/extraction.hpp"

#include <algorithm>
#include <array>

#include "extraction/judge.hpp"
#include "extraction/lexicon.hpp"
#include "extraction/readers.hpp"
#include "extraction/site_lines.hpp"
#include "extraction/structure.hpp"
#include "text/choices.hpp"
#include "text/classes.hpp"
#include "text/utf8.hpp"

namespace hansift {
namespace extraction {
namespace {

constexpr std::array<std::string_view, 4> format_names{"auto", "html", "markdown", "text"};
constexpr std::array<std::string_view, 8> kind_names{"caption", "heading", "paragraph", "list_item", "quotation", "table_row", "code", "verse"};

/// Tags in the first part of a page: how many, and whether one of them only a page of HTML has.
struct Markup {
  std::size_t tags = 0;
  std::size_t blocks = 0;
  bool page = false;
  bool at_start = false;

  [[nodiscard]] bool is_page() const noexcept { return page && (at_start || tags >= 3); }
};

Markup look_for_markup(std::string_view source) noexcept {
  Markup found;
  static constexpr std::array<std::string_view, 22> blocks{"p", "div", "ul", "ol", "li", "table", "tr", "td", "section", "article", "h1", "h2", "h3", "br", "span", "script", "style", "a", "blockquote", "pre", "img", "main"};
  const std::string_view head = source.substr(0, 65536);
  std::size_t first = head.find_first_not_of(" \t\r\n\xEF\xBB\xBF");
  for (std::size_t at = head.find('<'); at != std::string_view::npos && found.tags < 400; at = head.find('<', at + 1)) {
    std::string_view rest = head.substr(at + 1);
    const bool end = rest.starts_with('/');
    if (end) rest.remove_prefix(1);
    if (starts_with(rest, "!doctype html") || starts_with(rest, "html") || starts_with(rest, "head>") || starts_with(rest, "body") || starts_with(rest, "meta ")) {
      found.page = true;
      if (at == first) found.at_start = true;
      ++found.tags;
      if (found.is_page()) break;
      continue;
    }
    std::size_t size = 0;
    while (size < rest.size() && size < 12 && ((lower(rest[size]) >= 'a' && lower(rest[size]) <= 'z') || (rest[size] >= '0' && rest[size] <= '9'))) ++size;
    if (size == 0 || size >= rest.size()) continue;
    const char behind = rest[size];
    if (behind != '>' && behind != ' ' && behind != '/' && behind != '\n' && behind != '\t' && behind != '\r') continue;
    ++found.tags;
    if (at == first) found.at_start = true;
    for (const std::string_view name : blocks) {
      if (rest.substr(0, size).size() == name.size() && starts_with(rest, name)) {
        ++found.blocks;
        break;
      }
    }
  }
  return found;
}

/// Lines with marks that only Markdown gives a meaning.
std::size_t markdown_marks(std::string_view source) noexcept {
  std::size_t marks = 0;
  std::size_t lines = 0;
  for (std::size_t at = 0; at < source.size() && lines < 2000; ++lines) {
    const std::size_t stop = std::min(source.find('\n', at), source.size());
    const std::string_view line = source.substr(at, stop - at);
    at = stop + 1;
    std::size_t hashes = 0;
    while (hashes < line.size() && line[hashes] == '#') ++hashes;
    if (hashes >= 1 && hashes <= 6 && hashes < line.size() && line[hashes] == ' ') marks += 2;
    if (line.starts_with("```")) marks += 2;
    if (line.starts_with("![") && line.find("](") != std::string_view::npos) marks += 2;
    if (line.starts_with("> ") || line.starts_with("- ") || line.starts_with("* ")) marks += 1;
    if (const std::size_t link = line.find("]("); link != std::string_view::npos && line.find(')', link) != std::string_view::npos && line.substr(0, link).find('[') != std::string_view::npos) marks += 1;
    if (line.find("**") != std::string_view::npos) marks += 1;
  }
  return marks;
}

PageFormat guess(std::string_view source) {
  Head ignored;
  if (read_front_matter(source, ignored) > 0) return PageFormat::markdown;
  const Markup markup = look_for_markup(source);
  if (markup.is_page()) return PageFormat::html;
  const std::size_t marks = markdown_marks(source.substr(0, 65536));
  if (markup.at_start && markup.blocks >= 1 && marks < 4) return PageFormat::html;
  if (markup.blocks >= 6 && marks < markup.blocks / 2) return PageFormat::html;
  if (marks >= 3) return PageFormat::markdown;
  if (markup.blocks >= 2 && marks == 0) return PageFormat::html;
  return PageFormat::text;
}

/// Reasons that lines are dropped for, and the kind of block that is not text.
constexpr std::array<std::string_view, 17> keep_names{"advertisement", "byline", "caption", "comment", "copyright", "duplicate_title", "footer", "list_page", "mark",
                                                      "metadata", "navigation", "outside", "post", "related", "share", "site", "title"};

void keep(Sheet& sheet, std::span<const std::string_view> reasons) {
  const auto wanted = [&](std::string_view reason) { return std::find(reasons.begin(), reasons.end(), reason) != reasons.end(); };
  for (Line& line : sheet.lines) {
    if (line.drop != nullptr && wanted(Dropped{line.drop, {}}.reason())) line.drop = nullptr;
    if (line.kind == BlockKind::caption && wanted("caption")) line.kind = BlockKind::paragraph;
  }
}

}  // namespace
}  // namespace extraction

PageFormat page_format(std::string_view name) {
  for (std::size_t i = 0; i < extraction::format_names.size(); ++i) {
    if (extraction::format_names[i] == name) return static_cast<PageFormat>(i);
  }
  text::throw_unknown("page format", name, extraction::format_names);
}

std::string_view name_of(PageFormat format) noexcept { return extraction::format_names[static_cast<std::size_t>(format)]; }
std::string_view name_of(BlockKind kind) noexcept { return extraction::kind_names[static_cast<std::size_t>(kind)]; }

std::string_view Dropped::reason() const noexcept { return rule->id.substr(rule->id.rfind('.') + 1); }

void extraction::for_each_line(std::string_view source, PageFormat format, const std::function<void(std::string_view)>& visit) {
  Sheet sheet(source);
  Head head;
  switch (format == PageFormat::automatic ? guess(source) : format) {
    case PageFormat::html: read_html(sheet, parse(source)); break;
    case PageFormat::markdown: read_markdown(sheet, head); break;
    default: read_plain(sheet, 0, source.size()); break;
  }
  for (const Line& line : sheet.lines) visit(sheet.of(line));
}

std::uint64_t extraction::line_key(std::string_view line) noexcept {
  std::uint64_t hash = 1;
  std::size_t characters = 0;
  bool digits = false;
  for (std::size_t i = 0; i < line.size();) {
    if (line[i] > '9' && line[i] < 0x7F) {  // most characters of Latin text: neither digit nor white space
      digits = false;
      hash = mixed(hash, static_cast<unsigned char>(line[i++]));
      ++characters;
      continue;
    }
    const text::Decoded c = text::decode_at(line, i);
    i += c.size;
    const bool digit = c.value >= U'0' && c.value <= U'9';
    if (text::class_of(c.value).white_space() || (digit && digits)) continue;
    digits = digit;
    hash = mixed(hash, digit ? U'0' : c.value);
    ++characters;
  }
  return characters < 2 ? 0 : std::max<std::uint64_t>(hash, 1);
}

std::span<const std::string_view> keep_reasons() noexcept { return extraction::keep_names; }

extraction::Features extraction::judge_page(Sheet& sheet, const ExtractOptions& options, Page& page) {
  page.format = options.format == PageFormat::automatic ? guess(sheet.source) : options.format;
  Head head;
  std::vector<LineWords> words;
  const auto read_words = [&] {
    words.reserve(sheet.lines.size());
    for (Line& line : sheet.lines) {
      words.emplace_back(sheet.of(line));
      if (options.site == nullptr || line.heading == 1 || !options.site->knows(sheet.of(line))) continue;
      line.region = &drop_site;
      if (page.format != PageFormat::html) line.drop = line.region;
    }
  };
  switch (page.format) {
    case PageFormat::html: {
      const Document document = parse(sheet.source);
      read_head(document, head);
      read_html(sheet, document);
      read_words();
      mark_teasers(sheet, document, words);
      choose_article(sheet, document, words);
      read_thread(sheet, document, words);
      break;
    }
    case PageFormat::markdown: read_markdown(sheet, head); break;
    default: read_plain(sheet, 0, sheet.source.size()); break;
  }
  if (page.format != PageFormat::html) read_words();
  return judge(sheet, words, head, page);
}

Page extract(std::string_view source, const ExtractOptions& options) {
  for (const std::string_view reason : options.keep) {
    if (std::find(extraction::keep_names.begin(), extraction::keep_names.end(), reason) == extraction::keep_names.end()) {
      text::throw_unknown("reason to keep", reason, extraction::keep_names);
    }
  }
  Page page;
  extraction::Sheet sheet(source);
  extraction::judge_page(sheet, options, page);
  if (!options.keep.empty()) extraction::keep(sheet, options.keep);
  extraction::assemble(sheet, options.trace, page);
  return page;
}

}  // namespace hansift
