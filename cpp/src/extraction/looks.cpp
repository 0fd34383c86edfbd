#include "extraction/looks.hpp"

#include <algorithm>
#include <utility>

namespace hansift::extraction {
namespace {

/// <dt>label</dt><dd>value</dd>: two lines that are one field.
void join_labels(const Sheet& sheet, std::vector<Look>& looks) {
  const std::vector<Line>& lines = sheet.lines;
  for (std::size_t i = 0; i + 1 < lines.size(); ++i) {
    if (!lines[i].from_list || !lines[i + 1].from_list || looks[i].shape.width > 16 || looks[i + 1].shape.width > 48 || looks[i].fields.labelled) continue;
    FieldLine fields = read_fields(std::string(sheet.of(lines[i])) + "：" + std::string(sheet.of(lines[i + 1])));
    if (!fields.labelled || !fields.starts_labelled || fields.rest > 0 || fields.found.size() != 1) continue;
    // The value stands on the next line: its span is counted from this one, as if both were one.
    const std::size_t shift = lines[i + 1].text.begin - lines[i].text.begin - lines[i].text.size() - std::string_view("：").size();
    for (FieldValue& value : fields.found) value.span = {value.span.begin + shift, value.span.end + shift};
    looks[i].fields = std::move(fields);
    for (const std::size_t k : {i, i + 1}) {
      looks[k].field_line = true;
      looks[k].prose = false;
      looks[k].cue = {};
    }
    ++i;
  }
}

/// A short line with blanks where its inline elements meet; empty if there is no such place.
std::string with_seams(const Sheet& sheet, const Line& line) {
  auto at = std::upper_bound(sheet.seams.begin(), sheet.seams.end(), line.text.begin);
  if (at == sheet.seams.end() || *at >= line.text.end || line.text.size() > 300) return {};
  std::string out;
  std::size_t from = line.text.begin;
  for (; at != sheet.seams.end() && *at < line.text.end; ++at) {
    out.append(sheet.text, from, *at - from);
    out.push_back(' ');
    from = *at;
  }
  out.append(sheet.text, from, line.text.end - from);
  return out;
}

/// What was read in with_seams() as spans of the line.
FieldLine without_seams(FieldLine fields, const Sheet& sheet, const Line& line) {
  const auto first = std::upper_bound(sheet.seams.begin(), sheet.seams.end(), line.text.begin);
  const auto back = [&](std::size_t at) {
    std::size_t shift = 0;
    for (auto seam = first; seam != sheet.seams.end() && *seam < line.text.end && *seam - line.text.begin + shift < at; ++seam) ++shift;
    return at - shift;
  };
  for (FieldValue& value : fields.found) value.span = {back(value.span.begin), back(value.span.end)};
  for (Loose& loose : fields.loose) loose.span = {back(loose.span.begin), back(loose.span.end)};
  return fields;
}

bool is_address(std::string_view text) noexcept {
  const std::size_t at = text.find('@');
  return at != std::string_view::npos && at > 0 && text.size() <= 60 && text.find('.', at) != std::string_view::npos && text.find(' ') == std::string_view::npos &&
         std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

bool is_prose(const Sheet& sheet, std::size_t i, const Look& look) noexcept {
  const Line& line = sheet.lines[i];
  return !look.marked && !line.apart && !look.linked && !look.frame() && !look.field_line && !look.caption && line.kind != BlockKind::table_row && line.heading == 0 &&
         look.shape.width >= 24 && (look.shape.stops >= 1 || look.shape.commas >= 2) &&
         (look.shape.ends_sentence || look.shape.width >= 60 || look.shape.commas >= 3);
}

/// A sentence that begins as a button does: 上一篇讲了怎么修，这一篇讲怎么造。
bool reads_as_sentence(const Sheet& sheet, std::size_t i, const Look& look) noexcept {
  const Line& line = sheet.lines[i];
  const std::string_view text = sheet.of(line);
  return look.cue.rule != nullptr && look.cue.rule != &drop_copyright && line.region == nullptr && !line.apart && line.links == 0 && line.heading == 0 &&
         look.shape.stops >= 1 && look.shape.ends_sentence && !look.promotion && !look.legal && look.shape.bars == 0 && look.shape.arrows == 0 &&
         !text.ends_with("！") && !text.ends_with("...");
}

/// A word of the frame is no verdict on a sentence of the text: it is one if the word goes on as one and a clause follows, or if sentences stand before
/// and behind it.
void forgive_sentences(const Sheet& sheet, std::vector<Look>& looks) {
  const auto speaks = [&](std::size_t i) {
    const Look& look = looks[i];
    return look.shape.ends_sentence && look.shape.stops >= 1 && !look.linked && !look.field_line && sheet.lines[i].region == nullptr &&
           (!look.frame() || reads_as_sentence(sheet, i, look));
  };
  std::vector<std::size_t> forgiven;
  for (std::size_t i = 0; i < looks.size(); ++i) {
    Look& look = looks[i];
    if (!reads_as_sentence(sheet, i, look)) continue;
    const bool before = i > 0 && speaks(i - 1);
    const bool behind = i + 1 < looks.size() && speaks(i + 1);
    const bool clauses = look.cue.glued && (look.shape.commas >= 1 || look.shape.width >= 40);
    if ((before && behind) || (clauses && (before || behind || i == 0))) forgiven.push_back(i);
  }
  for (const std::size_t i : forgiven) {
    looks[i].cue = {};
    looks[i].prose = is_prose(sheet, i, looks[i]);
  }
}

}  // namespace

std::vector<Look> look_at(const Sheet& sheet, std::span<LineWords> words) {
  const std::vector<Line>& lines = sheet.lines;
  std::vector<Look> looks(lines.size());
  std::size_t asked = 0;  // an excuse stands among the first sentences of a page
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const Line& line = lines[i];
    Look& look = looks[i];
    const std::string_view text = sheet.of(line);
    LineWords& said = words[i];
    look.shape = said.shape();
    look.linked = line.link_size * 10 >= text.size() * 6;
    look.truncated = text.ends_with("…") || text.ends_with("...");
    if (line.kind == BlockKind::code) {
      look.prose = look.shape.width >= 10;
      continue;
    }
    // Sentences say nothing of the page; only what is short or oddly built is looked at closely.
    const bool plain_sentence = look.shape.ends_sentence && look.shape.stops >= 1 && look.shape.commas >= 1 && look.shape.width >= 48 && !look.linked &&
                                line.kind != BlockKind::caption && text.find("）", text.size() > 6 ? text.size() - 6 : 0) == std::string_view::npos;
    if (text.size() <= 600 && !plain_sentence) {
      look.cue = said.cue();
      const std::string spaced = with_seams(sheet, line);
      const bool elsewhere = look.linked || line.region == &drop_related || line.region == &drop_comment || line.region == &drop_navigation;
      look.fields = spaced.empty() ? read_fields(text, !elsewhere) : without_seams(read_fields(spaced, !elsewhere), sheet, line);
      look.breadcrumb = said.is_breadcrumb();
      look.caption = line.kind == BlockKind::caption || said.is_caption();
      look.promotion = said.is_promotion();
      look.excuse = said.is_excuse();
      look.address = is_address(text);
      look.mark = look.shape.letters == 0 && look.shape.digits == 0;
    }
    if (plain_sentence && look.shape.width <= 130 && asked++ < 12) look.excuse = said.is_excuse();
    look.legal = said.is_legal_notice();
    // A sentence of some length is prose whatever single words it has.
    const bool sentence = look.shape.stops >= 2 && look.shape.commas >= 1 && look.shape.width >= 70;
    if (sentence && !look.linked) {
      if (look.cue.rule != nullptr && look.cue.rule != &drop_copyright) look.cue = {};
      look.breadcrumb = false;
      look.fields.labelled = look.fields.labelled && look.fields.rest == 0;
    }
    const FieldLine& fields = look.fields;
    look.field_line = (fields.dated() && fields.rest == 0 && look.shape.width <= 60) || (fields.labelled && fields.rest <= 14 && look.shape.stops <= 1) ||
                      (fields.dated() && fields.rest <= 40 && look.shape.width <= 110 && !look.shape.ends_sentence && look.shape.stops == 0 &&
                       (fields.rest <= 16 || fields.labelled)) ||
                      (fields.dated() && fields.labelled && look.shape.width <= 110 && look.shape.stops == 0) ||
                      (fields.dated() && look.shape.digits >= 12 && look.shape.width <= 70 && look.shape.stops == 0 && !look.shape.ends_sentence);
    if (look.field_line && look.cue.rule != &drop_related && look.cue.rule != &drop_comment) look.cue = {};
    for (const std::string_view mark : {"□", "■", "◎"}) look.marked = look.marked || text.starts_with(mark);
    look.marked = look.marked && look.shape.width <= 110 && !look.shape.ends_sentence;
    look.prose = is_prose(sheet, i, look);
  }
  join_labels(sheet, looks);
  forgive_sentences(sheet, looks);
  return looks;
}

}  // namespace hansift::extraction
