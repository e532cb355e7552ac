#include "credential/exposed_finder.h"

#include <algorithm>
#include <array>
#include <string>

#include "credential/line_bytes.h"
#include "credential/misuse_rules.h"
#include "credential/one_of.h"
#include "credential/sinks.h"
#include "credential/token_name.h"

// Tokens that an address is given as parameters, by name.
namespace packrake::code {
namespace {

bool IsQueryName(std::string_view name) {
  static constexpr auto kNames =
      std::to_array<std::string_view>({"token", "jwt", "access_token", "id_token", "auth_token", "accessToken"});
  return OneOf(name, kNames);
}

}  // namespace

// Uri.https(host, path, {'token': jwt}), Uri(…, queryParameters: {'token': jwt})
bool ExposedFinder::QueryOfDart(const Call& call) const {
  if (!r_.Is(LanguageId::kDart) || call.path.front() != "Uri") return false;
  const std::vector<Argument> arguments = p_.Arguments(call.inner);
  const auto named = r_.Named(arguments, "queryParameters");
  const auto query = named ? named : r_.Positional(arguments, 2);
  if (!query || p_.ObjectOf(*query) == kNone) return false;
  return std::ranges::any_of(p_.EntriesOf(p_.ObjectOf(*query)), [this](const Argument& entry) {
    return IsQueryName(entry.name) && HoldsToken(entry.value, true);
  });
}

// '…?' + new URLSearchParams({ token }), `…?${query}` of such a one: the query of an address, not the body of a form.
bool ExposedFinder::IsOfQuery(const Call& call) const {
  const std::uint32_t first = call.is_new ? call.begin - 1 : call.begin;
  const auto asks = [this](std::uint32_t i) {
    if (!t_.IsString(i)) return false;
    const std::string_view text = t_.text.substr(t_.StringAt(i).begin, t_.StringAt(i).end - t_.StringAt(i).begin);
    return text.ends_with('?') || text.ends_with('&') || text.ends_with('#');
  };
  if (first > 1 && t_.Is(first - 1, "+")) return asks(first - 2);
  const Binding* bound = BoundTo(call.begin);
  if (bound == nullptr) return false;
  if (bound->target.ends_with(".search") || bound->target.ends_with(".hash")) return true;
  const Range body = r_.FunctionRound(call.begin);
  for (std::uint32_t i = call.inner.end; i < body.end; ++i) {
    if (t_.IsName(i) && t_.Text(i) == bound->target)
      if ((t_.Is(i - 1, "+") && asks(i - 2)) || (t_.Is(i - 1, "=") && t_.Is(i - 2, "search"))) return true;
    if (!t_.IsString(i) || !t_.StringAt(i).interpolated) continue;
    const std::string_view raw = t_.text.substr(t_.StringAt(i).begin, t_.StringAt(i).end - t_.StringAt(i).begin);
    for (const std::string_view sign : {"?${", "#${", "&${"}) {
      const std::size_t at = raw.find(std::string(sign) + bound->target);
      if (at != std::string_view::npos && !IsNameByte(raw[std::min(raw.size() - 1, at + 3 + bound->target.size())]))
        return true;
    }
  }
  return false;
}

bool ExposedFinder::OpensSocket(const Call& call) const {
  if (!r_.Is(LanguageId::kJavaScript)) return false;
  const std::string& method = call.method();
  return method == "io" || method == "socket.io-client" ||
         (method == "connect" && ReceiverMatches(call.path, "=io|~socket.io"));
}

// { token }, { token: current() }
bool ExposedFinder::QueryNamesToken(Range params) const {
  const std::uint32_t object = p_.ObjectOf(params);
  if (object == kNone) return false;
  return std::ranges::any_of(p_.EntriesOf(object), [this](const Argument& entry) {
    const std::string_view name = entry.name.empty() ? t_.Text(entry.value.begin) : std::string_view(entry.name);
    return name == "token" && t_.IsName(entry.value.begin);
  });
}

// io(url, { query: { token } }) of socket.io, router.push({ path, query: { token } }), url.format({ query: { token } })
bool ExposedFinder::TakesQuery(const Call& call) const {
  if (!r_.Is(LanguageId::kJavaScript)) return false;
  const std::string& method = call.method();
  if (OpensSocket(call)) return true;
  if (method == "format") return ReceiverMatches(call.path, "=url");
  return (method == "push" || method == "replace") && ReceiverMatches(call.path, "~router|~navigation");
}

bool ExposedFinder::QueryHoldsToken(Range params) const {
  const std::uint32_t object = p_.ObjectOf(params);
  if (object == kNone) return false;
  return std::ranges::any_of(p_.EntriesOf(object), [this](const Argument& entry) {
    const std::string name = entry.name.empty() ? std::string(t_.Text(entry.value.begin)) : entry.name;
    return IsQueryName(name) && (HoldsToken(entry.value, true) || TokenName(name) == 2);
  });
}

void ExposedFinder::ParametersSet(const Binding& binding) {
  if (!r_.Is(LanguageId::kJavaScript)) return;
  const std::string_view target = binding.target;
  const std::size_t dot = target.rfind('.');
  if (dot == std::string_view::npos) return;
  constexpr std::string_view kParameters = "params";
  const bool whole = target.substr(dot + 1) == kParameters;
  const bool one = target.substr(0, dot).ends_with(kParameters) && IsQueryName(target.substr(dot + 1));
  if (whole ? QueryHoldsToken(binding.value) : one && HoldsToken(binding.value, true))
    r_.Tell(kInUrl, {binding.value.begin, binding.value.end});
}

void ExposedFinder::Parameters(const Call& call) {
  const std::string& method = call.method();
  // ExtractJwt.fromUrlQueryParameter('token'): a server that asks its clients to put it there.
  if (method == "fromUrlQueryParameter") return r_.Tell(kInUrl, call, Severity::kMedium, Confidence::kMedium);
  // Methods that have no other use, and those that maps have, too.
  static constexpr auto kOfQueries =
      std::to_array<std::string_view>({"queryParam", "addQueryParameter", "append_pair", "addQueryItem", "URLQueryItem",
                                       "appendQueryParameter", "AddQueryString", "withQueryParam"});
  static constexpr auto kOfMaps = std::to_array<std::string_view>({"append", "set", "Add", "Set"});
  const bool of_query =
      OneOf(method, kOfQueries) || (method == "parameter" && r_.Is(LanguageId::kKotlin) && r_.Holds("io.ktor.client"));
  const bool sets = of_query || OneOf(method, kOfMaps);
  if (QueryOfDart(call) || QueryOfPython(call)) return r_.Tell(kInUrl, call);
  if (!sets && !r_.Holds("params|URLSearchParams(|query:|searchParams|qs:|queryParams")) return;
  std::vector<Argument> arguments = p_.Arguments(call.inner);
  // QueryHelpers.AddQueryString(address, "token", token) of ASP.NET
  if (method == "AddQueryString" && arguments.size() == 3) arguments.erase(arguments.begin());
  // localVarQueryParams.Add("token", …) of OpenAPI Generator: what the service's description calls for.
  if (call.path.front() == "localVarQueryParams" || call.path.front() == "localVarQueryParameter") return;
  if (sets && arguments.size() == 2 &&
      (of_query || IsQueryOfGo(call) ||
       ReceiverMatches(call.path, "~searchparams|~httpparams|~urlsearch|~query|~uribuilder|~uricomponents|~httpurl"))) {
    std::string constant = p_.ConstantOf(arguments[0].value);
    if (const Range name = arguments[0].value; name.size() == 4 && t_.IsString(name.end - 2))
      constant = '"' + t_.StringAt(name.end - 2).value;  // QStringLiteral("token")
    std::optional<Severity> severity;
    if (constant == "\"token" && !auth_) severity = Severity::kMedium;  // any service's, as in UrlOf
    const bool mailed = constant == "\"token" && IsOfMailedLink(call.begin);
    if (constant.starts_with('"') && IsQueryName(constant.substr(1)) && !t_.IsString(arguments[1].value.begin))
      r_.Tell(kInUrl, call, severity, mailed ? std::optional(Confidence::kLow) : std::nullopt);
    return;
  }
  const bool query = method == "URLSearchParams" && arguments.size() == 1 && IsOfQuery(call);
  for (const Argument& argument : arguments) {
    Range params = argument.value;
    if (argument.name != "params" && !query) {
      if (!argument.name.empty() || p_.ObjectOf(argument.value) == kNone ||
          p_.ObjectOf(argument.value) < call.inner.begin)
        continue;
      auto inner = r_.Option(argument.value, TakesQuery(call) ? "query" : "params");
      for (const std::string_view name : {"searchParams", "qs", "queryParams"}) {  // of got, request, Angular's router
        if (!inner && r_.Is(LanguageId::kJavaScript)) inner = r_.Option(argument.value, name);
      }
      if (!inner) continue;
      params = *inner;
    }
    if (const auto held = ParametersHold(params)) {
      const bool inside = held->begin >= call.inner.begin && held->end <= call.inner.end;
      return inside ? r_.Tell(kInUrl, call) : r_.Tell(kInUrl, *held);
    }
    if (QueryHoldsToken(params)) return r_.Tell(kInUrl, call);
    // Services of all kinds take a `token`, as in UrlOf.
    if (!auth_ && OpensSocket(call) && QueryNamesToken(params)) return r_.Tell(kInUrl, call, Severity::kMedium);
  }
}

}  // namespace packrake::code
