#include "findings/baseline.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace packrake {
namespace {

using testing::HasSubstr;

constexpr char kOne[] = "pr1:00000000000000000000000000000001";
constexpr char kTwo[] = "pr1:00000000000000000000000000000002";

std::string Ask(const Baseline& baseline, const char* fingerprint) {
  Finding finding;
  finding.fingerprint = fingerprint;
  return baseline.Suppresses(finding, Location());
}

TEST(Baseline, ReadsBothFormats) {
  const std::string finding = std::string(R"({"type":"finding","fingerprint":")") + kOne + R"(","secret":"abcd"})";
  const std::string summary = R"({"type":"summary","fingerprint_key":"private"})";
  const std::string reports[] = {
      finding + "\n" + summary + "\n",
      finding + "\r\n\n" + summary,
      "{\n \"type\": \"report\",\n \"findings\": [" + finding + "],\n \"summary\": " + summary + "\n}\n",
      "{\"type\": \"report\", \"suppressed_findings\": [" + finding + "], \"summary\": " + summary + "}",
  };
  for (const std::string& report : reports) {
    auto baseline = Baseline::Parse(report, "old");
    ASSERT_TRUE(baseline) << baseline.error().message;
    EXPECT_EQ(Ask(**baseline, kOne), "baseline old");
    EXPECT_EQ(Ask(**baseline, kTwo), "");
    EXPECT_EQ((*baseline)->size(), 1u);
    EXPECT_EQ((*baseline)->fingerprint_key(), "private");
  }
}

TEST(Baseline, RefusesWhatIsNoWholeReport) {
  for (const char* text :
       {"", "[]", "{}", "{\"type\":\"finding\"}\n", "{\"type\":\"finding\"}\n{", "RuleID,Commit\n"}) {
    auto baseline = Baseline::Parse(text, "old");
    ASSERT_FALSE(baseline) << text;
    EXPECT_EQ(baseline.error().code, ErrorCode::kInvalidConfig);
    EXPECT_THAT(baseline.error().message, HasSubstr("old: "));
  }
}

}  // namespace
}  // namespace packrake
