#include "findings/date.h"

#include <gtest/gtest.h>

#include <limits>

namespace packrake {
namespace {

TEST(DayNamed, ReadsDaysThatExist) {
  EXPECT_EQ(DayNamed("1970-01-01"), 0);
  EXPECT_EQ(DayNamed("2026-11-22"), 1795305600);
  EXPECT_EQ(DayNamed("2024-02-29"), 1709164800);
  for (const char* wrong :
       {"2026-02-29", "2026-13-01", "2026-1-1", "26-01-01", "2026/01/01", "2026-01-0x", "", "2026-01-001"}) {
    EXPECT_EQ(DayNamed(wrong), std::nullopt) << wrong;
  }
}

TEST(TimestampOf, WritesUtc) {
  EXPECT_EQ(TimestampOf(0), "1970-01-01T00:00:00Z");
  EXPECT_EQ(TimestampOf(1795305600 + 3661), "2026-11-22T01:01:01Z");
  EXPECT_EQ(TimestampOf(-1), "1969-12-31T23:59:59Z");
  EXPECT_EQ(DayOf(1795305600 + 86399), "2026-11-22");
}

TEST(TimestampOf, StaysInsideTheCalendarForAbsurdCommitDates) {
  EXPECT_EQ(DayOf(std::numeric_limits<std::int64_t>::max()), "9999-12-31");
  EXPECT_EQ(DayOf(std::numeric_limits<std::int64_t>::min()), "0001-01-01");
}

}  // namespace
}  // namespace packrake
