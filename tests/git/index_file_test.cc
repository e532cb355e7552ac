#include "git/index_file.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sstream>

#include "support/repo_builder.h"

namespace packrake {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::UnorderedElementsAreArray;

std::vector<std::string> Staged(const RepoBuilder& repo) {
  auto repository = OpenRepository(repo.path());
  if (!repository) throw std::runtime_error(repository.error().message);
  std::vector<std::string> broken;
  std::vector<std::string> lines;
  for (const StagedEntry& entry : ReadIndexes(*repository, broken)) lines.push_back(entry.id.hex() + " " + entry.path);
  for (const std::string& sentence : broken) lines.push_back("broken: " + sentence);
  return lines;
}

/// What git says is staged, without submodules.
std::vector<std::string> StagedForGit(const RepoBuilder& repo) {
  std::vector<std::string> lines;
  std::istringstream in(repo.Git({"ls-files", "-s", "-z"}));
  for (std::string line; std::getline(in, line, '\0');) {
    if (line.starts_with("160000")) continue;
    const std::size_t tab = line.find('\t');
    lines.push_back(line.substr(7, line.find(' ', 7) - 7) + " " + line.substr(tab + 1));
  }
  return lines;
}

struct IndexCase {
  const char* version;
  const char* object_format;
};

class IndexVersions : public testing::TestWithParam<IndexCase> {};

TEST_P(IndexVersions, EqualsWhatGitLists) {
  RepoBuilder repo({.object_format = GetParam().object_format});
  repo.CommitFiles({{"a", "1"}, {"dir/aa", "2"}, {"dir/ab", "3"}, {"dir/ab.much.longer", "4"}, 
                    {std::string(200, 'l') + "/" + std::string(200, 'm') + "/n", "5"}, {"z", "6"}});
  repo.Gitlink("module", std::string(std::string(GetParam().object_format) == "sha1" ? 40 : 64, '1'));
  repo.Write("later", "x");
  repo.Git({"add", "--intent-to-add", "later"});  // needs version 3
  repo.Git({"update-index", "--index-version", GetParam().version});
  std::vector<std::string> expected = StagedForGit(repo);
  std::erase_if(expected, [](const std::string& line) { return line.ends_with(" later"); });
  EXPECT_THAT(Staged(repo), UnorderedElementsAreArray(expected));
}

INSTANTIATE_TEST_SUITE_P(All, IndexVersions,
                         testing::Values(IndexCase{"2", "sha1"}, IndexCase{"4", "sha1"}, IndexCase{"2", "sha256"},
                                         IndexCase{"4", "sha256"}));

TEST(IndexFile, ConflictsGiveAllTheirStages) {
  RepoBuilder repo;
  repo.CommitFiles({{"a", "base\n"}});
  repo.Branch("side");
  repo.CommitFiles({{"a", "ours\n"}});
  repo.Checkout("side");
  repo.CommitFiles({{"a", "theirs\n"}});
  EXPECT_THROW(repo.Git({"merge", "-q", "main"}), std::runtime_error);
  EXPECT_THAT(Staged(repo), UnorderedElementsAreArray(StagedForGit(repo)));
  EXPECT_EQ(Staged(repo).size(), 3);
}

TEST(IndexFile, TheSharedPartOfASplitIndexIsRead) {
  RepoBuilder repo;
  repo.CommitFiles({{"a", "1"}, {"b", "2"}});
  repo.Git({"update-index", "--split-index"});
  EXPECT_THAT(Staged(repo), UnorderedElementsAreArray(StagedForGit(repo)));
}

TEST(IndexFile, NoIndexIsEmpty) {
  RepoBuilder repo({.bare = true});
  EXPECT_THAT(Staged(repo), IsEmpty());
}

TEST(IndexFile, EveryPrefixOfAnIndexIsReadOrRefused) {
  RepoBuilder repo;
  repo.CommitFiles({{"a", "1"}, {"dir/b", "2"}});
  for (const char* version : {"2", "4"}) {
    repo.Git({"update-index", "--index-version", version});
    const std::string whole = ReadTestFile(repo.git_dir() / "index");
    for (std::size_t size = 0; size < whole.size(); ++size) {
      const auto entries = ParseIndex(std::string_view(whole).substr(0, size), 20);
      EXPECT_TRUE(!entries || entries->size() <= 2) << size;
    }
    EXPECT_FALSE(ParseIndex(std::string_view(whole).substr(0, 60), 20));
  }
  EXPECT_FALSE(ParseIndex("DIRC\0\0\0\5\0\0\0\0", 20));
}

}  // namespace
}  // namespace packrake
