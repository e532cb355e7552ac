#include "base/digest.h"

#include <gtest/gtest.h>

#include "base/hex.h"
#include "base/parallel.h"

namespace packrake {
namespace {

template <class Digest>
std::string Hex(const Digest& digest) {
  return HexEncode({reinterpret_cast<const char*>(digest.data()), digest.size()});
}

// FIPS 180-4 examples.
TEST(Digest, AgreesWithPublishedSha1AndSha256Values) {
  EXPECT_EQ(Hex(Sha1("abc")), "a9993e364706816aba3e25717850c26c9cd0d89d");
  EXPECT_EQ(Hex(Sha1("")), "da39a3ee5e6b4b0d3255bfef95601890afd80709");
  EXPECT_EQ(Sha256Hex("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

// RFC 4231, test cases 2 and 6 (a key longer than a block).
TEST(Digest, AgreesWithPublishedHmacValues) {
  EXPECT_EQ(Hex(HmacSha256("Jefe", "what do ya want for nothing?")),
            "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
  EXPECT_EQ(Hex(HmacSha256(std::string(131, '\xaa'), "Test Using Larger Than Block-Size Key - Hash Key First")),
            "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54");
}

// `git hash-object` and `git init --object-format=sha256`; git mktree </dev/null.
TEST(Digest, NamesObjectsAsGitDoes) {
  EXPECT_EQ(HexEncode(GitObjectDigest("blob", "hello\n", 20)), "ce013625030ba8dba906f756967f9e9ca394464a");
  EXPECT_EQ(HexEncode(GitObjectDigest("tree", "", 20)), "4b825dc642cb6eb9a060e54bf8d69288fbee4904");
  EXPECT_EQ(HexEncode(GitObjectDigest("blob", "", 32)),
            "473a0f4c3be8a93681a267e3b1e9a7dcda1185436fe141f7749120a303721813");
}

TEST(Digest, IsTheSameOnEveryThread) {
  std::vector<std::string> digests(64);
  ParallelFor(4, digests.size(), [&](int, std::size_t item) { digests[item] = Sha256Hex("same"); });
  for (const std::string& digest : digests) EXPECT_EQ(digest, digests[0]);
}

}  // namespace
}  // namespace packrake
