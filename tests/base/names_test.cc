#include <gtest/gtest.h>

#include "packrake/finding.h"

namespace packrake {
namespace {

TEST(Names, AreWhatTheReportSays) {
  EXPECT_EQ(Name(ObjectType::kTag), "tag");
  EXPECT_EQ(Name(Where::kBlob), "blob");
  EXPECT_EQ(Name(Where::kCommitMessage), "commit-message");
  EXPECT_EQ(Name(Where::kPath), "path");
  EXPECT_EQ(Name(Reach::kUnreachable), "unreachable");
}

TEST(Names, SeveritiesAndConfidencesAreReadBack) {
  for (int i = 0; i <= static_cast<int>(Severity::kCritical); ++i) {
    EXPECT_EQ(SeverityNamed(Name(static_cast<Severity>(i))), static_cast<Severity>(i));
  }
  for (int i = 0; i <= static_cast<int>(Confidence::kHigh); ++i) {
    EXPECT_EQ(ConfidenceNamed(Name(static_cast<Confidence>(i))), static_cast<Confidence>(i));
  }
  EXPECT_FALSE(SeverityNamed("High"));
  EXPECT_FALSE(ConfidenceNamed("critical"));
}

}  // namespace
}  // namespace packrake
