#include "credential/text_use.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>

#include "credential/misuse_rules.h"

namespace packrake::code {
namespace {

bool MayTell(std::string_view rule, std::string_view text, std::string_view match) {
  const std::size_t at = text.find(match);
  EXPECT_NE(at, std::string_view::npos) << match;
  return TextUse(text).MayTell(rule, at, at + match.size());
}

constexpr std::string_view kFramework = "framework.secret-key";

TEST(TextUse, GosSecretKeysAreSomeClouds) {
  const std::string cloud =
      "// Licence\npackage store\n\nfunc open() Config {\n\treturn Config{SecretKey: \"abc\"}\n}\n";
  EXPECT_FALSE(MayTell(kFramework, cloud, "SecretKey:"));
  EXPECT_FALSE(MayTell("jwt.secret.fallback", cloud, "SecretKey:"));
  EXPECT_TRUE(MayTell(kFramework, cloud + "// of the Session\n", "SecretKey:"));
  EXPECT_TRUE(MayTell("jwt.secret.call", "package a\n\nvar AccessTokenSecretKey = \"abc\"\n", "SecretKey ="));
  EXPECT_TRUE(MayTell(kFramework, "package store\n\nfunc f() { g(\"SECRET_KEY\") }\n", "SECRET_KEY"));
  EXPECT_TRUE(MayTell(kFramework, "package store\n\nvar AppSecretKey = \"abc\"\n", "AppSecretKey ="));
}

TEST(TextUse, WhatNothingGivesAValueLeadsNowhere) {
  const std::string option =
      "package git\n\nfunc TokenSecret(v string) Option {\n\treturn func(o *Info) {\n\t\to.TokenSecret = v\n";
  EXPECT_FALSE(MayTell("jwt.secret.call", option, "o.TokenSecret"));
  EXPECT_TRUE(MayTell("jwt.secret.call", option + "\tv := \"abc\"\n", "o.TokenSecret"));
  EXPECT_TRUE(MayTell("jwt.secret.call", option + "\tv, err := read()\n", "o.TokenSecret"));
  EXPECT_TRUE(MayTell("jwt.secret.call", "token_secret = abc\n", "token_secret"));
}

TEST(TextUse, OtherLanguagesAreNoGo) {
  for (const std::string_view text : {"package org.example;\nclass A { String secretKey = \"abc\"; }\n",
                                      "package app\nclass A { val secretKey = \"abc\" }\n", "secretKey = 'abc'\n"})
    EXPECT_TRUE(MayTell(kFramework, text, "secretKey =")) << text;
  EXPECT_TRUE(MayTell("jwt.secret.file", "{\n  \"secret\": \"abc\"\n}\n", "\"secret\":"));
  EXPECT_FALSE(MayTell("jwt.secret.file", "package a\n\nvar m = map[string]string{\n\t\"secret\": \"abc\",\n}\n",
                       "\"secret\":"));
}

TEST(TextUse, TheSecondHalfOfOauth1SignsNoJwt) {
  EXPECT_FALSE(MayTell("jwt.secret.call", "consumerKey = a\ntoken_secret = b\n", "token_secret"));
  EXPECT_FALSE(MayTell("jwt.secret.fallback", "const val oauthTokenSecret = x", "TokenSecret ="));
  EXPECT_TRUE(MayTell("jwt.secret.call", "token_secret = b\n", "token_secret"));
  EXPECT_TRUE(MayTell("jwt.secret.call", "consumerKey = a\njwt_token_secret = b\n", "token_secret"));
}

TEST(TextUse, LivesAreTokensWhereJwtsAreSpokenOf) {
  EXPECT_FALSE(MayTell(kLongLife, "lease.expiresIn = 365\n", "expiresIn ="));
  EXPECT_TRUE(MayTell(kLongLife, "Jwt.Make(x)\nlease.expiresIn = 365\n", "expiresIn ="));
  EXPECT_TRUE(MayTell(kLongLife, "AddIdentityServer()\nc.TokenLifetime = 365\n", "TokenLifetime"));
}

TEST(TextUse, ABlockOfTokensIsReadWhereItHoldsASecret) {
  const std::string_view rule = "jwt.secret.config";
  EXPECT_TRUE(MayTell(rule, "token:\n  secret: abc\n", "token:"));
  EXPECT_TRUE(MayTell(rule, "\"token\": {\n  \"key\": \"abc\"\n}", "\"token\": {"));
  EXPECT_FALSE(MayTell(rule, "\"Token\": {\n  \"type\": \"object\"\n},\n\"secret\": 1", "\"Token\": {"));
  EXPECT_FALSE(MayTell(rule, "tokens:\n  - type: word\n", "tokens:"));
  EXPECT_FALSE(MayTell(rule, "a:\n  token:\n    type: word\n\n  secret: abc\n", "  token:"));
  EXPECT_TRUE(MayTell(rule, "a:\n  token:\n\n    type: word\n    secret: abc\n", "  token:"));
  EXPECT_TRUE(MayTell(rule, "token_secret: abc", "token_secret"));
}

}  // namespace
}  // namespace packrake::code
