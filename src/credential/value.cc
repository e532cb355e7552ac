#include "credential/value.h"

#include <algorithm>
#include <array>
#include <cctype>

#include "text/entropy.h"
#include "credential/one_of.h"

namespace packrake::code {
namespace {

std::string Lower(std::string_view text) {
  std::string out(text);
  for (char& c : out) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return out;
}

bool Has(std::string_view text, std::string_view part) { return text.find(part) != std::string_view::npos; }

bool IsDigit(char c) { return c >= '0' && c <= '9'; }
bool IsAlnum(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0; }

constexpr std::size_t kLongest = 2048;

constexpr std::array kWords = std::to_array<std::string_view>({
    "hs256",
    "hs384",
    "hs512",
    "rs256",
    "rs384",
    "rs512",
    "es256",
    "es256k",
    "es384",
    "es512",
    "ps256",
    "ps384",
    "ps512",
    "eddsa",
    "none",
    "hmacsha256",
    "hmacsha384",
    "hmacsha512",
    "hmac",
    "sha256",
    "sha512",
    "rsa",
    "oct",
    "aes",
    "utf8",
    "utf-8",
    "ascii",
    "base64",
    "base64url",
    "hex",
    "latin1",
    "binary",
    "bearer",
    "jwt",
    "jws",
    "jwe",
    "authorization",
    "x-access-token",
    "sub",
    "iss",
    "aud",
    "exp",
    "iat",
    "nbf",
    "jti",
    "kid",
    "alg",
    "typ",
    "true",
    "false",
    "null",
    "undefined",
    "nil",
    "yes",
    "no",
    "on",
    "off",
    "header",
    "cookie",
    "string",
    "number",
    "boolean",
    "username",
    "email",
    "user_id",
    "userid",
    "access",
    "refresh",
    "access_token",
    "refresh_token",
    "id_token",
    "token",
    "tokens",
    "accesstoken",
    "refreshtoken",
    "pem",
    "raw",
    "sig",
    "enc",
    "sign",
    "verify",
    "symmetric",
    "asymmetric",
    "a128kw",
    "a256kw",
    "dir",
    "rsa-oaep",
    "str",
    "int",
    "bool",
    "required",
    "optional",
    "hs",
    "rs",
});

bool IsDuration(std::string_view value) {
  std::size_t i = 0;
  while (i < value.size() && (IsDigit(value[i]) || value[i] == '.')) ++i;
  if (i == 0 || i > 9) return false;
  std::string_view unit = value.substr(i);
  while (!unit.empty() && unit[0] == ' ') unit.remove_prefix(1);
  static constexpr auto kUnits = std::to_array<std::string_view>(
      {"ms",  "s",    "m",    "h",     "d",    "w",     "y",       "sec",     "min", "mins", "hour", "hours",
       "day", "days", "week", "weeks", "year", "years", "minutes", "seconds", "hr",  "hrs",  "M"});
  return OneOf(unit, kUnits);
}

bool IsTemplate(std::string_view v) {
  static constexpr auto kOpeners =
      std::to_array<std::string_view>({"${", "{{", "<%", "#{", "$(", "%{", "@@", "!!env", "[[", "$[["});
  if (std::ranges::any_of(kOpeners, [v](std::string_view open) { return Has(v, open); })) return true;
  if (v.size() > 2 && v.front() == '%' && v.back() == '%') return true;
  if (v.starts_with("%kernel.") || v.starts_with("%env(")) return true;
  if (const std::size_t open = v.find("%("); open != std::string_view::npos && Has(v.substr(open), ")s")) return true;
  if (v.front() == '<') return true;
  if (v.front() == '{' && v.back() == '}' && !Has(v, "\"")) return true;
  if (v.front() == '$' && v.size() > 1 &&
      std::ranges::all_of(v.substr(1), [](char c) { return IsAlnum(c) || c == '_'; }) &&
      !std::islower(static_cast<unsigned char>(v[1]))) {
    return true;
  }
  if (v.front() == '[' && v.back() == ']' && std::ranges::all_of(v.substr(1, v.size() - 2), [](char c) {
        return std::isupper(static_cast<unsigned char>(c)) || IsDigit(c) || c == '_' || c == ' ' || c == '-';
      }))
    return true;
  if (v.size() > 4 && v.starts_with("__") && v.ends_with("__")) return true;
  if (v.starts_with("process.env") || v.starts_with("os.environ") || v.starts_with("os.getenv") ||
      v.starts_with("env(") || v.starts_with("env.") || v.starts_with("ENV[") || v.starts_with("System.getenv") ||
      v.starts_with("var.") || v.starts_with("data.") || v.starts_with("module.") || v.starts_with("local.") ||
      v.starts_with("secrets.") || v.starts_with("random_"))
    return true;
  return Has(v, "{") && Has(v, "}") && (v.starts_with("{") || v.ends_with("}")) && !Has(v, "\"");
}

bool IsPath(std::string_view v) {
  const std::string lower = Lower(v);
  static constexpr auto kEndings =
      std::to_array<std::string_view>({".pem", ".key", ".crt", ".cer", ".p8", ".p12", ".jks", ".pfx", ".pub", ".json",
                                       ".yaml", ".yml", ".txt", ".keystore", ".env", ".jwk", ".jwks", ".properties"});
  if (std::ranges::any_of(kEndings, [&lower](std::string_view ending) {
        return lower.size() > ending.size() && lower.ends_with(ending);
      }))
    return true;
  if (v.starts_with("./") || v.starts_with("../") || v.starts_with("~/") || lower.starts_with("file:") ||
      lower.starts_with("classpath:"))
    return true;
  // "/etc/jwt/key" is a path; base64 may begin with one slash too, but seldom holds words only.
  if (v.front() == '/' && v.size() > 1 && std::count(v.begin(), v.end(), '/') >= 2 &&
      std::ranges::all_of(v, [](char c) { return IsAlnum(c) || c == '/' || c == '_' || c == '-' || c == '.'; }) &&
      !Has(v, "//") && std::ranges::none_of(v, [](char c) { return std::isupper(static_cast<unsigned char>(c)); })) {
    return true;
  }
  return v.size() > 3 && std::isalpha(static_cast<unsigned char>(v[0])) && v[1] == ':' && (v[2] == '\\' || v[2] == '/');
}

bool IsSealed(std::string_view v) {
  static constexpr auto kStarts = std::to_array<std::string_view>({"ENC[",
                                                                   "ENC(",
                                                                   "vault:",
                                                                   "ssm:",
                                                                   "arn:aws:",
                                                                   "op://",
                                                                   "AgA",
                                                                   "!vault",
                                                                   "!Ref",
                                                                   "!Sub",
                                                                   "!GetAtt",
                                                                   "valueFrom",
                                                                   "sops:",
                                                                   "secretsmanager:",
                                                                   "kms:",
                                                                   "projects/",
                                                                   "@Microsoft.KeyVault",
                                                                   "keyvault:",
                                                                   "awskms://",
                                                                   "gcpkms://",
                                                                   "$ANSIBLE_VAULT",
                                                                   "doppler:",
                                                                   "bws:",
                                                                   "infisical:",
                                                                   "akv:",
                                                                   "azurekv:",
                                                                   "gpg:",
                                                                   "aws-sm:",
                                                                   "ref+",
                                                                   "secret://",
                                                                   "!secret",
                                                                   "{cipher}",
                                                                   "{vault}",
                                                                   "vault("});
  for (const std::string_view start : kStarts) {
    if (!v.starts_with(start)) continue;
    if (start == "AgA" && v.size() < 100) continue;
    return true;
  }
  return false;
}

constexpr std::array kPlaceholders = std::to_array<std::string_view>(
    {"changeme",     "change-me",      "change_me",    "change me",     "changethis",  "change-this",
     "change_this",  "changeit",       "change-it",    "your-",         "your_",       "yoursecret",
     "yourjwt",      "replace",        "todo",         "example",       "dummy",       "xxxx",
     "placeholder",  "insert",         "fill-in",      "fillme",        "fill_in",     "put-your",
     "put_your",     "my-secret-here", "-here",        "_here",         "secret-goes", "to-be-modified",
     "tobemodified", "sample",         "fixme",        "notsecure",     "not-secure",  "insecure",
     "test-secret",  "test_secret",    "-for-ci",      "for-testing",   "for-linting", "for-generating",
     "not-for-prod", "change-in-prod", "pleasechange", "please-change", "enter-",      "enter_",
     "set-me",       "setme",          "<secret",      "redacted"});

}  // namespace

ValueKind KindOfValue(std::string_view value) {
  if (value.empty()) return ValueKind::kEmpty;
  // A key set: its members are for the rule that reads JWKs.
  if ((value.front() == '[' || value.front() == '{') && Has(value, "\"kty\"")) return ValueKind::kTemplate;
  if (Has(value, "-----BEGIN")) {
    if (Has(value, "PRIVATE KEY")) return ValueKind::kPrivateKey;
    return ValueKind::kPublic;
  }
  std::string_view v = value;
  while (!v.empty() && std::isspace(static_cast<unsigned char>(v.front()))) v.remove_prefix(1);
  while (!v.empty() && std::isspace(static_cast<unsigned char>(v.back()))) v.remove_suffix(1);
  if (v.empty()) return ValueKind::kFiller;
  if (v.size() > kLongest) return ValueKind::kTooLong;
  if (v.starts_with("ssh-rsa ") || v.starts_with("ssh-ed25519 ") || v.starts_with("ecdsa-sha2"))
    return ValueKind::kPublic;
  if (IsSealed(v)) return ValueKind::kSealed;
  if (IsTemplate(v)) return ValueKind::kTemplate;
  const bool one_character = v.find_first_not_of(v[0]) == std::string_view::npos;
  if (v.find_first_not_of("xX*.-_#?= ") == std::string_view::npos || (one_character && v.size() >= 4))
    return ValueKind::kFiller;
  if (Has(v, "://")) return ValueKind::kUrl;
  if (IsPath(v)) return ValueKind::kPath;
  const std::string lower = Lower(v);
  if (OneOf(lower, kWords) || IsDuration(v)) return ValueKind::kWord;
  // Numbers of seconds and ports; a longer run of digits is somebody's key.
  if (v.size() <= 5 && std::ranges::all_of(v, IsDigit)) return ValueKind::kWord;
  if (std::ranges::any_of(kPlaceholders, [&lower](std::string_view word) { return Has(lower, word); }))
    return ValueKind::kPlaceholder;
  return ValueKind::kSecret;
}

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
    const bool upper = std::isupper(static_cast<unsigned char>(c)) != 0;
    const bool after_lower = i > 0 && (std::islower(static_cast<unsigned char>(name[i - 1])) || IsDigit(name[i - 1]));
    const bool before_lower = i + 1 < name.size() && std::islower(static_cast<unsigned char>(name[i + 1])) && i > 0 &&
                              std::isupper(static_cast<unsigned char>(name[i - 1]));
    if (upper && (after_lower || before_lower)) flush();
    word += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  }
  flush();
  return words;
}

NameKind KindOfName(std::string_view name) {
  if (name.empty() || name.size() > 160) return NameKind::kOther;
  // Nearly every name of a program ends here.
  static constexpr auto kParts =
      std::to_array<std::string_view>({"secret", "key", "jwt", "token", "pass", "salt", "seed"});
  std::array<char, 160> lowered;
  for (std::size_t i = 0; i < name.size(); ++i) {
    lowered[i] = name[i] >= 'A' && name[i] <= 'Z' ? static_cast<char>(name[i] - 'A' + 'a') : name[i];
  }
  const std::string_view lower(lowered.data(), name.size());
  if (std::ranges::none_of(kParts, [lower](std::string_view part) { return Has(lower, part); }))
    return NameKind::kOther;
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
       "realm",     "host",       "port",        "service",     "usage",     "policy",     "hash",      "salted",
       "testing",   "env",        "envvar",      "variable",    "var",       "param",      "parameter", "attribute",
       "constant",  "exists",     "present",     "set",         "is",        "validator",  "lengths",   "not",
       "no",        "allowed",    "types",       "ids",         "names",     "blacklist",  "denylist",  "deny"});
  if (std::ranges::any_of(kNever, has)) return NameKind::kOther;
  const std::string& last = split.back();
  std::string end = last;
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
  if (end == "password" || end == "pass" || end == "passphrase" || end == "salt" || end == "seed")
    return jwt ? NameKind::kJwtSecret : NameKind::kOther;
  if (jwt) return NameKind::kJwtSecret;
  if (access && is_secret) return NameKind::kJwtSecret;
  if (token && (is_secret || signs)) return NameKind::kJwtSecret;
  if (split.size() == 2 && before == "secret" && is_key) return NameKind::kFrameworkSecret;
  if (split.size() == 2 && before == "app" && (is_key || is_secret)) return NameKind::kFrameworkSecret;
  if (has("session") || has("cookie") || has("cookies") || has("flask") || has("django"))
    return is_secret || (is_key && before == "secret") ? NameKind::kFrameworkSecret : NameKind::kOther;
  if (has("play") && has("http")) return NameKind::kFrameworkSecret;
  if (split.size() <= 2 && (is_secret || signs || split.size() == 1)) return NameKind::kGenericSecret;
  if (signs) return NameKind::kGenericSecret;
  return NameKind::kOther;
}

NameKind KindOfPath(std::string_view path) {
  const std::size_t dot = path.rfind('.');
  const NameKind leaf = KindOfName(dot == std::string_view::npos ? path : path.substr(dot + 1));
  if (dot == std::string_view::npos || leaf == NameKind::kJwtSecret) return leaf;
  const std::vector<std::string> outer = WordsOf(path.substr(0, dot));
  const auto has = [&outer](std::string_view word) { return std::ranges::find(outer, word) != outer.end(); };
  if (has("public") || has("header") || has("cookie") || has("csrf") || has("xsrf")) return NameKind::kOther;
  if (leaf == NameKind::kOther) {
    // jwt.secret.dev, jwt_secret.value: the leaf only says which.
    const std::string last =
        path.substr(dot + 1) == "value" || path.substr(dot + 1) == "default" || path.substr(dot + 1) == "dev"
            ? std::string(path.substr(0, dot))
            : "";
    return last.empty() ? NameKind::kOther : KindOfPath(last);
  }
  static constexpr auto kJwtWords = std::to_array<std::string_view>(
      {"jwt",     "jwts",        "jws",          "jose",       "jwtauth",      "jwttoken",     "jwtconfig",
       "jwtutil", "jwtutils",    "jwtsettings",  "jwtoptions", "jwtconstants", "jsonwebtoken", "token",
       "tokens",  "accesstoken", "refreshtoken", "jwtbearer",  "guardian",     "joken"});
  if (std::ranges::any_of(kJwtWords, has)) return NameKind::kJwtSecret;
  // A secret key of something that is not the application: storage, mail, payment.
  static constexpr auto kApplicationWords = std::to_array<std::string_view>(
      {"app",     "application", "django",  "flask",    "rails",      "session",     "sessions",    "security",
       "server",  "web",         "config",  "settings", "production", "development", "test",        "staging",
       "default", "framework",   "play",    "http",     "cookie",     "env",         "environment", "environments",
       "shared",  "base",        "secrets", "auth",     "general",    "core"});
  if (leaf == NameKind::kFrameworkSecret && path.find("secret_key_base") == std::string_view::npos &&
      !std::ranges::any_of(kApplicationWords, has)) {
    return NameKind::kGenericSecret;
  }
  if (leaf == NameKind::kGenericSecret &&
      (has("play") || has("application") || has("session") || has("rails") || has("flask")))
    return NameKind::kFrameworkSecret;
  return leaf;
}

// Paths that are JWT keys though their words do not say so: products' own (facts 1.3).
bool IsProductSetting(std::string_view path, std::string_view text) {
  struct Product {
    std::string_view ending;
    std::string_view hint;
  };
  static constexpr Product kProducts[] = {
      {"server.secretkey", "argocd"},
      {"LIVEKIT_API_SECRET", ""},
      {"AuthJWTSignatureSharedSecret", ""},
      {"Auth.AccessSecret", ""},
      {"TOKEN_SECRET_VALUE", ""},
      {"TRANSFER_TOKEN_SALT", ""},
      {"API_TOKEN_SALT", ""},
      {"micronaut.security.token.jwt.signatures.secret.generator.secret", ""},
      {"as.AudienceSecret", ""},
      {"NEXTAUTH_SECRET", ""},
      {"AppSettings.Token", ""},
      {"nacos.core.auth.plugin.nacos.token.secret.key", ""},
      {"nacos.core.auth.default.token.secret.key", ""},
      {"NACOS_AUTH_TOKEN", ""},
      {"token.secret", ""},
  };
  return std::ranges::any_of(kProducts, [&](const Product& product) {
    if (!path.ends_with(product.ending)) return false;
    if (path.size() > product.ending.size() && path[path.size() - product.ending.size() - 1] != '.') return false;
    return product.hint.empty() || text.find(product.hint) != std::string_view::npos;
  });
}

bool IsExpression(std::string_view value) {
  const std::size_t open = value.find('(');
  if (open == std::string_view::npos || open == 0 || !value.ends_with(')') || open + 2 >= value.size()) return false;
  const bool named =
      std::ranges::all_of(value.substr(0, open), [](char c) { return IsAlnum(c) || c == '_' || c == '.' || c == '$'; });
  return named && (value[open + 1] == '\'' || value[open + 1] == '"');
}

bool IsOauth1(std::string_view path, std::string_view text) {
  const std::vector<std::string> words = WordsOf(path);
  const auto has = [&words](std::string_view word) { return std::ranges::find(words, word) != words.end(); };
  if (has("jwt") || has("jws") || has("jwts")) return false;
  if (!has("token") && !has("accesstoken") && !has("tokens")) return false;
  if (has("twitter") || has("twitter4j") || has("oauth") || has("oauth1") || has("consumer") || has("tumblr"))
    return true;
  for (const std::string_view word : {"onsumerKey", "onsumer_key", "onsumer-key", "onsumer.key", "ONSUMER_KEY",
                                      "onsumerSecret", "onsumer_secret", "ONSUMER_SECRET", "ConsumerCredentials"}) {
    if (Has(text, word)) return true;
  }
  return false;
}

bool IsWeakWord(std::string_view value) {
  const std::string lower = Lower(value);
  static constexpr auto kStems = std::to_array<std::string_view>(
      {"secret",      "password", "changeme", "changeit", "test",    "admin",     "jwt",
       "key",         "token",    "qwerty",   "letmein",  "12345",   "abc123",    "shhh",
       "foobar",      "hello",    "keyboard", "default",  "private", "demo",      "mysecret",
       "supersecret", "dev",      "example",  "hmac",     "sample",  "topsecret", "your-"});
  if (lower.size() > 24) return false;
  for (const std::string_view stem : kStems) {
    if (!Has(lower, stem)) continue;
    // A stem with little besides it.
    if (lower.size() <= stem.size() + 6) return true;
  }
  // Words only, joined by nothing or by dashes, are what a person makes up.
  return lower.size() <= 12 && std::ranges::all_of(lower, [](char c) { return c >= 'a' && c <= 'z'; });
}

bool IsProductDefault(std::string_view value) {
  // Written in pieces, so that this file is no finding of anybody's.
  static const std::array<std::string, 16> kDefaults = {
      std::string("SecretKey") + "012345678901234567890123456789012345678901234567890123456789",
      std::string("SecretKey") + "01234567890123456789012345678901234567890123456789012345678901234567890123456789",
      std::string("abcdefghijklm") + "nopqrstuvwxyz",
      std::string("pleaseChangeThisSecret") + "ForANewOne",
      std::string("test-guest-secret") + "-change-me",
      std::string("TEST_NON_DEV") + "_SECRET",
      std::string("!ChangeThisMercure") + "HubJWTSecretKey!",
      std::string("!Change") + "Me!",
      std::string("bladexisapowerfulmicroservicearchitecture") + "upgradedandoptimizedfromacommercialproject",
      std::string("myjwts") + "3cr3t",
      std::string("qm") + "Plus",
      std::string("your-super-secret-jwt-token-with-at-least-32") + "-characters-long",
      std::string("super-secret-jwt-token-with-at-least-32") + "-characters-long",
      std::string("a-string-secret-at-least") + "-256-bits-long",
      std::string("NeverShareYour") + "Secret",
      std::string("it-is-very") + "-secret",
  };
  if (std::ranges::find(kDefaults, value) != kDefaults.end()) return true;
  return value.size() > 17 && value.ends_with(std::string("_C421AAEE") + "0D114E9C");
}

double TotalEntropyBits(std::string_view value) { return ShannonEntropy(value) * static_cast<double>(value.size()); }

}  // namespace packrake::code
