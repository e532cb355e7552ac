#include "findings/collect.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <thread>

#include "findings/sample_hits.h"

namespace packrake {
namespace {

using testing::ElementsAre;
using testing::SizeIs;

std::string Shown(const std::vector<Group>& groups) {
  std::vector<std::string> shown;
  for (const Group& group : groups) {
    std::string text = group.family + "/" + group.identity + ":";
    for (const HitPlace& place : group.places) {
      const Hit& hit = group.hits[place.hit];
      text += fmt::format(" {}@{}#{}:{}:{}-{}({})", hit.rule, place.object.hex().substr(0, 6), place.begin, place.line,
                          hit.context, hit.path, hit.allowed_by);
    }
    shown.push_back(text);
  }
  std::sort(shown.begin(), shown.end());
  std::string all;
  for (const std::string& text : shown) all += text + "\n";
  return all;
}

TEST(Collector, FilesOneSecretUnderOneGroupWhicheverRuleAndBlobItIsIn) {
  const RuleSet rules = SampleRules();
  Collector collector(rules);
  const auto group = collector.Add(SampleHit(0, "swordfish", "a"));
  EXPECT_EQ(collector.Add(SampleHit(1, "swordfish", "b", 7)), group);
  EXPECT_NE(collector.Add(SampleHit(0, "trout", "a")), group);
  EXPECT_NE(collector.Add(SampleHit(3, "swordfish", "a")), group) << "a token is of another family";
  const auto groups = collector.Take();
  ASSERT_THAT(groups, SizeIs(3));
  EXPECT_THAT(groups[group].places, SizeIs(2));
  EXPECT_EQ(groups[group].identity, "swordfish");
}

TEST(Collector, GoesByTheIdentityWhereAnExaminerGaveOne) {
  const RuleSet rules = SampleRules();
  Collector collector(rules);
  Hit quoted = SampleHit(0, "c3dvcmRmaXNo", "a");
  quoted.identity = "swordfish";
  EXPECT_EQ(collector.Add(quoted), collector.Add(SampleHit(1, "swordfish", "b")));
}

TEST(Collector, KeepsCallsOfDifferentRulesApart) {
  RuleSet rules = SampleRules();
  rules.rules.push_back(SampleRule("misuse.other", "jwt-misuse", Severity::kHigh));
  Collector collector(rules);
  Hit one = SampleHit(2, "", "a");
  one.identity = "jwt.decode(t)";
  Hit other = one;
  other.rule = 4;
  EXPECT_NE(collector.Add(one), collector.Add(other));
}

TEST(Collector, NamesTheGroupsOfEachObjectAscendingAndOnce) {
  const RuleSet rules = SampleRules();
  Collector collector(rules);
  collector.Add(SampleHit(0, "one", "a", 1));
  collector.Add(SampleHit(0, "two", "a", 2));
  collector.Add(SampleHit(0, "one", "a", 3));
  collector.Add(SampleHit(0, "two", "file", 1, /*file=*/true));
  const Wanted wanted = collector.WantedObjects();
  ASSERT_THAT(wanted, SizeIs(1));
  EXPECT_THAT(wanted.at(IdOf("a")), ElementsAre(0, 1));
}

TEST(Collector, CountsTheSamePlaceOnce) {
  const RuleSet rules = SampleRules();
  Collector collector(rules);
  collector.Add(SampleHit(0, "swordfish", "a"));
  collector.Add(SampleHit(0, "swordfish", "a"));  // slices of a large blob overlap
  EXPECT_THAT(collector.Take()[0].places, SizeIs(1));
}

TEST(Collector, GivesTheSameGroupsHoweverThreadsInterleave) {
  const RuleSet rules = SampleRules();
  std::vector<Hit> hits;
  for (std::uint64_t i = 0; i < 12'000; ++i) {
    Hit hit = SampleHit(i % 2, "secret" + std::to_string(i % 3), "blob" + std::to_string(i % 500), 1 + i / 7 % 200);
    hit.context += std::to_string(i % 2500);  // more kinds than are kept
    if (i % 5 == 0) hit.allowed_by = "packrake:allow";
    hits.push_back(std::move(hit));
  }
  const auto run = [&rules](const std::vector<Hit>& order, std::size_t threads) {
    Collector collector(rules);
    std::vector<std::thread> workers;
    for (std::size_t t = 0; t < threads; ++t) {
      workers.emplace_back([&, t] {
        for (std::size_t i = t; i < order.size(); i += threads) collector.Add(order[i]);
      });
    }
    for (std::thread& worker : workers) worker.join();
    return Shown(collector.Take());
  };
  const std::string expected = run(hits, 1);
  std::mt19937 random(1);
  for (const std::size_t threads : {1, 2, 4}) {
    std::shuffle(hits.begin(), hits.end(), random);
    EXPECT_EQ(run(hits, threads), expected) << threads << " threads";
  }
}

TEST(Collector, KeepsOneKindOfHitForAThousandVersionsOfAFile) {
  const RuleSet rules = SampleRules();
  Collector collector(rules);
  for (std::uint64_t version = 0; version < 1000; ++version) {
    Hit hit = SampleHit(0, "swordfish", "v" + std::to_string(version), 10 + version);
    hit.related = {{hit.line + 4, 9, "reaches the call here"}};
    collector.Add(hit);
  }
  const auto groups = collector.Take();
  EXPECT_THAT(groups[0].hits, SizeIs(1));
  EXPECT_THAT(groups[0].places, SizeIs(1000));
}

TEST(Collector, BoundsWhatOneHostileBlobCanFile) {
  const RuleSet rules = SampleRules();
  Collector collector(rules);
  for (std::uint64_t line = 0; line < 50'000; ++line) {
    Hit hit = SampleHit(0, "swordfish", "a", line);
    hit.context += std::to_string(line);
    collector.Add(hit);
  }
  const auto groups = collector.Take();
  EXPECT_THAT(groups[0].places, SizeIs(Group::kMostPlacesInObject));
  EXPECT_EQ(groups[0].places.front().line, 0);
  EXPECT_LE(groups[0].hits.size(), Group::kMostKinds + 1);
}

TEST(Collector, NeverAllowsAPlaceBecauseAnotherOneIsAllowed) {
  const RuleSet rules = SampleRules();
  Collector collector(rules);
  for (std::uint64_t i = 0; i < 3 * Group::kMostKinds; ++i) {
    Hit hit = SampleHit(0, "swordfish", "blob" + std::to_string(i));
    hit.context += std::to_string(i);
    if (i % 2 == 0) hit.allowed_by = "packrake:allow";
    collector.Add(hit);
  }
  const auto groups = collector.Take();
  for (const HitPlace& place : groups[0].places) {
    const Hit& hit = groups[0].hits[place.hit];
    if (hit.allowed_by.empty()) continue;
    bool allowed = false;
    for (std::uint64_t i = 0; i < 3 * Group::kMostKinds; i += 2)
      allowed |= IdOf("blob" + std::to_string(i)) == place.object;
    EXPECT_TRUE(allowed);
  }
}

}  // namespace
}  // namespace packrake
