#include "credential/literals.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace packrake {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

std::vector<std::string> LiteralsIn(std::string_view text) {
  std::vector<std::string> found;
  ForEachLiteral(text, [&found](std::string_view literal, std::string_view) {
    found.emplace_back(literal);
    return true;
  });
  return found;
}

TEST(Literals, AreTakenFromBetweenQuotes) {
  EXPECT_THAT(LiteralsIn("f('one', \"two\", `three`)"), ElementsAre("one", "two", "three"));
  EXPECT_THAT(LiteralsIn("f('it\\'s', \"\")"), ElementsAre("it\\'s"));
}

TEST(Literals, AreTakenFromBareValues) {
  EXPECT_THAT(LiteralsIn("SECRET=abc\r\nname: two words\n"), ElementsAre("abc", "two words", "two"));
  EXPECT_THAT(LiteralsIn("SECRET=abc # a comment"), ElementsAre("abc # a comment", "abc"));
  EXPECT_THAT(LiteralsIn("=abc\nno separator\n"), IsEmpty());
}

TEST(Literals, EndWhenTheVisitorSaysSo) {
  int seen = 0;
  ForEachLiteral("'a' 'b' 'c'", [&seen](std::string_view, std::string_view) { return ++seen < 2; });
  EXPECT_EQ(seen, 2);
}

TEST(Literals, AreTakenOnlyFromLinesThatAreWanted) {
  std::vector<std::string> asked, found;
  ForEachLiteral(
      "a = 'one'\nnothing here\nb = 'two'\r\na = 'one'\n",
      [&asked](std::string_view line) {
        asked.emplace_back(line);
        return line.starts_with("b");
      },
      [&found](std::string_view literal, std::string_view) {
        found.emplace_back(literal);
        return true;
      });
  EXPECT_THAT(asked, ElementsAre("a = 'one'", "b = 'two'\r", "a = 'one'"));
  EXPECT_THAT(found, testing::Contains("two"));
  EXPECT_THAT(found, testing::Not(testing::Contains("one")));
}

TEST(Literals, LongerThanTheBoundAreNotVisited) {
  EXPECT_THAT(LiteralsIn("x('" + std::string(kMaxLiteral + 1, 'a') + "')"), IsEmpty());
  EXPECT_THAT(LiteralsIn("x('" + std::string(kMaxLiteral, 'a') + "')"), ElementsAre(std::string(kMaxLiteral, 'a')));
}

TEST(Literals, AfterAStrayApostropheAreStillSeen) {
  EXPECT_THAT(LiteralsIn("don't sign with \"it\""), ElementsAre("it"));
}

}  // namespace
}  // namespace packrake
