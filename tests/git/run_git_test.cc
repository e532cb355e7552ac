#include "git/run_git.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>

#include "support/repo_builder.h"

namespace packrake {
namespace {

using ::testing::HasSubstr;
using ::testing::StartsWith;

TEST(RunGit, ReturnsWhatGitWrites) {
  const auto version = RunGit({"--version"});
  ASSERT_TRUE(version) << version.error().message;
  EXPECT_THAT(*version, StartsWith("git version"));
}

TEST(RunGit, TellsWhatWasFatalAndNotTheAdviceAfterIt) {
  const TempFolder folder;
  const auto failed = RunGit({"clone", "--", "file:///nonexistent/repository", folder.path() / "clone"});
  ASSERT_FALSE(failed);
  EXPECT_THAT(failed.error().message, StartsWith("git: "));
  EXPECT_THAT(failed.error().message, testing::Not(testing::HasSubstr("fatal: ")));
  EXPECT_THAT(failed.error().message, testing::Not(testing::HasSubstr("correct access rights")));
  EXPECT_THAT(failed.error().message, testing::HasSubstr("nonexistent"));
}

TEST(RunGit, GivesGitsLastWordsWhenItFails) {
  const auto failed = RunGit({"no-such-command"});
  ASSERT_FALSE(failed);
  EXPECT_EQ(failed.error().code, ErrorCode::kUnreadable);
  EXPECT_THAT(failed.error().message, StartsWith("git: "));
}

TEST(RunGit, NoConfigurationOfTheUserAndNoVariableReachesGit) {
  TempFolder home;
  WriteTestFile(home.path() / ".gitconfig", "[user]\n\tname = Somebody\n[alias]\n\tversion = !touch ran\n");
  const char* before = std::getenv("HOME");
  const std::string kept = before != nullptr ? before : "";
  ::setenv("HOME", home.path().c_str(), 1);
  ::setenv("GIT_DIR", "/nonexistent", 1);
  ::setenv("GIT_CONFIG_COUNT", "1", 1);
  ::setenv("GIT_CONFIG_KEY_0", "user.name", 1);
  ::setenv("GIT_CONFIG_VALUE_0", "Somebody else", 1);
  const auto name = RunGit({"config", "--get", "user.name"});
  for (const char* variable : {"GIT_DIR", "GIT_CONFIG_COUNT", "GIT_CONFIG_KEY_0", "GIT_CONFIG_VALUE_0"})
    ::unsetenv(variable);
  ::setenv("HOME", kept.c_str(), 1);
  EXPECT_FALSE(name);  // there is no such key
}

TEST(RunGit, ProtocolsThatRunProgramsAreRefused) {
  TempFolder folder;
  const auto failed = RunGit({"ls-remote", "--", "ext::touch " + (folder.path() / "ran").string()});
  ASSERT_FALSE(failed);
  EXPECT_THAT(failed.error().message, HasSubstr("not allowed"));
  EXPECT_FALSE(std::filesystem::exists(folder.path() / "ran"));
}

TEST(RunGit, StopsWhenItIsTold) {
  const std::atomic<bool> stop{true};
  EXPECT_FALSE(RunGit({"--version"}, 1000, &stop));
}

TEST(RunGit, BoundsItsOutput) {
  const auto much = RunGit({"help", "-a"}, 10);
  ASSERT_FALSE(much);
  EXPECT_EQ(much.error().code, ErrorCode::kLimit);
}

}  // namespace
}  // namespace packrake
