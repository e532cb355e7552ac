#include "findings/fingerprint.h"

#include <gtest/gtest.h>

#include "base/digest.h"
#include "base/hex.h"

namespace packrake {
namespace {

using namespace std::string_literals;

TEST(FingerprintOf, IsTheHmacOfFamilyAndIdentity) {
  const Sha256Digest digest = HmacSha256("my key", "hmac-secret\0value"s);
  const std::string hex = HexEncode({reinterpret_cast<const char*>(digest.data()), digest.size()});
  EXPECT_EQ(FingerprintOf("my key", "hmac-secret", "value"), "pr1:" + hex.substr(0, 32));
}

// Ignore files and baselines of years ago hold fingerprints: this one must never change.
TEST(FingerprintOf, NeverChanges) {
  EXPECT_EQ(FingerprintOf("", "hmac-secret", "value"), "pr1:6aa4b4ce9cb0f896e6bab5fd4b155436");
}

TEST(FingerprintOf, DependsOnKeyFamilyAndIdentity) {
  const std::string base = FingerprintOf("", "hmac-secret", "value");
  EXPECT_NE(base, FingerprintOf("k", "hmac-secret", "value"));
  EXPECT_NE(base, FingerprintOf("", "jwt-token", "value"));
  EXPECT_NE(base, FingerprintOf("", "hmac-secret", "value2"));
  EXPECT_EQ(base, FingerprintOf(kPublicFingerprintKey, "hmac-secret", "value"));
}

TEST(IdentityAt, KeepsPathsAndRepeatsApart) {
  EXPECT_NE(IdentityAt("x", "a", 1), IdentityAt("x", "b", 1));
  EXPECT_NE(IdentityAt("x", "a", 1), IdentityAt("x", "a", 2));
  EXPECT_NE(IdentityAt("x", "a2", 1), IdentityAt("x", "a", 2));
}

TEST(IsFingerprint, KnowsItsShape) {
  EXPECT_TRUE(IsFingerprint("pr1:0123456789abcdef0123456789abcdef"));
  EXPECT_FALSE(IsFingerprint("pr1:0123456789ABCDEF0123456789abcdef"));
  EXPECT_FALSE(IsFingerprint("pr1:0123456789abcdef0123456789abcde"));
  EXPECT_FALSE(IsFingerprint("pr2:0123456789abcdef0123456789abcdef"));
}

}  // namespace
}  // namespace packrake
