#include "credential/exposed_finder.h"

#include <algorithm>
#include <array>
#include <string>

#include "base/ascii.h"
#include "credential/has.h"
#include "credential/misuse_rules.h"
#include "credential/one_of.h"
#include "credential/setting_name.h"
#include "credential/sinks.h"
#include "credential/token_name.h"

// What programs of .NET keep tokens in, and what they answer and send with them: Blazor, MAUI and Xamarin, ASP.NET.
namespace packrake::code {

bool ExposedFinder::OfNet() const { return r_.Is(LanguageId::kCSharp) || r_.Is(LanguageId::kVisualBasic); }

// Blazored's SetItemAsync(key, value), and scripts by name: InvokeVoidAsync("localStorage.setItem", key, value).
// ProtectedLocalStorage encrypts, and has a SetAsync.
bool ExposedFinder::StoredByBlazor(const Call& call, const std::vector<Argument>& arguments) const {
  static constexpr auto kSets =
      std::to_array<std::string_view>({"SetItemAsync", "SetItemAsStringAsync", "SetItem", "SetItemAsString"});
  const std::string& method = call.method();
  if (OneOf(method, kSets) && arguments.size() >= 2) {
    return ReceiverMatches(call.path, "~storage") && !ReceiverMatches(call.path, "~secure|~protected|~encrypt") &&
           IsPairOfToken(arguments[0].value, arguments[1].value);
  }
  if (!method.starts_with("Invoke") || arguments.size() < 3) return false;
  const std::string script = Lower(p_.ConstantOf(arguments[0].value));
  return (script.ends_with("localstorage.setitem") || script.ends_with("sessionstorage.setitem")) &&
         IsPairOfToken(arguments[1].value, arguments[2].value);
}

// Preferences.Set(key, value) of MAUI and Xamarin, and what they had before: plain files and the platforms' own
// preferences. SecureStorage encrypts.
bool ExposedFinder::StoredInNetPreferences(const Call& call, const std::vector<Argument>& arguments) const {
  if (arguments.size() < 2) return false;
  const std::string& method = call.method();
  const bool keeps =
      (method == "Set" && ReceiverMatches(call.path, "~preferences") && !ReceiverMatches(call.path, "~secure")) ||
      (method == "AddOrUpdateValue" && r_.Holds("CrossSettings|ISettings")) ||
      (method == "PutString" && r_.Holds("ISharedPreferences|SharedPreferences") &&
       !r_.Holds("EncryptedSharedPreferences"));
  if (keeps) return IsPairOfToken(arguments[0].value, arguments[1].value);
  // NSUserDefaults.StandardUserDefaults.SetString(value, key) of Xamarin.iOS
  return method == "SetString" && ReceiverMatches(call.path, "~userdefaults") &&
         IsPairOfToken(arguments[1].value, arguments[0].value);
}

// Application.Current.Properties["token"] = …, ApplicationData.Current.LocalSettings.Values["token"] = …,
// Settings.Default.AccessToken = …, My.Settings.Token = …: files beside the program.
void ExposedFinder::StoredInNetSettings(const Binding& binding) {
  if (!OfNet() || TellsExpiry(binding.value)) return;
  static constexpr auto kStores = std::to_array<std::string_view>(
      {"application.current.properties.", "app.current.properties.", "localsettings.values.", "roamingsettings.values.",
       "isolatedstoragesettings.applicationsettings.", "settings.default.", "my.settings."});
  std::string target = Lower(binding.target);
  std::size_t leaf = target.rfind('.');
  // …Properties[TokenKey] = …: by a constant's name
  const std::uint32_t close = binding.at > 0 ? binding.at - 1 : 0;
  const bool indexed = t_.Is(close, "]") && t_[close].pair != kNone;
  const Range key = indexed ? Range{t_[close].pair + 1, close} : Range{};
  if (indexed && !t_.IsString(key.begin)) {
    target += '.';
    leaf = target.size() - 1;
  }
  if (leaf == std::string::npos) return;
  const std::string store = target.substr(0, leaf + 1);
  if (std::ranges::none_of(kStores, [&store](std::string_view one) { return store.ends_with(one); })) return;
  const bool named = indexed ? KeyNamesToken(key) : TokenName(binding.target.substr(leaf + 1)) > 0;
  if (named) r_.Tell(kMobileStorage, binding.value);
}

// JsonSerializer.Serialize(session), where the record or class of `session` has a member that is a token.
bool ExposedFinder::SerializesToken(Range value) const {
  static constexpr auto kSerializers =
      std::to_array<std::string_view>({"Serialize", "SerializeObject", "SerializeToUtf8Bytes", "ToJson"});
  const Range made = p_.Resolve(value);
  for (const Call& call : p_.CallsIn(made)) {
    const std::vector<Argument> arguments = p_.Arguments(call.inner);
    if (!OneOf(call.method(), kSerializers) || arguments.empty()) continue;
    const std::string type = TypeOf(arguments[0].value);
    if (!type.empty() && HasTokenMember(type)) return true;
  }
  return false;
}

std::string ExposedFinder::TypeOf(Range name) const {
  if (name.size() != 1 || !t_.IsName(name.begin)) return "";
  const Range made = p_.Resolve(name);
  if (made.size() > 1 && t_.Is(made.begin, "new") && t_.IsName(made.begin + 1))
    return std::string(t_.Text(made.begin + 1));
  constexpr std::uint32_t kLongestHeader = 100;  // tokens
  const Region& function = p_.regions()[p_.FunctionOfToken(name.begin)];
  const std::uint32_t end = std::min(function.body.begin, function.header + kLongestHeader);
  for (std::uint32_t i = function.header + 1; i < end; ++i) {
    if (t_.IsName(i) && t_.Text(i) == t_.Text(name.begin) && t_.IsName(i - 1)) return std::string(t_.Text(i - 1));
  }
  return "";
}

bool ExposedFinder::HasTokenMember(std::string_view type) const {
  constexpr std::uint32_t kMostTokens = 400;  // of the type's definition
  for (std::uint32_t i = 1; i + 1 < t_.size(); ++i) {
    if (!t_.IsName(i) || t_.Text(i) != type) continue;
    if (!t_.Is(i - 1, "record") && !t_.Is(i - 1, "class") && !t_.Is(i - 1, "struct")) continue;
    std::uint32_t open = i + 1;
    while (open < i + 12 && !t_.Is(open, "(") && !t_.Is(open, "{")) ++open;
    const std::uint32_t close = t_[std::min(open, t_.size() - 1)].pair;
    if (close == kNone) return false;
    for (std::uint32_t k = open; k < close && k < open + kMostTokens; ++k) {
      if (t_.IsName(k) && TokenName(t_.Text(k)) == 2 && (t_.IsName(k - 1) || t_.Is(k - 1, "?"))) return true;
    }
    return false;
  }
  return false;
}

void ExposedFinder::KeptByNet(const Call& call) {
  if (!OfNet()) return;
  const std::vector<Argument> arguments = p_.Arguments(call.inner);
  if (StoredByBlazor(call, arguments)) return r_.Tell(kWebStorage, call);
  if (StoredInNetPreferences(call, arguments)) return r_.Tell(kMobileStorage, call);
  const bool writes = call.method().starts_with("WriteAllText") || call.method().starts_with("WriteAllBytes");
  if (writes && arguments.size() >= 2 && SerializesToken(arguments[1].value))
    r_.Tell(kMobileStorage, call, {}, Confidence::kMedium);
}

// BadRequest($"… {token}"), Results.Unauthorized(new { error = … })
bool ExposedFinder::AnswersWithError(const Call& call) const {
  static constexpr auto kAnswers = std::to_array<std::string_view>(
      {"BadRequest", "Unauthorized", "NotFound", "Conflict", "UnprocessableEntity", "Problem", "CreateErrorResponse",
       "BadRequestObjectResult", "UnauthorizedObjectResult", "NotFoundObjectResult"});
  return OfNet() && OneOf(call.method(), kAnswers) &&
         (call.path.size() == 1 || ReceiverMatches(call.path, "=Results|=TypedResults|=Request|=this|=Me"));
}

// new AuthenticationHeaderValue("Bearer", idToken), request.SetBearerToken(idToken)
void ExposedFinder::BearerOfNet(const Call& call) {
  const std::string& method = call.method();
  const bool sets = method == "SetBearerToken" || method == "WithOAuthBearerToken";
  if (!OfNet() || (!sets && method != "AuthenticationHeaderValue")) return;
  const std::vector<Argument> arguments = p_.Arguments(call.inner);
  std::optional<Range> token;
  if (sets) token = r_.Positional(arguments, 0);
  if (!sets && arguments.size() == 2 && Lower(p_.ConstantOf(arguments[0].value)) == "\"bearer")
    token = arguments[1].value;
  if (!token) return;
  std::string path = p_.PathOf(*token);
  for (std::uint32_t i = token->begin; i < token->end && path.empty(); ++i) {
    if (t_.IsString(i)) path = t_.StringAt(i).value;  // await context.GetTokenAsync("id_token")
  }
  const std::vector<std::string> words = WordsOf(path.substr(path.rfind('.') + 1));  // npos + 1 is 0
  const auto says = [&words](std::string_view word) { return std::ranges::find(words, word) != words.end(); };
  if (says("idtoken") || (says("id") && says("token"))) return r_.Tell(kIdToken, call);
  if (NamesCaller(words) && (says("token") || says("jwt"))) r_.Tell(kForwarded, call, {}, Confidence::kLow);
}

}  // namespace packrake::code
