#include "credential/setting_name.h"

#include <algorithm>
#include <array>
#include <utility>

#include "base/ascii.h"
#include "credential/has.h"
#include "credential/one_of.h"
#include "text/word_set.h"

namespace packrake::code {

std::vector<std::string> WordsOf(std::string_view name) {
  std::vector<std::string> words;
  std::string word;
  const auto flush = [&] {
    if (!word.empty()) words.push_back(std::move(word));
    word.clear();
  };
  for (std::size_t i = 0; i < name.size(); ++i) {
    const char c = name[i];
    if (!IsAlnum(c)) {
      flush();
      continue;
    }
    const bool upper = IsUpper(c);
    const bool after_lower = i > 0 && (IsLower(name[i - 1]) || IsDigit(name[i - 1]));
    const bool before_lower = i + 1 < name.size() && IsLower(name[i + 1]) && i > 0 && IsUpper(name[i - 1]);
    if (upper && (after_lower || before_lower)) flush();
    word += ToLower(c);
  }
  flush();
  return words;
}

NameKind KindOfName(std::string_view name) {
  if (name.empty() || name.size() > 160) return NameKind::kOther;
  // Nearly every name of a program ends here.
  static constexpr WordSet kParts(
      std::to_array<std::string_view>({"secret", "key", "jwt", "token", "pass", "salt", "seed"}));
  if (!kParts.StandsIn(name)) return NameKind::kOther;
  // How a client of OAuth says who it is (OpenID Connect Core, section 9).
  if (name == "private_key_jwt" || name == "client_secret_jwt") return NameKind::kOther;
  std::vector<std::string> words = WordsOf(name);
  if (words.empty()) return NameKind::kOther;
  // Words written as one: jwtsecret, secretkey.
  std::vector<std::string> split;
  for (const std::string& word : words) {
    static constexpr auto kFused =
        std::to_array<std::pair<std::string_view, std::string_view>>({{"jwtsecret", "jwt secret"},
                                                                      {"jwtsecretkey", "jwt secret key"},
                                                                      {"jwtkey", "jwt key"},
                                                                      {"secretkey", "secret key"},
                                                                      {"signingkey", "signing key"},
                                                                      {"tokensecret", "token secret"},
                                                                      {"jwttoken", "jwt token"},
                                                                      {"jwtsigningkey", "jwt signing key"},
                                                                      {"privatekey", "private key"},
                                                                      {"publickey", "public key"},
                                                                      {"authjwt", "auth jwt"},
                                                                      {"signkey", "sign key"},
                                                                      {"secretstring", "secret"},
                                                                      {"jwtprivatekey", "jwt private key"},
                                                                      {"securitykey", "security key"},
                                                                      {"authsecret", "auth secret"},
                                                                      {"signingsecret", "signing secret"},
                                                                      {"accesssecret", "access secret"},
                                                                      {"accesstoken", "access token"},
                                                                      {"refreshtoken", "refresh token"},
                                                                      {"hmacsecret", "hmac secret"},
                                                                      {"hmackey", "hmac key"},
                                                                      {"symmetrickey", "symmetric key"},
                                                                      {"sharedsecret", "shared secret"},
                                                                      {"tokenkey", "token key"},
                                                                      {"mysecret", "my secret"},
                                                                      {"appsecret", "app secret"},
                                                                      {"secretorkey", "secret key"}});
    bool done = false;
    for (const auto& [fused, parts] : kFused) {
      if (word != fused) continue;
      for (const std::string& part : WordsOf(parts)) split.push_back(part);
      done = true;
    }
    if (!done) split.push_back(word);
  }
  const auto has = [&split](std::string_view word) { return std::ranges::find(split, word) != split.end(); };
  // .NET's, which names no issuer
  if (split.size() == 3 && split[0] == "issuer" && split[1] == "signing" && split[2] == "key")
    return NameKind::kJwtSecret;
  // What an image is fetched with, by the name of a Kubernetes' Secret.
  if (has("pull") && split.back() == "secret") return NameKind::kOther;
  // Words after which the value is no secret, wherever they stand.
  static constexpr auto kNever = std::to_array<std::string_view>(
      {"public",    "pub",        "header",      "prefix",      "algorithm", "algorithms", "alg",       "algo",
       "expires",   "expiration", "expiry",      "expire",      "exp",       "ttl",        "lifetime",  "duration",
       "length",    "len",        "size",        "min",         "max",       "name",       "cookie",    "path",
       "file",      "filename",   "dir",         "url",         "uri",       "endpoint",   "issuer",    "iss",
       "audience",  "aud",        "id",          "kid",         "type",      "typ",        "username",  "user",
       "field",     "location",   "lookup",      "claim",       "claims",    "subject",    "age",       "leeway",
       "enabled",   "enable",     "required",    "provider",    "strategy",  "version",    "format",    "encoding",
       "rotation",  "interval",   "time",        "timeout",     "count",     "index",      "label",     "description",
       "message",   "error",      "errors",      "placeholder", "pattern",   "regex",      "help",      "hint",
       "title",     "class",      "property",    "bits",        "source",    "store",      "keystore",  "alias",
       "verifying", "thumbprint", "fingerprint", "arn",         "resource",  "group",      "mount",     "volume",
       "ref",       "manager",    "template",    "missing",     "invalid",   "weak",       "insecure",  "defaults",
       "session",   "days",       "hours",       "minutes",     "seconds",   "locations",  "loc",       "scheme",
       "from",      "realm",      "host",        "port",        "service",   "usage",      "policy",    "hash",
       "salted",    "testing",    "env",         "envvar",      "variable",  "var",        "param",     "parameter",
       "attribute", "constant",   "exists",      "present",     "set",       "is",         "validator", "lengths",
       "not",       "no",         "has",         "existing",    "allowed",   "types",      "ids",       "names",
       "blacklist", "denylist",   "deny",        "include",     "includes"});
  // Whose secret it is may be said before it: USER_JWT_SECRET, SESSION_SECRET, service_token_secret.
  static constexpr auto kOwners = std::to_array<std::string_view>(
      {"user", "service", "session", "cookie", "group", "provider", "host", "store", "manager"});
  const bool ends_secret = split.back() == "secret" ||
                           (split.size() > 2 && (split.back() == "key" || split.back() == "base") && has("secret"));
  const bool never = std::ranges::any_of(
      split, [&](const std::string& word) { return OneOf(word, kNever) && !(ends_secret && OneOf(word, kOwners)); });
  if (never) return NameKind::kOther;
  std::string end = split.back();
  std::size_t tail = split.size() - 1;
  // JWT_SECRET_DEV, JWT_SECRET_2, JWT_KEY_V1: a stage or a number may follow.
  static constexpr auto kStages = std::to_array<std::string_view>(
      {"dev",    "development", "prod",    "production", "test",    "tests",     "staging",  "stage", "local",
       "old",    "new",         "current", "previous",   "primary", "secondary", "default",  "value", "string",
       "hs256",  "hs384",       "hs512",   "base64",     "b64",     "1",         "2",        "v1",    "v2",
       "bytes",  "admin",       "api",     "ci",         "qa",      "here",      "fallback", "web",   "app",
       "mobile", "str",         "raw",     "hex",        "plain",   "text",      "or"});
  while (tail > 0 && OneOf(end, kStages)) end = split[--tail];
  const bool is_secret = end == "secret" || end == "secrets" || end == "passphrase" || end == "salt" ||
                         end == "password" || end == "pass" || end == "seed";
  const bool is_key = end == "key" || end == "keys";
  if (end == "hmac" && tail > 0 && split[tail - 1] == "jwt") return NameKind::kJwtSecret;  // GATEWAY_JWT_HMAC
  const std::string before = tail > 0 ? split[tail - 1] : "";
  const bool signs = before == "signing" || before == "sign" || before == "secret" || before == "private" ||
                     before == "hmac" || before == "signature" || before == "security" || before == "symmetric" ||
                     before == "shared" || before == "encode" || before == "encryption" || before == "signer" ||
                     before == "verify" || before == "verification" || before == "hashing";
  const bool jwt = has("jwt") || has("jws") || has("jwts") || has("jsonwebtoken") || has("jose");
  const bool token = has("token") || has("tokens");
  const bool access =
      token && (has("access") || has("refresh") || has("auth") || has("authentication") || has("id") || has("bearer") ||
                has("api") || has("guest") || has("reset") || has("verification") || has("email") || has("session"));
  if (end == "jwt" && tail >= 1 && (split[tail - 1] == "secret" || split[tail - 1] == "key"))
    return NameKind::kJwtSecret;
  if (end == "token" && tail >= 1 && (split[tail - 1] == "secret") &&
      (jwt || has("access") || has("refresh") || split.size() == 2))
    return jwt ? NameKind::kJwtSecret : NameKind::kGenericSecret;
  if (end == "base" && tail >= 2 && split[tail - 1] == "key" && split[tail - 2] == "secret")
    return NameKind::kFrameworkSecret;
  if (!is_secret && !is_key) return NameKind::kOther;
  // JWT_STORAGE_KEY, jwtContextKey, jwt_groups_key: what an entry of a store, or a claim, is called.
  static constexpr auto kStores = std::to_array<std::string_view>(
      {"storage", "context", "ctx", "cache", "payload", "identity", "authorities", "groups", "email", "mail", "role",
       "roles", "scope", "scopes", "tenant", "permission", "permissions"});
  if (is_key && OneOf(before, kStores)) return NameKind::kOther;
  // JWT_AUTH_PASSWORD_KEY of Flask-JWT: the field of a form.
  if (is_key && before == "password" && has("auth")) return NameKind::kOther;
  if (split.size() == 2 && end == "password" && before == "token") return NameKind::kJwtSecret;
  // Strapi's: its tokens for programs are HMACs made with it.
  if (end == "salt" && before == "token" && (has("api") || has("transfer"))) return NameKind::kJwtSecret;
  if (end == "password" || end == "pass" || end == "passphrase" || end == "salt" || end == "seed")
    return jwt ? NameKind::kJwtSecret : NameKind::kOther;
  if (jwt) return NameKind::kJwtSecret;
  // What signs the tokens of links and of a second life: REFRESH_SECRET, AUTH_FORGOT_SECRET, VERIFY_EMAIL_SECRET.
  const bool confirms = has("verify") || has("verification") || has("confirm") || has("confirmation");
  const bool of_links = has("refresh") || has("forgot") || has("activation") || (has("reset") && has("password")) ||
                        (confirms && has("email"));
  if (end == "secret" && of_links) return NameKind::kJwtSecret;
  if (split.size() == 2 && is_secret && (before == "hmac" || before == "passport")) return NameKind::kFrameworkSecret;
  if (access && is_secret) return NameKind::kJwtSecret;
  if (token && (is_secret || signs)) return NameKind::kJwtSecret;
  if (split.size() == 2 && before == "secret" && is_key) return NameKind::kFrameworkSecret;
  if (split.size() == 2 && before == "app" && (is_key || is_secret)) return NameKind::kFrameworkSecret;
  static constexpr auto kFrameworks = std::to_array<std::string_view>(
      {"session", "cookie", "cookies", "flask", "django", "superset", "airflow", "authentik", "webserver"});
  if (std::ranges::any_of(kFrameworks, has))
    return is_secret || (is_key && before == "secret") ? NameKind::kFrameworkSecret : NameKind::kOther;
  if (has("play") && has("http")) return NameKind::kFrameworkSecret;
  if (split.size() <= 2 && (is_secret || signs || split.size() == 1)) return NameKind::kGenericSecret;
  if (signs) return NameKind::kGenericSecret;
  return NameKind::kOther;
}

NameKind KindOfPath(std::string_view path) {
  const std::size_t dot = path.rfind('.');
  const NameKind leaf = KindOfName(dot == std::string_view::npos ? path : path.substr(dot + 1));
  if (dot == std::string_view::npos) return leaf;
  // jwt.secret.dev, jwt_secret.value: the leaf only says which.
  static constexpr auto kWhich = std::to_array<std::string_view>(
      {"value", "default", "Default", "dev", "development", "test", "staging", "stage", "prod", "production", "local"});
  const bool says_which = OneOf(path.substr(dot + 1), kWhich);
  if (leaf == NameKind::kOther && !says_which) return leaf;
  const std::vector<std::string> outer = WordsOf(path.substr(0, dot));
  const auto has = [&outer](std::string_view word) { return std::ranges::find(outer, word) != outer.end(); };
  // An id that clients send (Kong, APISIX), and what only a cluster can open.
  const std::string_view leaf_name = path.substr(dot + 1);
  const std::string_view holders = path.substr(0, dot);
  if (leaf_name == "key" && (holders.ends_with("jwt_secrets") || holders.ends_with("jwt-auth") ||
                             holders.find("_jwt_auth.") != std::string_view::npos))
    return NameKind::kOther;
  if (has("encrypted") || has("sops")) return NameKind::kOther;
  if (leaf_name == "key" && holders.ends_with("provider")) return NameKind::kOther;  // Quarkus': the secret's name
  // What must not be taken: forbidden_defaults: { JWT_SECRET: […] }
  static constexpr auto kRefused = std::to_array<std::string_view>(
      {"forbidden", "deny", "denied", "denylist", "banned", "disallowed", "blacklist", "blocklist", "rejected"});
  if (std::ranges::any_of(kRefused, has)) return NameKind::kOther;
  if (leaf == NameKind::kJwtSecret) return leaf;
  if (has("public") || has("header") || has("cookie") || has("csrf") || has("xsrf")) return NameKind::kOther;
  if (leaf == NameKind::kOther) return KindOfPath(holders);
  static constexpr auto kJwtWords = std::to_array<std::string_view>(
      {"jwt",     "jwts",        "jws",          "jose",       "jwtauth",      "jwttoken",     "jwtconfig",
       "jwtutil", "jwtutils",    "jwtsettings",  "jwtoptions", "jwtconstants", "jsonwebtoken", "token",
       "tokens",  "accesstoken", "refreshtoken", "jwtbearer",  "guardian",     "joken"});
  // AccessTokenRequest { "client_secret": … }: OAuth's, which its client signs nothing with.
  const bool of_client = Has(Lower(leaf_name), "client") && !Has(Lower(holders), "jwt");
  if (!of_client && std::ranges::any_of(kJwtWords, has)) return NameKind::kJwtSecret;
  // A secret key of something that is not the application: storage, mail, payment.
  static constexpr auto kApplicationWords = std::to_array<std::string_view>(
      {"app",     "application", "django",  "flask",    "rails",      "session",     "sessions",    "security",
       "server",  "web",         "config",  "settings", "production", "development", "test",        "staging",
       "default", "framework",   "play",    "http",     "cookie",     "env",         "environment", "environments",
       "shared",  "base",        "secrets", "auth",     "general",    "core"});
  // Their charts have secretKey for the entry of a Secret.
  const bool own = (leaf_name == "secret_key" || leaf_name == "SECRET_KEY") &&
                   (has("webserver") || has("authentik") || has("superset"));
  static constexpr auto kOthersWords = std::to_array<std::string_view>(
      {"s3",     "storage", "minio", "oss",   "cos",    "bucket",   "smtp",   "mail", "stripe",   "paypal", "recaptcha",
       "wechat", "weixin",  "wx",    "wxapp", "alipay", "dingtalk", "feishu", "lark", "facebook", "qq",     "weibo"});
  if (leaf == NameKind::kFrameworkSecret && path.find("secret_key_base") == std::string_view::npos &&
      leaf_name != "hmac_secret" &&
      ((!std::ranges::any_of(kApplicationWords, has) && !own) || std::ranges::any_of(kOthersWords, has))) {
    return NameKind::kGenericSecret;
  }
  if (leaf == NameKind::kGenericSecret &&
      (has("play") || has("application") || (has("session") && leaf_name != "key") || has("rails") || has("flask")))
    return NameKind::kFrameworkSecret;
  return leaf;
}

bool MayNameKey(std::string_view path) {
  static constexpr WordSet kParts(std::to_array<std::string_view>({"token", "jwt"}));
  if (!kParts.StandsIn(path)) return false;
  const std::vector<std::string> words = WordsOf(path.substr(path.rfind('.') + 1));
  if (words.size() < 2 || words.size() > 3) return false;
  const std::string& last = words.back();
  const std::string& before = words[words.size() - 2];
  static constexpr auto kTails =
      std::to_array<std::string_view>({"hash", "signature", "signing", "private", "access", "refresh"});
  return (last == "key" && before == "token" && words.size() == 3) || (words[0] == "jwt" && OneOf(last, kTails));
}

// Paths that are JWT keys though their words do not say so: products' own (facts 1.3).
bool IsProductSetting(std::string_view path, std::string_view text) {
  struct Product {
    std::string_view ending;
    std::string_view hint;
  };
  static constexpr Product kProducts[] = {
      {"server.secretkey", "argocd"},
      {"stringData.secret", "konghq.com/credential: jwt"},
      {"data.secret", "konghq.com/credential: jwt"},
      {"secret", "mechanism = jwt"},  // EMQX
      {"secret", "mechanism = \"jwt\""},
      {"gitlab_workhorse.secret_token", ""},  // GitLab's parts sign the JWTs that they send each other
      {"gitlab_shell.secret_token", ""},
      {"gitlab_kas.api_secret_key", ""},
      {"gitlab_pages.api_secret_key", ""},
      {"SECRET", "directus"},
      {"SECRET", "REFRESH_TOKEN_TTL"},  // Directus's
      {"MB_EMBEDDING_SECRET_KEY", ""},
      {"CUBEJS_API_SECRET", ""},
      {"INFLUXDB_HTTP_SHARED_SECRET", ""},
      {"http.shared-secret", "auth-enabled"},        // InfluxDB
      {"service.api_key", "jwt_rbac"},               // Qdrant
      {"app_secret", "authentication = \"token\""},  // Prosody, of Jitsi
      {"jitsiappsecret", ""},                        // of Mattermost's plugin
      {"symmetric_key", "resty.openidc"},
      {"on_behalf_of.signing_key", ""},   // OpenSearch
      {"api.secret_key", "dags_folder"},  // Airflow 3 signs what its log servers take with it
      {"AIRFLOW.API.SECRET_KEY", ""},
      {"jwt_source", "\"hmac\""},  // Tyk
      {"jwtauth.sign_key", ""},    // Caddy's module
      {"lexik_jwt_authentication.pass_phrase", ""},
      {"OIDCOAuthVerifySharedKeys", ""},
      {"value", "<<\"MAC\">>"},  // RabbitMQ
      {"k", "<<\"oct\">>"},
      {"LIVEKIT_API_SECRET", ""},
      {"_APP_OPENSSL_KEY_V1", ""},  // Appwrite
      {"AuthJWTSignatureSharedSecret", ""},
      {"Auth.AccessSecret", ""},
      {"TOKEN_SECRET_VALUE", ""},
      {"TRANSFER_TOKEN_SALT", ""},
      {"API_TOKEN_SALT", ""},
      {"micronaut.security.token.jwt.signatures.secret.generator.secret", ""},
      {"as.AudienceSecret", ""},
      {"oauth2.resource.jwt.key-value", ""},          // Spring Boot's, when it is not a public key
      {"silhouette.authenticator.sharedSecret", ""},  // Play's library
      {"NEXTAUTH_SECRET", ""},
      {"AUTH_SECRET", ""},  // Auth.js since version 5
      {"BETTER_AUTH_SECRET", ""},
      {"ACCESS_SECRET", "REFRESH_SECRET"},
      {"ACCESS_SECRET", "jwt"},
      {"PAYLOAD_SECRET", ""},
      {"AppSettings.Token", ""},
      {"SigningKeys.Value", ""},     // .NET's `user-jwts`
      {"TokenKey", "AllowedHosts"},  // of .NET; elsewhere the name of a cookie
      {"TokenKey", "ConnectionStrings"},
      {"TokenKey", "\"Logging\""},
      {"secret.inbox.string", ""},  // OnlyOffice
      {"secret.outbox.string", ""},
      {"secret.session.string", ""},
      {"secret.browser.string", ""},
      {"nacos.core.auth.plugin.nacos.token.secret.key", ""},
      {"nacos.core.auth.default.token.secret.key", ""},
      {"NACOS_AUTH_TOKEN", ""},
      {"token.secret", ""},
      {"authentication.secret", "authStrategies"},
      {"lexik_jwt_authentication.pass_phrase", ""},
      {"mercure.publisher_jwt", ""},
      {"mercure.subscriber_jwt", ""},
  };
  static constexpr std::array<bool, 256> kLastBytes = [] {
    std::array<bool, 256> last{};
    for (const Product& product : kProducts) last[static_cast<unsigned char>(product.ending.back())] = true;
    return last;
  }();
  if (path.empty() || !kLastBytes[static_cast<unsigned char>(path.back())]) return false;  // as most names of programs
  return std::ranges::any_of(kProducts, [&](const Product& product) {
    if (!path.ends_with(product.ending)) return false;
    if (path.size() > product.ending.size() && path[path.size() - product.ending.size() - 1] != '.') return false;
    return product.hint.empty() || text.find(product.hint) != std::string_view::npos;
  });
}

bool IsOauth1(std::string_view path, std::string_view text) {
  const std::vector<std::string> words = WordsOf(path);
  const auto has = [&words](std::string_view word) { return std::ranges::find(words, word) != words.end(); };
  if (has("jwt") || has("jws") || has("jwts")) return false;
  if (!has("token") && !has("accesstoken") && !has("tokens")) return false;
  if (has("twitter") || has("twitter4j") || has("oauth") || has("oauth1") || has("consumer") || has("tumblr"))
    return true;
  if (!Has(text, "onsumer") && !Has(text, "ONSUMER")) return false;  // the text is read once, mostly
  for (const std::string_view word : {"onsumerKey", "onsumer_key", "onsumer-key", "onsumer.key", "ONSUMER_KEY",
                                      "onsumerSecret", "onsumer_secret", "ONSUMER_SECRET", "ConsumerCredentials"}) {
    if (Has(text, word)) return true;
  }
  return false;
}

}  // namespace packrake::code
