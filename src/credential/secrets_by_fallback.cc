#include "credential/secret_finder.h"

#include <algorithm>
#include <string_view>

// What stands in for a JWT secret that a look-up did not find, further down in the same function.
namespace packrake::code {

void SecretFinder::AtReturns(std::uint32_t function) {
  const Range body = p_.regions()[function].body;
  if (function == 0 || body.size() > 200) return;
  for (std::uint32_t i = body.begin; i < body.end; ++i) {
    if (!t_.Is(i, "return") || p_.FunctionOfToken(i) != function) continue;
    const Range value = p_.Expression(i + 1);
    if (value.size() == 1 && t_.IsString(value.begin)) EmitFallbacks(p_.Evaluate(value), value.begin);
  }
}

// values[constants.JwtSecret] = …: what names the entry; "" for what is no entry.
std::string SecretFinder::EntryOf(const Binding& binding) const {
  if (binding.value.begin < 3 || !t_.Is(binding.value.begin - 2, "]")) return "";
  const std::uint32_t close = binding.value.begin - 2;
  std::string entry;
  for (std::uint32_t i = t_[close].pair; i != kNone && i < close; ++i) entry += t_.Text(i);
  return entry;
}

// s := os.Getenv("JWT_SECRET"), and then if s == "" { s = "…" }, whatever s is called
void SecretFinder::AtReplaced(const Call& lookup) {
  const std::uint32_t function = p_.FunctionOfToken(lookup.begin);
  const auto takes = [&](const Binding& one) {
    return one.value.begin <= lookup.begin && lookup.begin < one.value.end;
  };
  const auto taken = std::ranges::find_if(p_.bindings(), takes);
  if (taken == p_.bindings().end() || taken->value.size() > 20) return;
  const std::string_view name = std::string_view(taken->target).substr(taken->target.rfind('.') + 1);
  for (const Binding* binding : p_.BindingsOf(taken->target)) {
    if (binding->at <= taken->at || !binding->conditional || p_.FunctionOfToken(binding->at) != function) continue;
    if (EntryOf(*binding) != EntryOf(*taken)) continue;
    const Region& condition = p_.regions()[p_.RegionOf(binding->at)];
    if (condition.kind != RegionKind::kCondition) continue;
    bool asked = false;
    for (std::uint32_t k = condition.header; k < condition.body.begin; ++k) asked |= t_.Is(k, name);
    if (asked) EmitFallbacks(p_.Evaluate(binding->value), binding->value.begin);
  }
}

}  // namespace packrake::code
