#include "credential/unchecked_finder.h"

#include <algorithm>
#include <cstdlib>
#include <limits>
#include <span>
#include <string>

#include "base/ascii.h"
#include "credential/has.h"
#include "credential/language_sets.h"
#include "credential/misuse_rules.h"
#include "credential/rows_by_name.h"

// How long a token lives, and how much later than that it is still taken, as each language writes it.
namespace packrake::code {
namespace {

constexpr LanguageSet kOthers = kRs | kSw | kDa | kPhp | kEx;

constexpr double kSecond = 1;
constexpr double kHour = 3600;
constexpr double kDay = 86400;
constexpr double kMonth = 30 * kDay;
constexpr double kYear = 365 * kDay;

// A word with a number: AddDays(90), Duration.ofDays(90), 90.days, Duration(days: 90), plus(90, ChronoUnit.DAYS).
struct UnitRow {
  LanguageSet languages;
  std::string_view word;
  double seconds;
};
constexpr UnitRow kUnits[] = {
    {kNet, "AddYears", kYear},
    {kNet, "AddMonths", kMonth},
    {kNet, "AddDays", kDay},
    {kNet, "AddHours", kHour},
    {kNet, "FromDays", kDay},
    {kNet, "FromHours", kHour},
    {kJvm, "plusYears", kYear},
    {kJvm, "plusMonths", kMonth},
    {kJvm, "plusWeeks", 7 * kDay},
    {kJvm, "plusDays", kDay},
    {kJvm, "plusHours", kHour},
    {kJvm, "ofDays", kDay},
    {kJvm, "ofHours", kHour},
    {kJvm, "DAYS", kDay},
    {kJvm, "HOURS", kHour},
    {kJvm | kRb | kOthers | kPy, "days", kDay},
    {kJvm | kOthers | kPy, "hours", kHour},
    {kRb | kOthers | kPy, "weeks", 7 * kDay},
    {kRb, "year", kYear},
    {kRb, "years", kYear},
    {kRb, "month", kMonth},
    {kRb, "months", kMonth},
    {kOthers, "try_days", kDay},
    {kOthers, "try_weeks", 7 * kDay},
};
constexpr UnitRow kConstants[] = {
    {kGo, "Hour", kHour},
    {kGo, "Minute", 60},
    {kGo, "Second", kSecond},
};

constexpr int kDeepestProduct = 8;

double NumberOf(std::string_view text) {
  std::string digits;
  for (const char c : text) {
    if (c == '_') continue;
    if (!IsDigit(c) && c != '.') break;
    digits += c;
  }
  return digits.empty() ? 0 : std::atof(digits.c_str());
}

// The names under which a life is given, to a call, an entry, a field or a variable: a moment at which it ends, or how
// long it is. What scripts and Go call `expires` is a cookie's.
struct NameRow {
  LanguageSet languages;
  std::string_view name;
  double unit = 0;  ///< seconds that a number by itself counts there; 0: what the language's clock counts
};
constexpr NameRow kMoments[] = {
    {kAnyLanguage, "exp"},      {kJvm | kNet | kOthers, "expires"}, {kNet, "Expires"},
    {kGo | kNet, "ExpiresAt"},  {kJvm | kOthers, "expiresAt"},      {kJvm, "expiration"},
    {kJvm, "setExpiration"},    {kJvm, "withExpiresAt"},            {kJvm, "expirationTime"},
    {kGo | kNet, "Expiration"}, {kNet, "ExpirationTime"},           {kNet, "WithExpirationTime"},
};
constexpr NameRow kSpans[] = {
    {kAnyLanguage, "expiresIn"},         {kPy, "ACCESS_TOKEN_LIFETIME"}, {kPy, "JWT_ACCESS_TOKEN_EXPIRES"},
    {kPy, "JWT_EXPIRATION_DELTA"},       {kPy, "lifetime_seconds"},      {kJs, "setExpirationTime"},
    {kGo, "Timeout"},
    // Spring's servers, Vert.x, jose4j, SmallRye; IdentityServer, OpenIddict, ServiceStack.
    {kJvm, "accessTokenTimeToLive"},
    {kJvm, "accessTokenValiditySeconds", kSecond},
    {kJvm, "setAccessTokenValiditySeconds", kSecond},
    {kJvm, "setExpiresInSeconds", kSecond},
    {kJvm, "setExpiresInMinutes", 60},
    {kJvm, "setExpirationTimeMinutesInTheFuture", 60},
    {kNet, "AccessTokenLifetime", kSecond},
    {kNet, "IdentityTokenLifetime", kSecond},
    {kNet, "SetAccessTokenLifetime"},
    {kNet, "SetIdentityTokenLifetime"},
    {kNet, "ExpireTokensIn"},
    {kNet, "ExpireTokensInDays", kDay},
};

constexpr NameRow kLeeways[] = {
    {kAnyLanguage, "leeway"},         {kAnyLanguage, "LEEWAY"},     {kAnyLanguage, "JWT_LEEWAY"},
    {kAnyLanguage, "exp_leeway"},     {kAnyLanguage, "nbf_leeway"}, {kAnyLanguage, "JWT_DECODE_LEEWAY"},
    {kAnyLanguage, "clockTolerance"}, {kAnyLanguage, "ClockSkew"},  {kAnyLanguage, "clockSkew"},
    {kAnyLanguage, "clock_skew"},     {kAnyLanguage, "WithLeeway"}, {kAnyLanguage, "WithAcceptableSkew"},
    {kAnyLanguage, "maxClockSkew"},
};

}  // namespace

// The product that begins at token `k`, numbers, constants of the file and units: 24 * time.Hour; 0 where it is none.
// `depth`: how many names and brackets led here; names may lead in a circle (day = 24 * day).
double UncheckedFinder::ProductAt(std::uint32_t k, std::uint32_t end, bool& units, int depth) const {
  if (depth > kDeepestProduct) return 0;
  end = std::min(end, t_.size());  // a bracket may have no other
  double product = 1;
  for (bool due = true; k < end; ++k, due = !due) {
    if (!due) {
      if (!t_.Is(k, "*")) break;
      continue;
    }
    if (t_.Is(k, "Duration") && t_.Is(k + 1, "(")) ++k;  // time.Duration(n)
    if (t_.Is(k, "(") && t_[k].pair != kNone && t_[k].pair < end) {
      product *= ProductAt(k + 1, t_[k].pair, units, depth + 1);
      k = t_[k].pair;
    } else if (t_[k].kind == TokenKind::kNumber) {
      product *= NumberOf(t_.Text(k));
    } else if (t_.IsName(k)) {
      std::uint32_t last = k;
      while (last + 2 < end && t_.Is(last + 1, ".") && t_.IsName(last + 2)) last += 2;
      const auto unit = std::ranges::find_if(kConstants, [&](const UnitRow& row) {
        return (row.languages & own_) != 0 && t_.Is(last, row.word);
      });
      units |= unit != std::end(kConstants);
      const Range meant = p_.Resolve({k, last + 1});
      if (unit != std::end(kConstants))
        product *= unit->seconds;
      else
        product *= meant.begin == k || !p_.Spend(1) ? 0 : ProductAt(meant.begin, meant.end, units, depth + 1);
      k = last;
    } else {
      return 0;
    }
    if (product == 0) return 0;
  }
  return product;
}

double UncheckedFinder::SecondsOfProduct(std::uint32_t k, std::uint32_t end) const {
  bool units = false;
  const double product = ProductAt(k, end, units, 0);
  // What Java adds to its clock is milliseconds.
  return (own_ & kJvm) != 0 && !units ? product / 1000 : product;
}

// How far ahead of now the moment is, or how long the span, that the expression says; 0 where that is not told.
double UncheckedFinder::SecondsIn(Range value, bool span) const {
  if (value.empty() || value.size() > 80) return 0;
  double most = 0;
  if (value.size() == 1 && t_.IsString(value.begin)) return span ? SecondsOf(t_.StringAt(value.begin).value) : 0;
  if (span) most = SecondsOfProduct(value.begin, value.end);
  for (std::uint32_t k = value.begin; k < value.end; ++k) {
    if (t_.Is(k, "+")) most = std::max(most, SecondsOfProduct(k + 1, value.end));
    if (t_.IsString(k) && t_.StringAt(k).value.starts_with('+'))  // strtotime('+1 year')
      most = std::max(most, SecondsOf(std::string_view(t_.StringAt(k).value).substr(1)));
    if (!t_.IsName(k)) continue;
    if (t_.Is(k, "MaxValue") || t_.Is(k, "MAX")) return std::numeric_limits<double>::max();
    const bool call = t_.Is(k + 1, "(") && t_[k + 1].pair != kNone;
    if (t_.Is(k, "Add") && call) most = std::max(most, SecondsOfProduct(k + 2, t_[k + 1].pair));
    if (t_.Is(k, "AddDate") && call) {
      const Arguments parts = p_.Arguments({k + 2, t_[k + 1].pair});
      if (parts.size() == 3)
        most = std::max(most, NumberOf(p_.ConstantOf(parts[0].value)) * kYear +
                                  NumberOf(p_.ConstantOf(parts[1].value)) * kMonth +
                                  NumberOf(p_.ConstantOf(parts[2].value)) * kDay);
    }
    for (const UnitRow& row : kUnits) {
      if ((row.languages & own_) == 0 || !t_.Is(k, row.word)) continue;
      double number = 0;
      if (call && t_[k + 1].pair > k + 2) {
        const Range first = p_.Expression(k + 2);
        number = NumberOf(p_.ConstantOf(first));
        bool units = false;
        if (number == 0) number = ProductAt(first.begin, first.end, units, 0);
      } else if (t_.Is(k + 1, ":") || t_.Is(k + 1, "=")) {
        number = NumberOf(p_.ConstantOf(p_.Expression(k + 2)));
      } else if (k > value.begin + 1 && t_.Is(k - 1, ".") && t_[k - 2].kind == TokenKind::kNumber) {
        number = NumberOf(t_.Text(k - 2));  // 90.days
      } else if (k > value.begin + 2 && t_.Is(k - 1, ".") && t_.Is(k - 3, ",")) {
        number = NumberOf(p_.ConstantOf({k - 4, k - 3}));  // plus(90, ChronoUnit.DAYS)
      } else if (t_.Is(k + 1, ".") && t_.Is(k + 3, "(")) {
        number = NumberOf(p_.ConstantOf(p_.Expression(k + 4)));  // TimeUnit.DAYS.toMillis(90)
      }
      most = std::max(most, number * row.seconds);
    }
  }
  return most;
}

// new CookieOptions { Expires = … }: how long the browser keeps it.
bool UncheckedFinder::OfCookie(std::uint32_t i) const {
  std::uint32_t open = t_[i].inside;
  for (int level = 0; open != kNone && open > 0 && level < 2; ++level, open = t_[open].inside) {
    for (std::uint32_t k = open; k > 0 && open - k < 4; --k) {
      if (t_.IsName(k - 1) && Has(Lower(t_.Text(k - 1)), "cookie")) return true;
    }
  }
  return false;
}

// The first token of the call that the bracket at `open` belongs to, through an object's: sign(claims, { … }).
std::uint32_t UncheckedFinder::CallOf(std::uint32_t open) const {
  if (!t_.Is(open, "(") && t_[open].inside != kNone) open = t_[open].inside;
  std::uint32_t first = open;
  while (first > 0 && (t_.IsName(first - 1) || t_.Is(first - 1, ".")) && open - first < 8) --first;
  return first;
}

// After the calls of each language have told theirs: what every language writes in much the same way.
void UncheckedFinder::Lives() {
  if (!r_.Holds("jwt|Jwt|JWT|jsonwebtoken|jose|JOSE|TokenValidationParameters|SecurityTokenDescriptor|"
                "AuthorizationServer|authorization.settings|IdentityServer|OpenIddict"))
    return;
  static const RowsByName<NameRow> kOfMoments(kMoments, &NameRow::name);
  static const RowsByName<NameRow> kOfSpans(kSpans, &NameRow::name);
  static const RowsByName<NameRow> kOfLeeways(kLeeways, &NameRow::name);
  // A call that was told with its life in it, or a span within this one.
  const std::vector<std::size_t> lives = r_.ToldOf(kLongLife);
  const std::vector<std::size_t> leeways = r_.ToldOf(kNoExpiry);
  const auto told = [this](const std::vector<std::size_t>& begins, std::uint32_t first, Range value) {
    const std::uint32_t open = t_[first].inside;
    const std::size_t from = open == kNone || open == 0 ? t_[first].begin : t_[CallOf(open)].begin;
    const auto at = std::ranges::lower_bound(begins, from);
    return at != begins.end() && *at < t_[value.end - 1].end;
  };
  for (std::uint32_t i = 0; i + 2 < t_.size(); ++i) {
    const bool name = t_.IsName(i);
    if (!name && !t_.IsString(i)) continue;
    std::string_view word = name ? t_.Text(i) : std::string_view(t_.StringAt(i).value);
    if (name && word.starts_with('$') && i > 0 && t_.Is(i - 1, "::")) word.remove_prefix(1);  // JWT::$leeway = …
    double unit = 0;
    const auto named = [&](const RowsByName<NameRow>& rows) {
      return std::ranges::any_of(rows.Of(word), [&](const NameRow* row) {
        if ((row->languages & own_) == 0) return false;
        unit = row->unit;
        return true;
      });
    };
    const bool moment = named(kOfMoments);
    const bool span = !moment && named(kOfSpans);
    const bool leeway = !moment && !span && named(kOfLeeways);
    if (!moment && !span && !leeway) continue;
    std::uint32_t sign = i + 1;
    if (t_.Is(sign, "]")) ++sign;
    Range value;
    if (t_.Is(sign, "(") && name && t_[sign].pair != kNone)
      value = {sign + 1, t_[sign].pair};
    else if (t_.Is(sign, "=") || t_.Is(sign, ":") || t_.Is(sign, "=>") || t_.Is(sign, ":="))
      value = p_.Expression(sign + 1);
    if (value.empty() || OfCookie(i)) continue;
    double seconds = SecondsIn(p_.Resolve(value).size() > 1 ? p_.Resolve(value) : value, span || leeway);
    if (unit > 0) {
      bool units = false;
      seconds = std::max(seconds, ProductAt(value.begin, value.end, units, 0) * unit);
    }
    if (leeway) {
      if (seconds > kDay && !told(leeways, i, value)) r_.Tell(kNoExpiry, {i, value.end});
    } else if (seconds > kLong && !told(lives, i, value)) {
      r_.Tell(kLongLife, {i, value.end}, {}, Confidence::kLow);
    }
  }
}

}  // namespace packrake::code
