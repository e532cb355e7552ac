#include <algorithm>

#include "credential/code_text.h"
#include "credential/programs.h"

// Rust, C and its relatives, Swift, Dart and Kotlin as reviewers of them would mark them: what is unsafe, and beside it
// what looks so and is right.
namespace packrake {
namespace {

constexpr Program kTold[] = {
    {"jwt.secret*", R"p(
import CryptoKit
struct Tokens {
  let apiSecret = "{{random:alnum:32:91011}}"
  func sign(_ input: String) -> String {
    let header = #"{"alg":"HS256","typ":"JWT"}"#
    let mac = HMAC<SHA256>.authenticationCode(for: Data(input.utf8), using: SymmetricKey(data: Data(apiSecret.utf8)))
    return header + input + Data(mac).base64EncodedString()
  }
}
)p"},
    {"jwt.secret*", R"p(
import 'package:crypto/crypto.dart';
const _phrase = '{{random:alnum:32:91012}}';
String token(String body) {
  final head = {'alg': 'HS256', 'typ': 'JWT'};
  final mac = Hmac(sha256, utf8.encode(_phrase)).convert(utf8.encode(body));
  return '$head.$body.$mac';
}
)p"},
    {"jwt.misuse.plain-http", R"p(
import Alamofire
final class Rides {
  private let baseURL = "http://api.example-rides.com/v1"
  func rides(token: String) {
    AF.request(baseURL + "/rides", headers: [.authorization(bearerToken: token)]).validate()
  }
}
)p"},
    {"jwt.misuse.no-verify", R"p(
use jsonwebtoken::dangerous_insecure_decode as look_into;
pub fn account(raw: &str) -> Option<u64> { look_into::<Claims>(raw).ok().map(|t| t.claims.uid) }
)p"},
    {"jwt.misuse.no-verify", R"p(
use jwt::{Header, RegisteredClaims, Token};
fn subject(raw: &str) -> Option<String> {
    let token: Token<Header, RegisteredClaims, _> = Token::parse_unverified(raw).ok()?;
    token.claims().subject.clone()
}
)p"},
    {"jwt.misuse.no-expiry", R"p(
let (_, claims) = frank_jwt::decode(&raw, &secret, Algorithm::HS512, &ValidationOptions::dangerous())?;
)p"},
    {"jwt.misuse.no-audience", R"p(
use biscuit::{Validation, ValidationOptions, JWT};
token.validate(ValidationOptions { audience: Validation::Ignored, ..Default::default() })?;
)p"},
    {"jwt.misuse.no-expiry", R"p(
use jwt_authorizer::Validation;
let checks = Validation::new().iss(&["https://id.example.org"]).aud(&["orders"]).exp(false);
)p"},
    {"jwt.misuse.broad-audience", R"p(
use jsonwebtoken::{Algorithm, Validation};
pub fn checks() -> Validation {
    let mut checks = Validation::new(Algorithm::ES256);
    checks.set_audience(&["*"]);
    checks
}
)p"},
    {"jwt.secret*", R"p(
use biscuit::jws::Secret;
fn key() -> Secret { Secret::bytes_from_str("{{random:alnum:28:91001}}") }
)p"},
    {"jwt.secret*", R"p(
use frank_jwt::{encode, Algorithm};
let phrase = String::from("{{random:alnum:28:91002}}");
let token = encode(json!({}), &phrase, &payload, Algorithm::HS256)?;
)p"},
    {"jwt.secret.weak", R"p(
use jsonwebtoken::EncodingKey;
fn key_of(hostname: &str) -> EncodingKey {
    let seed = format!("{:x}", md5::compute(hostname));
    EncodingKey::from_secret(seed.as_bytes())
}
)p"},
    {"jwt.misuse.cookie-flags", R"p(
use axum_extra::extract::cookie::Cookie;
let token = jwt::issue(&keys, user.id)?;
let cookie = Cookie::build(("jwt", token)).path("/").build();
)p"},
    {"jwt.misuse.cookie-flags", R"p(
Ok(warp::reply::with_header(reply, "set-cookie", format!("shop_jwt={}; Path=/; Max-Age=600", access_token)))
)p"},
    {"jwt.misuse.token-in-url", R"p(
let bearer = login.access_token;
url.query_pairs_mut().append_pair("access_token", &bearer);
)p"},
    {"jwt.misuse.plain-http", R"p(
const API: &str = "http://api.example-weather.com/v1";
async fn today(http: &reqwest::Client, access_token: &str) -> reqwest::Result<String> {
    http.get(format!("{API}/today")).bearer_auth(access_token).send().await?.text().await
}
)p"},
    {"jwt.misuse.no-verify", R"p(
#include <jwt/jwt.hpp>
std::string subject(const std::string& token) {
  using namespace jwt::params;
  auto object = jwt::decode(token, algorithms({"HS384"}), verify(false));
  return object.payload().get_claim_value<std::string>("sub");
}
)p"},
    {"jwt.misuse.no-verify", R"p(
#include <jwt.h>
int role_of(const char *token, char **role) {
  jwt_t *jwt = NULL;
  if (jwt_decode(&jwt, token, NULL, 0) != 0) return -1;
  *role = strdup(jwt_get_grant(jwt, "role"));
  return 0;
}
)p"},
    {"jwt.misuse.no-verify", R"p(
#include <cjose/cjose.h>
int read_claims(const char *compact, uint8_t **plain, size_t *size, cjose_err *err) {
  cjose_jws_t *jws = cjose_jws_import(compact, strlen(compact), err);
  return cjose_jws_get_plaintext(jws, plain, size, err);
}
)p"},
    {"jwt.misuse.no-expiry", R"p(
struct l8w8jwt_decoding_params params;
l8w8jwt_decoding_params_init(&params);
params.jwt = jwt;
params.validate_exp = 0;
)p"},
    {"jwt.misuse.no-expiry", R"p(
#include <jwt.h>
jwt_checker_t *checker = jwt_checker_new();
jwt_checker_time_leeway(checker, JWT_CLAIM_EXP, -1);
)p"},
    {"jwt.misuse.no-issuer", R"p(
#include <jwt.h>
jwt_checker_t *checker = jwt_checker_new();
jwt_checker_claim_del(checker, JWT_CLAIM_ISS);
)p"},
    {"jwt.secret*", R"p(
static const uint8_t local_key[] = "{{random:alnum:28:91003}}";
cjose_jwk_t *jwk = cjose_jwk_create_oct_spec(local_key, sizeof(local_key) - 1, err);
)p"},
    {"jwt.secret*", R"p(
#include <QMessageAuthenticationCode>
TokenMaker::TokenMaker(QObject *parent) : QObject(parent), m_material(QByteArrayLiteral("{{random:alnum:28:91004}}")) {}
QByteArray TokenMaker::sign(const QByteArray &input) const {
  static const QByteArray head = R"({"alg":"HS256"})";
  return QMessageAuthenticationCode::hash(input, m_material, QCryptographicHash::Sha256);
}
)p"},
    {"jwt.misuse.token-in-log", R"p(
#include <spdlog/spdlog.h>
bool Gate::Admit(const std::string& jwt) {
  SPDLOG_INFO("admitting {}", jwt);
  return verifier_.verify(jwt);
}
)p"},
    {"jwt.misuse.token-in-log", R"p(
void Login::finished(const QJsonObject &answer) {
  m_accessToken = answer.value("access_token").toString();
  qCInfo(lcLogin) << "logged in with" << m_accessToken;
}
)p"},
    {"jwt.misuse.mobile-storage", R"p(
#include <QSettings>
void Login::keep() {
  QSettings settings;
  settings.setValue("session/accessToken", m_accessToken);
}
)p"},
    {"jwt.misuse.token-in-url", R"p(
void Events::open() {
  QUrlQuery query;
  query.addQueryItem(QStringLiteral("access_token"), m_accessToken);
  m_url.setQuery(query);
}
)p"},
    {"jwt.misuse.plain-http", R"p(
int push(const struct agent *agent, CURL *handle, struct curl_slist *headers) {
  snprintf(line, sizeof line, "Authorization: Bearer %s", agent->access_token);
  headers = curl_slist_append(headers, line);
  curl_easy_setopt(handle, CURLOPT_URL, "http://backup.example.com/v1/manifest");
  return curl_easy_perform(handle);
}
)p"},
    {"jwt.misuse.cookie-flags", R"p(
#include <drogon/Cookie.h>
void Session::login(const HttpResponsePtr &answer, const std::string &jwt) {
  Cookie cookie("shop_jwt", jwt);
  cookie.setHttpOnly(false);
  answer->addCookie(std::move(cookie));
}
)p"},
    {"jwt.misuse.no-verify", R"p(
#import <JWT/JWT.h>
- (BOOL)isStaff:(NSString *)token {
  NSDictionary *decoded = [JWT decodeMessage:token withSecret:nil withError:nil withForcedOption:YES];
  return [decoded[@"payload"][@"staff"] boolValue];
}
)p"},
    {"jwt.misuse.no-verify", R"p(
import SwiftJWT
func customer(of token: String) -> String? {
  guard let jwt = try? JWT<BankClaims>(jwtString: token, verifier: .none) else { return nil }
  return jwt.claims.sub
}
)p"},
    {"jwt.misuse.no-verify", R"p(
import JWTKit
let payload = try request.application.jwt.signers.unverified(bearer.token, as: TenantPayload.self)
request.auth.login(payload.tenant)
)p"},
    {"jwt.misuse.alg-none", R"p(
import JWTKit
let keys = JWTKeyCollection()
await keys.addUnsecuredNone()
)p"},
    {"jwt.misuse.alg-none", R"p(
import JWT
let claims = try JWT.decode(token, algorithms: [.hs256(key), .none])
)p"},
    {"jwt.misuse.token-in-url", R"p(
parts.queryItems = [URLQueryItem(name: "room", value: room), URLQueryItem(name: "jwt", value: session.authToken)]
)p"},
    {"jwt.misuse.token-in-log", R"p(
import os.log
if let token = store.accessToken {
  log.debug("attached \(token, privacy: .public)")
}
)p"},
    {"jwt.misuse.mobile-storage", R"p(
func keep(_ credentials: Credentials, in folder: URL) throws {
  try credentials.accessToken.write(to: folder.appendingPathComponent("session.txt"), atomically: true, encoding: .utf8)
}
)p"},
    {"jwt.misuse.cookie-flags", R"p(
import Vapor
let jwt = try request.jwt.sign(SessionPayload(user: user))
response.cookies["club"] = .init(string: jwt, isSecure: false, isHTTPOnly: false)
)p"},
    {"jwt.misuse.no-verify", R"p(
import 'package:jose/jose.dart';
String? mailOf(String encoded) => JsonWebToken.unverified(encoded).claims['email'] as String?;
)p"},
    {"jwt.misuse.alg-none", R"p(
import 'package:jose/jose.dart';
final jwt = await JsonWebToken.decodeAndVerify(encoded, store, allowedArguments: ['ES256', 'none']);
)p"},
    {"jwt.secret.weak", R"p(
import 'package:dart_jsonwebtoken/dart_jsonwebtoken.dart';
SecretKey keyOf(String serial) => SecretKey(sha256.convert(utf8.encode('box-$serial')).toString());
)p"},
    {"jwt.secret.weak", R"p(
import 'package:dart_jsonwebtoken/dart_jsonwebtoken.dart';
SecretKey next() => SecretKey(const Uuid().v1());
)p"},
    {"jwt.misuse.token-in-log", R"p(
class Api {
  final String Function() accessToken;
  void onError(DioException e) => dev.log('failed ${e.message} with ${accessToken()}');
}
)p"},
    {"jwt.misuse.token-in-url", R"p(
Future<void> download(String jwt) => launchUrl(Uri.https('reports.example.org', '/pdf', {'token': jwt}));
)p"},
    {"jwt.misuse.web-storage", R"p(
Future<void> hand(WebViewController view, String jwt) =>
    view.runJavaScript("window.localStorage.setItem('session', '$jwt');");
)p"},
    {"jwt.misuse.plain-http", R"p(
val retrofit = Retrofit.Builder().baseUrl("http://api.example-rides.com/v1/").client(client).build()
val client = OkHttpClient.Builder().addInterceptor { chain ->
    chain.proceed(chain.request().newBuilder().header("Authorization", "Bearer $accessToken").build())
}.build()
)p"},
};

constexpr Program kQuiet[] = {
    {"", R"p(
import CryptoKit
func digest(_ input: Data, with key: SymmetricKey) -> Data {
  Data(HMAC<SHA256>.authenticationCode(for: input, using: key))
}
let label = SymmetricKey(data: Data("cache of thumbnails".utf8))
)p"},
    {"", R"p(
import Alamofire
final class Rides {
  private let baseURL = "http://localhost:8080/v1"
  func rides(token: String) {
    AF.request(baseURL + "/rides", headers: [.authorization(bearerToken: token)]).validate()
  }
}
)p"},
    {"", R"p(
#include <jwt.h>
static int check(const char *token, const unsigned char *key, int size) {
  jwt_t *jwt = NULL;
  return jwt_decode(&jwt, token, key, size);
}
static char *payload_of(const char *token) {
  jwt_t *jwt = NULL;
  return jwt_decode(&jwt, token, NULL, 0) ? NULL : jwt_get_grants_json(jwt, NULL);
}
)p"},
    {"", R"p(
use jsonwebtoken::{decode as check, Validation};
pub fn account(raw: &str, key: &DecodingKey) -> Option<u64> {
    let mut checks = Validation::new(Algorithm::ES256);
    checks.set_audience(&["orders"]);
    checks.set_issuer(&["https://id.example.org"]);
    check::<Claims>(raw, key, &checks).ok().map(|t| t.claims.uid)
}
)p"},
    {"", R"p(
use biscuit::{Validation, ValidationOptions, JWT};
token.validate(ValidationOptions { audience: Validation::Validate("orders".into()), ..Default::default() })?;
)p"},
    {"", R"p(
fn plot(range: &Range) -> Scale { Scale::new().base(10).exp(false) }
)p"},
    {"", R"p(
use axum_extra::extract::cookie::Cookie;
let token = jwt::issue(&keys, user.id)?;
let cookie = Cookie::build(("jwt", token)).path("/").http_only(true).secure(true).build();
)p"},
    {"", R"p(
use axum_extra::extract::cookie::Cookie;
pub fn session(settings: &Settings, session_token: String) -> Cookie<'static> {
    let https = settings.protocol == Protocol::Https;
    Cookie::build(("session_token", session_token)).http_only(true).secure(https).path("/").build()
}
)p"},
    {"", R"p(
Ok(warp::reply::with_header(reply, "set-cookie", format!("shop_jwt={}; Path=/; HttpOnly; Secure", access_token)))
)p"},
    {"", R"p(
url.query_pairs_mut().append_pair("page_token", &page_token).append_pair("access_token_type", "urn:ietf:params");
)p"},
    {"", R"p(
#include <jwt/jwt.hpp>
auto object = jwt::decode(token, algorithms({"HS384"}), verify(true), secret(key), aud("orders"), issuer("id"));
bool good = verify(false_flag) && checksum.verify(block);
)p"},
    {"", R"p(
#include <cjose/cjose.h>
int read_claims(const char *compact, cjose_jwk_t *key, uint8_t **plain, size_t *size, cjose_err *err) {
  cjose_jws_t *jws = cjose_jws_import(compact, strlen(compact), err);
  if (!cjose_jws_verify(jws, key, err)) return 0;
  return cjose_jws_get_plaintext(jws, plain, size, err);
}
)p"},
    {"", R"p(
#include <jwt.h>
int check(jwt_t **jwt, const char *token, const unsigned char *key, int size) {
  if (jwt_get_alg(*jwt) == JWT_ALG_NONE) return -1;
  return jwt_decode(jwt, token, key, size);
}
)p"},
    {"", R"p(
params.validate_exp = 1;
params.validate_iat = 0;
l8w8jwt_decode(&params, &result, NULL, NULL);
)p"},
    {"", R"p(
Widget::Widget(QObject *parent) : QObject(parent), m_title(QStringLiteral("JWT inspector")), m_secret(settings.secret()) {}
)p"},
    {"", R"p(
#include <QSettings>
settings.setValue("session/accessTokenExpiry", expires);
settings.setValue("tokenRefreshInterval", 30);
)p"},
    {"", R"p(
LOG_DEBUG("read {} tokens up to {}", tokens.size(), token.kind());
qCDebug(lcLexer) << "unexpected" << token.text();
)p"},
    {"", R"p(
#include <drogon/Cookie.h>
Cookie cookie("shop_jwt", jwt);
cookie.setHttpOnly(true);
cookie.setSecure(true);
)p"},
    {"", R"p(
import JWTKit
let payload = try await keys.verify(token, as: TenantPayload.self)
let quiet = Logger(level: .none)
)p"},
    {"", R"p(
parts.queryItems = [URLQueryItem(name: "token_type", value: "bearer"), URLQueryItem(name: "page", value: next)]
)p"},
    {"", R"p(
enum Keys { static let tokenRefreshInterval = "tokenRefreshInterval" }
var interval: TimeInterval {
  get { defaults.double(forKey: Keys.tokenRefreshInterval) }
  set { defaults.set(newValue, forKey: Keys.tokenRefreshInterval) }
}
func uploaded() { defaults.set(Date(), forKey: Keys.pushTokenUploaded) }
)p"},
    {"", R"p(
try report.text.write(to: folder.appendingPathComponent("tokens.csv"), atomically: true, encoding: .utf8)
)p"},
    {"", R"p(
Response withSession(Response response, String jwt) {
  final cookie = Cookie('session', jwt)..httpOnly = true..secure = true..sameSite = SameSite.strict;
  return response.change(headers: {'set-cookie': cookie.toString()});
}
)p"},
    {"", R"p(
import 'package:dart_jsonwebtoken/dart_jsonwebtoken.dart';
SecretKey keyOf(String serial, String pepper) => SecretKey(sha256.convert(utf8.encode('$serial$pepper')).toString());
String etag(String name) => md5.convert(utf8.encode(name)).toString();
)p"},
    {"", R"p(
Uri next(String cursor) => Uri.https('api.example.org', '/orders', {'page_token': cursor, 'limit': '20'});
)p"},
    {"", R"p(
val retrofit = Retrofit.Builder().baseUrl("http://10.0.2.2:8080/").client(client).build()
val request = request.newBuilder().header("Authorization", "Bearer $accessToken").build()
)p"},
};

TEST(ReviewedNative, WhatIsUnsafeIsTold) { ExpectTold(kTold); }
TEST(ReviewedNative, WhatIsRightIsQuiet) { ExpectQuiet(kQuiet); }
TEST(ReviewedNative, ACookieIsToldOnce) {
  for (const std::string_view program :
       {"const jwt = require('jsonwebtoken');\nfunction login(res, token) {\n"
        "  res.setHeader('Set-Cookie', 'access_token=' + token + '; Path=/');\n}\n",
        "fn reply(access_token: &str) -> impl Reply {\n  warp::reply::with_header(body(), \"set-cookie\",\n"
        "    format!(\"shop_jwt={}; Path=/\", access_token))\n}\n"}) {
    const std::vector<code::CodeEvent> events = code::AnalyzeStretch(program);
    EXPECT_EQ(std::ranges::count(events, "jwt.misuse.cookie-flags", &code::CodeEvent::rule), 1) << program;
  }
}
TEST(ReviewedNative, AreReadWhereverTheyAreCutShort) {
  ReadCutShort(kTold);
  ReadCutShort(kQuiet);
}

}  // namespace
}  // namespace packrake
