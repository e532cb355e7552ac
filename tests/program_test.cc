// The program itself, as its users start it: statuses, signals, a terminal, another user's files, hostile names.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <string>
#include <vector>

#include "base/json.h"
#include "support/fake_secrets.h"
#include "support/process.h"
#include "support/repo_builder.h"

namespace packrake {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

const std::vector<std::string> kEnvironment = {"PATH=/usr/local/bin:/usr/bin:/bin", "HOME=/nonexistent", "TERM=xterm",
                                               "LC_ALL=C.UTF-8"};

/// Runs a command with kEnvironment and `more`, in `folder`.
ProcessResult RunPlain(const std::vector<std::string>& words, const std::vector<std::string>& more = {},
                       const std::string& folder = {}) {
  ProcessOptions options;
  options.folder = folder;
  options.environment = kEnvironment;
  options.environment.insert(options.environment.end(), more.begin(), more.end());
  return RunProcess(words, options);
}

/// Runs packrake with `words`, by the program `before` where there is one.
ProcessResult Packrake(std::vector<std::string> words, const std::vector<std::string>& before = {},
                       const std::vector<std::string>& more = {}) {
  words.insert(words.begin(), PACKRAKE_BINARY);
  words.insert(words.begin(), before.begin(), before.end());
  return RunPlain(words, more);
}

/// The last line of a `jsonl` report.
Json SummaryOf(const ProcessResult& ran) {
  std::string_view text = ran.out;
  while (text.ends_with('\n')) text.remove_suffix(1);
  auto summary = ParseJson(text.substr(text.rfind('\n') + 1));
  return summary ? *std::move(summary) : Json::Object();
}

bool Complete(const ProcessResult& ran) {
  const Json summary = SummaryOf(ran);
  return summary.Find("complete") != nullptr && summary.Find("complete")->AsBool() == true;
}

TEST(Program, EndsWithTheStatusThatTheManualTells) {
  RepoBuilder clean;
  clean.CommitFiles({{"a", "nothing here\n"}});
  RepoBuilder leaky;
  leaky.CommitFiles({{"key.pem", FakePem("ed25519", 1)}});
  RepoBuilder broken;
  broken.CommitFiles({{"key.pem", FakePem("ed25519", 1)}, {"a", "gone\n"}});
  broken.DeleteLoose(broken.Git({"rev-parse", "HEAD:a"}));
  RepoBuilder lost;
  std::filesystem::rename(lost.git_dir(), lost.folder() / "elsewhere");
  lost.Write(".git", "gitdir: /nonexistent/modules/lost\n");
  const std::string path = leaky.path();
  struct Row {
    std::vector<std::string> words;
    int status;
  };
  const Row rows[] = {
      {{"scan", clean.path()}, 0},
      {{"scan", path}, 1},
      {{"scan", path, "--exit-code", "9"}, 9},
      {{"scan", path, "--exit-code", "0"}, 0},
      {{"git", leaky.git_dir()}, 1},
      {{"dir", path}, 1},
      {{"scan", "file://" + path}, 1},
      {{"scan", broken.path()}, 3},
      {{"scan", lost.path()}, 3},
      {{"dir", lost.path()}, 0},
      {{"scan", clean.path(), "/nonexistent"}, 3},
      {{"git", clean.folder()}, 3},
      {{"scan", path, "--no-such-option"}, 2},
      {{"scan", path, "--config", "/nonexistent"}, 2},
      {{"scan", ""}, 2},
      {{"--version"}, 0},
      {{"version"}, 0},
      {{}, 2},
  };
  for (const Row& row : rows) {
    const ProcessResult ran = Packrake(row.words);
    EXPECT_EQ(ran.exit_status, row.status) << testing::PrintToString(row.words) << ran.err;
    EXPECT_TRUE(row.status != 2 || ran.err.starts_with("packrake: ")) << ran.err;
  }
}

TEST(Program, AnInterruptedScanWritesTheReportOfWhatItDid) {
  const TempFolder folder;
  const auto big = folder.path() / "big";
  WriteTestFile(big, "x");
  std::filesystem::resize_file(big, 1ULL << 40);  // a hole: nobody reads to its end
  const ProcessResult ran =
      Packrake({"scan", "-f", "jsonl", folder.path()}, {"timeout", "--preserve-status", "-k", "60", "-s", "INT", "1"});
  EXPECT_EQ(ran.exit_status, 130) << ran.err;
  EXPECT_FALSE(Complete(ran));
  EXPECT_THAT(ran.out, AllOf(HasSubstr("\"interrupted\":true"), HasSubstr("\"listed\":1,\"read\":0")));
}

TEST(Program, AnInterruptEndsTheWaitForStdin) {
#if defined(__has_feature)
#if __has_feature(thread_sanitizer)
  GTEST_SKIP() << "ThreadSanitizer holds signals back until read(2) returns (LLVM 14)";
#endif
#endif
  const TempFolder folder;
  // The pipe is held open for writing, so that it has no end.
  const ProcessResult ran =
      RunPlain({"sh", "-c",
                "mkfifo pipe && exec 3<>pipe && exec timeout --preserve-status -k 60 -s INT 1 " PACKRAKE_BINARY
                " stdin -f jsonl <pipe"},
               {}, folder.path());
  EXPECT_EQ(ran.exit_status, 130) << ran.err;
  EXPECT_THAT(ran.out, HasSubstr("\"interrupted\":true"));
}

TEST(Program, ShowsColoursAndProgressOnATerminalOnly) {
  RepoBuilder leaky;
  leaky.CommitFiles({{"key.pem", FakePem("ed25519", 1)}});
  const std::string scan = std::string(PACKRAKE_BINARY) + " scan --progress always " + leaky.path().string();
  const auto on_terminal = [&](const std::string& command, const std::vector<std::string>& more) {
    return RunPlain({"script", "-qec", command, "/dev/null"}, more);
  };
  if (on_terminal("true", {}).exit_status != 0) GTEST_SKIP() << "no terminals here";
  const ProcessResult plain = on_terminal(scan, {});
  EXPECT_EQ(plain.exit_status, 1);
  EXPECT_THAT(plain.out, HasSubstr("\x1b[1;31mCRITICAL\x1b[0m"));
  EXPECT_THAT(plain.out, HasSubstr("\r\x1b[K")) << "where the progress bar was";
  EXPECT_THAT(on_terminal(scan, {"NO_COLOR=1"}).out, Not(HasSubstr("\x1b[1;31m")));
  EXPECT_THAT(on_terminal(scan + " --no-color", {}).out, Not(HasSubstr("\x1b[1;31m")));
  EXPECT_THAT(on_terminal(scan + " --progress never --no-color", {}).out, Not(HasSubstr("\x1b")));
  const ProcessResult piped = Packrake({"scan", leaky.path()});
  EXPECT_THAT(piped.out + piped.err, Not(HasSubstr("\x1b")));
}

TEST(Program, TargetsThatLookLikeOptionsOrCommandsRunNothing) {
  RepoBuilder repo;
  repo.CommitFiles({{"a", "nothing here\n"}});
  const std::string proof = repo.folder() / "ran";
  repo.Configure("uploadpack.packObjectsHook", "touch " + proof);
  repo.Configure("core.fsmonitor", "touch " + proof);
  repo.Configure("core.sshCommand", "touch " + proof);
  const std::string hostile[] = {
      "ext::sh -c touch% " + proof,
      "--upload-pack=touch " + proof,
      "-c core.sshCommand=touch " + proof,
      "ssh://-oProxyCommand=touch%20" + proof + "/x",
      "git@-oProxyCommand=touch " + proof + ":x",
      "file://" + repo.path().string(),
      "file://" + repo.path().string() + "/../--upload-pack=touch",
      repo.path(),
      "http://user:hunter22@127.0.0.1:1/x",
  };
  for (const std::string& target : hostile) {
    const ProcessResult ran = Packrake({"scan", "--", target});
    EXPECT_FALSE(std::filesystem::exists(proof)) << target;
    EXPECT_THAT(ran.out + ran.err, Not(HasSubstr("hunter22")));
  }
}

TEST(Program, TellsHostileNamesHarmlessly) {
  RepoBuilder repo;
  const std::string name = "a\x1b[2J\nb\xff\xe2\x80\xaek.pem";
  repo.CommitFiles({{name, FakePem("ed25519", 1)}}, "\x1b]0;owned\x07 subject");
  for (const std::string& target : {repo.path().string(), repo.path().string() + "/" + name}) {
    const ProcessResult text = Packrake({"scan", target});
    EXPECT_EQ(text.exit_status, 1) << text.err;
    EXPECT_THAT(text.out + text.err, AllOf(Not(HasSubstr("\x1b")), Not(HasSubstr("\x07")), Not(HasSubstr("\xff")),
                                           Not(HasSubstr("\xe2\x80\xae"))));
    const ProcessResult lines = Packrake({"scan", "-f", "jsonl", target});
    EXPECT_TRUE(Complete(lines)) << lines.out;
  }
}

TEST(Program, AnotherUsersFilesAreReadOrNamed) {
  if (::geteuid() != 0) GTEST_SKIP() << "only root can become somebody else";
  const std::vector<std::string> nobody = {"setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"};
  RepoBuilder repo;
  repo.CommitFiles({{"a", "nothing here\n"}, {"closed", "nothing here, either\n"}});
  namespace fs = std::filesystem;
  fs::permissions(repo.folder(), fs::perms::others_read | fs::perms::others_exec, fs::perm_options::add);
  // Owned by root: git itself would refuse it (safe.directory), and HOME is not to be read.
  const ProcessResult history = Packrake({"scan", "-f", "jsonl", repo.path()}, nobody, {"HOME=/root"});
  EXPECT_EQ(history.exit_status, 0) << history.err;
  EXPECT_TRUE(Complete(history));
  fs::permissions(repo.path() / "closed", fs::perms::none);
  const ProcessResult files = Packrake({"dir", "-f", "jsonl", repo.path()}, nobody);
  EXPECT_EQ(files.exit_status, 3);
  EXPECT_THAT(files.out, HasSubstr("{\"object\":\"closed\",\"reason\":\"Permission denied\"}"));
  fs::permissions(repo.git_dir() / "objects", fs::perms::none);
  EXPECT_EQ(Packrake({"scan", repo.path()}, nobody).exit_status, 3);
}

}  // namespace
}  // namespace packrake
