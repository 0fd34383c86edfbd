#include "extraction/dom.hpp"

#include <algorithm>
#include <array>
#include <functional>
#include <memory>
#include <new>

#include "extraction/lexicon.hpp"
#include "text/utf8.hpp"
#include "text/windows_1252.hpp"

extern "C" {
#include <lexbor/html/tokenizer.h>
void hansift_lexbor_hurry(lxb_html_tokenizer_t* tokenizer, lxb_tag_id_t tag);
std::size_t hansift_lexbor_find_reference(const unsigned char* text, std::size_t size, const char** value, std::size_t* value_size);
}

namespace hansift::extraction {
namespace {

constexpr std::size_t max_depth = 400;  // deeper elements become childless: no page that people read needs them
constexpr std::size_t max_search = 128;  // how far up an end tag looks for its element

Tag tag_of(lxb_tag_id_t id) noexcept {
  switch (id) {
    case LXB_TAG_HTML: return Tag::html;
    case LXB_TAG_HEAD: return Tag::head;
    case LXB_TAG_BODY: return Tag::body;
    case LXB_TAG_TITLE: return Tag::title;
    case LXB_TAG_META: return Tag::meta;
    case LXB_TAG_LINK: return Tag::link;
    case LXB_TAG_BASE: return Tag::base;
    case LXB_TAG_SCRIPT: return Tag::script;
    case LXB_TAG_STYLE: return Tag::style;
    case LXB_TAG_TEMPLATE: return Tag::template_tag;
    case LXB_TAG_NOSCRIPT: return Tag::noscript;
    case LXB_TAG_SVG: return Tag::svg;
    case LXB_TAG_MATH: return Tag::math;
    case LXB_TAG_OBJECT: case LXB_TAG_APPLET: case LXB_TAG_EMBED: return Tag::object;
    case LXB_TAG_IFRAME: case LXB_TAG_NOFRAMES: case LXB_TAG_NOEMBED: return Tag::iframe;
    case LXB_TAG_AUDIO: return Tag::audio;
    case LXB_TAG_VIDEO: return Tag::video;
    case LXB_TAG_CANVAS: return Tag::canvas;
    case LXB_TAG_FORM: return Tag::form;
    case LXB_TAG_INPUT: return Tag::input;
    case LXB_TAG_SELECT: case LXB_TAG_DATALIST: return Tag::select;
    case LXB_TAG_OPTION: case LXB_TAG_OPTGROUP: return Tag::option;
    case LXB_TAG_BUTTON: return Tag::button;
    case LXB_TAG_TEXTAREA: return Tag::textarea;
    case LXB_TAG_LABEL: return Tag::label;
    case LXB_TAG_FIELDSET: return Tag::fieldset;
    case LXB_TAG_NAV: case LXB_TAG_MENU: return Tag::nav;
    case LXB_TAG_ASIDE: return Tag::aside;
    case LXB_TAG_FOOTER: return Tag::footer;
    case LXB_TAG_HEADER: return Tag::header;
    case LXB_TAG_MAIN: return Tag::main;
    case LXB_TAG_ARTICLE: return Tag::article;
    case LXB_TAG_SECTION: return Tag::section;
    case LXB_TAG_DIV: return Tag::div;
    case LXB_TAG_CENTER: return Tag::center;
    case LXB_TAG_DETAILS: return Tag::details;
    case LXB_TAG_SUMMARY: return Tag::summary;
    case LXB_TAG_DIALOG: return Tag::dialog;
    case LXB_TAG_ADDRESS: return Tag::address;
    case LXB_TAG_HGROUP: return Tag::hgroup;
    case LXB_TAG_H1: return Tag::h1;
    case LXB_TAG_H2: return Tag::h2;
    case LXB_TAG_H3: return Tag::h3;
    case LXB_TAG_H4: return Tag::h4;
    case LXB_TAG_H5: return Tag::h5;
    case LXB_TAG_H6: return Tag::h6;
    case LXB_TAG_P: return Tag::p;
    case LXB_TAG_BR: return Tag::br;
    case LXB_TAG_HR: return Tag::hr;
    case LXB_TAG_PRE: case LXB_TAG_LISTING: case LXB_TAG_XMP: case LXB_TAG_PLAINTEXT: return Tag::pre;
    case LXB_TAG_BLOCKQUOTE: return Tag::blockquote;
    case LXB_TAG_UL: case LXB_TAG_DIR: return Tag::ul;
    case LXB_TAG_OL: return Tag::ol;
    case LXB_TAG_LI: return Tag::li;
    case LXB_TAG_DL: return Tag::dl;
    case LXB_TAG_DT: return Tag::dt;
    case LXB_TAG_DD: return Tag::dd;
    case LXB_TAG_FIGURE: return Tag::figure;
    case LXB_TAG_FIGCAPTION: return Tag::figcaption;
    case LXB_TAG_IMG: case LXB_TAG_IMAGE: return Tag::img;
    case LXB_TAG_TABLE: return Tag::table;
    case LXB_TAG_CAPTION: return Tag::caption;
    case LXB_TAG_COLGROUP: return Tag::colgroup;
    case LXB_TAG_THEAD: return Tag::thead;
    case LXB_TAG_TBODY: return Tag::tbody;
    case LXB_TAG_TFOOT: return Tag::tfoot;
    case LXB_TAG_TR: return Tag::tr;
    case LXB_TAG_TD: return Tag::td;
    case LXB_TAG_TH: return Tag::th;
    case LXB_TAG_A: return Tag::a;
    case LXB_TAG_B: return Tag::b;
    case LXB_TAG_STRONG: return Tag::strong;
    case LXB_TAG_EM: return Tag::em;
    case LXB_TAG_I: return Tag::i;
    case LXB_TAG_SPAN: return Tag::span;
    case LXB_TAG_FONT: return Tag::font;
    case LXB_TAG_TIME: return Tag::time;
    case LXB_TAG_CODE: case LXB_TAG_SAMP: case LXB_TAG_KBD: case LXB_TAG_TT: return Tag::code;
    case LXB_TAG_RUBY: return Tag::ruby;
    case LXB_TAG_RB: return Tag::rb;
    case LXB_TAG_RT: return Tag::rt;
    case LXB_TAG_RP: return Tag::rp;
    case LXB_TAG_RTC: return Tag::rtc;
    case LXB_TAG_DEL: case LXB_TAG_S: case LXB_TAG_STRIKE: return Tag::del;
    case LXB_TAG_SUP: case LXB_TAG_SUB: return Tag::sup;
    case LXB_TAG_WBR: return Tag::wbr;
    case LXB_TAG_FRAMESET: case LXB_TAG_SEARCH: return Tag::block_other;
    default: return Tag::inline_other;
  }
}

bool is_void(Tag tag) noexcept {
  switch (tag) {
    case Tag::meta: case Tag::link: case Tag::base: case Tag::input: case Tag::br: case Tag::hr: case Tag::img: case Tag::wbr: return true;
    default: return false;
  }
}

bool is_heading(Tag tag) noexcept { return tag >= Tag::h1 && tag <= Tag::h6; }
bool is_cell(Tag tag) noexcept { return tag == Tag::td || tag == Tag::th; }
bool is_row_group(Tag tag) noexcept { return tag == Tag::thead || tag == Tag::tbody || tag == Tag::tfoot; }

/// Start tags that end an open paragraph.
bool closes_paragraph(Tag tag) noexcept {
  switch (tag) {
    case Tag::td: case Tag::th: case Tag::tr: case Tag::tbody: case Tag::thead: case Tag::tfoot: case Tag::body: case Tag::html: case Tag::br:
    case Tag::figcaption: case Tag::option: case Tag::object: case Tag::iframe: case Tag::template_tag: return false;
    default: return is_block(tag);
  }
}

struct KnownAttribute {
  std::string_view name;
  Attribute which;
};
constexpr KnownAttribute attribute_names[] = {
    {"id", Attribute::id}, {"rel", Attribute::rel}, {"role", Attribute::role}, {"href", Attribute::href}, {"name", Attribute::name}, {"type", Attribute::type},
    {"lang", Attribute::lang}, {"class", Attribute::class_name}, {"style", Attribute::style}, {"align", Attribute::align}, {"hidden", Attribute::hidden},
    {"content", Attribute::content}, {"property", Attribute::property}, {"itemprop", Attribute::itemprop}, {"datetime", Attribute::datetime}, {"xml:lang", Attribute::lang}};
constexpr std::size_t longest_attribute_name = 8;

/// Where in the list, which is sorted by it, the names of a length begin.
constexpr std::array<std::uint8_t, longest_attribute_name + 2> names_of_length = [] {
  std::array<std::uint8_t, longest_attribute_name + 2> begins{};
  for (std::size_t length = 0; length < begins.size(); ++length) {
    for (const KnownAttribute& known : attribute_names) begins[length] += known.name.size() < length;
  }
  return begins;
}();

const KnownAttribute* attribute_named(std::string_view name) noexcept {
  if (name.empty() || name.size() > longest_attribute_name) return nullptr;
  for (std::size_t i = names_of_length[name.size()]; i < names_of_length[name.size() + 1]; ++i) {
    if (starts_with(name, attribute_names[i].name)) return &attribute_names[i];
  }
  return nullptr;
}

class Builder {
 public:
  explicit Builder(Document& document) : document_(document), source_(document.source) {
    document_.nodes.reserve(source_.size() / 24 + 16);
    document_.attributes.reserve(source_.size() / 64 + 16);
    document_.nodes.push_back({});
    open_.push_back(0);
  }

  void take(lxb_html_tokenizer_t* tokenizer, const lxb_html_token_t& token) {
    if (token.tag_id == LXB_TAG__END_OF_FILE) return;
    const std::size_t begin = offset(token.begin, at_);
    const std::size_t end = std::max(begin, offset(token.end, source_.size()));
    at_ = end;
    switch (token.tag_id) {
      case LXB_TAG__TEXT: add(Tag::text, begin, end); return;
      case LXB_TAG__EM_COMMENT: add(Tag::comment, begin, end); return;
      case LXB_TAG__EM_DOCTYPE: return;
      default: break;
    }
    if (token.tag_id < LXB_TAG_A && token.tag_id != LXB_TAG__UNDEF) return;  // processing instructions
    const Tag tag = tag_of(token.tag_id);
    if (token.type & LXB_HTML_TOKEN_TYPE_CLOSE) {
      if (tag == Tag::svg || token.tag_id == LXB_TAG_FOREIGNOBJECT) html_in_drawing_ = false;
      close(tag, begin, end);
      return;
    }
    if (is_open(Tag::svg)) leave_drawing(token.tag_id, begin);
    imply(tag, begin);
    const std::uint32_t index = add(tag, begin, end);
    add_attributes(token, document_.nodes[index]);
    // Drawings and formulas are XML: <svg/>, <style/> and <title/> there have an end of their own, and no text of a page is behind them.
    const bool foreign = tag == Tag::svg || tag == Tag::math || (!html_in_drawing_ && (is_open(Tag::svg) || is_open(Tag::math)));
    if (foreign && (token.type & LXB_HTML_TOKEN_TYPE_CLOSE_SELF)) return;
    if (!is_void(tag) && open_.size() < max_depth) {
      open_.push_back(index);
      ++count_[static_cast<std::size_t>(tag)];
    }
    lxb_html_tokenizer_set_state_by_tag(tokenizer, false, token.tag_id, LXB_NS_HTML);
    hansift_lexbor_hurry(tokenizer, token.tag_id);
  }

  void finish() {
    while (open_.size() > 1) pop(source_.size());
    document_.nodes[0].close = source_.size();
    const std::size_t rest = at_ + (at_ < source_.size() && source_[at_] == '>' ? 1 : 0);  // tokens of tags end before it
    if (rest < source_.size() && source_[rest] == '<') document_.cut = {rest, source_.size()};
    auto& nodes = document_.nodes;
    for (std::size_t i = nodes.size(); i-- > 0;) {
      nodes[i].end = std::max(nodes[i].end, static_cast<std::uint32_t>(i + 1));
      if (i > 0) nodes[nodes[i].parent].end = std::max(nodes[nodes[i].parent].end, nodes[i].end);
    }
  }

 private:
  std::size_t offset(const lxb_char_t* pointer, std::size_t otherwise) const noexcept {
    const auto* first = reinterpret_cast<const lxb_char_t*>(source_.data());
    if (pointer == nullptr || std::less<>{}(pointer, first) || std::less<>{}(first + source_.size(), pointer)) return otherwise;
    return static_cast<std::size_t>(pointer - first);
  }

  std::uint32_t add(Tag tag, std::size_t begin, std::size_t end) {
    Node node;
    node.tag = tag;
    node.parent = open_.back();
    node.begin = begin;
    node.open_end = end;
    node.close = end;
    document_.nodes.push_back(node);
    return static_cast<std::uint32_t>(document_.nodes.size() - 1);
  }

  void add_attributes(const lxb_html_token_t& token, Node& node) {
    node.first_attribute = static_cast<std::uint32_t>(document_.attributes.size());
    std::size_t looked_at = 0;
    for (const lxb_html_token_attr_t* attribute = token.attr_first; attribute != nullptr && looked_at < 64; attribute = attribute->next) {
      ++looked_at;
      const Span name{offset(attribute->name_begin, 0), offset(attribute->name_end, 0)};
      if (name.end <= name.begin) continue;
      const KnownAttribute* const known = attribute_named(name.of(source_));
      if (known == nullptr) continue;
      Span value{name.end, name.end};
      if (attribute->value_begin != nullptr) value = {offset(attribute->value_begin, 0), offset(attribute->value_end, 0)};
      if (value.end < value.begin) value.end = value.begin;
      document_.attributes.push_back({known->which, value});
      ++node.attribute_count;
    }
  }

  Tag top(std::size_t level) const noexcept { return document_.nodes[open_[level]].tag; }
  bool is_open(Tag tag) const noexcept { return count_[static_cast<std::size_t>(tag)] != 0; }

  /// Elements of HTML that end a drawing which was never closed, as in browsers; in a foreignObject they belong to the drawing.
  void leave_drawing(lxb_tag_id_t tag, std::size_t where) {
    if (tag == LXB_TAG_FOREIGNOBJECT) html_in_drawing_ = true;
    if (html_in_drawing_) return;
    switch (tag) {
      case LXB_TAG_P: case LXB_TAG_DIV: case LXB_TAG_UL: case LXB_TAG_OL: case LXB_TAG_TABLE: case LXB_TAG_BODY:
      case LXB_TAG_H1: case LXB_TAG_H2: case LXB_TAG_H3: case LXB_TAG_H4: case LXB_TAG_H5: case LXB_TAG_H6: break;
      default: return;
    }
    while (is_open(Tag::svg)) {
      const std::size_t level = find([](Tag t) { return t == Tag::svg; }, [](Tag) { return false; });
      if (level == 0) return;
      pop_to(level, where);
    }
  }

  void pop(std::size_t where) {
    Node& node = document_.nodes[open_.back()];
    node.close = where;
    --count_[static_cast<std::size_t>(node.tag)];
    open_.pop_back();
  }

  void pop_to(std::size_t level, std::size_t where) {
    while (open_.size() > level) pop(where);
  }

  /// Level of the nearest open element that `wanted` accepts, 0 if `stop` or the search limit comes first.
  template <class Wanted, class Stop>
  std::size_t find(Wanted wanted, Stop stop) const noexcept {
    std::size_t looked_at = 0;
    for (std::size_t level = open_.size() - 1; level > 0 && looked_at < max_search; --level, ++looked_at) {
      if (wanted(top(level))) return level;
      if (stop(top(level))) return 0;
    }
    return 0;
  }

  void imply(Tag tag, std::size_t where) {
    const auto is_scope = [](Tag t) { return t == Tag::table || is_cell(t) || t == Tag::caption || t == Tag::button || t == Tag::object; };
    std::size_t level = 0;
    if (is_open(Tag::p) && closes_paragraph(tag)) level = find([](Tag t) { return t == Tag::p; }, is_scope);
    if (level > 0) pop_to(level, where);
    level = 0;
    switch (tag) {
      case Tag::li:
        if (is_open(Tag::li)) level = find([](Tag t) { return t == Tag::li; }, [&](Tag t) { return t == Tag::ul || t == Tag::ol || t == Tag::nav || is_scope(t); });
        break;
      case Tag::dt: case Tag::dd:
        if (is_open(Tag::dt) || is_open(Tag::dd)) level = find([](Tag t) { return t == Tag::dt || t == Tag::dd; }, [&](Tag t) { return t == Tag::dl || is_scope(t); });
        break;
      case Tag::option:
        if (is_open(Tag::option)) level = find([](Tag t) { return t == Tag::option; }, [](Tag t) { return t == Tag::select; });
        break;
      case Tag::td: case Tag::th:
        if (is_open(Tag::td) || is_open(Tag::th)) level = find(is_cell, [](Tag t) { return t == Tag::table || t == Tag::tr; });
        break;
      case Tag::tr:
        if (is_open(Tag::tr)) level = find([](Tag t) { return t == Tag::tr; }, [](Tag t) { return t == Tag::table || is_row_group(t); });
        break;
      case Tag::thead: case Tag::tbody: case Tag::tfoot:
        level = find(is_row_group, [](Tag t) { return t == Tag::table; });
        break;
      case Tag::rt: case Tag::rp: case Tag::rb: case Tag::rtc:
        level = find([](Tag t) { return t == Tag::rt || t == Tag::rp || t == Tag::rb; }, [](Tag t) { return is_block(t) || t == Tag::ruby; });
        break;
      case Tag::a:
        if (is_open(Tag::a)) forget(Tag::a, where, where);
        break;
      case Tag::body:
        if (is_open(Tag::head)) level = find([](Tag t) { return t == Tag::head; }, [](Tag) { return false; });
        break;
      default:
        if (is_heading(tag) && is_heading(top(open_.size() - 1))) level = open_.size() - 1;
        else if (is_block(tag) && tag != Tag::head && tag != Tag::html && is_open(Tag::head) && top(open_.size() - 1) == Tag::head && tag != Tag::template_tag)
          level = open_.size() - 1;
        break;
    }
    if (level > 0) pop_to(level, where);
  }

  /// Takes an inline element off the stack of open elements; what was opened inside it stays open.
  void forget(Tag tag, std::size_t where, std::size_t end) {
    const std::size_t level = find([&](Tag t) { return t == tag; }, [](Tag t) { return t == Tag::table || is_cell(t); });
    if (level == 0) return;
    if (level + 1 == open_.size()) {
      pop(end);
      return;
    }
    document_.nodes[open_[level]].close = where;
    --count_[static_cast<std::size_t>(tag)];
    open_.erase(open_.begin() + static_cast<std::ptrdiff_t>(level));
  }

  void close(Tag tag, std::size_t begin, std::size_t end) {
    if (!is_open(tag) || tag == Tag::body || tag == Tag::html) return;
    if (!is_block(tag) && tag != Tag::ruby) {
      forget(tag, begin, end);
      return;
    }
    const bool table_part = tag == Tag::table || is_cell(tag) || tag == Tag::tr || is_row_group(tag) || tag == Tag::caption;
    std::size_t level = find([&](Tag t) { return t == tag; },
                             [&](Tag t) { return table_part ? t == Tag::table : is_cell(t) || t == Tag::table || t == Tag::body; });
    if (level == 0 && is_heading(tag)) level = find(is_heading, [](Tag t) { return is_cell(t) || t == Tag::table || t == Tag::body; });
    if (level == 0) return;
    pop_to(level + 1, begin);
    pop(end);
  }

  Document& document_;
  std::string_view source_;
  std::size_t at_ = 0;
  bool html_in_drawing_ = false;  ///< inside of a foreignObject
  std::vector<std::uint32_t> open_;
  std::array<std::uint32_t, 256> count_{};
};

struct Session {
  Builder* builder;
};

lxb_html_token_t* on_token(lxb_html_tokenizer_t* tokenizer, lxb_html_token_t* token, void* context) {
  static_cast<Session*>(context)->builder->take(tokenizer, *token);
  // Attributes are of no use once the token was seen; without this a page's attributes would all stay in memory.
  if (token->attr_first != nullptr) lexbor_dobject_clean(tokenizer->dobj_token_attr);
  return token;
}

struct Destroy {
  void operator()(lxb_html_tokenizer_t* tokenizer) const noexcept {
    lxb_html_tokenizer_tags_destroy(tokenizer);  // made by parse(), so not the tokenizer's
    lxb_html_tokenizer_attrs_destroy(tokenizer);
    lxb_html_tokenizer_destroy(tokenizer);
  }
};

}  // namespace

/// Classes that tell members of a series apart.
static constexpr std::string_view positions[] = {"first", "last", "odd", "even", "active", "current", "selected", "open", "show", "alt", "clearfix"};

static std::uint64_t hash_of_kind(const Document& document, const Node& node) noexcept {
  std::uint64_t hash = mixed(1, static_cast<std::uint64_t>(node.tag));
  if (node.attribute_count == 0) return hash;
  std::string_view names = document.attribute(node, Attribute::class_name).substr(0, 80);
  std::string_view name;
  do {  // the first that does not just say which one of several it is
    names.remove_prefix(std::min(names.find_first_not_of(' '), names.size()));
    name = names.substr(0, names.find(' '));
    names.remove_prefix(name.size());
  } while (std::find(std::begin(positions), std::end(positions), name) != std::end(positions));
  for (const char c : name.substr(0, 40)) {
    if (c < '0' || c > '9') hash = mixed(hash, static_cast<unsigned char>(c));
  }
  return hash;
}

std::uint64_t kind_of(const Document& document, const Node& node) noexcept {
  std::uint64_t& known = document.kinds[static_cast<std::size_t>(&node - document.nodes.data())];
  if (known == 0) known = hash_of_kind(document, node);
  return known;
}

bool is_block(Tag tag) noexcept {
  switch (tag) {
    case Tag::root: case Tag::block_other: case Tag::html: case Tag::head: case Tag::body: case Tag::title: case Tag::form: case Tag::fieldset:
    case Tag::select: case Tag::option: case Tag::textarea: case Tag::nav: case Tag::aside: case Tag::footer: case Tag::header: case Tag::main:
    case Tag::article: case Tag::section: case Tag::div: case Tag::center: case Tag::details: case Tag::summary: case Tag::dialog:
    case Tag::address: case Tag::hgroup: case Tag::h1: case Tag::h2: case Tag::h3: case Tag::h4: case Tag::h5: case Tag::h6: case Tag::p:
    case Tag::hr: case Tag::pre: case Tag::blockquote: case Tag::ul: case Tag::ol: case Tag::li: case Tag::dl: case Tag::dt: case Tag::dd:
    case Tag::figure: case Tag::figcaption: case Tag::table: case Tag::caption: case Tag::colgroup: case Tag::thead: case Tag::tbody:
    case Tag::tfoot: case Tag::tr: case Tag::td: case Tag::th: case Tag::template_tag: case Tag::noscript: return true;
    default: return false;
  }
}

Document parse(std::string_view source) {
  Document document;
  document.source = source;
  Builder builder(document);
  Session session{&builder};
  const std::unique_ptr<lxb_html_tokenizer_t, Destroy> tokenizer(lxb_html_tokenizer_create());
  if (!tokenizer || lxb_html_tokenizer_init(tokenizer.get()) != LXB_STATUS_OK) throw std::bad_alloc();
  // Nobody reads the parse errors, and a hostile page has one a byte.
  tokenizer->parse_errors = lexbor_array_obj_destroy(tokenizer->parse_errors, true);
  tokenizer->opt |= LXB_HTML_TOKENIZER_OPT_ATTR_KEEP_DUPLICATE;  // the check for duplicates is quadratic
  lxb_html_tokenizer_callback_token_done_set(tokenizer.get(), on_token, &session);
  // The tables of names have a fixed size; a page of nothing but new names would make chains of theirs.
  const std::size_t names = std::clamp<std::size_t>(source.size() / 64, 256, 65536);
  if (lxb_html_tokenizer_tags_make(tokenizer.get(), names) != LXB_STATUS_OK || lxb_html_tokenizer_attrs_make(tokenizer.get(), 32) != LXB_STATUS_OK ||
      lxb_html_tokenizer_begin(tokenizer.get()) != LXB_STATUS_OK) {
    throw std::bad_alloc();
  }
  if (lxb_html_tokenizer_chunk(tokenizer.get(), reinterpret_cast<const lxb_char_t*>(source.data()), source.size()) != LXB_STATUS_OK ||
      lxb_html_tokenizer_end(tokenizer.get()) != LXB_STATUS_OK) {
    throw std::bad_alloc();  // the tokenizer has no other way to fail
  }
  builder.finish();
  document.kinds.resize(document.nodes.size());
  return document;
}

void read_reference(std::string_view text, std::size_t at, Reference& found) noexcept {
  found.size = 0;
  found.value = {};
  std::size_t i = at + 1;
  if (i >= text.size()) return;
  if (text[i] == '#') {
    ++i;
    const bool hex = i < text.size() && (text[i] | 32) == 'x';
    if (hex) ++i;
    const std::size_t first = i;
    char32_t value = 0;
    for (; i < text.size() && i < first + 64; ++i) {
      const char c = text[i];
      unsigned digit = 0;
      if (c >= '0' && c <= '9') digit = static_cast<unsigned>(c - '0');
      else if (hex && (c | 32) >= 'a' && (c | 32) <= 'f') digit = static_cast<unsigned>((c | 32) - 'a') + 10;
      else break;
      value = value > 0x110000 ? value : value * (hex ? 16 : 10) + digit;
    }
    if (i == first) return;
    if (i < text.size() && text[i] == ';') ++i;
    if (value >= 0x80 && value <= 0x9F) value = text::windows_1252_high[value - 0x80];
    if (value == 0 || value > 0x10FFFF || (value >= 0xD800 && value <= 0xDFFF)) value = text::replacement_character;
    std::string encoded;
    text::append_utf8(encoded, value);
    std::copy(encoded.begin(), encoded.end(), found.buffer);
    found.size = i - at;
    found.value = {found.buffer, encoded.size()};
    return;
  }
  const char* value = nullptr;
  std::size_t value_size = 0;
  const std::size_t size = hansift_lexbor_find_reference(reinterpret_cast<const unsigned char*>(text.data()) + i, text.size() - i, &value, &value_size);
  if (size == 0) return;
  found.size = size + 1;
  found.value = {value, value_size};
}

std::string resolved(std::string_view text) {
  std::string out;
  bool blank = false;
  const auto put = [&](std::string_view piece) {
    if (blank && !out.empty()) out.push_back(' ');
    blank = false;
    out.append(piece);
  };
  Reference reference;
  for (std::size_t i = 0; i < text.size();) {
    const char c = text[i];
    if (c > ' ' && c < 0x7F && c != '&') {
      std::size_t end = i + 1;
      while (end < text.size() && text[end] > ' ' && text[end] < 0x7F && text[end] != '&') ++end;
      put(text.substr(i, end - i));
      i = end;
      continue;
    }
    if (c == ' ' || (c >= '\t' && c <= '\r') || c == '\0') {
      blank = true;
      ++i;
      continue;
    }
    if (c == '&') {
      read_reference(text, i, reference);
      if (reference.size > 0) {
        if (reference.value == " " || reference.value == "\n") blank = true;
        else put(reference.value);
        i += reference.size;
        continue;
      }
    }
    const text::Decoded decoded = text::decode_at(text, i);
    put(decoded.valid ? text.substr(i, decoded.size) : std::string_view("\xEF\xBF\xBD"));
    i += decoded.size;
  }
  return out;
}

}  // namespace hansift::extraction
