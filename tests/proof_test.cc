// Proof over a whole repository: the token stands in one commit, what signed it in another.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <sstream>
#include <string>

#include "base/base64.h"
#include "base/hex.h"
#include "base/json.h"
#include "packrake/report.h"
#include "packrake/scan.h"
#include "rules/builtin.h"
#include "source/open.h"
#include "support/fake_secrets.h"
#include "support/repo_builder.h"

namespace packrake {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

/// A string that no rule takes for a secret.
std::string Ordinary(std::uint64_t seed) { return "the quick brown " + FakeRandom("lower", 9, seed); }

std::string TokenSignedWith(std::string_view secret, std::string_view subject = "1") {
  return SignHmac("HS256", secret, R"({"alg":"HS256","typ":"JWT"})",
                  "{\"sub\":\"" + std::string(subject) + "\",\"iat\":1700000000}");
}

struct Options {
  double budget = 60;
  int threads = 1;
};

Report ScanOf(const RepoBuilder& repo, const Options& chosen = {}) {
  auto source = OpenHistory(repo.path().string());
  auto engine = Engine::Create(BuiltinRules().value());
  ScanControl control;
  ScanOptions options;
  options.hints = true;
  options.read.threads = chosen.threads;
  options.prove_budget_seconds = chosen.budget;
  auto result = Scan(**source, **engine, options, control);
  Report report;
  report.version = "0";
  report.rules_digest = std::string(64, '0');
  report.fingerprint_key = "public";
  report.started = "2026-01-01T00:00:00Z";
  report.targets.push_back(*std::move(result));
  return report;
}

/// The report as scripts read it: one record a line, the summary last.
std::vector<Json> RecordsOf(const Report& report) {
  std::ostringstream out;
  EXPECT_TRUE(WriteReport("jsonl", report, {}, out));
  std::vector<Json> records;
  std::istringstream lines(out.str());
  for (std::string line; std::getline(lines, line);) records.push_back(ParseJson(line).value());
  return records;
}

/// The record of the finding that stands at `path`; null when there is none.
const Json* RecordAt(const std::vector<Json>& records, std::string_view path, std::string_view family) {
  for (const Json& record : records) {
    if (record.Find("family") == nullptr || record.Find("family")->AsString() != family) continue;
    for (const Json& location : record.Find("locations")->items()) {
      if (location.Find("path")->AsString() == path) return &record;
    }
  }
  return nullptr;
}

std::string EvidenceOf(const Json& record) {
  std::string text;
  for (const Json& evidence : record.Find("evidence")->items()) text += evidence.Find("text")->AsString() + "\n";
  return text;
}

/// An ordinary string of an old commit, long gone, that signs a token which came later.
class OldLiteral : public testing::Test {
 protected:
  OldLiteral() {
    introduced_ = repo_.CommitFiles({{"lib/greeting.py", "import os\nGREETING = \"" + secret_ + "\"\n"}, {"a", "1"}});
    repo_.CommitFiles({{"lib/greeting.py", "import os\nGREETING = \"" + secret_ + "\"\n# an edit\n"}});
    repo_.Remove("lib/greeting.py");
    removed_ = repo_.Commit("clean up");
    repo_.CommitFiles({{"docs/session.txt", "try it:\n" + TokenSignedWith(secret_) + "\n"}});
    repo_.Repack();
  }
  const std::string secret_ = Ordinary(1);
  RepoBuilder repo_;
  std::string introduced_;
  std::string removed_;
};

TEST_F(OldLiteral, ProvesATokenOfAnotherFileAndIsAFindingItself) {
  const std::vector<Json> records = RecordsOf(ScanOf(repo_));
  const Json* token = RecordAt(records, "docs/session.txt", "jwt-token");
  ASSERT_NE(token, nullptr);
  EXPECT_EQ(token->Find("severity")->AsString(), "critical");
  EXPECT_THAT(EvidenceOf(*token), HasSubstr("the secret at lib/greeting.py:2 makes its signature"));
  const Json* secret = RecordAt(records, "lib/greeting.py", "hmac-secret");
  ASSERT_NE(secret, nullptr);
  EXPECT_EQ(secret->Find("severity")->AsString(), "critical");
  EXPECT_THAT(EvidenceOf(*secret), HasSubstr("the token at docs/session.txt:2"));
  ASSERT_EQ(secret->Find("locations")->items().size(), 1U) << "an edit beside it is no new location";
  const Json& location = secret->Find("locations")->items().front();
  EXPECT_EQ(location.Find("commit")->AsString(), introduced_);
  EXPECT_EQ(location.Find("removed_in")->AsString(), removed_);
  EXPECT_EQ(location.Find("line")->AsInteger(), 2);
  const Json& proof = *records.back().Find("proof");
  EXPECT_EQ(proof.Find("tokens")->AsInteger(), 1);
  EXPECT_EQ(proof.Find("proved")->AsInteger(), 1);
  EXPECT_GE(proof.Find("literals")->AsInteger(), 1);
  EXPECT_EQ(proof.Find("exhausted")->AsBool(), true);
  for (const Json& record : records) EXPECT_THAT(record.Dump(), Not(HasSubstr(secret_)));
}

TEST_F(OldLiteral, IsNotTriedWithoutABudgetAndTheSummarySaysSo) {
  const std::vector<Json> records = RecordsOf(ScanOf(repo_, {.budget = 0}));
  const Json* token = RecordAt(records, "docs/session.txt", "jwt-token");
  ASSERT_NE(token, nullptr);
  EXPECT_THAT(EvidenceOf(*token), IsEmpty());
  EXPECT_EQ(RecordAt(records, "lib/greeting.py", "hmac-secret"), nullptr);
  const Json& proof = *records.back().Find("proof");
  EXPECT_EQ(proof.Find("proved")->AsInteger(), 0);
  EXPECT_EQ(proof.Find("literals")->AsInteger(), 0);
  EXPECT_EQ(proof.Find("exhausted")->AsBool(), false);
}

TEST_F(OldLiteral, IsFoundAlikeByAnyNumberOfThreads) {
  std::vector<std::string> one, four;
  for (const Json& record : RecordsOf(ScanOf(repo_))) one.push_back(record.Dump());
  for (const Json& record : RecordsOf(ScanOf(repo_, {.threads = 4}))) four.push_back(record.Dump());
  EXPECT_EQ(one, four);
}

TEST_F(OldLiteral, ASecondReadingCountsNothingTwice) {
  const Report with = ScanOf(repo_);
  const Report without = ScanOf(repo_, {.budget = 0});
  const Completeness& twice = with.targets[0].completeness;
  const Completeness& once = without.targets[0].completeness;
  for (int type = 0; type < kObjectTypes; ++type) {
    const auto i = static_cast<std::size_t>(type);
    EXPECT_EQ(twice.objects[i].listed, once.objects[i].listed) << type;
    EXPECT_EQ(twice.objects[i].read, once.objects[i].read) << type;
  }
  EXPECT_EQ(twice.notes, once.notes);
  const auto counter = [](const Report& report, std::string_view name) {
    for (const auto& [key, value] : report.targets[0].stats.counters) {
      if (key == name) return value;
    }
    return std::uint64_t{0};
  };
  for (const char* name : {"texts", "bytes seen"}) EXPECT_EQ(counter(with, name), counter(without, name)) << name;
}

TEST(Proof, AStringOfAClassFileProvesAToken) {
  RepoBuilder repo;
  const std::string secret = FakeRandom("base64url", 40, 5);
  // A constant of a class file: tag 1, the length in two bytes ('(' is 40), the bytes; then the next constant's tag.
  repo.CommitFiles({{"Main.class", std::string("\xCA\xFE\xBA\xBE\0\0\0\x34\x01\0(", 11) + secret + '\x08'}});
  repo.CommitFiles({{"t", TokenSignedWith(secret) + "\n"}});
  const std::vector<Json> records = RecordsOf(ScanOf(repo));
  const Json* token = RecordAt(records, "t", "jwt-token");
  ASSERT_NE(token, nullptr);
  EXPECT_THAT(EvidenceOf(*token), HasSubstr("the secret at Main.class:1 makes its signature"));
  EXPECT_NE(RecordAt(records, "Main.class", "hmac-secret"), nullptr);
}

TEST(Proof, ALineThatABinaryHasTooIsStillReadInAText) {
  // In Latin-1: as a string of a binary it is noise, in a text it is what somebody wrote.
  const std::string secret = "caf\xE9 " + FakeRandom("lower", 12, 6);
  const std::string line = "greeting = \"" + secret + "\"\n";
  for (const bool binary_first : {true, false}) {
    RepoBuilder repo;
    const std::string binary = std::string("\0\n", 2) + line;
    repo.CommitFiles({{"a", binary_first ? binary : line}});
    repo.CommitFiles({{"b", binary_first ? line : binary}});
    repo.CommitFiles({{"docs/t", TokenSignedWith(secret) + "\n"}});
    repo.Repack();
    const std::vector<Json> records = RecordsOf(ScanOf(repo));
    const Json* token = RecordAt(records, "docs/t", "jwt-token");
    ASSERT_NE(token, nullptr);
    EXPECT_THAT(EvidenceOf(*token), HasSubstr("makes its signature")) << binary_first;
  }
}

TEST(Proof, ALiteralOfACommitMessageProvesAToken) {
  RepoBuilder repo;
  const std::string secret = Ordinary(2);
  const std::string commit = repo.CommitFiles({{"a", "1"}}, "greet people\n\nnow with '" + secret + "' as promised");
  repo.CommitFiles({{"t", TokenSignedWith(secret) + "\n"}});
  const std::vector<Json> records = RecordsOf(ScanOf(repo));
  const Json* token = RecordAt(records, "t", "jwt-token");
  ASSERT_NE(token, nullptr);
  EXPECT_THAT(EvidenceOf(*token), HasSubstr("message of commit " + commit.substr(0, 10)));
}

TEST(Proof, NamesMessagesOfCommitsAndTagsByWhatTheyAre) {
  RepoBuilder repo;
  const std::string secret = Ordinary(3);
  repo.CommitFiles({{"app.py", "import jwt\njwt.encode({}, '" + secret + "', algorithm='HS256')\n"}});
  const std::string commit = repo.Commit("was\n\n" + TokenSignedWith(secret, "commit"));
  repo.Tag("v1", "HEAD", "release\n\n" + TokenSignedWith(secret, "tag"));
  const std::vector<Json> records = RecordsOf(ScanOf(repo));
  const Json* found = RecordAt(records, "app.py", "hmac-secret");
  ASSERT_NE(found, nullptr);
  EXPECT_THAT(EvidenceOf(*found), AllOf(HasSubstr("the token at message of commit " + commit.substr(0, 10) + "\n"),
                                        HasSubstr("the token at message of tag v1\n")));
}

TEST(Proof, APassphraseBesideAnEncryptedKeyOpensIt) {
  RepoBuilder repo;
  repo.CommitFiles({{"conf/jwt/private.pem", FakePem("rsa-encrypted", 1)},
                    {"conf/jwt/README", "phrase: \"" + FakePassphrase(1) + "\"\n"},
                    {"elsewhere/x", "phrase: \"" + FakePassphrase(2) + "\"\n"}});
  repo.Remove("conf/jwt/README");
  repo.Commit("tidy");
  const std::vector<Json> records = RecordsOf(ScanOf(repo));
  const Json* key = RecordAt(records, "conf/jwt/private.pem", "private-key");
  ASSERT_NE(key, nullptr);
  EXPECT_THAT(EvidenceOf(*key), HasSubstr("the text at conf/jwt/README:1 opens it"));
}

TEST(Proof, ANamedPassphraseOfAnotherCommitOpensAKey) {
  RepoBuilder repo;
  repo.CommitFiles({{"app/build.gradle", "keyPassword '" + FakePassphrase(1) + "'\n"}});
  repo.CommitFiles({{"app/build.gradle", "keyPassword System.getenv('KEY_PASSWORD')\n"}});
  repo.CommitFiles({{"conf/jwt/private.pem", FakePem("rsa-encrypted", 1)}});
  const Report report = ScanOf(repo);
  const std::vector<Json> records = RecordsOf(report);
  const Json* key = RecordAt(records, "conf/jwt/private.pem", "private-key");
  ASSERT_NE(key, nullptr);
  EXPECT_THAT(EvidenceOf(*key), HasSubstr("the text at app/build.gradle:1 opens it"));
  EXPECT_EQ(RecordAt(records, "app/build.gradle", "passphrase"), nullptr);
}

TEST(Proof, ALiteralOfAFileOfUtf16ProvesAToken) {
  RepoBuilder repo;
  const std::string secret = Ordinary(7);
  std::string wide = "\xFF\xFE";
  for (const char c : "x = \"" + secret + "\"\r\n") wide += {c, '\0'};
  repo.CommitFiles({{"run.ps1", wide}, {"t", TokenSignedWith(secret) + "\n"}});
  const std::vector<Json> records = RecordsOf(ScanOf(repo));
  const Json* token = RecordAt(records, "t", "jwt-token");
  ASSERT_NE(token, nullptr);
  EXPECT_THAT(EvidenceOf(*token), HasSubstr("the secret at run.ps1:1 makes its signature"));
}

TEST(Proof, AShortSecretIsNamedWhereItsLineSpeaksOfSecrets) {
  RepoBuilder repo;
  const std::string secret = FakeRandom("alnum", 9, 8);
  repo.CommitFiles({{".env", "PORT=80\nSESSION_SALT=" + secret + "\n"}, {"notes", "we met '" + secret + "' there\n"}});
  repo.CommitFiles({{"t", TokenSignedWith(secret) + "\n"}});
  const std::vector<Json> records = RecordsOf(ScanOf(repo));
  const Json* token = RecordAt(records, "t", "jwt-token");
  ASSERT_NE(token, nullptr);
  EXPECT_THAT(EvidenceOf(*token), HasSubstr("the secret at .env:2 makes its signature"));
  EXPECT_EQ(RecordAt(records, "notes", "hmac-secret"), nullptr);
}

TEST(Proof, AWordBelowItsNameProvesAToken) {
  RepoBuilder repo;
  const std::string secret = FakeRandom("alnum", 24, 8);
  repo.CommitFiles({{"conf/app.yml", "a: 1\npepper: |\n  " + secret + "\nb: 2\n"}});
  repo.CommitFiles({{"t", TokenSignedWith(secret) + "\n"}});
  const std::vector<Json> records = RecordsOf(ScanOf(repo));
  const Json* token = RecordAt(records, "t", "jwt-token");
  ASSERT_NE(token, nullptr);
  EXPECT_THAT(EvidenceOf(*token), HasSubstr("the secret at conf/app.yml:3 makes its signature"));
}

/// A public half of a private key, as repositories have them.
struct PublicHalf {
  const char* path;
  std::string text;
  const char* kind;
};

TEST(Proof, PublicKeysProvePrivateOnesAndAreNoFindings) {
  const PublicHalf kHalves[] = {
      {"keys/public.pem", FakePem("rsa-public", 1), "public key"},
      {"tls/server.crt", FakePem("rsa-certificate", 1), "certificate"},
      {"home/authorized_keys", FakeSshPublicKey("rsa", 1) + "\n", "SSH public key"},
      {"web/jwks.json", "{\"keys\":[" + FakeJwk("p256", 9, false) + ",\n" + FakeJwk("rsa", 1, false) + "]}\n", "JWK"},
      {"conf/mp.properties", ExpandPlaceholders("mp.jwt.verify.publickey={{der:rsa-public:1}}\n"), "public key"},
      {"idp/realm.json", ExpandPlaceholders("\"certificate\": [\"{{der:rsa-certificate:1}}\"]\n"), "certificate"},
      {"kube/config", "client-certificate-data: " + Base64Encode(FakePem("rsa-certificate", 1)) + "\n", "certificate"},
      {"src/keys.js", ExpandPlaceholders("const key = \"{{pem-line:rsa-public:1}}\";\n"), "public key"},
  };
  for (const PublicHalf& half : kHalves) {
    RepoBuilder repo;
    repo.CommitFiles({{half.path, half.text}});
    repo.Remove(half.path);
    repo.Commit("tidy");
    repo.CommitFiles({{"private.pem", FakePem("rsa", 1)}});
    const Report report = ScanOf(repo);
    const std::vector<Json> records = RecordsOf(report);
    const Json* key = RecordAt(records, "private.pem", "private-key");
    ASSERT_NE(key, nullptr) << half.path;
    EXPECT_THAT(EvidenceOf(*key), HasSubstr("its public half is the " + std::string(half.kind) + " at " + half.path))
        << half.path;
    EXPECT_EQ(report.targets[0].findings.size(), 1U) << half.path;
    EXPECT_EQ(RecordAt(records, half.path, "public-key"), nullptr) << half.path;
  }
}

TEST(Proof, PublicKeysAloneAreACleanRepository) {
  RepoBuilder repo;
  repo.CommitFiles({{"a.pem", FakePem("rsa-public", 1)},
                    {"b.crt", FakePem("p256-certificate", 2)},
                    {"c.pub", FakeSshPublicKey("ed25519", 3)},
                    {"jwks.json", FakeJwk("p384", 4, false)}});
  const Report report = ScanOf(repo);
  EXPECT_THAT(report.targets[0].findings, IsEmpty());
  EXPECT_THAT(report.targets[0].suppressed, IsEmpty());
  EXPECT_THAT(report.targets[0].suppressed_counts, IsEmpty());
}

// However the token is written, its secret proves it, and it is one finding.
TEST(Proof, ATokenIsOneThingInEveryForm) {
  const std::string token = FakeJws("HS256", 1);
  const std::string pieces = "s = \"" + token.substr(0, 50) + "\" +\n    \"" + token.substr(50) + "\";\n";
  RepoBuilder repo;
  repo.CommitFiles({{"flattened.json", FakeJwsJson("HS256", 1) + "\n"},
                    {"pieces.js", pieces},
                    {"plain.txt", token + "\n"},
                    {"auth.py", "JWT_SECRET = \"" + FakeHmacSecret(1) + "\"\n"}});
  const std::vector<Json> records = RecordsOf(ScanOf(repo));
  const Json* record = RecordAt(records, "flattened.json", "jwt-token");
  ASSERT_NE(record, nullptr);
  EXPECT_THAT(EvidenceOf(*record), HasSubstr("auth.py:1"));
  EXPECT_EQ(RecordAt(records, "pieces.js", "jwt-token"), record);
  EXPECT_EQ(RecordAt(records, "plain.txt", "jwt-token"), record);
}

TEST(Proof, AGhostKeySignsWithWhatItsDigitsDecodeTo) {
  const std::string secret = FakeRandom("bytes", 32, 1);
  RepoBuilder repo;
  repo.CommitFiles({{"deploy.yml", "uses: TryGhost/action-deploy-theme@v1\napi-key: " + FakeRandom("hex", 24, 2) + ":" +
                                       HexEncode(secret) + "\n"},
                    {"token.txt", TokenSignedWith(secret) + "\n"}});
  const std::vector<Json> records = RecordsOf(ScanOf(repo));
  const Json* key = RecordAt(records, "deploy.yml", "hmac-secret");
  ASSERT_NE(key, nullptr);
  EXPECT_THAT(EvidenceOf(*key), HasSubstr("the token at token.txt:1"));
}

TEST(Proof, AnOpenPgpKeyInArmorIsOneFinding) {
  RepoBuilder repo;
  repo.CommitFiles({{"keyring.asc", FakePem("pgp", 1)}});
  std::size_t keys = 0;
  for (const Json& record : RecordsOf(ScanOf(repo))) {
    const Json* family = record.Find("family");
    keys += family != nullptr && family->AsString() == "private-key" ? 1 : 0;
  }
  EXPECT_EQ(keys, 1U);
}

TEST(Proof, ATokenSignedWithAPublicKeysTextIsAlgorithmConfusion) {
  RepoBuilder repo;
  const std::string pem = FakePem("rsa-public", 1);
  repo.CommitFiles({{"keys/public.pem", pem}});
  repo.CommitFiles({{"exploit.txt", TokenSignedWith(pem, "with its line end") + "\n"},
                    {"other.txt", TokenSignedWith(pem.substr(0, pem.size() - 1), "without") + "\n"}});
  const std::vector<Json> records = RecordsOf(ScanOf(repo));
  for (const char* path : {"exploit.txt", "other.txt"}) {
    const Json* token = RecordAt(records, path, "jwt-token");
    ASSERT_NE(token, nullptr) << path;
    EXPECT_THAT(EvidenceOf(*token), AllOf(HasSubstr("keys/public.pem"), HasSubstr("algorithm confusion"))) << path;
  }
}

}  // namespace
}  // namespace packrake
