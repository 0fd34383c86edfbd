#include <algorithm>
#include <array>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "hansift/script.hpp"
#include "script/damage.hpp"
#include "script/rules.hpp"
#include "script/strays.hpp"
#include "script/table.hpp"
#include "text/classes.hpp"

namespace hansift {
namespace script {
namespace {

bool one_of(std::string_view characters, std::string_view character) noexcept { return characters.find(character) != std::string_view::npos; }

/// 隻 behind a numeral or a demonstrative is the measure word, whatever follows.
bool measured(std::string_view text, std::size_t at) noexcept {
  if (at == 0) return false;
  const text::Decoded before = text::decode_before(text, at);
  if (before.value >= '0' && before.value <= '9') return true;
  if (before.value >= 0xFF10 && before.value <= 0xFF19) return true;
  return one_of("一二三四五六七八九十百千萬億兩幾每這那哪各半數整多單船", text.substr(at - before.size, before.size));
}

/// Whether what stands before a damaged spelling makes it a right one: 那齣戲, 幾隻會飛, 天皇後來.
bool genuine(std::string_view text, std::size_t at) noexcept {
  const std::string_view first = text.substr(at, 3);
  if (one_of("隻齣", first)) return measured(text, at);
  if (at >= 3 && one_of("皇太王", first)) return one_of("天教女始國", text.substr(at - 3, 3));
  return false;
}

struct SmallForm {
  char32_t from;
  std::string_view to;
};
constexpr std::array<SmallForm, 7> small_forms{{
    {0xFE50, "，"}, {0xFE51, "、"}, {0xFE54, "；"}, {0xFE55, "："}, {0xFE56, "？"}, {0xFE57, "！"}, {0xFE52, "。"},
}};

}  // namespace

void find_damages(std::string_view text, std::size_t begin, std::size_t end, std::vector<Damage>& found) {
  const Table& table = Table::instance();
  const Lexicon lexicon = table.restore();
  static const PairFilter pairs{lexicon};
  bool after_han = false;
  // Han with which no entry begins, while a fourth byte can be read behind the next character.
  const auto pass = [&](std::size_t at) {
    while (at + 7 <= end) {
      const std::uint32_t one = load4(text.data() + at), two = load4(text.data() + at + 3);
      if (!is_three(one) || !is_three(two)) break;
      const std::uint32_t first = three_value(one);
      if (first < 0x3400 || first > 0x9FFF || pairs.has(first, three_value(two))) break;
      after_han = true;
      at += 3;
    }
    return at;
  };
  for (std::size_t at = begin; (at = pass(at)) < end;) {
    if (static_cast<unsigned char>(text[at]) < 0xE0) {
      after_han = false;
      ++at;
      continue;
    }
    const Head head = head_at(text, at);
    if (!head.valid || head.first < 0x3400 || head.first > 0x9FFF) {
      if (after_han && head.first >= 0xFE50 && head.first <= 0xFE57) {
        for (const SmallForm& form : small_forms) {
          if (form.from == head.first) found.push_back({{at, at + 3}, form.to, &restore_form});
        }
      }
      after_han = false;
      at += head.first_size;
      continue;
    }
    after_han = true;
    if (head.second_size == 0 || !pairs.has(head.first, head.second)) {
      at += head.first_size;
      continue;
    }
    const Match match = lexicon.find(text, at, head, end);
    if (match.size == 0) {
      at += head.first_size;
      continue;
    }
    if (match.plain || genuine(text, at)) {
      at += match.plain ? match.size : 3;
      continue;
    }
    // 后 may as well begin a right word: 有 | 后冠. Then nothing is known.
    const std::size_t last = at + match.size - 3;
    if (text.substr(last, 3) == "后" && !match.value.text.ends_with("后")) {
      if (const Match other = lexicon.find(text, last, end); other.plain) {
        at = last + other.size;
        continue;
      }
    }
    // Only the characters that differ: spelling and damage are of one length, three bytes a character.
    for (std::size_t i = 0; i + 3 <= match.size && i + 3 <= match.value.text.size(); i += 3) {
      const std::string_view right = match.value.text.substr(i, 3);
      if (text.substr(at + i, 3) != right) found.push_back({{at + i, at + i + 3}, right, match.value.vocabulary ? &restore_over : &restore_under});
    }
    at += match.size;
  }
}

}  // namespace script

Restored restore(std::string_view text, const RestoreOptions& options) {
  Restored result;
  std::vector<script::Damage> damages;
  const std::string_view script = script::identify_with_damages(text, damages).script;
  if (!script.starts_with("zh-Hant")) {
    damages.clear();
  } else if (text.size() > script::region_bytes) {
    damages.clear();
    script::find_damages(text, 0, text.size(), damages);
  }
  result.text.reserve(text.size());
  std::size_t copied = 0;
  std::vector<Edit> edits;
  for (const script::Damage& damage : damages) {
    result.text.append(text.substr(copied, damage.span.begin - copied));
    const std::size_t begin = result.text.size();
    result.text.append(damage.right);
    if (options.trace) edits.push_back({damage.span, {begin, result.text.size()}, damage.rule});
    copied = damage.span.end;
  }
  result.text.append(text.substr(copied));
  script::cover_strays(text, result.text, edits);
  result.trace = Trace(std::move(edits));
  return result;
}

}  // namespace hansift
