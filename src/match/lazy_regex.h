#ifndef PACKRAKE_MATCH_LAZY_REGEX_H_
#define PACKRAKE_MATCH_LAZY_REGEX_H_

#include <mutex>
#include <optional>
#include <string>
#include <utility>

#include "base/log.h"
#include "text/regex.h"

namespace packrake {

/// A Regex that is compiled when it is first wanted: most rules of a set never see a candidate, and compiling all of
/// them would cost more than the scan of a small push. Any thread.
class LazyRegex {
 public:
  explicit LazyRegex(std::string pattern) : pattern_(std::move(pattern)) {}

  /// The compiled pattern; null when it does not compile, which is logged once. Check() tells so beforehand.
  const Regex* get() const {
    std::call_once(once_, [this] {
      auto compiled = Regex::Compile(pattern_);
      if (compiled) {
        regex_.emplace(*std::move(compiled));
      } else {
        log::Error("a pattern is not used: {}", compiled.error().message);
      }
    });
    return regex_ ? &*regex_ : nullptr;
  }

  /// Compiles now. Errors: kInvalidRule with RE2's reason.
  Status Check() const {
    auto compiled = Regex::Compile(pattern_);
    if (!compiled) return std::move(compiled).error();
    return {};
  }

 private:
  std::string pattern_;
  mutable std::once_flag once_;
  mutable std::optional<Regex> regex_;
};

}  // namespace packrake

#endif  // PACKRAKE_MATCH_LAZY_REGEX_H_
