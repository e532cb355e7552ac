#include "credential/unchecked_finder.h"

#include <algorithm>
#include <array>
#include <string>

#include "base/ascii.h"
#include "credential/has.h"
#include "credential/misuse_rules.h"
#include "credential/one_of.h"
#include "credential/setting_name.h"
#include "credential/sinks.h"

// Go: golang-jwt, lestrrat-go/jwx. What a name alone tells of go-oidc and go-jose is in misuse_table.cc.
namespace packrake::code {

void UncheckedFinder::Go(const Call& call) {
  const std::string& method = call.method();
  const Arguments arguments = p_.Arguments(call.inner);
  if (ParsesOnly(call, arguments)) return TellUnchecked(call);
  if (method == "ParseWithClaims" || method == "Parse") GoParse(call, arguments);
  if (method == "WithValidMethods" || (method == "Parser" && call.is_braced)) {
    const auto accepted = call.is_braced ? r_.Named(arguments, "ValidMethods") : r_.Positional(arguments, 0);
    if (accepted) Algorithms(call, *accepted);
  }
  if (call.is_braced && method.ends_with("Claims") && OnJwt(call)) {
    const auto audience = r_.Named(arguments, method == "MapClaims" ? "aud" : "Audience");
    if (audience) Audience(*audience, *audience);
  }
  if (method == "NewWithClaims" && OnJwt(call)) {
    if (const auto claims = r_.Positional(arguments, 1)) Claims(call, *claims);
  }
  // jwx: jwt.WithKey(header.Algorithm(), key), and what a provider of keys fills: sink.Key(header.Algorithm(), key)
  const bool gives_key =
      (method == "WithKey" && ReceiverMatches(call.path, "~jwt|~jws|~jwx")) || (method == "Key" && r_.Holds("KeySink"));
  if (gives_key && arguments.size() >= 2 && IsHeadersAlgorithm(arguments[0].value) &&
      !ComparedBefore(arguments[0].value, call.begin))
    r_.Tell(kAlgFromToken, call);
  if (method == "Is" && arguments.size() == 2) ExpiredAccepted(call, arguments[1].value);
}

void UncheckedFinder::GoParse(const Call& call, const Arguments& arguments) {
  if (!OnJwt(call)) return;
  // Without a key function the check fails; who goes on with the token all the same has checked nothing.
  const auto key = r_.Positional(arguments, call.method() == "Parse" ? 1 : 2);
  if (key && r_.TextOf(*key) == "nil") {
    if (IgnoresError(call) && !VerifiedNearby(call)) TellUnchecked(call, {}, Confidence::kMedium);
    return;
  }
  if (key && DropsResult(call) && !VerifiedNearby(call)) return TellUnchecked(call, {}, Confidence::kMedium);
  const std::string text = r_.TextOf(call.inner);
  if (text.find("WithAudience") == std::string::npos && !r_.Holds("WithAudience|VerifyAudience"))
    r_.Tell(kAudienceAbsent, call, {}, Confidence::kLow);
  if (text.find("WithIssuer") == std::string::npos && !r_.Holds("WithIssuer|VerifyIssuer"))
    r_.Tell(kIssuerAbsent, call, {}, Confidence::kLow);
}

// token, _ := parse(…); token, err := parse(…), then if token == nil
bool UncheckedFinder::IgnoresError(const Call& call) const {
  if (call.begin < 4 || !(t_.Is(call.begin - 1, ":=") || t_.Is(call.begin - 1, "="))) return false;
  if (t_.Is(call.begin - 2, "_")) return true;
  const std::uint32_t after = call.inner.end + 1;
  return t_.Is(after, "if") && t_.Text(after + 1) == t_.Text(call.begin - 4) && t_.Is(after + 2, "==") &&
         t_.Is(after + 3, "nil");
}

// jwt.ParseWithClaims(raw, &claims, key) on a line of its own, or _, _ = of it, and claims are read below; and
// token, _ := parse(…) whose Valid nothing in the function looks at.
bool UncheckedFinder::DropsResult(const Call& call) const {
  const std::uint32_t begin = call.begin;
  const std::uint32_t after = call.inner.end + 1;
  const Range body = r_.FunctionRound(begin);
  if (begin < 4 || body.begin == 0) return false;
  const auto stands_below = [&](std::string_view name) {
    for (std::uint32_t k = after; k < body.end; ++k) {
      if (t_.IsName(k) && t_.Text(k) == name) return true;
    }
    return false;
  };
  const bool given = t_.Is(begin - 1, "=") || t_.Is(begin - 1, ":=");
  if (given && !t_.Is(begin - 2, "_")) return false;
  if (given && !t_.Is(begin - 4, "_")) return !stands_below("Valid");
  static constexpr auto kBefore = std::to_array<std::string_view>({")", "}", "]", "{", ";"});
  const std::uint32_t block = t_[begin].inside;
  const bool alone = t_[begin].first_on_line && block != kNone && t_.Is(block, "{") &&
                     (t_[begin - 1].kind != TokenKind::kSign || OneOf(t_.Text(begin - 1), kBefore)) &&
                     (after >= t_.size() || t_[after].first_on_line);
  const auto claims = r_.Positional(p_.Arguments(call.inner), 1);
  if (!(given || alone) || call.method() != "ParseWithClaims" || !claims) return false;
  return t_.IsName(claims->end - 1) && stands_below(t_.Text(claims->end - 1));
}

// Version 1 of jwx checks a signature only when it is asked to: jwt.Parse(raw, jwt.WithVerify(alg, key)). Later
// versions refuse where they are given no key.
bool UncheckedFinder::ParsesOnly(const Call& call, const Arguments& arguments) const {
  static constexpr auto kParsers =
      std::to_array<std::string_view>({"Parse", "ParseString", "ParseBytes", "ParseReader", "ParseRequest"});
  if (!OneOf(call.method(), kParsers) || !call.path.front().ends_with("lestrrat-go/jwx/jwt")) return false;
  for (std::size_t k = 1; k < arguments.size(); ++k) {
    const std::string option = r_.TextOf(arguments[k].value);
    const bool of_claims = Has(option, ".WithValidate(") || Has(option, ".WithIssuer(") ||
                           Has(option, ".WithAudience(") || Has(option, ".WithToken(") ||
                           Has(option, ".WithVerify(false");
    if (!of_claims) return false;
  }
  return !VerifiedNearby(call);
}

// hdr.Algorithm() of hdr := signature.ProtectedHeaders(); a key's own Algorithm() is what it ought to be.
bool UncheckedFinder::IsHeadersAlgorithm(Range value) const {
  Range origin = value;
  bool algorithm = false;
  for (int step = 0; step < 3 && !origin.empty(); ++step) {
    const std::string text = r_.TextOf(origin);
    algorithm |= text.ends_with(".Algorithm()");
    if (algorithm && (Has(text, "Headers()") || Has(text, ".Header."))) return true;
    const Range next = p_.Resolve({origin.begin, origin.begin + 1});
    if (next.begin == origin.begin) return false;
    origin = next;
  }
  return false;
}

// if err != nil && !errors.Is(err, jwt.ErrTokenExpired) { return nil, err }, and then nothing; or
// if errors.Is(err, jwt.ErrTokenExpired) { return claims, nil }
void UncheckedFinder::ExpiredAccepted(const Call& call, Range error) {
  const std::string text = r_.TextOf(error);
  if (text != "jwt.ErrTokenExpired" && text != "jwt.ErrExpired" && text != "jwt.TokenExpiredError()") return;
  const bool passed_over = call.begin > 1 && t_.Is(call.begin - 1, "!") && t_.Is(call.begin - 2, "&&");
  const std::uint32_t open = call.inner.end + 1;
  bool accepted = false;
  if (!passed_over && t_.Is(call.begin - 1, "if") && t_.Is(open, "{") && t_[open].pair != kNone) {
    for (std::uint32_t k = open + 1; k < t_[open].pair && !accepted; ++k) {
      if (!t_.Is(k, "return")) continue;
      const Range given = p_.Expression(k + 1);
      accepted = !IsNothing(given) && t_.Is(given.end, ",") && t_.Is(given.end + 1, "nil");
    }
  }
  if (!passed_over && !accepted) return;
  // Where it is looked at again, something is done about it.
  const Range body = r_.FunctionRound(call.begin);
  int looks = 0;
  for (std::uint32_t k = body.begin; k < body.end; ++k)
    looks += t_.Is(k, "ErrTokenExpired") || t_.Is(k, "ErrExpired") || t_.Is(k, "Valid") ? 1 : 0;
  if (looks > 1) return;
  static constexpr auto kMeant = std::to_array<std::string_view>(
      {"expired", "refresh", "renew", "revoke", "logout", "rotate", "reissue", "ignore", "ignoring"});
  const std::vector<std::string> words = WordsOf(p_.regions()[p_.FunctionOfToken(call.begin)].name);
  const bool meant = std::ranges::any_of(words, [](const std::string& word) { return OneOf(word, kMeant); });
  r_.Tell(kNoExpiry, call, {}, meant ? std::optional(Confidence::kLow) : std::nullopt);
}

bool UncheckedFinder::IsNothing(Range value) const {
  const std::string text = r_.TextOf(value);
  return text.empty() || text == "nil" || text == "false" || text == "\"\"" || text == "0" || text.ends_with("{}");
}

// A key function that gives the text of a public key to who says HMAC: case "HS256": return v.publicPEM, nil
void UncheckedFinder::GoKeyFunctions() {
  for (std::uint32_t i = 0; i + 2 < t_.size(); ++i) {
    const bool asks = (t_.IsString(i) && IsHmac(t_.StringAt(i).value)) || t_.Is(i, "SigningMethodHMAC");
    if (!asks) continue;
    const Range body = r_.FunctionRound(i);
    if (body.begin == 0 || t_.Is(i + 1, ")") == t_.IsString(i)) continue;
    constexpr std::uint32_t kNear = 20;
    std::uint32_t k = i + 1;
    while (k < body.end && k < i + kNear && !t_.Is(k, "return")) ++k;
    if (!t_.Is(k, "return")) continue;
    const Range key = p_.Expression(k + 1);
    if (!t_.Is(key.end, ",") || !t_.Is(key.end + 1, "nil") || p_.PathOf(key).empty()) continue;
    const std::vector<std::string> words = WordsOf(p_.PathOf(key));
    static constexpr auto kPublic = std::to_array<std::string_view>({"pem", "pub", "public", "pubkey"});
    if (std::ranges::any_of(words, [](const std::string& word) { return OneOf(word, kPublic); })) {
      r_.Tell(kAlgMixed, key, {}, Confidence::kMedium);
      i = key.end;
    }
  }
}

}  // namespace packrake::code
