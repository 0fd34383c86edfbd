#include "segmentation/uax29.hpp"

#include <cstdint>

#include "text/utf8.hpp"

namespace hansift::segmentation {
namespace {

enum class Property : std::uint8_t { Other, CR, LF, Extend, Format, Sep, Sp, Lower, Upper, OLetter, Numeric, ATerm, SContinue, STerm, Close };

// sentence_index and sentence_blocks, made by cpp/tools/make_sentence_break.py.
#include "sentence_break.inc"

Property property_of(char32_t value) {
  if (value > 0x10FFFF) return Property::Other;
  return static_cast<Property>(sentence_blocks[sentence_index[value >> 7]][value & 127]);
}

bool skipped(Property p) { return p == Property::Extend || p == Property::Format; }
bool para_sep(Property p) { return p == Property::Sep || p == Property::CR || p == Property::LF; }

// The end of the run of Han (all of OLetter) or of ASCII letters and spaces at `at`: between sentences' ends they bear on nothing but what
// stands before the next terminator, which is the last one of them.
std::size_t plain_end(std::string_view text, std::size_t at) {
  const auto plain = [](char byte) { return byte == ' ' || (static_cast<char>(byte | 32) >= 'a' && static_cast<char>(byte | 32) <= 'z'); };
  while (at < text.size() && plain(text[at])) ++at;
  while (at < text.size() && text::han_at(text, at) != 0) at += 3;
  return at;
}

// SB8 looks for a lower-case letter past anything that is no letter, separator or terminator. The answer holds for all positions
// before the one where the look ended, so each character is looked at once.
class LowerAhead {
 public:
  explicit LowerAhead(std::string_view text) : text_(text) {}
  bool at(std::size_t from) {
    if (valid_ && from >= asked_ && from <= stop_) return answer_;
    asked_ = from;
    stop_ = from;
    answer_ = false;
    valid_ = true;
    while (stop_ < text_.size()) {
      const text::Decoded found = text::decode_at(text_, stop_);
      const Property p = property_of(found.value);
      if (p == Property::Lower) {
        answer_ = true;
        break;
      }
      if (p == Property::OLetter || p == Property::Upper || para_sep(p) || p == Property::STerm || p == Property::ATerm) break;
      stop_ += found.size;
    }
    return answer_;
  }

 private:
  std::string_view text_;
  std::size_t asked_ = 0;
  std::size_t stop_ = 0;
  bool answer_ = false;
  bool valid_ = false;
};

}  // namespace

std::vector<Span> uax29_spans(std::string_view text) {
  std::vector<Span> spans;
  if (text.empty()) return spans;
  LowerAhead lower(text);
  // What came before, Extend and Format left out: the terminator of "SATerm Close* Sp*", and how far that sequence has come.
  enum class Stage : std::uint8_t { none, term, close, space };
  Stage stage = Stage::none;
  Property term = Property::Other;
  Property before_term = Property::Other;
  Property last = Property::Other;
  bool separated = false;  // the last character was a paragraph separator (SB4)
  Property raw_last = Property::Other;
  std::size_t begin = 0;
  for (std::size_t at = 0; at < text.size();) {
    if (stage == Stage::none && !separated) {
      if (const std::size_t end = plain_end(text, at); end > at) {
        at = end;
        last = raw_last = property_of(text::decode_before(text, at).value);
        continue;
      }
    }
    const text::Decoded found = text::decode_at(text, at);
    const Property p = property_of(found.value);
    bool split = false;
    if (at > 0) {
      if (raw_last == Property::CR && p == Property::LF) split = false;  // SB3
      else if (separated) split = true;                                   // SB4
      else if (skipped(p)) split = false;                                 // SB5
      else if (stage != Stage::none) {
        const bool aterm = term == Property::ATerm;
        if (aterm && stage == Stage::term && p == Property::Numeric) split = false;                                             // SB6
        else if (aterm && stage == Stage::term && p == Property::Upper && (before_term == Property::Upper || before_term == Property::Lower)) split = false;  // SB7
        else if (aterm && lower.at(at)) split = false;                                                                          // SB8
        else if (p == Property::SContinue || p == Property::STerm || p == Property::ATerm) split = false;                        // SB8a
        else if (stage != Stage::space && (p == Property::Close || p == Property::Sp || para_sep(p))) split = false;             // SB9
        else if (p == Property::Sp || para_sep(p)) split = false;                                                                // SB10
        else split = true;                                                                                                       // SB11
      }
    }
    if (split) {
      spans.push_back({begin, at});
      begin = at;
    }
    if (!skipped(p) || separated) {
      if (split && separated) {
        last = Property::Other;
        stage = Stage::none;
      }
      if (p == Property::STerm || p == Property::ATerm) {
        before_term = last;
        term = p;
        stage = Stage::term;
      } else if (stage != Stage::none && !split && p == Property::Close && stage != Stage::space) {
        stage = Stage::close;
      } else if (stage != Stage::none && !split && p == Property::Sp) {
        stage = Stage::space;
      } else if (stage != Stage::none && !split && para_sep(p)) {
        stage = Stage::none;
      } else {
        stage = Stage::none;
      }
      last = p;
    }
    separated = para_sep(p);
    raw_last = p;
    at += found.size;
  }
  spans.push_back({begin, text.size()});
  return spans;
}

}  // namespace hansift::segmentation
