#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <sstream>

#include "source/open.h"
#include "source/slice_reader.h"
#include "support/repo_builder.h"
#include "support/source_reading.h"

namespace packrake {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Pair;
using ::testing::SizeIs;
using ::testing::UnorderedElementsAre;

namespace fs = std::filesystem;

SourceReading ReadDirectory(const fs::path& path, const ReadOptions& options = {}) {
  auto source = OpenDirectory(path.string());
  if (!source) throw std::runtime_error(source.error().message);
  return SourceReader().Read(**source, options);
}

std::map<std::string, std::string> TextsByPath(const SourceReading& reading) {
  std::map<std::string, std::string> texts;
  for (const auto& [key, bytes] : reading.texts) texts[key.path] = bytes;
  return texts;
}

TEST(Directory, ReadsFilesAndLinksBelowItWithoutFollowing) {
  TempFolder folder;
  WriteTestFile(folder.path() / "a.txt", "one\n");
  WriteTestFile(folder.path() / "deep/er/b", "two\n");
  WriteTestFile(folder.path() / "empty", "");
  fs::create_symlink("/etc/passwd", folder.path() / "link");
  fs::create_directory_symlink("..", folder.path() / "deep/up");
  for (int threads : {1, 3}) {
    const SourceReading reading = ReadDirectory(folder.path(), {.threads = threads});
    EXPECT_THAT(TextsByPath(reading),
                UnorderedElementsAre(Pair("a.txt", "one\n"), Pair("deep/er/b", "two\n"), Pair("empty", ""),
                                     Pair("link", "/etc/passwd"), Pair("deep/up", "..")));
    EXPECT_EQ(reading.completeness.objects[0].listed, 5);
    EXPECT_EQ(reading.completeness.objects[0].read, 5);
    EXPECT_TRUE(reading.completeness.complete());
  }
}

TEST(Directory, PassesOverGitDirectoriesAndSpecialFilesAndCountsThem) {
  RepoBuilder repo;
  repo.CommitFiles({{"a", "one\n"}});
  WriteTestFile(repo.path() / "module/.git", "gitdir: elsewhere\n");
  ASSERT_EQ(::mkfifo((repo.path() / "pipe").c_str(), 0600), 0);
  const SourceReading reading = ReadDirectory(repo.path());
  EXPECT_THAT(TextsByPath(reading), ElementsAre(Pair("a", "one\n")));
  EXPECT_THAT(reading.completeness.objects[0].skipped,
              ElementsAre(Pair("git directory", 2), Pair("not a regular file", 1)));
  EXPECT_EQ(reading.completeness.objects[0].listed, 4);
  EXPECT_TRUE(reading.completeness.complete());
  EXPECT_THAT(reading.completeness.notes, ElementsAre(HasSubstr("not the history in .git, module/.git;")));
}

TEST(Directory, NamesBareRepositoriesBelowItAndReadsTheirFiles) {
  RepoBuilder repo;
  repo.CommitFiles({{"a", "one\n"}});
  const fs::path folder = repo.folder() / "all";
  for (int i = 0; i < 7; ++i) {
    repo.Git({"clone", "-q", "--bare", repo.path().string(), (folder / ("r" + std::to_string(i) + ".git")).string()});
  }
  const SourceReading reading = ReadDirectory(folder);
  EXPECT_TRUE(TextsByPath(reading).contains("r6.git/config"));
  EXPECT_THAT(reading.completeness.notes,
              ElementsAre(HasSubstr("r0.git, r1.git, r2.git, r3.git, r4.git and 2 more; `packrake scan`")));
}

TEST(Directory, SkipsWhatTheUserAskedFor) {
  TempFolder folder;
  WriteTestFile(folder.path() / "binary", std::string("a\0b", 3));
  WriteTestFile(folder.path() / "large", std::string(101, 'x'));
  WriteTestFile(folder.path() / "fits", std::string(100, 'x'));
  const SourceReading reading = ReadDirectory(folder.path(), {.max_blob_size = 100, .skip_binary = true});
  EXPECT_THAT(reading.completeness.objects[0].skipped,
              ElementsAre(Pair("binary", 1), Pair("larger than --max-blob-size", 1)));
  EXPECT_EQ(reading.completeness.objects[0].read, 1);
}

TEST(Directory, UnreadableFilesAndFoldersMakeItIncomplete) {
  if (::geteuid() == 0) GTEST_SKIP() << "root reads everything";
  TempFolder folder;
  WriteTestFile(folder.path() / "secret", "x");
  WriteTestFile(folder.path() / "closed/file", "x");
  WriteTestFile(folder.path() / "open", "x");
  fs::permissions(folder.path() / "secret", fs::perms::none);
  fs::permissions(folder.path() / "closed", fs::perms::none);
  const SourceReading reading = ReadDirectory(folder.path());
  EXPECT_EQ(reading.completeness.unreadable.count, 2);
  EXPECT_EQ(reading.completeness.objects[0].read, 1);
  EXPECT_FALSE(reading.completeness.complete());
}

TEST(Directory, NamesOfFilesAndFoldersAreScannedWithTheirPaths) {
  TempFolder folder;
  WriteTestFile(folder.path() / "PLANTED/a", "x");
  WriteTestFile(folder.path() / "b/PLANTED", "x");
  WriteTestFile(folder.path() / "b/c", "x");
  WriteTestFile(folder.path() / "d/c", "x");
  const SourceReading reading = ReadDirectory(folder.path());
  EXPECT_EQ(reading.names.count("PLANTED"), 2);  // each place is reported
  EXPECT_EQ(reading.names.count("c"), 1);
}

TEST(Directory, ALargeFileComesInOverlappingSlices) {
  TempFolder folder;
  std::string bytes;
  const std::string line = std::string(1023, 'y') + "\n";
  while (bytes.size() < kSliceSize) bytes += line;
  WriteTestFile(folder.path() / "exact", bytes);
  EXPECT_THAT(ReadDirectory(folder.path()).texts, SizeIs(1));
  bytes += "and more\n";
  WriteTestFile(folder.path() / "exact", bytes);
  const SourceReading reading = ReadDirectory(folder.path());
  ASSERT_THAT(reading.texts, SizeIs(2));
  const TextKey second{"blob", "", "exact", kSliceSize - kSliceOverlap};
  EXPECT_EQ(reading.texts.at(second), bytes.substr(kSliceSize - kSliceOverlap));
  EXPECT_EQ(reading.first_lines.at(second), (kSliceSize - kSliceOverlap) / 1024 + 1);
}

TEST(Directory, OneFileIsATargetToo) {
  TempFolder folder;
  WriteTestFile(folder.path() / "a.txt", "one\n");
  WriteTestFile(folder.path() / ".packrake.yaml", "x: 1\n");
  const SourceReading reading = ReadDirectory(folder.path() / "a.txt");
  EXPECT_THAT(TextsByPath(reading), ElementsAre(Pair("a.txt", "one\n")));
  EXPECT_EQ((*OpenDirectory((folder.path() / "a.txt").string()))->TargetFile(".packrake.yaml"), std::nullopt);
  EXPECT_EQ((*OpenDirectory(folder.path().string()))->TargetFile(".packrake.yaml"), "x: 1\n");
  fs::create_symlink("/etc/passwd", folder.path() / "link");
  EXPECT_EQ((*OpenDirectory(folder.path().string()))->TargetFile("link"), std::nullopt);
  EXPECT_FALSE(OpenDirectory((folder.path() / "nothing").string()));
}

TEST(Stream, IsOneText) {
  std::istringstream in("some PLANTED text\n");
  const auto source = OpenStream(in, "-");
  const SourceReading reading = SourceReader().Read(*source);
  EXPECT_THAT(TextsByPath(reading), ElementsAre(Pair("", "some PLANTED text\n")));
  EXPECT_EQ(source->kind(), "stdin");
  EXPECT_EQ(source->target(), "-");
  EXPECT_EQ(reading.completeness.objects[0].read, 1);
  EXPECT_TRUE(reading.completeness.complete());
}

TEST(Stream, MayBeSkippedAsBinaryOrEmpty) {
  std::istringstream binary(std::string("a\0b", 3));
  EXPECT_THAT(SourceReader().Read(*OpenStream(binary, "-"), {.skip_binary = true}).completeness.objects[0].skipped,
              ElementsAre(Pair("binary", 1)));
  std::istringstream empty("");
  EXPECT_EQ(SourceReader().Read(*OpenStream(empty, "-")).completeness.objects[0].read, 1);
}

}  // namespace
}  // namespace packrake
