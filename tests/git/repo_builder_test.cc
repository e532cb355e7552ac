// RepoBuilder is test support, but what it promises is worth a check: other tests rest on it.
#include "support/repo_builder.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace packrake {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;

TEST(RepoBuilder, MakesEqualObjectsFromEqualSteps) {
  const auto build = [] {
    RepoBuilder repo;
    repo.CommitFiles({{"a.txt", "one\n"}, {"dir/b.txt", "two\n"}});
    repo.RandomHistory({.seed = 7, .commits = 30, .plants = {"a plant"}});
    return repo.AllObjects();
  };
  EXPECT_EQ(build(), build());
}

TEST(RepoBuilder, RandomHistoryHasMergesAndIsSound) {
  RepoBuilder repo;
  repo.RandomHistory({.seed = 3, .commits = 120, .plants = {"plant"}});
  repo.Git({"fsck", "--strict"});
  EXPECT_THAT(repo.Git({"log", "--all", "--merges", "--format=%p"}), Not(IsEmpty()));
  EXPECT_THAT(repo.Git({"grep", "-c", "plant", "random/0", "random/1", "random/2", "random/3"}), HasSubstr("txt"));
}

TEST(RepoBuilder, MergesAnOctopusWithEvilContent) {
  RepoBuilder repo;
  repo.CommitFiles({{"base", "base\n"}});
  for (const char* name : {"one", "two"}) {
    repo.Git({"checkout", "-q", "-B", name, "main"});
    repo.CommitFiles({{name, "content\n"}});
  }
  repo.Checkout("main");
  const std::string merge = repo.Merge({"one", "two"}, {{"evil", "in no parent\n"}});
  EXPECT_EQ(repo.Git({"rev-parse", merge + "^3"}), repo.Git({"rev-parse", "two"}));
  EXPECT_EQ(repo.Git({"show", "HEAD:evil"}), "in no parent");
  repo.CrissCross("left", "right");
  repo.Git({"fsck", "--strict"});
}

TEST(RepoBuilder, RepackLeavesNothingLooseAndUnpackNothingPacked) {
  RepoBuilder repo;
  repo.CommitFiles({{"a", "one\n"}});
  const std::string dangling = repo.HashObject("dangling\n");
  const auto before = repo.AllObjects();
  repo.Repack();
  EXPECT_FALSE(std::filesystem::exists(repo.LooseFile(dangling)));
  EXPECT_EQ(repo.AllObjects(), before);
  repo.UnpackAll();
  EXPECT_TRUE(std::filesystem::exists(repo.LooseFile(dangling)));
  EXPECT_EQ(repo.AllObjects(), before);
}

TEST(RepoBuilder, KeepsWhatOnlyTheReflogStashIndexAndNotesKnow) {
  RepoBuilder repo;
  const std::string commit = repo.CommitFiles({{"a", "one\n"}});
  repo.Note(commit, "a note");
  const std::string undone = repo.ReflogOnlyCommit({{"a", "two\n"}});
  repo.Write("a", "tracked change\n");
  repo.Write("new", "untracked\n");
  const std::string stash = repo.Stash(true);
  const std::string staged = repo.StageOnly("staged", "staged only\n");
  EXPECT_THAT(repo.Git({"reflog"}), HasSubstr("soon undone"));
  EXPECT_EQ(repo.Git({"show", stash + "^3:new"}), "untracked");
  EXPECT_EQ(repo.Git({"cat-file", "-p", staged}), "staged only");
  EXPECT_EQ(repo.Git({"notes", "show", commit}), "a note");
  EXPECT_THAT(undone, SizeIs(40));
}

TEST(RepoBuilder, BuildsSha256AndBareRepositories) {
  RepoBuilder sha256({.object_format = "sha256"});
  EXPECT_THAT(sha256.CommitFiles({{"a", "one\n"}}), SizeIs(64));
  RepoBuilder bare({.bare = true});
  bare.RandomHistory({.seed = 1, .commits = 20});
  EXPECT_EQ(bare.git_dir(), bare.path());
  EXPECT_THAT(bare.AllObjects(), Not(IsEmpty()));
}

}  // namespace
}  // namespace packrake
