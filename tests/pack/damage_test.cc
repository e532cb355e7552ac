// Damaged and hostile packs: whatever the bytes, every object of an opened index comes to exactly one end, and what is
// handed out under `verify` is right.

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <random>
#include <string>

#include "base/digest.h"
#include "pack/reader.h"
#include "pack/visit_log.h"
#include "support/mutate.h"
#include "support/pack_writer.h"
#include "support/repo_builder.h"
#include "support/temp_folder.h"

namespace packrake {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

namespace fs = std::filesystem;

/// How many objects came to which end, over all tries: none of a hundred may be missing, or the test tests nothing.
struct Ends {
  std::uint64_t handed_out = 0, declined = 0;
};

/// Visits everything and checks the promises that hold for any bytes whatever.
void ExpectOneEndForEachObject(const fs::path& objects, std::size_t id_size, const std::string& what, Ends& ends) {
  const auto reader = PackReader::Open({objects}, id_size);
  ASSERT_TRUE(reader) << what;
  for (const int threads : {1, 2}) {
    for (const bool verify : {false, true}) {
      PackVisitOptions options = Everything(threads);
      options.verify = verify;
      options.skip_binary = threads == 2 && !verify;
      options.max_buffer_bytes = 64 << 20;
      VisitLog log(verify);
      const PackStats stats = log.Visit(**reader, options);
      ASSERT_THAT(log.problems, IsEmpty()) << what;
      ASSERT_EQ(log.outcomes.size(), (*reader)->object_count()) << what;
      ASSERT_EQ(stats.objects + stats.declined, (*reader)->object_count()) << what;
      ends.handed_out += stats.objects;
      ends.declined += stats.declined;
      if (!verify) continue;
      for (const auto& [id, outcome] : log.outcomes) {
        if (outcome.kind != Outcome::Kind::kObject) continue;
        const std::string digest = GitObjectDigest(Name(*outcome.type), outcome.bytes, id_size);
        ASSERT_EQ(ObjectId::FromRaw(digest).hex(), id) << what;
      }
    }
  }
  (*reader)->ForEachObject([&](const ObjectId& id, std::optional<ObjectType>) {
    ASSERT_TRUE((*reader)->Contains(id)) << what;
    (void)(*reader)->Read(id, nullptr, 1 << 20);  // any answer will do
  });
}

TEST(Damage, ComesToOneEndForEachObjectWhateverTheBytes) {
  for (const char* const format : {"sha1", "sha256"}) {
    RepoBuilder repo({.object_format = format});
    repo.RandomHistory({.seed = 21, .commits = 25});
    repo.Tag("v1", "HEAD", "a tag");
    const bool is_sha1 = std::string_view(format) == "sha1";
    if (!is_sha1) repo.Configure("repack.useDeltaBaseOffset", "false");
    repo.Repack();
    std::string pack, index;
    for (const auto& entry : fs::directory_iterator(repo.git_dir() / "objects/pack")) {
      if (entry.path().extension() == ".pack") pack = ReadTestFile(entry.path());
      if (entry.path().extension() == ".idx") index = ReadTestFile(entry.path());
    }
    ASSERT_FALSE(pack.empty() || index.empty());
    std::mt19937 random(is_sha1 ? 1 : 2);
    TempFolder folder;
    Ends ends;
    for (int i = 0; i < Mutations(600) / 2; ++i) {
      const bool mutate_pack = i % 3 != 0;
      WriteTestFile(folder.path() / "pack/pack-x.pack", mutate_pack ? Mutate(pack, random) : pack);
      WriteTestFile(folder.path() / "pack/pack-x.idx", mutate_pack ? index : Mutate(index, random));
      ExpectOneEndForEachObject(folder.path(), is_sha1 ? 20 : 32, fmt::format("{} mutation {}", format, i), ends);
      if (HasFatalFailure()) return;
    }
    EXPECT_GT(ends.handed_out, 100U);
    EXPECT_GT(ends.declined, 100U);
  }
}

// Streams whose check sums are right, and everything behind them made up: bases, sizes, instructions.
TEST(Damage, ComesToOneEndForEachObjectOfAMadeUpPack) {
  std::mt19937 random(4);
  TempFolder folder;
  Ends ends;
  for (int round = 0; round < Mutations(600) / 2; ++round) {
    PackWriter w;
    std::vector<std::string> contents;  // of each entry, as far as it has any
    const std::size_t count = 1 + random() % 40;
    const auto made_id = [](std::size_t n) {
      std::string raw = "made-up id " + std::to_string(n);
      raw.resize(20, '\7');
      return ObjectId::FromRaw(raw);
    };
    for (std::size_t n = 0; n < count; ++n) {
      const std::string text(random() % 300, static_cast<char>('a' + n % 26));
      if (n == 0 || random() % 4 == 0) {
        w.AddWhole(static_cast<ObjectType>(random() % 4), text + std::to_string(n));
        contents.push_back(text + std::to_string(n));
        continue;
      }
      const std::size_t base = random() % n;
      const std::string& base_bytes = contents[base];
      const std::size_t copied = base_bytes.empty() ? 0 : 1 + random() % base_bytes.size();
      const std::string result = (copied > 0 ? base_bytes.substr(0, copied) : "") + text + std::to_string(n);
      DeltaWriter delta(base_bytes.size() + (random() % 12 == 0), result.size() + (random() % 12 == 0));
      if (copied > 0) delta.Copy(random() % 12 == 0 ? random() : 0, copied);
      delta.Insert(text + std::to_string(n));
      if (random() % 12 == 0) delta.Raw(std::string(1 + random() % 3, static_cast<char>(random() & 0xFF)));
      switch (random() % 8) {
        case 0:  // any base by id: itself, a later one, one that is not there
          w.AddIdDelta(made_id(random() % (count + 3)), delta.bytes(), made_id(n));
          break;
        case 1:  // any distance
          w.AddRaw(6, delta.bytes().size(), std::string(1, static_cast<char>(random() & 0x7F)),
                   StoredZlib(delta.bytes()), made_id(n));
          break;
        case 2:  // a size that is not true
          w.AddRaw(3, random() % 2 == 0 ? random() : ~std::uint64_t{0} >> random() % 64, {}, StoredZlib(text),
                   made_id(n));
          break;
        case 3:
          w.AddIdDelta(w.id(base), delta.bytes(), made_id(n));
          break;
        default:
          w.AddOffsetDelta(base, delta.bytes(), random() % 3 == 0 ? made_id(n) : w.IdOf(ObjectType::kBlob, result));
      }
      contents.push_back(result);
    }
    if (random() % 10 == 0) w.SetIndexedOffset(random() % count, random() % 5000);
    w.Write(folder.path());
    ExpectOneEndForEachObject(folder.path(), 20, fmt::format("round {}", round), ends);
    if (HasFatalFailure()) return;
  }
  EXPECT_GT(ends.handed_out, 100U);
  EXPECT_GT(ends.declined, 100U);
}

/// A pack of a root, a delta of it and a delta of that; and what became of them.
struct Chain {
  PackWriter writer;
  std::string root = "the quick brown fox", middle = "the quick brown dog", leaf = "a quick brown dog";

  void AddRoot() { writer.AddWhole(ObjectType::kBlob, root); }
  void AddMiddle() {
    writer.AddOffsetDelta(0, DeltaWriter(root.size(), middle.size()).Copy(0, 16).Insert("dog").bytes(),
                          writer.IdOf(ObjectType::kBlob, middle));
  }
  void AddLeaf() {
    writer.AddOffsetDelta(1, DeltaWriter(middle.size(), leaf.size()).Insert("a").Copy(3, 16).bytes(),
                          writer.IdOf(ObjectType::kBlob, leaf));
  }
  std::map<std::string, Outcome> Visit(const std::string& pack, bool verify = false) const {
    TempFolder folder;
    WriteTestFile(folder.path() / "pack/pack-x.pack", pack);
    WriteTestFile(folder.path() / "pack/pack-x.idx", writer.Index());
    const auto reader = PackReader::Open({folder.path()}, writer.id(0).size());
    EXPECT_TRUE(reader);
    PackVisitOptions options = Everything();
    options.verify = verify;
    VisitLog log;
    log.Visit(**reader, options);
    EXPECT_THAT(log.problems, IsEmpty());
    return log.outcomes;
  }
};

TEST(Damage, TakesTheSubtreeWithItAndNothingElse) {
  Chain chain;
  chain.AddRoot();
  chain.AddMiddle();
  chain.AddLeaf();
  chain.writer.AddWhole(ObjectType::kBlob, "apart");
  std::string pack = chain.writer.Pack();
  pack[chain.writer.offset(2) - 8] ^= 1;  // within the stream of `middle`
  const auto outcomes = chain.Visit(pack);
  EXPECT_EQ(outcomes.at(chain.writer.id(0).hex()).bytes, chain.root);
  EXPECT_EQ(outcomes.at(chain.writer.id(1).hex()).reason, "its zlib stream is damaged");
  EXPECT_EQ(outcomes.at(chain.writer.id(2).hex()).reason,
            "a base of its delta chain cannot be read: its zlib stream is damaged");
  EXPECT_EQ(outcomes.at(chain.writer.id(2).hex()).type, ObjectType::kBlob);
  EXPECT_EQ(outcomes.at(chain.writer.id(3).hex()).bytes, "apart");
}

TEST(Damage, OfTheEndOfAPackLeavesItsBeginningReadable) {
  Chain chain;
  chain.AddRoot();
  chain.AddMiddle();
  chain.writer.AddWhole(ObjectType::kBlob, "apart");
  const std::string pack = chain.writer.Pack();
  const auto outcomes = chain.Visit(pack.substr(0, chain.writer.offset(1) + 30));
  EXPECT_EQ(outcomes.at(chain.writer.id(0).hex()).bytes, chain.root);
  EXPECT_EQ(outcomes.at(chain.writer.id(1).hex()).kind, Outcome::Kind::kDeclined);
  EXPECT_EQ(outcomes.at(chain.writer.id(2).hex()).reason, "it begins beyond the end of the pack");
}

TEST(Damage, IsSeenByVerifyWhereTheCheckSumIsRight) {
  Chain chain;
  chain.AddRoot();
  const ObjectId wrong = chain.writer.IdOf(ObjectType::kBlob, "something else");
  chain.writer.AddOffsetDelta(0, DeltaWriter(chain.root.size(), 16).Copy(0, 16).bytes(), wrong);
  chain.middle = chain.root.substr(0, 16);
  chain.writer.AddOffsetDelta(1, DeltaWriter(16, 9).Copy(0, 9).bytes(),
                              chain.writer.IdOf(ObjectType::kBlob, "the quick"));
  auto outcomes = chain.Visit(chain.writer.Pack(), true);
  EXPECT_EQ(outcomes.at(wrong.hex()).reason, "its bytes do not hash to its id");
  EXPECT_EQ(outcomes.at(chain.writer.id(2).hex()).bytes, "the quick");
  EXPECT_TRUE(outcomes.at(chain.writer.id(2).hex()).derived);
  outcomes = chain.Visit(chain.writer.Pack(), false);
  EXPECT_EQ(outcomes.at(wrong.hex()).kind, Outcome::Kind::kObject);
}

// One byte that copies 64 KiB, over and over: what it yields is bounded before it is made.
TEST(Damage, OfADeltaThatExpandsWithoutBoundIsRefused) {
  Chain chain;
  chain.writer.AddWhole(ObjectType::kBlob, std::string(0x10000, 'x'));
  DeltaWriter bomb(0x10000, 0x10000ULL << 20);
  for (int i = 0; i < 1 << 20; ++i) bomb.Raw("\x80");
  chain.writer.AddOffsetDelta(0, bomb.bytes(), chain.writer.IdOf(ObjectType::kBlob, "bomb"));
  const auto outcomes = chain.Visit(chain.writer.Pack());
  EXPECT_THAT(outcomes.at(chain.writer.id(1).hex()).reason, HasSubstr("no room left"));
}

TEST(Damage, OfASizeThatCannotBeIsRefusedBeforeMemoryIsTaken) {
  Chain chain;
  chain.writer.AddRaw(3, ~std::uint64_t{0}, {}, StoredZlib("x"), chain.writer.IdOf(ObjectType::kBlob, "x"));
  const auto outcomes = chain.Visit(chain.writer.Pack());
  EXPECT_EQ(outcomes.at(chain.writer.id(0).hex()).reason, "it promises more bytes than its entry can hold");
}

TEST(Damage, OfAVeryLongChainDoesNotExhaustTheStack) {
  Chain chain;
  chain.writer.AddRaw(3, 5, {}, "no stream", chain.writer.IdOf(ObjectType::kBlob, "root"));
  const std::string delta = DeltaWriter(5, 5).Copy(0, 5).bytes();
  for (std::size_t i = 0; i < 200'000; ++i) {
    std::string raw = std::to_string(i);
    raw.resize(20, '#');
    std::reverse(raw.begin(), raw.end());
    chain.writer.AddOffsetDelta(i, delta, ObjectId::FromRaw(raw));
  }
  const auto outcomes = chain.Visit(chain.writer.Pack());
  EXPECT_EQ(outcomes.size(), 200'001U);
  EXPECT_TRUE(std::all_of(outcomes.begin(), outcomes.end(),
                          [](const auto& entry) { return entry.second.kind == Outcome::Kind::kDeclined; }));
}

}  // namespace
}  // namespace packrake
