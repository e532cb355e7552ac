#include "credential/unchecked_finder.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <string>

#include "base/ascii.h"
#include "credential/misuse_rules.h"
#include "credential/one_of.h"
#include "credential/sinks.h"

// Audiences, lives and claims.
namespace packrake::code {

void UncheckedFinder::Audience(const Call& call, std::optional<Range> audience) {
  if (audience) Audience({call.begin, call.open == kNone ? call.inner.end : call.inner.end + 1}, *audience);
}

void UncheckedFinder::Audience(Range place, Range audience) {
  if (MatchesAll(audience)) return r_.Tell(kBroadAudience, place);
  if (const auto confidence = BreadthOf(audience)) r_.Tell(kBroadAudience, place, {}, *confidence);
}

std::optional<Confidence> UncheckedFinder::BreadthOf(Range audience) const {
  for (const std::string& value : r_.Strings(audience)) {
    const bool everything = value == "*" || value.ends_with(".*") || value == "any" || value == "all" ||
                            value.starts_with("*.") || value.find("/*") != std::string::npos;
    if (everything) return Confidence::kHigh;
    if (BareDomain(value)) return Confidence::kMedium;
  }
  return std::nullopt;
}

void UncheckedFinder::AudienceSet(const Call& call) {
  static constexpr auto kSetters = std::to_array<std::string_view>(
      {"setAudience", "set_audience", "with_audience", "withAudience", "WithAudience", "requireAudience",
       "permittedFor", "setExpectedAudience", "SetAudience", "AddAudience", "addAudience"});
  if (!OneOf(call.method(), kSetters) || !r_.Holds("jwt|JWT|Jwt|jose|Jose|JOSE|webtoken|WebToken")) return;
  for (const Argument& argument : p_.Arguments(call.inner)) Audience(call, argument.value);
}

bool UncheckedFinder::MatchesAll(Range expression) const {
  if (!r_.Is(LanguageId::kJavaScript)) return false;
  static constexpr auto kAll =
      std::to_array<std::string_view>({"", ".", ".*", ".+", ".*?", "[^]*", "[\\s\\S]*", "\\S+"});
  const Range range = p_.Resolve(expression);
  for (std::uint32_t i = range.begin; i < range.end && i < range.begin + 40; ++i) {
    std::string_view pattern;
    if (t_[i].kind == TokenKind::kNumber && t_.Text(i).size() > 1 && t_.Text(i).starts_with('/')) {
      pattern = t_.Text(i).substr(1, t_.Text(i).size() - 2);
    } else if (t_.IsString(i) && i > 1 && t_.Is(i - 1, "(") && t_.Is(i - 2, "RegExp")) {
      pattern = t_.StringAt(i).value;
    } else {
      continue;
    }
    while (pattern.starts_with('^') || pattern.starts_with('(')) pattern.remove_prefix(1);
    while (pattern.ends_with('$') || pattern.ends_with(')')) pattern.remove_suffix(1);
    if (OneOf(pattern, kAll)) return true;
  }
  return false;
}

bool UncheckedFinder::BareDomain(std::string_view value) {
  for (const std::string_view scheme : {"https://", "http://"}) {
    if (value.starts_with(scheme)) value.remove_prefix(scheme.size());
  }
  if (value.ends_with('/')) value.remove_suffix(1);
  const auto dots = std::ranges::count(value, '.');
  if (dots != 1 || value.find('/') != std::string_view::npos || value.find(':') != std::string_view::npos ||
      value.find(' ') != std::string_view::npos)
    return false;
  static constexpr auto kTops = std::to_array<std::string_view>(
      {".com", ".org", ".net", ".io", ".dev", ".app", ".co", ".eu",    ".de",   ".uk",
       ".fr",  ".edu", ".gov", ".ch", ".at",  ".nl",  ".se", ".it",    ".es",   ".pl",
       ".jp",  ".cn",  ".in",  ".br", ".au",  ".ca",  ".us", ".cloud", ".tech", ".info"});
  return std::ranges::any_of(kTops, [value](std::string_view top) { return value.ends_with(top); });
}

void UncheckedFinder::Claims(const Call& call, Range claims) {
  const Range range = p_.Resolve(claims);
  const std::string path = p_.PathOf(claims);
  static constexpr auto kPersonal = std::to_array<std::string_view>(
      {"password", "passwd", "pwd", "ssn", "social_security", "credit_card", "creditcard", "card_number", "pin",
       "password_hash", "passwordhash", "apikey", "api_key"});
  const auto personal = [](std::string_view name) {
    return std::ranges::find(kPersonal, Lower(name)) != kPersonal.end();
  };
  for (std::uint32_t i = range.begin; i < range.end && i < range.begin + 400; ++i) {
    if (!t_.Is(i + 1, ":") && !t_.Is(i + 1, "=>")) continue;
    const bool named = (t_.IsName(i) && personal(t_.Text(i))) || (t_.IsString(i) && personal(t_.StringAt(i).value));
    if (named) return r_.Tell(kPersonalClaims, call, {}, {}, i);
  }
  if (path.empty()) return;
  // payload.password = …, in the function that signs it
  for (const Binding& binding : p_.bindings()) {
    if (!p_.Spend(0)) return;
    if (!binding.target.starts_with(path + ".") || p_.FunctionOfToken(binding.at) != p_.FunctionOfToken(call.begin))
      continue;
    if (personal(binding.target.substr(binding.target.rfind('.') + 1))) return r_.Tell(kPersonalClaims, call);
  }
}

bool UncheckedFinder::HasEntry(Range expression, std::string_view name) const {
  return r_.Option(expression, name).has_value();
}

// payload of `def payload = { sub: id }`, claimsFor($user) of `function claimsFor($user) { return [ … ]; }`
Range UncheckedFinder::Returned(Range expression) const {
  const Range value = p_.Resolve(expression);
  Range callee = value;
  for (const Call& call : p_.CallsIn(value)) {
    if (call.begin == value.begin && call.inner.end + 1 == value.end) callee = {call.begin, call.name + 1};
  }
  const Range body = p_.FunctionOf(callee);
  if (body.empty() || t_.Is(value.begin, "{") || t_.Is(value.begin, "[")) return value;
  std::uint32_t first = body.begin;
  for (std::uint32_t i = body.begin; i < body.end; ++i) {
    if (t_.Is(i, "return")) first = i + 1;
  }
  const Range returned = p_.Expression(first);
  const bool sole = returned.end + 1 >= body.end || t_.Is(returned.end, "end") || t_.Is(returned.end, ";");
  return sole ? returned : value;
}

double UncheckedFinder::SecondsOf(std::string_view text) {
  std::size_t i = 0;
  double number = 0;
  while (i < text.size() && IsDigit(text[i]) && i < 12) number = number * 10 + (text[i++] - '0');
  while (i < text.size() && text[i] == ' ') ++i;
  const std::string unit = Lower(text.substr(i));
  if (unit == "d" || unit == "day" || unit == "days") return number * 86400;
  if (unit == "w" || unit.starts_with("week")) return number * 7 * 86400;
  if (unit == "y" || unit.starts_with("year") || unit == "yr") return number * 365 * 86400;
  if (unit == "h" || unit.starts_with("hour") || unit == "hr" || unit == "hrs") return number * 3600;
  return 0;
}

bool UncheckedFinder::LivesOnLine(std::uint32_t token) const {
  const std::size_t at = t_[token].begin;
  const std::size_t begin = p_.text().rfind('\n', at) == std::string_view::npos ? 0 : p_.text().rfind('\n', at);
  const std::string line =
      Lower(p_.text().substr(begin, std::min<std::size_t>(p_.text().size() - begin, at - begin + 80)));
  return line.find("exp") != std::string::npos || line.find("lifetime") != std::string::npos ||
         line.find("token") != std::string::npos || line.find("jwt") != std::string::npos;
}

double UncheckedFinder::ProductOf(Range value) const {
  const Range range = p_.Resolve(value);
  double product = 1;
  for (std::uint32_t i = range.begin; i < range.end; ++i) {
    if (t_.Is(i, "*")) continue;
    if (t_[i].kind != TokenKind::kNumber || !IsDigit(t_.Text(i).front())) return 0;
    product *= std::atof(std::string(t_.Text(i)).c_str());
  }
  return range.empty() ? 0 : product;
}

void UncheckedFinder::Life(const Call& call, Range value) {
  const std::string constant = p_.ConstantOf(value);
  double seconds = 0;
  if (constant.starts_with('"'))
    seconds = SecondsOf(std::string_view(constant).substr(1));
  else if (!constant.empty() && IsDigit(constant[0]))
    seconds = std::atof(constant.c_str());
  else if (constant.empty())
    seconds = ProductOf(value);
  if (seconds > kLong) r_.Tell(kLongLife, call, {}, Confidence::kLow);
}

}  // namespace packrake::code
