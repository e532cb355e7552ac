#include "git/config_file.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace packrake {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Pair;

struct ValueCase {
  const char* text;
  const char* value;  ///< of s.k
};

constexpr ValueCase kValues[] = {
    {"[s]\nk = plain", "plain"},
    {"[s]k=v", "v"},
    {"[S]\n\tK = Upper stays\n", "Upper stays"},
    {"[s]\nk", "true"},
    {"[s]\nk =", ""},
    {"[s]\nk = a # comment", "a"},
    {"[s]\nk = a ; comment", "a"},
    {"[s]\nk = \"a # b\" ", "a # b"},
    {"[s]\nk = \"a \" b", "a  b"},
    {"[s]\nk = a\\\n  b", "a  b"},
    {"[s]\nk = a\\\r\n b", "a b"},
    {"[s]\r\nk = a\r\n", "a"},
    {"[s]\nk = \\t\\n\\\\\\\"x", "\t\n\\\"x"},
    {"\xef\xbb\xbf[s]\nk = marked", "marked"},
    {"[s]\nk = 1\nk = 2", "2"},
    {"; comment\n# comment\n[s] ; c\nk = x", "x"},
    {"[s]\n!? = rubbish\nk = after it", "after it"},
    {"[broken\n[s]\nk = after it", "after it"},
    {"[s]\nk = ends in a backslash\\", "ends in a backslash\\"},
};

TEST(ConfigFile, ValuesAreReadAsGitReadsThem) {
  for (const ValueCase& row : kValues)
    EXPECT_EQ(ConfigValue(ParseConfig(row.text), "s.k", "missing"), row.value) << row.text;
}

TEST(ConfigFile, SubsectionsKeepTheirCase) {
  EXPECT_THAT(ParseConfig("[Remote \"My \\\"one\\\"\"]\n  Promisor = yes\n"),
              ElementsAre(Pair("remote.My \"one\".promisor", "yes")));
}

TEST(ConfigFile, AnEntryWithoutASectionIsNone) { EXPECT_THAT(ParseConfig("k = v\n"), IsEmpty()); }

TEST(ConfigFile, AMissingKeyHasTheOtherValue) { EXPECT_EQ(ConfigValue({}, "a.b", "c"), "c"); }

TEST(ConfigFile, GitsWordsForTrueAreTrue) {
  for (const char* yes : {"true", "YES", "on", "1", "42"}) EXPECT_TRUE(IsTrue(yes)) << yes;
  for (const char* no : {"false", "no", "off", "0", "00", "", "maybe"}) EXPECT_FALSE(IsTrue(no)) << no;
}

}  // namespace
}  // namespace packrake
