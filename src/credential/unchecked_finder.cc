#include "credential/unchecked_finder.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/ascii.h"
#include "credential/has.h"
#include "credential/misuse_rules.h"
#include "credential/misuse_table.h"
#include "credential/one_of.h"
#include "credential/rows_by_name.h"
#include "credential/sinks.h"

// First what a name alone tells, from the tables; then each language by itself.
namespace packrake::code {

void UncheckedFinder::Run() {
  ByTable();
  if ((own_ & (Only(LanguageId::kCSharp) | Only(LanguageId::kVisualBasic))) != 0) Delegates();
  if (r_.Is(LanguageId::kCSharp)) NetAlgorithms();
  if (r_.Is(LanguageId::kGo)) GoKeyFunctions();
  if (p_.language().id == LanguageId::kRust) {
    for (const Binding& binding : p_.bindings()) {
      if (binding.target.ends_with(".algorithms")) RustAlgorithms(binding.value);
    }
  }
  for (const Call& call : p_.calls()) {
    ReadByHand(call);
    AudienceSet(call);
    switch (p_.language().id) {
      case LanguageId::kPython:
        Python(call);
        break;
      case LanguageId::kJavaScript:
        Script(call);
        break;
      case LanguageId::kJava:
      case LanguageId::kKotlin:
      case LanguageId::kScala:
      case LanguageId::kGroovy:
        Jvm(call);
        JvmLibraries(call);
        break;
      case LanguageId::kCSharp:
      case LanguageId::kVisualBasic:
      case LanguageId::kPowerShell:
        Net(call);
        break;
      case LanguageId::kGo:
        Go(call);
        break;
      case LanguageId::kRuby:
        Ruby(call);
        break;
      case LanguageId::kPhp:
        Php(call);
        break;
      case LanguageId::kRust:
        Rust(call);
        break;
      case LanguageId::kCpp:
        Cpp(call);
        break;
      case LanguageId::kSwift:
        Swift(call);
        break;
      case LanguageId::kDart:
        Dart(call);
        break;
      case LanguageId::kElixir:
        Elixir(call);
        break;
      case LanguageId::kPerl:
        Perl(call);
        break;
      case LanguageId::kLua:
        Lua(call);
        break;
      default:
        break;
    }
  }
  JvmBesidesCalls();
  for (std::uint32_t i = 0; r_.Is(LanguageId::kJavaScript) && i < t_.size(); ++i) UnsignedHeader(i);
  for (std::uint32_t i = 0; r_.Is(LanguageId::kRuby) && i < t_.size(); ++i) UnverifiedPayload(i);
  ReadsObjects();
  AudienceSettings();
  TellSwitchedOff();
  Lives();
}

void UncheckedFinder::ByTable() {
  static const RowsByName calls(UnsafeCalls(), &UnsafeCall::method);
  static const RowsByName settings(UnsafeSettings(), &UnsafeSetting::name);
  static const RowsByName names(UnsafeNames(), &UnsafeName::name);
  for (std::uint32_t i = 0; i < t_.size(); ++i) {
    const bool name = t_.IsName(i);
    if (!name && !t_.IsString(i)) continue;
    const std::string_view text = name ? t_.Text(i) : std::string_view(t_.StringAt(i).value);
    for (const UnsafeSetting* row : settings.Of(text)) {
      if (TellsSetting(*row, i)) break;
    }
    if (!name) continue;
    for (const UnsafeName* row : names.Of(text)) {
      if (TellsName(*row, i)) break;
    }
  }
  for (const Call& call : p_.calls()) {
    for (const UnsafeCall* row : calls.Of(call.method())) {
      if (TellsCall(*row, call)) break;
    }
  }
}

bool UncheckedFinder::TellsCall(const UnsafeCall& row, const Call& call) {
  if ((row.languages & own_) == 0 || !r_.Holds(row.hint)) return false;
  if (!ReceiverMatches(call.path, row.receiver) || IsMethodOfGo(call)) return false;
  if (!row.argument.empty()) {
    const auto value = r_.Positional(p_.Arguments(call.inner), static_cast<std::size_t>(row.argument[0] - '0'));
    if (!value || !(row.argument.ends_with("false") ? r_.IsFalse(*value) : r_.IsTrue(*value))) return false;
  }
  // ParseUnverified checks nothing anyway, and is told.
  if (row.method == "WithoutClaimsValidation" && OnlyParsesUnverified(call.begin)) return false;
  // jwx: what was only parsed is validated by a call of its own.
  if (row.method == "WithValidate" && r_.Holds("jwt.Validate(")) return false;
  // WithVerify(false), WithValidate(false): the same.
  if (row.method == "WithValidate" && call.begin > 5 && t_.Is(call.begin - 1, ",") && t_.Is(call.begin - 2, ")") &&
      t_.Is(call.begin - 5, "WithVerify"))
    return false;
  if (row.rule == kNoVerify && !row.argument.size() && VerifiedNearby(call)) return false;
  if (row.rule == kNoVerify)
    TellUnchecked(call, {}, row.confidence);
  else if (IsOfClaims(row.rule))
    SwitchedOff(row.rule, call.begin, LinkOf(call), SaidToBeChecked(call.name) ? Confidence::kLow : row.confidence);
  else
    r_.Tell(row.rule, LinkOf(call), {}, row.confidence);
  return true;
}

bool UncheckedFinder::TellsSetting(const UnsafeSetting& row, std::uint32_t i) {
  if ((row.languages & own_) == 0 || !r_.Holds(row.hint)) return false;
  std::uint32_t sign = i + 1;
  if (t_.Is(sign, "]")) ++sign;
  const bool sets = t_.Is(sign, "=") || t_.Is(sign, ":") || t_.Is(sign, "=>") || t_.Is(sign, ":=") ||
                    (t_.IsString(i) && t_.Is(sign, ",") && !InCall(i));
  if (!sets) return false;
  const Range value = p_.Expression(sign + 1);
  if (!HasValue(value, row.value) || !IsOfChecks(row, i) || FindsRecord(i)) return false;
  if (row.name == "SkipClaimsValidation" && OnlyParsesUnverified(i)) return false;
  // verify_aud: verify_aud, in what a class of settings hands on
  if (r_.Is(LanguageId::kRuby) && value.size() == 1 && t_.Text(value.begin) == row.name) return false;
  std::optional<Confidence> confidence = row.confidence;
  if ((!row.checked.empty() && r_.Holds(row.checked)) || IsNamedFor(i)) confidence = Confidence::kLow;
  if (r_.CallersChoice(i) || (row.rule == kNoExpiry && ReadsExpired(i)) ||
      (row.rule != kNoVerify && SaidToBeChecked(i)))
    confidence = Confidence::kLow;
  if (IsOfClaims(row.rule))
    SwitchedOff(row.rule, i, {i, value.end}, confidence);
  else
    r_.Tell(row.rule, {i, value.end}, {}, confidence);
  return true;
}

bool UncheckedFinder::TellsName(const UnsafeName& row, std::uint32_t i) {
  if ((row.languages & own_) == 0) return false;
  if (row.before.empty() ? false
                         : !(i > 1 && (t_.Is(i - 1, ".") || t_.Is(i - 1, "::")) &&
                             Lower(t_.Text(i - 2)).find(row.before) != std::string::npos))
    return false;
  // Of a package, not where that package itself defines it.
  if (row.before.empty() && p_.language().id == LanguageId::kGo && !(i > 0 && t_.Is(i - 1, "."))) return false;
  if (row.name == "NoneAlgorithm" && (t_.Is(i + 1, "(") || t_.Is(i + 1, ";")))
    return false;  // the call's row, or an import
  if (Compared(i)) return false;  // a refusal: `if alg == SigningMethodNone`
  if (IsBetweenWords(i)) return false;
  const std::uint32_t begin = row.before.empty() ? i : i - 2;
  r_.Tell(row.rule, {begin, i + 1});
  return true;
}

Range UncheckedFinder::LinkOf(const Call& call) const {
  const bool own_line = call.name > call.begin && t_.Is(call.name - 1, ".") && t_[call.name - 1].first_on_line;
  return {own_line ? call.name : call.begin, std::min(call.inner.end + (call.open == kNone ? 0 : 1), t_.size())};
}

bool UncheckedFinder::HasValue(Range expression, std::string_view value) const {
  if (value == "false") return r_.IsFalse(expression);
  if (value == "true") return r_.IsTrue(expression);
  return r_.TextOf(expression) == value || Lower(p_.ConstantOf(expression)) == value;
}

bool UncheckedFinder::IsOfChecks(const UnsafeSetting& row, std::uint32_t i) const {
  static constexpr auto kClaims = std::to_array<std::string_view>({"aud", "exp", "iss", "nbf"});
  return std::ranges::find(kClaims, row.name) == kClaims.end() || InsideVerify(i);
}

bool UncheckedFinder::InCall(std::uint32_t i) const {
  const std::uint32_t open = t_[i].inside;
  return open != kNone && open > 0 && t_.Is(open, "(") && t_.IsName(open - 1);
}

bool UncheckedFinder::IsMethodOfGo(const Call& call) const {
  if (!r_.Is(LanguageId::kGo) || call.begin == 0 || !t_.Is(call.begin - 1, ")")) return false;
  const std::uint32_t receiver = t_[call.begin - 1].pair;
  return receiver != kNone && receiver > 0 && t_.Is(receiver - 1, "func") && t_[receiver - 1].first_on_line;
}

bool UncheckedFinder::OnlyParsesUnverified(std::uint32_t option) const {
  const std::uint32_t open = t_[option].inside;
  const std::uint32_t close = open == kNone ? kNone : t_[open].pair;
  if (close == kNone) return false;
  if (t_.Is(close + 1, ".")) return t_.Is(close + 2, "ParseUnverified");
  // parser := jwt.NewParser(…): what is called on it
  bool unverified = false;
  for (const Call& other : p_.CallsIn(r_.FunctionRound(option))) {
    unverified |= other.method() == "ParseUnverified";
    if (other.method() == "Parse" || other.method() == "ParseWithClaims") return false;
  }
  return unverified;
}

bool UncheckedFinder::Compared(std::uint32_t i) const {
  for (const std::uint32_t k : {i + 1, i + 2, i > 1 ? i - 1 : 0, i > 3 ? i - 3 : 0}) {
    const std::string_view sign = t_.Text(k);
    if (sign == "==" || sign == "!=" || sign == "===" || sign == "!==" || sign == "case" || sign == "is") return true;
  }
  // NONE.equals(a), NONE.getId().equalsIgnoreCase(a), a.equals(NONE)
  for (std::uint32_t k = i + 1; k < i + 8 && k < t_.size() && !t_.Is(k, ";"); ++k) {
    if (t_.Is(k, "equals") || t_.Is(k, "equalsIgnoreCase")) return true;
  }
  const std::uint32_t open = t_[i].inside;
  return open != kNone && open > 0 && (t_.Is(open - 1, "equals") || t_.Is(open - 1, "equalsIgnoreCase"));
}

// "Made NoneAlgorithm not requiring any keys": two names side by side on either side are no code.
bool UncheckedFinder::IsBetweenWords(std::uint32_t i) const {
  static constexpr auto kBefore = std::to_array<std::string_view>({"return", "case", "new", "in", "when", "yield"});
  static constexpr auto kAfter = std::to_array<std::string_view>({"if", "unless", "then", "do", "else", "in"});
  return i > 0 && t_.IsName(i - 1) && t_.IsName(i + 1) && !t_[i].first_on_line && !t_[i + 1].first_on_line &&
         !OneOf(t_.Text(i - 1), kBefore) && !OneOf(t_.Text(i + 1), kAfter);
}

bool UncheckedFinder::FindsRecord(std::uint32_t i) const {
  const std::uint32_t brace = t_[i].inside;
  const std::uint32_t open = brace == kNone ? kNone : t_[brace].inside;
  // find(id, {…}), findByUserCode(code, {…})
  return open != kNone && open > 0 && t_.Is(brace, "{") && t_.Is(open, "(") && t_.Text(open - 1).starts_with("find");
}

bool UncheckedFinder::ReadsExpired(std::uint32_t i) const {
  if (Has(Lower(p_.regions()[p_.FunctionOfToken(i)].name), "expired")) return true;
  // if allow_refresh_with_expired_token?
  for (std::uint32_t region = p_.RegionOf(i); p_.regions()[region].kind == RegionKind::kCondition;
       region = p_.regions()[region].parent) {
    const Region& condition = p_.regions()[region];
    for (std::uint32_t k = condition.header; k < condition.body.begin && k < condition.header + 40; ++k) {
      const std::string word = t_.IsName(k) ? Lower(t_.Text(k)) : "";
      if (Has(word, "expired") && Has(word, "allow")) return true;
    }
  }
  const Range body = r_.FunctionRound(i);
  for (std::uint32_t k = i; k < std::min(body.end, i + 400); ++k) {  // decoded.exp
    if (t_.Is(k, "exp") && (t_.Is(k - 1, ".") || t_.Is(k - 1, "?."))) return true;
  }
  return false;
}

// func WithSkipExpiryCheck() Option { return func(c *oidc.Config) { c.SkipExpiryCheck = true } }
bool UncheckedFinder::IsNamedFor(std::uint32_t setting) const {
  const std::string name = Lower(t_.IsString(setting) ? t_.StringAt(setting).value : t_.Text(setting));
  for (std::uint32_t r = p_.FunctionOfToken(setting); r != 0; r = p_.regions()[r].parent) {
    if (Has(Lower(p_.regions()[r].name), name)) return true;
  }
  return false;
}

bool UncheckedFinder::SaidToBeChecked(std::uint32_t i) const {
  constexpr std::size_t kNear = 300;  // bytes between the comment and the setting
  static constexpr auto kMeans = std::to_array<std::string_view>(
      {"manual", "by hand", "itself", "later", "below", "elsewhere", "separately", "ourselves"});
  for (const Comment& comment : t_.comments) {
    if (comment.begin > t_[i].begin) break;
    if (comment.end + kNear < t_[i].begin) continue;
    const std::string text = Lower(t_.text.substr(comment.begin, comment.end - comment.begin));
    if (!Has(text, "validat") && !Has(text, "check") && !Has(text, "verif")) continue;
    if (std::ranges::any_of(kMeans, [&text](std::string_view one) { return Has(text, one); })) return true;
  }
  return false;
}

bool UncheckedFinder::InsideVerify(std::uint32_t i) const {
  const std::uint32_t open = t_[i].inside;
  return open != kNone && open > 1 &&
         (t_.Is(open - 2, "verify") || t_.Is(open - 1, "verify") || t_.Is(open - 2, "validators"));
}

void FindUncheckedTokens(MisuseReader& reader) { UncheckedFinder(reader).Run(); }

}  // namespace packrake::code
