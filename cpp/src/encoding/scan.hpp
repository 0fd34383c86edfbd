#pragma once

// One pass over the bytes of detect(): what kind they are (ASCII, UTF-8, something else), the windows that the language model will judge, and
// the encodings of the lines. What it keeps depends on the bytes alone, not on how they arrive.

#include <cstddef>
#include <string_view>

#include "encoding/candidates.hpp"
#include "encoding/evidence.hpp"
#include "encoding/lines.hpp"
#include "encoding/windows.hpp"
#include "hansift/encoding.hpp"

namespace hansift::encoding {

class Scan {
 public:
  static constexpr std::size_t look_back = 256;  ///< bytes before the point reached that may be read again
  /// So many bytes, or all, must be there at the first call.
  static constexpr std::size_t head_size = Hints::head_size;

  /// Goes on in `data`, which begins at offset `base` of the input; `last`: there is no more. Returns how many bytes of `data` are not needed
  /// any more. Unless `last`, progress is sure if there are more than longest_line + look_back of them.
  std::size_t run(std::string_view data, std::size_t base, bool last);

  /// The answer. `head`: the first head_size bytes of the input, or all; `size`: of the input.
  [[nodiscard]] Detection finish(std::string_view head, std::size_t size, Hints hints);

 private:
  /// `few`: UTF-8 so far, of few characters; `sound`: of so many that it is no chance; `other`: not UTF-8, or not all of it.
  enum class Kind : unsigned char { ascii, few, sound, other };

  void start(std::string_view head);
  [[nodiscard]] std::size_t line_begin(std::string_view data, std::size_t base, std::size_t otherwise) const noexcept;
  bool next_line(std::string_view data, std::size_t base, bool last);
  bool pass_utf8(std::string_view data, std::size_t base, bool last);
  void take(std::string_view line, std::size_t begin);
  [[nodiscard]] const Codec& letters_codec(const Hints& hints) const noexcept;
  [[nodiscard]] Detection judge(std::string_view head, std::size_t size, Hints& hints);

  Kind kind_ = Kind::ascii;
  bool started_ = false;
  std::size_t at_ = 0;           // all before is dealt with
  std::size_t line_floor_ = 0;   // the next line does not begin before
  std::size_t utf8_characters_ = 0;
  std::string_view mark_{};      // of a byte order mark
  std::string_view settled_{};   // the head says it all
  float settled_confidence_ = 0;
  Escapes escapes_{};
  Windows sample_{};
  Windows letters_{};                // of lines that seem to be of an alphabet, for files that mix one with something else
  std::size_t next_sample_ = 16384;  // behind the first windows, lines are taken at offsets that double
  Lines lines_{};
};

}  // namespace hansift::encoding
