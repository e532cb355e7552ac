#include "pack/reader.h"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <filesystem>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include "pack/visit_log.h"
#include "support/pack_writer.h"
#include "support/repo_builder.h"

namespace packrake {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

namespace fs = std::filesystem;

struct GitObject {
  ObjectType type = ObjectType::kBlob;
  std::string bytes;
  friend bool operator==(const GitObject&, const GitObject&) = default;
};

ObjectType TypeOf(std::string_view name) {
  for (const ObjectType type : {ObjectType::kBlob, ObjectType::kTree, ObjectType::kCommit}) {
    if (name == Name(type)) return type;
  }
  return ObjectType::kTag;
}

/// All objects of a repository as git itself prints them, by id in hexadecimal.
std::map<std::string, GitObject> AsGitReads(const RepoBuilder& repo, const fs::path& where) {
  const std::string out = repo.GitIn(where, {"cat-file", "--batch-all-objects", "--batch"}) + "\n";
  std::map<std::string, GitObject> objects;
  for (std::size_t at = 0; at < out.size();) {
    const std::size_t line_end = out.find('\n', at);
    const std::string line = out.substr(at, line_end - at);
    const std::size_t type = line.find(' ') + 1, size = line.find(' ', type) + 1;
    const std::size_t bytes = std::stoul(line.substr(size));
    objects[line.substr(0, type - 1)] = {TypeOf(line.substr(type, size - 1 - type)), out.substr(line_end + 1, bytes)};
    at = line_end + 1 + bytes + 1;
  }
  return objects;
}
std::map<std::string, GitObject> AsGitReads(const RepoBuilder& repo) { return AsGitReads(repo, repo.path()); }

std::unique_ptr<PackReader> OpenPacks(const std::vector<fs::path>& object_dirs, std::size_t id_size = 20) {
  auto reader = PackReader::Open(object_dirs, id_size);
  EXPECT_TRUE(reader) << reader.error().message;
  return std::move(*reader);
}

/// What a visit handed out; fails when it declined anything or broke a promise.
std::map<std::string, GitObject> Visited(const PackReader& reader, const PackVisitOptions& options) {
  VisitLog log;
  const PackStats stats = log.Visit(reader, options);
  EXPECT_THAT(log.problems, IsEmpty());
  EXPECT_EQ(stats.declined, 0U);
  EXPECT_EQ(stats.objects, log.outcomes.size());
  std::map<std::string, GitObject> objects;
  for (auto& [id, outcome] : log.outcomes) {
    EXPECT_EQ(outcome.kind, Outcome::Kind::kObject) << id << ' ' << outcome.reason;
    objects[id] = {outcome.type.value_or(ObjectType::kTag), std::move(outcome.bytes)};
  }
  return objects;
}

/// A history with every type of object, packed once with git's own defaults.
RepoBuilder& SharedRepo() {
  static RepoBuilder* const repo = [] {
    auto* made = new RepoBuilder;  // never deleted: lives as long as the tests
    made->RandomHistory({.seed = 11, .commits = 80});
    made->Tag("v1", "HEAD", "a tag");
    made->Tag("a-blob", made->HashObject("dangling"), "of a blob");
    made->Repack();
    return made;
  }();
  return *repo;
}

/// A history with a file that makes long chains of deltas, in loose objects; made once for each format.
const RepoBuilder& History(const std::string& object_format) {
  static std::map<std::string, std::unique_ptr<RepoBuilder>> made;
  std::unique_ptr<RepoBuilder>& repo = made[object_format];
  if (repo != nullptr) return *repo;
  repo = std::make_unique<RepoBuilder>(RepoOptions{.object_format = object_format});
  repo->RandomHistory({.seed = 5, .commits = 60});
  std::string text;
  for (int i = 0; i < 60; ++i) {
    text += "line " + std::to_string(i * i) + " of a file that grows\n";
    repo->CommitFiles({{"grows.txt", text}, {"empty", ""}});
  }
  repo->Tag("v1", "HEAD", "a tag");
  return *repo;
}

struct PackingCase {
  const char* name;
  std::string object_format;
  std::map<std::string, std::string> config;
  std::vector<std::string> repack;
};

class Packing : public ::testing::TestWithParam<PackingCase> {};

TEST_P(Packing, IsReadAsGitReadsIt) {
  const PackingCase& packing = GetParam();
  const RepoBuilder& history = History(packing.object_format);
  TempFolder folder;
  const fs::path copy = folder.path() / "copy.git";
  fs::copy(history.git_dir(), copy, fs::copy_options::recursive);
  for (const auto& [key, value] : packing.config) history.GitIn(copy, {"config", key, value});
  std::vector<std::string> command{"repack", "-adfq"};
  command.insert(command.end(), packing.repack.begin(), packing.repack.end());
  history.GitIn(copy, command);
  history.GitIn(copy, {"prune", "--expire=now"});

  const auto expected = AsGitReads(history, copy);
  const std::size_t id_size = packing.object_format == "sha1" ? 20 : 32;
  const auto reader = OpenPacks({copy / "objects"}, id_size);
  ASSERT_THAT(reader->declined_packs(), IsEmpty());
  EXPECT_EQ(reader->object_count(), expected.size());
  for (const int threads : {1, 2, 5}) {
    for (const bool verify : {false, true}) {
      PackVisitOptions options = Everything(threads);
      options.verify = verify;
      EXPECT_EQ(Visited(*reader, options), expected);
      options.derivations = !verify;
      EXPECT_EQ(Visited(*reader, options), expected);
    }
  }
  for (const auto& [hex, object] : expected) {
    const ObjectId id = *ObjectId::FromHex(hex);
    EXPECT_TRUE(reader->Contains(id));
    ObjectType type{};
    const auto bytes = reader->Read(id, &type, 1 << 20);
    ASSERT_TRUE(bytes) << bytes.error().message;
    EXPECT_EQ(*bytes, object.bytes);
    EXPECT_EQ(type, object.type);
  }
  std::size_t listed = 0;
  std::array<std::uint64_t, kObjectTypes> of_type{};
  reader->ForEachObject([&](const ObjectId& id, std::optional<ObjectType> type) {
    ++listed;
    EXPECT_EQ(type, expected.at(id.hex()).type);
    if (type) ++of_type[static_cast<std::size_t>(*type)];
  });
  EXPECT_EQ(listed, expected.size());
  EXPECT_EQ(reader->CountByType(), of_type);
}

void PrintTo(const PackingCase& packing, std::ostream* out) { *out << packing.name; }

INSTANTIATE_TEST_SUITE_P(
    Ways, Packing,
    ::testing::Values(
        PackingCase{"Defaults", "sha1", {}, {}}, PackingCase{"LongChains", "sha1", {}, {"--depth=250", "--window=60"}},
        PackingCase{"ShortChains", "sha1", {}, {"--depth=1"}}, PackingCase{"NoDeltas", "sha1", {}, {"--depth=0"}},
        PackingCase{"DeltasById", "sha1", {{"repack.useDeltaBaseOffset", "false"}}, {"--depth=100"}},
        PackingCase{"NotCompressed", "sha1", {{"pack.compression", "0"}}, {}},
        PackingCase{"BestCompressed", "sha1", {{"pack.compression", "9"}}, {}},
        PackingCase{"SmallPacks", "sha1", {{"pack.packSizeLimit", "1m"}}, {}},
        PackingCase{"MultiPackIndex", "sha1", {}, {"--write-midx"}}, PackingCase{"Sha256", "sha256", {}, {}},
        PackingCase{"Sha256DeltasById", "sha256", {{"repack.useDeltaBaseOffset", "false"}}, {}}),
    [](const auto& named) { return named.param.name; });

TEST(PackReader, HandsOutTheChosenTypesOnly) {
  const auto expected = AsGitReads(SharedRepo());
  const auto reader = OpenPacks({SharedRepo().git_dir() / "objects"});
  std::uint64_t inflated = 0;
  for (int type = 0; type < kObjectTypes; ++type) {
    PackVisitOptions options;
    options.blobs = type == 0;
    options.trees = type == 1;
    options.commits = type == 2;
    options.tags = type == 3;
    auto of_type = expected;
    std::erase_if(of_type, [type](const auto& entry) { return static_cast<int>(entry.second.type) != type; });
    EXPECT_THAT(of_type, ::testing::Not(IsEmpty()));
    EXPECT_EQ(Visited(*reader, options), of_type);
    VisitLog log;
    inflated += log.Visit(*reader, options).inflated_bytes;
  }
  VisitLog log;
  EXPECT_EQ(log.Visit(*reader, Everything()).inflated_bytes, inflated);  // one type costs nothing of another
}

TEST(PackReader, DerivesOnlyWhenAsked) {
  const auto reader = OpenPacks({SharedRepo().git_dir() / "objects"});
  for (const bool derivations : {true, false}) {
    PackVisitOptions options = Everything();
    options.derivations = derivations;
    VisitLog log;
    log.Visit(*reader, options);
    EXPECT_EQ(log.copies > 0, derivations);
  }
}

TEST(PackReader, CountsWhatItDid) {
  const auto expected = AsGitReads(SharedRepo());
  std::uint64_t bytes = 0;
  for (const auto& [id, object] : expected) bytes += object.bytes.size();
  VisitLog log;
  const PackStats stats = log.Visit(*OpenPacks({SharedRepo().git_dir() / "objects"}), Everything(2));
  EXPECT_EQ(stats.objects, expected.size());
  EXPECT_EQ(stats.rebuilt_bytes, bytes);
  EXPECT_GT(stats.inflated_bytes, 0U);
  EXPECT_LT(stats.inflated_bytes, bytes);
  EXPECT_GT(stats.delta_inserted_bytes, 0U);
  EXPECT_GT(stats.peak_buffer_bytes, 0U);
}

TEST(PackReader, HandsOutWhatStandsInSeveralPacksOnce) {
  RepoBuilder repo;
  repo.RandomHistory({.seed = 8, .commits = 30});
  repo.Git({"repack", "-adq"});
  repo.RandomHistory({.seed = 9, .commits = 20});
  repo.Git({"repack", "-dq"});                                                                 // a second pack
  repo.Git({"pack-objects", "--all", "-q", (repo.git_dir() / "objects/pack/pack").string()});  // all of it again
  repo.CommitFiles({{"late", "a late file"}});
  repo.Git({"repack", "-dq"});
  repo.Git({"prune-packed"});
  const auto expected = AsGitReads(repo);
  const fs::path objects = repo.git_dir() / "objects";
  const auto reader = OpenPacks({objects, objects / "../objects", repo.path() / "no such folder"});
  EXPECT_EQ(reader->object_count(), expected.size());
  EXPECT_EQ(Visited(*reader, Everything(1)), expected);
  EXPECT_EQ(Visited(*reader, Everything(3)), expected);
  std::size_t listed = 0;
  reader->ForEachObject([&](const ObjectId&, std::optional<ObjectType>) { ++listed; });
  EXPECT_EQ(listed, expected.size());
}

TEST(PackReader, ReadsTheFoldersOfAlternatesToo) {
  RepoBuilder first, second;
  first.RandomHistory({.seed = 1, .commits = 10});
  second.RandomHistory({.seed = 2, .commits = 10});
  auto expected = AsGitReads(first);
  expected.merge(AsGitReads(second));
  first.Repack();
  second.Repack();
  EXPECT_EQ(Visited(*OpenPacks({first.git_dir() / "objects", second.git_dir() / "objects"}), Everything()), expected);
}

TEST(PackReader, HasNothingWhereThereAreNoPacks) {
  const auto reader = OpenPacks({"/no/such/folder"});
  EXPECT_EQ(reader->object_count(), 0U);
  EXPECT_THAT(reader->declined_packs(), IsEmpty());
  EXPECT_THAT(Visited(*reader, Everything(2)), IsEmpty());
  const auto missing = reader->Read(*ObjectId::FromHex(std::string(40, 'a')), nullptr, 100);
  ASSERT_FALSE(missing);
  EXPECT_EQ(missing.error().code, ErrorCode::kNotFound);
}

TEST(PackReader, RefusesIdsOfOtherSizes) {
  const auto reader = PackReader::Open({"/tmp"}, 21);
  ASSERT_FALSE(reader);
  EXPECT_EQ(reader.error().code, ErrorCode::kUnsupported);
}

TEST(PackReader, NamesThePacksThatItLeavesToOthers) {
  TempFolder folder;
  PackWriter good;
  good.AddWhole(ObjectType::kBlob, "hello");
  good.Write(folder.path(), "pack-good");
  const fs::path packs = folder.path() / "pack";
  WriteTestFile(packs / "pack-a-no-index.pack", good.Pack());
  WriteTestFile(packs / "pack-b-no-pack.idx", good.Index());
  WriteTestFile(packs / "pack-c-garbage.pack", "garbage");
  WriteTestFile(packs / "pack-c-garbage.idx", good.Index());
  WriteTestFile(packs / "pack-d-empty.pack", "");
  WriteTestFile(packs / "pack-d-empty.idx", "");
  PackWriter two;
  two.AddWhole(ObjectType::kBlob, "one");
  two.AddWhole(ObjectType::kBlob, "two");
  WriteTestFile(packs / "pack-e-counts.pack", two.Pack());
  WriteTestFile(packs / "pack-e-counts.idx", good.Index());
  two.SetIndexedOffset(1, two.offset(0));
  two.Write(folder.path(), "pack-f-one-offset");
  std::string version = good.Pack();
  version[7] = 9;
  WriteTestFile(packs / "pack-g-version.pack", version);
  WriteTestFile(packs / "pack-g-version.idx", good.Index());
  fs::create_directory(packs / "pack-h-folder.pack");
  WriteTestFile(packs / "pack-h-folder.idx", good.Index());
  WriteTestFile(packs / "tmp_pack_12345", "being written");
  WriteTestFile(packs / "pack-good.rev", "");

  const auto reader = OpenPacks({folder.path()});
  std::map<std::string, std::string> reasons;
  for (const auto& [path, reason] : reader->declined_packs()) reasons[fs::path(path).stem().string()] = reason;
  EXPECT_THAT(reasons, SizeIs(8));
  EXPECT_THAT(reasons["pack-a-no-index"], HasSubstr("No such file"));
  EXPECT_THAT(reasons["pack-b-no-pack"], HasSubstr("No such file"));
  EXPECT_THAT(reasons["pack-c-garbage"], HasSubstr("not a pack"));
  EXPECT_THAT(reasons["pack-d-empty"], HasSubstr("too short"));
  EXPECT_THAT(reasons["pack-e-counts"], HasSubstr("2 objects, but 1 in its index"));
  EXPECT_THAT(reasons["pack-f-one-offset"], HasSubstr("two objects at one offset"));
  EXPECT_THAT(reasons["pack-g-version"], HasSubstr("pack version 9"));
  EXPECT_THAT(reasons["pack-h-folder"], HasSubstr("not a regular file"));
  EXPECT_THAT(Visited(*reader, Everything()), SizeIs(1));
}

TEST(PackReader, LeavesAnIndexOfVersionOneToOthers) {
  RepoBuilder repo;
  repo.CommitFiles({{"a", "b"}});
  repo.Configure("pack.indexVersion", "1");
  repo.Repack();
  const auto reader = OpenPacks({repo.git_dir() / "objects"});
  ASSERT_THAT(reader->declined_packs(), SizeIs(1));
  EXPECT_THAT(reader->declined_packs()[0].second, HasSubstr("index version 1"));
  EXPECT_EQ(reader->object_count(), 0U);
}

// A pack that is declined after its index was read must not take objects from the others.
TEST(PackReader, ReadsFromASmallPackWhatADeclinedLargeOneHasToo) {
  TempFolder folder;
  PackWriter small, large;
  small.AddWhole(ObjectType::kBlob, "one");
  large.AddWhole(ObjectType::kBlob, "one");
  large.AddWhole(ObjectType::kBlob, "two");
  large.SetIndexedOffset(1, large.offset(0));
  small.Write(folder.path(), "pack-small");
  large.Write(folder.path(), "pack-large");
  const auto reader = OpenPacks({folder.path()});
  EXPECT_THAT(reader->declined_packs(), SizeIs(1));
  EXPECT_THAT(Visited(*reader, Everything()), SizeIs(1));
}

TEST(PackReader, StopsWhenTold) {
  const auto reader = OpenPacks({SharedRepo().git_dir() / "objects"});
  for (const int threads : {1, 3}) {
    std::atomic<bool> stop{false};
    std::atomic<int> seen{0};
    PackVisitOptions options = Everything(threads);
    options.stop = &stop;
    PackVisitor visitor;
    visitor.on_object = [&](int, const PackedObject&) {
      if (++seen == 10) stop = true;
    };
    visitor.on_declined = [](int, const ObjectId&, std::optional<ObjectType>, std::string_view) {};
    visitor.on_binary = [](int, const ObjectId&, std::uint64_t) {};
    reader->Visit(options, visitor);
    EXPECT_LT(seen, 10 + threads);
  }
}

TEST(PackReader, ReadsObjectsOfManyMib) {
  TempFolder folder;
  PackWriter w;
  std::string large(70 << 20, 'a');
  for (std::size_t i = 0; i < large.size(); i += 4093) large[i] = static_cast<char>(i);
  const std::string derived = "new" + large.substr(0, 0xFFFFFF);
  w.AddWhole(ObjectType::kBlob, large);
  w.AddOffsetDelta(0, DeltaWriter(large.size(), derived.size()).Insert("new").Copy(0, 0xFFFFFF).bytes(),
                   w.IdOf(ObjectType::kBlob, derived));
  w.Write(folder.path());
  PackVisitOptions options = Everything();
  options.verify = true;
  EXPECT_THAT(Visited(*OpenPacks({folder.path()}), options), SizeIs(2));
}

TEST(PackReader, DeclinesWhatIsLargerThanTheLimitAndWhatDerivesFromIt) {
  TempFolder folder;
  PackWriter w;
  const std::string large(5000, 'x'), small = "small";
  w.AddWhole(ObjectType::kBlob, large);                                                            // 0
  w.AddOffsetDelta(0, DeltaWriter(5000, 3).Copy(0, 3).bytes(), w.IdOf(ObjectType::kBlob, "xxx"));  // 1
  w.AddWhole(ObjectType::kBlob, small);                                                            // 2
  w.AddOffsetDelta(2, DeltaWriter(5, 5000).Insert(large.substr(0, 4999) + "y").bytes(),
                   w.IdOf(ObjectType::kBlob, large.substr(0, 4999) + "y"));  // 3
  w.Write(folder.path());
  const auto reader = OpenPacks({folder.path()});
  PackVisitOptions options;
  options.max_object_size = 4999;
  VisitLog log;
  EXPECT_EQ(log.Visit(*reader, options).declined, 3U);
  EXPECT_THAT(log.outcomes.at(w.id(0).hex()).reason, HasSubstr("larger than the limit"));
  EXPECT_EQ(log.outcomes.at(w.id(1).hex()).kind, Outcome::Kind::kDeclined);
  EXPECT_EQ(log.outcomes.at(w.id(2).hex()).bytes, small);
  EXPECT_THAT(log.outcomes.at(w.id(3).hex()).reason, HasSubstr("larger than the limit"));
  EXPECT_EQ(log.outcomes.at(w.id(3).hex()).type, ObjectType::kBlob);

  options.max_object_size = 5000;
  EXPECT_THAT(Visited(*reader, options), SizeIs(4));
  const auto refused = reader->Read(w.id(1), nullptr, 4999);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, ErrorCode::kLimit);
}

TEST(PackReader, DeclinesWhatDoesNotFitIntoItsMemory) {
  TempFolder folder;
  PackWriter w;
  w.AddWhole(ObjectType::kBlob, std::string(3 << 20, 'x'));
  w.AddWhole(ObjectType::kBlob, "small");
  w.Write(folder.path());
  PackVisitOptions options;
  options.max_buffer_bytes = 1 << 20;
  VisitLog log;
  const PackStats stats = log.Visit(*OpenPacks({folder.path()}), options);
  EXPECT_EQ(stats.declined, 1U);
  EXPECT_LE(stats.peak_buffer_bytes, 1U << 20);
  EXPECT_THAT(log.outcomes.at(w.id(0).hex()).reason, HasSubstr("no room"));
  EXPECT_EQ(log.outcomes.at(w.id(1).hex()).kind, Outcome::Kind::kObject);
}

// A chain of n objects must not keep n of them.
TEST(PackReader, KeepsFewBuffersHoweverLongTheChain) {
  TempFolder folder;
  PackWriter w;
  std::string bytes(100'000, 'x');
  w.AddWhole(ObjectType::kBlob, bytes);
  for (std::size_t i = 0; i < 2000; ++i) {
    bytes[i] = 'y';
    bytes[i + 1] = static_cast<char>('a' + i % 26);
    const std::string delta = DeltaWriter(bytes.size(), bytes.size())
                                  .Copy(0, i)
                                  .Insert(bytes.substr(i, 2))
                                  .Copy(i + 2, bytes.size() - i - 2)
                                  .bytes();
    w.AddOffsetDelta(
        i,
        i == 0 ? DeltaWriter(bytes.size(), bytes.size()).Insert(bytes.substr(0, 2)).Copy(2, bytes.size() - 2).bytes()
               : delta,
        w.IdOf(ObjectType::kBlob, bytes));
  }
  w.Write(folder.path());
  PackVisitOptions options;
  options.verify = true;
  VisitLog log(false);
  const PackStats stats = log.Visit(*OpenPacks({folder.path()}), options);
  EXPECT_THAT(log.problems, IsEmpty());
  EXPECT_EQ(stats.objects, 2001U);
  EXPECT_EQ(stats.declined, 0U);
  EXPECT_LT(stats.peak_buffer_bytes, 8 * bytes.size());
}

// One tree holds everything: an idle thread must be given a part of it.
TEST(PackReader, SplitsOneLargeTreeAmongThreads) {
  TempFolder folder;
  PackWriter w;
  const std::string root(50'000, 'r');
  w.AddWhole(ObjectType::kBlob, root);
  for (std::size_t i = 0; i < 400; ++i) {  // 20 branches of 20
    const std::size_t base = i % 20 == 0 ? 0 : i;
    const std::string head = fmt::format("{:06}", i) + std::string(20'000, 'x');
    w.AddOffsetDelta(
        base, DeltaWriter(root.size(), root.size()).Insert(head).Copy(head.size(), root.size() - head.size()).bytes(),
        w.IdOf(ObjectType::kBlob, head + root.substr(head.size())));
  }
  w.Write(folder.path());
  const auto reader = OpenPacks({folder.path()});
  PackVisitOptions options;
  options.threads = 3;
  options.verify = true;
  std::mutex mutex;
  std::set<int> workers;
  std::set<std::string> ids;
  PackVisitor visitor;
  visitor.on_object = [&](int worker, const PackedObject& object) {
    bool all = false;
    {
      const std::lock_guard lock(mutex);
      workers.insert(worker);
      ids.insert(object.id.hex());
      all = workers.size() == 3;
    }
    if (!all) std::this_thread::sleep_for(std::chrono::milliseconds(5));  // until each thread has come to run
  };
  visitor.on_declined = [](int, const ObjectId&, std::optional<ObjectType>, std::string_view reason) {
    ADD_FAILURE() << reason;
  };
  visitor.on_binary = [](int, const ObjectId&, std::uint64_t) {};
  reader->Visit(options, visitor);
  EXPECT_THAT(workers, ElementsAre(0, 1, 2));
  EXPECT_THAT(ids, SizeIs(401));
}

struct BinaryCase {
  const char* what;
  std::string bytes;
  bool has_child;
  bool binary;
};

TEST(PackReader, SkipsBinaryLeavesWhenAsked) {
  const std::string text(20'000, 't'), nul(1, '\0');
  const BinaryCase cases[] = {
      {"small binary", "a" + nul + "b", false, true},
      {"small text", "ab", false, false},
      {"empty", "", false, false},
      {"large binary", text.substr(0, 7999) + nul + text, false, true},
      {"NUL at 8,000", text.substr(0, 8000) + nul + text, false, false},
      {"large text", text, false, false},
      {"binary that another derives from", nul + text, true, false},
  };
  for (const BinaryCase& c : cases) {
    for (const bool verify : {false, true}) {
      TempFolder folder;
      PackWriter w;
      w.AddWhole(ObjectType::kBlob, c.bytes);
      w.AddWhole(ObjectType::kCommit, "a" + nul + "b");
      if (c.has_child) {
        w.AddOffsetDelta(0, DeltaWriter(c.bytes.size(), 2).Copy(1, 2).bytes(), w.IdOf(ObjectType::kBlob, "tt"));
      }
      w.Write(folder.path());
      PackVisitOptions options = Everything();
      options.skip_binary = true;
      options.verify = verify;
      VisitLog log;
      log.Visit(*OpenPacks({folder.path()}), options);
      EXPECT_EQ(log.outcomes.at(w.id(0).hex()).kind, c.binary ? Outcome::Kind::kBinary : Outcome::Kind::kObject)
          << c.what;
      EXPECT_EQ(log.outcomes.at(w.id(1).hex()).kind, Outcome::Kind::kObject);
      EXPECT_THAT(log.problems, IsEmpty());
    }
  }
}

TEST(PackReader, SkipsTheSameBinariesInPacksOfGit) {
  RepoBuilder repo;
  const std::string noise = [] {
    std::string bytes(40'000, '\0');
    std::uint32_t state = 1;
    for (char& c : bytes) c = static_cast<char>((state = state * 1664525 + 1013904223) >> 24);
    return bytes;
  }();
  repo.CommitFiles({{"noise", noise},
                    {"late", std::string(9000, 'x') + noise},
                    {"zeros", std::string(30'000, '\0')},
                    {"text", std::string(50'000, 't')}});
  repo.Git({"repack", "-adfq", "--depth=0"});
  PackVisitOptions options;
  options.skip_binary = true;
  VisitLog log;
  log.Visit(*OpenPacks({repo.git_dir() / "objects"}), options);
  ASSERT_THAT(log.outcomes, SizeIs(4));
  const auto kind = [&](const std::string& file) {
    return log.outcomes.at(repo.Git({"rev-parse", "HEAD:" + file})).kind;
  };
  EXPECT_EQ(kind("noise"), Outcome::Kind::kBinary);
  EXPECT_EQ(kind("zeros"), Outcome::Kind::kBinary);
  EXPECT_EQ(kind("late"), Outcome::Kind::kObject);
  EXPECT_EQ(kind("text"), Outcome::Kind::kObject);
}

}  // namespace
}  // namespace packrake
