#include "hansift/quality.hpp"
#include "quality/rules.hpp"

namespace hansift {

Verdict judge(const Signals& s, const VerdictOptions& options) {
  using namespace quality;
  Verdict verdict;
  const auto against = [&verdict](bool broken, const Rule& rule) {
    if (broken) verdict.reasons.push_back(&rule);
  };
  const double chars = static_cast<double>(s.chars);
  const auto share = [chars](std::uint64_t count) { return chars > 0 ? static_cast<double>(count) / chars : 0.0; };

  against(s.chars < options.min_chars, short_text);
  against(s.chars > options.max_chars, long_text);
  against(s.chars > 0 && share(s.letters) < options.min_letters, few_letters);
  against(share(s.symbols) > options.max_symbols, symbols);
  against(share(s.replacement) > options.max_replacement, replacement);
  against(s.bullet_lines > options.max_bullet_lines, bullets);
  against(s.ellipsis_lines > options.max_ellipsis_lines, ellipses);
  against(s.chars > 0 && s.terminal_lines < options.min_terminal_lines, unfinished_lines);
  against(s.duplicate_lines > options.max_duplicate_lines, repeated_lines);
  against(s.duplicate_line_chars > options.max_duplicate_line_chars, repeated_line_text);
  against(s.top_2gram > options.max_top_2gram, common_pair);
  against(s.top_3gram > options.max_top_3gram, common_triple);
  against(s.top_4gram > options.max_top_4gram, common_quadruple);
  against(s.duplicate_10gram > options.max_duplicate_10gram, repeated_text);
  against(s.chars > 0 && s.distinct_chars < options.min_distinct_chars && s.entropy < options.min_entropy, variety);
  // Lists are no prose; they are dropped only if little grammar holds their words together, which spares poems, glossaries, and prose that
  // has white space where others have commas.
  against(s.keyword_chars > options.max_keyword_chars && s.function_chars < options.min_keyword_function, keywords);
  against(s.loose_chars > options.max_loose_chars && s.function_chars < options.min_loose_function, links);
  verdict.keep = verdict.reasons.empty();
  return verdict;
}

}  // namespace hansift
