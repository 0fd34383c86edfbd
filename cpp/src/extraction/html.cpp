// HTML to lines: one walk over the tree in source order, without recursion.

#include <algorithm>

#include "extraction/readers.hpp"
#include "extraction/regions.hpp"

namespace hansift::extraction {
namespace {

/// Tables whose cells hold short plain text are data, one line a row; others only lay out the page.
std::vector<bool> find_data_tables(const Document& document) {
  const auto& nodes = document.nodes;
  std::vector<bool> data(nodes.size(), false);
  struct Open {
    std::uint32_t table;
    std::uint32_t end;
    std::size_t cell_text;
    std::size_t largest;
    std::uint32_t cells_in_row;
    std::uint32_t most_cells;
    bool nested;
    std::uint32_t blocks;
    std::uint32_t lines_in_cell;
  };
  std::vector<Open> open;
  const auto close = [&] {
    const Open& table = open.back();
    data[table.table] = !table.nested && table.most_cells >= 2 && table.largest <= 600 && table.blocks <= 1;
    open.pop_back();
  };
  for (std::uint32_t i = 0; i < nodes.size(); ++i) {
    while (!open.empty() && i >= open.back().end) close();
    const Node& node = nodes[i];
    if (node.tag == Tag::table) {
      if (!open.empty()) open.back().nested = true;
      open.push_back({i, node.end, 0, 0, 0, 0, false, 0, 0});
      continue;
    }
    if (open.empty()) continue;
    Open& table = open.back();
    switch (node.tag) {
      case Tag::tr: table.cells_in_row = 0; break;
      case Tag::td: case Tag::th:
        table.cell_text = 0;
        table.lines_in_cell = 0;
        table.most_cells = std::max(table.most_cells, ++table.cells_in_row);
        break;
      case Tag::text:
        table.cell_text += node.close - node.begin;
        table.largest = std::max(table.largest, table.cell_text);
        break;
      case Tag::p: case Tag::div: case Tag::br:
        if (++table.lines_in_cell > 1) table.blocks += 2;
        break;
      case Tag::ul: case Tag::ol: case Tag::h1: case Tag::h2: case Tag::h3: case Tag::form: case Tag::article: table.blocks += 2; break;
      default: break;
    }
  }
  while (!open.empty()) close();
  return data;
}

class Reader {
 public:
  Reader(Sheet& sheet, const Document& document, std::size_t offset)
      : sheet_(sheet), document_(document), nodes_(document.nodes), offset_(offset), folder_{sheet, is_valid_utf8(document.source)} {}

  void run() {
    const std::vector<bool> data = find_data_tables(document_);
    sheet_.start_line();
    for (std::uint32_t i = 1; i < nodes_.size();) {
      leave(i);
      const Node& node = nodes_[i];
      if (node.tag == Tag::text) {
        take_text(node);
        ++i;
        continue;
      }
      if (const Rule* rule = skipped(node)) {
        sheet_.drop(*rule, offset_ + node.begin, offset_ + node.close);
        if (is_block(node.tag)) flush();
        i = node.end;
        continue;
      }
      enter(i, data);
      ++i;
    }
    leave(static_cast<std::uint32_t>(nodes_.size()));
    flush();
    if (!document_.cut.empty()) sheet_.drop(drop_hidden, offset_ + document_.cut.begin, offset_ + document_.cut.end);
  }

 private:
  struct Scope {
    std::uint32_t node;
    std::uint32_t end;
    const Rule* region;
    BlockKind kind;
    std::uint8_t heading;
    bool list;
    std::uint32_t row;      ///< data row we are in (0: none)
    std::uint32_t container;
    bool preformatted;
  };

  struct OpenHint {
    Field field;
    std::uint32_t end;
    std::size_t begin;
    std::string value;
  };

  const Rule* skipped(const Node& node) const noexcept {
    switch (node.tag) {
      case Tag::comment: return &drop_markup_comment;
      case Tag::script: return &drop_script;
      case Tag::style: return &drop_style;
      case Tag::template_tag: return &drop_hidden;
      case Tag::title: case Tag::meta: case Tag::link: case Tag::base: return &drop_metadata;
      case Tag::head: return nullptr;
      case Tag::svg: case Tag::math: case Tag::object: case Tag::iframe: case Tag::audio: case Tag::video: case Tag::canvas: return &drop_embedded;
      case Tag::input: case Tag::select: case Tag::option: case Tag::button: case Tag::textarea: return &drop_form;
      case Tag::rt: case Tag::rp: case Tag::rtc: return &drop_ruby;
      default: return is_hidden(document_, node) ? &drop_hidden : nullptr;
    }
  }

  const Scope& scope() const noexcept { return scopes_.empty() ? outside_ : scopes_.back(); }

  void leave(std::uint32_t i) {
    while (!hints_.empty() && i >= hints_.back().end) {
      OpenHint& hint = hints_.back();
      const Span span{std::min(hint.begin, sheet_.text.size()), sheet_.text.size()};
      if (span.size() <= 300 && (!span.empty() || !hint.value.empty())) sheet_.hints.push_back({hint.field, span, std::move(hint.value), false});
      hints_.pop_back();
    }
    while (!scopes_.empty() && i >= scopes_.back().end) {
      const Node& node = nodes_[scopes_.back().node];
      if (is_block(node.tag)) {
        const std::uint32_t row = scopes_.back().row;
        if (row == 0 || node.tag == Tag::tr || row == scopes_.back().node) flush();
      }
      scopes_.pop_back();
    }
  }

  void enter(std::uint32_t i, const std::vector<bool>& data) {
    const Node& node = nodes_[i];
    const Tag tag = node.tag;
    if (tag == Tag::br) {
      if (scope().row == 0) flush();
      else blank(node);
      return;
    }
    if (tag == Tag::hr) {
      flush();
      return;
    }
    if (tag == Tag::img) image_before_ = sheet_.line_is_empty();
    const std::size_t close = offset_ + node.close;
    if (tag == Tag::a && document_.has(node, Attribute::href)) {
      link_until_ = close;
      ++links_;
      link_first_ = link_first_ || sheet_.line_is_empty();
    } else if (tag == Tag::b || tag == Tag::strong) {
      bold_until_ = close;
    }
    const bool block = is_block(tag);
    if (!block && tag != Tag::span && tag != Tag::time && tag != Tag::a && tag != Tag::i && tag != Tag::em && tag != Tag::inline_other) return;
    if (!block && i > 0 && nodes_[i - 1].tag != Tag::text && !sheet_.line_is_empty()) seam();
    if (!block && i > 1 && nodes_[i - 1].tag == Tag::text && nodes_[i - 1].parent != node.parent && !sheet_.line_is_empty()) seam();
    const Naming naming = names_.read(document_, node);
    const Field field = naming.field;
    if (field != Field::none && hints_.size() < 64 && scope().region == nullptr) {
      std::string value;
      if (field == Field::date) {
        value = resolved(document_.attribute(node, Attribute::datetime).substr(0, 100));
        if (value.empty()) value = resolved(document_.attribute(node, Attribute::content).substr(0, 100));
      }
      hints_.push_back({field, node.end, sheet_.text.size(), std::move(value)});
      std::sort(hints_.begin(), hints_.end(), [](const OpenHint& a, const OpenHint& b) { return a.end > b.end; });
    }
    if (!block && tag != Tag::span) return;
    Scope inner = scope();
    inner.node = i;
    inner.end = node.end;
    const Region region = naming.region;
    if (region.rule != nullptr && inner.region == nullptr) inner.region = region.rule;
    if (block) {
      if (inner.row == 0) flush();
      inner.container = i;
    }
    switch (naming.manner) {
      case Manner::caption: inner.kind = BlockKind::caption; break;
      case Manner::quotation: inner.kind = BlockKind::quotation; break;
      case Manner::verse: inner.kind = BlockKind::verse; break;
      case Manner::none: break;
    }
    switch (tag) {
      case Tag::h1: case Tag::h2: case Tag::h3: case Tag::h4: case Tag::h5: case Tag::h6:
        inner.heading = static_cast<std::uint8_t>(1 + static_cast<int>(tag) - static_cast<int>(Tag::h1));
        inner.kind = BlockKind::heading;
        break;
      case Tag::li: case Tag::dt: case Tag::dd:
        inner.list = true;
        if (inner.kind == BlockKind::paragraph) inner.kind = BlockKind::list_item;
        break;
      case Tag::figure:
        if (shows_picture(i)) inner.kind = BlockKind::caption;
        break;
      case Tag::pre:
        inner.preformatted = true;
        if (inner.kind != BlockKind::verse) inner.kind = BlockKind::code;
        break;
      case Tag::table:
        data_table_ = data[i] ? i : 0;
        data_end_ = node.end;
        break;
      case Tag::tr:
        if (data_table_ != 0 && i < data_end_) {
          inner.row = i;
          inner.kind = BlockKind::table_row;
        }
        break;
      case Tag::td: case Tag::th:
        if (inner.row != 0) folder_.separate("\t", offset_ + node.begin);
        break;
      default: break;
    }
    if (block || region.rule != nullptr || inner.kind != scope().kind) scopes_.push_back(inner);
  }

  void seam() {
    if (sheet_.seams.empty() || sheet_.seams.back() != sheet_.text.size()) sheet_.seams.push_back(sheet_.text.size());
  }

  void blank(const Node& node) {
    if (!folder_.pending) {
      folder_.pending = true;
      folder_.pending_source = {offset_ + node.begin, offset_ + node.close};
    }
  }

  void take_text(const Node& node) {
    const std::size_t begin = offset_ + node.begin;
    const std::size_t end = offset_ + node.close;
    const std::size_t before = sheet_.text.size();
    if (scope().preformatted) {
      take_preformatted(begin, end);
      return;
    }
    folder_.append(begin, end, true);
    const std::size_t size = sheet_.text.size() - before;
    if (begin < link_until_) link_size_ += size;
    if (begin < bold_until_) bold_size_ += size;
  }

  /// Code keeps its blanks and line breaks.
  void take_preformatted(std::size_t begin, std::size_t end) {
    const std::string_view source = sheet_.source.substr(0, end);  // a page of many of these is not searched to its end for each
    while (begin < end) {
      const std::size_t stop = std::min(source.find('\n', begin), end);
      const std::size_t piece = stop > begin && source[stop - 1] == '\r' ? stop - 1 : stop;
      folder_.append_verbatim(begin, piece, true);
      if (stop < end) flush();
      begin = stop + 1;
    }
  }

  void flush() {
    folder_.reset();
    if (!sheet_.line_is_empty()) {
      const Scope& here = scope();
      Line line;
      line.kind = here.kind;
      line.region = here.region;
      line.container = here.container;
      line.manner = mixed(kind_of(document_, nodes_[here.container]), kind_of(document_, nodes_[nodes_[here.container].parent]));
      line.heading = here.heading;
      line.from_list = here.list;
      line.link_size = link_size_;
      line.bold_size = bold_size_;
      line.link_first = link_first_ && link_size_ > 0;
      line.after_image = image_before_;
      line.centred = is_centred(nodes_[here.container]);
      line.links = static_cast<std::uint16_t>(std::min<std::size_t>(links_, 60000));
      const std::size_t line_begin = sheet_.line_begin();
      if (Line* made = sheet_.finish_line(line); made != nullptr && made->kind == BlockKind::code) {
        made->text.begin = line_begin;  // the indent of code is part of it
      }
      image_before_ = false;
    } else {
      sheet_.start_line();
    }
    link_size_ = 0;
    bold_size_ = 0;
    links_ = 0;
    link_first_ = false;
  }

  bool is_centred(const Node& node) const noexcept {
    if (node.tag == Tag::center) return true;
    const std::string_view style = document_.attribute(node, Attribute::style).substr(0, 200);
    return document_.attribute(node, Attribute::align) == "center" || style.find("text-align:center") != std::string_view::npos || style.find("text-align: center") != std::string_view::npos;
  }

  /// Whether a figure shows a picture; of one that holds code, a table or a quotation the words are no caption.
  bool shows_picture(std::uint32_t figure) const noexcept {
    bool picture = false;
    const std::uint32_t end = std::min(nodes_[figure].end, figure + 48);
    for (std::uint32_t i = figure + 1; i < end; ++i) {
      const Tag tag = nodes_[i].tag;
      if (tag == Tag::pre || tag == Tag::code || tag == Tag::table || tag == Tag::blockquote) return false;
      picture = picture || tag == Tag::img;
    }
    return picture;
  }

  Sheet& sheet_;
  const Document& document_;
  const std::vector<Node>& nodes_;
  std::size_t offset_;
  Folder folder_;
  Scope outside_{0, 0, nullptr, BlockKind::paragraph, 0, false, 0, 0, false};
  std::vector<Scope> scopes_;
  std::vector<OpenHint> hints_;
  NameReader names_;
  std::size_t link_until_ = 0;
  std::size_t bold_until_ = 0;
  std::size_t link_size_ = 0;
  std::size_t bold_size_ = 0;
  std::size_t links_ = 0;
  bool link_first_ = false;
  bool image_before_ = false;
  std::uint32_t data_table_ = 0;
  std::uint32_t data_end_ = 0;
};

}  // namespace

void read_html(Sheet& sheet, const Document& document, std::size_t offset) { Reader(sheet, document, offset).run(); }

}  // namespace hansift::extraction
