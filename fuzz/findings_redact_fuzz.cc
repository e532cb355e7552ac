#include <algorithm>

#include "findings/redact.h"
#include "fuzz.h"

// The first line is a secret, the rest a text: once redacted, the text holds the secret nowhere, unless the secret is a
// word and the text a name.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace packrake;
  const std::string_view input = TextOf(data, size);
  const std::size_t end = input.find('\n');
  if (end == std::string_view::npos || end < 8) return 0;
  Finding finding;
  finding.secret = Secret(input.substr(0, end));
  finding.locations.emplace_back();
  Redactor redactor(0);
  redactor.Add(finding);
  redactor.Build();
  const bool word = end < 16 && std::ranges::all_of(input.substr(0, end), [](char c) {
                      return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
                    });
  for (const auto kind : {Redactor::Text::kName, Redactor::Text::kProse, Redactor::Text::kExcerpt}) {
    if (word && kind == Redactor::Text::kName) continue;
    const std::string clean = redactor.Apply(input.substr(end + 1), kind);
    // What stands in its place may, with what stands round it, spell a secret made for that; its own bytes may not
    // stay.
    const bool shown_again = clean.find("…") != std::string::npos;
    Require(shown_again || clean.find(finding.secret.Reveal()) == std::string::npos);
  }
  return 0;
}
