#include "cli/commands.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "cli/fake_backend.h"
#include "support/fake_secrets.h"
#include "support/temp_folder.h"

namespace packrake::cli {
namespace {

using testing::HasSubstr;
using testing::Not;

TEST(RunRulesList, ListsTheRulesInForce) {
  FakeBackend backend;
  const Ran ran = RunWith(backend, {"rules", "list", "--disable-rule", "jwt.secret.call"});
  EXPECT_EQ(ran.status, 0);
  EXPECT_THAT(ran.out, HasSubstr("jwt.token.signed  high      high    the rule jwt.token.signed\n"));
  EXPECT_THAT(ran.out, Not(HasSubstr("jwt.secret.call")));
}

TEST(RunRulesShow, ShowsWhatToDo) {
  FakeBackend backend;
  const Ran ran = RunWith(backend, {"rules", "show", "key.pem"});
  EXPECT_EQ(ran.status, 0);
  EXPECT_THAT(ran.out, HasSubstr("Replace it. Then remove it."));
  EXPECT_THAT(ran.out, HasSubstr("packrake_"));
  const Ran wrong = RunWith(backend, {"rules", "show", "key.pme"});
  EXPECT_EQ(wrong.status, 2);
  EXPECT_THAT(wrong.err, HasSubstr("did you mean 'key.pem'?"));
}

TEST(RunRulesCheck, RefusesWithTheReason) {
  const TempFolder folder;
  WriteTestFile(folder.path() / "bad.yaml",
                "rules:\n  - id: acme.x\n    family: custom\n    name: x\n    description: x\n    severity: low\n"
                "    confidence: low\n    pattern: '(?P<secret>[a-z]+)'\n");
  FakeBackend backend;
  const Ran ran = RunWith(backend, {"rules", "check", folder.path()});
  EXPECT_EQ(ran.status, 2);
  EXPECT_THAT(ran.out, HasSubstr("bad.yaml:2: rule acme.x: "));
  EXPECT_THAT(ran.out, HasSubstr("1 refused"));
  EXPECT_EQ(RunWith(backend, {"rules", "check", "/no/such"}).status, 2);
}

TEST(RunRulesCheck, FindsAnExampleThatTheRuleDoesNotFind) {
  const TempFolder folder;
  WriteTestFile(folder.path() / "r.yaml",
                "rules:\n  - id: acme.x\n    family: custom\n    name: x\n    description: x\n    severity: low\n"
                "    confidence: low\n    pattern: '(?P<secret>acme_[a-z]{8})'\n    examples: ['nothing here']\n");
  FakeBackend backend;
  backend.targets["-"] = {};  // every text is clean to it
  const Ran ran = RunWith(backend, {"rules", "check", folder.path()});
  EXPECT_EQ(ran.status, 2);
  EXPECT_THAT(ran.out, HasSubstr("example 1 is not found"));
}

Finding WithLife() {
  Finding finding = FakeFinding("key.pem", FakeRandom("alnum", 30, 1), "src/a.py");
  finding.evidence = {{"signature", "signs the token at b.txt:1"}};
  finding.facts = {{"alg", "HS256"}};
  CommitSummary commit;
  commit.id = *ObjectId::FromHex(std::string(40, 'a'));
  commit.author_name = "Jane Doe";
  commit.subject = "add it";
  commit.committer_time = 1'551'434'400;
  finding.locations[0].commit = commit;
  commit.id = *ObjectId::FromHex(std::string(40, 'b'));
  commit.committer_time += 86400 * 10;
  finding.locations[0].removed_in = commit;
  return finding;
}

TEST(RunExplain, TellsTheWholeStoryFromEitherFormat) {
  const TempFolder folder;
  FakeBackend backend;
  backend.targets["."].findings = {WithLife()};
  for (const char* name : {"r.json", "r.jsonl"}) {
    const std::string path = folder.path() / name;
    ASSERT_EQ(RunWith(backend, {"scan", "-o", path}).status, 1);
    const std::string fingerprint = WithLife().fingerprint;
    for (const std::string& start : {fingerprint, fingerprint.substr(0, 12), fingerprint.substr(4, 8)}) {
      const Ran ran = RunWith(backend, {"explain", start, path});
      EXPECT_EQ(ran.status, 0) << ran.err;
      for (const char* part :
           {"src/a.py:7", "signs the token at b.txt:1", "alg HS256", "Replace it. Then remove it.", "Why it matters",
            "2019-03-01", "comes into src/a.py:7 with aaaaaaaaaa by Jane Doe \"add it\"", "2019-03-11",
            "goes out of src/a.py with bbbbbbbbbb", "no tip has it"}) {
        EXPECT_THAT(ran.out, HasSubstr(part));
      }
      EXPECT_THAT(ran.out, Not(HasSubstr(FakeRandom("alnum", 30, 1))));
    }
  }
}

TEST(RunExplain, SaysWhyItCannot) {
  const TempFolder folder;
  FakeBackend backend;
  backend.targets["."].findings = {WithLife()};
  const std::string path = folder.path() / "r.json";
  RunWith(backend, {"scan", "-o", path});
  WriteTestFile(folder.path() / "other.json", "[]");
  EXPECT_THAT(RunWith(backend, {"explain", "pr1:ffff", path}).err,
              HasSubstr("no finding's fingerprint begins with pr1:ffff"));
  EXPECT_THAT(RunWith(backend, {"explain", "pr1:0", folder.path() / "other.json"}).err, HasSubstr("it has no summary"));
  EXPECT_EQ(RunWith(backend, {"explain", "pr1:0", folder.path() / "none.json"}).status, 2);
  backend.targets["."].findings.push_back(FakeFinding("key.pem", FakeRandom("alnum", 35, 2), "b.py"));
  RunWith(backend, {"scan", "-o", path});
  EXPECT_THAT(RunWith(backend, {"explain", "pr1:0", path}).err, HasSubstr("several findings"));
}

TEST(RunVersion, NamesItsPartsAndRules) {
  FakeBackend backend;
  const Ran ran = RunWith(backend, {"version"});
  EXPECT_EQ(ran.status, 0);
  for (const char* part : {"packrake " PACKRAKE_VERSION, "yperscan", "libgit2", "OpenSSL", "3 built in"})
    EXPECT_THAT(ran.out, HasSubstr(part));
}

TEST(Run, StripsWhatATerminalWouldObeyFromItsErrors) {
  FakeBackend backend;
  EXPECT_THAT(RunWith(backend, {"scan", "a\x1b[2Jb"}).err, Not(HasSubstr("\x1b")));
}

TEST(Run, HelpsOnStdoutAndComplainsOnStderr) {
  FakeBackend backend;
  const Ran help = RunWith(backend, {"--help"});
  EXPECT_EQ(help.status, 0);
  EXPECT_THAT(help.out, HasSubstr("scan"));
  const Ran nothing = RunWith(backend, {});
  EXPECT_EQ(nothing.status, 2);
  EXPECT_EQ(nothing.out, "");
  EXPECT_THAT(nothing.err, HasSubstr("a command is missing"));
}

}  // namespace
}  // namespace packrake::cli
