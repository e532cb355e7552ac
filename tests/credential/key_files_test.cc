#include "credential/key_files.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <openssl/evp.h>

#include <string>

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

TEST(Keystore, EveryCutIsSurvived) {
  for (const std::string kind : {"pkcs12", "jks", "jceks"}) {
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
