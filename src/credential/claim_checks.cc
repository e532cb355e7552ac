#include "credential/claim_checks.h"

#include <algorithm>
#include <array>
#include <optional>

#include "base/ascii.h"
#include "credential/has.h"
#include "credential/misuse_rules.h"
#include "credential/one_of.h"
#include "credential/setting_name.h"

namespace packrake::code {
namespace {

constexpr std::uint32_t kRound = 16;    // tokens on either side of a claim that one comparison has
constexpr std::uint32_t kValue = 40;    // tokens of a value that a claim is looked for in
constexpr std::uint32_t kBelow = 3000;  // tokens below a setting that its function is read
constexpr int kMostAsked = 200;         // settings of one text

constexpr auto kOfToken = std::to_array<std::string_view>(
    {"claims", "claim", "payload", "decoded", "token", "jwt", "parsed", "verified", "data"});
constexpr auto kClock = std::to_array<std::string_view>(
    {"now", "time", "date", "clock", "utc", "instant", "current", "today", "timestamp", "epoch", "unix"});
constexpr auto kOrder =
    std::to_array<std::string_view>({"before", "after", "isbefore", "isafter", "compareto", "lessthan", "greaterthan",
                                     "lt", "gt", "ispast", "past", "saturating_sub"});
constexpr auto kOfTimes = std::to_array<std::string_view>(
    {"exp", "expiry", "expired", "expiration", "expires", "time", "times", "lifetime", "iat", "age", "fresh"});
constexpr auto kOfAudience = std::to_array<std::string_view>({"aud", "audience", "audiences"});
constexpr auto kOfIssuer = std::to_array<std::string_view>({"iss", "issuer", "issuers"});
constexpr auto kChecks = std::to_array<std::string_view>(
    {"is",      "valid",   "validate", "verify",   "check",   "assert", "ensure",   "enforce",
     "require", "match",   "matches",  "contains", "contain", "has",    "includes", "include",
     "allowed", "accepts", "equals",   "equal",    "any",     "some"});

bool AnyOf(const std::vector<std::string>& words, const auto& set) {
  return std::ranges::any_of(words, [&set](const std::string& word) { return OneOf(word, set); });
}

// What such a token says by its specification: SD-JWT VC, OpenID4VCI 1.0 (appendix D, key attestations and proofs), RFC
// 9449 (DPoP), attestation-based client authentication, OpenID Federation 1.0, RFC 8417, token status lists.
struct TokenType {
  std::string_view type;
  bool has_audience;
  bool has_expiry;
};
constexpr TokenType kTypes[] = {
    {"dc+sd-jwt", false, true},       {"vc+sd-jwt", false, true},
    {"vc+jwt", false, true},          {"key-attestation+jwt", false, false},
    {"dpop+jwt", false, false},       {"oauth-client-attestation+jwt", false, true},
    {"statuslist+jwt", false, true},  {"entity-statement+jwt", false, true},
    {"trust-mark+jwt", false, false}, {"kb+jwt", true, false},
    {"secevent+jwt", true, false},    {"openid4vci-proof+jwt", true, false},
};

}  // namespace

ClaimChecks::Claim ClaimChecks::ClaimOf(std::string_view rule) {
  if (rule == kNoExpiry) return kTimes;
  if (rule == kNoAudience) return kAudience;
  return rule == kNoIssuer ? kIssuer : kNoClaim;
}

Checker ClaimChecks::Of(std::string_view rule, std::uint32_t i) {
  const Claim claim = ClaimOf(rule);
  if (claim == kNoClaim || ++asked_ > kMostAsked) return Checker::kNobody;
  if (!read_) Read();
  const std::uint32_t function = p_.FunctionOfToken(i);
  const Range body = r_.FunctionRound(i);
  const std::uint32_t end = std::min(body.end, i + kBelow);
  const auto stands_below = [i, end](const std::vector<std::uint32_t>& places) {
    const auto next = std::ranges::upper_bound(places, i);
    return next != places.end() && *next < end;
  };
  if (function != 0 && (stands_below(compared_[claim]) || CallsCheck(i, claim, body))) return Checker::kHere;
  if (TypeHasNone(i, claim, body)) return claim == kTimes ? Checker::kElsewhere : Checker::kHere;
  const bool elsewhere = function == 0 ? !compared_[claim].empty() : given_[claim];
  if (elsewhere || OnlyOfSignature(i)) return Checker::kElsewhere;
  return claim != kTimes && function != 0 && stands_below(taken_[claim]) ? Checker::kElsewhere : Checker::kNobody;
}

void ClaimChecks::Read() {
  read_ = true;
  for (const Binding& binding : p_.bindings()) {
    const std::uint32_t end = std::min(binding.value.end, binding.value.begin + kValue);
    for (std::uint32_t i = binding.value.begin; i < end; ++i) {
      const Claim claim = ClaimAt(i);
      if (claim == kNoClaim || !IsMember(i)) continue;
      names_.emplace(std::pair(p_.FunctionOfToken(binding.at), binding.target), claim);
      break;
    }
  }
  for (std::uint32_t i = 0; i < t_.size(); ++i) {
    Claim claim = ClaimAt(i);
    if (claim != kNoClaim && IsMember(i)) {
      taken_[claim].push_back(i);
      // let expiry = match claims.exp { … }
      std::uint32_t begin = i;
      while (begin > 1 && !t_.IsString(i) && t_.Is(begin - 1, ".") && t_.IsName(begin - 2)) begin -= 2;
      if (begin > 2 && t_.Is(begin - 1, "match") && t_.Is(begin - 2, "=") && t_.IsName(begin - 3))
        names_.emplace(std::pair(p_.FunctionOfToken(begin), std::string(t_.Text(begin - 3))), claim);
    }
    if (claim == kNoClaim && t_.IsName(i) && !names_.empty()) {
      const auto given = names_.find({p_.FunctionOfToken(i), std::string(t_.Text(i))});
      if (given != names_.end()) claim = given->second;
    }
    if (claim != kNoClaim && IsCompared(i, claim)) AddPlace(i, claim);
  }
}

void ClaimChecks::AddPlace(std::uint32_t i, Claim claim) {
  compared_[claim].push_back(i);
  static constexpr auto kGiven =
      std::to_array<std::string_view>({"claims", "claim", "payload", "decoded", "verified", "parsed"});
  for (std::uint32_t r = p_.FunctionOfToken(i); r != 0; r = p_.regions()[r].parent) {
    const Region& region = p_.regions()[r];
    if (region.kind != RegionKind::kFunction) continue;
    given_[claim] |=
        std::ranges::any_of(region.parameters, [](const std::string& one) { return AnyOf(WordsOf(one), kGiven); });
    if (region.name.empty()) continue;  // a lambda inside
    by_[claim].insert(region.name);
    return;
  }
}

ClaimChecks::Claim ClaimChecks::ClaimAt(std::uint32_t i) const {
  static constexpr auto kTimeOf =
      std::to_array<std::string_view>({"expiresat", "getexpiresat", "getexpiration", "getexpirationtime", "expiration",
                                       "expirationtime", "expiry", "validto"});
  const bool string = t_.IsString(i);
  if (!string && !t_.IsName(i)) return kNoClaim;
  const std::string_view text = string ? std::string_view(t_.StringAt(i).value) : t_.Text(i);
  if (text.size() < 3 || text.size() > 17) return kNoClaim;
  const std::string name = Lower(text);
  if (name == "exp" || name == "iat") return kTimes;
  if (name == "aud") return kAudience;
  if (name == "iss") return kIssuer;
  // claims.ExpiresAt, jwt.ValidTo, idToken.Audience: of others' objects they may be anything.
  if (string || i < 2 || !IsMember(i) || !t_.IsName(i - 2) || !AnyOf(WordsOf(t_.Text(i - 2)), kOfToken))
    return kNoClaim;
  if (OneOf(name, kTimeOf)) return kTimes;
  if (name == "audience" || name == "audiences" || name == "getaudience") return kAudience;
  return name == "issuer" || name == "getissuer" ? kIssuer : kNoClaim;
}

bool ClaimChecks::IsMember(std::uint32_t i) const {
  if (i < 2) return false;
  if (t_.IsName(i)) return t_.Is(i - 1, ".") || t_.Is(i - 1, "?.") || t_.Is(i - 1, "->");
  if (t_.Is(i - 1, "[")) return t_.IsName(i - 2) || t_.Is(i - 2, ")") || t_.Is(i - 2, "]");
  const std::uint32_t open = t_[i].inside;
  return open != kNone && open > 0 && t_.Is(open, "(") && t_.IsName(open - 1);
}

Range ClaimChecks::ComparisonRound(std::uint32_t i) const {
  static constexpr auto kEnds = std::to_array<std::string_view>(
      {";", "{", "}", "&&", "||", "and", "or", "if", "unless", "return", "elif", "while", "assert"});
  std::uint32_t begin = i;
  while (begin > 0 && i - begin < kRound && (t_.IsString(begin - 1) || !OneOf(t_.Text(begin - 1), kEnds))) --begin;
  std::uint32_t end = i + 1;
  while (end < t_.size() && end - i < kRound && (t_.IsString(end) || !OneOf(t_.Text(end), kEnds))) ++end;
  return {begin, end};
}

bool ClaimChecks::IsCompared(std::uint32_t i, Claim claim) const {
  const Range round = ComparisonRound(i);
  return claim == kTimes ? IsTimeCompared(i, round) : IsPartyCompared(i, round);
}

// now > exp + skew, exp.Before(time.Now()), isExpired(claims.exp); an `iat` only where it may not be long ago.
bool ClaimChecks::IsTimeCompared(std::uint32_t i, Range round) const {
  static constexpr auto kLess = std::to_array<std::string_view>({"<", "<="});
  static constexpr auto kMore = std::to_array<std::string_view>({">", ">="});
  bool clock = false;
  bool order = false;
  bool old = false;  // iat < now - window, now - iat > window, now > iat + window
  for (std::uint32_t k = round.begin; k < round.end; ++k) {
    if (t_.IsName(k)) {
      const std::string name = Lower(t_.Text(k));
      clock |= AnyOf(WordsOf(t_.Text(k)), kClock);
      order |= t_.Is(k + 1, "(") && (OneOf(name, kOrder) || (k < i && Has(name, "expired")));
      clock |= t_.Is(k + 1, "(") && (name == "ispast" || Has(name, "expired"));
      old |= name == "saturating_sub" && k < i;
    } else {
      const bool less = OneOf(t_.Text(k), kLess);
      const bool more = OneOf(t_.Text(k), kMore);
      order |= less || more;
      old |= (k > i && less) || (k < i && (more || t_.Is(k, "-")));
    }
  }
  const std::string_view text = t_.IsString(i) ? std::string_view(t_.StringAt(i).value) : t_.Text(i);
  return clock && order && (old || text != "iat");
}

// aud != ours, audience_matches(&claims.aud, …), match claims.aud { … }; not: aud == null, claims.has("aud")
bool ClaimChecks::IsPartyCompared(std::uint32_t i, Range round) const {
  static constexpr auto kSigns = std::to_array<std::string_view>({"==", "!=", "===", "!==", "in", "match", "switch"});
  static constexpr auto kNothing =
      std::to_array<std::string_view>({"null", "nil", "None", "undefined", "nullptr", "NULL"});
  const std::uint32_t around = t_[i].inside;  // of has("aud"), what `has` opens
  bool compared = false;
  for (std::uint32_t k = round.begin; k < round.end; ++k) {
    if (t_.IsString(k)) {
      if (t_.StringAt(k).value.empty()) return false;
      continue;
    }
    if (OneOf(t_.Text(k), kNothing)) return false;
    compared |= OneOf(t_.Text(k), kSigns);
    if (!t_.IsName(k) || !t_.Is(k + 1, "(") || (t_.IsString(i) && around == k + 1)) continue;
    compared |= AnyOf(WordsOf(t_.Text(k)), kChecks);
  }
  return compared || (round.begin > 0 && (t_.Is(round.begin - 1, "match") || t_.Is(round.begin - 1, "switch")));
}

bool ClaimChecks::CallsCheck(std::uint32_t i, Claim claim, Range body) const {
  const Region& own = p_.regions()[p_.FunctionOfToken(i)];
  for (const Call& call : p_.CallsIn({i, std::min(body.end, i + kBelow)})) {
    if (call.open == kNone || call.method() == own.name) continue;
    if (!p_.Spend(1)) return false;
    if (by_[claim].contains(call.method())) return true;
    const std::vector<std::string> words = WordsOf(call.method());
    if (words.size() < 2 || !AnyOf(words, kChecks)) continue;
    const bool of_claim = claim == kTimes      ? AnyOf(words, kOfTimes)
                          : claim == kAudience ? AnyOf(words, kOfAudience)
                                               : AnyOf(words, kOfIssuer);
    // valid_times(&claims, now), claims.VerifyAudience(ours, true): what it looks at is the token's.
    std::uint32_t k = call.begin;
    const std::uint32_t end = std::min(call.inner.end, call.begin + kRound);
    while (of_claim && k < end && !(k != call.name && t_.IsName(k) && AnyOf(WordsOf(t_.Text(k)), kOfToken))) ++k;
    if (of_claim && k < end) return true;
  }
  return false;
}

bool ClaimChecks::TypeHasNone(std::uint32_t i, Claim claim, Range body) const {
  for (std::uint32_t k = i; k > body.begin && i - k < kBelow; --k) {
    if (!t_.IsString(k - 1)) continue;
    const std::string& text = t_.StringAt(k - 1).value;
    if (!text.ends_with("jwt") || !Has(text, "+")) continue;
    const auto* row = std::ranges::find(kTypes, std::string_view(text), &TokenType::type);
    return row != std::end(kTypes) &&
           ((claim == kAudience && !row->has_audience) || (claim == kTimes && !row->has_expiry));
  }
  return false;
}

// parseOnly(token); // Verify parses a token and verifies its signature.
bool ClaimChecks::OnlyOfSignature(std::uint32_t i) const {
  static constexpr auto kSays = std::to_array<std::string_view>({"signature", "only", "unverified", "unvalidated"});
  constexpr std::size_t kAbove = 200;  // bytes between a comment and the name of the function that it is about
  std::uint32_t r = p_.FunctionOfToken(i);
  while (r != 0 && (p_.regions()[r].kind != RegionKind::kFunction || p_.regions()[r].name.empty()))
    r = p_.regions()[r].parent;
  if (r == 0) return false;
  if (AnyOf(WordsOf(p_.regions()[r].name), kSays)) return true;
  const std::size_t head = t_[p_.regions()[r].header].begin;
  const auto next = std::ranges::upper_bound(t_.comments, head, {}, &Comment::begin);
  if (next == t_.comments.begin()) return false;
  const Comment& comment = *std::prev(next);
  if (comment.end > head || comment.end + kAbove < head || Has(t_.text.substr(comment.end, head - comment.end), "}"))
    return false;
  const std::string text = Lower(t_.text.substr(comment.begin, comment.end - comment.begin));
  return Has(text, "signature") && !Has(text, "claim") && !Has(text, "expir") && !Has(text, "audience");
}

}  // namespace packrake::code
