#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <string>
#include <string_view>

#include "hansift/cleaning.hpp"
#include "hansift/text.hpp"
#include "hansift/trace.hpp"

namespace hansift::test {

/// Every promise about one text: well-formed, idempotent, the trace proves itself, the same without a trace, flags in range.
inline void check_contract(const Cleaner& cleaner, std::string_view source) {
  const Cleaned once = cleaner(source);
  ASSERT_TRUE(is_valid_utf8(once.text)) << source;
  const auto fault = verify(source, once.text, once.trace);
  ASSERT_FALSE(fault) << source << "\n" << fault->message << " at edit " << fault->edit;
  ASSERT_EQ(cleaner(once.text).text, once.text) << source;
  for (const ComposedEdit& edit : once.trace.edits()) ASSERT_NE(edit.source.of(source), edit.output.of(once.text)) << source;
  for (const Flag& flag : once.flags) {
    ASSERT_LE(flag.span.begin, flag.span.end);
    ASSERT_LE(flag.span.end, source.size());
    ASSERT_NE(flag.rule, nullptr);
  }
  CleanOptions quiet = cleaner.options();
  quiet.trace = false;
  const Cleaned silent = clean(source, quiet);
  ASSERT_EQ(silent.text, once.text);
  ASSERT_TRUE(silent.trace.empty());
}

/// Seconds to clean `head` with the part behind it so many times: the best of three, as other work on the machine only adds to it.
inline double time_of(const Cleaner& cleaner, std::string_view head, std::string_view part, std::size_t times) {
  std::string text(head);
  for (std::size_t i = 0; i < times; ++i) text += part;
  double best = 1e9;
  for (int round = 0; round < 3; ++round) {
    const auto start = std::chrono::steady_clock::now();
    (void)cleaner(text);
    best = std::min(best, std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count());
  }
  return best;
}

/// Eight times the text may take eight times the time and half as much again.
inline void check_linear(const Cleaner& cleaner, std::string_view head, std::string_view part, std::size_t times) {
  EXPECT_LT(time_of(cleaner, head, part, times), 12 * time_of(cleaner, head, part, times / 8) + 0.05) << part;
}

}  // namespace hansift::test
