#include <algorithm>
#include <array>
#include <cctype>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "credential/misuse_reader.h"
#include "credential/misuse_table.h"
#include "credential/sinks.h"

// Signatures, algorithms and claims (facts 3.1): first what a name alone tells, from the tables, then what takes a look
// at the arguments, by language.
namespace packrake::code {
namespace {

constexpr std::string_view kNoVerify = "jwt.misuse.no-verify";
constexpr std::string_view kAlgNone = "jwt.misuse.alg-none";
constexpr std::string_view kAlgAny = "jwt.misuse.alg-any";
constexpr std::string_view kAlgMixed = "jwt.misuse.alg-mixed";
constexpr std::string_view kAlgFromToken = "jwt.misuse.alg-from-token";
constexpr std::string_view kBroadAudience = "jwt.misuse.broad-audience";
constexpr std::string_view kAudienceAbsent = "jwt.misuse.audience-absent";
constexpr std::string_view kIssuerAbsent = "jwt.misuse.issuer-absent";
constexpr std::string_view kNoExpiry = "jwt.misuse.no-expiry";
constexpr std::string_view kNoExpirySet = "jwt.misuse.no-expiry-set";
constexpr std::string_view kLongLife = "jwt.misuse.long-life";
constexpr std::string_view kPersonalClaims = "jwt.misuse.personal-claims";
constexpr std::string_view kNotRevoked = "jwt.misuse.not-revoked";
constexpr std::string_view kKeyFromToken = "jwt.misuse.key-from-token";

std::string Lower(std::string_view text) {
  std::string out(text);
  for (char& c : out) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return out;
}

bool IsHmac(std::string_view algorithm) { return algorithm.size() == 5 && algorithm.starts_with("HS"); }
bool IsAsymmetric(std::string_view a) {
  return (a.size() == 5 && (a.starts_with("RS") || a.starts_with("ES") || a.starts_with("PS"))) || a == "EdDSA" ||
         a == "ES256K";
}

class UncheckedFinder {
 public:
  explicit UncheckedFinder(MisuseReader& reader)
      : r_(reader), p_(reader.p), t_(reader.t), own_(Only(reader.p.language().id)) {}

  void Run() {
    ByTable();
    if ((own_ & (Only(LanguageId::kCSharp) | Only(LanguageId::kVisualBasic))) != 0) {
      for (const Binding& binding : p_.bindings()) {
        const std::size_t dot = binding.target.rfind('.');
        if (dot != std::string::npos && binding.at > 0 && !binding.value.empty())
          Delegate(binding.target.substr(dot + 1), binding.value, binding.at - 1);
      }
    }
    for (const Call& call : p_.calls()) {
      ReadByHand(call);
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
        default:
          break;
      }
    }
  }

 private:
  using Arguments = std::vector<Argument>;

  // --- Tables.

  void ByTable() {
    std::unordered_multimap<std::string_view, const UnsafeCall*> calls;
    for (const UnsafeCall& row : UnsafeCalls()) {
      if ((row.languages & own_) != 0 && r_.Holds(row.hint)) calls.emplace(row.method, &row);
    }
    for (const Call& call : p_.calls()) {
      const auto [begin, end] = calls.equal_range(call.method());
      for (auto it = begin; it != end; ++it) {
        const UnsafeCall& row = *it->second;
        if (!ReceiverMatches(call.path, row.receiver)) continue;
        if (!row.argument.empty()) {
          const auto value = r_.Positional(p_.Arguments(call.inner), static_cast<std::size_t>(row.argument[0] - '0'));
          if (!value || !(row.argument.ends_with("false") ? r_.IsFalse(*value) : r_.IsTrue(*value))) continue;
        }
        if (row.rule == kNoVerify && !row.argument.size() && VerifiedNearby(call)) continue;
        r_.Tell(row.rule, call, {}, row.confidence);
        break;
      }
    }
    std::unordered_multimap<std::string_view, const UnsafeSetting*> settings;
    for (const UnsafeSetting& row : UnsafeSettings()) {
      if ((row.languages & own_) != 0 && r_.Holds(row.hint)) settings.emplace(row.name, &row);
    }
    std::unordered_multimap<std::string_view, const UnsafeName*> names;
    for (const UnsafeName& row : UnsafeNames()) {
      if ((row.languages & own_) != 0) names.emplace(row.name, &row);
    }
    for (std::uint32_t i = 0; i < t_.size(); ++i) {
      const bool name = t_.IsName(i);
      if (!name && !t_.IsString(i)) continue;
      const std::string_view text = name ? t_.Text(i) : std::string_view(t_.StringAt(i).value);
      const auto [sbegin, send] = settings.equal_range(text);
      for (auto it = sbegin; it != send; ++it) {
        const UnsafeSetting& row = *it->second;
        std::uint32_t sign = i + 1;
        if (t_.Is(sign, "]")) ++sign;
        const bool sets = t_.Is(sign, "=") || t_.Is(sign, ":") || t_.Is(sign, "=>") || t_.Is(sign, ":=") ||
                          (!name && t_.Is(sign, ",") && !InCall(i));
        if (!sets) continue;
        const Range value = p_.Expression(sign + 1);
        if (row.value == "false" ? !r_.IsFalse(value) : !r_.IsTrue(value)) continue;
        if (row.name == "exp" && !InsideVerify(i)) continue;
        std::optional<Confidence> confidence;
        if (r_.CallersChoice(i)) confidence = Confidence::kLow;
        r_.Tell(row.rule, {i, value.end}, {}, confidence);
        break;
      }
      if (!name) continue;
      const auto [nbegin, nend] = names.equal_range(text);
      for (auto it = nbegin; it != nend; ++it) {
        const UnsafeName& row = *it->second;
        if (row.before.empty() ? false
                               : !(i > 1 && (t_.Is(i - 1, ".") || t_.Is(i - 1, "::")) &&
                                   Lower(t_.Text(i - 2)).find(row.before) != std::string::npos))
          continue;
        // Of a package, not where that package itself defines it.
        if (row.before.empty() && p_.language().id == LanguageId::kGo && !(i > 0 && t_.Is(i - 1, "."))) continue;
        if (row.name == "NoneAlgorithm" && (t_.Is(i + 1, "(") || t_.Is(i + 1, ";")))
          continue;                 // the call's row, or an import
        if (Compared(i)) continue;  // a refusal: `if alg == SigningMethodNone`
        const std::uint32_t begin = row.before.empty() ? i : i - 2;
        r_.Tell(row.rule, {begin, i + 1});
        break;
      }
    }
  }

  // Whether the innermost bracket round the token is a call's: set_default("verify_exp", False) is a library's own
  // code.
  bool InCall(std::uint32_t i) const {
    const std::uint32_t open = t_[i].inside;
    return open != kNone && open > 0 && t_.Is(open, "(") && t_.IsName(open - 1);
  }

  bool Compared(std::uint32_t i) const {
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

  bool InsideVerify(std::uint32_t i) const {
    const std::uint32_t open = t_[i].inside;
    return open != kNone && open > 1 && (t_.Is(open - 2, "verify") || t_.Is(open - 1, "verify"));
  }

  // --- What several languages share.

  static bool OnJwt(const Call& call) { return ReceiverMatches(call.path, "~jwt|~jose|~jws|~jsonwebtoken"); }

  // Whether the token that `call` takes without a check is checked elsewhere in the same function.
  // In Python a claim is often read first, to find the key: the result has a name then, and the check comes below.
  bool VerifiedNearby(const Call& call) const {
    const bool python = p_.language().id == LanguageId::kPython;
    if (python && call.method() != "process_jwt" &&
        !(call.begin > 0 &&
          (t_.Is(call.begin - 1, "=") || t_.Is(call.inner.end + 1, "[") || t_.Is(call.inner.end + 1, "."))))
      return false;
    const auto token = r_.Positional(p_.Arguments(call.inner), 0);
    if (!token) return false;
    const std::string text = r_.TextOf(*token);
    if (text.empty() || ++searches_ > kMaxSearches) return false;
    const std::uint32_t own = p_.FunctionOfToken(call.begin);
    // unverified_claims = …: who calls them so knows; they are checked where the function goes on to decode.
    const bool said = call.begin > 1 && Lower(t_.Text(call.begin - 2)).find("unverified") != std::string::npos;
    for (const Call& other : p_.CallsIn(r_.FunctionRound(call.begin))) {
      if (&other == &call || p_.FunctionOfToken(other.begin) != own || (python && other.begin < call.begin)) continue;
      if (!Verifies(other)) continue;
      if (said && other.begin > call.begin && Splats(other)) return true;
      for (const Argument& argument : p_.Arguments(other.inner)) {
        if (r_.TextOf(argument.value) == text) return true;
      }
    }
    return false;
  }

  bool Verifies(const Call& call) const {
    const std::string method = Lower(call.method());
    const Arguments arguments = p_.Arguments(call.inner);
    if (method == "decode" || method == "_decode_jwt" || method == "decode_jwt" || method == "jws.verify") {
      if (Splats(call)) return true;
      if (arguments.size() < 2) return false;
      if (const auto verify = r_.OptionOfCall(arguments, "verify"); verify && r_.IsFalse(*verify)) return false;
      if (const auto verify = r_.OptionOfCall(arguments, "verify_signature"); verify && r_.IsFalse(*verify))
        return false;
      const auto key = r_.Positional(arguments, 1);
      return !key || p_.ConstantOf(*key) != "None";
    }
    if (method.find("verify") == std::string::npos && method.find("validate") == std::string::npos &&
        method.find("parsewithclaims") == std::string::npos && method != "authenticate")
      return false;
    if (const auto algorithms = r_.OptionOfCall(arguments, "algorithms")) {
      for (const std::string& algorithm : r_.Strings(*algorithms)) {
        if (Lower(algorithm) == "none") return false;
      }
    }
    if (const auto verify = r_.Named(arguments, "verify"); verify && r_.IsFalse(*verify)) return false;
    return true;
  }

  // What `algorithms` asks for: none, HMAC and asymmetric at once, anything, or what the token says.
  void Algorithms(const Call& call, Range value) {
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
    if (hmac && asymmetric) r_.Tell(kAlgMixed, call);
    std::uint32_t header = kNone;
    if (HeaderMember(value, "alg", 0, header) && !ComparedBefore(value, call))
      r_.Tell(kAlgFromToken, call, {}, {}, header);
  }

  // Whether a name in the expression is held against a list, or a value, before the call.
  bool ComparedBefore(Range value, const Call& call) const {
    const Range body = r_.FunctionRound(call.begin);
    for (std::uint32_t i = value.begin; i < value.end; ++i) {
      if (!t_.IsName(i)) continue;
      const std::uint32_t from = body.begin + 3000 < call.begin ? call.begin - 3000 : body.begin;
      for (std::uint32_t k = from; k < call.begin; ++k) {
        if (!t_.IsName(k) || t_.Text(k) != t_.Text(i)) continue;
        const std::string_view next = t_.Text(k + 1);
        if (next == "not" || next == "in" || next == "==" || next == "!=" || next == "===" || next == "!==")
          return true;
        if (k > 1 && t_.Is(k - 1, "(") && (t_.Is(k - 2, "includes") || t_.Is(k - 2, "has") || t_.Is(k - 2, "contains")))
          return true;
      }
    }
    return false;
  }

  // Whether the expression takes `member` out of a token's header; `header` is where that was read.
  bool HeaderMember(Range value, std::string_view member, int depth, std::uint32_t& header) const {
    const Range range = p_.Resolve(value);
    for (std::uint32_t i = range.begin; i < range.end && i < range.begin + 60; ++i) {
      const bool named = (t_.IsString(i) && t_.StringAt(i).value == member) ||
                         (t_.IsName(i) && t_.Text(i) == member && i > 0 && (t_.Is(i - 1, ".") || t_.Is(i - 1, "?.")));
      if (named && i > range.begin &&
          (t_.Is(i - 1, "[") || t_.Is(i - 1, "(") || t_.Is(i - 1, ".") || t_.Is(i - 1, "?."))) {
        std::string before;
        for (std::uint32_t k = range.begin; k < i; ++k) before += Lower(t_.Text(k));
        if (before.find("header") != std::string::npos || before.find("unverified") != std::string::npos ||
            before.find("decode") != std::string::npos || before.find("token") != std::string::npos) {
          const Range source = t_.IsName(range.begin) ? p_.Resolve({range.begin, range.begin + 1}) : range;
          header = source.begin;
          return true;
        }
      }
      // A name inside a list: algorithms=[alg]
      if (depth < 3 && t_.IsName(i) && range.size() > 1 && !t_.Is(i + 1, ".") && !t_.Is(i + 1, "(")) {
        const Range inner = p_.Resolve({i, i + 1});
        if (inner.begin != i && HeaderMember(inner, member, depth + 1, header)) return true;
      }
    }
    return false;
  }

  void Audience(const Call& call, std::optional<Range> audience) {
    if (!audience) return;
    for (const std::string& value : r_.Strings(*audience)) {
      const bool everything = value == "*" || value.ends_with(".*") || value == "any" || value == "all" ||
                              value.starts_with("*.") || value.find("/*") != std::string::npos;
      if (everything) return r_.Tell(kBroadAudience, call);
      if (BareDomain(value)) return r_.Tell(kBroadAudience, call, {}, Confidence::kMedium);
    }
  }

  // example.com: everything that a company runs, not one service of it.
  static bool BareDomain(std::string_view value) {
    for (const std::string_view scheme : {"https://", "http://"}) {
      if (value.starts_with(scheme)) value.remove_prefix(scheme.size());
    }
    if (value.ends_with('/')) value.remove_suffix(1);
    const auto dots = std::ranges::count(value, '.');
    if (dots != 1 || value.find('/') != std::string_view::npos || value.find(':') != std::string_view::npos ||
        value.find(' ') != std::string_view::npos)
      return false;
    static constexpr auto kTops = std::to_array<std::string_view>(
        {".com", ".org", ".net", ".io", ".dev", ".app", ".co", ".eu", ".de", ".uk", ".fr"});
    return std::ranges::any_of(kTops, [value](std::string_view top) { return value.ends_with(top); });
  }

  // Claims that do not belong into a token that everyone can read.
  void Claims(const Call& call, Range claims) {
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

  bool HasEntry(Range expression, std::string_view name) const { return r_.Option(expression, name).has_value(); }

  // Seconds that a literal life lasts, or 0 where it is none: "365d", "2 years", timedelta(days=3650).
  static double SecondsOf(std::string_view text) {
    std::size_t i = 0;
    double number = 0;
    while (i < text.size() && std::isdigit(static_cast<unsigned char>(text[i])) && i < 12)
      number = number * 10 + (text[i++] - '0');
    while (i < text.size() && text[i] == ' ') ++i;
    const std::string unit = Lower(text.substr(i));
    if (unit == "d" || unit == "day" || unit == "days") return number * 86400;
    if (unit == "w" || unit.starts_with("week")) return number * 7 * 86400;
    if (unit == "y" || unit.starts_with("year") || unit == "yr") return number * 365 * 86400;
    if (unit == "h" || unit.starts_with("hour") || unit == "hr" || unit == "hrs") return number * 3600;
    return 0;
  }
  static constexpr double kLong = 30.0 * 86400;

  // --- Any language: claims read without a library.

  // base64 of the middle of token.split('.'): what it says is taken for true unless something checks the rest.
  void ReadByHand(const Call& call) {
    static constexpr auto kDecoders = std::to_array<std::string_view>(
        {"b64decode", "urlsafe_b64decode", "atob", "base64_decode", "decode64", "urlsafe_decode64", "from", "decode",
         "DecodeString", "FromBase64String", "base64url_decode", "base64UrlDecode", "Base64UrlDecode", "decodeBase64",
         "urlsafeB64Decode", "strict_decode64", "url_decode64", "url_decode64!"});
    if (std::ranges::find(kDecoders, call.method()) == kDecoders.end()) return;
    if (!r_.Holds("jwt|JWT|Jwt|Bearer|bearer|claims") ||
        r_.Holds("erify|hmac|HMAC|Hmac|createHmac|hash_hmac|isValid|SignatureAlgorithm|getPublicKey"))
      return;
    const Arguments arguments = p_.Arguments(call.inner);
    if (arguments.empty() || ++searches_ > kMaxSearches) return;
    const std::string own = r_.TextOf(arguments[0].value);
    const Range value = arguments[0].value;
    const Range first{value.begin, std::min(value.begin + 1, value.end)};
    const std::string source = r_.TextOf(p_.Resolve(first));
    std::string function;
    const Range body = r_.FunctionRound(call.begin);
    for (std::uint32_t i = body.begin; i < body.end && function.size() < 20'000; ++i) function += t_.Text(i);
    const auto splits = [](std::string_view text) {
      for (const std::string_view split : {"split('.')", "split(\".\")", "split(\"\\\\.\")", "explode('.'",
                                           "explode(\".\"", "Split('.')", "Split(\".\")", "split(/\\./)"}) {
        if (text.find(split) != std::string_view::npos) return true;
      }
      return text.find("Split(") != std::string_view::npos && text.find(",\".\")") != std::string_view::npos;
    };
    const bool indexed = own.find("[1]") != std::string::npos || source.find("[1]") != std::string::npos;
    // By its name alone, the middle is told where no library of JWTs is likely to be at work: those are written so too.
    const bool named = !r_.Is(LanguageId::kJavaScript) && (Lower(own).find("payload") != std::string::npos ||
                                                           Lower(own).find("claims") != std::string::npos);
    const bool middle = indexed || named;
    if (!middle || !(splits(own) || splits(source) || splits(function))) return;
    if (r_.Is(LanguageId::kJavaScript)) return BrowserOrServer(call, Confidence::kMedium);
    r_.Tell(kNoVerify, call, Severity::kHigh, Confidence::kMedium);
  }

  // --- Python: PyJWT, python-jose, authlib, python_jwt.

  void Python(const Call& call) {
    const std::string& method = call.method();
    const bool jwt = OnJwt(call) || (call.is_imported && call.path.front().find("jwt") != std::string::npos);
    const Arguments arguments = p_.Arguments(call.inner);
    if (method == "timedelta" && r_.Holds("jwt|JWT|jose")) {
      for (const Argument& argument : arguments) {
        if (argument.name != "days" && argument.name != "weeks") continue;
        const std::string constant = p_.ConstantOf(argument.value);
        const double days = std::atof(constant.c_str()) * (argument.name == "weeks" ? 7 : 1);
        if (days * 86400 > kLong && LivesOnLine(call.begin)) r_.Tell(kLongLife, call, {}, Confidence::kLow);
      }
    }
    if (method == "process_jwt") {
      if (!VerifiedNearby(call)) r_.Tell(kNoVerify, call);
      return;
    }
    if (method == "JsonWebToken" || method == "JsonWebSignature") {  // authlib: what it accepts
      if (const auto accepted = r_.Positional(arguments, 0)) Algorithms(call, *accepted);
      return;
    }
    if (!jwt) return;
    // from .api_jwt import decode: a library's own module.
    if (call.is_imported && call.path.front().starts_with('.')) return;
    if ((method == "get_unverified_header" || method == "get_unverified_headers")) return UnverifiedHeader(call);
    if (method == "decode" || method == "decode_complete" ||
        (method == "verify" && ReceiverMatches(call.path, "~jws"))) {
      bool unverified = false;
      for (const std::string_view name : {"verify", "verify_signature"}) {
        const auto value = r_.OptionOfCall(arguments, name);
        if (value && r_.IsFalse(*value)) unverified = true;
      }
      if (const auto third = r_.Positional(arguments, 2); third && r_.IsFalse(*third) && method == "decode")
        unverified = true;
      if (unverified) {
        if (VerifiedNearby(call)) return;
        if (OnlyChoosesKey(call))
          r_.Tell(kNoVerify, call, {}, Confidence::kLow);
        else
          r_.Tell(kNoVerify, call);
        return;
      }
      const auto algorithms = r_.Named(arguments, "algorithms");
      const auto third = r_.Positional(arguments, 2);
      const bool authlib = r_.Holds("authlib|joserfc");
      if (algorithms)
        Algorithms(call, *algorithms);
      else if (third)
        Algorithms(call, *third);
      else if (!authlib && arguments.size() >= 2 && !Splats(call))
        r_.Tell(kAlgAny, call, Severity::kMedium, Confidence::kLow);
      Audience(call, r_.Named(arguments, "audience"));
      // Whether the audience is turned off is the table's business; here, whether it is named at all.
      if (!Splats(call) && method != "verify") {
        const auto off = r_.OptionOfCall(arguments, "verify_aud");
        if (!r_.Named(arguments, "audience") && !off) r_.Tell(kAudienceAbsent, call, {}, Confidence::kLow);
        if (!r_.Named(arguments, "issuer")) r_.Tell(kIssuerAbsent, call, {}, Confidence::kLow);
      }
      return;
    }
    if (method == "encode") {
      const auto algorithm = r_.Named(arguments, "algorithm");
      const auto third = r_.Positional(arguments, 2);
      for (const auto& value : {algorithm, third}) {
        if (!value) continue;
        if (r_.IsNoneAlgorithm(*value) || p_.ConstantOf(*value) == "None") {
          r_.Tell(kAlgNone, call);
          break;
        }
      }
      if (const auto headers = r_.Positional(arguments, 0); headers) {
        const auto alg = r_.Option(*headers, "alg");
        if (alg && r_.IsNoneAlgorithm(*alg)) r_.Tell(kAlgNone, call);
        Claims(call, *headers);
        const std::uint32_t object = p_.ObjectOf(*headers);
        if (object != kNone && !alg && !HasEntry(*headers, "exp") && t_[object].pair - object > 1)
          r_.Tell(kNoExpirySet, call, {}, Confidence::kLow);
        if (const auto aud = r_.Option(*headers, "aud")) Audience(call, aud);
      }
    }
  }

  // Whether all that is read of the unverified claims is who issued them and which key they name.
  bool OnlyChoosesKey(const Call& call) const {
    static constexpr auto kChoosing = std::to_array<std::string_view>({"iss", "kid", "tid", "azp", "appid"});
    const auto chooses = [this](std::uint32_t k) {
      std::string member;
      if (t_.Is(k, "[") && t_.IsString(k + 1)) member = t_.StringAt(k + 1).value;
      if (t_.Is(k, ".") && t_.Is(k + 1, "get") && t_.IsString(k + 3)) member = t_.StringAt(k + 3).value;
      return std::ranges::find(kChoosing, member) != kChoosing.end();
    };
    const std::uint32_t after = call.inner.end + 1;
    if (chooses(after)) return true;
    if (call.begin < 2 || !t_.Is(call.begin - 1, "=") || !t_.IsName(call.begin - 2)) return false;
    const std::string_view name = t_.Text(call.begin - 2);
    const Range body = r_.FunctionRound(call.begin);
    int reads = 0;
    for (std::uint32_t k = after; k < body.end && k < after + 800; ++k) {
      if (!t_.IsName(k) || t_.Text(k) != name) continue;
      if (t_.Is(k + 1, "=")) break;
      if (!chooses(k + 1)) return false;
      ++reads;
    }
    return reads > 0;
  }

  bool Splats(const Call& call) const {
    for (std::uint32_t i = call.inner.begin; i < call.inner.end; ++i) {
      if (t_.Is(i, "*") || t_.Is(i, "...")) return true;
    }
    return false;
  }

  // Whether the line speaks of a token's life.
  bool LivesOnLine(std::uint32_t token) const {
    const std::size_t at = t_[token].begin;
    const std::size_t begin = p_.text().rfind('\n', at) == std::string_view::npos ? 0 : p_.text().rfind('\n', at);
    const std::string line =
        Lower(p_.text().substr(begin, std::min<std::size_t>(p_.text().size() - begin, at - begin + 80)));
    return line.find("exp") != std::string::npos || line.find("lifetime") != std::string::npos ||
           line.find("token") != std::string::npos || line.find("jwt") != std::string::npos;
  }

  // The header may name the key (kid, x5t); it must not bring it. What it says of the algorithm is told where that is
  // used.
  void UnverifiedHeader(const Call& call) {
    const std::uint32_t after = call.inner.end + 1;
    const auto reads = [this](std::uint32_t k) -> std::string {
      if (t_.Is(k, "[") && t_.IsString(k + 1)) return t_.StringAt(k + 1).value;
      if (t_.Is(k, ".") && t_.Is(k + 1, "get") && t_.IsString(k + 3)) return t_.StringAt(k + 3).value;
      return "";
    };
    const auto judge = [&](const std::string& member) {
      if (member == "jku" || member == "x5u" || member == "jwk") r_.Tell(kKeyFromToken, call, {}, Confidence::kLow);
    };
    judge(reads(after));
    if (call.begin < 2 || !t_.Is(call.begin - 1, "=") || !t_.IsName(call.begin - 2)) return;
    const std::string_view name = t_.Text(call.begin - 2);
    const Range body = r_.FunctionRound(call.begin);
    for (std::uint32_t k = after; k < body.end && k < after + 600; ++k) {
      if (t_.IsName(k) && t_.Text(k) == name) {
        const std::string member = reads(k + 1);
        if (member == "jku" || member == "x5u" || member == "jwk") return judge(member);
      }
    }
  }

  // --- JavaScript and TypeScript.

  void Script(const Call& call) {
    const std::string& method = call.method();
    const Arguments arguments = p_.Arguments(call.inner);
    const bool jwt = OnJwt(call);
    if (method == "decode" && jwt && !ReceiverMatches(call.path, "~jose.base64url|~base64")) {
      const bool simple =
          r_.Holds("jwt-simple") && (ReceiverMatches(call.path, "~simple") || !r_.Holds("jsonwebtoken"));
      if (simple) {
        const auto third = r_.Positional(arguments, 2);
        const std::string constant = third ? p_.ConstantOf(*third) : "";
        const bool skips = third && (r_.IsTrue(*third) || (constant.starts_with('"') && constant.size() > 1));
        if (skips && !VerifiedNearby(call)) r_.Tell(kNoVerify, call);
        return;
      }
      if (arguments.empty() || VerifiedNearby(call)) return;
      if (arguments[0].value.empty() || t_.Is(arguments[0].value.begin, "#")) return;  // prose: decode(#506)
      if (std::ranges::any_of(arguments, [](const Argument& one) { return !one.name.empty(); })) return;  // Python's
      // With a key it is another library's, or another language's, and checks.
      if (arguments.size() >= 2 && p_.ObjectOf(arguments[1].value) == kNone && !r_.IsTrue(arguments[1].value) &&
          !r_.IsFalse(arguments[1].value))
        return;
      if (JwtDefinedHere(call)) return;
      return BrowserOrServer(call, Confidence::kHigh);
    }
    if ((method == "jwtDecode" || method == "jwt_decode" || method == "decodeJwt" || method == "jwt-decode") &&
        !VerifiedNearby(call))
      return BrowserOrServer(call, Confidence::kHigh);
    if (method == "decode" && ReceiverMatches(call.path, "~unsecuredjwt")) return r_.Tell(kAlgNone, call);
    if (method == "UnsecuredJWT") return r_.Tell(kAlgNone, call);
    const bool verifies = jwt && (method == "verify" || method == "verifyAsync");
    if (verifies || method == "jwtVerify" || method == "expressjwt" || method == "expressJwt" ||
        method == "express-jwt") {
      if (const auto algorithms = r_.OptionOfCall(arguments, "algorithms")) Algorithms(call, *algorithms);
      if (const auto key = r_.Positional(arguments, 1); key && verifies && r_.IsFalse(*key))
        r_.Tell("jwt.secret.empty", call);
      for (const std::string_view name : {"audience", "aud"}) Audience(call, r_.OptionOfCall(arguments, name));
      if (method == "expressjwt" || method == "expressJwt" || method == "express-jwt") {
        if (!r_.OptionOfCall(arguments, "isRevoked")) r_.Tell(kNotRevoked, call, {}, Confidence::kLow);
      }
      if (arguments.size() >= 2 || !verifies) {
        if (!r_.OptionOfCall(arguments, "audience")) r_.Tell(kAudienceAbsent, call, {}, Confidence::kLow);
        if (!r_.OptionOfCall(arguments, "issuer")) r_.Tell(kIssuerAbsent, call, {}, Confidence::kLow);
      }
      return;
    }
    if (jwt && (method == "sign" || method == "signAsync" || method == "encode")) {
      if (const auto algorithm = r_.OptionOfCall(arguments, "algorithm"); algorithm && r_.IsNoneAlgorithm(*algorithm))
        r_.Tell(kAlgNone, call);
      else if (const auto third = r_.Positional(arguments, 2); third && r_.IsNoneAlgorithm(*third))
        r_.Tell(kAlgNone, call);
      if (const auto algorithm = r_.OptionOfCall(arguments, "alg"); algorithm && r_.IsNoneAlgorithm(*algorithm))
        r_.Tell(kAlgNone, call);
      for (const std::string_view name : {"audience", "aud"}) Audience(call, r_.OptionOfCall(arguments, name));
      const auto life = r_.OptionOfCall(arguments, "expiresIn");
      if (life) Life(call, *life);
      if (const auto claims = r_.Positional(arguments, 0)) {
        Claims(call, *claims);
        if (!life && p_.ObjectOf(*claims) != kNone && !HasEntry(*claims, "exp") && arguments.size() >= 2) {
          const auto options = r_.Positional(arguments, 2);
          if (!options || p_.ObjectOf(*options) != kNone) r_.Tell(kNoExpirySet, call, {}, Confidence::kLow);
        }
      }
    }
    if (method == "setExpirationTime") {
      if (const auto life = r_.Positional(arguments, 0)) Life(call, *life);
    }
    if (method == "setProtectedHeader") {
      if (const auto algorithm = r_.OptionOfCall(arguments, "alg"); algorithm && r_.IsNoneAlgorithm(*algorithm))
        r_.Tell(kAlgNone, call);
    }
    if (method == "JwtStrategy" || method == "Strategy") {
      if (const auto algorithms = r_.OptionOfCall(arguments, "algorithms")) Algorithms(call, *algorithms);
    }
  }

  // A file that only defines `decode` itself, or decodes a token that it made.
  bool JwtDefinedHere(const Call& call) const {
    return !call.is_imported && call.path.size() > 1 && !r_.Holds("jsonwebtoken|jwt");
  }

  // Reading claims in a browser is normal; deciding on them on a server is not.
  void BrowserOrServer(const Call& call, Confidence confidence) {
    const bool browser =
        r_.Holds(
            "from 'react'|from \"react\"|useState|useEffect|from "
            "'vue'|@angular/|localStorage|sessionStorage|window.|document.|svelte|.jsx|AsyncStorage") &&
        !r_.Holds("express()|createServer|req.headers|fastify|koa");
    if (browser)
      r_.Tell(kNoVerify, call, Severity::kLow, Confidence::kMedium);
    else
      r_.Tell(kNoVerify, call, {}, confidence);
  }

  void Life(const Call& call, Range value) {
    const std::string constant = p_.ConstantOf(value);
    double seconds = 0;
    if (constant.starts_with('"'))
      seconds = SecondsOf(std::string_view(constant).substr(1));
    else if (!constant.empty() && std::isdigit(static_cast<unsigned char>(constant[0])))
      seconds = std::atof(constant.c_str());
    if (seconds > kLong) r_.Tell(kLongLife, call, {}, Confidence::kLow);
  }

  // --- Java, Kotlin, Scala: jjwt, java-jwt, nimbus.

  void Jvm(const Call& call) {
    const std::string& method = call.method();
    const Arguments arguments = p_.Arguments(call.inner);
    if (method == "parse" && arguments.size() >= 1) {
      const bool nimbus =
          call.path.front() == "JWTParser" || call.path.front() == "SignedJWT" || call.path.front() == "JWSObject";
      if (nimbus) {
        if (!r_.Holds(".verify(|.process(|JWTProcessor")) r_.Tell(kNoVerify, call, {}, Confidence::kMedium);
        return;
      }
      if (ReceiverMatches(call.path, "~jwts.parser|~jwtparser|~jwts.parserbuilder|~defaultjwtparser") ||
          JwtParserVariable(call)) {
        // A handler that takes signed tokens only refuses the others.
        if (arguments.size() >= 2 && HandlesSignedOnly(call)) return;
        if (SignedLaterOnly(call)) return;
        r_.Tell(kNoVerify, call);
        return;
      }
      if (ReceiverMatches(call.path, "~jwtparser|~signedjwt|~jwsobject|~jwt") && r_.Holds("nimbusds") &&
          !r_.Holds(".verify(|.process(|JWTProcessor"))
        r_.Tell(kNoVerify, call, {}, Confidence::kMedium);
      return;
    }
    if (method == "decode" && call.path.size() == 2 && call.path[0] == "JWT" && arguments.size() == 1) {
      if (VerifiedNearby(call)) return;
      if (!ClassVerifies(call))
        r_.Tell(kNoVerify, call);
      else
        r_.Tell(kNoVerify, call, {}, ResultUsed(call) && !VerifiedFirst(call) ? Confidence::kMedium : Confidence::kLow);
      return;
    }
    if (method == "compact" && ReceiverMatches(call.path, "~jwts.builder|~jwtbuilder|~builder")) {
      if (!SignedBuilder(call)) r_.Tell(kAlgNone, call);
      return;
    }
    if (method == "build" && ReceiverMatches(call.path, "~jwt.require")) {
      const auto has = [&call](std::string_view name) {
        return std::ranges::any_of(call.path, [name](const std::string& part) { return part.starts_with(name); });
      };
      if (!has("withAudience") && !has("withAnyOfAudience")) r_.Tell(kAudienceAbsent, call, {}, Confidence::kLow);
      if (!has("withIssuer")) r_.Tell(kIssuerAbsent, call, {}, Confidence::kLow);
    }
    if (method == "parseClaimsJws" || method == "parseSignedClaims") {
      const auto has = [&call](std::string_view name) { return std::ranges::find(call.path, name) != call.path.end(); };
      if (has("parser") || has("parserBuilder")) {
        if (!has("requireAudience")) r_.Tell(kAudienceAbsent, call, {}, Confidence::kLow);
        if (!has("requireIssuer")) r_.Tell(kIssuerAbsent, call, {}, Confidence::kLow);
      }
    }
    if ((method == "acceptExpiresAt" || method == "acceptLeeway" || method == "setAllowedClockSkewSeconds" ||
         method == "clockSkewSeconds") &&
        !arguments.empty()) {
      const std::string constant = p_.ConstantOf(arguments[0].value);
      if (std::atof(constant.c_str()) > 86400) r_.Tell(kNoExpiry, call);
    }
    if (method == "withAudience" || method == "setAudience") {
      if (!arguments.empty()) Audience(call, arguments[0].value);
    }
    if ((method == "claim" || method == "withClaim" || method == "addClaims") && !arguments.empty() &&
        p_.ConstantOf(arguments[0].value).size() > 1) {
      const std::string name = Lower(p_.ConstantOf(arguments[0].value).substr(1));
      if ((name == "password" || name == "ssn" || name == "pwd") && r_.Holds("Jwts|JWT"))
        r_.Tell(kPersonalClaims, call);
    }
  }

  // `parser.parse(…)` where the parser is one of this file's.
  bool JwtParserVariable(const Call& call) const {
    if (call.path.size() < 2) return false;
    const std::string& name = call.path[call.path.size() - 2];
    for (const Binding* bound : p_.BindingsOf(name)) {
      const Binding& binding = *bound;
      if (binding.value.empty()) continue;
      const std::string text = r_.TextOf(binding.value);
      if (text.find("Jwts.parser") != std::string::npos || text.find("JwtParser") != std::string::npos ||
          text.find("SignedParser") != std::string::npos)
        return true;
    }
    // A parameter: JwtParser parser
    const Range body = r_.FunctionRound(call.begin);
    const std::uint32_t header = p_.regions()[p_.FunctionOfToken(call.begin)].header;
    for (std::uint32_t k = header; k + 1 < body.begin && k < header + 60; ++k) {
      if (t_.Is(k, "JwtParser") && t_.IsName(k + 1) && t_.Text(k + 1) == name) return true;
    }
    return false;
  }

  bool HandlesSignedOnly(const Call& call) const {
    bool plain = false;
    bool signed_only = false;
    for (std::uint32_t i = call.inner.begin; i < call.inner.end; ++i) {
      const std::string_view word = t_.Text(i);
      if (word == "onPlaintextJwt" || word == "onClaimsJwt" || word == "onUnsecuredContent" ||
          word == "onUnsecuredClaims")
        plain = true;
      if (word == "onPlaintextJws" || word == "onClaimsJws" || word == "onVerifiedContent" ||
          word == "onVerifiedClaims")
        signed_only = true;
      if (word == "SUPPORTED_JWS" || word == "CLAIMS" || word == "Jws") signed_only = true;
    }
    return signed_only && !plain;
  }

  // A parser that gets its key only after it parsed is somebody's mistake of another kind: there is no key to get
  // round.
  bool SignedLaterOnly(const Call& call) const {
    if (call.path.size() != 2) return false;
    const std::string& name = call.path[0];
    const Range body = r_.FunctionRound(call.begin);
    for (const Call& other : p_.CallsIn({call.name + 1, body.end})) {
      if (!p_.Spend(1)) break;
      if (other.path.front() == name && other.method() == "setSigningKey") return true;
    }
    return false;
  }

  bool SignedBuilder(const Call& call) const {
    const auto signs = [](const Call& one) {
      return std::ranges::any_of(one.path, [](const std::string& part) {
        return part == "signWith" || part == "encryptWith" || part == "sign";
      });
    };
    if (signs(call)) return true;
    const bool from_builder = std::ranges::find(call.path, "builder") != call.path.end() && call.path.front() == "Jwts";
    if (from_builder) return false;
    // A builder by name: signed anywhere in the function, or handed to another function, or made elsewhere.
    const std::string& name = call.path.front();
    const Range body = r_.FunctionRound(call.begin);
    bool made_here = false;
    for (const Binding* bound : p_.BindingsOf(name)) {
      const Binding& binding = *bound;
      if (binding.at < body.begin || binding.at > call.begin) continue;
      const std::string text = r_.TextOf(binding.value);
      if (text.find("signWith") != std::string::npos) return true;
      if (text.starts_with("Jwts.builder()") || text.starts_with(name + "."))
        made_here = true;
      else
        return true;
    }
    if (!made_here) return true;
    for (const Call& other : p_.CallsIn({body.begin, call.name})) {
      if (!p_.Spend(1)) break;
      if (other.path.front() == name && signs(other)) return true;
      for (const Argument& argument : p_.Arguments(other.inner)) {
        if (argument.value.size() == 1 && t_.Text(argument.value.begin) == name) return true;
      }
    }
    return false;
  }

  bool ResultUsed(const Call& call) const {
    if (call.begin < 2) return false;
    if (t_.Is(call.begin - 1, "return") || t_.Is(call.inner.end + 1, ".")) return true;
    if (!t_.Is(call.begin - 1, "=")) return false;
    const Range body = r_.FunctionRound(call.begin);
    for (std::uint32_t k = call.inner.end; k < body.end; ++k) {
      if (t_.IsName(k) && t_.Text(k) == t_.Text(call.begin - 2)) return true;
    }
    return false;
  }

  // Whether the class round the call has a method that verifies.
  bool ClassVerifies(const Call& call) const {
    std::uint32_t region = p_.ScopeOf(call.begin);
    while (region != 0 && p_.regions()[region].kind != RegionKind::kClass) region = p_.regions()[region].parent;
    return std::ranges::any_of(p_.CallsIn(p_.regions()[region].body),
                               [](const Call& one) { return one.method() == "verify"; });
  }

  // Whether the function verifies something before the decode.
  bool VerifiedFirst(const Call& call) const {
    const Range body = r_.FunctionRound(call.begin);
    for (const Call& other : p_.CallsIn(body)) {
      if (p_.Spend(1) && &other != &call && other.method() == "verify") return true;
    }
    return false;
  }

  // --- .NET.

  void Net(const Call& call) {
    const std::string& method = call.method();
    const Arguments arguments = p_.Arguments(call.inner);
    if (method == "Decode" || method == "DecodeToObject") {
      if (BuilderChain(call)) {
        if (!BuilderVerifies(call)) r_.Tell(kNoVerify, call);
        return;
      }
      if (!ReceiverMatches(call.path, "~decoder|~jsonwebtoken|~jwt")) return;
      const auto verify = r_.Named(arguments, "verify");
      if (verify) {
        if (r_.IsFalse(*verify)) r_.Tell(kNoVerify, call);
        return;
      }
      // The static form takes the decoder first.
      const std::size_t shift =
          call.path.size() >= 2 && call.path[call.path.size() - 2].find("Extensions") != std::string::npos ? 1 : 0;
      const auto third = r_.Positional(arguments, 2 + shift);
      if (third && r_.IsFalse(*third)) return r_.Tell(kNoVerify, call);
      if (arguments.size() == 1 + shift && r_.Holds("JwtDecoder|IJwtDecoder|JWT.Builder|using JWT|Imports JWT") &&
          ReceiverMatches(call.path, "~decoder"))
        r_.Tell(kNoVerify, call);
      return;
    }
    if (method == "CreateToken" || method == "CreateEncodedJwt") {
      for (const Argument& argument : arguments) {
        if (r_.IsNoneAlgorithm(argument.value)) return r_.Tell(kAlgNone, call);
      }
    }
    if ((method == "ReadJwtToken" || method == "ReadToken" || method == "ReadJsonWebToken") &&
        !r_.Holds("ValidateToken"))
      r_.Tell(kNoVerify, call, Severity::kHigh, Confidence::kLow);
    if (method == "Encode" && ReceiverMatches(call.path, "~jwt")) {
      for (const Argument& argument : arguments) {
        const std::string text = Lower(r_.TextOf(argument.value));
        if (text == "jwsalgorithm.none") return r_.Tell(kAlgNone, call);
      }
    }
    if (call.is_braced || method == "TokenValidationParameters") Delegates(call);
    // A builder that is told not to verify and handed on; where it decodes at once, that is told.
    if (method == "DoNotVerifySignature" && call.begin > 0) {
      std::uint32_t start = call.begin;
      if (t_.Is(start - 1, "new") || t_.Is(start - 1, "New")) --start;
      const bool handed_on =
          start > 0 && (t_.Is(start - 1, "return") || t_.Is(start - 1, "Return") || t_.Is(start - 1, "=>"));
      if (handed_on && !t_.Is(call.inner.end + 1, ".")) r_.Tell(kNoVerify, call);
    }
    // JsonWebTokenHandler tells by its result and does not throw.
    if ((method == "ValidateToken" || method == "ValidateTokenAsync") && r_.Holds("JsonWebTokenHandler"))
      ValidationResult(call);
  }

  void ValidationResult(const Call& call) {
    std::uint32_t start = call.begin;
    if (start > 0 && t_.Is(start - 1, "await")) --start;
    if (start < 2 || !t_.Is(start - 1, "=") || !t_.IsName(start - 2)) return;
    if (!ReceiverMatches(call.path, "~jsonwebtokenhandler|~tokenhandler|~handler")) return;
    const std::string_view name = t_.Text(start - 2);
    const Range body = r_.FunctionRound(call.begin);
    for (std::uint32_t k = call.inner.end; k + 2 < body.end; ++k) {
      if (t_.IsName(k) && t_.Text(k) == name && (t_.Is(k + 2, "IsValid") || t_.Is(k + 2, "Exception"))) return;
      if (t_.Is(k, "IsValid")) return;
      // Handed on whole, it may be looked at elsewhere.
      if (t_.IsName(k) && t_.Text(k) == name && !t_.Is(k + 1, ".") && !t_.Is(k + 1, "?.")) return;
    }
    r_.Tell(kNoVerify, call, {}, Confidence::kMedium);
  }

  // Validators that say yes to everything: (…) => true, and a signature validator that only reads.
  void Delegates(const Call& call) {
    for (const Argument& entry : p_.Arguments(call.inner)) {
      Delegate(entry.name, entry.value, entry.name_token);
    }
  }

  void Delegate(const std::string& name, Range value, std::uint32_t at) {
    static constexpr auto kValidators = std::to_array<std::pair<std::string_view, std::string_view>>({
        {"SignatureValidator", "jwt.misuse.no-verify"},
        {"IssuerSigningKeyValidator", "jwt.misuse.no-verify"},
        {"AudienceValidator", "jwt.misuse.no-audience"},
        {"IssuerValidator", "jwt.misuse.no-issuer"},
        {"LifetimeValidator", "jwt.misuse.no-expiry"},
        {"TokenReplayValidator", "jwt.misuse.no-expiry"},
        {"SignatureValidatorUsingConfiguration", "jwt.misuse.no-verify"},
    });
    for (const auto& [validator, rule] : kValidators) {
      if (name != validator || at == kNone) continue;
      const Range body = p_.FunctionOf(value);
      if (body.empty()) continue;
      const bool echoes = validator == "IssuerValidator" && ReturnsParameter(body, "issuer");
      if (AlwaysTrue(body) || echoes || (rule == "jwt.misuse.no-verify" && OnlyReads(body)))
        r_.Tell(rule, {at, value.end});
    }
  }

  // Whether all that comes back is what went in.
  bool ReturnsParameter(Range body, std::string_view name) const {
    if (body.size() == 1) return t_.Text(body.begin) == name;
    bool returned = false;
    for (std::uint32_t i = body.begin; i < body.end; ++i) {
      if (!t_.Is(i, "return")) continue;
      const Range value = p_.Expression(i + 1);
      if (value.size() != 1 || t_.Text(value.begin) != name) return false;
      returned = true;
    }
    for (const Call& call : p_.CallsIn(body)) {
      if (!call.is_new) return false;
    }
    return returned;
  }

  bool AlwaysTrue(Range body, int depth = 0) const {
    bool returned = false;
    // (…) => Validate(…), where Validate is of this file
    if (depth < 2 && body.size() > 3 && t_.IsName(body.begin) && t_.Is(body.begin + 1, "(") &&
        t_[body.begin + 1].pair + 1 == body.end) {
      const Range inner = p_.FunctionOf({body.begin, body.begin + 1});
      return !inner.empty() && AlwaysTrue(inner, depth + 1);
    }
    for (std::uint32_t i = body.begin; i < body.end; ++i) {
      if (!t_.Is(i, "return") && !t_.Is(i, "Return")) {
        if (t_.Is(i, "throw") || t_.Is(i, "Throw")) return false;
        continue;
      }
      const std::string constant = p_.ConstantOf(p_.Expression(i + 1));
      if (constant != "true" && constant != "True") return false;
      returned = true;
    }
    if (returned) {
      // A call on the way may throw.
      for (const Call& call : p_.CallsIn(body)) {
        if (p_.Spend(1) && Lower(call.method()).find("throw") != std::string::npos) return false;
      }
      return true;
    }
    const std::string constant = p_.ConstantOf(body);
    return constant == "true" || constant == "True";
  }

  bool OnlyReads(Range body) const {
    bool makes = false;
    for (std::uint32_t i = body.begin; i < body.end; ++i) {
      const std::string word = Lower(t_.Text(i));
      if (word.find("jwtsecuritytoken") != std::string::npos || word.find("jsonwebtoken") != std::string::npos ||
          word == "readjwttoken" || word == "readjsonwebtoken" ||
          (word.find("securitytoken") != std::string::npos && i > 0 && t_.Is(i - 1, "new")))
        makes = true;
      if (word.find("valid") != std::string::npos || word.find("verif") != std::string::npos) return false;
    }
    return makes;
  }

  // JwtBuilder chains: the last word on verification wins.
  bool BuilderChain(const Call& call) const {
    if (ReceiverMatches(call.path, "~jwtbuilder")) return true;
    if (call.path.size() < 2) return false;
    const std::string& name = call.path.front();
    for (const Binding* bound : p_.BindingsOf(name)) {
      const Binding& binding = *bound;
      if (binding.value.empty()) continue;
      if (r_.TextOf(binding.value).find("JwtBuilder") != std::string::npos) return true;
      if (binding.at > 1 && t_.Is(binding.at - 2, "JwtBuilder")) return true;  // JwtBuilder name = new();
    }
    return false;
  }

  bool BuilderVerifies(const Call& call) const {
    bool verifies = false;
    const auto read = [&](const Call& one) {
      if (one.method() == "MustVerifySignature") verifies = true;
      if (one.method() == "DoNotVerifySignature") verifies = false;
      if (one.method() == "WithVerifySignature") {
        const auto value = r_.Positional(p_.Arguments(one.inner), 0);
        verifies = value && !r_.IsFalse(*value);
      }
      if (one.method() == "WithValidationParameters") verifies = true;
    };
    const Range body = r_.FunctionRound(call.begin);
    const std::vector<const Binding*> bound = p_.BindingsOf(call.path.front());
    std::uint32_t from = body.begin;
    for (const Binding* binding : bound) from = std::min(from, binding->value.empty() ? from : binding->value.begin);
    for (const Call& other : p_.CallsIn({from, call.name})) {
      if (!p_.Spend(bound.size())) break;
      const bool same_chain = other.begin == call.begin;
      const bool same_builder =
          call.path.front() != "JwtBuilder" && other.path.front() == call.path.front() && other.begin >= body.begin;
      bool in_binding = false;
      for (const Binding* binding : bound) {
        in_binding |= other.begin >= binding->value.begin && other.begin < binding->value.end;
      }
      if (same_chain || same_builder || in_binding) read(other);
    }
    return verifies;
  }

  // --- Go.

  void Go(const Call& call) {
    const std::string& method = call.method();
    if ((method == "ParseWithClaims" || method == "Parse") && OnJwt(call)) {
      const std::string text = r_.TextOf(call.inner);
      if (text.find("WithAudience") == std::string::npos && !r_.Holds("WithAudience|VerifyAudience"))
        r_.Tell(kAudienceAbsent, call, {}, Confidence::kLow);
      if (text.find("WithIssuer") == std::string::npos && !r_.Holds("WithIssuer|VerifyIssuer"))
        r_.Tell(kIssuerAbsent, call, {}, Confidence::kLow);
    }
    if (method == "NewWithClaims" && OnJwt(call)) {
      if (const auto claims = r_.Positional(p_.Arguments(call.inner), 1)) Claims(call, *claims);
    }
  }

  // --- Ruby.

  void Ruby(const Call& call) {
    const std::string& method = call.method();
    const Arguments arguments = p_.Arguments(call.inner);
    if (!ReceiverMatches(call.path, "~jwt")) return;
    if (method == "decode") {
      const auto third = r_.Positional(arguments, 2);
      if ((third && r_.IsFalse(*third)) || r_.TextOf(call.inner).find(":skip_verification") != std::string::npos) {
        if (!VerifiedNearby(call)) r_.Tell(kNoVerify, call);
        return;
      }
      for (const std::string_view name : {"algorithm", "algorithms"}) {
        if (const auto value = r_.OptionOfCall(arguments, name)) {
          for (const std::string& algorithm : r_.Strings(*value)) {
            if (Lower(algorithm) == "none") return r_.Tell(kAlgNone, call);
          }
        }
      }
      if (!r_.OptionOfCall(arguments, "verify_aud")) r_.Tell(kAudienceAbsent, call, {}, Confidence::kLow);
      if (!r_.OptionOfCall(arguments, "verify_iss")) r_.Tell(kIssuerAbsent, call, {}, Confidence::kLow);
    }
    if (method == "encode") {
      if (const auto third = r_.Positional(arguments, 2); third && r_.IsNoneAlgorithm(*third)) r_.Tell(kAlgNone, call);
      if (const auto claims = r_.Positional(arguments, 0)) {
        Claims(call, *claims);
        if (p_.ObjectOf(*claims) != kNone && !HasEntry(*claims, "exp"))
          r_.Tell(kNoExpirySet, call, {}, Confidence::kLow);
      }
    }
  }

  // --- PHP.

  void Php(const Call& call) {
    const std::string& method = call.method();
    const Arguments arguments = p_.Arguments(call.inner);
    const bool jwt = OnJwt(call);
    if (method == "parse" && r_.Holds("Lcobucci|lcobucci") && !r_.Holds("->validate(|->assert(|->verify(") &&
        (ReceiverMatches(call.path, "~parser|~jwt|~token") || call.path.size() < 2))
      r_.Tell(kNoVerify, call);
    if (jwt && (method == "encode" || method == "decode")) {
      for (const Argument& argument : arguments) {
        for (const std::string& algorithm : r_.Strings(argument.value)) {
          if (Lower(algorithm) == "none") return r_.Tell(kAlgNone, call);
        }
      }
      if (method == "encode" && !arguments.empty()) Claims(call, arguments[0].value);
    }
  }

  // A text made of nothing but unsafe calls in one function must not cost their square.
  static constexpr int kMaxSearches = 400;

  MisuseReader& r_;
  const Program& p_;
  const Tokens& t_;
  LanguageSet own_;
  mutable int searches_ = 0;
};

}  // namespace

void FindUncheckedTokens(MisuseReader& reader) { UncheckedFinder(reader).Run(); }

}  // namespace packrake::code
