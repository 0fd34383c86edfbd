#include <gtest/gtest.h>
#include "hansift/script.hpp"
TEST(Script, One) { EXPECT_EQ(hansift::convert("头发", "s2tw"), "頭髮"); }
