// Where several ways compute one answer, they must agree: the fast pack reader and libgit2, inherited and full
// matching, one thread and many, and all of them with the slow reference that runs every rule over every line with RE2.
//
// Real repositories are compared when PACKRAKE_AGREEMENT_REPOS names some (paths, separated by ':');
// scripts/check_agreement does that. PACKRAKE_AGREEMENT_COMMITS is how long the generated histories are; the test
// presets of the sanitizers, under which the slow reference takes minutes, set it.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <memory>
#include <sstream>
#include <string>
#include <vector>

#include "built_in_hits.h"
#include "packrake/report.h"
#include "packrake/scan.h"
#include "rules/builtin.h"
#include "source/open.h"
#include "support/fake_secrets.h"
#include "support/repo_builder.h"

namespace packrake {
namespace {

std::vector<std::string> Plants() {
  std::vector<std::string> plants;
  for (std::uint64_t seed = 1; seed <= 4; ++seed) {
    plants.push_back("token = \"" + FakeJws("HS256", seed) + "\"");
    plants.push_back("app.config['JWT_SECRET_KEY'] = '" + FakeHmacSecret(seed + 10) + "'");
  }
  plants.push_back(ExpandPlaceholders("data: {{base64:{{jws:HS512:5}}}}"));
  plants.push_back(FakePem("p256", 6));
  plants.push_back(FakePem("ed25519-openssh", 7));
  plants.push_back(ExpandPlaceholders("KEY=\"{{pem-line:rsa:8}}\""));
  return plants;
}

// 300 if nobody says otherwise, and it is printed if somebody does.
int CommitsPerHistory() {
  const char* said = std::getenv("PACKRAKE_AGREEMENT_COMMITS");
  if (said == nullptr) return 300;
  const int commits = std::atoi(said);
  std::printf("PACKRAKE_AGREEMENT_COMMITS: histories of %d commits, not of 300\n", commits);
  return commits;
}

class GeneratedHistory : public testing::TestWithParam<int> {};

TEST_P(GeneratedHistory, IsReadAlikeByEveryWay) {
  RepoBuilder repo;
  repo.RandomHistory(
      {.seed = static_cast<std::uint64_t>(GetParam()), .commits = CommitsPerHistory(), .plants = Plants()});
  switch (GetParam() % 3) {
    case 0:
      repo.Repack();
      break;
    case 1:
      repo.UnpackAll();
      break;
    default:  // mixed: packed, and then more that is loose
      repo.Repack();
      repo.CommitFiles({{"later.py", Plants()[1] + "\n"}, {"later.pem", Plants()[9]}});
  }
  const std::string path = repo.path().string();
  const auto reference = HitsOf(path, Reading(1, false, false), Way::kReference);
  ASSERT_THAT(reference, testing::SizeIs(testing::Gt(10U)));
  EXPECT_EQ(HitsOf(path, Reading(1, false, false)), reference) << "libgit2";
  EXPECT_EQ(HitsOf(path, Reading(1, true, false)), reference) << "packs, in full";
  EXPECT_EQ(HitsOf(path, Reading(1, true, true)), reference) << "packs, inherited";
  EXPECT_EQ(HitsOf(path, Reading(2, true, true)), reference) << "two threads";
}

INSTANTIATE_TEST_SUITE_P(Seeds, GeneratedHistory, testing::Range(0, 3));

std::string ReportOf(const std::string& path, int threads) {
  auto source = OpenHistory(path);
  if (!source) throw std::runtime_error(source.error().message);
  static const std::unique_ptr<Engine>* engine =
      new std::unique_ptr<Engine>(Engine::Create(BuiltinRules().value()).value());
  ScanOptions options;
  options.read.threads = threads;
  options.hints = true;
  ScanControl control;
  Report report;
  report.targets.push_back(Scan(**source, **engine, options, control).value());
  report.targets.back().stats = {};
  std::ostringstream out;
  const auto written = WriteReport("jsonl", report, {}, out);
  if (!written) throw std::runtime_error(written.error().message);
  return out.str();
}

TEST(Report, HasTheSameBytesWithOneThreadAndWithMany) {
  RepoBuilder repo;
  repo.RandomHistory({.seed = 77, .commits = 120, .plants = Plants()});
  repo.Repack();
  const std::string one = ReportOf(repo.path().string(), 1);
  EXPECT_THAT(one, testing::HasSubstr("\"finding\""));
  EXPECT_EQ(ReportOf(repo.path().string(), 2), one);
  EXPECT_EQ(ReportOf(repo.path().string(), 5), one);
}

TEST(Stats, TellWhereTimeAndBytesWent) {
  RepoBuilder repo;
  repo.RandomHistory({.seed = 78, .commits = 60, .plants = Plants()});
  repo.Repack();
  const auto stats_of = [&](bool packs) {
    static const std::unique_ptr<Engine>* engine =
        new std::unique_ptr<Engine>(Engine::Create(BuiltinRules().value()).value());
    ScanOptions options;
    options.read.use_packs = packs;
    ScanControl control;
    const auto source = OpenHistory(repo.path().string());
    return Scan(**source, **engine, options, control).value().stats;
  };
  const auto counter = [](const ScanStats& stats, std::string_view name) -> std::uint64_t {
    for (const auto& [known, number] : stats.counters) {
      if (known == name) return number;
    }
    throw std::runtime_error("no counter " + std::string(name));
  };
  const ScanStats fast = stats_of(true);
  std::vector<std::string> stages;
  for (const auto& [stage, seconds] : fast.seconds) stages.push_back(stage);
  EXPECT_THAT(stages,
              testing::IsSupersetOf({"of reading: open packs", "of reading: inflate", "of reading: apply deltas",
                                     "of reading: match", "of reading: examine", "attribute"}));
  // A delta copies most of its text, few of whose lines are dirty; each object is rebuilt once.
  EXPECT_GT(counter(fast, "bytes rebuilt"), counter(fast, "bytes inflated"));
  EXPECT_GT(counter(fast, "bytes of derived texts"), counter(fast, "bytes of their dirty lines"));
  EXPECT_GT(counter(fast, "bytes of their dirty lines"), 0U);
  EXPECT_LT(counter(fast, "bytes matched"), counter(fast, "bytes seen"));
  EXPECT_GT(counter(fast, "candidates inherited"), 0U);
  EXPECT_EQ(counter(fast, "objects read through libgit2 instead"), 0U);

  const ScanStats slow = stats_of(false);
  EXPECT_EQ(counter(slow, "bytes rebuilt"), 0U);
  EXPECT_EQ(counter(slow, "bytes of derived texts"), 0U);
  EXPECT_EQ(counter(slow, "bytes seen"), counter(fast, "bytes seen"));
}

TEST(RealRepositories, AreReadAlikeByEveryWay) {
  const char* list = std::getenv("PACKRAKE_AGREEMENT_REPOS");
  std::istringstream paths(list == nullptr ? "" : list);
  for (std::string path; std::getline(paths, path, ':');) {
    const auto full = HitsOf(path, Reading(2, true, false));
    EXPECT_EQ(HitsOf(path, Reading(2, true, true)), full) << path << ": inherited";
    EXPECT_EQ(HitsOf(path, Reading(2, false, false)), full) << path << ": libgit2";
    std::printf("%s: %zu hits alike\n", path.c_str(), full.size());
  }
}

}  // namespace
}  // namespace packrake
