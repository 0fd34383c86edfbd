#include "script/engine.hpp"

#include <algorithm>
#include <array>
#include <cstring>
#include <utility>

#include "script/rules.hpp"
#include "text/scan.hpp"
#include "text/utf8.hpp"

namespace hansift::script {
namespace {

constexpr std::size_t most_description_characters = 64;
constexpr int most_description_depth = 16;
constexpr std::size_t most_edit_characters = 16;
constexpr std::size_t most_key_bytes = 30 * 4;  // the table's builder sees to it
constexpr std::uint32_t slow_flags = odd_flag | normalize_flag | description_flag;

constexpr text::ByteClasses wide_leads = text::ByteClasses().add(0, 0xE0, 0xFF);

constexpr int description_arity(char32_t value) noexcept {
  if (value < 0x2FF0 || value > 0x2FFF) return 0;
  if (value == 0x2FF2 || value == 0x2FF3) return 3;
  return value >= 0x2FFE ? 1 : 2;
}

/// End of the description sequence at `at`; `at` itself if there is no complete one. Bounded as in OpenCC: depth 16, 64 characters.
std::size_t description_end(std::string_view text, std::size_t at) noexcept {
  std::array<int, most_description_depth> open{};  // operands still wanted, level by level
  int depth = 0;
  std::size_t to = at;
  for (std::size_t count = 0; count < most_description_characters && to < text.size(); ++count) {
    const text::Decoded next = decode(text, to);
    if (!next.valid || depth == most_description_depth) return at;
    to += next.size;
    if (const int arity = description_arity(next.value); arity != 0) {
      open[static_cast<std::size_t>(depth++)] = arity;
      continue;
    }
    while (depth > 0 && --open[static_cast<std::size_t>(depth - 1)] == 0) --depth;
    if (depth == 0) return to;
  }
  return at;
}

/// What a character of three bytes becomes by its entry.
void xor_into(std::array<char, 4>& word, std::string_view source, std::uint32_t entry) noexcept {
  std::memcpy(word.data(), source.data(), 3);
  const std::uint32_t becomes = load4(word.data()) ^ entry;
  std::memcpy(word.data(), &becomes, 4);
}

/// Grows the output by need; `at` runs ahead of the string's own size until finish().
class Output {
 public:
  explicit Output(std::string& text, std::size_t expected) : text_(text), used_(text.size()) { grow(expected + expected / 16 + 64); }

  [[nodiscard]] char* room(std::size_t size) {
    if (text_.size() - used_ < size) grow(size + text_.size() / 2);
    return text_.data() + used_;
  }
  void advance(std::size_t size) noexcept { used_ += size; }
  [[nodiscard]] std::size_t size() const noexcept { return used_; }
  [[nodiscard]] std::string_view written() const noexcept { return {text_.data(), used_}; }
  /// Views into the table and long texts can be read 16 bytes beyond; `readable` says so.
  void put(std::string_view piece, bool readable = false) {
    if (readable && piece.size() <= 16) {
      std::memcpy(room(16), piece.data(), 16);
    } else {
      std::memcpy(room(piece.size()), piece.data(), piece.size());
    }
    used_ += piece.size();
  }
  void finish() { text_.resize(used_); }

 private:
  void grow(std::size_t size) { text_.resize(used_ + size); }
  std::string& text_;
  std::size_t used_;
};

/// One conversion of one text.
template <bool traced>
class Run {
 public:
  Run(const Table& table, const Config& config, std::string_view text, std::string& out, std::vector<Edit>* edits, std::size_t base)
      : table_(table), config_(config), text_(text), out_(out, text.size()), edits_(edits), base_(base) {}

  /// One character or phrase at the start.
  [[nodiscard]] Step first_step() {
    const std::size_t size = character_step(0, head_at(text_, 0));
    out_.finish();
    if (size == stop) return {0, 0, true};
    return {size, size + 2 * most_key_bytes, false};
  }

  /// False if a compatibility ideograph was met: then nothing of the output counts.
  [[nodiscard]] bool go() {
    std::size_t at = 0;
    while (at < text_.size()) {
      at = fast(at);
      if (at >= text_.size()) break;
      at = step(at);
      if (at == stop) {
        out_.finish();
        return false;
      }
    }
    out_.finish();
    return true;
  }

 private:
  static constexpr std::size_t stop = static_cast<std::size_t>(-1);

  /// Whether a phrase may begin with these characters, or the first, of three bytes, needs more than a look at the table.
  [[nodiscard]] bool interesting(std::uint32_t entry, std::uint32_t first, std::uint32_t second, std::uint32_t third) const noexcept {
    if ((entry & slow_flags) != 0) return true;
    const std::uint32_t unit = second > 0xFFFF ? 0xD800 + ((second - 0x10000) >> 10) : second;
    if ((entry >> 27 & static_cast<unsigned>(config_.heads.has(first | unit << 16))) == 0) return false;
    const std::uint64_t pair = hash_pair(first, second);
    return config_.pairs.has(pair) || config_.triples.has(hash_triple(pair, third));
  }

  /// Characters of three bytes at which no phrase begins. Returns where it cannot go on.
  std::size_t fast(std::size_t at) {
    const char* const begin = text_.data();
    if (text_.size() - at < 16) return at;
    const char* in = begin + at;
    const std::uint32_t word_1 = load4(in);
    const std::uint32_t word_2 = load4(in + 3);
    if (!is_three(word_1) || !is_three(word_2)) return at;
    // Each step takes three bytes and writes four, of which three count.
    const std::size_t steps = (text_.size() - at - 7) / 3;
    char* out = out_.room(3 * steps + 4);
    const char* const out_begin = out;
    const char* const end = in + 3 * steps;
    const auto emit = [&](std::uint32_t entry) {
      const std::uint32_t becomes = load4(in) ^ entry;
      if constexpr (traced) {
        if ((entry & becomes_bits) != 0) note(in - begin, 3, out_.size() + static_cast<std::size_t>(out - out_begin), 3, convert_character);
      }
      std::memcpy(out, &becomes, 4);
      in += 3;
      out += 3;
    };
    std::uint32_t first = three_value(word_1);
    std::uint32_t second = three_value(word_2);
    while (in != end) {
      const std::uint32_t word_3 = load4(in + 6);
      const std::uint32_t entry = config_.composed.word(first);
      if (!is_three(word_3)) [[unlikely]] {
        // The two characters before a character of another size.
        const std::uint32_t third = decode(text_, static_cast<std::size_t>(in - begin) + 6).value;
        if (interesting(entry, first, second, third)) break;
        emit(entry);
        const std::uint32_t last = config_.composed.word(second);
        const std::size_t behind = static_cast<std::size_t>(in - begin) + 3 + decode(text_, static_cast<std::size_t>(in - begin) + 3).size;
        const std::uint32_t fourth = behind < text_.size() ? static_cast<std::uint32_t>(decode(text_, behind).value) : 0;
        if (in != end && !interesting(last, second, third, fourth)) emit(last);
        break;
      }
      const std::uint32_t third = three_value(word_3);
      if (interesting(entry, first, second, third)) break;
      emit(entry);
      first = second;
      second = third;
    }
    out_.advance(static_cast<std::size_t>(out - out_begin));
    return static_cast<std::size_t>(in - begin);
  }

  /// One character, phrase or run without interest, whatever it is.
  std::size_t step(std::size_t at) {
    const auto lead = static_cast<unsigned char>(text_[at]);
    if (lead < 0xE0) {
      const std::size_t to = narrow_run(at);
      if (to != at) return to;
    }
    const Head head = head_at(text_, at);
    if (!head.valid) {
      out_.put(text_.substr(at, head.first_size));
      return at + head.first_size;
    }
    return character_step(at, head);
  }

  std::size_t character_step(std::size_t at, const Head& head) {
    const std::uint32_t entry = config_.composed.word(head.first) & ~begins_flag;
    if ((entry & slow_flags) != 0) {
      if ((entry & normalize_flag) != 0) return stop;
      if ((entry & description_flag) != 0) {
        const std::size_t end = std::max(description_end(text_, at), at + head.first_size);
        out_.put(text_.substr(at, end - at));
        return end;
      }
    }
    if (head.second_size != 0) {
      if (const Match match = find(config_.phrases, at, head, text_.size()); match.size != 0) {
        if (!match.plain) {
          put_phrase(at, match.size, match.value.text, match.value.vocabulary);
        } else {
          for (std::size_t inside = 0; inside < match.size; inside += 3) put_plain(at + inside);
        }
        return at + match.size;
      }
      if (const Match match = between(at, head); match.size != 0) {
        put_phrase(at, match.size, match.value.text, match.value.vocabulary);
        return at + match.size;
      }
    }
    put_character(at, head.first_size, entry);
    return at + head.first_size;
  }

  /// The longest key at `at` that ends at or before `limit`. Most keys are two characters: the filter of longer ones is asked before any of
  /// these is compared.
  [[nodiscard]] Match find(const Lexicon& lexicon, std::size_t at, const Head& head, std::size_t limit) const {
    if (head.second_size == 0) return {};
    const Slot* slot = lexicon.slot(head.first, head.second);
    const std::size_t pair = head.first_size + head.second_size;
    if (slot == nullptr || at + pair > limit) return {};
    const std::size_t behind = at + pair;
    const std::uint64_t hash = hash_pair(static_cast<std::uint32_t>(head.first), static_cast<std::uint32_t>(head.second));
    if (behind == limit || !config_.triples.has(hash_triple(hash, decode(text_, behind).value))) return lexicon.alone(*slot, pair);
    return lexicon.longest(*slot, pair, text_.data() + behind, limit - behind, text_.size() - behind);
  }

  /// The longest key of the gaps that ends before the next segment begins.
  [[nodiscard]] Match between(std::size_t at, const Head& head) const {
    const Match match = find(config_.gaps, at, head, text_.size());
    if (match.size == 0) return match;
    for (std::size_t inside = at + head.first_size; inside < at + match.size; inside += decode(text_, inside).size) {
      if (find(config_.phrases, inside, head_at(text_, inside), text_.size()).size != 0) return find(config_.gaps, at, head, inside);
    }
    return match;
  }

  /// Bytes below U+0800 up to the next wider character, but for the ASCII right before it that may begin a phrase.
  std::size_t narrow_run(std::size_t at) {
    std::size_t to = at + 1;
    for (const std::size_t near = std::min(text_.size(), at + 16); to < near && static_cast<unsigned char>(text_[to]) < 0xE0;) ++to;
    if (to == at + 16) to = text::find_class(text_, to, wide_leads);
    if (to < text_.size()) {
      for (std::uint32_t back = 0; to > at && back < config_.ascii_run && static_cast<unsigned char>(text_[to - 1]) < 0x80; ++back) --to;
    }
    out_.put(text_.substr(at, to - at), text_.size() - at >= 16);
    return to;
  }

  // ---- output

  /// What a character becomes; `word` holds it where it is no view of something else.
  [[nodiscard]] std::string_view character_of(std::string_view source, std::uint32_t entry, std::array<char, 4>& word) const {
    if (entry == 0 || (entry & (normalize_flag | description_flag)) != 0) return source;
    if ((entry & odd_flag) != 0) return table_.odd(entry);
    xor_into(word, source, entry);
    return {word.data(), 3};
  }
  [[nodiscard]] std::string_view character(std::size_t at, std::size_t size, std::uint32_t entry, std::array<char, 4>& word) const {
    return character_of(text_.substr(at, size), entry, word);
  }

  void put_character(std::size_t at, std::size_t size, std::uint32_t entry) {
    std::array<char, 4> word{};
    const std::size_t out_begin = out_.size();
    out_.put(character(at, size, entry, word));
    if constexpr (traced) {
      if (entry != 0) note_change(at, at + size, out_begin, convert_character);
    }
  }

  /// A character of three bytes that becomes one of three.
  void put_plain(std::size_t at) {
    const std::uint32_t word = static_cast<unsigned char>(text_[at]) | static_cast<std::uint32_t>(static_cast<unsigned char>(text_[at + 1])) << 8 |
                               static_cast<std::uint32_t>(static_cast<unsigned char>(text_[at + 2])) << 16;
    const std::uint32_t entry = config_.composed.word(three_value(word)) & becomes_bits;
    const std::uint32_t becomes = word ^ entry;
    std::memcpy(out_.room(4), &becomes, 4);
    if constexpr (traced) {
      if (entry != 0) note(static_cast<std::ptrdiff_t>(at), 3, out_.size(), 3, convert_character);
    }
    out_.advance(3);
  }

  void put_phrase(std::size_t at, std::size_t size, std::string_view value, bool vocabulary) {
    const std::size_t out_begin = out_.size();
    out_.put(value, true);
    if constexpr (traced) note_change(at, at + size, out_begin, vocabulary ? convert_vocabulary : convert_phrase);
  }

  void note(std::ptrdiff_t at, std::size_t size, std::size_t out_at, std::size_t out_size, const Rule& rule) {
    const std::size_t begin = base_ + static_cast<std::size_t>(at);
    edits_->push_back({{begin, begin + size}, {out_at, out_at + out_size}, &rule});
  }

  /// Notes what was put since `out_begin` for text_[begin, end): common ends are cut off, nothing is noted for no change.
  void note_change(std::size_t begin, std::size_t end, std::size_t out_begin, const Rule& rule);

  const Table& table_;
  const Config& config_;
  std::string_view text_;
  Output out_;
  std::vector<Edit>* edits_;
  std::size_t base_;
};

template <bool traced>
void Run<traced>::note_change(std::size_t begin, std::size_t end, std::size_t out_begin, const Rule& rule) {
  std::size_t out_end = out_.size();
  const std::string_view out = out_.written();
  while (begin < end && out_begin < out_end) {
    const std::size_t size = decode(text_, begin).size;
    if (text_.substr(begin, size) != out.substr(out_begin, size)) break;
    begin += size;
    out_begin += size;
  }
  while (begin < end && out_begin < out_end) {
    const std::size_t size = text::decode_before(text_, end).size;
    if (out_end - out_begin < size || text_.substr(end - size, size) != out.substr(out_end - size, size)) break;
    end -= size;
    out_end -= size;
  }
  if (begin == end && out_begin == out_end) return;
  // Long entries (none today) are cut: the first fifteen characters go one by one into the output's, the rest follows.
  std::size_t count = 0;
  for (std::size_t at = begin; at < end; at += decode(text_, at).size) ++count;
  while (count > most_edit_characters) {
    const std::size_t size = decode(text_, begin).size;
    const std::size_t out_size = out_begin < out_end ? decode(out, out_begin).size : 0;
    if (text_.substr(begin, size) != out.substr(out_begin, out_size)) note(static_cast<std::ptrdiff_t>(begin), size, out_begin, out_size, rule);
    begin += size;
    out_begin += out_size;
    --count;
  }
  if (text_.substr(begin, end - begin) != out.substr(out_begin, out_end - out_begin)) {
    note(static_cast<std::ptrdiff_t>(begin), end - begin, out_begin, out_end - out_begin, rule);
  }
}

/// The text with compatibility ideographs replaced, outside description sequences, and the edits that this took.
std::string normalized(const Table& table, std::string_view text, std::vector<Edit>* edits) {
  const CharacterMap normal = table.normal();
  std::string out;
  out.reserve(text.size());
  std::size_t copied = 0;
  for (std::size_t at = 0; at < text.size();) {
    if (static_cast<unsigned char>(text[at]) < 0xE2) {
      ++at;
      continue;
    }
    const text::Decoded found = decode(text, at);
    const std::uint32_t entry = found.valid ? normal.word(found.value) : 0;
    if (entry == 0) {
      at += found.size;
    } else if ((entry & description_flag) != 0) {
      at = std::max(description_end(text, at), at + found.size);
    } else {
      out.append(text.substr(copied, at - copied));
      const std::size_t out_begin = out.size();
      if ((entry & odd_flag) != 0) {
        out.append(table.odd(entry));
      } else {
        std::array<char, 4> word{};
        xor_into(word, text.substr(at, 3), entry);
        out.append(word.data(), 3);
      }
      if (edits != nullptr) edits->push_back({{at, at + found.size}, {out_begin, out.size()}, &normalize});
      at += found.size;
      copied = at;
    }
  }
  out.append(text.substr(copied));
  return out;
}

}  // namespace

Engine::Engine(std::string_view config) : table_(Table::instance()), config_(table_.config(config)) {}

void Engine::convert(std::string_view text, std::string& out) const {
  const std::size_t begin = out.size();
  if (Run<false>(table_, config_, text, out, nullptr, 0).go()) return;
  out.resize(begin);
  const std::string normal = normalized(table_, text, nullptr);
  if (!Run<false>(table_, config_, normal, out, nullptr, 0).go()) out.replace(begin, std::string::npos, normal);
}

Step Engine::step(std::string_view window, std::string& out) const { return Run<false>(table_, config_, window, out, nullptr, 0).first_step(); }

void Engine::convert(std::string_view text, std::string& out, std::vector<Edit>& edits, std::size_t source_base) const {
  const std::size_t begin = out.size();
  const std::size_t before = edits.size();
  if (Run<true>(table_, config_, text, out, &edits, source_base).go()) return;
  out.resize(begin);
  edits.resize(before);
  std::vector<Edit> first;
  const std::string normal = normalized(table_, text, &first);
  std::vector<Edit> second;
  std::string result;
  if (!Run<true>(table_, config_, normal, result, &second, 0).go()) result = normal;
  Trace trace(std::move(first));
  trace.compose(Trace(std::move(second)));
  for (const ComposedEdit& edit : trace.edits()) {
    if (edit.source.of(text) == edit.output.of(result)) continue;
    edits.push_back({{edit.source.begin + source_base, edit.source.end + source_base}, {edit.output.begin + begin, edit.output.end + begin}, edit.rules.back()});
  }
  out.append(result);
}

}  // namespace hansift::script
