#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdio>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "hansift/script.hpp"
#include "script/context.hpp"
#include "script/engine.hpp"
#include "script/rules.hpp"
#include "script/strays.hpp"
#include "script/user_dictionary.hpp"
#include "text/choices.hpp"
#include "text/utf8.hpp"

namespace hansift {
namespace {

struct Target {
  std::string_view name;
  std::string_view config;
};

// Sorted by name. BCP 47 targets: zh-Hans takes Traditional text of any region (t2s), zh-Hant gives OpenCC's own standard (s2t), the
// regional ones spell as the region does (s2tw, s2hk) and leave words alone, but with the private-use part x-words (s2twp, s2hkp; from
// Taiwan's words tw2sp); ja is t2jp.
constexpr std::array<Target, 24> targets{{
    {"hk2s", "hk2s"}, {"hk2sp", "hk2sp"}, {"hk2t", "hk2t"}, {"ja", "t2jp"}, {"jp2t", "jp2t"}, {"s2hk", "s2hk"}, {"s2hkp", "s2hkp"},
    {"s2t", "s2t"}, {"s2tw", "s2tw"}, {"s2twp", "s2twp"}, {"t2hk", "t2hk"}, {"t2jp", "t2jp"}, {"t2s", "t2s"}, {"t2tw", "t2tw"},
    {"tw2s", "tw2s"}, {"tw2sp", "tw2sp"}, {"tw2t", "tw2t"}, {"zh-Hans", "t2s"}, {"zh-Hans-x-words", "tw2sp"}, {"zh-Hant", "s2t"}, {"zh-Hant-HK", "s2hk"},
    {"zh-Hant-HK-x-words", "s2hkp"}, {"zh-Hant-TW", "s2tw"}, {"zh-Hant-TW-x-words", "s2twp"},
}};

// What leads back from a configuration.
constexpr std::array<Target, 16> ways_back{{
    {"hk2s", "s2hk"}, {"hk2sp", "s2hkp"}, {"hk2t", "t2hk"}, {"jp2t", "t2jp"}, {"s2hk", "hk2s"}, {"s2hkp", "hk2sp"}, {"s2t", "t2s"}, {"s2tw", "tw2s"},
    {"s2twp", "tw2sp"}, {"t2hk", "hk2t"}, {"t2jp", "jp2t"}, {"t2s", "s2t"}, {"t2tw", "tw2t"}, {"tw2s", "s2tw"}, {"tw2sp", "s2twp"}, {"tw2t", "t2tw"},
}};

constexpr auto target_names = [] {
  std::array<std::string_view, targets.size()> names{};
  for (std::size_t i = 0; i < targets.size(); ++i) names[i] = targets[i].name;
  return names;
}();

const Target& target_of(std::string_view name) {
  const auto* found = std::lower_bound(targets.begin(), targets.end(), name, [](const Target& t, std::string_view n) { return t.name < n; });
  if (found == targets.end() || found->name != name) text::throw_unknown("script conversion", name, target_names);
  return *found;
}

/// Cuts the same characters off both ends.
Edit trimmed(std::string_view source, std::string_view output, Edit edit) {
  while (!edit.source.empty() && !edit.output.empty()) {
    const std::size_t size = text::decode_at(source, edit.source.begin).size;
    if (source.substr(edit.source.begin, size) != output.substr(edit.output.begin, std::min(size, edit.output.size()))) break;
    edit.source.begin += size;
    edit.output.begin += size;
  }
  return edit;
}

}  // namespace

struct Converter::Engine {
  Engine(std::string_view name, ConvertOptions chosen)
      : target(target_of(name)), options(std::move(chosen)), user(options.user_dictionary), engine(target.config) {
    if (options.context) context.emplace(target.config, engine);
  }

  /// What context decided for a text, handed out piece by piece, in order. A choice that reaches into an own word is lost.
  class Choices {
   public:
    explicit Choices(std::vector<script::Choice> all) : all_(std::move(all)) {}

    /// Calls visit(choice, begin, end) for what stands in [begin, end).
    template <class Visit>
    void within(std::size_t begin, std::size_t end, Visit&& visit) {
      while (next_ < all_.size() && all_[next_].end <= begin) ++next_;
      for (std::size_t i = next_; i < all_.size() && all_[i].begin < end; ++i) {
        const std::size_t from = std::max(begin, all_[i].begin), to = std::min(end, all_[i].end);
        const bool whole = from == all_[i].begin && to == all_[i].end;
        if (whole || all_[i].treatment != script::Treatment::becomes) visit(all_[i], from, to);
      }
    }

   private:
    std::vector<script::Choice> all_;
    std::size_t next_ = 0;
  };

  /// Appends the conversion of text[begin, end), which has no own words, and its edits if `traced` is not null.
  void convert(std::string_view text, std::size_t begin, std::size_t end, Choices& choices, std::string& out, Converted* traced, std::vector<Edit>* edits) const {
    const auto piece = [&](std::size_t from, std::size_t to) {
      if (from == to) return;
      if (edits != nullptr) {
        engine.convert(text.substr(from, to - from), out, *edits, from);
      } else {
        engine.convert(text.substr(from, to - from), out);
      }
    };
    std::size_t done = begin;
    choices.within(begin, end, [&](const script::Choice& choice, std::size_t from, std::size_t to) {
      piece(done, from);
      const std::size_t out_begin = out.size();
      const std::string_view source = text.substr(from, to - from);
      switch (choice.treatment) {
        case script::Treatment::becomes: static_cast<void>(script::append_utf8(out, choice.text)); break;
        case script::Treatment::stays: out.append(source); break;
        case script::Treatment::regional: context->regional().convert(source, out); break;
      }
      if (edits != nullptr) note(source, out, choice, out_begin, from, *edits);
      if (traced != nullptr && choice.rule != nullptr && departs(choice, source, std::string_view(out).substr(out_begin))) {
        traced->flags.push_back(departure(choice, {from, to}));
      }
      done = to;
    });
    piece(done, end);
  }

  /// The same for UTF-16; false if it is ill-formed.
  [[nodiscard]] bool convert(std::u16string_view text, std::size_t begin, std::size_t end, Choices& choices, script::UnitPieces& out) const {
    const auto by = [&out](const script::Engine& one, std::u16string_view piece) {
      if (piece.empty()) return true;
      const auto size = one.convert(piece, [&out](std::size_t units) { return out.room(units); });
      out.advance(size.value_or(0));
      return size.has_value();
    };
    bool sound = true;
    std::size_t done = begin;
    choices.within(begin, end, [&](const script::Choice& choice, std::size_t from, std::size_t to) {
      sound = sound && by(engine, text.substr(done, from - done));
      const std::u16string_view source = text.substr(from, to - from);
      switch (choice.treatment) {
        case script::Treatment::becomes: out.append(choice.text); break;
        case script::Treatment::stays:
          sound = sound && well_formed(source);
          out.append(source);
          break;
        case script::Treatment::regional: sound = sound && by(context->regional(), source); break;
      }
      done = to;
    });
    return sound && by(engine, text.substr(done, end - done));
  }

  /// What context decides, in bytes of the text.
  [[nodiscard]] std::vector<script::Choice> choose(std::string_view text) const {
    std::vector<script::Choice> choices;
    if (!context) return choices;
    // One unit or two a character; an ill-formed byte is one that belongs to no word.
    std::u16string units;
    units.reserve(text.size() / 3 + 16);
    for (std::size_t at = 0; at < text.size();) {
      const text::Decoded next = script::decode(text, at);
      at += next.size;
      units.append(next.value > 0xFFFF ? 2 : 1, next.valid && next.value <= 0xFFFF ? static_cast<char16_t>(next.value) : u'\uFFFD');
    }
    context->choose(units, choices);
    std::size_t at = 0, unit = 0;
    const auto bytes = [&](std::size_t position) {
      while (unit < position) {
        const text::Decoded next = script::decode(text, at);
        at += next.size;
        unit += next.value > 0xFFFF ? 2 : 1;
      }
      return at;
    };
    for (script::Choice& choice : choices) {
      choice.begin = bytes(choice.begin);
      choice.end = bytes(choice.end);
    }
    return choices;
  }

  /// Whether a line that was left alone would have changed.
  [[nodiscard]] bool departs(const script::Choice& choice, std::string_view from, std::string_view to) const {
    if (choice.treatment == script::Treatment::becomes) return true;
    std::string without;
    engine.convert(from, without);
    return without != to;
  }

  /// No half of a character.
  static bool well_formed(std::u16string_view text) noexcept {
    for (std::size_t i = 0; i < text.size(); ++i) {
      if (text[i] < 0xD800 || text[i] > 0xDFFF) continue;
      if (text[i] > 0xDBFF || i + 1 == text.size() || text[i + 1] < 0xDC00 || text[i + 1] > 0xDFFF) return false;
      ++i;
    }
    return true;
  }

  /// Where context departs from longest match, and why.
  static Flag departure(const script::Choice& choice, Span span) {
    if (choice.treatment != script::Treatment::becomes) return {span, choice.rule, {}};
    std::array<char, 32> margin{};
    std::snprintf(margin.data(), margin.size(), "; margin %.1f", static_cast<double>(choice.margin));
    std::string reason;
    static_cast<void>(script::append_utf8(reason, choice.text));
    reason += ", not ";
    static_cast<void>(script::append_utf8(reason, choice.instead));
    return {span, choice.rule, reason + margin.data()};
  }

  /// The edits of a choice: character by character where both sides have as many, else one.
  static void note(std::string_view from, std::string_view out, const script::Choice& choice, std::size_t out_begin, std::size_t source_begin, std::vector<Edit>& edits) {
    const std::string_view to = out.substr(out_begin);
    const auto characters = [](std::string_view s) { return std::count_if(s.begin(), s.end(), [](char byte) { return !text::is_continuation(byte); }); };
    const Rule* rule = choice.rule != nullptr ? choice.rule : characters(from) == 1 ? &script::convert_character : &script::convert_phrase;
    const float confidence = choice.margin == 0 ? 1.0F : 1.0F / (1.0F + std::exp(-choice.margin));
    const auto add = [&](std::size_t begin, std::size_t end, std::size_t to_begin, std::size_t to_end) {
      edits.push_back({{source_begin + begin, source_begin + end}, {out_begin + to_begin, out_begin + to_end}, rule, 1, confidence});
    };
    if (characters(from) != characters(to)) {
      add(0, from.size(), 0, to.size());
      return;
    }
    for (std::size_t i = 0, k = 0; i < from.size();) {
      const std::size_t size = text::decode_at(from, i).size, becomes = text::decode_at(to, k).size;
      if (from.substr(i, size) != to.substr(k, becomes)) add(i, i + size, k, k + becomes);
      i += size;
      k += becomes;
    }
  }

  const Target& target;
  ConvertOptions options;
  script::UserDictionary user;
  script::Engine engine;
  std::optional<script::Context> context;
};

Converter::Converter(std::string_view config, ConvertOptions options) : engine_(std::make_unique<const Engine>(config, std::move(options))) {}
Converter::~Converter() = default;
Converter::Converter(Converter&&) noexcept = default;
Converter& Converter::operator=(Converter&&) noexcept = default;

std::string_view Converter::config() const noexcept { return engine_->target.name; }
const ConvertOptions& Converter::options() const noexcept { return engine_->options; }

std::string Converter::operator()(std::string_view text) const {
  std::string out;
  Engine::Choices choices(engine_->choose(text));
  engine_->user.split(
      text, [&](std::size_t begin, std::size_t end) { engine_->convert(text, begin, end, choices, out, nullptr, nullptr); },
      [&](std::size_t, std::size_t, std::string_view to) { out.append(to); });
  return out;
}

std::optional<std::size_t> Converter::convert_utf16(std::u16string_view text, const std::function<char16_t*(std::size_t)>& grow) const {
  if (engine_->user.empty() && !engine_->context) return engine_->engine.convert(text, grow);
  std::vector<script::Choice> chosen;
  if (engine_->context) engine_->context->choose(text, chosen);
  Engine::Choices choices(std::move(chosen));
  script::UnitPieces out(grow, text.size());
  bool well_formed = true;
  engine_->user.split(
      text, [&](std::size_t begin, std::size_t end) { well_formed = well_formed && engine_->convert(text, begin, end, choices, out); },
      [&](std::size_t, std::size_t, std::u16string_view to) { out.append(to); });
  return well_formed ? std::optional(out.size()) : std::nullopt;
}

Converted Converter::convert_traced(std::string_view text) const {
  Converted result;
  std::vector<Edit> edits;
  Engine::Choices choices(engine_->choose(text));
  engine_->user.split(
      text, [&](std::size_t begin, std::size_t end) { engine_->convert(text, begin, end, choices, result.text, &result, &edits); },
      [&](std::size_t begin, std::size_t end, std::string_view to) {
        const std::size_t out_begin = result.text.size();
        result.text.append(to);
        const Edit edit = trimmed(text, result.text, {{begin, end}, {out_begin, result.text.size()}, &script::convert_user});
        if (!edit.source.empty() || !edit.output.empty()) edits.push_back(edit);
      });
  script::cover_strays(text, result.text, edits);
  result.trace = Trace(std::move(edits));
  return result;
}

RoundTrip Converter::round_trip(std::string_view text) const {
  const auto* way = std::find_if(ways_back.begin(), ways_back.end(), [&](const Target& t) { return t.name == engine_->target.config; });
  Converted there = convert_traced(text);
  Converted back = converter(way->config, engine_->options.context).convert_traced(there.text);
  RoundTrip result{std::move(there.text), std::move(back.text), {}};
  for (const ComposedEdit& edit : compose(std::move(there.trace), std::move(back.trace)).edits()) {
    if (edit.source.of(text) != edit.output.of(result.back)) result.lost.push_back(edit.source);
  }
  return result;
}

const Converter& converter(std::string_view config, bool context) {
  // All of them are views into the embedded tables, so they are made together.
  static const std::array<std::vector<Converter>, 2> kept = [] {
    std::array<std::vector<Converter>, 2> made;
    for (const bool with_context : {false, true}) {
      for (const Target& target : targets) made[with_context].emplace_back(target.name, ConvertOptions{with_context, {}});
    }
    return made;
  }();
  return kept[context][static_cast<std::size_t>(&target_of(config) - targets.data())];
}

std::string convert(std::string_view text, std::string_view config, bool context) { return converter(config, context)(text); }

std::span<const std::string_view> conversions() noexcept { return target_names; }

}  // namespace hansift
