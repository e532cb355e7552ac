#include "credential/config_secret.h"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "base/ascii.h"
#include "credential/config_beside.h"
#include "credential/config_default.h"
#include "credential/config_shell.h"
#include "credential/has.h"
#include "credential/label.h"
#include "credential/line_bytes.h"
#include "credential/setting_name.h"
#include "credential/signals.h"
#include "credential/sinks.h"
#include "credential/value.h"
#include "credential/value_name.h"
#include "text/lines.h"

namespace packrake::code {
namespace {

bool LooksLikeName(std::string_view value) {
  return std::ranges::all_of(value,
                             [](char c) { return IsKeyByte(c) || c == '[' || c == ']' || c == '(' || c == ')'; });
}

/// a::b::C
bool LooksLikePath(std::string_view value) {
  return (IsAlpha(value[0]) || value.starts_with("::")) &&
         std::ranges::all_of(value, [](char c) { return IsAlnum(c) || c == '_' || c == ':' || c == '.'; });
}

/// Whether `text` is made of settings and nothing else: lines `name = value` or `name: value`, sections and comments. A
/// bare word is then a value; in a program it would be a name.
bool IsAllSettings(std::string_view text) {
  std::size_t lines = 0;
  for (std::size_t begin = 0; begin < text.size() && lines < 400;) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    std::string_view line = text.substr(begin, end - begin);
    begin = end + 1;
    while (!line.empty() && (IsBlank(line.back()) || line.back() == '\r')) line.remove_suffix(1);
    while (!line.empty() && (IsBlank(line.front()) || line.front() == '-')) line.remove_prefix(1);
    if (line.empty() || line[0] == '#' || line[0] == ';' || line[0] == '[' || line[0] == '!') continue;
    if (line.starts_with("export ")) line.remove_prefix(7);
    std::size_t name = 0;
    while (name < line.size() && IsKeyByte(line[name])) ++name;
    while (name < line.size() && IsBlank(line[name])) ++name;
    if (name == 0 || name >= line.size() || (line[name] != '=' && line[name] != ':')) return false;
    if (line.back() == ',' || line.back() == ';' || line.back() == '{' || line.back() == '(') return false;
    ++lines;
  }
  return lines > 0;
}

/// Whether a line of `text` is a program's.
bool IsProgram(std::string_view text) {
  return HoldsOne(text, "\nclass |\ndef |\nfrom |\nimport |\nfunc |\nfn |\npublic |\nfunction ") ||
         text.starts_with("func ");
}

// secret_key = token_urlsafe(64), and then SECRET_KEY = secret_key: a variable, which a line above gives a value.
bool IsAssignedAbove(std::string_view text, std::size_t at, std::string_view name) {
  if (!LooksLikeName(name) || name.find('_') == std::string_view::npos) return false;
  constexpr std::size_t kReach = 4U << 10;
  for (std::size_t i = text.find(name, at > kReach ? at - kReach : 0); i < at; i = text.find(name, i + 1)) {
    const std::string_view before = text.substr(LineBegin(text, i), i - LineBegin(text, i));
    const std::size_t after = SkipBlanks(text, i + name.size());
    if (SkipBlanks(before, 0) == before.size() && At(text, after) == '=' && At(text, after + 1) != '=') return true;
  }
  return false;
}

// keys: { APIxxxxxxxx: … }: LiveKit's names of its keys, whose values sign.
bool IsLiveKitKey(std::string_view path) {
  const std::size_t dot = path.rfind('.');
  const std::string_view leaf = path.substr(dot == std::string_view::npos ? 0 : dot + 1);
  return dot != std::string_view::npos && path.substr(0, dot).ends_with("keys") && leaf.size() >= 9 &&
         leaf.starts_with("API") && std::ranges::all_of(leaf, IsKeyByte);
}

// [jwt_keys] hmac:_default = …: CouchDB's; those of rsa: and ec: are public.
bool IsCouchKey(std::string_view path) { return path.starts_with("jwt_keys.hmac."); }

// jwt_verify(…) of HAProxy, openssl dgst -hmac beside an algorithm of JWTs: what is given to those checks and signs.
bool IsSink(std::string_view path) { return path.ends_with("jwt_verify.secret") || path == "jwt_hmac.secret"; }

// test: of config/secrets.yml, beside development: and production:
bool IsOfTests(std::string_view path, std::string_view text) {
  return path.starts_with("test.") && HoldsOne(text, "\nproduction:|\ndevelopment:");
}

// mail/jwt, kv/data/identity: where a vault keeps it. What is random has capitals or digits, what people make up no
// slash.
bool IsPathOfWords(std::string_view v) {
  const auto of_path = [](char c) { return IsLower(c) || c == '/' || c == '-' || c == '_'; };
  return IsLower(v.front()) && IsLower(v.back()) && v.find('/') != std::string_view::npos &&
         std::ranges::all_of(v, of_path);
}

bool EndsInSecret(std::string_view path) {
  const std::vector<std::string> words = WordsOf(LeafOf(path));
  return words.size() > 1 && words.back() == "secret";
}

// prod_token_secret: PROD_CLUSTER_TOKEN says which of a vault's secrets is meant: a bare name in capitals that repeats
// two of the setting's words; "JWTSecret": "jwt_secret" the same in a table of names.
bool IsNameOfAnother(const ConfigEntry& entry, bool json) {
  const std::string& v = entry.value;
  const std::size_t dot = entry.path.rfind('.');
  const std::string leaf = dot == std::string::npos ? entry.path : entry.path.substr(dot + 1);
  const std::vector<std::string> named = WordsOf(leaf);
  const std::vector<std::string> words = WordsOf(v);
  if (!json && entry.quoted && entry.key_quoted && v != leaf && (named == words || NamesSetting(leaf, v))) return true;
  const bool by_holder = KindOfName(leaf) != NameKind::kJwtSecret;
  if (!json && (entry.quoted || leaf == "key") && (by_holder || leaf.starts_with("key")) && NamesSetting(leaf, v))
    return true;
  const bool capitals = v.find('_') != std::string::npos &&
                        std::ranges::all_of(v, [](char c) { return IsUpper(c) || IsDigit(c) || c == '_'; });
  const bool lower = leaf.find_first_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ") == std::string::npos;
  if (!capitals || !lower || words.size() < 3) return false;
  return std::ranges::count_if(
             words, [&named](const std::string& word) { return std::ranges::find(named, word) != named.end(); }) >= 2;
}

// { name: "subject", key: "sub" }, { name: "e-mail", key: "email" } and more: a table that says what things are called.
bool IsTableOfKeys(std::span<const ConfigEntry> entries) {
  constexpr std::ptrdiff_t kRows = 6;
  return std::ranges::count_if(entries, [](const ConfigEntry& entry) { return LeafOf(entry.path) == "key"; }) >= kRows;
}

bool IsTableOfNames(std::span<const ConfigEntry> entries) {
  return std::ranges::count_if(entries, [](const ConfigEntry& entry) {
           return IsNamedByItself(LeafOf(entry.path), entry.value);
         }) >= kRowsOfNames;
}

CodeEvent Guessable(const ConfigEntry& entry) {
  CodeEvent event;
  event.rule = "jwt.secret.weak";
  event.begin = entry.begin;
  event.end = entry.end;
  event.identity = entry.path + "=" + entry.value;
  event.identity_needs_path = true;
  event.severity = Severity::kHigh;
  event.signals = {"predictable"};
  return event;
}

}  // namespace

void FindConfigSecrets(std::string_view text, std::vector<ConfigEntry> entries, std::vector<CodeEvent>& events) {
  const std::size_t head = text.find_first_not_of(" \t\r\n");
  const bool json = head != std::string_view::npos && (text[head] == '{' || text[head] == '[');
  const bool all_settings = IsAllSettings(text);
  const bool of_image = text.starts_with("FROM ") || text.find("\nFROM ") != std::string_view::npos;
  NameHmacKeys(text, entries);
  ValueCount values;
  for (ConfigEntry& entry : entries) {
    if (!entry.item || !entry.path.ends_with('.')) continue;
    const std::string holder = entry.path.substr(0, entry.path.size() - 1);
    if (IsOneOfSecrets(holder, entry)) entry.path = holder, entry.item = false;
  }
  std::erase_if(entries, [](const ConfigEntry& entry) { return entry.item; });
  for (const ConfigEntry& entry : entries) values.Add(entry.value);
  const bool table = IsTableOfKeys(entries);
  for (std::size_t i = 0; i < entries.size(); ++i) {
    ConfigEntry& entry = entries[i];
    const bool product = IsProductSetting(entry.path, text) || IsCouchKey(entry.path);
    NameKind kind = product ? NameKind::kJwtSecret : KindOfPath(entry.path);
    if (kind == NameKind::kOther && (MayNameKey(entry.path) || IsLiveKitKey(entry.path)) && LooksRandom(entry.value))
      kind = NameKind::kJwtSecret;
    if (kind == NameKind::kOther && IsOneOfSecrets(entry.path.substr(0, entry.path.rfind('.')), entry))
      kind = NameKind::kJwtSecret;
    if (kind == NameKind::kGenericSecret && IsBesideHmac(text, entries, i)) kind = NameKind::kJwtSecret;
    if (const std::string_view name = NameOfDefault(entry.value);
        !name.empty() && (IsProductSetting(name, text) || KindOfName(name) == NameKind::kJwtSecret))
      kind = NameKind::kJwtSecret;
    if (kind == NameKind::kOther) continue;
    // A setting that names only "secret" is one of many things, unless what it says is what a product ships.
    if (kind == NameKind::kGenericSecret && !IsProductDefault(entry.value)) continue;
    if (kind == NameKind::kJwtSecret && IsGuessableOutput(entry.value)) {
      events.push_back(Guessable(entry));
      continue;
    }
    bool fallback = false;
    if (const auto inner = DefaultIn(entry)) {
      entry.value = inner->value;
      entry.begin = inner->begin;
      entry.end = inner->end;
      fallback = true;
    }
    // Hasura and others write a JSON object with the key inside.
    if (entry.value.starts_with("{") && entry.value.find("\"key\"") != std::string::npos) {
      const std::string& v = entry.value;
      if (v.find("HS256") == std::string::npos && v.find("HS384") == std::string::npos &&
          v.find("HS512") == std::string::npos)
        continue;
      const std::size_t key = v.find("\"key\"");
      const std::size_t open = v.find('"', v.find(':', key + 5));
      const std::size_t close = open == std::string::npos ? open : v.find('"', open + 1);
      if (close == std::string::npos) continue;
      const std::string inner = v.substr(open + 1, close - open - 1);
      const std::size_t place = text.substr(entry.begin, entry.end - entry.begin).find(inner);
      if (place != std::string_view::npos) {
        entry.begin += place;
        entry.end = entry.begin + inner.size();
      }
      entry.value = inner;
      entry.quoted = true;
    }
    ValueKind value = KindOfValue(entry.value);
    // JwtSecret = 233: a number says nothing of ports and seconds where a secret is named.
    if (value == ValueKind::kWord && kind == NameKind::kJwtSecret && EndsInSecret(entry.path) &&
        std::ranges::all_of(entry.value, [](char c) { return c >= '0' && c <= '9'; }))
      value = ValueKind::kSecret;
    if (value != ValueKind::kSecret && value != ValueKind::kPlaceholder) continue;
    if (entry.value.size() < 3 || IsExpression(entry.value) || IsPathOfWords(entry.value)) continue;
    if (std::ranges::none_of(entry.value, IsAlnum)) continue;  // what stands between two strings of a program
    if (kind == NameKind::kJwtSecret && !product && IsOauth1(entry.path, text)) continue;
    const bool framework = kind == NameKind::kFrameworkSecret;
    // secretKey = "…" is some program's variable; SECRET_KEY, secret-key and app.secretKey are settings.
    if (framework && entry.path.find_first_of("._-") == std::string::npos) continue;
    if (!entry.quoted) {
      // Bare words in a program's text are names, not values: `secret = settings.SECRET`, `jwt_secret: str`.
      std::string_view v = entry.value;
      if (v.ends_with('!') || v.ends_with('?')) v.remove_suffix(1);  // credentials.jwt_secret! in Ruby
      if (v.find('(') != std::string_view::npos || v.find('[') != std::string_view::npos || v.ends_with('{') ||
          v.ends_with(',') || v.ends_with(';'))
        continue;
      if (v.find(' ') != std::string::npos || IsAssignedAbove(text, entry.begin, v)) continue;
      // $env:JWT_KEY = $settings.JwtKey
      if (v[0] == '$' && v.find('.') != std::string_view::npos && LooksLikeName(v.substr(1))) continue;
      // PrivateKey: rsaKey, and "secret_key": secretKeyPreProcessor, in a program; not JWT_SECRET=…,JWT_TTL=600
      if (!all_settings && LooksLikeName(v) && !LooksRandom(v) && At(text, entry.end) == ',' &&
          !IsUpper(At(text, entry.end + 1)))
        continue;
      // jwt_secret: secstr::SecUtf8, SECRET_KEY: ::String, jwt_secret: Option<String>: types; Shop::Config.secret_key
      if (v.find("::") != std::string_view::npos && LooksLikePath(v)) continue;
      if (IsUpper(v[0]) && v.ends_with('>') && v.find('<') != std::string_view::npos) continue;
      // this.JwtSecretBase64 = jwtSecretBase64, a parameter of that name; jwtSecret.Key = publicKey, a variable;
      // jwkSet.Keys = keysWithX5c, a variable that stands above too
      if (!all_settings && IsLower(v[0]) && std::ranges::any_of(v, IsUpper) && LooksLikeName(v) &&
          (WordsOf(v) == WordsOf(LeafOf(entry.path)) ||
           ((std::ranges::all_of(v, IsAlpha) || text.find(v) != entry.begin) && IsProgram(text))))
        continue;
      // params.JwtSecret = &defaultSecret; it.JwtSecret = data; config.JwtSecret = *answer.JwtSecret
      const std::size_t member = entry.path.rfind('.') + 1;
      if (!all_settings && (v[0] == '&' || v[0] == '*') && LooksLikeName(v.substr(1))) continue;
      if (!all_settings && member > 0 && IsUpper(entry.path[member]) && std::ranges::all_of(v, IsLower) &&
          IsProgram(text))
        continue;
      const bool has_digit = std::ranges::any_of(v, [](char c) { return IsDigit(c); });
      const bool upper_key = entry.path.find_first_of("abcdefghijklmnopqrstuvwxyz") == std::string::npos;
      // reset_password_token_secret: SecretType, an annotation
      if (!upper_key && !all_settings && IsUpper(v[0]) && std::ranges::all_of(v, IsAlpha) && IsProgram(text)) continue;
      // settings.SECRET; v1.JwtSecret in a program
      const bool of_secret = has_digit && !all_settings && KindOfPath(v) == NameKind::kJwtSecret && IsProgram(text);
      if (LooksLikeName(v) && v.find('.') != std::string::npos && (!has_digit || of_secret)) continue;
      if (!upper_key && !all_settings && LooksLikeName(v) && KindOfPath(v) != NameKind::kOther &&
          v.find_first_of("-0123456789") == std::string::npos)
        continue;
      if (framework && !upper_key && v.size() < 8) continue;
      // config.Session.Secret = DefaultCookieName: a program's constant.
      const std::size_t leaf = entry.path.rfind('.') + 1;
      if (framework && !upper_key && !all_settings && IsUpper(entry.path[leaf]) && IsUpper(v[0]) && !has_digit &&
          LooksLikeName(v))
        continue;
    } else if (IsMessage(entry.value)) {
      continue;
    }
    if (entry.value.find('_') != std::string::npos &&
        std::ranges::all_of(entry.value, [](char c) { return IsUpper(c) || IsDigit(c) || c == '_'; }) &&
        KindOfName(entry.value) != NameKind::kOther)
      continue;
    if ((json || framework || (!all_settings && entry.value.ends_with("_TOKEN"))) && NamesVariable(entry.value))
      continue;
    // openapi_types = {'auth_token_secret': 'SecretKeySelector'}
    if (!all_settings && LooksLikeType(entry.value) && text.find("openapi_types") != std::string_view::npos) continue;
    // The line that Devise's generator writes into its initializer, with a secret that is not used.
    if (entry.commented && LeafOf(entry.path) == "secret_key" &&
        text.find("ecret key used by Devise") != std::string_view::npos)
      continue;
    // <Button key="save"/> below an entry called token
    if (!all_settings && LeafOf(entry.path) == "key" && !LooksRandom(entry.value) &&
        text.find("/>") != std::string_view::npos && std::ranges::all_of(entry.value, IsLower))
      continue;
    // secretName: kubeconfig, secretKey: config: a reference of Kubernetes
    if (LeafOf(entry.path) == "secretKey" && std::ranges::all_of(entry.value, IsLower) &&
        text.find("ecretName") != std::string_view::npos)
      continue;
    if (LeafOf(entry.path) == "secretKey" && !entry.quoted && Has(entry.value, "_") &&
        std::ranges::none_of(entry.value, IsLower))
      continue;
    if (LeafOf(entry.path) == "secretKey" && std::ranges::all_of(entry.value, IsKeyByte) && !LooksRandom(entry.value) &&
        IsBesideVariable(text, entry.begin))
      continue;
    if (IsEntryOfReference(entry, text)) continue;
    if (framework && IsKnownBy(LeafOf(entry.path), entry.value, text)) continue;
    if (table && LeafOf(entry.path) == "key" && !LooksRandom(entry.value)) continue;
    if (!all_settings &&
        (IsNamedByItself(LeafOf(entry.path), entry.value) || IsNamedInPart(LeafOf(entry.path), entry.value)) &&
        IsTableOfNames(entries))
      continue;
    if (IsNameOfAnother(entry, json) || IsLabel(entry.path, entry.value)) continue;
    if (!all_settings && !json && (IsPathToSecret(entry.value) || IsIndexIn(text, LeafOf(entry.path)))) continue;
    if (values.IsLabel(entry.value) || (values.OfMessages() && LooksLikeLabel(entry.value))) continue;
    CodeEvent event;
    event.rule = framework ? "framework.secret-key" : fallback ? "jwt.secret.fallback" : "jwt.secret.config";
    if (entry.commented) event.rule = "jwt.secret.comment";
    event.begin = entry.begin;
    event.end = entry.end;
    event.secret = entry.value;
    event.identity_needs_path = TotalEntropyBits(entry.value) < 64;
    if (fallback) event.signals.emplace_back("fallback");
    if (entry.commented) event.signals.emplace_back("in-comment");
    if (entry.encoded) event.signals.emplace_back("b64");
    if (IsOfTests(entry.path, text)) event.signals.emplace_back("test-section");
    // ENV SECRET_KEY_BASE=nokey: what an image is built with. Phoenix starts with none of under 64 bytes.
    // RUN SECRET_KEY=… manage.py collectstatic: what one step of the build is run with.
    const bool for_step = of_image && text.substr(LineBegin(text, entry.begin)).starts_with("RUN ");
    const bool for_build = for_step || (of_image && entry.value.size() < 30 && entry.path.ends_with("SECRET_KEY_BASE"));
    if (value == ValueKind::kPlaceholder || for_build) event.signals.emplace_back(signal::kPlaceholder);
    if (IsWeakWord(entry.value) && !for_build) event.signals.emplace_back(signal::kDictionaryWord);
    const bool shipped = IsProductDefault(entry.value);
    if (shipped) event.signals.emplace_back(signal::kShippedDefault);
    if (!framework && !fallback && !entry.commented &&
        (shipped || IsSink(entry.path) ||
         (value == ValueKind::kSecret && entry.value.size() >= 16 && TotalEntropyBits(entry.value) >= 48))) {
      event.severity = Severity::kCritical;
    }
    if (framework) event.confidence = Confidence::kMedium;
    if (shipped && !framework && !entry.commented) {
      CodeEvent known = event;
      known.rule = "jwt.secret.default";
      known.severity = Severity::kCritical;
      events.push_back(std::move(known));
    }
    events.push_back(std::move(event));
  }
}

}  // namespace packrake::code
