#include "credential/secret_finder.h"

#include <algorithm>
#include <string>
#include <utility>

#include "base/ascii.h"
#include "credential/signals.h"

// Secrets at the calls that sign and check with them.
namespace packrake::code {

void SecretFinder::AtSink(const SinkUse& use) {
  if (use.key.empty()) return;
  const Evaluation evaluation = p_.Evaluate(use.key);
  const Call& call = p_.calls()[use.call];
  const bool verifies_nothing = IsOtherHalf(call);
  const bool unsigned_call = verifies_nothing || MentionsNone(call) || FindsKeyOtherwise(call);
  // sign(claims, 'unused', { algorithm: 'none' }): told as that; what stands in the key's place signs nothing.
  const bool signs_nothing = call.method() == "sign" && p_.language().id == LanguageId::kJavaScript &&
                             std::ranges::any_of(p_.Arguments(call.inner), [this](const Argument& argument) {
                               const std::vector<Range> named = p_.MembersOf(argument.value, "algorithm");
                               return !named.empty() && Lower(p_.ConstantOf(named.back())) == "\"none";
                             });
  for (const Literal& literal : evaluation.literals) {
    if (signs_nothing) continue;
    if (literal.value.empty() && unsigned_call && p_.language().id == LanguageId::kPython) continue;  // told as that
    // Rust's decode asks for a key also where the validation checks no signature, which is told.
    if (literal.value.empty() && p_.language().id == LanguageId::kRust && ChecksNoSignature()) continue;
    if (verifies_nothing && KindOfValue(literal.value) != ValueKind::kPrivateKey) continue;
    Emit(literal, &use, use.key.begin, use.row->framework, RuleAtSink(literal, use));
  }
  if (!evaluation.predictable.empty() && evaluation.literals.empty()) {
    EmitPredictable(evaluation, use.key, {call.begin, std::min(call.inner.end + 1, t_.size())}, &use);
  }
  // No key is an error, or libjwt's way to check nothing, which jwt.misuse.no-verify tells.
  const bool refused = (p_.language().id == LanguageId::kGo && call.method().starts_with("Parse")) ||
                       (p_.language().id == LanguageId::kCpp && call.method() == "jwt_decode");
  if (!evaluation.nulls.empty() && evaluation.literals.empty() && !evaluation.lookup && !evaluation.unknown &&
      !unsigned_call && use.sole && !use.row->framework && !refused) {
    EmitEmpty(use, t_[evaluation.nulls.front()].begin, t_[evaluation.nulls.front()].end, Confidence::kHigh);
  }
}

// func(t *jwt.Token) (any, error) { return []byte("…"), nil }: whoever takes a token and gives bytes gives its key.
bool SecretFinder::IsKeyFunctionOfGo(const Region& region) const {
  for (std::uint32_t i = region.header; i + 2 < region.body.begin && i < region.header + 24; ++i) {
    if (t_.Is(i, "*") && t_.IsName(i + 1) && t_.Is(i + 2, ".") && t_.Is(i + 3, "Token") &&
        Lower(t_.Text(i + 1)).find("jwt") != std::string::npos)
      return true;
  }
  return false;
}

// byte[] resolveSigningKeyBytes(JwsHeader header, Claims claims) of jjwt's SigningKeyResolverAdapter, Key
// locate(Header header) of its Locator
bool SecretFinder::IsKeyFunctionOfJjwt(const Region& region) const {
  if (region.name == "resolveSigningKeyBytes" || region.name == "resolveSigningKey")
    return p_.Holds("SigningKeyResolver");
  return region.name == "locate" && p_.Holds("Locator<Key>|LocatorAdapter<Key>|Locator[Key]|LocatorAdapter[Key]");
}

// @jwt.encode_key_loader of Flask-JWT-Extended, get_jwt_config of Authlib
bool SecretFinder::IsKeyFunctionOfPython(const Region& region) const {
  if (region.name == "get_jwt_config") return p_.Holds("authlib");
  if (region.header < 3) return false;
  const std::uint32_t loader = t_.Is(region.header - 1, "async") ? region.header - 2 : region.header - 1;
  return (t_.Is(loader, "encode_key_loader") || t_.Is(loader, "decode_key_loader")) && t_.Is(loader - 1, ".");
}

void SecretFinder::AtKeyFunctions() {
  const bool go = p_.language().id == LanguageId::kGo;
  const bool python = p_.language().id == LanguageId::kPython;
  for (std::uint32_t r = 1; r < p_.regions().size(); ++r) {
    const Region& region = p_.regions()[r];
    if (region.kind != RegionKind::kFunction || region.body.size() > 400) continue;
    if (!(go ? IsKeyFunctionOfGo(region) : python ? IsKeyFunctionOfPython(region) : IsKeyFunctionOfJjwt(region)))
      continue;
    bool returned = false;
    for (std::uint32_t i = region.body.begin; i < region.body.end; ++i) {
      if (!t_.Is(i, "return") || p_.FunctionOfToken(i) != r) continue;
      returned = true;
      const Range value = p_.Expression(i + 1);
      if (go && (!t_.Is(value.end, ",") || !t_.Is(value.end + 1, "nil"))) continue;
      if (!python || p_.ObjectOf(value) == kNone) EmitReturned(value, i);
      for (const Range key : python ? p_.MembersOf(value, "key") : std::vector<Range>()) EmitReturned(key, key.begin);
    }
    if (!returned && !go && !python) EmitReturned(region.body, region.body.begin);
  }
}

void SecretFinder::EmitReturned(Range value, std::uint32_t at) {
  for (const Literal& literal : p_.Evaluate(value).literals) {
    if (literal.value.empty()) continue;
    Emit(literal, nullptr, at, false,
         literal.fallback       ? "jwt.secret.fallback"
         : literal.through_name ? "jwt.secret.flow"
                                : "jwt.secret.call");
  }
}

void SecretFinder::AtKeyBlocks() {
  if (p_.language().id != LanguageId::kRuby) return;
  for (const Call& call : p_.calls()) {
    if (call.method() != "decode" || call.open == kNone || !ReceiverMatches(call.path, "~jwt")) continue;
    const Range block = BlockAfter(call);
    std::uint32_t last = block.begin;
    for (std::uint32_t i = block.begin; i < block.end; ++i) {
      if (t_[i].first_on_line && t_[i].inside == t_[block.begin].inside) last = i;
    }
    if (block.empty()) continue;
    for (const Literal& literal : p_.Evaluate(p_.Expression(last)).literals) {
      if (!literal.value.empty())
        Emit(literal, nullptr, last, false, literal.fallback ? "jwt.secret.fallback" : "jwt.secret.flow");
    }
  }
}

Range SecretFinder::BlockAfter(const Call& call) const {
  constexpr std::uint32_t kLongest = 200;  // tokens
  const std::uint32_t open = call.inner.end + 1;
  std::uint32_t begin = open + 1;
  std::uint32_t end = t_.Is(open, "{") && t_[open].pair != kNone ? t_[open].pair : begin;
  if (t_.Is(open, "do")) {
    std::uint32_t line = call.begin;
    while (line > 0 && !t_[line].first_on_line) --line;
    while (end < std::min(t_.size(), begin + kLongest) && !(t_.Is(end, "end") && t_[end].column <= t_[line].column))
      ++end;
  }
  if (t_.Is(begin, "|")) {
    ++begin;
    while (begin < end && !t_.Is(begin - 1, "|")) ++begin;
    while (begin < end && !t_.Is(begin, "|")) ++begin;
    ++begin;
  }
  return {begin, end};
}

// forAsymmetricSigner(new Sha256(), $private, InMemory::plainText('')): who only signs has to give something there.
bool SecretFinder::IsOtherHalf(const Call& call) const {
  if (call.method() != "plainText") return false;
  const std::uint32_t open = t_[call.begin].inside;
  return open != kNone && open > 0 && t_.Is(open - 1, "forAsymmetricSigner");
}

bool SecretFinder::ChecksNoSignature() const {
  return p_.Holds("insecure_disable_signature_validation(") && !p_.Holds("encode(");
}

bool SecretFinder::MentionsNone(const Call& call) const {
  const Range inner = call.inner;
  // Options that this file does not show may ask for it too.
  for (const Argument& argument : p_.Arguments(inner)) {
    const bool spread = t_.Is(argument.value.begin, "*") && t_.Is(argument.value.begin + 1, "*");
    if (spread && !p_.MembersOf(argument.value, "options").empty()) return true;
    if (argument.name == "algorithm" && t_.Is(argument.value.begin, "None")) return true;  // none, to PyJWT
    if (argument.name != "options") continue;
    if (p_.ObjectOf(argument.value) == kNone || !p_.MembersOf(argument.value, "verify_signature").empty()) return true;
  }
  for (std::uint32_t i = inner.begin; i < inner.end; ++i) {
    if (t_.IsString(i)) {
      const std::string value = Lower(t_.StringAt(i).value);
      if (value == "none" || value == "verify_signature") return true;
    }
    if (t_.IsName(i) &&
        (t_.Text(i) == "False" || t_.Text(i) == "false" || t_.Text(i) == "verify_signature" || t_.Text(i) == "NONE"))
      return true;
  }
  return false;
}

bool SecretFinder::FindsKeyOtherwise(const Call& call) const {
  for (std::uint32_t i = call.inner.begin; i < call.inner.end + 4 && i < t_.size(); ++i) {
    const std::string_view word = t_.Text(i);
    if (t_.IsName(i) &&
        (word == "jwks" || word == "jwk" || word == "keyfinder" || word == "getKey" || word == "jwks_loader"))
      return true;
    if (i >= call.inner.end && (word == "do" || (word == "{" && p_.language().id == LanguageId::kRuby))) return true;
  }
  return p_.language().id == LanguageId::kRuby && OptionsHaveKeys(call);
}

// JWT.decode(token, nil, true, options), where `options` holds jwks, or is of another file.
bool SecretFinder::OptionsHaveKeys(const Call& call) const {
  const std::vector<Argument> arguments = p_.Arguments(call.inner);
  if (arguments.size() < 4 || !arguments[3].name.empty() || p_.PathOf(arguments[3].value).empty()) return false;
  const Range options = p_.Resolve(arguments[3].value);
  return p_.Holds("jwks") || (options.begin == arguments[3].value.begin && p_.FunctionOf(options).empty());
}

std::string_view SecretFinder::RuleAtSink(const Literal& literal, const SinkUse& use) const {
  if (use.row->framework) return "framework.secret-key";
  if (literal.fallback) return "jwt.secret.fallback";
  return literal.through_name ? "jwt.secret.flow" : "jwt.secret.call";
}

}  // namespace packrake::code
