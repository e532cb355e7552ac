#include "git/tree_hits.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <random>
#include <set>
#include <span>
#include <string>

#include "git/memory_store.h"

namespace packrake {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Pair;
using ::testing::SizeIs;
using ::testing::UnorderedElementsAre;

/// Directories that change a little from version to version, some of them large.
std::vector<Files> RandomVersions(std::uint32_t seed, int count) {
  std::mt19937 random(seed);
  std::vector<Files> versions;
  Files files;
  const auto random_path = [&] {
    std::string path;
    for (auto depth = random() % 4; depth > 0; --depth) path += "d" + std::to_string(random() % 12) + "/";
    // Names that sort between a directory's name with and without its slash, and some that hold findings.
    const char* const kinds[] = {"x", "d1.c", "d1-a", "README", "f90", "d2", "zz f91"};
    return path + kinds[random() % 7] + std::to_string(random() % 30);
  };
  for (int version = 0; version < count; ++version) {
    for (auto edits = 1 + random() % (version == 0 ? 200U : 4U); edits > 0; --edits) {
      const std::string path = random_path();
      if (random() % 4 == 0 && !files.empty()) {
        files.erase(std::next(files.begin(), static_cast<std::ptrdiff_t>(random() % files.size())));
        continue;
      }
      // A path cannot be a file and a directory at once.
      bool fits = true;
      for (const auto& [other, text] : files) {
        fits = fits && !other.starts_with(path + "/") && !path.starts_with(other + "/");
      }
      if (fits)
        files[path] = random() % 3 == 0 ? "f" + std::to_string(random() % 9) + " text" : std::to_string(random());
    }
    versions.push_back(files);
  }
  return versions;
}

TEST(TreeHits, TellsWhatEveryTreeHoldsInAnyOrderWithAndWithoutDerivations) {
  for (std::uint32_t seed = 0; seed < 12; ++seed) {
    for (const std::size_t id_size : {20U, 32U}) {
      MemoryStore store(id_size);
      const std::vector<Files> versions = RandomVersions(seed, 40);
      std::vector<ObjectId> roots;
      for (const Files& files : versions) roots.push_back(store.AddFiles(files));
      for (const bool derivations : {false, true}) {
        const auto hits = store.Read({.order = seed, .derivations = derivations, .threads = seed % 2 == 0 ? 1 : 3});
        for (std::size_t i = 0; i < roots.size(); ++i) {
          ASSERT_EQ(FoundIn(*hits, roots[i]), FoundIn(versions[i])) << "seed " << seed << " version " << i;
        }
        EXPECT_THAT(hits->missing(), IsEmpty());
        EXPECT_THAT(hits->unreadable(), IsEmpty());
      }
    }
  }
}

TEST(TreeHits, GivesEqualContentsEqualIdsAndOthersDifferentOnes) {
  MemoryStore store;
  const std::vector<Files> versions = RandomVersions(7, 120);
  std::vector<ObjectId> roots;
  for (const Files& files : versions) roots.push_back(store.AddFiles(files));
  const auto hits = store.Read({.derivations = true});
  std::map<HitTreeId, std::set<Found>> contents;
  std::map<Found, std::set<HitTreeId>> ids;
  for (std::size_t i = 0; i < roots.size(); ++i) {
    const Found found = FoundIn(versions[i]);
    contents[hits->HitsOf(roots[i])].insert(found);
    ids[found].insert(hits->HitsOf(roots[i]));
  }
  EXPECT_THAT(contents, testing::Each(Pair(testing::_, SizeIs(1))));
  EXPECT_THAT(ids, testing::Each(Pair(testing::_, SizeIs(1))));
  EXPECT_GT(ids.size(), 10U);
  EXPECT_LT(ids.size(), roots.size());
}

TEST(TreeHits, TellsWhatIsNewAgainstOthers) {
  MemoryStore store;
  const std::vector<Files> versions = RandomVersions(11, 60);
  std::vector<ObjectId> roots;
  for (const Files& files : versions) roots.push_back(store.AddFiles(files));
  const auto hits = store.Read({});
  std::mt19937 random(1);
  for (int round = 0; round < 400; ++round) {
    const std::size_t tree = random() % roots.size();
    std::vector<HitTreeId> others;
    Found expected = FoundIn(versions[tree]);
    for (auto n = random() % 4; n > 0; --n) {
      const std::size_t other = random() % roots.size();
      others.push_back(hits->HitsOf(roots[other]));
      for (const auto& known : FoundIn(versions[other])) expected.erase(known);
    }
    Found found;
    hits->ForEachNew(hits->HitsOf(roots[tree]), others,
                     [&](const std::string& path, std::uint32_t finding) { found.emplace(path, finding); });
    ASSERT_EQ(found, expected);
  }
}

TEST(TreeHits, HasWhatItVisitsAndNothingElse) {
  MemoryStore store;
  const Files files = RandomVersions(3, 1).front();
  const ObjectId root = store.AddFiles(files);
  const auto hits = store.Read({});
  const Found found = FoundIn(files);
  for (const auto& [path, finding] : found) {
    EXPECT_TRUE(hits->Has(hits->HitsOf(root), path, finding));
    EXPECT_EQ(hits->Has(hits->HitsOf(root), path, finding + 1), found.contains({path, finding + 1}));
    EXPECT_FALSE(hits->Has(hits->HitsOf(root), path + "/", finding));
    EXPECT_FALSE(hits->Has(hits->HitsOf(root), path + "x", finding));
  }
  EXPECT_FALSE(hits->Has(0, "a", 0));
}

TEST(TreeHits, VisitsInOrderOfNames) {
  MemoryStore store;
  const ObjectId root = store.AddFiles({{"a-b", "f1"}, {"a/z", "f2"}, {"a0", "f3"}, {"a/b/c", "f4"}, {"B", "f5 f6"}});
  const auto hits = store.Read({});
  std::vector<std::pair<std::string, std::uint32_t>> visited;
  hits->ForEach(hits->HitsOf(root), [&](const std::string& path, std::uint32_t f) { visited.emplace_back(path, f); });
  EXPECT_THAT(visited,
              ElementsAre(Pair("B", 5), Pair("B", 6), Pair("a/b/c", 4), Pair("a/z", 2), Pair("a-b", 1), Pair("a0", 3)));
}

TEST(TreeHits, TellsTheObjectThatHoldsAFindingOrTheTreeWhoseNameDoes) {
  MemoryStore store;
  const ObjectId root = store.AddFiles({{"a/b/c", "f1 x"}, {"a/f2/d", "f1 y"}, {"e", "plain"}});
  const ObjectId folder = store.AddFiles({{"b/c", "f1 x"}, {"f2/d", "f1 y"}});
  const auto hits = store.Read({.derivations = true});
  EXPECT_EQ(hits->PlaceOf(root, "a/b/c", 1).object, store.AddBlob("f1 x"));
  EXPECT_EQ(hits->PlaceOf(root, "a/f2/d", 1).object, store.AddBlob("f1 y"));
  EXPECT_TRUE(hits->PlaceOf(root, "a/f2/d", 1).named_by.empty());
  EXPECT_EQ(hits->PlaceOf(root, "a/f2", 2).named_by, folder);
  EXPECT_TRUE(hits->PlaceOf(root, "a/f2", 2).object.empty());
  EXPECT_TRUE(hits->PlaceOf(root, "e", 1).object.empty());
  EXPECT_TRUE(hits->PlaceOf(root, "nowhere", 1).object.empty());
}

TEST(TreeHits, NamesMissingObjectsByTheLeastTreeThatHasThem) {
  MemoryStore store;
  const ObjectId gone = store.AddBlob("gone");
  const ObjectId one = store.AddFiles({{"a", "gone"}});
  const ObjectId two = store.AddFiles({{"b", "gone"}, {"c", "here"}});
  store.DropBlob(gone);
  const std::string prefix = std::min(one, two).hex().substr(0, 8);
  for (std::uint32_t order = 0; order < 4; ++order) {
    const auto hits = store.Read({.order = order});
    EXPECT_THAT(hits->missing(), ElementsAre(ObjectProblem{gone.hex(), "named by tree " + prefix}));
  }
}

TEST(TreeHits, NamesMissingSubtreesByTheLeastTreeThatHasThem) {
  const ObjectId gone = ObjectId::FromRaw(std::string(20, '\x01'));
  MemoryStore store;
  const ObjectId one = store.AddTree(EntryBytes("40000", "a", gone));
  const ObjectId two = store.AddTree(EntryBytes("40000", "b", gone) + EntryBytes("40000", "c", one));
  const std::string prefix = std::min(one, two).hex().substr(0, 8);
  for (std::uint32_t order = 0; order < 4; ++order) {
    const auto hits = store.Read({.order = order, .derivations = true});
    EXPECT_THAT(hits->missing(), ElementsAre(ObjectProblem{gone.hex(), "named by tree " + prefix}));
  }
}

TEST(TreeHits, CountsSubmodulesAndDoesNotFollowThem) {
  MemoryStore store;
  const ObjectId blob = store.AddBlob("f1");
  const ObjectId commit = ObjectId::FromRaw(std::string(20, '\x07'));
  const ObjectId root = store.AddTree(EntryBytes("160000", "f2 module", commit) + EntryBytes("160000", "n", blob));
  store.AddTree(EntryBytes("160000", "module", commit));
  const auto hits = store.Read({});
  EXPECT_EQ(hits->submodules(), 2U);
  EXPECT_THAT(hits->missing(), IsEmpty());
  EXPECT_THAT(FoundIn(*hits, root), UnorderedElementsAre(Pair("f2 module", 2)));
}

TEST(TreeHits, ForgivesOddModes) {
  MemoryStore store;
  const ObjectId blob = store.AddBlob("f1");
  const ObjectId folder = store.AddTree(EntryBytes("100644", "x", blob));
  std::string bytes;
  for (const char* mode : {"100664", "0100644", "120000", "100755", "0", "7"}) {
    bytes += EntryBytes(mode, std::string("m") + mode, blob);
  }
  bytes += EntryBytes("040000", "dir", folder);
  const auto hits = store.Read({});
  MemoryStore odd = store;
  const ObjectId root = odd.AddTree(bytes);
  EXPECT_THAT(FoundIn(*odd.Read({}), root), SizeIs(7));
}

TEST(TreeHits, CountsDamagedTreesAndKeepsWhatStandsBeforeTheDamage) {
  const std::string id(20, 'i');
  const std::string damaged[] = {
      "100644 a",                                   // no end of the name
      "100644 a" + std::string(1, '\0') + "short",  // id cut
      " a" + std::string(1, '\0') + id,             // no mode
      "100644a" + std::string(1, '\0') + id,        // no space
      "100648 a" + std::string(1, '\0') + id,       // not octal
      "100644 " + std::string(1, '\0') + id,        // no name
      std::string(1, '\0'),
      "\n",
      "1",
      "100644 ",
  };
  for (const std::string& tail : damaged) {
    MemoryStore store;
    const ObjectId blob = store.AddBlob("f1");
    const std::string good = EntryBytes("100644", "good", blob);
    const ObjectId tree = store.AddTree(good + tail);
    const ObjectId root = store.AddTree(EntryBytes("40000", "d", tree));
    const auto hits = store.Read({});
    EXPECT_THAT(hits->unreadable(),
                ElementsAre(ObjectProblem{tree.hex(), "the tree is damaged at byte " + std::to_string(good.size())}));
    EXPECT_THAT(FoundIn(*hits, root), ElementsAre(Pair("d/good", 1)));
  }
}

TEST(TreeHits, ReadsDamagedTreesAlikeWithAndWithoutDerivations) {
  std::mt19937 random(5);
  MemoryStore store;
  for (const Files& files : RandomVersions(21, 30)) store.AddFiles(files);
  const std::map<ObjectId, std::string> trees = store.trees();
  for (const auto& [id, bytes] : trees) {
    std::string broken = bytes;
    if (broken.empty()) continue;
    broken[random() % broken.size()] = static_cast<char>(random());
    if (random() % 3 == 0) broken.resize(random() % broken.size());
    store.AddTree(broken);
  }
  const auto whole = store.Read({});
  const auto derived = store.Read({.order = 9, .derivations = true});
  EXPECT_EQ(whole->unreadable(), derived->unreadable());
  EXPECT_THAT(whole->unreadable(), testing::Not(IsEmpty()));
  for (const auto& [id, bytes] : store.trees()) ASSERT_EQ(FoundIn(*whole, id), FoundIn(*derived, id));
}

TEST(TreeHits, InheritsAcrossIdsThatLookLikeEntries) {
  // The id of the first entry holds the text of an entry; the copied range begins inside it.
  MemoryStore store;
  const ObjectId blob = store.AddBlob("f1");
  const std::string trap = std::string("xx100644 y") + std::string(1, '\0') + "ttttttttt";
  ASSERT_EQ(trap.size(), 20U);
  const std::string base = EntryBytes("100644", "a", ObjectId::FromRaw(trap)) + EntryBytes("100644", "b", blob);
  const std::string child = EntryBytes("100644", "other", blob) + base.substr(11);
  ASSERT_EQ(child.substr(child.size() - base.size() + 11), base.substr(11));
  TreeHits::Options options;
  options.wanted = &store.wanted();
  const auto hits = TreeHits::New(std::move(options));
  const ObjectId base_id = store.AddTree(base);
  const ObjectId child_id = store.AddTree(child);
  std::unique_ptr<BlobMemo> memo;
  hits->Accept(0, base_id, base, nullptr, &memo);
  const std::size_t begin = child.size() - base.size() + 11;
  const CopiedRange copy{11, begin, base.size() - 11};
  const Derivation derivation{memo.get(), base, {&copy, 1}};
  hits->Accept(0, child_id, child, &derivation, nullptr);
  hits->Finish();
  EXPECT_THAT(FoundIn(*hits, base_id), ElementsAre(Pair("b", 1)));
  // "other", then the trap read as an entry "y" whose id ends inside the real entry "b".
  EXPECT_THAT(FoundIn(*hits, child_id), ElementsAre(Pair("other", 1)));
  EXPECT_THAT(hits->unreadable(), SizeIs(1));
}

TEST(TreeHits, SurvivesABombOfEqualSubtrees) {
  MemoryStore store;
  ObjectId level = store.AddFiles({{"secret", "f1"}});
  ObjectId other = store.AddFiles({{"secret", "f1"}, {"second", "f2"}});
  for (int depth = 0; depth < 10; ++depth) {
    std::string bytes, others;
    for (char name = 'a'; name < 'k'; ++name) {
      bytes += EntryBytes("40000", std::string(1, name), level);
      others += EntryBytes("40000", std::string(1, name), other);
    }
    level = store.AddTree(bytes);
    other = store.AddTree(others);
  }
  const auto hits = store.Read({});
  std::size_t visits = 0;
  const auto count = [&](const std::string&, std::uint32_t) { ++visits; };
  hits->ForEachNew(hits->HitsOf(level), {hits->HitsOf(other)}, count);  // nothing new, ten thousand million paths to it
  EXPECT_EQ(visits, 0U);
  EXPECT_FALSE(hits->truncated());
  hits->ForEach(hits->HitsOf(level), count);
  EXPECT_EQ(visits, HitTreePool::kMaxVisits);
  EXPECT_TRUE(hits->truncated());
}

TEST(TreeHits, VisitsEveryPathToARepeatedDifference) {
  MemoryStore store;
  ObjectId level = store.AddFiles({{"secret", "f1"}, {"new", "f3"}});
  ObjectId other = store.AddFiles({{"secret", "f1"}, {"second", "f2"}});
  for (int depth = 0; depth < 3; ++depth) {
    std::string bytes, others;
    for (char name = 'a'; name < 'p'; ++name) {
      bytes += EntryBytes("40000", std::string(1, name), level);
      others += EntryBytes("40000", std::string(1, name), other);
    }
    level = store.AddTree(bytes);
    other = store.AddTree(others);
  }
  const auto hits = store.Read({});
  Found found;
  hits->ForEachNew(hits->HitsOf(level), {hits->HitsOf(other)},
                   [&](const std::string& path, std::uint32_t finding) { found.emplace(path, finding); });
  EXPECT_THAT(found, SizeIs(15 * 15 * 15));
}

TEST(TreeHits, FollowsDeepTreesWithoutRecursion) {
  MemoryStore store;
  ObjectId tree = store.AddFiles({{"secret", "f1"}});
  std::string path = "secret";
  for (int depth = 0; depth < 2000; ++depth, path = "d/" + path) tree = store.AddTree(EntryBytes("40000", "d", tree));
  ObjectId deeper = tree;
  for (int depth = 0; depth < 50'000; ++depth) deeper = store.AddTree(EntryBytes("40000", "d", deeper));
  const auto hits = store.Read({});
  EXPECT_THAT(FoundIn(*hits, tree), ElementsAre(Pair(path, 1)));
  EXPECT_FALSE(hits->truncated());
  EXPECT_THAT(FoundIn(*hits, deeper), IsEmpty());  // a path of 104,006 bytes
  EXPECT_TRUE(hits->truncated());
}

TEST(TreeHits, KeepsNamesThatRepeatInOneTree) {
  MemoryStore store;
  const ObjectId left = store.AddFiles({{"x", "f1"}});
  const ObjectId right = store.AddFiles({{"x", "f2"}, {"y", "f3"}});
  const ObjectId root = store.AddTree(EntryBytes("40000", "d", left) + EntryBytes("100644", "d", store.AddBlob("f4")) +
                                      EntryBytes("40000", "d", right));
  const auto hits = store.Read({});
  EXPECT_THAT(FoundIn(*hits, root), UnorderedElementsAre(Pair("d", 4), Pair("d/x", 1), Pair("d/x", 2), Pair("d/y", 3)));
  EXPECT_EQ(hits->PlaceOf(root, "d/x", 2).object, store.AddBlob("f2"));
  EXPECT_TRUE(hits->Has(hits->HitsOf(root), "d/x", 2));
  EXPECT_FALSE(hits->Has(hits->HitsOf(root), "d/y", 1));
}

TEST(TreeHits, ReadsNamesWithSlashes) {
  MemoryStore store;
  const ObjectId folder = store.AddTree(EntryBytes("100644", "b/c", store.AddBlob("f1")));
  const ObjectId root = store.AddTree(EntryBytes("40000", "a/x", folder));
  const auto hits = store.Read({});
  EXPECT_THAT(FoundIn(*hits, root), ElementsAre(Pair("a/x/b/c", 1)));
  EXPECT_TRUE(hits->Has(hits->HitsOf(root), "a/x/b/c", 1));
  EXPECT_EQ(hits->PlaceOf(root, "a/x/b/c", 1).object, store.AddBlob("f1"));
}

TEST(TreeHits, OpensATreeThatHoldsItselfOnce) {
  // Only a forged index gives a tree such an id; ids are taken on trust while reading.
  MemoryStore store;
  const ObjectId blob = store.AddBlob("f1");
  const ObjectId own = ObjectId::FromRaw(std::string(20, '\x42'));
  TreeHits::Options options;
  options.wanted = &store.wanted();
  const auto hits = TreeHits::New(std::move(options));
  const std::string bytes = EntryBytes("100644", "a", blob) + EntryBytes("40000", "d", own);
  hits->Accept(0, own, bytes, nullptr, nullptr);
  hits->Finish();
  EXPECT_THAT(FoundIn(*hits, own), ElementsAre(Pair("a", 1)));
  EXPECT_THAT(hits->unreadable(), ElementsAre(ObjectProblem{own.hex(), "the tree holds itself"}));
}

TEST(TreeHits, TellsTreesBeyondItsMemoryAsUnreadable) {
  MemoryStore store;
  for (const Files& files : RandomVersions(2, 200)) store.AddFiles(files);
  const auto hits = store.Read({.memory_limit = 20'000});
  EXPECT_THAT(hits->unreadable(), testing::Not(IsEmpty()));
}

TEST(TreeHits, FindsWhatRootsDoNotLeadTo) {
  MemoryStore store;
  const ObjectId root = store.AddFiles({{"a/b", "f1"}});
  const ObjectId stray = store.AddFiles({{"s/t", "f2"}, {"u", "f1"}});
  store.AddFiles({{"plain", "text"}});
  const ObjectId nameless = store.AddBlob("f3");
  const auto hits = store.Read({});
  const ObjectId unknown = ObjectId::FromRaw(std::string(20, 'x'));
  const std::vector<TreeHits::Ref> roots =
      hits->RefsOf(2, [&](std::size_t i) -> const ObjectId& { return i == 0 ? root : unknown; });
  EXPECT_EQ(hits->HitsAt(roots[0]), hits->HitsOf(root));
  EXPECT_TRUE(hits->IsTree(roots[0]));
  EXPECT_EQ(roots[1], TreeHits::kNoRef);
  EXPECT_EQ(hits->HitsAt(roots[1]), 0U);
  EXPECT_FALSE(hits->IsTree(roots[1]));
  const TreeHits::Strays strays = hits->StraysOf(roots);
  EXPECT_THAT(strays.trees, ElementsAre(stray));
  EXPECT_THAT(strays.objects, ElementsAre(nameless));
}

TEST(TreeHits, AsksAboutEachIdOnceAndScansEachNameOnce) {
  MemoryStore store;
  for (const Files& files : RandomVersions(4, 30)) store.AddFiles(files);
  std::map<ObjectId, int> asked;
  std::map<std::string, int> scanned;
  const Wanted nothing;
  TreeHits::Options options;
  options.wanted = &nothing;
  std::set<ObjectId> expected;
  options.exists = [&](const ObjectId& id) { return ++asked[id] > 0; };
  options.expect = [&](std::span<const ObjectId> ids) { expected.insert(ids.begin(), ids.end()); };
  options.scan_name = [&](const Blob& name) {
    EXPECT_EQ(name.where, Where::kPath);
    ++scanned[std::string(name.bytes)];
    return std::vector<std::uint32_t>();
  };
  const auto hits = TreeHits::New(std::move(options));
  for (const auto& [id, bytes] : store.trees()) hits->Accept(0, id, bytes, nullptr, nullptr);
  hits->Finish();
  EXPECT_THAT(asked, testing::Each(Pair(testing::_, 1)));
  EXPECT_FALSE(expected.empty());
  for (const ObjectId& id : expected) EXPECT_TRUE(asked.contains(id)) << id.hex();
  EXPECT_THAT(scanned, testing::Each(Pair(testing::_, 1)));
  EXPECT_TRUE(scanned.contains("README3") || scanned.contains("d1"));
}

}  // namespace
}  // namespace packrake
