#include "credential/exposed_finder.h"

#include <algorithm>
#include <array>
#include <string>

#include "base/ascii.h"
#include "credential/flow_words.h"
#include "credential/has.h"
#include "credential/line_bytes.h"
#include "credential/misuse_rules.h"
#include "credential/one_of.h"
#include "credential/sinks.h"
#include "credential/token_name.h"

namespace packrake::code {

bool ExposedFinder::IsOfForm(std::string_view lower) { return Has(lower, "csrf") || Has(lower, "xsrf"); }

bool ExposedFinder::NamesTokenCookie(std::string_view text) {
  for (const std::string_view name :
       {"token=", "jwt=", "access_token=", "auth=", "bearer=", "accesstoken=", "id_token=", "sessionid=", "session="}) {
    const std::size_t at = text.find(name);
    if (at == std::string_view::npos) continue;
    if (at == 0 || !IsAlnum(text[at - 1]) || name == "token=" || name == "jwt=") {
      // XSRF-TOKEN: a form's. inviteToken: of a link.
      std::size_t begin = at;
      while (begin > 0 && (IsNameByte(text[begin - 1]) || text[begin - 1] == '-')) --begin;
      const std::string_view before = text.substr(begin, at - begin);
      if (name == "token=" && (IsOfForm(before) || Has(before, "invit"))) continue;
      if (text.substr(at + name.size()).starts_with(';')) continue;  // nothing in it: it is taken away
      return true;
    }
  }
  return false;
}

bool ExposedFinder::CookieOfToken(const std::vector<Argument>& arguments) const {
  // An empty value takes the cookie away.
  if (const auto emptied = r_.Positional(arguments, 1);
      emptied && (p_.ConstantOf(*emptied) == "\"" || IsNullWord(r_.TextOf(*emptied))))
    return false;
  // Rust's Cookie::build((name, value))
  if (r_.Is(LanguageId::kRust) && arguments.size() == 1 && t_.Is(arguments[0].value.begin, "(") &&
      t_[arguments[0].value.begin].pair == arguments[0].value.end - 1)
    return CookieOfToken(p_.Arguments({arguments[0].value.begin + 1, arguments[0].value.end - 1}));
  const auto name = r_.Positional(arguments, 0);
  if (name) {
    const std::string constant = p_.ConstantOf(*name);
    if (IsOfForm(Lower(constant)) || IsOfForm(Lower(r_.TextOf(*name)))) return false;
    if (constant.starts_with('"') && TokenName(std::string_view(constant).substr(1)) > 0) return true;
  }
  for (const std::string_view key : {"key", "name", "Name"}) {
    const auto named = r_.Named(arguments, key);
    if (named && p_.ConstantOf(*named).size() > 1 && TokenName(std::string_view(p_.ConstantOf(*named)).substr(1)) > 0)
      return true;
  }
  const auto value = r_.Positional(arguments, 1);
  return value && HoldsToken(*value, false);
}

bool ExposedFinder::OptionOn(const std::vector<Argument>& arguments,
                             std::initializer_list<std::string_view> names) const {
  for (const std::string_view name : names) {
    const auto value = r_.OptionOfCall(arguments, name);
    // Anything but false may be true: `secure: isProduction`.
    if (value && !r_.IsFalse(*value)) return true;
  }
  return false;
}

bool ExposedFinder::OptionsUnknown(const std::vector<Argument>& arguments, std::size_t place) const {
  const auto options = r_.Positional(arguments, place);
  if (!options) return false;
  const std::uint32_t object = p_.ObjectOf(*options);
  if (object == kNone) return true;
  // this.options = { ...defaults, ...given }, named here: what is spread in may have it.
  return object < options->begin && t_[object].pair != kNone && SpreadsIn({object, t_[object].pair});
}

bool ExposedFinder::SpreadsIn(Range range) const {
  for (std::uint32_t i = range.begin; i < range.end; ++i) {
    if (t_.Is(i, "...") || (t_.Is(i, "*") && t_.Is(i + 1, "*"))) return true;
  }
  return false;
}

// cookies().set({ name: 'token', value, httpOnly: … }) of Next.js
void ExposedFinder::CookieObject(const Call& call, const std::vector<Argument>& arguments) {
  if (call.method() != "set" || SpreadsIn(call.inner)) return;
  const auto name = r_.Option(arguments[0].value, "name");
  const auto value = r_.Option(arguments[0].value, "value");
  if (!name || !value || !CookieOfToken({{"", kNone, *name}, {"", kNone, *value}})) return;
  const auto age = r_.Option(arguments[0].value, "maxAge");
  const auto expires = r_.Option(arguments[0].value, "expires");
  if ((age && r_.IsFalse(*age)) || (expires && r_.TextOf(*expires) == "newDate(0)")) return;  // taken away
  if (!OptionOn(arguments, {"httpOnly"}) || !OptionOn(arguments, {"secure"})) r_.Tell(kCookie, call);
}

void ExposedFinder::ScriptCookie(const Call& call, std::vector<Argument> arguments) {
  if (arguments.size() == 1) return CookieObject(call, arguments);
  // setCookie(url, "jwt=…; Secure; HttpOnly"): written out, with its attributes.
  if (const std::string text = Lower(r_.TextOf(arguments.empty() ? Range{} : arguments.back().value));
      Has(text, ";") && Has(text, "httponly") && Has(text, "secure"))
    return;
  // setCookie(c, 'token', token) of Hono, h3 and nookies: the request comes first.
  const bool named_second = arguments.size() >= 3 && p_.ConstantOf(arguments[1].value).starts_with('"');
  if (named_second && OnRequest(call, arguments[0].value)) arguments.erase(arguments.begin());
  if (arguments.size() < 2 || !CookieOfToken(arguments) || SpreadsIn(call.inner)) return;
  if (arguments.size() >= 3 && OptionsUnknown(arguments, 2)) return;
  const auto on = [&](std::initializer_list<std::string_view> names) {
    // SvelteKit sets both unless it is told not to.
    if (r_.Holds("@sveltejs/kit|'./$types'") && !r_.OptionOfCall(arguments, *names.begin())) return true;
    return OptionOn(arguments, names);
  };
  const bool browser = ReceiverMatches(call.path, "~js-cookie|=Cookies|=cookies|~universal-cookie") &&
                       !OptionOn(arguments, {"httpOnly"});
  if (!on({"httpOnly", "httponly", "HttpOnly"}) || !on({"secure", "Secure"}))
    r_.Tell(kCookie, call, {}, browser ? Confidence::kMedium : Confidence::kHigh);
}

// createCookie('token', { … }) of Remix
void ExposedFinder::MadeCookie(const std::vector<Argument>& arguments, const Call& call) {
  if (arguments.size() != 2 || OptionsUnknown(arguments, 1) || SpreadsIn(call.inner)) return;
  const std::string name = p_.ConstantOf(arguments[0].value);
  if (!name.starts_with('"') || TokenName(std::string_view(name).substr(1)) == 0 || IsOfForm(Lower(name))) return;
  if (!OptionOn(arguments, {"httpOnly"}) || !OptionOn(arguments, {"secure"}))
    r_.Tell(kCookie, call, {}, Confidence::kMedium);
}

bool ExposedFinder::OnRequest(const Call& call, Range value) const {
  static constexpr auto kRequests =
      std::to_array<std::string_view>({"c", "ctx", "context", "event", "req", "res", "null", "undefined"});
  const bool sets = call.method() == "setCookie" || ReceiverMatches(call.path, "~nookies");
  return sets && (value.size() == 1 ? OneOf(t_.Text(value.begin), kRequests) : t_.Is(value.begin, "{"));
}

void ExposedFinder::Cookie(const Call& call) {
  const std::string& method = call.method();
  const LanguageId id = p_.language().id;
  const std::vector<Argument> arguments = p_.Arguments(call.inner);
  if (id == LanguageId::kJavaScript && method == "useCookie") {  // Nuxt's
    if (arguments.empty() || !CookieOfToken(arguments) || SpreadsIn(call.inner)) return;
    if (arguments.size() >= 2 && OptionsUnknown(arguments, 1)) return;
    if (!OptionOn(arguments, {"httpOnly"}) || !OptionOn(arguments, {"secure"}))
      r_.Tell(kCookie, call, {}, Confidence::kMedium);
  } else if (id == LanguageId::kJavaScript &&
             ((method == "cookie" && !ReceiverMatches(call.path, "=Cookie")) ||  // which is Vert.x', and Java
              method == "setCookie" ||
              (method == "serialize" && r_.Holds("Set-Cookie|set-cookie|'cookie'|\"cookie\"")) ||
              (method == "set" && ReceiverMatches(call.path, "~cookie|~nookies")))) {
    ScriptCookie(call, arguments);
  } else if (id == LanguageId::kJavaScript && method == "createCookie") {
    MadeCookie(arguments, call);
  } else if (id == LanguageId::kPython) {
    PythonCookie(call, arguments);
  } else if (id == LanguageId::kPhp && method == "setcookie") {
    if (!CookieOfToken(arguments)) return;
    const auto secure = r_.Positional(arguments, 5);
    const auto http_only = r_.Positional(arguments, 6);
    const bool by_place = secure && http_only && !r_.IsFalse(*secure) && !r_.IsFalse(*http_only);
    if (!by_place && !(OptionOn(arguments, {"httponly"}) && OptionOn(arguments, {"secure"}))) r_.Tell(kCookie, call);
  } else if (id == LanguageId::kPhp) {
    if (TurnsCookieFlagOff(call, arguments)) r_.Tell(kCookie, call);
  } else if (id == LanguageId::kRuby && method == "set_cookie") {
    RackCookie(call, arguments);
  } else if (id == LanguageId::kPerl && (method == "cookie" || method == "signed_cookie")) {
    PerlCookie(call, arguments);
  } else if (SendsByMiddleware(call, arguments)) {
    r_.Tell(kCookie, call);
  } else if (id == LanguageId::kElixir && method == "put_resp_cookie") {
    PlugCookie(call, arguments);
  } else if (id == LanguageId::kCSharp && method == "Append" && ReceiverMatches(call.path, "~cookies")) {
    if (!CookieOfToken(arguments)) return;
    if (arguments.size() >= 3 && OptionsUnknown(arguments, 2)) return;
    if (!OptionOn(arguments, {"HttpOnly"}) || !OptionOn(arguments, {"Secure"})) r_.Tell(kCookie, call);
  } else if (id == LanguageId::kGo && method == "SetCookie" && arguments.size() == 7) {
    // gin: name, value, age, path, domain, secure, http only
    if (!CookieOfToken(arguments)) return;
    if (r_.IsFalse(arguments[5].value) || r_.IsFalse(arguments[6].value)) r_.Tell(kCookie, call);
  } else if (id == LanguageId::kGo && method == "Cookie" && call.is_braced) {
    const auto name = r_.Named(arguments, "Name");
    if (!name || TokenName(std::string_view(p_.ConstantOf(*name)).substr(p_.ConstantOf(*name).empty() ? 0 : 1)) == 0)
      return;
    // request.AddCookie(&http.Cookie{…}): what a client sends has no options.
    const std::uint32_t open = t_[call.begin].inside;
    if (open != kNone && open > 0 && t_.Is(open, "(") && t_.Is(open - 1, "AddCookie")) return;
    if (const auto value = r_.Named(arguments, "Value"); value && p_.ConstantOf(*value) == "\"") return;
    const auto on = [&](std::string_view option) {
      const auto value = r_.Named(arguments, option);
      return value && !r_.IsFalse(*value);
    };
    if ((!on("HttpOnly") && !on("HTTPOnly")) || !on("Secure")) r_.Tell(kCookie, call);
  } else if ((id == LanguageId::kJava || id == LanguageId::kKotlin) && method == "from" &&
             ReceiverMatches(call.path, "~responsecookie")) {
    if (!CookieOfToken(arguments)) return;
    const std::string& body = FunctionText(call.begin);
    if (!Has(body, ".httpOnly(true)") || !Has(body, ".secure(true)")) r_.Tell(kCookie, call);
  } else if ((id == LanguageId::kJava || id == LanguageId::kKotlin) && method == "NewCookie") {
    // JAX-RS: …, age, secure, http only
    if (!CookieOfToken(arguments) || arguments.size() < 7) return;
    const bool has_both = arguments.size() >= 8;
    if (!has_both || r_.IsFalse(arguments.back().value) || r_.IsFalse(arguments[arguments.size() - 2].value))
      r_.Tell(kCookie, call);
  } else if (IsCookieMade(call)) {
    if (!CookieOfToken(arguments) || IsGuarded(call, arguments)) return;
    // Servlets' takes a name and a value. Javalin's goes on: path, age, secure, version, http only.
    const auto secure = r_.Positional(arguments, 4);
    const auto http_only = r_.Positional(arguments, 6);
    const bool more = (id == LanguageId::kJava || id == LanguageId::kKotlin) && r_.Positional(arguments, 2);
    if (more && secure && http_only && !r_.IsFalse(*secure) && !r_.IsFalse(*http_only)) return;
    r_.Tell(kCookie, call, {}, more ? std::optional(Confidence::kMedium) : std::nullopt);
  } else if (r_.Is(LanguageId::kSwift) && r_.Named(arguments, "isHTTPOnly")) {
    // Vapor's HTTPCookies.Value(string: token, isSecure: true, isHTTPOnly: true)
    const auto value = r_.Named(arguments, "string");
    if (!value || !HoldsToken(*value, false)) return;
    if (!OptionOn(arguments, {"isHTTPOnly"}) || !OptionOn(arguments, {"isSecure"})) r_.Tell(kCookie, call);
  }
}

// new Cookie("jwt", token), Cookie::build(("jwt", token)), Cookie cookie("jwt", token);
bool ExposedFinder::IsCookieMade(const Call& call) const {
  const std::string& method = call.method();
  switch (p_.language().id) {
    case LanguageId::kJava:
    case LanguageId::kKotlin:
    case LanguageId::kDart:
      return method == "Cookie";
    case LanguageId::kRust:
      return (method == "build" || method == "new") && ReceiverMatches(call.path, "~cookie");
    case LanguageId::kCpp:
      return call.begin > 0 && t_.Is(call.begin - 1, "Cookie");
    case LanguageId::kCSharp:
    case LanguageId::kVisualBasic:
      return method == "HttpCookie" && call.is_new && !call.is_braced;
    default:
      return false;
  }
}

bool ExposedFinder::FlagIsOn(std::string_view text, std::string_view flag) {
  for (std::size_t at = text.find(flag); at != std::string_view::npos; at = text.find(flag, at + 1)) {
    const std::string_view rest = text.substr(at + flag.size());
    if (rest.empty() || (rest[0] != '(' && rest[0] != '=')) continue;
    const std::string_view value = rest.substr(1);
    if (!value.starts_with("false") && !value.starts_with(")") && !value.starts_with("=")) return true;
  }
  return false;
}

bool ExposedFinder::IsGuarded(const Call& call, const std::vector<Argument>& arguments) const {
  const std::string body = Lower(FunctionText(call.begin));
  const bool http_only = FlagIsOn(body, "httponly") || FlagIsOn(body, "http_only") || OptionOn(arguments, {"httpOnly"});
  return http_only && (FlagIsOn(body, "secure") || OptionOn(arguments, {"secure"}));
}

// Symfony's new Cookie(…) and Cookie::create(…), Laravel's cookie(…), Cookie::make(…) and Cookie::queue(…), Yii's
// new Cookie([…]): HttpOnly unless they are told otherwise, and Secure as the request or the settings have it.
bool ExposedFinder::TurnsCookieFlagOff(const Call& call, const std::vector<Argument>& arguments) const {
  static constexpr auto kMakers = std::to_array<std::string_view>({"create", "make", "queue", "forever"});
  const std::string& method = call.method();
  if (method != "cookie" && !(method == "Cookie" && call.is_new) &&
      !(OneOf(method, kMakers) && ReceiverMatches(call.path, "~cookie")))
    return false;
  bool of_token = CookieOfToken(arguments);
  if (const auto name = r_.OptionOfCall(arguments, "name"); name && !of_token) {
    const std::string constant = p_.ConstantOf(*name);
    of_token = constant.starts_with('"') && TokenName(std::string_view(constant).substr(1)) > 0;
  }
  if (!of_token) return false;
  const std::size_t secure = method == "forever" ? 4 : 5;
  for (const std::size_t place : {secure, secure + 1}) {
    const auto flag = r_.Positional(arguments, place);
    if (flag && r_.IsFalse(*flag)) return true;
  }
  for (const std::string_view name : {"secure", "httpOnly", "httponly"}) {
    const auto flag = r_.OptionOfCall(arguments, name);
    if (flag && r_.IsFalse(*flag)) return true;
  }
  return false;
}

// response.set_cookie(:jwt, value: token, httponly: true) of Rack and Sinatra, whose options may stand in braces:
// neither flag unless it is said.
void ExposedFinder::RackCookie(const Call& call, const std::vector<Argument>& arguments) {
  const auto name = r_.Positional(arguments, 0);
  const auto value = r_.OptionOfCall(arguments, "value");
  if (!name || name->empty() || !value || p_.ConstantOf(*value) == "\"" || OptionsUnknown(arguments, 1)) return;
  const std::uint32_t last = name->end - 1;
  const std::string_view called = t_.IsString(last) ? std::string_view(t_.StringAt(last).value) : t_.Text(last);
  if (IsOfForm(Lower(called)) || (TokenName(called) == 0 && !HoldsToken(*value, false))) return;
  if (!OptionOn(arguments, {"httponly", "http_only"}) || !OptionOn(arguments, {"secure"})) r_.Tell(kCookie, call);
}

// $c->cookie(jwt => $token, { httponly => 1 }) of Mojolicious, cookie(jwt => $token, http_only => 1) of Dancer2:
// neither flag unless it is said.
void ExposedFinder::PerlCookie(const Call& call, std::vector<Argument> arguments) {
  if (call.name > 0 && t_.Is(call.name - 1, ".")) return;  // of another language: Perl joins texts by it
  const bool by_name = !arguments.empty() && TokenName(arguments[0].name) > 0 && !IsOfForm(Lower(arguments[0].name)) &&
                       p_.ConstantOf(arguments[0].value) != "\"";
  if (!by_name && (arguments.size() < 2 || !CookieOfToken(arguments))) return;
  if (r_.OptionOfCall(arguments, "expires") && p_.ConstantOf(*r_.OptionOfCall(arguments, "expires")) == "1") return;
  if (!OptionOn(arguments, {"httponly", "http_only"}) || !OptionOn(arguments, {"secure"})) r_.Tell(kCookie, call);
}

// GinJWTMiddleware{SendCookie: true, …}, and Hertz': neither flag unless it is said.
bool ExposedFinder::SendsByMiddleware(const Call& call, const std::vector<Argument>& arguments) const {
  if (!r_.Is(LanguageId::kGo) || !call.is_braced || !call.method().ends_with("JWTMiddleware")) return false;
  const auto on = [&](std::string_view option) {
    const auto value = r_.Named(arguments, option);
    return value && !r_.IsFalse(*value);
  };
  return on("SendCookie") && !(on("CookieHTTPOnly") && on("SecureCookie"));
}

// put_resp_cookie(conn, "token", token, http_only: false): Plug's are HttpOnly, and Secure on a secure connection.
void ExposedFinder::PlugCookie(const Call& call, std::vector<Argument> arguments) {
  if (p_.PipedInto(call).empty() && !arguments.empty()) arguments.erase(arguments.begin());
  if (!CookieOfToken(arguments)) return;
  for (const std::string_view name : {"http_only", "secure"}) {
    const auto flag = r_.OptionOfCall(arguments, name);
    if (flag && r_.IsFalse(*flag)) return r_.Tell(kCookie, call);
  }
}

// setHeader("Set-Cookie", "…"), ngx.header["Set-Cookie"] = "…", ngx.header.set_cookie = "…"
bool ExposedFinder::IsSetCookie(std::uint32_t i) const {
  const auto names = [this](std::uint32_t k) { return t_.IsString(k) && Lower(t_.StringAt(k).value) == "set-cookie"; };
  if (i > 1 && names(i - 2)) return true;
  if (i < 3 || !t_.Is(i - 1, "=")) return false;
  return (t_.Is(i - 2, "]") && names(i - 3)) || (r_.Is(LanguageId::kLua) && Lower(t_.Text(i - 2)) == "set_cookie");
}

void ExposedFinder::SetCookieOf(Range where, std::string_view raw) {
  std::string text = Lower(raw);
  // What is joined to it counts.
  const Range whole = p_.Expression(where.end - 1);
  text += Lower(r_.TextOf(whole));
  const bool named = NamesTokenCookie(text) || (Has(raw, "=") && !IsOfForm(text) && HoldsToken(whole, false));
  if (!named) return;
  bool unknown = false;
  text += AttributesBehind(raw, unknown);
  if (Has(text, "httponly") && Has(text, "secure")) return;
  r_.Tell(kCookie, where, {}, unknown ? std::optional(Confidence::kLow) : std::nullopt);
}

// `jwt=${token}; ${attributes}`: what a hole that stands for attributes is given in this file.
std::string ExposedFinder::AttributesBehind(std::string_view raw, bool& unknown) const {
  std::string text;
  Holes(raw, [&](std::string_view name, std::size_t mark) {
    const std::size_t before = raw.find_last_not_of("$# {", mark);
    if (before == std::string_view::npos || raw[before] != ';') return;
    const std::vector<const Binding*> bindings = p_.BindingsOf(std::string(name));
    unknown |= bindings.empty();
    for (const Binding* binding : bindings) text += Lower(r_.TextOf(binding->value));
  });
  return text;
}

}  // namespace packrake::code
