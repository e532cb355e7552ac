// Repositories in every shape, and what libgit2 1.5 stumbles over: environment, home, owner, configuration, alternates.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <unistd.h>

#include <cstdlib>
#include <filesystem>

#include "source/open.h"
#include "support/repo_builder.h"
#include "support/source_reading.h"

namespace packrake {
namespace {

using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

SourceReading ReadHistoryOf(const std::filesystem::path& path, const ReadOptions& options = {}) {
  auto source = OpenHistory(path.string());
  if (!source) throw std::runtime_error(source.error().message);
  return SourceReader().Read(**source, options);
}

std::set<std::string> Objects(const RepoBuilder& repo) {
  std::set<std::string> ids;
  for (const std::string& line : repo.AllObjects()) ids.insert(line.substr(0, line.find(' ')));
  return ids;
}

std::uint64_t Listed(const SourceReading& reading) {
  std::uint64_t listed = 0;
  for (const ObjectTally& tally : reading.completeness.objects) listed += tally.listed;
  return listed;
}

class Formats : public testing::Test {
 protected:
  Formats() { repo_.CommitFiles({{"a", "one PLANTED\n"}, {"b", "two\n"}}); }

  void ExpectRead(const std::filesystem::path& path) {
    for (const bool packs : {true, false}) {
      const SourceReading reading = ReadHistoryOf(path, {.use_packs = packs});
      EXPECT_EQ(Listed(reading), 4);  // two blobs, a tree, a commit
      EXPECT_TRUE(reading.completeness.complete());
      ASSERT_THAT(reading.attribution.sightings, testing::SizeIs(1));
      EXPECT_EQ(reading.attribution.sightings[0].path, "a");
      EXPECT_TRUE(reading.attribution.sightings[0].at_head);
    }
  }

  RepoBuilder repo_;
};

TEST_F(Formats, AWorkTreeItsGitDirABareCloneAndALinkedWorktreeAreRead) {
  ExpectRead(repo_.path());
  ExpectRead(repo_.git_dir());
  const auto bare = repo_.folder() / "bare.git";
  repo_.Git({"clone", "-q", "--bare", repo_.path().string(), bare.string()});
  ExpectRead(bare);
  const auto linked = repo_.folder() / "linked";
  repo_.Git({"worktree", "add", "-q", linked.string(), "-b", "linked"});
  EXPECT_EQ(*KindOfTarget(linked.string()), TargetKind::kRepository);
  ExpectRead(linked);
}

TEST_F(Formats, AGitFileOfAMovedGitDirIsFollowed) {
  const auto moved = repo_.folder() / "moved.git";
  std::filesystem::rename(repo_.git_dir(), moved);
  WriteTestFile(repo_.path() / ".git", "gitdir: ../moved.git\n");
  EXPECT_EQ(*KindOfTarget(repo_.path().string()), TargetKind::kRepository);
  const SourceReading reading = ReadHistoryOf(repo_.path());
  EXPECT_EQ(Listed(reading), 4);
}

TEST_F(Formats, ADotGitThatLeadsNowhereIsAnErrorAndNotAFolderOfFiles) {
  const auto dot_git = repo_.path() / ".git";
  std::filesystem::rename(dot_git, repo_.folder() / "away");
  struct Row {
    const char* file;  // nullptr: a folder
    const char* says;
  };
  for (const Row& row : {Row{"gitdir: /nonexistent/x\n", "is not there (gitdir: /nonexistent/x)"},
                         Row{"something else\n", "it names no git directory"}, Row{"", "it names no git directory"},
                         Row{nullptr, "without its objects"}}) {
    std::filesystem::remove(dot_git);
    if (row.file == nullptr) {
      std::filesystem::create_directory(dot_git);
    } else {
      WriteTestFile(dot_git, row.file);
    }
    const auto kind = KindOfTarget(repo_.path().string());
    ASSERT_FALSE(kind) << row.says;
    EXPECT_EQ(kind.error().code, ErrorCode::kNotFound);
    EXPECT_THAT(kind.error().message, testing::AllOf(HasSubstr(dot_git.string()), HasSubstr(row.says)));
    const auto source = OpenHistory(repo_.path().string());
    ASSERT_FALSE(source);
    EXPECT_EQ(source.error().message, kind.error().message);
  }
}

TEST_F(Formats, AStoreThatLostItsHeadOrItsRefsIsReadStill) {
  const auto bare = repo_.folder() / "bare.git";
  repo_.Git({"clone", "-q", "--bare", repo_.path().string(), bare.string()});
  std::filesystem::remove(bare / "HEAD");
  ASSERT_EQ(*KindOfTarget(bare.string()), TargetKind::kRepository);
  const SourceReading headless = ReadHistoryOf(bare);
  EXPECT_EQ(Listed(headless), 4);
  ASSERT_THAT(headless.attribution.sightings, testing::SizeIs(1));
  EXPECT_EQ(headless.attribution.sightings[0].reach, Reach::kRef);

  // As a copy that leaves out empty folders: every ref is packed, and "refs" is gone.
  WriteTestFile(bare / "HEAD", "ref: refs/heads/main\n");
  repo_.Git({"--git-dir", bare.string(), "pack-refs", "--all"});
  std::filesystem::remove_all(bare / "refs");
  ASSERT_EQ(*KindOfTarget(bare.string()), TargetKind::kRepository);
  EXPECT_EQ(Listed(ReadHistoryOf(bare)), 4);
}

TEST_F(Formats, AFolderThatOnlyLooksLikeAStoreIsAFolder) {
  const auto folder = repo_.folder() / "app";
  WriteTestFile(folder / "HEAD", "x");
  WriteTestFile(folder / "objects/a.txt", "x");
  EXPECT_EQ(*KindOfTarget(folder.string()), TargetKind::kDirectory);
}

TEST_F(Formats, GitVariablesMeanNothing) {
  const char* names[] = {"GIT_DIR",
                         "GIT_WORK_TREE",
                         "GIT_COMMON_DIR",
                         "GIT_OBJECT_DIRECTORY",
                         "GIT_INDEX_FILE",
                         "GIT_NAMESPACE",
                         "GIT_ALTERNATE_OBJECT_DIRECTORIES",
                         "GIT_CONFIG_PARAMETERS"};
  for (const char* name : names) ::setenv(name, "/nonexistent", 1);
  ExpectRead(repo_.path());
  for (const char* name : names) ::unsetenv(name);
}

TEST_F(Formats, AnUnreadableHomeMeansNothing) {
  const char* before = std::getenv("HOME");
  const std::string home = before != nullptr ? before : "";
  WriteTestFile(repo_.folder() / "home/.gitconfig", "[broken\n");
  for (const std::string& value : {std::string("/nonexistent"), (repo_.folder() / "home").string()}) {
    ::setenv("HOME", value.c_str(), 1);
    ExpectRead(repo_.path());
  }
  ::setenv("HOME", home.c_str(), 1);
}

TEST_F(Formats, AnotherOwnerMeansNothing) {
  if (::chown(repo_.git_dir().c_str(), 12345, 12345) != 0) GTEST_SKIP() << "only root can give files away";
  ExpectRead(repo_.path());
}

TEST_F(Formats, ExtensionsThatLibgit2DoesNotKnowAreRead) {
  repo_.Configure("core.repositoryFormatVersion", "1");
  for (const char* extension :
       {"extensions.preciousObjects", "extensions.worktreeConfig", "extensions.relativeWorktrees"}) {
    repo_.Configure(extension, "true");
  }
  ExpectRead(repo_.path());
}

TEST_F(Formats, RepositoryConfigurationRunsNothing) {
  const auto proof = repo_.folder() / "ran";
  const std::string run = "touch " + proof.string() + "; false";
  for (const char* key : {"core.fsmonitor", "core.sshCommand", "core.pager", "core.editor", "diff.external",
                          "filter.evil.smudge", "filter.evil.clean", "filter.evil.process", "credential.helper",
                          "core.hooksPath", "gpg.program", "uploadpack.packObjectsHook"}) {
    repo_.Configure(key, run);
  }
  WriteTestFile(repo_.git_dir() / "info/attributes", "* filter=evil diff=evil\n");
  repo_.Configure("remote.evil.url", "ext::sh -c 'touch " + proof.string() + "'");
  repo_.Configure("remote.evil.promisor", "true");
  ReadHistoryOf(repo_.path());
  EXPECT_FALSE(std::filesystem::exists(proof));
}

struct RefusalCase {
  const char* key;
  const char* value;
  const char* message;
};

class Refusals : public testing::TestWithParam<RefusalCase> {};

TEST_P(Refusals, AFormatThatNobodyKnowsIsRefusedByName) {
  RepoBuilder repo;
  repo.CommitFiles({{"a", "one\n"}});
  std::string config = ReadTestFile(repo.git_dir() / "config");
  const std::size_t zero = config.find("repositoryformatversion = 0");
  config.replace(zero, 27, "repositoryformatversion = 1");
  const std::string key = GetParam().key;
  config +=
      "[" + key.substr(0, key.find('.')) + "]\n\t" + key.substr(key.find('.') + 1) + " = " + GetParam().value + "\n";
  WriteTestFile(repo.git_dir() / "config", config);
  const auto source = OpenHistory(repo.path().string());
  ASSERT_FALSE(source);
  EXPECT_EQ(source.error().code, ErrorCode::kUnsupported);
  EXPECT_THAT(source.error().message, HasSubstr(GetParam().message));
}

INSTANTIATE_TEST_SUITE_P(All, Refusals,
                         testing::Values(RefusalCase{"extensions.objectFormat", "sha3", "object format 'sha3'"},
                                         RefusalCase{"extensions.refStorage", "scrolls", "ref storage 'scrolls'"},
                                         RefusalCase{"extensions.fromTheFuture", "true", "extension 'fromthefuture'"},
                                         RefusalCase{"core.repositoryFormatVersion", "2", "version '2'"}));

TEST_F(Formats, AReftableRepositoryIsReadOrRefusedButNeverClean) {
  repo_.Configure("core.repositoryFormatVersion", "1");
  repo_.Configure("extensions.refStorage", "reftable");
  const auto source = OpenHistory(repo_.path().string());
  // No git can read this one: it has the flag without the tables.
  ASSERT_FALSE(source);
  EXPECT_EQ(source.error().code, ErrorCode::kUnsupported);
  EXPECT_THAT(source.error().message, HasSubstr("reftable"));
}

TEST(Sha256, AWronglyDeclaredHashIsAFailureNotACleanResult) {
  RepoBuilder repo({.object_format = "sha256"});
  repo.CommitFiles({{"a", "one PLANTED\n"}});
  const SourceReading honest = ReadHistoryOf(repo.path());
  EXPECT_TRUE(honest.completeness.complete());
  ASSERT_THAT(honest.attribution.sightings, testing::SizeIs(1));
  EXPECT_EQ(honest.attribution.sightings[0].path, "a");
  EXPECT_TRUE(honest.attribution.sightings[0].at_head);
  const std::string config = ReadTestFile(repo.git_dir() / "config");
  for (const bool packed : {false, true}) {
    if (packed) repo.Repack();
    WriteTestFile(repo.git_dir() / "config", "[core]\n\trepositoryformatversion = 0\n");
    for (const bool packs : {true, false}) {
      EXPECT_FALSE(ReadHistoryOf(repo.path(), {.use_packs = packs}).completeness.complete());
    }
    WriteTestFile(repo.git_dir() / "config", config);
  }
}

// Alternates.

class Alternates : public testing::Test {
 protected:
  Alternates() { shared_.CommitFiles({{"a", "one PLANTED\n"}}); }

  /// A repository that has only refs, with `line` as its alternate.
  void ExpectReadThrough(const std::string& line) {
    RepoBuilder borrower;
    borrower.AddAlternate(line);
    WriteTestFile(borrower.git_dir() / "refs/heads/main", shared_.Git({"rev-parse", "HEAD"}) + "\n");
    for (const bool packs : {true, false}) {
      const SourceReading reading = ReadHistoryOf(borrower.path(), {.use_packs = packs});
      EXPECT_EQ(Listed(reading), Objects(shared_).size()) << line;
      EXPECT_TRUE(reading.completeness.complete()) << line;
      ASSERT_THAT(reading.attribution.sightings, testing::SizeIs(1)) << line;
    }
  }

  RepoBuilder shared_;
};

TEST_F(Alternates, AbsoluteAndQuotedLinesAreFollowed) {
  const std::string objects = (shared_.git_dir() / "objects").string();
  ExpectReadThrough(objects);
  ExpectReadThrough('"' + objects + '"');
  const auto odd = shared_.folder() / "odd:\xc3\xb6\nname";
  std::filesystem::create_symlink(shared_.git_dir() / "objects", odd);
  ExpectReadThrough("\"" + (shared_.folder() / "odd:\\303\\266\\nname").string() + "\"");
  shared_.Repack();
  ExpectReadThrough("# a comment\n\n" + objects + "/");
}

TEST_F(Alternates, RelativeLinesAreFollowedAtEveryDepth) {
  const auto middle = shared_.folder() / "middle/objects";
  std::filesystem::create_directories(middle / "pack");
  WriteTestFile(middle / "info/alternates", "../../repo/.git/objects\n");
  ExpectReadThrough(middle.string());
}

TEST_F(Alternates, ACircleEndsAndADuplicateIsReadOnce) {
  shared_.AddAlternate((shared_.git_dir() / "objects").string());
  shared_.AddAlternate("../objects");
  ExpectReadThrough((shared_.git_dir() / "objects").string());
}

TEST_F(Alternates, OneThatIsNotThereIsAFailure) {
  shared_.AddAlternate("/nonexistent/objects");
  const SourceReading reading = ReadHistoryOf(shared_.path());
  EXPECT_FALSE(reading.completeness.complete());
  EXPECT_THAT(reading.completeness.failures, Contains(HasSubstr("/nonexistent/objects")));
  EXPECT_EQ(Listed(reading), 3);
}

TEST_F(Alternates, AChainThatIsTooDeepSaysSo) {
  std::filesystem::path next = shared_.git_dir() / "objects";
  for (int depth = 0; depth < 8; ++depth) {
    const auto folder = shared_.folder() / ("chain" + std::to_string(depth)) / "objects";
    WriteTestFile(folder / "info/alternates", next.string() + "\n");
    next = folder;
  }
  RepoBuilder borrower;
  borrower.AddAlternate(next.string());
  EXPECT_FALSE(ReadHistoryOf(borrower.path()).completeness.complete());
}

}  // namespace
}  // namespace packrake
