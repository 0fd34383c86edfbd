#pragma once

// Cases of tests/data/<room>/<file>.jsonl: one JSON object a line with at least "id"; the same files feed pytest.

#include <gtest/gtest.h>

#include <fstream>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

namespace hansift::test {

using Case = nlohmann::json;

inline std::vector<Case> cases(const std::string& path) {
  std::ifstream file(std::string(HANSIFT_TEST_DATA) + "/" + path);
  EXPECT_TRUE(file) << "no such case file: " << path;
  std::vector<Case> found;
  for (std::string line; std::getline(file, line);) {
    if (!line.empty()) found.push_back(Case::parse(line));
  }
  EXPECT_FALSE(found.empty()) << path << " has no case";
  return found;
}

}  // namespace hansift::test
