#include <gtest/gtest.h>

#include "credential/programs.h"

namespace packrake {
namespace {

// Libraries used through objects by other names, and stores that modules bring.
constexpr Program kWrong[] = {
    {"jwt.secret*", R"p(
import jwt

encoder = jwt.PyJWT()

def issue(user):
    return encoder.encode({"sub": user.id}, "{{random:alnum:28:23001}}", "HS256")
)p"},
    {"jwt.secret*", R"p(
import { SignJWT } from 'jose';
const made = new SignJWT({ sub });
made.setProtectedHeader({ alg: 'HS256' });
export default made.sign(new TextEncoder().encode('{{random:alnum:28:23002}}'));
)p"},
    {"jwt.secret*", R"p(
const { promisify } = require('util');
const jwt = require('jsonwebtoken');
exports.protect = async (req) => {
  const decoded = await promisify(jwt.verify)(req.token, '{{random:alnum:28:23003}}');
};
)p"},
    {"jwt.secret*", R"p(
class SecurityConfig {
  JwtEncoder encoder() { return new NimbusJwtEncoder(new ImmutableSecret<>("{{random:alnum:40:23004}}".getBytes())); }
}
)p"},
    {"jwt.secret*", R"p(
package auth

import "github.com/lestrrat-go/jwx/v2/jwk"

func key() (jwk.Key, error) {
	return jwk.FromRaw([]byte("{{random:alnum:28:23005}}"))
}
)p"},
    {"jwt.secret*", R"p(
import { buildConfig } from 'payload'
export default buildConfig({
  collections: [Users],
  secret: '{{random:alnum:28:23006}}',
})
)p"},
    {"jwt.secret*", R"p(
SIMPLE_JWT = {
    'ALGORITHM': 'HS256',
    'SIGNING_KEY': os.environ['SIGNING_KEY'],
    'VERIFYING_KEY': '{{random:alnum:40:23007}}',
}
)p"},
    {"jwt.secret.flow", R"p(
const jwt = require('jsonwebtoken');
const config = { auth: { secret: '{{random:alnum:28:23008}}', ttl: 900 }, port: 80 };
const { auth: { secret: key }, port } = config;
module.exports = (u) => jwt.sign({ u }, key, { expiresIn: '5m' });
)p"},
    {"jwt.secret.flow", R"p(
const jwt = require('jsonwebtoken');
const config = { secret: '{{random:alnum:28:23009}}', ttl: 900 };
function issue(u) {
  const { secret, ttl } = config;
  return jwt.sign({ u }, secret, { expiresIn: ttl });
}
)p"},
    {"jwt.misuse.mobile-storage", R"p(
import { MMKV } from 'react-native-mmkv';
const storage = new MMKV();
export function saveToken(token: string) {
  storage.set('jwt', token);
}
)p"},
    {"jwt.misuse.web-storage", R"p(
import { useLocalStorage } from 'usehooks-ts';
export function useSession() {
  const [token, setToken] = useLocalStorage<string | null>('access_token', null);
  return { token, setToken };
}
)p"},
    {"jwt.misuse.web-storage", R"p(
import { atomWithStorage } from 'jotai/utils';
export const tokenAtom = atomWithStorage('jwt', '');
)p"},
    {"jwt.misuse.web-storage", R"p(
import { useLocalStorage } from '@mantine/hooks';
const [value, setValue] = useLocalStorage({ key: 'access_token', defaultValue: '' });
)p"},
    {"jwt.misuse.web-storage", R"p(
import localforage from 'localforage';
export const keep = (token) => localforage.setItem('token', token);
)p"},
    {"jwt.misuse.web-storage", R"p(
angular.module('app').factory('session', function (localStorageService) {
  return { keep: function (answer) { localStorageService.set('accessToken', answer.token); } };
});
)p"},
    {"jwt.misuse.mobile-storage", R"p(
class SessionStore(private val dataStore: DataStore<Preferences>) {
    private val accessToken = stringPreferencesKey("access_token")
    suspend fun save(token: String) {
        dataStore.edit { prefs ->
            prefs[accessToken] = token
        }
    }
}
)p"},
    {"jwt.misuse.mobile-storage", R"p(
import { Preferences } from '@capacitor/preferences';
export async function saveToken(token: string) {
  await Preferences.set({ key: 'jwt', value: token });
}
)p"},
    {"jwt.misuse.mobile-storage", R"p(
#import "Session.h"
@implementation Session
- (void)saveToken:(NSString *)token {
  [[NSUserDefaults standardUserDefaults] setObject:token forKey:@"jwt_token"];
}
@end
)p"},
    {"jwt.misuse.web-storage", R"p(
const TOKEN_KEY = 'auth_token';
export function saveToken(token: string) {
  sessionStorage[TOKEN_KEY] = token;
}
)p"},
    {"jwt.misuse.token-in-error", R"p(
package auth

import "net/http"

func check(w http.ResponseWriter, jwtToken string) {
	http.Error(w, "invalid token: "+jwtToken, http.StatusUnauthorized)
}
)p"},
    {"jwt.misuse.token-in-log", R"p(
package auth

import (
	"fmt"

	"github.com/golang-jwt/jwt/v5"
)

func issue(c jwt.Claims) {
	tokenString, _ := jwt.NewWithClaims(jwt.SigningMethodHS256, c).SignedString(key)
	fmt.Println(tokenString)
}
)p"},
    {"jwt.misuse.token-in-error", R"p(
package auth

import "fmt"

func check(tokenString string) error {
	return fmt.Errorf("invalid jwt %s", tokenString)
}
)p"},
    {"jwt.misuse.token-in-log", R"p(
class Handler { void Show(string accessTokenString) { Console.WriteLine("JWT: " + accessTokenString); } }
)p"},
    {"jwt.misuse.plain-http", R"p(
import 'package:http/http.dart' as http;
class Api {
  Future<void> load(String accessToken) async {
    final r = await http.get(Uri.parse('http://api.example.com/x'), headers: {'Authorization': 'Bearer ' + accessToken});
  }
}
)p"},
    {"jwt.misuse.token-forwarded", R"p(
import httpx
async def orders(request):
    auth = request.headers["Authorization"]
    async with httpx.AsyncClient() as client:
        r = await client.get("https://inventory.partner.com/items", headers={"Authorization": auth})
    return r.json()
)p"},
};

// Read by hand on the way: base64url is put right first.
constexpr Program kByHand[] = {
    {"jwt.misuse.no-verify", R"p(
const express = require('express');
function parseJwt(token) {
  var base64Url = token.split('.')[1];
  var base64 = base64Url.replace(/-/g, '+').replace(/_/g, '/');
  return JSON.parse(Buffer.from(base64, 'base64').toString());
}
app.use((req, res, next) => { req.user = parseJwt(req.headers.authorization); next(); });
)p"},
    {"jwt.misuse.audience-absent", R"p(
@Configuration
class SecurityConfig {
  @Bean
  JwtDecoder jwtDecoder() {
    return NimbusJwtDecoder.withJwkSetUri("https://idp.example.com/jwks").build();
  }
}
)p"},
};

constexpr Program kRight[] = {
    {"", R"p(
import { useLocalStorage } from 'usehooks-ts';
const [theme, setTheme] = useLocalStorage('theme', token ? 'dark' : 'light');
const [at, setAt] = useLocalStorage('token_expiry', null);
)p"},
    {"", R"p(
class SettingsStore(private val dataStore: DataStore<Preferences>) {
    suspend fun save(theme: String, tokens: Map<String, Int>) {
        dataStore.edit { prefs -> prefs[THEME] = theme }
        counts[token] = tokens.size
    }
}
)p"},
    {"", R"p(
import { MMKV } from 'react-native-mmkv';
const storage = new MMKV({ id: 'session', encryptionKey: await keyOfDevice() });
export function saveToken(token: string) {
  storage.set('jwt', token);
}
)p"},
    {"", R"p(
const jwt = require('jsonwebtoken');
const { SIGN_WITH, PORT } = process.env;
const { key } = require('./config');
const { other } = other;
module.exports = (u) => jwt.sign({ u }, u ? SIGN_WITH : key || other, { expiresIn: '5m' });
)p"},
    {"", R"p(
import { Preferences } from '@capacitor/preferences';
export const saveTheme = (theme: string) => Preferences.set({ key: 'theme', value: theme });
)p"},
    {"", R"p(
package lexer

import "log"

func show(tokenString string) {
	log.Printf("lexed %q", tokenString)
}
)p"},
    {"", R"p(
package auth

import "log"

func issue(c jwt.Claims) {
	tokenString, _ := jwt.NewWithClaims(jwt.SigningMethodHS256, c).SignedString(key)
	log.Println("issued", len(tokenString), tokenString[:8])
}
)p"},
    {"", R"p(
[[NSUserDefaults standardUserDefaults] setObject:theme forKey:@"theme"];
)p"},
    {"", R"p(
const THEME_KEY = 'theme';
sessionStorage[THEME_KEY] = theme;
sessionStorage[TOKEN_EXPIRES_KEY] = decoded.exp;
)p"},
    {"", R"p(
SIMPLE_JWT = {
    'ALGORITHM': 'RS256',  # not HS256
    'SIGNING_KEY': os.environ['SIGNING_KEY'],
    'VERIFYING_KEY': """-----BEGIN PUBLIC KEY-----
MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEA
-----END PUBLIC KEY-----""",
}
)p"},
    {"", R"p(
import { buildConfig } from 'payload'
export default buildConfig({ collections: [Users], secret: process.env.PAYLOAD_SECRET })
)p"},
};

TEST(ProgramsObjects, WrongOnesAreSeen) { ExpectSeen(kWrong); }
TEST(ProgramsObjects, ReadByHandAreSeen) { ExpectSeen(kByHand); }
TEST(ProgramsObjects, WrongOnesAreSeenWithoutIndentation) { ExpectSeenFlat(kWrong); }
TEST(ProgramsObjects, RightOnesAreQuiet) { ExpectQuiet(kRight); }

TEST(ProgramsObjects, CutShortDoNoHarm) {
  ReadCutShort(kWrong);
  ReadCutShort(kByHand);
  ReadCutShort(kRight);
}

}  // namespace
}  // namespace packrake
