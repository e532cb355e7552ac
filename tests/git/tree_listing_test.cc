#include "git/tree_listing.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <random>
#include <string>

#include "base/seeded_hash.h"
#include "git/memory_store.h"

namespace packrake {
namespace {

/// Keeps the directories, and counts what it is shown.
class Keeper {
 public:
  std::optional<KeptEntry> operator()(const TreeEntry& entry) {
    ++shown;
    if (entry.kind != EntryKind::kTree) return std::nullopt;
    const auto name =
        static_cast<std::uint32_t>(names_.try_emplace(std::string(entry.name), names_.size()).first->second);
    const auto object =
        static_cast<std::uint32_t>(objects_.try_emplace(std::string(entry.id), objects_.size()).first->second);
    return KeptEntry{name << 3 | ChunkedLists::CutOf(hash_(entry.name)), object << 2};
  }
  int shown = 0;

 private:
  SeededHash hash_{1};
  std::map<std::string, std::size_t> names_;
  std::map<std::string, std::size_t> objects_;
};

ObjectId Id(std::uint32_t number) {
  std::string raw(20, 'i');
  raw.replace(0, 4, reinterpret_cast<const char*>(&number), 4);
  return ObjectId::FromRaw(raw);
}

struct Version {
  std::map<std::string, std::uint32_t> entries;  ///< name -> number of its id; names with 'd' are directories
  std::string Bytes() const {
    std::string bytes;
    for (const auto& [name, id] : entries) bytes += EntryBytes(name[0] == 'd' ? "40000" : "100644", name, Id(id));
    return bytes;
  }
};

class TreeListing : public testing::Test {
 protected:
  TreeLister::Listing List(std::string_view bytes, const Derivation* derivation, const TreeMemo* base, TreeMemo* memo) {
    return lister_.List(bytes, derivation, base, memo);
  }

  ChunkedLists lists_{2};
  Keeper keeper_;
  TreeLister lister_{lists_, 0, 20, [this](const TreeEntry& entry) { return keeper_(entry); }};
};

TEST_F(TreeListing, IsTheSameListAndMemoWholeAndDerived) {
  std::mt19937 random(1);
  for (int round = 0; round < 60; ++round) {
    Version version;
    for (int i = 0; i < 300; ++i) {
      version.entries[(random() % 2 == 0 ? "d" : "f") + std::to_string(random() % 1000)] =
          static_cast<std::uint32_t>(random() % 50);
    }
    std::string base = version.Bytes();
    TreeMemo memo;
    List(base, nullptr, nullptr, &memo);
    for (int step = 0; step < 10; ++step) {
      for (auto edits = random() % 4; edits > 0; --edits) {
        const std::string name = (random() % 2 == 0 ? "d" : "f") + std::to_string(random() % 1000);
        if (random() % 3 == 0) {
          version.entries.erase(version.entries.lower_bound(name), version.entries.end());
        } else if (random() % 2 == 0) {
          version.entries.erase(name);
        } else {
          version.entries[name] = static_cast<std::uint32_t>(random() % 50);
        }
      }
      const std::string child = version.Bytes();
      const std::vector<CopiedRange> copies = CommonRanges(base, child, 16);
      const Derivation derivation{&memo, base, copies};
      TreeMemo derived;
      TreeMemo whole;
      const auto list = List(child, &derivation, &memo, &derived).list;
      ASSERT_EQ(list, List(child, nullptr, nullptr, &whole).list);
      EXPECT_EQ(List(child, &derivation, &memo, nullptr).list, list);
      EXPECT_EQ(derived.list, list);
      EXPECT_EQ(derived.starts, whole.starts);
      EXPECT_EQ(derived.kept_at, whole.kept_at);
      ASSERT_EQ(derived.leaves.size(), whole.leaves.size());
      for (std::size_t i = 0; i < derived.leaves.size(); ++i) {
        EXPECT_EQ(derived.leaves[i].end, whole.leaves[i].end);
        EXPECT_EQ(derived.leaves[i].leaf, whole.leaves[i].leaf);
      }
      memo = std::move(derived);
      base = child;
    }
  }
}

TEST_F(TreeListing, LooksOnlyAtWhatIsNew) {
  Version version;
  for (int i = 1000; i < 2000; ++i) version.entries["d" + std::to_string(i)] = 1;
  const std::string base = version.Bytes();
  TreeMemo memo;
  List(base, nullptr, nullptr, &memo);
  EXPECT_EQ(keeper_.shown, 1000);
  keeper_.shown = 0;
  version.entries["d1500"] = 2;  // same size: what is copied is all but 20 bytes
  const std::string child = version.Bytes();
  const std::size_t at = 500 * (base.size() / 1000);
  const CopiedRange copies[] = {{0, 0, at + 12}, {at + 32, at + 32, base.size() - at - 32}};
  const Derivation derivation{&memo, base, copies};
  List(child, &derivation, &memo, nullptr);
  EXPECT_EQ(keeper_.shown, 1);
}

TEST_F(TreeListing, TellsWhereATreeIsDamaged) {
  const std::string good = EntryBytes("100644", "a", Id(1));
  EXPECT_EQ(List(good, nullptr, nullptr, nullptr).damaged_at, std::nullopt);
  EXPECT_EQ(List(good + "x", nullptr, nullptr, nullptr).damaged_at, good.size());
  EXPECT_EQ(List("", nullptr, nullptr, nullptr).damaged_at, std::nullopt);
}

}  // namespace
}  // namespace packrake
