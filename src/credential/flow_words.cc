#include "credential/flow_words.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <unordered_map>
#include <unordered_set>

#include "base/ascii.h"
#include "credential/has.h"
#include "credential/one_of.h"

namespace packrake::code {
namespace {

constexpr int kReceiver = Wrapper::kReceiver;

struct Row {
  std::string_view method;
  int argument;
  bool base64;
};

// From the documentation of each language's standard library and of the JWT libraries (facts 1.4).
constexpr Row kRows[] = {
    // Text to bytes and back, on the value itself.
    {"encode", kReceiver, false},
    {"encode", 0, false},
    {"decode", kReceiver, false},
    {"getBytes", kReceiver, false},
    {"toByteArray", kReceiver, false},
    {"as_bytes", kReceiver, false},
    {"as_ref", kReceiver, false},
    {"as_slice", kReceiver, false},
    {"as_str", kReceiver, false},
    {"into", kReceiver, false},
    {"to_string", kReceiver, false},
    {"to_owned", kReceiver, false},
    {"to_vec", kReceiver, false},
    {"clone", kReceiver, false},
    {"into_bytes", kReceiver, false},
    {"bytes", kReceiver, false},
    {"toString", kReceiver, false},
    {"trim", kReceiver, false},
    {"strip", kReceiver, false},
    {"ToArray", kReceiver, false},
    {"unwrap", kReceiver, false},
    {"expect", kReceiver, false},
    {"freeze", kReceiver, false},
    {"to_s", kReceiver, false},
    {"force_encoding", kReceiver, false},
    {"toCharArray", kReceiver, false},
    {"ToCharArray", kReceiver, false},
    {"intern", kReceiver, false},
    {"valueOf", kReceiver, false},
    {"asBytes", kReceiver, false},
    {"data", kReceiver, false},
    {"Trim", kReceiver, false},
    {"toBytes", kReceiver, false},
    {"c_str", kReceiver, false},
    {"asReadOnlyBuffer", kReceiver, false},
    {"build", kReceiver, false},
    {"export", kReceiver, false},
    {"slice", kReceiver, false},
    {"unpack", kReceiver, false},
    {"presence", kReceiver, false},
    {"codeUnits", kReceiver, false},
    {"utf8String", kReceiver, false},
    {"getEncoded", kReceiver, false},
    {"encodeToByteArray", kReceiver, false},
    {"hexToByteArray", kReceiver, false},
    {"trimIndent", kReceiver, false},
    {"trimMargin", kReceiver, false},
    {"stripIndent", kReceiver, false},
    {"stripMargin", kReceiver, false},
    // What a schema says besides: Joi.string().default('x').description('…').
    {"description", kReceiver, false},
    {"describe", kReceiver, false},
    {"label", kReceiver, false},
    {"meta", kReceiver, false},
    // What is long enough only because it was filled up: 'secret'.padEnd(32, '0').
    {"padEnd", kReceiver, false},
    {"padStart", kReceiver, false},
    {"PadRight", kReceiver, false},
    {"PadLeft", kReceiver, false},
    {"ljust", kReceiver, false},
    {"rjust", kReceiver, false},
    {"toUtf8Bytes", 0, false},
    // The same, as functions.
    {"from", 0, false},
    {"GetBytes", 0, false},
    {"byte", 0, false},
    {"bytes", 0, false},
    {"bytearray", 0, false},
    {"String", 0, false},
    {"QString", 0, false},
    {"QByteArray", 0, false},
    {"QStringLiteral", 0, false},
    {"QByteArrayLiteral", 0, false},
    {"QLatin1String", 0, false},
    {"bytes_from_str", 0, false},
    {"str", 0, false},
    {"stringify", 0, false},
    {"string", 0, false},
    {"toString", 0, false},
    {"wrap", 0, false},
    {"TextEncoder", 0, false},
    {"Data", 0, false},
    {"Array", 0, false},
    {"force_bytes", 0, false},
    {"to_bytes", 0, false},
    {"dedent", 0, false},
    {"cleandoc", 0, false},
    {"smart_bytes", 0, false},
    {"utf8ToBytes", 0, false},
    {"trim", 0, false},
    {"strval", 0, false},
    {"int", 0, false},
    {"round", 0, false},
    {"floor", 0, false},
    {"strings", 0, false},
    {"TrimSpace", 0, false},
    {"b", 0, false},
    {"hex2bin", 0, false},
    {"unhexlify", 0, false},
    {"fromhex", 0, false},
    {"FromHexString", 0, false},
    {"parseHex", 0, false},
    {"parseHexBinary", 0, false},
    {"decodeHex", 0, false},
    {"DecodeString", 0, true},
    {"StringToBytes", 0, false},
    {"unsafeBytes", 0, false},
    {"Some", 0, false},
    {"Ok", 0, false},
    {"of", 0, false},
    {"just", 0, false},
    {"valueOf", 0, false},
    {"Field", 0, false},
    {"resolve", 0, false},
    {"Secret", 0, false},
    {"SecretStr", 0, false},
    {"getBytes", 0, false},
    {"fromCharCode", 0, false},
    {"ComputeHash", 0, false},
    {"mb_convert_encoding", 0, false},
    {"stringToArrayBuffer", 0, false},
    {"str2ab", 0, false},
    {"encodeUtf8", 0, false},
    {"pack", 0, false},
    // Base64.
    {"b64decode", 0, true},
    {"urlsafe_b64decode", 0, true},
    {"standard_b64decode", 0, true},
    {"FromBase64String", 0, true},
    {"base64_decode", 0, true},
    {"decode64", 0, true},
    {"strict_decode64", 0, true},
    {"urlsafe_decode64", 0, true},
    {"decodeBase64", 0, true},
    {"decode", 0, true},
    {"atob", 0, true},
    {"parseBase64Binary", 0, true},
    {"base64UrlDecode", 0, true},
    {"base64urlDecode", 0, true},
    {"urlsafeB64Decode", 0, true},
    {"base64ToBytes", 0, true},
    {"Base64UrlDecode", 0, true},
    {"Decode", 0, true},
    {"DecodeBytes", 0, true},
    {"decode64!", 0, true},
    {"decode!", 0, true},
    {"base64url_decode", 0, true},
    {"DecodeBytes", 0, true},
    {"toBuffer", 0, false},
    {"b64encode", 0, false},
    {"encodeToString", 0, false},
    {"encodeBase64String", 0, false},
    {"ToBase64String", 0, false},
    {"base64_encode", 0, false},
    {"encode64", 0, false},
    {"strict_encode64", 0, false},
    {"EncodeToString", 0, false},
    {"btoa", 0, false},
    {"encodeBase64", 0, false},
    {"urlsafe_encode64", 0, false},
    {"encode16", 0, false},
    {"url_encode64", 0, false},
    // Keys made from bytes.
    {"SecretKeySpec", 0, false},
    {"hmacShaKeyFor", 0, false},
    {"SymmetricSecurityKey", 0, false},
    {"SigningCredentials", 0, false},
    {"createSecretKey", 0, false},
    {"import_key", 0, false},
    {"plainText", 0, false},
    {"base64Encoded", 0, true},
    {"Key", 0, false},
    {"from_secret", 0, false},
    {"from_base64_secret", 0, true},
    {"from_bytes", 0, false},
    {"new_from_slice", 0, false},
    {"MACSigner", 0, false},
    {"MACVerifier", 0, false},
    {"ImmutableSecret", 0, false},
    {"HmacKey", 0, false},
    {"from_oct", 0, false},
    {"asKey", 0, false},
    {"SecretKey", 0, false},
    {"JWK", 0, false},
    {"importJWK", 0, false},
    {"importPKCS8", 0, false},
    {"createPrivateKey", 0, false},
    {"load_pem_private_key", 0, false},
    {"ParseRSAPrivateKeyFromPEM", 0, false},
    {"ParseECPrivateKeyFromPEM", 0, false},
    {"ParseEdPrivateKeyFromPEM", 0, false},
    {"from_rsa_pem", 0, false},
    {"from_ec_pem", 0, false},
    {"from_ed_pem", 0, false},
    {"HMACKey", 0, false},
    {"RSAKey", 0, false},
    {"OctKey", 0, false},
    {"Import", 0, false},
    {"FromRaw", 0, false},
    {"construct", 0, false},
    {"HMAC256", 0, false},
    {"HMAC384", 0, false},
    {"HMAC512", 0, false},
    {"InMemorySymmetricSecurityKey", 0, false},
    {"SecureRandomKey", 0, false},
    {"PrivateKey", 0, false},
    {"NewSymmetric", 0, false},
    {"newHmacKey", 0, false},
    {"readPrivateKey", 0, false},
    {"oct_key", 0, false},
    // A digest of a constant is a constant.
    {"sha256", 0, false},
    {"sha512", 0, false},
    {"sha1", 0, false},
    {"md5", 0, false},
    {"hexdigest", kReceiver, false},
    {"hexdigest", 0, false},
    {"digest", kReceiver, false},
    {"update", kReceiver, false},
    {"update", 0, false},
    {"createHash", kReceiver, false},
    {"sha256Hex", 0, false},
    {"md5Hex", 0, false},
    {"sha1Hex", 0, false},
    {"sha384Hex", 0, false},
    {"sha512Hex", 0, false},
    {"nameUUIDFromBytes", 0, false},
    {"HashData", 0, false},
    {"Sum256", 0, false},
    {"Sum512", 0, false},
    {"md5_hex", 0, false},
    {"sha1_hex", 0, false},
    {"sha256_hex", 0, false},
    {"sha512_hex", 0, false},
};

const std::unordered_multimap<std::string_view, Wrapper>& Wrappers() {
  static const auto* const map = [] {
    auto* rows = new std::unordered_multimap<std::string_view, Wrapper>;
    for (const Row& row : kRows) rows->emplace(row.method, Wrapper{row.argument, row.base64});
    return rows;
  }();
  return *map;
}

const std::unordered_set<std::string_view>& LookupMethods() {
  // Lower case. Each takes the name of a setting first.
  static const auto* const words = new std::unordered_set<std::string_view>{"env",
                                                                            "getenv",
                                                                            "get_env",
                                                                            "getenvironmentvariable",
                                                                            "config",
                                                                            "environ",
                                                                            "lookupenv",
                                                                            "getenvvar",
                                                                            "secret",
                                                                            "fetch_env",
                                                                            "getproperty",
                                                                            "getordefault",
                                                                            "getvalue",
                                                                            "getstring",
                                                                            "getorthrow",
                                                                            "getsecret",
                                                                            "get_secret",
                                                                            "getparameter",
                                                                            "param",
                                                                            "option",
                                                                            "fetch",
                                                                            "get",
                                                                            "envstr",
                                                                            "env_or",
                                                                            "getenvordefault",
                                                                            "getenvdefault",
                                                                            "envordefault",
                                                                            "getenv_default",
                                                                            "env_var",
                                                                            "var",
                                                                            "fromenvironment",
                                                                            "required",
                                                                            "getconfig",
                                                                            "get_config",
                                                                            "setting",
                                                                            "get_setting",
                                                                            "getsetting",
                                                                            "str",
                                                                            "environment",
                                                                            "optional",
                                                                            "fetch_env!",
                                                                            "compile_env",
                                                                            "get_or_default",
                                                                            "envconfig",
                                                                            "bool",
                                                                            "get_option",
                                                                            "getattr",
                                                                            "getrequired",
                                                                            "getenvironment"};
  return *words;
}

}  // namespace

std::vector<Wrapper> WrappersOf(std::string_view method) {
  std::vector<Wrapper> out;
  const auto [begin, end] = Wrappers().equal_range(method);
  for (auto it = begin; it != end; ++it) out.push_back(it->second);
  std::ranges::stable_sort(out, {}, [](const Wrapper& wrapper) { return wrapper.argument; });
  return out;
}

bool IsDefaultName(std::string_view name) {
  static constexpr auto kNames = std::to_array<std::string_view>(
      {"default", "defaultValue", "default_value", "fallback", "def", "defaultvalue", "or", "otherwise"});
  return std::ranges::find(kNames, name) != kNames.end();
}

bool AlwaysChooses(std::string_view method) {
  static constexpr auto kMethods = std::to_array<std::string_view>(
      {"requireNonNullElse", "requireNonNullElseGet", "defaultIfBlank", "defaultIfEmpty", "defaultString",
       "defaultIfNull", "getIfBlank", "getIfEmpty", "firstNonNull", "firstNonBlank", "firstNonEmpty"});
  return OneOf(method, kMethods);
}

bool ChoosesFirst(std::string_view method) {
  static constexpr auto kMethods = std::to_array<std::string_view>(
      {"Or", "coalesce", "Coalesce", "defaultTo", "FirstNonEmpty", "first", "orDefault", "Default", "nvl", "or_default",
       "If"});
  return AlwaysChooses(method) || OneOf(method, kMethods);
}

bool IsLookup(const std::vector<std::string>& path) {
  // Asked of every call: without a string of its own.
  std::array<char, 31> lower;
  const std::string& name = path.back();
  if (name.size() > lower.size()) return false;  // longer than each of the methods
  std::ranges::transform(name, lower.begin(), ToLower);
  const std::string_view method(lower.data(), name.size());
  return Has(method, "env") || LookupMethods().contains(method);
}

bool IsLookupName(std::string_view path) {
  static constexpr auto kHeads = std::to_array<std::string_view>(
      {"process.env", "os.environ", "environ", "ENV", "import.meta.env", "$_ENV", "_ENV", "_SERVER", "Deno.env",
       "Bun.env", "env", "Environment", "Configuration", "configuration", "_configuration", "_config",
       "Rails.application.credentials", "Rails.application.secrets", "builder.Configuration"});
  return std::ranges::any_of(kHeads, [path](std::string_view head) {
    return path == head || (path.starts_with(head) && path.size() > head.size() && path[head.size()] == '.');
  });
}

bool IsDigest(const std::vector<std::string>& path) {
  static constexpr auto kMethods = std::to_array<std::string_view>(
      {"sha256", "sha512", "sha1", "md5", "SHA256", "MD5", "SHA1", "update", "hash", "digest", "hexdigest", "sha256Hex",
       "md5Hex", "sha1Hex", "sha384Hex", "sha512Hex", "nameUUIDFromBytes", "ComputeHash", "HashData", "Sum256", "Sum",
       "md5_hex", "sha1_hex", "sha256_hex", "sha512_hex"});
  if (OneOf(path.back(), kMethods)) return true;
  // md5::compute(name) of Rust, sha1.convert(bytes) of Dart
  static constexpr auto kObjects = std::to_array<std::string_view>({"md5", "sha1", "sha256", "sha384", "sha512"});
  return path.size() > 1 && (path.back() == "compute" || path.back() == "convert") &&
         OneOf(path[path.size() - 2], kObjects);
}

bool IsKnownWord(std::string_view word) {
  static constexpr auto kWords = std::to_array<std::string_view>(
      {"name",   "username", "hostname", "host",    "email",   "mail",        "login",   "domain",
       "date",   "today",    "year",     "appname", "app",     "application", "project", "company",
       "id",     "uid",      "userid",   "version", "machine", "package",     "slug",    "tenant",
       "serial", "device",   "station",  "site",    "phone",   "customer",
       "imei",   "nickname"});
  return std::ranges::find(kWords, word) != kWords.end();
}

bool IsSecretWord(std::string_view word) {
  static constexpr auto kWords = std::to_array<std::string_view>(
      {"secret", "key", "password", "passphrase", "random", "salt", "token", "seed", "nonce", "pepper", "env"});
  return std::ranges::find(kWords, word) != kWords.end();
}

bool IsNullWord(std::string_view word) {
  return word == "None" || word == "null" || word == "nil" || word == "undefined" || word == "NULL" ||
         word == "Nothing" || word == "nullptr";
}

}  // namespace packrake::code
