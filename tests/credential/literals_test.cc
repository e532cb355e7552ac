#include "credential/literals.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
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

TEST(Literals, AreTakenFromStringsInStrings) {
  EXPECT_THAT(LiteralsIn(R"(JWT='{"type":"HS256","key":"abc"}')"),
              testing::IsSupersetOf({R"({"type":"HS256","key":"abc"})", "HS256", "abc"}));
  EXPECT_THAT(LiteralsIn(R"(x = "{\"key\":\"abc\"}")"), testing::Contains("abc"));
  EXPECT_THAT(LiteralsIn(R"(x = "it's one")"), ElementsAre("it's one"));
}

TEST(Literals, AreTakenFromElements) {
  EXPECT_THAT(LiteralsIn("<a>\n  <secret> abc </secret>\n</a>\n"), ElementsAre("abc"));
  EXPECT_THAT(LiteralsIn("<key>k</key><string>abc</string>\nx\n"), ElementsAre("k", "abc"));
  EXPECT_THAT(LiteralsIn("</a>\n</b>\n"), IsEmpty());
  EXPECT_THAT(LiteralsIn("<a>one</a></b> two</c>\n"), ElementsAre("one", "two"));
  // In one look at a line: half a million ends of elements and no beginning.
  std::string ends = "<a>one";
  for (int i = 0; i < 500'000; ++i) ends += "</";
  EXPECT_THAT(LiteralsIn(ends), ElementsAre("one"));
}

TEST(Literals, AreTakenFromListsWithoutNames) {
  EXPECT_THAT(LiteralsIn("keys:\n  - abcdef  # the old one\n  - ghijkl\r\n"), ElementsAre("abcdef", "ghijkl"));
  EXPECT_THAT(LiteralsIn("- c2VjcmV0cw==\nx\n"), testing::Contains("c2VjcmV0cw=="));
  EXPECT_THAT(LiteralsIn("- for people to read\n-abcdef\n- a\n---\n"), IsEmpty());
}

TEST(Literals, AreTakenFromWhatADockerfileSets) {
  EXPECT_THAT(LiteralsIn("FROM scratch\nENV ANYTHING  abcdef\n"), ElementsAre("abcdef"));
  EXPECT_THAT(LiteralsIn("ENV ANYTHING=abcdef\nENVIRONMENT x\nENV ANYTHING\n"), ElementsAre("abcdef"));
}

TEST(Literals, AreThePasswordsOfAddresses) {
  EXPECT_THAT(LiteralsIn("see postgres://user:p@ss@db.example.com:5432/app\n"), testing::Contains("p@ss"));
  EXPECT_THAT(LiteralsIn("'redis://:abcdef@cache' + \"amqp://u:ghijkl@queue\""),
              testing::IsSupersetOf({"abcdef", "ghijkl"}));
  EXPECT_THAT(LiteralsIn("'http://example.com:80/@x'"), testing::Not(testing::Contains("80/")));
  EXPECT_THAT(LiteralsIn("'http://user@example.com:80'"), testing::Not(testing::Contains("80")));
}

TEST(Literals, AreTheFieldsOfARow) {
  EXPECT_THAT(LiteralsIn("name,value\njwt_secret,abcdef\r\n"), ElementsAre("jwt_secret", "abcdef"));
  EXPECT_THAT(LiteralsIn("123456,20260101,12.345\nfirst one,second one\n"), IsEmpty());
  EXPECT_THAT(LiteralsIn("f(abcdef,ghijkl)\nhowever, nothing\n"), IsEmpty());
}

TEST(Literals, AreAFilesOnlyWord) {
  EXPECT_THAT(LiteralsIn("abcdef\r\n"), ElementsAre("abcdef"));
  EXPECT_THAT(LiteralsIn("two words\n"), IsEmpty());
  EXPECT_THAT(LiteralsIn("abcdef\nghijkl\n"), IsEmpty());
}

TEST(Literals, AFilesOnlyWordMayBeALineToo) {
  std::vector<std::string> seen, found;
  ForEachLiteral(
      "PHRASE=abcdef\n",
      [&seen](std::string_view line) {
        seen.emplace_back(line);
        return std::count(seen.begin(), seen.end(), line) == 1;
      },
      [&found](std::string_view literal, std::string_view) {
        found.emplace_back(literal);
        return true;
      });
  EXPECT_THAT(found, testing::IsSupersetOf({"PHRASE=abcdef", "abcdef"}));
}

TEST(Literals, AreWhatCommandLinesSet) {
  EXPECT_THAT(LiteralsIn("docker run --rm -e PORT=80 -e PHRASE=abcdef -v /a:/b image\n"), testing::Contains("abcdef"));
  EXPECT_THAT(LiteralsIn("Environment=\"A=ghijkl\" \"PHRASE=abcdef\"\n"), testing::IsSupersetOf({"abcdef", "ghijkl"}));
  EXPECT_THAT(LiteralsIn("go run ./cmd/issue --phrase abcdef --ttl 5\n"), ElementsAre("abcdef"));
  EXPECT_THAT(LiteralsIn("open https://example.com/?a=ghijkl&phrase=abcdef now\n"),
              testing::IsSupersetOf({"abcdef", "ghijkl"}));
  EXPECT_THAT(LiteralsIn("one - two - three\nls --all --long\n"), IsEmpty());
}

TEST(Literals, AreValuesWithTheirQuotesWhereAFileOfTheEnvironmentKeepsThem) {
  EXPECT_THAT(LiteralsIn("PHRASE='abcdef'\r\n\n# a\n"), ElementsAre("'abcdef'", "abcdef"));
  EXPECT_THAT(LiteralsIn("phrase = 'abcdef'\nf(x='abcdef')\n"), ElementsAre("abcdef", "abcdef"));
}

TEST(Literals, AreWhatStandsForVariablesThatAreNotSet) {
  EXPECT_THAT(LiteralsIn("- PHRASE=${PHRASE:-abcdef}\n"), testing::Contains("abcdef"));
  EXPECT_THAT(LiteralsIn("@Value(\"${app.phrase:abcdef}\")\n"), testing::Contains("abcdef"));
  EXPECT_THAT(LiteralsIn("x: ${PHRASE-abcdef}\n"), testing::Contains("abcdef"));
  EXPECT_THAT(LiteralsIn("x: ${PHRASE:?abcdef}\n"), testing::Not(testing::Contains("abcdef")));
}

TEST(Literals, AreWordsBelowWhatOpensAText) {
  EXPECT_THAT(LiteralsIn("phrase: |\n  abcdef\nx: 1\n"), testing::Contains("abcdef"));
  EXPECT_THAT(LiteralsIn("PHRASE = <<~END.strip\n  abcdef\nEND\n"), testing::Contains("abcdef"));
  EXPECT_THAT(LiteralsIn("text: |\n  two words\n"), testing::Not(testing::Contains("two words")));
  EXPECT_THAT(LiteralsIn("text:\n  abcdef\n"), IsEmpty());
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

std::vector<std::string> StringsIn(std::string_view binary) {
  std::vector<std::string> found;
  ForEachStringOfBinary(binary, [&found](std::string_view literal, std::string_view run) {
    EXPECT_GE(literal.data(), run.data());
    found.emplace_back(literal);
    return true;
  });
  return found;
}

TEST(Literals, OfABinaryAreItsPrintableRuns) {
  EXPECT_THAT(StringsIn(std::string_view("\0\x01longenough\0short\xFF\xFEtwelve bytes", 36)),
              ElementsAre("longenough", "twelve bytes"));
  EXPECT_THAT(StringsIn("12345678"), ElementsAre("12345678"));
  EXPECT_THAT(StringsIn(""), IsEmpty());
  EXPECT_THAT(StringsIn('\0' + std::string(kMaxLiteral + 1, '0')), ElementsAre(std::string('0', '0')))
      << "too long as a whole, and with a first byte that may be a length";
}

TEST(Literals, OfABinaryAreCutOutByTheLengthBeforeThem) {
  // marshal's type byte stands behind the string, in front of the next one: "r" here.
  EXPECT_THAT(StringsIn("\xDA\x06hunter" "r\x02"), ElementsAre("hunter"));
  // A class file's length of 0x24 is a dollar sign.
  const std::string secret(0x24, 'k');
  EXPECT_THAT(StringsIn(std::string("\x01\0$", 3) + secret + "\x01"), ElementsAre("$" + secret, secret));
}

TEST(Literals, AfterAStrayApostropheAreStillSeen) {
  EXPECT_THAT(LiteralsIn("don't sign with \"it\""), ElementsAre("it"));
}

}  // namespace
}  // namespace packrake
