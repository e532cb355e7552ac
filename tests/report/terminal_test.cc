#include "report/terminal.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace packrake {
namespace {

using testing::ElementsAre;

struct PrintableCase {
  std::string_view text;
  std::string_view expected;
};

constexpr PrintableCase kTexts[] = {
    {"plain", "plain"},
    {"two\nlines\tand\r\nmore", "two lines and more"},
    {"\x1b[2J\x1b[31mred", "[2J [31mred"},  // an escape sequence is harmless without its escape
    {"\x1b]0;title\x07", "]0;title"},
    {"a\x00z", "a"},  // (cut by the literal)
    {"tab\x7f del", "tab del"},
    {"csi \xC2\x9B"
     "31m",
     "csi 31m"},  // the one-character CSI of ISO 6429
    {"bad \xFF\xC0 utf", "bad ?? utf"},
    {"right \xE2\x80\xAE left", "right ? left"},  // U+202E
    {"zero\xE2\x80\x8Bwidth", "zero?width"},      // U+200B
    {"größe 漢字", "größe 漢字"},
    {"  edges  ", "edges"},
    {"", ""},
};

TEST(Printable, TakesAwayWhatATerminalWouldObey) {
  for (const PrintableCase& c : kTexts) EXPECT_EQ(Printable(c.text), c.expected);
}

TEST(ColumnsOf, CountsWhatIsSeen) {
  EXPECT_EQ(ColumnsOf("größe"), 5u);
  EXPECT_EQ(ColumnsOf("漢字"), 4u);
  EXPECT_EQ(ColumnsOf("e\xCC\x81"), 1u);
}

TEST(Wrapped, BreaksAtBlanksAndInsideLongWords) {
  EXPECT_THAT(Wrapped("one two three", 8), ElementsAre("one two", "three"));
  EXPECT_THAT(Wrapped("a/very/long/path", 6), ElementsAre("a/very", "/long/", "path"));
  EXPECT_THAT(Wrapped("x a/very/long", 6), ElementsAre("x", "a/very", "/long"));
  EXPECT_THAT(Wrapped("漢字漢字", 5), ElementsAre("漢字", "漢字"));
  EXPECT_THAT(Wrapped("", 5), ElementsAre(""));
}

TEST(CutTo, KeepsWithinTheColumns) {
  EXPECT_EQ(CutTo("abcdef", 6), "abcdef");
  EXPECT_EQ(CutTo("abcdefg", 6), "abcde…");
  EXPECT_EQ(CutTo("漢字漢字", 5), "漢字…");
}

TEST(Grouped, SetsThousandsApart) {
  EXPECT_EQ(Grouped(0), "0");
  EXPECT_EQ(Grouped(999), "999");
  EXPECT_EQ(Grouped(1000), "1,000");
  EXPECT_EQ(Grouped(1234567), "1,234,567");
}

TEST(Paint, WritesNoEscapesWhenItIsOff) {
  EXPECT_EQ(Paint(false)(Paint::Style::kRed, "x"), "x");
  EXPECT_EQ(Paint(true)(Paint::Style::kRed, "x"), "\x1b[31mx\x1b[0m");
}

}  // namespace
}  // namespace packrake
