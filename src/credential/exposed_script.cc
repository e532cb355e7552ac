#include "credential/exposed_finder.h"

#include <algorithm>
#include <array>
#include <string>

#include "base/ascii.h"
#include "credential/misuse_rules.h"
#include "credential/one_of.h"
#include "credential/sinks.h"
#include "credential/token_name.h"

// What programs of JavaScript answer, keep and send in ways that no other language has.
namespace packrake::code {
bool ExposedFinder::IsAssertion(const Call& call) const {
  static constexpr auto kAssertions =
      std::to_array<std::string_view>({"assert", "node:assert", "http-assert", "invariant", "tiny-invariant"});
  return r_.Is(LanguageId::kJavaScript) && OneOf(call.method(), kAssertions);
}

bool ExposedFinder::MakesError(const Call& call) const {
  if (!r_.Is(LanguageId::kJavaScript) || call.open == kNone) return false;
  const std::string& method = call.method();
  if (call.is_new && (method.ends_with("Error") || method.ends_with("Exception"))) return true;
  if (IsAssertion(call)) return call.path.size() == 1 || ReceiverMatches(call.path, "=ctx|=c|~assert");
  static constexpr auto kMakers =
      std::to_array<std::string_view>({"createError", "http-errors", "createHttpError", "httpError"});
  if (OneOf(method, kMakers)) return true;
  if (method == "throw") return ReceiverMatches(call.path, "=ctx|=context|=this.ctx|=c");
  // @hapi/boom, @fastify/sensible, http-errors, koa-respond
  static constexpr auto kStatuses = std::to_array<std::string_view>(
      {"unauthorized", "forbidden", "badRequest", "notFound", "conflict", "preconditionFailed", "unprocessableEntity",
       "badData", "internal", "badImplementation", "internalServerError", "Unauthorized", "Forbidden", "BadRequest",
       "NotFound", "Conflict", "UnprocessableEntity", "InternalServerError"});
  if (OneOf(method, kStatuses))
    return ReceiverMatches(call.path, "~boom|~httperrors|~http-errors|~createerror|=reply|=res|=response|=ctx");
  // c.json({ … }, 401), new Response(`…`, { status: 403 })
  static constexpr auto kAnswers = std::to_array<std::string_view>({"json", "text", "html", "body", "Response"});
  if (!OneOf(method, kAnswers)) return false;
  const std::vector<Argument> arguments = p_.Arguments(call.inner);
  const auto second = r_.Positional(arguments, 1);
  if (!second) return false;
  const auto status = p_.ObjectOf(*second) == kNone ? second : r_.Option(*second, "status");
  return status && status->size() == 1 && IsErrorStatus(t_.Text(status->begin));
}

bool ExposedFinder::IsLink(const Call& call) const {
  static constexpr auto kLinks =
      std::to_array<std::string_view>({"createHttpLink", "HttpLink", "BatchHttpLink", "createUploadLink"});
  return r_.Is(LanguageId::kJavaScript) && OneOf(call.method(), kLinks);
}

bool ExposedFinder::KeptByMiniProgram(const Call& call, const std::vector<Argument>& arguments) const {
  if (!r_.Is(LanguageId::kJavaScript) || arguments.empty()) return false;
  const std::string& method = call.method();
  // NativeScript's
  if (method == "setString" && ReceiverMatches(call.path, "~applicationsettings|~application-settings|~appsettings"))
    return arguments.size() == 2 && IsPairOfToken(arguments[0].value, arguments[1].value);
  // Of WeChat, Alipay and their kin, of uni-app and Taro
  if (method != "setStorageSync" && method != "setStorage") return false;
  if (arguments.size() >= 2) return IsPairOfToken(arguments[0].value, arguments[1].value);
  const auto key = r_.Option(arguments[0].value, "key");
  const auto data = r_.Option(arguments[0].value, "data");
  return key && data && IsPairOfToken(*key, *data);
}

bool ExposedFinder::IsReference(std::string_view name) const {
  static constexpr auto kMakers = std::to_array<std::string_view>(
      {"ref", "shallowRef", "computed", "toRef", "useCookie", "useState", "useLocalStorage", "useSessionStorage",
       "useStorage"});
  if (!r_.Is(LanguageId::kJavaScript)) return false;
  const std::vector<const Binding*> bindings = p_.BindingsOf(std::string(name));
  return std::ranges::any_of(bindings, [this](const Binding* binding) {
    return !binding->value.empty() && OneOf(t_.Text(binding->value.begin), kMakers);
  });
}

void ExposedFinder::SessionCookie(std::uint32_t i) {
  if (!t_.Is(i + 1, ":") || !t_.Is(i + 2, "{") || t_[i + 2].pair == kNone || !r_.Holds("next-auth|@auth/")) return;
  for (std::uint32_t k = i + 3; k + 2 < t_[i + 2].pair; ++k) {
    const bool flag = t_.Is(k, "httpOnly") || t_.Is(k, "secure");
    if (flag && t_.Is(k + 1, ":") && t_.Is(k + 2, "false")) return r_.Tell(kCookie, {k, k + 3});
  }
}

}  // namespace packrake::code
