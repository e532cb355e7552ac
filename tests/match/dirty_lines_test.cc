#include "match/dirty_lines.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace packrake {
namespace {

/// The lines that are clean, as one string, after `copies` of `base` made `text`.
std::string CleanText(const std::string& base, const std::string& text, const std::vector<CopiedRange>& copies) {
  DirtyLines dirty;
  dirty.Find(text, {nullptr, base, copies}, 20);
  std::string clean;
  for (const CleanLines& lines : dirty.clean()) clean += text.substr(lines.begin, lines.end - lines.begin);
  return clean;
}

TEST(DirtyLines, AreAllThatDoNotLieInOneCopyBetweenLineEnds) {
  const std::string base = "one\ntwo\nthree\nfour\n";
  EXPECT_EQ(CleanText(base, "one\ntwo\nX\nfour\n", {{0, 0, 8}, {14, 10, 5}}), "one\ntwo\nfour\n");
  EXPECT_EQ(CleanText(base, "one\ntwo\nX\nfour\n", {{0, 0, 8}, {13, 9, 6}}), "one\ntwo\nfour\n");
  EXPECT_EQ(CleanText(base, "one\ntwX\nfour\n", {{0, 0, 6}, {14, 8, 5}}), "one\nfour\n");
  EXPECT_EQ(CleanText(base, "Xne\ntwo\nthree\nfour\n", {{1, 1, 18}}), "two\nthree\nfour\n");
  EXPECT_EQ(CleanText(base, "ne\ntwo\n", {{1, 0, 7}}), "two\n") << "a line of the text that is half a line of the base";
  EXPECT_EQ(CleanText(base, "one\ntwo\nthr", {{0, 0, 11}}), "one\ntwo\n") << "a last line that goes on in the base";
  EXPECT_EQ(CleanText("a\nb", "x\na\nb", {{0, 2, 3}}), "a\nb") << "the last line of both";
  EXPECT_EQ(CleanText("a\nb", "a\nb\n", {{0, 0, 3}}), "a\n");
}

TEST(DirtyLines, AreGatheredWithTheirPlaces) {
  std::string base;
  for (int i = 0; i < 100; ++i) base += "line " + std::to_string(i) + "\n";
  const std::size_t a = base.find("line 10\n");
  const std::size_t b = base.find("line 50\n");
  std::string text = base.substr(0, a) + "A\n" + base.substr(a, b - a) + "BB" + base.substr(b);
  const std::vector<CopiedRange> copies{{0, 0, a}, {a, a + 2, b - a}, {b, b + 4, base.size() - b}};
  DirtyLines dirty;
  ASSERT_TRUE(dirty.Find(text, {nullptr, base, copies}, 20));
  EXPECT_EQ(dirty.buffer(), "A\nBBline 50\n");
  for (std::size_t i = 0; i < dirty.buffer().size(); ++i) {
    EXPECT_EQ(text[dirty.PlaceOf(i).offset], dirty.buffer()[i]) << i;
  }
}

TEST(DirtyLines, OfKilobytesAreSearchedRoundTheirSeamsOnly) {
  const std::string base = "head\n" + std::string(50000, 'a') + "\ntail\n";
  std::string text = base;
  text.insert(25000, "XYZ");
  const std::vector<CopiedRange> copies{{0, 0, 25000}, {25000, 25003, base.size() - 25000}};
  DirtyLines dirty;
  ASSERT_TRUE(dirty.Find(text, {nullptr, base, copies}, 20));
  EXPECT_LT(dirty.buffer().size(), 200u);
  ASSERT_EQ(dirty.long_parts().size(), 2u);
  EXPECT_EQ(dirty.long_parts()[0].line_begin, 5u);
  EXPECT_EQ(dirty.long_parts()[0].line_end, 50008u);
  const std::size_t seam = dirty.buffer().find("XYZ");
  EXPECT_EQ(dirty.PlaceOf(seam).offset, 25000u);
  EXPECT_EQ(dirty.PlaceOf(seam).line_end, 50008u);
}

TEST(DirtyLines, GiveUpWhenNearlyAllIsDirty) {
  const std::string base = "a\n" + std::string(10, 'b') + "\n";
  DirtyLines dirty;
  const std::string text = "a\n" + std::string(900, 'c') + "\nd\n";
  const std::vector<CopiedRange> copies{{0, 0, 2}};
  std::string longer = text;
  for (int i = 0; i < 9; ++i) longer += text;
  EXPECT_FALSE(dirty.Find(longer, {nullptr, base, copies}, 20));
}

}  // namespace
}  // namespace packrake
