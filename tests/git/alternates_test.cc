#include "git/alternates.h"

#include <gtest/gtest.h>

namespace packrake {
namespace {

struct UnquoteCase {
  const char* text;
  std::optional<std::string> plain;
};

TEST(UnquoteC, UndoesWhatGitQuotes) {
  const UnquoteCase kCases[] = {
      {"\"\"", ""},
      {"\"/a:b\"", "/a:b"},
      {"\"fo\\303\\266\"", "fo\xc3\xb6"},
      {"\"\\a\\b\\f\\n\\r\\t\\v\\\\\\\"\"", "\a\b\f\n\r\t\v\\\""},
      {"\"open", std::nullopt},
      {"\"a\"b", std::nullopt},
      {"plain", std::nullopt},
      {"\"\\x41\"", std::nullopt},
      {"\"\\400\"", std::nullopt},
      {"\"\\18\"", std::nullopt},
      {"\"\\", std::nullopt},
      {"", std::nullopt},
      {"\"", std::nullopt},
  };
  for (const UnquoteCase& row : kCases) EXPECT_EQ(UnquoteC(row.text), row.plain) << row.text;
}

}  // namespace
}  // namespace packrake
