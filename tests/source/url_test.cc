#include "source/url.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>

#include "source/open.h"
#include "support/repo_builder.h"
#include "support/source_reading.h"

namespace packrake {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

struct UrlCase {
  const char* target;
  bool is_url;
};

constexpr UrlCase kTargets[] = {
    {"https://example.com/a/b", true}, {"http://localhost/a", true},   {"ssh://git@host/a", true},
    {"git://host/a", true},            {"file:///tmp/a", true},        {"git@host:a/b.git", true},
    {"ext::sh -c true", false},        {"fd::3", false},               {"-u@host:a", false},
    {"a@b::c", false},                 {"./user@host:path", false},    {"C:\\repo", false},
    {"plain", false},                  {"ftp://host/a", false},        {"@host:a", false},
};

TEST(Url, OnlyKnownSchemesAreUrls) {
  for (const UrlCase& row : kTargets) EXPECT_EQ(IsUrl(row.target), row.is_url) << row.target;
}

TEST(Url, CredentialsAreLeftOut) {
  EXPECT_EQ(WithoutCredentials("https://user:p@ss@host/path@x"), "https://host/path@x");
  EXPECT_EQ(WithoutCredentials("https://host/path@x"), "https://host/path@x");
  EXPECT_EQ(WithoutCredentials("git@host:path"), "git@host:path");
}

TEST(KindOfTarget, DecidesByLooking) {
  RepoBuilder repo;
  WriteTestFile(repo.path() / "sub/file", "x");
  EXPECT_EQ(*KindOfTarget("-"), TargetKind::kStdin);
  EXPECT_EQ(*KindOfTarget(repo.path().string()), TargetKind::kRepository);
  EXPECT_EQ(*KindOfTarget(repo.git_dir().string()), TargetKind::kRepository);
  EXPECT_EQ(*KindOfTarget((repo.path() / "sub").string()), TargetKind::kDirectory);
  EXPECT_EQ(*KindOfTarget((repo.path() / "sub/file").string()), TargetKind::kFile);
  EXPECT_EQ(*KindOfTarget("https://example.com/x"), TargetKind::kUrl);
  const auto nothing = KindOfTarget((repo.path() / "nothing").string());
  ASSERT_FALSE(nothing);
  EXPECT_EQ(nothing.error().code, ErrorCode::kNotFound);
  EXPECT_THAT(KindOfTarget("s3://user:hunter22@bucket/x").error().message,
              testing::AllOf(HasSubstr("begin with https, http, ssh, git or file"), Not(HasSubstr("hunter22"))));
  EXPECT_EQ(KindOfTarget("").error().code, ErrorCode::kUsage);
}

/// TMPDIR in a folder of the test's own, so that what is left behind shows.
class Clone : public testing::Test {
 protected:
  Clone() {
    const char* before = std::getenv("TMPDIR");
    before_ = before != nullptr ? before : "";
    std::filesystem::create_directories(scratch());
    ::setenv("TMPDIR", scratch().c_str(), 1);
    repo_.CommitFiles({{"a", "one PLANTED\n"}});
    repo_.Git(
        {"update-ref", "refs/pull/1/head", repo_.CommitTree(repo_.Git({"rev-parse", "HEAD^{tree}"}), {}, "pulled\n")});
  }
  ~Clone() override {
    if (before_.empty()) {
      ::unsetenv("TMPDIR");
    } else {
      ::setenv("TMPDIR", before_.c_str(), 1);
    }
  }
  std::filesystem::path scratch() const { return repo_.folder() / "scratch"; }

  RepoBuilder repo_;
  std::string before_;
};

TEST_F(Clone, AllRefsAreReadAndTheCloneIsRemoved) {
  {
    auto source = OpenUrl("file://" + repo_.path().string());
    ASSERT_TRUE(source) << source.error().message;
    const SourceReading reading = SourceReader().Read(**source);
    EXPECT_EQ(reading.completeness.objects[static_cast<std::size_t>(ObjectType::kCommit)].read, 2);
    EXPECT_TRUE(reading.completeness.complete());
    EXPECT_EQ((*source)->target(), "file://" + repo_.path().string());
    EXPECT_FALSE(std::filesystem::is_empty(scratch()));
  }
  EXPECT_TRUE(std::filesystem::is_empty(scratch()));
}

TEST_F(Clone, AFailedCloneLeavesNothingBehindAndTellsNoPassword) {
  const auto source = OpenUrl("file://user:hunter22@" + (repo_.folder() / "nothing").string());
  ASSERT_FALSE(source);
  EXPECT_THAT(source.error().message, Not(HasSubstr("hunter22")));
  EXPECT_THAT(source.error().message, HasSubstr("does not appear to be a git repository")) << "not the advice after it";
  EXPECT_TRUE(std::filesystem::is_empty(scratch()));
}

TEST_F(Clone, AUrlThatRunsAProgramIsRefused) {
  const auto proof = repo_.folder() / "ran";
  const auto source = OpenUrl("ext::sh -c touch% " + proof.string());
  ASSERT_FALSE(source);
  EXPECT_EQ(source.error().code, ErrorCode::kUsage);
  EXPECT_FALSE(std::filesystem::exists(proof));
}

}  // namespace
}  // namespace packrake
