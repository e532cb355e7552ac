#include "base/json.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <limits>

namespace packrake {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

Json MustParse(std::string_view text, int max_depth = 64) {
  auto json = ParseJson(text, max_depth);
  EXPECT_TRUE(json) << json.error().message;
  return json ? *std::move(json) : Json();
}

TEST(Json, ReadsEveryKindOfValueInOrder) {
  const Json json = MustParse(R"({"b":[1,-2,2.5,"x",true,null],"a":{}})");
  ASSERT_EQ(json.members().size(), 2u);
  EXPECT_EQ(json.members()[0].first, "b");
  const auto& items = json.Find("b")->items();
  EXPECT_EQ(items[0].AsInteger(), 1);
  EXPECT_EQ(items[1].AsInteger(), -2);
  EXPECT_EQ(items[2].AsNumber(), 2.5);
  EXPECT_EQ(items[2].AsInteger(), std::nullopt);
  EXPECT_EQ(items[3].AsString(), "x");
  EXPECT_EQ(items[4].AsBool(), true);
  EXPECT_TRUE(items[5].is_null());
  EXPECT_EQ(json.Find("a")->kind(), Json::Kind::kObject);
  EXPECT_EQ(json.Find("c"), nullptr);
}

TEST(Json, TheLastOfARepeatedNameCounts) {
  const Json json = MustParse(R"({"alg":"HS256","alg":"none"})");
  EXPECT_EQ(json.members().size(), 2u);
  EXPECT_EQ(json.Find("alg")->AsString(), "none");
}

TEST(Json, AWholeNumberThatFitsIsAnInteger) {
  EXPECT_EQ(MustParse("1e3").AsInteger(), 1000);
  EXPECT_EQ(MustParse("1700000000.0").AsInteger(), 1700000000);
  EXPECT_EQ(MustParse("9223372036854775807").AsInteger(), std::numeric_limits<std::int64_t>::max());
  EXPECT_EQ(MustParse("9223372036854775808").AsInteger(), std::nullopt);
  EXPECT_EQ(MustParse("1e300").AsInteger(), std::nullopt);
  EXPECT_EQ(MustParse("\"7\"").AsInteger(), std::nullopt);
}

TEST(Json, AccessorsOfAnotherKindGiveNothing) {
  const Json json("text");
  EXPECT_EQ(json.AsBool(), std::nullopt);
  EXPECT_EQ(json.AsNumber(), std::nullopt);
  EXPECT_TRUE(json.items().empty());
  EXPECT_EQ(json.Find("x"), nullptr);
  EXPECT_EQ(Json(5).AsString(), "");
}

TEST(Json, RefusesWhatIsNotJsonWithoutQuotingIt) {
  for (const std::string_view text : {"", "{", "[1,]", "{'a':1}", "nul", "\"\\x41\"", "\"a\nb\"", "1 2", "{\"a\" 1}",
                                      "01", "\"\xff\"", "// c\n1", "NaN", "1e999"}) {
    const auto json = ParseJson(text);
    ASSERT_FALSE(json) << text;
    EXPECT_EQ(json.error().code, ErrorCode::kCorrupt) << text;
  }
  const auto json = ParseJson("{\n \"key\": hunter2secret}");
  EXPECT_THAT(json.error().message, HasSubstr("line 2"));
  EXPECT_THAT(json.error().message, Not(HasSubstr("hunter2")));
}

TEST(Json, RefusesDeepNestingBeforeItIsKept) {
  EXPECT_TRUE(ParseJson("[[[1]]]", 3));
  const auto json = ParseJson("[[[[1]]]]", 3);
  ASSERT_FALSE(json);
  EXPECT_EQ(json.error().code, ErrorCode::kLimit);
  EXPECT_FALSE(ParseJson(std::string(10'000'000, '[')));
}

TEST(Json, DestroyingADeepTreeDoesNotExhaustTheStack) {
  Json root = Json::Array();
  Json* inner = &root;
  for (int i = 0; i < 1'000'000; ++i) inner = &inner->Append(Json::Array());
  EXPECT_EQ(root.Dump().size(), 2'000'002u);
}

TEST(Json, DumpEscapesWhatHurtsTerminalsScriptsAndReaders) {
  EXPECT_EQ(Json("a\"\\\n\r\t\x01\x1b\x7f").Dump(), R"("a\"\\\n\r\t\u0001\u001b\u007f")");
  EXPECT_EQ(Json("\xE2\x80\xA8\xE2\x80\xA9\xC2\x9B").Dump(), R"("\u2028\u2029\u009b")");
  EXPECT_EQ(Json("\xff\xC3grün").Dump(), "\"\xEF\xBF\xBD\xEF\xBF\xBDgrün\"");
  EXPECT_EQ(Json(std::string("\0", 1)).Dump(), R"("\u0000")");
}

TEST(Json, DumpWritesNumbersThatReadBack) {
  for (const double number : {0.0, 1.0, -2.5, 0.1, 1e21, 1e-7, 123456.789}) {
    EXPECT_EQ(MustParse(Json(number).Dump()).AsNumber(), number);
  }
  EXPECT_EQ(Json(std::nan("")).Dump(), "null");
  EXPECT_EQ(Json(std::numeric_limits<double>::infinity()).Dump(), "null");
  EXPECT_EQ(Json(std::int64_t{-5}).Dump(), "-5");
  EXPECT_EQ(Json(std::numeric_limits<std::uint64_t>::max()).AsNumber(), 18446744073709551615.0);
}

TEST(Json, DumpIndentsByTwo) {
  Json json = Json::Object();
  json.Set("a", Json::Array()).Append(1);
  json.Set("b", Json::Object());
  EXPECT_EQ(json.Dump(true), "{\n  \"a\": [\n    1\n  ],\n  \"b\": {}\n}");
  EXPECT_EQ(json.Dump(), R"({"a":[1],"b":{}})");
}

TEST(Json, WhatWasDumpedParsesToTheSameText) {
  const std::string text = R"({"a":[1,2.5,"é\n",{"b":null,"c":[true,false,[]]}],"":{}})";
  EXPECT_EQ(MustParse(text).Dump(), text);
  EXPECT_EQ(MustParse(MustParse(text).Dump(true)).Dump(), text);
}

}  // namespace
}  // namespace packrake
