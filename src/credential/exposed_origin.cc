#include "credential/exposed_finder.h"

#include <algorithm>
#include <array>
#include <string>

#include "base/ascii.h"
#include "credential/flow_words.h"
#include "credential/has.h"
#include "credential/one_of.h"
#include "credential/shown_token.h"
#include "credential/sinks.h"
#include "credential/token_name.h"

// Names that hold a token by what they were given: by what signs one, or out of a request.
namespace packrake::code {
namespace {

constexpr std::uint32_t kLongestOrigin = 60;  // tokens of what a name is given

}  // namespace

bool ExposedFinder::IsGivenToken(std::uint32_t i) const {
  if (i > 0 && (t_.Is(i - 1, ".") || t_.Is(i - 1, "?."))) return false;
  const Range value = p_.Resolve({i, i + 1});
  return value.begin != i && MakesToken(value);
}

bool ExposedFinder::MakesToken(Range value) const {
  return value.size() <= kLongestOrigin && (IsSigned(value) || IsOfRequest(value));
}

bool ExposedFinder::IsSigned(Range value) const {
  static constexpr auto kMakers =
      std::to_array<std::string_view>({"sign", "encode", "create", "signAsync", "compact", "SignedString", "WriteToken",
                                       "issue", "signSync", "CreateToken"});
  return std::ranges::any_of(p_.CallsIn(value), [&](const Call& call) {
    if (t_[call.begin].inside != t_[value.begin].inside || !OneOf(call.method(), kMakers)) return false;
    if (call.method() == "CreateToken") return ReceiverMatches(call.path, "~handler");  // of .NET
    return ReceiverMatches(call.path, "~jwt|~jws|~jose|~jsonwebtoken|~tokenhandler") || call.method() == "SignedString";
  });
}

// request.headers['Authorization'], $request->bearerToken(), cookies[:access_token]
bool ExposedFinder::IsOfRequest(Range value) const {
  if (IsGivenByKey(value)) return true;
  const std::string text = Lower(r_.TextOf(value));
  static constexpr auto kAsked = std::to_array<std::string_view>(
      {"==", "!=", "has(", "contains", "startswith", "starts_with", "length", "len(", "[0]", "null", "none", "empty"});
  if (std::ranges::any_of(kAsked, [&text](std::string_view part) { return Has(text, part); })) return false;
  if (Has(text, "authorization") && Has(text, "header")) return true;
  if (text.ends_with("bearertoken()")) return true;
  if (!Has(text, "cookies")) return false;
  for (std::uint32_t k = value.begin; k + 2 < value.end; ++k) {  // cookies[:jwt], cookies.encrypted['jwt']
    if (!t_.Is(k, "[")) continue;
    const std::uint32_t key = t_.Is(k + 1, ":") ? k + 2 : k + 1;
    const std::string_view name = t_.IsString(key) ? std::string_view(t_.StringAt(key).value) : t_.Text(key);
    if (t_.Is(key + 1, "]") && TokenName(name) > 0) return true;
  }
  return false;
}

bool ExposedFinder::IsSignedHere(std::string_view name, std::uint32_t at) const {
  const Binding* binding = LastAbove(name, at);
  return binding != nullptr && IsSigned(binding->value);
}

const Binding* ExposedFinder::LastAbove(std::string_view name, std::uint32_t at) const {
  const Binding* last = nullptr;
  for (const Binding* binding : p_.BindingsOf(std::string(name))) {
    const bool above = binding->at < at && p_.FunctionOfToken(binding->at) == p_.FunctionOfToken(at);
    if (above && !binding->value.empty()) last = binding;
  }
  return last;
}

// "token #{raw}", where `raw` was given one above, in the same function.
bool ExposedFinder::HoleHoldsToken(std::string_view raw, std::uint32_t string) const {
  bool found = false;
  Holes(raw, [&](std::string_view name, std::size_t mark) {
    // const JWT = 'application/jwt': in capitals, a script means what JWTs are, not one.
    const bool one = name != "JWT" || !r_.Is(LanguageId::kJavaScript);
    found |= one && IsToken(name) && !name.ends_with(".length") && !IsClaims(name, string);
    constexpr std::string_view kHeld = ".value";
    if (name.ends_with(kHeld)) {
      const std::string_view reference = name.substr(0, name.size() - kHeld.size());
      found |= IsToken(reference) && IsReference(reference);
    }
    if (found || !EndsInToken(raw.substr(0, mark))) return;
    const Binding* binding = LastAbove(name, string);
    found = binding != nullptr && MakesToken(binding->value);
  });
  return found;
}

// `…/welcome?ticket=${ticket}`, '…#t=' + ticket
bool ExposedFinder::SignedInQuery(std::uint32_t i, std::string_view raw, bool interpolated) const {
  const auto in_query = [raw](std::size_t end) {
    const std::size_t sign = raw.find_last_of("?&#", end);
    return end > 0 && raw[end - 1] == '=' && sign != std::string_view::npos && sign + 1 < end;
  };
  if (!interpolated)
    return in_query(raw.size()) && t_.Is(i + 1, "+") && t_.IsName(i + 2) && !t_.Is(i + 3, ".") && !t_.Is(i + 3, "(") &&
           IsSignedHere(t_.Text(i + 2), i);
  bool found = false;
  Holes(raw, [&](std::string_view name, std::size_t mark) {
    std::size_t before = mark;
    while (before > 0 && (raw[before - 1] == '$' || raw[before - 1] == '#' || raw[before - 1] == '\\')) --before;
    found |= in_query(before) && IsSignedHere(name, i);
  });
  return found;
}

// void trace(int token) of C, public Reply<User> info(@RequestHeader String token) { of Java, func log(token string) {
bool ExposedFinder::IsDeclaration(const Call& call) const {
  static constexpr auto kWords = std::to_array<std::string_view>(
      {"return", "else", "await", "do", "in", "and", "or", "not", "if", "yield", "throw", "case", "go", "defer", "then",
       "print", "echo", "puts", "when", "unless"});
  if (call.begin == 0 || t_[call.begin].first_on_line) return false;
  const bool body = t_.Is(call.inner.end + 1, "{") || t_.Is(call.inner.end + 1, "throws");
  if (!t_.IsName(call.begin - 1)) return body && (t_.Is(call.begin - 1, ">") || t_.Is(call.begin - 1, "]"));
  return (body || r_.Is(LanguageId::kCpp)) && !OneOf(t_.Text(call.begin - 1), kWords);
}

// print(token) of a program whose own function of that name gives a digest or a part of what it takes.
bool ExposedFinder::IsOwnMask(const Call& call) const {
  static constexpr auto kParts =
      std::to_array<std::string_view>({"digest", "hexdigest", "slice", "substring", "substr"});
  return std::ranges::any_of(p_.regions(), [&](const Region& region) {
    return region.kind == RegionKind::kFunction && region.name == call.method() &&
           std::ranges::any_of(p_.CallsIn(region.body),
                               [](const Call& inner) { return IsDigest(inner.path) || OneOf(inner.method(), kParts); });
  });
}

}  // namespace packrake::code
