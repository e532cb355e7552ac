#include "findings/ignore_file.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "findings/date.h"
#include "findings/sample_hits.h"

namespace packrake {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

constexpr char kPrint[] = "pr1:0123456789abcdef0123456789abcdef";

Finding FindingOf(std::string rule = "jwt.secret.call") {
  Finding finding;
  finding.rule = std::move(rule);
  finding.fingerprint = kPrint;
  return finding;
}

Location At(std::string path, std::uint64_t line = 1) {
  Location location;
  location.path = std::move(path);
  location.line = line;
  return location;
}

struct IgnoreCase {
  std::string text;
  const char* rule;
  const char* path;
  const char* expected;  // what suppresses
};

const IgnoreCase kCases[] = {
    {kPrint, "r", "a.py", "ignore:1"},
    {"# a comment\n\n  " + std::string(kPrint) + "  # rotated\r\n", "r", "a.py", "ignore:3"},
    {"pr1:ffffffffffffffffffffffffffffffff", "r", "a.py", ""},
    {"docs/**", "r", "docs/a/b.md", "ignore:1"},
    {"docs/**", "r", "src/docs.md", ""},
    {"*.pem", "r", "a/b/c.pem", "ignore:1"},
    {"a.py until=2026-11-22", "r", "a.py", "ignore:1"},  // the last day counts
    {"a.py until=2026-11-21", "r", "a.py", ""},
    {"a.py rule=jwt.*", "jwt.token", "a.py", "ignore:1"},
    {"a.py rule=pem.*", "jwt.token", "a.py", ""},
    {"a.py rule=jwt.* until=2027-01-01 # why", "jwt.token", "a.py", "ignore:1"},
    {"\"with space/*.py\" # why", "r", "with space/a.py", "ignore:1"},
    {"\"#odd.py\"", "r", "#odd.py", "ignore:1"},
    {"b.py\na.py\na.*", "r", "a.py", "ignore:2"},
    {"**", "r", "", ""},  // what has no path is not ignored by one
};

TEST(IgnoreList, SuppressesWhatItNames) {
  const std::int64_t now = *DayNamed("2026-11-22") + 3600;
  for (const IgnoreCase& c : kCases) {
    auto list = IgnoreList::Parse(c.text, "ignore", now);
    ASSERT_TRUE(list) << c.text << ": " << list.error().message;
    EXPECT_EQ((*list)->Suppresses(FindingOf(c.rule), At(c.path)), c.expected) << c.text;
    EXPECT_EQ((*list)->Suppresses(FindingOf(c.rule), At(c.path)), c.expected) << c.text << ", asked again";
  }
}

TEST(IgnoreList, TellsWhichEntriesExpired) {
  auto list = IgnoreList::Parse("a.py until=2020-01-01\nb.py", "ignore", *DayNamed("2026-11-22"));
  ASSERT_TRUE(list);
  EXPECT_THAT((*list)->expired(), ElementsAre("ignore:1: the entry expired on 2020-01-01 and suppresses nothing"));
}

TEST(IgnoreList, NamesTheLineOfEveryMistake) {
  const std::pair<const char*, const char*> mistakes[] = {
      {"a.py\npr1:123", "ignore:2: a fingerprint is 'pr1:' and 32"},
      {"a.py until=soon", "ignore:1: 'until' is not a day"},
      {"a.py until=", "ignore:1: 'until=' names no day"},
      {"with space/a.py", "ignore:1: after the fingerprint or path come"},
      {"\"open", "ignore:1: a double quote is not closed"},
      {"!a.py", "ignore:1: entries with '!' are not known"},
      {"\"\"", "ignore:1: an entry needs"},
  };
  for (const auto& [text, message] : mistakes) {
    auto list = IgnoreList::Parse(text, "ignore", 0);
    ASSERT_FALSE(list) << text;
    EXPECT_EQ(list.error().code, ErrorCode::kInvalidConfig);
    EXPECT_THAT(list.error().message, HasSubstr(message));
  }
}

TEST(IgnoreList, RefusesAFileWithoutEnd) {
  std::string text;
  for (std::size_t i = 0; i <= IgnoreList::kMostEntries; ++i) text += "a.py\n";
  EXPECT_FALSE(IgnoreList::Parse(text, "ignore", 0));
}

TEST(GitleaksIgnore, MatchesCommitPathAndLineWhateverTheRule) {
  const std::string commit = IdOf("commit").hex();
  const GitleaksIgnore ignore(commit + ":src/a.py:generic-api-key:7\nb:c.py:jwt:3\n# x:y:1\nnonsense\n:1\n", "gl");
  EXPECT_EQ(ignore.size(), 2u);
  Location there = At("src/a.py", 7);
  EXPECT_EQ(ignore.Suppresses(FindingOf(), there), "") << "not without the commit";
  there.commit = SampleCommit("commit", 1);
  EXPECT_EQ(ignore.Suppresses(FindingOf(), there), "gl:1");
  there.line = 8;
  EXPECT_EQ(ignore.Suppresses(FindingOf(), there), "");
  EXPECT_EQ(ignore.Suppresses(FindingOf(), At("b:c.py", 3)), "gl:2")
      << "a path may hold a colon, and any commit will do";
}

}  // namespace
}  // namespace packrake
