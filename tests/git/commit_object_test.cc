#include "git/commit_object.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace packrake {
namespace {

using ::testing::ElementsAreArray;
using ::testing::IsEmpty;
using ::testing::SizeIs;

const std::string kTree(40, 'a');
const std::string kParent(40, 'b');

TEST(ParseCommit, ReadsEverythingThatAReportTells) {
  const auto commit = ParseCommit("tree " + kTree + "\nparent " + kParent + "\nparent " + kTree +
                                      "\nauthor Ann O. <ann@example.org> 1700000000 +0530\n"
                                      "committer Bob <bob@example.org> 1700000100 -0800\nencoding latin1\n"
                                      "gpgsig -----BEGIN\n parent x\n \n -----END\n\nSubject here \n\nBody\n",
                                  20);
  ASSERT_TRUE(commit);
  EXPECT_EQ(commit->tree.hex(), kTree);
  ASSERT_THAT(commit->parents, SizeIs(2));
  EXPECT_EQ(commit->parents[0].hex(), kParent);
  EXPECT_EQ(commit->summary.author_name, "Ann O.");
  EXPECT_EQ(commit->summary.author_email, "ann@example.org");
  EXPECT_EQ(commit->summary.author_time, 1'700'000'000);
  EXPECT_EQ(commit->summary.author_offset_minutes, 330);
  EXPECT_EQ(commit->summary.committer_time, 1'700'000'100);
  EXPECT_EQ(commit->summary.subject, "Subject here");
}

TEST(ParseCommit, ReadsIdsOf32Bytes) {
  const auto commit = ParseCommit("tree " + std::string(64, 'c') + "\n\n", 32);
  ASSERT_TRUE(commit);
  EXPECT_EQ(commit->tree.size(), 32U);
  EXPECT_THAT(commit->parents, IsEmpty());
}

struct Odd {
  const char* author;
  const char* name;
  const char* email;
  std::int64_t time;
  int offset;
};
constexpr Odd kOdd[] = {
    {"A <a@b> 12 +0000", "A", "a@b", 12, 0},
    {"<> 12 +0000", "", "", 12, 0},
    {"A a@b 12 +0000", "A a@b 12 +0000", "", 0, 0},
    {"A <a> <b> 12 -0130", "A", "a> <b", 12, -90},
    {"A <a@b>", "A", "a@b", 0, 0},
    {"A <a@b> 99999999999999999999999 +0000", "A", "a@b", 0, 0},
    {"A <a@b> -5 +0000", "A", "a@b", 0, 0},
    {"A <a@b> 12x +0000", "A", "a@b", 0, 0},
    {"A <a@b> 12 UTC", "A", "a@b", 12, 0},
    {"A <a@b> 12 +99999", "A", "a@b", 12, 0},
    {"A >a@b< 12 +0000", "A >a@b", "", 0, 0},
};
TEST(ParseCommit, ForgivesOddAuthors) {
  for (const Odd& odd : kOdd) {
    const auto commit = ParseCommit("tree " + kTree + "\nauthor " + odd.author + "\n\ns", 20);
    ASSERT_TRUE(commit) << odd.author;
    EXPECT_EQ(commit->summary.author_name, odd.name) << odd.author;
    EXPECT_EQ(commit->summary.author_email, odd.email) << odd.author;
    EXPECT_EQ(commit->summary.author_time, odd.time) << odd.author;
    EXPECT_EQ(commit->summary.author_offset_minutes, odd.offset) << odd.author;
    EXPECT_EQ(commit->summary.subject, "s");
  }
}

TEST(ParseCommit, TakesTheFirstLineWithTextForTheSubject) {
  EXPECT_EQ(ParseCommit("tree " + kTree + "\n\n\n  \n first\nsecond", 20)->summary.subject, "first");
  EXPECT_EQ(ParseCommit("tree " + kTree + "\n\n", 20)->summary.subject, "");
  EXPECT_EQ(ParseCommit("tree " + kTree, 20)->summary.subject, "");
}

TEST(ParseCommit, RefusesWhatHasNoTreeOrABadParent) {
  for (const std::string& bytes :
       {std::string(), std::string("tree"), "tree " + kTree.substr(1) + "\n", "tree " + std::string(40, 'g') + "\n",
        "parent " + kParent + "\n", "tree " + kTree + "\nparent " + kParent.substr(2) + "\n",
        "tree " + std::string(64, 'a') + "\n", "Tree " + kTree + "\n"}) {
    const auto commit = ParseCommit(bytes, 20);
    ASSERT_FALSE(commit) << bytes;
    EXPECT_EQ(commit.error().code, ErrorCode::kCorrupt);
  }
}

TEST(ParseCommit, TakesNoParentAfterOtherHeaders) {
  EXPECT_THAT(ParseCommit("tree " + kTree + "\nauthor A <a> 1 +0000\nparent " + kParent + "\n\nx", 20)->parents,
              IsEmpty());
}

TEST(ParseCommitLinks, ReadsWhatParseCommitDoes) {
  const std::string head = "tree " + kTree + "\nparent " + kParent + "\nparent " + kTree + "\n";
  for (const std::string& rest :
       {std::string("author A <a> 1 +0000\ncommitter B <b> 7 +0100\n\ns"), std::string("committer B <b> 0 +0000\n\n"),
        std::string("committer B\ncommitter C <c> 5 +0000\n\ncommitter D <d> 6 +0000"), std::string(),
        std::string("parent x\n")}) {
    const auto commit = ParseCommit(head + rest, 20);
    const auto links = ParseCommitLinks(head + rest, 20);
    ASSERT_EQ(static_cast<bool>(links), static_cast<bool>(commit)) << rest;
    if (!commit) {
      EXPECT_EQ(links.error().message, commit.error().message);
      continue;
    }
    EXPECT_EQ(links->tree, commit->tree);
    EXPECT_THAT(links->parents, ElementsAreArray(commit->parents));
    EXPECT_EQ(links->committer_time, commit->summary.committer_time) << rest;
  }
}

TEST(ParseTag, TellsWhatItPointsTo) {
  for (const ObjectType type : {ObjectType::kBlob, ObjectType::kTree, ObjectType::kCommit, ObjectType::kTag}) {
    const auto tag = ParseTag("object " + kTree + "\ntype " + std::string(Name(type)) + "\ntag v1\n\nx", 20);
    ASSERT_TRUE(tag);
    EXPECT_EQ(tag->target.hex(), kTree);
    EXPECT_EQ(tag->target_type, type);
  }
  for (const std::string& bytes : {std::string(), "object " + kTree, "object " + kTree + "\ntype thing\n",
                                   std::string("object x\ntype blob\n"), "type blob\nobject " + kTree + "\n"}) {
    EXPECT_FALSE(ParseTag(bytes, 20)) << bytes;
  }
}

}  // namespace
}  // namespace packrake
