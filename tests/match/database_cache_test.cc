#include "match/database_cache.h"

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <string>

#include "base/digest.h"
#include "support/temp_folder.h"

namespace packrake {
namespace {

namespace fs = std::filesystem;

class DatabaseCache : public testing::Test {
 protected:
  /// Whether a database was compiled, and not taken from the cache.
  bool Compiles() {
    bool compiled = false;
    const auto database = CachedDatabase(folder_, key_, [&]() -> Result<std::unique_ptr<Database>> {
      compiled = true;
      const Expression expression{"tokq_[0-9]", false, 0, "r"};
      return Database::Compile({&expression, 1}, DatabasePlatform::kHost);
    });
    EXPECT_TRUE(database);
    return compiled;
  }

  fs::path File() const {
    for (const auto& entry : fs::directory_iterator(folder_)) {
      if (entry.path().extension() == ".hsdb") return entry.path();
    }
    return {};
  }

  TempFolder temporary_;
  fs::path folder_ = temporary_.path() / "cache" / "packrake";
  std::string key_ = std::string(32, 'k');
};

TEST_F(DatabaseCache, CompilesOnceAndKeepsOtherKeysApart) {
  EXPECT_TRUE(Compiles());
  EXPECT_FALSE(Compiles());
  struct stat info {};
  ASSERT_EQ(stat(File().c_str(), &info), 0);
  EXPECT_EQ(info.st_mode & 0777, 0600u);
  ASSERT_EQ(stat(folder_.c_str(), &info), 0);
  EXPECT_EQ(info.st_mode & 0777, 0700u);
  key_ = std::string(32, 'l');
  EXPECT_TRUE(Compiles());
}

TEST_F(DatabaseCache, PassesOverAFileThatOthersMayWrite) {
  Compiles();
  chmod(File().c_str(), 0620);
  EXPECT_TRUE(Compiles());
}

TEST_F(DatabaseCache, PassesOverASymbolicLink) {
  Compiles();
  const fs::path real = temporary_.path() / "elsewhere";
  const fs::path file = File();
  fs::rename(file, real);
  fs::create_symlink(real, file);
  EXPECT_TRUE(Compiles());
}

TEST_F(DatabaseCache, PassesOverDamagedBytes) {
  Compiles();
  const fs::path file = File();
  std::string bytes = ReadTestFile(file);
  bytes[bytes.size() / 2] = static_cast<char>(bytes[bytes.size() / 2] ^ 1);
  WriteTestFile(file, bytes);
  EXPECT_TRUE(Compiles());
  EXPECT_FALSE(Compiles()) << "and replaces them";
  WriteTestFile(File(), "");
  EXPECT_TRUE(Compiles());
}

TEST_F(DatabaseCache, PassesOverAFolderThatOthersMayWrite) {
  Compiles();
  chmod(folder_.parent_path().c_str(), 0777);
  EXPECT_TRUE(Compiles());
  chmod(folder_.parent_path().c_str(), 0700);
  EXPECT_FALSE(Compiles());
}

TEST_F(DatabaseCache, PassesOverAFileOfAnotherUser) {
  if (geteuid() != 0) GTEST_SKIP() << "only root can give a file away";
  Compiles();
  ASSERT_EQ(chown(File().c_str(), 12345, 12345), 0);
  EXPECT_TRUE(Compiles());
}

TEST_F(DatabaseCache, WorksWithoutAFolder) {
  WriteTestFile(folder_, "a file where the folder should be");
  EXPECT_TRUE(Compiles());
  folder_ = "";
  EXPECT_TRUE(Compiles());
}

TEST(DatabaseCacheFolder, FollowsTheEnvironment) {
  const auto old =
      std::getenv("XDG_CACHE_HOME") != nullptr ? std::string(std::getenv("XDG_CACHE_HOME")) : std::string();
  setenv("XDG_CACHE_HOME", "/some/where", 1);
  EXPECT_EQ(DatabaseCacheFolder(), "/some/where/packrake");
  setenv("XDG_CACHE_HOME", "relative", 1);
  EXPECT_NE(DatabaseCacheFolder(), "relative/packrake");
  if (old.empty()) {
    unsetenv("XDG_CACHE_HOME");
  } else {
    setenv("XDG_CACHE_HOME", old.c_str(), 1);
  }
}

}  // namespace
}  // namespace packrake
