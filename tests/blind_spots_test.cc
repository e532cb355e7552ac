// One repository with a secret in every place where some scanner does not look, read from end to end: each must be
// found, with the commit that brought it in.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <memory>
#include <optional>
#include <string>

#include "packrake/scan.h"
#include "rules/builtin.h"
#include "source/open.h"
#include "support/fake_secrets.h"
#include "support/repo_builder.h"
#include "text/decode.h"

namespace packrake {
namespace {

/// Where a planted secret must be reported.
struct Plant {
  std::string secret;  ///< as the report must have it when shown
  Where where = Where::kBlob;
  std::string path;
  std::string commit;  ///< hex; empty: in no commit
  Reach reach = Reach::kHead;
};

// Short enough for a file name and a ref name.
std::string Token(std::uint64_t seed) { return FakeJws("ES256", seed); }

class BlindSpots : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    repo_ = new RepoBuilder();
    plants_ = new std::map<std::string, Plant>();
    Build();
    auto source = OpenHistory(repo_->path().string());
    ASSERT_TRUE(source) << source.error().message;
    auto engine = Engine::Create(BuiltinRules().value());
    ASSERT_TRUE(engine) << engine.error().message;
    ScanControl control;
    ScanOptions options;
    options.read.threads = 2;
    options.hints = true;
    auto result = Scan(**source, **engine, options, control);
    ASSERT_TRUE(result) << result.error().message;
    result_ = new ScanResult(std::move(*result));
  }
  static void TearDownTestSuite() {
    delete repo_;
    delete plants_;
    delete result_;
  }

  static void Add(const std::string& name, std::uint64_t seed, Where where, const std::string& path,
                  const std::string& commit, Reach reach = Reach::kHead) {
    (*plants_)[name] = {Token(seed), where, path, commit, reach};
  }

  static void Build() {
    RepoBuilder& repo = *repo_;
    Add("ordinary add", 1, Where::kBlob, "a.txt", repo.CommitFiles({{"a.txt", "t=" + Token(1) + "\n"}}));

    repo.Move("a.txt", "b.txt");
    repo.Write("b.txt", "t=" + Token(1) + "\nu=" + Token(2) + "\n");
    Add("rename and edit", 2, Where::kBlob, "b.txt", repo.Commit());

    repo.Write(".gitattributes", "*.dat -diff\n");
    Add("-diff attribute", 3, Where::kBlob, "x.dat", repo.CommitFiles({{"x.dat", Token(3)}}));
    Add("bytes with NUL", 4, Where::kBlob, "x.bin",
        repo.CommitFiles({{"x.bin", std::string("\0\1\2\0", 4) + Token(4) + std::string("\0\0", 2)}}));
    std::string wide = "\xff\xfe";
    for (const char c : "key " + Token(5) + "\r\n") wide += std::string{c, '\0'};
    Add("UTF-16", 5, Where::kBlob, "x.ini", repo.CommitFiles({{"x.ini", wide}}));

    repo.CommitFiles({{"kind", "a file\n"}});
    repo.Remove("kind");
    repo.Symlink("kind", "/tmp/" + Token(6));
    Add("file becomes symlink", 6, Where::kBlob, "kind", repo.Commit());

    repo.Branch("side");
    repo.CommitFiles({{"main.txt", "m\n"}});
    repo.Checkout("side");
    repo.CommitFiles({{"side.txt", "s\n"}});
    repo.Checkout("main");
    Add("evil merge", 7, Where::kBlob, "evil.txt", repo.Merge({"side"}, {{"evil.txt", Token(7) + "\n"}}));

    Add("commit message", 8, Where::kCommitMessage, "", repo.CommitFiles({{"m", "1"}}, "Fix login\n\nwas " + Token(8)));
    Add("message of an empty commit", 9, Where::kCommitMessage, "", repo.Commit("nothing but " + Token(9)));
    const std::string tag = repo.Tag("v1", "HEAD", "release " + Token(10));
    Add("tag message", 10, Where::kTagMessage, "", "");
    const std::string blob = repo.HashObject("only tagged " + Token(11));
    repo.Git({"tag", "blob-tag", blob});
    Add("tag of a blob", 11, Where::kBlob, "", "", Reach::kRef);
    repo.Note("HEAD", Token(12));
    Add("note", 12, Where::kBlob, "?", "?", Reach::kRef);
    Add("reflog only", 13, Where::kBlob, "gone.txt", repo.ReflogOnlyCommit({{"gone.txt", Token(13)}}), Reach::kReflog);
    repo.HashObject("dangling " + Token(14));
    Add("dangling blob", 14, Where::kBlob, "", "", Reach::kUnreachable);

    const std::string real = repo.CommitFiles({{"replaced.txt", Token(16)}});
    Add("replaced object", 16, Where::kBlob, "replaced.txt", real);
    repo.Replace(repo.Git({"rev-parse", "HEAD:replaced.txt"}), repo.HashObject("harmless\n"));

    repo.Git({"branch", "leak/" + Token(17)});
    Add("ref name", 17, Where::kRefName, "?", "?", Reach::kRef);
    const std::string named = "dir/" + Token(18) + ".txt";
    Add("file name", 18, Where::kPath, named, repo.CommitFiles({{named, "x"}}));
    repo.Git({"-c", "user.name=" + Token(19), "commit", "--allow-empty", "-q", "-m", "author", "--author",
              Token(19) + " <a@example.org>"});
    Add("author name", 19, Where::kCommitHeader, "", repo.Git({"rev-parse", "HEAD"}));

    const auto pem_at = [](std::uint64_t seed) { return FakePem("p256", seed); };
    repo.CommitFiles({{"key.pem", pem_at(20)}});
    Add("PEM pasted over an old one", 21, Where::kBlob, "key.pem", repo.CommitFiles({{"key.pem", pem_at(21)}}));
    (*plants_)["PEM pasted over an old one"].secret = pem_at(21);

    repo.Write("b.txt", "stashed " + Token(22));
    repo.Write("untracked.txt", Token(23));
    const std::string stash = repo.Stash(true);
    Add("stash, tracked", 22, Where::kBlob, "b.txt", stash, Reach::kRef);
    Add("stash, untracked", 23, Where::kBlob, "untracked.txt", repo.Git({"rev-parse", stash + "^3"}), Reach::kRef);

    // Last: the next commit would put the index in order.
    repo.StageOnly("staged.txt", Token(15));
    Add("staged only", 15, Where::kBlob, "staged.txt", "", Reach::kReflog);
  }

  static const Finding* FindingOf(const std::string& secret) {
    for (const Finding& finding : result_->findings) {
      const std::string_view shown = finding.secret.Reveal();
      if (shown == secret || (secret.find("-----") == 0 && secret.find(shown) != std::string::npos) ||
          (secret.find("-----") == 0 && shown.find(secret.substr(0, secret.size() - 1)) != std::string_view::npos)) {
        return &finding;
      }
    }
    return nullptr;
  }

  static RepoBuilder* repo_;
  static std::map<std::string, Plant>* plants_;
  static ScanResult* result_;
};

RepoBuilder* BlindSpots::repo_ = nullptr;
std::map<std::string, Plant>* BlindSpots::plants_ = nullptr;
ScanResult* BlindSpots::result_ = nullptr;

TEST_F(BlindSpots, AreAllSeenWithTheCommitThatBroughtThemIn) {
  ASSERT_GE(plants_->size(), 22U);
  for (const auto& entry : *plants_) {
    SCOPED_TRACE(entry.first);
    const Plant& plant = entry.second;
    const Finding* finding = FindingOf(plant.secret);
    if (finding == nullptr) {
      ADD_FAILURE() << "not found";
      continue;
    }
    const auto it =
        std::find_if(finding->locations.begin(), finding->locations.end(), [&plant](const Location& location) {
          return location.where == plant.where && (plant.path == "?" || location.path == plant.path);
        });
    if (it == finding->locations.end()) {
      ADD_FAILURE() << "found, but not at this place";
      continue;
    }
    if (plant.commit != "?") {
      EXPECT_EQ(it->commit ? it->commit->id.hex() : "", plant.commit);
    }
    if (plant.where != Where::kTagMessage) {
      EXPECT_EQ(Name(it->reach), Name(plant.reach));
    }
  }
}

TEST_F(BlindSpots, AreEachOneFinding) {
  EXPECT_TRUE(result_->completeness.complete());
  for (const auto& entry : *plants_) {
    const auto count = std::count_if(
        result_->findings.begin(), result_->findings.end(),
        [&entry](const Finding& finding) { return finding.secret.Reveal() == entry.second.secret; });
    EXPECT_LE(count, 1) << entry.first;
  }
}

TEST_F(BlindSpots, CountEveryObjectThatGitCounts) {
  std::map<std::string, std::uint64_t> counts;
  for (const std::string& line : repo_->AllObjects()) {
    const auto space = line.find(' ');
    ++counts[line.substr(space + 1, line.find(' ', space + 1) - space - 1)];
  }
  for (int type = 0; type < kObjectTypes; ++type) {
    const auto object_type = static_cast<ObjectType>(type);
    EXPECT_EQ(result_->completeness.objects[static_cast<std::size_t>(type)].read,
              counts[std::string(Name(object_type))])
        << Name(object_type);
  }
}

}  // namespace
}  // namespace packrake
