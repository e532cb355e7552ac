// Damage, boundaries and faults: the scan ends, names each object, and loses nothing else.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <random>

#include "source/open.h"
#include "support/faulty_source.h"
#include "support/mutate.h"
#include "support/repo_builder.h"
#include "support/source_reading.h"

namespace packrake {
namespace {

using ::testing::AllOf;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::Field;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;

SourceReading ReadHistoryOf(const std::filesystem::path& path, const ReadOptions& options = {}) {
  auto source = OpenHistory(path.string());
  if (!source) throw std::runtime_error(source.error().message);
  return SourceReader().Read(**source, options);
}

auto Problem(const std::string& object, const std::string& reason) {
  return AllOf(Field(&ObjectProblem::object, object), Field(&ObjectProblem::reason, HasSubstr(reason)));
}

std::uint64_t Read(const SourceReading& reading, ObjectType type) {
  return reading.completeness.objects[static_cast<std::size_t>(type)].read;
}

class Damage : public testing::Test {
 protected:
  Damage() {
    commit_ = repo_.CommitFiles({{"dir/file", "text\n"}, {"other", "another\n"}});
    blob_ = repo_.Git({"rev-parse", "HEAD:dir/file"});
    tree_ = repo_.Git({"rev-parse", "HEAD:dir"});
  }

  /// The one pack and its index.
  std::pair<std::filesystem::path, std::filesystem::path> WritablePack() {
    std::filesystem::path pack;
    for (const auto& entry : std::filesystem::directory_iterator(repo_.git_dir() / "objects/pack")) {
      const std::filesystem::path& file = entry.path();
      std::filesystem::permissions(file, std::filesystem::perms::owner_write, std::filesystem::perm_options::add);
      if (file.extension() == ".pack") pack = file;
    }
    std::filesystem::path index = pack;
    return {pack, index.replace_extension(".idx")};
  }

  RepoBuilder repo_;
  std::string commit_, blob_, tree_;
};

TEST_F(Damage, ADeletedBlobIsMissingAndNamedByItsTree) {
  repo_.DeleteLoose(blob_);
  for (const bool packs : {true, false}) {
    const SourceReading reading = ReadHistoryOf(repo_.path(), {.use_packs = packs});
    EXPECT_FALSE(reading.completeness.complete());
    EXPECT_EQ(reading.completeness.missing.count, 1);
    EXPECT_THAT(reading.completeness.missing.first, ElementsAre(Problem(blob_, "")));
    EXPECT_EQ(Read(reading, ObjectType::kBlob), 1);
  }
}

TEST_F(Damage, ADeletedTreeIsMissing) {
  repo_.DeleteLoose(tree_);
  const SourceReading reading = ReadHistoryOf(repo_.path());
  EXPECT_THAT(reading.completeness.missing.first, ElementsAre(Problem(tree_, "")));
  EXPECT_EQ(Read(reading, ObjectType::kBlob), 2);
}

TEST_F(Damage, ADeletedParentIsMissing) {
  const std::string next = repo_.CommitFiles({{"other", "more\n"}});
  repo_.DeleteLoose(commit_);
  const SourceReading reading = ReadHistoryOf(repo_.path());
  EXPECT_THAT(reading.completeness.missing.first, ElementsAre(Problem(commit_, "parent of commit " + next)));
}

TEST_F(Damage, TheTargetOfATagARefAndTheIndexAreMissing) {
  const std::string blob = repo_.HashObject("tagged\n");
  const std::string tag = repo_.Tag("t", blob, "a blob");
  const std::string staged = repo_.StageOnly("staged", "staged\n");
  const std::string direct = repo_.HashObject("direct\n");
  repo_.Git({"update-ref", "refs/direct", direct});
  for (const std::string& id : {blob, staged, direct}) repo_.DeleteLoose(id);
  const SourceReading reading = ReadHistoryOf(repo_.path());
  EXPECT_THAT(reading.completeness.missing.first,
              testing::UnorderedElementsAre(Problem(blob, "target of tag " + tag), Problem(staged, "staged"),
                                            Problem(direct, "target of ref refs/direct")));
}

TEST_F(Damage, ACorruptLooseObjectIsUnreadableAndNothingElseIsLost) {
  const std::string big = repo_.HashObject(std::string(5000, 'a') + "some text\n" + std::string(300, 'b'));
  repo_.CorruptLoose(big);
  for (const bool packs : {true, false}) {
    const SourceReading reading = ReadHistoryOf(repo_.path(), {.threads = 2, .use_packs = packs});
    EXPECT_FALSE(reading.completeness.complete());
    EXPECT_EQ(reading.completeness.unreadable.count, 1);
    EXPECT_THAT(reading.completeness.unreadable.first, ElementsAre(Problem(big, "")));
    EXPECT_EQ(reading.completeness.missing.count, 0);
    EXPECT_EQ(Read(reading, ObjectType::kBlob), 2);
    EXPECT_EQ(Read(reading, ObjectType::kTree), 2);
    EXPECT_EQ(Read(reading, ObjectType::kCommit), 1);
  }
}

TEST_F(Damage, AnEmptyLooseFileIsUnreadable) {
  std::filesystem::permissions(repo_.LooseFile(blob_), std::filesystem::perms::owner_write,
                               std::filesystem::perm_options::add);
  WriteTestFile(repo_.LooseFile(blob_), "");
  const SourceReading reading = ReadHistoryOf(repo_.path());
  EXPECT_THAT(reading.completeness.unreadable.first, ElementsAre(Problem(blob_, "")));
}

// libgit2 1.5 never came back from a loose file whose stream has no end.
TEST_F(Damage, ALooseFileThatIsCutShortIsUnreadable) {
  std::filesystem::permissions(repo_.LooseFile(blob_), std::filesystem::perms::owner_write,
                               std::filesystem::perm_options::add);
  const std::string sound = ReadTestFile(repo_.LooseFile(blob_));
  for (std::size_t size = 0; size < sound.size(); ++size) {
    WriteTestFile(repo_.LooseFile(blob_), sound.substr(0, size));
    for (const bool packs : {true, false}) {
      const SourceReading reading = ReadHistoryOf(repo_.path(), {.use_packs = packs});
      ASSERT_THAT(reading.completeness.unreadable.first, ElementsAre(Problem(blob_, repo_.LooseFile(blob_).string())));
      ASSERT_EQ(Read(reading, ObjectType::kBlob), 1);
    }
  }
}

TEST_F(Damage, ALooseObjectWithOtherContentIsUnreadableWhenObjectsAreVerified) {
  std::filesystem::copy_file(repo_.LooseFile(repo_.Git({"rev-parse", "HEAD:other"})), repo_.LooseFile(blob_),
                             std::filesystem::copy_options::overwrite_existing);
  const SourceReading reading = ReadHistoryOf(repo_.path(), {.verify_objects = true});
  EXPECT_THAT(reading.completeness.unreadable.first, ElementsAre(Problem(blob_, "hash")));
}

TEST_F(Damage, AnObjectThatHitsIsHashedBeforeItIsReported) {
  const std::string honest = repo_.HashObject("PLANTED\n");
  const std::string forged = repo_.HashObject("something else\n");
  std::filesystem::copy_file(repo_.LooseFile(honest), repo_.LooseFile(forged),
                             std::filesystem::copy_options::overwrite_existing);
  const SourceReading reading = ReadHistoryOf(repo_.path());
  EXPECT_THAT(reading.completeness.unreadable.first, ElementsAre(Problem(forged, "hash")));
}

TEST_F(Damage, ADamagedPackedCopyIsReplacedByASoundLooseOne) {
  repo_.Git({"repack", "-q", "-a"});
  for (const auto& entry : std::filesystem::directory_iterator(repo_.git_dir() / "objects/pack")) {
    if (entry.path().extension() != ".pack") continue;
    std::filesystem::permissions(entry.path(), std::filesystem::perms::owner_write, std::filesystem::perm_options::add);
    std::string bytes = ReadTestFile(entry.path());
    for (std::size_t i = 40; i < bytes.size() - 20; i += 3) bytes[i] = static_cast<char>(~bytes[i]);
    WriteTestFile(entry.path(), bytes);
  }
  const SourceReading reading = ReadHistoryOf(repo_.path());
  EXPECT_TRUE(reading.completeness.complete());
  EXPECT_EQ(reading.texts.at({"blob", blob_, "", 0}), "text\n");
  EXPECT_EQ(Read(reading, ObjectType::kCommit), 1);
  EXPECT_THAT(reading.completeness.notes, Not(IsEmpty()));
}

TEST_F(Damage, WhatLibgit2ReadsOfPacksIsCounted) {
  repo_.Repack();
  const SourceReading by_packs = ReadHistoryOf(repo_.path());
  EXPECT_EQ(by_packs.cost.fallbacks, 0u);
  const SourceReading by_libgit2 = ReadHistoryOf(repo_.path(), {.use_packs = false});
  EXPECT_EQ(by_libgit2.texts, by_packs.texts);
  EXPECT_GE(by_libgit2.cost.fallbacks, by_packs.texts.size());

  // An index of version 1 is none that the pack reader reads.
  for (const auto& entry : std::filesystem::directory_iterator(repo_.git_dir() / "objects/pack")) {
    const std::filesystem::path& file = entry.path();
    if (file.extension() != ".pack") continue;
    std::filesystem::remove(std::filesystem::path(file).replace_extension(".rev"));
    std::filesystem::permissions(std::filesystem::path(file).replace_extension(".idx"),
                                 std::filesystem::perms::owner_write, std::filesystem::perm_options::add);
    repo_.Git({"index-pack", "--index-version=1", file.string()});
  }
  const SourceReading version_1 = ReadHistoryOf(repo_.path());
  EXPECT_TRUE(version_1.completeness.complete());
  EXPECT_EQ(version_1.texts, by_packs.texts);
  EXPECT_EQ(version_1.cost.fallbacks, by_libgit2.cost.fallbacks);
  EXPECT_THAT(version_1.completeness.notes, Contains(HasSubstr("index version 1")));
}

TEST_F(Damage, ADamagedPackIsNeverSilentlyClean) {
  repo_.RandomHistory({.seed = 4, .commits = 60});
  repo_.Repack();
  std::filesystem::path pack;
  for (const auto& entry : std::filesystem::directory_iterator(repo_.git_dir() / "objects/pack")) {
    if (entry.path().extension() == ".pack" && (pack.empty() || entry.file_size() > std::filesystem::file_size(pack)))
      pack = entry.path();
  }
  std::filesystem::permissions(pack, std::filesystem::perms::owner_write, std::filesystem::perm_options::add);
  const std::string sound = ReadTestFile(pack);
  const std::size_t objects = repo_.AllObjects().size();
  for (std::size_t cut : {std::size_t{0}, std::size_t{11}, sound.size() / 3, sound.size() / 2, sound.size() - 30}) {
    WriteTestFile(pack, sound.substr(0, cut));
    const SourceReading reading = ReadHistoryOf(repo_.path());
    EXPECT_FALSE(reading.completeness.complete()) << cut;
    EXPECT_THAT(reading.repeated, IsEmpty());
  }
  std::string flipped = sound;
  flipped[sound.size() / 2] = static_cast<char>(flipped[sound.size() / 2] ^ 0x10);
  WriteTestFile(pack, flipped);
  const SourceReading reading = ReadHistoryOf(repo_.path(), {.verify_objects = true});
  EXPECT_FALSE(reading.completeness.complete());
  std::uint64_t listed = 0;
  for (const ObjectTally& tally : reading.completeness.objects) listed += tally.listed;
  EXPECT_EQ(listed, objects);
}

// Whatever happens to a pack or its index: the reading ends, and is incomplete or has every text as it was.
TEST_F(Damage, AtRandomIsNeverSilent) {
  repo_.RandomHistory({.seed = 5, .commits = 30});
  repo_.Tag("v1", "HEAD", "a tag");
  repo_.Repack();
  const auto [pack, index] = WritablePack();
  const std::string sound_pack = ReadTestFile(pack), sound_index = ReadTestFile(index);
  const SourceReading sound = ReadHistoryOf(repo_.path(), {.verify_objects = true});
  ASSERT_TRUE(sound.completeness.complete());

  std::mt19937 random(11);
  int incomplete = 0;
  for (int i = 0; i < Mutations(150); ++i) {
    const bool mutate_pack = i % 3 != 0;
    WriteTestFile(pack, mutate_pack ? Mutate(sound_pack, random) : sound_pack);
    WriteTestFile(index, mutate_pack ? sound_index : Mutate(sound_index, random));
    const bool verify = i % 2 == 0;
    const SourceReading reading =
        ReadHistoryOf(repo_.path(), {.threads = 1 + i % 2, .use_packs = i % 5 != 0, .verify_objects = verify});
    ASSERT_THAT(reading.repeated, IsEmpty()) << i;
    if (!reading.completeness.complete()) {
      ++incomplete;
      continue;
    }
    // Without --verify-objects a whole and readable object may be another than its name says; none may be lost.
    if (verify) {
      ASSERT_EQ(reading.texts, sound.texts) << i;
    }
    ASSERT_EQ(reading.texts.size(), sound.texts.size()) << i;
    ASSERT_EQ(Read(reading, ObjectType::kBlob), Read(sound, ObjectType::kBlob)) << i;
    ASSERT_EQ(Read(reading, ObjectType::kTree), Read(sound, ObjectType::kTree)) << i;
  }
  EXPECT_GT(incomplete, Mutations(150) / 2);
}

// A stranger reads these: an object that never was loose has no loose path, nor is its name or the pack's told twice.
TEST_F(Damage, OfAPackIsToldWithoutPathsOfLooseFiles) {
  repo_.RandomHistory({.seed = 6, .commits = 10});
  repo_.Repack();
  const auto [pack, index] = WritablePack();
  const std::string sound_pack = ReadTestFile(pack), sound_index = ReadTestFile(index);
  const auto expect_plain_reasons = [&](const std::string& what) {
    for (const bool packs : {true, false}) {
      const SourceReading reading = ReadHistoryOf(repo_.path(), {.use_packs = packs});
      EXPECT_FALSE(reading.completeness.complete()) << what;
      for (const ObjectProblem& problem : reading.completeness.unreadable.first) {
        EXPECT_THAT(problem.reason, Not(testing::AnyOf(HasSubstr("objects/"), HasSubstr(problem.object),
                                                       testing::IsEmpty()))) << what;
      }
      for (const auto* sentences : {&reading.completeness.notes, &reading.completeness.failures}) {
        for (const std::string& sentence : *sentences) {
          EXPECT_EQ(sentence.find("/objects/pack/"), sentence.rfind("/objects/pack/")) << sentence;
        }
      }
    }
  };
  WriteTestFile(pack, sound_pack.substr(0, sound_pack.size() / 2));
  expect_plain_reasons("a pack cut short");
  WriteTestFile(pack, sound_pack);
  WriteTestFile(index, sound_index.substr(0, sound_index.size() / 2));
  expect_plain_reasons("an index cut short");
  std::string other = sound_index;
  std::fill_n(other.begin() + 8 + 256 * 4, 60, '\0');
  WriteTestFile(index, other);
  expect_plain_reasons("an index without order");
  std::filesystem::remove(index);
  expect_plain_reasons("no index");
  WriteTestFile(index, sound_index);
  std::filesystem::remove(pack);
  expect_plain_reasons("no pack");
}

TEST_F(Damage, AMissingPackIndexIsAFailure) {
  repo_.Repack();
  for (const auto& entry : std::filesystem::directory_iterator(repo_.git_dir() / "objects/pack")) {
    if (entry.path().extension() == ".idx") std::filesystem::remove(entry.path());
  }
  for (const bool packs : {true, false}) {
    const SourceReading reading = ReadHistoryOf(repo_.path(), {.use_packs = packs});
    EXPECT_FALSE(reading.completeness.complete());
    EXPECT_THAT(reading.completeness.failures, ElementsAre(HasSubstr("nobody can list its objects")));
  }
}

TEST_F(Damage, BrokenRefsAreNotes) {
  WriteTestFile(repo_.git_dir() / "refs/heads/broken", "no id\n");
  WriteTestFile(repo_.git_dir() / "refs/heads/loop1", "ref: refs/heads/loop2\n");
  WriteTestFile(repo_.git_dir() / "refs/heads/loop2", "ref: refs/heads/loop1\n");
  WriteTestFile(repo_.git_dir() / "packed-refs", "# pack-refs with: peeled\nrubbish\n");
  const SourceReading reading = ReadHistoryOf(repo_.path());
  EXPECT_TRUE(reading.completeness.complete());
  EXPECT_THAT(reading.completeness.notes, Contains(HasSubstr("refs/heads/broken")));
  EXPECT_THAT(reading.completeness.notes, Contains(HasSubstr("circles")));
  EXPECT_THAT(reading.completeness.notes, Contains(HasSubstr("packed-refs")));
}

TEST_F(Damage, ADamagedIndexIsANote) {
  WriteTestFile(repo_.git_dir() / "index", "DIRC\0\0\0\2\0\0\0\7too short");
  const SourceReading reading = ReadHistoryOf(repo_.path());
  EXPECT_TRUE(reading.completeness.complete());
  EXPECT_THAT(reading.completeness.notes, Contains(HasSubstr("index")));
}

TEST_F(Damage, MoreThanAHundredProblemsAreCountedAndTheFirstNamed) {
  Files files;
  for (int i = 0; i < 150; ++i) files.emplace_back("many/" + std::to_string(i), "file " + std::to_string(i) + "\n");
  repo_.CommitFiles(files);
  for (int i = 0; i < 150; ++i) repo_.DeleteLoose(repo_.Git({"rev-parse", "HEAD:many/" + std::to_string(i)}));
  const SourceReading reading = ReadHistoryOf(repo_.path(), {.threads = 2});
  EXPECT_EQ(reading.completeness.missing.count, 150);
  EXPECT_THAT(reading.completeness.missing.first, SizeIs(100));
  EXPECT_TRUE(std::is_sorted(reading.completeness.missing.first.begin(), reading.completeness.missing.first.end()));
}

// Boundaries.

TEST(Boundary, AShallowCloneIsIncompleteAndSaysWhy) {
  RepoBuilder origin;
  const std::string first = origin.CommitFiles({{"a", "one\n"}});
  const std::string second = origin.CommitFiles({{"a", "two\n"}});
  const auto clone = origin.folder() / "shallow";
  origin.Git({"clone", "-q", "--depth=1", "file://" + origin.path().string(), clone.string()});
  const SourceReading reading = ReadHistoryOf(clone);
  EXPECT_FALSE(reading.completeness.complete());
  EXPECT_THAT(reading.completeness.missing.first, ElementsAre(Problem(first, "beyond the shallow boundary")));
  EXPECT_THAT(reading.completeness.notes, Contains(HasSubstr("shallow clone: the parents of 1 commit were not")));
}

TEST(Boundary, APartialCloneNamesWhatItsRemoteHas) {
  RepoBuilder origin;
  origin.CommitFiles({{"a", "one\n"}, {"b", "two\n"}});
  const std::string blob = origin.Git({"rev-parse", "HEAD:a"});
  origin.Configure("uploadpack.allowFilter", "true");
  const auto clone = origin.folder() / "partial.git";
  origin.Git({"clone", "-q", "--bare", "--filter=blob:none", "file://" + origin.path().string(), clone.string()});
  const SourceReading reading = ReadHistoryOf(clone);
  EXPECT_FALSE(reading.completeness.complete());
  EXPECT_EQ(reading.completeness.missing.count, 2);
  EXPECT_THAT(reading.completeness.missing.first, Contains(Problem(blob, "; remote may have it")));
  EXPECT_THAT(reading.completeness.notes, Contains(HasSubstr("partial clone")));
}

// Faults.

class Faults : public testing::TestWithParam<int> {};

TEST_P(Faults, TheScanEndsSaysSoAndLosesNothingElse) {
  RepoBuilder repo;
  repo.RandomHistory({.seed = 9, .commits = 60, .plants = {"PLANTED"}});
  repo.Tag("v1", "HEAD", "PLANTED\n");
  repo.Repack();
  const std::size_t objects = repo.AllObjects().size();
  for (int threads : {1, 2}) {
    auto source = OpenFaultyHistory(repo.path().string(), GetParam());
    ASSERT_TRUE(source);
    const SourceReading reading = SourceReader().Read(**source, {.threads = threads});
    EXPECT_FALSE(reading.completeness.complete());
    std::uint64_t read = 0;
    for (const ObjectTally& tally : reading.completeness.objects) read += tally.read;
    EXPECT_EQ(read + reading.completeness.unreadable.count, objects);
    EXPECT_THAT(reading.completeness.unreadable.first,
                testing::Each(Field(&ObjectProblem::reason, FaultyStore::kReason)));
    EXPECT_EQ(reading.completeness.missing.count, 0);  // unreadable is not missing
  }
}

INSTANTIATE_TEST_SUITE_P(EveryKth, Faults, testing::Values(1, 2, 3, 7, 50));

}  // namespace
}  // namespace packrake
