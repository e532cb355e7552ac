#include <algorithm>
#include <array>
#include <string>

#include "base/ascii.h"
#include "credential/has.h"
#include "credential/value.h"

// Values that others know: what people make up, and what products ship with.
namespace packrake::code {

bool IsWeakWord(std::string_view value) {
  const std::string lower = Lower(value);
  static constexpr auto kStems = std::to_array<std::string_view>(
      {"secret",      "password", "changeme", "changeit", "test",    "admin",     "jwt",
       "key",         "token",    "qwerty",   "letmein",  "12345",   "abc123",    "shhh",
       "foobar",      "hello",    "keyboard", "default",  "private", "demo",      "mysecret",
       "supersecret", "dev",      "example",  "hmac",     "sample",  "topsecret", "your-"});
  if (lower.size() > 24) return false;
  for (const std::string_view stem : kStems) {
    if (!Has(lower, stem)) continue;
    // A stem with little besides it.
    if (lower.size() <= stem.size() + 6) return true;
  }
  // Words only, joined by nothing or by dashes, are what a person makes up.
  return lower.size() <= 12 && std::ranges::all_of(lower, [](char c) { return c >= 'a' && c <= 'z'; });
}

bool IsProductDefault(std::string_view value) {
  // Written in pieces, so that this file is no finding of anybody's.
  static const std::array<std::string, 17> kDefaults = {
      std::string("SecretKey") + "012345678901234567890123456789012345678901234567890123456789",
      std::string("SecretKey") + "01234567890123456789012345678901234567890123456789012345678901234567890123456789",
      std::string("abcdefghijklm") + "nopqrstuvwxyz",
      std::string("pleaseChangeThisSecret") + "ForANewOne",
      std::string("test-guest-secret") + "-change-me",
      std::string("TEST_NON_DEV") + "_SECRET",
      std::string("!ChangeThisMercure") + "HubJWTSecretKey!",
      std::string("!Change") + "Me!",
      std::string("bladexisapowerfulmicroservicearchitecture") + "upgradedandoptimizedfromacommercialproject",
      std::string("myjwts") + "3cr3t",
      std::string("r3fr3sh") + "t0k3n",
      std::string("qm") + "Plus",
      std::string("your-super-secret-jwt-token-with-at-least-32") + "-characters-long",
      std::string("super-secret-jwt-token-with-at-least-32") + "-characters-long",
      std::string("a-string-secret-at-least") + "-256-bits-long",
      std::string("NeverShareYour") + "Secret",
      std::string("it-is-very") + "-secret",
  };
  if (std::ranges::find(kDefaults, value) != kDefaults.end()) return true;
  return value.size() > 17 && value.ends_with(std::string("_C421AAEE") + "0D114E9C");
}

}  // namespace packrake::code
