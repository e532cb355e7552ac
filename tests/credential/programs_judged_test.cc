#include <gtest/gtest.h>

#include "credential/programs.h"

namespace packrake {
namespace {

// What was wrongly told of 64 histories that a sceptical reader judged, written anew; beside each what stays told.
constexpr Program kTokens[] = {
    // where a token is kept, not a token
    {"", R"p(
import keys from '@/constants/storage'
const { USER_TOKEN } = keys
export function signOut(store) {
  console.info('signed out', USER_TOKEN)
  wx.removeStorageSync(USER_TOKEN)
  store.commit('login', false)
}
)p"},
    {"jwt.misuse.token-in-log", R"p(
const ACCESS_TOKEN = await login(user, password)
console.info('signed in', ACCESS_TOKEN)
await localforage.setItem('seen', Date.now())
)p"},
    // claims that a library has decoded already, under the name of what they were in
    {"", R"p(
export const options = {
  callbacks: {
    async jwt({ token, user, account }) {
      if (user) token.id = user.id
      console.debug('jwt callback', token)
      return token
    },
  },
  pages: { signIn: '/login' },
}
)p"},
    {"jwt.misuse.token-in-log", R"p(
async function refresh(session) {
  const token = await login(session.user)
  session.renewed = Date.now()
  console.debug('new session of login', token)
}
)p"},
    // the zero value of an assertion that failed
    {"", R"p(
package oidc
func fromResponse(t *oauth2.Token) (string, error) {
	idToken, found := t.Extra("id_token").(string)
	if !found {
		return "", fmt.Errorf("the answer has no ID token, but %#v", idToken)
	}
	return idToken, nil
}
)p"},
    {"jwt.misuse.token-in-error", R"p(
package oidc
func fromResponse(t *oauth2.Token) (string, error) {
	idToken, found := t.Extra("id_token").(string)
	if found && !acceptable(idToken) {
		return "", fmt.Errorf("not acceptable: %s", idToken)
	}
	return idToken, nil
}
)p"},
    // what JWTs are called, not one
    {"", R"p(
const JWT = 'application/jwt'
export function answer(ctx, authorization) {
  if (ctx.accepts('json', JWT) !== JWT) throw new InvalidRequest(`ask with Accept: ${JWT} for this client`)
}
)p"},
    {"jwt.misuse.token-in-error", R"p(
export function answer(ctx, jwt) {
  if (ctx.expired) throw new InvalidRequest(`no longer good: ${jwt}`)
}
)p"},
    // PowerShell's `$ is the sign itself
    {"", R"p(
param([string] $FeedAccessToken)
Write-Host "git clone https://build:`$FeedAccessToken@git.example.org/org/repo $target"
)p"},
    {"jwt.misuse.token-in-log", R"p(
param([string] $FeedAccessToken)
Write-Host "Using $FeedAccessToken for the login"
)p"},
    // a terminal's program prints what it was asked for
    {"", R"p(
fn show(jwt: String) {
    if std::io::stdout().is_terminal() {
        println!("{jwt}");
    } else {
        print!("{}", jwt);
    }
}
)p"},
    {"jwt.misuse.token-in-log", R"p(
fn show(jwt: String) {
    if std::io::stdout().is_terminal() {
        println!("signed in with {jwt}");
    }
}
)p"},
    // options that are spread together may have the flags from elsewhere
    {"", R"p(
import { shared } from './shared'
class SessionCookies {
  constructor(given) {
    this.options = { ...shared.cookie, ...given }
  }
  write(res, accessToken) {
    const { name, ...options } = this.options
    res.cookie(name, accessToken, options)
  }
}
)p"},
    {"jwt.misuse.cookie-flags", R"p(
class SessionCookies {
  constructor() {
    this.options = { sameSite: 'strict', path: '/' }
  }
  write(res, accessToken) {
    res.cookie('access_token', accessToken, this.options)
  }
}
)p"},
};

constexpr Program kAddresses[] = {
    // what came by the page's address, for its other links
    {"", R"p(
import { useRouter } from 'next/router'
export default function SignIn() {
  const { token } = useRouter().query
  const suffix = token ? `?token=${token}` : ''
  return <Link href={`/signup${suffix}`}>no login yet?</Link>
}
)p"},
    {"jwt.misuse.token-in-url", R"p(
export async function open(user) {
  const { token } = await login(user)
  window.location = `/app?token=${token}`
}
)p"},
    // links of mails
    {"", R"p(
export async function mailLocked(user) {
  const { token } = await createOneTimeToken(user)
  await mail(user.email, `${base}/account/unlock?token=${token}`)
}
)p"},
};

constexpr Program kChecks[] = {
    // next-auth's decode decrypts
    {"", R"p(
import { decode, encode } from 'next-auth/jwt'
export const jwt = {
  encode: async (given) => encode(given),
  decode: async (given) => {
    return decode(given)
  },
}
)p"},
    {"jwt.misuse.no-verify", R"p(
import { decode } from 'jsonwebtoken'
export const who = async (req) => {
  const given = req.headers.authorization.slice(7)
  return decode(given)
}
)p"},
    // a row of a table, by a code
    {"", R"p(
import jwt from 'jsonwebtoken'
export const row = (db, code) => db.DeviceCode.findByCode(code, { ignoreExpiration: true })
)p"},
    {"jwt.misuse.no-expiry", R"p(
import jwt from 'jsonwebtoken'
export const claims = (raw, key) => jwt.verify(raw, key, { ignoreExpiration: true })
)p"},
    // taken apart, signature and all, for who checks it
    {"", R"p(
struct PiecesOfJWT {
  static func take(_ compact: String) -> PiecesOfJWT? {
    let parts = compact.split(separator: ".")
    let body = String(parts[1])
    let tail = String(parts[2])
    guard let payload = Base64Url.decode(body), let mac = Base64Url.decode(tail) else { return nil }
    return PiecesOfJWT(payload: payload, mac: mac)
  }
}
)p"},
    {"jwt.misuse.no-verify", R"p(
struct ClaimsOfJWT {
  static func take(_ compact: String) -> Data? {
    let parts = compact.split(separator: ".")
    let body = String(parts[1])
    guard let payload = Base64Url.decode(body) else { return nil }
    return payload
  }
}
)p"},
    {"", R"p(
DecodedJwt takeApart(String jwt) {
  final parts = jwt.split('.');
  final rawPayload = parts[1];
  final rawSignature = parts[2];
  final payloadText = Base64Url.decodeToString(rawPayload);
  final claims = json.decode(payloadText);
  final signature = Base64Url.decodeToBytes(rawSignature);
  return DecodedJwt(claims, signature, rawPayload);
}
)p"},
    {"jwt.misuse.no-verify", R"p(
Map<String, dynamic> claimsOf(String jwt) {
  final parts = jwt.split('.');
  final rawPayload = parts[1];
  final payloadText = Base64Url.decodeToString(rawPayload);
  return json.decode(payloadText);
}
)p"},
    // PHP: parsed is what was signed a line above
    {"", R"p(
<?php
use Lcobucci\JWT\Parser;
final class RemoteSigner {
    public function issue(array $head, array $body): Token {
        $unsigned = $this->encode($head) . '.' . $this->encode($body);
        $signature = $this->kms->sign($unsigned);
        return $this->parser->parse($unsigned . '.' . $signature);
    }
}
)p"},
    {"jwt.misuse.no-verify", R"p(
<?php
use Lcobucci\JWT\Parser;
final class Who {
    public function of(Request $request): string {
        return $this->parser->parse($request->bearerToken())->claims()->get('sub');
    }
}
)p"},
    // a setting that allows it stands before
    {"", R"p(
module Renewal
  def decode_options
    if allow_expired_token_on_renewal? && renewing?
      super.merge(verify_expiration: false)
    else
      super
    end
  end
  def claims(raw) = JWT.decode(raw, key, true, decode_options)
end
)p"},
    {"jwt.misuse.no-expiry", R"p(
module Reading
  def decode_options
    if mobile?
      super.merge(verify_expiration: false)
    else
      super
    end
  end
  def claims(raw) = JWT.decode(raw, key, true, decode_options)
end
)p"},
};

// What is told of a call is told once.
TEST(Judged, AnUnsignedTokenNeedsNoKey) {
  const auto ids = RulesIn(R"p(
import jwt
def wrap(inner):
    return jwt.encode({"inner": inner}, None, algorithm=None, headers={"typ": "wrapped+jwt"})
)p");
  EXPECT_TRUE(Sees(ids, "jwt.misuse.alg-none"));
  EXPECT_FALSE(Sees(ids, "jwt.secret.empty"));
  EXPECT_TRUE(Sees(RulesIn(R"p(
import jwt
def wrap(inner):
    return jwt.encode({"inner": inner}, "", algorithm="HS256")
)p"), "jwt.secret.empty"));
}

TEST(Judged, WhatStandsInTheKeysPlaceSignsNothing) {
  const auto ids = RulesIn(R"p(
const jwt = require('jsonwebtoken')
const options = { algorithm: 'none', expiresIn: 60, noTimestamp: true }
exports.actor = (claims) => jwt.sign(claims, 'none needed', options)
)p");
  EXPECT_TRUE(Sees(ids, "jwt.misuse.alg-none"));
  EXPECT_FALSE(Sees(ids, "jwt.secret*"));
  EXPECT_TRUE(Sees(RulesIn(R"p(
const jwt = require('jsonwebtoken')
const options = { algorithm: 'HS256', expiresIn: 60, noTimestamp: true }
exports.actor = (claims) => jwt.sign(claims, 'none needed', options)
)p"), "jwt.secret*"));
}

TEST(Judged, AValidationWithoutSignatureNeedsNoKey) {
  const auto ids = RulesIn(R"p(
use jsonwebtoken::{decode, DecodingKey, Validation};
fn peek(raw: &str) -> Claims {
    let mut lax = Validation::default();
    lax.insecure_disable_signature_validation();
    decode::<Claims>(raw, &DecodingKey::from_secret("".as_ref()), &lax).unwrap().claims
}
)p");
  EXPECT_TRUE(Sees(ids, "jwt.misuse.no-verify"));
  EXPECT_FALSE(Sees(ids, "jwt.secret.empty"));
  EXPECT_TRUE(Sees(RulesIn(R"p(
use jsonwebtoken::{decode, DecodingKey, Validation};
fn read(raw: &str) -> Claims {
    decode::<Claims>(raw, &DecodingKey::from_secret("".as_ref()), &Validation::default()).unwrap().claims
}
)p"), "jwt.secret.empty"));
}

// Names of entries and variables, paths, texts.
constexpr Program kSettings[] = {
    {"", R"p(
secretsMapping:
  - envVar: MAIL_USER
    secretKey: mailUser
  - envVar: MAIL_PASSWORD
    secretKey: mailPassword
)p"},
    {"", R"p(
sessions:
  secretName: shop-secrets
  # which of its entries has the keys
  secretKey: ENC_KEYS
)p"},
    {"framework.secret-key", R"p(
sessions:
  name: shop
  secretKey: mailPassword
)p"},
    {"", R"p(
auth:
  jwt:
    secretRefName: auth
    # secretRefKey:
    #   anonKey: anonKey
    #   secret: secret
)p"},
    {"jwt.secret*", R"p(
auth:
  jwt:
    secret: {{split:}}horse-and-cart
)p"},
    {"", R"p(
kubectl create secret generic auth \
  --from-file=jwt.secret="$SECRETS_DIR/jwt_secret" \
  --from-file=smtp.password="$SECRETS_DIR/smtp_password"
)p"},
    {"jwt.secret*", R"p(
kubectl create secret generic auth \
  --from-literal=jwt.secret="{{random:alnum:24:3}}"
)p"},
    {"", R"p(
<?php
return [
    'ask_host'           => '请输入地址（默认：10.0.0.1）',
    'ask_port'           => '请输入端口（默认：80）',
    'ask_index'          => '请输入索引（默认：0）',
    'ask_name'           => '请输入名称（默认：a）',
    'console_jwt_secret' => '生成 JWT 密钥',
];
)p"},
    {"jwt.secret*", R"p(
<?php
return [
    'algo'       => 'HS256',
    'jwt_secret' => 'horse battery',
];
)p"},
    {"", R"p(
package names

// What the entries of the JWT secret are called.
const (
	TokenSecretAnonKey        = "anon-key"
	TokenSecretServiceKey     = "service-key"
	TokenSecretPublishableKey = "publishable-key"
	TokenSecretAdminKey       = "admin-key"
	TokenSecretOpaqueKey      = "secret-key"
	JWTSecretSigningKeys      = "jwt-keys"
)
)p"},
    {"jwt.secret*", R"p(
package config

const (
	Listen       = ":8080"
	JWTSecretKey = "horse-and-cart"
)
)p"},
    // the public half of what a service knows its caller by
    {"", R"p(
import hashlib, requests
app_key = '{{random:hex:16:5}}'
session = requests.Session()
sign = hashlib.md5((app_key + text + salt + os.environ['app_secret']).encode()).hexdigest()
)p"},
    {"framework.secret-key", R"p(
from flask import Flask, session
APP_KEY = '{{random:hex:40:6}}'
)p"},
};

template <std::size_t N>
void ExpectJudged(const Program (&programs)[N]) {
  for (const Program& one : programs) {
    const auto ids = RulesIn(one.text);
    if (*one.rules == '\0')
      EXPECT_THAT(ids, ::testing::IsEmpty()) << one.text;
    else
      EXPECT_TRUE(Sees(ids, one.rules)) << one.rules << one.text;
  }
}

}  // namespace

TEST(Judged, TokensAreToldFromTheirNames) { ExpectJudged(kTokens); }
TEST(Judged, AddressesOfOneUseAreQuiet) { ExpectJudged(kAddresses); }
TEST(Judged, WhatIsCheckedIsQuiet) { ExpectJudged(kChecks); }
TEST(Judged, WhatNamesASettingIsQuiet) { ExpectJudged(kSettings); }

TEST(Judged, CutShortDoNoHarm) {
  ReadCutShort(kTokens);
  ReadCutShort(kAddresses);
  ReadCutShort(kChecks);
  ReadCutShort(kSettings);
}

// secrets.yml of Rails: what its tests run with is no more than theirs.
TEST(Judged, ASectionForTestsIsSaid) {
  for (const code::CodeEvent& event : EventsIn(R"p(
development:
  secret_key_base: {{random:hex:128:1}}

test:
  secret_key_base: {{random:hex:128:2}}
)p")) {
    const bool second = event.begin > 160;
    EXPECT_EQ(std::ranges::count(event.signals, "test-section"), second ? 1 : 0);
  }
}

}  // namespace packrake
