#include "credential/unchecked_finder.h"

#include <algorithm>
#include <set>
#include <string>
#include <utility>

#include "credential/misuse_rules.h"

// Checks of claims that a library is told to leave out: who makes them instead, and what is told once.
namespace packrake::code {

bool UncheckedFinder::IsOfClaims(std::string_view rule) {
  return rule == kNoExpiry || rule == kNoAudience || rule == kNoIssuer;
}

void UncheckedFinder::SwitchedOff(std::string_view rule, std::uint32_t begin, Range place,
                                  std::optional<Confidence> confidence) {
  const Checker checker = checks_.Of(rule, begin);
  if (checker == Checker::kHere) return;
  if (checker == Checker::kElsewhere) confidence = Confidence::kLow;
  off_.push_back({rule, begin, place, confidence});
}

void UncheckedFinder::TellSwitchedOff() {
  const auto unverified = r_.PlacesOf(kNoVerify);
  std::set<std::pair<std::string_view, std::string>> told;
  for (const Off& off : off_) {
    // decode(token, options={"verify_signature": False, "verify_aud": False}) is one mistake, and the first is it.
    const std::size_t at = t_[off.begin].begin;
    const auto next = std::ranges::upper_bound(unverified, std::pair(at, std::string::npos));
    if (next != unverified.begin() && std::prev(next)->second > at) continue;
    // validation.validate_exp = false, and validation.required_spec_claims.clear(): one place
    const std::string object = ObjectSet(off.begin);
    const bool calls = t_.Is(off.place.end - 1, ")");
    if (!object.empty() && calls && told.contains({off.rule, object})) continue;
    if (!object.empty() && !calls) told.emplace(off.rule, object);
    r_.Tell(off.rule, off.place, {}, off.confidence);
  }
}

std::string UncheckedFinder::ObjectSet(std::uint32_t begin) const {
  std::uint32_t head = begin;
  while (head > 1 && t_.Is(head - 1, ".") && t_.IsName(head - 2)) head -= 2;
  if (!t_.IsName(head) || (head == begin && !t_.Is(begin + 1, "."))) return "";
  return std::to_string(p_.FunctionOfToken(head)) + " " + std::string(t_.Text(head));
}

}  // namespace packrake::code
