#pragma once

#include <gtest/gtest.h>

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

}  // namespace hansift::test
