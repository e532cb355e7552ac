#include "credential/key_files.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <openssl/evp.h>

#include <string>
#include <vector>

#include "base/base64.h"
#include "base/hex.h"
#include "credential/bcrypt_pbkdf.h"
#include "credential/decrypt.h"
#include "credential/examine_text.h"
#include "credential/keystore.h"
#include "credential/openssh.h"
#include "credential/signals.h"
#include "support/fake_keys.h"
#include "support/fake_secrets.h"

namespace packrake {
namespace {

using ::testing::IsEmpty;
using ::testing::SizeIs;

TEST(DerBase64, IsTheSameKeyAsItsPem) {
  for (const std::string kind : {"rsa", "rsa-pkcs1", "rsa1024-pkcs1", "p256", "p256-sec1", "p384", "p384-sec1", "p521",
                                 "p521-sec1", "ed25519", "x25519", "ed25519-openssh", "rsa-openssh"}) {
    const auto drafts = ExamineText("key.der-base64", ExpandPlaceholders("k={{der:" + kind + ":1}}\n"));
    ASSERT_THAT(drafts, SizeIs(1)) << kind;
    EXPECT_EQ(drafts[0].identity, FakeDer(kind.substr(0, kind.find('-')) + "-public", 1)) << kind;
    EXPECT_EQ(drafts[0].secret, ExpandPlaceholders("{{der:" + kind + ":1}}")) << kind;
  }
}

TEST(DerBase64, ReadsOnOverLines) {
  for (const std::string text :
       {"{{wrap:{{der:rsa:1}}}}\n", "k: |\n    {{prefix:    :{{wrap:{{der:rsa:1}}}}}}\nnext: value\n",
        "k = {{quoted:{{wrap:{{der:rsa:1}}}}}}\n", "# {{prefix:# :{{wrap:{{der:rsa:1}}}}}}\n"}) {
    const auto drafts = ExamineText("key.der-base64", ExpandPlaceholders(text));
    ASSERT_THAT(drafts, SizeIs(1)) << text;
    EXPECT_EQ(drafts[0].identity, FakeDer("rsa-public", 1)) << text;
  }
}

TEST(DerBase64, LeavesPemBlocksToTheirOwnRule) {
  for (const std::string kind : {"rsa", "rsa-pkcs1", "p256-sec1", "ed25519-openssh", "rsa-encrypted"}) {
    EXPECT_THAT(ExamineText("key.der-base64", FakePem(kind, 1)), IsEmpty()) << kind;
    EXPECT_THAT(ExamineText("key.der-base64", ExpandPlaceholders("k='{{pem-line:" + kind + ":1}}'")), IsEmpty())
        << kind;
  }
}

TEST(DerBase64, TellsAnEncryptedKey) {
  std::string body = FakePem("rsa-encrypted", 1);
  body = body.substr(body.find('\n') + 1);
  body.resize(body.find("-----END"));
  const auto drafts = ExamineText("key.der-base64", body);
  ASSERT_THAT(drafts, SizeIs(1));
  EXPECT_EQ(FactOf(drafts[0], "encrypted"), "PBES2");
}

TEST(DerBase64, ACutKeyIsAHint) {
  const auto drafts = ExamineText("key.der-base64", ExpandPlaceholders("{{cut:400:{{der:rsa:1}}}}"));
  ASSERT_THAT(drafts, SizeIs(1));
  EXPECT_EQ(drafts[0].confidence, Confidence::kLow);
  EXPECT_TRUE(HasSignal(drafts[0], signal::kTruncated));
}

TEST(DerBytes, IsTheSameKeyAsItsPem) {
  for (const std::string kind : {"rsa", "rsa-pkcs1", "rsa1024-pkcs1", "p256", "p256-sec1", "p384", "p384-sec1", "p521",
                                 "p521-sec1", "ed25519", "x25519"}) {
    const std::string der = FakeDer(kind, 1);
    const auto drafts = ExamineText("key.der", der);
    ASSERT_THAT(drafts, SizeIs(1)) << kind;
    EXPECT_EQ(drafts[0].identity, FakeDer(kind.substr(0, kind.find('-')) + "-public", 1)) << kind;
    EXPECT_EQ(drafts[0].secret, der) << kind;
    EXPECT_TRUE(HasSignal(drafts[0], signal::kKeyParses)) << kind;
  }
}

TEST(DerBytes, StandsInsideAProgramToo) {
  for (const std::string kind : {"rsa", "p256", "ed25519"}) {
    const std::string before(100, '\x7F');
    const auto drafts = ExamineText("key.der", before + FakeDer(kind, 1) + before);
    ASSERT_THAT(drafts, SizeIs(1)) << kind;
    EXPECT_EQ(drafts[0].begin, before.size()) << kind;
    EXPECT_EQ(drafts[0].secret, FakeDer(kind, 1)) << kind;
  }
}

TEST(DerBytes, IsQuietAboutWhatIsPublicCutOrMadeUp) {
  for (const std::string kind : {"rsa-public", "p256-public", "ed25519-public", "rsa-certificate"}) {
    EXPECT_THAT(ExamineText("key.der", FakeDer(kind, 1)), IsEmpty()) << kind;
  }
  const std::string der = FakeDer("rsa", 1);
  EXPECT_THAT(ExamineText("key.der", der.substr(0, der.size() - 1)), IsEmpty());
  std::string spoilt = der;
  spoilt[200] = static_cast<char>(spoilt[200] ^ 1);  // a digit of the modulus: it is no product of the two primes
  EXPECT_THAT(ExamineText("key.der", spoilt), IsEmpty());
}

TEST(DerArray, IsTheSameKeyAsItsPem) {
  for (const std::string kind : {"rsa", "rsa-pkcs1", "p256", "p256-sec1", "ed25519"}) {
    for (const std::string& text : std::vector<std::string>{
             "const unsigned char key[] = {\n  {{c-bytes:{{der-bytes:" + kind + ":1}}}}\n};\nint next[] = {0x01};\n",
          "const unsigned char key[] = { {{c-bytes:{{der-bytes:" + kind + ":1}}}}, 0x00 };\n"}) {
      const auto drafts = ExamineText("key.der.array", ExpandPlaceholders(text));
      ASSERT_THAT(drafts, SizeIs(1)) << kind;
      EXPECT_EQ(drafts[0].identity, FakeDer(kind.substr(0, kind.find('-')) + "-public", 1)) << kind;
      EXPECT_EQ(drafts[0].secret, ExpandPlaceholders("{{c-bytes:{{der-bytes:" + kind + ":1}}}}")) << kind;
    }
  }
  EXPECT_THAT(ExamineText("key.der.array", "byte[] k = { (byte) 0x30, (byte) 0x2e, (byte) 0x02, 0x01, 0x00, 0x30 };"),
              IsEmpty());
}

TEST(Putty, IsTheSameKeyAsItsPem) {
  for (const int version : {2, 3}) {
    const auto drafts = ExamineText("key.putty", FakePutty(version, 1, false));
    ASSERT_THAT(drafts, SizeIs(1));
    EXPECT_EQ(drafts[0].identity, FakeDer("ed25519-public", 1));
    EXPECT_TRUE(HasSignal(drafts[0], signal::kKeyParses));
  }
}

TEST(Putty, TellsHowAKeyIsEncrypted) {
  const auto old = ExamineText("key.putty", FakePutty(2, 1, true));
  const auto current = ExamineText("key.putty", FakePutty(3, 1, true));
  ASSERT_THAT(old, SizeIs(1));
  ASSERT_THAT(current, SizeIs(1));
  EXPECT_TRUE(HasSignal(old[0], signal::kEncryptedLegacy));
  EXPECT_TRUE(HasSignal(current[0], signal::kEncrypted));
}

TEST(RsaXml, IsTheSameKeyAsItsPem) {
  std::string referenced;
  for (const char c : FakeRsaXml(1)) referenced += c == '<' ? "&lt;" : c == '>' ? "&gt;" : std::string(1, c);
  for (const std::string& text : {FakeRsaXml(1), "var k = \"" + FakeRsaXml(1) + "\";", "v=\"" + referenced + "\""}) {
    const auto drafts = ExamineText("key.rsa-xml", text);
    ASSERT_THAT(drafts, SizeIs(1)) << text.substr(0, 40);
    EXPECT_EQ(drafts[0].identity, FakeDer("rsa-public", 1));
  }
  EXPECT_THAT(ExamineText("key.rsa-xml", FakeRsaXml(1, false)), IsEmpty());
}

TEST(Age, ChecksTheChecksum) {
  std::string key = FakeAgeKey(1);
  EXPECT_THAT(ExamineText("key.age", key), SizeIs(1));
  key[30] = key[30] == 'Q' ? 'P' : 'Q';
  EXPECT_THAT(ExamineText("key.age", key), IsEmpty());
}

TEST(Keystore, TellsWhatItHolds) {
  const auto pkcs12 = ReadKeystore(FakeKeystore("pkcs12", 1, "a"));
  ASSERT_TRUE(pkcs12);
  EXPECT_EQ(pkcs12->type, "PKCS#12");
  EXPECT_EQ(pkcs12->private_keys, 1);
  const auto jks = ReadKeystore(FakeKeystore("jks", 1, "a") + "trailing");
  ASSERT_TRUE(jks);
  EXPECT_EQ(jks->private_keys, 1);
  EXPECT_EQ(jks->alias, "alias");
  EXPECT_EQ(jks->size, FakeKeystore("jks", 1, "a").size());
}

TEST(Keystore, OpensWithItsPasswordOnly) {
  for (const std::string kind : {"pkcs12", "jks", "jceks"}) {
    const std::string store = FakeKeystore(kind, 1, "changeit");
    EXPECT_TRUE(OpensKeystore(store, "changeit")) << kind;
    EXPECT_FALSE(OpensKeystore(store, "changeme")) << kind;
    EXPECT_FALSE(OpensKeystore(store, "")) << kind;
  }
}

TEST(Keystore, AStoreOfCertificatesOnlyIsQuiet) {
  std::string store("\xFE\xED\xFE\xED\0\0\0\2\0\0\0\1\0\0\0\2\0\2ca\0\0\1\x86\0\0\0\0\0\5X.509\0\0\0\4", 39);
  store += "cert" + std::string(20, 'd');
  ASSERT_TRUE(ReadKeystore(store));
  EXPECT_EQ(ReadKeystore(store)->certificates, 1);
  EXPECT_THAT(ExamineText("keystore.java", store), IsEmpty());
}

TEST(Keystore, APkcs12FileThatShowsNoKeyIsQuiet) {
  std::string store = FakeKeystore("pkcs12", 1, "changeit");
  const std::string bag("\x06\x0B\x2A\x86\x48\x86\xF7\x0D\x01\x0C\x0A\x01\x02", 13);
  const std::size_t at = store.find(bag);
  ASSERT_NE(at, std::string::npos);
  store[at + 12] = '\x07';  // some other kind of bag
  ASSERT_TRUE(ReadKeystore(store));
  EXPECT_EQ(ReadKeystore(store)->private_keys, 0);
  EXPECT_THAT(ExamineText("keystore.pkcs12", store), IsEmpty());
}

TEST(Keystore, TellsABksFileWithAKeyFromOneWithout) {
  const std::string store = FakeKeystore("bks", 1, "x");
  const auto drafts = ExamineText("keystore.bks", store);
  ASSERT_THAT(drafts, SizeIs(1));
  EXPECT_EQ(FactOf(drafts[0], "type"), "BKS");
  EXPECT_EQ(FactOf(drafts[0], "private-keys"), "1");
  EXPECT_EQ(FactOf(drafts[0], "alias"), "alias");
  EXPECT_EQ(drafts[0].secret, store);
  EXPECT_THAT(ExamineText("keystore.bks", FakeKeystore("bks-certificate", 1, "x")), IsEmpty());
  EXPECT_THAT(ExamineText("keystore.bks", "\x01" + store), IsEmpty());
}

TEST(Ssh2, TellsWhatEncryptsIt) {
  const auto field = [](std::string_view text) {
    return std::string(3, '\0') + static_cast<char>(text.size()) + std::string(text);
  };
  for (const std::string cipher : {"none", "3des-cbc"}) {
    const std::string bytes = "\x3F\x6F\xF9\xEB" + field("abc").substr(0, 4) + field("if-modn{sign{rsa-pkcs1-sha1}}") +
                              field(cipher) + FakeRandom("bytes", 120, 1);
    std::string text = "---- BEGIN SSH2 ENCRYPTED PRIVATE KEY ----\nComment: \"a key\"\n";
    for (std::size_t at = 0; at < Base64Encode(bytes).size(); at += 70)
      text += Base64Encode(bytes).substr(at, 70) + "\n";
    const auto drafts = ExamineText("key.pem", text + "---- END SSH2 ENCRYPTED PRIVATE KEY ----\n");
    ASSERT_THAT(drafts, SizeIs(1)) << cipher;
    EXPECT_EQ(FactOf(drafts[0], "type"), "RSA");
    EXPECT_EQ(FactOf(drafts[0], "encrypted"), cipher == "none" ? "no" : cipher);
  }
}

TEST(Keystore, EveryCutIsSurvived) {
  for (const std::string kind : {"pkcs12", "jks", "jceks", "bks"}) {
    const std::string store = FakeKeystore(kind, 1, "x");
    for (std::size_t size = 0; size < store.size(); size += 7) ReadKeystore(store.substr(0, size));
  }
  SUCCEED();
}

// The first vector of Go's golang.org/x/crypto/ssh/internal/bcrypt_pbkdf, made with OpenBSD's code.
TEST(BcryptPbkdf, ComputesAKnownKey) {
  EXPECT_EQ(HexEncode(BcryptPbkdf("password", "salt", 12, 32)),
            "1ae42c05d487bc02f64921a4ebe4ea93bcacfe135fda99974c06b7b01fae149a");
  EXPECT_EQ(BcryptPbkdf("", "salt", 1, 32), "");
  EXPECT_EQ(BcryptPbkdf("p", "salt", 0, 32), "");
}

/// An ed25519 key as ssh-keygen encrypts it: aes256-ctr under bcrypt.
std::string EncryptedOpenSsh(std::uint64_t seed, const std::string& passphrase) {
  using fake::SshString;
  std::string inside = "wordword" + fake::SshPrivateFields("ed25519", seed) + SshString("somebody");
  for (char pad = 1; inside.size() % 16 != 0; ++pad) inside += pad;
  const std::string salt = FakeRandom("bytes", 16, seed), key = BcryptPbkdf(passphrase, salt, 2, 48);
  const auto* bytes = reinterpret_cast<const unsigned char*>(key.data());
  EVP_CIPHER_CTX* context = EVP_CIPHER_CTX_new();
  EVP_EncryptInit_ex(context, EVP_aes_256_ctr(), nullptr, bytes, bytes + 32);
  int size = 0;
  std::string hidden(inside.size(), '\0');
  EVP_EncryptUpdate(context, reinterpret_cast<unsigned char*>(hidden.data()), &size,
                    reinterpret_cast<const unsigned char*>(inside.data()), static_cast<int>(inside.size()));
  EVP_CIPHER_CTX_free(context);
  return std::string("openssh-key-v1\0", 15) + SshString("aes256-ctr") + SshString("bcrypt") +
         SshString(SshString(salt) + std::string("\0\0\0\2", 4)) + std::string("\0\0\0\1", 4) +
         SshString(fake::SshPublicBlob("ed25519", seed)) + SshString(hidden);
}

TEST(OpenSsh, OpensWithItsPassphraseOnly) {
  const std::string bytes = EncryptedOpenSsh(1, "open sesame");
  EXPECT_TRUE(OpensOpenSshKey(bytes, "open sesame"));
  EXPECT_FALSE(OpensOpenSshKey(bytes, "open Sesame"));
  const auto locked = LockedSecret::Read("-----BEGIN OPENSSH PRIVATE KEY-----\n" + fake::WrappedBase64(bytes, 70) +
                                         "-----END OPENSSH PRIVATE KEY-----\n");
  ASSERT_TRUE(locked);
  EXPECT_TRUE(locked->Opens("open sesame"));
  EXPECT_FALSE(locked->Opens("x"));
}

TEST(OpenSsh, AsksForNoMoreWorkThanAPersonWould) {
  std::string bytes = EncryptedOpenSsh(1, "p");
  const std::size_t rounds = bytes.find(std::string("\0\0\0\2", 4));
  bytes[rounds] = '\x7F';
  EXPECT_FALSE(OpensOpenSshKey(bytes, "p"));
}

TEST(FileName, IsQuietInsideATextOfLines) {
  EXPECT_THAT(ExamineText("key.raw-hex.file", "jwt.hex"), SizeIs(1));
  EXPECT_THAT(ExamineText("key.raw-hex.file", "jwt.hex\n"), IsEmpty());
  EXPECT_THAT(ExamineText("key.raw-hex.file", "a\njwt.hex"), IsEmpty());
}

}  // namespace
}  // namespace packrake
