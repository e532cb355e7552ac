#include "credential/exposed_finder.h"

#include <algorithm>
#include <string>

#include "base/ascii.h"
#include "credential/has.h"
#include "credential/misuse_rules.h"
#include "credential/token_name.h"

// State that a library writes to storage whenever it changes.
namespace packrake::code {

void ExposedFinder::Persisted(const Call& call) {
  if (!r_.Is(LanguageId::kJavaScript)) return;
  if (call.method() == "persist" && call.path.size() <= 2) PersistedState(call, p_.Arguments(call.inner));
  if (call.method() == "persistReducer") PersistedReducer(call, p_.Arguments(call.inner));
}

std::string_view ExposedFinder::RuleOfStore(std::string_view store) const {
  const std::string lower = Lower(store);
  if (Has(lower, "secure") || Has(lower, "encrypt") || Has(lower, "keychain")) return "";
  if (Has(lower, "localstorage") || Has(lower, "sessionstorage")) return kWebStorage;
  return Has(lower, "asyncstorage") ? kMobileStorage : std::string_view();
}

// zustand: persist((set) => ({ accessToken: null, … }), { name, storage, partialize })
void ExposedFinder::PersistedState(const Call& call, const std::vector<Argument>& arguments) {
  if (arguments.size() != 2 || p_.ObjectOf(arguments[1].value) == kNone || SpreadsIn(arguments[1].value)) return;
  if (!r_.Option(arguments[1].value, "name")) return;
  // What it leaves out may be the token.
  Range kept = arguments[0].value;
  if (const auto part = r_.Option(arguments[1].value, "partialize")) kept = *part;
  bool token = false;
  for (std::uint32_t i = kept.begin; i < kept.end && !token; ++i) {
    token = t_.IsName(i) && t_.Is(i + 1, ":") && TokenName(t_.Text(i)) == 2 && !t_.Is(i - 1, "?");
    // login: (accessToken: string) => …, a parameter
    const std::uint32_t open = t_[i].inside;
    token &= open != kNone && t_.Is(open, "{");
  }
  if (!token) return;
  auto storage = r_.Option(arguments[1].value, "storage");
  if (!storage) storage = r_.Option(arguments[1].value, "getStorage");  // until its fourth release
  const std::string_view rule = storage ? RuleOfStore(r_.TextOf(p_.Resolve(*storage))) : kWebStorage;
  if (rule.empty()) return;
  if (storage)
    r_.Tell(rule, *storage);
  else
    r_.Tell(rule, call);
}

// redux-persist: persistReducer({ key, storage, whitelist: ['accessToken'] }, reducer)
void ExposedFinder::PersistedReducer(const Call& call, const std::vector<Argument>& arguments) {
  if (arguments.size() != 2) return;
  const auto storage = r_.Option(arguments[0].value, "storage");
  const auto kept = r_.Option(arguments[0].value, "whitelist");
  if (!storage || !kept || r_.Option(arguments[0].value, "transforms")) return;
  const std::vector<std::string> names = r_.Strings(*kept);
  if (std::ranges::none_of(names, [](const std::string& name) { return TokenName(name) == 2; })) return;
  std::string_view rule = RuleOfStore(r_.TextOf(p_.Resolve(*storage)));
  // import storage from 'redux-persist/lib/storage'
  if (rule.empty() && Has(p_.ImportOf(p_.PathOf(*storage)), "redux-persist/")) rule = kWebStorage;
  if (!rule.empty()) r_.Tell(rule, call);
}

}  // namespace packrake::code
