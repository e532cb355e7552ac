#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "cli/fake_backend.h"
#include "support/fake_secrets.h"
#include "support/temp_folder.h"

namespace packrake::cli {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

std::string TokenSignedWith(std::string_view secret) {
  return SignHmac("HS256", secret, R"({"alg":"HS256"})", R"({"sub":"1"})");
}

TEST(RunCrack, FindsASecretOfTheDictionary) {
  FakeBackend backend;
  const Ran ran = RunWith(backend, {"crack", TokenSignedWith("changeme")});
  EXPECT_EQ(ran.status, 1) << ran.err;
  EXPECT_THAT(ran.out,
              AllOf(HasSubstr("from dictionary"), HasSubstr("1 of 1 token cracked"), Not(HasSubstr("changeme"))));
  EXPECT_THAT(RunWith(backend, {"crack", TokenSignedWith("changeme"), "--show-secrets"}).out,
              HasSubstr("signed with changeme,"));
}

TEST(RunCrack, ReadsTheFilesOfWindows) {
  const TempFolder folder;
  std::string wide = "\xFF\xFE";
  for (const char c : TokenSignedWith("changeme") + "\r\n") wide += {c, '\0'};
  WriteTestFile(folder.path() / "token.txt", wide);
  FakeBackend backend;
  EXPECT_EQ(RunWith(backend, {"crack", folder.path() / "token.txt"}).status, 1);
}

TEST(RunCrack, SaysWhenThereAreTooManyArguments) {
  FakeBackend backend;
  const Ran ran = RunWith(backend, {"crack", TokenSignedWith("a"), TokenSignedWith("b")});
  EXPECT_EQ(ran.status, 2);
  EXPECT_THAT(ran.err, HasSubstr("too many"));
}

TEST(RunCrack, TakesFilesWordlistsAndRepositories) {
  const TempFolder folder;
  const std::string listed = FakeRandom("alnum", 20, 1);
  const std::string written = FakeRandom("alnum", 20, 2);
  WriteTestFile(folder.path() / "tokens", "a " + TokenSignedWith(listed) + "\nb " + TokenSignedWith(written) + "\n");
  WriteTestFile(folder.path() / "words", "x\r\n" + listed + "\r\n");
  FakeBackend backend;
  backend.targets["repo"].files = {{"app.py", "import jwt\nKEY = '" + written + "'\n"}};
  const std::string tokens = folder.path() / "tokens";
  const Ran one = RunWith(backend, {"crack", tokens, "--wordlist", folder.path() / "words"});
  EXPECT_EQ(one.status, 1);
  EXPECT_THAT(one.out, AllOf(HasSubstr("from wordlist"), HasSubstr("1 of 2 tokens cracked")));
  const Ran both = RunWith(backend, {"crack", tokens, "--wordlist", folder.path() / "words", "--from", "repo"});
  EXPECT_THAT(both.out, AllOf(HasSubstr("from app.py:2"), HasSubstr("2 of 2 tokens cracked")));
}

TEST(RunCrack, SaysWhenThereIsNothingToFind) {
  FakeBackend backend;
  const Ran ran = RunWith(backend, {"crack", TokenSignedWith(FakeRandom("alnum", 40, 3))});
  EXPECT_EQ(ran.status, 0);
  EXPECT_THAT(ran.out, HasSubstr("0 of 1 token cracked"));
  const Ran other = RunWith(backend, {"crack", FakeJws("ES256", 1)});
  EXPECT_EQ(other.status, 0);
  EXPECT_THAT(other.out, HasSubstr("is not signed with an HMAC"));
}

TEST(RunCrack, RefusesWhatItCannotUse) {
  FakeBackend backend;
  EXPECT_EQ(RunWith(backend, {"crack", "no token at all"}).status, 2);
  EXPECT_EQ(RunWith(backend, {"crack", TokenSignedWith("x"), "--wordlist", "/no/such"}).status, 2);
  EXPECT_EQ(RunWith(backend, {"crack", TokenSignedWith("x"), "--from", "nowhere"}).status, 2);
  EXPECT_EQ(RunWith(backend, {"crack"}).status, 2);
}

}  // namespace
}  // namespace packrake::cli
