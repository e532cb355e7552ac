#include "findings/ignore_file.h"
#include "fuzz.h"

// Whatever is read suppresses or does not, and says where; a mistake names its line.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace packrake;
  const std::string_view text = TextOf(data, size);
  Finding finding;
  finding.rule = "jwt.token.signed";
  finding.fingerprint = "pr1:0123456789abcdef0123456789abcdef";
  Location location;
  location.path = "docs/a.md";
  location.line = 7;
  const auto list = IgnoreList::Parse(text, "ignore", 1'795'305'600);
  if (list) {
    const std::string place = (*list)->Suppresses(finding, location);
    Require(place.empty() || place.starts_with("ignore:"));
  } else {
    Require(list.error().message.starts_with("ignore:"));
  }
  const std::string place = GitleaksIgnore(text, "gitleaks").Suppresses(finding, location);
  Require(place.empty() || place.starts_with("gitleaks:"));
  return 0;
}
