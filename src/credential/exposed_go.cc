#include "credential/exposed_finder.h"

#include <algorithm>
#include <array>
#include <string>

#include "base/ascii.h"
#include "credential/has.h"
#include "credential/misuse_rules.h"
#include "credential/one_of.h"
#include "credential/sinks.h"
#include "credential/token_name.h"

// What Go has of its own: fields of structured logs, sessions kept in cookies, queries put together by hand.
namespace packrake::code {

// zap.String("jwt", t), slog.Any("token", t); logrus' WithField("token", t) and WithFields(logrus.Fields{…}); zerolog's
// log.Info().Str("token", t); pairs behind a message, Infow("…", "token", t).
void ExposedFinder::LoggedField(const Call& call) {
  if (!r_.Is(LanguageId::kGo)) return;
  static constexpr auto kMakers =
      std::to_array<std::string_view>({"String", "Any", "ByteString", "Stringer", "Reflect", "Stringp"});
  static constexpr auto kAdders =
      std::to_array<std::string_view>({"Str", "Interface", "Any", "Bytes", "Stringer", "WithField", "WithValues"});
  const std::string& method = call.method();
  if (method == "WithFields") {
    const auto fields = r_.Positional(p_.Arguments(call.inner), 0);
    const std::uint32_t object = fields ? p_.ObjectOf(*fields) : kNone;
    if (object == kNone) return;
    for (const Argument& entry : p_.EntriesOf(object)) {
      if (IsFieldOfToken(entry.name, entry.value)) return r_.Tell(kInLog, call);
    }
    return;
  }
  const bool makes = OneOf(method, kMakers) && ReceiverMatches(call.path, "~zap|~slog");
  const bool adds = OneOf(method, kAdders) && ReceiverMatches(call.path, "~log|~event");
  if (!makes && !adds && method != "With" && !IsLog(call)) return;
  const std::vector<Argument> arguments = p_.Arguments(call.inner);
  for (std::size_t k = 0; k + 1 < arguments.size(); ++k) {
    const std::string key = p_.ConstantOf(arguments[k].value);
    if (!key.starts_with('"') || !IsFieldOfToken(key.substr(1), arguments[k + 1].value)) continue;
    return r_.Tell(kInLog, call, {}, IsOfLink(call) ? std::optional(Confidence::kLow) : std::nullopt);
  }
}

bool ExposedFinder::IsFieldOfToken(std::string_view key, Range value) const {
  if (!IsToken(key)) return false;
  if (HoldsToken(value, false)) return true;
  // "token": t, of t, err := s.issuer.NewToken(user)
  if (value.size() != 1 || !t_.IsName(value.begin)) return false;
  const Range made = p_.Resolve(value);
  if (made.begin == value.begin || made.size() > 40 || t_.IsString(made.begin)) return false;
  const std::string text = Lower(r_.TextOf(made));
  static constexpr auto kOthers = std::to_array<std::string_view>(
      {"mask", "redact", "hash", "sum256", "len(", "prefix", "sprintf(", "[:", ".id", "==", "!=", "valid", "expir"});
  return (Has(text, "token") || Has(text, "jwt") || Has(text, "signedstring")) &&
         std::ranges::none_of(kOthers, [&text](std::string_view part) { return Has(text, part); });
}

// q := url.Values{}; q.Set("token", t); http.Redirect(w, r, base+"?"+q.Encode(), 302). What goes into a form's body is
// encoded in the same way.
bool ExposedFinder::IsQueryOfGo(const Call& call) const {
  if (!r_.Is(LanguageId::kGo) || call.path.size() != 2) return false;
  const std::string made = r_.TextOf(p_.Resolve({call.begin, call.begin + 1}));
  if (made != "url.Values{}" && made != "make(url.Values)" && !made.ends_with(".Query()")) return false;
  const std::string& function = FunctionText(call.begin);
  const std::string encoded = call.path.front() + ".Encode()";
  if (Has(function, "NewReader(" + encoded) || Has(function, "NewBufferString(" + encoded)) return false;
  return Has(function, "RawQuery=" + encoded) || Has(function, "?\"+" + encoded) ||
         (Has(function, "?%s") && Has(function, encoded));
}

// cookie := new(http.Cookie), new(fiber.Cookie): filled in field by field; fasthttp's by calls.
void ExposedFinder::GoCookie(const Binding& made) {
  static constexpr auto kMade = std::to_array<std::string_view>(
      {"new(http.Cookie)", "&http.Cookie{}", "http.Cookie{}", "new(fiber.Cookie)", "&fiber.Cookie{}", "fiber.Cookie{}",
       "fasthttp.AcquireCookie()", "&fasthttp.Cookie{}", "fasthttp.Cookie{}", "new(fasthttp.Cookie)"});
  const std::string text = r_.TextOf(made.value);
  if (!OneOf(text, kMade)) return;
  const auto last = [&](std::string_view name) -> std::optional<Range> {
    const auto bound = p_.BindingsOf(made.target + "." + std::string(name));
    if (!bound.empty()) return bound.back()->value;
    for (const Call& call : p_.CallsIn(r_.FunctionRound(made.at))) {
      if (call.path.size() != 2 || call.path.front() != made.target || call.method() != "Set" + std::string(name))
        continue;
      return r_.Positional(p_.Arguments(call.inner), 0);
    }
    return std::nullopt;
  };
  const auto on = [&](std::string_view name) {
    const auto value = last(name);
    return value && !r_.IsFalse(*value);
  };
  auto name = last("Name");
  if (!name) name = last("Key");
  const auto value = last("Value");
  if (!name || (value && p_.ConstantOf(*value) == "\"")) return;  // an empty value takes the cookie away
  const std::string constant = p_.ConstantOf(*name);
  if (!constant.starts_with('"') || TokenName(std::string_view(constant).substr(1)) == 0) return;
  if ((!on("HttpOnly") && !on("HTTPOnly")) || !on("Secure")) r_.Tell(kCookie, made.value);
}

// session.Values["access_token"] = …, session.Set("jwt", …), of a store that is the cookie: sessions.Options{…}
void ExposedFinder::GoSession(const Call& call) {
  if (!r_.Is(LanguageId::kGo) || call.method() != "Options" || !call.is_braced) return;
  if (!ReceiverMatches(call.path, "~sessions") || !r_.Holds("NewCookieStore(|cookie.NewStore(")) return;
  const std::vector<Argument> arguments = p_.Arguments(call.inner);
  const auto on = [&](std::string_view option) {
    const auto value = r_.Named(arguments, option);
    return value && !r_.IsFalse(*value);
  };
  const auto age = r_.Named(arguments, "MaxAge");
  if ((on("HttpOnly") && on("Secure")) || (age && r_.TextOf(*age).starts_with('-'))) return;
  const auto keeps = [](const Binding& binding) {
    const std::size_t at = binding.target.rfind(".Values.");
    return at != std::string::npos && TokenName(binding.target.substr(at + 8)) > 0;
  };
  const auto sets = [this](const Call& one) {
    if (one.method() != "Set" || !ReceiverMatches(one.path, "~session")) return false;
    const auto key = r_.Positional(p_.Arguments(one.inner), 0);
    return key && p_.ConstantOf(*key).size() > 1 && TokenName(p_.ConstantOf(*key).substr(1)) > 0;
  };
  if (std::ranges::any_of(p_.bindings(), keeps) || std::ranges::any_of(p_.calls(), sets)) r_.Tell(kCookie, call);
}

}  // namespace packrake::code
