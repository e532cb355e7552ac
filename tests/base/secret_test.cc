#include <gtest/gtest.h>

#include "packrake/finding.h"
#include "support/fake_secrets.h"

namespace packrake {
namespace {

struct RedactionCase {
  std::string_view secret;
  int hidden_percent;
  std::string_view redacted;
};

TEST(Secret, ShowsAtMostFourCharactersAndAtMostAQuarter) {
  constexpr RedactionCase kCases[] = {
      {"", 0, "…(0 bytes)"},
      {"abc", 0, "…(3 bytes)"},
      {"abcd", 0, "a…(4 bytes)"},
      {"abcdefgh", 0, "ab…(8 bytes)"},
      {"abcdefghijklmnopqrstuvwxyz", 0, "abcd…(26 bytes)"},
      {"abcdefghijklmnopqrstuvwxyz", 50, "abcd…(26 bytes)"},
      {"abcdefghijklmnopqrstuvwxyz", 90, "ab…(26 bytes)"},
      {"abcdefghijklmnopqrstuvwxyz", 100, "…(26 bytes)"},
      {"abcdefghijklmnopqrstuvwxyz", 1000, "…(26 bytes)"},
      {"abcdefghijklmnopqrstuvwxyz", -5, "abcd…(26 bytes)"},
      {"\x1b[31m\xff\n  xxxxxxxxxxxx", 0, "?[31…(21 bytes)"},
  };
  for (const RedactionCase& row : kCases) {
    EXPECT_EQ(Secret(row.secret).Redacted(row.hidden_percent), row.redacted) << row.secret;
  }
}

TEST(Secret, PrintsItselfRedacted) {
  const std::string token = FakeGithubToken(1);
  EXPECT_EQ(fmt::format("{}", Secret(token)), "ghp_…(40 bytes)");
}

}  // namespace
}  // namespace packrake
