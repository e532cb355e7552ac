#include "credential/unchecked_finder.h"

#include <algorithm>
#include <array>
#include <span>
#include <string>

#include "base/ascii.h"
#include "credential/has.h"
#include "credential/misuse_rules.h"
#include "credential/one_of.h"
#include "credential/sinks.h"

// What several languages share: whether a token is checked elsewhere, which algorithms are accepted, claims that are
// read without a library.
namespace packrake::code {

bool UncheckedFinder::OnJwt(const Call& call) { return ReceiverMatches(call.path, "~jwt|~jose|~jws|~jsonwebtoken"); }

bool UncheckedFinder::IsHmac(std::string_view algorithm) {
  return algorithm.size() == 5 && algorithm.starts_with("HS");
}

bool UncheckedFinder::IsAsymmetric(std::string_view a) {
  return (a.size() == 5 && (a.starts_with("RS") || a.starts_with("ES") || a.starts_with("PS"))) || a == "EdDSA" ||
         a == "ES256K";
}

bool UncheckedFinder::VerifiedNearby(const Call& call) const {
  const bool python = p_.language().id == LanguageId::kPython;
  if (python && call.method() != "process_jwt" &&
      !(call.begin > 0 &&
        (t_.Is(call.begin - 1, "=") || t_.Is(call.inner.end + 1, "[") || t_.Is(call.inner.end + 1, "."))))
    return false;
  // go-jose: token.UnsafeClaimsWithoutVerification(&claims), then token.Claims(key, &claims);
  // object.UnsafePayloadWithoutVerification(), then object.Verify(key)
  const bool of_claims = call.method() == "UnsafeClaimsWithoutVerification";
  if ((of_claims || call.method() == "UnsafePayloadWithoutVerification") && call.path.size() > 1) {
    static constexpr auto kChecks =
        std::to_array<std::string_view>({"Verify", "VerifyMulti", "DetachedVerify", "DetachedVerifyMulti"});
    const std::span<const Call> calls = p_.CallsIn(r_.FunctionRound(call.begin));
    return std::ranges::any_of(calls, [&](const Call& other) {
      const bool checks = of_claims ? other.method() == "Claims" : OneOf(other.method(), kChecks);
      return checks && other.path.size() == call.path.size() &&
             std::equal(call.path.begin(), call.path.end() - 1, other.path.begin());
    });
  }
  const auto token = r_.Positional(p_.Arguments(call.inner), 0);
  if (!token) return false;
  const std::string text = r_.TextOf(*token);
  if (text.empty() || ++searches_ > kMaxSearches) return false;
  if (IsMadeHere(*token)) return true;
  const std::uint32_t own = p_.FunctionOfToken(call.begin);
  // unverified_claims = …: who calls them so knows; they are checked where the function goes on to decode.
  const bool said = call.begin > 1 && Lower(t_.Text(call.begin - 2)).find("unverified") != std::string::npos;
  for (const Call& other : p_.CallsIn(r_.FunctionRound(call.begin))) {
    if (&other == &call || p_.FunctionOfToken(other.begin) != own || (python && other.begin < call.begin)) continue;
    if (!Verifies(other)) continue;
    if (VerifiesResult(other, call)) return true;
    if (said && other.begin > call.begin && Splats(other)) return true;
    for (const Argument& argument : p_.Arguments(other.inner)) {
      if (r_.TextOf(argument.value) == text) return true;
    }
  }
  return VerifiedByCallers(own, text);
}

// function payloadOf(token) { … decode(token) … }, and each function of the file that calls it verifies what it gave.
bool UncheckedFinder::VerifiedByCallers(std::uint32_t function, std::string_view token) const {
  const Region& region = p_.regions()[function];
  const auto parameter = std::ranges::find(region.parameters, token);
  if (region.name.empty() || parameter == region.parameters.end()) return false;
  std::uint32_t line = region.header;
  while (line > 0 && !t_[line].first_on_line) --line;
  if (t_.Is(line, "export")) return false;  // others call it, too
  const auto place = static_cast<std::size_t>(parameter - region.parameters.begin());
  // notVerified(token) is no check for being called so.
  const auto checks = [&] {
    return std::ranges::any_of(p_.CallsIn(region.body), [&](const Call& one) { return p_.Spend(1) && Verifies(one); });
  };
  bool called = false;
  for (const Call& call : p_.CallsIn({0, t_.size()})) {
    if (call.method() != region.name || p_.FunctionOfToken(call.begin) == function) continue;
    const auto given = r_.Positional(p_.Arguments(call.inner), place);
    if (!given || ++searches_ > kMaxSearches) return false;
    const std::string text = r_.TextOf(*given);
    // DecodedJWT decoded = decodeToken(token); verifier.verify(decoded);
    const bool bound = call.begin > 1 && t_.Is(call.begin - 1, "=") && t_.IsName(call.begin - 2);
    const std::string_view decoded = bound ? t_.Text(call.begin - 2) : std::string_view();
    const auto verifies = [&](const Call& other) {
      if (!Verifies(other) || (other.method() == region.name && !checks()) || IsGivenBetween(text, call, other))
        return false;
      return std::ranges::any_of(p_.Arguments(other.inner), [&](const Argument& argument) {
        const std::string verified = r_.TextOf(argument.value);
        return verified == text || (!decoded.empty() && verified == decoded);
      });
    };
    if (!std::ranges::any_of(p_.CallsIn(r_.FunctionRound(call.begin)), verifies)) return false;
    called = true;
  }
  return called;
}

// decode(token); verify(token); token = other(); decode(token): what is verified is not what is decoded last.
bool UncheckedFinder::IsGivenBetween(const std::string& name, const Call& call, const Call& other) const {
  const std::uint32_t first = std::min(call.begin, other.begin);
  const std::uint32_t last = std::max(call.begin, other.begin);
  return std::ranges::any_of(
      p_.BindingsOf(name), [first, last](const Binding* binding) { return binding->at > first && binding->at < last; });
}

// const accessToken = await this.createAccessToken(payload); … decode(accessToken): what it says is what was put in.
bool UncheckedFinder::IsMadeHere(Range token) const {
  const Range made = p_.Resolve(token);
  if (made.begin == token.begin) return false;
  for (const Call& call : p_.CallsIn(made)) {
    if (t_[call.begin].inside != t_[made.begin].inside) continue;
    const std::string method = Lower(call.method());
    if (OnJwt(call) && (method == "sign" || method == "signasync" || method == "encode")) {
      const auto algorithm = r_.Positional(p_.Arguments(call.inner), 0);
      return !algorithm || !Has(r_.TextOf(p_.Resolve(*algorithm)), "Algorithm.none(");
    }
    const bool makes = method.starts_with("create") || method.starts_with("generate") || method.starts_with("issue") ||
                       method.starts_with("sign");
    if (makes && (Has(method, "token") || Has(method, "jwt"))) return true;
  }
  return false;
}

bool UncheckedFinder::ChecksOnDecode() const {
  return r_.Holds("io.vertx.ext.auth|io.vertx.ext.jwt") && !r_.Holds("com.auth0.jwt");
}

bool UncheckedFinder::Verifies(const Call& call) const {
  const std::string method = Lower(call.method());
  const Arguments arguments = p_.Arguments(call.inner);
  if (method == "decode" || method == "_decode_jwt" || method == "decode_jwt" || method == "jws.verify") {
    if (Splats(call)) return true;
    if (arguments.size() < 2) return false;
    if (const auto verify = r_.OptionOfCall(arguments, "verify"); verify && r_.IsFalse(*verify)) return false;
    if (const auto verify = r_.OptionOfCall(arguments, "verify_signature"); verify && r_.IsFalse(*verify)) return false;
    if (r_.Is(LanguageId::kRuby)) {
      const auto verify = r_.Positional(arguments, 2);
      if ((verify && r_.IsFalse(*verify)) || Has(r_.TextOf(call.inner), ":skip_verification")) return false;
    }
    const auto key = r_.Positional(arguments, 1);
    return !key || p_.ConstantOf(*key) != "None";
  }
  // isValidSignature(token), authenticateBearerToken(token)
  if (!Has(method, "verify") && !Has(method, "validate") && !Has(method, "parsewithclaims") &&
      !ChecksSignature(method) && !method.starts_with("authenticate"))
    return false;
  if (const auto algorithms = r_.OptionOfCall(arguments, "algorithms")) {
    for (const std::string& algorithm : r_.Strings(*algorithms)) {
      if (Lower(algorithm) == "none") return false;
    }
  }
  if (const auto verify = r_.Named(arguments, "verify"); verify && r_.IsFalse(*verify)) return false;
  return true;
}

bool UncheckedFinder::Splats(const Call& call) const {
  for (std::uint32_t i = call.inner.begin; i < call.inner.end; ++i) {
    if (t_.Is(i, "*") || t_.Is(i, "...")) return true;
  }
  return false;
}

bool UncheckedFinder::NamesNone(const Arguments& arguments) const {
  for (const Argument& argument : arguments) {
    for (const std::string& algorithm : r_.Strings(argument.value)) {
      if (Lower(algorithm) == "none") return true;
    }
  }
  return false;
}

void UncheckedFinder::Algorithms(const Call& call, Range value) {
  const std::string constant = p_.ConstantOf(value);
  const Range list = p_.Resolve(value);
  if (constant == "None" || constant == "null" || constant == "undefined" || constant == "nil" ||
      (list.size() == 2 && (t_.Is(list.begin, "[") || t_.Is(list.begin, "(")))) {
    r_.Tell(kAlgAny, call);
    return;
  }
  bool hmac = false;
  bool asymmetric = false;
  for (const std::string& algorithm : r_.Strings(value)) {
    if (Lower(algorithm) == "none") {
      r_.Tell(kAlgNone, call);
      return;
    }
    hmac |= IsHmac(algorithm);
    asymmetric |= IsAsymmetric(algorithm);
  }
  if (r_.Is(LanguageId::kPython)) {
    if (NamesEveryAlgorithm(list)) return r_.Tell(kAlgAny, call);
    for (std::uint32_t i = list.begin + 1; i < list.end; ++i) {  // ALGORITHMS.HS256 of python-jose
      if (!t_.IsName(i) || !t_.Is(i - 1, ".")) continue;
      hmac |= IsHmac(t_.Text(i));
      asymmetric |= IsAsymmetric(t_.Text(i));
    }
  }
  if (hmac && asymmetric) r_.Tell(kAlgMixed, call);
  std::uint32_t header = kNone;
  if (HeaderMember(value, "alg", 0, header) && !ComparedBefore(value, call.begin))
    r_.Tell(kAlgFromToken, call, {}, {}, header);
}

bool UncheckedFinder::HeaderMember(Range value, std::string_view member, int depth, std::uint32_t& header) const {
  const Range range = p_.Resolve(value);
  for (std::uint32_t i = range.begin; i < range.end && i < range.begin + 60; ++i) {
    const bool named = (t_.IsString(i) && t_.StringAt(i).value == member) ||
                       (t_.IsName(i) && t_.Text(i) == member && i > 0 &&
                        (t_.Is(i - 1, ".") || t_.Is(i - 1, "?.") || t_.Is(i - 1, "->")));
    if (named && i > range.begin &&
        (t_.Is(i - 1, "[") || t_.Is(i - 1, "(") || t_.Is(i - 1, ".") || t_.Is(i - 1, "?.") || t_.Is(i - 1, "->"))) {
      std::string before;
      for (std::uint32_t k = range.begin; k < i; ++k) before += Lower(t_.Text(k));
      // hdr = jwt.get_unverified_header(token): the name alone does not tell.
      std::uint32_t head = i - 1;
      while (head > range.begin && !t_.IsName(head)) --head;
      if (t_.Is(head, "get") && head > range.begin + 1) head -= 2;
      const std::string origin = t_.IsName(head) ? Lower(r_.TextOf(p_.Resolve({head, head + 1}))) : "";
      if (Has(origin, "header(") || Has(origin, "header_unverified") || Has(origin, "unverified") ||
          before.find("header") != std::string::npos || before.find("unverified") != std::string::npos ||
          before.find("decode") != std::string::npos || before.find("token") != std::string::npos) {
        const Range source = t_.IsName(range.begin) ? p_.Resolve({range.begin, range.begin + 1}) : range;
        header = source.begin;
        return true;
      }
    }
    if (t_.IsName(i) && TakenFromHeader(i, member, header)) return true;
    // A name inside a list: algorithms=[alg]
    if (depth < 3 && t_.IsName(i) && range.size() > 1 && !t_.Is(i + 1, ".") && !t_.Is(i + 1, "(")) {
      const Range inner = p_.Resolve({i, i + 1});
      if (inner.begin != i && HeaderMember(inner, member, depth + 1, header)) return true;
    }
  }
  return false;
}

void UncheckedFinder::AlgorithmOf(const Call& call, Range value) {
  std::uint32_t header = kNone;
  if (HeaderMember(value, "alg", 0, header) && !ComparedBefore(value, call.begin))
    r_.Tell(kAlgFromToken, call, {}, {}, header);
}

// Whether the file says "verify" other than to switch it off: verify=False, "verify_signature": false.
bool UncheckedFinder::SpeaksOfVerifying() {
  if (verifying_) return *verifying_;
  verifying_ = false;
  const std::string_view text = p_.text();
  for (std::size_t at = text.find("erify"); at != text.npos && !*verifying_; at = text.find("erify", at + 1)) {
    std::size_t end = at;
    while (end < text.size() && (IsAlnum(text[end]) || text[end] == '_')) ++end;
    const std::size_t value = text.find_first_not_of("\"'=:> \t", end);
    const std::string_view rest = text.substr(std::min(value, text.size()), 5);
    *verifying_ = !rest.starts_with("False") && !rest.starts_with("false");
  }
  return *verifying_;
}

void UncheckedFinder::ReadByHand(const Call& call) {
  static constexpr auto kDecoders = std::to_array<std::string_view>(
      {"b64decode", "urlsafe_b64decode", "atob", "base64_decode", "decode64", "urlsafe_decode64", "from", "decode",
       "DecodeString", "FromBase64String", "base64url_decode", "base64UrlDecode", "Base64UrlDecode", "decodeBase64",
       "urlsafeB64Decode", "strict_decode64", "url_decode64", "url_decode64!", "Data"});
  if (std::ranges::find(kDecoders, call.method()) == kDecoders.end()) return;
  if (!r_.Holds("jwt|JWT|Jwt|Bearer|bearer|claims") || SpeaksOfVerifying() ||
      r_.Holds("hmac|HMAC(|HMAC.|HMAC:|HMAC<|HMACSHA|HMAC_|HMAC'|HMAC\"|Hmac|isValid|SignatureAlgorithm|"
               "getPublicKey|alidateAndParse|alidateToken|alidateJWT|alidateJwt|ParseWithClaims"))
    return;
  const Arguments arguments = p_.Arguments(call.inner);
  if (arguments.empty() || ++searches_ > kMaxSearches) return;
  Range value = arguments[0].value;
  // FromBase64String(Pad(part)): what a function makes of the part is the part still.
  while (value.size() > 3 && t_.IsName(value.begin) && t_.Is(value.begin + 1, "(") &&
         t_[value.begin + 1].pair + 1 == value.end)
    value = {value.begin + 2, value.end - 1};
  const std::string own = r_.TextOf(value);
  const Range first{value.begin, std::min(value.begin + 1, value.end)};
  const Range made = p_.Resolve(first);  // padded = body + "=="
  std::string source = r_.TextOf(made);
  // base64 = part.replace(/-/g, '+') of part = token.split('.')[1]: on through the names that it begins with.
  Range origin = made;
  for (int step = 0; step < 3 && !origin.empty(); ++step) {
    const Range next = p_.Resolve({origin.begin, origin.begin + 1});
    if (next.begin == origin.begin) break;
    source += " " + r_.TextOf(next);
    origin = next;
  }
  std::string function;
  const Range body = r_.FunctionRound(call.begin);
  for (std::uint32_t i = body.begin; i < body.end && function.size() < 20'000; ++i) function += t_.Text(i);
  const auto splits = [](std::string_view text) {
    for (const std::string_view split :
         {"split('.')", "split(\".\")", "split(\"\\\\.\")", "explode('.'", "explode(\".\"", "Split('.')",
          "Split(\".\")", "split(/\\./)", "components(separatedBy:\".\")", "split(separator:\".\")"}) {
      if (text.find(split) != std::string_view::npos) return true;
    }
    return (Has(text, "Split(") && Has(text, ",\".\")")) || (Has(text, "SplitN(") && Has(text, ",\".\","));
  };
  const bool indexed = own.find("[1]") != std::string::npos || source.find("[1]") != std::string::npos;
  // By its name alone, the middle is told where no library of JWTs is likely to be at work: those are written so too.
  const bool named = !r_.Is(LanguageId::kJavaScript) && (Lower(own).find("payload") != std::string::npos ||
                                                         Lower(own).find("claims") != std::string::npos);
  bool second = false;  // also inside what puts base64url right: strtr($payload, '-_', '+/')
  for (std::uint32_t k = value.begin; k < std::min(value.end, value.begin + 4); ++k)
    second |= t_.IsName(k) && IsSecondOfSplit(k);
  for (std::uint32_t k = made.begin; k < std::min(made.end, made.begin + 4); ++k)
    second |= t_.IsName(k) && IsSecondOfSplit(k);
  const bool middle = indexed || named || second;
  if (!middle || !(splits(own) || splits(source) || splits(function))) return;
  const std::string name = Lower(p_.regions()[p_.FunctionOfToken(call.begin)].name);
  if (r_.Is(LanguageId::kJavaScript)) {
    // const claims = JSON.parse(atob(…)); return claims.exp
    for (const Call& outer : p_.CallsIn({call.begin > 6 ? call.begin - 6 : 0, call.begin})) {
      const bool parses = outer.method() == "parse" && outer.inner.begin <= call.begin && call.begin < outer.inner.end;
      if (parses && OnlyChoosesKey(outer)) return r_.Tell(kNoVerify, call, {}, Confidence::kLow);
    }
    // parseWithoutSignatureVerification(jwt): who calls it knows.
    if (Has(name, "withoutsignature") || Has(name, "unverified"))
      return r_.Tell(kNoVerify, call, {}, Confidence::kLow);
    return BrowserOrServer(call, Confidence::kMedium);
  }
  // response.AccessToken: what a client was given it may read.
  const bool of_answer = Has(own, ".AccessToken") || Has(source, ".AccessToken") || Has(own, ".access_token") ||
                         Has(source, ".access_token") || Has(function, "AccessToken.Split");
  const bool of_client = (of_answer && !r_.Holds("[FromBody]")) || IsOfClient() || IsExpired(call) || OnlyLogs(call) ||
                         Has(name, "issuer") || DecodesSignature(call) || OnlyChoosesKey(call) || IsOfUserInterface() ||
                         IsOfScript(call) || FrameworkChecksFirst();
  r_.Tell(kNoVerify, call, Severity::kHigh, of_client ? Confidence::kLow : Confidence::kMedium);
}

// signature = decode(parts[2]) beside payload = decode(parts[1]): taken apart for who checks it.
bool UncheckedFinder::DecodesSignature(const Call& call) const {
  for (const Call& other : p_.CallsIn(r_.FunctionRound(call.begin))) {
    if (other.begin == call.begin || (other.method() != call.method() && !Has(other.method(), "ecode"))) continue;
    const Arguments arguments = p_.Arguments(other.inner);
    if (arguments.empty()) continue;
    const std::string text = r_.TextOf(arguments[0].value) + r_.TextOf(p_.Resolve(arguments[0].value));
    if (Has(text, "[2]") || Has(Lower(text), "signature")) return true;
  }
  return false;
}

bool UncheckedFinder::IsSecondOfSplit(std::uint32_t name) const {
  const Range body = r_.FunctionRound(name);
  const std::uint32_t from = std::max(body.begin, name > 400 ? name - 400 : 0);
  for (std::uint32_t k = from; k + 2 < name; ++k) {
    if (!t_.Is(k, "=") && !t_.Is(k, ":=")) continue;
    bool splits = false;
    for (std::uint32_t j = k + 1; j < k + 10 && j < name; ++j) {
      splits |= t_.Is(j, "split") || t_.Is(j, "explode") || t_.Is(j, "Split");
    }
    if (!splits) continue;
    // Back over `list(a, b, c)`, `[a, b, c]`, `a, b, c`: the place of each name is the number of commas before it.
    std::uint32_t start = k;
    while (start > from && !t_[start - 1].first_on_line && !t_.Is(start - 1, ";")) --start;
    if (start > from && t_[start - 1].first_on_line) --start;
    int commas = 0;
    for (std::uint32_t j = start; j < k; ++j) {
      if (t_.Is(j, ",")) ++commas;
      if (commas == 1 && t_.IsName(j) && t_.Text(j) == t_.Text(name)) return true;
    }
  }
  return false;
}

void UncheckedFinder::BrowserOrServer(const Call& call, Confidence confidence) {
  const bool browser = r_.Holds(
                           "from 'react'|from \"react\"|useState|useEffect|from "
                           "'vue'|@angular/|localStorage|sessionStorage|window.|document.|svelte|.jsx|AsyncStorage|"
                           "js-cookie|from 'vuex|from 'pinia") &&
                       !r_.Holds("express()|createServer|req.headers|fastify|koa");
  if (browser)
    r_.Tell(kNoVerify, call, Severity::kLow, Confidence::kMedium);
  else
    TellUnchecked(call, {}, confidence);
}

}  // namespace packrake::code
