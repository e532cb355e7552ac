#include "credential/prove.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

#include "base/base64.h"
#include "base/hex.h"
#include "credential/hmac.h"
#include "credential/key_text.h"
#include "credential/signals.h"
#include "support/fake_secrets.h"

namespace packrake {
namespace {

using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

struct Text {
  const char* family;
  std::string secret;
  std::string place;
};
using Literals = std::vector<std::pair<std::string, std::string>>;  // literal, place

struct Outcome {
  std::vector<Proof> proofs;
  ProofSummary summary;
  bool asked = false;  // for literals
  LiteralRequest request;
};

Outcome ProveAll(const std::vector<Text>& texts, const Literals& literals = {}, ProveOptions options = {}) {
  std::vector<ProofInput> inputs;
  for (std::size_t i = 0; i < texts.size(); ++i) {
    inputs.push_back({static_cast<std::uint32_t>(i), texts[i].family, texts[i].secret, texts[i].place, nullptr});
  }
  Outcome outcome;
  const LiteralSource source = [&](const LiteralRequest& request, std::span<const TryLiteral> attempts) {
    outcome.asked = true;
    outcome.request = request;
    std::size_t next = 0;
    for (const auto& [literal, place] : literals) {
      const std::size_t colon = place.rfind(':');
      if (!attempts[next++ % attempts.size()]({.text = literal, .path = std::string_view(place).substr(0, colon),
                    .line = std::stoul(place.substr(colon + 1))}))
        break;
    }
    return true;
  };
  outcome.proofs = Prove(inputs, options, source, outcome.summary);
  return outcome;
}

const Proof* ProofOf(const Outcome& outcome, std::uint32_t finding) {
  for (const Proof& proof : outcome.proofs) {
    if (proof.finding == finding) return &proof;
  }
  return nullptr;
}

std::string TokenSignedWith(std::string_view secret, std::string_view alg = "HS256") {
  return SignHmac(alg, secret, "{\"alg\":\"" + std::string(alg) + "\"}", R"({"sub":"1","iat":1})");
}

TEST(Prove, ADictionaryWordProvesAToken) {
  ProveOptions options;
  options.dictionary = "aaa\nopensesame\nbbb\n";
  for (const char* alg : {"HS256", "HS384", "HS512"}) {
    const auto outcome = ProveAll({{"jwt-token", TokenSignedWith("opensesame", alg), "a:1"}}, {}, options);
    const Proof* proof = ProofOf(outcome, 0);
    ASSERT_NE(proof, nullptr) << alg;
    EXPECT_EQ(proof->evidence.kind, "dictionary");
    EXPECT_THAT(proof->signals, Contains("proved"));
    EXPECT_THAT(proof->signals, Contains("dictionary-word"));
    EXPECT_THAT(proof->evidence.text, Not(HasSubstr("opensesame")));
    EXPECT_EQ(outcome.summary.proved, 1U);
    EXPECT_FALSE(outcome.asked);
  }
}

TEST(Prove, TheSecretOfTheSameRepositoryProvesTheTokenAndItself) {
  const auto outcome = ProveAll({{"jwt-token", FakeJws("HS256", 1), "token.txt:1"},
                                 {"hmac-secret", FakeHmacSecret(2), "other.py:3"},
                                 {"hmac-secret", FakeHmacSecret(1), "settings.py:9"}});
  ASSERT_NE(ProofOf(outcome, 0), nullptr);
  EXPECT_EQ(ProofOf(outcome, 0)->other, 2U);
  EXPECT_THAT(ProofOf(outcome, 0)->evidence.text, HasSubstr("settings.py:9"));
  ASSERT_NE(ProofOf(outcome, 2), nullptr);
  EXPECT_THAT(ProofOf(outcome, 2)->evidence.text, HasSubstr("token.txt:1"));
  EXPECT_EQ(ProofOf(outcome, 1), nullptr);
}

/// `written` stands in a file, `bytes` is what the program signs with.
struct FormCase {
  const char* what;
  std::string written;
  std::string bytes;
};

std::vector<FormCase> FormCases() {
  const std::string raw = "\x01\x80 raw \xFE bytes of a key \x7F";
  return {
      {"as written", "hunter2-hunter2", "hunter2-hunter2"},
      {"unescaped newline", "line1\\nline2", "line1\nline2"},
      {"unescaped quote", "say \\\"x\\\"", "say \"x\""},
      {"unescaped unicode", "caf\\u00e9-secret", "caf\xC3\xA9-secret"},
      {"unescaped hex", "\\x41\\x42-secret", "AB-secret"},
      {"trimmed", "  padded secret ", "padded secret"},
      {"quotes taken off", "\"quoted secret\"", "quoted secret"},
      {"base64", Base64Encode(raw), raw},
      {"base64 without padding", Base64Encode(raw).substr(0, Base64Encode(raw).find('=')), raw},
      {"base64url", Base64UrlEncode(raw), raw},
      {"base64, leniently", "my-secret_key!for~tests", Base64DecodeLenient("my-secret_key!for~tests")},
      {"base64, as jjwt had it", "my-secret_key", std::string("\x9B\x2B\x1E\x72\xB7\xAD")},
      {"a string in a string", "\\\"quoted twice\\\"", "quoted twice"},
      {"hex", HexEncode(raw), raw},
      {"hex with 0x", "0x" + HexEncode(raw), raw},
      {"base64: prefix", "base64:" + Base64Encode(raw), raw},
      {"encoded once more", "plain-words", Base64Encode("plain-words")},
      {"UTF-16", "unicode secret", std::string("u\0n\0i\0c\0o\0d\0e\0 \0s\0e\0c\0r\0e\0t\0", 28)},
      {"base64 of a line", Base64Encode("typed by hand\n"), "typed by hand"},
      {"XML's entities", "a&amp;b&lt;c-secret", "a&b<c-secret"},
      {"line end", "from-a-file", "from-a-file\n"},
      {"NUL padded", "short", std::string("short\0\0\0\0", 9)},
  };
}

TEST(Prove, KnowsEveryFormOfALiteral) {
  for (const FormCase& row : FormCases()) {
    const auto outcome =
        ProveAll({{"jwt-token", TokenSignedWith(row.bytes), "t:1"}}, {{"no", "x:1"}, {row.written, "code.js:7"}});
    ASSERT_NE(ProofOf(outcome, 0), nullptr) << row.what;
    EXPECT_THAT(ProofOf(outcome, 0)->evidence.text, HasSubstr("code.js:7")) << row.what;
    EXPECT_EQ(ProofOf(outcome, 0)->evidence.kind, "signature") << row.what;
  }
}

TEST(Prove, TriesTheEmptySecretAndWhatTheTokenSays) {
  EXPECT_NE(ProofOf(ProveAll({{"jwt-token", TokenSignedWith(""), "t:1"}}), 0), nullptr);
  const std::string own = SignHmac("HS256", "shop-api", R"({"alg":"HS256","kid":"shop-api"})", R"({"a":1})");
  EXPECT_NE(ProofOf(ProveAll({{"jwt-token", own, "t:1"}}), 0), nullptr);
  const std::string abp =
      SignHmac("HS256", std::string("Shop_C421AAEE") + "0D114E9C", R"({"alg":"HS256"})", R"({"aud":"Shop"})");
  EXPECT_THAT(ProofOf(ProveAll({{"jwt-token", abp, "t:1"}}), 0)->signals, Contains("proved"));
}

TEST(Prove, NeverProvesAChangedToken) {
  const std::string token = FakeJws("HS256", 1);
  const std::size_t dot = token.find('.');
  std::string other_case = token;
  other_case[dot + 5] = other_case[dot + 5] == 'A' ? 'B' : 'A';
  for (const std::string& text :
       {other_case, token.substr(0, token.size() - 1), token + "A", token.substr(0, dot) + "=" + token.substr(dot)}) {
    const auto outcome = ProveAll({{"jwt-token", text, "t:1"}, {"hmac-secret", FakeHmacSecret(1), "s:1"}});
    EXPECT_THAT(outcome.proofs, IsEmpty()) << text;
  }
}

TEST(Prove, TriesATokenWithPaddingAsItStands) {
  const std::string padded = Base64Encode(R"({"alg":"HS256"})") + "." + Base64Encode(R"({"a":"xyz"})");
  ASSERT_THAT(padded, HasSubstr("="));
  std::string bare = padded;
  std::erase(bare, '=');
  const auto token = [](const std::string& shown, const std::string& signed_over) {
    return shown + "." + Base64UrlEncode(Hmac(HmacHash::kSha256, "k", signed_over));
  };
  const Text secret = {"hmac-secret", "k", "s:1"};
  EXPECT_NE(ProofOf(ProveAll({{"jwt-token", token(padded, padded), "t:1"}, secret}), 0), nullptr);
  EXPECT_NE(ProofOf(ProveAll({{"jwt-token", token(bare, bare), "t:1"}, secret}), 0), nullptr);
  EXPECT_EQ(ProofOf(ProveAll({{"jwt-token", token(padded, bare), "t:1"}, secret}), 0), nullptr);
}

TEST(Prove, AWebPushKeyIsProvedByItsPublicHalf) {
  const auto outcome = ProveAll({{"private-key", FakeVapid(1, true), "k:1"},
                                 {"public-key", FakeVapid(2, false), "a:1"},
                                 {"public-key", FakeVapid(1, false), "b:1"}});
  ASSERT_NE(ProofOf(outcome, 0), nullptr);
  EXPECT_THAT(ProofOf(outcome, 0)->evidence.text, HasSubstr("b:1"));
}

TEST(Prove, AsksForLiteralsOnlyWhenSomethingIsLeft) {
  EXPECT_FALSE(ProveAll({{"hmac-secret", "x", "s:1"}}).asked);
  EXPECT_FALSE(ProveAll({{"jwt-token", FakeJws("HS256", 1), "t:1"}, {"hmac-secret", FakeHmacSecret(1), "s:1"}}).asked);
  EXPECT_FALSE(ProveAll({{"private-key", FakePem("p256", 1), "k:1"}}).asked);
  const auto token = ProveAll({{"private-key", FakePem("p256", 1), "k:1"}, {"jwt-token", FakeJws("HS256", 1), "t:1"}});
  EXPECT_TRUE(token.asked);
  EXPECT_TRUE(token.request.everywhere);
  EXPECT_THAT(token.request.around, ::testing::ElementsAre(1U));
  const auto locked = ProveAll({{"private-key", FakePem("rsa-encrypted", 1), "k:1"}});
  EXPECT_TRUE(locked.asked);
  EXPECT_FALSE(locked.request.everywhere) << "a passphrase stands beside its key";
}

TEST(Prove, ALiteralThatProvesATokenIsTold) {
  const auto outcome =
      ProveAll({{"jwt-token", FakeJws("HS256", 1), "t:1"}}, {{"x", "a:1"}, {FakeHmacSecret(1), "b:2"}});
  ASSERT_NE(ProofOf(outcome, 0), nullptr);
  EXPECT_EQ(ProofOf(outcome, 0)->literal, Secret(FakeHmacSecret(1)));
  EXPECT_EQ(ProofOf(outcome, 0)->evidence.text, "the secret at b:2 makes its signature");
}

TEST(Prove, APrivateKeyProvesTheTokensItSigned) {
  const std::pair<const char*, const char*> kPairs[] = {
      {"RS256", "rsa"},  {"RS512", "rsa-openssh"}, {"PS256", "rsa-pkcs1"}, {"ES256", "p256-sec1"},
      {"ES384", "p384"}, {"ES512", "p521"},        {"EdDSA", "ed25519"}};
  for (const auto& [alg, kind] : kPairs) {
    const auto outcome = ProveAll({{"jwt-token", FakeJws(alg, 1), "t:1"},
                                   {"private-key", FakePem(kind, 2), "wrong.pem:1"},
                                   {"private-key", FakePem(kind, 1), "right.pem:1"}});
    ASSERT_NE(ProofOf(outcome, 0), nullptr) << alg;
    EXPECT_EQ(ProofOf(outcome, 0)->other, 2U) << alg;
    EXPECT_EQ(ProofOf(outcome, 1), nullptr) << alg;
    EXPECT_NE(ProofOf(outcome, 2), nullptr) << alg;
  }
}

TEST(Prove, ATokenOfAnRfcsKeyIsAnRfcsToken) {
  // RFC 8037 A.1 and A.4, in pieces: whoever scans this file shall find no key in it.
  const std::string key = std::string(R"({"kty":"OKP","crv":"Ed25519","d":")") + "nWGxne_9WmC6hEr0kuwsx" +
                          "ERJxWl7MmkZcDusAxyuf2A" + R"(","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"})";
  const std::string token = std::string("eyJhbGciOiJFZERTQSJ9.") + "RXhhbXBsZSBvZiBFZDI1NTE5IHNpZ25pbmc." +
                            "hgyY0il_MGCjP0JzlnLWG1PPOt7-09PGcvMg3AIbQR6" +
                            "dWbhijcNR4ki4iylGjg5BhVsPt9g7sVvpAr_MuM0KAg";
  const auto known = ProveAll({{"jwt-token", token, "t:1"}, {"private-key", key, "a.json:1"}});
  ASSERT_NE(ProofOf(known, 0), nullptr);
  EXPECT_THAT(ProofOf(known, 0)->signals, ::testing::ElementsAre(signal::kProved, signal::kKnownPublic));
  const auto own = ProveAll({{"jwt-token", FakeJws("EdDSA", 1), "t:1"}, {"private-key", FakePem("ed25519", 1), "a:1"}});
  ASSERT_NE(ProofOf(own, 0), nullptr);
  EXPECT_THAT(ProofOf(own, 0)->signals, ::testing::ElementsAre(signal::kProved));
}

TEST(Prove, ReadsPrivateKeysOfEveryContainer) {
  const std::string token = FakeJws("RS256", 1), edwards = FakeJws("EdDSA", 1);
  for (const std::string& key :
       {FakeJwk("rsa", 1), FakeRsaXml(1), ExpandPlaceholders("{{der:rsa:1}}"), ExpandPlaceholders("{{pem-line:rsa:1}}"),
        ExpandPlaceholders("{{quoted:{{pem:rsa:1}}}}").substr(1)}) {
    EXPECT_NE(ProofOf(ProveAll({{"jwt-token", token, "t:1"}, {"private-key", key, "k:1"}}), 0), nullptr)
        << key.substr(0, 30);
  }
  for (const std::string& key : {FakePutty(3, 1, false), FakeJwk("ed25519", 1), FakePem("ed25519-openssh", 1)}) {
    EXPECT_NE(ProofOf(ProveAll({{"jwt-token", edwards, "t:1"}, {"private-key", key, "k:1"}}), 0), nullptr)
        << key.substr(0, 30);
  }
}

TEST(Prove, APublicKeyOfTheRepositoryProvesItsPrivateKey) {
  for (const std::string& text :
       {FakePem("rsa-public", 1), FakePem("rsa-public-pkcs1", 1), FakePem("rsa-certificate", 1),
        FakeSshPublicKey("rsa", 1), FakeJwk("rsa", 1, false)}) {
    const auto outcome =
        ProveAll({{"private-key", FakePem("rsa", 1), "k:1"},
                  {"private-key", FakePem("rsa", 2), "k2:1"},
                  {"public-key", text, "public.txt:1"}});
    ASSERT_NE(ProofOf(outcome, 0), nullptr) << text.substr(0, 40);
    EXPECT_EQ(ProofOf(outcome, 0)->evidence.kind, "key-pair");
    EXPECT_THAT(ProofOf(outcome, 0)->evidence.text, HasSubstr("public.txt:1"));
    EXPECT_EQ(ProofOf(outcome, 1), nullptr);
  }
}

TEST(Prove, FindsAlgorithmConfusion) {
  const std::string pem = FakePem("rsa-public", 1);
  for (const std::string& secret : {pem, pem.substr(0, pem.size() - 1)}) {
    const auto outcome = ProveAll({{"jwt-token", TokenSignedWith(secret), "t:1"}, {"public-key", pem, "pub.pem:1"}});
    ASSERT_NE(ProofOf(outcome, 0), nullptr);
    EXPECT_EQ(ProofOf(outcome, 0)->evidence.kind, "public-key-as-hmac");
    EXPECT_THAT(ProofOf(outcome, 0)->evidence.text, HasSubstr("pub.pem:1"));
  }
  const auto from_private =
      ProveAll({{"jwt-token", TokenSignedWith(pem), "t:1"}, {"private-key", FakePem("rsa", 1), "k:1"}});
  ASSERT_NE(ProofOf(from_private, 0), nullptr);
  EXPECT_EQ(ProofOf(from_private, 0)->evidence.kind, "public-key-as-hmac");
}

TEST(Prove, FindsAlgorithmConfusionHoweverThePublicKeyIsWritten) {
  const std::string pem = FakePem("rsa-public", 1), bare = FakeSshPublicKey("p256", 1);
  std::string with_returns;
  for (const char c : pem) with_returns += c == '\n' ? "\r\n" : std::string(1, c);
  const std::string body = pem.substr(pem.find('\n') + 1, pem.rfind("-----END") - pem.find('\n') - 1);
  const std::string der = Base64DecodeLenient(body);
  const std::pair<std::string, std::string> kCases[] = {
      {with_returns, pem}, {with_returns, with_returns}, {pem, with_returns},    {pem, der},
      {Base64Encode(der), der}, {Base64Encode(der), pem}, {bare, bare}, {bare, bare + "\n"},
  };
  for (const auto& [written, secret] : kCases) {
    const auto outcome = ProveAll({{"jwt-token", TokenSignedWith(secret), "t:1"}, {"public-key", written, "pub:1"}});
    ASSERT_NE(ProofOf(outcome, 0), nullptr) << written.substr(0, 40) << " for " << secret.substr(0, 40);
    EXPECT_EQ(ProofOf(outcome, 0)->evidence.kind, "public-key-as-hmac");
  }
  const auto other = ProveAll({{"jwt-token", TokenSignedWith(FakePem("rsa-public", 2)), "t:1"},
                               {"public-key", with_returns, "pub:1"}});
  EXPECT_THAT(other.proofs, IsEmpty());
}

TEST(Prove, APassphraseOpensKeysOfOtherFolders) {
  const std::string key = FakePem("rsa-encrypted", 1);
  const auto outcome = ProveAll({{"private-key", key, "a/k.pem:1"},
                                 {"passphrase", FakePassphrase(2), "a/.env:1"},
                                 {"passphrase", FakePassphrase(1), "deploy/prod.env:4"}});
  ASSERT_NE(ProofOf(outcome, 0), nullptr);
  EXPECT_THAT(ProofOf(outcome, 0)->evidence.text, HasSubstr("deploy/prod.env:4"));
  EXPECT_THAT(ProveAll({{"private-key", key, "a/k.pem:1"}, {"passphrase", FakePassphrase(2), "a/.env:1"}}).proofs,
              IsEmpty());
}

TEST(Prove, APassphraseOfTheSameFolderIsTriedBeforeAllOthers) {
  std::vector<Text> texts{{"private-key", FakePem("rsa-encrypted", 1), "a/k.pem:1"}};
  for (std::uint64_t i = 10; i < 110; ++i) texts.push_back({"passphrase", FakePassphrase(i), "far/x:1"});
  texts.push_back({"passphrase", FakePassphrase(1), "a/.env:4"});
  EXPECT_NE(ProofOf(ProveAll(texts), 0), nullptr);
}

TEST(Prove, APassphraseOfTheSameFolderOpensAKey) {
  for (const char* kind : {"rsa-encrypted", "rsa-legacy", "p256-legacy"}) {
    const auto outcome = ProveAll({{"private-key", FakePem(kind, 1), "config/jwt/private.pem:1"}},
                                  {{FakePassphrase(2), "config/jwt/x:1"}, {FakePassphrase(1), "config/jwt/.env:3"}});
    ASSERT_NE(ProofOf(outcome, 0), nullptr) << kind;
    EXPECT_EQ(ProofOf(outcome, 0)->evidence.kind, "passphrase");
    EXPECT_THAT(ProofOf(outcome, 0)->evidence.text, HasSubstr(".env:3"));
    const auto elsewhere =
        ProveAll({{"private-key", FakePem(kind, 1), "config/jwt/private.pem:1"}}, {{FakePassphrase(1), "docs/a:3"}});
    EXPECT_THAT(elsewhere.proofs, IsEmpty()) << kind;
  }
}

TEST(Prove, AFindingIsTriedAsPassphraseWhereverItStands) {
  const auto outcome = ProveAll(
      {{"private-key", FakePem("rsa-encrypted", 1), "a/k.pem:1"}, {"hmac-secret", FakePassphrase(1), "b/.env:1"}});
  ASSERT_NE(ProofOf(outcome, 0), nullptr);
  EXPECT_EQ(ProofOf(outcome, 0)->other, 1U);
}

TEST(Prove, CommonPasswordsOpenKeystores) {
  for (const char* kind : {"pkcs12", "jks", "jceks", "bks"}) {
    EXPECT_NE(ProofOf(ProveAll({{"keystore", FakeKeystore(kind, 1, "changeit"), "a.p12:1"}}), 0), nullptr) << kind;
    EXPECT_EQ(ProofOf(ProveAll({{"keystore", FakeKeystore(kind, 1, "none of these"), "a.p12:1"}}), 0), nullptr) << kind;
  }
}

TEST(Prove, TriesOnASlowKeyAreBounded) {
  Literals literals;
  for (std::uint64_t i = 10; i < 210; ++i) literals.emplace_back(FakePassphrase(i), "d/x:1");
  literals.emplace_back(FakePassphrase(1), "d/x:2");
  EXPECT_THAT(ProveAll({{"private-key", FakePem("rsa-encrypted", 1), "d/k:1"}}, literals).proofs, IsEmpty());
}

TEST(Prove, ASecretOfTheDictionaryIsTold) {
  ProveOptions options;
  options.dictionary = "opensesame\n";
  const auto outcome = ProveAll({{"hmac-secret", "opensesame", "s:1"}}, {}, options);
  ASSERT_NE(ProofOf(outcome, 0), nullptr);
  EXPECT_THAT(ProofOf(outcome, 0)->signals, ::testing::ElementsAre("dictionary-word"));
}

TEST(Prove, EveryTokenOfOneSecretIsProvedAndTheResultDoesNotDependOnThreads) {
  std::vector<Text> texts;
  for (int i = 0; i < 50; ++i) {
    texts.push_back({"jwt-token", SignHmac("HS256", "lucky", R"({"alg":"HS256"})", "{\"i\":" + std::to_string(i) + "}"),
                     "t:" + std::to_string(i)});
  }
  Literals literals;
  for (int i = 0; i < 5000; ++i) literals.emplace_back("word" + std::to_string(i), "w:" + std::to_string(i));
  literals.emplace_back("lucky", "here:1");
  ProveOptions options;
  const auto one = ProveAll(texts, literals, options);
  options.threads = 4;
  const auto four = ProveAll(texts, literals, options);
  EXPECT_EQ(one.summary.proved, 50U);
  EXPECT_EQ(one.proofs.size(), four.proofs.size());
  for (std::size_t i = 0; i < one.proofs.size(); ++i)
    EXPECT_EQ(one.proofs[i].evidence.text, four.proofs[i].evidence.text);
}

TEST(Prove, ABudgetOfNothingTriesNoLiteral) {
  ProveOptions options;
  options.budget_seconds = 0;
  const auto outcome = ProveAll({{"jwt-token", FakeJws("HS256", 1), "t:1"}}, {{FakeHmacSecret(1), "s:1"}}, options);
  EXPECT_THAT(outcome.proofs, IsEmpty());
  EXPECT_FALSE(outcome.summary.exhausted);
}

TEST(Prove, SaysWhatItTried) {
  const auto outcome =
      ProveAll({{"jwt-token", FakeJws("HS256", 1), "t:1"}}, {{"a", "s:1"}, {"b", "s:2"}, {"a", "s:3"}});
  EXPECT_EQ(outcome.summary.tokens, 1U);
  EXPECT_EQ(outcome.summary.proved, 0U);
  EXPECT_EQ(outcome.summary.literals, 3U);
  EXPECT_TRUE(outcome.summary.exhausted);
}

TEST(PublicKeys, AreFoundInTexts) {
  const std::string text = "a\n" + FakePem("rsa-public", 1) + FakePem("p256-certificate", 1) +
                           FakeSshPublicKey("ed25519", 1) + "\n" + FakeJwk("p384", 1, false) + "\n" +
                           FakePem("rsa", 2) + FakeJwk("rsa", 3);
  std::vector<std::string> kinds;
  ForEachPublicKey(text, [&](std::string_view part) {
    if (const auto found = ReadPublicKeyText(part)) kinds.emplace_back(found->kind);
    return true;
  });
  EXPECT_THAT(kinds, ::testing::ElementsAre("public key", "certificate", "SSH public key", "JWK"));
}

}  // namespace
}  // namespace packrake
