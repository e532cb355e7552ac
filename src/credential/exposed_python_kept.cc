#include <algorithm>
#include <array>
#include <string>
#include <string_view>

#include "base/ascii.h"
#include "credential/exposed_finder.h"
#include "credential/has.h"
#include "credential/misuse_rules.h"
#include "credential/one_of.h"
#include "credential/setting_name.h"
#include "credential/sinks.h"
#include "credential/token_name.h"

// Where Python's frameworks keep tokens: cookies, the stores of apps, and settings that say how. Sources: the
// documentation of each; Falcon sets both flags unless it is told not to, Sanic's add_cookie sets `secure`.
namespace packrake::code {
namespace {

struct CookieCall {
  std::string_view method;
  std::string_view hint;       ///< the text holds one of these
  std::string_view http_only;  ///< what the option is called
  bool http_only_by_default = false;
  bool secure_by_default = false;
};
// A more special row stands first.
constexpr CookieCall kCookieCalls[] = {
    {"set_cookie", "import falcon|from falcon", "http_only", true, true},
    {"set_cookie", "", "httponly"},
    {"set_signed_cookie", "", "httponly"},
    {"set_secure_cookie", "", "httponly"},
    {"add_cookie", "sanic", "httponly", false, true},
    {"Cookie", "litestar|starlite", "httponly"},
};

// Settings that must not be off, with what the file says then.
struct CookieSetting {
  std::string_view name;
  std::string_view hint;
};
constexpr CookieSetting kCookieSettings[] = {
    {"JWT_COOKIE_SECURE", ""},  // Flask-JWT-Extended, AuthX, graphene-django-jwt
    {"JWT_AUTH_SECURE", ""},    // dj-rest-auth
    {"JWT_AUTH_HTTPONLY", ""},
    {"AUTH_COOKIE_SECURE", "SIMPLE_JWT"},
    {"AUTH_COOKIE_HTTP_ONLY", "SIMPLE_JWT"},
    {"authjwt_cookie_secure", ""},  // fastapi-jwt-auth
    {"cookie_secure", "CookieTransport|sanic_jwt"},
    {"cookie_httponly", "CookieTransport|sanic_jwt"},
};

bool SpeaksOfDevelopment(std::string_view text) {
  const std::string lower = Lower(text);
  return std::ranges::any_of(std::to_array<std::string_view>({"dev", "test", "local", "debug"}),
                             [&lower](std::string_view word) { return Has(lower, word); });
}

}  // namespace

void ExposedFinder::PythonCookie(const Call& call, const std::vector<Argument>& arguments) {
  if (call.method() == "JWTCookieAuth") {  // Litestar's; its cookies are HttpOnly
    const auto secure = r_.Named(arguments, "secure");
    if (secure && r_.IsFalse(*secure) && !r_.CallersChoice(call.begin)) r_.Tell(kCookie, call);
    return;
  }
  const auto* const row = std::ranges::find_if(kCookieCalls, [&](const CookieCall& one) {
    return one.method == call.method() && r_.Holds(one.hint);
  });
  if (row == std::end(kCookieCalls)) return;
  // auth.set_cookie(self, token), set_cookie(response, token): a function of the program's own, with options of its
  // own.
  static constexpr auto kHandlers = std::to_array<std::string_view>({"self", "handler", "response", "resp"});
  if (t_.Is(call.inner.begin + 1, ",") && OneOf(t_.Text(call.inner.begin), kHandlers)) return;
  // Cookie("token") may be a parameter of FastAPI's.
  if (row->method == "Cookie" && !r_.Named(arguments, "value")) return;
  if (!CookieOfToken(arguments)) return;
  for (const Argument& argument : arguments) {  // **options that this file does not show
    const bool spread = t_.Is(argument.value.begin, "*") && t_.Is(argument.value.begin + 1, "*");
    if (spread && p_.ObjectOf(argument.value) == kNone) return;
  }
  const auto on = [&](std::string_view option, bool by_default) {
    const auto value = r_.OptionOfCall(arguments, option);
    return value ? !r_.IsFalse(*value) : by_default;
  };
  if (!on(row->http_only, row->http_only_by_default) || !on("secure", row->secure_by_default)) r_.Tell(kCookie, call);
}

// response.cookies["jwt"] = token of Sanic, morsels["jwt"] = token of SimpleCookie, whose flags are set like entries.
void ExposedFinder::CookieEntry(const Binding& binding) {
  const std::size_t dot = binding.target.rfind('.');
  if (!r_.Is(LanguageId::kPython) || dot == std::string::npos || !r_.Holds("cookie")) return;
  const std::string_view name = std::string_view(binding.target).substr(dot + 1);
  if (TokenName(name) == 0 || IsOfForm(Lower(name)) || p_.ConstantOf(binding.value) == "\"") return;
  const std::string holder = binding.target.substr(0, dot);
  // What a client sends has no flags.
  static constexpr auto kAnswers = std::to_array<std::string_view>({"response", "resp", "res", "redirect"});
  const std::string owner = holder.substr(0, holder.find('.'));
  bool sets = holder.ends_with(".cookies") && OneOf(owner, kAnswers);
  for (const Binding* made : p_.BindingsOf(holder)) sets |= r_.TextOf(made->value).ends_with("SimpleCookie()");
  if (!sets) return;
  const auto on = [&](std::string_view flag) {
    return std::ranges::any_of(p_.bindings(), [&](const Binding& one) {
      return Lower(one.target) == Lower(binding.target) + "." + std::string(flag) && !r_.IsFalse(one.value);
    });
  };
  if (!on("httponly") || !on("secure")) r_.Tell(kCookie, {binding.value.begin - 2, binding.value.end});
}

// JWT_COOKIE_SECURE = False, CookieTransport(cookie_httponly=False); low where that is said to be for development.
void ExposedFinder::PythonSetting(std::uint32_t i) {
  const std::string_view name = t_.IsString(i) ? std::string_view(t_.StringAt(i).value) : t_.Text(i);
  std::uint32_t sign = t_.Is(i + 1, "]") ? i + 2 : i + 1;
  if (t_.Is(sign, ":") && t_.Is(sign + 1, "bool") && t_.Is(sign + 2, "=")) sign += 2;  // with its type
  if (!t_.Is(sign, "=") && !t_.Is(sign, ":")) return;
  const Range value = p_.Expression(sign + 1);
  if (name == "JWT_TOKEN_LOCATION") {  // Flask-JWT-Extended and AuthX, which then take tokens from addresses
    for (const std::string& place : r_.Strings(value)) {
      if (place != "query_string" && place != "query") continue;
      return r_.Tell(kInUrl, {i, value.end}, Severity::kMedium, Confidence::kMedium);
    }
    return;
  }
  const auto* const row = std::ranges::find(kCookieSettings, name, &CookieSetting::name);
  if (row == std::end(kCookieSettings) || !r_.Holds(row->hint) || !r_.IsFalse(value)) return;
  bool development = r_.CallersChoice(i);
  for (std::uint32_t region = p_.ScopeOf(i); region != 0; region = p_.regions()[region].parent)
    development |= SpeaksOfDevelopment(p_.regions()[region].name);
  for (const Comment& comment : t_.comments) {
    const std::size_t near = comment.begin > t_[i].begin ? comment.begin - t_[i].begin : t_[i].begin - comment.end;
    const std::string_view text = t_.text.substr(comment.begin, comment.end - comment.begin);
    if (near < 120) development |= SpeaksOfDevelopment(text) || Has(Lower(text), "prod");
  }
  for (std::uint32_t k = 0; k + 2 < t_.size() && !development; ++k) {  // another class has it on
    const bool same = k != i && (t_.IsString(k) ? t_.StringAt(k).value == name : t_.Text(k) == name);
    development = same && (t_.Is(k + 1, "=") || t_.Is(k + 1, ":")) && !r_.IsFalse(p_.Expression(k + 2));
  }
  r_.Tell(kCookie, {i, value.end}, {}, development ? Confidence::kLow : Confidence::kMedium);
}

// page.client_storage.set("refresh_token", t) of Flet, JsonStore(…).put("session", access_token=t) of Kivy
bool ExposedFinder::KeptByPython(const Call& call, const std::vector<Argument>& arguments) const {
  if (!r_.Is(LanguageId::kPython) || arguments.size() < 2 || !arguments[0].name.empty()) return false;
  if (call.method() == "set" && ReceiverMatches(call.path, "~client_storage|~shared_preferences"))
    return KeyNamesToken(arguments[0].value) || HoldsToken(arguments[1].value, false);
  if (call.method() != "put" || !r_.Holds("JsonStore|DictStore")) return false;
  const std::vector<std::string> made = p_.PathOfMade(call, true);
  const std::string store = call.path.size() > 1 ? call.path[call.path.size() - 2] : "";
  if (made.empty() && !Has(Lower(store), "store")) return false;
  return std::ranges::any_of(arguments, [this](const Argument& argument) {
    return !argument.name.empty() && TokenName(argument.name) > 0 && !t_.IsString(argument.value.begin);
  });
}

// dcc.Store(id="jwt", storage_type="local") of Dash
bool ExposedFinder::KeptByDash(const Call& call, const std::vector<Argument>& arguments) const {
  if (!r_.Is(LanguageId::kPython) || call.method() != "Store" || !r_.Holds("dash")) return false;
  const auto type = r_.Named(arguments, "storage_type");
  const auto named = r_.Named(arguments, "id");
  const auto id = named ? named : r_.Positional(arguments, 0);
  if (!type || !id || p_.ConstantOf(*type) == "\"memory") return false;
  const std::string name = p_.ConstantOf(*id);
  return name.starts_with('"') && TokenName(std::string_view(name).substr(1)) > 0;
}

// st.query_params["token"] = token of Streamlit, also by another name; session.params["jwt"] = token of requests
void ExposedFinder::QueryEntry(const Binding& binding) {
  const std::size_t dot = binding.target.rfind('.');
  if (!r_.Is(LanguageId::kPython) || dot == std::string::npos || !r_.Holds("query_params|.params[")) return;
  const std::string holder = binding.target.substr(0, dot);
  bool query = holder.ends_with("query_params");
  query |= holder.ends_with(".params") && r_.Holds("requests|httpx|ession.params[");
  for (const Binding* made : p_.BindingsOf(holder)) query |= p_.PathOf(made->value).ends_with("query_params");
  const std::string_view name = std::string_view(binding.target).substr(dot + 1);
  if (query && TokenName(name) > 0 && HoldsToken(binding.value, true))
    r_.Tell(kInUrl, {binding.value.begin, binding.value.end});
}

}  // namespace packrake::code
