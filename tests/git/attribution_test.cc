#include "git/attribution.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <optional>
#include <random>
#include <tuple>

#include "git/memory_store.h"

namespace packrake {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;
using ::testing::UnorderedElementsAre;

/// A sighting with its commits by id: what two ways of attribution must agree on.
using SightingKey =
    std::tuple<std::uint32_t, std::string, std::string, std::string, Where, std::string, Reach, bool, bool>;

std::vector<SightingKey> KeysOf(const Attribution& attribution) {
  std::vector<SightingKey> keys;
  const auto hex = [&](const std::optional<std::uint32_t>& commit) {
    return commit ? attribution.commits[*commit].id.hex() : std::string("-");
  };
  for (const Sighting& s : attribution.sightings) {
    keys.emplace_back(s.finding, s.path, hex(s.commit), hex(s.removed_in), s.where, s.object.hex(), s.reach, s.at_tips,
                      s.at_head);
  }
  return keys;
}

void ExpectEqual(const Attribution& fast, const Attribution& naive) {
  EXPECT_EQ(KeysOf(fast), KeysOf(naive));
  EXPECT_EQ(fast.last_removed, naive.last_removed);
  ASSERT_EQ(fast.refs.size(), naive.refs.size());
  for (std::size_t i = 0; i < fast.refs.size(); ++i) {
    EXPECT_EQ(fast.refs[i].count, naive.refs[i].count) << "finding " << i;
    EXPECT_EQ(fast.refs[i].first, naive.refs[i].first) << "finding " << i;
  }
  EXPECT_THAT(fast.notes, IsEmpty());
}

Tip Branch(const std::string& name, const ObjectId& commit) {
  return {.name = "refs/heads/" + name, .target = commit, .tip = true};
}
Tip Head(const ObjectId& commit) { return {.name = "HEAD", .target = commit, .head = true, .tip = true}; }

Attribution AttributionOf(const AttributionInput& input) {
  return Attribute(input, ArrangedCommits(input.commits, *input.trees, 2));
}

Attribution AttributeBoth(const MemoryStore& store) {
  const auto trees = store.Read({.derivations = true});
  AttributionInput input = store.Input();
  input.trees = trees.get();
  Attribution fast = AttributionOf(input);
  ExpectEqual(fast, AttributeNaively(input));
  return fast;
}

/// Branches that grow, merge (some of them many at once), go stale and lose or move files.
MemoryStore RandomStore(std::uint32_t seed, int commits) {
  std::mt19937 random(seed);
  MemoryStore store;
  struct Line {
    ObjectId commit;
    Files files;
  };
  std::vector<Line> lines;
  std::vector<ObjectId> all;
  std::int64_t time = 1'000'000;
  for (int i = 0; i < commits; ++i) {
    time += static_cast<std::int64_t>(random() % 5) - 1;  // clocks go wrong, and commits share a second
    std::vector<ObjectId> parents;
    Line line;
    if (!lines.empty() && random() % 20 != 0) {
      const Line& from = lines[random() % lines.size()];
      line = from;
      parents.push_back(from.commit);
      // A merge, sometimes of many: take what the others have, drop some of it, prefer none.
      for (auto n = random() % 4 == 0 ? 1 + random() % 3 : 0UL; n > 0; --n) {
        const Line& other = lines[random() % lines.size()];
        parents.push_back(other.commit);
        for (const auto& [path, text] : other.files) {
          if (random() % 8 != 0) line.files[path] = text;
        }
      }
    }
    for (auto edits = random() % 4; edits > 0; --edits) {
      const std::string path = std::string(random() % 2 == 0 ? "dir/" : "") + "file" + std::to_string(random() % 6);
      switch (random() % 5) {
        case 0:
          line.files.erase(path);
          break;
        case 1:
          if (const auto node = line.files.extract(path))
            line.files["moved" + std::to_string(random() % 4)] = node.mapped();
          break;
        case 2:
          line.files["name f5 " + std::to_string(random() % 2)] = "f1";
          break;
        default:
          line.files[path] = "f" + std::to_string(random() % 4) + " edit " + std::to_string(random() % 50);
      }
    }
    line.commit = store.AddCommit(line.files, parents, time);
    all.push_back(line.commit);
    if (lines.size() < 5 || random() % 6 == 0) {
      lines.push_back(line);
    } else {
      lines[random() % lines.size()] = line;
    }
  }
  for (std::size_t i = 0; i < lines.size() && i < 6; ++i) {
    store.tips().push_back(Branch("b" + std::to_string(i), lines[i].commit));
  }
  store.tips().push_back(Head(lines[0].commit));
  store.tips().front().head = true;
  store.tips().push_back({.name = "refs/tags/old", .target = all[random() % all.size()]});
  store.tips().push_back({.name = "reflog", .target = all[random() % all.size()], .reflog = true});
  // Refs to a tree, to a blob, and to nothing that is there.
  store.tips().push_back(
      {.name = "refs/tags/tree", .target = store.AddFiles({{"t", "f1"}, {"u/f6", "x"}}), .type = ObjectType::kTree});
  store.tips().push_back({.name = "refs/tags/blob", .target = store.AddBlob("f2 tagged"), .type = ObjectType::kBlob});
  store.tips().push_back(
      {.name = "index", .target = store.AddBlob("f3 staged"), .type = ObjectType::kBlob, .reflog = true});
  store.tips().push_back({.name = "refs/heads/gone", .target = store.AddBlob("nothing"), .tip = true});
  store.AddFiles({{"stray/dir", "f2 stray"}});
  store.AddBlob("f0 dangling");
  store.direct().push_back(
      {.finding = 7, .where = Where::kCommitMessage, .object = all[random() % all.size()], .ref = ""});
  store.direct().push_back({.finding = 7,
                            .where = Where::kTagMessage,
                            .object = store.AddBlob("no tag, but an id"),
                            .ref = "refs/tags/old"});
  store.direct().push_back({.finding = 8, .where = Where::kRefName, .object = all[0], .ref = "refs/tags/old"});
  return store;
}

TEST(Attribution, EqualsTheDefinitionOnRandomHistories) {
  for (std::uint32_t seed = 0; seed < 40; ++seed) {
    SCOPED_TRACE(seed);
    AttributeBoth(RandomStore(seed, 5 + static_cast<int>(seed) * 3));
    if (HasFailure()) return;
  }
}

TEST(Attribution, EqualsTheDefinitionWhenCommitsAreMissing) {
  for (std::uint32_t seed = 100; seed < 120; ++seed) {
    SCOPED_TRACE(seed);
    MemoryStore store = RandomStore(seed, 40);
    std::mt19937 random(seed);
    for (int i = 0; i < 5; ++i) store.DropCommit(store.commits()[random() % store.commits().size()].id);
    AttributeBoth(store);
    if (HasFailure()) return;
  }
}

TEST(Attribution, DoesNotDependOnTheOrderOfAnything) {
  const MemoryStore store = RandomStore(77, 80);
  const auto trees = store.Read({});
  AttributionInput input = store.Input();
  input.trees = trees.get();
  const auto expected = KeysOf(AttributionOf(input));
  for (std::uint32_t seed = 0; seed < 5; ++seed) {
    const auto shuffled = store.Read({.order = seed, .derivations = true, .threads = 2});
    std::mt19937 random(seed);
    std::shuffle(input.commits.begin(), input.commits.end(), random);
    std::shuffle(input.tips.begin(), input.tips.end(), random);
    input.trees = shuffled.get();
    EXPECT_EQ(KeysOf(AttributionOf(input)), expected);
  }
}

// Issue 3, section 6.
TEST(Attribution, ThreeUnrelatedEditsOneRemovalAndFiveLateMergesAreOneIntroductionAndOneRemoval) {
  MemoryStore store;
  ObjectId main = store.AddCommit({{"app.py", "f0"}}, {}, 10);
  const ObjectId introduced = main;
  std::vector<ObjectId> stale;
  for (int edit = 1; edit <= 3; ++edit) {
    main = store.AddCommit({{"app.py", "f0 edit " + std::to_string(edit)}}, {main}, 10 + edit);
    stale.push_back(store.AddCommit({{"app.py", "f0 edit " + std::to_string(edit)}, {"s" + std::to_string(edit), "x"}},
                                    {main}, 20));
  }
  stale.push_back(store.AddCommit({{"app.py", "f0 edit 3"}, {"s4", "x"}}, {main}, 21));
  stale.push_back(store.AddCommit({{"app.py", "f0 edit 3"}, {"s5", "x"}}, {main}, 22));
  const ObjectId removed = main = store.AddCommit({{"app.py", "clean"}}, {main}, 30);
  Files files{{"app.py", "clean"}};
  for (std::size_t i = 0; i < stale.size(); ++i) {
    files["s" + std::to_string(i + 1)] = "x";
    main = store.AddCommit(files, {main, stale[i]}, 40 + static_cast<std::int64_t>(i));
  }
  store.tips() = {Branch("main", main), Head(main)};

  const Attribution attribution = AttributeBoth(store);
  ASSERT_THAT(attribution.sightings, SizeIs(1));
  const Sighting& sighting = attribution.sightings.front();
  EXPECT_EQ(attribution.commits[*sighting.commit].id, introduced);
  EXPECT_EQ(attribution.commits[*sighting.removed_in].id, removed);
  EXPECT_EQ(sighting.object, store.AddBlob("f0"));
  EXPECT_EQ(sighting.reach, Reach::kHead);
  EXPECT_FALSE(sighting.at_tips);
  EXPECT_EQ(attribution.last_removed[0], 30);
  EXPECT_EQ(attribution.refs[0].count, 1U);
  EXPECT_THAT(attribution.refs[0].first, ElementsAre("refs/heads/main"));
}

TEST(Attribution, AMergeThatAddsASecretIntroducesIt) {
  MemoryStore store;
  const ObjectId base = store.AddCommit({{"a", "x"}}, {}, 1);
  const ObjectId left = store.AddCommit({{"a", "y"}}, {base}, 2);
  const ObjectId right = store.AddCommit({{"a", "x"}, {"b", "z"}}, {base}, 3);
  const ObjectId merge = store.AddCommit({{"a", "y"}, {"b", "z"}, {"evil", "f0"}}, {left, right}, 4);
  store.tips() = {Branch("main", merge)};
  const Attribution attribution = AttributeBoth(store);
  ASSERT_THAT(attribution.sightings, SizeIs(1));
  EXPECT_EQ(attribution.commits[*attribution.sightings[0].commit].id, merge);
  EXPECT_TRUE(attribution.sightings[0].at_tips);
  EXPECT_FALSE(attribution.last_removed[0].has_value());
}

TEST(Attribution, AMergeThatTakesOneSidesDeletionRemovesNothing) {
  MemoryStore store;
  const ObjectId base = store.AddCommit({{"a", "f0"}}, {}, 1);
  const ObjectId kept = store.AddCommit({{"a", "f0"}, {"b", ""}}, {base}, 2);
  const ObjectId deleted = store.AddCommit({{"c", ""}}, {base}, 9);
  const ObjectId merge = store.AddCommit({{"b", ""}, {"c", ""}}, {kept, deleted}, 5);
  store.tips() = {Branch("main", merge)};
  const Attribution attribution = AttributeBoth(store);
  ASSERT_THAT(attribution.sightings, SizeIs(1));
  EXPECT_EQ(attribution.commits[*attribution.sightings[0].removed_in].id, deleted);
  EXPECT_EQ(attribution.last_removed[0], 9);
}

TEST(Attribution, ARenameIsARemovalHereAndAnIntroductionThere) {
  MemoryStore store;
  const ObjectId first = store.AddCommit({{"old", "f0"}}, {}, 1);
  const ObjectId second = store.AddCommit({{"new", "f0"}}, {first}, 2);
  store.tips() = {Branch("main", second)};
  const Attribution attribution = AttributeBoth(store);
  ASSERT_THAT(attribution.sightings, SizeIs(2));
  EXPECT_EQ(attribution.sightings[0].path, "new");
  EXPECT_TRUE(attribution.sightings[0].at_tips);
  EXPECT_FALSE(attribution.sightings[0].removed_in.has_value());
  EXPECT_EQ(attribution.sightings[1].path, "old");
  EXPECT_EQ(attribution.commits[*attribution.sightings[1].removed_in].id, second);
  EXPECT_FALSE(attribution.last_removed[0].has_value());  // still at a tip
}

TEST(Attribution, WorksWithMoreIntroducingCommitsAndFindingsThanFitOneBatch) {
  MemoryStore store;
  ObjectId last = store.AddCommit({}, {}, 0);
  const ObjectId root = last;
  std::vector<ObjectId> introduced;
  for (int i = 0; i < 600; ++i) {
    last = store.AddCommit({{"file", "f" + std::to_string(i)}}, {last}, i + 1);  // each removes the one before
    introduced.push_back(last);
  }
  store.tips() = {Branch("main", last), Branch("root", root), Branch("middle", introduced[299])};
  const auto trees = store.Read({});
  AttributionInput input = store.Input();
  input.trees = trees.get();
  const Attribution attribution = AttributionOf(input);
  ASSERT_THAT(attribution.sightings, SizeIs(600));
  for (std::uint32_t i = 0; i < 600; ++i) {
    const Sighting& sighting = attribution.sightings[i];
    EXPECT_EQ(sighting.finding, i);
    ASSERT_EQ(sighting.removed_in.has_value(), i != 599);
    if (i != 599) {
      EXPECT_EQ(attribution.commits[*sighting.removed_in].id, introduced[i + 1]);
    }
    EXPECT_EQ(attribution.refs[i].count, i < 300 ? 2U : 1U);
  }
}

TEST(Attribution, CountsManyRefsAndNamesTheFirstFiveHeadsBranchFirst) {
  MemoryStore store;
  const ObjectId commit = store.AddCommit({{"a", "f0"}}, {}, 1);
  for (int i = 0; i < 1000; ++i) store.tips().push_back(Branch("b" + std::to_string(1000 + i), commit));
  store.tips().push_back(Branch("main", commit));
  store.tips().back().head = true;
  store.tips().push_back({.name = "reflog", .target = commit, .reflog = true});
  const Attribution attribution = AttributeBoth(store);
  EXPECT_EQ(attribution.refs[0].count, 1001U);
  EXPECT_THAT(attribution.refs[0].first, ElementsAre("refs/heads/main", "refs/heads/b1000", "refs/heads/b1001",
                                                     "refs/heads/b1002", "refs/heads/b1003"));
}

TEST(Attribution, AsksForSummariesOnlyOfCommitsThatMatter) {
  MemoryStore store;
  const ObjectId first = store.AddCommit({{"a", "x"}}, {}, 1);
  const ObjectId second = store.AddCommit({{"a", "f0"}}, {first}, 2);
  const ObjectId third = store.AddCommit({{"a", "f0 y"}}, {second}, 3);
  const ObjectId fourth = store.AddCommit({{"a", "z"}}, {third}, 4);
  const auto trees = store.Read({});
  AttributionInput input = store.Input();
  input.trees = trees.get();
  std::vector<ObjectId> asked;
  input.summary_of = [&](const ObjectId& id) {
    asked.push_back(id);
    CommitSummary summary;
    summary.subject = "subject of " + id.hex();
    return summary;
  };
  const Attribution attribution = AttributionOf(input);
  EXPECT_THAT(asked, UnorderedElementsAre(second, fourth));
  EXPECT_EQ(attribution.commits[*attribution.sightings[0].commit].subject, "subject of " + second.hex());
}

TEST(Attribution, IsCutShortByABombAndSaysSo) {
  MemoryStore store;
  ObjectId level = store.AddFiles({{"secret", "f0"}});
  for (int depth = 0; depth < 10; ++depth) {
    std::string bytes;
    for (char name = 'a'; name < 'k'; ++name) bytes += EntryBytes("40000", std::string(1, name), level);
    level = store.AddTree(bytes);
  }
  for (int i = 0; i < 20; ++i) store.AddCommitOfTree(level, {}, i);
  const auto trees = store.Read({});
  AttributionInput input = store.Input();
  input.trees = trees.get();
  input.max_events = 10'000;
  const Attribution attribution = AttributionOf(input);
  EXPECT_THAT(attribution.notes, SizeIs(1));
  EXPECT_EQ(attribution.sightings.size(), 10'000U);
}

TEST(Attribution, EndsOnCommitsThatAreTheirOwnAncestors) {
  // Only a forged store has such; ids are taken on trust while reading.
  MemoryStore store;
  const ObjectId first = store.AddCommit({{"a", "f0"}}, {}, 1);
  const ObjectId second = store.AddCommit({{"b", "f1"}}, {first}, 2);
  const auto trees = store.Read({});
  AttributionInput input = store.Input();
  input.trees = trees.get();
  input.commits[0].parents = {second};
  EXPECT_THAT(AttributionOf(input).sightings, testing::Not(IsEmpty()));
}

TEST(Attribution, ARefNameStandsAtItsRefAndNotAtWhatItPointsTo) {
  MemoryStore store;
  const ObjectId commit = store.AddCommit({{"a", "x"}}, {}, 1);
  store.tips() = {Branch("main", commit), Head(commit), {.name = "refs/tags/f0", .target = commit}};
  store.direct().push_back({.finding = 0, .where = Where::kRefName, .object = commit, .ref = "refs/tags/f0"});
  const Attribution attribution = AttributeBoth(store);
  ASSERT_THAT(attribution.sightings, SizeIs(1));
  EXPECT_EQ(attribution.sightings[0].path, "refs/tags/f0");
  EXPECT_FALSE(attribution.sightings[0].commit.has_value());
  EXPECT_EQ(attribution.sightings[0].reach, Reach::kRef);
  EXPECT_FALSE(attribution.sightings[0].at_tips);
  EXPECT_THAT(attribution.refs[0].first, ElementsAre("refs/tags/f0"));
}

TEST(Attribution, OfNothingIsEmpty) {
  const MemoryStore store;
  const Attribution attribution = AttributeBoth(store);
  EXPECT_THAT(attribution.sightings, IsEmpty());
  EXPECT_THAT(attribution.refs, IsEmpty());
}

}  // namespace
}  // namespace packrake
