#include "credential/exposed_finder.h"

#include <algorithm>
#include <array>
#include <string>

#include "base/ascii.h"
#include "credential/has.h"
#include "credential/line_bytes.h"
#include "credential/misuse_rules.h"
#include "credential/one_of.h"
#include "credential/setting_name.h"
#include "credential/sinks.h"
#include "credential/token_name.h"

// Storage of browsers and devices, and files.
namespace packrake::code {

namespace {

// What of a template stands in it as it is: "state-" of `state-${s.token}`.
std::string WithoutHoles(std::string_view text) {
  std::string plain;
  int depth = 0;
  for (const char c : text) {
    depth += c == '{' ? 1 : 0;
    if (depth == 0) plain += c;
    depth -= c == '}' && depth > 0 ? 1 : 0;
  }
  return plain;
}

// 'fake-token-123': in quotes, and neither a JWT nor filled with one.
bool IsMadeUp(std::string_view value) {
  const std::size_t open = value.find_first_not_of(" \\");
  if (open == std::string_view::npos || !IsQuote(value[open]) || !value.ends_with(value[open])) return false;
  return value.find_first_of("{}<>%$+") == std::string_view::npos && !Has(value, "eyj");
}

// "access_token", "%(token)s"); of a page that a program writes: a token's key, and what fills the entry.
bool SetsTokenItem(std::string_view arguments) {
  while (arguments.starts_with('\\')) arguments.remove_prefix(1);
  if (arguments.empty() || (arguments[0] != '"' && arguments[0] != '\'')) return false;
  const std::size_t close = arguments.find_first_of("\"'\\\n", 1);
  if (close == std::string_view::npos || TokenName(arguments.substr(1, close - 1)) == 0) return false;
  const std::size_t comma = arguments.find(',', close);
  if (comma == std::string_view::npos || comma > close + 2) return false;
  const std::string value = Lower(arguments.substr(comma + 1, arguments.find(')', comma) - comma - 1));
  if (IsMadeUp(value)) return false;
  return value.find_first_not_of(" \"'\\") != std::string::npos && !Has(value, "expir") && !Has(value, "...");
}

}  // namespace

bool ExposedFinder::KeyNamesToken(Range value) const {
  const Range key = p_.Resolve(value);
  if (key.size() == 1 && t_.IsString(key.begin) && t_.StringAt(key.begin).interpolated)
    return TokenName(WithoutHoles(t_.StringAt(key.begin).value)) > 0;
  const std::string constant = p_.ConstantOf(value);
  if (constant.starts_with('"')) return TokenName(std::string_view(constant).substr(1)) > 0;
  // stringPreferencesKey("access_token") of Jetpack
  if (key.size() == 4 && t_.Is(key.begin, "stringPreferencesKey") && t_.IsString(key.begin + 2))
    return TokenName(t_.StringAt(key.begin + 2).value) > 0;
  return TokenName(WithoutRole(p_.PathOf(value))) > 0;
}

bool ExposedFinder::TellsExpiry(Range value) const {
  const std::string text = Lower(r_.TextOf(value));
  return text.ends_with(".exp") || Has(text, "expir") || text == "null" || text == "''" || text == "\"\"" ||
         text == "true" || text == "false" || text == "undefined" || text == "'{}'" || text == "\"{}\"";
}

// cipher.encrypt(token), also by a name: what is kept is not the token.
bool ExposedFinder::IsEncrypted(Range value) const {
  const std::string text = Lower(r_.TextOf(p_.Resolve(value)));
  return Has(text, "encrypt(") || Has(text, "encryptasync(") || Has(text, ".seal(") || Has(text, ".protect(");
}

bool ExposedFinder::IsUserDefaults(const Call& call) const {
  if (!t_.IsName(call.begin) || call.begin == call.name) return false;
  return r_.TextOf(p_.Resolve({call.begin, call.begin + 1})).starts_with("UserDefaults");
}

// [[NSUserDefaults standardUserDefaults] setObject:token forKey:@"jwt"]
void ExposedFinder::SetInDefaults(std::uint32_t word) {
  const std::uint32_t open = t_[word].inside;
  if (!r_.Holds("NSUserDefaults") || open == kNone || !t_.Is(open, "[") || !t_.Is(word + 1, ":")) return;
  if (t_[open].pair == kNone) return;
  std::uint32_t key = word + 2;
  while (key < t_[open].pair && !t_.Is(key, "forKey")) ++key;
  if (!t_.Is(key + 1, ":")) return;
  std::uint32_t name = key + 2;
  if (t_.Is(name, "@")) ++name;
  if (HoldsToken({word + 2, key}, false) || (name < t_[open].pair && KeyNamesToken({name, t_[open].pair})))
    r_.Tell(kMobileStorage, {open, t_[open].pair + 1});
}

// Stores of devices that a module brings: Capacitor's Preferences.set({ key, value }), MMKV's storage.set(key, value).
bool ExposedFinder::StoredByModule(const Call& call, const std::vector<Argument>& arguments) {
  if (KeptByMiniProgram(call, arguments)) return true;
  if (!r_.Is(LanguageId::kJavaScript) || (call.method() != "set" && call.method() != "setString") || arguments.empty())
    return false;
  if (ReceiverMatches(call.path, "~@capacitor")) {
    const auto key = r_.Option(arguments[0].value, "key");
    const auto value = r_.Option(arguments[0].value, "value");
    if (!key || !value || TellsExpiry(*value)) return false;
    return KeyNamesToken(*key) || HoldsToken(*value, false);
  }
  const std::vector<std::string> made = p_.PathOfMade(call, true);
  if (made.empty() || !ReceiverMatches(made, "~mmkv") || arguments.size() < 2 || r_.Holds("encryptionKey"))
    return false;
  return (KeyNamesToken(arguments[0].value) || HoldsToken(arguments[1].value, false)) &&
         !TellsExpiry(arguments[1].value);
}

// Hooks and helpers that keep what they are given in web storage: useLocalStorage('token', null), mantine's
// useLocalStorage({ key: 'token' }), jotai's atomWithStorage('token', '').
bool ExposedFinder::KeptByHook(const Call& call, const std::vector<Argument>& arguments) {
  static constexpr auto kHooks =
      std::to_array<std::string_view>({"useLocalStorage", "useSessionStorage", "useLocalStorageState", "useStorage",
                                       "useSessionStorageState", "useStorageState", "atomWithStorage"});
  if (!r_.Is(LanguageId::kJavaScript) || !OneOf(call.method(), kHooks) || arguments.empty()) return false;
  const auto key = r_.Option(arguments[0].value, "key");
  return KeyNamesToken(key ? *key : arguments[0].value);
}

bool ExposedFinder::KeptByApp(const Call& call, const std::vector<Argument>& arguments) const {
  if (r_.Is(LanguageId::kCpp) && call.method() == "setValue" && arguments.size() == 2 && r_.Holds("QSettings"))
    return KeyNamesToken(arguments[0].value) || HoldsToken(arguments[1].value, false);
  // try token.write(to: file), Data(token.utf8).write(to: file)
  if (!r_.Is(LanguageId::kSwift) || call.method() != "write" || call.begin + 2 > call.name ||
      !r_.Named(arguments, "to"))
    return false;
  return HoldsToken({call.begin, call.name - 1}, false);
}

void ExposedFinder::StoredByScript(std::uint32_t string, std::string_view raw) {
  for (const std::string_view call : {"localStorage.setItem(", "sessionStorage.setItem("}) {
    const std::size_t at = raw.find(call);
    if (at == std::string_view::npos) continue;
    const bool of_page = Has(raw.substr(0, at), "<script") && SetsTokenItem(raw.substr(at + call.size()));
    if (of_page || HoleHoldsToken(raw.substr(at), string)) return r_.Tell(kWebStorage, {string, string + 1});
  }
}

// Jetpack's DataStore: preferences[ACCESS_TOKEN] = token
void ExposedFinder::StoredInPreferences(const Binding& binding) {
  const std::uint32_t close = binding.at > 0 ? binding.at - 1 : 0;
  if (!r_.Is(LanguageId::kKotlin) || !t_.Is(close, "]") || t_[close].pair == kNone) return;
  const std::string store = Lower(binding.target);
  if (!store.ends_with("prefs") && !store.ends_with("preferences") && !store.ends_with("settings") && store != "it")
    return;
  if (!r_.Holds("stringPreferencesKey|dataStore|DataStore|datastore") || TellsExpiry(binding.value) ||
      IsEncrypted(binding.value))
    return;
  if (KeyNamesToken({t_[close].pair + 1, close}) || HoldsToken(binding.value, false))
    r_.Tell(kMobileStorage, {binding.value.begin, binding.value.end});
}

bool ExposedFinder::IsPairOfToken(Range key, Range value) const {
  if (t_.IsString(value.begin) && value.size() == 1 && !t_.StringAt(value.begin).interpolated &&
      !Has(t_.StringAt(value.begin).value, "eyJ"))
    return false;  // what a demonstration makes up
  return (KeyNamesToken(key) || HoldsToken(value, false) || StringifiesToken(value)) && !TellsExpiry(value) &&
         !IsOfForm(Lower(p_.ConstantOf(key))) && !IsEncrypted(value);
}

// localStorage of window.localStorage.setItem(…), also by another name: const store = window.localStorage.
std::string ExposedFinder::StoreOf(const Call& call) const {
  std::string receiver = Lower(call.path.size() > 1 ? call.path[call.path.size() - 2] : "");
  if (!r_.Is(LanguageId::kJavaScript) || call.path.size() != 2 || Has(receiver, "storage")) return receiver;
  const std::string made = Lower(r_.TextOf(p_.Resolve({call.begin, call.begin + 1})));
  for (const std::string_view store : {"localstorage", "sessionstorage", "asyncstorage"}) {
    if (made == store || made.ends_with("." + std::string(store))) return std::string(store);
  }
  return receiver;
}

// AsyncStorage.multiSet([['token', token], …]), and setMany({ token }) of its third release.
bool ExposedFinder::StoredTogether(const Call& call, const std::vector<Argument>& arguments) const {
  if (arguments.size() != 1 || !ReceiverMatches(call.path, "~asyncstorage|~async-storage")) return false;
  if (call.method() == "setMany") {
    const std::uint32_t object = p_.ObjectOf(arguments[0].value);
    return object != kNone && EntriesHoldToken(p_.EntriesOf(object));
  }
  if (call.method() != "multiSet" && call.method() != "multiMerge") return false;
  const Range list = p_.Resolve(arguments[0].value);
  if (!t_.Is(list.begin, "[") || t_[list.begin].pair == kNone) return false;
  return std::ranges::any_of(p_.Arguments({list.begin + 1, t_[list.begin].pair}), [this](const Argument& item) {
    const std::uint32_t open = item.value.begin;
    if (!t_.Is(open, "[") || t_[open].pair == kNone) return false;
    const std::vector<Argument> pair = p_.Arguments({open + 1, t_[open].pair});
    return pair.size() == 2 && !TellsExpiry(pair[1].value) &&
           (KeyNamesToken(pair[0].value) || HoldsToken(pair[1].value, false) || StringifiesToken(pair[1].value));
  });
}

// { accessToken }, { token: data.token, user }: a log-in's token, by itself or beside whose it is.
bool ExposedFinder::EntriesHoldToken(const std::vector<Argument>& entries) const {
  static constexpr auto kBeside =
      std::to_array<std::string_view>({"user", "userId", "user_id", "profile", "email", "role", "roles", "account"});
  bool bare = false;
  bool somebody = auth_;
  for (const Argument& entry : entries) {
    const std::string_view name = entry.name.empty() ? t_.Text(entry.value.begin) : std::string_view(entry.name);
    somebody |= OneOf(name, kBeside);
    if (entry.name.empty() && entry.value.size() != 1) continue;
    if (TellsExpiry(entry.value)) continue;
    if (TokenName(name) == 2) return true;
    bare |= TokenName(name) == 1;
  }
  return bare && somebody;
}

// JSON.stringify({ token, user }): an object with a token, in place, by name, or by a parameter's type.
bool ExposedFinder::StringifiesToken(Range value) const {
  if (!r_.Is(LanguageId::kJavaScript)) return false;
  for (const Call& call : p_.CallsIn(value)) {
    if (call.method() != "stringify") continue;
    const std::vector<Argument> arguments = p_.Arguments(call.inner);
    if (arguments.empty()) continue;
    const std::uint32_t object = p_.ObjectOf(arguments[0].value);
    if (object != kNone ? EntriesHoldToken(p_.EntriesOf(object)) : IsOfTokenType(arguments[0].value)) return true;
  }
  return false;
}

// interface Saved { jwt: string } and (saved: Saved) => … of TypeScript
bool ExposedFinder::IsOfTokenType(Range value) const {
  if (value.size() != 1 || !t_.IsName(value.begin)) return false;
  const Region& function = p_.regions()[p_.FunctionOfToken(value.begin)];
  std::string_view type;
  for (std::uint32_t i = function.header; i + 2 < function.body.begin; ++i) {
    if (t_.IsName(i) && t_.Text(i) == t_.Text(value.begin) && t_.Is(i + 1, ":") && t_.IsName(i + 2))
      type = t_.Text(i + 2);
  }
  if (type.empty()) return false;
  for (std::uint32_t i = 1; i + 2 < t_.size(); ++i) {
    if (!t_.IsName(i) || t_.Text(i) != type || !(t_.Is(i - 1, "interface") || t_.Is(i - 1, "type"))) continue;
    std::uint32_t open = i + 1;
    while (open < i + 6 && !t_.Is(open, "{")) ++open;
    const std::uint32_t close = t_.Is(open, "{") ? t_[open].pair : kNone;
    if (close == kNone) continue;
    for (std::uint32_t k = open + 1; k < close; ++k) {
      if (t_.IsName(k) && t_[k].inside == open && (t_.Is(k + 1, ":") || t_.Is(k + 1, "?")) &&
          TokenName(t_.Text(k)) == 2)
        return true;
    }
  }
  return false;
}

// std::fs::write(path, token) of Rust, File.write(path, token) of Ruby and Elixir
bool ExposedFinder::WritesFile(const Call& call) const {
  if (call.method() != "write" && call.method() != "write!") return false;
  if (r_.Is(LanguageId::kRust)) return ReceiverMatches(call.path, "~fs");
  return (r_.Is(LanguageId::kRuby) || r_.Is(LanguageId::kElixir)) && ReceiverMatches(call.path, "=File|=IO");
}

void ExposedFinder::Stored(const Call& call) {
  const std::string& method = call.method();
  const std::vector<Argument> arguments = p_.Arguments(call.inner);
  if (StoredByModule(call, arguments) || StoredTogether(call, arguments)) return r_.Tell(kMobileStorage, call);
  if (KeptByHook(call, arguments) || KeptByDash(call, arguments)) return r_.Tell(kWebStorage, call);
  if (KeptByPython(call, arguments)) return r_.Tell(kMobileStorage, call, {}, Confidence::kMedium);
  if (KeptByApp(call, arguments)) return r_.Tell(kMobileStorage, call, {}, Confidence::kMedium);
  const std::string receiver = StoreOf(call);
  // Wrappers of libraries, $localStorage.set(…), have a set of their own.
  const bool sets = method == "set" && (Has(receiver, "localstorage") || Has(receiver, "sessionstorage"));
  const bool merges = method == "mergeItem" && (Has(receiver, "asyncstorage") || Has(receiver, "async-storage"));
  if ((method == "setItem" || sets || merges) && arguments.size() >= 2) {
    if (!IsPairOfToken(arguments[0].value, arguments[1].value)) return;
    if ((Has(receiver, "asyncstorage") || Has(receiver, "async-storage"))) return r_.Tell(kMobileStorage, call);
    if (Has(receiver, "securestore") || Has(receiver, "keychain") || Has(receiver, "encrypted") ||
        Has(receiver, "secure"))
      return;
    if (Has(receiver, "storage") || Has(receiver, "localforage")) r_.Tell(kWebStorage, call);
    return;
  }
  // Object.assign(localStorage, { token })
  if (method == "assign" && arguments.size() == 2 && p_.ObjectOf(arguments[1].value) != kNone &&
      Has(Lower(r_.TextOf(arguments[0].value)), "storage")) {
    for (const Argument& entry : p_.EntriesOf(p_.ObjectOf(arguments[1].value))) {
      const std::string_view name = entry.name.empty() ? t_.Text(entry.value.begin) : std::string_view(entry.name);
      if (TokenName(name) > 0 && !TellsExpiry(entry.value)) return r_.Tell(kWebStorage, call);
    }
    return;
  }
  const bool mobile = p_.language().id == LanguageId::kKotlin || p_.language().id == LanguageId::kJava ||
                      p_.language().id == LanguageId::kDart;
  if (mobile && (method == "putString" || method == "setString") && arguments.size() >= 2) {
    if (r_.Holds("EncryptedSharedPreferences|flutter_secure_storage|FlutterSecureStorage") ||
        !r_.Holds("SharedPreferences|sharedPreferences|prefs"))
      return;
    if (IsEncrypted(arguments[1].value)) return;
    if (KeyNamesToken(arguments[0].value) || HoldsToken(arguments[1].value, false)) r_.Tell(kMobileStorage, call);
    return;
  }
  // MMKV of Android, unless it is made with a key
  if (mobile && method == "encode" && arguments.size() >= 2 && r_.Holds("com.tencent.mmkv") &&
      !r_.Holds("cryptKey|reKey(|MULTI_PROCESS_MODE,|SINGLE_PROCESS_MODE,")) {
    if (IsPairOfToken(arguments[0].value, arguments[1].value)) r_.Tell(kMobileStorage, call);
    return;
  }
  if (p_.language().id == LanguageId::kSwift && (method == "set" || method == "setValue") &&
      (ReceiverMatches(call.path, "~userdefaults|~defaults") || IsUserDefaults(call)) && !arguments.empty()) {
    bool named = HoldsToken(arguments[0].value, false);
    if (const auto key = r_.Named(arguments, "forKey")) named |= KeyNamesToken(*key);
    if (named) r_.Tell(kMobileStorage, call);
    return;
  }
  if ((method == "writeFileSync" || method == "writeFile" || method == "writeText" || method == "file_put_contents" ||
       method.starts_with("WriteAllText") || method.starts_with("AppendAllText") || method == "writeToFile" ||
       method == "write_text" || method == "openFileOutput" ||
       method == "WriteFile" || method == "writeAsStringAsync" || WritesFile(call)) &&
      !arguments.empty() && !ReceiverMatches(call.path, "~clipboard")) {
    for (const Argument& argument : arguments) {
      if ((argument.value.size() <= 4 && HoldsToken(argument.value, false)) || StringifiesToken(argument.value))
        return r_.Tell(kMobileStorage, call, {}, Confidence::kMedium);
    }
  }
}

}  // namespace packrake::code
