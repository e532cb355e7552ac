#include "credential/code_slices.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstddef>
#include <string>
#include <vector>

#include "credential/code.h"
#include "credential/code_text.h"

namespace packrake::code {
namespace {

using ::testing::ContainsRegex;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::SizeIs;

std::vector<TextSlice> Cut(const std::string& text, const std::vector<std::size_t>& places = {}) {
  auto slices = SlicesOf(text, places);
  EXPECT_TRUE(slices);
  if (!slices) return {};
  for (const TextSlice& slice : *slices) {
    for (const TextSlice::Piece& piece : slice.pieces) {
      EXPECT_EQ(slice.OffsetOf(piece.at), piece.offset);
      EXPECT_TRUE(piece.offset == 0 || text[piece.offset - 1] == '\n') << "whole lines";
    }
    for (std::size_t i = 0; i + 1 < slice.bytes.size(); ++i) {
      const std::size_t at = slice.OffsetOf(i);
      if (at < text.size()) {
        EXPECT_EQ(slice.bytes[i], text[at]) << i;
      }
    }
  }
  return std::move(*slices);
}

/// Functions that have nothing to do with anything.
std::string Filler(const std::string& function, std::size_t bytes) {
  std::string text;
  for (int i = 0; text.size() < bytes; ++i) {
    std::string one = function;
    for (std::size_t at = one.find('@'); at != std::string::npos; at = one.find('@'))
      one.replace(at, 1, std::to_string(i));
    text += one;
  }
  return text;
}

constexpr const char* kGoFunction =
    "func other@(n int) int {\n\tif n > @ {\n\t\treturn n\n\t}\n\treturn total@ + n\n}\n\n";

// A recorded snapshot of many programs: what a slice holds of their imports must not grow with their number.
TEST(CodeSlices, HoldTheImportsThatStandNearest) {
  const std::string text =
      Filler("import { Module@ } from './module@.service.of.some.length';\n\n"
             "export function count@(id) {\n  return other({ id }, Module@.size);\n}\n\n",
             60'000) +
      "export function sign(id) {\n  return jwt.sign({ id }, Module1.key);\n}\n";
  const auto slices = Cut(text);
  ASSERT_THAT(slices, SizeIs(1));
  EXPECT_LT(slices[0].bytes.size(), 16U << 10);
  EXPECT_THAT(slices[0].bytes, ContainsRegex("import \\{ Module4[0-9][0-9] \\}"));
}

// A module of nothing but functions that sign, each with all the imports.
TEST(CodeSlices, AreNotMadeWhereTheyAreManyTimesTheText) {
  const std::string text = Filler(
      "import { Module@ } from './module@.service.of.some.length';\n\n"
      "export function sign@(id) {\n  return jwt.sign({ id }, Module@.key);\n}\n\n",
      60'000);
  EXPECT_FALSE(SlicesOf(text, {}));
}

TEST(CodeSlices, HoldAFunctionAndWhatItRestsOn) {
  const std::string text = "package main\n\nimport \"fmt\"\n\nconst first = \"abc\"\nvar unrelated = \"xyz\"\n\n" +
                           Filler(kGoFunction, 2000) + "func sign(t *Token) string {\n\treturn jwt(t, first)\n}\n\n" +
                           Filler(kGoFunction, 2000);
  const auto slices = Cut(text);
  ASSERT_THAT(slices, SizeIs(1));
  for (const char* part : {"package main", "import \"fmt\"", "const first", "func sign", "return jwt(t, first)\n}\n"})
    EXPECT_THAT(slices[0].bytes, HasSubstr(part));
  EXPECT_THAT(slices[0].bytes, Not(HasSubstr("other")));
}

TEST(CodeSlices, AreTheSameWhenSomethingElseChanges) {
  const std::string head = "package main\n\n" + Filler(kGoFunction, 1000);
  const std::string sign = "func sign(t *Token) string {\n\treturn jwt(t)\n}\n\n";
  const auto before = Cut(head + sign + Filler(kGoFunction, 3000));
  const auto after = Cut(head + "func fresh() {\n\tgo()\n}\n\n" + sign + Filler(kGoFunction, 2000));
  ASSERT_THAT(before, SizeIs(1));
  ASSERT_THAT(after, SizeIs(1));
  EXPECT_EQ(before[0].bytes, after[0].bytes);
}

TEST(CodeSlices, StandRoundThePlacesGiven) {
  const std::string text = Filler(kGoFunction, 1000);
  EXPECT_THAT(Cut(text), SizeIs(0));
  const auto slices = Cut(text, {text.find("total3")});
  ASSERT_THAT(slices, SizeIs(1));
  EXPECT_THAT(slices[0].bytes, ContainsRegex("other3\\("));
}

TEST(CodeSlices, FollowWhatIsImported) {
  const std::string text = "import { encode } from 'jwt-simple';\n\n" +
                           Filler("function other@(n) {\n  return n + @;\n}\n\n", 1500) +
                           "export function issue(user) {\n  return encode({ sub: user }, 'abc');\n}\n";
  const auto slices = Cut(text);
  ASSERT_THAT(slices, SizeIs(2)) << "of the import, and of its user";
  EXPECT_THAT(slices[1].bytes, HasSubstr("from 'jwt-simple'"));
  EXPECT_THAT(slices[1].bytes, HasSubstr("encode({ sub: user }"));
}

TEST(CodeSlices, ABigClassIsCutIntoItsMembers) {
  const std::string text = "package app;\n\npublic class Tokens {\n    private String secret = \"abc\";\n\n" +
                           Filler("    int other@(int n) {\n        return n + @;\n    }\n\n", 70'000) +
                           "    String issue()\n    {\n        return Jwts.sign(secret);\n    }\n}\n";
  const auto slices = Cut(text);
  ASSERT_FALSE(slices.empty());
  const std::string& last = slices.back().bytes;
  for (const char* part : {"package app;", "public class Tokens {", "secret = \"abc\"", "Jwts.sign(secret)"})
    EXPECT_THAT(last, HasSubstr(part));
  EXPECT_THAT(last, Not(HasSubstr("other")));
  EXPECT_TRUE(last.ends_with("}\n}\n"));
}

TEST(CodeSlices, AStringOverSeveralLinesStaysWhole) {
  const std::string text = "KEY = \"\"\"\nline one\nline two\n\"\"\"\n" +
                           Filler("def other@(n):\n    return n + @\n\n", 1000) +
                           "def issue(user):\n    return jwt.encode(user, KEY)\n";
  const auto slices = Cut(text);
  ASSERT_THAT(slices, SizeIs(1));
  EXPECT_THAT(slices[0].bytes, HasSubstr("\"\"\"\nline one\nline two\n\"\"\"\n"));
}

TEST(CodeSlices, AMinifiedTextIsNotCut) {
  EXPECT_FALSE(SlicesOf("var jwt=1;" + std::string(200'000, 'x'), {}));
}

/// `head` and `tail` of a program with 100 KB of functions between them.
std::vector<std::string> RulesOfLong(const std::string& head, const std::string& function, const std::string& tail) {
  return RulesIn(head + Filler(function, 100'000) + tail, true);
}

TEST(CodeSlices, OfLongProgramsTellWhatShortOnesDo) {
  EXPECT_TRUE(Sees(RulesOfLong("package main\n\nimport \"github.com/golang-jwt/jwt/v5\"\n\nvar key = []byte("
                               "\"{{random:alnum:24:9401}}\")\n\n",
                               kGoFunction, "func f(t *jwt.Token) { s, _ := t.SignedString(key); use(s) }\n"),
                   "jwt.secret*"));
  EXPECT_TRUE(Sees(RulesOfLong("import jwt\n\nSECRET = '{{random:alnum:24:9402}}'\n\n",
                               "def other@(n):\n    return n + @\n\n",
                               "def issue(user):\n    return jwt.encode({'sub': user}, SECRET, algorithm='HS256')\n"),
                   "jwt.secret*"));
  EXPECT_TRUE(Sees(RulesOfLong("const jwt = require('jsonwebtoken');\n\n",
                               "function other@(n) {\n  return n + @;\n}\n\n",
                               "function check(t) {\n  return jwt.verify(t, null, { algorithms: ['none'] });\n}\n"),
                   "jwt.misuse.*"));
  EXPECT_TRUE(Sees(RulesOfLong("package app;\nimport io.jsonwebtoken.Jwts;\npublic class Tokens {\n"
                               "    private String secret = \"{{random:alnum:40:9403}}\";\n\n",
                               "    int other@(int n) {\n        return n + @;\n    }\n\n",
                               "    String issue() {\n        return Jwts.builder().signWith(SignatureAlgorithm.HS256, "
                               "secret).compact();\n    }\n}\n"),
                   "jwt.secret*"));
  EXPECT_TRUE(Sees(RulesOfLong("<?php\nuse Firebase\\JWT\\JWT;\n\n", "function other@($n) {\n  return $n + @;\n}\n\n",
                               "function issue($u) {\n  return JWT::encode($u, '{{random:alnum:24:9404}}', "
                               "'HS256');\n}\n"),
                   "jwt.secret*"));
  EXPECT_TRUE(Sees(RulesOfLong("server:\n  port: 80\n\n", "other@:\n  value: @\n\n",
                               "jwt:\n  secret: {{random:alnum:32:9405}}\n"),
                   "jwt.secret*"));
}

}  // namespace
}  // namespace packrake::code
