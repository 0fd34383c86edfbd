// decode(), decode_units() and Decoder: which bytes are decoded with what.

#include <algorithm>
#include <cassert>

#include "encoding/decoders.hpp"
#include "encoding/unit_writer.hpp"
#include "encoding/writer.hpp"
#include "hansift/encoding.hpp"
#include "hansift/error.hpp"
#include "text/choices.hpp"

namespace hansift {
namespace encoding {

template <class Out>
std::size_t decode_with(const Codec& codec, std::string_view source, std::size_t at, bool last, State& state, Out& out) {
  switch (codec.family) {
    case Family::utf8: return decode_utf8(source, at, last, state, out);
    case Family::utf16le: return decode_utf16(source, at, last, false, out);
    case Family::utf16be: return decode_utf16(source, at, last, true, out);
    case Family::utf32le: return decode_utf32(source, at, last, false, out);
    case Family::utf32be: return decode_utf32(source, at, last, true, out);
    case Family::gb18030:
    case Family::big5:
    case Family::euc_kr:
    case Family::shift_jis:
    case Family::euc_jp:
    case Family::euc_tw:
    case Family::johab: return decode_double_byte(codec.family, source, at, last, out);
    case Family::iso_2022_jp: return decode_iso_2022_jp(source, at, last, state, out);
    case Family::iso_2022_kr: return decode_iso_2022_kr(source, at, last, state, out);
    case Family::iso_2022_cn: return decode_iso_2022_cn(source, at, last, state, out);
    case Family::hz: return decode_hz(source, at, last, state, out);
    case Family::single_byte: return decode_single_byte(source, at, codec.page, out);
    case Family::user_defined: return decode_user_defined(source, at, out);
    case Family::replacement: break;
  }
  // All of the stream is one error. (`at` minus what was swallowed may be before this piece: offsets are taken modulo 2^64.)
  state.swallowed += source.size() - at;
  if (last && state.swallowed > 0) out.bad(source.size() - state.swallowed, state.swallowed);
  return source.size();
}

template std::size_t decode_with(const Codec&, std::string_view, std::size_t, bool, State&, Writer&);
template std::size_t decode_with(const Codec&, std::string_view, std::size_t, bool, State&, UnitWriter&);

std::string_view byte_order_mark(const Codec& codec) noexcept {
  switch (codec.family) {
    case Family::utf8: return "\xEF\xBB\xBF";
    case Family::utf16le: return "\xFF\xFE";
    case Family::utf16be: return "\xFE\xFF";
    case Family::utf32le: return {"\xFF\xFE\0\0", 4};
    case Family::utf32be: return {"\0\0\xFE\xFF", 4};
    case Family::gb18030: return "\x84\x31\x95\x33";
    default: return {};
  }
}

namespace {

/// A stretch of the stream and its encoding. The last one has no end.
struct Section {
  std::size_t end;
  const Codec* codec;
};
constexpr std::size_t no_end = static_cast<std::size_t>(-1);

const Codec& named(std::string_view label) {
  const Codec* codec = find_codec(label);
  if (codec == nullptr) text::throw_unknown("encoding", label, encodings());
  return *codec;
}

std::vector<Section> sections_of(std::span<const EncodingSpan> spans) {
  std::vector<Section> sections;
  sections.reserve(spans.size());
  std::size_t at = 0;
  for (const EncodingSpan& span : spans) {
    if (span.begin != at || span.end < at) {
      throw ConfigError("spans must tile the input; one from " + std::to_string(span.begin) + " to " + std::to_string(span.end) + " follows " +
                        std::to_string(at));
    }
    at = span.end;
    // Bytes that are no text are shown as UTF-8: what is ASCII in them stays readable.
    sections.push_back({span.end, &named(span.encoding == "binary" ? "utf-8" : span.encoding)});
  }
  sections.back().end = no_end;
  return sections;
}

/// The walk over the sections of a stream, piece by piece: the one loop that decode(), decode_units() and Decoder share.
class Walk {
 public:
  Walk(std::span<const Section> sections, PrivateUse policy) : sections_(sections), policy_(policy) { assert(!sections.empty()); }

  /// Decodes `piece`, which begins where the last call stopped; returns how much of it was taken: all of it if it is the last one.
  template <class Out>
  std::size_t feed(std::string_view piece, bool last, Out& out) {
    std::size_t at = 0;
    for (;;) {
      const Section& section = sections_[section_];
      const bool final_section = section_ + 1 == sections_.size();
      const std::size_t left = section.end - position_;
      const std::size_t stop = left < piece.size() ? left : piece.size();
      const bool ends = final_section ? last : last || left <= piece.size();
      if (at_mark_) {
        const std::string_view mark = byte_order_mark(*section.codec);
        const std::string_view head = piece.substr(0, stop);
        if (!ends && head.size() < mark.size() && mark.starts_with(head)) return 0;
        if (!mark.empty() && head.starts_with(mark)) {
          out.drop(0, mark.size(), bom_rule);
          at = mark.size();
        }
        at_mark_ = false;
      }
      out.care(PrivateUseCare::of(section.codec->family, policy_));
      at = decode_with(*section.codec, piece.substr(0, stop), at, ends, state_, out);
      if (!ends || final_section || left > piece.size()) {
        position_ += at;
        return at;
      }
      ++section_;
      state_ = {};
    }
  }

  [[nodiscard]] std::size_t position() const noexcept { return position_; }

 private:
  std::span<const Section> sections_;
  PrivateUse policy_;
  std::size_t section_ = 0;
  std::size_t position_ = 0;  ///< in the stream, of the next piece
  bool at_mark_ = true;       ///< nothing was decoded yet: a byte order mark may come
  State state_{};
};

/// What is decoded with what, and the names for the result.
template <class Result>
std::vector<Section> choose(std::string_view bytes, const DecodeOptions& options, Result& result) {
  result.confidence = 1.0F;
  if (!options.encoding.empty()) {
    const Codec& codec = named(options.encoding);
    result.encoding = codec.name;
    return {{no_end, &codec}};
  }
  if (!options.spans.empty()) {
    std::vector<Section> sections = sections_of(options.spans);
    // The mixed file is called by the encoding of most of its bytes.
    const auto longest = std::max_element(options.spans.begin(), options.spans.end(),
                                          [](const EncodingSpan& a, const EncodingSpan& b) { return a.end - a.begin < b.end - b.begin; });
    result.encoding = sections[static_cast<std::size_t>(longest - options.spans.begin())].codec->name;
    return sections;
  }
  const Detection found = detect(bytes, {.declared = options.declared, .tld = options.tld});
  result.encoding = found.encoding;
  result.confidence = found.confidence;
  return sections_of(found.spans);
}

}  // namespace
}  // namespace encoding

Decoded decode(std::string_view bytes, const DecodeOptions& options) {
  Decoded result;
  const auto sections = encoding::choose(bytes, options, result);
  result.text.reserve(bytes.size() + bytes.size() / 2 + 16);
  encoding::Writer out(bytes, result, {.traced = options.trace});
  encoding::Walk(sections, options.private_use).feed(bytes, true, out);
  out.finish();
  return result;
}

DecodedUnits decode_units(std::string_view bytes, char16_t* units, const DecodeOptions& options) {
  DecodedUnits result;
  const auto sections = encoding::choose(bytes, options, result);
  encoding::UnitWriter out(bytes, units, result);
  encoding::Walk(sections, options.private_use).feed(bytes, true, out);
  result.size = out.size();
  return result;
}

// --- streams -----------------------------------------------------------------------------------------------------------------------------

struct Decoder::Impl {
  std::vector<encoding::Section> sections;
  PrivateUse policy;
  std::string_view name;
  encoding::Walk walk{sections, policy};
  std::string held{};           ///< the few bytes of a sequence that has begun
  std::size_t output = 0;       ///< bytes or units of text so far
  std::size_t replaced = 0;
  Decoded piece{};              ///< of the last call

  Impl(std::vector<encoding::Section> all, PrivateUse care, std::string_view called) : sections(std::move(all)), policy(care), name(called) {}

  /// Brings the stream further by `bytes`. `decode(bytes, last)` decodes and returns how much it took.
  template <class Decode>
  void feed(std::string_view bytes, const Decode& decode) {
    if (!held.empty()) {
      // What was held back and enough bytes for any sequence; from there on the piece is decoded where it lies.
      constexpr std::size_t enough = 16;
      const std::size_t before = held.size();
      held.append(bytes.substr(0, enough));
      const std::size_t taken = decode(held, false);
      if (bytes.size() <= enough) {
        held.erase(0, taken);
        return;
      }
      assert(taken >= before);
      bytes.remove_prefix(taken - before);
      held.clear();
    }
    const std::size_t taken = decode(bytes, false);
    held.assign(bytes.substr(taken));
    assert(held.size() <= held_back - 16);
  }

  /// What is left, and a new stream.
  template <class Decode>
  void finish(const Decode& decode) {
    decode(held, true);
    held.clear();
    walk = encoding::Walk(sections, policy);
    output = 0;
  }

  /// `call(decode)`: one of the two above, for UTF-8.
  template <class Call>
  std::string text(std::size_t size, const Call& call) {
    piece = {};
    piece.text.reserve(size + size / 2 + 16);
    const std::size_t before = output;
    call([this, before](std::string_view bytes, bool last) {
      encoding::Writer out(bytes, piece, {.traced = false, .source_base = walk.position(), .output_base = before});
      const std::size_t taken = walk.feed(bytes, last, out);
      out.finish();
      output = before + piece.text.size();
      return taken;
    });
    replaced += piece.replacements.size();
    return std::move(piece.text);
  }

  /// The same for UTF-16.
  template <class Call>
  DecodedUnits units(char16_t* to, const Call& call) {
    DecodedUnits result;
    result.encoding = name;
    result.confidence = 1.0F;
    call([this, to, &result](std::string_view bytes, bool last) {
      encoding::UnitWriter out(bytes, to + result.size, result, walk.position(), output);
      const std::size_t taken = walk.feed(bytes, last, out);
      result.size += out.size();
      output += out.size();
      return taken;
    });
    piece.replacements = result.replacements;
    piece.flags = result.flags;
    replaced += piece.replacements.size();
    return result;
  }
};

Decoder::Decoder(const DecodeOptions& options) {
  if (options.encoding.empty() && options.spans.empty()) throw ConfigError("a Decoder needs an encoding or spans; detect() names them");
  Decoded names;
  auto sections = encoding::choose({}, options, names);
  impl_ = std::make_unique<Impl>(std::move(sections), options.private_use, names.encoding);
}

Decoder::Decoder(Decoder&&) noexcept = default;
Decoder& Decoder::operator=(Decoder&&) noexcept = default;
Decoder::~Decoder() = default;

std::string Decoder::feed(std::string_view bytes) {
  return impl_->text(bytes.size(), [&](const auto& decode) { impl_->feed(bytes, decode); });
}

std::string Decoder::finish() {
  return impl_->text(0, [&](const auto& decode) { impl_->finish(decode); });
}

DecodedUnits Decoder::feed_units(std::string_view bytes, char16_t* units) {
  return impl_->units(units, [&](const auto& decode) { impl_->feed(bytes, decode); });
}

DecodedUnits Decoder::finish_units(char16_t* units) {
  return impl_->units(units, [&](const auto& decode) { impl_->finish(decode); });
}

std::string_view Decoder::encoding() const noexcept { return impl_->name; }
std::span<const Replacement> Decoder::replacements() const noexcept { return impl_->piece.replacements; }
std::span<const Flag> Decoder::flags() const noexcept { return impl_->piece.flags; }
std::size_t Decoder::replacement_count() const noexcept { return impl_->replaced; }

}  // namespace hansift
