#include "findings/assemble.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "findings/fingerprint.h"
#include "findings/sample_hits.h"

namespace packrake {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::Pair;
using testing::SizeIs;
using testing::UnorderedElementsAre;

constexpr std::int64_t kDay = 86400;

/// Suppresses everything at one path.
class IgnoresPath : public Suppressor {
 public:
  explicit IgnoresPath(std::string path) : path_(std::move(path)) {}
  std::string Suppresses(const Finding&, const Location& location) const override {
    return location.path == path_ ? "list:1" : "";
  }

 private:
  std::string path_;
};

/// Hits, where attribution finds them, and what is asked for.
struct Scene {
  RuleSet rules = SampleRules();
  Collector collector{rules};
  Attribution attribution;
  std::vector<Proof> proofs;
  ScanOptions options;
  std::int64_t now = 1000 * kDay;

  Sighting& See(std::uint32_t finding, std::string_view blob, std::string path, std::int64_t day) {
    Sighting sighting;
    sighting.finding = finding;
    sighting.object = IdOf(blob);
    sighting.path = std::move(path);
    sighting.commit = static_cast<std::uint32_t>(attribution.commits.size());
    sighting.reach = Reach::kHead;
    attribution.commits.push_back(SampleCommit("day " + std::to_string(day), day * kDay));
    attribution.sightings.push_back(sighting);
    return attribution.sightings.back();
  }
  void Remove(Sighting& sighting, std::int64_t day) {
    sighting.removed_in = static_cast<std::uint32_t>(attribution.commits.size());
    attribution.commits.push_back(SampleCommit("day " + std::to_string(day), day * kDay));
  }
  Assembled Run() {
    std::vector<Group> groups = collector.Take();
    return AssembleFindings(std::move(groups), {&rules, &options, &attribution, &proofs, now});
  }
};

std::vector<std::string> PathsOf(const Finding& finding) {
  std::vector<std::string> paths;
  for (const Location& location : finding.locations) paths.push_back(location.path);
  return paths;
}

TEST(AssembleFindings, MakesOneFindingOfASecretWithEveryPlaceItCameIn) {
  Scene scene;
  const auto group = scene.collector.Add(SampleHit(1, "swordfish", "v1", 3));
  scene.collector.Add(SampleHit(1, "swordfish", "v2", 4));  // a later version: brings nothing new
  scene.collector.Add(SampleHit(0, "swordfish", "other", 9));
  scene.See(group, "v1", "config.yml", 10);
  scene.See(group, "other", "app.py", 20).at_head = true;
  const Assembled result = scene.Run();
  ASSERT_THAT(result.findings, SizeIs(1));
  const Finding& finding = result.findings[0];
  EXPECT_THAT(PathsOf(finding), ElementsAre("app.py", "config.yml")) << "the best location first";
  EXPECT_EQ(finding.rule, "secret.call") << "the best location's rule speaks";
  EXPECT_EQ(finding.severity, Severity::kCritical);
  EXPECT_EQ(finding.locations[1].line, 3u);
  EXPECT_EQ(finding.fingerprint, FingerprintOf("", "hmac-secret", "swordfish"));
}

TEST(AssembleFindings, ListsEachOfTwoHitsInOneBlob) {
  Scene scene;
  const auto group = scene.collector.Add(SampleHit(1, "swordfish", "a", 3));
  scene.collector.Add(SampleHit(1, "swordfish", "a", 30));
  scene.See(group, "a", "config.yml", 10);
  const Assembled result = scene.Run();
  ASSERT_THAT(result.findings, SizeIs(1));
  ASSERT_THAT(result.findings[0].locations, SizeIs(2));
  EXPECT_EQ(result.findings[0].locations[1].line, 30u);
}

TEST(AssembleFindings, CountsTwoRulesAtOnePlaceOnceAndLetsTheWorseSpeak) {
  Scene scene;
  const auto group = scene.collector.Add(SampleHit(1, "swordfish", "a", 3));
  scene.collector.Add(SampleHit(0, "swordfish", "a", 3));
  scene.See(group, "a", "app.py", 10);
  const Assembled result = scene.Run();
  ASSERT_THAT(result.findings, SizeIs(1));
  EXPECT_THAT(result.findings[0].locations, SizeIs(1));
  EXPECT_EQ(result.findings[0].rule, "secret.call");
}

TEST(AssembleFindings, KeepsTheLinesThatBothOfTwoRulesNameAtOnePlace) {
  Scene scene;
  Hit call = SampleHit(0, "swordfish", "v", 3);
  call.related.push_back({7, 1, "reaches jwt.encode here"});
  Hit setting = SampleHit(1, "swordfish", "v", 3);
  setting.related.push_back({9, 1, "set here"});
  setting.related.push_back({7, 4, "the same line"});
  const auto group = scene.collector.Add(std::move(call));
  scene.collector.Add(std::move(setting));
  scene.See(group, "v", "app.py", 10);
  const Assembled result = scene.Run();
  ASSERT_THAT(result.findings, SizeIs(1));
  ASSERT_THAT(result.findings[0].locations, SizeIs(1));
  const auto& related = result.findings[0].locations[0].related;
  ASSERT_THAT(related, SizeIs(2));
  EXPECT_EQ(related[0].note, "reaches jwt.encode here");
  EXPECT_EQ(related[1].line, 9U);
}

TEST(AssembleFindings, MovesRelatedLinesWithTheirHit) {
  Scene scene;
  Hit first = SampleHit(0, "swordfish", "a", 3);
  first.related = {{1, 2, "set here"}, {9, 2, "used here"}};
  Hit later = SampleHit(0, "swordfish", "b", 13);
  later.related = {{11, 2, "set here"}, {19, 2, "used here"}};
  const auto group = scene.collector.Add(first);
  scene.collector.Add(later);
  scene.See(group, "b", "app.py", 10);
  const Assembled result = scene.Run();
  const Location& location = result.findings.at(0).locations.at(0);
  EXPECT_EQ(location.related.at(0).line, 11u);
  EXPECT_EQ(location.related.at(1).line, 19u);
}

TEST(AssembleFindings, JudgesPathConditionsPerPath) {
  Scene scene;
  scene.rules.rules[1].exclude_paths = {"docs/**"};
  scene.rules.rules[1].paths = {"*.yml"};
  const auto group = scene.collector.Add(SampleHit(1, "swordfish", "a"));
  scene.See(group, "a", "conf/app.yml", 10);
  scene.See(group, "a", "docs/app.yml", 11);
  scene.See(group, "a", "app.py", 12);
  scene.See(group, "a", "", 13);
  const Assembled result = scene.Run();
  EXPECT_THAT(PathsOf(result.findings.at(0)), UnorderedElementsAre("conf/app.yml", ""));
}

TEST(AssembleFindings, MakesAFindingForEachPathOfAValueThatIsTooWeak) {
  Scene scene;
  Hit weak = SampleHit(0, "secret", "a");
  weak.identity_needs_path = true;
  const auto group = scene.collector.Add(weak);
  scene.See(group, "a", "one.py", 10);
  scene.See(group, "a", "two.py", 20);
  const Assembled result = scene.Run();
  ASSERT_THAT(result.findings, SizeIs(2));
  EXPECT_NE(result.findings[0].fingerprint, result.findings[1].fingerprint);
  EXPECT_EQ(result.findings[0].fingerprint, FingerprintOf("", "hmac-secret", IdentityAt("secret", "one.py", 1)));
}

TEST(AssembleFindings, NumbersEqualCallsInOneFile) {
  Scene scene;
  scene.options.hints = true;
  for (const std::uint64_t line : {3, 30}) {
    Hit call = SampleHit(2, "", "auth.js", line, /*file=*/true);
    call.identity = "jwt.decode(token)";
    scene.collector.Add(call);
  }
  const Assembled result = scene.Run();
  ASSERT_THAT(result.findings, SizeIs(2));
  EXPECT_NE(result.findings[0].fingerprint, result.findings[1].fingerprint);
  EXPECT_EQ(result.findings[0].locations[0].line, 3u);
}

TEST(AssembleFindings, TakesFilesForTheTip) {
  Scene scene;
  scene.collector.Add(SampleHit(0, "swordfish", "app.py", 3, /*file=*/true));
  const Assembled result = scene.Run();
  EXPECT_TRUE(result.findings.at(0).at_tips);
  EXPECT_THAT(PathsOf(result.findings[0]), ElementsAre("app.py"));
}

TEST(AssembleFindings, LosesNothingThatAttributionDoesNotKnow) {
  Scene scene;
  scene.collector.Add(SampleHit(0, "swordfish", "dangling", 3));
  Hit message = SampleHit(0, "trout", "commit");
  message.where = Where::kCommitMessage;
  scene.collector.Add(message);
  const Assembled result = scene.Run();
  ASSERT_THAT(result.findings, SizeIs(2));
  EXPECT_EQ(result.findings[0].locations[0].reach, Reach::kUnreachable);
}

TEST(AssembleFindings, GivesNamesThePathTheyWereFoundAt) {
  Scene scene;
  Hit name = SampleHit(3, "swordfish", "");
  name.object = ObjectId();
  name.where = Where::kPath;
  const auto group = scene.collector.Add(name);
  scene.See(group, "tree", "keys/swordfish.txt", 10).where = Where::kPath;
  const Assembled result = scene.Run();
  ASSERT_THAT(result.findings.at(0).locations, SizeIs(1));
  EXPECT_EQ(result.findings[0].locations[0].where, Where::kPath);
  EXPECT_EQ(result.findings[0].locations[0].object, IdOf("tree"));
}

TEST(AssembleFindings, TellsHowLongASecretLived) {
  Scene scene;
  const auto group = scene.collector.Add(SampleHit(0, "swordfish", "a"));
  Sighting& sighting = scene.See(group, "a", "app.py", 100);
  scene.Remove(sighting, 130);
  scene.attribution.last_removed = {130 * kDay};
  scene.attribution.refs = {{3, {"refs/heads/main"}}};
  const Finding gone = scene.Run().findings.at(0);
  EXPECT_EQ(gone.lifetime_days, 30);
  EXPECT_EQ(gone.last_removed, 130 * kDay);
  EXPECT_EQ(gone.first_seen, 100 * kDay);
  EXPECT_EQ(gone.ref_count, 3u);
  EXPECT_EQ(gone.locations[0].removed_in->id, IdOf("day 130"));
}

TEST(AssembleFindings, LeavesALifeOpenWhileATipHasTheSecret) {
  Scene scene;
  const auto group = scene.collector.Add(SampleHit(0, "swordfish", "a"));
  scene.See(group, "a", "app.py", 100).at_tips = true;
  const Finding alive = scene.Run().findings.at(0);
  EXPECT_EQ(alive.lifetime_days, 900);
  EXPECT_EQ(alive.last_removed, std::nullopt);
}

TEST(AssembleFindings, CountsUnsafeUseThatNoTipHas) {
  const auto run = [](bool hints, bool at_tips) {
    Scene scene;
    scene.options.hints = hints;
    Hit call = SampleHit(2, "", "a");
    call.identity = "jwt.decode(token)";
    const auto group = scene.collector.Add(call);
    scene.See(group, "a", "auth.js", 10).at_tips = at_tips;
    return scene.Run();
  };
  EXPECT_THAT(run(false, true).findings, SizeIs(1));
  EXPECT_THAT(run(false, false).findings, IsEmpty());
  EXPECT_THAT(run(false, false).suppressed_counts, ElementsAre(Pair(kUnsafeUseNotAtTips, 1)));
  EXPECT_THAT(run(true, false).findings, SizeIs(1));
}

TEST(AssembleFindings, CountsHintsUnlessTheyAreAskedFor) {
  const auto run = [](bool hints) {
    Scene scene;
    scene.options.hints = hints;
    Hit hit = SampleHit(0, "swordfish", "a", 1, true);
    hit.confidence = Confidence::kLow;
    scene.collector.Add(hit);
    return scene.Run();
  };
  EXPECT_THAT(run(false).findings, IsEmpty());
  EXPECT_THAT(run(false).suppressed_counts, ElementsAre(Pair(kHint, 1)));
  EXPECT_THAT(run(true).findings, SizeIs(1));
}

TEST(AssembleFindings, CountsWhatIsBelowTheThresholds) {
  const auto run = [](Severity severity, Confidence confidence) {
    Scene scene;
    scene.options.min_severity = severity;
    scene.options.min_confidence = confidence;
    Hit hit = SampleHit(1, "swordfish", "a", 1, true);
    hit.confidence = Confidence::kMedium;
    scene.collector.Add(hit);
    return scene.Run();
  };
  EXPECT_THAT(run(Severity::kHigh, Confidence::kMedium).findings, SizeIs(1));
  EXPECT_THAT(run(Severity::kCritical, Confidence::kLow).suppressed_counts, ElementsAre(Pair(kBelowSeverity, 1)));
  EXPECT_THAT(run(Severity::kInfo, Confidence::kHigh).suppressed_counts, ElementsAre(Pair(kBelowConfidence, 1)));
}

TEST(AssembleFindings, SuppressesLocationsOneByOne) {
  Scene scene;
  const IgnoresPath ignores("app.py");
  scene.options.suppressors = {&ignores};
  const auto both = scene.collector.Add(SampleHit(0, "swordfish", "a"));
  const auto one = scene.collector.Add(SampleHit(0, "trout", "a", 2));
  scene.See(both, "a", "app.py", 10).at_head = true;
  scene.See(both, "a", "other.py", 20);
  scene.See(one, "a", "app.py", 10);
  const Assembled result = scene.Run();
  ASSERT_THAT(result.findings, SizeIs(1));
  EXPECT_THAT(PathsOf(result.findings[0]), ElementsAre("other.py", "app.py")) << "what counts comes first";
  EXPECT_FALSE(result.findings[0].at_head) << "a suppressed location does not speak for the finding";
  ASSERT_THAT(result.suppressed, SizeIs(1));
  EXPECT_EQ(result.suppressed[0].suppressed_by, "list:1");
  EXPECT_THAT(result.suppressed_counts, ElementsAre(Pair("list:1", 2)));
}

TEST(AssembleFindings, HonoursInlineCommentsOnlyWhenAskedTo) {
  for (const bool honoured : {true, false}) {
    Scene scene;
    scene.options.inline_allow = honoured;
    Hit hit = SampleHit(0, "swordfish", "app.py", 3, true);
    hit.allowed_by = "packrake:allow";
    scene.collector.Add(hit);
    const Assembled result = scene.Run();
    EXPECT_EQ(result.findings.size(), honoured ? 0u : 1u);
    EXPECT_EQ(result.suppressed.size(), honoured ? 1u : 0u);
  }
}

TEST(AssembleFindings, DropsWhatIsOnlyUnreachableWhenAskedTo) {
  Scene scene;
  scene.options.unreachable = false;
  const auto group = scene.collector.Add(SampleHit(0, "swordfish", "a"));
  const auto other = scene.collector.Add(SampleHit(0, "trout", "b"));
  scene.See(group, "a", "app.py", 10).reach = Reach::kUnreachable;
  scene.See(other, "b", "b.py", 10).reach = Reach::kUnreachable;
  scene.See(other, "b", "c.py", 10).reach = Reach::kReflog;
  const Assembled result = scene.Run();
  EXPECT_THAT(PathsOf(result.findings.at(0)), ElementsAre("c.py"));
  EXPECT_THAT(result.suppressed_counts, Contains(Pair(kUnreachableOnly, 1)));
}

TEST(AssembleFindings, MakesAProofCriticalSureAndFirst) {
  Scene scene;
  Hit hint = SampleHit(3, "weakly signed", "a", 1, true);
  hint.confidence = Confidence::kLow;
  const auto token = scene.collector.Add(hint);
  scene.collector.Add(SampleHit(0, "swordfish", "b", 1, true));
  scene.proofs = {{token, std::nullopt, {"dictionary", "signed with a word of the dictionary"}, {"proved"}, {}, {}}};
  const Assembled result = scene.Run();
  ASSERT_THAT(result.findings, SizeIs(2));
  EXPECT_EQ(result.findings[0].rule, "token");
  EXPECT_EQ(result.findings[0].severity, Severity::kCritical);
  EXPECT_EQ(result.findings[0].confidence, Confidence::kHigh);
  EXPECT_THAT(result.findings[0].evidence, SizeIs(1));
}

TEST(AssembleFindings, CutsTheTextsOfHostileCommits) {
  Scene scene;
  const auto group = scene.collector.Add(SampleHit(0, "swordfish", "a"));
  scene.See(group, "a", "app.py", 10);
  scene.attribution.commits[0].subject = std::string(1 << 20, 'x');
  EXPECT_LT(scene.Run().findings.at(0).locations[0].commit->subject.size(), 300u);
}

TEST(AssembleFindings, OrdersTheSameWhateverTheNumbersOfTheGroups) {
  const auto run = [](bool backwards) {
    Scene scene;
    std::vector<Hit> hits;
    for (int i = 0; i < 40; ++i)
      hits.push_back(SampleHit(i % 2, "secret number " + std::to_string(i), "f" + std::to_string(i % 7), 1 + i, true));
    if (backwards) std::reverse(hits.begin(), hits.end());
    for (const Hit& hit : hits) scene.collector.Add(hit);
    std::string order;
    for (const Finding& finding : scene.Run().findings) order += finding.fingerprint + "\n";
    return order;
  };
  EXPECT_EQ(run(false), run(true));
}

}  // namespace
}  // namespace packrake
