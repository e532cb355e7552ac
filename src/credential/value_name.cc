#include "credential/value_name.h"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "base/ascii.h"
#include "credential/has.h"
#include "credential/line_bytes.h"
#include "credential/one_of.h"
#include "credential/setting_name.h"

namespace packrake::code {
namespace {

// JwtRequestClientKey = "app.requests.client": what a thing is called in a table or a container, in words that dots
// join, under a name that says only "key".
bool IsKeyOfTable(std::string_view path, std::string_view value) {
  if (value.find('.') == std::string_view::npos || value.front() == '.' || value.back() == '.') return false;
  if (!std::ranges::all_of(value, [](char c) { return IsLower(c) || c == '.' || c == '_'; })) return false;
  static constexpr auto kOfSecrets = std::to_array<std::string_view>(
      {"secret", "secrets", "sign", "signing", "signature", "signer", "private", "hmac", "symmetric", "security",
       "shared", "encryption", "encode", "verify", "verification", "access", "refresh", "super", "my"});
  const auto of_secrets = [](const std::string& word) { return OneOf(word, kOfSecrets); };
  const std::vector<std::string> own = WordsOf(path.substr(path.rfind('.') + 1));
  return !own.empty() && own.back() == "key" && std::ranges::none_of(own, of_secrets) &&
         std::ranges::none_of(WordsOf(value), of_secrets);
}

// flagJwtSecret = "jwt-secret", keyJWTSecret: "jwt_secret": the name of a flag or a key in a constant that says so.
bool IsNameInConstant(const std::vector<std::string>& own, const std::vector<std::string>& words) {
  static constexpr auto kHolders = std::to_array<std::string_view>(
      {"flag", "param", "parameter", "arg", "argument", "opt", "option", "env", "key", "field", "column", "header"});
  // NVS_KEY_JWT_SECRET = "jwt_secret": whose key it is may stand before.
  return words.size() > 1 && own.size() > words.size() && OneOf(own[own.size() - words.size() - 1], kHolders) &&
         std::equal(words.rbegin(), words.rend(), own.rbegin());
}

// bootstrapTokenSecret: shop-bootstrap-token, what a Secret of Kubernetes is called; TokenPassword =
// "shop.token.password"
bool IsNameOfObject(const std::vector<std::string>& own, std::string_view value) {
  if (!std::ranges::all_of(value, [](char c) { return IsLower(c) || c == '-' || c == '.' || c == '_'; })) return false;
  const std::vector<std::string> words = WordsOf(value);
  std::size_t size = own.size();
  if (Has(value, "."))
    return std::ranges::count(value, '.') > 1 && size > 1 && words.size() > size &&
           std::equal(own.rbegin(), own.rend(), words.rbegin());
  if (size < 3 || own.back() != "secret" || !Has(value, "-")) return false;
  return words.size() >= --size && std::equal(own.rbegin() + 1, own.rend(), words.rbegin());
}

// bootstrapTokenSecretKey = "token-secret", 'JWT_SECRET_KEY': 'the-jwt-secret-key', KEY = "key"
bool IsNameWithinName(const std::vector<std::string>& own, const std::vector<std::string>& words) {
  if (words.size() > 1 && words[0] == "the")
    return own.size() + 1 == words.size() && std::equal(own.begin(), own.end(), words.begin() + 1);
  if (own.empty() || own.back() != "key") return false;
  if (words.size() == 1) return words[0] == "key";
  return own.size() > words.size() + 1 && std::equal(words.rbegin(), words.rend(), own.rbegin() + 1);
}

bool IsCamel(std::string_view value) {
  return std::ranges::all_of(value, IsAlpha) && std::ranges::any_of(value, IsUpper) &&
         std::ranges::any_of(value, IsLower);
}

}  // namespace

bool IsPropertyName(std::string_view value) {
  if (std::ranges::count(value, '.') < 3) return false;
  const bool plain =
      std::ranges::all_of(value, [](char c) { return IsLower(c) || IsDigit(c) || c == '.' || c == '-' || c == '_'; });
  if (!plain) return false;
  static constexpr auto kParts = std::to_array<std::string_view>({"jwt", "oauth2", "security", "auth", "token"});
  const std::vector<std::string> words = WordsOf(value);
  return std::ranges::any_of(words, [](const std::string& word) { return OneOf(word, kParts); });
}

bool IsNamedByItself(std::string_view name, std::string_view value) {
  const bool plain = !value.empty() && value.size() < 64 && IsAlpha(value[0]) &&
                     std::ranges::all_of(value, [](char c) { return IsAlnum(c) || c == '_' || c == '-'; });
  if (!plain || value.size() > name.size() + 4) return false;
  const std::vector<std::string> words = WordsOf(value);
  std::vector<std::string> own = WordsOf(name);
  // ACCESS_TOKEN_KEY = "access_token"
  if (!own.empty() && own.back() == "key" && !words.empty() && words.back() != "key") own.pop_back();
  return words.size() > 1 && words.size() <= own.size() && std::equal(words.rbegin(), words.rend(), own.rbegin());
}

bool IsKnownBy(std::string_view name, std::string_view value, std::string_view text) {
  if (WordsOf(name) != std::vector<std::string>{"app", "key"}) return false;
  constexpr std::size_t kShortest = 16;  // Laravel's, in letters and digits or base64
  const auto of_key = [](char c) { return IsAlnum(c) || c == '+' || c == '/' || c == '=' || c == ':'; };
  if (value.size() < kShortest || !std::ranges::all_of(value, of_key)) return true;
  static constexpr auto kBeside =
      std::to_array<std::string_view>({"app_secret", "APP_SECRET", "appSecret", "app_id", "APP_ID", "appId"});
  return std::ranges::any_of(kBeside, [text](std::string_view word) { return Has(text, word); });
}

bool IsNamedInPart(std::string_view name, std::string_view value) {
  const bool plain = !value.empty() && std::ranges::all_of(value, [](char c) { return IsLower(c) || c == '-'; });
  const std::vector<std::string> words = WordsOf(value);
  if (!plain || words.size() < 2) return false;
  const std::vector<std::string> own = WordsOf(name);
  if (own.size() <= words.size() || own.back() != words.back()) return false;
  auto at = own.begin();
  return std::ranges::all_of(words, [&](const std::string& word) {
    at = std::find(at, own.end(), word);
    return at != own.end() && ++at != own.begin();
  });
}

bool IsRestOfName(std::string_view name, std::string_view value) {
  const std::size_t mark = name.find('_');
  return mark != std::string_view::npos && mark > 0 && mark <= 2 && !value.empty() &&
         WordsOf(name.substr(mark + 1)) == WordsOf(value);
}

bool IsBeginOfName(std::string_view name, std::string_view value) {
  const bool plain =
      !value.empty() && IsAlpha(value[0]) && std::ranges::all_of(value, [](char c) { return IsAlnum(c) || c == '.'; });
  if (!plain || value.size() >= name.size() || (!IsCamel(value) && !Has(value, "."))) return false;
  const std::vector<std::string> words = WordsOf(value);
  const std::vector<std::string> own = WordsOf(name);
  return words.size() > 1 && words.size() < own.size() && std::equal(words.begin(), words.end(), own.begin());
}

bool LooksLikeType(std::string_view value) {
  return value.size() > 3 && IsUpper(value[0]) && std::ranges::all_of(value, IsAlpha) && WordsOf(value).size() > 1 &&
         std::ranges::any_of(value, IsLower);
}

bool NamesVariable(std::string_view value) {
  const bool capitals = value.find('_') != std::string_view::npos &&
                        std::ranges::all_of(value, [](char c) { return IsUpper(c) || IsDigit(c) || c == '_'; });
  if (!capitals) return false;
  static constexpr auto kShouted =
      std::to_array<std::string_view>({"my", "your", "the", "this", "super", "very", "top", "some", "something",
                                       "change", "secure", "strong", "random", "long", "ultra", "a", "is"});
  const std::vector<std::string> words = WordsOf(value);
  static constexpr auto kEnds = std::to_array<std::string_view>({"secret", "key", "token"});
  return words.size() > 2 && OneOf(words.back(), kEnds) &&
         std::ranges::none_of(words, [](const std::string& word) { return OneOf(word, kShouted); });
}

bool NamesSetting(std::string_view name, std::string_view value) {
  const bool plain = std::ranges::all_of(value, [](char c) { return IsAlpha(c) || c == '_' || c == '.' || c == '-'; });
  if (!plain) return false;
  const bool path = value.find('.') != std::string_view::npos && value.find('_') != std::string_view::npos &&
                    value.find_first_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ") == std::string_view::npos;
  if (path) return true;
  const std::vector<std::string> own = WordsOf(name);
  const std::vector<std::string> words = WordsOf(value);
  // 'key' => 'usersAuthJWT' in a list of what there is to sign in with
  static constexpr auto kOfSecrets =
      std::to_array<std::string_view>({"secret", "key", "my", "super", "private", "sign"});
  // key: 'auth_app_token', where a token is stored
  const bool of_store = words.size() > 2 && (words.back() == "jwt" || words.back() == "token");
  if (name == "key" && of_store &&
      std::ranges::none_of(words, [](const std::string& word) { return OneOf(word, kOfSecrets); }))
    return true;
  if (words.size() < 2 || KindOfName(value) == NameKind::kOther) return false;
  // setting.key = "jwtSecret", { Key: "jwt_secret" }
  if (name == "Key" || name == "key")
    return value.find('_') != std::string_view::npos || (words.size() > 1 && IsLower(value[0]) && IsCamel(value));
  return words.size() < own.size() && std::equal(words.rbegin(), words.rend(), own.rbegin());
}

bool IsPathToSecret(std::string_view value) {
  const bool plain = std::ranges::all_of(value, [](char c) { return IsAlpha(c) || c == '.' || c == '_' || c == '-'; });
  if (!plain || !Has(value, ".")) return false;
  bool names = false;
  for (std::size_t at = 0; at <= value.size();) {
    const std::size_t end = std::min(value.find('.', at), value.size());
    if (end == at) return false;
    const std::string_view part = value.substr(at, end - at);
    names |= KindOfName(part) == NameKind::kJwtSecret || part == "secret-key" || part == "secret_key";
    at = end + 1;
  }
  return names;
}

bool IsIndexIn(std::string_view text, std::string_view name) {
  const std::string index = "[" + std::string(name) + "]";
  for (std::size_t at = text.find(index); at != std::string_view::npos; at = text.find(index, at + 1)) {
    // keys: [SECRET] is a list.
    if (at > 0 && (IsNameByte(text[at - 1]) || text[at - 1] == ')' || text[at - 1] == ']')) return true;
  }
  return false;
}

bool IsLabel(std::string_view path, std::string_view value) {
  if (value.empty()) return false;
  if (IsKeyOfTable(path, value)) return true;
  const std::string_view leaf = path.substr(path.rfind('.') + 1);
  if (IsNameOfObject(WordsOf(leaf), value)) return true;
  if (std::ranges::all_of(value, [](char c) { return IsAlnum(c) || c == '_' || c == '-'; })) {
    const std::vector<std::string> own = WordsOf(leaf);
    const std::vector<std::string> words = WordsOf(value);
    if (IsNameInConstant(own, words) || IsNameWithinName(own, words)) return true;
    // JwtPrivateKey = "jwt_private_key": what a row is called that has the key, which no word is
    if (words.size() > 2 && own == words && std::ranges::find(own, "private") != own.end()) return true;
    // graphql_jwt_secret: 'graphqlJwtSecret', what a column is called in a program
    if (words.size() > 2 && own == words && IsCamel(value) && IsLower(value[0]) && Has(leaf, "_") &&
        std::ranges::none_of(leaf, IsUpper))
      return true;
  }
  // SecretKey: "SecretKey", what a field of a form is called; JWT_SECRET: "JWT_SECRET" is somebody's poor choice.
  if (leaf == value && IsCamel(value) && KindOfName(value) == NameKind::kFrameworkSecret) return true;
  if (std::isupper(static_cast<unsigned char>(value[0])) == 0) return false;
  if (!std::ranges::all_of(value, [](char c) { return std::isalpha(static_cast<unsigned char>(c)) != 0 || c == ' '; }))
    return false;
  const std::vector<std::string> own = WordsOf(path);
  const std::vector<std::string> words = WordsOf(value);
  // "JwtSecret" is a name, "Jwt secret" a label.
  if (static_cast<std::size_t>(std::ranges::count(value, ' ')) + 1 != words.size() || words.size() > own.size())
    return false;
  return std::equal(words.rbegin(), words.rend(), own.rbegin());
}

}  // namespace packrake::code
