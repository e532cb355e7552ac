#include "credential/secret_finder.h"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "credential/flow_words.h"
#include "credential/one_of.h"

// Secrets under names that calls have: look-ups that fall back on one, and setters.
namespace packrake::code {

void SecretFinder::AtChoice(std::uint32_t i) {
  const std::string_view sign = t_.Text(i);
  if (sign != "||" && sign != "\?\?" && sign != "?:" && sign != "or") return;
  if (t_.IsString(i)) return;
  std::uint32_t k = i - 1;
  if ((t_.Is(k, "]") || t_.Is(k, ")")) && k > 1) --k;
  std::string name;
  if (t_.IsString(k) && k + 1 < i)
    name = t_.StringAt(k).value;
  else if (t_.IsName(k))
    name = std::string(t_.Text(k));
  if (KindOfName(name) != NameKind::kJwtSecret) return;
  EmitFallbacks(p_.Evaluate(p_.Expression(i + 1)), i);
}

void SecretFinder::AtLookup(const Call& call) {
  const std::uint32_t last = std::min(call.inner.end, call.begin + 60);
  bool named = false;
  const bool unwraps = call.method().starts_with("unwrap_or") || call.method().starts_with("orElse") ||
                       call.method() == "getOrElse" ||
                       (call.method() == "default" && p_.language().id == LanguageId::kJavaScript);
  if (unwraps) {
    for (std::uint32_t k = call.begin; k < call.name; ++k)
      named |= t_.IsString(k) && KindOfPath(t_.StringAt(k).value) == NameKind::kJwtSecret;
  } else if (call.inner.begin < last && t_.IsString(call.inner.begin) && t_.Is(call.inner.begin + 1, ",")) {
    named = KindOfPath(t_.StringAt(call.inner.begin).value) == NameKind::kJwtSecret;
  } else if (p_.language().id == LanguageId::kElixir && IsLookup(call.path)) {
    // Application.get_env(:shop, :jwt_secret, "…")
    for (std::uint32_t k = call.inner.begin; k + 2 < last; ++k)
      named |= t_.Is(k, ":") && t_.Is(k + 2, ",") && KindOfName(t_.Text(k + 1)) == NameKind::kJwtSecret;
  }
  if (!named) {
    // if s := os.Getenv("JWT_SECRET"); s != "" { return s }; return "…"
    if (IsLookup(call.path) && call.inner.size() == 1 && t_.IsString(call.inner.begin) &&
        KindOfPath(t_.StringAt(call.inner.begin).value) == NameKind::kJwtSecret) {
      AtReturns(p_.FunctionOfToken(call.begin));
      AtReplaced(call);
      // cmp.Or(os.Getenv("JWT_SECRET"), "…")
      const std::uint32_t after = call.inner.end + 1;
      const std::uint32_t open = t_[call.begin].inside;
      if (open != kNone && open > 0 && t_.Is(open, "(") && t_.Is(after, ",") && t_.IsString(after + 1) &&
          ChoosesFirst(t_.Text(open - 1)))
        EmitFallbacks(p_.Evaluate(p_.Expression(after + 1)), after + 1);
    }
    return;
  }
  Evaluation evaluation = p_.Evaluate({call.begin, std::min(call.inner.end + 1, t_.size())});
  if (evaluation.lookup) EmitFallbacks(std::move(evaluation), call.begin);
}

void SecretFinder::AtSetter(const Call& call) {
  static constexpr auto kSetters = std::to_array<std::string_view>(
      {"setdefault", "set", "Set", "put", "Put", "setProperty", "SetDefault", "set_config", "setenv", "Setenv",
       "putenv", "define", "setItem", "store", "Add", "add"});
  if (std::ranges::find(kSetters, call.method()) == kSetters.end() || call.inner.size() < 3) return;
  // set :jwt_secret, '…'
  const std::uint32_t first = call.inner.begin;
  if (p_.language().id == LanguageId::kRuby && t_.Is(first, ":") && t_.IsName(first + 1) && t_.Is(first + 2, ",")) {
    if (KindOfName(t_.Text(first + 1)) == NameKind::kJwtSecret)
      AtName(std::string(t_.Text(first + 1)), "", p_.Expression(first + 3), first + 1, nullptr);
    return;
  }
  if (!t_.IsString(call.inner.begin) || !t_.Is(call.inner.begin + 1, ",")) return;
  const std::string& name = t_.StringAt(call.inner.begin).value;
  if (name.size() > 80 || !MayNameSecret(std::string_view(name).substr(name.rfind('.') + 1))) return;
  if (p_.language().id == LanguageId::kSql && t_.Is(call.inner.begin + 2, ":")) return;  // :'name', a variable of psql
  if (call.method() == "setItem" && KindOfPath(name) != NameKind::kJwtSecret) return;
  AtName(name, "", p_.Expression(call.inner.begin + 2), call.inner.begin, nullptr);
}

void SecretFinder::AtNamedSetter(const Call& call) {
  std::string_view name = call.method();
  const bool may_name = name.size() <= 60 && (name.find("ecret") != std::string_view::npos || name.ends_with("Key"));
  if (!may_name || call.inner.size() == 0) return;
  bool sets = false;
  for (const std::string_view verb : {"set_", "set", "Set", "with_", "with", "With"}) {
    if (sets || !name.starts_with(verb)) continue;
    name.remove_prefix(verb.size());
    sets = true;
  }
  if (KindOfName(name) == NameKind::kGenericSecret && SpeaksOfTokens(call)) {
    const Range value = p_.Expression(call.inner.begin);
    if (value.end == call.inner.end) AtName("jwt." + std::string(name), "", value, call.name, nullptr);
    return;
  }
  // Without a verb it is a builder's: .jwtSecret("…"). What it names comes first, unlike in getJwtSecret and readToken.
  sets |=
      name.starts_with("jwt") || name.starts_with("token") || name.starts_with("access") || name.starts_with("refresh");
  if (!sets || KindOfName(name) != NameKind::kJwtSecret) return;
  const Range value = p_.Expression(call.inner.begin);
  if (value.end == call.inner.end) AtName(std::string(name), "", value, call.name, nullptr);
}

// JwtConfig.builder().secret("…"), NewJWTHandler(WithSigningKey("…")), New(WithIssuer("…"), WithSecret("…")): whether
// the chain, the call that this one is an argument of, or the other arguments say what the secret is for.
bool SecretFinder::SpeaksOfTokens(const Call& call) const {
  static constexpr auto kOfTokens =
      std::to_array<std::string_view>({"jwt", "jws", "jwts", "issuer", "audience", "authjwt"});
  const auto says = [](std::string_view name) {
    return std::ranges::any_of(WordsOf(name), [](const std::string& word) { return OneOf(word, kOfTokens); });
  };
  for (std::size_t k = 0; k + 1 < call.path.size(); ++k) {
    if (says(call.path[k])) return true;
  }
  const std::uint32_t open = t_[call.begin].inside;
  if (open == kNone || open == 0 || t_[open].pair == kNone || !t_.Is(open, "(")) return false;
  if (t_.IsName(open - 1) && says(t_.Text(open - 1))) return true;
  for (const Call& other : p_.CallsIn({open + 1, std::min(t_[open].pair, open + 200)})) {
    if (t_[other.begin].inside == open && says(other.method())) return true;
  }
  return false;
}

}  // namespace packrake::code
