#include "report/sample_report.h"

#include <gtest/gtest.h>

#include <sstream>
#include <utility>

#include "base/digest.h"
#include "findings/assemble.h"
#include "findings/fingerprint.h"
#include "support/fake_secrets.h"

namespace packrake {
namespace {

constexpr std::int64_t kDay = 86400;
constexpr std::int64_t kFirstDay = 1'551'434'400;  // 2019-03-01T10:00:00Z

ObjectId IdOf(std::string_view name) {
  const Sha1Digest digest = Sha1(name);
  return ObjectId::FromRaw({reinterpret_cast<const char*>(digest.data()), digest.size()});
}

Rule SampleRule(std::string id, std::string name, std::string remediation) {
  Rule rule;
  rule.id = std::move(id);
  rule.name = std::move(name);
  rule.description = "Whoever has it can make tokens that every check accepts.";
  rule.remediation = std::move(remediation);
  rule.references = {"RFC 7518 section 3.2", "RFC 8725"};
  rule.cwe = {"CWE-798"};
  return rule;
}

}  // namespace

CommitSummary SampleCommit(int seed, std::string subject) {
  CommitSummary commit;
  commit.id = IdOf("commit " + std::to_string(seed));
  commit.author_name = "Jane Doe";
  commit.author_email = "jane@example.org";
  commit.subject = std::move(subject);
  commit.author_time = kFirstDay + seed * kDay;
  commit.committer_time = commit.author_time;
  return commit;
}

Location SampleLocation(std::string path, std::uint64_t line, int seed) {
  Location location;
  location.object = IdOf("blob " + path + std::to_string(seed));
  location.path = std::move(path);
  location.line = line;
  location.end_line = line;
  location.column = 9;
  location.commit = SampleCommit(seed, "add the login service");
  location.reach = Reach::kHead;
  return location;
}

Finding SampleFinding(Severity severity, std::string_view secret, std::string path) {
  Finding finding;
  finding.rule = "jwt.secret.call";
  finding.family = "hmac-secret";
  finding.name = "JWT secret written into a call";
  finding.severity = severity;
  finding.score = 20.0 * static_cast<double>(severity) + 10;
  finding.reasons = {{"jwt.secret.call is critical", 88}, {"still there at HEAD", 3}};
  finding.fingerprint = FingerprintOf("", finding.family, secret);
  finding.secret = Secret(secret);
  finding.entropy_bits_per_byte = 4.25;
  finding.tags = {"jwt"};
  finding.locations = {SampleLocation(std::move(path), 14, 1)};
  finding.locations[0].at_head = finding.locations[0].at_tips = true;
  finding.locations[0].context = "token = jwt.encode(claims, \"" + finding.secret.Redacted() + "\", \"HS256\")";
  finding.at_head = finding.at_tips = true;
  finding.first_seen = finding.locations[0].commit->committer_time;
  finding.lifetime_days = 2821.4;
  finding.ref_count = 14;
  finding.refs = {"refs/heads/main", "refs/heads/release/1", "refs/remotes/origin/main", "refs/tags/v1",
                  "refs/tags/v2"};
  return finding;
}

Report SampleReport() {
  ScanResult target;
  target.target = "/srv/git/shop.git";
  target.kind = "git";

  Finding proved =
      SampleFinding(Severity::kCritical, FakeRandom("alnum", 32, 1), "services/login/app/config/production.py");
  proved.score = 100;
  proved.evidence = {{"signature", "signs the HS256 token at web/session.txt:3"}};
  proved.locations[0].related = {{20, 5, "reaches jwt.encode here"}};
  for (int i = 2; i < 8; ++i)
    proved.locations.push_back(SampleLocation("deploy/stage" + std::to_string(i) + ".env", 3, i));
  proved.locations[1].removed_in = SampleCommit(90, "read the secret from the environment");

  Finding token = SampleFinding(Severity::kHigh, FakeRandom("base64url", 180, 2), "k8s/secret.yaml");
  token.rule = "jwt.token.signed";
  token.family = "jwt-token";
  token.name = "Signed JSON Web Token";
  token.facts = {{"alg", "HS256"}, {"iss", "https://login.example.org/"}, {"role", "admin"}, {"expired", "no"}};
  token.locations[0].decoded_from = {"base64"};
  token.locations[0].at_head = token.locations[0].at_tips = token.at_head = token.at_tips = false;
  token.locations[0].removed_in =
      SampleCommit(400, "clean up the manifests and move what was in them to the vault of the platform team");
  token.last_removed = token.locations[0].removed_in->committer_time;
  token.lifetime_days = 399;
  token.confidence = Confidence::kMedium;

  Finding call = SampleFinding(Severity::kHigh, "", "web/auth.js");
  call.rule = "jwt.misuse.no-signature-check";
  call.family = "jwt-misuse";
  call.name = "Token read without checking its signature";
  call.locations[0].context = "const claims = jwt.decode(token)";
  call.score = 68;

  Finding message = SampleFinding(Severity::kLow, FakeRandom("alnum", 24, 3), "");
  message.rule = "jwt.token.signed";
  message.name = "Signed JSON Web Token";
  message.locations[0].where = Where::kCommitMessage;
  message.locations[0].at_head = message.locations[0].at_tips = message.at_head = message.at_tips = false;
  message.locations[0].reach = Reach::kUnreachable;

  Finding allowed = SampleFinding(Severity::kHigh, FakeRandom("alnum", 24, 4), "docs/guide.md");
  allowed.suppressed_by = allowed.locations[0].suppressed_by = ".packrakeignore:3";

  target.findings = {proved, token, call, message};
  target.suppressed = {allowed};
  target.suppressed_counts = {
      {".packrakeignore:3", 1}, {std::string(kHint), 31}, {std::string(kUnsafeUseNotAtTips), 7}};
  target.proof = {7, 2, 1234, false};
  Completeness& statement = target.completeness;
  statement.objects[0] = {12345, 12339, {{"larger than --max-blob-size", 4}}};
  statement.objects[1] = {5678, 5678, {}};
  statement.objects[2] = {3456, 3456, {}};
  statement.objects[3] = {12, 12, {}};
  statement.missing = {1, {{IdOf("missing").hex(), "named by tree " + IdOf("tree").hex()}}};
  statement.unreadable = {1, {{IdOf("damaged").hex(), "the stored bytes do not inflate"}}};
  statement.lfs_pointers = 2;
  statement.submodules = 1;
  statement.notes = {"shallow clone: the parents of 3 commits are not in the store"};

  Report report;
  report.version = "0.1.0";
  report.rules_digest = Sha256Hex("rules");
  report.fingerprint_key = "public";
  report.started = "2026-11-22T16:00:00Z";
  report.seconds = 12.5;
  report.targets = {target};
  report.rules = {
      SampleRule(
          "jwt.secret.call", "JWT secret written into a call",
          "Replace the secret first: find who else uses it, make a new one, and end what it protected. Then read it "
          "from the environment or a vault, and last take it out of history."),
      SampleRule("jwt.token.signed", "Signed JSON Web Token",
                 "End the session or key that the token belongs to. Then remove it."),
      SampleRule("jwt.misuse.no-signature-check", "Token read without checking its signature",
                 "Verify the token with a fixed algorithm."),
  };
  report.skipped_rules = {{"acme.key", "extra.yaml:7", "the pattern has no literal of three bytes"}};
  report.notes = {".packrakeignore of the target suppressed 1 location"};
  return report;
}

std::vector<std::string> SecretsOf(const Report& report) {
  std::vector<std::string> secrets;
  for (const ScanResult& target : report.targets) {
    for (const auto* list : {&target.findings, &target.suppressed}) {
      for (const Finding& finding : *list) {
        if (!finding.secret.empty()) secrets.emplace_back(finding.secret.Reveal());
      }
    }
  }
  return secrets;
}

std::string Written(std::string_view format, const Report& report, const ReportOptions& options) {
  std::ostringstream out;
  const Status status = WriteReport(format, report, options, out);
  EXPECT_TRUE(status) << (status ? "" : status.error().message);
  return out.str();
}

TEST(SampleReport, IsTheSameEveryTime) {
  EXPECT_EQ(Written("jsonl", SampleReport()), Written("jsonl", SampleReport()));
}

}  // namespace packrake
