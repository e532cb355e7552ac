#include "match/line_table.h"

#include <gtest/gtest.h>

#include <random>
#include <string>

namespace packrake {
namespace {

TEST(LineTable, SaysWhatAPlainCountSays) {
  std::mt19937_64 random(1);
  std::string text;
  while (text.size() < 20000) text += random() % 40 == 0 ? '\n' : 'x';
  text += std::string(9000, 'y') + "\nz";
  LineTable table(text);
  for (int i = 0; i < 2000; ++i) {
    const std::size_t offset = random() % (text.size() + 1);
    ASSERT_EQ(table.At(offset), LineColumnAt(text, offset)) << offset;
    ASSERT_EQ(table.BeginOf(offset), LineBegin(text, offset)) << offset;
  }
}

TEST(LineTable, KnowsTheEmptyText) { EXPECT_EQ(LineTable("").At(0), (LineColumn{1, 1})); }

}  // namespace
}  // namespace packrake
