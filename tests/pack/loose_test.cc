#include "pack/loose.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

#include "support/repo_builder.h"

namespace packrake {
namespace {

using ::testing::IsEmpty;

TEST(Loose, ListsAndReadsWhatGitWrote) {
  for (const char* format : {"sha1", "sha256"}) {
    RepoBuilder repo({.object_format = format});
    repo.RandomHistory({.seed = 8, .commits = 30});
    repo.Tag("v", "HEAD", "tag\n");
    repo.HashObject("");
    repo.HashObject(std::string(1'000'000, 'z'));
    repo.UnpackAll();
    const std::size_t id_size = std::string(format) == "sha1" ? 20 : 32;
    LooseReader reader;
    std::set<std::string> lines;
    std::uint64_t strange = 0;
    const auto objects = repo.git_dir() / "objects";
    ASSERT_TRUE(ListLoose(objects, id_size, [&](const ObjectId& id) {
      const auto object = reader.Read(objects, id);
      ASSERT_TRUE(object) << object.error().message;
      EXPECT_EQ(object->bytes.size(), object->size);
      lines.insert(id.hex() + " " + std::string(Name(object->type)) + " " + std::to_string(object->size));
    }, strange));
    const auto all = repo.AllObjects();
    EXPECT_EQ(lines, std::set<std::string>(all.begin(), all.end()));
    EXPECT_EQ(strange, 0);
    strange = 0;
    ASSERT_TRUE(ListLoose(objects, id_size == 20 ? 32 : 20, [](const ObjectId&) { FAIL(); }, strange));
    EXPECT_EQ(strange, all.size());
  }
}

TEST(Loose, EveryCompressionLevelIsRead) {
  std::string noise;
  for (unsigned i = 0, state = 1; i < 5000; ++i)
    noise += static_cast<char>((state = state * 1664525 + 1013904223) >> 24);
  for (const char* level : {"0", "1", "9"}) {  // 0 stores blocks as they are
    RepoBuilder repo;
    repo.Configure("core.looseCompression", level);
    for (const std::string& bytes : {std::string("short"), noise, std::string(70000, 'a') + noise}) {
      LooseReader reader;
      const auto object = reader.Read(repo.git_dir() / "objects", *ObjectId::FromHex(repo.HashObject(bytes)));
      ASSERT_TRUE(object) << level << " " << object.error().message;
      EXPECT_EQ(object->bytes, bytes);
    }
  }
}

TEST(Loose, NotWantedBytesAreNotInflated) {
  RepoBuilder repo;
  const ObjectId id = *ObjectId::FromHex(repo.HashObject(std::string(100000, 'x')));
  LooseReader reader;
  const auto object = reader.Read(repo.git_dir() / "objects", id, [](ObjectType type, std::uint64_t size) {
    EXPECT_EQ(type, ObjectType::kBlob);
    EXPECT_EQ(size, 100000);
    return false;
  });
  ASSERT_TRUE(object);
  EXPECT_THAT(object->bytes, IsEmpty());
}

TEST(Loose, EveryFlippedByteAndEveryPrefixIsReadRightOrRefused) {
  RepoBuilder repo;
  const std::string text = "some text that is long enough to be compressed, compressed, compressed\n";
  const std::string hex = repo.HashObject(text);
  const ObjectId id = *ObjectId::FromHex(hex);
  const std::string whole = ReadTestFile(repo.LooseFile(hex));
  std::filesystem::permissions(repo.LooseFile(hex), std::filesystem::perms::owner_write,
                               std::filesystem::perm_options::add);
  LooseReader reader;
  for (std::size_t i = 0; i < whole.size(); ++i) {
    WriteTestFile(repo.LooseFile(hex), whole.substr(0, i));
    EXPECT_FALSE(reader.Read(repo.git_dir() / "objects", id)) << i;
    std::string flipped = whole;
    flipped[i] = static_cast<char>(flipped[i] ^ 0x55);
    WriteTestFile(repo.LooseFile(hex), flipped);
    const auto object = reader.Read(repo.git_dir() / "objects", id);
    EXPECT_TRUE(!object || object->bytes == text) << i;
  }
}

TEST(Loose, ASizeThatCannotBeTakesNoMemory) {
  RepoBuilder repo;
  const std::string hex = repo.HashObject("x");
  // A stored block: header "blob 99999999999999\0x", zlib level 0.
  const std::string header("blob 99999999999999\0x", 21);
  std::string file = "\x78\x01\x01";
  file += static_cast<char>(header.size());
  file += '\0';
  file += static_cast<char>(~header.size());
  file += '\xff';
  file += header + "\1\2\3\4";
  std::filesystem::permissions(repo.LooseFile(hex), std::filesystem::perms::owner_write,
                               std::filesystem::perm_options::add);
  WriteTestFile(repo.LooseFile(hex), file);
  LooseReader reader;
  const auto object = reader.Read(repo.git_dir() / "objects", *ObjectId::FromHex(hex));
  ASSERT_FALSE(object);
  EXPECT_EQ(object.error().code, ErrorCode::kCorrupt);
}

TEST(Loose, AFolderThatIsNotThereIsTold) {
  std::uint64_t strange = 0;
  EXPECT_FALSE(ListLoose("/nonexistent", 20, [](const ObjectId&) {}, strange));
  LooseReader reader;
  EXPECT_EQ(reader.Read("/nonexistent", *ObjectId::FromHex(std::string(40, 'a'))).error().code, ErrorCode::kNotFound);
}

}  // namespace
}  // namespace packrake
