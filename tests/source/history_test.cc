// What OpenHistory reads: everything in the object store, each object once, and nothing silently not.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <sstream>

#include "source/open.h"
#include "support/faulty_source.h"
#include "support/repo_builder.h"
#include "support/source_reading.h"

namespace packrake {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;

constexpr const char* kPlant = "a line PLANTED here\n";

SourceReading ReadHistoryOf(const std::filesystem::path& path, const ReadOptions& options = {}) {
  auto source = OpenHistory(path.string());
  if (!source) throw std::runtime_error(source.error().message);
  return SourceReader().Read(**source, options);
}

/// The ids of AllObjects() by type.
std::map<std::string, std::set<std::string>> ObjectsByType(const RepoBuilder& repo) {
  std::map<std::string, std::set<std::string>> all;
  for (const std::string& line : repo.AllObjects()) {
    std::istringstream words(line);
    std::string id, type;
    words >> id >> type;
    all[type].insert(id);
  }
  return all;
}

std::set<std::string> ObjectsRead(const SourceReading& reading, Where where) {
  std::set<std::string> ids;
  for (const auto& [key, bytes] : reading.texts) {
    if (key.where == Name(where)) ids.insert(key.object);
  }
  return ids;
}

/// Expects that `reading` has every object of `repo` once, as git counts them.
void ExpectEverythingRead(const RepoBuilder& repo, const SourceReading& reading) {
  const auto objects = ObjectsByType(repo);
  const auto count = [&](const char* type) { return objects.contains(type) ? objects.at(type).size() : 0; };
  EXPECT_THAT(reading.repeated, IsEmpty());
  for (int type = 0; type < kObjectTypes; ++type) {
    const auto& tally = reading.completeness.objects[static_cast<std::size_t>(type)];
    const std::string name(Name(static_cast<ObjectType>(type)));
    EXPECT_EQ(tally.listed, count(name.c_str())) << name;
    EXPECT_EQ(tally.read, tally.listed) << name;
    EXPECT_THAT(tally.skipped, IsEmpty()) << name;
  }
  EXPECT_EQ(ObjectsRead(reading, Where::kBlob),
            objects.contains("blob") ? objects.at("blob") : std::set<std::string>{});
  EXPECT_EQ(ObjectsRead(reading, Where::kCommitHeader), objects.at("commit"));
  EXPECT_TRUE(reading.completeness.complete());
}

const Sighting* FindSighting(const SourceReading& reading, Where where, const std::string& path) {
  for (const Sighting& sighting : reading.attribution.sightings) {
    if (sighting.where == where && sighting.path == path) return &sighting;
  }
  return nullptr;
}

std::string CommitOf(const SourceReading& reading, const std::optional<std::uint32_t>& index) {
  return index ? reading.attribution.commits[*index].id.hex() : "";
}

// Storage: however objects are stored, all of them are read, once.

struct StorageCase {
  const char* name;
  const char* object_format;
  void (*store)(RepoBuilder&);
};

class Storage : public testing::TestWithParam<StorageCase> {};

void PrintTo(const StorageCase& storage, std::ostream* out) { *out << storage.name; }

TEST_P(Storage, EveryObjectIsReadOnceByEveryReader) {
  RepoBuilder repo({.object_format = GetParam().object_format});
  repo.RandomHistory({.seed = 11, .commits = 80, .plants = {"PLANTED"}});
  repo.Tag("v1", "HEAD", "the first\n");
  repo.HashObject("dangling\n");
  GetParam().store(repo);
  const SourceReading one = ReadHistoryOf(repo.path());
  ExpectEverythingRead(repo, one);
  EXPECT_THAT(one.completeness.notes, SizeIs(std::string(GetParam().name) == "IndexOfVersionOne" ? 1 : 0));
  for (const ReadOptions& options :
       {ReadOptions{.threads = 2}, ReadOptions{.use_deltas = false}, ReadOptions{.threads = 2, .verify_objects = true},
        ReadOptions{.use_packs = false}}) {
    const SourceReading other = ReadHistoryOf(repo.path(), options);
    ExpectEverythingRead(repo, other);
    EXPECT_EQ(other.texts, one.texts);
    EXPECT_EQ(other.attribution.sightings.size(), one.attribution.sightings.size());
  }
}

INSTANTIATE_TEST_SUITE_P(
    All, Storage,
    testing::Values(
        StorageCase{"Loose", "sha1", [](RepoBuilder& repo) { repo.UnpackAll(); }},
        StorageCase{"Packed", "sha1", [](RepoBuilder& repo) { repo.Repack(); }},
        StorageCase{"Mixed", "sha1",
                    [](RepoBuilder& repo) {
                      repo.Repack();
                      repo.RandomHistory({.seed = 12, .commits = 20});
                      repo.CommitFiles({{"loose", "loose\n"}});
                    }},
        StorageCase{"PackedTwice", "sha1",
                    [](RepoBuilder& repo) {
                      repo.UnpackAll();
                      repo.Git({"repack", "-q", "-a"});  // the loose ones stay
                      repo.RandomHistory({.seed = 11, .commits = 90, .plants = {"PLANTED"}});
                    }},
        StorageCase{"IndexOfVersionOne", "sha1",
                    [](RepoBuilder& repo) {
                      repo.Configure("pack.indexVersion", "1");
                      repo.Repack();
                    }},
        StorageCase{"Sha256Loose", "sha256", [](RepoBuilder& repo) { repo.UnpackAll(); }},
        StorageCase{"Sha256Packed", "sha256", [](RepoBuilder& repo) { repo.Repack(); }}),
    [](const auto& storage) { return storage.param.name; });

// Blind spots of others: what no branch leads to, and what is no blob.

class BlindSpots : public testing::Test {
 protected:
  BlindSpots() { repo_.CommitFiles({{"readme", "hello\n"}}); }

  SourceReading Read(const ReadOptions& options = {}) { return ReadHistoryOf(repo_.path(), options); }

  RepoBuilder repo_;
};

TEST_F(BlindSpots, MergeOnlyContentIsIntroducedByTheMerge) {
  repo_.Branch("side");
  repo_.CommitFiles({{"main.txt", "main\n"}});
  repo_.Checkout("side");
  repo_.CommitFiles({{"side.txt", "side\n"}});
  repo_.Checkout("main");
  const std::string merge = repo_.Merge({"side"}, {{"evil", kPlant}});
  const SourceReading reading = Read();
  const Sighting* sighting = FindSighting(reading, Where::kBlob, "evil");
  ASSERT_NE(sighting, nullptr);
  EXPECT_EQ(CommitOf(reading, sighting->commit), merge);
  EXPECT_EQ(sighting->reach, Reach::kHead);
  EXPECT_TRUE(sighting->at_head);
}

TEST_F(BlindSpots, ADeletedFileTellsItsRemoval) {
  const std::string added = repo_.CommitFiles({{"key", kPlant}});
  repo_.Remove("key");
  const std::string removed = repo_.Commit();
  const SourceReading reading = Read();
  const Sighting* sighting = FindSighting(reading, Where::kBlob, "key");
  ASSERT_NE(sighting, nullptr);
  EXPECT_EQ(CommitOf(reading, sighting->commit), added);
  EXPECT_EQ(CommitOf(reading, sighting->removed_in), removed);
  EXPECT_FALSE(sighting->at_tips);
}

TEST_F(BlindSpots, AReflogOnlyCommitIsRead) {
  const std::string undone = repo_.ReflogOnlyCommit({{"key", kPlant}});
  const SourceReading reading = Read();
  const Sighting* sighting = FindSighting(reading, Where::kBlob, "key");
  ASSERT_NE(sighting, nullptr);
  EXPECT_EQ(CommitOf(reading, sighting->commit), undone);
  EXPECT_EQ(sighting->reach, Reach::kReflog);
}

TEST_F(BlindSpots, ADanglingCommitIsUnreachable) {
  repo_.ReflogOnlyCommit({{"key", kPlant}});
  repo_.Git({"reflog", "expire", "--expire=now", "--all"});
  std::filesystem::remove(repo_.git_dir() / "ORIG_HEAD");
  const SourceReading reading = Read();
  const Sighting* sighting = FindSighting(reading, Where::kBlob, "key");
  ASSERT_NE(sighting, nullptr);
  EXPECT_EQ(sighting->reach, Reach::kUnreachable);
}

TEST_F(BlindSpots, BothPartsOfAStashAreRead) {
  repo_.Write("readme", std::string("tracked ") + kPlant);
  repo_.Write("new", std::string("untracked ") + kPlant);
  repo_.Stash(true);
  const SourceReading reading = Read();
  ASSERT_NE(FindSighting(reading, Where::kBlob, "readme"), nullptr);
  ASSERT_NE(FindSighting(reading, Where::kBlob, "new"), nullptr);
  EXPECT_EQ(FindSighting(reading, Where::kBlob, "new")->reach, Reach::kRef);
}

TEST_F(BlindSpots, AnOlderStashIsReachedThroughItsReflog) {
  repo_.Write("readme", kPlant);
  repo_.Stash(false);
  repo_.Write("readme", "harmless\n");
  repo_.Stash(false);
  const SourceReading reading = Read();
  const Sighting* sighting = FindSighting(reading, Where::kBlob, "readme");
  ASSERT_NE(sighting, nullptr);
  EXPECT_EQ(sighting->reach, Reach::kReflog);
}

TEST_F(BlindSpots, NotesAreRead) {
  repo_.Note("HEAD", kPlant);
  const SourceReading reading = Read();
  ASSERT_THAT(reading.attribution.sightings, SizeIs(1));
  EXPECT_EQ(reading.attribution.sightings[0].reach, Reach::kRef);
}

TEST_F(BlindSpots, CommitMessagesAndHeadersAreTextsOfTheirOwn) {
  const std::string commit = repo_.Commit("subject\n\nbody PLANTED\n");
  const SourceReading reading = Read();
  const TextKey message{"commit-message", commit, "", 0};
  const auto text = std::find_if(reading.texts.begin(), reading.texts.end(), [&](const auto& entry) {
    return entry.first.object == commit && entry.first.where == "commit-message";
  });
  ASSERT_NE(text, reading.texts.end());
  EXPECT_EQ(text->second, "subject\n\nbody PLANTED\n");
  EXPECT_EQ(reading.first_lines.at(text->first), 1);
  EXPECT_EQ(repo_.Git({"cat-file", "commit", commit}).find("subject"), text->first.offset);
  EXPECT_THAT(reading.texts.at({"commit-header", commit, "", 0}), HasSubstr("author Ada Author <ada@example.com>"));
  ASSERT_THAT(reading.attribution.sightings, SizeIs(1));
  EXPECT_EQ(reading.attribution.sightings[0].where, Where::kCommitMessage);
  EXPECT_EQ(reading.attribution.sightings[0].object.hex(), commit);
  EXPECT_EQ(reading.attribution.sightings[0].reach, Reach::kHead);
}

TEST_F(BlindSpots, AnAuthorsNameIsACommitHeader) {
  repo_.Git({"commit", "-q", "--allow-empty", "--author=PLANTED <a@b>", "-m", "x"});
  const SourceReading reading = Read();
  ASSERT_THAT(reading.attribution.sightings, SizeIs(1));
  EXPECT_EQ(reading.attribution.sightings[0].where, Where::kCommitHeader);
}

TEST_F(BlindSpots, TagMessagesAreRead) {
  const std::string tag = repo_.Tag("v1", "HEAD", "PLANTED in a tag\n");
  const SourceReading reading = Read();
  EXPECT_THAT(reading.Texts(Where::kTagMessage), ElementsAre("PLANTED in a tag\n"));
  ASSERT_THAT(reading.attribution.sightings, SizeIs(1));
  EXPECT_EQ(reading.attribution.sightings[0].where, Where::kTagMessage);
  EXPECT_EQ(reading.attribution.sightings[0].object.hex(), tag);
  EXPECT_EQ(reading.attribution.sightings[0].reach, Reach::kRef);
}

TEST_F(BlindSpots, ATagOfABlobReachesItWithoutAPath) {
  const std::string blob = repo_.HashObject(kPlant);
  repo_.Tag("key", blob, "a key");
  repo_.Git({"update-ref", "refs/direct", repo_.HashObject(std::string("direct ") + kPlant)});
  const SourceReading reading = Read();
  ASSERT_THAT(reading.attribution.sightings, SizeIs(2));
  for (const Sighting& sighting : reading.attribution.sightings) {
    EXPECT_EQ(sighting.path, "");
    EXPECT_EQ(sighting.reach, Reach::kRef);
  }
}

TEST_F(BlindSpots, ADanglingBlobIsUnreachableWithoutAPath) {
  const std::string blob = repo_.HashObject(kPlant);
  const SourceReading reading = Read();
  ASSERT_THAT(reading.attribution.sightings, SizeIs(1));
  EXPECT_EQ(reading.attribution.sightings[0].object.hex(), blob);
  EXPECT_EQ(reading.attribution.sightings[0].path, "");
  EXPECT_EQ(reading.attribution.sightings[0].reach, Reach::kUnreachable);
}

TEST_F(BlindSpots, ADanglingTreeGivesItsPaths) {
  const std::string blob = repo_.HashObject(kPlant);
  const std::string inner = repo_.MakeTree({{"key", {"100644", blob}}});
  repo_.MakeTree({{"dir", {"040000", inner}}});
  const SourceReading reading = Read();
  ASSERT_NE(FindSighting(reading, Where::kBlob, "dir/key"), nullptr);
  EXPECT_EQ(FindSighting(reading, Where::kBlob, "dir/key")->reach, Reach::kUnreachable);
  EXPECT_EQ(FindSighting(reading, Where::kBlob, "key"), nullptr);
}

TEST_F(BlindSpots, AStagedBlobHasItsPathAndTheReachOfAReflog) {
  repo_.StageOnly("staged/key", kPlant);
  for (const char* version : {"2", "4"}) {
    repo_.Git({"update-index", "--index-version", version});
    const SourceReading reading = Read();
    const Sighting* sighting = FindSighting(reading, Where::kBlob, "staged/key");
    ASSERT_NE(sighting, nullptr) << version;
    EXPECT_EQ(sighting->reach, Reach::kReflog);
    EXPECT_FALSE(sighting->commit);
  }
}

TEST_F(BlindSpots, AReplaceRefHidesNothing) {
  const std::string commit = repo_.CommitFiles({{"key", kPlant}});
  const std::string blob = repo_.Git({"rev-parse", "HEAD:key"});
  repo_.Replace(blob, repo_.HashObject("nothing to see\n"));
  repo_.Repack();
  const SourceReading reading = Read();
  EXPECT_EQ(reading.texts.at({"blob", blob, "", 0}), kPlant);
  ASSERT_NE(FindSighting(reading, Where::kBlob, "key"), nullptr);
  EXPECT_EQ(CommitOf(reading, FindSighting(reading, Where::kBlob, "key")->commit), commit);
}

TEST_F(BlindSpots, SymbolicLinksAndModeChangesAreBlobsAtPaths) {
  repo_.Symlink("link", "to/PLANTED");
  repo_.Commit();
  const SourceReading reading = Read();
  EXPECT_NE(FindSighting(reading, Where::kBlob, "link"), nullptr);
}

TEST_F(BlindSpots, EntryAndRefNamesAreScannedOnceEach) {
  repo_.CommitFiles({{"dir/PLANTED.txt", "one\n"}, {"other/PLANTED.txt", "two\n"}});
  repo_.Branch("feature/PLANTED");
  const SourceReading reading = Read();
  EXPECT_EQ(reading.names.count("PLANTED.txt"), 1);
  EXPECT_EQ(reading.names.count("readme"), 1);
  EXPECT_EQ(reading.names.count("refs/heads/feature/PLANTED"), 1);
  EXPECT_NE(FindSighting(reading, Where::kPath, "dir/PLANTED.txt"), nullptr);
  EXPECT_NE(FindSighting(reading, Where::kPath, "other/PLANTED.txt"), nullptr);
  const auto ref = std::find_if(reading.attribution.sightings.begin(), reading.attribution.sightings.end(),
                                [](const Sighting& sighting) { return sighting.where == Where::kRefName; });
  ASSERT_NE(ref, reading.attribution.sightings.end());
  EXPECT_EQ(ref->object.hex(), repo_.Git({"rev-parse", "HEAD"}));
}

TEST_F(BlindSpots, AnotherWorktreesHeadHasTheReachOfAReflog) {
  const auto linked = repo_.folder() / "linked";
  repo_.Git({"worktree", "add", "-q", "--detach", linked.string()});
  WriteTestFile(linked / "key", kPlant);
  repo_.GitIn(linked, {"add", "key"});
  repo_.GitIn(linked, {"commit", "-q", "-m", "detached"});
  const SourceReading from_main = Read();
  ASSERT_NE(FindSighting(from_main, Where::kBlob, "key"), nullptr);
  EXPECT_EQ(FindSighting(from_main, Where::kBlob, "key")->reach, Reach::kReflog);
  const SourceReading from_linked = ReadHistoryOf(linked);
  ASSERT_NE(FindSighting(from_linked, Where::kBlob, "key"), nullptr);
  EXPECT_EQ(FindSighting(from_linked, Where::kBlob, "key")->reach, Reach::kHead);
  EXPECT_EQ(from_linked.texts, from_main.texts);
}

TEST_F(BlindSpots, LfsPointersAndSubmodulesAreCountedAndDoNotMakeItIncomplete) {
  repo_.CommitFiles({{"big.bin", RepoBuilder::LfsPointer(1)}, {"bigger.bin", RepoBuilder::LfsPointer(2)}});
  repo_.Gitlink("module", std::string(40, '1'));
  repo_.Git({"commit", "-q", "-m", "a submodule"});
  const SourceReading reading = Read();
  EXPECT_EQ(reading.completeness.lfs_pointers, 2);
  EXPECT_EQ(reading.completeness.submodules, 1);
  EXPECT_TRUE(reading.completeness.complete());
}

TEST_F(BlindSpots, WhatTheUserAskedToSkipIsCountedWithItsReason) {
  repo_.CommitFiles({{"binary", std::string("\0\1\2\3", 4)}, {"large", std::string(5000, 'x')}});
  for (const bool packed : {false, true}) {
    if (packed) repo_.Repack();
    const SourceReading reading = Read({.max_blob_size = 4999, .skip_binary = true});
    const ObjectTally& blobs = reading.completeness.objects[0];
    EXPECT_THAT(blobs.skipped,
                ElementsAre(std::pair<const std::string, std::uint64_t>("binary", 1),
                            std::pair<const std::string, std::uint64_t>("larger than --max-blob-size", 1)));
    EXPECT_EQ(blobs.listed, 3);
    EXPECT_EQ(blobs.read, 1);
    EXPECT_TRUE(reading.completeness.complete());
    EXPECT_EQ(Read().completeness.objects[0].read, 3);
  }
}

TEST_F(BlindSpots, TheTargetsOwnFilesComeFromHead) {
  repo_.CommitFiles({{".packrake.yaml", "version: 1\n"}, {"dir/file", "deep\n"}});
  repo_.Write(".packrake.yaml", "changed in the work tree\n");
  repo_.Symlink("link", ".packrake.yaml");
  repo_.Git({"add", "link"});
  repo_.Git({"commit", "-q", "-m", "link"});
  const auto source = *OpenHistory(repo_.path().string());
  EXPECT_EQ(source->TargetFile(".packrake.yaml"), "version: 1\n");
  EXPECT_EQ(source->TargetFile("dir/file"), "deep\n");
  EXPECT_EQ(source->TargetFile("missing"), std::nullopt);
  EXPECT_EQ(source->TargetFile("dir"), std::nullopt);
  EXPECT_EQ(source->TargetFile("link"), std::nullopt);
  EXPECT_EQ(source->kind(), "git");
  EXPECT_EQ(source->target(), repo_.path().string());
}

TEST(History, AnEmptyRepositoryIsReadAndComplete) {
  RepoBuilder repo;
  const SourceReading reading = ReadHistoryOf(repo.path());
  EXPECT_THAT(reading.texts, IsEmpty());
  EXPECT_TRUE(reading.completeness.complete());
}

TEST(History, ALargeBlobComesInOverlappingSlices) {
  RepoBuilder repo;
  std::string line = std::string(1023, 'x') + "\n";
  std::string bytes;
  while (bytes.size() < kSliceSize + (2U << 20)) bytes += line;
  const std::string id = repo.HashObject(bytes);
  for (const bool packed : {false, true}) {
    if (packed) repo.Repack();
    const SourceReading reading = ReadHistoryOf(repo.path());
    ASSERT_THAT(reading.texts, SizeIs(2));
    const TextKey second{"blob", id, "", kSliceSize - kSliceOverlap};
    EXPECT_EQ(reading.texts.at({"blob", id, "", 0}), bytes.substr(0, kSliceSize));
    EXPECT_EQ(reading.texts.at(second), bytes.substr(kSliceSize - kSliceOverlap));
    EXPECT_EQ(reading.first_lines.at(second), (kSliceSize - kSliceOverlap) / 1024 + 1);
    EXPECT_EQ(reading.completeness.objects[0].read, 1);
  }
}

TEST(History, AnyNumberOfThreadsGivesTheSame) {
  RepoBuilder repo;
  repo.RandomHistory({.seed = 5, .commits = 150, .plants = {"PLANTED", "PLANTED too"}});
  repo.Repack();
  const SourceReading one = ReadHistoryOf(repo.path());
  EXPECT_GT(one.derived, 0);
  for (int threads : {2, 5}) {
    const SourceReading more = ReadHistoryOf(repo.path(), {.threads = threads});
    EXPECT_EQ(more.texts, one.texts);
    EXPECT_EQ(more.names, one.names);
    ASSERT_EQ(more.attribution.sightings.size(), one.attribution.sightings.size());
    for (std::size_t i = 0; i < one.attribution.sightings.size(); ++i) {
      const Sighting& a = one.attribution.sightings[i];
      const Sighting& b = more.attribution.sightings[i];
      EXPECT_EQ(a.path, b.path);
      EXPECT_EQ(a.object, b.object);
      EXPECT_EQ(CommitOf(one, a.commit), CommitOf(more, b.commit));
      EXPECT_EQ(CommitOf(one, a.removed_in), CommitOf(more, b.removed_in));
      EXPECT_EQ(a.reach, b.reach);
    }
  }
}

TEST(History, StoppedBeforeItBeginsItSaysSo) {
  RepoBuilder repo;
  repo.CommitFiles({{"a", "one\n"}});
  auto source = *OpenHistory(repo.path().string());
  ScanControl control;
  control.stop = true;
  struct Nothing : BlobSink {
    void Accept(const Blob&) override {}
  } sink;
  BlobSink* sinks[] = {&sink};
  ASSERT_TRUE(source->Read({}, sinks, control));
  ASSERT_TRUE(source->Attribute({}, [](const Blob&) { return std::vector<std::uint32_t>{}; }, control));
  EXPECT_TRUE(source->completeness().interrupted);
  EXPECT_FALSE(source->completeness().complete());
  std::uint64_t listed = 0;
  for (const ObjectTally& tally : source->completeness().objects) listed += tally.listed;
  EXPECT_EQ(listed, repo.AllObjects().size());
}

}  // namespace
}  // namespace packrake
