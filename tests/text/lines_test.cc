#include "text/lines.h"

#include <gtest/gtest.h>

namespace packrake {
namespace {

struct LineCase {
  std::string_view text;
  std::size_t offset;
  std::size_t begin;
  std::size_t end;
  std::string_view line;
  LineColumn place;
};

TEST(Lines, KnowsTheLineOfEveryOffset) {
  constexpr LineCase kLines[] = {
      {"", 0, 0, 0, "", {1, 1}},         {"a\nb", 0, 0, 1, "a", {1, 1}},
      {"a\nb", 1, 0, 1, "a", {1, 2}},  // the end belongs to its line
      {"a\nb", 2, 2, 3, "b", {2, 1}},    {"a\nb", 3, 2, 3, "b", {2, 2}},
      {"a\r\nb", 0, 0, 2, "a", {1, 1}},  {"a\r\nb", 3, 3, 4, "b", {2, 1}},
      {"a\n", 2, 2, 2, "", {2, 1}},      {"\n\n\n", 1, 1, 1, "", {2, 1}},
      {"a\rb", 2, 0, 3, "a\rb", {1, 3}},  // a lone '\r' ends nothing
  };
  for (const LineCase& row : kLines) {
    EXPECT_EQ(LineBegin(row.text, row.offset), row.begin) << row.text << row.offset;
    EXPECT_EQ(LineEnd(row.text, row.offset), row.end) << row.text << row.offset;
    EXPECT_EQ(LineAt(row.text, row.offset), row.line) << row.text << row.offset;
    EXPECT_EQ(LineColumnAt(row.text, row.offset), row.place) << row.text << row.offset;
  }
}

}  // namespace
}  // namespace packrake
