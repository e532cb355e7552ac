#include "git/refs.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sstream>
#include <stdexcept>

#include "support/repo_builder.h"

namespace packrake {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;
using ::testing::UnorderedElementsAre;

constexpr const char* kOne = "1111111111111111111111111111111111111111";
constexpr const char* kTwo = "2222222222222222222222222222222222222222";
constexpr const char* kNull = "0000000000000000000000000000000000000000";

std::vector<std::string> Lines(const std::vector<Ref>& refs) {
  std::vector<std::string> lines;
  for (const Ref& ref : refs) lines.push_back(ref.target.hex() + " " + ref.name);
  return lines;
}

RefList RefsOf(const std::filesystem::path& path) {
  auto repository = OpenRepository(path);
  if (!repository) throw std::runtime_error(repository.error().message);
  auto refs = ReadRefs(*repository);
  if (!refs) throw std::runtime_error(refs.error().message);
  return *std::move(refs);
}

TEST(Refs, PackedRefsAreReadWithoutTheirPeeledLines) {
  std::size_t broken = 0;
  const std::string text = std::string("# pack-refs with: peeled fully-peeled sorted\n") + kOne + " refs/heads/a b\n" +
                           kTwo + " refs/tags/v\n^" + kOne + "\nrubbish\n" + kOne + "\n" + kOne + " \n" + kTwo +
                           " refs/last";
  EXPECT_THAT(Lines(ParsePackedRefs(text, 20, broken)),
              ElementsAre(std::string(kOne) + " refs/heads/a b", std::string(kTwo) + " refs/tags/v",
                          std::string(kTwo) + " refs/last"));
  EXPECT_EQ(broken, 3);
}

TEST(Refs, ReflogsGiveOldAndNewIdsWithoutTheNullOne) {
  std::vector<ObjectId> ids;
  const std::string made = std::string(kNull) + " " + kOne + " A <a@b> 1 +0000\tclone\n";
  ParseReflog(made + kOne + " " + kTwo + " x\nrubbish\n" + kOne, 20, ids);
  std::vector<std::string> hex;
  for (const ObjectId& id : ids) hex.push_back(id.hex());
  EXPECT_THAT(hex, ElementsAre(kOne, kTwo));
}

TEST(Refs, EqualWhatForEachRefLists) {
  for (const char* format : {"sha1", "sha256"}) {
    RepoBuilder repo({.object_format = format});
    repo.RandomHistory({.seed = 2, .commits = 30});
    repo.Tag("annotated", "HEAD", "tag\n");
    repo.Git({"pack-refs", "--all"});
    repo.CommitFiles({{"a", "moves main away from its packed place\n"}});
    repo.Branch("deep/er/branch");
    repo.Git({"symbolic-ref", "refs/remotes/origin/HEAD", "refs/heads/main"});
    const RefList list = RefsOf(repo.path());
    std::vector<std::string> expected;
    std::istringstream lines(repo.Git({"for-each-ref", "--format=%(objectname) %(refname)"}));
    for (std::string line; std::getline(lines, line);) expected.push_back(line);
    EXPECT_EQ(Lines(list.refs), expected);
    EXPECT_EQ(list.head.target.hex(), repo.Git({"rev-parse", "HEAD"}));
    EXPECT_EQ(list.head_branch, "refs/heads/main");
    EXPECT_THAT(list.broken, IsEmpty());
    EXPECT_THAT(list.reflog, Contains(list.head.target));
  }
}

TEST(Refs, ADetachedAndAnUnbornHead) {
  RepoBuilder repo;
  EXPECT_TRUE(RefsOf(repo.path()).head.target.empty());
  EXPECT_EQ(RefsOf(repo.path()).head_branch, "refs/heads/main");
  const std::string commit = repo.Commit();
  repo.Git({"checkout", "-q", "--detach"});
  EXPECT_EQ(RefsOf(repo.path()).head.target.hex(), commit);
  EXPECT_EQ(RefsOf(repo.path()).head_branch, "");
}

TEST(Refs, HeadMayBeASymbolicLink) {
  RepoBuilder repo;
  const std::string commit = repo.Commit();
  std::filesystem::remove(repo.git_dir() / "HEAD");
  std::filesystem::create_symlink("refs/heads/main", repo.git_dir() / "HEAD");
  EXPECT_EQ(RefsOf(repo.path()).head.target.hex(), commit);
}

TEST(Refs, NamesMayHaveAnyBytes) {
  RepoBuilder repo;
  const std::string commit = repo.Commit();
  WriteTestFile(repo.git_dir() / "refs/heads/b\xff\xc3\xb6", commit + "\n");
  EXPECT_THAT(Lines(RefsOf(repo.path()).refs), Contains(commit + " refs/heads/b\xff\xc3\xb6"));
}

TEST(Refs, FetchHeadAndOtherPseudoRefsAreHeads) {
  RepoBuilder repo;
  const std::string one = repo.Commit();
  const std::string two = repo.Commit();
  WriteTestFile(repo.git_dir() / "FETCH_HEAD",
                one + "\tnot-for-merge\tbranch 'a' of x\n" + two + "\t\tbranch 'b' of x\n");
  WriteTestFile(repo.git_dir() / "MERGE_HEAD", one + "\n");
  EXPECT_THAT(Lines(RefsOf(repo.path()).other_heads),
              UnorderedElementsAre(one + " FETCH_HEAD", two + " FETCH_HEAD", one + " MERGE_HEAD"));
}

TEST(Refs, FortyThousandPackedRefsAreListed) {
  RepoBuilder repo;
  const std::string commit = repo.Commit();
  std::string packed = "# pack-refs with: peeled fully-peeled sorted\n";
  for (int i = 10000; i < 50000; ++i) packed += commit + " refs/heads/b" + std::to_string(i) + "\n";
  WriteTestFile(repo.git_dir() / "packed-refs", packed);
  EXPECT_THAT(RefsOf(repo.path()).refs, SizeIs(40001));
}

}  // namespace
}  // namespace packrake
