#include "credential/value.h"

#include <algorithm>
#include <array>

#include "base/ascii.h"
#include "credential/has.h"
#include "credential/one_of.h"
#include "text/entropy.h"

namespace packrake::code {
namespace {

constexpr std::size_t kLongest = 2048;

constexpr std::array kWords = std::to_array<std::string_view>({
    "notimplemented",     // of Python
    "client_secret_jwt",  // how a client of OAuth says who it is
    "clientsecretjwt",
    "private_key_jwt",
    "privatekeyjwt",
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
    "hmacsha1",
    "hmac",
    "sha256withrsa",
    "sha384withrsa",
    "sha512withrsa",
    "sha256withecdsa",
    "sha384withecdsa",
    "sha512withecdsa",
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
    "keys",
    "default",
    "api-key",
    "api_key",
    "stub",
    "jwt_string",
    "accesstoken",
    "refreshtoken",
    "public_key",
    "rsa_public_key",
    "ec_public_key",
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
    "rsa-oaep-256",
    "rsa1_5",
    "ecdh-es",
    "ecdh-es+a128kw",
    "ecdh-es+a192kw",
    "ecdh-es+a256kw",
    "a128gcm",
    "a256gcm",
    "str",
    "secretstr",
    "secretbytes",
    "securestring",
    "int",
    "bool",
    "required",
    "optional",
    "hs",
    "rs",
    "rake secret",
    "rails secret",
    "client_secret_basic",
    "client_secret_post",
    "tls_client_auth",
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

// #0b1f33, #fff: of a design
bool IsColor(std::string_view v) {
  static constexpr auto kLengths = std::to_array<std::size_t>({4, 5, 7, 9});
  return v.front() == '#' && std::ranges::find(kLengths, v.size()) != kLengths.end() &&
         v.find_first_not_of("0123456789abcdefABCDEF", 1) == std::string_view::npos;
}

bool IsTemplate(std::string_view v) {
  if (v.starts_with("{xor}")) return false;  // of WebSphere and Liberty, which anyone reads; {aes} needs a key
  if (v.starts_with("@(") || v.starts_with("@{")) return true;  // a policy's expression, of Azure's API Management
  static constexpr auto kOpeners =
      std::to_array<std::string_view>({"${", "{{", "<%", "#{", "$(", "%{", "@@", "!!env", "[[", "$[["});
  if (std::ranges::any_of(kOpeners, [v](std::string_view open) { return Has(v, open); })) return true;
  if (v.size() > 2 && v.front() == '%' && v.back() == '%') return true;
  if (v.size() > 2 && v.front() == '`' && v.back() == '`' && Has(v, " ")) return true;  // a command of the shell
  if (v.starts_with("%kernel.") || v.starts_with("%env(")) return true;
  // A file that the shell prints, between its back-quotes: cat jwt_secret
  if (v.starts_with("cat ") && v.find_first_of("_./$") != std::string_view::npos &&
      v.find(' ', 4) == std::string_view::npos)
    return true;
  if (const std::size_t open = v.find("%("); open != std::string_view::npos && Has(v.substr(open), ")s")) return true;
  if (v.front() == '<') return true;
  if (v.front() == '{' && v.back() == '}' && !Has(v, "\"")) return true;
  // oauth_jwt: and the like, which a store's keys begin with
  const auto of_prefix = [](char c) { return IsLower(c) || c == '_' || c == ':'; };
  if (v.size() > 2 && v.back() == ':' && std::ranges::all_of(v, of_prefix)) return true;
  if (v.starts_with("([") || v.starts_with("[<")) return true;  // a manual's: ([plain|b64]#<use>#<key>)+
  if (v.starts_with("$$cap_")) return true;                     // CapRover's
  if (v == "%s" || v == "%q" || v == "%v" || v.starts_with("%s\\n") || v.starts_with("%q\\n")) return true;  // printf's
  if (v.starts_with("$$")) v.remove_prefix(1);  // make's way to write the shell's
  if (v.front() == '$' && v.size() > 1 &&
      std::ranges::all_of(v.substr(1), [](char c) { return IsAlnum(c) || c == '_'; }) && !IsLower(v[1])) {
    return true;
  }
  // "$INPUT_DIR/jwt_secret", $HOME/.jwt/key: a path from where the shell says
  const auto of_path = [](char c) { return IsAlnum(c) || c == '_' || c == '/' || c == '.' || c == '-'; };
  if (v.front() == '$' && v.size() > 1 && (IsAlpha(v[1]) || v[1] == '_') && Has(v, "/") &&
      std::ranges::all_of(v.substr(1), of_path))
    return true;
  // $secret_key of a template; a password has no underscores, mostly, and more than letters
  if (v.front() == '$' && Has(v, "_") &&
      std::ranges::all_of(v.substr(1), [](char c) { return IsLower(c) || c == '_'; }))
    return true;
  if (v.front() == '[' && v.back() == ']' && std::ranges::all_of(v.substr(1, v.size() - 2), [](char c) {
        return IsUpper(c) || IsDigit(c) || c == '_' || c == ' ' || c == '-';
      }))
    return true;
  if (v.size() > 4 && v.starts_with("__") && v.ends_with("__")) return true;
  // @jwt.secret@ of Maven's filters, @fleet-jwt-secret of Vercel
  const auto of_name = [](char c) { return IsLower(c) || IsDigit(c) || c == '.' || c == '-' || c == '_'; };
  const std::string_view named = v.substr(1, v.size() - (v.back() == '@' ? 2 : 1));
  if (v.size() > 4 && v.front() == '@' && Has(named, v.back() == '@' ? "" : "-") &&
      std::ranges::all_of(named, of_name) && std::ranges::none_of(named, IsDigit))
    return true;
  // "secret/$1": what a function of the shell is given
  if (v.size() > 3 && v.substr(v.size() - 3).starts_with("/$") && IsDigit(v.back())) return true;
  // dagger.#Secret: a definition of CUE
  if (const std::size_t sign = v.find(".#");
      sign != std::string_view::npos && sign + 2 < v.size() && IsUpper(v[sign + 2]) &&
      std::ranges::all_of(v.substr(0, sign), [](char c) { return IsAlnum(c) || c == '_'; }))
    return true;
  // VALUES (:name, :secret_key)
  if (v.size() > 2 && v.front() == ':' &&
      std::ranges::all_of(v.substr(1), [](char c) { return IsLower(c) || c == '_'; }))
    return true;
  static constexpr auto kReferences = std::to_array<std::string_view>(
      {"env:", "process.env", "os.environ", "os.getenv", "env(", "env.", "ENV[", "System.getenv", "var.", "data.",
       "module.", "local.", "secrets.", "random_", "set by ", "self::"});
  if (std::ranges::any_of(kReferences, [v](std::string_view start) { return v.starts_with(start); })) return true;
  return Has(v, "{") && Has(v, "}") && (v.starts_with("{") || v.ends_with("}")) && !Has(v, "\"");
}

bool IsPath(std::string_view v) {
  const std::string lower = Lower(v);
  static constexpr auto kEndings =
      std::to_array<std::string_view>({".pem", ".key", ".crt", ".cer", ".p8", ".p12", ".jks", ".pfx", ".pub", ".json",
                                       ".yaml", ".yml", ".txt", ".keystore", ".env", ".jwk", ".jwks", ".properties"});
  static constexpr auto kPrograms = std::to_array<std::string_view>({".js", ".ts", ".py", ".sh"});
  const auto ends = [&lower](std::string_view ending) {
    return lower.size() > ending.size() && lower.ends_with(ending);
  };
  // "node make-key.js" is a program too; "… node app.js" begins with what is set for one.
  static constexpr auto kRunners =
      std::to_array<std::string_view>({"node", "ts-node", "tsx", "deno", "bun", "python", "python3", "sh", "bash"});
  const bool program = !Has(v, " ") || OneOf(v.substr(0, v.find(' ')), kRunners);
  if (std::ranges::any_of(kEndings, ends) || (program && std::ranges::any_of(kPrograms, ends))) return true;
  // "@/run/secrets/jwt", "@$folder/jwt": read from there, as PostgREST and curl have it.
  if (v.starts_with("@/") || v.starts_with("@./") || v.starts_with("@$")) return true;
  if (v.starts_with("/run/secrets/")) return true;  // whatever the capitals behind it
  if (v.front() == '/' && (v.ends_with(":z") || v.ends_with(":Z") || v.ends_with(":ro"))) return true;  // a volume
  if (v.starts_with("./") || v.starts_with("../") || v.starts_with("~/") || lower.starts_with("file:") ||
      lower.starts_with("classpath:"))
    return true;
  // "/etc/jwt/key" is a path; base64 may begin with one slash too, but seldom holds words only.
  if (v.front() == '/' && v.size() > 1 && std::count(v.begin(), v.end(), '/') >= 2 &&
      std::ranges::all_of(v, [](char c) { return IsAlnum(c) || c == '/' || c == '_' || c == '-' || c == '.'; }) &&
      !Has(v, "//") && std::ranges::none_of(v, [](char c) { return IsUpper(c); })) {
    return true;
  }
  return v.size() > 3 && IsAlpha(v[0]) && v[1] == ':' && (v[2] == '\\' || v[2] == '/');
}

// gcp:secretmanager:projects/x, keyring:fleet/jwt, awsssm:/fleet/jwt-secret: a store's scheme, and where to look there.
bool IsStoreReference(std::string_view v) {
  const std::size_t colon = v.find(':');
  if (colon == std::string_view::npos || colon < 2 || colon + 1 == v.size() || !Has(v.substr(colon), "/")) return false;
  const auto of_scheme = [](char c) { return IsLower(c) || IsDigit(c) || c == '-'; };
  return std::ranges::all_of(v.substr(0, colon), of_scheme) && IsLower(v.front()) &&
         std::ranges::all_of(v.substr(colon + 1), [of_scheme](char c) {
           return of_scheme(c) || c == ':' || c == '/' || c == '_' || c == '.' || c == '#';
         });
}

// dapr.io/api-token-secret: what an annotation or a label of Kubernetes is called. Base64 has no dots.
bool IsAnnotation(std::string_view v) {
  const std::size_t slash = v.find('/');
  const std::size_t dot = v.find('.');
  if (slash == std::string_view::npos || dot == 0 || dot >= slash || slash + 1 == v.size()) return false;
  return std::ranges::all_of(v, [](char c) { return IsLower(c) || c == '.' || c == '-' || c == '/'; });
}

bool IsSealed(std::string_view v) {
  static constexpr auto kStarts = std::to_array<std::string_view>({"ENC[",
                                                                   "ENC(",
                                                                   "vault:",
                                                                   "ssm:",
                                                                   "arn:aws:",
                                                                   "op://",
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
                                                                   "vault(",
                                                                   "encrypted:",  // dotenvx
                                                                   "EJ[1:"});
  for (const std::string_view start : kStarts) {
    if (v.starts_with(start)) return true;
  }
  if (IsStoreReference(v)) return true;
  // Bitnami's sealed secrets begin with the size of a wrapped key, 512 bytes.
  return v.size() >= 100 && v.starts_with("Ag") && v[2] >= 'A' && v[2] <= 'D';
}

constexpr std::array kPlaceholders = std::to_array<std::string_view>(
    {"changeme",     "change-me",      "change_me",    "change me",     "changethis",    "change-this",
     "change_this",  "changeit",       "change-it",    "your-",         "your_",         "yoursecret",
     "yourjwt",      "replace",        "todo",         "example",       "dummy",         "xxxx",
     "placeholder",  "insert",         "fill-in",      "fillme",        "fill_in",       "put-your",
     "put_your",     "my-secret-here", "-here",        "_here",         "secret-goes",   "to-be-modified",
     "tobemodified", "sample",         "fixme",        "notsecure",     "not-secure",    "insecure",
     "test-secret",  "test_secret",    "-for-ci",      "for-testing",   "for-linting",   "for-generating",
     "not-for-prod", "change-in-prod", "pleasechange", "please-change", "enter-",        "enter_",
     "generate_a",   "generate-a",     "set-me",       "setme",         "autofilled",    "<secret",
     "redacted",     "at_least_32",    "at-least-32",  "random_string", "random-string", "fake_key",
     "fake-key",     "do-not-use",     "do_not_use",   "your secret",   "secret here",   "openssl_rand",
     "openssl rand", "place your",     "place_your",   "place-your"});

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
  // Also as an identifier or in base64: 00000000-0000-0000-0000-000000000000, AAAAAAAAAAA=
  const char first_and_signs[] = {v[0], '-', '=', '\0'};
  const bool one_character = v.find_first_not_of(first_and_signs) == std::string_view::npos;
  if (Has(v, "***") || v == "REDACTED") return ValueKind::kFiller;  // what is shown instead: ab***yz
  if (v.find_first_not_of("xX*.-_#?= ") == std::string_view::npos || (one_character && v.size() >= 4))
    return ValueKind::kFiller;
  if (Has(v, "://") || v.starts_with("urn:")) return ValueKind::kUrl;
  if (IsPath(v) || IsAnnotation(v)) return ValueKind::kPath;
  const std::string lower = Lower(v);
  if (OneOf(lower, kWords) || IsDuration(v) || IsColor(v) || lower == "bearer ") return ValueKind::kWord;
  if (lower == "configured" || lower.starts_with("configured ")) return ValueKind::kWord;  // whether it is, not what
  // Numbers of seconds and ports; a longer run of digits is somebody's key.
  if (v.size() <= 5 && std::ranges::all_of(v, IsDigit)) return ValueKind::kWord;
  if (lower == "somerandomstring") return ValueKind::kPlaceholder;  // Laravel's, until key:generate
  if (std::ranges::any_of(kPlaceholders, [&lower](std::string_view word) { return Has(lower, word); }))
    return ValueKind::kPlaceholder;
  return ValueKind::kSecret;
}

bool IsPasswordHash(std::string_view value) {
  static constexpr auto kStarts = std::to_array<std::string_view>(
      {"$2a$", "$2b$", "$2y$", "$argon2", "$pbkdf2", "$scrypt$", "$5$", "$6$", "{bcrypt}", "pbkdf2_sha256$"});
  return value.size() >= 30 &&
         std::ranges::any_of(kStarts, [value](std::string_view start) { return value.starts_with(start); });
}

bool IsExpression(std::string_view value) {
  const std::size_t open = value.find('(');
  if (open == std::string_view::npos || open == 0 || !value.ends_with(')') || open + 2 >= value.size()) return false;
  const bool named =
      std::ranges::all_of(value.substr(0, open), [](char c) { return IsAlnum(c) || c == '_' || c == '.' || c == '$'; });
  return named && (value[open + 1] == '\'' || value[open + 1] == '"');
}

bool IsMessage(std::string_view value) {
  // "生成 JWT 密钥": words of another script round a name
  if (Has(value, " ") && std::ranges::any_of(value, [](char c) { return static_cast<unsigned char>(c) >= 0x80; })) {
    const std::string lower = Lower(value);
    if (Has(lower, "jwt") || Has(lower, "secret") || Has(lower, "token")) return true;
  }
  if (std::ranges::count(value, ' ') < 3) return false;
  const std::string text = " " + Lower(value) + " ";
  static constexpr auto kTelling = std::to_array<std::string_view>(
      {" used ",   " required",    " must ",   " should ",  " enter ",   " please ", " provide", " specif", " configur",
       " missing", " invalid",     " cannot ", " default ", " generate", " your ",   " if ",     " when ",  " which ",
       " to sign", " for signing", " see ",    " is not ",  " expected", " failed",  " unable"});
  static constexpr auto kShowing = std::to_array<std::string_view>(
      {" my ", " super ", " top ", " this is ", " very ", " long ", " unguessable ", " shh", " strong "});
  static constexpr auto kNaming =
      std::to_array<std::string_view>({" secret ", " key ", " password ", " passphrase ", " token ", " jwt "});
  const auto holds = [&text](std::string_view word) { return Has(text, word); };
  if (std::ranges::any_of(kTelling, holds)) return true;
  return !(std::ranges::any_of(kShowing, holds) && std::ranges::any_of(kNaming, holds));
}

bool LooksRandom(std::string_view value) {
  const auto any = [value](char first, char last) {
    return std::ranges::any_of(value, [=](char c) { return c >= first && c <= last; });
  };
  return value.size() >= 20 && any('0', '9') && (any('a', 'z') || any('A', 'Z')) &&
         value.find_first_of(" :/.") == std::string_view::npos && TotalEntropyBits(value) >= 70 &&
         KindOfValue(value) == ValueKind::kSecret;
}

double TotalEntropyBits(std::string_view value) { return ShannonEntropy(value) * static_cast<double>(value.size()); }

}  // namespace packrake::code
