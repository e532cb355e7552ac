#include "credential/pem.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "credential/examine_text.h"
#include "credential/signals.h"
#include "support/fake_secrets.h"

namespace packrake {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

std::vector<Draft> Keys(const std::string& text) { return ExamineText("key.pem", ExpandPlaceholders(text)); }

struct KindCase {
  const char* kind;
  const char* type;
  const char* bits;
  const char* curve;
  const char* encrypted;
  const char* signal;
};
constexpr KindCase kKinds[] = {
    {"rsa-pkcs1", "RSA", "2048", "", "no", signal::kKeyParses},
    {"rsa-pkcs8", "RSA", "2048", "", "no", signal::kKeyParses},
    {"rsa1024-pkcs8", "RSA", "1024", "", "no", signal::kWeakKey},
    {"rsa-openssh", "RSA", "2048", "", "no", signal::kKeyParses},
    {"p256-sec1", "EC", "256", "P-256", "no", signal::kKeyParses},
    {"p384-pkcs8", "EC", "384", "P-384", "no", signal::kKeyParses},
    {"p521-openssh", "EC", "521", "P-521", "no", signal::kKeyParses},
    {"k256-sec1", "EC", "256", "secp256k1", "no", signal::kKeyParses},
    {"ed25519-pkcs8", "Ed25519", "256", "", "no", signal::kKeyParses},
    {"x25519-pkcs8", "X25519", "256", "", "no", signal::kKeyParses},
    {"ed25519-openssh", "Ed25519", "256", "", "no", signal::kKeyParses},
    {"mldsa-pkcs8", "ML-DSA-65", "", "", "no", signal::kKeyParses},
    {"rsa-encrypted", "", "", "", "PBES2", signal::kEncrypted},
    {"rsa-legacy", "RSA", "", "", "AES-128-CBC", signal::kEncryptedLegacy},
    {"p256-legacy", "EC", "", "", "AES-128-CBC", signal::kEncryptedLegacy},
    {"ed25519-openssh-encrypted", "Ed25519", "256", "", "bcrypt", signal::kEncrypted},
};

TEST(Pem, TellsTypeSizeAndEncryption) {
  for (const KindCase& row : kKinds) {
    const auto drafts = ExamineText("key.pem", FakePem(row.kind, 1));
    ASSERT_THAT(drafts, SizeIs(1)) << row.kind;
    EXPECT_EQ(FactOf(drafts[0], "type"), row.type) << row.kind;
    EXPECT_EQ(FactOf(drafts[0], "bits"), row.bits) << row.kind;
    EXPECT_EQ(FactOf(drafts[0], "curve"), row.curve) << row.kind;
    EXPECT_EQ(FactOf(drafts[0], "encrypted"), row.encrypted) << row.kind;
    EXPECT_TRUE(HasSignal(drafts[0], row.signal)) << row.kind;
  }
}

TEST(Pem, OneKeyHasOneIdentityInEveryContainer) {
  for (const std::string key : {"rsa", "p256", "ed25519"}) {
    const std::string spki = FakeDer(key + "-public", 3);
    for (const std::string form : {"-pkcs8", "-openssh"}) {
      const auto drafts = ExamineText("key.pem", FakePem(key + form, 3));
      ASSERT_THAT(drafts, SizeIs(1)) << key << form;
      EXPECT_EQ(drafts[0].identity, spki) << key << form;
    }
  }
}

// Each wraps the same key; what is found must not depend on it.
constexpr const char* kWrappings[] = {
    "{{pem:KEY}}",
    "{{pem:KEY}}\n\n\n",
    "before {{pem:KEY}} after",
    "\t{{prefix:\t:{{pem:KEY}}}}",
    "    {{prefix:        :{{pem:KEY}}}}",
    "{\"key\": \"{{pem-line:KEY}}\"}",
    "{\"config\": \"{\\\"key\\\": \\\"{{escape:{{pem-line:KEY}}}}\\\"}\"}",
    "PRIVATE_KEY={{pem-line:KEY}}",
    "String k = {{quoted:{{pem:KEY}}}};",
    "KEY = ('{{prefix:       ':{{pem:KEY}}}}')",
    "key = '''\n{{pem:KEY}}'''",
    "k=\"{{joined:{{pem:KEY}}}}\"",
    "# {{prefix:# :{{pem:KEY}}}}",
    "//{{prefix://:{{pem:KEY}}}}",
    " * {{prefix: * :{{pem:KEY}}}}",
    "+{{prefix:+:{{pem:KEY}}}}",
    "> {{prefix:> :{{pem:KEY}}}}",
    "<key>{{pem:KEY}}</key>",
    "<key>\n  {{prefix:  :{{pem:KEY}}}}\n</key>",
    "Jan 02 03.04.05 host app[99] {{prefix:Jan 02 03.04.05 host app[99] :{{pem:KEY}}}}",
    "[INFO] {{prefix:[DEBUG] here is more :{{pem:KEY}}}}",
    "{{prefix:\r:{{pem:KEY}}}}",
};

TEST(Pem, FindsTheSameKeyInEveryWrapping) {
  for (const std::string kind :
       {"rsa-pkcs1:1", "p256-pkcs8:1", "ed25519-openssh:1", "rsa-encrypted:1", "rsa-legacy:1"}) {
    const auto plain = Keys("{{pem:" + kind + "}}");
    ASSERT_THAT(plain, SizeIs(1));
    for (const std::string wrapping : kWrappings) {
      std::string text = wrapping;
      while (text.find("KEY}") != std::string::npos) text.replace(text.find("KEY}"), 3, kind);
      const auto drafts = Keys(text);
      ASSERT_THAT(drafts, SizeIs(1)) << wrapping << " of " << kind;
      EXPECT_TRUE(drafts[0].identity == plain[0].identity) << wrapping << " of " << kind;
    }
  }
}

TEST(Pem, FindsAKeyInSourceCodeLineByLine) {
  const std::string pem = FakePem("rsa-pkcs8", 2);
  std::string builder = "var b = new StringBuilder();\n", list = "LINES = [\n", java;
  for (std::size_t at = 0; at < pem.size();) {
    const std::size_t end = pem.find('\n', at);
    const std::string line = pem.substr(at, end - at);
    builder += "b.AppendLine(\"" + line + "\");\n";
    list += "  \"" + line + "\",\n";
    java += (at == 0 ? "String k = \"" : "    + \"") + line + "\\n\"\n";
    at = end + 1;
  }
  for (const std::string& text : {builder, list + "]\n", java}) {
    const auto drafts = ExamineText("key.pem", text);
    ASSERT_THAT(drafts, SizeIs(1)) << text.substr(0, 60);
    EXPECT_EQ(drafts[0].identity, FakeDer("rsa-public", 2)) << text.substr(0, 60);
  }
}

TEST(Pem, FindsAKeyWhoseClosingLineIsMissing) {
  const std::string pem = FakePem("rsa-pkcs8", 2);
  const auto drafts = ExamineText("key.pem", pem.substr(0, pem.find("-----END")) + "\nint main() {}\n");
  ASSERT_THAT(drafts, SizeIs(1));
  EXPECT_EQ(drafts[0].identity, FakeDer("rsa-public", 2));
}

TEST(Pem, TellsBothKeysWhenOneIsPastedOverAnother) {
  const std::string old = FakePem("rsa-pkcs8", 1);
  const auto drafts = ExamineText("key.pem", old.substr(0, 700) + "\n" + FakePem("rsa-pkcs8", 2));
  ASSERT_THAT(drafts, SizeIs(2));
  EXPECT_TRUE(HasSignal(drafts[0], signal::kStructureOnly));
  EXPECT_EQ(drafts[1].identity, FakeDer("rsa-public", 2));
}

TEST(Pem, ABodyThatDoesNotDecodeIsStructureOnly) {
  const auto drafts =
      Keys("-----BEGIN PRIVATE KEY-----\n{{random:base64:64:1}}\n{{random:base64:64:2}}\n-----END PRIVATE KEY-----");
  ASSERT_THAT(drafts, SizeIs(1));
  EXPECT_TRUE(HasSignal(drafts[0], signal::kStructureOnly));
  EXPECT_EQ(drafts[0].confidence, Confidence::kMedium);
}

TEST(Pem, AKeyCutShortByDotsIsAHint) {
  const auto drafts =
      Keys("k = '''-----BEGIN RSA PRIVATE KEY-----\n{{random:base64:64:1}}\n...\n-----END RSA PRIVATE KEY-----'''");
  ASSERT_THAT(drafts, SizeIs(1));
  EXPECT_EQ(drafts[0].confidence, Confidence::kLow);
}

TEST(Pem, NumbersThatDoNotFitEachOtherAreStructureOnly) {
  std::string der = FakeDer("rsa-pkcs1", 1);
  der[40] = static_cast<char>(der[40] ^ 1);  // a bit of the modulus
  const std::string text = "-----BEGIN RSA PRIVATE KEY-----\n" + ExpandPlaceholders("{{base64:" + der + "}}") +
                           "\n-----END RSA PRIVATE KEY-----\n";
  const auto broken = ExamineText("key.pem", text);
  ASSERT_THAT(broken, SizeIs(1));
  EXPECT_TRUE(HasSignal(broken[0], signal::kStructureOnly));
}

TEST(Pem, NamesTheDomainOfAServiceAccount) {
  const auto drafts = Keys(
      R"({"type": "service_account", "private_key": "{{pem-line:rsa:1}}", )"
      R"("client_email": "ci@demo.iam.gserviceaccount.com"})");
  ASSERT_THAT(drafts, SizeIs(1));
  EXPECT_EQ(FactOf(drafts[0], "service-account"), "demo.iam.gserviceaccount.com");
}

TEST(Pem, TheSecretIsTheWholeBlock) {
  const std::string pem = FakePem("p256", 1);
  const auto drafts = ExamineText("key.pem", "x\n" + pem + "y\n");
  ASSERT_THAT(drafts, SizeIs(1));
  EXPECT_EQ(drafts[0].secret + "\n", pem);
  EXPECT_EQ(drafts[0].begin, 2U);
}

TEST(Pem, TellsAPgpKey) {
  const auto drafts = ExamineText("key.pgp", FakePem("pgp", 1));
  ASSERT_THAT(drafts, SizeIs(1));
  EXPECT_EQ(FactOf(drafts[0], "type"), "RSA");
  EXPECT_EQ(FactOf(drafts[0], "bits"), "2048");
  EXPECT_EQ(FactOf(drafts[0], "encrypted"), "no");
}

TEST(Pem, APgpKeyIsTheSameWithoutItsArmor) {
  const auto armored = ExamineText("key.pgp", FakePem("pgp", 1));
  const auto bare = ExamineText("key.pgp.packet", "x" + FakePgpPacket("rsa", 1) + "another packet");
  ASSERT_THAT(armored, SizeIs(1));
  ASSERT_THAT(bare, SizeIs(1));
  EXPECT_EQ(armored[0].identity, bare[0].identity);
  EXPECT_EQ(bare[0].secret, FakePgpPacket("rsa", 1));
}

TEST(Pem, TellsAPgpKeyOfDsa) {
  const auto drafts = ExamineText("key.pgp.packet.dsa", "ring" + FakePgpPacket("dsa", 2) + "user");
  ASSERT_THAT(drafts, SizeIs(1));
  EXPECT_EQ(drafts[0].secret, FakePgpPacket("dsa", 2));
  EXPECT_EQ(FactOf(drafts[0], "type"), "DSA");
}

constexpr const char* kQuiet[] = {
    "const B = \"-----BEGIN PRIVATE KEY-----\";\nconst E = \"-----END PRIVATE KEY-----\";\n",
    "const B = \"-----BEGIN PRIVATE KEY-----\";\nfunction generateKeyPairSynchronously() { return "
    "makeNewPrivateKeyFile(); }\n"
    "const E = \"-----END PRIVATE KEY-----\";\n",
    "/-----BEGIN [A-Z ]*PRIVATE KEY-----[\\s\\S]+?-----END/\n-----BEGIN PRIVATE KEY-----[a-zA-Z0-9+/=\\n]+-----END "
    "PRIVATE KEY-----",
    "-----BEGIN PRIVATE KEY-----\nREPLACE_WITH_YOUR_PRIVATE_KEY\n-----END PRIVATE KEY-----\n",
    "-----BEGIN RSA PRIVATE KEY-----\n<the contents of your private key file go here>\n-----END RSA PRIVATE KEY-----\n",
    "-----BEGIN RSA PRIVATE KEY-----\\n...\\n-----END RSA PRIVATE KEY-----\\n",
    "-----BEGIN PRIVATE KEY----------END PRIVATE KEY-----",
    "-----BEGIN PRIVATE KEY-----\nthisisanexampleofsomethingthatstandswhereakeyshouldstandinthefile\n-----END PRIVATE "
    "KEY-----",
    "-----BEGIN PRIVATE KEY-----",
};

TEST(Pem, IsQuietAboutMarkersAndFiller) {
  for (const char* text : kQuiet) EXPECT_THAT(ExamineText("key.pem", text), IsEmpty()) << text;
}

TEST(Pem, ReadsAManyMarkersFileInLinearTime) {
  std::string text;
  for (int i = 0; i < 20000; ++i) text += "-----BEGIN PRIVATE KEY-----\nabc\n";
  EXPECT_THAT(ExamineText("key.pem", text), IsEmpty());
}

}  // namespace
}  // namespace packrake
