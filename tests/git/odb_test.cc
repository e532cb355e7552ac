#include "git/odb.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/repo_builder.h"

namespace packrake {
namespace {

using ::testing::StartsWith;

TEST(Odb, ListsAndReadsWhatGitHas) {
  RepoBuilder repo;
  repo.RandomHistory({.seed = 6, .commits = 20});
  repo.Tag("v", "HEAD", "tag\n");
  repo.Git({"repack", "-q", "-a"});  // every object twice
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
  const auto odb = *Odb::Open({repo.git_dir() / "objects"});
  EXPECT_EQ(odb->Read(id, nullptr, 9).error().code, ErrorCode::kLimit);
  EXPECT_EQ(*odb->Read(id, nullptr, 10), "0123456789");
  EXPECT_EQ(odb->Read(*ObjectId::FromHex(std::string(40, 'a')), nullptr, 0).error().code, ErrorCode::kNotFound);
  EXPECT_EQ(odb->Read(*ObjectId::FromHex(std::string(64, 'a')), nullptr, 0).error().code, ErrorCode::kUnsupported);
}

TEST(Odb, KnowsItsVersion) { EXPECT_THAT(LibgitVersion(), StartsWith("libgit2 ")); }

}  // namespace
}  // namespace packrake
