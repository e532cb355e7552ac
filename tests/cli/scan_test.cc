#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>

#include "base/json.h"
#include "cli/exit_status.h"
#include "cli/fake_backend.h"
#include "support/fake_secrets.h"
#include "support/temp_folder.h"

namespace packrake::cli {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

TEST(ExitStatus, LetsTheGraverWin) {
  struct Row {
    Outcome outcome;
    int expected;
  };
  const Row rows[] = {
      {{}, 0},
      {{.findings = true}, 7},
      {{.incomplete = true}, 3},
      {{.incomplete = true, .findings = true}, 3},
      {{.usage_error = true}, 2},
      {{.usage_error = true, .incomplete = true, .findings = true}, 2},
      {{.interrupted = true}, 130},
      {{.interrupted = true, .usage_error = true, .incomplete = true, .findings = true}, 130},
  };
  for (const Row& row : rows) EXPECT_EQ(ExitStatus(row.outcome, 7), row.expected);
  EXPECT_EQ(ExitStatus({.findings = true}), 1);
}

FakeTarget WithFinding() {
  FakeTarget target;
  target.findings = {FakeFinding("key.pem", FakeRandom("alnum", 30, 1), "src/a.py")};
  return target;
}

FakeTarget Damaged() {
  FakeTarget target = WithFinding();
  target.completeness.missing = {1, {{"0123", "not there"}}};
  return target;
}

TEST(RunScan, ExitsAsTheScanWent) {
  FakeBackend backend;
  backend.targets["clean"] = {};
  backend.targets["dirty"] = WithFinding();
  backend.targets["damaged"] = Damaged();
  backend.targets["sha256"].open_error = Error{ErrorCode::kUnsupported, "sha256: its objects have SHA-256 names"};
  backend.targets["broken"].scan_error = Error{ErrorCode::kUnreadable, "broken: cannot be read"};
  FakeTarget stopped = WithFinding();
  stopped.interrupt = true;
  backend.targets["stopped"] = stopped;
  struct Row {
    std::vector<std::string> words;
    int status;
  };
  const Row rows[] = {
      {{"scan", "clean"}, 0},
      {{"scan", "dirty"}, 1},
      {{"scan", "dirty", "--exit-code", "0"}, 0},
      {{"scan", "dirty", "--exit-code", "42"}, 42},
      {{"scan", "damaged"}, 3},
      {{"scan", "damaged", "--exit-code", "42"}, 3},
      {{"scan", "nowhere"}, 3},
      {{"scan", "broken"}, 3},
      {{"scan", "sha256"}, 2},
      {{"scan", "damaged", "sha256"}, 2},
      {{"scan", "stopped"}, 130},
      {{"scan", "stopped", "sha256"}, 130},
      {{"scan", "clean", "--frmat", "json"}, 2},
      {{"scan", "clean", "--enable-rule", "no.such"}, 2},
      {{"scan", "clean", "-c", "/no/such.yaml"}, 2},
      {{"scan", "clean", "-b", "/no/such.json"}, 2},
      {{"scan", "clean", "-i", "/no/such"}, 2},
      {{"scan", "clean", "--wordlist", "/no/such"}, 2},
      {{"scan", "clean", "--fingerprint-key", "/no/such"}, 2},
      {{"scan", "clean", "-o", "/no/such/folder/out.json"}, 2},
      {{"scan", "clean", "--rules", "/no/such"}, 2},
  };
  for (const Row& row : rows) {
    const Ran ran = RunWith(backend, row.words);
    EXPECT_EQ(ran.status, row.status) << testing::PrintToString(row.words) << ran.err;
    EXPECT_TRUE(row.status != 2 || !ran.err.empty());
  }
}

TEST(RunScan, NamesTheOptionWhoseFileIsNotThere) {
  FakeBackend backend;
  backend.targets["."] = {};
  struct Row {
    const char* option;
    const char* value;
    const char* message;
  };
  const Row rows[] = {
      {"--config", "/no/such", "packrake: --config: /no/such: No such file or directory\n"},
      {"--baseline", "/no/such", "packrake: --baseline: /no/such: No such file or directory\n"},
      {"--ignore-path", "/no/such", "packrake: --ignore-path: /no/such: No such file or directory\n"},
      {"--rules", "/no/such", "packrake: --rules: /no/such: No such file or directory\n"},
      {"--fingerprint-key", "/no/such", "packrake: --fingerprint-key: /no/such: No such file or directory\n"},
      {"--wordlist", "/no/such", "packrake: --wordlist: /no/such: there is no such file\n"},
      {"--enable-rule", "no.such", "packrake: --enable-rule: there is no rule 'no.such'\n"},
      {"--disable-rule", "no.such", "packrake: --disable-rule: there is no rule 'no.such'\n"},
      {"--redact=200", "x", "packrake: --redact: '200' is not a number from 0 to 100\n"},
  };
  for (const Row& row : rows) {
    const Ran ran = RunWith(backend, {"scan", row.option, row.value});
    EXPECT_EQ(ran.status, 2);
    EXPECT_EQ(ran.err, row.message);
    EXPECT_THAT(ran.out, IsEmpty());
  }
}

TEST(RunScan, GoesOnAfterATargetThatFailsAndNamesIt) {
  FakeBackend backend;
  backend.targets["dirty"] = WithFinding();
  const Ran ran = RunWith(backend, {"scan", "nowhere", "dirty", "-f", "jsonl"});
  EXPECT_EQ(ran.status, 3);
  EXPECT_THAT(ran.out, HasSubstr("\"failed_targets\":[\"nowhere: no such file"));
  EXPECT_THAT(ran.out, HasSubstr("\"path\":\"src/a.py\""));
  EXPECT_THAT(ran.out, HasSubstr("\"complete\":false"));
}

TEST(RunScan, ReportsWhatItDidBeforeItWasInterrupted) {
  FakeBackend backend;
  FakeTarget stopped = WithFinding();
  stopped.interrupt = true;
  backend.targets["a"] = stopped;
  backend.targets["b"] = WithFinding();
  const Ran ran = RunWith(backend, {"scan", "a", "b", "-f", "jsonl"});
  EXPECT_EQ(ran.status, 130);
  EXPECT_THAT(ran.out, HasSubstr("\"interrupted\":true"));
  EXPECT_THAT(ran.out, HasSubstr("b: not scanned: interrupted"));
  EXPECT_THAT(backend.opened, ElementsAre("scan a"));
}

TEST(RunScan, ScansTheCurrentFolderWhenNoTargetIsGiven) {
  FakeBackend backend;
  backend.targets["."] = {};
  backend.targets["-"] = {};
  for (const char* verb : {"scan", "git", "dir", "stdin"}) RunWith(backend, {verb});
  EXPECT_THAT(backend.opened, ElementsAre("scan .", "git .", "dir .", "stdin -"));
}

TEST(RunScan, HandsItsOptionsOn) {
  FakeBackend backend;
  backend.targets["."] = {};
  RunWith(backend, {"scan", "--no-delta", "--no-pack", "--verify-objects", "--skip-binary", "--max-blob-size", "1M",
                    "--tips", "--no-unreachable", "--hints", "--prove-budget", "0", "--no-inline-allow", "-j", "2"});
  const ScanOptions& options = backend.last_options;
  EXPECT_FALSE(options.read.use_deltas || options.read.use_packs || options.unreachable || options.inline_allow);
  EXPECT_TRUE(options.read.verify_objects && options.read.skip_binary && options.read.all_tips && options.hints);
  EXPECT_EQ(options.read.max_blob_size, 1u << 20);
  EXPECT_EQ(options.prove_budget_seconds, 0);
  RunWith(backend, {"scan", "--no-target-config"});
  EXPECT_FALSE(backend.last_options.inline_allow) << "inline comments are the target's, too";
}

TEST(RunScan, ChoosesTheFormatByTheEndingOfTheFile) {
  const TempFolder folder;
  FakeBackend backend;
  backend.targets["."] = WithFinding();
  const std::string jsonl = folder.path() / "r.jsonl";
  const std::string json = folder.path() / "r.json";
  const std::string text = folder.path() / "r.txt";
  for (const std::string& path : {jsonl, json, text}) {
    const Ran ran = RunWith(backend, {"scan", "-o", path});
    EXPECT_EQ(ran.status, 1);
    EXPECT_THAT(ran.out, IsEmpty());
    EXPECT_THAT(ran.err, HasSubstr("1 finding; the scan is complete; the report is in"));
  }
  EXPECT_EQ(ReadTestFile(jsonl).find("{\"type\":\"finding\""), 0u);
  EXPECT_TRUE(ParseJson(ReadTestFile(json)));
  EXPECT_THAT(ReadTestFile(text), HasSubstr("Summary"));
  std::size_t files = 0;
  for ([[maybe_unused]] const auto& entry : std::filesystem::directory_iterator(folder.path())) ++files;
  EXPECT_EQ(files, 3u) << "no temporary file is left";
}

TEST(RunScan, KeepsReportsThatShowSecretsToTheirOwner) {
  const TempFolder folder;
  FakeBackend backend;
  backend.targets["."] = WithFinding();
  const std::string path = folder.path() / "r.json";
  RunWith(backend, {"scan", "--show-secrets", "-o", path});
  EXPECT_EQ(std::filesystem::status(path).permissions() & std::filesystem::perms::mask,
            std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
  EXPECT_THAT(ReadTestFile(path), HasSubstr(FakeRandom("alnum", 30, 1)));
}

TEST(RunScan, LeavesAnOldReportWhenTheCommandLineIsWrong) {
  const TempFolder folder;
  const std::string path = folder.path() / "r.json";
  WriteTestFile(path, "old");
  FakeBackend backend;
  RunWith(backend, {"scan", "-o", path, "--enable-rule", "no.such"});
  EXPECT_EQ(ReadTestFile(path), "old");
}

TEST(RunScan, SaysIncompleteWhenTheReportCannotBeWritten) {
  FakeBackend backend;
  backend.targets["."] = {};
  if (!std::filesystem::exists("/dev/full")) GTEST_SKIP();
  const Ran ran = RunWith(backend, {"scan", "-o", "/dev/full"});
  EXPECT_EQ(ran.status, 3);
  EXPECT_THAT(ran.err, HasSubstr("could not be written"));
}

TEST(RunScan, HonoursWhatTheTargetSuppressesAndSaysSo) {
  FakeBackend backend;
  backend.targets["."] = WithFinding();
  auto& files = backend.targets["."].files;
  struct Row {
    const char* file;
    const char* text;
    const char* by;
  };
  const std::string value = "allow:\n  values: [" + FakeRandom("alnum", 30, 1) + "]\n";
  const Row rows[] = {
      {".packrakeignore", "# ours\nsrc/*.py\n", ".packrakeignore:2"},
      {".gitleaksignore", "src/a.py:private-key:7\n", ".gitleaksignore:1"},
      {".packrake.yaml", "ignore: [src/**]\n", ".packrake.yaml:1"},
      {".packrake.yaml", "disable-rule: key.*\n", ".packrake.yaml:1"},
      {".packrake.yaml", value.c_str(), ".packrake.yaml:1"},
  };
  for (const Row& row : rows) {
    files = {{row.file, row.text}};
    const Ran honoured = RunWith(backend, {"scan", "-f", "jsonl"});
    EXPECT_EQ(honoured.status, 0) << row.text << honoured.err;
    EXPECT_THAT(honoured.out, HasSubstr("\"suppressed_by\":{\"" + std::string(row.by) + "\":1}"));
    EXPECT_THAT(honoured.out, HasSubstr(std::string(row.file) + " of the target was honoured"));
    EXPECT_EQ(RunWith(backend, {"scan", "--no-target-config"}).status, 1);
  }
}

TEST(RunScan, TakesNothingFromTheTargetButSuppression) {
  FakeBackend backend;
  backend.targets["."] = WithFinding();
  backend.targets["."].files = {
      {".packrake.yaml", "exit-code: 0\nmax-blob-size: 1\nrules: [evil.yaml]\nmin-severity: critical\n"}};
  const Ran ran = RunWith(backend, {"scan", "-f", "jsonl"});
  EXPECT_EQ(ran.status, 1);
  EXPECT_EQ(backend.last_options.read.max_blob_size, 0u);
  EXPECT_THAT(ran.out, HasSubstr("exit-code, max-blob-size, rules, min-severity not honoured"));
}

TEST(RunScan, PassesOverATargetConfigurationThatIsWrong) {
  FakeBackend backend;
  backend.targets["."] = WithFinding();
  for (const auto& [file, text] :
       {std::pair(".packrake.yaml", "ignore: [a\n"), std::pair(".packrakeignore", "pr1:zz\n")}) {
    backend.targets["."].files = {{file, text}};
    const Ran ran = RunWith(backend, {"scan"});
    EXPECT_EQ(ran.status, 1);
    EXPECT_THAT(ran.out, HasSubstr("the target's own file was not honoured"));
  }
}

TEST(RunScan, LeavesTheTargetsConfigurationWhenTheUserHasOne) {
  const TempFolder folder;
  const std::string conf = folder.path() / "c.yaml";
  WriteTestFile(conf, "hints: true\n");
  FakeBackend backend;
  backend.targets["."] = WithFinding();
  backend.targets["."].files = {{".packrake.yaml", "ignore: ['**']\n"}};
  EXPECT_EQ(RunWith(backend, {"scan", "-c", conf}).status, 1);
}

TEST(RunScan, SuppressesWhatItsOwnReportLists) {
  const TempFolder folder;
  FakeBackend backend;
  backend.targets["."] = WithFinding();
  for (const char* name : {"r.json", "r.jsonl"}) {
    const std::string path = folder.path() / name;
    EXPECT_EQ(RunWith(backend, {"scan", "-o", path, "--redact"}).status, 1);
    const Ran again = RunWith(backend, {"scan", "-b", path});
    EXPECT_EQ(again.status, 0) << again.err;
    EXPECT_THAT(again.out, HasSubstr("suppressed"));
  }
}

TEST(RunScan, RefusesABaselineWithOtherFingerprints) {
  const TempFolder folder;
  const std::string path = folder.path() / "r.json";
  WriteTestFile(folder.path() / "key", FakeRandom("hex", 64, 9) + "\n");
  FakeBackend backend;
  backend.targets["."] = WithFinding();
  RunWith(backend, {"scan", "-o", path});
  const Ran ran = RunWith(backend, {"scan", "-b", path, "--fingerprint-key", folder.path() / "key"});
  EXPECT_EQ(ran.status, 2);
  EXPECT_THAT(ran.err, HasSubstr("made with a public key"));
}

TEST(RunScan, ReadsTheFingerprintKeyWithoutItsLineEnd) {
  const TempFolder folder;
  WriteTestFile(folder.path() / "key", "0123456789abcdef\n");
  WriteTestFile(folder.path() / "short", "0123\n");
  FakeBackend backend;
  backend.targets["."] = {};
  EXPECT_EQ(RunWith(backend, {"scan", "--fingerprint-key", folder.path() / "key"}).status, 0);
  EXPECT_EQ(backend.last_options.fingerprint_key, "0123456789abcdef");
  EXPECT_EQ(RunWith(backend, {"scan", "--fingerprint-key", folder.path() / "short"}).status, 2);
}

TEST(RunScan, ColoursNothingThatIsNoTerminal) {
  FakeBackend backend;
  backend.targets["."] = WithFinding();
  EXPECT_THAT(RunWith(backend, {"scan"}).out, Not(HasSubstr("\x1b[")));
}

TEST(RunScan, ColoursATerminalUnlessToldNotTo) {
  const auto run = [](const std::vector<std::string>& words, bool no_color) {
    FakeBackend backend;
    backend.targets["."] = WithFinding();
    std::istringstream in;
    std::ostringstream out;
    std::ostringstream err;
    Surroundings surroundings{
        in, out, err, true, false, 100, [no_color](const char* name) {
          return no_color && std::string_view(name) == "NO_COLOR" ? std::optional<std::string>("1") : std::nullopt;
        }};
    cli::Run(words, backend, surroundings);
    return out.str();
  };
  EXPECT_THAT(run({"scan"}, false), HasSubstr("\x1b["));
  EXPECT_THAT(run({"scan", "--no-color"}, false), Not(HasSubstr("\x1b[")));
  EXPECT_THAT(run({"scan"}, true), Not(HasSubstr("\x1b[")));
}

TEST(RunScan, NamesTheRulesItLeftOut) {
  const TempFolder folder;
  WriteTestFile(folder.path() / "r.yaml", "rules:\n  - id: acme.x\n    pattern: '('\n");
  FakeBackend backend;
  backend.targets["."] = {};
  const Ran ran = RunWith(backend, {"scan", "--rules", folder.path() / "r.yaml"});
  EXPECT_EQ(ran.status, 0) << ran.err;
  EXPECT_THAT(ran.out, HasSubstr("left out"));
}

}  // namespace
}  // namespace packrake::cli
