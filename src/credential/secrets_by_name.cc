#include "credential/secret_finder.h"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include <fmt/format.h>

#include "base/ascii.h"
#include "credential/config_beside.h"
#include "credential/flow_words.h"
#include "credential/label.h"
#include "credential/language_sets.h"
#include "credential/line_bytes.h"
#include "credential/one_of.h"
#include "credential/value_name.h"

// Secrets under names that say what they are: assignments, entries, settings.
namespace packrake::code {

namespace {

// "name.rest"; `name` alone when there is no rest.
std::string Joined(const std::string& name, const std::string& rest) {
  return rest.empty() ? name : fmt::format("{}.{}", name, rest);
}

}  // namespace

bool SecretFinder::MayNameSecret(std::string_view leaf) const {
  return SettingCalled(leaf, Only(p_.language().id)) != nullptr || leaf == "Token" || leaf == "TOKEN_SECRET_VALUE" ||
         KindOfName(leaf) != NameKind::kOther || leaf == "value" || leaf == "Value" || leaf == "ParameterValue" ||
         leaf == "default" || leaf == "dev" || leaf == "Default" || leaf == "string" || leaf == "TokenKey";
}

std::string SecretFinder::PropertyOf(const Binding& binding) const {
  const std::size_t open = p_.text().rfind("${", binding.inner_begin);
  if (open == std::string_view::npos || open + 80 < binding.inner_begin || open + 3 > binding.inner_begin) return "";
  return std::string(p_.text().substr(open + 2, binding.inner_begin - 1 - (open + 2)));
}

std::string SecretFinder::Holder(const Binding& binding) const {
  std::string path;
  for (std::uint32_t region = binding.region; region != 0; region = p_.regions()[region].parent) {
    const Region& r = p_.regions()[region];
    // Configure<JwtOptions>(o => { o.Secret = "…"; })
    if (r.kind == RegionKind::kFunction && p_.language().id == LanguageId::kCSharp && r.header > 4 &&
        t_.Is(r.header - 1, "(") && t_.Is(r.header - 2, ">") && t_.IsName(r.header - 3) && t_.Is(r.header - 4, "<"))
      path = Joined(std::string(t_.Text(r.header - 3)), path);
    if (r.kind != RegionKind::kClass) continue;
    if (!r.name.empty()) path = Joined(r.name, path);
    if (const std::string prefix = PropertiesPrefix(r); !prefix.empty()) path = Joined(prefix, path);
  }
  return path;
}

std::string SecretFinder::PropertiesPrefix(const Region& region) const {
  // Annotations stand before the header, or in it.
  const std::uint32_t from = region.header > 40 ? region.header - 40 : 0;
  for (std::uint32_t i = region.body.begin; i-- > from;) {
    if (t_.Is(i, "}") || (t_.Is(i, ";") && i < region.header)) break;
    if (!t_.Is(i, "@ConfigurationProperties") || !t_.Is(i + 1, "(")) continue;
    for (std::uint32_t k = i + 2; k < i + 12 && !t_.Is(k, ")"); ++k) {
      if (t_.IsString(k)) return t_.StringAt(k).value;
    }
  }
  return "";
}

std::string SecretFinder::HolderOfEntry(std::uint32_t i) const {
  std::string path;
  // config :my_app, :jwt, secret: "…"
  if (t_[i].inside == kNone && p_.language().id == LanguageId::kElixir) {
    std::uint32_t start = i;
    while (start > 0 && i - start < 40 && !(t_.Is(start, "config") && t_[start].first_on_line)) --start;
    for (std::uint32_t k = start; t_.Is(start, "config") && k + 1 < i; ++k) {
      if (t_.Is(k, ":") && t_.IsName(k + 1) && t_.Is(k + 2, ","))
        path = Joined(path.empty() ? "" : path, std::string(t_.Text(k + 1)));
    }
    if (path.starts_with('.')) path.erase(0, 1);
    return path;
  }
  std::uint32_t open = t_[i].inside;
  for (int level = 0; open != kNone && level < 4; ++level, open = t_[open].inside) {
    if (open < 1) break;
    std::uint32_t k = open - 1;
    if (t_.Is(k, "(") && k > 0) continue;  // foo({ : the call is the next bracket out
    if ((t_.Is(k, ":") || t_.Is(k, "=") || t_.Is(k, "=>") || t_.Is(k, ":=")) && k > 0) --k;
    std::string name;
    if (t_.IsString(k))
      name = t_.StringAt(k).value;
    else if (t_.IsName(k))
      name = std::string(t_.Text(k));
    else if (t_.Is(k, "]") && k > 1 && t_.IsString(k - 1))
      name = t_.StringAt(k - 1).value;
    if (t_.Is(open, "(") && t_.IsName(open - 1)) name = std::string(t_.Text(open - 1));
    if (!name.empty() && name.size() < 60) path = Joined(name, path);
  }
  return path;
}

void SecretFinder::AtEntry(std::uint32_t i) {
  const bool name = t_.IsName(i);
  if (!name && !t_.IsString(i)) return;
  const std::string_view sign = t_.Text(i + 1);
  if (t_[i + 1].kind != TokenKind::kSign) return;
  const std::uint32_t inside = t_[i].inside;
  const bool entry =
      sign == ":" || sign == "=>" || (sign == "=" && inside != kNone && (t_.Is(inside, "(") || t_.Is(inside, "{")));
  if (!entry) return;
  if (sign == "=" && t_.Is(inside, "{") && p_.language().id != LanguageId::kCSharp &&
      p_.language().id != LanguageId::kLua && p_.language().id != LanguageId::kCpp)
    return;
  // def check(raw, signing_key: "jwt.PyJWK"): a parameter's type
  if (name && sign == ":" && p_.language().id == LanguageId::kPython && inside != kNone && t_.Is(inside, "(")) return;
  std::string key = name ? std::string(t_.Text(i)) : t_.StringAt(i).value;
  if (key.empty() || key.size() > 80) return;
  while (!key.empty() && (key[0] == '$' || key[0] == '@')) key.erase(0, 1);
  // define: { 'process.env.JWT_SECRET': … } of webpack, Vite and esbuild
  for (const std::string_view built_in : {"process.env.", "import.meta.env."}) {
    if (key.starts_with(built_in)) key.erase(0, built_in.size());
  }
  if (!MayNameSecret(key)) return;
  if (key == "key" && (NamesMember(i) || IsBeside(i, "secret"))) return;
  // iron-session's is never without a cookie's name; another is a form's, or somebody's.
  if (key == "password" && p_.language().id == LanguageId::kJavaScript && !IsBeside(i, "cookieName")) return;
  // "JWTSecret": "jwt_secret" in a table of a program's names; in JSON it would be somebody's poor choice.
  if (!name && t_.IsString(i + 2) && t_.StringAt(i + 2).value != key && t_[0].kind != TokenKind::kSign &&
      (WordsOf(t_.StringAt(i + 2).value) == WordsOf(key) || NamesSetting(key, t_.StringAt(i + 2).value)))
    return;
  if (key == "value" || key == "Value" || key == "ParameterValue") {
    std::string pair = NameOfPair(i);
    // "jwt": [{ "key": "algorithm", "value": "…" }]: what holds them all says nothing of this one.
    if (!pair.empty() && KindOfName(pair) == NameKind::kOther) return;
    if (!pair.empty() && pair != "key") key = std::move(pair);
  }
  AtName(key, HolderOfEntry(i), p_.Expression(i + 2), i, nullptr);
}

void SecretFinder::AtExport(std::uint32_t i) {
  const bool name = t_.IsName(i);
  if ((!name && !t_.IsString(i)) || !t_.Is(i + 1, ":") || !t_.IsString(i + 2)) return;
  const std::string_view leaf = name ? t_.Text(i) : std::string_view(t_.StringAt(i).value);
  static constexpr auto kLeaves = std::to_array<std::string_view>(
      {"secret", "Secret", "secretKey", "secret_key", "SECRET", "SECRET_KEY", "secretOrKey"});
  if (std::ranges::find(kLeaves, leaf) == kLeaves.end()) return;
  // In a program the object that is exported; in JSON the whole, or the part for one stage.
  static constexpr auto kHolders = std::to_array<std::string_view>(
      {"", "exports", "default", "development", "production", "test", "staging", "dev", "prod", "local", "app", "auth",
       "config", "session", "AppSettings", "appSettings"});
  const std::string holder = HolderOfEntry(i);
  if (std::ranges::find(kHolders, holder) == kHolders.end()) return;
  const std::uint32_t open = t_[i].inside;
  if (open == kNone || !t_.Is(open, "{")) return;
  const bool json = t_.Is(0, "{") && t_.IsString(i);
  if (!json && (open < 1 || (!t_.Is(open - 1, "=") && !t_.Is(open - 1, "default")))) return;
  Evaluation evaluation = p_.Evaluate({i + 2, i + 3});
  for (const Literal& literal : evaluation.literals) {
    if (PlausibleUnderName(literal.value, false) && !IsWordForPeople(literal.value) && !NamesVariable(literal.value))
      Emit(literal, nullptr, i, false, "jwt.secret.file");
  }
}

bool SecretFinder::NamesMember(std::uint32_t i) const {
  for (std::uint32_t k = i + 3; k < std::min(i + 6, t_.size()); ++k) {
    if (t_[k].inside != t_[i].inside) continue;
    if (t_.Is(k, "value") || t_.Is(k, "get") || t_.Is(k, "set")) return true;
    if (t_.IsString(k) && t_.StringAt(k).value == "value") return true;
  }
  return false;
}

bool SecretFinder::IsBeside(std::uint32_t i, std::string_view name) const {
  const std::uint32_t open = t_[i].inside;
  if (open == kNone || t_[open].pair == kNone) return false;
  constexpr std::uint32_t kLongest = 400;
  for (std::uint32_t k = open + 1; k < std::min(t_[open].pair, open + kLongest); ++k) {
    const bool named = t_.Is(k, name) || (t_.IsString(k) && t_.StringAt(k).value == name);
    if (named && t_[k].inside == open && (t_.Is(k - 1, ",") || k == open + 1 || t_[k].first_on_line) &&
        (t_.Is(k + 1, ":") || t_.Is(k + 1, ",") || k + 1 == t_[open].pair))
      return true;
  }
  return false;
}

std::string SecretFinder::NameOfPair(std::uint32_t i) const {
  const std::uint32_t open = t_[i].inside;
  if (open == kNone || t_[open].pair == kNone) return "";
  const std::uint32_t from = std::max(open + 1, i > 12 ? i - 12 : 0);
  for (std::uint32_t k = from; k < std::min(t_[open].pair, i + 12); ++k) {
    const std::string_view word = t_.IsString(k) ? std::string_view(t_.StringAt(k).value) : t_.Text(k);
    if ((word == "name" || word == "Name" || word == "key" || word == "ParameterKey") && t_[k].inside == open &&
        (t_.Is(k + 1, ":") || t_.Is(k + 1, "=")) && t_.IsString(k + 2))
      return t_.StringAt(k + 2).value;
  }
  return "";
}

void SecretFinder::AtName(const std::string& target, const std::string& holder, Range value, std::uint32_t at,
                          const Binding* binding) {
  const std::string leaf = target.substr(target.rfind('.') == std::string::npos ? 0 : target.rfind('.') + 1);
  const SettingRow* setting = nullptr;
  for (const std::string& name : {target, leaf}) {
    const SettingRow* row = SettingCalled(name, Only(p_.language().id));
    if (row != nullptr && p_.Holds(row->hint)) setting = row;
  }
  NameKind kind = NameKind::kOther;
  bool generic = false;
  if (setting == nullptr) {
    const std::string path = holder.empty() ? target : holder + "." + target;
    kind = IsProductSetting(path, p_.text()) ? NameKind::kJwtSecret : KindOfPath(path);
    if (kind == NameKind::kJwtSecret && IsOauth1(path, p_.text())) return;
    generic = binding != nullptr && kind == NameKind::kGenericSecret && leaf != "key" && leaf != "keys" &&
              leaf != "KEYS" && SignsTokens() && WordsOf(leaf).size() <= 2 && !in_comment_;
    // SECRET = "…" among what makes a header of it: TOKEN_PREFIX = "Bearer ", EXPIRATION_TIME.
    if (binding != nullptr && (leaf == "SECRET" || leaf == "SECRET_KEY") && p_.Holds("\"Bearer |'Bearer ") &&
        p_.Holds("EXPIR|TOKEN_PREFIX"))
      kind = NameKind::kJwtSecret;
    generic &= kind == NameKind::kGenericSecret;
    if (kind != NameKind::kJwtSecret && kind != NameKind::kFrameworkSecret && !generic) return;
    // In code, only names that say whose secret it is.
    const bool shouted = std::ranges::none_of(leaf, [](char c) { return c >= 'a' && c <= 'z'; });
    const std::vector<std::string> words = WordsOf(holder + "." + leaf);
    const auto says = [&words](std::string_view word) { return std::ranges::find(words, word) != words.end(); };
    if (kind == NameKind::kFrameworkSecret && leaf != "secret_key_base" && !shouted && !says("session") &&
        !says("cookie") && !says("app"))
      return;
    if (kind == NameKind::kFrameworkSecret && leaf != "secret_key_base" &&
        !p_.Holds("jwt|JWT|Jwt|session|cookie|flask|Flask|django"))
      return;
  }
  // `VERIFYING_KEY` and the like are public where the algorithm has a public half.
  const bool framework = setting != nullptr ? setting->framework : kind == NameKind::kFrameworkSecret;
  Evaluation evaluation;
  if (binding != nullptr && binding->inner_end != 0) {
    Literal literal;
    literal.begin = binding->inner_begin;
    literal.end = binding->inner_end;
    literal.value = std::string(p_.text().substr(literal.begin, literal.end - literal.begin));
    literal.fallback = true;
    evaluation.literals.push_back(std::move(literal));
  } else if (!value.empty()) {
    evaluation = p_.Evaluate(value);
  }
  // JWT_SECRET_KEY = str(uuid.uuid1())
  if (!evaluation.predictable.empty() && evaluation.literals.empty() && !framework && !generic && !value.empty())
    EmitPredictable(evaluation, value, {at, value.end}, nullptr);
  // jwtKey: ['settings', 'jwt-key']: a path of words, one of which is the name.
  const std::vector<std::string> words = WordsOf(leaf);
  const auto names_it = [&words](const Literal& one) { return WordsOf(one.value) == words; };
  const bool several = setting == nullptr && evaluation.literals.size() > 1;
  if (several && std::ranges::any_of(evaluation.literals, names_it)) return;
  std::vector<std::string> together;  // 'mercure_jwt_secret' => ['mercure', 'jwt_secret']
  for (std::size_t k = 0; several && k < evaluation.literals.size(); ++k) {
    for (std::string& word : WordsOf(evaluation.literals[k].value)) together.push_back(std::move(word));
  }
  if (several && together == words) return;
  if (setting == nullptr && IsIndexIn(p_.text(), leaf)) return;
  for (Literal& literal : evaluation.literals) {
    if (binding != nullptr && binding->is_default) literal.fallback = true;
    if (setting == nullptr && !PlausibleUnderName(literal.value, framework)) continue;
    if (setting != nullptr && ShowsSetting(leaf, literal.value)) continue;
    // What a table of settings calls them. A name that says by itself that it is a secret holds one, however poor.
    const bool by_holder = KindOfName(leaf) != NameKind::kJwtSecret;
    const bool names_itself = value.size() > 4 && literal.value == leaf;  // "jwt_secret": { Key: "jwt_secret" }
    if (setting == nullptr && (names_itself || (by_holder && IsPasswordHash(literal.value)))) continue;
    if (setting == nullptr && (by_holder || leaf.starts_with("key")) && NamesSetting(leaf, literal.value)) continue;
    if (setting == nullptr && IsLabel(Joined(holder, leaf), literal.value)) continue;
    if (setting == nullptr && IsNameInTable(leaf, literal.value)) continue;
    if (setting == nullptr && IsBeginOfName(leaf, literal.value)) continue;
    // jwtSecretRef: { …, "key": { "type": "string", "default": "jwt_secret" } } of a schema
    if (setting == nullptr && IsInReference(Joined(holder, leaf)) && std::ranges::all_of(literal.value, IsKeyByte) &&
        !LooksRandom(literal.value))
      continue;
    // openapi_types = {'auth_token_secret': 'SecretKeySelector'}
    if (setting == nullptr && LooksLikeType(literal.value) && p_.Holds("openapi_types")) continue;
    if (setting == nullptr && leaf == "key" && !LooksRandom(literal.value) && IsTableOfKeys()) continue;
    const bool of_json = t_.Is(0, "{") && t_.IsString(1);
    const bool elsewhere = of_json || literal.value.ends_with("_TOKEN") || (setting == nullptr && by_holder);
    if (elsewhere && NamesVariable(literal.value)) continue;
    if (setting == nullptr && IsWordForPeople(literal.value)) continue;
    if (framework && (literal.value.size() < 4 || IsKnownBy(leaf, literal.value, p_.text()))) continue;
    // pub const SECRET_KEY: &str = "secret_key": under which name it is looked up.
    if (framework && (Only(p_.language().id) & (kJvm | kNet | kRs)) != 0 && names_it(literal)) continue;
    std::string_view rule = setting != nullptr ? "jwt.secret.framework-setting" : "jwt.secret.config";
    if (framework)
      rule = "framework.secret-key";
    else if (literal.fallback)
      rule = "jwt.secret.fallback";
    const std::size_t before = events_.size();
    Emit(literal, nullptr, at, framework, rule);
    if (events_.size() > before && rule == "jwt.secret.config" && !events_.back().severity &&
        LooksLive(literal.value)) {
      events_.back().severity = Severity::kCritical;
    }
    if (events_.size() > before && generic) {
      events_.back().signals.emplace_back("generic-name");
      events_.back().confidence = Confidence::kLow;
      if (events_.back().severity == Severity::kCritical) events_.back().severity = Severity::kHigh;
    }
  }
}

bool SecretFinder::SignsTokens() const {
  return p_.Holds(
      "jsonwebtoken|import jwt|from jwt|from "
      "jose|com.auth0.jwt|io.jsonwebtoken|nimbusds|golang-jwt|dgrijalva/"
      "jwt-go|System.IdentityModel.Tokens|Microsoft.IdentityModel|Firebase\\JWT|require "
      "'jwt'|passport-jwt|express-jwt|pdi.jwt|jwt-simple|koa-jwt");
}

bool SecretFinder::PlausibleUnderName(const std::string& value, bool framework) {
  if (value.size() < 3 || value.size() > 1024) return false;
  if (IsExpression(value)) return false;
  const auto spaces = std::ranges::count(value, ' ');
  // Sentences are messages, but for those that tutorials shout in a secret's place.
  const bool shouts = value.size() >= 8 && std::ranges::none_of(value, [](char c) {
                        return (c >= 'a' && c <= 'z') || static_cast<unsigned char>(c) >= 0x80;
                      });
  const bool sentence = IsMessage(value) || value.ends_with('.') || value.ends_with('!') || value.ends_with(':');
  if (spaces > 0 && ((sentence && !shouts) || value.find('\n') != std::string::npos)) return false;
  const bool shouting = std::ranges::all_of(value, [](char c) { return IsUpper(c) || IsDigit(c) || c == '_'; });
  if (shouting && value.find('_') != std::string::npos && (KindOfName(value) != NameKind::kOther || framework))
    return false;
  // Spring's expressions: "'user:' + #id".
  if (value.starts_with('\'') || value.find(" + #") != std::string::npos) return false;
  // "::shop::jwt_auth": what an entry of a store is called
  if (value.starts_with("::")) return false;
  // "jwt.secret", "jwtSecret": where to look, not what is there.
  if (value.find('.') != std::string::npos &&
      (KindOfPath(value) != NameKind::kOther || IsPropertyName(value) || IsPathToSecret(value)))
    return false;
  if (value.find(':') != std::string::npos && KindOfName(value.substr(value.rfind(':') + 1)) != NameKind::kOther)
    return false;
  return true;
}

}  // namespace packrake::code
