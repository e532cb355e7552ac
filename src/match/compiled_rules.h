#ifndef PACKRAKE_MATCH_COMPILED_RULES_H_
#define PACKRAKE_MATCH_COMPILED_RULES_H_

#include <cstdint>
#include <deque>
#include <memory>
#include <string>
#include <vector>

#include "match/examiner.h"
#include "match/lazy_regex.h"
#include "match/line_filters.h"
#include "packrake/result.h"
#include "packrake/rule.h"

namespace packrake {

/// An AllowRule ready to run.
struct CompiledAllow {
  explicit CompiledAllow(const AllowRule& rule);
  std::vector<std::string> values;  ///< ordered
  std::deque<LazyRegex> patterns;
  std::vector<std::string> stop_words;  ///< lower case, none empty
};

/// A ContextRule ready to run.
struct CompiledContext {
  explicit CompiledContext(const ContextRule& context) : rule(&context), pattern(context.pattern) {}
  const ContextRule* rule;
  LazyRegex pattern;
};

/// A rule with its patterns and its examiner.
struct CompiledRule {
  CompiledRule(const Rule& source, const Examiner* found_examiner, std::uint32_t decoder_mask);
  const Rule* rule;
  const CompiledRule* twin = this;  ///< the first rule that matches the same on every line; itself if it is the first
  LazyRegex pattern;
  const LineFilter* filter = nullptr;  ///< null: the pattern is asked of every line
  std::vector<std::string> keywords;   ///< lower case
  CompiledAllow allow;
  std::deque<CompiledContext> context;
  const Examiner* examiner;  ///< null: a match is a hit
  std::uint32_t decoders;    ///< one bit for each of Decoders()
  bool whole_text() const { return examiner != nullptr && examiner->scope() == Examiner::Scope::kText; }
};

/// A rule set with all that RE2 and the examiners need of it; patterns compile when first wanted. Immutable; shared.
class CompiledRules {
 public:
  /// Keeps a copy of `rules`, and `filters`: LineFilters::Serialize's bytes, which must outlive it, or none. Errors:
  /// kInvalidRule for an examiner or decoder that does not exist.
  static Result<std::unique_ptr<CompiledRules>> Create(const RuleSet& rules, const ExaminerTable& examiners,
                                                       std::string_view filters = {});

  /// Compiles every pattern. Errors: kInvalidRule, naming the rule, the key and RE2's reason.
  Status Check() const;

  const RuleSet& set() const { return set_; }
  std::size_t size() const { return rules_.size(); }
  const CompiledRule& operator[](std::size_t index) const { return rules_[index]; }
  const CompiledAllow& allow() const { return *allow_; }

 private:
  explicit CompiledRules(std::string_view filters) : filters_(filters) {}
  RuleSet set_;
  LineFilters filters_;
  std::deque<CompiledRule> rules_;
  std::unique_ptr<CompiledAllow> allow_;
};

}  // namespace packrake

#endif  // PACKRAKE_MATCH_COMPILED_RULES_H_
