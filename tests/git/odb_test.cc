#include "git/odb.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>

#include "support/repo_builder.h"

namespace packrake {
namespace {

using ::testing::IsEmpty;
using ::testing::SizeIs;
using ::testing::StartsWith;

TEST(Odb, ListsAndReadsWhatGitHas) {
  RepoBuilder repo;
  repo.RandomHistory({.seed = 6, .commits = 20});
  repo.Tag("v", "HEAD", "tag\n");
  repo.Repack();
  const auto odb = Odb::Open({repo.git_dir() / "objects"});
  ASSERT_TRUE(odb);
  const auto ids = (*odb)->AllIds();
  ASSERT_TRUE(ids);
  std::vector<std::string> lines;
  for (const ObjectId& id : *ids) {
    const auto header = (*odb)->ReadHeader(id);
    ASSERT_TRUE(header);
    ObjectType type = ObjectType::kBlob;
    const auto bytes = (*odb)->Read(id, &type, 0);
    ASSERT_TRUE(bytes);
    EXPECT_EQ(type, header->type);
    EXPECT_EQ(bytes->size(), header->size);
    lines.push_back(id.hex() + " " + std::string(Name(type)) + " " + std::to_string(bytes->size()));
  }
  EXPECT_EQ(lines, repo.AllObjects());
}

TEST(Odb, TellsWhatIsNotThereWhatIsTooLargeAndWhatItCannotName) {
  RepoBuilder repo;
  const ObjectId id = *ObjectId::FromHex(repo.HashObject("0123456789"));
  repo.CommitFiles({{"file", "0123456789"}});
  repo.Repack();
  const auto odb = *Odb::Open({repo.git_dir() / "objects"});
  EXPECT_EQ(odb->Read(id, nullptr, 9).error().code, ErrorCode::kLimit);
  EXPECT_EQ(*odb->Read(id, nullptr, 10), "0123456789");
  EXPECT_EQ(odb->Read(*ObjectId::FromHex(std::string(40, 'a')), nullptr, 0).error().code, ErrorCode::kNotFound);
  EXPECT_EQ(odb->Read(*ObjectId::FromHex(std::string(64, 'a')), nullptr, 0).error().code, ErrorCode::kUnsupported);
}

// libgit2 1.5 goes where the index says, and that is beyond its mapping.
TEST(Odb, LeavesOutAPackWhoseIndexPointsBehindIt) {
  RepoBuilder repo;
  repo.RandomHistory({.seed = 7, .commits = 20});
  repo.Repack();
  std::filesystem::path pack;
  for (const auto& entry : std::filesystem::directory_iterator(repo.git_dir() / "objects/pack")) {
    if (entry.path().extension() == ".pack") pack = entry.path();
  }
  std::filesystem::permissions(pack, std::filesystem::perms::owner_write, std::filesystem::perm_options::add);
  std::filesystem::resize_file(pack, std::filesystem::file_size(pack) / 2);
  const auto odb = *Odb::Open({repo.git_dir() / "objects"});
  ASSERT_THAT(odb->left_out(), SizeIs(1));
  EXPECT_EQ(odb->left_out()[0].first, pack.string());
  const auto ids = odb->AllIds();
  ASSERT_TRUE(ids);
  EXPECT_THAT(*ids, IsEmpty());
}

TEST(Odb, LeavesLooseObjectsToOthers) {
  RepoBuilder repo;
  const std::string loose = repo.HashObject("loose");
  const auto odb = *Odb::Open({repo.git_dir() / "objects"});
  EXPECT_THAT(*odb->AllIds(), IsEmpty());
  EXPECT_EQ(odb->Read(*ObjectId::FromHex(loose), nullptr, 0).error().code, ErrorCode::kNotFound);
}

TEST(Odb, KnowsItsVersion) { EXPECT_THAT(LibgitVersion(), StartsWith("libgit2 ")); }

}  // namespace
}  // namespace packrake
