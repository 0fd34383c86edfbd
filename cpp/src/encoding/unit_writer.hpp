#pragma once

// The other output of the decoders: UTF-16 into a buffer of the caller's.

#include <cstring>
#include <string_view>

#include "encoding/writer.hpp"
#include "text/scan.hpp"

namespace hansift::encoding {

/// As Writer. No decoder makes more units than it reads bytes, so that nothing is checked.
class UnitWriter {
 public:
  /// `source` is a piece of a stream that begins at `source_base`; `output_base` units were written before `out`.
  UnitWriter(std::string_view source, char16_t* out, DecodedUnits& result, std::size_t source_base = 0, std::size_t output_base = 0)
      : source_(source), begin_(out), cursor_(out), result_(result), source_base_(source_base), output_base_(output_base) {}

  static constexpr bool wide = true;

  void care(const PrivateUseCare& care) noexcept { care_ = care; }

  /// Well-formed UTF-8.
  void copy(std::size_t at, std::size_t size) {
    const auto* in = reinterpret_cast<const unsigned char*>(source_.data()) + at;
    const unsigned char* const end = in + size;
    char16_t* out = cursor_;
    while (in != end) {
      if (*in < 0x80) {
        // Short runs are the rule in Chinese text, long ones in markup.
        const unsigned char* const near = end - in < 16 ? end : in + 16;
        while (in != near && *in < 0x80) *out++ = *in++;
        if (in == near && in != end) {
          const std::size_t run = text::ascii_prefix({reinterpret_cast<const char*>(in), static_cast<std::size_t>(end - in)});
          for (std::size_t i = 0; i < run; ++i) out[i] = in[i];
          in += run;
          out += run;
        }
      } else if ((*in & 0xF0) == 0xE0) {
        do {
          *out++ = static_cast<char16_t>((in[0] & 0x0F) << 12 | (in[1] & 0x3F) << 6 | (in[2] & 0x3F));
          in += 3;
        } while (in != end && (*in & 0xF0) == 0xE0);
      } else {
        cursor_ = out;
        const text::Decoded one = text::decode_at(source_, static_cast<std::size_t>(reinterpret_cast<const char*>(in) - source_.data()));
        encode(one.value);
        in += one.size;
        out = cursor_;
      }
    }
    cursor_ = out;
  }
  void put(char32_t value, std::size_t at, std::size_t size) {
    if (care_.policy != PrivateUse::keep && is_private_use(value)) {
      if (care_.policy == PrivateUse::flag) {
        result_.flags.push_back(private_use_flag({source_base_ + at, source_base_ + at + size}, value));
      } else if (const char32_t meant = care_.standard != nullptr ? care_.standard(value) : 0; meant != 0) {
        value = meant;
      }
    }
    encode(value);
  }
  void put_pair(char32_t first, char32_t second, std::size_t, std::size_t) {
    encode(first);
    encode(second);
  }
  void bad(std::size_t at, std::size_t size) {
    const std::size_t begin = output_base_ + this->size();
    *cursor_++ = static_cast<char16_t>(text::replacement_character);
    result_.replacements.push_back({{source_base_ + at, source_base_ + at + size}, {begin, begin + 1}});
  }
  void drop(std::size_t, std::size_t, const Rule&) noexcept {}
  std::size_t pairs(Family family, std::string_view source, std::size_t at) {
    return pairs_to_units(unit_pairs(family), source, at, cursor_).at;
  }
  [[nodiscard]] std::size_t size() const noexcept { return static_cast<std::size_t>(cursor_ - begin_); }

 private:
  void encode(char32_t value) noexcept {
    if (value < 0x10000) {
      *cursor_++ = static_cast<char16_t>(value);
    } else {
      *cursor_++ = static_cast<char16_t>(0xD7C0 + (value >> 10));
      *cursor_++ = static_cast<char16_t>(0xDC00 + (value & 0x3FF));
      result_.surrogates = true;
    }
  }

  std::string_view source_;
  char16_t* begin_;
  char16_t* cursor_;
  DecodedUnits& result_;
  std::size_t source_base_, output_base_;
  PrivateUseCare care_{};
};

}  // namespace hansift::encoding
