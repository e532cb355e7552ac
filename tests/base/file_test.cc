#include "base/file.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include "support/temp_folder.h"

namespace packrake {
namespace {

using ::testing::HasSubstr;

TEST(File, ReadsBackWhatItWrote) {
  const TempFolder folder;
  const std::string bytes("a\0b\xff\n", 5);
  ASSERT_TRUE(WriteFileAtomically(folder.path() / "x", bytes));
  EXPECT_EQ(*ReadFile(folder.path() / "x"), bytes);
  ASSERT_TRUE(WriteFileAtomically(folder.path() / "x", ""));
  EXPECT_EQ(*ReadFile(folder.path() / "x"), "");
}

TEST(File, LeavesNothingButTheFile) {
  const TempFolder folder;
  ASSERT_TRUE(WriteFileAtomically(folder.path() / "x", "1"));
  EXPECT_FALSE(WriteFileAtomically(folder.path() / "no-folder" / "x", "1"));
  std::size_t entries = 0;
  for ([[maybe_unused]] const auto& entry : std::filesystem::directory_iterator(folder.path())) ++entries;
  EXPECT_EQ(entries, 1u);
}

TEST(File, OnlyTheOwnerMayWriteIt) {
  const TempFolder folder;
  const mode_t before = ::umask(0);
  ASSERT_TRUE(WriteFileAtomically(folder.path() / "x", "1"));
  ::umask(before);
  struct stat status {};
  ASSERT_EQ(::stat((folder.path() / "x").c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 0777, 0644u);
}

TEST(File, WritesThroughASymbolicLinkAndLeavesIt) {
  const TempFolder folder;
  ASSERT_TRUE(WriteFileAtomically(folder.path() / "target", "old"));
  std::filesystem::create_symlink("target", folder.path() / "link");
  ASSERT_TRUE(WriteFileAtomically(folder.path() / "link", "new"));
  EXPECT_TRUE(std::filesystem::is_symlink(folder.path() / "link"));
  EXPECT_EQ(*ReadFile(folder.path() / "target"), "new");
}

TEST(File, WritesIntoADeviceAndDoesNotReplaceIt) {
  EXPECT_TRUE(WriteFileAtomically("/dev/null", "gone"));
  EXPECT_TRUE(std::filesystem::is_character_file("/dev/null"));
}

TEST(File, SaysWhatIsNotThereWhatIsNoFileAndWhatIsTooLarge) {
  const TempFolder folder;
  ASSERT_TRUE(WriteFileAtomically(folder.path() / "x", "12345"));
  EXPECT_EQ(ReadFile(folder.path() / "none").error().code, ErrorCode::kNotFound);
  EXPECT_THAT(ReadFile(folder.path() / "none").error().message, HasSubstr("none: No such file"));
  EXPECT_EQ(ReadFile(folder.path()).error().code, ErrorCode::kUnreadable);
  EXPECT_EQ(ReadFile(folder.path() / "x", 4).error().code, ErrorCode::kLimit);
  EXPECT_EQ(*ReadFile(folder.path() / "x", 5), "12345");
  ASSERT_EQ(::mkfifo((folder.path() / "pipe").c_str(), 0600), 0);
  EXPECT_EQ(ReadFile(folder.path() / "pipe").error().code, ErrorCode::kUnreadable);  // and does not wait
}

TEST(File, ReadsFilesThatDoNotKnowTheirSize) { EXPECT_FALSE(ReadFile("/proc/self/status")->empty()); }

}  // namespace
}  // namespace packrake
