#include "credential/named_token.h"

#include <gtest/gtest.h>

#include <tuple>

#include "credential/misuse_rules.h"

namespace packrake::code {
namespace {

TEST(NamedToken, LinesAreReadWhereTheyNameOne) {
  for (const auto& [rule, text] : {std::tuple(kInLog, "log.info(accessToken)"),
                                   {kInLog, "login(); print(token)"},
                                   {kInLog, "print(jwt_secret)"},
                                   {kInLog, "log(req.headers.authorization)"},
                                   {kInError, "throw new Error(`bad ${idToken}`)"},
                                   {kInUrl, "url + '?token=' + t"},
                                   {kInUrl, "GF_AUTH_JWT_URL_LOGIN=true"},
                                   {kCookie, "res.cookie('auth_token', v)"},
                                   {kCookie, "JWT_COOKIE_SECURE = False"},
                                   {kCookie, "header('session=' + id)"},
                                   {kWebStorage, "localStorage.setItem(Keys.accessTokenKey, v)"},
                                   {kMobileStorage, "prefs.putString(PREF_TOKEN, v)"},
                                   {kPlainHttp, "get('http://api.example.com/', 'Bearer ' + t)"},
                                   {kPlainHttp, "f'http://{HOST}/', bearer_auth(t)"},
                                   {kKeyFromToken, "header.kid"}}) {
    EXPECT_TRUE(MayTellOfToken(rule, text)) << rule << ' ' << text;
  }
}

TEST(NamedToken, OthersCostNothing) {
  for (const auto& [rule, text] : {std::tuple(kInLog, "log(token)"),
                                   {kInError, "throw parser.error(next_token)"},
                                   {kInError, "raise Error(csrf_token)"},
                                   {kCookie, "set_cookie('theme', 'dark')"},
                                   {kMobileStorage, "writeFile(path)"},
                                   {kWebStorage, "localStorage.setItem('auth', v)"},
                                   {kInUrl, "params: tokenizer"},
                                   {kPlainHttp, "a bearer token for http://api.example.com/"},
                                   {kPlainHttp, "get('https://api.example.com/', 'Bearer ' + t)"},
                                   {kPlainHttp, "get('http://localhost:8080/', 'Bearer ' + t)"}}) {
    EXPECT_FALSE(MayTellOfToken(rule, text)) << rule << ' ' << text;
  }
}

}  // namespace
}  // namespace packrake::code
