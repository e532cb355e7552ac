#include "findings/allow.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "base/ascii.h"
#include "text/glob.h"

namespace packrake {
namespace {

}  // namespace

Result<std::unique_ptr<AllowedValues>> AllowedValues::Make(const AllowRule& allow, std::string place) {
  if (allow.patterns.size() > kMostPatterns || allow.stop_words.size() > kMostPatterns) {
    return Error{ErrorCode::kInvalidConfig,
                 fmt::format("{}: more than {} patterns or stop words", place, kMostPatterns)};
  }
  auto made = std::make_unique<AllowedValues>();
  made->values_.insert(allow.values.begin(), allow.values.end());
  for (const std::string& pattern : allow.patterns) {
    auto regex = Regex::Compile(pattern);
    if (!regex) return Error{ErrorCode::kInvalidConfig, fmt::format("{}: {}", place, regex.error().message)};
    made->patterns_.push_back(std::move(*regex));
  }
  for (const std::string& word : allow.stop_words) {
    if (!word.empty()) made->stop_words_.push_back(Lower(word));
  }
  made->place_ = std::move(place);
  return made;
}

std::string AllowedValues::Suppresses(const Finding& finding, const Location&) const {
  const std::string_view secret = finding.secret.Reveal();
  if (secret.empty()) return {};
  if (values_.contains(std::string(secret))) return place_;
  if (std::any_of(patterns_.begin(), patterns_.end(), [secret](const Regex& p) { return p.Contains(secret); }))
    return place_;
  const std::string lower = Lower(secret);
  const bool stopped = std::any_of(stop_words_.begin(), stop_words_.end(),
                                   [&lower](const std::string& word) { return lower.find(word) != std::string::npos; });
  return stopped ? place_ : std::string();
}

std::string DisabledRules::Suppresses(const Finding& finding, const Location&) const {
  const bool named =
      std::any_of(globs_.begin(), globs_.end(), [&](const std::string& g) { return GlobMatches(g, finding.rule); });
  return named ? place_ : std::string();
}

}  // namespace packrake
