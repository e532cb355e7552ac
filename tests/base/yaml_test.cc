#include "base/yaml.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace packrake {
namespace {

using ::testing::HasSubstr;

YamlNode MustParse(std::string_view text) {
  auto node = ParseYaml(text, "t.yaml");
  EXPECT_TRUE(node) << node.error().message;
  return node ? *std::move(node) : YamlNode();
}

Error ErrorOf(std::string_view text, const YamlLimits& limits = {}) {
  auto node = ParseYaml(text, "t.yaml", limits);
  EXPECT_FALSE(node) << text;
  return node ? Error{} : std::move(node).error();
}

TEST(Yaml, ReadsMapsSequencesAndScalarsWithTheirLines) {
  const YamlNode root =
      MustParse("rules:\n  - id: a.b\n    tags: [x, 'true']\n    pattern: |\n      one\n      two\n    none:\n");
  ASSERT_EQ(root.kind, YamlNode::Kind::kMap);
  const YamlNode& rule = root.Find("rules")->items.at(0);
  EXPECT_EQ(rule.line, 2);
  EXPECT_EQ(rule.Find("id")->scalar, "a.b");
  EXPECT_FALSE(rule.Find("id")->quoted);
  EXPECT_EQ(rule.Find("tags")->items.at(1).scalar, "true");
  EXPECT_TRUE(rule.Find("tags")->items.at(1).quoted);
  EXPECT_EQ(rule.Find("pattern")->scalar, "one\ntwo\n");
  EXPECT_EQ(rule.Find("none")->kind, YamlNode::Kind::kNull);
  EXPECT_EQ(rule.Find("none")->line, 7);  // its key's
  EXPECT_EQ(rule.Find("absent"), nullptr);
}

TEST(Yaml, AnEmptyTextIsNull) {
  EXPECT_EQ(MustParse("").kind, YamlNode::Kind::kNull);
  EXPECT_EQ(MustParse("# only a comment\n").kind, YamlNode::Kind::kNull);
}

TEST(Yaml, ExpandsAliases) {
  const YamlNode root = MustParse("a: &x [1, {b: 2}]\nc: *x\nd: &y text\ne: *y\n");
  EXPECT_EQ(root.Find("c")->items.at(1).Find("b")->scalar, "2");
  EXPECT_EQ(root.Find("e")->scalar, "text");
}

struct MistakeCase {
  std::string_view text;
  std::string_view message;
};

TEST(Yaml, NamesFileLineAndReasonOfAMistake) {
  constexpr MistakeCase kCases[] = {
      {"a: 1\nb: 2\na: 3\n", "t.yaml:3: 'a' is there twice"},
      {"a: [1, 2\n", "t.yaml:"},
      {"a: 1\n---\nb: 2\n", "t.yaml:2: a second document"},
      {"a: 1\n? [x]\n: 2\n", "t.yaml:2: a key that is not a plain word"},
      {"a: 1\n~: 2\n", "t.yaml:2: a key that is not a plain word"},
      {"a: &x [*x]\n", "t.yaml:1: an alias inside the node it names"},
      {"a: *nothing\n", "t.yaml:1:"},
      {"a: 1\nb: !!binary aGk=\n", "t.yaml:2: a tag"},
      {"a: 1\nb: !python/object x\n", "t.yaml:2: a tag"},
      {"a: 1\nb: \x04 rest\n", "t.yaml:2: a control character"},
      {"a: 1\nb: \xff\n", "t.yaml:2: not UTF-8"},
  };
  for (const MistakeCase& row : kCases) {
    const Error error = ErrorOf(row.text);
    EXPECT_EQ(error.code, ErrorCode::kInvalidConfig) << row.text;
    EXPECT_THAT(error.message, HasSubstr(row.message)) << row.text;
  }
}

TEST(Yaml, StrTagMakesAString) { EXPECT_TRUE(MustParse("a: !!str 5\n").Find("a")->quoted); }

TEST(Yaml, RefusesNestingInEveryNotationBeforeTheStackIsGone) {
  const std::size_t kDeep = 100'000;
  std::string nested_map;
  for (std::size_t i = 0; i < 2'000; ++i) nested_map += std::string(i, ' ') + "a:\n";
  std::string dashes;
  for (std::size_t i = 0; i < kDeep; ++i) dashes += "- ";
  std::string questions;
  for (std::size_t i = 0; i < kDeep; ++i) questions += "? ";
  for (const std::string& text : {std::string(kDeep, '['), std::string(kDeep, '{'), dashes, nested_map, questions}) {
    EXPECT_FALSE(ParseYaml(text, "t.yaml")) << text.substr(0, 20);
  }
  EXPECT_TRUE(ParseYaml(std::string(32, '[') + std::string(32, ']'), "t.yaml", {.max_depth = 33}));
  EXPECT_EQ(ErrorOf(std::string(33, '[') + std::string(33, ']')).code, ErrorCode::kLimit);
}

TEST(Yaml, RefusesAliasesThatExpandWithoutBound) {
  std::string laughs = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n";
  for (int i = 1; i < 12; ++i) {
    laughs += "a" + std::to_string(i) + ": &a" + std::to_string(i) + " [";
    for (int j = 0; j < 10; ++j) laughs += (j == 0 ? "*a" : ", *a") + std::to_string(i - 1);
    laughs += "]\n";
  }
  EXPECT_EQ(ErrorOf(laughs).code, ErrorCode::kLimit);

  std::string long_scalar = "a: &a " + std::string(900'000, 'x') + "\nb: [";
  for (int i = 0; i < 100'000; ++i) long_scalar += "*a, ";
  EXPECT_EQ(ErrorOf(long_scalar + "*a]\n").code, ErrorCode::kLimit);

  std::string deeper = "a: &a [[[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]]]\n";
  EXPECT_EQ(ErrorOf(deeper + "b: [[[[[[[[[[[[[[[[[[[[*a]]]]]]]]]]]]]]]]]]]]\n").code, ErrorCode::kLimit);
}

TEST(Yaml, RefusesWhatExceedsALimit) {
  EXPECT_EQ(ErrorOf("a: 12345\n", {.max_bytes = 5}).code, ErrorCode::kLimit);
  EXPECT_EQ(ErrorOf("[1, 2, 3, 4]", {.max_nodes = 4}).code, ErrorCode::kLimit);
  EXPECT_TRUE(ParseYaml("[1, 2, 3, 4]", "t.yaml", {.max_nodes = 5}));
  EXPECT_EQ(ErrorOf("a: 12345\n", {.max_scalar_bytes = 4}).code, ErrorCode::kLimit);
}

}  // namespace
}  // namespace packrake
